/* SPDX-License-Identifier: MIT */
/* The reader, case by case, each read at once and in pieces; parts for threads; the limits; very
 * many columns. */
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

/* The value, with ~ for NUL so that a C string can be compared. */
static struct slice show_value(struct arena *a, struct slice value)
{
    char *text = arena_string(a, value);
    for (size_t i = 0; i < value.len; i++)
        text[i] = text[i] == '\0' ? '~' : text[i];
    return (struct slice){text, value.len};
}

/* "line|field|field\n" */
static struct slice show_record(struct arena *a, struct slice log, const struct csv_record *record)
{
    log = join(a, log, arena_print(a, "%llu", (unsigned long long)record->line));
    for (size_t i = 0; i < record->count; i++)
        log = join(a, join(a, log, SLICE("|")), show_value(a, csv_record_value(record, i)));
    return join(a, log, SLICE("\n"));
}

static struct slice show_error(struct arena *a, struct slice log, const char *kind,
                               const struct error *e)
{
    return join(
        a, log,
        arena_print(a, "%s %llu [%s] %s\n", kind, (unsigned long long)e->line, e->column, e->text));
}

static struct slice show_header(struct arena *a, const struct csv_reader *r)
{
    size_t count;
    const struct slice *names = csv_reader_header(r, &count);
    struct slice log = SLICE("=");
    for (size_t i = 0; i < count; i++)
        log = join(a, join(a, log, SLICE("|")), names[i]);
    return join(a, log, SLICE("\n"));
}

static struct slice read_rest(struct arena *a, struct csv_reader *r, struct slice log)
{
    struct csv_record record;
    for (;;) {
        struct error e = {0};
        switch (csv_reader_next(r, &record, &e)) {
        case CSV_RECORD:
            log = show_record(a, log, &record);
            break;
        case CSV_END:
            return log;
        case CSV_BAD:
            log = show_error(a, log, "bad", &e);
            break;
        case CSV_FAILED:
            return show_error(a, log, "failed", &e);
        }
    }
}

static struct slice read_log(struct arena *a, struct slice bytes, size_t chunk,
                             const struct csv_options *options)
{
    struct world_file file = {SLICE("f.csv"), bytes};
    struct world w = {.arena = a,
                      .tool = "test",
                      .in_memory = true,
                      .files = &file,
                      .file_count = 1,
                      .chunk = chunk};
    struct error e = {0};
    struct csv_reader *r = csv_reader_open(&w, a, "f.csv", options, &e);
    if (r == NULL)
        return show_error(a, SLICE(""), "failed", &e);
    struct slice log = read_rest(a, r, show_header(a, r));
    CHECK(csv_reader_close(r, &e));
    return log;
}

static void expect(struct slice bytes, const struct csv_options *options, const char *expected)
{
    for (size_t i = 0; i < CHUNKS; i++) {
        struct arena arena = {0};
        CHECK_TEXT(read_log(&arena, bytes, chunks[i], options), expected);
        arena_free(&arena);
    }
}

static size_t suits(void *context, const struct slice *names, size_t count)
{
    size_t found = 0;
    for (size_t i = 0; i < count; i++)
        found += slice_equal(names[i], slice_of(context));
    return found;
}

/* --- cases --- */

static void line_ends(void)
{
    const struct csv_options comma = {.delimiter = ','};
    expect(SLICE("a,b\n1,2\n3,4\n"), &comma, "=|a|b\n2|1|2\n3|3|4\n");
    expect(SLICE("a,b\n1,2\n3,4"), &comma, "=|a|b\n2|1|2\n3|3|4\n");
    expect(SLICE("a,b\r\n1,2\r\n3,4\r\n"), &comma, "=|a|b\n2|1|2\n3|3|4\n");
    expect(SLICE("a,b\r1,2\r3,4\r"), &comma, "=|a|b\n2|1|2\n3|3|4\n");
    expect(SLICE("a,b\r\n1,\n,2\r,\n"), &comma, "=|a|b\n2|1|\n3||2\n4||\n");
    expect(SLICE("a,b\n1,"), &comma, "=|a|b\n2|1|\n");
    expect(SLICE("\n\na,b\n\n1,2\n\n\r\n\r3,4\n\n"), &comma, "=|a|b\n5|1|2\n9|3|4\n");
    expect(SLICE("a\n\n1\n\"\"\n\n"), &comma, "=|a\n2|\n3|1\n4|\n5|\n");
    expect(SLICE("a\r\n\r\n1\r\n"), &comma, "=|a\n2|\n3|1\n");
    expect(SLICE("a,b\n"), &comma, "=|a|b\n");
    expect(SLICE("a,b"), &comma, "=|a|b\n");
}

