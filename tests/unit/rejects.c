/* SPDX-License-Identifier: MIT */
#include "lib/rejects.h"

#include "run.h"
#include "streams/session.h"

static struct error fault(uint64_t line, const char *text)
{
    struct error why = {0};
    error_set(&why, "%s", text);
    error_place(&why, "orders.csv", line, SLICE("amount"));
    return why;
}

static void check_none(void)
{
    struct test_run t;
    struct rejects r;
    test_run_start(&t, NULL, 0, NULL);
    CHECK(rejects_open(&r, &t.run, &t.e));
    struct error why = fault(17, "'x' is not a number");
    CHECK(!rejects_add(&r, &why, SLICE("a,x"), &t.e));
    CHECK_TEXT(slice_of(t.e.text), "'x' is not a number");
    CHECK_TEXT(slice_of(t.e.file), "orders.csv");
    CHECK_NUMBER((int64_t)t.e.line, 17);
    CHECK_NUMBER(rejects_close(&r, &t.run, true, &t.e), STATUS_DONE);
    test_run_end(&t);
}

static void check_file(const char *const *options, const char *said)
{
    struct test_run t;
    struct rejects r;
    test_run_start(&t, NULL, 0, options);
    CHECK(rejects_open(&r, &t.run, &t.e));
    struct error why = fault(17, "'x' is not a number");
    CHECK(rejects_add(&r, &why, SLICE("a,\"x\""), &t.e));
    CHECK(!why.set && !t.e.set);
    struct error unplaced = {0};
    error_set(&unplaced, "bad");
    CHECK(rejects_add(&r, &unplaced, SLICE("b"), &t.e));
    CHECK_NUMBER(rejects_close(&r, &t.run, true, &t.e), STATUS_REJECTED);
    CHECK_TEXT(test_run_kept(&t, "bad.csv"), "file,line,column,reason,record\n"
                                             "orders.csv,17,amount,'x' is not a number,\"a,\"\"x\"\"\"\n"
                                             ",,,bad,b\n");
    CHECK_TEXT(test_run_kept(&t, "(stderr)"), said);
    test_run_end(&t);
}

static void refuse(const char *const *options, const char *text)
{
    struct test_run t;
    struct rejects r;
    test_run_start(&t, NULL, 0, options);
    CHECK(!rejects_open(&r, &t.run, &t.e));
    CHECK_TEXT(slice_of(t.e.text), text);
    test_run_end(&t);
}

static void check_account(void)
{
    struct arena a = {0};
    struct account account = {.read = 400, .rejected = 4};
    for (int i = 0; i < 4; i++)
        account_skip(&account, "guests");
    account_skip(&account, "after as-of");
    account_skip(&account, "after as-of");
    CHECK_TEXT(account_text(&account, &a), "400 rows: 390 used, 6 skipped (4 guests, 2 after as-of), 4 rejected");
    account = (struct account){.read = 1};
    CHECK_TEXT(account_text(&account, &a), "1 row: 1 used");
    for (int i = 0; i < 20; i++)
        account_skip(&account, arena_print(&a, "reason %d", i).ptr);
    CHECK_NUMBER((int64_t)account.skipped, 20);
    CHECK_NUMBER((int64_t)account.skips[ACCOUNT_REASONS - 1].count, 5);
    arena_free(&a);
}

static void check_session(void)
{
    const char *const options[] = {"-o", "out.csv", "-r", "bad.csv", NULL};
    struct test_run t;
    struct session s;
    test_run_start(&t, NULL, 0, options);
    CHECK(session_open(&s, &t.run, &t.e));
    csv_writer_field(s.out, SLICE("a"));
    csv_writer_end(s.out);
    struct error why = fault(3, "bad");
    CHECK(rejects_add(&s.rejects, &why, SLICE("x"), &t.e));
    CHECK_NUMBER(session_close(&s, STATUS_FOUND, &t.e), STATUS_REJECTED);
    CHECK_TEXT(test_run_kept(&t, "out.csv"), "a\n");
    test_run_end(&t);

    test_run_start(&t, NULL, 0, options);
    CHECK(session_open(&s, &t.run, &t.e));
    csv_writer_field(s.out, SLICE("a"));
    csv_writer_end(s.out);
    CHECK_NUMBER(session_close(&s, STATUS_FAILED, &t.e), STATUS_FAILED);
    CHECK_TEXT(test_run_kept(&t, "out.csv"), "");
    test_run_end(&t);

    const char *const euro[] = {"--for-spreadsheet=eu", NULL};
    test_run_start(&t, NULL, 0, euro);
    CHECK(session_open(&s, &t.run, &t.e));
    csv_writer_decimal(s.out, 125, 1, 1);
    csv_writer_field(s.out, SLICE("=x"));
    csv_writer_end(s.out);
    CHECK_NUMBER(session_close(&s, STATUS_DONE, &t.e), STATUS_DONE);
    CHECK_TEXT(test_run_kept(&t, ""), "\xef\xbb\xbf" "12,5;'=x\r\n");
    test_run_end(&t);
    CHECK_NUMBER(status_worse(STATUS_FOUND, STATUS_DONE), STATUS_FOUND);
    CHECK_NUMBER(status_worse(STATUS_FOUND, STATUS_REJECTED), STATUS_REJECTED);
    CHECK_NUMBER(status_worse(STATUS_FAILED, STATUS_FOUND), STATUS_FAILED);
}

int main(void)
{
    const char *const loud[] = {"-r", "bad.csv", NULL};
    const char *const quiet[] = {"-r", "bad.csv", "-q", NULL};
    const char *const dash[] = {"-r", "-", NULL};
    const char *const same[] = {"-r", "x", "-o", "x", NULL};
    check_none();
    check_file(loud, "test: 2 rows rejected, see bad.csv\n");
    check_file(quiet, "");
    refuse(dash, "option --rejects: name a file: standard output holds the result");
    refuse(same, "option --rejects: 'x' is also the output: name another file");
    check_account();
    check_session();
    return test_report("rejects");
}
