/* SPDX-License-Identifier: MIT */
#include "score-loyalty/settings.h"

#include "lib/civil.h"
#include "lib/datetime.h"
#include "lib/number.h"
#include "score-loyalty/cuts_file.h"
#include "score-loyalty/model_file.h"
#include "streams/vocabulary.h"

const char *measure_name(enum measure m)
{
    static const char *const names[MEASURE_COUNT] = {"recency", "frequency", "money"};
    return names[m];
}

/* ---- what is printed ---- */

static bool read_mode(struct settings *s, const struct options *o, struct error *e)
{
    static const struct {
        const char *option;
        enum settings_mode mode;
    } modes[] = {{"explain", MODE_EXPLAIN},
                 {"emit-cuts", MODE_CUTS},
                 {"emit-params", MODE_PARAMETERS},
                 {"emit-state", MODE_STATE},
                 {"backtest", MODE_BACKTEST}};
    const char *given = NULL;
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        if (!options_has(o, modes[i].option))
            continue;
        if (given != NULL)
            return error_set(e, "options --%s and --%s: one thing is printed a run; leave one out",
                             given, modes[i].option);
        given = modes[i].option;
        s->mode = modes[i].mode;
    }
    if (options_has(o, "backtest") && options_has(o, "since"))
        return error_set(e, "options --backtest and --since: leave one out");
    return true;
}

/* ---- orders ---- */

static bool read_day(const struct options *o, const char *name, bool *has, int32_t *day,
                     struct error *e)
{
    const char *text = options_value(o, name);
    struct datetime stamp;
    struct error why = {0};
    *has = text != NULL;
    if (text == NULL)
        return true;
    if (!datetime_parse(slice_of(text), DATE_ORDER_NONE, &stamp, &why))
        return error_set(e, "option --%s: %s", name, why.text);
    *day = (int32_t)stamp.day;
    return true;
}

static bool skip_status(struct settings *s, const struct tool_run *run,
                        const struct vocabularies *words, struct slice word, struct error *e)
{
    int status = vocabulary_find(words, VOCABULARY_ORDER_STATUS, word);
    if (status < 0)
        return error_set(e, "option --skip-status: '%s' is no status of orders: use some of %.*s",
                         quote(word).text,
                         SLICE_ARG(vocabulary_list(VOCABULARY_ORDER_STATUS, run->arena)));
    s->skipped_statuses |= UINT32_C(1) << status;
    return true;
}

static bool read_statuses(struct settings *s, const struct tool_run *run, struct error *e)
{
    static const uint32_t usual = UINT32_C(1) << ORDER_CANCELLED | UINT32_C(1) << ORDER_FAILED |
                                  UINT32_C(1) << ORDER_DRAFT | UINT32_C(1) << ORDER_QUOTE |
                                  UINT32_C(1) << ORDER_CART;
    const char *text = options_value(run->options, "skip-status");
    s->skipped_statuses = text == NULL ? usual : 0;
    if (text == NULL || text[0] == '\0' || slice_equal(slice_of(text), SLICE("none")))
        return true;
    const struct vocabularies *words = vocabularies_load(run->arena, run->world->seed);
    struct slice rest = slice_of(text);
    struct slice word;
    while (slice_cut(&rest, ',', &word))
        if (!skip_status(s, run, words, word, e))
            return false;
    return true;
}

static bool read_rate(struct exchange_rate *rate, const char *text, struct error *e)
{
    struct slice rest = slice_of(text);
    struct slice currency;
    struct error why = {0};
    slice_cut(&rest, '=', &currency);
    rate->currency = slice_trim(currency);
    if (rate->currency.len == 0 || rest.ptr == NULL)
        return error_set(e,
                         "option --exchange-rate: '%s' should be CURRENCY=RATE, such as USD=0.92",
                         quote(slice_of(text)).text);
    if (!number_parse(rest, DECIMAL_POINT, &rate->rate, &why))
        return error_set(e, "option --exchange-rate: %s", why.text);
    if (rate->rate <= 0)
        return error_set(e, "option --exchange-rate: a rate is more than 0");
    return true;
}

static bool read_rates(struct settings *s, const struct tool_run *run, struct error *e)
{
    s->currency = slice_trim(slice_of(options_value(run->options, "currency")));
    s->rate_count = options_count(run->options, "exchange-rate");
    s->rates = arena_array(run->arena, s->rate_count, sizeof *s->rates);
    for (size_t i = 0; i < s->rate_count; i++)
        if (!read_rate(&s->rates[i], options_nth(run->options, "exchange-rate", i), e))
            return false;
    return true;
}

/* ---- models ---- */

