"""From a line of the policy to an adapter: which class a kind has, and the secrets that the line names."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from segue.domain.errors import Invalid

Adapters = Mapping[str, tuple[str, str]]
"""Kind -> module and class; it is loaded when a policy names one."""


def adapter_of(adapters: Adapters, kind: str, where: str) -> Any:
    """The class. where: of the line, as errors name it. Raises Invalid for a kind that is not known."""
    if kind not in adapters:
        raise Invalid(f"{where}: unknown kind {kind!r}", field=f"{where}.kind")
    module, name = adapters[kind]
    return getattr(import_module(module), name)


def given_secrets(named: Mapping[str, str], secrets: Mapping[str, str], who: str, where: str) -> dict[str, str]:
    """The values of a line's secrets, by setting. named: setting -> name of a secret. secrets: by those names.

    who: whose they are, in words. Raises Invalid for one that is not given.
    """
    for key, name in named.items():
        if name not in secrets:
            words = f"{who} needs the secret {name!r}: set SEGUE_SECRET_{name.upper()}"
            raise Invalid(words, field=f"{where}.{key}")
    return {key: secrets[name] for key, name in named.items()}
