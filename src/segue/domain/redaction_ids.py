"""National identity numbers: each where its own check digit holds, or where the words before it say what it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

_GAP = "[ .\u00a0-]?"


class _Form(NamedTuple):
    """`check` of the plain characters, in upper case."""

    pattern: re.Pattern[str]
    check: Callable[[str], bool]

    def holds(self, written: str) -> bool:
        return self.check(re.sub(r"[\W_]", "", written).upper())


def _ssn(plain: str) -> bool:
    """United States: no area 000, 666 or 9xx, no group 00, no serial 0000 (ssa.gov)."""
    return plain[:3] not in {"000", "666"} and plain[0] != "9" and plain[3:5] != "00" and plain[5:] != "0000"


def _dni(plain: str) -> bool:
    """Spain: DNI and NIE, a letter by the number modulo 23."""
    number = plain[:-1].translate(str.maketrans("XYZ", "012"))
    return number.isdigit() and "TRWAGMYFPDXBNJZSQVHLCKE"[int(number) % 23] == plain[-1]


def _nir(plain: str) -> bool:
    """France: 13 digits and 97 less their remainder; Corsica's 2A and 2B count as 19 and 18."""
    number = plain[:13].replace("2A", "19").replace("2B", "18")
    return number.isdigit() and 97 - int(number) % 97 == int(plain[13:])


_DIGITS = (1, 0, 5, 7, 9, 13, 15, 17, 19, 21)
_ODD: Mapping[str, int] = dict(
    zip(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        (*_DIGITS, *_DIGITS, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23),
        strict=True,
    )
)


def _codice_fiscale(plain: str) -> bool:
    """Italy: 15 characters, odd and even places weighed apart, modulo 26."""
    total = sum(
        _ODD[character] if place % 2 == 0 else (int(character) if character.isdigit() else ord(character) - 65)
        for place, character in enumerate(plain[:15])
    )
    return chr(65 + total % 26) == plain[15]


def _nif(plain: str) -> bool:
    """Portugal: weights 9 to 2, modulo 11."""
    rest = sum(int(digit) * weight for digit, weight in zip(plain[:8], range(9, 1, -1), strict=True)) % 11
    return int(plain[8]) == (0 if rest < 2 else 11 - rest)


def _bsn(plain: str) -> bool:
    """Netherlands: weights 9 to 2 and -1, divisible by 11."""
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(int(digit) * weight for digit, weight in zip(plain.zfill(9), weights, strict=True)) % 11 == 0


def _steuer_id(plain: str) -> bool:
    """Germany: ISO 7064, mod 11, 10."""
    product = 10
    for digit in plain[:10]:
        total = (int(digit) + product) % 10 or 10
        product = total * 2 % 11
    return plain[0] != "0" and (11 - product) % 10 == int(plain[10])


def _cpf(plain: str) -> bool:
    """Brazil: two check digits, each modulo 11 of all before it."""
    for place in (9, 10):
        weights = range(place + 1, 1, -1)
        total = sum(int(digit) * weight for digit, weight in zip(plain[:place], weights, strict=True))
        if total * 10 % 11 % 10 != int(plain[place]):
            return False
    return True


