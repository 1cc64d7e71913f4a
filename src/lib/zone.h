/* SPDX-License-Identifier: MIT */
/*
 * Time zones: which offset from UTC a place's clocks have at an instant, and which instant a
 * clock's time means. Read from the system's zone files in /usr/share/zoneinfo, never from the TZ
 * variable or through mktime; exact for all years, also beyond the last change that a file lists.
 * An instant is a number of seconds since 1970-01-01T00:00:00Z without leap seconds; a local time
 * is the same number read off a clock: civil day * 86400 + second of the day. Both must lie within
 * the years 0001..9999, give or take a year.
 *
 * A zone never changes once loaded, and may be shared by threads.
 */
#ifndef REGULARS_ZONE_H
#define REGULARS_ZONE_H

#include <stdint.h>

#include "lib/world.h"

struct zone;

/* What kind of local time it was. */
enum zone_fold {
    ZONE_ONCE, /* the usual: the clock shows it once */
    ZONE_GAP,  /* skipped when the clock was put forward: moved forward by the gap's length */
    ZONE_FOLD  /* shown twice when the clock was put back: the first of the two is taken */
};

/* A stretch of time without a change of the offset. */
struct zone_span {
    int64_t from;   /* INT64_MIN: since ever */
    int64_t until;  /* first instant behind it; INT64_MAX: for ever */
    int32_t offset; /* seconds east of UTC */
};

/*
 * The zone of that name: an IANA name (Europe/Athens; Etc/GMT+3 is three hours west, as IANA has
 * it), UTC, GMT, Z, or a fixed offset, "+02:00", "+0200", "+2", "UTC+2", "GMT+3" (three hours east,
 * as exports have it). Nothing is guessed from other abbreviations or from wrong case. The zone is
 * in the arena. Returns NULL with an error that gives the name when there is no such zone. Files
 * are read from the disk even when w is in memory.
 */
struct zone *zone_load(struct world *w, struct arena *a, struct slice name, struct error *e);

/*
 * The zone made from the bytes of a TZif file (RFC 8536); NULL when they are not valid: for tests
 * and fuzzers.
 */
struct zone *zone_from_file(struct arena *a, struct slice name, struct slice bytes,
                            struct error *e);

/* UTC, without reading anything. */
const struct zone *zone_utc(void);

/* A clock that is always so many seconds east of UTC (26 hours at the most). */
struct zone *zone_fixed(struct arena *a, struct slice name, int32_t seconds);

/* The name it was asked for. */
struct slice zone_name(const struct zone *z);

/* Whether it is UTC under whatever name: a clock that never showed anything else. */
bool zone_is_utc(const struct zone *z);

/* Seconds east of UTC at an instant. */
int32_t zone_offset_at(const struct zone *z, int64_t instant);

/* The stretch of equal offset around an instant. */
struct zone_span zone_span_at(const struct zone *z, int64_t instant);

/*
 * The instant at which the clock shows that local time; *fold, where not NULL, tells what kind it
 * is.
 */
int64_t zone_to_instant(const struct zone *z, int64_t local, enum zone_fold *fold);

/* The civil day that the clock shows at an instant. */
int64_t zone_day_at(const struct zone *z, int64_t instant);

/*
 * The first instant of a civil day: its midnight, or the end of the gap that swallowed it. A day
 * that was left out (Samoa 2011-12-30) starts when the next one does. Never decreases from day to
 * day.
 */
int64_t zone_day_start(const struct zone *z, int64_t day);

/*
 * Reads a fixed offset to its end: Z, ±h, ±hh, ±hhmm, ±h:mm, ±hh:mm, ±hh:mm:ss (also with the minus
 * sign U+2212), below 16 hours. Returns false, *seconds unchanged, when it is none.
 */
bool zone_parse_offset(struct slice text, int32_t *seconds);

/* Zones by name, each loaded once: for columns that give a zone per row. */
struct zone_store {
    struct world *world;
    struct arena *arena;
    struct zone_stored *loaded; /* the one asked for last is first */
};

/* As zone_load; the store's world and arena must be set. */
const struct zone *zone_store_get(struct zone_store *store, struct slice name, struct error *e);

enum zone_found {
    ZONE_FOUND,
    ZONE_UNKNOWN, /* there is none of that name */
    ZONE_BROKEN   /* its file is there and cannot be read */
};

/* The same where a zone that does not exist may be no failure. *zone is NULL, and *e says why, unless it is found. */
enum zone_found zone_store_find(struct zone_store *store, struct slice name, const struct zone **zone,
                                struct error *e);

#endif
