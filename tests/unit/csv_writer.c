/* SPDX-License-Identifier: MIT */
/* The writer: quoting, numbers, spreadsheets, passing through; and that a failed write is told. */
#include <math.h>

#include "lib/csv_writer.h"

#include "lib/csv_reader.h"
#include "test.h"

static struct world memory_world(struct arena *a)
{
    return (struct world){.arena = a, .tool = "test", .in_memory = true};
}

/* --- fields --- */

static void fields(void)
{
    struct arena arena = {0};
    struct world w = memory_world(&arena);
    struct error e = {0};
    struct csv_writer *out = csv_writer_open(&w, &arena, NULL, NULL, &e);
    struct slice values[] = {SLICE("plain"),
                             SLICE("a,b"),
                             SLICE("say \"hi\""),
                             SLICE("two\nlines"),
                             SLICE("cr\r"),
                             SLICE(" blank "),
                             SLICE(""),
                             SLICE("a;b\tc"),
                             SLICE("more than sixteen bytes, of which one is a comma"),
                             SLICE("more than sixteen bytes of which none is one")};
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++)
        csv_writer_field(out, values[i]);
    CHECK(csv_writer_end(out));
    csv_writer_field(out, SLICE(""));
    CHECK(csv_writer_end(out));
    csv_writer_field(out, SLICE(""));
    csv_writer_field(out, SLICE(""));
    CHECK(csv_writer_end(out));
    CHECK(csv_writer_close(out, true, &e));
    CHECK(csv_writer_close(out, true, &e));
    CHECK_TEXT(world_kept(&w, ""),
               "plain,\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",\"cr\r\", blank ,,a;b\tc,"
               "\"more than sixteen bytes, of which one is a comma\",more than sixteen bytes of "
               "which none is one\n"
               "\"\"\n,\n");
    arena_free(&arena);
}

static void cells(void)
{
    struct arena arena = {0};
    struct world w = memory_world(&arena);
    struct error e = {0};
    struct csv_writer *out = csv_writer_open(&w, &arena, NULL, NULL, &e);
    csv_writer_cell(out, SLICE("plain"));
    csv_writer_cell(out, SLICE("\"needless\""));
    csv_writer_cell(out, SLICE("\"say \"\"hi\"\"\""));
    csv_writer_cell(out, SLICE("\"a,b\""));
    csv_writer_cell(out, SLICE("\"\""));
    csv_writer_cell(out, SLICE("a,b")); /* of a file with semicolons */
    csv_writer_end(out);
    csv_writer_cell(out, SLICE("\"\""));
    csv_writer_end(out);
    CHECK(csv_writer_close(out, true, &e));
    CHECK_TEXT(world_kept(&w, ""), "plain,needless,\"say \"\"hi\"\"\",\"a,b\",,\"a,b\"\n\"\"\n");
    arena_free(&arena);
}

/* --- numbers --- */

static void number(const struct csv_writer_options *options, int64_t value, unsigned scale,
                   unsigned places, const char *expected)
{
    struct arena arena = {0};
    struct world w = memory_world(&arena);
    struct error e = {0};
    struct csv_writer *out = csv_writer_open(&w, &arena, NULL, options, &e);
    csv_writer_decimal(out, value, scale, places);
    csv_writer_end(out);
    CHECK(csv_writer_close(out, true, &e));
    CHECK_TEXT(world_kept(&w, ""), expected);
    arena_free(&arena);
}

