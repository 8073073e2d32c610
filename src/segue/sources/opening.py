"""From a line of the policy to a source that can be asked: by kind, with its secret.

Each kind is a class of `segue.sources` that is imported when a policy first names it, and is made as

    Kind(settings: SourceSettings, secret: str, outbound: Outbound)

`settings`: as the policy has them; `settings.name` is what `Source.name` answers and errors say.
`secret`:   the text of the secret that `settings.secret` names; "" where the policy names none.
`outbound`: shared by all sources; its limits suit `SOURCE_LIMITS`: two tries within 8 s, answers of 1 MB at most.

It raises Invalid, with words that hold no secret, for settings it cannot use, and makes no call before `ask`. What it
then answers are raw values by the names of `domain.account.ACCOUNT_FIELDS`; lists hold objects whose keys are the
fields of `domain.account`'s classes (an invoice: number, amount, currency, status, at, due_at). A customer who is not
there is `{}`: asked, and absent. `CannotAsk` says that the source needs what is not known, such as an e-mail address.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

from segue.domain.conditions import did_you_mean
from segue.domain.errors import Invalid
from segue.domain.policy import SourceSettings
from segue.outbound import Limits, Outbound
from segue.ports.sources import Source

KINDS: Mapping[str, tuple[str, str]] = {
    "freshdesk": ("segue.sources.accounts_freshdesk", "FreshdeskAccounts"),
    "http": ("segue.sources.http_json", "HttpJson"),
    "hubspot": ("segue.sources.accounts_hubspot", "HubSpotAccounts"),
    "intercom": ("segue.sources.accounts_intercom", "IntercomAccounts"),
    "salesforce": ("segue.sources.accounts_salesforce", "SalesforceAccounts"),
    "sql": ("segue.sources.sql", "SqlQuery"),
    "stripe": ("segue.sources.accounts_stripe", "StripeAccounts"),
    "zendesk": ("segue.sources.accounts_zendesk", "ZendeskAccounts"),
}
"""Kind -> module and class."""

SOURCE_LIMITS = Limits(
    attempt_s=6.0, total_s=8.0, attempts=2, first_wait_s=0.2, longest_wait_s=2.0, most_bytes=1024 * 1024
)
"""Of one call to a source: somebody waits for it, and what comes after ten seconds is not waited for at all."""

Kind = Callable[[SourceSettings, str, Outbound], Source]


def open_source(settings: SourceSettings, secrets: Mapping[str, str], outbound: Outbound) -> Source:
    """Raises Invalid for an unknown kind, a secret that is not given, and settings that the kind cannot use."""
    field = f"sources.{settings.name}"
    if settings.kind not in KINDS:
        hint = did_you_mean(settings.kind, KINDS, "There are")
        raise Invalid(f"{field}: unknown kind {settings.kind!r}. {hint}", field=f"{field}.kind")
    if settings.secret and settings.secret not in secrets:
        variable = f"SEGUE_SECRET_{settings.secret.upper()}"
        raise Invalid(
            f"the source {settings.name!r} needs the secret {settings.secret!r}: set {variable}",
            field=f"{field}.secret",
        )
    module, name = KINDS[settings.kind]
    kind: Kind = getattr(import_module(module), name)
    return kind(settings, secrets[settings.secret] if settings.secret else "", outbound)
