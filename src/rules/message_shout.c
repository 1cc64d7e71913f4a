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

int message_letter_case(uint32_t c)
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

/* Stops as soon as there are more small letters than capitals in all the text. */
static void count(struct letters *l, struct slice text, size_t capitals)
{
    bool in_word = false;
    for (size_t at = 0; at < text.len && l->small <= capitals;) {
        uint32_t c = (unsigned char)text.ptr[at];
        size_t width = c < 0x80 ? 1 : utf8_decode(slice_from(text, at), &c);
        int kind = width != 0 ? message_letter_case(c) : 0;
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

void message_find_capitals(struct message *m, size_t capitals)
{
    struct letters l = {0};
    if (capitals < CAPS_WORDS * CAPS_LETTERS)
        return;
    count(&l, m->original, capitals);
    m->caps_words = l.words;
    m->shouts = l.words >= CAPS_WORDS && l.large > l.small;
    if (m->shouts)
        m->caps = (struct message_part){message_folded(m, l.first), message_folded(m, l.last)};
}

void message_find_exclaim(struct message *m, const uint32_t *stops, size_t stop_count)
{
    const char *text = m->text.ptr;
    uint32_t run = 0;
    for (size_t i = 0; i < stop_count; i++) {
        uint32_t at = stops[i];
        bool mark = at > 0 && at <= m->text.len && (text[at - 1] == '!' || text[at - 1] == '?');
        run = !mark ? 0 : run > 0 && stops[i - 1] == at - 1 ? run + 1 : 1;
        if (run < EXCLAIM_RUN)
            continue;
        while (text[at] == '!' || text[at] == '?')
            at++;
        m->exclaim = (struct message_part){stops[i] - run, at};
        return;
    }
}

size_t message_origin(const struct message *m, size_t folded)
{
    size_t low = 0;
    size_t high = m->step_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (m->steps[middle].folded <= folded)
            low = middle + 1;
        else
            high = middle;
    }
    struct message_step s = low > 0 ? m->steps[low - 1] : (struct message_step){0, 0};
    size_t original = s.original + (folded - s.folded);
    size_t limit = low < m->step_count ? m->steps[low].original : m->original.len;
    return original < limit ? original : limit;
}

/* One character can be several folded ones (an apostrophe that was written out): a place may lie within it. */
static bool is_inside_character(struct slice s, size_t at)
{
    return at < s.len && ((unsigned char)s.ptr[at] & 0xc0) == 0x80;
}

struct slice message_excerpt(const struct message *m, size_t start, size_t end)
{
    size_t from = message_origin(m, start);
    size_t to = message_origin(m, end);
    while (from > 0 && is_inside_character(m->original, from))
        from--;
    while (is_inside_character(m->original, to))
        to++;
    return slice_trim((struct slice){m->original.ptr + from, to > from ? to - from : 0});
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
