"""Italian: how people ask for a person, refuse one, and ask whether they talk to a bot.

The notation is explained in `grammar`; words and parts are in `words`; "l'operatore" arrives as "lo operatore".
"""

from __future__ import annotations

from segue.domain.signals.languages.grammar import Grammar, Notation
from segue.domain.signals.languages.italian.spelling import SPELLING
from segue.domain.signals.languages.italian.words import PHRASES, WORDS

OTHER_MEANINGS = {
    "other agents": """
        agente|agenti|consulente|consulenti|gestore|operatore|operatori (
        immobiliare|immobiliari|di_viaggio|di_viaggi|di_polizia|di_sicurezza /
        di_commercio|segreto|patogeno|atmosferici|atmosferico|di_borsa /
        del_lavoro|finanziario|telefonico|mobile|mobili|di_telefonia|sanitario /
        sociosanitario|energetico|di_custodia|matrimoniale|fiscale|di_scalo / di_password|della_luce|del_gas )""",
    "other people": """
        ( ( per|due|tre|quattro|cinque|2|3|4|ogni|terza|stessa|piu|altre|a|in / quante ) persona|persone
        / persona|persone ( giuridica|fisica_o_giuridica|anziana|anziane|disabile|disabili /
        maggiorenne|in_piu|a_carico|sbagliata|in_meno )
        / rappresentante|tutore legale / assistente vocale|sociale|google|personale / tecnico|tecnici
        deve|doveva|e_passato|passera|verra|viene|arriva|passa
        / appuntamento|visita|uscita|passaggio con|del|di il|un|vostro? tecnico / (
        capo_di|capi_di|project_manager|product_manager / responsabile_della_protezione ) )""",
    "other things": """
        ( risorse|diritti|errore|corpo|natura|scienze umane|umani|umano|umana / supporto
        per|a_muro|del_telefono|murale|auto|cartaceo|da / servizio (
        gratuito|compreso|incluso|offerto|militare|a_pagamento|streaming / igienico ) / (
        cambiare|cambio|cambiato|cambiando|nuovo|vecchio|altro / passare_ad_altro ) di? gestore|operatore / mio
        operatore
        / operatore|operatori .?4 portabilita / portabilita .?4 operatore|operatori
        / contatto|contatti email|telefonici|di_riferimento / cavo di? supporto / esame|prova tecnica / scheda|ficha
        tecnica )""",
    "what happened": """
        ( <person> / <someone> / <department> / nessuno|nessuna ) ( . !( puo|potrebbe|puoi ) )?3 ( (
        mi_ha|ci_ha|ti_ha|vi_ha|gli_ha|le_ha|mi_aveva|ci_aveva|mi_hanno /
        ci_hanno|ha|hanno|aveva|avevano|e|era|sono|erano|si_e ) non|gia|anche|appena|sempre|mai|solo|pure? <said>
        / ( doveva|dovevano|diceva|rifiuta|rispondeva|sostiene|afferma|ha_detto /
        lavora|guadagna|capiva|sorrideva|avrebbe|veniva|era|erano|capirebbe )
        / non mi|ci|sa|ha|risponde|capisce|vuole|era|sapeva|mi_ha|si !( serve|servono|occorre|interessa ) )""",
    "i had one": """
        ( ho|abbiamo|avevo|avevamo|ha|hai|sono|ero|siamo|sono_stato|sono_stata gia|appena|anche|mai|pure|solo?2 ( (
        parlato|sentito|chiamato|contattato|avuto|incontrato|visto|discusso /
        chattato|provato|cercato|dovuto|potuto|voluto|aspettato|atteso /
        riuscito|riuscita|messo|trasferito|passato|telefonato|scritto|trovato / tentato|stato|stata ) ) a|di|ad? (
        <talk> / <contact> / <served> / <moved> )? <line>? ( <of_what> <with> )? ieri? <anyone> )""",
    "when it happens": """
        ( quando|ogni_volta_che|appena|dopo|prima|finche|mentre|siccome|dopo_che / ogniqualvolta ) di|che? !(
        posso|possiamo|potrei|si_puo ) ( <want>
        / provo_a|cerco_di|ho_provato_a|ho_cercato_di|ho_voluto|chiedo_di )? <adverb>? di|a? ( <talk> <with_one> /
        <contact> <anyone> )""",
    "what if": """
        ( -<know> se io|uno|qualcuno? / -<non> ( bisogna|occorre|e_necessario|e_obbligatorio|obbligatorio|si_deve /
        devo_per_forza / -<to_me> serve ) ) <want>? <adverb>? di|a? ( <talk> <with_one> / <contact> <anyone> )""",
    "told to": """
        -<i_tell> <told> di|che <adverb>?2 ( <talk> <with_one> / <contact> <anyone> / <move_me> <line>? <with_one> )""",
    "was refused": """
        ( rifiutato|rifiuta|rifiutava|promesso|promette|dimenticato|voluto / proposto|offerto|doveva|diceva )
        di|che? mi|ci? ( <move_me> / <move> <line>? <with_one> / <help> ( da <anyone> )? )""",
    "others want": """
        ( ( lui|lei|loro|marito|moglie|madre|padre|amico|amica|vicino|vicina /
        figlio|figlia|fratello|sorella|cliente|mamma|papa|nonna ) ) (
        vuole|voleva|vogliono|vorrebbe|desidera|ha_chiesto|cerca|chiede|deve / va|doveva|ha_bisogno ) di|a? ( <talk>
        <with_one> / <contact> <anyone> )""",
    "a job": """
        ( ( diventare|lavorare_come|lavoro_come|lavora_come|posto_di|posizione_di /
        offerta_di|stipendio_di|corso_da|fare_il|faccio_il|assumete|assumendo / sono ) ) <adverb>?2 un|una|il|lo|la?
        ( <front> / <lead> / <skilled> )""",
}

