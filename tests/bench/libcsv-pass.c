/* SPDX-License-Identifier: MIT */
/* libcsv-pass [FILE]: what pass-through does, with libcsv: csv_parse, strict, and csv_write into
 * one large buffer. */
#include <csv.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

enum { READ_SIZE = 256 * 1024, WRITE_SIZE = 1024 * 1024 };

struct sink {
    size_t used;
    int first;
    int failed;
    char buffer[WRITE_SIZE];
};

static void flush(struct sink *s)
{
    for (size_t done = 0; done < s->used && !s->failed;) {
        ssize_t n = write(STDOUT_FILENO, s->buffer + done, s->used - done);
        s->failed = n < 0;
        done += n > 0 ? (size_t)n : 0;
    }
    s->used = 0;
}

static void take_field(void *field, size_t size, void *context)
{
    struct sink *s = context;
    if (2 * size + 4 > WRITE_SIZE - s->used)
        flush(s);
    if (!s->first)
        s->buffer[s->used++] = ',';
    s->first = 0;
    s->used += csv_write(s->buffer + s->used, WRITE_SIZE - s->used, field, size);
}

static void take_row(int terminator, void *context)
{
    struct sink *s = context;
    (void)terminator;
    if (s->used == WRITE_SIZE)
        flush(s);
    s->buffer[s->used++] = '\n';
    s->first = 1;
}

int main(int argc, char **argv)
{
    static struct sink s = {.first = 1};
    static char buffer[READ_SIZE];
    struct csv_parser p;
    int fd = argc > 1 ? open(argv[1], O_RDONLY) : STDIN_FILENO;
    ssize_t n;
    if (fd < 0 || csv_init(&p, CSV_STRICT | CSV_STRICT_FINI) != 0)
        return 2;
    while ((n = read(fd, buffer, sizeof buffer)) > 0) {
        if (csv_parse(&p, buffer, (size_t)n, take_field, take_row, &s) != (size_t)n)
            return 2;
    }
    int unclosed = csv_fini(&p, take_field, take_row, &s);
    flush(&s);
    csv_free(&p);
    return n < 0 || unclosed != 0 || s.failed ? 2 : 0;
}
