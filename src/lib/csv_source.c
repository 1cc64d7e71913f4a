/* SPDX-License-Identifier: MIT */
#include "lib/csv_source.h"

#include "lib/buffer.h"

bool csv_source_open(struct csv_source *s, struct world *w, struct arena *arena, const char *path,
                     const struct csv_options *options, struct error *e)
{
    *s = (struct csv_source){.data = ""};
    bool plain = options == NULL || encoding_is_utf8(options->encoding);
    if (!plain && (s->encoding = encoding_open(arena, options->encoding, options->encoding_for, e)) == NULL)
        return false;
    if (!input_open(w, path, plain, &s->input, e)) {
        encoding_close(s->encoding);
        return false;
    }
    if (s->input.mapped) {
        s->data = s->input.rest.ptr;
        s->size = s->input.rest.len;
        s->ended = true;
    }
    return true;
}

void csv_source_of(struct csv_source *s, struct world *w, const char *name, struct slice bytes, bool mapped)
{
    *s = (struct csv_source){
        .data = bytes.ptr != NULL ? bytes.ptr : "", .size = bytes.len, .ended = true};
    s->input = (struct input){.world = w, .name = name, .fd = -1, .lent = mapped ? bytes.ptr : NULL};
}

static void make_room(struct csv_source *s, size_t keep)
{
    size_t left = s->size - keep;
    size_t wanted = memory_add(memory_multiply(left, 2), BUFFER_READ);
    if (wanted > s->capacity) {
        size_t capacity = s->capacity;
        char *bigger = memory_grow(NULL, &capacity, wanted, 1);
        if (left != 0)
            memcpy(bigger, s->buffer + keep, left);
        memory_release(s->buffer);
        s->buffer = bigger;
        s->capacity = capacity;
    } else if (keep != 0 && left != 0) {
        memmove(s->buffer, s->buffer + keep, left);
    }
    s->data = s->buffer;
    s->size = left;
}

/* What came before a failure is looked at first, so that the first fault is told whatever the sizes of the reads. */
static bool fail(struct csv_source *s, size_t got, struct error *e)
{
    s->failure = *e;
    if (got == 0)
        return false;
    *e = (struct error){.set = false};
    return true;
}

bool csv_source_more(struct csv_source *s, size_t *keep, struct error *e)
{
    if (s->failure.set) {
        *e = s->failure;
        return false;
    }
    if (s->ended)
        return true;
    make_room(s, *keep);
    *keep = 0;
    /* A long record is looked at again from its start: doubling it each time keeps the work linear.
     */
    size_t wanted = s->size >= BUFFER_LARGE_REST ? s->size : 1;
    for (size_t got = 0; got < wanted && !s->ended;) {
        char *to = s->buffer + s->size;
        size_t room = s->capacity - s->size;
        ssize_t n = s->encoding != NULL ? encoding_read(s->encoding, &s->input, to, room, e)
                                        : input_read(&s->input, to, room, e);
        if (n < 0)
            return fail(s, got, e);
        s->ended = n == 0;
        s->size += (size_t)n;
        got += (size_t)n;
    }
    return true;
}

bool csv_source_close(struct csv_source *s, struct error *e)
{
    encoding_close(s->encoding);
    memory_release(s->buffer);
    s->buffer = NULL;
    s->data = "";
    s->size = 0;
    s->ended = true;
    return input_close(&s->input, e);
}