static void quotes(void)
{
    const struct csv_options comma = {.delimiter = ','};
    expect(SLICE("a,b\n\"x, y\",\"say \"\"hi\"\"\"\n"), &comma, "=|a|b\n2|x, y|say \"hi\"\n");
    expect(SLICE("a,b\n\"two\nlines\",\"and\r\nthree\r\n\"\n4,5\n"), &comma,
           "=|a|b\n2|two\nlines|and\r\nthree\r\n\n6|4|5\n");
    expect(SLICE("a,b\r\"x\ry\",1\r\"\",\"\"\"\"\r"), &comma, "=|a|b\n2|x\ry|1\n4||\"\n");
    expect(SLICE("\"a\n1\",\"b\"\"\"\n\"1\",2"), &comma, "=|a\n1|b\"\n3|1|2\n");
    expect(SLICE("a,b\n 1 ,\" 2 \"\n"), &comma, "=|a|b\n2| 1 | 2 \n");
}

static void dialects(void)
{
    const struct csv_options survey = {0};
    char id[] = "id";
    const struct csv_options wanted = {.suits = suits, .context = id, .needed = 1};
    expect(SLICE("\xef\xbb\xbf\"a\",b\n1,2\n"), &survey, "=|a|b\n2|1|2\n");
    expect(SLICE("sep=;\r\na;b\r\n1;2,3\r\n"), &survey, "=|a|b\n3|1|2,3\n");
    expect(SLICE("\xef\xbb\xbfsep=\t\na\tb\n1\t2\n"), &survey, "=|a|b\n3|1|2\n");
    expect(SLICE("sep=;\na;b\n"), &(struct csv_options){.delimiter = ','}, "=|a;b\n");
    expect(SLICE("a;b\n1;2,5\n3;4\n"), &survey, "=|a|b\n2|1|2,5\n3|3|4\n");
    expect(SLICE("a\tb,c\n1\t2,3\n"), &survey,
           "failed 1 [] cannot tell the delimiter (',' gives 2 columns, TAB gives 2; equally "
           "many); use -d\n");
    expect(SLICE("only\n1,5\n2\n"), &survey,
           "=|only\nbad 2 [] 2 fields, but the header has 1; is there a delimiter or "
           "a line break in a value without quotes?\n3|2\n");
    expect(SLICE("x,y;id\n1,2;3\n"), &wanted, "=|x,y|id\n2|1,2|3\n");
    expect(SLICE("id|x\n1|2\n"), &wanted, "=|id|x\n2|1|2\n");
    expect(SLICE("\"id\",\"x;y\"\n1,2\n"), &wanted, "=|id|x;y\n2|1|2\n");
    expect(SLICE("name\nx\n"), &wanted, "=|name\n2|x\n");
    expect(SLICE("name;y\nx;z\n"), &wanted, "=|name|y\n2|x|z\n");
    expect(SLICE("id,x;id\n1,2;3\n"), &wanted,
           "failed 1 [] cannot tell the delimiter (',' gives 2 columns, ';' gives 2; several have "
           "the columns that "
           "are needed); use -d\n");
    /* the most columns by far: what is missing is said by whoever needs it */
    expect(SLICE("u,v,x;w\n1,2,3;4\n"), &wanted, "=|u|v|x;w\n2|1|2|3;4\n");
    expect(SLICE("u,v;w\n1,2;3\n"), &wanted,
           "failed 1 [] cannot tell the delimiter (',' gives 2 columns, ';' gives 2; none has the "
           "columns that are "
           "needed); use -d\n");
}

static void without_header(void)
{
    const struct csv_options bare = {.no_header = true};
    expect(SLICE("1,2\n3,4\n"), &bare, "=|1|2\n1|1|2\n2|3|4\n");
    expect(SLICE("\n\n"), &bare, "=|1\n1|\n2|\n");
    expect(SLICE("\n\nx;y\n"), &bare, "=|1|2\n3|x|y\n");
    expect(SLICE("a,b\n1\n2,3,4\n"), &(struct csv_options){.any_width = true, .delimiter = ','},
           "=|a|b\n2|1\n3|2|3|4\n");
}

