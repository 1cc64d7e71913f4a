/* SPDX-License-Identifier: MIT */
/* Each kernel of the scan against a scan byte by byte, on texts in which every character falls on
 * every place of a block. */
#include "lib/csv_scan.h"

#include "test.h"

enum { TEXT_MAX = 400 };

/* What a reader of one byte after the other finds. */
struct plain {
    uint32_t marks[TEXT_MAX + 1];
    size_t mark_count;
    struct csv_row rows[TEXT_MAX + 1];
    size_t row_count;
    size_t flaw;
    bool inside;
};

static bool ends_field(char c, char delimiter)
{
    return c == delimiter || c == '\n' || c == '\r';
}

static void end_row(struct plain *p, uint32_t breaks, uint32_t quotes)
{
    p->rows[p->row_count++] = (struct csv_row){(uint32_t)(p->mark_count - 1), breaks, quotes};
}

static void scan_plainly(struct plain *p, struct slice text, char delimiter, bool final)
{
    uint32_t breaks = 0;
    uint32_t quotes = 0;
    size_t start = 0;
    bool at_start = true;
    bool after_quote = false;
    *p = (struct plain){.flaw = CSV_NOWHERE};
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        bool is_break = c == '\r' || (c == '\n' && (i == 0 || text.ptr[i - 1] != '\r'));
        if ((after_quote && c != '"' && !ends_field(c, delimiter)) ||
            (c == '"' && !p->inside && !after_quote && !at_start)) {
            p->flaw = i;
            p->inside = false;
            return;
        }
        if (c == '"') {
            quotes++;
            after_quote = p->inside;
            p->inside = !p->inside;
            at_start = false;
            continue;
        }
        after_quote = false;
        if (p->inside) {
            breaks += is_break;
            continue;
        }
        at_start = ends_field(c, delimiter);
        if (c == delimiter || is_break)
            p->marks[p->mark_count++] = (uint32_t)i;
        if (is_break)
            end_row(p, breaks, quotes);
        if (c == '\r' || c == '\n')
            start = i + 1;
    }
    if (final && !p->inside && start < text.len) {
        p->marks[p->mark_count++] = (uint32_t)text.len;
        end_row(p, breaks, quotes);
    }
}

static bool same(const struct plain *p, const struct csv_index *x)
{
    if (p->mark_count != x->mark_count || p->row_count != x->row_count || p->flaw != x->flaw ||
        p->inside != x->inside)
        return false;
    for (size_t i = 0; i < p->mark_count; i++) {
        if (p->marks[i] != x->marks[i])
            return false;
    }
    for (size_t i = 0; i < p->row_count; i++) {
        if (memcmp(&p->rows[i], &x->rows[i], sizeof p->rows[i]) != 0)
            return false;
    }
    return true;
}

static bool has_unusual(struct slice text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '\0' || (unsigned char)text.ptr[i] >= 0x80)
            return true;
    }
    return false;
}

/* All kernels on this text. */
static bool agree(struct slice text, char delimiter, bool final, struct csv_index *x)
{
    struct plain p;
    bool good = true;
    scan_plainly(&p, text, delimiter, final);
    for (int k = 0; k < CSV_KERNELS; k++) {
        if (csv_scan_with((enum csv_kernel)k, x, text, delimiter, final))
            good =
                good && same(&p, x) && (p.flaw != CSV_NOWHERE || x->unusual == has_unusual(text));
    }
    return good;
}

static uint32_t draw(uint32_t *state)
{
    *state = *state * 1664525 + 1013904223;
    return *state >> 8;
}

/* Mostly sound CSV, so that scans do not stop at once: quotes come in the places where they may,
 * now and then elsewhere. */
static size_t compose(char *text, uint32_t *state, char delimiter)
{
    size_t wanted = draw(state) % (TEXT_MAX - 40);
    size_t n = 0;
    while (n < wanted) {
        bool quoted = draw(state) % 3 == 0;
        if (quoted)
            text[n++] = '"';
        for (uint32_t left = draw(state) % 20; left > 0; left--) {
            uint32_t kind = draw(state) % 40;
            if (quoted && kind < 12) {
                static const char within[] = {',', ';', '\n', '\r'};
                text[n++] = within[kind % 4];
            } else if (quoted && kind < 16) {
                text[n++] = '"';
                text[n++] = '"';
            } else {
                text[n++] = kind == 39 && draw(state) % 8 == 0 ? '"' : kind == 38 ? '\xce' : 'x';
            }
            if (n > TEXT_MAX - 10)
                break;
        }
        if (quoted)
            text[n++] = '"';
        uint32_t end = draw(state) % 8;
        text[n++] = end == 0 ? '\n' : end == 1 ? '\r' : delimiter;
        if (end == 2) {
            text[n - 1] = '\r';
            text[n++] = '\n';
        }
        if (n > TEXT_MAX - 40)
            break;
    }
    return n;
}

static void random_texts(void)
{
    static const char delimiters[] = {',', ';', '\t', '|'};
    struct csv_index x = {0};
    uint32_t state = 7;
    size_t wrong = 0;
    size_t whole = 0;
    char text[TEXT_MAX + 8];
    for (int i = 0; i < 60000; i++) {
        char delimiter = delimiters[i % 4];
        struct slice s = {text, compose(text, &state, delimiter)};
        wrong += !agree(s, delimiter, i % 8 < 4, &x);
        whole += x.flaw == CSV_NOWHERE && x.row_count > 2;
    }
    CHECK_NUMBER((int64_t)wrong, 0);
    CHECK(whole > 10000); /* the texts were not all broken at once */
    csv_index_free(&x);
}

/* Each special character at each place around the edges of the first blocks. */
static void every_place(void)
{
    static const char *const pieces[] = {"\"",  "\"\"", "\n",     "\r\n",  "\r", ",",
                                         ",\"", "\",",  "\"\n\"", "\"a\"", "\0", "\xff"};
    struct csv_index x = {0};
    size_t wrong = 0;
    char text[TEXT_MAX];
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        for (size_t at = 0; at < 140; at++) {
            for (size_t second = at; second < 140; second += 1 + second / 8) {
                memset(text, 'x', sizeof text);
                size_t n = strlen(pieces[i]) + (pieces[i][0] == '\0');
                memcpy(text + at, pieces[i], n);
                memcpy(text + second, pieces[i], n);
                wrong += !agree((struct slice){text, 150}, ',', at % 2 == 0, &x);
                wrong += !agree((struct slice){text, second + n}, ',', at % 2 == 0, &x);
            }
        }
    }
    CHECK_NUMBER((int64_t)wrong, 0);
    csv_index_free(&x);
}

static void breaks(void)
{
    CHECK_NUMBER((int64_t)csv_count_breaks(SLICE("")), 0);
    CHECK_NUMBER((int64_t)csv_count_breaks(SLICE("a\nb\r\nc\rd\n\r\r\n")), 6);
}

int main(void)
{
    random_texts();
    every_place();
    breaks();
    return test_report("csv_scan");
}
