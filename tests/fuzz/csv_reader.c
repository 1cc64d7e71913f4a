/* SPDX-License-Identifier: MIT */
/*
 * Holds the reader to libcsv: on the same bytes, both find the same records up to the first error,
 * and both find one or neither. Besides: all kernels agree; reading in pieces gives what reading at
 * once gives, errors included; what was written is read again. The first byte of the input chooses
 * the delimiter and the size of the pieces, the second the options.
 */
#include <csv.h>
#include <stdio.h>
#include <stdlib.h>

#include "lib/csv_reader.h"
#include "lib/csv_writer.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define MUST(condition)                                                                            \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition);                        \
            abort();                                                                               \
        }                                                                                          \
    } while (0)

/* Records as text that can be compared: each field as length:bytes, records ended by a line. */
struct log {
    char *text;
    size_t used, capacity;
    size_t records;
    size_t complete; /* used, after the last whole record */
};

static void log_bytes(struct log *l, const void *bytes, size_t size)
{
    if (l->used + size > l->capacity) {
        l->capacity = 2 * l->capacity + size + 256;
        l->text = realloc(l->text, l->capacity);
        MUST(l->text != NULL);
    }
    if (size != 0)
        memcpy(l->text + l->used, bytes, size);
    l->used += size;
}

static void log_field(struct log *l, struct slice s)
{
    char length[32];
    log_bytes(l, length, (size_t)snprintf(length, sizeof length, "%zu:", s.len));
    log_bytes(l, s.ptr, s.len);
}

static void log_end(struct log *l)
{
    log_bytes(l, "\n", 1);
    l->records++;
    l->complete = l->used;
}

static bool same_log(const struct log *a, const struct log *b)
{
    return slice_equal((struct slice){a->text, a->complete}, (struct slice){b->text, b->complete});
}

/* --- libcsv --- */

static void take_field(void *field, size_t size, void *context)
{
    log_field(context, (struct slice){field, size});
}

static void take_row(int terminator, void *context)
{
    (void)terminator;
    log_end(context);
}

static int nothing_is_blank(unsigned char c)
{
    (void)c;
    return 0;
}

static bool read_with_libcsv(struct slice text, char delimiter, struct log *l)
{
    struct csv_parser p;
    MUST(csv_init(&p, CSV_STRICT | CSV_STRICT_FINI) == 0);
    csv_set_delim(&p, (unsigned char)delimiter);
    csv_set_space_func(&p, nothing_is_blank);
    bool sound = csv_parse(&p, text.ptr, text.len, take_field, take_row, l) == text.len;
    sound = sound && csv_fini(&p, take_field, take_row, l) == 0;
    csv_free(&p);
    return sound;
}

/* --- ours --- */

struct reading {
    struct log log;
    struct error first; /* what was wrong first */
    uint64_t bad;
};

/* Reads on to the end. Blank lines, which libcsv never shows, are left out of the log. */
static void read_all(struct csv_reader *r, bool past_errors, struct reading *reading,
                     struct csv_writer *w)
{
    struct csv_record record;
    uint64_t line = 0;
    for (;;) {
        struct error e = {0};
        enum csv_result result = csv_reader_next(r, &record, &e);
        if (result == CSV_END)
            return;
        if (result != CSV_RECORD && !reading->first.set)
            reading->first = e;
        if (result == CSV_FAILED || (result == CSV_BAD && !past_errors))
            return;
        MUST(record.line > line || line == 0);
        line = record.line;
        if (result == CSV_BAD) {
            reading->bad++;
            continue;
        }
        for (size_t i = 0; record.raw.len > 0 && i < record.count; i++)
            log_field(&reading->log, csv_record_value(&record, i));
        if (record.raw.len > 0)
            log_end(&reading->log);
        if (w != NULL)
            csv_writer_record(w, &record);
    }
}

static struct csv_reader *open_pieces(struct world *w, const struct csv_options *options,
                                      struct error *e)
{
    return csv_reader_open(w, w->arena, "-", options, e);
}

static struct reading read_pieces(struct slice text, const struct csv_options *options,
                                  size_t chunk, bool past_errors)
{
    struct arena arena = {0};
    struct world_file file = {{"", 0}, text};
    struct world w = {.arena = &arena,
                      .tool = "fuzz",
                      .in_memory = true,
                      .files = &file,
                      .file_count = 1,
                      .chunk = chunk};
    struct reading reading = {0};
    struct csv_reader *r = open_pieces(&w, options, &reading.first);
    MUST((r == NULL) == reading.first.set);
    if (r != NULL)
        read_all(r, past_errors, &reading, NULL);
    struct error e = {0};
    MUST(csv_reader_close(r, &e));
    arena_free(&arena);
    return reading;
}

static void same_reading(const struct reading *a, const struct reading *b)
{
    MUST(same_log(&a->log, &b->log));
    MUST(a->bad == b->bad);
    MUST(a->first.line == b->first.line);
    MUST(strcmp(a->first.column, b->first.column) == 0);
    MUST(strcmp(a->first.text, b->first.text) == 0);
}

/* --- properties --- */

