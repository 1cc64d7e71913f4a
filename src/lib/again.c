/* SPDX-License-Identifier: MIT */
#include "lib/again.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <unistd.h>

static bool interrupted(int result)
{
    return result < 0 && errno == EINTR;
}

int open_again(const char *path, int flags, mode_t mode)
{
    int fd;
    do
        fd = open(path, flags | O_CLOEXEC | O_NOCTTY, mode);
    while (interrupted(fd));
    return fd;
}

int stat_again(const char *path, struct stat *st)
{
    int result;
    do
        result = stat(path, st);
    while (interrupted(result));
    return result;
}

int sync_again(int fd)
{
    int result;
    do
        result = fsync(fd);
    while (interrupted(result));
    return result < 0 && errno == EINVAL ? 0 : result;
}

int rename_again(const char *from, const char *to)
{
    int result;
    do
        result = rename(from, to);
    while (interrupted(result));
    return result;
}

int link_again(int fd, const char *name)
{
    char self[64];
    snprintf(self, sizeof self, "/proc/self/fd/%d", fd);
    int result;
    do
        result = linkat(AT_FDCWD, self, AT_FDCWD, name, AT_SYMLINK_FOLLOW);
    while (interrupted(result));
    return result;
}
