"""German: turns of phrase that tell the mood. The kinds are those of `language.CUES`."""

from __future__ import annotations

from collections.abc import Mapping

from segue.domain.signals.languages.german.words import PHRASES, WORDS
from segue.domain.signals.languages.grammar import Notation, Rule

_CUE_WORDS = {
    "insult": """
        scheisse scheiss verdammt verdammte verdammter verdammten verdammtes beschissen beschissene beschissener fuck
        fucking arsch
        arschloch arschlocher verarscht verarschen verarsche verarsch idiot idioten idiotisch dumm dumme dummer blod
        blode bloder
        bloden bloder saftladen drecksladen mistladen sauladen mist mistding kack kacke wichser vollidiot vollidioten
        depp deppen
        trottel penner saubande abzocker abzocke abzockerei betruger betrug halsabschneider bloder_bot gottverdammt
        zu_der_teufel
        himmelherrgott scheissladen scheissdreck dreck drecks dreckig fresse dammlich bescheuert bescheuerte schwachkopf
        bot lugner lugen verlogen schnauze kotzt zu_der_kotzen ankotzen zu_der_kotzen verfluchte verflucht verflixt
        unverschamtheit wtf""",
    "fed_up": """
        frechheit unverschamt unverschamte unverschamter dreist dreiste dreistigkeit lacherlich lachhaft unfassbar
        unglaublich witz
        schlechter_witz unmoglich unerhort skandal skandalos zumutung unzumutbar absurd nervt nerven nervig genervt
        nervend
        nervtotend saeuerlich sauer stinksauer wutend wut verargert argerlich argerlich arger argere geduld satt mude
        leid
        schnauze_voll nase_voll faxen_dicke genug platzt_mir platzt_der reicht_es reicht_mir es_reicht jetzt_reichts
        reichts
        zeitverschwendung verschwendung irre wahnsinn katastrophe katastrophal chaos peinlich armutszeugnis armselig
        unding
        kindergarten zirkus theater kafkaesk farce sprachlos fassungslos schande ein_schande ein_schande hirnrissig
        veralbern verkaspern
        hinhalten hingehalten abgewimmelt vertrostet fur_dumm geht_gar_nicht das_allerletzte das_letzte allerletzte
        beschwerde beschweren
        wie_schwer_kann zu_der_verzweifeln zu_der_verzweifeln zu_der_haare_raufen wahnsinnig ewigkeit langsam_reicht""",
    "bad": """
        schlecht schlechte schlechter schlechten schlechtes schlechteste schlechtester schlechtesten mies miese mieser
        miesen mieser
        furchtbar furchtbarer furchtbare schrecklich grauenhaft grottenschlecht grottig unterirdisch enttauscht
        enttauschend
        enttauschung enttauschende unzufrieden unzufriedenheit mangelhaft ungenugend miserabel miserable miserabler
        schwach
        traurig unbefriedigend unprofessionell unprofessionelles unprofessionelle inkompetent inkompetenz unfahig
        unfahige unzuverlassig
        unfreundlich unfreundliche unfreundlicher patzig arrogant ignoriert ignorieren respektlos unhoflich nutzlos
        nutzlose
        sinnlos sinnlose nie_wieder nie_mehr niemals_wieder minderwertig bedauerlich unbrauchbar unakzeptabel
        inakzeptabel nicht_akzeptabel
        verschlimmert am_schlimmsten schlimm schlimmer schlimmste grausam fehlanzeige reinfall fehlkauf nicht_zufrieden
        nicht_empfehlen kein_empfehlung bereue ungerecht unfair inakzeptable unterste_schublade lieblos schlampig
        schlamperei verschlampt""",
    "broken": """
        kaputt defekt defekte fehler fehlermeldung fehlerhaft falsch falsche falscher falsches falschen fehlt fehlen
        fehlte verloren
        verspatet verspatung verschwunden beschadigt gestort storung ausgefallen fallt_aus ausfall abgesturzt
        abgestuerzt sturzt absturz hangt
        hangengeblieben eingefroren leer gesperrt abgelehnt abgebrochen unvollstandig zerbrochen zerkratzt verbogen
        undicht tropft
        gestrichen uberbucht verpasst doppelt doppelte zweimal_abgebucht spurlos abgezockt lahmt offline down weg hakt
        spinnt streikt gerissen
        unlesbar blockiert annulliert storniert_worden vergessen ausverkauft schimmel stinkt verdorben abgelaufen
        verkehrt flackert
        ruckelt""",
    "must_work": """
        funktioniert geht klappt lauft ladt startet reagiert offnet verbinden ankommt angekommen gekommen erhalten da
        eingetroffen geliefert bekommen ankam kommt erschienen passiert funktionieren empfangen""",
    "took": """
        abgebucht abgezogen berechnet gekundigt gestrichen verloren gesperrt versprochen storniert geloscht eingezogen
        abgelehnt
        kassiert verschlampt geschickt ignoriert vergessen belogen hingehalten abkassiert verweigert zugesagt gelogen
        verkauft
        verrechnet zugesichert geandert betrogen abgestellt getauscht sitzengelassen sitzen""",
    "long": "seit schon bereits",
    "span": """
        tagen wochen monaten stunden minuten jahren tage wochen monate stunden minuten ewig ewigkeiten langem gestern
        vorgestern
        montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar marz april mai juni juli august
        september
        oktober november dezember anfang ende letzter letzten woche monat tag stunde""",
    "much": """
        so sehr wirklich echt ziemlich einfach nur absolut total richtig mehr als vollig dermassen ja auch ganz extrem
        langsam""",
}

