/* SPDX-License-Identifier: MIT */
#include "ingest-survey/labels.h"
#include "lib/number.h"
#include "lib/text.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Reads a decimal number at the start of s; returns the bytes used, 0: there is none. */
static size_t read_code(struct slice s, int64_t *code)
{
    size_t i = s.len > 0 && s.ptr[0] == '-';
    size_t digits = i;
    while (i < s.len && is_digit(s.ptr[i]))
        i++;
    if (i == digits || i - digits > 9)
        return 0;
    if (i + 1 < s.len && (s.ptr[i] == '.' || s.ptr[i] == ',') && is_digit(s.ptr[i + 1])) {
        i++;
        while (i < s.len && is_digit(s.ptr[i]))
            i++;
    }
    struct error ignored = {0};
    struct slice number = {s.ptr, i};
    enum decimal_mark mark = memchr(s.ptr, ',', i) != NULL ? DECIMAL_COMMA : DECIMAL_POINT;
    return number_parse(number, mark, code, &ignored) ? i : 0;
}

static struct slice skip_blanks(struct slice s)
{
    while (s.len > 0 && s.ptr[0] == ' ')
        s = slice_from(s, 1);
    return s;
}

/* What may follow a code that says its scale or unit: "/5", "out of 5", "stars", "★". */
static bool is_unit(struct slice rest)
{
    static const char *const units[] = {
        "star",    "stars",  "point",    "points",   "★",        "⭐",      "%",
        "αστερια", "αστερι", "gwiazdki", "gwiazdka", "gwiazdek", "звезда", "звезды",
        "звезд",   "балл",   "балла",    "баллов",   "نجوم",     "نجمه",   "pkt"};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (slice_equal(rest, slice_of(units[i])))
            return true;
    }
    static const char *const scales[] = {"/", "out of ", "of ", "από ", "απο ", "z ", "из ", "من "};
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++) {
        struct slice lead = slice_of(scales[i]);
        int64_t whole;
        if (slice_starts(rest, lead)) {
            struct slice number = skip_blanks(slice_from(rest, lead.len));
            size_t used = read_code(number, &whole);
            return used != 0 && used == number.len;
        }
    }
    return false;
}

/* "4 - good", "4) good", "4. good", "4: good", "4 = good", "(4) good": what stands behind the code.
 */
static bool cut_leading(struct slice text, int64_t *code, struct slice *rest)
{
    bool bracket = text.len > 0 && text.ptr[0] == '(';
    struct slice inner = slice_from(text, bracket);
    size_t used = read_code(inner, code);
    if (used == 0)
        return false;
    inner = slice_from(inner, used);
    if (bracket || (inner.len > 0 && inner.ptr[0] == ')')) {
        if (inner.len == 0 || inner.ptr[0] != ')')
            return false;
        *rest = skip_blanks(slice_from(inner, 1));
        return true;
    }
    bool tight = inner.len > 0 && (inner.ptr[0] == '.' || inner.ptr[0] == ':');
    struct slice mark = tight ? inner : skip_blanks(inner);
    if (mark.len < 2 || strchr(".:-=", mark.ptr[0]) == NULL || mark.ptr[1] != ' ')
        return false;
    *rest = skip_blanks(slice_from(mark, 1));
    return rest->len > 0 && !is_digit(rest->ptr[0]);
}

/* "good (4)" and "good - 4"; only small codes: "(2018)" is a year. */
static bool cut_trailing(struct slice text, int64_t *code, struct slice *rest)
{
    size_t open = text.len;
    while (open > 0 && text.ptr[open - 1] != '(' &&
           !(open > 1 && text.ptr[open - 1] == ' ' && text.ptr[open - 2] == '-'))
        open--;
    if (open == 0)
        return false;
    bool bracket = text.ptr[open - 1] == '(';
    if (bracket && text.ptr[text.len - 1] != ')')
        return false;
    struct slice inner = {text.ptr + open, text.len - open - bracket};
    size_t used = read_code(inner, code);
    if (used == 0 || used != inner.len || *code > 100 * NUMBER_ONE)
        return false;
    *rest = slice_trim((struct slice){text.ptr, open - (bracket ? 1 : 2)});
    return rest->len > 0;
}

/* "a. excellent", "b) good": the letter is a code without a value. */
static struct slice without_letter(struct slice text)
{
    bool lettered = text.len > 3 && text.ptr[0] >= 'a' && text.ptr[0] <= 'z' &&
                    (text.ptr[1] == '.' || text.ptr[1] == ')') && text.ptr[2] == ' ';
    return lettered ? slice_from(text, 3) : text;
}

struct answer_shape answer_shape(struct arena *scratch, struct slice cell)
{
    struct slice text = text_key(scratch, cell);
    struct answer_shape shape = {.key = {text.ptr, 0}};
    size_t used = read_code(text, &shape.code);
    struct slice rest = skip_blanks(slice_from(text, used));
    shape.has_code = used != 0 && (rest.len == 0 || is_unit(rest));
    if (shape.has_code)
        return shape;
    shape.has_code =
        cut_leading(text, &shape.code, &rest) || cut_trailing(text, &shape.code, &rest);
    shape.key = label_key(scratch, shape.has_code ? rest : without_letter(text));
    return shape;
}
