/* SPDX-License-Identifier: MIT */
/* What the files of engine.h share; nobody else includes it. */
#ifndef REGULARS_ENGINE_PARTS_H
#define REGULARS_ENGINE_PARTS_H

#include "rules/engine.h"
#include "rules/matcher.h"
#include "rules/regex.h"

/* Which of a rule's expressions: what is looked for, or the pattern in `if` that sets off a missing rule. */
enum part { PART_PATTERN, PART_CONDITION, PART_COUNT };

/* What the matcher knows a chain by: a rule, one of its alternatives, and which of its expressions. */
enum { VALUE_PART_BITS = 2, VALUE_BRANCH_BITS = 6 };
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

/*
 * Where in a text matches of an expression may begin: a bit for each hash of what they begin with. Of a beginning count as many
 * bytes as it has, down to one of a few lengths.
 */
enum { START_BITS = 12, START_LENGTHS = 4 };
struct start_filter {
    uint64_t bits[(1 << START_BITS) / 64];
    uint32_t lengths; /* bit n is set: some are of the length n */
    uint32_t signs;   /* not 0: some match begins with no letter */
};

/*
 * One expression of a rule; all but the source is made when it is first needed. What PCRE2 gets was written when the program was
 * built where the rule is built in.
 */
struct expression {
    struct slice source;         /* as it stands in the pack; empty: none */
    struct regex *anywhere;
    struct slice *alternatives;  /* as PCRE2 gets each of them */
    size_t alternative_count;
    struct regex **here;         /* each of them; NULL: not compiled yet */
    bool broken;                 /* PCRE2 refused it */
    struct portion **portions;   /* its alternatives for engine_occurs; NULL: not known yet */
    size_t portion_count;
};

/*
 * Some alternatives of an exception or a condition. Rules that have the same ones, as those of a category have its lists, share
 * them, and what was found.
 */
struct portion {
    struct expression search;          /* for searching, where matches may begin anywhere */
    const struct start_filter *filter; /* NULL: they may */
    struct slice whole;                /* all of it as PCRE2 gets it */
    struct regex *start;               /* compiled for a place where the filter lets a match begin */
    uint64_t stamp;                    /* of the scan in which */
    struct message_part scope;         /* here */
    bool occurs;                       /* it was found, or was not */
};

struct prepared {
    const struct rule *rule;
    bool known; /* these are set: */
    struct expression parts[PART_COUNT], unless;
    const struct rule *reference;     /* `if` naming a rule */
    struct slice reference_category;  /* `if` naming a category */
    /* of the scan under way, valid when stamp is the engine's */
    uint64_t stamp;
    uint32_t counted_from;            /* start of the first hit that a count counts */
    uint32_t behind[PART_COUNT];      /* end of its last match */
    uint32_t known_scope;             /* 1 + where the scope starts for which these are known: */
    bool unless_occurs, condition_occurs;
    uint32_t hits;                    /* accepted so far, for counts; seen, for missing */
    uint64_t work;                    /* what it took */
    bool reported;                    /* an unscanned finding about it was made */
};

/* A place where a text of a clause stands: with which matches of some chain begin, or any in a long message. */
struct sighting {
    uint32_t at, sentence, word;
    uint32_t next; /* 1 + the place in the list of the next one of the same clause; 0: none */
};

struct sighting_list {
    struct sighting *list;
    size_t count, capacity;
};

/* What was seen of a clause: in the sentence under way, or in the message. */
struct seen {
    uint64_t words;       /* a bit for each word that it was met in; the last one for all further words */
    uint32_t first, last; /* 1 + places in the list */
};

/* A text of a matcher that stands in the message. */
struct text_met {
    const uint32_t *values; /* of the clauses that are still to be noted, as in the index; NULL: none */
    uint32_t at;
    unsigned goes_on : 1, sentence : 31; /* the word goes on behind the text */
};

struct text_list {
    struct text_met *list;
    size_t count, capacity;
};

/* What was met in one scope, the sentence under way or the message. */
struct field {
    uint32_t *met;   /* the clauses; room for all */
    size_t met_count;
    struct sighting_list sightings;
    uint32_t *open;  /* chains that are looked at */
    size_t open_count, open_capacity;
};

/* A matcher at work: the one made for the built-in packs, or one for further rules. */
struct layer {
    struct matcher matcher;
    bool built_in;
    struct seen *seen;           /* by clause, good where it was met */
    uint8_t *met;                /* by clause: 1 where it was met in its scope */
    uint8_t *wanted;             /* by clause: `round` where it waits and is needed */
    uint8_t round;               /* not 0; another one for each scope */
    struct text_list texts;      /* of the message, in order */
    size_t next;                 /* the first of them behind the sentences done */
    struct field sentence, message;
};

enum { LAYERS = 2 };

