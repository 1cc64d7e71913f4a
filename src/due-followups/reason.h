/* SPDX-License-Identifier: MIT */
/*
 * The reasons to contact a customer: their names and what each needs to be known. When each is due and
 * what it weighs is policy (policy.h); how each is found is the business of reasons.h.
 */
#ifndef REGULARS_REASON_H
#define REGULARS_REASON_H

#include <stdbool.h>

#include "lib/slice.h"

enum reason {
    REASON_SCENE,
    REASON_PROMISE_BROKEN,
    REASON_REPLY,
    REASON_CALL_BACK,
    REASON_PROMISE_DUE,
    REASON_PROMISE_UNLIKELY,
    REASON_DELIVERY_LATE,
    REASON_DELIVERY_NEWS,
    REASON_NO_EXPECTED_DATE,
    REASON_DETRACTOR,
    REASON_FEEDBACK_REPLY,
    REASON_KEEP_IN_LOOP,
    REASON_CHECK_IN,
    REASON_NOTE_MISSING,
    REASON_PRICE_CUT_AHEAD,
    REASON_PRICE_CUT,
    REASON_BECAME_REGULAR,
    REASON_THANKS,
    REASON_NEXT_PURCHASE,
    REASON_WIN_BACK,
    REASON_CAMPAIGN,
    REASON_WISHES,
    REASON_COUNT
};

/* What may be given to the tool, as bits: files, and columns without which a file says nothing of a reason. */
enum source {
    SOURCE_CASES = 1 << 0,
    SOURCE_MESSAGES = 1 << 1,
    SOURCE_CUSTOMERS = 1 << 2,
    SOURCE_ORDERS = 1 << 3,
    SOURCE_RESPONSES = 1 << 4,
    SOURCE_LOYALTY = 1 << 5,
    SOURCE_PRICE_CUTS = 1 << 6,
    SOURCE_CAMPAIGNS = 1 << 7,
    SOURCE_FLAGS = 1 << 8,       /* cases with flags_waiting */
    SOURCE_PROMISES = 1 << 9,    /* cases with promised_by */
    SOURCE_NOTES = 1 << 10,      /* cases with note_left */
    SOURCE_STAFF = 1 << 11,      /* cases with first_reply_at or last_staff_at */
    SOURCE_DELIVERIES = 1 << 12, /* orders with expected_at, and delivered_at or status */
    SOURCE_PARCELS = 1 << 13,    /* orders with expected_at or tracking */
    SOURCE_DAYS = 1 << 14        /* customers with birthday, or name days */
};

/* "promise_broken"; never NULL for a reason below REASON_COUNT. */
const char *reason_name(enum reason reason);

/* The reason of this name; false when there is none. */
bool reason_find(struct slice name, enum reason *reason);

/* Whether these sources (bits) can show the reason at all. */
bool reason_has_sources(enum reason reason, unsigned sources);

/* What the reason needs, in words: "--orders and --messages". */
const char *reason_needs(enum reason reason);

#endif
