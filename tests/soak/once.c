/* SPDX-License-Identifier: MIT */
/*
 * The toolkit's own tables, made once a process: a fuzz target runs whole tools on a few hundred bytes, and would spend nearly all
 * of its time on tables that are the same in every run. Linked in with the linker's --wrap for each function that begins with
 * __wrap_ here; the program itself knows nothing of it, and the replay of make check goes without. What depends on the input is
 * made anew each time. Also how the sanitizer keeps memory, and a page of machine code that stays, so that PCRE2 need not
 * ask for one a run.
 */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <pthread.h>
#include <stdlib.h>

#include "due-followups/opener.h"
#include "flag-tone/promise_words.h"
#include "ingest-survey/labels.h"
#include "ingest-survey/layouts.h"
#include "ingest-survey/words.h"
#include "lib/zone.h"
#include "rules/rule_tools.h"
#include "streams/name.h"
#include "streams/spellings.h"
#include "tag-topics/topics.h"
#include "track-cases/case_words.h"

static pthread_t first_thread;

/* Where the tables are. The tools load them before they start threads; nothing here would bear two at once. */
static struct arena *keep(void)
{
    static struct arena kept;
    if (!pthread_equal(pthread_self(), first_thread))
        abort();
    return &kept;
}

/* Freed memory is used again soon, while it is in the processor's cache: thousands of runs later is early enough to notice. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "quarantine_size_mb=4:thread_local_quarantine_size_kb=64:malloc_context_size=1:allocator_release_to_os_interval_ms=-1";
}

/* A table that takes nothing but memory. */
#define ONCE(type, name, parameters, arguments)                                                                                        \
    type __real_##name parameters;                                                                                                     \
    type __wrap_##name parameters;                                                                                                     \
    type __wrap_##name parameters                                                                                                      \
    {                                                                                                                                  \
        (void)arena;                                                                                                                   \
        static type made;                                                                                                              \
        if (made == NULL)                                                                                                              \
            made = __real_##name arguments;                                                                                            \
        return made;                                                                                                                   \
    }

ONCE(const struct case_words *, case_words_load, (struct arena *arena, struct error *e), (keep(), e))
ONCE(const struct topic_table *, topic_table_load, (struct arena *arena, struct error *e), (keep(), e))
ONCE(struct layouts *, layouts_load, (struct arena *arena, struct error *e), (keep(), e))
ONCE(struct words *, words_load, (struct arena *arena, struct error *e), (keep(), e))
ONCE(struct message_reader *, message_reader_make, (struct arena *arena), (keep()))
ONCE(const struct promise_words *, promise_words_load,
     (struct arena *arena, const struct message_reader *reader, struct error *e), (keep(), reader, e))

/* Two seeds are in use: none, and that of rank-touchpoints' target. */
#define ONCE_A_SEED(type, name)                                                                                                        \
    type __real_##name(struct arena *arena, const uint64_t seed[2]);                                                                   \
    type __wrap_##name(struct arena *arena, const uint64_t seed[2]);                                                                   \
    type __wrap_##name(struct arena *arena, const uint64_t seed[2])                                                                    \
    {                                                                                                                                  \
        (void)arena;                                                                                                                   \
        static type made[4];                                                                                                           \
        if (made[seed[0] & 3] == NULL)                                                                                                 \
            made[seed[0] & 3] = __real_##name(keep(), seed);                                                                            \
        return made[seed[0] & 3];                                                                                                      \
    }

ONCE_A_SEED(const struct vocabularies *, vocabularies_load)
ONCE_A_SEED(struct name_book *, name_book_load)

void __real_spellings_load(struct spellings *s, enum stream_kind kind, struct arena *arena);
void __wrap_spellings_load(struct spellings *s, enum stream_kind kind, struct arena *arena);
void __wrap_spellings_load(struct spellings *s, enum stream_kind kind, struct arena *arena)
{
    (void)arena;
    enum { KINDS = 32 };
    static struct spellings made[KINDS];
    if ((unsigned)kind >= KINDS)
        abort();
    if (made[kind].list == NULL)
        __real_spellings_load(&made[kind], kind, keep());
    *s = made[kind];
}

