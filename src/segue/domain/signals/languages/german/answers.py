"""German: yes and no to an offer, and how an answer of the bot was taken. The notation is explained in `grammar`."""

from __future__ import annotations

from segue.domain.signals.languages.german.words import PHRASES, WORDS
from segue.domain.signals.languages.grammar import Notation
from segue.domain.signals.languages.language import Answers

ANSWER_WORDS = {
    "yes": """
        ja jo jup jap jep yes yep jawohl joa jaa jaja klar na_klar klaro gerne sehr_gerne ja_bitte bitte ok okay okey
        okidoki
        passt in_ordnung einverstanden naturlich selbstverstandlich auf_jeden_fall auf_jeden unbedingt gut sehr_gut
        alles_klar
        gute_idee perfekt super prima genau richtig stimmt korrekt mach_das machen_sie_das machen_sie tu_das tun_sie_das
        ware_gut ware_super ware_toll ware_nett ware_schon das_ware das_ware_gut das_ware_toll das_ware_nett
        das_ware_super
        das_ware_schon das_mochte_ich das_will_ich warum_nicht wieso_nicht meinetwegen von_mir_aus sicher gewiss
        aber_ja doch
        jawoll sofort toll leg_los so_machen_wir_das das_passt freilich unbedingt_ja definitiv absolut aber_sicher
        fein jou
        aber_gerne gerne_doch ja_gerne mochte_ich will_ich bin_dabei einverstanden_damit immer_gerne mach_mal
        das_klingt_gut
        klingt_gut hort_sich_gut_an ich_bitte_darum bitte_sehr da""",
    "with_one": """
        danke bitte vielen_dank danke_schon mit_ein_mitarbeiter ein_mitarbeiter ein_mensch mitarbeiter mensch berater
        jetzt
        sofort gleich gerne lieb nett von_ihnen sehr das_ware_nett dringend schnell ware_nett""",
    "carry_out": """
        verbinden stellen leiten geben holen rufen ich_mochte ich_will ich_brauche ich_hatte ich_wurde machen mach tun
        dann das""",
    "no": """
        nein ein nee no nö noe nix nicht lieber_nicht nein_danke noch_nicht jetzt_nicht nicht_jetzt heute_nicht
        nicht_notig
        kein_bedarf kein_interesse nicht_notwendig brauche_ich_nicht brauche_es_nicht brauchts_nicht auf_kein_fall
        keinesfalls
        niemals spater vielleicht_spater erst_mal_nicht erstmal_nicht eher_nicht passt_schon schon_gut lassen_mal
        lassen_gut_sein
        lassen_sie_mal lassen_sie_es egal vergiss_es vergessen_sie_es abbrechen abbruch danke_nein will_ich_nicht
        mochte_ich_nicht
        muss_nicht_sein das_muss_nicht_sein ich_mochte_nicht ich_will_nicht nicht_wirklich stopp stop geht_schon
        kein_danke
        ach_nein nope gar_nicht ist_nicht_notig ist_nicht_notwendig das_ist_nicht_notig nicht_mehr_notig
        hat_sich_erledigt""".replace("ö", "o"),
    "after_no": """
        danke vielen_dank bitte ist_nicht_notig nicht_notig nicht notig brauche_ich_nicht passt_schon geht_schon
        schon_gut jetzt
        gerade in_der_moment zu_der_zeit in_der_moment zu_der_zeit noch heute spater lieber weiter mit_ihnen mit_dir
        mit_der_bot hier machen_wir_weiter
        weiter_so ich_mochte_nicht das ist es ich mochte will brauche kein ein mitarbeiter mensch berater person
        verbunden_werden werden
        alles_gut schon gut wirklich mit ist_okay ok okay dafur dazu erst_mal erstmal das_reicht reicht sprechen reden
        muss_nicht_sein
        verbinden verbinden_sie mich sie kein_bedarf bleiben bleibe wir schaffen ich_warte ich_komme_klar
        ich_schaffe_das selbst allein alleine
        erledigt_sich hat_sich_erledigt der die den wird nett lieb von_ihnen trotzdem vielleicht gerne""",
    "it": """
        das dies es der_link die_antwort ihr_antwort dein_antwort der_vorschlag ihr_vorschlag die_losung der_tipp
        der_hinweis
        der_code der_schritt nichts_davon das_alles alles das_ganze die_anleitung""",
    "helped": """
        geholfen hilft hilfreich funktioniert geklappt klappt gelost gebracht gepasst beantwortet geandert behoben
        richtig
        verstandlich hilfe helfen losung bringt nutzt nutzlich gewunscht weitergeholfen weiter ausgereicht korrekt
        was_ich_meinte
        was_ich_wollte was_ich_wissen_wollte was_ich_suche die_antwort mein_frage mein_frage was_ich_gefragt_habe
        gefragt gemeint
        gebraucht erledigt gegangen gefunden besser was_ich_mein was_ich_will ganz_was sinn passend beheben aus
        genutzt""",
    "still": """
        geht_nicht geht_immer_noch_nicht immer_noch_nicht noch_immer_nicht nach_wie_vor weiterhin_nicht
        funktioniert_nicht
        funktioniert_immer_noch_nicht klappt_nicht klappt_leider_nicht nutzt_nichts bringt_nichts bringt_mir_nichts
        nutzlos sinnlos
        falsch_verstanden missverstanden verstehst_mich_nicht verstehen_sie_nicht schon_versucht schon_probiert
        schon_gemacht bereits_versucht
        bereits_probiert bereits_gemacht schon_alles_versucht habe_ich_schon hatte_ich_schon selbe_fehler
        gleicher_fehler gleiche_fehler
        derselbe_fehler dasselbe_problem gleiche_problem selbe_problem gleiches_problem dieselbe_antwort
        gleiche_antwort selbe_antwort
        falsche_antwort falscher_link am_thema_vorbei nicht_mein_frage nicht_mein_frage kein_antwort_auf kein_losung
        ich_meinte ich_mein_nicht
        sagte_ich_schon habe_ich_doch_gesagt schon_gesagt bereits_gesagt wie_gesagt schon_geschrieben
        bereits_geschrieben noch_der_gleiche
        immer_noch_der immer_noch_die immer_noch_das nichts_passiert passiert_nichts tut_sich_nichts nichts_geandert
        andert_nichts
        unbrauchbar quatsch blodsinn unsinn schwachsinn nicht_gelost ungelost nicht_behoben nicht_hilfreich kein_hilfe
        nichts_gebracht
        nichts_genutzt ohne_erfolg erfolglos hort_nicht_auf fehler_bleibt besteht_weiterhin besteht_noch
        problem_bleibt wieder_dasselbe
        in_der_leere in_der_leere null_weiter nicht_weiter kein_stuck_weiter gar_nichts immer_dasselbe immer_dieselbe
        stimmt_nicht stimmt_so_nicht
        hort_mir_nicht_zu das_ist_falsch nicht_das_was nicht_was_ich anders_gemeint schon_durch hilft_mir_nicht
        bleibt_gleich immer_noch_fehler""",
    "solved": """
        problem_gelost gelost hat_geklappt hat_funktioniert funktioniert_jetzt jetzt_geht_es geht_jetzt geht_wieder
        jetzt_klappt_es klappt_jetzt
        es_klappt es_funktioniert klappt_wieder lauft_wieder lauft_jetzt funktioniert_wieder jetzt_funktioniert_es
        hat_sich_erledigt erledigt
        alles_klar_danke danke_das_war alles_bestens passt_danke das_war_es genau_das super_danke perfekt_danke
        sehr_hilfreich habe_es_gefunden
        es_gefunden gefunden_danke hat_mir_geholfen mir_sehr_geholfen weitergeholfen wunderbar vielen_dank_fur
        danke_fur_ihr_hilfe
        danke_fur_die_hilfe danke_fur_die_schnelle jetzt_verstehe_ich verstanden_danke hat_sich_geklart geklart
        nun_geht_es klappt_prima""",
    "nice": """
        ok okay gut ja alles_klar bis tschuss ciao sehr vielmals schon fur_ihr_hilfe fur_die_hilfe fur_dein_hilfe und
        ihnen dir euch wirklich tag schonen noch abend ein wunschen mal so dann ganz fur_den_hinweis
        fur_die_schnelle_hilfe hilfe bitte schonen_tag""",
    "thanks": """
        danke vielen_dank herzlichen_dank best_dank danke_schon tausend_dank dank_dir super prima perfekt toll klasse
        spitze wunderbar top genial""",
}

