/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "brief-customer/lines.h"
#include "brief-customer/say.h"

enum { CASES = 5, OPINIONS = 3, NOTES = 3, EXCERPT = 120 };
#define LOW INT64_C(40000000) /* a score that complains, as score-loyalty has it */

static void say_solution(const struct brief_case *c, struct sentence *s)
{
    if (c->agent.len != 0)
        sentence_add(s, " ", "by %.*s", SLICE_ARG(c->agent));
    if (c->resolved_hours >= 0)
        sentence_add(s, " ", "in %.*s hours", SLICE_ARG(say_number(s->arena, c->resolved_hours, 2)));
    if (slice_equal(c->apology, SLICE("yes")))
        sentence_add(s, ", ", "with an apology");
    else if (c->complaint && slice_equal(c->apology, SLICE("no")))
        sentence_add(s, ", ", "without an apology");
    if (c->promises_broken > 0)
        sentence_add(s, ", ", "%.*s broken",
                     SLICE_ARG(say_count(s->arena, c->promises_broken, "promise", "promises")));
    if (c->reopened > 0)
        sentence_add(s, ", ", "opened again %.*s", SLICE_ARG(say_times(s->arena, c->reopened)));
}

static void say_case(const struct brief *b, const struct brief_case *c, struct card *card)
{
    struct sentence s = {.arena = card->arena};
    struct slice topics = say_list(card->arena, c->topics);
    if (c->opened_at != NO_MOMENT)
        sentence_add(&s, "", "%.*s", SLICE_ARG(say_day(card->arena, zone_day_at(b->zone, c->opened_at))));
    sentence_add(&s, ": ", "%s", c->complaint ? "complaint" : "");
    if (topics.len != 0)
        sentence_add(&s, c->complaint ? " " : ": ", "about %.*s", SLICE_ARG(topics));
    struct sentence how = {.arena = card->arena};
    sentence_add(&how, "", "solved");
    say_solution(c, &how);
    sentence_add(&s, "; ", "%.*s", SLICE_ARG(sentence_text(&how)));
    struct slice excerpt = say_excerpt(card->arena, c->last_text, EXCERPT);
    if (excerpt.len != 0)
        sentence_add(&s, "; ", "last: %.*s", SLICE_ARG(excerpt));
    card_add(card, "Before", arena_print(card->arena, "case %.*s", SLICE_ARG(c->id)), sentence_text(&s));
}

/* Complaints first, the latest first. */
static int compare_cases(const void *left, const void *right)
{
    const struct brief_case *a = *(const struct brief_case *const *)left;
    const struct brief_case *b = *(const struct brief_case *const *)right;
    if (a->complaint != b->complaint)
        return a->complaint ? -1 : 1;
    if (a->opened_at != b->opened_at)
        return a->opened_at > b->opened_at ? -1 : 1;
    return slice_compare(a->id, b->id);
}

static void say_cases(const struct brief *b, const struct subject *p, struct card *card)
{
    const struct brief_case **solved = arena_array(card->arena, p->cases.count + 1, sizeof *solved);
    size_t count = 0;
    for (size_t i = 0; i < p->cases.count; i++) {
        if (p->cases.at[i].status >= CASE_SOLVED)
            solved[count++] = &p->cases.at[i];
    }
    if (count > 0)
        qsort(solved, count, sizeof *solved, compare_cases);
    for (size_t i = 0; i < count && i < CASES; i++)
        say_case(b, solved[i], card);
    if (count > CASES)
        card_add(card, "Before", SLICE("earlier"),
                 say_count(card->arena, (int64_t)(count - CASES), "more case, solved", "more cases, solved"));
}

static int compare_opinions(const void *left, const void *right)
{
    const struct opinion *a = *(const struct opinion *const *)left;
    const struct opinion *b = *(const struct opinion *const *)right;
    if (a->day != b->day)
        return a->day > b->day ? -1 : 1;
    if (a->score != b->score)
        return a->score < b->score ? -1 : 1;
    int order = slice_compare(a->touchpoint, b->touchpoint);
    return order != 0 ? order : slice_compare(a->comment, b->comment);
}

