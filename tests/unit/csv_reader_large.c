/* SPDX-License-Identifier: MIT */
/* The reader on larger texts: in pieces, in parts for threads, at its limits, with very many
 * columns. */
#include "lib/csv_reader.h"

#include "test.h"

static const size_t chunks[] = {0, 1, 2, 3, 7, 4095, 4096, 65536};
enum { CHUNKS = sizeof chunks / sizeof chunks[0] };

static struct slice join(struct arena *a, struct slice left, struct slice right)
{
    char *text = arena_bytes(a, left.len + right.len + 1);
    memcpy(text, left.ptr, left.len);
    memcpy(text + left.len, right.ptr, right.len);
    return (struct slice){text, left.len + right.len};
}

/* Rows of which some have quotes, line breaks of all kinds, and letters of two bytes; so long that
 * reads cut them anywhere. */
static struct slice large_text(struct arena *a, size_t rows, struct slice line_end)
{
    struct slice pieces[] = {SLICE("plain"), SLICE("\"quoted, \"\"twice\"\"\""),
                             SLICE("\"two\nlines\r\nor three\""), SLICE("\xce\xb1\xce\xb2\xce\xb3"),
                             SLICE("")};
    char *text = arena_bytes(a, rows * 96 + 16);
    size_t used = 0;
    uint32_t state = 1;
    struct slice header = SLICE("id,x,y");
    for (size_t row = 0; row <= rows; row++) {
        struct slice id = row == 0 ? header : arena_print(a, "%zu", row);
        memcpy(text + used, id.ptr, id.len);
        used += id.len;
        for (int i = 0; row > 0 && i < 2; i++) {
            state = state * 1664525 + 1013904223;
            struct slice piece = pieces[(state >> 24) % 5];
            text[used++] = ',';
            memcpy(text + used, piece.ptr, piece.len);
            used += piece.len;
        }
        memcpy(text + used, line_end.ptr, line_end.len);
        used += line_end.len;
    }
    return (struct slice){text, used};
}

static struct csv_reader *open_text(struct arena *a, struct world *w, struct world_file *file,
                                    struct slice text, size_t chunk)
{
    static const struct csv_options comma = {.delimiter = ','};
    struct error e = {0};
    *file = (struct world_file){SLICE("f.csv"), text};
    *w = (struct world){.arena = a,
                        .tool = "test",
                        .in_memory = true,
                        .files = file,
                        .file_count = 1,
                        .chunk = chunk};
    return csv_reader_open(w, a, "f.csv", &comma, &e);
}

/* A number that depends on all lines, fields and their order. */
static uint64_t digest(struct csv_reader *r, uint64_t sum)
{
    struct csv_record record;
    struct error e = {0};
    enum csv_result result;
    while ((result = csv_reader_next(r, &record, &e)) == CSV_RECORD) {
        sum = sum * 31 + record.line;
        for (size_t i = 0; i < record.count; i++) {
            struct slice value = csv_record_value(&record, i);
            for (size_t k = 0; k < value.len; k++)
                sum = sum * 31 + (unsigned char)value.ptr[k];
            sum = sum * 31 + 256;
        }
    }
    CHECK(result == CSV_END);
    CHECK(csv_reader_close(r, &e));
    return sum;
}

static void pieces(void)
{
    struct slice ends[] = {SLICE("\n"), SLICE("\r\n"), SLICE("\r")};
    for (size_t i = 0; i < 3; i++) {
        struct arena arena = {0};
        struct world w;
        struct world_file file;
        struct slice text = large_text(&arena, 12000, ends[i]);
        uint64_t whole = digest(open_text(&arena, &w, &file, text, 0), 0);
        for (size_t k = 1; k < CHUNKS; k++)
            CHECK(digest(open_text(&arena, &w, &file, text, chunks[k]), 0) == whole);
        arena_free(&arena);
    }
}

