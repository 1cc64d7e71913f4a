/* SPDX-License-Identifier: MIT */
/* The reasons that cases give: when each is due, done, lapsed, and what merely looks like one. */
#include "due_followups_run.h"

#define EXPECT(what, expected, ...) run_expect(what, &(struct run){__VA_ARGS__}, expected)
#define CASES(rows)                                                                                 \
    .files = { {"cases", "case_id,customer_id,opened_at,waiting_since,case_status,channel,kind,"     \
                         "flags_waiting,last_staff_at,promised_by,solved_at,note_left\n" rows} }

static void check_reply(void)
{
    EXPECT("eight business hours, over the evening", "C1 reply 1 2026-03-09T16:00:00+02:00 email \n",
           CASES("1,C1,2026-03-06T16:00:00Z,2026-03-06T14:00:00Z,open,email,,,2026-03-09T13:00Z,,,\n"));
    EXPECT("a complaint has four", "C1 reply 1 2026-03-09T12:00:00+02:00 email \n",
           CASES("1,C1,2026-03-06T16:00:00Z,2026-03-06T14:00:00Z,open,email,complaint,,2026-03-09T13:00Z,,,\n"));
    EXPECT("due today is listed in the morning", "C1 reply 1 2026-03-10T15:00:00+02:00 chat \n",
           CASES("1,C1,2026-03-09T13:00:00Z,2026-03-09T13:00:00Z,open,chat,,,,,,\n"));
    EXPECT("due today, but the list does not look ahead", "",
           .more = "--look-ahead 0",
           CASES("1,C1,2026-03-09T13:00:00Z,2026-03-09T13:00:00Z,open,chat,,,,,,\n"));
    EXPECT("two days ahead", "C1 reply 1 2026-03-11T16:00:00+02:00 chat \n", .more = "--look-ahead 2",
           CASES("1,C1,2026-03-10T06:00:00Z,2026-03-10T14:00:00Z,open,chat,,,,,,\n"),
           .as_of = "2026-03-10T16:30:00+02:00");
    EXPECT("who waits for nothing", "",
           CASES("1,C1,2026-03-09T13:00:00Z,,open,chat,,,2026-03-09T14:00:00Z,,,\n"));
    EXPECT("a case of the future", "",
           CASES("1,C1,2026-03-11T13:00:00Z,2026-03-11T13:00:00Z,open,chat,,,,,,\n"));
    EXPECT("over the weekend: the list of Friday covers it", "C1 reply 1 2026-03-06T17:00:00+02:00 email \n",
           .as_of = "2026-03-06T08:30:00+02:00",
           CASES("1,C1,2026-03-05T15:00:00Z,2026-03-05T15:00:00Z,open,email,,,,,,\n"));
}

static void check_scene(void)
{
    EXPECT("anger at error level", "C1 scene 1 2026-03-10T08:00:00+02:00 phone reply:1\n",
           CASES("1,C1,2026-03-10T08:00:00+02:00,2026-03-10T08:00:00+02:00,open,email,,anger:error,,,,\n"));
    EXPECT("anger at warn level is no scene", "C1 reply 1 2026-03-10T17:00:00+02:00 email \n",
           CASES("1,C1,2026-03-10T08:00:00+02:00,2026-03-10T08:00:00+02:00,open,email,,anger:warn,,,,\n"));
    EXPECT("threats at any level",
           "C1 scene 1 2026-03-10T08:00:00+02:00 phone reply:1\n"
           "C2 scene 2 2026-03-10T08:00:00+02:00 phone reply:2\n"
           "C3 scene 3 2026-03-10T08:00:00+02:00 phone reply:3\n",
           CASES("1,C1,2026-03-10T08:00:00+02:00,2026-03-10T08:00:00+02:00,open,email,,leave:info,,,,\n"
                 "2,C2,2026-03-10T08:00:00+02:00,2026-03-10T08:00:00+02:00,open,email,,public:warn,,,,\n"
                 "3,C3,2026-03-10T08:00:00+02:00,2026-03-10T08:00:00+02:00,open,email,,legal:error,,,,\n"));
}

