/* SPDX-License-Identifier: MIT */
/*
 * Names and openers in memory. The first line is openers of one's own (their rows, with ';' for a line's end; none: the
 * built-in ones), the second a reason, the others name, salutation, given name, family name, product, place. In every
 * language the sentence is UTF-8 on one line, without an empty greeting.
 */
#include <stdint.h>
#include <stdlib.h>

#include "due-followups/opener_table.h"
#include "lib/utf8.h"
#include "streams/vocabulary.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The next line; what is not UTF-8 ends it, as the readers of CSV see to it that none comes here. */
static struct slice next_line(struct slice *rest)
{
    struct slice line = {"", 0};
    if (!slice_cut(rest, '\n', &line))
        return (struct slice){"", 0};
    line.len = utf8_check(line);
    return line;
}

static void check_sentence(struct slice text)
{
    if (utf8_check(text) != text.len || (text.len > 0 && memchr(text.ptr, '\n', text.len) != NULL))
        abort();
}

/* The tables of the toolkit, loaded once. */
static struct {
    struct arena arena;
    const struct openers *openers;
    const struct name_book *names;
} built_in;

static const struct openers *load(struct world *w, struct slice rows, struct error *e)
{
    if (built_in.openers == NULL) {
        built_in.openers = openers_load(w, &built_in.arena, NULL, e);
        built_in.names = name_book_load(&built_in.arena, w->seed);
    }
    if (rows.len == 0)
        return built_in.openers;
    struct slice table = arena_print(w->arena, "reason,language,text\n%.*s\n", SLICE_ARG(rows));
    char *bytes = (char *)arena_copy(w->arena, table).ptr;
    for (size_t i = 0; i < table.len; i++)
        bytes[i] = bytes[i] == ';' ? '\n' : bytes[i];
    struct world_file *file = arena_alloc(w->arena, sizeof *file);
    *file = (struct world_file){SLICE("own"), {bytes, table.len}};
    w->files = file;
    w->file_count = 1;
    struct openers *o = arena_alloc(w->arena, sizeof *o);
    *o = *built_in.openers; /* openers_load would read them again, which takes longer than all the rest */
    return opener_set_load(&o->own, csv_table_read(w, w->arena, "own", NULL, e), w->seed, w->arena, e) ? o : NULL;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct world w = {.arena = &arena, .tool = "fuzz", .in_memory = true};
    struct error e = {.set = false};
    struct slice rest = {(const char *)data, size};
    const struct openers *o = load(&w, next_line(&rest), &e);
    struct slice reason = next_line(&rest);
    struct opener_facts f = {.day = 20513, .has_day = true, .count = 2};
    struct slice *const cells[] = {&f.person.name, &f.person.salutation, &f.person.given_name,
                                   &f.person.family_name, &f.product, &f.place};
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
        *cells[i] = next_line(&rest);
    if ((o == NULL) != e.set)
        abort();
    for (int language = -1; language < LANGUAGE_COUNT; language++) {
        struct address address = address_of(built_in.names, language, &f.person, &arena);
        if (address.greeting.len == 0)
            abort();
        check_sentence(address.greeting);
        check_sentence(address.name);
        if (o != NULL)
            check_sentence(opener_fill(o, arena_string(&arena, reason), language, &f, &arena));
    }
    arena_free(&arena);
    return 0;
}
