/* SPDX-License-Identifier: MIT */
#include "rules/regex.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

/*
 * The match limit counts calls of PCRE2's inner match, not time: a low limit lets nearly every match through, and the dear
 * ones are matched again under a higher one and charged for it, so that the work on a message can be bounded.
 */
struct tier {
    uint32_t limit, work;
};
static const struct tier tiers[] = {{300, REGEX_STEP}, {5000, 12}, {100000, REGEX_LIMIT_WORK}};
enum { TIERS = sizeof tiers / sizeof *tiers };
enum { DEPTH_LIMIT = 100000, STACK_START = 64 * 1024, STACK_MAX = 8 * 1024 * 1024 };

/*
 * The limit begins anew at each place where a search tries to match. A search gets this one only; where it is hit, the
 * places are tried one by one, each with limits and charges of its own.
 */
enum { SEARCH_LIMIT = 100, SEARCH_LIMIT_WORK = 100, SEARCH_WORK_MAX = 20000 };

/* Compiling to machine code takes as long as so many matches without it, which most expressions never see. */
enum { USES_BEFORE_FAST = 200 };

struct regex {
    pcre2_code *code;
    bool fast;       /* compiled to machine code */
    uint8_t uses;    /* so far, before that is tried; one more behind it */
    enum regex_mode mode;
    struct slice expression; /* of a search: for trying place by place */
    struct regex *here;
    struct regex *older;
};

struct regex_bench {
    pcre2_general_context *memory;
    pcre2_match_data *data;
    pcre2_match_context *tiers[TIERS], *search;
    pcre2_jit_stack *stack;
    pcre2_compile_context *compile;
    struct regex *regexes;
    struct arena *arena;
};

/* Memory for the library, which is never refused: its compiler of machine code does not survive a refusal, and a match that
 * finds no memory would look like a text that cannot be matched. */
static void *take_memory(PCRE2_SIZE size, void *context)
{
    (void)context;
    return memory_array(size, 1);
}

static void give_back(void *p, void *context)
{
    (void)context;
    memory_release(p);
}

static pcre2_match_context *context(uint32_t limit, const struct regex_bench *b)
{
    pcre2_match_context *c = pcre2_match_context_create(b->memory);
    pcre2_set_match_limit(c, limit);
    pcre2_set_heap_limit(c, STACK_MAX / 1024);
    pcre2_set_depth_limit(c, DEPTH_LIMIT);
    pcre2_jit_stack_assign(c, NULL, b->stack);
    return c;
}

struct regex_bench *regex_bench_make(struct arena *arena)
{
    struct regex_bench *b = arena_zeroed(arena, sizeof *b);
    b->arena = arena;
    b->memory = pcre2_general_context_create(take_memory, give_back, NULL);
    b->data = pcre2_match_data_create(1, b->memory);
    b->stack = pcre2_jit_stack_create(STACK_START, STACK_MAX, b->memory);
    b->compile = pcre2_compile_context_create(b->memory);
    b->search = context(SEARCH_LIMIT, b);
    for (size_t i = 0; i < TIERS; i++)
        b->tiers[i] = context(tiers[i].limit, b);
    return b;
}

void regex_bench_free(struct regex_bench *b)
{
    for (struct regex *r = b->regexes; r != NULL; r = r->older)
        pcre2_code_free(r->code);
    b->regexes = NULL;
    pcre2_match_data_free(b->data);
    pcre2_match_context_free(b->search);
    for (size_t i = 0; i < TIERS; i++)
        pcre2_match_context_free(b->tiers[i]);
    pcre2_compile_context_free(b->compile);
    pcre2_jit_stack_free(b->stack);
    pcre2_general_context_free(b->memory);
}

enum { OPTIONS = PCRE2_UTF | PCRE2_UCP | PCRE2_DOTALL | PCRE2_NEVER_BACKSLASH_C | PCRE2_DOLLAR_ENDONLY };

struct regex *regex_compile(struct regex_bench *b, struct slice expression, enum regex_mode mode, struct error *e)
{
    int number;
    PCRE2_SIZE offset;
    uint32_t options = (uint32_t)OPTIONS | (mode == REGEX_HERE ? PCRE2_ANCHORED : 0);
    struct regex *r = arena_zeroed(b->arena, sizeof *r);
    r->code = pcre2_compile((PCRE2_SPTR)expression.ptr, expression.len, options, &number, &offset, b->compile);
    if (r->code == NULL) {
        char message[200] = "";
        pcre2_get_error_message(number, (PCRE2_UCHAR *)message, sizeof message);
        error_set(e, "%s (in '%.300s')", message, arena_string(b->arena, expression));
        return NULL;
    }
    r->mode = mode;
    r->expression = mode == REGEX_ANYWHERE ? arena_copy(b->arena, expression) : SLICE("");
    r->older = b->regexes;
    b->regexes = r;
    return r;
}

