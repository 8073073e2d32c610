"""How a bot's part of a conversation is held by the policy's `bot`: each setting in scenarios, with their own clock."""

from __future__ import annotations

import pytest

from segue.sandbox.expect import mismatches
from segue.sandbox.run import run
from segue.sandbox.scenario_file import read_scenarios

POLICY = """
version: 1
languages: {languages}
triggers:
  - {{id: asks, when: "asks_for_human == 'clear'", then: handoff, reason: customer_asked}}
route: [{{queue: general}}]
queues: {{general: {{}}}}
bot: {{{bot}}}
"""
STAFF = "staff: [{name: Maria, team: Care}]"

NO_MATCH = "no_match: {limit: 3}"
SILENCE = "inactivity: {after: 5m, end_after: 10m}"
ASKED = "end_of_conversation: {after: 2m}"
LINK = "https://help.example/contact"
ALL = f"{NO_MATCH}, {SILENCE}, {ASKED}, escalate: {{link: '{LINK}'}}"


async def plays(bot: str, scenario: str, *, staff: bool = False, languages: str = "[en]") -> None:
    """Carry the scenario out by a policy with this `bot`, and compare what each step expects."""
    text = f"name: one\n{STAFF if staff else ''}\nsteps:\n{scenario}"
    (one,) = read_scenarios(text, name="one.yaml")
    ran = await run(POLICY.format(bot=bot, languages=languages), one)
    found = mismatches(ran, [step.expect for step in one.steps])
    assert not found, "\n".join(f"step {each.step}: {each}" for each in found)


async def test_nothing_of_it_happens_unless_the_policy_names_it() -> None:
    await plays(
        "name: shop",
        """
  - customer: my parcel has not come
  - bot: {no_match: true}
    expect: {says_nothing: true, choices: none}
  - bot: Look at the tracking page.
  - wait: 3h
    expect: {says_nothing: true, owner: bot, ends_as: none}
""",
    )


# --- no match ---------------------------------------------------------------------------------------------------------


async def test_a_bot_without_words_has_the_customer_asked_to_say_it_differently_then_a_person_is_offered() -> None:
    await plays(
        NO_MATCH,
        """
  - customer: blorp fizzle
  - bot: {no_match: true}
    expect: {decision: stay, says: "I did not understand that. Could you put it differently?"}
  - customer: wuppel trax
  - bot: {no_match: true}
    expect: {decision: stay, says: "I still do not understand.*"}
  - customer: hamster drain
  - bot: {no_match: true}
    expect: {decision: offer, trigger: no_match_limit, choices: [human, bot], says_not: "*understand that*"}
""",
        staff=True,
    )


async def test_what_the_bot_says_itself_is_not_said_twice_and_counts_all_the_same() -> None:
    await plays(
        "no_match: {limit: 2, then: handoff}",
        """
  - customer: blorp fizzle
  - bot: {text: "Pardon?", no_match: true}
    expect: {says_nothing: true, decision: stay}
  - customer: wuppel trax
  - bot: {text: "Pardon?", no_match: true}
    expect: {decision: handoff, reason: no_match_limit, owner: queue}
""",
        staff=True,
    )


async def test_an_answer_in_between_begins_the_count_anew_and_errors_do_not_count() -> None:
    await plays(
        "no_match: {limit: 2}",
        """
  - customer: blorp fizzle
  - bot: {no_match: true}
  - customer: where is my parcel then
  - bot: Look at the tracking page.
  - customer: wuppel trax
  - bot: {no_match: true}
    expect: {decision: stay, says: "I did not understand that. Could you put it differently?"}
  - customer: hello again
  - bot: {error: broken}
    expect: {decision: stay, not_fired: [no_match_limit]}
""",
    )


async def test_an_answer_in_several_messages_counts_once() -> None:
    await plays(
        "no_match: {limit: 2}",
        """
  - customer: blorp fizzle
  - bot: {text: "Pardon?", no_match: true}
  - bot: {text: I know of orders and of returns., no_match: true}
    expect: {decision: stay}
  - bot: Which one is it?
  - customer: wuppel trax
  - bot: {text: "Pardon?", no_match: true}
    expect: {decision: offer, trigger: no_match_limit}
""",
    )


