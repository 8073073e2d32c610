"""E-mail addresses, also as people hide them from robots, and phone numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

# --- e-mail ---------------------------------------------------------------------------------------------------------

_AT_WORDS = "arroba|arobase|chiocciola|apenstaartje|klammeraffe"
_DOT_WORDS = "dot|punkt|point|punto|ponto|punt"
_AT = rf"(?:@|\s@\s|@\s|\s?[\[({{]\s?(?:at|ät|@|{_AT_WORDS})\s?[\])}}]\s?)"
_DOT = rf"(?:\.|\s?[\[({{]\s?(?:{_DOT_WORDS}|\.)\s?[\])}}]\s?)"
_EMAIL = re.compile(
    rf"(?<![\w.+-])[\w.!#$%&'*+^~-]{{1,64}}{_AT}"
    rf"(?:[^\W_](?:[\w-]{{0,61}}[^\W_])?{_DOT}){{1,6}}[^\W\d_][\w-]{{0,61}}[^\W_]",
    re.IGNORECASE,
)
_ENDS = "fr|com|be|ch|net|org|eu|ca|lu|info"
_SPOKEN = re.compile(
    rf"(?<![\w.+-])(?:[\w+-]{{1,40}} (?:{_DOT_WORDS}) ){{0,2}}(?P<local>[\w.+-]{{2,64}}) (?:"
    # in English a point is no dot: "at this point to"
    rf"(?:at|ät) [\w-]{{2,63}}(?:(?: (?:dot|punkt|punto|ponto|punt) [\w-]{{2,63}}){{1,3}}|(?: point (?:{_ENDS})))"
    rf"|(?:{_AT_WORDS}) [\w-]{{2,63}}(?:(?: (?:{_DOT_WORDS}) |\.)[\w-]{{2,63}}){{1,3}})(?!\w)",
    re.IGNORECASE,
)
_BEFORE_A_PLACE = frozenset(
    re.findall(
        r"\S+",
        """am are is was were be been look looks looked looking buy bought order ordered shop shopped find found see saw
        seen work works worked stay stayed live lived me us you him her them it here there cheaper better available and
        or not account price prices sold only also even booked booking""",
    )
)
"""Words before "at" that name no mailbox: "we looked at amazon dot com"."""


def emails(text: str) -> Iterator[tuple[int, int]]:
    if "@" in text or "[" in text or "(" in text or "{" in text:
        for hit in _EMAIL.finditer(text):
            if not hit[0].lower().startswith("git@"):  # a repository's address
                yield hit.span()
    yield from (hit.span() for hit in _SPOKEN.finditer(text) if hit["local"].lower() not in _BEFORE_A_PLACE)


# --- phone numbers --------------------------------------------------------------------------------------------------

_BETWEEN = "[ \u00a0\u2009\u202f().\u2010-\u2015/-]"
_EXTENSION = r"(?:[ ,]{0,2}(?:x|ext\.?|extension|durchwahl|dw\.?|poste|interno|toestel|ramal|-)\s?\d{1,5})?"
_NOT_BEFORE = r"(?<![\w.,+#/-])(?<!\d:)"
_NOT_BEHIND = r"(?!\w|[.,:/-]\d|\s?(?:[%€$£²³°]|(?:eur|usd|gbp|chf|kwh|kg|km|cm|mm|ms|mb|kb)\b))"

_INTERNATIONAL = re.compile(
    rf"(?<![\w.,+])(?:\+|00)\s?[1-9](?:{_BETWEEN}{{0,3}}\d){{6,14}}{_EXTENSION}(?!\w|[.,]\d)", re.IGNORECASE
)
_NATIONAL = re.compile(
    rf"{_NOT_BEFORE}\(?0[1-9](?:{_BETWEEN}{{0,3}}\d){{6,10}}{_EXTENSION}{_NOT_BEHIND}", re.IGNORECASE
)
_WITHOUT_ZERO = re.compile(
    rf"{_NOT_BEFORE}(?:"
    # United States and Canada
    r"(?:1[ .-])?(?:\([2-9]\d{2}\)\s?|[2-9]\d{2}[ .-])[2-9]\d{2}[ .-]\d{4}"
    # Spain: mobile 612 345 678, 612 34 56 78; landline 91 234 56 78
    r"|(?:6\d{2}|7[1-9]\d)(?P<es>[ .-])(?:\d{3}(?P=es)\d{3}|\d{2}(?P=es)\d{2}(?P=es)\d{2})"
    r"|[89][1-8](?P<fijo>[ .-])\d{3}(?P=fijo)\d{2}(?P=fijo)\d{2}"
    # Portugal: mobile 912 345 678, landline 21 234 5678
    r"|9[1236]\d(?P<pt>[ .-])\d{3}(?P=pt)\d{3}|2[1-9] \d{3} \d{4}"
    # Italy: mobile 347 1234567, 347 123 4567
    r"|3[2-9]\d[ ./-]\d{3}(?:[ .-]?\d){4}"
    # Brazil: (11) 91234-5678
    r"|\([1-9]\d\)\s?9?\d{4}[ -]?\d{4}"
    rf"){_EXTENSION}{_NOT_BEHIND}",
    re.IGNORECASE,
)

_CALLED_WORDS = (
    *("(?:tele)?phone", "tel", "mobile", "cell(?:phone)?", "landline", "whatsapp", "sms", "fax", "dial", "hotline"),
    *("(?:call|ring|reach|text|phone|contact)(?: (?:me|us|him|her|them))?", "contact no", "called at"),
    *("(?:my|our|his|her|their) number", "call ?back"),
    *("telefon(?:nummer)?", "handy(?:nummer)?", "mobil(?:nummer|funk)?", "festnetz", "rufnummer", "r[uü]ckruf"),
    *(r"ruf(?:en|t|e)?", "anrufen", r"erreich\w{0,6}", "(?:meine|unsere) n(?:umme)?r"),
    *("t[eé]l[eé]phone", "t[eé]l", "portable", "fixe", "(?:r?appel)(?:ez|er|le)?(?:[- ]moi)?", "joindre", "joignable"),
    *("(?:mon|notre) num[eé]ro", "tel[eé]fono", "tfno", "m[oó]vil", "celular", "fijo", r"ll[aá]m\w{1,7}"),
    *("contacto", r"m[aá]r[cq]\w{1,4} (?:el|al|o)", "(?:mi|nuestro) n[uú]mero"),
    *("cellulare", "cell", "fisso", r"(?:ri)?chiam\w{1,7}", r"contatt\w{1,5}"),
    *("(?:mio|nostro) numero", "telefone", "telem[oó]vel", "fixo", r"lig(?:ue|uem|ar|a|am|uei)(?:-\w{2,3})?"),
    *("contato", "(?:meu|nosso) n[uú]mero", "telefoon(?:nummer)?", "mobiel(?:e)?", "vast", "(?:terug)?bel(?:len)?"),
    *("bereik(?:en|baar)", "(?:mijn|ons|mobiele) nummer"),
)
_CALLED = re.compile(
    rf"\b(?:{'|'.join(_CALLED_WORDS)})\b[^\d\n+()\[\]]{{0,20}}"
    rf"(?P<number>[+(]?\d(?:{_BETWEEN}{{0,3}}\d){{5,14}}{_EXTENSION})"
    rf"{_NOT_BEHIND}",
    re.IGNORECASE,
)
_NAMED_OTHERWISE = re.compile(
    r"(?:order|invoice|product|article|item|part|piece|code|serial|ref|receipt|ticket|track|shipment|parcel|case|claim"
    r"|customer|contract|member|booking|voucher|version|build|costs?|price|isbn|ean|imei|meter"
    r"|bestell|auftrag|rechnung|artikel|teil|beleg|sendung|paket|kunden|vertrag|vorgang|kostet|preis|z[aä]hler"
    r"|facture|commande|pi[eè]ce|colis|dossier|r[eé]f|re[cç]u|client|contrat|co[uû]te|prix"
    r"|pedido|factura|pieza|art[ií]culo|recibo|env[ií]o|cliente|contrato|cuesta|precio|c[oó]digo|parte"
    r"|ordine|fattura|pezzo|articolo|ricevuta|spedizione|pratica|contratto|codice|prezzo"
    r"|encomenda|fatura|pe[cç]a|artigo|processo|custa|pre[cç]o"
    r"|factuur|onderdeel|bon|pakket|zaak|klant|kost|prijs|kenmerk)"
    r"[\w'’]{0,12}(?:[ -](?:no|nr|number|nummer|num[eé]ro|n[uú]mero|code|id|n[ºo])\b)?"
    r"(?:\s(?:is|was|ist|est|es|era|[eè]|é))?\Z",
    re.IGNORECASE,
)
"""Behind such words a number is not a phone's: "the product code is 0433-171-992"."""

