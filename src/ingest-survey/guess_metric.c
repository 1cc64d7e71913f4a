/* SPDX-License-Identifier: MIT */
#include "ingest-survey/guess.h"
#include "ingest-survey/scale.h"
#include "lib/number.h"
#include "lib/text.h"

enum {
    ENOUGH = 20,     /* answers after which a set that is wholly used is believed */
    LONG_ANSWER = 80 /* characters: nobody offers such choices */
};

/* --- sets of labels --- */

static unsigned bits(uint32_t steps)
{
    unsigned n = 0;
    for (; steps != 0; steps &= steps - 1)
        n++;
    return n;
}

/*
 * How the words met stand in a set: false when two different answers of one language share a step,
 * as "Satisfied" and "Somewhat satisfied" would on five points; *complete: every step of the set
 * was met.
 */
static bool fits_set(const struct labels *labels, const struct profile *p, size_t set,
                     bool *complete)
{
    const struct label *at[32] = {NULL};
    uint32_t met = 0;
    int points = labels->sets[set].points;
    for (size_t i = 0; i < p->distinct; i++) {
        const struct label *l =
            p->values[i].key.len == 0 ? NULL : label_in_set(labels, p->values[i].key, set);
        if (l == NULL)
            continue;
        size_t step = (size_t)number_rescale((int64_t)l->score * (points - 1) / 100, 6, 0) % 32;
        if (at[step] != NULL && at[step] != l && at[step]->language == l->language &&
            l->language != 0 && points > 2)
            return false;
        at[step] = l;
        met |= UINT32_C(1) << step;
    }
    *complete = points > 0 && bits(met) == (unsigned)points;
    return true;
}

/* How many of the answers are labels of a set. */
static size_t count_labelled(const struct labels *labels, const struct profile *p, size_t set)
{
    size_t count = 0;
    for (size_t i = 0; i < p->distinct; i++) {
        const struct profile_value *v = &p->values[i];
        if (v->key.len != 0 && label_in_set(labels, v->key, set) != NULL)
            count += v->count;
    }
    return count;
}

/* The sets that have the answers but for some slips. */
static uint64_t nearly_sets(const struct labels *labels, const struct profile *p)
{
    uint64_t sets = 0;
    for (size_t s = 0; s < labels->set_count && p->filled > 0 && !p->more; s++) {
        if ((p->filled - count_labelled(labels, p, s)) * PROFILE_SLIPS <= p->filled)
            sets |= UINT64_C(1) << s;
    }
    return sets;
}

/*
 * The set for the words met, among some: one of the user's own, else a small one that is wholly
 * used, else the first in the table, where the usual numbers of points come first; -1: none has
 * them all.
 */
static int choose_set(const struct labels *labels, const struct profile *p, uint64_t among)
{
    int smallest = -1;
    int first = -1;
    for (size_t s = 0; s < labels->set_count; s++) {
        bool complete = false;
        int points = labels->sets[s].points;
        if ((among >> s & 1) == 0 || points == 0 || !fits_set(labels, p, s, &complete))
            continue;
        if (labels->sets[s].own)
            return (int)s;
        if (complete && p->filled >= ENOUGH &&
            (smallest < 0 || points < labels->sets[smallest].points))
            smallest = (int)s;
        first = first < 0 ? (int)s : first;
    }
    return smallest >= 0 ? smallest : first;
}

static void use_set(const struct guess *g, struct slice question, int set, struct entry *entry)
{
    const struct label_set *s = &g->labels->sets[set];
    entry->set = set;
    entry->metric = s->metric;
    if (s->metric == METRIC_AGREE && words_have(g->words, "easy", "up", question))
        entry->metric = METRIC_CES;
    if (s->metric == METRIC_RATING && words_have(g->words, "metric", "csat", question))
        entry->metric = METRIC_CSAT;
    entry->has_scale = true;
    entry->min = s->points == 2 ? 0 : NUMBER_ONE;
    entry->max = (s->points == 2 ? 1 : s->points) * NUMBER_ONE;
    entry->down = false;
}

/* --- numbers --- */

static enum metric metric_of_words(const struct guess *g, struct slice question)
{
    static const struct {
        const char *word;
        enum metric metric;
    } order[] = {{"nps", METRIC_NPS},
                 {"csat", METRIC_CSAT},
                 {"ces", METRIC_CES},
                 {"agree", METRIC_AGREE},
                 {"rating", METRIC_RATING}};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        if (words_have(g->words, "metric", order[i].word, question))
            return order[i].metric;
    }
    return METRIC_COUNT;
}

/* Whether the least number is the best: the words say so, or they ask for the effort it took. */
static bool runs_down(const struct guess *g, enum metric metric, struct slice question)
{
    return words_have(g->words, "reversed", "down", question) ||
           (metric == METRIC_CES && words_have(g->words, "effort", "down", question));
}