static bool choose(const struct options *o, const char *name, const char *const *choices,
                   int otherwise, int *chosen, struct error *e)
{
    const char *text = options_value(o, name);
    *chosen = otherwise;
    if (text == NULL)
        return true;
    for (int i = 0; i < 2; i++)
        if (strcmp(text, choices[i]) == 0) {
            *chosen = i;
            return true;
        }
    return error_set(e, "option --%s: '%s' should be %s or %s", name, quote(slice_of(text)).text,
                     choices[0], choices[1]);
}

/* A number in millionths within [low, high]. */
static bool read_number(const struct options *o, const char *name, int64_t low, int64_t high,
                        int64_t *number, struct error *e)
{
    const char *text = options_value(o, name);
    struct error why = {0};
    if (text == NULL)
        return true;
    if (!number_parse(slice_of(text), DECIMAL_POINT, number, &why))
        return error_set(e, "option --%s: %s", name, why.text);
    if (*number < low || *number > high)
        return error_set(e, "option --%s: '%s' is out of range", name, quote(slice_of(text)).text);
    return true;
}

static bool read_model(struct settings *s, const struct options *o, struct error *e)
{
    static const char *const models[] = {"bg-nbd", "mbg-nbd"};
    static const char *const units[] = {"day", "week"};
    int model, unit;
    int64_t horizon, step;
    int64_t rate = NUMBER_ONE / 100;
    if (!choose(o, "model", models, BTYD_MBG_NBD, &model, e) ||
        !choose(o, "unit", units, 0, &unit, e) ||
        !options_integer(o, "horizon", 1, 36500, 360, &horizon, e) ||
        !options_integer(o, "step", 1, 36500, 30, &step, e) ||
        !read_number(o, "discount-rate", 0, NUMBER_ONE, &rate, e))
        return false;
    s->model = model == 0 ? BTYD_BG_NBD : BTYD_MBG_NBD;
    s->weeks = unit == 1;
    s->terms = (struct forecast_terms){(uint32_t)horizon, (uint32_t)step,
                                       (double)rate / (double)NUMBER_ONE};
    return true;
}

/* ---- the loyalty score ---- */

static bool read_weights(struct settings *s, const struct options *o, struct error *e)
{
    const char *text = options_value(o, "weights");
    int64_t behaviour, answer;
    struct error why = {0};
    struct slice rest = slice_of(text);
    struct slice first;
    if (text == NULL)
        return true;
    slice_cut(&rest, ',', &first);
    bool read = rest.ptr != NULL && number_parse(first, DECIMAL_POINT, &behaviour, &why) &&
                number_parse(rest, DECIMAL_POINT, &answer, &why);
    if (!read || behaviour < 0 || answer < 0 || behaviour > 100 * NUMBER_ONE ||
        behaviour + answer != 100 * NUMBER_ONE)
        return error_set(
            e,
            "option --weights: '%s' should be two numbers that add up to 100: behaviour,answer, "
            "such as 75,25",
            quote(slice_of(text)).text);
    s->policy.behaviour_weight = (int32_t)(behaviour / (100 * NUMBER_ONE / LOYALTY_WEIGHTS));
    return true;
}

static bool read_policy(struct settings *s, const struct options *o, struct error *e)
{
    static const char *const losses[] = {"small", "large"};
    int loss;
    if (!choose(o, "loss", losses, 0, &loss, e))
        return false;
    s->policy = loyalty_policy_default(loss == 1);
    s->resolve_target = 24 * NUMBER_ONE;
    return read_weights(s, o, e) &&
           read_number(o, "resolve-target", 0, 100000 * NUMBER_ONE, &s->resolve_target, e);
}

/* ---- files ---- */

static bool read_files(struct settings *s, const struct tool_run *run, struct error *e)
{
    const char *cuts = options_value(run->options, "cuts");
    const char *segments = options_value(run->options, "segments");
    const char *parameters = options_value(run->options, "params");
    s->segments = rfm_segments_default();
    s->has_cuts = cuts != NULL;
    s->has_parameters = parameters != NULL;
    return (cuts == NULL || cuts_file_read(run, cuts, s->cuts, e)) &&
           (segments == NULL || segments_file_read(run, segments, &s->segments, e)) &&
           (parameters == NULL || model_file_read(run, parameters, s->model, &s->parameters, e));
}

bool settings_read(struct settings *s, const struct tool_run *run, struct error *e)
{
    const struct options *o = run->options;
    *s = (struct settings){.count_zero = options_has(o, "count-zero")};
    return read_mode(s, o, e) && read_statuses(s, run, e) && read_rates(s, run, e) &&
           read_day(o, "since", &s->has_since, &s->since, e) &&
           read_day(o, "backtest", &s->has_backtest, &s->backtest, e) && read_model(s, o, e) &&
           read_policy(s, o, e) && read_files(s, run, e);
}
