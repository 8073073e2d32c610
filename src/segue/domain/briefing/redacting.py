"""The package as it may leave: what the policy takes out of texts is gone from every text in it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from segue.domain.briefing.withholding import rewritten
from segue.domain.package import ContextPackage
from segue.domain.redaction import redact, redact_value


def redacted(package: ContextPackage, kinds: Collection[str]) -> ContextPackage:
    """kinds: as `kinds_for` gives them; with none of them the package itself. Ids, times and statuses stay."""
    if not kinds:
        return package
    package = replace(package, variables=redact_value(package.variables, kinds))
    return rewritten(package, lambda text: redact(text, kinds))
