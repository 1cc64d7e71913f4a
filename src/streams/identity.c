/* SPDX-License-Identifier: MIT */
#include "streams/identity_inside.h"

#include "lib/text.h"
#include "lib/utf8.h"

static void key_table_start(struct key_table *t, struct arena *arena, const uint64_t seed[2])
{
    *t = (struct key_table){0};
    intern_start(&t->keys, arena, seed);
}

/* What the key stands for; a new key is entered as NOBODY. */
static int64_t *key_entry(struct key_table *t, struct slice key)
{
    uint32_t before = t->keys.count;
    uint32_t n = intern_add(&t->keys, key);
    if (n == before)
        t->customer = arena_grow(t->keys.arena, t->customer, n, &t->capacity, sizeof *t->customer);
    if (n == before)
        t->customer[n] = NOBODY;
    return &t->customer[n];
}

static int64_t key_look_up(const struct key_table *t, struct slice key)
{
    uint32_t n = intern_find(&t->keys, key);
    return n != INTERN_NONE ? t->customer[n] : NOBODY;
}

struct identity *identity_start(struct arena *arena, const uint64_t seed[2])
{
    struct identity *i = arena_zeroed(arena, sizeof *i);
    i->arena = arena;
    i->scratch = arena_child(arena);
    i->aside = arena_child(arena);
    intern_start(&i->names, arena, seed);
    key_table_start(&i->emails, arena, seed);
    key_table_start(&i->phones, arena, seed);
    return i;
}

/* The customer of that name, waiting ones included, or INTERN_NONE. */
static uint32_t number_of(const struct identity *i, struct slice name)
{
    uint32_t customer = intern_find(&i->names, name);
    if (customer != INTERN_NONE || !i->held)
        return customer;
    uint32_t waiting = intern_find(&i->waiting, name);
    return waiting != INTERN_NONE ? i->names.count + waiting : INTERN_NONE;
}

static bool is_known(const struct identity *i, uint32_t customer)
{
    return customer < i->names.count && i->known[customer];
}

/* The customer of that name, a new one where there is none. */
static uint32_t customer_of(struct identity *i, struct slice name)
{
    if (i->held) {
        uint32_t customer = number_of(i, name);
        return customer != INTERN_NONE ? customer : i->names.count + intern_add(&i->waiting, name);
    }
    uint32_t before = i->names.count;
    uint32_t customer = intern_add(&i->names, name);
    if (customer == before) {
        i->known = arena_grow(i->arena, i->known, customer, &i->known_capacity, sizeof *i->known);
        i->known[customer] = false;
    }
    return customer;
}

struct identity_keys identity_fold(struct arena *arena, struct identity_keys keys)
{
    struct slice email = slice_trim(keys.email);
    if (email.len > 0 && memchr(email.ptr, '@', email.len) == NULL)
        email.len = 0; /* "n/a", "0", "anonymous": nobody's address */
    struct identity_keys folded = {.customer_id = slice_trim(keys.customer_id), .email = email};
    if (slice_equal(folded.customer_id, SLICE("0")))
        folded.customer_id.len = 0;
    if (email.len > 0 && utf8_is_ascii(email)) {
        char *lower = arena_bytes(arena, email.len);
        for (size_t n = 0; n < email.len; n++) {
            char c = email.ptr[n];
            lower[n] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
        }
        folded.email.ptr = lower;
    } else if (email.len > 0) {
        folded.email = text_key(arena, email);
    }
    if (keys.phone.len > 0)
        folded.phone = text_phone(arena, keys.phone);
    return folded;
}

/* The best name of a row without regard to what is known: id, e-mail, phone. */
static struct slice best_name(struct identity_keys keys)
{
    return keys.customer_id.len > 0 ? keys.customer_id : keys.email.len > 0 ? keys.email : keys.phone;
}

struct slice identity_written(struct identity_keys keys, struct arena *arena)
{
    return best_name(identity_fold(arena, keys));
}

