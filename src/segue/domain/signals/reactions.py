"""How a customer takes an answer: yes or no to an offer, "that worked", "that did not help". English."""

from __future__ import annotations

import re
from enum import StrEnum

from segue.domain.signals.english_words import SPELLING, maybe, words
from segue.domain.signals.words import sentences

LONGEST_ANSWER = 12
"""Words. A longer message says something of its own and is not read as yes or no."""


class Reaction(StrEnum):
    """How the customer took the bot's answer; `no_answer` also when the message does not say."""

    REJECTED = "rejected"
    CONFIRMED = "confirmed"
    NO_ANSWER = "no_answer"


def reads_as_yes_no(text: str) -> bool | None:
    """True or False when the message is plainly a yes or a no to an offer of a person; None when it is neither."""
    line = _one_line(text)
    if not line:
        return _by_sign(text)
    if line.count(" ") > LONGEST_ANSWER:
        return None
    if _NO.match(line):
        return None if _BUT.search(line) else False
    if _YES.match(line):
        return True
    return None


def reaction(text: str) -> Reaction:
    """Whether the customer says that the bot's answer helped. Refusal counts more: "thanks, but it still fails"."""
    line = _one_line(text)
    if _REJECTED.search(line) or _JUST_NO.match(line):
        return Reaction.REJECTED
    if _CONFIRMED.search(line) or _JUST_THANKS.match(line):
        return Reaction.CONFIRMED
    return Reaction.NO_ANSWER


def admits_failure(text: str) -> bool:
    """Whether a message of the bot says that it did not understand or cannot help."""
    return _GIVES_UP.search(_one_line(text)) is not None


def email_in(text: str) -> str:
    """The first thing in a message that looks like an e-mail address; "" when there is none."""
    for word in text.split():
        if "@" in word:
            address = word.removeprefix("mailto:").strip("<>()[]{}\"'“”,;:!?.")
            name, _, host = address.rpartition("@")
            if name and "." in host:
                return address
    return ""


def _one_line(text: str) -> str:
    return ", ".join(sentence.text for sentence in sentences(text, SPELLING))


def _by_sign(text: str) -> bool | None:
    sign = text.strip()[:1]
    return {"👍": True, "✅": True, "👎": False, "❌": False}.get(sign)


# --- yes and no to an offer ------------------------------------------------------------------------------------------

_COMMA = "(?:, )?"
_YES_WORD = words(
    "yes yeah yep yup ya yea yess ye sure ok okay okey k kk please definitely absolutely certainly alright all_right fine",
    "of_course go_ahead sounds_good that_would_be_great that_would_be_good that_would_be_nice that_works great perfect",
    "why_not i_would_like_that i_would_love_that i_would i_do do_it do_that good_idea correct right si oui affirmative",
    "sounds_great i_want_that i_want_to please_do yes_i_would let_us_do_that by_all_means works_for_me indeed",
)
_GO_ON = (
    words("connect transfer put pass bring get let hand call do go ahead i_want i_need i_would_like get_me")
    + r"(?:[^ ,]+ ){0,8}"
)
_NO_WORD = words(
    "no nope nah na naw never no_thanks no_thank_you not_now not_yet not_really not_today not_necessary no_need negative",
    "i_am_good i_am_fine i_am_ok i_am_okay i_am_alright do_not rather_not i_would_rather_not i_do_not later maybe_later",
    "not_needed no_way skip never_mind nevermind forget_it cancel not_interested that_is_ok_no",
)
_NO_TAIL = (
    f"(?:{_COMMA}(?:"
    + words(
        "thanks thank_you thank you i_am_good i_am_fine i_am_ok i_am_okay please fine good it_is_fine it_is_ok its_fine its_ok",
        "all_good that_is_fine thats_fine that_is_ok thats_ok need at_the_moment right_now now for_now it_is_okay sir not_now",
        "not_yet later carry_on continue go_on let_us_continue i_will_wait i_can_manage connect transfer me want that to",
        "do_not with_you with_the_bot here i_would_rather_continue i_do_not no a an person human agent stay keep just",
        "am i is ok okay it do will not today yet really it_fine its necessary needed",
    )
    + ")){0,10}$"
)
_NO = re.compile(f"{_NO_WORD}(?:{_NO_TAIL}|, )")
_YES = re.compile(
    f"(?:{_YES_WORD}{_COMMA}){{1,4}}(?:{_GO_ON}|"
    + words("thanks thank_you that_is_fine with_a_person a_person a_human an_agent person human agent to_a_person")
    + "){0,2}$"
    + "|(?:please )?(?:connect|transfer) (?:me|us) (?:[^ ,]+ ){0,6}$"
)
_BUT = re.compile(
    f"(?:^|, |(?<= ))(?:but|actually|yes|please connect|please transfer|connect me) |{words('i we')}(?:want|need|would like) "
)

