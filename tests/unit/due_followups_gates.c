/* SPDX-License-Identifier: MIT */
/* What keeps a contact from being made, in its order; over which channel it is made; by whom; and when. */
#include "due_followups_run.h"

#define EXPECT(what, expected, ...)  run_expect(what, &(struct run){__VA_ARGS__}, expected)
#define BLOCKED(what, expected, ...) run_expect_blocked(what, &(struct run){__VA_ARGS__}, expected)

/* Everybody has a birthday today: a courtesy that is due. */
#define PERSON(columns, values)                                                                     \
    {"customers", "customer_id,birthday,email,phone," columns "\n"                                    \
                  "C1,1980-03-10,c1@example.org,+302310555001," values "\n"}
#define LOG(rows) {"messages", "customer_id,sent_at,direction,channel,kind,message_id,text,tone_flags\n" rows}
#define CLICK "C1,2026-01-05T10:00Z,in,email,click,,,\n"
#define WAITING(channel)                                                                            \
    {"cases", "case_id,customer_id,opened_at,waiting_since,channel\n"                                 \
              "1,C1,2026-03-06T10:00Z,2026-03-06T10:00Z," channel "\n"}
#define WISHED  "C1 wishes birthday:2026 2026-03-10T00:00:00+02:00 email \n"
#define REPLY   "C1 reply 1 2026-03-09T12:00:00+02:00 "
#define BARS(gate) "C1 wishes birthday:2026 " gate " \n"

static void check_opt_outs(void)
{
    EXPECT("open", WISHED, .files = {PERSON("consent", "yes"), LOG(CLICK)});
    BLOCKED("opted out of all", BARS("opt_out"), .files = {PERSON("consent,opt_out", "yes,all"), LOG(CLICK)});
    BLOCKED("in Greek", BARS("opt_out"), .files = {PERSON("consent,opt_out", "yes,ΌΛΑ"), LOG(CLICK)});
    EXPECT("of one channel", "C1 wishes birthday:2026 2026-03-10T00:00:00+02:00 phone \n",
           .files = {PERSON("consent,opt_out", "yes,email;sms"), LOG(CLICK)});
    EXPECT("a service matter becomes the staff's alone", REPLY "none \n",
           .files = {PERSON("consent,opt_out", "yes,all"), LOG(CLICK), WAITING("email")});
    EXPECT("or goes another way", REPLY "phone wishes:birthday:2026\n",
           .files = {PERSON("consent,opt_out", "yes,email"), LOG(CLICK), WAITING("email")});
    EXPECT("none is nothing", WISHED, .files = {PERSON("consent,opt_out", "yes,none"), LOG(CLICK)});
    EXPECT("an unknown word is a bad row",
           "due-followups: customers.csv:2: column 'opt_out': 'pigeon' is no channel: write all, none, or "
           "channels joined by ;\n",
           .files = {PERSON("consent,opt_out", "yes,pigeon"), LOG(CLICK)});
    BLOCKED("said in words", BARS("opt_out"),
            .files = {PERSON("consent", "yes"), LOG(CLICK "C1,2026-02-01T10:00Z,in,email,message,m,Stop writing,optout:info\n")});
}

