/* SPDX-License-Identifier: MIT */
#include "score-loyalty/model_file.h"

#include <math.h>

#include "lib/csv_table.h"
#include "lib/number.h"

static const double days_per_week = 7;
static const char money_model[] = "gamma-gamma";

/* ---- numbers with as many digits as a double tells apart ---- */

enum { DIGITS = 15, PLACES_MAX = 18 };

/* Fifteen significant digits, so that what is read back is written alike. */
static void write_number(struct csv_writer *out, double x)
{
    char text[NUMBER_TEXT_MAX];
    int64_t scaled = 0;
    double size = fabs(x);
    int whole = size >= 1 ? (int)floor(log10(size)) + 1 : 0;
    unsigned places = whole < DIGITS ? (unsigned)(DIGITS - whole) : 0;
    while (places > 0 && !number_from_double(x, places, &scaled))
        places--;
    if (places == 0 && !number_from_double(x, 0, &scaled))
        scaled = 0;
    size_t length = number_format(scaled, places, NUMBER_SHORTEST, text);
    csv_writer_field(out, (struct slice){text, length});
}

/* Digits with one point among them; up to eighteen digits. */
static bool parse_number(struct slice text, double *x, struct error *e)
{
    int64_t mantissa = 0;
    double scale = 1;
    int digits = 0;
    bool point = false;
    bool good = true;
    text = slice_trim(text);
    for (size_t i = 0; i < text.len && good; i++) {
        char c = text.ptr[i];
        good = (c == '.' && !point) || (c >= '0' && c <= '9' && digits < PLACES_MAX);
        if (c == '.') {
            point = true;
            continue;
        }
        mantissa = mantissa * 10 + (c - '0');
        scale *= point ? 10 : 1;
        digits += mantissa != 0;
    }
    *x = (double)mantissa / scale;
    if (good && digits > 0)
        return true;
    return error_set(e, "'%s' is not a number above 0 with at most 18 digits", quote(text).text);
}

/* ---- reading ---- */

struct place {
    struct slice model, parameter;
    double *value;
    bool seen;
};

/* Reads one row into its place; rows that are for the reader have none. */
static bool read_row(const struct csv_table *t, size_t row, const ptrdiff_t columns[3],
                     struct place *places, size_t count, struct error *e)
{
    struct slice model = slice_trim(csv_table_cell(t, row, columns[0]));
    struct slice parameter = slice_trim(csv_table_cell(t, row, columns[1]));
    for (size_t i = 0; i < count; i++) {
        struct place *p = &places[i];
        if (!slice_equal(model, p->model) || !slice_equal(parameter, p->parameter))
            continue;
        p->seen = true;
        return parse_number(csv_table_cell(t, row, columns[2]), p->value, e) ||
               csv_table_place(t, row, columns[2], e);
    }
    return true;
}

static bool read_unit(const struct csv_table *t, const ptrdiff_t columns[3], struct slice model,
                      double *days, struct error *e)
{
    for (size_t row = 0; row < csv_table_rows(t); row++) {
        struct slice value = slice_trim(csv_table_cell(t, row, columns[2]));
        if (!slice_equal(slice_trim(csv_table_cell(t, row, columns[0])), model) ||
            !slice_equal(slice_trim(csv_table_cell(t, row, columns[1])), SLICE("unit")))
            continue;
        *days = slice_equal(value, SLICE("week")) ? days_per_week : 1;
        if (slice_equal(value, SLICE("week")) || slice_equal(value, SLICE("day")))
            return true;
        error_set(e, "'%s' is no unit of time: use day or week", quote(value).text);
        return csv_table_place(t, row, columns[2], e);
    }
    return error_set(e, "there is no row '%.*s,unit': it tells whether alpha is in days or weeks",
                     SLICE_ARG(model));
}

enum { BTYD_PLACES = 4, PLACES = 7 };

static bool check_parameters(const struct place *places, struct model_parameters *p,
                             struct error *e)
{
    int money = places[4].seen + places[5].seen + places[6].seen;
    for (int i = 0; i < BTYD_PLACES; i++)
        if (!places[i].seen)
            return error_set(
                e, "there is no row '%.*s,%.*s' (--emit-params writes all that is needed)",
                SLICE_ARG(places[i].model), SLICE_ARG(places[i].parameter));
    if (money != 0 && money != PLACES - BTYD_PLACES)
        return error_set(e, "of p, q and v of %s some are missing", money_model);
    if (!btyd_parameters_valid(&p->btyd))
        return error_set(e, "these are no parameters that %s can have",
                         btyd_model_name(p->btyd.model));
    if (money != 0 && !gamma_gamma_parameters_valid(&p->money))
        return error_set(e, "these are no parameters that %s can have: q must be above 1",
                         money_model);
    p->has_btyd = true;
    p->has_money = money != 0;
    return true;
}

