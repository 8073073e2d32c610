"""English: what the bot says that a mood follows on. The notation is explained in `grammar`."""

from __future__ import annotations

from collections.abc import Mapping

OF_THE_BOT: Mapping[str, Mapping[str, str]] = {
    "bot_sorry": {
        "found nothing": """
            sorry|apologize|apologise|apologies|unfortunately|afraid|regret|unsuccessful|unavailable /
              booked_up|fully_booked|sold_out|no_luck
            / no|not <very>?3 (
              results|matches|match|such|restaurants|hotels|trains|rooms|tables|availability|available /
              found|any|find|able|possible|other|options|places|listings|record|listed|have|understand /
              sure|know|successful|attractions|guesthouses|buses|openings )
            / not able_to|find|locate|have|see|offer|work|book|complete|get|go_through|recognize|know
            / unable|failed|could_not|can_not / try|like|want|change|choose|pick|consider|prefer me_to|to|you_to?
              .?2 another|different|something_else|other|again
            / error|problem|trouble|issue|went_wrong
        """,
    },
    "bot_suggests": {
        "suggestion": """
            have|had|did you <adverb>?2
              seen|tried|heard|watched|been|see|watch|try|considered|read|played|liked|like|enjoy
            / do|would you <adverb>?2 like|enjoy|prefer|be_interested|consider|want|love|watch !(
              me|to_book|to_reserve|to_make|anything_else )
            / how_about|what_about|i_recommend|i_suggest|i_would_recommend|i_would_suggest|i_can_recommend /
              may_i_suggest|can_i_suggest|you_should|you_might|you_may_like|you_could|you_would_like /
              you_will_like|you_can_watch|you_can_try|check_out|maybe_try|try_the|i_think_you|i_found /
              i_have_found|there_is|there_are|does_that|does_this|is_that_ok|is_this_ok|would_that /
              would_this|would_it|sounds_good|sound_good|any_interest|interested_in|are_you_into /
              are_you_a_fan|another_option|great_movie|good_movie|i_liked|i_loved
        """,
    },
    "bot_asks_fact": {
        "fact": """
            do|does|did you <adverb>?2 have|need|know|remember|own|require|want_me|wish|also / is|are|was|were
              there|it|that|this|you|your|the / anything|something else /
              can|could|may|might|shall|should|will|would i|you|we
            / what_time|what_day|what_date|what_is_your|what_is_the|how_many|how_much|where|when|which_day /
              what_city|what_area|what_name|would_you_like_me|like_me_to|want_me_to|need_me_to|to_book /
              to_reserve|to_confirm|please_confirm|phone_number|order_number|your_name|your_email /
              any_other|did_it|has_it
        """,
    },
    "bot_asks_opinion": {
        "taste": """
            what|why|which|how|who .?8 (
              like|liked|likes|dislike|disliked|favorite|favourite|hate|hated|enjoy|enjoyed|prefer|appeal /
              appeals|love|feel|think|opinion|drew|bothers )
            / do|did|would you <adverb>?2 like|enjoy|hate|dislike|prefer|think|love !(
              me|to|another|a|some|any|that_one_booked|more )
            / tell me <adverb>?2 more|about|why|what|a /
              what_about_it|what_was_it|why_is_that|why_not|why_do_you|could_you_describe|can_you_describe /
              describe|give_me_an_example|an_example|what_makes|any_reason|anything_you
        """,
    },
}
