/* SPDX-License-Identifier: MIT */
#include "lib/datetime_token.h"

#include "lib/text.h"

enum { MOST_DIGITS = 18 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* All that is not ASCII counts: what folding leaves of it are letters, or words that nobody knows.
 */
static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

/* Appends one folded character; runs of blanks become one. False when there is no room. */
static bool append(struct date_tokens *t, uint32_t c)
{
    if (t->length + 4 > DATE_TEXT_MAX)
        return false;
    if (c == '\n')
        c = ' ';
    if (c == ' ' && (t->length == 0 || t->text[t->length - 1] == ' '))
        return true;
    t->length += utf8_encode(c, t->text + t->length);
    return true;
}

static bool fold(struct slice cell, struct date_tokens *t)
{
    t->length = 0;
    while (cell.len != 0) {
        uint32_t c;
        uint32_t folded[4];
        size_t n = utf8_decode(cell, &c);
        if (n == 0 || c == 0)
            return false;
        size_t count = text_fold_character(c, folded);
        for (size_t i = 0; i < count; i++) {
            if (!append(t, folded[i]))
                return false;
        }
        cell = slice_from(cell, n);
    }
    t->length -= t->length != 0 && t->text[t->length - 1] == ' ';
    return true;
}

static size_t cut_number(struct slice rest, struct date_token *token)
{
    size_t n = 0;
    token->kind = DATE_TOKEN_NUMBER;
    token->value = 0;
    for (; n < rest.len && is_digit(rest.ptr[n]); n++) {
        if (n < MOST_DIGITS)
            token->value = token->value * 10 + (rest.ptr[n] - '0');
    }
    token->text = (struct slice){rest.ptr, n};
    return n;
}

static size_t word_length(struct slice rest)
{
    size_t n = 0;
    while (n < rest.len && is_letter(rest.ptr[n]))
        n++;
    return n;
}

/*
 * "a.m." becomes "am", in place: letters each with its dot, and the dot behind an abbreviation goes
 * too.
 */
static size_t squeeze_dots(char *text, size_t left, size_t *letters)
{
    size_t in = *letters;
    while (in < left && text[in] == '.') {
        struct slice more = {text + in + 1, left - in - 1};
        size_t n = word_length(more);
        memmove(text + *letters, more.ptr, n);
        *letters += n;
        in += n + 1;
    }
    return in;
}

/* Takes a word, or two where the table knows them together (كانون الثاني). Returns the bytes used.
 */
static size_t cut_word(char *text, size_t left, struct date_token *token)
{
    size_t letters = word_length((struct slice){text, left});
    token->kind = DATE_TOKEN_WORD;
    if (letters < left && text[letters] == ' ') {
        size_t second = word_length((struct slice){text + letters + 1, left - letters - 1});
        token->text = (struct slice){text, letters + 1 + second};
        token->word = date_word_find(token->text, &token->value);
        if (token->word != DATE_WORD_UNKNOWN)
            return token->text.len;
    }
    size_t used = squeeze_dots(text, left, &letters);
    token->text = (struct slice){text, letters};
    token->word = date_word_find(token->text, &token->value);
    return used;
}

bool date_tokens_cut(struct slice cell, struct date_tokens *t)
{
    if (!fold(cell, t))
        return false;
    size_t at = 0;
    for (size_t count = 0; count < DATE_TOKENS_MAX; count++) {
        struct date_token *token = &t->token[count];
        *token = (struct date_token){.after_blank = at < t->length && t->text[at] == ' '};
        at += token->after_blank;
        token->text = (struct slice){t->text + at, 0};
        if (at == t->length)
            return true;
        if (is_digit(t->text[at])) {
            at += cut_number((struct slice){t->text + at, t->length - at}, token);
        } else if (is_letter(t->text[at])) {
            at += cut_word(t->text + at, t->length - at, token);
        } else {
            token->kind = DATE_TOKEN_MARK;
            token->value = t->text[at];
            token->text.len = 1;
            at++;
        }
    }
    return false;
}
