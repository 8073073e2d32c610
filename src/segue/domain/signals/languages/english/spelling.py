"""How English is written in chats: short forms, slips, and the words that carry no meaning of their own."""

from __future__ import annotations

from segue.domain.signals.words import Spelling

_SHORT_FORMS = """
u=you ur=your ya=you r=are im=i_am ive=i_have id=i_would ill=i_will youre=you_are youve=you_have theres=there_is
whos=who_is dont=do_not doesnt=does_not didnt=did_not cant=can_not cannot=can_not couldnt=could_not
wouldnt=would_not wont=will_not isnt=is_not arent=are_not aint=is_not shouldnt=should_not havent=have_not
hasnt=has_not wasnt=was_not wanna=want_to gonna=going_to gotta=got_to lemme=let_me gimme=give_me lets=let_us
tryna=trying_to needa=need_a pls=please plz=please plss=please plzz=please thx=thanks ty=thanks sm1=someone
some1=someone ppl=people cust=customer sup=supervisor mgr=manager csrs=csr rly=really rn=now wth=with wiht=with
hlp=help hep=help tlk=talk spk=speak abt=about repersentative=representative reprasentative=representative
becuz=because cuz=because its=it_is thats=that_is bc=because dnt=do_not cn=can ther=there
"""

_KEYWORDS = """
agent agents human humans person persons people representative representatives operator operators manager managers
supervisor supervisors advisor advisors executive executives assistant assistants assistance specialist someone
somebody anyone anybody customer service services support talk talking speak speaking chat chatting contact
contacting connect connecting connected transfer transferred forward redirect escalate please want need live real
actual employee staff technician consultant helpdesk department center
"""
"""Recognised one slip away."""

_LOOKALIKES = """
contract contracts contacts connects contracted taking walking tall speaks speaker sneak steak peak peaking breaking
urgent argent agency agenda gent stuff stiff manages managed manage mange transfers reach reel rear meal deal read
seal supports supported suport humane parson persona operates operate operated supervision advise advised chart cat
coat hat charting chanting place pleased pleases pleas leave love life lives line like lake bike link servers serve
served serviced parcel action actually factual count mould walk tale balk stalk talks seed feed needs wants went
wand wart customers custom contain content connector correct collect taken token speck spear forwards reward assist
assisted employer employers employed saying seeing
"""
"""One slip away from a keyword, and something else."""

SPELLING = Spelling(
    dict(form.replace("_", " ").split("=") for form in _SHORT_FORMS.split()), _KEYWORDS.split(), _LOOKALIKES.split()
)

_LITTLE_WORDS = """
a about again already also am an and are as ask asked at be been being but by can cant could did didnt do does
doesnt done dont for from get got had has have having he hello her here hey hi his hmm i id if im in is isnt it its
ive just know like may me mean might must my need no nope not now of oh ok okay on only or our please pls plz r
really repeat said say shall she should so sorry still tell than thank thanks that the their them then there these
they this those to told too u uh um ur us very want was we well were will with wont would yeah yep yes you your
"""
LITTLE_WORDS = frozenset(_LITTLE_WORDS.split())
"""Words that do not tell what a message is about."""
