/* SPDX-License-Identifier: MIT */
#include "rules/regex.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

/*
 * The match limit counts calls of PCRE2's inner match, not time: a first, low limit lets nearly every match through
 * and keeps the dear ones countable; they are matched again under the full limit and charged for it.
 */
enum { FIRST_LIMIT = 2000, FULL_LIMIT = 100000, STACK_START = 64 * 1024, STACK_MAX = 8 * 1024 * 1024 };

struct regex {
    pcre2_code *code;
    bool fast; /* compiled to machine code */
    struct regex *older;
};

struct regex_bench {
    pcre2_match_data *data;
    pcre2_match_context *first, *full;
    pcre2_jit_stack *stack;
    pcre2_compile_context *compile;
    struct regex *regexes;
    struct arena *arena;
};

static pcre2_match_context *context(uint32_t limit, pcre2_jit_stack *stack)
{
    pcre2_match_context *c = pcre2_match_context_create(NULL);
    if (c == NULL)
        memory_exhausted();
    pcre2_set_match_limit(c, limit);
    pcre2_set_heap_limit(c, STACK_MAX / 1024);
    pcre2_set_depth_limit(c, FULL_LIMIT);
    pcre2_jit_stack_assign(c, NULL, stack);
    return c;
}

struct regex_bench *regex_bench_make(struct arena *arena)
{
    struct regex_bench *b = arena_zeroed(arena, sizeof *b);
    b->arena = arena;
    b->data = pcre2_match_data_create(1, NULL);
    b->stack = pcre2_jit_stack_create(STACK_START, STACK_MAX, NULL);
    b->compile = pcre2_compile_context_create(NULL);
    if (b->data == NULL || b->compile == NULL)
        memory_exhausted();
    b->first = context(FIRST_LIMIT, b->stack);
    b->full = context(FULL_LIMIT, b->stack);
    return b;
}

void regex_bench_free(struct regex_bench *b)
{
    for (struct regex *r = b->regexes; r != NULL; r = r->older)
        pcre2_code_free(r->code);
    b->regexes = NULL;
    pcre2_match_data_free(b->data);
    pcre2_match_context_free(b->first);
    pcre2_match_context_free(b->full);
    pcre2_compile_context_free(b->compile);
    pcre2_jit_stack_free(b->stack);
}

struct regex *regex_compile(struct regex_bench *b, struct slice expression, enum regex_mode mode, struct error *e)
{
    int number;
    PCRE2_SIZE offset;
    uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_DOTALL | PCRE2_NEVER_BACKSLASH_C | PCRE2_DOLLAR_ENDONLY |
                       (mode == REGEX_HERE ? PCRE2_ANCHORED : 0);
    struct regex *r = arena_zeroed(b->arena, sizeof *r);
    r->code = pcre2_compile((PCRE2_SPTR)expression.ptr, expression.len, options, &number, &offset, b->compile);
    if (r->code == NULL) {
        char message[200] = "";
        pcre2_get_error_message(number, (PCRE2_UCHAR *)message, sizeof message);
        error_set(e, "%s (in '%.300s')", message, arena_string(b->arena, expression));
        return NULL;
    }
    r->fast = pcre2_jit_compile(r->code, PCRE2_JIT_COMPLETE) == 0;
    r->older = b->regexes;
    b->regexes = r;
    return r;
}

static int run(struct regex_bench *b, const struct regex *r, struct regex_subject s, size_t from, uint32_t options,
               pcre2_match_context *limits)
{
    if (r->fast && (options & PCRE2_NO_UTF_CHECK))
        return pcre2_jit_match(r->code, (PCRE2_SPTR)s.text.ptr, s.text.len, from, options & ~PCRE2_NO_UTF_CHECK,
                               b->data, limits);
    return pcre2_match(r->code, (PCRE2_SPTR)s.text.ptr, s.text.len, from, options, b->data, limits);
}

static bool is_limit(int code)
{
    return code == PCRE2_ERROR_MATCHLIMIT || code == PCRE2_ERROR_DEPTHLIMIT || code == PCRE2_ERROR_HEAPLIMIT;
}

enum regex_result regex_match(struct regex_bench *b, const struct regex *r, struct regex_subject s, size_t from,
                              bool checked, struct regex_match *m)
{
    uint32_t options = (s.cut_start ? PCRE2_NOTBOL : 0) | (s.cut_end ? PCRE2_NOTEOL : 0) |
                       (checked ? PCRE2_NO_UTF_CHECK : 0);
    m->work = REGEX_STEP;
    int code = run(b, r, s, from, options, b->first);
    if (code == PCRE2_ERROR_NOMATCH)
        return REGEX_NONE;
    if (is_limit(code)) {
        m->work = REGEX_LIMIT_WORK;
        code = run(b, r, s, from, options, b->full);
    }
    if (code == PCRE2_ERROR_JIT_STACKLIMIT)
        code = pcre2_match(r->code, (PCRE2_SPTR)s.text.ptr, s.text.len, from, options | PCRE2_NO_JIT, b->data,
                           b->full);
    if (code == PCRE2_ERROR_NOMATCH)
        return REGEX_NONE;
    if (code < 0)
        return is_limit(code) ? REGEX_LIMIT : REGEX_FAILURE;
    const PCRE2_SIZE *ends = pcre2_get_ovector_pointer(b->data);
    m->start = ends[0];
    m->end = ends[1] >= ends[0] ? ends[1] : ends[0];
    return REGEX_MATCH;
}
