/* SPDX-License-Identifier: MIT */
#include "brief-customer/lines.h"
#include "brief-customer/say.h"
#include "lib/csv_table.h"
#include "lib/embed.h"

EMBED(advice_table, "src/brief-customer/advice.csv")
EMBED(friendly_table, "src/brief-customer/friendly.csv")

static const char section[] = "Avoid";

static const char *verdict(const struct contact *c)
{
    if (c->opts_out)
        return "asked not to be contacted";
    switch (c->kind) {
    case KIND_UNSUBSCRIBE:
        return "unsubscribed";
    case KIND_BLOCK:
        return "blocked us";
    case KIND_BOUNCE:
        return "does not arrive";
    default:
        return NULL;
    }
}

/*
 * The latest thing of each kind with a verdict that each channel saw, in the order in which they were met first; one on which the
 * customer wrote afterwards still counts.
 */
static size_t latest_verdicts(const struct brief *b, const struct subject *p, struct arena *arena,
                              const struct contact ***latest)
{
    struct intern seen;
    intern_start(&seen, arena, b->run->world->seed);
    *latest = arena_array(arena, p->contacts.count + 1, sizeof **latest);
    for (size_t i = 0; i < p->contacts.count; i++) {
        const struct contact *c = &p->contacts.at[i];
        if (verdict(c) == NULL)
            continue;
        struct arena_text key = {.arena = arena};
        arena_text_put(&key, slice_of(verdict(c)));
        arena_text_put(&key, SLICE(" "));
        arena_text_put(&key, c->channel);
        uint32_t number = intern_add(&seen, (struct slice){key.bytes, key.len});
        if ((*latest)[number] == NULL || c->at >= (*latest)[number]->at)
            (*latest)[number] = c;
    }
    size_t count = seen.count;
    intern_free(&seen);
    return count;
}

/* What comes back without a channel is mail; of what else names none nobody knows how far it was meant to go. */
static void say_verdict(const struct brief *b, const struct contact *c, struct card *card)
{
    bool unnamed = c->channel.len == 0 && c->kind != KIND_BOUNCE;
    struct slice channel = c->channel.len > 0 ? c->channel
                           : unnamed          ? SLICE("all channels")
                                              : slice_of(vocabulary_word(VOCABULARY_CHANNEL, CHANNEL_EMAIL));
    card_add(card, section, SLICE("channels"),
             arena_print(card->arena, "%.*s: %s %.*s%s", SLICE_ARG(channel), verdict(c),
                         SLICE_ARG(say_day(card->arena, zone_day_at(b->zone, c->at))),
                         unnamed ? " (the log does not say which channel)" : ""));
}

static void say_channels(const struct brief *b, const struct subject *p, struct card *card)
{
    const struct details *d = &p->details;
    if (p->match != 0 && d->opt_out.len != 0)
        card_add(card, section, SLICE("channels"),
                 arena_print(card->arena, "opted out of %.*s", SLICE_ARG(d->opt_out)));
    const struct contact **latest;
    size_t count = latest_verdicts(b, p, card->arena, &latest);
    for (size_t i = 0; i < count; i++)
        say_verdict(b, latest[i], card);
    if (p->match != 0 && d->consent == ANSWER_NO)
        card_add(card, section, SLICE("courtesy"), SLICE("no consent to offers, news and wishes"));
}

static bool has_flag(struct slice flags, struct slice name)
{
    struct slice flag;
    while (slice_cut(&flags, ';', &flag)) {
        if (slice_starts(flag, name) && (flag.len == name.len || flag.ptr[name.len] == ':'))
            return true;
    }
    return false;
}

/* What of our words were flagged, in which cases. */
static void say_tone(const struct subject *p, struct card *card)
{
    struct error none = {0};
    struct csv_table *advice = csv_table_parse(card->arena, "advice.csv", advice_table(), &none);
    for (size_t row = 0; advice != NULL && row < csv_table_rows(advice); row++) {
        struct sentence cases = {.arena = card->arena};
        for (size_t i = 0; i < p->cases.count; i++) {
            if (has_flag(p->cases.at[i].flags_out, csv_table_cell(advice, row, 0)))
                sentence_add(&cases, ", ", "%.*s", SLICE_ARG(p->cases.at[i].id));
        }
        struct slice ids = sentence_text(&cases);
        if (ids.len != 0)
            card_add(card, section, SLICE("tone"),
                     arena_print(card->arena, "%.*s (case %.*s)", SLICE_ARG(csv_table_cell(advice, row, 1)),
                                 SLICE_ARG(ids)));
    }
}

/* What somebody who complains may say beside it, and nobody needs to avoid: a topic a line, below the header. */
static bool is_friendly(struct slice topic)
{
    struct slice table = friendly_table(), line;
    bool found = !slice_cut(&table, '\n', &line);
    while (!found && slice_cut(&table, '\n', &line))
        found = slice_equal(line, topic);
    return found;
}

/* Topics of complaints, once each, in the order of the cases. */
static void say_sore_points(const struct subject *p, struct card *card)
{
    struct sentence s = {.arena = card->arena};
    struct sentence seen = {.arena = card->arena};
    for (size_t i = 0; i < p->cases.count; i++) {
        struct slice topics = p->cases.at[i].topics, topic;
        while (p->cases.at[i].complaint && slice_cut(&topics, ';', &topic)) {
            topic = slice_trim(topic);
            if (topic.len == 0 || is_friendly(topic) || has_flag(sentence_text(&seen), topic))
                continue;
            sentence_add(&seen, ";", "%.*s", SLICE_ARG(topic));
            sentence_add(&s, ", ", "%.*s", SLICE_ARG(say_list(card->arena, topic)));
        }
    }
    card_add(card, section, SLICE("sore points"), sentence_text(&s));
}

static void say_promises(const struct subject *p, struct card *card)
{
    int64_t broken = 0;
    for (size_t i = 0; i < p->cases.count; i++)
        broken += p->cases.at[i].promises_broken;
    if (broken > 0)
        card_add(card, section, SLICE("promises"),
                 arena_print(card->arena, "%.*s broken before: name no date that is not certain",
                             SLICE_ARG(say_count(card->arena, broken, "was", "were"))));
}

/* Too many messages end in an unsubscribe. */
static void say_pestering(const struct brief *b, const struct subject *p, struct card *card)
{
    enum { WINDOW_DAYS = 30, MANY = 3 };
    int64_t count = 0;
    for (size_t i = 0; i < p->contacts.count; i++) {
        const struct contact *c = &p->contacts.at[i];
        bool courtesy = c->kind == KIND_CAMPAIGN || c->kind == KIND_SURVEY;
        count += courtesy && b->now.instant - c->at <= (int64_t)WINDOW_DAYS * 86400;
    }
    if (count >= MANY)
        card_add(card, section, SLICE("pestering"),
                 arena_print(card->arena, "%.*s sent in the last %d days",
                             SLICE_ARG(say_count(card->arena, count, "campaign or survey", "campaigns and surveys")),
                             WINDOW_DAYS));
}

void lines_avoid(const struct brief *b, const struct subject *p, struct card *card)
{
    say_channels(b, p, card);
    say_tone(p, card);
    say_sore_points(p, card);
    say_promises(p, card);
    say_pestering(b, p, card);
}
