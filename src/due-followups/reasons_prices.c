/* SPDX-License-Identifier: MIT */
#include "due-followups/reasons.h"
#include "due-followups/told.h"

enum { QUOTE_DAYS = 30 }; /* a quote or a cart is fresh so long */

/* Our messages with a new price in them, by their products. */
static struct told tell_prices(const struct view *v, struct arena *arena)
{
    struct told t = {.list = arena_array(arena, v->enquiry_count + 1, sizeof *t.list)};
    for (size_t i = 0; i < v->enquiry_count; i++) {
        const struct enquiry *q = &v->enquiries[i];
        if (q->id == BOOK_NONE)
            t.list[t.count++] = (struct telling){q->product, q->at};
    }
    told_sort(&t);
    return t;
}

static void tell_ahead(struct matters *list, const struct told *told, const struct price_cut *cut,
                       struct slice trigger, int64_t asked_at)
{
    const struct desk *d = list->desk;
    int64_t ahead = d->policy->rule[REASON_PRICE_CUT_AHEAD].ahead.amount;
    struct matter m = matter_of_day(d, REASON_PRICE_CUT_AHEAD, trigger, cut->starts_on - ahead);
    m.since = m.done_from = asked_at > m.since ? asked_at : m.since;
    m.until = desk_day_start(d, cut->starts_on);
    m.cut = cut;
    m.product = cut->product;
    m.day = cut->starts_on;
    told_note(told, cut->product, &m);
    matter_add(list, m);
}

static struct slice trigger_of(const struct matters *list, const struct order_row *o)
{
    struct slice id = book_order_id(list->view->book, o, list->arena);
    return id.len > 0 ? id : book_text(&list->view->book->words, o->product);
}

static void find_of_order(struct matters *list, const struct told *told, const struct price_cut *cut,
                          const struct order_row *o)
{
    const struct desk *d = list->desk;
    if ((o->status == ORDER_QUOTE || o->status == ORDER_CART) && o->day >= d->today - QUOTE_DAYS) {
        tell_ahead(list, told, cut, trigger_of(list, o), desk_day_start(d, o->day));
        return;
    }
    int64_t before = cut->starts_on - (int64_t)o->day;
    if (before < 1 || before > d->policy->rule[REASON_PRICE_CUT].ahead.amount || !order_stands(o) ||
        (o->bits & ORDER_FULL_PRICE) == 0 || cut->starts_on > d->today)
        return;
    struct matter m =
        matter_of_day(d, REASON_PRICE_CUT, trigger_of(list, o), cut->starts_on);
    m.cut = cut;
    m.of_order = o;
    m.product = cut->product;
    m.day = cut->starts_on;
    matter_note_done(&m, list->view->touch.spoken);
    matter_add(list, m);
}

void reasons_of_prices(struct matters *list)
{
    const struct view *v = list->view;
    const struct book *b = v->book;
    if (b->cut_count == 0 || v->order_count + v->enquiry_count == 0)
        return;
    struct told told = tell_prices(v, list->arena);
    for (size_t c = 0; c < b->cut_count; c++) {
        for (size_t i = 0; i < v->order_count; i++) {
            if (view_order(v, i)->product == b->cuts[c].product)
                find_of_order(list, &told, &b->cuts[c], view_order(v, i));
        }
        for (size_t i = 0; i < v->enquiry_count; i++) {
            const struct enquiry *q = &v->enquiries[i];
            if (q->id != BOOK_NONE && q->product == b->cuts[c].product)
                tell_ahead(list, &told, &b->cuts[c], book_text(&b->ids, q->id), q->at);
        }
    }
}
