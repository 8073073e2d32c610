"""English: praise, thanks, plain questions, single words of opinion. The notation is explained in `grammar`."""

from __future__ import annotations

from collections.abc import Mapping

TONE: Mapping[str, Mapping[str, str]] = {
    "sarcasm": {
        "praise": """
            <good> <opinion> /
              well_done|way_to_go|bravo|slow_clap|kudos|congrats|congratulations|good_luck|big_surprise /
              what_a_surprise|yeah_right|shocker|hats_off|nice_one|good_one|top_marks|real_classy /
              real_helpful|very_helpful|so_helpful|classy
            / thanks|thank_you|cheers|thankyou|thx so_much|a_lot|very_much|a_bunch|a_million|loads|guys? for|to .?2
            ( nothing|ruining|wasting|losing|cancelling|canceling|making_me|not|keeping|leaving|delaying /
              hanging|ignoring|charging|breaking|messing|wait|no|destroying|overcharging|stealing|delay /
              screwing|taking_my|killing|forgetting|hour|hours|never )
            / oh|well|how|just|that_is|so|that_was|really (
              lovely|great|good|joy|wonderful|nice|perfect|convenient|helpful|fantastic|brilliant|fun /
              awesome|what_i_needed|thoughtful )
            / love|loving|enjoy|enjoying
              how|it_when|when|that_you|waiting|being|paying|the_way|spending|sitting|my_new_broken
        """,
    },
    "satisfaction": {
        "thanks": """
            -<nots> ( thanks|thank_you|thank|thankyou|thx|ty|cheers|appreciate|appreciated|grateful|perfect /
              excellent|awesome|wonderful|fantastic|lovely|superb|brilliant|amazing ) !( for_nothing )
            / sounds|looks|works|seems <very>?
              good|great|perfect|fine|lovely|like_fun|nice|interesting|for_me|wonderful|awesome|ok
            / that|it|this|you|yes will|is|was|are|would|have|did|be? <very>? (
              perfect|helpful|fine|works|helped|helps / <good> ) !( not )
            / i|we <adverb>?2 love|loved|enjoy|enjoyed|like|liked|recommend|am_happy|am_glad|am_impressed /
              very|really|so|super|most -<not>
              happy|pleased|helpful|good|nice|satisfied|impressed|friendly|kind|grateful|quick|fast
            / ^ ( yes|yeah|yep|sure|yup|correct|exactly|ok|okay|great|perfect|alright|absolutely|definitely /
              good|cool|nice ) ( please|that|i|it|thanks|thank / <stop> ) /
              great|good|excellent|amazing|fantastic|wonderful|best|love|awesome (
              job|service|experience|staff|movie|film|time|day|idea|choice|support / <service_noun> )
            / shout_out|shoutout|well_played|keep_up|made_my_day|all_set|you_rock|good_to_know
        """,
    },
    "no_problem": {
        "fine": """
            no|not_a|not_any|without|any|never_had_a|zero|never_had_any|not_had_any|never_a (
              problem|problems|worries|issue|issues|complaints|complaint|trouble|hassle|big_deal|rush /
              hurry|need|bother|harm|errors|biggie|doubt )
            / not <very>?3 (
              bad|broken|urgent|terrible|disappointed|upset|angry|mad|annoyed|wrong|complaining|horrible /
              awful|stressed|worried|expensive|disappointing|poor|frustrated|in_a_hurry|a_complaint /
              in_danger|an_emergency|boring )
            / can_not|could_not ( complain|be_happier|fault|ask_for_more|wait_to|wait_for|have_been|recommend|thank
            / speak_highly|praise|get_enough|stop|believe_how_good )
            / -<nots> works|working|fixed|resolved|sorted|solved|running <adverb>?
              again|now|fine|perfectly|great|well|like_a_charm|as_expected|smoothly|out
            / it|that|everything|all works|worked <stop> / is|now|got|been
              fixed|resolved|sorted|solved|up_and|back_up|back_online / fixed_it|sorted_it|solved_it
            / no|without|any particular|preference|preferences / do_not
              have_a_preference|mind|have_any_preference|care_about_the|care_which|care_what /
              nothing_else|that_will_be_all|no_more_questions / no ,? just|only
            / never_mind|nevermind|does_not_matter|do_not_worry|it_is_ok|it_is_okay|it_is_fine /
              that_is_fine|that_is_ok|that_is_okay|no_thanks|no_thank_you|that_is_all|all_good|i_am_good /
              take_your_time|whenever_you|when_you_have|no_worries|fair_enough|my_mistake|my_fault|my_bad /
              my_error|i_made_a_mistake|i_forgot|i_lost|i_misplaced|just_curious|just_wondering /
              just_checking|out_of_curiosity
            / nothing|never_been|never_felt|never_had wrong|to_complain|bad|better|happier|broken|a_better /
              never|not disappoint|disappoints|disappointed|let_me_down|fails_to_impress|fails_to_amaze|miss /
              hard_to_beat|did_not_expect_such
        """,
    },
    "question": {
        "plain": """
            how ( do|can|could|would|should|does|to|much|many|late|early|old|far|often|big|is_the ) / what (
              is|are|time|day|do|does|kind|type|would|can|other|was|s|if )
            / could|can|would|will you <adverb>?2 (
              tell|help|find|recommend|suggest|book|give|show|let|check|explain|provide|make|confirm /
              reserve|look|please|also|send )
            / do|does|did you|it|they|the|this|that|he|she|your|these|i|we|any / is|are|was|were (
              there|it|the|this|that|they|any|you|these|your|he|she )
            / where|who|which|when ( do|can|is|are|was|should|did|will|does|could|would|were ) /
              can|may|could|should|shall|will|would|might i|we|it|they|the|this
            / i|we ( would|am|are|just|also ) like|looking|interested|wondering|planning|curious|love|hoping (
              to|for|a|an|in|if|some|about|the )
            / have you|any / any suggestions|ideas|recommendations|idea|advice|chance|tips
        """,
        "request": """
            ^ ( ( please|yes|ok|okay|also|and|hi|hello|hey / , ) )?3 (
              book|find|cancel|show|tell|give|change|search|play|recommend|reserve|check|set|add|send|make /
              help|update|transfer|look|order|get|remind|open|turn|buy|schedule|call|track|explain|list )
        """,
    },
    "turns_down": {
        "no answer": """
            ^ ( well|um|uh|hmm|oh|sorry|actually|okay|ok|and|but|i_guess|honestly / , )?3 (
              no|nope|nah|not|never|neither|none|nothing / it|that|this|they is|was|are|were|does|did <adverb>? not
            / i|we <adverb>? do|did|have|had|can|could|am|would|was|will <adverb>? not|never|neither /
              do|did|can|have|am not / i|we|have|had never )
            !( ( thanks|thank_you|problem|worries|that_is|that_will|nothing_else|just|only|preference / reservation
              ) / , that_is|thanks|thank|it_is_fine|just )
        """,
    },
    "at_a_loss": {
        "does not know": """
            ^ ( well|um|uh|hmm|oh|sorry|actually|no|i_guess|honestly|i|to_be_honest|ah / , )?4
            ( do|am|can|could|have not <adverb>?2 (
              know|sure|think_of|remember|recall|say|heard|understand|familiar|aware|certain|come_up_with /
              an_idea|a_clue|any_idea ) /
              no_idea|no_clue|never_heard|dunno|not_sure|not_that_i|none_that_i|nothing_comes /
              nothing_i_can|what_do_you_mean|what_is_that|never_seen|not_seen )
        """,
    },
    "contrast": {"but": "but|however|although|though|yet|except"},
    "negative": {"bad word": "-<nots> <bad_word>"},
    "positive": {"good word": "-<nots> <good_word>"},
}
