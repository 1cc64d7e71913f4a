/* SPDX-License-Identifier: MIT */
#include "lib/text.h"
#include "rules/contraction.h"
#include "rules/message_parts.h"

enum { REPLACEMENT = 0xfffd };

bool message_is_mark(uint32_t c)
{
    return (c >= 0x0300 && c <= 0x036f) || (c >= 0x0653 && c <= 0x0655);
}

bool message_is_letter(const struct message_reader *r, uint32_t c)
{
    return c < 0x800 && (r->letters[c / 8] >> (c % 8) & 1);
}

static void letters(struct message_reader *r, uint32_t from, uint32_t to)
{
    for (uint32_t c = from; c <= to; c++)
        r->letters[c / 8] |= (uint8_t)(1u << (c % 8));
}

/* Only letters and digits of which there is no doubt: where in doubt, a match may begin. */
static void know_letters(struct message_reader *r)
{
    letters(r, '0', '9');
    letters(r, 'a', 'z');
    letters(r, '_', '_');
    letters(r, 0xdf, 0xf6);
    letters(r, 0xf8, 0x240);
    letters(r, 0x388, 0x3f5);
    letters(r, 0x430, 0x481);
    letters(r, 0x48a, 0x52f);
    letters(r, 0x620, 0x64a);
    letters(r, 0x671, 0x6d3);
}

struct message_reader *message_reader_make(struct arena *arena)
{
    static const uint64_t seed[2] = {0x9e3779b97f4a7c15, 1}; /* these words are no secret */
    struct message_reader *r = arena_zeroed(arena, sizeof *r);
    for (uint32_t c = 0; c < 0x80; c++) {
        uint32_t folded[4];
        bool blank = c <= ' ' || c == 0x7f || text_fold_character(c, folded) != 1;
        r->folded[c] = (uint8_t)(blank ? ' ' : folded[0]);
        r->classes[c] = blank ? BLANK : PLAIN;
    }
    memset(r->classes + 0x80, HIGH, 0x80);
    r->classes['\''] = r->classes['`'] = APOSTROPHE;
    r->classes['.'] = r->classes['!'] = r->classes['?'] = r->classes[';'] = STOP;
    know_letters(r);
    message_know_pairs(r);
    for (enum message_kernel k = MESSAGE_PORTABLE; k < MESSAGE_KERNELS; k++)
        message_use_kernel(r, k);
    message_know_bare(r);
    intern_start(&r->shortened, arena, seed);
    message_know_shortened(&r->shortened);
    return r;
}

static void step(struct folding *f, size_t original)
{
    struct message *m = f->m;
    m->steps = arena_grow(f->arena, m->steps, m->step_count, &f->step_capacity, sizeof *m->steps);
    m->steps[m->step_count++] = (struct message_step){(uint32_t)f->used, (uint32_t)original};
}

/* Takes back what was written from a folded offset on. */
static void cut_back(struct folding *f, size_t used)
{
    f->used = used;
    struct message *m = f->m;
    while (m->step_count > 0 && m->steps[m->step_count - 1].folded > used)
        m->step_count--;
    while (m->doubtful_count > 0 && m->doubtful[m->doubtful_count - 1] >= used)
        m->doubtful_count--;
}

void message_note_stop(struct folding *f, size_t at, uint32_t kind)
{
    f->stops = arena_grow(f->arena, f->stops, f->stop_count, &f->stop_capacity, sizeof *f->stops);
    f->stops[f->stop_count++] = (uint32_t)at | kind;
}

/* A run of white space: one blank, or none at the beginning. A line break may end a sentence. */
static void blank(struct folding *f, size_t width, bool is_newline)
{
    bool more = f->used == 0 || f->out[f->used - 1] == ' ';
    if (is_newline)
        message_note_stop(f, f->used, MESSAGE_LINE_STOP);
    if (!more)
        f->out[f->used++] = ' ';
    f->at += width;
    if (more || width != 1)
        step(f, f->at);
    f->previous = 0;
}

/* The next character written may be no letter. */
static void note_doubtful(struct folding *f)
{
    struct message *m = f->m;
    m->doubtful = arena_grow(f->arena, m->doubtful, m->doubtful_count, &f->doubtful_capacity, sizeof *m->doubtful);
    m->doubtful[m->doubtful_count++] = (uint32_t)f->used;
}

static bool is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || c == '\'';
}

/* The folded word that ends here is written out where it is a contraction. */
static void expand(struct folding *f)
{
    size_t start = f->used;
    while (start > 0 && f->used - start <= CONTRACTION_MAX && is_word_byte(f->out[start - 1]))
        start--;
    if (f->used - start > CONTRACTION_MAX || (start > 0 && message_goes_on(f->out[start - 1])))
        return;
    struct contraction c = contraction_of((struct slice){f->out + start, f->used - start});
    if (c.cut == 0)
        return;
    size_t original = message_origin(f->m, f->used - c.cut);
    cut_back(f, f->used - c.cut);
    step(f, original);
    memcpy(f->out + f->used, c.tail.ptr, c.tail.len);
    f->used += c.tail.len;
    step(f, f->at);
}

/* Whether a word goes on with a character beyond ASCII: a letter, a mark on the last one, or an apostrophe. */
static bool is_word_character(uint32_t c)
{
    uint32_t folded[4];
    return text_is_word(c) || message_is_mark(c) || (text_fold_character(c, folded) == 1 && folded[0] == '\'');
}

