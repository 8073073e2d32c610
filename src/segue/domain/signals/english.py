"""English: how people ask for a person, refuse one, and ask whether they talk to a bot.

A request is a verb of asking in the customer's own voice ("I want to …", "can I …", an imperative) and, in the same
sentence, a word for the people who work here. The rules are patterns over words put together from the words and turns
of phrase in `english_words`; each part consumes the blank that follows a word.
"""

from __future__ import annotations

import re

from segue.domain.signals.english_words import (
    ADVERB,
    BE_CONNECTED,
    BEGIN,
    BOT,
    BOT_OR_HUMAN,
    CONNECT,
    CONTACT,
    DESK,
    END,
    HUMAN,
    NO_OTHER_SUBJECT,
    NOT,
    PERSON,
    POLITE,
    SOMEONE,
    SPELLING,
    STAFF,
    TALK,
    TALKING,
    THE,
    TO,
    WANT,
    maybe,
    one_of,
    words,
)
from segue.domain.signals.grammar import Grammar, Rule

# --- who -------------------------------------------------------------------------------------------------------------

ANYONE = one_of(PERSON, SOMEONE, DESK)
"""Whom one can ask to talk to."""

# --- in the customer's own voice, up to the verb ----------------------------------------------------------------------

I_WANT_TO = f"{words('i we')}{maybe(ADVERB, 3)}{maybe('do ')}{WANT}{maybe(ADVERB, 2)}{maybe('to ')}"
CAN_I = (
    f"{words('can could may might shall will would')}{maybe('not ')}(?:you {maybe(ADVERB)}(?:let|help|allow) (?:me|us) {maybe('to ')}"
    f"|{words('i we')}{maybe(ADVERB, 2)})"
)
IS_IT_POSSIBLE = f"possible {maybe('for me ')}(?:to |that i can |if i can |i can |i could )"
A_WAY_TO = (
    f"{words('way ways option chance possibility how where wondering_if wonder_if know_if see_if ask_if')}"
    f"(?:for me to |to |of |(?:that )?(?:do |can |could |would |should |might |may )?(?:i |we ){maybe(words('can could may'))}{maybe(ADVERB, 2)})"
)
WHAT_TO_DO = (
    f"what (?:(?:do |must |should |can )?i (?:have to |need to |must |should |can )?|to )do {maybe('in order ')}to "
)
LET_ME = f"{words('let_me let_us allow_me allow_me_to lemme help_me help_me_to help_to me_to us_to')}{maybe(ADVERB, 2)}"
WANT_AT_BEGIN = f"{BEGIN}(?:am |was )?{WANT}{maybe(ADVERB, 2)}{maybe('to ')}"
IMPERATIVE = f"{BEGIN}{maybe(ADVERB, 2)}{maybe('to ')}"
ONLY_WILL = f"{words('i we')}(?:will |would )?{words('only rather prefer_to insist_to')}"
BE_ABLE = maybe(words("be_able_to get_to able_to have_to please_to go_ahead_and"))

IN_OWN_VOICE = (
    one_of(I_WANT_TO, CAN_I, IS_IT_POSSIBLE, A_WAY_TO, WHAT_TO_DO, LET_ME, WANT_AT_BEGIN, IMPERATIVE, ONLY_WILL)
    + BE_ABLE
)
HELP_WITH = f"{words('help assistance support interested_in insist_on looking_forward_to mind asking_about')}"
CAN_YOU = f"(?:{words('can could will would')}(?:you |u ){maybe(ADVERB, 2)}|you to |{BEGIN}{maybe(ADVERB, 2)})"

# --- rules -----------------------------------------------------------------------------------------------------------

_SURE, _LIKELY, _MAYBE = 0.97, 0.9, 0.7


def _rules(probability: float, **patterns: str) -> tuple[Rule, ...]:
    return tuple(Rule(name, re.compile(f"(?:^|(?<= )){pattern}"), probability) for name, pattern in patterns.items())


