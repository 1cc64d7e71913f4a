/* SPDX-License-Identifier: MIT */
#include "rules/finding_rows.h"

#include "lib/text.h"
#include "lib/utf8.h"
#include "streams/identity.h"
#include "streams/stream_keys.h"

const struct role_use finding_row_uses[] = {
    {ROLE_MESSAGE_ID, NEED_WRITTEN}, {ROLE_CASE_ID, NEED_WRITTEN},  {ROLE_CUSTOMER_ID, NEED_WRITTEN},
    {ROLE_SENT_AT, NEED_WRITTEN},    {ROLE_DIRECTION, NEED_WRITTEN}, {ROLE_CHANNEL, NEED_WRITTEN},
    {ROLE_AGENT, NEED_WRITTEN},      {ROLE_RULE, NEED_WRITTEN},     {ROLE_CATEGORY, NEED_WRITTEN},
    {ROLE_SEVERITY, NEED_WRITTEN},   {ROLE_START, NEED_WRITTEN},    {ROLE_LENGTH, NEED_WRITTEN},
    {ROLE_EXCERPT, NEED_WRITTEN},    {ROLE_SUGGESTION, NEED_WRITTEN}, {ROLE_REWORDED, NEED_WRITTEN},
};
const size_t finding_row_use_count = sizeof finding_row_uses / sizeof *finding_row_uses;

/* Of these columns those that are the message's own, handed on as they are. */
enum { MESSAGE_COLUMNS = 7 };

void finding_rows_header(struct csv_writer *out)
{
    for (size_t i = 0; i < finding_row_use_count; i++)
        csv_writer_field(out, slice_of(role_info(finding_row_uses[i].role)->name));
    csv_writer_end(out);
}

/* Whether two findings say the same of the same words. */
static bool is_same(const struct finding *a, const struct finding *b)
{
    return a->start < b->end && b->start < a->end && slice_equal(a->rule->category, b->rule->category);
}

/* Whether the later of two findings that say the same says it better: it is graver, or else longer. */
static bool is_better(const struct finding *later, const struct finding *earlier)
{
    if (later->rule->severity != earlier->rule->severity)
        return later->rule->severity > earlier->rule->severity;
    return later->end - later->start > earlier->end - earlier->start;
}

enum { NEIGHBOURS = 64 }; /* so many findings before one are looked at: a text of nothing but findings must not take for ever */

/* Takes back the flags of findings for which a better one stands. */
static void choose(const struct findings *findings, bool *chosen)
{
    const struct finding *list = findings->list;
    for (size_t i = 0; i < findings->count; i++) {
        for (size_t k = i; chosen[i] && k > 0 && i - k < NEIGHBOURS; k--) {
            if (!chosen[k - 1] || !is_same(&list[i], &list[k - 1]))
                continue;
            chosen[i] = is_better(&list[i], &list[k - 1]);
            chosen[k - 1] = !chosen[i];
        }
    }
}

/* Whether the suggestion stands for words within a sentence. */
static bool is_phrase(struct slice suggestion)
{
    uint32_t c = 0;
    uint32_t folded[4];
    utf8_decode(suggestion, &c);
    return text_is_word(c) && text_fold_character(c, folded) >= 1 && folded[0] == c;
}

static struct slice place_in(const struct message *m, uint32_t start, uint32_t end)
{
    size_t from = message_origin(m, start);
    size_t to = message_origin(m, end);
    return (struct slice){m->original.ptr + from, to > from ? to - from : 0};
}

/*
 * The sentence of a finding with its suggestion put in: for the words found where the suggestion begins with a small letter,
 * for the whole sentence otherwise. Empty where there is nothing to put in ("(..." is advice) or no words were found.
 */
static struct slice reworded(const struct message *m, const struct finding *f, struct arena *arena)
{
    struct slice suggestion = f->rule->suggestion;
    if (suggestion.len == 0 || suggestion.ptr[0] == '(' || f->start == f->end || m->sentence_count == 0)
        return SLICE("");
    struct message_part s = m->sentences[f->sentence];
    struct slice sentence = place_in(m, s.start, s.end);
    if (!is_phrase(suggestion)) {
        char last = sentence.len != 0 ? sentence.ptr[sentence.len - 1] : '\0';
        bool ended = memchr(".!?;", suggestion.ptr[suggestion.len - 1], 4) != NULL || last == '\0';
        return arena_print(arena, "%.*s%s", SLICE_ARG(suggestion), ended ? "" : ".");
    }
    struct slice before = place_in(m, s.start, f->start);
    struct slice after = place_in(m, f->end < s.end ? f->end : s.end, s.end);
    return arena_print(arena, "%.*s%.*s%.*s", SLICE_ARG(before), SLICE_ARG(suggestion), SLICE_ARG(after));
}

static size_t characters_at(struct finding_rows *r, size_t offset)
{
    r->characters += utf8_length((struct slice){r->message->original.ptr + r->offset, offset - r->offset});
    r->offset = offset;
    return r->characters;
}

/* A column of the message; a customer without a number is named by e-mail or telephone. */
static struct slice message_column(const struct finding_rows *r, enum role role)
{
    if (role != ROLE_CUSTOMER_ID)
        return stream_text(r->stream, role);
    return identity_written(stream_keys(r->stream), r->scratch);
}

static bool write_finding(struct finding_rows *r, const struct finding *found)
{
    struct slice words = message_excerpt(r->message, found->start, found->end);
    size_t start = words.len != 0 ? (size_t)(words.ptr - r->message->original.ptr) : 0;
    for (size_t i = 0; i < MESSAGE_COLUMNS; i++)
        csv_writer_field(r->out, message_column(r, finding_row_uses[i].role));
    csv_writer_field(r->out, found->rule->id);
    csv_writer_field(r->out, found->rule->category);
    csv_writer_field(r->out, slice_of(rule_severity_word(found->rule->severity)));
    csv_writer_integer(r->out, (int64_t)(start >= r->offset ? characters_at(r, start) : 0));
    csv_writer_integer(r->out, (int64_t)utf8_length(words));
    csv_writer_field(r->out, found->about != NULL ? found->about->id : words);
    csv_writer_field(r->out, found->rule->suggestion);
    csv_writer_field(r->out, reworded(r->message, found, r->scratch));
    return csv_writer_end(r->out);
}

bool finding_rows_write(struct finding_rows *r, const struct findings *findings, bool *chosen)
{
    choose(findings, chosen);
    for (size_t i = 0; i < findings->count; i++) {
        if (chosen[i] && !write_finding(r, &findings->list[i]))
            return false;
    }
    return true;
}
