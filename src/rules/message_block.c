/* SPDX-License-Identifier: MIT */
#include "lib/processor.h"
#include "rules/contraction.h"
#include "rules/message_parts.h"

void message_know_bare(struct message_reader *reader)
{
    uint64_t word;
    for (size_t i = 0; (word = contraction_bare(i)) != 0; i++) {
        size_t slot = message_bare_slot(word);
        while (reader->bare[slot] != 0)
            slot = (slot + 1) % BARE_SLOTS;
        reader->bare[slot] = word;
    }
}

/* Leaves everything to be done by hand. */
size_t message_fold_portable(struct folding *f, bool *word_ended)
{
    (void)f;
    *word_ended = false;
    return 0;
}

static bool has_kernel(enum message_kernel kernel)
{
    if (kernel == MESSAGE_WIDE)
        return processor_is_wide();
#if defined(__SSE2__)
    if (kernel == MESSAGE_BASE)
        return true;
#endif
    return kernel == MESSAGE_PORTABLE;
}

bool message_use_kernel(struct message_reader *reader, enum message_kernel kernel)
{
    static size_t (*const kernels[MESSAGE_KERNELS])(struct folding *, bool *) = {message_fold_portable, message_fold_base,
                                                                                message_fold_wide};
    if (!has_kernel(kernel))
        return false;
    reader->fold_block = kernels[kernel];
    return true;
}
