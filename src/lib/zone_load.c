/* SPDX-License-Identifier: MIT */
/* Zones by name: the fixed ones, and the system's files. */
#include "lib/zone.h"

#include <errno.h>

enum { LARGEST_FILE = 1 << 18, LONGEST_NAME = 100 };

static const char zone_directory[] = "/usr/share/zoneinfo/";

struct zone_stored {
    const struct zone *zone;
    struct zone_stored *next;
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/*
 * "UTC", "GMT+3", "+02:00": what needs no file. GMT+3 is as exports write it, east; Etc/GMT+3 is
 * another thing.
 */
static bool is_fixed(struct slice name, int32_t *seconds)
{
    bool universal = slice_starts(name, SLICE("UTC")) || slice_starts(name, SLICE("GMT"));
    struct slice rest = slice_from(name, universal ? 3 : 0);
    if (universal && (rest.len == 0 || is_digit(rest.ptr[0]) || is_letter(rest.ptr[0]))) {
        *seconds = 0;
        return rest.len == 0;
    }
    return zone_parse_offset(rest, seconds);
}

static bool is_name_character(char c)
{
    return is_digit(c) || is_letter(c) || c == '_' || c == '-' || c == '+';
}

/* Letters, digits, _ - + between slashes: no way out of the directory. */
static bool is_plain_name(struct slice name)
{
    static const char *const local_settings[] = {"localtime", "posixrules"};
    for (size_t i = 0; i < sizeof local_settings / sizeof local_settings[0]; i++) {
        if (slice_equal(name, slice_of(local_settings[i])))
            return false;
    }
    if (name.len > LONGEST_NAME)
        return false;
    struct slice piece;
    while (slice_cut(&name, '/', &piece)) {
        if (piece.len == 0)
            return false;
        for (size_t i = 0; i < piece.len; i++) {
            if (!is_name_character(piece.ptr[i]))
                return false;
        }
    }
    return true;
}

static bool read_all(struct input *in, struct arena *a, struct slice *bytes, struct error *e)
{
    char *buffer = arena_bytes(a, LARGEST_FILE);
    size_t used = 0;
    ssize_t n = 0;
    while (used < LARGEST_FILE && (n = input_read(in, buffer + used, LARGEST_FILE - used, e)) > 0)
        used += (size_t)n;
    *bytes = (struct slice){buffer, used};
    return n >= 0;
}

/* The file's bytes, in scratch memory; from the disk also when the tool runs in memory. *broken: there is a file, but not to
 * be read. */
static bool read_file(struct world *w, struct arena *scratch, const char *path, struct slice *bytes, bool *broken,
                      struct error *e)
{
    struct world disk = {.arena = scratch, .tool = w->tool};
    struct input in;
    errno = 0; /* it stays so when the name is that of a directory */
    if (!input_open(&disk, path, false, &in, e)) {
        *broken = errno != 0 && errno != ENOENT && errno != ENOTDIR;
        return false;
    }
    bool read = read_all(&in, scratch, bytes, e);
    *broken = !input_close(&in, e) || !read;
    return !*broken;
}

/* Short names that are no zones: summer time alone, or several places'. */
struct short_name {
    const char *name;
    const char *place;
    const char *offset;
};

static const struct short_name short_names[] = {
    {"BST", "Europe/London", "+01:00"},
    {"CDT", "America/Chicago", "-05:00"},    {"CEST", "Europe/Warsaw", "+02:00"},
    {"CST", "America/Chicago", "-06:00"},    {"EDT", "America/New_York", "-04:00"},
    {"EEST", "Europe/Athens", "+03:00"},     {"IST", "Asia/Kolkata", "+05:30"},
    {"MDT", "America/Denver", "-06:00"},     {"MSK", "Europe/Moscow", "+03:00"},
    {"PDT", "America/Los_Angeles", "-07:00"}, {"PST", "America/Los_Angeles", "-08:00"},
    {"WEST", "Europe/Lisbon", "+01:00"},
};

/* What to write instead, and the cause where a file was looked for. */
static void unknown_zone(struct slice name, const struct error *cause, struct error *e)
{
    for (size_t i = 0; i < sizeof short_names / sizeof *short_names; i++) {
        const struct short_name *s = &short_names[i];
        if (slice_equal(name, slice_of(s->name))) {
            error_set(e, "unknown time zone '%s': give the place, such as %s, or the offset, such as %s", s->name, s->place,
                      s->offset);
            return;
        }
    }
    bool looked = cause->text[0] != '\0';
    error_set(e,
              "unknown time zone '%s': give a name such as Europe/Athens, UTC, or +02:00%s%s%s%s%s",
              quote(name).text, looked ? " (" : "", cause->file, cause->file[0] != '\0' ? ": " : "",
              cause->text, looked ? ")" : "");
}

static struct zone *load_file(struct world *w, struct arena *a, struct slice name, bool *broken, struct error *e)
{
    struct arena scratch = {0};
    struct slice path = arena_print(&scratch, "%s%.*s", zone_directory, SLICE_ARG(name));
    struct slice bytes;
    struct error cause = {0};
    struct zone *z = NULL;
    if (read_file(w, &scratch, path.ptr, &bytes, broken, &cause))
        z = zone_from_file(a, name, bytes, &cause);
    if (*broken)
        error_set(e, "time zone '%s': %s: %s", quote(name).text, cause.file, cause.text);
    else if (z == NULL)
        unknown_zone(name, &cause, e);
    arena_free(&scratch);
    return z;
}

static struct zone *load(struct world *w, struct arena *a, struct slice name, bool *broken, struct error *e)
{
    int32_t seconds;
    name = slice_trim(name);
    *broken = false;
    if (is_fixed(name, &seconds))
        return zone_fixed(a, name, seconds);
    if (is_plain_name(name))
        return load_file(w, a, name, broken, e);
    unknown_zone(name, &(struct error){.set = false}, e);
    return NULL;
}

struct zone *zone_load(struct world *w, struct arena *a, struct slice name, struct error *e)
{
    bool broken;
    return load(w, a, name, &broken, e);
}

/* The zone of that name, put first, when it is in the store. */
static const struct zone *stored(struct zone_store *store, struct slice name)
{
    struct zone_stored **link = &store->loaded;
    while (*link != NULL && !slice_equal(zone_name((*link)->zone), name))
        link = &(*link)->next;
    struct zone_stored *found = *link;
    if (found == NULL)
        return NULL;
    *link = found->next;
    found->next = store->loaded;
    store->loaded = found;
    return found->zone;
}

static const struct zone *keep(struct zone_store *store, const struct zone *zone)
{
    if (zone == NULL)
        return NULL;
    struct zone_stored *kept = arena_alloc(store->arena, sizeof *kept);
    *kept = (struct zone_stored){.zone = zone, .next = store->loaded};
    store->loaded = kept;
    return zone;
}

enum zone_found zone_store_find(struct zone_store *store, struct slice name, const struct zone **zone,
                                struct error *e)
{
    bool broken = false;
    name = slice_trim(name);
    *zone = stored(store, name);
    if (*zone == NULL)
        *zone = keep(store, load(store->world, store->arena, name, &broken, e));
    return *zone != NULL ? ZONE_FOUND : broken ? ZONE_BROKEN : ZONE_UNKNOWN;
}

const struct zone *zone_store_get(struct zone_store *store, struct slice name, struct error *e)
{
    const struct zone *zone;
    (void)zone_store_find(store, name, &zone, e);
    return zone;
}
