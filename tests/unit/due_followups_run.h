/* SPDX-License-Identifier: MIT */
/* Runs due-followups in memory over files that a test writes down, and gives its output in a short form. */
#ifndef REGULARS_TEST_DUE_FOLLOWUPS_RUN_H
#define REGULARS_TEST_DUE_FOLLOWUPS_RUN_H

#include "due-followups/due_followups.h"
#include "lib/csv_table.h"
#include "test.h"

enum { RUN_FILES = 10, RUN_ARGS = 64 };

/* An option's file, or with the option "cases" the operand. */
struct run_file {
    const char *option, *bytes;
};

struct run {
    const char *as_of; /* NULL: 2026-03-10T08:30:00+02:00, a Tuesday morning in Athens */
    const char *more;  /* further arguments, parted by blanks; NULL: none */
    struct run_file files[RUN_FILES];
};

struct ran {
    enum status status;
    struct slice out, err, blocked;
};

static inline int run_split(char *text, char **argv, int argc)
{
    for (char *piece = strtok(text, " "); piece != NULL && argc < RUN_ARGS - 1; piece = strtok(NULL, " "))
        argv[argc++] = piece;
    return argc;
}

/* Runs; everything is in the arena. */
static inline struct ran run_tool(const struct run *r, struct arena *a)
{
    struct world_file *files = arena_array(a, RUN_FILES, sizeof *files);
    char **argv = arena_array(a, RUN_ARGS, sizeof *argv);
    size_t count = 0;
    bool cases = false;
    argv[0] = arena_string(a, SLICE("due-followups"));
    int argc = run_split(arena_string(a, SLICE("--tz Europe/Athens --hours mon-fri=09:00-17:00 --blocked blocked")),
                         argv, 1);
    argv[argc++] = arena_string(a, SLICE("--as-of"));
    argv[argc++] = arena_string(a, slice_of(r->as_of != NULL ? r->as_of : "2026-03-10T08:30:00+02:00"));
    for (; count < RUN_FILES && r->files[count].option != NULL; count++) {
        const struct run_file *f = &r->files[count];
        struct slice name = arena_print(a, "%s.csv", f->option);
        files[count] = (struct world_file){name, slice_of(f->bytes)};
        bool operand = strcmp(f->option, "cases") == 0;
        cases |= operand;
        if (!operand)
            argv[argc++] = arena_string(a, arena_print(a, "--%s", f->option));
        argv[argc++] = arena_string(a, name);
    }
    if (!cases)
        argv[argc++] = arena_string(a, SLICE("--no-cases"));
    if (r->more != NULL)
        argc = run_split(arena_string(a, slice_of(r->more)), argv, argc);
    struct world *w = arena_zeroed(a, sizeof *w);
    *w = (struct world){.arena = a, .in_memory = true, .files = files, .file_count = count, .seed = {5, 6}};
    struct ran ran = {.status = tool_run_in(&due_followups_tool, w, argc, argv)};
    ran.out = world_kept(w, "");
    ran.err = world_kept(w, "(stderr)");
    ran.blocked = world_kept(w, "blocked");
    return ran;
}

/* Columns of a table, one line a row, parted by blanks. */
static inline struct slice run_columns(struct slice csv, const char *const *columns, struct arena *a)
{
    struct error e = {0};
    struct csv_table *t = csv_table_parse(a, "out", csv, &e);
    struct slice text = {"", 0};
    for (size_t row = 0; t != NULL && row < csv_table_rows(t); row++) {
        for (size_t i = 0; columns[i] != NULL; i++) {
            struct slice cell = csv_table_cell(t, row, csv_table_column(t, columns[i]));
            text = arena_print(a, "%.*s%s%.*s", SLICE_ARG(text), i > 0 ? " " : "", SLICE_ARG(cell));
        }
        text = arena_print(a, "%.*s\n", SLICE_ARG(text));
    }
    return t != NULL ? text : slice_of(e.text);
}

/* Checks which rows a run lists: "customer reason trigger due_at channel others" each. */
static inline void run_expect(const char *what, const struct run *r, const char *expected)
{
    static const char *const columns[] = {"customer_id", "reason",  "trigger_id",
                                          "due_at",      "channel", "other_reasons", NULL};
    struct arena a = {0};
    struct ran ran = run_tool(r, &a);
    struct slice got = ran.status == STATUS_DONE ? run_columns(ran.out, columns, &a) : ran.err;
    if (!slice_equal(got, slice_of(expected)))
        printf("%s:\n", what);
    CHECK_TEXT(got, expected);
    arena_free(&a);
}

/* Checks what is withheld: "customer reason trigger gate earliest" each. */
static inline void run_expect_blocked(const char *what, const struct run *r, const char *expected)
{
    static const char *const columns[] = {"customer_id", "reason",     "trigger_id",
                                          "blocked_by",  "earliest_at", NULL};
    struct arena a = {0};
    struct ran ran = run_tool(r, &a);
    struct slice got = ran.status == STATUS_DONE ? run_columns(ran.blocked, columns, &a) : ran.err;
    if (!slice_equal(got, slice_of(expected)))
        printf("%s:\n", what);
    CHECK_TEXT(got, expected);
    arena_free(&a);
}

#endif
