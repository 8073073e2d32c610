"""How a customer took an answer of the bot, read from all that they wrote next.

`signals.reactions` reads what is plainly said, for handoffs are decided by it. People say it less plainly: they thank
and go on, say the same again, contradict, or tell what fails. Nothing is decided by the briefing, so there it counts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from segue.domain.briefing import abroad
from segue.domain.briefing.english_problems import problem_weight
from segue.domain.signals.reactions import Reaction, reaction
from segue.domain.signals.requests import AsksForHuman, read_request

_PRAISE: Mapping[str, str] = {
    "en": r"ok(?:ay)?|good|great|perfect|nice|cool|lovely|wonderful|brilliant|super|excellent|thanks?|thx|ta|cheers|you"
    r"|very|much|so|a|lot|that|is|that['’]s|news|fine|oh|ah|yes|yay|👍|🙏|✅",
    "de": r"ok(?:ay)?|gut|super|toll|prima|perfekt|klasse|danke|dankeschön|vielen|dank|sehr|schön|ja|ah|👍",
    "fr": r"ok|super|parfait|génial|merci|beaucoup|bien|très|d['’]accord|c['’]est|oui|ah|👍",
    "es": r"ok|vale|genial|perfecto|estupendo|gracias|muchas|muy|bien|sí|ah|👍",
    "it": r"ok|perfetto|ottimo|grazie|mille|tante|bene|benissimo|molto|sì|ah|👍",
    "pt": r"ok|ótimo|perfeito|obrigad[oa]|muito|bem|boa|certo|sim|ah|👍",
    "nl": r"ok|oké|top|fijn|mooi|prima|super|perfect|dank|dankjewel|je|u|wel|bedankt|hartelijk|ja|ah|👍",
}
"""A sentence of nothing but these is praise or thanks: "Ok good.", "Great, thank you!" """

_OPENS_AGAINST: Mapping[str, str] = {
    "en": r"no\b(?!\s(?:problem|worries|rush|thanks?\b))|nope|but\b|why\b|surely\snot|not\b|wrong\b|lol\b|seriously"
    r"|i\s(?:know|can\sread)\b|then\si['’]?m\b|still\b",
    "de": r"aber|doch\b|nein|das\sist\s(?:doch\s)?kein|dann\b|wieso|warum|eben\snicht",
    "fr": r"mais|non\b|justement|pourquoi|je\ssais|alors\b|sauf\sque",
    "es": r"pero|no\b(?!,?\sgracias)|ya\s(?:lo|se\slo|te\slo)|por\squé|pues",
    "it": r"ma\b|no\b(?!,?\sgrazie)|ho\scapito|perché|questa\sè\sla\sstessa|allora",
    "pt": r"mas\b|não\b(?!,?\sobrigad)|já\b|isso\snão|porqu[eê]",
    "nl": r"maar\b|nee\b|waarom|dat\s(?:is|heb|staat)|daar\b",
}
_SAYS_AGAIN: Mapping[str, str] = {
    "en": r"(?:as|like)\si\s(?:\w+\s)?(?:said|wrote|told|explained)|\bi\s(?:already|just)\s(?:said|told|wrote|did)"
    r"|\bi\s(?:did|tried|have\sdone)\s(?:that|this|it|so|\w+\sit)\b|^did\s(?:that|this|it)\b|^tried\s(?:that|this|it)\b"
    r"|\byou\s(?:(?:just|already)\s)?said\s(?:that|so)|\bsame\s(?:answer|thing|again|result)|^same\b"
    r"|\bnot\s(?:a|the|an)\s(?:solution|answer|fix|help|option)|\brather\sthan\b|\bhow\s(?:is|does)\sthat\b"
    r"|\b(?:it|there)['’]?s?\s(?:has\s)?been\s\w+\s(?:hour|day|week|month)s?|\b(?:it|today)\s?(?:is|['’]s)\sthe\s\d"
    r"|\b(?:weeks?|days?|months?|hours?)\sago\b|\b(?:is|are)\sover\b|\btoo\s(?:late|long|expensive|little|far|early|much)\b"
    r"|\bare\syou\s(?:even\s)?(?:reading|listening|kidding|serious)|\b(?:ridiculous|a\sjoke|nonsense)\b"
    r"|\bthanks\sfor\snothing\b",
    "de": r"\b(?:schon|bereits)\b.{0,30}\b(?:gesagt|geschrieben|gemacht|versucht|probiert)|\bwie\sgesagt\b"
    r"|\bseit\s\w+\s(?:tagen|wochen|monaten)|\b(?:gleiche|selbe)\santwort",
    "fr": r"\b(?:déjà)\b|\bcomme\sje\b|\bça\sfait\s\w+\s(?:jours|semaines|mois)|\bmême\sréponse",
    "es": r"\bya\s(?:lo|se\slo|te\slo)\b|\bcomo\s(?:he\s)?di(?:je|cho)|\bacabo\sde\sdecir|\bmisma\srespuesta",
    "it": r"\bgià\b|\bl['’]ho\sfatto\b|\bstessa\srisposta|\bcome\sho\sdetto",
    "pt": r"\bjá\s(?:disse|fiz|tentei|expliquei)|\bcomo\s(?:eu\s)?disse|\bmesma\sresposta",
    "nl": r"\bal\b.{0,20}\b(?:gezegd|gedaan|geprobeerd)|\bzoals\sik\b|\bzelfde\santwoord",
}
_BUT = re.compile(r"^(?:[\w'’]+,?\s){1,3}(?:but|aber|mais|pero|ma|mas|maar)\b", re.I)
"""After a word or two: "Thanks, but", "lo entiendo pero"."""
_LOUD = re.compile(r"!{2,}|\?{2,}|\b[A-Z]{3,}\s[A-Z]{2,}\s[A-Z]{2,}")
_SOMETHING_ELSE = re.compile(
    r"\b(?:also|another|other|second|next|auch|außerdem|aussi|también|anche|também|ook)\b", re.I
)

_ONLY_PRAISE = {code: re.compile(rf"^(?:(?:{words})[\s,.!…]*)+$", re.I) for code, words in _PRAISE.items()}
_AGAINST = {code: re.compile(rf"^(?:{words})", re.I) for code, words in _OPENS_AGAINST.items()}
_AGAIN = {code: re.compile(words, re.I) for code, words in _SAYS_AGAIN.items()}


def taken(text: str, sentences: Sequence[str], said: str, language: str) -> Reaction:
    """text, sentences: what the customer wrote next, in `language` (ISO 639-1). said: how the bot's answer ended."""
    code = language if language in _PRAISE else "en"
    plain = reaction(text, said, (code,))
    if plain is not Reaction.NO_ANSWER or not sentences:
        return plain
    if _ONLY_PRAISE[code].match(sentences[0]) or sentences[0].startswith(("👍", "✅")):
        return Reaction.CONFIRMED
    if len(sentences) > 1 and reaction(sentences[0], "", (code,)) is Reaction.CONFIRMED:
        return Reaction.CONFIRMED
    asked = said.rstrip().endswith("?")  # then a bare "no" answers that
    for at, sentence in enumerate(sentences):
        if _is_against(sentence, code, answers=asked and not at) and not _asks_person(sentence, code):
            return Reaction.REJECTED
    return Reaction.NO_ANSWER


def says_only_no(sentence: str, language: str) -> bool:
    """Whether it turns an answer down and tells nothing of the matter: "I did that already"."""
    code = language if language in _PRAISE else "en"
    return bool(_AGAIN[code].search(sentence)) or reaction(sentence, "", (code,)) is Reaction.REJECTED


def _asks_person(sentence: str, code: str) -> bool:
    return read_request(sentence, (code,)).asks is AsksForHuman.CLEAR


def _is_against(sentence: str, code: str, *, answers: bool) -> bool:
    if _LOUD.search(sentence) or _BUT.match(sentence) or _AGAIN[code].search(sentence):
        return True
    if not answers and _AGAINST[code].match(sentence):
        return True
    if _SOMETHING_ELSE.search(sentence) or sentence.endswith("?"):
        return False
    return problem_weight(sentence) >= 2 if code == "en" else abroad.problem(sentence, code)
