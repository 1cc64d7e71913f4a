/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE
/* Preloaded: the Nth malloc, calloc or realloc (one count for all three, FAULT_CALL=memory) finds no memory. glibc only; under ASan it
 * stands before the sanitizer's own. */
#include "divide.h"

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);
void *__interceptor_malloc(size_t size) __attribute__((weak));
void *__interceptor_calloc(size_t count, size_t size) __attribute__((weak));
void *__interceptor_realloc(void *old, size_t size) __attribute__((weak));

#define BEHIND(name) (__interceptor_##name != NULL ? __interceptor_##name : __libc_##name)

static bool refused(void)
{
    bool now = divider.go != 0 ? divider_now() : fault_now("memory") != FAULT_NONE;
    if (now)
        errno = ENOMEM;
    return now;
}

void *malloc(size_t size)
{
    return refused() ? NULL : BEHIND(malloc)(size);
}

void *calloc(size_t count, size_t size)
{
    return refused() ? NULL : BEHIND(calloc)(count, size);
}

void *realloc(void *old, size_t size)
{
    return refused() ? NULL : BEHIND(realloc)(old, size);
}
