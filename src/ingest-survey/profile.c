/* SPDX-License-Identifier: MIT */
#include "ingest-survey/profile.h"

#include "lib/number.h"
#include "lib/text.h"

enum { LABEL_BYTES = 400 };

void profile_start(struct profile *p)
{
    *p = (struct profile){.sets = UINT64_MAX};
}

static bool same_answer(const struct profile_value *v, const struct answer_shape *shape)
{
    return slice_equal(v->key, shape->key) && v->has_code == shape->has_code &&
           (!shape->has_code || v->code == shape->code);
}

static bool ends_with_mark(struct slice value)
{
    static const char *const marks[] = {".", "!", "?", "…", "؟", "。"};
    bool marked = false;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        struct slice mark = slice_of(marks[i]);
        marked = marked || (value.len >= mark.len &&
                            slice_equal(slice_from(value, value.len - mark.len), mark));
    }
    return marked;
}

/* Four words without a code, or two with a mark at the end. */
static bool is_sentence(struct slice value, const struct answer_shape *shape)
{
    struct slice word;
    size_t words = 0;
    for (struct slice rest = value; slice_cut(&rest, ' ', &word);)
        words += word.len != 0;
    return !shape->has_code && words >= (ends_with_mark(value) ? 2 : 4);
}

static void count_value(struct profile *p, struct arena *arena, const struct answer_shape *shape,
                        struct slice value)
{
    p->marked += !shape->has_code && ends_with_mark(value);
    for (size_t i = 0; i < p->distinct; i++) {
        struct profile_value *v = &p->values[i];
        if (same_answer(v, shape)) {
            v->count++;
            p->respelled += !slice_equal(v->spelling, value);
            return;
        }
    }
    p->more = p->more || p->distinct == PROFILE_VALUES;
    if (!p->more)
        p->values[p->distinct++] = (struct profile_value){.key = arena_copy(arena, shape->key),
                                                          .count = 1,
                                                          .spelling = arena_copy(arena, value),
                                                          .sentence = is_sentence(value, shape),
                                                          .has_code = shape->has_code,
                                                          .code = shape->code};
}

static void count_number(struct profile *p, int64_t code)
{
    bool first = p->codes + p->coded == 0;
    p->min = first || code < p->min ? code : p->min;
    p->max = first || code > p->max ? code : p->max;
    p->fractions = p->fractions || code % NUMBER_ONE != 0;
}

/* Bits of the sets that have these words. */
static uint64_t sets_of(const struct labels *labels, struct slice key)
{
    uint64_t sets = 0;
    for (const struct label *l = label_find(labels, key); l != NULL; l = label_next(labels, l))
        sets |= UINT64_C(1) << l->set;
    return sets;
}

static bool is_email(struct slice s)
{
    const char *at = s.len == 0 ? NULL : memchr(s.ptr, '@', s.len);
    return at != NULL && at != s.ptr && memchr(s.ptr, ' ', s.len) == NULL &&
           memchr(at, '.', s.len - (size_t)(at - s.ptr)) != NULL;
}

static bool is_phone(struct slice s)
{
    size_t digits = 0;
    for (size_t i = 0; i < s.len; i++) {
        bool digit = s.ptr[i] >= '0' && s.ptr[i] <= '9';
        if (!digit && strchr("+-() ./", s.ptr[i]) == NULL)
            return false;
        digits += digit;
    }
    return digits >= 9 && digits <= 15;
}

/* Free words: no label is so long, and no choice. */
static void count_long(struct profile *p, struct slice value)
{
    p->filled++;
    p->words++;
    p->sets = 0;
    p->more = true;
    p->longest = value.len > p->longest ? value.len : p->longest;
}

void profile_add(struct profile *p, const struct labels *labels, struct arena *arena,
                 struct slice value)
{
    value = slice_trim(value);
    if (value.len == 0)
        return;
    if (value.len > LABEL_BYTES) {
        count_long(p, value);
        return;
    }
    struct arena scratch = {0};
    struct answer_shape shape = answer_shape(&scratch, value);
    uint64_t sets = shape.key.len == 0 ? 0 : sets_of(labels, shape.key);
    uint64_t unsure = UINT64_C(1) << labels->unsure;
    uint64_t blank = UINT64_C(1) << labels->blank;
    size_t length = utf8_length(value);
    bool marks = shape.key.len == 0 && !shape.has_code; /* "." to get past a question */
    if ((sets & (unsure | blank)) != 0 || marks) {
        /* words that some set of points has too stay possible there, and rule nothing out */
        p->unsure += (sets & unsure) != 0;
        p->blank += (sets & blank) != 0 || marks;
    } else {
        p->filled++;
        if (shape.has_code)
            count_number(p, shape.code);
        p->codes += shape.has_code && shape.key.len == 0;
        p->coded += shape.has_code && shape.key.len != 0;
        p->words += !shape.has_code;
        if (shape.key.len != 0)
            p->sets &= sets;
        p->emails += is_email(value);
        p->phones += is_phone(value);
        p->longest = length > p->longest ? length : p->longest;
        count_value(p, arena, &shape, value);
    }
    arena_free(&scratch);
}

int profile_tick(const struct labels *labels, struct arena *scratch, struct slice value,
                 struct slice option_key)
{
    static const char *const ticks[] = {"1", "x", "✓", "✔", "☑", "selected", "checked", "on", "t"};
    static const char *const empties[] = {"0", "☐", "unchecked", "not selected", "off", "f", "n/a"};
    struct slice text = text_key(scratch, value);
    for (size_t i = 0; i < sizeof ticks / sizeof *ticks; i++) {
        if (slice_equal(text, slice_of(ticks[i])))
            return 1;
    }
    for (size_t i = 0; i < sizeof empties / sizeof *empties; i++) {
        if (slice_equal(text, slice_of(empties[i])))
            return 0;
    }
    if (option_key.len != 0 && slice_equal(text, option_key))
        return 1;
    struct slice key = label_key(scratch, text);
    int yesno = label_set_find(labels, SLICE("yesno-2"));
    const struct label *l = label_in_set(labels, key, (size_t)yesno);
    if (l != NULL)
        return l->score != 0;
    return label_in_set(labels, key, labels->unsure) != NULL ||
                   label_in_set(labels, key, labels->blank) != NULL
               ? 0
               : -1;
}
