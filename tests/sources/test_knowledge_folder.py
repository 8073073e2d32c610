"""Articles from a folder of Markdown and HTML."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.errors import Invalid
from segue.domain.knowledge import LONGEST_ARTICLE, LONGEST_TITLE, Article
from segue.sources.knowledge_folder import LARGEST_FILE, Folder, read


async def articles(root: Path, language: str = "") -> list[Article]:
    return [one async for one in Folder(root, language).articles()]


def written(root: Path, name: str, text: str) -> Path:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


async def test_markdown_and_html_become_plain_words(tmp_path: Path) -> None:
    written(
        tmp_path, "refunds.md", "# Refunds\n\nWithin **14 days**, see [the form](https://x.example).\n\n- one\n- two\n"
    )
    written(
        tmp_path, "deep/er/shipping.html", "<html lang=de-AT><title>Versand</title><p>Drei &amp; vier Tage</p></html>"
    )
    refunds, shipping = sorted(await articles(tmp_path), key=lambda one: one.title)
    assert (refunds.id, refunds.title) == ("refunds.md", "Refunds")
    assert refunds.text == "Within 14 days, see the form.\n\none\ntwo"
    assert (shipping.id, shipping.title, shipping.text) == ("deep/er/shipping.html", "Versand", "Drei & vier Tage")
    assert shipping.language == "de"
    assert refunds.updated_at is not None


def test_front_matter_names_title_address_language_and_labels() -> None:
    found = read(
        "a.md",
        "---\ntitle: Sending it back\nurl: https://shop.example/back\nlang: fr\nlabels: [refund, money back]\n---\n"
        "# Refunds\n\nIn 14 days.",
    )
    assert found is not None
    assert (found.title, found.url, found.language) == ("Sending it back", "https://shop.example/back", "fr")
    assert found.labels == ("refund", "money back")
    assert found.text == "Refunds\n\nIn 14 days."


@pytest.mark.parametrize("front", ["title: [", "- a\n- b", "2026-99-99", "title: &a [*a]", "just words", ""])
def test_what_is_no_front_matter_stays_text_and_stops_nobody(front: str) -> None:
    found = read("how-to_pay.md", f"---\n{front}\n---\n\nBy card.")
    assert found is not None
    assert "By card." in found.text


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "//x.example", "https://a b", "data:text/html,x", 7, "https://"]
)
def test_an_address_that_nobody_should_follow_is_none(url: object) -> None:
    found = read("a.md", f"---\nurl: {url!r}\n---\nWords.")
    assert found is not None
    assert found.url == ""


def test_without_a_heading_the_name_of_the_file_is_the_title() -> None:
    found = read("faq/shipping-costs_abroad.md", "Ten euros.")
    assert found is not None
    assert found.title == "Shipping costs abroad"


async def test_the_language_of_the_policy_counts_where_the_file_names_none(tmp_path: Path) -> None:
    written(tmp_path, "a.md", "Words.")
    assert [one.language for one in await articles(tmp_path, "nl-BE")] == ["nl"]


async def test_nothing_outside_of_the_folder_is_read_and_nothing_hidden(tmp_path: Path) -> None:
    root = tmp_path / "articles"
    secret = written(tmp_path, "secret.md", "The password.")
    written(tmp_path, "elsewhere/other.md", "Other words.")
    written(root, "a.md", "Words.")
    written(root, ".drafts/b.md", "Hidden.")
    written(root, ".c.md", "Hidden.")
    written(root, "d.txt", "Not ours.")
    (root / "leak.md").symlink_to(secret)
    (root / "folder").symlink_to(tmp_path / "elsewhere")
    (root / "dangling.md").symlink_to(root / "nowhere.md")
    (root / "loop").symlink_to(root)
    os.mkfifo(root / "pipe.md")
    (root / "within.md").symlink_to(root / "a.md")
    assert [one.id for one in await articles(root)] == ["a.md", "within.md"]


async def test_a_file_may_be_large_or_no_text_at_all(tmp_path: Path) -> None:
    written(tmp_path, "large.md", "# Large\n\n" + "word " * LARGEST_FILE)
    (tmp_path / "bytes.md").write_bytes(bytes(range(256)))
    written(tmp_path, "title.md", "# " + "t" * 2_000 + "\n\nWords.")
    written(tmp_path, "empty.md", " \n")
    found = {one.id: one for one in await articles(tmp_path)}
    assert len(found["large.md"].text) == LONGEST_ARTICLE
    assert len(found["title.md"].title) <= LONGEST_TITLE
    assert "empty.md" not in found


async def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="knowledge cannot be read: No such file"):
        await articles(tmp_path / "knowledge")
    with pytest.raises(Invalid, match=r"a\.md cannot be read: it is no folder"):
        await articles(written(tmp_path, "a.md", "x"))


@given(st.text(max_size=300), st.sampled_from(["a.md", "a.html"]))
def test_whatever_is_in_a_file_gives_words_or_nothing(content: str, name: str) -> None:
    found = read(name, content)
    assert found is None or (found.title and found.text and "\x00" not in found.title)