ABOUT_THE_BOT = {
    "are you": """
        ( ( sei|siete / lei|tu e|sei / voi siete / saresti|sareste / che_tu_sia|che_lei_sia ) <adverb>?2 (
        per_caso|per_forza|davvero|sicuro_di_essere|mica|considerato|in_realta / tipo|un_po )?2 ( <bot_or_human> /
        automatico|automatica|artificiale|automatizzato ) )""",
    "is it": """
        ( ^ <please> ( o|ma|questo|questa|quello|quella|chi_scrive|chi_risponde / chi_mi_risponde|qui|qua )?
        e|sara|sarebbe <bot_or_human> ( o|oppure|vero|che|quella|questa / $ )
        / e <bot_> che|quello|quella|questo mi|che|risponde? / non|mica? e|sara <adverb>? ( <bot_> ) $ )""",
    "you a bot": "^ <please> tu|voi|lei|te <bot_or_human> $",
    "am i talking to": """
        ( ( sto|stiamo|starei <adverb>? per_caso? <talking> / -<want_before> ( (
        parlo|parliamo|chatto|scrivo|ho_a_che_fare|sono_in_contatto / sono_in_linea|avro_a_che_fare ) !(
        solo|soltanto|esclusivamente|unicamente con <real_one> $ ) ) /
        impressione_di|sembra_di parlare|chattare|scrivere ) <adverb>? <with> <adverb>? ( <bot_or_human> / qualcuno
        .?3 ) )""",
    "whom": """
        ( con chi <adverb>? ( parlo|chatto|scrivo / sto|stiamo <talking> / ho|avrei il_piacere|a_che_fare|il )
        / chi|cosa|che_cosa sei|siete $ / tu|lei|voi chi|cosa sei|siete|e $ / parlo|chatto|scrivo|parlando con_chi )""",
    "who is behind": """
        ( ce|ci_e|e|sara <adverb>? ( <real_one> / <someone> / <bot_> / chi ) ) .?2 ( dietro / a|che|ad|dall|dallo
        mi? .?2 ( ( risponde|rispondere|scrive|scrivere|legge|leggere|dietro|altra_parte /
        altro_capo|rispondermi|digita ) ) )
        / chi ( ce|mi|sta|e ) .?2 ( dietro|risponde|rispondendo|scrive|scrivendo|altra_parte ) / mi (
        risponde|rispondi|sta_rispondendo|scrive ) <adverb>? ( <real_one> / <bot_> )
        / a|ad scrivere|rispondere|rispondermi|scrivermi e <bot_or_human>""",
    "typed by one": """
        -<wished> ( ( scritto|scritte|scritti|generate|generato|generati|letto|letti|gestita / gestito|risposte ) ) da
        ( <bot_or_human> )
        / ( risposte|messaggi|risposta ) sono|e automatiche|automatici|automatica / e|sono tutto|tutte|tutti?
        automatico|automatiche|automatizzato""",
    "one or the other": """
        ( <real_one> ( o|oppure ) <adverb>? con|solo|soltanto|a? ( <bot_> ) / <bot_> ( o|oppure ) <adverb>? con|a? (
        <bot_or_human> ) )""",
    "sounds like one": """
        ( ( sembri|sembra|sembrate|pari|parli|rispondi|rispondete|scrivi|sembrano / parlate ) )
        come|di|proprio|che_sia|essere?2 ( <bot_> )""",
    "prove it": """
        ( ( dimostrami|dimostrate|dimmi|ditemi|ammetti|ammettete|ammetta|sicuro /
        sicura|certo|sapere|credo|penso|confessa|scommetto|capire|giura / provami ) ) che|se|di ( (
        sei|siete|e|parlo_con|sto_parlando_con|sia|essere|stai|lei_e|tu_sei / stavo_parlando_con ) ) <adverb>?
        non|davvero? <bot_or_human>""",
    "written by one": """
        ( ( ha|hanno|avra scritto|scritta|scritte|scritti|generata|generato ) <bot_or_human> $ )""",
    "in front": "( ho|avrei <adverb>? ( <bot_or_human> ) davanti|di_fronte|dall_altra / siamo umani|robot $ )",
}

