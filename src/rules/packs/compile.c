/* SPDX-License-Identifier: MIT */
/*
 * compile tone|topics FILE: what the rule engine looks the built-in packs up in, made once, when the program is built. The
 * makefile runs it; NAME_index.c puts the file into the program.
 */
#include <stdio.h>

#include "rules/engine.h"
#include "rules/packs.h"

/* Nothing has been made yet. */
struct slice packs_tone_index(void)
{
    return (struct slice){"", 0};
}

struct slice packs_topics_index(void)
{
    return (struct slice){"", 0};
}

static bool write_file(const char *path, struct slice bytes)
{
    FILE *f = fopen(path, "wb");
    if (f == NULL)
        return false;
    bool written = fwrite(bytes.ptr, 1, bytes.len, f) == bytes.len;
    return fclose(f) == 0 && written;
}

int main(int argc, char **argv)
{
    static const uint64_t seed[2] = {1, 2};
    struct arena arena = {0};
    struct rule_set set;
    struct error e = {0};
    if (argc != 3)
        return 2;
    rule_set_start(&set, &arena, seed);
    if (!packs_add(&set, strcmp(argv[1], "tone") == 0 ? &packs_tone : &packs_topics, &e)) {
        fprintf(stderr, "compile: %s\n", e.text);
        return 1;
    }
    struct engine *engine = engine_make(&arena, &set);
    bool written = write_file(argv[2], engine_save_index(engine, &arena));
    engine_free(engine);
    rule_set_free(&set);
    arena_free(&arena);
    return written ? 0 : 1;
}
