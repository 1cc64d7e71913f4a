/* SPDX-License-Identifier: MIT */
/*
 * Cells as dates: whatever the bytes, a reason or a day that exists; the quick way and the grammar
 * agree; what was read and written again reads the same. The first byte picks the order of day and
 * month.
 */
#include <stdlib.h>

#include "lib/civil.h"
#include "lib/datetime_scan.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool holds)
{
    if (!holds)
        abort();
}

static bool is_same(const struct datetime *a, const struct datetime *b)
{
    return a->day == b->day && a->second_of_day == b->second_of_day &&
           a->nanosecond == b->nanosecond && a->offset == b->offset &&
           a->has_offset == b->has_offset;
}

static void check_range(const struct datetime *d)
{
    require(d->day >= CIVIL_DAY_MIN && d->day <= CIVIL_DAY_MAX);
    require(d->second_of_day >= -1 && d->second_of_day < SECONDS_PER_DAY);
    require(d->nanosecond >= 0 && d->nanosecond < 1000000000);
    require(d->has_offset || d->offset == 0);
    require(!d->has_offset || d->second_of_day >= 0);
}

static void check_round_trip(const struct datetime *d)
{
    char text[DATETIME_TEXT_MAX];
    int64_t instant;
    int64_t again;
    struct datetime back;
    struct error e = {0};
    require(datetime_instant(d, zone_utc(), &instant, &e));
    struct slice written = datetime_format_instant(instant, NULL, text);
    if (written.len == 0) /* the offset led out of the years that there are */
        return;
    require(datetime_parse(written, DATE_ORDER_NONE, &back, &e));
    require(datetime_instant(&back, NULL, &again, &e) && again == instant);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    struct slice cell = {(const char *)data + 1, size - 1};
    enum date_order order = (enum date_order)(data[0] % 3);
    struct datetime quick;
    struct datetime slow;
    struct error e[2] = {{0}, {0}};
    bool read = datetime_parse(cell, order, &quick, &e[0]);
    require(read != e[0].set);
    require(read == datetime_scan(slice_trim(cell), order, &slow, &e[1]));
    datetime_order_of(cell);
    if (!read)
        return 0;
    require(is_same(&quick, &slow));
    check_range(&quick);
    check_round_trip(&quick);
    return 0;
}