OTHER_MEANINGS = _rules(
    0.0,
    other_agents=words(
        "travel_agent estate_agent real_estate_agent letting_agent user_agent delivery_agent shipping_agent free_agent",
        "secret_agent double_agent gate_agent ticket_agent leasing_agent cleaning_agent booking_agent",
        "travel_agents estate_agents real_estate_agents delivery_agents gate_agents ticket_agents user_agents",
        "delivery_person delivery_executive delivery_man",
    ),
    other_managers=words(
        "password_manager task_manager file_manager project_manager product_manager download_manager device_manager",
        "package_manager ads_manager ad_manager campaign_manager property_manager content_manager my_manager",
    ),
    other_people=words(
        "representative_sample human_resources human_rights human_error human_nature human_body human_trafficking",
        "human_readable per_person third_person missing_person other_person same_person first_person in_person",
        "executive_summary virtual_assistant digital_assistant voice_assistant google_assistant personal_assistant",
        "assistant_manager support_person",
    ),
    stories=f"{maybe(THE)}{ANYONE}{maybe(words('on_the_phone on_chat i_spoke_to i_talked_to who just'))}"
    + words(
        "told said was were had hung did never gave promised informed assured advised kept refused disconnected ended",
        "left lied who_told who_said sucks",
    ),
    not_now=f"{words('when whenever after before while once every_time each_time everytime because since')}"
    f"{words('i we you')}{maybe(words('have_to try_to tried_to need_to want_to ask_to get_to am_trying_to can could do'))}"
    f"{maybe(ADVERB)}{one_of(TALK + TO, CONTACT, CONNECT)}{ANYONE}",
    what_if=f"(?<!see )(?<!ask )(?<!know )(?<!wonder )(?<!wondering )(?:if|do|should|would|does|must) (?:i |we |you |it )"
    f"{maybe(words('have_to need_to want_to wanted_to really_need_to ever_need_to'))}(?<!you )"
    f"{one_of(TALK + TO, CONTACT)}{ANYONE}",
    told_to=f"{words('told_me_to said_to tell_me_to telling_me_to asked_me_to told_us_to advised_to asked_to told_to')}"
    f"{one_of(TALK + TO, CONTACT, CONNECT)}{ANYONE}",
)

ABOUT_THE_BOT = _rules(
    0.0,
    are_you=f"(?:are|r|is) (?:you|u|this|it|that) {maybe(words('really actually even not still sure just like in_fact truly'), 2)}"
    f"{maybe(words('you_are talking'))}{maybe(THE)}{BOT_OR_HUMAN}",
    am_i=f"(?:am i|are we|i am|if i am) {maybe(ADVERB)}(?:{TALKING}|dealing |texting |messaging )(?:to |with )?{maybe(THE)}{BOT_OR_HUMAN}"
    f"(?:or |$)|am i {maybe(ADVERB)}{TALKING}(?:to |with ){maybe(THE)}{BOT_OR_HUMAN}",
    whom=f"who(?:m)? (?:am i|i am) {TALKING}(?:to |with )",
    either=f"{one_of(HUMAN, 'real ', 'person ', STAFF)}or {maybe(words('are_you just are_you_just is_this is_it'))}{maybe(THE)}{BOT}"
    f"|{BOT}or {maybe(words('are_you just is_this is_it'))}{maybe(THE)}{BOT_OR_HUMAN}",
    prove=f"{words('prove know if whether think bet guess suspect believe sure convinced tell_me know_if')}{maybe('that ')}"
    f"(?:you are |youre |this is |it is ){maybe(words('really actually not just talking_to'))}{maybe(THE)}{BOT_OR_HUMAN}",
    sound_like=f"(?:you|this|it) {words('sound_like sounds_like seem_like look_like act_like talk_like must_be')}{maybe(THE)}{BOT}"
    f"|you are {maybe(THE)}{BOT}(?:, )?(?:are not you|right |no )",
    self_image=f"(?:consider|think|call|identify|regard|describe) (?:yourself |you |yourselves )?(?:as |to be |you are |are )?{maybe(THE)}{BOT_OR_HUMAN}",
)

_NO_WISH = (
    f"(?:{NOT}|no longer |never ){maybe(ADVERB, 2)}"
    f"{words('want need wish like require care ask_for asking_for looking_for interested_in wanna have trying prefer')}"
    f"{maybe(ADVERB)}(?:to |in )?"
)

