"""Scenarios are refused with the place and what would be right; the published ones are read."""

from __future__ import annotations

import json
import os
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.insight.simulation.reading import WrongScenario, read_scenario, scenario_of
from segue.insight.simulation.variants import Variant, changed, variant_of

PLAIN: dict[str, Any] = {
    "name": "plain",
    "horizon_s": 3600,
    "drain_s": 600,
    "skills": ["billing", "technical"],
    "tiers": [{"name": "all", "share": 1, "value": 1, "sla_s": 60, "patience": {"mean_s": 300}}],
    "demand": [{"skill": "billing", "rate_per_h": [[0, 10], [3600, 20]], "work": {"mean_s": 300, "cv": 1}}],
    "agents": [{"name": "billing", "count": 2, "capacity": 3, "skills": {"billing": 3}, "shift": [[0, 3600]]}],
}


def without(path: str) -> dict[str, Any]:
    return put(path, None, remove=True)


def put(path: str, value: Any, *, remove: bool = False) -> dict[str, Any]:
    made = deepcopy(PLAIN)
    *steps, last = (int(step) if step.isdigit() else step for step in path.split("/"))
    inner: Any = made
    for step in steps:
        inner = inner[step] if isinstance(inner, list) else inner.setdefault(step, {})
    if remove:
        del inner[last]
    else:
        inner[last] = value
    return made


