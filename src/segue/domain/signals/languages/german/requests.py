"""German: how people ask for a person, refuse one, and ask whether they talk to a bot.

A request is a verb of asking in the customer's own voice ("ich möchte …", "kann ich …", an imperative) and, in the same
clause, a word for the people who work here; the verb that says what for comes last ("mit jemandem sprechen"), or its
first half stands far off ("stellen Sie mich … durch"). The notation is explained in `grammar`; words and parts are
in `words`.
"""

from __future__ import annotations

from segue.domain.signals.languages.german.spelling import SPELLING
from segue.domain.signals.languages.german.words import PHRASES, WORDS
from segue.domain.signals.languages.grammar import Grammar, Notation

OTHER_MEANINGS = {
    "a name": "name ist . .? / ich heisse . .? / hier ist|spricht frau|herr . .?",
    "an interjection": "^ oh|ach|ey|hey? mensch , &( . . )",
    "in a role": "-<compared> als <the>? <kind>? <person>",
    "someone of theirs": "<some> ( aus|von|in mein|unser . / als . )",
    "one by that name": "<person> namens|mit_namen|mit_der_namen",
    "another passenger": "noch_ein|zweite|zweiten|zusatzliche|zusatzlichen <kind>? person|mensch",
    "an address book": """
        neu kontakt / kontakt <w>?4
        hinzu|hinzufugen|speichern|anlegen|loschen|andern|bearbeiten|suchen|erstellen|hinterlegen|eintragen|angeben
        / speichern|speichere|losche|loschen|zeig|zeige|suche|offne|bearbeite <the>? kontakt""",
    "how many": """
        ( ( wie_viele|wieviele|viele|alle|mehrere|zwei|drei|vier|funf|sechs|pro|je|dritte|dritten|ander|manche /
        einige|weitere|weiter )
        <kind>? mitarbeiter|mensch|person|berater|agent|kollege|leute|personen )""",
    "other agents": """
        ( travel|user|secret|bot|bot|bot|immobilien|geheim|reise|real_estate|estate agent
        / passwort|passwortmanager|task|datei|download|file|boot|paket|password|gerate manager
        / agent <w>?5 installieren|konfigurieren|deinstallieren|aktualisieren|programmieren|trainieren|einrichten )""",
    "what they did": """
        ( <person> / <some> ) ( <of> / , . . , )? <did> !( nicht notig|notwendig|erforderlich /
        verfugbar|erreichbar|notig|da|frei|online|ich|wir )""",
    "having done it": """
        habe|hat|hatte|habe|wurde|war|bin|worden|wird|wurde <w>?6 ( <with>? <person> / <with>? <some> / <with>
        <department> )
        ( , / . )?6 <past> !( zu werden )""",
    "done with one": "habe|hat|hast|hatte|wurde|wurde|bin <w>?5 <past> <at> ( <person> / <some> )",
    "and did": "( <at> <person> / <at> <some> ) <w>?4 <past> !( zu? werden )",
    "whenever": """
        wenn|falls|bevor|nachdem|sobald|als|ehe|solange ich|man|wir|sie|du <w>?4 ( <with> <anyone> <w>?3 <speaking> /
        <anyone>
        <reach> ) """,
    "do i have to": """
        ( ^ / , / aber|wieso|warum|wozu|ob|wann|und|hmm ) <adverb>?2 muss|soll|sollte|muss <adverb>? ich|man|wir <w>?5
        ( <at> <anyone> <w>?3 <speaking> / <anyone> <w>?2 ( <reach> / <connect> / informieren|fragen|mitnehmen ) )""",
    "told to": """
        gebeten|gesagt|aufgefordert|geraten|sagte|meinte|bat|hiess|soll|solle|verlangt|empfohlen <w>?4 ,? (
        dass_ich|ich )?
        ( soll|solle|sollte )? <w>?3 <at> <anyone> <w>?3 <speaking>""",
    "theirs": """
        ( mein|sein|sein <kind>? . /
        er|frau|herr|mann|mutter|vater|sohn|tochter|freund|freundin|kunde|kundin|nachbar|oma|opa )
        will|mochte|wollte|muss|kann|sollte <w>?5 <with>? <anyone> <w>?3 <speaking>""",
    "it works by hand": "von <person> oder automatisch|maschinell|automatisiert",
}

