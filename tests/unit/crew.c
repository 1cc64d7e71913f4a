/* SPDX-License-Identifier: MIT */
#include "streams/crew.h"

#include "run.h"
#include "streams/pass_on.h"
#include "streams/session.h"

enum { ROWS = 4000, HANDS = 4, BATCH = 512 };

static const struct role_use uses[] = {
    {ROLE_CUSTOMER_ID, NEED_REQUIRED}, {ROLE_AMOUNT, NEED_REQUIRED}, {ROLE_STATUS, NEED_OPTIONAL}};
static const enum role own[] = {ROLE_STATUS};

/* A tool that hands rows on with a word behind them, and adds their amounts up. */
struct errand {
    struct session session;
    struct stream *stream;
    struct pass_on pass;
    size_t hired, dismissed;
    int64_t sum;
};

struct hand {
    struct stream *stream;
    struct pass_on pass;
    int64_t sum;
};

static void *hire(void *context, size_t number, struct stream *side, struct arena *arena)
{
    struct errand *t = context;
    struct hand *h = arena_zeroed(arena, sizeof *h);
    CHECK_NUMBER((int64_t)number, (int64_t)t->hired++);
    h->stream = side;
    pass_on_fork(&t->pass, side, arena, &h->pass);
    return h;
}

static bool do_row(void *context, struct csv_writer *out, struct error *e)
{
    struct hand *h = context;
    int64_t amount;
    int code;
    if (stream_number(h->stream, ROLE_AMOUNT, &amount) != VALUE_PRESENT ||
        stream_word(h->stream, ROLE_STATUS, VOCABULARY_ORDER_STATUS, &code) == VALUE_BAD)
        return stream_reject(h->stream, e);
    h->sum += amount / 1000000;
    if (!pass_on_row(&h->pass, out, e))
        return false;
    csv_writer_field(out, stream_text(h->stream, ROLE_STATUS));
    return csv_writer_end(out);
}

static void dismiss(void *context, size_t number, void *hand)
{
    struct errand *t = context;
    const struct hand *h = hand;
    CHECK(number < t->hired);
    t->dismissed++;
    t->sum += h->sum;
}

/* The tool, with so many hands, in a run that was started. */
static enum status work(struct test_run *t, struct errand *errand, const char *const *paths, size_t count, size_t hands)
{
    struct stream_plan plan = {STREAM_ORDERS, uses, sizeof uses / sizeof *uses, paths, count, true};
    *errand = (struct errand){.sum = 0};
    CHECK(session_open(&errand->session, &t->run, &t->e));
    errand->stream = stream_open(&t->run, &plan, &errand->session.rejects, &t->e);
    CHECK(errand->stream != NULL);
    pass_on_start(&errand->pass, &t->run, errand->stream, STREAM_ORDERS, own, 1);
    pass_on_header(&errand->pass, errand->session.out);
    csv_writer_field(errand->session.out, SLICE("status"));
    csv_writer_end(errand->session.out);
    struct crew_plan crew = {errand->stream, errand->session.out, hands, hire, do_row, dismiss, errand};
    bool good = crew_run(&crew, &t->e);
    good = stream_close(errand->stream, &t->e) && good;
    CHECK(errand->hired >= 1 && errand->hired <= hands && errand->dismissed == errand->hired);
    return session_close(&errand->session, good ? STATUS_DONE : STATUS_FAILED, &t->e);
}

/* So many rows, and one in `bad` of them is: by its width or by its amount. */
static struct slice make_rows(struct arena *arena, const char *header, const char *row, int rows, int bad)
{
    struct arena_text text = {.arena = arena};
    arena_text_put(&text, slice_of(header));
    for (int i = 1; i <= rows; i++) {
        if (bad != 0 && i % bad == 0)
            arena_text_put(&text, i / bad % 2 == 0 ? SLICE("1,2,3,4,5,6,7\n") : SLICE("7,dear,paid\n"));
        else
            arena_text_put(&text, arena_print(arena, row, i, i % 50));
    }
    return (struct slice){text.bytes, text.len};
}

/* Runs with one hand and with several; all that is kept must be the same. Returns the status and the sum. */
static enum status compare(const struct world_file *files, size_t count, const char *const *options, int64_t *sum, struct error *e)
{
    struct test_run one, many;
    struct errand errand;
    const char *paths[4];
    for (size_t i = 0; i < count; i++)
        paths[i] = files[i].name.ptr;
    test_run_start(&one, files, count, options);
    enum status status = work(&one, &errand, paths, count, 1);
    *sum = errand.sum;
    *e = one.e;
    test_run_start(&many, files, count, options);
    CHECK_NUMBER(work(&many, &errand, paths, count, HANDS), status);
    CHECK(status == STATUS_FAILED || errand.sum == *sum);
    static const char *const kept[] = {"", "bad", "(stderr)"};
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        CHECK(slice_equal(test_run_kept(&one, kept[i]), test_run_kept(&many, kept[i])));
    CHECK(test_run_kept(&one, "").len > 100);
    CHECK_TEXT(slice_of(many.e.text), e->text);
    CHECK_NUMBER((int64_t)many.e.line, (int64_t)e->line);
    test_run_end(&one);
    test_run_end(&many);
    return status;
}