# --- silence ----------------------------------------------------------------------------------------------------------


async def test_a_silent_customer_is_asked_once_and_then_the_conversation_ends() -> None:
    await plays(
        SILENCE,
        """
  - customer: my parcel has not come
  - bot: Look at the tracking page.
  - wait: 4m
    expect: {says_nothing: true}
  - wait: 2m
    expect: {says: "Are you still there?", deadlines: inactive, ends_as: none}
  - wait: 8m
    expect: {says_nothing: true}
  - wait: 2m
    expect: {says: "This conversation has ended.*", ends_as: ResolvedImplied}
""",
    )


async def test_who_writes_again_is_counted_from_there() -> None:
    await plays(
        SILENCE,
        """
  - customer: my parcel has not come
  - bot: Look at the tracking page.
  - wait: 6m
    expect: {says: "Are you still there?"}
  - customer: yes I am looking for the number
  - bot: Take your time.
  - wait: 4m
    expect: {says_nothing: true}
""",
    )


async def test_while_a_person_has_it_or_is_due_the_silence_is_not_the_bots_business() -> None:
    await plays(
        SILENCE,
        """
  - customer: I want to talk to a human
    expect: {decision: handoff, agent: Maria}
  - agent: accept
  - wait: 1h
    expect: {says_not: "Are you still there?", owner: Maria, ends_as: none}
  - agent: hand_back
    expect: {owner: bot}
  - wait: 20m
    expect: {says: "Are you still there?", ends_as: Escalated}
""",
        staff=True,
    )


async def test_a_visitor_who_has_not_written_is_not_asked_whether_they_are_there() -> None:
    await plays(SILENCE, "\n  - bot: Good day.\n  - wait: 1h\n    expect: {says_nothing: true, ends_as: none}")


async def test_who_waits_for_an_answer_of_the_bot_is_not_asked_whether_they_are_there() -> None:
    await plays(
        f"timeout: 8m, {ALL}",
        """
  - customer: my parcel has not come
  - wait: 7m
    expect: {says_nothing: true}
  - wait: 2m
    expect: {deadlines: bot_silent, says: "Sorry, this takes longer*"}
  - wait: 7m
    expect: {says_nothing: true, ends_as: none}
  - wait: 10m
    expect: {says: "This conversation has ended.*", ends_as: Abandoned}
""",
    )


async def test_a_question_that_lapses_does_not_begin_the_silence_anew() -> None:
    await plays(
        "no_match: {limit: 1}, inactivity: {after: 20m, end_after: 40m}",
        """
  - customer: blorp fizzle
  - bot: {no_match: true}
    expect: {decision: offer}
  - wait: 25m
    expect: {says: "Are you still there?"}
  - wait: 30m
    expect: {deadlines: offer, says_nothing: true, choices: none}
  - wait: 6m
    expect: {ends_as: Abandoned, says_not: "Are you still there?"}
""",
        staff=True,
    )


# --- was it answered? -------------------------------------------------------------------------------------------------

ASKS = """
  - customer: where is my invoice
  - bot: In your account under Billing.
  - wait: 3m
    expect: {says: "Did that answer your question?", choices: [answered, not_answered], deadlines: inactive}
"""


@pytest.mark.parametrize("step", ["answer: answered", "customer: yes thank you", "customer: that worked"])
async def test_a_yes_by_button_or_in_words_ends_it_as_confirmed(step: str) -> None:
    await plays(ASKED, f"{ASKS}  - {step}\n    expect: {{ends_as: ResolvedConfirmed, choices: none}}")


@pytest.mark.parametrize("no", ["answer: not_answered", "customer: no", "customer: that did not help"])
async def test_a_no_leads_to_another_try(no: str) -> None:
    await plays(
        ALL,
        f"""{ASKS}
  - {no}
    expect: {{says: "*Shall we try once more?", choices: [try_again, not_resolved], owner: bot}}
  - customer: yes
    expect: {{says: "Gladly.*", owner: bot, choices: none}}
  - wait: 3m
    expect: {{says_nothing: true}}
  - customer: my invoice of May
  - bot: "It is under Archive."
  - wait: 3m
    expect: {{says: "Did that answer your question?"}}
""",
    )