/* Ties a key to a customer; a key that another one has becomes shared. */
static void tie(struct identity *i, struct key_table *t, struct slice key, uint32_t customer)
{
    if (key.len == 0)
        return;
    int64_t *entry = key_entry(t, key);
    if (*entry == NOBODY) {
        *entry = customer;
    } else if (*entry != SHARED && *entry != customer) {
        *entry = SHARED;
        i->shared = arena_grow(i->arena, i->shared, i->summary.shared_keys, &i->shared_capacity, sizeof *i->shared);
        i->shared[i->summary.shared_keys++] = arena_copy(i->arena, key);
    }
}

uint32_t identity_learn(struct identity *i, struct identity_keys given)
{
    arena_reset(i->scratch);
    struct identity_keys keys = identity_fold(i->scratch, given);
    struct slice name = best_name(keys);
    i->learned = true;
    if (name.len == 0) {
        i->summary.keyless_rows++;
        return INTERN_NONE;
    }
    uint32_t customer = customer_of(i, name);
    i->known[customer] = true;
    tie(i, &i->emails, keys.email, customer);
    tie(i, &i->phones, keys.phone, customer);
    return customer;
}

/* A customer of the customers file by the name, or NOBODY. */
static int64_t find_named(const struct identity *i, struct slice name)
{
    uint32_t found = name.len > 0 ? intern_find(&i->names, name) : INTERN_NONE;
    return found != INTERN_NONE && i->known[found] ? (int64_t)found : NOBODY;
}

/* The same by an e-mail or a telephone. */
static int64_t find_known(const struct identity *i, const struct key_table *t, struct slice key)
{
    int64_t found = key.len > 0 ? key_look_up(t, key) : NOBODY;
    return found >= 0 && i->known[found] ? found : NOBODY;
}

/* Nobody's own numbers are as long as telephone numbers are, and equal to one. */
static bool looks_like_phone(struct slice id)
{
    enum { SHORTEST = 7 };
    size_t from = id.ptr[0] == '+';
    for (size_t n = from; n < id.len; n++) {
        if (id.ptr[n] < '0' || id.ptr[n] > '9')
            return false;
    }
    return id.len - from >= SHORTEST;
}

/* An id that is another key's text, as tools write it for customers without an id. */
static int64_t find_by_name(const struct identity *i, struct slice id, struct arena *scratch)
{
    if (memchr(id.ptr, '@', id.len) != NULL) {
        struct identity_keys keys = identity_fold(scratch, (struct identity_keys){.email = id});
        return find_known(i, &i->emails, keys.email);
    }
    return looks_like_phone(id) ? find_known(i, &i->phones, id) : NOBODY;
}

/* The customer of the customers file whom folded keys mean, or NOBODY. What other files hold does not matter, so that
 * the order of rows does not. */
static int64_t match(const struct identity *i, struct identity_keys keys, struct arena *scratch)
{
    int64_t found = find_named(i, keys.customer_id);
    if (found == NOBODY)
        found = find_known(i, &i->emails, keys.email);
    if (found == NOBODY)
        found = find_known(i, &i->phones, keys.phone);
    if (found == NOBODY && keys.customer_id.len > 0)
        found = find_by_name(i, keys.customer_id, scratch);
    return found;
}

static bool is_shared(const struct key_table *t, struct slice key)
{
    return key_look_up(t, key) == SHARED;
}

/* Whether the best key of the row is good for a customer of its own: one that several customers share is not. */
static bool is_usable(const struct identity *i, struct identity_keys keys)
{
    if (keys.customer_id.len > 0)
        return true;
    if (keys.email.len > 0)
        return !is_shared(&i->emails, keys.email);
    return keys.phone.len > 0 && !is_shared(&i->phones, keys.phone);
}

struct slice identity_find(const struct identity *i, struct identity_keys given, struct arena *scratch, bool *known)
{
    struct identity_keys keys = identity_fold(scratch, given);
    int64_t found = i->learned ? match(i, keys, scratch) : NOBODY;
    if (found == NOBODY && is_usable(i, keys)) {
        struct slice name = best_name(keys);
        *known = find_named(i, name) != NOBODY; /* the file may have a key where the id belongs */
        return name;
    }
    *known = found != NOBODY;
    return *known ? intern_text(&i->names, (uint32_t)found) : (struct slice){"", 0};
}

