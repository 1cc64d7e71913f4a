/* SPDX-License-Identifier: MIT */
#include "lib/datetime.h"
#include "score-loyalty/state.h"

const char *const state_columns[STATE_COLUMNS] = {"record", "key",       "text",       "day",
                                                  "number", "flags",     "product",    "channel",
                                                  "at",     "solved_at", "solved_day", "count"};

/* A record whose later columns are empty. */
static void end(struct csv_writer *out, int written)
{
    for (; written < STATE_COLUMNS; written++)
        csv_writer_field(out, (struct slice){"", 0});
    csv_writer_end(out);
}

static void start(struct csv_writer *out, const char *record, struct slice key, struct slice text)
{
    csv_writer_field(out, slice_of(record));
    csv_writer_field(out, key);
    csv_writer_field(out, text);
}

/* ---- settings ---- */

static void write_setting(struct csv_writer *out, const char *name, struct slice value)
{
    start(out, "setting", slice_of(name), value);
    end(out, STATE_TEXT + 1);
}

static void write_scope(struct csv_writer *out, const struct facts_scope *scope)
{
    const struct {
        const char *name;
        bool there;
    } told[] = {{"amounts", scope->amounts},
                {"no_amounts", scope->no_amounts},
                {"discounts", scope->discounts},
                {"responses", scope->responses},
                {"cases", scope->cases}};
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        if (told[i].there)
            write_setting(out, told[i].name, SLICE("yes"));
}

static void write_settings(struct csv_writer *out, const struct facts *f, const struct settings *s,
                           const struct now *now)
{
    char text[DATETIME_TEXT_MAX];
    write_setting(out, "version", SLICE("1"));
    start(out, "setting", SLICE("skipped_statuses"), (struct slice){"", 0});
    csv_writer_field(out, (struct slice){"", 0});
    csv_writer_integer(out, s->skipped_statuses);
    end(out, STATE_NUMBER + 1);
    if (now->given)
        write_setting(out, "as_of", datetime_format_day(now->day, text));
    if (f->has_currency)
        write_setting(out, "currency", f->currency);
    write_scope(out, &f->scope);
}

/* ---- lines ---- */

static struct slice name_of(const struct intern *names, uint32_t number)
{
    return number != LEDGER_NOTHING ? intern_text(names, number) : (struct slice){"", 0};
}

static bool write_line(struct csv_writer *out, const struct facts *f,
                       const struct ledger_line *line)
{
    static const char *const flags[] = {"", "d", "g", "dg"};
    char room[sizeof(struct order_key)];
    start(out, "line", identity_name(f->identity, line->customer),
          order_key_text(&line->order, &f->order_ids, room));
    csv_writer_integer(out, line->day);
    csv_writer_integer(out, line->amount);
    csv_writer_field(out, slice_of(flags[line->discounted | line->given_back << 1]));
    csv_writer_field(out, name_of(&f->products, line->product));
    csv_writer_field(out, name_of(&f->channels, line->channel));
    for (int i = STATE_CHANNEL + 1; i < STATE_COLUMNS; i++)
        csv_writer_field(out, (struct slice){"", 0});
    return csv_writer_end(out);
}

static uint64_t write_lines(struct csv_writer *out, const struct facts *f)
{
    uint64_t written = 0;
    const struct ledger *ledgers[] = {&f->ledger};
    struct ledger_part group = {0};
    bool good = true;
    for (uint32_t part = 0; part < LEDGER_PARTS && good; part++) {
        ledger_group(ledgers, 1, identity_count(f->identity), part, &group);
        size_t lines = group.starts[group.customers];
        for (size_t i = 0; i < lines && good; i++)
            good = write_line(out, f, &group.lines[i]);
        written += lines;
    }
    ledger_part_free(&group);
    return written;
}

/* ---- the rest ---- */

static void write_names(struct csv_writer *out, const struct facts *f)
{
    for (uint32_t i = 0; i < f->name_count; i++) {
        if (f->names[i].len == 0)
            continue;
        start(out, "customer", identity_name(f->identity, i), f->names[i]);
        end(out, STATE_TEXT + 1);
    }
}

static void write_answer(struct csv_writer *out, const struct facts *f, const struct answer *a)
{
    csv_writer_field(out, SLICE("answer"));
    csv_writer_field(out, identity_name(f->identity, a->customer));
    csv_writer_integer(out, (int64_t)(a->sheet ^ UINT64_C(1) << 63));
    csv_writer_integer(out, a->day);
    csv_writer_integer(out, a->score);
    csv_writer_field(out, a->is_nps ? SLICE("n") : SLICE(""));
    csv_writer_field(out, (struct slice){"", 0});
    csv_writer_field(out, (struct slice){"", 0});
    csv_writer_integer(out, a->when);
    end(out, STATE_AT + 1);
}

static void write_matter(struct csv_writer *out, const struct facts *f, const struct matter *m)
{
    static const char *const flags[] = {"", "c", "s", "cs"};
    start(out, "case", identity_name(f->identity, m->customer), (struct slice){"", 0});
    csv_writer_integer(out, m->opened_day);
    csv_writer_integer(out, m->hours);
    csv_writer_field(out, slice_of(flags[m->is_complaint | m->is_solved << 1]));
    csv_writer_field(out, (struct slice){"", 0});
    csv_writer_field(out, (struct slice){"", 0});
    csv_writer_integer(out, m->opened);
    csv_writer_integer(out, m->solved);
    csv_writer_integer(out, m->solved_day);
    csv_writer_integer(out, m->promises_broken);
    csv_writer_end(out);
}

void state_write(struct csv_writer *out, const struct facts *f, const struct settings *s,
                 const struct now *now)
{
    for (int i = 0; i < STATE_COLUMNS; i++)
        csv_writer_field(out, slice_of(state_columns[i]));
    csv_writer_end(out);
    write_settings(out, f, s, now);
    write_names(out, f);
    uint64_t records =
        write_lines(out, f) + f->experience.answer_count + f->experience.matter_count;
    for (size_t i = 0; i < f->experience.answer_count; i++)
        write_answer(out, f, &f->experience.answers[i]);
    for (size_t i = 0; i < f->experience.matter_count; i++)
        write_matter(out, f, &f->experience.matters[i]);
    start(out, "end", (struct slice){"", 0}, (struct slice){"", 0});
    csv_writer_field(out, (struct slice){"", 0});
    csv_writer_integer(out, (int64_t)records);
    end(out, STATE_NUMBER + 1);
}
