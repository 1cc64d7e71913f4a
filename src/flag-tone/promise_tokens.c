/* SPDX-License-Identifier: MIT */
#include "flag-tone/promise_parts.h"

enum { DIGITS_MAX = 9 };

/* A run of digits. */
struct digits {
    int32_t value;
    size_t length;
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static struct digits digits_at(const struct message *m, size_t at, size_t end)
{
    struct digits d = {0, 0};
    while (at + d.length < end && d.length < DIGITS_MAX && is_digit(m->text.ptr[at + d.length]))
        d.value = d.value * 10 + (m->text.ptr[at + d.length++] - '0');
    return d;
}

static bool is_time(struct digits hour, struct digits minute)
{
    return hour.length <= 2 && minute.length == 2 && hour.value <= 24 && minute.value <= 59;
}

/* 12.06, 12/6/2026, 2026-06-12, 15:30, 15.30 behind "at", 15: what begins with a digit. */
static size_t number_token(const struct sentence *s, size_t at, size_t end, bool after_at, struct token *t)
{
    const char *text = s->m->text.ptr;
    struct digits first = digits_at(s->m, at, end);
    size_t next = at + first.length;
    char sign = next < end ? text[next] : '\0';
    struct digits second = strchr(":./-", sign) != NULL && sign != '\0' ? digits_at(s->m, next + 1, end) : (struct digits){0, 0};
    t->kind = TOKEN_NUMBER;
    t->value = first.value;
    if (second.length == 0)
        return first.length;
    size_t behind = next + 1 + second.length;
    bool more = behind + 1 < end && text[behind] == sign && is_digit(text[behind + 1]);
    if (!more && is_time(first, second) && (sign == ':' || (sign == '.' && (after_at || second.value > 12 || second.value == 0)))) {
        t->kind = TOKEN_TIME;
        t->value = first.value * 3600 + second.value * 60;
        return behind - at;
    }
    if (sign == ':' || (sign == '-' && !more))
        return first.length;
    struct digits third = more ? digits_at(s->m, behind + 1, end) : (struct digits){-1, 0};
    t->kind = TOKEN_DATE;
    t->a = first.value;
    t->b = second.value;
    t->c = third.value;
    return behind - at + (more ? 1 + third.length : 0);
}

static bool is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || c == '\'' || (c & 0x80) != 0;
}

/* A word; "a.m", "μ.μ" hold a point. */
static size_t word_length(const struct message *m, size_t at, size_t end)
{
    size_t n = 0;
    while (at + n < end && (is_word_byte(m->text.ptr[at + n]) ||
                            (m->text.ptr[at + n] == '.' && n > 0 && n <= 2 && at + n + 1 < end &&
                             is_word_byte(m->text.ptr[at + n + 1]))))
        n++;
    return n;
}

void promise_tokens(struct sentence *s, struct message_part part)
{
    const char *text = s->m->text.ptr;
    s->count = 0;
    for (size_t at = part.start; at < part.end && s->count < TOKENS_MAX;) {
        struct token *t = &s->tokens[s->count];
        char c = text[at];
        size_t length = 1;
        *t = (struct token){.kind = TOKEN_BREAK, .start = (uint32_t)at};
        if (is_digit(c)) {
            length = number_token(s, at, part.end, s->count > 0 && token_is(s, s->count - 1, WORD_AT), t);
        } else if (is_word_byte(c)) {
            length = word_length(s->m, at, part.end);
            t->kind = TOKEN_WORD;
            promise_words_find(s->words, s->language, (struct slice){text + at, length}, &t->meaning);
        } else if (c == '-') {
            t->kind = TOKEN_DASH;
        } else if (strchr(",;:()", c) == NULL) {
            at += length;
            continue;
        }
        at += length;
        t->end = (uint32_t)at;
        s->count++;
    }
}
