"""Who signed a webhook, on the bytes as they came."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakes.helpdesks import NOW, SECRET, intercom_webhook, zendesk_webhook
from segue.domain.errors import NotSignedIn
from segue.hubs.signatures import INTERCOM, ZENDESK, Scheme, signature, verify
from segue.ports.hubs import Webhook

BODY = b'{"a": 1}'


def test_a_signature_of_the_helpdesk_counts() -> None:
    verify(INTERCOM, SECRET, intercom_webhook(BODY))
    verify(ZENDESK, SECRET, zendesk_webhook(BODY))


@pytest.mark.parametrize("signed_by", ["old", "new"])
def test_while_a_secret_is_exchanged_both_count(signed_by: str) -> None:
    verify(INTERCOM, "new\nold", intercom_webhook(BODY, secret=signed_by))
    with pytest.raises(NotSignedIn):
        verify(INTERCOM, "new\n", intercom_webhook(BODY, secret="old"))


def test_known_values_of_the_two_schemes() -> None:
    """Made with openssl: `printf %s BODY | openssl dgst -sha1 -hmac SECRET`, and -sha256 -binary | base64."""
    body = b"The quick brown fox jumps over the lazy dog"
    assert signature(INTERCOM, "key", body) == "sha1=de7c9b85b8b78aa6bc8a7a36f70a90701c9db4d9"
    assert signature(replace(ZENDESK, dated=""), "key", body) == "97yD9DBThCSxMpjmqm+xQ+9NWaFJRhdZl0edvC0aPNg="


@pytest.mark.parametrize("scheme", [INTERCOM, ZENDESK])
@pytest.mark.parametrize(
    "change", ["body", "secret", "nothing there", "other prefix", "case", "not ascii", "empty secret"]
)
def test_anything_else_does_not_and_all_are_told_the_same(scheme: Scheme, change: str) -> None:
    right = intercom_webhook(BODY) if scheme is INTERCOM else zendesk_webhook(BODY)
    given_, secret, headers = right.headers[scheme.header], SECRET, dict(right.headers)
    body = right.body + b" " if change == "body" else right.body
    secret = {"secret": "other", "empty secret": ""}.get(change, secret)
    headers[scheme.header] = {
        "nothing there": "",
        "other prefix": f"sha256={given_.removeprefix('sha1=')}",
        "case": given_.swapcase(),
        "not ascii": given_ + "é",
    }.get(change, given_)
    with pytest.raises(NotSignedIn) as caught:
        verify(scheme, secret, Webhook(headers, body, NOW))
    assert str(caught.value) == "this webhook is not signed as it should be"


@pytest.mark.parametrize(
    "dated", ["2026-11-21T08:44:00Z", "2026-11-21T09:16:00Z", "", "yesterday", "1e9", "0", "9" * 40]
)
def test_a_signed_time_that_is_long_past_to_come_or_none_does_not_count(dated: str) -> None:
    with pytest.raises(NotSignedIn):
        verify(ZENDESK, SECRET, zendesk_webhook(BODY, dated=dated))


def test_a_time_that_was_not_signed_does_not_count() -> None:
    stale = zendesk_webhook(BODY, dated="2026-11-20T09:00:00Z")
    fresh = {**stale.headers, ZENDESK.dated: "2026-11-21T09:00:00Z"}
    with pytest.raises(NotSignedIn):
        verify(ZENDESK, SECRET, Webhook(fresh, stale.body, NOW))


def test_a_little_late_is_not_late() -> None:
    verify(ZENDESK, SECRET, replace(zendesk_webhook(BODY), at=NOW + timedelta(minutes=14)))


@given(st.text(max_size=80), st.text(max_size=30), st.binary(max_size=50))
def test_whatever_stands_in_the_headers_is_refused_and_not_stumbled_over(given_: str, dated: str, body: bytes) -> None:
    for scheme in (INTERCOM, ZENDESK):
        with pytest.raises(NotSignedIn):
            verify(scheme, SECRET, Webhook({scheme.header: given_, ZENDESK.dated: dated}, body, NOW))
