/* SPDX-License-Identifier: MIT */
#include "score-loyalty/cuts_file.h"

#include "lib/csv_table.h"
#include "lib/number.h"

/* The numbers of a file's columns; a missing one is an error. */
static bool find_columns(const struct csv_table *t, const char *const names[3],
                         ptrdiff_t columns[3], struct error *e)
{
    for (int i = 0; i < 3; i++) {
        columns[i] = csv_table_column(t, names[i]);
        if (columns[i] >= 0)
            continue;
        error_set(e, "there is no column '%s': the columns are %s,%s,%s", names[i], names[0],
                  names[1], names[2]);
        return error_place(e, csv_table_file(t), 1, SLICE(""));
    }
    return true;
}

/* ---- cuts ---- */

static const char *const cut_columns[3] = {"measure", "score", "bound"};

static bool find_measure(struct slice name, enum measure *m, struct error *e)
{
    for (int i = 0; i < MEASURE_COUNT; i++)
        if (slice_equal(name, slice_of(measure_name((enum measure)i)))) {
            *m = (enum measure)i;
            return true;
        }
    return error_set(e, "'%s' is no measure: use recency, frequency or money", quote(name).text);
}

/* A bound as rfm.h has it: what is above it has the score. */
static bool parse_bound(enum measure m, struct slice text, int64_t *cut, struct error *e)
{
    if (text.len == 0) {
        *cut = INT64_MAX;
        return true;
    }
    if (m == MEASURE_MONEY)
        return number_parse(text, DECIMAL_POINT, cut, e);
    if (!number_parse_integer(text, -4000000, 4000000, cut, e))
        return false;
    if (m == MEASURE_RECENCY)
        *cut = -*cut;
    return true;
}

static bool read_cut(const struct csv_table *t, size_t row, const ptrdiff_t columns[3],
                     struct rfm_cuts cuts[MEASURE_COUNT], bool seen[MEASURE_COUNT][RFM_CUTS],
                     struct error *e)
{
    enum measure m = MEASURE_RECENCY;
    int64_t score;
    if (!find_measure(slice_trim(csv_table_cell(t, row, columns[0])), &m, e))
        return csv_table_place(t, row, columns[0], e);
    if (!number_parse_integer(csv_table_cell(t, row, columns[1]), 2, RFM_SCORES, &score, e))
        return csv_table_place(t, row, columns[1], e);
    if (seen[m][score - 2]) {
        error_set(e, "%s has two bounds for score %d", measure_name(m), (int)score);
        return csv_table_place(t, row, columns[1], e);
    }
    seen[m][score - 2] = true;
    if (!parse_bound(m, slice_trim(csv_table_cell(t, row, columns[2])), &cuts[m].cut[score - 2], e))
        return csv_table_place(t, row, columns[2], e);
    return true;
}

static bool check_cuts(const struct rfm_cuts cuts[MEASURE_COUNT],
                       bool seen[MEASURE_COUNT][RFM_CUTS], struct error *e)
{
    for (int m = 0; m < MEASURE_COUNT; m++)
        for (int i = 0; i < RFM_CUTS; i++) {
            if (!seen[m][i])
                return error_set(e, "there is no bound of %s for score %d",
                                 measure_name((enum measure)m), i + 2);
            if (i > 0 && cuts[m].cut[i] < cuts[m].cut[i - 1])
                return error_set(e,
                                 "the bound of %s for score %d is easier to reach than that for %d",
                                 measure_name((enum measure)m), i + 2, i + 1);
        }
    return true;
}

bool cuts_file_read(const struct tool_run *run, const char *path,
                    struct rfm_cuts cuts[MEASURE_COUNT], struct error *e)
{
    bool seen[MEASURE_COUNT][RFM_CUTS] = {{false}};
    ptrdiff_t columns[3];
    const struct csv_table *t = csv_table_read(run->world, run->arena, path, NULL, e);
    if (t == NULL || !find_columns(t, cut_columns, columns, e))
        return false;
    for (size_t row = 0; row < csv_table_rows(t); row++)
        if (!read_cut(t, row, columns, cuts, seen, e))
            return false;
    return check_cuts(cuts, seen, e) || error_place(e, csv_table_file(t), 0, SLICE(""));
}

static void write_bound(struct csv_writer *out, enum measure m, int64_t cut)
{
    if (cut == INT64_MAX)
        csv_writer_field(out, SLICE(""));
    else if (m == MEASURE_MONEY)
        csv_writer_decimal(out, cut, 6, 6);
    else
        csv_writer_integer(out, m == MEASURE_RECENCY ? -cut : cut);
}

void cuts_file_write(struct csv_writer *out, const struct rfm_cuts cuts[MEASURE_COUNT])
{
    for (int i = 0; i < 3; i++)
        csv_writer_field(out, slice_of(cut_columns[i]));
    csv_writer_end(out);
    for (int m = 0; m < MEASURE_COUNT; m++)
        for (int i = 0; i < RFM_CUTS; i++) {
            csv_writer_field(out, slice_of(measure_name((enum measure)m)));
            csv_writer_integer(out, i + 2);
            write_bound(out, (enum measure)m, cuts[m].cut[i]);
            csv_writer_end(out);
        }
}

/* ---- segments ---- */

bool segments_file_read(const struct tool_run *run, const char *path, struct rfm_segments *segments,
                        struct error *e)
{
    static const char *const names[3] = {"r", "f", "segment"};
    ptrdiff_t columns[3];
    const struct csv_table *t = csv_table_read(run->world, run->arena, path, NULL, e);
    if (t == NULL || !find_columns(t, names, columns, e))
        return false;
    *segments = (struct rfm_segments){.name = {{{NULL, 0}}}};
    for (size_t row = 0; row < csv_table_rows(t); row++)
        if (!rfm_segments_put(segments, csv_table_cell(t, row, columns[0]),
                              csv_table_cell(t, row, columns[1]),
                              csv_table_cell(t, row, columns[2]), e))
            return csv_table_place(t, row, columns[0], e);
    return rfm_segments_complete(segments, e) || error_place(e, csv_table_file(t), 0, SLICE(""));
}