_NOTATION = Notation({**WORDS, **ANSWER_WORDS}, PHRASES)

YES = _NOTATION.pattern("""
    ^ ( <yes> ,? ( <yes> ,? )?3 ( <carry_out> .?8 / <with_one>?3 ) $ / bitte? verbinden|stellen|leiten|durchstellen
    sie? mich|uns|bitte .?6 $
    / mich|uns? bitte? verbinden|durchstellen|weiterleiten bitte? $ )
""")

NO = _NOTATION.pattern("^ <no> ( ,? ( <after_no> ,? )?9 $ / , )")

BUT = _NOTATION.pattern("""
    aber|sondern|doch|ja / ich|wir mochte|will|brauche|hatte|wurde !( nicht|kein|niemand|das|es|lieber )
    / ( bitte / , ) verbinden|stellen|leiten|geben|holen sie|du? mich|mir
""")

REJECTED = _NOTATION.pattern("""
    <it>? hat|ist|war|hilft|funktioniert|klappt|geht|bringt|lost|passt|nutzt|beantwortet|stimmt|macht
      ( ( mir|mich|uns|bei|leider|das|es|auch|aber|uberhaupt|immer|noch|gar|wieder|einfach|so|mein|problem /
      frage|jetzt|da|wirklich|also|doch|hier ) )?6
      ( nicht|nichts|null|kein|keineswegs|nie )
    / <it> ( . )?2 ( nicht|nichts|kein ) ( . )?2 <helped>
    / verstehe|verstehst|versteht|verstehen|kapierst|checkst|horst|kapiert|liest|lesen ( du|sie|ihr )? (
    mich|mir|es|das|mein|frage|einfach|wohl|gar|uberhaupt )?3 nicht
    / du|sie|ihr (
    verstehst|verstehen|kapierst|checkst|horst|horen|antwortest|hilfst|helfen|liest|lesen|kapieren|hilft|hilfe ) (
    mich|mir|es|das|mein|frage|ja|einfach|gar|zu )?3 ( nicht|gar )
    / <still>
""")

