"""Italian: yes and no to an offer, and how an answer of the bot was taken. The notation is explained in `grammar`."""

from __future__ import annotations

from segue.domain.signals.languages.grammar import Notation
from segue.domain.signals.languages.italian.words import PHRASES, WORDS
from segue.domain.signals.languages.language import Answers

ANSWER_WORDS = {
    "yes": """
        si sii sisi yes ok okay okey oki va_bene vabene vabbe daccordo di_accordo certo certamente certo_che_si
        volentieri con_piacere assolutamente sicuro sicuramente perfetto ottimo benissimo magari procedi proceda
        procedete pure fai_pure faccia_pure fate_pure vai avanti esatto esattamente per_favore pf pls grazie_si
        si_grazie mi_farebbe_piacere lo_vorrei lo_voglio perche_no buona_idea ottima_idea sarebbe_perfetto
        sarebbe_ottimo sarebbe_bello mi_va_bene ci_sto accetto confermo affermativo come_no ovvio ovviamente
        certissimo bene molto_volentieri dai giusto corretto naturalmente yep si_si""",
    "carry_out": """
        passami passatemi mi_passi mettimi mettetemi mi_metta trasferiscimi trasferitemi collegami collegatemi fai
        faccia fate vorrei voglio aspetto attendo chiamatemi chiami procedi proceda mi_passa richiamatemi vai pure""",
    "with_one": """
        grazie grazie_mille con_un_operatore con_un_umano un_operatore un_umano un_agente operatore umano signore
        signora gentilissimo gentilissima parlare_con_un_operatore parlare_con_qualcuno perfetto bene pure_grazie
        mille""",
    "no": """
        no noo nope nah no_grazie non_ora non_adesso non_ancora non_oggi non_serve non_occorre non_ce_bisogno
        non_e_necessario non_importa inutile dopo piu_tardi magari_dopo magari_piu_tardi un_altra_volta mai
        va_bene_cosi sto_bene_cosi a_posto_cosi sono_a_posto lascia_stare lasci_stare lasciate_stare lascia_perdere
        nessun_bisogno per_carita assolutamente_no certo_che_no annulla annullate non_voglio preferisco_di_no
        preferirei_di_no meglio_di_no direi_di_no non_mi_interessa negativo per_ora_no per_il_momento_no ora_no
        non_mi_serve no_no neanche_per_sogno non_desidero non_credo""",
    "after_no": """
        grazie grazie_mille va_bene va_bene_cosi sto_bene_cosi a_posto non_serve non_occorre non_ora non_adesso
        per_ora per_adesso per_il_momento dopo piu_tardi ora adesso oggi continuo continuiamo continuare
        andiamo_avanti con_te con_il_bot con_lei qui preferisco io mi faccio da_solo da_sola aspetto aspettare
        attendo posso non bisogno di un uno una il la umano operatore agente persona a con parlare parlo voglio
        vorrei e necessario serve ce signore signora ancora restare rimanere solo sola tutto ho ok bene che te voi
        lei davvero buona_giornata arrivederci lo_stesso ne si so fare gentile molto""",
    "it": """
        questo cio quello la_risposta la_tua_risposta la_vostra_risposta la_soluzione il_link il_vostro_link
        la_sua_risposta le_risposte queste_risposte il_suggerimento""",
    "helped": """
        aiuta aiutato aiutata aiutano aiuti aiutate serve servito servono funziona funzionato funzionano risolto risolve
        utile chiaro corretto giusto giusta basta sufficiente cambia cambiato va risponde risposto rispondi rispondete
        soddisfa pertinente la_risposta il_problema la_mia_domanda quello_che cio_che aiutando convince""",
    "still": """
        non_e_quello_che non_e_cio_che non_era_quello non_la_mia_domanda non_e_la_mia_domanda fuori_tema
        nessun_aiuto non_c_entra non_centra niente_a_che_vedere niente_a_che_fare risposta_sbagliata gia_provato
        gia_fatto gia_detto gia_tentato gia_spiegato gia_risposto gia_scritto gia_controllato ancora_niente
        ancora_nulla ancora_bloccato ancora_bloccata sempre_lo_stesso sempre_la_stessa sempre_uguale sempre_bloccato
        stesso_problema stesso_errore stessa_cosa stessa_risposta stesso_messaggio stesso_risultato
        non_cambia_niente non_cambia_nulla non_e_cambiato niente_da_fare nulla_da_fare senza_successo
        senza_risultato invano inutile inutilmente non_serve_a te_lo_ho_appena_detto ve_lho_appena_detto
        ve_lo_ho_appena come_ho_detto ho_gia_detto lho_gia lo_ho_gia ripeto intendevo volevo_dire parlavo_di
        non_hai_capito non_avete_capito non_ha_capito non_capisci non_capite non_capisce non_mi_ascolti non_leggete
        non_ha_senso non_risolto giriamo_in_tondo gira_in_tondo non_convinto poco_convinto non_porta_da_nessuna
        e_sbagliato e_falso non_e_vero non_e_corretto nessuna_di_queste nessuno_di_questi persiste non_mi_hai_capito
        continui_a_ripetere continuate_a_ripetere sbagliata appena_detto""",
    "solved": """
        problema_risolto tutto_risolto ho_risolto e_risolto adesso_funziona ora_funziona funziona_adesso
        funziona_ora adesso_va ora_va tutto_a_posto tutto_ok tutto_chiaro ho_trovato trovato grazie_mille
        mille_grazie grazie_infinite grazie_tante molte_grazie tante_grazie grazie_per_lo_aiuto grazie_per_laiuto
        grazie_dello_aiuto grazie_dellaiuto grazie_di_tutto grazie_per_tutto e_perfetto impeccabile e_chiaro
        ho_capito capito_grazie ora_ho_capito esattamente_quello quello_che_cercavo quello_che_mi_serviva
        molto_utile utilissimo chiarissimo mi_hai_aiutato mi_e_stato_utile mi_ha_aiutato mi_avete_aiutato
        ha_funzionato finalmente_funziona va_bene_grazie ricevuto_grazie risolto_grazie sono_riuscito sono_riuscita
        ci_sono_riuscito mi_aiuta""",
    "nice": """
        ok okay si di_accordo daccordo bene molto super buona_giornata buona_serata arrivederci a_presto di_tutto
        per_tutto per_lo_aiuto dello_aiuto della_risposta per_la_risposta e allora capito cool mille infinite tante
        gentile gentilissimo gentilissima va tutto chiaro ciao""",
    "thanks": "grazie perfetto ottimo fantastico benissimo eccellente grande super bravo bravissimo top",
}

