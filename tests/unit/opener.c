/* SPDX-License-Identifier: MIT */
#include "due-followups/opener.h"

#include "streams/vocabulary.h"
#include "test.h"

enum { MARCH_1 = 20513, MARCH_2 = 20514, MARCH_12 = 20524 }; /* 2026 */

static const char header[] = "reason,language,text\n";

/* Loads one's own openers from a text behind the header; NULL: *e says why. */
static const struct openers *load(struct arena *a, const char *rows, struct error *e)
{
    struct world_file *file = arena_alloc(a, sizeof *file);
    *file = (struct world_file){SLICE("own.csv"), arena_print(a, "%s%s", header, rows)};
    struct world *w = arena_zeroed(a, sizeof *w);
    *w = (struct world){.arena = a, .tool = "test", .in_memory = true, .files = file, .file_count = 1};
    *e = (struct error){.set = false};
    return openers_load(w, a, "own.csv", e);
}

static const struct {
    const char *rows, *column, *text;
    uint64_t line;
} faults[] = {
    {"replay,en,x\n", "reason", "there is no reason 'replay'; due-followups --emit-policy lists them", 2},
    {"reply:never,en,x\n", "reason", "the reason 'reply' has no occasion 'never'", 2},
    {"word:status.teleported,en,x\n", "reason",
     "there is no word 'status.teleported'; write word:status.STATUS or word:topic.TOPIC", 2},
    {"word:topic.,en,x\n", "reason", "there is no word 'topic.'; write word:status.STATUS or word:topic.TOPIC", 2},
    {"reply,de,x\n", "language", "there is no language 'de'; write en, el, pl, ru, ar or note", 2},
    {"note_missing,en,x\n", "language",
     "note_missing is for the staff alone: it has rows of the language note only", 2},
    {"reply,en,{greeting} x\nreply,el,{greting} x\n", "text",
     "there is no slot '{greting}' here; the manual lists the slots", 3},
    {"reply,en,{greeting\n", "text", "there is no slot '{greeting}' here; the manual lists the slots", 2},
    {"reply,en,{your} order\n", "text", "there is no slot '{your}' here; the manual lists the slots", 2},
    {"reply,note,{greeting} x\n", "text", "there is no slot '{greeting}' here; the manual lists the slots", 2},
    {"word:topic.billing,en,{order}\n", "text", "there is no slot '{order}' here; the manual lists the slots", 2},
    {"reply,en, \n", "text", "the text is empty", 2},
    {"reply,en,x\nreply,en,{order}\nreply,el,x\n", "text",
     "the last text of 'reply' in 'en' has a slot that may be empty; add one with {greeting} alone", 3},
};

static void check_faults(struct arena *a)
{
    struct error e;
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        CHECK(load(a, faults[i].rows, &e) == NULL);
        CHECK_TEXT(slice_of(e.file), "own.csv");
        CHECK_NUMBER((int64_t)e.line, (int64_t)faults[i].line);
        CHECK_TEXT(slice_of(e.column), faults[i].column);
        CHECK_TEXT(slice_of(e.text), faults[i].text);
    }
    struct world w = {.arena = a, .tool = "test", .in_memory = true};
    e = (struct error){.set = false};
    CHECK(openers_load(&w, a, "absent.csv", &e) == NULL && e.set);
    struct world_file file = {SLICE("x.csv"), SLICE("reason,text\n")};
    w.files = &file;
    w.file_count = 1;
    e = (struct error){.set = false};
    CHECK(openers_load(&w, a, "x.csv", &e) == NULL);
    CHECK_TEXT(slice_of(e.text), "there is no column 'language'; openers have reason, language, text");
}

static void check_choice(struct arena *a)
{
    struct error e;
    const struct openers *o = load(a, "reply,en,\"{greeting} your order {order}, {product}.\"\n"
                                      "thanks,en,own thanks\nreply,en,\"{greeting} order {order}.\"\n"
                                      "reply,en,{greeting} hello.\n", &e);
    CHECK(o != NULL);
    if (o == NULL)
        return;
    struct opener_facts f = {.person = {.name = SLICE("Anna Novak")}};
    CHECK_TEXT(opener_fill(o, "reply", LANGUAGE_EN, &f, a), "Dear Anna Novak, hello.");
    f.order = SLICE(" 1001 ");
    CHECK_TEXT(opener_fill(o, "reply", LANGUAGE_EN, &f, a), "Dear Anna Novak, order 1001.");
    f.product = SLICE("tea\nblack");
    CHECK_TEXT(opener_fill(o, "reply", LANGUAGE_EN, &f, a), "Dear Anna Novak, your order 1001, tea black.");
    f.product = SLICE("tea etc.");
    CHECK_TEXT(opener_fill(o, "reply", LANGUAGE_EN, &f, a), "Dear Anna Novak, your order 1001, tea etc.");
    CHECK_TEXT(opener_fill(o, "reply", -1, &f, a), "Dear Anna Novak, your order 1001, tea etc.");
    f.occasion = SLICE("late"); /* one's own plain text before the built-in sharper one */
    CHECK_TEXT(opener_fill(o, "reply", LANGUAGE_EN, &f, a), "Dear Anna Novak, your order 1001, tea etc.");
    f.occasion = SLICE("year");
    CHECK_TEXT(opener_fill(o, "thanks", LANGUAGE_EN, &f, a), "own thanks");
    f.occasion = SLICE("nothing known");
    CHECK(opener_fill(o, "thanks", LANGUAGE_PL, &f, a).len > 0); /* what the file lacks is built in */
    CHECK(opener_note(o, "reply", &f, a).len > 0);
    CHECK_TEXT(opener_fill(o, "no_such", LANGUAGE_EN, &f, a), "");
    CHECK_TEXT(opener_note(o, "no_such", &f, a), "");
    CHECK_TEXT(opener_fill(o, "note_missing", LANGUAGE_EN, &f, a), "");
}

