/* SPDX-License-Identifier: MIT */
/*
 * What a help desk's export of tickets says of the cases whose messages are read: the status that they have in the end, the
 * agent, the channel, and whose they are. Logs of messages seldom say it.
 */
#ifndef REGULARS_DESK_H
#define REGULARS_DESK_H

#include "track-cases/case_log.h"

/* The roles that are read of a stream of cases. */
extern const struct role_use desk_uses[];
extern const size_t desk_use_count;

/* Reads the files into the groups of the log, before its messages. False with *e as stream_open. */
bool desk_read(struct case_log *log, const struct tool_run *run, const char *const *paths, size_t count,
               struct rejects *rejects, struct error *e);

#endif
