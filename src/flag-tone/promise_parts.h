/* SPDX-License-Identifier: MIT */
/* What the files of promise.h share; nobody else includes it. */
#ifndef REGULARS_PROMISE_PARTS_H
#define REGULARS_PROMISE_PARTS_H

#include "flag-tone/promise.h"

enum token_kind { TOKEN_WORD, TOKEN_NUMBER, TOKEN_DATE, TOKEN_TIME, TOKEN_DASH, TOKEN_BREAK };

/* A piece of a sentence. */
struct token {
    enum token_kind kind;
    uint32_t start, end; /* folded */
    int64_t value;       /* NUMBER: itself; TIME: second of the day */
    int32_t a, b, c;     /* DATE: its numbers as they stand; c is -1 without a year */
    struct word_meaning meaning;
};

enum { TOKENS_MAX = 120 };

/* A sentence being read, from the day on which it was sent. */
struct sentence {
    const struct promise_words *words;
    const struct message *m;
    const struct sent *sent;
    int language;
    struct token tokens[TOKENS_MAX];
    size_t count;
};

/* Cuts a sentence into tokens; what is beyond TOKENS_MAX is left out. */
void promise_tokens(struct sentence *s, struct message_part part);

/* Whether token i may have that meaning; past the end: no. */
static inline bool token_is(const struct sentence *s, size_t i, enum word_kind kind)
{
    return i < s->count && s->tokens[i].kind == TOKEN_WORD && (s->tokens[i].meaning.kinds >> kind & 1);
}

/* A length of time that begins at token i with "within": fills the date. Returns the tokens used, 0: none. */
size_t promise_duration(const struct sentence *s, size_t i, struct promise *out);

/* A day that begins at token i: a weekday, tomorrow, the end of the week, 12 June, 12.06. Returns the tokens used, 0: none. */
size_t promise_day(const struct sentence *s, size_t i, int64_t *day);

/* A time of day that begins at token i. `loose`: a bare number counts, as behind "at" or "by". Returns the tokens used, 0: none. */
size_t promise_time(const struct sentence *s, size_t i, bool loose, int32_t *second);

#endif
