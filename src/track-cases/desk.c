/* SPDX-License-Identifier: MIT */
#include "track-cases/desk.h"

#include "streams/stream_keys.h"
#include "track-cases/case_log_row.h"

const struct role_use desk_uses[] = {
    {ROLE_CASE_ID, NEED_REQUIRED},     {ROLE_CASE_STATUS, NEED_OPTIONAL}, {ROLE_SOLVED_AT, NEED_OPTIONAL},
    {ROLE_AGENT, NEED_OPTIONAL},       {ROLE_CHANNEL, NEED_OPTIONAL},     {ROLE_CUSTOMER_ID, NEED_OPTIONAL},
    {ROLE_EMAIL, NEED_OPTIONAL},       {ROLE_PHONE, NEED_OPTIONAL},       {ROLE_NAME, NEED_OPTIONAL},
    {ROLE_LANGUAGE, NEED_OPTIONAL},
};
const size_t desk_use_count = sizeof desk_uses / sizeof *desk_uses;

/* Where there is no status, a moment of the solution says that there was one. */
static bool read_status(struct stream *s, int *status)
{
    *status = -1;
    if (stream_word(s, ROLE_CASE_STATUS, VOCABULARY_CASE_STATUS, status) == VALUE_BAD)
        return false;
    if (*status < 0 && stream_text(s, ROLE_SOLVED_AT).len != 0)
        *status = CASE_SOLVED;
    return true;
}

static void read_people(struct case_log *log, struct stream *s, struct case_group *g)
{
    uint32_t customer = identity_of(log->identity, stream_keys(s));
    if (customer != INTERN_NONE) {
        g->customer = customer;
        g->customer_at = INT64_MAX;
        g->customer_own = true;
    }
    case_log_settle(log, &g->email, stream_text(s, ROLE_EMAIL));
    case_log_settle(log, &g->phone, stream_text(s, ROLE_PHONE));
    case_log_settle(log, &g->name, stream_text(s, ROLE_NAME));
    case_log_settle(log, &g->language, case_row_language(s));
}

static bool read_case(struct case_log *log, struct stream *s)
{
    int status, known;
    struct slice id = stream_text(s, ROLE_CASE_ID);
    if (!read_status(s, &status))
        return false;
    if (id.len == 0) {
        stream_skip(s, "without a case");
        return true;
    }
    struct case_group *g = case_log_case(log, id);
    g->desk_status = (uint8_t)(status + 1);
    g->desk_agent = label_sets_single(&log->agents, stream_text(s, ROLE_AGENT));
    g->desk_channel = case_row_channel(log, s, &known);
    read_people(log, s, g);
    return true;
}

bool desk_read(struct case_log *log, const struct tool_run *run, const char *const *paths, size_t count,
               struct rejects *rejects, struct error *e)
{
    struct stream_plan plan = {
        .kind = STREAM_CASES, .uses = desk_uses, .use_count = desk_use_count, .paths = paths, .path_count = count};
    struct stream *s = count > 0 ? stream_open(run, &plan, rejects, e) : NULL;
    if (s == NULL)
        return count == 0;
    enum stream_result result;
    while ((result = stream_next(s, e)) == STREAM_ROW) {
        if (!read_case(log, s) && !stream_reject(s, e))
            return false;
    }
    return stream_close(s, e) && result == STREAM_END;
}
