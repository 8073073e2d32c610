"""The wish for a human is recognised in every spelling, with all that came along, and nothing else is taken for it."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.activities import Escalation, activity, activity_set, command, context_of, ends, escalation
from segue.domain.conversation import Role
from segue.domain.text import checked_value

CONTEXT = {
    "va_Scope": "bot",
    "va_LastTopic": "Returns",
    "va_Topics": ["Opening hours", "Returns"],
    "va_LastPhrase": "send it back",
    "va_Phrases": ["when are you open", "send it back"],
    "va_ConversationId": "bot-77",
    "va_AgentMessage": "Order is older than the return window.",
    "va_BotId": "b-1",
    "va_BotName": "Aria",
    "va_Language": "En-US",
    "order_number": "A-1001",
    "attempts": 2,
}


def event(value: Any, name: str = "handoff.initiate", **more: Any) -> dict[str, Any]:
    return {"type": "event", "name": name, "conversation": {"id": "c1"}, "from": {"id": "u"}, "value": value} | more


def found(raw: dict[str, Any], *names: str) -> Escalation:
    made = escalation(activity(raw), names)
    assert made is not None
    return made


def test_all_that_the_documentation_names_is_taken() -> None:
    made = found(event(CONTEXT))
    assert (made.topic, made.topics) == ("Returns", ("Opening hours", "Returns"))
    assert (made.last_phrase, made.phrases) == ("send it back", ("when are you open", "send it back"))
    assert made.private_message == "Order is older than the return window."
    assert (made.bot_id, made.bot_name, made.conversation_id, made.scope) == ("b-1", "Aria", "bot-77", "bot")
    assert made.language == "En-US"
    assert made.variables == {"order_number": "A-1001", "attempts": 2}
    assert made.raw_name == "handoff.initiate"


@pytest.mark.parametrize("name", ["va_LastPhrase", "va_LastPhrases", "va_lastphrase"])
def test_the_last_phrase_is_read_in_both_spellings(name: str) -> None:
    assert found(event({name: "where is my parcel"})).last_phrase == "where is my parcel"


def test_the_last_phrase_and_topic_are_the_last_of_the_lists_where_they_are_not_named() -> None:
    made = found(event({"va_Phrases": ["a", "b"], "va_Topics": ["Greeting", "Refund"]}))
    assert (made.last_phrase, made.topic) == ("b", "Refund")


SPELLINGS = [
    event(CONTEXT),
    event(CONTEXT, "Handoff.Initiate"),
    event(json.dumps(CONTEXT)),
    event(CONTEXT, **{"from": {"id": "u", "role": "user"}}),  # as the JavaScript and .NET SDKs build it
    {
        "type": "handoff",
        "conversation": {"id": "c1"},
        "value": {
            "type": "transferToAgent",
            "message": CONTEXT["va_AgentMessage"],
            "context": {name: value for name, value in CONTEXT.items() if name != "va_AgentMessage"},
        },
    },
    {
        "type": "message",
        "conversation": {"id": "c1"},
        "text": CONTEXT["va_AgentMessage"],
        "channelData": {"tags": json.dumps({"type": "Escalate", "context": {**CONTEXT, "va_AgentMessage": ""}})},
    },
]


@pytest.mark.parametrize("raw", SPELLINGS)
def test_every_spelling_says_the_same(raw: dict[str, Any]) -> None:
    made = found(raw)
    assert (made.topic, made.last_phrase, made.private_message) == (
        "Returns",
        "send it back",
        CONTEXT["va_AgentMessage"],
    )
    assert made.variables == {"order_number": "A-1001", "attempts": 2}
    assert (made.reason, made.implicit) == ("bot_escalated", False)


def test_a_summary_in_words_is_for_the_human() -> None:
    made = found(event("Wants a refund for A-1001; two tries failed.", "GenesysHandoff"))
    assert made.private_message == "Wants a refund for A-1001; two tries failed."
    assert made.variables == {}


def test_a_policy_may_name_other_events() -> None:
    raw = event({"va_LastPhrase": "help"}, "MyCompany.Transfer")
    assert escalation(activity(raw)) is None
    assert found(raw, "mycompany.transfer").last_phrase == "help"


@pytest.mark.parametrize(
    ("context", "reason", "implicit"),
    [
        ({}, "bot_stuck", True),
        ({"va_LastTopic": "Escalate"}, "customer_asked", True),
        ({"va_LastTopic": "OnEscalate"}, "customer_asked", True),
        ({"va_LastTopic": "Fallback"}, "bot_stuck", True),
        ({"va_LastTopic": "On Error"}, "bot_error", True),
        ({"va_LastTopic": "Returns"}, "bot_escalated", False),
        ({"va_LastTopic": "Escalate", "va_AgentMessage": "angry"}, "bot_escalated", False),
    ],
)
def test_implicit_and_explicit_starts_have_reasons_of_their_own(
    context: dict[str, Any], reason: str, implicit: bool
) -> None:
    made = found(event(context))
    assert (made.reason, made.implicit) == (reason, implicit)


def test_what_asks_for_no_human_is_not_taken_for_it() -> None:
    for raw in (
        {"type": "message", "conversation": {"id": "c"}, "text": "handoff.initiate"},
        event({}, "webchat/join"),
        event({}, "handoff.status"),
        {"type": "message", "conversation": {"id": "c"}, "channelData": {"tags": "not { json"}},
        {"type": "message", "conversation": {"id": "c"}, "channelData": {"tags": ["Escalate"]}},
    ):
        assert escalation(activity(raw)) is None


def test_a_bot_ends_the_conversation_by_activity_event_or_tag() -> None:
    tags = json.dumps({"type": "EndConversation", "context": {}})
    tagged = activity({"type": "message", "conversation": {"id": "c"}, "text": "Bye", "channelData": {"tags": tags}})
    said = command(tagged)
    assert said is not None
    assert said.name == "EndConversation"
    assert ends(tagged)
    assert ends(activity({"type": "endOfConversation", "conversation": {"id": "c"}}))
    assert ends(activity(event(None, "EndOfConversation")))
    assert not ends(activity(event({})))


def test_context_is_taken_from_wherever_a_caller_put_it() -> None:
    made = context_of(
        activity(
            event(
                {"LiveChatConversationId": "x", "ProblemDescription": "broken", "va_LastPhrase": "from value"},
                "startConversation",
                channelData={"va_LastTopic": "Repairs", "tenant": {"id": "t"}},
                entities=[{"type": "clientInfo", "va_BotName": "Aria"}],
            )
        )
    )
    assert (made.last_phrase, made.topic, made.bot_name) == ("from value", "Repairs", "Aria")
    assert made.variables == {"ProblemDescription": "broken"}


def test_a_set_has_the_event_among_messages_in_their_order() -> None:
    listed = activity_set(
        {"activities": [{"type": "message", "text": "One moment."}, 7, {}, event(CONTEXT)], "watermark": "5"}
    )
    assert [one.type for one in listed] == ["message", "event"]
    assert escalation(listed[1]) is not None


def turns(*said: tuple[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "type": "message",
            "id": f"b|{at:07}",
            "timestamp": f"2026-02-10T21:51:{at:02}.4997264Z",
            "from": {"id": "x", "role": role},
            "text": text,
        }
        for at, (role, text) in enumerate(said)
    ]


def transcript_file(content: Any, name: str = "Transcript") -> dict[str, Any]:
    return {"attachments": [{"contentType": "application/json", "name": name, "content": content}]}


@pytest.mark.parametrize("name", ["Transcript", "transcript", "TRANSCRIPT"])
def test_the_transcript_is_read_in_order(name: str) -> None:
    content = {"activities": turns(("user", "hello"), ("bot", "Hi! How can I help?"), ("user", "refund"))}
    history = found(event(CONTEXT, **transcript_file(content, name))).transcript
    assert history is not None
    assert [(one.role, one.text) for one in history.turns] == [
        (Role.END_USER, "hello"),
        (Role.AUTOMATED_AGENT, "Hi! How can I help?"),
        (Role.END_USER, "refund"),
    ]
    assert history.turns[2].id == "b|0000002"
    assert str(history.turns[2].at) == "2026-02-10 21:51:02.499726+00:00"


def test_traces_are_no_turns_but_the_topics_they_name_are_kept() -> None:
    content = {
        "activities": [
            *turns(("user", "store hours")),
            {"type": "trace", "valueType": "nodeTraceData", "value": {"topicDisplayName": "Store hours"}},
            {
                **turns(("bot", "Nine to six."))[0],
                "channelData": {
                    "DialogTraceDetail": {"DialogTraces": [{"DialogId": "caf0a29a", "NodeId": "e9"}]},
                    "ConversationUnderstandingDetail": {"RankedIntents": [{"MatchedTriggerQuery": "When open?"}]},
                },
            },
            {"type": "event", "name": "x", "text": "not said", "from": {"role": "bot"}},
        ]
    }
    history = found(event({}, **transcript_file(content))).transcript
    assert history is not None
    assert [one.text for one in history.turns] == ["store hours", "Nine to six."]
    assert history.topics == ("Store hours", "When open?")


def test_a_stored_transcript_has_numbers_for_roles_and_seconds_for_times() -> None:
    content = [
        {"type": "message", "from": {"role": 1}, "timestamp": 1581371481, "text": "hello"},
        {"type": "message", "from": {"role": 0}, "timestamp": 1581371482, "text": "Hi!"},
    ]
    history = found(event({}, **transcript_file(json.dumps(content)))).transcript
    assert history is not None
    assert [(one.role.value, str(one.at)) for one in history.turns] == [
        ("end_user", "2020-02-10 21:51:21+00:00"),
        ("automated_agent", "2020-02-10 21:51:22+00:00"),
    ]


def test_a_transcript_that_is_elsewhere_is_named_by_its_address() -> None:
    away = {
        "attachments": [{"contentType": "application/json", "name": "Transcript", "contentUrl": "https://x.test/t"}]
    }
    history = found(event({}, **away)).transcript
    assert history is not None
    assert (history.url, history.turns) == ("https://x.test/t", ())


def test_without_a_transcript_there_is_none() -> None:
    assert found(event(CONTEXT)).transcript is None
    assert found(event(CONTEXT, attachments=[{"contentType": "image/png", "name": "photo"}])).transcript is None


def test_a_transcript_of_300_kilobytes_is_read_whole() -> None:
    content = {"activities": turns(*(("user" if at % 2 else "bot", f"{at} " + "x" * 2_950) for at in range(60)))}
    big = {"activities": [{**one, "id": f"n{at}"} for at in range(2) for one in content["activities"]]}
    assert len(json.dumps(big)) > 300_000
    history = found(event(CONTEXT, **transcript_file(big))).transcript
    assert history is not None
    assert (len(history.turns), history.left_out) == (120, 0)


def test_of_too_many_turns_the_last_are_kept_and_the_rest_counted() -> None:
    content = {"activities": [{**turns(("user", "x"))[0], "text": str(at)} for at in range(1_200)]}
    history = found(event({}, **transcript_file(content))).transcript
    assert history is not None
    assert (history.turns[0].text, history.turns[-1].text, history.left_out) == ("200", "1199", 200)


def test_of_too_many_variables_those_are_kept_that_a_conversation_can_carry() -> None:
    huge = {f"v{at}": "ü" * 4_000 for at in range(150)} | {"small": 1}
    made = found(event({**huge, "va_Phrases": ["x" * 9_000] * 80}))
    assert "small" in made.variables
    assert len(json.dumps(dict(made.variables))) < 64_000
    assert (len(made.phrases), len(made.phrases[0])) == (50, 400)


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=12,
)
NAMED = st.dictionaries(
    st.sampled_from(["va_Topics", "va_LastTopic", "va_LastPhrases", "va_AgentMessage", "mine", "a\0", "x" * 300]),
    JSON,
)


@given(value=NAMED | JSON, attachments=JSON, channel_data=st.dictionaries(st.sampled_from(["tags", "context"]), JSON))
def test_whatever_stands_in_it_comes_out_as_what_can_be_kept(value: Any, attachments: Any, channel_data: Any) -> None:
    raw = event(value, attachments=attachments, channelData=channel_data)
    for made in (found(raw), context_of(activity(raw))):
        checked_value(dict(made.variables))
        checked_value([made.topic, *made.topics, made.last_phrase, *made.phrases, made.private_message])


@given(content=JSON | st.text())
def test_any_transcript_is_read(content: Any) -> None:
    history = found(event({}, **transcript_file(content))).transcript
    assert history is None or all(one.text.strip() for one in history.turns)
