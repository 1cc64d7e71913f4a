/* SPDX-License-Identifier: MIT */
#include "streams/stream.h"

#include "run.h"
#include "streams/session.h"

static const struct role_use uses[] = {
    {ROLE_CUSTOMER_ID, NEED_ONE},   {ROLE_EMAIL, NEED_ONE},       {ROLE_ORDERED_AT, NEED_REQUIRED},
    {ROLE_AMOUNT, NEED_OPTIONAL},   {ROLE_QUANTITY, NEED_OPTIONAL}, {ROLE_STATUS, NEED_OPTIONAL},
    {ROLE_CHANNEL, NEED_OPTIONAL},  {ROLE_PRODUCT, NEED_OPTIONAL}, {ROLE_NAME, NEED_OPTIONAL},
};

static struct stream_plan plan_of(const char *const *paths, size_t count, bool is_main)
{
    return (struct stream_plan){STREAM_ORDERS, uses, sizeof uses / sizeof *uses, paths, count, is_main};
}

/* Reads everything: "day amount status channel|" for each good row, "bad|" for each bad one. */
static struct slice read_all(struct test_run *t, struct stream *s)
{
    struct slice text = {"", 0};
    enum stream_result result;
    while ((result = stream_next(s, &t->e)) == STREAM_ROW) {
        int64_t day = -1;
        int64_t amount = -1;
        int status = -1;
        int channel = -2;
        bool bad = stream_day(s, ROLE_ORDERED_AT, &day) != VALUE_PRESENT ||
                   stream_number(s, ROLE_AMOUNT, &amount) == VALUE_BAD ||
                   stream_word(s, ROLE_STATUS, VOCABULARY_ORDER_STATUS, &status) == VALUE_BAD ||
                   stream_word(s, ROLE_CHANNEL, VOCABULARY_CHANNEL, &channel) == VALUE_BAD;
        if (bad && !stream_reject(s, &t->e))
            return text;
        if (bad)
            text = arena_print(&t->arena, "%.*sbad|", SLICE_ARG(text));
        else
            text = arena_print(&t->arena, "%.*s%d %d %d %d|", SLICE_ARG(text), (int)day, (int)amount, status,
                               channel);
    }
    CHECK(result == STREAM_END);
    return text;
}

static void check_values(void)
{
    const struct world_file files[] = {
        {SLICE("a.csv"), SLICE("Nr klienta;Data zamówienia;Kwota;Status;Kanał\n"
                               "7;01.02.1970;12,50;Anulowane;telefon\n"
                               " 8 ;1970-01-03;;;gołąb pocztowy\n")},
        {SLICE("b.csv"), SLICE("amount,customer_id,date\n1.25,9,1970-01-02\n")},
    };
    const char *const paths[] = {"a.csv", "b.csv"};
    const char *const options[] = {"--decimal", ",", NULL};
    struct test_run t;
    test_run_start(&t, files, 1, options);
    struct stream_plan plan = plan_of(paths, 1, true);
    struct stream *s = stream_open(&t.run, &plan, NULL, &t.e);
    CHECK(s != NULL);
    CHECK(stream_has(s, ROLE_CHANNEL) && !stream_has(s, ROLE_PRODUCT));
    CHECK_NUMBER(stream_column(s, ROLE_AMOUNT), 2);
    CHECK_TEXT(slice_of(stream_file(s)), "a.csv");
    CHECK_TEXT(read_all(&t, s), "31 12500000 4 0|2 -1 -1 -1|");
    CHECK_NUMBER((int64_t)stream_account(s)->read, 2);
    CHECK(stream_close(s, &t.e));
    test_run_end(&t);

    test_run_start(&t, files, 2, NULL);
    plan = plan_of(paths, 2, true);
    s = stream_open(&t.run, &plan, NULL, &t.e);
    CHECK(s != NULL);
    CHECK_TEXT(read_all(&t, s), "");
    CHECK_TEXT(slice_of(t.e.text), "'12,50' is not a number (decimal comma? use --decimal ,)");
    CHECK_TEXT(slice_of(t.e.column), "Kwota");
    CHECK_TEXT(slice_of(t.e.file), "a.csv");
    CHECK_NUMBER((int64_t)t.e.line, 2);
    CHECK(stream_close(s, &(struct error){0}));
    test_run_end(&t);
}

