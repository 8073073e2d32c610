"""Words that make a number mean something, in the languages Segue reads: currencies, units, months, what is numbered.

Data only, lower case. Where languages share a word it stands once.
"""

from __future__ import annotations

from collections.abc import Mapping


def _by_word(words: Mapping[str, str]) -> dict[str, str]:
    """ "USD": "dollar dollars" becomes "dollar": "USD", "dollars": "USD"."""
    return {word.replace("_", " "): meaning for meaning, listed in words.items() for word in listed.split()}


CURRENCIES = _by_word(
    {
        "EUR": "€ eur euro euros eurs cent cents_of_euro",
        "USD": "$ us$ usd dollar dollars dólar dólares dolar dolares dollaro dollari buck bucks",
        "GBP": "£ gbp pound pounds quid pfund livre_sterling livres libra libras sterlina sterline pond",
        "JPY": "¥ jpy yen",
        "CHF": "chf franken sfr stutz",
        "INR": "₹ inr rs rupee rupees rupien",
        "BRL": "r$ brl reais real",
        "MXN": "mxn peso pesos",
        "SEK": "sek kronor",
        "PLN": "pln zł złoty zloty",
        "CAD": "cad c$",
        "AUD": "aud a$",
    }
)
"""As written -> ISO 4217. `$` is taken for the US dollar."""

UNITS = _by_word(
    {
        "second": "second seconds sec secs sekunde sekunden seconde secondes seconden segundo segundos secondo secondi",
        "minute": "minute minutes min mins minuten minuto minutos minuti minuut",
        "hour": "hour hours hr hrs stunde stunden std heure heures hora horas ora ore uur uren",
        "day": "day days tag tage tagen jour jours día días dia dias giorno giorni dag dagen",
        "week": "week weeks woche wochen semaine semaines semana semanas settimana settimane weken",
        "month": "month months monat monate monaten mois mes meses mese mesi mês maand maanden",
        "year": "year years jahr jahre jahren an ans année années annee annees año años ano anos anno anni jaar jaren",
    }
)
"""Of durations, as written -> in English."""

TIMES = frozenset(
    {"times", "time", "x", "mal", "male", "fois", "vez", "veces", "volta", "volte", "vezes", "keer", "maal"}
)
"""After a number: how often."""

OFTEN: Mapping[str, float] = {
    **dict.fromkeys(("einmal", "eenmaal"), 1.0),
    **dict.fromkeys(("twice", "zweimal", "tweemaal"), 2.0),
    **dict.fromkeys(("thrice", "dreimal", "driemaal"), 3.0),
    **dict.fromkeys(("viermal", "viermaal"), 4.0),
    **dict.fromkeys(("fünfmal", "fuenfmal", "vijfmaal"), 5.0),
}
"""One word that is a number and "times". "Once" and "one time" mean too much else."""

COUNTED = _by_word(
    {
        "licence": "licence licences license licenses lizenz lizenzen licencia licencias licenza licenze licença "
        "licenças licentie licenties",
        "user": "user users nutzer benutzer anwender utilisateur utilisateurs usuario usuarios utente utenti usuário "
        "usuários utilizador utilizadores gebruiker gebruikers",
        "seat": "seat seats platz plätze plätzen place places plaza plazas posto posti lugar lugares plek plekken",
        "item": "item items piece pieces pcs unit units artikel stück stueck article articles artículo artículos "
        "unidad unidades articolo articoli pezzo pezzi artigo artigos unidade unidades stuk stuks artikelen",
        "order": "orders bestellungen commandes pedidos ordini encomendas bestellingen",
        "person": "person persons people personen leute personne personnes persona personas persone pessoa pessoas "
        "persoon mensen",
        "employee": "employee employees mitarbeiter employés employé empleados dipendenti funcionários medewerkers",
        "device": "device devices gerät geräte geräten appareil appareils dispositivo dispositivos dispositivi "
        "apparaat apparaten",
        "account": "accounts konten comptes cuentas conti contas",
        "ticket": "tickets billets entradas biglietti bilhetes kaartjes",
        "room": "rooms zimmer chambres habitaciones camere quartos kamers",
        "night": "night nights nacht nächte nächten nuit nuits noche noches notte notti noite noites nachten",
        "invoice": "invoices rechnungen factures facturas fatture faturas facturen",
        "call": "calls anrufe appels llamadas chiamate chamadas telefoontjes",
        "email": "emails mails e-mails mensajes correos",
        "message": "messages nachrichten mensagens messaggi berichten",
    }
)
"""Things that are counted, as written -> in English."""

