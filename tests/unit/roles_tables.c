/* SPDX-License-Identifier: MIT */
/* The tables behind roles: spellings, layouts of real exports, opt-outs, and what is said of each role in the manual and by --columns. */
#include "streams/roles.h"

#include <stdio.h>

#include "lib/embed.h"
#include "lib/text.h"
#include "roles_seek.h"
#include "streams/spellings.h"
#include "streams/vocabulary.h"

EMBED(spellings_of_test, "src/streams/spellings.csv")
EMBED(layouts_of_test, "src/streams/layouts.csv")
EMBED(opt_outs_of_test, "src/streams/opt_out.csv")

/* The start of a file; NULL where it is not there. */
static char *read_start(struct arena *a, const char *path, size_t most)
{
    FILE *f = fopen(path, "rb");
    if (f == NULL)
        return NULL;
    char *text = arena_bytes(a, most + 1);
    size_t n = fread(text, 1, most, f);
    fclose(f);
    text[n] = '\0';
    return text;
}

/* The first line of a file of real exports. */
static const char *export_header(struct arena *a, const char *name)
{
    struct slice path = arena_print(a, "../shared/data/followups/exports/%s", name);
    char *line = read_start(a, path.ptr, 8191);
    if (line != NULL)
        line[strcspn(line, "\r\n")] = '\0';
    return line;
}

static void check_exports(struct arena *a)
{
    static const struct {
        const char *file;
        enum stream_kind kind;
        const char *layout;
        enum role roles[6];
        const char *headers[6];
    } exports[] = {
        {"zendesk_tickets_header.csv", STREAM_CASES, "zendesk",
         {ROLE_CASE_ID, ROLE_CUSTOMER_ID, ROLE_OPENED_AT, ROLE_CASE_STATUS, ROLE_AGENT, ROLE_CHANNEL},
         {"Id", "Requester id", "Created at", "Status", "Assignee", "Via"}},
        {"freshdesk_tickets_header.csv", STREAM_CASES, "freshdesk",
         {ROLE_CASE_ID, ROLE_EMAIL, ROLE_OPENED_AT, ROLE_CASE_STATUS, ROLE_SOLVED_AT, ROLE_DUE_AT},
         {"Ticket ID", "Email", "Created time", "Status", "Resolved time", "Due by Time"}},
        {"osticket_export_header.csv", STREAM_CASES, "osticket",
         {ROLE_CASE_ID, ROLE_EMAIL, ROLE_OPENED_AT, ROLE_CASE_STATUS, ROLE_NAME, ROLE_DUE_AT},
         {"Ticket Number", "From Email", "Date Created", "Current Status", "From", "Due Date"}},
        {"jira_export_sample.csv", STREAM_CASES, "jira",
         {ROLE_CASE_ID, ROLE_CUSTOMER_ID, ROLE_OPENED_AT, ROLE_CASE_STATUS, ROLE_TAGS, ROLE_COMMENT},
         {"Issue key", "Reporter", "Created", "Status", "Labels", "none"}},
        {"jira_export_sample2.csv", STREAM_CASES, "jira",
         {ROLE_CASE_ID, ROLE_CUSTOMER_ID, ROLE_OPENED_AT, ROLE_CASE_STATUS, ROLE_TAGS, ROLE_SUBJECT},
         {"Issue key", "none", "Created", "Status", "Labels", "Summary"}},
        {"shopify_orders_header.csv", STREAM_ORDERS, "shopify",
         {ROLE_ORDER_ID, ROLE_EMAIL, ROLE_ORDERED_AT, ROLE_AMOUNT, ROLE_LOCATION, ROLE_NAME},
         {"Name", "Email", "Created at", "none", "none", "Billing Name"}},
        {"shopify_orders_sample.csv", STREAM_ORDERS, "shopify",
         {ROLE_ORDER_ID, ROLE_UNIT_PRICE, ROLE_QUANTITY, ROLE_PRODUCT, ROLE_STATUS, ROLE_ORDER_DISCOUNT},
         {"Name", "Lineitem price", "Lineitem quantity", "Lineitem name", "Financial Status", "Discount Amount"}},
        {"woocommerce_webtoffee_header.csv", STREAM_ORDERS, "woocommerce",
         {ROLE_ORDER_ID, ROLE_CUSTOMER_ID, ROLE_EMAIL, ROLE_AMOUNT, ROLE_NAME, ROLE_ORDERED_AT},
         {"order_id", "customer_id", "billing_email", "order_total", "billing_first_name", "order_date"}},
    };
    for (size_t i = 0; i < sizeof exports / sizeof *exports; i++) {
        const char *line = export_header(a, exports[i].file);
        if (line == NULL) {
            SKIP("../shared/data is not there");
            return;
        }
        bool orders = exports[i].kind == STREAM_ORDERS;
        struct sought s = orders ? seek(a, STREAM_ORDERS, USES(order_uses), line, NULL, 0)
                                 : seek(a, STREAM_CASES, USES(case_uses), line, NULL, 0);
        CHECK(s.found);
        CHECK_TEXT(slice_of(s.columns.layout.name), exports[i].layout);
        for (size_t j = 0; j < 6; j++)
            CHECK_TEXT(header_of(&s, exports[i].roles[j]), exports[i].headers[j]);
    }
}

