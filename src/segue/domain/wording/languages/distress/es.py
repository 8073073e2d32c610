"""Spanish."""

from __future__ import annotations

TEXTS = {
    # parts
    "acknowledgement.distress": "Gracias por contármelo[, {name}]. No tiene por qué pasar por esto sin ayuda.",
    "acknowledgement_agreed.distress": "Gracias[, {name}]. No tiene por qué pasar por esto sin ayuda.",
    "reassurance.distress": "Voy a avisar a una persona del equipo de {queue}, que puede leer lo que ha escrito.",
    "reassurance.distress.withheld": "Voy a avisar a una persona del equipo de {queue}.",
    "reassurance_later.distress": "Una persona leerá lo que ha escrito.",
    "queued_wait.distress": "La espera estimada es de {wait}. {emergency}",
    "queued_position.distress": "Aún no puedo decirle cuánto tardará. {emergency}",
    "queued_ticket.distress": "Lo que ha escrito queda guardado y lo leerá una persona. {emergency}",
    "queued_wait_unknown.distress": "Aún no puedo decirle cuánto tardará. {emergency}",
    "expected_wait.distress": "La espera estimada es de {wait}. {emergency}",
    "expected_wait_unknown.distress": "Aún no puedo decirle cuánto tardará. {emergency}",
    "closed.distress": (
        "El equipo de {queue} vuelve {opens_at}. Mientras tanto, hable con alguien de confianza. {emergency}"
    ),
    "closed_unknown.distress": (
        "El equipo de {queue} no está disponible ahora. Hable con alguien de confianza. {emergency}"
    ),
    "nobody_there.distress": (
        "En este momento no hay nadie del equipo de {queue}. Hable con alguien de confianza. {emergency}"
    ),
    "nobody_here.distress": (
        "En este momento no hay nadie del equipo de {queue}. Hable con alguien de confianza. {emergency}"
    ),
    "nobody_until.distress": (
        "El equipo de {queue} vuelve {opens_at}. Mientras tanto, hable con alguien de confianza. {emergency}"
    ),
    "answer_later.distress": (
        "Aún no puedo decirle cuándo responderá el equipo de {queue}. Hable con alguien de confianza. {emergency}"
    ),
    "answer_by.distress": "Una persona debería responderle {answered_by} a más tardar. {emergency}",
    "answer_unknown.distress": "Volveremos a escribirle; aún no puedo decirle cuándo. {emergency}",
    # the messages
    "offer.distress": """{acknowledgement}
¿Puedo avisar a alguien del equipo de {queue}, que podrá leer lo que ha escrito?
{expectation}""",
    "offer_later.distress": """Gracias por contármelo[, {name}]. No tiene por qué pasar por esto sin ayuda.
{expectation}
¿Quiere que lo transmita, para que alguien le responda más tarde?""",
    "introduced.distress": """Gracias por contármelo[, {name}]. No tiene por qué pasar por esto sin ayuda.
{agent} ya está aquí. {reassurance}
Dele un momento para leer.""",
    "still_waiting.distress": """Sigo buscando a una persona para usted[, {name}].
Puede seguir escribiendo aquí; lo leerá quien le atienda.
{expectation}""",
    "wait_update.distress": """No nos olvidamos de usted[, {name}]. Sigo buscando a una persona.
Puede seguir escribiendo aquí; alguien lo leerá.
La espera estimada es de {wait}. {emergency}""",
    "wait_update_unknown.distress": """No nos olvidamos de usted[, {name}]. Sigo buscando a una persona.
Puede seguir escribiendo aquí; alguien lo leerá.
Aún no puedo decirle cuánto tardará. {emergency}""",
    "position_changed.distress": """Vamos avanzando[, {name}]: falta menos para que hable con una persona.
Puede seguir escribiendo aquí; alguien lo leerá.
{expectation}""",
    "customer_back.distress": """Me alegra que haya vuelto[, {name}]. Sigo buscando a una persona para usted.
Puede seguir escribiendo aquí; alguien lo leerá.
{expectation}""",
    "joined.distress": """{agent} ya está aquí con usted[, {name}].
{reassurance}
Dele un momento para leer.""",
    "joined_follow_up.distress": """{agent} ya está aquí con usted[, {name}], por lo que nos escribió.
{reassurance}
Puede responderle aquí.""",
    "transferred.distress": """A partir de ahora, {agent} está aquí con usted[, {name}].
{reassurance}
Dele un momento para leer.""",
    "transferred_queue.distress": """{agent} va a avisar a una persona del equipo de {queue}[, {name}].
{reassurance}
{expectation}""",
    "transfer_returned.distress": """{agent} vuelve a estar aquí con usted[, {name}].
{reassurance}
Puede responderle aquí.""",
    "agent_lost.distress": """Se ha perdido la conexión con {agent}; lo siento[, {name}].
Vuelvo a avisar a una persona, y lo que se ha dicho no se pierde.
{expectation}""",
    "when_full.distress": """Lo siento[, {name}]: la espera para hablar con el equipo de {queue} sería de {wait}.
Elija lo que elija, una persona leerá lo que ha escrito aquí.
{emergency} ¿Cómo desea continuar?""",
    "email_saved.distress": """Gracias[, {name}]. Una persona le escribirá a {email}.
Podrá leer lo que se ha dicho aquí; no tendrá que explicarlo de nuevo.
{expectation}""",
    "phone_saved.distress": """Gracias[, {name}]. Una persona le llamará al {phone}.
Podrá leer lo que se ha dicho aquí; no tendrá que explicarlo de nuevo.
{expectation}""",
    "nobody_now.distress": """{acknowledgement}
{reassurance}
{expectation} Puede seguir escribiendo aquí.""",
    "cancelled.distress": """Por ahora he dejado de buscar a una persona[, {name}].
{reassurance}
Puede pedir hablar con una persona en cualquier momento. {emergency}""",
    "handed_back.distress": """{agent} ha dejado la conversación y vuelvo a estar aquí[, {name}].
{reassurance}
Puede pedir hablar con una persona en cualquier momento. {emergency}""",
    "customer_ended.distress": """Su chat con {agent} ha terminado y vuelvo a estar aquí[, {name}].
{reassurance}
Puede pedir hablar con una persona en cualquier momento. {emergency}""",
    "idle_handed_back.distress": """Hace un rato que no hay mensajes[, {name}]; vuelvo a estar aquí.
{reassurance}
Puede pedir hablar con una persona en cualquier momento. {emergency}""",
    "resolved.distress": """{agent} ha dejado la conversación[, {name}].
{reassurance}
Si vuelve a necesitar a una persona, escriba aquí. {emergency}""",
    "customer_left.distress": """Usted no estaba cuando quisimos responderle[, {name}].
Lo que escribió queda guardado y lo leerá una persona.
{expectation}""",
    "survey.distress": """¿Cómo ha vivido esta conversación[, {name}]?
Su respuesta llega al equipo.
Puede omitir la pregunta.""",
}
