"""English: yes and no to an offer, and how an answer of the bot was taken. The notation is explained in `grammar`."""

from __future__ import annotations

from segue.domain.signals.languages.english.words import PHRASES, WORDS
from segue.domain.signals.languages.grammar import Notation
from segue.domain.signals.languages.language import Answers

ANSWER_WORDS = {
    "yes": """
        yes yeah yep yup ya yea yess ye sure ok okay okey k kk please definitely absolutely certainly alright
        all_right fine of_course go_ahead sounds_good that_would_be_great that_would_be_good that_would_be_nice
        that_works great perfect why_not i_would_like_that i_would_love_that i_would i_do do_it do_that good_idea
        correct right si affirmative sounds_great i_want_that i_want_to please_do let_us_do_that by_all_means
        works_for_me indeed very_much""",
    "carry_out": "connect transfer put pass bring get let hand call do go go_ahead i_want i_need i_would_like get_me",
    "with_one": """
        thanks thank_you that_is_fine with_a_person a_person a_human an_agent person human agent to_a_person sir""",
    "no": """
        no nope nah na naw never no_thanks no_thank_you not_now not_yet not_really not_today not_necessary no_need
        negative i_am_good i_am_fine i_am_ok i_am_okay i_am_alright do_not rather_not i_would_rather_not i_do_not
        later maybe_later not_needed no_way skip never_mind nevermind forget_it cancel not_interested""",
    "after_no": """
        thanks thank_you thank i_am_good i_am_fine i_am_ok i_am_okay please fine good it_is_fine it_is_ok all_good
        that_is_fine that_is_ok need at_the_moment right_now now for_now it_is_okay sir not_now not_yet later
        carry_on continue go_on let_us_continue i_will_wait i_can_manage connect transfer me want that to do_not
        with_you with_the_bot here i_would_rather_continue i_do_not no a an person human agent stay keep just am i
        is ok okay it do will not today yet really necessary needed you""",
    "it": """
        that this it which your_answer your_suggestion your_solution the_solution these they those none_of_that link""",
    "helped": """
        help helped helpful work working worked solve solved fix fixed answer answered useful what right correct
        change changed make fixing solving do_anything do_it the_problem enough it good relevant""",
    "still": """
        not_what_i not_helpful not_working not_my_question no_help not_helping wrong_answer not_true not_useful
        useless already_tried tried_that tried_this i_tried already_did did_that already_done still_not
        still_does_not still_did_not still_is_not still_no still_nothing still_broken same_problem same_error
        same_issue same_thing same_answer still_having still_get still_getting still_the_same still_fails
        still_failing still_stuck still_waiting still_cannot still_can_not makes_no_sense already_told i_just_told
        as_i_said like_i_said i_just_said i_already_said i_said_already i_meant nothing_changed nothing_happened
        no_luck nonsense not_the_answer still_shows still_says wrong_again not_solved not_resolved not_fixed
        unhelpful not_it not_correct that_is_wrong keep_saying keep_repeating keeps_failing keep_asking
        stop_repeating of_no_use no_use""",
    "solved": """
        problem_solved issue_solved all_good works_now working_now it_works fixed_now is_fixed solved_now sorted
        got_it thanks_a_lot thank_you_so_much thank_you_very_much that_is_all very_helpful perfect awesome brilliant
        makes_sense all_set problem_is_solved much_appreciated i_found_it found_it exactly_what_i_needed""",
    "nice": """
        ok okay good nice yes yeah alright fine bye cool so very much a_lot you guys and for_your_help for_the_help""",
    "thanks": "thanks thank_you great awesome super perfect cheers well_done",
}

_NOTATION = Notation({**WORDS, **ANSWER_WORDS}, PHRASES)

YES = _NOTATION.pattern("""
    ^ ( <yes> ,? ( <yes> ,? )?3 ( <carry_out> .?8 / <with_one>?2 ) $ / please? connect|transfer me|us .?6 $ )
""")

NO = _NOTATION.pattern("^ <no> ( ,? ( <after_no> ,? )?9 $ / , )")

BUT = _NOTATION.pattern("""
    but|actually|yes / please|me connect|transfer / connect|transfer me / i|we want|need|would_like / i|we would
""")

REJECTED = _NOTATION.pattern("""
    <it>? does|did|do|has|is|was|are|were|had not really|even|actually|any|at_all? <helped>
    / do|did|does not understand|get_it|make_sense|answer_my|answer|help_me
    / you ( are|do|did not / are )
      understand|understanding|listening|getting|help|helping|answering|useless|not|read|reading|no_help|making|helpful|answer|wrong
    / <still>
""")

CONFIRMED = _NOTATION.pattern("""
    <it> really|just|finally|actually|all|has|have|now?
      worked|works|helped|helps|solved|solves|fixed|fixes|did_it|did_the_trick|answers_my|answered_my
    / <it> is|was very|really|so|super|all|now|exactly?
      helpful|perfect|great|what_i_needed|solved|fixed|resolved|working|useful|good|all_right|exactly
    / <solved>
    / ^ ( <nice> ,? )?3 <thanks> ( ,? ( <nice> / <thanks> ) )?5 $
""")

GIVES_UP = _NOTATION.pattern("""
    i|we am|are? sorry|afraid|apologise|apologize? ,? but|i|we|am|are?2
      do_not|did_not|can_not|could_not|was_not_able_to|am_not_able_to|am_unable_to|was_unable_to|am_not_sure
      quite|really|fully|seem_to|yet|currently?
      understand|understood|catch|get|follow|recognise|recognize|find|help|know|have_an_answer|answer|assist|have_information|have_that|what_you_mean|i_understand|i_follow|have_the_answer|process
    / please|could_you|can_you|try_to please?
    rephrase|reword|rephrasing|say_that_differently|say_that_another_way|put_it_differently
    / did_not_understand|do_not_understand|did_not_catch|not_sure_i_understand
""")

ASKS_IF_IT_HELPED = _NOTATION.pattern("""
    did|does|do|was|is|has|have this|that|it|these|i|my_answer|the_answer|we all|been|now? <helped> /
    was_this|was_that|is_that|is_this helpful|clear|useful
    / is|are your|the problem|issue|question|issues solved|resolved|fixed|answered
""")

REFUSES = _NOTATION.pattern("""
    i|we am|are? sorry|afraid|unfortunately|but? ,? but|i|we|am|are?2
      ( can_not|am_not_able_to|are_not_able_to|am_unable_to|are_unable_to|am_not_allowed_to|are_not_allowed_to
      / do_not have_access|have_permission|have_the_ability )
    / outside|beyond of? what|my|the? i_can|scope|abilities|capabilities|knowledge
""")

ANSWERS = Answers(
    yes=YES,
    no=NO,
    but=BUT,
    rejected=REJECTED,
    confirmed=CONFIRMED,
    gives_up=GIVES_UP,
    asks_if_it_helped=ASKS_IF_IT_HELPED,
    refuses=REFUSES,
)
