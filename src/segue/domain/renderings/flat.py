"""The briefing as a flat map of text to text, for the metadata of a call, a task or a contact.

Its keys are stable: `version`, `handoff`, `conversation`, then for each section of the table its id, most important
first, and at the end `whole` (the link) and, when something was left out, `shortened` = "yes".
"""

from __future__ import annotations

from collections.abc import Sequence

from segue.domain.package import PACKAGE_VERSION
from segue.domain.renderings.parts import Ending, Section
from segue.domain.renderings.plain import chips, left_out, line_text


def part(section: Section) -> tuple[str, str]:
    if section.joined:
        return section.id, chips(section)
    lines = [*map(line_text, section.lines), *filter(None, [left_out(section)])]
    return section.id, "\n".join([f"({section.mark})", *lines] if section.mark else lines)


def whole(parts: Sequence[tuple[str, str]], ending: Ending) -> dict[str, str]:
    about = {"version": str(PACKAGE_VERSION), "handoff": ending.handoff, "conversation": ending.conversation}
    found = {**about, **dict(parts)}
    if ending.whole:
        found["whole"] = ending.whole
    if ending.shortened:
        found["shortened"] = "yes"
    return found
