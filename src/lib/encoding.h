/* SPDX-License-Identifier: MIT */
/*
 * Input in other encodings: turns it into UTF-8 while it is read (iconv), and tells from bytes that
 * are not UTF-8 which encodings they may be in. Never decides by itself: a guess is only ever a
 * hint.
 */
#ifndef REGULARS_ENCODING_H
#define REGULARS_ENCODING_H

#include "lib/world.h"

struct encoding;

/* Whether name means UTF-8 (any case, with or without the dash), so that nothing need be converted.
 * NULL does. */
bool encoding_is_utf8(const char *name);

/*
 * Prepares to read text in the encoding `name` (as iconv knows it). NULL with *e set when it is not
 * known. Lives in the arena, but must be closed. `prefix` is for advice: what stands before a name in
 * --encoding where it is meant for this file, "orders:"; NULL: nothing.
 */
struct encoding *encoding_open(struct arena *arena, const char *name, const char *prefix, struct error *e);

/*
 * As input_read, but gives UTF-8. Bytes that mean nothing in the encoding, or a character cut off
 * by the end of the input, are an error (-1), after all text before them has been given; *e then
 * has no place yet. size must be 16 at least.
 */
ssize_t encoding_read(struct encoding *c, struct input *in, char *buffer, size_t size,
                      struct error *e);

/* Ends the conversion. */
void encoding_close(struct encoding *c);

struct encoding_hint {
    char text[128];
};

/*
 * What to do about bytes that are not UTF-8: "use --encoding WINDOWS-1253 (or ISO-8859-7)", or to
 * name one where the bytes suit none.
 * `sample` is text around them, prefix as for encoding_open. Use as encoding_hint(sample, prefix).text.
 */
struct encoding_hint encoding_hint(struct slice sample, const char *prefix);

/* The one encoding that the bytes suit best, as iconv names it; "ENCODING" where they suit none. */
const char *encoding_likely(struct slice sample);

/*
 * The bytes of a short text in an encoding, and the text of bytes in one: both in the arena. False where that cannot be, or
 * the encoding is not known. For finding out what was meant by bytes that were read wrongly.
 */
bool encoding_bytes(struct arena *arena, struct slice text, const char *name, struct slice *bytes);
bool encoding_text(struct arena *arena, struct slice bytes, const char *name, struct slice *text);

/* The name of the kind of UTF-16 that the bytes, the first of an input, seem to be; NULL for none.
 */
const char *encoding_wide(struct slice sample);

#endif
