"""What whoever runs Segue decides outside the policy: read from the environment, checked before anything starts.

Each setting `name` is read from `SEGUE_NAME`, or its text from the file that `SEGUE_NAME_FILE` names. A wrong value
stops the start and says which variable, what is wrong and what would be right. `docs/settings.md` explains each.
"""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from limits import parse as parse_rate

PREFIX = "SEGUE_"
SECRET = "SECRET_"  # noqa: S105 (a part of variable names)
Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class WrongSetting(Exception):
    """A variable holds what cannot be used. The message names it, what is wrong and what would be right."""

    def __init__(self, variable: str, trouble: str) -> None:
        super().__init__(f"{variable}: {trouble}")
        self.variable = variable


class Secrets(Mapping[str, str]):
    """Secrets by the lower-case name a policy uses (`secret: zendesk_token`). Never shown in a repr."""

    def __init__(self, values: Mapping[str, str] | None = None) -> None:
        self._values = dict(values or {})

    def __getitem__(self, name: str) -> str:
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return f"Secrets({', '.join(sorted(self._values))})"


def _port(value: str) -> int:
    if value.isdecimal() and int(value) <= 65535:
        return int(value)
    raise ValueError("a port is a whole number from 0 to 65535; 0 takes any free one")


def _flag(value: str) -> bool:
    words = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
    try:
        return words[value.lower()]
    except KeyError:
        raise ValueError("write yes or no") from None


def _duration(value: str) -> timedelta:
    found = re.fullmatch(r"(\d{1,6})\s*([smhd])", value)
    if found is None or found[1].strip("0") == "":
        raise ValueError("write a number above 0 and a unit, such as 30s, 15m, 12h or 7d")
    unit = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}[found[2]]
    return timedelta(**{unit: int(found[1])})


def _size(value: str) -> int:
    found = re.fullmatch(r"(\d{1,6})\s*([kMG])B", value)
    if found is None:
        raise ValueError("write a number and a unit, such as 500kB, 64MB or 2GB")
    return int(found[1]) * {"k": 10**3, "M": 10**6, "G": 10**9}[found[2]]


def _rate(value: str) -> str:
    if value == "off":
        return value
    try:
        parse_rate(value)
    except ValueError:
        raise ValueError("write a number and a period, such as 10/minute or 600/hour, or off") from None
    return value


def _url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path not in {"", "/"} or parts.query:
        raise ValueError("write the address people open, such as https://segue.example.com, without a path")
    return f"{parts.scheme}://{parts.netloc.lower()}"


def _database(value: str) -> str:
    if not value.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://")):
        raise ValueError("write sqlite:///FILE or postgresql://USER@HOST/DATABASE")
    return value


def _one_of(*words: str) -> Callable[[str], str]:
    def read(value: str) -> str:
        if value not in words:
            raise ValueError(f"write {' or '.join(words)}")
        return value

    return read


def _embeddings(value: str) -> Path:
    for name in ("tokenizer.json", "model.onnx"):
        if not (Path(value) / name).is_file():
            raise ValueError(f"there is no {name} in it; name a folder with tokenizer.json and model.onnx")
    return Path(value)


def _name(value: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9_-]{0,39}", value):
        raise ValueError("write lower-case letters, digits, - and _, at most 40, a letter first")
    return value


