"""Takes out of a text what must not leave: card numbers, IBANs, addresses, phone numbers, national ids, secrets.

What has a check digit is checked (Luhn: ISO/IEC 7812-1; IBAN: ISO 13616, mod 97; national ids as their authorities
publish them), so that an order number stays. The patterns read any text once, in time linear in its length.
`docs/redaction.md` says what is found, what is not, and how often each was right.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from segue.domain.policy import Policy
from segue.domain.redaction_ids import national_ids

KINDS: Mapping[str, str] = {
    "card": "[card number]",
    "iban": "[IBAN]",
    "email": "[e-mail address]",
    "phone": "[phone number]",
    "national_id": "[national id]",
    "secret": "[secret]",
}
"""Kind -> what stands in its place."""

ALL = frozenset(KINDS)

_ALWAYS = frozenset({"card", "secret"})
DESTINATIONS: Mapping[str, frozenset[str]] = {
    "model": ALL,
    "webhook": _ALWAYS,
    "hub": _ALWAYS,
    "email": _ALWAYS | {"iban", "national_id"},
    "export": ALL,
}
"""Where texts leave to -> the kinds that are taken out unless the policy's `redact` says otherwise."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Characters `start` to `end` of the text."""

    kind: str
    start: int
    end: int


def kinds_for(policy: Policy, destination: str) -> frozenset[str]:
    """What the policy takes out of texts that leave there. Raises KeyError for an unknown destination."""
    return policy.redact.get(destination, DESTINATIONS[destination])


def redact(text: str, kinds: Collection[str] = ALL) -> str:
    """`text` with every hit replaced by the words for its kind."""
    parts, at = [], 0
    for hit in hits(text, kinds):
        parts += [text[at : hit.start], KINDS[hit.kind]]
        at = hit.end
    return "".join([*parts, text[at:]]) if parts else text


def redact_value(value: Any, kinds: Collection[str] = ALL) -> Any:
    """The same through lists and mappings, as JSON has them; names of fields stay, and a field that is called like a
    secret (`password`, `api_key`) loses its value.
    """
    if isinstance(value, str):
        return redact(value, kinds)
    if isinstance(value, Mapping):
        return {
            name: KINDS["secret"] if "secret" in kinds and _is_secret(name, inner) else redact_value(inner, kinds)
            for name, inner in value.items()
        }
    if isinstance(value, list | tuple):
        return [redact_value(inner, kinds) for inner in value]
    if isinstance(value, int | float) and not isinstance(value, bool) and redact(str(value), kinds) != str(value):
        return redact(str(value), kinds)  # a card number may come as a number
    return value


def hits(text: str, kinds: Collection[str] = ALL) -> list[Hit]:
    """In order, none inside another: where two overlap, the kind that is looked for first wins, secrets before all."""
    found: list[Hit] = []
    for kind, find in _FINDERS.items():
        if kind not in kinds:
            continue
        for start, end in find(text):
            if not any(start < hit.end and hit.start < end for hit in found):
                found.append(Hit(kind, start, end))
    return sorted(found, key=lambda hit: hit.start)


# --- cards ----------------------------------------------------------------------------------------------------------

_GAP = "[ .\\-\u2010-\u2015\u00a0\u2000-\u200b\u202f\u2060_/]"
_CARD = re.compile(rf"(?<![\w+])\d(?:{_GAP}?\d|{_GAP}{{2}}\d){{11,18}}(?!\w)")
_LENGTHS = (19, 18, 17, 16, 15, 14, 13)


def _cards(text: str) -> Iterator[tuple[int, int]]:
    for run in _CARD.finditer(text):
        where = [at for at in range(run.start(), run.end()) if text[at].isdigit()]
        digits = "".join(str(int(text[at])) for at in where)
        if is_card(digits):
            yield run.span()
            continue
        for length in _LENGTHS:  # beside an expiry date or a security code
            if length < len(digits) and is_card(digits[:length]) and not text[where[length] - 1].isdigit():
                yield run.start(), where[length - 1] + 1
                break


