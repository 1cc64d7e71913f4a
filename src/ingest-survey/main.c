/* SPDX-License-Identifier: MIT */
/* ingest-survey: see ingest_survey.c. */
#include "ingest-survey/ingest_survey.h"

int main(int argc, char **argv)
{
    return tool_main(&ingest_survey_tool, argc, argv);
}