static void numbers(void)
{
    number(NULL, 12345678, 6, 2, "12.35\n");
    number(NULL, 12345000, 6, 2, "12.35\n");
    number(NULL, 12344999, 6, 2, "12.34\n");
    number(NULL, -12345000, 6, 2, "-12.35\n");
    number(NULL, -4999, 6, 2, "0.00\n");
    number(NULL, -5000, 6, 2, "-0.01\n");
    number(NULL, 999999, 6, 2, "1.00\n");
    number(NULL, 500000, 6, 0, "1\n");
    number(NULL, 5, 0, 2, "5.00\n");
    number(NULL, 7, 3, 3, "0.007\n");
    number(NULL, 0, 6, 6, "0.000000\n");
    number(NULL, INT64_MIN, 0, 0, "-9223372036854775808\n");
    number(NULL, INT64_MAX, 6, 6, "9223372036854.775807\n");
    number(NULL, INT64_MIN, 18, 0, "-9\n");
    number(NULL, 1, 0, 18, "1.000000000000000000\n");
    number(&(struct csv_writer_options){.decimal_comma = true, .delimiter = ';'}, -1500000, 6, 1,
           "-1,5\n");
    number(&(struct csv_writer_options){.decimal_comma = true}, 1500000, 6, 1, "\"1,5\"\n");
    number(&(struct csv_writer_options){.neutralise = true}, -1500000, 6, 1, "-1.5\n");
}

/* --- spreadsheets --- */

static void spreadsheets(void)
{
    struct arena arena = {0};
    struct world w = memory_world(&arena);
    struct error e = {0};
    struct csv_writer_options options = {0};
    CHECK(csv_writer_for_spreadsheet("eu", &options, &e));
    struct csv_writer *out = csv_writer_open(&w, &arena, NULL, &options, &e);
    struct slice values[] = {SLICE("=1+1"), SLICE("+1+1"), SLICE("-cmd"),  SLICE("@x"),
                             SLICE("\tx"),  SLICE("\rx"),  SLICE("-12,5"), SLICE("+30210"),
                             SLICE("1=1"),  SLICE("-"),    SLICE("a;b"),   SLICE("")};
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++)
        csv_writer_field(out, values[i]);
    csv_writer_end(out);
    csv_writer_cell(out, SLICE("\"=A1\""));
    csv_writer_integer(out, -7);
    csv_writer_cell(out, SLICE("\"\"\"x\""));
    csv_writer_end(out);
    CHECK(csv_writer_close(out, true, &e));
    CHECK_TEXT(world_kept(&w, ""),
               "\xef\xbb\xbf'=1+1;'+1+1;'-cmd;'@x;'\tx;\"'\rx\";-12,5;+30210;1=1;'-;\"a;b\";\r\n"
               "'=A1;-7;\"\"\"x\"\r\n");
    CHECK(csv_writer_for_spreadsheet(NULL, &options, &e));
    CHECK(options.delimiter == ',' && !options.decimal_comma);
    CHECK(!csv_writer_for_spreadsheet("us", &options, &e));
    CHECK_TEXT(slice_of(e.text), "--for-spreadsheet takes no value or 'eu', not 'us'");
    arena_free(&arena);
}

/* --- passing through --- */

static void pass(struct slice text, char delimiter, const struct csv_writer_options *options,
                 const char *expected)
{
    struct arena arena = {0};
    struct world_file file = {SLICE("f"), text};
    struct world w = memory_world(&arena);
    w.files = &file;
    w.file_count = 1;
    struct error e = {0};
    struct csv_options in = {.delimiter = delimiter, .no_header = true};
    struct csv_reader *r = csv_reader_open(&w, &arena, "f", &in, &e);
    struct csv_writer *out = csv_writer_open(&w, &arena, NULL, options, &e);
    struct csv_record record;
    while (csv_reader_next(r, &record, &e) == CSV_RECORD)
        CHECK(csv_writer_record(out, &record));
    CHECK(csv_writer_close(out, true, &e) && csv_reader_close(r, &e));
    CHECK_TEXT(world_kept(&w, ""), expected);
    arena_free(&arena);
}

static void records(void)
{
    pass(SLICE("a,b\r\n1,\"x\"\r\"p,q\",\"r\"\"\"\n"), ',', NULL, "a,b\n1,x\n\"p,q\",\"r\"\"\"\n");
    pass(SLICE("a;b\n1;2,5\n\"x;y\";\"z\nz\"\n"), ';', NULL, "a,b\n1,\"2,5\"\nx;y,\"z\nz\"\n");
    pass(SLICE("a\n\n\"\"\n\"b\"\n"), ',', NULL, "a\n\"\"\n\"\"\nb\n");
    pass(SLICE(",\n\"\",\n"), ',', NULL, ",\n,\n");
    pass(SLICE("a,b\n"), ',', &(struct csv_writer_options){.crlf = true}, "a,b\r\n");
    pass(SLICE("a,b\n\"=x,\",-5\n"), ',', &(struct csv_writer_options){.neutralise = true},
         "a,b\n\"'=x,\",-5\n");
}

