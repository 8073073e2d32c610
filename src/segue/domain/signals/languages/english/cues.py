"""English: turns of phrase that tell the mood. The kinds are those of `language.CUES`, their worth is in `mood`."""

from __future__ import annotations

from collections.abc import Mapping

from segue.domain.signals.languages.english.mood_words import MOOD_WORDS, NEGATIVE, POSITIVE
from segue.domain.signals.languages.grammar import Notation, Rule

_NOTATION = Notation(
    {**MOOD_WORDS, "bad_word": NEGATIVE, "good_word": POSITIVE},
    {
        "ago": "( for|about|over|almost|nearly|after|since? the|a|an? past|last? <span> / . <span> )",
        "mine": "( my|our|your|the|this|that|these|those <service_noun> )",
        "no_more": "( no|zero|without|not_a|never_any <service_noun> )",
        "stop": "( , / $ )",
        "by": "by|before|until|till|within|no_later_than",
    },
)

_ILL_WILL: Mapping[str, Mapping[str, str]] = {
    "anger": {
        "swearing": """
            fuck|fucks|fucked|fucking|fuckin|fking|effing|shit|shitty|bullshit|bs|wtf|damn_it|goddamn|screw_you|screw_this|piss_off|hell_with|arse|asshole|assholes|bastard|bastards|crap|crappy|bloody
            / what|how|why|where|who the hell|heck|fuck / piece of shit|junk|crap|garbage|trash / go_to_hell|shut_up""",
        "insult": """
            idiot|idiots|idiotic|moron|morons|moronic|imbecile|imbeciles|clowns|scum|crooks|thieves|scammers|liars|liar|con_artists|muppets|cowboys
            / stupid|dumb|useless|worthless|idiotic|damn|pathetic|incompetent
              bot|bots|robot|chatbot|machine|company|app|people|system|assistant|thing|service|phone|website|site|airline|bank|update|program|ai
            / you|bot|this|it is|are|am? <very>?2 stupid|dumb|useless|pathetic|worthless|incompetent|clueless|hopeless
            / pathetic / sucks|suck / furious|livid|fuming|enraged|seething / disgust|disgusted|disgusting""",
    },
    "frustration": {
        "fed up": """
            ridiculous|unbelievable|frustrated|frustrating|frustration|annoyed|annoying|infuriating|irritating|irritated|aggravating|exhausting|unacceptable|outrageous|absurd|insane|nonsense|ffs|smh|ugh|argh|grr|grrr|ffs|omfg|angry|upset|pissed|nightmare|hassle|headache|farce|laughable|shambles|shambolic|disgraceful|mockery
            / fed_up|sick_of|tired_of|sick_and_tired|had_it_with|had_enough|enough_is_enough|getting_old|getting_tired
            / for gods|fucks|heavens|christs|petes|goodness sake / mad at / -<not> in disbelief
            / wasted|waste|wasting of? my|our|everyones|a|an|everybodys? whole|entire|lot_of? time|money|day|hour|hours|morning|afternoon|evening|effort
            / waste_of_time|waste_of_money|waste_of_space""",
        "how hard": """
            how hard|difficult can|is it|this|that / are_you ( kidding|joking|serious|having_a_laugh|deaf|even )
            / you must|have|got to|got? be kidding|joking / what_a_joke|is_a_joke|total_joke|complete_joke|beyond_a_joke|absolute_joke
            / driving|drives|drive|making me crazy|nuts|mad|insane|up_the_wall|lose_it|angry|furious
            / in|around_in|round_in circles / i give_up / forget_it / this_is_going_nowhere|getting_nowhere|get_nowhere|going_nowhere
            / lost|losing|lose|out_of|running_out_of my|all? patience / come_on ( <stop> ) / ^ seriously ( <stop> ) / seriously $
            / never_mind ,? i / not_again / thanks_for_nothing|thank_you_for_nothing|no_thanks_to_you|what_is_wrong_with_you
            / what_is_the_point|pointless / can_not_believe|do_not_believe_this|beyond_belief / do_you_even|can_you_even|can_you_not_read|can_you_read
            / thanks|thank_you|cheers|thankyou|thx so_much|a_lot|very_much|a_bunch|a_million|loads|guys? for|to .?2
              nothing|ruining|wasting|losing|cancelling|canceling|making_me|not|keeping|leaving|delaying|hanging|ignoring|charging|breaking|messing|wait|no|destroying|overcharging|stealing|delay|screwing|taking_my|killing|forgetting|hour|hours|never
            / is_it_too_much_to_ask|simple_question|simple_request|simple_task / makes_no_sense|does_not_make_sense|does_not_make_any_sense|not_making_sense""",
    },
    "disappointment": {
        "words": """
            disappoint|disappointed|disappointing|disappointment|disappoints|unhappy|dissatisfied|unsatisfied|unimpressed|appalling|appalled|atrocious|dreadful|abysmal|horrendous|lousy|subpar|shoddy|unprofessional|incompetent|incompetence|unreliable|misleading|disgrace|ashamed|shameful|disaster|fiasco|underwhelmed|gutted|overpriced|ripoff|rip_off|letdown|let_down|dishonest|rude|unhelpful|inexcusable|dissapointed|disapointed|disappointingly
            / shame_on / expected|deserve|deserved|hoped_for <very>? better|more / used_to_be|gone_downhill|going_downhill|gone_to_the_dogs
            / terrible|horrible|awful|worst|poor|bad|worse|garbage|rubbish|pathetic|lousy|zero|lack_of|cheap|trash|joke_of_a|no
              customer? service|services|support|experience|quality|communication|company|airline|bank|product|app|website|attitude|care|response|staff|connection|signal|coverage|manners|organisation|organization|answer|chatbot|bot|excuse|treatment|update|help|assistance
            / the? worst|crappiest|slowest|rudest|dumbest
            / is|are|was|were|been <very>?2 -<nots> terrible|horrible|awful|worst|poor|shocking|rubbish|garbage|trash|useless|bad|a_joke|a_disaster|a_mess|worse|a_rip_off|a_scam|the_worst""",
        "not good": """
            <not> <very>?3 <liked> !( with_you|to_go|idea|at )
            / not|no|never <very>? fun / regret|regretting|regretted buying|ordering|choosing|booking|switching|this|ever|it|my|joining
            / wish ( i|we|you had not|never / you would|could ) / feel|feeling|felt cheated|ignored|robbed|misled|ripped_off|let_down|scammed|lied_to|conned|used
            / leaves|left a|much|lot? bad|to_be_desired / not_happy|unsatisfactory|far_from""",
    },
}

