/* SPDX-License-Identifier: MIT */
#include "streams/header_unit.h"

#include "lib/memory.h"
#include "lib/number.h"
#include "lib/text.h"
#include "lib/utf8.h"

/* Beginnings of words, folded; whole: the word itself. */
static const struct {
    const char *word;
    bool whole;
    struct header_unit unit;
} units[] = {
    {"second", false, {1, 3600}}, {"sec", true, {1, 3600}},     {"secs", true, {1, 3600}},
    {"minut", false, {1, 60}},    {"min", true, {1, 60}},       {"mins", true, {1, 60}},
    {"λεπτ", false, {1, 60}},     {"минут", false, {1, 60}},    {"мин", true, {1, 60}},
    {"دقيق", false, {1, 60}},     {"دقايق", false, {1, 60}},    {"بالدقايق", true, {1, 60}},
    {"day", true, {24, 1}},       {"days", true, {24, 1}},      {"ημερ", false, {24, 1}},
    {"dni", true, {24, 1}},       {"день", true, {24, 1}},      {"дни", true, {24, 1}},
    {"дней", true, {24, 1}},      {"ايام", true, {24, 1}},      {"hour", true, {1, 1}},
    {"hours", true, {1, 1}},      {"hr", true, {1, 1}},         {"hrs", true, {1, 1}},
    {"h", true, {1, 1}},          {"ωρεσ", true, {1, 1}},       {"godzin", false, {1, 1}},
    {"час", false, {1, 1}},       {"ساع", false, {1, 1}},
};

/* "Business hours", "working days": not the unit of the number, but which of them count. */
static bool is_of_business(struct slice word)
{
    return slice_equal(word, SLICE("business")) || slice_equal(word, SLICE("working")) ||
           slice_equal(word, SLICE("calendar"));
}

/* The next word of letters and digits; empty at the end. */
static struct slice next_word(struct slice *rest)
{
    struct slice word = {rest->ptr, 0};
    while (rest->len > 0) {
        uint32_t c = 0;
        size_t length = utf8_decode(*rest, &c);
        bool letter = length > 0 && text_is_word(c);
        if (!letter && word.len > 0)
            break;
        *rest = slice_from(*rest, length > 0 ? length : 1);
        word.ptr = letter ? word.ptr : rest->ptr;
        word.len += letter ? length : 0;
    }
    return word;
}

static struct header_unit unit_of(struct slice word)
{
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        struct slice known = slice_of(units[i].word);
        if (units[i].whole ? slice_equal(word, known) : slice_starts(word, known))
            return units[i].unit;
    }
    return (struct header_unit){0, 0};
}

struct header_unit header_unit(struct slice header)
{
    struct arena scratch = {0};
    struct header_unit unit = {0, 0};
    struct slice rest = text_key(&scratch, header);
    bool of_business = false;
    for (struct slice word = next_word(&rest); word.len > 0 && unit.parts == 0; word = next_word(&rest)) {
        if (!of_business)
            unit = unit_of(word);
        of_business = is_of_business(word);
    }
    arena_free(&scratch);
    return unit;
}

bool header_unit_hours(struct header_unit unit, int64_t *value)
{
    if (unit.parts == 0)
        return true;
    int64_t half = (*value < 0 ? -unit.parts : unit.parts) / 2;
    if (!number_multiply(*value, unit.times * NUMBER_ONE, value) || !number_add(*value, half, value))
        return false;
    *value /= unit.parts;
    return true;
}
