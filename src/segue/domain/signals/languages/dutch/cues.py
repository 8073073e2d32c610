"""Dutch: turns of phrase that tell the mood. The kinds are those of `language.CUES`."""

from __future__ import annotations

from collections.abc import Mapping

from segue.domain.signals.languages.dutch.words import PHRASES, WORDS
from segue.domain.signals.languages.grammar import Notation, Rule

_CUE_WORDS: Mapping[str, str] = {
    "insult": """
        verdomme godverdomme gvd kut kutbedrijf klote kloten klotebedrijf kloteservice shit fuck fucking lul lullen
        idioot idioten debiel debielen
        achterlijk achterlijke achterlijken oplichters oplichter oplichting oplichterij afzetters afzetterij dieven
        zakkenvullers
        rotzooi rotbedrijf rot rotbot pleurt tyfus kanker tering hufters eikels eikel sukkel sukkels mongool dom domme
        stom stomme
        kutservice belachelijke klootzak klootzakken lamlul prutsers amateurs zwendel leugenaars gelogen liegen bek
        flikker
        verrekte verdomde pokkenbot pokke rottig onbeschoft wtf klerezooi schijt""",
    "fed_up": """
        belachelijk bespottelijk schandalig schande schandelijk ongelooflijk ongelofelijk onbeschoft onbeleefd brutaal
        brutaliteit
        idioot zat beu spuugzat kotsbeu irritant irriteert geirriteerd ergerlijk erger ergernis boos woedend kwaad
        pissig gefrustreerd
        frustrerend frustratie waanzin gekkenwerk absurd onacceptabel onaanvaardbaar onvoorstelbaar bizar lachwekkend
        triest
        tijdverspilling tijdverlies verspilling zonde_van_mijn geduld maat_is_vol genoeg_geweest er_klaar_mee
        klaar_mee word_gek word_gestoord
        te_gek_voor wordt_me_echt het_wordt_me te_gek grap aanfluiting circus poppenkast drama ramp rampzalig hopeloos
        hemeltergend ongehoord
        kastje_naar_de_muur aan_het_lijntje lijntje voor_de_gek afgescheept word_hier_gek om_gek_van godgeklaagd
        walgelijk ziek_van moe_van te_erg gekmakend om_te_huilen hoe_moeilijk wat_een_gedoe gedoe onzin flauwekul
        klacht klachten klagen""",
    "bad": """
        slecht slechte slechtste slechts waardeloos waardeloze vreselijk verschrikkelijk afschuwelijk beroerd beroerde
        belabberd belabberde
        teleurgesteld teleurstellend teleurstelling ontevreden ondermaats ondermaatse pover matig zwak triest treurig
        onprofessioneel
        onprofessionele onprofessioneels incompetent onkundig onbekwaam onbetrouwbaar onvriendelijk onvriendelijke
        onbeleefd genegeerd
        respectloos nutteloos nutteloze zinloos nooit_meer nooit_weer erbarmelijk droevig bedroevend onbruikbaar
        schandalige
        benedenmaats miskoop afgang spijt oneerlijk slordig laks abominabel bagger drie_keer_niks niet_tevreden afrader
        flut prul inferieur jammer mislukt puinhoop""",
    "broken": """
        kapot kapotgemaakt te_laat koud_en defect stuk fout foute foutmelding foutmeldingen verkeerd verkeerde
        ontbreekt ontbreken mist kwijt kwijtgeraakt verdwenen vertraagd vertraging
        beschadigd storing storingen uitgevallen uitval valt_uit viel_uit vastgelopen loopt_vast crasht crash gecrasht
        hangt leeg geblokkeerd
        afgewezen afgebroken onvolledig gebroken gebarsten lekt lek geannuleerd geschrapt overboekt gemist dubbel
        tweemaal_afgeschreven verlopen spoorloos plat
        offline eruit weg hapert onleesbaar vergeten uitverkocht schimmel stinkt bedorven traag flikkert loopt_dood
        klopt_niet gescheurd niks_ontvangen""",
    "must_work": """
        werkt werken doet gaat lukt loopt laadt start reageert opent verbind aangekomen gekomen ontvangen geleverd
        gekregen bezorgd gebeurt gebeurd functioneert bereikbaar""",
    "took": """
        afgeschreven berekend opgezegd geschrapt verloren geblokkeerd beloofd geannuleerd gewist verwijderd
        geincasseerd afgewezen verlengd
        kwijtgeraakt gestuurd genegeerd vergeten voorgelogen gelogen geweigerd toegezegd verkocht gewijzigd bedrogen
        afgesloten opgelicht belazerd
        afgescheept laat_zitten zitten verprutst doorverkocht aangesmeerd""",
    "span": """
        dagen weken maanden uren minuten jaren dag week maand uur tijden eeuwen lang gisteren eergisteren maandag
        dinsdag woensdag donderdag
        vrijdag zaterdag zondag januari februari maart april mei juni juli augustus september oktober november
        december begin eind
        vorige eeuwig tijd""",
    "much": """
        zo heel echt erg nogal gewoon alleen maar absoluut totaal helemaal diep meer dan volledig ontzettend ja ook
        best""",
    "no_": "niet geen niks niets zonder niet_echt niet_erg niet_heel",
}

