"""What the tools of the MCP server take. A field's description is what the model reads of it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

LONGEST_WAIT_S = 45
"""Less than the 60 s after which clients give up a request: the tools of the official SDKs do so by default."""

_CONVERSATION = "Id of the conversation, as an earlier answer gave it."
_NEW = f"{_CONVERSATION} Leave it out to begin one: the answer says its id, which later calls need."
_AFTER = "The number `after` of the last answer in this conversation: only what came later is told."

After = Annotated[int | None, Field(ge=0, description=_AFTER)]
OldConversation = Annotated[str, Field(min_length=1, max_length=200, description=_CONVERSATION)]
NewConversation = Annotated[str, Field(max_length=200, description=_NEW)]


class Asked(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Said(Asked):
    role: Annotated[Literal["customer", "agent"], Field(description="Who said it; `agent` is you, the AI agent.")]
    text: Annotated[str, Field(min_length=1, description="Word for word.")]


class ReportTurn(Asked):
    role: Annotated[Literal["customer", "agent"], Field(description="Who said it; `agent` is you, the AI agent.")]
    text: Annotated[str, Field(min_length=1, description="What was said, word for word.")]
    conversation: NewConversation = ""
    message_id: Annotated[
        str,
        Field(max_length=128, description="Your own id of the message. With it, telling it twice stores it once."),
    ] = ""
    confidence: Annotated[
        float | None, Field(ge=0, le=1, description="Of your own answer: how sure you are, 0 to 1.")
    ] = None
    no_match: Annotated[bool, Field(description="Of your own answer: nothing that you know matched.")] = False
    after: After = None


class RequestHandoff(Asked):
    conversation: NewConversation = ""
    reason: Annotated[
        str, Field(max_length=80, description="A short code of why, such as customer_asked or bot_stuck.")
    ] = ""
    note: Annotated[
        str, Field(max_length=4000, description="For the human agent only: what was tried, what to know.")
    ] = ""
    queue: Annotated[
        str, Field(max_length=120, description="Who should take it, by the policy's name; leave out to let it decide.")
    ] = ""
    urgency: Annotated[Literal["normal", "high", "immediate"], Field(description="How pressing it is.")] = "normal"
    said: Annotated[
        list[Said],
        Field(max_length=50, description="The turns so far, oldest first; only for a conversation that is new here."),
    ] = []
    after: After = None


class HandoffStatus(Asked):
    conversation: OldConversation
    after: Annotated[int, Field(ge=0, description=_AFTER)] = 0
    wait_s: Annotated[
        int,
        Field(
            ge=0,
            le=LONGEST_WAIT_S,
            description="Wait so many seconds for news, with progress notifications meanwhile; 0 answers at once.",
        ),
    ] = 0


class Handback(Asked):
    conversation: OldConversation
    by_customer: Annotated[
        bool,
        Field(description="The customer said that they want you back: true takes them from a human agent as well."),
    ] = False
    note: Annotated[str, Field(max_length=4000, description="Why, for the record.")] = ""
    after: After = None
