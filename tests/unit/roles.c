/* SPDX-License-Identifier: MIT */
#include "streams/roles.h"

#include <stdio.h>

#include "lib/embed.h"
#include "lib/text.h"
#include "streams/spellings.h"
#include "streams/vocabulary.h"
#include "test.h"

EMBED(spellings_of_test, "src/streams/spellings.csv")
EMBED(layouts_of_test, "src/streams/layouts.csv")
EMBED(opt_outs_of_test, "src/streams/opt_out.csv")

enum { HEADER_MAX = 128 };

/* A header given as one line, and what is looked for in it. */
struct sought {
    struct slice header[HEADER_MAX];
    size_t count;
    struct role_columns columns;
    struct slice also;
    struct error e;
    bool found;
};

static const struct role_use order_uses[] = {
    {ROLE_CUSTOMER_ID, NEED_ONE},   {ROLE_EMAIL, NEED_ONE},         {ROLE_PHONE, NEED_ONE},
    {ROLE_NAME, NEED_OPTIONAL},     {ROLE_ORDER_ID, NEED_OPTIONAL}, {ROLE_ORDERED_AT, NEED_REQUIRED},
    {ROLE_AMOUNT, NEED_OPTIONAL},   {ROLE_QUANTITY, NEED_OPTIONAL}, {ROLE_UNIT_PRICE, NEED_OPTIONAL},
    {ROLE_PRODUCT, NEED_OPTIONAL},  {ROLE_STATUS, NEED_OPTIONAL},   {ROLE_CHANNEL, NEED_OPTIONAL},
    {ROLE_CURRENCY, NEED_OPTIONAL}, {ROLE_LOCATION, NEED_OPTIONAL}, {ROLE_ORDER_DISCOUNT, NEED_OPTIONAL},
};
static const struct role_use case_uses[] = {
    {ROLE_CUSTOMER_ID, NEED_OPTIONAL}, {ROLE_EMAIL, NEED_OPTIONAL},    {ROLE_CASE_ID, NEED_REQUIRED},
    {ROLE_NAME, NEED_OPTIONAL},        {ROLE_OPENED_AT, NEED_REQUIRED}, {ROLE_SOLVED_AT, NEED_OPTIONAL},
    {ROLE_DUE_AT, NEED_OPTIONAL},      {ROLE_CASE_STATUS, NEED_REQUIRED}, {ROLE_AGENT, NEED_OPTIONAL},
    {ROLE_CHANNEL, NEED_OPTIONAL},     {ROLE_TAGS, NEED_OPTIONAL},     {ROLE_COMMENT, NEED_OPTIONAL},
    {ROLE_SUBJECT, NEED_OPTIONAL},     {ROLE_TEXT, NEED_OPTIONAL},
};
static const struct role_use customer_uses[] = {
    {ROLE_CUSTOMER_ID, NEED_ONE},   {ROLE_EMAIL, NEED_ONE},         {ROLE_NAME, NEED_OPTIONAL},
    {ROLE_GIVEN_NAME, NEED_OPTIONAL}, {ROLE_FAMILY_NAME, NEED_OPTIONAL},
};
#define USES(list) (list), sizeof(list) / sizeof *(list)

/* The header line is cut at commas, or at ';' when it has one. */
static struct sought seek(struct arena *a, enum stream_kind kind, const struct role_use *uses, size_t use_count,
                          const char *line, const struct role_mapping *maps, size_t map_count)
{
    struct sought s = {.count = 0};
    struct slice rest = slice_of(line);
    char separator = strchr(line, ';') != NULL ? ';' : ',';
    while (s.count < HEADER_MAX && slice_cut(&rest, separator, &s.header[s.count]))
        s.count++;
    struct role_search search = {kind, uses, use_count, maps, map_count, NULL, NULL};
    s.found = roles_resolve(&search, s.header, s.count, a, &s.columns, &s.also, &s.e);
    return s;
}

static struct slice header_of(const struct sought *s, enum role role)
{
    int column = s->columns.column[role];
    return column < 0 ? SLICE("none") : s->header[column];
}

