"""English words and turns of phrase that the rules of `english` are put together from.

Every part consumes words with the blank that follows each. A part that is repeated is bounded, so that reading a
sentence takes time in proportion to its length.
"""

from __future__ import annotations

from segue.domain.signals.words import Spelling


def words(*lines: str) -> str:
    """One of these words; `_` joins those of a phrase."""
    found = {word.replace("_", " ") for line in lines for word in line.split()}
    return f"(?:{'|'.join(sorted(found, key=lambda word: (-len(word), word)))}) "


def one_of(*patterns: str) -> str:
    return f"(?:{'|'.join(patterns)})"


def maybe(pattern: str, most: int = 1) -> str:
    """None, or up to `most` of it."""
    return f"(?:{pattern}){{0,{most}}}"


# --- small words -----------------------------------------------------------------------------------------------------

ADVERB = words(
    "just really only also still now actually kindly please urgently immediately simply even desperately rather again",
    "first instead directly maybe perhaps badly definitely honestly asap once quickly live personally at_least already",
)
POLITE = words(
    "please thanks thank_you thank now asap hi hello hey yes yeah yep ok okay sir madam mam dear urgently immediately",
    "right_away right_now just i_said i_repeat only today again here then instead quickly so well no help there guys",
    "good_morning good_evening good_afternoon bot first more",
)
BEGIN = (
    "(?:^|(?:, |"
    + words(
        "and but so then please ok okay hi hello hey yes yeah no sorry well now instead thanks you else or also therefore",
        "sir madam mam bot just need_help issue problem help",
    )
    + "))"
)
NOT = "(?:do not|does not|did not|would not|will not|not) "
THE = words(
    "a an the your ur any some one another this that our you na one_of_your one_of_the some_of_your any_of_your all_your",
    "some_kind_of a_a the_next an_other",
)
TO = f"(?:{words('directly live online privately right over_the_phone on_the_phone on_phone here now')}){{0,1}}(?:to|with|w|2|wit|too|ot) "
END = "(?=$|, |(?:please|now|asap|immediately|thanks|thank|sir|madam|mam|right|today|here|then|instead|for|about|regarding|on|to|and|i|because|as|so|urgently|quickly|who|that|with|not|or|of) )"

# --- who -------------------------------------------------------------------------------------------------------------

STAFF = words(
    "agent agents advisor advisors adviser advisers representative representatives rep reps operator operators manager",
    "managers supervisor supervisors executive executives attendant associate associates csr specialist specialists",
    "technician consultant boss superior higher_up team_member staff_member staff_person member_of_staff assistant",
    "assistants employee employees expert care_executive colleague member_of_your_team member_of_the_team",
)
HUMAN = words("human humans human_being human_beings person human_person living_person humanoid")
SOMEONE = words(
    "someone somebody anyone anybody some_one any_one some_body any_body real_people actual_people your_people",
    "a_real_one people your_staff staff one_of_you one_of_your_people some_people",
)
_KIND = words(
    "real live actual human living breathing proper customer client service services support care sales billing tech",
    "technical account help desk chat phone online senior qualified trained competent different other relevant concerned",
    "responsible returns complaints complaint claims finance security fraud floor shift duty on_duty call center centre",
    "department team available fucking damn bloody goddamn freaking stupid genuine true physical real-life flesh_and_blood",
    "customer_relations it product local direct fellow in-person new better good decent english english_speaking duty",
    "general store branch regional human_customer banking bank card loan mortgage insurance loans nice friendly ",
)
_NOT_A_THING = (
    "(?!(?:fee|fees|id|ids|number|numbers|code|codes|name|names|email|mail|address|discount|discounts|app|portal"
    "|commission|login|license|licence|training|job|jobs|position|vacancy|salary|image|sample|summary|near|nearby|hours"
    "|hour|timing|timings|details|rating|ratings|policy|program|programme|console|dashboard|version|fault|error) )"
)
PERSON = f"{maybe(THE, 2)}{maybe(_KIND, 4)}{one_of(STAFF, HUMAN)}{_NOT_A_THING}"
"""Somebody who works here, or a person as opposed to the bot."""

DESK = (
    f"{maybe(THE)}(?:{one_of(_KIND)}{{1,3}}{words('service services support care desk team department dept relations')}"
    f"|{words('support customer_service customer_services customer_care customer_support helpdesk help_desk live_chat')}"
    f"|{words('call_center call_centre contact_center contact_centre support_team sales_team front_desk back_office')})"
    f"{_NOT_A_THING}(?!{words('my the this trying with for is was are sucks phone')[:-1]} )"
)
"""The part of the company where people answer."""

BOT = (
    f"{maybe(words('stupid dumb useless damn fucking bloody chat automated robotic virtual bloody ai silly computer'), 2)}"
    + words(
        "bot bots robot robots chatbot chatbots machine machines computer computers ai ais program software algorithm",
        "automated automation artificial artificial_intelligence virtual_assistant chat_bot chat_bots android gpt chatgpt",
        "language_model computer_program answering_machine automated_system automated_assistance",
    )
)
BOT_OR_HUMAN = f"(?:{words('real live actual actually human living really true')}){{0,3}}" + one_of(
    BOT, HUMAN, STAFF, words("real alive living fake someone somebody human_or_not live_being being man woman")
)

# --- verbs -----------------------------------------------------------------------------------------------------------

