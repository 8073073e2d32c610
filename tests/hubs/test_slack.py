"""Slack as a place where humans work: a thread for each handoff, played on loopback, read by hand and by machine."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from hypothesis import given
from hypothesis import strategies as st

from fakes.described import Description, OpenAPIError, check_all
from fakes.hub_openings import KeptSteps, case_of, opening
from fakes.hubs.slack import BOT_USER, CHANNEL, OTHER_CHANNEL, SIGNING, Played
from fakes.vendor import Vendor, calling, played
from segue.calls import CALL_LIMITS, Reach
from segue.domain.attachments import File
from segue.domain.deliveries import Trouble
from segue.domain.errors import Invalid, NotSignedIn
from segue.domain.hubs import HubCase, HubSettings, Told, What
from segue.hubs.slack import SlackHub
from segue.hubs.slack.events import words_of
from segue.ports.hubs import ToHub, Webhook
from segue.ports.listeners import DeliveryFailed

UNICODE = 'Grüße & <script> *bold* <!channel> 团队 مرحبا 👩‍👩‍👧 "x" \\ {"a":1}'


@asynccontextmanager
async def hub_of(slack: Played, **given_too: str) -> AsyncIterator[tuple[SlackHub, Vendor]]:
    async with (
        played(slack.answer) as vendor,
        calling(limits=CALL_LIMITS) as outbound,
        aiohttp.ClientSession() as session,
    ):

        def at(url: str) -> str:
            for host in ("https://slack.com", "https://files.slack.com", "wss://wss.slack.com"):
                url = url.replace(host, vendor.base)
            return url

        secrets = {key: slack.secrets[name] for key, name in slack.settings.items() if name in slack.secrets}
        settings = HubSettings("desk", "slack", {"channel": slack.settings["channel"]})
        yield SlackHub(settings, {**secrets, **given_too}, Reach(outbound, session, at)), vendor


async def opened(hub: SlackHub, **changed: Any) -> tuple[HubCase, KeptSteps]:
    steps = KeptSteps()
    return case_of(await hub.open(opening(**changed), steps), steps=steps), steps


def message(text: str, id_: str = "d_1", who: str = "customer", **more: Any) -> ToHub:
    return ToHub(id_, who, text, opening().package.built_at, **more)


def read(hub: SlackHub, webhooks: Sequence[Webhook]) -> list[Told]:
    for webhook in webhooks:
        hub.verify(webhook)
    return [told for webhook in webhooks for told in hub.read(webhook)]


# ---- the vendor's description, of 2021 ----

NEEDED = {
    ("GET", "/auth.test"),
    ("POST", "/chat.postMessage"),
    ("POST", "/chat.update"),
    ("GET", "/conversations.history"),
    ("GET", "/conversations.replies"),
    ("GET", "/users.info"),
}
UNDESCRIBED = ("/api/files.getUploadURLExternal", "/api/files.completeUploadExternal")


def token_in_its_header(spec: Any) -> None:
    for operations in spec["paths"].values():
        for operation in operations.values():
            operation["parameters"] = [one for one in operation["parameters"] if one["name"] != "token"]


def metadata_of_messages(spec: Any) -> None:
    sent = spec["paths"]["/chat.postMessage"]["post"]["requestBody"]["content"]["application/x-www-form-urlencoded"]
    sent["schema"]["properties"]["metadata"] = {"type": "string"}
    payload = {"type": "object", "additionalProperties": True}
    shown = {"type": "object", "properties": {"event_type": {"type": "string"}, "event_payload": payload}}
    spec["components"]["schemas"]["objs_message"]["properties"]["metadata"] = shown
    for path in ("/conversations.history", "/conversations.replies"):
        asked = spec["paths"][path]["get"]["parameters"]
        asked.append({"name": "include_all_metadata", "in": "query", "schema": {"type": "boolean"}})


def lists_of_messages(spec: Any) -> None:
    schemas = [_answer_of(spec, path) for path in ("/conversations.history", "/conversations.replies")]
    for schema in schemas:
        schema["required"] = ["ok", "messages", "has_more"]
        more = {"type": "object", "properties": {"next_cursor": {"type": "string"}}}
        schema["properties"] |= {"response_metadata": more, "pin_count": {"type": "integer"}}
        listed = {"$ref": "#/components/schemas/objs_message"}
        schema["properties"]["messages"] = {"type": "array", "items": listed}


def short_users(spec: Any) -> None:
    _answer_of(spec, "/users.info")["properties"]["user"] = {"type": "object", "additionalProperties": True}


def short_files(spec: Any) -> None:
    spec["components"]["schemas"]["objs_file"] = {"type": "object", "additionalProperties": True}


def _answer_of(spec: Any, path: str) -> Any:
    return spec["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]


@pytest.fixture(scope="module")
def description() -> Description:
    faults = {
        "the token goes in a header, as all of the documentation shows it": token_in_its_header,
        "metadata came in 2022": metadata_of_messages,
        "threads are lists of lists there, with counts that are not always there": lists_of_messages,
        "a user has forty fields more than are played, all of them required": short_users,
        "a file has forty fields more than are played, all of them required": short_files,
    }
    keep = tuple(sorted(path for _, path in NEEDED))
    return Description("slack/slack_web_openapi_v2.json", "https://slack.com", "/api", keep, faults)


async def test_calls_and_answers_are_as_described(description: Description) -> None:
    slack = Played()
    async with hub_of(slack) as (hub, vendor):
        case, steps = await opened(hub)
        await hub.deliver(case, message(UNICODE), steps.next())
        slack.says(case.ref, "Hello", files=["a.pdf"])
        await hub.close(case, "done", steps.next())
        await hub.catch_up(case)
        steps.next().crash("thread")
        await hub.open(opening(), steps)
        uploads = [asked.path for asked in vendor.asked if asked.path.startswith("/upload/")]
        check_all(vendor, description, undescribed=(*UNDESCRIBED, *uploads))
        used = {(asked.method, asked.path.removeprefix("/api")) for asked in vendor.asked}
    assert used >= NEEDED


async def test_the_check_sees_what_is_not_as_described(description: Description) -> None:
    async with hub_of(Played()) as (hub, vendor):
        await hub._slack.post("chat.postMessage", channel=CHANNEL, text="x", colour="red")
        with pytest.raises(AssertionError, match="no field colour"):
            description.check(vendor)
    async with hub_of(Played(now=lambda: datetime.fromtimestamp(7, UTC))) as (hub, vendor):
        await hub._slack.post("chat.postMessage", channel=CHANNEL, text="x")
        with pytest.raises(OpenAPIError):
            description.check(vendor)


def test_events_have_the_shape_that_the_vendor_publishes() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    folder = Path(os.environ.get("SEGUE_DATA") or "/nowhere").resolve().parent / "specs" / "slack"
    if not folder.is_dir():
        pytest.skip("not checked: SEGUE_DATA names no folder with the vendors' descriptions beside it")
    wrapper = json.loads((folder / "slack_common_event_wrapper_schema.json").read_text("utf-8"))
    topics = json.loads((folder / "slack_events_api_async_v1.json").read_text("utf-8"))["topics"]
    slack = Played()
    for webhook in slack.says(f"{CHANNEL}:1700000000.000001", "Hello"):
        event = json.loads(webhook.body)
        jsonschema.validate(event, wrapper)
        assert f"{event['event']['type']}.{event['event']['channel_type']}s" in topics


# ---- the package ----


async def test_a_handoff_is_one_message_that_begins_with_the_urgency_and_a_file_with_everything() -> None:
    slack = Played()
    async with hub_of(slack) as (hub, _):
        case, _ = await opened(hub)
    assert list(slack.refs()) == [case.ref]
    first, file = slack.seen(case.ref)
    assert first.text.startswith("🟠 High urgency: Second charge of order 4711 & <refund>")
    assert "Promised: enterprise 4 h" in slack.fields(case.ref)["facts"]
    assert "Order 4711 was charged twice on 18 November" in first.text
    assert "Refunds take five working days." in file.text
    assert "Grüße an 团队 مرحبا 👩‍👩‍👧" in file.text
    assert case.url == f"https://acme.slack.com/archives/{CHANNEL}/p{case.ref.split(':')[1].replace('.', '')}"


async def test_a_queue_may_name_another_channel() -> None:
    slack = Played()
    async with hub_of(slack) as (hub, _):
        case, _ = await opened(hub, team=OTHER_CHANNEL)
    assert case.ref.startswith(OTHER_CHANNEL)
    assert not slack.channels[CHANNEL]


@pytest.mark.parametrize("done", [True, False])
async def test_a_thread_of_which_nobody_knows_is_looked_for_and_begun_once(done: bool) -> None:
    slack = Played()
    async with hub_of(slack) as (hub, _):
        steps = KeptSteps()
        slack.faults.coming = [None, 503] if done else [503]  # type: ignore[list-item]
        with pytest.raises(DeliveryFailed):
            await hub.open(opening(), steps)
        steps.crash("thread")
        found = await hub.open(opening(), steps)
    assert list(slack.refs()) == [found.ref]


async def test_a_file_of_which_nobody_knows_is_looked_for_and_put_there_once() -> None:
    slack = Played()
    async with hub_of(slack) as (hub, _):
        case, steps = await opened(hub)
        steps.crash("transcript")
        assert (await hub.open(opening(), steps)).ref == case.ref
    assert len([one for one in slack.seen(case.ref) if one.files]) == 1


@pytest.mark.parametrize(
    ("fault", "call"), [("late 500", 0), ("late 500", 1), ("late 500", 2), ("late 500", 3), ("html", 0), ("html", 3)]
)
async def test_an_answer_that_is_lost_at_any_call_leaves_one_thread_and_one_file(fault: str, call: int) -> None:
    slack = Played()
    slack.faults.coming = [*[None] * call, fault]  # type: ignore[list-item]
    async with hub_of(slack) as (hub, _):
        steps = KeptSteps()
        with pytest.raises(DeliveryFailed) as lost:
            await hub.open(opening(), steps)
        found = await hub.open(opening(), steps)
    assert lost.value.trouble in {Trouble.UNKNOWN, Trouble.PASSING}
    assert list(slack.refs()) == [found.ref]
    assert len([one for one in slack.seen(found.ref) if one.files]) == 1


async def test_a_subject_full_of_entities_still_fits_the_header() -> None:
    slack = Played()
    async with hub_of(slack) as (hub, _):
        case, _ = await opened(hub, subject="&<>" * 400, tags=("&" * 600,) * 10)
    assert slack.refs() == [case.ref]


# ---- messages ----


async def test_words_of_the_customer_stand_there_as_they_are_under_their_name() -> None:
    slack = Played()
    async with hub_of(slack) as (hub, vendor):
        case, steps = await opened(hub)
        await hub.deliver(case, message(UNICODE), steps.next())
        await hub.deliver(case, message("One moment.", "d_2", "bot"), steps.next())
        await hub.deliver(case, message("", "d_3", files=(File("a.pdf", "https://f.example/a.pdf"),)), steps.next())
    said = slack.seen(case.ref)[2:]
    assert [(one.by, one.text) for one in said] == [
        ("customer", UNICODE),
        ("us", "[Segue, bot] One moment."),
        ("customer", "📎 a.pdf https://f.example/a.pdf"),
    ]
    assert slack.channels[CHANNEL][2]["username"] == "Maria Gruber (customer)"
    sent = vendor.asked[-1].body.decode()
    assert "mrkdwn=false" in sent
    assert "%3C%21channel%3E" not in vendor.asked[-3].body.decode(), "nobody is called by what a customer writes"


async def test_a_message_whose_answer_was_lost_appears_once_and_in_order() -> None:
    slack = Played(page=2)
    async with hub_of(slack) as (hub, _):
        case, steps = await opened(hub)
        await hub.deliver(case, message("same words", "d_1"), steps.next())
        steps.next()
        slack.faults.coming = ["late 500"]
        with pytest.raises(DeliveryFailed) as lost:
            await hub.deliver(case, message("same words", "d_2"), steps)
        for number in range(4):
            slack.says(case.ref, f"meanwhile {number}")
        await hub.deliver(case, message("same words", "d_2"), steps)
        await hub.deliver(case, message("last", "d_3"), steps.next())
    assert lost.value.trouble is Trouble.UNKNOWN
    assert [one.text for one in slack.seen(case.ref) if one.by == "customer"] == ["same words", "same words", "last"]


async def test_what_is_over_has_no_buttons_any_more() -> None:
    slack = Played()
    async with hub_of(slack) as (hub, _):
        case, steps = await opened(hub)
        assert not slack.closed(case.ref)
        await hub.note(case, "Their plan was renewed.", steps.next())
        await hub.close(case, "the customer left", steps.next())
        steps.crash("buttons")
        await hub.close(case, "the customer left", steps)
    assert slack.closed(case.ref)
    assert [one.text for one in slack.seen(case.ref)[2:]] == [
        "[Segue, a note] Their plan was renewed.",
        "[Segue] It is over: the customer left",
    ]
    assert "Over: the customer left" in slack.seen(case.ref)[0].text


# ---- what its people do ----


async def test_what_people_press_and_write_is_told() -> None:
    slack = Played()
    async with hub_of(slack) as (hub, _):
        case, _ = await opened(hub)
        told = read(hub, [*slack.joins(case.ref), *slack.says(case.ref, UNICODE), *slack.labels(case.ref)])
        ended = read(hub, [*slack.returns(case.ref), *slack.ends(case.ref)])
    what = [one.what for one in told]
    assert what == [What.JOINED, What.JOINED, What.MESSAGE, What.LABELLED]
    assert told[0].id == told[1].id, "joined once"
    assert (told[0].agent_name, told[2].text, told[3].text) == ("ana", UNICODE, "too_late")
    assert [one.what for one in ended] == [What.RETURNED, What.ENDED]
    assert {one.ref for one in [*told, *ended]} == {case.ref}


async def test_the_first_reply_claims_by_itself_and_what_is_internal_does_neither() -> None:
    slack = Played()
    async with hub_of(slack) as (hub, _):
        case, _ = await opened(hub)
        inside = [*slack.notes(case.ref, "who takes this?"), *slack.says(case.ref, "Note: a regular")]
        assert read(hub, inside) == []
        told = read(hub, slack.says(case.ref, "Hello", "Ben"))
    assert [(one.what, one.agent) for one in told] == [(What.JOINED, "U0PERSON01"), (What.MESSAGE, "U0PERSON01")]


@pytest.mark.parametrize(
    "inside",
    [
        *(
            "//no",
            "  // x",
            "*// x*",
            "_// x_",
            "`// x`",
            "&gt; // x",
            "• // x",
            "- // x",
            "\u200b// x",
            "／／ x",
            "/ / x",
        ),
        *("*note:* she pays late", "_*Note:* x_", "~note:~ x", "NOTE : x", "note： x", "\ufeffnote: x"),
        *(":memo: note: x", ":+1: // x", "📝 note: x", "```// x```", "(note: x)", "\u202enote: x", "• note: x"),
        *("<@U024BE7LH> is she a regular?", "<!subteam^S1> help", "*<@U024BE7LH>* look", "<!here> who knows?"),
        "<@U024BE7LH> // x",
    ],
)
async def test_what_is_marked_as_internal_in_whatever_way_stays_inside(inside: str) -> None:
    slack = Played()
    async with hub_of(slack) as (hub, _):
        case, _ = await opened(hub)
        event = {
            "type": "message",
            "user": "U0PERSON01",
            "text": inside,
            "thread_ts": case.ref.split(":")[1],
            "ts": "9.9",
        }
        assert read(hub, [slack.event(event, CHANNEL)]) == []


@pytest.mark.parametrize(
    "said",
    [
        *(
            "Hello",
            "1/2 of it",
            "https://a.example // or",
            "Notes: two",
            "a note: x",
            "<https://a.example|ours>",
            "/help",
            "ok",
        ),
        *(
            "I ask <@U024BE7LH> for you",
            ":wave: Hello",
            "*Hello*",
            "مرحبا",
            "团队",
            "Noted: yes",
            "😀",
            "<#C024BE91L|general>",
        ),
    ],
)
async def test_all_else_that_is_written_in_a_thread_is_the_customers_to_read(said: str) -> None:
    slack = Played()
    async with hub_of(slack) as (hub, _):
        case, _ = await opened(hub)
        event = {
            "type": "message",
            "user": "U0PERSON01",
            "text": said,
            "thread_ts": case.ref.split(":")[1],
            "ts": "9.9",
        }
        assert What.MESSAGE in [one.what for one in read(hub, [slack.event(event, CHANNEL)])]


async def test_our_own_words_and_those_of_other_bots_never_come_back() -> None:
    slack = Played()
    async with hub_of(slack) as (hub, _):
        case, steps = await opened(hub)
        await hub.deliver(case, message("Hello"), steps.next())
        await hub.note(case, "for you", steps.next())
        other = {"type": "message", "bot_id": "B0OTHER001", "text": "x", "thread_ts": case.ref[10:], "ts": "1.2"}
        changed = {"type": "message", "subtype": "message_changed", "message": {"user": "U1"}, "ts": "1.3"}
        unthreaded = {"type": "message", "user": "U0PERSON01", "text": "lunch?", "ts": "1.4"}
        more = [slack.event(one, CHANNEL) for one in (other, changed, unthreaded)]
        assert len(slack.echoes) == 4
        assert read(hub, [*slack.echoes, *more]) == []
        assert list(await hub.catch_up(case)) == []


async def test_one_odd_message_does_not_stand_in_the_way_of_those_behind_it() -> None:
    slack = Played()
    async with hub_of(slack) as (hub, _):
        case, _ = await opened(hub)
        slack.says(case.ref, "one")
        slack.says(case.ref, "of nobody")
        slack.channels[CHANNEL][-1].pop("user")
        slack.says(case.ref, "two")
        told = await hub.catch_up(case)
    assert [one.text for one in told if one.what is What.MESSAGE] == ["one", "two"]


async def test_catching_up_tells_the_same_under_the_same_ids_with_names() -> None:
    slack = Played(page=3)
    async with hub_of(slack) as (hub, _):
        case, steps = await opened(hub)
        hooks = [*slack.says(case.ref, "one"), *slack.says(case.ref, "two", "Ben", ["plan.pdf"])]
        slack.notes(case.ref, "psst")
        await hub.deliver(case, message("three"), steps.next())
        by_webhook = read(hub, hooks)
        caught = list(await hub.catch_up(case))
        by_then = read(hub, hooks)
    assert [one.id for one in caught] == [one.id for one in by_webhook]
    assert [one.text for one in caught if one.what is What.MESSAGE] == ["one", "two\n📎 plan.pdf"]
    assert {one.agent_name for one in caught} == {"Ana", "Ben"}
    assert by_then == caught


async def test_slack_asks_at_first_whether_the_address_is_ours() -> None:
    slack = Played()
    asked = slack.signed(json.dumps({"type": "url_verification", "challenge": "3eZbrw1a", "token": "x"}).encode())
    async with hub_of(slack) as (hub, _):
        hub.verify(asked)
        assert hub.read(asked) == ()
        assert hub.answer(asked) == {"challenge": "3eZbrw1a"}
        assert hub.answer(slack.signed(b"{}")) == {}


async def test_forged_stale_and_truncated_webhooks_are_refused() -> None:
    slack = Played()
    async with hub_of(slack) as (hub, _):
        case, _ = await opened(hub)
        (good,) = slack.says(case.ref, "Hello")
        bad = [
            replace(good, body=good.body[:-9]),
            replace(good, headers={}),
            replace(good, at=good.at.replace(year=good.at.year + 1)),
            replace(good, headers={**good.headers, "x-slack-signature": "v0=00"}),
        ]
        for one in bad:
            with pytest.raises(NotSignedIn):
                hub.verify(one)
        with pytest.raises(Invalid):
            hub.read(slack.signed(good.body[:-9]))
    async with hub_of(slack, webhook_secret="") as (hub, _):
        with pytest.raises(NotSignedIn):
            hub.verify(good)


def test_the_vendors_own_library_takes_our_signature() -> None:
    verifier = pytest.importorskip("slack_sdk.signature").SignatureVerifier(SIGNING)
    webhook = Played().signed(b'{"type":"event_callback"}')
    assert verifier.is_valid_request(webhook.body, dict(webhook.headers))


NAMES = ("type", "event", "user", "id", "ts", "thread_ts", "text", "files", "actions", "action_id", "container")
VALUES = st.none() | st.booleans() | st.floats() | st.text() | st.sampled_from(["message", "U0A", "1.2", "segue_claim"])
SHAPES = st.recursive(VALUES, lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(NAMES), inner))


@given(SHAPES)
def test_whatever_comes_is_read_or_invalid(shape: Any) -> None:
    slack = Played()
    bodies = [shape, {"type": "event_callback", "event": shape}, {"type": "block_actions", "actions": shape}]
    if isinstance(shape, Mapping):
        bodies.append({"type": "event_callback", "event": {"type": "message", "channel": CHANNEL, **shape}})
    hub = SlackHub(HubSettings("desk", "slack", {"channel": CHANNEL}), {"secret": "x"}, Reach(None, None))  # type: ignore[arg-type]
    for body in bodies:
        with suppress(Invalid):
            hub.read(slack.signed(json.dumps(body).encode()))


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("see <https://a.example/x?a=1&amp;b=2>", "see https://a.example/x?a=1&b=2"),
        ("see <https://a.example|our page>", "see our page (https://a.example)"),
        ("<mailto:a@b.example|a@b.example>", "a@b.example"),
        ("<http://a.example|a.example>", "http://a.example"),
        ("ask <@U024BE7LH> or <@U024BE7LH|ben>", "ask  or @ben"),
        ("in <#C024BE91L|general>, <!subteam^S1|@billing>", "in #general, @billing"),
        ("1 &lt; 2 &amp;&amp; 3 &gt; 2", "1 < 2 && 3 > 2"),
        ("&amp;lt;", "&lt;"),
        ("a < b", "a < b"),
    ],
)
def test_markup_of_slack_becomes_words(markup: str, words: str) -> None:
    assert words_of(markup) == words


@given(st.text())
def test_what_people_type_arrives_as_they_typed_it(typed: str) -> None:
    escaped = typed.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert words_of(escaped) == typed.replace("\x00", "").strip()


# ---- errors ----


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        ("invalid_auth", Trouble.PAUSED),
        ("missing_scope", Trouble.PAUSED),
        ("channel_not_found", Trouble.PAUSED),
        ("ratelimited", Trouble.PASSING),
        ("service_unavailable", Trouble.PASSING),
        ("fatal_error", Trouble.UNKNOWN),
        ("msg_too_long", Trouble.REFUSED),
        ("<xoxb>", Trouble.REFUSED),
    ],
)
async def test_what_slack_refuses_with_status_200_is_no_success(error: str, trouble: Trouble) -> None:
    slack = Played(refuses=error)
    async with hub_of(slack) as (hub, _):
        with pytest.raises(DeliveryFailed) as failed:
            await hub.open(opening(), KeptSteps())
    assert failed.value.trouble is trouble
    assert "xoxb" not in str(failed.value)


async def test_a_channel_that_one_queue_names_wrong_stops_that_handoff_alone() -> None:
    async with hub_of(Played()) as (hub, _):
        with pytest.raises(DeliveryFailed) as failed:
            await hub.open(opening(team="C0NOWHERE1"), KeptSteps())
    assert failed.value.trouble is Trouble.REFUSED


async def test_who_we_are_there() -> None:
    async with hub_of(Played()) as (hub, _):
        assert await hub.check() == "the app segue of the Slack workspace Acme"
    async with hub_of(Played(), secret="wrong") as (hub, _):
        with pytest.raises(DeliveryFailed) as failed:
            await hub.check()
    assert failed.value.trouble is Trouble.PAUSED


# ---- Socket Mode ----


class Socket:
    """Slack's side of a socket: what it sends, and in what order we stored and acknowledged."""

    def __init__(self, envelopes: Sequence[Any]) -> None:
        self.envelopes, self.order = envelopes, list[str]()

    async def open(self, request: web.Request) -> web.Response:
        if request.headers.get("Authorization") != "Bearer xapp-played-token":
            return web.json_response({"ok": False, "error": "invalid_auth"})
        return web.json_response({"ok": True, "url": "wss://wss-primary.slack.com/link/?ticket=t&app_id=a"})

    async def link(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"type": "hello", "num_connections": 1})
        for one in self.envelopes:
            await socket.send_str(one if isinstance(one, str) else json.dumps(one))
            if isinstance(one, dict) and one.get("envelope_id"):
                self.order.append("acknowledged " + (await socket.receive_json())["envelope_id"])
        await socket.close()
        return socket

    async def user(self, request: web.Request) -> web.Response:
        profile = {"display_name": "", "real_name": "Ana Muster"}
        return web.json_response({"ok": True, "user": {"name": "ana", "profile": profile}})

    async def take(self, told: Sequence[Told], cursor: str) -> None:
        await asyncio.sleep(0)
        self.order += [f"{one.what} {one.agent_name}" for one in told]


