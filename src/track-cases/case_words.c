/* SPDX-License-Identifier: MIT */
#include "track-cases/case_words.h"

#include "lib/csv_table.h"
#include "lib/embed.h"
#include "track-cases/word_scan.h"

EMBED(words_table, "src/track-cases/words.csv")

enum {
    OPEN_KEY = 3, /* bytes of a word that may go on ("apologi*") by which it is found */
    BUCKETS = 4096,
    PHRASE_WORDS = 12,
    TEXT_MAX = 16384,
    SIGNED_BY = 4, /* words behind "kind regards" */
    STRANGERS = 2  /* words of a farewell that are in no list: "thanks, Maria" */
};

struct phrase_word {
    const char *bytes;
    uint32_t len, hash;
    bool open; /* may go on */
};

struct phrase {
    struct phrase_word words[PHRASE_WORDS];
    size_t count;
    unsigned classes;
    struct phrase *next; /* in its bucket, longer ones first */
};

struct case_words {
    struct word_table table;
    struct phrase *exact[BUCKETS]; /* by the first word */
    struct phrase *open[BUCKETS];  /* by the first bytes of a first word that may go on */
};

static const struct {
    const char *name;
    unsigned bit;
} class_names[] = {
    {"auto", WORDS_AUTO},         {"receipt", WORDS_RECEIPT},     {"survey", WORDS_SURVEY},
    {"campaign", WORDS_CAMPAIGN}, {"thanks", WORDS_THANKS},       {"filler", WORDS_FILLER},
    {"signoff", WORDS_SIGNOFF},   {"question", WORDS_QUESTION},   {"complaint", WORDS_COMPLAINT},
    {"apology", WORDS_APOLOGY},   {"away", WORDS_AWAY},
    {"negation", WORDS_NEGATION}, {"praise", WORDS_PRAISE},
};

static unsigned class_of(struct slice name)
{
    for (size_t i = 0; i < sizeof class_names / sizeof *class_names; i++) {
        if (slice_equal(name, slice_of(class_names[i].name)))
            return class_names[i].bit;
    }
    return 0;
}

static size_t bucket_of(uint32_t hash)
{
    return hash * UINT32_C(2654435761) >> 20;
}

static size_t open_bucket_of(const char *bytes)
{
    const unsigned char *b = (const unsigned char *)bytes;
    return bucket_of(b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16);
}

/* The words of a phrase; a '*' stands only behind the one that goes on. False: the phrase is not valid. */
static bool read_phrase(const struct case_words *w, struct arena *arena, struct slice text, struct phrase *p)
{
    struct slice piece;
    while (slice_cut(&text, ' ', &piece)) {
        bool open = piece.len > 0 && piece.ptr[piece.len - 1] == '*';
        struct word_scan scan;
        word_scan(&w->table, piece, arena, &scan);
        for (size_t i = 0; i < scan.count; i++) {
            if (p->count == PHRASE_WORDS)
                return false;
            const struct scanned_word *word = &scan.words[i];
            p->words[p->count++] =
                (struct phrase_word){word->bytes, word->len, word->hash, open && i + 1 == scan.count};
        }
        if (open && (scan.count == 0 || p->words[p->count - 1].len < OPEN_KEY))
            return false;
    }
    return p->count > 0;
}

static void file_phrase(struct case_words *w, struct phrase *p)
{
    const struct phrase_word *first = &p->words[0];
    struct phrase **at =
        first->open ? &w->open[open_bucket_of(first->bytes)] : &w->exact[bucket_of(first->hash)];
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
    word_table_fill(&w->table);
    for (size_t row = 0; row < csv_table_rows(t); row++) {
        struct phrase *p = arena_zeroed(arena, sizeof *p);
        p->classes = class_of(csv_table_cell(t, row, 0));
        if (p->classes == 0 || !read_phrase(w, arena, csv_table_cell(t, row, 2), p)) {
            error_set(e, "words.csv: row %zu is not valid", row + 1);
            return NULL;
        }
        file_phrase(w, p);
    }
    return w;
}

static bool word_is(const struct phrase_word *want, const struct scanned_word *got)
{
    if (want->open)
        return got->len >= want->len && memcmp(got->bytes, want->bytes, want->len) == 0;
    return got->hash == want->hash && got->len == want->len && memcmp(got->bytes, want->bytes, want->len) == 0;
}

static bool phrase_is_here(const struct phrase *p, const struct scanned_word *words, size_t left)
{
    if (p->count > left)
        return false;
    for (size_t i = 0; i < p->count; i++) {
        if (!word_is(&p->words[i], &words[i]))
            return false;
    }
    return true;
}

/* The phrases of a chain that begin here: the classes of the longest, where it is longer than what was found, join or replace. */
static void look_in(const struct phrase *p, unsigned wanted, const struct scanned_word *words, size_t left,
                    size_t *length, unsigned *classes)
{
    for (; p != NULL && (*classes == 0 || p->count >= *length); p = p->next) {
        if ((p->classes & wanted) == 0 || !phrase_is_here(p, words, left))
            continue;
        *classes = (p->count > *length ? 0 : *classes) | (p->classes & wanted);
        *length = p->count;
    }
}

/* The classes of the longest phrases that begin with the first of these words, and their length; 0: none. */
static unsigned classes_here(const struct case_words *w, unsigned wanted, const struct scanned_word *words,
                             size_t left, size_t *length)
{
    unsigned classes = 0;
    *length = 1;
    look_in(w->exact[bucket_of(words->hash)], wanted, words, left, length, &classes);
    if (words->len >= OPEN_KEY)
        look_in(w->open[open_bucket_of(words->bytes)], wanted, words, left, length, &classes);
    return classes;
}

struct words_found case_words_look(const struct case_words *w, unsigned wanted, struct slice text,
                                   struct arena *scratch)
{
    struct word_scan scan;
    text.len = text.len < TEXT_MAX ? text.len : TEXT_MAX;
    word_scan(&w->table, text, scratch, &scan);
    struct words_found found = {.question_mark = scan.question_mark, .machine_at = SIZE_MAX};
    size_t signature = 0, length;
    for (size_t i = 0; i < scan.count; i += length) {
        unsigned here = classes_here(w, wanted, scan.words + i, scan.count - i, &length);
        found.classes |= here;
        if ((here & (WORDS_AUTO | WORDS_AWAY)) != 0 && i < found.machine_at)
            found.machine_at = i;
        if (here & WORDS_SIGNOFF)
            signature = SIGNED_BY;
        else if (here == 0 && signature > 0)
            signature--;
        else if (here == 0)
            found.strangers++;
    }
    found.farewell = (found.classes & (WORDS_THANKS | WORDS_SIGNOFF)) != 0 && found.strangers <= STRANGERS &&
                     (found.classes & (WORDS_QUESTION | WORDS_COMPLAINT)) == 0 && !found.question_mark;
    return found;
}
