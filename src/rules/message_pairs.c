/* SPDX-License-Identifier: MIT */
/* Folding of Greek, Cyrillic, Arabic and the like: letters of two bytes, by a table. */
#include "lib/text.h"
#include "lib/utf8.h"
#include "rules/message_parts.h"

/* In an entry of the table, above the two folded bytes: it is a capital. */
#define CAPITAL (UINT32_C(1) << 16)

/* The entry of a letter whose folded form takes two bytes as well. Others have none: they are done by hand. */
static uint32_t entry_of(const struct message_reader *r, uint32_t c)
{
    uint32_t folded[4];
    char bytes[4];
    if (message_is_mark(c) || text_fold_character(c, folded) != 1 || !message_is_letter(r, folded[0]) || utf8_encode(folded[0], bytes) != 2)
        return 0;
    uint32_t both = (unsigned char)bytes[0] | (uint32_t)(unsigned char)bytes[1] << 8;
    return message_letter_case(c) > 0 ? both | CAPITAL : both;
}

void message_know_pairs(struct message_reader *r)
{
    for (uint32_t c = 0; c < 0x80; c++) {
        bool letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
        r->signs[c] = r->classes[c] == PLAIN && !letter ? r->folded[c] : 0;
    }
    r->signs[' '] = ' ';
    for (uint32_t c = 0x80; c < 0x800; c++)
        r->pairs[((0xc0 | c >> 6) << 8 | 0x80 | (c & 0x3f)) - MESSAGE_PAIRS_FROM] = entry_of(r, c);
}

/* The entry of what begins with two bytes; 0: it is no letter of two bytes, or one that must be done by hand. */
static inline uint32_t entry_at(const struct message_reader *reader, const unsigned char *in)
{
    uint32_t place = ((uint32_t)in[0] << 8 | in[1]) - MESSAGE_PAIRS_FROM;
    return place < MESSAGE_PAIRS ? reader->pairs[place] : 0;
}

/* What ends before a place: a character of one or two bytes. */
static uint32_t character_before(const unsigned char *in)
{
    return in[-1] < 0x80 ? in[-1] : (in[-2] & 0x1fU) << 6 | (in[-1] & 0x3fU);
}

/* A run under way: what is written takes as many bytes as what is read. */
struct run {
    const unsigned char *in, *last; /* in the last place no character of two bytes can begin */
    char *out;
    uint32_t capitals;
};

/* Takes letters; false: what comes next is none, and no sign of ASCII. */
static inline bool take_letters(const struct message_reader *reader, struct run *r)
{
    ptrdiff_t at = 0;
    uint32_t x = 1;
    while (r->in + at < r->last && (x = entry_at(reader, r->in + at)) != 0) {
        r->out[at] = (char)x;
        r->out[at + 1] = (char)(x >> 8);
        r->capitals += x / CAPITAL;
        at += 2;
    }
    r->in += at;
    r->out += at;
    return r->in < r->last && *r->in < 0x80;
}

/* Blanks are single ones. */
static inline bool take_sign(const struct message_reader *reader, struct run *r)
{
    uint8_t sign = reader->signs[*r->in];
    if (sign == 0 || (sign == ' ' && r->out[-1] == ' '))
        return false;
    *r->out++ = (char)sign;
    r->in++;
    return true;
}

bool message_fold_pairs(struct folding *f)
{
    const struct message_reader *reader = f->reader;
    const unsigned char *start = (const unsigned char *)f->in + f->at;
    struct run r = {start, (const unsigned char *)f->in + f->len - 1, f->out + f->used, 0};
    if (f->used == 0)
        return false;
    while (take_letters(reader, &r) && take_sign(reader, &r))
        ;
    if (r.in == start)
        return false;
    f->previous = character_before(r.in);
    f->used = (size_t)(r.out - f->out);
    f->previous_at = f->used - (f->previous < 0x80 ? 1 : 2);
    f->at += (size_t)(r.in - start);
    f->capitals += r.capitals;
    return true;
}
