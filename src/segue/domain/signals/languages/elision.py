"""Words that drop their vowel before another: "l'agent", "qu'un", "dell'operatore". An apostrophe is often not typed
at all, so they are known by what they are made of: each short form before each word of the language's own lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

_VOWELS = frozenset("aeiouyh")


def elided(words: Iterable[str], short: Mapping[str, str], not_elided: Iterable[str] = ()) -> dict[str, str]:
    """What a joined word stands for, for `Spelling`: {"lagent": "le agent"}.

    words: phrases in the notation of `grammar` too ("en_ligne"); those that begin with a consonant are skipped.
    short: the short form -> the word in full. not_elided: words that only look joined ("dont", "test").
    """
    single = {part for word in words for part in word.split("_")}
    joined = {
        before + word: f"{full} {word}"
        for word in sorted(single)
        if len(word) > 1 and word[0] in _VOWELS
        for before, full in short.items()
    }
    return {word: meant for word, meant in joined.items() if word not in not_elided}
