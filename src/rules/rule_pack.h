/* SPDX-License-Identifier: MIT */
/*
 * Rule packs: CSV files, one rule a row, and the set of rules made of them. The packs of the toolkit are compiled
 * in (packs.h); a user's own are added to them. Columns, all but the first six optional:
 *
 *   id           letters, digits, _ - . ; one of its kind for each language
 *   lang         en, el, pl, ru, ar, or any
 *   role         staff, customer, any: whose words are judged
 *   category     accuse, handoff, leave, ...: a word of small letters, digits and _
 *   severity     error, warn, info, none (none: counts for politeness and for `if`, is no finding)
 *   pattern      an expression of PCRE2, read as words; see below
 *   kind         match (the default); missing: a finding where the pattern does not occur; count>=N: a finding where
 *                it occurs N times or more; list: no rule, but words that {id} stands for in the patterns, unless and if
 *                of the rows after it; it needs no examples
 *   unless       where this pattern matches in the scope, the hit is dropped
 *   if           a pattern, the id of a rule, or category:NAME: there is a finding only where that is found in the scope too
 *   scope        sentence (the default) or message: what the pattern, unless, if, missing and count>= look at
 *   suggestion   how to say it better. Beginning with a small letter it can stand for the words found; with a capital
 *                letter, for the whole sentence; with "(", it is advice
 *   reason       why
 *   example_hit, example_ok   texts that must be hit and must not, at least one each, " || " between them
 *   weight       for the politeness score: above 0 polite, below 0 rude, such as -0.5
 *   exact        yes: the pattern is matched against the text as it is written, capitals and accents included
 *   replace      yes: takes the place of the rule of the same id and language
 *   enabled      no: the row is left out (and with replace, so is the rule replaced)
 *
 * Patterns are read as words. A blank is any run of white space. At both ends a word must begin or end, unless the
 * end of the pattern is ^, $, \b or \B; so "as" never hits "was". Letters match without regard to case, accents and
 * forms of letters (ς, ё, ł, أ); "don't", "dont" and "do not" are the same. ^ and $ are the ends of the scope.
 * Special patterns: {caps} words in capitals, {exclaim} a run of ! and ?, {name} the customer's name, {agent} the name of
 * the member of staff; the two names also as the first alternative, "{agent}|kind regards".
 */
#ifndef REGULARS_RULE_PACK_H
#define REGULARS_RULE_PACK_H

#include "lib/csv_table.h"
#include "lib/hash.h"
#include "rules/word_lists.h"
#include "streams/vocabulary.h"

/* Languages are enum language; rules for all of them have this one. */
enum { LANGUAGE_ANY = LANGUAGE_COUNT };

enum rule_role { RULE_STAFF = 1, RULE_CUSTOMER = 2, RULE_BOTH = 3 };
enum rule_severity { SEVERITY_NONE, SEVERITY_INFO, SEVERITY_WARN, SEVERITY_ERROR };
/* A RULE_LIST is kept in rule_set.lists and never stands in rule_set.rules. */
enum rule_kind { RULE_MATCH, RULE_MISSING, RULE_COUNT, RULE_LIST };
enum rule_scope { SCOPE_SENTENCE, SCOPE_MESSAGE };

/* What a special pattern asks for besides its expression. */
enum rule_feature { FEATURE_NONE, FEATURE_CAPS, FEATURE_EXCLAIM, FEATURE_NAME, FEATURE_AGENT };

struct rule {
    struct slice id, category, pattern, unless, condition, suggestion, reason, example_hit, example_ok;
    int language; /* enum language or LANGUAGE_ANY */
    enum rule_role role;
    enum rule_severity severity;
    enum rule_kind kind;
    enum rule_scope scope;
    enum rule_feature feature;
    uint32_t least;  /* RULE_COUNT: N */
    int64_t weight;  /* millionths */
    bool exact;
    bool built_in;
    bool enabled;
    const struct csv_table *table; /* where it stands, for messages */
    size_t row;
};

struct rule_set {
    struct arena *arena;
    struct rule *rules; /* in the order of the packs */
    size_t count, capacity;
    struct slice index; /* what was made of the built-in ones when the program was built (engine_save_index); empty: nothing */
    struct word_lists lists;
    struct intern names; /* "lang:id" to the place in rules */
    uint32_t *places;
    size_t place_capacity;
};

/* An empty set. */
void rule_set_start(struct rule_set *set, struct arena *arena, const uint64_t seed[2]);

/* Ends the use of the set; what it holds goes with the arena. */
void rule_set_free(struct rule_set *set);

/*
 * Adds a pack. A missing or unknown column, a bad value, an id that is there already is an error with file, line and
 * column. Patterns are parsed only by rule_set_check_patterns, and when an engine needs them.
 */
bool rule_set_add(struct rule_set *set, const struct csv_table *pack, bool built_in, struct error *e);

/* Parses the patterns of all rules from `first` on, so that faults are told with their place. */
bool rule_set_check_patterns(struct rule_set *set, size_t first, struct error *e);

/* The rule of that id; language LANGUAGE_ANY - or a rule for any - matches too. NULL: none. Several threads may ask. */
struct rule *rule_set_find(const struct rule_set *set, int language, struct slice id);

/* Switches off the rules of that id, or "lang:id", or "category:NAME". False: there is none. */
bool rule_set_disable(struct rule_set *set, struct slice name);

/* Places an error at a column of the rule's row. Returns false. */
bool rule_place(const struct rule *rule, const char *column, struct error *e);

/* "staff", "warn", "missing", "el" or "any": the words of the columns. */
const char *rule_role_word(enum rule_role role);
const char *rule_severity_word(enum rule_severity severity);
const char *rule_language_word(int language);
struct slice rule_kind_word(const struct rule *rule, struct arena *arena);

/* The severity of that word, -1: none. */
int rule_severity_of(struct slice word);

/* The pattern without the special {..} at its start; empty when there is nothing else. */
struct slice rule_expression(const struct rule *rule);

/* `if` naming a category: its name, else empty. */
struct slice rule_condition_category(const struct rule *rule);

#endif