def test_a_plain_scenario_needs_little() -> None:
    scenario = scenario_of(PLAIN)
    assert scenario.concurrency[:3] == (1.0, 0.87, 0.72)
    assert scenario.demand[0].levels == {1: 1.0}
    assert scenario.notes == ()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (without("horizon_s"), "horizon_s: missing"),
        (put("horizon_s", -1), "horizon_s: -1; a number above 0 is wanted"),
        (put("horizon_s", float("nan")), "horizon_s: a number is wanted"),
        (put("skills", []), "skills: empty"),
        (put("skills", ["a", "a"]), 'skills: "a" is there twice'),
        (put("tiers/0/value", 0), r"tiers\[0\].value: 0; a number above 0"),
        (put("tiers/0/patience/never_share", 1.5), r"tiers\[0\].patience.never_share: 1.5; from 0 to 1"),
        (put("tiers/0/share", 0), "tiers: no tier has a share above 0"),
        (put("demand/0/skill", "biling"), r"demand\[0\].skill: no skill is called \"biling\"; billing is meant"),
        (put("demand/0/rate_per_h", [[0, -5]]), r"demand\[0\].rate_per_h\[0\]\[1\]: -5; from 0"),
        (put("demand/0/rate_per_h", [[10, 5], [10, 6]]), r"rate_per_h\[1\]: time 10 does not come after 10"),
        (put("demand/0/rate_per_h", [[0, 1e8]]), "demand: about .* conversations a day"),
        (put("demand/0/levels", {"6": 1}), r"demand\[0\].levels.6: no level"),
        (put("demand/0/levels", {"1": 0}), r"demand\[0\].levels: all shares are 0"),
        (put("demand/0/units", 4), r"demand\[0\].units: 4, but no agent has a capacity above 3"),
        (put("demand/0/kind", "post"), r"demand\[0\].kind: live or async"),
        (put("demand/0/work/mean_s", 0), r"demand\[0\].work.mean_s: 0; a number above 0"),
        (put("agents/0/count", 2.5), r"agents\[0\].count: a whole number is wanted, not 2.5"),
        (put("agents/0/count", -1), r"agents\[0\].count: -1; from 0"),
        (put("agents/0/count", 10_000), r"agents\[0\].count: 10000; from 0 to 5000"),
        (put("agents/0/capacity", 0), r"agents\[0\].capacity: 0; from 1"),
        (put("agents/0/skills/cooking", 1), r"agents\[0\].skills.cooking: no skill is called \"cooking\""),
        (put("agents/0/skills/billing", 6), r"agents\[0\].skills.billing: 6; from 1 to 5"),
        (put("agents/0/shift", [[100, 50]]), r"agents\[0\].shift\[0\]: ends at 50"),
        (put("agents/0/shift", [[0, 100], [50, 200]]), r"agents\[0\].shift: two intervals overlap"),
        (put("agents/0/shift", []), r"agents\[0\].shift: empty"),
        (put("adjacency", [["billing", "billing", 1]]), r"adjacency\[0\]: billing cannot be its own neighbour"),
        (put("adjacency", [["billing", "cooking", 1]]), r"adjacency\[0\]\[1\]: no skill"),
        (put("concurrency", [1, 0]), r"concurrency\[1\]: 0; a number above 0"),
        (put("offers/no_answer_prob", 2), "offers.no_answer_prob: 2; from 0 to 1"),
        (put("bursts", [{"skill": "billing", "start_s": 0, "duration_s": 0, "factor": 2}]), r"bursts\[0\].duration_s"),
        (put("expected_work_error", {"billing": 0}), "expected_work_error.billing: 0; a number above 0"),
        (put("agents", {"billing": 4}), r"agents: a list \[…\] is wanted"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(data: dict[str, Any], said: str) -> None:
    with pytest.raises(WrongScenario, match=said):
        scenario_of(data)


def test_a_field_that_is_not_known_is_passed_over_and_named() -> None:
    assert scenario_of(put("agents/0/capacty", 4)).notes == (
        "agents[0].capacty: not a field of a scenario, passed over; capacity is meant?",
    )


def test_no_json_says_the_line(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"name": "a",\n "horizon_s" 3}')
    with pytest.raises(WrongScenario, match="not JSON in line 2"):
        read_scenario(path)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
places = st.sampled_from(
    [*PLAIN, "tiers/0/value", "tiers/0/patience", "demand/0/rate_per_h", "demand/0/levels", "demand/0/work",
     "agents/0/shift", "agents/0/skills", "offers", "hours", "adjacency", "bursts", "expected_work_error"]
)  # fmt: skip


@given(places, json_values)
def test_whatever_stands_in_a_file_is_read_or_refused(place: str, value: Any) -> None:
    try:
        scenario_of(put(place, value))
    except WrongScenario as error:
        assert str(error)  # noqa: PT017 - any other error is what this looks for


PUBLISHED = Path(os.environ.get("SEGUE_ROUTING") or Path(__file__).resolve().parents[4] / "shared" / "routing")


@pytest.mark.parametrize("name", ["b2b_saas_day", "incident_burst", "retail_peak", "small_team_offhours"])
def test_the_published_scenarios_are_read_whole(name: str) -> None:
    path = PUBLISHED / f"{name}.json"
    if not path.is_file():
        pytest.skip("needs the published scenarios: SEGUE_ROUTING=folder")
    scenario = scenario_of(json.loads(path.read_text()))
    assert scenario.notes == ()
    assert scenario.name == name


# --- variants ---------------------------------------------------------------------------------------------------------


def test_a_variant_sets_adds_and_multiplies() -> None:
    one = variant_of("agents.billing.count=+2, demand.billing.rate_per_h=*1.5, offers.timeout_s=20, policy=due")
    made = changed(PLAIN, one)
    assert one.policy == "due"
    assert made["agents"][0]["count"] == 4
    assert made["demand"][0]["rate_per_h"] == [[0, 15.0], [3600, 30.0]]
    assert made["offers"] == {"timeout_s": 20}
    assert PLAIN["agents"][0]["count"] == 2


def test_commas_inside_brackets_belong_to_the_value() -> None:
    assert variant_of("agents.*.shift=[[0, 1800], [2000, 3600]], tick_s=1").changes == (
        ("agents.*.shift", "[[0, 1800], [2000, 3600]]"),
        ("tick_s", "1"),
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("agents.billing.count", "is not PATH=VALUE"),
        ("agents.biling.count=4", "nothing is called 'biling'; billing is meant"),
        ("agents.billing=4", "which field of billing"),
        ("agents.billing.name=*2", "not a number in the scenario"),
        ("agents.billing.count=*two", "a number is wanted after"),
        ("name.first=3", "nothing to change below 'name'"),
    ],
)
def test_a_variant_that_leads_nowhere_is_refused(text: str, said: str) -> None:
    with pytest.raises(WrongScenario, match=said):
        changed(PLAIN, variant_of(text))


def test_a_variant_is_checked_like_any_scenario() -> None:
    with pytest.raises(WrongScenario, match=r"agents\[0\].count: -1"):
        scenario_of(changed(PLAIN, Variant("", (("agents.billing.count", "-3"),))))
