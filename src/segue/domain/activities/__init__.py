"""Activities: the messages of the Bot Framework, as Copilot Studio, Teams and Direct Line speak it.

https://github.com/microsoft/botframework-sdk/blob/main/specs/botframework-activity/botframework-activity.md

`reading` takes one in, `writing` makes one, `escalation` finds the wish for a human in it, `transcript` what was said
before. All of it is pure: what an attachment only names by its address is fetched elsewhere.
"""

from segue.domain.activities.addresses import SERVICE_HOSTS, checked_address, is_allowed_host
from segue.domain.activities.escalation import (
    HANDOFF_EVENTS,
    Command,
    Escalation,
    command,
    context_of,
    ends,
    escalation,
)
from segue.domain.activities.reading import Account, Activity, Attached, activity, activity_set
from segue.domain.activities.transcript import MOST_BYTES, Transcript, transcript, transcript_of
from segue.domain.activities.writing import end_of_conversation, handoff_status, message, typing

__all__ = [
    "HANDOFF_EVENTS",
    "MOST_BYTES",
    "SERVICE_HOSTS",
    "Account",
    "Activity",
    "Attached",
    "Command",
    "Escalation",
    "Transcript",
    "activity",
    "activity_set",
    "checked_address",
    "command",
    "context_of",
    "end_of_conversation",
    "ends",
    "escalation",
    "handoff_status",
    "is_allowed_host",
    "message",
    "transcript",
    "transcript_of",
    "typing",
]