_RULES: Mapping[str, Mapping[str, str]] = {
    "anger": {
        "swearing": "<insult>",
        "insulting": """
            ( je|jullie|u|je ) ( bent|ben|zijn ) <w>?4 (
            dom|stom|achterlijk|oplichters|idioten|debiel|waardeloos|prutsers|incompetent ) /
            rot_op|donder_op|flikker_op|val_dood""",
    },
    "frustration": {
        "fed up": "<fed_up>",
        "enough": "( ben|heb|word ) ( . )?4 ( zat|beu|genoeg|klaar|gek|moe|horendol )",
        "waste of time": "verspil|verspilt|verspilling|verdoe <w>?4 tijd / tijd <w>?3 verspillen|verspild|verdaan",
        "how hard": "hoe ( moeilijk|lastig|ingewikkeld ( kan|is|moet ) / vaak|lang|veel ( moet|nog|keer ) )",
        "finally": "eindelijk|potverdorie|in_godsnaam|godsnaam|nou_eens|schiet|hup / schiet_eens_op|schiet_op",
        "what is this": """
            ( wat|waarom|waar ) ( is|slaat|voor|duurt|moet|een ) <w>?3 (
            onzin|zooi|flauwekul|op|gedoe|zo_lang|tent|bende ) / meen_je|meent_u|serieus|echt_waar_niet""",
        "drives mad": """
            ( maakt|word|wordt ) ( me|er|hier )?3 ( gek|woest|wanhopig|ziek|boos|niet_goed ) /
            rondjes|in_kringetjes|kringetje""",
    },
    "disappointment": {
        "poor": "<bad>",
        "expected": "( had|heb|ik ) <w>?4 ( meer_verwacht|beter_verwacht|anders_verwacht|meer_van )",
        "not good": """
            niet <much>?2 ( ( goed|best|netjes|tevreden|blij|acceptabel|in_orde|ok|serieus|eerlijk|professioneel /
            klantvriendelijk|fijn|leuk|handig|behulpzaam ) )""",
        "so one does not": """
            zo ( ga|gaat|kan|mag|behandel|behandelt|iets|hoor|werkt ) ( je|men|dat|het|u )? ( . )?3 (
            niet|nooit|geen|om )""",
        "never seen": "nog_nooit ( . )?5 ( meegemaakt|gezien|gehad|beleefd )",
    },
    "failure": {
        "broken": "-<no_> <broken>",
        "does not work": """
            <must_work> ( . )?5 ( niet|niets|niks|nooit|geen ) / ( niet|niets|niks|geen|nooit ) ( . )?5 <must_work> /
            niet_meer / ligt|liggen ( . )?3 ( eruit|plat|uit|stil )""",
        "still not": "nog_steeds|nog_altijd|nog_niet|tot_op_heden|weer ( . )?4 ( niet|geen|niets|niks|fout|open|op )",
        "nobody came": """
            ( niemand|geen ) ( . )?4 ( (
            gekomen|verschenen|opdagen|antwoordt|verantwoordelijk|reageert|komt|geleverd|hulp|helpt|weet /
            terug|teruggebeld|gebeld|iets|op ) )""",
        "no result": "zonder ( resultaat|succes|uitleg|reden|aankondiging|pardon ) / tevergeefs / voor_niks",
        "no thing": """
            geen ( ( netwerk|internet|bereik|stroom|geld|antwoord|pakket|bevestiging|mail|signaal|water|geluid /
            beeld|toegang|vergoeding|terugbetaling|reactie|verbinding|info|informatie|levering|bericht ) )""",
    },
    "correction": {
        "no I meant": """
            ( nee|fout|neen|onzin ) ,? ( . )?2 ik ( bedoel|bedoelde|wil|heb|zoek|vroeg|zei|praten|moet|zou )""",
        "I meant": """
            ik ( bedoelde|bedoel|vroeg|zei|had_het_over ) ( . )?4 ( niet|geen|toch|maar ) / ik bedoelde / ( dat|die )
            ( vroeg|bedoelde|bedoel|zei|wil ) ik ( . )?2 niet / ik zei ( . )?3 , niet""",
        "not what I asked": """
            niet ( . )?4 ( gevraagd|bedoeld|gezocht|gewild|vraag|bedoelde|bedoel|wil|gezegd|besteld|vroeg|zei ) /
            niet_mijn_vraag""",
        "you misunderstood": """
            ( verkeerd_begrepen|fout_begrepen|niet_begrepen ) / ( je|u|jullie|je ) (
            begrijpt|begrijp|snapt|snap|luistert|luister|leest|lees ) ( me|het|er|dat|mijn|vraag|toch|echt )?3 (
            niet|niks )
            / ( begrijp|begrijpt|snap|snapt|luister|lees|leest|luistert ) ( je|u|jullie|je ) ( . )?3 (
            niet|wel|eigenlijk )""",
        "wrong": """
            ( dat|dit|het ) ( klopt|is ) ( helaas|maar|zo|toch|gewoon )?2 ( niet|fout|verkeerd|onzin|geen ) /
            fout_antwoord|verkeerde_link|weer_fout / ^ ( fout|verkeerd|onzin ) ( , / $ )""",
        "not this but": "niet ( . )?4 ,? maar / , niet ( de|het|in|naar|op ) ( . )?2 $ / ik wil geen",
        "did you read": """
            lees ( toch|eens|nou|maar|even|goed )?2 ( goed|eens|wat|mijn ) / staat ( . )?3 ( hierboven|boven|al )""",
    },
    "refusal": {
        "does not help": """
            ( helpt|hulp|levert|lost|hielp|heb|werkte|haal|breng|schiet ) (
            me|ons|dat|helaas|maar|ook|toch|daar|er|nu|echt|zo|hier|mijn|probleem|alles|het|dus )?5 (
            niet|niets|niks|geen|weinig ) / ( niets|niks ) ( . )?2 ( aan|opgeleverd|verder|uitgehaald )""",
        "tried": """
            ( al|alles|meermaals|meerdere ) ( . )?4 ( geprobeerd|gedaan|getest|uitgeprobeerd|herstart|doorlopen|gehad
            )""",
        "none of these": """
            ( niets|niks|geen ) ( daarvan|hiervan|van_deze|van_die|past|toepassing ) / past_niet|niet_van_toepassing""",
        "what shall I do with it": """
            wat ( moet|heb|kan|schiet ) ( ik ) ( . )?3 ( mee|aan|daarmee|ermee|hiermee|op ) / waar_slaat""",
        "useless": """
            nutteloos|zinloos|onbruikbaar|zonde / ( geen ) ( . )?2 ( oplossing|hulp|antwoord|zin|steek|stap|nut ) /
            schiet_niet_op|zo_komen_we / beantwoordt ( . )?4 niet /
            omslachtig|herhaalt_uzelf|blijft_herhalen|herhaalt_jezelf / blijft ( . )? herhalen|heen_en_weer""",
        "does not work either": "( gaat|werkt|lukt|doet ) ( het|ook|helaas|toch|nog|steeds|zo|maar )?4 niet",
    },
    "repetition": {
        "again": """
            ( alweer|weer_eens|wederom|opnieuw|weer_niet|weer_geen|weer_alles|elke_keer|iedere_keer|telkens /
            steeds|voortdurend|constant|continu|keer_op_keer|weer_fout|weer_hetzelfde|weer_de )""",
        "the same": """
            ( steeds|altijd|weer|alleen )? ( hetzelfde|dezelfde|zelfde ) (
            antwoord|fout|vraag|probleem|link|tekst|liedje|foutmelding|verhaal|riedel|resultaat / $ / , ) /
            altijd_hetzelfde|steeds_hetzelfde""",
        "times": """
            ( voor_de|al|nu|dit_is|de|is|dat ) ( de )? (
            tweede|derde|vierde|vijfde|zesde|tiende|honderdste|zoveelste|xde ) / (
            twee|drie|vier|vijf|tien|honderd|meerdere|x|duizend|zoveel ) keer|maal /
            meermaals|herhaaldelijk|driemaal|tweemaal""",
        "already said": """
            ( al|net|hierboven|zojuist|toch|alles ) ( . )?4 ( (
            gezegd|geschreven|opgeschreven|uitgelegd|gemeld|doorverbonden|ingevuld|genoemd|beantwoord /
            gestuurd|gegeven|verteld|getypt ) ) / (
            zoals_ik_zei|zoals_gezegd|ik_zei_toch|ik_zei_al|schreef_ik|ik_schreef|ik_herhaal|zei_ik_al / nogmaals ) /
            heb_ik_al|had_ik_al""",
    },
    "blame": {
        "you took": """
            ( u|jullie|je|men ) ( heb|had|heb ) ( , / . )?9 <took> / ( heb|had ) ( u|jullie|je|men ) ( , / . )?9
            <took> / terwijl ( , / . )?6 <took>""",
        "your company": """
            ( jullie|uw ) ( (
            bedrijf|winkel|tent|club|maatschappij|bank|service|klantenservice|medewerker|bezorger|koerier /
            app|site|website|systeem|hotline|support|bot|collega|monteur|klantenservice ) ) ( . )?2 (
            is|heb|was|kan|laat|reageert|ligt|doet|werkt|deugt|wil )""",
        "you just": """
            ( jullie|ze|u ) ( (
            laat|laat|incasseren|incasseert|doen|doet|negeren|negeert|beweren|beweert|stuur|stuur|beloven /
            belooft|weigeren|weigert|antwoorden|luisteren|typen|geef|geef|houden|wil ) ) / laat ( ons|me|men|je )?
            <w>?4 ( zitten|staan|hangen|wachten|in_de_steek|barsten ) / (
            bezorger|koerier|medewerker|medewerker|monteur|ober|pakketbezorger|adviseur|verkoper ) (
            heb|was|is|kwam|hing ) ( . )?5 ( gewoon|niet|nooit|geen|opgehangen|gegooid|op|onbeleefd )""",
        "your fault": """
            ( jullie|uw ) ( schuld|fout|nalatigheid|probleem|verantwoordelijkheid ) / ( door|dankzij ) ( jullie|u ) /
            zo_ga_je|zo_gaat_u|zo_behandel""",
    },
    "waiting": {
        "waiting": """
            ( wacht|wachten|wachtte|gewacht|wachtrij|wachttijd|wachtmuziek|hang|hing ) ( , / . )?5 (
            al|sinds|nog|steeds|nu|eeuwig|lang|eindeloos|op / <span> )""",
        "for long": """
            ( al|sinds|sedert ) ( . )?3 <span> / <span> lang /
            eindeloos|urenlang|dagenlang|wekenlang|maandenlang|een_eeuwigheid|eeuwigheid|duurt_lang""",
        "nobody answers": """
            ( niemand|geen|nooit|niets|niks ) ( . )?4 ( (
            antwoordt|reageert|bereikbaar|antwoord|reactie|terug|geantwoord|horen|gehoord|opgenomen /
            teruggebeld|neemt|gebeurt|verantwoordelijk|op ) )
            / ( antwoordt|reageert|neemt|reageren ) ( . )?3 ( niemand|geen|niet )""",
        "when at last": """
            wanneer ( , / . )?6 ( eindelijk|nou ) / hoe_lang ( . )?3 ( nog|moet ) / waar_blijft|waar_blijven / duurt (
            . )?3 ( lang|eindeloos|eeuwen )""",
        "hung up": "opgehangen|hing_op|hing_gewoon_op|weggedrukt",
    },
    "threat": {
        "leave": """
            ( stap|zeg|ga|zoek|annuleer|vertrek|ben|overstappen|opzeggen|stappen ) ( , / . )?6 ( (
            concurrent|concurrentie|ander_aanbieder|overstappen|per_direct|ergens_anders|klant_geweest /
            klant_kwijt|elders|weg_bij ) )""",
        "as customer": """
            ( laatste ) keer ( . )?4 ( besteld|gekocht|geboekt|hier|bij|dat ) / klant_kwijt|klant_minder|klant_af /
            nooit_meer|nooit_weer ( . )?4 ( hier|bij|bestel|koop|boek|vlieg|jullie )""",
        "review": """
            ( typen|typen|plaats|zet|geef|vertel|waarschuw|deel ) ( . )?5 (
            review|recensie|beoordeling|ster|sterren|trustpilot|facebook|twitter|google|iedereen|pers|online )""",
        "law": """
            ( advocaat|advocaten|jurist|rechter|rechtbank|rechtszaak|dagvaarding|dagvaarden|aangifte|politie /
            consumentenbond|juridische_stappen|rechtsbijstand|geschillencommissie|afm|acm|ombudsman|kifid /
            radar|kassa|media|deurwaarder|aanklagen|procederen )""",
        "complain": """
            ( ga|wil|zal|moet ) ( . )?5 ( klagen|klacht|melden|beklagen ) / klacht ( . )?3 ( indienen|neerleggen ) /
            laat_ik_niet|pik_ik_niet|pik_dit_niet|hier_blijft_het_niet""",
        "charge back": """
            ( storneer|terugboeken|storneren|vorder|chargeback|terugvorderen ) / ( haal|boek|laat ) ( . )?5 (
            terugboeken|terughalen|storneren )""",
    },
    "sarcasm": {
        "great": """
            ( lekker|mooi|fijn|geweldig|fraai|knap|top|fantastisch|goed ) (
            geregeld|bezig|service|werk|gedaan|hoor|zo|bedrijf|stelletje|is_dat|verhaal ) ( , / $ /
            koffer|maar|weer|pakket )""",
        "thanks for nothing": "( bedankt|dank_je|dank ) ( . )?2 voor ( niets|niks|de_tijdverspilling|geen )",
        "well done": """
            ( lekker_dan|nou_fijn|nou_mooi|nou_leuk|bravo|goed_gedaan|knap_werk|wat_fijn_weer|gefeliciteerd /
            chapeau|hulde|petje_af|ja_hoor|haha|heel_grappig|zoals_altijd|mooi_is_dat|fijne_boel /
            goed_bezig|wat_een_service )""",
        "oh great": """
            ( oh|ach|ja|wow|echt|haha|nou ) ,? ( geweldig|super|fantastisch|prachtig|heerlijk|fijn|leuk|mooi ) ( hoor
            / weer / , / $ )""",
    },
    "satisfaction": {
        "thanks": "bedankt|dank|dank_je|merci|dankbaar !( voor ( niets|niks|geen ) )",
        "great": """
            ( super|perfect|top|geweldig|prima|fantastisch|uitstekend|prachtig|blij|heerlijk|toppie|gaaf /
            cool|keurig|netjes_geregeld|compliment|complimenten|tevreden|bevalt|fijn|lief|mooi|aardig_van )""",
        "helped": "-<no_> ( heel|erg|super|goed|echt|snel )?2 ( geholpen|gelukt|behulpzaam|opgelost )",
        "good": """
            ( heel|erg|echt|zeer|helemaal|alles|best ) (
            goed|mooi|fijn|vriendelijk|tevreden|lief|behulpzaam|snel|prettig|netjes|duidelijk )""",
    },
    "no_problem": {
        "no problem": """
            geen ( probleem|problemen|klacht|klachten|haast|zorgen|stress|punt|fout|reden|enkel_probleem|paniek ) / (
            maakt_niet_uit|niet_erg|alles_goed|alles_ok|helemaal_in_orde|in_orde|niet_dringend|geef_niet /
            geen_spoed|niet_zo_belangrijk|is_goed )""",
        "works now": """
            ( werkt|doet|lukt|gaat|loopt ) ( het )? ( nu|weer|inmiddels|alles|prima|goed|super ) !(
            niet|niets|geen )""",
        "solved": """
            ( opgelost|gelukt|geregeld|gevonden|mijn_fout|mijn_eigen_fout|niet_kapot|niet_defect /
            toch_aangekomen|toch_gekomen|is_aangekomen|hoeft_niet_meer )""",
    },
    "question": {
        "how": """
            ( ^ / , / en|of|hallo|aub ) (
            hoe|waar|wanneer|wat|welk|welke|wie|hoeveel|vanaf|tot|waarom|waarvoor|waarmee|is_er|zijn_er ) ( (
            kan|is|zijn|kost|kosten|hoog|laat|lang|vind|krijg|moet|doet|werkt|gaat|meld|vraag|begint /
            eindigt|betekent|heb|mag|word|wordt|komt|vaak|ver|annuleer|betaal|veel|wanneer|papieren|voor ) )""",
        "can I": """
            ( ^ / , ) ( kan|mag|is|zijn|heb|moet|krijg|geldt|wordt|bieden|verkopen ) (
            ik|men|we|het|dat|de|u|jullie|er|je|een )""",
        "could you tell": """
            ( kan|zou|wil ) ( u|je|jullie ) ( me|ons|aub|misschien )?3 ( . )?6 (
            zeggen|uitleggen|vertellen|geef|tonen|helpen|laat_weten|stuur|toesturen|mailen )""",
        "I would like": """
            ( ik|wij|we ) ( wil|zou|zoek ) ( graag|aub )? ( . )?7 (
            weten|boeken|bestellen|vliegen|reserveren|kopen|voor|informeren|wijzigen|naar|aanmelden|aanvragen )""",
    },
    "distress": {
        "cannot go on": """
            ( kan|trek|houd|hou|volhouden ) ( ik|we|het|dit|dat|er )?2 ( gewoon|echt|zo|allemaal|hier )?3 (
            niet_meer|niet_langer|niet_vol|niet_aan ) &( $ / , / en|zo|verder|leven|slapen|aan|vol|ik|aub|volhouden )
            / me|mij|ons|allemaal ( . )?3 te_veel|teveel / boven_mijn_hoofd|me_boven_het_hoofd|er_doorheen /
            er_helemaal_doorheen|ten_einde_raad|einde_raad|zie_het_niet / me boven het hoofd
            / weet ( . )?3 niet ( . )?2 ( meer ( hoe_ik|wat_ik|waar_ik|wat_we|waar_we ) / ( waar_ik|waar_we ) heen )
            / geen_uitweg|geen_kracht|geen_hoop|geen_raad|ik_ben_kapot|zit_erdoor / ik_ben_op ( $ / , / en ) / voel (
            . )?3 alleen|hopeloos""",
        "desperate": """
            ( wanhopig|wanhoop|radeloos|hulpeloos|uitzichtloos|paniek|paniekaanval|paniekaanvallen /
            in_paniek|zenuwinzinking|instorten|ingestort|overspannen|depressief /
            slapeloze|doodsbang|getraumatiseerd|slaap_niet|slaap_ik_niet ) / heb een? burnout|depressie""",
        "crying": "huil|huilt|huilen|huilend|gehuild|tranen|tril|trillen|bibber|janken|jank",
        "afraid": """
            -<no_> ( ben|zo|heel|erg|en|is ) bang !( voor_honden|van_niet|van_wel ) / bang $ / heb|zo|veel angst /
            angstig|doodsangst|bedreigd|bedreigt|bedreiging|gestalkt|stalker|mishandeld|mishandelt|in_gevaar /
            chanteert|gechanteerd|opgesloten / slaat mij|me|mijn|ons / huiselijk geweld / vrees voor""",
        "hurting oneself": """
            (
            zelfmoord|suicide|suicidaal|doodgaan|dood_wil|wil_dood|leven_beeindigen|niet_meer_leven|er_niet_meer_zijn
            /
            was_ik_er_niet_meer|snijd_mezelf|mezelf_pijn|er_een_eind_aan|er_een_einde_aan|geen_zin_meer|van_kant ) / (
            leven|wereld ) ( . )?3 ( geen_zin|zonder_me|niet_meer ) / leven beeindigen""",
        "please help": """
            ( aub|hulp|hulp ) ,? ( me|ons|aub ) ,? ( . )?2 ( ik|we|mijn ) ( . )?3 (
            wanhopig|bang|paniek|alleen|huilen|niet_meer|radeloos )""",
    },
    "hardship": {
        "no money": """
            ( ik|we|en|heb|zit|zitten|sinds|gisteren|land ) ( . )?3 ( geen|zonder|niets_meer|niets|nauwelijks ) (
            dat|te|meer|mijn|die )?2 (
            geld|eten|medicijn|medicijnen|insuline|verwarming|woning|inkomen|brood|luiers|warm_water|onderdak|loon /
            boodschappen|stroom ) !( besteld|terug|opnemen|ontvangen|overmaken )
            / huur|stroom|eten|boodschappen|medicijnen|insuline|luiers|verwarming|termijnen|lening|dokter|energie ( .
            )?3 niet|nauwelijks ( . )?2 betalen|kopen / niet|nauwelijks ( . )?2 betalen|kopen|stoken $
            / ( hoe_ik ) ( . )?4 ( betalen|eten_moet|rondkomen ) / te_eten moet / niet rondkomen
            / geld ( . )?3 niet ( . )?1 stoken / geen ( . )?1 eten ( . )?4 kinderen
            / ( failliet|dakloos|huisuitzetting|ontruiming|schulden|voedselbank|op_straat_gezet /
            belanden_op_straat|huis_kwijt|huis_kwijtraken|hoe_ik_de_huur|leven_op_straat|huis_gezet ) / ( baan|huis /
            werk|alles|woning ) kwijt|kwijtraken|verloren / dagen niets|niks gegeten / ben ( . )?1 werkloos|ontslagen
            / huur ( . )?4 betalen""",
        "ill": """
            ( <whose> / ik|we|hij|ze ) ( . )?2 ligt|lig|liggen|is|ben|zijn|zit ( . )?2 in|op het|de|een?
            ziekenhuis|intensive|intensive_care|spoedeisende|hospice|coma
            / ( <whose> / ik|we|hij|ze ) ( . )?1 heb|heeft|had|kreeg|krijg een|hoge|veel|ongeneeslijke?
            kanker|hartaanval|beroerte|dementie|chemo|chemotherapie|dialyse|pijn|koorts
            / heb|heeft ik|hij|ze? kanker / <whose> ( . )?2 ziek|ernstig|geopereerd|gewond
            / ik|ben|we|zijn ( . )?2 ernstig|ongeneeslijk|zwaar|doodziek|heel ziek|gewond / doodziek|levensbedreigend
            / ben zwanger ( en / , ) / <whose> ( . )?3 medicijnen|medicijn|insuline nodig / mijn medicijnen|insuline
            ( . )?2
            nodig|op / word|moet|werd ( . )?2 geopereerd / pasgeboren ( baby|kind )? in_huis|en""",
        "death": """
            <whose> ( . )?5 overleden|gestorven|dood|verloren / is overleden|gestorven $ /
            begrafenis|uitvaart|crematie /
            sterfgeval|is_dood|nabestaanden|rouw|rouwen / ben weduwe|weduwnaar / overlijden van mijn|onze /
            miskraam""",
        "children": """
            ( <whose> / kinderen|baby|kindje ) ( . )?4 ( kou|honger|koorts|huilt|bang|vermist|niets_te_eten|geen_eten
            ) /
            kind|kinderen|baby|dochter|zoon is|zit|zijn|zitten helemaal? alleen ( $ / , / in|op|en )""",
        "stranded": """
            gestrand|aan_ons_lot|lot_overgelaten / zitten|zit|sta|staan ( , / . )?8 ( vast|hulpeloos|in_het_donker ) (
            $ / , / in|op|met|zonder|en ) / zit|zitten|sta|staan ( . )?6 nacht ( . )?2 alleen / zit|zitten|sta|staan (
            . )?2 zonder geld / sta|staan ( . )?3 langs|op de snelweg / nergens heen / huis|woning|flat ( . )?2
            afgebrand|overstroomd|uitgebrand""",
        "alone": """
            ben ( . )?1 alleenstaand|alleenstaande / ben|hier|zo ( . )?1 helemaal_alleen / blijf_van_mijn|gevlucht""",
    },
    "urgent": {
        "urgent": """
            -<no_> ( dringend|dringende|spoed|spoedig|spoedgeval|urgent|urgente|noodsituatie /
            per_omgaande|onmiddellijk|onverwijld|met_spoed|hoogste_prioriteit|hoogstdringend /
            levensbelang|sos|tijdkritisch|superdringend ) !( eisende ) / -<no_> ( haast|noodgeval ) / ^ ( graag|aub )?
            direct / direct ( nodig|contact|reageren|antwoord|actie|hulp|blokkeren|oplossen|aub|graag )""",
        "at once": """
            ( meteen|direct_nodig|nu_direct|per_direct|zo_snel_mogelijk|zo_spoedig|zo_gauw|zo_vlug|heel_snel /
            snel_graag|snel_aub|graag_snel|nu_nodig|nu_meteen|op_staande_voet|opschieten|schiet_op|schiet_eens ) / ^
            snel|gauw|vlug ( $ / , / ik|aub ) / moet|nodig ( . )?3 snel|vlug / ( nu|direct ) ( $ / nodig )""",
        "no time": """
            ( geen|weinig ) .? tijd / geen ( minuut|seconde|dag|moment ) / elke ( minuut|seconde|uur ) / tijd ( . )?3
            ( dringt|op|tikt ) $ / kan|mag niet ( . )?2 wachten / kan ( . )?3 eerder|naar_voren / naar_voren_halen""",
    },
    "outage": {
        "down": """
            ( ( alle|alles|complete|hele|heel|ons|onze|productie|systeem|systemen|server|servers|klanten /
            website|webshop|site|pagina|kassa|kassas|pinautomaten|portaal|netwerk|telefooncentrale|bedrijf /
            database|koppeling|platform|winkel|filiaal|kantoor|cloud|internet|stroom|afdeling ) ) ( . )?6 ( (
            plat|offline|uitgevallen|eruit|stil|weg|dood|onbereikbaar|gecrasht|gehackt|niets_meer /
            niet_meer|versleuteld|down|op_zwart|leeg|lege|uit ) )""",
        "nobody can work": """
            ( niemand|geen|medewerker|wij|we|klanten|team|collega|gebruikers|iedereen ) ( . )?6 (
            werken|inloggen|helpen|bellen|bestellen|betalen|aanmelden|afrekenen|verkopen|produceren ) !( wil|zou ) / (
            kan ) ( we|wij )? ( . )?4 ( niet|geen ) ( . )?3 ( werken|helpen|leveren|afrekenen|verkopen|produceren )""",
        "outage": """
            ( totale_uitval|uitval|stroomstoring|stroomuitval|serverstoring|systeemuitval|dataverlies /
            gegevensverlies|stilstand|productiestop|grote_storing|netwerkstoring|alles_plat|alles_down /
            ligt_plat|ligt_stil|ligt_eruit|liggen_eruit )""",
        "lost data": """
            ( data|gegevens|database|backup|backups|bestanden ) ( . )?4 ( kwijt|weg|gewist|verdwenen|corrupt|verloren
            )""",
    },
    "deadline": {
        "until": """
            <needed> .?6 ( voor|tot|uiterlijk|nog|binnen|op ) ( , / . )?3 <day>
            / ( voor|tot|nog ) ( . )?2 <day> ( , / . )?4 ( <needed> / anders|moet )
            / uiterlijk|nog_maar_tot|maar_tot ( . )?3 <day> / <needed> .?6 vandaag|nu|vanavond $ / <needed> .?6
            vandaag_nog|nog_vandaag|deze_week_nog / vandaag_nog|nog_vandaag ( . )?4 <needed> / kan|mag niet tot|op <day>
            wachten / vanavond|morgen|vandaag ( . )?2 moet|af|klaar / moet er voor / dit|dat|het|die|nu (
            vandaag|vanavond|morgen|nu ) nodig""",
        "within": """
            ( <needed> / <goes> ) .?6 ( over|binnen|in|nog_maar ) ( . )?2 <time>
            / ( over|binnen ) ( . )?2 <time> ( , / . )?3 ( <goes> / <needed> / boarding|deadline|examen )
            / nog_maar ( . )?2 <time> / verloopt vandaag|morgen|vanavond / gaat_zo|zo_weg /
            begint|start|sluit|vertrekt zo ( $ / , / en )""",
        "leaves": """
            <event> is ( . )?1 vandaag|morgen|morgenochtend|straks|zaterdag|vrijdag|maandag ( $ / , !(
            zet|voeg|noteer ) )
            / <event> gaat|vertrekt|start|begint|verloopt|loopt|eindigt|sluit ( . )?1
            vandaag|morgen|zo|nu|straks|af !( om|naar|van )
            / vertrek|vlieg|trouw|verhuis ( . )?1 vandaag|morgen|vanavond|straks ( $ / , / en )""",
        "standing there": """
            ( sta|zit|staan|wacht / ben al|net|nu ) ( al|net|hier|nu|reeds )?3 ( aan|bij|op|in|voor ) ( . )?2 ( (
            balie|kassa|luchthaven|vliegveld|station|gate|hotel|balie|grens|tankstation|supermarkt|deur /
            taxi|perron|winkel|terminal|schiphol ) )""",
        "deadline": """
            ( termijn|deadline|uiterste_datum|sluitingsdatum|inleverdatum|inschrijving ) ( . )?1
            is|verloopt|loopt|sluit|eindigt ( . )?1 vandaag|morgen|af|straks|vanavond|bijna
            / laatste_dag|laatste_kans|anders_te_laat|te_laat_anders|nu_of_nooit|moet_zo_weg|ben_ik_te_laat / moet
            weg|gaan
            $""",
    },
    "bot_sorry": {"sorry": "helaas|excuses|sorry|spijt_me / ( niets|geen ) ( . )?4 gevonden / probeer het"},
    "bot_suggests": {
        "how about": "wat dacht|vindt / ik ( raad|stel ) / heb u|je ( . )?2 ( geprobeerd ) / wil u|je / probeer"
    },
    "bot_asks_fact": {
        "asks": "( heb|welke|welk|hoeveel|wanneer|waar|zal|mag ) ( u|je|ik|het|is )? / verder_nog|anders_nog"
    },
    "bot_asks_opinion": {"asks": "( bevalt|beviel|vindt|vind|vond ) ( u|je|het|dat )"},
    "another": {
        "another": """
            een ander|ander|alternatief|alternatieven|in_plaats_daarvan|nog_een|verder_nog|anders / iets|wat anders"""
    },
    "denial": {"denial": "nee|neen|niet|nooit|niets|niks|geen"},
    "at_a_loss": {
        "at a loss": "weet ( ik )? ( . )?3 niet / geen idee|flauw_idee / ben ( er )? niet zeker / schiet me ( . )?3 te"
    },
    "contrast": {"but": "maar|echter|toch|desondanks|hoewel|terwijl"},
    "negative": {
        "bad": "<bad> / jammer|dom|stom|irritant|vervelend|traag|duur|ingewikkeld|omslachtig|onlogisch|verwarrend"
    },
    "positive": {
        "good": "goed|super|leuk|prima|fijn|perfect|aardig|vriendelijk|behulpzaam|makkelijk|snel|interessant|mooi"
    },
    "reproach": {
        "why not": "( waarom ) ( , / . )?6 ( niet|nooit|geen|nog|steeds|al )",
        "where is": "waar ( is|blijft|zijn|blijven ) ( mijn|het|de|ons|onze )",
        "disappointed in you": "teleurgesteld|ontevreden ( . )?2 in|over|met",
        "wants to complain": """
            klagen over / bezwaar|beklag <w>?4 maak|maken|indienen|aan / maak <w>?3 bezwaar
            / dien|indienen <w>?4 klacht""",
        "you lot": "stelletje|zooitje . / wat een . ( tent|zooi|bende|club|toestand|gedoe|service|bedrijf )",
        "you should": "( u|jullie|je ) ( zou|moet ) / ik ( eis|verlang ) / los dit ( . )?2 op",
    },
    "service": {
        "service": """
            mijn ( bestelling|pakket|rekening|factuur|contract|boeking|pas|vlucht|aanvraag|levering ) / jullie|uw (
            app|site|winkel ) / klantenservice"""
    },
    "dislike": {
        "dislike": """
            ( wil|vind|hou|bevalt ) ( ik|me|dat|het )?3 ( niet|geen ) / niets voor me|me / te ( duur|saai|lang|ver ) /
            saai"""
    },
    "turns_down": {"begins so": "^ ( nee|neen|nooit|liever_niet|ik_wil_niet|ik_hou_niet|ik_wil_geen )"},
}

