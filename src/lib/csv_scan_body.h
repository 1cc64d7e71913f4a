/* SPDX-License-Identifier: MIT */
/*
 * The scan, written once and compiled for each kind of vector: a file that includes this defines
 *   SCAN_TARGET           attributes of every function here (the instruction set)
 *   SCAN_NAME             the name of the function to make
 *   scan_masks(p, d)      a struct scan_masks of the 64 bytes at p
 *   scan_lowest(bits)     the number of the lowest bit that is set, anything when none is
 * In a mask, bit i stands for byte i.
 */
#define SCAN_INLINE inline __attribute__((always_inline)) SCAN_TARGET

enum { SCAN_BLOCK = 64, SCAN_BATCH = BUFFER_BATCH_BLOCKS * SCAN_BLOCK };

/* What one block leaves for the next. */
struct scan_state {
    uint64_t inside; /* all ones within quotes */
    uint64_t edge; /* 1: a quote may open next, since a separator or a closing quote came before */
    uint64_t closed;   /* 1: a quote has just closed */
    uint64_t after_cr; /* 1: a CR came before */
    uint32_t breaks;
    uint32_t quotes;
    uint32_t *marks; /* where the next go */
    struct csv_row *rows;
    uint32_t mark_count;
};

/* What one block holds. */
struct scan_found {
    uint64_t marks;  /* delimiters and record ends outside quotes */
    uint64_t ends;   /* record ends */
    uint64_t breaks; /* line breaks within quotes */
    uint64_t quotes;
    uint64_t flaws;
};

/* Bit i of the result is the parity of bits 0..i: all ones from each opening quote up to the byte
 * before its end. */
static SCAN_INLINE uint64_t scan_parity(uint64_t m)
{
    m ^= m << 1;
    m ^= m << 2;
    m ^= m << 4;
    m ^= m << 8;
    m ^= m << 16;
    m ^= m << 32;
    return m;
}

/*
 * A quote opens at the start of a field, or as the second of a pair within one; after a closing one
 * comes a separator or the second of a pair. Everything else is a flaw.
 */
static SCAN_INLINE void scan_quotes(struct scan_state *s, const struct scan_masks *m,
                                    struct scan_found *found)
{
    uint64_t separators = m->delimiter | m->lf | m->cr;
    uint64_t inside = scan_parity(m->quote) ^ s->inside;
    uint64_t opening = m->quote & inside;
    uint64_t closing = m->quote & ~inside;
    uint64_t before = (separators & ~inside) | closing;
    found->flaws = opening & ~(before << 1 | s->edge);
    found->flaws |= (closing << 1 | s->closed) & ~(separators | m->quote);
    s->edge = before >> 63;
    s->closed = closing >> 63;
    s->inside = (uint64_t)0 - (inside >> 63);
    found->breaks &= inside;
    found->ends &= ~inside;
    found->marks = (m->delimiter & ~inside) | found->ends;
}

/* The empty instruction keeps gcc from gathering four places in a vector, which takes longer than
 * to store them one by one. */
static SCAN_INLINE uint64_t scan_write_mark(uint32_t *out, uint64_t bits, uint32_t offset)
{
    uint32_t place = offset + scan_lowest(bits);
    __asm__("" : "+r"(place));
    *out = place;
    return bits & (bits - 1);
}

static SCAN_INLINE uint64_t scan_write_four(uint32_t *out, uint64_t bits, uint32_t offset)
{
    bits = scan_write_mark(out, bits, offset);
    bits = scan_write_mark(out + 1, bits, offset);
    bits = scan_write_mark(out + 2, bits, offset);
    return scan_write_mark(out + 3, bits, offset);
}

/* Writes the places of all bits, many at a time: to guess their number wrong costs more than to
 * write too many. */
static SCAN_INLINE void scan_write_marks(struct scan_state *s, uint64_t bits, uint32_t offset)
{
    uint32_t *out = s->marks;
    uint32_t count = (uint32_t)__builtin_popcountll(bits);
    s->marks += count;
    s->mark_count += count;
    bits = scan_write_four(out, bits, offset);
    bits = scan_write_four(out + 4, bits, offset);
    for (out += 8; bits != 0; out += 4)
        bits = scan_write_four(out, bits, offset);
}

static SCAN_INLINE uint64_t scan_write_row(const struct scan_state *s, struct csv_row *out,
                                           const struct scan_found *found, uint64_t ends)
{
    uint64_t below = (ends & (~ends + 1)) - 1;
    out->mark = s->mark_count + (uint32_t)__builtin_popcountll(found->marks & below);
    out->breaks = s->breaks + (uint32_t)__builtin_popcountll(found->breaks & below);
    out->quotes = s->quotes + (uint32_t)__builtin_popcountll(found->quotes & below);
    return ends & (ends - 1);
}

/* The rows that end in the block; as with the marks, so many at once as there mostly are. */
static SCAN_INLINE void scan_write_rows(struct scan_state *s, const struct scan_found *found,
                                        int at_once)
{
    struct csv_row *out = s->rows;
    s->rows += __builtin_popcountll(found->ends);
    uint64_t ends = found->ends;
    for (; at_once > 0; at_once--)
        ends = scan_write_row(s, out++, found, ends);
    for (; ends != 0; out++)
        ends = scan_write_row(s, out, found, ends);
}

