/* SPDX-License-Identifier: MIT */
#ifdef __linux__
#define _GNU_SOURCE /* O_TMPFILE */
#endif
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "lib/again.h"
#include "lib/buffer.h"
#include "lib/world.h"

enum {
    LINKS_MAX = 40, /* as the kernel: more is a loop */
    TEMPORARIES_MAX = 1000
};

static bool output_fail(struct output *out, int number, const char *what)
{
    if (!out->failed) {
        error_system(&out->error, number, "%s", what);
        error_place(&out->error, out->name, 0, SLICE(""));
    }
    out->failed = true;
    out->used = 0;
    return false;
}

/* The part of a path up to and with the last slash. */
static struct slice directory_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return (struct slice){path, slash != NULL ? (size_t)(slash + 1 - path) : 0};
}

/* Follows symbolic links, also one whose target does not exist yet. NULL with errno: cannot. */
static char *follow_links(struct arena *arena, const char *path)
{
    char target[4096];
    char *at = arena_string(arena, slice_of(path));
    for (int i = 0; i < LINKS_MAX; i++) {
        ssize_t n = readlink(at, target, sizeof target);
        if (n < 0)
            return errno == EINVAL || errno == ENOENT ? at : NULL;
        struct slice to = {target, (size_t)n};
        struct slice directory = n > 0 && target[0] == '/' ? SLICE("") : directory_of(at);
        char *next = arena_bytes(arena, directory.len + to.len + 1);
        memcpy(next, directory.ptr, directory.len);
        memcpy(next + directory.len, to.ptr, to.len);
        next[directory.len + to.len] = '\0';
        at = next;
    }
    errno = ELOOP;
    return NULL;
}

/* A name beside out->path that is probably free. */
static char *temporary_name(struct output *out, int number)
{
    struct slice directory = directory_of(out->path);
    struct slice tool = slice_of(out->world->tool != NULL ? out->world->tool : "regulars");
    struct slice name = arena_print(out->world->arena, "%.*s.%.*s-%ld-%d.tmp", SLICE_ARG(directory), SLICE_ARG(tool),
                                    (long)getpid(), number);
    return (char *)name.ptr;
}

/*
 * A file without a name, which is gone when the program is killed or runs out of memory. False: the file system, or the system,
 * has no such thing.
 */
static bool open_nameless(struct output *out, mode_t mode)
{
#ifdef O_TMPFILE
    struct slice directory = directory_of(out->path);
    const char *folder = directory.len > 0 ? arena_string(out->world->arena, directory) : ".";
    out->fd = open_again(folder, O_WRONLY | O_TMPFILE, mode);
    if (out->fd < 0)
        return false;
    char self[64];
    snprintf(self, sizeof self, "/proc/self/fd/%d", out->fd);
    if (access(self, W_OK) == 0) /* how it is going to get its name */
        return true;
    (void)close(out->fd);
    out->fd = -1;
#else
    (void)out;
    (void)mode;
#endif
    return false;
}

/* Creates a file beside out->path, without a name or of a new one; out->fd and perhaps out->temporary are set. */
static bool open_temporary(struct output *out, mode_t mode)
{
    if (open_nameless(out, mode))
        return true;
    for (int i = 0; i < TEMPORARIES_MAX; i++) {
        char *name = temporary_name(out, i);
        out->fd = open_again(name, O_WRONLY | O_CREAT | O_EXCL, mode);
        if (out->fd >= 0) {
            out->temporary = name;
            return true;
        }
        if (errno != EEXIST)
            break;
    }
    return output_fail(out, errno, "cannot create a temporary file beside it");
}

/* Names the file that has none, so that it can be moved into its place. */
static bool name_temporary(struct output *out)
{
    for (int i = 0; i < TEMPORARIES_MAX; i++) {
        char *name = temporary_name(out, i);
        if (link_again(out->fd, name) == 0) {
            out->temporary = name;
            return true;
        }
        if (errno != EEXIST)
            break;
    }
    return output_fail(out, errno, "cannot name the new file beside it");
}

/* The file that replaces an old one has its mode and, where that is allowed, its owner. */
static bool keep_mode(struct output *out, const struct stat *old)
{
    struct stat now;
    if (fstat(out->fd, &now) == 0 && (now.st_uid != old->st_uid || now.st_gid != old->st_gid) &&
        fchown(out->fd, old->st_uid, old->st_gid) != 0)
        errno = 0; /* only root may give files away: the content matters more */
    if (fchmod(out->fd, old->st_mode & 07777) != 0)
        return output_fail(out, errno, "cannot give the new file the mode of the old one");
    return true;
}

