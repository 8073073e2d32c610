"""Microsoft's handover sample, with Segue as the skill: its own exchange, and where the sample falls short."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from copilot_world import POLICY, House, house

from fakes.microsoft import AGENT, APP, RUNTIME, STRANGER, TEAMS, TENANT
from fakes.vendor import Said
from segue.domain.conversation import Kind
from segue.domain.errors import TryAgain
from segue.flows import activity_turns, lanes, serve
from segue.ports.threads import ThreadByRef

EXPECT = {"deliveryMode": "expectReplies"}


@pytest.fixture
async def skill() -> AsyncIterator[House]:
    """With somebody there, so that a handoff waits for them."""
    async with house() as made:
        await made.human()
        yield made


async def started(skill: House, conversation: str = "c1", **more: Any) -> str:
    """The sample's first action, and the id that its topic keeps in a variable."""
    answer = await skill.post(skill.event("startConversation", None, conversation, **EXPECT, **more))
    assert answer.status == 200, answer.body
    end = answer.json["activities"][-1]
    assert (end["type"], end["code"], end["name"]) == (
        "endOfConversation",
        "completedSuccessfully",
        "startConversation",
    )
    return str(end["value"]["LiveChatConversationId"])


def words(answer: Any) -> list[str]:
    return [one["text"] for one in answer.json["activities"] if one["type"] == "message" and "text" in one]


# ---- the manifest


async def test_the_manifest_is_valid_and_names_the_samples_actions(skill: House) -> None:
    answer = await skill.client.ask("GET", "/skill-manifest.json")
    found = json.loads(answer.body)
    assert answer.headers["content-type"] == "application/json"
    assert len(answer.body) < 500 * 1024
    assert found["$schema"].endswith("skill-manifest-2.0.0.json")
    endpoint = found["endpoints"][0]
    assert (endpoint["protocol"], endpoint["msAppId"]) == ("BotFrameworkV3", APP)
    assert endpoint["endpointUrl"].endswith("/api/messages")
    assert set(found["activities"]) == {"startConversation", "sendMessage", "endConversation"}
    message = found["definitions"]["message"]["properties"]
    assert set(message) == {"LiveChatConversationId", "ProblemDescription"}
    assert "segue_app" not in answer.body.decode()


async def test_without_such_a_channel_there_is_no_manifest() -> None:
    async with house(POLICY.partition("channels:")[0]) as made:
        assert (await made.client.ask("GET", "/skill-manifest.json")).status == 404


# ---- the sample's exchange (t1)


async def test_the_samples_exchange_in_one_response_each(skill: House) -> None:
    live_chat = await started(skill)
    value = {"LiveChatConversationId": live_chat, "ProblemDescription": "My printer is on fire"}
    sent = await skill.turn("My printer is on fire", value=value, **EXPECT)
    assert sent.status == 200
    assert [one for one in sent.json["activities"] if one["type"] == "endOfConversation"] == []

    maria = await skill.human()
    await skill.takes(maria)
    later = await skill.turn("Please hurry", **EXPECT)
    assert [one["type"] for one in later.json["activities"] if one["type"] == "endOfConversation"] == []
    assert await skill.words() == ["My printer is on fire", "Please hurry"]

    ended = await skill.post(skill.event("endConversation", {"LiveChatConversationId": live_chat}, **EXPECT))
    end = ended.json["activities"][-1]
    assert (end["type"], end["name"], end["code"]) == ("endOfConversation", "endConversation", "completedSuccessfully")
    assert skill.conversations[0].owner.kind == "bot"


async def test_otherwise_it_is_answered_at_once_and_the_end_of_the_action_follows(skill: House) -> None:
    answer = await skill.post(skill.event("startConversation"))
    assert (answer.status, answer.body) == (202, b"")
    end = skill.them.of_type("endOfConversation")[0]
    assert (end["name"], end["code"]) == ("startConversation", "completedSuccessfully")
    live_chat = skill.conversations[0].id
    assert end["value"] == {"LiveChatConversationId": live_chat}

    problem = {"LiveChatConversationId": live_chat, "ProblemDescription": "it is slow"}
    assert (await skill.turn("it is slow", value=problem)).status == 202
    assert len(skill.them.of_type("endOfConversation")) == 1
    assert await skill.words() == ["it is slow"]


