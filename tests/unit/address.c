/* SPDX-License-Identifier: MIT */
#include "streams/address.h"

#include "streams/vocabulary.h"
#include "streams/vocative.h"
#include "test.h"

static const uint64_t seed[2] = {1, 2};

static const struct {
    int language;
    const char *salutation, *name, *greeting;
} cases[] = {
    {LANGUAGE_EN, "Ms", "Anna Novak", "Dear Ms Novak,"},
    {LANGUAGE_EN, "MRS.", "NOVAK, ANNA", "Dear Mrs Novak,"},
    {LANGUAGE_EN, "Miss", "Anna Novak", "Dear Miss Novak,"},
    {LANGUAGE_EN, "Pani", "Anna Novak", "Dear Ms Novak,"},
    {LANGUAGE_EN, "Mr", "Smith", "Dear Mr Smith,"},
    {LANGUAGE_EN, "Dr", "A. van der Berg", "Dear Dr van der Berg,"},
    {LANGUAGE_EN, "Prof. Dr.", "Ada King", "Dear Dr King,"},
    {LANGUAGE_EN, "Mx", "Sam Lee", "Dear Mx Lee,"},
    {LANGUAGE_EN, "", "Mr. John Smith", "Dear Mr Smith,"},
    {LANGUAGE_EN, "", "Anna Novak", "Dear Anna Novak,"},
    {LANGUAGE_EN, "Mr/Mrs", "John Smith", "Dear John Smith,"},
    {LANGUAGE_EN, "female", "Anna Novak", "Dear Ms Novak,"},
    {LANGUAGE_EN, "Mr", "Anna Novak", "Dear Anna Novak,"}, /* the two contradict each other */
    {LANGUAGE_EN, "", "Anna", "Dear Anna,"},
    {LANGUAGE_EN, "", "Smith", "Hello,"},
    {LANGUAGE_EN, "Ms", "", "Hello,"},
    {LANGUAGE_EN, "", "john@example.com", "Hello,"},
    {-1, "Ms", "Anna Novak", "Dear Ms Novak,"},
    {LANGUAGE_EL, "κ.", "Γιώργος Παπαδόπουλος", "Αγαπητέ κύριε Παπαδόπουλε,"},
    {LANGUAGE_EL, "ΚΟΣ", "ΠΑΠΑΔΟΠΟΥΛΟΣ ΓΙΩΡΓΟΣ", "Αγαπητέ κύριε Παπαδόπουλε,"},
    {LANGUAGE_EL, "Κος", "Δημήτρης Ιωάννου", "Αγαπητέ κύριε Ιωάννου,"},
    {LANGUAGE_EL, "Κος", "Νίκος Γεωργιάδης", "Αγαπητέ κύριε Γεωργιάδη,"},
    {LANGUAGE_EL, "Κύριος", "Αλέξανδρος Μπέκας", "Αγαπητέ κύριε Μπέκα,"},
    {LANGUAGE_EL, "Κος", "Θανάσης Κοντός", "Αγαπητέ κύριε Κοντέ,"},
    {LANGUAGE_EL, "Κος", "Ηλίας Πρίντζος", "Αγαπητέ κύριε Πρίντζο,"},
    {LANGUAGE_EL, "Κος", "Λευτέρης Χατζής", "Αγαπητέ κύριε Χατζή,"},
    {LANGUAGE_EL, "Κος", "ΝΙΚΟΣ ΜΑΡΚΟΥ", "Αγαπητέ κύριε,"}, /* whether Μάρκου or Μαρκού */
    {LANGUAGE_EL, "Mr", "Nikos Papadopoulos", "Αγαπητέ κύριε Papadopoulos,"},
    {LANGUAGE_EL, "Κα", "Μαρία Παπαδοπούλου", "Αγαπητή κυρία Παπαδοπούλου,"},
    {LANGUAGE_EL, "κυρια", "ΠΑΠΑΔΟΠΟΥΛΟΥ ΜΑΡΙΑ", "Αγαπητή κυρία Παπαδοπούλου,"},
    {LANGUAGE_EL, "Δις", "Ελένη Καραγιάννη", "Αγαπητή κυρία Καραγιάννη,"},
    {LANGUAGE_EL, "κα", "Μαρία", "Αγαπητή κυρία,"},
    {LANGUAGE_EL, "", "Σοφία Νικολάου", "Χαίρετε, κ. Νικολάου,"},
    {LANGUAGE_EL, "κ./κα", "Σοφία Νικολάου", "Χαίρετε, κ. Νικολάου,"},
    {LANGUAGE_EL, "κ.", "Σοφία Νικολάου", "Χαίρετε, κ. Νικολάου,"},
    {LANGUAGE_EL, "", "Νίκος Γεωργιάδης", "Αγαπητέ κύριε Γεωργιάδη,"},
    {LANGUAGE_EL, "", "Άρτεμις Παπαδόπουλος", "Χαίρετε,"},
    {LANGUAGE_EL, "", "Παπαδόπουλος", "Χαίρετε,"},
    {LANGUAGE_EL, "", "", "Χαίρετε,"},
    {LANGUAGE_PL, "Pani", "Anna Kowalska", "Szanowna Pani Anno,"},
    {LANGUAGE_PL, "Szanowna Pani", "Zofia Bielak", "Szanowna Pani Zofio,"},
    {LANGUAGE_PL, "Pan", "Jan Nowicki", "Szanowny Panie Janie,"},
    {LANGUAGE_PL, "Pan", "NOWICKI PIOTR", "Szanowny Panie Piotrze,"},
    {LANGUAGE_PL, "Pan", "Nowicki", "Szanowny Panie,"},
    {LANGUAGE_PL, "Pani", "Ania Lis", "Szanowna Pani,"},
    {LANGUAGE_PL, "Pani", "Nela Lis", "Szanowna Pani,"},
    {LANGUAGE_PL, "Pani", "Faustyna Lis", "Szanowna Pani Faustyno,"},
    {LANGUAGE_PL, "Pan", "Andrea Rossi", "Szanowny Panie,"},
    {LANGUAGE_PL, "Pani dr", "Ewa Lis", "Szanowna Pani Doktor,"},
    {LANGUAGE_PL, "Pan prof.", "Jan Lis", "Szanowny Panie Profesorze,"},
    {LANGUAGE_PL, "", "Anna Kowalska", "Szanowna Pani Anno,"},
    {LANGUAGE_PL, "", "Jan Kowalski", "Szanowny Panie Janie,"},
    {LANGUAGE_PL, "", "Anna Kowalski", "Dzień dobry,"},
    {LANGUAGE_PL, "", "Krzysztof Maj", "Dzień dobry,"},
    {LANGUAGE_PL, "Państwo", "Nowak", "Szanowni Państwo,"},
    {LANGUAGE_PL, "Pan/Pani", "Jan Kowalski", "Dzień dobry,"},
    {LANGUAGE_PL, "", "", "Dzień dobry,"},
    {LANGUAGE_RU, "г-жа", "Анна Ивановна Соколова", "Уважаемая Анна Ивановна!"},
    {LANGUAGE_RU, "", "СОКОЛОВА АННА ИВАНОВНА", "Уважаемая Анна Ивановна!"},
    {LANGUAGE_RU, "", "Громов Сергей Павлович", "Уважаемый Сергей Павлович!"},
    {LANGUAGE_RU, "г-н", "Анна Ивановна Соколова", "Здравствуйте, Анна Ивановна!"},
    {LANGUAGE_RU, "господин", "Дмитрий Орлов", "Уважаемый господин Орлов!"},
    {LANGUAGE_RU, "", "Наталья Рябова", "Уважаемая госпожа Рябова!"},
    {LANGUAGE_RU, "", "Никита Соколов", "Уважаемый господин Соколов!"},
    {LANGUAGE_RU, "", "Никита Калина", "Здравствуйте, Никита Калина!"},
    {LANGUAGE_RU, "", "Саша Петренко", "Здравствуйте, Саша Петренко!"},
    {LANGUAGE_RU, "г-жа", "Анна", "Уважаемая Анна!"},
    {LANGUAGE_RU, "", "Анна", "Здравствуйте, Анна!"},
    {LANGUAGE_RU, "", "Петренко", "Здравствуйте!"},
    {LANGUAGE_RU, "", "", "Здравствуйте!"},
    {LANGUAGE_AR, "السيدة", "سعاد منصور", "الأستاذة الفاضلة سعاد منصور،"},
    {LANGUAGE_AR, "الآنسة", "سعاد", "الأستاذة الفاضلة سعاد،"},
    {LANGUAGE_AR, "السيد", "كريم عبد الله", "الأستاذ الفاضل كريم عبد الله،"},
    {LANGUAGE_AR, "", "الدكتورة هالة بدر", "الدكتورة الفاضلة هالة بدر،"},
    {LANGUAGE_AR, "المهندس", "يوسف النجار", "المهندس الفاضل يوسف النجار،"},
    {LANGUAGE_AR, "السيد/السيدة", "هالة بدر", "تحية طيبة،"},
    {LANGUAGE_AR, "د.", "هالة بدر", "تحية طيبة،"},
    {LANGUAGE_AR, "", "هالة بدر", "تحية طيبة،"},
    {LANGUAGE_AR, "السيدة", "", "الأستاذة الفاضلة،"},
    {LANGUAGE_AR, "", "", "تحية طيبة،"},
};

