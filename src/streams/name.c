/* SPDX-License-Identifier: MIT */
#include "streams/name.h"

#include "streams/letters.h"

enum { TOKENS_MAX = 10, NAME_MAX_BYTES = 160 };

struct token {
    struct slice text;
    bool capitals; /* it was written in capitals, three letters or more */
};

struct tokens {
    struct token list[TOKENS_MAX];
    size_t count;
    bool too_many;
};

#define LIST_END NULL

/* Whole cells that stand where a name should: folded. */
static const char *const placeholders[] = {
    "unknown",  "guest",    "guest user", "test",     "none",  "null",       "customer", "client",
    "user",     "nobody",   "anonymous",  "private",  "name",  "no name",    "deleted user",
    "πελατησ",  "πελατισσα", "αγνωστο",   "επισκεπτησ", "klient", "klientka", "nieznany", "gosc", "brak",
    "клиент",   "покупатель", "гость",    "неизвестно", "тест", "عميل",      "زبون",     "ضيف",
    "غير معروف", LIST_END,
};

/* Words that only a firm has in its name: squeezed. */
static const char *const company_words[] = {
    "ltd",  "llc",  "llp", "inc",  "gmbh", "plc", "corp", "limited", "company", "oo",   "spolka", "ооо",
    "оао",  "зао",  "пао", "ип",   "αε",   "επε", "ικε",  "αβεε",    "ολε",     "شركه", "موسسه",  LIST_END,
};

/* What may follow a name: squeezed. */
static const char *const suffixes[] = {"jr", "sr", "ii", "iii", "iv", "phd", "md", "esq", "mba", LIST_END};

/* Parts of a family name that keep their small letter. */
static const char *const particles[] = {"van", "der", "den", "de",  "da",  "di",  "del", "della", "von", "zu", "la",
                                        "le",  "du",  "dos", "das", "bin", "ibn", "al",  "el",    "ter", LIST_END};

static bool is_one_of(const char *const *list, struct slice key)
{
    for (; *list != LIST_END; list++) {
        if (slice_equal(key, slice_of(*list)))
            return true;
    }
    return false;
}

/* Whether a tidy text cannot be a name. */
static bool is_no_name(struct slice text, struct arena *arena)
{
    if (letters_count(text) < 2 || text.len > NAME_MAX_BYTES)
        return true;
    struct slice key = text_key(arena, text); /* with all digits as ASCII */
    for (size_t i = 0; i < key.len; i++) {
        if (strchr("@/\\<>=#_|&+0123456789", key.ptr[i]) != NULL)
            return true;
    }
    return is_one_of(placeholders, key);
}

static void cut_tokens(struct slice text, struct tokens *t)
{
    struct slice word;
    while (slice_cut(&text, ' ', &word)) {
        if (word.len == 0)
            continue;
        t->too_many |= t->count == TOKENS_MAX;
        if (t->count < TOKENS_MAX)
            t->list[t->count++] = (struct token){.text = word};
    }
}

static void drop_first(struct tokens *t)
{
    t->count--;
    memmove(t->list, t->list + 1, t->count * sizeof *t->list);
}

/* A capital alone is an initial: "M. Brown" is no Monsieur; "κ." and "د." are salutations. */
static bool is_honorific(const struct name_book *book, struct slice word)
{
    const struct name_word *known = name_book_salutation(book, word);
    return known != NULL && !known->is_sex &&
           (letters_count(word) > 1 || letters_case(word) != LETTERS_UPPER);
}

static void take_honorifics(const struct name_book *book, struct tokens *t, struct name_parts *parts)
{
    while (t->count > 1 && parts->honorific_count < NAME_HONORIFICS_MAX &&
           is_honorific(book, t->list[0].text)) {
        parts->honorifics[parts->honorific_count++] = t->list[0].text;
        drop_first(t);
    }
}

static void drop_suffixes(struct tokens *t, struct arena *arena)
{
    while (t->count > 1 && is_one_of(suffixes, text_squeezed_key(arena, t->list[t->count - 1].text)))
        t->count--;
}

