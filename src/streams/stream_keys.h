/* SPDX-License-Identifier: MIT */
/* The keys by which identity.h knows the customer of a row. */
#ifndef REGULARS_STREAM_KEYS_H
#define REGULARS_STREAM_KEYS_H

#include "streams/identity.h"
#include "streams/stream.h"

/* customer_id, email and phone of the present row, each empty where it is not there. Valid until the next row. */
struct identity_keys stream_keys(struct stream *s);

#endif
