"""`sources` of a policy: what can be read, and each mistake with what would be right."""

from __future__ import annotations

from datetime import timedelta

import pytest

from segue.domain.policy import covered
from segue.policy_file import check_policy, load_policy

AROUND = """version: 1
facts: {customer.seats: number}
triggers: [{id: a, when: turns > 9, then: offer}]
route: [{queue: general}]
queues: {general: {}}
sources:
"""


def test_sources_are_read_in_the_order_in_which_they_count() -> None:
    policy = load_policy(
        AROUND
        + """
  shop:
    kind: http
    url: "https://shop.example/{id}"
    secret: shop_key
    auth: header
    header: X-Key
    cache: 1m
    fields: {customer.seats: a.b, invoices: list, invoices.number: "no"}
  crm: {kind: zendesk, account: acme, user: it@acme.example, secret: token}
  books: {kind: sql, secret: books_url, query: "SELECT plan FROM t WHERE id = :id", fields: {tier: plan}}
"""
    )
    assert list(policy.sources) == ["shop", "crm", "books"]
    shop = policy.sources["shop"]
    assert (shop.auth, shop.header, shop.secret, shop.cache) == ("header", "X-Key", "shop_key", timedelta(minutes=1))
    assert covered(shop) == ("customer.seats", "invoices")
    assert policy.sources["crm"].cache == timedelta(minutes=5)


def test_plain_http_is_for_this_machine_alone() -> None:
    for host in ("localhost:8000", "127.0.0.1", "[::1]:9"):
        source = f'{{kind: http, url: "http://{host}/{{id}}", fields: {{tier: a}}}}'
        assert check_policy(f"{AROUND}  one: {source}") == ()


HTTP = "kind: http, fields: {tier: a}, url: "


@pytest.mark.parametrize(
    ("source", "wrong"),
    [
        ("{}", "has no 'kind'"),
        ("{kind: hubspto, secret: k}", "Did you mean 'hubspot'?"),
        ("{kind: hubspot}", "needs 'secret'"),
        ("{kind: hubspot, secret: pat-eu1-12AB}", "the name of a secret, never the secret"),
        ("{kind: stripe, secret: k, query: x}", "'query' does not belong to a source of the kind stripe"),
        ("{kind: stripe, secret: k, colour: red}", "unknown key 'colour'"),
        ("{kind: zendesk, account: acme, secret: k}", "needs 'user'"),
        ("{kind: stripe, secret: k, fields: {tire: a}}", "unknown field 'tire'. Did you mean 'tier'?"),
        ("{kind: stripe, secret: k, fields: {customer.seat: a}}", "Did you mean 'customer.seats'?"),
        ("{kind: stripe, secret: k, fields: {invoices.number: a}}", "Name it without a dot"),
        ("{kind: stripe, secret: k, cache: 2d}", "must be from 1s to 1d"),
        (f'{{{HTTP}"http://shop.example/{{id}}"}}', "would be asked without encryption"),
        (f'{{{HTTP}"ftp://shop.example/{{id}}"}}', "is not an address"),
        (f'{{{HTTP}"https://shop.example/all"}}', "names no customer"),
        (f'{{{HTTP}"https://{{id}}.example/"}}', "may not choose the host"),
        (f'{{{HTTP}"https://me:pass@shop.example/{{id}}"}}', "may hold no password"),
        (f'{{{HTTP}"https://shop.example/{{id}}/{{name}}"}}', "may name {id} and {email}"),
        (f'{{{HTTP}"https://{{evil}}/{{id}}"}}', "{id} and {email}"),
        (f'{{{HTTP}"https://shop.example:99999/{{id}}"}}', "is not an address"),
        (f'{{{HTTP}"https://shop.example/{{id}}", auth: basic, secret: k}}', "auth: basic needs 'user'"),
        (f'{{{HTTP}"https://shop.example/{{id}}", header: X-Key}}', "belongs to auth: header"),
        (
            f'{{{HTTP}"https://shop.example/{{id}}", auth: header, header: Host, secret: k}}',
            "no header for a credential",
        ),
        ('{kind: http, url: "https://shop.example/{id}"}', "needs 'fields'"),
        ('{kind: http, url: "https://shop.example/{id}", fields: {}}', "has 0 names"),
        ('{kind: http, url: "https://shop.example/{id}", fields: {invoices.colour: a}}', "no part 'colour'"),
        ('{kind: http, url: "https://shop.example/{id}", fields: {tier.name: a}}', "no part 'name'"),
        ("{kind: sql, secret: k, fields: {tier: a}, query: DROP TABLE t}", "must be one SELECT"),
        ('{kind: sql, secret: k, fields: {tier: a}, query: "SELECT 1"}', "by :id or :email"),
    ],
)
def test_a_mistake_is_told_with_what_would_be_right(source: str, wrong: str) -> None:
    problems = check_policy(f"{AROUND}  one: {source}")
    assert wrong in " ".join(str(problem) for problem in problems)
    assert all(problem.line == 7 for problem in problems)


def test_a_list_of_sources_is_no_mapping_of_names() -> None:
    assert "must be a mapping" in str(check_policy(AROUND + "  - {kind: stripe}")[0])