static bool names_company(const struct tokens *t, struct arena *arena)
{
    for (size_t i = 0; i < t->count; i++) {
        if (is_one_of(company_words, text_squeezed_key(arena, t->list[i].text)))
            return true;
    }
    return false;
}

static void mend_case(struct tokens *t, enum letter_case whole, struct arena *arena)
{
    for (size_t i = 0; i < t->count; i++) {
        struct token *one = &t->list[i];
        enum letter_case now = letters_case(one->text);
        size_t letters = letters_count(one->text);
        bool inside = i + 1 < t->count && (i > 0 || now == LETTERS_LOWER);
        if (inside && whole != LETTERS_MIXED && is_one_of(particles, text_key(arena, one->text)))
            one->text = text_key(arena, one->text);
        else if (now == LETTERS_UPPER && (letters > 2 || (letters == 2 && whole == LETTERS_UPPER))) {
            one->text = letters_capitalise(arena, one->text);
            one->capitals = letters > 2;
        } else if (now == LETTERS_LOWER && !(inside && is_one_of(particles, one->text)))
            one->text = letters_capitalise(arena, one->text);
    }
}

static struct slice join(const struct tokens *t, size_t from, size_t to, struct arena *arena)
{
    struct slice text = SLICE("");
    for (size_t i = from; i < to; i++)
        text = text.len == 0 ? t->list[i].text
                             : arena_print(arena, "%.*s %.*s", SLICE_ARG(text), SLICE_ARG(t->list[i].text));
    return text;
}

static struct slice pair(struct slice a, struct slice b, struct arena *arena)
{
    if (a.len == 0 || b.len == 0)
        return a.len == 0 ? b : a;
    return arena_print(arena, "%.*s %.*s", SLICE_ARG(a), SLICE_ARG(b));
}

static enum gender given_gender(const struct name_book *book, struct slice word)
{
    const struct name_word *known = name_book_given(book, word);
    return known != NULL ? known->gender : GENDER_UNKNOWN;
}

/* Whether token i is a patronymic: its given name stands before it. Попович can be a family name too, Ивановна cannot. */
static bool is_patronymic(const struct name_book *book, const struct tokens *t, size_t i)
{
    struct slice word = t->list[i].text;
    if (i == 0)
        return false;
    if (letters_end(word, SLICE("вна")) || letters_end(word, SLICE("чна")))
        return letters_count(word) > 5;
    if (!letters_end(word, SLICE("вич")) && !letters_end(word, SLICE("ьич")) &&
        !letters_end(word, SLICE("мич")) && !letters_end(word, SLICE("кич")))
        return false;
    enum gender gender = given_gender(book, t->list[i - 1].text);
    return gender == GENDER_MALE || (t->count > 2 && gender == GENDER_UNKNOWN && i + 1 == t->count);
}

static bool split_at_patronymic(const struct name_book *book, const struct tokens *t, struct arena *arena,
                                struct name_parts *parts)
{
    size_t i = t->count;
    while (i > 0 && !is_patronymic(book, t, i - 1))
        i--;
    if (i == 0)
        return false;
    parts->patronymic = t->list[i - 1].text;
    parts->given = t->list[i - 2].text;
    parts->family = pair(join(t, 0, i - 2, arena), join(t, i, t->count, arena), arena);
    parts->full = pair(pair(parts->given, parts->patronymic, arena), parts->family, arena);
    return true;
}

/* The first token of the family name, where it comes last: "van der Berg", else the last one. */
static size_t family_start(const struct tokens *t)
{
    size_t at = t->count - 1;
    while (at > 1 && is_one_of(particles, t->list[at - 1].text))
        at--;
    return at;
}

static bool family_is_first(const struct name_book *book, const struct tokens *t)
{
    const struct token *first = &t->list[0];
    const struct token *last = &t->list[t->count - 1];
    if (first->capitals != last->capitals)
        return first->capitals;
    return name_book_given(book, first->text) == NULL && name_book_given(book, last->text) != NULL;
}

