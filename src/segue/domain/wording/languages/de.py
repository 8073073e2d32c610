"""German. Sie-form; people without gender (Mensch, Person, Team);
`{matter}` is neuter, the same as subject and object.
"""

from __future__ import annotations

from segue.domain.wording.languages.distress import de as distress
from segue.domain.wording.languages.words import Words

TEXTS = {
    "title": "Schreiben Sie uns",
    "greeting": "Guten Tag! Wie können wir Ihnen helfen?",
    # the offer of a person
    "offer": """{acknowledgement}
{reassurance}
{expectation} Möchten Sie mit einem Menschen sprechen?""",
    "offer_proactive": """Möchten Sie mit einem Menschen sprechen[, {name}]? Manches lässt sich so leichter klären.
{reassurance}
{expectation}""",
    "offer_later": """Um {matter} sollte sich ein Mensch kümmern[, {name}].
{expectation}
Soll ich es weitergeben, damit Ihnen später jemand aus dem Team {queue} antwortet?""",
    "offer_later_proactive": """Manches lässt sich mit einem Menschen leichter klären[, {name}].
{expectation}
Soll jemand aus dem Team {queue} lesen, was Sie hier schreiben, und Ihnen später antworten?""",
    "offer_human": "Ja, bitte mit einem Menschen",
    "offer_bot": "Nein, hier weitermachen",
    "offer_declined": "Gut, wir machen hier weiter. Sie können jederzeit nach einem Menschen fragen.",
    "offer_lapsed": "Wir machen vorerst hier weiter. Sie können jederzeit nach einem Menschen fragen.",
    # acknowledgement
    "acknowledgement": "Ich verstehe[, {name}]: {matter} klärt am besten ein Mensch mit Ihnen.",
    "acknowledgement.frustrated": "Es tut mir leid[, {name}]: {matter} hat Sie mehr Mühe gekostet als nötig.",
    "acknowledgement.technical": "Ich konnte {matter} bisher nicht klären[, {name}].",
    "acknowledgement.technical.frustrated": "Es tut mir leid[, {name}]. Ich konnte {matter} nicht klären.",
    "acknowledgement.billing": "Ich verstehe[, {name}]: {matter} sollte ein Mensch anhand der Zahlen prüfen.",
    "acknowledgement.billing.frustrated": (
        "Es tut mir leid[, {name}]: {matter} hätte Ihnen nicht so viel Ärger machen dürfen."
    ),
    "acknowledgement.important_account": "Ich habe {matter}[ für Ihr {tier}-Konto] aufgenommen[, {name}].",
    "acknowledgement.important_account.frustrated": (
        "Es tut mir leid[, {name}]: {matter}[ für Ihr {tier}-Konto] hätte einfacher sein sollen."
    ),
    "acknowledgement.security": "Ich nehme das ernst[, {name}]: {matter} muss sich ein Mensch ansehen.",
    "acknowledgement.security.frustrated": (
        "Es tut mir leid[, {name}]. Ich nehme das ernst: {matter} muss sich ein Mensch ansehen."
    ),
    "acknowledgement.legal": "Ich verstehe[, {name}]: Um {matter} muss sich ein Mensch kümmern, nicht ich.",
    "acknowledgement.legal.frustrated": (
        "Der Ärger tut mir leid[, {name}]. Um {matter} muss sich ein Mensch kümmern, nicht ich."
    ),
    "acknowledgement_agreed": "Vielen Dank[, {name}]. Ab hier kümmert sich ein Mensch um {matter}.",
    "acknowledgement_agreed.frustrated": "In Ordnung[, {name}]. Ab hier kümmert sich ein Mensch um {matter}.",
    # reassurance
    "reassurance": (
        "Ich verbinde Sie mit dem Team {queue}. Ihre Nachrichten liegen dort vor; Sie müssen nichts wiederholen."
    ),
    "reassurance.frustrated": (
        "Ich verbinde Sie mit dem Team {queue}. Der Verlauf liegt dort vor; Sie müssen nicht von vorn anfangen."
    ),
    "reassurance.technical": "Ich verbinde Sie mit dem Team {queue}. Was schon versucht wurde, ist dort zu sehen.",
    "reassurance.billing": "Ich verbinde Sie mit dem Team {queue}. Ihre Nachrichten liegen dort vor.",
    "reassurance.important_account": (
        "Ich verbinde Sie mit dem Team {queue}. Ihre Nachrichten liegen dort vor; Sie müssen nichts erneut erklären."
    ),
    "reassurance.security": (
        "Ich verbinde Sie mit dem Team {queue}. Ihre Nachrichten liegen dort vor. Bitte schreiben Sie hier keine "
        "Passwörter oder Codes."
    ),
    "reassurance.legal": "Ich verbinde Sie mit dem Team {queue}. Dort kann man es in Ihren eigenen Worten lesen.",
    "reassurance.withheld": "Ich verbinde Sie mit dem Team {queue} und gebe weiter, was Sie dafür freigegeben haben.",
    "reassurance_offer": "Jemand aus dem Team {queue} würde sehen, was Sie hier schreiben.",
    "reassurance_offer.withheld": "Jemand aus dem Team {queue} würde sehen, was Sie dafür freigeben.",
    "reassurance_waiting": "Wer übernimmt, sieht, was Sie hier schreiben.",
    "reassurance_waiting.withheld": "Wer übernimmt, sieht, was Sie dafür freigegeben haben.",
    "reassurance_agent": "Das Gespräch liegt vor; Sie müssen nichts wiederholen.",
    "reassurance_agent.withheld": "Was Sie dafür freigegeben haben, liegt vor.",
    "reassurance_later": "Was Sie hier geschrieben haben, habe ich weitergegeben.",
    "reassurance_later.withheld": "Was Sie dafür freigegeben haben, habe ich weitergegeben.",
    "reassurance_back": "Die nächste Person kann lesen, was hier gesagt wurde.",
    # expectation
    "queued_wait": "Sie sind auf Platz {position} der Warteschlange. Es dauert voraussichtlich {wait}.",
    "queued_position": "Sie sind auf Platz {position} der Warteschlange. Wie lange es dauert, weiß ich noch nicht.",
    "queued_ticket": (
        "Sie sind auf Platz {position} der Warteschlange; was Sie geschrieben haben, liegt auch als Ticket vor."
    ),
    "queued_wait_unknown": "Ich suche jemanden für Sie. Wie lange es dauert, kann ich noch nicht sagen.",
    "expected_wait": "Es dauert voraussichtlich {wait}.",
    "expected_wait_unknown": "Wie lange es dauert, kann ich noch nicht sagen.",
    "closed": "Das Team {queue} ist jetzt nicht da und {opens_at} wieder erreichbar.",
    "closed_unknown": "Das Team {queue} ist jetzt nicht da. Wann wieder, kann ich noch nicht sagen.",
    "nobody_there": "Aus dem Team {queue} ist gerade niemand da. Wann wieder jemand da ist, weiß ich noch nicht.",
    "nobody_here": "Aus dem Team {queue} ist gerade niemand da.",
    "nobody_until": "Aus dem Team {queue} ist gerade niemand da; {opens_at} ist wieder jemand da.",
    "answer_later": "Wann das Team {queue} antwortet, kann ich noch nicht sagen.",
    "answer_by": "Sie erhalten voraussichtlich spätestens {answered_by} eine Antwort.",
    "answer_unknown": "Wir melden uns wieder; wann, kann ich noch nicht sagen.",
    "emergency": "Bei Gefahr rufen Sie bitte den Notruf 112 an.",
    # on the way to a person
    "transfer": """{acknowledgement}
{reassurance}
{expectation}""",
    "introduced": """{acknowledgement}
Ich verbinde Sie mit {agent}. {reassurance}
Einen Moment zum Einlesen, bitte.""",
    "still_waiting": """Sie behalten Ihren Platz in der Warteschlange[, {name}]; {matter} ist nicht vergessen.
Was Sie hier schreiben, liest die Person, die übernimmt.
{expectation}""",
    "wait_update": """Danke für Ihre Geduld[, {name}]; {matter} ist nicht vergessen.
{reassurance}
Sie sind auf Platz {position} der Warteschlange, und es dauert voraussichtlich {wait}.""",
    "wait_update.frustrated": """Es tut mir leid, dass Sie noch warten[, {name}]; {matter} ist nicht vergessen.
{reassurance}
Sie sind auf Platz {position} der Warteschlange, und es dauert voraussichtlich {wait}.""",
    "wait_update_unknown": """Danke für Ihre Geduld[, {name}]; {matter} ist nicht vergessen.
{reassurance}
Sie behalten Ihren Platz. Wie lange es dauert, kann ich noch nicht sagen.""",
    "wait_update_unknown.frustrated": """Es tut mir leid, dass Sie noch warten[, {name}]; {matter} ist nicht vergessen.
{reassurance}
Sie behalten Ihren Platz. Wie lange es dauert, kann ich noch nicht sagen.""",
    "position_changed": """Sie sind vorgerückt[, {name}]: {matter} ist jetzt auf Platz {position} der Warteschlange.
{reassurance}
{expectation}""",
    "customer_back": """Schön, dass Sie wieder da sind[, {name}]. Ihren Platz für {matter} haben Sie noch.
{reassurance}
{expectation}""",
    "customer_back.frustrated": """Ihren Platz in der Warteschlange für {matter} haben Sie noch[, {name}].
{reassurance}
{expectation}""",
    "joined": """{agent} ist jetzt da und übernimmt {matter}.
{reassurance}
Einen Moment zum Einlesen, bitte.""",
    "joined_follow_up": """{agent} ist da und nimmt {matter} wieder auf.
{reassurance}
Einen Moment zum Einlesen, bitte.""",
    "transferred": """{agent} übernimmt {matter} ab hier.
{reassurance}
Einen Moment zum Einlesen, bitte.""",
    "transferred_queue": """{agent} gibt {matter} an das Team {queue} weiter.
Ihre Wartezeit zählt mit. {reassurance}
{expectation}""",
    "transfer_returned": """Aus dem Team {queue} konnte niemand übernehmen; um {matter} kümmert sich wieder {agent}.
{reassurance}
Sie können hier weiterschreiben.""",
    "agent_lost": """Die Verbindung zu {agent} ist abgebrochen; das tut mir leid[, {name}].
Sie stehen für {matter} wieder in der Schlange; Ihre Wartezeit zählt mit. {reassurance}
{expectation}""",
    # nobody can take it now
    "when_full": """Für {matter} ist das eine lange Wartezeit[, {name}]; das tut mir leid.
Wie Sie sich auch entscheiden: Jemand aus dem Team {queue} liest, was Sie hier schreiben.
Es würde {wait} dauern. Wie möchten Sie weitermachen?""",
    "offer_wait": "Ich warte",
    "offer_ticket": "Nachricht hinterlassen",
    "offer_email": "Antwort per E-Mail",
    "offer_callback": "Rufen Sie mich zurück",
    "ticket_created": """{acknowledgement}
{reassurance}
{expectation}""",
    "ticket_created_email": """{acknowledgement}
{reassurance}
Die Antwort geht an {email}. {expectation}""",
    "ask_email": "Bitte schreiben Sie hier Ihre E-Mail-Adresse; wir antworten Ihnen dann dorthin.",
    "ask_where": "Wohin dürfen wir antworten? Sie können hier Ihre E-Mail-Adresse schreiben oder einen Rückruf wählen.",
    "ask_callback": "Möchten Sie, dass wir Sie zurückrufen?",
    "ask_phone": "Bitte schreiben Sie hier Ihre Telefonnummer mit Ländervorwahl; wir rufen Sie dann an.",
    "bad_email": "Das sieht nicht nach einer E-Mail-Adresse aus. Bitte schreiben Sie sie noch einmal.",
    "bad_phone": "Das sieht nicht nach einer Telefonnummer aus. Bitte schreiben Sie sie noch einmal.",
    "email_saved": """Vielen Dank[, {name}]. Unsere Antwort auf {matter} geht an {email}.
Wer antwortet, kann das Gespräch lesen; Sie müssen nichts noch einmal erklären.
{expectation}""",
    "phone_saved": """Vielen Dank[, {name}]. Wir rufen Sie zu {matter} unter {phone} an.
Wer anruft, kann das Gespräch lesen; Sie müssen nichts noch einmal erklären.
{expectation}""",
    "nobody_now": """{acknowledgement}
{reassurance}
{expectation} Bis dahin helfe ich Ihnen hier weiter.""",
    "went_on_with_bot": "Bis dahin helfe ich Ihnen hier weiter.",
    "cancelled": """Ich suche für {matter} jetzt niemanden mehr.
{reassurance}
Wir machen hier weiter; Sie können jederzeit nach einem Menschen fragen.""",
    # the end of a handoff
    "handed_back": """{agent} hat das Gespräch verlassen; um {matter} kümmere ich mich jetzt wieder.
{reassurance}
Sie können jederzeit wieder nach einem Menschen fragen.""",
    "ask_to_end": "Soll ich das Gespräch mit {agent} beenden?",
    "ask_to_end_yes": "Ja, beenden",
    "ask_to_end_no": "Nein, weiterreden",
    "customer_ended": """Ihr Gespräch mit {agent} ist beendet; um {matter} kümmere ich mich jetzt wieder.
{reassurance}
Sie können jederzeit wieder nach einem Menschen fragen.""",
    "idle_handed_back": """Hier war es eine Weile still, deshalb kümmere ich mich jetzt wieder um {matter}.
{reassurance}
Sie können jederzeit wieder nach einem Menschen fragen.""",
    "resolved": """{agent} hat {matter} als gelöst markiert.
{reassurance}
Wenn es nicht gelöst ist, schreiben Sie einfach hier.""",
    "customer_left": """Sie waren nicht da, als wir Ihnen auf {matter} antworten wollten.
{reassurance}
{expectation}""",
    "survey": """Wie gut haben wir {matter} bearbeitet?
Ihre Antwort geht an das Team.
Ein Klick genügt, und Sie können die Frage auch überspringen.""",
    # trouble with the bot
    "bot_silent": (
        "Entschuldigung, das dauert länger, als es sollte. Ich versuche es weiter; "
        "Sie können auch nach einem Menschen fragen."
    ),
    "bot_error": "Entschuldigung, bei uns ist etwas schiefgegangen. Bitte schreiben Sie das noch einmal.",
    # no match, other help, silence
    "no_match": "Das habe ich nicht verstanden. Können Sie es anders ausdrücken?",
    "no_match_again": (
        "Ich verstehe es leider immer noch nicht. Können Sie es mit anderen Worten beschreiben, "
        "vielleicht in einem kurzen Satz?"
    ),
    "help_elsewhere": "Hilfe bekommen Sie auch hier: {link}",
    "help_elsewhere_instead": "Bitte wenden Sie sich damit hierhin: {link}",
    "answered": "War Ihre Frage damit beantwortet?",
    "answered_yes": "Ja",
    "answered_no": "Nein",
    "try_again": "Das tut mir leid. Wollen wir es noch einmal versuchen?",
    "try_again_yes": "Ja, noch einmal versuchen",
    "try_again_no": "Nein, ich brauche andere Hilfe",
    "try_again_agreed": "Gern. Was genau ist noch offen?",
    "still_there": "Sind Sie noch da?",
    "ended": "Dieses Gespräch ist beendet. Sie können jederzeit ein neues beginnen.",
    # what it is about
    "matter": "Ihr Anliegen",
    "matter.billing": "Ihr Anliegen zur Abrechnung",
    "matter.security": "Ihr Anliegen zur Sicherheit",
    "matter.legal": "Ihr rechtliches Anliegen",
    "matter_order": "Ihr Anliegen zur Bestellung {value}",
    "matter_invoice": "Ihr Anliegen zur Rechnung {value}",
    "matter_ticket": "Ihr Anliegen zum Ticket {value}",
    "matter_case": "Ihr Anliegen zum Vorgang {value}",
    "matter_booking": "Ihr Anliegen zur Buchung {value}",
    "matter_reference": "Ihr Anliegen mit der Referenz {value}",
    "matter_tracking": "Ihr Anliegen zur Sendung {value}",
    "matter_contract": "Ihr Anliegen zum Vertrag {value}",
    "matter_amount": "Ihr Anliegen zum Betrag von {value}",
    "matter_topic_billing_dispute": "Ihr Anliegen zur Abbuchung",
    "matter_topic_cancellation": "Ihr Anliegen zur Kündigung oder Stornierung",
    "matter_topic_compliance": "Ihr Anliegen zu Regeln und Vorschriften",
    "matter_topic_contract": "Ihr Anliegen zum Vertrag",
    # what is passed on, where they may look at it
    "passing_on_title": "Was weitergegeben wird",
    "passing_on_read": "Das hat schon ein Mensch gesehen. Was Sie jetzt zurückhalten, ist ab hier verborgen.",
    "passing_on_keep_back": "Zurückhalten",
    "passing_on_save": "Speichern",
    "passing_on_saved": "Gespeichert.",
    "passing_on_matter": "Worum es geht",
    "passing_on_name": "Ihr Name",
    "passing_on_email": "Ihre E-Mail-Adresse",
    "passing_on_account": "Angaben zu Ihrem Konto",
    "passing_on_pages": "Seiten, die Sie angesehen haben",
    "passing_on_earlier": "Dass Sie schon einmal hier waren",
    "passing_on_variables": "Was der Assistent notiert hat",
    "passing_on_attachments": "Gesendete Dateien",
    "passing_on_said": "Nachrichten dieses Gesprächs",
    # waits and moments
    "wait_minute": "etwa eine Minute",
    "wait_minutes": "etwa {minutes} Minuten",
    "wait_up_to": "bis zu {minutes} Minuten",
    "wait_between": "zwischen {low} und {high} Minuten",
    "wait_hour": "etwa eine Stunde",
    "wait_hours": "etwa {hours} Stunden",
    "wait_hours_between": "zwischen {low} und {high} Stunden",
    "time_today": "heute um {time} Uhr ({zone})",
    "time_tomorrow": "morgen um {time} Uhr ({zone})",
    "time_weekday": "am {day} um {time} Uhr ({zone})",
    "time_date": "am {day}, dem {date}, um {time} Uhr ({zone})",
}

WORDS = Words(
    code="de",
    name="Deutsch",
    texts=TEXTS | distress.TEXTS,
    weekdays=("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
    months=(
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ),
    date="{day}. {month}",
)
