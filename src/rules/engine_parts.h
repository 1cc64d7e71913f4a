/* SPDX-License-Identifier: MIT */
/* What the files of engine.h share; nobody else includes it. */
#ifndef REGULARS_ENGINE_PARTS_H
#define REGULARS_ENGINE_PARTS_H

#include "rules/engine.h"
#include "rules/pattern.h"
#include "rules/prefix_index.h"
#include "rules/regex.h"

/* Which of a rule's expressions: what is looked for, or the pattern in `if` that sets off a missing rule. */
enum part { PART_PATTERN, PART_CONDITION, PART_COUNT };

/*
 * What stands in the index: a rule, one of its alternatives, and whether its trigger begins there, or a text stands there that
 * the trigger must hold.
 */
enum { VALUE_REQUIRED = PART_COUNT, VALUE_PART_BITS = 2, VALUE_BRANCH_BITS = 6 };
static inline uint32_t value_of(uint32_t rule, size_t branch, unsigned part)
{
    return rule << (VALUE_PART_BITS + VALUE_BRANCH_BITS) | (uint32_t)branch << VALUE_PART_BITS | part;
}
static inline uint32_t value_rule(uint32_t value)
{
    return value >> (VALUE_PART_BITS + VALUE_BRANCH_BITS);
}
static inline uint32_t value_branch(uint32_t value)
{
    return value >> VALUE_PART_BITS & (BRANCHES_MAX - 1);
}
static inline unsigned value_part(uint32_t value)
{
    return value & 3;
}

/* One expression of a rule, compiled when it is first needed. */
struct expression {
    struct slice source; /* as it stands in the pack; empty: none */
    struct regex *anywhere;
    struct slice *alternatives; /* their sources */
    struct regex **here; /* each of them; NULL: not compiled yet */
    bool broken;        /* PCRE2 refused it */
    struct start_filter *filter; /* of engine_occurs */
    bool unfiltered;    /* it was found that there can be none */
};

struct prepared {
    const struct rule *rule;
    bool known; /* these are set: */
    struct expression parts[PART_COUNT], unless;
    const struct rule *reference;     /* `if` naming a rule */
    struct slice reference_category;  /* `if` naming a category */
    bool slow[PART_COUNT];            /* has no beginnings */
    uint64_t needs;                   /* bit of each alternative that has required texts */
    size_t branch_count;
    /* of the scan under way, valid when stamp is the engine's */
    uint64_t stamp;
    uint32_t counted_from;            /* start of the first hit that a count counts */
    uint32_t behind[PART_COUNT];      /* end of its last match */
    uint32_t *required_at;            /* by alternative: 1 + the last place where a required text stands */
    uint32_t known_scope;             /* 1 + where the scope starts for which these are known: */
    bool unless_occurs, condition_occurs;
    uint32_t hits;                    /* accepted so far, for counts; seen, for missing */
    uint64_t work;                    /* what it took */
    bool reported;                    /* an unscanned finding about it was made */
};

/* The rules for one language and one role. */
struct group {
    bool made;
    struct prefix_index *index; /* values: value_of() */
    uint32_t *slow;             /* the same values */
    size_t slow_count, slow_capacity;
    uint32_t *all;              /* the same values, indexed and slow: for the plain way */
    size_t all_count, all_capacity;
    uint32_t *missing;          /* rules of kind missing */
    size_t missing_count, missing_capacity;
    uint32_t *features;         /* rules whose pattern is {caps} or {exclaim} */
    size_t feature_count, feature_capacity;
};

struct engine {
    struct arena *arena;
    struct rule_set *set;
    struct message_reader *reader;
    struct regex_bench *bench;
    struct prepared *prepared; /* by the place of the rule in the set */
    struct group groups[LANGUAGE_COUNT + 1][RULE_BOTH];
    uint64_t stamp, confirmations, work, work_limit;
};

/* A place where a rule's trigger matched. */
struct hit {
    uint32_t rule, start, end, sentence;
    enum part part;
};

/* A place where a rule may match, says the index; not tried yet. */
struct candidate {
    uint32_t value, at, sentence;
};

/* A scan under way. */
struct scanning {
    struct engine *engine;
    const struct scan *scan;
    const struct message *m;
    const struct group *group;
    struct arena *arena;
    struct hit *hits;
    size_t hit_count, hit_capacity;
    struct candidate *waiting; /* until it is known whether what they need is in their scope */
    size_t waiting_count, waiting_capacity;
    struct findings *out;
    bool given_up;
};

/* The group of a language and role, made when first asked for. */
const struct group *engine_group(struct engine *e, int language, enum rule_role role);

/* Takes a rule apart if that has not been done. */
void engine_prepare(struct engine *e, uint32_t rule);

/* Compiles a pattern of a rule, `source`. NULL: it cannot be, and *error says why. */
struct regex *engine_compile_source(struct engine *e, const struct rule *rule, struct slice source, enum regex_mode mode,
                                    struct error *error);

/* Compiles an expression for searching, if that has not been done. NULL: it cannot be, and *error says why. */
struct regex *engine_compile_search(struct engine *e, const struct rule *rule, struct expression *x, struct error *error);

/* What sets the rule off. */
enum part engine_trigger(const struct prepared *p);

/* Resets the rule's state when it is of an earlier scan, and returns it. */
struct prepared *engine_state(struct engine *e, uint32_t rule);

/* Fills s->hits, in the order of their starts. */
void engine_find_hits(struct scanning *s);

/* Makes findings of the hits. */
void engine_judge(struct scanning *s);

/*
 * Looks for an expression in a part of the message, window by window. For `exact` rules in the original text; the match is
 * in folded offsets all the same.
 */
bool engine_search(struct scanning *s, const struct rule *rule, struct expression *x, struct message_part part,
                   uint32_t from, struct message_part *match);

/* Whether the scan asks for the rule. */
static inline bool engine_is_asked(const struct scanning *s, uint32_t rule)
{
    return s->scan->among == NULL || s->scan->among[rule];
}

/* Matches what sets a rule off, or rather that alternative (part and branch of the value), at one place of a part of the message. */
bool engine_confirm(struct scanning *s, uint32_t value, struct message_part part, uint32_t at, struct message_part *match);

/* Whether an expression matches anywhere in a part of the message. */
bool engine_occurs(struct scanning *s, const struct rule *rule, struct expression *x, struct message_part part);

/* Matches a compiled expression at one place of a part. */
bool engine_match_here(struct scanning *s, const struct rule *rule, struct regex *r, struct message_part part, uint32_t at,
                       struct message_part *match);

/* Notes that a rule could not be finished (NULL: the whole message was given up). */
void engine_report(struct scanning *s, const struct rule *rule);

#endif
