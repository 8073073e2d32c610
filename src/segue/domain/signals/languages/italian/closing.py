"""Italian: how a talk with a human agent closes."""

from __future__ import annotations

from segue.domain.signals.languages.closing import closing

WORDS = {
    "bye": "arrivederci arrivederla ciao addio a_presto a_dopo ci_vediamo alla_prossima bye ci_sentiamo",
    "soft": """
        no si ok okay va_bene bene benissimo perfetto ottimo fantastico daccordo capito e allora quindi per_favore
        buona_giornata buona_serata buon_fine_settimana buon_weekend buon_lavoro buonasera buongiorno anche_a_lei
        altrettanto anche_a_te saluti cordiali_saluti funziona adesso_funziona ora_funziona tutto_bene tutto_chiaro
        per_ora gentilissima gentilissimo molto_gentile a_posto""",
    "chat": "chat conversazione sessione discussione",
    "stop": """
        chiudere chiuda chiudi chiudiamo terminare termini termina terminiamo concludere concluda concludi finire
        finisca interrompere""",
    "deed": """
        invio inviero invieremo mando mandero manderemo rimborsero rimborseremo richiamero richiameremo chiamero
        chiameremo controllero controlleremo verifichero verificheremo contattero contatteremo avvisero avviseremo
        informero informeremo rispondero risponderemo sostituiremo sostituiro riparero ripareremo apriro apriremo apriro
        ordinero spediro spediremo faro faremo dare daro daremo aggiornero aggiorneremo scrivero scriveremo annullero
        annulleremo accrediteremo accreditero occupero occuperemo consegneremo provvedero provvederemo ricontattero
        ricontatteremo""",
    "future_passive": """inviato inviata rimborsato rimborsata consegnato consegnata spedito spedita accreditato
        riparato""",
}
CLOSING = closing(
    words=WORDS,
    thanks="""
        ( no )? ( grazie|grazie_mille|molte_grazie|tante_grazie|mille_grazie|la_ringrazio|ti_ringrazio|vi_ringrazio )
        ( ancora|di_nuovo|di_tutto|a_lei|a_te|mille|infinite|molto )?2
        ( per ( il|la|tutto|lo )? ( suo|tuo|sua|tua|vostro )? ( aiuto|laiuto|tempo|assistenza|lassistenza|pazienza|
        supporto|risposta|disponibilita|informazioni|le_informazioni )? )?""",
    done="""
        ( e|era|sarebbe|questo_e|e_questo )? ( tutto ) ( per_oggi|per_ora|da_parte_mia|cosi|allora|qui )?
        / ( nientaltro|niente_altro|non_altro|nullaltro|basta_cosi|va_bene_cosi ) ( per_oggi|per_ora )?
        / ( ho ) ( gia|ora )? ( tutto|finito|tutte_le_risposte ) ( quello_che_mi_serve|quello_che_mi_serviva|
        cio_che_mi_serve|quello_che_volevo_sapere|chiaro )?
        / ( abbiamo ) ( finito|terminato|concluso ) / sono a posto ( cosi )? / ( tutto ) ( risolto|chiarito|a_posto )
        / ( devo ) ( andare|scappare|lasciarla|lasciarti ) / ( ha|hai ) risposto a ( tutto|tutte_le_mie_domande )
        / ( non_ho|nessuna ) ( altre|altra|piu ) ( domande|domanda )""",
    end="""
        ( puo|puoi|possiamo|voglio|vorrei|desidero|potete|posso|adesso_puo|ora_puo )? ( pure|ora|adesso )? <stop>
        ( pure|ora|adesso )? ( la|questa|il|nostra|questo|la_nostra )? ( <chat> ) ( ora|adesso|qui|pure|con_lei )?2
        / ( e|era|questo_e ) ( tutto ) ( quello_che|cio_che ) ( mi_serviva|volevo_sapere|volevo|mi_serve|
        volevo_chiedere )
        / non ( mi_serve|ho_bisogno_di|mi_occorre ) ( altro|nientaltro|niente_altro|piu_nulla|piu_niente )
        / non ho ( altre|altra|piu ) ( domande|domanda|richieste ) ( per_ora|per_oggi )?""",
    promises="""
        ( le|ti|vi|la|lo|mi|ci|gliela|glielo|ne )?2 <deed>
        / ( ricevera|riceverai|riceverete|arrivera|arriveranno|le_arrivera|ti_arrivera|sara_contattato|sara_contattata|
        verra_contattato|verra_contattata|verra_richiamato|verra_richiamata|avra_il_suo )
        / ( sara|verra|saranno|verranno ) <future_passive>
        / ( le_prometto|ti_prometto|le_garantisco|ti_garantisco|me_ne_occupo|ce_ne_occupiamo|ci_pensiamo_noi )""",
    not_promised="^ ( se|quando ) / non ( le|ti|vi|la|lo )?2 <deed>",
    rules_out="""
        non ( e|sono|sara|sarebbe ) ( purtroppo|piu )?2 ( possibile|rimborsabile|rimborsabili|disponibile|disponibili|
        consentito|coperto|coperta|previsto|valido|riparabile|incluso|fattibile|ammesso )
        / ( non ) ( le|ti|vi|lo|la|si )? ( posso|possiamo|potremo|puo|possono ) ( purtroppo|piu )? ( rimborsare|
        annullare|
        cambiare|modificare|consegnare|offrire|offrirle|prolungare|restituire|dare|fare|riparare|inviare|sostituire|
        rimborsarle|spedire|farlo|cambiarlo|concedere )
        / non ( puo|possono ) ( purtroppo|piu )? essere ( rimborsato|annullato|modificato|cambiato|riparato|consegnato|
        rimborsata|annullata|modificata|cambiata|riparata|consegnata|sostituito )
        / ( fuori_garanzia|esaurito|fuori_produzione )""",
    not_ruled_out="^ se / ( perche|come_mai ) / ( finche|senza|prima|fino_a|salvo )",
)
