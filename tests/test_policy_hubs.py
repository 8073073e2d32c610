"""`hubs` of a policy, the queues that name them, and what is said of mistakes in either."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.hubs import Can, HubSettings, Key
from segue.domain.policy import Policy, ticket_hub
from segue.domain.queues import QueueKind
from segue.hub_kinds import KINDS
from segue.policy_file import check_policy, load_policy
from segue.policy_file.hubs import COMMON_KEYS

BEGIN = """version: 1
triggers: [{id: ask, when: "asks_for_human == 'clear'", then: handoff}]
route: [{queue: general}]
"""


def right(key: Key) -> str:
    """A value that fits."""
    of_kind = {"url": "https://hub.example", "email": "a@b.example", "number": "7", "account": "acme"}
    return "a_secret" if key.secret else key.choices[0] if key.choices else key.such_as or of_kind.get(key.kind, "x")


def whole(kind: str) -> dict[str, Any]:
    """A hub with what its kind needs, as it is by now."""
    return {"kind": kind, **{key.name: right(key) for key in KINDS[kind].keys if key.needed}}


INTERCOM, ZENDESK, SUNSHINE, EMAIL, WEBHOOK = map(whole, ("intercom", "zendesk", "sunshine", "email", "webhook"))


def written(hubs: Any = None, queues: Any = None, **more: Any) -> str:
    given = {"queues": queues or {"general": {}, "billing": {}}, **({"hubs": hubs} if hubs is not None else {}), **more}
    return BEGIN + yaml.safe_dump(given, sort_keys=False)


def problems(hubs: Any = None, queues: Any = None, **more: Any) -> list[str]:
    return [str(problem) for problem in check_policy(written(hubs, queues, **more))]


def policy(hubs: Any, queues: Any) -> Policy:
    return load_policy(written(hubs, queues))


# --- hubs ---


def test_without_the_key_there_is_nothing() -> None:
    assert not policy(None, None).hubs


@pytest.mark.parametrize("kind", KINDS)
def test_a_hub_of_every_kind_is_read_with_all_its_keys(kind: str) -> None:
    keys = KINDS[kind].keys
    found = policy({"desk1": {"kind": kind, **{key.name: right(key) for key in keys}, "rate": "5/second"}}, None)
    assert found.hubs["desk1"] == HubSettings(
        *("desk1", kind),
        {key.name: right(key) for key in keys if not key.secret},
        {key.name: "a_secret" for key in keys if key.secret},
        rate=5.0,
    )


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_kind_needs_is_asked_for_and_no_more(kind: str) -> None:
    needed = [key for key in KINDS[kind].keys if key.needed]
    assert problems({"a": {"kind": kind, **{key.name: right(key) for key in needed}}}) == []
    for missing in needed:
        settings = {key.name: right(key) for key in needed if key is not missing}
        (problem,) = problems({"a": {"kind": kind, **settings}})
        assert f"a hub of the kind {kind} needs {missing.name!r}. {missing.asks}" in problem


@pytest.mark.parametrize("kind", KINDS)
def test_no_key_of_a_kind_hides_one_that_all_have(kind: str) -> None:
    assert not {key.name for key in KINDS[kind].keys} & {"kind", *COMMON_KEYS}


def test_drafts_are_a_switch_of_a_hub_and_the_hubs_with_it_are_those_that_are_assisted() -> None:
    found = policy(
        {"inbox": {**INTERCOM, "drafts": True, "cases_of": ["billing"]}, "tickets": ZENDESK},
        {"general": {}, "billing": {}},
    )
    assert list(found.hubs) == ["inbox", "tickets"]
    assert found.assist == {"inbox": found.hubs["inbox"]}
    assert found.assist["inbox"].cases_of == ("billing",)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({}, "a hub has no 'kind'. There are sunshine, zendesk,"),
        ({"kind": "zendesc"}, "unknown kind of hub 'zendesc'. Did you mean 'zendesk'?"),
        ({**ZENDESK, "acount": "x"}, "'acount' does not belong to a hub of the kind zendesk. Did you mean 'account'?"),
        ({**ZENDESK, "admin": "1"}, "Keys of this kind: kind, account, user, secret, webhook_secret,"),
        ({**ZENDESK, "account": "acme/../x"}, "'acme/../x' is not the name of an account. The name of your account"),
        ({**ZENDESK, "account": "acme.example:8080"}, "is not the name of an account"),
        ({**ZENDESK, "user": "ana"}, "'ana' is no e-mail address"),
        ({**ZENDESK, "user": "ana@b.example\nX: y"}, "is no e-mail address"),
        ({**INTERCOM, "admin": "ana"}, "'ana' is no number"),
        ({**INTERCOM, "account": "moon"}, "unknown account 'moon'"),
        ({**INTERCOM, "secret": "tOKEN-123"}, "is the name of a secret, never the secret"),
        ({**SUNSHINE, "app": "a\x07b"}, "is no text of one line"),
        ({**SUNSHINE, "drafts": True}, "no drafts are brought to Zendesk messaging (Sunshine Conversations)"),
        ({**INTERCOM, "drafts": "perhaps"}, "must be true or false"),
        ({**INTERCOM, "cases_of": ["billing"]}, "'cases_of' belongs to 'drafts: true'"),
        ({**INTERCOM, "drafts": True, "cases_of": ["biling"]}, "Did you mean 'billing'?"),
        ({**INTERCOM, "rate": "often"}, "'often' is not how often something may be sent"),
        ({**WEBHOOK, "url": "http://hub.example"}, "would be asked without encryption"),
        ({**WEBHOOK, "url": "https://u:p@hub.example"}, "an address may hold no password"),
        ({**WEBHOOK, "url": "https://hub.example/{id}"}, "nothing stands in braces"),
        ({**WEBHOOK, "url": "https://hub.example/?a=b"}, "nothing stands in braces, after ?"),
        (
            {**WEBHOOK, "url": "hub", "secret": "s"},
            "'hub' is not an address. Where the adapter is, such as url",
        ),
    ],
)
def test_a_mistake_is_named_with_what_would_be_right(settings: dict[str, Any], words: str) -> None:
    found = problems({"help": settings})
    assert any(words in problem for problem in found), found


def test_a_secret_that_was_written_down_is_not_shown() -> None:
    assert "s3cr3t" not in "".join(problems({"help": {**ZENDESK, "webhook_secret": "s3cr3t-VALUE"}}))


def test_a_name_becomes_part_of_an_address_and_desk_is_our_own() -> None:
    assert any("is not a name" in problem for problem in problems({"my desk/": INTERCOM}))
    (problem,) = problems({"desk": INTERCOM})
    assert "'desk' is Segue's own desk. Give the helpdesk another name." in problem


def test_what_was_called_assist_says_what_to_write_instead() -> None:
    (problem,) = problems(None, assist={"help": INTERCOM})
    assert "the key 'assist' is not read any more. Write each of its helpdesks under 'hubs'" in problem
    assert "drafts: true" in problem


def test_a_mistake_stands_in_its_line() -> None:
    text = BEGIN + "queues: {general: {}}\nhubs:\n  help:\n    kind: webhook\n    url: x\n    secret: s\n"
    (problem,) = check_policy(text)
    assert (problem.line, problem.column, problem.path) == (8, 10, "hubs.help.url")


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@given(st.sampled_from(sorted(KINDS)), st.data())
def test_whatever_is_written_is_read_or_named_and_never_raises(kind: str, data: st.DataObject) -> None:
    names = [*(key.name for key in KINDS[kind].keys), *COMMON_KEYS]
    hub = {"kind": kind, **data.draw(st.dictionaries(st.sampled_from(names), ANYTHING))}
    queue = data.draw(st.dictionaries(st.sampled_from(["hub", "hub_team", "kind", "when_closed"]), ANYTHING))
    for problem in check_policy(written({"a": hub}, {"general": queue})):
        assert problem.message
        assert problem.line > 0


# --- queues ---


def queue(**settings: Any) -> dict[str, Any]:
    return {"general": settings}


HUBS = {"chat": SUNSHINE, "tickets": ZENDESK, "inbox": INTERCOM, "letters": EMAIL}


@pytest.mark.parametrize(
    "settings",
    [
        {"hub": "desk"},
        {"hub": "chat", "hub_team": "7"},
        {"hub": "inbox", "when_closed": {"then": "ticket", "hub": "tickets"}},
        {"kind": "ticket", "hub": "tickets", "hub_team": "7"},
        {"kind": "ticket", "hub": "letters", "hub_team": "billing@acme.example"},
        {"kind": "email", "owner": "a@b.example", "hub": "letters"},
        {"kind": "email", "owner": "a@b.example", "hub_team": "billing@acme.example"},
        {"when_closed": {"hub": "tickets"}, "hub_team": "7"},
    ],
)
def test_a_queue_names_a_hub_that_can_do_it(settings: dict[str, Any]) -> None:
    assert problems(HUBS, queue(**settings)) == []


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"hub": "chatt"}, "unknown hub 'chatt'. Did you mean 'chat'?"),
        ({"when_closed": {"hub": "nowhere"}}, "unknown hub 'nowhere'. "),
        ({"hub": "tickets"}, "nobody there takes a conversation while it lasts. It takes tickets: write kind: ticket"),
        ({"kind": "ticket", "hub": "chat"}, "it takes no tickets. It takes conversations live"),
        ({"when_closed": {"hub": "chat"}}, "'chat' is Zendesk messaging (Sunshine Conversations): it takes no tickets"),
        ({"hub_team": "7"}, "'hub_team' is a team of a helpdesk, and this queue names none"),
    ],
)
def test_a_hub_that_is_not_there_or_cannot_do_it_is_named(settings: dict[str, Any], words: str) -> None:
    found = problems(HUBS, queue(**settings))
    assert any(words in problem for problem in found), found


def test_where_no_helpdesk_is_named_the_section_is() -> None:
    (problem,) = problems(None, queue(hub="chat"))
    assert "Helpdesks stand under 'hubs'." in problem


def test_of_a_hub_that_is_wrong_itself_the_queue_says_nothing_more() -> None:
    (problem,) = problems({"chat": {"kind": "zendesc"}}, queue(hub="chat"))
    assert "zendesc" in problem


def test_hub_team_needs_a_hub_with_teams() -> None:
    kind = next((kind for kind in KINDS.values() if not kind.team and Can.LIVE in kind.can), None)
    if kind is None:
        pytest.skip("every kind that takes conversations has teams")
    hubs = {"there": {"kind": kind.name, **{key.name: right(key) for key in kind.keys}}}
    (problem,) = problems(hubs, queue(hub="there", hub_team="7"))
    assert f"nothing can be given to a team of {kind.title}" in problem


@pytest.mark.parametrize(
    ("settings", "by", "hub"),
    [
        ({}, None, "desk"),
        ({"hub": "chat"}, None, "desk"),
        ({"hub": "chat", "when_closed": {"hub": "tickets"}}, None, "tickets"),
        ({"kind": "ticket"}, None, "desk"),
        ({"kind": "ticket", "hub": "tickets"}, None, "tickets"),
        ({"kind": "ticket", "hub": "tickets", "when_closed": {"hub": "inbox"}}, None, "tickets"),
        ({"kind": "email", "owner": "a@b.example"}, None, "letters"),
        ({"kind": "email", "owner": "a@b.example", "hub": "tickets"}, None, "tickets"),
        ({"owner": "a@b.example"}, QueueKind.EMAIL, "letters"),
        ({"owner": "a@b.example", "when_closed": {"hub": "tickets"}}, QueueKind.EMAIL, "tickets"),
    ],
)
def test_where_tickets_of_a_queue_go(settings: dict[str, Any], by: QueueKind | None, hub: str) -> None:
    found = policy(HUBS, queue(**settings))
    assert ticket_hub(found, found.queues["general"], by) == hub


def test_e_mail_without_a_hub_of_that_kind_is_sent_from_the_desk() -> None:
    found = policy({"tickets": ZENDESK}, queue(kind="email", owner="a@b.example"))
    assert ticket_hub(found, found.queues["general"]) == "desk"
