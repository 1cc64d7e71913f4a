/* SPDX-License-Identifier: MIT */
#include "lib/tool.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

const char tool_version[] = "1.0.0";

/* A closed standard descriptor would be given to the next file that is opened; it is reported as closed instead. */
static bool descriptors_are_open(struct error *e)
{
    static const char *const names[] = {"standard input", "standard output", "standard error"};
    for (int fd = 0; fd <= 2; fd++) {
        if (fcntl(fd, F_GETFD) == -1 && errno == EBADF)
            return error_set(e, "%s is closed: open it, to /dev/null if it is not wanted", names[fd]);
    }
    return true;
}

/*
 * A mapped input that somebody cuts short, or whose disk fails, shows as a signal at the place that is gone. Nothing is known here but
 * that what was read is not all.
 */
static void input_is_gone(int number, siginfo_t *info, void *context)
{
    static const char message[] =
        "regulars: an input was cut short while it was read, or its disk fails: run it again when the file is complete\n";
    (void)context;
    if (info->si_code != BUS_ADRERR) {
        signal(number, SIG_DFL);
        raise(number);
        return;
    }
    ssize_t written = write(STDERR_FILENO, message, sizeof message - 1);
    (void)written;
    _exit(STATUS_FAILED);
}

static void handle_signals(void)
{
    struct sigaction gone = {.sa_sigaction = input_is_gone, .sa_flags = SA_SIGINFO};
    sigemptyset(&gone.sa_mask);
    (void)sigaction(SIGBUS, &gone, NULL);
    signal(SIGPIPE, SIG_IGN);
}

/* Prints text on standard output through the same checked path as data. */
static enum status print(struct world *w, struct slice text, struct error *e)
{
    struct output out;
    if (!output_open(w, NULL, &out, e))
        return STATUS_FAILED;
    output_write(&out, text);
    return output_close(&out, true, e) ? STATUS_DONE : STATUS_FAILED;
}

static enum status usage(const struct tool *tool, struct error *e)
{
    error_set(e, "no input: usage: %s %s; name a file or pipe one in, --help says more", tool->name,
              tool->synopsis);
    return STATUS_FAILED;
}

static enum status work(const struct tool *tool, struct world *w, int argc, char **argv,
                        struct error *e)
{
    struct options options;
    if (!options_parse(&options, tool->options, tool->option_count, argc, argv, w->arena, e))
        return STATUS_FAILED;
    if (options_has(&options, "help"))
        return print(w, options_help(&options, tool->name, tool->synopsis, tool->purpose, w->arena), e);
    if (options_has(&options, "version"))
        return print(w, arena_print(w->arena, "%s (regulars) %s\n", tool->name, tool_version), e);
    if (argc <= 1 && tool->reads_stdin && w->stdin_is_terminal)
        return usage(tool, e);
    struct tool_run run = {.world = w,
                           .arena = w->arena,
                           .options = &options,
                           .verbose = options_has(&options, "verbose"),
                           .quiet = options_has(&options, "quiet"),
                           .sides_only = tool->sides_only};
    return tool->run(&run, e);
}

enum status tool_run_in(const struct tool *tool, struct world *world, int argc, char **argv)
{
    struct error e = {0};
    world->tool = tool->name;
    enum status status = work(tool, world, argc, argv, &e);
    if (status == STATUS_FAILED)
        world_say_error(world, &e);
    return status;
}

/* Seeds hash tables; without a source of randomness the tables still work, and fall back to SipHash. */
static void draw_seed(uint64_t seed[2])
{
    if (getrandom(seed, 2 * sizeof *seed, GRND_NONBLOCK) == (ssize_t)(2 * sizeof *seed))
        return;
    seed[0] = (uint64_t)time(NULL) * UINT64_C(0x9e3779b97f4a7c15);
    seed[1] = (uint64_t)getpid() * UINT64_C(0xd6e8feb86659fd93);
}

int tool_main(const struct tool *tool, int argc, char **argv)
{
    struct arena arena = {0};
    struct world world = {.arena = &arena, .tool = tool->name, .now = (int64_t)time(NULL)};
    struct error e = {0};
    handle_signals();
    if (!descriptors_are_open(&e)) {
        world_say_error(&world, &e);
        return STATUS_FAILED;
    }
    draw_seed(world.seed);
    world.stdin_is_terminal = isatty(STDIN_FILENO) == 1;
    world.stderr_is_terminal = isatty(STDERR_FILENO) == 1;
    enum status status = tool_run_in(tool, &world, argc, argv);
    arena_free(&arena);
    return (int)status;
}