static void check_log(void)
{
    EXPECT("unsubscribed from the newsletter: not by mail either",
           "C1 wishes birthday:2026 2026-03-10T00:00:00+02:00 phone \n",
           .files = {PERSON("consent", "yes"), LOG(CLICK "C1,2026-02-01T10:00Z,in,newsletter,unsubscribe,,,\n")});
    EXPECT("but a question is answered by mail", REPLY "email wishes:birthday:2026\n",
           .files = {PERSON("consent", "yes"), WAITING("email"),
                     LOG(CLICK "C1,2026-02-01T10:00Z,in,newsletter,unsubscribe,,,\n")});
    BLOCKED("unsubscribed, and nobody says from what", BARS("unsubscribe"),
            .files = {PERSON("consent", "yes"), LOG(CLICK "C1,2026-02-01T10:00Z,in,,unsubscribe,,,\n")});
    BLOCKED("blocked", BARS("block"),
            .files = {PERSON("consent", "yes"), LOG(CLICK "C1,2026-02-01T10:00Z,in,,block,,,\n")});
    EXPECT("mail that comes back", "C1 wishes birthday:2026 2026-03-10T00:00:00+02:00 phone \n",
           .files = {PERSON("consent", "yes"), LOG(CLICK "C1,2026-02-01T10:00Z,in,email,bounce,,,\n")});
    EXPECT("until one arrives", WISHED,
           .files = {PERSON("consent", "yes"), LOG("C1,2026-02-01T10:00Z,in,email,bounce,,,\nC1,2026-02-02T10:00Z,in,email,open,,,\n")});
    BLOCKED("mail comes back and the telephone is barred", BARS("bounce"),
            .files = {PERSON("consent,opt_out", "yes,phone;sms"), LOG(CLICK "C1,2026-02-01T10:00Z,in,email,bounce,,,\n")});
}

static void check_courtesy(void)
{
    BLOCKED("no consent", BARS("consent"), .files = {PERSON("consent", "no"), LOG(CLICK)});
    BLOCKED("consent is not known", BARS("consent"), .files = {PERSON("consent", ""), LOG(CLICK)});
    EXPECT("service needs none", REPLY "email \n", .files = {PERSON("consent", "no"), WAITING("email")});
    BLOCKED("opt-out goes first", BARS("opt_out"), .files = {PERSON("consent,opt_out", "no,all"), LOG(CLICK)});
    BLOCKED("no interest", BARS("interest"), .files = {PERSON("consent", "yes"), LOG("")});
    BLOCKED("a year and a day ago", BARS("interest"),
            .files = {PERSON("consent", "yes"), LOG("C1,2025-03-09T10:00Z,in,email,click,,,\n")});
    EXPECT("an order is interest", WISHED,
           .files = {PERSON("consent", "yes"), {"orders", "order_id,customer_id,ordered_at,amount\n0,C1,2024-01-01,1\n1,C1,2025-06-01,1\n"}});
    EXPECT("a question is", "C1 wishes birthday:2026 2026-03-10T00:00:00+02:00 email \n",
           .files = {PERSON("consent", "yes"), LOG("C1,2025-06-01T10:00Z,in,email,message,m,Is it fresh?,\n")});
    BLOCKED("words without a question are not", BARS("interest"),
            .files = {PERSON("consent", "yes"), LOG("C1,2025-06-01T10:00Z,in,email,message,m,Goodbye,\n")});
    BLOCKED("who is not in the customers file", "C9 thanks 7 no_record \n",
            .files = {{"customers", "customer_id,consent\nC1,yes\n"}, {"orders", "order_id,customer_id,ordered_at,amount\n7,C9,2026-03-05,1\n"}});
}

