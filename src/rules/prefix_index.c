/* SPDX-License-Identifier: MIT */
#include "rules/prefix_index.h"

#include <stdlib.h>

/* A node of the trie; its children stand together, in the order of their bytes. */
struct node {
    uint32_t first_child, first_value;
    uint16_t child_count, value_count;
};

struct prefix_index {
    struct prefix_filter filter; /* must be first, see prefix_index_likely */
    struct node *nodes;          /* the root is the first */
    uint8_t *bytes;              /* of a node: the byte that leads to it */
    uint32_t *values;
    size_t node_count, node_capacity, byte_capacity;
    size_t value_count;
};

/* Making of a node: the entries that share its text. */
struct span {
    uint32_t node;
    size_t from, to, depth;
};

static int by_text(const void *a, const void *b)
{
    const struct prefix_entry *x = a;
    const struct prefix_entry *y = b;
    int order = slice_compare(x->text, y->text);
    return order != 0 ? order : (x->value > y->value) - (x->value < y->value);
}

static void filter_add(struct prefix_filter *f, struct slice text)
{
    if (text.len < 3) {
        f->brief[(unsigned char)text.ptr[0]] = 1;
        return;
    }
    unsigned count = text.len < 6 ? 3 : 6;
    uint32_t hash = prefix_hash(prefix_bytes(text.ptr, count));
    uint64_t *table = count == 3 ? f->three : f->six;
    table[hash / 64] |= UINT64_C(1) << (hash % 64);
}

static uint32_t add_node(struct arena *arena, struct prefix_index *x, uint8_t byte)
{
    x->nodes = arena_grow(arena, x->nodes, x->node_count, &x->node_capacity, sizeof *x->nodes);
    x->bytes = arena_grow(arena, x->bytes, x->node_count, &x->byte_capacity, sizeof *x->bytes);
    x->nodes[x->node_count] = (struct node){0};
    x->bytes[x->node_count] = byte;
    return (uint32_t)x->node_count++;
}

/* The values that end at this node, then its children as further spans. */
static void make_node(struct arena *arena, struct prefix_index *x, const struct prefix_entry *entries, struct span s,
                      struct span *queue, size_t *queued)
{
    size_t i = s.from;
    x->nodes[s.node].first_value = (uint32_t)x->value_count;
    for (; i < s.to && entries[i].text.len == s.depth; i++) {
        uint32_t first = x->nodes[s.node].first_value;
        if (x->value_count == first || x->values[x->value_count - 1] != entries[i].value)
            x->values[x->value_count++] = entries[i].value;
    }
    x->nodes[s.node].value_count = (uint16_t)(x->value_count - x->nodes[s.node].first_value);
    x->nodes[s.node].first_child = (uint32_t)x->node_count;
    while (i < s.to) {
        char byte = entries[i].text.ptr[s.depth];
        size_t from = i;
        while (i < s.to && entries[i].text.ptr[s.depth] == byte)
            i++;
        uint32_t child = add_node(arena, x, (uint8_t)byte);
        x->nodes[s.node].child_count++;
        queue[(*queued)++] = (struct span){child, from, i, s.depth + 1};
    }
}

struct prefix_index *prefix_index_make(struct arena *arena, struct prefix_entry *entries, size_t count)
{
    struct prefix_index *x = arena_zeroed(arena, sizeof *x);
    struct arena scratch = {0};
    size_t bytes = 1;
    if (count > 1)
        qsort(entries, count, sizeof *entries, by_text);
    for (size_t i = 0; i < count; i++) {
        filter_add(&x->filter, entries[i].text);
        bytes = memory_add(bytes, entries[i].text.len);
    }
    x->values = arena_array(arena, count, sizeof *x->values);
    struct span *queue = arena_array(&scratch, bytes, sizeof *queue); /* a node takes a byte of some text */
    size_t queued = 0;
    queue[queued++] = (struct span){add_node(arena, x, 0), 0, count, 0};
    for (size_t i = 0; i < queued; i++)
        make_node(arena, x, entries, queue[i], queue, &queued);
    arena_free(&scratch);
    return x;
}

static uint32_t child_of(const struct prefix_index *x, const struct node *n, uint8_t byte)
{
    uint32_t low = n->first_child;
    uint32_t high = n->first_child + n->child_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (x->bytes[middle] < byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low < n->first_child + n->child_count && x->bytes[low] == byte ? low : 0;
}

size_t prefix_index_find(const struct prefix_index *x, const char *at, uint32_t *values, size_t max)
{
    size_t found = 0;
    uint32_t node = 0;
    do {
        const struct node *n = &x->nodes[node];
        for (size_t i = 0; i < n->value_count; i++, found++) {
            if (found < max)
                values[found] = x->values[n->first_value + i];
        }
        node = child_of(x, n, (uint8_t)*at++);
    } while (node != 0);
    return found;
}
