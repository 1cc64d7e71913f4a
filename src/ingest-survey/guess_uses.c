/* SPDX-License-Identifier: MIT */
#include "ingest-survey/guess.h"
#include "lib/text.h"

/* --- --map --- */

static enum column_use use_of_role(enum role role)
{
    switch (role) {
    case ROLE_RESPONSE_ID:
        return USE_RESPONSE_ID;
    case ROLE_CUSTOMER_ID:
        return USE_CUSTOMER_ID;
    case ROLE_EMAIL:
        return USE_EMAIL;
    case ROLE_PHONE:
        return USE_PHONE;
    case ROLE_ANSWERED_AT:
        return USE_ANSWERED_AT;
    case ROLE_CHANNEL:
        return USE_CHANNEL;
    case ROLE_LANGUAGE:
        return USE_LANGUAGE;
    default:
        return USE_COUNT;
    }
}

static bool map_one(const struct role_mapping *map, const struct survey_header *header,
                    struct book *book, struct error *e)
{
    const char *role = role_info(map->role)->name;
    enum column_use use = use_of_role(map->role);
    size_t found = 0;
    if (use == USE_COUNT)
        return error_set(e,
                         "--map %s: only response_id, customer_id, email, phone, answered_at, "
                         "channel and language "
                         "can be mapped; the rest is said in a codebook (--emit-codebook)",
                         role);
    for (size_t i = 0; i < header->count; i++) {
        const struct survey_column *c = &header->columns[i];
        if (book->entries[i].use == use)
            book->entries[i].use = USE_TECHNICAL; /* the mapping beats what names say */
        if (slice_equal(c->name, map->header) || slice_equal(c->known_as, map->header) ||
            slice_equal(c->text, map->header)) {
            book->entries[i].use = use;
            book->entries[i].rank = 0;
            found++;
        }
    }
    if (found == 0 && map->header.len > 0)
        return error_set(e, "--map %s: there is no column '%s'", role, quote(map->header).text);
    if (found > 1)
        return error_set(
            e, "--map %s: %zu columns are named '%s'; name it in a codebook (--emit-codebook)",
            role, found, quote(map->header).text);
    return true;
}

/* --- names --- */

static bool ends_with(struct slice s, const char *end)
{
    struct slice tail = slice_of(end);
    return s.len >= tail.len && slice_equal(slice_from(s, s.len - tail.len), tail);
}

static bool starts_folded(struct slice text, const char *start)
{
    return slice_starts(text, slice_of(start));
}

/* Qualtrics: what is timing, browser, order of display, or another form of an answer. */
static enum column_use qualtrics_use(const struct survey_column *c)
{
    static const struct {
        const char *end;
        enum column_use use;
    } ends[] = {{"_NPS_GROUP", USE_REPEAT},
                {" - Topics", USE_REPEAT},
                {" - Parent Topics", USE_REPEAT},
                {" - Sentiment", USE_REPEAT},
                {" - Sentiment Score", USE_REPEAT},
                {" - Sentiment Polarity", USE_REPEAT},
                {" - Topic Sentiment Label", USE_REPEAT},
                {" - Topic Sentiment Score", USE_REPEAT},
                {"_FIRST_CLICK", USE_TECHNICAL},
                {"_LAST_CLICK", USE_TECHNICAL},
                {"_PAGE_SUBMIT", USE_TECHNICAL},
                {"_CLICK_COUNT", USE_TECHNICAL},
                {"_First Click", USE_TECHNICAL},
                {"_Last Click", USE_TECHNICAL},
                {"_Page Submit", USE_TECHNICAL},
                {"_Click Count", USE_TECHNICAL},
                {"_BROWSER", USE_TECHNICAL},
                {"_VERSION", USE_TECHNICAL},
                {"_OS", USE_TECHNICAL},
                {"_RESOLUTION", USE_TECHNICAL},
                {"_DO", USE_TECHNICAL}};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        if (ends_with(c->code, ends[i].end) || ends_with(c->import_id, ends[i].end))
            return ends[i].use;
    }
    size_t at = c->code.len;
    while (at > 0 && c->code.ptr[at - 1] >= '0' && c->code.ptr[at - 1] <= '9')
        at--;
    if (at > 4 && at < c->code.len && memcmp(c->code.ptr + at - 4, "_DO_", 4) == 0)
        return USE_TECHNICAL;
    bool embedded = c->import_id.len != 0 && !starts_folded(c->import_id, "QID");
    return embedded || c->name.len == 0 ? USE_TECHNICAL : USE_ANSWER;
}

