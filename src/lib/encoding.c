/* SPDX-License-Identifier: MIT */
#include "lib/encoding.h"

#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <stdio.h>

#include "lib/buffer.h"
#include "lib/utf8.h"

struct encoding {
    iconv_t converter;
    const char *name;
    const char *prefix;
    size_t used;   /* bytes in raw that are not converted yet */
    uint64_t done; /* bytes of the input converted so far */
    bool ended;
    char raw[BUFFER_RAW];
};

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool encoding_is_utf8(const char *name)
{
    if (name == NULL)
        return true;
    const char *wanted = "utf8";
    for (; *name != '\0' && *wanted != '\0'; name++) {
        if (*wanted == '8' && (*name == '-' || *name == '_'))
            continue;
        if (lower(*name) != *wanted++)
            return false;
    }
    return *name == '\0' && *wanted == '\0';
}

struct encoding *encoding_open(struct arena *arena, const char *name, const char *prefix, struct error *e)
{
    /* A slash would be an instruction to iconv ("//IGNORE"), and lose text. */
    errno = 0;
    iconv_t converter =
        strchr(name, '/') != NULL || name[0] == '\0' ? (iconv_t)-1 : iconv_open("UTF-8", name);
    if (converter == (iconv_t)-1 && (errno == ENOMEM || errno == EMFILE || errno == ENFILE)) {
        error_system(e, errno, "cannot convert from '%s'", quote(slice_of(name)).text);
        return NULL;
    }
    if (converter == (iconv_t)-1) {
        error_set(e, "encoding '%s' is not known; iconv -l lists those that are",
                  quote(slice_of(name)).text);
        return NULL;
    }
    struct encoding *c = arena_alloc(arena, sizeof *c);
    c->converter = converter;
    c->name = name;
    c->prefix = prefix;
    c->used = 0;
    c->done = 0;
    c->ended = false;
    return c;
}

/* Reads more raw bytes behind those that are left. */
static bool read_raw(struct encoding *c, struct input *in, struct error *e)
{
    ssize_t n = input_read(in, c->raw + c->used, BUFFER_RAW - c->used, e);
    if (n < 0)
        return false;
    c->used += (size_t)n;
    c->ended = n == 0;
    return true;
}

/* Converts what is there. Returns the number of bytes written; *problem is errno of iconv or 0. */
static size_t convert(struct encoding *c, char *buffer, size_t size, int *problem)
{
    char *from = c->raw;
    size_t from_left = c->used;
    char *to = buffer;
    size_t to_left = size;
    *problem = 0;
    if (iconv(c->converter, &from, &from_left, &to, &to_left) == (size_t)-1)
        *problem = errno;
    c->done += c->used - from_left;
    if (from_left != 0)
        memmove(c->raw, from, from_left);
    c->used = from_left;
    return size - to_left;
}

/* What a stateful decoder still holds back at the end of the input. */
static size_t convert_rest(struct encoding *c, char *buffer, size_t size)
{
    char *to = buffer;
    size_t to_left = size;
    (void)iconv(c->converter, NULL, NULL, &to, &to_left);
    return size - to_left;
}

/* Whether the bytes that are left, which may begin and end within a character, could be UTF-8 and no ASCII. */
static bool may_be_utf8(struct slice rest)
{
    enum { LONGEST_TAIL = 3 };
    size_t begin = 0;
    while (begin < rest.len && begin < LONGEST_TAIL && ((unsigned char)rest.ptr[begin] & 0xc0) == 0x80)
        begin++;
    struct slice text = slice_from(rest, begin);
    return utf8_check(text) + LONGEST_TAIL >= text.len && begin > 0;
}

/* The same many bytes are looked at for the advice, however few of them one read gave. */
static bool read_sample(struct encoding *c, struct input *in, struct slice *sample, struct error *e)
{
    enum { ENOUGH = 64 };
    while (c->used < ENOUGH && !c->ended) {
        if (!read_raw(c, in, e))
            return false;
    }
    *sample = (struct slice){c->raw, c->used < ENOUGH ? c->used : ENOUGH};
    return true;
}