async def test_the_problem_is_the_customers_words_where_the_message_has_none(skill: House) -> None:
    live_chat = await started(skill)
    await skill.turn("", value={"LiveChatConversationId": live_chat, "ProblemDescription": "No sound at all"}, **EXPECT)
    assert await skill.words() == ["No sound at all"]


async def test_what_the_agent_knows_is_in_the_log_before_the_human_reads_it(skill: House) -> None:
    value = {
        "va_LastTopic": "Printers",
        "va_Topics": ["Greeting", "Printers"],
        "va_Phrases": ["my printer burns"],
        "va_AgentMessage": "Has an extended warranty.",
        "serial": "X-7",
    }
    transcript = {
        "activities": [
            {"type": "message", "from": {"role": "user"}, "text": "my printer burns", "id": "t1"},
            {"type": "message", "from": {"role": "bot"}, "text": "Have you tried water?", "id": "t2"},
        ]
    }
    file = {"contentType": "application/json", "name": "Transcript", "content": transcript}
    answer = await skill.post(skill.event("startConversation", value, attachments=[file], **EXPECT))
    assert answer.status == 200
    conversation = skill.conversations[0]
    assert conversation.variables["serial"] == "X-7"
    assert conversation.variables["bot_topic"] == "Printers"
    assert conversation.variables["bot_topics"] == ["Greeting", "Printers"]
    log = await skill.log()
    assert [one.text for one in log if one.kind is Kind.MESSAGE] == ["my printer burns", "Have you tried water?"]
    assert [one.text for one in log if one.kind is Kind.NOTE] == ["Has an extended warranty."]
    assert "Have you tried water?" not in words(answer)


async def test_a_transcript_of_300_kilobytes_and_a_heap_of_variables_are_no_hindrance(skill: House) -> None:
    said = [
        {"type": "message", "from": {"role": ("user", "bot")[at % 2]}, "text": f"{at} " + "x" * 1_500, "id": f"t{at}"}
        for at in range(200)
    ]
    file = {"contentType": "application/json", "name": "transcript", "content": {"activities": said}}
    value = {f"v{at}": "y" * 4_000 for at in range(40)}
    answer = await skill.post(skill.event("startConversation", value, attachments=[file], **EXPECT))
    assert answer.status == 200, answer.body
    assert len(await skill.words()) == 100
    assert skill.conversations[0].handoffs == 1


async def test_a_body_that_is_too_large_is_refused(skill: House) -> None:
    answer = await skill.post(skill.message("x", attachments=[{"content": "x" * 1_000_000}] * 3))
    assert answer.status == 413


# ---- the human


async def test_three_answers_in_a_row_arrive_as_three_in_order_under_the_humans_name(skill: House) -> None:
    await skill.post(skill.event("startConversation"))
    await skill.lanes()
    maria = await skill.human()
    await skill.takes(maria)
    await skill.lanes()
    skill.them.received.clear()
    for text in ("Hello!", "I look into it.", "Done."):
        await skill.says(maria, text)
    assert skill.them.said == ["Maria: Hello!", "Maria: I look into it.", "Maria: Done."]
    where = skill.them.received[0]
    assert where.path == "skills/v3/conversations/c1/activities"
    assert where.token == f"{APP}_for_{AGENT}/.default"


async def test_what_could_not_be_pushed_comes_with_the_next_turn_and_once(skill: House) -> None:
    await started(skill)
    maria = await skill.human()
    await skill.takes(maria)
    await skill.lanes()
    skill.them.received.clear()
    skill.them.refuse = [Said({"error": "gone"}, 403)] * 5
    await skill.says(maria, "Are you there?")
    assert skill.them.said == []
    skill.them.refuse = []
    first = skill.message("yes", **EXPECT)
    answer = await skill.post(first)
    assert "Maria: Are you there?" in words(answer)
    assert words(await skill.post(first)) == words(answer)
    assert await skill.words() == ["yes"]
    assert "Maria: Are you there?" not in words(await skill.turn("still here", **EXPECT))


async def test_an_answer_that_was_perhaps_taken_is_never_sent_twice_and_the_human_sees_the_doubt(skill: House) -> None:
    await skill.post(skill.event("startConversation"))
    await skill.lanes()
    maria = await skill.human()
    await skill.takes(maria)
    await skill.lanes()
    skill.them.received.clear()
    skill.them.refuse = [Said({"error": "?"}, 500)]
    await skill.says(maria, "Your code is 42.")
    await skill.lanes()
    skill.clock.advance(seconds=20)
    await skill.lanes()
    assert skill.them.said == []
    assert any(one.kind is Kind.NOTE and "Your code is 42." in one.text for one in await skill.log())


