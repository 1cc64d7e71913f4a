/* SPDX-License-Identifier: MIT */
/*
 * Random texts, folded by each kernel: all must say what comes out by hand, one character after the other. And where words begin
 * in them, found 64 bytes at a time, compared with a walk over the characters.
 */
#include "lib/utf8.h"
#include "rules/message.h"
#include "rules/message_parts.h"

#include "test.h"
#include "variates.h"

enum { ROUNDS = 4000, LONGEST = 120, ROOM = 4000 };

static const char *const fragments[] = {
    "_",       "_dont_",  "_isn't ", "\xe2\x80\x94", "a",       "Not",     "dont",    "don't",   "don\xe2\x80\x99t", "youre", "x1im",  "im", "it's",  "havent",  "wouldnt",   "cant ",
    "Account", "ll",      "es",      "1",       "42",     "_",     " ",       "  ",    "\n", "\r\n",  "\t",      ".",         "! ",
    "?",       ";",       ", ",      "(",       "`",      "'",     "\x7f",    "\x01",  "é",  "Ż",     "ł",       "ß",         "e\xcc\x81",
    "\xcc\x81", "Ώρα",    "και ",    "τι;",     "Ёлка",   "и\xcc\x86", "не ", "مرحبا", "،",  "\xd9\x8e", "ـ",    "…",         "“",
    "😀",      "\xff",    "\xe2\x80", "\xc2\xa0", "½",    "注",    "the quick brown fox jumps over the lazy dog", "PLEASE READ THIS", "τέτοια εξυπηρέτηση",
};

/* A text of some fragments. */
static size_t random_text(uint64_t *state, char text[ROOM])
{
    size_t len = 0;
    size_t count = (size_t)(variate_uniform(state) * LONGEST);
    for (size_t i = 0; i < count; i++) {
        const char *fragment = fragments[(size_t)(variate_uniform(state) * (sizeof fragments / sizeof *fragments))];
        if (len + strlen(fragment) > ROOM)
            break;
        memcpy(text + len, fragment, strlen(fragment));
        len += strlen(fragment);
        if (variate_uniform(state) < 0.4 && len < ROOM)
            text[len++] = ' ';
    }
    return len;
}

/* Arrays of plain numbers. */
static bool same_bytes(const void *a, size_t a_count, const void *b, size_t b_count, size_t size)
{
    return a_count == b_count && (a_count == 0 || memcmp(a, b, a_count * size) == 0);
}

static bool same_message(const struct message *a, const struct message *b)
{
    return slice_equal(a->text, b->text) && same_bytes(a->steps, a->step_count, b->steps, b->step_count, sizeof *a->steps) &&
           same_bytes(a->sentences, a->sentence_count, b->sentences, b->sentence_count, sizeof *a->sentences) &&
           same_bytes(a->doubtful, a->doubtful_count, b->doubtful, b->doubtful_count, sizeof *a->doubtful) &&
           a->caps.start == b->caps.start && a->caps.end == b->caps.end && a->caps_words == b->caps_words && a->shouts == b->shouts &&
           a->exclaim.start == b->exclaim.start && a->exclaim.end == b->exclaim.end && a->has_other_scripts == b->has_other_scripts;
}

static bool bit_at(uint64_t bits, size_t place)
{
    return bits >> place % MESSAGE_PIECE & 1;
}

/* Whether the pieces say of each place what the characters do. */
static bool pieces_are_right(const struct message_reader *reader, const struct message *m)
{
    bool in_word = false;
    uint32_t blanks = 0;
    for (size_t at = 0; at < m->text.len;) {
        const struct message_piece *p = &m->pieces[at / MESSAGE_PIECE];
        uint32_t c;
        size_t width = utf8_decode(slice_from(m->text, at), &c);
        bool letter = message_is_letter(reader, c);
        bool starts = c < 0x80 ? letter && !in_word : !letter || !in_word;
        if (bit_at(p->starts, at) != starts || bit_at(p->signs, at) != (c < 0x80 && !letter) || bit_at(p->blanks, at) != (c == ' ') ||
            message_blanks_before(m, (uint32_t)at) != blanks)
            return false;
        for (size_t i = 1; i < width; i++) {
            if (bit_at(m->pieces[(at + i) / MESSAGE_PIECE].starts, at + i) || bit_at(m->pieces[(at + i) / MESSAGE_PIECE].signs, at + i))
                return false;
        }
        blanks += c == ' ';
        in_word = letter;
        at += width;
    }
    return true;
}

static struct message read_with(struct message_reader *reader, struct arena *arena, enum message_kernel kernel, struct slice text)
{
    struct message m;
    message_use_kernel(reader, kernel);
    message_read(reader, arena, text, &m);
    return m;
}

int main(void)
{
    static char text[ROOM];
    struct arena arena = {0};
    struct arena tables = {0};
    struct message_reader *reader = message_reader_make(&tables);
    uint64_t state = 1;
    if (!message_use_kernel(reader, MESSAGE_BASE))
        SKIP("there is no kernel for this processor");
    else if (!message_use_kernel(reader, MESSAGE_WIDE))
        SKIP("this processor has no AVX2");
    for (int round = 0; round < ROUNDS; round++) {
        size_t len = random_text(&state, text);
        /* in memory of its own, so that the sanitizers find a kernel that reads beyond it */
        char *own = memory_array(len != 0 ? len : 1, 1);
        memcpy(own, text, len);
        struct slice original = {own, len};
        struct message by_hand = read_with(reader, &arena, MESSAGE_PORTABLE, original);
        bool good = pieces_are_right(reader, &by_hand);
        for (enum message_kernel k = MESSAGE_BASE; k < MESSAGE_KERNELS; k++) {
            struct message by_kernel = read_with(reader, &arena, message_use_kernel(reader, k) ? k : MESSAGE_PORTABLE, original);
            good = good && same_message(&by_hand, &by_kernel);
        }
        CHECK(good);
        if (!good)
            fprintf(stderr, "round %d: %.*s\n", round, (int)len, own);
        memory_release(own);
        arena_reset(&arena);
    }
    arena_free(&arena);
    arena_free(&tables);
    return test_report("rules_message_kernels");
}
