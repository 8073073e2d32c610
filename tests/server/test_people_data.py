"""Admins look up, hand out and erase one person's data; what leaves is shown as text, and each time is written down."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
from asking import Answer
from world import HOME, World, make_world

from segue.domain.channels import Thread
from segue.domain.conversation import Customer, Entry, Kind, Role
from segue.domain.hubs import CaseKind, HubCase
from segue.ports.conversations import AppendEntries
from segue.ports.hub_cases import SaveHubCase
from segue.ports.people import UserRole
from segue.ports.threads import SaveThread

DATA = "/v1/ops/people-data"
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
async def world() -> World:
    made = await make_world()
    now = made.clock.now()
    for who in ("ana", "bob"):
        customer = Customer(f"c-{who}", who.title(), f"{who}@shop.example", verified=True)
        await made.conversation(f"cnv_{who}", customer=customer)
        conversation = made.store.conversations[HOME, f"cnv_{who}"]
        entries = (
            Entry(2, Kind.MESSAGE, Role.END_USER, now, f"I am {who} {HOSTILE}", message_id="m-2", epoch=1),
            Entry(3, Kind.NOTE, Role.HUMAN_AGENT, now, f"{who} is angry", author="usr_x", epoch=1),
        )
        after = type(conversation)(**{**_fields(conversation), "last_seq": 3})
        await made.store.write(AppendEntries(after, 1, conversation.epoch, entries))
    return made


def _fields(value: Any) -> dict[str, Any]:
    return {name: getattr(value, name) for name in value.__slots__}


async def ask(world: World, path: str, body: dict[str, Any] | None = None, method: str = "POST") -> Answer:
    session = await world.session(await world.user("boss", UserRole.ADMIN))
    return await world.client.ask(method, DATA + path, session=session, body=body)


async def test_a_look_counts_and_changes_nothing(world: World) -> None:
    answer = await ask(world, "/look", {"person": "ana@shop.example"})
    assert answer.status == 200
    assert answer.json["counts"] == {"conversations": 1, "entries": 3}
    assert (HOME, "cnv_ana") in world.store.conversations


async def test_nobody_is_erased_by_a_slip_of_the_hand(world: World) -> None:
    answer = await ask(world, "/erase", {"person": "c-ana", "repeat": "c-an"})
    assert (answer.status, answer.json["field"]) == (422, "repeat")
    assert (HOME, "cnv_ana") in world.store.conversations


async def test_who_is_erased_is_gone_and_it_is_written_down(world: World) -> None:
    answer = await ask(world, "/erase", {"person": "c-ana", "repeat": "c-ana"})
    assert answer.status == 200
    assert answer.json["erasure"]["counts"]["conversations"] == 1
    assert set(world.store.conversations) == {(HOME, "cnv_bob")}
    listed = (await ask(world, "", method="GET")).json
    assert [one["what"] for one in listed["erasures"]] == ["erasure"]
    assert "ana" not in json.dumps(listed).replace("manager", "")
    found = (await ask(world, "/was", {"person": "ana@shop.example"})).json["erasures"]
    assert [one["id"] for one in found] == [answer.json["erasure"]["id"]]
    assert (await ask(world, "/was", {"person": "bob@shop.example"})).json["erasures"] == []


async def exported(world: World, **fields: Any) -> dict[str, str]:
    answer = await ask(world, "/export", {"person": "c-ana", "repeat": "c-ana", **fields})
    assert answer.status == 200
    with zipfile.ZipFile(io.BytesIO(answer.body)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode() for name in archive.namelist()}


async def test_an_export_holds_all_of_one_person_and_nothing_of_another(world: World) -> None:
    files = await exported(world)
    assert set(files) == {
        *("README.txt", "data.json", "conversations.html", "conversations/0001.txt", "internal/0001.json"),
    }
    everything = "".join(files.values())
    assert "I am ana" in everything
    assert "bob" not in everything
    data = json.loads(files["data.json"])
    assert [entry["seq"] for entry in data["conversations"][0]["entries"]] == [1, 2]
    assert "ana is angry" in files["internal/0001.json"]
    (noted,) = (await ask(world, "", method="GET")).json["erasures"]
    assert (noted["what"], noted["by"]) == ("export", "usr_boss_default")


async def test_an_export_says_which_helpdesks_got_the_conversation(world: World) -> None:
    (id_,) = (id_ for _, id_ in world.store.conversations if "ana" in id_)
    case = HubCase(
        HOME, "support", "h1", CaseKind.LIVE, id_, "h1", world.clock.now(), ref="70123", state={"user": "u1"}
    )
    await world.store.write(SaveHubCase(case))
    files = await exported(world)
    (passed,) = json.loads(files["data.json"])["conversations"][0]["passed_on_to"]
    assert (passed["helpdesk"], passed["as"], passed["closed_at"]) == ("support", "live", None)
    assert "70123" not in files["data.json"]
    assert json.loads(files["internal/0001.json"])["hub_cases"][0]["ref"] == "70123"


async def test_an_export_says_by_which_channels_they_came_and_holds_no_address_that_lets_one_write(
    world: World,
) -> None:
    (id_,) = (id_ for _, id_ in world.store.conversations if "ana" in id_)
    state = {"locale": "fr-FR", "_answer_at": "https://smba.example/?sig=4711"}
    await world.store.write(SaveThread(Thread(HOME, "teams", "a:70124", id_, world.clock.now(), state)))
    files = await exported(world)
    (came,) = json.loads(files["data.json"])["conversations"][0]["reached_through"]
    assert came["channel"] == "teams"
    (kept,) = json.loads(files["internal/0001.json"])["threads"]
    assert (kept["ref"], kept["state"]) == ("a:70124", {"locale": "fr-FR"})
    assert "4711" not in "".join(files.values())


async def test_what_people_here_wrote_for_each_other_may_be_left_out(world: World) -> None:
    files = await exported(world, internal=False)
    assert "angry" not in "".join(files.values())
    assert "(left out)" in files["README.txt"]


async def test_an_export_runs_nothing(world: World) -> None:
    page = (await exported(world))["conversations.html"]
    assert "&lt;script&gt;" in page
    assert "<script" not in page
    assert "default-src 'none'" in page


async def test_what_is_only_claimed_is_told_with_the_conversations_to_look_at(world: World) -> None:
    await world.conversation("cnv_eve", customer=Customer(email="eve@shop.example"))
    answer = await ask(world, "/look", {"person": "eve@shop.example"})
    assert answer.status == 422
    assert answer.json["conversations"] == ["cnv_eve"]
    named = {"person": "eve@shop.example", "conversations": ["cnv_eve"]}
    assert (await ask(world, "/look", named)).json["counts"]["conversations"] == 1


async def test_the_page_says_how_long_things_are_kept(world: World) -> None:
    answer = (await ask(world, "", method="GET")).json
    assert answer["keeps"] == {"conversations": None, "packages": None, "files": None, "visits": 30}
    assert answer["due"] == {"days": 7, "counts": {}, "complete": True}
    assert (await ask(world, "/purge")).status == 200
