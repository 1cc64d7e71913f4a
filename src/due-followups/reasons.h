/* SPDX-License-Identifier: MIT */
/*
 * Finds the reasons to contact a customer, one function for each source. Each looks at the page of one customer and
 * adds what it finds to the list; what is due, done or lapsed is settled by matter_add.
 */
#ifndef REGULARS_REASONS_H
#define REGULARS_REASONS_H

#include "due-followups/lead_times.h"
#include "due-followups/matter.h"

/* All reasons that the sources given can show. */
void reasons_find(struct matters *list);

/* Of cases: scene, promises, reply, keep_in_loop, check_in, note_missing. */
void reasons_of_cases(struct matters *list);

/* Of the log: call_back, and feedback_reply to reviews. */
void reasons_of_messages(struct matters *list);

/* Of orders: delivery_late, delivery_news, no_expected_date. */
void reasons_of_orders(struct matters *list);

/* Of answers: detractor, feedback_reply. */
void reasons_of_responses(struct matters *list);

/* Of price cuts: price_cut_ahead, price_cut. */
void reasons_of_prices(struct matters *list);

/* Of purchases and loyalty: became_regular, thanks, next_purchase, win_back. */
void reasons_of_loyalty(struct matters *list);

/* Of the calendar: campaign, wishes. */
void reasons_of_calendar(struct matters *list);

#endif
