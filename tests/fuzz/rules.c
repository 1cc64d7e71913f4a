/* SPDX-License-Identifier: MIT */
/*
 * The engine: a pattern and a text, parted by a NUL byte. What the index finds is what the rule finds by itself, and every place
 * of a finding lies in the text.
 */
#include <stdint.h>
#include <stdlib.h>

#include "rules/rule_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool make_set(struct rule_set *set, struct arena *arena, struct slice pattern)
{
    static const uint64_t seed[2] = {1, 2};
    struct error e = {0};
    char *quoted = arena_bytes(arena, 2 * pattern.len + 1);
    size_t used = 0;
    for (size_t i = 0; i < pattern.len; i++) {
        quoted[used++] = pattern.ptr[i];
        if (pattern.ptr[i] == '"')
            quoted[used++] = '"';
    }
    struct slice text = arena_print(arena, "id,lang,role,category,severity,pattern\nx,any,any,a,warn,\"%.*s\"\n", (int)used, quoted);
    rule_set_start(set, arena, seed);
    struct csv_table *t = csv_table_parse(arena, "fuzz", text, &e);
    return t != NULL && rule_set_add(set, t, false, &e) && rule_set_check_patterns(set, 0, &e);
}

static void check_places(const struct message *m, const struct findings *found)
{
    for (size_t i = 0; i < found->count; i++) {
        const struct finding *f = &found->list[i];
        struct slice words = message_excerpt(m, f->start, f->end);
        if (f->start > f->end || f->end > m->text.len || words.ptr < m->original.ptr ||
            words.ptr + words.len > m->original.ptr + m->original.len)
            abort();
    }
}

static void compare(const struct findings *a, const struct findings *b)
{
    if (a->unscanned || b->unscanned)
        return;
    if (a->count != b->count)
        abort();
    for (size_t i = 0; i < a->count; i++) {
        if (a->list[i].start != b->list[i].start || a->list[i].end != b->list[i].end)
            abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *cut = size != 0 ? memchr(data, 0, size) : NULL;
    if (cut == NULL)
        return 0;
    struct arena arena = {0};
    struct rule_set set;
    struct error e = {0};
    if (make_set(&set, &arena, (struct slice){(const char *)data, (size_t)(cut - data)})) {
        struct engine *engine = engine_make(&arena, &set);
        struct message m;
        struct findings fast;
        struct findings plain;
        message_read(engine_reader(engine), &arena, (struct slice){(const char *)cut + 1, size - (size_t)(cut - data) - 1}, &m);
        struct scan scan = {.message = &m, .language = 0, .role = RULE_STAFF, .name = {"", 0}, .agent = {"", 0}};
        if (engine_compile(engine, &set.rules[0], &e)) {
            engine_scan(engine, &scan, &arena, &fast);
            scan.plain = true;
            engine_scan(engine, &scan, &arena, &plain);
            check_places(&m, &fast);
            compare(&fast, &plain);
        }
        engine_free(engine);
    }
    intern_free(&set.names);
    arena_free(&arena);
    return 0;
}
