/* SPDX-License-Identifier: MIT */
#include "streams/now.h"

#include "run.h"

static void check(const char *as_of, const char *zone_name, int64_t instant, int64_t day)
{
    const char *const options[] = {"--as-of", as_of, NULL};
    struct test_run t;
    test_run_start(&t, NULL, 0, as_of != NULL ? options : NULL);
    struct zone *zone = zone_name != NULL ? zone_load(&t.world, &t.arena, slice_of(zone_name), &t.e) : NULL;
    struct now now;
    CHECK(now_read(&t.run, zone, &now, &t.e));
    CHECK(now.given == (as_of != NULL));
    CHECK_NUMBER(now.instant, instant);
    CHECK_NUMBER(now.day, day);
    test_run_end(&t);
}

int main(void)
{
    check(NULL, NULL, 1780000000, 20601);
    check("1970-01-02", NULL, 2 * 86400 - 1, 1);
    check("1970-01-02", "+02:00", 2 * 86400 - 7201, 1);
    check("1970-01-02T23:00", "+02:00", 86400 + 75600, 1);
    check("1970-01-02T23:00Z", "+02:00", 86400 + 82800, 2);
    const char *const options[] = {"--as-of", "soon", NULL};
    struct test_run t;
    struct now now;
    test_run_start(&t, NULL, 0, options);
    CHECK(!now_read(&t.run, NULL, &now, &t.e));
    CHECK(slice_starts(slice_of(t.e.text), SLICE("option --as-of: 'soon' is not a date")));
    test_run_end(&t);
    return test_report("now");
}