static void check_addresses(const struct name_book *book, struct arena *a)
{
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct person person = {.name = slice_of(cases[i].name), .salutation = slice_of(cases[i].salutation)};
        CHECK_TEXT(address_of(book, cases[i].language, &person, a).greeting, cases[i].greeting);
    }
    struct person person = {.name = SLICE("NOVAK, ANNA"), .salutation = SLICE("Ms")};
    struct address address = address_of(book, LANGUAGE_EN, &person, a);
    CHECK_TEXT(address.name, "Anna Novak");
    CHECK_NUMBER(address.gender, GENDER_FEMALE);
}

static void check_languages(void)
{
    static const struct {
        const char *name, *family;
        int language;
    } people[] = {
        {"Μαρία Παπαδοπούλου", "", LANGUAGE_EL}, {"Анна Соколова", "", LANGUAGE_RU},
        {"فاطمة حسن", "", LANGUAGE_AR},          {"", "Соколова", LANGUAGE_RU},
        {"12 Νίκος", "", LANGUAGE_EL},           {"Anna Novak", "", -1},
        {"", "", -1},                            {"+30 210", "", -1},
    };
    for (size_t i = 0; i < sizeof people / sizeof *people; i++) {
        struct person person = {.name = slice_of(people[i].name), .family_name = slice_of(people[i].family)};
        CHECK_NUMBER(address_language(&person), people[i].language);
    }
}

