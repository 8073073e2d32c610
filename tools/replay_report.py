"""The report of a replay, as Markdown."""

from __future__ import annotations

from collections import Counter

from replay_talk import Conversation

OUTCOMES = ("stayed with the bot", "offered a person, declined", "handed over", "left a case")


def outcome_of(talk: Conversation) -> str:
    if any(name in talk.counts for name in ("ended as handed_back", "ended as resolved")):
        return "handed over"
    if "ended as ticketed" in talk.counts:
        return "left a case"
    return "offered a person, declined" if "offers of a person declined" in talk.counts else "stayed with the bot"


def written(talks: list[Conversation], seed: int, took_s: float) -> str:
    counts = sum((talk.counts for talk in talks), Counter[str]())
    turns = sum(len(talk.row["turns"]) for talk in talks)
    wrong = [(talk, words) for talk in talks for words in talk.wrong]
    lines = [
        "# Replay",
        "",
        f"{len(talks)} conversations, {turns} turns, {took_s:.0f} s; "
        f"{sum(talk.widget for talk in talks)} through the widget with the customer's own token. "
        f"Seed {seed}: customers accept every second offer of their conversation.",
        "",
        *_outcomes(talks),
        "",
        "| what | count |",
        "|---|--:|",
        *(f"| {name} | {count} |" for name, count in sorted(counts.items())),
        "",
        "A customer sees fewer entries than are stored: notes, contexts, errors of the bot, addresses and the bot's",
        "end marker are internal, and whom a conversation was proposed to is the team's own business. In rows without",
        "the widget the customer reads what the bot's stream carries.",
        "",
        f"**{len(wrong)} promises broken**"
        if wrong
        else "**Every promise was kept**: every conversation ended, every "
        "handoff reached exactly one end, sent = stored = seen in order without gaps, refused messages were never "
        "shown, every package is complete or names what is missing, what was sent twice is stored once.",
        *(f"- `{talk.row.get('id', talk.number)}`: {words}" for talk, words in wrong),
    ]
    return "\n".join(lines) + "\n"


def _outcomes(talks: list[Conversation]) -> list[str]:
    """Beside what the recordings say of themselves, where they do."""
    names = {1: "recording was transferred", 0: "it was not", None: "not labelled"}
    found = Counter((outcome_of(talk), (talk.row.get("labels") or {}).get("transferred")) for talk in talks)
    columns = [label for label in names if any(seen == label for _, seen in found)]
    return [
        "| outcome | conversations | " + " | ".join(names[label] for label in columns) + " |",
        "|---|--:|" + "--:|" * len(columns),
        *(
            f"| {name} | {sum(many for (seen, _), many in found.items() if seen == name)} | "
            + " | ".join(str(found[name, label]) for label in columns)
            + " |"
            for name in OUTCOMES
        ),
    ]
