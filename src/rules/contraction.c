/* SPDX-License-Identifier: MIT */
#include "rules/contraction.h"

struct written_out {
    const char *word, *full;
};

/* Whole words that do not follow from their ending, and those that people write without the apostrophe. */
static const struct written_out whole_words[] = {
    {"can't", "can not"},     {"cannot", "can not"},   {"won't", "will not"},   {"shan't", "shall not"},
    {"ain't", "is not"},      {"let's", "let us"},     {"it's", "it is"},       {"that's", "that is"},
    {"there's", "there is"},  {"here's", "here is"},   {"what's", "what is"},   {"where's", "where is"},
    {"how's", "how is"},      {"who's", "who is"},     {"he's", "he is"},       {"she's", "she is"},
    {"dont", "do not"},       {"doesnt", "does not"},  {"didnt", "did not"},    {"isnt", "is not"},
    {"arent", "are not"},     {"wasnt", "was not"},    {"werent", "were not"},  {"hasnt", "has not"},
    {"havent", "have not"},   {"hadnt", "had not"},    {"wouldnt", "would not"}, {"couldnt", "could not"},
    {"shouldnt", "should not"}, {"cant", "can not"},   {"wont", "will not"},    {"youre", "you are"},
    {"youve", "you have"},    {"youll", "you will"},   {"theyre", "they are"},  {"theyve", "they have"},
    {"weve", "we have"},      {"ive", "i have"},       {"im", "i am"},          {"thats", "that is"},
    {"whats", "what is"},     {"theres", "there is"},  {"shouldve", "should have"},
};

/* Endings that mean the same behind any word. "'d" is taken as would; "had" is the rarer in messages. */
static const struct written_out endings[] = {
    {"n't", " not"}, {"'re", " are"}, {"'ve", " have"}, {"'ll", " will"}, {"'m", " am"}, {"'d", " would"},
};

static bool ends_with(struct slice s, struct slice end)
{
    return s.len > end.len && memcmp(s.ptr + s.len - end.len, end.ptr, end.len) == 0;
}

struct contraction contraction_of(struct slice word)
{
    for (size_t i = 0; i < sizeof whole_words / sizeof whole_words[0]; i++) {
        if (slice_equal(word, slice_of(whole_words[i].word)))
            return (struct contraction){word.len, slice_of(whole_words[i].full)};
    }
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        struct slice ending = slice_of(endings[i].word);
        if (ends_with(word, ending))
            return (struct contraction){ending.len, slice_of(endings[i].full)};
    }
    return (struct contraction){0, {"", 0}};
}
