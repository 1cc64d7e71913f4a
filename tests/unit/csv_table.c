/* SPDX-License-Identifier: MIT */
/* Tables: exact values, lines, and what is refused where. */
#include "lib/csv_table.h"

#include "test.h"

static struct csv_table *parse(struct arena *a, struct slice text, struct error *e)
{
    return csv_table_parse(a, "t.csv", text, e);
}

static void refuse(struct slice text, const char *expected)
{
    struct arena arena = {0};
    struct error e = {0};
    CHECK(parse(&arena, text, &e) == NULL);
    CHECK_TEXT(arena_print(&arena, "%s:%llu: [%s] %s", e.file, (unsigned long long)e.line, e.column,
                           e.text),
               expected);
    arena_free(&arena);
}

static void values(void)
{
    struct arena arena = {0};
    struct error e = {0};
    struct csv_table *t = parse(
        &arena,
        SLICE("\xef\xbb\xbfid, name ,note\r\n1,\" a\n\"\"b\"\"\", x \r\n\r\n2,,\"\"\r3,c,d"), &e);
    CHECK(t != NULL && !e.set);
    if (t == NULL)
        return;
    CHECK_NUMBER((int64_t)csv_table_columns(t), 3);
    CHECK_NUMBER((int64_t)csv_table_rows(t), 3);
    CHECK_NUMBER(csv_table_column(t, "id"), 0);
    CHECK_NUMBER(csv_table_column(t, " name "), 1);
    CHECK_NUMBER(csv_table_column(t, "name"), -1);
    CHECK_TEXT(csv_table_name(t, 2), "note");
    CHECK_TEXT(csv_table_cell(t, 0, 1), " a\n\"b\"");
    CHECK_TEXT(csv_table_cell(t, 0, 2), " x ");
    CHECK_TEXT(csv_table_cell(t, 1, 1), "");
    CHECK_TEXT(csv_table_cell(t, 2, 2), "d");
    CHECK_TEXT(csv_table_cell(t, 0, -1), "");
    CHECK_TEXT(csv_table_cell(t, 3, 0), "");
    CHECK_NUMBER((int64_t)csv_table_line(t, 0), 2);
    CHECK_NUMBER((int64_t)csv_table_line(t, 1), 5);
    CHECK_NUMBER((int64_t)csv_table_line(t, 2), 6);
    CHECK(!csv_table_place(t, 1, 2, &e));
    CHECK_NUMBER((int64_t)e.line, 5);
    CHECK_TEXT(slice_of(e.column), "note");
    CHECK_TEXT(slice_of(csv_table_file(t)), "t.csv");
    arena_free(&arena);
}

static void shapes(void)
{
    struct arena arena = {0};
    struct error e = {0};
    struct csv_table *one = parse(&arena, SLICE("word\na\n\n\"\"\nb\n"), &e);
    CHECK_NUMBER((int64_t)csv_table_rows(one), 4);
    CHECK_TEXT(csv_table_cell(one, 1, 0), "");
    CHECK_TEXT(csv_table_cell(one, 3, 0), "b");
    CHECK_NUMBER((int64_t)csv_table_line(one, 3), 5);
    struct csv_table *bare = parse(&arena, SLICE("a,b"), &e);
    CHECK_NUMBER((int64_t)csv_table_rows(bare), 0);
    CHECK_NUMBER((int64_t)csv_table_columns(bare), 2);
    struct csv_table *twice = parse(&arena, SLICE("a,a\n1,2\n"), &e);
    CHECK_NUMBER(csv_table_column(twice, "a"), 0);
    arena_free(&arena);
}

static void refusals(void)
{
    refuse(SLICE(""), "t.csv:0: [] there is no header: the input is empty");
    refuse(SLICE("\n\n"), "t.csv:0: [] there is no header: the input is empty");
    refuse(SLICE("a,b\n1,2\n\n3\n4,5\n"), "t.csv:4: [] 1 field, but the header has 2");
    refuse(SLICE("a,b\n1,2,3\n"), "t.csv:2: [] 3 fields, but the header has 2");
    refuse(SLICE("a,b\n\"1\n1\",5\" x\n"),
           "t.csv:2: [b] stray quote in the field that opens on line 3; a quote is "
           "written \"\" within quotes");
    refuse(SLICE("a,b\n1,\"x\"y\n"),
           "t.csv:2: [b] text behind the closing quote of the field that opens on line 2; a "
           "quote is written \"\" within quotes");
    refuse(SLICE("a,b\n1,2\n3,\"x\n\n"),
           "t.csv:3: [b] the quote that opens on line 3 is never closed");
    refuse(SLICE("a,b\n1,\xe9\n"),
           "t.csv:2: [] byte 0xE9 is not UTF-8; save the file as UTF-8 (iconv -f WINDOWS-1252 -t UTF-8)");
    refuse(SLICE("a,b\n1,\0\n"), "t.csv:2: [] there is a NUL byte");
}

static void from_world(void)
{
    struct arena arena = {0};
    struct error e = {0};
    struct world_file files[] = {{SLICE("semicolons"), SLICE("a;b\n1,5;2\n")},
                                 {SLICE("greek"), SLICE("a,b\n\xe1,2\n")},
                                 {SLICE("bad"), SLICE("a,b\n1,2\n\xd2,2\n")}};
    struct world w = {.arena = &arena,
                      .tool = "test",
                      .in_memory = true,
                      .files = files,
                      .file_count = 3,
                      .chunk = 2};
    struct csv_table *t = csv_table_read(&w, &arena, "semicolons", NULL, &e);
    CHECK_TEXT(csv_table_cell(t, 0, 0), "1,5");
    struct csv_options greek = {.encoding = "WINDOWS-1253", .delimiter = ','};
    t = csv_table_read(&w, &arena, "greek", &greek, &e);
    CHECK_TEXT(csv_table_cell(t, 0, 0), "α");
    CHECK(csv_table_read(&w, &arena, "bad", &greek, &e) == NULL);
    CHECK_NUMBER((int64_t)e.line, 3);
    CHECK_TEXT(slice_of(e.file), "bad");
    error_clear(&e);
    CHECK(csv_table_read(&w, &arena, "absent", NULL, &e) == NULL);
    CHECK_TEXT(slice_of(e.text), "cannot open: No such file or directory");
    arena_free(&arena);
}

int main(void)
{
    values();
    shapes();
    refusals();
    from_world();
    return test_report("csv_table");
}
