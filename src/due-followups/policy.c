/* SPDX-License-Identifier: MIT */
#include "due-followups/policy.h"

#include <inttypes.h>

#include "lib/civil.h"
#include "lib/csv_table.h"
#include "lib/embed.h"
#include "lib/number.h"

EMBED(policy_default, "src/due-followups/policy.csv")

enum column {
    COLUMN_REASON,
    COLUMN_RULE,
    COLUMN_CLOCK,
    COLUMN_AFTER,
    COLUMN_AFTER_COMPLAINT,
    COLUMN_AHEAD,
    COLUMN_CLASS,
    COLUMN_URGENCY,
    COLUMN_EXPIRES_AFTER,
    COLUMN_REPEAT_AFTER,
    COLUMN_TIMES,
    COLUMN_CHANNEL,
    COLUMN_COUNT
};

static const char *const column_names[COLUMN_COUNT] = {
    [COLUMN_REASON] = "reason",
    [COLUMN_RULE] = "rule",
    [COLUMN_CLOCK] = "clock",
    [COLUMN_AFTER] = "after",
    [COLUMN_AFTER_COMPLAINT] = "after_complaint",
    [COLUMN_AHEAD] = "ahead",
    [COLUMN_CLASS] = "class",
    [COLUMN_URGENCY] = "urgency",
    [COLUMN_EXPIRES_AFTER] = "expires_after",
    [COLUMN_REPEAT_AFTER] = "repeat_after",
    [COLUMN_TIMES] = "times",
    [COLUMN_CHANNEL] = "channel",
};

static const char *const clock_names[] = {"elapsed", "business"};
static const char *const class_names[] = {"service", "courtesy", "off"};

bool duration_parse(struct slice text, struct duration *d)
{
    static const struct {
        char letter;
        int64_t seconds; /* 0: days */
        int64_t most, days;
    } units[] = {{'m', 60, 5256000, 0}, {'h', 3600, 87600, 0}, {'d', 0, 3650, 1}, {'w', 0, 520, 7}};
    if (slice_equal(text, SLICE("never"))) {
        *d = (struct duration){.never = true};
        return true;
    }
    for (size_t i = 0; i < sizeof units / sizeof *units && text.len > 1; i++) {
        if (text.ptr[text.len - 1] != units[i].letter)
            continue;
        struct error ignored = {0};
        int64_t n;
        if (!number_parse_integer((struct slice){text.ptr, text.len - 1}, 0, units[i].most, &n, &ignored))
            return false;
        bool days = units[i].seconds == 0;
        *d = (struct duration){.amount = n * (days ? units[i].days : units[i].seconds), .days = days};
        return true;
    }
    return false;
}

static bool set_duration(struct slice cell, struct duration *d, bool may_be_never, struct error *e)
{
    struct duration read;
    if (!duration_parse(cell, &read))
        return error_set(e, "'%s' is not a length of time: write 90m, 8h, 3d or 2w%s", quote(cell).text,
                         may_be_never ? ", or never" : "");
    if (read.never && !may_be_never)
        return error_set(e, "'never' has no meaning here: class 'off' turns a reason off");
    *d = read;
    return true;
}

static bool set_word(struct slice cell, const char *const *names, int count, int *value, struct error *e)
{
    for (int i = 0; i < count; i++) {
        if (slice_equal(cell, slice_of(names[i]))) {
            *value = i;
            return true;
        }
    }
    return error_set(e, "'%s' is not known here: write %s, %s%s%s", quote(cell).text, names[0], names[1],
                     count > 2 ? " or " : "", count > 2 ? names[2] : "");
}

static bool set_whole(struct slice cell, int64_t low, int64_t high, int *value, struct error *e)
{
    int64_t n;
    if (!number_parse_integer(cell, low, high, &n, e))
        return false;
    *value = (int)n;
    return true;
}

static bool set_channel(struct slice cell, const struct vocabularies *words, int *channel, struct error *e)
{
    int found = vocabulary_find(words, VOCABULARY_CHANNEL, cell);
    if (slice_equal(cell, SLICE("same")))
        *channel = CHANNEL_SAME;
    else if (slice_equal(cell, SLICE("none")))
        *channel = CHANNEL_NO;
    else if (found >= 0)
        *channel = found;
    else
        return error_set(e, "'%s' is no channel: write same, none, phone, email, newsletter, sms, chat ...",
                         quote(cell).text);
    return true;
}

/* The repeats and the number of times may be unlimited: "any". */
static bool set_times(struct slice cell, int *times, struct error *e)
{
    if (slice_equal(cell, SLICE("any"))) {
        *times = 0;
        return true;
    }
    return set_whole(cell, 1, 1000, times, e);
}

static bool set_cell(struct policy_rule *r, int column, struct slice cell,
                     const struct vocabularies *words, struct error *e)
{
    int value = 0;
    switch (column) {
    case COLUMN_RULE:
        r->words = cell;
        return true;
    case COLUMN_CLOCK:
        if (!set_word(cell, clock_names, 2, &value, e))
            return false;
        r->clock = (enum clock_kind)value;
        return true;
    case COLUMN_AFTER:
        return set_duration(cell, &r->after, false, e);
    case COLUMN_AFTER_COMPLAINT:
        return set_duration(cell, &r->after_complaint, false, e);
    case COLUMN_AHEAD:
        return set_duration(cell, &r->ahead, false, e);
    case COLUMN_CLASS:
        if (!set_word(cell, class_names, 3, &value, e))
            return false;
        r->class = (enum reason_class)value;
        return true;
    case COLUMN_URGENCY:
        return set_whole(cell, 0, 100, &r->urgency, e);
    case COLUMN_EXPIRES_AFTER:
        return set_duration(cell, &r->expires_after, true, e);
    case COLUMN_REPEAT_AFTER:
        return set_duration(cell, &r->repeat_after, true, e);
    case COLUMN_TIMES:
        return set_times(cell, &r->times, e);
    default:
        return set_channel(cell, words, &r->channel, e);
    }
}

