"""English: what went wrong, for how long, whose fault it is, and what one threatens to do."""

from __future__ import annotations

from collections.abc import Mapping

WHAT_FAILED: Mapping[str, Mapping[str, str]] = {
    "failure": {
        "does not work": """
            ( not|never|nothing|stopped|stops|refuses_to|refusing_to|fails_to|failed_to|unable_to|still_no /
              hardly|barely|neither|wont|would_not|nobody )
            <very>?2 been|be|to? ( <work> ) !( for_me|yet_decided )
            / nothing works|happens|happened|helps|is_working|loads|changed
            / keeps|keep|kept|constantly|always|continually <adverb>?
            ( crashing|failing|freezing|dropping|disconnecting|logging|buffering|showing|giving|getting /
              cutting|saying|telling|happening|coming|charging|cancelling|losing|breaking|stopping|closing /
              going|rejecting|asking_me|spinning|restarting|kicking|sending_me|turning_off|declining )
            / is|are|been|goes|went|was <adverb>?2 down|out|offline ( again|for|since|all|and|in / <stop> )
            / still|has|have|had|is|are|was|were|will|be|it|got? -<nots> <fault> !( number|code_for )
        """,
        "not as it should be": """
            missing ( from|in|parts|items|item|a|an|the|pieces / <stop> ) / -<not> wrong (
              color|colour|amount|product|address|name|price|model|part|thing|one|information|info|place /
              medication / <service_noun> )
            / late|delayed|cancelled|canceled|postponed|rescheduled|overbooked|diverted (
              again|twice|without|by|for|at|and|with|flight|flights|train|delivery / <stop> )
            / delayed|waited|late|pending|out for? . <span> /
              had_to_pay|paid_the_full|fee_that_i_did|fee_i_did|did_not_agree|not_what_i_paid /
              nothing_but_problems|gave_me_the_wrong|sent_me_the_wrong|was_not_collected|was_not_delivered /
              does_not_drain|has_not_moved|arrived_without|lost_my|different_price|buffers_all /
              charged|billed|charging|billing|debited me|us|my_card? (
              twice|double|again|extra|wrong|wrongly|incorrectly|for_nothing|too_much|three_times|without /
              full|even / . .? twice )
            / double|over|wrongly|incorrectly|unfairly charged|billed|charging|billing /
              hidden|unexplained|unexpected|unauthorized|ridiculous|extra fees|fee|charges|charge|costs
            / never|did_not|have_not|has_not|not|yet_to|still_not <adverb>? (
              come|came|arrive|arrived|received|receive|got|get|shown|turned_up|show_up|showed|been /
              delivered|gotten|hear|heard|see|seen_a|reached|reach|reimbursed|refunded )
            ( my|the|our|it|a|any|anything|here|back|yet|from|to / <stop> )
            / ( still|have|having|got|had|with|another|a|same|big|an|more|the|some|is_a|these|constant|many /
              huge|serious ) -<nots> issue|issues|problem|problems|trouble|difficulty|difficulties|outage|outages
            / does_not_exist|not_exist|no_such|invalid|vanished|disappeared|gone_from|not_letting /
              will_not_let|would_not_let|not_there|not_see_any|not_see_it|not_find_it|not_find_any /
              not_accepted|not_recognised|not_recognized|still_charging|still_charge|fined|fee_for /
              fell_apart|came_apart|food_poisoning|stain|stains|over_the_fence|in_the_rain|unsubscribed /
              wrong_again|half_of|no_explanation|without_warning|without_asking|without_my|not_what_was /
              nowhere_to_be|nothing_else_happens|shut_down|closed_without|cold_when|was_cold|arrived_cold /
              came_cold|without_explanation|never_came|dangerous|scratched|stale|did_not_match|not_match /
              error|glitch|bug ( message|code|when|every|on|in|again / <stop> ) /
              can_not|could_not|unable_to|not_able_to|not_been_able_to
            even|ever|seem_to|get_it_to|get_this_to? (
              log|login|access|open|connect|get|use|reach|sign|download|pay|place|check|make|send|see /
              update|play|watch|find_anyone|track|complete|submit|cancel|activate|change|redeem|view|reset /
              load|contact|speak )
            / <no_more> / dropped|drops|dropping calls|call|connection|signal /
              out_of_service|out_of_order|out_of_action|does_nothing|did_nothing|stopped_working
            / still ( not|no|nothing|waiting|broken|down|have_not|has_not|can_not|does_not|is_not|pending|missing /
              unresolved|unpaid )
        """,
    },
    "waiting": {
        "for long": """
            been|still|am|are|were|was|kept|keep|left|have_to|had_to|sat|stood? waiting|wait|waited (
              for|on|over|here|more|almost|nearly|since|and|an|ages|so|patiently|the|my / <stop> / . ) <span>?
            / on_hold|in_the_queue|kept_waiting|no_end_in_sight|holding_for / <span>
              late|later|overdue|delay|delayed|wait|waiting|behind
            / been|for|over|after|taken|took|takes|taking|waited|than|nearly|almost|past|last
              more_than|over|almost|nearly|about|like|the|another? .?
            <span> ( now|and|for|with|without|to|later|since|already|ago / <stop> )
            / since ( yesterday|last|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february /
              march|april|may|june|july|august|september|october|november|december|morning|this_morning /
              then_nothing )
            / takes|taking|taken|took|take so|too|forever|ages|way_too|an_eternity|this long|ages|forever|much|slow?
            / for|in ages|forever|weeks|days|hours|months|eternity
            / how_much_longer|how_long_does_it_take|how_long_do_i|how_long_until|how_many_days /
              how_many_weeks|how_many_hours
        """,
        "nobody answers": """
            no|zero|without|nor|any (
              reply|replies|response|responses|answer|answers|update|updates|callback|call_back|email_back /
              explanation|communication|apology|feedback|news|word )
            / nobody|no_one|no_body|noone|none_of_you <adverb>? (
              answers|answer|answered|answering|replied|replies|reply|responds|responded|called|calls|call /
              picks|picked|cares|care|helps|help|helped|knows|knew|came|comes|will|is|wants|seems|can|has /
              bothered|even|did|showed|ever|read )
            / never|not|did_not <adverb>?2 (
              called|call|replied|reply|responded|respond|responding|replying|heard|hear|answered /
              answering|answer|returned|emailed|contacted|get|got|getting|picked|picking ) (
              me|back|anything|from|my|to|up|the|a / <stop> )
            / ignored|ignoring|ignore|ignores|unanswered|overdue|fobbed_off|passed_around|passed_from /
              given_the_runaround|runaround|run_around|hung_up|hanging_up|cut_me_off|bounced / transferred_me
        """,
    },
    "blame": {
        "you did": """
            ( you|they|u|guys|yall|who|and|company|airline|bank|provider / <service_noun> )
              have|has|had|just|guys|also|even|all|people|clearly? <took>
            / you_people|you_guys_are|you_lot|your_fault|because_of_you|thanks_to_you|your_mistake /
              your_error|your_incompetence|your_company_is|your_so_called
            / scam|scammed|scamming|theft|robbery|stealing|daylight_robbery|false_advertising /
              bait_and_switch|ripped_off|ripping_off|rip_off|conned|extortion|money_grab|cheated /
              stolen_from|fraudsters|con
            / lied|lying|lies / told|promised|said|assured|advised|informed|supposed
              i|me|us|you|it|they|this|that|to|my|by? .?2
            would|will|was|is|be|to? -<nots> (
              within|by|yesterday|today|tomorrow|free|full|next_day|refunded|hours|arrive|delivered /
              deliver|fixed|come|but )
            / supposed|meant|due|guaranteed to be|arrive|come|work|get|have|last / should not|never?
              have|be|take|happen|cost
            / do|does|did not <adverb>? care|give_a|bother|listen|know_what_you|know_what_they / no|zero (
              respect|clue|empathy|apology|sympathy|compassion|common_sense|accountability|concern /
              consideration|idea_what )
        """,
    },
    "threat": {
        "leaving": """
            ( cancelling|canceling|closing|ending|terminating|leaving|switching|moving|changing|dropping /
              deleting|uninstalling|returning|ditching|quitting )
            my|our|your|to|from|this|the|you|all|providers|provider|banks|bank|for|netflix|account|it
            / ( will|going_to|about_to|have_to|think|want_to|ready_to|time_to|gonna|consider|decided_to /
              rather|might ) <adverb>? leave|switch|cancel|quit|ditch|move|close|uninstall|take !(
              my_booking|my_order|my_reservation|my_appointment|the_booking|a|it )
            ( you|to|from|my|our|your|this|it|banks|providers|for / <stop> ) !( home|work )
            / ( business|money|custom ) elsewhere|somewhere_else / never|not <adverb>? be|ever|will? (
              buy|buying|use|using|order|ordering|shop|shopping|fly|flying|book|booking|stay|come|coming /
              going|go|return|returning|purchase|purchasing|spend|recommend|do|trust|eat|stepping|bank / renew )
            .?4 again|with|from|back|you|your|this|here|them
            / last_time|never_again|lost_a_customer|lost_my_business|lost_a_loyal|losing_a_customer /
              lose_a_customer|losing_customers|lost_me_as|not_coming_back|done_with_you|am_done|i_am_out /
              so_done|last_straw|avoid_this|avoid_at_all|do_not_buy|do_not_use|do_not_fly|do_not_order /
              stay_away|boycott|go_elsewhere|going_elsewhere|money_back|off_to|your_competitor /
              your_competitors|your_rival
        """,
        "telling": """
            report|reporting|reported|complain|complaining|complained|escalate|escalating
              you|this|it|your|them|to|about
            / suing|sue|small_claims|ombudsman|trading_standards|better_business_bureau|bbb /
              consumer_protection|watchdog|legal_action|my_lawyer|my_solicitor|see_you_in_court /
              class_action|chargeback
            / bad|negative|terrible|honest|1|one|zero|0 star|review|reviews|stars|feedback
            / tell|telling|warn|warning|let|share|post
              everyone|everybody|all|people|others|my_friends|on_social|this_on
            / formal|official|file|make|making|filing|lodge|raise|another a|an|another? complaint|grievance /
              complaint|complaints
        """,
    },
    "reproach": {
        "why": """
            why|how_come (
              is|are|does|do|can|have|has|will|would|did|was|were|am|should|must|the|on|not|i|you|my|cant / cannot )
            / when are|will|is|can|do|am you|someone|somebody|i|we|they (
              going|fix|get|send|receive|finally|planning|actually|ever|reply|answer|stop|stopping|sorting /
              fixing|getting|sending|be_able|start|learn )
            / what_is ( going_on !( in|at ) / wrong_with / the_point / happening_with / up_with|taking|the_deal /
              the_use ) / what_happened_to|what_kind_of_service|what_kind_of_company|what_sort_of_service|what_took
            / whats_with|what_about_my
            / where the_hell|on_earth / how_dare / how is|can|could|dare|on this|that|they|earth|one|dare !(
              do|i|get )
            / is_there_anyone|is_anyone|does_anyone|anyone_else|anyone_there|hello_anyone|does_anybody /
              anybody_else
        """,
        "fix it": """
            fix|sort|explain|stop|solve|resolve|get|address (
              this|it|your|my|that|the|please|out|a_grip|sending|charging|calling|spamming|with|doing /
              asking|repeating|saying|lying|sending_me|why )
            / make|file|raise|lodge|submit|register|have a|an|another|formal|official?2 complaint /
              want|like|need|have to ( complain / report that|an_issue|a_problem|a_fault|bad|poor ) /
              you_should_be_ashamed|you_should_not|you_should_have|you_need_to|needs_to_be /
              need_to_be_fixed|you_have_to|ought_to|you_better|do_something|do_better|get_your_act /
              get_it_together|pull_your|step_up|wake_up|learn_to|train_your|hire|listen_to|at_least / the_least_you
            / ( need|want|demand|expect|deserve|require|like|owed|get|getting ) my|a|an|full|some? (
              refund|compensation|explanation|apology|money_back|reimbursement|replacement|answer|answers /
              resolution )
              !( form|policy|number|link|part|parts )
        """,
    },
    "service": {
        "of ours": """
            where is|are my|our / <mine>
            / customer_service|customer_support|customer_care|delivery|tech_support|helpline|support_team
        """
    },
}