static void part_of_record(void)
{
    struct arena arena = {0};
    struct world w = memory_world(&arena);
    struct error e = {0};
    struct slice names[] = {SLICE("a"), SLICE("b"), SLICE("c"), SLICE("d")};
    struct csv_options in = {.delimiter = ','};
    struct csv_reader *r =
        csv_reader_open_bytes(&w, &arena, "f", SLICE("1,\"2\",\"3,3\",4\n,,,\n"), 1, &in, names, 4);
    struct csv_writer *out = csv_writer_open(&w, &arena, NULL, NULL, &e);
    struct csv_record record;
    while (csv_reader_next(r, &record, &e) == CSV_RECORD) {
        csv_writer_cells(out, &record, 2, 1);
        csv_writer_cells(out, &record, 0, 2);
        csv_writer_cells(out, &record, 3, 99);
        csv_writer_cells(out, &record, 4, 1);
        csv_writer_field(out, SLICE("end"));
        csv_writer_end(out);
    }
    CHECK(csv_writer_close(out, true, &e) && csv_reader_close(r, &e));
    CHECK_TEXT(world_kept(&w, ""), "\"3,3\",1,2,4,end\n,,,,end\n");
    arena_free(&arena);
}

/* Records and fields larger than the buffer, in a file larger than it. */
static void large(void)
{
    struct arena arena = {0};
    struct world w = memory_world(&arena);
    struct error e = {0};
    enum { SIZE = 300000 };
    char *text = arena_bytes(&arena, SIZE);
    memset(text, 'x', SIZE);
    text[SIZE / 2] = '"';
    struct csv_writer *out = csv_writer_open(&w, &arena, NULL, NULL, &e);
    for (int i = 0; i < 3; i++) {
        csv_writer_field(out, (struct slice){text, SIZE / 3});
        csv_writer_field(out, (struct slice){text, SIZE});
        CHECK(csv_writer_end(out));
    }
    CHECK(csv_writer_close(out, true, &e));
    CHECK_NUMBER((int64_t)world_kept(&w, "").len, 3 * (SIZE / 3 + 1 + SIZE + 3 + 1));
    arena_free(&arena);
}

static void full_device(void)
{
    struct arena arena = {0};
    struct world w = {.arena = &arena, .tool = "test"};
    struct error e = {0};
    struct csv_writer *out = csv_writer_open(&w, &arena, "/dev/full", NULL, &e);
    if (out == NULL) {
        SKIP("there is no /dev/full");
        return;
    }
    bool told = false;
    for (int i = 0; i < 100000; i++) {
        csv_writer_field(out, SLICE("some text"));
        told = !csv_writer_end(out) || told;
    }
    CHECK(told);
    CHECK(!csv_writer_close(out, true, &e));
    CHECK_TEXT(slice_of(e.text), "cannot write: No space left on device");
    CHECK_TEXT(slice_of(e.file), "/dev/full");
    arena_free(&arena);
}

static void doubles(void)
{
    struct arena arena = {0};
    struct world w = memory_world(&arena);
    struct error e = {0};
    struct csv_writer *out = csv_writer_open(&w, &arena, NULL, NULL, &e);
    const double values[] = {1.005, -0.004, 12345.678, 9e30, (double)NAN, (double)INFINITY};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        csv_writer_double(out, values[i], 2);
    csv_writer_end(out);
    CHECK(csv_writer_close(out, true, &e));
    CHECK_TEXT(world_kept(&w, ""), "1.00,0.00,12345.68,,,\n");
    arena_free(&arena);
}

/* --- a writer aside --- */