static void refusals(void)
{
    const struct csv_options comma = {.delimiter = ','};
    expect(SLICE(""), &comma, "failed 0 [] there is no header: the input is empty\n");
    expect(SLICE("\xef\xbb\xbf"), &comma, "failed 0 [] there is no header: the input is empty\n");
    expect(SLICE("\n\n"), &comma, "failed 0 [] there is no header: the input is empty\n");
    expect(SLICE("a,b\n1\n2,3\n4,5,6\n"), &comma,
           "=|a|b\nbad 2 [] 1 field, but the header has 2; is there a delimiter or a line break in "
           "a value without "
           "quotes?\n3|2|3\nbad 4 [] 3 fields, but the header has 2; is there a delimiter or a "
           "line break in a value "
           "without quotes?\n");
    expect(SLICE("a,b\n1,5\" pipe\n2,\"x\"y\n\"two\nlines\",\"z\" \n3,4\n"), &comma,
           "=|a|b\nbad 2 [b] stray quote in the field that opens on line 2; a quote is written "
           "\"\" within quotes, or "
           "use --lenient-quotes\nbad 3 [b] text behind the closing quote of the field that opens "
           "on line 3; a quote "
           "is written \"\" within quotes, or use --lenient-quotes\nbad 4 [b] text behind the "
           "closing quote of the "
           "field that opens on line 5; a quote is written \"\" within quotes, or use "
           "--lenient-quotes\n6|3|4\n");
    expect(SLICE("a,b\n1,\"x\n2,y\n"), &comma,
           "=|a|b\nfailed 2 [b] the quote that opens on line 2 is never closed\n");
    expect(SLICE("a,b\n\"1\n1\",\"x\n2,y\n"), &comma,
           "=|a|b\nfailed 2 [b] the quote that opens on line 3 is never closed\n");
    expect(SLICE("\"a,b\n1,2\n"), &comma,
           "failed 1 [] the quote that opens on line 1 is never closed\n");
    expect(SLICE("a,b\"c\n1,2\n"), &comma,
           "failed 1 [] stray quote in the field that opens on line 1; a quote is written \"\" "
           "within quotes, or use "
           "--lenient-quotes\n");
    expect(SLICE("a,b\n1,x\0y\n2,z\n"), &comma,
           "=|a|b\nbad 2 [b] byte 2 of the field is NUL; if the file is in UTF-16, use --encoding "
           "UTF-16LE\n3|2|z\n");
    expect(SLICE("a,b\n1,x\0y\n"), &(struct csv_options){.allow_nul = true}, "=|a|b\n2|1|x~y\n");
}

static void encodings(void)
{
    const struct csv_options comma = {.delimiter = ','};
    expect(SLICE("id,name\n1,\xca\xe1\xeb\xe7\xec\xdd\xf1\xe1\n2,b\n3,\xe2\x82\n"), &comma,
           "=|id|name\nbad 2 [name] byte 1 of the field, 0xCA, is not UTF-8; use --encoding "
           "WINDOWS-1253 (or "
           "ISO-8859-7)\n3|2|b\nbad 4 [name] byte 1 of the field, 0xE2, is not UTF-8; use "
           "--encoding WINDOWS-1252 (or "
           "ISO-8859-1)\n");
    expect(SLICE("id,\xf3\n1,2\n"), &comma,
           "failed 1 [] byte 1 of the field, 0xF3, is not UTF-8; use --encoding WINDOWS-1252 (or "
           "ISO-8859-1), or "
           "WINDOWS-1250 (or ISO-8859-2)\n");
    expect(SLICE("id,a\n1,\xff\n"), &comma,
           "=|id|a\nbad 2 [a] byte 1 of the field, 0xFF, is not UTF-8; say which encoding it is "
           "with --encoding NAME\n");
    expect(
        SLICE("id;\xca\xe1\n1;\xe1,\"\n\"\n"),
        &(struct csv_options){.encoding = "windows-1253", .delimiter = ';'},
        "=|id|Κα\nbad 2 [Κα] stray quote in the field that opens on line 2; a quote is written "
        "\"\" within quotes, "
        "or use --lenient-quotes\nfailed 3 [id] the quote that opens on line 3 is never closed\n");
    expect(SLICE("id;a\n1;\xe1\n2;\xd2\n3;b\n"),
           &(struct csv_options){.encoding = "WINDOWS-1253", .delimiter = ';'},
           "failed 3 [] byte 0xD2 (number 12 of the input) is not WINDOWS-1253; is that its "
           "encoding?\n");
    expect(SLICE("\xff\xfei\0d\0,\0\xb1\x03\n\0"
                 "1\0,\0\xb2\x03\n\0"),
           &(struct csv_options){.encoding = "UTF-16"}, "=|id|α\n2|1|β\n");
    expect(SLICE("\0i\0d\0,\x03\xb1\0\n\0"
                 "1\0,\x03\xb2"),
           &(struct csv_options){.encoding = "UTF-16BE"}, "=|id|α\n2|1|β\n");
    expect(SLICE("i\0d\0,\0a\0\n\0"
                 "1\0,\0b\0\n"),
           &(struct csv_options){.encoding = "UTF-16LE", .delimiter = ','},
           "failed 2 [] the input ends within a character of UTF-16LE; is that its encoding?\n");
    expect(SLICE("\xff\xfei\0d\0"), &comma,
           "failed 1 [] the input is not UTF-8 but UTF-16; use --encoding UTF-16\n");
    expect(SLICE("i\0d\0,\0a\0\n\0"), &comma,
           "failed 1 [] the input is not UTF-8 but UTF-16; use --encoding UTF-16LE\n");
    expect(SLICE("i\0,\0x\0\n\0\x8d\xdd\xff\xff\xff\xff\xff\xff"), /* the advice is the same however little a read gives */
           &(struct csv_options){.encoding = "UTF-16LE", .delimiter = ','},
           "failed 2 [] byte 0x8D (number 9 of the input) is not UTF-16LE; is that its encoding?\n");
    expect(SLICE("a\n"), &(struct csv_options){.encoding = "no-such"},
           "failed 0 [] encoding 'no-such' is not known; iconv -l lists those that are\n");
    expect(SLICE("a\n"), &(struct csv_options){.encoding = "UTF-16//IGNORE"},
           "failed 0 [] encoding 'UTF-16//IGNORE' is not known; iconv -l lists those that are\n");
    expect(SLICE("a,b\n1,\xce\xb1\n"), &(struct csv_options){.encoding = "utf8"}, "=|a|b\n2|1|α\n");
}

