/* SPDX-License-Identifier: MIT */
#include "track-cases/case_act.h"

#include "streams/vocabulary.h"
#include "test.h"

/* Words alone decide: no kind, no labels. A: asks, S: says, F: farewell, N: nothing, R: answers. */
static const struct {
    int direction;
    char act;
    const char *text;
} said[] = {
    /* questions, requests and complaints */
    {DIRECTION_IN, 'A', "Where is my parcel?"},
    {DIRECTION_IN, 'A', "please call me back"},
    {DIRECTION_IN, 'A', "Thanks, but it still does not work"},
    {DIRECTION_IN, 'A', "Thank you. Could you send the invoice as well"},
    {DIRECTION_IN, 'A', "Still nothing here"},
    {DIRECTION_IN, 'A', "The second lamp arrived broken."},
    {DIRECTION_IN, 'A', "Πού βρίσκεται η παραγγελία μου;"},
    {DIRECTION_IN, 'A', "Ευχαριστώ, αλλά ακόμα δεν ήρθε"},
    {DIRECTION_IN, 'A', "Θα ήθελα να αλλάξω τη διεύθυνση"},
    {DIRECTION_IN, 'A', "Η συσκευή είναι χαλασμένη."},
    {DIRECTION_IN, 'A', "Dziękuję, ale paczka nadal nie dotarła"},
    {DIRECTION_IN, 'A', "Proszę o fakturę"},
    {DIRECTION_IN, 'A', "Kiedy przyjedzie kurier"},
    {DIRECTION_IN, 'A', "Składam reklamację"},
    {DIRECTION_IN, 'A', "Спасибо, но заказ так и не пришёл"},
    {DIRECTION_IN, 'A', "Когда будет доставка"},
    {DIRECTION_IN, 'A', "Пришлите, пожалуйста, чек"},
    {DIRECTION_IN, 'A', "Чайник не работает"},
    {DIRECTION_IN, 'A', "شكرا لكن الطلب لم يصل"},
    {DIRECTION_IN, 'A', "متى يصل الطلب"},
    {DIRECTION_IN, 'A', "أين طلبي؟"},
    {DIRECTION_IN, 'A', "الجهاز لا يعمل"},
    /* thanks, bye */
    {DIRECTION_IN, 'F', "Thanks, bye!"},
    {DIRECTION_IN, 'F', "Thank you so much, Maria. Have a nice day"},
    {DIRECTION_IN, 'F', "Great, it works now. Kind regards, John Smith"},
    {DIRECTION_IN, 'F', "No problem at all, thanks"},
    {DIRECTION_IN, 'F', "Ευχαριστώ πολύ, γεια σας"},
    {DIRECTION_IN, 'F', "ΟΚ, ευχαριστούμε για την άμεση απάντηση. Καλή σας μέρα!"},
    {DIRECTION_IN, 'F', "Dziękuję bardzo, miłego dnia"},
    {DIRECTION_IN, 'F', "Wszystko działa, dzięki! Pozdrawiam, Anna Nowak"},
    {DIRECTION_IN, 'F', "Спасибо большое, до свидания"},
    {DIRECTION_IN, 'F', "Всё работает, спасибо за помощь. С уважением, Иван Петров"},
    {DIRECTION_IN, 'F', "شكرا جزيلا، مع السلامة"},
    {DIRECTION_IN, 'F', "تمام، شكرا لكم على المساعدة"},
    /* neither */
    {DIRECTION_IN, 'S', "My new address is 12 Mill Lane, Leeds."},
    {DIRECTION_IN, 'S', "Ο αριθμός της παραγγελίας μου είναι 4471"},
    {DIRECTION_IN, 'S', "Numer zamówienia 4471, dzięki, Anna, kod 12345 Gdańsk"},
    {DIRECTION_IN, 'S', "Номер заказа 4471"},
    {DIRECTION_IN, 'S', "رقم الطلب 4471"},
    {DIRECTION_IN, 'S', "see https://example.com/item?id=7"},
    {DIRECTION_IN, 'S', ""},
    /* machines */
    {DIRECTION_IN, 'N', "I am out of the office until Monday. Who needs help may call 123?"},
    {DIRECTION_IN, 'N', "Αυτόματη απάντηση: λείπω από το γραφείο"},
    {DIRECTION_IN, 'N', "Jestem na urlopie do 15 maja"},
    {DIRECTION_IN, 'N', "Автоматический ответ: я в отпуске"},
    {DIRECTION_IN, 'N', "رد تلقائي: أنا في إجازة"},
    {DIRECTION_OUT, 'N', "This is an automatic reply."},
    {DIRECTION_OUT, 'N', "We have received your request (4471)."},
    {DIRECTION_OUT, 'N', "Λάβαμε το μήνυμά σας και θα απαντήσουμε σύντομα."},
    {DIRECTION_OUT, 'N', "Otrzymaliśmy Państwa zgłoszenie. Prosimy nie odpowiadać na tę wiadomość."},
    {DIRECTION_OUT, 'N', "Ваше обращение принято."},
    {DIRECTION_OUT, 'N', "تم استلام طلبك وسيتم الرد قريبا"},
    {DIRECTION_OUT, 'N', "How satisfied were you with our service? Rate your experience"},
    {DIRECTION_OUT, 'N', "Summer sale! View in browser. Unsubscribe"},
    {DIRECTION_OUT, 'N', "Dear customer, your order is packed and leaves today. This is an automated message."},
    /* people who mention machines */
    {DIRECTION_IN, 'A', "Where is the phone number? I am stranded and now have to wait for an automated reply"},
    {DIRECTION_IN, 'A', "Just an automated reply and still no parcel"},
    /* people */
    {DIRECTION_OUT, 'R', "Your parcel is on its way."},
    {DIRECTION_OUT, 'R', "Το δέμα σας έφυγε σήμερα."},
    {DIRECTION_OUT, 'R', "Paczka została wysłana."},
    {DIRECTION_OUT, 'R', "Посылка отправлена."},
    {DIRECTION_OUT, 'R', "تم شحن طلبك اليوم"},
};

