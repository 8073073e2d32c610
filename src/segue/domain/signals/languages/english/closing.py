"""English: how a talk with a human agent closes."""

from __future__ import annotations

from segue.domain.signals.languages.closing import closing

WORDS = {
    "bye": "bye bye_bye goodbye good_bye byebye cya see_you see_ya farewell so_long take_care cheerio",
    "soft": """
        no nope ok okay k great perfect super fine good alright all_right cool nice well and so then yes yeah yep
        excellent wonderful awesome brilliant lovely please that_is_fine thats_fine thats_great thats_perfect
        thats_it_then have_a_nice_day have_a_good_day have_a_great_day have_a_lovely_day have_a_nice_evening
        have_a_good_evening have_a_nice_weekend have_a_good_weekend have_a_good_one you_too same_to_you for_now
        that_helped that_helps that_worked it_works it_works_now it_worked all_good everything_works now""",
    "that_is": "thats that_is that_was that_will_be thatll_be this_is it_is its this_was that_would_be",
    "chat": "chat conversation session discussion dialogue dialog live_chat",
    "stop": "end close finish terminate stop leave exit quit disconnect end_up close_down shut",
    "we": "i we",
    "can": "can could may",
    "deed": """
        send email mail call ring phone refund credit transfer replace repair fix book order ship deliver arrange
        check look_into investigate find_out get_back come_back be_in_touch contact let_you_know inform notify update
        write forward escalate raise open prepare issue reimburse pay cancel change extend make_sure ensure take_care
        have_it have_that get_it get_that put set keep give provide organise organize follow_up reach_out confirm
        process return pick_it_up collect schedule waive remove reset unlock activate upgrade credit_you""",
    "get": "receive get have hear be_refunded be_credited be_contacted be_called be_paid be_reimbursed see",
    "arrives": "arrive be_delivered be_sent be_shipped be_refunded be_there be_with_you be_credited be_repaired reach",
}
CLOSING = closing(
    words=WORDS,
    thanks="""
        ( thanks|thank|thx|ty|cheers|no_thanks|no_thank|many_thanks ) ( you|u )? ( so|very|a )? ( much|lot|again|anyway|
        kindly|all|guys )?2
        ( for ( your|all|the|all_your|all_the|your_great|your_kind )? ( help|time|support|assistance|patience|advice|
        answer|information|info|everything|helping|helping_me|clarifying )
        ( and ( help|time|support|patience|advice ) )? )?""",
    done="""
        <that_is> ( really|just|pretty_much|about )? ( all|everything|it|me ) ( then|really|from_me|from_my_side|for_me|
        for_today|today|folks )?
        / ( im|i_am|were|we_are ) ( all )? ( done|finished|set|good|sorted|good_to_go ) ( here|then|now )?
        / ( nothing|no_more|no_further|no_other|no ) ( else|more|further|questions|other_questions|more_questions )
        ( thats )? ( from_me|for_now|for_today|today )?
        / ( you|that|this ) ( have|has )? ( answered|solved|resolved|fixed|sorted ) ( all|everything|it|my|my_question|
        my_questions|my_problem|my_issue|all_my_questions )?2
        / ( ive|i_have|i_got ) ( got )? ( everything|all|what|all_that ) ( i ( need|needed|wanted|want ) )?
        / ( i|we ) ( have_to|need_to|must|gotta|got_to|should|will ) ( go|leave|run ) ( now )?""",
    end="""
        ( <can> ( you|we|i ) / you <can> / lets / let_us / please / you_may / feel_free_to / id_like_to /
        i_would_like_to
        / i_want_to / i_wish_to / we_can / i_can / i_will / ill )?2 please? ( now|just|go_ahead_and|also )? <stop>
        ( the|this|our|my )? <chat> ( now|here|then|please|with_you|for_me|for_now )?3
        / <that_is> ( really|just )? ( all|everything ) ( that )? ( i|we ) ( needed|wanted|need|want|had|have )
        ( to_know|to_ask|for_now|for_today|help_with|today|from_you )?
        / ( i|we ) ( dont|do_not ) ( need|want|have ) ( anything|any ) ( else|more|further|more_help|further_help|
        more_questions|further_questions|other_questions ) ( now|today|for_now|from_you|at_the_moment )?
        / ( i|we ) have no ( more|further|other ) questions ( now|today|for_now )?
        / ( this|the ) <chat> can be <stopped>""".replace("<stopped>", "closed|ended|finished|terminated"),
    promises="""
        ( ill|well|i_will|we_will|i_shall|we_shall|im_going_to|i_am_going_to|were_going_to|we_are_going_to )
        ( also|now|just|then|personally|of_course|immediately|gladly|happily|certainly|definitely|be_happy_to )?2 <deed>
        / ( youll|you_will|you_should|you_are_going_to|youre_going_to ) ( then|also|now|soon|shortly )? <get>
        / ( our|my|the|a ) .?4 ( will|shall ) ( then|also|soon )? ( <get> / <deed> / <arrives> )
        / ( it|this|that|they ) ( will|shall|should ) ( then|also|soon|now )? <arrives>
        / ( itll|thatll|theyll ) <arrives>
        / i ( promise|guarantee ) / you_have_my_word""",
    not_promised="""
        ^ if . / ( cannot|cant|can_not|unable|not_able ) .?3 ( promise|guarantee ) / ( will|ill|well ) not /
        ( ill|i_will|well|we_will ) ( just|now|quickly )? ( check|have_a_look|take_a_look|look ) ( now|quickly|
        right_now|
        for_you_now|that_now|one_moment|a_moment )
        / ( ill|i_will|youll|you_will ) ( get|have|see ) ( to|the_same|a_chance|an_error|an_option|a_button )""",
    rules_out="""
        ( is|are|was|its|thats|it_is|that_is ) ( unfortunately|sadly|really|simply|also|still )? not
        ( possible|available|allowed|permitted|covered|refundable|eligible|supported|included|an_option|feasible|valid )
        / ( isnt|arent|wasnt ) ( possible|available|allowed|permitted|covered|refundable|eligible|supported|included|
        an_option )
        / ( we|i|you ) ( unfortunately|sadly|simply )? ( cannot|cant|can_not|are_unable_to|am_unable_to|are_not_able_to|
        am_not_able_to|are_not_allowed_to|am_not_allowed_to|im_not_able_to|im_unable_to|were_unable_to ) ( simply|just|
        actually )? ( offer|refund|cancel|change|extend|ship|deliver|exchange|waive|give|issue|do_that|do_this|do_it|
        repair|replace|return|combine|apply|make|grant|reimburse|pay|use|reopen|undo|reverse|restore|transfer|send )
        / ( it|that|this ) ( will_not|wont|does_not|doesnt ) ( work|help|be_possible|be_refunded ) ( with|on|for|in )
        / ( no_longer ) ( available|possible|supported|made|sold|in_stock|valid|produced )
        / ( cannot|cant|can_not ) be ( refunded|cancelled|canceled|changed|exchanged|repaired|undone|extended|returned|
        restored|reversed|recovered )
        / ( out_of|discontinued|non_refundable|out_of_the ) ( stock|warranty )? $""",
    not_ruled_out="""
        ^ if . / ( why|whether ) ( . )?4 ( cannot|cant|not|isnt ) / ( cant|cannot|can_not ) ( promise|tell|say|see|
        find )
        / not_possible_that / ( until|unless|yet|without|before|otherwise ) / cannot_wait""",
)
