/* SPDX-License-Identifier: MIT */
#include "lib/number.h"

#include "lib/utf8.h"

enum { DECIMALS = 6, LONGEST = 64 };

/* A cell boiled down: digits and marks as ASCII, signs of currency and blanks taken out. */
struct plain {
    char text[LONGEST];
    size_t len;
    bool negative;
    bool odd; /* a character that has no business in a number */
};

static bool fail(struct slice cell, struct error *e, const char *why)
{
    return error_set(e, "'%s' is not a number%s", quote(cell).text, why);
}

/* Currency codes and words that stand beside amounts; compared in upper case. */
static bool is_currency_word(struct slice word)
{
    static const char *const words[] = {"EUR", "USD", "GBP", "PLN", "RUB", "RUR", "EGP", "SAR",
                                        "AED", "CHF", "KR",  "SEK", "NOK", "DKK", "CZK", "HUF",
                                        "RON", "BGN", "TRY", "UAH", "QAR", "KWD", "JOD", "MAD",
                                        "TND", "Z\xc5\x81", "Z\xc5\x82", "ZL"};
    char upper[8];
    if (word.len >= sizeof upper)
        return false;
    for (size_t i = 0; i < word.len; i++)
        upper[i] = word.ptr[i] >= 'a' && word.ptr[i] <= 'z' ? (char)(word.ptr[i] - 32) : word.ptr[i];
    struct slice u = {upper, word.len};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (slice_equal(u, slice_of(words[i])))
            return true;
    }
    return false;
}

static bool is_letter(struct slice s)
{
    unsigned char c = (unsigned char)s.ptr[0];
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == 0xc5;
}

/* Those of other scripts, as they are written beside amounts; of two that begin alike the longer one first. */
static size_t other_currency_word(struct slice s)
{
    static const char *const words[] = {"рублей", "рубля", "рубль", "руб.", "руб", "Руб.", "Руб", "РУБ.", "РУБ",
                                        "р.",     "Р.",    "р",     "грн.", "грн", "лв.",  "лв",  "ευρώ", "Ευρώ",
                                        "ΕΥΡΩ",   "ريال",  "جنيه",  "درهم", "دينار", "ر.س.", "ر.س", "ج.م.", "ج.م",
                                        "د.إ.",   "د.إ",   "د.ك.",  "د.ك"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t n = strlen(words[i]);
        if (s.len >= n && memcmp(s.ptr, words[i], n) == 0)
            return n;
    }
    return 0;
}

static size_t latin_currency_word(struct slice s)
{
    size_t n = 0;
    while (n < s.len && is_letter(slice_from(s, n)))
        n += (unsigned char)s.ptr[n] == 0xc5 ? 2 : 1;
    return n <= s.len && is_currency_word((struct slice){s.ptr, n}) ? n : 0;
}

/* The bytes of the sign or name of a currency that s starts with; 0: it starts with none. */
static size_t currency_length(struct slice s)
{
    uint32_t c;
    if (is_letter(s))
        return latin_currency_word(s);
    if ((unsigned char)s.ptr[0] < 0x80)
        return s.ptr[0] == '$';
    size_t word = other_currency_word(s);
    if (word != 0)
        return word;
    size_t n = utf8_decode(s, &c);
    return n != 0 && (c == 0xa3 || c == 0xa5 || (c >= 0x20a0 && c <= 0x20cf)) ? n : 0;
}

/* ASCII for a digit or mark of any script, '_' for blanks, ' ' for what says the direction of writing, 0 for anything else. */
static char plain_character(uint32_t c)
{
    if ((c >= '0' && c <= '9') || c == '.' || c == ',' || c == '-' || c == '+' || c == '(' || c == ')')
        return (char)c;
    if (c >= 0x660 && c <= 0x669)
        return (char)('0' + (c - 0x660));
    if (c >= 0x6f0 && c <= 0x6f9)
        return (char)('0' + (c - 0x6f0));
    switch (c) {
    case 0x066b:
        return '.';
    case 0x066c:
    case '\'':
    case 0x2019:
        return '\'';
    case 0x2212:
        return '-';
    case ' ':
    case 0xa0:
    case 0x202f:
    case 0x2009:
        return '_';
    case 0x061c:
    case 0x200e:
    case 0x200f:
        return ' ';
    default:
        return '\0';
    }
}