ABOUT_THE_BOT = {
    "are you": """
        bist|sind|seid|ist|bin <adverb>?2 du|sie|ihr|das|dies|es|hier|dort|da|ich|wir hier|da|dort? <w>?4 <bot_or_human>
        !( verfugbar|erreichbar|da|online|frei|der|mit|an|anwesend )""",
    "are you real": """
        bist|sind|ist <adverb>?2 du|sie|das|dies|hier <adverb>?4 ( oder|auch|nur|ein )?2 echt|real|menschlich|lebendig
        ( $ / , / oder|person )
        / ^ ( <polite> / , )?3 lebst|lebt|existierst|existieren|existiert du|sie <adverb>?2 $""",
    "of the team or one": """
        bist|sind du|sie <w>?5 oder <adverb>?2 <the>? <bot_> / wer|was bist|sind du|sie <adverb>?2 ,? <the>? <bot_>""",
    "is this": "handelt es sich <w>?4 um <bot_or_human>",
    "served by": """
        werde|werden ich|wir <w>?3 von <bot_or_human> bedient|beraten|betreut|abgefertigt|unterstutzt
        / bekomme|kriege|krieg ich|man <w>?4 von|durch <the>? <bot_>
        / bin ich <w>?3 bei <bot_or_human> gelandet|dran|angekommen|rausgekommen""",
    "you are": """
        ( du|sie|ihr bist|sind|seid / das|dies|hier|es ist|bist ) <adverb>?3 (
        gar|wohl|bestimmt|sicher|nichts|ander|nur|mir|auch )?3
        <bot_or_human> ( oder|richtig|stimmts|ein|ja|gell|nicht_wahr|wa|oder_nicht / , / $ )""",
    "that you are": """
        ob|dass|glaube|denke|wette|wissen|vermute|behaupte|gefuhl ,? ( du|sie|ihr|das|dies|es|hier|ich|man|da ) <w>?6
        <the>?2 kein? <kind>?3 <bot_kind>? ( <bot> / <human> / <front> ) <w>?3
        ( bist|sind|ist|seid|sprechen|reden|chatten|schreiben|schreibt|antwortet|sitzt|sprechen|reden /
        schreiben|chatten|verbunden|bin )""",
    "you are no": """
        ( sie|du ) sind|bist <w>?4 kein? <kind>?2 ( mensch|person|bot ) $""",
    "am i talking to": """
        sprechen|reden|chatten|schreiben|telefonieren|unterhalten|kommunizieren ich|wir|man <w>?5 <with>
        <bot_or_human>""",
    "am i connected to": """
        ( bin|werde|habe ich <w>?3 <with>? <bot_or_human> <w>?2 verbunden|vergnugen|zu_tun|in_kontakt|am_apparat|da|oder
        / habe ich <w>?3 <with>? <bot_or_human> ( zu_tun / vor_mir / dran / $ / , ) / ( habe|hat ich|man es )
        <w>?2 <with> <bot_or_human> )""",
    "whom": """
        <with> wem|wen ( sprechen|reden|chatten|schreiben|telefonieren|unterhalten ich|wir / habe ich <w>?3 ( zu_tun /
        vergnugen ) )""",
    "who is typing": """
        ( schreiben|antwortet|sitzt|liest|tippt|steckt|beantwortet|arbeitet|schreibt|chattet|hort|redet|spricht|bedient
        <w>?5 <bot_or_human> !( der / , )
        / ( wer|was ) ( schreibt|antwortet|sitzt|tippt|bist|sind|steckt ) (
        da|hier|dort|du|sie|mir|eigentlich|gerade|denn|dahinter )?4 $ )""",
    "one or the other": """
        ( <bot_or_human> ,? oder ( bist|sind|ist du|sie|das / doch|nur|eher|lieber|bloss|etwa|schon )?3 <bot_or_human>
        / <bot> ,? oder <the>? <kind>? ( <human> / <being> / was ) / ( <human> / <being> ) ,? oder <the>? <bot_> )""",
    "at the other end": "ist|sitzt|antwortet <w>?2 ander ende|seite <w>?2 <bot_or_human>",
    "a bot": "^ ( <polite> / , )?4 ( du|sie <the>? <bot_> / <the>? <bot_> oder_was|oder|richtig|gell ) $",
    "sounds like one": """
        ( klingt|klingst|klingen|wirkst|wirken|schreibst|antwortest|antworten|wirkt|redest|horst <w>?5 wie|als
        <bot_or_human> )""",
    "made by one": """
        ( kommt|kommen|sind|ist|werden|wird die|das|dein|ihr|dies|diese <w>?3 (
        antwort|antworten|chat|nachrichten|text|texte|auskunft )
        <w>?4 ( <bot> / <human> / generiert ) )""",
}