CONFIRMED = _NOTATION.pattern("""
    <it> hat|ist|war|funktioniert|klappt|hilft|geht|lauft|lost|passt|half|reicht
      ( ( mir|mich|uns|jetzt|nun|wieder|sehr|wirklich|super|gut|alles|endlich|genau|prima|schon|das|problem /
      tatsachlich|bestens|richtig|ganz|so|perfekt|echt|einwandfrei|hervorragend ) )?4
      ( ( geholfen|funktioniert|geklappt|weiter|weitergeholfen|gelost|hilfreich|geklart|erledigt|behoben /
      perfekt|super|gut|danke|bestens|jetzt|wieder|prima|beantwortet|was_ich_brauche|was_ich_wissen_wollte /
      was_ich_gesucht_habe ) )
    / <solved> / ( geht|klappt|lauft|funktioniert ) ( es|jetzt|nun|wieder|alles|super|prima|einwandfrei )
    / ^ ( <nice> ,? )?3 <thanks> ( ,? ( <nice> / <thanks> ) )?6 $
""")

GIVES_UP = _NOTATION.pattern("""
    ( ich|wir ) ( habe|habe|kann|konnte|verstehe|verstand|weiss|bin|finde|fand|habe_leider ) ( , / . )?7
      ( nicht|kein|nichts ) ( , / . )?5
      ( ( verstanden|verstehen|gefunden|finden|helfen|hilfe|weiterhelfen|beantworten|antwort|sicher|erkannt /
      information|informationen|zuordnen|losung|weiter|ergebnis|ergebnisse|auskunft|parat|folgen ) )
    / ( ich|wir ) ( verstehe|weiss|finde ) ( . )?5 ( nicht|nichts )
    / ( leider|tut_mir_leid|entschuldigung|sorry|bedaure ) ( , / . )?6 ( nicht|kein|nichts ) ( . )?3 ( (
    verstanden|gefunden|helfen|hilfe|weiterhelfen|beantworten|antwort|bekannt|verstehen|information /
    informationen|losung ) )
    / ( kann|konnte|konnte|kannst|konntest|bitte ) ( sie|du )? ( . )?5 (
    anders|umformulieren|neu_formulieren|anders_formulieren|umzuformulieren|neu formulieren|ausdrucken|anders )
    / formulieren|formuliere sie|du? ( . )?4 ( um|anders|neu )
    / ubersteigt|uberfordert|damit_kenne_ich / nicht ( ganz|richtig|genau )? verstanden / da_muss_ich_passen /
    dazu_habe_ich_leider / kein_antwort_gefunden
""")

