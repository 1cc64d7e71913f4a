/* SPDX-License-Identifier: MIT */
#include "due-followups/book.h"

#include <stdlib.h>

#include "lib/text.h"

void book_start(struct book *b, const struct tool_run *run, struct rejects *rejects)
{
    *b = (struct book){.arena = run->arena, .world = run->world, .rejects = rejects};
    b->channel_count = CHANNEL_COUNT;
    b->identity = identity_start(run->arena, run->world->seed);
    b->vocabularies = vocabularies_load(run->arena, run->world->seed);
    struct intern *tables[] = {&b->words, &b->cases_by_id, &b->orders_by_id, &b->ids, &b->channels};
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        intern_start(tables[i], run->arena, run->world->seed);
}

void book_free(struct book *b)
{
    struct intern *tables[] = {&b->words, &b->cases_by_id, &b->orders_by_id, &b->ids, &b->channels};
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        intern_free(tables[i]);
    void *arrays[] = {b->people,    b->cases,     b->orders,     b->answers,    b->events,       b->enquiries,
                      b->loyals,    b->done,      b->cuts,       b->campaigns,  b->name_days,    b->absences,
                      b->case_places, b->first_line, b->next_line, b->cases_of, b->orders_of,    b->answers_of,
                      b->events_of, b->enquiries_of, b->loyals_of, b->done_of};
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++)
        memory_release(arrays[i]);
}

#define UNKNOWN_CUSTOMER                                                                              \
    ((struct customer){.salutation = BOOK_NONE,                                                       \
                     .owner = BOOK_NONE,                                                            \
                     .supervisor = BOOK_NONE,                                                       \
                     .language = -1,                                                                \
                     .preferred_channel = -1,                                                       \
                     .consent = -1})

struct customer *book_customer(struct book *b, uint32_t customer)
{
    size_t need = (size_t)customer + 1;
    if (need > b->people_capacity)
        b->people = memory_grow(b->people, &b->people_capacity, need, sizeof *b->people);
    for (; b->people_count < need; b->people_count++)
        b->people[b->people_count] = UNKNOWN_CUSTOMER;
    return &b->people[customer];
}

const struct customer *book_look(const struct book *b, uint32_t customer)
{
    static const struct customer nobody = {.salutation = BOOK_NONE,
                                         .owner = BOOK_NONE,
                                         .supervisor = BOOK_NONE,
                                         .language = -1,
                                         .preferred_channel = -1,
                                         .consent = -1};
    return customer < b->people_count ? &b->people[customer] : &nobody;
}

uint32_t book_number(struct intern *t, struct slice text)
{
    return text.len == 0 ? BOOK_NONE : intern_add(t, text);
}

struct slice book_text(const struct intern *t, uint32_t number)
{
    return number == BOOK_NONE ? (struct slice){"", 0} : intern_text(t, number);
}

/* Of several spellings the first by their bytes stands for all, whichever row comes first. */
int8_t book_channel(struct book *b, struct slice word)
{
    int known = word.len == 0 ? -1 : vocabulary_find(b->vocabularies, VOCABULARY_CHANNEL, word);
    if (known >= 0 || word.len == 0)
        return (int8_t)known;
    struct arena scratch = {0};
    struct slice key = text_squeezed_key(&scratch, word);
    uint32_t other = intern_find(&b->channels, key);
    if (other == INTERN_NONE && b->channel_count < CHANNELS_MOST) {
        other = intern_add(&b->channels, key);
        b->channel_words[other] = arena_copy(b->arena, word);
        b->channel_count++;
    }
    arena_free(&scratch);
    if (other == INTERN_NONE)
        return -1;
    if (slice_compare(word, b->channel_words[other]) < 0)
        b->channel_words[other] = arena_copy(b->arena, word);
    return (int8_t)(CHANNEL_COUNT + (int)other);
}

struct slice book_channel_word(const struct book *b, int channel)
{
    return channel < CHANNEL_COUNT ? slice_of(vocabulary_word(VOCABULARY_CHANNEL, channel))
                                   : b->channel_words[channel - CHANNEL_COUNT];
}

struct slice book_order_id(const struct book *b, const struct order_row *o, struct arena *arena)
{
    struct slice id = book_text(&b->orders_by_id, o->order);
    return (o->bits & ORDER_HASHED) != 0 ? arena_print(arena, "#%.*s", SLICE_ARG(id)) : id;
}

uint32_t book_present(const struct book *b, uint32_t agent, int64_t day)
{
    for (int step = 0; step < 8 && agent != BOOK_NONE; step++) { /* a stand-in may be away too */
        uint32_t next = agent;
        for (size_t i = 0; i < b->absence_count; i++) {
            const struct absence *a = &b->absences[i];
            if (a->agent == agent && a->from <= day && day <= a->until)
                next = a->stand_in;
        }
        if (next == agent)
            return agent;
        agent = next;
    }
    return BOOK_NONE;
}