_WHAT_FAILED: Mapping[str, Mapping[str, str]] = {
    "failure": {
        "does not work": """
            ( not|never|nothing|stopped|stops|refuses_to|refusing_to|fails_to|failed_to|unable_to|still_no|hardly|barely|neither|wont|would_not|nobody )
            <very>?2 been|be|to? ( <work> ) !( for_me|yet_decided )
            / nothing works|happens|happened|helps|is_working|loads|changed
            / keeps|keep|kept|constantly|always|continually <adverb>?
              crashing|failing|freezing|dropping|disconnecting|logging|buffering|showing|giving|getting|cutting|saying|telling|happening|coming|charging|cancelling|losing|breaking|stopping|closing|going|rejecting|asking_me|spinning|restarting|kicking|sending_me|turning_off|declining
            / is|are|been|goes|went|was <adverb>?2 down|out|offline ( again|for|since|all|and|in / <stop> )
            / still|has|have|had|is|are|was|were|will|be|it|got? -<nots> <fault> !( number|code_for )""",
        "not as it should be": """
            missing ( from|in|parts|items|item|a|an|the|pieces / <stop> ) / -<not> wrong ( color|colour|amount|product|address|name|price|model|part|thing|one|information|info|place|medication / <service_noun> )
            / late|delayed|cancelled|canceled|postponed|rescheduled|overbooked|diverted ( again|twice|without|by|for|at|and|with|flight|flights|train|delivery / <stop> )
            / charged|billed|charging|billing|debited me|us|my_card? ( twice|double|again|extra|wrong|wrongly|incorrectly|for_nothing|too_much|three_times|without|full|even / . .? twice )
            / double|over|wrongly|incorrectly|unfairly charged|billed|charging|billing / hidden|unexplained|unexpected|unauthorized|ridiculous|extra fees|fee|charges|charge|costs
            / never|did_not|have_not|has_not|not|yet_to|still_not <adverb>? come|came|arrive|arrived|received|receive|got|get|shown|turned_up|show_up|showed|been|delivered|gotten|hear|heard|see|seen_a|reached|reach|reimbursed|refunded
              ( my|the|our|it|a|any|anything|here|back|yet|from|to / <stop> )
            / ( still|have|having|got|had|with|another|a|same|big|an|more|the|some|is_a|these|constant|many|huge|serious ) -<nots> issue|issues|problem|problems|trouble|difficulty|difficulties|outage|outages
            / does_not_exist|not_exist|no_such|invalid|vanished|disappeared|gone_from|not_letting|will_not_let|would_not_let|not_there|not_see_any|not_see_it|not_find_it|not_find_any|not_accepted|not_recognised|not_recognized|still_charging|still_charge|fined|fee_for|fell_apart|came_apart|food_poisoning|stain|stains|over_the_fence|in_the_rain|unsubscribed|wrong_again|half_of|no_explanation|without_warning|without_asking|without_my|not_what_was|nowhere_to_be|nothing_else_happens|shut_down|closed_without|cold_when|was_cold|arrived_cold|came_cold|without_explanation|never_came|dangerous|scratched|stale|did_not_match|not_match / error|glitch|bug ( message|code|when|every|on|in|again / <stop> ) / can_not|could_not|unable_to|not_able_to|not_been_able_to
              even|ever|seem_to|get_it_to|get_this_to? log|login|access|open|connect|get|use|reach|sign|download|pay|place|check|make|send|see|update|play|watch|find_anyone|track|complete|submit|cancel|activate|change|redeem|view|reset|load|contact|speak
            / <no_more> / dropped|drops|dropping calls|call|connection|signal / out_of_service|out_of_order|out_of_action|does_nothing|did_nothing|stopped_working
            / still not|no|nothing|waiting|broken|down|have_not|has_not|can_not|does_not|is_not|pending|missing|unresolved|unpaid""",
    },
    "waiting": {
        "for long": """
            been|still|am|are|were|was|kept|keep|left|have_to|had_to|sat|stood? waiting|wait|waited ( for|on|over|here|more|almost|nearly|since|and|an|ages|so|patiently|the|my / <stop> / . ) <span>?
            / on_hold|in_the_queue|kept_waiting|no_end_in_sight|holding_for / <span> late|later|overdue|delay|delayed|wait|waiting|behind
            / been|for|over|after|taken|took|takes|taking|waited|than|nearly|almost|past|last more_than|over|almost|nearly|about|like|the|another? .?
              <span> ( now|and|for|with|without|to|later|since|already|ago / <stop> )
            / since yesterday|last|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|september|october|november|december|morning|this_morning|then_nothing
            / takes|taking|taken|took|take so|too|forever|ages|way_too|an_eternity|this long|ages|forever|much|slow? / for|in ages|forever|weeks|days|hours|months|eternity
            / how_much_longer|how_long_does_it_take|how_long_do_i|how_long_until|how_many_days|how_many_weeks|how_many_hours""",
        "nobody answers": """
            no|zero|without|nor|any reply|replies|response|responses|answer|answers|update|updates|callback|call_back|email_back|explanation|communication|apology|feedback|news|word
            / nobody|no_one|no_body|noone|none_of_you <adverb>? answers|answer|answered|answering|replied|replies|reply|responds|responded|called|calls|call|picks|picked|cares|care|helps|help|helped|knows|knew|came|comes|will|is|wants|seems|can|has|bothered|even|did|showed|ever|read
            / never|not|did_not <adverb>?2 ( called|call|replied|reply|responded|respond|responding|replying|heard|hear|answered|answering|answer|returned|emailed|contacted|get|got|getting|picked|picking ) ( me|back|anything|from|my|to|up|the|a / <stop> )
            / ignored|ignoring|ignore|ignores|unanswered|overdue|fobbed_off|passed_around|passed_from|given_the_runaround|runaround|run_around|hung_up|hanging_up|cut_me_off|bounced|transferred_me""",
    },
    "blame": {
        "you did": """
            ( you|they|u|guys|yall|who|and|company|airline|bank|provider / <service_noun> ) have|has|had|just|guys|also|even|all|people|clearly? <took>
            / you_people|you_guys_are|you_lot|your_fault|because_of_you|thanks_to_you|your_mistake|your_error|your_incompetence|your_company_is|your_so_called
            / scam|scammed|scamming|theft|robbery|stealing|daylight_robbery|false_advertising|bait_and_switch|ripped_off|ripping_off|rip_off|conned|extortion|money_grab|cheated|stolen_from|fraudsters|con
            / lied|lying|lies / told|promised|said|assured|advised|informed|supposed i|me|us|you|it|they|this|that|to|my|by? .?2
              would|will|was|is|be|to? -<nots> within|by|yesterday|today|tomorrow|free|full|next_day|refunded|hours|arrive|delivered|deliver|fixed|come|but
            / supposed|meant|due|guaranteed to be|arrive|come|work|get|have|last / should not|never? have|be|take|happen|cost
            / do|does|did not <adverb>? care|give_a|bother|listen|know_what_you|know_what_they / no|zero respect|clue|empathy|apology|sympathy|compassion|common_sense|accountability|concern|consideration|idea_what""",
    },
    "threat": {
        "leaving": """
            ( cancelling|canceling|closing|ending|terminating|leaving|switching|moving|changing|dropping|deleting|uninstalling|returning|ditching|quitting )
            my|our|your|to|from|this|the|you|all|providers|provider|banks|bank|for|netflix|account|it
            / ( will|going_to|about_to|have_to|think|want_to|ready_to|time_to|gonna|consider|decided_to|rather|might ) <adverb>? leave|switch|cancel|quit|ditch|move|close|uninstall|take !( my_booking|my_order|my_reservation|my_appointment|the_booking|a|it )
              ( you|to|from|my|our|your|this|it|banks|providers|for / <stop> ) !( home|work )
            / ( business|money|custom ) elsewhere|somewhere_else / never|not <adverb>? be|ever|will? buy|buying|use|using|order|ordering|shop|shopping|fly|flying|book|booking|stay|come|coming|going|go|return|returning|purchase|purchasing|spend|recommend|do|trust|eat|stepping|bank|renew
              .?4 again|with|from|back|you|your|this|here|them
            / last_time|never_again|lost_a_customer|lost_my_business|lost_a_loyal|losing_a_customer|lose_a_customer|losing_customers|lost_me_as|not_coming_back|done_with_you|am_done|i_am_out|so_done|last_straw|avoid_this|avoid_at_all|do_not_buy|do_not_use|do_not_fly|do_not_order|stay_away|boycott|go_elsewhere|going_elsewhere|money_back|off_to|your_competitor|your_competitors|your_rival""",
        "telling": """
            report|reporting|reported|complain|complaining|complained|escalate|escalating you|this|it|your|them|to|about
            / suing|sue|small_claims|ombudsman|trading_standards|better_business_bureau|bbb|consumer_protection|watchdog|legal_action|my_lawyer|my_solicitor|see_you_in_court|class_action|chargeback
            / bad|negative|terrible|honest|1|one|zero|0 star|review|reviews|stars|feedback
            / tell|telling|warn|warning|let|share|post everyone|everybody|all|people|others|my_friends|on_social|this_on
            / formal|official|file|make|making|filing|lodge|raise|another a|an|another? complaint|grievance / complaint|complaints""",
    },
    "reproach": {
        "why": """
            why|how_come is|are|does|do|can|have|has|will|would|did|was|were|am|should|must|the|on|not|i|you|my|cant|cannot
            / when are|will|is|can|do|am you|someone|somebody|i|we|they going|fix|get|send|receive|finally|planning|actually|ever|reply|answer|stop|stopping|sorting|fixing|getting|sending|be_able|start|learn
            / what_is ( going_on !( in|at ) / wrong_with / the_point / happening_with / up_with|taking|the_deal / the_use ) / what_happened_to|what_kind_of_service|what_kind_of_company|what_sort_of_service|what_took|whats_with|what_about_my
            / where the_hell|on_earth / how_dare / how is|can|could|dare|on this|that|they|earth|one|dare !( do|i|get )
            / is_there_anyone|is_anyone|does_anyone|anyone_else|anyone_there|hello_anyone|does_anybody|anybody_else""",
        "fix it": """
            fix|sort|explain|stop|solve|resolve|get|address this|it|your|my|that|the|please|out|a_grip|sending|charging|calling|spamming|with|doing|asking|repeating|saying|lying|sending_me|why
            / you_should|you_need_to|needs_to_be|need_to_be_fixed|you_have_to|ought_to|you_better|do_something|do_better|get_your_act|get_it_together|pull_your|step_up|wake_up|learn_to|train_your|hire|listen_to|at_least|the_least_you
            / ( need|want|demand|expect|deserve|require|like|owed|get|getting ) my|a|an|full|some? ( refund|compensation|explanation|apology|money_back|reimbursement|replacement|answer|answers|resolution )""",
    },
    "service": {
        "of ours": "where is|are my|our / <mine> / customer_service|customer_support|customer_care|delivery|tech_support|helpline|support_team"
    },
}

