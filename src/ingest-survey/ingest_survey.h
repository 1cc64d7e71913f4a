/* SPDX-License-Identifier: MIT */
/* ingest-survey: any survey or feedback export in, one long stream of responses out. See
 * ingest-survey(1). */
#ifndef REGULARS_INGEST_SURVEY_H
#define REGULARS_INGEST_SURVEY_H

#include "lib/tool.h"

extern const struct tool ingest_survey_tool;

#endif