static void kernels_agree(struct slice text, char delimiter, bool final)
{
    struct csv_index x[CSV_KERNELS] = {0};
    for (int k = 0; k < CSV_KERNELS; k++) {
        if (!csv_scan_with((enum csv_kernel)k, &x[k], text, delimiter, final))
            continue;
        MUST(x[k].mark_count == x[0].mark_count && x[k].row_count == x[0].row_count);
        MUST(x[k].flaw == x[0].flaw && x[k].inside == x[0].inside);
        MUST(x[k].flaw != CSV_NOWHERE || x[k].unusual == x[0].unusual);
        for (size_t i = 0; i < x[k].mark_count; i++)
            MUST(x[k].marks[i] == x[0].marks[i]);
        for (size_t i = 0; i < x[k].row_count; i++)
            MUST(memcmp(&x[k].rows[i], &x[0].rows[i], sizeof x[k].rows[i]) == 0);
        if (k > 0)
            csv_index_free(&x[k]);
    }
    csv_index_free(&x[0]);
}

/* Written by the writer in either way, the records are read again as they were. */
static void written_is_read(struct slice text, char delimiter, char written)
{
    struct arena arena = {0};
    struct world w = {.arena = &arena, .tool = "fuzz", .in_memory = true};
    struct csv_options options = {.delimiter = delimiter, .any_width = true, .no_header = true};
    struct csv_writer_options as = {.delimiter = written};
    struct error e = {0};
    struct reading first = {0};
    struct reading second = {0};
    const struct slice names[] = {SLICE("a"), SLICE("b")};
    struct csv_reader *r = csv_reader_open_bytes(&w, &arena, "first", text, 1, &options, names, 2);
    struct csv_writer *out = csv_writer_open(&w, &arena, NULL, &as, &e);
    read_all(r, true, &first, out);
    MUST(csv_writer_close(out, true, &e) && csv_reader_close(r, &e));
    options.delimiter = written;
    r = csv_reader_open_bytes(&w, &arena, "second", world_kept(&w, ""), 1, &options, names, 2);
    read_all(r, true, &second, NULL);
    MUST(csv_reader_close(r, &e));
    MUST(second.bad == 0 && !second.first.set);
    MUST(same_log(&first.log, &second.log));
    free(first.log.text);
    free(second.log.text);
    arena_free(&arena);
}

static void agrees_with_libcsv(struct slice text, const struct csv_options *options, size_t chunk)
{
    struct log theirs = {0};
    bool sound = read_with_libcsv(text, options->delimiter, &theirs);
    struct reading ours = read_pieces(text, options, chunk, false);
    bool empty = text.len == 0;
    MUST(empty || ours.first.set == !sound);
    /* Without a header, opening looks at the first record: when that is bad, nothing is read. */
    MUST(same_log(&ours.log, &theirs));
    free(theirs.text);
    free(ours.log.text);
}

static void pieces_agree(struct slice text, const struct csv_options *options, size_t chunk)
{
    struct reading whole = read_pieces(text, options, 0, true);
    struct reading pieces = read_pieces(text, options, chunk, true);
    same_reading(&whole, &pieces);
    free(whole.log.text);
    free(pieces.log.text);
}

/* One of the properties, with options that lead to another part of the reader each. */
static void hold(unsigned property, struct slice text, char delimiter, size_t chunk)
{
    const struct csv_options options[] = {
        {.any_width = true},
        {.lenient_quotes = true, .delimiter = delimiter},
        {.max_field = 5, .max_record = 40, .delimiter = delimiter},
        {.encoding = "WINDOWS-1253", .delimiter = delimiter},
        {.encoding = "UTF-16LE", .no_header = true, .any_width = true},
        {.no_header = true, .lenient_quotes = true, .max_record = 200},
    };
    size_t count = sizeof options / sizeof options[0];
    if (property < count)
        pieces_agree(text, &options[property], chunk);
    else
        written_is_read(text, delimiter, property == count ? delimiter : ',');
}

/* libcsv knows neither NUL nor UTF-8 nor sep= lines. */
static void agrees_on_ascii(struct slice text, char delimiter, size_t chunk)
{
    char *ascii = malloc(text.len + 1);
    MUST(ascii != NULL);
    for (size_t i = 0; i < text.len; i++)
        ascii[i] = (char)((text.ptr[i] & 0x7f) != 0 ? text.ptr[i] & 0x7f : 'n');
    struct slice plain = {ascii, text.len};
    struct csv_options strict = {.delimiter = delimiter, .any_width = true, .no_header = true};
    bool separator_line = plain.len >= 4 && (memcmp(plain.ptr + 1, "ep=", 3) == 0 ||
                                             memcmp(plain.ptr + 1, "EP=", 3) == 0);
    if (!separator_line) {
        agrees_with_libcsv(plain, &strict, chunk);
        agrees_with_libcsv(plain, &strict, 0);
    }
    free(ascii);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char delimiters[] = {',', ';', '\t', '|'};
    static const size_t chunks[] = {1, 2, 3, 7, 64, 4095, 4096, 65536};
    if (size < 2 || size > 1024 * 1024)
        return 0;
    char delimiter = delimiters[data[0] % 4];
    size_t chunk = chunks[data[0] / 4 % 8];
    struct slice text = {(const char *)data + 2, size - 2};
    kernels_agree(text, delimiter, data[0] / 32 % 2 != 0);
    hold(data[1] % 8, text, delimiter, chunk);
    agrees_on_ascii(text, delimiter, chunk);
    return 0;
}