/* Digits behind a currency that has digits before it are odd: "5€50" may be five and a half, or two amounts. */
static struct plain boil_down(struct slice cell)
{
    struct plain p = {.len = 0};
    bool digits = false, closed = false;
    struct slice rest = slice_trim(cell);
    while (rest.len > 0) {
        uint32_t c;
        size_t n = currency_length(rest);
        if (n != 0) {
            closed = digits;
            rest = slice_from(rest, n);
            continue;
        }
        n = utf8_decode(rest, &c);
        char plain = n != 0 ? plain_character(c) : '\0';
        bool digit = plain >= '0' && plain <= '9';
        if (plain == '\0' || (digit && closed) || p.len == LONGEST) {
            p.odd = true;
            return p;
        }
        digits = digits || digit;
        if (plain != ' ')
            p.text[p.len++] = plain;
        rest = slice_from(rest, n);
    }
    return p;
}

/* Takes blanks and one sign off both ends, or a pair of parentheses; the rest must be digits and marks. */
static void take_signs(struct plain *p)
{
    size_t from = 0;
    size_t to = p->len;
    unsigned signs = 0;
    for (bool more = true; more && from < to;) {
        more = false;
        char first = p->text[from];
        char last = p->text[to - 1];
        if (first == '_') {
            from++;
            more = true;
        } else if (last == '_') {
            to--;
            more = true;
        } else if (first == '(' && last == ')' && to - from > 2) {
            p->negative = true;
            signs++;
            from++;
            to--;
            more = true;
        } else if (first == '-' || first == '+' || last == '-') {
            p->negative |= first == '-' || (first != '+' && last == '-');
            signs++;
            from += first == '-' || first == '+';
            to -= !(first == '-' || first == '+');
            more = true;
        }
    }
    memmove(p->text, p->text + from, to - from);
    p->len = to - from;
    p->odd |= signs > 1;
}

static size_t count_digits(const char *text, size_t len)
{
    size_t n = 0;
    while (n < len && text[n] >= '0' && text[n] <= '9')
        n++;
    return n;
}

/* The whole part: digits, or 1 to 3 digits and groups of three behind one kind of group mark. */
static bool check_groups(const char *text, size_t len, char forbidden, size_t *groups)
{
    size_t n = count_digits(text, len);
    *groups = 0;
    if (n == len)
        return true;
    char mark = text[n];
    if (n == 0 || n > 3 || mark == forbidden)
        return false;
    while (n < len) {
        if (text[n] != mark || count_digits(text + n + 1, len - n - 1) != 3)
            return false;
        n += 4;
        ++*groups;
    }
    return true;
}

/* value = value * 10 + digit, false on overflow */
static bool push_digit(int64_t *value, char digit)
{
    if (*value > (INT64_MAX - (digit - '0')) / 10)
        return false;
    *value = *value * 10 + (digit - '0');
    return true;
}

static bool to_millionths(const char *text, size_t len, size_t whole, int64_t *value)
{
    int64_t v = 0;
    size_t decimals = 0;
    bool round_up = false;
    for (size_t i = 0; i < len; i++) {
        if (text[i] < '0' || text[i] > '9')
            continue;
        if (i > whole && decimals == DECIMALS) {
            round_up = text[i] >= '5';
            break;
        }
        if (!push_digit(&v, text[i]))
            return false;
        decimals += i > whole;
    }
    for (; decimals < DECIMALS; decimals++) {
        if (!push_digit(&v, '0'))
            return false;
    }
    if (round_up && v == INT64_MAX)
        return false;
    *value = v + round_up;
    return true;
}

