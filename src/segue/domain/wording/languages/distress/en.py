"""English."""

from __future__ import annotations

TEXTS = {
    # parts
    "acknowledgement.distress": "Thank you for telling me[, {name}]. You should not be alone with this.",
    "acknowledgement_agreed.distress": "Thank you[, {name}]. You should not be alone with this.",
    "reassurance.distress": "I am bringing in somebody from {queue}, who can read what you wrote here.",
    "reassurance.distress.withheld": "I am bringing in somebody from {queue}.",
    "reassurance_later.distress": "A person will read what you wrote here.",
    "queued_wait.distress": "It should take {wait}. {emergency}",
    "queued_position.distress": "I cannot say yet how long it will take. {emergency}",
    "queued_ticket.distress": "What you wrote is kept, and a person will read it. {emergency}",
    "queued_wait_unknown.distress": "I cannot say yet how long it will take. {emergency}",
    "expected_wait.distress": "It should take {wait}. {emergency}",
    "expected_wait_unknown.distress": "I cannot say yet how long it will take. {emergency}",
    "closed.distress": "{queue} is back {opens_at}. Until then, please turn to somebody you trust. {emergency}",
    "closed_unknown.distress": "{queue} is closed now. Please turn to somebody you trust. {emergency}",
    "nobody_there.distress": "Nobody from {queue} is here right now. Please turn to somebody you trust. {emergency}",
    "nobody_here.distress": "Nobody from {queue} is here right now. Please turn to somebody you trust. {emergency}",
    "nobody_until.distress": "{queue} is back {opens_at}. Until then, please turn to somebody you trust. {emergency}",
    "answer_later.distress": (
        "I cannot say yet when {queue} will answer. Please turn to somebody you trust. {emergency}"
    ),
    "answer_by.distress": "A person should answer you {answered_by} at the latest. {emergency}",
    "answer_unknown.distress": "We will get back to you; I cannot say yet when. {emergency}",
    # the messages
    "offer.distress": """{acknowledgement}
May I bring in somebody from {queue}, who can read what you wrote?
{expectation}""",
    "offer_later.distress": """Thank you for telling me[, {name}]. You should not be alone with this.
{expectation}
Shall I pass on what you wrote, so that somebody answers you later?""",
    "introduced.distress": """Thank you for telling me[, {name}]. You should not be alone with this.
{agent} is here for you now. {reassurance}
Give them a moment to read.""",
    "still_waiting.distress": """I am still bringing in a person for you[, {name}].
You can go on writing here; the person who joins will read it.
{expectation}""",
    "wait_update.distress": """You are not forgotten[, {name}]. I am still bringing in a person for you.
You can go on writing here; they will read it.
It should take {wait}. {emergency}""",
    "wait_update_unknown.distress": """You are not forgotten[, {name}]. I am still bringing in a person for you.
You can go on writing here; they will read it.
I cannot say yet how long it will take. {emergency}""",
    "position_changed.distress": """You are closer to talking to a person now[, {name}].
You can go on writing here; they will read it.
{expectation}""",
    "customer_back.distress": """It is good that you are back[, {name}]. I am still bringing in a person for you.
You can go on writing here; they will read it.
{expectation}""",
    "joined.distress": """{agent} is here for you now[, {name}].
{reassurance}
Give them a moment to read.""",
    "joined_follow_up.distress": """{agent} is here for you now[, {name}], about what you wrote to us.
{reassurance}
You can write to them here.""",
    "transferred.distress": """{agent} is here for you from now on[, {name}].
{reassurance}
Give them a moment to read.""",
    "transferred_queue.distress": """{agent} is bringing in somebody from {queue} for you[, {name}].
{reassurance}
{expectation}""",
    "transfer_returned.distress": """{agent} is here for you again[, {name}].
{reassurance}
You can write to them here.""",
    "agent_lost.distress": """The connection to {agent} was lost; I am sorry[, {name}].
I am bringing in a person again, and what was said here is not lost.
{expectation}""",
    "when_full.distress": """I am sorry[, {name}]: it would take {wait} until somebody from {queue} is free.
Whatever you choose, a person will read what you wrote here.
{emergency} How would you like to go on?""",
    "email_saved.distress": """Thank you[, {name}]. A person will write to you at {email}.
They can read what was said here, so you need not explain it again.
{expectation}""",
    "phone_saved.distress": """Thank you[, {name}]. A person will call you at {phone}.
They can read what was said here, so you need not explain it again.
{expectation}""",
    "nobody_now.distress": """{acknowledgement}
{reassurance}
{expectation} You can go on writing here.""",
    "cancelled.distress": """I have stopped looking for a person for now[, {name}].
{reassurance}
You can ask for a person at any time. {emergency}""",
    "handed_back.distress": """{agent} has left the conversation, and I am here again[, {name}].
{reassurance}
You can ask for a person at any time. {emergency}""",
    "customer_ended.distress": """Your chat with {agent} has ended, and I am here again[, {name}].
{reassurance}
You can ask for a person at any time. {emergency}""",
    "idle_handed_back.distress": """It has been quiet here for a while[, {name}], and I am here again.
{reassurance}
You can ask for a person at any time. {emergency}""",
    "resolved.distress": """{agent} has left the conversation[, {name}].
{reassurance}
If you need a person again, just write here. {emergency}""",
    "customer_left.distress": """You were away when we wanted to answer you[, {name}].
What you wrote is kept, and a person will read it.
{expectation}""",
    "survey.distress": """How was this conversation for you[, {name}]?
Your answer goes to the team.
You are free to skip it.""",
}
