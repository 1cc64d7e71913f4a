/* SPDX-License-Identifier: MIT */
/*
 * EMBED(name, "src/dir/table.csv") puts the bytes of a file into the program; `struct slice name(void)`
 * gives them. The path counts from the top of the source tree, where make runs. The line must begin with
 * EMBED: the makefile looks for it, so that the object is rebuilt when a table changes.
 */
#ifndef REGULARS_EMBED_H
#define REGULARS_EMBED_H

#include "lib/slice.h"

#define EMBED(name, path)                                                                                 \
    __asm__(".pushsection .rodata\n"                                                                      \
            ".balign 16\n"                                                                                \
            ".global embedded_" #name "\n"                                                                \
            "embedded_" #name ":\n"                                                                       \
            ".incbin \"" path "\"\n"                                                                      \
            ".global embedded_" #name "_end\n"                                                            \
            "embedded_" #name "_end:\n"                                                                   \
            ".byte 0\n"                                                                                   \
            ".popsection\n");                                                                             \
    extern const char embedded_##name[];                                                                  \
    extern const char embedded_##name##_end[];                                                            \
    static inline struct slice name(void)                                                                 \
    {                                                                                                     \
        return (struct slice){embedded_##name, (size_t)(embedded_##name##_end - embedded_##name)};       \
    }

#endif
