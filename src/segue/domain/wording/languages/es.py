"""Spanish. Usted; no word that would give the reader or the agent a gender; `{matter}` is feminine."""

from __future__ import annotations

from segue.domain.wording.languages.distress import es as distress
from segue.domain.wording.languages.words import Words

TEXTS = {
    "title": "Escríbanos",
    "greeting": "¡Hola! ¿En qué podemos ayudarle?",
    # the offer of a person
    "offer": """{acknowledgement}
{reassurance}
{expectation} ¿Desea hablar con una persona?""",
    "offer_proactive": """¿Desea hablar con una persona[, {name}]? Algunas cosas se resuelven mejor así.
{reassurance}
{expectation}""",
    "offer_later": """Creo que {matter} requiere la atención de una persona[, {name}].
{expectation}
¿Quiere que la pase al equipo de {queue} para que le respondan más tarde?""",
    "offer_later_proactive": """Algunas cosas se resuelven mejor con una persona[, {name}].
{expectation}
¿Quiere que el equipo de {queue} lea lo que escriba aquí y le responda más tarde?""",
    "offer_human": "Sí, con una persona",
    "offer_bot": "No, seguir aquí",
    "offer_declined": "De acuerdo, seguimos aquí. Puede pedir hablar con una persona en cualquier momento.",
    "offer_lapsed": "Por ahora seguimos aquí. Puede pedir hablar con una persona en cualquier momento.",
    # acknowledgement
    "acknowledgement": "Entiendo[, {name}]: es mejor que una persona se ocupe de {matter}.",
    "acknowledgement.frustrated": "Lo siento[, {name}]: {matter} le ha costado más esfuerzo del debido.",
    "acknowledgement.technical": "No he conseguido resolver {matter}[, {name}].",
    "acknowledgement.technical.frustrated": "Lo siento[, {name}]. No he conseguido resolver {matter}.",
    "acknowledgement.billing": "Entiendo[, {name}]: {matter} requiere que una persona revise las cifras.",
    "acknowledgement.billing.frustrated": "Lo siento[, {name}]: {matter} no debería haberle dado tantas molestias.",
    "acknowledgement.important_account": "He tomado nota de {matter}[ para su cuenta {tier}][, {name}].",
    "acknowledgement.important_account.frustrated": (
        "Lo siento[, {name}]: {matter}[ para su cuenta {tier}] debería haber sido más sencilla."
    ),
    "acknowledgement.security": "Me lo tomo en serio[, {name}]: una persona debe revisar {matter}.",
    "acknowledgement.security.frustrated": (
        "Lo siento[, {name}]. Me lo tomo en serio: una persona debe revisar {matter}."
    ),
    "acknowledgement.legal": "Entiendo[, {name}]: a {matter} debe responder una persona, no yo.",
    "acknowledgement.legal.frustrated": (
        "Lamento las molestias[, {name}]. A {matter} debe responder una persona, no yo."
    ),
    "acknowledgement_agreed": "Gracias[, {name}]. A partir de aquí, una persona se ocupará de {matter}.",
    "acknowledgement_agreed.frustrated": "De acuerdo[, {name}]. A partir de aquí, una persona se ocupará de {matter}.",
    # reassurance
    "reassurance": "Le paso con el equipo de {queue}. Allí verán lo que ha escrito; no tendrá que repetirlo.",
    "reassurance.frustrated": (
        "Le paso con el equipo de {queue}. Allí verán cómo ha ido todo; no tendrá que empezar de nuevo."
    ),
    "reassurance.technical": "Le paso con el equipo de {queue}. Allí verán lo que ya se ha probado.",
    "reassurance.billing": "Le paso con el equipo de {queue}. Allí tendrán a la vista lo que ha escrito.",
    "reassurance.important_account": (
        "Le paso con el equipo de {queue}. Allí verán lo que ha escrito; no tendrá que explicarlo de nuevo."
    ),
    "reassurance.security": (
        "Le paso con el equipo de {queue}. Allí verán lo que ha escrito. Por favor, no escriba aquí contraseñas "
        "ni códigos."
    ),
    "reassurance.legal": "Le paso con el equipo de {queue}. Allí pueden leerlo con sus propias palabras.",
    "reassurance.withheld": "Le paso con el equipo de {queue}, con lo que ha aceptado compartir.",
    "reassurance_offer": "Una persona del equipo de {queue} vería lo que escriba aquí.",
    "reassurance_offer.withheld": "Una persona del equipo de {queue} vería lo que acepte compartir.",
    "reassurance_waiting": "La persona que le atienda verá lo que escriba aquí.",
    "reassurance_waiting.withheld": "La persona que le atienda verá lo que ha aceptado compartir.",
    "reassurance_agent": "Puede ver lo que se ha dicho; no hace falta repetirlo.",
    "reassurance_agent.withheld": "Puede ver lo que usted ha aceptado compartir.",
    "reassurance_later": "He transmitido lo que ha escrito aquí.",
    "reassurance_later.withheld": "He transmitido lo que ha aceptado compartir.",
    "reassurance_back": "La próxima persona podrá leer lo que se ha dicho aquí.",
    # expectation
    "queued_wait": "Ocupa el puesto {position} en la cola. La espera estimada es de {wait}.",
    "queued_position": "Ocupa el puesto {position} en la cola. Aún no puedo decirle cuánto tardará.",
    "queued_ticket": "Ocupa el puesto {position} en la cola, y lo que ha escrito queda también guardado como tique.",
    "queued_wait_unknown": "Busco a alguien que pueda atenderle. Aún no puedo decirle cuánto tardará.",
    "expected_wait": "La espera estimada es de {wait}.",
    "expected_wait_unknown": "Aún no puedo decirle cuánto tardará.",
    "closed": "El equipo de {queue} está fuera de horario y vuelve {opens_at}.",
    "closed_unknown": "El equipo de {queue} está fuera de horario. Aún no sé hasta cuándo.",
    "nobody_there": "En este momento no hay nadie del equipo de {queue}. Aún no sé hasta cuándo.",
    "nobody_here": "En este momento no hay nadie del equipo de {queue}.",
    "nobody_until": "En este momento no hay nadie del equipo de {queue}; alguien volverá {opens_at}.",
    "answer_later": "Aún no puedo decirle cuándo responderá el equipo de {queue}.",
    "answer_by": "Debería tener una respuesta {answered_by} a más tardar.",
    "answer_unknown": "Volveremos a ponernos en contacto con usted; aún no puedo decirle cuándo.",
    "emergency": "Si alguien está en peligro, llame al 112 (en Europa).",
    # on the way to a person
    "transfer": """{acknowledgement}
{reassurance}
{expectation}""",
    "introduced": """{acknowledgement}
Le paso con {agent}. {reassurance}
Dele un momento para leer.""",
    "still_waiting": """Conserva su puesto en la cola para {matter}[, {name}].
La persona que le atienda leerá lo que escriba aquí.
{expectation}""",
    "wait_update": """Gracias por su paciencia[, {name}]; no hemos olvidado {matter}.
{reassurance}
Ocupa el puesto {position} en la cola y la espera estimada es de {wait}.""",
    "wait_update.frustrated": """Siento que siga esperando[, {name}]; no hemos olvidado {matter}.
{reassurance}
Ocupa el puesto {position} en la cola y la espera estimada es de {wait}.""",
    "wait_update_unknown": """Gracias por su paciencia[, {name}]; no hemos olvidado {matter}.
{reassurance}
Conserva su puesto en la cola. Aún no puedo decirle cuánto tardará.""",
    "wait_update_unknown.frustrated": """Siento que siga esperando[, {name}]; no hemos olvidado {matter}.
{reassurance}
Conserva su puesto en la cola. Aún no puedo decirle cuánto tardará.""",
    "position_changed": """Ha avanzado[, {name}]: {matter} ocupa ahora el puesto {position} en la cola.
{reassurance}
{expectation}""",
    "customer_back": """Nos alegra que haya vuelto[, {name}]. Conserva su puesto en la cola para {matter}.
{reassurance}
{expectation}""",
    "customer_back.frustrated": """Conserva su puesto en la cola para {matter}[, {name}].
{reassurance}
{expectation}""",
    "joined": """{agent} ya está aquí y se ocupa de {matter}.
{reassurance}
Dele un momento para leer.""",
    "joined_follow_up": """{agent} ya está aquí y retoma {matter}.
{reassurance}
Dele un momento para leer.""",
    "transferred": """A partir de aquí, {agent} se ocupa de {matter}.
{reassurance}
Dele un momento para leer.""",
    "transferred_queue": """{agent} le pasa con el equipo de {queue} para {matter}.
El tiempo que ha esperado cuenta. {reassurance}
{expectation}""",
    "transfer_returned": """Nadie del equipo de {queue} ha podido venir; {agent} vuelve a ocuparse de {matter}.
{reassurance}
Puede seguir escribiendo aquí.""",
    "agent_lost": """Se ha perdido la conexión con {agent}; lo siento[, {name}].
Vuelve a estar en la cola para {matter}; el tiempo que ha esperado cuenta. {reassurance}
{expectation}""",
    # nobody can take it now
    "when_full": """Lo siento[, {name}]: la espera para {matter} es larga.
Elija lo que elija, una persona del equipo de {queue} leerá lo que escriba aquí.
La espera sería de {wait}. ¿Cómo desea continuar?""",
    "offer_wait": "Prefiero esperar",
    "offer_ticket": "Dejar un mensaje",
    "offer_email": "Responderme por correo electrónico",
    "offer_callback": "Llámenme",
    "ticket_created": """{acknowledgement}
{reassurance}
{expectation}""",
    "ticket_created_email": """{acknowledgement}
{reassurance}
La respuesta llegará a {email}. {expectation}""",
    "ask_email": "Por favor, escriba aquí su dirección de correo electrónico y le responderemos allí.",
    "ask_where": (
        "¿Dónde podemos responderle? Puede escribir aquí su dirección de correo electrónico o pedir que le llamemos."
    ),
    "ask_callback": "¿Desea que le llamemos?",
    "ask_phone": "Por favor, escriba aquí su número de teléfono, con el prefijo del país, y le llamaremos.",
    "bad_email": "No parece una dirección de correo electrónico. Por favor, escríbala de nuevo.",
    "bad_phone": "No parece un número de teléfono. Por favor, escríbalo de nuevo.",
    "email_saved": """Gracias[, {name}]. Responderemos a {matter} en {email}.
La persona que le responda podrá leer la conversación; no tendrá que explicarlo de nuevo.
{expectation}""",
    "phone_saved": """Gracias[, {name}]. Le llamaremos al {phone} por {matter}.
La persona que le llame podrá leer la conversación; no tendrá que explicarlo de nuevo.
{expectation}""",
    "nobody_now": """{acknowledgement}
{reassurance}
{expectation} Mientras tanto, sigo ayudándole aquí.""",
    "went_on_with_bot": "Mientras tanto, sigo ayudándole aquí.",
    "cancelled": """He dejado de buscar a una persona para {matter}.
{reassurance}
Seguimos aquí; puede pedir hablar con una persona en cualquier momento.""",
    # the end of a handoff
    "handed_back": """{agent} ha dejado la conversación y vuelvo a ocuparme de {matter}.
{reassurance}
Puede volver a pedir hablar con una persona en cualquier momento.""",
    "ask_to_end": "¿Termino el chat con {agent}?",
    "ask_to_end_yes": "Sí, terminarlo",
    "ask_to_end_no": "No, seguir aquí",
    "customer_ended": """Su chat con {agent} ha terminado y vuelvo a ocuparme de {matter}.
{reassurance}
Puede volver a pedir hablar con una persona en cualquier momento.""",
    "idle_handed_back": """Hace un rato que no hay mensajes, así que vuelvo a ocuparme de {matter}.
{reassurance}
Puede volver a pedir hablar con una persona en cualquier momento.""",
    "resolved": """{agent} ha marcado {matter} como resuelta.
{reassurance}
Si no está resuelta, escríbanos aquí.""",
    "customer_left": """Usted no estaba cuando quisimos responder a {matter}.
{reassurance}
{expectation}""",
    "survey": """¿Qué tal hemos atendido {matter}?
Su respuesta llega al equipo.
Basta un clic y puede omitir la pregunta.""",
    # trouble with the bot
    "bot_silent": (
        "Disculpe, esto tarda más de lo debido. Sigo intentándolo; también puede pedir hablar con una persona."
    ),
    "bot_error": "Disculpe, algo ha fallado por nuestra parte. Por favor, escríbalo de nuevo.",
    # no match, other help, silence
    "no_match": "No lo he entendido. ¿Puede decirlo de otra manera?",
    "no_match_again": "Sigo sin entenderlo. ¿Puede describirlo con otras palabras, quizá en una frase corta?",
    "help_elsewhere": "También puede encontrar ayuda aquí: {link}",
    "help_elsewhere_instead": "Para esto, diríjase aquí, por favor: {link}",
    "answered": "¿Ha quedado respondida su pregunta?",
    "answered_yes": "Sí",
    "answered_no": "No",
    "try_again": "Lo siento. ¿Lo intentamos otra vez?",
    "try_again_yes": "Sí, otra vez",
    "try_again_no": "No, necesito otra ayuda",
    "try_again_agreed": "Con gusto. ¿Qué queda pendiente exactamente?",
    "still_there": "¿Sigue ahí?",
    "ended": "Esta conversación ha terminado. Puede iniciar una nueva en cualquier momento.",
    # what it is about
    "matter": "su consulta",
    "matter.billing": "su consulta de facturación",
    "matter.security": "su consulta de seguridad",
    "matter.legal": "su consulta legal",
    "matter_order": "su consulta sobre el pedido {value}",
    "matter_invoice": "su consulta sobre la factura {value}",
    "matter_ticket": "su consulta sobre la incidencia {value}",
    "matter_case": "su consulta sobre el caso {value}",
    "matter_booking": "su consulta sobre la reserva {value}",
    "matter_reference": "su consulta con la referencia {value}",
    "matter_tracking": "su consulta sobre el envío {value}",
    "matter_contract": "su consulta sobre el contrato {value}",
    "matter_amount": "su consulta sobre el importe de {value}",
    "matter_topic_billing_dispute": "su consulta sobre el cargo",
    "matter_topic_cancellation": "su solicitud de cancelación",
    "matter_topic_compliance": "su consulta sobre el cumplimiento normativo",
    "matter_topic_contract": "su consulta sobre el contrato",
    # what is passed on, where they may look at it
    "passing_on_title": "Lo que se transmite",
    "passing_on_read": "Una persona ya lo ha visto. Lo que retire ahora quedará oculto a partir de aquí.",
    "passing_on_keep_back": "No transmitir",
    "passing_on_save": "Guardar",
    "passing_on_saved": "Guardado.",
    "passing_on_matter": "De qué se trata",
    "passing_on_name": "Su nombre",
    "passing_on_email": "Su dirección de correo electrónico",
    "passing_on_account": "Datos de su cuenta",
    "passing_on_pages": "Páginas que ha visto",
    "passing_on_earlier": "Que ya se había puesto en contacto",
    "passing_on_variables": "Lo que anotó el asistente",
    "passing_on_attachments": "Archivos enviados",
    "passing_on_said": "Mensajes de esta conversación",
    # waits and moments
    "wait_minute": "un minuto aproximadamente",
    "wait_minutes": "unos {minutes} minutos",
    "wait_up_to": "hasta {minutes} minutos",
    "wait_between": "entre {low} y {high} minutos",
    "wait_hour": "una hora aproximadamente",
    "wait_hours": "unas {hours} horas",
    "wait_hours_between": "entre {low} y {high} horas",
    "time_today": "hoy a las {time} ({zone})",
    "time_tomorrow": "mañana a las {time} ({zone})",
    "time_weekday": "el {day} a las {time} ({zone})",
    "time_date": "el {day} {date} a las {time} ({zone})",
}

WORDS = Words(
    code="es",
    name="Español",
    texts=TEXTS | distress.TEXTS,
    weekdays=("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    months=(
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ),
    date="{day} de {month}",
)
