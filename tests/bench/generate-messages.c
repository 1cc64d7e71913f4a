/* SPDX-License-Identifier: MIT */
/*
 * generate-messages ROWS: messages of a help desk, as flag-tone and tag-topics hand them on, about four a case and
 * five a customer, in the order of time; always the same for the same number.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static const char *const asked[] = {
    "Where is my parcel? The courier said it would be here on Tuesday",
    "Το δέμα δεν έφτασε ακόμα και κανείς δεν απαντά στο τηλέφωνο",
    "Paczka nadal nie dotarła a numer przesyłki nie działa",
    "Чайник не работает и я хочу вернуть деньги",
    "لم يصل الطلب حتى الآن وأرجو الرد",
    "Thank you very much for your help have a nice day",
};
static const char *const answered[] = {
    "I am sorry for the delay. The parcel left today and arrives on Friday",
    "Ζητούμε συγγνώμη για την καθυστέρηση. Το δέμα έφυγε σήμερα",
    "Przepraszamy za opóźnienie. Paczka została dziś wysłana",
    "Приносим извинения за задержку. Посылка отправлена сегодня",
    "نعتذر عن التأخير. تم شحن الطلب اليوم",
};
static const char *const labels[] = {
    "warn,anger:warn,courier;unresponsive,unresponsive,7",
    "none,,courier,courier,1",
    "error,anger:error;leave:warn,cheated,cheated,10",
    "none,praise:none,,,",
};
static const char *const channels[] = {"email", "chat", "phone", "web"};

/* Steele and Vigna's splitmix64: small, and the same everywhere. */
static uint64_t next_number(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

static void print_stamp(uint64_t second)
{
    uint64_t day = second / 86400;
    printf("20%02u-%02u-%02uT%02u:%02u:%02uZ", (unsigned)(day / 336 + 20), (unsigned)(day / 28 % 12 + 1),
           (unsigned)(day % 28 + 1), (unsigned)(second / 3600 % 24), (unsigned)(second / 60 % 60), (unsigned)(second % 60));
}

static void print_row(uint64_t i, uint64_t n, uint64_t customers)
{
    uint64_t back = n % 4000, matter = i > back ? (i - back) / 4 : 0;
    uint64_t customer = matter * UINT64_C(2654435761) % customers;
    unsigned in = n >> 13 & 1, ends = n >> 14 & 7;
    printf("m%llu,%llu,C%07llu,", (unsigned long long)i, (unsigned long long)matter, (unsigned long long)customer);
    print_stamp(i * 25);
    printf(",%s,message,%s,", in ? "in" : "out", channels[n >> 17 & 3]);
    if (!in)
        printf("Agent %u", (unsigned)(matter + (n >> 19 & 1)) % 40);
    printf(",%s,%s,", in ? asked[(n >> 20) % 6] : answered[(n >> 20) % 5], !in && ends == 0 ? "solved" : "");
    printf("%s,", in ? labels[n >> 40 & 3] : "none,apology:none,,,");
    if (!in && ends == 1)
        print_stamp((i * 25 / 86400 + 3) * 86400);
    putchar('\n');
}

int main(int argc, char **argv)
{
    uint64_t rows = argc > 1 ? strtoull(argv[1], NULL, 10) : 1000;
    uint64_t state = 20260922;
    printf("message_id,case_id,customer_id,sent_at,direction,kind,channel,agent,text,case_status,tone,tone_flags,"
           "topics,topic,topic_severity,tone_promised_by\n");
    for (uint64_t i = 0; i < rows; i++)
        print_row(i, next_number(&state), rows / 5 + 1);
    return fflush(stdout) != 0 || ferror(stdout);
}
