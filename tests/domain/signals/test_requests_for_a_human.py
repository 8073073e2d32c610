"""What counts as asking for a person in English. The sentences are our own."""

from __future__ import annotations

import pytest

from segue.domain.signals.requests import AsksForHuman, read_request

CLEAR = """
I would really like to speak with someone about it
could one of your people take this on please
can we move this over to an employee
I want my file checked by a person
would you mind getting your supervisor
is it ok if I talk to an advisor
what do I click to get to talk to an agent
Could you bring in someone from the claims team?
I want to talk to a human
i wanna speak w someone real
can i talk to someone
Can I please speak to a manager?
could we speak with one of your advisors
tlak to a humen
I need to speak to a represntative right now
get me a person
get me someone who can actually help
give me a real human being
please transfer me
Transfer me please
transfer me to billing
connect me to support
Could you connect me with an actual person please?
put me through
put me through to your complaints department
call your manager
let me speak to your supervisor
I demand to speak to whoever is in charge, get me your manager
need live chat with a person
no bots, real person!
I don't want to talk to a robot
I want a person, not a machine
This isn't working. I'd rather talk to a person.
Is there anyone I can talk to about my bill?
is there a real person I could chat with
who can I speak to about a refund?
Are there any agents available?
do you have a human I can chat with
hand me over to an agent
switch me to a human
Pass me on to someone else please
forward this to a supervisor
escalate this to your manager
I was hoping to speak with somebody about my invoice
I would prefer to deal with a person
how do I get to talk to a human
how can i speak with a live agent?
Why can't I talk to a human?
agent agent agent
HUMAN NOW
I said agent
live person to talk to
Please have a representative call me
Schedule a call with an advisor
I keep asking for a human
can a human look at my case
I need human help
can you help me talk to an agent
if you cannot solve it connect me to a person
Hi there, my parcel is lost and nobody answers the phone, so I need to talk to somebody
I'm not getting anywhere with you. Human please, I want to speak to a human.
I don't need a bot, I need a human
no, I don't want another agent, I want your supervisor
Are you a bot? I want to talk to a person.
Speak to an agent
Connect with an operator
I want to speak to customer service
Could I talk to your technical support team
start a live chat
I'd like to be helped by a human
let a human answer this
speak with an Acme representative
can I talk to your refunds team
is this a bot? can I talk to a real one please
let me talk to somebody else
ｃａｎ Ｉ ｔａｌｋ ｔｏ ａ ｈｕｍａｎ
i want to speak to a person 😡😡
"""

UNCLEAR = """
agent
Human
representative please
Operator!
hi, agent please
customer service
live support
real person
contact support
how can I contact support?
How do I reach customer care
is anyone there?
hello? anybody here
I need customer service
no bots
I want to escalate this
human handoff please
do you have a support team?
human support
I need someone to help me
who should I talk to about the double charge?
My order is wrong. Representative!
"""

DECLINES = """
stop trying to transfer me to an agent
I don't think an agent is necessary here
I don't need an agent
no agent please
please don't transfer me
I do not want to talk to a human
don't connect me to anyone
no need for a human
can I cancel without talking to an agent
I'd rather not speak to a representative
I'd rather stay with the bot
I never asked for a manager
no human needed, thanks
I am not looking for an agent
"""

NO = """
The adviser at the desk told me to come back
last week I wanted to speak to someone but gave up
I was transferred to an agent and cut off
where is my order
the agent told me to wait two days
I was on hold with an agent for an hour
I spoke to a representative yesterday
Your representative hung up on me
do you speak Spanish
can you speak to me in French
I need to find a travel agent
my real estate agent sent the papers
what is the agent fee?
which user agent does the app send
a representative sample of the data
customer service was awful
your customer service sucks
my manager told me to order ten
the delivery person left it in the rain
can I add another person to my booking
can I get another person on my ticket
two people
1 person
how long does it take to talk to an agent
do I need to talk to an agent to cancel?
why do I have to call someone to cancel
if I want to talk to an agent, do I pay for it?
when I try to talk to an agent it hangs up
they told me to speak to a manager
my wife talks to people all day
call my mother
transfer me the money
please transfer 200 to my savings account
connect to my phone
who is your manager
do you have a boss
I want to become an agent
I need support with my signup
someone has stolen my card
I think someone used my account
the person I sent money to did not get it
what hours is support open
customer service phone number
it was nice talking to you
stop talking
call me Steve
thanks, the agent was great
he wants to speak to my lawyer
human resources job openings
does the password manager support my phone
good service
fraud team
ok
I need someone to look at my washing machine
I need a hotel for two persons
"""

ASKS_IF_BOT = """
are these answers generated automatically
did a human write that
you're not human, are you
are you human?
are you a real person or a bot
is this a bot
Am I talking to a human?
am i chatting with a machine or a person
you sound like a robot
prove that you are human
tell me if you're an AI
who am I talking to?
do you consider yourself a person
what are you?
you're just a bot
is a human reading this?
is this chat automated
"""


def lines(table: str) -> list[str]:
    return [line for line in table.splitlines() if line]


CASES = [
    (text, word)
    for word, table in (("clear", CLEAR), ("unclear", UNCLEAR), ("declines", DECLINES), ("no", NO))
    for text in lines(table)
]


@pytest.mark.parametrize(("text", "word"), CASES)
def test_a_message_is_read_as(text: str, word: str) -> None:
    request = read_request(text)
    assert request.asks.value == word, f"{request.rule}: {request.words!r}"
    assert (request.probability >= 0.5) == (word in {"clear", "unclear"})


@pytest.mark.parametrize("text", lines(ASKS_IF_BOT))
def test_a_question_about_the_bot_is_no_request(text: str) -> None:
    request = read_request(text)
    assert (request.asks_if_bot, request.asks) == (True, AsksForHuman.NO), request.words
    assert request.bot_words in text


@pytest.mark.parametrize("text", [text for text, word in CASES if word == "no"])
def test_other_messages_do_not_ask_about_the_bot(text: str) -> None:
    assert not read_request(text).asks_if_bot


def test_both_can_be_in_one_message() -> None:
    request = read_request("Are you a robot? Connect me to a person.")
    assert (request.asks_if_bot, request.bot_words) == (True, "Are you a robot")
    assert (request.asks, request.words) == (AsksForHuman.CLEAR, "Connect me to a person")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Well, this is no use. Can I talk to a human, please?", "Can I talk to a human"),
        ("ok so pls TRANSFER me to an agentt!!", "TRANSFER me to an agentt"),
        ("I don’t want to talk to an agent", "don’t want to talk to an agent"),
    ],
)
def test_the_evidence_is_the_customers_own_words(text: str, words: str) -> None:
    assert read_request(text).words in text
    assert read_request(text).words.endswith(words)


def test_a_request_counts_in_any_language_we_do_not_read_yet() -> None:
    assert read_request("agent please", ("de",)).asks is AsksForHuman.UNCLEAR
    assert read_request("I want to talk to a human", ()).asks is AsksForHuman.CLEAR