@pytest.mark.parametrize("status", [403, 404])
async def test_a_human_is_told_when_the_customer_has_blocked_the_bot(skill: House, status: int) -> None:
    """Nobody answers into a chat that is dead: once, and again when it dies a second time."""

    async def told() -> list[str]:
        return [one.text for one in await skill.log() if one.kind is Kind.NOTE]

    await skill.post(skill.event("startConversation"))
    await skill.lanes()
    maria = await skill.human()
    await skill.takes(maria)
    await skill.lanes()
    assert await told() == []
    skill.them.refuse = [Said({"error": {"code": "BotDisabledByUser"}}, status)]
    await skill.says(maria, "Are you there?")
    await skill.says(maria, "Hello?")
    [note] = await told()
    assert note == (
        "The customer's chat takes no messages at present. What is written here is kept, and told them when they "
        "write again."
    )
    answer = await skill.turn("yes", **EXPECT)
    assert words(answer) == ["Maria: Are you there?", "Maria: Hello?"]
    skill.them.refuse = [Said({}, status)]
    await skill.says(maria, "Good.")
    assert await told() == [note, note]


@pytest.mark.parametrize("status", [412, 429, 502, 504])
async def test_who_is_busy_is_asked_again_later(skill: House, status: int) -> None:
    await skill.post(skill.event("startConversation"))
    await skill.lanes()
    maria = await skill.human()
    await skill.takes(maria)
    await skill.lanes()
    skill.them.received.clear()
    skill.them.refuse = [Said({"error": "busy"}, status, {"Retry-After": "3"})]
    await skill.says(maria, "One moment.")
    skill.clock.advance(seconds=20)
    await skill.lanes()
    assert skill.them.said == ["Maria: One moment."]


async def test_when_the_human_is_done_the_skill_ends_by_itself(skill: House) -> None:
    await skill.post(skill.event("startConversation"))
    await skill.lanes()
    maria = await skill.human()
    await skill.takes(maria)
    await skill.says(maria, "All mended.")
    skill.them.received.clear()
    await skill.hands_back(maria)
    end = skill.them.received[-1].activity
    assert (end["type"], end["value"]["Outcome"]) == ("endOfConversation", "handed_back")


async def test_where_the_end_could_not_be_pushed_the_next_turn_tells_it_and_again_to_a_repetition(skill: House) -> None:
    await started(skill)
    maria = await skill.human()
    await skill.takes(maria)
    await skill.lanes()
    skill.them.refuse = [Said({"error": "gone"}, 404)] * 9
    await skill.hands_back(maria)
    skill.them.refuse = []
    again = skill.message("thank you", **EXPECT)
    for _ in range(2):
        end = (await skill.post(again)).json["activities"][-1]
        assert (end["type"], end["code"]) == ("endOfConversation", "completedSuccessfully")
    assert skill.conversations[0].owner.kind == "bot"
    assert skill.conversations[0].handoffs == 1


async def test_the_second_and_the_tenth_handoff_are_like_the_first(skill: House) -> None:
    maria = await skill.human()
    for number in range(10):
        live_chat = await started(skill)
        assert live_chat == skill.conversations[0].id
        await skill.takes(maria)
        await skill.turn(f"question {number}", **EXPECT)
        await skill.hands_back(maria)
    assert skill.conversations[0].handoffs == 10


# ---- two customers, and ids that are not theirs (t5)


async def test_two_customers_at_once_hear_each_their_own(skill: House) -> None:
    ids = {name: await started(skill, name) for name in ("c1", "c2")}
    maria = await skill.human()
    for live_chat in ids.values():
        await skill.takes(maria, live_chat)
    await skill.lanes()
    skill.them.received.clear()
    await skill.says(maria, "for the first", ids["c1"])
    await skill.says(maria, "for the second", ids["c2"])
    heard = {one.path.split("/")[3]: one.activity["text"] for one in skill.them.received}
    assert heard == {"c1": "Maria: for the first", "c2": "Maria: for the second"}


