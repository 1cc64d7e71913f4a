/* SPDX-License-Identifier: MIT */
#include "rules/contraction.h"

struct written_out {
    struct slice word, full;
};

#define WORD(word, full)                                                                                   \
    {                                                                                                      \
        {(word), sizeof(word) - 1},                                                                        \
        {                                                                                                  \
            (full), sizeof(full) - 1                                                                       \
        }                                                                                                  \
    }

/* Whole words that do not follow from their ending. */
static const struct written_out with_apostrophe[] = {
    WORD("can't", "can not"),    WORD("won't", "will not"),   WORD("shan't", "shall not"), WORD("ain't", "is not"),
    WORD("let's", "let us"),     WORD("it's", "it is"),       WORD("that's", "that is"),   WORD("there's", "there is"),
    WORD("here's", "here is"),   WORD("what's", "what is"),   WORD("where's", "where is"), WORD("how's", "how is"),
    WORD("who's", "who is"),     WORD("he's", "he is"),       WORD("she's", "she is"),
};

/* Those that people write without one, by their first letter. */
static const struct written_out bare[] = {
    WORD("arent", "are not"),   WORD("cant", "can not"),       WORD("cannot", "can not"),   WORD("couldnt", "could not"),
    WORD("dont", "do not"),     WORD("doesnt", "does not"),    WORD("didnt", "did not"),    WORD("hasnt", "has not"),
    WORD("havent", "have not"), WORD("hadnt", "had not"),      WORD("isnt", "is not"),      WORD("ive", "i have"),
    WORD("im", "i am"),         WORD("shouldnt", "should not"), WORD("shouldve", "should have"), WORD("theyre", "they are"),
    WORD("theyve", "they have"), WORD("thats", "that is"),     WORD("theres", "there is"),  WORD("wasnt", "was not"),
    WORD("werent", "were not"), WORD("wouldnt", "would not"),  WORD("wont", "will not"),    WORD("weve", "we have"),
    WORD("whats", "what is"),   WORD("youre", "you are"),      WORD("youve", "you have"),   WORD("youll", "you will"),
};

/* Endings that mean the same behind any word. "'d" is taken as would; "had" is the rarer in messages. */
static const struct written_out endings[] = {
    WORD("n't", " not"), WORD("'re", " are"), WORD("'ve", " have"), WORD("'ll", " will"), WORD("'m", " am"), WORD("'d", " would"),
};

static const struct contraction none = {0, {"", 0}};

static struct contraction whole(struct slice word, const struct written_out *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (list[i].word.ptr[0] == word.ptr[0] && slice_equal(word, list[i].word))
            return (struct contraction){word.len, list[i].full};
    }
    return none;
}

uint64_t contraction_bare(size_t which)
{
    uint64_t bytes = 0;
    if (which < sizeof bare / sizeof *bare)
        memcpy(&bytes, bare[which].word.ptr, bare[which].word.len);
    return bytes;
}

struct contraction contraction_of(struct slice word)
{
    if (word.len < 2)
        return none;
    if (memchr(word.ptr, '\'', word.len) == NULL)
        return word.len <= CONTRACTION_BARE_MAX ? whole(word, bare, sizeof bare / sizeof *bare) : none;
    struct contraction c = whole(word, with_apostrophe, sizeof with_apostrophe / sizeof *with_apostrophe);
    for (size_t i = 0; c.cut == 0 && i < sizeof endings / sizeof endings[0]; i++) {
        struct slice ending = endings[i].word;
        if (word.len > ending.len && memcmp(word.ptr + word.len - ending.len, ending.ptr, ending.len) == 0)
            c = (struct contraction){ending.len, endings[i].full};
    }
    return c;
}
