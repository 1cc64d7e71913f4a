/* SPDX-License-Identifier: MIT */
#include "track-cases/case_state.h"

#include "streams/vocabulary.h"
#include "test.h"

static const uint64_t seed[2] = {1, 2};
enum { HOUR = 3600, DAY = 24 * HOUR };

/* A case to play with: no calendar, so that every hour counts. */
struct stage {
    struct arena arena;
    struct label_sets flags, topics, agents;
    struct case_rules rules;
    struct case_state c;
    bool begun;
    int64_t promises[8];
    uint32_t promise_count;
};

static void stage_start(struct stage *s)
{
    *s = (struct stage){0};
    label_sets_start(&s->flags, &s->arena, seed);
    label_sets_start(&s->topics, &s->arena, seed);
    label_sets_start(&s->agents, &s->arena, seed);
    s->rules = (struct case_rules){.zone = zone_utc(),
                                   .promises = s->promises,
                                   .flags = &s->flags,
                                   .topics = &s->topics,
                                   .agents = &s->agents};
}

static void stage_end(struct stage *s)
{
    label_sets_free(&s->flags);
    label_sets_free(&s->topics);
    label_sets_free(&s->agents);
    arena_free(&s->arena);
}

/* What is said of a message in the tests. */
struct more {
    enum act act;
    const char *agent, *flags, *topics;
    int status; /* enum case_status + 1 */
    int64_t promise;
    unsigned bits;
    uint8_t severity;
};

static void play(struct stage *s, int64_t at, struct more more)
{
    struct case_message m = {.sent_at = at, .act = (uint8_t)more.act, .status = (uint8_t)more.status};
    m.agent = label_sets_single(&s->agents, slice_of(more.agent));
    m.flags = label_sets_parse(&s->flags, slice_of(more.flags));
    m.topics = label_sets_parse(&s->topics, slice_of(more.topics));
    m.topic = label_sets_single(&s->topics, slice_of(more.topics));
    m.topic_severity = more.severity;
    m.bits = (uint8_t)more.bits;
    if (more.promise != 0) {
        s->promises[s->promise_count++] = more.promise;
        m.promise = s->promise_count;
    }
    if (!s->begun)
        case_start(&s->c, &m);
    s->begun = true;
    case_add(&s->c, &s->rules, &m);
}

#define PLAY(at, ...) play(&s, at, (struct more){.act = __VA_ARGS__})

enum { SOLVED = CASE_SOLVED + 1, OPEN_AGAIN = CASE_OPEN + 1 };

static void check_waiting(void)
{
    struct stage s;
    stage_start(&s);
    PLAY(0, ACT_ASKS, .flags = "anger:warn");
    PLAY(2 * HOUR, ACT_SAYS, .flags = "leave:error;anger:error");
    PLAY(3 * HOUR, ACT_NOTES, .agent = "Zoe");
    CHECK_NUMBER(s.c.waiting_since, 0);
    CHECK_NUMBER(s.c.repeats, 1);
    CHECK_TEXT(label_sets_graded_text(&s.flags, s.c.flags_waiting, &s.arena), "anger:error;leave:error");
    PLAY(5 * HOUR, ACT_ANSWERS, .agent = "Anna");
    CHECK_NUMBER(s.c.waiting_since, NO_MOMENT);
    CHECK_NUMBER(s.c.repeats, 0);
    CHECK_NUMBER(s.c.flags_waiting, LABEL_SET_EMPTY);
    CHECK_NUMBER(s.c.first_reply_at, 5 * HOUR);
    CHECK_NUMBER(s.c.first_wait, 5 * HOUR);
    PLAY(6 * HOUR, ACT_FAREWELL);
    CHECK_NUMBER(s.c.waiting_since, NO_MOMENT);
    PLAY(7 * HOUR, ACT_SAYS);
    CHECK_NUMBER(s.c.waiting_since, 7 * HOUR);
    PLAY(8 * HOUR, ACT_ANSWERS, .agent = "Boris");
    PLAY(9 * HOUR, ACT_ANSWERS, .agent = "Anna");
    PLAY(10 * HOUR, ACT_MISSED_CALL);
    case_finish(&s.c, &s.rules, 17 * HOUR);
    CHECK_NUMBER(s.c.longest_wait, 7 * HOUR);
    CHECK_NUMBER(s.c.first_wait, 5 * HOUR);
    CHECK_NUMBER(s.c.handoffs, 2);
    CHECK_TEXT(label_sets_text(&s.agents, s.c.agents, &s.arena), "Zoe;Anna;Boris");
    CHECK_TEXT(label_sets_text(&s.agents, s.c.agent, &s.arena), "Anna");
    CHECK_NUMBER(s.c.customer_messages, 5);
    CHECK_NUMBER(s.c.staff_messages, 3);
    CHECK(s.c.note_left);
    stage_end(&s);
}