DECLINES = _rules(
    0.03,
    no_need=f"{_NO_WISH}(?:be |get )?"
    + one_of(
        f"(?:{TALK}{TO}|{TALKING}{TO}|{CONTACT}|{BE_CONNECTED}(?:to |with )|connected to |transferred to ){ANYONE}",
        f"(?:see |have |involve |bother |speak )?(?:any )?{PERSON}",
        f"{words('human live real')}{words('support help assistance chat service')}",
    ),
    do_not_connect=f"{words('do_not never stop please_not')}{maybe(ADVERB)}(?:{CONNECT}|connecting |transferring |forwarding |passing )"
    f"(?:me|us|this|it|my chat|my call) {maybe(f'(?:through |over |on )?(?:to |with ){ANYONE}')}",
    do_not_get=f"do not {maybe(ADVERB)}(?:get|give|send|find|bring|call|involve) (?:me |us )?{PERSON}",
    no_person=f"(?:no|not) {maybe(words('need_for need_of need_to_involve more'))}{PERSON}{maybe(POLITE, 2)}"
    f"(?:is )?(?:needed |required |necessary |wanted |thanks |thank you |please |$)",
    no_need_to=f"{words('no_need no_reason not_necessary unnecessary')}(?:to |for )(?:me to )?{maybe('be ')}"
    f"{maybe(one_of(TALK + TO, CONTACT, CONNECT + '(?:me )?(?:to )?', 'involve ', 'get ', 'transferred to ', 'connected to '))}{ANYONE}",
    without=f"without {maybe(words('having_to needing_to the_need_to the_help_of'))}"
    f"(?:(?:{TALKING}{TO}|{TALK}{TO}|contacting |calling |involving |going through |needing ){ANYONE}|{maybe(THE)}{PERSON}$)",
    rather_not=f"(?:rather|prefer) not {maybe('to ')}{maybe('be ')}(?:{TALK}{TO}|{CONTACT}|transferred to |connected to ){ANYONE}",
    rather_bot=f"(?:rather|prefer|prefer to|want to|like to|happy to|fine to) {maybe(words('just keep'))}"
    f"(?:stay|continue|keep|carry on|go on|remain|talk|chat|deal|talking|chatting|keep talking|keep chatting) {maybe(TALKING)}(?:with|to) (?:you |{maybe(THE)}{BOT})",
)

_WANT_ONE = (
    f"(?:(?:i|we) {maybe(ADVERB, 3)}|{BEGIN})(?:am |was )?{maybe(ADVERB)}"
    + words(
        "want need would_like would_love would_prefer prefer demand require request asking_for requesting looking_for",
        "wanted hoping_for insist_on will_need wish like keep_asking_for ask_for waiting_for_you_to_get_me",
    )
    + maybe(ADVERB)
)
_HAVE_ONE = f"(?:can|could|may|might) (?:i|we) {maybe(ADVERB)}(?:get|have|see|reach|request|ask for) "
_GIVE_ME = (
    f"{NO_OTHER_SUBJECT}{words('get give find send bring fetch grab assign provide show hand')}(?:me|us) "
    f"{maybe(words('back_to to with in_touch_with in_contact_with a_hold_of hold_of through_to on_with over_to on_the_line_with'))}"
)
_WITH_A_PERSON = f"(?:from|with|by|of) {PERSON}"
_HELP_VERB = words("talk speak chat help assist call answer reply respond contact phone converse take_over look_into")
_NO_BOTS = (
    f"(?:no|not|stop|hate|without|enough of|enough with|done with|sick of|tired of|instead of|rather than) "
    f"{maybe(words('more a an the this these your talking_to talking_with'), 2)}{BOT}"
)

