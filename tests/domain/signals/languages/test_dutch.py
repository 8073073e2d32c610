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

HERE = ("nl",)
PHRASES = Path(__file__).parents[4] / "training" / "phrases" / "nl"

CLEAR = """
kan dat ook met een echte adviseur?
hebben jullie iemand die ik kan vragen
Ik wil graag een arts spreken
Ik wil mijn vraag aan een mens voorleggen
dat helpt niet ik wil met een medewerker praten
met computers praat ik niet
Wanneer heeft een van uw adviseurs tijd voor mij?
schakel er een collega bij in
Draag mij over aan een vertegenwoordiger
Is er een nummer waarop ik iemand kan bereiken?
Breng mij in verbinding met de juridische afdeling
kan iemand dit persoonlijk bekijken
Ik wil met een medewerker praten
kan ik iemand spreken
geef me een mens
verbind mij door met de klantenservice
Kunt u mij doorverbinden met een collega?
zet me over naar een adviseur
Ik wil niet met een robot praten, ik wil een mens
Is er iemand met wie ik kan praten?
Hoe krijg ik een echt mens te spreken?
Waarom kan ik niet met een mens praten?
ik wil met een medewreker spreeken
Kan een behandelaar mij terugbellen?
Mijn vlucht is geannuleerd en ik sta hier met twee kinderen, ik moet nu iemand spreken.
Ben je een bot? Ik wil een mens spreken.
Ik heb dringend een medewerker nodig
"""

UNCLEAR = """
Medewerker
Klantenservice graag
Is daar iemand?
Bel me terug
Tot wie kan ik me wenden?
"""

DECLINES = """
alsjeblieft niet bellen
Contact met een medewerker is niet gewenst
ik wil niet bellen
liever niet met een medewerker
zonder medewerker graag
geen zin om weer in de wacht te staan
Ik wil niet met een medewerker praten
nee, geen mens aub
Verbind me niet door
Kan dat zonder met iemand te praten?
een monteur heb ik niet nodig
"""

ASKS_IF_BOT = """
wat ben jij, een machine?
gaat het hier om een bot?
Word ik geholpen door een computer?
ben ik bij een automatisch systeem beland
Ben je een mens?
Praat ik met een machine?
Mens of machine?
typt hier een mens
Ik wil weten of ik met een mens chat
"""

NO = """
Hoe kan ik iemand geld sturen?
Ik heb een afspraak met een adviseur, waar moet ik zijn?
zet mijn gesprekken door naar kantoor
Is een adviseur verplicht bij een hypotheek?
voeg een nieuw contact toe
Hoe kan ik een agent configureren?
Ik wil iemand als begunstigde opgeven
Ik heb gisteren met een medewerker gesproken
De monteur was gisteren hier
Onze reisagent heeft het hotel geboekt
Moet ik eerst met iemand praten?
Ik wil bij jullie als adviseur beginnen
Hoe verbind ik mijn telefoon met de wifi?
Stuurt u de post door naar mijn nieuwe adres?
Kan iemand mij vertellen wanneer u opent?
"""

QUOTED = [
    ("Hallo! Ik wil graag met een MEDEWERKER praten.", "met een MEDEWERKER praten"),
    ("zo niet. geef me een mens", "geef me een mens"),
    ("Nee bedankt, ik heb geen adviseur nodig.", "geen adviseur"),
]

YES_OR_NO = [
    ("ja graag", True),
    ("prima", True),
    ("ja, verbind me door", True),
    ("nee bedankt", False),
    ("liever niet", False),
    ("nee, maar verbind me door", None),
    ("mijn nummer is 12", None),
]

REACTIONS = [
    ("dat helpt me niet", Reaction.REJECTED),
    ("werkt nog steeds niet", Reaction.REJECTED),
    ("bedankt, het werkt nu", Reaction.CONFIRMED),
    ("super, dat is gelukt", Reaction.CONFIRMED),
    ("en wat kost dat", Reaction.NO_ANSWER),
]

GIVES_UP = """
Dat heb ik helaas niet begrepen, sorry, ik begrijp het niet.
Daar heb ik helaas geen informatie over gevonden, ik kan het niet vinden.
Kunt u dat anders formuleren?
"""

ASKS = """
Heeft dit u geholpen?
Heb ik uw vraag beantwoord?
"""

REFUSES = """
Ik ben helaas niet bevoegd om terugbetalingen te doen.
Dat mag ik helaas niet delen, ik mag dat niet.
"""

CUES_HEARD = [
    ("bot_sorry", "helaas heb ik niets gevonden"),
    ("bot_suggests", "wat dacht u van Rome"),
    ("bot_asks_fact", "welke maat heeft u nodig"),
    ("bot_asks_opinion", "hoe bevalt het u"),
    ("another", "heeft u iets anders"),
    ("denial", "dat wil ik niet"),
    ("at_a_loss", "geen idee"),
    ("contrast", "goed, maar laat"),
    ("negative", "helaas erg traag"),
    ("positive", "dat is goed"),
    ("reproach", "waarom is mijn pakket er nog niet"),
    ("service", "het gaat om mijn bestelling"),
    ("dislike", "dat bevalt me niet"),
    ("turns_down", "nee, liever morgen"),
    ("anger", "wat een kutbedrijf"),
    ("frustration", "dit is toch belachelijk"),
    ("disappointment", "ik ben zeer teleurgesteld"),
    ("failure", "het apparaat is kapot"),
    ("correction", "nee, ik bedoelde de terugreis"),
    ("refusal", "dat helpt me niet"),
    ("repetition", "alweer hetzelfde antwoord"),
    ("blame", "u heeft het geld gewoon afgeschreven"),
    ("waiting", "ik wacht al drie weken"),
    ("threat", "ik schakel een advocaat in"),
    ("sarcasm", "bedankt voor niks"),
    ("satisfaction", "hartelijk bedankt"),
    ("no_problem", "geen probleem"),
    ("question", "hoe kan ik betalen"),
    ("distress", "ik kan niet meer"),
    ("hardship", "ik kan de huur niet betalen"),
    ("urgent", "het is dringend"),
    ("outage", "de server is uitgevallen"),
    ("deadline", "uiterlijk vrijdag"),
]

HOSTILE = ["ik wil ", "met een ", "aub, ", "niet met medewerker ", "geen bot, ", "heb ik met "]


def lines(table: str) -> list[str]:
    return [line for line in table.strip().splitlines() if line]


def cues_in(text: str) -> set[str]:
    """The kinds of cues that are heard."""
    language = LANGUAGES["nl"]
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
    assert set(LANGUAGES["nl"].cues) <= set(CUES)
    assert {kind for kind, _ in CUES_HEARD} == set(LANGUAGES[HERE[0]].cues)


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_long_repetition_costs_in_proportion_to_its_length(piece: str) -> None:
    """Twice the words are twice the places to look at, never more: repetition in rules is bounded."""
    language = LANGUAGES["nl"]
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
