"""The context package in the form that a caller asks for."""

from __future__ import annotations

import pytest
from world import World

from segue.domain.renderings import FORMS
from segue.server.package_forms import As

AT = "/v1/conversations/cnv_ana/package"


@pytest.fixture
async def key(world: World) -> str:
    """Of the bot whose conversation was handed over."""
    await world.conversation()
    await world.waiting()
    return await world.key("conversations")


@pytest.mark.parametrize("form", As)
async def test_every_form_comes_with_its_own_type(world: World, key: str, form: As) -> None:
    answer = await world.client.ask("GET", f"{AT}?as={form}", token=key)
    text = {As.MARKDOWN: "text/markdown; charset=utf-8", As.TEXT: "text/plain; charset=utf-8"}
    assert (answer.status, answer.headers["content-type"]) == (200, text.get(form, "application/json"))


async def test_without_a_word_about_it_the_package_comes_as_data(world: World, key: str) -> None:
    answer = await world.client.ask("GET", AT, token=key)
    assert answer.json["conversation"] == "cnv_ana"
    assert answer.json["version"] == 2


async def test_html_is_a_string_inside_json_so_that_no_browser_shows_it_as_a_page_of_this_host(
    world: World, key: str
) -> None:
    answer = await world.client.ask("GET", f"{AT}?as=html", token=key)
    assert list(answer.json) == ["html"]
    assert answer.json["html"].startswith("<!doctype html>")


@pytest.mark.parametrize("form", FORMS)
async def test_a_limit_in_bytes_holds(world: World, key: str, form: str) -> None:
    limit = FORMS[form].least
    answer = await world.client.ask("GET", f"{AT}?as={form}&limit={limit}", token=key)
    assert answer.status == 200
    made = answer.body.decode() if form in ("markdown", "text") else answer.json[form]
    assert FORMS[form].size(made) <= limit


@pytest.mark.parametrize("query", ["as=html&limit=100", "as=flat&limit=2000000", "as=json&limit=5000", "as=pdf"])
async def test_what_cannot_be_had_is_refused_with_words(world: World, key: str, query: str) -> None:
    answer = await world.client.ask("GET", f"{AT}?{query}", token=key)
    assert answer.status == 422
    assert answer.json["field"] in ("limit", "as", "query.as", "query.limit")


IBAN, CARD = "DE89 3704 0044 0532 0130 00", "4111 1111 1111 1111"
NOTED = {"refund_to": IBAN, "paid_with": CARD, "password": "lemon tree"}


@pytest.mark.parametrize(
    ("form", "left"), [("json", {IBAN}), ("markdown", {IBAN}), ("text", {IBAN}), ("flat", {IBAN}), ("html", set())]
)
async def test_what_the_policy_takes_out_is_in_no_form_that_leaves(world: World, form: str, left: set[str]) -> None:
    await world.conversation(variables=NOTED)
    await world.waiting()
    answer = await world.client.ask("GET", f"{AT}?as={form}", token=await world.key("conversations"))
    made = answer.body.decode()
    assert {one for one in (IBAN, CARD, "lemon tree") if one in made} == left
    assert "card number" in made  # in brackets, which Markdown escapes


async def test_the_people_who_help_read_what_was_written(world: World) -> None:
    await world.conversation(variables=NOTED)
    await world.waiting()
    session = await world.session(await world.user())
    answer = await world.client.ask("GET", AT, session=session)
    assert answer.json["variables"] == NOTED


async def test_the_desk_gets_the_card_beside_the_package(world: World, key: str) -> None:
    session = await world.session(await world.user())
    shown = (await world.client.ask("GET", "/v1/desk/conversations/cnv_ana", session=session)).json
    asked = (await world.client.ask("GET", f"{AT}?as=card", token=key)).json
    assert shown["card"] == asked
    assert asked["top"][0]["id"] == "who"
