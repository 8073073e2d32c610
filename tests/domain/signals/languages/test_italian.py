"""What counts as asking for a person in Italian, and how answers are taken. The sentences are our own."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from segue.domain.signals.languages import CUES, LANGUAGES
from segue.domain.signals.reactions import (
    Reaction,
    admits_failure,
    asks_if_it_helped,
    reaction_to_statement,
    reads_as_yes_no,
    refuses,
)
from segue.domain.signals.requests import AsksForHuman, Request, read_request
from segue.domain.signals.words import sentences

IN = ("it",)
PHRASES = Path(__file__).parents[4] / "training" / "phrases" / "it" / "requests.yaml"

CLEAR = """
Salve, vorrei poter parlare con una consulente vera
potreste mettermi in contatto con l'ufficio reclami
Quando potrò finalmente parlare con un umano?
È possibile confrontarsi con un membro del vostro team? Vorrei parlare con qualcuno
passami un umano per favore
Vorrei essere ricontattato al telefono da un vostro operatore
voglio che mi passiate un umano
si può avere qualcuno al telefono?
Perché non posso parlare con un umano?
Dove trovo un vero operatore? Voglio un operatore
mi servirebbe l'aiuto di un tecnico
possiamo parlare con un commerciale?
chiedo un supervisore
un operatore mi può contattare?
il vostro bot è inutile, voglio parlare con una persona
trasferiscimi a un umano
Posso parlare con il direttore?
vorrei un appuntamento telefonico con il mio consulente
Non desidero parlare che con un essere umano, passatemi un operatore
Un agente può subentrare?
vorrei che il mio caso fosse seguito da un umano, mi passi un responsabile
Come posso contattare qualcuno di voi?
dammi un operatore
Ho una domanda sull'assicurazione auto e vorrei parlarne con un consulente
È troppo complicato in chat, posso avere qualcuno al telefono?
vi ho detto che voglio parlare con un umano
dite al vostro responsabile di contattarmi
Voglio vedere il responsabile
"""

UNCLEAR = """
operatore
un agente per favore
umano
consulente
responsabile
Una persona vera
servizio clienti
Assistenza clienti per favore
supporto
assistenza tecnica
numero verde?
c'è qualcuno?
c'è qualcuno???
Pronto, c'è nessuno?
qualcuno?
cerco l'ufficio reclami
qualcuno può rispondermi?
qualcuno potrebbe aiutarmi per telefono?
trasferimento
chat umana
dov'è il servizio clienti
niente robot per favore
Buongiorno, operatore per favore
"""

DECLINES = """
no, niente trasferimento a un umano
non voglio un umano
Non cerco di parlare con un agente, solo un'informazione
non ho nessuna voglia di parlare con un umano
lascia stare l'operatore
voglio restare con te, il robot
Non mettermi in contatto con nessuno, grazie
Non è necessario contattare un tecnico
Non chiamatemi
Non desidero essere contattato dai vostri commerciali
Posso fare tutto da solo, niente operatore
"""

NOT_ASKED = """
l'operatore che ho sentito ieri era incompetente
Il consulente con cui ho parlato mi ha detto di aspettare
Un vostro agente è stato molto maleducato con me
ho già parlato con tre operatori
Il vostro consulente mi ha trasferito all'ufficio sbagliato
sono consulente finanziario
Un umano avrebbe capito
Come può un agente vedere i miei dati?
Gli operatori sono disponibili il sabato?
la persona che mi ha venduto l'offerta ha mentito
grazie all'operatore che mi ha aiutato ieri
Ho contattato il supporto che mi ha rimandato a voi
voleva parlare con un responsabile ma non c'era
Si possono mettere due persone sulla prenotazione?
quanti agenti si possono creare con l'abbonamento
voglio parlare del mio problema
mi servono informazioni
ci sono posti disponibili?
"""

ARE_YOU_HUMAN = """
sei reale?
Lei è un essere umano?
È una persona vera o un bot?
umano o robot?
Sto parlando con un consulente reale?
Chi sei
C'è qualcuno dietro questa chat o è un bot?
sono sicuro che sei un bot
"""


def lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


def read(text: str) -> Request:
    return read_request(text, IN)


@pytest.mark.parametrize("text", lines(CLEAR))
def test_a_clear_request_is_recognised(text: str) -> None:
    assert read(text).asks is AsksForHuman.CLEAR


@pytest.mark.parametrize("text", lines(UNCLEAR))
def test_a_bare_noun_or_a_desk_may_be_a_request(text: str) -> None:
    assert read(text).asks is AsksForHuman.UNCLEAR


@pytest.mark.parametrize("text", lines(DECLINES))
def test_a_refusal_is_no_request(text: str) -> None:
    assert read(text).asks is AsksForHuman.DECLINES


@pytest.mark.parametrize("text", lines(NOT_ASKED))
def test_speaking_of_people_is_no_request(text: str) -> None:
    asks = read(text)
    assert (asks.asks, asks.asks_if_bot) == (AsksForHuman.NO, False)


@pytest.mark.parametrize("text", lines(ARE_YOU_HUMAN))
def test_asking_what_one_talks_to_is_no_request(text: str) -> None:
    asks = read(text)
    assert (asks.asks, asks.asks_if_bot) == (AsksForHuman.NO, True)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Buongiorno, non funziona. Mi passi un operatore!", "Mi passi un operatore"),
        ("Non ho ricevuto nulla, vorrei parlare con qualcuno di voi", "vorrei parlare con qualcuno"),
    ],
)
def test_the_evidence_is_the_customers_own_words(text: str, words: str) -> None:
    assert read(text).words == words
    assert words in text


@pytest.mark.parametrize(
    ("text", "spelt"),
    [
        ("vorrei l'aiuto di un'operatrice", "vorrei lo aiuto di una operatrice"),
        ("parlare coll operatore dell'assistenza", "parlare coll operatore dello assistenza"),
        ("voglio parlare cn qlcn", "voglio parlare con qualcuno"),
        ("unaltra persona", "una altra persona"),
        ("la mano della mamma", "la mano della mamma"),
    ],
)
def test_elided_words_and_short_forms_are_read_in_full(text: str, spelt: str) -> None:
    assert sentences(text, LANGUAGES["it"].spelling)[0].text.strip() == spelt


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sì", True),
        ("va bene", True),
        ("Volentieri, grazie", True),
        ("sì mettetemi in contatto", True),
        ("ok procedi pure", True),
        ("no", False),
        ("No grazie", False),
        ("non serve", False),
        ("no, preferisco restare qui", False),
        ("no, mi passi un operatore", None),
        ("Dov'è il mio pacco?", None),
    ],
)
def test_yes_and_no_to_an_offer(text: str, said: bool | None) -> None:
    assert reads_as_yes_no(text, IN) is said


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("non mi aiuta", Reaction.REJECTED),
        ("non funziona ancora", Reaction.REJECTED),
        ("grazie ma non funziona", Reaction.REJECTED),
        ("l'ho già provato", Reaction.REJECTED),
        ("non è quello che chiedo", Reaction.REJECTED),
        ("grazie ora funziona", Reaction.CONFIRMED),
        ("perfetto, grazie mille", Reaction.CONFIRMED),
        ("ok risolto", Reaction.CONFIRMED),
        ("dov'è il mio pacco", Reaction.NO_ANSWER),
    ],
)
def test_how_an_answer_was_taken(text: str, taken: Reaction) -> None:
    assert reaction_to_statement(text, IN) is taken


@pytest.mark.parametrize(
    "text",
    [
        "Mi dispiace, non ho capito la richiesta.",
        "Può riformulare?",
        "Non so rispondere a questa domanda.",
        "Purtroppo non trovo informazioni su questo.",
    ],
)
def test_the_bot_gives_up(text: str) -> None:
    assert admits_failure(text, IN)


@pytest.mark.parametrize("text", ["Non sono in grado di rimborsarla.", "Purtroppo non posso annullare questo ordine."])
def test_the_bot_refuses(text: str) -> None:
    assert refuses(text, IN)


@pytest.mark.parametrize("text", ["Questo risponde alla tua domanda?", "Ti è stato d'aiuto?", "Il problema è risolto?"])
def test_the_bot_asks_if_it_helped(text: str) -> None:
    assert asks_if_it_helped(text, IN)


@pytest.mark.parametrize("text", ["Il pacco arriva domani.", "Si può pagare con carta o bonifico."])
def test_a_plain_answer_of_the_bot_is_none_of_these(text: str) -> None:
    assert not admits_failure(text, IN)
    assert not refuses(text, IN)
    assert not asks_if_it_helped(text, IN)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("che cazzo, siete una banda di incapaci", "anger"),
        ("sono stufo, ho perso tempo", "frustration"),
        ("servizio pessimo, sono molto delusa", "disappointment"),
        ("il modem non funziona più", "failure"),
        ("non è quello che ho chiesto", "correction"),
        ("l'ho già provato, sempre uguale", "refusal"),
        ("è la terza volta che chiamo", "repetition"),
        ("mi avete addebitato senza avvisare", "blame"),
        ("aspetto da tre settimane", "waiting"),
        ("cambio banca", "threat"),
        ("grazie, è perfetto", "satisfaction"),
        ("Come cambio il codice?", "question"),
        ("non ce la faccio più, sono disperata", "distress"),
        ("non riesco a pagare l'affitto", "hardship"),
        ("mi serve al più presto", "urgent"),
        ("il nostro server è caduto", "outage"),
        ("entro domani", "deadline"),
    ],
)
def test_a_turn_of_phrase_is_heard_as_what_it_is(text: str, kind: str) -> None:
    language = LANGUAGES["it"]
    line = sentences(text, language.spelling)[0].text
    assert any(rule.pattern.search(line) for rule in language.cues[kind])


def test_every_kind_of_cue_is_a_known_one() -> None:
    assert set(LANGUAGES["it"].cues) <= set(CUES)


def held_back() -> dict[str, list[Request]]:
    texts = yaml.safe_load(PHRASES.read_text("utf-8"))["held_back"]
    return {label: [read(text) for text in of_label] for label, of_label in texts.items()}


def test_phrases_nobody_wrote_rules_for_are_read_as_well() -> None:
    of_label = held_back()
    found = {
        label: sum(request.asks in {AsksForHuman.CLEAR, AsksForHuman.UNCLEAR} for request in requests)
        for label, requests in of_label.items()
    }
    asked = len(of_label["clear"]) + len(of_label["unclear"])
    recognised = found["clear"] + found["unclear"]
    false_alarms = sum(found.values()) - recognised
    assert 2 * recognised / (asked + recognised + false_alarms) >= 0.85
    assert found["declines"] <= 0.05 * len(of_label["declines"])
    assert found["are_you_human"] <= 0.02 * len(of_label["are_you_human"])
    assert found["mentions_agent"] <= 0.04 * len(of_label["mentions_agent"])
