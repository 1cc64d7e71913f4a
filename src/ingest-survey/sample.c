/* SPDX-License-Identifier: MIT */
#include "ingest-survey/sample.h"

bool sample_read(struct sample *s, struct csv_reader *r, size_t most, struct error *e)
{
    while (most-- > 0 && !s->ended) {
        struct csv_record record;
        enum csv_result result = csv_reader_next(r, &record, e);
        if (result == CSV_FAILED)
            return false;
        s->ended = result == CSV_END;
        if (s->ended)
            break;
        s->records = memory_grow(s->records, &s->capacity, s->count + 1, sizeof *s->records);
        struct sample_record *kept = &s->records[s->count++];
        *kept = (struct sample_record){.result = result, .error = *e};
        csv_record_keep(&s->arena, &record, &kept->record);
        kept->record.scratch = &s->values;
        error_clear(e);
    }
    return true;
}

/* A copy without the NUL bytes with which SurveyMonkey fills empty header cells. */
static struct slice without_nul(struct arena *arena, struct slice value)
{
    char *out = arena_bytes(arena, value.len + 1);
    size_t n = 0;
    for (size_t i = 0; i < value.len; i++) {
        out[n] = value.ptr[i];
        n += value.ptr[i] != '\0';
    }
    return (struct slice){out, n};
}

void sample_first_rows(struct sample *s, struct arena *arena, struct first_rows *rows)
{
    *rows = (struct first_rows){.count = 0};
    while (rows->count < s->count && rows->count < LAYOUT_ROWS) {
        const struct csv_record *record = &s->records[rows->count].record;
        struct slice *cells = arena_array(arena, record->count, sizeof *cells);
        for (size_t i = 0; i < record->count; i++)
            cells[i] = without_nul(arena, csv_record_value(record, i));
        rows->cells[rows->count] = cells;
        rows->columns[rows->count++] = record->count;
    }
}

void sample_free(struct sample *s)
{
    arena_free(&s->arena);
    arena_free(&s->values);
    memory_release(s->records);
    s->records = NULL;
    s->count = s->capacity = 0;
}
