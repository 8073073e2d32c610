"""Wishes and questions in the other languages that Segue reads. Their words are quoted, never put together anew."""

from __future__ import annotations

import re
from collections.abc import Mapping

_WANTS: Mapping[str, str] = {
    "de": r"\b(?:ich|wir)\s(?:möchte[n]?|moechte[n]?|will|wollen|würde[n]?|wünsche[n]?|brauche[n]?|benötige[n]?"
        r"|hätte[n]?|verlange[n]?|bitte[n]?\sum|suche[n]?)\b"
    r"|\b(?:möchte|will|brauche|würde|hätte)\s(?:ich|wir)\b|\bbitte\b.{0,80}\b\w+(?:en|ieren|n)\b|\b(?:können"
        r"|könnten|würden)\ssie\b|\bkannst\sdu\b|\bich\s(?:versuche|wollte|muss|müsste)\b",
    "fr": r"\b(?:je|nous)\s(?:veux|voudrais|souhaite(?:rais)?|désire|demande|exige|cherche|aimerais|voulons"
        r"|souhaitons|voudrions)\b|\bj['’](?:aimerais|ai\sbesoin|attends|exige|essaie)\b"
    r"|\b(?:pouvez|pourriez)[-\s]vous\b|\bmerci\sde\s(?:bien\svouloir\s)?\w+er\b|\bveuillez\b"
        r"|\best[- ]il\spossible\b|\bil\s(?:me\sfaut|faut\sque\sje)\b|\bje\sdois\b",
    "es": r"\b(?:quiero|queremos|quisiera|necesito|necesitamos|desearía|deseo|solicito|exijo|busco|pido)\b"
        r"|\bme\sgustaría\b|\b(?:puede[ns]?|podría[ns]?|podéis)\b|\bpor\sfavor\b.{0,80}\b\w+(?:en|e|ar|er|ir)\b"
        r"|\bes\sposible\b|\b(?:tengo|tenemos)\sque\b",
    "it": r"\b(?:voglio|vorrei|vogliamo|vorremmo|desidero|chiedo|cerco|esigo|pretendo)\b|\bho\sbisogno\b"
        r"|\bmi\sserve\b|\bmi\spiacerebbe\b|\b(?:può|potete|potrebbe|potreste|puoi)\b|\bè\spossibile\b|\b(?:devo|dobbiamo|dovrei)\b",
    "pt": r"\b(?:quero|queremos|queria|gostaria|preciso|precisamos|desejo|solicito|exijo|procuro)\b|\b(?:pode[m]?"
        r"|poderia[m]?)\b|\bé\spossível\b|\b(?:tenho|temos)\s(?:de|que)\b",
    "nl": r"\b(?:ik|wij|we)\s(?:wil|willen|zou|wens|eis|zoek|heb\s.{0,30}nodig|wilde)\b|\b(?:wil|zou)\sik\b"
        r"|\b(?:kunt\su|kunnen\sjullie|kun\sje|zou\su)\b|\bgraag\b|\bis\shet\smogelijk\b|\b(?:ik|wij|we)\s(?:moet|moeten)\b",
}  # fmt: skip
_PROBLEMS: Mapping[str, str] = {
    "de": r"\b(?:doppelt|zweimal|nicht|kein\w*|nie|defekt|kaputt|beschädigt|falsch\w*|fehler\w*|fehlt|fehlen"
        r"|verspätet|verspätung|verloren|gestohlen|abgebucht|abgelehnt|gesperrt|storniert|problem\w*|störung"
        r"|ausgefallen|geht\snicht|funktioniert\snicht|immer\snoch|seit\s\w+\s(?:tagen|wochen|monaten)|warte[n]?"
        r"|langsam|abgestürzt|stürzt)\b",
    "fr": r"\b(?:deux\sfois|double|pas|plus|jamais|aucun\w*|rien|cassée?s?|abîmée?s?|endommagée?s?|défectueu\w+"
        r"|erreur\w*|manque\w*|retard\w*|perdue?s?|volée?s?|débitée?s?|prélevée?s?|refusée?s?|bloquée?s?|annulée?s?"
        r"|problème\w*|panne|toujours\spas|depuis\s\w+\s(?:jours|semaines|mois)|attends|lente?)\b",
    "es": r"\b(?:dos\sveces|doble|duplicad\w+|no|nunca|ningun\w*|nada|rot[oa]s?|dañad\w+|defectuos\w+|error\w*"
        r"|falta\w*|retras\w+|perdid\w+|robad\w+|cobrad\w+|cobraron|cobró|cargo|rechazad\w+|bloquead\w+|cancelad\w+"
        r"|problema\w*|avería|todavía|sigue\w*|hace\s\w+\s(?:días|semanas|meses)|esperando|lent[oa])\b",
    "it": r"\b(?:due\svolte|doppi\w+|non|mai|nessun\w*|niente|rott[oaie]|danneggiat\w+|difettos\w+|sbagliat\w+|error\w+"
        r"|manca\w*|ritardo|pers[oaie]|rubat\w+|addebitat\w+|rifiutat\w+|bloccat\w+|annullat\w+|problem\w+|guasto"
        r"|ancora|da\s\w+\s(?:giorni|settimane|mesi)|aspett\w+|lent[oa])\b",
    "pt": r"\b(?:duas\svezes|dupla\w*|duplicad\w+|não|nunca|nenhum\w*|nada|quebrad\w+|partid\w+|danificad\w+"
        r"|defeituos\w+|errad\w+|erro\w*|falta\w*|atras\w+|perdid\w+|roubad\w+|cobrad\w+|cobraram|recusad\w+"
            r"|bloquead\w+"
        r"|cancelad\w+|problema\w*|avaria|ainda|há\s\w+\s(?:dias|semanas|meses)|espera\w*|lent[oa])\b",
    "nl": r"\b(?:twee\skeer|dubbel|niet|geen|nooit|niets|kapot|beschadigd|defect|verkeerd\w*|fout\w*|ontbreekt"
        r"|vertraging|te\slaat|kwijt|gestolen|afgeschreven|geweigerd|geblokkeerd|geannuleerd|probleem|problemen"
        r"|storing|nog\ssteeds|al\s\w+\s(?:dagen|weken|maanden)|wacht\w*|traag)\b",
}  # fmt: skip
_GREETS: Mapping[str, str] = {
    "de": r"(?:hallo|hi|hey|guten\s(?:tag|morgen|abend)|moin|servus|grüezi|sehr\sgeehrte\s[^,]{2,40}"
        r"|liebe[rs]?\s[^,]{2,30}|ja|nein|danke|vielen\sdank|okay|ok|also|bitte)",
    "fr": r"(?:bonjour|bonsoir|salut|madame|monsieur|oui|non|merci|d['’]accord|ok|alors|bon)",
    "es": r"(?:hola|buen(?:os|as)\s(?:días|tardes|noches)|estimad\w+\s[^,]{2,30}|sí|no|gracias|vale|ok|bueno|pues)",
    "it": r"(?:ciao|buongiorno|buonasera|salve|gentile\s[^,]{2,30}|sì|no|grazie|ok|va\sbene|allora)",
    "pt": r"(?:olá|oi|bom\sdia|boa\s(?:tarde|noite)|prezad\w+\s[^,]{2,30}|sim|não|obrigad[oa]|ok|bom|então)",
    "nl": r"(?:hallo|hoi|goede(?:ndag|morgen|middag|avond)|beste\s[^,]{2,30}|ja|nee|bedankt|dank\s(?:je|u)|oké|ok|dus)",
}  # fmt: skip