static void check_files_and_rejects(void)
{
    const struct world_file files[] = {
        {SLICE("a.csv"), SLICE("customer_id,date,amount\n1,1970-01-01,2\n1,1970-01-01\n2,1970-13-01,2\n")},
        {SLICE("b.csv"), SLICE("amount\tcustomer_id\tdate\tstatus\n1.25\t9\t1970-01-02\tteleported\n1\t9\t1970-01-02\tpaid\n")},
    };
    const char *const paths[] = {"a.csv", "b.csv"};
    const char *const options[] = {"-r", "bad.csv", "-v", NULL};
    struct test_run t;
    struct rejects rejects;
    test_run_start(&t, files, 2, options);
    CHECK(rejects_open(&rejects, &t.run, &t.e));
    struct stream_plan plan = plan_of(paths, 2, true);
    struct stream *s = stream_open(&t.run, &plan, &rejects, &t.e);
    CHECK(s != NULL);
    CHECK_TEXT(read_all(&t, s), "0 2000000 -1 -2|bad|bad|1 1000000 1 -2|");
    CHECK_NUMBER((int64_t)stream_file_number(s), 1);
    stream_skip(s, "guests");
    CHECK(stream_close(s, &t.e));
    CHECK_NUMBER(rejects_close(&rejects, &t.run, true, &t.e), STATUS_REJECTED);
    CHECK_TEXT(test_run_kept(&t, "(stderr)"),
               "test: a.csv: delimiter ',', layout plain\n"
               "test: a.csv: takes customer_id, ordered_at from 'date', amount\n"
               "test: b.csv: delimiter TAB, layout plain\n"
               "test: b.csv: takes customer_id, ordered_at from 'date', amount, status\n"
               "test: orders: 5 rows: 1 used, 1 skipped (1 guests), 3 rejected\n"
               "test: 3 rows rejected, see bad.csv\n");
    CHECK_TEXT(test_run_kept(&t, "bad.csv"),
               "file,line,column,reason,record\n"
               "a.csv,3,,\"2 fields, but the header has 3; is there a delimiter or a line break in a value without "
               "quotes?\",\"1,1970-01-01\"\n"
               "a.csv,4,date,'1970-13-01' is not a date: there is no month 13,\"2,1970-13-01,2\"\n"
               "b.csv,2,status,\"'teleported' is not a known word: use one of pending, paid, shipped, delivered, "
               "cancelled, failed, refunded, partly_refunded, returned, draft, quote, cart\",1.25\t9\t1970-01-02\t"
               "teleported\n");
    test_run_end(&t);
}

static void refuse(const char *bytes, const char *const *options, const char *text)
{
    const struct world_file file = {SLICE("o.csv"), slice_of(bytes)};
    const char *const paths[] = {"o.csv"};
    struct test_run t;
    test_run_start(&t, &file, 1, options);
    struct stream_plan plan = plan_of(paths, 1, true);
    CHECK(stream_open(&t.run, &plan, NULL, &t.e) == NULL);
    struct slice said = arena_print(&t.arena, "%s:%d: %s", t.e.file, (int)t.e.line, t.e.text);
    CHECK_TEXT(said, text);
    test_run_end(&t);
}

