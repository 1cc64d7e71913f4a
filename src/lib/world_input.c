/* SPDX-License-Identifier: MIT */
#ifdef __linux__
#define _GNU_SOURCE /* F_SETPIPE_SZ, madvise */
#endif
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <unistd.h>

#include "lib/again.h"
#include "lib/world.h"

enum {
    MAP_FROM = 64 * 1024,           /* below this, reading is cheaper than a map */
    PIPE_SIZE = 1024 * 1024,        /* what an unprivileged process may ask for */
    RELEASE_STEP = 16 * 1024 * 1024, /* how much of a map is given back at a time */
    LENT_STEP = 4 * 1024 * 1024      /* the same of a part of one, of which several are read at once */
};

/* A wider pipe saves switches between the programs of a pipeline; a refusal does no harm. */
void world_widen_pipe(int fd)
{
#ifdef F_SETPIPE_SZ
    struct stat st;
    if (fstat(fd, &st) == 0 && S_ISFIFO(st.st_mode) && fcntl(fd, F_GETPIPE_SZ) < PIPE_SIZE)
        (void)fcntl(fd, F_SETPIPE_SZ, PIPE_SIZE);
#else
    (void)fd;
#endif
}

void world_wait(int fd, bool writing)
{
    struct pollfd p = {.fd = fd, .events = writing ? POLLOUT : POLLIN};
    (void)poll(&p, 1, -1);
}

const char *world_file_name(const char *path)
{
    return path[0] == '\0' ? "''" : path;
}

bool world_is_standard(const char *path)
{
    return path == NULL || strcmp(path, "-") == 0;
}

static bool input_open_kept(struct world *w, const char *path, bool map, struct input *in,
                            struct error *e)
{
    for (size_t i = 0; i < w->file_count; i++) {
        struct slice name = w->files[i].name;
        bool same = world_is_standard(path) ? name.len == 0 || slice_equal(name, SLICE("-"))
                                            : slice_equal(name, slice_of(path));
        if (!same)
            continue;
        in->rest = w->files[i].bytes;
        in->mapped = map && w->chunk == 0 && in->rest.len > 0;
        return true;
    }
    if (world_is_standard(path))
        return true;
    error_system(e, ENOENT, "cannot open");
    return error_place(e, in->name, 0, SLICE(""));
}

/* Maps what is left of a regular file. False: it must be read, which is no error. */
static bool input_map(struct input *in, const struct stat *st)
{
    off_t at = lseek(in->fd, 0, SEEK_CUR);
    if (!S_ISREG(st->st_mode) || at < 0 || st->st_size - at < MAP_FROM ||
        (uint64_t)st->st_size > SIZE_MAX)
        return false;
    size_t size = (size_t)st->st_size;
    void *map = mmap(NULL, size, PROT_READ, MAP_PRIVATE, in->fd, 0);
    if (map == MAP_FAILED)
        return false;
    (void)posix_madvise(map, size, POSIX_MADV_SEQUENTIAL);
    in->map = map;
    in->map_size = size;
    in->rest = (struct slice){(const char *)map + at, size - (size_t)at};
    /* Whoever shares the descriptor finds it where reading would have left it. */
    (void)lseek(in->fd, 0, SEEK_END);
    return true;
}

bool input_open(struct world *w, const char *path, bool map, struct input *in, struct error *e)
{
    *in = (struct input){.world = w, .name = world_is_standard(path) ? "(stdin)" : world_file_name(path), .fd = -1};
    if (w->in_memory)
        return input_open_kept(w, path, map, in, e);
    if (path == NULL && w->stdin_is_terminal) /* "-" is asked for, and waits */
        return error_set(e, "no input: name a file or pipe one in, --help says more");
    in->fd = world_is_standard(path) ? STDIN_FILENO : open_again(path, O_RDONLY, 0);
    struct stat st;
    if (in->fd < 0 || fstat(in->fd, &st) != 0) {
        error_system(e, errno, "cannot open");
        (void)input_close(in, e);
        return error_place(e, in->name, 0, SLICE(""));
    }
    if (S_ISDIR(st.st_mode)) {
        (void)input_close(in, e);
        error_set(e, "is a directory");
        return error_place(e, in->name, 0, SLICE(""));
    }
    world_widen_pipe(in->fd);
    in->regular = S_ISREG(st.st_mode) && st.st_size > 0; /* those of /proc have no size */
    in->size = st.st_size;
    in->changed = st.st_mtim;
    in->mapped = map && input_map(in, &st);
    if (!in->mapped && S_ISREG(st.st_mode))
        (void)posix_fadvise(in->fd, 0, 0, POSIX_FADV_SEQUENTIAL);
    return true;
}

static size_t take(struct slice *rest, char *buffer, size_t size)
{
    size_t n = rest->len < size ? rest->len : size;
    if (n != 0)
        memcpy(buffer, rest->ptr, n);
    *rest = slice_from(*rest, n);
    return n;
}

ssize_t input_read(struct input *in, char *buffer, size_t size, struct error *e)
{
    if (in->fd < 0 || in->mapped) {
        size_t chunk = in->world->chunk;
        return (ssize_t)take(&in->rest, buffer, chunk != 0 && chunk < size ? chunk : size);
    }
    for (;;) {
        ssize_t n = read(in->fd, buffer, size);
        if (n >= 0)
            return n;
        if (errno == EAGAIN || errno == EWOULDBLOCK) {
            world_wait(in->fd, false);
        } else if (errno != EINTR) {
            error_system(e, errno, "cannot read");
            error_place(e, in->name, 0, SLICE(""));
            return -1;
        }
    }
}

void input_release(struct input *in, const char *before)
{
#ifdef MADV_DONTNEED
    if (in->lent != NULL && before - in->lent >= LENT_STEP) {
        input_forget(in->lent, before);
        in->lent = before;
    }
    if (in->map == NULL)
        return;
    size_t done = (size_t)(before - (const char *)in->map) / RELEASE_STEP * RELEASE_STEP;
    if (done <= in->released)
        return;
    (void)madvise((char *)in->map + in->released, done - in->released, MADV_DONTNEED);
    in->released = done;
#else
    (void)in;
    (void)before;
#endif
}

void input_forget(const char *from, const char *to)
{
#ifdef MADV_DONTNEED
    const uintptr_t page = 64 * 1024; /* no system has larger ones by default */
    uintptr_t start = ((uintptr_t)from + page - 1) / page * page;
    uintptr_t end = (uintptr_t)to / page * page;
    if (start < end)
        (void)madvise((char *)start, end - start, MADV_DONTNEED);
#else
    (void)from;
    (void)to;
#endif
}

/* Whether the file has been written to since it was opened. */
static bool input_has_changed(const struct input *in)
{
    struct stat st;
    return in->fd >= 0 && in->regular && fstat(in->fd, &st) == 0 &&
           (st.st_size != in->size || st.st_mtim.tv_sec != in->changed.tv_sec ||
            st.st_mtim.tv_nsec != in->changed.tv_nsec);
}

bool input_close(struct input *in, struct error *e)
{
    bool changed = input_has_changed(in);
    if (in->map != NULL)
        (void)munmap(in->map, in->map_size);
    in->map = NULL;
    in->mapped = false;
    in->rest = SLICE("");
    int fd = in->fd;
    in->fd = -1;
    /* Standard input stays open: a later open() must not get its number. */
    if (fd > STDIN_FILENO && close(fd) != 0 && errno != EINTR)
        error_system(e, errno, "cannot close");
    else if (changed)
        error_set(e, "was changed while it was read: run it again when it is complete");
    else
        return true;
    return error_place(e, in->name, 0, SLICE(""));
}
