/* SPDX-License-Identifier: MIT */
#include "due-followups/setup.h"

#include "due-followups/gather.h"
#include "lib/business_time.h"
#include "lib/civil.h"
#include "streams/house_language.h"
#include "streams/now.h"
#include "streams/opening_hours.h"
#include "streams/stream_options.h"
#include "streams/identity_tell.h"

enum { LOOK_AHEAD_MOST = 60 };

bool setup_parse_cap(struct slice text, int *cap, int64_t *seconds)
{
    struct slice count = {"", 0}, rest = text;
    struct duration window;
    struct error ignored = {0};
    int64_t n;
    if (slice_equal(text, SLICE("none"))) {
        *cap = INT32_MAX;
        *seconds = 0;
        return true;
    }
    if (!slice_cut(&rest, '/', &count) || rest.ptr == NULL ||
        !number_parse_integer(count, 0, 1000000, &n, &ignored) || !duration_parse(rest, &window) ||
        window.never)
        return false;
    *cap = (int)n;
    *seconds = window.amount * (window.days ? SECONDS_PER_DAY : 1);
    return true;
}

/* Until the business opens on the n-th business day from today: what is due by then would be late on the next list. */
static void set_horizon(struct desk *d, int64_t days)
{
    int64_t day = d->today;
    d->horizon = d->horizon_day = d->now;
    d->ahead = days;
    for (; days > 0; days--) {
        int64_t tried = 0, opening;
        struct error never = {0};
        while (!business_is_day(d->book->calendar, ++day) && ++tried < 400)
            ;
        if (!business_opening(d->book->calendar, NULL, zone_day_start(d->book->zone, day), &opening, &never))
            break;
        d->horizon = opening;
        d->horizon_day = zone_day_start(d->book->zone, day);
    }
}

static bool read_options(struct setup *s, const struct tool_run *run, struct error *e)
{
    const char *cap = options_value(run->options, "cap");
    if (!setup_parse_cap(slice_of(cap != NULL ? cap : "2/30d"), &s->desk.cap, &s->desk.cap_seconds))
        return error_set(e, "option --cap: '%s' is not understood: write 2/30d or none",
                         quote(slice_of(cap)).text);
    int64_t ahead;
    if (!options_integer(run->options, "look-ahead", 0, LOOK_AHEAD_MOST, 1, &ahead, e))
        return false;
    set_horizon(&s->desk, ahead);
    s->desk.supervisor =
        book_number(&s->book.words, slice_of(options_value(run->options, "supervisor")));
    return house_language_read(run, s->book.vocabularies, &s->desk.language, e);
}

static bool read_clock(struct setup *s, const struct tool_run *run, struct rejects *rejects, struct error *e)
{
    struct book *b = &s->book;
    const struct zone *zone;
    struct now now;
    if (!stream_options_zone(run, "cases", &zone, e) || !now_read(run, zone, &now, e))
        return false;
    b->zone = zone != NULL ? zone : zone_utc();
    b->calendar = opening_hours_read(run, zone, rejects, e);
    b->now = now.instant;
    b->today = now.day;
    s->desk.now = now.instant;
    s->desk.today = now.day;
    return b->calendar != NULL;
}

bool setup_policy(const struct tool_run *run, struct policy *policy, struct error *e)
{
    return policy_load(policy, run->world, run->arena, options_value(run->options, "policy"),
                       vocabularies_load(run->arena, run->world->seed), e);
}

static bool check_operands(const struct tool_run *run, struct error *e)
{
    bool none = options_has(run->options, "no-cases");
    if (!none || run->options->operand_count == 0)
        return true;
    return error_set(e, "'%s' is named, but --no-cases says that there are none: leave one of them out",
                     quote(slice_of(run->options->operands[0])).text);
}

bool setup_read(struct setup *s, const struct tool_run *run, struct rejects *rejects, struct error *e)
{
    *s = (struct setup){.zones = {.world = run->world, .arena = run->arena}};
    book_start(&s->book, run, rejects);
    s->book.zones = &s->zones;
    s->desk = (struct desk){.book = &s->book,
                            .policy = &s->policy,
                            .lead_times = &s->lead_times};
    if (!check_operands(run, e) || !read_clock(s, run, rejects, e) || !setup_policy(run, &s->policy, e) ||
        !read_options(s, run, e))
        return false;
    s->frame.desk = &s->desk;
    s->frame.as_of = datetime_format_day(s->desk.today, s->as_of);
    s->frame.openers =
        openers_load(run->world, run->arena, options_value(run->options, "openers"), e);
    if (s->frame.openers == NULL ||
        !gather_all(&s->book, run, !options_has(run->options, "no-cases"), e))
        return false;
    book_group(&s->book);
    lead_times_learn(&s->lead_times, &s->book);
    return true;
}

void setup_tell(const struct setup *s, const struct tool_run *run)
{
    if (!run->verbose)
        return;
    const struct book *b = &s->book;
    char now[DATETIME_TEXT_MAX], until[DATETIME_TEXT_MAX];
    world_say(run->world, "as of %.*s, looking ahead to %.*s",
              SLICE_ARG(datetime_format_instant(b->now, b->zone, now)),
              SLICE_ARG(datetime_format_instant(s->desk.horizon, b->zone, until)));
    for (int i = 0; i < REASON_COUNT; i++) {
        if (!reason_has_sources((enum reason)i, b->sources))
            world_say(run->world, "%s: not looked for, needs %s", reason_name((enum reason)i),
                      reason_needs((enum reason)i));
    }
    identity_tell(b->identity, run);
}
