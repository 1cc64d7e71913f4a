/* SPDX-License-Identifier: MIT */
#include "rules/word_lists.h"

#include <string.h>

void word_lists_start(struct word_lists *lists, struct arena *arena, const uint64_t seed[2])
{
    *lists = (struct word_lists){.arena = arena};
    intern_start(&lists->names, arena, seed);
}

void word_lists_put(struct word_lists *lists, struct slice full_name, struct slice words)
{
    uint32_t count = lists->names.count;
    uint32_t number = intern_add(&lists->names, full_name);
    if (number == count)
        lists->words = arena_grow(lists->arena, lists->words, count, &lists->capacity, sizeof *lists->words);
    lists->words[number] = words;
}

bool word_lists_has(const struct word_lists *lists, struct slice full_name)
{
    return intern_find(&lists->names, full_name) != INTERN_NONE;
}

static bool is_small(char c)
{
    return c >= 'a' && c <= 'z';
}

/* The length of the {name} that the text begins with, 0: it does not. Quantifiers begin with a digit. */
static size_t mark_length(struct slice s)
{
    size_t n = 1;
    if (s.len < 3 || s.ptr[0] != '{' || !is_small(s.ptr[1]))
        return 0;
    while (n < s.len && (is_small(s.ptr[n]) || s.ptr[n] == '_' || s.ptr[n] == '-' || (s.ptr[n] >= '0' && s.ptr[n] <= '9')))
        n++;
    return n < s.len && s.ptr[n] == '}' ? n + 1 : 0;
}

/* \p{..}, \P{..}, \x{..}, \o{..}, \N{..}, \g{..}, \k{..} are no lists, and neither is an escaped brace. */
static bool is_escaped(struct slice s, size_t at)
{
    bool letter = at >= 2 && s.ptr[at - 2] == '\\' && memchr("pPxoNgk", s.ptr[at - 1], 7) != NULL;
    return letter || (at >= 1 && s.ptr[at - 1] == '\\');
}

/* The next {name} from `at` on; false: there is none. */
static bool next_mark(struct slice s, size_t at, size_t *place, size_t *length)
{
    const char *brace;
    for (; at < s.len && (brace = memchr(s.ptr + at, '{', s.len - at)) != NULL; at = *place + 1) {
        *place = (size_t)(brace - s.ptr);
        *length = is_escaped(s, *place) ? 0 : mark_length(slice_from(s, *place));
        if (*length != 0)
            return true;
    }
    return false;
}

static const struct slice *find(const struct word_lists *lists, const char *language, struct slice name)
{
    uint32_t n = intern_find(&lists->names, arena_print(lists->arena, "%s:%.*s", language, SLICE_ARG(name)));
    return n != INTERN_NONE ? &lists->words[n] : NULL;
}

/* The list that a name stands for in a language, else the one for any. */
static const struct slice *list_of(const struct word_lists *lists, const char *language, struct slice name)
{
    const struct slice *words = find(lists, language, name);
    return words != NULL ? words : find(lists, "any", name);
}

bool word_lists_expand(const struct word_lists *lists, const char *language, struct slice pattern, size_t from,
                       struct slice *out, struct error *e)
{
    struct arena_text t = {.arena = lists->arena};
    size_t place;
    size_t length;
    size_t done = 0;
    *out = pattern;
    for (; next_mark(pattern, from, &place, &length); from = done) {
        struct slice name = {pattern.ptr + place + 1, length - 2};
        const struct slice *words = list_of(lists, language, name);
        if (words == NULL)
            return error_set(e, "{%.*s} is no list of words for '%s': add a row of kind list with that id before it",
                             SLICE_ARG(name), language);
        arena_text_put(&t, (struct slice){pattern.ptr + done, place - done});
        arena_text_put(&t, SLICE("(?:"));
        arena_text_put(&t, *words);
        arena_text_put(&t, SLICE(")"));
        done = place + length;
    }
    if (done == 0)
        return true;
    arena_text_put(&t, slice_from(pattern, done));
    *out = (struct slice){t.bytes, t.len};
    return true;
}
