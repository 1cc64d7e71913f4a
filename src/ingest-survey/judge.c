/* SPDX-License-Identifier: MIT */
#include "ingest-survey/judge.h"

#include "ingest-survey/profile.h"
#include "lib/number.h"
#include "lib/text.h"

enum {
    MEMORY_SLOTS = 64, /* a power of two */
    PROBES = 8,
    MEMORABLE = 120, /* bytes: longer values are free words */
    PLACEHOLDER = 24 /* bytes: longer words are never "no answer" */
};

struct remembered {
    struct slice value;
    struct judgement judgement;
};

struct judge {
    const struct entry *entry;
    const struct labels *labels;
    struct slice option_key;
    bool decimal_comma;
    struct arena *arena;
    struct remembered *memory;    /* NULL: nothing yet */
    struct judgement *digits[10]; /* remembered ones, the quick way */
    struct judgement last;        /* of a value that is not remembered */
};

struct judge *judge_start(const struct entry *entry, const struct labels *labels,
                          bool decimal_comma, struct arena *arena)
{
    struct judge *j = arena_zeroed(arena, sizeof *j);
    *j = (struct judge){
        .entry = entry, .labels = labels, .decimal_comma = decimal_comma, .arena = arena};
    j->option_key = text_key(arena, entry->option);
    return j;
}

static struct slice score_text(const struct judge *j, int64_t score)
{
    char text[NUMBER_TEXT_MAX];
    size_t n = number_format(number_rescale(score, 6, 2), 2, NUMBER_SHORTEST, text);
    char *point = memchr(text, '.', n);
    if (point != NULL && j->decimal_comma)
        *point = ',';
    return arena_copy(j->arena, (struct slice){text, n});
}

static struct judgement scored(const struct judge *j, int64_t score)
{
    return (struct judgement){
        .verdict = VERDICT_ANSWER, .scored = true, .score = score, .text = score_text(j, score)};
}

static struct judgement unscored(enum verdict verdict)
{
    return (struct judgement){.verdict = verdict, .text = {"", 0}};
}

/* A value that names no point of the scale: "don't know" is an answer, "NA" and "." are none. */
static struct judgement judge_rest(const struct judge *j, struct slice key)
{
    if (key.len == 0 || label_in_set(j->labels, key, j->labels->blank) != NULL)
        return unscored(VERDICT_NONE);
    if (j->entry->has_scale && label_in_set(j->labels, key, j->labels->unsure) == NULL)
        return unscored(VERDICT_BAD);
    return unscored(VERDICT_ANSWER);
}

static struct judgement judge_option(const struct judge *j, struct slice value)
{
    struct arena scratch = {0};
    int tick = profile_tick(j->labels, &scratch, value, j->option_key);
    struct judgement result = unscored(tick == 1   ? VERDICT_ANSWER
                                       : tick == 0 ? VERDICT_UNTICKED
                                                   : VERDICT_BAD);
    const struct label *label = NULL;
    if (tick == 1 && j->entry->set >= 0)
        label = label_in_set(j->labels, label_key(&scratch, j->option_key), (size_t)j->entry->set);
    arena_free(&scratch);
    return label != NULL ? scored(j, label->score) : result;
}

static struct judgement judge_anew(const struct judge *j, struct slice value)
{
    const struct entry *entry = j->entry;
    if (entry->use == USE_OPTION)
        return judge_option(j, value);
    if (!entry->has_scale && value.len > PLACEHOLDER)
        return unscored(VERDICT_ANSWER);
    struct arena scratch = {0};
    struct answer_shape shape = answer_shape(&scratch, value);
    struct judgement result;
    const struct label *label =
        entry->set < 0 ? NULL : label_in_set(j->labels, shape.key, (size_t)entry->set);
    int64_t score;
    if (label != NULL)
        result = scored(j, label->score);
    else if (entry->set < 0 && shape.has_code && entry_score(entry, shape.code, &score))
        result = scored(j, score);
    else
        result = judge_rest(j, shape.has_code && shape.key.len == 0 ? SLICE(" ") : shape.key);
    arena_free(&scratch);
    return result;
}

/* The place for a value, which may be taken already; NULL: all its places are taken by others. */
static struct remembered *find_place(struct judge *j, struct slice value)
{
    static const uint64_t seed[2] = {0x9e3779b97f4a7c15, 0xd6e8feb86659fd93};
    if (j->memory == NULL)
        j->memory = arena_array(j->arena, MEMORY_SLOTS, sizeof *j->memory);
    uint64_t hash = hash_fast(seed, value);
    for (size_t i = 0; i < PROBES; i++) {
        struct remembered *place = &j->memory[(hash + i) % MEMORY_SLOTS];
        if (place->value.len == 0 || slice_equal(place->value, value))
            return place;
    }
    return NULL;
}

static struct judgement *remember(struct judge *j, struct slice value)
{
    struct remembered *place = find_place(j, value);
    if (place == NULL) {
        j->last = judge_anew(j, value);
        return &j->last;
    }
    if (place->value.len == 0) {
        *place = (struct remembered){arena_copy(j->arena, value), judge_anew(j, value)};
        place->judgement.remembered = true;
    }
    return &place->judgement;
}

struct judgement *const *judge_digits(const struct judge *j)
{
    return j->digits;
}

struct judgement *judge_value(struct judge *j, struct slice value)
{
    bool digit = value.len == 1 && value.ptr[0] >= '0' && value.ptr[0] <= '9';
    struct judgement **quick = digit ? &j->digits[value.ptr[0] - '0'] : NULL;
    if (digit && *quick != NULL)
        return *quick;
    bool scored = j->entry->has_scale || j->entry->use == USE_OPTION;
    if (value.len > MEMORABLE || (!scored && value.len > PLACEHOLDER)) {
        j->last = judge_anew(j, value);
        return &j->last;
    }
    struct judgement *judgement = remember(j, value);
    if (digit && judgement->remembered)
        *quick = judgement;
    return judgement;
}

struct slice judge_expects(const struct judge *j, struct arena *arena)
{
    char low[NUMBER_TEXT_MAX];
    char high[NUMBER_TEXT_MAX];
    const struct entry *entry = j->entry;
    if (entry->use == USE_OPTION)
        return SLICE("a tick, a blank, or the choice itself");
    if (entry->set >= 0)
        return arena_print(arena, "a label of %.*s", SLICE_ARG(j->labels->sets[entry->set].name));
    int a = (int)number_format(entry->min, 6, NUMBER_SHORTEST, low);
    int b = (int)number_format(entry->max, 6, NUMBER_SHORTEST, high);
    return arena_print(arena, "a number from %.*s to %.*s", a, low, b, high);
}
