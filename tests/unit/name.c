/* SPDX-License-Identifier: MIT */
#include "streams/name.h"

#include "lib/embed.h"
#include "lib/text.h"
#include "streams/vocabulary.h"
#include "test.h"

EMBED(given_names_of_test, "src/streams/given_names.csv")
EMBED(salutations_of_test, "src/streams/salutations.csv")

static const uint64_t seed[2] = {1, 2};

/* name, then given name, patronymic, family name, the whole. */
static const char *const names[][5] = {
    {"Anna Novak", "Anna", "", "Novak", "Anna Novak"},
    {"  ANNA   NOVAK ", "Anna", "", "Novak", "Anna Novak"},
    {"anna novak", "Anna", "", "Novak", "Anna Novak"},
    {"NOVAK, ANNA", "Anna", "", "Novak", "Anna Novak"},
    {"Novak, Anna Maria", "Anna", "", "Novak", "Anna Maria Novak"},
    {"van der Berg, Jan", "Jan", "", "van der Berg", "Jan van der Berg"},
    {"JAN VAN DER BERG", "Jan", "", "van der Berg", "Jan van der Berg"},
    {"Novak Anna", "Anna", "", "Novak", "Anna Novak"},
    {"NOVAK Zdenka", "Zdenka", "", "Novak", "Zdenka Novak"},
    {"John Smith, Jr.", "John", "", "Smith", "John Smith"},
    {"John Smith III", "John", "", "Smith", "John Smith"},
    {"JOHN O'BRIEN-SMITH", "John", "", "O'Brien-Smith", "John O'Brien-Smith"},
    {"J. K. Rowling", "J.", "", "Rowling", "J. K. Rowling"},
    {"JP Morgan", "JP", "", "Morgan", "JP Morgan"},
    {"Mr. John Smith", "John", "", "Smith", "John Smith"},
    {"Smith, Mr John", "John", "", "Smith", "John Smith"},
    {"M. Brown", "M.", "", "Brown", "M. Brown"},
    {"Smith", "", "", "Smith", "Smith"},
    {"Anna", "Anna", "", "", "Anna"},
    {"Παπαδόπουλος Γιώργος", "Γιώργος", "", "Παπαδόπουλος", "Γιώργος Παπαδόπουλος"},
    {"κ. Γιώργος Παπαδόπουλος", "Γιώργος", "", "Παπαδόπουλος", "Γιώργος Παπαδόπουλος"},
    {"Соколова Анна Ивановна", "Анна", "Ивановна", "Соколова", "Анна Ивановна Соколова"},
    {"Анна Ивановна Соколова", "Анна", "Ивановна", "Соколова", "Анна Ивановна Соколова"},
    {"Анна Ивановна", "Анна", "Ивановна", "", "Анна Ивановна"},
    {"ГРОМОВ СЕРГЕЙ ПАВЛОВИЧ", "Сергей", "Павлович", "Громов", "Сергей Павлович Громов"},
    {"Громов, Сергей Павлович", "Сергей", "Павлович", "Громов", "Сергей Павлович Громов"},
    {"Лев Ильич Петров", "Лев", "Ильич", "Петров", "Лев Ильич Петров"},
    {"Анна Попович", "Анна", "", "Попович", "Анна Попович"},
    {"Соколова Анна", "Анна", "", "Соколова", "Анна Соколова"},
    {"г-жа Анна Соколова", "Анна", "", "Соколова", "Анна Соколова"},
    {"كريم عبد الله", "كريم", "", "الله", "كريم عبد الله"},
    {"السيدة سعاد منصور", "سعاد", "", "منصور", "سعاد منصور"},
};

/* No names, or not those of people. */
static const char *const no_names[] = {
    "",        " ",          "anna@example.org", "4711",      "Anna2",          "٤٢ سعاد",      "guest",
    "GUEST",   "N/A",        "unknown",          "Πελάτης",   "клиент",         "Klient",       "غير معروف",
    "ACME Ltd.", "Kwiaty Sp. z o.o.", "ООО Ромашка", "ΑΦΟΙ ΝΙΚΟΛΑΟΥ Α.Ε.", "شركة النور", "X", "-",
    "=HYPERLINK(x)", "a b c d e f g h i j k l", "Nov\xe1k",
};

