"""English: how anger, frustration and disappointment are said. The notation is explained in `grammar`."""

from __future__ import annotations

from collections.abc import Mapping

ILL_WILL: Mapping[str, Mapping[str, str]] = {
    "anger": {
        "swearing": """
            fuck|fucks|fucked|fucking|fuckin|fking|effing|shit|shitty|bullshit|bs|wtf|damn_it|goddamn /
              screw_you|screw_this|piss_off|hell_with|arse|asshole|assholes|bastard|bastards|crap|crappy / bloody
            / what|how|why|where|who the hell|heck|fuck / piece of shit|junk|crap|garbage|trash / go_to_hell|shut_up
        """,
        "insult": """
            idiot|idiots|idiotic|moron|morons|moronic|imbecile|imbeciles|clowns|scum|crooks|thieves /
              scammers|liars|liar|con_artists|muppets|cowboys
            / stupid|dumb|useless|worthless|idiotic|damn|pathetic|incompetent
            ( bot|bots|robot|chatbot|machine|company|app|people|system|assistant|thing|service|phone /
              website|site|airline|bank|update|program|ai )
            / you|bot|this|it is|are|am? <very>?2
              stupid|dumb|useless|pathetic|worthless|incompetent|clueless|hopeless
            / pathetic / sucks|suck / furious|livid|fuming|enraged|seething / disgust|disgusted|disgusting
        """,
    },
    "frustration": {
        "fed up": """
            ridiculous|unbelievable|frustrated|frustrating|frustration|annoyed|annoying|infuriating /
              irritating|irritated|aggravating|exhausting|unacceptable|outrageous|absurd|insane|nonsense /
              ffs|smh|ugh|argh|grr|grrr|omfg|angry|upset|pissed|nightmare|hassle|headache|farce|laughable /
              shambles|shambolic|disgraceful|mockery
            / not <very>?2 happy|satisfied|pleased|impressed|amused|content !( with_you|to_go )
            / disappointed|disappointing|unhappy|dissatisfied|unsatisfied|let_down|dissapointed
            / fed_up|sick_of|tired_of|sick_and_tired|had_it_with|had_enough|enough_is_enough|getting_old /
              getting_tired
            / for gods|fucks|heavens|christs|petes|goodness sake / mad at / -<not> in disbelief
            / wasted|waste|wasting of? my|our|everyones|a|an|everybodys? whole|entire|lot_of?
              time|money|day|hour|hours|morning|afternoon|evening|effort
            / waste_of_time|waste_of_money|waste_of_space
        """,
        "how hard": """
            how hard|difficult can|is it|this|that / are_you ( kidding|joking|serious|having_a_laugh|deaf|even )
            / you must|have|got to|got? be kidding|joking /
              what_a_joke|is_a_joke|total_joke|complete_joke|beyond_a_joke|absolute_joke
            / driving|drives|drive|making me crazy|nuts|mad|insane|up_the_wall|lose_it|angry|furious
            / in|around_in|round_in circles / i give_up / forget_it /
              do_you_ever|you_can_not_be_serious|is_that_really_all|that_is_all_you_have /
              this_is_going_nowhere|getting_nowhere|get_nowhere|going_nowhere
            / lost|losing|lose|out_of|running_out_of my|all? patience / come_on ( <stop> ) / ^ seriously ( <stop> )
            / seriously $
            / never_mind ,? i / not_again /
              thanks_for_nothing|thank_you_for_nothing|no_thanks_to_you|what_is_wrong_with_you
            / what_is_the_point|the_point_of_paying|could_not_care_less|could_care_less|pointless /
              can_not_believe|do_not_believe_this|beyond_belief /
              do_you_even|can_you_even|can_you_not_read|can_you_read
            / thanks|thank_you|cheers|thankyou|thx so_much|a_lot|very_much|a_bunch|a_million|loads|guys? for|to .?2
            ( nothing|ruining|wasting|losing|cancelling|canceling|making_me|not|keeping|leaving|delaying /
              hanging|ignoring|charging|breaking|messing|wait|no|destroying|overcharging|stealing|delay /
              screwing|taking_my|killing|forgetting|hour|hours|never )
            / is_it_too_much_to_ask|simple_question|simple_answer|simple_request|simple_task /
              makes_no_sense|does_not_make_sense|does_not_make_any_sense|not_making_sense
        """,
    },
    "disappointment": {
        "words": """
            disappoint|disappointed|disappointing|disappointment|disappoints|unhappy|dissatisfied /
              unsatisfied|unimpressed|appalling|appalled|atrocious|dreadful|abysmal|horrendous|lousy /
              subpar|shoddy|unprofessional|incompetent|incompetence|unreliable|misleading|disgrace|ashamed /
              shameful|disaster|fiasco|underwhelmed|gutted|overpriced|ripoff|rip_off|letdown|let_down /
              dishonest|rude|unhelpful|inexcusable|dissapointed|disapointed|disappointingly
            / shame_on / expected|deserve|deserved|hoped_for <very>? better|more /
              used_to_be|gone_downhill|going_downhill|gone_to_the_dogs
            / ( terrible|horrible|awful|worst|poor|bad|worse|garbage|rubbish|pathetic|lousy|zero|lack_of /
              cheap|trash|joke_of_a|no )
            customer? ( service|services|support|experience|quality|communication|company|airline|bank|product|app /
              website|attitude|care|response|staff|connection|signal|coverage|manners|organisation /
              organization|answer|chatbot|bot|excuse|treatment|update|help|assistance )
            / the? worst|crappiest|slowest|rudest|dumbest
            / is|are|was|were|been <very>?2 -<nots> (
              terrible|horrible|awful|worst|poor|shocking|rubbish|garbage|trash|useless|bad|a_joke /
              a_disaster|a_mess|worse|a_rip_off|a_scam|the_worst )
        """,
        "not good": """
            <not> <very>?3 <liked> !( with_you|to_go|idea|at )
            / not|no|never <very>? fun / more_than_i|more_than_we wanted|want|planned|can|was|had /
              regret|regretting|regretted buying|ordering|choosing|booking|switching|this|ever|it|my|joining
            / wish ( i|we|you had not|never / you would|could ) / feel|feeling|felt
              cheated|ignored|robbed|misled|ripped_off|let_down|scammed|lied_to|conned|used
            / leaves|left a|much|lot? bad|to_be_desired / unsatisfactory|far_from
        """,
    },
}
