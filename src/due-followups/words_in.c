/* SPDX-License-Identifier: MIT */
#include "due-followups/words_in.h"

#include "lib/text.h"
#include "lib/utf8.h"

bool list_holds(struct slice list, struct slice word)
{
    struct slice piece;
    while (slice_cut(&list, ';', &piece)) {
        if (slice_equal(slice_trim(piece), word))
            return true;
    }
    return false;
}

/* Whether the character before a place is Greek: U+0370 to U+03FF, U+1F00 to U+1FFF. */
static bool ends_in_greek(struct slice text)
{
    const unsigned char *end = (const unsigned char *)text.ptr + text.len;
    bool two = text.len >= 2 && (end[-2] == 0xce || end[-2] == 0xcf || (end[-2] == 0xcd && end[-1] >= 0xb0));
    bool three = text.len >= 3 && end[-3] == 0xe1 && end[-2] >= 0xbc;
    return two || three;
}

/* As Greeks type their question mark. */
static bool has_greek_semicolon(struct slice text)
{
    struct slice piece = {text.ptr, 0}, rest = text;
    while (slice_cut(&rest, ';', &piece) && rest.ptr != NULL) {
        if (ends_in_greek(piece))
            return true;
    }
    return false;
}

/* Whether a mark stands in a text, looked for by its last byte: others are common in the letters of some languages. */
static bool has_mark(struct slice text, struct slice mark)
{
    const char *end = text.len > 0 ? text.ptr + text.len : NULL;
    for (const char *p = text.ptr; p < end && (p = memchr(p, mark.ptr[mark.len - 1], (size_t)(end - p))) != NULL; p++) {
        if ((size_t)(p - text.ptr) + 1 >= mark.len && memcmp(p + 1 - mark.len, mark.ptr, mark.len) == 0)
            return true;
    }
    return false;
}

bool text_asks(struct slice text)
{
    static const char *const marks[] = {"?", "\u037e", "\u061f", "\uff1f"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (has_mark(text, slice_of(marks[i])))
            return true;
    }
    return has_greek_semicolon(text);
}

bool text_has_words(struct slice text, int at_least)
{
    bool inside = false;
    while (text.len > 0 && at_least > 0) {
        uint32_t c = 0;
        size_t n = utf8_decode(text, &c);
        bool word = n > 0 && text_is_word(c);
        at_least -= word && !inside;
        inside = word;
        text = slice_from(text, n > 0 ? n : 1);
    }
    return at_least <= 0;
}
