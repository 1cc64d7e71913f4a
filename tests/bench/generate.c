/* SPDX-License-Identifier: MIT */
/*
 * generate ROWS [comments]: orders of invented customers, always the same for the same numbers;
 * with `comments` each row ends with a quoted comment of two lines, in one of five languages.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const products[] = {"mug-blue",   "mug-red", "teapot", "beans-1kg",
                                       "filter-100", "grinder", "scale",  "kettle"};
static const char *const channels[] = {"web", "shop", "phone"};
static const char *const comments[] = {
    "The parcel came late, and nobody\ncalled me back. I said \"\"never again\"\".",
    "Πολύ καλή εξυπηρέτηση, ευχαριστώ\nκαι θα ξαναέρθω σύντομα.",
    "Paczka dotarła na czas,\nale brakowało jednego filtra.",
    "Спасибо, всё пришло вовремя,\nбуду заказывать ещё.",
    "وصل الطلب متأخرا، ولكن\nالموظف كان لطيفا.",
    "All fine, thanks.\nWill order again, the blue mug is lovely and the price is fair",
};

/* Steele and Vigna's splitmix64: small, and the same everywhere. */
static uint64_t next_number(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

int main(int argc, char **argv)
{
    uint64_t rows = argc > 1 ? strtoull(argv[1], NULL, 10) : 1000;
    int with_comments = argc > 2 && strcmp(argv[2], "comments") == 0;
    uint64_t state = 20260921;
    printf("customer_id,ordered_at,amount,currency,quantity,product,channel%s\n",
           with_comments ? ",comment" : "");
    for (uint64_t i = 0; i < rows; i++) {
        uint64_t n = next_number(&state);
        printf("C%07u,2025-%02u-%02u,%u.%02u,EUR,%u,%s,%s", (unsigned)(n % 1000000),
               (unsigned)(n >> 20) % 12 + 1, (unsigned)(n >> 24) % 28 + 1,
               (unsigned)(n >> 29) % 300, (unsigned)(n >> 38) % 100, (unsigned)(n >> 45) % 5 + 1,
               products[n >> 48 & 7], channels[(n >> 51) % 3]);
        if (with_comments)
            printf(",\"%s\"", comments[(n >> 53) % (sizeof comments / sizeof comments[0])]);
        putchar('\n');
    }
    return fflush(stdout) != 0 || ferror(stdout);
}
