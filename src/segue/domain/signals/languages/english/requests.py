"""English: how people ask for a person, refuse one, and ask whether they talk to a bot.

A request is a verb of asking in the customer's own voice ("I want to …", "can I …", an imperative) and, in the same
sentence, a word for the people who work here. The notation is explained in `grammar`; words and parts are in
`words`.
"""

from __future__ import annotations

from segue.domain.signals.languages.english.spelling import SPELLING
from segue.domain.signals.languages.english.words import PHRASES, WORDS
from segue.domain.signals.languages.grammar import Grammar, Notation

OTHER_MEANINGS = {
    "other agents": """
        travel|estate|real_estate|letting|user|delivery|shipping|free|secret|double|gate|ticket|leasing|cleaning|booking
        agent|agents""",
    "other people": """
        ( delivery person|executive|man|agent / per|third|missing|same|first|in|wrong|each|every person
        / virtual|digital|voice|google|personal assistant / assistant manager / support person )""",
    "other managers": """
        password|task|file|project|product|download|device|package|ads|ad|campaign|property|content|my
        manager|managers""",
    "other things": """
        ( representative sample|image / executive summary
        / human resources|rights|error|nature|body|trafficking|readable|race|consumption )""",
    "what happened": """
        ( <person> / <someone> / <the>? customer|client|support|technical service|services|support|care|desk|team )
        <from>? on_the_phone|on_chat|i_spoke_to|i_talked_to|who|just|already?2
        told|said|was|were|had|hung|did|never|gave|promised|informed|assured|advised|kept|refused|disconnected|ended|left|lied|sucks""",
    "when it happens": """
        when|whenever|after|before|while|once|every_time|each_time|everytime|because|since i|we|you
        have_to|try_to|tried_to|need_to|want_to|ask_to|get_to|am_trying_to|can|could|do? <adverb>? <ask_verb>
        <anyone>""",
    "what if": """
        ( -<know> if i|we|you|it <adverb>?2 have_to|need_to|wanted_to|want_to|really_need_to|ever_need_to|had_to
        / -<asking> do|should|would|does|must|did i|we|it <adverb>?2 have_to|need_to|want_to? ) <adverb>?
        <ask_verb> <anyone>""",
    "what was wanted": """
        i|we wanted|tried|was_trying|were_trying|attempted to <adverb>? <ask_verb> <anyone> .?4
        but|yesterday|last|this_morning|earlier|today|before|when|and_gave|and_got|and_was""",
    "told to": """
        told_me_to|said_to|tell_me_to|telling_me_to|asked_me_to|told_us_to|advised_to|asked_to|told_to|says_to|supposed_to
        <ask_verb> <anyone>""",
}