/* The manual names every role with its meaning. */
static void check_manual(struct arena *a)
{
    const char *page = read_start(a, "man/regulars.7", 262144);
    CHECK(page != NULL);
    for (unsigned role = 0; page != NULL && role < ROLE_COUNT; role++) {
        const struct role_info *info = role_info((enum role)role);
        struct slice item = arena_print(a, ".It Cm %s\n", info->name);
        struct slice meaning = arena_print(a, ": %s.\n", info->meaning);
        bool told = strstr(page, item.ptr) != NULL && strstr(page, meaning.ptr) != NULL;
        CHECK(told);
        if (!told)
            printf("    %s: %s\n", info->name, info->meaning);
    }
}

/* The tables themselves: known streams, roles and layouts, no quotes, no line twice. */
static void check_tables(struct arena *a)
{
    CHECK(memchr(spellings_of_test().ptr, '"', spellings_of_test().len) == NULL);
    CHECK(memchr(layouts_of_test().ptr, '"', layouts_of_test().len) == NULL);
    struct slice rest = spellings_of_test();
    struct slice line;
    struct intern lines;
    const uint64_t seed[2] = {3, 4};
    intern_start(&lines, a, seed);
    slice_cut(&rest, '\n', &line);
    while (slice_cut(&rest, '\n', &line) && line.len > 0) {
        struct slice field[6];
        struct slice left = line;
        for (size_t i = 0; i < 6; i++)
            CHECK(slice_cut(&left, ',', &field[i]));
        bool known = role_by_name(field[1]) != ROLE_COUNT || slice_equal(field[1], SLICE("-"));
        bool stream = slice_equal(field[0], SLICE("*"));
        for (int i = 0; i < STREAM_COUNT; i++)
            stream = stream || slice_equal(field[0], slice_of(stream_name((enum stream_kind)i)));
        uint32_t before = lines.count;
        intern_add(&lines, arena_print(a, "%.*s %.*s %.*s %.*s", SLICE_ARG(field[0]), SLICE_ARG(field[1]),
                                       SLICE_ARG(field[2]), SLICE_ARG(text_squeezed_key(a, field[4]))));
        if (!known || !stream || lines.count == before)
            printf("    %.*s\n", SLICE_ARG(line));
        CHECK(known && stream && lines.count > before);
    }
    intern_free(&lines);
}

/* Headers that are about one channel: each is found as an opt-out, and its channels are known. */
static void check_opt_outs(struct arena *a)
{
    static const struct role_use uses[] = {{ROLE_EMAIL, NEED_ONE}, {ROLE_OPT_OUT, NEED_REQUIRED}};
    const uint64_t seed[2] = {3, 4};
    const struct vocabularies *v = vocabularies_load(a, seed);
    struct slice rest = opt_outs_of_test(), line, header, unknown;
    slice_cut(&rest, '\n', &line);
    CHECK_TEXT(line, "header,channels");
    size_t count = 0;
    for (; slice_cut(&rest, '\n', &line) && line.len > 0; count++) {
        uint32_t channels = 0;
        CHECK(slice_cut(&line, ',', &header));
        struct slice both = arena_print(a, "email,%.*s", SLICE_ARG(header));
        CHECK(seek(a, STREAM_CUSTOMERS, USES(uses), both.ptr, NULL, 0).found);
        CHECK(vocabulary_channels(v, line, &channels, &unknown));
        CHECK(channels != 0 && channels != CHANNEL_SET_ALL);
    }
    CHECK(count > 0);
}

static void check_describe(struct arena *a)
{
    static const struct role_use uses[] = {{ROLE_LANGUAGE, NEED_OPTIONAL}, {ROLE_SCORE, NEED_WRITTEN}};
    const struct role_table table = {STREAM_RESPONSES, uses, 2};
    CHECK_TEXT(roles_describe(&table, 1, a),
               "stream,role,type,use,meaning\n"
               "responses,language,word,optional,\"language of the customer or of the text: en, el, pl, ru, ar\"\n"
               "responses,score,number,written,the answer on 0 to 100\n");
    CHECK_TEXT(header_zone(SLICE("Created (UTC) ")), "UTC");
    CHECK_TEXT(header_zone(SLICE("Date (Europe/Athens)")), "Europe/Athens");
    CHECK_TEXT(header_zone(SLICE("Created (EET)")), "EET");
    CHECK_TEXT(header_zone(SLICE("Price (EUR)")), "");
}

int main(void)
{
    struct arena a = {0};
    check_exports(&a);
    check_tables(&a);
    check_opt_outs(&a);
    check_describe(&a);
    check_manual(&a);
    arena_free(&a);
    return test_report("roles_tables");
}
