/* SPDX-License-Identifier: MIT */
#include "score-loyalty/favourites.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "lib/memory.h"

/* Lines and money of one name; those of another customer are told by `round`. */
struct tally {
    int64_t money;
    uint32_t lines;
    uint32_t round;
};

struct favourites {
    enum favourite_kind kind;
    uint32_t round;
    const uint32_t *ranks;
    size_t count;
    struct tally tallies[];
};

/* ---- ranks ---- */

struct named {
    struct slice text;
    uint32_t number;
};

static int compare_names(const void *left, const void *right)
{
    return slice_compare(((const struct named *)left)->text, ((const struct named *)right)->text);
}

const uint32_t *favourites_ranks(const struct intern *names, struct arena *arena)
{
    uint32_t *ranks = arena_array(arena, names->count, sizeof *ranks);
    struct named *sorted = memory_array(names->count, sizeof *sorted);
    for (uint32_t i = 0; i < names->count; i++)
        sorted[i] = (struct named){intern_text(names, i), i};
    qsort(sorted, names->count, sizeof *sorted, compare_names);
    for (uint32_t i = 0; i < names->count; i++)
        ranks[sorted[i].number] = i;
    memory_release(sorted);
    return ranks;
}

/* ---- favourites ---- */

struct favourites *favourites_open(enum favourite_kind kind, size_t count, const uint32_t *ranks)
{
    size_t size =
        memory_add(sizeof(struct favourites), memory_multiply(count, sizeof(struct tally)));
    struct favourites *f = memory_zeroed(1, size);
    f->kind = kind;
    f->count = count;
    f->ranks = ranks;
    return f;
}

void favourites_close(struct favourites *f)
{
    memory_release(f);
}

static void start_round(struct favourites *f)
{
    if (++f->round != 0)
        return;
    memset(f->tallies, 0, f->count * sizeof *f->tallies);
    f->round = 1;
}

static uint32_t name_of(const struct favourites *f, const struct ledger_line *line)
{
    return f->kind == FAVOURITE_PRODUCT ? line->product : line->channel;
}

static bool counts(const struct ledger_line *line, int32_t last_day)
{
    return line->amount > 0 && line->day <= last_day;
}

/* No sum of amounts can hold more than the ends of the range: there it stays. */
static int64_t add_bounded(int64_t sum, int64_t amount)
{
    return sum > INT64_MAX - amount ? INT64_MAX : sum + amount;
}

static bool is_better(const struct favourites *f, uint32_t name, uint32_t best)
{
    const struct tally *a = &f->tallies[name];
    const struct tally *b = &f->tallies[best];
    if (a->lines != b->lines)
        return a->lines > b->lines;
    if (a->money != b->money)
        return a->money > b->money;
    return f->ranks[name] < f->ranks[best];
}

uint32_t favourite_of(struct favourites *f, const struct ledger_line *lines, size_t count,
                      int32_t last_day)
{
    uint32_t best = LEDGER_NOTHING;
    start_round(f);
    for (size_t i = 0; i < count; i++) {
        uint32_t name = name_of(f, &lines[i]);
        if (name == LEDGER_NOTHING || !counts(&lines[i], last_day))
            continue;
        struct tally *tally = &f->tallies[name];
        if (tally->round != f->round)
            *tally = (struct tally){.round = f->round};
        tally->lines++;
        tally->money = add_bounded(tally->money, lines[i].amount);
    }
    for (size_t i = 0; i < count; i++) {
        uint32_t name = name_of(f, &lines[i]);
        if (name != LEDGER_NOTHING && counts(&lines[i], last_day) &&
            (best == LEDGER_NOTHING || (name != best && is_better(f, name, best))))
            best = name;
    }
    return best;
}