static enum act act_of(char letter)
{
    switch (letter) {
    case 'A':
        return ACT_ASKS;
    case 'S':
        return ACT_SAYS;
    case 'F':
        return ACT_FAREWELL;
    case 'R':
        return ACT_ANSWERS;
    default:
        return ACT_NOTHING;
    }
}

static void check_words(const struct case_words *words, struct arena *a)
{
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        struct case_facts facts = {.direction = said[i].direction,
                                   .kind = -1,
                                   .channel = CHANNEL_EMAIL,
                                   .has_words = true,
                                   .text = slice_of(said[i].text)};
        unsigned bits;
        struct words_found found = case_act_look(&facts, words, a);
        enum act act = case_act(&facts, &found, &bits);
        CHECK(act == act_of(said[i].act));
        if (act != act_of(said[i].act))
            printf("    %s\n", said[i].text);
    }
}

static enum act judge(const struct case_words *words, struct arena *a, struct case_facts f, unsigned *bits)
{
    f.has_words = true;
    struct words_found found = case_act_look(&f, words, a);
    return case_act(&f, &found, bits);
}

static void check_kinds(const struct case_words *words, struct arena *a)
{
    unsigned bits;
    struct case_facts f = {.direction = DIRECTION_IN, .kind = KIND_MISSED_CALL, .channel = CHANNEL_PHONE};
    CHECK(judge(words, a, f, &bits) == ACT_MISSED_CALL);
    f.direction = DIRECTION_OUT;
    CHECK(judge(words, a, f, &bits) == ACT_NOTHING);
    static const int silent[] = {KIND_AUTO, KIND_CAMPAIGN, KIND_SURVEY, KIND_OPEN,
                                 KIND_CLICK, KIND_UNSUBSCRIBE, KIND_BLOCK, KIND_BOUNCE};
    for (size_t i = 0; i < sizeof silent / sizeof *silent; i++) {
        f.kind = silent[i];
        CHECK(judge(words, a, f, &bits) == ACT_NOTHING);
    }
    f.kind = KIND_STATUS;
    CHECK(judge(words, a, f, &bits) == ACT_STATUS);
    f = (struct case_facts){.direction = DIRECTION_NOTE, .kind = -1, .channel = -1, .text = SLICE("?")};
    CHECK(judge(words, a, f, &bits) == ACT_NOTES);
    f = (struct case_facts){.direction = DIRECTION_IN, .kind = KIND_COMPLAINT, .channel = CHANNEL_PHONE};
    CHECK(judge(words, a, f, &bits) == ACT_ASKS);
    CHECK_NUMBER(bits, MESSAGE_COMPLAINS | MESSAGE_LIVE);
    /* A stated kind is believed, but for words that leave no doubt. */
    f = (struct case_facts){.direction = DIRECTION_OUT,
                            .kind = KIND_MESSAGE,
                            .channel = CHANNEL_EMAIL,
                            .text = SLICE("We have received your message, and I have looked into it: ...")};
    CHECK(judge(words, a, f, &bits) == ACT_ANSWERS);
    f.text = SLICE("Automatic reply: we will be back on Monday");
    CHECK(judge(words, a, f, &bits) == ACT_NOTHING);
    f = (struct case_facts){.direction = DIRECTION_OUT, .kind = -1, .channel = CHANNEL_NEWSLETTER};
    CHECK(judge(words, a, f, &bits) == ACT_NOTHING);
}

