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

static bool is_greek(uint32_t c)
{
    return (c >= 0x370 && c < 0x400) || (c >= 0x1f00 && c < 0x2000);
}

bool text_asks(struct slice text)
{
    uint32_t before = 0;
    while (text.len > 0) {
        uint32_t c = 0;
        size_t n = utf8_decode(text, &c);
        if (c == '?' || c == 0x37e || c == 0x61f || c == 0xff1f)
            return true;
        if (c == ';' && is_greek(before)) /* as Greeks type their question mark */
            return true;
        before = c;
        text = slice_from(text, n > 0 ? n : 1);
    }
    return false;
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
