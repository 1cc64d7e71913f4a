/* SPDX-License-Identifier: MIT */
/* The lines of a card, section by section, from what was gathered of a person. */
#ifndef REGULARS_BRIEF_LINES_H
#define REGULARS_BRIEF_LINES_H

#include "brief-customer/brief.h"
#include "brief-customer/card.h"
#include "streams/address.h"

/* Who it is and how to address them: name, language, greeting, addresses, place and time there, owner. */
void lines_customer(const struct brief *b, const struct subject *p, const struct name_book *names, struct card *card);

/* How loyal, why, and what is at risk. */
void lines_loyalty(const struct brief *b, const struct subject *p, struct card *card);

/* What they usually buy, through which channel, what goes with it and what is due again. */
void lines_buys(struct brief *b, const struct subject *p, struct card *card);

/* Open cases and promises with their dates, orders on their way. */
void lines_open(const struct brief *b, const struct subject *p, struct card *card);

/* What went wrong before and how it was solved; what they said in surveys; notes; the last contacts. */
void lines_before(const struct brief *b, const struct subject *p, struct card *card);

/* What not to do: channels they do not want, what irritated them, promises that were broken. */
void lines_avoid(const struct brief *b, const struct subject *p, struct card *card);

#endif