DECLINES = {
    "no wish": """
        ( non|nn|mica|nemmeno ) mi|ci|vi|ti|le|lo|ne? ( (
        voglio|vorrei|vogliamo|vorremmo|desidero|desideriamo|ho|abbiamo|avrei /
        intendo|serve|servirebbe|occorre|ce|e|va|interessa|piace|piacerebbe /
        gradisco|sento|chiedo|ho_chiesto|cerco|sto_chiedendo|sto_cercando /
        pretendo|necessito|tengo|preferisco|penso|volevo|chiedevo /
        abbiamo_chiesto|avevo_chiesto|ho_mai_chiesto|gradirei|dovete|avevo|sto ) ) (
        mica|piu|assolutamente|proprio|affatto|per_niente|davvero|alcun / nessuna|nessun|mai|chiesto|per_forza )?2 (
        bisogno|voglia|necessita|intenzione|interesse|necessario|chiesto / chiedendo|cercando|il_caso|tempo )?
        di|a|che|per|da|lo|la? <adverb>?2 ( <talk> ( <of_what> <with> ) <adverb>? !( <bot_> ) ( <anyone> /
        nessuno|chiunque ) / <contact> ( !( <bot_> ) <anyone> / nessuno ) / ( <move_me> ) <line>? <with_one>? /
        mi|ci <move> <line>? <with_one>
        / essere|venire ( <moved> / <served> ) <line>? ( <with> <anyone> / da <anyone> )? / aspettare|attendere
        <anyone> / ( disturbare|scomodare|coinvolgere|avere_a_che_fare_con|passare_per / passare_da ) <anyone> / !(
        <bot_> ) <person> / nessun|nessuna|alcun <person>
        / <someone> / che <anyone> mi|ci <help> / (
        che_mi_passiate|che_mi_trasferiate|che_mi_chiami|che_mi_chiamiate / che_mi_richiamiate|richiamate ) .?3 /
        <department> / farmi ( <served> ) )""",
    "no need": """
        ( ( non ( serve|occorre|ce_bisogno|e_necessario|bisogna|importa|ne_vale_la_pena / ce_necessita|e_il_caso ) /
        nessun|nessuna|zero|alcun|poca bisogno|voglia|necessita|intenzione / (
        inutile|superfluo|neanche_per_sogno|non_se_ne_parla|fuori_discussione / escluso ) ) <adverb>? di|che|a?
        mi|ci|vi? ( <talk> <with> <anyone> / <talk> con nessuno / <contact> <anyone> / <move_me> <line>? .?3 /
        <move> <line>? .?3 / essere ( <moved> / <served> ) .?4 /
        aspettare|attendere|disturbare|scomodare|coinvolgere <anyone>
        / !( <bot_> ) <person> / <someone> / chiamare|chiamiate|richiamare|chiamarmi|richiamarmi / <department> /
        <give> <anyone> / <fetch> <anyone> / <help> ( <anyone> / nessuno ) ) )""",
    "no person": """
        ( <begin> / , / ma / e|senza|no ) ( niente|nessun|nessuna|no|non|senza|basta|mica )
        con|un|uno|una|gli|dei|il|la|da? <before>? ( <role> / <human> /
        assistenza|servizio_clienti|call_center|supporto ) <after>? <polite>? <end>""",
    "one, no": """
        ^ <please> <the>? <before>? ( <role> / <human> / <department> ) ,? (
        no|non_serve|per_carita|mai|non_mi_serve ) .?3 ( $ / , )""",
    "do not connect": """
        ( non|nn|evita|evitate|eviti|smettila|smettetela|basta di|a? ( <move_me> / mi|ci <move> / (
        passare|trasferire|inoltrare|girare|trasferite|passate|inoltrate / trasferisca|girate|collegare ) ) !(
        piu_tardi ) .?3 ( <with_one> )? / non ( mi
        chiamate|chiami|richiamate|richiami|contattate|contatti|telefonate / (
        chiamatemi|chiamarmi|richiamarmi|contattarmi|contattate|chiamate / coinvolgete|disturbate|scomodate ) )
        <anyone>? )""",
    "no handover": """
        ( annulla|annullate|annulli|rifiuto|blocca|niente|senza|no_al il|la|un? ) (
        trasferimento|chiamata_con|richiamata|passaggio|escalation / intervento_umano|aiuto_umano|contatto_umano /
        richiesta|attesa|prenotazione|chiamata di|per|con|del <anyone> )""",
    "without": """
        ( ( senza|anziche|invece_di|piuttosto_che|evitare|evitare_di|evitando|evitiamo_di|evitiamo /
        evitando_di|mi_rifiuto_di|rifiuto_di|odio|detesto|fare_a_meno_di /
        al_posto_di|per_non|eviterei|eviterei_di|evito|evito_di ) ) (
        dover|dovere|bisogno_di|lo_aiuto_di|il_bisogno_di|passare_per /
        passare_da|passare_dal|passare|aspettare|attendere|per_forza|far|mai )?2 ( <talk> <with> !( <bot_> ) (
        <anyone> / nessuno ) / <talk> a|con? gente|le_persone|nessuno / <contact> <with>? ( !( <bot_> ) <anyone> /
        nessuno )
        / essere ( <moved> / <served> ) .?4 / disturbare|coinvolgere|scomodare <anyone> / <with>? !( <bot_> ) (
        <person> / <department> ) )""",
    "rather not": """
        ( preferisco|preferirei|meglio|vorrei|gradirei|preferiamo ) <adverb>? ( non|evitare|evitare_di|di_no )
        <adverb>? ( <talk> .?2 ( <with_one> / con nessuno ) / <contact> <anyone> / essere .?5 / avere <anyone> /
        <move_me> .?3 / coinvolgere <anyone> )""",
    "rather the bot": """
        ( -<non> ( ( preferisco|preferirei|voglio|vorrei|meglio|mi_piace|mi_trovo_bene /
        sto_bene|va_bene|continuiamo|restiamo|continuo|resto|rimango /
        sono_contento|sono_contenta|mi_va_bene|basta|preferiamo|bene ) ) <adverb>?2 di_gran_lunga|molto_di_piu|di|a?
        ( restare|rimanere|continuare|proseguire|parlare|chattare|discutere /
        scrivere|vedere|finire|fare|stare|sbrigarmela|risolvere|andare_avanti )? <adverb>?
        qui|cosi|qua|in_chat|tutto? ( con|a|col|tramite|via ( <the>? <adverb>? ( <bot_> / chat ) / te|lei|voi <end>
        ) / <the> <bot> !( <being> ) ) )""",
    "rather you": """
        ( meglio|preferisco|piuttosto ) tu|te|lei|voi|questo|il_bot|con_te|con_lei|con_il_bot ( che|di|a|piuttosto_che )
        <adverb>? con? <anyone>""",
    "alone": """
        ( preferisco|posso|provo_a|vado|faccio|voglio|so|me_la <adverb>? .?4 (
        da_solo|da_sola|da_soli|per_conto_mio|da_me ) )""",
    "nobody": "( non|nn ho|abbiamo|mi bisogno|serve di? nessuno $ )",
    "forget one": """
        ( lascia|lasci|lasciate|lasciamo stare|perdere / dimentica|dimenticate|dimentichi|scordati ) <anyone>""",
    "stays": "( ^ / , / va_bene_cosi / bene ) <adverb>? resto|rimango|continuo|parlo con te|lei $",
    "one, not needed": """
        ( ^ / , ) <the>? ( <role> / <human> ) non mi|ci? serve|occorre|interessa|necessita &( $ / , / <polite> )""",
    "alone with nobody": "senza parlare|chiamare|sentire con? nessuno",
}