static ssize_t refuse(struct encoding *c, struct input *in, struct error *e)
{
    bool cut_off = c->ended;
    struct slice sample;
    if (!read_sample(c, in, &sample, e))
        return -1;
    unsigned byte = (unsigned char)c->raw[0];
    const char *prefix = c->prefix != NULL ? c->prefix : "";
    bool utf8 = may_be_utf8(sample);
    char advice[80] = "is that its encoding?";
    if (utf8 || c->prefix != NULL)
        snprintf(advice, sizeof advice, "%s --encoding %s%s", utf8 ? "it looks like UTF-8: use" : "say which it is with",
                 prefix, utf8 ? "UTF-8" : "NAME");
    if (cut_off)
        error_set(e, "the input ends within a character of %s; %s", c->name, advice);
    else
        error_set(e, "byte 0x%02X (number %llu of the input) is not %s; %s", byte, (unsigned long long)c->done + 1, c->name,
                  advice);
    return -1;
}

ssize_t encoding_read(struct encoding *c, struct input *in, char *buffer, size_t size,
                      struct error *e)
{
    for (;;) {
        if (c->used == 0 && !c->ended && !read_raw(c, in, e))
            return -1;
        if (c->used == 0 && c->ended)
            return (ssize_t)convert_rest(c, buffer, size);
        int problem;
        size_t n = convert(c, buffer, size, &problem);
        if (n > 0)
            return (ssize_t)n;
        if (problem == EILSEQ || (problem == EINVAL && c->ended))
            return refuse(c, in, e);
        if (problem == EINVAL && !read_raw(c, in, e))
            return -1;
    }
}

void encoding_close(struct encoding *c)
{
    if (c != NULL && c->converter != (iconv_t)-1)
        (void)iconv_close(c->converter);
    if (c != NULL)
        c->converter = (iconv_t)-1;
}

/* --- hints --- */

/*
 * Letters above 0x7f of the single-byte encodings that business exports come in, commonest first
 * (Greek, Russian, Arabic: letter frequencies of running text; the others: letters and quotation
 * marks that Latin texts have among ASCII).
 */
struct script {
    const char *iconv_name;
    const char *name; /* with others that are nearly the same */
    const char *letters;
    bool dense; /* nearly all letters of a text are above 0x7f */
};

static const struct script scripts[] = {
    {"WINDOWS-1253", "WINDOWS-1253 (or ISO-8859-7)",
     "\xe1\xef\xe9\xe5\xf4\xf3\xed\xe7\xf5\xf1\xf0\xea\xec\xeb\xf2\xdf\xdc\xfc\xdd\xe3\xe4\xf9\xe8"
     "\xf7\xde\xfd\xfe\xf6\xe2\xee"
     "\xc1\xca\xd0\xd3\xcc\xc5\xc3\xc4\xd4\xcd\xcb\xd7\xd1\xc9\xcf\xc8\xc7\xd6",
     true},
    {"WINDOWS-1251", "WINDOWS-1251",
     "\xee\xe5\xe0\xe8\xed\xf2\xf1\xf0\xe2\xeb\xea\xec\xe4\xef\xf3\xff\xfb\xfc\xe3\xe7\xe1\xf7\xe9"
     "\xf5\xe6\xf8\xfe\xf6\xf9\xfd"
     "\xcf\xd1\xcd\xc2\xca\xcc\xce\xc4\xd0\xcb\xc0\xc1\xc3\xd2\xc8\xc5\xd7\xb8",
     true},
    {"WINDOWS-1256", "WINDOWS-1256",
     "\xc7\xe1\xed\xe3\xe6\xe4\xd1\xca\xc8\xc9\xda\xcf\xd3\xdd\xe5\xdf\xde\xc3\xcd\xcc\xd4\xd5\xce"
     "\xd0\xd6\xec\xc5\xd8\xd2\xdb"
     "\xcb\xc6\xd9\xc1\xc4\xc2",
     true},
    {"WINDOWS-1250", "WINDOWS-1250 (or ISO-8859-2)",
     "\xb3\xb9\xea\xbf\xe6\x9c\xf1\xf3\x9f\xb6\xb1\xbc\xa3\x8c\xaf\xd3", false},
    {"WINDOWS-1252", "WINDOWS-1252 (or ISO-8859-1)",
     "\xe9\xe8\xfc\xf6\xe4\xe0\xe7\x92\xdf\xf1\xf3\xed\xe1\xea\xf4\xe5\xf8\xe6\x93\x94\x96\x97\x80"
     "\xe2\xe3\xa9\x9c\x8c",
     false},
    {"MACINTOSH", "MACINTOSH",
     "\x8e\x8f\x88\x8a\x9a\x9f\xd5\x8d\xd2\xd3\x90\x8c\x96\x97\x92\x87\x89\xa7\xd0\xd1", false},
};
enum { SCRIPTS = sizeof scripts / sizeof scripts[0] };

