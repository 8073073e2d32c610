"""Dutch: yes and no to an offer, and how an answer of the bot was taken. The notation is explained in `grammar`."""

from __future__ import annotations

from segue.domain.signals.languages.dutch.words import PHRASES, WORDS
from segue.domain.signals.languages.grammar import Notation
from segue.domain.signals.languages.language import Answers

ANSWER_WORDS = {
    "yes": """
        ja jaa jaaa jawel jazeker jep yep yes jup ja_hoor ja_graag graag heel_graag aub ok oke okee okay prima goed
        is_goed dat_is_goed
        goed_idee akkoord zeker zeker_weten natuurlijk uiteraard tuurlijk perfect top super fijn dat_is_fijn
        dat_zou_fijn_zijn
        dat_zou_goed_zijn dat_zou_mooi_zijn dat_lijkt_me_goed lijkt_me_goed lijkt_me_prima klinkt_goed dat_wil_ik
        dat_wil_ik_graag
        wil_ik wil_ik_graag doe_maar doe_dat doe_dat_maar absoluut inderdaad correct klopt juist graag_zelfs
        waarom_niet best me_best
        vooruit kom_maar_op laat_maar_komen mag mag_wel dat_mag in_orde komt_goed geweldig sure ja_doe_maar
        ja_dat_is_goed
        definitief ga_uw_gang ga_je_gang helemaal_goed mooi graag regel_het""",
    "with_one": """
        bedankt aub dank_je graag met_een_medewerker een_medewerker een_mens medewerker mens adviseur nu meteen direct
        snel fijn
        hoor lief dringend heel_graag alvast dank wel""",
    "carry_out": "verbind zet geef haal roep stuur schakel ik_wil ik_heb ik_zou doe maar dan dat het",
    "no": """
        nee neen nope nou_nee een liever_niet nee_bedankt nee_dank_je nog_niet nu_niet niet_nu vandaag_niet niet_nodig
        geen_behoefte
        hoeft_niet hoef_niet dat_hoeft_niet het_hoeft_niet hoeft_niet_hoor geen_interesse nooit later misschien_later
        eerst_niet
        laat_maar laat_maar_zitten laat_zitten stop annuleer annuleren vergeet_het vergeet_maar nergens_voor_nodig
        wil_ik_niet
        dat_wil_ik_niet ik_wil_niet niet_echt absoluut_niet zeker_niet geen_denken_aan hoeft_al_niet_meer
        niet_meer_nodig
        is_niet_nodig dat_is_niet_nodig nee_hoor toch_niet helemaal_niet geen_zin zo_is_het_goed niks""",
    "after_no": """
        bedankt dank_je dank_u dank wel aub is_niet_nodig niet_nodig niet nodig hoeft_niet hoef het hoor nu
        op_dit_moment momenteel
        nog vandaag later liever verder met_u met_je hier ga_verder gaan_we_verder ik_wil_niet dat is ik wil heb hoeft
        geen een
        medewerker mens adviseur persoon doorverbonden worden alles_goed al goed echt met ok oke daarvoor voor prima
        dat_is_genoeg spreken praten doorverbinden verbind me niet_doen blijf blijven we ik_wacht_wel ik_red_me
        ik_red_het zelf
        de die zo lief van_je eigenlijk toch misschien graag het_lukt_zo lukt zit niet_meer naar iemand""",
    "it": """
        dat dit het de_link het_antwoord uw_antwoord jouw_antwoord je_antwoord de_oplossing die_oplossing de_tip
        de_code de_stap
        niets_daarvan dat_alles alles de_uitleg die""",
    "helped": """
        geholpen helpt hulp helpen nuttig werkt gewerkt gelukt lukt opgelost beantwoord gewijzigd verholpen juist
        duidelijk
        oplossing verder genoeg correct goed wat_ik_bedoelde wat_ik_bedoel wat_ik_wil wat_ik_wil wat_ik_zoek
        wat_ik_vroeg het_antwoord mijn_vraag gevraagd bedoeld
        gedaan gevonden beter zin passend bruikbaar behulpzaam waar_ik_naar_zoek waar_het_om_gaat opgeleverd""",
    "still": """
        werkt_niet werkt_nog_steeds_niet doet_het_niet doet_het_nog_steeds_niet nog_steeds_niet nog_altijd_niet
        nog_niet lukt_niet lukt_nog_steeds_niet
        gaat_niet heb_geen_zin heb_geen_zin nutteloos zinloos verkeerd_begrepen begrijpt_me_niet begrijp_me_niet
        begrijpt_het_niet snapt_me_niet snapt_het_niet snap_je_het_niet
        al_geprobeerd al_gedaan al_gehad al_gezegd al_verteld al_geschreven al_ingevuld heb_ik_al had_ik_al
        dezelfde_fout zelfde_fout
        hetzelfde_probleem zelfde_probleem hetzelfde_antwoord zelfde_antwoord fout_antwoord verkeerde_antwoord
        verkeerd_antwoord
        verkeerde_link niet_mijn_vraag geen_antwoord_op geen_oplossing ik_bedoelde ik_bedoel_niet zoals_ik_zei
        zoals_gezegd
        nog_steeds_de nog_steeds_het nog_steeds_hetzelfde nog_steeds_een er_gebeurt_niets gebeurt_niks gebeurt_niets
        verandert_niets
        niets_veranderd onbruikbaar onzin niet_opgelost niet_verholpen niet_nuttig geen_hulp niets_opgeleverd
        niks_opgeleverd zonder_succes
        probleem_blijft blijft_hetzelfde weer_hetzelfde loopt_dood schiet_niet_op niet_verder niks_aan niets_aan
        altijd_hetzelfde
        steeds_hetzelfde klopt_niet klopt_niks luistert_niet niet_wat_ik dat_is_fout dat_is_verkeerd helpt_niet
        hulp_niet
        helpt_me_niet hulp_me_niet geen_stap_verder maakt_geen_verschil vroeg_ik_niet bedoelde_ik_niet bedoel_ik_niet
        helaas_niet""",
    "solved": """
        probleem_opgelost opgelost is_gelukt het_is_gelukt is_het_gelukt werkt_nu werkt_weer nu_werkt_het het_werkt
        doet_het_weer doet_het_nu
        nu_doet_hij_het lukt_nu het_lukt nu_lukt_het nu_is_het_gelukt is_geregeld geregeld hebbes alles_in_orde
        helemaal_goed_zo dat_was_het
        dat_was_alles precies_dat top_bedankt super_bedankt perfect_bedankt heel_nuttig gevonden ik_heb_het_gevonden
        geweldig
        bedankt_voor hartelijk_bedankt dank_je_voor nu_snap_ik_het nu_begrijp_ik_het duidelijk_bedankt al_gelukt
        inmiddels_gelukt gefikst
        verholpen helemaal_duidelijk""",
    "nice": """
        ok oke goed ja tot ziens doei heel erg wel hoor voor_de_hulp voor_je_hulp voor_uw_hulp voor_jullie_hulp en u
        je jullie echt dag fijne nog avond een dan hoor voor_de_moeite voor_het_antwoord voor_de_uitleg de hulp voor
        snelle""",
    "thanks": """
        bedankt dank_je dank_u dank hartelijk_bedankt hartelijk_dank super prima perfect top geweldig fantastisch mooi
        fijn merci heel_erg_bedankt""",
}

