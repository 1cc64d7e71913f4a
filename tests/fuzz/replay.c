/* SPDX-License-Identifier: MIT */
/* A main for fuzz targets without libFuzzer: feeds them the files named, and what is left of each
 * when it is cut short. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Into how many lengths a file is cut, unless -c N says otherwise: whole tools take milliseconds a run. */
enum { CUTS = 256 };

/* A copy of exactly this size, so that a sanitizer sees a read past its end. */
static int feed(const uint8_t *data, size_t size)
{
    uint8_t *copy = malloc(size != 0 ? size : 1);
    if (copy == NULL)
        return 2;
    for (size_t i = 0; i < size; i++)
        copy[i] = data[i];
    int result = LLVMFuzzerTestOneInput(copy, size);
    free(copy);
    return result;
}

static int feed_cut_short(const uint8_t *data, size_t size, size_t cuts)
{
    size_t step = size / cuts + 1;
    for (size_t end = 0; end < size; end += step) {
        if (feed(data, end) != 0)
            return 2;
    }
    return feed(data, size);
}

static int replay(const char *path, size_t cuts)
{
    enum { LARGEST = 1024 * 1024 };
    static uint8_t data[LARGEST];
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        perror(path);
        return 2;
    }
    size_t size = fread(data, 1, sizeof data, file);
    int unread = ferror(file);
    if (fclose(file) != 0 || unread || size == sizeof data) {
        fprintf(stderr, "%s: cannot be read whole\n", path);
        return 2;
    }
    return feed_cut_short(data, size, cuts);
}

int main(int argc, char **argv)
{
    int first = argc > 2 && strcmp(argv[1], "-c") == 0 ? 3 : 1;
    unsigned long cuts = first == 3 ? strtoul(argv[2], NULL, 10) : CUTS;
    for (int i = first; i < argc; i++) {
        if (replay(argv[i], cuts != 0 ? cuts : 1) != 0)
            return 2;
    }
    printf("%d files replayed\n", argc - first);
    return 0;
}
