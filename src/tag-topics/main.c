/* SPDX-License-Identifier: MIT */
/* tag-topics: what customers write about, and which of the ten ways to lose them it is. */
#include "tag-topics/tag_topics.h"

int main(int argc, char **argv)
{
    return tool_main(&tag_topics_tool, argc, argv);
}
