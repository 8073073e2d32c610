import re
from datetime import timedelta
from pathlib import Path

import pytest

from segue.settings import READ, Settings, WrongSetting

DOC = Path(__file__).parent.parent / "docs" / "settings.md"


def of(**environment: str) -> Settings:
    return Settings.from_environment({f"SEGUE_{name.upper()}": value for name, value in environment.items()})


def test_an_empty_environment_is_enough_and_stays_on_this_machine() -> None:
    settings = of()
    assert settings == Settings()
    assert (settings.host, settings.url, settings.https) == ("127.0.0.1", "http://127.0.0.1:8440", False)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("port", "9000", 9000),
        ("public_url", "https://Segue.Example.com/", "https://segue.example.com"),
        ("insecure_bind", "yes", True),
        ("session_idle", "30m", timedelta(minutes=30)),
        ("rate_sign_in", "5/minute", "5/minute"),
        ("rate_message", "off", "off"),
        ("policy_source", "console", "console"),
        ("database", "postgresql://segue:pw@db/segue", "postgresql://segue:pw@db/segue"),
    ],
)
def test_a_setting_is_read_from_its_variable(name: str, text: str, value: object) -> None:
    assert getattr(of(**{name: text}), name) == value


@pytest.mark.parametrize(
    ("environment", "says"),
    [
        ({"port": "eighty"}, "SEGUE_PORT: 'eighty': a port is a whole number"),
        ({"port": "70000"}, "0 to 65535"),
        ({"port": ""}, "SEGUE_PORT: is empty"),
        ({"public_url": "segue.example.com"}, "SEGUE_PUBLIC_URL: .*https://segue.example.com"),
        ({"public_url": "https://x.example/desk"}, "without a path"),
        ({"insecure_bind": "maybe"}, "write yes or no"),
        ({"session_idle": "12"}, "such as 30s, 15m, 12h or 7d"),
        ({"session_idle": "0h"}, "above 0"),
        ({"session_idle": "8d"}, "SEGUE_SESSION_IDLE: is longer than SEGUE_SESSION_LONGEST"),
        ({"rate_default": "fast"}, "such as 10/minute"),
        ({"trusted_proxies": "proxy"}, "addresses or networks"),
        ({"policy_source": "git"}, "write file or console"),
        ({"workspace": "Größe"}, "lower-case letters"),
        ({"prot": "8440"}, "SEGUE_PROT: there is no such setting. Did you mean SEGUE_PORT."),
        ({"secret_zendesk_token": ""}, "SEGUE_SECRET_ZENDESK_TOKEN: is empty"),
        ({"policy_file": "/no/such/file"}, "SEGUE_POLICY_FILE: cannot read"),
    ],
)
def test_a_wrong_value_stops_the_start_and_says_what_would_be_right(environment: dict[str, str], says: str) -> None:
    with pytest.raises(WrongSetting, match=says):
        of(**environment)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "10.0.0.7", "segue.internal"])
def test_listening_beyond_this_machine_needs_tls_in_front_or_an_explicit_word(host: str) -> None:
    with pytest.raises(WrongSetting, match=r"SEGUE_HOST: .*SEGUE_PUBLIC_URL=https.*SEGUE_INSECURE_BIND=yes"):
        of(host=host)
    with pytest.raises(WrongSetting):
        of(host=host, public_url="http://segue.example.com")
    assert of(host=host, public_url="https://segue.example.com").https
    assert of(host=host, insecure_bind="yes").host == host


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.2", "::1", "localhost"])
def test_this_machine_needs_no_word(host: str) -> None:
    assert of(host=host).host == host


def test_a_secret_is_read_from_its_variable_or_file_by_the_name_a_policy_uses(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("from-file\n")
    settings = of(secret_zendesk_token="from-variable", secret_bot_file=str(tmp_path / "token"))
    assert dict(settings.secrets) == {"zendesk_token": "from-variable", "bot": "from-file"}


def test_the_same_value_twice_is_refused(tmp_path: Path) -> None:
    (tmp_path / "database").write_text("sqlite:///other.db")
    with pytest.raises(WrongSetting, match="SEGUE_DATABASE is set as well"):
        of(database="sqlite:///segue.db", database_file=str(tmp_path / "database"))


def test_what_the_command_line_says_wins() -> None:
    assert Settings.from_environment({"SEGUE_PORT": "1"}, port=2).port == 2


def test_the_secret_of_hub_verify_may_stay_in_the_environment() -> None:
    assert Settings.from_environment({"SEGUE_HUB_SECRET": "whsec_x"}) == Settings.from_environment({})


def test_secrets_never_show() -> None:
    settings = of(secret_bot="hunter2hunter2", database="postgresql://segue:hunter2hunter2@db/segue")
    assert "hunter2" not in repr(settings)
    with pytest.raises(WrongSetting) as refused:
        of(database="mysql://segue:hunter2hunter2@db/segue")
    assert "hunter2" not in str(refused.value)


@pytest.mark.parametrize("name", sorted(READ))
def test_every_setting_has_its_paragraph(name: str) -> None:
    found = re.search(rf"^### SEGUE_{name.upper()}\n\n(.+)", DOC.read_text(), re.M)
    assert found, f"docs/settings.md has no paragraph ### SEGUE_{name.upper()}"


def test_every_paragraph_has_its_setting() -> None:
    documented = re.findall(r"^### SEGUE_(\w+)$", DOC.read_text(), re.M)
    assert sorted(name.lower() for name in documented) == sorted(READ)