static void check_cap(void)
{
#define TWO "C1,2026-02-10T10:00Z,out,newsletter,campaign,,,\nC1,2026-02-20T10:00Z,out,newsletter,campaign,,,\n"
    BLOCKED("two in thirty days", "C1 wishes birthday:2026 cap 2026-03-12T12:00:00+02:00\n",
            .files = {PERSON("consent", "yes"), LOG(CLICK TWO)});
    EXPECT("one of them is older", WISHED, .as_of = "2026-03-10T08:30:00+02:00",
           .files = {PERSON("consent", "yes"),
                     LOG(CLICK "C1,2026-02-08T06:30:00Z,out,newsletter,campaign,,,\nC1,2026-02-20T10:00Z,out,newsletter,campaign,,,\n")});
    EXPECT("three are allowed", WISHED, .more = "--cap 3/30d", .files = {PERSON("consent", "yes"), LOG(CLICK TWO)});
    EXPECT("no cap", WISHED, .more = "--cap none", .files = {PERSON("consent", "yes"), LOG(CLICK TWO)});
    EXPECT("service is exempt", REPLY "email \n", .files = {PERSON("consent", "yes"), WAITING("email"), LOG(CLICK TWO)});
    BLOCKED("but counted", "C1 wishes birthday:2026 cap 2026-04-04T13:00:00+03:00\n",
            .files = {PERSON("consent", "yes"),
                      LOG(CLICK "C1,2026-03-05T10:00Z,out,email,message,,,\nC1,2026-03-06T10:00Z,out,phone,message,,,\n"
                                "C1,2026-03-07T10:00Z,in,email,message,,,\n")});
    EXPECT("a talk in three mails is one contact",
           "C1 wishes birthday:2026 2026-03-10T00:00:00+02:00 email \n",
           .files = {PERSON("consent", "yes"),
                     LOG(CLICK "C1,2026-03-05T10:00Z,out,email,message,,,\nC1,2026-03-05T10:05Z,in,email,message,,,\n"
                               "C1,2026-03-05T10:10Z,out,email,message,,,\nC1,2026-03-05T10:15Z,in,email,message,,,\n")});
    BLOCKED("what no log shows counts too", "C1 wishes birthday:2026 cap 2026-04-04T13:00:00+03:00\n",
            .files = {PERSON("consent", "yes"), LOG(CLICK),
                      {"done", "customer_id,reason,trigger_id,done_at\nC1,win_back,,2026-03-05T10:00Z\n"
                               "C1,thanks,,2026-03-06T10:00Z\nC1,campaign,,2026-03-06T11:00Z\n"}});
}

static void check_channels(void)
{
    EXPECT("the way they came", REPLY "chat \n", .files = {PERSON("consent", "no"), WAITING("chat")});
    EXPECT("a form on the site is answered by mail", REPLY "email \n", .files = {PERSON("consent", "no"), WAITING("web")});
    EXPECT("who came to the shop is called where they prefer it", REPLY "phone \n",
           .files = {PERSON("consent,preferred_channel", "no,phone"), WAITING("shop")});
    EXPECT("no number is known", REPLY "email \n",
           .files = {{"customers", "customer_id,email\nC1,c1@example.org\n"}, WAITING("phone")});
    EXPECT("an e-mail that nobody answered calls for a call", REPLY "phone \n",
           .files = {PERSON("consent", "no"), WAITING("email"), LOG("C1,2026-03-07T10:00Z,out,email,message,,,\n")});
    EXPECT("one that was answered does not", REPLY "email \n",
           .files = {PERSON("consent", "no"), WAITING("email"),
                     LOG("C1,2026-03-07T10:00Z,out,email,message,,,\nC1,2026-03-07T11:00Z,in,email,message,,,\n")});
    EXPECT("three written ones do", REPLY "phone \n",
           .files = {PERSON("consent", "no"), WAITING("email"),
                     LOG("C1,2026-03-02T10:00Z,out,email,message,,,\nC1,2026-03-03T10:00Z,out,email,message,,,\n"
                         "C1,2026-03-06T10:00Z,out,email,message,,,\nC1,2026-03-06T11:00Z,in,email,message,,,\n")});
    EXPECT("but for those who came to the shop since", REPLY "email \n",
           .files = {PERSON("consent", "no"), WAITING("email"),
                     LOG("C1,2026-03-05T10:00Z,out,email,message,,,\nC1,2026-03-06T09:00Z,out,sms,message,,,\n"
                         "C1,2026-03-06T10:00Z,out,email,message,,,\nC1,2026-03-06T10:30Z,in,shop,message,,,\n"
                         "C1,2026-03-06T11:00Z,in,email,message,,,\n")});
    EXPECT("not with a talk in between", REPLY "email \n",
           .files = {PERSON("consent", "no"), WAITING("email"),
                     LOG("C1,2026-03-02T10:00Z,out,email,message,,,\nC1,2026-03-03T10:00Z,out,phone,message,,,\n"
                         "C1,2026-03-06T10:00Z,out,email,message,,,\nC1,2026-03-06T11:00Z,in,email,message,,,\n")});
}

/* Columns of the only row. */
static void expect_cells(const char *what, const struct run *r, const char *const *columns, const char *expected)
{
    struct arena a = {0};
    struct ran ran = run_tool(r, &a);
    struct slice got = run_columns(ran.out, columns, &a);
    if (!slice_equal(got, slice_of(expected)))
        printf("%s: %.*s\n", what, SLICE_ARG(ran.err));
    CHECK_TEXT(got, expected);
    arena_free(&a);
}

