/* SPDX-License-Identifier: MIT */
#include "lib/text.h"
#include "lib/utf8.h"
#include "rules/message_parts.h"

enum { LONG_LINE = 60, SHORT_WORD = 3, LONGEST_SHORTENED = 6 };

/* Folded words that a full stop often follows within a sentence, and that are longer than SHORT_WORD. */
static const char *const abbreviations[] = {
    "approx", "dept",  "prof", "mrs",  "messrs", "incl", "resp", "appt", "tel.", "godz", "inz",   "mies", "wlasc",
    "wew",    "kont",  "pkt",  "sekr", "στοιχ",  "τηλ",  "δηλ",  "αριθ", "κυρ",  "прим", "руб",   "коп",  "тыс",
    "млн",    "просп", "корп", "стр",  "тел",
};

/* Shorter ones are abbreviations only before a small letter or a digit, but these always. */
static const char *const titles[] = {"mr", "ms", "dr", "st", "no", "nr", "ul", "pn", "κ", "αρ", "г", "ул", "д", "им"};

void message_know_shortened(struct intern *words)
{
    for (size_t i = 0; i < sizeof abbreviations / sizeof *abbreviations; i++)
        intern_add(words, slice_of(abbreviations[i]));
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
        intern_add(words, slice_of(titles[i]));
}

static bool is_small(uint32_t c)
{
    if (c < 0x80)
        return c >= 'a' && c <= 'z';
    if (c < 0x100)
        return c >= 0xdf && c != 0xf7;
    if (c < 0x180) {
        bool even_is_small = (c >= 0x139 && c <= 0x148) || c >= 0x179;
        return (c % 2 == 0) == even_is_small;
    }
    return (c >= 0x3ac && c <= 0x3ce && c != 0x3ab) || (c >= 0x430 && c <= 0x45f) || c == 0x390;
}

static bool is_caseless(uint32_t c)
{
    return c >= 0x600 && c < 0x900;
}

/* The first character of the original behind a folded offset. */
static uint32_t original_at(const struct message *m, size_t folded)
{
    uint32_t c = 0;
    utf8_decode(slice_from(m->original, message_origin(m, folded)), &c);
    return c;
}

static size_t skip_blanks(const struct message *m, size_t at)
{
    while (at < m->text.len && m->text.ptr[at] == ' ')
        at++;
    return at;
}

/* Behind closing quotes and brackets, and further stops. */
static size_t skip_closing(const struct message *m, size_t at)
{
    while (at < m->text.len && m->text.ptr[at] != ' ' && strchr("\"')].!?", m->text.ptr[at]) != NULL)
        at++;
    return at;
}

/* The word that ends where the stop stands. */
static struct slice word_before(const struct message *m, size_t start, size_t stop)
{
    size_t from = stop;
    while (from > start && m->text.ptr[from - 1] != ' ' && m->text.ptr[from - 1] != '(' && m->text.ptr[from - 1] != '"')
        from--;
    return (struct slice){m->text.ptr + from, stop - from};
}

static bool full_stop_ends(const struct message_reader *reader, const struct message *m, size_t start, size_t stop, size_t next)
{
    struct slice word = word_before(m, start, stop);
    size_t letters = utf8_length(word);
    if (letters == 0)
        return true;
    if (letters <= LONGEST_SHORTENED && intern_find(&reader->shortened, word) != INTERN_NONE)
        return false;
    uint32_t c = original_at(m, next);
    unsigned char last = (unsigned char)word.ptr[word.len - 1];
    if (letters == 1 && !(last >= '0' && last <= '9'))
        return false; /* an initial */
    return letters > SHORT_WORD || !(is_small(c) || (c >= '0' && c <= '9'));
}

static bool is_greek_before(const struct message *m, size_t start, size_t stop)
{
    while (stop > start && (unsigned char)m->text.ptr[stop - 1] < 0x80)
        stop--;
    if (stop < start + 2)
        return false;
    unsigned char lead = (unsigned char)m->text.ptr[stop - 2];
    return lead == 0xce || lead == 0xcf;
}

/* Whether the sentence that began at start ends behind the stop character at `behind` - 1. */
static bool mark_ends(const struct message_reader *reader, const struct message *m, size_t start, size_t behind, size_t *end)
{
    char mark = m->text.ptr[behind - 1];
    if (mark == ';' && !is_greek_before(m, start, behind - 1))
        return false;
    *end = skip_closing(m, behind);
    if (*end < m->text.len && m->text.ptr[*end] != ' ')
        return mark != '.' && mark != ';' && *end == behind && (m->text.ptr[*end] & 0x80) != 0;
    size_t next = skip_blanks(m, *end);
    if (next == m->text.len || mark != '.')
        return true;
    return full_stop_ends(reader, m, start, behind - 1, next);
}

static bool line_ends(const struct message *m, size_t start, size_t at)
{
    size_t next = skip_blanks(m, at);
    if (next == m->text.len)
        return true;
    uint32_t c = original_at(m, next);
    if (is_caseless(c))
        return at - start < 2 * LONG_LINE;
    return !is_small(c);
}

static void add_sentence(struct message *m, struct arena *arena, size_t start, size_t end, size_t *capacity)
{
    while (start < end && m->text.ptr[start] == ' ')
        start++;
    while (end > start && m->text.ptr[end - 1] == ' ')
        end--;
    if (start == end)
        return;
    m->sentences = arena_grow(arena, m->sentences, m->sentence_count, capacity, sizeof *m->sentences);
    m->sentences[m->sentence_count++] = (struct message_part){(uint32_t)start, (uint32_t)end};
}

void message_split(const struct message_reader *reader, struct message *m, struct arena *arena, const uint32_t *stops,
                   size_t stop_count)
{
    size_t start = 0;
    size_t capacity = 0;
    for (size_t i = 0; i < stop_count; i++) {
        size_t at = stops[i] & ~MESSAGE_LINE_STOP;
        size_t end = at;
        if (at <= start || at > m->text.len)
            continue;
        bool ends = stops[i] & MESSAGE_LINE_STOP ? line_ends(m, start, at) : mark_ends(reader, m, start, at, &end);
        if (!ends)
            continue;
        add_sentence(m, arena, start, end, &capacity);
        start = end;
    }
    add_sentence(m, arena, start, m->text.len, &capacity);
}