static void check_promises(void)
{
    EXPECT("passed without word", "C1 promise_broken 1 2026-03-09T18:00:00+02:00 phone \n",
           CASES("1,C1,2026-03-09T10:00Z,,open,email,,,2026-03-09T11:00Z,2026-03-09T16:00Z,,\n"));
    EXPECT("word was given after it passed", "",
           CASES("1,C1,2026-03-09T10:00Z,,open,email,,,2026-03-09T17:00Z,2026-03-09T16:00Z,,\n"));
    EXPECT("solved", "",
           CASES("1,C1,2026-03-09T10:00Z,,solved,email,question,,2026-03-09T11:00Z,2026-03-09T16:00Z,2026-03-09T18:00Z,\n"));
    EXPECT("a day is over at its end", "C1 promise_due 1 2026-03-10T23:59:59+02:00 email \n",
           CASES("1,C1,2026-03-09T10:00Z,,open,email,,,2026-03-09T11:00Z,2026-03-10,,\n"));
    EXPECT("the day after tomorrow is far", "",
           CASES("1,C1,2026-03-09T10:00Z,,open,email,,,2026-03-09T11:00Z,2026-03-12,,\n"));
    EXPECT("and near for who looks far ahead", "C1 promise_due 1 2026-03-11T23:59:59+02:00 email \n",
           .more = "--look-ahead 2",
           CASES("1,C1,2026-03-09T10:00Z,,open,email,,,2026-03-10T06:00Z,2026-03-11,,\n"));
}

static void check_promise_of_goods(void)
{
#define GOODS(delivered)                                                                            \
    .files = {{"cases", "case_id,customer_id,order_id,opened_at,last_staff_at,promised_by,case_status\n" \
                        "1,C1,77,2026-03-08T10:00Z,2026-03-08T11:00Z,2026-03-09,open\n"},           \
              {"orders", "order_id,customer_id,product,ordered_at,amount,status,delivered_at\n"      \
                         "77,C1,floor,2026-03-01,100,paid," delivered "\n"}}
    EXPECT("not delivered", "C1 promise_broken 1 2026-03-09T23:59:59+02:00 phone \n", GOODS(""));
    EXPECT("delivered", "", GOODS("2026-03-09"));
    EXPECT("promised sooner than the product was ever delivered",
           "C1 promise_unlikely 1 2026-03-09T12:00:00+02:00 email \n",
           .files = {{"cases", "case_id,customer_id,order_id,opened_at,last_staff_at,promised_by,case_status\n"
                               "1,C1,77,2026-03-08T10:00Z,2026-03-09T10:00Z,2026-03-13,open\n"},
                     {"orders", "order_id,customer_id,product,ordered_at,amount,status,delivered_at\n"
                                "77,C1,floor,2026-03-08,100,paid,\n"
                                "1,C2,floor,2025-01-01,100,delivered,2025-01-09\n"
                                "2,C2,floor,2025-01-01,100,delivered,2025-01-10\n"
                                "3,C2,floor,2025-01-01,100,delivered,2025-01-11\n"
                                "4,C2,floor,2025-01-01,100,delivered,2025-01-12\n"
                                "5,C2,floor,2025-01-01,100,delivered,2025-01-13\n"}});
}

static void check_silence(void)
{
    EXPECT("three business days over a weekend", "C1 keep_in_loop 1 2026-03-09T12:00:00+02:00 email \n",
           CASES("1,C1,2026-03-01T10:00Z,,open,email,,,2026-03-04T10:00Z,,,\n"));
    EXPECT("pending cases are open too", "C1 keep_in_loop 1 2026-03-09T12:00:00+02:00 email \n",
           CASES("1,C1,2026-03-01T10:00Z,,pending,email,,,2026-03-04T10:00Z,,,\n"));
    EXPECT("nobody has written yet", "C1 keep_in_loop 1 2026-03-06T12:00:00+02:00 email \n",
           CASES("1,C1,2026-03-03T10:00Z,,pending,email,,,,,,\n"));
    EXPECT("two days are not enough", "",
           CASES("1,C1,2026-03-01T10:00Z,,open,email,,,2026-03-06T10:00Z,,,\n"));
}

#define SOLVED(solved, kind, note)                                                                  \
    {"cases", "case_id,customer_id,opened_at,case_status,channel,kind,solved_at,note_left\n"         \
              "1,C1,2026-02-01T10:00Z,solved,email," kind "," solved "," note "\n"}

