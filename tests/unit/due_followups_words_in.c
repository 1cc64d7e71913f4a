/* SPDX-License-Identifier: MIT */
/* Questions in five scripts, words, lists. */
#include "due-followups/words_in.h"

#include "test.h"

int main(void)
{
    static const char *const asking[] = {"Where is it?", "Πού είναι το δέμα μου;", "Πού είναι\xcd\xbe",
                                         "أين طلبي؟", "Где посылка?", "Gdzie jest paczka?"};
    for (size_t i = 0; i < sizeof asking / sizeof *asking; i++)
        CHECK(text_asks(slice_of(asking[i])));
    static const char *const telling[] = {"", "Thanks, bye", "a; b; c", "Ευχαριστώ πολύ!", "1;2"};
    for (size_t i = 0; i < sizeof telling / sizeof *telling; i++)
        CHECK(!text_asks(slice_of(telling[i])));

    CHECK(text_has_words(SLICE("very good coffee"), 3));
    CHECK(!text_has_words(SLICE("no comment"), 3));
    CHECK(!text_has_words(SLICE("- - ... -"), 1));
    CHECK(text_has_words(SLICE("πολύ καλή εξυπηρέτηση"), 3));
    CHECK(text_has_words(SLICE(""), 0));

    CHECK(list_holds(SLICE("loyal; champions"), SLICE("champions")));
    CHECK(!list_holds(SLICE("loyal; champions"), SLICE("champion")));
    CHECK(!list_holds(SLICE(""), SLICE("loyal")));
    return test_report("due_followups_words_in");
}
