/* SPDX-License-Identifier: MIT */
#include "score-loyalty/facts.h"

#include "lib/number.h"

void facts_start(struct facts *f, const struct tool_run *run)
{
    const uint64_t *seed = run->world->seed;
    *f = (struct facts){.arena = run->arena, .latest = INT32_MIN};
    f->identity = identity_start(run->arena, seed);
    intern_start(&f->products, run->arena, seed);
    intern_start(&f->channels, run->arena, seed);
    intern_start(&f->order_ids, run->arena, seed);
}

void facts_free(struct facts *f)
{
    ledger_free(&f->ledger);
    experience_log_free(&f->experience);
    intern_free(&f->products);
    intern_free(&f->channels);
    intern_free(&f->order_ids);
}

/* ---- names ---- */

void facts_name(struct facts *f, uint32_t customer, struct slice name)
{
    for (; f->name_count <= customer; f->name_count++) {
        f->names =
            arena_grow(f->arena, f->names, f->name_count, &f->name_capacity, sizeof *f->names);
        f->names[f->name_count] = (struct slice){"", 0};
    }
    struct slice *known = &f->names[customer];
    if (name.len != 0 && (known->len == 0 || slice_compare(name, *known) < 0))
        *known = arena_copy(f->arena, name);
}

struct slice facts_name_of(const struct facts *f, uint32_t customer)
{
    return customer < f->name_count ? f->names[customer] : (struct slice){"", 0};
}

/* ---- lines ---- */

static uint32_t number_of(struct intern *names, struct slice name, bool *any)
{
    if (name.len == 0)
        return LEDGER_NOTHING;
    *any = true;
    return intern_add(names, name);
}

void facts_add(struct facts *f, const struct facts_line *line)
{
    struct ledger_line added = {
        .order = order_key_of(line->order_id, &f->order_ids),
        .amount = line->amount,
        .day = line->day,
        .customer = line->customer,
        .product = number_of(&f->products, line->product, &f->scope.products),
        .channel = number_of(&f->channels, line->channel, &f->scope.channels) & LEDGER_NOTHING,
        .discounted = line->discounted,
        .given_back = line->given_back};
    ledger_add(&f->ledger, &added);
    f->scope.lines = true;
    if (line->day > f->latest)
        f->latest = line->day;
}

/* ---- currency ---- */

bool facts_currency(struct facts *f, const struct settings *s, struct slice currency, int64_t *rate,
                    struct error *e)
{
    *rate = NUMBER_ONE;
    if (currency.len == 0)
        currency = s->currency;
    if (f->has_currency && slice_equal(currency, f->currency))
        return true;
    for (size_t i = 0; i < s->rate_count; i++)
        if (slice_equal(currency, s->rates[i].currency)) {
            *rate = s->rates[i].rate;
            return true;
        }
    if (!f->has_currency) {
        f->currency = arena_copy(f->arena, currency);
        f->has_currency = true;
        return true;
    }
    if (currency.len == 0)
        return error_set(e, "an amount without a currency beside '%s': say which it is with --currency",
                         quote(f->currency).text);
    struct quoted one = quote(currency);
    return error_set(e,
                     "'%s' beside '%s': amounts in several currencies need a rate for each but one, such as "
                     "--exchange-rate %s=0.92",
                     one.text, quote(f->currency).text, one.text);
}
