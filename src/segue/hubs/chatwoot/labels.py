"""The labels of an account, by which agents say what an escalation was worth.

Read in its own source (`app/controllers/api/v1/accounts/labels_controller.rb`, `app/policies/label_policy.rb`), as its
description does not have them: titles are unique and in lower case, and only an administrator may add one; anybody else
is answered 401.
"""

from __future__ import annotations

from segue.answers import items, text
from segue.calls import Calls, reading
from segue.told import LABEL_TAGS

VENDOR = "Chatwoot"


async def make_labels(calls: Calls, account: str) -> tuple[str, ...]:
    """account: its address. One that is not shown in the sidebar can be set all the same."""
    url = f"{account}/labels"
    found = await calls.json("GET", url)
    with reading():
        there = {text(one.get("title")).lower() for one in items(found.get("payload"), VENDOR, "labels")}
    made = []
    for title, words in LABEL_TAGS.items():
        if title not in there:
            await calls.json("POST", url, json={"label": {"title": title, "description": words}})
            made.append(f"label {title}")
    return tuple(made)
