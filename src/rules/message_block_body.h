/* SPDX-License-Identifier: MIT */
/*
 * Copying plain ASCII block by block, for the kernels that include this: they say how many bytes a block has (BLOCK, at most 32),
 * what the processor must have (BLOCK_TARGET), how a block is looked at (look_at) and what the function is called (BLOCK_NAME).
 */

/* Whether the reader knows a word of up to 8 bytes as a contraction. */
static BLOCK_TARGET inline bool is_bare(const struct message_reader *reader, uint64_t word)
{
    size_t slot = message_bare_slot(word);
    while (reader->bare[slot] != 0 && reader->bare[slot] != word)
        slot = (slot + 1) % BARE_SLOTS;
    return reader->bare[slot] == word;
}

/* How long the word is that ends with bit `at` of the word bytes; one that began before the block is followed back. */
static BLOCK_TARGET inline unsigned word_length(const struct folding *f, uint32_t word, unsigned at)
{
    uint32_t others = ~word & ((UINT32_C(1) << at) - 1);
    if (others != 0)
        return at - (31 - (unsigned)__builtin_clz(others));
    unsigned length = at + 1;
    while (length <= CONTRACTION_BARE_MAX && f->used + at >= length && message_goes_on(f->out[f->used + at - length]))
        length++;
    return length;
}

/*
 * The end of the first word among `ends` that is a contraction without its apostrophe, 0: none. Whether the last letter taken ends
 * its word, the byte behind it tells.
 */
static BLOCK_TARGET inline unsigned first_contraction(const struct folding *f, uint32_t word_bytes, uint32_t ends, unsigned taken)
{
    for (; ends != 0; ends &= ends - 1) {
        unsigned at = (unsigned)__builtin_ctz(ends);
        unsigned length = word_length(f, word_bytes, at);
        bool inside = at + 1 == taken && !message_word_ends(f, f->at + taken);
        if (length > CONTRACTION_BARE_MAX || inside)
            continue;
        uint64_t word;
        memcpy(&word, f->out + f->used + at + 1 - length, sizeof word);
        if (is_bare(f->reader, word & UINT64_MAX >> (64 - 8 * length)))
            return at + 1;
    }
    return 0;
}

/* Takes the first bytes of a block that stands in the output already. */
static BLOCK_TARGET inline void take(struct folding *f, const struct block *b, unsigned length)
{
    uint32_t taken = (uint32_t)((UINT64_C(1) << length) - 1);
    for (uint32_t stops = b->stops & taken; stops != 0; stops &= stops - 1)
        message_note_stop(f, f->used + (unsigned)__builtin_ctz(stops) + 1, 0);
    f->capitals += message_count_bits(b->upper & taken);
    f->used += length;
    f->at += length;
}

BLOCK_TARGET size_t BLOCK_NAME(struct folding *f, bool *word_ended)
{
    size_t start = f->at;
    unsigned length = BLOCK;
    *word_ended = false;
    while (length == BLOCK && f->at < f->len) {
        char rest[BLOCK] = {0}; /* of the text; zeros want care, and are none of it */
        const char *in = f->in + f->at;
        if (f->len - f->at < BLOCK)
            in = memcpy(rest, in, f->len - f->at);
        char before = f->used > 0 ? f->out[f->used - 1] : ' ';
        struct block b = look_at(in, f->out + f->used, before == ' ');
        length = (unsigned)__builtin_ctzll(b.care | UINT64_C(1) << BLOCK);
        if (length == 0)
            break;
        uint32_t pairs = (b.pairs & ~UINT32_C(1)) | contraction_may_end(before, f->out[f->used]);
        uint32_t ends = pairs & b.word & ~(b.word >> 1) & (uint32_t)((UINT64_C(1) << length) - 1);
        unsigned cut = ends != 0 ? first_contraction(f, b.word, ends, length) : 0;
        *word_ended = cut != 0;
        length = cut != 0 ? cut : length;
        take(f, &b, length);
        if (cut != 0)
            break;
    }
    if (f->at == start)
        return 0;
    f->previous = (unsigned char)f->in[f->at - 1];
    f->previous_at = f->used - 1;
    return f->at - start;
}