static bool settle_numbers(const struct guess *g, struct slice question, const struct profile *p,
                           struct entry *entry)
{
    int64_t low;
    int64_t high;
    bool assumed = false;
    entry->metric = metric_of_words(g, question);
    if (words_have(g->words, "rank", "rank", question))
        return false;
    if (entry->metric == METRIC_COUNT && scale_stated(question, &low, &high))
        entry->metric = METRIC_RATING;
    if (entry->metric == METRIC_COUNT)
        return false;
    bool settled = scale_settle(question, p, entry, &assumed);
    if (!settled && entry->metric == METRIC_NPS) {
        entry->metric = METRIC_RATING; /* "would you recommend us", on another scale */
        settled = scale_settle(question, p, entry, &assumed);
    }
    entry->down = runs_down(g, entry->metric, question);
    if (settled && assumed && entry->metric != METRIC_NPS)
        entry->note =
            arena_print(g->arena, "scale taken from the answers, %lld to %lld",
                        (long long)(p->min / NUMBER_ONE), (long long)(p->max / NUMBER_ONE));
    return settled;
}

/* --- words of any kind --- */

static bool asks_for_score(const struct guess *g, struct slice question)
{
    return metric_of_words(g, question) != METRIC_COUNT && !guess_asks_words(g, question);
}

static void settle_words(const struct guess *g, struct slice question, const struct profile *p,
                         struct entry *entry)
{
    bool repeated = !p->more && p->distinct * 2 <= p->filled && p->longest <= LONG_ANSWER;
    bool offered = repeated && !guess_asks_words(g, question);
    bool typed = offered && guess_is_typed(g, p);
    bool choice =
        p->filled > 0 && p->longest <= LONG_ANSWER && (entry->closed || (offered && !typed));
    entry->metric = choice ? METRIC_CHOICE : METRIC_TEXT;
    entry->has_scale = false;
    if (p->filled == 0)
        entry->note = SLICE("no answers to judge by");
    else if (typed)
        entry->note = SLICE("answers repeat, but look typed, not chosen");
    else if (p->codes * 2 > p->filled)
        entry->note = SLICE("numbers, but the question names no metric");
    else if (asks_for_score(g, question))
        entry->note = SLICE("the question asks for a score, but these are no labels of one set");
}

/* --- a question --- */

static void profile_columns(const struct guess *g, const struct book *book, size_t first,
                            size_t count, struct profile *p)
{
    profile_start(p);
    for (size_t i = g->header_rows; i < g->sample->count; i++) {
        const struct sample_record *r = &g->sample->records[i];
        for (size_t c = first; r->result == CSV_RECORD && c < first + count; c++) {
            if (book->entries[c].use == USE_ANSWER)
                profile_add(p, g->labels, g->arena, csv_record_value(&r->record, c));
        }
    }
}

/* Metric and scale of one kind of answers; true: they are scored. */
bool guess_settle(const struct guess *g, struct slice question, const struct profile *p,
                  struct entry *entry)
{
    int set = p->filled == 0 || p->words + p->coded < p->filled || p->more
                  ? -1
                  : choose_set(g->labels, p, p->sets);
    if (set < 0 && p->words + p->coded == p->filled && asks_for_score(g, question))
        set = choose_set(g->labels, p, nearly_sets(g->labels, p));
    if (set >= 0 && guess_asks_words(g, question) && metric_of_words(g, question) == METRIC_COUNT)
        set = -1; /* "Great" is a comment there */
    if (set >= 0) {
        use_set(g, question, set, entry);
        return true;
    }
    if (p->filled > 0 && p->codes + p->coded == p->filled && settle_numbers(g, question, p, entry))
        return true;
    entry->has_scale = false;
    settle_words(g, question, p, entry);
    return false;
}

void guess_copy_scale(const struct entry *from, struct entry *to)
{
    to->metric = from->metric;
    to->has_scale = from->has_scale;
    to->min = from->min;
    to->max = from->max;
    to->down = from->down;
    to->set = from->set;
    to->note = from->note;
}

/* A question that was answered with addresses: find_contacts decides whether they are the
 * respondent's. */
static void become_email(struct entry *entry)
{
    entry->use = USE_EMAIL;
    entry->rank = GUESSED_RANK;
}

void guess_group(const struct guess *g, struct book *book, size_t first, size_t count)
{
    struct profile p;
    struct slice question = text_key(g->arena, book->entries[first].question);
    struct entry shared = {.set = -1, .closed = book->entries[first].closed};
    profile_columns(g, book, first, count, &p);
    bool scored = guess_settle(g, question, &p, &shared);
    for (size_t c = first; c < first + count; c++) {
        struct entry *entry = &book->entries[c];
        if (entry->use != USE_ANSWER)
            continue;
        guess_copy_scale(&shared, entry);
        if (scored)
            continue;
        struct slice words =
            entry->option.len == 0
                ? question
                : text_key(g->arena, arena_print(g->arena, "%.*s %.*s", SLICE_ARG(question),
                                                 SLICE_ARG(entry->option)));
        struct profile own;
        profile_columns(g, book, c, 1, &own);
        if (count > 1)
            (void)guess_settle(g, words, &own, entry);
        if (!entry->has_scale)
            guess_list(g, words, c, entry);
        if (own.filled > 0 && own.emails * 5 >= own.filled * 4)
            become_email(entry);
    }
}