static void check_canonical(struct arena *a)
{
    struct sought s = seek(a, STREAM_ORDERS, USES(order_uses), "customer_id,ordered_at,amount", NULL, 0);
    CHECK(s.found && s.also.len == 0);
    CHECK_TEXT(header_of(&s, ROLE_AMOUNT), "amount");
    CHECK_TEXT(slice_of(s.columns.layout.name), "plain");
    s = seek(a, STREAM_ORDERS, USES(order_uses), "Customer-ID,ORDERED AT,E-mail,email", NULL, 0);
    CHECK(s.found);
    CHECK_TEXT(header_of(&s, ROLE_CUSTOMER_ID), "Customer-ID");
    CHECK_TEXT(header_of(&s, ROLE_EMAIL), "email");
    CHECK_TEXT(s.also, "column 'E-mail' is left out: 'email' gives email\n");
    s = seek(a, STREAM_ORDERS, USES(order_uses), "customer_id,date", NULL, 0);
    CHECK_TEXT(header_of(&s, ROLE_ORDERED_AT), "date");
    s = seek(a, STREAM_ORDERS, USES(order_uses), "customer_id,Created (UTC)", NULL, 0);
    CHECK_TEXT(header_of(&s, ROLE_ORDERED_AT), "Created (UTC)");
}

static void check_languages(struct arena *a)
{
    static const char *const lines[][5] = {
        {"Κωδικός πελάτη;Ημερομηνία;Ποσό;Είδος;Τηλέφωνο", "Κωδικός πελάτη", "Ημερομηνία", "Ποσό", "Είδος"},
        {"ΚΩΔΙΚΟΣ ΠΕΛΑΤΗ;ΗΜ/ΝΙΑ ΠΑΡΑΓΓΕΛΙΑΣ;ΣΥΝΟΛΟ;ΠΡΟΪΟΝ", "ΚΩΔΙΚΟΣ ΠΕΛΑΤΗ", "ΗΜ/ΝΙΑ ΠΑΡΑΓΓΕΛΙΑΣ", "ΣΥΝΟΛΟ", "ΠΡΟΪΟΝ"},
        {"Nr klienta;Data zamówienia;Kwota;Nazwa towaru;Ilość", "Nr klienta", "Data zamówienia", "Kwota", "Nazwa towaru"},
        {"Код клиента;Дата;Сумма;Товар;Кол-во", "Код клиента", "Дата", "Сумма", "Товар"},
        {"رقم العميل;التاريخ;المبلغ;المنتج;الكمية", "رقم العميل", "التاريخ", "المبلغ", "المنتج"},
        {"رقم العميل;تاريخ الطلب;الاجمالي;اسم الصنف;الهاتف", "رقم العميل", "تاريخ الطلب", "الاجمالي", "اسم الصنف"},
        {"Bestell-Nr.;Bestelldatum;Kd.-Nr.;Artikelnummer;Artikelbezeichnung;Menge;Einzelpreis;Gesamtpreis;Währung;Bestellstatus",
         "Kd.-Nr.", "Bestelldatum", "Gesamtpreis", "Artikelbezeichnung"},
        {"KUNDENNUMMER;DATUM;UHRZEIT;BETRAG;ARTIKEL;MENGE", "KUNDENNUMMER", "DATUM", "BETRAG", "ARTIKEL"},
        {"N° de commande;Date de commande;Code client;Nom du client;Désignation;Qté;Prix unitaire;Montant total;Statut", "Code client",
         "Date de commande", "Montant total", "Désignation"},
        {"Nº de pedido;Fecha;Hora;Código de cliente;Nombre;Apellidos;Artículo;Cantidad;Importe;Estado del pedido", "Código de cliente",
         "Fecha", "Importe", "Artículo"},
        {"Numero ordine;Data ordine;Codice cliente;Nome;Cognome;Prodotto;Q.tà;Totale;Stato", "Codice cliente", "Data ordine", "Totale",
         "Prodotto"},
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct sought s = seek(a, STREAM_ORDERS, USES(order_uses), lines[i][0], NULL, 0);
        CHECK(s.found);
        CHECK_TEXT(header_of(&s, ROLE_CUSTOMER_ID), lines[i][1]);
        CHECK_TEXT(header_of(&s, ROLE_ORDERED_AT), lines[i][2]);
        CHECK_TEXT(header_of(&s, ROLE_AMOUNT), lines[i][3]);
        CHECK_TEXT(header_of(&s, ROLE_PRODUCT), lines[i][4]);
    }
}

