"""`segue mcp` in front of a running Segue: the official client over a pipe and over streamable HTTP."""

from __future__ import annotations

import asyncio
import os
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from typer.testing import CliRunner
from world import World, served

pytest.importorskip("mcp", reason="needs the extra mcp")

import httpx2
from mcp import Client, StdioServerParameters, stdio_client
from mcp.client.streamable_http import streamable_http_client

from segue.bots.mcp import mcp_server
from segue.cli.main import app
from segue.client.remote import connect

TOKEN = "a-token-of-this-server"
COMMAND = ("-m", "segue.cli.main", "mcp")


def environment(**more: str) -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("SEGUE_")} | more


@asynccontextmanager
async def over_a_pipe(url: str, key: str) -> AsyncIterator[Client]:
    pipe = StdioServerParameters(command=sys.executable, args=[*COMMAND, "--url", url], env=environment(SEGUE_KEY=key))
    async with Client(stdio_client(pipe)) as client:
        yield client


@asynccontextmanager
async def serving_mcp(url: str, key: str) -> AsyncIterator[str]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, *COMMAND, "--url", url, "--http", "0"),
        env=environment(SEGUE_KEY=key, SEGUE_MCP_TOKEN=TOKEN),
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        assert process.stderr is not None
        while line := (await process.stderr.readline()).decode():
            if found := re.search(r"http://\S+", line):
                yield found[0]
                return
        raise AssertionError("it ended without an address")
    finally:
        process.terminate()
        await process.wait()


@asynccontextmanager
async def over_http(address: str, mode: str = "auto") -> AsyncIterator[Client]:
    async with (
        httpx2.AsyncClient(headers={"Authorization": f"Bearer {TOKEN}"}) as http,
        Client(streamable_http_client(address, http_client=http), mode=mode) as client,
    ):
        yield client


async def told(client: Client, tool: str, /, **arguments: Any) -> dict[str, Any]:
    answer = await client.call_tool(tool, arguments)
    assert not answer.is_error, answer.content
    data: dict[str, Any] = answer.structured_content
    return data


async def test_an_agent_asks_for_a_human_over_a_pipe(world: World) -> None:
    key = await world.key("conversations", "handoff")
    async with served(world) as url, over_a_pipe(url, key) as client:
        assert [tool.name for tool in (await client.list_tools()).tools] == [
            *("report_turn", "request_handoff", "handoff_status", "handback"),
        ]
        asked = await told(client, "request_handoff", said=[{"role": "customer", "text": "error 42"}])
        status = await told(client, "handoff_status", conversation=asked["conversation"])
        assert status["handoff"] == asked["handoff"]
        content = (await client.read_resource(f"segue://conversations/{asked['conversation']}/package")).contents[0]
        assert "error 42" in content.text


async def test_a_wrong_key_is_told_in_words_and_the_key_is_not(world: World) -> None:
    async with (
        served(world) as url,
        connect(url, "sk_wrong_and_secret") as handoffs,
        Client(mcp_server(handoffs)) as client,
    ):
        answer = await client.call_tool("request_handoff", {})
    assert answer.is_error
    assert answer.structured_content["error"] == "not_signed_in"
    assert "sk_wrong" not in str(answer.content)


async def test_agents_share_one_server_over_http_and_strangers_do_not(world: World) -> None:
    key = await world.key("conversations", "handoff")
    async with served(world) as url, serving_mcp(url, key) as address:
        async with over_http(address) as one, over_http(address) as other, over_http(address, "legacy") as older:
            asked = await asyncio.gather(*(told(client, "request_handoff") for client in (one, other, older)))
        assert len({one["conversation"] for one in asked}) == 3
        async with httpx2.AsyncClient() as http:
            for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": f"Bearer {key}"}):
                answer = await http.post(address, headers=headers, json={})
                assert answer.status_code == 401
                assert answer.headers["www-authenticate"] == "Bearer"
                assert TOKEN not in answer.text
            rebound = {"Authorization": f"Bearer {TOKEN}", "Host": "evil.example"}
            assert (await http.post(address, headers=rebound, json={})).status_code in {403, 421}


@pytest.mark.parametrize(
    ("words", "given", "said"),
    [
        ((), {}, "set SEGUE_KEY"),
        (("--http", "0"), {"SEGUE_KEY": "sk_x"}, "set SEGUE_MCP_TOKEN to at least 20"),
        (("--http", "0"), {"SEGUE_KEY": "sk_x", "SEGUE_MCP_TOKEN": "short"}, "set SEGUE_MCP_TOKEN to at least 20"),
        (("--url", "http://segue.example"), {"SEGUE_KEY": "sk_x"}, "https"),
    ],
)
def test_what_is_missing_is_told_with_what_would_be_right(
    words: tuple[str, ...], given: dict[str, str], said: str
) -> None:
    unset: dict[str, str | None] = {"SEGUE_KEY": None, "SEGUE_MCP_TOKEN": None}
    done = CliRunner().invoke(app, ["mcp", *words], env=unset | given)
    assert done.exit_code == 1
    assert said in done.stderr
    assert not done.stdout