_WANT = {code: re.compile(pattern, re.IGNORECASE) for code, pattern in _WANTS.items()}
_PROBLEM = {code: re.compile(pattern, re.IGNORECASE) for code, pattern in _PROBLEMS.items()}
_GREET = {code: re.compile(rf"^(?:{pattern}\s*[,.!:]+\s*)+", re.IGNORECASE) for code, pattern in _GREETS.items()}

NAMES: Mapping[str, str] = {
    "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "pt": "Portuguese", "nl": "Dutch",
}  # fmt: skip
"""ISO 639-1 -> the language's English name, of those that are quoted."""


def wants(sentence: str, language: str) -> bool:
    return bool(_WANT[language].search(sentence))


def problem(sentence: str, language: str) -> bool:
    return bool(_PROBLEM[language].search(sentence))


_HELP = re.compile(
    r"^\W*(?:können sie|kannst du|könnten sie|pouvez-vous|pourriez-vous|(?:me )?puede[ns]?|(?:me )?podría[ns]?"
    r"|(?:mi )?può|potete"
    r"|(?:me )?pode[m]?|kunt u|kun je)\W+(?:\w+\W+){0,2}(?:helfen|aider|ayudar(?:me)?|aiutar(?:mi|e)|ajudar(?:-me)?"
    r"|helpen)\W*$",
    re.IGNORECASE,
)


def asks_for_help(sentence: str) -> bool:
    """ "Can you help?" and nothing more."""
    return bool(_HELP.match(sentence))


def without_greeting(sentence: str, language: str) -> str:
    return _GREET[language].sub("", sentence).strip()