/* What a help desk or a back office writes over its columns in languages of which we know no more than that. */
static void check_other_languages(struct arena *a)
{
    static const struct role_use people[] = {{ROLE_CUSTOMER_ID, NEED_ONE},   {ROLE_EMAIL, NEED_ONE},       {ROLE_PHONE, NEED_REQUIRED},
                                             {ROLE_BIRTHDAY, NEED_REQUIRED}, {ROLE_CONSENT, NEED_REQUIRED}, {ROLE_OPT_OUT, NEED_REQUIRED},
                                             {ROLE_NAME, NEED_REQUIRED}};
    static const struct role_use letters[] = {{ROLE_CASE_ID, NEED_REQUIRED}, {ROLE_SENT_AT, NEED_REQUIRED}, {ROLE_EMAIL, NEED_REQUIRED},
                                              {ROLE_TEXT, NEED_REQUIRED},    {ROLE_AGENT, NEED_REQUIRED},   {ROLE_SUBJECT, NEED_REQUIRED}};
    static const char *const lines[][3] = {
        {"Kundennummer;Vorname;Nachname;Mobiltelefon;Geburtsdatum;Einwilligung;Nicht kontaktieren",
         "Ticketnummer;Gesendet am;E-Mail-Adresse;Betreff;Nachricht;Bearbeiter",
         "Ticketnummer;Erstellt am;Geschlossen am;Ticketstatus;Zugewiesen an;Fällig am"},
        {"Numéro client;Prénom;Nom;Téléphone;Date de naissance;Consentement;Désinscrit",
         "N° de ticket;Date d'envoi;Adresse e-mail;Objet;Message;Conseiller",
         "Numéro de ticket;Créé le;Clôturé le;Statut du ticket;Assigné à;Échéance"},
        {"Número de cliente;Nombre y apellidos;Móvil;Fecha de nacimiento;Consentimiento;No contactar",
         "Número de incidencia;Fecha de envío;Correo electrónico;Asunto;Mensaje;Agente",
         "ID del ticket;Fecha de creación;Fecha de cierre;Estado del ticket;Asignado a;Vencimiento"},
        {"Codice cliente;Nome;Cognome;Cellulare;Data di nascita;Consenso;Non contattare",
         "Numero ticket;Data invio;Indirizzo e-mail;Oggetto;Messaggio;Operatore",
         "Numero pratica;Data di apertura;Data di chiusura;Stato ticket;Assegnato a;Scadenza"},
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct sought s = seek(a, STREAM_CUSTOMERS, USES(people), lines[i][0], NULL, 0);
        CHECK_TEXT(slice_of(s.e.text), "");
        s = seek(a, STREAM_MESSAGES, USES(letters), lines[i][1], NULL, 0);
        CHECK_TEXT(slice_of(s.e.text), "");
        s = seek(a, STREAM_CASES, USES(case_uses), lines[i][2], NULL, 0);
        CHECK_TEXT(slice_of(s.e.text), "");
        CHECK(s.columns.column[ROLE_AGENT] == 4 && s.columns.column[ROLE_SOLVED_AT] == 2 && s.columns.column[ROLE_DUE_AT] == 5);
    }
}

static void check_faults(struct arena *a)
{
    struct sought s = seek(a, STREAM_ORDERS, USES(order_uses), "Klientt ID,Kwota netto,Kwota brutto,Nazwisk", NULL, 0);
    CHECK(!s.found);
    CHECK_TEXT(slice_of(s.e.text),
               "needs a column for 'ordered_at' (name it: -m ordered_at=HEADER); 'amount' could be 'Kwota netto' or "
               "'Kwota brutto': say which with -m amount=HEADER; needs one for 'customer_id' or 'email' or 'phone', "
               "nearest: 'Klientt ID' (name it: -m customer_id=HEADER); there are 'Klientt ID', 'Kwota netto', "
               "'Kwota brutto', 'Nazwisk'");
    s = seek(a, STREAM_ORDERS, USES(order_uses), "email,date,email", NULL, 0);
    CHECK(!s.found);
    CHECK_TEXT(slice_of(s.e.text), "columns 1 and 3 are both 'email', and 'email' is read from it: rename one");
    s = seek(a, STREAM_ORDERS, USES(order_uses), "email,time", NULL, 0);
    CHECK(!s.found);
    s = seek(a, STREAM_ORDERS, USES(order_uses), "note,email,note,date", NULL, 0);
    CHECK(s.found);
}