ABOUT_THE_BOT = {
    "are you": """
        are|is you|this|it|that|these chat|conversation|thing|service|replies|answers|responses?
        really|actually|even|not|still|sure|just|like|in_fact|truly|considered|maybe?2
        you_are|talking? <the>? <bot_or_human>""",
    "could you be": "could|might|would you be|possibly_be|actually_be <the>? <bot_or_human>",
    "who wrote this": """
        ( did|has <the>? <human_kind>?2 ( <human> / <someone> ) actually|really? write|written|type|typed|wrote
        / ( written|typed|generated|created|sent|answered|produced by <the>? <bot_or_human> )
        / are|is these|this|your|the replies|answers|responses|messages|reply|answer|response|message|chat? all|being?
        generated|automatic|automatically|prewritten|scripted|canned|pre_written )""",
    "have you a body": "do you have|got <the>? body|feelings|emotions|soul|brain|consciousness|heart|name",
    "run by": "run|operated|managed|handled|staffed|controlled|powered by <the>? <bot_or_human>",
    "am i dealing with": "am|are i|we dealing|in_contact|in_touch|connected with|to <the>? <bot_or_human>",
    "what kind of bot": "what|which kind|sort|type of <the>? <bot_> are|is you|this|it",
    "have i reached": """
        ( have|did i reached|reach|got / ^ ( <polite> / , )?4 do i <talk> to|with ) <the>?
        ( <human_kind>?2 <human> / <bot_> ) ( or / $ )""",
    "at the other end": """
        ( is|are there|this / do|did i have ) <adverb>? a|an|any|some|even?2 <human_kind>?2 ( <human> / <someone> )
        really|actually? ( behind|at_the_other|on_the_other|at_your_end|on_your_end|at_that_end
        / reading|typing|replying|answering|writing )""",
    "you a bot": "^ ( <polite> / , )?4 so? you <the>? ( <bot_> / <human_kind>?2 <human> / real|really_real ) $",
    "you are a bot": """
        ^ ( <polite> / , )?4 so|but? you|this are|is just|only|not|nothing_but|clearly|obviously? <the>?
        ( <bot_> / <human_kind>?2 <human> ) ,? right|then|is_not_it|or_what|are_you|huh|no?2 $""",
    "what are you": "what are you really|exactly? $",
    "who is typing": """
        is <the>? <human_kind>?2 ( <human> / <someone> <human_kind>? )
        reading|typing|answering|replying|writing|behind|actually|really?2
        ( reading|typing|answering|replying|writing|behind|on_the_other )""",
    "or are you": "<bot> , are|r you $",
    "am i talking to": """
        am|are|if i|we|am|are <adverb>? <talking> to|with? <the>? <bot_or_human>""",
    "i am talking to": "i am <adverb>? <talking> to|with <the>? ( <human_kind>?2 <human> / <bot_> ) ( or / $ )",
    "whom": "who|whom am_i|i_am <talking> to|with",
    "one or the other": """
        ( ( <human_kind>?2 <human> / <front> / real ) ,? or are_you|just|are_you_just|is_this|is_it? <the>? <bot_>
        / <bot_> ,? or are_you|just|are_you_just|is_this|is_it? <the>? <bot_or_human> )""",
    "prove it": """
        prove|know|if|whether|think|bet|guess|suspect|believe|sure|convinced that? you_are|this_is|it_is|i_am
        really|actually|not|just|talking_to|talking_with|speaking_to? <the>? ( <bot_> / <human_kind>?2 <human> )""",
    "sounds like one": """
        ( you|this|it sound_like|sounds_like|seem_like|seems_like|look_like|act_like|talk_like|must_be|might_be
        <the>? <bot_>
        / you are <the>? <bot_> ,? are_not_you|right|no $ )""",
    "self image": """
        -<denied> consider|think|call|identify|regard|describe|say|classified|class yourself|you|yourselves|that_you?
        ,? as|to_be|you_are|are? <the>? ( <bot_> / <human_kind>?2 <human> )""",
}

