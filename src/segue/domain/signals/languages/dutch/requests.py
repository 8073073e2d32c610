"""Dutch: how people ask for a person, refuse one, and ask whether they talk to a bot.

A request is a verb of asking in the customer's own voice ("ik wil …", "kan ik …", an imperative) and, in the same
clause,
a word for the people who work here; the verb that says what for comes last ("met iemand praten"), or its first half
stands far off ("verbind mij … door"). The notation is explained in `grammar`; words and parts are in `words`.
"""

from __future__ import annotations

from segue.domain.signals.languages.dutch.spelling import SPELLING
from segue.domain.signals.languages.dutch.words import PHRASES, WORDS
from segue.domain.signals.languages.grammar import Grammar, Notation

OTHER_MEANINGS = {
    "a name": "naam is . .? / ik heet . .?",
    "in a role": "als <the>? <kind>? <person>",
    "someone of theirs": "<some> ( uit|van|in mijn|ons|onze . / als . )",
    "one is required": "<person> verplicht|vereist|noodzakelijk",
    "one by that name": "<person> genaamd|met_de_naam|die_heet",
    "has an appointment": "<i> heb <w>?2 een afspraak <at> ( <person> / <some> ) !( nodig )",
    "another passenger": "nog_een|tweede|extra <kind>? persoon|mens",
    "an address book": """
        nieuw contact / contact <w>?4 toevoegen|toe|opslaan|aanmaken|verwijderen|wijzigen|bewerken|zoeken
        / sla|opslaan|verwijder|wis|toon|laat|zoek|open|bewerk|bewaar <the>? contact""",
    "how many": """
        ( ( hoeveel|veel|alle|meerdere|twee|drie|vier|vijf|zes|per|elke|derde|sommige|ander|verschillend /
        verschillende|zoveel|weinig|meer )
        <kind>? medewerker|mens|persoon|adviseur|agent|collega|personeel|contactpersoon|behandelaar )""",
    "other agents": """
        ( travel|user|secret|bot|bot|geheim|reis|politie|undercover agent
        / wachtwoord|task|download|file|bestands|password|pakket manager
        / agent <w>?5 installeren|configureren|verwijderen|updaten|programmeren|trainen|instellen )""",
    "other persons": "voor een persoon / een persoon ( heb|is|was )",
    "what they did": """
        ( <person> / <some> / <department> ) ( <of> / , . . , )? !( heb|had $ ) <did> !( niet
        nodig|noodzakelijk|vereist|gewenst /
        beschikbaar|bereikbaar|nodig|online|vrij|ik|we )""",
    "as was said": "er zou ( <person> / <some> )",
    "having done it": """
        heb|had|hadden|ben|was|werd|is|werden|word|wordt|zijn <w>?6
        ( <at>? <person> / <at>? <some> / <at> <department> ) ( , / . )?6 <past>""",
    "done with one": "heb|had|werd|ben|is|word <w>?5 <past> <at> ( <person> / <some> )",
    "and did": "( <at> <person> / <at> <some> ) <w>?4 <past> !( worden )",
    "whenever": """
        wanneer|als|indien|voordat|nadat|zodra|toen|terwijl|nu ( ik|men|we|wij|je|u ) <w>?4 ( <with> <anyone> <w>?3
        <speaking> / <anyone>
        <reach> / <with> <anyone> praten|spreekt|bellen|overleggen )""",
    "do i have to": """
        ( ^ / , / maar|waarom|of|wanneer|en|hmm|ja|nee ) <adverb>?2 moet|hoef <adverb>? ( ik|men|je|we ) <w>?5
        ( <at> <anyone> <w>?3 <speaking> / <anyone> <w>?2 ( <reach> / <connect> / informeren|vragen|meenemen|inlichten
        ) )""",
    "told to": """
        gevraagd|gezegd|geadviseerd|zei|zeiden|zegt|vroeg|verteld|aangeraden|aanbevolen <w>?4 ,? ( dat_ik|ik|om )?2 (
        moet|zou )? <w>?3 <at> <anyone>
        ( <w>?3 <speaking> / moet )""",
    "theirs": """
        ( mijn|zijn|haar <kind>? . /
        hij|zij|ze|meneer|mevrouw|man|vrouw|moeder|vader|zoon|dochter|vriend|vriendin|klant|buurman|oma|opa )
        wil|moet|kan|mag|zou <w>?5 <with>? <anyone> <w>?3 <speaking>""",
    "by hand or not": "door <person> of automatisch|machinaal|geautomatiseerd",
}