TALK = words(
    "talk speak chat converse communicate interact discuss_this discuss_it discuss have_a_word have_a_chat connect",
    "have_a_talk have_a_conversation speak_up get_in_touch be_in_touch have_a_quick_word deal",
)
TALKING = words("talking speaking chatting conversing communicating connecting interacting")
CONNECT = words(
    "connect transfer forward direct redirect pass put patch hook switch escalate refer route link hand bring take send",
    "assign reconnect divert move",
)
BE_CONNECTED = words("connected transferred forwarded put_through redirected directed passed switched escalated")
CONTACT = words(
    "contact reach reach_out_to get_in_touch_with get_hold_of get_ahold_of get_a_hold_of get_through_to connect_with",
    "be_in_touch_with get_in_contact_with make_contact_with access",
)
WANT = words(
    "want need wish would_like would_love would_prefer would_rather prefer have must have_got got demand require insist",
    "hope like trying try looking hoping wanted wants am_trying am_looking was_hoping was_looking am_asking asking",
    "request requesting will_need would_want am_going_to_need need_help want_help need_assistance want_assistance",
    "need_urgently want_urgently am_ready am_requesting am_demanding demanding",
)
_OTHERS = "they he she it not never will would did does that which who we bot system refused promised supposed cannot"
NO_OTHER_SUBJECT = (
    "".join(f"(?<!\\b{word} )" for word in _OTHERS.split()) + "(?<!told to )(?<!ed to )(?<!ing to )(?<!ants to )"
)
"""What follows is not done by others ("they put me through to …"), nor denied."""

# --- spelling --------------------------------------------------------------------------------------------------------

EXPAND = {
    "u": "you",
    "ur": "your",
    "ya": "you",
    "r": "are",
    "im": "i am",
    "ive": "i have",
    "id": "i would",
    "ill": "i will",
    "youre": "you are",
    "dont": "do not",
    "doesnt": "does not",
    "didnt": "did not",
    "cant": "can not",
    "cannot": "can not",
    "couldnt": "could not",
    "wouldnt": "would not",
    "wont": "will not",
    "isnt": "is not",
    "arent": "are not",
    "aint": "is not",
    "shouldnt": "should not",
    "wanna": "want to",
    "gonna": "going to",
    "gotta": "got to",
    "lemme": "let me",
    "gimme": "give me",
    "pls": "please",
    "plz": "please",
    "plss": "please",
    "plzz": "please",
    "thx": "thanks",
    "ty": "thanks",
    "sm1": "someone",
    "some1": "someone",
    "ppl": "people",
    "cust": "customer",
    "custumer": "customer",
    "sup": "supervisor",
    "mgr": "manager",
    "theres": "there is",
    "whos": "who is",
    "lets": "let us",
    "tryna": "trying to",
    "needa": "need a",
    "kinda": "rather",
    "asap": "asap",
    "atleast": "at least",
    "youve": "you have",
    "speek": "speak",
    "humen": "human",
    "repersentative": "representative",
    "representive": "representative",
    "reprasentative": "representative",
    "represenative": "representative",
    "csrs": "csr",
    "rly": "really",
}
_KEYWORDS = """
agent agents human humans person persons people representative representatives operator operators manager managers
supervisor supervisors advisor advisors executive executives assistant assistants assistance specialist someone somebody
anyone anybody customer service services support talk talking speak speaking chat chatting contact contacting connect
connecting connected transfer transferred forward redirect escalate please want need live real actual employee staff
technician consultant helpdesk department center representative reps would like could
"""
_LOOKALIKES = """
contract contracts contacts connects contracted taking walking tall speaks speaker sneak steak peak peaking breaking event
urgent argent agency stuff stiff manages managed manage mange transfers reach real reel rear meal deal read seal supports
supported suport humane parson persona personal operators operate operated supervision advise advised chart cat coat hat
charting chanting chattin place pleased pleases pleas leave live love life lives line like lake bike link servers serve
served serviced parcel action actually factual would world could cloud count mould walk tale balk stalk talks need
seed feed needs wants went wand wart line customers custom contain content connector correct collect taken token speck
spear forwards reward assistant's assist assisted
"""

SPELLING = Spelling(EXPAND, _KEYWORDS.split(), _LOOKALIKES.split())

LITTLE_WORDS = frozenset(
    ["a", "an", "the", "this", "that", "these", "those", "my", "your", "our", "his", "her", "its", "their", "i", "me", "we", "us", "you", "he", "she", "it", "they", "them", "im", "ive", "id", "am", "is", "are", "was", "were", "be", "been", "being", "do", "does", "did", "done", "have", "has", "had", "having", "can", "could", "will", "would", "shall", "should", "may", "might", "must", "to", "of", "in", "on", "at", "by", "for", "from", "with", "about", "as", "and", "or", "but", "so", "if", "then", "than", "too", "very", "just", "really", "only", "also", "still", "again", "already", "please", "pls", "plz", "thanks", "thank", "ok", "okay", "yes", "yeah", "yep", "no", "nope", "not", "hi", "hello", "hey", "there", "here", "now", "well", "oh", "um", "uh", "hmm", "sorry", "u", "ur", "r", "dont", "cant", "wont", "didnt", "doesnt", "isnt", "said", "say", "told", "tell", "asked", "ask", "mean", "repeat", "want", "need", "know", "like", "get", "got"]
)
"""Words that do not tell what a message is about."""