_NOTATION = Notation({**WORDS, **ANSWER_WORDS}, PHRASES)

YES = _NOTATION.pattern("""
    ^ ( <yes> ,? ( <yes> ,? )?3 ( <carry_out> .?8 / <with_one>?3 ) $
    / aub|graag? verbind|zet|stuur|schakel|doorverbinden <you>? me|ons|maar|aub .?6 $ / me|ons? aub|graag?
    doorverbinden aub|graag? $ )
""")

NO = _NOTATION.pattern("^ <no> ( ,? ( <after_no> ,? )?9 $ / , )")

BUT = _NOTATION.pattern("""
    maar|toch|ja / ik|wij|we wil|heb|zou !( niet|geen|niemand|dat|het|liever )
    / ( aub|graag / , ) verbind|zet|geef|haal|stuur <you>? me|ons
""")

REJECTED = _NOTATION.pattern("""
    <it> ( heb|is|was|helpt|hulp|werkt|lukt|gaat|lost|doet|slaat|klopt|beantwoordt|werkte|hielp )
      ( ( me|ons|helaas|dat|het|ook|maar|echt|nog|steeds|weer|gewoon|zo|mijn|probleem|vraag|nu|dus|toch|hier /
      er|helemaal|op ) )?6
      ( niet|niets|niks|geen|nergens )
    / <it> ( . )?2 ( niet|niets|niks|geen ) ( . )?2 <helped>
    / begrijp|begrijpt|snap|snapt|luistert|luister|leest|lees <you>? (
    me|het|dat|mijn|vraag|gewoon|blijkbaar|helemaal|echt )?3 niet
    / <you> ( begrijpt|begrijp|snapt|snap|luistert|antwoordt|helpt|hulp|leest|begrijpen|snappen|luisteren ) (
    me|het|mijn|vraag|toch|gewoon|echt|blijkbaar )?3 ( niet|niks )
    / <still>
""")

