/* SPDX-License-Identifier: MIT */
#include "score-loyalty/assess.h"

#include "lib/number.h"
#include "lib/pool.h"

/* ---- what holds for all ---- */

static struct experience_part part_of_person(const struct assessor *a, const struct person *p)
{
    return experience_find(&a->facts->experience, p->customer);
}

static struct experience experience_of_person(const struct assessor *a, const struct person *p,
                                              const struct experience_part *part)
{
    struct experience_terms terms = {.as_of = a->people->as_of,
                                     .resolve_target = a->settings->resolve_target,
                                     .has_purchase = p->history.orders != 0,
                                     .last_purchase = p->history.last};
    return experience_of(part, &terms);
}

static struct review_claims claims_of(const struct person *p, const struct experience *x,
                                      int frequency)
{
    return (struct review_claims){frequency, x->cases, p->history.returned,
                                  history_all_orders(&p->history)};
}

static void count_peers(struct assessor *a)
{
    for (size_t i = 0; i < a->people->count && a->facts->scope.cases; i++) {
        const struct person *p = people_any(a->people, i);
        if (p->history.orders == 0)
            continue;
        struct experience_part part = part_of_person(a, p);
        struct experience x = experience_of_person(a, p, &part);
        int frequency = scores_of(&p->history, a->people->as_of, a->cuts).of[MEASURE_FREQUENCY];
        struct review_claims claims = claims_of(p, &x, frequency);
        review_add(&a->peers, &claims);
    }
}

enum { FEW_CUSTOMERS = 5 }; /* fewer cannot be told apart by five scores */

static void add_note(struct slice *note, struct slice more, struct arena *arena)
{
    if (more.len == 0 || slice_equal(*note, more))
        return;
    *note =
        note->len == 0 ? more : arena_print(arena, "%.*s; %.*s", SLICE_ARG(*note), SLICE_ARG(more));
}

static struct slice note_of(const struct assessor *a, struct arena *arena)
{
    struct slice note = {"", 0};
    size_t customers = 0;
    for (size_t i = 0; i < a->people->count && customers < FEW_CUSTOMERS; i++)
        customers += people_any(a->people, i)->history.orders != 0;
    if (customers < FEW_CUSTOMERS)
        note = SLICE("with fewer than 5 customers scores say little");
    add_note(&note, slice_of(a->models.frequency_note), arena);
    add_note(&note, slice_of(a->models.money_note), arena);
    return note;
}

/* Cut points are found beside the models: neither needs the other. */
static void find_cuts(void *context)
{
    struct assessor *a = context;
    const struct settings *settings = a->settings;
    scores_cuts(a->people, false, a->people->as_of, a->cuts);
    if (settings->has_since)
        scores_cuts(a->people, true, settings->since, a->past_cuts);
    for (int m = 0; settings->has_cuts && m < MEASURE_COUNT; m++)
        a->cuts[m] = a->past_cuts[m] = settings->cuts[m];
}

static void fit_models(void *context)
{
    struct assessor *a = context;
    models_fit(&a->models, a->people, false, a->people->as_of, a->facts->scope.amounts,
               a->settings);
}

void assessor_open(struct assessor *a, struct facts *facts, const struct settings *settings,
                   const struct people *people, struct arena *arena)
{
    *a = (struct assessor){.facts = facts, .settings = settings, .people = people};
    experience_log_sort(&facts->experience);
    const struct pool_job jobs[] = {{fit_models, a}, {find_cuts, a}};
    pool_do(jobs, sizeof jobs / sizeof *jobs);
    if (a->models.report.parameters.has_btyd)
        a->forecaster = forecaster_open(&a->models.report.parameters.btyd, &settings->terms);
    a->note = note_of(a, arena);
    count_peers(a);
}

void assessor_fork(const struct assessor *a, struct assessor *copy)
{
    *copy = *a;
    if (a->forecaster != NULL)
        copy->forecaster = forecaster_open(&a->models.report.parameters.btyd, &a->settings->terms);
}

void assessor_close(struct assessor *a)
{
    if (a->forecaster != NULL)
        forecaster_close(a->forecaster);
    a->forecaster = NULL;
}

/* ---- one customer ---- */

static struct slice became_of(const struct assessor *a, const struct assessment *x)
{
    if (!a->settings->has_since)
        return (struct slice){"", 0};
    struct slice before = scores_segment(&x->person->past->history, a->settings->since,
                                         a->past_cuts, &a->settings->segments);
    return slice_equal(before, x->segment) ? (struct slice){"", 0} : x->segment;
}

static void score(const struct assessor *a, struct assessment *x)
{
    const int *of = x->scores.of;
    x->has_score = x->has_purchase;
    x->facts =
        (struct loyalty_facts){.r = of[MEASURE_RECENCY],
                               .f = of[MEASURE_FREQUENCY],
                               .m = a->facts->scope.amounts ? of[MEASURE_MONEY] : LOYALTY_NO_MONEY,
                               .has_answer = x->experience.has_answer,
                               .answer = x->experience.answer,
                               .complaints = x->experience.complaints,
                               .worst = x->experience.worst};
    x->score = loyalty_score_of(&a->settings->policy, &x->facts);
}