void identity_expect(const struct identity *i, struct slice customer_id)
{
    intern_expect(&i->names, customer_id);
}

/* Rows of a customer come together in many files: the one found last is looked at first. */
static uint32_t find_id(struct identity *i, struct slice id)
{
    if (i->last < i->names.count && slice_equal(intern_text(&i->names, i->last), id))
        return i->last;
    uint32_t found = number_of(i, id);
    if (found != INTERN_NONE)
        i->last = found;
    return found;
}

/* Whether the customer whose name the id is needs no further look. */
static bool is_certain(const struct identity *i, struct slice id, uint32_t found)
{
    return found != INTERN_NONE && (!i->learned || is_known(i, found)) && !slice_equal(id, SLICE("0"));
}

uint32_t identity_of(struct identity *i, struct identity_keys given)
{
    struct slice id = slice_trim(given.customer_id);
    uint32_t found = id.len > 0 ? find_id(i, id) : INTERN_NONE;
    if (is_certain(i, id, found))
        return found;
    bool known;
    arena_reset(i->scratch);
    struct slice name = identity_find(i, given, i->scratch, &known);
    if (name.len == 0) {
        i->summary.keyless_rows++;
        return INTERN_NONE;
    }
    uint32_t customer = customer_of(i, name);
    i->summary.unmatched_rows += i->learned && !is_known(i, customer);
    return customer;
}

uint32_t *identity_join(struct identity *i, const struct identity *other, struct arena *arena)
{
    uint32_t *numbers = arena_alloc(arena, memory_multiply(identity_count(other), sizeof *numbers));
    for (uint32_t n = 0; n < identity_count(other); n++)
        numbers[n] = customer_of(i, identity_name(other, n));
    identity_count_rows(i, other->summary.keyless_rows, other->summary.unmatched_rows);
    return numbers;
}

/* Those who wait are not looked at: more of them come meanwhile. */
uint32_t identity_look(const struct identity *i, struct identity_keys keys, struct arena *scratch)
{
    struct slice id = slice_trim(keys.customer_id);
    uint32_t found = id.len > 0 ? intern_find(&i->names, id) : INTERN_NONE;
    if (is_certain(i, id, found))
        return found;
    bool known;
    struct slice name = identity_find(i, keys, scratch, &known);
    return name.len > 0 ? intern_find(&i->names, name) : INTERN_NONE;
}

void identity_confirm(struct identity *i, uint32_t found)
{
    i->summary.unmatched_rows += i->learned && !i->known[found];
}

void identity_hold(struct identity *i)
{
    intern_start(&i->waiting, i->aside, i->names.seed);
    i->held = true;
}

void identity_let_in(struct identity *i)
{
    i->held = false;
    for (uint32_t n = 0; n < i->waiting.count; n++)
        customer_of(i, intern_text(&i->waiting, n));
    intern_free(&i->waiting);
    arena_free(i->aside);
}

void identity_count_rows(struct identity *i, uint64_t keyless, uint64_t unmatched)
{
    i->summary.keyless_rows += keyless;
    i->summary.unmatched_rows += unmatched;
}

bool identity_has_file(const struct identity *i)
{
    return i->learned;
}

struct slice identity_name(const struct identity *i, uint32_t customer)
{
    uint32_t count = i->names.count;
    return customer < count ? intern_text(&i->names, customer) : intern_text(&i->waiting, customer - count);
}

uint32_t identity_count(const struct identity *i)
{
    return i->names.count + i->waiting.count;
}

bool identity_is_known(const struct identity *i, uint32_t customer)
{
    return is_known(i, customer);
}

struct identity_summary identity_summary(const struct identity *i)
{
    return i->summary;
}

struct slice identity_shared_key(const struct identity *i, size_t n)
{
    return i->shared[n];
}