static void say_opinion(const struct opinion *o, struct card *card)
{
    struct sentence s = {.arena = card->arena};
    if (o->touchpoint.len != 0)
        sentence_add(&s, "", "%.*s", SLICE_ARG(o->touchpoint));
    if (o->metric.len != 0 && !slice_equal(o->metric, SLICE("text")))
        sentence_add(&s, ", ", "%.*s %.*s", SLICE_ARG(o->metric), SLICE_ARG(say_excerpt(card->arena, o->answer, EXCERPT)));
    if (o->score >= 0)
        sentence_add(&s, ", ", "%.*s of 100", SLICE_ARG(say_number(card->arena, o->score, 1)));
    struct slice comment = say_excerpt(card->arena, o->comment, EXCERPT);
    if (comment.len != 0)
        sentence_add(&s, ": ", "%.*s", SLICE_ARG(comment));
    card_add(card, "Surveys", say_day(card->arena, o->day), sentence_text(&s));
}

/* The latest answers that say something: with a comment, or low, or about the whole (NPS). */
static void say_opinions(const struct subject *p, struct card *card)
{
    const struct opinion **list = arena_array(card->arena, p->opinions.count + 1, sizeof *list);
    size_t count = 0;
    for (size_t i = 0; i < p->opinions.count; i++) {
        const struct opinion *o = &p->opinions.at[i];
        bool low = o->score >= 0 && o->score <= LOW;
        if (o->comment.len != 0 || low || slice_equal(o->metric, SLICE("nps")))
            list[count++] = o;
    }
    if (count > 0)
        qsort(list, count, sizeof *list, compare_opinions);
    for (size_t i = 0; i < count && i < OPINIONS; i++)
        say_opinion(list[i], card);
}

/* Latest first; equal stamps: the later row first. */
static int compare_contacts(const void *left, const void *right)
{
    const struct contact *a = *(const struct contact *const *)left;
    const struct contact *b = *(const struct contact *const *)right;
    if (a->at != b->at)
        return a->at > b->at ? -1 : 1;
    return (b > a) - (b < a);
}

static void say_note(const struct brief *b, const struct contact *c, struct card *card)
{
    struct sentence s = {.arena = card->arena};
    if (c->agent.len != 0)
        sentence_add(&s, "", "%.*s", SLICE_ARG(c->agent));
    sentence_add(&s, ": ", "%.*s", SLICE_ARG(c->text));
    card_add(card, "Notes", say_moment(card->arena, c->at, b->zone), sentence_text(&s));
}

static void say_contact(const struct brief *b, const struct contact *c, const char *who, struct card *card)
{
    struct sentence s = {.arena = card->arena};
    sentence_add(&s, "", "%.*s", SLICE_ARG(say_moment(card->arena, c->at, b->zone)));
    if (c->channel.len != 0)
        sentence_add(&s, " ", "by %.*s", SLICE_ARG(c->channel));
    if (c->agent.len != 0)
        sentence_add(&s, ", ", "%.*s", SLICE_ARG(c->agent));
    struct slice excerpt = say_excerpt(card->arena, c->text, EXCERPT);
    if (excerpt.len != 0)
        sentence_add(&s, ": ", "%.*s", SLICE_ARG(excerpt));
    card_add(card, "Contacts", slice_of(who), sentence_text(&s));
}

/* A word from one to the other: no campaign, survey or event. */
static bool is_talk(const struct contact *c, int direction)
{
    return c->direction == direction && (c->kind < 0 || c->kind == KIND_MESSAGE || c->kind == KIND_COMPLAINT);
}

static void say_contacts(const struct brief *b, const struct subject *p, struct card *card)
{
    const struct contact **list = arena_array(card->arena, p->contacts.count + 1, sizeof *list);
    for (size_t i = 0; i < p->contacts.count; i++)
        list[i] = &p->contacts.at[i];
    if (p->contacts.count > 0)
        qsort(list, p->contacts.count, sizeof *list, compare_contacts);
    size_t notes = 0;
    const struct contact *theirs = NULL, *ours = NULL;
    for (size_t i = 0; i < p->contacts.count; i++) {
        bool note = is_talk(list[i], DIRECTION_NOTE) && list[i]->text.len != 0;
        if (note && notes++ < NOTES)
            say_note(b, list[i], card);
        if (theirs == NULL && is_talk(list[i], DIRECTION_IN))
            theirs = list[i];
        if (ours == NULL && is_talk(list[i], DIRECTION_OUT))
            ours = list[i];
    }
    if (theirs != NULL)
        say_contact(b, theirs, "theirs", card);
    if (ours != NULL)
        say_contact(b, ours, "ours", card);
}

void lines_before(const struct brief *b, const struct subject *p, struct card *card)
{
    say_cases(b, p, card);
    say_opinions(p, card);
    say_contacts(b, p, card);
}
