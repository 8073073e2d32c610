"""What the bot knows, once more as the shop's help page and as a folder of articles that drafts are made from."""

from __future__ import annotations

import re
from functools import cache
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

FOLDER = "demo-knowledge"
"""Beside the policy; the policy names it."""


@cache
def articles() -> tuple[dict[str, Any], ...]:
    """Without the bot's small talk."""
    rows = yaml.safe_load(files("segue.demo").joinpath("knowledge.yaml").read_text("utf-8"))
    return tuple(row for row in rows if not row.get("small_talk"))


def slug(title: str) -> str:
    return re.sub(r"\W+", "-", title.lower()).strip("-")


def write_articles(folder: Path, shop: str) -> None:
    """One Markdown file an article, with its place on the help page of the shop at that address."""
    folder.mkdir(parents=True, exist_ok=True)
    for row in articles():
        name = slug(row["title"])
        front = {"title": row["title"], "url": f"{shop}/help#{name}", "language": "en", "labels": row["asks"]}
        text = f"---\n{yaml.safe_dump(front, sort_keys=False)}---\n{row['text']}\n"
        (folder / f"{name}.md").write_text(text, "utf-8")


def as_html() -> str:
    return "".join(
        f'<section id="{slug(row["title"])}"><h2>{escape(row["title"])}</h2><p>{escape(row["text"])}</p></section>'
        for row in articles()
    )
