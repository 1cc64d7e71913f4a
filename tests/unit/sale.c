/* SPDX-License-Identifier: MIT */
#include "score-loyalty/sale.h"

#include "lib/number.h"
#include "streams/order_cells.h"
#include "test.h"

static struct order_line line_of(int64_t amount, int64_t refunded, const char *order_id)
{
    return (struct order_line){.has_amount = true,
                               .amount = amount,
                               .refunded = refunded,
                               .quantity = NUMBER_ONE,
                               .order_id = slice_of(order_id),
                               .product = SLICE("tea"),
                               .discounted = true,
                               .status = ORDER_REFUNDED};
}

static void check_lines(void)
{
    struct facts_line lines[2];
    struct order_line with_order = line_of(20, 5, "o1");
    CHECK_NUMBER((int64_t)sale_lines(&with_order, true, lines), 2);
    CHECK(lines[0].amount == 20 && lines[1].amount == -5 && lines[1].discounted);
    CHECK(lines[0].product.len == 3 && lines[1].product.len == 0);
    CHECK(!lines[0].given_back && !lines[1].given_back);
    struct order_line without = line_of(20, 5, "");
    CHECK_NUMBER((int64_t)sale_lines(&without, true, lines), 1);
    CHECK_NUMBER(lines[0].amount, 15);
    struct order_line told = line_of(20, 0, "o1");
    CHECK(sale_lines(&told, false, lines) == 1 && lines[0].given_back);
    struct order_line large = line_of(INT64_MIN + 1, 1, "");
    CHECK_NUMBER((int64_t)sale_lines(&large, true, lines), 0);
    large.refunded = NUMBER_ONE;
    CHECK_NUMBER((int64_t)sale_lines(&large, true, lines), 0);
}

static void check_settling(void)
{
    struct order_line line = line_of(INT64_MIN, 0, "o1");
    CHECK(sale_settle(&line, true) == SALE_TOO_LARGE);
    line.has_amount = false;
    CHECK(sale_settle(&line, true) == SALE_WITHOUT_AMOUNT);
    line.quantity = -NUMBER_ONE;
    CHECK(sale_settle(&line, false) == SALE_GOOD);
    CHECK_NUMBER(line.amount, -NUMBER_ONE);
}

static void check_skipping(void)
{
    struct settings settings = {.skipped_statuses = UINT32_C(1) << ORDER_CANCELLED};
    struct now now = {.given = true, .day = 100};
    struct order_line line = {.status = -1, .day = 100};
    CHECK(sale_skipped(&settings, &now, &line) == SALE_COUNTS);
    line.day = 101;
    CHECK(sale_skipped(&settings, &now, &line) == SALE_AFTER_AS_OF);
    line.status = ORDER_CANCELLED;
    CHECK(sale_skipped(&settings, &now, &line) == SALE_IS_NONE);
    CHECK(strcmp(sale_skip_text(SALE_IS_NONE), "of a status that is no sale") == 0);
}

/* A discount on the order is taken off the lines whose amount is worked out, never below nothing. */
static void check_cells(void)
{
    struct order_line line = {0};
    enum role blamed;
    int64_t left = 25 * NUMBER_ONE;
    struct order_cells cells = {.has_unit_price = true, .unit_price = 10 * NUMBER_ONE, .quantity = 2 * NUMBER_ONE};
    CHECK(order_cells_settle(&cells, true, &left, &line, &blamed));
    CHECK(line.amount == 0 && left == 5 * NUMBER_ONE && line.list_amount == 20 * NUMBER_ONE && line.discounted);
    cells.quantity = -NUMBER_ONE;
    cells.discount = -NUMBER_ONE;
    CHECK(order_cells_settle(&cells, false, &left, &line, &blamed));
    CHECK(line.amount == -9 * NUMBER_ONE && left == 5 * NUMBER_ONE);
    cells = (struct order_cells){.has_amount = true, .amount = INT64_MAX, .quantity = NUMBER_ONE, .discount = 1};
    CHECK(!order_cells_settle(&cells, false, &left, &line, &blamed) && blamed == ROLE_DISCOUNT);
    cells.list_price = INT64_MAX;
    cells.quantity = 2 * NUMBER_ONE;
    CHECK(!order_cells_settle(&cells, false, &left, &line, &blamed) && blamed == ROLE_LIST_PRICE);
    CHECK(order_cells_status(ORDER_PAID, ORDER_SHIPPED, false) == ORDER_SHIPPED);
    CHECK(order_cells_status(ORDER_REFUNDED, ORDER_SHIPPED, false) == ORDER_REFUNDED);
    CHECK(order_cells_status(-1, ORDER_DELIVERED, true) == ORDER_CANCELLED);
}

int main(void)
{
    check_lines();
    check_settling();
    check_skipping();
    check_cells();
    return test_report("sale");
}
