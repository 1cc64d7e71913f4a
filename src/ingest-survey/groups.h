/* SPDX-License-Identifier: MIT */
/* Which neighbouring columns are one question: by code, by "Question [Row]", "Question - Row",
 * "Question/Choice". */
#ifndef REGULARS_GROUPS_H
#define REGULARS_GROUPS_H

#include "ingest-survey/header.h"

/* Fills question, option and group of all columns of a header whose names and texts are known. */
void groups_find(const struct survey_layout *layout, struct arena *arena,
                 struct survey_header *header);

#endif
