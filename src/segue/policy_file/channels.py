"""`channels`: where customers are beside our widget, each by a name of yours, with the keys that its kind has."""

from __future__ import annotations

from segue.channel_kinds import KINDS
from segue.domain.channels import BOT, ChannelSettings
from segue.policy_file.kinds import Family, read_kind
from segue.policy_file.reading import Field, Reader

MOST_CHANNELS = 20
FAMILY = Family("channel", KINDS, secrets="channel")


def read_channels(reader: Reader, field: Field | None) -> dict[str, ChannelSettings]:
    given = (reader.mapping(field) if field else None) or {}
    if field and len(given) > MOST_CHANNELS:
        reader.wrong(field, f"{len(given)} channels are too many; {MOST_CHANNELS} are allowed")
    found: dict[str, ChannelSettings] = {}
    for name, inner in given.items():
        if not reader.is_name(inner, name):
            continue
        if name == BOT:
            reader.wrong(inner, f"{BOT!r} is the bot behind Segue", "Give the channel another name.", at_key=True)
            continue
        written = read_kind(reader, inner, FAMILY)
        if written is not None:
            found[name] = ChannelSettings(name, written.kind, written.given, written.secrets)
    return found