NUMBERS: Mapping[str, float] = {
    word: float(number)
    for number, words in {
        2: "two zwei deux dos due dois duas twee",
        3: "three drei trois tres tre três drie",
        4: "four vier quatre cuatro quattro quatro",
        5: "five fünf fuenf cinq cinco cinque vijf",
        6: "six sechs seis sei zes",
        7: "seven sieben sept siete sette sete zeven",
        8: "eight acht huit ocho otto oito",
        9: "nine neun neuf nueve nove negen",
        10: "ten zehn dix diez dieci dez tien",
        11: "eleven elf onze once undici",
        12: "twelve zwölf zwoelf douze doce dodici doze twaalf",
        15: "fifteen fünfzehn quinze quince quindici vijftien",
        20: "twenty zwanzig vingt veinte venti vinte twintig",
        30: "thirty dreißig dreissig trente treinta trenta trinta dertig",
        50: "fifty fünfzig cinquante cincuenta cinquanta cinquenta vijftig",
        100: "hundred hundert cent cien cento cem honderd",
        1000: "thousand tausend mille mil duizend",
    }.items()
    for word in words.split()
}
"""Number words that say the number alone. "One" is left out: it is an article in most of these languages."""

THOUSANDS: Mapping[str, float] = {
    "k": 1e3,
    "tsd": 1e3,
    "mio": 1e6,
    "million": 1e6,
    "millionen": 1e6,
    "millions": 1e6,
    "millones": 1e6,
    "milioni": 1e6,
    "milhões": 1e6,
    "miljoen": 1e6,
}
"""Right after a number: 2k, 2 Mio."""

MONTHS = _by_word(
    {
        "1": "january jan januar jänner janvier enero ene gennaio gen janeiro januari",
        "2": "february feb februar février fevrier févr febrero febbraio fevereiro fev februari",
        "3": "march märz maerz mars marzo março marco maart mrt",
        "4": "april apr avril abril aprile",
        "5": "may mai mayo maggio maio mei",
        "6": "june jun juni juin junio giugno junho",
        "7": "july jul juli juillet juillet julio luglio julho",
        "8": "august aug août aout agosto ago augustus",
        "9": "september sep sept septembre septiembre settembre setembro",
        "10": "october oct oktober okt octobre octubre ottobre outubro out",
        "11": "november nov novembre noviembre novembro",
        "12": "december dec dezember dez décembre decembre diciembre dic dicembre dezembro",
    }
)
"""As written -> its number."""

NUMBERED = _by_word(
    {
        "order": "order bestellung bestell bestel auftrag commande pedido ordine encomenda bestelling",
        "invoice": "invoice bill rechnung facture factura fattura fatura factuur",
        "ticket": "ticket vorgang incident incidencia",
        "case": "case fall dossier caso zaak",
        "booking": "booking reservation buchung reservierung réservation reserva prenotazione boeking reservering",
        "reference": "reference ref referenz référence referencia riferimento referência referentie",
        "account": "account konto compte cuenta conto conta rekening",
        "customer": "customer kunden client cliente klant",
        "tracking": "tracking sendung sendungs colis suivi seguimiento spedizione rastreio pakket",
        "contract": "contract vertrag vertrags contrat contrato contratto",
        "policy": "policy police póliza polizza apólice polis",
        "serial": "serial serien série serie",
    }
)
"""What has a number of its own, as written -> in English. German and Dutch join it to the word for number."""
