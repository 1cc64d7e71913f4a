/* SPDX-License-Identifier: MIT */
/*
 * generate-orders ROWS CUSTOMERS: order lines of invented customers, always the same for the same numbers. A few
 * customers buy much and most buy little; one line in fifty gives an earlier order of the same customer back.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { PRODUCTS = 3000, KEPT = 1 << 16 };

/* An order that may be given back later. */
struct order {
    uint64_t number, customer, cents;
    unsigned product, channel;
};

/* Steele and Vigna's splitmix64: small, and the same everywhere. */
static uint64_t next_number(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

/* Days go on with the rows, as in an export: three years of twelve months of 28 days. */
static void write_line(const struct order *o, uint64_t row, uint64_t rows, const char *sign, const char *status)
{
    static const char *const channels[] = {"web", "shop", "phone"};
    unsigned day = (unsigned)(row * (3 * 12 * 28) / rows);
    printf("o%07llu,c%07llu,%u-%02u-%02u,%s%llu.%02llu,item-%04u,%s,%s\n", (unsigned long long)o->number,
           (unsigned long long)o->customer, 2022 + day / 336, day / 28 % 12 + 1, day % 28 + 1, sign,
           (unsigned long long)(o->cents / 100), (unsigned long long)(o->cents % 100), o->product,
           channels[o->channel], status);
}

int main(int argc, char **argv)
{
    uint64_t rows = argc > 1 ? strtoull(argv[1], NULL, 10) : 1000;
    uint64_t customers = argc > 2 ? strtoull(argv[2], NULL, 10) : 100;
    uint64_t state = 20260921;
    static struct order kept[KEPT];
    printf("order_id,customer_id,ordered_at,amount,product,channel,status\n");
    for (uint64_t row = 0; row < rows; row++) {
        uint64_t n = next_number(&state);
        struct order *o = &kept[n >> 48];
        if (o->number != 0 && n % 50 == 0) {
            write_line(o, row, rows, "-", "refund");
            o->number = 0;
            continue;
        }
        double u = (double)(next_number(&state) >> 11) / 9007199254740992.0;
        *o = (struct order){.number = row + 1,
                            .customer = (uint64_t)(u * u * (double)customers) + 1,
                            .cents = 100 + (n & 0xffff),
                            .product = (unsigned)((n >> 16) % PRODUCTS),
                            .channel = (unsigned)((n >> 32) % 3)};
        write_line(o, row, rows, "", "paid");
    }
    return fflush(stdout) != 0 || ferror(stdout);
}
