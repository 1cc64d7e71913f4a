/* SPDX-License-Identifier: MIT */
#include "streams/opt_out.h"

#include "lib/embed.h"
#include "lib/text.h"

EMBED(opt_out_table, "src/streams/opt_out.csv")

/* Lines of header,channels without quotes; a test sees to it that all channels are known. */
static struct slice channels_of(struct slice header)
{
    struct arena scratch = {0};
    struct slice wanted = text_squeezed_key(&scratch, header);
    struct slice table = opt_out_table(), line, name, channels = {"", 0};
    while (channels.len == 0 && slice_cut(&table, '\n', &line)) {
        if (slice_cut(&line, ',', &name) && slice_equal(text_squeezed_key(&scratch, name), wanted))
            channels = line;
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
