"""From a line of the policy to an adapter: what the policy lets pass can be opened, and a missing secret is named."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from segue.calls import Reach
from segue.domain.errors import Invalid
from segue.domain.hubs import Can, HubSettings, Key
from segue.hub_kinds import KINDS
from segue.hubs.opening import ADAPTERS, open_hub, streams_of
from segue.policy_file import load_policy

POLICY = """version: 1
triggers: [{id: ask, when: "asks_for_human == 'clear'", then: handoff}]
route: [{queue: general}]
queues: {general: {}}
"""
NOWHERE: Any = Reach(None, None)  # type: ignore[arg-type]
USUAL = {"url": "https://hub.example", "email": "a@b.example", "number": "7", "account": "acme"}


def settings(kind: str, *, whole: bool) -> HubSettings:
    """As the policy reads them. whole: with the keys that may be left out."""

    def value(key: Key) -> str:
        usual = key.such_as or USUAL.get(key.kind, "x")
        return f"our_{key.name}" if key.secret else key.choices[0] if key.choices else usual

    keys = {key.name: value(key) for key in KINDS[kind].keys if whole or key.needed}
    return load_policy(POLICY + yaml.safe_dump({"hubs": {"there": {"kind": kind, **keys}}})).hubs["there"]


def secrets(of: HubSettings) -> dict[str, str]:
    return dict.fromkeys(of.secrets.values(), "whsec_" + "c2VjcmV0" * 6)


def test_every_kind_has_an_adapter_and_every_adapter_a_kind() -> None:
    assert set(ADAPTERS) == set(KINDS)


@pytest.mark.parametrize("whole", [True, False], ids=["whole", "needed"])
@pytest.mark.parametrize("kind", KINDS)
def test_what_the_policy_lets_pass_can_be_opened(kind: str, whole: bool) -> None:
    of = settings(kind, whole=whole)
    hub = open_hub(of, secrets(of), NOWHERE)
    assert (hub.name, hub.kind) == ("there", KINDS[kind])


@pytest.mark.parametrize("kind", [kind for kind in KINDS if any(key.secret for key in KINDS[kind].keys)])
def test_a_secret_that_is_not_given_is_named_with_its_variable(kind: str) -> None:
    of = settings(kind, whole=True)
    missing = next(iter(of.secrets.values()))
    with pytest.raises(Invalid, match=f"SEGUE_SECRET_{missing.upper()}"):
        open_hub(of, {name: value for name, value in secrets(of).items() if name != missing}, NOWHERE)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_listened_to_has_a_place_to_listen(kind: str) -> None:
    of = settings(kind, whole=True)
    streams = streams_of(of)
    assert streams in {"hub", "case", ""}
    assert bool(streams) == (Can.STREAMS in KINDS[kind].can)
    assert not streams or callable(getattr(open_hub(of, secrets(of), NOWHERE), "listen", None))


def test_slack_is_listened_to_where_socket_mode_has_its_token() -> None:
    assert streams_of(settings("slack", whole=True)) == "hub"
    assert streams_of(settings("slack", whole=False)) == ""