ABOUT_THE_BOT = {
    "are you": """
        ben|bent|zijn|is <adverb>?2 ( <you> / dit|dat|het|hier|daar|ik ) (
        hier|nu|toch|nou|met|wel|eigenlijk|gewoon|soms|ook|een )?4 <bot_or_human>
        !( beschikbaar|bereikbaar|daar|online|vrij|die|bij|met|aanwezig|aan )""",
    "are you real": """
        ben|bent|is|zijn ( <you> / dit|dat ) ( wel|nou|eigenlijk|nu|ook|een|of|toch )?4 echt|menselijk|levend ( $ / ,
        / of ) / ^ ( <polite> / , )?3 leef|leeft|besta|bestaat je|u <adverb>?2 $""",
    "of the team or one": """
        ben|bent je|u <w>?5 of <adverb>?2 <the>? <bot_> / wie|wat ben|bent je|u <adverb>?2 ,? <the>? <bot_>""",
    "is this": "gaat het <w>?3 om <bot_or_human> $",
    "served by": """
        word|worden|wordt <i> <w>?3 door <bot_or_human> / krijg|krijgt <i> <w>?4 van|door <the>? <bot_>
        / krijg|krijgt <i> <w>?3 <the>? <bot_> / ben ik <w>?3 bij|aan <bot_or_human>
        beland|terechtgekomen|uitgekomen""",
    "you are": """
        ( <you> ben|bent|zijn|is / dit|dat|het|hier is ) <adverb>?3 (
        zeker|vast|niets|anders|dan|helemaal|enkel|volgens )?3 <bot_or_human> ( of|toch|he|zeker|niet / , / $ )""",
    "that you are": """
        of|dat|denk|geloof|weet|vermoed ,? ( <you> / dit|dat|het|hier|ik|er ) <w>?6 <the>?2 geen? <kind>?3 <bot_kind>?
        ( <bot> / <human> / <front> )
        <w>?3 ( ben|bent|is|zijn|praten|spreken|chatten|chat|typen|typt|antwoordt|zit|verbonden|spreekt|bellen )""",
    "am i talking to": "praten|spreken|chatten|chat|typen|bellen|communiceer|typen <i> <w>?5 <with> <bot_or_human>",
    "am i connected to": """
        ( ben|heb|zit <i> <w>?3 <at>? <bot_or_human> <w>?2
        verbonden|genoegen|te_maken|in_praatje|aan_de_lijn|van_doen|doen
        / heb ik ( hier|nu|het )?3 <with> <bot_or_human> / heb ik <w>?3 <bot_or_human> ( voor_me / , / $ ) )""",
    "whom": "<with> wie ( praten|spreken|chatten|chat|typen|bellen|heb|communiceer ) <i> !( over|kan )",
    "who is typing": """
        ( typt|antwoordt|zit|zitten|leest|steekt|beantwoordt|schrijft|reageert|spreekt|schuilt|werkt <w>?5
        <bot_or_human> !( die / , )
        / wie|wat ( typt|antwoordt|zit|ben|bent|is|schrijft|typen ) ( daar|hier|je|u|eigenlijk|nu|me|er|dit|nou )?4 $
        )""",
    "one or the other": """
        ( <bot_or_human> ,? of ( ben|bent|is ( <you> / dit|dat|het ) / toch|alleen|gewoon|slechts )?3 <bot_or_human>
        / ( <human> / <being> ) ,? of <the>? <bot_> / <bot_> ,? of <the>? <kind>? ( <human> / <being> ) )""",
    "a bot": "^ ( <polite> / , )?4 ( <you> <the>? <bot_> / <the>? <bot_> of|toch|zeker|he ) $",
    "sounds like one": """
        ( klink|klinkt|lijkt|lijk|praten|typt|reageert|komt|antwoordt|voelt <w>?5 op|als|van <bot_or_human> )""",
    "made by one": """
        ( word|wordt|worden ( dit|dat|het|deze|mijn . ) <w>?2 door <bot_or_human> ( <w> )? (
        beantwoord|getypt|geschreven|gelezen|gedaan / $ ) / komt|komen|zijn|word|worden|is|wordt (
        deze|die|dit|dat|jouw|uw|de|je )? <w>?2 ( antwoord|antwoorden|chat|berichten|tekst|teksten ) <w>?4 ( <bot> /
        <human> / gegenereerd ) )""",
}