bool message_word_ends(const struct folding *f, size_t at)
{
    uint32_t c;
    if (at >= f->len)
        return true;
    unsigned char next = (unsigned char)f->in[at];
    if (next < 0x80)
        return f->reader->classes[next] != APOSTROPHE && !message_goes_on((char)f->reader->folded[next]);
    return utf8_decode((struct slice){f->in + at, f->len - at}, &c) != 0 && !is_word_character(c);
}

/* One character beyond the tables: composes marks with what stood before, writes its folded form. */
static void character(struct folding *f, uint32_t c, size_t width)
{
    uint32_t folded[4];
    uint32_t both = message_is_mark(c) && f->previous != 0 ? text_compose(f->previous, c) : 0;
    size_t at = f->at;
    if (both != 0) {
        cut_back(f, f->previous_at);
        c = both;
    } else {
        f->previous_at = f->used;
    }
    size_t count = text_fold_character(c, folded);
    size_t before = f->used;
    if (count == 1 && (folded[0] == ' ' || folded[0] == '\n')) {
        blank(f, width, folded[0] == '\n');
        return;
    }
    if (f->used == 0)
        step(f, at);
    for (size_t i = 0; i < count; i++) {
        if (folded[i] >= 0x80 && !message_is_letter(f->reader, folded[i]))
            note_doubtful(f);
        f->used += utf8_encode(folded[i], f->out + f->used);
    }
    f->at += width;
    if (f->used - before != width || both != 0)
        step(f, f->at);
    f->previous = count == 0 && both == 0 ? f->previous : c;
    f->capitals += message_letter_case(c) > 0;
    if (count > 0 && (folded[0] == '.' || folded[0] == '!' || folded[0] == '?' || folded[0] == ';'))
        message_note_stop(f, f->used, 0);
}

static void high(struct folding *f)
{
    uint32_t c;
    f->m->has_other_scripts = true;
    if (message_fold_pairs(f))
        return;
    size_t width = utf8_decode((struct slice){f->in + f->at, f->len - f->at}, &c);
    character(f, width != 0 ? c : REPLACEMENT, width != 0 ? width : 1);
}

static void ascii(struct folding *f, unsigned char byte, enum byte_class class)
{
    if (class == BLANK) {
        blank(f, 1, byte == '\n' || byte == '\r');
        return;
    }
    f->previous = byte;
    f->previous_at = f->used;
    f->capitals += byte >= 'A' && byte <= 'Z';
    f->out[f->used++] = (char)f->reader->folded[byte];
    f->at++;
    if (class == STOP)
        message_note_stop(f, f->used, 0);
}

/* One character, or a run of those of two bytes. *apostrophe: there was one in the word under way. */
static void fold_one(struct folding *f, bool *apostrophe)
{
    unsigned char byte = (unsigned char)f->in[f->at];
    enum byte_class class = (enum byte_class)f->reader->classes[byte];
    size_t used = f->used;
    if (class == HIGH) {
        high(f);
        *apostrophe = *apostrophe || (f->used == used + 1 && f->out[used] == '\'');
    } else {
        ascii(f, byte, class);
        *apostrophe = class == APOSTROPHE || (*apostrophe && class == PLAIN);
    }
    if (f->used < 2 || !is_word_byte(f->out[f->used - 1]))
        return;
    if ((*apostrophe || contraction_may_end(f->out[f->used - 2], f->out[f->used - 1])) && message_word_ends(f, f->at)) {
        expand(f);
        *apostrophe = false;
    }
}

/* Whether a block is worth a try. */
static bool is_ascii_ahead(const struct folding *f)
{
    enum { AHEAD = 4 };
    const unsigned char *in = (const unsigned char *)f->in + f->at;
    return in[0] < 0x80 && (f->len - f->at <= AHEAD || in[AHEAD] < 0x80);
}

static void fold_all(struct folding *f)
{
    bool apostrophe = false;
    while (f->at < f->len) {
        bool word_ended;
        if (apostrophe || !is_ascii_ahead(f) || f->reader->fold_block(f, &word_ended) == 0)
            fold_one(f, &apostrophe);
        else if (word_ended)
            expand(f);
    }
}

static size_t clipped(struct slice s)
{
    if (s.len <= MESSAGE_MAX)
        return s.len;
    size_t len = MESSAGE_MAX;
    while (len > 0 && ((unsigned char)s.ptr[len] & 0xc0) == 0x80)
        len--;
    return len;
}

/* A folded character is at most 4 times as long as the original: "…" 3 to 3, "½" 2 to 5, "i'm" 3 to 4, U+FFFD 1 to 3. */
static struct folding fold(const struct message_reader *reader, struct arena *arena, struct slice s,
                           struct message *m)
{
    struct folding f = {.reader = reader, .arena = arena, .m = m, .in = s.ptr, .len = clipped(s)};
    char *room = arena_bytes(arena, memory_add(memory_multiply(f.len, 4), MESSAGE_PADDING + 16));
    room[0] = '\0';
    f.out = room + 1;
    fold_all(&f);
    while (f.used > 0 && f.out[f.used - 1] == ' ')
        f.used--;
    memset(f.out + f.used, 0, MESSAGE_PADDING);
    m->text = (struct slice){f.out, f.used};
    return f;
}

void message_read(const struct message_reader *reader, struct arena *arena, struct slice original,
                  struct message *m)
{
    *m = (struct message){.original = original};
    struct folding f = fold(reader, arena, original, m);
    message_find_words(m, arena);
    message_split(reader, m, arena, f.stops, f.stop_count);
    message_find_capitals(m, f.capitals);
    message_find_exclaim(m, f.stops, f.stop_count);
}

struct slice message_fold_text(const struct message_reader *reader, struct arena *arena, struct slice text)
{
    struct message m = {.original = text};
    fold(reader, arena, text, &m);
    return m.text;
}
