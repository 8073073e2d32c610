"""The tables of docs/hubs.md are drawn from what each kind says of itself. `SEGUE_DRAW=1` writes them anew."""

from __future__ import annotations

import os
import re
from pathlib import Path

from segue.cli.hub_shown import TAKES, WORDS
from segue.domain.hubs import Can, HubKind
from segue.domain.moves.asking import HUB_OPENS_WITHIN
from segue.domain.moves.hubs import DELIVERED_WITHIN
from segue.flows.hub_losing import TICKET_WITHIN
from segue.flows.hub_streams import EVERY
from segue.hub_kinds import KINDS

DOCS = Path(__file__).parents[2] / "docs"
PAGE = DOCS / "hubs.md"
BEGIN, END = "<!-- hubs -->", "<!-- /hubs -->"
OUT = (Can.NOTES, Can.FIELDS, Can.TAGS, Can.PRIORITY, Can.ASSIGNS, Can.SHOWS_TYPING, Can.FILES_OUT, Can.RATED)
BACK = (
    *(Can.TELLS_JOINED, Can.TELLS_TYPING, Can.TELLS_QUEUE, Can.TELLS_TRANSFER, Can.TELLS_END, Can.FILES_IN),
    *(Can.LABELS, Can.CATCHES_UP),
)
HEARD = {Can.PUSHES: "its webhooks", Can.STREAMS: "a connection to it, or asking"}


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def linked(kind: HubKind) -> str:
    return f"[{kind.title}](hubs/{kind.name}.md)"


def which() -> str:
    rows = [
        (
            linked(kind),
            f"`{kind.name}`",
            ", ".join(WORDS[can] for can in TAKES if can in kind.can),
            " or ".join(words for can, words in HEARD.items() if can in kind.can),
            kind.checked.value,
            kind.version,
        )
        for kind in KINDS.values()
    ]
    return table(("hub", "`kind`", "takes", "is heard by", "checked against", "version"), rows)


def what(cans: tuple[Can, ...]) -> str:
    rows = [(linked(kind), *("✓" if can in kind.can else "–" for can in cans)) for kind in KINDS.values()]
    return table(("hub", *(WORDS[can] for can in cans)), rows)


def drawing() -> str:
    parts = (which(), "**What reaches its people**", what(OUT), "**What comes back**", what(BACK))
    return "\n\n".join(parts)


def test_the_tables_of_the_page_are_those_of_the_code() -> None:
    page = PAGE.read_text("utf-8")
    before, rest = page.split(BEGIN)
    shown, after = rest.split(END)
    if os.environ.get("SEGUE_DRAW"):
        PAGE.write_text(f"{before}{BEGIN}\n{drawing()}\n{END}{after}", "utf-8")
        shown = drawing()
    assert shown.strip() == drawing()


def test_every_capability_stands_in_one_of_the_tables() -> None:
    assert sorted([*TAKES, *HEARD, *OUT, *BACK]) == sorted(Can)
    assert len(set(WORDS.values())) == len(Can)


def test_the_times_of_the_page_are_those_of_the_code() -> None:
    page = PAGE.read_text("utf-8")
    assert f"**{HUB_OPENS_WITHIN.seconds} seconds** to open" in page
    assert f"**{DELIVERED_WITHIN.seconds // 60} minutes** for a message" in page
    assert f"**{TICKET_WITHIN.seconds // 60} minutes** for a ticket" in page
    assert f"every {EVERY.seconds // 60} minutes" in page


def test_what_the_page_leads_to_is_there() -> None:
    links = re.findall(r"\]\(([^)#]+)", PAGE.read_text("utf-8"))
    assert [link for link in links if "://" not in link and not (DOCS / link).exists()] == []
