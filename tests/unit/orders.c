/* SPDX-License-Identifier: MIT */
#include "streams/orders.h"

#include "test.h"

static struct arena arena;

/* What a test wants to see of a line. */
static struct slice show(const struct identity *i, const struct order_line *l)
{
    char amount[NUMBER_TEXT_MAX];
    char refunded[NUMBER_TEXT_MAX];
    char day[DATETIME_TEXT_MAX];
    size_t a = number_format(l->amount, 6, 2, amount);
    size_t r = number_format(l->refunded, 6, 2, refunded);
    struct slice d = datetime_format_day(l->day, day);
    struct slice who = identity_name(i, l->customer);
    return arena_print(&arena, "%.*s %.*s %.*s %.*s -%.*s %.*s %s%s\n", SLICE_ARG(who), SLICE_ARG(l->order_id),
                       SLICE_ARG(d), (int)a, amount, (int)r, refunded, SLICE_ARG(l->product),
                       l->status >= 0 ? vocabulary_word(VOCABULARY_ORDER_STATUS, l->status) : "-",
                       l->discounted ? " discounted" : "");
}

struct result {
    struct slice lines;
    struct slice account;
    struct error error;
    bool failed;
};

/* Reads one file in memory to its end. */
static struct result read_all(const char *bytes, const char *rejects_path, int64_t last_day)
{
    struct world_file file = {SLICE("orders.csv"), slice_of(bytes)};
    struct world world = {.arena = &arena, .tool = "test", .in_memory = true, .files = &file, .file_count = 1, .seed = {1, 2}};
    struct options options;
    struct result result = {.lines = {"", 0}};
    char *argv[] = {(char *)"test", (char *)"-r", (char *)rejects_path};
    CHECK(options_parse(&options, NULL, 0, rejects_path != NULL ? 3 : 1, argv, &arena, &result.error));
    struct tool_run run = {.world = &world, .arena = &arena, .options = &options};
    struct rejects rejects;
    CHECK(rejects_open(&rejects, &run, &result.error));
    const char *path = "orders.csv";
    struct identity *identity = identity_start(&arena, world.seed);
    struct orders_plan plan = {&path, 1, true, identity, last_day};
    struct orders *o = orders_open(&run, &plan, &rejects, &result.error);
    result.failed = o == NULL;
    struct order_line line;
    enum stream_result r = STREAM_END;
    while (o != NULL && (r = orders_next(o, &line, &result.error)) == STREAM_ROW) {
        struct slice one = show(identity, &line);
        result.lines = arena_print(&arena, "%.*s%.*s", SLICE_ARG(result.lines), SLICE_ARG(one));
    }
    result.failed = result.failed || r == STREAM_FAILED;
    if (o != NULL)
        result.account = account_text(stream_account(orders_stream(o)), &arena);
    struct error ignored = {0};
    if (o != NULL)
        CHECK(orders_close(o, &ignored));
    rejects_close(&rejects, &run, true, &ignored);
    return result;
}

static void check_shopify(void)
{
    struct result r = read_all(
        "Name,Email,Financial Status,Fulfillment Status,Currency,Subtotal,Total,Discount Amount,Created at,"
        "Lineitem quantity,Lineitem name,Lineitem price,Lineitem compare at price,Lineitem discount,Cancelled at,Refunded Amount\n"
        "#1,a@example.com,paid,fulfilled,EUR,100.90,95.90,5.00,2026-05-01 09:59:00 +0200,1,Tea,62.95,,0.00,,37.95\n"
        "#1,a@example.com,,,,,,,,2,Cup,18.975,20.00,0.00,,\n"
        "#2,,paid,,EUR,1,1,0,2026-05-02 09:59:00 +0200,1,Tea,1.00,,0,,0\n"
        "#2,,,,,,,,,1,Cup,1.00,,0,,\n"
        "#3,b@example.com,paid,,EUR,1,1,0,2026-05-03 09:59:00 +0200,1,Tea,1.00,,0,2026-05-04 09:59:00 +0200,0\n",
        NULL, INT64_MAX);
    CHECK(!r.failed);
    CHECK_TEXT(r.lines, "a@example.com #1 2026-05-01 57.95 -37.95 Tea shipped discounted\n"
                        "a@example.com #1 2026-05-01 37.95 -0.00 Cup shipped discounted\n"
                        "b@example.com #3 2026-05-03 1.00 -0.00 Tea cancelled\n");
    CHECK_TEXT(r.account, "5 rows: 3 used, 2 skipped (2 without a customer)");
}

/* A discount on the order, repeated on each of its rows or not, and larger than the first line. */
static void check_order_discount(void)
{
    struct result r = read_all("Order Number,Order Date,Order Status,Email (Billing),Item Name,Quantity,Item Cost,Cart Discount Amount\n"
                               "1,2026-05-01,completed,a@example.com,Tea,1,5.00,8.00\n"
                               "1,2026-05-01,completed,a@example.com,Cup,2,10.00,8.00\n"
                               "2,2026-05-01,completed,a@example.com,Tea,1,5.00,0\n",
                               NULL, INT64_MAX);
    CHECK(!r.failed);
    CHECK_TEXT(r.lines, "a@example.com 1 2026-05-01 0.00 -0.00 Tea delivered discounted\n"
                        "a@example.com 1 2026-05-01 17.00 -0.00 Cup delivered discounted\n"
                        "a@example.com 2 2026-05-01 5.00 -0.00 Tea delivered\n");
}