@pytest.mark.parametrize("wrong", ["theirs", "never", "ended"])
async def test_a_live_chat_that_is_not_this_conversations_is_refused_and_nothing_is_delivered(
    skill: House, wrong: str
) -> None:
    mine, theirs = await started(skill, "c1"), await started(skill, "c2")
    live_chat = {"theirs": theirs, "never": "cnv_000", "ended": mine + "x"}[wrong]
    for name in ("sendMessage", "endConversation"):
        value = {"LiveChatConversationId": live_chat, "ProblemDescription": "secret words"}
        refused = await skill.post(skill.event(name, value, "c1", text="secret words", **EXPECT))
        assert (refused.status, refused.json["code"]) == (404, "not_found")
        assert "LiveChatConversationId" in refused.json["detail"]
    assert await skill.words(mine) == await skill.words(theirs) == []


SEVERAL = {"conversation": {"id": "c1", "isGroup": True, "conversationType": "groupChat"}, **EXPECT}


async def test_who_writes_in_a_chat_of_several_is_told_and_nobody_in_it_passes_for_a_known_customer(
    skill: House,
) -> None:
    bo = {"from": {"id": "29:bo", "name": "Bo\n Li", "aadObjectId": "oid-bo"}}
    await skill.post(skill.event("startConversation") | SEVERAL)
    await skill.post(skill.message("My invoice is wrong") | SEVERAL)
    await skill.post(skill.message("Refund it to my account") | SEVERAL | bo)
    assert await skill.words() == ["Ana: My invoice is wrong", "Bo Li: Refund it to my account"]
    customer = skill.conversations[0].customer
    assert (customer.verified, customer.id, customer.name) == (False, "", "Ana")


@pytest.mark.parametrize("kind", [{"isGroup": True}, {"conversationType": "channel"}])
async def test_a_question_in_a_chat_of_several_is_answered_as_anywhere(kind: dict[str, Any]) -> None:
    several = {"conversation": {"id": "c1", **kind}, **EXPECT}
    async with house() as made:  # nobody is there
        await made.post(made.event("startConversation") | several)
        assert made.conversations[0].offer is not None
        await made.post(made.message("ana@example.com") | several)
        assert made.conversations[0].offer is None


async def test_the_same_id_in_another_channel_is_another_conversation(skill: House) -> None:
    await started(skill)
    answer = await skill.turn("Tell me all", channelId="directline", **EXPECT)
    assert answer.status == 404
    assert await skill.words() == []


async def test_another_agent_does_not_reach_a_conversation_by_its_id(skill: House) -> None:
    policy = POLICY.replace(f"callers: [{AGENT}", f"callers: [{AGENT}, {STRANGER}")
    async with house(policy) as two:
        await started(two, "c1")
        refused = await two.post(two.message("let me in", "c1", **EXPECT), two.them.from_agent(STRANGER))
        assert refused.status == 404
        assert await two.words() == []


async def test_a_replayed_activity_is_stored_once_and_answered_alike(skill: House) -> None:
    start = skill.event("startConversation", **EXPECT)
    answers = [await skill.post(start) for _ in range(3)]
    assert len({json.dumps(one.json) for one in answers}) == 1
    assert len(skill.conversations) == 1
    assert skill.conversations[0].handoffs == 1


# ---- who calls (t6)


