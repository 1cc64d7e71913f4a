/* SPDX-License-Identifier: MIT */
/* The policy table: lengths of time, defaults, a file that overrides cells, and what is wrong with bad ones. */
#include "due-followups/policy.h"

#include "due-followups/setup.h"
#include "test.h"

static const uint64_t seed[2] = {1, 2};

static void check_durations(void)
{
    static const struct {
        const char *text;
        bool good;
        int64_t amount;
        bool days;
    } cases[] = {
        {"90m", true, 5400, false}, {"8h", true, 28800, false}, {"3d", true, 3, true},
        {"2w", true, 14, true},     {"0h", true, 0, false},     {"", false, 0, false},
        {"h", false, 0, false},     {"8", false, 0, false},     {"-1d", false, 0, false},
        {"1.5h", false, 0, false},  {"3650d", true, 3650, true}, {"3651d", false, 0, false},
        {"8 h", true, 28800, false}, {"8H", false, 0, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct duration d;
        bool good = duration_parse(slice_of(cases[i].text), &d);
        CHECK(good == cases[i].good);
        if (good && cases[i].good) {
            CHECK_NUMBER(d.amount, cases[i].amount);
            CHECK(d.days == cases[i].days && !d.never);
        }
    }
    struct duration never;
    CHECK(duration_parse(SLICE("never"), &never) && never.never);
}

static void check_cap(void)
{
    int cap;
    int64_t seconds;
    CHECK(setup_parse_cap(SLICE("2/30d"), &cap, &seconds) && cap == 2 && seconds == 30 * 86400);
    CHECK(setup_parse_cap(SLICE("0/1w"), &cap, &seconds) && cap == 0 && seconds == 7 * 86400);
    CHECK(setup_parse_cap(SLICE("5/12h"), &cap, &seconds) && cap == 5 && seconds == 12 * 3600);
    CHECK(setup_parse_cap(SLICE("none"), &cap, &seconds) && cap == INT32_MAX);
    static const char *const bad[] = {"", "2", "2/", "/30d", "x/30d", "2/never", "-1/30d", "2/30"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        CHECK(!setup_parse_cap(slice_of(bad[i]), &cap, &seconds));
}

/* Loads the defaults, overridden by a file of these bytes. */
static bool load(struct policy *p, struct arena *a, const char *bytes, struct error *e)
{
    struct world_file file = {SLICE("policy.csv"), slice_of(bytes)};
    struct world w = {.arena = a, .tool = "test", .in_memory = true, .files = &file, .file_count = 1};
    return policy_load(p, &w, a, bytes != NULL ? "policy.csv" : NULL, vocabularies_load(a, seed), e);
}

static void check_defaults(struct arena *a)
{
    struct policy p;
    struct error e = {0};
    CHECK(load(&p, a, NULL, &e));
    for (int i = 0; i < REASON_COUNT; i++) {
        CHECK(p.rule[i].words.len > 0);
        CHECK(p.rule[i].urgency > 0);
        CHECK((p.rule[i].class == CLASS_COURTESY) == (i >= REASON_BECAME_REGULAR));
    }
    const struct policy_rule *reply = &p.rule[REASON_REPLY];
    CHECK(reply->clock == CLOCK_BUSINESS);
    CHECK_NUMBER(reply->after.amount, 8 * 3600);
    CHECK_NUMBER(reply->after_complaint.amount, 4 * 3600);
    CHECK(reply->expires_after.never && reply->repeat_after.never);
    CHECK(reply->channel == CHANNEL_SAME);
    CHECK(p.rule[REASON_NOTE_MISSING].channel == CHANNEL_NO);
    CHECK(p.rule[REASON_CAMPAIGN].channel == CHANNEL_NEWSLETTER);
    CHECK_NUMBER(p.rule[REASON_CHECK_IN].times, 3);
    CHECK_NUMBER(p.rule[REASON_CHECK_IN].repeat_after.amount, 7);
    CHECK(p.rule[REASON_DETRACTOR].after.days);
    CHECK_NUMBER(p.rule[REASON_DETRACTOR].after.amount, 2);
    CHECK_NUMBER(p.rule[REASON_FEEDBACK_REPLY].after.amount, 5);
    CHECK_NUMBER(p.rule[REASON_KEEP_IN_LOOP].after.amount, 3);
    CHECK_NUMBER(p.rule[REASON_PRICE_CUT_AHEAD].ahead.amount, 7);
}

/* What is not in the file stays as it was; what is printed reads back as the same. */
static void check_override(struct arena *a)
{
    struct policy p, again;
    struct error e = {0};
    CHECK(load(&p, a,
               "reason,after,class,channel,rule,times\n"
               "reply,90m,,phone,\"called \"\"soon\"\", always\",\n"
               "wishes,,off,,,any\n"
               "check_in,,,,,1\n",
               &e));
    CHECK_NUMBER(p.rule[REASON_REPLY].after.amount, 5400);
    CHECK_NUMBER(p.rule[REASON_REPLY].after_complaint.amount, 4 * 3600);
    CHECK(p.rule[REASON_REPLY].channel == CHANNEL_PHONE);
    CHECK(p.rule[REASON_REPLY].class == CLASS_SERVICE);
    CHECK_TEXT(p.rule[REASON_REPLY].words, "called \"soon\", always");
    CHECK(p.rule[REASON_WISHES].class == CLASS_OFF);
    CHECK_NUMBER(p.rule[REASON_CHECK_IN].times, 1);
    struct slice text = policy_emit(&p, a);
    CHECK(load(&again, a, arena_string(a, text), &e));
    struct slice text_again = policy_emit(&again, a);
    CHECK_TEXT(text_again, arena_string(a, text));
}

static void check_faults(struct arena *a)
{
    static const struct {
        const char *bytes, *column, *text;
        uint64_t line;
    } cases[] = {
        {"reason,after\nreplies,8h\n", "reason", "'replies' is no reason: --emit-policy lists them", 2},
        {"reason,after\nscene,0h\nreply,soon\n", "after",
         "'soon' is not a length of time: write 90m, 8h, 3d or 2w", 3},
        {"reason,expires_after\nreply,x\n", "expires_after",
         "'x' is not a length of time: write 90m, 8h, 3d or 2w, or never", 2},
        {"reason,after\nreply,never\n", "after",
         "'never' has no meaning here: class 'off' turns a reason off", 2},
        {"reason,clock\nreply,moon\n", "clock",
         "'moon' is not known here: write elapsed, business", 2},
        {"reason,class\nreply,urgent\n", "class",
         "'urgent' is not known here: write service, courtesy or off", 2},
        {"reason,channel\nreply,pigeon\n", "channel",
         "'pigeon' is no channel: write same, none, phone, email, newsletter, sms, chat ...", 2},
        {"reason,wait\nreply,8h\n", "", "a policy has no column 'wait': --emit-policy shows which there are", 1},
        {"after\n8h\n", "", "needs a column 'reason'", 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct policy p;
        struct error e = {0};
        CHECK(!load(&p, a, cases[i].bytes, &e));
        CHECK_TEXT(slice_of(e.text), cases[i].text);
        CHECK_TEXT(slice_of(e.column), cases[i].column);
        CHECK_TEXT(slice_of(e.file), "policy.csv");
        CHECK_NUMBER((int64_t)e.line, (int64_t)cases[i].line);
    }
    struct policy p;
    struct error e = {0};
    CHECK(!load(&p, a, "reason,urgency\nreply,101\n", &e));
    CHECK(!load(&p, a, "reason,times\nreply,0\n", &e));
}

int main(void)
{
    struct arena a = {0};
    check_durations();
    check_cap();
    check_defaults(&a);
    check_override(&a);
    check_faults(&a);
    arena_free(&a);
    return test_report("due_followups_policy");
}
