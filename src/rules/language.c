/* SPDX-License-Identifier: MIT */
#include "rules/language.h"

#include "lib/utf8.h"
#include "streams/vocabulary.h"

enum { LOOKED_AT = 2000, POLISH_LETTER = 3, WORD_MAX = 12 };

/* The commonest words, folded, that the other language does not have. */
static const char english[] =
    " the and you your for that this with have are was not our will can please is it my me we of on but from they what"
    " hello hi thanks thank order would could when there been has had if in out no how get am why don't of by an at be ";
static const char polish[] =
    " nie sie jest na ze co jak ale prosze czy dla od tym przez pan pani panstwo panstwa bardzo mnie moje moj moja tego"
    " zeby juz jestem mam dziekuje dzien dobry witam byc bylo byl po tak tylko wasz wasza w z o za ktory prosze pana ";

struct script_counts {
    size_t latin, greek, cyrillic, arabic, other;
};

static void count_script(struct script_counts *n, uint32_t c)
{
    if (c < 0x250)
        n->latin += (c >= 'a' && c <= 'z') || c >= 0xdf;
    else if ((c >= 0x370 && c < 0x400) || (c >= 0x1f00 && c < 0x2000))
        n->greek++;
    else if (c >= 0x400 && c < 0x530)
        n->cyrillic++;
    else if ((c >= 0x600 && c < 0x780) || (c >= 0xfb50 && c < 0xfe00) || (c >= 0xfe70 && c < 0xfeff))
        n->arabic++;
    else
        n->other += (c >= 0x530 && c < 0x1f00) || (c >= 0x2c00 && c < 0xd800);
}

static struct script_counts count_scripts(struct slice text)
{
    struct script_counts n = {0};
    uint32_t c;
    for (size_t at = 0, width; at < text.len && at < LOOKED_AT; at += width) {
        c = (unsigned char)text.ptr[at];
        width = c < 0x80 ? 1 : utf8_decode(slice_from(text, at), &c);
        count_script(&n, c);
        width = width != 0 ? width : 1;
    }
    return n;
}

/* Whether a list " a b c " has the word. */
static bool has_word(const char *list, struct slice word)
{
    char padded[WORD_MAX + 3];
    if (word.len == 0 || word.len > WORD_MAX)
        return false;
    padded[0] = ' ';
    memcpy(padded + 1, word.ptr, word.len);
    padded[word.len + 1] = ' ';
    padded[word.len + 2] = '\0';
    return strstr(list, padded) != NULL;
}

static bool is_small_latin(char c)
{
    return c >= 'a' && c <= 'z';
}

/* Letters that Polish has and English has not: ą ć ę ł ń ś ź ż. */
static size_t polish_letters(struct slice original)
{
    static const unsigned char seconds[] = {0x84, 0x85, 0x86, 0x87, 0x98, 0x99};
    size_t found = 0;
    for (size_t i = 0; i + 1 < original.len && i < LOOKED_AT; i++) {
        unsigned char a = (unsigned char)original.ptr[i];
        unsigned char b = (unsigned char)original.ptr[i + 1];
        if (a == 0xc4)
            found += memchr(seconds, b, sizeof seconds) != NULL;
        else if (a == 0xc5)
            found += (b >= 0x81 && b <= 0x84) || b == 0x9a || b == 0x9b || (b >= 0xb9 && b <= 0xbc);
    }
    return found;
}

static int latin_language(const struct message *m)
{
    const char *text = m->text.ptr;
    size_t en = 0;
    size_t pl = m->has_other_scripts ? POLISH_LETTER * polish_letters(m->original) : 0;
    for (size_t at = 0; at < m->text.len && at < LOOKED_AT;) {
        size_t end = at;
        while (end < m->text.len && is_small_latin(text[end]))
            end++;
        struct slice word = {text + at, end - at};
        en += has_word(english, word);
        pl += has_word(polish, word);
        at = end + 1;
    }
    return pl > en ? LANGUAGE_PL : LANGUAGE_EN;
}

int language_of(const struct message *m)
{
    struct script_counts n = count_scripts(m->text);
    size_t most = n.other;
    int language = -1;
    const struct {
        size_t count;
        int language;
    } scripts[] = {{n.latin, LANGUAGE_EN}, {n.greek, LANGUAGE_EL}, {n.cyrillic, LANGUAGE_RU}, {n.arabic, LANGUAGE_AR}};
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
        if (scripts[i].count > most) {
            most = scripts[i].count;
            language = scripts[i].language;
        }
    }
    return language == LANGUAGE_EN ? latin_language(m) : language;
}
