"""Golden rules of every message, in every language, for every category, tone and state of knowledge."""

from __future__ import annotations

import itertools
import re
import sys
from pathlib import Path

import pytest

from segue.domain.wording import KEYS, LANGUAGES, Category, Matter, Moment, Situation, say
from segue.domain.wording.languages import CODES
from segue.domain.wording.saying import PLACEHOLDER

sys.path.insert(0, str(Path(__file__).parents[3] / "tools"))

import words as page

ENGLISH = LANGUAGES["en"].texts
MESSAGES = [key for key, spec in KEYS.items() if spec.moment]
MATTERS = (
    Matter(),
    Matter("matter_order", "Q-1182"),
    Matter("matter_amount", amount=49.9, currency="EUR"),
    Matter("matter_topic_cancellation"),
)
SITUATIONS = [
    Situation(category, frustrated or category is Category.FRUSTRATED, matter, name, tier, withheld)
    for category, frustrated, matter, name, (tier, withheld) in itertools.product(
        Category, (False, True), MATTERS, ("", "Ana Silva"), (("", False), ("Enterprise", False), ("", True))
    )
]
IN_LINE = ("queued_wait", "queued_position", "queued_wait_unknown")
OFFERED = ("expected_wait", "expected_wait_unknown")
NOT_NOW = ("closed", "closed_unknown", "nobody_there", "nobody_here", "nobody_until", "answer_later", "answer_by")
EXPECTATIONS = {
    "offer": OFFERED,
    "offer_proactive": OFFERED,
    "position_changed": OFFERED,
    "transfer": (*IN_LINE, "queued_ticket"),
    "still_waiting": IN_LINE,
    "customer_back": ("expected_wait_unknown",),
    "agent_lost": ("expected_wait_unknown",),
    "transferred_queue": IN_LINE,
    **dict.fromkeys(("email_saved", "phone_saved", "customer_left"), ("answer_unknown", "answer_by")),
    **dict.fromkeys(("offer_later", "offer_later_proactive", "nobody_now"), NOT_NOW[:5]),
    **dict.fromkeys(("ticket_created", "ticket_created_email"), NOT_NOW),
}

SOON = {
    "en": r"right away|immediately|shortly|in a moment|soon|at once|instantly|any minute",
    "de": r"sofort|gleich|umgehend|in Kürze|bald|unverzüglich|im Handumdrehen",
    "fr": r"tout de suite|immédiatement|dans un instant|bientôt|sous peu|sans délai|rapidement",
    "es": r"enseguida|de inmediato|inmediatamente|en breve|pronto|ahora mismo|cuanto antes",
    "it": r"subito|immediatamente|a breve|presto|tra poco|al più presto",
    "pt": r"imediatamente|em breve|logo|já já|agora mesmo|o quanto antes|em instantes",
    "nl": r"meteen|direct|onmiddellijk|zo dadelijk|binnenkort|spoedig|zo snel mogelijk",
}
CLAIMS_ALL = {
    "en": r"everything|all of it|\bfull\b|whole conversation|\byour account and",
    "de": r"\balles\b|vollständig|gesamte",
    "fr": r"l'intégralité|entièrement|tout ce qui",
    "es": r"íntegr|por completo|todo lo que (ha|se)",
    "it": r"per intero|integralmente|tutto ciò",
    "pt": r"na íntegra|por completo|tudo o que",
    "nl": r"\balles\b|volledig|het hele",
}
FILLER = re.compile(r"important to us|valued|wichtig für uns|geschätzt|importante para nosotros|prezad", re.IGNORECASE)


def said(key: str, language: str, situation: Situation, expectation: str = "") -> str:
    return page.said(key, language, situation, expectation)


def all_said(language: str) -> list[tuple[str, Situation, str]]:
    return [
        (key, situation, said(key, language, situation, expectation))
        for key in MESSAGES
        for expectation in EXPECTATIONS.get(key, ("",))
        for situation in SITUATIONS
    ]


