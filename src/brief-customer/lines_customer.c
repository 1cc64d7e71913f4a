/* SPDX-License-Identifier: MIT */
#include "brief-customer/lines.h"
#include "brief-customer/say.h"
#include "lib/civil.h"
#include "streams/house_language.h"
#include "streams/letters.h"

static const char section[] = "Customer";

static const char *const languages[LANGUAGE_COUNT] = {
    [LANGUAGE_EN] = "English", [LANGUAGE_EL] = "Greek",  [LANGUAGE_PL] = "Polish",
    [LANGUAGE_RU] = "Russian", [LANGUAGE_AR] = "Arabic",
};

/* What is said aloud does not end in the comma of a letter's first line. */
static struct slice without_comma(struct slice greeting)
{
    static const struct slice commas[] = {{",", 1}, {"،", sizeof "،" - 1}};
    for (size_t i = 0; i < sizeof commas / sizeof *commas; i++) {
        if (letters_end(greeting, commas[i]))
            greeting.len -= commas[i].len;
    }
    return greeting;
}

static void say_address(const struct details *d, int house, const struct name_book *names, struct card *card)
{
    struct sentence s = {.arena = card->arena};
    struct slice surname = d->family_name.len != 0 ? d->family_name : d->name;
    if (d->salutation.len != 0 && surname.len != 0)
        sentence_add(&s, "", "%.*s %.*s", SLICE_ARG(d->salutation), SLICE_ARG(surname));
    else
        sentence_add(&s, "", "%.*s", SLICE_ARG(surname));
    if (d->language >= 0)
        sentence_add(&s, ", ", "in %s", languages[d->language]);
    struct person who = {d->name, d->salutation, d->given_name, d->family_name};
    int language = house_language_for(d->language, &who, house);
    if (language >= 0) {
        struct slice greeting = address_of(names, language, &who, card->arena).greeting;
        sentence_add(&s, "; ", "\"%.*s\"", SLICE_ARG(without_comma(greeting)));
    }
    card_add(card, section, SLICE("address as"), sentence_text(&s));
}

static void say_contact(const struct details *d, struct card *card)
{
    struct sentence s = {.arena = card->arena};
    if (d->phone.len != 0)
        sentence_add(&s, "; ", "phone %.*s", SLICE_ARG(d->phone));
    if (d->email.len != 0)
        sentence_add(&s, "; ", "e-mail %.*s", SLICE_ARG(d->email));
    if (d->preferred_channel >= 0)
        sentence_add(&s, "; ", "prefers %s", vocabulary_word(VOCABULARY_CHANNEL, d->preferred_channel));
    else if (d->preferred_word.len != 0)
        sentence_add(&s, "; ", "prefers %.*s", SLICE_ARG(d->preferred_word));
    card_add(card, section, SLICE("reach"), sentence_text(&s));
}

/* Nobody wants to be called at night. */
static void say_place(const struct brief *b, const struct details *d, struct card *card)
{
    if (d->timezone.len == 0)
        return;
    struct slice text = d->timezone;
    if (d->zone != NULL) {
        struct slice there = slice_from(say_moment(card->arena, b->now.instant, d->zone), 11);
        text = arena_print(card->arena, "%.*s, %.*s there", SLICE_ARG(d->timezone), SLICE_ARG(there));
    }
    card_add(card, section, SLICE("time zone"), text);
}

/* The month and day at the end of YYYY-MM-DD or MM-DD; false when it is neither. */
static bool month_and_day(struct slice text, int32_t *month, int32_t *day)
{
    if (text.len != 5 && text.len != 10)
        return false;
    const char *t = text.ptr + text.len - 5;
    for (size_t i = 0; i < 5; i++) {
        if (i == 2 ? t[i] != '-' : t[i] < '0' || t[i] > '9')
            return false;
    }
    *month = (t[0] - '0') * 10 + t[1] - '0';
    *day = (t[3] - '0') * 10 + t[4] - '0';
    return civil_is_valid((struct civil){2000, *month, *day});
}

/* Days until the next birthday; one on 29 February is kept on the 28th in other years. */
static int64_t days_until(int64_t today, int32_t month, int32_t day)
{
    int32_t year = civil_from_days(today).year;
    for (;; year++) {
        int32_t length = civil_month_length(year, month);
        int64_t then = civil_to_days((struct civil){year, month, day < length ? day : length});
        if (then >= today)
            return then - today;
    }
}

static void say_birthday(const struct brief *b, const struct details *d, struct card *card)
{
    enum { SOON = 14 };
    int32_t month, day;
    struct slice text = d->birthday;
    if (month_and_day(d->birthday, &month, &day)) {
        int64_t days = days_until(b->now.day, month, day);
        text = arena_print(card->arena, "%02d-%02d", month, day);
        if (days <= SOON) {
            struct slice when = say_distance(card->arena, b->now.day + days, b->now.day);
            text = arena_print(card->arena, "%.*s, %.*s", SLICE_ARG(text), SLICE_ARG(when));
        }
    }
    card_add(card, section, SLICE("birthday"), text);
}

static void say_owner(const struct details *d, struct card *card)
{
    struct sentence s = {.arena = card->arena};
    if (d->owner.len != 0)
        sentence_add(&s, "; ", "%.*s", SLICE_ARG(d->owner));
    if (d->supervisor.len != 0)
        sentence_add(&s, "; ", "supervisor %.*s", SLICE_ARG(d->supervisor));
    card_add(card, section, SLICE("looked after by"), sentence_text(&s));
}

void lines_customer(const struct brief *b, const struct subject *p, const struct name_book *names, struct card *card)
{
    const struct details *d = &p->details;
    if (p->match == 0 && d->name.len == 0)
        return;
    say_address(d, b->language, names, card);
    say_contact(d, card);
    say_place(b, d, card);
    say_birthday(b, d, card);
    say_owner(d, card);
}