DECLINES = {
    "no wish": """
        ( <not> / no_longer / never ) <adverb>?2
        want|need|wish|like|require|care|ask_for|asked_for|asking_for|looking_for|interested_in|have|trying|prefer
        <adverb>? to|in?
        be|get?
        ( ( <talk> <to> / <talking> <to> / <contact> / <connected> to|with ) <anyone>
        / see|have|involve|bother|a|any? <person> / human|live|real support|help|assistance|chat|service )""",
    "do not connect": """
        ( do_not|never|please_not|instead_of|rather_than|without|avoid
        / stop|quit|no_point|no_use|no_need trying_to|offering_to|wanting_to|attempting_to|asking_to|in? )
        <adverb>? ( <connect> / connecting|transferring|forwarding|passing|escalating )
        me|us|this|it|my_chat|my_call ( through|over|on? to|with <anyone> )?""",
    "do not get one": "do_not <adverb>? get|give|send|find|bring|call|involve me|us? <person>",
    "no person": """
        no|not need_for|need_of|need_to_involve|more? <person> <polite>?2
        ( is? needed|required|necessary|wanted|thanks|thank_you|please / $ )""",
    "none is needed": """
        <not> <adverb>? think|believe|feel|see|reckon that|why?2 ( i|we|you|it need|needs|require|requires <person>
        / <person> is|would_be|will_be needed|necessary|required )""",
    "no need to": """
        no_need|no_reason|not_necessary|unnecessary to|for me_to? be?
        ( <talk> <to> / <contact> / <connect> me? to? / involve|get / transferred|connected to )? <anyone>""",
    "without": """
        without|avoid|avoiding having_to|needing_to|the_need_to|the_help_of?
        ( ( <talking> <to> / <talk> <to> / contacting|calling|involving|going_through|needing ) <anyone>
        / <the>? <person> $ )""",
    "rather not": """
        rather|prefer not to? be? ( <talk> <to> / <contact> / transferred|connected|speaking|talking to )
        <anyone>""",
    "hates to": """
        hate|dread|dislike|loathe|reluctant|hesitant|unwilling to? have_to|having_to|be? ( <talk> / <talking> ) <to>
        <anyone>""",
    "rather the bot": """
        ( -<denied> rather|prefer|prefer_to just? talk|chat|deal|talking|chatting
        / -<denied> rather|prefer_to|want_to|like_to|happy_to|fine_to|happy just?
        stay|continue|keep|carry_on|go_on|remain <talking>? )
        with|to ( you / <the>? <bot_> )""",
}