/* The rules for one language and one role. */
struct group {
    bool made;
    struct group *same;         /* that of the other role, which has the same rules; NULL: it has not */
    struct layer layers[LAYERS];
    size_t layer_count;
    uint32_t *all;              /* values of the first alternative, for the plain way */
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
    struct intern portion_texts;  /* of portions that were made, */
    struct portion **portions;    /* which have their numbers; */
    struct portion **kept;        /* and those of engine_save_index, by theirs; NULL: not needed yet */
    size_t portion_capacity;
    struct group groups[LANGUAGE_COUNT + 1][RULE_BOTH];
    uint64_t stamp, confirmations, work, work_limit;
};

/* A place where a rule's trigger matched. */
struct hit {
    uint32_t rule, start, end, sentence;
    enum part part;
};

/* A place where a rule may match, says the matcher; not tried yet. */
struct candidate {
    uint32_t value, at, sentence;
};

struct candidates {
    struct candidate *list;
    size_t count, capacity;
};

/* A scan under way. */
struct scanning {
    struct engine *engine;
    const struct scan *scan;
    const struct message *m;
    struct group *group;
    struct arena *arena;
    struct hit *hits;
    size_t hit_count, hit_capacity;
    bool is_long;   /* the message has more words than a number has bits */
    uint32_t words; /* blanks of the message before the sentence under way */
    struct candidates candidates;
    struct findings *out;
    bool given_up;
};

/* The group of a language and role, made when first asked for; `learns`: with the examples of the rules (matcher_learn). */
struct group *engine_group(struct engine *e, int language, enum rule_role role, bool learns);

/* Takes a rule apart if that has not been done. */
void engine_prepare(struct engine *e, uint32_t rule);

/* Parses a pattern of a rule, as what the rule is matched with asks for: folded or original text (pattern.h). */
bool engine_parse(struct arena *arena, const struct rule *rule, struct slice source, struct pattern *p, struct error *error);

/* A pattern of a rule as PCRE2 gets it, in the arena. False: it cannot be parsed, and *error says why. */
bool engine_write_source(struct arena *arena, const struct rule *rule, struct slice source, struct slice *out, struct error *error);

/* Writes the alternatives of an expression, if that has not been done. False: it cannot be parsed. */
bool engine_write_alternatives(struct engine *e, const struct rule *rule, struct expression *x);

/* Makes the portions of an expression, if that has not been done. */
void engine_make_portions(struct engine *e, const struct rule *rule, struct expression *x);

/* The same from what engine_save_index has kept. False: nothing. */
bool engine_open_alternatives(struct engine *e, const struct rule *rule, struct expression *x);
bool engine_open_portions(struct engine *e, const struct rule *rule, struct expression *x);

/* The matcher of a group from what engine_save_index has kept. False: there is none. */
bool engine_open_matcher(const struct engine *e, int language, enum rule_role role, struct matcher *m);

/* Compiles an expression for searching, if that has not been done. NULL: it cannot be, and *error says why. */
struct regex *engine_compile_search(struct engine *e, const struct rule *rule, struct expression *x, struct error *error);

/* What sets the rule off. */
enum part engine_trigger(const struct prepared *p);

/* The place of a rule in the set. */
static inline uint32_t engine_number(const struct engine *e, const struct rule *rule)
{
    return (uint32_t)(rule - e->set->rules);
}

/* Resets the rule's state when it is of an earlier scan, and returns it. */
struct prepared *engine_state(struct engine *e, uint32_t rule);

/* Words of a sentence as bits of a number; the last one stands for all further words, too. */
enum { ENGINE_LAST_WORD = 63 };
static inline uint8_t engine_word_bit(uint32_t word)
{
    return (uint8_t)(word < ENGINE_LAST_WORD ? word : ENGINE_LAST_WORD);
}

/* Looks up in a layer's index what stands in the message: fills l->texts. */
void engine_look_up(struct scanning *s, struct layer *l);

/*
 * Notes the clauses that texts of a sentence meet, those that wait left out; the texts before the sentence are before `from`.
 * Returns where those of the next sentence begin.
 */
size_t engine_note_sentence(struct scanning *s, struct layer *l, size_t from, uint32_t sentence);

/* Notes those clauses that waited and are wanted, of some texts. */
void engine_note_wanted(struct scanning *s, struct layer *l, size_t from, size_t to);

/* Looks up what stands in the message, before its sentences are asked for one by one. */
void engine_look_at_message(struct scanning *s);

/* Fills s->candidates with the places in a sentence where rules for a sentence may match. Sentences come in their order. */
void engine_find_in_sentence(struct scanning *s, uint32_t sentence);

/* The same for rules for the whole message, behind all sentences. */
void engine_find_in_message(struct scanning *s);

/* Whether a value of a layer is to be looked for: its rule is enabled, asked for, and not replaced since the layer was made. */
bool engine_is_meant(const struct scanning *s, const struct layer *l, uint32_t value);

/* Whether the trigger of a rule has no beginnings, so that it is tried everywhere; the rule must be prepared. */
bool engine_has_no_beginnings(const struct prepared *p);

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