static void check_solution(void)
{
    struct stage s;
    stage_start(&s);
    PLAY(0, ACT_ASKS);
    PLAY(4 * HOUR, ACT_STATUS, .status = SOLVED);
    CHECK(s.c.solved);
    CHECK_NUMBER(s.c.waiting_since, NO_MOMENT); /* a solution ends the wait, though nobody wrote */
    CHECK_NUMBER(s.c.longest_wait, 4 * HOUR);
    CHECK_NUMBER(s.c.resolved, 4 * HOUR);
    CHECK_NUMBER(s.c.first_reply_at, NO_MOMENT);
    PLAY(5 * HOUR, ACT_FAREWELL, .status = OPEN_AGAIN); /* help desks open a case again for a thank-you */
    PLAY(6 * HOUR, ACT_SAYS);
    CHECK(s.c.solved);
    CHECK_NUMBER(s.c.reopened, 0);
    PLAY(7 * HOUR, ACT_ASKS);
    CHECK(!s.c.solved);
    CHECK_NUMBER(s.c.reopened, 1);
    CHECK_NUMBER(s.c.solved_at, NO_MOMENT);
    CHECK_NUMBER(s.c.waiting_since, 7 * HOUR);
    PLAY(8 * HOUR, ACT_ANSWERS, .status = SOLVED);
    PLAY(9 * HOUR, ACT_STATUS, .status = CASE_CLOSED + 1);
    CHECK_NUMBER(s.c.solved_at, 8 * HOUR);
    CHECK_NUMBER(s.c.status, CASE_CLOSED);
    PLAY(10 * HOUR, ACT_STATUS, .status = OPEN_AGAIN);
    CHECK_NUMBER(s.c.reopened, 2);
    stage_end(&s);
}

/* A column that holds the last status on every row. */
static void check_snapshot(void)
{
    struct stage s;
    stage_start(&s);
    PLAY(0, ACT_ASKS, .status = SOLVED);
    PLAY(HOUR, ACT_ANSWERS, .status = SOLVED);
    PLAY(2 * HOUR, ACT_ASKS, .status = SOLVED);
    PLAY(3 * HOUR, ACT_ANSWERS, .status = SOLVED);
    PLAY(4 * HOUR, ACT_SAYS, .status = SOLVED);
    case_finish(&s.c, &s.rules, 9 * HOUR);
    CHECK(s.c.solved);
    CHECK_NUMBER(s.c.solved_at, 3 * HOUR);
    CHECK_NUMBER(s.c.resolved, 3 * HOUR);
    CHECK_NUMBER(s.c.reopened, 0);
    CHECK_NUMBER(s.c.waiting_since, NO_MOMENT);
    CHECK_NUMBER(s.c.answers_to_solution, 2);
    stage_end(&s);
}

static void check_promises_of_messages(void)
{
    struct stage s;
    stage_start(&s);
    PLAY(0, ACT_ASKS);
    PLAY(HOUR, ACT_ANSWERS, .promise = 2 * DAY);
    PLAY(DAY, ACT_ANSWERS, .promise = 2 * DAY); /* says it once more: no word that keeps it */
    CHECK_NUMBER(s.c.promises.due, 2 * DAY);
    CHECK_NUMBER(s.c.promises.made, 1);
    PLAY(DAY + HOUR, ACT_ANSWERS, .promise = 4 * DAY);
    CHECK_NUMBER(s.c.promises.moved, 1);
    CHECK_NUMBER(s.c.promises.made, 2);
    PLAY(3 * DAY, ACT_ANSWERS);
    CHECK_NUMBER(s.c.promises.kept, 1);
    CHECK_NUMBER(s.c.promises.due, NO_MOMENT);
    PLAY(3 * DAY + HOUR, ACT_ANSWERS, .promise = 5 * DAY);
    PLAY(6 * DAY, ACT_ASKS);
    CHECK_NUMBER(s.c.promises.broken, 1);
    CHECK_NUMBER(s.c.promises.due, 5 * DAY); /* open still */
    PLAY(6 * DAY + 1, ACT_ANSWERS, .promise = 8 * DAY);
    CHECK_NUMBER(s.c.promises.moved, 2);
    CHECK_NUMBER(s.c.promises.broken, 1);
    case_finish(&s.c, &s.rules, 8 * DAY);
    CHECK_NUMBER(s.c.promises.broken, 1);
    case_finish(&s.c, &s.rules, 8 * DAY + 1);
    CHECK_NUMBER(s.c.promises.broken, 2);
    CHECK_NUMBER(s.c.promises.made, 4);
    stage_end(&s);
}

