/* SPDX-License-Identifier: MIT */
/* Which column of a header is which role. */
#include "streams/roles.h"

#include "roles_seek.h"

static const struct role_use customer_uses[] = {
    {ROLE_CUSTOMER_ID, NEED_ONE},   {ROLE_EMAIL, NEED_ONE},         {ROLE_NAME, NEED_OPTIONAL},
    {ROLE_GIVEN_NAME, NEED_OPTIONAL}, {ROLE_FAMILY_NAME, NEED_OPTIONAL},
};

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
    check_suit(&a);
    check_telling(&a);
    arena_free(&a);
    return test_report("roles");
}
