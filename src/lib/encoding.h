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
 * known. Lives in the arena, but must be closed.
 */
struct encoding *encoding_open(struct arena *arena, const char *name, struct error *e);

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
    char text[96];
};

/*
 * What to do about bytes that are not UTF-8: "use --encoding WINDOWS-1253 (or ISO-8859-7)", or to
 * name one where the bytes suit none.
 * `sample` is text around them. Use as encoding_hint(sample).text.
 */
struct encoding_hint encoding_hint(struct slice sample);

/* The name of the kind of UTF-16 that the bytes, the first of an input, seem to be; NULL for none.
 */
const char *encoding_wide(struct slice sample);

#endif
