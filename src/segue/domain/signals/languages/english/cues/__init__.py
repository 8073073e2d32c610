"""English: turns of phrase that tell the mood. The kinds are those of `language.CUES`; `mood_worth` has their worth."""

from __future__ import annotations

from collections.abc import Mapping

from segue.domain.signals.languages.english.cues.anger import ILL_WILL
from segue.domain.signals.languages.english.cues.answering import IN_DIALOGUE
from segue.domain.signals.languages.english.cues.failing import WHAT_FAILED
from segue.domain.signals.languages.english.cues.needing import NEED
from segue.domain.signals.languages.english.cues.of_the_bot import OF_THE_BOT
from segue.domain.signals.languages.english.cues.tone import TONE
from segue.domain.signals.languages.english.mood_words import MOOD_WORDS, NEGATIVE, POSITIVE
from segue.domain.signals.languages.grammar import Notation, Rule

_NOTATION = Notation(
    {**MOOD_WORDS, "bad_word": NEGATIVE, "good_word": POSITIVE, "do_i": "do_i do_we do_you"},
    {
        "ago": "( for|about|over|almost|nearly|after|since? the|a|an? past|last? <span> / . <span> )",
        "mine": "( my|our|your|the|this|that|these|those <service_noun> )",
        "no_more": "( no|zero|without|not_a|never_any <service_noun> )",
        "stop": "( , / $ )",
        "by": "by|before|until|till|within|no_later_than",
        "needed": """
            ( must !( i|we ) / -<do_i> need|have_to /
            needs|needed|has_to|had_to|gotta|got_to|due|fixed|resolved|sorted|want_it|want_this /
            want_that|useless|otherwise|promised|deadline )""",
        "booked": """
            ( a|an|some|one|to_book|to_find|to_get|to_reserve|another|two|three|my?3 (
            hotel|table|room|taxi|cab|flight|flights|train|restaurant|ticket|tickets|place|car|ride|reservation|bus /
            uber|umbrella|coat|jacket|alarm|reminder ) )""",
    },
)

CUES: Mapping[str, tuple[Rule, ...]] = {
    kind: _NOTATION.rules(1.0, rules)
    for kind, rules in {**ILL_WILL, **WHAT_FAILED, **IN_DIALOGUE, **TONE, **NEED, **OF_THE_BOT}.items()
}