CLEAR = {
    "talk to one": """
        <own_voice> <talk> ( <of_what> <adverb>?2 <with> <adverb>? !( <bot_> ) <anyone> / <adverb>? ( <front> /
        <lead> / <human> / vera_persona|qualcuno ) )""",
    "only with one": """
        -<non> parlo|parlero|discuto|tratto|rispondo|voglio_parlare solo|soltanto|esclusivamente|unicamente <with> (
        <person> / persone|gente|esseri vere|reali|umane|umani|vera )""",
    "how to reach one": """
        come|dove|quando si? raggiunge|contatta|chiama|trova|ottiene|raggiungo|contatto|trovo <person>""",
    "which key": """
        ( quale|che|quali ( tasto|numero|opzione|pulsante ) .?4 / cosa|che devo? premere|premo|digito|digitare|schiaccio
        ) per|a .?3 ( <person> / <someone> )""",
    "whom can i talk to": """
        ( a|con|da|presso chi|quale_persona|quale_operatore|quale_ufficio ) <adverb>? <can> <adverb>? mi? ( <talk> /
        rivolgere|rivolgermi|chiedere|spiegare|chiamare|contattare )""",
    "be in touch": """
        <own_voice> ( essere|venire|farmi|farci|esser ) <adverb>? ( <moved> / <served> / <line> ) <adverb>? <line>?
        <adverb>? <of_what> ( <with> / da|dal|dalla|dallo|da_un ) <adverb>? <anyone>""",
    "connect me": """
        <move_to_me> <adverb>? <line>? ( <about> .?6 )? ( <with> <adverb>?2 !( <bot_> ) <anyone> / <adverb>?2 (
        <person> / <someone> / <department> ) )""",
    "connect this": """
        ( <can_you> / <i_want_to> / <possible> ) <move> <matter> <line>? <adverb>? <with> <adverb>? <anyone>""",
    "connect": """
        ( <can_you> / <possible> / <own_voice> ) ( <move> / trasferimento|passaggio|escalation|inoltro ) <line>? (
        a|al|allo|alla|ad|verso|con|presso|su|sul <adverb>? ( <person> / <someone> / <department> ) )""",
    "put me through": """
        !( ci ) ( <move_to_me> ) ( <line> &( $ / , / <polite> ) / <polite> &( $ / , ) / $ )""",
    "put in touch": "( <line> <with> <adverb>? <anyone> )",
    "get me one": """
        ( <give> / <can_you> <give> / mi|ci <could>? (
        dia|date|trovi|trovate|chiami|chiama|chiamate|dai|dare|trovare|procuri / chiamare|fornire ) ) <adverb>?2 (
        <person> / <someone> ) <end>""",
    "fetch one": """
        <can_you> <fetch> <adverb>? ( <the> <adverb>? <before>? ( <lead> / <front> / <human> / tecnico ) / qualcuno
        <end> )""",
    "want one": "<i_want_one> ( <person> <end> / <someone> <end> / !( aiuto|lo_aiuto ) <person> <after> )",
    "have one": "<can_i_have> <adverb>? ( <person> / <someone> ) <end>",
    "reach one": "<own_voice> <contact> <adverb>? <with>? !( <bot_> ) ( <person> / <someone> )",
    "human help": """
        ( <i_want_one> / <can_i_have> / <own_voice> avere|ottenere|ricevere|parlare|vedere / <begin> / <give> )
        <the>?2 <before>? ( aiuto|assistenza|risposta|contatto|servizio|supporto|intervento /
        interazione|dialogo|confronto|attenzione|parere|colloquio / presa_in_carico|conversazione|sostegno )
        clienti|cliente|tecnico|tecnica?2 ( umano|umana|reale|vero|vera|dal_vivo|in_diretta|manuale|di_un_umano /
        di_un_operatore|di_una_persona|di_un_agente|con_un_umano /
        con_un_operatore|con_una_persona|con_qualcuno|da_un_umano /
        da_un_operatore|da_una_persona|di_qualcuno|di_un_essere_umano /
        di_un_consulente|di_un_tecnico|di_un_responsabile|di_una_vera / di_una_operatrice )""",
    "let one help": """
        ( ( voglio|vorrei|vorremmo|vogliamo|desidero|desidererei|preferisco /
        preferirei|preferiamo|esigo|pretendo|chiedo|serve|bisogno|aspetto /
        aspettando|possibile|meglio|fate|faccia|fai|gradirei|mi_aspetto / necessario|esigiamo ) <adverb>?3
        che|in_modo_che|si_che <adverb>? ( ( <person> / <someone> / <department> ) .?3 <help> / mi|ci|se_ne|si
        <help> <adverb>? ( <person> / <someone> ) ) )""",
    "that one helps": """
        che ( <the>? <before>? ( <role> / <human> / <people> ) / <someone> ) <after>?2
        possa|voglia|davvero|finalmente?2 mi|ci|si|se|ne|lo|la?2 <help>""",
    "that calls one": "( che|di mi|ci|se_ne|si <help> <adverb>? ( <person> / <someone> <after> ) )",
    "could one help": "( <person> ) <adverb>? ( <can_help> / mi|ci ( puo|potrebbe ) <adverb>? <help> )",
    "have one call": """
        ( <let_me> / fatemi|farmi|fammi / mi|ci <could>? faccia|fate|fare|far|fa|fai|farebbe|fareste ) <adverb>?
        <served>
        da|dal|dalla|dallo <adverb>? <anyone>""",
    "tell one to": """
        <can_you> ( chiedere|chieda|chiedete|chiedi|dire|dica|dite|di|pregare ) <adverb>? a|al|allo|alla|ad
        <adverb>? ( <person> / <someone> / <department> ) .?3 di <adverb>? <help>""",
    "be handled by one": """
        ( che .?4 sia|siano|venga|vengano|fosse|fossero|venisse|venissero .?2 ( da|dal|dalla|dallo ) <adverb>? (
        <person> / <someone> ) )""",
    "action of one": """
        <begin> <the>? ( trasferimento|passaggio|escalation|intervento|richiamata|contatto /
        chiamata|colloquio|conversazione|chat|appuntamento|inoltro / presa_in_carico )
        telefonico|telefonica|diretto|diretta|immediato|immediata? <with> <adverb>? !( <bot_> ) <person>""",
    "is there one": """
        <is_there> <adverb>?2 ( ( <person> / <someone> ) <after>?2 ( ( (
        a_cui|con_cui|che|per|in_grado|disponibile|da|libero|capace|a / con_il_quale ) ) .?6 ( <talk> / <help> ) /
        con_cui|a_cui <adverb>? <can>? ( <talk> / rivolgermi )
        / disponibile|libero|libera|disponibili|online|in_linea ) / <the>?2 <before>? ( <role> / <human> / (
        vera_persona|persona_reale|persona_vera|vere_persone|persone_reali / persone_vere ) ) <after>?2 ( $ / , /
        qui|qua|in_linea|per|pf|in ) )""",
    "does one exist": """
        ( <the>? <before>? ( <front> / <human> ) ) .?4 non? ( ce_lo_avete|esiste|lo_avete|si_trova|ce ) $""",
    "one available": """
        ( <the>? <before>? ( <role> / <human> ) <after>?2 ) e|sarebbe|sono?
        disponibile|disponibili|libero|libera|reperibile <polite>? $""",
    "one to talk": """
        ( <begin> ( <person> / <someone> ) <after>? con_cui|a_cui|per|che|con_chi <adverb>? mi|ci|possa|posso?2 (
        <talk> / <help> ) )""",
    "one now": """
        <begin> <the>? <before>? ( <front> / <lead> / <human> / vera_persona|persona_reale|persona_vera|qualcuno )
        <after>?2 <polite>? subito|adesso|ora|immediatamente|velocemente|urgente|al_piu_presto""",
    "again and again": "^ ( <front> / <human> ) ,? ( <front> / <human> ) ,? ( <front> / <human> )",
    "a meeting": """
        ( <own_voice> / <can_you> / <i_want_one> / <can_i_have> ) ( (
        prendere|fissare|avere|organizzare|programmare|ottenere|prenotare / fissarmi|concordare ) )? un|lo|la|una? (
        appuntamento|colloquio|chiamata|call|videochiamata|incontro|telefonata /
        consulenza|chat|conversazione|dialogo )
        telefonico|telefonica|veloce|online|in_filiale? ( con|da|di|presso|dal <anyone> )""",
    "a reply of one": """
        ( <i_want_one> / <can_i_have> / <own_voice> avere|ottenere|ricevere|aspetto ) <the>? (
        risposta|chiamata|richiamata|parere|aiuto|consiglio|intervento|riscontro /
        spiegazione|contatto|assistenza|ascolto )
        telefonica|rapida|chiara|diretta? di|con|da|dal|del|dallo|dello <adverb>? ( <person> / <someone> )""",
    "not to a bot": """
        ( ( non|nn ( ( voglio|vorrei|vogliamo|intendo|sopporto|posso|desidero|mi_va|mi_piace /
        ho_voglia|parlo|discuto|mi_serve ) ) piu|mica|di|mai?2 / (
        stufo|stufa|stanco|stanca|basta|stufi|odio|rifiuto|mi_rifiuto /
        smettetela|inutile|nauseato|non_ne_posso_piu|non_ha_senso|non_serve ) ) <adverb>? di|a? ( <talk> <with> /
        avere_a_che_fare_con|ricevere|rispondere|farmi_rispondere_da ) <bot_> )""",
    "no bots but one": """
        ( no|non|basta|stop|niente|senza|stufo|stufa|anziche|invece|ne (
        con|a|di|ai|al|coi|col|questi|questo|le|i|un|una|il|la|vostro / parlare_con|parlare_a|dei|da|delle )?3
        <bot_> ) ( . !( non|no ) )?5 ( <person> / <someone> )""",
    "one and no bot": """
        ( <person> / <someone> ) .?2 ,? e|ma? ( non|no|anziche|invece_di|invece_che|piuttosto_che|mica ) .?3 <bot>""",
    "rather one": """
        ( preferisco|preferirei|meglio ) <adverb>? con|avere|un|una|lo|la? <the>? <before>? ( <front> / <human> /
        <lead> / vera_persona|persona_reale|persona_vera ) <end>""",
    "as i said": """
        ( ho_detto|ho_chiesto|ripeto|ho_scritto|chiedo|richiedo|ribadisco ) ,?
        che_voglio|voglio|che_vorrei|di_avere? !( al|alla|ai|il|la ) <person> <polite>? <end>""",
    "not an answer but one": """
        ( dove|quando|chi ) .?3 ( <the> <before>? ( <human> / vero|vera ( <people> / <role> ) ) ) $""",
    "instead of a bot": """
        ( invece_di|anziche|piuttosto_che|al_posto_di|invece_che ) .?2 <bot> .?3 ( <person> / <someone> )""",
}

