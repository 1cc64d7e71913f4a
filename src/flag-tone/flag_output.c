/* SPDX-License-Identifier: MIT */
#include "flag-tone/flagging.h"

#include "streams/identity.h"
#include "lib/utf8.h"
#include "streams/stream_keys.h"

const struct role_use flagging_finding_uses[] = {
    {ROLE_MESSAGE_ID, NEED_WRITTEN}, {ROLE_CASE_ID, NEED_WRITTEN},  {ROLE_CUSTOMER_ID, NEED_WRITTEN},
    {ROLE_SENT_AT, NEED_WRITTEN},    {ROLE_DIRECTION, NEED_WRITTEN}, {ROLE_CHANNEL, NEED_WRITTEN},
    {ROLE_AGENT, NEED_WRITTEN},      {ROLE_RULE, NEED_WRITTEN},     {ROLE_CATEGORY, NEED_WRITTEN},
    {ROLE_SEVERITY, NEED_WRITTEN},   {ROLE_START, NEED_WRITTEN},    {ROLE_LENGTH, NEED_WRITTEN},
    {ROLE_EXCERPT, NEED_WRITTEN},    {ROLE_SUGGESTION, NEED_WRITTEN}, {ROLE_REWORDED, NEED_WRITTEN},
};
const size_t flagging_finding_use_count = sizeof flagging_finding_uses / sizeof *flagging_finding_uses;

/* Of a finding's columns those that are the message's own, handed on as they are. */
enum { MESSAGE_COLUMNS = 7 };

void flagging_header(struct flagging *f)
{
    struct csv_writer *out = f->session.out;
    if (f->evaluates)
        return;
    if (f->as_findings) {
        for (size_t i = 0; i < flagging_finding_use_count; i++)
            csv_writer_field(out, slice_of(role_info(flagging_finding_uses[i].role)->name));
    } else {
        pass_on_header(&f->pass, out);
        for (size_t i = 0; i < f->pass.own_count; i++)
            csv_writer_field(out, slice_of(role_info(f->pass.own[i])->name));
    }
    csv_writer_end(out);
}

static bool write_row(struct flagging *f, const struct judged *j, struct error *e)
{
    struct csv_writer *out = f->session.out;
    const struct message *m = &j->message;
    struct verdict v = verdict_of(&j->findings, f->least, &f->scratch);
    if (!pass_on_row(&f->pass, out, e))
        return false;
    f->found = f->found || v.tone != SEVERITY_NONE;
    csv_writer_field(out, slice_of(rule_severity_word(v.tone)));
    csv_writer_field(out, v.flags);
    csv_writer_field(out, v.gravest != NULL ? message_excerpt(m, v.gravest->start, v.gravest->end) : SLICE(""));
    csv_writer_field(out, v.gravest != NULL ? v.gravest->rule->suggestion : SLICE(""));
    csv_writer_field(out, v.rules);
    if (j->role != 0)
        csv_writer_integer(out, v.politeness);
    else
        csv_writer_field(out, SLICE(""));
    csv_writer_field(out, j->promised_by);
    return csv_writer_end(out);
}

/* How many characters of the original come before an offset, counted on from the last one asked for. */
struct position {
    size_t offset, characters;
};

static size_t characters_at(const struct message *m, struct position *p, size_t offset)
{
    p->characters += utf8_length((struct slice){m->original.ptr + p->offset, offset - p->offset});
    p->offset = offset;
    return p->characters;
}

/* A column of the message; a customer without a number is named by e-mail or telephone. */
static struct slice message_column(struct flagging *f, enum role role)
{
    if (role != ROLE_CUSTOMER_ID)
        return stream_text(f->stream, role);
    return identity_written(stream_keys(f->stream), &f->scratch);
}

