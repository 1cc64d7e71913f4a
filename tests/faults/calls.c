/* SPDX-License-Identifier: MIT */
/*
 * Preloaded: the Nth call of one system function fails, or moves fewer bytes than it was asked for. Every function that the
 * programs import and that can fail is here, under each of the names that a C library gives it.
 */
#define _GNU_SOURCE
#undef _FILE_OFFSET_BITS
#include "fault.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/stat.h>

/* The function behind this one. */
static void *real(const char *name)
{
    void *p = dlsym(RTLD_NEXT, name);
    if (p == NULL)
        abort();
    return p;
}

#define REAL(name) ((__typeof__(&name))real(#name))

/* Fails the call when it is time to; goes on otherwise. */
#define MAY_FAIL(call, result)                                                                                         \
    do {                                                                                                               \
        int fault = fault_now(call);                                                                                   \
        if (fault > 0) {                                                                                               \
            errno = fault;                                                                                             \
            return result;                                                                                             \
        }                                                                                                              \
    } while (0)

/* Half of it, but never nothing: that would be the end of the file. */
static size_t shortened(size_t size)
{
    return size > 1 ? size / 2 : size;
}

ssize_t read(int fd, void *buffer, size_t size)
{
    int fault = fault_now("read");
    if (fault > 0) {
        errno = fault;
        return -1;
    }
    return REAL(read)(fd, buffer, fault == FAULT_SHORT ? shortened(size) : size);
}

ssize_t write(int fd, const void *buffer, size_t size)
{
    int fault = fault_now("write");
    if (fault > 0) {
        errno = fault;
        return -1;
    }
    return REAL(write)(fd, buffer, fault == FAULT_SHORT ? shortened(size) : size);
}

/* The mode that open was given, if any: O_TMPFILE has one too. */
static mode_t mode_of(int flags, va_list args)
{
    return (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE ? va_arg(args, mode_t) : 0;
}

int open(const char *path, int flags, ...)
{
    MAY_FAIL("open", -1);
    va_list args;
    va_start(args, flags);
    mode_t mode = mode_of(flags, args);
    va_end(args);
    return REAL(open)(path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
    MAY_FAIL("open", -1);
    va_list args;
    va_start(args, flags);
    mode_t mode = mode_of(flags, args);
    va_end(args);
    return REAL(open64)(path, flags, mode);
}

/* As on Linux, the descriptor is closed even when it fails. */
int close(int fd)
{
    int fault = fault_now("close");
    int result = REAL(close)(fd);
    if (fault > 0 && result == 0) {
        errno = fault;
        return -1;
    }
    return result;
}

int fsync(int fd)
{
    MAY_FAIL("fsync", -1);
    return REAL(fsync)(fd);
}

int rename(const char *from, const char *to)
{
    MAY_FAIL("rename", -1);
    return REAL(rename)(from, to);
}

int linkat(int from_folder, const char *from, int to_folder, const char *to, int flags)
{
    MAY_FAIL("linkat", -1);
    return REAL(linkat)(from_folder, from, to_folder, to, flags);
}

int stat(const char *restrict path, struct stat *restrict st)
{
    MAY_FAIL("stat", -1);
    return REAL(stat)(path, st);
}

int stat64(const char *restrict path, struct stat64 *restrict st)
{
    MAY_FAIL("stat", -1);
    return REAL(stat64)(path, st);
}

int fstat(int fd, struct stat *st)
{
    MAY_FAIL("fstat", -1);
    return REAL(fstat)(fd, st);
}

int fstat64(int fd, struct stat64 *st)
{
    MAY_FAIL("fstat", -1);
    return REAL(fstat64)(fd, st);
}

off_t lseek(int fd, off_t offset, int from)
{
    MAY_FAIL("lseek", -1);
    return REAL(lseek)(fd, offset, from);
}

off64_t lseek64(int fd, off64_t offset, int from)
{
    MAY_FAIL("lseek", -1);
    return REAL(lseek64)(fd, offset, from);
}

/* Somebody cuts the file short, or writes to it, as soon as it is mapped. */
static void meddle(int fd, int fault)
{
    char self[64];
    snprintf(self, sizeof self, "/proc/self/fd/%d", fd);
    if (fault == FAULT_CUT && truncate(self, 4096) != 0)
        abort();
    if (fault == FAULT_TOUCH && utimensat(AT_FDCWD, self, NULL, 0) != 0)
        abort();
}

void *mmap(void *at, size_t size, int protection, int flags, int fd, off_t offset)
{
    int fault = fault_now("mmap");
    if (fault > 0) {
        errno = fault;
        return MAP_FAILED;
    }
    meddle(fd, fault);
    return REAL(mmap)(at, size, protection, flags, fd, offset);
}

void *mmap64(void *at, size_t size, int protection, int flags, int fd, off64_t offset)
{
    int fault = fault_now("mmap");
    if (fault > 0) {
        errno = fault;
        return MAP_FAILED;
    }
    meddle(fd, fault);
    return REAL(mmap64)(at, size, protection, flags, fd, offset);
}

int fcntl(int fd, int command, ...)
{
    MAY_FAIL("fcntl", -1);
    va_list args;
    va_start(args, command);
    void *argument = va_arg(args, void *);
    va_end(args);
    return REAL(fcntl)(fd, command, argument);
}

int fcntl64(int fd, int command, ...)
{
    MAY_FAIL("fcntl", -1);
    va_list args;
    va_start(args, command);
    void *argument = va_arg(args, void *);
    va_end(args);
    return REAL(fcntl64)(fd, command, argument);
}

int fchmod(int fd, mode_t mode)
{
    MAY_FAIL("fchmod", -1);
    return REAL(fchmod)(fd, mode);
}

int fchown(int fd, uid_t owner, gid_t group)
{
    MAY_FAIL("fchown", -1);
    return REAL(fchown)(fd, owner, group);
}

ssize_t readlink(const char *restrict path, char *restrict buffer, size_t size)
{
    MAY_FAIL("readlink", -1);
    return REAL(readlink)(path, buffer, size);
}

int access(const char *path, int mode)
{
    MAY_FAIL("access", -1);
    return REAL(access)(path, mode);
}

int poll(struct pollfd *fds, nfds_t count, int timeout)
{
    MAY_FAIL("poll", -1);
    return REAL(poll)(fds, count, timeout);
}

int madvise(void *at, size_t size, int advice)
{
    MAY_FAIL("madvise", -1);
    return REAL(madvise)(at, size, advice);
}

ssize_t getrandom(void *buffer, size_t size, unsigned flags)
{
    int fault = fault_now("getrandom");
    if (fault > 0) {
        errno = fault;
        return -1;
    }
    return REAL(getrandom)(buffer, fault == FAULT_SHORT ? shortened(size) : size, flags);
}

/* Its result is the error itself. */
int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*work)(void *), void *argument)
{
    int fault = fault_now("pthread_create");
    return fault > 0 ? fault : REAL(pthread_create)(thread, attributes, work, argument);
}