/* Nothing says UTF-16 so plainly as NULs in every second place. */
const char *encoding_wide(struct slice sample)
{
    if (slice_starts(sample, SLICE("\xff\xfe")) || slice_starts(sample, SLICE("\xfe\xff")))
        return "UTF-16";
    size_t even = 0;
    size_t odd = 0;
    for (size_t i = 0; i < sample.len; i++) {
        even += sample.ptr[i] == '\0' && i % 2 == 0;
        odd += sample.ptr[i] == '\0' && i % 2 == 1;
    }
    if (even + odd == 0 || (even + odd) * 4 < sample.len)
        return NULL;
    return even > odd ? "UTF-16BE" : "UTF-16LE";
}

static bool is_high(char c)
{
    return (unsigned char)c >= 0x80;
}

/* How well the high bytes of the sample suit a script, at most 200 a byte: commoner letters more,
 * others less than nothing. */
static int64_t suitability(const struct script *script, struct slice sample)
{
    int64_t sum = 0;
    int64_t count = (int64_t)strlen(script->letters);
    for (size_t i = 0; i < sample.len; i++) {
        if (!is_high(sample.ptr[i]))
            continue;
        const char *at = strchr(script->letters, sample.ptr[i]);
        sum += at != NULL ? 200 - (at - script->letters) * 100 / count : -100;
    }
    return sum;
}

/* Whether high bytes mostly stand next to each other: a script of its own, not accents among Latin
 * letters. */
static bool is_dense(struct slice sample)
{
    size_t high = 0;
    size_t pairs = 0;
    for (size_t i = 0; i < sample.len; i++) {
        high += is_high(sample.ptr[i]);
        pairs += i > 0 && is_high(sample.ptr[i]) && is_high(sample.ptr[i - 1]);
    }
    return pairs * 2 > high;
}

/* The script that the bytes suit best, NULL for none, and the next where it is close. */
static const struct script *likely_script(struct slice sample, const struct script **also)
{
    const struct script *first = NULL;
    const struct script *second = NULL;
    int64_t most = 0;
    int64_t next = 0;
    bool dense = is_dense(sample);
    for (size_t i = 0; i < SCRIPTS; i++) {
        int64_t suits = scripts[i].dense == dense ? suitability(&scripts[i], sample) : 0;
        if (suits > most) {
            second = first;
            next = most;
            first = &scripts[i];
            most = suits;
        } else if (suits > next) {
            second = &scripts[i];
            next = suits;
        }
    }
    *also = next > most - most / 4 ? second : NULL;
    return first;
}

struct encoding_hint encoding_hint(struct slice sample, const char *prefix)
{
    const struct script *also;
    const struct script *script = likely_script(sample, &also);
    const char *before = prefix != NULL ? prefix : "";
    struct encoding_hint hint;
    if (script == NULL)
        snprintf(hint.text, sizeof hint.text, "say which encoding it is with --encoding %sNAME", before);
    else
        snprintf(hint.text, sizeof hint.text, "use --encoding %s%s%s%s", before, script->name,
                 also != NULL ? ", or " : "", also != NULL ? also->name : "");
    return hint;
}

const char *encoding_likely(struct slice sample)
{
    const struct script *also;
    const struct script *script = likely_script(sample, &also);
    return script != NULL ? script->iconv_name : "ENCODING";
}

static bool convert_short(struct arena *arena, struct slice from, const char *from_name, const char *to_name, struct slice *to)
{
    enum { LONGEST_CHARACTER = 4 };
    iconv_t converter = iconv_open(to_name, from_name);
    if (converter == (iconv_t)-1)
        return false;
    size_t room = memory_multiply(from.len, LONGEST_CHARACTER);
    char *out = arena_bytes(arena, room + 1);
    char *in = arena_bytes(arena, from.len + 1); /* iconv's argument is not const */
    memcpy(in, from.ptr, from.len);
    char *next = out;
    size_t left = from.len;
    size_t skipped = iconv(converter, &in, &left, &next, &room);
    (void)iconv_close(converter);
    *to = (struct slice){out, (size_t)(next - out)};
    return skipped == 0 && left == 0;
}

bool encoding_bytes(struct arena *arena, struct slice text, const char *name, struct slice *bytes)
{
    return convert_short(arena, text, "UTF-8", name, bytes);
}

bool encoding_text(struct arena *arena, struct slice bytes, const char *name, struct slice *text)
{
    return convert_short(arena, bytes, name, "UTF-8", text);
}