CLEAR = _rules(
    _SURE,
    talk_to=f"{IN_OWN_VOICE}{TALK}{TO}{maybe(ADVERB)}{ANYONE}",
    talking_to=f"(?:{HELP_WITH}|{BEGIN}{maybe(words('help assistance'))}){maybe(words('me with in to by'))}{TALKING}{TO}{ANYONE}",
    talk_a=f"{IN_OWN_VOICE}(?:talk|speak|chat) {THE}{PERSON}",
    be_connected=f"{IN_OWN_VOICE}{maybe('be |get ')}{BE_CONNECTED}{maybe(words('through over directly live'))}(?:to |with ){ANYONE}",
    connect_me=f"{NO_OTHER_SUBJECT}{CONNECT}{maybe(words('me us it this my_call my_chat the_chat this_chat the_call my_case this_case my_issue my_question'))}"
    f"{maybe(words('through over up on back off directly live straight in_touch in_contact onto now please'), 2)}(?:to |with |2 |onto ){maybe(ADVERB)}{ANYONE}",
    put_me_through=f"{NO_OTHER_SUBJECT}(?:put|patch|get) (?:me|us) through(?: to)? ",
    transfer_me=f"{NO_OTHER_SUBJECT}(?:transfer|connect|redirect|forward) (?:me|us|my call|my chat) (?:over )?{maybe(POLITE, 3)}$",
    get_me=f"{_GIVE_ME}{maybe(ADVERB)}(?:{PERSON}|{SOMEONE}(?:who |that |to talk|to speak|to chat|real |human |else |competent ))",
    want_one=f"{_WANT_ONE}(?:{PERSON}|{SOMEONE}(?:to talk |to speak |to chat |i can talk|i can speak|real |human ))",
    have_one=f"{_HAVE_ONE}(?:{PERSON}|{SOMEONE}(?:to talk|to speak|to chat|real |human |on the ))",
    human_help=f"(?:{_WANT_ONE}|{_HAVE_ONE}|{_GIVE_ME}|{BEGIN}(?:need|want|get) ){maybe(THE)}{maybe(words('real live actual'))}"
    f"{words('human manual live person')}{maybe(words('customer agent'))}{words('help support assistance service intervention interaction contact chat assist response attention')}",
    word_with=f"(?:{_WANT_ONE}|{_HAVE_ONE}|{_GIVE_ME}){maybe(THE)}{maybe(ADVERB)}"
    f"{words('call callback call_back word chat talk help assistance support reply answer response conversation discussion')}{_WITH_A_PERSON}",
    is_there=f"(?:is|are) (?:there|their|ther|they) {maybe(ADVERB)}{maybe(words('a an any some actually even'), 2)}"
    f"(?:{PERSON}|{SOMEONE})(?:(?:available |online |on |real |human |there |here )?(?:who |that )?"
    f"(?:i can |i could |we can |can |could |to |is able to |for me to ){maybe(ADVERB)}(?:me )?(?:{TALK}|{_HELP_VERB}|{CONTACT})|available |online )",
    is_there_a_human=f"(?:is|are) (?:there|their|ther) {maybe(ADVERB)}{maybe(words('a an any some actually even'), 2)}"
    f"{maybe(words('real live actual human living'), 2)}{one_of(HUMAN, STAFF)}{maybe(words('here there around online available on'), 2)}{END}",
    have_you=f"do you (?:guys |people )?(?:even |actually )?have {PERSON}(?:available |online |i can |to talk |to chat |who can |that can |here |$)",
    could_a_person=f"{words('can could will would may')}{PERSON}{maybe(ADVERB)}(?:{_HELP_VERB}|{TALK}|{CONNECT})",
    could_someone=f"{words('can could will would may')}{SOMEONE}(?:real |human |else )?{maybe(ADVERB)}(?:{TALK}{TO}(?:me|us) )",
    have_one_call=f"(?:{CAN_YOU}|want |need |like |please )(?:have|get|ask|tell|want) {PERSON}(?:to )?(?:{_HELP_VERB}|{CONTACT}|message |text |email )",
    fetch=f"{CAN_YOU}(?:get|call|bring|fetch|find|send|page|summon|ask|involve|ask for|put on|bring in|call in|bring on|assign) {maybe(THE)}{PERSON}{maybe(words('here on over on_the_line on_the_phone in_here'))}{END}",
    person_to=f"{BEGIN}{PERSON}to {maybe(ADVERB)}(?:{TALK}|{_HELP_VERB})",
    person_now=f"{BEGIN}{maybe(THE)}{PERSON}{maybe(POLITE)}{words('now right_now immediately asap at_once')}",
    again_and_again=f"^(?:{PERSON}(?:, )?){{2,6}}{maybe(POLITE, 2)}$",
    said=f"(?:i|we) {maybe(ADVERB)}(?:said|asked for|typed|wrote) {maybe(words('i_want i_need get_me'))}{PERSON}{maybe(POLITE)}$",
    no_bots_but=f"{_NO_BOTS}(?:, |and |but |i |want |need |only |just |get |me |give |please |a |an )*?{PERSON}",
    person_not_bot=f"{PERSON}(?:, )?(?:and )?(?:not |no |instead of |rather than |over )(?:this |these |your |the |another |more )?{maybe(THE)}{BOT}",
    not_to_a_bot=f"{NOT}{maybe(ADVERB)}(?:want|wish|like|need|wanna|going|willing) (?:to )?(?:be )?(?:{TALK}|{TALKING}|deal |dealing ){TO}{maybe(THE)}{BOT}",
    live_chat=f"(?:{_WANT_ONE}|{_HAVE_ONE}|{BEGIN}(?:open|start|begin|initiate|launch|switch to|go to|take me to) |to (?:start|open|begin|have|use|initiate) ){maybe(THE)}live {maybe('agent ')}(?:chat|support|help|agent) ",
)

