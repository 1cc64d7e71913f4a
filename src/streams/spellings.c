/* SPDX-License-Identifier: MIT */
#include "streams/spellings.h"

#include "lib/embed.h"
#include "lib/text.h"

EMBED(spellings_table, "src/streams/spellings.csv")
EMBED(layouts_table, "src/streams/layouts.csv")

/* The keys are our own, so that nobody can choose them to collide. */
static const uint64_t seed[2] = {1, 2};

/* The tables hold no quotes: a test sees to it. */
enum { FIELDS_MAX = 6 };

/* The next line that concerns the stream. The fields of others are not looked for: most lines are of others. */
static bool next_line(struct slice *table, enum stream_kind kind, struct slice field[FIELDS_MAX])
{
    const struct slice stream = slice_of(stream_name(kind));
    struct slice line;
    do {
        if (!slice_cut(table, '\n', &line) || line.len == 0)
            return false;
        (void)slice_cut(&line, ',', &field[0]);
    } while (!slice_equal(field[0], stream) && !slice_equal(field[0], SLICE("*")));
    for (size_t i = 1; i < FIELDS_MAX; i++) {
        if (!slice_cut(&line, ',', &field[i]))
            field[i] = (struct slice){"", 0};
    }
    return true;
}

static int digits(struct slice s)
{
    int n = 0;
    for (size_t i = 0; i < s.len; i++)
        n = n * 10 + (s.ptr[i] - '0');
    return n;
}

/* The number of a key, with room for it in the arrays by key. */
static uint32_t add_key(struct spellings *s, struct slice header, struct arena *arena)
{
    uint32_t key = intern_add(&s->keys, text_squeezed_key(arena, header));
    if (key < s->key_capacity)
        return key;
    size_t before = s->key_capacity;
    size_t capacity = before;
    s->first = arena_grow(arena, s->first, before, &capacity, sizeof *s->first);
    s->named = arena_grow(arena, s->named, before, &s->key_capacity, sizeof *s->named);
    for (size_t i = before; i < s->key_capacity; i++) {
        s->first[i] = SPELLING_NONE;
        s->named[i] = ROLE_COUNT;
    }
    return key;
}

static void load_roles(struct spellings *s, struct arena *arena)
{
    for (unsigned role = 0; role < ROLE_COUNT; role++) {
        uint32_t key = add_key(s, slice_of(role_info((enum role)role)->name), arena);
        s->named[key] = (enum role)role;
    }
}

static bool has_word(struct slice words, struct slice wanted)
{
    struct slice word;
    while (slice_cut(&words, ' ', &word)) {
        if (slice_equal(word, wanted))
            return true;
    }
    return false;
}

/* stream,layout,signature,date_order,flags */
static void load_layouts(struct spellings *s, enum stream_kind kind, struct arena *arena)
{
    struct slice table = layouts_table();
    struct slice field[FIELDS_MAX];
    while (next_line(&table, kind, field)) {
        s->layouts =
            arena_grow(arena, s->layouts, s->layout_count, &s->layout_capacity, sizeof *s->layouts);
        struct signature *l = &s->layouts[s->layout_count++];
        *l = (struct signature){.headers = field[2]};
        size_t len = field[1].len < LAYOUT_NAME_MAX ? field[1].len : LAYOUT_NAME_MAX - 1;
        memcpy(l->layout.name, field[1].ptr, len);
        l->layout.date_order = field[3].len > 0 ? field[3].ptr[0] : '\0';
        l->layout.continues = has_word(field[4], SLICE("continues"));
        l->layout.zero_is_guest = has_word(field[4], SLICE("zero_is_guest"));
        l->layout.refund_repeats = has_word(field[4], SLICE("refund_repeats"));
        struct slice header;
        for (struct slice rest = field[2]; slice_cut(&rest, ';', &header);)
            add_key(s, header, arena);
    }
}

static int layout_by_name(const struct spellings *s, struct slice name)
{
    for (size_t i = 0; i < s->layout_count; i++) {
        if (slice_equal(name, slice_of(s->layouts[i].layout.name)))
            return (int)i;
    }
    return LAYOUT_ANY;
}