@pytest.fixture(scope="module", params=CODES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def spoken(language: str) -> list[tuple[str, Situation, str]]:
    return all_said(language)


def test_every_language_has_every_key_and_every_variant(language: str) -> None:
    assert set(LANGUAGES[language].texts) == set(ENGLISH)


def test_texts_have_the_placeholders_and_the_lines_of_the_english_ones(language: str) -> None:
    for key, text in LANGUAGES[language].texts.items():
        assert sorted(set(PLACEHOLDER.findall(text))) == sorted(set(PLACEHOLDER.findall(ENGLISH[key]))), key
        assert text.count("\n") == ENGLISH[key].count("\n"), key


def test_every_key_has_a_text_and_every_text_a_key() -> None:
    assert {name.partition(".")[0] for name in ENGLISH} == set(KEYS)
    assert set(KEYS) <= set(ENGLISH)


def test_only_placeholders_of_the_key_are_used(language: str) -> None:
    for name, text in LANGUAGES[language].texts.items():
        assert set(PLACEHOLDER.findall(text)) <= KEYS[name.partition(".")[0]].known, name


def test_every_message_has_its_three_ingredients(language: str) -> None:
    for key in MESSAGES:
        parts = LANGUAGES[language].texts[key].split("\n")
        assert len(parts) == 3, key
        assert all(part.strip() for part in parts), key


def test_every_message_names_the_matter_or_apologises_for_nothing_known(
    language: str, spoken: list[tuple[str, Situation, str]]
) -> None:
    unwritten = {"offer_proactive", "offer_later_proactive"}
    for key, situation, text in spoken:
        if key not in unwritten and situation.category is not Category.DISTRESS:
            matter = say(page.POLICY, "matter_order", language=language, value="Q-1182")
            assert situation.matter.value == "" or matter in text or matter[0].upper() + matter[1:] in text, (key, text)


def test_every_message_is_clean(spoken: list[tuple[str, Situation, str]]) -> None:
    for key, _, text in spoken:
        assert text[0].isupper() or text[0] in "¿¡", (key, text)
        assert text[-1] in ".?!", (key, text)
        assert not re.search(r"\s\s|\s[,.]|[,.;:?!]{2}|[{}\[\]\n]", text), (key, text)
        assert text.count("¿") == (text.count("?") if "¿" in text else 0), (key, text)


def test_every_message_is_short(spoken: list[tuple[str, Situation, str]]) -> None:
    lengths = sorted(len(text.split()) for _, _, text in spoken)
    assert lengths[-1] <= 61
    assert lengths[len(lengths) // 2] <= 40
    assert sum(length > 45 for length in lengths) <= 0.21 * len(lengths)


def test_nothing_is_promised_that_nobody_knows(language: str, spoken: list[tuple[str, Situation, str]]) -> None:
    for key, _, text in spoken:
        assert not re.search(rf"\b({SOON[language]})\b", text, re.IGNORECASE), (key, text)
        assert not FILLER.search(text), (key, text)


def test_a_wait_is_told_as_the_router_says_it_or_called_unknown(language: str) -> None:
    wait = page.values_in(language, Category.GENERAL)["wait"]
    for key, expectations in EXPECTATIONS.items():
        for expectation in expectations:
            text = said(key, language, Situation(), expectation)
            assert (wait in text) == expectation.endswith("_wait"), (key, expectation, text)


def test_what_is_kept_back_is_not_claimed_to_be_passed_on(
    language: str, spoken: list[tuple[str, Situation, str]]
) -> None:
    for key, situation, text in spoken:
        if situation.withheld:
            assert not re.search(CLAIMS_ALL[language], text, re.IGNORECASE), (key, text)


def test_a_name_is_said_once_or_not_at_all(spoken: list[tuple[str, Situation, str]]) -> None:
    assert all(text.count("Ana Silva") <= (1 if situation.name else 0) for _, situation, text in spoken)


def test_every_category_has_words_of_its_own_when_a_handoff_begins(language: str) -> None:
    plain = {
        category: said("transfer", language, Situation(category, category is Category.FRUSTRATED))
        for category in Category
    }
    assert len(set(plain.values())) == len(Category)


def test_the_tone_changes_with_the_mood_in_every_category(language: str) -> None:
    for category in set(Category) - {Category.FRUSTRATED, Category.DISTRESS}:
        calm, upset = (said("transfer", language, Situation(category, mood)) for mood in (False, True))
        assert calm != upset
        assert "!" not in upset


def test_somebody_in_distress_reads_of_no_place_in_line_and_is_told_what_to_do_in_danger(
    language: str, spoken: list[tuple[str, Situation, str]]
) -> None:
    calm = {
        "joined",
        "joined_follow_up",
        "transferred",
        "transfer_returned",
        "introduced",
        "survey",
        "offer_proactive",
        "offer_later_proactive",
    }
    for key, situation, text in spoken:
        if situation.category is Category.DISTRESS:
            assert not re.search(r"\b2\b", text), (key, text)
            assert "Q-1182" not in text, (key, text)
            assert ("112" in text) or key in calm, (key, text)


def test_every_moment_is_on_the_page() -> None:
    assert set(page.SHOWN) == set(Moment)
    assert {key for rows in page.SHOWN.values() for key, _ in rows} == set(MESSAGES)


@pytest.mark.parametrize("code", CODES)
def test_the_classic_cases_and_distress_read_as_agreed(code: str) -> None:
    """Read word by word; `python3 dev.py words` writes them anew."""
    assert page.golden(code) == (page.GOLDEN / f"{code}.txt").read_text(encoding="utf-8")