/* What was given back on the order stands on each of its rows, and counts once; quantities less refunds have it in them already. */
static void check_order_refund(void)
{
    struct result r =
        read_all("Order Number,Order Date,Order Status,Email (Billing),Item Name,Quantity,Item Cost,Order Refund Amount\n"
                 "1,2026-05-01,completed,a@example.com,Tea,1,5.00,4.00\n"
                 "1,2026-05-01,completed,a@example.com,Cup,2,10.00,4.00\n"
                 "2,2026-05-01,completed,a@example.com,Tea,bad,5.00,3.00\n"
                 "2,2026-05-01,completed,a@example.com,Cup,1,10.00,3.00\n",
                 "bad.csv", INT64_MAX);
    CHECK(!r.failed);
    CHECK_TEXT(r.lines, "a@example.com 1 2026-05-01 5.00 -4.00 Tea delivered\n"
                        "a@example.com 1 2026-05-01 20.00 -0.00 Cup delivered\n"
                        "a@example.com 2 2026-05-01 10.00 -3.00 Cup delivered\n");
    r = read_all("Order Number,Order Date,Order Status,Email (Billing),Item Name,Quantity (- Refund),Item Cost,Order Refund Amount\n"
                 "1,2026-05-01,completed,a@example.com,Cup,1,10.00,10.00\n",
                 NULL, INT64_MAX);
    CHECK_TEXT(r.lines, "a@example.com 1 2026-05-01 10.00 -0.00 Cup delivered\n");
}

/* Numbers at the edge of their range are bad rows. */
static void check_range(void)
{
    struct result r = read_all("customer_id,ordered_at,quantity,unit_price,discount,amount,refunded\n"
                               "1,2026-01-01,9000000,9000000,,,\n"
                               "1,2026-01-01,1,-9223372036854.7,9223372036854.775807,,\n"
                               "1,2026-01-01,1,,-9223372036854.775807,9223372036854,\n"
                               "1,2026-01-01,-1,,,-9223372036854.775807,-9223372036854.775807\n",
                               "bad.csv", INT64_MAX);
    CHECK(!r.failed);
    CHECK_TEXT(r.lines, "1  2026-01-01 -9223372036854.78 -9223372036854.78  -\n");
    CHECK_TEXT(r.account, "4 rows: 1 used, 3 rejected");
}

/* Stripe's header gives the zone; a guest of WooCommerce without an e-mail is skipped as one. */
static void check_vendors(void)
{
    struct result r = read_all("id,Created (UTC),Amount,Amount Refunded,Currency,Customer ID,Customer Email,Description,Status\n"
                               "ch_1,2026-05-01 23:30,20.00,5.00,eur,cus_1,a@example.com,Tea,Paid\n",
                               NULL, INT64_MAX);
    CHECK_TEXT(r.lines, "cus_1 ch_1 2026-05-01 20.00 -5.00 Tea paid\n");
    r = read_all("order_id,order_number,order_date,status,order_total,order_currency,customer_id,customer_user,billing_email,discount_total\n"
                 "1,1,2026-05-01 10:00:00,wc-completed,20.00,EUR,0,0,a@example.com,2.00\n"
                 "2,2,2026-05-01 10:00:00,completed,20.00,EUR,0,0,,0\n"
                 "3,3,2026-05-01 10:00:00,processing,20.00,EUR,7,7,a@example.com,0\n",
                 NULL, INT64_MAX);
    CHECK_TEXT(r.lines, "a@example.com 1 2026-05-01 20.00 -0.00  delivered discounted\n"
                        "7 3 2026-05-01 20.00 -0.00  paid\n");
    CHECK_TEXT(r.account, "3 rows: 2 used, 1 skipped (1 guests)");
}

static void check_invoices(void)
{
    struct result r = read_all("InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
                               "5,A,Cup,12,2011-10-06 16:20:00,4.15,12923.0,United Kingdom\n"
                               "C6,A,Cup,-2,2011-10-07 16:20:00,4.15,12923.0,United Kingdom\n"
                               "7,A,Cup,1,2011-10-08 16:20:00,4.15,,United Kingdom\n"
                               "8,A,Cup,1,2011-10-09 16:20:00,4.15,12924.0,United Kingdom\n",
                               NULL, 15255);
    CHECK(!r.failed);
    CHECK_TEXT(r.lines, "12923.0 5 2011-10-06 49.80 -0.00 Cup -\n12923.0 C6 2011-10-07 -8.30 -0.00 Cup -\n");
    CHECK_TEXT(r.account, "4 rows: 2 used, 2 skipped (1 without a customer, 1 after as-of)");
}

static void check_bad_rows(void)
{
    const char *bytes = "customer_id,order_id,ordered_at,amount,status\n"
                        "1,1,2026-01-01,12,paid,extra\n1,1,2026-01-01,x,paid\n1,2,2026-01-01,10,odd\n1,3,,1,paid\n1,4,2026-01-01,1,paid\n";
    struct result r = read_all("customer_id,order_id,ordered_at,amount\n1,1,2026-01-01,\"12,50\"\n", NULL, INT64_MAX);
    CHECK(r.failed);
    CHECK_TEXT(slice_of(r.error.text), "'12,50' is not a number (decimal comma? use --decimal ,)");
    CHECK_TEXT(slice_of(r.error.column), "amount");
    CHECK_TEXT(slice_of(r.error.file), "orders.csv");
    CHECK_NUMBER((int64_t)r.error.line, 2);
    r = read_all(bytes, "bad.csv", INT64_MAX);
    CHECK(!r.failed);
    CHECK_TEXT(r.lines, "1 4 2026-01-01 1.00 -0.00  paid\n");
    CHECK_TEXT(r.account, "5 rows: 1 used, 4 rejected");
}

int main(void)
{
    check_shopify();
    check_order_discount();
    check_order_refund();
    check_range();
    check_vendors();
    check_invoices();
    check_bad_rows();
    arena_free(&arena);
    return test_report("orders");
}