_NOTATION = Notation({**WORDS, **ANSWER_WORDS}, PHRASES)

YES = _NOTATION.pattern("""
    ^ ( <yes> ,? ( <yes> ,? )?3 ( <carry_out> .?8 / <with_one>?2 ) $ / pf|per_favore|pls? <move_me> .?6 $ )
""")

NO = _NOTATION.pattern("^ <no> ( ,? ( <after_no> ,? )?9 $ / , )")

BUT = _NOTATION.pattern("""
    ma / <move_me> / mi passi|metta|passa|colleghi|trasferisca / voglio|vorrei|desidero|preferisco !(
    restare|rimanere|continuare|non|aspettare|di ) !( con|fare|nessuno ) !( parlare con nessuno ) /
    chiamatemi|richiamatemi
""")

REJECTED = _NOTATION.pattern("""
    ( non|nn ) mi|ci|ti|lo? ( ha|e|hai|avete|hanno|sta|state|stai|sono|era )? (
    proprio|davvero|ancora|affatto|mica|per_niente|sempre|stato|nemmeno / stata )?2 <helped>
    / <it>? non <helped> / ( non|nn ) mi|ci? ( ( capisci|capite|capisce|ascolti|ascoltate|leggi|leggete|rispondi /
    rispondete|stai|state ) )
    / ( sei|siete ) inutile|inutili|di_nessun_aiuto / non_e (
    quello|cio|la|il|chiaro|utile|corretto|giusto|vero|questo|cosi )
    / <still> / <begin> no ,? ( parlavo|volevo|intendevo|parlo|chiedevo|ho_chiesto|cercavo ) /
    non_parlo_di|non_parlavo_di / poco|niente|nessuna_risposta utile|affatto
""")

