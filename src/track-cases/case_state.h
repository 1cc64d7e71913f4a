/* SPDX-License-Identifier: MIT */
/*
 * One case while its messages go by, in the order of their stamps: what it waits for, since when, how often it was
 * handed on, what was promised. One case is one of these, so that a million fit into a third of a gigabyte. Which
 * message belongs to which case is case_split.h's business.
 */
#ifndef REGULARS_CASE_STATE_H
#define REGULARS_CASE_STATE_H

#include "lib/business_time.h"
#include "track-cases/case_message.h"
#include "track-cases/case_promise.h"
#include "track-cases/deliveries.h"
#include "track-cases/label_sets.h"

/* What all cases share. */
struct case_rules {
    struct calendar *calendar; /* business time; NULL: every hour counts */
    const struct zone *zone;         /* for the days of deliveries */
    const struct deliveries *deliveries; /* NULL: no --orders */
    const struct intern *order_ids;
    const int64_t *promises; /* the log's */
    struct label_sets *flags, *topics, *agents;
};

struct case_state {
    struct slice id;
    uint32_t group, customer, order;
    int64_t opened_at, first_reply_at, last_customer_at, last_staff_at, last_at;
    int64_t waiting_since, solved_at, acknowledged_at, live_contact_at;
    int64_t first_wait, longest_wait, resolved; /* seconds of business time; -1: none */
    int64_t due_at;
    struct promises promises;
    uint32_t customer_messages, staff_messages, repeats, handoffs, reopened, out_of_hours;
    uint32_t answers_to_solution; /* answers when it was solved last */
    uint32_t agent, agents;       /* who has it; all who had it, in order */
    uint32_t desk_agent;          /* who has it by the help desk's export */
    uint32_t flags_in, flags_out, flags_waiting;
    uint32_t topics, topic;
    uint32_t text;      /* of the last message, as in struct case_message */
    uint32_t repeat_of; /* number of an earlier case + 1; 0: none */
    uint16_t channel, last_channel;
    uint8_t topic_severity, tone_in;
    uint8_t status; /* enum case_status */
    uint8_t snapshot; /* the status of a case whose column holds the last one, + 1; 0: none */
    uint8_t desk_status; /* what the help desk's export says, + 1; 0: nothing */
    bool solved, complaint, apology, note_left, only_missed_calls;
};

/* A case that starts with this message; the message itself is added by case_add. */
void case_start(struct case_state *c, const struct case_message *first);

/*
 * The next message. Where already the customer's first message carries "solved", the column holds the status that
 * the case has in the end, not the one of each message's time: then the last message of the staff solved it.
 */
void case_add(struct case_state *c, const struct case_rules *rules, const struct case_message *m);

/* No more messages until as_of: waits and promises are counted up to then. */
void case_finish(struct case_state *c, const struct case_rules *rules, int64_t as_of);

/* Seconds of business time from one moment to a later one. */
int64_t case_elapsed(const struct case_rules *rules, int64_t from, int64_t until);

#endif
