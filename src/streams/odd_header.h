/* SPDX-License-Identifier: MIT */
/*
 * A header that lacks columns because its bytes were read in the wrong encoding, here or by the program that saved the file:
 * found out by reading them again in others. For advice only: nothing is ever read so.
 */
#ifndef REGULARS_ODD_HEADER_H
#define REGULARS_ODD_HEADER_H

#include "streams/roles.h"

/*
 * What to do about the encoding of a header that the roles were not all found in: a clause in the arena, empty where the encoding
 * is not to blame. `encoding` is the one it was read in (NULL: UTF-8), `prefix` what stands before a name in --encoding
 * where it is meant for this file ("orders:"; NULL: nothing).
 */
struct slice odd_header_advice(const struct role_search *search, const struct slice *header, size_t count, const char *encoding,
                               const char *prefix, struct arena *arena);

#endif
