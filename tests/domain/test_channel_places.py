"""What the domain knows of kinds of channels agrees with the kinds themselves."""

from __future__ import annotations

from segue.channel_kinds import KINDS
from segue.domain.channels import PLACES, WITH_AN_END_BUTTON, Shows
from segue.domain.signals.facts import FIXED


def test_conditions_may_name_every_kind_of_channel_and_our_own_two() -> None:
    assert set(PLACES) == {"api", "widget", *KINDS}
    assert next(one for one in FIXED if one.name == "channel").values == PLACES


def test_nobody_is_asked_about_the_end_where_there_is_a_button_for_it() -> None:
    assert {"widget", *(name for name, kind in KINDS.items() if Shows.ENDS in kind.can)} == WITH_AN_END_BUTTON
