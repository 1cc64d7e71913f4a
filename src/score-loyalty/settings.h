/* SPDX-License-Identifier: MIT */
/*
 * What the options of score-loyalty ask for, read and checked once, before any row. Files named by
 * options (cuts, segments, parameters) are read here too, since they are small and their faults
 * should show first.
 */
#ifndef REGULARS_SCORE_LOYALTY_SETTINGS_H
#define REGULARS_SCORE_LOYALTY_SETTINGS_H

#include "lib/tool.h"
#include "score-loyalty/forecast.h"
#include "score-loyalty/loyalty_score.h"
#include "score-loyalty/rfm.h"

/* What is printed. */
enum settings_mode {
    MODE_SCORES,
    MODE_EXPLAIN,
    MODE_CUTS,
    MODE_PARAMETERS,
    MODE_STATE,
    MODE_BACKTEST
};

/* The three measures of behaviour, in the order of all tables. */
enum measure { MEASURE_RECENCY, MEASURE_FREQUENCY, MEASURE_MONEY, MEASURE_COUNT };

/* One --exchange-rate CUR=X. */
struct exchange_rate {
    struct slice currency;
    int64_t rate; /* millionths of the one currency that has no rate */
};

/* Parameters of both models, from --params or from a fit; alpha in days. */
struct model_parameters {
    bool has_btyd;
    struct btyd_parameters btyd;
    bool has_money;
    struct gamma_gamma_parameters money;
};

struct settings {
    enum settings_mode mode;
    bool count_zero;
    uint32_t skipped_statuses; /* bit 1 << enum order_status */
    struct slice currency; /* of orders that name none; empty: not told */
    struct exchange_rate *rates;
    size_t rate_count;

    bool has_since, has_backtest;
    int32_t since, backtest;

    bool has_cuts;
    struct rfm_cuts cuts[MEASURE_COUNT];
    struct rfm_segments segments;

    enum btyd_model model;
    bool weeks; /* --unit week: of alpha and likelihood in parameter files */
    struct forecast_terms terms;
    bool has_parameters;
    struct model_parameters parameters;

    struct loyalty_policy policy;
    int64_t resolve_target; /* hours, millionths */
};

/* Reads all options of the run but those that streams read. False: *e names the option and what is
 * wrong. */
bool settings_read(struct settings *s, const struct tool_run *run, struct error *e);

/* "recency", "frequency", "money". */
const char *measure_name(enum measure m);

#endif