static void check_staff(void)
{
    static const char *const who[] = {"reason", "owner", "escalate_to", NULL};
#define OWNED(flags)                                                                                \
    {"cases", "case_id,customer_id,opened_at,waiting_since,agent,flags_waiting\n"                     \
              "1,C1,2026-03-06T10:00Z,2026-03-09T10:00Z,Eleni," flags "\n"}
#define PEOPLE {"customers", "customer_id,owner,supervisor\nC1,Nikos,Dimitra\n"}
#define AWAY(rows) {"absent", "agent,from_date,until,owner\n" rows}
    expect_cells("the case's owner", &(struct run){.files = {OWNED(""), PEOPLE}}, who, "reply Eleni \n");
    expect_cells("scenes go up", &(struct run){.files = {OWNED("legal:warn"), PEOPLE}}, who, "scene Dimitra \n");
    expect_cells("away: the customer's owner",
                 &(struct run){.files = {OWNED(""), PEOPLE, AWAY("Eleni,2026-03-09,2026-03-10,\n")}}, who,
                 "reply Nikos \n");
    expect_cells("back again",
                 &(struct run){.files = {OWNED(""), PEOPLE, AWAY("Eleni,2026-03-01,2026-03-09,\n")}}, who,
                 "reply Eleni \n");
    expect_cells("somebody stands in",
                 &(struct run){.files = {OWNED(""), PEOPLE, AWAY("Eleni,2026-03-01,,Sofia\n")}}, who,
                 "reply Sofia \n");
    expect_cells("who stands in is away too",
                 &(struct run){.files = {OWNED(""), PEOPLE, AWAY("Eleni,,,Sofia\nSofia,,,Maria\n")}}, who,
                 "reply Maria \n");
    expect_cells("in a circle",
                 &(struct run){.files = {OWNED(""), PEOPLE, AWAY("Eleni,,,Sofia\nSofia,,,Eleni\n")}}, who,
                 "reply Nikos \n");
    expect_cells("no supervisor in the file", &(struct run){.more = "--supervisor Petros", .files = {OWNED("leave:warn")}},
                 who, "scene Petros \n");
    expect_cells("overdue by a day: the supervisor hears of it",
                 &(struct run){.as_of = "2026-03-12T10:00:00+02:00", .files = {OWNED(""), PEOPLE}, .more = "--look-ahead 0"}, who,
                 "reply Eleni Dimitra\n");
}

static void check_quiet_hours(void)
{
    static const char *const window[] = {"not_before", "not_after", "overdue_hours", NULL};
#define ABROAD(zone) {"customers", "customer_id,timezone\nC1," zone "\n"}
    expect_cells("now", &(struct run){.files = {WAITING("email"), ABROAD("")}}, window,
                 "2026-03-10T08:30:00+02:00 2026-03-10T21:00:00+02:00 5.00\n");
    expect_cells("it is early in London", &(struct run){.files = {WAITING("email"), ABROAD("Europe/London")}}, window,
                 "2026-03-10T08:00:00+00:00 2026-03-10T21:00:00+00:00 5.00\n");
    expect_cells("and late in Auckland",
                 &(struct run){.as_of = "2026-03-10T12:30:00+02:00", .files = {WAITING("email"), ABROAD("Pacific/Auckland")}},
                 window, "2026-03-11T08:00:00+13:00 2026-03-11T21:00:00+13:00 8.50\n");
    expect_cells("a day means its end", &(struct run){.as_of = "2026-03-10", .files = {WAITING("email"), ABROAD("")}},
                 window, "2026-03-11T08:00:00+02:00 2026-03-11T21:00:00+02:00 13.00\n");
}

int main(void)
{
    check_opt_outs();
    check_log();
    check_courtesy();
    check_cap();
    check_channels();
    check_staff();
    check_quiet_hours();
    return test_report("due_followups_gates");
}
