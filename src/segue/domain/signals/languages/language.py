"""The shape of a language: how its people ask for a person, take an answer, and sound when they are pleased or not.

One package a language (`english`, `german` …), data only. `requests`, `reactions`, `mood` and `likeness` read it,
and are the same for all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from segue.domain.signals.languages.grammar import Grammar, Rule
from segue.domain.signals.words import Spelling

CUES: Mapping[str, str] = {
    "anger": "swearing at, or insulting, the service or the bot",
    "frustration": "ridiculous, fed up, waste of time, unbelievable, how hard can it be",
    "disappointment": "poor, terrible, unhappy, worst, disappointed, let down, not good enough",
    "failure": "something is broken, wrong, missing, late, lost, never came, does not work, still fails",
    "correction": "no, I meant … ; that is not what I asked; you got it wrong",
    "refusal": "that did not help; I tried that already; none of these",
    "repetition": "again, already told you, for the third time, I keep saying",
    "blame": "you people, your company; you took, lost, cancelled, charged, promised and did not",
    "waiting": "waiting for weeks, nobody answers, no reply, on hold for an hour",
    "threat": "I leave, switch, cancel, dispute, report, review, sue, tell everyone",
    "sarcasm": "great job, thanks for nothing, well done, lovely (with a failure beside it)",
    "satisfaction": "thanks, great, perfect, that works (speaks against)",
    "no_problem": "no problem, it works now, not broken, no complaints (speaks against)",
    "question": "how do I, what is, could you tell me: a plain question (speaks against)",
    "distress": "cannot cope, desperate, panicking, crying, scared, hurting oneself, in danger",
    "hardship": "cannot pay the rent, no heating, ill, medicine, children, stranded, funeral",
    "urgent": "urgent, asap, immediately, as soon as possible, emergency",
    "outage": "production is down, nobody can work, all our users, system is offline, data loss",
    "deadline": "by tonight, within the hour, my flight leaves in, before Monday, today or never",
    "reproach": "why is my … not, when will you, where is my, fix this, you should, I demand",
    "service": "my order, your app, customer service: what one has dealings about (weak)",
    "dislike": "I do not like it, not for me, too expensive, boring",
    "another": "anything else, another one, how about … instead: the last answer did not do (weak)",
    "denial": "no, not, never, nothing (weak)",
    "turns_down": "begins with no, I do not, never: counts unless the bot had asked for a fact",
    "at_a_loss": "I do not know, not sure, cannot think of any: counts where the bot suggested or asked for a taste",
    "negative": "any single word of a bad opinion (weak)",
    "positive": "any single word of a good opinion (weak, speaks against)",
    "contrast": "but, however: what is good before it counts half",
    "bot_sorry": "heard in the bot's message before: sorry, unfortunately, found nothing, please try another",
    "bot_suggests": "heard in the bot's message before: how about, would you like, have you tried, there is",
    "bot_asks_fact": "heard in the bot's message before: do you have, how many, shall I, anything else",
    "bot_asks_opinion": "heard in the bot's message before: what do you like or dislike, how did you find it",
}
"""Kinds of turns of phrase. A language gives rules for each; what each is worth is the same in all (`mood`)."""


@dataclass(frozen=True, slots=True)
class Answers:
    """How a message is taken as an answer. Each is searched in the message as one line, in the language's spelling.

    yes, no:           match at the start: an answer to an offer. but: makes a "no" no plain one ("no, connect me").
    rejected:          "that did not help". confirmed: "that worked, thanks".
    gives_up:          the bot's own words of not knowing, not understanding or not being able.
    asks_if_it_helped: the bot asks whether its answer did.
    refuses:           the bot's own words of not being allowed or willing ("I am not able to issue refunds").
    """

    yes: re.Pattern[str]
    no: re.Pattern[str]
    but: re.Pattern[str]
    rejected: re.Pattern[str]
    confirmed: re.Pattern[str]
    gives_up: re.Pattern[str]
    asks_if_it_helped: re.Pattern[str]
    refuses: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Language:
    """`code`: ISO 639-1. `little_words` tell nothing of what a message is about; `endings` are cut off words, longest
    first. `cues`: kind of `CUES` -> rules; a kind without rules is not heard in this language."""

    code: str
    name: str
    grammar: Grammar
    answers: Answers
    little_words: frozenset[str]
    endings: tuple[str, ...]
    cues: Mapping[str, tuple[Rule, ...]]

    @property
    def spelling(self) -> Spelling:
        return self.grammar.spelling
