/* SPDX-License-Identifier: MIT */
#include "streams/odd_header.h"

#include "lib/encoding.h"
#include "lib/utf8.h"

enum { LOOKED_THROUGH = 200 };

static const char *const code_pages[] = {"WINDOWS-1253", "WINDOWS-1251", "WINDOWS-1250", "WINDOWS-1252", "WINDOWS-1256",
                                         "CP737",        "CP866",        "CP852",        "MACINTOSH"};
enum { CODE_PAGES = sizeof code_pages / sizeof *code_pages };

/* What programs take bytes for when nobody has told them. */
static const char *const habits[] = {"WINDOWS-1252", "WINDOWS-1253", "WINDOWS-1251", "WINDOWS-1250", "WINDOWS-1256"};
enum { HABITS = sizeof habits / sizeof *habits };

/* One header, and how it was read. */
struct odd_header {
    const struct role_search *search;
    const struct slice *names;
    size_t count;
    struct arena *arena;
    size_t roles; /* found as it was read */
};

/* The name as it is in another encoding; as it was where that cannot be. */
static struct slice reread(const struct odd_header *h, size_t i, const char *was, const char *is)
{
    struct slice bytes, text;
    bool can = !utf8_is_ascii(h->names[i]) && encoding_bytes(h->arena, h->names[i], was, &bytes) &&
               encoding_text(h->arena, bytes, is, &text);
    return can ? text : h->names[i];
}

/* Whether names that were read in that encoding are UTF-8: bytes that are it by chance are rare. */
static bool is_utf8(const struct odd_header *h, const char *was)
{
    for (size_t i = 0; i < h->count; i++) {
        struct slice name = reread(h, i, was, "UTF-8");
        if (!utf8_is_ascii(name) && !slice_equal(name, h->names[i]))
            return true;
    }
    return false;
}

/* The code page in which most roles are found, more than now; NULL: none. */
static const char *better_page(const struct odd_header *h, const char *was)
{
    const char *best = NULL;
    size_t most = h->roles;
    struct slice *names = arena_array(h->arena, h->count, sizeof *names);
    for (size_t k = 0; k < CODE_PAGES; k++) {
        for (size_t i = 0; i < h->count; i++)
            names[i] = reread(h, i, was, code_pages[k]);
        bool enough;
        size_t roles = roles_suit(h->search, names, h->count, h->arena, &enough);
        if (roles > most) {
            most = roles;
            best = code_pages[k];
        }
    }
    return best;
}

/* Read here in an encoding that was named. */
static struct slice misnamed(const struct odd_header *h, const char *encoding, const char *prefix)
{
    if (is_utf8(h, encoding))
        return arena_print(h->arena, "the header looks like UTF-8 read as %s: use --encoding %sUTF-8", encoding, prefix);
    const char *page = better_page(h, encoding);
    if (page == NULL)
        return SLICE("");
    return arena_print(h->arena, "the header looks like %s read as %s: use --encoding %s%s", page, encoding, prefix, page);
}

/* Read wrongly by another program, and saved so as UTF-8. */
static struct slice spoilt(const struct odd_header *h)
{
    for (size_t k = 0; k < HABITS; k++) {
        if (is_utf8(h, habits[k]))
            return arena_print(h->arena, "the header was UTF-8, and a program has taken it for %s: export it anew, or undo it "
                                         "with iconv -f UTF-8 -t %s", habits[k], habits[k]);
    }
    for (size_t k = 0; k < HABITS; k++) {
        const char *page = better_page(h, habits[k]);
        if (page != NULL)
            return arena_print(h->arena, "the header was %s, and a program has taken it for %s: export it anew, or undo it "
                                         "with iconv -f UTF-8 -t %s, and --encoding %s", page, habits[k], habits[k], page);
    }
    return SLICE("");
}

struct slice odd_header_advice(const struct role_search *search, const struct slice *header, size_t count, const char *encoding,
                               const char *prefix, struct arena *arena)
{
    struct odd_header h = {search, header, count < LOOKED_THROUGH ? count : LOOKED_THROUGH, arena, 0};
    bool ascii = true;
    for (size_t i = 0; i < h.count; i++)
        ascii = ascii && utf8_is_ascii(header[i]);
    bool enough;
    h.roles = roles_suit(search, header, h.count, arena, &enough);
    if (ascii || enough)
        return SLICE("");
    return encoding_is_utf8(encoding) ? spoilt(&h) : misnamed(&h, encoding, prefix != NULL ? prefix : "");
}
