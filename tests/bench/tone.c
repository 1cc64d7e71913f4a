/* SPDX-License-Identifier: MIT */
/*
 * tone MODE RULES.csv MESSAGES.csv: what the rule engine costs, without reading and writing CSV around it.
 *
 *   fold    folding and sentences alone
 *   scan    the engine: index, then PCRE2 where a rule may match
 *   loop    one PCRE2 match of each rule after the other, in every sentence
 *
 * RULES "-" stands for the built-in packs. Prints mode,megabytes,seconds,messages,findings,confirmations.
 */
#include <stdio.h>
#include <time.h>

#include "rules/language.h"
#include "rules/packs.h"
#include "rules/rule_check.h"

static const uint64_t seed[2] = {1, 2};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

struct work {
    struct arena arena, scratch;
    struct rule_set set;
    struct engine *engine;
    struct csv_table *messages;
    ptrdiff_t text, direction, language;
    size_t bytes, findings;
};

static bool load(struct work *w, const char *rules, const char *messages, struct error *e)
{
    struct world world = {.arena = &w->arena};
    rule_set_start(&w->set, &w->arena, seed);
    if (strcmp(rules, "-") == 0) {
        if (!packs_add(&w->set, PACK_TONE, e))
            return false;
    } else {
        struct csv_table *t = csv_table_read(&world, &w->arena, rules, NULL, e);
        if (t == NULL || !rule_set_add(&w->set, t, false, e) || !rule_set_check_patterns(&w->set, 0, e))
            return false;
    }
    w->engine = engine_make(&w->arena, &w->set);
    w->messages = csv_table_read(&world, &w->arena, messages, NULL, e);
    if (w->messages == NULL)
        return false;
    w->text = csv_table_column(w->messages, "text");
    w->direction = csv_table_column(w->messages, "direction");
    w->language = csv_table_column(w->messages, "language");
    return true;
}

static int language_code(struct slice word)
{
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        if (slice_equal(word, slice_of(rule_language_word(i))))
            return i;
    }
    return -1;
}

static void judge(struct work *w, size_t row, const char *mode)
{
    struct message m;
    struct findings found;
    struct slice text = csv_table_cell(w->messages, row, w->text);
    arena_reset(&w->scratch);
    w->bytes += text.len;
    message_read(engine_reader(w->engine), &w->scratch, text, &m);
    if (strcmp(mode, "fold") == 0)
        return;
    bool staff = slice_equal(csv_table_cell(w->messages, row, w->direction), SLICE("out"));
    struct scan scan = {.message = &m,
                        .language = language_code(csv_table_cell(w->messages, row, w->language)),
                        .role = staff ? RULE_STAFF : RULE_CUSTOMER,
                        .name = {"", 0},
                        .agent = {"", 0},
                        .plain = strcmp(mode, "loop") == 0};
    engine_scan(w->engine, &scan, &w->scratch, &found);
    w->findings += found.count;
}

int main(int argc, char **argv)
{
    struct error e = {0};
    static struct work w;
    if (argc != 4 || !load(&w, argv[2], argv[3], &e)) {
        fprintf(stderr, "tone fold|scan|loop RULES.csv MESSAGES.csv: %s\n", e.text);
        return 2;
    }
    double start = now();
    for (size_t row = 0; row < csv_table_rows(w.messages); row++)
        judge(&w, row, argv[1]);
    double seconds = now() - start;
    printf("%s,%.1f,%.3f,%zu,%zu,%llu\n", argv[1], (double)w.bytes / 1e6, seconds, csv_table_rows(w.messages), w.findings,
           (unsigned long long)engine_confirmations(w.engine));
    return 0;
}