/* An empty cell leaves what is there. */
static bool apply_row(struct policy *p, const struct csv_table *t, size_t row,
                      const struct vocabularies *words, struct error *e)
{
    ptrdiff_t column = csv_table_column(t, "reason");
    struct slice name = slice_trim(csv_table_cell(t, row, column));
    enum reason reason;
    if (!reason_find(name, &reason)) {
        error_set(e, "'%s' is no reason: --emit-policy lists them", quote(name).text);
        return csv_table_place(t, row, column, e);
    }
    for (int c = COLUMN_RULE; c < COLUMN_COUNT; c++) {
        column = csv_table_column(t, column_names[c]);
        struct slice cell = slice_trim(csv_table_cell(t, row, column));
        if (cell.len > 0 && !set_cell(&p->rule[reason], c, cell, words, e))
            return csv_table_place(t, row, column, e);
    }
    return true;
}

/* A misspelt column would silently change nothing. */
static bool columns_are_known(const struct csv_table *t, struct error *e)
{
    for (size_t i = 0; i < csv_table_columns(t); i++) {
        struct slice name = csv_table_name(t, i);
        size_t c = 0;
        while (c < COLUMN_COUNT && !slice_equal(name, slice_of(column_names[c])))
            c++;
        if (c < COLUMN_COUNT)
            continue;
        error_set(e, "a policy has no column '%s': --emit-policy shows which there are", quote(name).text);
        return error_place(e, csv_table_file(t), 1, (struct slice){"", 0});
    }
    if (csv_table_column(t, "reason") >= 0)
        return true;
    error_set(e, "needs a column 'reason'");
    return error_place(e, csv_table_file(t), 1, (struct slice){"", 0});
}

static bool apply_table(struct policy *p, const struct csv_table *t, const struct vocabularies *words,
                        struct error *e)
{
    if (t == NULL || !columns_are_known(t, e))
        return false;
    for (size_t row = 0; row < csv_table_rows(t); row++) {
        if (!apply_row(p, t, row, words, e))
            return false;
    }
    return true;
}

bool policy_load(struct policy *p, struct world *w, struct arena *arena, const char *path,
                 const struct vocabularies *words, struct error *e)
{
    *p = (struct policy){0};
    if (!apply_table(p, csv_table_parse(arena, "(policy)", policy_default(), e), words, e))
        return false;
    return path == NULL || apply_table(p, csv_table_read(w, arena, path, NULL, e), words, e);
}

static struct slice duration_text(struct arena *a, struct duration d)
{
    if (d.never)
        return SLICE("never");
    if (d.days)
        return arena_print(a, "%" PRId64 "d", d.amount);
    return d.amount % 3600 == 0 ? arena_print(a, "%" PRId64 "h", d.amount / 3600)
                                : arena_print(a, "%" PRId64 "m", d.amount / 60);
}

static const char *channel_text(int channel)
{
    return channel == CHANNEL_SAME ? "same"
           : channel == CHANNEL_NO ? "none"
                                   : vocabulary_word(VOCABULARY_CHANNEL, channel);
}

/* Doubles the quotes of a text that came out of a file. */
static struct slice quoted_text(struct arena *a, struct slice s)
{
    char *out = arena_bytes(a, memory_multiply(s.len, 2) + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == '"')
            out[n++] = '"';
        out[n++] = s.ptr[i];
    }
    return (struct slice){out, n};
}

static struct slice emit_row(struct arena *a, struct slice before, enum reason reason,
                             const struct policy_rule *r)
{
    struct slice words = quoted_text(a, r->words);
    struct slice times = r->times == 0 ? SLICE("any") : arena_print(a, "%d", r->times);
    struct slice after = duration_text(a, r->after), complaint = duration_text(a, r->after_complaint);
    struct slice ahead = duration_text(a, r->ahead), expires = duration_text(a, r->expires_after);
    struct slice repeat = duration_text(a, r->repeat_after);
    return arena_print(a, "%.*s%s,\"%.*s\",%s,%.*s,%.*s,%.*s,%s,%d,%.*s,%.*s,%.*s,%s\n", SLICE_ARG(before),
                       reason_name(reason), SLICE_ARG(words), clock_names[r->clock], SLICE_ARG(after),
                       SLICE_ARG(complaint), SLICE_ARG(ahead), class_names[r->class], r->urgency,
                       SLICE_ARG(expires), SLICE_ARG(repeat), SLICE_ARG(times), channel_text(r->channel));
}

struct slice policy_emit(const struct policy *p, struct arena *arena)
{
    struct slice out = SLICE("reason,rule,clock,after,after_complaint,ahead,class,urgency,"
                             "expires_after,repeat_after,times,channel\n");
    for (int i = 0; i < REASON_COUNT; i++)
        out = emit_row(arena, out, (enum reason)i, &p->rule[i]);
    return out;
}
