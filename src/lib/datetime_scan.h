/* SPDX-License-Identifier: MIT */
/*
 * The grammar of dates: all shapes that datetime.h promises, the common ones included, at leisure.
 * Callers use datetime_parse, which takes the quick way first.
 */
#ifndef REGULARS_DATETIME_SCAN_H
#define REGULARS_DATETIME_SCAN_H

#include "lib/datetime.h"

/* As datetime_parse, for a cell without blanks around it. */
bool datetime_scan(struct slice cell, enum date_order order, struct datetime *d, struct error *e);

/* As datetime_order_of. */
enum date_order datetime_scan_order(struct slice cell);

#endif
