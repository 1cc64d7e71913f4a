/* SPDX-License-Identifier: MIT */
#include "streams/house_language.h"

#include "streams/address.h"

bool house_language_read(const struct tool_run *run, const struct vocabularies *words, int *house, struct error *e)
{
    const char *word = options_value(run->options, "language");
    *house = word != NULL ? vocabulary_find(words, VOCABULARY_LANGUAGE, slice_of(word)) : -1;
    if (word == NULL || *house >= 0)
        return true;
    return error_set(e, "option --language: '%s' is none of %.*s", quote(slice_of(word)).text,
                     SLICE_ARG(vocabulary_list(VOCABULARY_LANGUAGE, run->arena)));
}

int house_language_for(int said, const struct person *person, int house)
{
    int language = said >= 0 ? said : address_language(person);
    return language >= 0 || said == LANGUAGE_OTHER ? language : house;
}
