/* SPDX-License-Identifier: MIT */
#include "lib/text.h"
#include "lib/utf8.h"
#include "rules/message_parts.h"

enum { CAPS_WORDS = 3, CAPS_LETTERS = 4, EXCLAIM_RUN = 3 };

/* Letters of the text counted so far. */
struct letters {
    uint64_t large, small;
    uint32_t word_large, word_small, word_start;
    uint32_t first, last; /* original offsets of the words in capitals */
    uint32_t words;
};

/* 1: a capital, -1: a small letter, 0: neither, as in Arabic. Tells by whether folding keeps the letter. */
static int letter_case(uint32_t c)
{
    if (c < 0x80)
        return c >= 'A' && c <= 'Z' ? 1 : c >= 'a' && c <= 'z' ? -1 : 0;
    if (c >= 0x100 && c < 0x180) {
        bool even_is_small = (c >= 0x139 && c <= 0x148) || c >= 0x179;
        return (c % 2 == 0) == even_is_small ? -1 : 1;
    }
    if ((c >= 0xc0 && c <= 0xde && c != 0xd7) || (c >= 0x386 && c <= 0x3ab && c != 0x390) || (c >= 0x400 && c <= 0x42f))
        return 1;
    return (c >= 0xdf && c < 0x100 && c != 0xf7) || (c >= 0x390 && c <= 0x3ce) || (c >= 0x430 && c <= 0x45f) ? -1 : 0;
}

static void end_word(struct letters *l, uint32_t at)
{
    if (l->word_large >= CAPS_LETTERS && l->word_small == 0) {
        l->first = l->words == 0 ? l->word_start : l->first;
        l->last = at;
        l->words++;
    }
    l->word_large = l->word_small = 0;
}

static void count(struct letters *l, struct slice text)
{
    bool in_word = false;
    for (size_t at = 0; at < text.len;) {
        uint32_t c = (unsigned char)text.ptr[at];
        size_t width = c < 0x80 ? 1 : utf8_decode(slice_from(text, at), &c);
        int kind = width != 0 ? letter_case(c) : 0;
        bool word = kind != 0 || c == '\'' || (c >= '0' && c <= '9');
        if (word && !in_word)
            l->word_start = (uint32_t)at;
        if (!word && in_word)
            end_word(l, (uint32_t)at);
        l->word_large += kind > 0;
        l->word_small += kind < 0;
        l->large += kind > 0;
        l->small += kind < 0;
        in_word = word;
        at += width != 0 ? width : 1;
    }
    end_word(l, (uint32_t)text.len);
}

void message_find_capitals(struct message *m)
{
    struct letters l = {0};
    count(&l, m->original);
    m->caps_words = l.words;
    m->shouts = l.words >= CAPS_WORDS && l.large > l.small;
    if (m->shouts)
        m->caps = (struct message_part){message_folded(m, l.first), message_folded(m, l.last)};
}

void message_find_exclaim(struct message *m)
{
    const char *text = m->text.ptr;
    uint32_t run = 0;
    for (uint32_t i = 0; i <= m->text.len; i++) {
        bool mark = text[i] == '!' || text[i] == '?';
        if (!mark && run >= EXCLAIM_RUN) {
            m->exclaim = (struct message_part){i - run, i};
            return;
        }
        run = mark ? run + 1 : 0;
    }
}

uint32_t message_folded(const struct message *m, size_t original)
{
    size_t low = 0;
    size_t high = m->text.len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (message_origin(m, middle) < original)
            low = middle + 1;
        else
            high = middle;
    }
    return (uint32_t)low;
}
