/* SPDX-License-Identifier: MIT */
/*
 * Works off a file's responses by two threads: of the records read ahead one thread answers for the
 * first half, the other for the second, whose rows wait in memory for their turn. Rows, rejects and
 * errors are those of one thread after all, in the same order. Only where the vendor gives ids:
 * others are numbered one after another.
 */
#ifndef REGULARS_PAIRS_H
#define REGULARS_PAIRS_H

#include "ingest-survey/survey_file.h"

/* Writes the rows of all records of a prepared file. False: *e; or writing has failed, which closing the output says. */
bool pairs_work_off(struct survey_file *f, struct error *e);

#endif
