/* SPDX-License-Identifier: MIT */
#include "lib/fold_table.h"
#include "lib/text.h"
#include "rules/contraction.h"
#include "rules/message_parts.h"

enum { REPLACEMENT = 0xfffd };

/* What a byte of ASCII asks for beyond being copied. */
enum byte_class { PLAIN, BLANK, STOP, APOSTROPHE, LAST_OF_BARE, HIGH };

struct message_reader {
    uint8_t folded[256];  /* of ASCII */
    uint8_t classes[256]; /* enum byte_class */
    uint32_t two[0x800];  /* folded form of a two-byte character: length in the top byte, then up to 3 bytes; 0: by hand */
};

/* Folding under way. */
struct folding {
    const struct message_reader *reader;
    struct arena *arena;
    struct message *m;
    const char *in;
    size_t at, len;
    char *out;
    size_t used;
    size_t word;           /* where the folded word under way may have begun: behind the last blank */
    size_t step_capacity;
    uint32_t *stops;       /* folded offsets behind characters that may end a sentence */
    size_t stop_count, stop_capacity;
    uint32_t previous;     /* the last character before folding, for composing; 0: ASCII or none */
    size_t previous_at;    /* where its folded form begins */
};

static uint32_t pack_two(uint32_t c)
{
    uint32_t folded[4];
    char bytes[16];
    size_t count = text_fold_character(c, folded);
    size_t len = 0;
    for (size_t i = 0; i < count; i++)
        len += utf8_encode(folded[i], bytes + len);
    if (len == 0 || len > 3 || (unsigned char)bytes[0] < 0x80)
        return 0;
    uint32_t packed = (uint32_t)len << 24;
    for (size_t i = 0; i < len; i++)
        packed |= (uint32_t)(unsigned char)bytes[i] << (8 * i);
    return packed;
}

static bool is_mark(uint32_t c)
{
    return (c >= 0x0300 && c <= 0x036f) || (c >= 0x0653 && c <= 0x0655);
}

struct message_reader *message_reader_make(struct arena *arena)
{
    struct message_reader *r = arena_zeroed(arena, sizeof *r);
    for (uint32_t c = 0; c < 0x80; c++) {
        uint32_t folded[4];
        r->folded[c] = (uint8_t)(text_fold_character(c, folded) == 1 ? folded[0] : ' ');
        if (c <= ' ' || c == 0x7f)
            r->folded[c] = ' ';
        r->classes[c] = r->folded[c] == ' ' ? BLANK : PLAIN;
    }
    for (size_t c = 0x80; c < 0x100; c++)
        r->classes[c] = HIGH;
    r->classes['\''] = r->classes['`'] = APOSTROPHE;
    r->classes['.'] = r->classes['!'] = r->classes['?'] = r->classes[';'] = STOP;
    for (uint32_t c = 0x80; c < 0x800; c++)
        r->two[c] = is_mark(c) ? 0 : pack_two(c);
    return r;
}

static void step(struct folding *f, size_t original)
{
    struct message *m = f->m;
    m->steps = arena_grow(f->arena, m->steps, m->step_count, &f->step_capacity, sizeof *m->steps);
    m->steps[m->step_count++] = (struct message_step){(uint32_t)f->used, (uint32_t)original};
}

static void stop(struct folding *f, uint32_t kind)
{
    f->stops = arena_grow(f->arena, f->stops, f->stop_count, &f->stop_capacity, sizeof *f->stops);
    f->stops[f->stop_count++] = (uint32_t)f->used | kind;
}

/* A run of white space: one blank, or none at the beginning. A line break may end a sentence. */
static void blank(struct folding *f, size_t width, bool is_newline)
{
    bool more = f->used == 0 || f->out[f->used - 1] == ' ';
    if (is_newline)
        stop(f, MESSAGE_LINE_STOP);
    if (!more)
        f->out[f->used++] = ' ';
    f->at += width;
    if (more || width != 1)
        step(f, f->at);
    f->word = f->used;
    f->previous = 0;
}

static bool is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || c == '\'';
}

/* The folded word that ends here is written out where it is a contraction. */
static void expand(struct folding *f)
{
    size_t start = f->used;
    while (start > f->word && is_word_byte(f->out[start - 1]))
        start--;
    if (start > 0 && (unsigned char)f->out[start - 1] >= 0x80)
        return;
    struct contraction c = contraction_of((struct slice){f->out + start, f->used - start});
    if (c.cut == 0)
        return;
    size_t original = message_origin(f->m, f->used - c.cut);
    f->used -= c.cut;
    while (f->m->step_count > 0 && f->m->steps[f->m->step_count - 1].folded > f->used)
        f->m->step_count--;
    step(f, original);
    memcpy(f->out + f->used, c.tail.ptr, c.tail.len);
    f->used += c.tail.len;
    step(f, f->at);
    f->word = f->used;
}

