"""Who signed a webhook, on the bytes as they came."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, PSS, AsymmetricPadding, PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from fakes.helpdesks import NOW, SECRET, intercom_webhook, zendesk_webhook
from segue.domain.errors import NotSignedIn
from segue.ports.hubs import Webhook
from segue.signatures import (
    CHATWOOT,
    FRESHCHAT,
    GENESYS,
    HUBSPOT,
    INTERCOM,
    LIVEPERSON,
    OWN_HEADER,
    SLACK,
    STANDARD,
    STRIPE,
    SUNSHINE,
    ZENDESK,
    Scheme,
    signature,
    verify,
)

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


# ---- every scheme ---------------------------------------------------------------------------------------------------

URL = "https://segue.example/v1/hubs/desk/webhook"
KEYED = {
    "intercom": INTERCOM,
    "liveperson": LIVEPERSON,
    "genesys": GENESYS,
    "zendesk": ZENDESK,
    "chatwoot": CHATWOOT,
    "slack": SLACK,
    "hubspot": HUBSPOT,
    "stripe": STRIPE,
    "standard": STANDARD,
    "sunshine": SUNSHINE,
    "own header": OWN_HEADER,
}
DATED = {name: scheme for name, scheme in KEYED.items() if scheme.dated}
SHARED = {"sunshine", "own header"}


def dated(scheme: Scheme, at: datetime) -> str:
    return str(int(at.timestamp() / scheme.unit_s)) if scheme.dated else ""


def signed(scheme: Scheme, secret: str, body: bytes, at: datetime = NOW, id_: str = "m-1", url: str = URL) -> Webhook:
    """As whoever holds the secret would send it at that moment."""
    moment = dated(scheme, at)
    headers = {scheme.header: signature(scheme, secret, body, moment, id=id_, url=url)}
    if scheme.dated and not scheme.inside:
        headers[scheme.dated] = moment
    if scheme.id:
        headers[scheme.id] = id_
    return Webhook(headers, body, at, "POST", url)


@pytest.mark.parametrize("name", KEYED)
def test_what_is_signed_counts_and_nothing_else_does(name: str) -> None:
    scheme = KEYED[name]
    right = signed(scheme, SECRET, BODY)
    verify(scheme, SECRET, right)
    wrong = [
        replace(right, headers={}),
        replace(right, headers={**right.headers, scheme.header: ""}),
        replace(right, headers={**right.headers, scheme.header: right.headers[scheme.header][:-1]}),
        replace(right, headers={**right.headers, scheme.header: right.headers[scheme.header] + "A"}),
        signed(scheme, "another", BODY),
        signed(scheme, "", BODY),
    ]
    if name not in SHARED:
        wrong += [replace(right, body=BODY + b" "), replace(right, body=BODY[:-1]), replace(right, body=b"")]
    for one in wrong:
        with pytest.raises(NotSignedIn):
            verify(scheme, SECRET, one)


@pytest.mark.parametrize("secret", ["", "\n", "\n\n"])
@pytest.mark.parametrize("name", KEYED)
def test_no_secret_lets_nobody_in(name: str, secret: str) -> None:
    for by in ("", "\n"):
        with pytest.raises(NotSignedIn):
            verify(KEYED[name], secret, signed(KEYED[name], by, BODY))


@pytest.mark.parametrize("name", KEYED)
def test_while_a_secret_is_exchanged_both_of_every_scheme_count(name: str) -> None:
    for by in ("old", "new"):
        verify(KEYED[name], "new\nold\n", signed(KEYED[name], by, BODY))
    with pytest.raises(NotSignedIn):
        verify(KEYED[name], "new\nold", signed(KEYED[name], "new\nold", BODY))


@pytest.mark.parametrize("name", DATED)
def test_a_copy_counts_for_as_long_as_the_scheme_says(name: str) -> None:
    scheme = DATED[name]
    right = signed(scheme, SECRET, BODY)
    verify(scheme, SECRET, replace(right, at=NOW + scheme.latest - timedelta(seconds=2)))
    for late in (scheme.latest + timedelta(seconds=2), -scheme.latest - timedelta(seconds=2)):
        with pytest.raises(NotSignedIn):
            verify(scheme, SECRET, replace(right, at=NOW + late))


@pytest.mark.parametrize("name", DATED)
def test_another_time_than_the_signed_one_does_not_count(name: str) -> None:
    scheme = DATED[name]
    right, other = signed(scheme, SECRET, BODY), dated(scheme, NOW + timedelta(seconds=1))
    header = right.headers[scheme.header].replace(f"t={dated(scheme, NOW)}", f"t={other}")
    changed = {scheme.header: header} if scheme.inside else {scheme.dated: other}
    with pytest.raises(NotSignedIn):
        verify(scheme, SECRET, replace(right, headers={**right.headers, **changed}))


@pytest.mark.parametrize(("change", "scheme"), [("method", HUBSPOT), ("url", HUBSPOT), ("id", STANDARD)])
def test_what_a_scheme_signs_beside_the_body_may_not_change(change: str, scheme: Scheme) -> None:
    right = signed(scheme, SECRET, BODY)
    wrong = {
        "method": replace(right, method="PUT"),
        "url": replace(right, url=URL + "?a=1"),
        "id": replace(right, headers={**right.headers, "webhook-id": "m-2"}),
    }[change]
    with pytest.raises(NotSignedIn):
        verify(scheme, SECRET, wrong)


def test_one_of_several_signatures_is_enough() -> None:
    right = signed(STANDARD, SECRET, BODY)
    both = f"v1a,AAAA v1,AAAA {right.headers[STANDARD.header]}"
    verify(STANDARD, SECRET, replace(right, headers={**right.headers, STANDARD.header: both}))
    stripe = signed(STRIPE, SECRET, BODY)
    more = stripe.headers[STRIPE.header].replace(",v1=", ",v0=abc,v1=00,v1=")
    verify(STRIPE, SECRET, replace(stripe, headers={STRIPE.header: more}))


@given(
    st.sampled_from(sorted(KEYED)),
    st.text(
        st.characters(codec="utf-8", exclude_characters="\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"), min_size=1, max_size=40
    ),
    st.binary(max_size=200),
    st.binary(min_size=1, max_size=20),
)
def test_whatever_is_signed_is_known_again_and_changed_it_is_not(
    name: str, secret: str, body: bytes, more: bytes
) -> None:
    scheme = KEYED[name]
    right = signed(scheme, secret, body)
    verify(scheme, secret, right)
    if name not in SHARED:
        with pytest.raises(NotSignedIn):
            verify(scheme, secret, replace(right, body=body + more))
    with pytest.raises(NotSignedIn):
        verify(scheme, secret + "x", right)


@given(st.sampled_from(sorted(KEYED)), st.text(max_size=80), st.text(max_size=30), st.binary(max_size=50))
def test_whatever_stands_in_any_header_is_refused(name: str, header: str, moment: str, body: bytes) -> None:
    scheme = KEYED[name]
    headers = {scheme.dated: moment, scheme.id: moment, scheme.header: header}
    with pytest.raises(NotSignedIn):
        verify(scheme, SECRET + "*", Webhook(headers, body, NOW, "POST", URL))


# ---- as others sign, and as others check ----------------------------------------------------------------------------


def test_known_values_of_the_others() -> None:
    """Made with openssl: `printf %s CONTENT | openssl dgst -sha256 -hmac key`, and -binary | base64; and with -sha1."""
    body = b"The quick brown fox jumps over the lazy dog"
    hexed = "f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8"
    assert signature(GENESYS, "key", body) == "sha256=97yD9DBThCSxMpjmqm+xQ+9NWaFJRhdZl0edvC0aPNg="
    assert signature(LIVEPERSON, "key", body) == "sha1=3nybhbi3iqa8ino29wqQcBydtNk="
    assert signature(replace(SLACK, signed="{body}"), "key", body) == f"v0={hexed}"
    assert signature(replace(CHATWOOT, signed="{body}"), "key", body) == f"sha256={hexed}"
    assert signature(SUNSHINE, "key", body) == signature(OWN_HEADER, "key", b"") == "key"


@given(st.text(max_size=60))
def test_slacks_own_verifier_agrees(words: str) -> None:
    slack = pytest.importorskip("slack_sdk.signature", reason="not checked: slack_sdk is not installed")
    body = words.encode("utf-8", "replace")
    ours = signed(SLACK, SECRET, body, datetime.now(UTC))
    assert slack.SignatureVerifier(SECRET).is_valid_request(body, dict(ours.headers))
    assert not slack.SignatureVerifier("other").is_valid_request(body, dict(ours.headers))
    theirs = slack.SignatureVerifier(SECRET).generate_signature(timestamp=dated(SLACK, NOW), body=body)
    verify(SLACK, SECRET, Webhook({SLACK.header: theirs, SLACK.dated: dated(SLACK, NOW)}, body, NOW))


def test_stripes_own_check_agrees() -> None:
    stripe = pytest.importorskip("stripe", reason="not checked: stripe is not installed")
    body = json.dumps({"id": "evt_1", "object": "event", "type": "x", "data": {"object": {}}})
    ours = signed(STRIPE, SECRET, body.encode(), datetime.now(UTC))
    header = ours.headers[STRIPE.header]
    assert stripe.WebhookSignature.verify_header(body, header, SECRET, tolerance=300)
    with pytest.raises(stripe.SignatureVerificationError):
        stripe.WebhookSignature.verify_header(body + " ", header, SECRET, tolerance=300)
    theirs = stripe.WebhookSignature._compute_signature(f"{dated(STRIPE, NOW)}.{body}", SECRET)
    verify(STRIPE, SECRET, Webhook({STRIPE.header: f"t={dated(STRIPE, NOW)},v1={theirs}"}, body.encode(), NOW))


@given(st.text(max_size=60), st.sampled_from([URL, URL + "?a=%20b", "https://ä.example/ü"]))
def test_hubspots_own_check_agrees(words: str, url: str) -> None:
    hubspot = pytest.importorskip("hubspot.utils.signature", reason="not checked: hubspot-api-client is not installed")
    body = words.encode("utf-8", "replace").decode()
    ours = signed(HUBSPOT, SECRET, body.encode(), datetime.now(UTC), url=url)
    about = {"http_uri": url, "http_method": "POST", "signature_version": "v3"}
    header, moment = ours.headers[HUBSPOT.header], ours.headers[HUBSPOT.dated]
    assert hubspot.Signature.is_valid(header, SECRET, body, timestamp=moment, **about)
    assert not hubspot.Signature.is_valid(header, SECRET, body + "x", timestamp=moment, **about)
    theirs = hubspot.Signature.get_signature(SECRET, body, timestamp=dated(HUBSPOT, NOW), **about)
    headers = {HUBSPOT.header: theirs, HUBSPOT.dated: dated(HUBSPOT, NOW)}
    verify(HUBSPOT, SECRET, Webhook(headers, body.encode(), NOW, "POST", url))


@given(st.text(max_size=60), st.binary(min_size=1, max_size=40))
def test_the_library_of_standard_webhooks_agrees(words: str, key: bytes) -> None:
    standard = pytest.importorskip("standardwebhooks", reason="not checked: standardwebhooks is not installed")
    body, secret = words.encode("utf-8", "replace"), "whsec_" + base64.b64encode(key).decode()
    now = datetime.now(UTC)
    ours = signed(STANDARD, secret, body, now)
    standard.Webhook(secret).verify(body, dict(ours.headers), json_parse=False)
    other = standard.Webhook("whsec_" + base64.b64encode(key + b"x").decode())
    with pytest.raises(standard.WebhookVerificationError):
        other.verify(body, dict(ours.headers), json_parse=False)
    theirs = standard.Webhook(secret).sign("m-1", NOW, body.decode())
    headers = {STANDARD.header: theirs, STANDARD.dated: dated(STANDARD, NOW), STANDARD.id: "m-1"}
    verify(STANDARD, secret, Webhook(headers, body, NOW))


# ---- by a key that everybody may know -------------------------------------------------------------------------------


@cache
def rsa_key(name: str) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


def pem(name: str, shape: PublicFormat = PublicFormat.SubjectPublicKeyInfo) -> str:
    return rsa_key(name).public_key().public_bytes(Encoding.PEM, shape).decode()


def by_rsa(name: str, body: bytes = BODY, padding: AsymmetricPadding | None = None) -> Webhook:
    found = rsa_key(name).sign(body, padding or PKCS1v15(), SHA256())
    return Webhook({FRESHCHAT.header: base64.b64encode(found).decode()}, body, NOW)


WRITTEN: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "as Freshchat writes it": lambda key: key.replace("PUBLIC KEY", "RSA PUBLIC KEY"),
    "on one line": lambda key: " ".join(key.splitlines()),
    "in a variable": lambda key: key.replace("\n", "\\n"),
    "with spaces about it": lambda key: f"\n  {key}\n ",
}


@pytest.mark.parametrize("how", WRITTEN)
def test_a_public_key_counts_however_it_is_written(how: str) -> None:
    verify(FRESHCHAT, WRITTEN[how](pem("one")), by_rsa("one"))
    verify(FRESHCHAT, WRITTEN[how](pem("two") + pem("one")), by_rsa("one"))
    with pytest.raises(NotSignedIn):
        verify(FRESHCHAT, WRITTEN[how](pem("two")), by_rsa("one"))


def test_a_key_of_the_older_form_counts() -> None:
    verify(FRESHCHAT, pem("one", PublicFormat.PKCS1), by_rsa("one"))


def test_other_padding_bodies_and_keys_do_not_count() -> None:
    elliptic = ec.generate_private_key(ec.SECP256R1()).public_key()
    no_rsa = elliptic.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    for key, webhook in (
        (pem("one"), by_rsa("one", padding=PSS(MGF1(SHA256()), 32))),
        (pem("one"), replace(by_rsa("one"), body=BODY + b" ")),
        (no_rsa, by_rsa("one")),
        ("", by_rsa("one")),
        ("-----BEGIN PUBLIC KEY-----\n!!!\n-----END PUBLIC KEY-----", by_rsa("one")),
        (pem("one")[:200], by_rsa("one")),
    ):
        with pytest.raises(NotSignedIn):
            verify(FRESHCHAT, key, webhook)


@given(st.text(max_size=400))
def test_whatever_is_taken_for_a_signature_or_a_key_is_refused(words: str) -> None:
    for key, header in (
        (pem("one"), words),
        (words, "AAAA"),
        (f"-----BEGIN PUBLIC KEY-----{words}-----END PUBLIC KEY-----", "AAAA"),
    ):
        with pytest.raises(NotSignedIn):
            verify(FRESHCHAT, key, Webhook({FRESHCHAT.header: header}, BODY, NOW))
