"""A bot in front of Segue, with the standard library only: it posts both sides and is silent when Segue speaks.

    SEGUE_URL=http://127.0.0.1:8440 SEGUE_KEY=sk_… python examples/plain_http_bot.py

An admin makes the key in the console, with the scope `conversations`. Type as the customer; an empty line ends it.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

URL, KEY = os.environ.get("SEGUE_URL", "http://127.0.0.1:8440"), os.environ.get("SEGUE_KEY", "")


def call(path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
    headers = {"authorization": f"Bearer {KEY}", "content-type": "application/json"}
    request = Request(f"{URL}{path}", None if body is None else json.dumps(body).encode(), headers)  # noqa: S310
    with urlopen(request, timeout=10) as answer:  # noqa: S310
        return dict(json.load(answer))


def say(conversation: str, role: str, text: str) -> dict[str, Any]:
    body = {"id": os.urandom(16).hex(), "role": role, "text": text}  # the id is ours: sent twice, it is stored once
    return call(f"/v1/conversations/{conversation}/messages", body)


def main() -> None:
    conversation, seen = call("/v1/conversations", {})["id"], 0
    for line in iter(lambda: sys.stdin.readline().strip(), ""):
        turn = say(conversation, "end_user", line)
        for entry in call(f"/v1/conversations/{conversation}/entries?after={seen}")["entries"]:
            seen = entry["seq"]  # a page would follow `/events`, and show at once what a person writes
            if entry["kind"] == "message" and entry["role"] == "human_agent":
                print(f"{entry['author_name']}: {entry['text']}")
        if turn.get("reply"):  # Segue has told the customer something itself, so the bot stays silent
            print(f"segue: {turn['reply']}")
        elif turn["owner"] != "bot":
            print("(a person reads this)")
        else:
            try:
                say(conversation, "automated_agent", f"You said: {line}")
                print(f"bot: You said: {line}")
            except HTTPError as error:
                if error.code != 409:  # a person has the customer by now: the answer is not shown
                    raise


if __name__ == "__main__":
    try:
        main()
    except HTTPError as error:
        sys.exit(f"{error.code}: {json.load(error).get('detail')}")
    except URLError as error:
        sys.exit(f"{URL} cannot be reached: {error.reason}. SEGUE_URL is where `segue serve` listens.")