UNCLEAR = _rules(
    _MAYBE,
    contact=f"{IN_OWN_VOICE}{CONTACT}{maybe(ADVERB)}{ANYONE}",
    contacting=f"{HELP_WITH}{maybe(words('me with in to'))}(?:contacting|reaching) {ANYONE}",
    cannot_reach=f"(?:i|we) {words('can_not could_not cannot am_unable_to am_not_able_to')}(?:{TALK}{TO}|contact ){maybe(THE)}(?:{PERSON}|{SOMEONE})$",
    want_desk=f"(?:{_WANT_ONE}|{_HAVE_ONE}|{_GIVE_ME}){DESK}{END}",
    need_support=f"(?:{_WANT_ONE}|{BEGIN}contact )support {maybe(POLITE, 3)}$",
    someone_to_help=f"{_WANT_ONE}{SOMEONE}(?:to |who can |that can )(?:help|assist) ",
    anyone_there=f"(?:is |are )?(?:there )?{words('anyone anybody someone somebody any_one')}{words('there available online here around on')}"
    f"{maybe(one_of(words('to_help to_assist to_chat to_talk on_line at_all'), POLITE), 2)}$",
    any_person=f"{BEGIN}(?:any |is any |are any ){PERSON}{maybe(words('available online here there around free'))}{maybe(POLITE)}$",
    person_available=f"{BEGIN}{PERSON}{words('available online free there')}{maybe(POLITE)}$",
    escalate=f"(?:{CAN_YOU}|{IN_OWN_VOICE})escalate {maybe(words('this it my_case my_issue the_issue this_issue the_matter my_complaint my_ticket this_matter'))}{END}",
    bare=f"^(?:{POLITE}|, ){{0,6}}{maybe(THE)}{PERSON}(?:{POLITE}|, ){{0,4}}$",
    bare_desk=f"^(?:{POLITE}|, ){{0,6}}{maybe(THE)}{DESK}(?:{POLITE}|, ){{0,4}}$",
    bare_after=f", {PERSON}(?:{POLITE}|, ){{0,4}}please $",
    bare_human_help=f"^(?:{POLITE}|, ){{0,6}}{words('human live manual')}{words('help support service assistance chat')}(?:{POLITE}|, ){{0,4}}$",
    no_bots=f"^(?:{POLITE}|, ){{0,4}}{_NO_BOTS}(?:{POLITE}|, ){{0,4}}$",
    a_live_chat=f"(?:is there |do you have |where is ){maybe(THE)}live (?:chat|support|help) ",
)

GRAMMAR = Grammar(
    language="en",
    spelling=SPELLING,
    anchor=re.compile(
        f"\\b{one_of(STAFF, HUMAN, SOMEONE, BOT, words('people staff support service services care desk helpdesk team department'))}"
        f"|\\b{words('center centre chat help real me through escalate artificial alive who assistance are')}"
    ),
    other_meanings=OTHER_MEANINGS,
    about_the_bot=ABOUT_THE_BOT,
    declines=DECLINES,
    clear=CLEAR,
    unclear=UNCLEAR,
    base_rate=0.01,
)
