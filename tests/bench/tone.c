/* SPDX-License-Identifier: MIT */
/*
 * tone MODE RULES.csv MESSAGES.csv [TIMES]: what the rule engine costs, without reading and writing CSV around it.
 *
 *   fold    folding and sentences alone
 *   scan    the engine: index, then PCRE2 where a rule may match
 *   loop    one PCRE2 match of each rule after the other, in every sentence
 *   hyperscan   Hyperscan (PREFILTER) over the folded text says which rules may match, PCRE2 confirms; the library is opened at
 *           run time, status 77 when there is none
 *
 * RULES "-" stands for the built-in packs. Prints mode,megabytes,seconds,messages,findings,confirmations.
 */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "rules/language.h"
#include "rules/packs.h"
#include "rules/pattern.h"
#include "rules/rule_check.h"

static const uint64_t seed[2] = {1, 2};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* What is to be done. */
enum mode { MODE_FOLD, MODE_SCAN, MODE_LOOP, MODE_HYPERSCAN, MODES };
static const char *const modes[MODES] = {"fold", "scan", "loop", "hyperscan"};

/* A message to be judged. */
struct row {
    struct slice text;
    int language; /* -1: none that there are rules for */
    enum rule_role role;
};

struct work {
    struct arena arena, scratch;
    struct rule_set set;
    struct engine *engine;
    struct row *rows;
    size_t row_count, bytes, findings;
};

/* The little of hs.h that is needed: flags DOTALL 2, SINGLEMATCH 8, UTF8 32, UCP 64, PREFILTER 128; mode BLOCK 1. */
typedef int hs_match(unsigned id, unsigned long long from, unsigned long long to, unsigned flags, void *context);
struct hyperscan {
    int (*compile)(const char *const *, const unsigned *, const unsigned *, unsigned, unsigned, const void *, void **, void **);
    int (*scratch)(const void *, void **);
    int (*scan)(const void *, const char *, unsigned, unsigned, void *, hs_match *, void *);
    void *databases[LANGUAGE_COUNT][2], *scratches[LANGUAGE_COUNT][2];
    bool *among;
};
enum { HS_FLAGS = 2 | 8 | 32 | 64 | 128, HS_BLOCK = 1 };

static int mark(unsigned id, unsigned long long from, unsigned long long to, unsigned flags, void *context)
{
    (void)from;
    (void)to;
    (void)flags;
    ((struct hyperscan *)context)->among[id] = true;
    return 0;
}

static void find_symbol(void *library, const char *name, void *function)
{
    void *symbol = dlsym(library, name);
    memcpy(function, &symbol, sizeof symbol);
}

static bool hyperscan_open(struct hyperscan *h)
{
    void *library = dlopen("libhs.so.5", RTLD_NOW);
    if (library == NULL)
        return false;
    find_symbol(library, "hs_compile_multi", &h->compile);
    find_symbol(library, "hs_alloc_scratch", &h->scratch);
    find_symbol(library, "hs_scan", &h->scan);
    return h->compile != NULL && h->scratch != NULL && h->scan != NULL;
}

/* The rules of a language and role as one database; those that Hyperscan refuses are always confirmed. */
static bool hyperscan_compile(struct hyperscan *h, struct arena *arena, const struct rule_set *set, int language, int role)
{
    const char **expressions = arena_array(arena, set->count, sizeof *expressions);
    unsigned *flags = arena_array(arena, set->count, sizeof *flags);
    unsigned *ids = arena_array(arena, set->count, sizeof *ids);
    unsigned count = 0;
    struct error ignored = {0};
    for (size_t i = 0; i < set->count; i++) {
        struct pattern p;
        const struct rule *r = &set->rules[i];
        if ((r->language != language && r->language != LANGUAGE_ANY) || !((unsigned)r->role & (unsigned)role) ||
            rule_expression(r).len == 0 || !pattern_parse(arena, rule_expression(r), &p, &ignored))
            continue;
        expressions[count] = arena_string(arena, pattern_write(arena, &p, false));
        flags[count] = HS_FLAGS;
        ids[count++] = (unsigned)i;
    }
    if (count == 0)
        return true;
    void *failure = NULL;
    int result = h->compile(expressions, flags, ids, count, HS_BLOCK, NULL, &h->databases[language][role - 1], &failure);
    if (result != 0) {
        fprintf(stderr, "hyperscan: %s\n", failure != NULL ? *(const char *const *)failure : "cannot compile");
        return false;
    }
    return h->scratch(h->databases[language][role - 1], &h->scratches[language][role - 1]) == 0;
}

