/* SPDX-License-Identifier: MIT */
#include "rules/rule_pack.h"

#include "lib/number.h"
#include "lib/text.h"
#include "rules/pattern.h"

enum column {
    COLUMN_ID, COLUMN_LANG, COLUMN_ROLE, COLUMN_CATEGORY, COLUMN_SEVERITY, COLUMN_PATTERN, COLUMN_KIND, COLUMN_UNLESS,
    COLUMN_IF, COLUMN_SCOPE, COLUMN_SUGGESTION, COLUMN_REASON, COLUMN_HIT, COLUMN_OK, COLUMN_WEIGHT, COLUMN_EXACT,
    COLUMN_REPLACE, COLUMN_ENABLED, COLUMN_COUNT
};
enum { COLUMNS_NEEDED = COLUMN_KIND, ID_MAX = 80 };

static const char *const columns[COLUMN_COUNT] = {
    "id", "lang", "role", "category", "severity", "pattern", "kind", "unless", "if",
    "scope", "suggestion", "reason", "example_hit", "example_ok", "weight", "exact", "replace", "enabled",
};

static const char *const languages[] = {"en", "el", "pl", "ru", "ar", "any", NULL};
static const char *const roles[] = {"", "staff", "customer", "any", NULL};
static const char *const severities[] = {"none", "info", "warn", "error", NULL};
static const char *const scopes[] = {"sentence", "message", NULL};
static const char *const answers[] = {"no", "yes", NULL};

/* A row being read. */
struct row {
    struct rule_set *set;
    const struct csv_table *table;
    size_t number;
    ptrdiff_t at[COLUMN_COUNT];
    struct error *e;
};

static struct slice cell(const struct row *r, enum column c)
{
    return slice_trim(csv_table_cell(r->table, r->number, r->at[c]));
}

static bool fault(const struct row *r, enum column c, const char *what)
{
    struct slice value = cell(r, c);
    error_set(r->e, "'%s' %s", quote(value).text, what);
    return csv_table_place(r->table, r->number, r->at[c], r->e);
}

/* The place of a cell's word in a list; blank is `otherwise`. */
static bool word(const struct row *r, enum column c, const char *const *list, int otherwise, const char *what,
                 int *value)
{
    struct slice text = cell(r, c);
    *value = otherwise;
    if (text.len == 0 && otherwise >= 0)
        return true;
    for (int i = 0; list[i] != NULL; i++) {
        if (list[i][0] != '\0' && slice_equal(text, slice_of(list[i]))) {
            *value = i;
            return true;
        }
    }
    return fault(r, c, what);
}

static bool is_name(struct slice s, bool small)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        bool fits = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
                    (!small && ((c >= 'A' && c <= 'Z') || c == '-' || c == '.'));
        if (!fits)
            return false;
    }
    return s.len != 0 && s.len <= ID_MAX;
}

static bool read_kind(const struct row *r, struct rule *rule)
{
    struct slice text = cell(r, COLUMN_KIND);
    int64_t least = 0;
    struct error ignored = {0};
    if (text.len == 0 || slice_equal(text, SLICE("match"))) {
        rule->kind = RULE_MATCH;
        return true;
    }
    if (slice_equal(text, SLICE("missing"))) {
        rule->kind = RULE_MISSING;
        return true;
    }
    if (slice_equal(text, SLICE("list"))) {
        rule->kind = RULE_LIST;
        return true;
    }
    rule->kind = RULE_COUNT;
    if (slice_starts(text, SLICE("count>=")) &&
        number_parse_integer(slice_from(text, sizeof "count>=" - 1), 1, 1000, &least, &ignored)) {
        rule->least = (uint32_t)least;
        return true;
    }
    return fault(r, COLUMN_KIND, "is no kind: match, missing, count>=N, or list");
}

