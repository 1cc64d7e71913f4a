/* SPDX-License-Identifier: MIT */
#include "streams/vocabulary.h"

#include "lib/embed.h"
#include "lib/hash.h"
#include "lib/text.h"
#include "test.h"

EMBED(vocabulary_of_test, "src/streams/vocabulary.csv")

static const uint64_t seed[2] = {1, 2};

static const struct {
    enum vocabulary which;
    const char *word;
    const char *value; /* NULL: not known */
} expected[] = {
    {VOCABULARY_ORDER_STATUS, "paid", "paid"},
    {VOCABULARY_ORDER_STATUS, "partially_refunded", "partly_refunded"},
    {VOCABULARY_ORDER_STATUS, "voided", "cancelled"},
    {VOCABULARY_ORDER_STATUS, "fulfilled", "shipped"},
    {VOCABULARY_ORDER_STATUS, "wc-completed", "delivered"},
    {VOCABULARY_ORDER_STATUS, " wc-on-hold ", "pending"},
    {VOCABULARY_ORDER_STATUS, "wc-checkout-draft", "draft"},
    {VOCABULARY_ORDER_STATUS, "ΟΛΟΚΛΗΡΩΜΕΝΗ", "delivered"},
    {VOCABULARY_ORDER_STATUS, "Anulowane", "cancelled"},
    {VOCABULARY_ORDER_STATUS, "Отменён", "cancelled"},
    {VOCABULARY_ORDER_STATUS, "ملغي", "cancelled"},
    {VOCABULARY_ORDER_STATUS, "Zahlung ausstehend", "pending"},
    {VOCABULARY_ORDER_STATUS, "RÜCKERSTATTET", "refunded"},
    {VOCABULARY_ORDER_STATUS, "Expédiée", "shipped"},
    {VOCABULARY_ORDER_STATUS, "Cancelado", "cancelled"},
    {VOCABULARY_ORDER_STATUS, "In lavorazione", "paid"},
    {VOCABULARY_CASE_STATUS, "Gelöst", "solved"},
    {VOCABULARY_CASE_STATUS, "Clôturé", "closed"},
    {VOCABULARY_OPT_OUT, "Nein", "none"},
    {VOCABULARY_OPT_OUT, "SÍ", "all"},
    {VOCABULARY_ORDER_STATUS, "teleported", NULL},
    {VOCABULARY_DIRECTION, "Inbound", "in"},
    {VOCABULARY_DIRECTION, "end-user", "in"},
    {VOCABULARY_DIRECTION, "agent", "out"},
    {VOCABULARY_DIRECTION, "Εξερχόμενη", "out"},
    {VOCABULARY_DIRECTION, "wychodzące", "out"},
    {VOCABULARY_DIRECTION, "Входящий", "in"},
    {VOCABULARY_DIRECTION, "صادر", "out"},
    {VOCABULARY_DIRECTION, "وارد", "in"},
    {VOCABULARY_DIRECTION, "internal note", "note"},
    {VOCABULARY_CASE_RATING, "Good with comment", "good"},
    {VOCABULARY_CASE_RATING, "Unoffered", "none"},
    {VOCABULARY_CASE_RATING, "Zła", "bad"},
    {VOCABULARY_CASE_RATING, "7", NULL},
    {VOCABULARY_KIND, "Missed call", "missed_call"},
    {VOCABULARY_KIND, "Auto-Reply", "auto"},
    {VOCABULARY_KIND, "παράπονο", "complaint"},
    {VOCABULARY_KIND, "reklamacja", "complaint"},
    {VOCABULARY_KIND, "жалоба", "complaint"},
    {VOCABULARY_KIND, "شكوى", "complaint"},
    {VOCABULARY_CASE_STATUS, "Waiting on Customer", "pending"},
    {VOCABULARY_CASE_STATUS, "hold", "pending"},
    {VOCABULARY_CASE_STATUS, "new", "open"},
    {VOCABULARY_CASE_STATUS, "To Do", "open"},
    {VOCABULARY_CASE_STATUS, "In Progress", "open"},
    {VOCABULARY_CASE_STATUS, "In Review", "open"},
    {VOCABULARY_CASE_STATUS, "Done", "solved"},
    {VOCABULARY_CASE_STATUS, "Resolved", "solved"},
    {VOCABULARY_CASE_STATUS, "κλειστό", "closed"},
    {VOCABULARY_CASE_STATUS, "Решён", "solved"},
    {VOCABULARY_CHANNEL, "Web form", "web"},
    {VOCABULARY_CHANNEL, "Mail", "email"},
    {VOCABULARY_CHANNEL, "κλήση", "phone"},
    {VOCABULARY_CHANNEL, "telefon", "phone"},
    {VOCABULARY_CHANNEL, "звонок", "phone"},
    {VOCABULARY_CHANNEL, "هاتف", "phone"},
    {VOCABULARY_CHANNEL, "WhatsApp", "chat"},
    {VOCABULARY_CHANNEL, "shopify_draft_order", "web"},
    {VOCABULARY_CHANNEL, "pigeon", NULL},
    {VOCABULARY_YES_NO, "1", "yes"},
    {VOCABULARY_YES_NO, "FALSE", "no"},
    {VOCABULARY_YES_NO, "Ναι", "yes"},
    {VOCABULARY_YES_NO, "όχι", "no"},
    {VOCABULARY_YES_NO, "TAK", "yes"},
    {VOCABULARY_YES_NO, "нет", "no"},
    {VOCABULARY_YES_NO, "نعم", "yes"},
    {VOCABULARY_YES_NO, "لا", "no"},
    {VOCABULARY_YES_NO, "maybe", NULL},
    {VOCABULARY_LANGUAGE, "en-GB", "en"},
    {VOCABULARY_LANGUAGE, "el_GR", "el"},
    {VOCABULARY_LANGUAGE, "Ελληνικά", "el"},
    {VOCABULARY_LANGUAGE, "polski", "pl"},
    {VOCABULARY_LANGUAGE, "Русский", "ru"},
    {VOCABULARY_LANGUAGE, "العربية", "ar"},
    {VOCABULARY_LANGUAGE, "de", NULL},
    {VOCABULARY_METRIC, "CSAT", "csat"},
};

