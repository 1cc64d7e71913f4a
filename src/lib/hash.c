/* SPDX-License-Identifier: MIT */
#include "lib/hash.h"

enum { FIRST_SLOTS = 64, LONG_PROBE = 64 };

static uint64_t load64(const char *p)
{
    uint64_t v;
    memcpy(&v, p, sizeof v);
    return v;
}

/* The last 0 to 7 bytes as a little-endian number. */
static uint64_t load_tail(const char *p, size_t n)
{
    uint64_t v = 0;
    for (size_t i = 0; i < n; i++)
        v |= (uint64_t)(unsigned char)p[i] << (8 * i);
    return v;
}

static uint64_t rotate(uint64_t v, unsigned by)
{
    return v << by | v >> (64 - by);
}

static void sip_round(uint64_t v[4])
{
    v[0] += v[1];
    v[2] += v[3];
    v[1] = rotate(v[1], 13) ^ v[0];
    v[3] = rotate(v[3], 16) ^ v[2];
    v[0] = rotate(v[0], 32);
    v[2] += v[1];
    v[0] += v[3];
    v[1] = rotate(v[1], 17) ^ v[2];
    v[3] = rotate(v[3], 21) ^ v[0];
    v[2] = rotate(v[2], 32);
}

uint64_t hash_sip(const uint64_t key[2], struct slice s)
{
    uint64_t v[4] = {key[0] ^ UINT64_C(0x736f6d6570736575), key[1] ^ UINT64_C(0x646f72616e646f6d),
                     key[0] ^ UINT64_C(0x6c7967656e657261), key[1] ^ UINT64_C(0x7465646279746573)};
    size_t at = 0;
    for (; s.len - at >= 8; at += 8) {
        uint64_t word = load64(s.ptr + at);
        v[3] ^= word;
        sip_round(v);
        v[0] ^= word;
    }
    uint64_t last = (uint64_t)s.len << 56 | load_tail(s.ptr + at, s.len - at);
    v[3] ^= last;
    sip_round(v);
    v[0] ^= last;
    v[2] ^= 0xff;
    sip_round(v);
    sip_round(v);
    sip_round(v);
    return v[0] ^ v[1] ^ v[2] ^ v[3];
}

/* Folds the 128-bit product of a and b into 64 bits; by four 32-bit products where nothing wider is known, as in C11. */
static inline uint64_t multiply_fold(uint64_t a, uint64_t b)
{
#ifdef __SIZEOF_INT128__
    __extension__ const unsigned __int128 product = (unsigned __int128)a * b;
    return (uint64_t)(product >> 64) ^ (uint64_t)product;
#else
    uint64_t ll = (a & 0xffffffff) * (b & 0xffffffff);
    uint64_t lh = (a & 0xffffffff) * (b >> 32);
    uint64_t hl = (a >> 32) * (b & 0xffffffff);
    uint64_t hh = (a >> 32) * (b >> 32);
    uint64_t middle = (ll >> 32) + (lh & 0xffffffff) + (hl & 0xffffffff);
    uint64_t high = hh + (lh >> 32) + (hl >> 32) + (middle >> 32);
    return high ^ (a * b);
#endif
}

static uint32_t load32(const char *p)
{
    uint32_t v;
    memcpy(&v, p, sizeof v);
    return v;
}

/* 0 to 7 bytes as a number, another one for other bytes: two halves that may overlap, or three single ones. */
static uint64_t load_few(const char *p, size_t n)
{
    if (n >= 4)
        return (uint64_t)load32(p) << 32 | load32(p + n - 4);
    if (n == 0)
        return 0;
    return (uint64_t)(unsigned char)p[0] << 16 | (uint64_t)(unsigned char)p[n / 2] << 8 | (unsigned char)p[n - 1];
}

uint64_t hash_fast(const uint64_t key[2], struct slice s)
{
    uint64_t h = key[0] ^ (uint64_t)s.len * UINT64_C(0x9e3779b97f4a7c15);
    size_t at = 0;
    for (; s.len - at >= 8; at += 8)
        h = multiply_fold(h ^ load64(s.ptr + at), key[1] | 1);
    h = multiply_fold(h ^ load_few(s.ptr + at, s.len - at), key[1] ^ UINT64_C(0xd6e8feb86659fd93));
    return h ^ h >> 29;
}

uint64_t hash_stable(uint64_t start, struct slice s)
{
    uint64_t h = start != HASH_STABLE_START ? start : UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < s.len; i++)
        h = (h ^ (unsigned char)s.ptr[i]) * UINT64_C(0x100000001b3);
    return h;
}

