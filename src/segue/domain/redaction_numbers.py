"""Payment cards and IBANs, each by its check digits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

_GAP = "[ .\\-\u2010-\u2015\u00a0\u2000-\u200b\u202f\u2060_/\r\n]"
_RUN = re.compile(rf"(?<![^\W_])(?<!\+)\d(?:{_GAP}{{0,2}}\d)*+")
_DIGITS = re.compile(r"\d+")
_SHORTEST, _LONGEST = 12, 19


def cards(text: str) -> Iterator[tuple[int, int]]:
    """In a run of digits and gaps a card may stand beside other numbers: an order before it, an expiry date behind."""
    for run in _RUN.finditer(text):
        if run.end() - run.start() < _SHORTEST:
            continue
        groups = [group.span() for group in _DIGITS.finditer(text, *run.span())]
        if text[run.end() : run.end() + 1].isalnum():
            groups.pop()
        at = 0
        while at < len(groups):
            last = _last_group(text, groups, at)
            if last is None:
                at += 1
            else:
                yield groups[at][0], groups[last][1]
                at = last + 1


def _last_group(text: str, groups: Sequence[tuple[int, int]], first: int) -> int | None:
    """The last group of the longest card that begins with group `first`."""
    start, end = groups[first]
    if text[start] in "01":  # no issuer of cards
        return None
    if first and end - start != 4 and not _SHORTEST <= end - start <= _LONGEST:
        return None  # behind other numbers only in the groups that are printed on cards
    digits, found = "", None
    for last in range(first, len(groups)):
        start, end = groups[last]
        if len(digits) + end - start > _LONGEST:
            break
        digits += text[start:end]
        if len(digits) >= _SHORTEST:
            sizes = [stop - begin for begin, stop in groups[first : last + 1]]
            usual = _printed(sizes) or (first == 0 and _evenly(sizes))
            if usual and is_card(_ascii(digits)) and not (len(sizes) == 1 and _is_product(_ascii(digits))):
                found = last
    return found


def _printed(sizes: Sequence[int]) -> bool:
    fours = all(size == 4 for size in sizes[:-1]) and sizes[-1] <= 4
    return len(sizes) == 1 or fours or (len(sizes) == 3 and sizes[:2] == [4, 6])


def _evenly(sizes: Sequence[int]) -> bool:
    """As people split it: in halves, in threes, by single digits. Dates and times among other numbers are not even."""
    return len(sizes) == 2 or (len(set(sizes[:-1])) == 1 and sizes[-1] <= sizes[0] + 2)


def _ascii(digits: str) -> str:
    return digits if digits.isascii() else "".join(str(int(digit)) for digit in digits)


def is_card(digits: str) -> bool:
    """Whether a number can be a payment card's: a known range of issuers, its length, and the check digit."""
    return bool(_ISSUERS.fullmatch(digits)) and luhn(digits)


_ISSUERS = re.compile(
    r"4\d{12}(?:\d{3}){0,2}"  # Visa
    r"|(?:5[1-5]\d{2}|222[1-9]|22[3-9]\d|2[3-6]\d{2}|27[01]\d|2720)\d{12}"  # Mastercard
    r"|3[47]\d{13}"  # American Express
    r"|3(?:0[0-5]|095|[689]\d)\d{11,16}"  # Diners Club
    r"|(?:6011|64[4-9]\d|65\d{2}|622\d)\d{12}(?:\d{3})?"  # Discover, UnionPay
    r"|(?:62|81)\d{14,17}"
    r"|35(?:2[89]|[3-8]\d)\d{12}(?:\d{3})?"  # JCB
    r"|(?:50\d{2}|5[6-9]\d{2}|6304|6390|67\d{2})\d{8,15}"  # Maestro
    r"|220[0-4]\d{12,15}"  # Mir
    r"|(?:60|82)\d{14}"  # RuPay, Hipercard
    r"|(?:6362|6363|9792)\d{12}"  # Elo, Troy
)