UNCLEAR = {
    "contact the desk": "<own_voice> <contact> <adverb>? <with>? !( <bot_> ) <anyone>",
    "want the desk": """
        ( <i_want_one> / <can_i_have> / <give> ) ( <department> <end> / supporto|assistenza|sostegno <end> )""",
    "someone to help": """
        ( <i_want_one> / <give> / <is_there> / <can_i_have> ) <adverb>? ( <someone> / una_persona ) .?2 (
        per|che|capace|in_grado|possa|puo|potrebbe .?3 <help> / qui|qua|disponibile|in_linea / $ )""",
    "someone to call": "qualcuno|uno <can_help> &( $ / , / per_telefono|al_telefono|pf|per|oggi|domani|subito )",
    "someone could": "( <someone> ( puo|potrebbe|sa ) mi|ci? <help> / mi|ci ( puo|potrebbe ) <help> qualcuno )",
    "is anyone there": """
        ( <is_there> <adverb>? ( <someone> / nessuno|anima_viva|gente|un_cane ) <adverb>? (
        qui|qua|in_linea|online|disponibile|dietro|di_la|che_mi_aiuti /
        che_risponda|che_risponde|che_mi_risponde|di_voi|che_puo_aiutarmi /
        per_aiutarmi|di_disponibile|li|in_ascolto )? <polite>?2 $
        / <begin> qualcuno <polite>?2 $ / pronto .?2 qualcuno / qualcuno
        qui|ce|in_linea|disponibile|risponde|mi_risponde|mi_sente|mi_legge / ci_siete $ )""",
    "where is one": "dove|dove_e|dove_trovo|come_trovo|come_ho <the>? ( <front> / <human> / <department> ) &( $ / , )",
    "escalate": """
        ( <can_you> / <own_voice> / <begin> ) ( (
        escalare|escalate|passare_al_livello_superiore|inoltrare_ai_superiori / fare_escalation|far_salire ) )
        <matter>? <polite>? ( <end> / a|al <anyone> )""",
    "cannot reach": """
        ( non ( riesco|posso|si_riesce|riusciamo ) <adverb>? mai|piu? a? / impossibile|difficile ) ( <talk>
        <with_one> / <contact> ( <person> / <someone> / <department> ) ) $""",
    "call me": """
        ( <begin> chiamatemi|richiamatemi|ricontattatemi|telefonatemi / <begin> mi ( potete|puo|potreste|potrebbe )
        chiamare|richiamare|ricontattare|telefonare / <could> chiamarmi|richiamarmi|ricontattarmi|telefonarmi / <begin>
        mi richiami|richiamate|ricontatti|ricontattate ) ( voi|lei|al|allo|sul|a_questo )? &( $ / , / <polite> /
        . . . $ / subito|adesso|domani|oggi|appena|il_prima|quando_potete )""",
    "only a noun": """
        ^ <please> <the>?2 <before>? ( <front> / <lead> / <human> / tecnico|esperto|specialista|commerciale )
        <after>?2 <please> ( per .?4 )? $""",
    "first a noun": """
        ^ <please> <the>? <before>? ( <front> / <human> / <lead> / persona_vera|persona_reale ) <after>?2 (
        <polite>?2 , / pf|per_favore|grazie|pls )""",
    "only a person": """
        ^ <please> <the>? ( vera|vere|altra persona|persone / persona|persone
        reale|umana|fisica|vera|reali|vere|viva / <the> persona / uno_vero|una_vera ) <after>? <please> $""",
    "only the desk": """
        ^ <please> ( contatto|contattare|chiamare|numero|numero_di|numero_del|telefono )? <department> <please> !( .
        . . . ) $""",
    "and a noun": """
        ( , / grazie|pf|per_favore|niente ) ( <the>? <before>? ( <front> / <human> / <lead> ) <after>? ) ( <polite>
        / , )?4 $""",
    "only a handover": """
        ^ <please> ( trasferimento|passaggio_operatore|escalation|richiamata|contatto_umano / parlare_operatore )
        <please> $""",
    "have you a desk": "<is_there> <adverb>? <the>? ( <department> / numero|linea .?4 <anyone> ) .?3 $",
    "only human help": """
        ^ <please> <the>? aiuto|servizio|assistenza|supporto|contatto|chat|risposta umano|umana|reale|live|dal_vivo
        <please> $""",
    "only no bots": """
        ^ <please> no|basta|stop|niente|non|esci|uscire con|ai|i|il|la|da|dal|un|una|le|vostri|al?3 <bot> <please> $""",
    "number of one": """
        ( numero|recapito|contatti|contatto|mail|telefono ) diretto? di|del|per|dello|della|dal (
        parlare_con|contattare|avere|chiamare|sentire )? <adverb>? ( <person> / <someone> / <department> )""",
}