static uint64_t hash_text(const struct intern *t, struct slice text)
{
    return t->careful ? hash_sip(t->seed, text) : hash_fast(t->seed, text);
}

void intern_start(struct intern *t, struct arena *arena, const uint64_t seed[2])
{
    *t = (struct intern){.arena = arena, .seed = {seed[0], seed[1]}, .slot_count = FIRST_SLOTS};
    t->slots = arena_array(arena, FIRST_SLOTS, sizeof *t->slots);
}

/* A slot has what bits the number leaves of the hash, so that nearly all texts of another hash are passed over unseen. */
static uint32_t slot_of(const struct intern *t, uint64_t hash, uint32_t number)
{
    uint32_t mask = (uint32_t)(t->slot_count - 1);
    return ((uint32_t)(hash >> 32) & ~mask) | (number + 1);
}

static uint32_t slot_number(const struct intern *t, uint32_t slot)
{
    return (slot & (uint32_t)(t->slot_count - 1)) - 1;
}

/* Where text is or would go. *steps: how many slots were looked at. */
static size_t find_slot(const struct intern *t, struct slice text, uint64_t hash, size_t *steps)
{
    size_t mask = t->slot_count - 1;
    size_t at = (size_t)hash & mask;
    for (*steps = 1; t->slots[at] != 0; ++*steps, at = (at + 1) & mask) {
        uint32_t slot = t->slots[at], number = slot_number(t, slot);
        if (slot == slot_of(t, hash, number) && slice_equal(intern_text(t, number), text))
            break;
    }
    return at;
}

static void place_all(struct intern *t, size_t slot_count)
{
    if (slot_count != t->slot_count)
        t->slots = arena_alloc(t->arena, memory_multiply(slot_count, sizeof *t->slots));
    memset(t->slots, 0, slot_count * sizeof *t->slots);
    t->slot_count = slot_count;
    size_t mask = slot_count - 1;
    for (uint32_t i = 0; i < t->count; i++) {
        size_t at = (size_t)t->hashes[i] & mask;
        while (t->slots[at] != 0)
            at = (at + 1) & mask;
        t->slots[at] = slot_of(t, t->hashes[i], i);
    }
}

/* Somebody chose the keys, or luck was bad: a hash that cannot be foreseen. */
static void become_careful(struct intern *t)
{
    t->careful = true;
    for (uint32_t i = 0; i < t->count; i++)
        t->hashes[i] = hash_sip(t->seed, intern_text(t, i));
    place_all(t, t->slot_count);
}

static union interned keep(struct arena *arena, struct slice text)
{
    union interned x = {.near.len = (uint32_t)text.len};
    if (text.len > INTERN_SHORT)
        x.far.bytes = arena_copy(arena, text).ptr;
    else if (text.len > 0)
        memcpy(x.near.bytes, text.ptr, text.len);
    return x;
}

uint32_t intern_add(struct intern *t, struct slice text)
{
    size_t steps;
    uint64_t hash = hash_text(t, text);
    size_t at = find_slot(t, text, hash, &steps);
    if (t->slots[at] != 0)
        return slot_number(t, t->slots[at]);
    if (t->count >= UINT32_MAX - 1 || text.len > UINT32_MAX)
        memory_exhausted();
    if (steps > LONG_PROBE && !t->careful) {
        become_careful(t);
        return intern_add(t, text);
    }
    t->texts = arena_grow(t->arena, t->texts, t->count, &t->text_capacity, sizeof *t->texts);
    t->hashes = arena_grow(t->arena, t->hashes, t->count, &t->hash_capacity, sizeof *t->hashes);
    t->texts[t->count] = keep(t->arena, text);
    t->hashes[t->count] = hash;
    t->slots[at] = slot_of(t, hash, t->count++);
    if ((size_t)t->count * 2 > t->slot_count)
        place_all(t, memory_multiply(t->slot_count, 2));
    return t->count - 1;
}

uint32_t intern_find(const struct intern *t, struct slice text)
{
    size_t steps;
    size_t at = find_slot(t, text, hash_text(t, text), &steps);
    return t->slots[at] != 0 ? slot_number(t, t->slots[at]) : INTERN_NONE;
}

void intern_expect(const struct intern *t, struct slice text)
{
    __builtin_prefetch(&t->slots[(size_t)hash_text(t, text) & (t->slot_count - 1)]);
}

void intern_free(struct intern *t)
{
    *t = (struct intern){0};
}
