"""What an English clause wants or asks, as a line of the card: "could you cancel my order" -> "Wants us to cancel their
order". A clause that fits no form is left to its own words: nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from segue.domain.briefing.english_wishes import (
    IMPERATIVE,
    Wish,
    asks_about,
    asks_for,
    asks_for_a_way,
    asks_how_to,
    asks_if_possible,
    asks_if_they_can,
    asks_inverted,
    asks_where,
    form,
    hopes_for,
    is_interested,
    is_trying,
    looks_for,
    needs_to,
    wants_thing,
    wants_to,
    wants_us_not_to,
    wants_us_to,
    wonders,
    would_if,
)
from segue.domain.briefing.person import capital

_ADVERBS = (
    r"(?:(?:really|just|only|actually|also|still|now|definitely|simply|urgently|at least|please|kindly|possibly|maybe"
    r"|perhaps|first|again|quickly|currently|very much|then|instead|basically|desperately|specifically)\s+)*"
)
_SELF = rf"(?:i|we)\s+{_ADVERBS}"
_WOULD = rf"(?:(?:i|we)\s*['’]?d|(?:i|we)\s+would|(?:i|we)\s+should)\s+{_ADVERBS}"
_AM = rf"(?:(?:i|we)\s*['’]?(?:m|re)|(?:i|we)\s+(?:am|are|was|were|have been)|(?:i|we)['’]ve\s+been)\s+{_ADVERBS}"
_CAN_YOU = (
    rf"(?:can|could|would|will|can['’]t|couldn['’]t)\s+(?:you|u|someone|somebody|anyone)\s+(?:please\s+)?{_ADVERBS}"
)
_PLEASE = r"(?:please|pls|plz|kindly)\s*,?\s*"

_NAMES_ONE = r"(?:order|return|transfer|refund|ticket|issue|claim|credit|ship)\s+(?:#|n[o°]\b|number\b|[\w-]*\d)"
"""A noun, not a command: "order #8812 came late"."""

_QUESTIONS = (
    r"(?:why|how|when|where|what|who|which|how (?:long|much|many|often|soon|far|late)|what time|since when|until when)"
)
_AUXILIARY = (
    r"(?:is|are|was|were|am|will|would|can|could|should|have|has|had|may|might|do|does|did|can['’]t|cannot|won['’]t"
    r"|isn['’]t|aren['’]t|wasn['’]t|weren['’]t|haven['’]t|hasn['’]t|doesn['’]t|don['’]t|didn['’]t|couldn['’]t"
    r"|wouldn['’]t)"
)

FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Wish | None]], ...] = (
    (form(rf"{_WOULD}(?:like|love|prefer|want|need|wish)\s+{_ADVERBS}to\s+{_ADVERBS}(?P<vp>.+)"), wants_to),
    (form(rf"{_SELF}(?:want|wanted|wish|wanna|would like|would love)\s+{_ADVERBS}to\s+{_ADVERBS}(?P<vp>.+)"), wants_to),
    (form(rf"{_SELF}(?P<verb>need|have|needed)\s+{_ADVERBS}to\s+{_ADVERBS}(?P<vp>.+)"), needs_to),
    (form(r"if\s+(?P<if>.{3,80}?),?\s+(?:then\s+)?(?:i|we)(?:\s*['’]?d|\s+would|['’]ll|\s+will)\s+(?P<vp>[a-z]+\b.*)"),
     would_if),
    (form(r"(?:i|we)(?:\s*['’]d|\s+would|['’]ll|\s+will)\s+(?P<vp>[a-z]+\b.{0,80}?)\s+if\s+(?P<if>(?:you|we|i|it)\b.+)"),
     would_if),
    (form(rf"(?:want|wanna|would like|trying|hoping|looking)\s+{_ADVERBS}to\s+{_ADVERBS}(?P<vp>.+)"), wants_to),
    (form(rf"(?P<verb>need|have)\s+{_ADVERBS}to\s+{_ADVERBS}(?P<vp>.+)"), needs_to),
    (form(rf"(?P<verb>need|want)\s+{_ADVERBS}(?P<np>(?:an?|the|my|our|some|new|another)\s+.+)"), wants_thing),
    (form(rf"{_AM}(?:looking|hoping|wanting|wishing|planning|aiming)\s+to\s+{_ADVERBS}(?P<vp>.+)"), wants_to),
    (form(rf"{_AM}(?:trying|attempting)\s+to\s+{_ADVERBS}(?P<vp>.+)"), is_trying),
    (form(rf"{_AM}(?:looking|searching)\s+for\s+(?P<np>.+)"), looks_for),
    (form(rf"(?:{_AM}hoping|{_SELF}(?:hope|hoped))\s+for\s+(?P<np>.+)"), hopes_for),
    (form(rf"{_AM}interested\s+in\s+(?P<np>.+)"), is_interested),
    (form(rf"(?:{_AM}wondering|{_SELF}(?:wonder|wondered))\s+(?P<what>(?:if|whether|why|how|what|when|where"
        rf"|who)\b.+)"), wonders),
    (form(rf"{_WOULD}(?P<verb>like|love|prefer|appreciate|need|want)\s+{_ADVERBS}(?!to\b)(?P<np>.+)"), wants_thing),
    (form(rf"{_SELF}(?P<verb>want|need|require|demand|request|expect)\s+{_ADVERBS}(?!to\b)(?P<np>.+)"), wants_thing),
    (form(rf"(?:{_PLEASE})?(?:do not|don['’]t|never)\s+(?P<vp>(?:{IMPERATIVE}|charge|call|use|share)\b.+)"),
     wants_us_not_to),
    (form(rf"{_CAN_YOU}(?:be able to\s+)?(?P<vp>.+)"), wants_us_to),
    (form(rf"{_PLEASE}{_ADVERBS}(?P<vp>[a-z]+\b.*)"), wants_us_to),
    (form(rf"let['’]?s\s+{_ADVERBS}(?P<vp>(?:{IMPERATIVE})\b.+)"), wants_to),
    (form(rf"(?!{_NAMES_ONE})(?P<vp>(?:{IMPERATIVE})\s+(?!of\b|is\b|was\b|to\b).+)"), wants_us_to),
    (form(rf"(?:can|could|may|might|shall)\s+(?:i|we)\s+(?:please\s+)?{_ADVERBS}(?P<vp>.+)"), asks_if_they_can),
    (form(r"(?:is it|would it be|will it be|was it)\s+(?:also\s+|still\s+)?possible\s+(?:for (?:me"
        r"|us)\s+)?to\s+(?P<vp>.+)"), asks_if_possible),
    (form(r"(?:is|isn['’]t|would|could)\s+there\s+(?:be\s+)?(?:really\s+|perhaps\s+|maybe\s+)?(?P<what>(?:any|a"
        r"|some|another|no)(?:\s+other)?\s+(?:way|chance|possibility|option|fee|fees|charge|discount"
        r"|flexibility)\b)(?P<rest>.*)"), asks_for_a_way),
    (form(rf"how\s+(?:do|can|could|would|should|might)\s+(?:i|we|one)\s+{_ADVERBS}(?P<vp>.+)"), asks_how_to),
    (form(r"how\s+to\s+(?!(?:i|we|you)\b)(?P<vp>.+)"), asks_how_to),
    (form(r"(?:any|is there any|do you have any|have you any)\s+(?:news|update|updates|information|info"
        r"|idea)\s+(?:on|about|regarding|of)\s+(?P<np>.+)"), asks_about),
    (form(r"(?:how|what)\s+about\s+(?P<np>(?:at least\s+)?(?:a|an|some|the)\s+.+)"), asks_for),
    (form(r"do\s+you\s+(?:happen to\s+)?know\s+(?P<what>(?:if|whether|why|how|what|when|where|who)\b.+)"), wonders),
    (form(r"(?P<wh>where|what|who)\s+(?P<verb>is|are|was|were)\s+(?P<np>(?:my|the|your|our|this|these"
        r"|those)\s+(?!\w+(?:ing|ed)\b)\w+(?:\s+(?!\w+(?:ing|ed)\b|when\b|if\b|that\b|who\b|which\b|where\b|i\b"
        r"|you\b)[\w€$£.,-]+){0,7}?)(?:\s+(?P<late>now|right now|today|currently|at the moment))?"),
     asks_where),
    (form(rf"(?P<wh>{_QUESTIONS})\s+(?P<verb>{_AUXILIARY})\s+(?P<subject>(?:this|that)\s+one|i|you|it|they|we|he|she|this|that"
        rf"|there)\s+(?P<rest>.+)"), asks_inverted),
    (form(rf"(?P<wh>)(?P<verb>{_AUXILIARY})\s+(?P<subject>(?:this|that)\s+one|i|you|it|they|we|he|she|this|that|there)\s+(?P<rest>.+)"),
     asks_inverted),
)  # fmt: skip
"""The first that fits is taken."""


_DANGLING = re.compile(r"\b(?:it|this|that|them|these|those|one|ones|so|both|all)\W*$", re.IGNORECASE)


def dangles(line: str) -> bool:
    """Whether it ends in a word that stands for something said elsewhere: "remove Ethan from it"."""
    return bool(_DANGLING.search(line))


def wish_in(clause: str) -> Wish | None:
    """None when it fits no form."""
    for pattern, read in FORMS:
        found = pattern.match(clause)
        if found:
            wish = read(found)
            return _finished(wish) if wish else None
    return None


_PLEASE_WITHIN = re.compile(r",?\s+(?:please|pls|plz)(?=[\s,]|$)", re.IGNORECASE)
_SPEAKS_OF_US = re.compile(r"\b(?:we|us|also)\b", re.IGNORECASE)


def _finished(wish: Wish) -> Wish:
    line, naming = (_end(_PLEASE_WITHIN.sub("", text)) for text in (wish.line, wish.naming))
    unfit = _DANGLING.search(naming) or _SPEAKS_OF_US.search(naming)
    return Wish(capital(line), "" if unfit else naming, wish.asks)


def _end(text: str) -> str:
    return text.strip().rstrip("?!.,; ")


def tails_of_request(clause: str) -> Iterator[str]:
    """What a request for a person is about: "transfer me to someone for help with my refund" -> "my refund"."""
    found = re.search(
        r"\b(?:(?:help|assistance|support)\s+(?:with|on)|about|regarding|concerning|because of)\s+(?P<np>.+?)[\s?.!]*$",
        clause,
        re.IGNORECASE,
    )
    if found and not re.match(r"(?:this|that|it|me|them)\b\s*(?:[.?!]|$)", found["np"], re.IGNORECASE):
        yield found["np"]