static void lenient(void)
{
    const struct csv_options mild = {.delimiter = ',', .lenient_quotes = true};
    expect(SLICE("a,b\n1,5\" pipe\n2,\"x\"y\"\n\"two\nlines\" ,\"z\" \r\n3,4\n"), &mild,
           "=|a|b\n2|1|5\" pipe\n3|2|x\"y\n4|two\nlines|z\n6|3|4\n");
    expect(SLICE("a,b\r\n1, \"x, y\"\r\n2,z\r\n"), &mild, "=|a|b\n2|1|x, y\n3|2|z\n");
    expect(SLICE("a\"1,b\n1,2\n"), &mild, "=|a\"1|b\n2|1|2\n");
    expect(SLICE("a,b\n1,\"x\"y\n2,z\n"), &mild,
           "=|a|b\nfailed 2 [b] the quote that opens on line 2 is never closed\n");
    expect(SLICE("a,b\n\"1\n\", \"x, y\n2,z\n"), &mild,
           "=|a|b\nfailed 2 [b] the quote that opens on line 3 is never closed\n");
    expect(SLICE("a,b\n1,2,5\"\n3,4\n"), &mild,
           "=|a|b\nbad 2 [] 3 fields, but the header has 2; is there a delimiter or a line break "
           "in a value without "
           "quotes?\n3|3|4\n");
}

static void limits(void)
{
    const struct csv_options small = {.delimiter = ',', .max_field = 4, .max_record = 12};
    expect(SLICE("a,b\n12345,6\n7,\"8\"\"\"\n9,10\n"), &small,
           "=|a|b\nbad 2 [a] the field is longer than 4 bytes; use --max-field\nbad 3 [b] the "
           "field is longer than 4 "
           "bytes; use --max-field\n4|9|10\n");
    expect(SLICE("a,b\n1,2\n1234567890,1234\n3,4\n"), &small,
           "=|a|b\n2|1|2\nfailed 3 [] the record is longer than 12 bytes; use --max-record\n");
    expect(SLICE("a,b\n1,\"x\n4,5\n6,7\n8,9\n"),
           &(struct csv_options){.delimiter = ',', .max_record = 8},
           "=|a|b\nfailed 2 [b] the record is longer than 8 bytes; is the quote that opens on line "
           "2 closed? (or use "
           "--max-record)\n");
}

int main(void)
{
    line_ends();
    quotes();
    dialects();
    without_header();
    refusals();
    encodings();
    lenient();
    limits();
    return test_report("csv_reader");
}
