/* SPDX-License-Identifier: MIT */
/*
 * A matter: one reason to contact one customer, with what triggered it. When it is due, whether it has lapsed or been
 * done is settled here from the policy and the clock; whether the customer may be contacted is gate.h's business.
 */
#ifndef REGULARS_MATTER_H
#define REGULARS_MATTER_H

#include "due-followups/policy.h"
#include "due-followups/view.h"

/* What holds for the whole run. */
struct desk {
    const struct book *book;
    const struct policy *policy;
    int64_t now, today;
    int64_t horizon;     /* what is due until then is listed ... */
    int64_t horizon_day; /* ... but what belongs to a day only when that day starts before this moment */
    int64_t ahead;       /* business days that the list looks ahead */
    int cap;             /* contacts allowed ... */
    int64_t cap_seconds; /* ... within so long a time */
    uint32_t supervisor; /* for customers without one of their own, in book.words */
    int language;        /* of the house; -1: not said */
    const struct lead_times *lead_times;
};

enum outcome { OUTCOME_DUE, OUTCOME_BLOCKED, OUTCOME_EXPIRED, OUTCOME_DONE, OUTCOME_FUTURE };

struct matter {
    enum reason reason;
    struct slice trigger;
    int64_t since;      /* the trigger's moment: where the clock starts */
    int64_t done_from;  /* what was done before this moment was done for another reason */
    int64_t until;      /* the event itself ends it; INT64_MAX: it does not */
    int64_t done_at;    /* last time it was done, by the log; NO_MOMENT: never */
    int done_count;     /* by the log */
    bool complaint;     /* the policy's after_complaint counts */
    bool whole_day;     /* belongs to a day, not to a moment: a birthday */
    int graver;         /* added to the urgency */
    int64_t weight;     /* among equals of urgency the heavier first */
    const struct case_row *of_case;
    const struct order_row *of_order;
    const struct price_cut *cut;
    const struct campaign *campaign;
    const char *occasion; /* sharper wording; NULL: none */
    uint32_t product, topic;
    int64_t count;
    int32_t day; /* that the opener may name; NO_DAY: none */

    int64_t due_at, expires_at; /* settled; INT64_MAX: never lapses */
    int urgency;
    enum outcome outcome;
    enum gate gate;   /* of OUTCOME_BLOCKED */
    int64_t earliest; /* when the gate opens; NO_MOMENT: not by itself */
    int channel;      /* CHANNEL_NO: staff only */
};

struct matters {
    const struct desk *desk;
    const struct view *view;
    struct arena *arena;
    struct matter *item;
    size_t count, capacity;
};

/* A matter with nothing but its reason, trigger and moment. */
struct matter matter_of(enum reason reason, struct slice trigger, int64_t since);

/* The same of a day: the moment is its start. */
struct matter matter_of_day(const struct desk *d, enum reason reason, struct slice trigger, int64_t day);

/* The same of a day that can be foreseen, so that it may be done on the first list that looks ahead to it. */
struct matter matter_foreseen(const struct desk *d, enum reason reason, struct slice trigger, int64_t day);

/* A message of ours at this moment (NO_MOMENT: there was none) has done it, unless it came too early. */
void matter_note_done(struct matter *m, int64_t at);

/* Settles a matter and takes it into the list, unless the policy has turned its reason off. */
void matter_add(struct matters *list, struct matter m);

/* since + duration by a clock; of a business that never opens, plain time. */
int64_t desk_after(const struct desk *d, enum clock_kind clock, int64_t since, struct duration duration);

/* The first instant of a civil day, in the business's zone. */
static inline int64_t desk_day_start(const struct desk *d, int64_t day)
{
    return zone_day_start(d->book->zone, day);
}

#endif
