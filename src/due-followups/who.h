/* SPDX-License-Identifier: MIT */
/* Who of the staff does it: the case's last owner unless absent, a supervisor for scenes; and who hears of it if it drags on. */
#ifndef REGULARS_WHO_H
#define REGULARS_WHO_H

#include "due-followups/matter.h"

struct who {
    uint32_t owner, escalate_to; /* in book.words; BOOK_NONE: nobody is known */
};

/* overdue: business seconds since it was due. */
struct who who_does(const struct desk *d, const struct view *v, const struct matter *m, int64_t overdue);

#endif
