/* SPDX-License-Identifier: MIT */
#include "due-followups/reason.h"

#define NAMED(reason, name, all, any, words) [REASON_##reason] = {name, all, any, words}

/* A reason needs all of the first set and, where the second is not empty, one of it. */
static const struct {
    const char *name;
    unsigned all, any;
    const char *words;
} reasons[REASON_COUNT] = {
    NAMED(SCENE, "scene", SOURCE_FLAGS, 0, "cases with flags_waiting"),
    NAMED(PROMISE_BROKEN, "promise_broken", SOURCE_PROMISES, 0, "cases with promised_by"),
    NAMED(REPLY, "reply", SOURCE_CASES, 0, "cases"),
    NAMED(CALL_BACK, "call_back", SOURCE_MESSAGES, 0, "--messages"),
    NAMED(PROMISE_DUE, "promise_due", SOURCE_PROMISES, 0, "cases with promised_by"),
    NAMED(PROMISE_UNLIKELY, "promise_unlikely", SOURCE_PROMISES | SOURCE_ORDERS, 0,
          "cases with promised_by, and --orders"),
    NAMED(DELIVERY_LATE, "delivery_late", SOURCE_DELIVERIES, 0,
          "--orders with expected_at, and with delivered_at or status"),
    NAMED(DELIVERY_NEWS, "delivery_news", SOURCE_DELIVERIES | SOURCE_MESSAGES, 0,
          "--orders with expected_at and status, and --messages"),
    NAMED(NO_EXPECTED_DATE, "no_expected_date", SOURCE_PARCELS, 0,
          "--orders with expected_at or tracking"),
    NAMED(DETRACTOR, "detractor", SOURCE_RESPONSES, 0, "--responses"),
    NAMED(FEEDBACK_REPLY, "feedback_reply", 0, SOURCE_RESPONSES | SOURCE_MESSAGES,
          "--responses or --messages"),
    NAMED(KEEP_IN_LOOP, "keep_in_loop", SOURCE_CASES, SOURCE_STAFF | SOURCE_MESSAGES,
          "cases with first_reply_at or last_staff_at, or --messages"),
    NAMED(CHECK_IN, "check_in", SOURCE_CASES, 0, "cases"),
    NAMED(NOTE_MISSING, "note_missing", SOURCE_NOTES, 0, "cases with note_left"),
    NAMED(PRICE_CUT_AHEAD, "price_cut_ahead", SOURCE_PRICE_CUTS, SOURCE_ORDERS | SOURCE_MESSAGES,
          "--price-cuts, and --orders or --messages"),
    NAMED(PRICE_CUT, "price_cut", SOURCE_PRICE_CUTS | SOURCE_ORDERS, 0, "--price-cuts and --orders"),
    NAMED(BECAME_REGULAR, "became_regular", SOURCE_LOYALTY, 0, "--loyalty"),
    NAMED(THANKS, "thanks", 0, SOURCE_ORDERS | SOURCE_LOYALTY, "--orders or --loyalty"),
    NAMED(NEXT_PURCHASE, "next_purchase", SOURCE_LOYALTY, 0, "--loyalty"),
    NAMED(WIN_BACK, "win_back", SOURCE_LOYALTY, 0, "--loyalty"),
    NAMED(CAMPAIGN, "campaign", SOURCE_CAMPAIGNS, SOURCE_LOYALTY | SOURCE_ORDERS | SOURCE_CUSTOMERS,
          "--campaigns, and --loyalty, --orders or --customers"),
    NAMED(WISHES, "wishes", SOURCE_CUSTOMERS, SOURCE_DAYS, "--customers with birthday, or --name-days"),
};

const char *reason_name(enum reason reason)
{
    return reasons[reason].name;
}

bool reason_find(struct slice name, enum reason *reason)
{
    for (int i = 0; i < REASON_COUNT; i++) {
        if (slice_equal(name, slice_of(reasons[i].name))) {
            *reason = (enum reason)i;
            return true;
        }
    }
    return false;
}

bool reason_has_sources(enum reason reason, unsigned sources)
{
    unsigned all = reasons[reason].all, any = reasons[reason].any;
    return (sources & all) == all && (any == 0 || (sources & any) != 0);
}

const char *reason_needs(enum reason reason)
{
    return reasons[reason].words;
}