DECLINES = {
    "not with one": """
        -<able> <denying> !( bitte|dann ) <adverb>?3 <same>?4 ( <at> <person> / <at> <some> / <at> <department> )
        <w>?4 ( <speaking> / <connect> / <reach> / werden|muss )""",
    "with one not": """
        ( <with> <anyone> ,? <w>?2 <ich_will> / <anyone> <needs> ich|wir|man ) <w>?3 nicht|keinesfalls|nie""",
    "speaking to one not": "<ich_will> <w>?3 <with>? <anyone> nicht <speaking>",
    "no wish for one": """
        ( <needs> ( ich|wir|man / <w> )?3 / brauchst|musst du|mir|sie? ) (
        da|dafur|hier|dazu|jetzt|echt|wirklich|gar|uberhaupt|erst )?3
        ( kein|niemand|nicht ( <the> )? ) ( ihr|euer|weiter|ander )? <kind>?3
        ( <role> / <human> /
        ruckruf|anrufen|gesprach|telefonat|hilfe|weiterleitung|support|kundendienst|kontakt|beratung )
        """,
    "nobody": """
        ( <needs> ich|wir? <w>?4 <with>? niemand ( <w>?3 ( <talk> / <reach> / habe ) )? / <with> niemand <w>?3
        <speaking> )""",
    "one not needed": """
        ( kein ihr|weiter? <kind>?3 ( <role> / <human> /
        ruckruf|anrufen|gesprach|telefonat|weiterleitung|kontakt|kundendienst|support|hotline )
        ( <of> )? <adverb>?2 ( <no_need> / $ )
        / <anyone> ist|ware|brauche|braucht|brauchts ( es|ich|man|da )?2 <w>?3 nicht <w>? ( <no_need> / $ )
        / <anyone> <w>?2 ( ich_nicht / nicht_notig / unnotig / nicht ( <no_need> ) ) )""",
    "do not connect": """
        ( ^ / , / bitte|mochte|will|soll|brauchst|muss|muss|musst|sollst|sollen|sollt|und|nein|bloss|ja ) !<can_ask>
        <w>?4
        ( nicht|keinesfalls|nie ) !( bitte|dann ) <adverb>?3 ( <to_whom> <anyone> )? zu? <connect>""",
    "no telephone": """
        ( <ich_will> <adverb>?3 nicht|ungerne <w>?3 telefonieren|anrufen / telefonieren|anrufen <want> ich|wir nicht
        / ungerne|nicht_gerne telefonieren|am_telefon / nicht|kein_lust <w>?5 warteschleife )""",
    "call me not": "( ^ / , / bitte|nein ) nicht <adverb>? anrufen|zuruckrufen|telefonieren",
    "one must not": "<person> muss|soll|braucht|brauche <w>?3 nicht <w>?2 ( <help_to> / ran|dazu|sein )",
    "connecting is not needed": "<connect> ist|ware|brauche ich|es? nicht ( <no_need> / $ )",
    "rather you": "lieber <w>?2 dich|dir|sie|ihnen als <at>? <anyone>",
    "spare me one": """
        bloss|bitte|nein|jetzt|und|lieber kein <kind>?2 ( <role> / <human> / anrufen|ruckruf|telefonat ) ( $ / ,
        / bitte|danke )""",
    "connect me not": """
        ( verbinden|leiten|stellen|geben|vermitteln|ubergeben|schicken|holen|rufen sie|du|ihr? <matter>? <adverb>?3
        ( nicht / kein|niemand ) ( <adverb> )?2 ( weiter|durch|ab|zu / <to_whom>? <kind>?2 ( <role> / <human> / jemand
        ) / dazu / $ ) )""",
    "without": """
        ohne ( , / . )?5 ( <with> <anyone> <w>?3 <speaking> / <anyone> ( $ / , /
        zu|geht|klappt|losen|schaffen|klaren|machen|erledigen|bitte|danke
        / <reach> ) / hilfe von? <anyone> !( <w>? nicht ) / anrufen|anrufen )""",
    "no need to": """
        ( ( nicht_notig|nicht_notwendig|nicht_erforderlich|unnotig|uberflussig|muss_nicht_sein|kein_lust /
        kein_bock|kein_bedarf|kein_interesse|kein_grund|kein_zeit|nicht_bereit|nicht_vor ) )
        ( ,? <w>?4 ( <at> <anyone> ( <w>?3 ( <speaking> / <connect> ) )? ) )""",
    "rather the bot": """
        -<denying> lieber|verlange|weiter|weiterhin|gerne|bleibe|bleib|verlange|reicht|genugt ( , / . )?4 <at> (
        dir|ihnen|euch /
        <the>? <bot_> )
        ( <adverb> / weiter )?2 ( <talk> / klaren|machen|losen|weitermachen|weiter|bleiben|als|statt / $ / , )""",
    "rather not": """
        ( <with> <anyone> <w>?3 <speaking> ,? ( lieber|eher|bitte ) nicht )""",
    "none fetched": """
        ( <begin> / bitte|lieber ) <adverb>?2 kein <kind>?3 ( ( <role> / <human> ) (
        holen|rufen|schicken|geben|einschalten|verbinden )
        / <word> <w>?2 ( <at> <anyone> ) )""",
    "a word is not needed": "( <word> / <person> ) <w>?4 ist|ware|sind <w>? nicht ( <no_need> )",
    "no more of it": "( niemand|kein ) <w>?3 ( sprechen|anrufen ) ( danke|bitte )",
}

