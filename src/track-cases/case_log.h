/* SPDX-License-Identifier: MIT */
/*
 * The messages of a run, as they were read: compact records in file order, and what they have in common by group. A group is
 * all messages with one case_id or, of messages without, all of one customer; the cases are cut from it
 * later (case_split.h). Addresses, names and the like are kept once a group: the latest that is not blank, of the customer's
 * own messages where one has it, for exports of mail name the sender, who in an answer is one of the staff.
 */
#ifndef REGULARS_CASE_LOG_H
#define REGULARS_CASE_LOG_H

#include "streams/identity.h"
#include "streams/stream.h"
#include "track-cases/case_act.h"
#include "track-cases/case_message.h"
#include "track-cases/label_sets.h"

enum { LAST_TEXT_MAX = 200, CHANNEL_NONE = UINT16_MAX };

/* The latest value of a column in a group. */
struct latest {
    int64_t at;
    uint32_t value; /* number in the log's values + 1; 0: none */
    bool own;       /* from a message of the customer */
};

/* The start of a text, with room for a later one. */
struct kept_text {
    char *bytes;
    uint16_t len, room;
};

struct case_group {
    uint32_t case_id;  /* number in the log's case_ids; INTERN_NONE: messages of one customer without case_id */
    uint32_t customer; /* identity.h, of the customer's latest message that has one, else of the latest of all */
    int64_t customer_at;
    bool customer_own; /* from a message of the customer */
    struct latest email, phone, name, language;
    int64_t due_at, due_seen_at; /* of the latest message that has one */
    int64_t text_at;
    struct kept_text text; /* of the last message with words; with case_id only */
    uint32_t desk_agent;   /* what a help desk's export says of the case: a set of one label, */
    uint16_t desk_channel; /* a channel's number, */
    uint8_t desk_status;   /* enum case_status + 1; 0: nothing */
};

struct case_log {
    struct arena *arena;
    struct identity *identity;
    const struct case_words *phrases;
    int64_t as_of; /* later messages are skipped */
    int64_t latest; /* stamp of the latest message; NO_MOMENT: none */
    struct case_message *messages;
    size_t count, capacity;
    struct case_group *groups;
    size_t group_count, group_capacity;
    uint32_t *case_groups, *customer_groups; /* group + 1 by number of case_id, of customer */
    size_t case_capacity, customer_capacity;
    int64_t *promises;
    size_t promise_count, promise_capacity;
    struct kept_text *texts; /* of messages without case_id */
    size_t text_count, text_capacity;
    struct intern case_ids, order_ids, channels, values;
    struct label_sets flags, topics, agents;
    struct case_marks flag_marks, topic_marks;
};

/* The roles that are read of a messages stream. */
extern const struct role_use case_log_uses[];
extern const size_t case_log_use_count;

/* Starts an empty log; all that it is handed must outlive it. False when a table of the program is not valid. */
bool case_log_start(struct case_log *log, const struct tool_run *run, struct identity *identity,
                    int64_t as_of, struct error *e);

/* Frees what is not in the arena. */
void case_log_free(struct case_log *log);

/* The group of all messages with this case_id, which may have none yet. */
struct case_group *case_log_case(struct case_log *log, struct slice case_id);

/* Keeps a value of a group over whatever messages say; nothing where it is empty. */
void case_log_settle(struct case_log *log, struct latest *kept, struct slice value);

/* Reads a stream of messages to its end. */
bool case_log_read(struct case_log *log, struct stream *s, struct error *e);

/* A channel's word; empty for CHANNEL_NONE. */
struct slice case_log_channel(const struct case_log *log, uint16_t channel);

/* The text of a value in a group; empty where there is none. */
struct slice case_log_value(const struct case_log *log, struct latest value);

#endif
