/* SPDX-License-Identifier: MIT */
/* What we told one customer of this and that, an order or a price, looked up by what it was about. */
#ifndef REGULARS_TOLD_H
#define REGULARS_TOLD_H

#include "due-followups/matter.h"

/* A message of ours about a number, of whatever is numbered; BOOK_NONE: about nothing in particular. */
struct telling {
    uint32_t about;
    int64_t at;
};

struct told {
    struct telling *list;
    size_t count;
};

/* Orders the list, by what it is about, then by time. The other functions need it so. */
void told_sort(struct told *t);

/* Notes for the matter what was told about the number since its done_from: matter_note_done for each. */
void told_note(const struct told *t, uint32_t about, struct matter *m);

#endif
