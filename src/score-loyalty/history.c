/* SPDX-License-Identifier: MIT */
#include "score-loyalty/history.h"

#include <stdlib.h>

#include "lib/memory.h"
#include "lib/number.h"

/* An order as its lines add up. */
struct order_sum {
    struct order_key key;
    int64_t net;
    int64_t back;       /* what lines of refunds gave back */
    int64_t given_back; /* what was given back by the word of its status */
    int32_t day;        /* of the first line that dates it */
    bool dated;
    bool paid;
    bool refunded;
    bool discounted;
};

struct order_slot {
    uint32_t order;
    uint32_t round;
};

void history_room_start(struct history_room *room, const uint64_t seed[2])
{
    *room = (struct history_room){.seed = seed};
}

void history_room_free(struct history_room *room)
{
    memory_release(room->orders);
    memory_release(room->days);
    memory_release(room->slots);
    *room = (struct history_room){0};
}

static void add_money(int64_t *sum, int64_t amount, bool *overflow)
{
    if (!number_add(*sum, amount, sum))
        *overflow = true;
}

/* ---- lines to orders ---- */

/* With so few lines a look at all orders is faster than a hash. */
enum { FEW = 8 };

static void room_clear(struct history_room *room, size_t lines)
{
    room->order_count = 0;
    if (lines > room->capacity) {
        memory_release(room->orders);
        memory_release(room->days);
        room->capacity = memory_multiply(lines, 2);
        room->orders = memory_array(room->capacity, sizeof *room->orders);
        room->days = memory_array(room->capacity, sizeof *room->days);
    }
    room->round++;
    if (lines <= FEW || (lines <= room->slot_count / 2 && room->round != 0))
        return;
    while (room->slot_count < 2 * lines)
        room->slot_count = room->slot_count != 0 ? memory_multiply(room->slot_count, 2) : 64;
    memory_release(room->slots);
    room->slots = memory_zeroed(room->slot_count, sizeof *room->slots);
    room->round = 1;
}

static struct order_sum *new_order(struct history_room *room, struct order_key key)
{
    struct order_sum *order = &room->orders[room->order_count++];
    *order = (struct order_sum){.key = key};
    return order;
}

static struct order_sum *look_up_few(struct history_room *room, struct order_key key)
{
    for (size_t i = 0; i < room->order_count; i++)
        if (order_key_equal(room->orders[i].key, key))
            return &room->orders[i];
    return new_order(room, key);
}

/* Two rounds of a multiplication, keyed by the run. */
static inline size_t hash_of(const struct history_room *room, struct order_key key)
{
    uint64_t hash = (key.word[0] ^ room->seed[0]) * UINT64_C(0x9e3779b97f4a7c15);
    hash = (hash ^ hash >> 32 ^ key.word[1] ^ room->seed[1]) * UINT64_C(0xd6e8feb86659fd93);
    return (size_t)(hash >> 32);
}

static struct order_sum *look_up(struct history_room *room, struct order_key key)
{
    for (size_t i = hash_of(room, key);; i++) {
        struct order_slot *slot = &room->slots[i & (room->slot_count - 1)];
        if (slot->round != room->round) {
            *slot = (struct order_slot){(uint32_t)room->order_count, room->round};
            return new_order(room, key);
        }
        if (order_key_equal(room->orders[slot->order].key, key))
            return &room->orders[slot->order];
    }
}

/* The order that a line belongs to; a line without an order id is one of its own. */
static struct order_sum *order_of(struct history_room *room, struct order_key key, size_t lines)
{
    if (order_key_is_none(key))
        return new_order(room, key);
    return lines <= FEW ? look_up_few(room, key) : look_up(room, key);
}

static void add_line(struct order_sum *order, const struct ledger_line *line, bool count_zero,
                     bool *overflow)
{
    bool dates = line->amount > 0 || (count_zero && line->amount == 0);
    add_money(&order->net, line->amount, overflow);
    if (line->amount < 0)
        add_money(&order->back, -line->amount, overflow);
    else if (line->given_back)
        add_money(&order->given_back, line->amount, overflow);
    if (dates && (!order->dated || line->day < order->day)) {
        order->day = line->day;
        order->dated = true;
    }
    order->paid |= line->amount > 0;
    order->refunded |= line->amount < 0;
    order->discounted |= line->amount >= 0 && line->discounted;
}

static void add_lines(struct history *h, const struct ledger_line *lines, size_t count,
                      const struct history_rules *rules, struct history_room *room)
{
    for (size_t i = 0; i < count; i++) {
        const struct ledger_line *line = &lines[i];
        if (line->day < rules->first_day || line->day > rules->last_day)
            continue;
        add_money(&h->spend, line->amount, &h->overflow);
        if (line->amount < 0)
            add_money(&h->refunded, -line->amount, &h->overflow);
        add_line(order_of(room, line->order, count), line, rules->count_zero, &h->overflow);
    }
}

/* ---- orders to purchases ---- */

static bool is_purchase(const struct order_sum *order, bool count_zero)
{
    return order->dated && (order->net > 0 || (count_zero && order->net == 0 && !order->refunded));
}

