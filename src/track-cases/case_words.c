/* SPDX-License-Identifier: MIT */
#include "track-cases/case_words.h"

#include <stdint.h>

#include "lib/csv_table.h"
#include "lib/embed.h"
#include "lib/text.h"

EMBED(words_table, "src/track-cases/words.csv")

enum {
    KEY_BYTES = 3, /* of a phrase's first word: Latin words are told apart well, others by a letter and a half */
    BUCKETS = 4096,
    PHRASE_WORDS = 12,
    TEXT_MAX = 16384,
    SIGNED_BY = 4, /* words behind "kind regards" */
    STRANGERS = 2  /* words of a farewell that are in no list: "thanks, Maria" */
};

struct word {
    struct slice text;
    bool open; /* may go on: "apologi*" */
};

struct phrase {
    struct word words[PHRASE_WORDS];
    size_t count;
    unsigned classes;
    struct phrase *next; /* in its bucket, longer ones first */
};

struct case_words {
    struct phrase *buckets[BUCKETS];
};

static const struct {
    const char *name;
    unsigned bit;
} class_names[] = {
    {"auto", WORDS_AUTO},         {"receipt", WORDS_RECEIPT},     {"survey", WORDS_SURVEY},
    {"campaign", WORDS_CAMPAIGN}, {"thanks", WORDS_THANKS},       {"filler", WORDS_FILLER},
    {"signoff", WORDS_SIGNOFF},   {"question", WORDS_QUESTION},   {"complaint", WORDS_COMPLAINT},
    {"apology", WORDS_APOLOGY},
};

static unsigned class_of(struct slice name)
{
    for (size_t i = 0; i < sizeof class_names / sizeof *class_names; i++) {
        if (slice_equal(name, slice_of(class_names[i].name)))
            return class_names[i].bit;
    }
    return 0;
}

static size_t bucket_of(struct slice word)
{
    uint32_t hash = 0;
    for (size_t i = 0; i < KEY_BYTES && i < word.len; i++)
        hash = hash * 31 + (unsigned char)word.ptr[i];
    return hash * UINT32_C(2654435761) >> 20;
}

/* Cuts the next run of letters and digits off folded text; false at its end. */
static bool next_word(struct slice *rest, struct slice *word)
{
    size_t start = 0, at = 0;
    bool inside = false;
    while (at < rest->len) {
        uint32_t c = (unsigned char)rest->ptr[at];
        size_t n = c < 0x80 ? 1 : utf8_decode(slice_from(*rest, at), &c);
        bool letter = n != 0 && text_is_word(c);
        if (letter && !inside)
            start = at;
        if (!letter && inside)
            break;
        inside = letter;
        at += n != 0 ? n : 1;
    }
    *word = (struct slice){rest->ptr + start, inside ? at - start : 0};
    *rest = slice_from(*rest, at);
    return inside;
}

static bool read_phrase(struct arena *arena, struct slice text, struct phrase *p)
{
    struct slice rest = text_fold(arena, text).text;
    struct slice word;
    p->count = 0;
    while (next_word(&rest, &word)) {
        bool open = rest.len > 0 && rest.ptr[0] == '*';
        if (p->count == PHRASE_WORDS || (open && word.len < KEY_BYTES))
            return false;
        p->words[p->count++] = (struct word){word, open};
    }
    return p->count > 0;
}

static void file_phrase(struct case_words *w, struct phrase *p)
{
    struct phrase **at = &w->buckets[bucket_of(p->words[0].text)];
    while (*at != NULL && (*at)->count >= p->count)
        at = &(*at)->next;
    p->next = *at;
    *at = p;
}

