"""English words that the rules of `cues` are put together from, and the two lists of opinion words."""

from __future__ import annotations

MOOD_WORDS = {
    "polite_before": "thanks thank_you hello hi see_you thank there so never be",
    "not_urgent": "not non isnt no not_that not_very not_so not_really nothing",
    "not": "not never hardly barely no_longer",
    "nots": """
        not no never without hardly neither nor any isnt zero too_not not_too not_so not_that not_very not_really
        no_more""",
    "very": """
        so very really too extremely absolutely totally completely truly quite pretty utterly just all that at_all even
        particularly especially incredibly deeply super beyond a_bit a_little rather most more still been being always
        currently a an the my exactly entirely ever yet actually properly anymore at_all doing getting overly feeling
        feel very_very""",
    "adverb": """
        just really only also still now actually simply even again ever yet already always constantly never completely
        continually repeatedly suddenly clearly obviously literally totally fully properly ever""",
    "be": "am is are was were be been being feel feeling felt seems looks sounds",
    "liked": """
        happy pleased satisfied impressed great good acceptable ok okay helpful fair right professional worth amused
        thrilled content comfortable convinced ideal nice enough_good funny cool on fun reliable trustworthy clear
        worth_it what_i_expected as_described as_advertised up_to_standard good_enough a_good_experience best
        what_i_paid_for up_to_scratch what_was_promised as_promised what_you_promised fit_for_purpose""",
    "work": """
        work working load loading open opening connect connecting respond responding start starting charge charging sync
        syncing arrive arrived come received delivered print printing update updating function functioning fit show_up
        showing going_through process processed processing recognise recognize accept accepting refunded credited
        shipped sent been_delivered been_refunded been_fixed been_resolved turned_up turn_up turn_on switch_on log_in
        login get_in access download install let_me allow_me scan play heating cooling run running shipping honoring
        fixed resolved delivering answering refunding been_credited been_paid got_my been_answered get_through sign_in
        heat cool stay hold save send receive register track complete checkout pay answer been_sent registered done
        connected get_any get_my happened happen shown been_shipped connect_to get_to been_processed show finish""",
    "fault": """
        broken broke crash crashes crashed crashing fail fails failed failing failure error errors bug bugs buggy glitch
        glitchy glitches stuck frozen freezes freezing damaged defective faulty leaking leaks ripped torn stained
        malfunctioning overcharged double_charged undelivered misplaced disconnected disconnects disconnecting cut_off
        unusable inaccessible unavailable shattered smashed mouldy moldy rotten stale soggy undercooked raw_inside
        cracked dented scratched ruined wrecked incorrect inaccurate mistaken lagging laggy laggs unresponsive dead
        corrupt corrupted outages blackout screwed_up messed_up mess_up messed mess screwup mixup broken_down fell_apart
        falls_apart falling_apart outage not_there bricked dying infested filthy flickering timed_out times_out
        times_out buffering dropping dropped_calls""",
    "span": "minutes minute mins min hours hour hrs hr days day weeks week months month years year",
    "service_noun": """
        order orders parcel package delivery refund account app website site bill phone internet wifi broadband service
        router connection flight flights bag bags luggage baggage booking seat seats card payment money subscription
        laptop tablet console game games tv box email emails password room train bus driver store shop staff customers
        customer_service customer_support support team product products item items shoes dress shirt jacket battery
        screen charger update software download printer camera car warranty voucher code points reservation ticket
        tickets invoice meal food pizza burger fries coffee policy claim line number modem device headphones watch
        delivery_driver courier call calls message messages complaint case replacement return exchange size signal
        servers server system systems page link login checkout bank branch hotel washing_machine fridge oven washer
        dryer dishwasher mattress sofa kettle vacuum data contract plan""",
    "took": """
        lost cancelled canceled charged took promised lied ruined broke failed forgot ignored refused messed screwed
        stole wasted ripped overcharged sent_me_the_wrong sent_the_wrong deleted blocked locked suspended closed hung_up
        denied delayed billed robbed scammed tricked misled mislead cheated kept keep never do_not_care ruin
        do_not_listen do_not_even have_no should_be_ashamed should_know_better still_have_not
        still_have_no still_owe owe_me fail let_me_down left_me clearly_do_not told_me_it_would said_it_would
        said_you_would have_ruined have_lost have_failed have_cancelled have_charged have_taken guaranteed made_me
        had_one_job sold_me delivered_the_wrong damaged destroyed have_not_even could_not_even can_not_even changed_my
        refuse have_been_ignoring are_ignoring keep_ignoring do_nothing did_nothing advertised sold""",
    "nth": "second third fourth fifth sixth tenth hundredth umpteenth last 2nd 3rd 4th 5th 6th 10th 100th millionth",
    "too_much": """
        expensive long far late early short slow pricey small big loud violent scary old costly much high far_away
        complicated large noisy crowded dark sad gory silly cheesy childish predictable spicy sweet fancy formal hot
        cold heavy weird new graphic serious intense depressing tight vague soon busy bloody dated cliche far_out steep
        sugary salty greasy bland romantic mushy confusing difficult hard""",
    "thing_wanted": """
        one ones option options place places restaurant restaurants hotel hotels movie movies film films time times date
        day choice choices suggestion suggestions recommendation recommendations train attraction attractions event
        events flight song songs doctor salon house cuisine area kind type types genre part price idea ideas available
        slot appointment city car therapist dentist stylist property""",
    "opinion": """
        job service work going one start effort show customer_service company support experience update response timing
        help quality control communication organisation organization way_to_treat way_to start_to""",
    "good": """
        great good nice lovely fantastic brilliant awesome wonderful excellent amazing stellar superb outstanding
        fabulous marvelous splendid terrific top first_class world_class gr8 impeccable exceptional""",
    "soonest": "urgent urgently asap a_s_a_p urgency time_sensitive time_critical critical high_priority top_priority",
    "system": """
        production prod site website server servers system systems database platform network service services api
        backend checkout cluster app store shop instance environment dashboard portal crm erp email mail phones lines
        payment_system payments tills tills terminals vpn exchange everything whole_site entire_site whole_system
        entire_system whole_platform office factory warehouse line live_site web_shop webshop store_front""",
    "down": """
        down offline unreachable broken crashed failing dead out stopped inaccessible not_responding not_working
        unavailable not_reachable throwing_errors returning_errors timing_out completely_down frozen dropping_requests
        returning_500 returning_500s giving_500s giving_errors corrupted hacked compromised""",
    "people": """
        nobody no_one none_of_us everyone everybody all_users all_our_users all_my_users all_customers all_our_customers
        our_customers our_users thousands hundreds whole_team entire_team our_whole_team the_whole_team whole_company
        entire_company whole_office entire_office all_staff all_employees our_employees all_of_us our_staff the_team
        our_team all_the_doctors our_drivers our_clients all_our_clients""",
    "weekday": """
        monday tuesday wednesday thursday friday saturday sunday tomorrow tonight today noon midnight morning lunch
        end_of_day eod close_of_business cob midday this_evening this_afternoon the_end_of_the_day the_end_of_today
        the_end_of_business end_of_business the_weekend the_end_of_the_week the_morning tomorrow_morning""",
    "event": """
        flight train plane boat ferry bus meeting interview exam wedding presentation appointment hearing visa launch
        demo surgery deadline event conference funeral ceremony cruise party concert taxi check_in trip coach closing
        go_live webinar audit payroll trial operation""",
    "somebody": """
        he she they someone somebody my_husband my_wife my_partner my_ex my_boyfriend my_girlfriend a_man this_man
        my_father my_dad my_mother my_stepfather my_landlord my_boss a_stranger""",
    "close_person": """
        husband wife partner son daughter mother mum mom father dad brother sister baby child grandmother grandfather
        grandma grandpa friend fiance fiancee twin boy girl niece nephew parents""",
    "need_of_life": """
        rent mortgage food groceries heating electricity medicine medication insulin bills gas diapers nappies formula
        meals medical_bills electric power_bill water_bill my_bills inhaler prescription childcare school_fees""",
}