_IN_DIALOGUE: Mapping[str, Mapping[str, str]] = {
    "correction": {
        "i said": """
            i|we need|want|wanted it|them|one earlier|later|cheaper|closer|bigger|smaller|sooner|before|for / i|we just|already|clearly|specifically|actually|only|did? said|meant|asked_for|asked_about|asked_you|asked|wanted|told|requested|mentioned|specified|ordered !( to_know|to_ask|to_book|to_find|to_see|thanks|to_make|to|if|by|that_you_are|about_your )
            / i|we do|did|am not|never <adverb>? say|ask|mean|want|request|order|need|asking|looking|asked|said|mention|meant
            / that|this|it is|was|are not my|a|an|the|even|anywhere|where|how|who|why / nothing_to_do_with / not|nothing|isnt what i|we|he|she am|was|had|have|really? asked|said|meant|wanted|want|need|needed|looking|am|ordered|requested|was|look|had_in_mind|asking|told
            / not <adverb>? that|this|these|those|the|what|it ( one|ones|what|right|correct|place|movie|restaurant|day|question|answer|hotel|man|city|date|same|me / <stop> )""",
        "you got it wrong": """
            that|this|it|which|you|answer|name|date|time|day|address|number|order|city|one|price is|are|was <adverb>? ( wrong|incorrect|mistaken|a_mistake|an_error / not <very>? right|correct|true|it|accurate|mine|that|me )
            / you|u got|have|had|get|read|heard|booked|picked|gave|put|mixed|made|keep|misheard|are|chose|sent it|that|me|this|them|my|a|up|the|getting? .? wrong|mistake|incorrectly|confused|mixed_up
            / you|u misunderstood|misunderstand|misread|misheard|missed|forgot|do_not_understand|did_not_understand|do_not_get|did_not_get|are_not_listening|are_not_getting|not_listening|did_not_listen|did_not_read|not_understanding|did_not_answer|have_not_answered|are_not_answering|skipped|ignored|are_not_helping|keep|still_have_not|never_answered|do_not_seem|do_not_listen|did_not_give|are_missing|are_confusing|gave_me_the|just_asked|already_asked|asked_me_that|asked_that|have_already_asked|just_said|told_me_that
            / -<not> wrong date|time|day|city|place|restaurant|one|number|person|hotel|movie|train|way|direction|month|year|answer|name|station|airport|thing|film|order|song|question|address|again
            / no|nope ,? not|it_is_not|that_is_not|i_said|i_meant|i_mean|i_asked|i_wanted|you|wrong|it_should|it_was|it_has_to|that_was|i_did_not|i_am_not|i_do_not|i_was|make_it|do_not|the|for|it_needs|it_is|i_need|we_need|i_want
            / wait|hold_on|hang_on ,? no|that_is_not|i|did_you|you|what|why|that_does|this / no|nope no|nope / misunderstanding|misunderstood|miscommunication
            / , not for|in|on|the|a|at|to|from|my|just|with? . ,?$ / should|supposed_to|needs_to have|be|to_be? been? .?3 not|instead / instead_of / rather_than
            / i_think_you|are_you_sure|did_you_not|you_said|you_told|you_just_said|you_just_told|i_know_that_already|i_know_that|try_harder|but_you_said|but_you_just|but_you_told|but_i_said|but_i_asked|but_that_is|but_i_wanted|but_it_says|i_thought|that_is_not|this_is_not|it_is_not_what|why_did_you|why_are_you|why_would_you|i_do_not_understand|i_am_confused|confused|confusing|what_do_you_mean_not|what_do_you_mean_no|what_do_you_mean_you|huh|what_are_you_talking""",
    },
    "refusal": {
        "did not help": """
            does|did|do|has|is|was|are|were|will|would|had|not|can|won not <adverb>?2 really|even|at_all? ( help|helped|helping|helpful|solve|solved|useful|answer|answered|fix|fixed|make_sense|matter_to|suit|suitable / any_good|any_help|much_help|much_use|enough|what|relevant|going_to_work|work_for|do )
            / no|not <very>?2 help|use|good|luck|helpful|useful|relevant|better ( at_all|to|either|for|on|again|sorry / <stop> )
            / useless|unhelpful|irrelevant|not_it|no_way|nope|wrong_answer|no_luck / none|neither|not_any|nothing of|in|there|here|on these|those|them|that|this|the|your?
            / neither ( <stop> ) / tried|did|done|checked|restarted|looked|read that|this|it|everything|all|them|those|there|both ( already|before|too|and|several|many|twice|times|of / <stop> ) / already <adverb>? tried|did|done|checked|looked|seen|saw|read|restarted|been|have|watched|have_that
            / can_not_be_serious / do_not want any|that|this|those|to|it|a|your !( spend|bother|miss|pay|be_late ) / that|this|it|time|times|which|those|they|date|one|place|neither|these will|would|does|do|is|can|are not|never <adverb>? work|do|fit|suit|help|possible|good|okay|ok|convenient|enough|going_to|for_me|interest|appeal|be|going
            / same thing|answer|error|problem|issue|result|message|story|question|reply|response ( again|as|every|over|still / <stop> )? / not|never <adverb>? interested|good_for|an_option|available_then|an_answer|possible_for""",
    },
    "dislike": {
        "do not like": """
            ( do|did|would|am|was|could|can|is|will|has not|never ) <adverb>?2 really|particularly|think_i|think_i_would|think_i_will|much|too|that|to? like|liked|enjoy|enjoyed|care_for|love|loved|into|fond|fancy|keen|interested|stand|watch|feel|appeal|prefer|finish|recommend|get_into|a_fan|a_big_fan|big_on|crazy_about|interest
            / hate|hated|hates|dislike|disliked|despise|despised|loathe|detest|detested|cannot_stand|hating|disliking 
            / not|never a|an|my|much_of_a|really|exactly|the|too|to? big|huge|kind|sort|type|cup? of|a? fan|taste|style|thing|type|favorite|favourite|favorites|tea|mood|preference|best|kind
            / least_favorite / not|never <adverb>?2 for_me|in_the_mood|sure_about|what_i_like|to_my|as_good|that_good|very_good|good|great|so_great|fun|funny|scary|interesting|worth|impressed / no_interest|turns_me_off|lost_interest
            / rather|prefer|would not|something_else|anything_else|something_different / pass ( on / <stop> ) / i_will_pass|skip_that|skip_it|not_today""",
        "too much": """
            -<nots> too|way_too|bit_too|little_too <too_much> / too much|many|few|little / out_of|above|over|beyond|more_than my|our|i_can|i_want|what_i|i_wanted? budget|price_range|afford|reach|want|range|wanted
            / can_not_afford""",
    },
    "another": {
        "something else": """
            anything|something|anywhere|somewhere|someplace|who|what|anyone|someone|nothing|where else|different|better|cheaper|closer|similar|newer|other
            / another|different|other|else|cheaper|closer|alternative|alternatives|others|better|newer|earlier|later <thing_wanted>
            / any other|others|alternatives|more|different|cheaper|better|chance|way|of_those|available
            / how|what about|if ( ( we|i|you|a|an|the|another|for|in|at|something|one|any / . ) $ / . . $ / on|try )
            / instead|alternative|alternatives|alternatively|different_one|other_one|another_one|other_ones|another|try_again|try_another|try_a|look_again|check_again|keep_looking|search_again|other_options|other_than|besides|rather
            / try|check|look_for|find|search|see_if again|another|different|one|it_for|for|the_next|a_different|other|later|earlier
            / then|okay|ok|well|oh|hmm|alright ,? how|what|try|can|could|is|are|do|find|let|maybe|i_guess|fine|in_that_case
            / nothing_else|nothing_available|nothing_at|not_have_any|no_other|is_that_all|that_is_it|are_there_no|is_there_no|must_be""",
    },
    "repetition": {
        "again": """
            -<polite_before> again ( and|with|for|i|please|the|why|how|today|this / <stop> )
            / already <adverb>? told|said|gave|answered|sent|explained|provided|asked|mentioned|given|entered|typed|paid|confirmed|stated|did
            / the|my <nth> time !( in_years|here|i_have_been )|message|email|call|request|attempt|one / keep|keeps|kept|stop|constantly|always <adverb>? saying|asking|repeating|telling|giving|sending|getting|suggesting|offering|having_to|calling|sending_me|recommending|going_back|showing
            / as|like i|we|already <adverb>?2 said|told|mentioned|asked|explained|wrote|stated|already / i|we just|already <adverb>? said|told|asked|gave|answered|explained|did|mentioned
            / i|we gave|told|sent you|that / i_repeat|once_more|once_again|yet_again|how_many_times|same_question|same_answer|told_you|over_and_over|again_and_again|every_single_time|every_time|each_time|time_and_time|many_times|multiple_times|several_times|so_many_times|3_times|three_times|four_times|4_times|5_times|five_times|countless|numerous|twice_now|two_times|10_times|ten_times|not_the_first|still_did_not|still_does_not|read_my|read_what|listen_to_me|repeat_myself|repeating_myself|repeating_yourself|explain_again|start_over|from_scratch|try_again|asked_twice|asking_again|ask_again
            / my question|request|original_question ( is|was|still / , ) """,
    },
    "denial": {
        "no": "^ no|nope|nah|naw|not|negative|never / , no|not|nope ( <stop> )",
        "not": "not|never|nothing|nobody|no_one|none|neither|cannot|without|nowhere|no / unable|hardly|barely|lack|lacks",
    },
}