DECLINES = {
    "not with one": """
        -<able> <denying> <adverb>?3 <same>?4 ( <at> <person> / <at> <some> / <at> <department> )
        <w>?4 ( <speaking> / <connect> / <reach> / worden|moet|hoef / wil )""",
    "with one not": """
        ( <with> <anyone> ,? <w>?2 <ik_wil> / <anyone> <needs> <i> ) <w>?3 niet|nooit""",
    "speaking to one not": "<ik_wil> <w>?3 <with>? <anyone> niet <speaking>",
    "hoef": """
        ( <i> <adverb>?2 hoef|hoeft / hoef|hoeft|hoeven ( <i> / <you> )? ) ( <w> / niet|geen|me )?4 ( <at>? ( <person>
        / <some> / <department> ) / <connect> ) ( <w> / niet )?4""",
    "one i need not": """
        ( <anyone> / <at> <anyone> ) ( <i> / daarvoor|daar|hier )?2 hoef|hoeft <w>?3 ( niet / <i>
        niet|echt|daar|daarvoor|niet?2 )""",
    "no wish for one": """
        ( <needs> ( <i> / <w> )?3 / <begin> ) ( daar|daarvoor|hier|hiervoor|nu|echt|zeker|helemaal )?3 geen (
        jullie|uw|verder|ander )?
        <kind>?3 ( <role> / <human> / terugbellen|praatje|telefoontje|hulp|contact|klantenservice|support|advies )
        ( <of> )? <adverb>?2 ( nodig|aan|via|wil|spreken|erbij|aub|bedankt|hoor|voor|graag|dank_je|te / $ / , )""",
    "nobody": "( <needs> <i>? <w>?4 <at>? niemand ( <w>?3 ( <talk> / <reach> ) )? / <with> niemand <w>?3 <speaking> )",
    "one not needed": """
        ( geen <kind>?3 ( <role> / <human> / terugbellen|praatje|telefoontje|contact ) ( <of> )? <adverb>?2 (
        <no_need> )
        / ( <anyone> / <word> ) <w>?4 ( is|zijn|heb|heb ) ( <i> )? <w>?2 niet <w>? ( <no_need> / $ )
        / ( <anyone> / <word> ) <w>?2 ( niet_nodig / onnodig / niet <no_need> ) )""",
    "do not connect": """
        ( ^ / , / graag|aub|wil|moet|zou|hoeft|hoef|en|nee|ja ) !<can_ask> <w>?4 -<able> niet|nooit <adverb>?3 (
        <to_whom>
        <anyone> )?
        te? ( <connect> / worden doorverbonden )
        / niet <to_whom> <anyone> stuur|doorverbinden|doorverbonden|zet""",
    "no telephone": """
        ( <ik_wil> <adverb>?3 niet <adverb>?3 bellen|gebeld / bellen wil|hoef <i> niet / liever_niet
        bellen|telefonisch|gebeld / hou niet van bellen / niet|geen_zin <w>?5 wacht|wachtrij|wachtstand )""",
    "call me not": "( ^ / , / aub|nee ) niet <adverb>? bellen|terugbellen",
    "connecting is not needed": "<connect> is|hoef <i>? niet ( <no_need> / $ )",
    "rather you": "liever <w>?3 je|u|jullie dan <at>? <anyone>",
    "connect me not": """
        ( verbind|zet|stuur|schakel|geef|haal|roep <you>? ( me|ons|dit|het )? <adverb>?3 ( niet / geen|niemand )
        <adverb>?2 ( door|over|af / <to_whom>? <kind>?2 ( <role> / <human> / iemand ) / erbij / $ ) )""",
    "without": """
        zonder ( , / . )?6 ( <with> <anyone> <w>?3 <speaking> / <anyone> ( $ / , /
        te|oplossen|regelen|doen|lukt|erbij|spreken|aub|graag|bedankt / <reach> / moet ) / hulp van <anyone> !(
        <w>? niet )
        / te_bellen|tussenkomst )""",
    "no need to": """
        ( ( niet_nodig|niet_noodzakelijk|onnodig|overbodig|geen_zin|geen_behoefte|geen_interesse|geen_reden /
        geen_tijd|niet_bereid|niet_van_plan|weinig_zin|geen_trek ) )
        ( ,? om? <w>?4 ( <at> <anyone> ( <w>?3 ( <speaking> / <connect> ) )? / <anyone> te? <reach> ) )""",
    "rather the bot": """
        -<no_> liever|verder|prefereer|verkies|blijf|blijven|doorgaan|prima ( , / . )?4 <at> ( je|u|jullie / <the>?
        <bot_> )
        ( <adverb> / verder )?2 ( <talk> / regelen|doen|oplossen|verder|blijven|dan|doorgaan / $ / , )""",
    "rather not": """
        <with> <anyone> <w>?3 <speaking> ,? liever niet / liever_niet <at> <anyone> / liever geen ( <word> /
        <person> ) ( <at> <anyone> )?""",
    "none fetched": """
        <begin> <adverb>?2 geen <kind>?3 ( ( <role> / <human> ) ( haal|roep|stuur|geef|inschakelen|erbij ) / <word> (
        <at> <anyone> ) )""",
}

