/* SPDX-License-Identifier: MIT */
/*
 * Parameters of the fitted models as a small CSV file: model,parameter,value. Beside the parameters
 * it states the unit of time (alpha and the likelihood depend on it), likelihoods and counts, which
 * are for the reader and are not read back.
 */
#ifndef REGULARS_SCORE_LOYALTY_MODEL_FILE_H
#define REGULARS_SCORE_LOYALTY_MODEL_FILE_H

#include "lib/csv_writer.h"
#include "score-loyalty/btyd_fit.h"
#include "score-loyalty/settings.h"

/* Reads --params FILE, which must hold the parameters of `model`; those of money may be missing. */
bool model_file_read(const struct tool_run *run, const char *path, enum btyd_model model,
                     struct model_parameters *parameters, struct error *e);

/* What is written: parameters are valid where the outcomes say so. */
struct model_report {
    struct model_parameters parameters;
    struct btyd_fit frequency;
    struct gamma_gamma_fit money;
    uint64_t repeat_days; /* sum of x, for the likelihood in weeks */
    bool weeks;
};

/* Writes the file with its header; of a model that has no parameters only the counts. */
void model_file_write(struct csv_writer *out, enum btyd_model model,
                      const struct model_report *report);

#endif
