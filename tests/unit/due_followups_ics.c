/* SPDX-License-Identifier: MIT */
/* Calendar lines: folding at 75 octets between characters, escaping (RFC 5545, sections 3.1 and 3.3.11). */
#include "due-followups/ics.h"

#include "test.h"

/* What ics_line writes for a line. */
static struct slice folded(struct arena *a, struct slice line)
{
    struct world *w = arena_zeroed(a, sizeof *w);
    *w = (struct world){.arena = a, .tool = "test", .in_memory = true};
    struct output out;
    struct error e = {0};
    CHECK(output_open(w, NULL, &out, &e));
    ics_line(&out, line);
    CHECK(output_close(&out, true, &e));
    return world_kept(w, "");
}

static struct slice repeated(struct arena *a, const char *piece, size_t times)
{
    struct slice s = {"", 0};
    for (size_t i = 0; i < times; i++)
        s = arena_print(a, "%.*s%s", SLICE_ARG(s), piece);
    return s;
}

/* Unfolds, and checks each physical line on the way. */
static struct slice unfolded(struct arena *a, struct slice text)
{
    char *to = arena_bytes(a, text.len + 1);
    size_t n = 0, octets = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '\r') {
            CHECK(i + 1 < text.len && text.ptr[i + 1] == '\n');
            CHECK(octets <= 75);
            octets = 0;
            i++;
            if (i + 1 < text.len) {
                CHECK(text.ptr[i + 1] == ' ');
                CHECK(((unsigned char)text.ptr[i + 2] & 0xc0) != 0x80);
                octets = 1;
                i++;
            }
            continue;
        }
        to[n++] = text.ptr[i];
        octets++;
    }
    return (struct slice){to, n};
}

static void check_folding(struct arena *a)
{
    CHECK_TEXT(folded(a, SLICE("SUMMARY:short")), "SUMMARY:short\r\n");
    struct slice line = repeated(a, "x", 75);
    CHECK_TEXT(folded(a, line), arena_print(a, "%.*s\r\n", SLICE_ARG(line)).ptr);
    line = repeated(a, "x", 76);
    CHECK_TEXT(folded(a, line), arena_print(a, "%.75s\r\n x\r\n", line.ptr).ptr);
    static const char *const pieces[] = {"x", "ά", "я", "ص", "€", "\xf0\x9f\x98\x80", "aά", "ab€"};
    for (size_t p = 0; p < sizeof pieces / sizeof *pieces; p++) {
        for (size_t times = 15; times < 160; times += 7) {
            line = repeated(a, pieces[p], times);
            struct slice back = unfolded(a, folded(a, line));
            CHECK(slice_equal(back, line));
        }
    }
}

static void check_escaping(struct arena *a)
{
    CHECK_TEXT(ics_escape(SLICE("a,b;c\\d"), a), "a\\,b\\;c\\\\d");
    CHECK_TEXT(ics_escape(SLICE("one\ntwo\r\nthree\rfour"), a), "one\\ntwo\\nthree\\nfour");
    CHECK_TEXT(ics_escape(SLICE("bell\a tab\t"), a), "bell tab\t");
    CHECK_TEXT(ics_escape(SLICE("«Αγαπητή κυρία»: ok"), a), "«Αγαπητή κυρία»: ok");
}

int main(void)
{
    struct arena a = {0};
    check_folding(&a);
    check_escaping(&a);
    arena_free(&a);
    return test_report("due_followups_ics");
}
