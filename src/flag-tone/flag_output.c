/* SPDX-License-Identifier: MIT */
#include "flag-tone/flagging.h"

#include "rules/finding_rows.h"

void flagging_header(struct flagging *f)
{
    struct csv_writer *out = f->out;
    if (f->evaluation != NULL)
        return;
    if (f->as_findings) {
        finding_rows_header(out);
        return;
    }
    pass_on_header(&f->pass, out);
    for (size_t i = 0; i < f->pass.own_count; i++)
        csv_writer_field(out, slice_of(role_info(f->pass.own[i])->name));
    csv_writer_end(out);
}

static bool write_row(struct flagging *f, const struct judged *j, struct error *e)
{
    struct csv_writer *out = f->out;
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
    if (f->iso_dates)
        csv_writer_field(out, j->sent_at);
    return csv_writer_end(out);
}

static bool write_findings(struct flagging *f, const struct judged *j)
{
    struct finding_rows rows = {f->out, f->stream, &j->message, &f->scratch, 0, 0};
    bool *chosen = arena_zeroed(&f->scratch, (j->findings.count + 1) * sizeof *chosen);
    for (size_t i = 0; i < j->findings.count; i++) {
        chosen[i] = j->findings.list[i].rule->severity >= f->least;
        f->found = f->found || chosen[i];
    }
    return finding_rows_write(&rows, &j->findings, chosen);
}

bool flagging_find_label(struct flagging *f, struct error *e)
{
    size_t count;
    const struct slice *header = stream_header(f->stream, &count);
    f->label_file = stream_file_number(f->stream);
    for (f->label_column = 0; f->label_column < count; f->label_column++) {
        if (slice_equal(slice_trim(header[f->label_column]), f->evaluation->column))
            return true;
    }
    error_set(e, "there is no column '%s', as --eval has it", quote(f->evaluation->column).text);
    return error_place(e, stream_file(f->stream), 1, SLICE(""));
}

static bool evaluate(struct flagging *f, const struct judged *j, struct error *e)
{
    if (f->label_file != stream_file_number(f->stream) && !flagging_find_label(f, e))
        return false;
    evaluation_add(f->evaluation, csv_record_value(stream_record(f->stream), f->label_column), &j->findings, f->least);
    return true;
}

bool flagging_write(struct flagging *f, const struct judged *j, struct error *e)
{
    if (f->evaluation != NULL)
        return evaluate(f, j, e);
    return f->as_findings ? write_findings(f, j) : write_row(f, j, e);
}