static void check_words(const struct vocabularies *v)
{
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        int value = vocabulary_find(v, expected[i].which, slice_of(expected[i].word));
        const char *word = value < 0 ? "unknown" : vocabulary_word(expected[i].which, value);
        CHECK_TEXT(slice_of(word), expected[i].value != NULL ? expected[i].value : "unknown");
        if (value >= 0 && expected[i].value == NULL)
            printf("    %s\n", expected[i].word);
    }
}

/* Every line's value is one of the vocabulary, every canonical word is found, and no word has two values. */
static void check_table(const struct vocabularies *v, struct arena *a)
{
    static const char *const names[VOCABULARY_COUNT] = {
        "order_status", "direction", "kind", "case_status", "channel", "yes_no", "opt_out", "language", "metric", "case_rating"};
    static const int counts[VOCABULARY_COUNT] = {ORDER_STATUS_COUNT, DIRECTION_COUNT, KIND_COUNT,
                                                 CASE_STATUS_COUNT,  CHANNEL_COUNT,   2,
                                                 2,                  LANGUAGE_COUNT,  METRIC_COUNT,
                                                 3};
    for (unsigned which = 0; which < VOCABULARY_COUNT; which++) {
        for (int value = 0; value < counts[which]; value++) {
            const char *word = vocabulary_word((enum vocabulary)which, value);
            CHECK_NUMBER(vocabulary_find(v, (enum vocabulary)which, slice_of(word)), value);
        }
    }
    struct slice rest = vocabulary_of_test();
    struct slice line;
    struct slice name;
    struct slice value;
    CHECK(memchr(rest.ptr, '"', rest.len) == NULL);
    slice_cut(&rest, '\n', &line);
    while (slice_cut(&rest, '\n', &line) && line.len > 0) {
        CHECK(slice_cut(&line, ',', &name) && slice_cut(&line, ',', &value) && line.len > 0);
        unsigned which = 0;
        while (which < VOCABULARY_COUNT && !slice_equal(name, slice_of(names[which])))
            which++;
        CHECK(which < VOCABULARY_COUNT);
        if (which == VOCABULARY_COUNT)
            continue;
        int found = vocabulary_find(v, (enum vocabulary)which, line);
        CHECK(found >= 0);
        if (found >= 0)
            CHECK_TEXT(slice_of(vocabulary_word((enum vocabulary)which, found)), arena_string(a, value));
    }
}

static void check_channels(const struct vocabularies *v)
{
    uint32_t set;
    struct slice unknown = {"", 0};
    CHECK(vocabulary_channels(v, SLICE("email; τηλέφωνο;"), &set, &unknown));
    CHECK_NUMBER(set, 1 << CHANNEL_EMAIL | 1 << CHANNEL_PHONE);
    CHECK(vocabulary_channels(v, SLICE("all"), &set, &unknown) && set == CHANNEL_SET_ALL);
    CHECK(vocabulary_channels(v, SLICE("tak"), &set, &unknown) && set == CHANNEL_SET_ALL);
    CHECK(vocabulary_channels(v, SLICE("no"), &set, &unknown) && set == 0);
    static const char *const refusals[] = {"Unsubscribed", "opted out", "отказ", "brak zgody", "رفض", "X", "email;*"};
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++)
        CHECK(vocabulary_channels(v, slice_of(refusals[i]), &set, &unknown) && set == CHANNEL_SET_ALL);
    CHECK(vocabulary_channels(v, SLICE("subscribed;-;none"), &set, &unknown) && set == 0);
    CHECK(!vocabulary_channels(v, SLICE("active"), &set, &unknown));
    CHECK(vocabulary_channels(v, SLICE(""), &set, &unknown) && set == 0);
    CHECK(!vocabulary_channels(v, SLICE("email;emial"), &set, &unknown));
    CHECK_TEXT(unknown, "emial");
    CHECK(channel_is_live(CHANNEL_SHOP) && !channel_is_live(CHANNEL_EMAIL) && !channel_is_live(-1));
}

int main(void)
{
    struct arena a = {0};
    const struct vocabularies *v = vocabularies_load(&a, seed);
    check_words(v);
    check_table(v, &a);
    check_channels(v);
    CHECK_TEXT(vocabulary_list(VOCABULARY_DIRECTION, &a), "in, out, note");
    arena_free(&a);
    return test_report("vocabulary");
}