struct assessment assess(const struct assessor *a, const struct person *person, struct arena *arena)
{
    struct assessment x = {
        .person = person, .has_purchase = person->history.orders != 0, .review = {"", 0}};
    int32_t as_of = a->people->as_of;
    struct experience_part part = part_of_person(a, person);
    x.has_experience = part.answer_count + part.matter_count != 0;
    if (x.has_experience)
        x.experience = experience_of_person(a, person, &part);
    if (x.has_purchase)
        x.scores = scores_of(&person->history, as_of, a->cuts);
    x.segment = x.has_purchase ? rfm_segment(&a->settings->segments, x.scores.of[MEASURE_RECENCY],
                                             x.scores.of[MEASURE_FREQUENCY])
                               : slice_of(rfm_no_purchase);
    x.became = became_of(a, &x);
    if (!x.has_purchase)
        return x;
    x.prospect = models_prospect(&a->models, a->forecaster, &person->history, as_of);
    score(a, &x);
    if (a->facts->scope.cases) {
        struct review_claims claims =
            claims_of(person, &x.experience, x.scores.of[MEASURE_FREQUENCY]);
        x.review = review_reason(&a->peers, &claims, arena);
    }
    return x;
}

/* ---- reasons ---- */

static const char *behaviour_fact(int value, const char *high, const char *low)
{
    return value > 3 ? high : value < 3 && value > 0 ? low : NULL;
}

static const char *complaint_fact(const struct loyalty_facts *f)
{
    static const char *const words[LOYALTY_COMPLAINTS] = {
        NULL, "complaint_solved", "complaint_solved_late", "open_complaint"};
    return words[f->complaints != 0 ? f->worst : LOYALTY_NO_COMPLAINT];
}

const char *assess_fact(const struct assessment *x, enum loyalty_part part)
{
    static const int64_t middle = 50 * NUMBER_ONE;
    const struct loyalty_facts *f = &x->facts;
    switch (part) {
    case LOYALTY_FROM_RECENCY:
        return behaviour_fact(f->r, "bought_recently", "long_absent");
    case LOYALTY_FROM_FREQUENCY:
        return behaviour_fact(f->f, "buys_often", "buys_rarely");
    case LOYALTY_FROM_MONEY:
        return behaviour_fact(f->m, "spends_much", "spends_little");
    case LOYALTY_FROM_ANSWER:
        return !f->has_answer || f->answer == middle ? NULL
               : f->answer > middle                  ? "satisfied"
                                                     : "dissatisfied";
    default:
        return complaint_fact(f);
    }
}

/*
 * How far a part is from where it would be for a middling customer (a score of 3, an answer of 50,
 * no complaint), in hundredths of a point.
 */
static int64_t moved(const struct assessment *x, int part, const struct loyalty_policy *policy)
{
    const struct loyalty_facts *f = &x->facts;
    const bool money = f->m != LOYALTY_NO_MONEY;
    const int64_t behaviour = f->has_answer ? policy->behaviour_weight : LOYALTY_WEIGHTS;
    const int64_t step = behaviour / (money ? 12 : 8);
    const int64_t point = (LOYALTY_WEIGHTS - behaviour) / 100;
    int64_t away[LOYALTY_PARTS] = {
        [LOYALTY_FROM_RECENCY] = (f->r - 3) * step,
        [LOYALTY_FROM_FREQUENCY] = (f->f - 3) * step,
        [LOYALTY_FROM_MONEY] = money ? (f->m - 3) * step : 0,
        [LOYALTY_FROM_ANSWER] = (f->answer - 50 * NUMBER_ONE) * point / NUMBER_ONE,
        [LOYALTY_FROM_COMPLAINTS] = x->score.points[LOYALTY_FROM_COMPLAINTS],
    };
    return away[part] < 0 ? -away[part] : away[part];
}

enum { REASONS_ROOM = 128 };

static void append(char *room, size_t *length, const char *word)
{
    size_t n = strlen(word);
    if (*length != 0)
        room[(*length)++] = ';';
    memcpy(room + *length, word, n);
    *length += n;
}

/* The part not yet taken that moved the score most, or -1. */
static int most_moved(const struct assessment *x, const struct loyalty_policy *policy,
                      const bool taken[LOYALTY_PARTS])
{
    int best = -1;
    for (int part = 0; part < LOYALTY_PARTS; part++)
        if (!taken[part] && assess_fact(x, (enum loyalty_part)part) != NULL &&
            (best < 0 || moved(x, part, policy) > moved(x, best, policy)))
            best = part;
    return best;
}

struct slice assess_reasons(const struct assessor *a, const struct assessment *x,
                            struct arena *arena)
{
    enum { MOST = 3 };
    bool taken[LOYALTY_PARTS] = {false};
    bool recovered = x->experience.recovered != 0;
    size_t length = 0;
    if (!x->has_score)
        return (struct slice){"", 0};
    char *room = arena_bytes(arena, REASONS_ROOM);
    for (int n = 0; n < MOST - recovered; n++) {
        int best = most_moved(x, &a->settings->policy, taken);
        if (best < 0)
            break;
        taken[best] = true;
        append(room, &length, assess_fact(x, (enum loyalty_part)best));
    }
    if (recovered)
        append(room, &length, "recovered");
    return (struct slice){room, length};
}
