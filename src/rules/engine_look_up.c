/* SPDX-License-Identifier: MIT */
/* Which texts of the matchers stand in a message, and what clauses they meet there. */
#include "rules/engine_parts.h"

/* So many pieces of a message are looked at before the next step is taken with all of them. */
enum { PIECES = 8, PLACES = PIECES * MESSAGE_PIECE };

/* The places in some pieces of a message where a text may stand: nearly always one does. Returns how many. */
static size_t likely_places(const struct message *m, const struct prefix_index *x, struct message_part part, uint32_t out[PLACES])
{
    struct message_part all = {0, (uint32_t)m->text.len};
    size_t count = 0;
    for (uint32_t from = part.start; from < part.end; from += MESSAGE_PIECE) {
        uint64_t places = message_places(m, from, all, x->begins_with_sign);
        if (!x->begins_with_blank)
            places &= ~m->pieces[from / MESSAGE_PIECE].blanks;
        for (; places != 0; places &= places - 1) {
            out[count] = from + (uint32_t)__builtin_ctzll(places);
            count += prefix_index_may(x, m->text.ptr + out[count]);
        }
    }
    return count;
}

static void add_text(struct arena *arena, struct text_list *t, struct text_met text)
{
    t->list = arena_grow(arena, t->list, t->count, &t->capacity, sizeof *t->list);
    t->list[t->count++] = text;
}

/* Adds the texts that stand where some probes were made. */
static void settle(struct scanning *s, struct layer *l, const struct prefix_probe *probes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const uint32_t *found[PREFIX_SAME_MAX];
        size_t found_count = prefix_index_settle(&l->matcher.index, probes[i].fingerprint, found);
        bool goes_on = message_continues(s->m, probes[i].place + probes[i].length);
        for (size_t k = 0; k < found_count; k++)
            add_text(s->engine->arena, &l->texts, (struct text_met){found[k], probes[i].place, goes_on, 0});
    }
}

/* Looks up what stands in some pieces of the message. */
static void look_up_pieces(struct scanning *s, struct layer *l, struct message_part part)
{
    enum { FEW = 16 };
    const struct prefix_index *x = &l->matcher.index;
    uint32_t likely[PLACES];
    struct prefix_probe probes[FEW * PREFIX_LONGEST];
    size_t count = likely_places(s->m, x, part, likely);
    for (size_t i = 0; i < count;) {
        size_t probe_count = 0;
        for (size_t most = count - i < FEW ? count : i + FEW; i < most; i++)
            probe_count += prefix_index_probe(x, s->m->text.ptr + likely[i], likely[i], probes + probe_count);
        settle(s, l, probes, probe_count);
    }
}

void engine_look_up(struct scanning *s, struct layer *l)
{
    uint32_t end = (uint32_t)s->m->text.len;
    l->texts.count = 0;
    for (uint32_t from = 0; from < end; from += PLACES)
        look_up_pieces(s, l, (struct message_part){from, end - from < PLACES ? end : from + PLACES});
}

/* Notes a place of a clause. */
static void note_place(struct scanning *s, struct seen *seen, struct sighting_list *list, struct sighting place)
{
    list->list = arena_grow(s->arena, list->list, list->count, &list->capacity, sizeof *list->list);
    list->list[list->count++] = place;
    uint32_t number = (uint32_t)list->count;
    if (seen->first == 0)
        seen->first = number;
    else
        list->list[seen->last - 1].next = number;
    seen->last = number;
}

/* Notes a clause met where a text stands. */
static void note(struct scanning *s, struct layer *l, uint32_t value, const struct text_met *text)
{
    uint32_t clause = value & MATCHER_CLAUSE;
    struct field *f = value & MATCHER_WHOLE ? &l->message : &l->sentence;
    struct seen *seen = &l->seen[clause];
    if (!l->met[clause]) {
        l->met[clause] = 1;
        *seen = (struct seen){0, 0, 0};
        f->met[f->met_count++] = clause;
    }
    uint32_t word = message_blanks_before(s->m, text->at) - (value & MATCHER_WHOLE ? 0 : s->words);
    seen->words |= UINT64_C(1) << engine_word_bit(word);
    if (s->is_long || (value & MATCHER_BEGINS))
        note_place(s, seen, &f->sightings, (struct sighting){text->at, text->sentence, word, 0});
}

/* Notes the clauses of a text that do not wait, and leaves it those that do. */
static void note_asking(struct scanning *s, struct layer *l, struct text_met *text)
{
    const uint32_t *v = text->values;
    bool last = false;
    for (; !last && !(*v & MATCHER_WAITS); last = *v++ & PREFIX_LAST) {
        if (matcher_stands(*v, text->goes_on))
            note(s, l, *v, text);
    }
    text->values = last ? NULL : v;
}

size_t engine_note_sentence(struct scanning *s, struct layer *l, size_t from, uint32_t sentence)
{
    struct message_part part = s->m->sentences[sentence];
    size_t i = from;
    for (; i < l->texts.count && l->texts.list[i].at < part.end; i++) {
        struct text_met *text = &l->texts.list[i];
        text->sentence = sentence & INT32_MAX;
        if (text->at >= part.start)
            note_asking(s, l, text);
        else
            text->values = NULL; /* it stands between two sentences */
    }
    return i;
}

void engine_note_wanted(struct scanning *s, struct layer *l, size_t from, size_t to)
{
    const uint8_t *wanted = l->wanted;
    const uint8_t round = l->round;
    for (size_t i = from; i < to; i++) {
        const struct text_met *text = &l->texts.list[i];
        bool last = text->values == NULL;
        for (const uint32_t *v = text->values; !last; v++) {
            uint32_t value = *v;
            last = value & PREFIX_LAST;
            if (wanted[value & MATCHER_CLAUSE] == round && matcher_stands(value, text->goes_on))
                note(s, l, value, text);
        }
    }
}
