/* SPDX-License-Identifier: MIT */
#include "lib/zone_file.h"

enum { HEADER_SIZE = 44, TYPE_SIZE = 6, MOST_CHANGES = 20000, MOST_TYPES = 256 };

/* What RFC 8536, 3.2, allows for an offset. */
enum { OFFSET_MIN = -89999, OFFSET_MAX = 93599 };

/* Changes lie within this many seconds of 1970: RFC 8536 advises against earlier ones than -2^59.
 */
#define FARTHEST_CHANGE (INT64_C(1) << 59)

struct header {
    char version;
    uint32_t isut_count;
    uint32_t isstd_count;
    uint32_t leap_count;
    uint32_t change_count;
    uint32_t type_count;
    uint32_t name_bytes;
};

static uint32_t number32(const char *p)
{
    uint32_t value = 0;
    for (int i = 0; i < 4; i++)
        value = value << 8 | (unsigned char)p[i];
    return value;
}

static int64_t number64(const char *p)
{
    uint64_t value = (uint64_t)number32(p) << 32 | number32(p + 4);
    return value <= INT64_MAX ? (int64_t)value : -(int64_t)(UINT64_MAX - value) - 1;
}

static int32_t signed32(const char *p)
{
    int64_t value = number32(p);
    return (int32_t)(value <= INT32_MAX ? value : value - (INT64_C(1) << 32));
}

static bool read_header(struct slice bytes, struct header *h)
{
    if (bytes.len < HEADER_SIZE || !slice_starts(bytes, SLICE("TZif")))
        return false;
    const char *p = bytes.ptr;
    h->version = p[4];
    h->isut_count = number32(p + 20);
    h->isstd_count = number32(p + 24);
    h->leap_count = number32(p + 28);
    h->change_count = number32(p + 32);
    h->type_count = number32(p + 36);
    h->name_bytes = number32(p + 40);
    return h->version == '\0' || (h->version >= '2' && h->version <= '4');
}

/* Bytes of the data behind a header; 32-bit counts times small sizes cannot overflow 64 bits. */
static uint64_t data_size(const struct header *h, uint64_t time_size)
{
    return h->change_count * (time_size + 1) + (uint64_t)h->type_count * TYPE_SIZE + h->name_bytes +
           h->leap_count * (time_size + 4) + h->isstd_count + h->isut_count;
}

static bool is_none_or_all(uint32_t count, uint32_t all)
{
    return count == 0 || count == all;
}

static bool check_counts(const struct header *h, struct error *e)
{
    if (h->leap_count != 0)
        return error_set(e, "it counts leap seconds");
    if (h->change_count > MOST_CHANGES)
        return error_set(e, "it has too many changes");
    if (h->type_count == 0 || h->type_count > MOST_TYPES || h->name_bytes == 0)
        return error_set(e, "it has no local time types, or too many");
    if (!is_none_or_all(h->isut_count, h->type_count) ||
        !is_none_or_all(h->isstd_count, h->type_count))
        return error_set(e, "its counts disagree");
    return true;
}

/* The offset of a type, its flags and its name checked. */
static bool read_type(const struct header *h, const char *types, uint32_t index, int32_t *offset,
                      struct error *e)
{
    if (index >= h->type_count)
        return error_set(e, "it names a local time type that it does not have");
    const char *p = types + (size_t)index * TYPE_SIZE;
    const char *names = types + (size_t)h->type_count * TYPE_SIZE;
    uint32_t name = (unsigned char)p[5];
    *offset = signed32(p);
    if (*offset < OFFSET_MIN || *offset > OFFSET_MAX || (unsigned char)p[4] > 1)
        return error_set(e, "it has an impossible local time type");
    if (name >= h->name_bytes || memchr(names + name, '\0', h->name_bytes - name) == NULL)
        return error_set(e, "it has a local time type without a name");
    return true;
}

static bool read_changes(struct arena *a, const struct header *h, const char *data,
                         size_t time_size, struct zone_file *file, struct error *e)
{
    const char *indexes = data + h->change_count * time_size;
    const char *types = indexes + h->change_count;
    file->count = h->change_count;
    file->at = arena_array(a, file->count, sizeof *file->at);
    file->offset = arena_array(a, file->count, sizeof *file->offset);
    if (!read_type(h, types, 0, &file->first_offset, e))
        return false;
    for (size_t i = 0; i < file->count; i++) {
        const char *time = data + i * time_size;
        file->at[i] = time_size == 8 ? number64(time) : signed32(time);
        if (i > 0 && file->at[i] <= file->at[i - 1])
            return error_set(e, "its changes are out of order");
        if (file->at[i] < -FARTHEST_CHANGE || file->at[i] > FARTHEST_CHANGE)
            return error_set(e, "it has a change before or after all time");
        if (!read_type(h, types, (unsigned char)indexes[i], &file->offset[i], e))
            return false;
    }
    return true;
}

/* The last line: "\n", the rule or nothing, "\n", and no byte more. */
static bool read_footer(struct slice footer, struct zone_file *file, struct error *e)
{
    if (footer.len < 2 || footer.ptr[0] != '\n' || footer.ptr[footer.len - 1] != '\n')
        return error_set(e, "its last line is damaged");
    struct slice text = {footer.ptr + 1, footer.len - 2};
    file->has_rule = text.len != 0;
    if (file->has_rule && !zone_rule_parse(text, &file->rule))
        return error_set(e, "its rule '%s' is not understood", quote(text).text);
    return true;
}

bool zone_file_parse(struct arena *a, struct slice bytes, struct zone_file *file, struct error *e)
{
    *file = (struct zone_file){0};
    struct header h;
    if (!read_header(bytes, &h))
        return error_set(e, "it is not a time zone file");
    size_t time_size = 4;
    if (h.version != '\0') {
        uint64_t skip = HEADER_SIZE + data_size(&h, time_size);
        if (skip > bytes.len || !read_header(bytes = slice_from(bytes, (size_t)skip), &h))
            return error_set(e, "it is cut short");
        time_size = 8;
    }
    bytes = slice_from(bytes, HEADER_SIZE);
    uint64_t size = data_size(&h, time_size);
    if (size > bytes.len)
        return error_set(e, "it is cut short");
    if (!check_counts(&h, e) || !read_changes(a, &h, bytes.ptr, time_size, file, e))
        return false;
    struct slice footer = slice_from(bytes, (size_t)size);
    if (time_size == 8)
        return read_footer(footer, file, e);
    return footer.len == 0 || error_set(e, "it is longer than it says");
}
