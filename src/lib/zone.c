/* SPDX-License-Identifier: MIT */
#include "lib/zone.h"

#include "lib/civil.h"
#include "lib/zone_file.h"

/* The Gregorian calendar, weekdays included, repeats itself after 400 years; so does any rule. */
#define PERIOD (INT64_C(146097) * SECONDS_PER_DAY)

enum { PERIOD_YEARS = 400, SPARE_YEARS = 4, LAST_YEAR_OF_CHANGES = 20000 };

/* No offset is larger: a local time minus this lies before the instant it means. */
enum { LARGEST_OFFSET = 26 * 3600 };

/* The index answers for 1970..2106, where nearly all stamps lie, in steps of 49 days. */
enum { INDEX_SHIFT = 22, INDEX_COUNT = 1024 };

struct zone {
    struct slice name;
    size_t count;
    const int64_t *at;           /* at[0] is INT64_MIN */
    const int32_t *offset;       /* from at[i] until at[i + 1] */
    int64_t limit;               /* from here on everything is as one or more periods earlier */
    uint16_t index[INDEX_COUNT]; /* i of the first instant of each step */
};

static const int64_t since_ever[] = {INT64_MIN};
static const int32_t no_offset[] = {0};
static const struct zone utc = {{"UTC", 3}, 1, since_ever, no_offset, INT64_MAX, {0}};

const struct zone *zone_utc(void)
{
    return &utc;
}

struct slice zone_name(const struct zone *z)
{
    return z->name;
}

bool zone_is_utc(const struct zone *z)
{
    return z->count == 1 && z->offset[0] == 0;
}

/* How far back the same clock was shown within the listed changes; 0 for nearly all. */
static int64_t periods_back(const struct zone *z, int64_t time)
{
    return time < z->limit ? 0 : ((time - z->limit) / PERIOD + 1) * PERIOD;
}

/* Index of the stretch that holds an instant before the limit. */
static size_t stretch_at(const struct zone *z, int64_t instant)
{
    if (z->count == 1)
        return 0;
    if (instant >= 0 && instant >> INDEX_SHIFT < INDEX_COUNT) {
        size_t i = z->index[instant >> INDEX_SHIFT];
        while (i + 1 < z->count && z->at[i + 1] <= instant)
            i++;
        return i;
    }
    size_t low = 0;
    size_t high = z->count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (z->at[middle] <= instant)
            low = middle;
        else
            high = middle;
    }
    return low;
}

int32_t zone_offset_at(const struct zone *z, int64_t instant)
{
    return z->offset[stretch_at(z, instant - periods_back(z, instant))];
}

struct zone_span zone_span_at(const struct zone *z, int64_t instant)
{
    int64_t back = periods_back(z, instant);
    size_t i = stretch_at(z, instant - back);
    return (struct zone_span){
        .from = i == 0 ? INT64_MIN : z->at[i] + back,
        .until = i + 1 == z->count ? INT64_MAX : z->at[i + 1] + back,
        .offset = z->offset[i],
    };
}

/*
 * The stretch in which a local time before the limit is first shown; *in_gap: the one it would have
 * belonged to.
 */
static size_t local_stretch(const struct zone *z, int64_t local, bool *in_gap)
{
    size_t i = stretch_at(z, local - LARGEST_OFFSET);
    *in_gap = false;
    while (i + 1 < z->count && local >= z->at[i + 1] + z->offset[i]) {
        *in_gap = local < z->at[i + 1] + z->offset[i + 1];
        if (*in_gap)
            break;
        i++;
    }
    return i;
}

int64_t zone_to_instant(const struct zone *z, int64_t local, enum zone_fold *fold)
{
    int64_t back = periods_back(z, local);
    local -= back;
    bool in_gap;
    size_t i = local_stretch(z, local, &in_gap);
    if (fold != NULL) {
        bool again = i + 1 < z->count && local >= z->at[i + 1] + z->offset[i + 1];
        *fold = in_gap ? ZONE_GAP : again ? ZONE_FOLD : ZONE_ONCE;
    }
    return local - z->offset[i] + back;
}

int64_t zone_day_at(const struct zone *z, int64_t instant)
{
    int64_t local = instant + zone_offset_at(z, instant);
    return local / SECONDS_PER_DAY - (local % SECONDS_PER_DAY < 0);
}

int64_t zone_day_start(const struct zone *z, int64_t day)
{
    int64_t local = day * SECONDS_PER_DAY;
    int64_t back = periods_back(z, local);
    bool in_gap;
    size_t i = local_stretch(z, local - back, &in_gap);
    return in_gap ? z->at[i + 1] + back : local - z->offset[i];
}

