/* SPDX-License-Identifier: MIT */
/*
 * What the preloaded libraries of this folder share: which call is to fail, how, and telling the test that it did. The
 * environment says it: FAULT_CALL=NAME, FAULT_AT=N (the Nth call of that name; "N-": that one and all after it), FAULT_KIND=
 * an errno's name, "short", or for a map "cut" and "touch": what others do to the file then. FAULT_FD=descriptor that gets one byte per fault. FAULT_AT=0 only counts: one byte per call.
 * With FAULT_GO one run tries many N: see divide.h.
 */
#ifndef REGULARS_TESTS_FAULT_H
#define REGULARS_TESTS_FAULT_H

#include <errno.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { FAULT_NONE = 0, FAULT_SHORT = -1, FAULT_CUT = -2, FAULT_TOUCH = -3 };

struct fault_plan {
    const char *call;
    unsigned long at;
    bool onward;
    int kind; /* an errno, or one of those above */
    int fd;
    atomic_ulong count;
    bool ready;
};

static struct fault_plan fault_plan;

static inline int fault_kind(const char *name)
{
    static const struct {
        const char *name;
        int number;
    } kinds[] = {{"EIO", EIO},       {"ENOSPC", ENOSPC}, {"EINTR", EINTR}, {"EAGAIN", EAGAIN}, {"ENOMEM", ENOMEM},
                 {"EACCES", EACCES}, {"EMFILE", EMFILE}, {"EDQUOT", EDQUOT}, {"EOPNOTSUPP", EOPNOTSUPP}, {"short", FAULT_SHORT}, {"cut", FAULT_CUT}, {"touch", FAULT_TOUCH}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (strcmp(kinds[i].name, name) == 0)
            return kinds[i].number;
    }
    abort();
}

/* Before this has run, at the program's start, nothing fails. */
__attribute__((constructor)) static void fault_read_plan(void)
{
    const char *call = getenv("FAULT_CALL");
    const char *at = getenv("FAULT_AT");
    const char *kind = getenv("FAULT_KIND");
    const char *fd = getenv("FAULT_FD");
    if (call == NULL || at == NULL || kind == NULL || fd == NULL)
        return;
    fault_plan.at = strtoul(at, NULL, 10);
    fault_plan.onward = at[0] != '\0' && at[strlen(at) - 1] == '-';
    fault_plan.kind = fault_kind(kind);
    fault_plan.fd = atoi(fd);
    fault_plan.call = call;
    fault_plan.ready = true;
}

/* Not by write(), which may be the one that fails. */
static inline void fault_tell(void)
{
    if (syscall(SYS_write, fault_plan.fd, "!", (size_t)1) != 1)
        abort();
}

/* What this call is to do: FAULT_NONE, FAULT_SHORT, or fail with that errno. A soft fault "onward" comes every other time, so
 * that work goes on. */
static inline int fault_now(const char *call)
{
    if (!fault_plan.ready || strcmp(fault_plan.call, call) != 0)
        return FAULT_NONE;
    unsigned long n = atomic_fetch_add(&fault_plan.count, 1) + 1;
    if (fault_plan.at == 0) {
        fault_tell();
        return FAULT_NONE;
    }
    bool soft = fault_plan.kind == EINTR || fault_plan.kind == EAGAIN;
    if (n < fault_plan.at || (n > fault_plan.at && !fault_plan.onward) || (soft && (n - fault_plan.at) % 2 != 0))
        return FAULT_NONE;
    fault_tell();
    return fault_plan.kind;
}

#endif