static void check_aftermath(void)
{
    EXPECT("a week after a complaint", "C1 check_in 1 2026-03-08T12:00:00+02:00 phone \n",
           .files = {SOLVED("2026-03-01T10:00Z", "complaint", "yes")});
    EXPECT("a question leaves no bad memory", "",
           .files = {SOLVED("2026-03-01T10:00Z", "message", "yes")});
    EXPECT("nothing noted", "C1 note_missing 1 2026-03-09T12:00:00+02:00 none \n",
           .files = {SOLVED("2026-03-09T10:00Z", "complaint", "no")});
    EXPECT("a purchase ends it", "",
           .files = {SOLVED("2026-03-01T10:00Z", "complaint", "yes"),
                     {"orders", "order_id,customer_id,ordered_at,amount\n1,C1,2026-03-05,5\n"}});
    EXPECT("one that was called off does not", "C1 check_in 1 2026-03-08T12:00:00+02:00 phone \n",
           .files = {SOLVED("2026-03-01T10:00Z", "complaint", "yes"),
                     {"orders", "order_id,customer_id,ordered_at,amount,status\n1,C1,2026-03-05,5,cancelled\n"}});
    EXPECT("a good score ends it", "",
           .files = {SOLVED("2026-03-01T10:00Z", "complaint", "yes"),
                     {"responses", "response_id,customer_id,answered_at,metric,score\nr,C1,2026-03-05T10:00Z,csat,75\n"}});
    EXPECT("again seven days after the last talk", "C1 check_in 1 2026-03-10T12:00:00+02:00 phone \n",
           .files = {SOLVED("2026-02-20T10:00Z", "complaint", "yes"),
                     {"messages", "customer_id,sent_at,direction,channel\n"
                                  "C1,2026-02-27T10:00Z,out,phone\nC1,2026-03-03T10:00Z,out,phone\n"}});
    EXPECT("three times are enough", "",
           .files = {SOLVED("2026-02-10T10:00Z", "complaint", "yes"),
                     {"messages", "customer_id,sent_at,direction,channel\n"
                                  "C1,2026-02-17T10:00Z,out,phone\nC1,2026-02-24T10:00Z,out,phone\n"
                                  "C1,2026-03-03T10:00Z,out,phone\n"}});
    EXPECT("after two months it has lapsed", "", .files = {SOLVED("2026-01-01T10:00Z", "complaint", "yes")});
}

/* Help desks do not say since when somebody waits. */
static void check_help_desks(void)
{
    EXPECT("open and not answered waits since it was opened", "C1 reply 1 2026-03-09T15:00:00+02:00 email \n",
           .files = {{"cases", "case_id,customer_id,opened_at,first_reply_at,case_status\n"
                               "1,C1,2026-03-06T13:00Z,,open\n2,C2,2026-03-06T13:00Z,2026-03-09T14:00Z,open\n"
                               "3,C3,2026-03-09T13:00Z,,pending\n4,C4,2026-03-06T13:00Z,,closed\n"}});
    EXPECT("the log knows more: answered in one case, asked again in the other",
           "C2 reply 2 2026-03-10T12:00:00+02:00 email \n",
           .files = {{"cases", "case_id,customer_id,opened_at,case_status\n"
                               "1,C1,2026-03-09T06:00Z,open\n2,C2,2026-03-09T06:00Z,open\n"},
                     {"messages", "case_id,customer_id,sent_at,direction,channel,kind\n"
                                  "1,C1,2026-03-09T06:00Z,in,email,\n1,C1,2026-03-09T07:00Z,out,email,\n"
                                  "2,C2,2026-03-09T06:00Z,in,email,\n2,C2,2026-03-09T07:00Z,out,email,\n"
                                  "2,C2,2026-03-09T10:00Z,in,email,\n2,C2,2026-03-09T10:01Z,out,email,auto\n"}});
}

static void check_done(void)
{
#define LATE {"cases", "case_id,customer_id,opened_at,waiting_since\n1,C1,2026-03-06T10:00Z,2026-03-06T10:00Z\n"}
    EXPECT("done, though no log shows it", "",
           .files = {LATE, {"done", "customer_id,reason,trigger_id,done_at\nC1,reply,1,2026-03-09T10:00Z\n"}});
    EXPECT("done before it was triggered", "C1 reply 1 2026-03-09T12:00:00+02:00 email \n",
           .files = {LATE, {"done", "customer_id,reason,trigger_id,done_at\nC1,reply,1,2026-03-05T10:00Z\n"}});
    EXPECT("another matter was done", "C1 reply 1 2026-03-09T12:00:00+02:00 email \n",
           .files = {LATE, {"done", "customer_id,reason,trigger_id,done_at\nC1,reply,2,2026-03-09T10:00Z\n"
                                    "C1,scene,1,2026-03-09T10:00Z\nC2,reply,1,2026-03-09T10:00Z\n"}});
}

int main(void)
{
    check_reply();
    check_scene();
    check_promises();
    check_promise_of_goods();
    check_silence();
    check_aftermath();
    check_help_desks();
    check_done();
    return test_report("due_followups_cases");
}
