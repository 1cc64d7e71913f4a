/* SPDX-License-Identifier: MIT */
/*
 * Cases out of the log: the messages of a group in the order of their stamps, equal stamps in file order, cut into
 * cases. Messages with a case_id are one case. Those of a customer without one are a case for each channel until
 * it is solved; then the next message, but for a farewell, opens another. What the staff do belongs to the open
 * case of its channel, else to the one that has waited longest: a telephone call answers an e-mail.
 */
#ifndef REGULARS_CASE_SPLIT_H
#define REGULARS_CASE_SPLIT_H

#include "track-cases/case_log.h"
#include "track-cases/case_state.h"

struct case_list {
    struct case_state *cases;
    size_t count, capacity;
    const struct case_state **sorted; /* by opened_at, then by the bytes of the id */
};

/* All cases of the log as of log->as_of, in no order that matters. Freed by case_list_free. */
void case_split(const struct case_log *log, const struct case_rules *rules, struct case_list *list);

/*
 * Gives every case its id and the customer, finds which repeat an earlier one (same customer, same topic, begun at
 * most 90 days after the earlier one ended), and sorts.
 */
void case_list_settle(struct case_list *list, const struct case_log *log, struct arena *arena);

/* Frees the cases. */
void case_list_free(struct case_list *list);

#endif