CLEAR = {
    "talk to one": "<own_voice> <talk> <to> <adverb>? <anyone>",
    "whom can i talk to": """
        who|whom|which_person|somebody|someone|anyone|anybody|which_department ( can|could|may|might? i|we
        can|could? )
        talk|speak|chat|complain to|with|2""",
    "go over it with one": """
        <own_voice> ( discuss|go_over|go_through|run_through|talk_about|speak_about|chat_about|talk_through|resolve
        / review|settle|sort|work_out|explain|arrange ) !( with|to|that|what|how|who ) ( !( with|to|who|that ) .
        )?6 with|to <anyone>""",
    "talking to one": """
        ( <help_with> / <begin> help|assistance? ) me|with|in|to|by? <talking> <to> <anyone>""",
    "talk to one of them": """
        <own_voice> ( <talk> <to> / connect me to|with ) a? real|human|live? one &( $ / , / please|now )""",
    "helped by one": "be|get|being helped|assisted|served|contacted|called|supported <adverb>? by <person>",
    "let one help": """
        let|have ( <person> / <ours> ) <adverb>?
        ( <help> / <talk> / take|sort|fix|explain|see|do|decide|try|go / have_a|have_another try|go|look|shot )""",
    "talk one": "<own_voice> talk|speak|chat ( <the> / real|live|human ) <person>",
    "be connected": "<own_voice> be|get? <connected> through|over|directly|live? to|with <anyone>",
    "connect me": """
        -<others> -<told> <connect> <matter>?
        through|over|up|on|back|off|directly|live|straight|in_touch|in_contact|onto|now|please?2 to|with|2|onto|w
        <adverb>? <anyone>""",
    "put me through": "-<others> -<told> put|patch|get me|us through to|please?",
    "transfer me": """
        -<others> -<told> transfer|connect|redirect|forward|escalate me|us|my_call|my_chat over? <polite>?3 $""",
    "get me one": """
        <give_me> <adverb>? ( <person> / <someone> ( real|human|else|competent|senior|qualified
        / who|that|to_talk|to_speak|to_chat|with_a|with_some / from|in|at|on <the> . / from|in|at|on <desk_kind> /
        $ ) )""",
    "want one": """
        <i_want_one> ( <person> <end> / <someone> ( to_talk|to_speak|to_chat|i_can_talk|i_can_speak|real|human )
        )""",
    "have one": """
        <can_i_have> ( <person> <end> / <someone> ( to_talk|to_speak|to_chat|real|human|on_the ) )""",
    "staff": "( <give_me> / <i_want_one> ) <the>? <kind>? staff|staffer <end>",
    "human help": """
        ( <i_want_one> / <can_i_have> / <give_me> ) <the>? real|live|actual?
        human|manual|live|person|agent|agents|representative|operator customer|agent?
        help|support|assistance|service|intervention|interaction|contact|chat|assist|response|attention|agent""",
    "one should": """
        <begin> ( <ours> / <person> <from>? ) <adverb>? needs_to|has_to|should|must|ought_to|had_better <adverb>?
        ( <help> / <talk> / take|sort|fix|explain|see|deal|get|read|step )""",
    "done by one": """
        ( <own_voice> / <can_i_have> / <i_want_one> ) ( !( not|by ) . )?5 <done> <adverb>? by ( <person> / <ours> /
        one_of_your
        . / <the> <kind>?2 <learned> )""",
    "asking for one": """
        i|we am|are|have|keep asking|asked|been_asking|begging|requesting ( you / for .?3 time|times|ages|hours )?3
        for <person> <end>""",
    "mind getting": """
        mind|appreciate|consider|about|grateful you?
        getting|calling|fetching|bringing|finding|asking|involving|putting
        <the>? ( <person> / <ours> )""",
    "mind connecting": """
        mind|appreciate|consider|about|grateful you? connecting|transferring|putting|passing|handing|forwarding
        me|us|this|it through|over|on|up? to|with <anyone>""",
    "could it be passed": """
        ( can|could|would|should|must|may this|it|that|my .?2 / <i_want_to> ( !( not|to ) . )?3 ) be please?
        passed|handed|given|escalated|sent|moved|transferred|forwarded|taken|referred|assigned|routed
        on|over|up|across? to <anyone>""",
    "take it to": """
        who|whom|whose <from>? can|could|do|should|must i|we take|bring|raise|escalate|report
        this|it|that|my? to|with|up""",
    "an expert for me": """
        ( <give_me> / <i_want_one> / <can_i_have> ) <the> <kind>?2 <learned>
        ( i_can|to_talk|to_speak|to_chat|who_can|on_the )""",
    "if one could": """
        if|that ( <ours> / <person> ) ( can|could|would|might|may <adverb>?2
        ( <help> / <talk> / take|read|step|join|sort|fix|explain|go|deal|get ) / took_over|looked|called|helped )""",
    "get one to": """
        ( <can_you> / <own_voice> ) <adverb>? get|have|find|ask ( <person> / <ours> / <the> <learned> ) to <adverb>?
        ( <help> / <talk> / take|explain|sort|fix|go|deal|do|see|read|walk|step|join|confirm )""",
    "can we move": """
        can|could|shall|may|might we|i|you please? <connect> <matter>? on|up|over|across|along? to|with <anyone>""",
    "a word with one": """
        ( <i_want_one> / <can_i_have> / <give_me> / <can_you> arrange|schedule|book|set_up ) <the>? <adverb>? <word>
        from|with|by|of|to|and ( <person> / <department> )""",
    "is there one to talk to": """
        is|are there|their|they <adverb>? a|an|any|some|actually|even?2 ( <person> / <someone> <kind>? )
        ( available|online|on|here? who|that|whom? i_can|i_could|we_can|can|could|to|is_able_to|for_me_to|i_may
          <adverb>? me? ( <talk> / <help> / <contact> / go|turn|refer to )
        / available|online )""",
    "is there a human": """
        is|are there|their <adverb>? a|an|any|some|actually|even?2 real|live|actual|human|living?2
        ( <human> / <front> ) here|there|around|online|available|on?2 ( <end> / behind )""",
    "have you one": """
        do you guys|people? even|actually? have ( <person>
        available|online|i_can|to_talk|to_chat|who_can|that_can|here
        / <the>? <kind>?2 ( <human> / <front> ) $ )""",
    "could one help": """
        can|could|would|may ( <person> / <ours> ) <adverb>? ( <help> / <talk> / <connect> /
        take|read|step|join|sort|fix|go|explain|deal|have_a|walk|show|guide|advise )""",
    "someone to talk to me": "can|could|will|would|may <someone> real|human|else? <adverb>? <talk> <to> me|us",
    "have one call": """
        ( <can_you> / want|need|like|please ) have|get|ask|tell|want|arrange_for ( <person> / <department> ) to?
        ( <help> / <contact> / message|text|email )""",
    "fetch one": """
        <can_you> <fetch> ( <the> <person> here|on|over|on_the_line|on_the_phone|in_here? <end>
        / <kind>? agent|human|manager|supervisor|representative|operator &( $ / please|now ) )""",
    "bring one in": """
        <can_you> loop_in|bring_in|rope_in|pull_in|involve|call_in|bring|include|add|summon|fetch
        ( <ours> / <person> ) in|into|here|on?2 <end>""",
    "one to talk": "<begin> <person> to <adverb>? ( <talk> / <help> )",
    "one now": "<begin> <the>? <person> <polite>? now|right_now|immediately|asap|at_once",
    "again and again": "^ <person> ,? <person> ,? <person>?4 <polite>?2 $",
    "as i said": "i|we <adverb>? said|asked_for|typed|wrote i_want|i_need|get_me? <person> <polite>? $",
    "no bots but one": """
        <no_bots> ( , / and|but|i|we|want|need|only|just|get|me|give|please|talk_to|speak_to|to )?6 <person>""",
    "one and no bot": """
        <person> ,? and? not|no|instead_of|rather_than|over this|these|your|another|more? <the>? <bot_>""",
    "not to a bot": """
        ( <not> / refuse|refusing / hate|tired_of|sick_of|done ) <adverb>? want|wish|like|need|going|willing? to?
        be?
        ( <talk> / <talking> / dealing ) <to> <the>? <bot_>""",
    "live chat": """
        ( <i_want_one> / <can_i_have> / <begin> open|start|begin|initiate|launch|switch_to|go_to|take_me_to
        / to start|open|begin|have|use|initiate ) <the>? live agent? chat|support|help|agent""",
}