static void check_maps(struct arena *a)
{
    const struct role_mapping brutto[] = {{ROLE_AMOUNT, SLICE("Kwota brutto"), false}};
    struct sought s = seek(a, STREAM_ORDERS, USES(order_uses), "email,date,Kwota netto,Kwota brutto", brutto, 1);
    CHECK(s.found);
    CHECK_TEXT(header_of(&s, ROLE_AMOUNT), "Kwota brutto");
    s = seek(a, STREAM_ORDERS, USES(order_uses), "email,date,amount", brutto, 1);
    CHECK(!s.found);
    CHECK_TEXT(slice_of(s.e.text),
               "there is no column 'Kwota brutto', which -m gives for 'amount'; there are 'email', 'date', 'amount'");
    s = seek(a, STREAM_ORDERS, USES(order_uses), "email,date,Kwota brutto,Kwota brutto", brutto, 1);
    CHECK(!s.found);
    const struct role_mapping wish[] = {{ROLE_AMOUNT, SLICE("Kwota brutto"), true},
                                        {ROLE_CASE_ID, SLICE("Sprawa=1"), true}};
    s = seek(a, STREAM_ORDERS, USES(order_uses), "email,date,amount,Ticket", wish, 2);
    CHECK(s.found);
    CHECK_TEXT(header_of(&s, ROLE_AMOUNT), "amount");
    CHECK_TEXT(header_of(&s, ROLE_CASE_ID), "none");
    s = seek(a, STREAM_ORDERS, USES(order_uses), "email,date,amount,Sprawa=1", wish, 2);
    CHECK_TEXT(header_of(&s, ROLE_CASE_ID), "Sprawa=1");
    const struct role_mapping nothing[] = {{ROLE_PRODUCT, SLICE(""), false}};
    s = seek(a, STREAM_ORDERS, USES(order_uses), "email,date,product,sku", nothing, 1);
    CHECK(s.found);
    CHECK_TEXT(header_of(&s, ROLE_PRODUCT), "none");
}

/* A column that stands in where a better one is blank; alone it is the column itself. */
static void check_spare(struct arena *a)
{
    static const struct role_use uses[] = {{ROLE_EMAIL, NEED_ONE}, {ROLE_PHONE, NEED_ONE}};
    struct sought s = seek(a, STREAM_CUSTOMERS, USES(uses), "email,Work phone,Mobile phone number,Phone", NULL, 0);
    CHECK_TEXT(header_of(&s, ROLE_PHONE), "Phone");
    CHECK_NUMBER(s.columns.spare[ROLE_PHONE], 2);
    CHECK_TEXT(s.also, "column 'Work phone' is left out: 'Phone' gives phone\n");
    s = seek(a, STREAM_CUSTOMERS, USES(uses), "email,Mobile", NULL, 0);
    CHECK_TEXT(header_of(&s, ROLE_PHONE), "Mobile");
    CHECK_NUMBER(s.columns.spare[ROLE_PHONE], -1);
    CHECK_NUMBER(s.columns.spare[ROLE_EMAIL], -1);
    s = seek(a, STREAM_CUSTOMERS, USES(uses), "email,Mobile,Cell phone", NULL, 0);
    CHECK(!s.found);
    const struct role_mapping none[] = {{ROLE_PHONE, SLICE(""), false}};
    s = seek(a, STREAM_CUSTOMERS, USES(uses), "email,Mobile,Phone", none, 1);
    CHECK_NUMBER(s.columns.spare[ROLE_PHONE], -1);
}

