/* SPDX-License-Identifier: MIT */
/*
 * System calls that a signal may interrupt before they have begun (on network and user-space file systems open, stat, fsync
 * and rename too): made again until they succeed or fail for a reason. The results and errno are those of the calls.
 */
#ifndef REGULARS_AGAIN_H
#define REGULARS_AGAIN_H

#include <sys/stat.h>

/* open(2), with O_CLOEXEC and O_NOCTTY added; mode counts when a file is made. */
int open_again(const char *path, int flags, mode_t mode);

/* stat(2) */
int stat_again(const char *path, struct stat *st);

/* fsync(2); 0 also for what cannot be synced, such as a pipe. */
int sync_again(int fd);

/* rename(2) */
int rename_again(const char *from, const char *to);

/* Gives an open file without a name (O_TMPFILE) that name, which must be free. */
int link_again(int fd, const char *name);

#endif
