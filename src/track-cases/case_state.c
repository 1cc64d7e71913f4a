/* SPDX-License-Identifier: MIT */
#include "track-cases/case_state.h"

#include "streams/vocabulary.h"

int64_t case_elapsed(const struct case_rules *rules, int64_t from, int64_t until)
{
    if (rules->calendar == NULL)
        return until - from;
    return business_elapsed(rules->calendar, NULL, from, until);
}

/* Whether the message's own status is solved or closed. */
static bool solves(const struct case_message *m)
{
    return m->status > CASE_SOLVED;
}

void case_start(struct case_state *c, const struct case_message *first)
{
    *c = (struct case_state){.group = first->group,
                             .customer = INTERN_NONE,
                             .opened_at = first->sent_at,
                             .first_reply_at = NO_MOMENT,
                             .last_customer_at = NO_MOMENT,
                             .last_staff_at = NO_MOMENT,
                             .last_at = first->sent_at,
                             .waiting_since = NO_MOMENT,
                             .solved_at = NO_MOMENT,
                             .acknowledged_at = NO_MOMENT,
                             .live_contact_at = NO_MOMENT,
                             .due_at = NO_MOMENT,
                             .first_wait = -1,
                             .longest_wait = -1,
                             .resolved = -1,
                             .promises = PROMISES_NONE,
                             .channel = first->channel,
                             .last_channel = first->channel,
                             .status = CASE_OPEN,
                             .only_missed_calls = true};
    if (act_is_incoming(first->act) && solves(first))
        c->snapshot = first->status;
}

/* The wait that ends, or is looked at, now. */
static int64_t wait_until(struct case_state *c, const struct case_rules *rules, int64_t now)
{
    int64_t wait = case_elapsed(rules, c->waiting_since, now);
    if (wait > c->longest_wait)
        c->longest_wait = wait;
    return wait;
}

static void stop_waiting(struct case_state *c)
{
    c->waiting_since = NO_MOMENT;
    c->repeats = 0;
    c->flags_waiting = LABEL_SET_EMPTY;
}

static void solve(struct case_state *c, const struct case_rules *rules, int64_t at)
{
    if (c->waiting_since != NO_MOMENT) {
        wait_until(c, rules, at);
        stop_waiting(c);
    }
    c->solved = true;
    c->solved_at = at;
    c->resolved = case_elapsed(rules, c->opened_at, at);
    c->answers_to_solution = c->staff_messages;
    promise_meet(&c->promises, at);
}

static void reopen(struct case_state *c)
{
    c->solved = false;
    c->solved_at = NO_MOMENT;
    c->resolved = -1;
    c->reopened++;
    c->status = CASE_OPEN;
}

static void apply_status(struct case_state *c, const struct case_rules *rules, const struct case_message *m)
{
    if (m->status == 0 || c->snapshot != 0)
        return;
    if (solves(m) && !c->solved)
        solve(c, rules, m->sent_at);
    else if (!solves(m) && c->solved)
        reopen(c);
    c->status = (uint8_t)(m->status - 1);
}

static bool channel_counts(const struct case_message *m)
{
    return m->act <= ACT_ANSWERS;
}

/* A delivery by now keeps the promise that was made before it. */
static void look_for_delivery(struct case_state *c, const struct case_rules *rules, int64_t now)
{
    struct promises *p = &c->promises;
    if (p->due == NO_MOMENT || rules->deliveries == NULL)
        return;
    struct slice order = {"", 0};
    if (c->order != 0)
        order = intern_text(rules->order_ids, c->order - 1);
    int64_t day, due_day = zone_day_at(rules->zone, p->due);
    if (!deliveries_find(rules->deliveries, order, c->customer, zone_day_at(rules->zone, p->made_at),
                         zone_day_at(rules->zone, now), &day))
        return;
    promise_meet(p, day <= due_day ? p->due : now);
}

static void wait_for_answer(struct case_state *c, const struct case_message *m)
{
    bool waits = c->waiting_since != NO_MOMENT;
    bool wants = c->solved ? m->act == ACT_ASKS : m->act != ACT_FAREWELL;
    if (wants && c->solved && c->snapshot == 0)
        reopen(c);
    if (wants && !waits)
        c->waiting_since = m->sent_at;
    else if (wants)
        c->repeats++;
}

static void add_incoming(struct case_state *c, const struct case_rules *rules, const struct case_message *m)
{
    c->customer_messages++;
    c->last_customer_at = m->sent_at;
    c->out_of_hours += rules->calendar != NULL && !business_is_open(rules->calendar, m->sent_at);
    c->only_missed_calls = c->only_missed_calls && m->act == ACT_MISSED_CALL;
    c->complaint = c->complaint || (m->bits & MESSAGE_COMPLAINS) != 0;
    c->flags_in = label_sets_join(rules->flags, c->flags_in, m->flags);
    c->tone_in = m->tone > c->tone_in ? m->tone : c->tone_in;
    wait_for_answer(c, m);
    if (c->waiting_since != NO_MOMENT)
        c->flags_waiting = label_sets_join(rules->flags, c->flags_waiting, m->flags);
    /* Customers' own rows open nothing that is solved, and solve only what they say good-bye to. */
    if (solves(m) ? m->act == ACT_FAREWELL : !c->solved)
        apply_status(c, rules, m);
}

