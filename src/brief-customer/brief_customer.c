/* SPDX-License-Identifier: MIT */
#include "brief-customer/brief_customer.h"

#include "brief-customer/lines.h"
#include "brief-customer/say.h"
#include "streams/house_language.h"
#include "streams/orders.h"
#include "streams/session.h"
#include "streams/stream_options.h"

static const struct option_spec options[] = {
    {"cases", 0, "FILE", "cases, from track-cases or a help desk (all files: repeatable)"},
    {"customers", 0, "FILE", "customers: who they are, and which keys are one customer"},
    {"orders", 0, "FILE", "orders: what they buy, what goes with it, what is on its way"},
    {"responses", 0, "FILE", "survey answers, from ingest-survey"},
    {"loyalty", 0, "FILE", "loyalty, from score-loyalty"},
    {"messages", 0, "FILE", "messages: contacts, notes, unsubscribes"},
    {"language", 0, "LANG", "to greet those whose language nothing tells: en, el, pl, ru, ar"},
    {"format", 0, "text|csv", "how the card is written (default text)"},
};

enum { FILE_OPTIONS = 6 }; /* the first of the table */

/* The people asked for, each once. */
static void name_people(struct brief *b)
{
    const struct options *o = b->run->options;
    b->people = arena_array(b->arena, o->operand_count + 1, sizeof *b->people);
    for (size_t i = 0; i < o->operand_count; i++) {
        struct slice asked = slice_trim(slice_of(o->operands[i]));
        bool known = asked.len == 0;
        for (size_t k = 0; k < b->count; k++)
            known = known || slice_equal(b->people[k].asked, asked);
        if (!known)
            b->people[b->count++] = (struct subject){
                .customer = INTERN_NONE, .asked = asked, .details = {.language = -1, .preferred_channel = -1, .consent = -1}};
    }
}

static bool check_usage(const struct tool_run *run, bool *csv, struct error *e)
{
    const char *format = options_value(run->options, "format");
    *csv = format != NULL && strcmp(format, "csv") == 0;
    if (format != NULL && !*csv && strcmp(format, "text") != 0)
        return error_set(e, "--format: '%s' is neither text nor csv", quote(slice_of(format)).text);
    if (run->options->operand_count == 0)
        return error_set(e, "name a customer: an id, an e-mail address or a telephone number");
    for (size_t i = 0; i < FILE_OPTIONS; i++) {
        if (options_has(run->options, options[i].name))
            return true;
    }
    return error_set(e, "nothing to read: give --cases, --customers, --orders, --responses, --loyalty or --messages");
}

/* The zone that all files share; a file may have one of its own. */
static bool read_zone(struct brief *b, struct error *e)
{
    const struct zone *zone;
    if (!stream_options_zone(b->run, "", &zone, e))
        return false;
    b->zone = zone != NULL ? zone : zone_utc();
    return now_read(b->run, zone, &b->now, e);
}

/* Before anything is written: a zone that cannot be read is a failure, one that does not exist is not. */
static bool find_zones(struct brief *b, struct error *e)
{
    struct zone_store zones = {.world = b->run->world, .arena = b->arena};
    for (size_t i = 0; i < b->count; i++) {
        struct details *d = &b->people[i].details;
        struct error why = {0};
        if (d->timezone.len == 0 || zone_store_find(&zones, d->timezone, &d->zone, &why) != ZONE_BROKEN)
            continue;
        *e = why;
        return false;
    }
    return true;
}

static bool gather(struct brief *b, struct error *e)
{
    name_people(b);
    return read_zone(b, e) && brief_read_customers(b, e) && brief_read_cases(b, e) && brief_read_orders(b, e) &&
           brief_read_responses(b, e) && brief_read_messages(b, e) && brief_read_loyalty(b, e) && find_zones(b, e);
}

/* The latest name on any row would do; only the customers file has one that was meant so. */
static struct card make_card(struct brief *b, const struct subject *p, const struct name_book *names)
{
    struct card card = {
        .arena = b->arena, .customer_id = identity_name(b->identity, p->customer), .name = p->details.name};
    lines_customer(b, p, names, &card);
    lines_open(b, p, &card);
    lines_loyalty(b, p, &card);
    lines_buys(b, p, &card);
    lines_before(b, p, &card);
    lines_avoid(b, p, &card);
    return card;
}

