/* SPDX-License-Identifier: MIT */
#include "score-loyalty/forecast.h"

#include "lib/memory.h"

/* What customers with one x and one T have in common. */
struct entry {
    uint32_t x;
    uint32_t age;
    bool used;
    double expected;
    double discounted;
};

/* Open addressing, a power of two, at most half full. */
struct forecaster {
    struct btyd_parameters parameters;
    struct forecast_terms terms;
    struct entry *entries;
    size_t capacity;
    size_t count;
};

struct forecaster *forecaster_open(const struct btyd_parameters *p,
                                   const struct forecast_terms *terms)
{
    struct forecaster *f = memory_zeroed(1, sizeof *f);
    f->parameters = *p;
    f->terms = *terms;
    f->capacity = 1024;
    f->entries = memory_zeroed(f->capacity, sizeof *f->entries);
    return f;
}

void forecaster_close(struct forecaster *f)
{
    memory_release(f->entries);
    memory_release(f);
}

double forecast_discounted_if_alive(const struct btyd_parameters *p,
                                    const struct forecast_terms *terms, uint32_t x, uint32_t age,
                                    double *expected)
{
    double times[BTYD_STEPS];
    double purchases[BTYD_STEPS];
    double sum = 0;
    double before = 0;
    double factor = 1;
    for (uint32_t day = 0; day < terms->horizon;) {
        size_t n = 0;
        for (; n < BTYD_STEPS && day < terms->horizon; n++) {
            day = terms->horizon - day > terms->step ? day + terms->step : terms->horizon;
            times[n] = day;
        }
        btyd_expected_steps(p, x, age, times, n, purchases);
        for (size_t i = 0; i < n; i++) {
            factor /= 1 + terms->discount_rate;
            sum += (purchases[i] - before) * factor;
            before = purchases[i];
        }
    }
    *expected = before;
    return sum;
}

static struct entry *find(struct entry *entries, size_t capacity, uint32_t x, uint32_t age)
{
    uint64_t hash = ((uint64_t)x << 32 | age) * UINT64_C(0x9e3779b97f4a7c15);
    size_t i = (size_t)(hash >> 32) & (capacity - 1);
    while (entries[i].used && (entries[i].x != x || entries[i].age != age))
        i = (i + 1) & (capacity - 1);
    return &entries[i];
}

static void grow(struct forecaster *f)
{
    size_t capacity = memory_multiply(f->capacity, 2);
    struct entry *entries = memory_zeroed(capacity, sizeof *entries);
    for (size_t i = 0; i < f->capacity; i++)
        if (f->entries[i].used)
            *find(entries, capacity, f->entries[i].x, f->entries[i].age) = f->entries[i];
    memory_release(f->entries);
    f->entries = entries;
    f->capacity = capacity;
}

struct forecast forecast_customer(struct forecaster *f, uint32_t x, uint32_t recency, uint32_t age)
{
    struct entry *entry = find(f->entries, f->capacity, x, age);
    if (!entry->used) {
        if (++f->count > f->capacity / 2) {
            grow(f);
            entry = find(f->entries, f->capacity, x, age);
        }
        *entry = (struct entry){.x = x, .age = age, .used = true};
        entry->discounted =
            forecast_discounted_if_alive(&f->parameters, &f->terms, x, age, &entry->expected);
    }
    const struct btyd_customer customer = {x, recency, age};
    double alive = btyd_p_alive(&f->parameters, &customer);
    return (struct forecast){alive, alive * entry->expected, alive * entry->discounted};
}
