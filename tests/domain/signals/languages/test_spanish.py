"""What counts as asking for a person in Spanish, as an answer, and as a mood. The sentences are our own."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from segue.domain.signals.languages import CUES, LANGUAGES
from segue.domain.signals.reactions import admits_failure, asks_if_it_helped, reaction, reads_as_yes_no, refuses
from segue.domain.signals.requests import Request, read_request
from segue.domain.signals.words import sentences

SPANISH = LANGUAGES["es"]
PHRASES = Path(__file__).parents[4] / "training" / "phrases" / "es"

CLEAR = """
quién me puede atender
que entre un compañero
preferiría que lo revisara una persona
no hay ninguna persona disponible
me quedaría más tranquila hablando con una persona
Quiero hablar con un humano
quisiera que me atienda una persona
Comuníqueme con un asesor
pásame con alguien de facturación, por favor
me comunica con un ejecutivo
¿me podés pasar con una persona?
póngame en contacto con su supervisor
¿Podría transferirme a un operador?
necesito hablar con alguien sobre mi pedido
¿se puede hablar con un representante?
¿cómo hago para hablar con un asesor?
¿con quién puedo hablar de mi factura?
hay alguien con quien pueda hablar?
hay algún agente disponible
hablar con un agente
un agente ahora mismo
agente agente agente
dame un humano
no quiero hablar con un robot, quiero una persona
nada de bots, quiero un humano
prefiero una persona y no una máquina
quiero que me llame un asesor
Solicito atención humana
quiero ser atendido por un funcionario
kiero ablar kon un umano xfa
nesecito hablar con un ajente
¿Eres un bot? Pásame con una persona.
sí, quiero hablar con un asesor
si quiero hablar con un asesor
quiero hablar con atención al cliente
Llevo una hora con el pedido y esto no avanza, necesito que me pasen con una persona
"""

UNCLEAR = """
agente
humano!!
asesor por favor
atención al cliente
soporte técnico
¿hay alguien ahí?
¿alguien me puede ayudar?
cómo me comunico con servicio al cliente
con quién tengo que hablar para un reembolso
ayuda humana
mi pedido está mal, agente por favor
"""

DECLINES = """
no tienes que avisar al encargado
deja de intentar pasarme con un agente
no quiero hablar con un humano
no quiero hablar con nadie
No necesito un agente
prefiero seguir con el bot
prefiero hablar contigo
prefiero que me ayudes tú
no me pases con un asesor
no me transfieras
no hace falta un humano
no, gracias, no quiero un asesor
todavía no quiero que me atienda una persona
¿puedo cancelar sin hablar con un asesor?
nada de humanos, por favor
odio hablar con operadores
para nada quiero hablar con gente
no kiero ablar con un umano
"""

NO = """
mi vecina habló con una persona de su empresa
alguien me robó la tarjeta
puedo llevar a alguien conmigo
¿dónde está mi pedido?
el agente me dijo que esperara dos días
ayer hablé con un asesor y no resolvió nada
me pasaron con otro agente y me colgaron
estuve una hora esperando para hablar con un agente
me dijeron que hablara con un asesor
busco un agente inmobiliario
mi agente de viajes se equivocó
quiero cambiar de operador
mi jefe quiere cambiar el plan
¿cuánto cuesta hablar con un asesor?
quiero trabajar como agente de atención al cliente
recursos humanos
los derechos humanos
una reserva para dos personas
puedo agregar otra persona adicional
necesito un préstamo personal
transfiere 200 a mi cuenta de ahorro
pásame el enlace
llámame Ana
alguien robó mi tarjeta
el servicio al cliente es pésimo
no quiero seguir con el plan
¿hablas inglés?
me pasa siempre lo mismo con la app
"""

ASKS_IF_BOT = """
este chat lo lleva un robot
esto lo ha escrito una persona
¿eres humano?
eres un bot?
sos de verdad?
¿es usted una persona?
¿estoy hablando con una persona o con un robot?
¿esto es un bot?
con quién hablo
quién eres
pareces un robot
demuéstrame que eres humano
¿hay una persona detrás de este chat?
usted es un asistente virtual?
este chat es automático?
"""


def lines(table: str) -> list[str]:
    return [line for line in table.splitlines() if line]


def read(text: str) -> Request:
    return read_request(text, ("es",))


CASES = [
    (text, word)
    for word, table in (("clear", CLEAR), ("unclear", UNCLEAR), ("declines", DECLINES), ("no", NO))
    for text in lines(table)
]


@pytest.mark.parametrize(("text", "word"), CASES)
def test_a_message_is_read_as(text: str, word: str) -> None:
    request = read(text)
    assert request.asks.value == word, f"{request.rule}: {request.words!r}"
    assert request.words in text


@pytest.mark.parametrize("text", lines(ASKS_IF_BOT))
def test_a_question_about_the_bot_is_no_request(text: str) -> None:
    request = read(text)
    assert (request.asks_if_bot, request.asks.value) == (True, "no"), request.words
    assert request.bot_words in text


@pytest.mark.parametrize("text", [text for text, word in CASES if word == "no"])
def test_other_messages_do_not_ask_about_the_bot(text: str) -> None:
    assert not read(text).asks_if_bot


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Esto no sirve. ¿Puedo hablar con un humano, por favor?", "Puedo hablar con un humano"),
        ("ok, COMUNÍQUEME con un acesor!!", "COMUNÍQUEME con un acesor"),
        ("Mejor no: no quiero hablar con un agente", "no quiero hablar con un agente"),
    ],
)
def test_the_evidence_is_the_customers_own_words(text: str, words: str) -> None:
    assert read(text).words == words


@pytest.mark.parametrize(
    "piece", ["quiero hablar con ", "no quiero que me pase ", "un asesor de ", "que no ", "hay alguien que me "]
)
def test_a_message_built_to_be_slow_is_read_to_its_end(piece: str) -> None:
    assert read(piece * 2_000).words in piece * 2_000


def _held_back(kind: str) -> dict[str, list[str]]:
    held_back: dict[str, list[str]] = yaml.safe_load((PHRASES / f"{kind}.yaml").read_text("utf-8"))["held_back"]
    return held_back


def test_phrases_that_were_held_back_are_read_as_well_as_promised() -> None:
    held_back = _held_back("requests")
    asks = {label: [read(text).probability >= 0.5 for text in texts] for label, texts in held_back.items()}
    wanted = asks["clear"] + asks["unclear"]
    alarms = [asked for label in ("declines", "are_you_human", "mentions_agent", "other") for asked in asks[label]]
    found = sum(wanted)
    assert 2 * found / (2 * found + sum(alarms) + len(wanted) - found) >= 0.85
    assert sum(asks["declines"]) <= 0.05 * len(asks["declines"])
    assert sum(asks["are_you_human"]) <= 0.02 * len(asks["are_you_human"])
    assert sum(asks["other"]) == 0


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        *((text, True) for text in ("sí", "Sí, por favor", "claro, adelante", "ok, pásame con un humano", "dale")),
        *((text, False) for text in ("no", "no gracias", "ahora no", "no hace falta, gracias", "déjalo")),
        *((text, None) for text in ("no, pásame con una persona", "sí, pero primero dime cuánto cuesta", "mi pedido")),
    ],
)
def test_an_answer_to_an_offer_is_read_as(text: str, meant: bool | None) -> None:
    assert reads_as_yes_no(text, ("es",)) is meant


@pytest.mark.parametrize(
    ("text", "took"),
    [
        *((text, "rejected") for text in ("eso no me ayudó", "sigue sin funcionar", "ya lo intenté", "el mismo error")),
        *((text, "rejected") for text in ("no es lo que pregunté", "gracias, pero no funciona")),
        *((text, "confirmed") for text in ("ya funciona, gracias", "gracias!", "perfecto", "problema resuelto")),
        *((text, "no_answer") for text in ("ok", "no", "no hay problema", "gracias, ¿y el otro pedido?")),
    ],
)
def test_an_answer_of_the_bot_was_taken_as(text: str, took: str) -> None:
    assert reaction(text, languages=("es",)) == took


def test_the_bots_own_words_are_heard() -> None:
    assert admits_failure("Lo siento, no entendí tu mensaje.", ("es",))
    assert not admits_failure("Lo siento por el retraso, llega el lunes", ("es",))
    assert refuses("No puedo emitir reembolsos", ("es",))
    assert asks_if_it_helped("¿Te ayudó esta respuesta?", ("es",))
    assert not asks_if_it_helped("¿Cuál es tu número de pedido?", ("es",))


def _kinds(text: str) -> set[str]:
    heard = sentences(text, SPANISH.spelling)
    return {
        kind for kind, rules in SPANISH.cues.items() for rule in rules for s in heard if rule.pattern.search(s.text)
    }


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("son unos ladrones", "anger"),
        ("estoy harto, esto es ridículo", "frustration"),
        ("muy decepcionado con la calidad", "disappointment"),
        ("la app no funciona", "failure"),
        ("eso no es lo que pregunté", "correction"),
        ("no me sirve, ya lo intenté", "refusal"),
        ("ya te lo dije dos veces", "repetition"),
        ("me cobraron sin avisar", "blame"),
        ("llevo dos semanas esperando", "waiting"),
        ("los voy a denunciar", "threat"),
        ("gracias por nada", "sarcasm"),
        ("muchas gracias, genial", "satisfaction"),
        ("no hay problema", "no_problem"),
        ("¿cómo cambio mi clave?", "question"),
        ("no puedo más, estoy desesperada", "distress"),
        ("no tengo dinero para comer", "hardship"),
        ("es urgente", "urgent"),
        ("el sistema está caído", "outage"),
        ("mi vuelo sale en dos horas", "deadline"),
        ("¿por qué nadie me contesta?", "reproach"),
        ("no me gusta, es muy caro", "dislike"),
        ("¿hay otra opción?", "another"),
        ("pero sigue igual", "contrast"),
    ],
)
def test_a_turn_of_phrase_is_heard(text: str, kind: str) -> None:
    assert kind in _kinds(text)


def test_every_kind_of_cue_has_rules() -> None:
    assert not set(CUES) - set(SPANISH.cues)
    assert "urgent" not in _kinds("no tengo prisa, cuando puedan")
