/* SPDX-License-Identifier: MIT */
#include "due-followups/reasons.h"

/* All answers of one sheet together, *next the first of the one behind: what is bad in one, said in another. */
static unsigned sheet_bits(const struct view *v, size_t first, size_t *next, uint32_t *touchpoint)
{
    uint32_t sheet = view_answer(v, first)->sheet;
    unsigned bits = 0;
    *touchpoint = BOOK_NONE;
    size_t i = first;
    for (; i < v->answer_count && view_answer(v, i)->sheet == sheet; i++) {
        const struct answer_row *a = view_answer(v, i);
        bool tells = (a->bits & (ANSWER_BAD | ANSWER_COMPLAINS)) != 0;
        struct slice now = book_text(&v->book->words, a->touchpoint);
        struct slice best = book_text(&v->book->words, *touchpoint);
        if (tells && now.len > 0 && (best.len == 0 || slice_compare(now, best) < 0))
            *touchpoint = a->touchpoint;
        bits |= a->bits;
    }
    *next = i;
    return bits;
}

/* Flags of flag-tone say what a comment is; without them one of some length deserves an answer all the same. */
static const char *occasion_of(unsigned bits)
{
    return (bits & ANSWER_ASKS) != 0       ? "question"
           : (bits & ANSWER_SUGGESTS) != 0 ? "suggestion"
           : (bits & ANSWER_PRAISES) != 0  ? "praise"
                                           : NULL;
}

static void add_sheet(struct matters *list, const struct answer_row *first, unsigned bits,
                      uint32_t touchpoint)
{
    const struct view *v = list->view;
    bool bad = (bits & (ANSWER_BAD | ANSWER_COMPLAINS)) != 0;
    if (!bad && (bits & ANSWER_FEEDBACK) == 0)
        return;
    struct matter m = matter_of(bad ? REASON_DETRACTOR : REASON_FEEDBACK_REPLY,
                                book_text(&v->book->ids, first->sheet), first->at);
    m.topic = touchpoint;
    m.occasion = bad ? NULL : occasion_of(bits);
    m.complaint = bad;
    matter_note_done(&m, v->touch.spoken);
    matter_add(list, m);
}

void reasons_of_responses(struct matters *list)
{
    size_t next;
    for (size_t i = 0; i < list->view->answer_count; i = next) {
        uint32_t touchpoint;
        unsigned bits = sheet_bits(list->view, i, &next, &touchpoint);
        add_sheet(list, view_answer(list->view, i), bits, touchpoint);
    }
}
