/* SPDX-License-Identifier: MIT */
#include "score-loyalty/read_experience.h"

#include "lib/number.h"
#include "streams/flags.h"
#include "streams/stream_keys.h"

const struct role_use read_customers_uses[] = {
    {ROLE_CUSTOMER_ID, NEED_ONE},     {ROLE_EMAIL, NEED_ONE},
    {ROLE_PHONE, NEED_ONE},           {ROLE_NAME, NEED_OPTIONAL},
    {ROLE_GIVEN_NAME, NEED_OPTIONAL}, {ROLE_FAMILY_NAME, NEED_OPTIONAL},
};
const size_t read_customers_use_count = sizeof read_customers_uses / sizeof *read_customers_uses;

const struct role_use read_responses_uses[] = {
    {ROLE_CUSTOMER_ID, NEED_ONE},      {ROLE_EMAIL, NEED_ONE},      {ROLE_PHONE, NEED_ONE},
    {ROLE_ANSWERED_AT, NEED_REQUIRED}, {ROLE_SCORE, NEED_REQUIRED}, {ROLE_METRIC, NEED_OPTIONAL},
    {ROLE_RESPONSE_ID, NEED_OPTIONAL},
};
const size_t read_responses_use_count = sizeof read_responses_uses / sizeof *read_responses_uses;

const struct role_use read_cases_uses[] = {
    {ROLE_CUSTOMER_ID, NEED_ONE},
    {ROLE_EMAIL, NEED_ONE},
    {ROLE_PHONE, NEED_ONE},
    {ROLE_OPENED_AT, NEED_REQUIRED},
    {ROLE_SOLVED_AT, NEED_OPTIONAL},
    {ROLE_CASE_STATUS, NEED_OPTIONAL},
    {ROLE_KIND, NEED_OPTIONAL},
    {ROLE_FLAGS_IN, NEED_OPTIONAL},
    {ROLE_PROMISES_BROKEN, NEED_OPTIONAL},
    {ROLE_RESOLVED_HOURS, NEED_OPTIONAL},
};
const size_t read_cases_use_count = sizeof read_cases_uses / sizeof *read_cases_uses;

/* ---- what all side files have ---- */

/* Reads one row; false: it is bad. */
typedef bool read_row(const struct side_terms *t, struct stream *s, struct facts *f);

static bool read_stream(const struct side_terms *t, const struct stream_plan *plan, read_row *row,
                        struct facts *f, struct error *e)
{
    struct stream *s = stream_open(t->run, plan, t->rejects, e);
    enum stream_result result;
    bool good = true;
    if (s == NULL)
        return false;
    while (good && (result = stream_next(s, e)) == STREAM_ROW)
        good = row(t, s, f) || stream_reject(s, e);
    good = good && result == STREAM_END;
    return stream_close(s, e) && good;
}

/* Instant and civil day. Where no zone is known the clock is taken for that of UTC: only
 * differences count. */
static enum value read_when(struct stream *s, enum role role, int64_t *when, int32_t *day)
{
    struct datetime stamp;
    struct error ignored = {0};
    int64_t civil;
    enum value value = stream_datetime(s, role, &stamp);
    if (value != VALUE_PRESENT)
        return value;
    const struct zone *zone = stream_zone_of(s, role);
    if (!datetime_instant(&stamp, zone != NULL ? zone : zone_utc(), when, &ignored)) {
        stream_blame(s, role, "%s", ignored.text);
        return VALUE_BAD;
    }
    value = stream_day(s, role, &civil);
    *day = (int32_t)civil;
    return value;
}

/* ---- customers ---- */

static bool read_customer(const struct side_terms *t, struct stream *s, struct facts *f)
{
    (void)t;
    uint32_t customer = identity_learn(f->identity, stream_keys(s));
    if (customer == INTERN_NONE) {
        stream_skip(s, "without a key");
        return true;
    }
    struct slice name = stream_text(s, ROLE_NAME);
    if (name.len == 0) {
        struct slice given = stream_text(s, ROLE_GIVEN_NAME);
        struct slice family = stream_text(s, ROLE_FAMILY_NAME);
        bool both = given.len != 0 && family.len != 0;
        name = both ? arena_print(f->arena, "%.*s %.*s", SLICE_ARG(given), SLICE_ARG(family))
               : given.len != 0 ? given
                                : family;
    }
    facts_name(f, customer, name);
    return true;
}

bool read_customers(const struct side_terms *t, const char *const *paths, size_t count, struct facts *f, struct error *e)
{
    struct stream_plan plan = {.kind = STREAM_CUSTOMERS,
                               .uses = read_customers_uses,
                               .use_count = read_customers_use_count,
                               .paths = paths,
                               .path_count = count};
    return read_stream(t, &plan, read_customer, f, e);
}

/* ---- responses ---- */

static bool is_judgement(int metric)
{
    return metric == METRIC_NPS || metric == METRIC_CSAT || metric == METRIC_CES ||
           metric == METRIC_RATING;
}

static bool read_score(struct stream *s, struct answer *a, enum value *there)
{
    *there = stream_number(s, ROLE_SCORE, &a->score);
    if (*there == VALUE_PRESENT && (a->score < 0 || a->score > 100 * NUMBER_ONE)) {
        stream_blame(s, ROLE_SCORE, "'%s' is not between 0 and 100",
                     quote(stream_text(s, ROLE_SCORE)).text);
        return false;
    }
    return *there != VALUE_BAD;
}

