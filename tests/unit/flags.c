/* SPDX-License-Identifier: MIT */
#include "streams/flags.h"

#include "test.h"

int main(void)
{
    struct slice flags = SLICE("anger:warn;leave:error; public ;thanks:info");
    CHECK(flags_hold(flags, "anger", GRADE_INFO));
    CHECK(flags_hold(flags, "anger", GRADE_WARN));
    CHECK(!flags_hold(flags, "anger", GRADE_ERROR));
    CHECK(flags_hold(flags, "leave", GRADE_ERROR));
    CHECK(flags_hold(flags, "public", GRADE_INFO));
    CHECK(!flags_hold(flags, "public", GRADE_WARN));
    CHECK(!flags_hold(flags, "legal", GRADE_INFO));
    CHECK(!flags_hold(SLICE(""), "anger", GRADE_INFO));
    CHECK(!flags_hold(SLICE("angerous:error"), "anger", GRADE_INFO));

    const struct flag_sought sought[] = {
        {SLICE("legal"), GRADE_INFO}, {SLICE("leave"), GRADE_WARN}, {SLICE("anger"), GRADE_ERROR}, {SLICE("public"), GRADE_INFO}};
    CHECK_NUMBER(flags_find(flags, sought, 4), 2 + 8);
    CHECK_NUMBER(flags_find(flags, sought, 1), 0);
    CHECK_NUMBER(flags_find(SLICE(""), sought, 4), 0);

    CHECK(flags_complain(flags));
    CHECK(flags_complain(SLICE("thanks:info; legal:warn")));
    CHECK(!flags_complain(SLICE("thanks:info;repeat_contact:warn")));
    CHECK(!flags_complain(SLICE("")));
    return test_report("flags");
}
