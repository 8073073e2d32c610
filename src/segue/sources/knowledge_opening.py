"""From a line of the policy to a source of knowledge, with its secret."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from segue.domain.errors import Invalid
from segue.domain.policy import KnowledgeSettings
from segue.outbound import Limits, Outbound
from segue.ports.knowledge_sources import KnowledgeSource
from segue.sources import freshdesk, intercom, zendesk
from segue.sources.knowledge_folder import Folder
from segue.sources.knowledge_freshdesk import FreshdeskSolutions
from segue.sources.knowledge_http import HttpArticles, credentials
from segue.sources.knowledge_intercom import IntercomArticles
from segue.sources.knowledge_zendesk import ZendeskHelpCenter

KNOWLEDGE_LIMITS = Limits(attempt_s=30.0, total_s=120.0, attempts=4, most_bytes=16 * 1024 * 1024)
"""Of one page of a list. Nobody waits for it."""


def open_knowledge(
    settings: KnowledgeSettings, secrets: Mapping[str, str], outbound: Outbound, beside: Path
) -> KnowledgeSource:
    """beside: the folder of the policy file. Raises Invalid for a secret that is not given, an account that is none."""
    field = f"knowledge.{settings.name}"
    if settings.secret and settings.secret not in secrets:
        variable = f"SEGUE_SECRET_{settings.secret.upper()}"
        raise Invalid(
            f"the knowledge {settings.name!r} needs the secret {settings.secret!r}: set {variable}",
            field=f"{field}.secret",
        )
    secret = secrets[settings.secret] if settings.secret else ""
    match settings.kind:
        case "folder":
            return Folder(beside / settings.path, settings.language)
        case "zendesk":
            base = zendesk.address(settings.account)
            return ZendeskHelpCenter(outbound, base, email=settings.user, token=secret, locale=settings.language)
        case "intercom":
            return IntercomArticles(outbound, intercom.address(settings.account or "us"), token=secret)
        case "freshdesk":
            return FreshdeskSolutions(outbound, freshdesk.address(settings.account), key=secret)
        case "http":
            headers = credentials(settings.auth, secret=secret, user=settings.user, header=settings.header)
            return HttpArticles(
                outbound,
                settings.url,
                name=settings.name,
                fields=settings.fields,
                next_param=settings.next_param,
                headers=headers,
            )
    raise Invalid(f"{field}: unknown kind {settings.kind!r}", field=f"{field}.kind")