static bool open_path(struct output *out, const char *path)
{
    struct stat st;
    bool exists = stat_again(path, &st) == 0;
    if (!exists && errno != ENOENT)
        return output_fail(out, errno, "cannot open for writing");
    if (exists && S_ISDIR(st.st_mode))
        return output_fail(out, EISDIR, "cannot write");
    if (exists && !S_ISREG(st.st_mode)) {
        out->fd = open_again(path, O_WRONLY, 0);
        if (out->fd < 0)
            return output_fail(out, errno, "cannot open for writing");
        world_widen_pipe(out->fd);
        return true;
    }
    if (path[0] == '\0' || (exists && access(path, W_OK) != 0))
        return output_fail(out, path[0] == '\0' ? ENOENT : errno, "cannot open for writing");
    out->path = follow_links(out->world->arena, path);
    if (out->path == NULL)
        return output_fail(out, errno, "cannot open for writing");
    return open_temporary(out, exists ? 0600 : 0666) && (!exists || keep_mode(out, &st));
}

/* A second handle of standard output: closing it tells of late failures, and descriptor 1 stays
 * open. */
static bool open_standard(struct output *out)
{
    out->fd = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    if (out->fd < 0)
        return output_fail(out, errno, "cannot write");
    world_widen_pipe(out->fd);
    return true;
}

bool output_open(struct world *w, const char *path, struct output *out, struct error *e)
{
    bool standard = world_is_standard(path);
    *out = (struct output){.world = w, .name = standard ? "(stdout)" : world_file_name(path), .fd = -1};
    if (w->in_memory)
        out->kept = world_keep(w, standard ? "" : path);
    else if (standard)
        open_standard(out);
    else
        open_path(out, path);
    if (out->failed) {
        (void)output_close(out, false, e);
        return false;
    }
    out->capacity = BUFFER_WRITE;
    out->buffer = memory_array(out->capacity, 1);
    return true;
}

void output_open_side(struct output *out)
{
    *out = (struct output){.name = "(memory)", .fd = -1, .grows = true, .capacity = BUFFER_WRITE};
    out->buffer = memory_array(out->capacity, 1);
}

static bool write_all(struct output *out, struct slice bytes)
{
    if (out->failed)
        return false;
    if (out->muted)
        return true;
    if (out->filter != NULL)
        bytes = out->filter(out->filter_context, bytes);
    if (out->kept != NULL) {
        world_kept_append(out->world, out->kept, bytes);
        return true;
    }
    while (bytes.len > 0) {
        ssize_t n = write(out->fd, bytes.ptr, bytes.len);
        if (n > 0)
            bytes = slice_from(bytes, (size_t)n);
        else if (n == 0)
            return output_fail(out, EIO, "cannot write");
        else if (errno == EAGAIN || errno == EWOULDBLOCK)
            world_wait(out->fd, true);
        else if (errno != EINTR)
            return output_fail(out, errno, "cannot write");
    }
    return true;
}

bool output_flush(struct output *out)
{
    if (out->grows)
        return true;
    struct slice bytes = {out->buffer, out->used};
    out->used = 0;
    return write_all(out, bytes);
}

char *output_room(struct output *out, size_t size)
{
    if (out->capacity - out->used < size && out->grows)
        out->buffer = memory_grow(out->buffer, &out->capacity, memory_add(out->used, size), 1);
    else if (out->capacity - out->used < size)
        (void)output_flush(out);
    return out->capacity - out->used < size ? NULL : out->buffer + out->used;
}

bool output_write(struct output *out, struct slice bytes)
{
    if (bytes.len > out->capacity - out->used && output_room(out, bytes.len) == NULL)
        return write_all(out, bytes); /* nothing is left in the buffer before it */
    if (bytes.len != 0)
        memcpy(out->buffer + out->used, bytes.ptr, bytes.len);
    out->used += bytes.len;
    return !out->failed;
}

/* Brings what was written to the disk, under a name, before it replaces anything. */
static void make_durable(struct output *out)
{
    if (sync_again(out->fd) != 0)
        output_fail(out, errno, "cannot bring it to the disk");
    else if (out->temporary == NULL)
        name_temporary(out);
}

/* Puts the temporary in the place of the old file, or takes it away. */
static void settle_temporary(struct output *out, bool keep)
{
    if (keep && !out->failed && rename_again(out->temporary, out->path) != 0)
        output_fail(out, errno, "cannot replace it by the new file");
    if (!keep || out->failed)
        (void)unlink(out->temporary);
    out->temporary = NULL;
}

bool output_close(struct output *out, bool keep, struct error *e)
{
    bool replaces = out->path != NULL;
    if (out->buffer != NULL && (keep || !replaces))
        (void)output_flush(out);
    memory_release(out->buffer);
    out->buffer = NULL;
    out->capacity = out->used = 0;
    if (out->fd >= 0) {
        if (keep && replaces && !out->failed)
            make_durable(out);
        if (close(out->fd) != 0 && errno != EINTR)
            output_fail(out, errno, "cannot write");
        out->fd = -1;
    }
    if (out->temporary != NULL)
        settle_temporary(out, keep);
    if (out->kept != NULL && !keep && out->kept->name.len > 0)
        world_kept_forget(out->world, out->kept);
    out->kept = NULL;
    if (out->failed && !e->set)
        *e = out->error;
    return !out->failed;
}