CLEAR = {
    "do i get one": """
        bekomme|kriege|krieg|bekommt|kriegt|finde|erreiche|bekommen ich|man|wir <w>?5 ( <person> / <some> <kind> )""",
    "is there not one who": """
        gibt_es|habe_sie|habe_ihr|hast_du ( da|hier|denn|bei|ihnen|euch )?3 ( nicht|kein )? ( da|hier )? ( <person> /
        <some> ) ,? der|die|das|mit|an|dem""",
    "until i have one": """
        ( bis|wann|ehe ) ( ich|man ) <w>?3 ( <person> / <some> ) <w>?3 (
        dran|erreiche|erreicht|bekomme|habe|sprechen|da )""",
    "rather with one": "<begin> ( dann|doch )? lieber <adverb>? mit ( <person> / <some> ) <end>",
    "one with time": "wann hat|hatte|habe ( <person> / <some> ) <w>?3 zeit|termin",
    "call one in": """
        ziehen|zieh|ziehe|schalten|schalte|binden|binde sie|du|ihr? <adverb>?2 ( <person> / <some> ) <w>?
        ein|hinzu|dazu""",
    "a number for one": """
        gibt_es|habe_sie|habe_ihr|hast_du <w>?3 nummer|telefonnummer|rufnummer|durchwahl ,? <w>?4 ( <person> /
        <some> )""",
    "someone in person": """
        kann|konnte|konnen|wurde|mag|soll ( <w> / nicht )?5 <someone> <w>?3 personlich|manuell|handisch <w>?4 <help_to>
        / wer kann|konnte|hilft|wurde <w>?3 personlich ( <w>?2 <help_to> / $ )""",
    "does it go with one": "geht|ginge|klappt das|es|dies? <w>?3 <with> ( <person> / <some> )",
    "one whom i may ask": """
        ( <person> / <some> ) ,? <at>? den|die|dem|der|wen|wem ich|man|wir <w>?4 ( <talk> / <reach> / fragen|ansprechen
        / wenden )""",
    "talk to a professional": """
        <own> <w>?6 <with> <the>? <kind>? <professional> ( oder <the>? <professional> )? <w>?3 <speaking>""",
    "one at the telephone": """
        <begin> <adverb>?3 ( <person> / <some> ) <adverb>?
        an_der_telefon|an_der_apparat|an_der_strippe|an_der_leitung""",
    "one come": "<person> bitte kommen|melden|ran|her|ubernehmen",
    "would have liked": "hatte <w>?4 gerne <adverb>?2 ( <person> / <some> ) <w>?6 ( gesprochen|dran|am_telefon|da )",
    "has to come": "muss|soll|muss|sollte <w>?3 ( <person> / <some> <kind> ) ( ran|her|drauf|ubernehmen|drubersehen )",
    "may i have one": "( <can> ich ) <adverb>?2 <the> <kind>?2 <role> $",
    "talk to one": "<own> <w>?6 <at> <anyone> ( <w>?5 / , )?2 <speaking>",
    "talk to one who": """
        <own> <w>?6 <with> ( <person> / <some> ) <w>?3 , der|die|das|dem|den|dessen <w>?6 , <w>?2 <speaking>""",
    "reach one": "<own> <w>?5 ( <person> / <some> ) <w>?4 <reach>",
    "reach them": "<own> <w>?4 den|die|ihr|euer|ein? <department> <w>?3 ( <reach> / <talk> )",
    "that i can": """
        ob|wo|wie|dass|damit|wann|wenn|weil ich|wir|man <w>?6 ( <with> <anyone> / <person> / <some> ) <w>?4 ( <talk> /
        <reach> )
        kann|konnte|darf|durfte|konnen|konnte|mochte|will|mochte|wurde|muss|wollte""",
    "is it possible": """
        <a_way> ( bitte|ist|es|dass|besteht / , )?3 ,? <w>?5 ( <at> <anyone> <w>?4 / <anyone> <w>?2 ) ( zu
        ( <talk> / <reach> / kommen|gelangen|werden ) / zu <talk> / verbunden_zu|weitergeleitet_zu / durchgestellt_zu
        )""",
    "only the verb": "<begin> ( <polite> / mochte|will )?3 <with> <anyone> <w>?4 ( <speaking> / <connect> )",
    "only a person to talk": """
        <begin> <polite>?3 ( <person> / <some> ) ( sprechen|reden|chatten|anrufen|kontaktieren /
        anfordern|verlangen|hinzuziehen|einschalten ) ( <polite> / , )?3 $""",
    "only to talk": "<begin> <polite>?2 ( sprechen|reden|chatten|telefonieren|talk|speak ) ( sie )? <at> <anyone>",
    "whom can i talk to": """
        ( <at> wem|wen|welchem|welchen <kind>? <role>? / wer|wen ) ( <can> / muss|soll|sollte|spricht )
        ich|wir|mit|man <w>?6
        ( <talk> / melden / <reach> / beschweren )""",
    "how do i reach one": """
        wie|wo|wann|warum|wieso|weshalb ( , / <adverb> )?3 ( (
        erreiche|bekomme|kriege|finde|komme|gelange|kontaktiere|komm|krieg|find|bekomm|kann|erreich /
        sprechen|reden|telefonieren|chatten|spricht|redet|erreicht|kommt|bekommt|kriegt|darf|konnte ) )
        ( ich|man|wir ) ( nicht )? <w>?5 ( <person> / <some> / <at> <department> ) !( <w>?4 <managed> )""",
    "let me talk": """
        ( lassen ( sie|du|ihr )? mich|uns <w>?4 ( <at> <anyone> ( <w>?3 <speaking> / $ ) / <anyone> <w>?2 <reach> )
        / lassen ( sie|du|ihr )? ( mir|bitte|mal|das )?3 ( das|es )? ( von )? <person> <w>?3 ( <help_to> / ran /
        machen ) )""",
    "connect me to one": "( <can_you> / <own> / <begin> ) <w>?6 ( <to_whom> <anyone> ) <w>?5 <connect>",
    "connect to one": "( <can_you> <w>?6 / <own> <w>?6 / <begin> <polite>?3 ) <connect> <to_whom> <anyone>",
    "connect me": """
        ( <can_ask> <adverb>?2 sie|du|ihr|man <adverb>?3 mich|uns / bitte mich|uns? / <begin> mich|uns bitte )
        <adverb>?3 ( verbinden|durchstellen|weiterleiten|ubergeben|vermitteln|durchschalten|verbinden )
        ( <polite> / , )?3 ( $ / lassen|danke )""",
    "connect": """
        verbinden ( sie|du|ihr )? mich|uns|mein_anrufen|bitte
        ( <w>?5 <at> <anyone> / <polite>?3 ( $ / , / weiter ) )""",
    "put me through": """
        ( stellen|schalten|schalte !( mein|alle anrufe|telefonate|gesprache|nachrichten ) ( sie|du|ihr )? (
        mich|uns|mein_anrufen|mal|bitte|doch )?3 ( , / <w> )?7 durch
        / durchstellen ( sie )? ( mich|bitte|zu / $ ) )""",
    "pass me on": """
        ( ( leiten|reichen|reich|verweisen|verweise|uberstellen|lenken|geben|schicken|schieb|vermitteln /
        ubergeben|transferiere|transferieren|weiterleiten|eskaliere|eskalieren|eskalier|weiterleite )
        ( sie|du|ihr )? ( mich|uns|das|es|mir|dies|diesen|den|die|mein|bitte|mal|doch|diese ) <w>?5
        ( an|zu|in <anyone> ) / leiten ( sie|du|ihr )? mich|uns <adverb>?3 weiter )""",
    "be connected": """
        ( <own> <w>?5 ( <to_whom> <anyone> )? <w>?3 <connected> ( werden|worden )
        / <own> <w>?5 <to_whom> <anyone> <w>?3 <connected> )""",
    "get me one": """
        ( <bring> ( sie|du|ihr )? (
        mir|uns|mal|bitte|doch|jetzt|sofort|endlich|einfach|lieber|schnell|halt|eben|auch|mich|gleich )?4
        ( <person> / <some> ( <kind> / her|dazu|ran|an_der / , der|die|mit / $ ) )
        / her_mit ( <anyone> ) / <can_you> <w>?4 <person> <w>?3 ( (
        holen|geben|rufen|schicken|dazuholen|hinzuziehen|einschalten|fragen|nennen|besorgen|dazuschalten / bringen ) )
        )""",
    "want one": """
        !( muss|soll ein ) <ich_will> <wn>?4 ( <person> / <some> <kind> / <the>? <kind>? ander <role>? ) <end>""",
    "want to get to one": "( <own> / <begin> ) <w>?4 an|zu ( <person> / <some> ) ( <end> / ran|durch|kommen|gelangen )",
    "human help": """
        ( <own> / <begin> / <bring> mir|uns / gibt_es / <can_you> ) <w>?3 ein?
        menschlich|personlich|manuell|echt|live|real|richtig|lebendig <kind>?
        ( ( hilfe|kundendienst|support|kontakt|beratung|service|gesprach|betreuung|antwort|ansprechpartner /
        chat|bearbeitung|gesprachspartner|prufung|stimme ) )""",
    "a word with one": """
        ( <own> <w>?4 / <a_way> ,? <w>?2 / <can_you> <w>?4 / um|brauche|verlange / <begin> <polite>?3 / <bring> mir )
        <the>? <kind>?
        <word> ( <kind> / telefonisch )? <w>?2 ( von|mit|durch|zu|an|bei ( <person> / <some> / <department> ) )""",
    "contact with one": "( <own> / <can_you> / <begin> ) <w>?4 in kontakt|verbindung <w>?2 <with> <anyone>",
    "with one in contact": "( <own> / <can_you> / <begin> ) <w>?4 <with> <anyone> in kontakt|verbindung",
    "is there one to talk to": """
        ( gibt_es|ist|sind|ware|hat|habe|hatte|hast|arbeitet|sitzt|seid|gibt|hattest ) ( sie|du|ihr|es|man )? kein?
        <w>?5 ( <person> / <some> / ein )
        <w>?4 ( <there> / ,? ( <at> dem|den|der|die|wem <w>?6 ( <talk> / <reach> / wenden|fragen|kann|konnte ) )
        / ,? der|die <w>?5 <help_that> / ,? zu|fur <talk> / ,? der|die <w>?5 <help_to> ) """,
    "is there a human": """
        gibt_es|ist|sind|habe|hast|gibt|habe|hat ( sie|ihr|du|es|da|hier|dort|man )? <w>?4 ( <the>?2 <kind>?3 <human>
        / <the>? <kind> <front> )
        ( hier|da|dort|online|bei|in|fur|statt / , / $ )""",
    "could one help": """
        kann|konnte|konnen|mag|darf|soll|wurde|konnte|will|moge|mochte ( , / (
        mich|mir|sich|uns|das|dies|es|bitte|den|denn|mal|hier|da|nicht|vielleicht|ich|jetzt|dann|doch|die /
        mein|fall|mein|auch ) )?5 ( <person> / ein )
        <w>?7 <help_to>""",
    "someone to talk to me": "kann|konnte|konnen|will|wurde|mag <w>?3 ( <some> ) <w>?4 ( <with> mir|uns <w>?2 <talk> )",
    "could someone else": """
        kann|konnte|konnen|wurde|will|soll|mag|mochte <w>?4 ( <someone> <adverb>? ( <of> /
        ander|kompetent|richtig|echt|real|fahig|menschlich|qualifiziert|zustandig|vernunftig|gescheit ) )
        <w>?6 <help_to>""",
    "one shall": """
        ( ( <person> ) soll|moge|muss|sollte|mochte|darf|kann ( , / . )?6 <help_to>
        / soll <w>?4 ( <person> ) <w>?5 <help_to> )""",
    "that one helps": """
        ( ( froh|dankbar|super|toll|mochte|will|gerne|lieber|bitte|verlange|ware|sorgen|veranlassen|moglich /
        schon|gut|verlange|darum|darauf|wurde ) ich|wir? <w>?3 ,? dass|wenn|ob
        <w>?4 ( <person> / <some> ) <w>?6 ( <help_that> / <help_to> ) )""",
    "have one call": """
        ( ( <can_you> / <ich_will> ) <w>?4 von <person> <w>?4 ( <call> /
        kontaktiert|angerufen|zuruckgerufen|beraten|betreut|bedient|unterstutzt )
        / von <person> <w>?3 ( angerufen|zuruckgerufen|kontaktiert|beraten|betreut|bedient ) werden )""",
    "one now": """
        <begin> <the>? <person> ( , / <polite> )?2 jetzt|sofort|dringend|umgehend|her|auf_der_stellen|gleich|schnell""",
    "again and again": "^ <person> ,? <person> ,? <person>?4 <polite>?2 $",
    "as i said": """
        ich|wir sagte|sagten|habe|schrieb|tippte|wiederhole <adverb>?2 ( <person> ) (
        gesagt|geschrieben|verlangt|gewollt )? <polite>? $""",
    "not a bot but one": """
        ( kein|nicht|statt|ohne|anstatt|keinesfalls|nie <w>?4 <bot_> ( , / (
        und|sondern|ich|will|mochte|brauche|nur|bitte|lieber|aber|mehr|geben|mir|gerne|reden|sprechen|mit /
        werden|verlange|holen|sie|schreiben|chatten ) )?9 ( <person> / <some> ) )""",
    "one and no bot": """
        <person> ,? ( <talk> )? ( ich|will|mochte )?2 ,? und? ( kein|nicht|statt|anstatt|anstelle|keinesfalls ) (
        <w>?3 ) <bot_>""",
    "not to a bot": """
        ( ( will|mochte|werde|habe|mag|bin|weigere <w>?4 ( nicht|kein|nie|satt|leid|genug|mude|mich|ungerne ) ,? <w>?5
        ) <at> <the>? <bot_> <w>?4 ( <speaking> / ab|abgespeist|abgefertigt )
        / nicht|nie <w>?3 <with> <the>? <bot_> ( <w>?3 <talk> )
        / ich|wir <talk> <adverb>?2 nicht|nie|niemals|ungerne <adverb>?2 <with> <the>? <bot_>
        / <with> <the>? <bot_> <talk> ich|wir mich|uns? <adverb>?2 nicht|nie|niemals|ungerne )""",
    "complain to one": "<own> ( , / <w> )?6 ( bei <person> <w>?2 beschweren / <person> <w>?2 beschweren )",
    "only with one": """
        ich|wir ( <talk> ) <w>? nur|nur_noch|ausschliesslich|erst|hochstens <w>?2 <with> ( <person> / <some> )""",
    "with dative": """
        <with> <person> ,? ( <want> ich / ich <want> / bitte|sprechen|reden|verbinden ) ( <w> )?4 ( <talk> / $ )""",
}

