"""Writes docs/words.md, and the golden texts of the classic cases and of distress: `python3 dev.py words`.

The page shows every message at a transfer in every language, for every category. A test compares both with the files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from segue.domain.policy import Policy
from segue.domain.wording import (
    KEYS,
    LANGUAGES,
    Category,
    Expectation,
    Matter,
    Moment,
    Situation,
    say,
    time_words,
    wait_words,
)

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "words.md"
GOLDEN = ROOT / "tests" / "domain" / "wording" / "golden"
POLICY = Policy((), (), {}, languages=tuple(LANGUAGES), important_tiers=("Enterprise",))
NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)  # a Saturday
OPENS = datetime(2026, 11, 23, 8, tzinfo=UTC)
ANSWERED = datetime(2026, 11, 23, 12, tzinfo=UTC)

NAMED = "Ana Silva"
KNOWN: Mapping[Category, Situation] = {
    Category.DISTRESS: Situation(Category.DISTRESS, name=NAMED),
    Category.FRUSTRATED: Situation(Category.FRUSTRATED, True, Matter("matter_order", "Q-1182"), NAMED),
    Category.TECHNICAL: Situation(Category.TECHNICAL, matter=Matter("matter_ticket", "5512"), name=NAMED),
    Category.BILLING: Situation(Category.BILLING, matter=Matter("matter_invoice", "2231"), name=NAMED),
    Category.IMPORTANT_ACCOUNT: Situation(
        Category.IMPORTANT_ACCOUNT,
        matter=Matter("matter_amount", amount=1200.0, currency="EUR"),
        name=NAMED,
        tier="Enterprise",
    ),
    Category.SECURITY: Situation(Category.SECURITY, name=NAMED),
    Category.LEGAL: Situation(Category.LEGAL, matter=Matter("matter_topic_contract"), name=NAMED),
    Category.GENERAL: Situation(Category.GENERAL, matter=Matter("matter_order", "Q-1182"), name=NAMED),
}
"""A case of each category about which all is known that can be said."""

SHOWN: Mapping[Moment, tuple[tuple[str, str], ...]] = {
    Moment.OFFER: (("offer", "expected_wait"), ("offer_later", "closed"), ("offer_proactive", "expected_wait_unknown")),
    Moment.TRANSFER: (("transfer", "queued_wait"), ("introduced", ""), ("transferred_queue", "queued_wait")),
    Moment.WAITING: (
        ("still_waiting", "queued_position"),
        ("wait_update", ""),
        ("wait_update_unknown", ""),
        ("customer_back", "expected_wait_unknown"),
    ),
    Moment.POSITION: (("position_changed", "expected_wait"),),
    Moment.JOINED: (("joined", ""), ("joined_follow_up", ""), ("transferred", ""), ("transfer_returned", "")),
    Moment.NOBODY: (
        ("ticket_created", "nobody_there"),
        ("ticket_created", "nobody_until"),
        ("offer_later_proactive", "nobody_there"),
    ),
    Moment.CLOSED: (("ticket_created", "closed"), ("nobody_now", "closed_unknown")),
    Moment.FULL: (("when_full", ""),),
    Moment.LOST: (("agent_lost", "expected_wait_unknown"),),
    Moment.RETURNED: (
        ("handed_back", ""),
        ("customer_ended", ""),
        ("idle_handed_back", ""),
        ("resolved", ""),
        ("cancelled", ""),
    ),
    Moment.PROMISED: (
        ("ticket_created_email", "answer_later"),
        ("ticket_created", "answer_by"),
        ("email_saved", "answer_by"),
        ("phone_saved", "answer_unknown"),
        ("customer_left", "answer_unknown"),
    ),
    Moment.SURVEY: (("survey", ""),),
}
"""Moment -> messages, each with the expectation that it is shown with. The first is shown for every category."""

CLASSIC = (Category.FRUSTRATED, Category.TECHNICAL, Category.BILLING, Category.IMPORTANT_ACCOUNT)


TEAMS = {Category.BILLING: "Billing", Category.TECHNICAL: "Support", Category.IMPORTANT_ACCOUNT: "Enterprise"}


def values_in(language: str, category: Category) -> dict[str, Any]:
    return {
        "queue": TEAMS.get(category, "Customer Care"),
        "agent": "Maria",
        "email": "ana@example.org",
        "phone": "+49 30 1234567",
        "answered_by": time_words(ANSWERED, NOW, "Europe/Berlin", language),
        "position": 2,
        "wait": wait_words(180, 300, language),
        "opens_at": time_words(OPENS, NOW, "Europe/Berlin", language),
    }


def said(key: str, language: str, situation: Situation, expectation: str = "", **more: Any) -> str:
    """The message as a customer reads it. expectation: the key of what is said of the wait."""
    values = values_in(language, situation.category) | more
    expected = Expectation(expectation or "queued_wait_unknown", values)
    return say(POLICY, key, language=language, situation=situation, **{"expectation": expected, **values})


# --- the golden texts -----------------------------------------------------------------------------------------------


def golden(language: str) -> str:
    """The four classic cases: all known, in a bad mood, accepted already, nothing known; distress in all states."""
    return "\n".join(f"{title}\n{text}\n" for title, text in _classic(language))


def _classic(language: str) -> Iterator[tuple[str, str]]:
    for category in CLASSIC:
        known, bare = KNOWN[category], Situation(category, category is Category.FRUSTRATED)
        yield f"{category}, all known", said("transfer", language, known, "queued_wait")
        if category is not Category.FRUSTRATED:
            yield f"{category}, frustrated", said("transfer", language, replace(known, frustrated=True), "queued_wait")
        yield f"{category}, accepted already", said("introduced", language, known)
        yield f"{category}, something kept back", said("transfer", language, replace(known, withheld=True))
        yield f"{category}, nothing known", said("transfer", language, bare)
    yield from _distress(language)


def _distress(language: str) -> Iterator[tuple[str, str]]:
    """Somebody in distress, in every state."""
    situation = KNOWN[Category.DISTRESS]
    for shown in SHOWN.values():
        for key, expectation in shown:
            if "proactive" not in key:  # nobody has written a word that could sound like it
                yield f"distress, {key}", said(key, language, situation, expectation)
    yield "distress, something kept back", said("transfer", language, replace(situation, withheld=True))
    yield "distress, nothing known", said("transfer", language, Situation(Category.DISTRESS))


# --- the page -------------------------------------------------------------------------------------------------------

INTRODUCTION = """# Words at the transfer