struct labels *__real_labels_load(struct world *w, struct arena *arena, const char *path, struct error *e);
struct labels *__wrap_labels_load(struct world *w, struct arena *arena, const char *path, struct error *e);
struct labels *__wrap_labels_load(struct world *w, struct arena *arena, const char *path, struct error *e)
{
    static struct labels *made;
    if (path != NULL)
        return __real_labels_load(w, arena, path, e);
    if (made == NULL)
        made = __real_labels_load(w, keep(), NULL, e);
    return made;
}

const struct openers *__real_openers_load(struct world *w, struct arena *arena, const char *path, struct error *e);
const struct openers *__wrap_openers_load(struct world *w, struct arena *arena, const char *path, struct error *e);
const struct openers *__wrap_openers_load(struct world *w, struct arena *arena, const char *path, struct error *e)
{
    static const struct openers *made;
    if (path != NULL)
        return __real_openers_load(w, arena, path, e);
    if (made == NULL)
        made = __real_openers_load(w, keep(), NULL, e);
    return made;
}

/* Only those that are part of the program: a name that never stands for anything else, and the same bytes. */
struct csv_table *__real_csv_table_parse(struct arena *arena, const char *name, struct slice bytes, struct error *e);
struct csv_table *__wrap_csv_table_parse(struct arena *arena, const char *name, struct slice bytes, struct error *e);
struct csv_table *__wrap_csv_table_parse(struct arena *arena, const char *name, struct slice bytes, struct error *e)
{
    static const char *const names[] = {"(policy)", "advice.csv", "openers.csv"};
    static struct csv_table *made[sizeof names / sizeof *names];
    size_t i = 0;
    while (i < sizeof names / sizeof *names && strcmp(name, names[i]) != 0)
        i++;
    if (i == sizeof names / sizeof *names)
        return __real_csv_table_parse(arena, name, bytes, e);
    if (made[i] == NULL)
        made[i] = __real_csv_table_parse(keep(), name, bytes, e);
    return made[i];
}

/* The built-in packs, where nothing is added to them and nothing left out, with the engine that has compiled their rules. */
static struct rule_kit kits[2];

bool __real_rule_kit_open(struct rule_kit *kit, const struct tool_run *run, const struct packs *packs, struct error *e);
bool __wrap_rule_kit_open(struct rule_kit *kit, const struct tool_run *run, const struct packs *packs, struct error *e);
bool __wrap_rule_kit_open(struct rule_kit *kit, const struct tool_run *run, const struct packs *packs, struct error *e)
{
    if (options_has(run->options, "rules") || options_has(run->options, "disable") || options_has(run->options, "ignore"))
        return __real_rule_kit_open(kit, run, packs, e);
    struct rule_kit *made = &kits[packs == &packs_topics];
    struct tool_run lasting = *run;
    lasting.arena = keep();
    if (made->engine == NULL && !__real_rule_kit_open(made, &lasting, packs, e))
        return false;
    *kit = *made;
    return true;
}

void __real_rule_kit_close(struct rule_kit *kit);
void __wrap_rule_kit_close(struct rule_kit *kit);
void __wrap_rule_kit_close(struct rule_kit *kit)
{
    bool kept = kit->engine != NULL && (kit->engine == kits[0].engine || kit->engine == kits[1].engine);
    if (!kept)
        __real_rule_kit_close(kit);
}

/* The first zones that were found; a name that is none is looked for each time. */
struct zone *__real_zone_load(struct world *w, struct arena *arena, struct slice name, struct error *e);
struct zone *__wrap_zone_load(struct world *w, struct arena *arena, struct slice name, struct error *e);
struct zone *__wrap_zone_load(struct world *w, struct arena *arena, struct slice name, struct error *e)
{
    enum { ZONES = 16 };
    static struct zone *made[ZONES];
    static size_t count;
    name = slice_trim(name);
    for (size_t i = 0; i < count; i++) {
        if (slice_equal(zone_name(made[i]), name))
            return made[i];
    }
    if (count == ZONES)
        return __real_zone_load(w, arena, name, e);
    struct zone *zone = __real_zone_load(w, keep(), name, e);
    if (zone != NULL)
        made[count++] = zone;
    return zone;
}

/* The library gives its memory for machine code back with the last expression in it: this one is never freed. */
__attribute__((constructor)) static void start(void)
{
    first_thread = pthread_self();
    static pcre2_code *code;
    int number;
    PCRE2_SIZE at;
    code = pcre2_compile((PCRE2_SPTR)"a", 1, 0, &number, &at, NULL);
    if (code != NULL)
        (void)pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
}
