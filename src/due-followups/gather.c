/* SPDX-License-Identifier: MIT */
#include "due-followups/gather.h"

#include "due-followups/reason.h"
#include "due-followups/row.h"
#include "streams/crew.h"
#include "streams/opening_hours.h"
#include "streams/orders.h"
#include "streams/stream_keys.h"

uint32_t gather_customer(struct book *b, struct stream *s, uint32_t found)
{
    uint32_t customer = found != BOOK_NONE ? found : identity_of(b->identity, stream_keys(s));
    if (customer == INTERN_NONE) {
        stream_skip(s, "rows without a customer");
        return BOOK_NONE;
    }
    if (found != BOOK_NONE)
        identity_confirm(b->identity, found);
    bool has_email = stream_text(s, ROLE_EMAIL).len > 0, has_phone = stream_text(s, ROLE_PHONE).len > 0;
    if (has_email || has_phone) {
        struct customer *p = book_customer(b, customer);
        p->has_email |= has_email;
        p->has_phone |= has_phone;
    }
    return customer;
}

bool gather_moment(struct stream *s, enum role role, bool end_of_day, int64_t *at)
{
    enum value value = stream_moment(s, role, end_of_day, at);
    if (value == VALUE_ABSENT)
        *at = NO_MOMENT;
    return value != VALUE_BAD;
}

bool gather_day(struct stream *s, enum role role, int32_t *day)
{
    int64_t read;
    enum value value = stream_day(s, role, &read);
    *day = value == VALUE_PRESENT ? (int32_t)read : NO_DAY;
    return value != VALUE_BAD;
}

bool gather_word(struct stream *s, enum role role, enum vocabulary which, bool strict,
                 int8_t *code)
{
    *code = (int8_t)stream_code(s, role, which);
    if (*code >= 0 || !strict)
        return true;
    struct slice word = stream_text(s, role);
    if (word.len == 0)
        return true;
    struct arena scratch = {0};
    stream_blame(s, role, "'%s' is not known: write one of %.*s", quote(word).text,
                 SLICE_ARG(vocabulary_list(which, &scratch)));
    arena_free(&scratch);
    return false;
}

static bool read_rows(struct book *b, struct stream *s, const struct gatherer *g, struct error *e)
{
    for (;;) {
        if (g->columns != NULL)
            b->sources |= g->columns(s);
        enum stream_result result = stream_next(s, e);
        if (result != STREAM_ROW)
            return result == STREAM_END;
        if (g->row(b, s))
            continue;
        if (b->failure.set) {
            *e = b->failure;
            return false;
        }
        if (!stream_reject(s, e))
            return false;
    }
}

/* One gathering of records. */
struct gathering {
    struct book *book;
    struct stream *stream;
    const struct gatherer *gatherer;
};

static bool read_record(const void *context, struct stream *side, struct arena *spare, void *record)
{
    const struct gathering *g = context;
    (void)spare;
    return g->gatherer->read(g->book, side, record);
}

static bool keep_record(void *context, const void *record, struct error *e)
{
    const struct gathering *g = context;
    (void)e;
    g->gatherer->keep(g->book, g->stream, record);
    if (g->gatherer->columns != NULL)
        g->book->sources |= g->gatherer->columns(g->stream);
    return true;
}

static bool gather_records(struct book *b, struct stream *s, const struct gatherer *g, struct error *e)
{
    struct gathering gathering = {b, s, g};
    if (g->columns != NULL)
        b->sources |= g->columns(s);
    identity_hold(b->identity);
    bool good = crew_gather(
        &(struct crew_gathering){s, crew_usual(), g->record_size, read_record, keep_record, &gathering}, e);
    identity_let_in(b->identity);
    return good;
}

static bool gather(struct book *b, const struct tool_run *run, const struct gatherer *g, struct error *e)
{
    struct stream_plan plan = {.kind = g->kind, .uses = g->uses, .use_count = g->use_count};
    if (g->option == NULL) {
        plan.paths = (const char *const *)run->options->operands;
        plan.path_count = run->options->operand_count;
        plan.is_main = true;
    } else {
        plan.paths = options_values(run->options, g->option, run->arena, &plan.path_count);
        if (plan.path_count == 0)
            return true;
    }
    b->sources |= g->source;
    struct stream *s = stream_open(run, &plan, b->rejects, e);
    if (s == NULL)
        return false;
    bool read = g->row != NULL ? read_rows(b, s, g, e) : gather_records(b, s, g, e);
    struct error closing = {0};
    return stream_close(s, read ? e : &closing) && read;
}

/* Customers first, since they join the keys; price cuts before the messages that may ask about them. */
static const struct gatherer *const before_cases[] = {&gather_customers, &gather_price_cuts,
                                                      &gather_campaigns, &gather_name_days, &gather_absent};
static const struct gatherer *const after_cases[] = {&gather_loyalty, &gather_responses, &gather_messages,
                                                     &gather_done};
enum {
    BEFORE_COUNT = sizeof before_cases / sizeof *before_cases,
    AFTER_COUNT = sizeof after_cases / sizeof *after_cases
};

bool gather_all(struct book *b, const struct tool_run *run, bool cases, struct error *e)
{
    for (size_t i = 0; i < BEFORE_COUNT; i++) {
        if (!gather(b, run, before_cases[i], e))
            return false;
    }
    if (cases && !gather(b, run, &gather_cases, e))
        return false;
    if (!gather_orders(b, run, e))
        return false;
    for (size_t i = 0; i < AFTER_COUNT; i++) {
        if (!gather(b, run, after_cases[i], e))
            return false;
    }
    return true;
}

static struct role_table table_of(const struct gatherer *g)
{
    return (struct role_table){g->kind, g->uses, g->use_count};
}

const struct role_table *gather_roles(struct arena *arena, size_t *count)
{
    struct role_table *t = arena_array(arena, BEFORE_COUNT + AFTER_COUNT + 4, sizeof *t);
    size_t n = 0;
    t[n++] = table_of(&gather_cases);
    t[n++] = (struct role_table){STREAM_ORDERS, orders_uses, orders_use_count};
    for (size_t i = 0; i < AFTER_COUNT; i++)
        t[n++] = table_of(after_cases[i]);
    for (size_t i = 0; i < BEFORE_COUNT; i++)
        t[n++] = table_of(before_cases[i]);
    t[n++] = (struct role_table){STREAM_HOLIDAYS, opening_hours_uses, opening_hours_use_count};
    t[n++] = (struct role_table){STREAM_FOLLOWUPS, row_uses, row_use_count};
    *count = n;
    return t;
}