/* What a status says was given back, and no line of a refund has. */
static void settle_refunds(struct history *h, struct order_sum *order)
{
    if (order->given_back == 0)
        return;
    order->refunded = true;
    int64_t more = order->given_back - order->back;
    if (more <= 0)
        return;
    add_money(&order->net, -more, &h->overflow);
    add_money(&h->spend, -more, &h->overflow);
    add_money(&h->refunded, more, &h->overflow);
}

/* Counts orders and keeps the purchases at the front. */
static void keep_purchases(struct history *h, const struct history_rules *rules,
                           struct history_room *room)
{
    size_t kept = 0;
    for (size_t i = 0; i < room->order_count; i++) {
        struct order_sum *order = &room->orders[i];
        settle_refunds(h, order);
        h->placed += order->paid;
        h->returned += order->refunded;
        if (!is_purchase(order, rules->count_zero))
            continue;
        h->discounted += order->discounted;
        add_money(&h->purchases, order->net, &h->overflow);
        room->days[kept] = order->day;
        room->orders[kept++] = *order;
    }
    h->orders = (uint32_t)kept;
    room->order_count = kept;
}

static void find_ends(struct history *h, const struct history_room *room)
{
    if (h->orders == 0)
        return;
    h->first = h->last = room->days[0];
    for (size_t i = 1; i < h->orders; i++) {
        h->first = room->days[i] < h->first ? room->days[i] : h->first;
        h->last = room->days[i] > h->last ? room->days[i] : h->last;
    }
    h->repeat_money = h->purchases;
    for (size_t i = 0; i < h->orders; i++) {
        if (room->orders[i].day != h->first)
            continue;
        add_money(&h->repeat_money, -room->orders[i].net, &h->overflow);
        h->first_discounted |= room->orders[i].discounted;
    }
}

/* ---- days and gaps ---- */

enum { MAP_DAYS = 4096 };

/* Short arrays by insertion. */
static void sort_few(int32_t *values, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        int32_t value = values[i];
        size_t at = i;
        for (; at > 0 && values[at - 1] > value; at--)
            values[at] = values[at - 1];
        values[at] = value;
    }
}

static int compare_days(const void *left, const void *right)
{
    int32_t a = *(const int32_t *)left;
    int32_t b = *(const int32_t *)right;
    return (a > b) - (a < b);
}

/* Marks the days in a map of bits and reads them off in order: the span of years is short. Returns
 * how many. */
static size_t sort_by_map(int32_t *days, size_t count, int32_t first)
{
    uint64_t map[MAP_DAYS / 64] = {0};
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        map[(days[i] - first) / 64] |= UINT64_C(1) << ((days[i] - first) & 63);
    for (int32_t word = 0; word < MAP_DAYS / 64; word++)
        for (uint64_t bits = map[word]; bits != 0; bits &= bits - 1)
            days[kept++] = first + word * 64 + __builtin_ctzll(bits);
    return kept;
}

/* Sorts the days and drops repeated ones; returns how many are left. */
static size_t distinct_days(int32_t *days, size_t count, int32_t first, int32_t last)
{
    size_t kept = 0;
    if (count > FEW && last - first < MAP_DAYS)
        return sort_by_map(days, count, first);
    if (count <= FEW)
        sort_few(days, count);
    else
        qsort(days, count, sizeof *days, compare_days);
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || days[i] != days[kept - 1])
            days[kept++] = days[i];
    return kept;
}

/* The value of this rank; those before it are then not larger, those behind it not smaller (Hoare's
 * FIND). */
static int32_t select_rank(int32_t *values, size_t count, size_t rank)
{
    size_t from = 0;
    size_t to = count - 1;
    while (from < to) {
        const int32_t pivot = values[from + (to - from) / 2];
        size_t i = from;
        size_t j = to;
        while (i <= j) {
            while (values[i] < pivot)
                i++;
            while (values[j] > pivot)
                j--;
            if (i > j)
                break;
            int32_t kept = values[i];
            values[i++] = values[j];
            values[j] = kept;
            if (j == 0)
                break;
            j--;
        }
        if (rank <= j)
            to = j;
        else if (rank >= i)
            from = i;
        else
            break;
    }
    return values[rank];
}

/* Twice the median: the sum of the two middle values. */
static uint32_t median_doubled(int32_t *values, size_t count)
{
    int32_t lower = select_rank(values, count, (count - 1) / 2);
    if (count % 2 == 1)
        return 2 * (uint32_t)lower;
    int32_t upper = values[count / 2];
    for (size_t i = count / 2; i < count; i++)
        upper = values[i] < upper ? values[i] : upper;
    return (uint32_t)lower + (uint32_t)upper;
}

static void count_days(struct history *h, int32_t *days)
{
    if (h->orders == 0)
        return;
    size_t kept = distinct_days(days, h->orders, h->first, h->last);
    h->days = (uint32_t)kept;
    if (kept < 2)
        return;
    for (size_t i = 0; i + 1 < kept; i++)
        days[i] = days[i + 1] - days[i];
    h->gap_doubled = median_doubled(days, kept - 1);
}

struct history history_of(const struct ledger_line *lines, size_t count,
                          const struct history_rules *rules, struct history_room *room)
{
    struct history h = {0};
    room_clear(room, count);
    add_lines(&h, lines, count, rules, room);
    keep_purchases(&h, rules, room);
    find_ends(&h, room);
    count_days(&h, room->days);
    return h;
}