CLEAR = {
    "do i get one": "krijg|vind|bereik|krijgt <i> <w>?5 ( <person> / <some> <kind> )",
    "let one come": "laat <adverb>? ( <person> / <some> ) <w>?5 ( bellen|komen|kijken|contact|overnemen|meelezen )",
    "is there not one who": """
        ( is_er|zijn_er|heb_jullie|heb_u|heb_je ) ( daar|hier|dan|bij|jullie )?3 ( niet|geen )? ( <person> / <some> )
        ,? die|dat|met|waarmee|bij""",
    "until i have one": """
        ( voor|voordat|totdat|tot|wanneer ) ( ik|je ) <w>?3 ( <person> / <some> ) <w>?3 (
        aan_de_lijn|krijg|bereik|heb|spreken|te_pakken )""",
    "one with time": "wanneer heb|had|kan ( <person> / <some> ) <w>?3 tijd",
    "call one in": """
        schakel|betrek|haal|zet|breng|roep <you>? <adverb>?2 er? <adverb>?2 ( <person> / <some> ) <w>?
        in|erbij|bij|aan|hierbij""",
    "a number for one": """
        is_er|heb_jullie|heb_u|heb_je <w>?3 nummer|telefoonnummer ,? waarop|waar|voor|om <w>?5 ( <person> / <some> )""",
    "hand me over": """
        draag|zet|geef|schakel <you>? <adverb>? me|ons|het|dit|praatje <adverb>?2 over|door <adverb>? aan|naar|met
        <anyone>""",
    "in touch": "breng|zet|stel <you>? me|ons <adverb>?2 in verbinding|contact <w>?2 met <anyone>",
    "someone in person": """
        kan|wil|zou|mag <w>?5 <someone> <w>?3 persoonlijk|handmatig <w>?4 <help_to>
        / wie kan|wil|hulp|helpt|zou <w>?3 persoonlijk ( <w>?2 <help_to> / $ )""",
    "put it to one": "<own> <w>?4 aan ( <person> / <some> ) uitleggen|vertellen|voorleggen|vragen|schetsen",
    "does it go with one": "kan|gaat|lukt dit|dat|het ook? <w>?2 <with> ( <person> / <some> ) <end>",
    "one whom i may ask": """
        ( <person> / <some> ) ,? ( die|dat|waarmee|waaraan / <at> wie ) ik|we <w>?4 ( <talk> / <reach> / vragen )""",
    "talk to a professional": """
        <own> <w>?6 <with> <the>? <kind>? <professional> ( of <the>? <professional> )? <w>?3 <speaking>
        / <own> <w>?3 <the> <kind>? <professional> spreken|bereiken""",
    "one at the telephone": """
        <begin> <adverb>?3 ( <person> / <some> ) <adverb>? aan_de_telefoon|aan_de_lijn""",
    "one come": "<person> aub|graag komen|kom|melden|overnemen",
    "would have liked": "had <w>?4 graag <w>?3 ( <person> / <some> ) <w>?6 ( gesproken|aan_de_lijn|gebeld )",
    "rather to one": "( liever|alleen ) <w>?4 aan ( <person> / <some> ) ( <end> / uitleggen|vertellen|voorleggen )",
    "tell one": "( zeg|vraag|eis ) <w>?2 ( <person> ) ( dat|om|of|te )",
    "may i have one": "( <can> ik ) <adverb>?2 <the> <kind>?2 <role> $",
    "talk to one": "<own> <w>?6 <with> <anyone> ( <w>?5 / , )?2 <speaking>",
    "talk to one who": "<own> <w>?6 <with> ( <person> / <some> ) <w>?3 ,? die|dat|wie <w>?6 ,? <w>?2 <speaking>",
    "talk with one": "<own> <w>?4 <speaking> ( over . .? )? <with> ( <person> / <some> )",
    "reach one": "( <own> / <can_you> ) <w>?5 ( <person> / <some> ) <w>?4 ( te? <reach> )",
    "reach them": "<own> <w>?4 <department> <w>?3 ( te? <reach> / <talk> )",
    "that i can": """
        of|waar|hoe|dat|die|waarover|zodat|wanneer|wie|als|want|omdat <i> <w>?6
        ( <with> <anyone> / <person> / <some> ) <w>?4
        ( kan|mag|wil|zou|moet <talk> / <talk> ( kan|mag|wil|zou|moet ) / <reach> kan|mag|wil )""",
    "is it possible": """
        <a_way> ( <i> / aub|is|het|dat|er|om|voor / , )?4 <w>?5 ( <at> <anyone> <w>?4 / <anyone> <w>?2 ) ( te ( <talk>
        / <reach> / komen ) / te_worden|doorverbonden )""",
    "only the verb": "<begin> ( <polite> / wil )?3 <with> <anyone> <w>?4 ( <speaking> / <connect> )",
    "only a person to talk": """
        <begin> <polite>?3 ( <person> / <some> ) te? (
        spreken|praten|chatten|bellen|contacteren|aanvragen|inschakelen ) ( <polite> / , )?3
        $""",
    "only to talk": """
        <begin> <polite>?2 ( spreken|praten|chatten|bellen|chat|overleggen ) met ( <person> / <some> /
        <department> )""",
    "whom can i talk to": """
        ( <at> wie|welke <role>? / wie ) ( <can> / moet|zal ) ( <i> / met )? <w>?6 ( <talk> / bellen / <reach> /
        klagen )""",
    "how do i reach one": """
        hoe|waar|wanneer|waarom ( , / <adverb> )?3 (
        bereik|krijg|vind|kom|contacteer|kan|spreken|praten|bellen|chat|bereikt|krijgt|mag|word|zou|heb )
        ( <i> / je|u ) ( niet )? <w>?5 ( <person> / <some> / <at> <department> ) !( <w>?4 <managed> )""",
    "let me talk": """
        laat <you>? ( me|ons <w>?4 ( <at> <anyone> <w>?3 <speaking> / <anyone> <w>?2 <reach> ) / ( het|dit|dat|me )?
        <w>?2 ( door )? <person> <w>?4 ( <help_to> / doen ) )""",
    "connect me to one": "( <can_you> / <own> / <begin> ) <w>?6 ( <to_whom> <anyone> ) <w>?5 ( te? <connect> )",
    "connect to one": "( <can_you> <w>?6 / <own> <w>?6 / <begin> <polite>?3 ) <connect> <to_whom> <anyone>",
    "connect me": """
        ( <can_ask> <adverb>?2 <you> <adverb>?3 me|ons / graag|aub me|ons? / <begin> me|ons aub|graag / <own> )
        <adverb>?3 doorverbinden ( <polite> / , / worden )?3 $""",
    "put me through": """
        ( verbind|schakel|zet|stuur <you>? aub|even|maar|eens|graag?2 ( me|ons|dit|praatje / mijn
        vraag|zaak|klacht|dossier ) <w>?8 ( door|over )
        / doorverbinden ( <you> )? ( me|aub|met / $ ) / verbind|schakel|zet|stuur <you>? ( me|ons|dit|het|mijn|deze
        <w>?4 ) ( door )? ( <to_whom> ( <person> / <some> / <department> ) ) )""",
    "be connected": """
        ( <own> <w>?5 ( <to_whom> <anyone> )? <w>?3 <connected> ( worden ) / <own> <w>?5 ( worden ) <connected> /
        graag word ik <w>?4 <connected> / <own> <w>?5 worden|word <connected> )""",
    "get me one": """
        ( <bring> <you>? ( me|ons|maar|aub|nu|dan|even|eens|toch|direct|gewoon|meteen|snel|ook|even )?4
        ( <person> / <some> ( <kind> / erbij|anders|hier / ,? die|dat|met|waarmee / $ ) )
        / hier_met <anyone> / <can_you> <w>?4 <person> <w>?3 (
        haal|geef|roep|stuur|erbij|inschakelen|vragen|bezorgen|breng|regelen ) )""",
    "want one": """
        ( <ik_wil> <wn>?4 ( <person> / <some> <kind> / een_ander ) <end> / ( <i> heb / heb <i> ) <w>?3 ( <person> /
        <some> <kind> ) <w>?3 nodig
        / ( <i> heb / heb <i> ) <w>?3 nodig ( <person> ) / <i> heb <adverb>? liever|graag ( <person> ) )""",
    "want to get to one": "( <own> / <begin> ) <w>?4 naar ( <person> / <some> ) ( <end> / toe )",
    "human help": """
        ( <own> / <begin> / <bring> me|ons / is_er|zijn_er / <can_you> / <i> heb / heb <i> ) <w>?3 een?
        menselijk|persoonlijk|handmatig|live|echt|fysiek <kind>?
        ( ( hulp|klantenservice|support|contact|advies|service|praatje|begeleiding|antwoord|chat|behandeling /
        gesprekspartner|stem|contactpersoon|tussenkomst ) )""",
    "a word with one": """
        ( <own> <w>?4 / <a_way> ,? <w>?2 / <can_you> <w>?4 / <i> heb <adverb>?2 / <begin> <polite>?3 / <bring> me )
        <the>? <kind>? <word>
        <kind>? <w>?2
        ( van|met|door|bij ( <person> / <some> / <department> ) )""",
    "in contact": """
        ( <own> / <can_you> / <begin> ) <w>?4 ( in contact <w>?2 <with> <anyone> / <with> <anyone> in contact /
        contact opnemen met <anyone> / contact <w>?2 met <anyone> )""",
    "is there one to talk to": """
        ( is_er|zijn_er|is|zijn|heb|zit|werkt|zou ( <you> / er )? geen? <w>?5 ( <person> / <some> ) <w>?4 ( <there>
        / ,? ( met|bij|aan|naar wie / waarmee|bij_wie / die ) <w>?6 ( <talk> / <reach> /
        kan|mag|helpt|hulp|wil|weet|verstand )
        / ,? ( om|voor ) <w>?4 te? <talk> / die|dat|wie <w>?5 ( <help_to> / <help_that> ) ) )""",
    "is there a human": """
        is|zijn|heb ( er|hier|daar / <you> )? <w>?4 ( <the>?2 <kind>?3 <human> / <the>? <kind> <front> ) (
        hier|er|daar|online|bij|aanwezig|aan|voor / , / $ )""",
    "could one help": """
        kan|mag|wil|zou|moet ( , / me|ons|dit|dat|het|aub|nu|er|hier|even|ook|niet|misschien|dan|toch|mijn|zich )?5 (
        <person> )
        <w>?7 <help_to>""",
    "someone to talk to me": "kan|wil|zou|mag <w>?3 <some> <w>?4 <with> me|ons <w>?2 <talk>",
    "could someone else": """
        kan|wil|zou|mag|moet <w>?4 ( <someone> ( anders / <of> /
        ander|competent|echt|bekwaam|menselijk|bevoegd|kundig|fatsoenlijk|deskundig ) ) <w>?6 <help_to>""",
    "one shall": """
        ( <person> moet|mag ( , / . )?6 <help_to> / moet <w>?4 <person> <w>?5 <help_to> / laat <w>?2 <person>
        <w>?5 ( <help_to> ) )""",
    "that one helps": """
        ( wil|graag|liever|aub|eis|zou|zorg|zorgen|mogelijk|fijn|goed|blij|prettig|verzoek|erop <i>? <w>?3 ,?
        dat|als|of <w>?4 ( <person> / <some> ) <w>?6 ( <help_that> / <help_to> ) )""",
    "have one call": """
        ( ( <can_you> / <ik_wil> / graag|word|worden ) <w>?5 door <person> <w>?4 (
        gebeld|teruggebeld|gecontacteerd|geholpen|bediend|geadviseerd|worden|beoordeeld )
        / <own> <w>?4 ( teruggebeld|gebeld|geholpen ) worden? door <anyone> / graag <w>?3 (
        teruggebeld|gebeld|geholpen ) ( worden )? <w>? door <anyone> )""",
    "one now": "<begin> <the>? <person> ( , / <polite> )?2 nu|meteen|direct|dringend|onmiddellijk|hier|gelijk",
    "again and again": "^ <person> ,? <person> ,? <person>?4 <polite>?2 $",
    "as i said": "<i> zei|zeg|vroeg|heb|typte|herhaal <adverb>?2 <person> ( gezegd|gevraagd|getypt )? <polite>? $",
    "not a bot but one": """
        ( geen|niet|ipv|zonder|nooit <w>?4 <bot_> ( , / (
        en|maar|ik|wil|heb|alleen|aub|liever|geef|me|graag|praten|spreken|met|worden|eis|meer|gewoon /
        chatten|typen|van ) )?9 ( <person> / <some> ) )""",
    "one and no bot": "<person> ,? <talk>? ( <i> / wil )?2 ,? en? ( geen|niet|ipv|in_plaats_van ) <w>?3 <bot_>",
    "not to a bot": """
        ( ( wil|ga|zou|heb|ben|weiger|wens <w>?4 ( niet|geen|nooit|zat|beu|genoeg|moe ) ( <w> / zin|meer|om|van|het
        )?6 ) <at> <the>? <bot_> <w>?4 ( <speaking> / afgescheept )
        / geen_zin ( meer|om|in|het / , )?3 ( <w>?3 <with> )? <the>? <bot_> / ( niet|nooit ) <w>?3 <with> <the>?
        <bot_> <w>?3 <talk>
        / <i> ( <talk> / chat ) <adverb>?2 niet|nooit <adverb>?2 <with> <the>? <bot_>
        / <with> <the>? <bot_> <talk> <i> <adverb>?2 niet|nooit )""",
    "complain to one": """
        <own> <w>?3 terecht bij <anyone> / <own> ( , / <w> )?6 bij <person> <w>?2 klagen|indienen|beklagen""",
    "only with one": """
        <i> <talk> <w>? alleen|alleen_nog|enkel|uitsluitend|slechts|pas <w>?2 <with> ( <person> / <some> )""",
    "with one please": "<with> <person> ,? ( <want> <i> / <i> <want> / graag|aub ) <w>?4 ( <talk> / $ )",
}

