/* SPDX-License-Identifier: MIT */
#include "ingest-survey/latest.h"

struct kept {
    struct survey_file *file;
    struct csv_record record;
    uint32_t id; /* INTERN_NONE: it has none */
};

struct latest {
    struct arena *arena;
    struct intern ids;
    size_t *last; /* by id: the last record that has it */
    size_t last_capacity;
    struct kept *all;
    size_t count, capacity;
    struct survey_file **files;
    size_t file_count, file_capacity;
    struct arena *scratch;
};

struct latest *latest_start(struct arena *arena, const uint64_t seed[2])
{
    struct latest *l = arena_zeroed(arena, sizeof *l);
    l->arena = arena;
    l->scratch = arena_child(arena);
    intern_start(&l->ids, arena, seed);
    return l;
}

void latest_add_file(struct latest *l, struct survey_file *f)
{
    l->files = arena_grow(l->arena, l->files, l->file_count, &l->file_capacity,
                          sizeof(struct survey_file *));
    l->files[l->file_count++] = f;
}

void latest_keep(struct latest *l, struct survey_file *f, const struct csv_record *record)
{
    struct slice id = respond_id(f->responder, record);
    l->all = arena_grow(l->arena, l->all, l->count, &l->capacity, sizeof *l->all);
    struct kept *kept = &l->all[l->count];
    *kept = (struct kept){f, *record, INTERN_NONE};
    csv_record_keep(l->arena, record, &kept->record);
    kept->record.scratch = l->scratch;
    if (id.len != 0) {
        kept->id = intern_add(&l->ids, id);
        l->last = arena_grow(l->arena, l->last, kept->id, &l->last_capacity, sizeof *l->last);
        l->last[kept->id] = l->count;
    }
    l->count++;
}

static bool write_one(struct latest *l, size_t i, struct error *e)
{
    struct kept *kept = &l->all[i];
    if (kept->id != INTERN_NONE && l->last[kept->id] != i) {
        account_skip(&kept->file->account, "superseded");
        return true;
    }
    arena_reset(l->scratch);
    return survey_file_respond(kept->file, &kept->record, e);
}

bool latest_write(struct latest *l, struct error *e)
{
    bool good = true;
    for (size_t i = 0; i < l->count && good; i++)
        good = write_one(l, i, e);
    for (size_t i = 0; i < l->file_count; i++) {
        struct error late = {0};
        if (!survey_file_close(l->files[i], &late) && good) {
            good = false;
            *e = late;
        }
    }
    return good;
}