static void parts(void)
{
    struct slice ends[] = {SLICE("\n"), SLICE("\r\n")};
    for (size_t i = 0; i < 2; i++) {
        struct arena arena = {0};
        struct world w;
        struct world_file file;
        struct slice text = large_text(&arena, 20000, ends[i]);
        uint64_t whole = digest(open_text(&arena, &w, &file, text, 0), 0);
        for (size_t wanted = 1; wanted <= 8; wanted++) {
            struct csv_part part[8];
            struct csv_reader *r = open_text(&arena, &w, &file, text, 0);
            size_t count;
            const struct slice *names = csv_reader_header(r, &count);
            CHECK_NUMBER((int64_t)csv_reader_split(r, part, wanted), (int64_t)wanted);
            uint64_t sum = 0;
            for (size_t k = 0; k < wanted; k++)
                sum = digest(csv_reader_open_bytes(&w, &arena, "f.csv", part[k].bytes, part[k].line,
                                                   &(struct csv_options){.delimiter = ','}, names,
                                                   count),
                             sum);
            CHECK(sum == whole);
            struct error e = {0};
            CHECK(csv_reader_close(r, &e));
        }
        struct csv_part part[2];
        struct csv_reader *stream = open_text(&arena, &w, &file, text, 4096);
        CHECK_NUMBER((int64_t)csv_reader_split(stream, part, 2), 0);
        CHECK(digest(stream, 0) == whole);
        arena_free(&arena);
    }
}

/* A record that is at fault comes before bytes behind it that cannot be converted, though one read gives both. */
static void first_fault_first(void)
{
    enum { LONG = 100 * 1000 };
    for (size_t i = 0; i < CHUNKS; i++) {
        struct arena arena = {0};
        char *field = arena_bytes(&arena, LONG);
        memset(field, 'y', LONG);
        struct slice text = join(&arena, SLICE("id,x\n1,\0"), (struct slice){field, LONG});
        struct world_file file = {SLICE("f.csv"), join(&arena, text, SLICE("\n2,z\n\xd2"))};
        struct world w = {
            .arena = &arena, .tool = "test", .in_memory = true, .files = &file, .file_count = 1, .chunk = chunks[i]};
        struct csv_record record;
        struct error e = {0};
        struct error last = {0};
        struct csv_options options = {.encoding = "WINDOWS-1253", .delimiter = ','};
        struct csv_reader *r = csv_reader_open(&w, &arena, "f.csv", &options, &e);
        CHECK(r != NULL && csv_reader_next(r, &record, &e) == CSV_BAD && e.line == 2);
        CHECK(r != NULL && csv_reader_next(r, &record, &last) == CSV_RECORD && record.line == 3);
        CHECK(r != NULL && csv_reader_next(r, &record, &last) == CSV_FAILED && last.line == 4);
        CHECK(csv_reader_close(r, &e));
        arena_free(&arena);
    }
}

/* How many records two halves have, or -1 where the first cannot be read to its end. */
static int64_t count_halves(struct world *w, struct arena *arena, struct csv_reader *r, const struct csv_part halves[2])
{
    size_t count;
    const struct slice *names = csv_reader_header(r, &count);
    int64_t records = 0;
    for (size_t k = 0; k < 2; k++) {
        struct csv_record record;
        struct error e = {0};
        enum csv_result result;
        struct csv_reader *half = csv_reader_open_bytes(w, arena, "f.csv", halves[k].bytes, halves[k].line,
                                                        &(struct csv_options){.delimiter = ','}, names, count);
        while ((result = csv_reader_next(half, &record, &e)) == CSV_RECORD)
            records++;
        bool closed = csv_reader_close(half, &e);
        if (k == 0 && (result != CSV_END || !closed))
            return -1;
    }
    return records;
}

/* Without quotes the guess is right; with quotes near the middle there is none; one within a long quoted field is seen to be
 * wrong. */
