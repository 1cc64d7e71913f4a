/* SPDX-License-Identifier: MIT */
#include "due-followups/gather.h"

#include "due-followups/reason.h"
#include "streams/opening_hours.h"
#include "streams/orders.h"

uint32_t gather_customer(struct book *b, struct stream *s)
{
    struct slice email = stream_text(s, ROLE_EMAIL), phone = stream_text(s, ROLE_PHONE);
    uint32_t customer =
        identity_of(b->identity, (struct identity_keys){stream_text(s, ROLE_CUSTOMER_ID), email, phone});
    if (customer == INTERN_NONE) {
        stream_skip(s, "rows without a customer");
        return BOOK_NONE;
    }
    if (email.len > 0 || phone.len > 0) {
        struct customer *p = book_customer(b, customer);
        p->has_email |= email.len > 0;
        p->has_phone |= phone.len > 0;
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

bool gather_word(struct book *b, struct stream *s, enum role role, enum vocabulary which, bool strict,
                 int8_t *code)
{
    struct slice word = stream_text(s, role);
    *code = -1;
    if (word.len == 0)
        return true;
    *code = (int8_t)vocabulary_find(b->vocabularies, which, word);
    if (*code >= 0 || !strict)
        return true;
    struct arena scratch = {0};
    stream_blame(s, role, "'%s' is not known: write one of %.*s", quote(word).text,
                 SLICE_ARG(vocabulary_list(which, &scratch)));
    arena_free(&scratch);
    return false;
}

/* The files that an option names, given once or more. */
static const char **paths_of(const struct tool_run *run, const char *option, size_t *count)
{
    *count = options_count(run->options, option);
    const char **paths = arena_array(run->arena, *count, sizeof *paths);
    for (size_t i = 0; i < *count; i++)
        paths[i] = options_nth(run->options, option, i);
    return paths;
}

static bool read_rows(struct book *b, struct stream *s, const struct gatherer *g, struct error *e)
{
    for (;;) {
        enum stream_result result = stream_next(s, e);
        if (result != STREAM_ROW)
            return result == STREAM_END;
        if (!g->row(b, s) && !stream_reject(s, e))
            return false;
    }
}

static bool gather(struct book *b, const struct tool_run *run, const struct gatherer *g, struct error *e)
{
    struct stream_plan plan = {.kind = g->kind, .uses = g->uses, .use_count = g->use_count};
    if (g->option == NULL) {
        plan.paths = (const char *const *)run->options->operands;
        plan.path_count = run->options->operand_count;
        plan.is_main = true;
    } else {
        plan.paths = paths_of(run, g->option, &plan.path_count);
        if (plan.path_count == 0)
            return true;
    }
    b->sources |= g->source;
    struct stream *s = stream_open(run, &plan, b->rejects, e);
    if (s == NULL)
        return false;
    bool read = read_rows(b, s, g, e);
    struct error closing = {0};
    return stream_close(s, read ? e : &closing) && read;
}

bool gather_all(struct book *b, const struct tool_run *run, bool cases, struct error *e)
{
    /* Customers first, since they join the keys; price cuts before the messages that may ask about them. */
    static const struct gatherer *const first[] = {&gather_customers, &gather_price_cuts,
                                                   &gather_campaigns, &gather_name_days,
                                                   &gather_absent};
    static const struct gatherer *const then[] = {&gather_loyalty, &gather_responses,
                                                  &gather_messages, &gather_done};
    for (size_t i = 0; i < sizeof first / sizeof *first; i++) {
        if (!gather(b, run, first[i], e))
            return false;
    }
    if (cases && !gather(b, run, &gather_cases, e))
        return false;
    if (!gather_orders(b, run, e))
        return false;
    for (size_t i = 0; i < sizeof then / sizeof *then; i++) {
        if (!gather(b, run, then[i], e))
            return false;
    }
    return true;
}
