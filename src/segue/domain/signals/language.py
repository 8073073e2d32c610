"""Which language is a message in? Only those that are configured are considered, and short turns keep the last one."""

from __future__ import annotations

from collections.abc import Sequence

from segue.domain.signals.linear import LinearModels


def identify(text: str, among: Sequence[str], before: str, models: LinearModels) -> str:
    """ISO 639-1 code, one of `among` (never empty), or "" when it is plainly none of them.

    before: the language of the conversation so far, "" at its start.
    """
    return before or (among[0] if among else "")
