"""Forms of Portuguese verbs, so that each need not be written out. Accents are gone."""

from __future__ import annotations

_AFTER_A = "a as am ar aria ariam ava arem asse assem ando"
_AFTER_E = "e es em ei"


def asked_of(stems: str) -> str:
    """What one asks of others ("me passa para", "que me liguem"). A stem is written `lig:ligu`, before a and before e;
    one is enough when both are the same."""
    forms: list[str] = []
    for stem in stems.split():
        before_a, _, before_e = stem.partition(":")
        forms.extend(before_a + ending for ending in _AFTER_A.split())
        forms.extend((before_e or before_a) + ending for ending in _AFTER_E.split())
    return " ".join(forms)