CONFIRMED = _NOTATION.pattern("""
    <it> heb|is|was|werkt|lukt|helpt|hulp|doet|loopt|klopt|hielp
      ( ( me|ons|nu|weer|heel|echt|super|goed|alles|eindelijk|precies|prima|al|het|probleem|helemaal|zo /
      perfect|erg|uitstekend|inmiddels ) )?4
      ( ( geholpen|gelukt|gewerkt|verder|opgelost|nuttig|duidelijk|geregeld|verholpen|perfect|super|goed /
      bedankt|top|nu|weer|prima|beantwoord|wat_ik_nodig|wat_ik_zocht|wat_ik_wil|wat_ik_wil|behulpzaam ) )
    / <solved> / ( werkt|lukt|loopt|doet ) ( het|nu|weer|alles|super|prima )?2 ( nu|weer|prima|super|perfect )
    / ^ ( <nice> ,? )?3 <thanks> ( ,? ( <nice> / <thanks> ) )?6 $
""")

GIVES_UP = _NOTATION.pattern("""
    ( ik|wij|we ) ( heb|kan|begrijp|begreep|weet|ben|vind|snap|snapte|kon ) ( , / . )?7 ( niet|geen|niets|niks ) ( , /
    . )?5
      ( ( begrepen|begrijp|begrijpen|gevonden|vinden|helpen|hulp|verder|beantwoorden|antwoord|zeker|herkend /
      informatie|plaatsen|oplossing|resultaat|resultaten|volgen|thuisbrengen|gesnapt ) )
    / ( ik|wij|we ) ( begrijp|begreep|weet|vind|snap|kan|herken ) ( . )?5 ( niet|niets )
    / ( helaas|sorry|excuses|spijt ) ( , / . )?6 ( niet|geen|niets ) ( . )?3 (
    begrepen|begrijp|gevonden|helpen|hulp|beantwoorden|antwoord|bekend|informatie|oplossing|verder )
    / ( kan|zou|aub ) <you>? ( . )?5 ( anders|herformuleren|verwoorden|omschrijven|opnieuw|duidelijker )
    / herformuleer|formuleer <you>? ( . )?4 ( anders|opnieuw )? / gaat_mijn_kennis / niet ( helemaal|goed|precies )?
    begrepen / daar_heb_ik_geen|geen_antwoord_gevonden
""")

ASKS_IF_IT_HELPED = _NOTATION.pattern("""
    ( heb|is|was|zijn|kan|helpt|hulp|werkt|lukt|beantwoordt|klopt|kon|hielp|doet )
      ( ( dat|dit|het|deze|die|mijn|ik|wij|we|de|u|je|jullie|uw|jouw|hiermee|daarmee|nu|zo|informatie|antwoord /
      oplossing|probleem|vraag|alles|voor|met|tip|stappen|uitleg|naar|wens|een ) )?6
      ( ( geholpen|nuttig|gelukt|gewerkt|opgelost|verder|beantwoord|helpen|hulp|duidelijk|behulpzaam|verholpen /
      verder_helpen|tevreden|goed ) )
    / kan|kon ik <w>?4 ( helpen|hulp|verder|beantwoorden|oplossen )
    / helpt|hulp|lukt|werkt ( u|je|dat|dit|het|zo )?3 ( verder / $ )
""")

REFUSES = _NOTATION.pattern("""
    ( ik|wij|we ) ( kan|mag|heb|ben|zou|kon ) ( , / . )?7 ( niet|geen ) ( . )?4
      ( ( bevoegd|toegestaan|gemachtigd|toegang|bevoegdheid|rechten|uitvoeren|wijzigen|terugbetalen /
      verstrekken|goedkeuren|toekennen|regelen|annuleren|geef|geef|inzien|behandelen|verwijderen /
      geautoriseerd|in_staat|toezeggen|aanbieden|doen|delen|blokkeren|deblokkeren|boeken|opzeggen /
      vrijgeven|noemen|storten|aanpassen|vergoeden|toestemming ) )
    / ( ik|wij|we ) mag ( . )?7 niet
    / ( niet|buiten ) ( . )?2 (
    mogelijk|toegestaan|mijn_mogelijkheden|bevoegdheid|mijn_bevoegdheden|bereik|takenpakket|voorzien )
    / daarvoor_ontbreekt|ontbreekt_me|niet_aan_me|me_niet_toegestaan / me_helaas_niet|me_helaas_niet
""")

ANSWERS = Answers(
    yes=YES,
    no=NO,
    but=BUT,
    rejected=REJECTED,
    confirmed=CONFIRMED,
    gives_up=GIVES_UP,
    asks_if_it_helped=ASKS_IF_IT_HELPED,
    refuses=REFUSES,
)