def is_card(digits: str) -> bool:
    """Whether a number can be a payment card's: a known range of issuers, its length, and the check digit."""
    return bool(_ISSUERS.fullmatch(digits)) and luhn(digits)


_ISSUERS = re.compile(
    r"4\d{12}(?:\d{3}){0,2}"  # Visa
    r"|(?:5[1-5]\d{2}|222[1-9]|22[3-9]\d|2[3-6]\d{2}|27[01]\d|2720)\d{12}"  # Mastercard
    r"|3[47]\d{13}"  # American Express
    r"|3(?:0[0-5]|095|[689]\d)\d{11,16}"  # Diners Club
    r"|(?:6011|64[4-9]\d|65\d{2}|622\d)\d{12}(?:\d{3})?"  # Discover, UnionPay
    r"|62\d{14,17}"
    r"|35(?:2[89]|[3-8]\d)\d{12}(?:\d{3})?"  # JCB
    r"|(?:50\d{2}|5[6-9]\d{2}|6304|6390|67\d{2})\d{8,15}"  # Maestro
)


def luhn(digits: str) -> bool:
    """Check digit of ISO/IEC 7812-1."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


# --- IBAN -----------------------------------------------------------------------------------------------------------

_IBAN = re.compile(rf"(?<![A-Za-z0-9])[A-Za-z]{{2}}{_GAP}?\d{{2}}(?:{_GAP}?[A-Za-z0-9]){{11,30}}(?![A-Za-z0-9])")
_IBAN_LENGTHS: Mapping[str, int] = {
    **{"AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22, "BR": 29, "BY": 28},
    **{"CH": 21, "CR": 22, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "DO": 28, "EE": 20, "EG": 29, "ES": 24, "FI": 18},
    **{"FO": 18, "FR": 27, "GB": 22, "GE": 22, "GI": 23, "GL": 18, "GR": 27, "GT": 28, "HR": 21, "HU": 28, "IE": 22},
    **{"IL": 23, "IQ": 23, "IS": 26, "IT": 27, "JO": 30, "KW": 30, "KZ": 20, "LB": 28, "LC": 32, "LI": 21, "LT": 20},
    **{"LU": 20, "LV": 21, "LY": 25, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MR": 27, "MT": 31, "MU": 30, "NL": 18},
    **{"NO": 15, "PK": 24, "PL": 28, "PS": 29, "PT": 25, "QA": 29, "RO": 24, "RS": 22, "SA": 24, "SC": 31, "SE": 24},
    **{"SI": 19, "SK": 24, "SM": 27, "ST": 25, "SV": 28, "TL": 23, "TN": 24, "TR": 26, "UA": 29, "VA": 22, "VG": 24},
    "XK": 20,
}
"""Country -> characters of its IBAN (SWIFT's registry)."""


def _ibans(text: str) -> Iterator[tuple[int, int]]:
    for run in _IBAN.finditer(text):
        where = [at for at in range(run.start(), run.end()) if text[at].isalnum()]
        plain = "".join(text[at] for at in where).upper()
        length = _IBAN_LENGTHS.get(plain[:2], 0)
        # words may follow it without a break: "NL91 ABNA 0417 1643 00 from"
        if 0 < length <= len(plain) and is_iban(plain[:length]):
            yield run.start(), where[length - 1] + 1


def is_iban(plain: str) -> bool:
    """Mod 97 of ISO 13616; `plain` in upper case, without spaces."""
    moved = plain[4:] + plain[:4]
    if not moved.isascii() or not moved.isalnum():
        return False
    return int("".join(str(int(character, 36)) for character in moved)) % 97 == 1


# --- e-mail ---------------------------------------------------------------------------------------------------------

_AT = r"(?:@|\s?[\[({]\s?(?:at|@|arroba)\s?[\])}]\s?)"
_DOT = r"(?:\.|\s?[\[({]\s?(?:dot|punkt|point|punto|ponto|punt)\s?[\])}]\s?)"
_EMAIL = re.compile(
    rf"(?<![\w.+-])[\w.!#$%&'*+/=?^`{{|}}~-]{{1,64}}{_AT}"
    rf"(?:[^\W_](?:[\w-]{{0,61}}[^\W_])?{_DOT}){{1,6}}[^\W\d_][\w-]{{0,61}}[^\W_]",
    re.IGNORECASE,
)
_SPOKEN = re.compile(
    r"(?<!\w)[\w.+-]{2,64} (?:at|arroba|chiocciola) [\w-]{2,63}"
    r"(?: (?:dot|punkt|point|punto|ponto|punt) [\w-]{2,63}){1,3}(?!\w)",
    re.IGNORECASE,
)


def _emails(text: str) -> Iterator[tuple[int, int]]:
    if "@" in text or "[" in text or "(" in text or "{" in text:
        yield from (hit.span() for hit in _EMAIL.finditer(text))
    yield from (hit.span() for hit in _SPOKEN.finditer(text))


# --- phone numbers --------------------------------------------------------------------------------------------------

_BETWEEN = "[ \u00a0\u202f().\u2010-\u2015/-]"
_INTERNATIONAL = re.compile(
    rf"(?<![\w.,+])(?:\+|00)\s?[1-9](?:{_BETWEEN}{{0,3}}\d){{6,14}}(?:\s?(?:x|ext\.?|-)\s?\d{{1,5}})?(?![\w]|[.,]\d)",
    re.IGNORECASE,
)
_NATIONAL = re.compile(
    rf"(?<![\w.,+#/-])\(?0[1-9](?:{_BETWEEN}{{0,3}}\d){{6,11}}(?![\w]|[.,:/-]\d|{_BETWEEN}?%)",
)
_AMERICAN = re.compile(
    r"(?<![\w.,+#/-])(?:1[ .-])?(?:\([2-9]\d{2}\)\s?|[2-9]\d{2}[ .-])[2-9]\d{2}[ .-]\d{4}(?![\w]|[.,-]\d)"
)
_GROUPS = re.compile(r"(?<![\w.,+#/-])[679]\d{2}([ .-])\d{2,3}\1\d{2,3}(?:\1\d{2,3})?(?![\w]|[.,:/-]\d)")
"""Mobile numbers of Spain and Portugal, which have no leading zero: 612 345 678, 912-345-678."""

_CALLED_WORDS = (
    *("phone", "tel", "tel[eé]fono?", "telefone", "telefono", "telefoon(?:nummer)?", "t[eé]l[eé]phone", "mobile"),
    *("mobil(?:e|nummer)?", "cell(?:ulare|phone)?", "celular", "m[oó]vil", "telem[oó]vel", "portable"),
    *("handy(?:nummer)?", "rufnummer", "telefonnummer", "whatsapp", "fax", "call me", "ring me", "reach me", "text me"),
    *(r"ruf\w* mich", r"erreich\w*", "appelez[- ]moi", "ll[aá]m[ae]me", "chiamami", "ligue(?:-me)?", "bel me"),
    "my number",
)
_CALLED = re.compile(
    rf"(?:\b(?:{'|'.join(_CALLED_WORDS)})\b[^\d\n]{{0,30}}?)"
    rf"(?P<number>[+(]?\d(?:{_BETWEEN}{{0,3}}\d){{5,14}})(?![\w]|[.,]\d)",
    re.IGNORECASE,
)
_DATE_LOOK = re.compile(r"\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4}")


def _phones(text: str) -> Iterator[tuple[int, int]]:
    for pattern in (_INTERNATIONAL, _AMERICAN, _GROUPS):
        yield from (hit.span() for hit in pattern.finditer(text) if _could_be_called(hit[0]))
    for hit in _NATIONAL.finditer(text):
        digits = sum(character.isdigit() for character in hit[0])
        if _could_be_called(hit[0]) and (digits >= 9 or (digits >= 8 and re.search(_BETWEEN, hit[0]))):
            yield hit.span()
    yield from (hit.span("number") for hit in _CALLED.finditer(text) if _could_be_called(hit["number"]))


def _could_be_called(words: str) -> bool:
    return not _DATE_LOOK.fullmatch(words.strip())


# --- keys and passwords ---------------------------------------------------------------------------------------------

_KEYS = re.compile(
    r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----[\s\S]{0,8000}?(?:-----END [A-Z0-9 ]{0,40}-----|\Z)"
    r"|\beyJ[\w-]{8,}\.[\w-]{4,}\.[\w-]{4,}"  # JSON Web Token
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
_AUTHORIZATION = re.compile(r"\b(?:Bearer|Basic)\s+(?P<value>[A-Za-z0-9._~+/=-]{12,})")
_NAMED = (
    *("pass ?(?:word|code|phrase|wort)", "pass(?:wd)?", "pwd", "kennwort", "mot de passe", "contrase[nñ]a"),
    *("clave(?: de acceso| secreta)?", "senha", "palavra[- ]passe", "wachtwoord", "parola d['’]ordine"),
    *("api[ _-]?(?:key|token|secret)", "(?:access|auth|secret|refresh)[ _-]?(?:key|token)", "client[ _-]?secret"),
    *("token", "pin(?:[ -]?(?:code|number|nummer))?", "cvv2?", "cvc2?", "cvn", "security code", "pr[uü]fziffer"),
    *("one[- ]time (?:code|password)", "otp", "tan"),
)
_IS = r"(?:[:=]{1,2}|\b(?:is|was|ist|war|lautet|est|[eé]tait|es|era|[eè]|é)\b\s?:?)"
_ASSIGNED = re.compile(
    rf"(?<![\w-])(?:{'|'.join(_NAMED)})(?![\w-])['\"]?\s{{0,3}}{_IS}\s{{0,3}}"
    r"['\"“„«`]?(?P<value>[^\s'\"”“«»`,;]{3,120})",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"(?<![\w-])(?:cvv2?|cvc2?|cvn|pin|otp|tan)(?![\w-])\s{0,2}(?:code|number|nummer)?\s{0,2}(?P<value>\d{3,8})(?!\d)",
    re.IGNORECASE,
)
_SAID_OF_IT = frozenset(
    re.findall(
        r"\S+",
        """wrong incorrect invalid expired not correct right old new too reset forgotten lost missing required weak gone
        the a an my on in never always still no set changed rejected accepted denied locked unknown being sent only what
        that falsch ungültig abgelaufen nicht vergessen weg zu zurückgesetzt neu alt korrekt richtig gesperrt incorrecte
        invalide expiré oublié pas perdu nouveau trop incorrecta inválida caducada olvidada muy nueva errata scaduta
        sbagliata non dimenticata nuova incorreta expirada esquecida não nova verkeerd onjuist ongeldig verlopen niet
        vergeten nieuw te""",
    )
)
"""What people say of a password without telling it: "my password is wrong"."""

_SECRET_FIELD = re.compile(
    r"(?:^|[_\W])(?:password|passwd|pwd|secret|api[_-]?key|access[_-]?token|auth[_-]?token|token|cvv|cvc|pin)(?:$|[_\W])",
    re.IGNORECASE,
)


def _secrets(text: str) -> Iterator[tuple[int, int]]:
    yield from (hit.span() for hit in _KEYS.finditer(text))
    yield from (hit.span("value") for hit in _AUTHORIZATION.finditer(text))
    yield from (hit.span("value") for hit in _CODE.finditer(text))
    for hit in _ASSIGNED.finditer(text):
        start, value = hit.start("value"), hit["value"].rstrip(".!?)")
        if len(value) >= 3 and value.lower() not in _SAID_OF_IT and not value.startswith(("[", "http")):
            yield start, start + len(value)


def _is_secret(name: Any, value: Any) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool) and bool(_SECRET_FIELD.search(str(name)))


_FINDERS: Mapping[str, Callable[[str], Iterator[tuple[int, int]]]] = {
    "secret": _secrets,
    "email": _emails,
    "iban": _ibans,
    "card": _cards,
    "national_id": national_ids,
    "phone": _phones,
}
