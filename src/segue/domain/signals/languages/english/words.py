"""English words and turns of phrase that the rules of `requests` are put together from."""

from __future__ import annotations

WORDS = {
    # --- small words
    "adverb": """
        just really only also still now actually kindly please urgently immediately simply even desperately rather
        again first instead directly maybe perhaps badly definitely honestly asap once quickly live personally
        at_least already finally""",
    "polite": """
        please thanks thank_you thank now asap hi hello hey yes yeah yep ok okay sir madam mam dear urgently
        immediately right_away right_now just i_said i_repeat only today again here then instead quickly so well no
        there guys more good_morning good_afternoon good_evening bot first""",
    "opening": """
        and but so then please ok okay hi hello hey yes yeah no sorry well now instead thanks thank_you else or also
        therefore sir madam mam bot just issue problem help talk_to_me""",
    "not": "do_not does_not did_not would_not will_not not am_not is_not",
    "the": """
        a an the your ur any some one another this that our you na one_of_your one_of_the some_of_your any_of_your
        all_your some_kind_of a_a an_other my_own""",
    "joining": """
        please now asap immediately thanks thank sir madam mam right today here then instead for about regarding and
        i because as so urgently quickly who that not or of over to if is whom when what how in from with am""",
    "others": """
        they he she not never will would did does that which who we bot system refused promised supposed cannot""",
    "told": "told said ed ing wants refuses fails failed",
    # --- who
    "front": """
        agent agents advisor advisors adviser advisers representative representatives rep reps operator operators
        csr attendant associate associates assistant assistants care_executive executive executives team_member
        staff_member staff_person member_of_staff member_of_your_team member_of_the_team customer_executive""",
    "lead": """
        manager managers supervisor supervisors boss superior superiors higher_up management
        team_lead team_leader team_leaders team_leads""",
    "skilled": """
        specialist specialists technician consultant expert employee employees colleague engineer engineers
        developer developers counselor officer official professional salesperson sales_guy guy lady man woman
        individual worker team_members staff_members""",
    # whom one may want to talk to, though one needs and mentions them for many other reasons
    "learned": """
        underwriter tutor teacher trainer instructor lawyer solicitor attorney paralegal broker banker teller nurse
        doctor pharmacist caseworker case_worker case_handler claims_handler handler adjuster assessor accountant
        auditor planner clerk receptionist registrar coordinator administrator mentor coach inspector dispatcher
        professor examiner loan_officer careers_adviser""",
    "human": "human humans human_being human_beings person human_person living_person living_being",
    "someone": """
        someone somebody anyone anybody some_one any_one some_body any_body real_people actual_people your_people
        real_humans people your_staff staff one_of_you one_of_your_people some_people a_real_one corporate
        headquarters whoever_is_in_charge whoever_is_responsible whoever_can_help the_one_in_charge higher_ups
        the_person_in_charge your_colleagues your_coworkers""",
    "kind": """
        real live actual human living breathing proper customer client service services support care sales billing
        tech technical account help desk chat phone online senior qualified trained competent different other
        relevant concerned responsible returns complaints complaint claims finance security fraud floor shift duty
        on_duty call center centre department departmental team available fucking fuckin damn bloody goddamn
        freaking stupid genuine true physical reallife flesh_and_blood customer_relations product local direct
        fellow inperson new better good decent english english_speaking general store branch regional banking bank
        card loan mortgage insurance nice friendly god_damn personal dedicated head assigned next_available
        first_available next_level""",
    "thing": """
        fee fees id ids number numbers code codes name names email mail address discount discounts app portal
        commission login license licence training job jobs position vacancy salary image sample summary near nearby
        hours hour timing timings details rating ratings policy program programme console dashboard version fault
        error access role account accounts tool tools approval permission performance fees charge charges""",
    "desk_name": """
        support customer_service customer_services customer_care customer_support helpdesk help_desk live_chat
        call_center call_centre contact_center contact_centre support_team sales_team front_desk tech_support
        technical_support customer_relations customer_assistance service_center service_centre""",
    "desk_kind": """
        customer client tech technical live human phone online sales billing claims support product returns accounts
        complaints finance security fraud relevant concerned appropriate right warranty orders shipping banking""",
    "desk": "support care desk team department dept",
    "short_desk": "billing sales claims returns retention cancellations fraud disputes complaints accounts",
    "bot": """
        bot bots robot robots chatbot chatbots machine machines computer computers ai ais program software algorithm
        automated automation artificial artificial_intelligence virtual_assistant chat_bot chat_bots android gpt
        chatgpt language_model computer_program answering_machine automated_system automated_assistance
        automated_response""",
    "bot_kind": "stupid dumb useless damn fucking bloody chat automated robotic virtual ai silly computer freaking",
    "being": "real alive living fake someone somebody human_or_not man woman sentient authentic",
    "human_kind": "real live actual actually human living really true genuine",
    # --- verbs
    "talk": """
        talk speak chat converse communicate interact discuss_this discuss_it discuss have_a_word have_a_chat
        connect have_a_talk have_a_conversation speak_up have_a_quick_word deal complain live_chat have_a_call
        get_on_the_phone get_on_a_call""",
    "talking": "talking speaking chatting conversing communicating connecting interacting",
    "to_": "to with w 2 wit too",
    "over": "directly live online privately right over_the_phone on_the_phone on_phone here now over_phone via_chat",
    "connect": """
        connect transfer forward direct redirect pass put patch hook switch escalate refer route link hand bring
        take send assign reconnect divert move handover handoff""",
    "connected": """
        connected transferred forwarded put_through redirected directed passed switched escalated put_in_touch
        handed_over""",
    "contact": """
        contact reach reach_out_to get_in_touch_with get_hold_of get_ahold_of get_a_hold_of get_through_to
        connect_with be_in_touch_with get_in_contact_with make_contact_with access get_to""",
    "want": """
        want need wish would_like would_love would_prefer would_rather prefer have must have_got got demand require
        insist hope trying try looking hoping wanted wants am_trying am_looking was_hoping was_looking am_asking
        asking request requesting will_need would_want am_going_to_need need_help want_help need_assistance
        want_assistance need_urgently want_urgently am_ready am_requesting am_demanding demanding wish_to
        prefer_if_i_could""",
    "want_one": """
        want need would_like would_love would_prefer prefer demand require request asking_for requesting looking_for
        wanted hoping_for insist_on will_need wish keep_asking_for ask_for wants_to_have want_to_have
        would_like_to_have would_rather_have prefer_to_have would_love_to_have need_to_have want_to_see need_to_see
        require_help""",
    "help": "talk speak chat help assist call answer reply respond contact phone converse look review check handle",
    "give": "get give find send bring fetch grab assign provide show hand",
    "fetch": """
        get call bring fetch find send page summon ask involve ask_for put put_on bring_in call_in bring_on assign""",
    "word": """
        call callback call_back word chat talk help assistance support reply answer response conversation discussion
        meeting live_chat""",
    "done": """
        looked_at checked reviewed handled dealt_with seen decided read assessed answered explained examined resolved
        sorted sorted_out managed treated called_back""",
    "matter": """
        me us it this my_call my_chat the_chat this_chat the_call my_case this_case my_issue my_question this_issue
        the_conversation this_conversation my_problem my_complaint my_ticket my_query""",
}

