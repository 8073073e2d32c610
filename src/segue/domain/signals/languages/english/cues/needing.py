"""English: distress, hardship, urgency. The notation is explained in `grammar`."""

from __future__ import annotations

from collections.abc import Mapping

NEED: Mapping[str, Mapping[str, str]] = {
    "distress": {
        "harm": """
            kill|killing|hurt|hurting|harm|harming|cut|cutting myself /
              suicide|suicidal|self_harm|end_it_all|end_my_life|ending_it_all|take_my_life / take_my_own_life
            / want|wanted|wish|going|rather|ready to? die|be_dead|was_dead|were_dead|disappear_forever /
              better_off_dead|better_off_without_me|no_reason_to_live|nothing_to_live_for|not_want_to_live /
              not_want_to_be_here|not_want_to_be_alive|not_worth_living|end_everything
            / <somebody> .?3 (
              hit|hits|beat|beats|beating|threatening|threatened|threatens|stalking|following|attacked /
              hurt|hurts|hurting|raped|assaulted|abusing|abuses|choked ) me|us|my
            / not|never <very>? safe ( at|here|with|in / <stop> ) / in|great|real danger|fear_of|fear_for /
              afraid|scared|fear for my|our|her|his life|safety|lives
            / threatened|threatening|threatens to|me|us|my / is|keeps|been stalking|blackmailing /
              afraid|scared|terrified|frightened of|to|for / took|taken too_many|many|all_the pills /
              stopped_breathing|not_breathing|breaking_in|blood_everywhere|has_a_gun|has_a_knife|fever_of /
              allergic_reaction|bleeding / they_took_my|took_my_children / being (
              stalked|threatened|blackmailed|followed|abused|harassed|beaten ) / abusive|violent
              husband|partner|ex|relationship|boyfriend|father|home|wife|marriage /
              stalker|blackmail|blackmailing|sextortion
        """,
        "cannot cope": """
            can_not|could_not|unable_to|cannot|struggling_to|do_not_know_how_to|how_to|barely|no_longer (
              cope|do_this_anymore|do_this_any_more|take_the_pressure|live_like_this|see_a_way_out|feed /
              sleep_or|manage_alone|go_back_to|coping|go_on|take_it|take_this|take_any_more|take_anymore /
              breathe|stop_crying|stop_shaking|sleep|eat|think_straight|handle_this|handle_it /
              handle_any_more|function|bear|carry_on|deal_with_this_anymore|face|survive|calm_down /
              keep_going|stand_it )
            / do_not_know_what_to_do|not_know_where_to_turn|nowhere_to_turn|no_one_to_turn_to /
              nowhere_else_to_turn|do_not_know_who_else|no_hope|lost_all_hope|hopeless|at_the_end_of_my /
              end_of_my_rope|end_of_my_tether|wits_end|breaking_point|rock_bottom|falling_apart /
              losing_hope|losing_all_hope|lost_hope|a_burden|nothing_matters|nothing_left|not_okay /
              not_ok_at_all|way_out|point_of_going_on|point_in_living|no_one_left|nobody_left /
              nobody_cares_if|nobody_cares_whether|emotional_wreck|sick_with_worry|worried_sick /
              physically_sick|makes_me_ill|making_me_ill|making_me_sick|through_the_roof|i_am_broken /
              i_am_begging|i_am_lost|do_not_feel_well|could_not_stop|nervous_breakdown|mental_breakdown /
              breaking_down|broke_down|losing_it|losing_my_mind|going_out_of_my_mind
            / panic|panicking|panicked|panicky|panic_attack|panic_attacks|anxiety_attack|hysterical /
              traumatised|traumatized|petrified
            / i|we|so|really|am|are|me|husband|wife|mother|mum|mom|daughter|son|is
              am|is|are|feel|feeling|been|so|a|really|very|just|completely|absolutely|was|and?4 (
              scared|terrified|desperate|frightened|devastated|distraught|heartbroken|shaking|trembling /
              sobbing|crying|overwhelmed|depressed|despairing|helpless|alone_and|worried_sick /
              beside_myself|inconsolable|grieving|miserable|exhausted_and_alone|so_alone|completely_alone /
              all_alone|so_lonely|lonely|ashamed_and|suffocating|at_my_limit|drowning|stressed_out /
              in_despair|in_tears|in_bits|in_pieces|in_shock|so_stressed|very_stressed|numb|broken_inside /
              so_anxious )
            / in_tears|burst_into_tears|crying|cried|sobbing ( all|every|my|right|for|since|and|here|at|in|on /
              <stop> )? / please ,? please|i_beg|i_am_begging|am_begging_you|begging_you|i_beg_you /
              please_help_me|help_me_please|someone_help|somebody_help|desperate|desperately need|for|please|and /
              lost_everything|ruined_my_life|my_life_is_over|life_is_ruined|everything_is_falling
            / having_a ( panic|breakdown|crisis|meltdown|terrible_time|really_hard_time|very_hard_time )
        """,
    },
    "hardship": {
        "need": """
            ( can_not|cannot|could_not|unable_to|no_money|no_way|not_able_to|struggling|how_to|able_to /
              not_enough|nothing_left|nothing|behind|not_have|without|money|choose )
              to|for|with|on|left|enough|any|between?3
            afford|buy|pay|feed|eat|put|get|heat|cover|keep|provide|make?2
              to|for|the|my|our|a|any|on|up|paying|with?3 ( my_kids|my_children|kids|children|family|my_baby|roof /
              <need_of_life> )
            / no|without|out_of|ran_out_of|run_out_of any|my|the|our|her|his? (
              heating|heat|hot_water|electricity|food|insulin|medication|medicine|oxygen|power_and /
              water_and|home|shelter|money_left|money_for|income|money_until|money_at_all|inhaler|formula / milk_for
              )
            / evicted|eviction|evicting|thrown_out|throw_us_out|throw_me_out|kicked_out|everything_burned /
              burned_down|homeless|bailiffs|bailiff|foreclosure|repossess|repossessed|bankrupt|bankruptcy /
              food_bank|loan_sharks|penniless|destitute|on_the_street|on_the_streets|out_on_the_street /
              sleeping_in_my_car|sleep_in_my_car|starving|go_hungry|going_hungry|last_penny|life_savings /
              all_my_savings|entire_savings|all_our_savings
            / lost|losing|lose|laid_off|made my|his|her|our|both? job|home|house|redundant|income|livelihood /
              cut_off_my|cut_us_off|disconnect_us
        """,
        "ill or gone": """
            <close_person> ( is|was|has|just|have|been|who|recently|suddenly?3 (
              died|dying|passed|dead|killed|hospital|in_hospital|collapsed|cancer|coma|missing /
              seriously_ill|very_sick|very_ill|terminally_ill|intensive_care|stopped_breathing /
              not_breathing|unconscious|in_a_coma|disappeared|stroke|in_surgery|in_the_hospital|ill /
              injured|a_stroke|a_heart_attack|bleeding|in_icu ) )
            / death|loss|funeral of|in|for my|our|the|a|family? <close_person>? /
              bereaved|bereavement|widow|widowed|miscarriage|stillborn|grief
            / my|our|her|his|the ( <close_person> / kids|children|baby|newborn|family ) (
              is|are|has|have|was|were|have_been|got|went|ran (
              freezing|hungry|starving|sick|fever|a_fever|cold|missing|away|trapped|alone|hurt|no_food /
              nothing_to_eat|cancer|dementia|disabled|ill|bleeding ) / without ) /
              hit_by_a_car|went_missing|ran_away|passed_away|ran_out_and|benefits_were_stopped|not_eaten /
              nothing_to_eat|no_phone_and|broken_into|late_wife|late_husband|in_the_hospital_and /
              i_am_in_hospital|doctor_said / been|being|was|got abused|beaten|raped|attacked|blackmailed / (
              cancer|chemo|chemotherapy|dialysis|hospice|terminal_illness|terminally_ill|palliative /
              life_support|intensive_care|seizure|seizures|heart_attack|stroke ) (
              and|so|since ) / have|has|had|having|got|with|for|fighting|suffered|in|on|need|needs|my
              a|an|my|her|his|stage|terminal|breast|lung?2 ( cancer|chemo|chemotherapy|dialysis|hospice /
              terminal_illness|seizure|seizures|heart_attack|stroke|intensive_care|epipen|life_support ) !(
              charity|research|insurance|cover|covered ) / terminally_ill|palliative
            / stranded|trapped|stuck_at_the_airport|stuck_in_the_cold|lost_in|alone_in_a_foreign /
              nowhere_to_go|nowhere_to_stay|nowhere_to_sleep|no_place_to_go|nowhere_to_live /
              sleeping_on_the_floor|abandoned
            / lost|lose|losing|buried|bury|burying my|our|the <close_person> /
              pregnant|newborn|disabled|elderly|sick|hungry|year_old|diabetic|two_small|three_small|small (
              and|wife|child|baby|mother|kids|children|daughter|son|with|infant|without / , )?2
              without|stuck|stranded|freezing|waiting|alone|crying|no|hungry|cold
            / house|home|flat|kitchen|apartment is|just|has|got|on|was?3
              fire|burned_down|burnt_down|flooded|on_fire|flooding|destroyed / been|was|got|were|just
              robbed|mugged|attacked|assaulted
        """,
    },
    "urgent": {
        "words": """
            -<not_urgent> <soonest> !( (
              contact|fund|exit|number|room|brake|care|loan|savings|thinking|review|acclaim|illness /
              services_number|lighting|kit ) )
            / -<not_urgent> emergency|emergencies !( (
              contact|fund|exit|number|room|brake|loan|savings|row|kit|contacts|lighting|services|exits /
              medicine|department ) )
            / as_soon_as_possible|as_soon_as_you_can|as_fast_as|as_quickly_as|as_quick_as|right_away /
              straight_away|right_this_minute|this_instant|this_minute|without_delay|at_once|no_time_to /
              can_not_wait_any|can_not_wait_until|can_not_wait_for_an|not_wait_any_longer /
              running_out_of_time|time_is_running|every_minute|every_second|matter_of_hours|ticking /
              time_critical|act_fast|act_quickly|speed_it_up|speed_this_up|speed_up|rush_this|rush_it /
              expedite|prioritise|prioritize|how_fast_can_you|how_soon_can_you|life_or_death|matter_of_life /
              before_it_is_too_late|hurry_up|please_hurry / hurry|quick|quickly ( , /
              i|please|we|or|it|there|my|before|the|up|someone|and )
            / ( need|fix|help|call|send|block|stop|want|respond|reply|cancel|freeze|answer|must|resolve|act /
              do|it|this|that|attention|please )
              immediately|right_now|now|instantly|straightaway|within_the_hour|today_please /
              immediately_stop|immediately_block|immediately_cancel|right_now /
              fix|resolved|fixed|solved|need|done|somebody|someone|help|answer|send|call|it|this today
            / now now|please / immediate|immediately ( help|assistance|attention|action|response|please|or / <stop>
              ) / sev_1|sev1|p1|p0|severity_1|priority_1|priority_one
        """,
    },
    "outage": {
        "down": """
            our|the|my|whole|entire|all|your|main? <system>
              is|are|has|have|went|been|just|gone|completely|totally|all|still|now|currently|keeps?4 ( <down> ) !(
              <system> / the|on )
            / production|prod <system>?2 is|went? (
              down|outage|incident|issue|failure|stopped|halted|emergency|blocked|unreachable|offline / broken|dead
              )
            / ( <people> ) in|at|across|of|from|on|here?2 ( the|our|my|this .? )? (
              can_not|cannot|unable_to|are_unable|is_unable|is_locked|are_locked|locked_out|is_stuck /
              are_stuck|are_affected|affected|is_blocked|are_blocked|has_access|have_access|are_offline /
              can|idle|is_offline|lost_access|get_an|get_errors|gets_an|queuing )
            / our|my|the|all staff|users|customers|clients|employees|team|nodes|doctors|nurses|drivers|colleagues (
              can_not|cannot|unable|are_affected|are_locked|is_locked|are_queuing|get_an_error|offline /
              have_no_access ) / nodes|line|lines|till|tills|terminals|servers
              offline|down|frozen|has_stopped|have_stopped|is_dead|are_dead|unreachable
            / data_loss|losing_data|lost_all_our_data|lost_all_data|data_breach|security_breach|ransomware /
              been_hacked|losing_money|lose_money|costs_us_money|cost_us_money|losing_sales|losing_orders /
              losing_revenue|losing_thousands|business_is_at_a_standstill|standstill|ground_to_a_halt /
              at_a_halt|complete_outage|total_outage|major_outage|full_outage|server_outage|major_incident /
              showstopper|completely_blocked|we_are_blocked|are_blocked|cannot_ship|can_not_ship /
              can_not_operate|can_not_trade|can_not_take_payments|can_not_take_orders|can_not_invoice /
              can_not_serve|can_not_open_until|in_live|live_environment|without_payments /
              customers_are_affected|users_are_affected
        """,
    },
    "deadline": {
        "by when": """
            <needed> !( <booked> ) .?8 <by> the?
              ( <weekday> / . am|pm|oclock|a_m|p_m|minutes|hours|hour / close|end of / the? <event> )
            / <by> the? ( <weekday> / . am|pm|oclock|a_m|p_m ) ( , / . )?3 ( or|otherwise|latest / <needed> ) /
              no_later_than|only_until / ^ by|before ( <weekday> / . am|pm|oclock|a_m|p_m ) please? $
            / by|before i|we|it|they|my_flight|our_flight
              leave|travel|fly|board|expires|closes|go|ships|leaves
            / ( . . leaves|starts|departs|begins|goes|closes|expires|ends|boards / <event> is|arrives / . runs_out
              ) ( in|at|within about|only|less_than?2 . minutes|minute|mins|min|hours|hour|half_an_hour /
              in_an_hour|in_one_hour|in_half_an_hour|in_half / at?
              tonight|midnight|tomorrow_morning|this_afternoon|this_evening|today / on? tomorrow ( and|or <stop>? /
              , / at? . am|oclock / morning ) )
            / i|we am|are|have_to? (
              leave|leaving|fly|flying|travel|travelling|boarding|board|departing|depart|standing_at /
              go_live|only ) .?4 ( in . minutes|mins|min|hours|hour /
              in_an_hour|today|tonight|this_afternoon|tomorrow_morning|left_to / the counter|desk|gate|check )
            / i|we am|are|have|got|have_got only|just|less_than|about?2 . ( minutes|mins|min|hours|hour ) (
              left|to|until|before / <stop> ) / i|we am|are|am_standing|are_standing|standing at|in the
              gate|counter|desk|checkout|till|airport|border and|now|but
            / <needed> !( <booked> ) .?8 <by> now|then|noon / i|we|it|you need|needs|must|has_to|have_to !( <booked> )
              .?6 today|tonight|this_morning|this_afternoon|this_evening|right_now|now|before_tomorrow
            / <needed> .?6 within the? . .? hour|hours|minutes / within the_hour|the_next_hour|an_hour|one_hour /
            in|within the_next? . ( minutes|mins|min /
              hours|hr|hrs and|or|my|the|we|i|but ) / deadline is|ends|at|today|tonight|tomorrow|in /
              due_today|due_tonight|due_tomorrow|expires_today|expires_tonight|ends_today / ends_tonight
            / last|final day is|to ( today / <stop> / . <stop>? ) /
              today_is_the_last|is_the_last_day|only_have_until|have_until|got_until /
              left_to_pay|minutes_left|hours_left|or_i_lose|or_we_lose|tomorrow_is_too_late /
              or_it_is_too_late|not_next_week|not_tomorrow / <needed> !( <booked> ) .?6 for_tomorrow|for_tonight
            / the|my|our|a|an <event> is|in tomorrow|today|tonight|in_an_hour|an_hour|this_afternoon !(
              at|from|with ) /
              today|tonight|now or_never|or_else|or_i|at_the_latest|at_latest|or_we|or_it /
              at_the_latest|no_later_than / go_live|launch|release|payroll in|is|runs|tonight|today|tomorrow|this
            / do_it_now|something_now|answer_now|need_it_now|need_help_now|right_now_please|confirm_now /
              is_leaving|about_to_leave|about_to_close|about_to_start|about_to_expire|about_to_board / can_not_wait
              ( until / . hours|days / any / <stop> )
        """,
    },
}
