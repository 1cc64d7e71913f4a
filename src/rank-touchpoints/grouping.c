/* SPDX-License-Identifier: MIT */
#include "rank-touchpoints/grouping.h"

#include "lib/text.h"

static int find_header(const struct stream *s, struct slice name)
{
    struct arena scratch = {0};
    size_t count;
    const struct slice *header = stream_header(s, &count);
    struct slice wanted = text_squeezed_key(&scratch, name);
    int found = -1;
    for (size_t i = 0; i < count && found < 0; i++) {
        if (slice_equal(text_squeezed_key(&scratch, header[i]), wanted))
            found = (int)i;
    }
    arena_free(&scratch);
    return found;
}

static int find_column(const struct stream *s, struct slice name)
{
    enum role role = role_by_name(name);
    return role < ROLE_COUNT && stream_has(s, role) ? stream_column(s, role) : find_header(s, name);
}

/* Whether a file has just begun, so that the columns must be found anew. */
static bool begins_file(struct grouping *where, const struct stream *s)
{
    if (where->set && where->file == stream_file_number(s))
        return false;
    *where = (struct grouping){.set = true, .file = stream_file_number(s)};
    return true;
}

bool grouping_find(struct grouping *where, const struct slice *by, size_t by_count, struct stream *s, struct error *e)
{
    if (!begins_file(where, s))
        return true;
    for (size_t i = 0; i < by_count; i++) {
        bool topics = role_by_name(by[i]) == ROLE_TOPIC && stream_has(s, ROLE_TOPICS);
        where->splits = where->splits || topics;
        where->column[i] = topics ? GROUPING_TOPICS : find_column(s, by[i]);
        if (topics || where->column[i] >= 0)
            continue;
        error_set(e, "there is no column '%s' to group by: name another with --by", quote(by[i]).text);
        return error_place(e, stream_file(s), 1, (struct slice){"", 0});
    }
    return true;
}

void grouping_find_some(struct grouping *where, const struct slice *by, size_t by_count, const struct stream *s)
{
    if (!begins_file(where, s))
        return;
    for (size_t i = 0; i < by_count; i++)
        where->column[i] = find_column(s, by[i]);
}

struct slice grouping_cell(struct stream *s, int column)
{
    return slice_trim(csv_record_value(stream_record(s), (size_t)column));
}
