/* SPDX-License-Identifier: MIT */
/*
 * The scan, written once and compiled for each kind of vector: a file that includes this defines
 *   SCAN_TARGET           attributes of every function here (the instruction set)
 *   SCAN_NAME             the name of the function to make
 *   scan_masks(p, d)      a struct scan_masks of the 64 bytes at p
 * In a mask, bit i stands for byte i.
 */
enum { SCAN_BLOCK = 64, SCAN_BATCH = 64 * SCAN_BLOCK };

/* What one block leaves for the next. */
struct scan_state {
    uint64_t inside;   /* all ones within quotes */
    uint64_t edge;     /* 1: a quote may open next, since a separator or a closing quote came before */
    uint64_t closed;   /* 1: a quote has just closed */
    uint64_t after_cr; /* 1: a CR came before */
    uint32_t breaks;
    uint32_t quotes;
};

/* What one block holds. */
struct scan_found {
    uint64_t marks;  /* delimiters and record ends outside quotes */
    uint64_t ends;   /* record ends */
    uint64_t breaks; /* line breaks within quotes */
    uint64_t quotes;
    uint64_t flaws;
};

/* Bit i of the result is the parity of bits 0..i: all ones from each opening quote up to the byte before its end. */
static SCAN_TARGET inline uint64_t scan_parity(uint64_t m)
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
 * A quote opens at the start of a field, or as the second of a pair within one; after a closing one comes a
 * separator or the second of a pair. Everything else is a flaw.
 */
static SCAN_TARGET inline void scan_quotes(struct scan_state *s, const struct scan_masks *m,
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

static SCAN_TARGET inline struct scan_found scan_block(struct scan_state *s, const struct scan_masks *m)
{
    struct scan_found found;
    uint64_t breaks = m->cr | (m->lf & ~(m->cr << 1 | s->after_cr));
    s->after_cr = m->cr >> 63;
    found.quotes = m->quote;
    found.breaks = breaks;
    found.ends = breaks;
    if ((m->quote | (s->inside & 1) | s->closed) != 0) {
        scan_quotes(s, m, &found);
        return found;
    }
    found.flaws = 0;
    found.breaks = 0;
    found.marks = m->delimiter | breaks;
    s->edge = (m->delimiter | m->lf | m->cr) >> 63;
    return found;
}

/* Writes the places of all bits, eight at a time: guessing the number of bits wrong costs more than writing too many. */
static SCAN_TARGET inline void scan_write_marks(struct csv_index *x, uint64_t bits, uint32_t offset)
{
    uint32_t *out = x->marks + x->mark_count;
    size_t count = (size_t)__builtin_popcountll(bits);
    for (size_t done = 0; done < count; done += 8) {
        for (size_t i = 0; i < 8; i++) {
            out[done + i] = offset + (uint32_t)__builtin_ctzll(bits | (uint64_t)1 << 63);
            bits &= bits - 1;
        }
    }
    x->mark_count += count;
}

static SCAN_TARGET inline uint32_t scan_count_below(uint64_t bits, uint64_t bit)
{
    return (uint32_t)__builtin_popcountll(bits & (bit - 1));
}

static SCAN_TARGET inline void scan_write_rows(struct csv_index *x, const struct scan_state *s,
                                               const struct scan_found *found)
{
    struct csv_row *out = x->rows + x->row_count;
    uint32_t marks = (uint32_t)x->mark_count;
    for (uint64_t ends = found->ends; ends != 0; ends &= ends - 1) {
        uint64_t bit = ends & (~ends + 1);
        out->mark = marks + scan_count_below(found->marks, bit);
        out->breaks = s->breaks + scan_count_below(found->breaks, bit);
        out->quotes = s->quotes + scan_count_below(found->quotes, bit);
        out++;
    }
    x->row_count = (size_t)(out - x->rows);
}

/* Adds a block to the index, up to its first flaw. */
static SCAN_TARGET inline bool scan_add(struct csv_index *x, struct scan_state *s,
                                        struct scan_found *found, size_t offset)
{
    bool flawed = found->flaws != 0;
    if (flawed) {
        uint64_t sound = (found->flaws & (~found->flaws + 1)) - 1;
        x->flaw = offset + (size_t)__builtin_ctzll(found->flaws);
        found->marks &= sound;
        found->ends &= sound;
    }
    scan_write_rows(x, s, found);
    scan_write_marks(x, found->marks, (uint32_t)offset);
    if ((found->quotes | found->breaks) != 0) {
        s->quotes += (uint32_t)__builtin_popcountll(found->quotes);
        s->breaks += (uint32_t)__builtin_popcountll(found->breaks);
    }
    return !flawed;
}

/* Whole blocks; false at a flaw. */
static SCAN_TARGET bool scan_blocks(struct csv_index *x, struct scan_state *s, struct slice text,
                                    char delimiter)
{
    uint64_t unusual = 0;
    bool sound = true;
    for (size_t at = 0; sound && at + SCAN_BLOCK <= text.len; at += SCAN_BLOCK) {
        if (at % SCAN_BATCH == 0)
            csv_index_reserve(x, SCAN_BATCH);
        struct scan_masks m = scan_masks(text.ptr + at, delimiter);
        struct scan_found found = scan_block(s, &m);
        unusual |= m.unusual;
        sound = scan_add(x, s, &found, at);
    }
    x->unusual = unusual != 0;
    return sound;
}

/* The last bytes, fewer than a block: the rest of the block is blanks, and what is found there does not count. */
static SCAN_TARGET bool scan_tail(struct csv_index *x, struct scan_state *s, struct slice text,
                                  char delimiter)
{
    size_t at = text.len / SCAN_BLOCK * SCAN_BLOCK;
    size_t left = text.len - at;
    if (left == 0)
        return true;
    char block[SCAN_BLOCK];
    memset(block, ' ', sizeof block);
    memcpy(block, text.ptr + at, left);
    csv_index_reserve(x, SCAN_BLOCK);
    struct scan_masks m = scan_masks(block, delimiter);
    uint64_t valid = ((uint64_t)1 << left) - 1;
    m.delimiter &= valid;
    struct scan_found found = scan_block(s, &m);
    found.flaws &= valid;
    x->unusual = x->unusual || m.unusual != 0;
    return scan_add(x, s, &found, at);
}

/* The last record may lack its line break: its end is the end of the text. */
static SCAN_TARGET void scan_finish(struct csv_index *x, const struct scan_state *s, struct slice text)
{
    size_t start = x->row_count > 0 ? (size_t)x->marks[x->rows[x->row_count - 1].mark] + 1 : 0;
    if (x->row_count > 0 && start < text.len && text.ptr[start - 1] == '\r' && text.ptr[start] == '\n')
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
    if (!scan_blocks(x, &s, text, delimiter) || !scan_tail(x, &s, text, delimiter))
        return;
    x->inside = s.inside != 0;
    if (final && !x->inside)
        scan_finish(x, &s, text);
}
