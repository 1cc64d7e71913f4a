/* SPDX-License-Identifier: MIT */
/* The reasons that the log, orders, answers, prices, loyalty and the calendar give. */
#include "due_followups_run.h"

#define EXPECT(what, expected, ...) run_expect(what, &(struct run){__VA_ARGS__}, expected)

/* Customers who may be contacted for courtesy: they consent, and a click shows that they are interested. */
#define PEOPLE {"customers", "customer_id,name,consent\nC1,Anna Novak,yes\nC2,Jan Nowak,yes\n"}
#define CLICKS "C1,2025-11-01T10:00Z,in,email,click,,\nC2,2025-11-01T10:00Z,in,email,click,,\n"
#define LOG(rows)                                                                                   \
    {"messages", "customer_id,sent_at,direction,channel,kind,message_id,text\n" CLICKS rows}
#define ORDERS(rows)                                                                                \
    {"orders", "order_id,customer_id,product,ordered_at,amount,status,expected_at,delivered_at,tracking,discount\n" rows}

static void check_calls(void)
{
    EXPECT("a missed call", "C1 call_back m1 2026-03-09T12:00:00+02:00 phone \n",
           .files = {LOG("C1,2026-03-09T10:00Z,in,phone,missed_call,m1,\n")});
    EXPECT("a voicemail, after hours", "C1 call_back m1 2026-03-10T09:00:00+02:00 phone \n",
           .files = {LOG("C1,2026-03-09T18:00Z,in,voicemail,message,m1,\n")});
    EXPECT("called back", "",
           .files = {LOG("C1,2026-03-09T10:00Z,in,phone,missed_call,m1,\nC1,2026-03-09T11:00Z,out,phone,message,m2,\n")});
    EXPECT("a letter is no call", "C1 call_back m1 2026-03-09T12:00:00+02:00 phone \n",
           .files = {LOG("C1,2026-03-09T10:00Z,in,phone,missed_call,m1,\nC1,2026-03-09T11:00Z,out,email,message,m2,\n")});
    EXPECT("twice is one call back", "C1 call_back m1 2026-03-09T12:00:00+02:00 phone \n",
           .files = {LOG("C1,2026-03-09T10:30Z,in,phone,missed_call,m2,\nC1,2026-03-09T10:00Z,in,phone,missed_call,m1,\n")});
    EXPECT("a month ago it has lapsed", "",
           .files = {LOG("C1,2026-02-02T10:00Z,in,phone,missed_call,m1,\n")});
}

static void check_reviews(void)
{
    EXPECT("a review with words", "C1 feedback_reply m1 2026-03-09T12:00:00+02:00 review \n",
           .files = {LOG("C1,2026-03-02T10:00Z,in,review,message,m1,Very good coffee indeed\n")});
    EXPECT("answered", "",
           .files = {LOG("C1,2026-03-02T10:00Z,in,review,message,m1,Very good coffee indeed\n"
                         "C1,2026-03-03T10:00Z,out,review,message,m2,Thank you\n")});
    EXPECT("stars without words", "", .files = {LOG("C1,2026-03-02T10:00Z,in,review,message,m1,\n")});
}

static void check_deliveries(void)
{
    EXPECT("the day has passed", "C1 delivery_late 7 2026-03-10T00:00:00+02:00 email \n",
           .files = {ORDERS("7,C1,tea,2026-03-01,5,shipped,2026-03-09,,T1,\n")});
    EXPECT("it has come", "", .files = {ORDERS("7,C1,tea,2026-03-01,5,shipped,2026-03-09,2026-03-09,T1,\n")});
    EXPECT("it was called off", "", .files = {ORDERS("7,C1,tea,2026-03-01,5,cancelled,2026-03-09,,,\n")});
    EXPECT("two lines of one order", "C1 delivery_late 7 2026-03-10T00:00:00+02:00 email \n",
           .files = {ORDERS("7,C1,tea,2026-03-01,5,shipped,2026-03-09,,T1,\n7,C1,pot,2026-03-01,5,shipped,2026-03-09,,T1,\n")});
    EXPECT("told yesterday", "",
           .files = {ORDERS("7,C1,tea,2026-03-01,5,shipped,2026-03-08,,T1,\n"),
                     LOG("C1,2026-03-09T10:00Z,out,phone,message,m1,\n")});
    EXPECT("told two days ago and still not there", "C1 delivery_late 7 2026-03-09T12:00:00+02:00 phone \n",
           .files = {ORDERS("7,C1,tea,2026-03-01,5,shipped,2026-03-06,,T1,\n"),
                     LOG("C1,2026-03-07T10:00Z,out,email,message,m1,\n")});
    EXPECT("near, and not told", "C1 delivery_news 7 2026-03-09T00:00:00+02:00 email \n",
           .files = {ORDERS("7,C1,tea,2026-03-01,5,shipped,2026-03-11,,T1,\n"), LOG("")});
    EXPECT("told by the shop's system", "",
           .files = {ORDERS("7,C1,tea,2026-03-01,5,shipped,2026-03-11,,T1,\n"),
                     LOG("C1,2026-03-09T10:00Z,out,email,auto,m1,\n")});
    EXPECT("nobody can tell without a log", "",
           .files = {ORDERS("7,C1,tea,2026-03-01,5,shipped,2026-03-11,,T1,\n")});
    EXPECT("shipped into the blue", "C1 no_expected_date 7 2026-03-06T00:00:00+02:00 email \n",
           .files = {ORDERS("7,C1,tea,2026-03-06,5,shipped,,,,\n")});
    EXPECT("with a number to follow", "", .files = {ORDERS("7,C1,tea,2026-03-06,5,shipped,,,T1,\n")});
}

