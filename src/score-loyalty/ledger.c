/* SPDX-License-Identifier: MIT */
#include "score-loyalty/ledger.h"

#include <string.h>

#include "lib/memory.h"

/* ---- keys ---- */

/* The last byte of a key is the id's length, or this where the rest is the number of a longer one.
 */
enum { KEY_BYTES = sizeof(struct order_key), KEY_ROOM = KEY_BYTES - 1, KEY_LONGER = 0xff };

struct order_key order_key_of(struct slice id, struct intern *longer)
{
    unsigned char bytes[KEY_BYTES] = {0};
    struct order_key key;
    if (id.len <= KEY_ROOM) {
        if (id.len != 0)
            memcpy(bytes, id.ptr, id.len);
        bytes[KEY_ROOM] = (unsigned char)id.len;
    } else {
        uint32_t number = intern_add(longer, id);
        memcpy(bytes, &number, sizeof number);
        bytes[KEY_ROOM] = KEY_LONGER;
    }
    memcpy(&key, bytes, sizeof key);
    return key;
}

struct slice order_key_text(const struct order_key *key, const struct intern *longer,
                            char room[sizeof(struct order_key)])
{
    memcpy(room, key, sizeof *key);
    unsigned char length = (unsigned char)room[KEY_ROOM];
    if (length != KEY_LONGER)
        return (struct slice){room, length};
    uint32_t number;
    memcpy(&number, room, sizeof number);
    return intern_text(longer, number);
}

/* ---- lines ---- */

enum { FIRST_CHUNK = 16, LARGEST_CHUNK = 1024 };

struct ledger_chunk {
    struct ledger_chunk *older;
    size_t count;
    size_t capacity;
    struct ledger_line lines[];
};

static struct ledger_chunk *add_chunk(struct ledger *l, uint32_t part)
{
    struct ledger_chunk *older = l->newest[part];
    size_t capacity = older == NULL ? FIRST_CHUNK : older->capacity * 2;
    if (capacity > LARGEST_CHUNK)
        capacity = LARGEST_CHUNK;
    struct ledger_chunk *chunk =
        memory_array(1, sizeof *chunk + capacity * sizeof(struct ledger_line));
    *chunk = (struct ledger_chunk){.older = older, .capacity = capacity};
    l->newest[part] = chunk;
    return chunk;
}

void ledger_add(struct ledger *l, const struct ledger_line *line)
{
    uint32_t part = line->customer & (LEDGER_PARTS - 1);
    struct ledger_chunk *chunk = l->newest[part];
    if (chunk == NULL || chunk->count == chunk->capacity)
        chunk = add_chunk(l, part);
    chunk->lines[chunk->count++] = *line;
    l->counts[part]++;
}

void ledger_free(struct ledger *l)
{
    for (size_t part = 0; part < LEDGER_PARTS; part++) {
        for (struct ledger_chunk *chunk = l->newest[part]; chunk != NULL;) {
            struct ledger_chunk *older = chunk->older;
            memory_release(chunk);
            chunk = older;
        }
    }
    *l = (struct ledger){0};
}

/* ---- grouping ---- */

static void make_room(struct ledger_part *group, size_t lines)
{
    size_t starts = (size_t)group->customers + 1;
    if (lines > group->capacity || group->lines == NULL) {
        memory_release(group->lines);
        group->capacity = memory_add(lines, lines / 4);
        group->lines = memory_array(group->capacity, sizeof *group->lines);
    }
    if (starts > group->start_capacity) {
        memory_release(group->starts);
        group->start_capacity = starts;
        group->starts = memory_array(starts, sizeof *group->starts);
    }
    memset(group->starts, 0, starts * sizeof *group->starts);
}

static void count_lines(const struct ledger_chunk *chunk, size_t *counts)
{
    for (; chunk != NULL; chunk = chunk->older)
        for (size_t i = 0; i < chunk->count; i++)
            counts[chunk->lines[i].customer >> LEDGER_PARTS_BITS]++;
}

/* From each customer's end to its start, since the newest chunk comes first. */
static void place_lines(const struct ledger_chunk *chunk, struct ledger_part *group)
{
    for (; chunk != NULL; chunk = chunk->older)
        for (size_t i = chunk->count; i-- > 0;) {
            uint32_t customer = chunk->lines[i].customer >> LEDGER_PARTS_BITS;
            group->lines[--group->starts[customer]] = chunk->lines[i];
        }
}

void ledger_group(const struct ledger *const *ledgers, size_t count, uint32_t customers,
                  uint32_t part, struct ledger_part *group)
{
    size_t lines = 0;
    for (size_t i = 0; i < count; i++)
        lines = memory_add(lines, ledgers[i]->counts[part]);
    group->customers = customers > part ? ((customers - part - 1) >> LEDGER_PARTS_BITS) + 1 : 0;
    make_room(group, lines);
    for (size_t i = 0; i < count; i++)
        count_lines(ledgers[i]->newest[part], group->starts);
    for (uint32_t c = 1; c <= group->customers; c++)
        group->starts[c] += group->starts[c - 1];
    for (size_t i = count; i-- > 0;)
        place_lines(ledgers[i]->newest[part], group);
}

void ledger_part_free(struct ledger_part *group)
{
    memory_release(group->lines);
    memory_release(group->starts);
    *group = (struct ledger_part){0};
}
