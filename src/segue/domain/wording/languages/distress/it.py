"""Italian."""

from __future__ import annotations

TEXTS = {
    # parts
    "acknowledgement.distress": "Grazie per avermelo detto[, {name}]. Non deve affrontarlo senza aiuto.",
    "acknowledgement_agreed.distress": "Grazie[, {name}]. Non deve affrontarlo senza aiuto.",
    "reassurance.distress": "Chiamo una persona del team {queue}, che può leggere ciò che ha scritto.",
    "reassurance.distress.withheld": "Chiamo una persona del team {queue}.",
    "reassurance_later.distress": "Una persona leggerà ciò che ha scritto.",
    "queued_wait.distress": "L'attesa dovrebbe durare {wait}. {emergency}",
    "queued_position.distress": "Non posso ancora dire quanto ci vorrà. {emergency}",
    "queued_ticket.distress": "Ciò che ha scritto resta salvato e una persona lo leggerà. {emergency}",
    "queued_wait_unknown.distress": "Non posso ancora dire quanto ci vorrà. {emergency}",
    "expected_wait.distress": "L'attesa dovrebbe durare {wait}. {emergency}",
    "expected_wait_unknown.distress": "Non posso ancora dire quanto ci vorrà. {emergency}",
    "closed.distress": (
        "Il team {queue} torna {opens_at}. Nel frattempo si rivolga a una persona di fiducia. {emergency}"
    ),
    "closed_unknown.distress": "Il team {queue} ora non c'è. Si rivolga a una persona di fiducia. {emergency}",
    "nobody_there.distress": (
        "Al momento non c'è nessuno del team {queue}. Si rivolga a una persona di fiducia. {emergency}"
    ),
    "nobody_here.distress": (
        "Al momento non c'è nessuno del team {queue}. Si rivolga a una persona di fiducia. {emergency}"
    ),
    "nobody_until.distress": (
        "Il team {queue} torna {opens_at}. Nel frattempo si rivolga a una persona di fiducia. {emergency}"
    ),
    "answer_later.distress": (
        "Non posso ancora dire quando risponderà il team {queue}. Si rivolga a una persona di fiducia. {emergency}"
    ),
    "answer_by.distress": "Una persona dovrebbe risponderle al più tardi {answered_by}. {emergency}",
    "answer_unknown.distress": "Torneremo a contattarla; non posso ancora dire quando. {emergency}",
    # the messages
    "offer.distress": """{acknowledgement}
Posso chiamare una persona del team {queue}, che potrà leggere ciò che ha scritto?
{expectation}""",
    "offer_later.distress": """Grazie per avermelo detto[, {name}]. Non deve affrontarlo senza aiuto.
{expectation}
Vuole che lo inoltri, perché qualcuno le risponda più tardi?""",
    "introduced.distress": """Grazie per avermelo detto[, {name}]. Non deve affrontarlo senza aiuto.
{agent} è qui per lei. {reassurance}
Serve solo il tempo di leggere.""",
    "still_waiting.distress": """Sto ancora cercando una persona per lei[, {name}].
Può continuare a scrivere qui: chi arriva lo leggerà.
{expectation}""",
    "wait_update.distress": """Non ci siamo dimenticati di lei[, {name}]. Sto ancora cercando una persona.
Può continuare a scrivere qui: qualcuno leggerà.
L'attesa dovrebbe durare {wait}. {emergency}""",
    "wait_update_unknown.distress": """Non ci siamo dimenticati di lei[, {name}]. Sto ancora cercando una persona.
Può continuare a scrivere qui: qualcuno leggerà.
Non posso ancora dire quanto ci vorrà. {emergency}""",
    "position_changed.distress": """Stiamo andando avanti[, {name}]: manca meno per parlare con una persona.
Può continuare a scrivere qui: qualcuno leggerà.
{expectation}""",
    "customer_back.distress": """È un bene che sia di nuovo qui[, {name}]. Sto ancora cercando una persona per lei.
Può continuare a scrivere qui: qualcuno leggerà.
{expectation}""",
    "joined.distress": """{agent} ora è qui per lei[, {name}].
{reassurance}
Serve solo il tempo di leggere.""",
    "joined_follow_up.distress": """{agent} è qui per lei[, {name}], per ciò che ci ha scritto.
{reassurance}
Può rispondere qui.""",
    "transferred.distress": """Da qui in poi {agent} è qui per lei[, {name}].
{reassurance}
Serve solo il tempo di leggere.""",
    "transferred_queue.distress": """{agent} chiama per lei una persona del team {queue}[, {name}].
{reassurance}
{expectation}""",
    "transfer_returned.distress": """{agent} è di nuovo qui per lei[, {name}].
{reassurance}
Può rispondere qui.""",
    "agent_lost.distress": """Il collegamento con {agent} si è interrotto; mi dispiace[, {name}].
Cerco di nuovo una persona, e quanto è stato detto non va perso.
{expectation}""",
    "when_full.distress": """Mi dispiace[, {name}]: l'attesa per parlare con il team {queue} durerebbe {wait}.
Qualunque cosa scelga, una persona leggerà ciò che ha scritto qui.
{emergency} Come desidera continuare?""",
    "email_saved.distress": """Grazie[, {name}]. Una persona le scriverà a {email}.
Potrà leggere quanto è stato detto qui: non dovrà spiegarlo di nuovo.
{expectation}""",
    "phone_saved.distress": """Grazie[, {name}]. Una persona la chiamerà al {phone}.
Potrà leggere quanto è stato detto qui: non dovrà spiegarlo di nuovo.
{expectation}""",
    "nobody_now.distress": """{acknowledgement}
{reassurance}
{expectation} Può continuare a scrivere qui.""",
    "cancelled.distress": """Per ora non cerco più una persona[, {name}].
{reassurance}
Può chiedere di parlare con una persona in qualsiasi momento. {emergency}""",
    "handed_back.distress": """{agent} ha lasciato la conversazione e io sono di nuovo qui[, {name}].
{reassurance}
Può chiedere di parlare con una persona in qualsiasi momento. {emergency}""",
    "customer_ended.distress": """La sua chat con {agent} è chiusa, e sono di nuovo qui[, {name}].
{reassurance}
Può chiedere di parlare con una persona in qualsiasi momento. {emergency}""",
    "idle_handed_back.distress": """Da un po' non ci sono messaggi[, {name}]; io sono di nuovo qui.
{reassurance}
Può chiedere di parlare con una persona in qualsiasi momento. {emergency}""",
    "resolved.distress": """{agent} ha lasciato la conversazione[, {name}].
{reassurance}
Se ha di nuovo bisogno di una persona, ci scriva qui. {emergency}""",
    "customer_left.distress": """Lei non era qui quando volevamo risponderle[, {name}].
Ciò che ha scritto resta salvato e una persona lo leggerà.
{expectation}""",
    "survey.distress": """Com'è andata per lei questa conversazione[, {name}]?
La sua risposta arriva al team.
Può anche saltare la domanda.""",
}
