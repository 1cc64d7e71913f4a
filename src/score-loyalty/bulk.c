/* SPDX-License-Identifier: MIT */
#include "score-loyalty/bulk.h"

#include "lib/pool.h"
#include "score-loyalty/bulk_inside.h"
#include "score-loyalty/read_orders.h"
#include "score-loyalty/sale.h"

/* ---- whether a file is for this ---- */

/* A discount or a refund on a whole order, and rows that go on with the order before, need the rows in turn. */
static bool is_fit(const struct tool_run *run, const struct stream *s,
                   const struct stream_shape *shape, const struct settings *settings)
{
    return settings->mode != MODE_STATE && settings->rate_count == 0 &&
           !options_has(run->options, "lenient-quotes") && !stream_layout(s)->continues && !stream_layout(s)->refund_repeats &&
           !stream_has(s, ROLE_ORDER_DISCOUNT) && !shape->joined && !shape->zone_in_header;
}

/* ---- the halves together ---- */

static void read_halves(struct bulk *b)
{
    struct pool_job jobs[BULK_HALVES];
    for (size_t i = 0; i < b->half_count; i++)
        jobs[i] = (struct pool_job){bulk_read_half, &b->halves[i]};
    pool_do(jobs, b->half_count);
}

/* Where each number of one table stands in another, to which it is added. */
static uint32_t *merge(struct intern *all, const struct intern *names, struct arena *arena)
{
    uint32_t *map = arena_array(arena, names->count, sizeof *map);
    for (uint32_t i = 0; i < names->count; i++)
        map[i] = intern_add(all, intern_text(names, i));
    return map;
}

static bool agree(const struct bulk *b)
{
    const struct bulk_half *first = NULL;
    for (size_t i = 0; i < b->half_count; i++) {
        const struct bulk_half *h = &b->halves[i];
        if (!h->good)
            return false;
        if (!h->has_currency)
            continue;
        if (first != NULL && !slice_equal(first->currency, h->currency))
            return false;
        first = h;
    }
    return true;
}

static void take_over(struct bulk *b, struct stream *stream, const struct settings *s,
                      struct facts *f)
{
    const char *const skips[BULK_SKIPS] = {"without a customer", "guests",
                                           sale_skip_text(SALE_IS_NONE),
                                           sale_skip_text(SALE_AFTER_AS_OF)};
    for (size_t i = 0; i < b->half_count; i++) {
        struct bulk_half *h = &b->halves[i];
        int64_t rate;
        struct error ignored = {0};
        h->product_map = merge(&f->products, &h->products, &h->arena);
        h->channel_map = merge(&f->channels, &h->channels, &h->arena);
        h->longer_map = merge(&f->order_ids, &h->longer, &h->arena);
        if (h->has_currency)
            facts_currency(f, s, h->currency, &rate, &ignored);
        f->scope.lines |= h->lines;
        f->latest = h->latest > f->latest ? h->latest : f->latest;
        identity_count_rows(f->identity, h->skips[BULK_NO_CUSTOMER] + h->skips[BULK_GUEST], h->unmatched);
        stream_count(stream, h->rows);
        for (size_t k = 0; k < h->met_count; k++)
            stream_count_skipped(stream, skips[h->met[k]], h->skips[h->met[k]]);
    }
    read_orders_columns(stream, f);
    f->scope.products = f->products.count != 0;
    f->scope.channels = f->channels.count != 0;
    b->longer = &f->order_ids;
    f->bulk = b;
}

bool bulk_read(const struct tool_run *run, struct orders *orders, const struct settings *s,
               const struct now *now, struct facts *f)
{
    struct stream *stream = orders_stream(orders);
    struct stream_shape shape = stream_shape(stream);
    struct csv_part parts[BULK_HALVES];
    size_t count = is_fit(run, stream, &shape, s) ? stream_halves(stream, parts) : 0;
    if (count == 0)
        return false;
    struct bulk *b = memory_zeroed(1, sizeof *b);
    b->half_count = count;
    for (size_t i = 0; i < count; i++) {
        b->halves[i] = (struct bulk_half){.run = run,
                                          .stream = stream,
                                          .shape = &shape,
                                          .settings = s,
                                          .now = now,
                                          .identity = f->identity,
                                          .part = parts[i],
                                          .amounts = stream_has(stream, ROLE_AMOUNT) ||
                                                     stream_has(stream, ROLE_UNIT_PRICE),
                                          .refunds = stream_has(stream, ROLE_REFUNDED),
                                          .has_customers_file = identity_has_file(f->identity),
                                          .latest = INT32_MIN};
        if (!run->world->in_memory)
            input_forget(parts[i].bytes.ptr, parts[i].bytes.ptr + parts[i].bytes.len);
    }
    read_halves(b);
    if (!agree(b)) {
        bulk_free(b);
        return false;
    }
    take_over(b, stream, s, f);
    return true;
}

/* ---- grouping ---- */

/* A key whose number, if it stands for a longer text, is that of all. */
static struct order_key rename_key(struct order_key key, const struct bulk_half *h)
{
    unsigned char bytes[sizeof key];
    uint32_t number;
    memcpy(bytes, &key, sizeof key);
    if (bytes[sizeof key - 1] != 0xff)
        return key;
    memcpy(&number, bytes, sizeof number);
    number = h->longer_map[number];
    memcpy(bytes, &number, sizeof number);
    memcpy(&key, bytes, sizeof key);
    return key;
}