UNCLEAR = {
    "contact": "<own_voice> <contact> <adverb>? <anyone>",
    "whom to talk to": """
        who|whom|which_department do|should|would|must i|we need_to|have_to? talk|speak|chat|complain|turn
        to|with|2""",
    "contacting": "<help_with> me|with|in|to? contacting|reaching <anyone>",
    "cannot reach": """
        i|we can_not|could_not|am_unable_to|am_not_able_to ( <talk> <to> / contact ) ( <person> / <someone> ) $""",
    "want the desk": "( <i_want_one> / <can_i_have> / <give_me> ) <department> <end>",
    "need support": "( <i_want_one> / <begin> contact ) support <polite>?3 $",
    "someone to help": "( <i_want_one> / <give_me> ) <someone> to|who_can|that_can|who|that ( help|assist / $ )",
    "someone to call": "can|could|will|would|may|have|please <someone> <adverb>? ( <contact> / call|phone ) me|us",
    "is anyone there": """
        is|are? there? <someone> there|available|online|here|around|on to_help|to_assist|to_chat|to_talk|at_all?
        <polite>?2 $""",
    "is anyone there who can": """
        is|are? there? <someone> there|here|around|available|online? who|that can|could|knows|understands|is_able""",
    "who else can": """
        ( who|whom else can|could|might|will|would actually|really|even|possibly?
        help|assist|advise|look_at|sort|fix|sort_out|ask me|us? ( $ / , / with|here|please|then|instead|this|it )
        / who can|could actually|really? help|advise|assist me|us ( .?3 ) in_person|personally|directly )""",
    "someone should": """
        <begin> <someone> <from>? <adverb>? needs_to|has_to|should|must|ought_to|had_better <adverb>?
        step_in|take_over|look|help_me|sort|deal|fix|intervene|get_back|read|talk_to|speak_to""",
    "over to one": "<begin> i_guess|maybe|so|time|just? over|back|on|off|along to <person> $",
    "with them": "<own_voice> <talk> <to> them|him|her <polite>?2 $",
    "a noun first": """
        ^ ( <polite> / , )?4 <the>? <kind>?2 ( agent|human|representative|rep|operator|supervisor|manager|human_being
        / real|live|actual person ) please""",
    "any person": """
        <begin> is|are? ( any <person> available|online|here|there|around|free? <polite>? $
        / any ( <human> / <front> ) in|about|working|on_duty|awake
        / <the>? <person> available|online|here|there|around|free|on_duty <polite>? ( $ / to|for_me|for_us|who|that
        ) )""",
    "is anyone about": """
        is|are there? <someone> <from> available|online|here|there|around|about|free|working <polite>? $""",
    "no good, a noun": """
        ^ ( <polite> / , )?2 ( not|no|useless|wrong|nope|unhelpful|nonsense|rubbish|still|stop .?3 ) , <the>?
        ( <front> / <human> / <lead> ) <polite>?2 $""",
    "how about one": "( what|how about <the>? <kind>?2 ( <human> / <front> ) <polite>?2 $ )",
    "person available": "<begin> <person> available|online|free|there <polite>? $",
    "where is one": "where is|are|can_i_find <the>? real|live|actual? <front> &( $ / , )",
    "escalate": """
        ( <can_you> / <own_voice> ) escalate
        this|it|my_case|my_issue|the_issue|this_issue|the_matter|my_complaint|my_ticket|this_matter? <end>""",
    "only a noun": """
        ^ ( <polite> / , )?6 <the>? <kind>?3
        agent|agents|human|humans|human_being|representative|rep|operator|manager|supervisor|csr|advisor|executive|rep
        ( <polite> / , )?4 $""",
    "only a person": """
        ^ ( <polite> / , )?6 <the>? ( real|live|actual|human person|people|one / <someone> real|human / person
        please ) ( <polite> / , )?4
        $""",
    "only the desk": "^ ( <polite> / , )?6 <the>? ( <desk_name> / <desk_kind> support|care|desk ) ( <polite> / , )?4 $",
    "and a noun": ", but|and|just|so? <person> ( <polite> / , )?4 please $",
    "only a handover": """
        ^ ( <polite> / , )?6 human|live? handoff|handover|hand_off|hand_over|escalate|escalation ( <polite> / , )?4
        $""",
    "have you a desk": """
        do_you_have|is_there <the>? ( <department> / human|live|phone support|help ) available|here|i_can? $""",
    "only human help": """
        ^ ( <polite> / , )?6 human|live|manual help|support|service|assistance|chat ( <polite> / , )?4 $""",
    "only no bots": "^ ( <polite> / , )?4 ( <no_bots> / bypass|exit|leave|end the|this? <bot_> ) ( <polite> / , )?4 $",
    "a live chat": "is_there|do_you_have|where_is <the>? live chat|support|help",
}

_NOTATION = Notation(
    {
        **WORDS,
        "denied": "not never",
        "know": "see ask know wonder wondering best better easier nicer simpler",
        "asking": "how where who whom what when",
    },
    PHRASES,
)

GRAMMAR = Grammar(
    language="en",
    spelling=SPELLING,
    anchor=_NOTATION.pattern(
        """<role> / <human> / <someone> / <learned>
        / <bot> / <desk_name> / <desk> / <short_desk> / service|services|help|chat
        / are you / handoff|handover / me through|to|up|over|please|now / me $ /
        escalate|relations|real|alive|who|whom|fake|assistance|generated|automatically|scripted|canned|automatic"""
    ),
    other_meanings=_NOTATION.rules(0.0, OTHER_MEANINGS),
    about_the_bot=_NOTATION.rules(0.0, ABOUT_THE_BOT),
    declines=_NOTATION.rules(0.03, DECLINES),
    clear=_NOTATION.rules(0.97, CLEAR),
    unclear=_NOTATION.rules(0.7, UNCLEAR),
    base_rate=0.01,
)