*Written by `python3 dev.py words` from `src/segue/domain/wording/`; a test compares them.*

What Segue says to a customer around a transfer, in every language it speaks. Each message acknowledges the specific
issue, says that a person gets it and with what, and says what to expect of the wait. The wait comes from the
[router](routing.md#how-long-it-takes), as a range, or is called unknown; nothing is promised that nobody knows.

**Distress.** Who writes that they cannot cope or are in danger comes before every category: where the trigger has
`category: distress` or `reason: distress`, or `distress` is 0.5 or more in a message that no person has answered yet.
The words are short and calm. They name no case and no place in line, say that a person is being brought in, and end
with `{emergency}`: what to do in danger, which is 112 as in Europe. Where your customers call another number, write it
under `emergency`. It is the only advice Segue gives: it judges nobody's health. Texts of yours for every case are not
said to somebody in distress, unless Segue does not speak the language; those for it are (`transfer.distress`).

**Category.** That of the trigger (`category: billing`) when it is one of those below; else that of its reason
(`bot_stuck`, `bot_error`, or the name of a topic) or of the newest topic of the conversation. A customer whose tier is
one of the policy's `important_tiers`, and vouched for, is an important account in all but security and legal matters.
With nothing else known and a bad mood it is `frustrated`, else `general`.

**Tone.** When the mood is bad, or the trigger's reason says so, every category apologises and is brief.

**What is named.** The one invoice, order, booking, shipment, contract, ticket, case or reference that the customer
named; else, where it is about a payment, the one amount with its currency; else the one topic; else the category's own
words. Of two orders none is named, and in a security or legal matter none at all: it was most likely about something
else. The name is said when it looks like one: letters, at most 40. Numbers of accounts, cards and telephones are never
repeated.

**Kept back.** Where a customer keeps part of the briefing back, the messages say that what was agreed is passed on, and
no more.

**Language.** That of the customer's messages, else the one that was told, as far as the policy's `languages` have it;
else the first of those. The widget's own buttons and labels have the same seven languages: that of `data-lang`, else of
the page, else of the browser.

## Replacing words

Under `messages` of the [policy](policy.md#wording), for all cases or for some; the most special text is said:

| key | replaces |
|---|---|
| `transfer` | the whole message, in every language; a text that says nothing of the wait gets the expectation added |
| `transfer.billing` | the same for one category |
| `transfer.billing.frustrated` | the same in a bad mood; `transfer.frustrated`: in a bad mood, whatever it is about |
| `transfer.billing@de`, or `transfer.billing: {de: …}` | the same in one language; it comes before a text without one |
| `acknowledgement.billing`, `reassurance.billing` | one part of the messages that begin a handoff |
| `reassurance_waiting`, `reassurance_agent` … | the same part of later messages |
| `queued_wait`, `closed`, `nobody_there` … | one expectation |
| `emergency`, `transfer.distress` … | what somebody in distress reads |
| `reassurance.withheld`, `joined.withheld` … | what is said instead to a customer who keeps something back |

A text may hold the placeholders of its key, in braces. `{name}`, `{tier}`, `{wait}` and `{position}` are not always
known: they stand in square brackets, which are left out when it is not, such as `Thank you[, {name}].` Placeholders,
categories and keys that do not exist are refused when the policy is loaded. To a customer who keeps something back, a
message of yours is said only if it has `{reassurance}` or is written with `.withheld`.

## Examples

The customer is Ana Silva, the human agent Maria; somebody is second in line and waits between 3 and 5 minutes. It is
Saturday, and the team is back on Monday.
"""


def page() -> str:
    parts = [INTRODUCTION]
    for code, words in LANGUAGES.items():
        parts.append(f"\n## {words.name} (`{code}`)\n")
        parts += [_moment(code, moment, shown) for moment, shown in SHOWN.items()]
        parts.append(_bare(code))
    return "\n".join(parts)


def _moment(language: str, moment: Moment, shown: tuple[tuple[str, str], ...]) -> str:
    (key, expectation), *others = shown
    lines = [
        f"### {moment.value.capitalize()} ({language})\n",
        f"`{key}`: {KEYS[key].when}\n",
        "| category | |",
        "|---|---|",
    ]
    lines += [f"| {category} | {_cell(said(key, language, KNOWN[category], expectation))} |" for category in Category]
    for other, expected in others:
        text = said(other, language, KNOWN[Category.GENERAL], expected)
        lines.append(f"\n`{other}`: {KEYS[other].when}\n\n> {text}")
    return "\n".join(lines) + "\n"


def _bare(language: str) -> str:
    lines = [f"### Nothing known, and in a bad mood ({language})\n", "| category | nothing known | in a bad mood |"]
    lines.append("|---|---|---|")
    for category in Category:
        bare = said("transfer", language, Situation(category, category is Category.FRUSTRATED))
        upset = said("transfer", language, replace(KNOWN[category], frustrated=True), "queued_wait")
        lines.append(f"| {category} | {_cell(bare)} | {_cell(upset)} |")
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def write() -> None:
    PAGE.write_text(page(), encoding="utf-8")
    GOLDEN.mkdir(parents=True, exist_ok=True)
    for code in LANGUAGES:
        (GOLDEN / f"{code}.txt").write_text(golden(code), encoding="utf-8")


if __name__ == "__main__":
    write()
