/* SPDX-License-Identifier: MIT */
/* The program score-loyalty. */
#include "score-loyalty/score_loyalty.h"

int main(int argc, char **argv)
{
    return tool_main(&score_loyalty_tool, argc, argv);
}