const struct case_words *case_words_load(struct arena *arena, struct error *e)
{
    struct csv_table *t = csv_table_parse(arena, "words.csv", words_table(), e);
    if (t == NULL)
        return NULL;
    struct case_words *w = arena_zeroed(arena, sizeof *w);
    for (size_t row = 0; row < csv_table_rows(t); row++) {
        struct phrase *p = arena_zeroed(arena, sizeof *p);
        p->classes = class_of(csv_table_cell(t, row, 0));
        if (p->classes == 0 || !read_phrase(arena, csv_table_cell(t, row, 2), p)) {
            error_set(e, "words.csv: row %zu is not valid", row + 1);
            return NULL;
        }
        file_phrase(w, p);
    }
    return w;
}

/* The words of a text, up to the longest phrase ahead of the one that is looked at. */
struct window {
    struct slice rest;
    struct slice words[PHRASE_WORDS];
    size_t count;
};

static void window_fill(struct window *v)
{
    while (v->count < PHRASE_WORDS && next_word(&v->rest, &v->words[v->count]))
        v->count++;
}

static void window_drop(struct window *v, size_t n)
{
    v->count -= n;
    memmove(v->words, v->words + n, v->count * sizeof *v->words);
    window_fill(v);
}

static bool phrase_is_here(const struct phrase *p, const struct window *v)
{
    if (p->count > v->count)
        return false;
    for (size_t i = 0; i < p->count; i++) {
        struct slice want = p->words[i].text, got = v->words[i];
        if (p->words[i].open ? !slice_starts(got, want) : !slice_equal(got, want))
            return false;
    }
    return true;
}

/* The classes of the longest phrase at the window's start, its words in *length; 0: none. */
static unsigned classes_here(const struct case_words *w, unsigned wanted, const struct window *v,
                             size_t *length)
{
    unsigned classes = 0;
    *length = 1;
    for (const struct phrase *p = w->buckets[bucket_of(v->words[0])]; p != NULL; p = p->next) {
        if (classes != 0 && p->count < *length)
            break;
        if ((p->classes & wanted) != 0 && phrase_is_here(p, v)) {
            classes |= p->classes & wanted;
            *length = p->count;
        }
    }
    return classes;
}

static bool is_greek_before(struct slice text, size_t at)
{
    return at >= 2 && ((unsigned char)text.ptr[at - 2] == 0xce || (unsigned char)text.ptr[at - 2] == 0xcf);
}

/* A mark inside an address (?id=7) is none. */
static bool ends_here(struct slice text, size_t at)
{
    if (at >= text.len)
        return true;
    unsigned char c = (unsigned char)text.ptr[at];
    return c <= ' ' || c >= 0x80 || !(text_is_word(c) || c == '=' || c == '&' || c == '%');
}

static bool has_question_mark(struct slice text)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        unsigned char after = i + 1 < text.len ? (unsigned char)text.ptr[i + 1] : 0;
        if (c == '?' && ends_here(text, i + 1))
            return true;
        if (c == ';' && is_greek_before(text, i))
            return true;
        if ((c == 0xd8 && after == 0x9f) || (c == 0xcd && after == 0xbe))
            return true;
    }
    return false;
}

struct words_found case_words_look(const struct case_words *w, unsigned wanted, struct slice text,
                                   struct arena *scratch)
{
    struct words_found found = {0};
    text.len = text.len < TEXT_MAX ? text.len : TEXT_MAX;
    found.question_mark = has_question_mark(text);
    struct window v = {.rest = text_fold(scratch, text).text};
    size_t strangers = 0, signature = 0;
    for (window_fill(&v); v.count > 0;) {
        size_t length;
        unsigned here = classes_here(w, wanted, &v, &length);
        found.classes |= here;
        if (here & WORDS_SIGNOFF)
            signature = SIGNED_BY;
        else if (here == 0 && signature > 0)
            signature--;
        else if (here == 0)
            strangers++;
        window_drop(&v, length);
    }
    found.farewell = (found.classes & (WORDS_THANKS | WORDS_SIGNOFF)) != 0 && strangers <= STRANGERS &&
                     (found.classes & (WORDS_QUESTION | WORDS_COMPLAINT)) == 0 && !found.question_mark;
    return found;
}