static void add_agent(struct case_state *c, const struct case_rules *rules, const struct case_message *m)
{
    if (m->agent == LABEL_SET_EMPTY)
        return;
    if (m->act != ACT_NOTES) {
        c->handoffs += c->agent != LABEL_SET_EMPTY && c->agent != m->agent;
        c->agent = m->agent;
    }
    c->agents = label_sets_join(rules->agents, c->agents, m->agent);
}

/* A word to the customer keeps the open promise, unless it is the same promise once more or another date. */
static void add_promise(struct case_state *c, const struct case_rules *rules, const struct case_message *m)
{
    struct promises *p = &c->promises;
    int64_t due = m->promise != 0 ? rules->promises[m->promise - 1] : NO_MOMENT;
    bool repeats_it = due != NO_MOMENT && due == p->last && (m->bits & MESSAGE_PROMISE_STATED) == 0;
    bool names_new = due != NO_MOMENT && due >= m->sent_at && due != p->last;
    if (names_new)
        promise_make(p, m->sent_at, due);
    else if (m->act == ACT_ANSWERS && !repeats_it && p->made_at != m->sent_at)
        promise_meet(p, m->sent_at);
}

static void add_answer(struct case_state *c, const struct case_rules *rules, const struct case_message *m)
{
    c->staff_messages++;
    c->last_staff_at = m->sent_at;
    c->only_missed_calls = false;
    c->flags_out = label_sets_join(rules->flags, c->flags_out, m->flags);
    c->apology = c->apology || (m->bits & MESSAGE_APOLOGISES) != 0;
    if (c->acknowledged_at == NO_MOMENT && (m->bits & MESSAGE_ACKNOWLEDGES) != 0)
        c->acknowledged_at = m->sent_at;
    if (c->waiting_since == NO_MOMENT)
        return;
    int64_t wait = wait_until(c, rules, m->sent_at);
    if (c->first_reply_at == NO_MOMENT) {
        c->first_reply_at = m->sent_at;
        c->first_wait = wait;
    }
    stop_waiting(c);
}

static void add_topics(struct case_state *c, const struct case_rules *rules, const struct case_message *m)
{
    c->topics = label_sets_join(rules->topics, c->topics, m->topics);
    if (m->topic != LABEL_SET_EMPTY && (c->topic == LABEL_SET_EMPTY || m->topic_severity > c->topic_severity)) {
        c->topic = m->topic;
        c->topic_severity = m->topic_severity;
    }
}

void case_add(struct case_state *c, const struct case_rules *rules, const struct case_message *m)
{
    c->order = m->order != 0 ? m->order : c->order;
    look_for_delivery(c, rules, m->sent_at);
    promise_pass(&c->promises, m->sent_at);
    if (channel_counts(m)) {
        c->last_channel = m->channel;
        c->last_at = m->sent_at;
        c->text = (m->bits & MESSAGE_OWN_WORDS) != 0 ? m->text : c->text;
        if ((m->bits & MESSAGE_LIVE) != 0 && m->act != ACT_MISSED_CALL)
            c->live_contact_at = m->sent_at;
    }
    if (act_is_incoming(m->act)) {
        add_topics(c, rules, m);
        add_incoming(c, rules, m);
        return;
    }
    if (m->act == ACT_NOTHING)
        return;
    if (m->act == ACT_ANSWERS)
        add_answer(c, rules, m);
    c->note_left = c->note_left || m->act == ACT_NOTES;
    add_agent(c, rules, m);
    add_promise(c, rules, m);
    apply_status(c, rules, m);
}

/* A status of the export that solves is a snapshot already; who has the case the messages say first. */
static void finish_at_desk(struct case_state *c, const struct case_rules *rules)
{
    if (c->desk_status != 0 && !c->solved)
        c->status = (uint8_t)(c->desk_status - 1);
    if (c->agent != LABEL_SET_EMPTY || c->desk_agent == LABEL_SET_EMPTY)
        return;
    c->agent = c->desk_agent;
    c->agents = label_sets_join(rules->agents, c->agents, c->desk_agent);
}

void case_finish(struct case_state *c, const struct case_rules *rules, int64_t as_of)
{
    if (c->snapshot != 0) {
        solve(c, rules, c->last_staff_at != NO_MOMENT ? c->last_staff_at : c->last_at);
        c->status = (uint8_t)(c->snapshot - 1);
        c->answers_to_solution = c->staff_messages;
    }
    finish_at_desk(c, rules);
    look_for_delivery(c, rules, as_of);
    promise_pass(&c->promises, as_of);
    if (c->waiting_since != NO_MOMENT)
        wait_until(c, rules, as_of);
}
