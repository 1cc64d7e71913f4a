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
SHIMS   := $(patsubst tests/faults/%.c,$(OUT)/faults/%.so,$(wildcard tests/faults/*.c))
BENCHES := $(patsubst tests/bench/%.c,$(OUT)/bench/%,$(wildcard tests/bench/*.c))

.PHONY: all
all: $(BUILT) ## build the tools into bin/

# What the rule engine looks the built-in packs up in is made once, here, and not whenever a tool starts.
COMPILE := $(OUT)/compile-packs
INDEXES := $(OUT)/tone.index $(OUT)/topics.index
INDEX   := $(OUT)/libindex.a

$(COMPILE): $(OUT)/src/rules/packs/compile.o $(ARCHIVE)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(INDEXES): $(OUT)/%.index: $(COMPILE)
	$(COMPILE) $* $@.new
	@mv $@.new $@

$(OUT)/src/rules/packs/%_index.o: src/rules/packs/%_index.c $(OUT)/%.index
	@mkdir -p $(@D)
	$(CC) $(OURS) -DPACK_INDEXES='"$(OUT)"' -c -o $@ $<

$(INDEX): $(INDEXES:$(OUT)/%.index=$(OUT)/src/rules/packs/%_index.o)
	@rm -f $@
	$(AR) qcs $@ $^

$(BUILT): $(BIN)/%: $(OUT)/src/%/main.o $(ARCHIVE) $(INDEX)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(ARCHIVE): $(OBJECTS)
	@rm -f $@
	$(AR) qcs $@ $^

# Tables that are compiled into the program (lib/embed.h): whoever embeds is rebuilt when one changes.
EMBEDDED  := $(wildcard src/*/*.csv src/*/*/*.csv)
EMBEDDERS := $(shell grep -ls '^EMBED.' src/*/*.c)
$(EMBEDDERS:%.c=$(OUT)/%.o): $(EMBEDDED)

$(OUT)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(OURS) -c -o $@ $<

$(UNITS): $(OUT)/unit/%: $(OUT)/tests/unit/%.o $(ARCHIVE) $(INDEX)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(DRIVERS): $(OUT)/drivers/%: $(OUT)/tests/drivers/%.o $(ARCHIVE) $(INDEX)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BENCHES): $(OUT)/bench/%: $(OUT)/tests/bench/%.o $(ARCHIVE) $(INDEX)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

# Preloaded into the tools by the tests that let system calls fail.
$(SHIMS): $(OUT)/faults/%.so: tests/faults/%.c $(wildcard tests/faults/*.h)
	@mkdir -p $(@D)
	$(CC) -std=c11 -D_DEFAULT_SOURCE $(filter-out -Wpedantic,$(WARNINGS)) -O1 -shared -fPIC -o $@ $< -ldl

# A fuzz target with a plain main that replays files; `make soak` builds the same with libFuzzer.
$(FUZZERS): $(OUT)/fuzz/%: $(OUT)/tests/fuzz/%.o $(OUT)/tests/fuzz/replay.o $(ARCHIVE) $(INDEX)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

-include $(shell find $(OUT) -name '*.d' 2>/dev/null)

.PHONY: programs
programs: all $(UNITS) $(FUZZERS) $(DRIVERS) $(SHIMS) ## everything that the tests run

# -- what a user types ------------------------------------------------------------------------------------

PACKAGES := gcc libc6-dev make libcsv-dev libpcre2-dev tzdata clang mandoc python3
SUDO      = $(if $(filter 0,$(shell id -u)),,sudo)

.PHONY: deps
deps: ## install what build, demo and tests need (Debian and its children)
	@if command -v apt-get >/dev/null; then \
	    missing=$$(for p in $(PACKAGES); do dpkg-query -W -f '$${Status}\n' $$p 2>/dev/null | grep -q 'ok installed' || echo $$p; done); \
	    test -z "$$missing" || { $(SUDO) apt-get update -qq && \
	        DEBIAN_FRONTEND=noninteractive $(SUDO) apt-get install -y -qq --no-install-recommends $$missing >/dev/null; }; \
	else \
	    echo "no apt-get here: install a C compiler, make, libcsv, pcre2, tzdata, clang, mandoc and python3 by hand"; \
	    echo "(in Debian: $(PACKAGES))"; \
	fi

.PHONY: deps-recipes
deps-recipes: ## install what samples/recipes and the pictures are tried with (Debian; large: LibreOffice, PostgreSQL)
	@$(MAKE) -s deps PACKAGES='gnuplot-nox fonts-dejavu-core librsvg2-bin sqlite3 postgresql libreoffice-calc xlsx2csv csvkit'

.PHONY: demo
demo: all ## the day's follow-up list of the sample shop
	@PATH="$(CURDIR)/bin:$$PATH" sh samples/daily-followups.sh

.PHONY: explore
explore: all ## tables and pictures of the sample shop, in ./first-look (FOLDER=... for one's own exports)
	@sh samples/explore.sh $(FOLDER)

# The pictures of the README, drawn anew from the sample shop.
.PHONY: pictures
pictures: all ## draw samples/plots/*.svg again (needs gnuplot)
	@PICTURES=svg sh samples/explore.sh samples/shop bin/pictures >/dev/null
	cp bin/pictures/touchpoints.svg bin/pictures/segments.svg samples/plots/

# -- tests ------------------------------------------------------------------------------------------------

SANITIZERS := -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer

# gcc's warnings are trusted only at the usual optimisation: under the sanitizers some are false.
.PHONY: sanitized clang
sanitized:
	@$(MAKE) -s VARIANT=sanitize WERROR=-w CFLAGS='-O1 -g $(SANITIZERS)' LDFLAGS='$(LDFLAGS) $(SANITIZERS)' programs
clang:
	@$(MAKE) -s VARIANT=clang CC=clang CFLAGS='-O1' programs

.PHONY: check
check: programs clang sanitized ## all tests, with gcc, with clang's warnings, and under ASan and UBSan
	@tests/run --variant plain --variant sanitize

.PHONY: check-fast
check-fast: programs ## the tests without the sanitizers
	@tests/run

.PHONY: sanitize
sanitize: sanitized ## the tests under ASan and UBSan alone
	@tests/run --variant sanitize

.PHONY: update-golden
update-golden: programs ## rewrite the expected files of tests/cli; then read the diff
	@tests/run --suites cli --update-golden

.PHONY: lint
lint: ## style numbers, manuals, and what must not be in the source
	@tests/lint

.PHONY: coverage
coverage: ## lines of src that the tests reach
	@$(MAKE) -s VARIANT=coverage CFLAGS='-O0 -g --coverage' LDFLAGS='$(LDFLAGS) --coverage' programs
	@tests/run --variant coverage >/dev/null; tests/coverage bin/.coverage

.PHONY: bench
bench: all $(BENCHES) ## time the tools beside the peers that are installed
	@tests/bench/run

.PHONY: soak
soak: programs ## long runs: fuzzing, generated cases, fault sweeps (hours; SOAK=seconds and RUNS=runs a target, ONLY=names)
	@tests/soak/run $(ONLY)

# -- installation -----------------------------------------------------------------------------------------

.PHONY: install
install: all ## put tools, manuals, completions, rule packs, examples in place (PREFIX, DESTDIR)
	@PREFIX='$(PREFIX)' BINDIR='$(DESTDIR)$(BINDIR)' MANDIR='$(DESTDIR)$(MANDIR)' SHAREDIR='$(DESTDIR)$(PREFIX)/share' DATADIR='$(DESTDIR)$(DATADIR)' \
	    DOCDIR='$(DESTDIR)$(DOCDIR)' INSTALL='$(INSTALL)' sh src/install.sh install '$(BIN)' $(TOOLS)

.PHONY: uninstall
uninstall: ## take away what install put there
	@PREFIX='$(PREFIX)' BINDIR='$(DESTDIR)$(BINDIR)' MANDIR='$(DESTDIR)$(MANDIR)' SHAREDIR='$(DESTDIR)$(PREFIX)/share' DATADIR='$(DESTDIR)$(DATADIR)' \
	    DOCDIR='$(DESTDIR)$(DOCDIR)' INSTALL='$(INSTALL)' sh src/install.sh uninstall '$(BIN)' $(TOOLS)

.PHONY: check-install
check-install: all ## nothing lands outside DESTDIR, uninstall leaves nothing
	@tests/check-install

VERSION = $(shell sed -n 's/^const char tool_version.*"\(.*\)";/\1/p' src/lib/tool.c)

.PHONY: dist
dist: ## a source archive in bin/
	@mkdir -p bin
	git archive --format=tar.gz --prefix=regulars-$(VERSION)/ -o bin/regulars-$(VERSION).tar.gz HEAD
	@echo bin/regulars-$(VERSION).tar.gz

# The packaging is laid over an unpacked source archive; its changelog is the version and the date of the last commit.
DEB = bin/.deb/regulars-$(VERSION)
.PHONY: deb
deb: ## a Debian package in bin/ (needs debhelper, dpkg-dev, lintian)
	@rm -rf bin/.deb && mkdir -p $(DEB)
	git archive --format=tar HEAD | tar -x -C $(DEB)
	@cp -r src/debian $(DEB)/debian
	@{ echo 'regulars ($(VERSION)) unstable; urgency=medium'; echo; echo '  * See CHANGELOG.md.'; echo; \
	    git log -1 --format=' -- The regulars developers <regulars@example.org>  %aD'; } > $(DEB)/debian/changelog
	cd $(DEB) && dpkg-buildpackage -us -uc -b
	lintian --fail-on error,warning bin/.deb/regulars_$(VERSION)_*.changes
	@mv bin/.deb/regulars_$(VERSION)_*.deb bin/ && ls bin/regulars_*.deb

.PHONY: clean
clean: ## remove bin/
	rm -rf bin

.PHONY: help
help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "%-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
