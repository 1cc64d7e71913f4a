/* SPDX-License-Identifier: MIT */
/* The program track-cases. */
#include "track-cases/track_cases.h"

int main(int argc, char **argv)
{
    return tool_main(&track_cases_tool, argc, argv);
}