static void check_joined(struct arena *a)
{
    struct sought s = seek(a, STREAM_CUSTOMERS, USES(customer_uses), "id,Last name,First name", NULL, 0);
    CHECK(s.found && s.also.len == 0);
    CHECK_TEXT(header_of(&s, ROLE_NAME), "First name");
    CHECK_NUMBER(s.columns.joined[ROLE_NAME][0], 1);
    CHECK_NUMBER(s.columns.joined[ROLE_NAME][1], -1);
    CHECK_TEXT(header_of(&s, ROLE_GIVEN_NAME), "First name");
    s = seek(a, STREAM_CUSTOMERS, USES(customer_uses), "id,given_name,family_name", NULL, 0);
    CHECK_TEXT(header_of(&s, ROLE_NAME), "given_name");
    CHECK_NUMBER(s.columns.joined[ROLE_NAME][0], 2);
    s = seek(a, STREAM_CUSTOMERS, USES(customer_uses), "id,name,given_name,family_name", NULL, 0);
    CHECK_TEXT(header_of(&s, ROLE_NAME), "name");
    CHECK_NUMBER(s.columns.joined[ROLE_NAME][0], -1);
    s = seek(a, STREAM_ORDERS, USES(order_uses), "email,Date,Time", NULL, 0);
    CHECK_TEXT(header_of(&s, ROLE_ORDERED_AT), "Date");
    CHECK_NUMBER(s.columns.joined[ROLE_ORDERED_AT][0], 2);
}

/* The start of a file; NULL where it is not there. */
static char *read_start(struct arena *a, const char *path, size_t most)
{
    FILE *f = fopen(path, "rb");
    if (f == NULL)
        return NULL;
    char *text = arena_bytes(a, most + 1);
    size_t n = fread(text, 1, most, f);
    fclose(f);
    text[n] = '\0';
    return text;
}

/* The first line of a file of real exports. */
static const char *export_header(struct arena *a, const char *name)
{
    struct slice path = arena_print(a, "../shared/data/followups/exports/%s", name);
    char *line = read_start(a, path.ptr, 8191);
    if (line != NULL)
        line[strcspn(line, "\r\n")] = '\0';
    return line;
}

/* The manual names every role with its meaning. */
static void check_manual(struct arena *a)
{
    const char *page = read_start(a, "man/regulars.7", 262144);
    CHECK(page != NULL);
    for (unsigned role = 0; page != NULL && role < ROLE_COUNT; role++) {
        const struct role_info *info = role_info((enum role)role);
        struct slice item = arena_print(a, ".It Cm %s\n", info->name);
        struct slice meaning = arena_print(a, ": %s.\n", info->meaning);
        bool told = strstr(page, item.ptr) != NULL && strstr(page, meaning.ptr) != NULL;
        CHECK(told);
        if (!told)
            printf("    %s: %s\n", info->name, info->meaning);
    }
}

