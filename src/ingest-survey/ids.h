/* SPDX-License-Identifier: MIT */
/*
 * Ids for responses whose vendor gives none: the same content gives the same id on every machine,
 * and of equal responses the second and later ones are told apart by their ordinal.
 */
#ifndef REGULARS_IDS_H
#define REGULARS_IDS_H

#include "lib/csv_record.h"
#include "lib/hash.h"

struct ids {
    struct intern seen; /* fingerprints */
    uint32_t *times;    /* by number: how often */
    size_t capacity;
    struct arena *arena;
};

enum { ID_TEXT_MAX = 40 };

/* Starts; the fingerprints of all responses are kept in the arena. */
void ids_start(struct ids *ids, struct arena *arena, const uint64_t seed[2]);

/* "r" and 16 hexadecimal digits, of the values of all cells; "-2" behind it for the second equal
 * record. */
struct slice ids_next(struct ids *ids, const struct csv_record *record, char out[ID_TEXT_MAX]);

#endif
