/* SPDX-License-Identifier: MIT */
/* What the processor has, for kernels that are chosen at run time. */
#ifndef REGULARS_PROCESSOR_H
#define REGULARS_PROCESSOR_H

#include <stdbool.h>

/* Whether it has what the kernels for AVX2 are compiled for: target("avx2,bmi,popcnt"). */
static inline bool processor_is_wide(void)
{
#if defined(__x86_64__) && defined(__GNUC__)
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("popcnt");
#else
    return false;
#endif
}

#endif
