/* SPDX-License-Identifier: MIT */
/*
 * generate-customers COUNT customers|loyalty DAY: the customers of generate-messages, or what score-loyalty would say
 * of them on DAY; always the same for the same arguments.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const languages[] = {"en", "el", "pl", "ru", "ar"};
static const char *const segments[] = {"loyal", "at_risk", "hibernating", "champions", "new", "cant_lose"};

static uint64_t mixed(uint64_t i)
{
    uint64_t z = (i + 1) * UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    return z ^ z >> 31;
}

static void print_customer(unsigned long long i, uint64_t n)
{
    printf("C%07llu,Name %llu,c%llu@example.org,%s,%s,%s,Agent %u,Boss %u\n", i, i, i, languages[n % 5],
           (n >> 8) % 3 != 0 ? "yes" : "no", (n >> 16) % 50 == 0 ? "all" : "", (unsigned)(n >> 24) % 40,
           (unsigned)(n >> 32) % 7);
}

static void print_loyal(unsigned long long i, uint64_t n, const char *day)
{
    int year = atoi(day);
    printf("%s,C%07llu,%d-%02u-01,%d-%02u-11,%u,%u,%s,%u.50\n", day, i, year - 2, (unsigned)(n % 12) + 1,
           year - 1, (unsigned)(n >> 8) % 12 + 1, (unsigned)(n >> 16) % 12 + 1, (unsigned)(n >> 24) % 90 + 20,
           segments[(n >> 32) % 6], (unsigned)(n >> 40) % 500);
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fprintf(stderr, "usage: generate-customers COUNT customers|loyalty DAY\n");
        return 2;
    }
    unsigned long long count = strtoull(argv[1], NULL, 10);
    int loyalty = strcmp(argv[2], "loyalty") == 0;
    puts(loyalty ? "as_of,customer_id,first_order,last_order,orders,typical_gap_days,segment,value_at_risk"
                 : "customer_id,name,email,language,consent,opt_out,owner,supervisor");
    for (unsigned long long i = 0; i < count; i++) {
        if (loyalty)
            print_loyal(i, mixed(i), argv[3]);
        else
            print_customer(i, mixed(i));
    }
    return fflush(stdout) != 0;
}