ASKS_IF_IT_HELPED = _NOTATION.pattern("""
    ( hat|habe|konnte|war|ist|sind|habe|hilft|funktioniert|klappt|lost|beantwortet|passt|konnte|wurde|hattest|reicht )
      ( ( das|dies|es|diese|die|mein|ich|wir|der|ihnen|dir|ihr|dein|damit|nun|jetzt|so|information|antwort /
      informationen|losung|problem|frage|alles|anliegen|fur_sie|fur_dich|sie|bei|tipp|schritte|anleitung ) )?6
      ( ( geholfen|hilfreich|geklappt|funktioniert|gelost|weiter|weitergeholfen|beantwortet|weiterhelfen /
      helfen|hilfe|verstandlich|geklart|nutzlich|erledigt|behoben|klar ) )
    / konnte ich <w>?4 ( helfen|hilfe|weiterhelfen|beantworten|klaren|losen )
    / hilft|hilfe|passt|reicht|klappt|funktioniert ( ihnen|dir|das|es|so )?3 ( weiter / $ )
""")

REFUSES = _NOTATION.pattern("""
    ( ich|wir ) ( kann|darf|konnte|konnen|durfen|habe|bin ) ( , / . )?7 ( nicht|kein ) ( . )?4
      ( ( berechtigt|erlaubt|befugt|zugriff|berechtigung|befugnis|vornehmen|durchfuhren|andern|erstatten /
      ausstellen|genehmigen|gewahren|veranlassen|stornieren|herausgeben|einsehen|auszahlen|bearbeiten /
      loschen|autorisiert|zugelassen|gestattet|in_der_lage|zustandig|bewilligen|anbieten|machen|tun /
      mitteilen|auskunft|sperren|entsperren|buchen|kundigen|zuruckerstatten|freigeben|nennen|geben ) )
    / ( ich|wir ) ( darf|durfen ) ( . )?7 nicht
    / ( nicht|ausserhalb ) ( . )?2 (
    moglich|gestattet|erlaubt|zulassig|mein_moglichkeiten|aufgabenbereich|zustandigkeit|vorgesehen )
    / dazu_fehlt_mir|dafur_fehlt_mir|fehlt_mir_die / mir_nicht_moglich|mir_leider_nicht /
    liegt_nicht_in_mein|nicht_in_mein
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