/* Masculine family names and how one calls their bearers; NULL: it cannot be known. */
static const char *const greek[][2] = {
    {"Παπαδόπουλος", "Παπαδόπουλε"}, {"Πάγκαλος", "Πάγκαλε"},   {"Λιβάνιος", "Λιβάνιε"},
    {"Λοβέρδος", "Λοβέρδο"},         {"Τσακαλώτος", "Τσακαλώτο"}, {"Θεοδωρικάκος", "Θεοδωρικάκο"},
    {"Καμμένος", "Καμμένε"},         {"Ξανθός", "Ξανθέ"},        {"Λιβανός", "Λιβανέ"},
    {"Μητσοτάκης", "Μητσοτάκη"},     {"Παππάς", "Παππά"},        {"Σταϊκούρας", "Σταϊκούρα"},
    {"Κανελλής", "Κανελλή"},         {"Κούρτης", "Κούρτη"},      {"Γεωργίου", "Γεωργίου"},
    {"Κεδίκογλου", "Κεδίκογλου"},    {"Παπάς-Ξανθός", "Παπά-Ξανθέ"}, {"Ρήγας Παύλος", "Ρήγα Παύλο"},
    {"Ρωμαίος", "Ρωμαίο"},           {"Smith", "Smith"},         {"Μαρκος", NULL},
    {"", ""},
};

static const char *const accents[][2] = {
    {"Παπαδοπουλος", "Παπαδόπουλος"}, {"Παπαδοπουλου", "Παπαδοπούλου"}, {"Γεωργιαδης", "Γεωργιάδης"},
    {"Καραμανλιδου", "Καραμανλίδου"}, {"Μητσοτακη", "Μητσοτάκη"},       {"Γεωργιου", "Γεωργίου"},
    {"Βασιλειου", "Βασιλείου"},       {"Ρήγας", "Ρήγας"},               {"Δε", "Δε"},
    {"Novak", "Novak"},               {"Ριγας", NULL},                  {"Παπαδοπουλου-Ρηγα", NULL},
};

static void check_vocatives(const struct name_book *book, struct arena *a)
{
    struct slice out;
    for (size_t i = 0; i < sizeof greek / sizeof *greek; i++) {
        bool known = vocative_greek(a, slice_of(greek[i][0]), &out);
        CHECK(known == (greek[i][1] != NULL));
        if (known && greek[i][1] != NULL)
            CHECK_TEXT(out, greek[i][1]);
    }
    for (size_t i = 0; i < sizeof accents / sizeof *accents; i++) {
        bool known = accent_greek(a, slice_of(accents[i][0]), &out);
        CHECK(known == (accents[i][1] != NULL));
        if (known && accents[i][1] != NULL)
            CHECK_TEXT(out, accents[i][1]);
    }
    CHECK_TEXT(vocative_polish(book, a, SLICE("Maja"), GENDER_FEMALE), "Maju");
    CHECK_TEXT(vocative_polish(book, a, SLICE("Antoni"), GENDER_MALE), "Antoni");
    CHECK_TEXT(vocative_polish(book, a, SLICE("Marek"), GENDER_MALE), "Marku");
    CHECK_TEXT(vocative_polish(book, a, SLICE("Marek"), GENDER_FEMALE), "");
    CHECK_TEXT(vocative_polish(book, a, SLICE("Kasia"), GENDER_FEMALE), "");
    CHECK_TEXT(vocative_polish(book, a, SLICE(""), GENDER_FEMALE), "");
}

int main(void)
{
    struct arena a = {0};
    const struct name_book *book = name_book_load(&a, seed);
    check_addresses(book, &a);
    check_languages();
    check_vocatives(book, &a);
    arena_free(&a);
    return test_report("address");
}
