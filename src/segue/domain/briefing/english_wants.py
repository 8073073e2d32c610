"""What an English clause wants or asks, as a line of the card: "could you cancel my order" -> "Wants us to cancel their
order". A clause that fits no form is left to its own words: nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from segue.domain.briefing.person import capital, gerund, second, third, with_s


@dataclass(frozen=True, slots=True)
class Wish:
    """`line`: for the card. `naming`: what the case may be called to the customer ("cancelling your order"), "" when it
    has no safe name. `asks`: it is a question."""

    line: str
    naming: str = ""
    asks: bool = False


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

IMPERATIVES = (
    "add adjust approve arrange block book cancel change check close confirm correct credit deactivate delete deliver "
    "disable downgrade email explain extend find fix forward freeze give help investigate issue lock look make move "
    "open order pay process provide rebook reduce refund reinstate remove renew repair replace reserve reset resend "
    "restore return reverse send show ship sort stop switch tell terminate transfer unblock unlock unsubscribe update "
    "upgrade verify waive"
)
_IMPERATIVE = "|".join(IMPERATIVES.split())
_NEXT_DEED = re.compile(
    rf"\s*,?\s+(?:and|then|or|but|so)\s+(?:then\s+|also\s+)?(?=(?:{_IMPERATIVE}|get|receive|have|use|buy|not)\b)|[;:(]|\s+[-–—]\s+",
    re.I,
)


def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"^(?:{pattern})\s*[?.!]*$", re.IGNORECASE | re.DOTALL)


def _to(found: re.Match[str]) -> Wish | None:
    """ "I would like to cancel my order"."""
    return doing("Wants", found["vp"])


def _needs_to(found: re.Match[str]) -> Wish | None:
    verb = {"have": "Has", "ve got": "Has"}.get(found["verb"].lower(), "Needs")
    return doing(verb, found["vp"])


def _trying(found: re.Match[str]) -> Wish | None:
    return doing("Was trying" if re.match(r"\w+\s+was\b", found[0], re.IGNORECASE) else "Is trying", found["vp"])


def doing(verb: str, phrase: str) -> Wish | None:
    """A wish to do something: `phrase` is a verb without "to", with what belongs to it."""
    phrase = phrase.strip()
    told = _told(phrase)
    if told:
        return told
    base, _, rest = phrase.partition(" ")
    if not base.isascii() or not base.isalpha():
        return None
    return Wish(f"{verb} to {third(phrase)}", _naming_deed(base.lower(), rest))


def _naming_deed(verb: str, rest: str) -> str:
    """The first of several deeds: "changing your seat", of "change my seat and pay by card"."""
    first = _NEXT_DEED.split(rest, maxsplit=1)[0].rstrip(" ,.?!")
    return second(f"{gerund(verb)} {first}").strip() if verb in _NAMED and first else ""


_NAMED = frozenset(
    """add adjust book buy cancel change claim close confirm delete downgrade extend fix get make modify move open order
    pay rebook receive reduce register remove renew replace report reset return schedule sell send stop switch transfer
    unlock update upgrade use verify withdraw""".split()
)
_ASKS_TO_BE_TOLD = _form(
    r"(?:tell|inform|let)\s+(?:me|us)\s+(?:know\s+)?(?P<what>(?:about|if|whether|when|what|why|how|where|who|which)\b.+)"
    r"|(?:know|check|see|confirm|verify|find out|find|ask|clarify|explain|understand|figure out)\s+(?:to (?:me|us)\s+)?"
    r"(?P<what2>(?:if|whether|when|what|why|how|where|who|which)\b.+)"
)


def _told(phrase: str) -> Wish | None:
    """ "tell me why it failed", "know if my order was sent": what follows is a question already told as a statement."""
    found = _ASKS_TO_BE_TOLD.match(phrase)
    if not found:
        return None
    what = (found["what"] or found["what2"]).strip()
    return _asks_about(what)


def _asks_about(what: str) -> Wish:
    about = third(what.rstrip("?!. "))
    return Wish(f"Asks {about}", asks=True)


def _thing(found: re.Match[str]) -> Wish | None:
    """ "I want a refund for my order"."""
    thing = found["np"].strip()
    verb = found["verb"].lower() if "verb" in found.re.groupindex else "want"
    lead = {"need": "Needs", "require": "Needs", "demand": "Demands", "request": "Requests", "expect": "Expects"}.get(
        verb, "Wants"
    )
    helped = _HELP.match(thing)
    if helped:
        return _help_with(helped["with"] or "", lead)
    to_us = re.match(r"(?:you|someone|somebody)(?:\s+guys)?\s+to\s+(?P<vp>.+)", thing, re.IGNORECASE)
    if to_us:
        return us_to(to_us["vp"])
    if re.match(r"(?:that|this|it|them|one|him|her|so|your help|like)\b\s*$|(?:not|like)\b", thing, re.IGNORECASE):
        return None
    return Wish(f"{lead} {third(thing)}", _naming_thing(thing))


def _naming_thing(thing: str) -> str:
    """Something that is named the same way to the customer: "my money back" has no such name."""
    named = re.match(r"(?:a|an|the|my|our|some)\s+.+", thing, re.IGNORECASE)
    return second(thing) if named and not re.search(r"\bback\b", thing, re.IGNORECASE) else ""


_HELP = re.compile(
    r"(?:some|a little|a bit of|your|any|further|more)?\s*(?:help|assistance|support|guidance|assist|advice)"
    r"(?:\s+(?:with|on|in|for|about|regarding|to)?\s*(?P<with>.+))?$",
    re.IGNORECASE,
)


def _help_with(matter: str, lead: str = "Wants") -> Wish | None:
    matter = matter.strip()
    if re.match(r"(?:me|us|that|this|it|please|something|you)?\b[\s?.!]*$", matter, re.IGNORECASE):
        return None
    return Wish(f"{lead} help with {third(matter)}", second(matter) if _gerund_or_thing(matter) else "")


def _gerund_or_thing(matter: str) -> bool:
    return bool(re.match(r"(?:\w+ing|a|an|the|my|our)\b", matter, re.IGNORECASE))


def us_to(phrase: str) -> Wish | None:
    """A wish that the business does something: `phrase` is a verb with what belongs to it."""
    phrase = phrase.strip()
    helped = re.match(r"(?:help|assist)(?:\s+(?:me|us))?(?:\s+out)?(?:\s+(?P<rest>.+))?$", phrase, re.IGNORECASE)
    if helped:
        rest = (helped["rest"] or "").strip()
        matter = re.match(r"(?:with|on|regarding|about|in)\s+(?P<matter>.+)", rest, re.IGNORECASE)
        if matter:
            return _help_with(matter["matter"])
        return doing("Wants", re.sub(r"^to\s+", "", rest)) if rest else None
    told = _told(phrase)
    if told:
        return told
    given = re.match(r"(?:give|get|provide|offer|grant)\s+(?:me|us)(?:\s+with)?\s+(?P<np>.+)", phrase, re.IGNORECASE)
    if given:
        return Wish(f"Wants {third(given['np'])}", _naming_thing(given["np"]))
    base, _, rest = phrase.partition(" ")
    if not base.isascii() or not base.isalpha() or base.lower() in {"be", "not", "that", "this"}:
        return None
    return Wish(f"Wants us to {third(phrase)}", _naming_deed(base.lower(), rest))


def _us(found: re.Match[str]) -> Wish | None:
    return us_to(found["vp"])


def _us_not(found: re.Match[str]) -> Wish | None:
    return Wish(f"Wants us not to {third(found['vp'])}")


def _may_they(found: re.Match[str]) -> Wish | None:
    """ "can I change my seat"."""
    phrase = found["vp"].strip()
    thing = re.match(
        r"(?:get|have|request|receive|ask for)\s+(?P<np>(?:a|an|the|my|some|another|more|at least)\b.+)", phrase, re.I
    )
    if thing and not re.search(r"\b(?:done|fixed|changed|refunded|sent|\w+ed)$", thing["np"], re.IGNORECASE):
        return Wish(f"Asks for {third(thing['np'])}", _naming_thing(thing["np"]), asks=True)
    told = _told(phrase)
    return told or Wish(f"Asks if they can {third(phrase)}", asks=True)


def _possible(found: re.Match[str]) -> Wish:
    return Wish(f"Asks if it is possible to {third(found['vp'])}", asks=True)


def _a_way(found: re.Match[str]) -> Wish:
    what = found["what"].lower().replace("chance", "chance").strip()
    return Wish(f"Asks if there is {what} {third(found['rest'].strip())}", asks=True)


def _how_to(found: re.Match[str]) -> Wish:
    return Wish(f"Asks how to {third(found['vp'])}", asks=True)


def _about(found: re.Match[str]) -> Wish:
    return Wish(f"Asks about {third(found['np'])}", _naming_thing(found["np"]), asks=True)


def _suggests(found: re.Match[str]) -> Wish:
    return Wish(f"Asks for {third(found['np'])}", asks=True)


def _wonders(found: re.Match[str]) -> Wish:
    return _asks_about(found["what"])


def _is_looking_for(found: re.Match[str]) -> Wish | None:
    return Wish(f"Is looking for {third(found['np'])}", _naming_thing(found["np"]))


def _hopes(found: re.Match[str]) -> Wish | None:
    return Wish(f"Hopes for {third(found['np'])}", _naming_thing(found["np"]))


def _interested(found: re.Match[str]) -> Wish | None:
    return Wish(f"Is interested in {third(found['np'])}", second(found["np"]))


_YES_NO_BE = frozenset("is are was were will would can could should have has had may might".split())


def _inverted(found: re.Match[str]) -> Wish | None:
    """ "why was I charged twice": the subject is one word, so it can be put before its verb."""
    wh, verb, subject, rest = ((found[part] or "").strip() for part in ("wh", "verb", "subject", "rest"))
    verb = verb.lower().replace("’", "'")
    plain, negative = {"can't": ("can", True), "won't": ("will", True), "cannot": ("can", True)}.get(
        verb, (verb.removesuffix("n't"), verb.endswith("n't"))
    )
    who = "we" if subject.lower() == "you" else third(subject)
    if plain in {"do", "does", "did"}:
        if negative or plain == "did":
            told = f"{who} {'did' if plain == 'did' else plain}{' not' if negative else ''} {rest}"
            if plain == "did" and not negative:
                return None
        elif plain == "does":
            base, _, more = rest.partition(" ")
            told = f"{who} {with_s(base.lower())} {more}"
        else:
            told = f"{who} {rest}"
    else:
        plain = {"am": "are", "was": "were"}.get(plain, plain) if who == "they" else plain
        plain = "are" if who == "we" and plain == "is" else plain
        told = f"{who} {plain}{' not' if negative else ''} {rest}"
    told = _with_rest(told, who)
    return Wish(f"Asks {third(wh).lower() or 'if'} {told}".rstrip("?!. "), asks=True)


def _with_rest(told: str, who: str) -> str:
    head, _, rest = told.partition(" ")
    verb, _, rest = rest.partition(" ")
    return " ".join(part for part in (head, verb, third(rest.strip())) if part) if who else told


def _where_is(found: re.Match[str]) -> Wish:
    late = f" {found['late']}" if found["late"] else ""
    return Wish(f"Asks {found['wh'].lower()} {third(found['np'].strip())} {found['verb'].lower()}{late}", asks=True)


_QUESTIONS = (
    r"(?:why|how|when|where|what|who|which|how (?:long|much|many|often|soon|far|late)|what time|since when|until when)"
)
_AUXILIARY = (
    r"(?:is|are|was|were|am|will|would|can|could|should|have|has|had|may|might|do|does|did|can['’]t|cannot|won['’]t"
    r"|isn['’]t|aren['’]t|wasn['’]t|weren['’]t|haven['’]t|hasn['’]t|doesn['’]t|don['’]t|didn['’]t|couldn['’]t|wouldn['’]t)"
)

FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Wish | None]], ...] = (
    (_form(rf"{_WOULD}(?:like|love|prefer|want|need|wish)\s+{_ADVERBS}to\s+{_ADVERBS}(?P<vp>.+)"), _to),
    (_form(rf"{_SELF}(?:want|wanted|wish|wanna|would like|would love)\s+{_ADVERBS}to\s+{_ADVERBS}(?P<vp>.+)"), _to),
    (_form(rf"{_SELF}(?P<verb>need|have|needed)\s+{_ADVERBS}to\s+{_ADVERBS}(?P<vp>.+)"), _needs_to),
    (_form(rf"{_AM}(?:looking|hoping|wanting|wishing|planning|aiming)\s+to\s+{_ADVERBS}(?P<vp>.+)"), _to),
    (_form(rf"{_AM}(?:trying|attempting)\s+to\s+{_ADVERBS}(?P<vp>.+)"), _trying),
    (_form(rf"{_AM}(?:looking|searching)\s+for\s+(?P<np>.+)"), _is_looking_for),
    (_form(rf"(?:{_AM}hoping|{_SELF}(?:hope|hoped))\s+for\s+(?P<np>.+)"), _hopes),
    (_form(rf"{_AM}interested\s+in\s+(?P<np>.+)"), _interested),
    (_form(rf"(?:{_AM}wondering|{_SELF}(?:wonder|wondered))\s+(?P<what>(?:if|whether|why|how|what|when|where|who)\b.+)"), _wonders),
    (_form(rf"{_WOULD}(?P<verb>like|love|prefer|appreciate|need|want)\s+{_ADVERBS}(?!to\b)(?P<np>.+)"), _thing),
    (_form(rf"{_SELF}(?P<verb>want|need|require|demand|request|expect)\s+{_ADVERBS}(?!to\b)(?P<np>.+)"), _thing),
    (_form(rf"(?:{_PLEASE})?(?:do not|don['’]t|never)\s+(?P<vp>(?:{_IMPERATIVE}|charge|call|use|share)\b.+)"), _us_not),
    (_form(rf"{_CAN_YOU}(?:be able to\s+)?(?P<vp>.+)"), _us),
    (_form(rf"{_PLEASE}{_ADVERBS}(?P<vp>[a-z]+\b.*)"), _us),
    (_form(rf"let['’]?s\s+{_ADVERBS}(?P<vp>(?:{_IMPERATIVE})\b.+)"), _to),
    (_form(rf"(?P<vp>(?:{_IMPERATIVE})\s+(?!of\b|is\b|was\b|to\b).+)"), _us),
    (_form(rf"(?:can|could|may|might|shall)\s+(?:i|we)\s+(?:please\s+)?{_ADVERBS}(?P<vp>.+)"), _may_they),
    (_form(r"(?:is it|would it be|will it be|was it)\s+(?:also\s+|still\s+)?possible\s+(?:for (?:me|us)\s+)?to\s+(?P<vp>.+)"), _possible),
    (_form(r"(?:is|isn['’]t|would|could)\s+there\s+(?:be\s+)?(?:really\s+|perhaps\s+|maybe\s+)?(?P<what>(?:any|a|some|another|no)(?:\s+other)?\s+(?:way|chance|possibility|option|fee|fees|charge|discount|flexibility)\b)(?P<rest>.*)"), _a_way),
    (_form(rf"how\s+(?:do|can|could|would|should|might)\s+(?:i|we|one)\s+{_ADVERBS}(?P<vp>.+)"), _how_to),
    (_form(r"how\s+to\s+(?!(?:i|we|you)\b)(?P<vp>.+)"), _how_to),
    (_form(r"(?:any|is there any|do you have any|have you any)\s+(?:news|update|updates|information|info|idea)\s+(?:on|about|regarding|of)\s+(?P<np>.+)"), _about),
    (_form(r"(?:how|what)\s+about\s+(?P<np>(?:at least\s+)?(?:a|an|some|the)\s+.+)"), _suggests),
    (_form(r"do\s+you\s+(?:happen to\s+)?know\s+(?P<what>(?:if|whether|why|how|what|when|where|who)\b.+)"), _wonders),
    (_form(r"(?P<wh>where|what|who)(?:['’]s|\s+(?P<verb>is|are|was|were))\s+(?P<np>(?:my|the|your|our|this|these|those)\s+(?!\w+(?:ing|ed)\b)\w+(?:\s+(?!\w+(?:ing|ed)\b|when\b|if\b|that\b|who\b|which\b|where\b|i\b|you\b)[\w-]+){0,7}?)(?:\s+(?P<late>now|right now|today|currently|at the moment))?"), lambda found: _where_is(found) if found["verb"] else None),
    (_form(rf"(?P<wh>{_QUESTIONS})\s+(?P<verb>{_AUXILIARY})\s+(?P<subject>i|you|it|they|we|he|she|this|that|there)\s+(?P<rest>.+)"), _inverted),
    (_form(rf"(?P<wh>)(?P<verb>{_AUXILIARY})\s+(?P<subject>i|you|it|they|we|he|she|this|that|there)\s+(?P<rest>.+)"), _inverted),
)  # fmt: skip
"""The first that fits is taken."""


def wish_in(clause: str) -> Wish | None:
    """None when it fits no form."""
    for pattern, read in FORMS:
        found = pattern.match(clause)
        if found:
            wish = read(found)
            return Wish(capital(_end(wish.line)), _end(wish.naming), wish.asks) if wish else None
    return None


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