static void check_labels(const struct case_words *words, struct arena *a)
{
    unsigned bits;
    struct case_facts f = {.direction = DIRECTION_IN,
                           .kind = -1,
                           .channel = CHANNEL_EMAIL,
                           .has_flags = true,
                           .text = SLICE("Thank you."),
                           .marks = MARK_COMPLAINS | MARK_ASKS};
    CHECK(judge(words, a, f, &bits) == ACT_ASKS);
    CHECK((bits & MESSAGE_COMPLAINS) != 0);
    /* Where flag-tone has found that "sorry" is none, the word proves nothing. */
    f = (struct case_facts){.direction = DIRECTION_OUT,
                            .kind = KIND_MESSAGE,
                            .channel = CHANNEL_EMAIL,
                            .has_flags = true,
                            .text = SLICE("Sorry you feel that way."),
                            .marks = MARK_REGRETS_ONLY};
    CHECK(judge(words, a, f, &bits) == ACT_ANSWERS);
    CHECK((bits & MESSAGE_APOLOGISES) == 0);
    f.marks = 0;
    judge(words, a, f, &bits);
    CHECK((bits & MESSAGE_APOLOGISES) != 0);
    f.text = SLICE("We sent the wrong size.");
    f.marks = MARK_ACKNOWLEDGES;
    judge(words, a, f, &bits);
    CHECK((bits & (MESSAGE_APOLOGISES | MESSAGE_ACKNOWLEDGES)) == MESSAGE_ACKNOWLEDGES);
}

static void check_direction(void)
{
    struct case_facts f = {.direction = -1, .kind = -1, .channel = CHANNEL_EMAIL};
    CHECK_NUMBER(case_direction(&f), -1);
    f.kind = KIND_COMPLAINT;
    CHECK_NUMBER(case_direction(&f), DIRECTION_IN);
    f.kind = KIND_CAMPAIGN;
    CHECK_NUMBER(case_direction(&f), DIRECTION_OUT);
    f.kind = -1;
    f.channel = CHANNEL_NOTE;
    CHECK_NUMBER(case_direction(&f), DIRECTION_NOTE);
}

int main(void)
{
    struct arena arena = {0};
    struct error e = {0};
    const struct case_words *words = case_words_load(&arena, &e);
    CHECK_TEXT(slice_of(e.text), "");
    CHECK(words != NULL);
    if (words != NULL) {
        check_words(words, &arena);
        check_kinds(words, &arena);
        check_labels(words, &arena);
    }
    check_direction();
    arena_free(&arena);
    return test_report("track_cases_act");
}