struct changes {
    size_t count;
    int64_t *at;
    int32_t *offset;
};

/* Adds a change unless the clock stays as it is; false when it is not later than the last. */
static bool add_change(struct changes *c, int64_t at, int32_t offset)
{
    if (at < c->at[c->count - 1])
        return false;
    if (at == c->at[c->count - 1])
        c->count--; /* summer time all the year: it ends when it begins again */
    if (c->count == 0 || offset != c->offset[c->count - 1]) {
        c->at[c->count] = at;
        c->offset[c->count] = offset;
        c->count++;
    }
    return true;
}

/* The two changes of a year in their order, as far as they come after `last`. */
static bool add_year(struct changes *c, const struct zone_rule *rule, int32_t year, int64_t last)
{
    int64_t start = zone_rule_summer_start(rule, year);
    int64_t end = zone_rule_summer_end(rule, year);
    bool summer_first = start < end;
    int64_t at[] = {summer_first ? start : end, summer_first ? end : start};
    int32_t offset[] = {summer_first ? rule->summer_offset : rule->standard_offset,
                        summer_first ? rule->standard_offset : rule->summer_offset};
    for (int i = 0; i < 2; i++) {
        if (at[i] > last && !add_change(c, at[i], offset[i]))
            return false;
    }
    return true;
}

/*
 * Writes out the rule for a period, from the year of the file's last change on, and some years
 * more.
 */
static bool add_rule(struct zone *z, struct changes *c, const struct zone_file *file)
{
    const struct zone_rule *rule = &file->rule;
    int64_t last = file->count != 0 ? file->at[file->count - 1] : INT64_MIN;
    if (!rule->has_summer)
        return rule->standard_offset ==
               (file->count != 0 ? file->offset[file->count - 1] : file->first_offset);
    int32_t first_year = CIVIL_YEAR_MIN - 1;
    if (file->count != 0) {
        struct civil c_last = civil_from_days(last / SECONDS_PER_DAY);
        if (last < 0 || c_last.year > LAST_YEAR_OF_CHANGES)
            return false;
        first_year = c_last.year;
    }
    int32_t limit_year = first_year + PERIOD_YEARS + 2;
    z->limit = civil_to_days((struct civil){limit_year, 1, 1}) * SECONDS_PER_DAY;
    for (int32_t year = first_year; year < limit_year + 2; year++) {
        if (!add_year(c, rule, year, last))
            return false;
    }
    return true;
}

static void fill_index(struct zone *z)
{
    for (int64_t step = 0; step < INDEX_COUNT; step++) {
        int64_t instant = step << INDEX_SHIFT;
        size_t i = step == 0 ? 0 : z->index[step - 1];
        while (i + 1 < z->count && z->at[i + 1] <= instant)
            i++;
        z->index[step] = (uint16_t)i;
    }
}

static struct zone *zone_new(struct arena *a, struct slice name)
{
    struct zone *z = arena_zeroed(a, sizeof *z);
    z->name = arena_copy(a, name);
    z->limit = INT64_MAX;
    return z;
}

struct zone *zone_from_file(struct arena *a, struct slice name, struct slice bytes, struct error *e)
{
    struct zone_file file;
    if (!zone_file_parse(a, bytes, &file, e))
        return NULL;
    struct zone *z = zone_new(a, name);
    size_t room = 1 + file.count + 2 * (PERIOD_YEARS + SPARE_YEARS);
    struct changes c = {.at = arena_array(a, room, sizeof *c.at),
                        .offset = arena_array(a, room, sizeof *c.offset)};
    c.at[0] = INT64_MIN;
    c.offset[0] = file.first_offset;
    c.count = 1;
    for (size_t i = 0; i < file.count; i++)
        add_change(&c, file.at[i], file.offset[i]);
    if (file.has_rule && !add_rule(z, &c, &file)) {
        error_set(e, "its rule contradicts its changes");
        return NULL;
    }
    z->count = c.count;
    z->at = c.at;
    z->offset = c.offset;
    fill_index(z);
    return z;
}

struct zone *zone_fixed(struct arena *a, struct slice name, int32_t seconds)
{
    struct zone *z = zone_new(a, name);
    int32_t *offset = arena_alloc(a, sizeof *offset);
    *offset = seconds;
    z->count = 1;
    z->at = since_ever;
    z->offset = offset;
    return z;
}