_RULES: Mapping[str, Mapping[str, str]] = {
    "anger": {
        "swearing": "<insult> !( geht|lauft , )",
        "insulting": """
            du|ihr|sie|euer|dein <w>?4 (
            dumm|blod|unfahig|bescheuert|versager|nichtskonner|verarschen|verarscht|lugt|belugt|betrugt / betrugen )""",
    },
    "frustration": {
        "fed up": "<fed_up>",
        "enough": "( ich )? habe|bin <w>?4 satt|leid|mude|genug|voll|dick|bedient",
        "waste of time": """
            verschwende|verschwendet|verschwendung|verplempert <w>?4 zeit / zeit <w>?3
            verschwenden|vergeudet|gestohlen""",
        "how hard": """
            wie ( schwer|schwierig|kompliziert ( kann|ist|muss|soll ) ( das|es|denn ) / lange|oft|viele (
            soll|muss|noch|denn|male ) )""",
        "finally": """
            ( endlich|gefalligst|verdammt_noch_mal ) !( da|geschafft|hat|funktioniert|angekommen|klappt|geklappt )""",
        "what is this": """
            was|wozu|wieso|warum soll|zu_der|dauert|macht|ist <w>?3 (
            das|quatsch|mist|blodsinn|schwachsinn|unsinn|scheiss|ewig|so_lange ) / ernst ( gemeint / $ ) /
            ihr_ernst|euer_ernst|dein_ernst""",
        "drives mad": """
            ( macht|treibt ) ( mich ) <w>?3 ( wahnsinnig|verruckt|krank|fertig|weissglut ) / zu_der_weissglut / nerv""",
        "nonsense": "quatsch|blodsinn|schwachsinn|unsinn|mull",
    },
    "disappointment": {
        "poor": "<bad>",
        "expected": "( hatte|habe|habe|ich ) <w>?4 ( mehr_erwartet|anders_vorgestellt|besseres_erwartet|mehr_von )",
        "not good": """
            nicht <much>?2 ( (
            gut|schon|toll|zufrieden|glucklich|begeistert|hilfreich|akzeptabel|in_ordnung|ok|okay|serios /
            fair|professionell|zumutbar|hinnehmbar|kundenfreundlich ) )""",
        "so one does not": """
            unbegreiflich|unverstandlich / ( kalt|zu_spat|dreckig|schmutzig|verschimmelt|laut ) und / so (
            behandeln|behandelt|umgehen|umgeht ) / so ( geht|kann|darf|behandelt|was|etwas|ein ) ( man|das|es )? <w>?4
            ( nicht|noch_nie|unmoglich|kein )""",
        "never seen": "noch_nie ( . )?4 ( erlebt|gesehen|passiert|gehabt )",
    },
    "failure": {
        "broken": "-<no_> <broken>",
        "does not work": """
            <must_work> <w>?5 ( nicht|nichts|nie|kein|gar_nichts ) / ( nicht|nichts|kein|nie ) ( . )?5 <must_work> /
            nicht_mehr""",
        "still not": """
            immer_noch|noch_immer|nach_wie_vor|weiterhin|bis_heute|noch_nicht ( . )?4 (
            nicht|kein|nichts|offen|fehler|auf )""",
        "nobody came": """
            niemand|kein ( . )?4 ( (
            gekommen|gemeldet|erschienen|antwortet|zustandig|reagiert|meldet|kommt|geliefert|da|ran|hilft /
            kummert|zuruck|zuruckgerufen|angerufen ) )""",
        "no result": """
            ( ( ohne_erfolg|erfolglos|vergeblich|umsonst|in_der_leere|in_der_leere|ohne_ergebnis /
            ohne_begrundung|ohne_grund ) )""",
        "no thing": """
            kein ( ( netz|internet|empfang|strom|geld|antwort|paket|bestatigung|mail|signal|wasser|ton|bild|zugang /
            zugriff|ersatz|entschadigung|erstattung|ruckmeldung|verbindung|reaktion|info|information /
            lieferung|gutschrift|sendung ) )""",
    },
    "correction": {
        "no I meant": """
            ( das|den|die ) ( meinte|mein|mein|wollte|will ) ich ( . )?2 nicht / ich ( sagte|sage|schrieb ) ( . )?3 ,
            nicht / ( nein|ein|nee|falsch|quatsch|doch ) ,? ( . )?2 ( ich ) (
            mein|meinte|will|wollte|mochte|habe|brauche|reden|frage|suche|sagte|sprechen|reden )""",
        "I meant": "ich|wir ( meinte|mein|mein|sprach|wollte ) ( . )?3 ( nicht|kein|doch|sondern|ander / den|die|das )",
        "not what I asked": """
            nicht ( . )?4 (
            gefragt|gemeint|gesucht|gewollt|frage|meinte|wollte|gesagt|verlangt|bestellt|gesprochen|antwort ) /
            war_nicht_mein_frage|nicht_mein_frage|nicht_die_frage""",
        "you misunderstood": """
            du|sie|ihr ( . )?4 (
            falsch_verstanden|missverstanden|nicht_verstanden|verstehst_nicht|checkst|kapierst|raffst )
            / verstehst|verstehen|kapierst|checkst|liest|lesen|kapiert|horst|horen (
            du|sie|ihr|mich|es|das|mir|uberhaupt )?4 ( nicht|zu|falsch|uberhaupt )
            / falsch_verstanden|missverstanden / sie_habe_mich_nicht / du_checkst|du_verstehst ( . )?3 nicht""",
        "wrong": """
            ( das|es|ist|stimmt|ihr|dein|die )?2 ( stimmt|ist|war ) ( leider|aber|so|doch|einfach|ja )?2 (
            nicht|falsch|verkehrt|quatsch ) / falsche_antwort|falscher_link|am_thema_vorbei|thema_verfehlt|falsch ,""",
        "not this but": "nicht ( . )?4 ,? sondern / , nicht ( die|der|das|den|in|nach|auf ) ( . )?2 $ / ich will kein",
        "did you read": """
            lies|lest ( doch|mal|bitte ) / ( lesen|liest|lest|habe ) ( sie|du|ihr ) <w>?4 (
            uberhaupt|eigentlich|richtig ) / steht ( doch|alles|ja|schon|da|dort|oben )?4 oben""",
    },
    "refusal": {
        "does not help": """
            hilft|bringt|nutzt|nutzen|lost|half|brachte ( (
            mir|mich|uns|das|leider|aber|auch|ja|doch|da|jetzt|wirklich|so|gar|uberhaupt|mein|problem / damit|alles|es
            ) )?6 ( nicht|nichts|null|kein|gar_nichts|nix|wenig )""",
        "has not helped": """
            hat|habe|war|bin ( . )?5 nicht|nichts|kein|null ( . )?3 geholfen|weitergeholfen|gebracht|genutzt""",
        "tried": """
            schon|bereits|alles|mehrfach|mehrmals|zigmal|dreimal|zweimal ( . )?3 (
            versucht|probiert|gemacht|ausprobiert|getan|neugestartet|durch|durchgefuhrt )""",
        "none of these": """
            ( nichts|kein|keins|kein ) ( davon|von_den|der|von|passt|zutreffend|trifft ) /
            trifft_nicht_zu|weder_noch|passt_nicht|passt_alles_nicht""",
        "what shall I do with it": """
            was ( soll|sollte|kann|fange|bringt ) ( ich|mir|das|man|denn|mit|jetzt|es )?4 (
            damit|anfangen|an|das|dieser|der )""",
        "useless": """
            in_der_kreis|in_der_kreis / kein ( losung|hilfe|antwort|sinn|lust ) / hin_und_her|umstandlich /
            beantwortet (
            . )?4 nicht / wiederholen_sich|wiederholst_dich /
            nutzlos|sinnlos|unbrauchbar|nicht_hilfreich|kein_hilfe|kein_hilfe|zwecklos|unnutz|hilflos /
            null_weiter|nicht_weiter|kein_stuck_weiter|kein_schritt_weiter""",
        "does not work either": """
            ( geht|funktioniert|klappt ) ( auch|leider|trotzdem|immer|noch|so|aber )?4 ( nicht|nix )""",
    },
    "repetition": {
        "again": """
            ( schon_wieder|wieder_mal|mal_wieder|erneut|abermals|wieder_nicht|wieder_kein|immer_wieder /
            jedes_mal|jedesmal|standig|dauernd|wiederholt|wieder_down|immer_das_gleiche|wieder_alles )""",
        "the same": """
            ( immer|wieder|nur|schon )?2 (
            dieselbe|dieselben|dasselbe|derselbe|denselben|gleiche|selbe|selben|gleicher|gleichen ) (
            antwort|fehler|frage|problem|link|text|leier|fehlermeldung|mist|satz|masche|ergebnis|spiel / $ / , ) /
            immer_dasselbe|immer_dieselbe""",
        "times": """
            zu_der|das|der|die|jetzt|nun|bereits|schon|ist ( das )? ( (
            x|xten|zweiten|dritten|vierten|funften|sechsten|zehnten|hundertsten|tausendsten|zigsten|zweite /
            dritte|vierte|funfte|sechste|x_te|zehnte|wievielte ) ) ( (
            mal|male|falsch|rechnung|versuch|anfrage|mail|nachricht|ander|anlauf|anrufen|fehler|beschwerde /
            termin|paket ) ) / ( zwei|drei|vier|funf|zehn|zig|hundert|mehr|x|tausend ) mal|male /
            zweimal|dreimal|viermal|funfmal|zigmal|hundertmal|mehrfach|mehrmals|xmal|tausendmal""",
        "already said": """
            ( schon|bereits|doch|eben|gerade|oben|vorhin|alles ) ( . )?4 ( (
            gesagt|geschrieben|erklart|mitgeteilt|angegeben|genannt|beantwortet|geschickt|gegeben|erwahnt / erzahlt )
            ) / wie_gesagt|wie_ich_schon|wie_bereits|ich_sagte_doch|ich_sagte_schon|ich_wiederhole /
            habe_ich_doch|habe_ich_schon|hatte_ich_schon ( . )?4 / nochmals""",
    },
    "blame": {
        "you took": """
            ( sie|ihr|du|man ) ( habe|hat|hast ) ( , / . )?9 <took> / ( habe|hat|hast ) ( sie|ihr|du|man ) ( , / . )?9
            <took> / obwohl ( , / . )?6 <took>""",
        "your company": """
            ( euer|ihr ) ( (
            laden|firma|verein|unternehmen|haus|airline|bank|service|kundendienst|kundendienst|mitarbeiter /
            fahrer|bote|app|seite|system|shop|hotline|support|bot|kollege|techniker ) ) ( . )?2 (
            ist|hat|war|kann|lassen|lassen|hat|liegt|macht|funktioniert|taugt|habe )""",
        "you just": """
            ( fahrer|bote|mitarbeiter|techniker|kellner|paketbote|zusteller|handwerker|berater|verkaufer ) (
            hat|war|habe|ist|kam ) ( . )?5 ( einfach|nicht|nie|kein|aufgelegt|geworfen|abgestellt|unfreundlich|frech )
            / ( ihr|sie|man ) ( (
            lassen|kassiert|kassieren|macht|ignoriert|ignorieren|behauptet|behaupten|bucht|schicken /
            verspricht|weigert|weigern|antwortet|kummert|tut|schafft|wollt|haltet|redet ) ) / lassen (
            uns|mich|man|ein )? <w>?3 ( sitzen|stehen|hangen|warten|in_der_stich|in_der_stich )""",
        "your fault": """
            ( euer|ihr ) ( schuld|fehler|verschulden|versagen|problem|versaumnis ) / wegen ( euch|ihnen ) /
            dank_ihnen|dank_euch / fur_dumm|fur_blod / so_geht_man / ihr_habe_mich|sie_habe_mich""",
    },
    "waiting": {
        "waiting": """
            warte|warten|wartete|gewartet|warteschleife|wartezeit|hange ( , / . )?5 ( <long> / <span> /
            vergeblich|noch|immer|jetzt|ewig|langer|lange|endlos|auf / <span> )""",
        "for long": """
            <long> ( . )?3 <span> / <span> lang|lange / ewig /
            ein_ewigkeit|ewigkeiten|stundenlang|tagelang|wochenlang|monatelang|ein_ewigkeit""",
        "nobody answers": """
            niemand|kein|nie|nichts ( . )?4 ( (
            antwortet|meldet|reagiert|erreichbar|antwort|ruckmeldung|reaktion|zuruck|geantwortet|gemeldet /
            ran|gehort|abgenommen|ruckruf|passiert|zustandig|kummert|rangegangen|ruhrt ) )
            / ( antwortet|meldet|ruhrt|reagiert|geht|hebt ) ( sich )? ( . )?3 ( niemand|kein|nicht|ran )""",
        "when at last": """
            wann ( , / . )?6 ( endlich|denn_nun|nun_endlich ) / wie_lange ( . )?3 ( noch|denn|soll ) /
            wo_bleibt|wo_bleiben""",
        "hung up": "aufgelegt|abgewurgt|weggedruckt|aus_der_leitung",
    },
    "threat": {
        "leave": """
            ( ( wechsle|wechsel|kundige|gehe|suche|storniere|verlasse|werde|bin|wechseln|kundigen|sehe|habe /
            seht|will ) ) ( , / . )?6 ( (
            konkurrenz|konkurrenten|ander_anbieter|anbieter|fristlos|sofort|weg|woanders|kunde_gewesen /
            kundin_gewesen|losgeworden|wechseln|kundigen|kunde_verloren|nie_wieder ) )""",
        "as customer": """
            ( letzte|letzten|letztes ) mal ( . )?3 ( bestellt|gekauft|gebucht|hier|bei ) /
            kunden_verloren|ein_kunde_weniger|kunde_verloren / nie_wieder|nie_mehr ( . )?3 (
            hier|bei|mit|bestelle|kaufe|buche|fliege|euch|ihnen )""",
        "review": """
            ( ( schreiben|schreibt|hinterlasse|verfasse|poste|geben|geben|offentlich|veroffentliche|erzahle /
            warne|warnen|rate ) ) ( . )?5 ( (
            bewertung|rezension|stern|sterne|ein_stern|google|trustpilot|facebook|twitter|allen|ab|jedem /
            presse|netz|kununu ) )""",
        "law": """
            ( anwalt|anwaltin|rechtsanwalt|klage|verklage|verklagen|gericht|anzeige|polizei /
            verbraucherzentrale|verbraucherschutz|rechtliche_schritte|rechtsschutz|schlichtungsstelle /
            bafin|bundesnetzagentur|ombudsmann|aufsichtsbehorde|presse|konsequenzen|mahnbescheid )""",
        "complain": """
            ( werde|will|mochte|muss ) ( mich|das )? ( . )?5 (
            beschweren|melden|reklamieren|weiterverfolgen|offentlich ) / beschwerde|beschwere|reklamiere|abteilung /
            lassen_ich_mir|lassen_ich_mir|nicht_gefallen""",
        "charge back": """
            ( buche|holen|lassen|lassen|lassen|verlange|widerspreche|ruckbuchung|zuruckbuchen|lastschrift ) ( . )?5 (
            zuruck|zuruckgeben|zuruckbuchen|widersprechen|zuruckholen|zuruckgehen )""",
    },
    "sarcasm": {
        "great": """
            ( ( tolle|toller|tolles|super|klasse|schone|schoner|prima|grossartige|grossartiger|glanz /
            herzlichen|herrliche|gute|spitzen|super ) ) ( (
            leistung|service|laden|arbeit|gluckwunsch|job|hilfe|sache|kundendienst|kundendienst|firma /
            organisation|app|kundenfreundlichkeit|nummer|verein ) )""",
        "thanks for nothing": """
            danke|dank|vielen_dank ( . )?2 fur (
            nichts|nix|gar_nichts|garnichts|die_zeitverschwendung|den_nervenkrieg|die_bemuhungen )""",
        "well done": """
            ( na_toll|na_super|na_prima|na_klasse|na_bravo|bravo|gut_gemacht|ganz_toll|ganz_gross /
            ganz_grosses|grosses_kino|wie_schon|schon_fur_sie|applaus|respekt|glanzleistung|kompliment /
            herzlichen_gluckwunsch|echt_jetzt|ja_klar_ein|haha|sehr_witzig|wie_immer|ach_wie )""",
        "oh great": """
            ( oh|ach|ja|wow|echt|haha|hm ) ,? ( toll|super|klasse|wunderbar|prima|grossartig|herrlich|wahnsinn )""",
    },
    "satisfaction": {
        "thanks": "danke|danke|dank|vielen_dank|best_dank|dankbar !( fur ( nichts|nix|gar_nichts ) )",
        "great": """
            ( super|perfekt|toll|klasse|prima|wunderbar|spitze|genial|ausgezeichnet|hervorragend|bestens|top /
            freut_mich|freue_mich|begeistert|grossartig|cool|einwandfrei|lob|zufrieden|gefallt|fantastisch /
            herrlich|mega|lieb|nett_von )""",
        "helped": """
            -<no_> sehr|super|toll|mir|gut|echt|wirklich|schnell?2 geholfen|weitergeholfen|geklappt|hilfreich""",
        "good": """
            ( sehr|echt|wirklich|richtig|total|alles|schon ) (
            gut|schon|nett|freundlich|zufrieden|lieb|hilfreich|schnell|angenehm|kompetent )""",
    },
    "no_problem": {
        "no problem": """
            kein ( problem|probleme|beschwerde|beschwerden|eile|sorge|stress|ding|fehler|thema|grund|hektik|not ) / (
            kein_problem|kein_eile|macht_nichts|nicht_schlimm|alles_gut|alles_bestens|alles_ok|alles_okay /
            nicht_eilig|eilt_nicht|halb_so_wild|nicht_so_wichtig|passt_schon|alles_in_ordnung )""",
        "works now": """
            ( funktioniert|geht|klappt|lauft ) ( jetzt|wieder|nun|alles|einwandfrei|prima|super|bestens|es )?3 (
            jetzt|wieder|nun|alles|einwandfrei|prima|super|bestens ) !( nicht|nichts|kein )""",
        "solved": """
            ( erledigt|gelost|hat_sich_geklart|hat_geklappt|gefunden|war_mein_fehler|mein_fehler|habe_es /
            geklart|hat_sich_erledigt|nicht_kaputt|nicht_defekt|doch_noch_gekommen|doch_angekommen )""",
    },
    "question": {
        "how": """
            ( ^ / , / und|oder|hallo|bitte ) ( (
            wie|wo|wann|was|welche|welcher|welches|welchen|wer|wieviel|wie_viel|woher|wohin|womit|worin /
            gibt_es|ab|bis|warum|wofur|wozu ) ) ( (
            kann|konnte|ist|sind|lautet|kostet|kosten|hoch|lange|finde|bekomme|muss|macht|funktioniert /
            geht|soll|ander|melde|verlange|wann|viel|fahrt|beginnt|endet|bedeutet|habe|hat|gibt|unterlagen /
            darf|werden|wird|kommt|oft|weit|richte|storniere|bezahle|zahle ) )""",
        "can I": """
            ( ^ / , ) ( kann|darf|konnte|gibt_es|ist|sind|habe|habe|bietet|muss|bekomme|gilt|wird|werden|habe ) (
            ich|man|wir|es|das|sie|ihr|der|die|ein )""",
        "could you tell": """
            ( konnen|konnte|konnte|kannst|konntest|wurde ) ( sie|du|ihr ) ( mir|uns|bitte|mal|vielleicht )?3 ( . )?5 (
            sagen|erklaren|nennen|zeigen|helfen|mitteilen|schicken|zusenden )""",
        "I would like": """
            ( ich|wir ) ( mochte|wurde|hatte|suche|interessiere ) ( gerne|bitte|mich )?2 ( . )?7 ( (
            wissen|buchen|bestellen|fliegen|reservieren|erfahren|kaufen|fur|informieren|andern|nach /
            anmelden|beantragen ) )""",
    },
    "distress": {
        "cannot go on": """
            kann|konnen|schaffe|halte|pack|packe|ertrage ( ich|wir|es|das )?2 (
            einfach|echt|wirklich|das|es|langsam|auch|alles|so|hier|bald )?4 ( nicht_mehr|nimmer|nicht_langer ) &(
            $ / , / und|weiter|so|leben|schlafen|aus|durch|ich|bitte|ertragen )
            / bin|sind|ich ( . )?3 am_ende ( $ / , / mit|mein|und|bitte ) / am_ende ( . )?2 nerven|kraft|kraften /
            mir|uns|alles ( . )?4 zu_viel|zuviel|uber_den_kopf / weiss ( ich )? ( . )?3 nicht ( . )?2 (
            mehr_weiter|weiter|aus_noch|ein_noch|wohin / mehr_wie|mehr_was ich|wir|es )
            / kein_ausweg|kein_kraft|kein_hoffnung""",
        "desperate": """
            ( verzweifelt|verzweifle|verzweifeln|verzweiflung|hilflos|ausweglos|hoffnungslos|panik|panisch /
            panikattacke|panikattacken|nervenzusammenbruch|uberfordert|fertig_mit_den_nerven /
            mit_den_nerven|schlaflos|depressiv|todesangst|traumatisiert ) / habe|leide ( . )?3
            depressionen|depression|burnout""",
        "crying": """
            ich|sie|er|kind|nur|mich weine|weint|weinen / weine ich|nur / am_weinen|zu_weinen /
            geweint|heule|heulen|heul|tranen|zittere|zittern|schluchze""",
        "afraid": """
            -<no_> angst !( $ / vorm|vor ( fliegen|spinnen ) ) / habe|solche|grosse|riesige|viel|todliche angst /
            existenzangst|angste|bedroht|bedrohung|stalkt|stalker|misshandelt|erpresst|eingesperrt|in_gefahr /
            schlagt mich|uns|mein / verfolgt mich|uns / werde verfolgt / hausliche|hauslicher gewalt / gewalttatig /
            furchte um""",
        "hurting oneself": """
            ( umbringen|umzubringen|bringe_mich_um|bring_mich_um|suizid|suizidgedanken|selbstmord /
            tot_sein|nicht_mehr_leben|leben_nehmen|ritzen|mich_verletzen|mich_selbst_verletzen|lebensmude /
            nicht_mehr_da_sein|gar_nicht_mehr_da|kein_sinn_mehr|alles_beenden|kein_lust_mehr_zu_leben ) / will|mochte
            ( . )?2 sterben / sterbe / ( leben|welt|alles ) ( . )?3 kein_sinn|ohne_mich / leben beenden""",
        "please help": """
            bitte ,? bitte ( . )?2 ( hilfe|helfen|helft ) / ( hilfe|helfen|helft ) ( sie|mir|uns|ihr )?2 ( bitte|doch
            )?2 ( ich|wir|mein ) ( . )?3 ( verzweifelt|angst|panik|allein|weinen|nicht_mehr )""",
    },
    "hardship": {
        "no money": """
            wie_ich <w>?4 ( zahlen|bezahlen|leisten|uberstehen|schaffen|ernahren ) !( kann )
            / ( ich|wir|habe|seit|und|bin|sind|kinder ) ( . )?4 ( kein|ohne|nichts_mehr_zu|nichts_zu|kaum_noch ) (
            mehr|ein|zu|das )?2 (
            geld|essen|medikamente|insulin|heizung|wohnung|dach|einkommen|brot|windeln|warmwasser|unterkunft|rente /
            lohn|lebensmittel|strom ) !( bestellt|zuruck|bekommen|abheben|erhalten|uberweisen )
            / ( miete|strom|essen|lebensmittel|medikamente|insulin|windeln|heizung|raten|kredit|arzt|rechnungen ) ( .
            )?3 nicht|kaum mehr? ( . )?1 ( zahlen|bezahlen|leisten|kaufen|aufbringen ) / ohne das geld ( .
            )?3 nicht / geld|zahlung ( . )?5 nicht ( . )?1 heizen|leisten
            / ( pleite|insolvent|obdachlos|zwangsraumung|raumungsklage|schulden|pfandung|gepfandet /
            satt_bekommen|satt_kriegen|hungern|landen_auf_der_strasse|lande_auf_der_strasse|sitzen_auf_der_strasse ) /
            job|arbeit|wohnung|alles|haus|ersparnisse|ersparte verloren|weg / tagen|tage nichts gegessen / bin
            arbeitslos|arbeitslos_geworden""",
        "ill": """
            ( <whose> / ich|wir|er|sie ) ( . )?2 liegt|liege|liegen|ist|bin|sind|war|kam|musste|muss ( . )?3
            in_der|auf_der|in|auf krankenhaus|intensivstation|notaufnahme|klinik|hospiz|koma
            / ( <whose> / ich|wir|er|sie ) ( . )?2 habe|hat|hatte|bekam|leide|leidet an|ein|einen|unheilbar?2
            krebs|herzinfarkt|schlaganfall|demenz|chemo|chemotherapie|dialyse|schmerzen|fieber|hohes_fieber
            / <whose> ( . )?2 ( krank|pflegebedurftig|pflegefall|schwerkrank|todkrank|operiert|verletzt|fiebert )
            / ich|bin|wir|sind ( . )?2 schwer|sehr|unheilbar|chronisch krank|verletzt / schwerkrank|todkrank
            / bin schwanger ( und / , ) / <whose> braucht ( . )?3 medikamente|medikament|insulin / brauche mein
            medikamente|medikament|insulin|dialyse / und ein neugeborenes|saugling|baby
            / ( wurde|werde|muss|musste ) ( . )?2 operiert""",
        "death": """
            <whose> ( . )?5 verstorben|gestorben|tot|verloren / ist|sind verstorben|gestorben $ / tod
            mein|unser|von_mein /
            beerdigung|begrabnis|trauerfall|bin_witwe|bin_witwer|beerdigen|hinterbliebene|trauern|fehlgeburt""",
        "children": """
            ( <whose> / kinder|baby|saugling ) ( . )?4 ( frieren|friert|hungern|hunger|satt|fiebern|weint|angst /
            nichts_zu_essen|kein_essen|vermisst ) / kind|kinder|baby|tochter|sohn ist|sitzt|sind ganz? allein (
            $ / , / in_der|am|und )""",
        "stranded": """
            ( gestrandet|sitzen_fest|sitze_fest|hange_fest|festsitzen|feststecke|stecke_fest|steckengeblieben /
            haus|wohnung ( . )?2 abgebrannt|uberflutet|ausgebrannt|uberschwemmt )
            / ( sitze|stehe|stehen|sitzen|hange|stecke|hangen|stecken ) ( , / . )?8 (
            fest|nachts|hilflos|ohne_geld|in_der_dunkeln|in_der_kalte ) / stehe|stehen|sitze|sitzen|stecken|stecke ( .
            )?3 ( autobahn ) / wissen|weiss nicht wohin / werfen|wirft|setzt|setzen ( . )?5 strasse""",
        "alone": """
            bin ( . )?2 alleinerziehend|allein_erziehend|alleinerziehende / bin|hier|so|vollig ( . )?2 ganz_allein /
            frauenhaus|gefluchtet""",
    },
    "urgent": {
        "urgent": """
            -<no_> ( dringend|dringende|dringender|dringendst|dringlich|eilig|eilt|eile /
            umgehend|unverzuglich|schnellstens|schnellstmoglich|sofortige|sofortiger|allerhochste /
            hochste_zeit|brandeilig|sos|zeitkritisch|hochste_prioritat|hochster_prioritat|eilantrag ) / -<in_case>
            notfall|notfalle !( nummer|kontakt ) / -<no_> sofort !( verfugbar|lieferbar|mitnehmen|gultig|beziehbar )""",
        "at once": """
            ( jetzt_sofort|auf_der_stellen|so_schnell_wie|so_bald_wie|so_rasch_wie|moglichst_schnell /
            moglichst_bald|moglichst_rasch|ganz_schnell|so_schnell_es|jetzt_und|schnell_bitte /
            bitte_schnell|beeilen|beeilt|beeile|beeilung|mach_schnell|macht_schnell|zackig|ruckzuck|dalli )
            / ^ schnell ( $ / , / ich|bitte ) / brauche|muss ( . )?4 schnell|jetzt""",
        "no time": """
            kein|jede minute|sekunde|tag|moment langer|geld|umsatz|zahlt / kann|konnen|konnten|konnte ( . )?3
            vorziehen|vorgezogen / ( kein|kein|wenig )
            .? zeit / zeit ( . )?3 ( lauft|drangt|knapp|rennt ) / ( darf|kann ) nicht ( . )?2 ( warten|aufschub|langer
            ) / pressiert|drangt|brennt""",
    },
    "outage": {
        "down": """
            ( ( alle|alles|komplett|gesamte|gesamtes|gesamter|ganze|ganzes|unser|samtliche|produktion /
            produktiv|system|systeme|server|website|webseite|seite|shop|kasse|kassen|terminals|portal|netz /
            telefonanlage|betrieb|datenbank|schnittstelle|plattform|filiale|filialen|buro|firma /
            online_shop|webshop|cloud|internet|strom ) ) ( . )?6 ( (
            down|offline|ausgefallen|lahmgelegt|steht|stehen|still|weg|tot|nicht_erreichbar|lahm /
            abgesturzt|gestort|gehackt|unerreichbar|nichts_mehr|nicht_mehr|verschlusselt|lahmt /
            zusammengebrochen|fallt_aus|fallen_aus ) )""",
        "nobody can work": """
            ( niemand|kein|kein|mitarbeiter|wir|kunden|team|kollege|nutzer|user|alle ) ( . )?6 ( (
            arbeiten|einloggen|zugreifen|bedienen|telefonieren|bestellen|bezahlen|anmelden|kassieren /
            verkaufen|produzieren ) ) !( mochte|will ) / ( konnen|kann|konnte ) ( wir )? ( . )?4 nicht ( . )?3 (
            arbeiten|bedienen|ausliefern|kassieren|verkaufen|produzieren )""",
        "outage": """
            ( totalausfall|komplettausfall|ausfall|stromausfall|serverausfall|systemausfall|datenverlust /
            stillstand|produktionsausfall|betriebsunterbrechung|grossstorung|stillsteht|netzausfall / alles_down )""",
        "lost data": """
            ( daten|datenbank|backup|backups|dateien ) ( . )?4 (
            verloren|weg|geloscht|verschwunden|korrupt|zerstort )""",
    },
    "deadline": {
        "until": """
            <needed> !( <booked> ) .?6 ( bis|vor|noch|fur ) ( , / . )?3 <day>
            / ( bis|vor|fur|noch ) ( . )?3 <day> ( , / . )?4 ( <needed> / sonst|muss )
            / spatestens|nur_bis|nur_noch_bis ( . )?3 <day> / ( bis|noch ) .?2 <day> (
            geliefert|fertig|geklart|raus|da_sein )
            / ( <needed> .?6 ) heute_noch|noch_heute|noch_diese_woche|heute|jetzt ( $ / , ) / heute_noch|noch_heute (
            . )?4
            <needed> / kann|konnen nicht bis <day> warten / <day> abend|fruh|mittag? muss""",
        "within": """
            ( <needed> / <goes> ) .?6 ( in|innerhalb|binnen|nur_noch ) ( . )?3 <time>
            / in ( . )?3 <time> ( , / . )?3 ( <goes> / <needed> / abgabe|boarding|frist|prufung )
            / nur_noch ( . )?2 <time> / gleich_los / lauft heute|morgen ab""",
        "leaves": """
            <event> ist ( . )?1 heute|morgen|ubermorgen|gleich|am fruh|abend|montag|freitag|samstag|sonntag? !( um|ab
            / , . )
            / <event> geht|fahrt|startet|beginnt|fangt|lauft|schliesst|endet|legt ( . )?1 (
            heute|morgen|gleich|jetzt|bald|ab ) !( um|ab|nach|von )
            / fahre|fahren|fliege|fliegen|reise|heirate ( . )?1 heute|morgen|gleich|jetzt abend|fruh? ( $ / , /
            und|ab ) /
            heute|morgen ist ( . )?1 ( abgabe|frist|deadline|abgabetermin )""",
        "standing there": """
            ( stehe|steh|sitze|stehen|warte / bin schon|gerade|jetzt ) ( schon|gerade|hier|jetzt|bereits )?3 (
            am|an_der|in_der|auf|vor ) ( . )?2 ( (
            schalter|kasse|flughafen|bahnhof|gate|hotel|rezeption|grenze|tankstelle|supermarkt|tur|taxi /
            bahnsteig|laden|terminal ) )""",
        "deadline": """
            ( einsendeschluss|abgabe|anmeldeschluss|annahmeschluss|frist|deadline|stichtag|abgabefrist ) ( . )?1
            lauft|endet|ist|verstreicht ( . )?1 heute|morgen|ab|aus|gleich|bald|um|in
            / letzter_tag|letzte_moglichkeit|fristgerecht|sonst_ist_es_zu_spat|sonst_zu_spat /
            jetzt_oder_nie|heute_oder_nie|muss_los|muss_gleich_los|muss_weg""",
    },
    "bot_sorry": {
        "sorry": """
            leider|bedaure|entschuldigung|sorry|tut_mir_leid / ( nichts|kein ) ( . )?4 gefunden / versuchen sie es"""
    },
    "bot_suggests": {
        "how about": """
            wie ware es|mit / ich ( empfehle|schlage ) / habe sie ( . )?2 ( versucht|probiert ) / mochte sie|du /
            versuchen sie"""
    },
    "bot_asks_fact": {
        "asks": """
            ( habe|hast|welche|welcher|welches|wie_viele|wann|wo|soll|darf|brauche|brauchst ) ( sie|du|ich|es|ihr|ist
            )? / sonst_noch"""
    },
    "bot_asks_opinion": {"asks": "( gefallt|gefiel|magst|mogen|finden|findest|fanden ) ( ihnen|dir|sie|du|das|es )"},
    "another": {
        "another": "ein ander|ander|alternative|alternativen|stattdessen|noch_ein|sonst_noch|weitere / etwas|was ander"
    },
    "denial": {"denial": "nein|nicht|nie|niemals|nichts|kein|ein|nee"},
    "at_a_loss": {
        "at a loss": """
            weiss ( ich )? ( . )?3 nicht / kein ahnung|idee|plan / bin ( mir )? nicht sicher / fallt mir ( . )?3 ein"""
    },
    "contrast": {"but": "aber|jedoch|allerdings|trotzdem|dennoch|obwohl"},
    "negative": {
        "bad": "<bad> / schade|dumm|blod|nervt|argerlich|langsam|teuer|kompliziert|umstandlich|unlogisch|verwirrend"
    },
    "positive": {
        "good": "gut|super|toll|prima|klasse|perfekt|nett|freundlich|hilfreich|einfach|schnell|interessant|spannend"
    },
    "reproach": {
        "why not": "( warum|wieso|weshalb ) ( , / . )?6 ( nicht|nie|kein|noch|immer|schon )",
        "disappointed in you": "enttauscht|unzufrieden ( . )?2 ( von|mit|uber )",
        "complains of the goods": """
            ich|wir|hiermit beschwere|beschweren mich|uns / ich|wir|hiermit <w>?2
            reklamiere|reklamieren|beanstande|beanstanden|bemangele""",
        "where is": "wo ( ist|bleibt|sind|bleiben ) ( mein|das|die|der|unser )",
        "you should": """
            ( sie|ihr|du ) ( sollten|solltet|solltest|muss|musst ) / ich ( verlange|verlange ) / bringen sie das ( .
            )?2 ordnung""",
    },
    "service": {
        "service": """
            mein ( bestellung|paket|konto|rechnung|vertrag|buchung|karte|flug|antrag|lieferung ) / euer|ihr (
            app|seite|shop ) / kundendienst"""
    },
    "dislike": {
        "dislike": """
            ( mag|gefallt|will|mochte ) ( ich|mir|das|es )?3 ( nicht|kein ) / nichts fur mich / zu (
            teuer|langweilig|lang|weit ) / langweilig"""
    },
    "turns_down": {"begins so": "^ ( nein|ein|nee|nie|niemals|lieber_nicht|ich_mochte_nicht|ich_will_nicht|ich_mag )"},
}