_NOT_IN_A_WORD = r"(?<![\w#/-])"
_END = r"(?![\w]|[.,-]\d)"
_NOT_ISSUED = frozenset({"BG", "GB", "NK", "KN", "TN", "NT", "ZZ"})
_NAMES = (
    *(
        "ssn",
        r"social security(?: number| no\.?)?",
        r"national insurance(?: number| no\.?)?",
        r"n\.?i\.? number",
        "nino",
    ),
    *(r"passport(?: number| no\.?)?", r"id(?:entity)? card(?: number| no\.?)?", "reisepass(?:nummer)?"),
    *("personalausweis(?:nummer)?", "ausweis(?:nummer)?", "pass(?:nummer|[- ]nr)", "sozialversicherungsnummer"),
    *("steuer-?id(?:entifikationsnummer)?", "steuer-identifikationsnummer", r"id-?nr\.?", "n[°o] s[eé]cu"),
    *("num[eé]ro de s[eé]curit[eé] sociale", "num[eé]ro de passeport", "passeport", "carte d['’]identit[eé]"),
    *("dni", "nif", "pasaporte", "seguridad social", "codice fiscale", "passaporto", "carta d['’]identit[aà]"),
    *("contribuinte", "cart[aã]o de cidad[aã]o", "passaporte", "cpf", "bsn", "burgerservicenummer"),
    *("sofi-?nummer", "paspoort(?:nummer)?"),
)
_NAMED = re.compile(rf"\b(?:{'|'.join(_NAMES)})(?!\w)", re.IGNORECASE)
_LETTERS = "[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]"
_SAYS = (
    r"\s{0,3}(?:n(?:[o°ºr]\.?|\.)\s|number\s|nummer\s|num[eé]ro\s|n[uú]mero\s)?"
    r"(?:(?:is|ist|est|es|[eè]|é)\s)?[:#=]?\s{0,2}"
)
_ANY_ID = r"[A-Z]{0,3}\d[A-Z0-9]{1,14}(?:[ .-]\d[A-Z0-9]{0,8}){0,5}(?:[ -][A-Z])?"


def _form(pattern: str, check: Callable[[str], bool]) -> _Form:
    return _Form(re.compile(rf"{_NOT_IN_A_WORD}(?P<id>{pattern}){_END}", re.IGNORECASE), check)


def _behind(between: str, pattern: str, check: Callable[[str], bool]) -> _Form:
    return _Form(re.compile(rf"{between}{_NOT_IN_A_WORD}(?P<id>{pattern})(?!\w)", re.IGNORECASE), check)


_FORMS = (
    _form(r"\d{3}-\d{2}-\d{4}", _ssn),
    _form(rf"{_LETTERS} ?\d{{2}} ?\d{{2}} ?\d{{2}} ?[A-D]", lambda plain: plain[:2] not in _NOT_ISSUED),
    _form(rf"(?:\d{{2}}\.?\d{{3}}\.?\d{{3}}|[XYZ]{_GAP}\d{{7}}){_GAP}[A-HJ-NP-TV-Z]", _dni),
    _form(r"[12] ?\d{2} ?(?:0[1-9]|1[0-2]|[2-9]\d) ?(?:\d{2}|2[AB]) ?\d{3} ?\d{3} ?\d{2}", _nir),
    _form(r"[A-Z]{6} ?\d{2}[A-EHLMPR-T]\d{2} ?[A-Z]\d{3}[A-Z]", _codice_fiscale),
    _form(r"\d{3}\.\d{3}\.\d{3}-\d{2}", _cpf),
)
_NEAR = r"[^\d\n]{0,20}?"
_BEHIND_A_NAME = (
    _behind(_NEAR, r"\d{2} ?\d{3} ?\d{3} ?\d{3}", _steuer_id),
    _behind(_NEAR, r"\d{3} ?\d{3} ?\d{3}", lambda plain: _nif(plain) or _bsn(plain) or _ssn(plain)),
    _behind(_SAYS, _ANY_ID, lambda plain: _digits(plain) >= 5),
)
_BEHIND_A_DOCUMENT = (
    # "the passport that I uploaded, K34RT14K2": letters and digits mixed, a few words away
    _behind(r"\b[^\d\n]{1,25}?", r"(?=[A-Z]{0,7}\d)[A-Z0-9]{7,10}", lambda plain: 4 <= _digits(plain) < len(plain)),
)
_DOCUMENT = re.compile("pas|reisepass|(?:personal)?ausweis|id|cart", re.IGNORECASE)


def national_ids(text: str) -> Iterator[tuple[int, int]]:
    for form in _FORMS:
        for hit in form.pattern.finditer(text):
            if form.holds(hit["id"]):
                yield hit.span("id")
    for name in _NAMED.finditer(text):
        forms = _BEHIND_A_NAME + (_BEHIND_A_DOCUMENT if _DOCUMENT.match(name[0]) else ())
        for form in forms:
            behind = form.pattern.match(text, name.end())
            if behind and form.holds(behind["id"]):
                yield behind.span("id")
                break


def _digits(plain: str) -> int:
    return sum(character.isdigit() for character in plain)