static void split_tokens(const struct name_book *book, const struct tokens *t, struct arena *arena,
                         struct name_parts *parts)
{
    if (t->count == 0 || split_at_patronymic(book, t, arena, parts))
        return;
    parts->full = join(t, 0, t->count, arena);
    if (t->count == 1) {
        parts->unsure = name_book_given(book, parts->full) == NULL;
        *(parts->unsure ? &parts->family : &parts->given) = parts->full;
        parts->capitals = t->list[0].capitals;
    } else if (letters_script(parts->full) != SCRIPT_ARABIC && family_is_first(book, t)) {
        parts->given = t->list[t->count - 1].text;
        parts->family = join(t, 0, t->count - 1, arena);
        parts->capitals = t->list[0].capitals;
        parts->full = pair(parts->given, parts->family, arena);
    } else {
        parts->given = t->list[0].text;
        parts->family = join(t, family_start(t), t->count, arena);
        parts->capitals = t->list[t->count - 1].capitals;
    }
}

/*
 * "NOVAK, ANNA": two lists of words, unless what follows the comma is "Jr". Honorifics may stand before either.
 */
static bool cut_at_comma(const struct name_book *book, struct slice text, struct arena *arena,
                         struct tokens *before, struct tokens *after, struct name_parts *parts)
{
    struct slice rest = text;
    struct slice family;
    slice_cut(&rest, ',', &family);
    cut_tokens(family, before);
    take_honorifics(book, before, parts);
    drop_suffixes(before, arena);
    if (rest.ptr == NULL)
        return false;
    cut_tokens(rest, after);
    take_honorifics(book, after, parts);
    drop_suffixes(after, arena);
    return after->count > 0 && before->count > 0 &&
           !is_one_of(suffixes, text_squeezed_key(arena, after->list[0].text));
}

static void split_name(const struct name_book *book, struct slice text, struct arena *arena,
                       struct name_parts *parts)
{
    text = letters_tidy(arena, text);
    if (is_no_name(text, arena))
        return;
    struct tokens family = {.count = 0};
    struct tokens given = {.count = 0};
    enum letter_case whole = letters_case(text);
    bool turned = cut_at_comma(book, text, arena, &family, &given, parts);
    if (family.too_many || given.too_many || names_company(&family, arena) || names_company(&given, arena))
        return;
    mend_case(&family, whole, arena);
    if (!turned) {
        split_tokens(book, &family, arena, parts);
        return;
    }
    mend_case(&given, whole, arena);
    parts->family = join(&family, 0, family.count, arena);
    parts->given = given.list[0].text;
    parts->capitals = family.list[0].capitals;
    if (given.count > 1 && is_patronymic(book, &given, 1))
        parts->patronymic = given.list[1].text;
    parts->full = pair(join(&given, 0, given.count, arena), parts->family, arena);
}

/* The columns of the parts win over the whole name. */
static void use_columns(const struct name_book *book, const struct person *person, struct arena *arena,
                        struct name_parts *parts)
{
    struct name_parts family = {.honorific_count = 0};
    struct name_parts given = {.honorific_count = 0};
    split_name(book, person->family_name, arena, &family);
    split_name(book, person->given_name, arena, &given);
    if (family.full.len > 0) {
        struct slice words = family.full;
        parts->full = pair(given.full.len > 0 ? given.full : parts->given, words, arena);
        parts->family = words;
        parts->capitals = family.capitals;
    } else if (parts->full.len == 0)
        parts->full = given.full;
    if (given.full.len > 0) {
        parts->given = given.patronymic.len > 0 || given.given.len > 0 ? given.given : given.full;
        parts->patronymic = given.patronymic.len > 0 ? given.patronymic : parts->patronymic;
    }
    if (given.full.len > 0 || family.full.len > 0)
        parts->unsure = false;
}

struct slice name_whole(const struct person *person, struct arena *arena)
{
    return person->name.len > 0 ? person->name : pair(person->given_name, person->family_name, arena);
}

void name_parts_of(const struct name_book *book, const struct person *person, struct arena *arena,
                   struct name_parts *parts)
{
    *parts = (struct name_parts){.honorific_count = 0};
    split_name(book, person->name, arena, parts);
    use_columns(book, person, arena, parts);
}
