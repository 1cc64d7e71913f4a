/* SPDX-License-Identifier: MIT */
#include "rank-touchpoints/rank_touchpoints.h"

int main(int argc, char **argv)
{
    return tool_main(&rank_touchpoints_tool, argc, argv);
}
