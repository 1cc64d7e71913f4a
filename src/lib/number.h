/* SPDX-License-Identifier: MIT */
/*
 * Numbers in cells: decimal texts to int64 in millionths and back, exact, with every overflow noticed and no
 * regard to the locale. What people's exports hold is read: currency signs, groups of thousands, a leading
 * or trailing sign, accountants' parentheses, Arabic-Indic and Persian digits. Nothing is guessed: where a
 * comma could be either thing, the error says which option settles it.
 */
#ifndef REGULARS_NUMBER_H
#define REGULARS_NUMBER_H

#include <stdint.h>

#include "lib/error.h"

#define NUMBER_ONE INT64_C(1000000) /* 1 in millionths */

/* How decimals are written: unstated (a point; a comma is refused with advice), a point, a comma. */
enum decimal_mark { DECIMAL_UNSTATED, DECIMAL_POINT, DECIMAL_COMMA };

/*
 * Reads a decimal number into millionths; digits beyond the sixth decimal are rounded half away from zero.
 * Blank cells are an error (test for them first). Errors name no column: the caller adds the place.
 */
bool number_parse(struct slice cell, enum decimal_mark mark, int64_t *millionths, struct error *e);

/* A whole number without groups or sign of currency, in [low, high]. "12923.0", as spreadsheets write ids, counts as 12923. */
bool number_parse_integer(struct slice cell, int64_t low, int64_t high, int64_t *value,
                          struct error *e);

/* a + b and a * b / NUMBER_ONE (rounded half away from zero), false on overflow. */
bool number_add(int64_t a, int64_t b, int64_t *sum);
bool number_multiply(int64_t a, int64_t b, int64_t *product);

/* value / 10^from, rounded half away from zero to 10^-to; from and to at most 18. */
int64_t number_rescale(int64_t value, unsigned from, unsigned to);

/*
 * Writes value / 10^scale with exactly `places` decimals (rounded half away from zero), or with as many as
 * needed when places is NUMBER_SHORTEST. Returns the length; out is not terminated.
 */
enum { NUMBER_TEXT_MAX = 48, NUMBER_SHORTEST = 99 };
size_t number_format(int64_t value, unsigned scale, unsigned places, char out[NUMBER_TEXT_MAX]);

/* round(x * 10^places) as an integer, half away from zero; not finite or too large: false. */
bool number_from_double(double x, unsigned places, int64_t *value);

#endif
