/* SPDX-License-Identifier: MIT */
#include "track-cases/case_act.h"

#include "streams/vocabulary.h"

int case_direction(const struct case_facts *facts)
{
    static const int by_kind[KIND_COUNT] = {
        [KIND_MESSAGE] = -1,          [KIND_AUTO] = DIRECTION_OUT,       [KIND_CAMPAIGN] = DIRECTION_OUT,
        [KIND_SURVEY] = DIRECTION_OUT, [KIND_COMPLAINT] = DIRECTION_IN,  [KIND_MISSED_CALL] = DIRECTION_IN,
        [KIND_OPEN] = DIRECTION_IN,   [KIND_CLICK] = DIRECTION_IN,       [KIND_UNSUBSCRIBE] = DIRECTION_IN,
        [KIND_BLOCK] = DIRECTION_IN,  [KIND_BOUNCE] = DIRECTION_OUT,     [KIND_STATUS] = DIRECTION_NOTE,
    };
    if (facts->channel == CHANNEL_NOTE)
        return DIRECTION_NOTE;
    if (facts->direction >= 0)
        return facts->direction;
    return facts->kind >= 0 ? by_kind[facts->kind] : -1;
}

static bool is_said(int kind)
{
    return kind < 0 || kind == KIND_MESSAGE || kind == KIND_COMPLAINT;
}

enum { OPENING_WORDS = 10, FIRST_WORDS = 3, STATEMENT_WORDS = 8 };

/* A machine says at once that it is one; people mention automatic replies further on. */
static bool opens_like_a_machine(const struct words_found *found)
{
    return found->machine_at < OPENING_WORDS;
}

/*
 * Who says no, or says a good deal, without a word of thanks or praise, wants something: a table of words cannot know every
 * complaint, and one that is overlooked costs more than one look too many.
 */
static bool is_no_small_talk(const struct case_facts *f, const struct words_found *found)
{
    if (f->has_flags || (found->classes & (WORDS_THANKS | WORDS_PRAISE)) != 0)
        return false;
    return (found->classes & WORDS_NEGATION) != 0 || found->strangers >= STATEMENT_WORDS;
}

static enum act incoming_act(const struct case_facts *f, const struct words_found *found, unsigned *bits)
{
    bool away = (found->classes & WORDS_AWAY) != 0;
    bool says_so = found->machine_at < (away ? OPENING_WORDS : FIRST_WORDS);
    if (says_so && f->kind != KIND_COMPLAINT && (away || (found->classes & WORDS_COMPLAINT) == 0))
        return ACT_NOTHING;
    if (f->kind == KIND_COMPLAINT || (f->marks & MARK_COMPLAINS) != 0 ||
        (!f->has_flags && (found->classes & WORDS_COMPLAINT) != 0))
        *bits |= MESSAGE_COMPLAINS;
    if ((*bits & MESSAGE_COMPLAINS) != 0 || (f->marks & MARK_ASKS) != 0 || found->question_mark ||
        (found->classes & (WORDS_QUESTION | WORDS_COMPLAINT)) != 0 || is_no_small_talk(f, found) || !f->has_words)
        return ACT_ASKS;
    return found->farewell ? ACT_FAREWELL : ACT_SAYS;
}

/* Where the kind is stated, only words that leave no doubt speak against it. */
static bool is_machine_made(const struct case_facts *f, const struct words_found *found)
{
    static const unsigned automatic = WORDS_AUTO | WORDS_AWAY | WORDS_RECEIPT | WORDS_SURVEY | WORDS_CAMPAIGN;
    if (f->kind >= 0)
        return opens_like_a_machine(found);
    return (found->classes & automatic) != 0 || f->channel == CHANNEL_NEWSLETTER;
}

static enum act outgoing_act(const struct case_facts *f, const struct words_found *found, unsigned *bits)
{
    if (is_machine_made(f, found))
        return ACT_NOTHING;
    unsigned marks = f->marks;
    if ((marks & MARK_REGRETS_ONLY) == 0 && (found->classes & WORDS_APOLOGY) != 0)
        marks |= MARK_APOLOGISES | MARK_ACKNOWLEDGES;
    *bits |= (marks & MARK_APOLOGISES) != 0 ? MESSAGE_APOLOGISES : 0u;
    *bits |= (marks & MARK_ACKNOWLEDGES) != 0 ? MESSAGE_ACKNOWLEDGES : 0u;
    return ACT_ANSWERS;
}

/* What it does where its words do not matter; ACT_SAYS: they do. */
static enum act act_without_words(const struct case_facts *f, int direction)
{
    if (f->kind == KIND_STATUS)
        return ACT_STATUS;
    if (f->kind == KIND_MISSED_CALL && direction == DIRECTION_IN)
        return ACT_MISSED_CALL;
    if (!is_said(f->kind))
        return ACT_NOTHING;
    return direction == DIRECTION_NOTE ? ACT_NOTES : ACT_SAYS;
}

struct words_found case_act_look(const struct case_facts *f, const struct case_words *words, struct arena *scratch)
{
    static const unsigned of_customers = WORDS_AUTO | WORDS_AWAY | WORDS_THANKS | WORDS_FILLER | WORDS_SIGNOFF |
                                         WORDS_QUESTION | WORDS_COMPLAINT | WORDS_NEGATION |
                                         WORDS_PRAISE;
    static const unsigned of_staff =
        WORDS_AUTO | WORDS_AWAY | WORDS_RECEIPT | WORDS_SURVEY | WORDS_CAMPAIGN | WORDS_APOLOGY;
    int direction = case_direction(f);
    if (act_without_words(f, direction) != ACT_SAYS)
        return (struct words_found){.machine_at = SIZE_MAX};
    return case_words_look(words, direction == DIRECTION_IN ? of_customers : of_staff, f->text, scratch);
}

enum act case_act(const struct case_facts *f, const struct words_found *found, unsigned *bits)
{
    int direction = case_direction(f);
    enum act act = act_without_words(f, direction);
    *bits = channel_is_live(f->channel) ? MESSAGE_LIVE : 0u;
    if (act != ACT_SAYS)
        return act;
    *bits |= f->text.len != 0 ? MESSAGE_OWN_WORDS : 0u;
    return direction == DIRECTION_IN ? incoming_act(f, found, bits) : outgoing_act(f, found, bits);
}