/* Those whom no file knows are said; nobody known at all is a failure. */
static enum status say_unknown(const struct brief *b, struct error *e)
{
    size_t found = 0;
    for (size_t i = 0; i < b->count; i++)
        found += b->people[i].found;
    if (found == 0) {
        error_set(e, "'%s'%s: no file knows this customer", b->count > 0 ? quote(b->people[0].asked).text : "",
                  b->count > 1 ? " and the others" : "");
        return STATUS_FAILED;
    }
    for (size_t i = 0; i < b->count; i++) {
        if (!b->people[i].found)
            world_say(b->run->world, "'%s': no file knows this customer", quote(b->people[i].asked).text);
    }
    return found < b->count ? STATUS_REJECTED : STATUS_DONE;
}

static struct slice text_of_cards(struct brief *b, const struct name_book *names, struct slice as_of)
{
    struct slice all = {"", 0};
    for (size_t i = 0; i < b->count; i++) {
        if (!b->people[i].found)
            continue;
        struct card card = make_card(b, &b->people[i], names);
        all = arena_print(b->arena, "%.*s%s%.*s", SLICE_ARG(all), all.len != 0 ? "\n\n" : "",
                          SLICE_ARG(card_text(&card, as_of)));
    }
    return all;
}

static void write_cards(struct brief *b, const struct name_book *names, struct csv_writer *out)
{
    char stamp[DATETIME_TEXT_MAX];
    struct slice as_of = datetime_format_instant(b->now.instant, b->zone, stamp);
    card_write_header(out);
    for (size_t i = 0; i < b->count; i++) {
        if (!b->people[i].found)
            continue;
        struct card card = make_card(b, &b->people[i], names);
        if (!card_write(&card, as_of, out))
            return;
    }
}

/* Reads, and tells who was not found. STATUS_FAILED: nothing is to be written. */
static enum status prepare(struct brief *b, const struct name_book **names, struct error *e)
{
    *names = name_book_load(b->arena, b->run->world->seed);
    if (!gather(b, e))
        return STATUS_FAILED;
    if (b->run->verbose)
        world_say(b->run->world, "as of %.*s", SLICE_ARG(say_moment(b->arena, b->now.instant, b->zone)));
    return say_unknown(b, e);
}

static enum status brief_as_text(struct brief *b, struct error *e)
{
    struct rejects rejects;
    if (!rejects_open(&rejects, b->run, e))
        return STATUS_FAILED;
    b->rejects = &rejects;
    const struct name_book *names;
    enum status status = prepare(b, &names, e);
    if (status != STATUS_FAILED) {
        struct slice as_of = say_moment(b->arena, b->now.instant, b->zone);
        status = status_worse(status, session_print(b->run, text_of_cards(b, names, as_of), e));
    }
    return status_worse(status, rejects_close(&rejects, b->run, status != STATUS_FAILED, e));
}

static enum status brief_as_csv(struct brief *b, struct error *e)
{
    struct session session;
    if (!session_open(&session, b->run, e))
        return STATUS_FAILED;
    b->rejects = &session.rejects;
    const struct name_book *names;
    enum status status = prepare(b, &names, e);
    if (status != STATUS_FAILED)
        write_cards(b, names, session.out);
    return session_close(&session, status, e);
}

static enum status describe(const struct tool_run *run, struct error *e)
{
    const struct role_table tables[] = {
        {STREAM_CUSTOMERS, brief_customer_uses, brief_customer_use_count},
        {STREAM_CASES, brief_case_uses, brief_case_use_count},
        {STREAM_ORDERS, orders_uses, orders_use_count},
        {STREAM_RESPONSES, brief_response_uses, brief_response_use_count},
        {STREAM_MESSAGES, brief_message_uses, brief_message_use_count},
        {STREAM_LOYALTY, brief_loyalty_uses, brief_loyalty_use_count},
    };
    return session_columns(run, tables, sizeof tables / sizeof *tables, e);
}

static enum status run_brief_customer(const struct tool_run *run, struct error *e)
{
    bool csv;
    if (options_has(run->options, "columns"))
        return describe(run, e);
    if (!check_usage(run, &csv, e))
        return STATUS_FAILED;
    struct brief b = {.run = run, .arena = run->arena, .words = vocabularies_load(run->arena, run->world->seed)};
    if (!house_language_read(run, b.words, &b.language, e))
        return STATUS_FAILED;
    b.identity = identity_start(run->arena, run->world->seed);
    baskets_start(&b.baskets, run->arena, run->world->seed);
    intern_start(&b.ordered, run->arena, run->world->seed);
    enum status status = csv ? brief_as_csv(&b, e) : brief_as_text(&b, e);
    intern_free(&b.ordered);
    baskets_free(&b.baskets);
    arena_free(&b.scratch);
    return status;
}

const struct tool brief_customer_tool = {
    .name = "brief-customer",
    .synopsis = "[options] CUSTOMER ...",
    .purpose = "Prints the card of a customer: what to know before picking up the phone.",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .sides_only = true,
    .run = run_brief_customer,
};
