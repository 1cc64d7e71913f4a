/* SPDX-License-Identifier: MIT */
/* Dates promised in messages. All were sent on Friday, 1 May 2026, at 10:00. */
#include "flag-tone/promise.h"
#include "streams/vocabulary.h"

#include "test.h"

static struct arena arena;
static const struct message_reader *reader;
static const struct promise_words *words;

/* expected: "" for no promise, a day, or a day and a time. */
static void promises(int language, const char *text, const char *expected)
{
    struct message m;
    struct promise p;
    struct sent sent = {true, 20574, 36000, DATE_ORDER_NONE};
    char got[64] = "";
    char day[DATETIME_TEXT_MAX];
    message_read(reader, &arena, slice_of(text), &m);
    if (promise_find(words, &m, language, &sent, &p)) {
        struct slice d = datetime_format_day(p.day, day);
        if (p.second_of_day < 0)
            snprintf(got, sizeof got, "%.*s", SLICE_ARG(d));
        else
            snprintf(got, sizeof got, "%.*s %02d:%02d", SLICE_ARG(d), (int)p.second_of_day / 3600,
                     (int)p.second_of_day / 60 % 60);
    }
    CHECK_TEXT(slice_of(got), expected);
    if (strcmp(got, expected) != 0)
        printf("    in '%s'\n", text);
}

static void test_english(void)
{
    promises(LANGUAGE_EN, "We will definitely fix it within five days.", "2026-05-06");
    promises(LANGUAGE_EN, "I'll call you by 3 pm tomorrow.", "2026-05-02 15:00");
    promises(LANGUAGE_EN, "You'll have it in 2-3 business days", "2026-05-06");
    promises(LANGUAGE_EN, "It should arrive in a couple of weeks", "2026-05-15");
    promises(LANGUAGE_EN, "We will reply within 24 hours.", "2026-05-02 10:00");
    promises(LANGUAGE_EN, "We will be there at 9:30 on Monday", "2026-05-04 09:30");
    promises(LANGUAGE_EN, "We'll be there next Friday", "2026-05-08");
    promises(LANGUAGE_EN, "It will be ready by the end of the month", "2026-05-31");
    promises(LANGUAGE_EN, "You will get it on June 12th, 2026", "2026-06-12");
    promises(LANGUAGE_EN, "You will get it on 3rd of June", "2026-06-03");
    promises(LANGUAGE_EN, "It will come on 2026-05-20", "2026-05-20");
    promises(LANGUAGE_EN, "It will come on 13/05/2026", "2026-05-13");
    promises(LANGUAGE_EN, "It will come on 03/05/2026", "");
    promises(LANGUAGE_EN, "I'll do it today", "2026-05-01");
    promises(LANGUAGE_EN, "I will call you at 4 pm", "2026-05-01 16:00");
    promises(LANGUAGE_EN, "I will call you at 9 am", "2026-05-02 09:00");
    promises(LANGUAGE_EN, "Your order was placed on Friday.", "");
    promises(LANGUAGE_EN, "If you return it within 14 days, we will refund you.", "");
    promises(LANGUAGE_EN, "We will not be able to deliver by Friday.", "");
    promises(LANGUAGE_EN, "Will it be there by Friday?", "");
    promises(LANGUAGE_EN, "We will look into it soon.", "");
    promises(LANGUAGE_EN, "You ordered on Friday and we will ship it soon.", "");
    promises(LANGUAGE_EN, "", "");
}

static void test_others(void)
{
    promises(LANGUAGE_EL, "Θα σας απαντήσουμε μέχρι την Παρασκευή.", "2026-05-08");
    promises(LANGUAGE_EL, "ΘΑ ΤΟ ΕΧΕΤΕ ΣΕ 2 ΕΡΓΑΣΙΜΕΣ ΗΜΕΡΕΣ", "2026-05-05");
    promises(LANGUAGE_EL, "Ο κούριερ θα έρθει αύριο στις 3 μ.μ.", "2026-05-02 15:00");
    promises(LANGUAGE_EL, "Θα σας καλέσω μέσα σε μία εβδομάδα", "2026-05-08");
    promises(LANGUAGE_EL, "Θα είναι έτοιμο στις 12 Ιουνίου", "2026-06-12");
    promises(LANGUAGE_EL, "Δεν θα προλάβουμε μέχρι την Παρασκευή", "");
    promises(LANGUAGE_PL, "Odpowiemy w ciągu 3 dni roboczych.", "2026-05-06");
    promises(LANGUAGE_PL, "Kurier przyjedzie jutro o 15.00", "2026-05-02 15:00");
    promises(LANGUAGE_PL, "Zwrócimy pieniądze do końca tygodnia", "2026-05-03");
    promises(LANGUAGE_PL, "Zadzwonię do Pani w poniedziałek", "2026-05-04");
    promises(LANGUAGE_PL, "Przesyłka dotrze do 15 czerwca", "2026-06-15");
    promises(LANGUAGE_PL, "Paczkę wysłaliśmy w poniedziałek", "");
    promises(LANGUAGE_RU, "Перезвоним вам до пятницы.", "2026-05-08");
    promises(LANGUAGE_RU, "Деньги вернём в течение трёх рабочих дней.", "2026-05-06");
    promises(LANGUAGE_RU, "Доставим завтра до 18:00", "2026-05-02 18:00");
    promises(LANGUAGE_RU, "Ответим через неделю", "2026-05-08");
    promises(LANGUAGE_RU, "Заказ будет у вас 12 июня", "2026-06-12");
    promises(LANGUAGE_RU, "Вы оформили заказ в пятницу", "");
    promises(LANGUAGE_AR, "بالتأكيد ستحصل على هذا الطابق الجديد خلال خمسة أيام", "2026-05-06");
    promises(LANGUAGE_AR, "سنرد عليك غدا الساعة 3 مساء", "2026-05-02 15:00");
    promises(LANGUAGE_AR, "سنرسل لك الطلب خلال يومين", "2026-05-03");
    promises(LANGUAGE_AR, "سيصلك المندوب يوم الثلاثاء", "2026-05-05");
    promises(LANGUAGE_AR, "وسنتصل بك قبل نهاية الأسبوع", "2026-05-03");
    promises(LANGUAGE_AR, "لن نرد عليك غدا", "");
}

int main(void)
{
    struct error e = {0};
    reader = message_reader_make(&arena);
    words = promise_words_load(&arena, reader, &e);
    CHECK(words != NULL);
    test_english();
    test_others();
    arena_free(&arena);
    return test_report("promise");
}
