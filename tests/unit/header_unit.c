/* SPDX-License-Identifier: MIT */
#include "streams/header_unit.h"

#include "lib/number.h"
#include "test.h"

/* One of the unit in millionths of an hour; 0: the header names none. */
static int64_t one(const char *header)
{
    struct header_unit unit = header_unit(slice_of(header));
    int64_t value = NUMBER_ONE;
    if (unit.parts == 0 || !header_unit_hours(unit, &value))
        return 0;
    return value;
}

int main(void)
{
    CHECK_NUMBER(one("First reply time in minutes"), 16667);
    CHECK_NUMBER(one("First reply time in minutes within business hours"), 16667);
    CHECK_NUMBER(one("First reply time - Business hours (min)"), 16667);
    CHECK_NUMBER(one("First reply time - Business hours (hrs)"), NUMBER_ONE);
    CHECK_NUMBER(one("First reply time in hours within business hours"), NUMBER_ONE);
    CHECK_NUMBER(one("Czas odpowiedzi (minuty)"), 16667);
    CHECK_NUMBER(one("Χρόνος απάντησης σε λεπτά"), 16667);
    CHECK_NUMBER(one("Время ответа, мин"), 16667);
    CHECK_NUMBER(one("الوقت بالدقائق"), 16667);
    CHECK_NUMBER(one("Resolution time in days"), 24 * NUMBER_ONE);
    CHECK_NUMBER(one("reply_seconds"), 278);
    CHECK_NUMBER(one("Minimum of the administration"), 0); /* no word of these is a unit */
    CHECK_NUMBER(one("first_reply_hours"), NUMBER_ONE);
    CHECK_NUMBER(one(""), 0);
    CHECK_NUMBER(one("\xff\xfe min"), 16667);
    int64_t value = -90 * NUMBER_ONE;
    CHECK(header_unit_hours((struct header_unit){1, 60}, &value));
    CHECK_NUMBER(value, -1500000);
    value = INT64_MAX;
    CHECK(!header_unit_hours((struct header_unit){24, 1}, &value));
    value = 5;
    CHECK(header_unit_hours((struct header_unit){0, 0}, &value));
    CHECK_NUMBER(value, 5);
    return test_report("header_unit");
}
