"""Dutch words and turns of phrase that the rules of `requests` are put together from. Words are base forms
as `spelling` gives them: "wil" stands for "willen", "wilt" and "wilde" too."""

from __future__ import annotations

WORDS = {
    # --- small words
    "adverb": """
        aub maar toch nu meteen direct dringend liever graag gewoon eindelijk nog nog_een_keer weer alleen ook
        persoonlijk
        kort misschien even eens snel echt eerst vandaag hier dan dus daarom in_plaats_daarvan zo_snel_mogelijk
        het_graag
        heel_graag wel telefonisch live straks zo gelijk onmiddellijk gauw alvast eigenlijk nou wederom per_direct
        bij_voorkeur
        daarover hierover met_spoed als_het_kan indien_mogelijk zeker heel erg zelf via_de_chat via_de_telefoon
        absoluut best""",
    "polite": """
        aub graag bedankt dank_je nu meteen direct hallo hoi hey hi ja nee ok oke okee goedemorgen goedemiddag
        goedenavond dag
        goedendag dringend even maar snel dan toch dus zo hier vandaag gewoon sorry beste meneer mevrouw eindelijk
        liever en
        ik_zei nogmaals alvast onmiddellijk jongens eens spoed""",
    "opening": """
        en maar dus dan aub ok oke hallo hoi hey ja nee bedankt nu anders of daarom sorry dag goedemorgen goedemiddag
        goedenavond
        liever bot probleem hulp eerst goed toe""",
    "stop": "niet zonder nooit nimmer geen omdat waarom niemand hoef allerminst",
    "the": """
        een de het den uw jouw je jullie zo_een nog_een die dit deze dat elke welke een_van_uw een_van_jullie een_van_je
        een_van_de een_of_ander een_ander een_van_jouw""",
    "with": "met mer mt met_",
    "at": "met aan naar bij door van tot op",
    "to_whom": "met aan naar bij op",
    "me": "me ons",
    "mine": "mijn ons onze zijn haar hun",
    "able": """
        me ons kan_ik mag_ik kan_we kan_men kan_je werkt lukt helpt klopt gaat snap_ik begrijp_ik snap_het
        begrijp_het""",
    "joining": """
        aub nu meteen direct bedankt en die dat met uit van voor over om in bij op aan dringend hier vandaag graag of
        heb heb
        spreken niet geen want omdat als de het want te nodig krijgen zien horen praten wil spoed snel ivm betreffende
        wie
        aub ipv liever dank hoor wil zou erbij ja""",
    # --- who
    "front": """
        medewerker adviseur behandelaar agent operator vertegenwoordiger contactpersoon ambtenaar verkoper
        teamlid aanspreekpunt""",
    "lead": "leidinggevend manager supervisor baas",
    "skilled": "specialist monteur collega personeel",
    "human": "mens persoon levend_wezen mens_van_vlees_en_bloed",
    "someone": "iemand iemand_van_jullie een_van_jullie een_van_u echt_mens wie_dan_ook jullie_mens",
    "kind": """ natuurlijk
        echt levend menselijk persoonlijk bevoegd deskundig bekwaam ander capabel competent nederlandstalig engelstalig
        nederlandssprekend engelssprekend aardig vriendelijk vrij beschikbaar eerstvolgend volgend technisch fysiek
        normaal
        ervaren gekwalificeerd live gespecialiseerd kundig juist goed fatsoenlijk vast hoger nieuw werkelijk senior
        verantwoordelijk service support chat klantenservice call center team bank heus real customer sales zakelijk
        gewoon soort klanten eerste_beschikbaar it juridisch commercieel medisch""",
    "thing": """
        worden korting nummer id pas account toegang app portaal login beoordeling rol training carriere baan banen
        vacature
        per salaris contract map licentie licenties enquete kaart toevoegen aanmaken verwijderen uitnodigen wissen
        solliciteren
        melden boeken meenemen bijboeken verzekeren wijzigen aanmelden afmelden""",
    "managed": """
        opgeven invoeren wijzigen toevoegen verwijderen aanmaken uitnodigen beoordelen meenemen verzekeren configureren
        machtigen aanmelden afmelden registreren belonen aanbevelen stuur overmaken worden""",
    "professional": """
        arts dokter verpleegkundige verpleger apotheker therapeut psycholoog advocaat jurist belastingadviseur
        leraar makelaar""",
    "desk_name": """
        klantenservice live_chat customer_service customer_support klanten_service technisch_dienst service_desk
        service_team support_team""",
    "desk": "support afdeling service hotline team balie afdeling kantoor",
    "bot": """
        bot chat_bot geautomatiseerd automatisch virtueel_assistent kunstmatig_intelligentie digitaal_assistent
        kunstmatig chat_bot nep_persoon kunstmatige_intelligentie automatisch_systeem
        geautomatiseerd_systeem""",
    "bot_kind": """
        dom domme stom stomme rot kloten verdomde kut achterlijk achterlijke jouw jullie virtuele virtueel kunstmatige
        automatische geautomatiseerde suffe zielloze slim""",
    "being": "echt levend menselijk nep man vrouw mens_of_niet kunstmatig automatisch geautomatiseerd",
    # --- verbs
    "want": "wil zou moet wens eis verzoek zoek probeer hoop verlangen verkies prefereer",
    "can": "kan mag zou",
    "can_ask": "kan wil zou mag kunnen",
    "talk": """ regelen oplossen spreken
        spreken praten bellen chatten overleggen typen communiceren contact_heb contact_heb contact_opnemen
        in_contact_komen
        te_maken_heb contact_krijgen te_spreken in_praatje_gaan in_praatje discussieren afstemmen uitpraten doornemen
        gesproken verder_praten van_gedachten_wisselen opnemen""",
    "reach": """
        spreken te_spreken_krijgen te_pakken_krijgen aan_de_lijn aan_de_telefoon bereiken contacteren bellen krijgen heb
        inschakelen raadplegen vinden aan_de_lijn_krijgen te_spreken te_pakken erbij aanspreken benaderen erbij_haal
        aan_de_lijn_heb""",
    "connect": """
        doorverbinden doorverbonden verbind overhevelen escaleren in_contact_breng in_contact door_te_verbind
        door_te_stuur doorverbonden door_te_zet over_te_dragen""",
    "connected": "doorverbonden verbonden in_contact_gebracht",
    "bring": "doe draag draagt geef haal roep breng stuur bezorg regel pak zoek laat_me_praten vind",
    "help_to": """
        hulp helpen antwoorden overnemen bellen terugbellen bekijken kijken bezighouden melden contacteren controleren
        uitleggen
        behandelen ondersteunen adviseren verder_helpen oplossen typen spreken praten nakijken beoordelen bevestigen
        meekijken meelezen aannemen ernaar_kijken erbij_komen beslissen  reageren opnemen checken regelen
        begeleiden
        oppakken uitzoeken beantwoorden lezen nalezen beantwoord inschakelen""",
    "help_that": """
        bellen terugbellen meldt nakijkt hulp helpt belt terugbellen overneemt bekijkt kijkt antwoordt contacteert
        behandelt uitlegt
        reageert
        opneemt oppakt komt beantwoordt beslist meekijkt spreekt praten leest regelt checkt controleert zich_bemoeit
        bezighoudt
        verstand_heb verstand_heb""",
    "call": "bellen terugbellen contacteren opbellen teruggebeld gebeld",
    "word": """
        praatje terugbellen telefoontje afspraak belletje adviesgesprek chat contact antwoord verbinding hulp advies
        uitleg
        doorverbinding praatje videogesprek terugbelverzoek reactie meeting praatje overleggen telefonisch_contact
        tussenkomst""",
    "there": """
        daar hier er online beschikbaar bereikbaar vrij aanwezig op_kantoor te_spreken aan_de_lijn in_de_chat wakker
        thuis bij""",
    "no_": "niet geen nooit niks",
    "denying": "niet nooit absoluut_niet liever_niet niet_per_se nimmer geenszins",
    "needs": "wil hoef heb behoef zoek wens zou moet eis hoeft hoeven",
    "no_need": "nodig noodzakelijk vereist gewenst bedankt dank_je aub hoor",
    "past": """
        gesproken gebeld gechat gepraat geschreven bereikt gezegd beloofd geholpen uitgelegd bevestigd toegezegd
        doorverbonden
        aanbevolen geadviseerd beweerd opgehangen gekregen ontvangen verteld verzekerd ontmoet bediend geregeld gevraagd
        doorverbonden afgescheept genoemd gehad geweest afgesproken geprezen contact_gehad overlegd getypt gemaild
        opgenomen
        beantwoord verwezen""",
    "did": """
        zei zeiden heb had hadden was waren beloofde hing gaf legde beweerde raadde verzekerde schreef vertelde
        bevestigde kwam vroeg belde
        stuurde is wist zegt vindt komt kon hielp nam noemde bood deed zat liet snapte adviseerde behandelde""",
}