_CUE_PHRASES = {
    "whose": """
        ( mijn|onze|ons|zijn|haar ( man|vrouw|vader|moeder|kind|kinderen|zoon|zoontje|dochter|dochtertje|broer|zus|oma /
        opa|ouders|baby|partner|vriend|vriendin|familie|mama|papa|tweeling|kindje ) )""",
    "needed": """
        ( -<booked> nodig / moet !( ik|men ) / anders|dringend|beloofd|opgelost|geregeld|ingeleverd|haast )""",
    "goes": "( weg|gaat|vertrekt|start|begint|sluit|verloopt|vertrek )",
    "day": """
        ( vandaag|morgen|morgenochtend|vanavond|vanmiddag|middernacht|uur|maandag|dinsdag|woensdag|donderdag|vrijdag /
        zaterdag|zondag|weekend|overmorgen|vannacht )""",
    "time": "( minuten|minuut|uren|uur|min|kwartier )",
    "event": """
        ( mijn|onze|de|het ( vlucht|vliegtuig|trein|bus|boot|boarding|afspraak|examen|tentamen|bruiloft|sollicitatie /
        notaris|verhuizing|operatie|termijn|deadline|presentatie ) )""",
}

_BOOKED = """
    taxi tafel kamer eenpersoonskamer tweepersoonskamer hotel hotelkamer vlucht ticket tickets kaartje kaartjes auto
    huurauto wekker plek jas paraplu herinnering"""

_NOTATION = Notation({**WORDS, **_CUE_WORDS, "booked": _BOOKED}, {**PHRASES, **_CUE_PHRASES})

CUES: Mapping[str, tuple[Rule, ...]] = {kind: _NOTATION.rules(1.0, rules) for kind, rules in _RULES.items()}