CONFIRMED = _NOTATION.pattern("""
    ( <it> / tutto / adesso / ora / si / ok / ^ ) mi|ha|e|hai|stato|tutto?3
    ora|adesso|finalmente|davvero|bene|molto|gia?2 ( (
    funziona|funzionato|aiutato|risolto|risolve|perfetto|chiaro|utile / a_posto|sistemato ) )
    bene|adesso|ora|perfettamente|finalmente?2 ( $ / , / grazie|il|la|mio|di )
    / <solved> / ^ ( <nice> ,? )?4 <thanks> ( ,? ( <nice> / <thanks> ) )?6 $
""")

GIVES_UP = _NOTATION.pattern("""
    ( mi_dispiace|mi_spiace|spiacente|scusa|scusami|scusi|purtroppo ,? ma? )? ( non|nn )
    vi|ti|la|le|lo|mi|ne|purtroppo?2 ( ( ho_capito|abbiamo_capito|capisco|so|conosco|trovo|ho_trovato|riesco /
    sono_riuscito|sono_riuscita|sono_in_grado|ho|posso_aiutar /
    posso_aiutarti|posso_aiutarla|posso_aiutarvi|dispongo|comprendo /
    ho_compreso|sono_sicuro|sono_certo|abbiamo_trovato|riconosco|saprei /
    ho_afferrato|e_chiaro|sono_capace|posso_rispondere ) ) !( dubbi|problemi|fretta|ancora_ricevuto )
    / ( puo|puoi|potrebbe|potresti|potete|prova_a|provi_a|provate_a|prego / la_prego_di|ti_prego_di ) (
    riformulare|ripetere|precisare|spiegare_meglio|chiarire / dirlo_in_un_altro_modo|essere_piu_preciso|riscrivere )
    / riformula|riformuli|riformulate / nessuna informazione|risposta .?3 ( su|trovata|disponibile|per ) /
    fuori|oltre|al_di_la da|dal|dalle|delle|le|mie|alle|alla|di?3 mie|competenze|capacita|portata
""")

ASKS_IF_IT_HELPED = _NOTATION.pattern("""
    ( ( ti|le|vi|la|e|ha|hai|ho|questo|questa|la_risposta|queste|sono_stato / sono_stata|mi|abbiamo ) ) .?4 ( (
    aiutato|aiutata|risolto|utile|risposto|chiaro|funzionato|utili /
    soddisfatto|d_aiuto|di_aiuto|aiuta|risponde|chiara ) ) alla? .?3 ( (
    tua_domanda|sua_domanda|vostra_domanda|il_problema|il_tuo_problema / il_suo_problema|domanda|dubbio|richiesta )
    / $ )
    / ( il|la|tuo|suo|vostro ) problema|domanda|questione|richiesta e|stato|sono? stato|stata? ora|adesso?
    risolto|risolta
    / tutto ( e )? ( risolto|chiaro|a_posto|funziona ) ora|adesso? $ / ha|hai|avete trovato
    quello|cio|la_risposta|le_informazioni
""")

REFUSES = _NOTATION.pattern("""
    ( non|nn ) vi|ti|la|le|lo|mi|ci|ne|purtroppo?2 ( ( posso|possiamo|sono_in_grado|siamo_in_grado|sono_autorizzato
    / sono_autorizzata|siamo_autorizzati|sono_abilitato|sono_abilitata /
    ho_accesso|abbiamo_accesso|ho_il_permesso|ho_la_possibilita /
    ho_i_permessi|mi_e_possibile|mi_e_consentito|e_possibile|e_consentito /
    ci_e_possibile|sono_autorizzati|dispongo_dei|accetto|facciamo ) )
    / ( fuori|oltre|al_di_fuori|esula|al_di_la ) .?3 (
    competenze|ambito|possibilita|compiti|funzioni|capacita|poteri )
    / ( ( la_nostra_politica|il_regolamento|le_regole|le_condizioni|le_norme / la_policy ) ) non .?3 (
    permette|permettono|consente|consentono|prevede|prevedono )
    / mi_rifiuto_di|impossibilitato_a|impossibilitata_a
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