#define ANSWERS(rows)                                                                               \
    {"responses", "response_id,customer_id,answered_at,metric,score,comment,tone_flags\n" rows}

static void check_surveys(void)
{
    EXPECT("NPS 6", "C1 detractor r1 2026-03-06T12:00:00+02:00 phone \n",
           .files = {ANSWERS("r1,C1,2026-03-04T10:00Z,nps,60,,\n")});
    EXPECT("NPS 7", "", .files = {ANSWERS("r1,C1,2026-03-04T10:00Z,nps,70,,\n")});
    EXPECT("a score of 40, and of 41", "C1 detractor r1 2026-03-06T12:00:00+02:00 phone \n",
           .files = {ANSWERS("r1,C1,2026-03-04T10:00Z,csat,40,,\nr2,C2,2026-03-04T10:00Z,csat,41,,\n")});
    EXPECT("yes or no is no score", "", .files = {ANSWERS("r1,C1,2026-03-04T10:00Z,yesno,0,,\n")});
    EXPECT("a complaint in words", "C1 detractor r1 2026-03-06T12:00:00+02:00 phone \n",
           .files = {ANSWERS("r1,C1,2026-03-04T10:00Z,csat,75,I will tell everybody,public:warn\n")});
    EXPECT("one sheet is one matter", "C1 detractor r1 2026-03-06T12:00:00+02:00 phone \n",
           .files = {ANSWERS("r1,C1,2026-03-04T10:00Z,nps,20,,\nr1,C1,2026-03-04T10:00Z,csat,25,,\n"
                             "r1,C1,2026-03-04T10:00Z,text,,please open on Sundays too,suggestion:info\n")});
    EXPECT("contact since", "",
           .files = {ANSWERS("r1,C1,2026-03-04T10:00Z,nps,20,,\n"), LOG("C1,2026-03-05T10:00Z,out,phone,message,m1,\n")});
    EXPECT("a campaign is no contact", "C1 detractor r1 2026-03-06T12:00:00+02:00 phone \n",
           .files = {ANSWERS("r1,C1,2026-03-04T10:00Z,nps,20,,\n"), LOG("C1,2026-03-05T10:00Z,out,email,campaign,m1,\n")});
    EXPECT("a suggestion", "C1 feedback_reply r1 2026-03-09T12:00:00+02:00 email \n",
           .files = {ANSWERS("r1,C1,2026-03-02T10:00Z,nps,90,please open on Sundays,suggestion:info\n")});
    EXPECT("a comment that nobody has flagged", "C1 feedback_reply r1 2026-03-09T12:00:00+02:00 email \n",
           .files = {ANSWERS("r1,C1,2026-03-02T10:00Z,nps,90,please open on Sundays,\n")});
    EXPECT("hardly a word", "", .files = {ANSWERS("r1,C1,2026-03-02T10:00Z,nps,90,no comment,\n")});
}