/* Adds a block to the index. */
static SCAN_INLINE void scan_add(struct scan_state *s, const struct scan_found *found,
                                 size_t offset, int rows_at_once)
{
    scan_write_rows(s, found, rows_at_once);
    scan_write_marks(s, found->marks, (uint32_t)offset);
    s->quotes += (uint32_t)__builtin_popcountll(found->quotes);
    s->breaks += (uint32_t)__builtin_popcountll(found->breaks);
}

/* Leaves only what comes before the first flaw. */
static SCAN_INLINE void scan_cut(struct csv_index *x, struct scan_found *found, size_t offset)
{
    uint64_t sound = (found->flaws & (~found->flaws + 1)) - 1;
    x->flaw = offset + (size_t)__builtin_ctzll(found->flaws);
    found->marks &= sound;
    found->ends &= sound;
}

/* A block outside quotes and without any; false, and nothing done, when there is one. */
static SCAN_INLINE bool scan_plain_block(struct scan_state *s, const struct scan_masks *m,
                                         size_t offset)
{
    if (m->quote != 0)
        return false;
    uint64_t breaks = m->cr | (m->lf & ~(m->cr << 1 | s->after_cr));
    struct scan_found found = {.marks = m->delimiter | breaks, .ends = breaks};
    s->after_cr = m->cr >> 63;
    s->edge = (m->delimiter | m->lf | m->cr) >> 63;
    scan_add(s, &found, offset, 2);
    return true;
}

/* Any block; false at a flaw. Bytes that are not valid have no flaws. */
static SCAN_INLINE bool scan_block(struct csv_index *x, struct scan_state *s,
                                   const struct scan_masks *m, uint64_t valid, size_t offset)
{
    uint64_t breaks = m->cr | (m->lf & ~(m->cr << 1 | s->after_cr));
    struct scan_found found = {.ends = breaks, .breaks = breaks, .quotes = m->quote};
    s->after_cr = m->cr >> 63;
    scan_quotes(s, m, &found);
    found.flaws &= valid;
    if (found.flaws != 0)
        scan_cut(x, &found, offset);
    scan_add(s, &found, offset, 1);
    return found.flaws == 0;
}

static SCAN_INLINE void scan_reserve(struct csv_index *x, struct scan_state *s, size_t count)
{
    x->mark_count = s->mark_count;
    if (s->rows != NULL)
        x->row_count = (size_t)(s->rows - x->rows);
    csv_index_reserve(x, count);
    s->marks = x->marks + x->mark_count;
    s->rows = x->rows + x->row_count;
}

/*
 * Whole blocks; false at a flaw. Where one quote is there are more: from the first on all blocks
 * are taken for blocks with quotes, since to guess wrong each time costs more.
 */
static SCAN_INLINE bool scan_blocks(struct csv_index *x, struct scan_state *s, struct slice text,
                                    char delimiter)
{
    uint64_t unusual = 0;
    bool quotes = false;
    for (size_t at = 0; at + SCAN_BLOCK <= text.len; at += SCAN_BLOCK) {
        if (at % SCAN_BATCH == 0)
            scan_reserve(x, s, SCAN_BATCH);
        struct scan_masks m = scan_masks(text.ptr + at, delimiter);
        unusual |= m.unusual;
        if (!quotes && scan_plain_block(s, &m, at))
            continue;
        quotes = true;
        if (!scan_block(x, s, &m, ~(uint64_t)0, at))
            break;
    }
    x->unusual = unusual != 0;
    return x->flaw == CSV_NOWHERE;
}

/* The last bytes, fewer than a block: the rest of the block is blanks, and what is found there does
 * not count. */
static SCAN_INLINE void scan_tail(struct csv_index *x, struct scan_state *s, struct slice text,
                                  char delimiter)
{
    size_t at = text.len / SCAN_BLOCK * SCAN_BLOCK;
    size_t left = text.len - at;
    char block[SCAN_BLOCK];
    memset(block, ' ', sizeof block);
    if (left != 0)
        memcpy(block, text.ptr + at, left);
    scan_reserve(x, s, SCAN_BLOCK);
    struct scan_masks m = scan_masks(block, delimiter);
    uint64_t valid = ((uint64_t)1 << left) - 1;
    m.delimiter &= valid;
    x->unusual = x->unusual || m.unusual != 0;
    (void)scan_block(x, s, &m, valid, at);
}

/* The last record may lack its line break: its end is the end of the text. */
static SCAN_TARGET void scan_finish(struct csv_index *x, const struct scan_state *s,
                                    struct slice text)
{
    size_t start = x->row_count > 0 ? (size_t)x->marks[x->rows[x->row_count - 1].mark] + 1 : 0;
    if (x->row_count > 0 && start < text.len && text.ptr[start - 1] == '\r' &&
        text.ptr[start] == '\n')
        start++;
    if (start >= text.len)
        return;
    csv_index_reserve(x, 1);
    x->marks[x->mark_count] = (uint32_t)text.len;
    x->rows[x->row_count++] = (struct csv_row){(uint32_t)x->mark_count++, s->breaks, s->quotes};
}

SCAN_TARGET void SCAN_NAME(struct csv_index *x, struct slice text, char delimiter, bool final)
{
    struct scan_state s = {.edge = 1};
    csv_index_clear(x);
    if (scan_blocks(x, &s, text, delimiter))
        scan_tail(x, &s, text, delimiter);
    scan_reserve(x, &s, 0);
    x->inside = x->flaw == CSV_NOWHERE && s.inside != 0;
    if (final && x->flaw == CSV_NOWHERE && !x->inside)
        scan_finish(x, &s, text);
}
