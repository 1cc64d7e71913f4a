/* SPDX-License-Identifier: MIT */
/*
 * The date that staff promised in a message: "within five days", "до пятницы", "μέχρι την Παρασκευή", "w ciągu 3 dni",
 * "خلال خمسة أيام", "by 3 pm tomorrow", "on 12 June". It is looked for in sentences that say that something will be done, not
 * in conditions or negations, and counted from the day on which the message was sent.
 */
#ifndef REGULARS_PROMISE_H
#define REGULARS_PROMISE_H

#include "flag-tone/promise_words.h"
#include "lib/datetime.h"

/* When a message was sent. */
struct sent {
    bool known;
    int64_t day;
    int32_t second_of_day; /* -1: not known */
    enum date_order order; /* what 03/04 means; English without it is not read, other languages put the day first */
};

struct promise {
    int64_t day;
    int32_t second_of_day; /* -1: the whole day */
    uint32_t start, end;   /* where it stands, folded */
};

/* The first promised date of a message. False: there is none. */
bool promise_find(const struct promise_words *words, const struct message *m, int language, const struct sent *sent,
                  struct promise *out);

#endif