@pytest.mark.parametrize("no", ["answer: not_resolved", "customer: no"])
async def test_who_does_not_want_to_try_again_gets_a_person(no: str) -> None:
    await plays(
        ASKED,
        f"""{ASKS}
  - answer: not_answered
  - {no}
    expect: {{owner: queue, state: reserved, agent: Maria, says: "*person*"}}
  - agent: accept
  - agent: resolve
  - end: customer
    expect: {{ends_as: Escalated}}
""",
        staff=True,
    )


async def test_without_another_try_a_no_gets_a_person_at_once() -> None:
    await plays(
        "end_of_conversation: {after: 2m, try_again: false}",
        f"{ASKS}  - answer: not_answered\n    expect: {{owner: queue, agent: Maria}}",
        staff=True,
    )


async def test_who_talks_on_or_asks_for_a_person_has_not_answered_the_question() -> None:
    await plays(
        ASKED,
        f"""{ASKS}
  - customer: and where do I change my address
    expect: {{decision: stay, choices: none, says_nothing: true}}
  - bot: Under Settings.
  - wait: 3m
    expect: {{says: "Did that answer your question?"}}
  - customer: no, I want to talk to a human
    expect: {{decision: handoff, reason: customer_asked, owner: queue}}
""",
        staff=True,
    )


async def test_nobody_is_asked_about_an_answer_that_was_none_or_that_asked_so_itself() -> None:
    await plays(
        ASKED,
        """
  - customer: where is my invoice
  - bot: {error: broken}
  - wait: 10m
    expect: {says_not: "Did that answer your question?"}
  - customer: where is my invoice please
  - bot: In your account. Did that help?
  - wait: 10m
    expect: {says_nothing: true}
""",
    )


async def test_nobody_in_distress_is_asked_whether_that_answered_it() -> None:
    await plays(
        ASKED,
        """
  - customer: I want to kill myself
  - bot: Please call the emergency number of your country.
  - wait: 10m
    expect: {says_nothing: true}
""",
    )


async def test_who_was_asked_if_it_was_answered_is_not_asked_if_they_are_there_and_silence_counts_as_implied() -> None:
    await plays(
        ALL,
        f"""{ASKS}
  - wait: 11m
    expect: {{says_nothing: true, ends_as: none}}
  - wait: 2m
    expect: {{ends_as: ResolvedImplied, says_not: "Are you still there?"}}
""",
    )


async def test_it_is_asked_and_answered_in_the_customers_language() -> None:
    await plays(
        ASKED,
        """
  - customer: wo ist meine Rechnung
  - bot: In Ihrem Konto unter Rechnungen.
  - wait: 3m
    expect: {says: "War Ihre Frage damit beantwortet?"}
  - customer: nein, leider nicht
    expect: {says: "Das tut mir leid. Wollen wir es noch einmal versuchen?"}
  - customer: ja
    expect: {says: "Gern. Was genau ist noch offen?"}
""",
        languages="[en, de]",
    )


# --- other help -------------------------------------------------------------------------------------------------------


async def test_where_nobody_can_take_it_the_customer_is_told_of_other_help() -> None:
    await plays(
        f"escalate: {{link: '{LINK}'}}",
        f"""
  - customer: I want to talk to a human
    expect: {{state: ticketed, says: "You can also get help here: {LINK}"}}
""",
    )


async def test_who_is_put_in_line_is_told_of_it_only_where_that_is_wanted_always() -> None:
    asks = "\n  - customer: I want to talk to a human\n    expect: {state: reserved, %s: '*also get help here*'}"
    await plays(f"escalate: {{link: '{LINK}'}}", asks % "says_not", staff=True)
    await plays(f"escalate: {{link: '{LINK}', tell: always}}", asks % "says", staff=True)


async def test_in_place_of_a_person_the_link_is_told_and_the_bot_goes_on() -> None:
    await plays(
        "escalate: {link: 'mailto:help@shop.example', tell: instead}",
        """
  - customer: I want to talk to a human
    expect:
      {state: handed_back, owner: bot, says: "*in touch here: mailto:help@shop.example", choices: none}
  - bot: What else can I do?
    expect: {owner: bot}
  - end: bot
    expect: {ends_as: Escalated}
""",
        staff=True,
    )
