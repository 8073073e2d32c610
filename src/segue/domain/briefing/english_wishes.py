"""How each form of an English wish or question is told on the card. `english_wants` has the forms."""

from __future__ import annotations

import re
from dataclasses import dataclass

from segue.domain.briefing.person import gerund, second, third, with_s
from segue.domain.sentences import word_set


@dataclass(frozen=True, slots=True)
class Wish:
    """`line`: for the card. `naming`: what the case may be called to the customer ("cancelling your order"), "" when it
    has no safe name. `asks`: it is a question."""

    line: str
    naming: str = ""
    asks: bool = False


_IMPERATIVES = (
    "add adjust approve arrange block book cancel change check close confirm correct credit deactivate delete deliver "
    "disable downgrade email explain extend find fix forward freeze give help investigate issue lock look make move "
    "open order pay process provide rebook reduce refund reinstate remove renew repair replace reserve reset resend "
    "restore return reverse send show ship sort stop switch tell terminate transfer unblock unlock unsubscribe update "
    "upgrade verify waive"
)
IMPERATIVE = "|".join(_IMPERATIVES.split())
_NEXT_DEED = re.compile(
    rf"\s*,?\s+(?:and|then|or|but|so)\s+(?:then\s+|also\s+)?(?=(?:{IMPERATIVE}|get|receive|have|use|buy|not)\b)"
    rf"|\s+(?:because|since|due\s+to|so\s+that)\s|[;(]|:\s|\s+[-–—]\s+",
    re.I,
)


def form(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"^(?:{pattern})\s*[?.!]*$", re.IGNORECASE | re.DOTALL)


def wants_to(found: re.Match[str]) -> Wish | None:
    """ "I would like to cancel my order"."""
    return doing("Wants", found["vp"])


def needs_to(found: re.Match[str]) -> Wish | None:
    verb = {"have": "Has", "ve got": "Has"}.get(found["verb"].lower(), "Needs")
    return doing(verb, found["vp"])


def is_trying(found: re.Match[str]) -> Wish | None:
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
    first = first.split(",")[0] if len(first.split(",")[0].split()) > 2 else first
    return second(f"{gerund(verb)} {first}").strip() if verb in _NAMED and first else ""


_NAMED = word_set(
    """
    add adjust book buy cancel change claim close confirm delete downgrade extend fix get make modify move open
    order pay rebook receive reduce register remove renew replace report reset return schedule sell send stop
    switch transfer unlock update upgrade use verify withdraw
    """
)
_ASKS_TO_BE_TOLD = form(
    r"(?:tell|inform|let)\s+(?:me|us)\s+(?:know\s+)?(?P<what>(?:about|if|whether|when|what|why|how|where|who"
    r"|which)\b.+)"
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


def would_if(found: re.Match[str]) -> Wish | None:
    """ "If you can do 25 I'd stay": what they would do, and on what condition. What happens if not is no wish."""
    if re.search(r"n['’]t\b|\b(?:not|no|nobody|nothing|never|dont|unless)\b", found["if"], re.IGNORECASE):
        return None
    if re.match(r"(?:like|love|prefer|appreciate|be|have|want|need)\b", found["vp"], re.IGNORECASE):
        return None
    return Wish(f"Would {third(found['vp'].rstrip('?!. '))} if {third(found['if'].strip())}")


def wants_thing(found: re.Match[str]) -> Wish | None:
    """ "I want a refund for my order"."""
    thing = found["np"].strip()
    verb = found["verb"].lower() if "verb" in found.re.groupindex else "want"
    lead = {"need": "Needs", "require": "Needs", "demand": "Demands", "request": "Requests", "expect": "Expects"}.get(
        verb, "Wants"
    )
    received = re.match(r"(?:receiving|getting|having)\s+(?P<np>.+)", thing, re.IGNORECASE)
    if received:
        thing = received["np"]
    elif re.match(r"\w+ing\b", thing, re.IGNORECASE) and verb in {"like", "love", "prefer", "appreciate"}:
        return Wish(f"Would {verb} {third(thing)}")
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
    if re.match(r"(?:me|us|that|this|it|please|something|you)?\b[\s?.!]*$|(?:just|only)\b", matter, re.IGNORECASE):
        return None
    return Wish(f"{lead} help with {third(matter)}", second(matter) if _gerund_or_thing(matter) else "")


def _gerund_or_thing(matter: str) -> bool:
    return bool(re.match(r"(?:\w+ing|a|an|the|my|our)\b", matter, re.IGNORECASE))


def _small(phrase: str) -> str:
    """ "Find me a film": the capital of the sentence goes; "ABC" stays."""
    return phrase[:1].lower() + phrase[1:] if phrase[1:2].islower() else phrase


def us_to(phrase: str) -> Wish | None:
    """A wish that the business does something: `phrase` is a verb with what belongs to it."""
    phrase = _small(phrase.strip())
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


def wants_us_to(found: re.Match[str]) -> Wish | None:
    return us_to(found["vp"])


def wants_us_not_to(found: re.Match[str]) -> Wish | None:
    return Wish(f"Wants us not to {third(found['vp'])}")


def asks_if_they_can(found: re.Match[str]) -> Wish | None:
    """ "can I change my seat"."""
    phrase = found["vp"].strip()
    thing = re.match(
        r"(?:get|have|request|receive|ask for)\s+(?P<np>(?:a|an|the|my|some|another|more|at least)\b.+)", phrase, re.I
    )
    if thing and not re.search(r"\b(?:done|fixed|changed|refunded|sent|\w+ed)$", thing["np"], re.IGNORECASE):
        return Wish(f"Asks for {third(thing['np'])}", _naming_thing(thing["np"]), asks=True)
    told = _told(phrase)
    return told or Wish(f"Asks if they can {third(phrase)}", asks=True)


def asks_if_possible(found: re.Match[str]) -> Wish:
    return Wish(f"Asks if it is possible to {third(found['vp'])}", asks=True)


def asks_for_a_way(found: re.Match[str]) -> Wish:
    what = found["what"].lower().replace("chance", "chance").strip()
    return Wish(f"Asks if there is {what} {third(found['rest'].strip())}", asks=True)


def asks_how_to(found: re.Match[str]) -> Wish:
    return Wish(f"Asks how to {third(found['vp'])}", asks=True)


def asks_about(found: re.Match[str]) -> Wish:
    return Wish(f"Asks about {third(found['np'])}", _naming_thing(found["np"]), asks=True)


def asks_for(found: re.Match[str]) -> Wish:
    return Wish(f"Asks for {third(found['np'])}", asks=True)


def wonders(found: re.Match[str]) -> Wish:
    return _asks_about(found["what"])


def looks_for(found: re.Match[str]) -> Wish | None:
    return Wish(f"Is looking for {third(found['np'])}", _naming_thing(found["np"]))


def hopes_for(found: re.Match[str]) -> Wish | None:
    return Wish(f"Hopes for {third(found['np'])}", _naming_thing(found["np"]))


def is_interested(found: re.Match[str]) -> Wish | None:
    return Wish(f"Is interested in {third(found['np'])}", second(found["np"]))


def asks_inverted(found: re.Match[str]) -> Wish | None:
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


def asks_where(found: re.Match[str]) -> Wish:
    late = f" {found['late']}" if found["late"] else ""
    return Wish(f"Asks {found['wh'].lower()} {third(found['np'].strip())} {found['verb'].lower()}{late}", asks=True)
