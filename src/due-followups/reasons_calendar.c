/* SPDX-License-Identifier: MIT */
#include "due-followups/reasons.h"
#include "due-followups/words_in.h"
#include "lib/civil.h"
#include "lib/text.h"
#include "streams/house_language.h"

static bool is_bought(const struct matters *list, struct slice product)
{
    const struct view *v = list->view;
    for (size_t i = 0; i < v->order_count; i++) {
        const struct order_row *o = view_order(v, i);
        if (o->product != BOOK_NONE && order_stands(o) &&
            slice_equal(text_key(list->arena, book_text(&v->book->words, o->product)), product))
            return true;
    }
    return false;
}

/* To whom a campaign may appeal: of its segments, and fond of its product; a campaign for all says neither. */
static bool suits(const struct matters *list, const struct campaign *c)
{
    const struct view *v = list->view;
    const struct loyal *l = view_loyal(v);
    if (c->segments.len > 0 &&
        (l == NULL || !list_holds(c->segments, book_text(&v->book->words, l->segment))))
        return false;
    if (c->product.len == 0)
        return true;
    struct slice favourite = l == NULL ? (struct slice){"", 0} : book_text(&v->book->words, l->favourite);
    return slice_equal(text_key(list->arena, favourite), c->product) || is_bought(list, c->product);
}

static void find_campaigns(struct matters *list)
{
    const struct desk *d = list->desk;
    const struct book *b = list->view->book;
    for (size_t i = 0; i < b->campaign_count; i++) {
        const struct campaign *c = &b->campaigns[i];
        int64_t from = c->from == NO_DAY ? d->today : c->from;
        if (from > d->today || !suits(list, c))
            continue;
        struct matter m = matter_of_day(d, REASON_CAMPAIGN, c->id, from);
        m.campaign = c;
        m.until = c->until == NO_DAY ? INT64_MAX : desk_day_start(d, (int64_t)c->until + 1);
        matter_note_done(&m, list->view->touch.campaign);
        matter_add(list, m);
    }
}

/* This year's day, or last year's where this year's is more than half a year ahead: the new year's wishes of late December. */
static int64_t nearest(int64_t today, int month, int day)
{
    int32_t year = civil_from_days(today).year;
    int64_t best = 0;
    for (int32_t y = year - 1; y <= year + 1; y++) {
        int32_t length = civil_month_length(y, month);
        int64_t at = civil_to_days((struct civil){y, month, day < length ? day : length});
        if (at <= today + 183 && at > today - 183)
            best = at;
    }
    return best;
}

static void wish(struct matters *list, int64_t day, const char *occasion)
{
    struct slice trigger = arena_print(list->arena, "%s:%d", occasion, (int)civil_from_days(day).year);
    struct matter m = matter_foreseen(list->desk, REASON_WISHES, trigger, day);
    m.occasion = occasion;
    m.day = (int32_t)day;
    matter_note_done(&m, list->view->touch.spoken);
    matter_add(list, m);
}

/* The first name: its column, else the first word of the name, or what follows a comma. */
static struct slice first_name(const struct matters *list)
{
    const struct customer *p = list->view->person;
    struct slice name = p->given_name.len > 0 ? p->given_name : p->name, piece = name;
    const char *comma = name.len > 0 ? memchr(name.ptr, ',', name.len) : NULL;
    if (comma != NULL)
        name = slice_trim(slice_from(name, (size_t)(comma - name.ptr) + 1));
    struct slice key = text_key(list->arena, name);
    return slice_cut(&key, ' ', &piece) ? piece : key;
}

static int64_t distance(int64_t x, int64_t y)
{
    return x > y ? x - y : y - x;
}

/* A name may have several days: the one nearest to today. */
static void find_name_day(struct matters *list)
{
    const struct desk *d = list->desk;
    const struct book *b = list->view->book;
    const struct customer *p = list->view->person;
    struct slice name = first_name(list);
    int language = house_language_for(p->language, &(struct person){.name = p->name}, d->language);
    bool any = false;
    int64_t best = 0;
    for (size_t i = 0; i < b->name_day_count && name.len > 0; i++) {
        const struct name_day *n = &b->name_days[i];
        if (!slice_equal(n->name, name) || (n->language >= 0 && n->language != language))
            continue;
        int64_t day = nearest(d->today, n->month, n->day);
        if (!any || distance(day, d->today) < distance(best, d->today))
            best = day;
        any = true;
    }
    if (any)
        wish(list, best, "name_day");
}

void reasons_of_calendar(struct matters *list)
{
    const struct customer *p = list->view->person;
    find_campaigns(list);
    if (p->birth_month > 0)
        wish(list, nearest(list->desk->today, p->birth_month, p->birth_day), "birthday");
    if (list->view->book->name_day_count > 0)
        find_name_day(list);
}