static void check_prices(void)
{
#define CUTS {"price-cuts", "product,starts_on,old_price,new_price\ntea,2026-03-12,42,35\npot,2026-03-08,20,15\n"}
    EXPECT("a quote", "C1 price_cut_ahead 7 2026-03-09T00:00:00+02:00 email \n",
           .files = {CUTS, ORDERS("7,C1,tea,2026-03-09,42,quote,,,,\n")});
    EXPECT("a cart that is old", "", .files = {CUTS, ORDERS("7,C1,tea,2026-02-01,42,cart,,,,\n")});
    EXPECT("a question", "C1 price_cut_ahead m1 2026-03-09T12:00:00+02:00 email \n",
           .files = {CUTS, LOG("C1,2026-03-09T10:00Z,in,email,message,m1,How much is the TEA?\n")});
    EXPECT("answered with the old price", "C1 price_cut_ahead m1 2026-03-09T12:00:00+02:00 phone \n",
           .files = {CUTS, LOG("C1,2026-03-09T10:00Z,in,email,message,m1,How much is the tea?\n"
                               "C1,2026-03-09T11:00Z,out,email,message,m2,It is 42.00 or 135 a case\n")});
    EXPECT("answered with the new price", "",
           .files = {CUTS, LOG("C1,2026-03-09T10:00Z,in,email,message,m1,How much is the tea?\n"
                               "C1,2026-03-09T11:00Z,out,email,message,m2,\"42, but only 35 from Thursday on\"\n")});
    EXPECT("bought at full price two days before", "C1 price_cut 7 2026-03-08T00:00:00+02:00 email \n",
           .files = {CUTS, ORDERS("7,C1,pot,2026-03-06,20,paid,,2026-03-07,,\n")});
    EXPECT("bought at a discount", "", .files = {CUTS, ORDERS("7,C1,pot,2026-03-06,15,paid,,2026-03-07,,5\n")});
    EXPECT("eight days before", "", .files = {CUTS, ORDERS("7,C1,pot,2026-02-28,20,paid,,2026-03-07,,\n")});
    EXPECT("on the day itself", "", .files = {CUTS, ORDERS("7,C1,pot,2026-03-08,20,paid,,2026-03-09,,\n")});
}

#define LOYALTY(rows)                                                                               \
    {"loyalty", "as_of,customer_id,first_order,last_order,orders,typical_gap_days,segment,became,"    \
                "favourite_product,value_at_risk\n" rows}

static void check_loyalty(void)
{
    EXPECT("became a regular", "C1 became_regular loyal 2026-03-05T00:00:00+02:00 email \n",
           .files = {PEOPLE, LOG(""), LOYALTY("2026-03-10,C1,2024-01-01,2026-03-05,5,60,loyal,loyal,tea,\n")},
           .more = "--cap none");
    EXPECT("became something else", "",
           .files = {PEOPLE, LOG(""), LOYALTY("2026-03-10,C1,2024-01-01,2026-03-05,5,60,promising,promising,tea,\n")});
    EXPECT("the usual gap has passed", "C1 next_purchase 2026-01-05 2026-03-06T00:00:00+02:00 email \n",
           .files = {PEOPLE, LOG(""), LOYALTY("2026-03-10,C1,2024-01-01,2026-01-05,3,59.5,loyal,,tea,\n")});
    EXPECT("two orders are no habit", "",
           .files = {PEOPLE, LOG(""), LOYALTY("2026-03-10,C1,2024-01-01,2026-01-05,2,59.5,loyal,,tea,\n")});
    EXPECT("at risk: the dearer first",
           "C2 win_back cant_lose 2026-03-10T00:00:00+02:00 phone \n"
           "C1 win_back at_risk 2026-03-10T00:00:00+02:00 phone \n",
           .files = {PEOPLE, LOG(""),
                     LOYALTY("2026-03-10,C1,2024-01-01,2025-09-05,2,,at_risk,,tea,100\n"
                             "2026-03-10,C2,2024-01-01,2025-09-05,2,,cant_lose,,tea,100.5\n")});
    EXPECT("called a month ago", "",
           .files = {PEOPLE, LOG("C1,2026-02-10T10:00Z,out,phone,message,m1,\n"),
                     LOYALTY("2026-03-10,C1,2024-01-01,2025-09-05,2,,at_risk,,tea,100\n")});
    EXPECT("called three months ago", "C1 win_back at_risk 2026-03-05T12:00:00+02:00 phone \n",
           .files = {PEOPLE, LOG("C1,2025-12-05T10:00Z,out,phone,message,m1,\n"),
                     LOYALTY("2026-03-10,C1,2024-01-01,2025-09-05,2,,at_risk,,tea,100\n")});
}

