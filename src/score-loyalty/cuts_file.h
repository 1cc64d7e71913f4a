/* SPDX-License-Identifier: MIT */
/*
 * Cut points and segments as small CSV files. Cuts: measure,score,bound, four rows for each
 * measure; the score is reached by a recency_days below the bound, by more purchase days, or by
 * more money than it; an empty bound is never reached. Segments: r,f,segment, each score a number 1
 * to 5 or a range, together all 25 pairs.
 */
#ifndef REGULARS_SCORE_LOYALTY_CUTS_FILE_H
#define REGULARS_SCORE_LOYALTY_CUTS_FILE_H

#include "lib/csv_writer.h"
#include "score-loyalty/settings.h"

/* Reads --cuts FILE. Recency is minus the days since the last purchase, money is in millionths. */
bool cuts_file_read(const struct tool_run *run, const char *path,
                    struct rfm_cuts cuts[MEASURE_COUNT], struct error *e);

/* Writes what cuts_file_read reads, with its header. */
void cuts_file_write(struct csv_writer *out, const struct rfm_cuts cuts[MEASURE_COUNT]);

/* Reads --segments FILE into the table. */
bool segments_file_read(const struct tool_run *run, const char *path, struct rfm_segments *segments,
                        struct error *e);

#endif