_CUE_PHRASES = {
    "whose": """
        ( mein|unser|sein|ihr klein|kleiner|kleine|kleines|kleinen|alte|alter|altere|jungster? (
        mann|frau|vater|mutter|kind|kinder|kindern|sohn|tochter|bruder|schwester|oma|opa /
        eltern|baby|partner|partnerin|freund|freundin|familie|mama|papa|zwillinge ) )""",
    "needed": """
        ( muss !( ich|man ) /
        brauche|braucht|gebraucht|musst|sonst|dringend|versprochen|geklart|gelost|erledigt|behoben|eilt )""",
    "booked": """
        ( noch|ein|zwei|drei?2 ( taxi|tisch|zimmer|einzelzimmer|doppelzimmer|hotel|hotelzimmer|flug|ticket|tickets|zug /
        mietwagen|auto|wecker|termin|platz|erinnerung|regenschirm|jacke ) )""",
    "goes": "( los|weg|geht|fahrt|startet|start|beginnt|fangt|schliesst|lauft_ab|gesperrt|abfahrt|abflug )",
    "day": """
        ( heute|morgen|abend|mittag|nachmittag|mitternacht|uhr|montag|dienstag|mittwoch|donnerstag|freitag|samstag /
        sonntag|wochenende|feierabend|ubermorgen|stichtag|fristende|monatsende|nacht )""",
    "time": "( minuten|minute|stunden|stunde|std|min|viertelstunde )",
    "event": """
        ( mein|unser|der|die|das ( notartermin|hochzeit|termin|abgabe|prufung|umzug|vorstellungsgesprach|abflug|flug /
        flieger|zug|bus|schiff|boarding|konferenz|prasentation|operation|frist|gericht ) / notartermin|boarding )""",
}

_NOTATION = Notation(
    {
        **WORDS,
        **_CUE_WORDS,
        "no_": "kein nicht nichts ohne nicht_wirklich nicht_sehr nicht_gut",
        "in_case": "in_der fur_den den nicht kein",
    },
    {**PHRASES, **_CUE_PHRASES},
)

CUES: Mapping[str, tuple[Rule, ...]] = {kind: _NOTATION.rules(1.0, rules) for kind, rules in _RULES.items()}
