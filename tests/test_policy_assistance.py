"""`knowledge` of a policy, and what is said of mistakes in it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import yaml

from segue.domain.policy import KnowledgeSettings
from segue.policy_file import Problem, check_policy, load_policy

BASE = """version: 1
triggers: [{id: ask, when: "asks_for_human == 'clear'", then: handoff}]
route: [{queue: general}]
queues: {general: {}, billing: {}}
"""


def written(**more: Any) -> str:
    return BASE + yaml.safe_dump(more)


def problems(**more: Any) -> list[str]:
    return [str(problem) for problem in check_policy(written(**more))]


def test_knowledge_of_every_kind_is_read() -> None:
    policy = load_policy(
        BASE
        + """knowledge:
  handbook: {kind: folder, path: articles/en, language: en, refresh: 5m}
  public: {kind: zendesk, account: acme, language: en-us}
  helpcenter: {kind: zendesk, account: acme, user: ana@acme.example, secret: zendesk_token}
  messenger: {kind: intercom, account: eu, secret: intercom_token}
  solutions: {kind: freshdesk, account: acme, secret: freshdesk_key}
  wiki:
    kind: http
    url: "https://wiki.acme.example/api?kind=faq"
    auth: header
    header: X-Api-Key
    secret: wiki_key
    fields: {items: data, text: body.html, next: meta.cursor}
    next_param: cursor
"""
    )
    assert list(policy.knowledge) == ["handbook", "public", "helpcenter", "messenger", "solutions", "wiki"]
    assert policy.knowledge["handbook"] == KnowledgeSettings(
        "handbook", "folder", path="articles/en", language="en", refresh=timedelta(minutes=5)
    )
    wiki = policy.knowledge["wiki"]
    assert (wiki.auth, wiki.header, wiki.secret, wiki.next_param) == ("header", "X-Api-Key", "wiki_key", "cursor")
    assert wiki.fields == {"items": "data", "text": "body.html", "next": "meta.cursor"}
    assert wiki.refresh == timedelta(hours=1)


def test_without_the_key_there_is_nothing() -> None:
    assert not load_policy(BASE).knowledge


@pytest.mark.parametrize(
    "path", ["/etc", "../secrets", "a/../../b", "~/articles", "C:\\articles", "a\\b", "C:articles"]
)
def test_a_folder_stands_beside_the_policy_file(path: str) -> None:
    (problem,) = problems(knowledge={"a": {"kind": "folder", "path": path}})
    assert "is no folder beside this file" in problem


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({}, "a source of knowledge has no 'kind'"),
        ({"kind": "foldre", "path": "a"}, "Did you mean 'folder'?"),
        ({"kind": "folder"}, "a source of knowledge of the kind folder needs 'path'"),
        ({"kind": "folder", "path": "a", "secret": "b"}, "'secret' does not belong to a source of knowledge"),
        ({"kind": "folder", "path": "a", "refresh": "5s"}, "must be from 60s to 7d"),
        ({"kind": "zendesk", "account": "acme"}, "needs 'language'"),
        ({"kind": "zendesk", "account": "acme", "user": "a@b.c", "language": "en"}, "it has no 'secret'"),
        ({"kind": "intercom", "secret": "t", "account": "moon"}, "unknown region 'moon'"),
        ({"kind": "intercom", "secret": "tOKEN-123"}, "is the name of a secret, never the secret"),
        ({"kind": "http"}, "needs 'url'"),
        ({"kind": "http", "url": "http://acme.example/faq"}, "would be asked without encryption"),
        ({"kind": "http", "url": "https://u:p@acme.example/faq"}, "an address may hold no password"),
        ({"kind": "http", "url": "https://acme.example/{id}"}, "nothing is put into the address of a list"),
        (
            {"kind": "http", "url": "https://acme.example", "auth": "header", "secret": "s"},
            "auth: header needs 'header'",
        ),
        ({"kind": "http", "url": "https://acme.example", "fields": {"body": "x"}}, "unknown key 'body'"),
        ({"kind": "http", "url": "https://acme.example", "next_param": "after"}, "needs to know where 'next' stands"),
    ],
)
def test_a_mistake_in_knowledge_is_named(settings: dict[str, Any], words: str) -> None:
    assert any(words in problem for problem in problems(knowledge={"faq": settings}))


def test_a_mistake_stands_in_its_line() -> None:
    (problem,) = check_policy(BASE + "knowledge:\n  faq:\n    kind: folder\n    path: ../a\n")
    assert isinstance(problem, Problem)
    assert (problem.line, problem.column) == (8, 11)