static enum rule_feature feature_of(struct slice pattern)
{
    static const struct {
        const char *text;
        enum rule_feature feature;
    } features[] = {
        {"{caps}", FEATURE_CAPS}, {"{exclaim}", FEATURE_EXCLAIM}, {"{name}", FEATURE_NAME}, {"{agent}", FEATURE_AGENT}};
    for (size_t i = 0; i < sizeof features / sizeof *features; i++) {
        if (slice_starts(pattern, slice_of(features[i].text)))
            return features[i].feature;
    }
    return FEATURE_NONE;
}

/* The length of the special pattern at the start, 0: there is none. */
static size_t special_length(struct slice pattern)
{
    if (feature_of(pattern) == FEATURE_NONE)
        return 0;
    return (size_t)((const char *)memchr(pattern.ptr, '}', pattern.len) - pattern.ptr) + 1;
}

struct slice rule_expression(const struct rule *rule)
{
    if (rule->feature == FEATURE_NONE)
        return rule->pattern;
    struct slice rest = slice_from(rule->pattern, special_length(rule->pattern));
    return slice_from(rest, slice_starts(rest, SLICE("|")));
}

/* A cell that holds a pattern, its lists of words written out. */
static bool read_expanded(const struct row *r, enum column c, const struct rule *rule, struct slice *out)
{
    struct slice text = cell(r, c);
    if (word_lists_expand(&r->set->lists, languages[rule->language], text, special_length(text), out, r->e))
        return true;
    return csv_table_place(r->table, r->number, r->at[c], r->e);
}

static bool read_pattern(const struct row *r, struct rule *rule)
{
    if (!read_expanded(r, COLUMN_PATTERN, rule, &rule->pattern) ||
        !read_expanded(r, COLUMN_UNLESS, rule, &rule->unless) ||
        !read_expanded(r, COLUMN_IF, rule, &rule->condition))
        return false;
    if (rule->pattern.len == 0)
        return fault(r, COLUMN_PATTERN, "is no pattern: write the words to look for");
    rule->feature = feature_of(rule->pattern);
    bool alone = rule->feature == FEATURE_CAPS || rule->feature == FEATURE_EXCLAIM;
    if (alone && rule_expression(rule).len != 0)
        return fault(r, COLUMN_PATTERN, "has more than its special pattern: make two rules of it");
    if (rule->feature != FEATURE_NONE && !alone && rule->kind != RULE_MISSING)
        return fault(r, COLUMN_PATTERN, "names a person: only rules of kind missing can do that");
    return true;
}

static bool read_weight(const struct row *r, struct rule *rule)
{
    struct slice text = cell(r, COLUMN_WEIGHT);
    struct error why = {0};
    if (text.len == 0)
        return true;
    if (number_parse(text, DECIMAL_POINT, &rule->weight, &why) && rule->weight <= 100 * NUMBER_ONE &&
        rule->weight >= -100 * NUMBER_ONE)
        return true;
    return fault(r, COLUMN_WEIGHT, "is no weight: a number from -100 to 100");
}

static bool read_words(const struct row *r, struct rule *rule, bool *replace)
{
    int role;
    int severity;
    int scope;
    int exact;
    int replaces;
    int enabled;
    if (!word(r, COLUMN_LANG, languages, -1, "is no language of rules: en, el, pl, ru, ar or any", &rule->language) ||
        !word(r, COLUMN_ROLE, roles, RULE_BOTH, "is no role: staff, customer or any", &role) ||
        !word(r, COLUMN_SEVERITY, severities, -1, "is no severity: error, warn, info or none", &severity) ||
        !word(r, COLUMN_SCOPE, scopes, 0, "is no scope: sentence or message", &scope) ||
        !word(r, COLUMN_EXACT, answers, 0, "is neither yes nor no", &exact) ||
        !word(r, COLUMN_REPLACE, answers, 0, "is neither yes nor no", &replaces) ||
        !word(r, COLUMN_ENABLED, answers, 1, "is neither yes nor no", &enabled))
        return false;
    rule->role = (enum rule_role)role;
    rule->severity = (enum rule_severity)severity;
    rule->scope = (enum rule_scope)scope;
    rule->exact = exact != 0;
    rule->enabled = enabled != 0;
    *replace = replaces != 0;
    return true;
}

