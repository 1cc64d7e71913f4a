/* SPDX-License-Identifier: MIT */
/* due-followups: see due_followups.h and due-followups(1). */
#include "due-followups/due_followups.h"

int main(int argc, char **argv)
{
    return tool_main(&due_followups_tool, argc, argv);
}