NEGATIVE = """
    boring bored dull overrated predictable cheesy forgettable tedious unoriginal unfunny overhyped silly dumb cringe
    bland creepy repetitive pointless meh pretentious sketchy invalid dangerous doubt
    abysmal abuse abused abusive aggravating aggressive annoyed annoying appalled appalling arrogant ashamed atrocious
    awful awkward bad badly badservice bait_and_switch careless chaos chaotic cheap_quality cheated clueless confused
    confusing crap crappy cruel deceived deceptive defective delay delays deplorable dirty disappointed disappointing
    disappointment disaster disgrace disgraceful disgusted disgusting dishonest dismal disrespect disrespectful
    disrupted dissatisfied dodgy dreadful embarrassing epicfail excuse excuses fail failed failing failure fake faulty
    fiasco filthy flawed foul fraud fraudulent frustrated frustrating frustration fuming garbage ghastly greedy grim
    hassle hate hated hates hell hideous hopeless horrendous horrible horrid hostile idiotic ignorant ignored ignoring
    inadequate incompetence incompetent inconsiderate inconvenience inconvenienced inconvenient inefficient inept
    inexcusable inferior insane insult insulted insulting irresponsible junk lack lacking lame lazy liar liars lied lies
    lousy lying mediocre misery misled misleading mistake mistakes mistreated negligence negligent nightmare nonsense
    nuisance obnoxious outdated overcooked overpriced pain painful pathetic pity poor poorly poorservice problem
    problems problematic refuse refused refuses refusing regret reject rejected ridiculous ripoff robbed rotten rubbish
    rude ruined sad scam scammed scammers sham shambles shame shameful shit shitty shocked shocking shoddy sick sloppy
    slow slower sorry_state stink stinks struggling stupid subpar suck sucked sucks suffering tasteless terrible theft
    ticked tiresome trash trouble troubles ugly unable unacceptable unbelievable uncomfortable underwhelming unethical
    unfair unfortunate unfortunately unfriendly unhappy unhelpful unhygienic unimpressed unjust unorganized unpleasant
    unprofessional unreasonable unreliable unresolved unsafe unsatisfied unsatisfactory untrue unusable unwilling upset
    upsetting useless vile wack weak worse worsen worst worthless wrong wtf smh ffs yuck gross crooks thieves insulted
    joke scandal bogus unsolved unanswered mislead degraded degrading disturbing dismissive condescending gutted
"""

POSITIVE = """
    amazing appreciate appreciated appreciates awesome beautiful best better blessed brilliant calm celebrate charming
    cheers comfortable congrats congratulations convenient cool cute delicious delighted delightful ecstatic elegant
    enjoy enjoyed enjoying enjoys excellent excited exciting fab fabulous fan fantastic fast_delivery fav favorite
    favourite friendly fun funny generous genius glad good gorgeous grateful great happy haha helpful hilarious honored
    impressed impressive incredible interesting kind lol love loved lovely loves loving luckily lucky magnificent
    marvelous masterpiece neat nice nicely outstanding perfect perfectly pleasant pleased pleasure polite professional
    proud quick_response recommend recommended relaxing reliable satisfied smooth smoothly spectacular speedy splendid
    stunning stylish super superb supportive sweet terrific thank thanks thankful thrilled thx top_notch valuable
    welcome wonderful worth wow yay yummy congratulate cheerful excellent_service pleasantly ty thanku
"""
