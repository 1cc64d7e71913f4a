/* SPDX-License-Identifier: MIT */
/*
 * What one message does to its case, from its direction, kind, channel, labels and words. Pure: the same
 * message gives the same act whatever stands around it.
 */
#ifndef REGULARS_CASE_ACT_H
#define REGULARS_CASE_ACT_H

#include "track-cases/case_marks.h"
#include "track-cases/case_message.h"
#include "track-cases/case_words.h"

struct case_facts {
    int direction;  /* enum direction, -1: not given */
    int kind;       /* enum message_kind, -1: not given */
    int channel;    /* enum channel, -1: unknown or not given */
    bool has_words; /* there is a column for the text */
    bool has_flags; /* flag-tone has judged it */
    struct slice text;
    unsigned marks; /* enum mark: of its flags and topics */
};

/* Who a message comes from: the direction, else what its kind and channel say; -1 when nothing does. */
int case_direction(const struct case_facts *facts);

/* What its words say, as far as that matters; asks nothing of its marks. The direction must be known. */
struct words_found case_act_look(const struct case_facts *facts, const struct case_words *words, struct arena *scratch);

/* What it does, with the bits that follow from its words and marks in *bits (enum message_bits). */
enum act case_act(const struct case_facts *facts, const struct words_found *found, unsigned *bits);

#endif
