"""The demo's customers have lived through something before it begins."""

from __future__ import annotations

from pathlib import Path

from segue.app import Segue
from segue.demo.cast import PAST
from segue.demo.history import remember
from segue.demo.house import furnish
from segue.demo.opening import shipped_policy
from segue.ports.conversations import Counts, EarlierContacts, FollowUps
from segue.settings import Settings


async def test_earlier_contacts_are_there_once_and_leave_nothing_open(tmp_path: Path) -> None:
    policy = tmp_path / "policy.yaml"
    policy.write_text(shipped_policy())
    settings = Settings(port=8440)
    url = f"sqlite:///{tmp_path}/demo.db"
    async with Segue.open(policy, store=url, settings=settings, background=False) as segue:
        house = await furnish(segue, settings)
        await remember(segue, house.users)
        await remember(segue, house.users)
        found = await segue.store.read(EarlierContacts("default", "c-1001", "cnv_now"))
        assert [(h.disposition, h.agent_name, h.state) for h in found] == [
            ("Invoice corrected", "Maria from Billing", "resolved"),
            ("Exchanged free of charge", "Tom from Customer care", "resolved"),
        ]
        assert (segue.clock.now() - found[0].requested_at).days == 9
        assert (await segue.store.read(Counts("default")))["resolved"] == len(PAST)
        assert await segue.store.read(FollowUps("default")) == ()