static void check_exports(struct arena *a)
{
    static const struct {
        const char *file;
        enum stream_kind kind;
        const char *layout;
        enum role roles[6];
        const char *headers[6];
    } exports[] = {
        {"zendesk_tickets_header.csv", STREAM_CASES, "zendesk",
         {ROLE_CASE_ID, ROLE_CUSTOMER_ID, ROLE_OPENED_AT, ROLE_CASE_STATUS, ROLE_AGENT, ROLE_CHANNEL},
         {"Id", "Requester id", "Created at", "Status", "Assignee", "Via"}},
        {"freshdesk_tickets_header.csv", STREAM_CASES, "freshdesk",
         {ROLE_CASE_ID, ROLE_EMAIL, ROLE_OPENED_AT, ROLE_CASE_STATUS, ROLE_SOLVED_AT, ROLE_DUE_AT},
         {"Ticket ID", "Email", "Created time", "Status", "Resolved time", "Due by Time"}},
        {"osticket_export_header.csv", STREAM_CASES, "osticket",
         {ROLE_CASE_ID, ROLE_EMAIL, ROLE_OPENED_AT, ROLE_CASE_STATUS, ROLE_NAME, ROLE_DUE_AT},
         {"Ticket Number", "From Email", "Date Created", "Current Status", "From", "Due Date"}},
        {"jira_export_sample.csv", STREAM_CASES, "jira",
         {ROLE_CASE_ID, ROLE_CUSTOMER_ID, ROLE_OPENED_AT, ROLE_CASE_STATUS, ROLE_TAGS, ROLE_COMMENT},
         {"Issue key", "Reporter", "Created", "Status", "Labels", "none"}},
        {"jira_export_sample2.csv", STREAM_CASES, "jira",
         {ROLE_CASE_ID, ROLE_CUSTOMER_ID, ROLE_OPENED_AT, ROLE_CASE_STATUS, ROLE_TAGS, ROLE_SUBJECT},
         {"Issue key", "none", "Created", "Status", "Labels", "Summary"}},
        {"shopify_orders_header.csv", STREAM_ORDERS, "shopify",
         {ROLE_ORDER_ID, ROLE_EMAIL, ROLE_ORDERED_AT, ROLE_AMOUNT, ROLE_LOCATION, ROLE_NAME},
         {"Name", "Email", "Created at", "none", "none", "Billing Name"}},
        {"shopify_orders_sample.csv", STREAM_ORDERS, "shopify",
         {ROLE_ORDER_ID, ROLE_UNIT_PRICE, ROLE_QUANTITY, ROLE_PRODUCT, ROLE_STATUS, ROLE_ORDER_DISCOUNT},
         {"Name", "Lineitem price", "Lineitem quantity", "Lineitem name", "Financial Status", "Discount Amount"}},
        {"woocommerce_webtoffee_header.csv", STREAM_ORDERS, "woocommerce",
         {ROLE_ORDER_ID, ROLE_CUSTOMER_ID, ROLE_EMAIL, ROLE_AMOUNT, ROLE_NAME, ROLE_ORDERED_AT},
         {"order_id", "customer_id", "billing_email", "order_total", "billing_first_name", "order_date"}},
    };
    for (size_t i = 0; i < sizeof exports / sizeof *exports; i++) {
        const char *line = export_header(a, exports[i].file);
        if (line == NULL) {
            SKIP("../shared/data is not there");
            return;
        }
        bool orders = exports[i].kind == STREAM_ORDERS;
        struct sought s = orders ? seek(a, STREAM_ORDERS, USES(order_uses), line, NULL, 0)
                                 : seek(a, STREAM_CASES, USES(case_uses), line, NULL, 0);
        CHECK(s.found);
        CHECK_TEXT(slice_of(s.columns.layout.name), exports[i].layout);
        for (size_t j = 0; j < 6; j++)
            CHECK_TEXT(header_of(&s, exports[i].roles[j]), exports[i].headers[j]);
    }
}

static void check_suit(struct arena *a)
{
    struct role_search search = {STREAM_ORDERS, USES(order_uses), NULL, 0, NULL, NULL};
    bool enough;
    struct slice header[] = {SLICE("Klient;Data;Kwota")};
    CHECK_NUMBER((int64_t)roles_suit(&search, header, 1, a, &enough), 0);
    CHECK(!enough);
    struct slice cut[] = {SLICE("Nr klienta"), SLICE("Data"), SLICE("Kwota")};
    CHECK_NUMBER((int64_t)roles_suit(&search, cut, 3, a, &enough), 3);
    CHECK(enough);
}

/* The tables themselves: known streams, roles and layouts, no quotes, no line twice. */
static void check_tables(struct arena *a)
{
    CHECK(memchr(spellings_of_test().ptr, '"', spellings_of_test().len) == NULL);
    CHECK(memchr(layouts_of_test().ptr, '"', layouts_of_test().len) == NULL);
    struct slice rest = spellings_of_test();
    struct slice line;
    struct intern lines;
    const uint64_t seed[2] = {3, 4};
    intern_start(&lines, a, seed);
    slice_cut(&rest, '\n', &line);
    while (slice_cut(&rest, '\n', &line) && line.len > 0) {
        struct slice field[6];
        struct slice left = line;
        for (size_t i = 0; i < 6; i++)
            CHECK(slice_cut(&left, ',', &field[i]));
        bool known = role_by_name(field[1]) != ROLE_COUNT || slice_equal(field[1], SLICE("-"));
        bool stream = slice_equal(field[0], SLICE("*"));
        for (int i = 0; i < STREAM_COUNT; i++)
            stream = stream || slice_equal(field[0], slice_of(stream_name((enum stream_kind)i)));
        uint32_t before = lines.count;
        intern_add(&lines, arena_print(a, "%.*s %.*s %.*s %.*s", SLICE_ARG(field[0]), SLICE_ARG(field[1]),
                                       SLICE_ARG(field[2]), SLICE_ARG(text_squeezed_key(a, field[4]))));
        if (!known || !stream || lines.count == before)
            printf("    %.*s\n", SLICE_ARG(line));
        CHECK(known && stream && lines.count > before);
    }
    intern_free(&lines);
}