PHRASES = {
    "begin": "( ^ / , / <opening> )",
    "end": "&( $ / , / <joining> )",
    "to": "<over>? <to_>",
    "role": "( <front> / <lead> / <skilled> )",
    "person": """
        ( <the>?2 <kind>?4 ( <role> / <human> ) / my (account|personal|dedicated)?
        manager|advisor|adviser|representative|rep )
        !<thing>""",
    "department": """
        ( <the>? ( <desk_kind>?3 <desk> / <desk_kind>?2 <desk_name> / customer|client service|services|relations
        / <the> ( <kind> / travel|bookings|reservations|rebooking|admissions|enquiries|visa )? desk )
        / <the>? <short_desk> &( $ / , / please|now|department|team ) )
        !( <thing> ) !( my|the|this|trying|with|for|is|was|are|sucks|phone|of )""",
    # "a Delta agent", "your refunds team": any word may say which, but only where it is plain that somebody is meant
    "anyone": """
        ( <person> / <someone> <kind>? / <department> / <the> <kind>? . <kind>? ( <role> / <learned> /
        employee|team|department|office|desk ) !<thing> / <the> <kind>?2 <learned> !<thing> )""",
    "from": "( from|in|at|on|of <the>? ( !( to|who|and|or|that ) . )?2 )",
    "ours": """
        ( <person> of_yours|over_there|here? / one_of_you|one_of_your_people|one_of_your_guys|one_of_your_team
        / one_of_your . / <someone> human|real|qualified|competent|senior|experienced|else|higher
        / <someone> from|in|at|on your|the . .? )""",
    "bot_": "<bot_kind>?2 <bot>",
    "bot_or_human": "<human_kind>?3 ( <bot> / <human> / <role> / <being> ) !<thing>",
    # what stands before the verb when customers speak for themselves
    "i_want_to": """
        i|we|and|am <adverb>?3 ( do? <want> / would|will|do <adverb>?2 like|love|prefer|want|need|appreciate )
        <adverb>?2 to?""",
    "can_i": """
        ( can|could|may|might|shall|would|will not? you <adverb>? let|help|allow me|us to? /
        can|could|may|might|shall not? i|we|you_and_i <adverb>?2 )""",
    "possible": """
        ( possible for_me? to|that_i_can|if_i_can|i_can|i_could
        / ok|okay|alright|fine|best|better|easier|nicer|simpler|quicker if|that? i|we can|could|just? )""",
    "way": """
        way|ways|option|chance|possibility|how|where|who|whom|wondering_if|wonder_if|know_if|see_if|ask_if|if_possible""",
    "a_way_to": "<way> for_me? ( to|of / that? do|can|could|would|should|might|may? i|we can|could|may? <adverb>?2 )",
    "what_to_do": """
        what|where|who ( do|must|should|can|could? i|we have_to|need_to|must|should|can? / to )
        do|go|turn|click|type|look
        in_order? to""",
    "let_me": "let_me|let_us|allow_me|allow_me_to|help_me|help_me_to|help_to|me_to|us_to <adverb>?2",
    "want_first": "<begin> am|was? <want> <adverb>?2 to?",
    "imperative": "<begin> help|assistance? <adverb>?2 to?",
    "only_will": "i|we will|would? only|rather|prefer_to|insist_to",
    "able": "be_able_to|get_to|able_to|have_to|please_to|go_ahead_and",
    "own_voice": """
        ( <i_want_to> / <can_i> / <possible> / <a_way_to> / <what_to_do> / <let_me> / <want_first> / <imperative>
        / <only_will> ) <able>?""",
    "help_with": "help|assistance|support|interested_in|insist_on|looking_forward_to|mind|asking_about|prefer|about",
    "can_you": "( can|could|will|would you <adverb>?2 / you to / <begin> <adverb>?2 )",
    # asking for one
    "i_want_one": "( i|we <adverb>?3 / <begin> ) am|was? <adverb>? <want_one> <adverb>?",
    "can_i_have": "can|could|may|might i|we <adverb>? get|have|see|reach|request|ask_for",
    "give_me": """
        -<others> <give> me|us
        back_to|to|with|in_touch_with|in_contact_with|a_hold_of|hold_of|through_to|on_with|over_to|on_the_line_with?""",
    "no_bots": """
        no|not|stop|hate|without|enough_of|enough_with|done_with|sick_of|tired_of|instead_of|rather_than|fed_up_with|skip
        more|a|an|the|this|these|your|talking_to|talking_with?2 <bot_>""",
    "ask_verb": "( <talk> <to> / <contact> / <connect> <matter>? to|with? )",
}
