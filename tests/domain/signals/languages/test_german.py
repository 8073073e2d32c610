"""What counts as asking for a person, how answers are taken and how moods sound. All sentences are ours."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from segue.domain.signals.languages import CUES, LANGUAGES
from segue.domain.signals.reactions import (
    Reaction,
    admits_failure,
    asks_if_it_helped,
    reaction,
    reads_as_yes_no,
    refuses,
)
from segue.domain.signals.requests import AsksForHuman, read_request
from segue.domain.signals.words import sentences

HERE = ("de",)
PHRASES = Path(__file__).parents[4] / "training" / "phrases" / "de"

CLEAR = """
geht das auch mit einem echten Berater?
habt ihr jemanden den ich fragen kann
Ich würde gern mit einer Ärztin sprechen
kannst du mich zum Support rüberstellen
Ich möchte mit einem Mitarbeiter sprechen
ich moechte mit einem Kundenberater reden
kann ich mal jemanden sprechen
gib mir einen Menschen
verbinden Sie mich mit dem Kundendienst
Könnten Sie mich bitte an einen Kollegen weiterleiten?
stell mich durch
Stellen Sie mich bitte zu Ihrer Beschwerdeabteilung durch
Ich will nicht mit einem Bot reden, ich will einen Menschen
Gibt es jemanden, mit dem ich reden kann?
Wie komme ich an einen echten Menschen?
Warum kann ich nicht mit einem Menschen sprechen?
ich wil mit ein mitarbeitr sprehcen
Kann mich bitte ein Sachbearbeiter zurückrufen?
Mein Flug wurde gestrichen und ich stehe hier mit zwei Kindern, ich muss sofort mit jemandem sprechen.
Bist du ein Bot? Ich will mit einem Menschen sprechen.
das bringt nichts ich will mit einem berater reden
dann lieber mit einem menschen
mit computern unterhalte ich mich nicht
Ich bestehe darauf, mit einem Menschen verbunden zu werden
Wann hätte einer Ihrer Berater Zeit für mich?
Ziehen Sie bitte einen Kollegen hinzu
Gibt es eine Nummer, unter der ich jemanden erwische?
kann sich das jemand persönlich ansehen
"""

UNCLEAR = """
Mitarbeiter
Kundenservice bitte
Ist da jemand?
Rückruf bitte
An wen kann ich mich wenden?
"""

DECLINES = """
bitte nicht anrufen
da muss kein Mensch ran
ich möchte ungern mit jemandem telefonieren
Ich möchte nicht mit einem Mitarbeiter sprechen
nein, keinen Menschen bitte
Bitte verbinden Sie mich nicht
Geht das ohne mit jemandem zu sprechen?
einen Techniker brauche ich nicht
ich mag nicht telefonieren
da frage ich lieber dich als einen Berater
bloß keinen Vertreter
geht das ohne Hilfe von einem Mitarbeiter
"""

ASKS_IF_BOT = """
was bist du, eine Maschine?
Bist du ein Mensch?
Spreche ich mit einer Maschine?
Mensch oder Maschine?
schreibt hier ein mensch
Ich möchte wissen, ob ich mit einem Menschen schreibe
handelt es sich um einen Bot?
Werde ich gerade von einem Computer bedient?
bin ich mit einem automatischen System verbunden
"""

NO = """
Muss ein Mensch über 60 einen Zuschlag zahlen?
stelle meine Anrufe ins Büro durch
Wo kann ich einen Mitarbeiter bewerten?
Ich habe gestern mit einem Mitarbeiter gesprochen
Der Techniker war gestern da
Unser Reiseagent hat das Hotel gebucht
Muss ich vorher mit jemandem sprechen?
Ich möchte bei Ihnen als Berater anfangen
Mensch, das geht ja schnell
Wie verbinde ich das Telefon mit dem WLAN?
Kann mir jemand sagen, wann Sie öffnen?
lege einen neuen Kontakt an
Wie kann ich einen Agenten konfigurieren?
Ich möchte jemanden als Begünstigten eintragen
"""

QUOTED = [
    ("Hallo! Ich möchte bitte mit einem MITARBEITER sprechen.", "mit einem MITARBEITER sprechen"),
    ("so nicht. gib mir nen Menschen", "gib mir nen Menschen"),
    ("Nein danke, ich brauche keinen Berater.", "keinen Berater"),
]

YES_OR_NO = [
    ("ja bitte", True),
    ("gerne", True),
    ("ja, verbinden Sie mich", True),
    ("nein danke", False),
    ("lieber nicht", False),
    ("nein, aber verbinden Sie mich", None),
    ("meine Nummer ist 12", None),
]

REACTIONS = [
    ("das hilft mir nicht weiter", Reaction.REJECTED),
    ("geht immer noch nicht", Reaction.REJECTED),
    ("danke, jetzt geht es", Reaction.CONFIRMED),
    ("super, das hat geklappt", Reaction.CONFIRMED),
    ("und was kostet das", Reaction.NO_ANSWER),
]

GIVES_UP = """
Das habe ich leider nicht verstanden.
Dazu habe ich leider keine Informationen gefunden.
Könnten Sie das bitte anders formulieren?
"""

ASKS = """
Hat Ihnen das geholfen?
Konnte ich Ihre Frage beantworten?
"""

REFUSES = """
Ich bin leider nicht berechtigt, Erstattungen vorzunehmen.
Das darf ich leider nicht herausgeben, dazu darf ich Ihnen nichts sagen. Ich darf das nicht.
"""

CUES_HEARD = [
    ("bot_sorry", "leider habe ich nichts gefunden"),
    ("bot_suggests", "wie wäre es mit Rom"),
    ("bot_asks_fact", "welche Größe brauchen Sie"),
    ("bot_asks_opinion", "wie gefällt Ihnen das"),
    ("another", "haben Sie etwas anderes"),
    ("denial", "das will ich nicht"),
    ("at_a_loss", "keine Ahnung"),
    ("contrast", "gut, aber spät"),
    ("negative", "leider sehr langsam"),
    ("positive", "das ist gut"),
    ("reproach", "warum ist mein Paket noch nicht da"),
    ("service", "es geht um meine Bestellung"),
    ("dislike", "das gefällt mir nicht"),
    ("turns_down", "nein, lieber morgen"),
    ("anger", "so ein Saftladen, verdammt"),
    ("frustration", "das ist doch lächerlich"),
    ("disappointment", "ich bin sehr enttäuscht"),
    ("failure", "das Gerät ist kaputt"),
    ("correction", "nein, ich meinte die Rückfahrt"),
    ("refusal", "das bringt mir nichts"),
    ("repetition", "schon wieder dieselbe Antwort"),
    ("blame", "Sie haben mir das Geld einfach abgebucht"),
    ("waiting", "ich warte seit drei Wochen"),
    ("threat", "ich schalte einen Anwalt ein"),
    ("sarcasm", "danke für nichts"),
    ("satisfaction", "vielen Dank"),
    ("no_problem", "kein Problem"),
    ("question", "wie kann ich bezahlen"),
    ("distress", "ich kann nicht mehr"),
    ("hardship", "ich kann die Miete nicht zahlen"),
    ("urgent", "es ist dringend"),
    ("outage", "der Server ist ausgefallen"),
    ("deadline", "bis spätestens Freitag"),
]

HOSTILE = ["ich will ", "mit einem ", "bitte, ", "nicht mit mitarbeiter ", "kein bot, ", "habe ich mit "]


def lines(table: str) -> list[str]:
    return [line for line in table.strip().splitlines() if line]


def cues_in(text: str) -> set[str]:
    """The kinds of cues that are heard."""
    language = LANGUAGES["de"]
    return {
        kind
        for sentence in sentences(text, language.spelling)
        for kind, rules in language.cues.items()
        if any(rule.pattern.search(sentence.text) for rule in rules)
    }


@pytest.mark.parametrize("text", lines(CLEAR))
def test_asks_clearly(text: str) -> None:
    assert read_request(text, HERE).asks is AsksForHuman.CLEAR


@pytest.mark.parametrize("text", lines(UNCLEAR))
def test_asks_unclearly(text: str) -> None:
    assert read_request(text, HERE).asks is AsksForHuman.UNCLEAR


@pytest.mark.parametrize("text", lines(DECLINES))
def test_declines(text: str) -> None:
    assert read_request(text, HERE).asks is AsksForHuman.DECLINES


@pytest.mark.parametrize("text", lines(ASKS_IF_BOT))
def test_asks_whether_it_talks_to_a_bot_and_not_for_a_person(text: str) -> None:
    read = read_request(text, HERE)
    assert read.asks_if_bot
    assert read.asks is AsksForHuman.NO


@pytest.mark.parametrize("text", lines(NO))
def test_does_not_ask(text: str) -> None:
    assert read_request(text, HERE).asks is AsksForHuman.NO


@pytest.mark.parametrize(("text", "words"), QUOTED)
def test_evidence_quotes_the_customer(text: str, words: str) -> None:
    read = read_request(text, HERE)
    assert words in read.words
    assert read.words in text


@pytest.mark.parametrize(("text", "meant"), YES_OR_NO)
def test_reads_yes_and_no(text: str, meant: bool | None) -> None:
    assert reads_as_yes_no(text, HERE) is meant


@pytest.mark.parametrize(("text", "taken"), REACTIONS)
def test_reads_how_an_answer_was_taken(text: str, taken: Reaction) -> None:
    assert reaction(text, languages=HERE) is taken


def test_reads_what_the_bot_says_of_itself() -> None:
    assert all(admits_failure(text, HERE) for text in lines(GIVES_UP))
    assert all(asks_if_it_helped(text, HERE) for text in lines(ASKS))
    assert all(refuses(text, HERE) for text in lines(REFUSES))


@pytest.mark.parametrize(("kind", "text"), CUES_HEARD)
def test_hears_each_kind_of_cue(kind: str, text: str) -> None:
    assert kind in cues_in(text)


def test_hears_only_kinds_that_are_known_and_each_is_tried_here() -> None:
    assert set(LANGUAGES["de"].cues) <= set(CUES)
    assert {kind for kind, _ in CUES_HEARD} == set(LANGUAGES[HERE[0]].cues)


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_long_repetition_costs_in_proportion_to_its_length(piece: str) -> None:
    """Twice the words are twice the places to look at, never more: repetition in rules is bounded."""
    language = LANGUAGES["de"]
    grammar = language.grammar
    rules = (*grammar.other_meanings, *grammar.about_the_bot, *grammar.declines, *grammar.clear, *grammar.unclear)
    every = (*rules, *(rule for rules in language.cues.values() for rule in rules))
    assert not [rule.name for rule in every if "*" in rule.pattern.pattern.replace("[^ ,]+", "")]
    assert read_request(piece * 400, HERE).probability <= 1


def held_back() -> dict[str, list[str]]:
    content = yaml.safe_load((PHRASES / "requests.yaml").read_text("utf-8"))
    phrases: dict[str, list[str]] = content["held_back"]
    return phrases


def test_phrases_that_were_held_back_are_read_as_well_as_promised() -> None:
    asked = {
        label: [read_request(text, HERE).asks in (AsksForHuman.CLEAR, AsksForHuman.UNCLEAR) for text in texts]
        for label, texts in held_back().items()
    }
    right = sum(asked["clear"]) + sum(asked["unclear"])
    wanted = len(asked["clear"]) + len(asked["unclear"])
    alarms = {label: sum(asked[label]) / len(asked[label]) for label in asked if label not in ("clear", "unclear")}
    taken = right + sum(sum(asked[label]) for label in alarms)
    assert 2 * right / (wanted + taken) >= 0.85
    assert alarms["declines"] <= 0.05
    assert alarms["are_you_human"] <= 0.02
    assert alarms["mentions_agent"] <= 0.04