_TONE: Mapping[str, Mapping[str, str]] = {
    "sarcasm": {
        "praise": """
            <good> <opinion> / well_done|way_to_go|bravo|slow_clap|kudos|congrats|congratulations|good_luck|big_surprise|what_a_surprise|yeah_right|shocker|hats_off|nice_one|good_one|top_marks|real_classy|real_helpful|very_helpful|so_helpful|classy
            / oh|well|how|just|that_is|so|that_was|really lovely|great|good|joy|wonderful|nice|perfect|convenient|helpful|fantastic|brilliant|fun|awesome|what_i_needed|thoughtful
            / love|loving|enjoy|enjoying how|it_when|when|that_you|waiting|being|paying|the_way|spending|sitting|my_new_broken""",
    },
    "satisfaction": {
        "thanks": """
            -<nots> thanks|thank_you|thank|thankyou|thx|ty|cheers|appreciate|appreciated|grateful|perfect|excellent|awesome|wonderful|fantastic|lovely|superb|brilliant|amazing !( for_nothing )
            / sounds|looks|works|seems <very>? good|great|perfect|fine|lovely|like_fun|nice|interesting|for_me|wonderful|awesome|ok
            / that|it|this|you|yes will|is|was|are|would|have|did|be? <very>? ( perfect|helpful|fine|works|helped|helps|work|it|right|correct|fun|all|enough / <good> ) !( not )
            / i|we <adverb>?2 love|loved|enjoy|enjoyed|like|liked|recommend|am_happy|am_glad|am_impressed / very|really|so|super|most -<not> happy|pleased|helpful|good|nice|satisfied|impressed|friendly|kind|grateful|quick|fast
            / ^ yes|yeah|yep|sure|yup|correct|exactly|ok|okay|great|perfect|alright|absolutely|definitely|good|cool|nice ( please|that|i|it|thanks|thank / <stop> ) / great|good|excellent|amazing|fantastic|wonderful|best|love|awesome ( job|service|experience|staff|movie|film|time|day|idea|choice|support / <service_noun> )
            / shout_out|shoutout|well_played|keep_up|made_my_day|all_set|you_rock|good_to_know""",
    },
    "no_problem": {
        "fine": """
            no|not_a|not_any|without|any|never_had_a|zero|never_had_any|not_had_any|never_a problem|problems|worries|issue|issues|complaints|complaint|trouble|hassle|big_deal|rush|hurry|need|bother|harm|errors|biggie|doubt
            / not <very>?3 bad|broken|urgent|terrible|disappointed|upset|angry|mad|annoyed|wrong|complaining|horrible|awful|stressed|worried|expensive|disappointing|poor|frustrated|in_a_hurry|a_complaint|in_danger|an_emergency|boring
            / can_not|could_not complain|be_happier|fault|ask_for_more|wait|have_been|recommend|thank|speak_highly|praise|get_enough|stop|believe_how_good
            / -<nots> work|works|working|fixed|resolved|sorted|solved|running|back <adverb>? ( again|now|fine|perfectly|great|well|up|online|like_a_charm|as_expected|smoothly|out / <stop> )
            / never_mind|nevermind|does_not_matter|do_not_worry|it_is_ok|it_is_okay|it_is_fine|that_is_fine|that_is_ok|that_is_okay|no_thanks|no_thank_you|that_is_all|all_good|i_am_good|take_your_time|whenever_you|when_you_have|no_worries|fair_enough|my_mistake|my_fault|my_bad|my_error|i_made_a_mistake|i_forgot|i_lost|i_misplaced|just_curious|just_wondering|just_checking|out_of_curiosity
            / nothing|never_been|never_felt|never_had wrong|to_complain|bad|better|happier|broken|a_better / never|not disappoint|disappoints|disappointed|let_me_down|fails_to_impress|fails_to_amaze|miss / hard_to_beat|did_not_expect_such""",
    },
    "question": {
        "plain": """
            how ( do|can|could|would|should|does|to|much|many|late|early|old|far|often|big|is_the ) / what ( is|are|time|day|do|does|kind|type|would|can|other|was|s|if )
            / could|can|would|will you <adverb>?2 tell|help|find|recommend|suggest|book|give|show|let|check|explain|provide|make|confirm|reserve|look|please|also|send
            / do|does|did you|it|they|the|this|that|he|she|your|these|i|we|any / is|are|was|were ( there|it|the|this|that|they|any|you|these|your|he|she )
            / where|who|which|when ( do|can|is|are|was|should|did|will|does|could|would|were ) / can|may|could|should|shall|will|would|might i|we|it|they|the|this
            / i|we ( would|am|will|had|do|are|have|just|also? ) like|want|need|looking|interested|wondering|trying|planning|curious|love|hoping ( to|for|a|an|in|if|some|about|the )
            / have you|any / any suggestions|ideas|recommendations|idea|advice|chance|tips""",
        "request": """
            ^ ( ( please|yes|ok|okay|also|and|hi|hello|hey / , ) )?3 book|find|cancel|show|tell|give|change|search|play|recommend|reserve|check|set|add|send|make|help|update|transfer|look|order|get|remind|open|turn|buy|schedule|call|track|explain|list
            / i|we want|need|would_like|wish|have to? book|cancel|change|find|reserve|return|order|check|know|reset|update|buy|go|see|open|make|get|a|an|the""",
    },
    "contrast": {"but": "but|however|although|though|yet|except"},
    "negative": {"bad word": "-<nots> <bad_word>"},
    "positive": {"good word": "-<nots> <good_word>"},
}

