"""An activity is read as its sender meant it; what is wrong is said by name."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.activities import activity, end_of_conversation, handoff_status, message
from segue.domain.errors import Invalid
from segue.domain.sayings import Choice

WHOLE = {
    "type": "message",
    "id": "1",
    "timestamp": "2026-11-22T03:04:05.1234567+01:00",
    "channelId": "msteams",
    "serviceUrl": "https://smba.trafficmanager.net/emea/t/",
    "from": {"id": "29:u", "name": "Ann", "aadObjectId": "o-1"},
    "recipient": {"id": "28:b", "name": "Segue", "role": "skill"},
    "conversation": {"id": "a:1", "tenantId": "t-1", "conversationType": "personal"},
    "text": "hello",
    "textFormat": "plain",
    "deliveryMode": "expectReplies",
    "locale": "de-DE",
    "somethingNew": {"x": [1]},
}


def test_all_that_matters_is_read_and_unknown_fields_are_accepted() -> None:
    found = activity(WHOLE)
    assert (found.type, found.id, found.text, found.channel, found.locale) == (
        "message",
        "1",
        "hello",
        "msteams",
        "de-DE",
    )
    assert (found.sender.id, found.sender.name, found.sender.object_id) == ("29:u", "Ann", "o-1")
    assert (found.conversation, found.tenant, found.recipient.role) == ("a:1", "t-1", "skill")
    assert str(found.at) == "2026-11-22 02:04:05.123456+00:00"
    assert found.expects_replies


def test_an_address_that_may_be_a_credential_is_not_shown() -> None:
    assert "smba" not in repr(activity(WHOLE))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"conversation": None}, "conversation"),
        ({"conversation": {}}, "conversation"),
        ({"conversation": {"id": "  "}}, "conversation"),
        ({"conversation": "c1"}, "conversation"),
        ({"conversation": {"id": "x" * 513}}, "conversation.id"),
        ({"type": None}, "type"),
        ({"type": 5}, "type"),
        ({"from": "Ann"}, "from"),
        ({"text": ["a"]}, "text"),
        ({"serviceUrl": {"a": 1}}, "serviceUrl"),
        ({"channelData": []}, "channelData"),
    ],
)
def test_what_is_wrong_is_named(change: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        activity(WHOLE | change)
    assert refused.value.details["field"] == field


@pytest.mark.parametrize("raw", [None, [], "x", 5])
def test_what_is_no_object_is_no_activity(raw: Any) -> None:
    with pytest.raises(Invalid, match="JSON object"):
        activity(raw)


@given(
    st.dictionaries(
        st.sampled_from(["type", "id", "text", "from", "value", "timestamp", "entities", "conversation"]),
        st.none() | st.text() | st.integers() | st.lists(st.text()) | st.dictionaries(st.text(), st.text()),
    )
)
def test_any_object_is_read_or_refused_by_name(raw: dict[str, Any]) -> None:
    try:
        found = activity(raw)
    except Invalid as refused:
        assert refused.details["field"]  # noqa: PT017
    else:
        assert found.conversation.strip()


def test_choices_are_actions_and_in_teams_a_card() -> None:
    choices = (Choice("yes", "Yes, please"), Choice("no", "No"))
    plain = message("Shall I?", choices=choices)
    assert [one["value"] for one in plain["suggestedActions"]["actions"]] == ["Yes, please", "No"]
    card = message("Shall I?", choices=choices, card=True)
    assert "text" not in card
    assert card["attachments"][0]["content"]["text"] == "Shall I?"
    assert card["attachments"][0]["content"]["buttons"][1]["title"] == "No"


def test_nobodys_words_are_read_as_markup() -> None:
    assert message("**bold**")["textFormat"] == "plain"


def test_the_end_of_an_action_names_the_event_it_answers() -> None:
    assert end_of_conversation("startConversation", {"LiveChatConversationId": "k"}) == {
        "type": "endOfConversation",
        "code": "completedSuccessfully",
        "name": "startConversation",
        "value": {"LiveChatConversationId": "k"},
    }


def test_a_handoff_status_has_words_only_where_they_are_needed() -> None:
    assert handoff_status("accepted")["value"] == {"state": "accepted"}
    assert handoff_status("failed", "nobody is there")["value"] == {"state": "failed", "message": "nobody is there"}