static bool is_limit(int code)
{
    return code == PCRE2_ERROR_MATCHLIMIT || code == PCRE2_ERROR_DEPTHLIMIT || code == PCRE2_ERROR_HEAPLIMIT;
}

/* A match under the limits, which count machine code's steps: where the first uses, without it, come to them, they are no result. */
static int run(struct regex_bench *b, struct regex *r, struct regex_subject s, size_t from, uint32_t options,
               pcre2_match_context *limits)
{
    PCRE2_SPTR text = (PCRE2_SPTR)s.text.ptr;
    if (r->uses < USES_BEFORE_FAST) {
        r->uses++;
        int code = pcre2_match(r->code, text, s.text.len, from, options, b->data, limits);
        if (!is_limit(code))
            return code;
        r->uses = USES_BEFORE_FAST;
    }
    if (r->uses == USES_BEFORE_FAST) {
        r->uses++;
        r->fast = pcre2_jit_compile(r->code, PCRE2_JIT_COMPLETE) == 0;
    }
    if (r->fast && (options & PCRE2_NO_UTF_CHECK))
        return pcre2_jit_match(r->code, text, s.text.len, from, options & ~PCRE2_NO_UTF_CHECK, b->data, limits);
    return pcre2_match(r->code, text, s.text.len, from, options, b->data, limits);
}

static enum regex_result result_of(struct regex_bench *b, int code, struct regex_match *m)
{
    if (code == PCRE2_ERROR_NOMATCH)
        return REGEX_NONE;
    if (code < 0)
        return is_limit(code) ? REGEX_LIMIT : REGEX_FAILURE;
    const PCRE2_SIZE *ends = pcre2_get_ovector_pointer(b->data);
    m->start = ends[0];
    m->end = ends[1] >= ends[0] ? ends[1] : ends[0];
    return REGEX_MATCH;
}

/* One place, under higher and higher limits. Adds to m->work. */
static enum regex_result match_here(struct regex_bench *b, struct regex *r, struct regex_subject s, size_t from,
                                    uint32_t options, struct regex_match *m)
{
    int code = PCRE2_ERROR_MATCHLIMIT;
    uint32_t work = 0;
    for (size_t i = 0; i < TIERS && is_limit(code); i++) {
        work = tiers[i].work;
        code = run(b, r, s, from, options, b->tiers[i]);
    }
    m->work += work;
    if (code == PCRE2_ERROR_JIT_STACKLIMIT)
        code = pcre2_match(r->code, (PCRE2_SPTR)s.text.ptr, s.text.len, from, options | PCRE2_NO_JIT, b->data,
                           b->tiers[TIERS - 1]);
    return result_of(b, code, m);
}

/* The leftmost match, trying place by place. */
static enum regex_result search_slowly(struct regex_bench *b, struct regex *r, struct regex_subject s, size_t from,
                                       uint32_t options, struct regex_match *m)
{
    struct error ignored = {0};
    if (r->here == NULL)
        r->here = regex_compile(b, r->expression, REGEX_HERE, &ignored);
    if (r->here == NULL)
        return REGEX_FAILURE;
    for (size_t at = from; at <= s.text.len; at++) {
        if (at < s.text.len && ((unsigned char)s.text.ptr[at] & 0xc0) == 0x80)
            continue;
        enum regex_result result = match_here(b, r->here, s, at, options, m);
        if (result != REGEX_NONE)
            return result;
        if (m->work > SEARCH_WORK_MAX)
            return REGEX_LIMIT;
    }
    return REGEX_NONE;
}

enum regex_result regex_match(struct regex_bench *b, struct regex *r, struct regex_subject s, size_t from,
                              bool checked, struct regex_match *m)
{
    uint32_t options = (s.cut_start ? PCRE2_NOTBOL : 0) | (s.cut_end ? PCRE2_NOTEOL : 0) |
                       (checked ? PCRE2_NO_UTF_CHECK : 0);
    m->work = 0;
    if (r->mode == REGEX_HERE)
        return match_here(b, r, s, from, options, m);
    m->work = REGEX_STEP;
    int code = run(b, r, s, from, options, b->search);
    if (!is_limit(code) && code != PCRE2_ERROR_JIT_STACKLIMIT)
        return result_of(b, code, m);
    m->work = SEARCH_LIMIT_WORK;
    return search_slowly(b, r, s, from, options, m);
}
