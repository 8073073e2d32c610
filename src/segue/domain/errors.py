"""Every error Segue raises on purpose.

SegueError
├── NotFound                  no such thing in this workspace (HTTP 404)
├── Refused                   the rules say no (HTTP 409 unless a subclass says otherwise)
│   ├── IllegalTransition     the lifecycle has no such step
│   ├── NotTheOwner           somebody else speaks to the customer now
│   ├── ConversationEnded     nothing can be added any more
│   ├── HandoffAlreadyOpen    one open handoff a conversation
│   ├── NoSuchChoice          the customer was not asked that, or no longer
│   ├── AlreadyTaken          another human agent was faster
│   ├── AgentUnavailable      the human agent is away, or has no capacity left
│   ├── DoesNotFit            the human agent or the queue is not made for it; `anyway: true` does it all the same
│   └── IdempotencyMismatch   the same id was used for different content (HTTP 422)
├── Invalid                   the input is wrong; names the field and what would be right (HTTP 422)
├── TooLarge                  more than is taken at once; says how much is (HTTP 413)
├── WrongType                 a file of a type that is not taken; says which are (HTTP 415)
├── NotAllowed                signed in, but not for this (HTTP 403)
├── NotSignedIn               no credential, or one that no longer counts (HTTP 401)
├── StoreNotOpened            at the start: wrong address, in use, unreachable or newer than this code
├── TooMany                   a limit is reached; says when to come back (HTTP 429)
├── CallFailed                another system could not be reached or failed (HTTP 502)
│   ├── Unreachable           Segue itself, over HTTP, after every try
│   ├── CallRefused           it refuses: the credential, the address or the request is wrong; once more does not help
│   └── AnswerUnusable        it answered what cannot be read
└── TryAgain                  a passing condition (HTTP 503, Retry-After)
    └── StaleConversation     the conversation moved on while this was being decided; reload and decide again
"""

from __future__ import annotations


class SegueError(Exception):
    """Base of all errors. `code` is stable and countable; `details` are facts the caller can act on."""

    code = "error"
    status = 500

    def __init__(self, message: str, **details: object) -> None:
        super().__init__(message)
        self.message = message
        self.details = details


class NotFound(SegueError):
    code, status = "not_found", 404


class Refused(SegueError):
    code, status = "refused", 409


class IllegalTransition(Refused):
    code = "illegal_transition"


class NotTheOwner(Refused):
    code = "not_the_owner"


class ConversationEnded(Refused):
    code = "conversation_ended"


class HandoffAlreadyOpen(Refused):
    code = "handoff_already_open"


class NoSuchChoice(Refused):
    code = "no_such_choice"


class AlreadyTaken(Refused):
    code = "already_taken"


class AgentUnavailable(Refused):
    code = "agent_unavailable"


class DoesNotFit(Refused):
    code = "does_not_fit"


class IdempotencyMismatch(Refused):
    code, status = "idempotency_mismatch", 422


class Invalid(SegueError):
    code, status = "invalid", 422


class TooLarge(SegueError):
    code, status = "too_large", 413


class WrongType(SegueError):
    code, status = "wrong_type", 415


class NotAllowed(SegueError):
    code, status = "not_allowed", 403


class NotSignedIn(SegueError):
    code, status = "not_signed_in", 401


class StoreNotOpened(SegueError):
    code, status = "store_not_opened", 503


class TooMany(SegueError):
    """`details["retry_after_s"]` says when to come back, in seconds."""

    code, status = "too_many", 429


class CallFailed(SegueError):
    """Says what was called and what came of it; never holds a header, a query or a body.

    `details["status"]` is the HTTP status if there was one, `details["retry_after_s"]` what was asked for if anything,
    `details["perhaps_done"]` whether nobody can tell that it was not done.
    """

    code, status = "call_failed", 502


class Unreachable(CallFailed):
    """Of the client of `Segue.connect`. Every call that changes something may be made again with the same id or key."""

    code = "unreachable"


class CallRefused(CallFailed):
    code = "call_refused"


class AnswerUnusable(CallFailed):
    code = "answer_unusable"


class TryAgain(SegueError):
    code, status = "try_again", 503


class StaleConversation(TryAgain):
    code = "stale_conversation"