PHRASES = {
    "begin": "( ^ / , / <opening> )",
    "end": "&( $ / , / <joining> )",
    "w": "( !<stop> . )",
    "same": "( !<stop> !( ik|we|kan|mag|aub|verbind|geef|haal ) . )",
    "wn": "( !<stop> !<at> !( over|voor|uit ) . )",
    "role": "( <front> / <lead> / <skilled> )",
    "my_own": "mijn vast|persoonlijk|eigen? adviseur|behandelaar|contactpersoon|agent",
    "person": "( ( -<mine> een? van? <the>?2 <kind>?4 ( <role> / <human> ) / <my_own> ) !<thing> )",
    "department": """
        ( <the>? ( <kind>?2 <desk_name> / <the> <kind>?2 ( <desk> / bank|verzekering|techniek|gemeente ) / <kind>
        <desk> / support|backoffice|sales )
        !<thing> )""",
    "of": "( van|uit|bij|voor|op <the>? <kind>? . )",
    "some": "( <someone> anders? ( <kind> / <of> )?2 )",
    "anyone": "( <person> / <some> / <department> )",
    "bot_": "<bot_kind>?2 <bot>",
    "bot_or_human": "<the>?2 geen? <kind>?3 <bot_kind>? ( <bot> / <human> / <front> / <being> ) !<thing>",
    "i": "ik|wij|we|men",
    "you": "u|je|jullie",
    "ik_wil": """
        ( <i> <adverb>?3 <want> <adverb>?3 wil? / <want> <adverb>?2 <i> / <begin> <adverb>?2 <want> )""",
    "ik_wil_een": "( <ik_wil> / <i> <adverb>?2 heb / heb <adverb>?2 <i> / heb ) ",
    "can_i": "( <can> <adverb>?2 <i> / <i> <adverb>?2 kan|mag <adverb>?3 aub|misschien|even )",
    "own": "( <ik_wil> / <can_i> )",
    "can_you": """
        ( <can_ask> <adverb>?2 ( <you> / iemand|me|ons ) / <ik_wil> ,? dat <you> / <begin> graag|aub / graag|aub )""",
    "speaking": "( te? wil? kan? <talk> )",
    "a_way": """
        ( ( mogelijk|mogelijkheid|optie|kans|manier|gelegenheid|behoefte|zin|verzoek|graag|eis|wens|erop|graag /
        voorkeur|probeer )
        / hoop|wil|zou )""",
}