static bool read_response(const struct side_terms *t, struct stream *s, struct facts *f)
{
    struct answer a = {0};
    int metric = METRIC_RATING;
    enum value scored;
    if (stream_word(s, ROLE_METRIC, VOCABULARY_METRIC, &metric) == VALUE_BAD)
        return false;
    if (!is_judgement(metric)) {
        stream_skip(s, "not nps, csat, ces or rating");
        return true;
    }
    if (!read_score(s, &a, &scored))
        return false;
    enum value dated = read_when(s, ROLE_ANSWERED_AT, &a.when, &a.day);
    if (dated == VALUE_BAD)
        return false;
    a.customer = identity_of(f->identity, stream_keys(s));
    a.is_nps = metric == METRIC_NPS;
    a.sheet = hash_stable(HASH_STABLE_START, stream_text(s, ROLE_RESPONSE_ID));
    if (scored == VALUE_ABSENT)
        stream_skip(s, "without a score");
    else if (dated == VALUE_ABSENT)
        stream_skip(s, "without a date");
    else if (a.customer == INTERN_NONE)
        stream_skip(s, "without a customer");
    else if (a.day > t->last_day)
        stream_skip(s, "after as-of");
    else
        experience_add_answer(&f->experience, &a);
    return true;
}

bool read_responses(const struct side_terms *t, const char *const *paths, size_t count,
                    struct facts *f, struct error *e)
{
    struct stream_plan plan = {.kind = STREAM_RESPONSES,
                               .uses = read_responses_uses,
                               .use_count = read_responses_use_count,
                               .paths = paths,
                               .path_count = count};
    f->scope.responses = true;
    return read_stream(t, &plan, read_response, f, e);
}

/* ---- cases ---- */

static bool read_solution(const struct side_terms *t, struct stream *s, struct matter *m)
{
    int status = -1;
    enum value solved = read_when(s, ROLE_SOLVED_AT, &m->solved, &m->solved_day);
    enum value hours = stream_number(s, ROLE_RESOLVED_HOURS, &m->hours);
    if (solved == VALUE_BAD || hours == VALUE_BAD ||
        stream_word(s, ROLE_CASE_STATUS, VOCABULARY_CASE_STATUS, &status) == VALUE_BAD)
        return false;
    bool open = status == CASE_OPEN || status == CASE_PENDING;
    bool ended = status == CASE_SOLVED || status == CASE_CLOSED;
    m->is_solved = !open && (ended || solved == VALUE_PRESENT);
    if (m->is_solved &&
        solved == VALUE_ABSENT) { /* it is not known when: as late as can be told, at once */
        m->solved = m->opened;
        m->solved_day = m->opened_day;
    }
    if (hours == VALUE_PRESENT && m->hours >= 0)
        return true;
    m->hours = NO_HOURS;
    if (!m->is_solved || solved == VALUE_ABSENT || m->solved < m->opened)
        return true;
    int64_t seconds = t->calendar != NULL
                          ? business_elapsed(t->calendar, NULL, m->opened, m->solved)
                          : m->solved - m->opened;
    m->hours = seconds / 3600 * NUMBER_ONE + seconds % 3600 * NUMBER_ONE / 3600;
    return true;
}

static bool read_promises(struct stream *s, struct matter *m)
{
    int64_t broken = 0;
    if (stream_whole(s, ROLE_PROMISES_BROKEN, &broken) == VALUE_BAD)
        return false;
    if (broken < 0 || broken > INT32_MAX) {
        stream_blame(s, ROLE_PROMISES_BROKEN, "is no number of promises");
        return false;
    }
    m->promises_broken = (uint32_t)broken;
    return true;
}

static bool read_case(const struct side_terms *t, struct stream *s, struct facts *f)
{
    struct matter m = {0};
    int kind = -1;
    enum value dated = read_when(s, ROLE_OPENED_AT, &m.opened, &m.opened_day);
    if (dated == VALUE_BAD || stream_word(s, ROLE_KIND, VOCABULARY_KIND, &kind) == VALUE_BAD ||
        !read_solution(t, s, &m) || !read_promises(s, &m))
        return false;
    m.is_complaint = kind == KIND_COMPLAINT || flags_complain(stream_text(s, ROLE_FLAGS_IN));
    m.customer = identity_of(f->identity, stream_keys(s));
    if (dated == VALUE_ABSENT)
        stream_skip(s, "without a date");
    else if (m.customer == INTERN_NONE)
        stream_skip(s, "without a customer");
    else if (m.opened_day > t->last_day)
        stream_skip(s, "after as-of");
    else
        experience_add_matter(&f->experience, &m);
    return true;
}

bool read_cases(const struct side_terms *t, const char *const *paths, size_t count, struct facts *f, struct error *e)
{
    struct stream_plan plan = {.kind = STREAM_CASES,
                               .uses = read_cases_uses,
                               .use_count = read_cases_use_count,
                               .paths = paths,
                               .path_count = count};
    f->scope.cases = true;
    return read_stream(t, &plan, read_case, f, e);
}