async def heard(socket: Socket, app_secret: str = "xapp-played-token") -> list[str]:
    app = web.Application()
    app.router.add_post("/api/apps.connections.open", socket.open)
    app.router.add_get("/api/users.info", socket.user)
    app.router.add_get("/link/", socket.link)
    server = TestServer(app)
    async with server, calling(limits=CALL_LIMITS) as outbound, aiohttp.ClientSession() as session:
        base = str(server.make_url("")).rstrip("/")

        def at(url: str) -> str:
            web_address = url.replace("https://slack.com", base)
            return web_address.replace("wss://wss-primary.slack.com", base.replace("http", "ws"))

        secrets = {"secret": "xoxb-played-token", "app_secret": app_secret}
        hub = SlackHub(HubSettings("desk", "slack", {"channel": CHANNEL}), secrets, Reach(outbound, session, at))
        await hub.listen(None, "", socket.take)
    return socket.order


def enveloped(webhook: Webhook, id_: str, kind: str = "events_api") -> Mapping[str, Any]:
    payload = json.loads(webhook.body)
    return {"envelope_id": id_, "type": kind, "accepts_response_payload": False, "payload": payload}


async def test_what_comes_by_socket_is_stored_before_it_is_acknowledged() -> None:
    slack = Played()
    ref = f"{CHANNEL}:1700000000.000001"
    (said,) = slack.says(ref, "Hello")
    envelopes = [
        "half a mess{",
        enveloped(said, "e1"),
        enveloped(slack.event({"type": "message", "user": BOT_USER, "bot_id": "B1", "ts": "1.1"}, CHANNEL), "e2"),
        {
            "envelope_id": "e3",
            "type": "events_api",
            "payload": {"type": "event_callback", "event": {"type": "message"}},
        },
        {"type": "disconnect", "reason": "refresh_requested"},
        enveloped(said, ""),
    ]
    order = await heard(Socket(envelopes))
    assert order == ["joined Ana Muster", "message Ana Muster", "acknowledged e1", "acknowledged e2", "acknowledged e3"]


async def test_a_wrong_app_token_stops_the_stream_until_a_person_mends_it() -> None:
    with pytest.raises(DeliveryFailed) as failed:
        await heard(Socket([]), "xapp-wrong")
    assert failed.value.trouble is Trouble.PAUSED