/* promised_by repeated on each row of the case is one promise, and a word in between keeps it. */
static void check_promise_column(void)
{
    struct stage s;
    stage_start(&s);
    PLAY(0, ACT_ASKS);
    PLAY(HOUR, ACT_ANSWERS, .promise = 2 * DAY, .bits = MESSAGE_PROMISE_STATED);
    PLAY(DAY, ACT_ANSWERS, .promise = 2 * DAY, .bits = MESSAGE_PROMISE_STATED);
    PLAY(3 * DAY, ACT_ANSWERS, .promise = 2 * DAY, .bits = MESSAGE_PROMISE_STATED);
    case_finish(&s.c, &s.rules, 4 * DAY);
    CHECK_NUMBER(s.c.promises.made, 1);
    CHECK_NUMBER(s.c.promises.kept, 1);
    CHECK_NUMBER(s.c.promises.broken, 0);
    stage_end(&s);
}

static void check_solution_keeps(void)
{
    struct stage s;
    stage_start(&s);
    PLAY(0, ACT_ASKS);
    PLAY(HOUR, ACT_ANSWERS, .promise = DAY);
    PLAY(2 * HOUR, ACT_ASKS);
    PLAY(5 * HOUR, ACT_STATUS, .status = SOLVED);
    CHECK_NUMBER(s.c.promises.kept, 1);
    case_finish(&s.c, &s.rules, 2 * DAY);
    CHECK_NUMBER(s.c.promises.broken, 0);
    stage_end(&s);
}

/* Goods keep a promise by the end of its day; goods of another order do not. */
static void check_delivery(int64_t day, bool same_order, int kept, int broken)
{
    struct stage s;
    stage_start(&s);
    struct intern order_ids;
    intern_start(&order_ids, &s.arena, seed);
    struct deliveries *d = deliveries_start(&s.arena, seed);
    deliveries_add(d, slice_of(same_order ? "A1" : "A2"), 3, day);
    deliveries_add(d, SLICE("A1"), 3, -5);
    deliveries_sort(d);
    s.rules.deliveries = d;
    s.rules.order_ids = &order_ids;
    intern_add(&order_ids, SLICE("A1"));
    PLAY(0, ACT_ASKS);
    s.c.customer = 3;
    s.c.order = 1;
    PLAY(HOUR, ACT_ANSWERS, .promise = 3 * DAY - 1);
    case_finish(&s.c, &s.rules, 9 * DAY);
    CHECK_NUMBER(s.c.promises.kept, kept);
    CHECK_NUMBER(s.c.promises.broken, broken);
    CHECK(s.c.promises.due == NO_MOMENT || !same_order);
    deliveries_free(d);
    stage_end(&s);
}

static void check_marks(void)
{
    struct stage s;
    stage_start(&s);
    PLAY(0, ACT_ASKS, .topics = "courier", .severity = 3, .bits = MESSAGE_COMPLAINS);
    PLAY(1, ACT_ASKS, .topics = "cheated", .severity = 10);
    PLAY(2, ACT_ASKS, .topics = "waiting", .severity = 2);
    PLAY(3, ACT_ANSWERS, .flags = "no_apology:warn", .bits = MESSAGE_ACKNOWLEDGES);
    CHECK(!s.c.apology);
    PLAY(4, ACT_ANSWERS, .bits = MESSAGE_ACKNOWLEDGES | MESSAGE_APOLOGISES | MESSAGE_LIVE);
    CHECK(s.c.apology);
    CHECK(s.c.complaint);
    CHECK_NUMBER(s.c.acknowledged_at, 3);
    CHECK_NUMBER(s.c.live_contact_at, 4);
    CHECK_TEXT(label_sets_text(&s.topics, s.c.topics, &s.arena), "courier;cheated;waiting");
    CHECK_TEXT(label_sets_text(&s.topics, s.c.topic, &s.arena), "cheated");
    stage_end(&s);
}

/* Made, kept, broken, moved and open ones always add up. */
static void check_sum(void)
{
    uint32_t random = 7;
    for (int round = 0; round < 2000; round++) {
        struct promises p = PROMISES_NONE;
        unsigned early = 0; /* moved before their end */
        for (int64_t now = 0; now < 40; now++) {
            random = random * UINT32_C(1664525) + 1013904223;
            uint32_t dice = random >> 24;
            promise_pass(&p, now);
            uint16_t broken = p.broken;
            bool was_open = p.due != NO_MOMENT && !p.late;
            if (dice < 60 && promise_make(&p, now, now + dice % 9))
                early += was_open && p.broken == broken;
            else if (dice > 230)
                promise_meet(&p, now);
        }
        bool waits = p.due != NO_MOMENT && !p.late;
        if (p.made != p.kept + p.broken + early + (waits ? 1u : 0u)) {
            CHECK(false);
            return;
        }
    }
    CHECK(true);
}

int main(void)
{
    check_waiting();
    check_solution();
    check_snapshot();
    check_promises_of_messages();
    check_promise_column();
    check_solution_keeps();
    check_delivery(2, true, 1, 0);
    check_delivery(3, true, 0, 1);
    check_delivery(2, false, 0, 1);
    check_marks();
    check_sum();
    return test_report("track_cases_state");
}
