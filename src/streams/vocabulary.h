/* SPDX-License-Identifier: MIT */
/*
 * Words in cells: the values of status, direction, kind, case status, channel, yes/no, language, metric,
 * case rating in vendors' and five languages' spellings. The words are vocabulary.csv (vocabulary,value,word): a new word is a
 * line there.
 */
#ifndef REGULARS_VOCABULARY_H
#define REGULARS_VOCABULARY_H

#include <stdint.h>

#include "lib/memory.h"

enum vocabulary {
    VOCABULARY_ORDER_STATUS,
    VOCABULARY_DIRECTION,
    VOCABULARY_KIND,
    VOCABULARY_CASE_STATUS,
    VOCABULARY_CHANNEL,
    VOCABULARY_YES_NO,
    VOCABULARY_OPT_OUT,
    VOCABULARY_LANGUAGE,
    VOCABULARY_METRIC,
    VOCABULARY_CASE_RATING,
    VOCABULARY_COUNT
};

enum order_status {
    ORDER_PENDING,
    ORDER_PAID,
    ORDER_SHIPPED,
    ORDER_DELIVERED,
    ORDER_CANCELLED,
    ORDER_FAILED,
    ORDER_REFUNDED,
    ORDER_PARTLY_REFUNDED,
    ORDER_RETURNED,
    ORDER_DRAFT,
    ORDER_QUOTE,
    ORDER_CART,
    ORDER_STATUS_COUNT
};

enum direction { DIRECTION_IN, DIRECTION_OUT, DIRECTION_NOTE, DIRECTION_COUNT };

enum message_kind {
    KIND_MESSAGE,
    KIND_AUTO,
    KIND_CAMPAIGN,
    KIND_SURVEY,
    KIND_COMPLAINT,
    KIND_MISSED_CALL,
    KIND_OPEN,
    KIND_CLICK,
    KIND_UNSUBSCRIBE,
    KIND_BLOCK,
    KIND_BOUNCE,
    KIND_STATUS,
    KIND_COUNT
};

enum case_status { CASE_OPEN, CASE_PENDING, CASE_SOLVED, CASE_CLOSED, CASE_STATUS_COUNT };

enum channel {
    CHANNEL_PHONE,
    CHANNEL_VOICEMAIL,
    CHANNEL_SMS,
    CHANNEL_EMAIL,
    CHANNEL_NEWSLETTER,
    CHANNEL_CHAT,
    CHANNEL_WEB,
    CHANNEL_SOCIAL,
    CHANNEL_REVIEW,
    CHANNEL_SHOP,
    CHANNEL_CARD,
    CHANNEL_POST,
    CHANNEL_NOTE,
    CHANNEL_COUNT
};

/* What an opt_out cell says where it names no channel: "unsubscribed" is a no to consent, and a yes here. */
enum opt_out { OPT_OUT_NONE, OPT_OUT_ALL };

enum yes_no { ANSWER_NO, ANSWER_YES };

enum language { LANGUAGE_EN, LANGUAGE_EL, LANGUAGE_PL, LANGUAGE_RU, LANGUAGE_AR, LANGUAGE_COUNT };
enum { LANGUAGE_OTHER = -2 }; /* said, but none of these */

enum metric {
    METRIC_NPS,
    METRIC_CSAT,
    METRIC_CES,
    METRIC_AGREE,
    METRIC_YESNO,
    METRIC_RATING,
    METRIC_CHOICE,
    METRIC_TEXT,
    METRIC_COUNT
};

/* What a customer said of a solved case; none: asked or not, nothing was said. */
enum case_rating { RATING_GOOD, RATING_BAD, RATING_NONE };

/* The tables, ready for look-ups; made once a run in its arena (seed as in world.seed). */
struct vocabularies;
const struct vocabularies *vocabularies_load(struct arena *arena, const uint64_t seed[2]);

/* The value of a word, or -1 when the vocabulary does not know it. Case, accents and blanks do not matter. */
int vocabulary_find(const struct vocabularies *v, enum vocabulary which, struct slice word);

/* The canonical word of a value: "missed_call". */
const char *vocabulary_word(enum vocabulary which, int value);

/* All canonical words of a vocabulary, joined by ", ": for error messages. */
struct slice vocabulary_list(enum vocabulary which, struct arena *arena);

#define CHANNEL_SET_ALL UINT32_MAX /* those without a word in the vocabulary, too */

/*
 * Channels joined by ';' (an opt_out cell) as a set, bit 1 << channel for each. "all", or yes, is every channel; no, or
 * nothing, is none (enum opt_out). False with the word that is no channel: nobody who opted out is lost to a slip of the pen.
 */
bool vocabulary_channels(const struct vocabularies *v, struct slice words, uint32_t *channel_set,
                         struct slice *unknown);

/* Whether contact over this channel is live: telephone, shop. A channel below 0 (unknown) counts as written. */
bool channel_is_live(int channel);

#endif
