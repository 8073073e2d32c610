"""The fake's part about nodes, what they hold, and what works once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from segue.ports import nodes as n
from segue.ports import redeemed as once


class MemoryNodes:
    def __init__(self) -> None:
        super().__init__()
        self.nodes: dict[str, n.Node] = {}
        self.pages: dict[str, tuple[n.Page, ...]] = {}
        self.redeemed: dict[tuple[str, str], once.Redeem] = {}
        self.holds: dict[tuple[str, ...], tuple[str, int]] = {}
        """Who is at a delivery or an event of a helpdesk, by its key, and under which fence."""

    def _beat(self, unit: n.Beat) -> int:
        before = self.nodes[unit.node].beat if unit.node in self.nodes else 0
        about: Mapping[str, Any] = dict(unit.about)
        if unit.pages is not None or not before:
            self.pages[unit.node] = unit.pages or ()
        self.nodes[unit.node] = n.Node(unit.node, before + 1, about)
        return before + 1

    def _give_up_node(self, unit: n.GiveUpNode) -> bool:
        there = self.nodes.get(unit.node)
        if there is None or unit.beat not in {None, there.beat}:
            return False
        del self.nodes[unit.node]
        self._free_orphans(n.FreeOrphans())
        return True

    def _free_orphans(self, unit: n.FreeOrphans) -> int:
        orphaned = [key for key, (holder, _) in self.holds.items() if holder and holder not in self.nodes]
        for key in orphaned:
            self.holds[key] = ("", self.holds[key][1] + 1)
        return len(orphaned)

    def _nodes(self, query: n.Nodes) -> tuple[n.Node, ...]:
        return tuple(replace(self.nodes[id_]) for id_ in sorted(self.nodes))

    def _open_pages(self, query: n.OpenPages) -> frozenset[n.Page]:
        return frozenset(page for node in self.nodes for page in self.pages[node])

    def _redeem(self, unit: once.Redeem) -> bool:
        return self.redeemed.setdefault((unit.workspace, unit.id), unit) is unit

    def _sweep_redeemed(self, unit: once.SweepRedeemed) -> int:
        ended = sorted((one.until, key) for key, one in self.redeemed.items() if one.until < unit.before)[: unit.limit]
        for _, key in ended:
            del self.redeemed[key]
        return len(ended)
