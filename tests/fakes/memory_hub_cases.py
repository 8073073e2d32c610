"""The fake's part about cases of helpdesks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from segue.domain.errors import NotFound, Refused
from segue.domain.hubs import HubCase
from segue.ports import hub_cases as j


class MemoryHubCases:
    conversations: Any

    def __init__(self) -> None:
        super().__init__()
        self.hub_cases: dict[tuple[str, str, str], HubCase] = {}

    def _save_hub_case(self, unit: j.SaveHubCase) -> None:
        case = unit.case
        key = (case.workspace, case.hub, case.id)
        if (case.workspace, case.conversation) not in self.conversations:
            raise NotFound("there is no such conversation", conversation=case.conversation)
        if self.hub_cases.get(key) != unit.before:
            raise Refused("this case of the helpdesk was changed meanwhile", hub=case.hub, case=case.id)
        same = self._with_ref(case.workspace, case.hub, case.ref) if case.ref and case.is_open else ()
        if any(one.is_open and one.id != case.id for one in same):
            raise Refused("another open case stands for this conversation of the helpdesk", hub=case.hub, ref=case.ref)
        self.hub_cases[key] = self._through_json(case)

    @staticmethod
    def _through_json(case: HubCase) -> HubCase:
        return msgspec.json.decode(msgspec.json.encode(case), type=HubCase)

    def _with_ref(self, workspace: str, hub: str, ref: str) -> list[HubCase]:
        return [one for one in self.hub_cases.values() if (one.workspace, one.hub, one.ref) == (workspace, hub, ref)]

    def _hub_case_by_id(self, query: j.HubCaseById) -> HubCase | None:
        return self.hub_cases.get((query.workspace, query.hub, query.id))

    def _hub_case_by_ref(self, query: j.HubCaseByRef) -> HubCase | None:
        found = self._with_ref(query.workspace, query.hub, query.ref) if query.ref else []
        open_ones = [one for one in found if one.is_open]
        closed = [one for one in found if one.closed_at]
        return next(iter(open_ones), None) or max(closed, key=lambda one: str(one.closed_at), default=None)

    def _open_hub_cases(self, query: j.OpenHubCases) -> tuple[HubCase, ...]:
        mine = (
            one
            for one in self.hub_cases.values()
            if one.workspace == query.workspace
            and one.is_open
            and query.hub in {"", one.hub}
            and query.conversation in {"", one.conversation}
        )
        return self._oldest_first(mine)[: query.limit]

    def _hub_cases_of(self, query: j.HubCasesOf) -> tuple[HubCase, ...]:
        here = (query.workspace, query.conversation)
        return self._oldest_first(one for one in self.hub_cases.values() if (one.workspace, one.conversation) == here)

    @staticmethod
    def _oldest_first(cases: Iterable[HubCase]) -> tuple[HubCase, ...]:
        return tuple(sorted(cases, key=lambda one: (one.opened_at, one.hub, one.id)))
