"""Dutch: how a talk with a human agent closes."""

from __future__ import annotations

from segue.domain.signals.languages.closing import closing

WORDS = {
    "bye": "doei dag tot_ziens doeg tot_later tot_de_volgende_keer bye ciao houdoe tot_gauw vaarwel de_groeten",
    "soft": """
        nee ja ok oke okay prima top super goed perfect mooi fijn geweldig helder duidelijk in_orde is_goed en dan dus
        nou aub alstublieft alsjeblieft fijne_dag fijne_avond een_fijne_dag een_fijne_avond nog_een_fijne_dag
        fijne_dag_nog fijne_avond_nog fijn_weekend een_fijn_weekend insgelijks jij_ook u_ook hetzelfde groetjes groeten
        het_werkt het_werkt_nu het_werkt_weer alles_werkt dat_heeft_geholpen voor_nu""",
    "chat": "chat gesprek sessie chatgesprek chatsessie conversatie",
    "stop": "sluiten beeindigen afsluiten stoppen eindigen afronden sluit beeindig stop",
    "deed": """
        stuur sturen mail mailen bel bellen stort storten betaal betalen controleer controleren vervang vervangen
        repareer repareren regel regelen neem nemen laat laten vergoed vergoeden bestel bestellen maak maken zet zetten
        annuleer annuleren informeer informeren lever leveren verstuur versturen zoek zoeken kom komen schrijf
        schrijven geef geven terugbellen terugbetalen doorsturen toesturen opsturen nakijken uitzoeken""",
    "done_participle": """
        gestuurd verstuurd verzonden terugbetaald teruggestort geleverd gerepareerd vervangen bezorgd gebeld vergoed
        opgelost behandeld toegestuurd""",
}
CLOSING = closing(
    words=WORDS,
    thanks="""
        ( nee )? ( bedankt|dank|dank_u|dank_je|dankjewel|dank_u_wel|dank_je_wel|dankuwel|hartelijk_dank|
        heel_erg_bedankt|
        veel_dank|hartelijk_bedankt|erg_bedankt|thanks|merci ) ( wel|zeer|hoor|nogmaals|alvast )?2
        ( voor ( de|uw|je|het|alle|jullie|al_uw )? ( goede|snelle|fijne )? ( hulp|tijd|moeite|geduld|ondersteuning|
        informatie|info|uitleg|antwoord|service )? )?""",
    done="""
        ( dat|dit )? ( was|is|is_het|was_het|waren ) ( dan|ook|eigenlijk )? ( alles|het|em|t ) ( dan|voor_vandaag|
        voor_nu|
        wat_mij_betreft|van_mij )?
        / ( verder|anders ) ( niets|niks|geen_vragen|heb_ik_niets|heb_ik_geen_vragen|heb_ik_niks ) ( meer )?
        / ( niets|niks|geen_vragen ) ( meer|anders ) / ik ( heb|weet ) ( nu )? alles ( wat_ik_nodig_heb|
        wat_ik_wilde_weten|wat_ik_moet_weten )?
        / ( we|wij|ik ) ( zijn|ben ) ( klaar|eruit ) / ( alles|het|mijn_vraag|het_probleem ) is ( opgelost|duidelijk|
        beantwoord|geregeld )
        / ik moet ( nu )? ( gaan|weg|ervandoor )""",
    end="""
        ( u_kan|u_kunt|je_kunt|je_kan|kunt_u|kun_je|wilt_u|wil_je|we_kunnen|ik_wil|ik_wil_graag|ik_zou_graag|mag|
        ik_ga )? ( nu|dan|graag )? ( de|het|dit|deze|ons )? <chat> ( nu|dan|graag|aub|hier )?2 <stop>
        / ( sluit|beeindig|stop|sluiten|beeindigen ) ( u|maar|we )?2 ( de|het|dit|deze|ons )? <chat> ( maar|nu|aub|
        alstublieft|alsjeblieft|af|dan )?3
        / ( dat|dit ) ( was|is ) ( ook )? alles wat ik ( wilde_weten|nodig_had|nodig_heb|wilde_vragen|wou_weten )
        / ( meer|verder|anders ) heb ik ( nu )? ( niet|niets|niks ) ( meer )? nodig
        / ik heb ( verder|nu )? ( niets|niks|geen_hulp ) ( meer|anders|verder ) nodig
        / ik heb ( verder )? geen ( vragen|vraag ) meer / ik heb geen ( verdere|andere ) vragen""",
    promises="""
        ( ik|wij|we ) ( zal|zullen ) ( . / , )?9 <deed>
        / ( ik|wij|we ) ( ga|gaan ) ( . )?6 ( <deed> )
        / ( ik|wij|we ) <deed> ( u|je|jullie|het|dit|dat|een|uw|de|ervoor|contact|dan|direct|meteen|vandaag|morgen )
        / ( u|je|jullie ) ( ontvangt|krijgt|hoort|zult|zal|ontvang|krijg ) ( . )?8
        / ( wordt|worden|zal|zullen ) ( . )?8 <done_participle>
        / ( pakket|bestelling|geld|bedrag|monteur|terugbetaling|levering ) ( komt|staat|is ) ( . )?4 ( vandaag|morgen|
        maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|binnen|uiterlijk|voor )
        / ik ( beloof|garandeer )""",
    not_promised="""^ ( als|indien|wanneer ) / ( kan|kunnen ) ( . )?3 niet ( . )?2 ( beloven|garanderen ) / ( zal|
        zullen ) niet""",
    rules_out="""
        ( is|zijn ) ( . )?3 ( niet|niet_meer ) ( mogelijk|leverbar|beschikbaar|toegestaan|gedekt|terugbetaalbaar|
        inbegrepen|leverbaar|geldig|haalbaar|verkrijgbaar )
        / ( ( ik|wij|we ) ( kan|kunnen|mag|mogen ) / ( kan|kunnen|mag|mogen ) ( ik|wij|we ) ) ( . )?6 niet ( meer )?
        ( terugbetalen|annuleren|wijzigen|leveren|
        aanbieden|verlengen|ruilen|vergoeden|vervangen|repareren|sturen|doen|geven|aanpassen|terugdraaien|bezorgen )
        / ( kan|kunnen|mag ) ( . )?4 niet ( meer )? ( worden )? ( terugbetaald|geannuleerd|gewijzigd|geleverd|geruild|
        gerepareerd|vergoed|aangepast )
        / ( dat|het|dit ) ( kan|gaat|werkt|lukt ) ( helaas|hier )? ( niet|niet_meer ) ( meer )? $
        / ( uitverkocht|buiten_garantie|niet_op_voorraad )""",
    not_ruled_out="^ ( als|indien ) / ( waarom|of ) ( . )?6 niet / ( tot|zonder|voordat|zolang|tenzij )",
)