static bool ends_word(const struct folding *f)
{
    if (f->at >= f->len)
        return true;
    unsigned char next = (unsigned char)f->in[f->at];
    char low = (char)f->reader->folded[next & 0x7f];
    /* a curly apostrophe is three bytes from e2 80 on; other high bytes go on with the word */
    return next < 0x80 ? !is_word_byte(low) && !(low >= '0' && low <= '9') && low != '_' : next == 0xe2;
}

/* Whether a word without an apostrophe could be a contraction by its end and length. */
static bool may_be_bare(const struct folding *f)
{
    if (f->used < 2 || f->used - f->word < 2)
        return false;
    const char *end = f->out + f->used;
    switch (end[-1]) {
    case 't':
        return end[-2] == 'n' || end[-2] == 'o';
    case 'e':
        return end[-2] == 'v' || end[-2] == 'r';
    case 'm':
        return end[-2] == 'i';
    case 's':
        return end[-2] == 't' || end[-2] == 'e';
    case 'l':
        return end[-2] == 'l';
    default:
        return false;
    }
}

/* One character beyond the tables: composes marks with what stood before, writes its folded form. */
static void character(struct folding *f, uint32_t c, size_t width)
{
    uint32_t folded[4];
    uint32_t both = is_mark(c) && f->previous != 0 ? text_compose(f->previous, c) : 0;
    size_t at = f->at;
    if (both != 0) {
        f->used = f->previous_at;
        while (f->m->step_count > 0 && f->m->steps[f->m->step_count - 1].folded > f->used)
            f->m->step_count--;
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
    for (size_t i = 0; i < count; i++)
        f->used += utf8_encode(folded[i], f->out + f->used);
    f->at += width;
    if (f->used - before != width || both != 0)
        step(f, f->at);
    f->previous = count == 0 && both == 0 ? f->previous : c;
    if (count > 0 && (folded[0] == '.' || folded[0] == '!' || folded[0] == '?' || folded[0] == ';'))
        stop(f, 0);
}

static void high(struct folding *f)
{
    struct slice rest = {f->in + f->at, f->len - f->at};
    unsigned char lead = (unsigned char)rest.ptr[0];
    if (lead >= 0xc2 && lead < 0xe0 && rest.len > 1 && ((unsigned char)rest.ptr[1] & 0xc0) == 0x80) {
        uint32_t c = (uint32_t)(lead & 0x1f) << 6 | (uint32_t)((unsigned char)rest.ptr[1] & 0x3f);
        uint32_t packed = f->reader->two[c];
        if (packed != 0 && f->used != 0) {
            f->previous = c;
            f->previous_at = f->used;
            f->out[f->used] = (char)packed;
            f->out[f->used + 1] = (char)(packed >> 8);
            f->out[f->used + 2] = (char)(packed >> 16);
            f->used += packed >> 24;
            f->at += 2;
            if (packed >> 24 != 2)
                step(f, f->at);
            return;
        }
    }
    uint32_t c;
    size_t width = utf8_decode(rest, &c);
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
    f->out[f->used++] = (char)f->reader->folded[byte];
    f->at++;
    if (class == STOP)
        stop(f, 0);
}

static void fold_all(struct folding *f)
{
    bool apostrophe = false; /* in the word under way */
    while (f->at < f->len) {
        unsigned char byte = (unsigned char)f->in[f->at];
        enum byte_class class = (enum byte_class)f->reader->classes[byte];
        if (class == HIGH) {
            size_t used = f->used;
            high(f);
            apostrophe = apostrophe || (f->used == used + 1 && f->out[used] == '\'');
            f->m->has_other_scripts = true;
        } else {
            ascii(f, byte, class);
            apostrophe = class == APOSTROPHE || (apostrophe && class == PLAIN);
        }
        if (f->used > f->word && is_word_byte(f->out[f->used - 1]) && ends_word(f) &&
            (apostrophe || may_be_bare(f))) {
            expand(f);
            apostrophe = false;
        }
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
    message_split(m, arena, f.stops, f.stop_count);
    message_find_capitals(m);
    message_find_exclaim(m);
}

struct slice message_fold_text(const struct message_reader *reader, struct arena *arena, struct slice text)
{
    struct message m = {.original = text};
    fold(reader, arena, text, &m);
    return m.text;
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

struct slice message_excerpt(const struct message *m, size_t start, size_t end)
{
    size_t from = message_origin(m, start);
    size_t to = message_origin(m, end);
    return slice_trim((struct slice){m->original.ptr + from, to > from ? to - from : 0});
}