static bool write_finding(struct flagging *f, const struct judged *j, const struct finding *found, struct position *p)
{
    struct csv_writer *out = f->session.out;
    const struct message *m = &j->message;
    struct slice words = message_excerpt(m, found->start, found->end);
    size_t start = words.len != 0 ? (size_t)(words.ptr - m->original.ptr) : 0;
    for (size_t i = 0; i < MESSAGE_COLUMNS; i++)
        csv_writer_field(out, message_column(f, flagging_finding_uses[i].role));
    csv_writer_field(out, found->rule->id);
    csv_writer_field(out, found->rule->category);
    csv_writer_field(out, slice_of(rule_severity_word(found->rule->severity)));
    csv_writer_integer(out, (int64_t)(start >= p->offset ? characters_at(m, p, start) : 0));
    csv_writer_integer(out, (int64_t)utf8_length(words));
    csv_writer_field(out, found->about != NULL ? found->about->id : words);
    csv_writer_field(out, found->rule->suggestion);
    csv_writer_field(out, verdict_reworded(m, found, &f->scratch));
    return csv_writer_end(out);
}

/* Whether two findings say the same of the same words. */
static bool is_same(const struct finding *a, const struct finding *b)
{
    return a->start < b->end && b->start < a->end && slice_equal(a->rule->category, b->rule->category);
}

/* Whether the later of two findings that say the same says it better: it is graver, or else longer. */
static bool is_better(const struct finding *later, const struct finding *earlier)
{
    if (later->rule->severity != earlier->rule->severity)
        return later->rule->severity > earlier->rule->severity;
    return later->end - later->start > earlier->end - earlier->start;
}

enum { NEIGHBOURS = 64 }; /* so many findings before one are looked at: a text of nothing but findings must not take for ever */

/*
 * Which findings are to be written: several rules may hit the same words, and of those of one category the best stands for all,
 * or one sentence would count as often as there are rules for it.
 */
static bool *choose(struct flagging *f, const struct judged *j)
{
    const struct finding *list = j->findings.list;
    bool *chosen = arena_zeroed(&f->scratch, (j->findings.count + 1) * sizeof *chosen);
    for (size_t i = 0; i < j->findings.count; i++) {
        chosen[i] = list[i].rule->severity >= f->least;
        for (size_t k = i; chosen[i] && k > 0 && i - k < NEIGHBOURS; k--) {
            if (!chosen[k - 1] || !is_same(&list[i], &list[k - 1]))
                continue;
            chosen[i] = is_better(&list[i], &list[k - 1]);
            chosen[k - 1] = !chosen[i];
        }
    }
    return chosen;
}

static bool write_findings(struct flagging *f, const struct judged *j)
{
    struct position p = {0, 0};
    const bool *chosen = choose(f, j);
    for (size_t i = 0; i < j->findings.count; i++) {
        const struct finding *found = &j->findings.list[i];
        if (!chosen[i])
            continue;
        f->found = true;
        if (!write_finding(f, j, found, &p))
            return false;
    }
    return true;
}

bool flagging_find_label(struct flagging *f, struct error *e)
{
    size_t count;
    const struct slice *header = stream_header(f->stream, &count);
    f->label_file = stream_file_number(f->stream);
    for (f->label_column = 0; f->label_column < count; f->label_column++) {
        if (slice_equal(slice_trim(header[f->label_column]), f->evaluation.column))
            return true;
    }
    error_set(e, "there is no column '%s', as --eval has it", quote(f->evaluation.column).text);
    return error_place(e, stream_file(f->stream), 1, SLICE(""));
}

static bool evaluate(struct flagging *f, const struct judged *j, struct error *e)
{
    if (f->label_file != stream_file_number(f->stream) && !flagging_find_label(f, e))
        return false;
    evaluation_add(&f->evaluation, csv_record_value(stream_record(f->stream), f->label_column), &j->findings, f->least);
    return true;
}

bool flagging_write(struct flagging *f, const struct judged *j, struct error *e)
{
    if (f->evaluates)
        return evaluate(f, j, e);
    return f->as_findings ? write_findings(f, j) : write_row(f, j, e);
}
