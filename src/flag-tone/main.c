/* SPDX-License-Identifier: MIT */
/* flag-tone: which of our own sentences drive people off, and what customers say between the lines. */
#include "flag-tone/flag_tone.h"

int main(int argc, char **argv)
{
    return tool_main(&flag_tone_tool, argc, argv);
}