static bool read_rule(const struct row *r, struct rule *rule, bool *replace)
{
    rule->table = r->table;
    rule->row = r->number;
    rule->id = cell(r, COLUMN_ID);
    rule->category = cell(r, COLUMN_CATEGORY);
    if (!is_name(rule->id, false))
        return fault(r, COLUMN_ID, "is no id: up to 80 letters, digits, '_', '-' and '.'");
    if (!is_name(rule->category, true))
        return fault(r, COLUMN_CATEGORY, "is no category: small letters, digits and '_'");
    rule->suggestion = cell(r, COLUMN_SUGGESTION);
    rule->reason = cell(r, COLUMN_REASON);
    rule->example_hit = cell(r, COLUMN_HIT);
    rule->example_ok = cell(r, COLUMN_OK);
    return read_words(r, rule, replace) && read_kind(r, rule) && read_pattern(r, rule) && read_weight(r, rule);
}

static bool find_columns(struct row *r)
{
    for (int c = 0; c < COLUMN_COUNT; c++) {
        r->at[c] = csv_table_column(r->table, columns[c]);
        if (r->at[c] < 0 && c < COLUMNS_NEEDED) {
            error_set(r->e, "there is no column '%s': a rule pack needs id, lang, role, category, severity, pattern",
                      columns[c]);
            return error_place(r->e, csv_table_file(r->table), 1, SLICE(""));
        }
    }
    for (size_t i = 0; i < csv_table_columns(r->table); i++) {
        bool known = false;
        for (int c = 0; c < COLUMN_COUNT; c++)
            known = known || r->at[c] == (ptrdiff_t)i;
        if (!known) {
            error_set(r->e, "is no column of a rule pack, or is there twice");
            return error_place(r->e, csv_table_file(r->table), 1, csv_table_name(r->table, i));
        }
    }
    return true;
}

void rule_set_start(struct rule_set *set, struct arena *arena, const uint64_t seed[2])
{
    *set = (struct rule_set){.arena = arena};
    intern_start(&set->names, arena, seed);
    word_lists_start(&set->lists, arena, seed);
}

void rule_set_free(struct rule_set *set)
{
    intern_free(&set->names);
    intern_free(&set->lists.names);
}

static struct slice full_name(struct arena *arena, int language, struct slice id)
{
    return arena_print(arena, "%s:%.*s", languages[language], SLICE_ARG(id));
}

static struct rule *find_exact(const struct rule_set *set, int language, struct slice id)
{
    struct arena scratch = {0};
    uint32_t n = intern_find(&set->names, full_name(&scratch, language, id));
    arena_free(&scratch);
    return n != INTERN_NONE ? &set->rules[set->places[n]] : NULL;
}

struct rule *rule_set_find(const struct rule_set *set, int language, struct slice id)
{
    struct rule *rule = find_exact(set, language, id);
    return rule != NULL ? rule : find_exact(set, LANGUAGE_ANY, id);
}

static bool keep_list(struct rule_set *set, const struct row *r, const struct rule *rule, bool replace)
{
    struct slice name = full_name(set->arena, rule->language, rule->id);
    if (word_lists_has(&set->lists, name) != replace)
        return fault(r, COLUMN_ID, replace ? "replaces a list, but there is none of that id and language"
                                           : "is already a list of that language; set replace to yes to take its place");
    word_lists_put(&set->lists, name, rule->pattern);
    struct pattern words;
    return pattern_parse(set->arena, rule->pattern, &words, r->e) ||
           csv_table_place(r->table, r->number, r->at[COLUMN_PATTERN], r->e);
}

