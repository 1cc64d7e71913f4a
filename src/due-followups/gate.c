/* SPDX-License-Identifier: MIT */
#include "due-followups/gate.h"

#include "lib/civil.h"

enum { WRITTEN_ENOUGH = 3, CANDIDATES_MOST = 8 };

static const struct {
    const char *name, *words;
    const char *unnamed; /* the words where the log does not say which channel is meant */
} gates[GATE_COUNT] = {
    [GATE_OPEN] = {"open", "nothing is in the way", NULL},
    [GATE_OPT_OUT] = {"opt_out", "the customer opted out",
                      "the customer asked not to be contacted, and the log does not say over which channel: all are barred"},
    [GATE_UNSUBSCRIBE] = {"unsubscribe", "the customer unsubscribed",
                          "the customer unsubscribed, and the log does not say from which channel: all are barred"},
    [GATE_BLOCK] = {"block", "the customer blocked us",
                    "the customer blocked us, and the log does not say on which channel: all are barred"},
    [GATE_BOUNCE] = {"bounce", "messages come back", NULL},
    [GATE_NO_RECORD] = {"no_record", "the customer is not in the customers file", NULL},
    [GATE_CONSENT] = {"consent", "no consent to courtesy contacts is on record (column consent)", NULL},
    [GATE_INTEREST] = {"interest", "the customer has shown no interest for a year", NULL},
    [GATE_CAP] = {"cap", "the customer has been contacted often enough", NULL},
};

const char *gate_name(enum gate gate)
{
    return gates[gate].name;
}

const char *gate_words(enum gate gate)
{
    return gates[gate].words;
}

const char *gate_reason(enum gate gate, const struct touch *touch)
{
    bool unnamed = touch->all_unnamed && (int)gate == touch->barred_all;
    return unnamed ? gates[gate].unnamed : gates[gate].words;
}

bool gate_needs_call(const struct view *v)
{
    return v->touch.mail_unanswered || v->touch.written >= WRITTEN_ENOUGH;
}

/* Channels over which one can write or call first, in the place of those over which customers come to us. */
static int usable(int channel)
{
    switch (channel) {
    case CHANNEL_VOICEMAIL:
        return CHANNEL_PHONE;
    case CHANNEL_WEB:
        return CHANNEL_EMAIL;
    case CHANNEL_SHOP:
    case CHANNEL_CARD:
    case CHANNEL_NOTE:
        return -1;
    default:
        return channel;
    }
}

/* Where neither address nor number is known from any file, the systems that the exports came from will know them. */
static bool is_reachable(const struct customer *p, int channel)
{
    bool unknown = !p->has_email && !p->has_phone;
    switch (channel) {
    case CHANNEL_PHONE:
    case CHANNEL_SMS:
        return p->has_phone || unknown;
    case CHANNEL_EMAIL:
    case CHANNEL_NEWSLETTER:
        return p->has_email || unknown;
    default:
        return true;
    }
}

static enum gate bar_of(const struct view *v, bool courtesy, int channel)
{
    const struct touch *t = &v->touch;
    if (t->barred_all != GATE_OPEN)
        return (enum gate)t->barred_all;
    if (t->barred[channel] != GATE_OPEN)
        return (enum gate)t->barred[channel];
    if (courtesy && t->barred_courtesy != GATE_OPEN)
        return (enum gate)t->barred_courtesy;
    return courtesy && channel == CHANNEL_EMAIL ? (enum gate)t->barred_news : GATE_OPEN;
}

/* The channels to try, the best first. */
static size_t candidates(const struct desk *d, const struct view *v, const struct matter *m, int *list)
{
    int policy = d->policy->rule[m->reason].channel;
    size_t n = 0;
    if (policy == CHANNEL_NEWSLETTER) {
        list[n++] = CHANNEL_NEWSLETTER;
        return n;
    }
    if (m->reason == REASON_SCENE || gate_needs_call(v))
        list[n++] = CHANNEL_PHONE;
    if (policy == CHANNEL_SAME) {
        int used = m->of_case != NULL ? m->of_case->channel : v->touch.heard_channel;
        list[n++] = usable(used >= 0 ? used : v->touch.heard_channel);
    }
    list[n++] = usable(v->person->preferred_channel);
    if (policy >= 0)
        list[n++] = usable(policy);
    list[n++] = CHANNEL_EMAIL;
    list[n++] = CHANNEL_PHONE;
    list[n++] = CHANNEL_SMS;
    return n;
}

/* The first channel that is allowed and reaches the customer; else why the best one is not. */
static enum gate choose(const struct desk *d, const struct view *v, struct matter *m, bool courtesy)
{
    int list[CANDIDATES_MOST];
    enum gate first = GATE_OPEN;
    size_t n = candidates(d, v, m, list);
    for (size_t i = 0; i < n; i++) {
        if (list[i] < 0 || (list[i] == CHANNEL_NEWSLETTER && n > 1) || !is_reachable(v->person, list[i]))
            continue;
        enum gate bar = bar_of(v, courtesy, list[i]);
        if (bar == GATE_OPEN) {
            m->channel = list[i];
            return GATE_OPEN;
        }
        first = first == GATE_OPEN ? bar : first;
    }
    m->channel = CHANNEL_NO;
    return first == GATE_OPEN ? GATE_BOUNCE : first; /* no address at all reaches nobody either */
}

static enum gate courtesy_gate(const struct desk *d, const struct view *v)
{
    int64_t year_ago = d->now - INTEREST_DAYS * (int64_t)SECONDS_PER_DAY;
    return !v->person->known                                                              ? GATE_NO_RECORD
           : v->person->consent != 1                                                      ? GATE_CONSENT
           : v->touch.interest_at == NO_MOMENT || v->touch.interest_at < year_ago ? GATE_INTEREST
                                                                                  : GATE_OPEN;
}

/* The cap rolls: so many contacts within the time before now. */
static bool is_over_cap(const struct desk *d, const struct view *v, struct gate_cap *cap, struct arena *arena)
{
    if (cap->reckoned)
        return cap->over;
    int64_t *moments;
    size_t n = view_contacts(v, d->now - d->cap_seconds, d->now, arena, &moments);
    size_t most = (size_t)d->cap;
    cap->reckoned = true;
    cap->over = n >= most;
    cap->opens_at = !cap->over || most == 0 ? NO_MOMENT : moments[n - most] + d->cap_seconds;
    return cap->over;
}

void gate_pass(const struct desk *d, const struct view *v, struct matter *m, struct gate_cap *cap, struct arena *arena)
{
    const struct policy_rule *r = &d->policy->rule[m->reason];
    bool courtesy = r->class == CLASS_COURTESY;
    m->earliest = NO_MOMENT;
    m->channel = CHANNEL_NO;
    m->gate = GATE_OPEN;
    if (r->channel == CHANNEL_NO)
        return;
    m->gate = choose(d, v, m, courtesy);
    if (!courtesy)
        return;
    if (m->gate == GATE_OPEN)
        m->gate = courtesy_gate(d, v);
    if (m->gate == GATE_OPEN && is_over_cap(d, v, cap, arena)) {
        m->gate = GATE_CAP;
        m->earliest = cap->opens_at;
    }
    if (m->gate != GATE_OPEN)
        m->outcome = OUTCOME_BLOCKED;
}
