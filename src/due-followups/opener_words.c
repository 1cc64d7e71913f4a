/* SPDX-License-Identifier: MIT */
#include "due-followups/opener_table.h"
#include "lib/civil.h"
#include "lib/number.h"

/* In the case that follows the day. */
static const char *const months[LANGUAGE_COUNT][12] = {
    [LANGUAGE_EN] = {"January", "February", "March", "April", "May", "June", "July", "August",
                     "September", "October", "November", "December"},
    [LANGUAGE_EL] = {"Ιανουαρίου", "Φεβρουαρίου", "Μαρτίου", "Απριλίου", "Μαΐου", "Ιουνίου", "Ιουλίου",
                     "Αυγούστου", "Σεπτεμβρίου", "Οκτωβρίου", "Νοεμβρίου", "Δεκεμβρίου"},
    [LANGUAGE_PL] = {"stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia",
                     "września", "października", "listopada", "grudnia"},
    [LANGUAGE_RU] = {"января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа",
                     "сентября", "октября", "ноября", "декабря"},
    [LANGUAGE_AR] = {"يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر",
                     "أكتوبر", "نوفمبر", "ديسمبر"},
};

struct slice opener_day(int language, int64_t day, struct arena *arena)
{
    struct civil c = civil_from_days(day);
    const char *month = months[language >= LANGUAGE_COUNT ? LANGUAGE_EN : language][c.month - 1];
    bool ordinal = language == LANGUAGE_EL && c.day == 1;
    return arena_print(arena, "%d%s %s", (int)c.day, ordinal ? "η" : "", month);
}

/* A price stays on one line. */
#define NO_BREAK "\xc2\xa0"

struct sign {
    const char *code, *sign;
    bool first_in_english;
};

static const struct sign signs[] = {
    {"EUR", "€", true},   {"GBP", "£", true},   {"USD", "$", true},
    {"PLN", "zł", false}, {"RUB", "₽", false},
};

static struct slice sign_of(struct slice currency, int language, bool *first)
{
    *first = false;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (slice_equal(currency, slice_of(signs[i].code))) {
            *first = signs[i].first_in_english && (language == LANGUAGE_EN || language == LANGUAGE_NOTE);
            return slice_of(signs[i].sign);
        }
    }
    return currency;
}

struct slice opener_price(int language, int64_t millionths, struct slice currency, struct arena *arena)
{
    char digits[NUMBER_TEXT_MAX];
    size_t len = number_format(millionths, 6, 2, digits);
    bool comma = language == LANGUAGE_EL || language == LANGUAGE_PL || language == LANGUAGE_RU;
    for (size_t i = 0; comma && i < len; i++)
        digits[i] = digits[i] == '.' ? ',' : digits[i];
    bool first;
    struct slice sign = sign_of(slice_trim(currency), language, &first);
    if (sign.len == 0)
        return arena_copy(arena, (struct slice){digits, len});
    if (first)
        return arena_print(arena, "%.*s%.*s", SLICE_ARG(sign), (int)len, digits);
    return arena_print(arena, "%.*s" NO_BREAK "%.*s", (int)len, digits, SLICE_ARG(sign));
}
