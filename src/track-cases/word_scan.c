/* SPDX-License-Identifier: MIT */
#include "track-cases/word_scan.h"

#include "lib/text.h"

/* What stands in the table where a character does not fold to one letter below U+0800; no letter has these numbers. */
enum { FOLD_BREAK, FOLD_DROP, FOLD_ASK, FOLD_SEMICOLON, FOLD_SLOW };

#define HASH_START  UINT32_C(0x811c9dc5) /* FNV-1a */
#define HASH_FACTOR UINT32_C(16777619)

/* Composes with the letter before it, which a table by character cannot do. */
static bool is_mark(uint32_t c)
{
    return (c >= 0x0300 && c <= 0x036f) || (c >= 0x0653 && c <= 0x0655);
}

static uint16_t entry(uint32_t c)
{
    uint32_t folded[4];
    if (is_mark(c))
        return FOLD_SLOW;
    if (c == '?' || c == 0x061f || c == 0x037e)
        return FOLD_ASK;
    if (c == ';')
        return FOLD_SEMICOLON;
    size_t n = text_fold_character(c, folded);
    if (n == 0)
        return FOLD_DROP;
    if (n > 1 || folded[0] >= WORD_TABLE)
        return FOLD_SLOW;
    return text_is_word(folded[0]) ? (uint16_t)folded[0] : (uint16_t)FOLD_BREAK;
}

void word_table_fill(struct word_table *t)
{
    for (uint32_t c = 0; c < WORD_TABLE; c++)
        t->fold[c] = entry(c);
}

/* A scan under way: words are written one behind the other, without gaps. */
struct writer {
    struct word_scan *scan;
    char *start, *next; /* of the word that is being written */
    uint32_t hash;
};

static inline void end_word(struct writer *w)
{
    if (w->next == w->start)
        return;
    w->scan->words[w->scan->count++] =
        (struct scanned_word){w->start, (uint32_t)(w->next - w->start), w->hash};
    w->start = w->next;
    w->hash = HASH_START;
}

static inline void put(struct writer *w, uint32_t byte)
{
    *w->next++ = (char)byte;
    w->hash = (w->hash ^ byte) * HASH_FACTOR;
}

static inline void put_letter(struct writer *w, uint32_t c)
{
    if (c >= 0x80) {
        put(w, 0xc0 | c >> 6);
        c = 0x80 | (c & 0x3f);
    }
    put(w, c);
}

static bool is_greek_before(struct slice text, size_t at)
{
    return at >= 2 && ((unsigned char)text.ptr[at - 2] == 0xce || (unsigned char)text.ptr[at - 2] == 0xcf);
}

/* A mark inside an address (?id=7) asks nothing. */
static bool ends_here(struct slice text, size_t at)
{
    if (at >= text.len)
        return true;
    unsigned char c = (unsigned char)text.ptr[at];
    return c <= ' ' || c >= 0x80 || !(text_is_word(c) || c == '=' || c == '&' || c == '%');
}

/* A character of three or four bytes that parts words; false: the table does not know better. */
static bool is_plain_break(struct slice rest, size_t *length)
{
    uint32_t c, folded[4];
    *length = utf8_decode(rest, &c);
    if (*length < 3 || text_is_word(c))
        return false;
    return text_fold_character(c, folded) == 1 && !text_is_word(folded[0]);
}

/* Where the character at `at` asks, notes it. */
static void look_for_question(struct word_scan *scan, struct slice text, size_t at, size_t length, uint16_t what)
{
    if (what == FOLD_ASK ? length > 1 || ends_here(text, at + 1) : is_greek_before(text, at))
        scan->question_mark = true;
}

/* False: there is something in the text for which the table does not do. */
static bool scan_fast(const struct word_table *t, struct slice text, struct writer *w)
{
    size_t length;
    for (size_t i = 0; i < text.len; i += length) {
        uint32_t c = (unsigned char)text.ptr[i];
        length = 1;
        if (c >= 0xc2 && c < 0xe0 && i + 1 < text.len && ((unsigned char)text.ptr[i + 1] & 0xc0) == 0x80) {
            c = (c & 0x1f) << 6 | ((unsigned char)text.ptr[i + 1] & 0x3f);
            length = 2;
        } else if (c >= 0x80) {
            if (!is_plain_break(slice_from(text, i), &length))
                return false;
            end_word(w);
            continue;
        }
        uint16_t folded = t->fold[c];
        if (folded > FOLD_SLOW) {
            put_letter(w, folded);
            continue;
        }
        if (folded == FOLD_SLOW)
            return false;
        if (folded == FOLD_DROP)
            continue;
        end_word(w);
        if (folded != FOLD_BREAK)
            look_for_question(w->scan, text, i, length, folded);
    }
    end_word(w);
    return true;
}

/* The same by text_fold; marks are looked for in the text as it stands. */
static void scan_slow(const struct word_table *t, struct slice text, struct arena *arena, struct writer *w)
{
    struct slice folded = text_fold(arena, text).text;
    size_t length;
    for (size_t i = 0; i < folded.len; i += length) {
        uint32_t c = 0;
        length = utf8_decode(slice_from(folded, i), &c);
        bool letter = length != 0 && text_is_word(c);
        length = length != 0 ? length : 1;
        for (size_t k = 0; letter && k < length; k++)
            put(w, (unsigned char)folded.ptr[i + k]);
        if (!letter)
            end_word(w);
    }
    end_word(w);
    for (size_t i = 0; i < text.len; i += length) {
        uint32_t c = 0;
        length = utf8_decode(slice_from(text, i), &c);
        length = length != 0 ? length : 1;
        uint16_t what = c < WORD_TABLE ? t->fold[c] : (uint16_t)FOLD_BREAK;
        if (what == FOLD_ASK || what == FOLD_SEMICOLON)
            look_for_question(w->scan, text, i, length, what);
    }
}

void word_scan(const struct word_table *t, struct slice text, struct arena *arena, struct word_scan *scan)
{
    size_t room = memory_add(memory_multiply(text.len, 4), 16); /* text_fold makes four bytes of one at the most */
    *scan = (struct word_scan){.words = arena_alloc(arena, memory_multiply(room / 2, sizeof *scan->words))};
    char *bytes = arena_bytes(arena, room);
    struct writer w = {scan, bytes, bytes, HASH_START};
    if (scan_fast(t, text, &w))
        return;
    scan->count = 0;
    scan->question_mark = false;
    w = (struct writer){scan, bytes, bytes, HASH_START};
    scan_slow(t, text, arena, &w);
}
