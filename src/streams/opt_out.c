/* SPDX-License-Identifier: MIT */
#include "streams/opt_out.h"

#include "lib/text.h"

/* Headers that are about one channel, folded and without blanks and marks; and what yes means in them. */
static const struct {
    const char *header, *channels;
} narrow[] = {
    {"unsubscribedfromallemail", "email;newsletter"},
    {"emailoptout", "email;newsletter"},
};

static struct slice channels_of(struct slice header)
{
    struct arena scratch = {0};
    struct slice key = text_squeezed_key(&scratch, header);
    struct slice channels = {"", 0};
    for (size_t i = 0; i < sizeof narrow / sizeof *narrow; i++) {
        if (slice_equal(key, slice_of(narrow[i].header)))
            channels = slice_of(narrow[i].channels);
    }
    arena_free(&scratch);
    return channels;
}

struct slice opt_out_words(struct stream *s, const struct vocabularies *v)
{
    struct slice cell = stream_text(s, ROLE_OPT_OUT);
    if (cell.len == 0 || vocabulary_find(v, VOCABULARY_OPT_OUT, cell) != OPT_OUT_ALL)
        return cell;
    size_t count;
    const struct slice *header = stream_header(s, &count);
    struct slice channels = channels_of(header[stream_column(s, ROLE_OPT_OUT)]);
    return channels.len > 0 ? channels : cell;
}