static void guessed_halves(void)
{
    enum { ROWS = 40000, LONG = 200000 };
    struct arena arena = {0};
    struct world w;
    struct world_file file;
    struct csv_part halves[2];
    struct error e = {0};
    for (int kind = 0; kind < 4; kind++) {
        struct slice end = kind == 1 ? SLICE("\r\n") : SLICE("\n");
        struct slice row = join(&arena, SLICE("1,some text"), end);
        char *room = arena_bytes(&arena, ROWS * (row.len + 10));
        struct slice text = {room, 0};
        for (int n = 0; n <= ROWS; n++) {
            struct slice more = n == 0 ? join(&arena, SLICE("id,x"), end) : row;
            if (kind == 2 && n == ROWS / 2)
                more = SLICE("1,\"some text\"\n");
            memcpy(room + text.len, more.ptr, more.len);
            text.len += more.len;
        }
        if (kind == 3) { /* one quoted field from row to row, over the middle */
            size_t from = text.len / 2 - LONG / 2;
            size_t to = text.len / 2 + LONG / 2;
            room[from + strcspn(room + from, ",") + 1] = '"';
            room[to + strcspn(room + to, "\n") - 1] = '"';
        }
        struct csv_reader *r = open_text(&arena, &w, &file, text, 0);
        size_t count = csv_reader_guess_halves(r, halves);
        CHECK_NUMBER((int64_t)count, kind == 2 ? 0 : 2);
        if (count == 2)
            CHECK_NUMBER(count_halves(&w, &arena, r, halves), kind == 3 ? -1 : ROWS);
        CHECK(csv_reader_close(r, &e));
    }
    arena_free(&arena);
}

/* A part never begins behind a flaw, where nobody can know what is within quotes. */
static void parts_before_flaw(void)
{
    struct arena arena = {0};
    struct world w;
    struct world_file file;
    struct csv_part part[4];
    struct slice text =
        join(&arena, SLICE("id,x,y\n1,5\" pipe,\n"), large_text(&arena, 5000, SLICE("\n")));
    struct csv_reader *r = open_text(&arena, &w, &file, text, 0);
    struct error e = {0};
    CHECK_NUMBER((int64_t)csv_reader_split(r, part, 4), 1);
    CHECK(part[0].line == 2 && part[0].bytes.len == text.len - 7);
    CHECK(csv_reader_close(r, &e));
    arena_free(&arena);
}

/* A quoted field of 1 MiB, at the limit and one byte above. */
static void long_field(void)
{
    struct arena arena = {0};
    for (size_t more = 0; more < 2; more++) {
        size_t size = CSV_MAX_FIELD - 2 + more;
        char *text = arena_bytes(&arena, size + 16);
        memcpy(text, "a,b\n1,\"", 7);
        memset(text + 7, '\n', size);
        memcpy(text + 7 + size, "\"\n2,3\n", 6);
        struct world w;
        struct world_file file;
        struct csv_reader *r = open_text(&arena, &w, &file, (struct slice){text, size + 13}, 4096);
        struct csv_record record;
        struct error e = {0};
        CHECK(csv_reader_next(r, &record, &e) == (more == 0 ? CSV_RECORD : CSV_BAD));
        error_clear(&e);
        CHECK(csv_reader_next(r, &record, &e) == CSV_RECORD);
        CHECK(record.line == 3 + size);
        CHECK(csv_reader_close(r, &e));
    }
    arena_free(&arena);
}

static void many_columns(void)
{
    enum { COLUMNS = 1000000 };
    struct arena arena = {0};
    char *text = arena_bytes(&arena, 4 * COLUMNS);
    for (size_t i = 0; i < 2 * COLUMNS; i++)
        memcpy(text + 2 * i, i % COLUMNS == COLUMNS - 1 ? "x\n" : "x,", 2);
    struct world w;
    struct world_file file = {SLICE("f.csv"), {text, 4 * COLUMNS}};
    w = (struct world){
        .arena = &arena, .tool = "test", .in_memory = true, .files = &file, .file_count = 1};
    struct error e = {0};
    struct csv_reader *r = csv_reader_open(&w, &arena, "f.csv", &(struct csv_options){0}, &e);
    struct csv_record record;
    CHECK(r != NULL && csv_reader_next(r, &record, &e) == CSV_RECORD);
    CHECK_NUMBER((int64_t)record.count, COLUMNS);
    CHECK_TEXT(csv_record_value(&record, COLUMNS - 1), "x");
    CHECK(csv_reader_close(r, &e));
    arena_free(&arena);
}

int main(void)
{
    pieces();
    first_fault_first();
    parts();
    guessed_halves();
    parts_before_flaw();
    long_field();
    many_columns();
    return test_report("csv_reader_large");
}
