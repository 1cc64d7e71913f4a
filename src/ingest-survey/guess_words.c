/* SPDX-License-Identifier: MIT */
#include "ingest-survey/guess.h"
#include "lib/text.h"

enum {
    LONG_CHOICE = 160, /* characters: nobody offers such choices in a list */
    FEW = 3
};

bool guess_asks_words(const struct guess *g, struct slice question)
{
    return words_have(g->words, "comment", "comment", question) ||
           words_have(g->words, "why", "why", question) ||
           words_are(g->words, "comment", question) || words_are(g->words, "remarks", question);
}

/* --- typed or offered --- */

/*
 * A form offers its choices in one style and spells each always the same; people who type repeat
 * only what is short ("ok"), spell it as they please, and each says the rest in a sentence of his
 * own.
 */
bool guess_is_typed(const struct guess *g, const struct profile *p)
{
    size_t courtesies = 0;
    size_t own = 0;             /* sentences that one person wrote */
    size_t common = 0;          /* what several answered */
    size_t common_sentence = 0; /* of these, the sentences */
    for (size_t i = 0; i < p->distinct; i++) {
        const struct profile_value *v = &p->values[i];
        courtesies += words_are(g->words, "courtesy", v->key) ? v->count : 0;
        own += v->count == 1 && v->sentence;
        common += v->count > 1;
        common_sentence += v->count > 1 && v->sentence;
    }
    if (courtesies > 1 && courtesies * PROFILE_SLIPS >= p->filled)
        return true; /* nobody offers "thanks" as a choice */
    if (p->respelled >= FEW && p->respelled * PROFILE_SLIPS >= p->filled && p->marked >= FEW &&
        p->marked * PROFILE_SLIPS >= p->filled && p->marked * 2 <= p->filled)
        return true; /* a form spells "OK" in one way, and not now with a mark and now without */
    size_t enough = p->respelled * PROFILE_SLIPS >= p->filled ? 20 : 10;
    return own >= FEW && own * enough >= p->filled && common_sentence * 2 <= common;
}

/* --- several answers in one cell --- */

/* Cuts at a separator that may be longer than a byte; false at the end. */
static bool cut(struct slice *rest, struct slice separator, struct slice *part)
{
    if (rest->ptr == NULL)
        return false;
    const char *at = slice_find(*rest, separator);
    if (at == NULL) {
        *part = *rest;
        rest->ptr = NULL;
        return true;
    }
    *part = (struct slice){rest->ptr, (size_t)(at - rest->ptr)};
    *rest = slice_from(*rest, part->len + separator.len);
    return true;
}

/* Adds the parts of a value; true: several are joined in it. */
static bool add_parts(const struct guess *g, struct slice value, struct slice separator,
                      struct profile *parts)
{
    size_t count = 0;
    struct slice part;
    for (struct slice rest = value; cut(&rest, separator, &part);) {
        count += slice_trim(part).len > 0;
        profile_add(parts, g->labels, g->arena, part);
    }
    return count > 1 || (value.ptr[value.len - 1] == ';' && separator.ptr[0] == ';');
}

/* Whether the cells of a column are choices joined by the separator: some are joined, and the parts
 * repeat. */
static bool is_list(const struct guess *g, size_t column, struct slice separator, bool digits_only)
{
    struct profile parts;
    size_t joined = 0;
    profile_start(&parts);
    for (size_t i = g->header_rows; i < g->sample->count; i++) {
        const struct sample_record *r = &g->sample->records[i];
        struct slice value = slice_trim(csv_record_value(&r->record, column));
        if (r->result == CSV_RECORD && value.len > 0)
            joined += add_parts(g, value, separator, &parts);
    }
    return joined > 0 && !parts.more && parts.longest <= LONG_CHOICE &&
           parts.distinct * 2 <= parts.filled + FEW &&
           (!digits_only || parts.codes == parts.filled) && !guess_is_typed(g, &parts);
}

void guess_list(const struct guess *g, struct slice question, size_t column, struct entry *entry)
{
    if (guess_asks_words(g, question))
        return; /* a comma in a comment joins no choices */
    bool many = words_have(g->words, "many", "many", question);
    struct slice separator = g->layout->separator;
    if (separator.len != 0 && is_list(g, column, separator, false))
        entry->separator = separator;
    else if (many && is_list(g, column, SLICE(";"), false))
        entry->separator = SLICE(";");
    else if (many && is_list(g, column, SLICE(", "), false))
        entry->separator = SLICE(", ");
    else if (g->layout->id == LAYOUT_QUALTRICS && is_list(g, column, SLICE(","), true))
        entry->separator = SLICE(",");
    else
        return;
    entry->use = USE_LIST;
    entry->metric = METRIC_CHOICE;
    entry->has_scale = false;
}
