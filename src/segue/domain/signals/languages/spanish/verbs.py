"""Forms of Spanish verbs, so that each need not be written out. Accents are gone: `comunico` is `comunicó` too."""

from __future__ import annotations

_AFTER_A = "a as an ar aria arias arian ara aran aras ad ais"
_AFTER_E = "e es en eis"
_JOINED_AFTER_A = "a ar ad ando aria"
_JOINED_AFTER_E = "e en"
_PRONOUNS = ("me", "nos")


def asked_of(stems: str) -> str:
    """What one asks of others ("me pasa con", "que me comuniquen"). A stem is written `comunic:comuniqu`, before a
    and before e; one is enough when both are the same."""
    return " ".join(stem + ending for stem, ending in _with_endings(stems, _AFTER_A, _AFTER_E))


def asked_with_me(stems: str) -> str:
    """The same with the pronoun at its end: "comuniqueme con"."""
    forms = [stem + ending for stem, ending in _with_endings(stems, _JOINED_AFTER_A, _JOINED_AFTER_E)]
    return " ".join(form + pronoun for form in forms for pronoun in _PRONOUNS)


def with_me(forms: str) -> str:
    """Forms that are written out, with each pronoun at their end."""
    return " ".join(form + pronoun for form in forms.split() for pronoun in _PRONOUNS)


def _with_endings(stems: str, after_a: str, after_e: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for stem in stems.split():
        before_a, _, before_e = stem.partition(":")
        found.extend((before_a, ending) for ending in after_a.split())
        found.extend((before_e or before_a, ending) for ending in after_e.split())
    return found