static void check_thanks(void)
{
    EXPECT("the first order", "C1 thanks 7 2026-03-05T00:00:00+02:00 email \n",
           .files = {PEOPLE, ORDERS("7,C1,tea,2026-03-05,5,paid,,2026-03-06,,\n")});
    EXPECT("the first in this file, but not of this customer", "",
           .files = {PEOPLE, ORDERS("7,C1,tea,2026-03-05,5,paid,,2026-03-06,,\n"),
                     LOYALTY("2026-03-10,C1,2024-01-01,2026-03-05,2,,loyal,,tea,\n")});
    EXPECT("a year together", "C1 thanks 2026-03-08 2026-03-08T00:00:00+02:00 email \n",
           .files = {PEOPLE, ORDERS("7,C1,tea,2025-03-08,5,paid,,2025-03-10,,\n8,C1,tea,2025-09-08,5,paid,,2025-09-10,,\n")});
    EXPECT("the tenth order, by loyalty", "C1 thanks 10 2026-03-05T00:00:00+02:00 email \n",
           .files = {PEOPLE, LOYALTY("2026-03-10,C1,2024-01-01,2026-03-05,10,,loyal,,tea,\n")});
    EXPECT("thanked already", "",
           .files = {PEOPLE, ORDERS("7,C1,tea,2026-03-05,5,paid,,2026-03-06,,\n"),
                     LOG("C1,2026-03-06T10:00Z,out,email,message,m1,Thank you\n")});
    EXPECT("three weeks later it would be odd", "",
           .files = {PEOPLE, ORDERS("7,C1,tea,2026-02-05,5,paid,,2026-02-06,,\n")});
}

static void check_calendar(void)
{
#define NEWS                                                                                        \
    {"campaigns", "campaign_id,product,segment,from_date,until,text\n"                               \
                  "a,Tea,,2026-03-09,2026-03-20,new tea\nb,,champions;loyal,2026-03-10,2026-03-20,a roast\n"     \
                  "c,,,2026-03-12,2026-03-20,later\nd,,,2026-03-01,2026-03-09,over\n"}
    EXPECT("by favourite and by segment",
           "C1 campaign a 2026-03-09T00:00:00+02:00 newsletter campaign:b\n"
           "C2 campaign b 2026-03-10T00:00:00+02:00 newsletter \n",
           .files = {PEOPLE, NEWS, LOG(""),
                     LOYALTY("2026-03-10,C1,2024-01-01,2026-02-05,2,,loyal,,tea,\n"
                             "2026-03-10,C2,2024-01-01,2026-02-05,2,,champions,,pot,\n")});
    EXPECT("sent already", "",
           .files = {PEOPLE, NEWS, LOG("C1,2026-03-10T05:00Z,out,newsletter,campaign,m1,\n"),
                     LOYALTY("2026-03-10,C1,2024-01-01,2026-02-05,2,,loyal,,tea,\n")});
    EXPECT("a birthday, not one day early", "C1 wishes birthday:2026 2026-03-10T00:00:00+02:00 email \n",
           .files = {LOG(""), {"customers", "customer_id,consent,birthday\nC1,yes,1980-03-10\nC2,yes,1980-03-11\n"}});
    EXPECT("the list of Friday wishes for the weekend",
           "C2 wishes birthday:2026 2026-03-14T00:00:00+02:00 email \n", .as_of = "2026-03-13T08:30:00+02:00",
           .files = {LOG(""), {"customers", "customer_id,consent,birthday\nC1,yes,03-16\nC2,yes,03-14\n"}});
    EXPECT("a name day, in capitals", "C1 wishes name_day:2026 2026-03-09T00:00:00+02:00 email \n",
           .files = {LOG(""),
                     {"customers", "customer_id,name,language,consent\nC1,ΑΝΝΑ ΠΑΠΠΑ,el,yes\nC2,Anna,pl,yes\n"},
                     {"name-days", "month_day,name,language\n03-09,Άννα,el\n03-09,Jan,\n"}});
    EXPECT("born on a leap day", "C1 wishes birthday:2026 2026-02-28T00:00:00+02:00 email \n",
           .as_of = "2026-03-01T08:30:00+02:00",
           .files = {LOG(""), {"customers", "customer_id,consent,birthday\nC1,yes,1992-02-29\n"}});
    EXPECT("a birthday three days ago is past", "", .as_of = "2026-03-13T08:30:00+02:00",
           .files = {LOG(""), {"customers", "customer_id,consent,birthday\nC1,yes,1992-03-10\n"}});
}

int main(void)
{
    check_calls();
    check_reviews();
    check_deliveries();
    check_surveys();
    check_prices();
    check_loyalty();
    check_thanks();
    check_calendar();
    return test_report("due_followups_sources");
}