static const char *advice(const struct plain *p, char decimal)
{
    const char other = decimal == '.' ? ',' : '.';
    size_t others = 0;
    for (size_t i = 0; i < p->len; i++)
        others += p->text[i] == other;
    if (p->odd || others == 0)
        return "";
    return decimal == '.' ? " (decimal comma? use --decimal ,)" : " (decimal point? use --decimal .)";
}

/* The usual cell: digits, perhaps a point and up to six decimals, at most 12 digits before it. */
static bool parse_simple(struct slice cell, int64_t *millionths)
{
    static const int32_t units[DECIMALS + 1] = {1000000, 100000, 10000, 1000, 100, 10, 1};
    bool negative = cell.len > 0 && cell.ptr[0] == '-';
    int64_t v = 0;
    size_t i = negative;
    size_t start = i;
    for (; i < cell.len && i - start < 12 && cell.ptr[i] >= '0' && cell.ptr[i] <= '9'; i++)
        v = v * 10 + (cell.ptr[i] - '0');
    if (i == start)
        return false;
    size_t decimals = 0;
    if (i < cell.len && cell.ptr[i] == '.') {
        size_t first = ++i;
        for (; i < cell.len && i - first < DECIMALS && cell.ptr[i] >= '0' && cell.ptr[i] <= '9'; i++)
            v = v * 10 + (cell.ptr[i] - '0');
        decimals = i - first;
        if (decimals == 0)
            return false;
    }
    if (i != cell.len)
        return false;
    *millionths = (negative ? -v : v) * units[decimals];
    return true;
}

bool number_parse(struct slice cell, enum decimal_mark mark, int64_t *millionths, struct error *e)
{
    if (mark != DECIMAL_COMMA && parse_simple(cell, millionths))
        return true;
    const char decimal = mark == DECIMAL_COMMA ? ',' : '.';
    struct plain p = boil_down(cell);
    if (p.odd)
        return fail(cell, e, "");
    take_signs(&p);
    const char *point = p.len != 0 ? memchr(p.text, decimal, p.len) : NULL;
    size_t whole = point != NULL ? (size_t)(point - p.text) : p.len;
    size_t decimals = point != NULL ? p.len - whole - 1 : 0;
    size_t groups;
    bool good = !p.odd && count_digits(p.text + whole + (point != NULL), decimals) == decimals &&
                whole + decimals > 0 && check_groups(p.text, whole, decimal, &groups);
    if (!good)
        return fail(cell, e, advice(&p, decimal));
    if (groups == 1 && mark == DECIMAL_UNSTATED && point == NULL && memchr(p.text, ',', p.len) != NULL)
        return fail(cell, e, " without saying what the comma is: use --decimal , or --decimal .");
    if (!to_millionths(p.text, p.len, whole, millionths))
        return error_set(e, "'%s' is too large: at most 9223372036854.775807", quote(cell).text);
    if (p.negative)
        *millionths = -*millionths;
    return true;
}

bool number_parse_integer(struct slice cell, int64_t low, int64_t high, int64_t *value,
                          struct error *e)
{
    struct plain p = boil_down(cell);
    take_signs(&p);
    if (p.len > 2 && p.text[p.len - 2] == '.' && p.text[p.len - 1] == '0')
        p.len -= 2;
    int64_t v = 0;
    bool good = !p.odd && p.len > 0 && count_digits(p.text, p.len) == p.len;
    for (size_t i = 0; good && i < p.len; i++)
        good = push_digit(&v, p.text[i]);
    if (!good)
        return error_set(e, "'%s' is not a whole number", quote(cell).text);
    if (p.negative)
        v = -v;
    if (v < low || v > high)
        return error_set(e, "'%s' is not between %lld and %lld", quote(cell).text, (long long)low,
                         (long long)high);
    *value = v;
    return true;
}
