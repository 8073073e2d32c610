"""Italian. Forma di cortesia (Lei); no participle that would give the reader or the agent a gender;
`{matter}` is feminine.
"""

from __future__ import annotations

from segue.domain.wording.languages.distress import it as distress
from segue.domain.wording.languages.words import Words

TEXTS = {
    "title": "Ci scriva",
    "greeting": "Buongiorno! Come possiamo aiutarla?",
    # the offer of a person
    "offer": """{acknowledgement}
{reassurance}
{expectation} Desidera parlare con una persona?""",
    "offer_proactive": """Desidera parlare con una persona[, {name}]? Certe cose si risolvono meglio così.
{reassurance}
{expectation}""",
    "offer_later": """Credo che per {matter} serva una persona[, {name}].
{expectation}
Vuole che la passi al team {queue}, perché le risponda più tardi?""",
    "offer_later_proactive": """Certe cose si risolvono meglio con una persona[, {name}].
{expectation}
Vuole che il team {queue} legga ciò che scrive qui e le risponda più tardi?""",
    "offer_human": "Sì, con una persona",
    "offer_bot": "No, continuo qui",
    "offer_declined": "Va bene, continuiamo qui. Può chiedere di parlare con una persona in qualsiasi momento.",
    "offer_lapsed": "Per ora continuiamo qui. Può chiedere di parlare con una persona in qualsiasi momento.",
    # acknowledgement
    "acknowledgement": "Capisco[, {name}]: per {matter} è meglio l'aiuto di una persona.",
    "acknowledgement.frustrated": "Mi dispiace[, {name}]: {matter} le è costata più fatica del dovuto.",
    "acknowledgement.technical": "Finora non ho potuto risolvere {matter}[, {name}].",
    "acknowledgement.technical.frustrated": "Mi dispiace[, {name}]. Non ho potuto risolvere {matter}.",
    "acknowledgement.billing": "Capisco[, {name}]: per {matter} serve una persona che controlli le cifre.",
    "acknowledgement.billing.frustrated": "Mi dispiace[, {name}]: {matter} non avrebbe dovuto darle tanti problemi.",
    "acknowledgement.important_account": "Ho preso nota: {matter}[ per il suo account {tier}][, {name}].",
    "acknowledgement.important_account.frustrated": (
        "Mi dispiace[, {name}]: {matter}[ per il suo account {tier}] avrebbe dovuto essere più semplice."
    ),
    "acknowledgement.security": "Prendo la cosa sul serio[, {name}]: una persona deve esaminare {matter}.",
    "acknowledgement.security.frustrated": (
        "Mi dispiace[, {name}]. Prendo la cosa sul serio: una persona deve esaminare {matter}."
    ),
    "acknowledgement.legal": "Capisco[, {name}]: per {matter} serve la risposta di una persona, non la mia.",
    "acknowledgement.legal.frustrated": (
        "Mi dispiace per i disagi[, {name}]. Per {matter} serve la risposta di una persona, non la mia."
    ),
    "acknowledgement_agreed": "Grazie[, {name}]. Da qui in poi una persona seguirà {matter}.",
    "acknowledgement_agreed.frustrated": "D'accordo[, {name}]. Da qui in poi una persona seguirà {matter}.",
    # reassurance
    "reassurance": "La metto in contatto con il team {queue}, che vede ciò che ha scritto: non dovrà ripeterlo.",
    "reassurance.frustrated": (
        "La metto in contatto con il team {queue}, che vede com'è andata: non dovrà ricominciare da capo."
    ),
    "reassurance.technical": "La metto in contatto con il team {queue}, che vede che cosa è già stato provato.",
    "reassurance.billing": "La metto in contatto con il team {queue}, che avrà davanti ciò che ha scritto.",
    "reassurance.important_account": (
        "La metto in contatto con il team {queue}, che vede ciò che ha scritto: non dovrà spiegarlo di nuovo."
    ),
    "reassurance.security": (
        "La metto in contatto con il team {queue}, che vede ciò che ha scritto. Non scriva qui password o codici."
    ),
    "reassurance.legal": "La metto in contatto con il team {queue}, che può leggere le sue stesse parole.",
    "reassurance.withheld": "La metto in contatto con il team {queue}, con ciò che ha accettato di condividere.",
    "reassurance_offer": "Una persona del team {queue} vedrebbe ciò che scrive qui.",
    "reassurance_offer.withheld": "Una persona del team {queue} vedrebbe ciò che accetta di condividere.",
    "reassurance_waiting": "La persona che risponderà vedrà ciò che scrive qui.",
    "reassurance_waiting.withheld": "La persona che risponderà vedrà ciò che ha accettato di condividere.",
    "reassurance_agent": "Può vedere quanto è stato detto: non occorre ripeterlo.",
    "reassurance_agent.withheld": "Può vedere ciò che lei ha accettato di condividere.",
    "reassurance_later": "Ho inoltrato ciò che ha scritto qui.",
    "reassurance_later.withheld": "Ho inoltrato ciò che ha accettato di condividere.",
    "reassurance_back": "La prossima persona potrà leggere quanto è stato detto qui.",
    # expectation
    "queued_wait": "Il suo posto in coda è il numero {position}. L'attesa dovrebbe durare {wait}.",
    "queued_position": "Il suo posto in coda è il numero {position}. Non posso ancora dire quanto ci vorrà.",
    "queued_ticket": (
        "Il suo posto in coda è il numero {position}, e ciò che ha scritto resta salvato anche come ticket."
    ),
    "queued_wait_unknown": "Sto cercando una persona che possa risponderle. Non posso ancora dire quanto ci vorrà.",
    "expected_wait": "L'attesa dovrebbe durare {wait}.",
    "expected_wait_unknown": "Non posso ancora dire quanto ci vorrà.",
    "closed": "Il team {queue} ora non è in servizio e torna {opens_at}.",
    "closed_unknown": "Il team {queue} ora non è in servizio. Non so ancora fino a quando.",
    "nobody_there": "Al momento non c'è nessuno del team {queue}. Non so ancora fino a quando.",
    "nobody_here": "Al momento non c'è nessuno del team {queue}.",
    "nobody_until": "Al momento non c'è nessuno del team {queue}; qualcuno torna {opens_at}.",
    "answer_later": "Non posso ancora dire quando risponderà il team {queue}.",
    "answer_by": "Dovrebbe ricevere una risposta al più tardi {answered_by}.",
    "answer_unknown": "Torneremo a contattarla; non posso ancora dire quando.",
    "emergency": "In caso di pericolo, chiami il 112.",
    # on the way to a person
    "transfer": """{acknowledgement}
{reassurance}
{expectation}""",
    "introduced": """{acknowledgement}
La metto in contatto con {agent}. {reassurance}
Serve solo il tempo di leggere.""",
    "still_waiting": """Il suo posto in coda resta riservato[, {name}]; {matter} non è dimenticata.
La persona che risponderà leggerà ciò che scrive qui.
{expectation}""",
    "wait_update": """Grazie per la pazienza[, {name}]; {matter} non è dimenticata.
{reassurance}
Il suo posto in coda è il numero {position} e l'attesa dovrebbe durare {wait}.""",
    "wait_update.frustrated": """Mi dispiace che stia ancora aspettando[, {name}]; {matter} non è dimenticata.
{reassurance}
Il suo posto in coda è il numero {position} e l'attesa dovrebbe durare {wait}.""",
    "wait_update_unknown": """Grazie per la pazienza[, {name}]; {matter} non è dimenticata.
{reassurance}
Mantiene il suo posto in coda. Non posso ancora dire quanto ci vorrà.""",
    "wait_update_unknown.frustrated": """Mi dispiace che stia ancora aspettando[, {name}]; {matter} non è dimenticata.
{reassurance}
Mantiene il suo posto in coda. Non posso ancora dire quanto ci vorrà.""",
    "position_changed": """La coda avanza[, {name}]: ora {matter} è al numero {position}.
{reassurance}
{expectation}""",
    "customer_back": """È un piacere ritrovarla[, {name}]. Il posto in coda per {matter} è ancora suo.
{reassurance}
{expectation}""",
    "customer_back.frustrated": """Non ha perso il posto in coda per {matter}[, {name}].
{reassurance}
{expectation}""",
    "joined": """{agent} è qui e segue {matter}.
{reassurance}
Serve solo il tempo di leggere.""",
    "joined_follow_up": """{agent} è qui e riprende {matter}.
{reassurance}
Serve solo il tempo di leggere.""",
    "transferred": """Da qui in poi {agent} segue {matter}.
{reassurance}
Serve solo il tempo di leggere.""",
    "transferred_queue": """{agent} affida {matter} al team {queue}.
Il tempo già trascorso conta. {reassurance}
{expectation}""",
    "transfer_returned": """Nessuno del team {queue} ha potuto rispondere: {agent} segue di nuovo {matter}.
{reassurance}
Può continuare a scrivere qui.""",
    "agent_lost": """Il collegamento con {agent} si è interrotto; mi dispiace[, {name}].
È di nuovo in coda per {matter}; il tempo già atteso conta. {reassurance}
{expectation}""",
    # nobody can take it now
    "when_full": """Mi dispiace[, {name}]: l'attesa per {matter} è lunga.
Qualunque cosa scelga, una persona del team {queue} leggerà ciò che scrive qui.
L'attesa durerebbe {wait}. Come desidera continuare?""",
    "offer_wait": "Aspetto",
    "offer_ticket": "Lascio un messaggio",
    "offer_email": "Risposta per e-mail",
    "offer_callback": "Richiamatemi",
    "ticket_created": """{acknowledgement}
{reassurance}
{expectation}""",
    "ticket_created_email": """{acknowledgement}
{reassurance}
La risposta arriverà a {email}. {expectation}""",
    "ask_email": "Scriva qui il suo indirizzo e-mail: le risponderemo lì.",
    "ask_where": "Dove possiamo risponderle? Può scrivere qui il suo indirizzo e-mail o chiedere di essere richiamato.",
    "ask_callback": "Desidera che la richiamiamo?",
    "ask_phone": "Scriva qui il suo numero di telefono, con il prefisso del paese: la chiameremo.",
    "bad_email": "Non sembra un indirizzo e-mail. Lo scriva di nuovo, per favore.",
    "bad_phone": "Non sembra un numero di telefono. Lo scriva di nuovo, per favore.",
    "email_saved": """Grazie[, {name}]. La risposta per {matter} arriverà a {email}.
Chi risponde potrà leggere la conversazione: non dovrà spiegare di nuovo.
{expectation}""",
    "phone_saved": """Grazie[, {name}]. La chiameremo al {phone} per {matter}.
Chi chiama potrà leggere la conversazione: non dovrà spiegare di nuovo.
{expectation}""",
    "nobody_now": """{acknowledgement}
{reassurance}
{expectation} Nel frattempo continuo ad aiutarla qui.""",
    "went_on_with_bot": "Nel frattempo continuo ad aiutarla qui.",
    "cancelled": """Non cerco più una persona per {matter}.
{reassurance}
Continuiamo qui; può chiedere di parlare con una persona in qualsiasi momento.""",
    # the end of a handoff
    "handed_back": """{agent} ha lasciato la conversazione e ora seguo di nuovo io {matter}.
{reassurance}
Può chiedere di nuovo di parlare con una persona in qualsiasi momento.""",
    "ask_to_end": "Chiudo la chat con {agent}?",
    "ask_to_end_yes": "Sì, chiuderla",
    "ask_to_end_no": "No, continuare",
    "customer_ended": """La sua chat con {agent} è chiusa e ora seguo di nuovo io {matter}.
{reassurance}
Può chiedere di nuovo di parlare con una persona in qualsiasi momento.""",
    "idle_handed_back": """Da un po' non ci sono messaggi, quindi ora seguo di nuovo io {matter}.
{reassurance}
Può chiedere di nuovo di parlare con una persona in qualsiasi momento.""",
    "resolved": """{agent} ha segnato {matter} come risolta.
{reassurance}
Se non è risolta, ci scriva qui.""",
    "customer_left": """Lei non era qui quando volevamo rispondere: {matter} è ancora aperta.
{reassurance}
{expectation}""",
    "survey": """Come abbiamo gestito {matter}?
La sua risposta arriva al team.
Basta un clic e può anche saltare la domanda.""",
    # trouble with the bot
    "bot_silent": (
        "Ci scusi, ci vuole più tempo del dovuto. Continuo a provare; può anche chiedere di parlare con una persona."
    ),
    "bot_error": "Ci scusi, qualcosa non ha funzionato da parte nostra. Lo scriva di nuovo, per favore.",
    # no match, other help, silence
    "no_match": "Non ho capito. Può dirlo in un altro modo?",
    "no_match_again": "Non riesco ancora a capire. Può descriverlo con altre parole, magari in una frase breve?",
    "help_elsewhere": "Può trovare aiuto anche qui: {link}",
    "help_elsewhere_instead": "Per questo, si rivolga qui, per favore: {link}",
    "answered": "Questo ha risposto alla sua domanda?",
    "answered_yes": "Sì",
    "answered_no": "No",
    "try_again": "Mi dispiace. Proviamo ancora una volta?",
    "try_again_yes": "Sì, ancora una volta",
    "try_again_no": "No, mi serve un altro aiuto",
    "try_again_agreed": "Volentieri. Che cosa resta aperto di preciso?",
    "still_there": "È ancora lì?",
    "ended": "Questa conversazione è terminata. Può iniziarne una nuova in qualsiasi momento.",
    # what it is about
    "matter": "la sua richiesta",
    "matter.billing": "la sua domanda sulla fatturazione",
    "matter.security": "la sua richiesta sulla sicurezza",
    "matter.legal": "la sua richiesta legale",
    "matter_order": "la sua richiesta sull'ordine {value}",
    "matter_invoice": "la sua richiesta sulla fattura {value}",
    "matter_ticket": "la sua richiesta sul ticket {value}",
    "matter_case": "la sua richiesta sul caso {value}",
    "matter_booking": "la sua richiesta sulla prenotazione {value}",
    "matter_reference": "la sua richiesta con riferimento {value}",
    "matter_tracking": "la sua richiesta sulla spedizione {value}",
    "matter_contract": "la sua richiesta sul contratto {value}",
    "matter_amount": "la sua richiesta sull'importo di {value}",
    "matter_topic_billing_dispute": "la sua richiesta sull'addebito",
    "matter_topic_cancellation": "la sua richiesta di disdetta o annullamento",
    "matter_topic_compliance": "la sua richiesta sulla conformità",
    "matter_topic_contract": "la sua richiesta sul contratto",
    # what is passed on, where they may look at it
    "passing_on_title": "Che cosa viene trasmesso",
    "passing_on_read": "Una persona l'ha già visto. Ciò che toglie ora resta nascosto da qui in poi.",
    "passing_on_keep_back": "Non trasmettere",
    "passing_on_save": "Salva",
    "passing_on_saved": "Salvato.",
    "passing_on_matter": "Di che cosa si tratta",
    "passing_on_name": "Il suo nome",
    "passing_on_email": "Il suo indirizzo e-mail",
    "passing_on_account": "Dati del suo account",
    "passing_on_pages": "Pagine che ha visto",
    "passing_on_earlier": "I suoi contatti precedenti",
    "passing_on_variables": "Che cosa ha annotato l'assistente",
    "passing_on_attachments": "File inviati",
    "passing_on_said": "Messaggi di questa conversazione",
    # waits and moments
    "wait_minute": "circa un minuto",
    "wait_minutes": "circa {minutes} minuti",
    "wait_up_to": "al massimo {minutes} minuti",
    "wait_between": "tra {low} e {high} minuti",
    "wait_hour": "circa un'ora",
    "wait_hours": "circa {hours} ore",
    "wait_hours_between": "tra {low} e {high} ore",
    "time_today": "oggi alle {time} ({zone})",
    "time_tomorrow": "domani alle {time} ({zone})",
    "time_weekday": "{day} alle {time} ({zone})",
    "time_date": "{day} {date} alle {time} ({zone})",
}

WORDS = Words(
    code="it",
    name="Italiano",
    texts=TEXTS | distress.TEXTS,
    weekdays=("lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"),
    months=(
        "gennaio",
        "febbraio",
        "marzo",
        "aprile",
        "maggio",
        "giugno",
        "luglio",
        "agosto",
        "settembre",
        "ottobre",
        "novembre",
        "dicembre",
    ),
    date="{day} {month}",
    first="1º",
)
