/* SPDX-License-Identifier: MIT */
#include "lib/text.h"

#include "lib/fold_table.h"

enum { LONGEST_FOLD = 4 * 4 };

size_t text_fold_character(uint32_t c, uint32_t out[4])
{
    if (c >= 0x10000) {
        out[0] = c;
        return 1;
    }
    uint8_t page = fold_pages[c >> 8];
    uint32_t f = page == FOLD_SAME ? c : fold_page[page][c & 0xff];
    if (f == 0)
        return 0;
    if (f < FOLD_EXPANSION || f >= FOLD_EXPANSION_END) {
        out[0] = f;
        return 1;
    }
    const uint16_t *e = fold_expansion[f - FOLD_EXPANSION];
    size_t n = 0;
    while (n < 4 && e[n] != 0) {
        out[n] = e[n];
        n++;
    }
    return n;
}

uint32_t text_compose(uint32_t base, uint32_t mark)
{
    size_t low = 0;
    size_t high = fold_pair_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct fold_pair *p = &fold_pairs[middle];
        if (p->base == base && p->mark == mark)
            return p->composed;
        if (p->base < base || (p->base == base && p->mark < mark))
            low = middle + 1;
        else
            high = middle;
    }
    return 0;
}

static bool is_mark(uint32_t c)
{
    return (c >= 0x0300 && c <= 0x036f) || (c >= 0x0653 && c <= 0x0655);
}

/* Reads one character and the marks that compose with it. Returns the bytes used; 0 on bad UTF-8. */
static size_t read_composed(struct slice s, uint32_t *c)
{
    size_t n = utf8_decode(s, c);
    uint32_t mark;
    size_t m;
    while (n != 0 && (m = utf8_decode(slice_from(s, n), &mark)) != 0 && is_mark(mark)) {
        uint32_t both = text_compose(*c, mark);
        if (both == 0)
            break;
        *c = both;
        n += m;
    }
    return n;
}

struct folded text_fold(struct arena *a, struct slice s)
{
    size_t room = memory_add(memory_multiply(s.len, 4), LONGEST_FOLD);
    char *text = arena_bytes(a, room);
    uint32_t *origin = arena_alloc(a, memory_multiply(room, sizeof *origin));
    size_t out = 0;
    for (size_t in = 0; in < s.len;) {
        unsigned char byte = (unsigned char)s.ptr[in];
        bool alone = in + 1 == s.len || (unsigned char)s.ptr[in + 1] < 0x80;
        if (byte < 0x80 && alone) {
            origin[out] = (uint32_t)in++;
            text[out++] = (char)fold_page[fold_pages[0]][byte];
            out -= text[out - 1] == '\0';
            continue;
        }
        uint32_t c;
        size_t n = read_composed(slice_from(s, in), &c);
        if (n == 0) {
            origin[out] = (uint32_t)in;
            text[out++] = s.ptr[in++];
            continue;
        }
        uint32_t folded[4];
        size_t count = text_fold_character(c, folded);
        for (size_t i = 0; i < count; i++) {
            size_t written = utf8_encode(folded[i], text + out);
            for (size_t j = 0; j < written; j++)
                origin[out++] = (uint32_t)in;
        }
        in += n;
    }
    origin[out] = (uint32_t)s.len;
    return (struct folded){{text, out}, origin};
}

static bool is_separator(char c)
{
    return c == ' ' || c == '_' || c == '-' || c == '.' || c == ':' || c == '\n';
}

struct slice text_squeezed_key(struct arena *a, struct slice s)
{
    struct folded f = text_fold(a, s);
    char *text = arena_bytes(a, f.text.len + 1);
    size_t out = 0;
    for (size_t i = 0; i < f.text.len; i++) {
        if (!is_separator(f.text.ptr[i]))
            text[out++] = f.text.ptr[i];
    }
    return (struct slice){text, out};
}

struct slice text_key(struct arena *a, struct slice s)
{
    struct folded f = text_fold(a, s);
    char *text = arena_bytes(a, f.text.len + 1);
    size_t out = 0;
    for (size_t i = 0; i < f.text.len; i++) {
        char c = f.text.ptr[i] == '\n' ? ' ' : f.text.ptr[i];
        if (c != ' ' || (out > 0 && text[out - 1] != ' '))
            text[out++] = c;
    }
    out -= out > 0 && text[out - 1] == ' ';
    return (struct slice){text, out};
}

struct slice text_phone(struct arena *a, struct slice s)
{
    struct slice t = text_key(a, s);
    char *digits = arena_bytes(a, t.len + 2);
    size_t out = 0;
    bool abroad = t.len > 0 && t.ptr[0] == '+';
    for (size_t i = 0; i < t.len; i++) {
        if (t.ptr[i] == 'x' || t.ptr[i] == 'w') /* an extension follows ("x12", "wew. 12") */
            break;
        if (t.ptr[i] >= '0' && t.ptr[i] <= '9')
            digits[1 + out++] = t.ptr[i];
    }
    if (out < 6)
        return (struct slice){digits, 0};
    if (!abroad && out > 8 && digits[1] == '0' && digits[2] == '0') {
        digits += 2;
        out -= 2;
        abroad = true;
    }
    if (!abroad)
        return (struct slice){digits + 1, out};
    digits[0] = '+';
    return (struct slice){digits, out + 1};
}

bool text_is_word(uint32_t c)
{
    if (c < 0x80)
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    if (c < 0xc0)
        return c == 0xaa || c == 0xb5 || c == 0xba;
    if (c == 0xd7 || c == 0xf7 || (c >= 0x2000 && c <= 0x2bff) || (c >= 0x3000 && c <= 0x3004))
        return false;
    if (c == 0x060c || c == 0x061b || c == 0x061f || (c >= 0x066a && c <= 0x066d) || c == 0x06d4)
        return false;
    return c < 0xfe00 || (c >= 0x20000 && c < 0x30000) || (c >= 0xfe70 && c < 0xfefe);
}