static struct slice filled(const struct openers *o, int language, const struct opener_facts *f, struct arena *a)
{
    return opener_fill(o, "campaign", language, f, a);
}

static void check_days(struct arena *a)
{
    struct error e;
    const struct openers *o = load(a, "campaign,en,by {date}\ncampaign,en,-\n"
                                      "campaign,el,\"στις {date}, έως τις {date}\"\ncampaign,el,-\n"
                                      "campaign,pl,do {date}\ncampaign,pl,-\n"
                                      "campaign,ru,\"будет с {date}, до {date}\"\ncampaign,ru,-\n"
                                      "campaign,ar,يوم {date}\ncampaign,ar,-\n", &e);
    CHECK(o != NULL);
    if (o == NULL)
        return;
    struct opener_facts f = {.day = MARCH_12};
    CHECK_TEXT(filled(o, LANGUAGE_EN, &f, a), "-");
    f.has_day = true;
    CHECK_TEXT(filled(o, LANGUAGE_EN, &f, a), "by 12 March");
    CHECK_TEXT(filled(o, LANGUAGE_EL, &f, a), "στις 12 Μαρτίου, έως τις 12 Μαρτίου");
    CHECK_TEXT(filled(o, LANGUAGE_PL, &f, a), "do 12 marca");
    CHECK_TEXT(filled(o, LANGUAGE_RU, &f, a), "будет с 12 марта, до 12 марта");
    CHECK_TEXT(filled(o, LANGUAGE_AR, &f, a), "يوم 12 مارس");
    f.day = MARCH_1;
    CHECK_TEXT(filled(o, LANGUAGE_EL, &f, a), "στην 1η Μαρτίου, έως την 1η Μαρτίου");
    CHECK_TEXT(filled(o, LANGUAGE_RU, &f, a), "будет с 1 марта, до 1 марта");
    f.day = MARCH_2;
    CHECK_TEXT(filled(o, LANGUAGE_EL, &f, a), "στις 2 Μαρτίου, έως τις 2 Μαρτίου");
    CHECK_TEXT(filled(o, LANGUAGE_RU, &f, a), "будет со 2 марта, до 2 марта");
}

static void check_slots(struct arena *a)
{
    struct error e;
    const struct openers *o = load(a, "campaign,en,{old_price} {new_price} {status} {topic} {count}\n"
                                      "campaign,en,{old_price} {new_price}\ncampaign,en,{count}\n"
                                      "campaign,en,-\ncampaign,el,{old_price}\ncampaign,el,-\n"
                                      "campaign,pl,{your} {to_you} {you} {with_you} {new_price}\n"
                                      "campaign,pl,{your} {to_you} {you} {with_you}\n"
                                      "word:topic.tea,en,our tea\n", &e);
    CHECK(o != NULL);
    if (o == NULL)
        return;
    struct opener_facts f = {.person = {.name = SLICE("Anna Lis"), .salutation = SLICE("Pani")}};
    CHECK_TEXT(filled(o, LANGUAGE_EN, &f, a), "-");
    CHECK_TEXT(filled(o, LANGUAGE_PL, &f, a), "Pani Pani Panią Panią");
    f.person.salutation = SLICE("Pan");
    f.person.name = SLICE("Jan Lis");
    CHECK_TEXT(filled(o, LANGUAGE_PL, &f, a), "Pana Panu Pana Panem");
    f.person.salutation = SLICE("");
    CHECK_TEXT(filled(o, LANGUAGE_PL, &f, a), "Państwa Państwu Państwa Państwem");
    f.count = 7;
    CHECK_TEXT(filled(o, LANGUAGE_EN, &f, a), "7");
    f.old_price = 42000000;
    f.has_old_price = f.has_new_price = true;
    CHECK_TEXT(filled(o, LANGUAGE_EN, &f, a), "42.00 0.00");
    CHECK_TEXT(filled(o, LANGUAGE_EL, &f, a), "42,00");
    f.currency = SLICE("EUR");
    f.new_price = 35005000;
    CHECK_TEXT(filled(o, LANGUAGE_EN, &f, a), "€42.00 €35.01");
    CHECK_TEXT(filled(o, LANGUAGE_EL, &f, a), "42,00\xc2\xa0€");
    f.currency = SLICE("PLN");
    CHECK_TEXT(filled(o, LANGUAGE_PL, &f, a), "Państwa Państwu Państwa Państwem 35,01\xc2\xa0zł");
    f.currency = SLICE("CZK");
    CHECK_TEXT(filled(o, LANGUAGE_EN, &f, a), "42.00\xc2\xa0" "CZK 35.01\xc2\xa0" "CZK");
    f.status = SLICE("shipped");
    f.topic = SLICE("no_such; tea");
    CHECK_TEXT(filled(o, LANGUAGE_EN, &f, a), "42.00\xc2\xa0" "CZK 35.01\xc2\xa0" "CZK has been sent our tea 7");
}

int main(void)
{
    struct arena a = {0};
    check_faults(&a);
    check_choice(&a);
    check_days(&a);
    check_slots(&a);
    arena_free(&a);
    return test_report("opener");
}