static const char header[] = "customer_id,amount,status\n";
static const char row[] = "%d,%d,paid\n";
static const char turned_header[] = "status,customer_id,amount\n";
static const char turned_row[] = "shipped,%d,%d\n";

static void check_rows(void)
{
    struct arena arena = {0};
    struct error e;
    int64_t sum;
    const struct world_file files[] = {{SLICE("a"), make_rows(&arena, header, row, ROWS, 0)},
                                       {SLICE("b"), make_rows(&arena, turned_header, turned_row, ROWS, 0)},
                                       {SLICE("c"), SLICE("customer_id,amount,status\n")},
                                       {SLICE("d"), make_rows(&arena, header, row, BATCH, 0)}};
    const char *const verbose[] = {"-v", NULL};
    CHECK_NUMBER(compare(files, 1, verbose, &sum, &e), STATUS_DONE);
    CHECK_NUMBER(sum, ROWS / 50 * (49 * 50 / 2));
    CHECK_NUMBER(compare(files, 4, verbose, &sum, &e), STATUS_DONE);
    CHECK_NUMBER(compare(files + 2, 2, verbose, &sum, &e), STATUS_DONE);
    arena_free(&arena);
}

static void check_rejects(void)
{
    struct arena arena = {0};
    struct error e;
    int64_t sum;
    const struct world_file files[] = {{SLICE("a"), make_rows(&arena, header, row, ROWS, 37)},
                                       {SLICE("b"), make_rows(&arena, turned_header, turned_row, ROWS, 901)}};
    const char *const rejects[] = {"-v", "--rejects", "bad", NULL};
    CHECK_NUMBER(compare(files, 2, rejects, &sum, &e), STATUS_REJECTED);
    CHECK_NUMBER(compare(files, 1, NULL, &sum, &e), STATUS_FAILED);
    CHECK_NUMBER((int64_t)e.line, 38);
    CHECK_TEXT(slice_of(e.column), "amount");
    CHECK_NUMBER(compare(files + 1, 1, NULL, &sum, &e), STATUS_FAILED);
    CHECK_NUMBER((int64_t)e.line, 902);
    arena_free(&arena);
}

/* What ends the work behind the rows that were read before it. */
static void check_ends(void)
{
    struct arena arena = {0};
    struct error e;
    int64_t sum;
    struct slice good = make_rows(&arena, header, row, ROWS, 0);
    const struct world_file unclosed[] = {{SLICE("a"), arena_print(&arena, "%.*s\"7,8,9\n", SLICE_ARG(good))}};
    CHECK_NUMBER(compare(unclosed, 1, NULL, &sum, &e), STATUS_FAILED);
    CHECK_NUMBER((int64_t)e.line, ROWS + 2);
    const struct world_file strange[] = {{SLICE("a"), good},
                                         {SLICE("b"), make_rows(&arena, "customer_id,amount,colour\n", row, ROWS, 0)}};
    CHECK_NUMBER(compare(strange, 2, NULL, &sum, &e), STATUS_FAILED);
    CHECK_TEXT(slice_of(e.column), "colour");
    const struct world_file lacks[] = {{SLICE("a"), good}, {SLICE("b"), SLICE("customer_id\n7\n")}};
    CHECK_NUMBER(compare(lacks, 2, NULL, &sum, &e), STATUS_FAILED);
    CHECK_TEXT(slice_of(e.file), "b");
    arena_free(&arena);
}

/* --- gathering --- */

struct gathered {
    struct stream *stream;
    int64_t sum, lines;
    uint64_t least; /* rows that are kept */
};

struct record {
    int64_t amount;
    struct slice status;
};

static bool read_record(const void *context, struct stream *side, struct arena *spare, void *to)
{
    struct record *r = to;
    int code;
    (void)context;
    r->status = arena_copy(spare, stream_text(side, ROLE_STATUS));
    r->status = arena_copy(stream_scratch(side), r->status);
    return stream_number(side, ROLE_AMOUNT, &r->amount) == VALUE_PRESENT &&
           stream_word(side, ROLE_STATUS, VOCABULARY_ORDER_STATUS, &code) != VALUE_BAD;
}