UNCLEAR = {
    "a noun please": "^ <polite>?2 <person> bitte ,",
    "someone to help": "!( muss|soll ein ) <ich_will> <w>?4 <some> ( <end> / helfen )",
    "someone to call": """
        ( kann|konnte|konnen|soll|moge|wurde|mag|mochte|bitte <w>?5 ( <some> / sich|mich|mir|uns / niemand ) <w>?6
        ( anrufen|zuruckrufen|kontaktieren|zuruckmelden )
        / rufen sie|du|ihr? ( mich|uns ) ( <w>?4 ( an|zuruck ) / $ ) / ( <can_you> / <begin> ) ( sie )? mich|uns?
        <adverb>?3 zuruckrufen )""",
    "callback": """
        ( <own> <w>?3 / <begin> <polite>?3 / bitte um|ein / um ) ein?
        ruckruf|telefontermin|beratungsgesprach|telefonat|beratungstermin ( <end> /
        vereinbaren|ausmachen|habe|unter|wunschen )""",
    "want the desk": """
        ( <own> / <can_you> / <bring> mir / <begin> bitte ) <w>?4 ( von|zu|an|mit|in|bei )? <department> ( <end> /
        <talk> / <reach> )""",
    "help of the desk": "<own> <w>?4 hilfe von|durch <department>",
    "how to reach": """
        ( wie|wo|unter|uber ( welcher_nummer / <w> )?2 (
        kann|erreiche|konnte|finde|komme|bekomme|kontaktiere|kontaktieren|erreichen|erreicht|kriege )
        ( ich|man|wir ) <w>?2 ( sie|euch|ihr )? <w>?2 ( (
        telefonisch|ihr_telefonnummer|personlich|anrufen|erreichen|kontaktieren|hotline|kundendienst /
        an_der_telefon|support ) ) )""",
    "whom to turn to": """
        an wen|welchen|wem ( <w> )?5 ( wenden|richten ) / wer ist|ware <w>?3 zustandig|verantwortlich|ansprechpartner
        / wende ich mich""",
    "is anyone there": """
        ( ^ / , / hallo|hey|hi|huhu|und|ok ) <polite>?3 ( ist|sind|gibt_es|antwortet|hort|liest|jemand (
        da|hier|dort|noch|denn|mir|uberhaupt|vielleicht|bei_ihnen|eigentlich|mich )?3 )
        ( <some> / wer / jemand / ein )? <adverb>?2 (
        da|hier|dort|online|erreichbar|verfugbar|wach|anwesend|ansprechbar|zu_hause|dran|mit / $ )
        ( <polite> / , )?3 $""",
    "does anyone answer": """
        ^ ( <polite> / , )?4 ( jemand / wer ) ( da|hier|dort|online|zu_hause|erreichbar|verfugbar ) ( <polite> / , )?2
        $""",
    "any person": "<begin> ist|sind|ware ( da|hier|dort )? ( <person> / <some> ) ( <there> )? ( <polite> / , )?3 $",
    "escalate": "( <own> / <can_you> / <begin> ) <w>?5 eskalieren|eskalation",
    "contact": """
        ( <own> <w>?3 / ^ <polite>?3 <the>? <kind>? ) kontakt|kontaktaufnahme|verbindung <w>?2 ( zu|mit|aufnehmen /
        $ )""",
    "only a noun": """
        ^ ( <polite> / , )?6 ( <the>? <kind>?3 ( <role> / <human> ) / <department> / <kind>?2 <desk> / <someone>
        <kind> ) ( <polite> / , )?4 $""",
    "only with a noun": "^ ( <polite> / , )?6 ( zu|an|mit ) ( <person> / <department> ) ( <polite> / , )?4 $",
    "and a noun": ", <person> ( <polite> / , )?2 bitte ( <polite> / , )?2 $",
    "only human help": """
        ^ ( <polite> / , )?6 ein? menschlich|personlich|manuell|live|echt|telefonisch (
        hilfe|kundendienst|kontakt|beratung|service|chat|dienste|betreuung|support )
        ( <polite> / , )?4 $""",
    "only a word": """
        ^ ( <polite> / , )?6 ( (
        ruckruf|kontakt|kontaktaufnahme|weiterleitung|durchstellen|weiterleiten|hotline|zuruckrufen /
        telefonnummer|ubergabe|telefonat|verbinden|eskalation ) )
        ( <polite> / , / von|zu|an|mit|durch <person> / <department> )?4 $""",
    "only no bots": """
        ^ ( <polite> / , )?4 ( kein|nicht|weg_mit|stopp|stop|schluss_mit|raus_aus|genug_von ) ( <the> / mehr )?2
        <bot_> ( mehr / <polite> / , )?3 $""",
    "desk there": """
        ( gibt_es|habe_sie|habe_ihr|hast_du ) <w>?3 ( <department> / hotline|telefonnummer|servicenummer|live_chat ) (
        die|wo|unter|fur / , / $ )""",
}

_NOTATION = Notation(WORDS, PHRASES)

GRAMMAR = Grammar(
    language="de",
    spelling=SPELLING,
    anchor=_NOTATION.pattern(
        """<front> / <lead> / <skilled> / <human> / <someone> / <desk_name> / <desk> / <bot> / <connect>
        / <word> / <call> / niemand
        / ( technik|it|vertrieb|bank|stellen|leiten|echt|real|ander|wer|wen|wem|rufen|kontakt|lebendig /
        eskalation|hotline|wenden|wende|menschlich|telefonisch|dir|ihnen|ein )
        / sie telefonisch / durchstellen / verbunden / telefonieren|warteschleife|lebst|existierst|existieren"""
    ),
    other_meanings=_NOTATION.rules(0.0, OTHER_MEANINGS),
    about_the_bot=_NOTATION.rules(0.0, ABOUT_THE_BOT),
    declines=_NOTATION.rules(0.03, DECLINES),
    clear=_NOTATION.rules(0.97, CLEAR),
    unclear=_NOTATION.rules(0.7, UNCLEAR),
    base_rate=0.01,
)