# --- how the bot's answer was taken ----------------------------------------------------------------------------------

_IT = words("that this it which your_answer your_suggestion your_solution the_solution these they those none_of_that")
_REJECTED = re.compile(
    r"\b(?:"
    + "|".join(
        (
            f"{maybe(_IT)}(?:does|did|do|has|is|was|are|were|had) not {maybe(words('really even actually any at_all'))}"
            + words(
                "help helped helpful work working worked solve solved fix fixed answer answered useful what right correct",
                "change changed make fixing solving my_question do_anything do_it the_problem enough it good relevant",
            ),
            f"(?:do|did|does) not {words('understand get_it make_sense answer_my answer help_me')}",
            "you (?:are not|do not|did not|are) "
            + words(
                "understand understanding listening getting help helping answering useless not read reading no_help making",
                "helpful answer being wrong",
            ),
            words(
                "not_what_i not_helpful not_working not_my_question no_help not_helping wrong_answer not_true not_useful",
                "useless already_tried tried_that tried_this i_tried already_did did_that already_done still_not",
                "still_does_not still_did_not still_is_not still_no still_nothing still_broken same_problem same_error",
                "same_issue same_thing same_answer still_having still_get still_getting still_the_same still_fails",
                "still_failing still_stuck still_waiting again_the_same still_cannot still_can_not makes_no_sense",
                "already_told i_just_told as_i_said like_i_said i_just_said i_already_said i_said_already i_meant",
                "nothing_changed nothing_happened no_luck nonsense not_the_answer still_shows still_says wrong_again",
                "not_solved not_resolved not_fixed unhelpful not_it not_correct that_is_wrong thats_wrong",
                "keep_saying keep_repeating keeps_failing keep_asking stop_repeating of_no_use no_use",
            ),
        )
    )
    + ")"
)
_JUST_NO = re.compile(f"(?:{words('no nope nah wrong')}{_COMMA}){{1,3}}$")
_CONFIRMED = re.compile(
    r"\b(?:"
    + "|".join(
        (
            f"{_IT}{maybe(words('really just finally actually all has have now'))}"
            + words("worked works helped helps solved solves fixed fixes did_it did_the_trick answers_my answered_my"),
            f"{_IT}(?:is|was) {maybe(words('very really so super all now exactly'))}"
            + words(
                "helpful perfect great what_i_needed solved fixed resolved working useful it good all right exactly"
            ),
            words(
                "problem_solved issue_solved all_good works_now working_now it_works fixed_now is_fixed solved_now sorted",
                "got_it thanks_a_lot thank_you_so_much thank_you_very_much that_is_all thats_all very_helpful perfect",
                "you_are_a_star awesome brilliant makes_sense all_set all_sorted great_thanks problem_is_solved",
                "much_appreciated i_found_it found_it exactly_what_i_needed",
            ),
        )
    )
    + ")"
)
_COURTESY = words("ok okay good nice yes yeah alright fine bye cool so very much a_lot you guys and")
_JUST_THANKS = re.compile(
    f"(?:{_COURTESY}{_COMMA}){{0,3}}{words('thanks thank_you great awesome super perfect cheers well_done')}"
    f"(?:{_COMMA}(?:{_COURTESY}|{words('thanks thank_you for_your_help for_the_help great')})){{0,4}}$"
)
_GIVES_UP = re.compile(
    r"\b(?:"
    + "|".join(
        (
            f"(?:i|we) (?:{words('am are')})?(?:{words('sorry afraid apologise apologize')})?{_COMMA}{maybe(words('but i we am are'), 2)}"
            f"(?:do not|did not|can not|could not|was not able to|am not able to|am unable to|was unable to|am not sure) "
            f"{maybe(words('quite really fully seem_to yet currently'))}"
            + words(
                "understand understood catch get follow recognise recognize find help know have_an_answer answer assist",
                "have_information have_that what_you_mean i_understand i_follow have_the_answer process",
            ),
            f"{words('please could_you can_you try_to')}{maybe('please ')}"
            + words("rephrase reword rephrasing say_that_differently say_that_another_way put_it_differently"),
            words("did_not_understand do_not_understand didnt_catch not_sure_i_understand beyond_my_abilities"),
        )
    )
    + ")"
)
