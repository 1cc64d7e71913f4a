# regulars: small Unix filters that keep a business's regular customers.
# The user's CC, CFLAGS, CPPFLAGS, LDFLAGS, PREFIX and DESTDIR always win. `make help` lists the targets.

CC      ?= cc
CFLAGS  ?= -O2 -g
PREFIX  ?= /usr/local
BINDIR  ?= $(PREFIX)/bin
MANDIR  ?= $(PREFIX)/share/man
DATADIR ?= $(PREFIX)/share/regulars
DOCDIR  ?= $(PREFIX)/share/doc/regulars
INSTALL ?= install

TOOLS := ingest-survey flag-tone tag-topics track-cases score-loyalty due-followups rank-touchpoints brief-customer

# Where objects go; another VARIANT (clang, sanitize, coverage) builds beside the usual one.
VARIANT ?= plain
OUT     := bin/.$(VARIANT)
BIN     ?= $(if $(filter plain,$(VARIANT)),bin,$(OUT)/bin)

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wmissing-prototypes -Wstrict-prototypes \
            -Wwrite-strings -Wvla -Wundef
WERROR   ?= -Werror
STANDARD := -std=c11 -D_POSIX_C_SOURCE=200809L -D_DEFAULT_SOURCE -D_FILE_OFFSET_BITS=64 -ffp-contract=off
OURS      = $(STANDARD) $(WARNINGS) $(WERROR) -Isrc -MMD -MP $(CPPFLAGS) $(CFLAGS)
LIBS     := -lcsv -lpcre2-8 -lm -lpthread

SOURCES := $(filter-out %/main.c,$(wildcard src/*/*.c))
OBJECTS := $(SOURCES:%.c=$(OUT)/%.o)
ARCHIVE := $(OUT)/libregulars.a
MAINS   := $(wildcard $(TOOLS:%=src/%/main.c))
BUILT   := $(MAINS:src/%/main.c=$(BIN)/%)
UNITS   := $(patsubst tests/unit/%.c,$(OUT)/unit/%,$(wildcard tests/unit/*.c))
FUZZERS := $(patsubst tests/fuzz/%.c,$(OUT)/fuzz/%,$(filter-out tests/fuzz/replay.c,$(wildcard tests/fuzz/*.c)))
DRIVERS := $(patsubst tests/drivers/%.c,$(OUT)/drivers/%,$(wildcard tests/drivers/*.c))
BENCHES := $(patsubst tests/bench/%.c,$(OUT)/bench/%,$(wildcard tests/bench/*.c))

.PHONY: all
all: $(BUILT)

$(BUILT): $(BIN)/%: $(OUT)/src/%/main.o $(ARCHIVE)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(ARCHIVE): $(OBJECTS)
	@rm -f $@
	$(AR) rcs $@ $^

# Tables that are compiled into the program (lib/embed.h): whoever embeds is rebuilt when one changes.
EMBEDDED  := $(wildcard src/*/*.csv src/*/*/*.csv)
EMBEDDERS := $(shell grep -ls '^EMBED.' src/*/*.c)
$(EMBEDDERS:%.c=$(OUT)/%.o): $(EMBEDDED)

$(OUT)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(OURS) -c -o $@ $<

$(UNITS): $(OUT)/unit/%: $(OUT)/tests/unit/%.o $(ARCHIVE)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(DRIVERS): $(OUT)/drivers/%: $(OUT)/tests/drivers/%.o $(ARCHIVE)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BENCHES): $(OUT)/bench/%: $(OUT)/tests/bench/%.o $(ARCHIVE)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

# A fuzz target with a plain main that replays files; `make soak` builds the same with libFuzzer.
$(FUZZERS): $(OUT)/fuzz/%: $(OUT)/tests/fuzz/%.o $(OUT)/tests/fuzz/replay.o $(ARCHIVE)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

-include $(shell find $(OUT) -name '*.d' 2>/dev/null)

.PHONY: programs
programs: all $(UNITS) $(FUZZERS) $(DRIVERS)

.PHONY: clean
clean:
	rm -rf bin
