/* SPDX-License-Identifier: MIT */
#include "due-followups/list.h"

#include <stdlib.h>

#include "due-followups/gate.h"
#include "due-followups/row_words.h"
#include "due-followups/shifts.h"

static void count(struct list_counts *c, const struct agenda *a)
{
    for (size_t i = 0; i < a->matters.count; i++) {
        const struct matter *m = &a->matters.item[i];
        c->listed += m->outcome == OUTCOME_DUE;
        c->blocked += m->outcome == OUTCOME_BLOCKED;
        c->expired += m->outcome == OUTCOME_EXPIRED;
        if (m->outcome == OUTCOME_BLOCKED)
            c->by_gate[m->gate]++;
    }
    c->rows += a->listed > 0;
    c->due = c->listed + c->blocked + c->expired;
}

static bool has_blocked(const struct agenda *a)
{
    for (size_t i = a->listed; i < a->matters.count; i++) {
        if (a->matters.item[i].outcome == OUTCOME_BLOCKED)
            return true;
    }
    return false;
}

static void take(struct list *l, const struct agenda *a)
{
    uint32_t customer = a->view.customer;
    count(&l->counts, a);
    if (a->listed > 0) {
        const struct matter *m = agenda_lead(a);
        l->entries = memory_grow(l->entries, &l->capacity, l->count + 1, sizeof *l->entries);
        l->entries[l->count++] = (struct list_entry){m->urgency, customer, m->weight, m->due_at};
    }
    if (has_blocked(a)) {
        l->withheld =
            memory_grow(l->withheld, &l->withheld_capacity, l->withheld_count + 1, sizeof *l->withheld);
        l->withheld[l->withheld_count++] = customer;
    }
}

/* qsort has no context: entries and customers carry their names while they are sorted. */
struct named {
    struct list_entry entry;
    struct slice name;
};

static int compare_named(const void *left, const void *right)
{
    const struct named *x = left, *y = right;
    if (x->entry.urgency != y->entry.urgency)
        return y->entry.urgency > x->entry.urgency ? 1 : -1;
    if (x->entry.weight != y->entry.weight)
        return y->entry.weight > x->entry.weight ? 1 : -1;
    if (x->entry.due_at != y->entry.due_at)
        return x->entry.due_at > y->entry.due_at ? 1 : -1;
    return slice_compare(x->name, y->name);
}

static void sort_all(struct list *l, const struct identity *who)
{
    size_t most = l->count > l->withheld_count ? l->count : l->withheld_count;
    struct named *named = memory_array(most, sizeof *named);
    for (size_t i = 0; i < l->count; i++)
        named[i] = (struct named){l->entries[i], identity_name(who, l->entries[i].customer)};
    if (l->count > 1)
        qsort(named, l->count, sizeof *named, compare_named);
    for (size_t i = 0; i < l->count; i++)
        l->entries[i] = named[i].entry;
    for (size_t i = 0; i < l->withheld_count; i++)
        named[i] =
            (struct named){{.customer = l->withheld[i]}, identity_name(who, l->withheld[i])};
    if (l->withheld_count > 1)
        qsort(named, l->withheld_count, sizeof *named, compare_named);
    for (size_t i = 0; i < l->withheld_count; i++)
        l->withheld[i] = named[i].entry.customer;
    memory_release(named);
}

/* A list while it is made, and what is found in each shift. */
struct making {
    struct list *list;
    struct list found[SHIFTS_MOST];
};

static void make_some(void *context, const struct row_frame *own, const struct shift *s)
{
    struct list *found = &((struct making *)context)->found[s->number];
    struct arena arena = {0};
    struct agenda agenda;
    found->count = found->withheld_count = 0;
    found->counts = (struct list_counts){0};
    for (size_t c = s->from; c < s->until; c++) {
        agenda_make(&agenda, own->desk, (uint32_t)c, &arena);
        take(found, &agenda);
        arena_reset(&arena);
    }
    arena_free(&arena);
}

static void add_counts(struct list_counts *to, const struct list_counts *c)
{
    to->rows += c->rows;
    to->listed += c->listed;
    to->blocked += c->blocked;
    to->expired += c->expired;
    to->due = to->listed + to->blocked + to->expired;
    for (int g = 0; g < GATE_COUNT; g++)
        to->by_gate[g] += c->by_gate[g];
}

static bool add_some(void *context, const struct shift *s)
{
    struct making *m = context;
    struct list *l = m->list;
    const struct list *found = &m->found[s->number];
    l->entries = memory_grow(l->entries, &l->capacity, l->count + found->count, sizeof *l->entries);
    for (size_t i = 0; i < found->count; i++)
        l->entries[l->count++] = found->entries[i];
    l->withheld = memory_grow(l->withheld, &l->withheld_capacity, l->withheld_count + found->withheld_count, sizeof *l->withheld);
    for (size_t i = 0; i < found->withheld_count; i++)
        l->withheld[l->withheld_count++] = found->withheld[i];
    add_counts(&l->counts, &found->counts);
    return true;
}

