/* SPDX-License-Identifier: MIT */
/* The small lists: price cuts, campaigns, name days. */
#include "due-followups/gather.h"
#include "due-followups/reason.h"
#include "lib/civil.h"
#include "lib/text.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct role_use cut_uses[] = {
    {ROLE_PRODUCT, NEED_REQUIRED},
    {ROLE_STARTS_ON, NEED_REQUIRED},
    {ROLE_OLD_PRICE, NEED_OPTIONAL},
    {ROLE_NEW_PRICE, NEED_OPTIONAL},
};

static bool read_cut(struct book *b, struct stream *s)
{
    struct price_cut c = {0};
    if (!gather_day(s, ROLE_STARTS_ON, &c.starts_on) ||
        stream_number(s, ROLE_OLD_PRICE, &c.old_price) == VALUE_BAD ||
        stream_number(s, ROLE_NEW_PRICE, &c.new_price) == VALUE_BAD)
        return false;
    struct slice product = stream_text(s, ROLE_PRODUCT);
    if (product.len == 0 || c.starts_on == NO_DAY) {
        stream_blame(s, product.len == 0 ? ROLE_PRODUCT : ROLE_STARTS_ON, "is blank: a price cut needs both");
        return false;
    }
    c.product = book_number(&b->words, product);
    c.folded = text_key(b->arena, product);
    b->cuts = memory_grow(b->cuts, &b->cut_capacity, b->cut_count + 1, sizeof *b->cuts);
    b->cuts[b->cut_count++] = c;
    return true;
}

const struct gatherer gather_price_cuts = {.kind = STREAM_PRICE_CUTS,
                                           .option = "price-cuts",
                                           .source = SOURCE_PRICE_CUTS,
                                           .uses = cut_uses,
                                           .use_count = COUNT(cut_uses),
                                           .row = read_cut};

static const struct role_use campaign_uses[] = {
    {ROLE_CAMPAIGN_ID, NEED_REQUIRED}, {ROLE_PRODUCT, NEED_OPTIONAL},  {ROLE_SEGMENT, NEED_OPTIONAL},
    {ROLE_FROM_DATE, NEED_OPTIONAL},   {ROLE_UNTIL, NEED_OPTIONAL}, {ROLE_TEXT, NEED_OPTIONAL},
};

static bool read_campaign(struct book *b, struct stream *s)
{
    struct campaign c = {0};
    if (!gather_day(s, ROLE_FROM_DATE, &c.from) || !gather_day(s, ROLE_UNTIL, &c.until))
        return false;
    c.id = arena_copy(b->arena, stream_text(s, ROLE_CAMPAIGN_ID));
    if (c.id.len == 0) {
        stream_blame(s, ROLE_CAMPAIGN_ID, "is blank: a campaign needs its number");
        return false;
    }
    c.text = arena_copy(b->arena, stream_text(s, ROLE_TEXT));
    c.segments = arena_copy(b->arena, stream_text(s, ROLE_SEGMENT));
    c.product = text_key(b->arena, stream_text(s, ROLE_PRODUCT));
    b->campaigns =
        memory_grow(b->campaigns, &b->campaign_capacity, b->campaign_count + 1, sizeof *b->campaigns);
    b->campaigns[b->campaign_count++] = c;
    return true;
}

const struct gatherer gather_campaigns = {.kind = STREAM_CAMPAIGNS,
                                          .option = "campaigns",
                                          .source = SOURCE_CAMPAIGNS,
                                          .uses = campaign_uses,
                                          .use_count = COUNT(campaign_uses),
                                          .row = read_campaign};

static const struct role_use name_day_uses[] = {
    {ROLE_MONTH_DAY, NEED_REQUIRED},
    {ROLE_NAME, NEED_REQUIRED},
    {ROLE_LANGUAGE, NEED_OPTIONAL},
};

static bool read_month_day(struct slice text, struct name_day *n)
{
    if (text.len != 5 || text.ptr[2] != '-')
        return false;
    struct civil c = {2000, (text.ptr[0] - '0') * 10 + (text.ptr[1] - '0'),
                      (text.ptr[3] - '0') * 10 + (text.ptr[4] - '0')};
    n->month = (uint8_t)c.month;
    n->day = (uint8_t)c.day;
    return civil_is_valid(c);
}

static bool read_name_day(struct book *b, struct stream *s)
{
    struct name_day n = {0};
    struct slice text = stream_text(s, ROLE_MONTH_DAY);
    if (!gather_word(s, ROLE_LANGUAGE, VOCABULARY_LANGUAGE, true, &n.language))
        return false;
    if (!read_month_day(text, &n)) {
        stream_blame(s, ROLE_MONTH_DAY, "'%s' is no month and day: write MM-DD", quote(text).text);
        return false;
    }
    n.name = text_key(b->arena, stream_text(s, ROLE_NAME));
    if (n.name.len == 0) {
        stream_skip(s, "rows without a name");
        return true;
    }
    b->name_days =
        memory_grow(b->name_days, &b->name_day_capacity, b->name_day_count + 1, sizeof *b->name_days);
    b->name_days[b->name_day_count++] = n;
    return true;
}

const struct gatherer gather_name_days = {.kind = STREAM_NAME_DAYS,
                                          .option = "name-days",
                                          .source = SOURCE_DAYS,
                                          .uses = name_day_uses,
                                          .use_count = COUNT(name_day_uses),
                                          .row = read_name_day};