_NOTATION = Notation(
    {
        **WORDS,
        "know": "sapere dire chiedere sicuro sicura chiedo so",
        "i_tell": "ho vi le ti ho_gia",
        "want_before": "che non come",
        "to_me": "mi ci vi",
        "wished": "fosse fossero sia siano venga venisse essere",
    },
    PHRASES,
)

GRAMMAR = Grammar(
    language="it",
    spelling=SPELLING,
    anchor=_NOTATION.pattern(
        """<role> / <human> / <people> / <someone> / <bot> / <desk_name> / <service> / <place> / <being> / <move_me>
        / chi|nessuno|mi|ci|trasferimento|escalation|umana|sei|siete|dietro|automatico|automatiche|automatici|solo
        / sola|con|parlare|contattare|chiamata|richiamato|richiamata|contattato|contattata|richiamare|chiamatemi
        /
        chiamarmi|chiamare|telefonare|ricontattare|ricontatti|telefonatemi|ricontattatemi|richiamatemi|chiami|richiamate|chiamate|appuntamento|contatto|anima"""
    ),
    other_meanings=_NOTATION.rules(0.0, OTHER_MEANINGS),
    about_the_bot=_NOTATION.rules(0.0, ABOUT_THE_BOT),
    declines=_NOTATION.rules(0.03, DECLINES),
    clear=_NOTATION.rules(0.97, CLEAR),
    unclear=_NOTATION.rules(0.7, UNCLEAR),
    base_rate=0.01,
)
"""Italian."""