UNCLEAR = {
    "a noun please": "^ <polite>?2 <person> aub|graag ,",
    "someone to help": """
        ( <ik_wil> <w>?4 <some> ( <end> / helpen ) / ( <i> heb / heb <i> ) <w>?3 <some> <w>?2 ( nodig / die ) )""",
    "someone to call": """
        ( kan|zou|wil|mag|moet|laat|graag|aub <w>?5 ( <some> / me|ons / <you> me ) <w>?6 ( <call> /
        contact_opnemen|opnemen )
        / bellen ( <you> )? me|ons ( <w>?4 ( op|terug ) / $ / aub|graag|even ) / ( <can_you> / <begin> ) me|ons?
        <adverb>?3 terugbellen )""",
    "callback": """
        ( <own> <w>?3 / <begin> <polite>?3 / <i> heb / graag|verzoek ) een?
        terugbellen|teruggebeld|praatje|adviesgesprek|telefoontje|praatje|terugbelverzoek ( <end> /
        maken|inplannen|heb|worden|krijgen )""",
    "want the desk": """
        ( <own> / <can_you> / <bring> me / <begin> graag|aub / <i> heb ) <w>?4 ( van|met|aan|bij|naar )? <department>
        ( <end> / <talk> / <reach> )""",
    "help of the desk": "( <own> / <i> heb ) <w>?4 hulp <w>?2 van|door ( <department> / het . )",
    "how to reach": """
        ( hoe|waar|op_welk_nummer|via <w>?2 ( kan|bereik|vind|krijg|contacteer|bellen|bereikt ) ( <i> / je|men ) <w>?2
        ( jullie|u|uw )? <w>?2 (
        telefonisch|telefoonnummer|persoonlijk|bellen|bereiken|contacteren|hotline|klantenservice|support ) )""",
    "whom to turn to": """
        ( tot|bij|naar|aan wie|welke <w>?5 ( wenden|richten|terecht|zijn ) / wie is|gaat <w>?3 (
        verantwoordelijk|contactpersoon|aanspreekpunt|hierover|daarover ) / waar kan ik terecht )""",
    "is anyone there": """
        ( ^ / , / hallo|hoi|hey|huhu|en|ok ) <polite>?3 ( is|zit|luistert|leest|zijn|antwoordt (
        er|hier|daar|nog|uberhaupt|misschien|eigenlijk )?3 )
        ( <some> / <human> ) ( er|nog|wel|eigenlijk )?2 (
        daar|hier|online|bereikbaar|beschikbaar|wakker|aanwezig|thuis|er|mee|bij|aan / $ )
        ( <polite> / , )?3 $""",
    "does anyone answer": """
        ^ ( <polite> / , )?4 iemand ( er|daar|hier|online|thuis|bereikbaar|beschikbaar|aanwezig|wakker ) ( <polite> /
        , )?2 $""",
    "any person": "<begin> is|zijn ( er|hier|daar )? ( <person> / <some> ) <there>? ( <polite> / , )?3 $",
    "escalate": "( <own> / <can_you> / <begin> ) <w>?5 escaleren|escalatie|escaleer",
    "contact": "( <own> <w>?3 / ^ <polite>?3 <the>? <kind>? ) contact <w>?2 ( opnemen|met / $ )",
    "only a noun": """
        ^ ( <polite> / , )?6 ( <the>? <kind>?3 ( <role> / <human> ) / <department> / <kind>?2 <desk> / <someone>
        <kind> ) ( <polite> / , )?4 $""",
    "only with a noun": "^ ( <polite> / , )?6 ( naar|aan|met ) ( <person> / <department> ) ( <polite> / , )?4 $",
    "and a noun": ", <person> ( <polite> / , )?2 aub|graag ( <polite> / , )?2 $",
    "only human help": """
        ^ ( <polite> / , )?6 een? menselijk|persoonlijk|handmatig|live|echt|telefonisch (
        hulp|klantenservice|contact|advies|service|chat|support|begeleiding ) ( <polite> / , )?4 $""",
    "only a word": """
        ^ ( <polite> / , )?6 ( (
        terugbellen|contact|doorverbinden|hotline|telefoonnummer|overdracht|telefoontje|verbind|escalatie /
        teruggebeld ) )
        ( <polite> / , / worden / van|aan|met|door ( <person> / <department> ) )?4 $""",
    "only no bots": """
        ^ ( <polite> / , )?4 ( geen|niet|weg_met|stop|genoeg_van|klaar_met ) ( <the> / meer )?2 <bot_> ( meer /
        <polite> / , )?3 $""",
    "desk there": """
        ( is_er|heb_jullie|heb_u|heb_je ) <w>?3 ( <department> / hotline|telefoonnummer|servicenummer|live_chat ) (
        die|waar|voor / , / $ )""",
}

_NOTATION = Notation(WORDS, PHRASES)

GRAMMAR = Grammar(
    language="nl",
    spelling=SPELLING,
    anchor=_NOTATION.pattern(
        """<front> / <lead> / <skilled> / <human> / <someone> / <desk_name> / <desk> / <bot> / <connect>
        / <word> / <call> / <being>
        / <professional> / ( leef|leeft|besta|bestaat|bellen|wacht|wachtrij|wachtstand|niemand|bank|verzekering /
        techniek|gemeente|hotline|wie|roep|ander|terecht|telefonisch|bereiken /
        escalatie|escaleer|telefoonnummer|stuur|zet|schakel )"""
    ),
    other_meanings=_NOTATION.rules(0.0, OTHER_MEANINGS),
    about_the_bot=_NOTATION.rules(0.0, ABOUT_THE_BOT),
    declines=_NOTATION.rules(0.03, DECLINES),
    clear=_NOTATION.rules(0.97, CLEAR),
    unclear=_NOTATION.rules(0.7, UNCLEAR),
    base_rate=0.01,
)
