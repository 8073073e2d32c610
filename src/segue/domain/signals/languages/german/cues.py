"""German: turns of phrase that tell the mood. The kinds are those of `language.CUES`."""

from __future__ import annotations

from collections.abc import Mapping

from segue.domain.signals.languages.german.words import PHRASES, WORDS
from segue.domain.signals.languages.grammar import Notation, Rule

_NOTATION = Notation(WORDS, PHRASES)

_RULES: Mapping[str, Mapping[str, str]] = {}

CUES: Mapping[str, tuple[Rule, ...]] = {kind: _NOTATION.rules(1.0, rules) for kind, rules in _RULES.items()}
