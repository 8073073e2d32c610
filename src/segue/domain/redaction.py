"""Takes out of a text what must not leave: card numbers, IBANs, addresses, phone numbers, national ids, secrets.

What has a check digit is checked (Luhn: ISO/IEC 7812-1; IBAN: ISO 13616, mod 97; national ids as their authorities
publish them), so that an order number stays. The patterns read any text once, in time linear in its length.
`docs/redaction.md` says what is found, what is not, and how often each was right.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from segue.domain.policy import Policy
from segue.domain.redaction_contacts import emails, phones
from segue.domain.redaction_ids import national_ids
from segue.domain.redaction_numbers import cards, ibans
from segue.domain.redaction_secrets import is_secret_field, secrets

KINDS: Mapping[str, str] = {
    "card": "[card number]",
    "iban": "[IBAN]",
    "email": "[e-mail address]",
    "phone": "[phone number]",
    "national_id": "[national id]",
    "secret": "[secret]",
}
"""Kind -> what stands in its place."""

ALL = frozenset(KINDS)

_ALWAYS = frozenset({"card", "secret"})
DESTINATIONS: Mapping[str, frozenset[str]] = {
    "model": ALL,
    "webhook": _ALWAYS,
    "hub": _ALWAYS,
    "email": _ALWAYS | {"iban", "national_id"},
    "export": ALL,
}
"""Where texts leave to -> the kinds that are taken out unless the policy's `redact` says otherwise."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Characters `start` to `end` of the text."""

    kind: str
    start: int
    end: int


def kinds_for(policy: Policy, destination: str) -> frozenset[str]:
    """What the policy takes out of texts that leave there. Raises KeyError for an unknown destination."""
    return policy.redact.get(destination, DESTINATIONS[destination])


def redact(text: str, kinds: Collection[str] = ALL) -> str:
    """`text` with every hit replaced by the words for its kind."""
    parts, at = [], 0
    for hit in hits(text, kinds):
        parts += [text[at : hit.start], KINDS[hit.kind]]
        at = hit.end
    return "".join([*parts, text[at:]]) if parts else text


def redact_value(value: Any, kinds: Collection[str] = ALL) -> Any:
    """The same through lists and mappings, as JSON has them; names of fields stay, and a field that is called like a
    secret (`password`, `api_key`) loses its value.
    """
    if isinstance(value, str):
        return redact(value, kinds)
    if isinstance(value, Mapping):
        return {
            name: KINDS["secret"] if "secret" in kinds and is_secret_field(name, inner) else redact_value(inner, kinds)
            for name, inner in value.items()
        }
    if isinstance(value, list | tuple):
        return [redact_value(inner, kinds) for inner in value]
    if isinstance(value, int | float) and not isinstance(value, bool) and redact(str(value), kinds) != str(value):
        return redact(str(value), kinds)  # a card number may come as a number
    return value


def hits(text: str, kinds: Collection[str] = ALL) -> list[Hit]:
    """In order, none inside another: where two overlap, the kind that is looked for first wins, secrets before all."""
    found: list[Hit] = []
    taken = bytearray(len(text))
    for kind, find in _FINDERS.items():
        if kind not in kinds:
            continue
        for start, end in find(text):
            if taken.find(1, start, end) < 0:
                taken[start:end] = b"\1" * (end - start)
                found.append(Hit(kind, start, end))
    return sorted(found, key=lambda hit: hit.start)


_FINDERS: Mapping[str, Callable[[str], Iterator[tuple[int, int]]]] = {
    "secret": secrets,
    "email": emails,
    "iban": ibans,
    "card": cards,
    "national_id": national_ids,
    "phone": phones,
}
