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
from uuid import uuid4

URL, KEY = os.environ.get("SEGUE_URL", "http://127.0.0.1:8440"), os.environ.get("SEGUE_KEY", "")


def post(path: str, body: dict[str, Any]) -> dict[str, Any]:
    headers = {"authorization": f"Bearer {KEY}", "content-type": "application/json"}
    with urlopen(Request(f"{URL}{path}", json.dumps(body).encode(), headers), timeout=10) as answer:  # noqa: S310
        said: dict[str, Any] = json.load(answer)
        return said


def say(conversation: str, role: str, text: str) -> dict[str, Any]:
    """The id is ours: sent twice, for instance after a lost connection, the message is stored once."""
    return post(f"/v1/conversations/{conversation}/messages", {"id": str(uuid4()), "role": role, "text": text})


def my_bot(text: str) -> str:
    return f"You said: {text}"


def main() -> None:
    conversation = post("/v1/conversations", {})["id"]
    for line in map(str.strip, sys.stdin):
        if not line:
            break
        turn = say(conversation, "end_user", line)
        if turn.get("reply"):  # Segue has told the customer something itself, so the bot stays silent
            print(f"segue: {turn['reply']}")
        elif turn["owner"] != "bot":
            print("(a person reads this)")
        else:
            answer = my_bot(line)
            say(conversation, "automated_agent", answer)
            print(f"bot: {answer}")


if __name__ == "__main__":
    try:
        main()
    except HTTPError as error:
        sys.exit(f"{error.code}: {json.load(error).get('detail')}")
    except URLError as error:
        sys.exit(f"{URL} cannot be reached: {error.reason}. SEGUE_URL is where `segue serve` listens.")
