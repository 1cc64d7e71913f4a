/* SPDX-License-Identifier: MIT */
#include "streams/vocabulary.h"

#include "lib/embed.h"
#include "lib/hash.h"
#include "lib/text.h"

EMBED(vocabulary_table, "src/streams/vocabulary.csv")

static const char *const order_statuses[] = {
    [ORDER_PENDING] = "pending",     [ORDER_PAID] = "paid",
    [ORDER_SHIPPED] = "shipped",     [ORDER_DELIVERED] = "delivered",
    [ORDER_CANCELLED] = "cancelled", [ORDER_FAILED] = "failed",
    [ORDER_REFUNDED] = "refunded",   [ORDER_PARTLY_REFUNDED] = "partly_refunded",
    [ORDER_RETURNED] = "returned",   [ORDER_DRAFT] = "draft",
    [ORDER_QUOTE] = "quote",         [ORDER_CART] = "cart",
};

static const char *const directions[] = {"in", "out", "note"};

static const char *const kinds[] = {
    [KIND_MESSAGE] = "message",         [KIND_AUTO] = "auto",
    [KIND_CAMPAIGN] = "campaign",       [KIND_SURVEY] = "survey",
    [KIND_COMPLAINT] = "complaint",     [KIND_MISSED_CALL] = "missed_call",
    [KIND_OPEN] = "open",               [KIND_CLICK] = "click",
    [KIND_UNSUBSCRIBE] = "unsubscribe", [KIND_BLOCK] = "block",
    [KIND_BOUNCE] = "bounce",           [KIND_STATUS] = "status",
};

static const char *const case_statuses[] = {"open", "pending", "solved", "closed"};

static const char *const channels[] = {
    [CHANNEL_PHONE] = "phone",   [CHANNEL_VOICEMAIL] = "voicemail",   [CHANNEL_SMS] = "sms",
    [CHANNEL_EMAIL] = "email",   [CHANNEL_NEWSLETTER] = "newsletter", [CHANNEL_CHAT] = "chat",
    [CHANNEL_WEB] = "web",       [CHANNEL_SOCIAL] = "social",         [CHANNEL_REVIEW] = "review",
    [CHANNEL_SHOP] = "shop",     [CHANNEL_CARD] = "card",             [CHANNEL_POST] = "post",
    [CHANNEL_NOTE] = "note",
};

static const char *const answers[] = {[ANSWER_NO] = "no", [ANSWER_YES] = "yes"};

static const char *const opt_outs[] = {[OPT_OUT_NONE] = "none", [OPT_OUT_ALL] = "all"};

static const char *const languages[] = {"en", "el", "pl", "ru", "ar"};

static const char *const metrics[] = {"nps", "csat", "ces", "agree", "yesno", "rating", "choice", "text"};

static const char *const ratings[] = {"good", "bad", "none"};

#define WORDS(list) list, sizeof list / sizeof *list

static const struct {
    const char *name; /* in the table */
    const char *const *words;
    size_t count;
} all[VOCABULARY_COUNT] = {
    [VOCABULARY_ORDER_STATUS] = {"order_status", WORDS(order_statuses)},
    [VOCABULARY_DIRECTION] = {"direction", WORDS(directions)},
    [VOCABULARY_KIND] = {"kind", WORDS(kinds)},
    [VOCABULARY_CASE_STATUS] = {"case_status", WORDS(case_statuses)},
    [VOCABULARY_CHANNEL] = {"channel", WORDS(channels)},
    [VOCABULARY_YES_NO] = {"yes_no", WORDS(answers)},
    [VOCABULARY_OPT_OUT] = {"opt_out", WORDS(opt_outs)},
    [VOCABULARY_LANGUAGE] = {"language", WORDS(languages)},
    [VOCABULARY_METRIC] = {"metric", WORDS(metrics)},
    [VOCABULARY_CASE_RATING] = {"case_rating", WORDS(ratings)},
};

enum { SLOTS = 8192 }; /* a power of two, four times the number of words or so */

struct known_word {
    struct slice key; /* squeezed; ptr NULL: a free slot */
    unsigned char which;
    signed char value;
};