static bool keep_record(void *context, const void *record, struct error *e)
{
    struct gathered *g = context;
    const struct record *r = record;
    CHECK(slice_equal(r->status, stream_text(g->stream, ROLE_STATUS)));
    g->sum = g->sum * 3 % 1000003 + r->amount / 1000000; /* as no other order would give it */
    g->lines += (int64_t)stream_line(g->stream);
    if (r->amount == 0)
        stream_skip(g->stream, "nothing paid");
    return g->least == 0 || stream_line(g->stream) < g->least || error_set(e, "enough");
}

static enum status gather(struct test_run *t, struct gathered *g, const char *const *paths, size_t count, size_t hands)
{
    struct stream_plan plan = {STREAM_ORDERS, uses, sizeof uses / sizeof *uses, paths, count, true};
    struct session session;
    CHECK(session_open(&session, &t->run, &t->e));
    g->stream = stream_open(&t->run, &plan, &session.rejects, &t->e);
    CHECK(g->stream != NULL);
    bool good = crew_gather(&(struct crew_gathering){g->stream, hands, sizeof(struct record), read_record, keep_record, g}, &t->e);
    struct error ignored = {0};
    good = stream_close(g->stream, good ? &t->e : &ignored) && good;
    return session_close(&session, good ? STATUS_DONE : STATUS_FAILED, &t->e);
}

static void compare_gathered(const struct world_file *files, size_t count, const char *const *options, uint64_t least, enum status wanted)
{
    struct test_run one, many;
    struct gathered alone = {.least = least}, together = alone;
    const char *paths[4];
    for (size_t i = 0; i < count; i++)
        paths[i] = files[i].name.ptr;
    test_run_start(&one, files, count, options);
    CHECK_NUMBER(gather(&one, &alone, paths, count, 1), wanted);
    test_run_start(&many, files, count, options);
    CHECK_NUMBER(gather(&many, &together, paths, count, HANDS), wanted);
    CHECK_NUMBER(together.sum, alone.sum);
    CHECK_NUMBER(together.lines, alone.lines);
    CHECK(alone.lines > ROWS / 2);
    CHECK(slice_equal(test_run_kept(&one, "bad"), test_run_kept(&many, "bad")));
    CHECK(slice_equal(test_run_kept(&one, "(stderr)"), test_run_kept(&many, "(stderr)")));
    CHECK_TEXT(slice_of(many.e.text), one.e.text);
    CHECK((one.e.text[0] != '\0') == (wanted == STATUS_FAILED));
    CHECK_NUMBER((int64_t)many.e.line, (int64_t)one.e.line);
    test_run_end(&one);
    test_run_end(&many);
}

static void check_gathering(void)
{
    struct arena arena = {0};
    const struct world_file files[] = {{SLICE("a"), make_rows(&arena, header, row, ROWS, 37)},
                                       {SLICE("b"), make_rows(&arena, turned_header, turned_row, ROWS, 901)},
                                       {SLICE("c"), make_rows(&arena, header, "%d,\"%d\",\"paid\"\n", ROWS, 0)}};
    const char *const rejects[] = {"-v", "--rejects", "bad", NULL}, *const verbose[] = {"-v", NULL};
    compare_gathered(files, 3, rejects, 0, STATUS_REJECTED);
    compare_gathered(files + 2, 1, verbose, 0, STATUS_DONE);
    compare_gathered(files + 1, 2, verbose, 0, STATUS_FAILED);
    compare_gathered(files + 2, 1, verbose, 3 * BATCH + 7, STATUS_FAILED);
    struct slice good = files[2].bytes;
    const struct world_file unclosed[] = {{SLICE("a"), arena_print(&arena, "%.*s\"7,8,9\n", SLICE_ARG(good))}};
    compare_gathered(unclosed, 1, verbose, 0, STATUS_FAILED);
    arena_free(&arena);
}

/* One batch is no work for two. */
static void check_small(void)
{
    struct arena arena = {0};
    const struct world_file files[] = {{SLICE("a"), make_rows(&arena, header, row, BATCH, 0)}};
    const char *const paths[] = {"a"};
    struct test_run t;
    struct errand errand;
    test_run_start(&t, files, 1, NULL);
    CHECK_NUMBER(work(&t, &errand, paths, 1, HANDS), STATUS_DONE);
    CHECK_NUMBER((int64_t)errand.hired, 1);
    test_run_end(&t);
    const struct world_file more[] = {{SLICE("a"), make_rows(&arena, header, row, BATCH + 1, 0)}};
    test_run_start(&t, more, 1, NULL);
    CHECK_NUMBER(work(&t, &errand, paths, 1, HANDS), STATUS_DONE);
    CHECK_NUMBER((int64_t)errand.hired, 2);
    test_run_end(&t);
    arena_free(&arena);
}

int main(void)
{
    check_rows();
    check_rejects();
    check_ends();
    check_small();
    check_gathering();
    return test_report("crew");
}
