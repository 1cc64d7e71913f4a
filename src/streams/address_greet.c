/* SPDX-License-Identifier: MIT */
#include "streams/address_parts.h"
#include "streams/letters.h"
#include "streams/vocative.h"

static bool has_title(const struct addressee *who, const char *title)
{
    return slice_equal(who->title, slice_of(title));
}

static struct slice english_title(const struct addressee *who)
{
    if (who->title.len > 0 && !has_title(who, "Engineer"))
        return who->title;
    if (who->gender == GENDER_FEMALE)
        return SLICE("Ms");
    return who->gender == GENDER_MALE ? SLICE("Mr") : SLICE("");
}

struct slice greet_in_english(const struct addressee *who, struct arena *arena)
{
    struct slice title = english_title(who);
    if (title.len > 0 && who->name.family.len > 0 && !who->several)
        return arena_print(arena, "Dear %.*s %.*s,", SLICE_ARG(title), SLICE_ARG(who->name.family));
    if (who->name.full.len > 0 && !who->name.unsure)
        return arena_print(arena, "Dear %.*s,", SLICE_ARG(who->name.full));
    return SLICE("Hello,");
}

/* κ. stands for κύριε and κυρία alike, where the name needs no vocative. */
static struct slice greek_neutral(const struct addressee *who, struct arena *arena)
{
    struct slice family;
    bool good = accent_greek(arena, who->name.family, &family) || !who->name.capitals;
    if (family.len == 0 || !good || who->name.unsure || who->several || letters_end(family, SLICE("ς")))
        return SLICE("Χαίρετε,");
    return arena_print(arena, "Χαίρετε, κ. %.*s,", SLICE_ARG(family));
}

struct slice greet_in_greek(const struct addressee *who, struct arena *arena)
{
    if (who->gender == GENDER_UNKNOWN)
        return greek_neutral(who, arena);
    bool female = who->gender == GENDER_FEMALE;
    const char *words = female ? "Αγαπητή κυρία" : "Αγαπητέ κύριε";
    struct slice family;
    bool good = accent_greek(arena, who->name.family, &family) || !who->name.capitals;
    if (!female)
        good &= vocative_greek(arena, family, &family);
    if (!good || family.len == 0)
        return arena_print(arena, "%s,", words);
    return arena_print(arena, "%s %.*s,", words, SLICE_ARG(family));
}

struct slice greet_in_polish(const struct addressee *who, struct arena *arena)
{
    if (who->several)
        return SLICE("Szanowni Państwo,");
    if (who->gender == GENDER_UNKNOWN)
        return SLICE("Dzień dobry,");
    bool female = who->gender == GENDER_FEMALE;
    if (has_title(who, "Dr"))
        return female ? SLICE("Szanowna Pani Doktor,") : SLICE("Szanowny Panie Doktorze,");
    if (has_title(who, "Professor"))
        return female ? SLICE("Szanowna Pani Profesor,") : SLICE("Szanowny Panie Profesorze,");
    const char *words = female ? "Szanowna Pani" : "Szanowny Panie";
    struct slice given = vocative_polish(who->book, arena, who->name.given, who->gender);
    if (given.len == 0)
        return arena_print(arena, "%s,", words);
    return arena_print(arena, "%s %.*s,", words, SLICE_ARG(given));
}

struct slice greet_in_russian(const struct addressee *who, struct arena *arena)
{
    const struct name_parts *name = &who->name;
    bool female = who->gender == GENDER_FEMALE;
    const char *dear = female ? "Уважаемая" : "Уважаемый";
    if (name->full.len == 0 || (who->gender == GENDER_UNKNOWN && name->unsure) || who->several)
        return SLICE("Здравствуйте!");
    struct slice polite = name->full;
    if (name->patronymic.len > 0)
        polite = arena_print(arena, "%.*s %.*s", SLICE_ARG(name->given), SLICE_ARG(name->patronymic));
    if (who->gender == GENDER_UNKNOWN)
        return arena_print(arena, "Здравствуйте, %.*s!", SLICE_ARG(polite));
    if (name->patronymic.len == 0 && name->family.len > 0)
        polite = arena_print(arena, "%s %.*s", female ? "госпожа" : "господин", SLICE_ARG(name->family));
    return arena_print(arena, "%s %.*s!", dear, SLICE_ARG(polite));
}

static const char *arabic_title(const struct addressee *who)
{
    bool female = who->gender == GENDER_FEMALE;
    if (has_title(who, "Dr"))
        return female ? "الدكتورة الفاضلة" : "الدكتور الفاضل";
    if (has_title(who, "Professor"))
        return female ? "الأستاذة الدكتورة" : "الأستاذ الدكتور";
    if (has_title(who, "Engineer"))
        return female ? "المهندسة الفاضلة" : "المهندس الفاضل";
    return female ? "الأستاذة الفاضلة" : "الأستاذ الفاضل";
}

struct slice greet_in_arabic(const struct addressee *who, struct arena *arena)
{
    if (who->gender == GENDER_UNKNOWN || who->several)
        return SLICE("تحية طيبة،");
    if (who->name.full.len == 0)
        return arena_print(arena, "%s،", arabic_title(who));
    return arena_print(arena, "%s %.*s،", arabic_title(who), SLICE_ARG(who->name.full));
}