static void check_faults(void)
{
    const char *header = "customer_id,date,amount\n";
    refuse("x;y\n1;2\n", NULL,
           "o.csv:1: needs a column for 'ordered_at' (name it: -m ordered_at=HEADER); needs one for 'customer_id' or "
           "'email' (name it: -m customer_id=HEADER); there are 'x', 'y'");
    refuse(header, (const char *const[]){"--tz", "../x", NULL},
           ":0: option --tz: unknown time zone '../x': give a name such as Europe/Athens, UTC, or +02:00");
    refuse(header, (const char *const[]){"-m", "amont=x", NULL},
           ":0: option --map: there is no role 'amont'; --columns lists them");
    refuse(header, (const char *const[]){"-m", "amount", NULL}, ":0: option --map: 'amount' is not ROLE=HEADER");
    refuse(header, (const char *const[]){"-d", ";;", NULL},
           ":0: option --delimiter: ';;' is not a delimiter: give one character, or tab");
    refuse(header, (const char *const[]){"--decimal", "x", NULL}, ":0: option --decimal: 'x' is neither . nor ,");
    refuse(header, (const char *const[]){"--date-order", "ymd", NULL},
           ":0: option --date-order: 'ymd' is neither dmy nor mdy");
}

/* The day or moment in the only row. */
static void check_stamp(const char *bytes, const char *const *options, bool is_main, const char *expected)
{
    const struct world_file file = {SLICE("o.csv"), slice_of(bytes)};
    const char *const paths[] = {"o.csv"};
    struct test_run t;
    test_run_start(&t, &file, 1, options);
    struct stream_plan plan = plan_of(paths, 1, is_main);
    struct stream *s = stream_open(&t.run, &plan, NULL, &t.e);
    CHECK(s != NULL && stream_next(s, &t.e) == STREAM_ROW);
    int64_t day = 0;
    int64_t moment = 0;
    bool has_day = stream_day(s, ROLE_ORDERED_AT, &day) == VALUE_PRESENT;
    bool has_moment = stream_moment(s, ROLE_ORDERED_AT, true, &moment) == VALUE_PRESENT;
    struct slice got = has_day && has_moment ? arena_print(&t.arena, "%d %d", (int)day, (int)moment)
                       : has_day             ? arena_print(&t.arena, "%d", (int)day)
                                             : SLICE("bad");
    CHECK_TEXT(got, expected);
    CHECK(stream_close(s, &t.e));
    test_run_end(&t);
}

static void check_stamps(void)
{
    const char *const athens[] = {"--tz", "+02:00", NULL};
    const char *const other[] = {"--tz", "responses:+02:00", NULL};
    const char *const dmy[] = {"--date-order", "dmy", NULL};
    check_stamp("email,date\na,1970-01-02 00:30\n", NULL, true, "1");
    check_stamp("email,date\na,1970-01-02 00:30\n", athens, true, "1 81000");
    check_stamp("email,date\na,1970-01-02 00:30\n", other, true, "1");
    check_stamp("email,Date (UTC)\na,1970-01-02 23:00\n", NULL, true, "1 169200");
    check_stamp("email,Date (UTC)\na,1970-01-02 23:00\n", athens, true, "2 169200");
    check_stamp("email,date\na,1970-01-02T23:00:00Z\n", athens, true, "2 169200");
    check_stamp("email,date\na,1970-01-02\n", athens, true, "1 165599");
    check_stamp("email,date,time\na,1970-01-02,00:30\n", athens, true, "1 81000");
    check_stamp("email,date,time\na,1970-01-02,\n", athens, true, "1 165599");
    check_stamp("email,date\na,03/02/1970\n", dmy, true, "33");
    check_stamp("email,date\na,03/02/1970\n", NULL, true, "bad");
    const char *etsy = "Sale Date,Item Name,Buyer,Item Total\n02/03/70,x,a,1\n";
    check_stamp(etsy, NULL, true, "33");
    check_stamp(etsy, dmy, true, "60");
    check_stamp(etsy, dmy, false, "33");
}

