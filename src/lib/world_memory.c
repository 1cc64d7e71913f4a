/* SPDX-License-Identifier: MIT */
/* What a world in memory keeps of a tool's output, and the messages of either world. */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include "lib/utf8.h"
#include "lib/world.h"

static const char messages_name[] = "(stderr)";

static struct world_written *find_kept(const struct world *w, const char *name)
{
    struct world_written *kept = w->written;
    while (kept != NULL && !slice_equal(kept->name, slice_of(name)))
        kept = kept->next;
    return kept;
}

struct world_written *world_keep(struct world *w, const char *name)
{
    bool stream = name[0] == '\0' || strcmp(name, messages_name) == 0;
    struct world_written *kept = stream ? find_kept(w, name) : NULL;
    if (kept != NULL)
        return kept;
    kept = arena_zeroed(w->arena, sizeof *kept);
    kept->name = arena_copy(w->arena, slice_of(name));
    kept->next = w->written;
    w->written = kept;
    return kept;
}

void world_kept_append(struct world *w, struct world_written *kept, struct slice bytes)
{
    if (kept->capacity - kept->len < bytes.len) {
        size_t wanted = memory_add(memory_multiply(kept->capacity, 2), bytes.len);
        char *bigger = arena_bytes(w->arena, wanted);
        if (kept->len != 0)
            memcpy(bigger, kept->bytes, kept->len);
        kept->bytes = bigger;
        kept->capacity = wanted;
    }
    if (bytes.len != 0)
        memcpy(kept->bytes + kept->len, bytes.ptr, bytes.len);
    kept->len += bytes.len;
}

void world_kept_forget(struct world *w, const struct world_written *kept)
{
    struct world_written **at = &w->written;
    while (*at != NULL && *at != kept)
        at = &(*at)->next;
    if (*at != NULL)
        *at = kept->next;
}

struct slice world_kept(const struct world *w, const char *name)
{
    const struct world_written *kept = find_kept(w, name);
    return kept != NULL ? (struct slice){kept->bytes, kept->len} : (struct slice){NULL, 0};
}

/* Appends text with nothing in it that could steer a terminal, whoever chose the file's name. */
static size_t append_safely(char *line, size_t used, size_t size, struct slice text)
{
    while (text.len > 0) {
        struct slice piece = utf8_head(text, QUOTE_MAX / 4); /* so that quote() cuts nothing off */
        struct quoted safe = quote(piece);
        size_t n = strlen(safe.text);
        if (n > size - used)
            break;
        memcpy(line + used, safe.text, n);
        used += n;
        text = slice_from(text, piece.len);
    }
    return used;
}

static void say(struct world *w, const char *text)
{
    char line[4096];
    const size_t room = sizeof line - 1;
    size_t used = append_safely(line, 0, room, slice_of(w->tool != NULL ? w->tool : "regulars"));
    used = append_safely(line, used, room, SLICE(": "));
    used = append_safely(line, used, room, slice_of(text));
    line[used++] = '\n';
    struct slice rest = {line, used};
    if (w->in_memory) {
        world_kept_append(w, world_keep(w, messages_name), rest);
        return;
    }
    while (rest.len > 0) {
        ssize_t n = write(STDERR_FILENO, rest.ptr, rest.len);
        if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
            world_wait(STDERR_FILENO, true);
        else if (n < 0 && errno != EINTR)
            return; /* there is nobody left to tell */
        rest = slice_from(rest, n > 0 ? (size_t)n : 0);
    }
}

void world_say(struct world *w, const char *format, ...)
{
    char text[2048];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    say(w, text);
}

void world_say_error(struct world *w, const struct error *e)
{
    char line[32] = "";
    if (e->line != 0)
        snprintf(line, sizeof line, "%llu:", (unsigned long long)e->line);
    world_say(w, "%s%s%s%s%s%s%s%s", e->file, e->file[0] != '\0' ? ":" : "", line,
              e->file[0] != '\0' || line[0] != '\0' ? " " : "",
              e->column[0] != '\0' ? "column '" : "", e->column, e->column[0] != '\0' ? "': " : "",
              e->text);
}
