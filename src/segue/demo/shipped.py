"""Files that come with Segue: the demo's policy, and scenarios with the policy that they are written for."""

from __future__ import annotations

from pathlib import Path

POLICY = Path(__file__).parent / "policy.yaml"
SCENARIOS = Path(__file__).parent / "scenarios"