void list_make(struct list *l, const struct row_frame *frame)
{
    const struct book *b = frame->desk->book;
    *l = (struct list){.frame = frame};
    struct making m = {.list = l};
    shifts_run(&(struct shift_plan){frame, b->customer_count, make_some, add_some, &m});
    for (size_t i = 0; i < SHIFTS_MOST; i++)
        list_free(&m.found[i]);
    sort_all(l, b->identity);
}

void list_free(struct list *l)
{
    memory_release(l->entries);
    memory_release(l->withheld);
}

/* Customers lie in memory as they were read, and are gone through in another order. */
static void fetch_early(const struct list *l, size_t i)
{
    enum { AHEAD = 6 };
    const struct book *b = l->frame->desk->book;
    if (i + 2 * AHEAD >= l->count)
        return;
    view_fetch_early(b, l->entries[i + 2 * AHEAD].customer);
    __builtin_prefetch(book_look(b, l->entries[i + AHEAD].customer)->name.ptr);
    __builtin_prefetch(identity_name(b->identity, l->entries[i + AHEAD].customer).ptr);
}

/* A list while it is written, and what each shift writes. */
struct writing {
    const struct list *list;
    struct csv_writer *out;
    struct csv_writer *sides[SHIFTS_MOST];
};

static void write_some(void *context, const struct row_frame *own, const struct shift *s)
{
    const struct writing *w = context;
    struct arena arena = {0};
    struct agenda agenda;
    struct row row;
    for (size_t i = s->from; i < s->until; i++) {
        fetch_early(w->list, i);
        agenda_make(&agenda, own->desk, w->list->entries[i].customer, &arena);
        row_make(&row, own, &agenda, &arena);
        row_write(&row, own, w->sides[s->number]);
        arena_reset(&arena);
    }
    arena_free(&arena);
}

static bool pass_on(void *context, const struct shift *s)
{
    const struct writing *w = context;
    return csv_writer_take(w->out, w->sides[s->number]);
}

bool list_write(const struct list *l, struct csv_writer *out)
{
    struct arena arena = {0};
    struct error ignored = {0};
    struct writing w = {.list = l, .out = out};
    for (size_t i = 0; i < SHIFTS_MOST; i++)
        w.sides[i] = csv_writer_side(out, &arena);
    bool going = shifts_run(&(struct shift_plan){l->frame, l->count, write_some, pass_on, &w});
    for (size_t i = 0; i < SHIFTS_MOST; i++)
        (void)csv_writer_close(w.sides[i], false, &ignored);
    arena_free(&arena);
    return going;
}

bool list_each(const struct list *l, bool (*take_row)(void *context, const struct row *row), void *context)
{
    struct arena arena = {0};
    struct agenda agenda;
    struct row row;
    bool going = true;
    for (size_t i = 0; going && i < l->count; i++) {
        fetch_early(l, i);
        agenda_make(&agenda, l->frame->desk, l->entries[i].customer, &arena);
        row_make(&row, l->frame, &agenda, &arena);
        going = take_row(context, &row);
        arena_reset(&arena);
    }
    arena_free(&arena);
    return going;
}

static void write_matter(const struct list *l, struct csv_writer *w, const struct agenda *a,
                         const struct matter *m)
{
    const struct book *b = l->frame->desk->book;
    struct slice customer = identity_name(b->identity, a->view.customer);
    char id[17], due[DATETIME_TEXT_MAX], earliest[DATETIME_TEXT_MAX];
    row_id(customer, m->reason, m->trigger, id);
    const struct slice cells[] = {
        {id, 16},
        l->frame->as_of,
        customer,
        row_name(&a->view),
        slice_of(reason_name(m->reason)),
        m->trigger,
        datetime_format_instant(m->due_at, b->zone, due),
        slice_of(gate_name(m->gate)),
        m->earliest == NO_MOMENT ? (struct slice){"", 0}
                                 : datetime_format_instant(m->earliest, b->zone, earliest),
        slice_of(gate_reason(m->gate, &a->view.touch)),
    };
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
        csv_writer_field(w, cells[i]);
}

bool list_write_blocked(const struct list *l, struct csv_writer *w)
{
    static const char *const names[] = {"followup_id", "as_of",  "customer_id", "name",           "reason",
                                        "trigger_id",  "due_at", "blocked_by",  "earliest_at", "note"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        csv_writer_field(w, slice_of(names[i]));
    bool going = csv_writer_end(w);
    struct arena arena = {0};
    struct agenda agenda;
    for (size_t i = 0; going && i < l->withheld_count; i++) {
        agenda_make(&agenda, l->frame->desk, l->withheld[i], &arena);
        for (size_t n = agenda.listed; going && n < agenda.matters.count; n++) {
            const struct matter *m = &agenda.matters.item[n];
            if (m->outcome != OUTCOME_BLOCKED)
                continue;
            write_matter(l, w, &agenda, m);
            going = csv_writer_end(w);
        }
        arena_reset(&arena);
    }
    arena_free(&arena);
    return going;
}
