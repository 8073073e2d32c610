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
from segue.domain.briefing.references import references_in
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
        "{hello} I have what you agreed to pass on{case} in front of me; please add whatever else I should know.",
        "{hello} I have taken over from our assistant. What can I do for you?",
    ),
    "de": Frame(
        "Guten Tag,", "Guten Tag {name},",
        "{hello} Ihr Anliegen{case} liegt mir vor; Sie brauchen nichts zu wiederholen.",
        "{hello} mir liegt vor, was Sie weitergeben wollten{case}; bitte ergänzen Sie, was ich noch wissen sollte.",
        "{hello} ich habe von unserem Assistenten übernommen. Was kann ich für Sie tun?",
        first_name=False,
    ),
    "fr": Frame(
        "Bonjour,", "Bonjour {name},",
        "{hello} j'ai sous les yeux votre demande{case} ; vous n'avez rien à répéter.",
        "{hello} j'ai sous les yeux ce que vous avez accepté de transmettre{case} ; "
        "dites-moi ce que je devrais savoir d'autre.",
        "{hello} je prends le relais de notre assistant. Que puis-je faire pour vous ?",
        first_name=False,
    ),
    "es": Frame(
        "Hola:", "Hola, {name}:",
        "{hello} tengo delante su caso{case}; no hace falta que repita nada.",
        "{hello} tengo delante lo que ha querido transmitir{case}; dígame qué más debería saber.",
        "{hello} tomo el relevo de nuestro asistente. ¿En qué puedo ayudarle?",
    ),
    "it": Frame(
        "Buongiorno,", "Buongiorno {name},",
        "{hello} ho davanti a me la sua richiesta{case}; non deve ripetere nulla.",
        "{hello} ho davanti a me ciò che ha voluto trasmettere{case}; mi dica che cos'altro dovrei sapere.",
        "{hello} prendo il posto del nostro assistente. Come posso aiutarla?",
    ),
    "pt": Frame(
        "Olá,", "Olá, {name},",
        "{hello} tenho à minha frente o seu caso{case}; não precisa de repetir nada.",
        "{hello} tenho à minha frente o que aceitou transmitir{case}; diga-me o que mais devo saber.",
        "{hello} assumo a conversa no lugar do nosso assistente. Em que posso ajudar?",
    ),
    "nl": Frame(
        "Goedendag,", "Goedendag {name},",
        "{hello} ik heb uw vraag{case} voor me; u hoeft niets te herhalen.",
        "{hello} ik heb voor me wat u wilde doorgeven{case}; vult u gerust aan wat ik nog moet weten.",
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
    text = frame.in_part if withheld else frame.knows if wrote else frame.new
    case = "" if withheld or not wrote else _case(turns, slots, code)
    return text.replace("{hello}", hello).replace("{case}", f" {case}" if case else "")


def _called(name: str, frame: Frame) -> str:
    """How to greet them; "" for what does not look like a name."""
    name = " ".join(name.split())
    if len(name) > LONGEST_NAME or not _NAME.fullmatch(name):
        return ""
    first, _, rest = name.partition(" ")
    whole = not frame.first_name or first.lower().rstrip(".") in _TITLES or len(first.rstrip(".")) < 2
    return name if whole or not rest else first


def _case(turns: Sequence[Turn], slots: Slots, code: str) -> str:
    """What the case is called, with its number: "about the double charge on order Q-1182"."""
    lines = [line for line in (*slots.wrong, *slots.wished) if line.language == code]
    numbers = [(what, number) for what, number in references_in(turns) if what in matters.NUMBERED[code]][-1:]
    named = next((name for line in lines[: len(slots.wrong)] if (name := matters.called(line.own, code))), "")
    naming = "" if named or code != "en" else _naming(slots.wished)
    named = (
        named
        or (f"about {naming}" if naming else "")
        or next((n for line in lines if (n := matters.called(line.own, code))), "")
    )
    if not numbers or numbers[0][1] in named:
        return named
    what, number = numbers[0]
    numbered = f"{matters.NUMBERED[code][what]} {number}"
    if not named:
        return _only_numbered(numbered, code)
    link = _ON.get(named, "") if code == "en" and what in _NUMBERED_THINGS else ""
    return f"{named} {link} {numbered}" if link else f"{named} ({numbered})"


def _only_numbered(numbered: str, code: str) -> str:
    return f"about {numbered}" if code == "en" else f"({numbered})"


def _naming(wished: Sequence[Line]) -> str:
    """What the strongest wish may be called; "" where the customer's words are not fit to be said back."""
    for line in sorted(wished, key=lambda line: -line.weight):
        rude = any(rule.pattern.search(f"{line.naming.lower()} ") for rule in languages_of(("en",))[0].cues["anger"])
        if line.naming and len(line.naming) <= LONGEST_NAMING and not is_command(line.own) and not rude:
            return line.naming
    return ""
