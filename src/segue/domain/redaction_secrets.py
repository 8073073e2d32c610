"""Passwords, codes and keys: by their own form, or because the words before them say what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_KEYS = re.compile(
    r"\beyJ[\w-]{8,}\.[\w-]{4,}\.[\w-]{4,}"  # JSON Web Token
    r"|\b(?:sk|pk|rk|whsec)_(?:live_|test_)?[A-Za-z0-9+/=_-]{8,}"  # Stripe, Standard Webhooks
    r"|\bsk-[A-Za-z0-9_-]{16,}"
    r"|\b(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\w{20,}|glpat-[\w-]{16,})"
    r"|\bxox[abeprs]-[\w-]{10,}|\bxapp-[\w-]{10,}"
    r"|\b(?:AKIA|ASIA)[A-Z0-9]{16}\b"
    r"|\bAIza[\w-]{30,}"
    r"|\bSG\.[\w-]{16,}\.[\w-]{16,}"
    r"|\bnpm_[A-Za-z0-9]{20,}|\bpypi-[\w-]{20,}|\bdop_v1_[a-f0-9]{20,}"
    r"|(?<=://)[^\s/:@]{1,100}:[^\s/@]{1,100}(?=@)"  # in an address
)
_PRIVATE_KEY = re.compile(r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----")
_KEY_END = re.compile(r"-----END [A-Z0-9 ]{0,40}(?:-----|\Z)")
_KEY_BODY = re.compile(r"[\w+/=\s\\]*+")
_AUTHORIZATION = re.compile(r"\b(?:Bearer|Basic)\s+(?P<value>[A-Za-z0-9._~+/=-]{12,})")

_WORDS = (
    # the longer word stands before the shorter one that it begins with
    *("(?:pass ?(?:word|phrase|wort)|kennwort|wachtwoord|contrase[nñ]a)", "passw(?:or)?d", "pwd", "pw", "psw", "ww"),
    *("pass(?: ?code| ?key)?", "zugangscode", "losungswort", "mots? de passe", "mdp", "code (?:secret|d['’]acc[eè]s)"),
    *("clave(?: de acceso| secreta| api)?", "senha", "palavra[- ]passe", "parola (?:d['’]ordine|chiave)"),
    *("(?:api|access|auth|secret|private|refresh|client)[ _-]?(?:key|token|secret)", "secret access key"),
    *("api[- ]?(?:schl[uü]ssel|sleutel)", "cl[eé] (?:d['’])?api", "chiave api", "chave (?:de |da )?api"),
    *("token", "jeton", "memorable word", "(?:answer to )?(?:my |the |your )?(?:security|secret) (?:question|answer)"),
)
"""What is called so may be anything."""

_CODES = (
    *("pin(?:[ -]?(?:code|number|nummer))?", "cvv2?", "cvc2?", "cvn", "otp", "m?tan", "passcode"),
    *("(?:security|verification|unlock|access|login|confirmation|sms|one[- ]time|auth\\w{0,12}) code", "cryptogramme"),
    *("(?:karten)?pr[uü]f(?:ziffer|nummer|code)", "geheimzahl", "(?:sicherheits|zugangs|best[aä]tigungs|sms-?)code"),
    *("code (?:secret|confidentiel|pin|sms|de (?:v[eé]rification|s[eé]curit[eé]|confirmation))", "cryptogramme visuel"),
    *("c[oó]digo (?:pin|sms|de (?:verifica[a-zç]{2,4}[oó]n|verifica[cç][aã]o|seguridad|seguran[cç]a|acceso|acesso))",),
    *("codice (?:pin|otp|sms|segreto|di (?:verifica|sicurezza|conferma|accesso))", "cod(?:igo|e) cvv"),
    *("(?:verificatie|beveiligings|toegangs|bevestigings|sms-?)code", "clave", "senha"),
    *(r"(?:your|my|ihr|mein|votre|mon|tu|su|mi|tuo|mio|seu|meu|uw|mijn|je) (?:code|c[oó]digo|codice)",),
)
"""What is called so is a number."""

_NOT_IN_A_NAME = r"(?<![^\W_])"
_IS_WORD = r"\b(?:is|was|ist|war|lautet|lauten|est|[eé]tait|es|era|[eè]|é)\b|['’]s\b"  # a verb
_IS = rf"(?:\s{{0,3}}[:=]{{1,2}}>?|\s{{0,3}}(?:{_IS_WORD})\s?:?)"
_QUOTE = "['\"“„«`*(]"
_VALUE = r"[^\s'\"”“»`,;<>]{3,120}"
_NAME = rf"(?:(?:{_NOT_IN_A_NAME}(?:{'|'.join(_WORDS)}))|(?:passwor[dt]|kennwort|wachtwoord))(?![\w-])"

_NAMED = re.compile(_NAME, re.IGNORECASE)
_QUOTED = '["“„«`](?P<quoted>[^"”“»`\n]{3,80})["”“»`]'
# What follows a name, tried in this order.
_TAILS = (
    re.compile(
        rf"['\"*_`]{{0,3}}(?P<is>{_IS})\s{{0,3}}(?:{_QUOTED}|{_QUOTE}{{0,2}}(?P<value>{_VALUE}))", re.IGNORECASE
    ),
    re.compile(
        rf"(?:\s(?:to|auf|en|a|à|su|para|naar)\b|(?:\s[^\W\d_]{{1,12}}){{1,3}}{_IS})\s{{0,2}}"
        rf"(?:{_QUOTED}|(?P<mixed>{_VALUE}))",
        re.IGNORECASE,
    ),
    re.compile(rf"\s{{1,2}}{_QUOTE}{{0,2}}(?P<mixed>{_VALUE})"),
)
_AFTER_A_SLASH = re.compile(
    rf"{_NOT_IN_A_NAME}(?:log ?in|credentials|user(?:name)?|zugangsdaten|identifiants?|accesso|acceso|acesso)"
    rf"\s?:?\s(?:[^\s/]{{2,60}}\s/\s|[^\s/.]{{2,60}}/|[^\s/@]{{1,64}}@[^\s/]{{2,60}}/)(?P<mixed>{_VALUE})",
    re.IGNORECASE,
)

_BESIDE_A_CODE = (
    *("is", "was", "on", "at", "the", "back", "of", "my", "card", "number", "number", "code", "ist", "lautet", "war"),
    *("auf", "der", "r[uü]ckseite", "hinten", "nummer", "est", "le", "la", "au", "dos", "num[eé]ro", "visuel", "es"),
    *("el", "al", "dorso", "n[uú]mero", "era", "de", "atr[aá]s", "[eè]", "il", "sul", "retro", "é", "o", "no", "verso"),
    *("achterop", "de", "kaart", "number is"),
)
_CODE = re.compile(
    rf"{_NOT_IN_A_NAME}(?:{'|'.join(_CODES)})(?:['’]s)?(?![\w-])"
    rf"(?:[\s:=#('\"]{{1,3}}(?:{'|'.join(_BESIDE_A_CODE)})\b){{0,5}}[\s:=#('\"*]{{0,4}}"
    r"(?P<value>\d{3}[- ]\d{3}|(?:[A-Z]-)?\d{3,10})(?!\w|[.,:/-]\d|\s?[%€$£])",
    re.IGNORECASE,
)
_BEHIND_A_CARD = re.compile(
    r"\d(?:[ .-]?\d){11,18}[\s,;]{1,3}(?:exp\.?\s?)?(?:0[1-9]|1[0-2])\s?[/-]\s?(?:20)?\d\d[\s,;]{1,3}"
    r"(?P<value>\d{3,4})(?!\w)",
    re.IGNORECASE,
)

_SAID_OF_IT = frozenset(
    re.findall(
        r"\S+",
        """wrong incorrect invalid correct right old new too lost weak gone the a an my on in never always still no not
        set unknown what that only expired known long short safe secure easy good bad fine strong simple empty blank
        missing required optional mandatory valid sent null none nil true false undefined yes here there below above
        hidden something anything everything now then also ok okay different same yours mine ours case-sensitive private
        public
        falsch ungültig abgelaufen nicht vergessen weg zu neu alt korrekt richtig sicher lang kurz schwach leer
        pflichtfeld
        erforderlich mindestens optional unbekannt gültig anders gleich hier da weiterhin immer
        incorrecte invalide pas perdu nouveau trop faux fausse bon mauvais vide sûr long court obligatoire champ minimum
        facile requis
        incorrecta incorrecto inválida inválido caducada olvidada muy nueva nuevo mala correcta obligatorio obligatoria
        campo segura larga corta fácil mínimo
        errata scaduta sbagliata sbagliato non nuova nuovo corretta giusta obbligatoria obbligatorio sicura lunga corta
        incorreta incorreto expirada esquecida não nova novo errada errado obrigatório obrigatória correta
        verkeerd onjuist ongeldig verlopen niet vergeten nieuw te fout verplicht veld goed sterk minimaal""",
    )
)
"""What people say of a password without telling it: "my password is wrong"."""

_PARTICIPLE = re.compile(
    r"\w{3,}ed|\w{3,}ing|(?:ge|ver|be|ab|zer|ent|zurück|ein|aus)\w{3,}(?:t|en)|\w{3,}ée?s?|\w{3,}(?:[aiu]d|[aiu]t)[oa]s?"
)
_AND = frozenset(
    re.findall(
        r"\S+",
        """and but or so it please thanks thank for und aber oder bitte danke das et mais ou merci s'il y pero o gracias
        por e ma grazie per mas obrigado obrigada en maar of dank bedankt i""",
    )
)
_NEXT_WORD = re.compile(r"[\"'”»]?\s+([^\W\d_]+)")
_NO_SECRET = re.compile(
    r"[vV]?\d+(?:[.,:/-]\d+)*[%.:]?|\d{1,3}-[^\W\d_]+|[^\W\d_]+-\d{1,2}|https?:.*|\S+@\S+\.\w+|\[.*|\*+|\.+|x+|0x[\da-f]+",
    re.IGNORECASE,
)
_SYMBOL = re.compile(r"[\d!#$%&*+=?@^_~|\\]")


def secrets(text: str) -> Iterator[tuple[int, int]]:
    yield from _private_keys(text)
    yield from (hit.span() for hit in _KEYS.finditer(text))
    for pattern in (_AUTHORIZATION, _BEHIND_A_CARD, _CODE):
        yield from (hit.span("value") for hit in pattern.finditer(text))
    for name in _NAMED.finditer(text):
        yield from _behind(text, name)
    for hit in _AFTER_A_SLASH.finditer(text):
        if _mixed(hit["mixed"]):
            yield hit.span("mixed")


def _private_keys(text: str) -> Iterator[tuple[int, int]]:
    """Whole where its end is there; without it, as far as it looks like one."""
    at, end = 0, None
    while begin := _PRIVATE_KEY.search(text, at):
        if end is None or end.start() < begin.end():
            end = _KEY_END.search(text, begin.end())
        if end is None:
            body = _KEY_BODY.match(text, begin.end())
            at = body.end() if body else begin.end()
        else:
            at = end.end()
        yield begin.start(), at


def _behind(text: str, name: re.Match[str]) -> Iterator[tuple[int, int]]:
    for tail in _TAILS:
        hit = tail.match(text, name.end())
        if hit is None:
            continue
        groups = hit.groupdict()
        if groups.get("quoted"):
            if not groups["quoted"].startswith("["):  # taken out already
                yield hit.span("quoted")
            return
        group = "mixed" if "mixed" in groups else "value"
        start, value = hit.start(group), hit[group].rstrip(".!?:)]}")
        said = not set(groups.get("is") or "") & {":", "="}
        if _mixed(value) or (
            group == "value" and _told(value, said, text[start + len(value) : start + len(value) + 40])
        ):
            yield start, start + len(value)
            return


def _mixed(value: str) -> bool:
    """Letters with digits or symbols among them, as no word of a sentence has."""
    letters = any(character.isalpha() for character in value)
    return len(value) >= 4 and letters and bool(_SYMBOL.search(value)) and not _NO_SECRET.fullmatch(value)


def _told(value: str, said: bool, rest: str) -> bool:
    """Whether what stands where a password would stand is one. `said`: behind a verb, where sentences go on."""
    word = value.lower()
    if len(value) < 3 or word in _SAID_OF_IT or value.startswith(("[", "http", "*", "..")):
        return False
    if not value.replace("-", "").replace("'", "").isalpha():
        return not re.fullmatch(r"\d{1,3}|\d+%|\W+", value)
    if said and _PARTICIPLE.fullmatch(value):
        return False
    following = _NEXT_WORD.match(rest)
    return not (value.islower() and following and following[1].lower() not in _AND)


_FIELD = re.compile(
    r"(?:^|[_\W])(?:password|passwd|pwd|passwort|kennwort|mot_de_passe|contrase[nñ]a|senha|wachtwoord|secret"
    r"|api[_-]?key|access[_-]?token|auth[_-]?token|token|cvv|cvc|pin)(?:$|[_\W])",
    re.IGNORECASE,
)


def is_secret_field(name: Any, value: Any) -> bool:
    """Whether a named value is one whatever it holds: `api_key`, `user_password`."""
    return isinstance(value, str | int) and not isinstance(value, bool) and bool(_FIELD.search(str(name)))
