"""Whether an English clause tells that something goes wrong."""

from __future__ import annotations

import re

_PROBLEM = re.compile(
    r"""\b(?:
    (?:over|double[- ]?|wrongly\s|mis)?charged | (?:double|duplicate|extra|unknown|strange|mystery|mysterious
    |hidden)\s(?:charges?|payments?|fees?|transactions?|debits?|bookings?|orders?)
    | debited | deducted | declin(?:ed|es|ing) | reject(?:ed|s) | refus(?:ed|es|ing) | denied | fail(?:s|ed|ing
    |ure)? | errors? | brok(?:e|en)
    | damaged? | defect(?:ive)? | faulty | crash(?:es|ed|ing)? | fr(?:eezes|oze|ozen) | stuck | missing | lost
    | stole(?:n)? | disappear(?:ed|s)?
    | vanished | gone | hacked | compromised | fraud(?:ulent)? | scam(?:med)? | unauthori[sz]ed | locked\sout
    | blocked | suspended | kicked\sout
    | wrong(?:ly)? | incorrect(?:ly)? | mistake | mistakenly | by\saccident | late | delay(?:ed|s)? | overdue | expired
    | (?:was|were|been|got|is|are)\s(?:\w+\s)?(?:cancel?led|rebooked|overbooked|downgraded|closed|billed|mugged
    |robbed|returned)
    | pending | unable | not\sable | down(?=\s*(?:$|again|since|for|\.|today)) | outage | slow | bugs? | glitch\w*
    | squeak\w* | creak\w* | rattl(?:es?|ing) | wobbl(?:es?|ing|y) | drip(?:s|ping) | flicker\w* | overheat\w*
    | scratched | cracked | dented | torn | bent | loose | jam(?:s|med) | hums | buzz(?:es|ing)
    | leak\w* | dirty | filthy | rude | noisy | noise | mould|mold
    | issues? | problems? | trouble | ignored | nobody | no\sone | waiting | waited | on\shold | still\s(?:no|not
    |nothing|waiting|pending|broken|the\ssame) | again\sand\sagain
    | passed\saway | died | sick | ill | accident | injur(?:ed|y) | emergency | hospital | funeral | stranded
    | unhappy | frustrat(?:ed|ing) | upset | angry | disappointed | dissatisfied
    | missed | miss(?:es)?\s(?:my|our) | not\s(?:mine|ours|theirs|right(?!\s(?:now|away))|correct|true|fair|safe|good
    |enough|acceptable
    |satisfied|happy)
    | (?:got|received|heard|had|have|achieved)\snothing | still\s(?:says?|shows?|showing|tells?|being|get|getting)
    | too\s(?:long|high|much|little|few|early|far|slow|small|big|large|expensive|loud|late|cold|hot|tight|short
    |heavy) | only\s(?:got|received
    |half|one|part|refunded)
    | keeps?\s\w+ing | stopped\s\w+ing | \d\S*(?:\s\w+)?\sinstead\sof | (?:double|twice|second
    |third)\s?(?:time)?(?=.*(?:charg|bill
    |paid|pay|debit|book|order)) | (?:charg|bill|paid|pay|debit|book)\w*\s(?:\w+\s){0,4}(?:twice|double|again)
    | loud | smells? | unbearable | only\s\w+s?\s(?:on|for|half|one|when|up\sto) | not\s(?:what
    |the\s(?:one|same|right|correct))
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_NOT = re.compile(
    r"""(?:\b(?:never|not|no|nothing|hardly|cannot|cant|dont|doesnt|didnt|wont|hasnt|havent|isnt)
    |n['’]t)\b\s+(?:\w+\s+){0,3}?
    (?:receiv|arriv|work|show|appear|load|open|go|went|let|get|got|come|came|deliver|refund|happen|respond
    |answer|repl|credit|log|sign|access|able
    |turn|start|connect|sync|print|charge|pay|process|complet|confirm|updat|reach|download|upload|send|sent
    |ma[dk]e|authori|recogni|order|set\sup|reflect|accept|fit|match|move|save|allow|delet|cancel|change
    |add|clos|withdraw|transfer|activat|verif|sleep|enter|upgrade|hot|warm|heating|signal|internet|water|response
    |refund)\w*""",
    re.IGNORECASE | re.VERBOSE,
)
_CANNOT = re.compile(
    r"\b(?:can(?:not|['’]t| not)|cant|could(?:n['’]t| not)|unable to|not able to)\s+(?:\w+\s+){0,2}"
    r"(?:see|use|find|book|check|buy|watch|play|read|hear|pay)\b",
    re.IGNORECASE,
)
_DATA_NOT_AT_HAND = re.compile(
    r"(?:not|n['’]t|cannot|forgot|unsure|no)\b.{0,30}\b(?:have|remember|recall|sure|know|find|at hand|on hand"
    r"|handy)\b.{0,60}"
    r"\b(?:id|ids|number|code|it|that|details|information|confirmation|reservation|email)\b",
    re.IGNORECASE,
)
_NO_PROBLEM = re.compile(
    r"\bno (?:problem|issue|rush|worries)|\bnot a problem\b|^(?:it|that|this)(?:['’]s| is) not (?:it|that)\b"
    r"|\bwant\w*\b.*\binsurance\b|\bnever ?mind\b|\bif (?:i|it|that|you|there)\b|\bdo(?:n['’]t| not) (?:want|need"
    r"|mind|worry|care)\b|\b(?:does(?:n['’]t| not) matter|no preference)\b|^(?:not (?:now|yet|today|really)|no)\b",
    re.IGNORECASE,
)
_FEELING = re.compile(
    r"\b(?:unhappy|frustrat\w+|upset|angry|disappointed|dissatisfied|not satisfied|not happy|sick of)\b", re.I
)
_TAKES_NO = re.compile(r"\b(?:help|helped|helpful|answer|answered|useful)\b", re.IGNORECASE)


def problem_weight(clause: str) -> float:
    """0 where nothing goes wrong; 1 where somebody is only unhappy; 2 where something goes wrong."""
    if is_no_problem(clause):
        return 0.0
    if not _fails(clause):
        return 0.0
    return 2.0 if _fails(_FEELING.sub("", clause)) else 1.0


def is_no_problem(clause: str) -> bool:
    """Whether it declines something, or says what is not at hand."""
    return bool(_NO_PROBLEM.search(clause) or _DATA_NOT_AT_HAND.search(clause))


def _fails(clause: str) -> bool:
    return bool(_PROBLEM.search(clause) or _NOT.search(clause) or _CANNOT.search(clause))
