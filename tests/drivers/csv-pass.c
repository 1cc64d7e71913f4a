/* SPDX-License-Identifier: MIT */
/*
 * Reads CSV with the toolkit's reader and writes it again, so that a test can compare what was
 * understood: csv-pass [-d DELIMITER] [-e ENCODING] [-n] [-l] [-w] [-r] [-j] [-c CHUNK] [-f
 * MAX_FIELD] [-m MAX_RECORD]
 *            [-q NAME,...] [-s [eu]] [FILE]
 * -n no header, -l lenient quotes, -w any width, -r go on after bad records, -j a JSON array a
 * record instead of CSV, -c read in pieces of CHUNK bytes from memory, -q columns that are needed,
 * -s for a spreadsheet (plain or eu).
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "lib/csv_reader.h"
#include "lib/csv_writer.h"

struct pass {
    struct csv_options options;
    struct csv_writer_options written;
    bool json;
    bool go_on;
    size_t chunk;
    const char *path;
};

static size_t suits(void *context, const struct slice *names, size_t count)
{
    struct slice rest = slice_of(context);
    struct slice wanted;
    size_t found = 0;
    while (slice_cut(&rest, ',', &wanted)) {
        size_t i = 0;
        while (i < count && !slice_equal(names[i], wanted))
            i++;
        found += i < count;
    }
    return found;
}

static size_t number(const char *text)
{
    return (size_t)strtoull(text, NULL, 10);
}

static size_t count_names(const char *list)
{
    size_t count = 1;
    for (; *list != '\0'; list++)
        count += *list == ',';
    return count;
}

static bool spreadsheet(struct pass *p, const char *value)
{
    struct error e = {0};
    return csv_writer_for_spreadsheet(strcmp(value, "plain") == 0 ? NULL : value, &p->written, &e);
}

static bool take_option(struct pass *p, int letter, char *value)
{
    switch (letter) {
    case 'd':
        p->options.delimiter = value[0];
        return true;
    case 'e':
        p->options.encoding = value;
        return true;
    case 'n':
        p->options.no_header = true;
        return true;
    case 'l':
        p->options.lenient_quotes = true;
        return true;
    case 'w':
        p->options.any_width = true;
        return true;
    case 'r':
        p->go_on = true;
        return true;
    case 'j':
        p->json = true;
        return true;
    case 'c':
        p->chunk = number(value);
        return true;
    case 'f':
        p->options.max_field = number(value);
        return true;
    case 'm':
        p->options.max_record = number(value);
        return true;
    case 's':
        return spreadsheet(p, value);
    case 'q':
        p->options.suits = suits;
        p->options.context = value;
        p->options.needed = count_names(value);
        return true;
    default:
        return false;
    }
}

static void json_text(struct slice s)
{
    putchar('"');
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if (c == '"' || c == '\\')
            printf("\\%c", c);
        else if (c < 0x20)
            printf("\\u%04x", c);
        else
            putchar(c);
    }
    putchar('"');
}

static void json_record(const struct slice *values, const struct csv_record *record, size_t count)
{
    putchar('[');
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            putchar(',');
        json_text(values != NULL ? values[i] : csv_record_value(record, i));
    }
    puts("]");
}

/* Writes all records; returns the exit status. */
static int pass_records(const struct pass *p, struct world *w, struct csv_reader *r,
                        struct csv_writer *out, struct error *e)
{
    int status = 0;
    struct csv_record record;
    for (;;) {
        switch (csv_reader_next(r, &record, e)) {
        case CSV_RECORD:
            if (p->json)
                json_record(NULL, &record, record.count);
            else
                csv_writer_record(out, &record);
            break;
        case CSV_END:
            return status;
        case CSV_BAD:
            if (!p->go_on)
                return 2;
            world_say_error(w, e);
            error_clear(e);
            status = 1;
            break;
        case CSV_FAILED:
            return 2;
        }
    }
}

static void pass_header(const struct pass *p, struct csv_reader *r, struct csv_writer *out)
{
    size_t count;
    const struct slice *names = csv_reader_header(r, &count);
    if (p->options.no_header)
        return;
    if (p->json) {
        json_record(names, NULL, count);
        return;
    }
    for (size_t i = 0; i < count; i++)
        csv_writer_field(out, names[i]);
    csv_writer_end(out);
}

static int pass(const struct pass *p, struct world *w, struct error *e)
{
    struct csv_reader *r = csv_reader_open(w, w->arena, p->path, &p->options, e);
    if (r == NULL)
        return 2;
    struct world real = {.arena = w->arena, .tool = w->tool};
    struct csv_writer *out = csv_writer_open(&real, w->arena, NULL, &p->written, e);
    int status = 2;
    if (out != NULL) {
        pass_header(p, r, out);
        status = pass_records(p, &real, r, out, e);
    }
    if (!csv_writer_close(out, true, e) || !csv_reader_close(r, e))
        status = 2;
    return status;
}

/* The file in memory, for reading in pieces. */
static bool load(struct world *w, const char *path, struct world_file *file, struct error *e)
{
    enum { STEP = 65536 };
    struct input in;
    if (!input_open(w, path, false, &in, e))
        return false;
    char *bytes = NULL;
    size_t capacity = 0;
    size_t used = 0;
    ssize_t n;
    do {
        bytes = memory_grow(bytes, &capacity, used + STEP, 1);
        n = input_read(&in, bytes + used, STEP, e);
        used += n > 0 ? (size_t)n : 0;
    } while (n > 0);
    *file = (struct world_file){slice_of(path), {bytes, used}};
    return input_close(&in, e) && n == 0;
}

int main(int argc, char **argv)
{
    struct pass p = {0};
    int letter;
    while ((letter = getopt(argc, argv, "d:e:nlwrjc:f:m:q:s:")) != -1) {
        if (!take_option(&p, letter, optarg))
            return 2;
    }
    p.path = optind < argc ? argv[optind] : NULL;
    struct arena arena = {0};
    struct world real = {.arena = &arena, .tool = "csv-pass"};
    struct world w = real;
    struct world_file file;
    struct error e = {0};
    int status = 2;
    if (p.chunk == 0) {
        status = pass(&p, &w, &e);
    } else if (load(&real, p.path, &file, &e)) {
        w.in_memory = true;
        w.chunk = p.chunk;
        w.files = &file;
        w.file_count = 1;
        status = pass(&p, &w, &e);
        memory_release((char *)(uintptr_t)file.bytes.ptr);
    }
    if (e.set)
        world_say_error(&real, &e);
    arena_free(&arena);
    return status;
}