static void check_names(const struct name_book *book, struct arena *a)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct person person = {.name = slice_of(names[i][0])};
        struct name_parts p;
        name_parts_of(book, &person, a, &p);
        CHECK_TEXT(p.given, names[i][1]);
        CHECK_TEXT(p.patronymic, names[i][2]);
        CHECK_TEXT(p.family, names[i][3]);
        CHECK_TEXT(p.full, names[i][4]);
    }
    for (size_t i = 0; i < sizeof no_names / sizeof *no_names; i++) {
        struct person person = {.name = slice_of(no_names[i])};
        struct name_parts p;
        name_parts_of(book, &person, a, &p);
        CHECK_TEXT(p.full, "");
        CHECK(p.given.len == 0 && p.family.len == 0);
    }
}

static void check_columns(const struct name_book *book, struct arena *a)
{
    struct name_parts p;
    name_parts_of(book, &(struct person){.given_name = SLICE("ANNA"), .family_name = SLICE(" novak ")}, a, &p);
    CHECK_TEXT(p.full, "Anna Novak");
    name_parts_of(book, &(struct person){.name = SLICE("guest"), .family_name = SLICE("van der Berg")}, a, &p);
    CHECK_TEXT(p.family, "van der Berg");
    CHECK(!p.unsure);
    name_parts_of(book, &(struct person){.name = SLICE("a.n@example.org"), .given_name = SLICE("Zdenka")}, a, &p);
    CHECK_TEXT(p.given, "Zdenka");
    CHECK_TEXT(p.full, "Zdenka");
    CHECK(p.family.len == 0 && !p.unsure);
    name_parts_of(book, &(struct person){.given_name = SLICE("Сергей Павлович"), .family_name = SLICE("Громов")}, a,
                  &p);
    CHECK_TEXT(p.patronymic, "Павлович");
    CHECK_TEXT(p.full, "Сергей Павлович Громов");
    name_parts_of(book, &(struct person){.name = SLICE("Smith")}, a, &p);
    CHECK(p.unsure);
    name_parts_of(book, &(struct person){.name = SLICE("ΜΑΡΙΑ ΡΗΓΑ")}, a, &p);
    CHECK(p.capitals);
    name_parts_of(book, &(struct person){.name = SLICE("Dr. Mrs Anna Novak")}, a, &p);
    CHECK_NUMBER((int64_t)p.honorific_count, 2);
}

/* Every line has its fields, no quotes, a gender, and is found again. */
static void check_tables(const struct name_book *book)
{
    struct slice table = given_names_of_test();
    struct slice line, language, name, gender;
    CHECK(memchr(table.ptr, '"', table.len) == NULL);
    slice_cut(&table, '\n', &line);
    CHECK_TEXT(line, "language,name,gender,vocative");
    while (slice_cut(&table, '\n', &line) && line.len > 0) {
        CHECK(slice_cut(&line, ',', &language) && slice_cut(&line, ',', &name) && slice_cut(&line, ',', &gender));
        const struct name_word *known = name_book_given(book, name);
        CHECK(known != NULL && known->gender != GENDER_UNKNOWN);
        CHECK(slice_equal(language, SLICE("pl")) == (line.len > 0));
    }
    table = salutations_of_test();
    CHECK(memchr(table.ptr, '"', table.len) == NULL);
    slice_cut(&table, '\n', &line);
    CHECK_TEXT(line, "word,gender,title");
    while (slice_cut(&table, '\n', &line) && line.len > 0) {
        CHECK(slice_cut(&line, ',', &name) && slice_cut(&line, ',', &gender) && line.ptr != NULL);
        CHECK(gender.len == 0 || strchr("fm?", gender.ptr[0]) != NULL);
        const struct name_word *known = name_book_salutation(book, name);
        CHECK(known != NULL && (known->gender == GENDER_FEMALE) == slice_equal(gender, SLICE("f")));
    }
    CHECK(name_book_given(book, SLICE("Smith")) == NULL);
    CHECK(name_book_salutation(book, SLICE("ΚΑ.")) != NULL);
}

int main(void)
{
    struct arena a = {0};
    const struct name_book *book = name_book_load(&a, seed);
    check_names(book, &a);
    check_columns(book, &a);
    check_tables(book);
    arena_free(&a);
    return test_report("name");
}