struct vocabularies {
    uint64_t seed[2];
    size_t count;
    struct known_word slots[SLOTS];
};

/* Where the key of this vocabulary stands, or the free slot where it would. */
static size_t slot_of(const struct vocabularies *v, enum vocabulary which, struct slice key)
{
    const uint64_t seed[2] = {v->seed[0] + which, v->seed[1]};
    size_t at = (size_t)hash_fast(seed, key) & (SLOTS - 1);
    while (v->slots[at].key.ptr != NULL &&
           (v->slots[at].which != which || !slice_equal(v->slots[at].key, key)))
        at = (at + 1) & (SLOTS - 1);
    return at;
}

static int value_by_word(enum vocabulary which, struct slice word)
{
    int value = 0;
    while ((size_t)value < all[which].count && !slice_equal(word, slice_of(all[which].words[value])))
        value++;
    return (size_t)value < all[which].count ? value : -1;
}

static void add_word(struct vocabularies *v, enum vocabulary which, int value, struct slice word,
                     struct arena *arena)
{
    struct slice key = text_squeezed_key(arena, word);
    struct known_word *slot = &v->slots[slot_of(v, which, key)];
    if (slot->key.ptr != NULL || v->count == SLOTS / 2)
        return;
    *slot = (struct known_word){key, (unsigned char)which, (signed char)value};
    v->count++;
}

/* Lines of vocabulary,value,word without quotes; a test sees to it that all values are known. */
static void load_table(struct vocabularies *v, struct arena *arena)
{
    struct slice table = vocabulary_table();
    struct slice line;
    while (slice_cut(&table, '\n', &line)) {
        struct slice name;
        struct slice value;
        if (!slice_cut(&line, ',', &name) || !slice_cut(&line, ',', &value))
            continue;
        for (unsigned which = 0; which < VOCABULARY_COUNT; which++) {
            if (slice_equal(name, slice_of(all[which].name)))
                add_word(v, (enum vocabulary)which, value_by_word((enum vocabulary)which, value), line,
                         arena);
        }
    }
}

const struct vocabularies *vocabularies_load(struct arena *arena, const uint64_t seed[2])
{
    struct vocabularies *v = arena_zeroed(arena, sizeof *v);
    memcpy(v->seed, seed, sizeof v->seed);
    load_table(v, arena);
    return v;
}

int vocabulary_find(const struct vocabularies *v, enum vocabulary which, struct slice word)
{
    word = slice_trim(word);
    const struct known_word *slot = &v->slots[slot_of(v, which, word)];
    if (slot->key.ptr != NULL)
        return slot->value;
    struct arena scratch = {0};
    slot = &v->slots[slot_of(v, which, text_squeezed_key(&scratch, word))];
    arena_free(&scratch);
    return slot->key.ptr != NULL ? slot->value : -1;
}

const char *vocabulary_word(enum vocabulary which, int value)
{
    return all[which].words[value];
}

struct slice vocabulary_list(enum vocabulary which, struct arena *arena)
{
    struct slice text = slice_of(all[which].words[0]);
    for (size_t i = 1; i < all[which].count; i++)
        text = arena_print(arena, "%.*s, %s", SLICE_ARG(text), all[which].words[i]);
    return text;
}

bool vocabulary_channels(const struct vocabularies *v, struct slice words, uint32_t *channel_set,
                         struct slice *unknown)
{
    *channel_set = 0;
    struct slice word;
    while (slice_cut(&words, ';', &word)) {
        word = slice_trim(word);
        if (word.len == 0)
            continue;
        int whole = vocabulary_find(v, VOCABULARY_OPT_OUT, word);
        int channel = vocabulary_find(v, VOCABULARY_CHANNEL, word);
        if (whole == OPT_OUT_ALL) {
            *channel_set = CHANNEL_SET_ALL;
        } else if (whole < 0 && channel >= 0) {
            *channel_set |= UINT32_C(1) << channel;
        } else if (whole < 0) {
            *unknown = word;
            return false;
        }
    }
    return true;
}

bool channel_is_live(int channel)
{
    return channel == CHANNEL_PHONE || channel == CHANNEL_SHOP;
}
