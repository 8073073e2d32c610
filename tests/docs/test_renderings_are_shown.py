"""The page of the renderings shows what they really make. `SEGUE_DRAW=1` writes its examples and tables anew."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from fakes.example_package import FULL, HANDOFF
from segue.domain.renderings import FORMS, card, plain, render
from segue.domain.renderings.card import BUDGET, LEAST
from segue.domain.renderings.sections import TABLE
from segue.server.package_forms import As

PAGE = Path(__file__).parents[2] / "docs" / "renderings.md"
WHAT = {
    As.CARD: "the desk's card, as JSON",
    As.MARKDOWN: "Markdown",
    As.TEXT: "plain text",
    As.HTML: "an HTML e-mail, in JSON",
    As.BLOCKS: "chat blocks, in JSON",
    As.FLAT: "text to text, in JSON",
}


def fenced(text: str, language: str = "") -> str:
    return f"````{language}\n{text}\n````"


def forms() -> str:
    sizes = {"card": (BUDGET, LEAST)} | {name: (form.budget, form.least) for name, form in FORMS.items()}
    rows = [f"| `{form}` | {WHAT[form]} | {sizes[form][0]:,} | {sizes[form][1]:,} |" for form in WHAT]
    return "\n".join(["| `as` | what it is | bytes | least |", "|---|---|---|---|", *rows])


def sections() -> str:
    rows = [f"| `{kind.id}` | {kind.head} | {'yes' if kind.essential else ''} |" for kind in TABLE]
    return "\n".join(['| id | head | before "more" |', "|---|---|---|", *rows])


def shown_card() -> str:
    made = card(FULL, HANDOFF)
    top, more = ("\n".join(map(plain.part, found)) for found in (made.top, made.more))
    return fenced(f"{top}\n──────── more\n{more}")


def shown_blocks() -> str:
    made = [json.dumps(block, ensure_ascii=False) for block in render("blocks", FULL, HANDOFF, 1500)]
    return fenced("[\n  " + ",\n  ".join(made) + "\n]", "json")


def shown_flat() -> str:
    return fenced(json.dumps(render("flat", FULL, HANDOFF, 1000), ensure_ascii=False, indent=2), "json")


EXAMPLES: dict[str, Callable[[], str]] = {
    "forms": forms,
    "sections": sections,
    "card": shown_card,
    "markdown": lambda: fenced(render("markdown", FULL, HANDOFF, 1200), "markdown"),
    "text": lambda: fenced(render("text", FULL, HANDOFF, 900)),
    "html": lambda: fenced(render("html", FULL, HANDOFF, 4000).replace("><p", ">\n<p").replace("><h", ">\n<h"), "html"),
    "blocks": shown_blocks,
    "flat": shown_flat,
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_page_shows_the_rendering_as_it_is(name: str) -> None:
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    page = PAGE.read_text("utf-8")
    before, rest = page.split(begin)
    shown, after = rest.split(end)
    if os.environ.get("SEGUE_DRAW"):
        shown = EXAMPLES[name]()
        PAGE.write_text(f"{before}{begin}\n{shown}\n{end}{after}", "utf-8")
    assert shown.strip() == EXAMPLES[name]()


def test_every_section_of_the_table_is_named_once() -> None:
    ids = re.findall(r"^\| `(\w+)` \| [A-Z]", PAGE.read_text("utf-8").split("## Sections")[1], re.MULTILINE)
    assert ids[: len(TABLE)] == [kind.id for kind in TABLE]
