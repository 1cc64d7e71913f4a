/* SPDX-License-Identifier: MIT */
#include "streams/stream_keys.h"

struct identity_keys stream_keys(struct stream *s)
{
    return (struct identity_keys){stream_text(s, ROLE_CUSTOMER_ID), stream_text(s, ROLE_EMAIL), stream_text(s, ROLE_PHONE)};
}