async def test_what_a_turn_is_about_to_answer_is_not_pushed_meanwhile(
    skill: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lanes look at the very moment between storing and answering."""
    told = activity_turns._told

    async def after_a_look(*args: Any) -> Any:
        await lanes.once(skill.segue.env)
        return await told(*args)

    monkeypatch.setattr(activity_turns, "_told", after_a_look)
    answer = await skill.post(skill.event("startConversation", **EXPECT))
    assert len(words(answer)) == 1
    await skill.lanes()
    assert skill.them.said == []


async def test_a_turn_that_fails_holds_nothing_back(skill: House, monkeypatch: pytest.MonkeyPatch) -> None:
    await skill.post(skill.event("startConversation"))
    await skill.lanes()
    maria = await skill.human()
    await skill.takes(maria)
    await skill.lanes()
    skill.them.received.clear()

    async def busy(*_: Any) -> None:
        raise TryAgain("this conversation is busy", retry_after_s=1)

    monkeypatch.setattr(activity_turns, "customer_said", busy)
    assert (await skill.turn("hello?", **EXPECT)).status == 503
    await serve.speak(skill.segue.env, maria, skill.conversations[0].id, "I am here.", "d1")
    await lanes.once(skill.segue.env)
    assert skill.them.said == ["Maria: I am here."]


@pytest.mark.parametrize(("status", "told"), [(412, 1), (500, 0)])
async def test_the_end_of_an_action_is_posted_again_where_it_was_not_taken_and_never_twice(
    skill: House, monkeypatch: pytest.MonkeyPatch, status: int, told: int
) -> None:
    """A topic waits for it."""
    monkeypatch.setattr(activity_turns, "POSTED_AGAIN_S", (0.01, 0.01))
    skill.them.refuse = [Said({}, status)]
    assert (await skill.post(skill.event("startConversation"))).status == 202
    assert len(skill.them.of_type("endOfConversation")) == told


async def test_a_question_that_was_answered_before_it_arrived_is_not_asked_any_more() -> None:
    async with house() as made:  # nobody is there, so it is asked where to answer
        made.them.refuse = [Said({}, 404)] * 9
        await made.post(made.event("startConversation"))
        await made.lanes()
        asked = next(one.text for one in await made.log() if one.kind is Kind.OFFER)
        answer = await made.turn("ana@example.com", **EXPECT)
        assert made.conversations[0].offer is None
        assert asked not in words(answer)


async def test_forged_activities_store_nothing(skill: House) -> None:
    start = skill.event("startConversation")
    forged = {
        "no token": "",
        "nonsense": "a.b.c",
        "forger": skill.them.from_agent(key="forger"),
        "audience": skill.them.from_agent(claims={"aud": STRANGER}),
        "tenant": skill.them.from_agent(tenant="99999999-9999-4999-8999-999999999999"),
        "late": skill.them.from_agent(lasts_s=-400),
    }
    for why, token in forged.items():
        answer = await skill.post(start, token)
        assert answer.status == 401, why
    assert (await skill.post(start, skill.them.from_agent(STRANGER))).status == 403
    assert skill.conversations == []
    assert skill.them.received == []


@pytest.mark.parametrize("who", ["nobody", "forger"])
async def test_nothing_that_a_stranger_sends_is_read(skill: House, who: str) -> None:
    """Two megabytes of JSON cost nothing to send, and a second to check."""
    token = "" if who == "nobody" else skill.them.from_agent(key="forger")
    answer = await skill.client.ask("POST", "/api/messages", raw=b"no JSON at all", token=token)
    assert answer.status == 401
    assert (await skill.client.ask("POST", "/api/messages", raw=b"[", token=skill.them.from_agent())).status == 400


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/",
        "http://smba.trafficmanager.net/",
        "https://smba.trafficmanager.net@evil.example/",
        "https://169.254.169.254/latest",
    ],
)
async def test_nothing_is_ever_sent_to_a_hostile_address_and_the_turn_is_refused(skill: House, url: str) -> None:
    answer = await skill.post(skill.event("startConversation", serviceUrl=url))
    assert (answer.status, answer.json["field"]) == (422, "serviceUrl")
    await skill.lanes()
    assert skill.conversations == []
    assert skill.them.received == []


async def test_a_body_that_is_no_activity_is_refused_by_name(skill: House) -> None:
    for body, field in (({"type": "message", "conversation": None}, "conversation"), ({"conversation": {}}, "type")):
        answer = await skill.post(body)
        assert (answer.status, answer.json["field"]) == (422, field)


HOSTILE: list[dict[str, Any]] = [
    {"value": [1, {"a": None}], "channelData": {"tags": 7, "context": []}},
    {"value": '{"va_Phrases": ' + "[" * 500 + "]" * 500 + "}"},
    {"value": {"va_Phrases": {"a": 1}, "va_Topics": 5, "va_Language": ["en"], "x" * 5_000: "y"}},
    {"entities": [None, 1, {"type": "mention", "mentioned": "no", "text": {}}]},
    {"attachments": [{"contentType": 5, "name": [], "contentUrl": {}, "content": []}, "x"]},
    {"attachments": [{"name": "Transcript", "content": "not json"}, {"name": "Transcript", "contentUrl": "file:///x"}]},
    {"from": {"id": 5, "name": "N" * 5_000, "email": "a b@c", "aadObjectId": "o" * 900}, "recipient": None},
    {"id": "i" * 900, "locale": "\u202e\u202e", "timestamp": "yesterday", "replyToId": 3},
    {"id": None, "timestamp": 1e300, "relatesTo": {"serviceUrl": "https://evil.example"}},
    {"text": "<script>alert(1)</script> ${7*7} {{x}}", "textFormat": "xml"},
    {"text": "a\0b\ud800c", "locale": "\0", "channelData": {"\ud800": "\0"}},
    {"value": {"order": 10**30, "sum": float("nan"), "deep": json.loads("[" * 60 + "]" * 60)}},
    {"channelData": {"message": {"id": 123456789012345678901}}, "attachments": json.loads("[" * 90 + "]" * 90)},
    {"attachments": [{"contentType": "image/png", "name": "\u202egnp.exe", "contentUrl": "https://x.example/\u202e"}]},
    {"attachments": [{"contentType": "a/b c", "name": "n" * 5_000, "contentUrl": "https://a:b@x.example/" * 200}] * 40},
]


async def test_a_file_of_many_that_cannot_be_kept_takes_neither_the_words_nor_the_others_along(skill: House) -> None:
    files = [("", "https://x.example/\u202e"), ("a/b c", "https://x.example/1"), ("image/png", "https://x.example/2")]
    made = [{"contentType": type_, "name": "f", "contentUrl": url} for type_, url in files]
    await skill.turn("see these", attachments=made, **EXPECT)
    [said] = [one for one in await skill.log() if one.role == "end_user"]
    assert said.text == "see these"
    assert [one["url"] for one in said.data["attachments"]] == ["https://x.example/1", "https://x.example/2"]


@pytest.mark.parametrize("more", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("name", ["startConversation", "handoff.initiate", "sendMessage", ""])
async def test_whatever_stands_in_an_activity_the_customer_gets_a_human(
    skill: House, name: str, more: dict[str, Any]
) -> None:
    made = skill.event(name, **EXPECT) if name else skill.message("hello there", **EXPECT)
    answer = await skill.post(made | more)
    assert answer.status == 200, answer.body
    assert skill.conversations[0].handoffs == 1


async def test_without_a_token_only_where_the_policy_says_so_and_only_on_this_machine() -> None:
    open_policy = POLICY.replace("kind: copilot_skill", "kind: copilot_skill, anonymous: yes")
    async with house(open_policy) as made:
        start = made.event("startConversation", serviceUrl="http://localhost:56150", **EXPECT)
        afar = await made.post(start, "")
        assert afar.status == 401
        here = await made.client.ask("POST", "/api/messages", body=start, client=("127.0.0.1", 4000))
        assert here.status == 200
        proxied = await made.client.ask(
            "POST", "/api/messages", body=start, client=("127.0.0.1", 4000), headers={"x-forwarded-for": "203.0.113.9"}
        )
        assert proxied.status == 401


async def test_what_is_not_for_us_is_taken_and_forgotten(skill: House) -> None:
    for type_ in ("conversationUpdate", "typing", "messageReaction", "endOfConversation", "somethingNew"):
        answer = await skill.post(skill.activity(type_, "c9"))
        assert answer.status == 202
    assert skill.conversations == []


# ---- Teams


async def test_words_for_teams_go_out_as_the_agent_to_the_address_that_the_policy_names() -> None:
    more = f"kind: copilot_skill, agent_app_id: {AGENT}, agent_secret: agent_app, teams_url: '{TEAMS}/'"
    async with house(POLICY.replace("kind: copilot_skill", more)) as made:
        await started(made, "19:abc@thread.v2;messageid=1")
        maria = await made.human()
        await made.takes(maria)
        await made.lanes()
        made.them.received.clear()
        await made.says(maria, "Hello from Teams")
        got = made.them.received[0]
        assert got.host == "smba.trafficmanager.net"
        assert got.path == f"emea/{TENANT}/v3/conversations/19:abc@thread.v2;messageid=1/activities"
        assert got.token == f"{AGENT}_for_https://api.botframework.com/.default"
        await made.hands_back(maria)
        assert made.them.of_type("endOfConversation") == []  # Teams would not pass it on
        end = (await made.turn("thanks", "19:abc@thread.v2;messageid=1", **EXPECT)).json["activities"][-1]
        assert end["type"] == "endOfConversation"


async def test_choices_are_a_card_in_teams(skill: House) -> None:
    async with house(POLICY.replace("asks_for_human == 'clear'\", then: handoff", 'true", then: offer')) as made:
        answer = await made.turn("hello there my friend", **EXPECT)
        assert answer.status == 200


async def test_addresses_are_kept_under_a_name_that_no_export_shows(skill: House) -> None:
    await started(skill)
    thread = await skill.store.read(ThreadByRef("default", "teams", "c1"))
    assert thread is not None
    assert [name for name, value in thread.state.items() if value == RUNTIME] == ["_service_url"]
