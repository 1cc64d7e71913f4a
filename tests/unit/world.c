/* SPDX-License-Identifier: MIT */
/* Files, streams and messages of the real world and of one in memory. */
#include "lib/world.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test.h"

/* A new directory; all paths of the tests are in it. */
struct place {
    struct arena arena;
    struct world world;
    char directory[64];
};

static void setup(struct place *p)
{
    *p = (struct place){.directory = "/tmp/regulars-world-XXXXXX"};
    CHECK(mkdtemp(p->directory) != NULL);
    p->world = (struct world){.arena = &p->arena, .tool = "test"};
}

static const char *path(struct place *p, const char *name)
{
    return arena_print(&p->arena, "%s/%s", p->directory, name).ptr;
}

/* Removes the named files and the directory, which must then be empty: nothing else was left in it.
 */
static void teardown(struct place *p, const char *const *names)
{
    for (; *names != NULL; names++)
        CHECK(unlink(path(p, *names)) == 0);
    CHECK(rmdir(p->directory) == 0);
    arena_free(&p->arena);
}

static int count_descriptors(void)
{
    int count = 0;
    for (int fd = 0; fd < 256; fd++)
        count += fcntl(fd, F_GETFD) != -1;
    return count;
}

static void put(const char *file, struct slice bytes, mode_t mode)
{
    int fd = open(file, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    CHECK(fd >= 0 && write(fd, bytes.ptr, bytes.len) == (ssize_t)bytes.len);
    CHECK(fchmod(fd, mode) == 0 && close(fd) == 0);
}

static struct slice get(struct place *p, const char *file)
{
    char *text = arena_bytes(&p->arena, 4096);
    int fd = open(file, O_RDONLY);
    ssize_t n = fd >= 0 ? read(fd, text, 4096) : -1;
    if (fd >= 0)
        close(fd);
    return (struct slice){text, n > 0 ? (size_t)n : 0};
}

static mode_t mode_of(const char *file)
{
    struct stat st;
    return stat(file, &st) == 0 ? st.st_mode & 07777 : 0;
}

/* --- input --- */

static void input_refusals(void)
{
    struct place p;
    struct input in;
    struct error e = {0};
    setup(&p);
    CHECK(!input_open(&p.world, path(&p, "absent"), false, &in, &e));
    CHECK_TEXT(slice_of(e.text), "cannot open: No such file or directory");
    CHECK_TEXT(slice_of(e.file), path(&p, "absent"));
    error_clear(&e);
    CHECK(!input_open(&p.world, p.directory, true, &in, &e));
    CHECK_TEXT(slice_of(e.text), "is a directory");
    teardown(&p, (const char *const[]){NULL});
}

static void input_small(void)
{
    struct place p;
    struct input in;
    struct error e = {0};
    char text[16];
    setup(&p);
    put(path(&p, "f"), SLICE("some text"), 0600);
    CHECK(input_open(&p.world, path(&p, "f"), true, &in, &e));
    CHECK(!in.mapped);
    CHECK(input_read(&in, text, 4, &e) == 4 && memcmp(text, "some", 4) == 0);
    CHECK(input_read(&in, text, 16, &e) == 5 && memcmp(text, " text", 5) == 0);
    CHECK(input_read(&in, text, 16, &e) == 0);
    CHECK(input_close(&in, &e));
    CHECK(input_close(&in, &e));
    teardown(&p, (const char *const[]){"f", NULL});
}

static void input_mapped(void)
{
    enum { SIZE = 40 * 1024 * 1024 };
    struct place p;
    struct input in;
    struct error e = {0};
    setup(&p);
    int fd = open(path(&p, "f"), O_WRONLY | O_CREAT, 0600);
    CHECK(fd >= 0 && ftruncate(fd, SIZE) == 0 && pwrite(fd, "start", 5, 0) == 5);
    CHECK(pwrite(fd, "end", 3, SIZE - 3) == 3 && close(fd) == 0);
    CHECK(input_open(&p.world, path(&p, "f"), true, &in, &e));
    CHECK(in.mapped && in.rest.len == SIZE);
    CHECK(memcmp(in.rest.ptr, "start", 5) == 0 && memcmp(in.rest.ptr + SIZE - 3, "end", 3) == 0);
    input_release(&in, in.rest.ptr + SIZE);
    CHECK(memcmp(in.rest.ptr, "start", 5) == 0); /* given back, and read again */
    char *copy = malloc(SIZE);
    CHECK(copy != NULL && input_read(&in, copy, SIZE, &e) == SIZE &&
          memcmp(copy + SIZE - 3, "end", 3) == 0);
    CHECK(input_read(&in, copy, 1, &e) == 0);
    free(copy);
    CHECK(input_close(&in, &e));
    teardown(&p, (const char *const[]){"f", NULL});
}

/* Standard input that is a file is mapped from where it stands, and stays open. */
static void input_standard(void)
{
    enum { SIZE = 100 * 1024 };
    struct place p;
    struct input in;
    struct error e = {0};
    setup(&p);
    int fd = open(path(&p, "f"), O_RDWR | O_CREAT, 0600);
    CHECK(ftruncate(fd, SIZE) == 0 && lseek(fd, 10, SEEK_SET) == 10);
    int saved = dup(STDIN_FILENO);
    CHECK(dup2(fd, STDIN_FILENO) == STDIN_FILENO);
    CHECK(input_open(&p.world, "-", true, &in, &e));
    CHECK_TEXT(slice_of(in.name), "(stdin)");
    CHECK(in.mapped && in.rest.len == SIZE - 10);
    CHECK(lseek(fd, 0, SEEK_CUR) == SIZE);
    CHECK(input_close(&in, &e) && fcntl(STDIN_FILENO, F_GETFD) != -1);
    if (saved >= 0)
        CHECK(dup2(saved, STDIN_FILENO) == STDIN_FILENO && close(saved) == 0);
    close(fd);
    teardown(&p, (const char *const[]){"f", NULL});
}

/* --- output --- */

static bool write_file(struct place *p, const char *file, struct slice text, bool keep,
                       struct error *e)
{
    struct output out;
    if (!output_open(&p->world, file, &out, e))
        return false;
    CHECK(output_write(&out, text) && output_flush(&out));
    return output_close(&out, keep, e);
}

static void output_new(void)
{
    struct place p;
    struct error e = {0};
    setup(&p);
    mode_t mask = umask(027);
    CHECK(write_file(&p, path(&p, "new"), SLICE("text"), true, &e));
    umask(mask);
    CHECK_TEXT(get(&p, path(&p, "new")), "text");
    CHECK(mode_of(path(&p, "new")) == 0640);
    CHECK(write_file(&p, path(&p, "none"), SLICE("text"), false, &e));
    CHECK(access(path(&p, "none"), F_OK) != 0);
    teardown(&p, (const char *const[]){"new", NULL});
}

static void output_replaces(void)
{
    struct place p;
    struct error e = {0};
    struct output out;
    setup(&p);
    put(path(&p, "f"), SLICE("old"), 0604);
    CHECK(output_open(&p.world, path(&p, "f"), &out, &e) && output_write(&out, SLICE("new")) &&
          output_flush(&out));
    CHECK_TEXT(get(&p, path(&p, "f")), "old"); /* until it is closed */
    CHECK(output_close(&out, true, &e) && output_close(&out, true, &e));
    CHECK_TEXT(get(&p, path(&p, "f")), "new");
    CHECK(mode_of(path(&p, "f")) == 0604);
    CHECK(write_file(&p, path(&p, "f"), SLICE("newer"), false, &e));
    CHECK_TEXT(get(&p, path(&p, "f")), "new");
    teardown(&p, (const char *const[]){"f", NULL});
}

static void output_links(void)
{
    struct place p;
    struct error e = {0};
    struct stat st;
    setup(&p);
    CHECK(mkdir(path(&p, "d"), 0700) == 0);
    put(path(&p, "d/target"), SLICE("old"), 0600);
    CHECK(symlink("d/target", path(&p, "one")) == 0 &&
          symlink(path(&p, "one"), path(&p, "two")) == 0);
    CHECK(symlink("d/absent", path(&p, "dangling")) == 0 && symlink("loop", path(&p, "loop")) == 0);
    CHECK(write_file(&p, path(&p, "two"), SLICE("new"), true, &e));
    CHECK_TEXT(get(&p, path(&p, "d/target")), "new");
    CHECK(lstat(path(&p, "two"), &st) == 0 && S_ISLNK(st.st_mode));
    CHECK(write_file(&p, path(&p, "dangling"), SLICE("made"), true, &e));
    CHECK_TEXT(get(&p, path(&p, "d/absent")), "made");
    CHECK(!write_file(&p, path(&p, "loop"), SLICE("x"), true, &e) && e.set);
    CHECK(unlink(path(&p, "d/target")) == 0 && unlink(path(&p, "d/absent")) == 0 &&
          rmdir(path(&p, "d")) == 0);
    teardown(&p, (const char *const[]){"one", "two", "dangling", "loop", NULL});
}

static void output_refusals(void)
{
    struct place p;
    struct error e = {0};
    setup(&p);
    CHECK(!write_file(&p, p.directory, SLICE("x"), true, &e));
    CHECK_TEXT(slice_of(e.text), "cannot write: Is a directory");
    CHECK_TEXT(slice_of(e.file), p.directory);
    error_clear(&e);
    CHECK(!write_file(&p, path(&p, "no/where"), SLICE("x"), true, &e));
    CHECK_TEXT(slice_of(e.text),
               "cannot create a temporary file beside it: No such file or directory");
    error_clear(&e);
    CHECK(!write_file(&p, "", SLICE("x"), true, &e));
    CHECK_TEXT(slice_of(e.text), "cannot open for writing: No such file or directory");
    CHECK_TEXT(slice_of(e.file), "''");
    teardown(&p, (const char *const[]){NULL});
}

static void output_directly(void)
{
    struct place p;
    struct error e = {0};
    struct output out;
    setup(&p);
    CHECK(write_file(&p, "/dev/null", SLICE("x"), true, &e));
    CHECK(mkfifo(path(&p, "pipe"), 0600) == 0);
    int fd = open(path(&p, "pipe"), O_RDONLY | O_NONBLOCK);
    CHECK(write_file(&p, path(&p, "pipe"), SLICE("through"), false, &e));
    char text[16];
    CHECK(fd >= 0 && read(fd, text, sizeof text) == 7 && memcmp(text, "through", 7) == 0);
    close(fd);
    if (output_open(&p.world, "/dev/full", &out, &e)) {
        CHECK(output_write(&out, SLICE("x")));
        CHECK(!output_flush(&out) && !output_write(&out, SLICE("y")) && out.failed);
        CHECK(!output_close(&out, true, &e));
        CHECK_TEXT(slice_of(e.text), "cannot write: No space left on device");
    } else {
        SKIP("there is no /dev/full");
    }
    teardown(&p, (const char *const[]){"pipe", NULL});
}

/* A closed standard output is an error; an open one stays open. */
static void output_standard(void)
{
    struct place p;
    struct error e = {0};
    setup(&p);
    fflush(stdout);
    int saved = dup(STDOUT_FILENO);
    int fd = open(path(&p, "f"), O_WRONLY | O_CREAT, 0600);
    CHECK(dup2(fd, STDOUT_FILENO) == STDOUT_FILENO);
    bool written = write_file(&p, NULL, SLICE("one "), true, &e) &&
                   write_file(&p, "-", SLICE("two"), false, &e);
    close(STDOUT_FILENO);
    bool closed_told = !write_file(&p, NULL, SLICE("x"), true, &e);
    CHECK(dup2(saved, STDOUT_FILENO) == STDOUT_FILENO && close(saved) == 0 && close(fd) == 0);
    CHECK(written && closed_told);
    CHECK_TEXT(slice_of(e.text), "cannot write: Bad file descriptor");
    CHECK_TEXT(get(&p, path(&p, "f")), "one two");
    teardown(&p, (const char *const[]){"f", NULL});
}

/* A reader that has gone is a failed write. */
static void output_broken_pipe(void)
{
    struct place p;
    struct error e = {0};
    struct output out;
    int ends[2];
    setup(&p);
    CHECK(mkfifo(path(&p, "pipe"), 0600) == 0);
    ends[0] = open(path(&p, "pipe"), O_RDONLY | O_NONBLOCK);
    CHECK(output_open(&p.world, path(&p, "pipe"), &out, &e));
    close(ends[0]);
    CHECK(output_write(&out, SLICE("x")) && !output_close(&out, true, &e));
    CHECK_TEXT(slice_of(e.text), "cannot write: Broken pipe");
    teardown(&p, (const char *const[]){"pipe", NULL});
}

/* --- in memory --- */

static void in_memory(void)
{
    struct arena arena = {0};
    struct world_file files[] = {{SLICE("a"), SLICE("text")}, {SLICE("-"), SLICE("stdin")}};
    struct world w = {
        .arena = &arena, .tool = "test", .in_memory = true, .files = files, .file_count = 2};
    struct input in;
    struct output out;
    struct error e = {0};
    char text[8];
    CHECK(input_open(&w, "a", true, &in, &e) && in.mapped && in.rest.len == 4);
    w.chunk = 3;
    CHECK(input_open(&w, NULL, true, &in, &e) && !in.mapped);
    CHECK(input_read(&in, text, 8, &e) == 3 && input_read(&in, text, 8, &e) == 2 &&
          input_read(&in, text, 8, &e) == 0);
    CHECK(!input_open(&w, "b", true, &in, &e));
    error_clear(&e);
    CHECK(output_open(&w, NULL, &out, &e) && output_write(&out, SLICE("out")) &&
          output_close(&out, true, &e));
    CHECK(output_open(&w, "f", &out, &e) && output_write(&out, SLICE("file")) &&
          output_close(&out, true, &e));
    CHECK(output_open(&w, "g", &out, &e) && output_write(&out, SLICE("no")) &&
          output_close(&out, false, &e));
    CHECK_TEXT(world_kept(&w, ""), "out");
    CHECK_TEXT(world_kept(&w, "f"), "file");
    CHECK(world_kept(&w, "g").ptr == NULL);
    arena_free(&arena);
}

static void messages(void)
{
    struct arena arena = {0};
    struct world w = {.arena = &arena, .tool = "test", .in_memory = true};
    struct error e = {0};
    world_say(&w, "%d rows", 3);
    error_set(&e, "'%s' is wrong", "x\x1b[2J");
    world_say_error(&w, &e);
    error_place(&e, "a\nb.csv", 7,
                SLICE("\xe2\x80\xae"
                      "amount"));
    world_say_error(&w, &e);
    CHECK_TEXT(world_kept(&w, "(stderr)"),
               "test: 3 rows\ntest: 'x\\x1b[2J' is wrong\n"
               "test: a\\x0ab.csv:7: column '\\u202eamount': 'x\\x1b[2J' is wrong\n");
    arena_free(&arena);
}

int main(void)
{
    signal(SIGPIPE, SIG_IGN); /* as tool_main does */
    int before = count_descriptors();
    input_refusals();
    input_small();
    input_mapped();
    input_standard();
    output_new();
    output_replaces();
    output_links();
    output_refusals();
    output_directly();
    output_standard();
    output_broken_pipe();
    in_memory();
    messages();
    CHECK_NUMBER(count_descriptors(), before);
    return test_report("world");
}
