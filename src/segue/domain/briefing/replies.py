"""What a sentence of the bot is: done, advice, told, refused, asked, lost, or a courtesy. In seven languages."""

from __future__ import annotations

import re
from enum import StrEnum

from segue.domain.briefing.person import capital
from segue.domain.sentences import content_words
from segue.domain.signals.languages import LANGUAGES
from segue.domain.signals.reactions import admits_failure, asks_if_it_helped, refuses


class Said(StrEnum):
    """DONE: the bot did something. ADVICE: what the customer should do. TOLD: anything else that answers.

    REFUSED: it may not or cannot. LOST: it did not understand or know. ASKED: a question, or a request for details.
    COURTESY: nothing of the matter. PROMISE: what will happen. PEOPLE: it offers or names a person.
    """

    DONE = "done"
    ADVICE = "advice"
    PROMISE = "promise"
    TOLD = "told"
    REFUSED = "refused"
    LOST = "lost"
    ASKED = "asked"
    COURTESY = "courtesy"
    PEOPLE = "people"


ANSWERS = frozenset({Said.DONE, Said.ADVICE, Said.PROMISE, Said.TOLD})
"""What the bot says to the matter."""

_COURTESY = re.compile(
    r"""^(?:hi|hello|hey|welcome|good\s(?:morning|afternoon|evening)|hallo|guten\s|bonjour|bonsoir|hola|buenos|buenas
    |ciao|buongiorno|salve|olá|oi|bom\sdia|boa\s|goedendag|goedemorgen)\b[^\d]{0,60}$
    |^(?:thanks?|thank\syou|danke|vielen\sdank|merci|gracias|grazie|obrigad[oa]|dank\s(?:je|u)|bedankt)\b
    |^(?:you['’]re\s(?:very\s)?welcome|my\spleasure|no\sproblem|gern(?:e)?\b|de\srien|de\snada|prego|graag\sgedaan
    |have\sa\s|take\scare|goodbye|bye|enjoy)
    |\b(?:feel\sfree|don['’]t\shesitate|let\sme\sknow\sif\sthere|if\s(?:you\s(?:have|need)\s(?:any|anything|further
    |more|other|additional)|there(?:['’]s|\sis)\sanything|you\swould\slike\s(?:further|to\sproceed))|anything\selse
    |here\sto\shelp|happy\sto\shelp|glad\s(?:to\shelp|i\scould)|at\syour\sservice|n['’]hésitez\spas|no\sdude
    |zögern\ssie)
    |^(?:i['’]?m\s|i\sam\s|we['’]?re\s|es\stut\s(?:mir|uns)\s)?(?:very\s|so\s|really\s|deeply\s|terribly\s
    |truly\s)?(?:sorry|leid|désolée?|lo\ssiento|mi\sdispiace|sinto\smuito|het\sspijt)\b.{0,110}$
    |^(?:i|we)\s(?:completely\s|fully\s|totally\s)?(?:understand|apologi[sz]e|appreciate|see)\b[^,]{0,110}$
    |^(?:(?:thanks?|thank\syou)[^.]{0,40}[.,!]\s)?(?:let\sme|i\swill|i['’]ll|please\sallow\sme\sto)\s(?:now\s
    |quickly\s|just\s)?(?:check|look|see|verify|review|pull|search|find)\b
    |^(?:great|perfect|sure|certainly|of\scourse|absolutely|okay|ok|no\sworries|alright|one\smoment|please\swait
    |natürlich|gerne|bien\ssûr|claro|certo)\b[\s,.!]*(?:i\scan\s(?:help|assist)\b.{0,40})?$
    |^(?:i\scan|i['’]d\sbe\s(?:happy|glad)\sto|i['’]?ll|let\sme)\s(?:help|assist)\b.{0,60}$
    |^(?:ich\shelfe|je\speux\svous\saider|puedo\sayudar|posso\saiutar|posso\sajudar|ik\shelp)\b.{0,50}$
    |\b(?:how\s(?:can|may)\s(?:i|we)\s(?:help|assist)|wie\skann\sich|comment\spuis-je|en\squé\spuedo|come\sposso
    |como\sposso|hoe\skan\sik)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_ASKED = re.compile(
    r"""^(?:(?:could|can|may|would)\s(?:you|i)\s(?:please|kindly)?\b | please\s(?:provide|let\sme\sknow|tell|share
    |give|confirm|enter|specify|describe|send\s(?:me|us)|type|choose|select\sone|note)\b
    | to\s(?:assist|help|proceed|book|cancel|change|check|process|determine|get\sstarted
    |verify)\b.{0,120}\b(?:i['’]?ll\sneed|i\sneed|please\s(?:provide|share|give|tell|send|let|confirm)|could\syou|provide)
    | i['’]?(?:ll|d)?\s?(?:also\s|will\s)?need\s(?:your|the|to\sknow|a\sfew|some)\b | (?:first|before\s(?:we|i
    |proceeding))\b.{0,60}\b(?:need|please)
    | (?:bitte\s)?(?:nennen|geben|teilen|sagen|bestätigen)\ssie\b | (?:könn(?:ten|en)\ssie
    |können\swir)\b.{0,80}\b(?:nennen|geben|mitteilen|sagen)
    | (?:pouvez|pourriez)-vous\b.{0,60}\b(?:indiquer|donner|communiquer|préciser|dire)
    | merci\sde\s(?:m['’])?(?:indiquer|préciser|communiquer)
    | (?:¿?\s*)?(?:podría|puede|me\s(?:puede|podría))\b.{0,60}\b(?:dar|indicar|decir|facilitar)
    | (?:por\sfavor,?\s)?(?:indique|facilite|proporcione|dígame|confirme)\b
    | (?:può|potrebbe|mi)\b.{0,30}\b(?:indicare|fornire|dire|dica|fornisca) | (?:pode|poderia
    |por\sfavor,?\s)(?:me\s)?(?:informar|indicar|dizer|informe|indique)
    | (?:kunt|kan|zou)\s(?:u|je)\b.{0,60}\b(?:geven|doorgeven|zeggen|noemen) | geef\b.{0,30}\bdoor
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_SUGGESTS = re.compile(
    r"\b(?:have you (?:tried|checked)|did you (?:try|check)|could you try|can you try|how about|why not"
    r"|would you try|haben sie .{0,40}(?:versucht|probiert|geprüft)"
    r"|avez-vous (?:essayé|vérifié)|ha (?:probado|intentado|comprobado|provato)|já (?:tentou|experimentou)"
    r"|heeft u .{0,40}geprobeerd)\b",
    re.IGNORECASE,
)
_OFFERS = re.compile(
    r"^(?:would you like|do you want) (?:an?|\d+|some)\b|\b(?:can|may|could) (?:i|we) offer you\b"
    r"|^möchten sie (?:ein|eine[nm]?)\b|^(?:souhaitez|voulez)-vous une?\b|^¿?(?:quiere|desea) una?\b"
    r"|^(?:vuole|desidera) una?\b|^(?:quer|deseja) uma?\b|^wilt u een\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"""^(?:(?:okay|ok|done|great|good\snews|all\sright|sure|thanks?|thank\syou)[,.!:]?\s)?(?:i['’]ve|i\shave
    |we['’]ve|we\shave)\s(?:now\s|just\s|already\s|also\s|successfully\s)?(?!found|noted|understood|retrieved|checked
    |received|reviewed|looked|located|verified|been|a\b|the\b|your\b|no\b|to\b|two\b|three\b)\w+(?:ed|ent|ut|t|en|ade
    |one|iven)\b
    | \bi\s(?:just\s)?(?:sent|reset|cancelled|canceled|updated|changed|issued|added|removed|opened|created|booked
    |refunded|restarted|activated|unlocked|blocked|ordered|forwarded|resent|re-sent)\b
    | \b(?:has|have)\sbeen\s(?:successfully\s)?(?:\w+ed|sent|reset|made|paid)\b(?=.*|$) | \bsuccessfully\s\w+ed\b
    | \b(?:is|are)\snow\s(?:\w+ed|active|open)\b
    | \b(?:ich|wir)\shabe[n]?\b.{2,140}\b(?:ge\w+t|ge\w+en|\w+iert|ver\w+t|zurückgesetzt|gesendet|geschickt|storniert
    |erstattet)\b
    | \b(?:j['’]ai|nous\savons)\s(?!trouv|compris|not|bien\scompris)\w+(?:é|i|is|u)e?s?\b | \b(?:he
    |hemos)\s(?!encontrado|entendido|comprobado)\w+(?:ado|ido|to|cho)\b
    | \b(?:ho|abbiamo)\s(?!trovato|capito|visto|verificato)\w+(?:ato|uto|ito|sso|to)\b | \b(?:enviei|enviámos
    |cancelei|reembolsei|alterei|reiniciei)\b
    | \bik\sheb\b.{2,140}\b(?:ge\w+(?:d|t|en)|ver\w+(?:d|t|en))\b""",
    re.IGNORECASE | re.VERBOSE,
)
_PROMISE = re.compile(
    r"\b(?:you(?:['’]ll| will) (?:receive|get|be|have|hear)|(?:i|we)(?:['’]ll| will) (?!need|help|assist|transfer"
    r"|connect|be happy|check|look)\w+|will (?:be|arrive|take|come)\b|should (?:arrive|receive|appear)"
    r"|within (?:the next )?\d+|sie (?:erhalten|bekommen)|wird .{0,60}(?:innerhalb|geliefert|erstattet|ankommen)"
    r"|vous recevrez|sera (?:livré|remboursé)|recibirá|llegará|riceverà|arriverà|receberá|chegará|u ontvangt)\b",
    re.IGNORECASE,
)
_ADVICE = re.compile(
    r"""(?:^(?:(?:then|next|first|now|simply|just|also|or|and|alternatively|instead),?\s){0,3}(?:to\s[^,]{3,60},\s)?(?:please\s)?
        (?:try|go|click|tap|open|check|restart|reset|turn|switch|log|sign|use|select|choose|visit|press|make\ssure
        |ensure|clear|install|update|reinstall|unplug|plug|hold|contact|call|follow|download|enter|look|wait|delete
        |remove|disable|enable|scan|refresh|reboot|pull|put|replace|connect|disconnect|set|move|send|return|print
        |write|email|ask)\b)
    | \b(?:you\s(?:can|could|may|should|need\sto|have\sto|must|might)|try(?:ing)?\s(?:to|another|again|a)
    |i\s(?:recommend|suggest|advise)|we\s(?:recommend|suggest|advise)|it\s(?:may|might|can|could)\shelp)\b
    | \b(?:bitte\s\w+en\ssie|\w+en\ssie\s(?:bitte|den|die|das|ihr\w*|es|auf|zu|in|im)|sie\s(?:können|müssen|sollten)
    |versuchen\ssie|probieren\ssie)\b
    | \b(?:veuillez|vous\s(?:pouvez|devez|devriez)|essayez|cliquez|redémarrez|vérifiez|allez|ouvrez)\b
    | \b(?:puede|debe|pruebe|intente|reinicie|haga\sclic|compruebe|vaya|abra)\b | \b(?:può|deve|provi|riavvii|clicchi
    |controlli|vada|apra)\b
    | \b(?:pode|deve|tente|experimente|reinicie|clique|verifique|abra)\b | \b(?:u\skunt|probeer|klik|controleer
    |ga\snaar|start\b.{0,20}opnieuw|open)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_REFUSED = re.compile(
    r"""\b(?:unfortunately|(?:i['’]?m|i\sam|we\sare|we['’]re)\s(?:unable|not\s(?:able|allowed|permitted
    |authori[sz]ed))|(?:cannot|can['’]t|can\snot)\s(?:be\s)?(?:cancel|chang|modif|refund|offer|process|remov|add
    |provid|issu|do\sthat|help|assist|make|waive|apply|proceed|exten|grant|approve|access|combin|us)\w*
    |not\s(?:eligible|possible|allowed|permitted|refundable|covered|available\sfor)|non-refundable|does\snot\sallow
    |doesn['’]t\sallow|against\s(?:our|the)\spolicy|only\s(?:available|possible|applies)\b|can\sonly\sbe
    |leider|nicht\s(?:möglich|erstattungsfähig|zulässig)|malheureusement|(?:n['’]est|ne\ssont)\spas\s(?:possible
    |remboursable\w*)|ne\s(?:peux|pouvons|peut)\spas|lamentablemente|desafortunadamente|no\s(?:es\sposible|puedo
    |podemos|se\spuede)
    |purtroppo|non\s(?:è\spossibile|posso|possiamo)|infelizmente|não\s(?:é\spossível|posso|podemos)|helaas
    |niet\smogelijk|kan\s(?:ik\s)?(?:dat\s|het\s)?niet)\b""",
    re.IGNORECASE | re.VERBOSE,
)


_PEOPLE = re.compile(
    r"""\b(?:human|agents?|representative|supervisor|manager|specialist|colleague|team\smember|someone\selse
    |a\sperson|customer\s(?:service|support|care)|support\steam|transfer\syou|transferring
    |mitarbeiter\w*|kolleg\w+|kundenservice|conseill\w+|collègue|agente|compañer\w+|operatore|collega|atendente
    |medewerker)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_ERROR = re.compile(r"^(?:error|exception|traceback|undefined|null|internal server error)\b[:\s]?", re.IGNORECASE)


def names_people(sentence: str) -> bool:
    """Whether it is about the people who work here."""
    return bool(_PEOPLE.search(sentence))


_LABEL = re.compile(r"(?:\d{1,2}\.\s)?\*{0,2}[\w /()-]{1,40}:\*{0,2}\s+\S")
"""A line of a list: "Departure: 06:00". It tells, and needs no reading."""


def is_courtesy(sentence: str) -> bool:
    """Whether it greets, thanks, wishes well or says that somebody looks, and nothing of the matter."""
    return bool(_COURTESY.search(sentence))


def said_in(sentence: str, language: str = "en") -> Said:
    """What a sentence of the bot is. language: ISO 639-1; another than those that are read counts as English."""
    tags = (language if language in LANGUAGES else "en",)
    if _LABEL.match(sentence):
        return Said.TOLD
    words = len(content_words(sentence))
    advises = bool(_ADVICE.search(sentence))
    asks = sentence.rstrip().endswith("?")
    if words and not advises and _is_lost(sentence, tags):
        return Said.LOST
    if _COURTESY.search(sentence) or (words < 2 and not advises):
        return Said.ASKED if asks and words > 2 else Said.COURTESY
    tests = (
        (Said.LOST, lambda: _ERROR.match(sentence)),
        (Said.ADVICE, lambda: _SUGGESTS.search(sentence)),
        (Said.PEOPLE, lambda: _PEOPLE.search(sentence) and not _DONE.search(sentence)),
        (Said.ADVICE, lambda: asks and _OFFERS.search(sentence)),
        (Said.ASKED, lambda: asks or asks_if_it_helped(sentence, tags) or _ASKED.search(sentence)),
        (Said.REFUSED, lambda: _REFUSED.search(sentence) or refuses(sentence, tags)),
        (Said.DONE, lambda: _DONE.search(sentence)),
        (Said.PROMISE, lambda: _PROMISE.search(sentence)),
        (Said.ADVICE, lambda: advises),
    )
    return next((said for said, fits in tests if fits()), Said.TOLD)


def _is_lost(sentence: str, tags: tuple[str, ...]) -> bool:
    """Unless it says that it may not: "I'm unable to process refunds" is a refusal."""
    return admits_failure(sentence, tags) and not (_REFUSED.search(sentence) and not _KNOWS_NOT.search(sentence))


_KNOWS_NOT = re.compile(
    r"\b(?:understand|understood|know|information|find|found|verst(?:anden|ehe)|weiß|compris|comprends|entend\w+"
    r"|capito|capisco|begrepen|begrijp|weet)\b",
    re.IGNORECASE,
)

_I_DID = re.compile(
    r"^(?:(?:okay|ok|done|great|good news|all right|sure|thanks?|thank you)[,.!:]?\s+)*(?:i['’]ve|i have|we['’]ve"
    r"|we have|i|we)\s+"
    r"(?:now\s+|just\s+|already\s+|also\s+|successfully\s+)*(?P<deed>\w+(?:ed|ent|ut|eset|ade|one|iven)\b.*)$",
    re.IGNORECASE | re.DOTALL,
)
_TO_READER = (
    (r"\byou['’]ve\b", "they have"),
    (r"\byou['’]re\b", "they are"),
    (r"\byours\b", "theirs"),
    (r"\byour\b", "their"),
)


def deed_of(sentence: str) -> str:
    """What the bot did, without "I have": "I have sent you the reset link." -> "Sent them the reset link."; else ""."""
    found = _I_DID.match(sentence)
    if not found:
        return ""
    deed = found["deed"]
    for pattern, word in _TO_READER:
        deed = re.sub(pattern, word, deed, flags=re.IGNORECASE)
    deed = re.sub(r"\byou\b(?=\s+(?:can|will|should|may|could|have|are|need)\b)", "they", deed, flags=re.IGNORECASE)
    deed = re.sub(r"\byou\b", "them", deed, flags=re.IGNORECASE)
    return capital(deed)