_DATE_LOOK = re.compile(
    r"\d{4}[-./]\d{1,2}[-./]\d{1,2}"
    r"|(?:0?[1-9]|[12]\d|3[01])[-./ ](?:0?[1-9]|[12]\d|3[01])[-./ ](?:19|20)?\d{2}"
)
_DATE_FIRST = re.compile(r"(?:0?[1-9]|[12]\d|3[01])[-./ ]{1,2}(?:0?[1-9]|[12]\d|3[01])[-./ ]{1,2}(?:19|20)\d{2}\D")
_AMOUNT = re.compile(r"\d{1,7}[.,]\d{2}|\d{1,3}(?:[.,]\d{3}){2,4}")
_GROUP = re.compile(r"\d+")


def phones(text: str) -> Iterator[tuple[int, int]]:
    for hit in _INTERNATIONAL.finditer(text):
        digits = _digits(hit[0])
        if digits >= (8 if hit[0][0] == "+" else 11):
            yield hit.span()
    for hit in _WITHOUT_ZERO.finditer(text):
        if not _round(hit[0]) and not _is_other(text, hit.start(), hit[0]):
            yield hit.span()
    for hit in _NATIONAL.finditer(text):
        if _national(hit[0]) and not _is_other(text, hit.start(), hit[0]):
            yield hit.span()
    for hit in _CALLED.finditer(text):
        number = hit["number"]
        fits = _digits(number) <= (12 if number[0] != "+" else 15)
        if fits and not _AMOUNT.fullmatch(number) and not _is_other(text, hit.start("number"), number):
            yield hit.span("number")


def _digits(words: str) -> int:
    return sum(character.isdigit() for character in words)


def _national(words: str) -> bool:
    groups = [len(group) for group in _GROUP.findall(words)]
    if set(groups) == {2}:
        return len(groups) == 5  # France writes pairs, and five of them
    return sum(groups) >= 9 or (sum(groups) == 8 and len(groups) > 1 and groups[0] >= 3)


def _round(words: str) -> bool:
    """Measures, not numbers that somebody was given: 600 400 300."""
    return all(group.endswith("0") for group in _GROUP.findall(words))


def _is_other(text: str, start: int, words: str) -> bool:
    bare = words.strip(" ()")
    if _DATE_LOOK.fullmatch(bare) or _DATE_FIRST.match(bare):
        return True
    before = text[max(0, start - 40) : start].rstrip(" \n\t:#.(=")
    return before[-1:].isalpha() and bool(_NAMED_OTHERWISE.search(before))
