/* SPDX-License-Identifier: MIT */
/* How to tell a vendor's export by its first records: one small function for each layout. */
#ifndef REGULARS_SIGNATURES_H
#define REGULARS_SIGNATURES_H

#include "ingest-survey/layouts.h"

/* Whether the first records are an export of this layout; *header_rows (1 before) is set where it
 * differs. */
bool signature_fits(const struct layouts *l, enum layout_id id, const struct first_rows *rows,
                    size_t *header_rows);

/* Whether the first record is data: it holds a date or a stamp. */
bool signature_is_data(const struct first_rows *rows);

/* Whether a cell of Qualtrics' third header row: {"ImportId":...} or {'ImportId': ...}. */
bool signature_is_import_id(struct slice cell);

/* "submitdate" of LimeSurvey's "submitdate. Date submitted"; the whole where there is no code. */
struct slice signature_lime_code(struct slice header);

/* Without NUL bytes and blanks at its ends: SurveyMonkey pads cells with both. */
struct slice signature_trim(struct slice cell);

#endif
