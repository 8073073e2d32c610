"""What a policy may write under `messages`: keys, and what is wrong with a text. Found when the policy loads."""

from __future__ import annotations

from collections.abc import Iterator

from segue.domain.conditions import did_you_mean
from segue.domain.wording.keys import ALWAYS_GIVEN, KEYS, OPTIONAL, Category
from segue.domain.wording.saying import BRACKETS, PLACEHOLDER

MAX_TEXT = 1_000
"""Longest text of a policy, in characters."""

_TONE, _WITHHELD = "frustrated", "withheld"


def key_of(written: str) -> str:
    """The plain key of one that a policy writes: "transfer" of "transfer.billing.frustrated@de"."""
    return written.partition("@")[0].partition(".")[0]


def mistakes_in_key(written: str) -> tuple[str, str] | None:
    """What is wrong with a key, without its language, and what would be right; None when nothing is.

    Right are KEY, KEY.CATEGORY, KEY.CATEGORY.frustrated and KEY.frustrated, each with .withheld behind it.
    """
    name, *rest = written.split(".")
    if name not in KEYS:
        hint = did_you_mean(name, KEYS, "")
        return f"unknown message {name[:80]!r}", hint or "All keys are in the documentation of the policy."
    if not rest:
        return None
    if not KEYS[name].by_category:
        return f"the message {name!r} is the same for every category", f"Write {name!r}."
    if rest[-1] == _WITHHELD:
        rest = rest[:-1]
    if len(rest) == 2 and rest[1] == _TONE and rest[0] != _TONE:
        rest = rest[:1]
    if len(rest) > 1:
        return f"{written[:80]!r} says too much", f"Such as {name}.billing, {name}.billing.frustrated."
    if rest and rest[0] not in frozenset(Category):
        return f"unknown category {rest[0][:40]!r}", did_you_mean(
            rest[0], [*(each.value for each in Category), _WITHHELD], "Categories"
        )
    return None


def mistakes_in(key: str, text: str) -> Iterator[tuple[str, str]]:
    """What is wrong with a policy's text for a known key, and what would be right ("" when there is nothing to say)."""
    if not text.strip():
        yield "the text is empty, and the customer would be told nothing", ""
        return
    if len(text) > MAX_TEXT:
        yield f"the text has {len(text)} characters; {MAX_TEXT} are allowed", ""
        return
    spec = KEYS[key_of(key)]
    for name in PLACEHOLDER.findall(text):
        if name not in spec.known:
            hint = did_you_mean(name, spec.known, "Right would be") if spec.known else "This message has none."
            yield f"unknown placeholder {f'{{{name}}}'!r}", hint
    outside = set(PLACEHOLDER.findall(BRACKETS.sub("", text))) & spec.optional & OPTIONAL
    for name in sorted(outside):
        yield (
            f"{f'{{{name}}}'!r} is not always known",
            f"Put what needs it in square brackets, such as [, {{{name}}}]: they are left out when it is not known.",
        )


def needed(key: str) -> frozenset[str]:
    """Placeholders that whoever says the key gives: what a policy's text of it tells, if it names them."""
    return KEYS[key].given - ALWAYS_GIVEN