static bool keep(struct rule_set *set, const struct row *r, struct rule *rule, bool replace)
{
    struct rule *old = find_exact(set, rule->language, rule->id);
    if (old == NULL && replace)
        return fault(r, COLUMN_ID, "replaces a rule, but there is none of that id and language");
    if (old != NULL && !replace) {
        error_set(r->e, "'%s' is already a rule for %s, in %s:%ju; set replace to yes to take its place",
                  quote(rule->id).text, languages[rule->language], csv_table_file(old->table),
                  (uintmax_t)csv_table_line(old->table, old->row));
        return csv_table_place(r->table, r->number, r->at[COLUMN_ID], r->e);
    }
    if (old != NULL) {
        *old = *rule;
        return true;
    }
    set->rules = arena_grow(set->arena, set->rules, set->count, &set->capacity, sizeof *set->rules);
    set->places = arena_grow(set->arena, set->places, set->count, &set->place_capacity, sizeof *set->places);
    set->places[intern_add(&set->names, full_name(set->arena, rule->language, rule->id))] = (uint32_t)set->count;
    set->rules[set->count++] = *rule;
    return true;
}

bool rule_set_add(struct rule_set *set, const struct csv_table *pack, bool built_in, struct error *e)
{
    struct row r = {.set = set, .table = pack, .e = e};
    if (!find_columns(&r))
        return false;
    for (r.number = 0; r.number < csv_table_rows(pack); r.number++) {
        struct rule rule = {.built_in = built_in, .least = 1};
        bool replace = false;
        if (!read_rule(&r, &rule, &replace))
            return false;
        if (rule.kind == RULE_LIST ? !keep_list(set, &r, &rule, replace) : !keep(set, &r, &rule, replace))
            return false;
    }
    return true;
}

static bool parses(struct arena *scratch, const struct rule *rule, struct slice pattern, const char *column,
                   struct error *e)
{
    struct pattern p;
    if (pattern.len == 0 || pattern_parse(scratch, pattern, &p, e))
        return true;
    return rule_place(rule, column, e);
}

bool rule_set_check_patterns(struct rule_set *set, size_t first, struct error *e)
{
    struct arena scratch = {0};
    bool good = true;
    for (size_t i = first; i < set->count && good; i++) {
        const struct rule *rule = &set->rules[i];
        bool is_rule = rule_condition_category(rule).len != 0 ||
                       rule_set_find(set, rule->language, rule->condition) != NULL;
        good = parses(&scratch, rule, rule_expression(rule), "pattern", e) &&
               parses(&scratch, rule, rule->unless, "unless", e) &&
               (is_rule || parses(&scratch, rule, rule->condition, "if", e));
        arena_reset(&scratch);
    }
    arena_free(&scratch);
    return good;
}

bool rule_set_disable(struct rule_set *set, struct slice name)
{
    bool found = false;
    bool by_category = slice_starts(name, SLICE("category:"));
    struct slice category = slice_from(name, sizeof "category:" - 1);
    for (size_t i = 0; i < set->count; i++) {
        struct rule *rule = &set->rules[i];
        bool meant = by_category ? slice_equal(rule->category, category)
                                 : slice_equal(rule->id, name) ||
                                       slice_equal(full_name(set->arena, rule->language, rule->id), name);
        if (meant)
            rule->enabled = false;
        found = found || meant;
    }
    return found;
}

bool rule_place(const struct rule *rule, const char *column, struct error *e)
{
    return csv_table_place(rule->table, rule->row, csv_table_column(rule->table, column), e);
}

const char *rule_role_word(enum rule_role role)
{
    return roles[role];
}

const char *rule_severity_word(enum rule_severity severity)
{
    return severities[severity];
}

const char *rule_language_word(int language)
{
    return languages[language];
}

struct slice rule_kind_word(const struct rule *rule, struct arena *arena)
{
    if (rule->kind == RULE_COUNT)
        return arena_print(arena, "count>=%u", rule->least);
    return rule->kind == RULE_MATCH ? SLICE("match") : SLICE("missing");
}

int rule_severity_of(struct slice text)
{
    for (int i = 0; severities[i] != NULL; i++) {
        if (slice_equal(text, slice_of(severities[i])))
            return i;
    }
    return -1;
}

struct slice rule_condition_category(const struct rule *rule)
{
    const struct slice mark = SLICE("category:");
    return slice_starts(rule->condition, mark) ? slice_from(rule->condition, mark.len) : (struct slice){"", 0};
}
