"""Files on messages, over HTTP: bots and customers name them, all who see the message see them."""

from __future__ import annotations

from typing import Any

import pytest
from world import World

LAMP = {"name": "lamp.jpg", "url": "https://files.example/lamp", "type": "image/jpeg", "size": 900}
PATH = "/v1/conversations/cnv_ana"


def message(number: int, role: str, **fields: Any) -> dict[str, Any]:
    return {"id": f"m-{number}", "role": role, "text": "Here it is.", **fields}


async def test_files_of_bot_and_customer_are_in_the_log_for_everybody_and_in_the_package(world: World) -> None:
    visitor, _ = await world.visitor(await world.site())
    await world.conversation(visitor=visitor.id)
    customer, bot = await world.customer_token(visitor, "cnv_ana"), await world.key("conversations")
    for number, (token, role) in enumerate(((customer, "end_user"), (bot, "automated_agent")), 10):
        url = f"https://files.example/{role}"
        sent = message(number, role, attachments=[{**LAMP, "url": url}])
        answer = await world.client.ask("POST", f"{PATH}/messages", token=token, body=sent)
        assert answer.status == 200, answer.json
    for token in (customer, bot):
        entries = (await world.client.ask("GET", f"{PATH}/entries", token=token)).json["entries"]
        told = [one["url"] for entry in entries for one in entry["data"].get("attachments", ())]
        assert told == ["https://files.example/end_user", "https://files.example/automated_agent"]


@pytest.mark.parametrize(
    ("attachments", "field"),
    [
        ([LAMP] * 11, "attachments"),
        ([{**LAMP, "url": "javascript:alert(1)"}], "attachments[0].url"),
        ([{**LAMP, "name": "a\u0000b"}], "attachments[0].name"),
        ([{"name": "a"}], "attachments[0].url"),
        ([{"file": "file_none"}], "attachments[0].file"),
        ([{"file": "file_none", "url": "https://files.example/lamp"}], "attachments[0].url"),
        ([{"nam": "a"}], None),
        ("lamp.jpg", None),
    ],
)
async def test_a_file_that_cannot_be_kept_is_refused_and_nothing_is_stored(
    world: World, attachments: Any, field: str | None
) -> None:
    await world.conversation()
    bot = await world.key("conversations")
    sent = message(1, "automated_agent", attachments=attachments)
    answer = await world.client.ask("POST", f"{PATH}/messages", token=bot, body=sent)
    assert (answer.status, answer.json.get("field") if field else None) == (422, field)
    assert (await world.client.ask("GET", f"{PATH}/entries", token=bot)).json["last_seq"] == 1


async def test_the_description_names_them(world: World) -> None:
    described = (await world.client.ask("GET", "/openapi.json")).json["components"]["schemas"]
    assert "attachments" in described["Post"]["properties"]
    assert set(described["Attached"]["properties"]) == {"file", "name", "url", "type", "size"}