static void aside(void)
{
    struct arena arena = {0};
    struct world w = memory_world(&arena);
    struct error e = {0};
    enum { ROWS = 60000 };
    struct csv_writer_options options = {.delimiter = ';', .crlf = true, .bom = true};
    struct csv_writer *out = csv_writer_open(&w, &arena, NULL, &options, &e);
    struct csv_writer *side = csv_writer_side(out, &arena);
    bool good = true;
    for (int i = 0; i < ROWS; i++) { /* more than any buffer holds at first */
        csv_writer_field(side, SLICE("a;b"));
        csv_writer_decimal(side, i, 2, 2);
        csv_writer_blank(side);
        good = csv_writer_end(side) && good;
    }
    CHECK(good);
    csv_writer_blank(out);
    csv_writer_end(out);
    CHECK(csv_writer_take(out, side));
    CHECK(csv_writer_take(out, side)); /* nothing is left */
    csv_writer_field(out, SLICE("end"));
    csv_writer_end(out);
    CHECK(csv_writer_close(side, false, &e));
    CHECK(csv_writer_close(out, true, &e));
    struct slice got = world_kept(&w, "");
    CHECK(slice_starts(got, SLICE("\xef\xbb\xbf\"\"\r\n\"a;b\";0.00;\r\n\"a;b\";0.01;\r\n")));
    const struct slice end = SLICE("\"a;b\";599.99;\r\nend\r\n");
    CHECK(got.len > end.len && slice_equal(slice_from(got, got.len - end.len), end));
    size_t lines = 0;
    for (size_t i = 0; i < got.len; i++)
        lines += got.ptr[i] == '\n';
    CHECK_NUMBER((int64_t)lines, ROWS + 2);
    arena_free(&arena);
}

/* Fields made aside, once, for several records. */
static void cut(void)
{
    struct arena arena = {0};
    struct world w = memory_world(&arena);
    struct error e = {0};
    struct csv_writer *out = csv_writer_open(&w, &arena, NULL, NULL, &e);
    struct csv_writer *side = csv_writer_side(out, &arena);
    csv_writer_field(side, SLICE("a,b"));
    csv_writer_blank(side);
    csv_writer_integer(side, 7);
    struct slice three = csv_writer_cut(side, &arena);
    csv_writer_blank(side);
    struct slice blank = csv_writer_cut(side, &arena);
    csv_writer_field(side, SLICE("last"));
    struct slice last = csv_writer_cut(side, &arena);
    CHECK_TEXT(three, "\"a,b\",,7");
    CHECK_TEXT(blank, "");
    for (int i = 0; i < 2; i++) {
        csv_writer_rendered(out, three, 3);
        csv_writer_rendered(out, blank, 1);
        csv_writer_rendered(out, last, 1);
        csv_writer_end(out);
    }
    CHECK(csv_writer_close(side, false, &e));
    CHECK(csv_writer_close(out, true, &e));
    CHECK_TEXT(world_kept(&w, ""), "\"a,b\",,7,,last\n\"a,b\",,7,,last\n");
    arena_free(&arena);
}

/* A byte that needs quotes, at every place of values of every length. */
static void special_bytes(void)
{
    static const char special[] = {'"', ',', '\n', '\r'};
    struct arena arena = {0};
    struct world w = memory_world(&arena);
    struct error e = {0};
    struct csv_writer *out = csv_writer_open(&w, &arena, NULL, NULL, &e);
    struct csv_writer *side = csv_writer_side(out, &arena);
    for (size_t length = 1; length < 40; length++)
        for (size_t place = 0; place <= length; place++) {
            char text[40];
            memset(text, 'x', sizeof text);
            if (place < length)
                text[place] = special[(length + place) % sizeof special];
            csv_writer_field(side, (struct slice){text, length});
            struct slice field = csv_writer_cut(side, &arena);
            CHECK((field.ptr[0] == '"') == (place < length));
        }
    CHECK(csv_writer_close(side, false, &e));
    CHECK(csv_writer_close(out, true, &e));
    arena_free(&arena);
}

int main(void)
{
    aside();
    cut();
    special_bytes();
    fields();
    cells();
    numbers();
    doubles();
    spreadsheets();
    records();
    part_of_record();
    large();
    full_device();
    return test_report("csv_writer");
}
