/* SPDX-License-Identifier: MIT */
/*
 * One run that tries every N: at each call in question the process divides. The child's call fails, and the child goes on to its
 * end; the parent waits for it and goes on as if nothing had been. Before and after it sends a report through FAULT_FD and waits
 * for a byte on FAULT_GO, by when the test has looked at what the child left and has put it away. FAULT_AT=each, or a list of numbers like 3,17,90,
 * with a "-" behind it when all later calls of the child are to fail too. For programs of one thread.
 *
 * The child shares the parent's open files. So it gets copies of those without a name, and of the others the parent restores
 * place and length.
 */
#ifndef REGULARS_TESTS_DIVIDE_H
#define REGULARS_TESTS_DIVIDE_H

#include "fault.h"

#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/wait.h>

enum { FILES_MAX = 64, BEFORE = -1 };

struct open_file {
    off_t place, length;
    int flags; /* of fcntl; -1: no open regular file */
    bool nameless;
};

struct divider {
    const char *points; /* what is left of the list; NULL for each */
    int go;
    bool on, busy;
};

static struct divider divider;

__attribute__((constructor(200))) static void divider_read_plan(void)
{
    const char *at = getenv("FAULT_AT");
    const char *go = getenv("FAULT_GO");
    if (at == NULL || go == NULL)
        return;
    divider.points = strncmp(at, "each", 4) == 0 ? NULL : at;
    divider.go = atoi(go);
    divider.on = true;
}

static inline struct open_file file_now(int fd)
{
    struct stat st;
    struct open_file f = {.flags = fcntl(fd, F_GETFL)};
    if (f.flags < 0 || fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) {
        f.flags = -1;
        return f;
    }
    f.place = lseek(fd, 0, SEEK_CUR);
    f.length = st.st_size;
    f.nameless = st.st_nlink == 0;
    return f;
}

static inline bool is_written(const struct open_file *f)
{
    return f->flags >= 0 && (f->flags & O_ACCMODE) != O_RDONLY;
}

/* Another file without a name in the same folder, with the same content and at the same place. */
static inline void copy_nameless(int fd, const struct open_file *f)
{
    char self[64], path[4096];
    snprintf(self, sizeof self, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(self, path, sizeof path - 1);
    path[length > 0 ? length : 0] = '\0';
    char *slash = strrchr(path, '/');
    if (slash == NULL)
        abort();
    *slash = '\0';
    int from = open(self, O_RDONLY);
    int copy = open(path, O_TMPFILE | O_RDWR, 0600);
    if (from < 0 || copy < 0)
        abort();
    for (off_t done = 0; done < f->length;) {
        if (sendfile(copy, from, &done, (size_t)(f->length - done)) <= 0)
            abort();
    }
    if (lseek(copy, f->place, SEEK_SET) != f->place || dup2(copy, fd) != fd)
        abort();
    close(copy);
    close(from);
}

static inline void restore(int fd, const struct open_file *f)
{
    if (is_written(f) && !f->nameless && ftruncate(fd, f->length) != 0)
        abort();
    if (f->flags >= 0 && lseek(fd, f->place, SEEK_SET) != f->place)
        abort();
}

/* Tells the test that a child is about to be made (status BEFORE) or what became of it, and waits until the test is ready. */
static inline void hand_over(unsigned long n, int status)
{
    int64_t report[2] = {(int64_t)n, status};
    char go;
    if (syscall(SYS_write, fault_plan.fd, report, sizeof report) != (long)sizeof report || syscall(SYS_read, divider.go, &go, (size_t)1) != 1)
        abort();
}

/* Whether the Nth call is one of those in question. */
static inline bool is_point(unsigned long n)
{
    if (divider.points == NULL)
        return true;
    char *end;
    if (strtoul(divider.points, &end, 10) != n)
        return false;
    divider.points = end + (*end == ',');
    return true;
}

/* Divides the process. True in the child, whose call is to fail. */
static inline bool divided(unsigned long n)
{
    struct open_file files[FILES_MAX];
    hand_over(n, BEFORE);
    for (int i = 0; i < FILES_MAX; i++)
        files[i] = file_now(i);
    pid_t child = fork();
    if (child < 0)
        abort();
    if (child == 0) {
        for (int i = 0; i < FILES_MAX; i++) {
            if (is_written(&files[i]) && files[i].nameless)
                copy_nameless(i, &files[i]);
        }
        divider.on = false;
        return true;
    }
    int status;
    while (waitpid(child, &status, 0) < 0) {
        if (errno != EINTR)
            abort();
    }
    hand_over(n, status);
    for (int i = 0; i < FILES_MAX; i++)
        restore(i, &files[i]);
    return false;
}

/* As fault_now, of a plan that divides: whether this call is to fail. */
static inline bool divider_now(void)
{
    if (!fault_plan.ready || divider.busy)
        return false;
    unsigned long n = atomic_fetch_add(&fault_plan.count, 1) + 1;
    if (!divider.on)
        return fault_plan.onward;
    int saved = errno;
    divider.busy = true;
    bool fails = is_point(n) && divided(n);
    divider.busy = false;
    errno = saved;
    return fails;
}

#endif