def _networks(value: str) -> tuple[Network, ...]:
    try:
        return tuple(ipaddress.ip_network(part.strip()) for part in value.split(",") if part.strip())
    except ValueError:
        raise ValueError("write addresses or networks with commas between, such as 10.0.0.5, 192.168.0.0/16") from None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """`Settings()` is what an empty environment gives; `Settings.from_environment()` reads it."""

    host: str = "127.0.0.1"
    port: int = 8440
    public_url: str = ""
    insecure_bind: bool = False
    trusted_proxies: tuple[Network, ...] = ()
    webhook_networks: tuple[Network, ...] = ()
    database: str = field(default="sqlite:///segue.db", repr=False)  # may hold a password
    upgrade_backup: bool = True
    policy: Path = Path("policy.yaml")
    policy_source: str = "file"  # file | console
    workspace: str = "default"
    session_idle: timedelta = timedelta(hours=12)
    session_longest: timedelta = timedelta(days=7)
    rate_sign_in: str = "10/minute"
    rate_sign_in_email: str = "60/minute"
    rate_widget_session: str = "60/minute"
    rate_message: str = "120/minute"
    rate_default: str = "600/minute"
    rate_bot: str = "1000/second"
    rate_address: str = "3000/minute"
    nlp_model: Path | None = None
    judge_model: str = ""
    judge_timeout: timedelta = timedelta(seconds=2)
    writer_model: str = ""
    writer_timeout: timedelta = timedelta(seconds=2)
    disk_floor: int = 64_000_000  # bytes
    log_requests: bool = False
    log_format: str = "auto"  # auto | json | text
    secrets: Secrets = field(default_factory=Secrets)

    def __post_init__(self) -> None:
        if self.session_idle > self.session_longest:
            raise WrongSetting(
                "SEGUE_SESSION_IDLE", "is longer than SEGUE_SESSION_LONGEST; a session cannot idle beyond its end"
            )
        if not (loopback(self.host) or self.url.startswith("https://") or self.insecure_bind):
            raise WrongSetting(
                "SEGUE_HOST",
                f"{self.host} can be reached from other machines, and nothing encrypts what people type. Put a proxy "
                "with TLS in front and set SEGUE_PUBLIC_URL=https://…, or keep 127.0.0.1, or accept it with "
                "SEGUE_INSECURE_BIND=yes",
            )

    @property
    def url(self) -> str:
        """How people and browsers reach this server, without a slash at the end."""
        shown = f"[{self.host}]" if ":" in self.host else self.host
        return self.public_url or f"http://{shown}:{self.port}"

    @property
    def https(self) -> bool:
        return self.url.startswith("https://")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None, **chosen: Any) -> Settings:
        """`chosen` wins over the environment: what the command line says. Raises WrongSetting."""
        environment = os.environ if environment is None else environment
        values: dict[str, Any] = {}
        secrets: dict[str, str] = {}
        for variable in sorted(name for name in environment if name.startswith(PREFIX)):
            name = variable.removeprefix(PREFIX)
            secret = name.startswith(SECRET)
            if name.lower() not in READ and name.endswith("_FILE"):
                name = name.removesuffix("_FILE")
                if PREFIX + name in environment:
                    raise WrongSetting(variable, f"{PREFIX}{name} is set as well; keep one of them")
                text = _file(variable, environment[variable])
            else:
                text = environment[variable]
            if secret:
                secrets[name.removeprefix(SECRET).lower()] = _secret(variable, text)
            elif name.lower() in READ:
                values[name.lower()] = _read(variable, text.strip(), name.lower())
            elif name.lower() not in ELSEWHERE:
                known = sorted(f"{PREFIX}{one.upper()}" for one in READ)
                near = get_close_matches(variable, known, n=1)
                right = f"Did you mean {near[0]}?" if near else f"There are {', '.join(known)}."
                raise WrongSetting(variable, f"there is no such setting. {right}")
        return cls(**{**values, "secrets": Secrets(secrets), **chosen})


READ: Mapping[str, Callable[[str], Any]] = {
    "host": str,
    "port": _port,
    "public_url": _url,
    "insecure_bind": _flag,
    "upgrade_backup": _flag,
    "trusted_proxies": _networks,
    "webhook_networks": _networks,
    "database": _database,
    "policy": Path,
    "policy_source": _one_of("file", "console"),
    "workspace": _name,
    "session_idle": _duration,
    "session_longest": _duration,
    "rate_sign_in": _rate,
    "rate_sign_in_email": _rate,
    "rate_widget_session": _rate,
    "rate_message": _rate,
    "rate_default": _rate,
    "rate_bot": _rate,
    "rate_address": _rate,
    "nlp_model": _embeddings,
    "judge_model": str,
    "judge_timeout": _duration,
    "writer_model": str,
    "writer_timeout": _duration,
    "disk_floor": _size,
    "log_requests": _flag,
    "log_format": _one_of("auto", "json", "text"),
}
"""How each setting is read from text; a reader raises ValueError saying what would be right."""

ELSEWHERE = frozenset({"bot_secret", "data", "draw", "hub_secret", "key", "mcp_token", "shots", "test_postgres"})
"""Variables of `segue hub verify`, `segue bot verify` and `segue mcp`, and of the project's own tests and tools; not of
a running Segue."""


def loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _file(variable: str, name: str) -> str:
    try:
        return Path(name).read_text(encoding="utf-8").removesuffix("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise WrongSetting(variable, f"cannot read {name}: {error}; name a file this user can read") from None


def _secret(variable: str, text: str) -> str:
    if not text:
        raise WrongSetting(variable, "is empty; give it its value or leave it out")
    return text


def _read(variable: str, text: str, name: str) -> Any:
    if not text:
        raise WrongSetting(variable, "is empty; give it a value or leave it out")
    try:
        return READ[name](text)
    except ValueError as error:
        shown = "" if name == "database" else f"{text!r}: "
        raise WrongSetting(variable, f"{shown}{error}") from None
