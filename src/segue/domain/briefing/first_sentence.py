"""The suggested first sentence for the human: it names the case, in the customer's language, and promises nothing.

It says only what is so: that the case is at hand. Where the customer kept something back it does not say that nothing
needs to be repeated.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from segue.domain.briefing import matters
from segue.domain.briefing.commands import is_command
from segue.domain.briefing.lines import Line
from segue.domain.briefing.slots import Slots
from segue.domain.briefing.turns import Turn
from segue.domain.sentences import word_set
from segue.domain.signals.languages import languages_of

LONGEST_NAME, LONGEST_NAMING = 40, 90


@dataclass(frozen=True, slots=True)
class Frame:
    """Sentences of one language. {hello}: the greeting. {case}: " about …", or "".

    knows:   the case is at hand. in_part: the customer kept something back. new: the customer has not written yet.
    hello, hello_name: the greeting without and with a name.
    """

    hello: str
    hello_name: str
    knows: str
    in_part: str
    new: str
    first_name: bool = True


FRAMES: Mapping[str, Frame] = {
    "en": Frame(
        "Hi,", "Hi {name},",
        "{hello} I have your case{case} in front of me; you do not need to repeat anything.",
        "{hello} I have your case{case} in front of me, without what you chose to keep to yourself.",
        "{hello} I have taken over from our assistant. What can I do for you?",
    ),
    "de": Frame(
        "Guten Tag,", "Guten Tag {name},",
        "{hello} Ihr Anliegen{case} liegt mir vor; Sie brauchen nichts zu wiederholen.",
        "{hello} Ihr Anliegen{case} liegt mir vor, ohne das, was Sie für sich behalten wollten.",
        "{hello} ich habe von unserem Assistenten übernommen. Was kann ich für Sie tun?",
        first_name=False,
    ),
    "fr": Frame(
        "Bonjour,", "Bonjour {name},",
        "{hello} j'ai sous les yeux votre demande{case} ; vous n'avez rien à répéter.",
        "{hello} j'ai sous les yeux votre demande{case}, sans ce que vous avez préféré garder pour vous.",
        "{hello} je prends le relais de notre assistant. Que puis-je faire pour vous ?",
        first_name=False,
    ),
    "es": Frame(
        "Hola:", "Hola, {name}:",
        "{hello} tengo delante su caso{case}; no hace falta que repita nada.",
        "{hello} tengo delante su caso{case}, sin lo que ha preferido no transmitir.",
        "{hello} tomo el relevo de nuestro asistente. ¿En qué puedo ayudarle?",
    ),
    "it": Frame(
        "Buongiorno,", "Buongiorno {name},",
        "{hello} ho davanti a me la sua richiesta{case}; non deve ripetere nulla.",
        "{hello} ho davanti a me la sua richiesta{case}, senza ciò che ha preferito non trasmettere.",
        "{hello} prendo il posto del nostro assistente. Come posso aiutarla?",
    ),
    "pt": Frame(
        "Olá,", "Olá, {name},",
        "{hello} tenho à minha frente o seu caso{case}; não precisa de repetir nada.",
        "{hello} tenho à minha frente o seu caso{case}, sem o que preferiu não transmitir.",
        "{hello} assumo a conversa no lugar do nosso assistente. Em que posso ajudar?",
    ),
    "nl": Frame(
        "Goedendag,", "Goedendag {name},",
        "{hello} ik heb uw vraag{case} voor me; u hoeft niets te herhalen.",
        "{hello} ik heb uw vraag{case} voor me, zonder wat u liever voor u hield.",
        "{hello} ik neem het over van onze assistent. Wat kan ik voor u doen?",
    ),
}  # fmt: skip

_NAME = re.compile(r"[^\W\d_][^\W\d_.'’-]*(?:[ .'’-]{1,2}[^\W\d_]+){0,4}\.?")
_TITLES = word_set(
    """
    mr mrs ms miss dr prof sir herr frau mme m mlle sr sra srta dott sig señor señora
    """
)
_ON: Mapping[str, str] = {
    "about the double charge": "on", "about a refund": "for", "about a cancellation": "of",
    "about the wrong item": "in", "about the damage": "to",
}  # fmt: skip
_NUMBERED_THINGS = word_set("order booking reservation invoice shipment")


def first_sentence(
    turns: Sequence[Turn], slots: Slots, name: str = "", language: str = "", withheld: Sequence[str] = ()
) -> str:
    """language: BCP 47 of the conversation; what the customer last wrote in counts more. Else English."""
    wrote = [turn for turn in turns if turn.by_customer and turn.text.strip()]
    code = next((turn.language for turn in reversed(wrote) if turn.language), language.lower().partition("-")[0])
    code = code if code in FRAMES else "en"
    frame = FRAMES[code]
    called = _called(name, frame)
    hello = frame.hello_name.replace("{name}", called) if called else frame.hello
    knows = bool(slots.wants or slots.goes_wrong)
    text = (frame.in_part if withheld else frame.knows) if knows else frame.new
    case = _case(slots, code)
    return text.replace("{hello}", hello).replace("{case}", f" {case}" if case else "")


def _called(name: str, frame: Frame) -> str:
    """How to greet them; "" for what does not look like a name."""
    name = " ".join(name.split())
    if len(name) > LONGEST_NAME or not _NAME.fullmatch(name):
        return ""
    first, _, rest = name.partition(" ")
    whole = not frame.first_name or first.lower().rstrip(".") in _TITLES or len(first.rstrip(".")) < 2
    return name if whole or not rest else first


def _case(slots: Slots, code: str) -> str:
    """What the case is called, with its number: "about the double charge on order Q-1182"."""
    numbers = [each for each in slots.references if each.what in matters.NUMBERED[code]][-1:]
    named = _named(slots, code)
    if not numbers or numbers[0].written in named:
        return named
    what = numbers[0].what
    numbered = f"{matters.NUMBERED[code][what]} {numbers[0].written}"
    if not named:
        return _only_numbered(numbered, code)
    link = _ON.get(named, "") if code == "en" and what in _NUMBERED_THINGS else ""
    return f"{named} {link} {numbered}" if link else f"{named} ({numbered})"


def _named(slots: Slots, code: str) -> str:
    """By what goes wrong, where that is particular; else by the wish; else by whatever either is about."""
    wrong = [name for line in slots.wrong if line.language == code and (name := matters.called(line.own, code))]
    if wrong and wrong[0] not in matters.GENERAL:
        return wrong[0]
    naming = _naming(slots.wished) if code == "en" else ""
    wished = [name for line in slots.wished if line.language == code and (name := matters.called(line.own, code))]
    return f"about {naming}" if naming else next(iter((*wrong, *wished)), "")


def _only_numbered(numbered: str, code: str) -> str:
    return f"about {numbered}" if code == "en" else f"({numbered})"


def _naming(wished: Sequence[Line]) -> str:
    """What the strongest wish may be called; "" where the customer's words are not fit to be said back."""
    for line in sorted(wished, key=lambda line: -line.weight):
        rude = any(rule.pattern.search(f"{line.naming.lower()} ") for rule in languages_of(("en",))[0].cues["anger"])
        if line.naming and len(line.naming) <= LONGEST_NAMING and not is_command(line.own) and not rude:
            return line.naming
    return ""
