"""An answer, and the credential with it, goes to Microsoft's services and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.activities import checked_address
from segue.domain.errors import Invalid


@pytest.mark.parametrize(
    "url",
    [
        "https://smba.trafficmanager.net/emea/0e4c2d1a/",
        "https://smba.trafficmanager.net:443/teams/",
        "https://directline.botframework.com/",
        "https://pvaruntime.eu-il101.gateway.prod.island.powerapps.com/environment/e/skillsV2?sig=a%2Bb",
        "https://0f.0.environment.api.powerplatform.com/x",
        "https://SMBA.TrafficManager.Net/amer/",
    ],
)
def test_addresses_of_microsofts_services_are_taken_as_they_came(url: str) -> None:
    assert checked_address(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "",
        "smba.trafficmanager.net",
        "http://smba.trafficmanager.net/emea/",
        "https://evil.example/smba.trafficmanager.net",
        "https://smba.trafficmanager.net.evil.example/",
        "https://evilsmba.trafficmanager.net/",
        "https://xpowerapps.com/",
        "https://powerapps.com/",
        "https://smba.trafficmanager.net@evil.example/",
        "https://user:pw@smba.trafficmanager.net/",
        "https://smba.trafficmanager.net:8443/",
        "https://smba.trafficmanager.net:99999/",
        "https://smba.trafficmanager.net./",
        "https://evil.example\\@smba.trafficmanager.net/",
        "https://evil.example#.botframework.com/",
        "https://evil.example/?.botframework.com",
        "https://а.botframework.com/",
        "https://a_b.botframework.com/",
        "https://.botframework.com/",
        "https://[::1]/",
        "https://169.254.169.254/",
        "https://2130706433/",
        "https://localhost/",
        "https://smba.trafficmanager.net /",
        "https://smba.trafficmanager.net\n/",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://a.botframework.com/" + "x" * 4_000,
    ],
)
def test_every_other_address_is_refused(url: str) -> None:
    with pytest.raises(Invalid, match="serviceUrl"):
        checked_address(url)


def test_a_refusal_does_not_repeat_what_may_be_signed() -> None:
    with pytest.raises(Invalid) as refused:
        checked_address("https://evil.example/path?sig=SECRET")
    assert "SECRET" not in refused.value.message


def test_a_policy_may_add_hosts() -> None:
    assert checked_address("https://bots.example.gov/x", ["bots.example.gov"])
    with pytest.raises(Invalid):
        checked_address("https://other.example.gov/x", ["bots.example.gov", "*", "*.gov"])


def test_a_local_emulator_is_only_there_where_it_is_wanted() -> None:
    assert checked_address("http://localhost:56150", loopback=True)
    with pytest.raises(Invalid):
        checked_address("http://localhost:56150")
    with pytest.raises(Invalid):
        checked_address("http://evil.example:56150", loopback=True)


@given(st.text(alphabet="abc.:/@\\?#%[]smba", max_size=40))
def test_nothing_that_begins_with_another_host_gets_by(tail: str) -> None:
    try:
        checked_address("https://evil.example" + tail)
    except Invalid:
        return
    raise AssertionError(tail)