/* Options with and without a stream's name, for the main input and for a side file. */
static void check_options(void)
{
    const struct world_file file[] = {{SLICE("o.csv"), SLICE("Kunde,date,amount\n1,1970-01-01,2\n")}};
    const char *const paths[] = {"o.csv"};
    const char *const other[] = {"-m", "customer_id=Klient", "-m", "orders:email=Kunde", "-d", ";", NULL};
    struct test_run t;
    test_run_start(&t, file, 1, other);
    struct stream_plan side = plan_of(paths, 1, false);
    struct stream *s = stream_open(&t.run, &side, NULL, &t.e);
    CHECK(s != NULL);
    CHECK_NUMBER(stream_column(s, ROLE_EMAIL), 0);
    CHECK(!stream_has(s, ROLE_CUSTOMER_ID));
    CHECK(stream_close(s, &t.e));
    test_run_end(&t);
    const char *const last[] = {"-m", "email=x", "-m", "email=Kunde", NULL};
    test_run_start(&t, file, 1, last);
    struct stream_plan plan = plan_of(paths, 1, true);
    s = stream_open(&t.run, &plan, NULL, &t.e);
    CHECK(s != NULL && stream_column(s, ROLE_EMAIL) == 0);
    CHECK(stream_close(s, &t.e));
    test_run_end(&t);
}

static const struct role_use case_uses[] = {
    {ROLE_CASE_ID, NEED_REQUIRED},     {ROLE_OPENED_AT, NEED_REQUIRED}, {ROLE_SOLVED_AT, NEED_OPTIONAL},
    {ROLE_CASE_STATUS, NEED_REQUIRED}, {ROLE_TAGS, NEED_OPTIONAL},      {ROLE_CHANNEL, NEED_OPTIONAL},
};

/* All rows of a real export: "id opened status [tags]|". */
static void check_export(const char *name, const char *expected)
{
    struct test_run t;
    const char *const options[] = {"--tz", "UTC", NULL};
    test_run_start(&t, NULL, 0, options);
    t.world.in_memory = false;
    const char *path = arena_print(&t.arena, "../shared/data/followups/exports/%s", name).ptr;
    FILE *there = fopen(path, "rb");
    if (there == NULL) {
        SKIP("../shared/data is not there");
        test_run_end(&t);
        return;
    }
    fclose(there);
    struct stream_plan plan = {STREAM_CASES, case_uses, sizeof case_uses / sizeof *case_uses, &path, 1, true};
    struct stream *s = stream_open(&t.run, &plan, NULL, &t.e);
    CHECK(s != NULL);
    struct slice text = {"", 0};
    while (s != NULL && stream_next(s, &t.e) == STREAM_ROW) {
        int64_t opened = 0;
        int64_t solved = 0;
        int status = -1;
        char at[DATETIME_TEXT_MAX];
        CHECK(stream_moment(s, ROLE_OPENED_AT, false, &opened) == VALUE_PRESENT);
        CHECK(stream_moment(s, ROLE_SOLVED_AT, false, &solved) != VALUE_BAD);
        CHECK(stream_word(s, ROLE_CASE_STATUS, VOCABULARY_CASE_STATUS, &status) == VALUE_PRESENT);
        struct slice id = stream_text(s, ROLE_CASE_ID);
        struct slice tags = stream_text(s, ROLE_TAGS);
        struct slice when = datetime_format_instant(opened, NULL, at);
        text = arena_print(&t.arena, "%.*s%.*s %.*s %s [%.*s]|", SLICE_ARG(text), SLICE_ARG(id), SLICE_ARG(when),
                           status >= 0 ? vocabulary_word(VOCABULARY_CASE_STATUS, status) : "?", SLICE_ARG(tags));
    }
    CHECK_TEXT(text, expected);
    CHECK(!t.e.set && s != NULL && stream_close(s, &t.e));
    test_run_end(&t);
}

static void check_exports(void)
{
    check_export("jira_export_sample.csv", "ACME-12 2026-09-03T09:05:00Z solved [research vision]|"
                                           "ACME-3 2026-06-01T09:00:00Z solved []|");
    check_export("jira_export_sample2.csv", "PAY-1 2025-07-14T15:42:00Z solved [backend urgent-fix]|"
                                            "PAY-2 2025-07-14T10:00:00Z open [api]|"
                                            "PAY-3 2025-07-15T11:05:00Z open []|");
    check_export("zendesk_tickets_header.csv", "");
    check_export("freshdesk_tickets_header.csv", "");
    check_export("osticket_export_header.csv", "");
}

int main(void)
{
    check_values();
    check_files_and_rejects();
    check_faults();
    check_stamps();
    check_options();
    check_exports();
    return test_report("stream");
}