static void check_describe(struct arena *a)
{
    static const struct role_use uses[] = {{ROLE_LANGUAGE, NEED_OPTIONAL}, {ROLE_SCORE, NEED_WRITTEN}};
    const struct role_table table = {STREAM_RESPONSES, uses, 2};
    CHECK_TEXT(roles_describe(&table, 1, a),
               "stream,role,type,use,meaning\n"
               "responses,language,word,optional,\"language of the customer or of the text: en, el, pl, ru, ar\"\n"
               "responses,score,number,written,the answer on 0 to 100\n");
    CHECK_TEXT(header_zone(SLICE("Created (UTC) ")), "UTC");
    CHECK_TEXT(header_zone(SLICE("Date (Europe/Athens)")), "Europe/Athens");
    CHECK_TEXT(header_zone(SLICE("Created (EET)")), "EET");
    CHECK_TEXT(header_zone(SLICE("Price (EUR)")), "");
}

/* Headers that are about one channel: each is found as an opt-out, and its channels are known. */
static void check_opt_outs(struct arena *a)
{
    static const struct role_use uses[] = {{ROLE_EMAIL, NEED_ONE}, {ROLE_OPT_OUT, NEED_REQUIRED}};
    const uint64_t seed[2] = {3, 4};
    const struct vocabularies *v = vocabularies_load(a, seed);
    struct slice rest = opt_outs_of_test(), line, header, unknown;
    slice_cut(&rest, '\n', &line);
    CHECK_TEXT(line, "header,channels");
    size_t count = 0;
    for (; slice_cut(&rest, '\n', &line) && line.len > 0; count++) {
        uint32_t channels = 0;
        CHECK(slice_cut(&line, ',', &header));
        struct slice both = arena_print(a, "email,%.*s", SLICE_ARG(header));
        CHECK(seek(a, STREAM_CUSTOMERS, USES(uses), both.ptr, NULL, 0).found);
        CHECK(vocabulary_channels(v, line, &channels, &unknown));
        CHECK(channels != 0 && channels != CHANNEL_SET_ALL);
    }
    CHECK(count > 0);
}

/* What -v says of a header. */
static void check_telling(struct arena *a)
{
    struct sought s = seek(a, STREAM_ORDERS, USES(order_uses), "customer_id,Created (UTC),E-mail,email,Notes\x1b", NULL, 0);
    CHECK_TEXT(roles_tell(&s.columns, s.header, s.count, a),
               "takes customer_id, email, ordered_at from 'Created (UTC)'; not read: 'E-mail', 'Notes\\x1b'");
    static const struct role_use uses[] = {{ROLE_EMAIL, NEED_ONE}, {ROLE_PHONE, NEED_ONE}, {ROLE_NAME, NEED_OPTIONAL}};
    s = seek(a, STREAM_CUSTOMERS, USES(uses), "email,Mobile phone number,Phone,First name,Last name", NULL, 0);
    CHECK_TEXT(roles_tell(&s.columns, s.header, s.count, a),
               "takes email, phone from 'Phone' or else 'Mobile phone number', name from 'First name' and 'Last name'");
    s = seek(a, STREAM_CUSTOMERS, USES(uses), "email,a,b,c,d,e,f,g,h,i,j,k,l,m,n", NULL, 0);
    CHECK_TEXT(roles_tell(&s.columns, s.header, s.count, a),
               "takes email; not read: 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l' and 2 more");
    s = seek(a, STREAM_CUSTOMERS, uses, 0, "a,b", NULL, 0);
    CHECK_TEXT(roles_tell(&s.columns, s.header, s.count, a), "takes nothing; not read: 'a', 'b'");
}

int main(void)
{
    struct arena a = {0};
    check_canonical(&a);
    check_languages(&a);
    check_other_languages(&a);
    check_faults(&a);
    check_maps(&a);
    check_spare(&a);
    check_joined(&a);
    check_exports(&a);
    check_suit(&a);
    check_tables(&a);
    check_opt_outs(&a);
    check_telling(&a);
    check_describe(&a);
    check_manual(&a);
    arena_free(&a);
    return test_report("roles");
}