/* stream,role,layout,rank,header,join; a line of a layout that this stream does not have is passed over */
static void load_spellings(struct spellings *s, enum stream_kind kind, struct arena *arena)
{
    struct slice table = spellings_table();
    struct slice field[FIELDS_MAX];
    struct slice name = {"", 0};
    enum role role = ROLE_COUNT;
    while (next_line(&table, kind, field)) {
        if (!slice_equal(field[1], name)) /* a role's lines stand together */
            role = role_by_name(name = field[1]);
        struct spelling one = {.role = role,
                               .layout = LAYOUT_ANY,
                               .rank = digits(field[3]),
                               .join = digits(field[5])};
        if (field[2].len > 0 && (one.layout = layout_by_name(s, field[2])) == LAYOUT_ANY)
            continue;
        uint32_t key = add_key(s, field[4], arena);
        one.next = s->first[key];
        s->list = arena_grow(arena, s->list, s->count, &s->capacity, sizeof *s->list);
        s->first[key] = (int)s->count;
        s->list[s->count++] = one;
    }
}

void spellings_load(struct spellings *s, enum stream_kind kind, struct arena *arena)
{
    *s = (struct spellings){.list = NULL};
    intern_start(&s->keys, arena, seed);
    load_roles(s, arena);
    load_layouts(s, kind, arena);
    load_spellings(s, kind, arena);
}

void spellings_free(struct spellings *s)
{
    intern_free(&s->keys);
}

/* "UTC", "GMT+2", "+02:00", "Europe/Athens"; whether there is such a zone is found out when it is loaded. */
static bool looks_like_zone(struct slice s)
{
    static const char *const clocks[] = {"CET", "EET", "WET"}; /* IANA's names of clocks with their summer time */
    if (slice_starts(s, SLICE("UTC")) || slice_starts(s, SLICE("GMT")))
        return true;
    for (size_t i = 0; i < sizeof clocks / sizeof *clocks; i++) {
        if (slice_equal(s, slice_of(clocks[i])))
            return true;
    }
    if (s.len >= 3 && (s.ptr[0] == '+' || s.ptr[0] == '-'))
        return s.ptr[1] >= '0' && s.ptr[1] <= '9';
    const char *slash = s.len > 0 ? memchr(s.ptr, '/', s.len) : NULL;
    return slash != NULL && slash != s.ptr && memchr(s.ptr, ' ', s.len) == NULL && s.ptr[0] >= 'A' &&
           s.ptr[0] <= 'Z' && slash[1] >= 'A' && slash[1] <= 'Z';
}

struct slice header_zone(struct slice header)
{
    const struct slice none = {"", 0};
    header = slice_trim(header);
    if (header.len < 4 || header.ptr[header.len - 1] != ')')
        return none;
    size_t open = header.len - 1;
    while (open > 0 && header.ptr[open] != '(')
        open--;
    if (open == 0)
        return none;
    struct slice inside = slice_trim((struct slice){header.ptr + open + 1, header.len - open - 2});
    return looks_like_zone(inside) ? inside : none;
}

uint32_t spellings_key(const struct spellings *s, struct slice header, struct arena *scratch)
{
    uint32_t key = intern_find(&s->keys, text_squeezed_key(scratch, header));
    struct slice zone = header_zone(header);
    if (key != INTERN_NONE || zone.len == 0)
        return key;
    struct slice name = {header.ptr, (size_t)(zone.ptr - header.ptr)};
    while (name.len > 0 && name.ptr[name.len - 1] != '(')
        name.len--;
    name.len -= name.len > 0;
    return intern_find(&s->keys, text_squeezed_key(scratch, name));
}

static bool is_present(const struct spellings *s, const bool *present, struct slice headers,
                       size_t *count, struct arena *scratch)
{
    struct slice header;
    *count = 0;
    while (slice_cut(&headers, ';', &header)) {
        uint32_t key = intern_find(&s->keys, text_squeezed_key(scratch, header));
        if (key == INTERN_NONE || !present[key])
            return false;
        (*count)++;
    }
    return true;
}

int spellings_layout(const struct spellings *s, const bool *present, struct arena *scratch)
{
    int best = LAYOUT_ANY;
    size_t longest = 0;
    for (size_t i = 0; i < s->layout_count; i++) {
        size_t count;
        if (!is_present(s, present, s->layouts[i].headers, &count, scratch) || count <= longest)
            continue;
        longest = count;
        best = (int)i;
    }
    return best;
}