static int language_code(struct slice word)
{
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        if (slice_equal(word, slice_of(rule_language_word(i))))
            return i;
    }
    return -1;
}

static bool load_rules(struct work *w, struct world *world, const char *rules, struct error *e)
{
    rule_set_start(&w->set, &w->arena, seed);
    if (strcmp(rules, "-") == 0)
        return packs_add(&w->set, &packs_tone, e);
    struct csv_table *t = csv_table_read(world, &w->arena, rules, NULL, e);
    return t != NULL && rule_set_add(&w->set, t, false, e) && rule_set_check_patterns(&w->set, 0, e);
}

static bool load_messages(struct work *w, struct world *world, const char *messages, struct error *e)
{
    struct csv_table *t = csv_table_read(world, &w->arena, messages, NULL, e);
    if (t == NULL)
        return false;
    ptrdiff_t text = csv_table_column(t, "text");
    ptrdiff_t direction = csv_table_column(t, "direction");
    ptrdiff_t language = csv_table_column(t, "language");
    w->row_count = csv_table_rows(t);
    w->rows = arena_array(&w->arena, w->row_count, sizeof *w->rows);
    for (size_t i = 0; i < w->row_count; i++) {
        bool staff = slice_equal(csv_table_cell(t, i, direction), SLICE("out"));
        w->rows[i] = (struct row){csv_table_cell(t, i, text), language_code(csv_table_cell(t, i, language)),
                                  staff ? RULE_STAFF : RULE_CUSTOMER};
    }
    return true;
}

static bool load(struct work *w, const char *rules, const char *messages, struct error *e)
{
    struct world world = {.arena = &w->arena};
    if (!load_rules(w, &world, rules, e) || !load_messages(w, &world, messages, e))
        return false;
    w->engine = engine_make(&w->arena, &w->set);
    return true;
}

/* Has Hyperscan say which rules may match. */
static void look_among(struct hyperscan *h, const struct rule_set *set, const struct row *row, const struct message *m)
{
    memset(h->among, 0, set->count);
    const void *database = h->databases[row->language][row->role - 1];
    if (database != NULL)
        h->scan(database, m->text.ptr, (unsigned)m->text.len, 0, h->scratches[row->language][row->role - 1], mark, h);
}

static void judge(struct work *w, const struct row *row, enum mode mode, struct hyperscan *h)
{
    struct message m;
    struct findings found;
    arena_reset(&w->scratch);
    w->bytes += row->text.len;
    message_read(engine_reader(w->engine), &w->scratch, row->text, &m);
    if (mode == MODE_FOLD)
        return;
    struct scan scan = {.message = &m,
                        .language = row->language,
                        .role = row->role,
                        .name = {"", 0},
                        .agent = {"", 0},
                        .plain = mode != MODE_SCAN};
    if (mode == MODE_HYPERSCAN && row->language >= 0) {
        look_among(h, &w->set, row, &m);
        scan.among = h->among;
    }
    engine_scan(w->engine, &scan, &w->scratch, &found);
    w->findings += found.count;
}

static enum mode mode_of(const char *word)
{
    int mode = 0;
    while (mode < MODES && strcmp(word, modes[mode]) != 0)
        mode++;
    return (enum mode)mode;
}

int main(int argc, char **argv)
{
    struct error e = {0};
    static struct work w;
    enum mode mode = argc > 1 ? mode_of(argv[1]) : MODES;
    if (argc < 4 || argc > 5 || mode == MODES || !load(&w, argv[2], argv[3], &e)) {
        fprintf(stderr, "tone fold|scan|loop|hyperscan RULES.csv MESSAGES.csv: %s\n", e.text);
        return 2;
    }
    static struct hyperscan hyperscan;
    if (mode == MODE_HYPERSCAN && !hyperscan_open(&hyperscan))
        return 77;
    for (int i = 0; mode == MODE_HYPERSCAN && i < LANGUAGE_COUNT * 2; i++) {
        if (!hyperscan_compile(&hyperscan, &w.arena, &w.set, i / 2, i % 2 + 1))
            return 2;
    }
    hyperscan.among = arena_array(&w.arena, w.set.count, sizeof(bool));
    double start = now();
    long times = argc == 5 ? strtol(argv[4], NULL, 10) : 1;
    for (long i = 0; i < times; i++) {
        for (size_t row = 0; row < w.row_count; row++)
            judge(&w, &w.rows[row], mode, &hyperscan);
    }
    double seconds = now() - start;
    printf("%s,%.1f,%.3f,%zu,%zu,%llu\n", argv[1], (double)w.bytes / 1e6, seconds, w.row_count, w.findings,
           (unsigned long long)engine_confirmations(w.engine));
    return 0;
}