def luhn(digits: str) -> bool:
    """Check digit of ISO/IEC 7812-1."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _is_product(digits: str) -> bool:
    """Thirteen digits with the check digit of a bar code (EAN-13) are one: Visa gives out no such cards any more."""
    if len(digits) != 13:
        return False
    return sum(int(digit) * (1 + 2 * (place % 2)) for place, digit in enumerate(digits)) % 10 == 0


_IBAN = re.compile(rf"(?<![A-Za-z0-9])[A-Za-z]{{2}}{_GAP}?\d{{2}}(?:{_GAP}{{0,2}}[A-Za-z0-9]){{11,30}}")
_CHARACTERS: Mapping[str, str] = {"n": r"\d", "a": "[A-Z]", "c": "[A-Z0-9]"}
_FORMS: Mapping[str, tuple[int, re.Pattern[str]]] = {
    country: (
        4 + sum(int(count) for count in re.findall(r"\d+", form)),
        re.compile("".join(f"{_CHARACTERS[kind]}{{{count}}}" for count, kind in re.findall(r"(\d+)(\w)", form))),
    )
    for country, form in re.findall(
        r"([A-Z]{2}) (\w+)",
        """
        AD 8n12c, AE 19n, AL 8n16c, AT 16n, AZ 4a20c, BA 16n, BE 12n, BG 4a6n8c, BH 4a14c, BR 23n1a1c,
        BY 4c4n16c, CH 5n12c, CR 18n, CY 8n16c, CZ 20n, DE 18n, DK 14n, DO 4c20n, EE 16n, EG 25n, ES 20n, FI 14n,
        FO 14n, FR 10n11c2n, GB 4a14n, GE 2a16n, GI 4a15c, GL 14n, GR 7n16c, GT 24c, HR 17n, HU 24n, IE 4a14n,
        IL 19n, IQ 4a15n, IS 22n, IT 1a10n12c, JO 4a4n18c, KW 4a22c, KZ 3n13c, LB 4n20c, LC 4a24c, LI 5n12c,
        LT 16n, LU 3n13c, LV 4a13c, LY 21n, MC 10n11c2n, MD 20c, ME 18n, MK 3n10c2n, MR 23n, MT 4a5n18c,
        MU 4a19n3a, NL 4a10n, NO 11n, PK 4a16c, PL 24n, PS 4a21c, PT 21n, QA 4a21c, RO 4a16c, RS 18n, SA 2n18c,
        SC 4a20n3a, SE 20n, SI 15n, SK 20n, SM 1a10n12c, ST 21n, SV 4a20n, TL 19n, TN 20n, TR 6n16c, UA 6n19c,
        VA 18n, VG 4a16n, XK 16n
        """,
    )
}
"""Country -> characters of its IBAN, and the form of what follows the check digits: n digits, a letters, c either
(SWIFT's registry).
"""


def ibans(text: str) -> Iterator[tuple[int, int]]:
    run = _IBAN.search(text)
    while run:
        where = [at for at in range(run.start(), run.end()) if text[at].isalnum()]
        plain = "".join(text[at] for at in where).upper()
        length, form = _FORMS.get(plain[:2], (0, _IBAN))
        following = run.start() + 2  # "at 12 DE89 ...": what is none may hide the beginning of one
        fits = 0 < length <= len(plain) and form.fullmatch(plain, 4, length)
        if fits and is_iban(plain[:length]) and not text[where[length - 1] + 1 : where[length - 1] + 2].isalnum():
            following = where[length - 1] + 1
            yield run.start(), following
        run = _IBAN.search(text, following)


def is_iban(plain: str) -> bool:
    """Mod 97 of ISO 13616; `plain` in upper case, without spaces."""
    moved = plain[4:] + plain[:4]
    if not moved.isascii() or not moved.isalnum():
        return False
    return int("".join(str(int(character, 36)) for character in moved)) % 97 == 1
