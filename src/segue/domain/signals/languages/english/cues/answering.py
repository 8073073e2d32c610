"""English: how an answer is turned down: corrected, refused, disliked, asked again."""

from __future__ import annotations

from collections.abc import Mapping

IN_DIALOGUE: Mapping[str, Mapping[str, str]] = {
    "correction": {
        "i said": """
            i|we need|want|wanted it|them|one earlier|later|cheaper|closer|bigger|smaller|sooner|before|for / i|we
              just|already|clearly|specifically|actually|only|did? (
              said|meant|asked_for|asked_about|asked_you|asked|wanted|told|requested|mentioned|specified / ordered )
              !( to_know|to_ask|to_book|to_find|to_see|thanks|to_make|to|if|by|that_you_are|about_your )
            / i|we do|did|am not|never <adverb>? say|ask|mean|request|order|asking|asked|said|mention|meant
            / that|this|it is|was|are not my|a|an|the|even|anywhere|where|how|who|why / nothing_to_do_with /
              not|nothing|isnt what i|we|he|she am|was|had|have|really? (
              asked|said|meant|wanted|want|need|needed|looking|am|ordered|requested|was|look|had_in_mind /
              asking|told )
            / not <adverb>? that|this|these|those|the|what|it (
              one|ones|what|right|correct|place|movie|restaurant|day|question|answer|hotel|man|city|date / same|me /
              <stop> )
        """,
        "you got it wrong": """
            that|this|it|which|you|answer|name|date|time|day|address|number|order|city|one|price is|are|was
              <adverb>? ( wrong|incorrect|mistaken|a_mistake|an_error / not <very>?
              right|correct|true|it|accurate|mine|that|me )
            / you|u got|have|had|get|read|heard|booked|picked|gave|put|mixed|made|keep|misheard|are|chose|sent
              it|that|me|this|them|my|a|up|the|getting? .? wrong|mistake|incorrectly|confused|mixed_up
            / you|u ( misunderstood|misunderstand|misread|misheard|missed|forgot|do_not_understand /
              did_not_understand|do_not_get|did_not_get|are_not_listening|are_not_getting|not_listening /
              did_not_listen|did_not_read|not_understanding|did_not_answer|have_not_answered /
              are_not_answering|skipped|ignored|are_not_helping|keep|still_have_not|never_answered /
              do_not_seem|do_not_listen|did_not_give|are_missing|are_confusing|gave_me_the|just_asked /
              already_asked|asked_me_that|asked_that|have_already_asked|just_said|told_me_that )
            / -<not> wrong (
              date|time|day|city|place|restaurant|one|number|person|hotel|movie|train|way|direction|month /
              year|answer|name|station|airport|thing|film|order|song|question|address|again )
            / no|nope ,? ( i_am_looking|i_am_talking|i_am_asking|not|it_is_not|that_is_not|i_said|i_meant|i_mean /
              i_asked|i_wanted|you|wrong|it_should|it_was|it_has_to|that_was|i_did_not|i_am_not|i_do_not /
              i_was|make_it|do_not|the|for|it_needs|it_is|i_need|we_need|i_want )
            / wait|hold_on|hang_on ,? no|that_is_not|i|did_you|you|what|why|that_does|this / no|nope no|nope /
              misunderstanding|misunderstood|miscommunication
            / , not for|in|on|the|a|at|to|from|my|just|with? . ,?$ / should|supposed_to|needs_to have|be|to_be?
              been? .?3 not|instead / instead_of / rather_than
            / i_think_you|are_you_sure|did_you_not|you_said|you_told|you_just_said|you_just_told /
              i_know_that_already|i_know_that|try_harder|but_you_said|but_you_just|but_you_told|but_i_said /
              but_i_asked|but_that_is|but_i_wanted|but_it_says|i_thought|that_is_not|this_is_not /
              it_is_not_what|why_did_you|why_are_you|why_would_you|i_do_not_understand|i_am_confused /
              confused|confusing|what_do_you_mean_not|what_do_you_mean_no|what_do_you_mean_you|huh /
              what_are_you_talking
        """,
    },
    "refusal": {
        "did not help": """
            does|did|do|has|is|was|are|were|will|would|had|not|can|won not <adverb>?2 really|even|at_all? (
              help|helped|helping|helpful|solve|solved|useful|answer|answered|fix|fixed|make_sense /
              matter_to|suit|suitable /
              any_good|any_help|much_help|much_use|enough|what|relevant|going_to_work|work_for|do )
            / no|not <very>?2 help|use|good|luck|helpful|useful|relevant|better (
              at_all|to|either|for|on|again|sorry / <stop> )
            / useless|unhelpful|irrelevant|not_it|no_way|nope|wrong_answer|no_luck / none|neither|not_any|nothing
              of|in|there|here|on these|those|them|that|this|the|your?
            / neither ( <stop> ) / tried|did|done|checked|restarted|looked|read
              that|this|it|everything|all|them|those|there|both ( already|before|too|and|several|many|twice|times|of
            / <stop> ) / already <adverb>?
              tried|did|done|checked|looked|seen|saw|read|restarted|been|have|watched|have_that
            / can_not_be_serious / do_not want any|that|this|those|to|it|a|your !( spend|bother|miss|pay|be_late ) /
              that|this|it|time|times|which|those|they|date|one|place|neither|these will|would|does|do|is|can|are
              not|never <adverb>? (
              work|do|fit|suit|help|possible|good|okay|ok|convenient|enough|going_to|for_me|interest /
              appeal|be|going )
            / same thing|answer|error|problem|issue|result|message|story|question|reply|response (
              again|as|every|over|still / <stop> )? / not|never <adverb>?
              interested|good_for|an_option|available_then|an_answer|possible_for
        """,
    },
    "dislike": {
        "do not like": """
            ( do|did|would|am|was|could|can|is|will|has not|never ) <adverb>?2
              really|particularly|think_i|think_i_would|think_i_will|much|too|that|to? (
              like|liked|enjoy|enjoyed|care_for|love|loved|into|fond|fancy|keen|interested|stand|watch /
              feel|appeal|prefer|finish|recommend|get_into|a_fan|a_big_fan|big_on|crazy_about|interest )
            / hate|hated|hates|dislike|disliked|despise|despised|loathe|detest|detested|cannot_stand /
              hating|disliking
            / never|not|could_not <adverb>?2 liked|like|into|get_through|finish|get_into|really_like|care /
              fell_asleep|walked_out|turned_it_off|waste_of|not_much_for|not_that_into|not_too_into / not_big_on /
              .? movies|films|ones|stuff|songs|food are_not|is_not my|for|really / not|never
              a|an|my|much_of_a|really|exactly|the|too|to? big|huge|kind|sort|type|cup|great|real? .? of|a?
              fan|taste|style|thing|type|favorite|favourite|favorites|tea|mood|preference|best|kind
            / least_favorite / too|so|way|very|pretty|really|kinda|bit -<not> (
              boring|dull|scary|gory|violent|childish|cheesy|predictable|silly|slow|dumb|stupid|overrated /
              bland|creepy|graphic ) / not|never <adverb>?2 (
              for_me|in_the_mood|sure_about|what_i_like|to_my|as_good|that_good|very_good|good|great /
              so_great|fun|funny|scary|interesting|worth|impressed ) / no_interest|turns_me_off|lost_interest
            / rather|prefer|would not|something_else|anything_else|something_different / pass ( on / <stop> ) /
              i_will_pass|skip_that|skip_it|not_today
        """,
        "too much": """
            -<nots> too|way_too|bit_too|little_too <too_much> / too much|many|few|little /
              out_of|above|over|beyond|more_than my|our|i_can|i_want|what_i|i_wanted?
              budget|price_range|afford|reach|want|range|wanted
            / can_not_afford
        """,
    },
    "another": {
        "something else": """
            anything|something|anywhere|somewhere|someplace|who|what|anyone|someone|nothing|where
              else|different|better|cheaper|closer|similar|newer|other
            / ( another|different|other|else|cheaper|closer|alternative|alternatives|others|better|newer /
              earlier|later ) <thing_wanted>
            / any other|others|alternatives|more|different|cheaper|better|chance|way|of_those|available
            / how|what about|if ( ( we|i|you|a|an|the|another|for|in|at|something|one|any / . ) $ / . . $ / on|try )
            / instead|alternative|alternatives|alternatively|different_one|other_one|another_one /
              other_ones|another|try_again|try_another|try_a|look_again|check_again|keep_looking /
              search_again|other_options|other_than|besides|rather
            / try|check|look_for|find|search|see_if
              again|another|different|one|it_for|for|the_next|a_different|other|later|earlier
            / then|okay|ok|well|oh|hmm|alright ,?
              how|what|try|can|could|is|are|do|find|let|maybe|i_guess|fine|in_that_case
            / seen|watched|read|heard|tried|been|stayed|eaten|have_that|own
              that|it|them|those|all|both|there|most|this one|of|already|before|many|several|too? / already
              <adverb>? seen|watched|saw|heard|read|tried|own|been|know
            / something|anything|bit|little|lot|much <very>?
              more|less|newer|older|lighter|cheaper|closer|funnier|scarier|bigger|smaller|nicer|similar / was|am
              hoping|thinking|looking ( more|for_more|something|for_something )
            / do_not want|need|think|know|see|feel / would|will|can|could|do not|never / prefer|rather
            / nothing_else|nothing_available|nothing_at|not_have_any|no_other|is_that_all|that_is_it /
              are_there_no|is_there_no|must_be
        """,
    },
    "repetition": {
        "again": """
            -<polite_before> again ( and|with|for|i|please|the|why|how|today|this / <stop> )
            / already <adverb>? (
              told|said|gave|answered|sent|explained|provided|asked|mentioned|given|entered|typed|paid /
              confirmed|stated|did )
            / the|my <nth> ( time !( in_years|here|i_have_been ) / message|email|call|request|attempt ) /
              keep|keeps|kept|stop|constantly|always <adverb>? (
              saying|asking|repeating|telling|giving|sending|getting|suggesting|offering|having_to|calling /
              sending_me|recommending|going_back|showing )
            / as|like i|we|already <adverb>?2 said|told|mentioned|asked|explained|wrote|stated|already / i|we
              just|already <adverb>? said|told|asked|gave|answered|explained|did|mentioned
            / i|we gave|told|sent you|that /
              i_repeat|once_more|once_again|yet_again|how_many_times|same_question|same_answer|told_you /
              over_and_over|again_and_again|every_single_time|every_time|each_time|time_and_time /
              many_times|multiple_times|several_times|so_many_times|3_times|three_times|four_times|4_times /
              5_times|five_times|countless|numerous|twice_now|two_times|10_times|ten_times|not_the_first /
              still_did_not|still_does_not|read_my|read_what|listen_to_me|repeat_myself|repeating_myself /
              repeating_yourself|explain_again|start_over|from_scratch|try_again|asked_twice|asking_again /
              ask_again
            / my question|request|original_question ( is|was|still / , )
        """,
    },
    "denial": {
        "no": "^ no|nope|nah|naw|not|negative|never / , no|not|nope ( <stop> )",
        "not": """
            not|never|nothing|nobody|no_one|none|neither|cannot|without|nowhere|no|unable|hardly|barely|lack|lacks
        """,
    },
}
