"""What adapters write beside the package: parts of a long text, files as lines, who speaks, and labels among tags."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from segue.domain.attachments import File
from segue.domain.lifecycle import LABELS
from segue.ports.hubs import ToHub

LABEL_PREFIX = "segue-"


def pieces(text: str, most: int) -> Sequence[str]:
    """A long text in parts of at most `most` characters, cut at ends of lines where there are any; () for none."""
    return tuple(_pieces(text.strip(), most))


def _pieces(text: str, most: int) -> Iterator[str]:
    while len(text) > most:
        cut = text.rfind("\n", most // 2, most) + 1 or most
        if text[:cut].strip():
            yield text[:cut].rstrip()
        text = text[cut:].lstrip("\n")
    if text:
        yield text


def file_lines(files: Iterable[File]) -> str:
    """A line for each: people follow the address; one without says that it is in Segue's own desk."""
    return "\n".join(f"{file.name or 'file'}: {file.url or 'to be seen in Segue'}" for file in files)


def words_of(message: ToHub) -> str:
    """With its files; of anybody but the customer with who it is, so that nobody takes it for the customer's words."""
    body = "\n".join(one for one in (message.text, file_lines(message.files)) if one)
    if message.who == "customer":
        return body
    who = message.name or {"bot": "the assistant", "human": "a colleague"}.get(message.who, "")
    return f"[Segue{', ' + who if who else ''}] {body}"


def label_of(tag: str) -> str:
    """`too_late` of the tag `segue-too-late`, "" of one that is no label of Segue's."""
    name = tag.strip().lower()
    found = name.removeprefix(LABEL_PREFIX).replace("-", "_").replace(" ", "_")
    return found if name.startswith(LABEL_PREFIX) and found in LABELS else ""
