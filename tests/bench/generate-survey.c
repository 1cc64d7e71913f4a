/* SPDX-License-Identifier: MIT */
/* generate-survey ROWS: answers to twenty questions, always the same for the same number. */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* Steele and Vigna's splitmix64: small, and the same everywhere. */
static uint64_t next_number(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

static void header(void)
{
    printf("response_id,answered_at,customer_id");
    for (int i = 1; i <= 12; i++)
        printf(",How satisfied are you with item %d?", i);
    for (int i = 1; i <= 5; i++)
        printf(",How would you rate part %d (1-5)?", i);
    printf(",How likely are you to recommend us?,Was it easy?,Any comments?\n");
}

static void response(uint64_t n, uint64_t *state)
{
    uint64_t r = next_number(state);
    printf("R%" PRIu64 ",2026-01-%02d 10:%02d:00,C%" PRIu64, n, (int)(n % 28 + 1), (int)(n % 60),
           n % 50000);
    for (int i = 0; i < 17; i++)
        printf(",%d", (int)((r >> (3 * i)) % 5 + 1));
    printf(",%d,%s,%s\n", (int)(r % 11), n % 3 != 0 ? "Yes" : "No",
           n % 4 == 0 ? "" : "fine thanks");
}

int main(int argc, char **argv)
{
    uint64_t state = 1;
    uint64_t rows = argc > 1 ? strtoull(argv[1], NULL, 10) : 1000;
    header();
    for (uint64_t n = 0; n < rows; n++)
        response(n, &state);
    return fflush(stdout) != 0 || ferror(stdout) ? 2 : 0;
}
