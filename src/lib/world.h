/* SPDX-License-Identifier: MIT */
/*
 * The world as a tool sees it: files by name, the standard streams, messages to the user, the
 * clock. A program gets the real one from lib/tool.c; tests and fuzzers hand in one that lives in
 * memory, so that whole tools run without touching the system. Nothing else in the toolkit opens,
 * reads, writes, prints or asks for the time.
 */
#ifndef REGULARS_WORLD_H
#define REGULARS_WORLD_H

#include <stdint.h>
#include <sys/types.h>
#include <time.h>

#include "lib/error.h"
#include "lib/memory.h"

/* A file that a test gives the tool instead of one on disk. */
struct world_file {
    struct slice
        name; /* "" or "-" for standard input, which is empty where no file has this name */
    struct slice bytes;
};

/* A file that the tool wrote in a memory world. */
struct world_written {
    struct slice name; /* "" for standard output, "(stderr)" for messages */
    char *bytes;
    size_t len;
    size_t capacity;
    struct world_written *next;
};

struct world {
    struct arena *arena;
    const char *tool; /* its name, for messages and temporary files */
    bool in_memory;   /* below: files are served, output kept, messages kept */
    const struct world_file *files;
    size_t file_count;
    struct world_written *written; /* newest first */
    size_t chunk;                  /* in memory: at most so many bytes a read; 0: all at once */
    bool stderr_is_terminal;
    bool stdin_is_terminal;
    int64_t now;      /* Unix seconds, asked once at the start */
    uint64_t seed[2]; /* keys the hash tables; output never depends on it */
};

/* An opened source of bytes. */
struct input {
    struct world *world;
    const char *name;  /* for messages: the path, "(stdin)" for standard input */
    int fd;            /* -1 in memory */
    struct slice rest; /* in memory: not read yet; of a mapped file: all of it */
    bool mapped;       /* rest holds the whole file; input_read still works */
    void *map;         /* what input_close unmaps, or NULL */
    size_t map_size;
    size_t released;  /* of the map, by input_release */
    const char *lent; /* what is not released yet of bytes that lie in another input's map; NULL: they do not */
    bool regular;    /* below: what the file was like when it was opened */
    off_t size;
    struct timespec changed;
};

/*
 * Opens path for reading; "-" or NULL is standard input. A directory or a missing file is an error.
 * `map` asks for a memory map, given for regular files of 64 KiB and more (mapped tells). path
 * must live as long as the input.
 */
bool input_open(struct world *w, const char *path, bool map, struct input *in, struct error *e);

/* Reads up to size bytes; 0 at the end, -1 on an error (filled). EINTR is retried. */
ssize_t input_read(struct input *in, char *buffer, size_t size, struct error *e);

/*
 * Tells that a mapped file is not read again before this place soon, so that memory stays constant.
 * The bytes remain readable. Does nothing for other inputs.
 */
void input_release(struct input *in, const char *before);

/*
 * The same for a stretch of a mapped file, for those who read one in parts: whole pages between the two places are let go. Both must
 * lie in one mapped file that is still open.
 */
void input_forget(const char *from, const char *to);

/*
 * Closes and unmaps; a failure to close is an error too, and so is a file that somebody has written to or cut short since it
 * was opened: what was read is not what it was, nor what it is. Standard input stays open. Closing twice is harmless.
 */
bool input_close(struct input *in, struct error *e);

/* An opened sink of bytes; the buffer belongs to it. Zero-initialised: closed. */
struct output {
    struct world *world;
    const char *name; /* for messages: the path, "(stdout)" */
    char *path;       /* what is to be replaced, links followed; NULL: written directly */
    char *temporary;  /* beside it; NULL: the new file has no name yet */
    int fd;
    struct world_written *kept; /* in memory */
    bool grows;                 /* goes nowhere: the buffer holds all of it */
    bool muted;                 /* what is written now is thrown away */
    struct slice (*filter)(void *context, struct slice bytes); /* what is written instead; NULL: the bytes themselves */
    void *filter_context;
    char *buffer;
    size_t used;
    size_t capacity;
    bool failed; /* sticky; the first failure is in `error` */
    struct error error;
};

/*
 * Opens path for writing, NULL or "-" is standard output. A regular or new file is written as a
 * temporary beside it (links followed, mode kept; without a name where the file system can do that, so that
 * nothing is left when the program is killed), synced and renamed by output_close: readers see the old or the new file. A device or a pipe is written to directly. path must live as long as the
 * output.
 */
bool output_open(struct world *w, const char *path, struct output *out, struct error *e);

/* An output that only fills its buffer, however much there comes; for bytes that are handed to another output later. */
void output_open_side(struct output *out);

/* Room for so many bytes behind what is in the buffer, which is handed on for it; NULL: the buffer never holds so many. */
char *output_room(struct output *out, size_t size);

/* Appends; false once a write has failed (and then always). */
bool output_write(struct output *out, struct slice bytes);

/* Hands what is buffered to the system. */
bool output_flush(struct output *out);

/*
 * Flushes, syncs, closes, renames. `keep` false: the temporary is removed and the old file stays as
 * it was; what was written to a stream, device or pipe stays written. Returns false with the first
 * failure of the whole output in *e. Closing twice is harmless.
 */
bool output_close(struct output *out, bool keep, struct error *e);

/*
 * One line to the user (stderr, or the kept messages): "tool: text", with control and bidi
 * characters made visible. For cron's sake only when something is wrong, or with -v.
 */
void world_say(struct world *w, const char *format, ...) PRINTF_LIKE(2, 3);

/* The error as "tool: file:line: column 'x': text". */
void world_say_error(struct world *w, const struct error *e);

/* In memory: what the tool wrote to name ("" standard output, "(stderr)" messages); ptr NULL:
 * nothing was opened. */
struct slice world_kept(const struct world *w, const char *name);

/* --- between the modules of the world --- */

/* Where writes to name are kept: a new place for a file, the same again for a stream. Never NULL.
 */
struct world_written *world_keep(struct world *w, const char *name);

/* Appends to what is kept. */
void world_kept_append(struct world *w, struct world_written *kept, struct slice bytes);

/* Drops what is kept, as if it had never been opened. */
void world_kept_forget(struct world *w, const struct world_written *kept);

/* Whether path means a standard stream: NULL or "-". */
bool world_is_standard(const char *path);

/* A path as messages name it: an empty one (an unset variable of a script) shows as ''. */
const char *world_file_name(const char *path);

/* Waits until a descriptor that somebody made non-blocking can be read or written. */
void world_wait(int fd, bool writing);

/* Makes a pipe 1 MiB wide; whatever else fd is, and where the system refuses, nothing happens. */
void world_widen_pipe(int fd);

#endif
