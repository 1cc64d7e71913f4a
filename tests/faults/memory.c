/* SPDX-License-Identifier: MIT */
/* Preloaded: the Nth malloc, calloc or realloc (one count for all three, FAULT_CALL=memory) finds no memory. glibc only. */
#include "fault.h"

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

static bool refused(void)
{
    bool now = fault_now("memory") != FAULT_NONE;
    if (now)
        errno = ENOMEM;
    return now;
}

void *malloc(size_t size)
{
    return refused() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return refused() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
    return refused() ? NULL : __libc_realloc(old, size);
}
