"""English clauses turned from the customer's mouth: "I want my money back" -> "they want their money back".

Word by word, so that every value stays exactly as it was written. What stands in quotation marks is left alone.
"You" and "your" are the business that reads the briefing: they become "we", "us" and "our".
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from segue.domain.sentences import word_set

_TOKEN = re.compile(r"[\"“][^\"“”]{0,200}[\"”]|\w+(?:['’][^\W\d_]+)?|\s+|.", re.DOTALL)
_SELF = frozenset({"i", "we"})

_THIRD: Mapping[str, str] = {
    "i": "they", "i'm": "they are", "im": "they are", "i've": "they have", "ive": "they have", "i'd": "they would",
    "i'll": "they will", "me": "them", "my": "their", "mine": "theirs", "myself": "themselves",
    "we": "they", "we're": "they are", "we've": "they have", "we'd": "they would", "we'll": "they will", "us": "them",
    "our": "their", "ours": "theirs", "ourselves": "themselves",
}  # fmt: skip
_SECOND: Mapping[str, str] = {
    "i": "you", "i'm": "you are", "im": "you are", "i've": "you have", "ive": "you have", "i'd": "you would",
    "i'll": "you will", "me": "you", "my": "your", "mine": "yours", "myself": "yourself",
    "we": "you", "we're": "you are", "we've": "you have", "we'd": "you would", "we'll": "you will", "us": "you",
    "our": "your", "ours": "yours", "ourselves": "yourselves",
}  # fmt: skip
_BUSINESS: Mapping[str, str] = {
    "you're": "we are", "you've": "we have", "you'd": "we would", "you'll": "we will", "your": "our", "yours": "ours",
    "u": "us", "ur": "our", "yourself": "ourselves", "yourselves": "ourselves",
}  # fmt: skip
_YOU_IS_OBJECT_BEFORE = word_set(
    """
    to for from by at of about on in and or but again today now yesterday who that
    """
)
_YOU_IS_OBJECT_AFTER = word_set(
    """
    to for from by with at of about on told tell asked ask want wanted need needed let contact contacted call
    called email emailed wrote paid pay gave give sent send trust thank choose chose sue sued reach reached see
    help
    """
)
_BETWEEN = word_set(
    """
    never still just already also only recently really actually again not always now both all definitely first
    """
)
_WORN = re.compile(
    r"^((?:i|we)(?:['’](?:m|re|ve|d|ll))?)\s+(?:(?:really|actually|just|basically|simply|honestly|literally"
    r"|definitely)\s+)+",
    re.IGNORECASE,
)
_NOTICED = re.compile(
    r"^(?:i|we)(?:['’]m|\s+am)?\s+(?:also\s+|just\s+|can\s+|have\s+)*(?:see|notice|noticed|realised|realized|saw"
    r"|afraid)\s+(?:that\s+)?"
    r"(?=(?:i|my|we|our|there|the|it|they|someone|somebody)\b)",
    re.IGNORECASE,
)


def third(clause: str) -> str:
    """For use within a sentence: "I was charged for my order" -> "they were charged for their order"."""
    return _turned(clause, _THIRD)


def second(clause: str) -> str:
    """For the customer to read: "I was charged for my order" -> "you were charged for your order"."""
    return _turned(clause, _SECOND)


def _turned(clause: str, people: Mapping[str, str]) -> str:
    tokens = _TOKEN.findall(clause)
    words = [(at, token.lower().replace("’", "'")) for at, token in enumerate(tokens) if token[0].isalpha()]
    subject = False
    for place, (at, word) in enumerate(words):
        before = words[place - 1][1] if place else ""
        after = words[place + 1][1] if place + 1 < len(words) else ""
        if word in people and not (word == "us" and tokens[at].isupper()):
            tokens[at] = people[word]
            subject = word in _SELF
            if subject and before in {"am", "was"} and place:
                tokens[words[place - 1][0]] = "are" if before == "am" else "were"
            continue
        if word in {"am", "was", "wasn't"} and subject:
            tokens[at] = {"am": "are", "was": "were"}.get(word, "were not")
        elif word in _BUSINESS:
            tokens[at] = _BUSINESS[word]
        elif word == "you":
            tokens[at] = _business(tokens[at + 1 :], before, after)
        subject = subject and word in _BETWEEN
    return "".join(tokens)


def _business(rest: list[str], before: str, after: str) -> str:
    """ "You" as the one who does something, or as the one it is done to."""
    ends = not after or next((token for token in rest if not token.isspace()), ".")[0] in ".,;:!?)"
    return "us" if ends or before in _YOU_IS_OBJECT_AFTER or after in _YOU_IS_OBJECT_BEFORE else "we"


_HEADS = re.compile(
    r"(?:i|we)\s+(?:(?P<adverb>never|still|already|also|recently|accidentally|only|again|then|now|always"
    r"|even)\s+)?(?P<verb>[a-z]+(?:['’]t)?)\b",
    re.IGNORECASE,
)
_SHORT = re.compile(r"(?:i|we)(?P<short>['’](?:m|re|ve|d|ll))\s+", re.IGNORECASE)
_HEAD_OF: Mapping[str, str] = {
    "am": "is", "are": "is", "was": "was", "were": "was", "have": "has", "had": "had", "can": "can", "could": "could",
    "cannot": "cannot", "cant": "cannot", "can't": "cannot", "couldn't": "could not", "don't": "does not",
    "dont": "does not", "do": "does", "did": "did", "didn't": "did not", "didnt": "did not", "won't": "will not",
    "will": "will", "would": "would", "wouldn't": "would not", "haven't": "has not", "havent": "has not",
    "wasn't": "was not", "weren't": "was not", "hadn't": "had not", "must": "must", "may": "may", "might": "might",
    "should": "should", "shouldn't": "should not",
}  # fmt: skip
_PRESENT = word_set(
    """
    want need get see think believe know keep use live work feel wish expect require hope prefer like pay own
    find travel leave run receive remember notice understand owe suspect refuse demand request doubt insist miss
    lose bank hear say hate love
    """
)
_PAST = word_set(
    """
    got went bought sent paid made took told found lost gave came saw thought left said kept felt spent put set
    forgot chose broke flew drove ran began wrote spoke held heard knew met read rang sold stood won ate fell
    hit cut let withdrew understood
    """
)


def headed(clause: str) -> str:
    """As a line of a card, without "they": "I was charged twice" -> "Was charged twice". Where the verb is not known,
    the subject stays: "They upload a file and nothing happens"."""
    clause = _WORN.sub(r"\1 ", _NOTICED.sub("", clause.strip()))
    short = _SHORT.match(clause)
    if short:
        full = {"m": "am", "re": "are", "ve": "have", "d": "would", "ll": "will"}[short["short"][1:].lower()]
        clause = f"I {full} {clause[short.end() :]}"
    head = _HEADS.match(clause)
    if head:
        verb = _one_person(head["verb"].lower().replace("’", "'"))
        if verb:
            adverb = f"{head['adverb'].lower()} " if head["adverb"] else ""
            return capital(f"{adverb}{verb}{third(clause[head.end() :])}")
    return capital(third(clause))


def _one_person(verb: str) -> str:
    if verb in _HEAD_OF:
        return _HEAD_OF[verb]
    if verb in _PRESENT:
        return with_s(verb)
    return verb if verb in _PAST or (verb.endswith("ed") and verb not in {"need", "feed"}) else ""


def with_s(verb: str) -> str:
    """ "miss" -> "misses"."""
    if verb.endswith(("s", "x", "ch", "sh", "o")):
        return verb + "es"
    return verb[:-1] + "ies" if verb.endswith("y") and verb[-2:-1] not in set("aeiou") else verb + "s"


_DOUBLED = word_set(
    """
    get put set stop cut let run plan begin transfer refer submit ship drop swap
    """
)
_STAYS = word_set("see agree free be flee")


def gerund(verb: str) -> str:
    """ "change" -> "changing"."""
    if verb == "cancel":
        return "cancelling"
    if verb in _DOUBLED:
        return verb + verb[-1] + "ing"
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    return verb[:-1] + "ing" if verb.endswith("e") and verb not in _STAYS else verb + "ing"


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]
