"""English. Polite and plain; a person, never an agent; nothing is promised that nobody knows."""

from __future__ import annotations

from segue.domain.wording.languages.distress import en as distress
from segue.domain.wording.languages.words import Words

TEXTS = {
    "title": "Chat with us",
    "greeting": "Hello! How can we help you today?",
    # the offer of a person
    "offer": """{acknowledgement}
{reassurance}
{expectation} Would you like me to bring in a person?""",
    "offer_proactive": """Would you like me to bring in a person[, {name}]? Some things are easier to settle that way.
{reassurance}
{expectation}""",
    "offer_later": """I think {matter} needs a person[, {name}].
{expectation}
Shall I pass it on, so that somebody from {queue} answers you later?""",
    "offer_later_proactive": """Some things are easier to settle with a person[, {name}].
{expectation}
Shall I ask somebody from {queue} to read what you write here and to answer you later?""",
    "offer_human": "Yes, a person please",
    "offer_bot": "No, carry on here",
    "offer_declined": "All right, we carry on here. You can ask for a person at any time.",
    "offer_lapsed": "We carry on here for now. You can ask for a person at any time.",
    # acknowledgement
    "acknowledgement": "I understand[, {name}]: a person can help you better with {matter}.",
    "acknowledgement.frustrated": "I am sorry[, {name}]: {matter} has taken more effort than it should.",
    "acknowledgement.technical": "I have not been able to resolve {matter}[, {name}].",
    "acknowledgement.technical.frustrated": "I am sorry[, {name}]. I have not been able to resolve {matter}.",
    "acknowledgement.billing": "I understand[, {name}]: {matter} needs somebody who can check the figures.",
    "acknowledgement.billing.frustrated": "I am sorry[, {name}]: {matter} should not have been this much trouble.",
    "acknowledgement.important_account": "I have noted {matter}[ for your {tier} account][, {name}].",
    "acknowledgement.important_account.frustrated": (
        "I am sorry[, {name}]: {matter}[ for your {tier} account] should have been easier."
    ),
    "acknowledgement.security": "I take this seriously[, {name}]: a person has to look at {matter}.",
    "acknowledgement.security.frustrated": (
        "I am sorry[, {name}]. I take this seriously: a person has to look at {matter}."
    ),
    "acknowledgement.legal": "I understand[, {name}]: {matter} is for a person to answer, not for me.",
    "acknowledgement.legal.frustrated": (
        "I am sorry for the trouble[, {name}]. A person has to answer {matter}, not me."
    ),
    "acknowledgement_agreed": "Thank you[, {name}]. A person will take care of {matter}.",
    "acknowledgement_agreed.frustrated": "All right[, {name}]. A person will take care of {matter}.",
    # reassurance
    "reassurance": "I am passing you on to {queue} with what you wrote, so you need not repeat it.",
    "reassurance.frustrated": (
        "I am passing you on to {queue} with our conversation so far, so you need not start again."
    ),
    "reassurance.technical": (
        "I am passing you on to {queue} with what has been tried, so you need not go through it again."
    ),
    "reassurance.billing": "I am passing you on to {queue}, who will have what you wrote in front of them.",
    "reassurance.important_account": (
        "I am passing you on to {queue} with what you wrote, so you need not explain it again."
    ),
    "reassurance.security": (
        "I am passing you on to {queue} with what you wrote. Please do not post passwords or codes here."
    ),
    "reassurance.legal": "I am passing you on to {queue}, who can read it in your own words.",
    "reassurance.withheld": "I am passing you on to {queue}, with what you agreed to share.",
    "reassurance_offer": "Somebody from {queue} would see what you write here.",
    "reassurance_offer.withheld": "Somebody from {queue} would see what you agree to share.",
    "reassurance_waiting": "The person who joins will see what you write here.",
    "reassurance_waiting.withheld": "The person who joins will see what you agreed to share.",
    "reassurance_agent": "They can see what was said, so you need not repeat it.",
    "reassurance_agent.withheld": "They can see what you agreed to share.",
    "reassurance_later": "I have passed on what you wrote here.",
    "reassurance_later.withheld": "I have passed on what you agreed to share.",
    "reassurance_back": "The next person can see what was said here.",
    # expectation
    "queued_wait": "You are number {position} in line. It should take {wait}.",
    "queued_position": "You are number {position} in line. I cannot say yet how long it will take.",
    "queued_ticket": "You are number {position} in line, and what you wrote is kept as a ticket as well.",
    "queued_wait_unknown": "I am looking for someone. I cannot say yet how long it will take.",
    "expected_wait": "It should take {wait}.",
    "expected_wait_unknown": "I cannot say yet how long it will take.",
    "closed": "{queue} is closed now and opens again {opens_at}.",
    "closed_unknown": "{queue} is closed now. I cannot say yet when it opens again.",
    "nobody_there": "Nobody from {queue} is here right now. I cannot say yet when somebody will be.",
    "nobody_here": "Nobody from {queue} is here right now.",
    "nobody_until": "Nobody from {queue} is here right now; somebody will be back {opens_at}.",
    "answer_later": "I cannot say yet when {queue} will answer.",
    "answer_by": "You should have an answer {answered_by} at the latest.",
    "answer_unknown": "We will get back to you; I cannot say yet when.",
    "emergency": "If anyone is in danger, please call 112 (in Europe).",
    # on the way to a person
    "transfer": """{acknowledgement}
{reassurance}
{expectation}""",
    "introduced": """{acknowledgement}
I am passing you on to {agent}. {reassurance}
Give them a moment to read.""",
    "still_waiting": """You still have your place in line with {matter}[, {name}].
The person who joins will read what you write here.
{expectation}""",
    "wait_update": """Thank you for waiting[, {name}]; {matter} has not been forgotten.
{reassurance}
You are number {position} in line, and it should take {wait}.""",
    "wait_update.frustrated": """I am sorry that you are still waiting[, {name}]; {matter} is not forgotten.
{reassurance}
You are number {position} in line, and it should take {wait}.""",
    "wait_update_unknown": """Thank you for waiting[, {name}]; {matter} has not been forgotten.
{reassurance}
You still have your place in line. I cannot say yet how long it will take.""",
    "wait_update_unknown.frustrated": """I am sorry that you are still waiting[, {name}]; {matter} is not forgotten.
{reassurance}
You still have your place in line. I cannot say yet how long it will take.""",
    "position_changed": """You have moved up[, {name}]: you are now number {position} in line with {matter}.
{reassurance}
{expectation}""",
    "customer_back": """Welcome back[, {name}]. You still have your place in line with {matter}.
{reassurance}
{expectation}""",
    "customer_back.frustrated": """You still have your place in line with {matter}[, {name}].
{reassurance}
{expectation}""",
    "joined": """{agent} has joined to help you with {matter}.
{reassurance}
Give them a moment to read.""",
    "joined_follow_up": """{agent} is here to pick up {matter}.
{reassurance}
Give them a moment to read.""",
    "transferred": """{agent} will help you with {matter} from here.
{reassurance}
Give them a moment to read.""",
    "transferred_queue": """{agent} is passing you on to {queue} with {matter}.
The time you have waited counts. {reassurance}
{expectation}""",
    "transfer_returned": """Nobody from {queue} could join, so {agent} is helping you with {matter} again.
{reassurance}
You can go on writing here.""",
    "agent_lost": """The connection to {agent} was lost; I am sorry[, {name}].
You are back in line with {matter}, and the time you have waited counts. {reassurance}
{expectation}""",
    # nobody can take it now
    "when_full": """I am sorry[, {name}]: the wait for help with {matter} is long.
Whatever you choose, a person from {queue} will read what you write here.
It would take {wait}. How would you like to go on?""",
    "offer_wait": "I will wait",
    "offer_ticket": "Leave a message",
    "offer_email": "Answer me by e-mail",
    "offer_callback": "Call me back",
    "ticket_created": """{acknowledgement}
{reassurance}
{expectation}""",
    "ticket_created_email": """{acknowledgement}
{reassurance}
The answer will go to {email}. {expectation}""",
    "ask_email": "Please write your e-mail address here, and we will answer you there.",
    "ask_where": "Where shall we answer you? You can write your e-mail address here, or choose to be called back.",
    "ask_callback": "Would you like us to call you back?",
    "ask_phone": "Please write your telephone number here, with the country code, and we will call you.",
    "bad_email": "That does not look like an e-mail address. Please write it once more.",
    "bad_phone": "That does not look like a telephone number. Please write it once more.",
    "email_saved": """Thank you[, {name}]. We will write to {email} about {matter}.
Whoever answers can read what was said here, so you need not explain it again.
{expectation}""",
    "phone_saved": """Thank you[, {name}]. We will call {phone} about {matter}.
Whoever calls can read what was said here, so you need not explain it again.
{expectation}""",
    "nobody_now": """{acknowledgement}
{reassurance}
{expectation} Until then I will go on helping you here.""",
    "went_on_with_bot": "Until then I will go on helping you here.",
    "cancelled": """I have stopped looking for a person for {matter}.
{reassurance}
We carry on here; you can ask for a person at any time.""",
    # the end of a handoff
    "handed_back": """{agent} has left the conversation, so I am helping you with {matter} again.
{reassurance}
You can ask for a person again at any time.""",
    "ask_to_end": "Shall I end the chat with {agent}?",
    "ask_to_end_yes": "Yes, end it",
    "ask_to_end_no": "No, stay here",
    "customer_ended": """Your chat with {agent} has ended, and I am helping you with {matter} again.
{reassurance}
You can ask for a person again at any time.""",
    "idle_handed_back": """It has been quiet here for a while, so I am helping you with {matter} again.
{reassurance}
You can ask for a person again at any time.""",
    "resolved": """{agent} has marked {matter} as solved.
{reassurance}
If it is not solved, just write here.""",
    "customer_left": """You were away when we wanted to help you with {matter}.
{reassurance}
{expectation}""",
    "survey": """How did we do with {matter}?
Your answer goes to the team.
It takes one click, and you are free to skip it.""",
    # trouble with the bot
    "bot_silent": "Sorry, this takes longer than it should. I keep trying; you can also ask for a person.",
    "bot_error": "Sorry, something went wrong on our side. Please write that once more.",
    # no match, other help, silence
    "no_match": "I did not understand that. Could you put it differently?",
    "no_match_again": "I still do not understand. Could you describe it in other words, perhaps in one short sentence?",
    "help_elsewhere": "You can also get help here: {link}",
    "help_elsewhere_instead": "For this, please get in touch here: {link}",
    "answered": "Did that answer your question?",
    "answered_yes": "Yes",
    "answered_no": "No",
    "try_again": "I am sorry about that. Shall we try once more?",
    "try_again_yes": "Yes, try once more",
    "try_again_no": "No, I need other help",
    "try_again_agreed": "Gladly. What exactly is still open?",
    "still_there": "Are you still there?",
    "ended": "This conversation has ended. You can start a new one at any time.",
    # what it is about
    "matter": "your request",
    "matter.billing": "your billing question",
    "matter.security": "your security concern",
    "matter.legal": "your legal question",
    "matter_order": "your request about order {value}",
    "matter_invoice": "your request about invoice {value}",
    "matter_ticket": "your request about ticket {value}",
    "matter_case": "your request about case {value}",
    "matter_booking": "your request about booking {value}",
    "matter_reference": "your request with the reference {value}",
    "matter_tracking": "your request about shipment {value}",
    "matter_contract": "your request about contract {value}",
    "matter_amount": "your request about {value}",
    "matter_topic_billing_dispute": "your question about the charge",
    "matter_topic_cancellation": "your cancellation request",
    "matter_topic_compliance": "your compliance question",
    "matter_topic_contract": "your question about the contract",
    # what is passed on, where they may look at it
    "passing_on_title": "What is passed on",
    "passing_on_read": "A person has had this already. What you keep back now is hidden from here on.",
    "passing_on_keep_back": "Keep back",
    "passing_on_save": "Save",
    "passing_on_saved": "Saved.",
    "passing_on_matter": "What it is about",
    "passing_on_name": "Your name",
    "passing_on_email": "Your e-mail address",
    "passing_on_account": "Facts of your account",
    "passing_on_pages": "Pages you looked at",
    "passing_on_earlier": "That you were here before",
    "passing_on_variables": "What the assistant noted",
    "passing_on_attachments": "Files that were sent",
    "passing_on_said": "Messages of this conversation",
    # waits and moments
    "wait_minute": "about a minute",
    "wait_minutes": "about {minutes} minutes",
    "wait_up_to": "up to {minutes} minutes",
    "wait_between": "between {low} and {high} minutes",
    "wait_hour": "about an hour",
    "wait_hours": "about {hours} hours",
    "wait_hours_between": "between {low} and {high} hours",
    "time_today": "today at {time} ({zone})",
    "time_tomorrow": "tomorrow at {time} ({zone})",
    "time_weekday": "on {day} at {time} ({zone})",
    "time_date": "on {day}, {date}, at {time} ({zone})",
}

WORDS = Words(
    code="en",
    name="English",
    texts=TEXTS | distress.TEXTS,
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    date="{day} {month}",
    decimal=".",
    thousands=",",
    money="{currency} {amount}",
)
