"""Says a sentence: the policy's text or Segue's own, in the customer's language, with what is known put in once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from segue.domain.policy import Policy
from segue.domain.wording.keys import ALWAYS_GIVEN, KEYS, OPTIONAL, Category
from segue.domain.wording.languages import LANGUAGES, primary
from segue.domain.wording.moments import money_words
from segue.domain.wording.situation import CALM, Matter, Situation

MAX_VALUE = 200
"""Longest value that is put into a sentence, in characters."""

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
BRACKETS = re.compile(r"\[([^\[\]]*)\]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")
_WITHHELD = ".withheld"
_EXPECTS = frozenset({"expectation", "wait", "position", "emergency"})
_IN_DISTRESS = f".{Category.DISTRESS}"


@dataclass(frozen=True, slots=True)
class Expectation:
    """What is known of the wait, as a sentence to be: its key, and its values."""

    key: str = "queued_wait_unknown"
    values: Mapping[str, object] = field(default_factory=dict)
    then: Expectation | None = None  # said after it

    def in_order(self) -> Iterator[Expectation]:
        yield self
        if self.then:
            yield from self.then.in_order()


UNKNOWN = Expectation()


def say(policy: Policy, key: str, *, language: str = "", situation: Situation = CALM, **values: Any) -> str:
    """The sentence for `key`; a policy's own text comes before Segue's.

    language:    the customer's, BCP 47, such as "de" or "de-AT"; "" when unknown. Where the policy does not have it,
                 the first language of the policy is spoken.
    expectation: among `values`, an Expectation, for messages that say what to expect.
    Raises KeyError when there is no such key, TypeError when a placeholder of the key has no value.
    """
    missing = KEYS[key].given - values.keys() - ALWAYS_GIVEN - {"expectation"}
    if missing:
        raise TypeError(f"say({key!r}) needs a value for {', '.join(sorted(missing))}")
    return _Speaker(policy, spoken(policy, language), situation, values).say(key)


def spoken(policy: Policy, language: str) -> str:
    """`language` where the policy has it, else the policy's first."""
    listed = {primary(tag) for tag in policy.languages}
    return language if primary(language) in listed else policy.languages[0]


@dataclass(slots=True)
class _Speaker:
    policy: Policy
    language: str
    situation: Situation
    values: Mapping[str, Any]

    def say(self, key: str) -> str:
        text, own = self._text(key)
        if key == "transfer" and own and not _EXPECTS & set(PLACEHOLDER.findall(text)):
            text += " {expectation}"  # a policy may leave it out; nobody is left without
        known = KEYS[key].known
        names = known & set(PLACEHOLDER.findall(text))
        filled = {name: self._value(key, name) for name in names}
        kept = BRACKETS.sub(lambda m: _unless_empty(m, filled), text)
        said = PLACEHOLDER.sub(lambda m: filled[m[1]] if m[1] in filled else m[0], kept)
        return said if own else said.replace("\n", " ")

    def _value(self, key: str, name: str) -> str:
        """What is put in for a placeholder: a sentence of its own, or a value as it came, on one line."""
        if name in {"acknowledgement", "reassurance"}:
            chosen = self.values.get(name)
            return self.say(str(chosen or getattr(KEYS[key], name)))
        if name == "expectation":
            expectation: Expectation = self.values.get(name, UNKNOWN)
            first, *more = expectation.in_order()
            said = [_Speaker(self.policy, self.language, self.situation, first.values).say(first.key)]
            for one in more:  # what to do in danger is said once
                values = {**one.values, "emergency": ""}
                said.append(_Speaker(self.policy, self.language, self.situation, values).say(one.key).strip())
            return " ".join(said)
        if name == "emergency" and "emergency" not in self.values:
            return self.say(name)
        if name == "matter":
            return self._matter(self.situation.matter)
        if name in {"name", "tier"}:
            return plain(getattr(self.situation, name))
        return plain(self.values.get(name, ""))

    def _matter(self, matter: Matter) -> str:
        value = matter.value or (
            money_words(matter.amount, matter.currency, self.language) if matter.amount is not None else ""
        )
        return _Speaker(self.policy, self.language, self.situation, {"value": value}).say(matter.key)

    def _text(self, key: str) -> tuple[str, bool]:
        """The text to say, and whether it is the policy's own."""
        messages = self.policy.messages
        for name in filter(None, (key, KEYS[key].general)) if messages else ():
            for written in self._policy_keys(name):
                if written in messages and self._fits(key, written) and self._true_here(written, messages[written]):
                    return messages[written], True
        code = primary(self.language)
        if code not in LANGUAGES:
            theirs = (f"{key}@{tag.lower()}" for tag in self.policy.languages)
            found = next((messages[name] for name in theirs if name in messages), None)
            if found is not None and self._true_here(key, found):
                return found, True
            code = next((c for c in map(primary, self.policy.languages) if c in LANGUAGES), "en")
        texts = LANGUAGES[code].texts
        return next(texts[key + suffix] for suffix in self._suffixes() if key + suffix in texts), False

    def _policy_keys(self, key: str) -> Iterator[str]:
        """As a policy may write it, the best first: in the customer's language, then for every language."""
        tags = dict.fromkeys((self.language.lower(), primary(self.language)))
        endings = (*(f"@{tag}" for tag in tags if tag), "")
        suffixes = tuple(self._suffixes()) if KEYS[key].by_category else ("",)
        return (f"{key}{suffix}{ending}" for ending in endings for suffix in suffixes)

    def _suffixes(self) -> Iterator[str]:
        plain_ones = self.situation.suffixes()
        if self.situation.withheld:
            yield from (suffix + _WITHHELD for suffix in plain_ones)
        yield from plain_ones

    def _fits(self, key: str, written: str) -> bool:
        """Whether a policy's text may be said here: words for every day are not said to somebody in distress."""
        code = primary(self.language)
        if self.situation.category is not Category.DISTRESS or code not in LANGUAGES or _IN_DISTRESS in written:
            return True
        return KEYS[key].moment is None and key + _IN_DISTRESS not in LANGUAGES[code].texts

    def _true_here(self, written: str, text: str) -> bool:
        """Whether a policy's text may be said to a customer who keeps something back: nobody knows what it claims."""
        name = written.partition("@")[0]
        key = KEYS[name.partition(".")[0]]
        claims = key.moment is not None or name.startswith("reassurance")
        if not self.situation.withheld or not claims or name.endswith(_WITHHELD):
            return True
        return "{reassurance}" in text


def _unless_empty(match: re.Match[str], filled: Mapping[str, str]) -> str:
    """What stands in square brackets, unless something in it is not known; brackets around anything else stay."""
    names = OPTIONAL & set(PLACEHOLDER.findall(match[1])) & filled.keys()
    if not names:
        return match[0]
    return match[1] if all(filled[name] for name in names) else ""


def plain(value: object) -> str:
    text = _CONTROL.sub(" ", str(value)).strip()
    return text if len(text) <= MAX_VALUE else text[: MAX_VALUE - 1] + "…"