_NEED: Mapping[str, Mapping[str, str]] = {
    "distress": {
        "harm": """
            kill|killing|hurt|hurting|harm|harming|cut|cutting myself / suicide|suicidal|self_harm|end_it_all|end_my_life|ending_it_all|take_my_life|take_my_own_life
            / want|wanted|wish|going|rather|ready to? die|be_dead|was_dead|were_dead|disappear_forever / better_off_dead|better_off_without_me|no_reason_to_live|nothing_to_live_for|not_want_to_live|not_want_to_be_here|not_want_to_be_alive|not_worth_living|end_everything
            / <somebody> .?3 hit|hits|beat|beats|beating|threatening|threatened|threatens|stalking|following|attacked|hurt|hurts|hurting|raped|assaulted|abusing|abuses|choked me|us|my
            / not|never <very>? safe ( at|here|with|in / <stop> ) / in|great|real danger|fear_of|fear_for / afraid|scared|fear for my|our|her|his life|safety|lives
            / threatened|threatening|threatens to|me|us|my / is|keeps|been stalking|blackmailing / afraid|scared|terrified|frightened of|to|for / took|taken too_many|many|all_the pills / stopped_breathing|not_breathing|breaking_in|blood_everywhere|has_a_gun|has_a_knife|fever_of|allergic_reaction|bleeding / they_took_my|took_my_children / being ( stalked|threatened|blackmailed|followed|abused|harassed|beaten ) / abusive|violent husband|partner|ex|relationship|boyfriend|father|home|wife|marriage / stalker|blackmail|blackmailing|sextortion""",
        "cannot cope": """
            can_not|could_not|unable_to|cannot|struggling_to|do_not_know_how_to|how_to|barely|no_longer cope|do_this_anymore|do_this_any_more|take_the_pressure|live_like_this|see_a_way_out|feed|sleep_or|manage_alone|go_back_to|coping|go_on|take_it|take_this|take_any_more|take_anymore|breathe|stop_crying|stop_shaking|sleep|eat|think_straight|handle_this|handle_it|handle_any_more|function|bear|carry_on|deal_with_this_anymore|face|survive|calm_down|keep_going|stand_it
            / do_not_know_what_to_do|not_know_where_to_turn|nowhere_to_turn|no_one_to_turn_to|nowhere_else_to_turn|do_not_know_who_else|no_hope|lost_all_hope|hopeless|at_the_end_of_my|end_of_my_rope|end_of_my_tether|wits_end|breaking_point|rock_bottom|falling_apart|losing_hope|losing_all_hope|lost_hope|a_burden|nothing_matters|nothing_left|not_okay|not_ok_at_all|way_out|point_of_going_on|point_in_living|no_one_left|nobody_left|nobody_cares_if|nobody_cares_whether|emotional_wreck|sick_with_worry|worried_sick|physically_sick|makes_me_ill|making_me_ill|making_me_sick|through_the_roof|i_am_broken|i_am_begging|i_am_lost|do_not_feel_well|could_not_stop|nervous_breakdown|mental_breakdown|breaking_down|broke_down|losing_it|losing_my_mind|going_out_of_my_mind
            / panic|panicking|panicked|panicky|panic_attack|panic_attacks|anxiety_attack|hysterical|traumatised|traumatized|petrified
            / i|we|so|really|am|are|me|husband|wife|mother|mum|mom|daughter|son|are|is am|is|are|feel|feeling|been|so|a|really|very|just|completely|absolutely|was|and?4 scared|terrified|desperate|frightened|devastated|distraught|heartbroken|shaking|trembling|sobbing|crying|overwhelmed|depressed|despairing|helpless|alone_and|worried_sick|beside_myself|inconsolable|grieving|miserable|exhausted_and_alone|so_alone|completely_alone|all_alone|so_lonely|lonely|ashamed_and|suffocating|at_my_limit|drowning|stressed_out|in_despair|in_tears|in_bits|in_pieces|in_shock|so_stressed|very_stressed|numb|broken_inside|so_anxious
            / in_tears|burst_into_tears|crying|cried|sobbing ( all|every|my|right|for|since|and|here|at|in|on / <stop> )? / please ,? please|i_beg|i_am_begging|am_begging_you|begging_you|i_beg_you / please_help_me|help_me_please|someone_help|somebody_help|desperate|desperately need|for|please|and / lost_everything|ruined_my_life|my_life_is_over|life_is_ruined|everything_is_falling
            / having_a ( panic|breakdown|crisis|meltdown|terrible_time|really_hard_time|very_hard_time )""",
    },
    "hardship": {
        "need": """
            can_not|cannot|could_not|unable_to|no_money|no_way|not_able_to|struggling|how_to|able_to|not_enough|nothing_left|nothing|behind|not_have|without|money|choose to|for|with|on|left|enough|any|between?3
              afford|buy|pay|feed|eat|put|get|heat|cover|keep|provide|make?2 to|for|the|my|our|a|any|on|up|paying|with?3 ( my_kids|my_children|kids|children|family|my_baby|roof / <need_of_life> )
            / no|without|out_of|ran_out_of|run_out_of any|my|the|our|her|his? heating|heat|hot_water|electricity|food|insulin|medication|medicine|oxygen|power_and|water_and|home|shelter|money_left|money_for|income|money_until|money_at_all|inhaler|formula|milk_for
            / evicted|eviction|evicting|thrown_out|throw_us_out|throw_me_out|kicked_out|everything_burned|burned_down|homeless|bailiffs|bailiff|foreclosure|repossess|repossessed|bankrupt|bankruptcy|food_bank|loan_sharks|penniless|destitute|on_the_street|on_the_streets|out_on_the_street|sleeping_in_my_car|sleep_in_my_car|starving|go_hungry|going_hungry|last_penny|life_savings|all_my_savings|entire_savings|all_our_savings
            / lost|losing|lose|laid_off|made my|his|her|our|both? job|home|house|redundant|income|livelihood / cut_off_my|cut_us_off|disconnect_us""",
        "ill or gone": """
            <close_person> ( is|was|has|just|have|been|who|recently|suddenly?3 ( died|dying|passed|dead|killed|hospital|in_hospital|collapsed|cancer|coma|missing|seriously_ill|very_sick|very_ill|terminally_ill|intensive_care|stopped_breathing|not_breathing|unconscious|in_a_coma|disappeared|stroke|in_surgery|in_the_hospital|ill|injured|a_stroke|a_heart_attack|bleeding|in_icu ) )
            / death|loss|funeral of|in|for my|our|the|a|family? <close_person>? / bereaved|bereavement|widow|widowed|miscarriage|stillborn|grief
            / my|our|her|his|the <close_person>|kids|children|baby|newborn|family ( is|are|has|have|was|were|have_been|got|went|ran freezing|hungry|starving|sick|fever|a_fever|cold|missing|away|trapped|alone|hurt|no_food|nothing_to_eat|cancer|dementia|disabled|ill|bleeding / without ) / hit_by_a_car|went_missing|ran_away|passed_away|ran_out_and|benefits_were_stopped|not_eaten|nothing_to_eat|no_phone_and|broken_into|late_wife|late_husband|in_the_hospital_and|i_am_in_hospital|doctor_said / been|being|was|got abused|beaten|raped|attacked|blackmailed / cancer|chemo|chemotherapy|dialysis|hospice|terminal_illness|terminally_ill|palliative|life_support|seizure|seizures|heart_attack|stroke|intensive_care|epipen !( charity|research|insurance )
            / stranded|trapped|stuck_at_the_airport|stuck_in_the_cold|lost_in|alone_in_a_foreign|nowhere_to_go|nowhere_to_stay|nowhere_to_sleep|no_place_to_go|nowhere_to_live|sleeping_on_the_floor|abandoned
            / lost|lose|losing|buried|bury|burying my|our|the <close_person> / pregnant|newborn|disabled|elderly|sick|hungry|year_old|diabetic|two_small|three_small|small ( and|wife|child|baby|mother|kids|children|daughter|son|with|infant|without / , )?2 without|stuck|stranded|freezing|waiting|alone|crying|no|hungry|cold
            / house|home|flat|kitchen|apartment is|just|has|got|on|was?3 fire|burned_down|burnt_down|flooded|on_fire|flooding|destroyed / been|was|got|were|just robbed|mugged|attacked|assaulted""",
    },
    "urgent": {
        "words": """
            -<not_urgent> <soonest> !( contact|fund|exit|number|room|brake|care|loan|savings|thinking|review|acclaim|illness|services_number|lighting|kit )
            / -<not_urgent> emergency|emergencies !( contact|fund|exit|number|room|brake|loan|savings|row|kit|contacts|lighting|services|exits|medicine|department )
            / as_soon_as_possible|as_soon_as_you_can|as_fast_as|as_quickly_as|as_quick_as|right_away|straight_away|right_this_minute|this_instant|this_minute|without_delay|at_once|no_time_to|can_not_wait_any|can_not_wait_until|can_not_wait_for_an|not_wait_any_longer|running_out_of_time|time_is_running|every_minute|every_second|matter_of_hours|ticking|time_critical|act_fast|act_quickly|speed_it_up|speed_this_up|speed_up|rush_this|rush_it|expedite|prioritise|prioritize|how_fast_can|how_soon_can|life_or_death|matter_of_life|before_it_is_too_late|hurry_up|please_hurry / hurry|quick|quickly ( , / i|please|we|or|it|there|my|before|the|up|someone|and )
            / need|fix|help|call|send|block|stop|want|respond|reply|cancel|freeze|answer|must|resolve|act|do|it|this|that|attention|please immediately|right_now|now|instantly|straightaway|within_the_hour|today_please / immediately_stop|immediately_block|immediately_cancel|right_now / fix|resolved|fixed|solved|need|done|somebody|someone|help|answer|send|call|it|this today
            / now now|please / immediate|immediately ( help|assistance|attention|action|response|please|or / <stop> ) / sev_1|sev1|p1|p0|severity_1|priority_1|priority_one""",
    },
    "outage": {
        "down": """
            our|the|my|whole|entire|all|your|main? <system> is|are|has|have|went|been|just|gone|completely|totally|all|still|now|currently|keeps?4 ( <down> ) !( <system> / the|on )
            / production|prod <system>?2 is|went? ( down|outage|incident|issue|failure|stopped|halted|emergency|blocked|unreachable|offline|broken|dead )
            / ( <people> ) in|at|across|of|from|on|here?2 ( the|our|my|this .? )? can_not|cannot|unable_to|are_unable|is_unable|is_locked|are_locked|locked_out|is_stuck|are_stuck|are_affected|affected|is_blocked|are_blocked|has_access|have_access|are_offline|can|idle|is_offline|lost_access|get_an|get_errors|gets_an|queuing
            / our|my|the|all staff|users|customers|clients|employees|team|nodes|doctors|nurses|drivers|colleagues can_not|cannot|unable|are_affected|are_locked|is_locked|are_queuing|get_an_error|offline|have_no_access / nodes|line|lines|till|tills|terminals|servers offline|down|frozen|has_stopped|have_stopped|is_dead|are_dead|unreachable
            / data_loss|losing_data|lost_all_our_data|lost_all_data|data_breach|security_breach|ransomware|been_hacked|losing_money|lose_money|costs_us_money|cost_us_money|losing_sales|losing_orders|losing_revenue|losing_thousands|business_is_at_a_standstill|standstill|ground_to_a_halt|at_a_halt|complete_outage|total_outage|major_outage|full_outage|server_outage|major_incident|showstopper|completely_blocked|we_are_blocked|are_blocked|cannot_ship|can_not_ship|can_not_operate|can_not_trade|can_not_take_payments|can_not_take_orders|can_not_invoice|can_not_serve|can_not_open_until|in_live|live_environment|without_payments|customers_are_affected|users_are_affected""",
    },
    "deadline": {
        "by when": """
            <by> the? ( <weekday> / . am|pm|oclock|a_m|p_m|minutes|hours|hour / close|end of / the? <event> / i|we|it|they|my_flight|our_flight leave|travel|fly|board|expires|closes|go|ships|leaves )
            / . . is|leaves|starts|departs|begins|goes|closes|expires|ends|opens|arrive|arrives|boards|runs_out ( in|at|within about|only|less_than?2 . minutes|minute|mins|min|hours|hour|half_an_hour / in_an_hour|in_one_hour|in_half_an_hour|in_half / at? tonight|midnight|tomorrow_morning|this_afternoon|this_evening|today / on? tomorrow ( and|or <stop>? / , / at|. am|oclock / morning ) )
            / i|we am|are|have_to? leave|leaving|fly|flying|travel|travelling|boarding|board|departing|depart|standing_at|go_live|have|only .?4 ( in . minutes|mins|min|hours|hour / in_an_hour|today|tonight|this_afternoon|tomorrow_morning|left_to / the counter|desk|gate|check )
            / i|we|you|they|it|that need|needs|must|has|have|gotta|needed .?8 <by> <weekday>|now|then|noon|. / i|we|it|you need|needs|must|has|have_to .?6 today|tonight|this_morning|this_afternoon|this_evening|right_now|now|before_tomorrow
            / within the? . .? ( hour|hours|minutes / the_hour ) / in|within the_next? . ( minutes|mins|min / hours|hr|hrs and|or|my|the|we|i|but ) / deadline is|ends|at|today|tonight|tomorrow|in|of|for|by / last_minute|due_today|due_tonight|due_tomorrow|expires_today|expires_tonight|ends_today|ends_tonight
            / last|final day is|to ( today / <stop> / . <stop>? ) / today_is_the_last|is_today|is_tonight|is_the_last_day|only_have_until|have_until|got_until|left_to_pay|minutes_left|hours_left|or_i_lose|or_we_lose|tomorrow_is_too_late|or_it_is_too_late|for_tomorrow|not_next_week|not_tomorrow
            / the|my|our|a|an <event> is|in|on|for tomorrow|today|tonight|in_an_hour|an_hour|this_afternoon / today|tonight|now or_never|or_else|or_i|at_the_latest|at_latest|or_we|or_it / at_the_latest|no_later_than / go_live|launch|release|payroll in|is|runs|tonight|today|tomorrow|this
            / do_it_now|something_now|answer_now|need_it_now|need_help_now|right_now_please|confirm_now|is_leaving|about_to_leave|about_to_close|about_to_start|about_to_expire|about_to_board / can_not_wait ( until / . hours|days / any / <stop> )""",
    },
}

_OF_THE_BOT: Mapping[str, Mapping[str, str]] = {
    "bot_sorry": {
        "found nothing": """
            sorry|apologize|apologise|apologies|unfortunately|afraid|regret|unsuccessful|unavailable|booked_up|fully_booked|sold_out|no_luck
            / no|not <very>?3 results|matches|match|such|restaurants|hotels|trains|rooms|tables|availability|available|found|any|find|able|possible|other|options|places|listings|record|listed|have|understand|sure|know|successful|attractions|guesthouses|buses|openings
            / not able_to|find|locate|have|see|offer|work|book|complete|get|go_through|recognize|know
            / unable|failed|could_not|can_not / try|like|want|change|choose|pick|consider|prefer me_to|to|you_to? .?2 another|different|something_else|other|again
            / error|problem|trouble|issue|went_wrong""",
    },
}

CUES: Mapping[str, tuple[Rule, ...]] = {
    kind: _NOTATION.rules(1.0, rules)
    for kind, rules in {**_ILL_WILL, **_WHAT_FAILED, **_IN_DIALOGUE, **_TONE, **_NEED, **_OF_THE_BOT}.items()
}