/* Other vendors' columns beside the answer: points and feedback of a quiz, numbers of options. */
static enum column_use beside_use(const struct survey_layout *layout, const struct survey_column *c)
{
    if (layout->id == LAYOUT_MS_FORMS &&
        (starts_folded(c->text, "Points - ") || starts_folded(c->text, "Feedback - ")))
        return USE_REPEAT;
    if (layout->id == LAYOUT_FORMBRICKS &&
        (ends_with(c->text, " - Option ID") || ends_with(c->text, " - Option IDs")))
        return USE_REPEAT;
    if (layout->id == LAYOUT_QUALTRICS)
        return qualtrics_use(c);
    return USE_ANSWER;
}

static void name_use(const struct guess *g, const struct survey_column *c, struct entry *entry)
{
    enum column_use use = USE_ANSWER;
    int rank = 0;
    entry->use = USE_ANSWER;
    bool known = layouts_column(g->layouts, g->layout->id, c->known_as, &use, &rank);
    if (!known && g->layout->id == LAYOUT_LIMESURVEY)
        known = layouts_column(g->layouts, g->layout->id, c->text, &use, &rank);
    if (known) {
        entry->use = use;
        entry->rank = rank;
        return;
    }
    entry->use = beside_use(g->layout, c);
    if (c->name.len == 0 && c->text.len == 0)
        entry->use = USE_TECHNICAL; /* a column without a name: row numbers, trailing delimiters */
}

/* --- one of each --- */

/* Uses of which only the column of least rank counts; the others say nothing new. */
static bool is_single(enum column_use use)
{
    return use == USE_RESPONSE_ID || use == USE_CUSTOMER_ID || use == USE_EMAIL ||
           use == USE_PHONE || use == USE_CHANNEL || use == USE_LANGUAGE || use == USE_CLOCK;
}

/* Whether some of the first records have anything in this column. */
static bool is_filled(const struct guess *g, size_t column)
{
    for (size_t i = g->header_rows; i < g->sample->count; i++) {
        const struct sample_record *r = &g->sample->records[i];
        if (r->result == CSV_RECORD && slice_trim(csv_record_value(&r->record, column)).len != 0)
            return true;
    }
    return false;
}

/* A filled column before an empty one, a lesser rank before a greater one, the first of equals. */
static bool is_better(const struct guess *g, const struct book *book, size_t a, size_t b)
{
    bool filled = is_filled(g, a);
    if (filled != is_filled(g, b))
        return filled;
    return book->entries[a].rank < book->entries[b].rank;
}

static void keep_best(const struct guess *g, struct book *book, enum column_use use)
{
    bool contact = use == USE_EMAIL || use == USE_PHONE;
    size_t best = book->count;
    for (size_t i = 0; i < book->count; i++) {
        if (book->entries[i].use != use)
            continue;
        size_t loser = best == book->count ? best : is_better(g, book, i, best) ? best : i;
        best = loser == i ? best : i;
        if (loser < book->count) {
            book->entries[loser].use = contact ? USE_PERSONAL : USE_TECHNICAL;
            book->entries[loser].note = SLICE("another column is better for this");
        }
    }
}

/* In a plain file: the time of day is the date when there is no other. */
static void settle_clock(struct book *book)
{
    struct entry *clock = NULL;
    bool dated = false;
    for (size_t i = 0; i < book->count; i++) {
        clock = book->entries[i].use == USE_CLOCK ? &book->entries[i] : clock;
        dated = dated || book->entries[i].use == USE_ANSWERED_AT;
    }
    if (clock != NULL && !dated)
        clock->use = USE_ANSWERED_AT;
}

bool guess_uses(const struct guess *g, const struct survey_header *header, struct book *book,
                struct error *e)
{
    for (size_t i = 0; i < header->count; i++)
        name_use(g, &header->columns[i], &book->entries[i]);
    for (size_t i = 0; i < g->map_count; i++) {
        if (!map_one(&g->maps[i], header, book, e))
            return false;
    }
    for (int use = 0; use < USE_COUNT; use++) {
        if (is_single((enum column_use)use))
            keep_best(g, book, (enum column_use)use);
    }
    settle_clock(book);
    return true;
}