static void make_room(struct bulk_part *p, size_t lines)
{
    size_t slots = p->slot_count != 0 ? p->slot_count : 64;
    while (slots < 2 * lines)
        slots *= 2;
    if (slots != p->slot_count) {
        memory_release(p->slots);
        p->slots = memory_array(slots, sizeof *p->slots);
        p->slot_count = slots;
    }
    memset(p->slots, 0, slots * sizeof *p->slots);
    p->group.lines =
        memory_grow(p->group.lines, &p->group.capacity, lines + 1, sizeof *p->group.lines);
    p->group.starts =
        memory_grow(p->group.starts, &p->group.start_capacity, lines + 2, sizeof *p->group.starts);
    p->keys = memory_grow(p->keys, &p->key_capacity, lines + 1, sizeof *p->keys);
    p->group.customers = 0;
}

/* The number of a customer within the part. */
static uint32_t number_of(struct bulk_part *p, struct order_key key, const uint64_t *seed)
{
    uint64_t hash = (key.word[0] ^ seed[0]) * UINT64_C(0x9e3779b97f4a7c15);
    hash = (hash ^ hash >> 32 ^ key.word[1] ^ seed[1]) * UINT64_C(0xd6e8feb86659fd93);
    for (size_t i = (size_t)(hash >> 32);; i++) {
        uint32_t *slot = &p->slots[i & (p->slot_count - 1)];
        if (*slot == 0) {
            p->keys[p->group.customers] = key;
            p->group.starts[p->group.customers] = 0;
            *slot = ++p->group.customers;
        }
        if (order_key_equal(p->keys[*slot - 1], key))
            return *slot - 1;
    }
}

static void number_lines(struct bulk_half *h, uint32_t part, struct bulk_part *p)
{
    for (struct bulk_chunk *chunk = h->newest[part]; chunk != NULL; chunk = chunk->older)
        for (size_t i = 0; i < chunk->count; i++) {
            uint32_t number =
                number_of(p, rename_key(chunk->lines[i].customer, h), h->run->world->seed);
            chunk->lines[i].customer.word[0] = number;
            p->group.starts[number]++;
        }
}

static void place_lines(struct bulk_half *h, uint32_t part, struct bulk_part *p)
{
    struct bulk_chunk *older;
    for (struct bulk_chunk *chunk = h->newest[part]; chunk != NULL; chunk = older) {
        for (size_t i = 0; i < chunk->count; i++) {
            const struct bulk_line *line = &chunk->lines[i];
            uint32_t number = (uint32_t)line->customer.word[0];
            p->group.lines[--p->group.starts[number]] = (struct ledger_line){
                .order = rename_key(line->order, h),
                .amount = line->amount,
                .day = line->day,
                .customer = number,
                .product = line->product != LEDGER_NOTHING ? h->product_map[line->product]
                                                           : LEDGER_NOTHING,
                .channel = (line->channel != LEDGER_NOTHING ? h->channel_map[line->channel]
                                                            : LEDGER_NOTHING) &
                           LEDGER_NOTHING,
                .discounted = line->discounted,
                .given_back = line->given_back};
        }
        older = chunk->older;
        memory_release(chunk);
    }
    h->newest[part] = NULL;
}

static void name_customers(const struct bulk *b, struct bulk_part *p, struct arena *arena)
{
    p->ids = memory_grow(p->ids, &p->id_capacity, p->group.customers + 1, sizeof *p->ids);
    for (uint32_t i = 0; i < p->group.customers; i++) {
        char room[sizeof(struct order_key)];
        p->ids[i] = arena_copy(arena, order_key_text(&p->keys[i], b->longer, room));
    }
}

void bulk_group(struct bulk *b, uint32_t part, struct bulk_part *out, struct arena *arena)
{
    size_t lines = 0;
    for (size_t i = 0; i < b->half_count; i++)
        lines += b->halves[i].counts[part];
    make_room(out, lines);
    for (size_t i = 0; i < b->half_count; i++)
        number_lines(&b->halves[i], part, out);
    size_t end = 0;
    for (uint32_t i = 0; i < out->group.customers; i++) {
        end += out->group.starts[i];
        out->group.starts[i] = end;
    }
    out->group.starts[out->group.customers] = end;
    for (size_t i = 0; i < b->half_count; i++)
        place_lines(&b->halves[i], part, out);
    name_customers(b, out, arena);
}

void bulk_part_free(struct bulk_part *p)
{
    ledger_part_free(&p->group);
    memory_release(p->ids);
    memory_release(p->slots);
    memory_release(p->keys);
    *p = (struct bulk_part){0};
}

void bulk_free(struct bulk *b)
{
    if (b == NULL)
        return;
    for (size_t i = 0; i < b->half_count; i++) {
        for (int part = 0; part < LEDGER_PARTS; part++)
            for (struct bulk_chunk *chunk = b->halves[i].newest[part], *older; chunk != NULL;
                 chunk = older) {
                older = chunk->older;
                memory_release(chunk);
            }
        arena_free(&b->halves[i].arena);
        arena_free(&b->halves[i].row);
    }
    memory_release(b);
}
