/* SPDX-License-Identifier: MIT */
#include "due-followups/row_words.h"

#include "due-followups/gate.h"
#include "streams/house_language.h"

struct slice row_name(const struct view *v)
{
    struct slice name = v->person->name;
    for (size_t i = v->case_count; name.len == 0 && i > 0; i--)
        name = view_case(v, i - 1)->name;
    return name;
}

static struct person person_of(const struct view *v)
{
    const struct customer *p = v->person;
    return (struct person){.name = row_name(v),
                           .salutation = book_text(&v->book->words, p->salutation),
                           .given_name = p->given_name,
                           .family_name = p->family_name};
}

int row_language(const struct view *v, int house)
{
    int said = v->person->language;
    for (size_t i = v->case_count; said < 0 && i > 0; i--) {
        int of_case = view_case(v, i - 1)->language;
        said = of_case >= 0 || said != LANGUAGE_OTHER ? of_case : said;
    }
    struct person person = person_of(v);
    return house_language_for(said, &person, house);
}

static void fill_order(struct opener_facts *f, const struct book *b, const struct order_row *o, struct arena *arena)
{
    if (o == NULL)
        return;
    f->order = book_order_id(b, o, arena);
    f->place = book_text(&b->words, o->place);
    f->currency = book_text(&b->words, o->currency);
    if (o->status >= 0)
        f->status = slice_of(vocabulary_word(VOCABULARY_ORDER_STATUS, o->status));
}

static struct opener_facts facts_of(const struct row *r, const struct view *v, struct arena *arena)
{
    const struct matter *m = r->matter;
    const struct book *b = v->book;
    struct opener_facts f = {.person = person_of(v),
                             .product = book_text(&b->words, m->product),
                             .owner = r->owner,
                             .case_id = r->case_id,
                             .order = r->order_id,
                             .topic = book_text(&b->words, m->topic),
                             .count = m->count,
                             .day = m->day,
                             .has_day = m->day != NO_DAY};
    fill_order(&f, b, m->of_order, arena);
    f.occasion = slice_of(m->occasion);
    if (m->campaign != NULL)
        f.offer = m->campaign->text;
    if (m->cut != NULL) {
        f.old_price = m->cut->old_price;
        f.new_price = m->cut->new_price;
        f.has_old_price = f.old_price > 0;
        f.has_new_price = f.new_price > 0;
    }
    return f;
}

void row_fill_words(struct row *r, const struct row_frame *frame, const struct view *v, struct arena *arena)
{
    const struct matter *m = r->matter;
    struct opener_facts f = facts_of(r, v, arena);
    if (m->reason == REASON_REPLY && m->due_at < frame->desk->now)
        f.occasion = SLICE("late");
    const char *reason = reason_name(m->reason);
    r->note = opener_note(frame->openers, reason, &f, arena);
    if (m->gate != GATE_OPEN)
        r->note = arena_print(arena, "%.*s Do not contact the customer: %s.", SLICE_ARG(r->note),
                              gate_reason(m->gate, &v->touch));
    else if (m->channel == CHANNEL_PHONE && gate_needs_call(v))
        r->note = arena_print(arena, "%.*s Call: %s.", SLICE_ARG(r->note),
                              v->touch.mail_unanswered ? "our last e-mail was not answered"
                                                       : "three written messages went by without a talk");
    if (m->channel != CHANNEL_NO)
        r->opener = opener_fill(frame->openers, reason, row_language(v, frame->desk->language), &f, arena);
}