static bool read_parameters(const struct csv_table *t, enum btyd_model model,
                            struct model_parameters *p, struct error *e)
{
    static const char *const names[3] = {"model", "parameter", "value"};
    struct slice name = slice_of(btyd_model_name(model));
    struct slice money = slice_of(money_model);
    struct place places[PLACES] = {
        {name, SLICE("r"), &p->btyd.r, false},   {name, SLICE("alpha"), &p->btyd.alpha, false},
        {name, SLICE("a"), &p->btyd.a, false},   {name, SLICE("b"), &p->btyd.b, false},
        {money, SLICE("p"), &p->money.p, false}, {money, SLICE("q"), &p->money.q, false},
        {money, SLICE("v"), &p->money.v, false},
    };
    ptrdiff_t columns[3];
    double days;
    for (int i = 0; i < 3; i++) {
        columns[i] = csv_table_column(t, names[i]);
        if (columns[i] < 0)
            return error_set(e, "there is no column '%s'", names[i]);
    }
    for (size_t row = 0; row < csv_table_rows(t); row++)
        if (!read_row(t, row, columns, places, PLACES, e))
            return false;
    p->btyd.model = model;
    if (places[0].seen && !read_unit(t, columns, name, &days, e))
        return false;
    if (places[0].seen)
        p->btyd.alpha *= days;
    return check_parameters(places, p, e);
}

bool model_file_read(const struct tool_run *run, const char *path, enum btyd_model model,
                     struct model_parameters *parameters, struct error *e)
{
    const struct csv_table *t = csv_table_read(run->world, run->arena, path, NULL, e);
    *parameters = (struct model_parameters){.has_btyd = false};
    return t != NULL && (read_parameters(t, model, parameters, e) ||
                         error_place(e, csv_table_file(t), 0, SLICE("")));
}

/* ---- writing ---- */

static void write_name(struct csv_writer *out, const char *model, const char *parameter)
{
    csv_writer_field(out, slice_of(model));
    csv_writer_field(out, slice_of(parameter));
}

static void write_row(struct csv_writer *out, const char *model, const char *parameter,
                      double value)
{
    write_name(out, model, parameter);
    write_number(out, value);
    csv_writer_end(out);
}

static void write_likelihood(struct csv_writer *out, const char *model, double value)
{
    write_name(out, model, "log_likelihood");
    csv_writer_double(out, value, 6);
    csv_writer_end(out);
}

static void write_count(struct csv_writer *out, const char *model, const char *what, uint64_t count)
{
    write_name(out, model, what);
    csv_writer_integer(out, (int64_t)count);
    csv_writer_end(out);
}

static void write_frequency(struct csv_writer *out, const char *name, const struct model_report *r)
{
    const struct btyd_parameters *p = &r->parameters.btyd;
    double unit = r->weeks ? days_per_week : 1;
    write_name(out, name, "unit");
    csv_writer_field(out, r->weeks ? SLICE("week") : SLICE("day"));
    csv_writer_end(out);
    if (r->parameters.has_btyd) {
        write_row(out, name, "r", p->r);
        write_row(out, name, "alpha", p->alpha / unit);
        write_row(out, name, "a", p->a);
        write_row(out, name, "b", p->b);
        write_likelihood(out, name,
                         r->frequency.log_likelihood + (double)r->repeat_days * log(unit));
    }
    write_count(out, name, "customers", r->frequency.customers);
    write_count(out, name, "repeaters", r->frequency.repeaters);
}

static void write_money(struct csv_writer *out, const struct model_report *r)
{
    const struct gamma_gamma_parameters *p = &r->parameters.money;
    if (r->parameters.has_money) {
        write_row(out, money_model, "p", p->p);
        write_row(out, money_model, "q", p->q);
        write_row(out, money_model, "v", p->v);
        write_likelihood(out, money_model, r->money.log_likelihood);
        int64_t scaled = 0;
        write_name(out, money_model, "correlation");
        number_from_double(r->money.correlation, 6, &scaled);
        csv_writer_decimal(out, scaled, 6, 6);
        csv_writer_end(out);
    }
    write_count(out, money_model, "customers", r->money.customers);
}

void model_file_write(struct csv_writer *out, enum btyd_model model,
                      const struct model_report *report)
{
    csv_writer_field(out, SLICE("model"));
    csv_writer_field(out, SLICE("parameter"));
    csv_writer_field(out, SLICE("value"));
    csv_writer_end(out);
    write_frequency(out, btyd_model_name(model), report);
    write_money(out, report);
}
