"""Italian: turns of phrase that tell the mood. The kinds are those of `language.CUES`, their worth is in `mood`."""

from __future__ import annotations

from collections.abc import Mapping

from segue.domain.signals.languages.grammar import Notation, Rule
from segue.domain.signals.languages.italian.mood_words import MOOD_WORDS, NEGATIVE, POSITIVE

_NOTATION = Notation(
    {**MOOD_WORDS, "bad_word": NEGATIVE, "good_word": POSITIVE, "not_urgent": "non nessuna niente senza"},
    {
        "stop": "( , / $ )",
        "mine": "( mio|mia|miei|nostro|nostra|vostro|vostra|vostri|il|la|lo|le <service_noun> )",
        "ago": "( da|dopo|per|sono|oltre|quasi|fa|piu_di .?2 ( <span> / . <span> ) / <span> che )",
        "needed": """
            ( serve|servono|servirebbe|occorre|occorrono|bisogno|necessito|pronto|pronta|pronti|risolto|risolta /
            risolvere|risolvete|sistemare|consegnato|consegnata|consegnare|ricevere|riceverlo|riceverla|pagare /
            arrivare|arrivi|fatto|fatta )""",
        "leaves": "( <event> / parte|partiamo|parto|partire|decolla|scade|chiude|chiudono|inizia|comincia|staccano )",
        "you_": "( mi|ci|voi|lei|tu / vostro|vostra . )",
        "close_one": "( mio|mia|miei|nostro|nostra|nostri|suo|un|una <close> )",
    },
)

_ILL_WILL: Mapping[str, Mapping[str, str]] = {
    "anger": {
        "swearing": """
            ( cazzo|cazzate|cazzata|merda|merde|stronzo|stronzi|stronza|vaffanculo /
            fanculo|coglione|coglioni|bastardi|bastardo|porca|porco|minchia|palle /
            incazzato|incazzata|cavolo|puttana|maledetti|pezzenti|dannato / accidenti )
            / vai|andate|vada a ( quel_paese|cagare|farvi|farti|diavolo ) / rompete|rotto|girare le?
            palle|scatole|coglioni|balle / taci|stai_zitto""",
        "insult": """
            ( idiota|idioti|imbecille|imbecilli|cretino|cretini|deficiente /
            deficienti|ladri|ladro|truffatori|truffatore|bugiardi|bugiardo /
            incapaci|incapace|buffoni|pagliacci|cialtroni|imbroglioni|scemo|scemi / ignoranti|delinquenti )
            / branco|banda|massa di . / ( ( bot|robot|chatbot|servizio|azienda|societa|app|macchina|sito /
            assistente|risponditore ) ) ( e|sei )? <very>? ( (
            stupido|stupida|inutile|idiota|scemo|pessimo|patetico|ridicolo / vergognoso ) )
            / ( sei|siete|e ) <very>? ( ( inutile|inutili|stupido|stupidi|incompetente|incompetenti|patetico /
            patetici|ridicolo|ridicoli|scandalosi|pessimi|indecenti|osceni|scemo / vergognosi ) )
            / ( furioso|furiosa|furibondo|furibonda|infuriato|infuriata|arrabbiato /
            arrabbiata|arrabbiatissimo|arrabbiatissima|imbestialito|fuori_di_me /
            disgustato|disgustata|schifato|schifata )""",
    },
    "frustration": {
        "fed up": """
            ( inammissibile|inaccettabile|scandaloso|scandalosa|scandalo|vergognoso /
            vergognosa|vergogna|ridicolo|ridicola|incredibile|insopportabile /
            intollerabile|assurdo|assurda|allucinante|pazzesco|imbarazzante /
            frustrante|frustrato|frustrata|esasperato|esasperata|esasperante /
            irritante|snervante|seccante|scocciato|scocciata|odissea|incubo /
            delirio|follia|stanchezza|indecente|indecenza|kafkiano|presa_in_giro / presa_per_i_fondelli )
            / stufo|stufa|stufi|stanco|stanca|nauseato ( di|della|del|dei|che / <stop> ) / (
            non_ne_posso_piu|non_se_ne_puo_piu|ne_ho_abbastanza|ne_ho_piene / ho_perso_la_pazienza|basta ) !(
            che|un|una|cosi_grazie ) / e_troppo|adesso_basta|ora_basta|la_pazienza
            / perdita|perso|perdere|perdendo|sprecato|buttato|spreco .?2 (
            tempo|soldi|giornata|mattinata|ora|ore|pomeriggio )
            / prendendo|prendete|prendermi|prendi|prendere ( in_giro|per_i_fondelli|per_scemo|gioco|per_il )? (
            in_giro|gioco_di_me|per_scemo )? / vi_state_prendendo_gioco|presi_in_giro|preso_in_giro|presa_in_giro""",
        "how hard": """
            ( e cosi|tanto difficile|complicato ) / quanto ( ci_vuole|e_difficile|devo ) / (
            mi_arrendo|ci_rinuncio|rinuncio|lascia_stare|lasciate_stare / lascia_perdere|lasciamo_perdere )
            / gira|girate|giriamo|girando|giro in_tondo / (
            non_ha_senso|senza_senso|che_senso_ha|non_e_possibile|non_e_serio / ma_e_possibile|possibile_che ) / e
            uno? scherzo|barzelletta|follia|schifo|vergogna / seriamente $ /
            state_scherzando|ma_scherziamo|stiamo_scherzando|mi_prendi_in_giro
            / ( a_che_serve|non_serve_a_niente|non_serve_a_nulla|grazie_di_niente /
            grazie_di_nulla|grazie_per_niente|fa_schifo|fate_schifo|che_schifo /
            fate_pena|che_tristezza|no_comment|senza_parole|mah|uffa|boh )""",
    },
    "disappointment": {
        "words": """
            ( deluso|delusa|delusi|deluse|deludente|deludenti|delusione /
            insoddisfatto|insoddisfatta|scontento|scontenta|mediocre|pessimo /
            pessima|pessimi|pessime|disastroso|disastro|catastrofe|penoso|scadente /
            scadenti|incompetenza|incompetente|incompetenti|robaccia|fregatura /
            truffa|ingannevole|disonesto|disonesti|maleducato|maleducata /
            maleducati|scortese|scortesi|poco_professionale|poca_serieta /
            poco_serio|poco_seri|orribile|orrendo|tremendo|sconcertante|indecoroso /
            sporco|immangiabile|schifo|schifezza|porcheria )
            / <very> lento|lenta|caro|male|brutto|scarso|scarsa / peggiore|peggior|peggio ( (
            servizio|esperienza|banca|hotel|compagnia|agenzia|di|che|sito / operatore|dei ) )
            / cattivo|cattiva|pessimo|pessima|brutto|brutta|zero|scarsa ( (
            servizio|esperienza|qualita|comunicazione|accoglienza|assistenza /
            risposta|gestione|sorpresa|pubblicita|organizzazione|serieta ) )
            / mancanza|assenza di serieta|rispetto|comunicazione|professionalita|trasparenza""",
        "not good": """
            ( non|poco|mai|per_niente|tutto_tranne ) ( sono|e|era|siamo|mi_ritengo )? <very>?2 <liked> / (
            lascia_a_desiderare|lascia_molto_a_desiderare|da_evitare|sconsiglio / sconsigliato|evitate|evitatelo )
            / mi_pento|pentito|pentita|rimpiango / ( non ) .?2 (
            assomiglia|somiglia|corrisponde|corrispondeva|conforme ) / mi_aspettavo ( di_piu|di_meglio|altro|molto
            )? / era_meglio_prima
            / ( sento|sentire|sentita|sentito ) ( ( presa_in_giro|preso_in_giro|ingannato|ingannata|abbandonato /
            abbandonata|ignorato|ignorata|truffato|truffata|derubato|umiliato ) )""",
    },
}

_WHAT_FAILED: Mapping[str, Mapping[str, str]] = {
    "failure": {
        "does not work": """
            ( non|niente|nulla|mai|nessun|nn ) mi|ci|si|lo|e|ha|ho? <very>? <work> / -<nots> <broken> / (
            continua|continuano|continuate ) a .?
            / non ( riesco|riusciamo|posso|si_riesce|mi_fa|mi_lascia|mi_permette|si_puo ) <very>? a? .? ( (
            entrare|accedere|pagare|aprire|scaricare|inviare|usare|utilizzare /
            confermare|prenotare|collegarmi|stampare|installare|completare / ordinare|vedere|connettermi|fare ) )
            / ( sono|e|resta|rimane|rimasto|rimasta ) <very>? ( (
            bloccato|bloccata|fermo|ferma|in_attesa|senza_risposta|senza_notizie / senza_internet|senza|a_piedi ) )
            / impossibile / ( messaggio_di_errore|schermo_nero|schermata_nera|da_errore|mi_da_errore /
            si_blocca|si_pianta|crasha|si_chiude )""",
        "not as it should be": """
            ( mai|non|niente|nulla|ancora_niente|nessun ) ( ho|e|mi|ha|hanno|e_stato|mi_e|avete|abbiamo|sono|ancora
            )?3 ( ( ricevuto|arrivato|arrivata|consegnato|rimborsato|visto|venuto|passato /
            risposto|richiamato|accreditato|avuto|ottenuto ) )
            / ( ( articolo|indirizzo|taglia|importo|prodotto|colore|nome|data|modello / numero|pacco|piatto ) ) (
            sbagliato|errato|sbagliata|errata ) / sbagliato|sbagliata ( articolo|indirizzo|taglia )
            / ( ( addebitato|fatturato|prelevato|addebito|pagato|fatturate|addebitata / addebitati ) ) .?3 ( (
            due_volte|tre_volte|doppio|per_errore|in_piu|senza|per_niente|di_nuovo / ancora ) ) / (
            costi|spese|aumento|supplemento ) ( nascosti|nascoste|ingiustificati|ingiustificato|non|senza|a_sorpresa
            )
            / ( ( in_ritardo|rimandato|rimandata|posticipato|annullato|annullata / cancellato|cancellata|soppresso )
            ) .?2 ( ancora|senza|volta|all_ultimo|di_nuovo / <stop> ) / manca|mancano|mancava / si_e (
            rotto|rotta|guastato|bloccato|scaricato ) / in|di|con ritardo / al_posto|invece_di|anziche / ancora
            niente|nulla|nessuna|nessuno|nessun|senza""",
    },
    "waiting": {
        "for long": """
            <ago> / ( ( aspetto|aspettando|aspettiamo|aspettato|aspettare|attendo|attesa / attendere|attendendo ) )
            ( ancora|da|dei|piu_di|gia|per|due|tre|una|invano|un )
            / ancora .?2 ( in_attesa|in_corso|in_lavorazione ) / <span> di ( ritardo|attesa ) / troppo
            tempo|lungo|lunga / ( quanto_devo_aspettare|quanto_tempo_ancora|fino_a_quando|interminabile /
            una_eternita|una_vita|da_una_vita|secoli )
            / da|dal ( ( ieri|lunedi|martedi|mercoledi|giovedi|venerdi|sabato|domenica|gennaio /
            febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre /
            novembre|dicembre|tempo|diversi|diverse|stamattina|una|un|tanto|troppo ) )""",
        "nobody answers": """
            ( nessuna|nessun|senza|mai_una|ancora_nessuna|zero|nemmeno_una ) ( (
            risposta|notizia|notizie|riscontro|richiamata|spiegazione|scusa|scuse /
            informazione|soluzione|contatto|aggiornamento ) )
            / nessuno .?3 ( ( risponde|richiama|risposto|richiamato|chiama|viene|sa|venuto|passa /
            aiuta|avvisato|contattato|ascolta|ripara|fa ) )
            / non ( ( rispondete|risponde|richiamate|richiama|rispondono|rispondi|si_fa_vivo /
            mi_ha_risposto|avete_risposto ) ) / (
            irraggiungibile|irraggiungibili|mi_ignorate|ignorato|ignorata|ignorate /
            riattaccato|rimbalzato|rimbalzata|scaricabarile|cade_la_linea / nel_vuoto|lettera_morta )""",
    },
    "blame": {
        "you are": """
            siete|sono ( dei|degli|una|tutti|solo|banda|massa|branco|di )?3 (
            ladri|truffatori|bugiardi|incapaci|incompetenti|buffoni|imbroglioni|pagliacci|cialtroni|delinquenti )
            / deluso|delusa|delusi|deluse ( da|dal|dalla|dallo .?1 (
            voi|come|vostro|vostra|servizio|assistenza|modo|trattamento|banca|compagnia ) )""",
        "you did": """
            ( avete|hai|ha|aveva|avevate ) <very>?2 ( ancora|di_nuovo )? <took> / ( mi|ci avete|ha|hanno|hai )
            <very>? <took> / ( ( vi_rifiutate|vi_siete_dimenticati|fatturate|addebitate|prelevate /
            perdete|continuate ) )
            / ( colpa_vostra|vostra_colpa|per_colpa_vostra|vostro_errore /
            vostra_negligenza|vostra_incompetenza|grazie_a_voi|gente_come_voi ) / (
            truffa|raggiro|furto|pubblicita_ingannevole|abuso|abusivo|estorsione / menzogne|bugie|imbroglio )
            / ( ( mentito|mentite|ingannato|ingannata|promesso|promettete|promette /
            promessa|promesse|garantito|garantite ) ) / ( (
            detto|assicurato|annunciato|doveva|dovevate|avreste_dovuto / avrebbe_dovuto|dovevano ) ) .?2 ( (
            consegnato|arrivare|arrivato|passare|richiamare|venire|essere / rimborsare|entro|prima|ieri|avvisare|che
            ) )
            / senza ( ( avvisare|il_mio_consenso|avvisarmi|spiegazioni|motivo|preavviso /
            la_mia_autorizzazione|dire_nulla|avvertire|dirmi ) ) / ve_ne_fregate|fregate|menefreghismo|menefreghisti""",
    },
    "threat": {
        "leaving": """
            ( ( vado|voglio|andiamo|preferisco|penso_di|intendo|finiro_per|costretto_a /
            altrimenti|cambio|disdico|cambiero|disdiro ) ) <very>? ( (
            andarmene|disdire|cambiare|lasciare|annullare|chiudere|altrove /
            passare_a|cancellarmi|disinstallare|restituire|recedere|operatore / banca|gestore|tutto ) )
            / altrove|concorrenza|concorrente|concorrenti / (
            mai_piu|ultima_volta|ultimo_acquisto|non_comprero|non_tornero /
            avete_perso_un_cliente|perso_un_cliente|perdete_un_cliente /
            perderete_un_cliente|perso_una_cliente|me_ne_vado|cambio_banca /
            cambio_gestore|addio|rendo_tutto|restituisco_tutto|statene_alla_larga )""",
        "telling": """
            ( denuncia|denuncio|denuncero|querela|avvocato|avvocati|tribunale /
            giudice|codacons|altroconsumo|associazione_consumatori|agcom|garante /
            antitrust|diffida|messa_in_mora|carabinieri|vie_legali|legale /
            giudice_di_pace|arera|conciliazione|federconsumatori )
            / ( segnalo|segnalero|segnalare|reclamo|reclamare|esigo|pretendo / lamentarmi ) / (
            recensione|commento|stella|stelle|recensioni ) ( (
            negativa|negativo|google|pessima|trustpilot|zero|1|da|orribile / negative ) )
            / ( social|twitter|facebook|tiktok|giornali|stampa|tutti_gli_amici / lo_diro_a_tutti|striscia )""",
    },
    "reproach": {
        "why": """
            perche ( ( non|il|la|lo|sono|avete|nessuno|ancora|devo|mi|ci|dovrei|continuate / questo|i|le|vi|ogni ) )
            / quando ( pensate|avro|mi|ci|arrivera|sara|intendete|potro ) .?2 ( (
            finalmente|ricevere|rimborsate|riparare|fare|avere|risolvere / rimborsare|consegnate ) )
            / come ( osate|e_possibile|si_permette|vi_permettete|mai|fate_a|potete ) / dove|che_fine (
            e_finito|e_finita|sta|ha_fatto )? <mine> / (
            con_che_diritto|vi_sembra_normale|le_sembra_normale|ti_sembra_normale /
            e_normale|cosa_aspettate|che_succede|cosa_succede|si_puo_sapere|ma_che )""",
        "fix it": """
            ( esigo|pretendo|chiedo|voglio|aspetto|vorrei ) <very>? ( un|una|il|lo|delle|essere|i )? mio|miei? ( (
            rimborso|risarcimento|indennizzo|spiegazione|spiegazioni|scuse /
            compensazione|rimborsato|rimborsata|risarcito|soldi|indietro / risposta_chiara ) )
            / ( ( rimborsatemi|restituitemi|ridatemi|riparate|risolvete|smettetela /
            smettete|fate|muovetevi|leggete|ascoltate|ascoltatemi|spiegatemi /
            sistemate|datevi_una_mossa|arrangiatevi|rispondete ) ) /
            dovreste|fate_qualcosa|un_minimo|a_vostre_spese|sarebbe_ora|era_ora""",
    },
    "service": {"of ours": "<mine> / servizio_clienti|assistenza|corriere|call_center|operatore|customer_care"},
}

_IN_DIALOGUE: Mapping[str, Mapping[str, str]] = {
    "correction": {
        "i said": """
            ( ho|avevo|abbiamo ) ( gia|appena|solo )? (
            detto|chiesto|precisato|scritto|spiegato|specificato|indicato ) / (
            parlo|parlavo|volevo|chiedevo|intendevo|cerco|cercavo ) ( di|dire|invece|che|il|la|un|una|altro )
            / ( non|nn ) e|era|ho|intendevo|volevo|chiedevo|cercavo|parlavo <very>? ( (
            quello|cio|quella|questo|chiesto|detto|questa|la_mia|il_mio|vero / giusto|la|di ) )
            / ( niente_a_che_vedere|niente_a_che_fare|non_centra|non_c_entra /
            fuori_tema|che_centra|volevo_dire|parlo_di|non_parlo_di|tutt_altro )""",
        "you got it wrong": """
            ( ti|vi|si|state|stai|avete|hai|non|mi|mi_hai ) ( (
            sbagli|sbagliate|sbaglia|sbagliando|capito_male|frainteso|confondi /
            confondete|capisci|capite|capisce|capito|ascolti|ascoltate|leggi / leggete|letto|capiscono ) )
            / capito|letto|risposto male|altro|di_fretta|a_caso / rispondete|rispondi
            altro|a_caso|a_tutt_altro|a_vanvera / risposta|domanda|data|citta|lingua|direzione sbagliata|errata /
            e|era sbagliato|falso|errato|il_contrario|sbagliata / ^ no ,? (
            non|io|e|avete|hai|volevo|intendevo|ma|affatto ) / malinteso|frainteso|equivoco /
            leggi|leggete|rileggi|ascolta ( la_mia|il_mio|bene|quello|cosa|un_po|mi / <stop> )""",
    },
    "refusal": {
        "did not help": """
            non mi|ci|ti|e|ha|hai|avete|stato?3 <very>?2 ( (
            aiuta|aiutato|serve|servito|basta|convince|risponde|risolve|risolto /
            cambia|utile|aiuti|aiutate|d_aiuto|di_aiuto|risposto|rispondi|chiaro / pertinente ) )
            / ( inutile|inutilmente|senza_successo|invano|senza_risultato|senza_esito /
            niente_da_fare|non_porta_da_nessuna_parte|da_nessuna_parte / nessun_effetto|poco_utile )
            / gia ( ( provato|fatto|testato|tentato|riavviato|verificato|letto|guardato / visto|controllato|provata
            ) ) / nessuno|nessuna|niente ( di ) ( questi|queste|quelli|tutto|quello|cio ) /
            stesso|stessa|stessi|stesse ( ( problema|errore|risposta|messaggio|risultato|cosa|risposte|storia /
            schermata|frase ) )
            / ancora|sempre ( ( niente|nulla|lo_stesso|la_stessa|bloccato|bloccata|uguale|sbagliato /
            il_problema|gli_stessi|rotto ) ) /
            lascia_stare|lascia_perdere|lasci_stare|fa_niente|pazienza|non_importa""",
    },
    "dislike": {
        "do not like": """
            non mi|ci|lo|la? <very>? ( piace|piacciono|interessa|convince|va|attira|sopporto|amo|gusta|voglio ) / (
            odio|detesto|non_fa_per_me|non_e_il_mio|non_e_per_me|niente_di_che /
            cosi_cosi|noioso|noiosa|non_granche|poco_convinto|poco_convinta )""",
        "too much": """
            troppo ( caro|cara|lungo|lontano|tardi|presto|piccolo|grande|complicato|lento /
            complicata|lenta|costoso|costosa|alto ) / fuori_budget|non_me_lo_posso_permettere|esorbitante|esagerato""",
    },
    "another": {
        "something else": """
            altro|altra|altri|altre ( ( cosa|soluzione|opzione|idea|possibilita|proposta|modo|albergo /
            ristorante|volo|data|orario|modello ) )? / qualcosa|niente di ( meglio|diverso|piu|meno )
            / ( meno_caro|piu_economico|piu_presto|piu_tardi|piu_vicino|piuttosto / al_suo_posto|invece ) / (
            e_se|prova|provate|cerca|cercate|altrimenti|allora|in_tal_caso / nessun_altro )""",
    },
    "repetition": {
        "again": """
            ancora ( una_volta|un|una|la_stessa|lo_stesso|non / <stop> ) / ( gia|appena ) .?2 ( (
            detto|spiegato|dato|chiesto|risposto|inviato|scritto|fornito|segnalato / chiamato|mandato|raccontato ) )
            / ( seconda|terza|quarta|quinta|sesta|decima|ennesima|tre|quattro|cinque /
            dieci|mille|tante|troppe|diverse|piu|due|terzo|quarto|quinto|ennesimo / secondo|3|4|5 ) ( (
            volta|volte|chiamata|messaggio|mail|sollecito|richiesta|intervento /
            reclamo|chiamate|messaggi|solleciti|tentativo|telefonata ) )
            / vi|ti|le|lo? ripeto|richiedo|sollecito|ribadisco|ridico / come ( ho|gia|avevo|vi|ti ) .?3 (
            detto|dicevo|spiegato|scritto|indicato ) / (
            ogni_volta|tutte_le_volte|di_continuo|continuamente|costantemente /
            sistematicamente|di_nuovo|nuovamente|un_altra_volta|quante_volte /
            ci_risiamo|ricomincia|ricominciare|rifare|tutti_i_mesi|ogni_mese / per_la_milionesima|da_capo|daccapo )
            / ripetete|ripeti|continuate_a|continui_a|sempre_le_stesse""",
    },
    "turns_down": {
        "no answer": """
            ^ ( mah|beh|ehm|oh|mi_spiace|veramente|in_realta|ok|e|ma / , )?3 ( no|nope|macche|mai|nessuno|nessuna|niente
            / nemmeno|neanche|neppure|per_niente|assolutamente_no / non ( mi|ci|lo|la|li )? (
            piace|interessa|va|convince
            / ho|voglio|posso|sono|e|era|funziona|serve ) )
            !( ,? ( grazie|problema|problemi|preoccuparti|preoccuparsi|altro|serve_altro|basta|va_bene / solo|solamente
            )
            )""",
    },
    "at_a_loss": {
        "does not know": """
            ( non|nn ( lo|ne|me_lo )? ( so|saprei|sono_sicuro|sono_sicura|ricordo|mi_ricordo|ho_idea|conosco|capisco )
            !( come|se_posso|dove|piu ) / boh|nessuna_idea|non_ho_idea|chi_lo_sa|mai_sentito|mai_sentita|mai_visto /
            non_mi_viene_in_mente|non_mi_viene_niente|che_vuol_dire|cosa_significa )""",
    },
    "denial": {"no": "^ no|nope / , no", "not": "non|mai|niente|nulla|nessuno|nessuna|nessun|senza|ne|piu"},
}

_TONE: Mapping[str, Mapping[str, str]] = {
    "sarcasm": {
        "praise": """
            ( complimenti|congratulazioni|bravi|bravissimi|bel|bella|bello|ottimo / geniale|fantastico|meraviglioso
            ) ( ( per|il|la|i|lavoro|servizio|davvero|organizzazione|efficienza|modo /
            figura|serieta|esperienza|roba ) )
            / complimenti|congratulazioni|bravi ( <stop> ) / grazie ( di|per ) ( (
            niente|nulla|avermi|avere|aver|il_ritardo|la_perdita / la_vostra_incompetenza ) )
            / che ( ( efficienza|sorpresa|velocita|barzelletta|vergogna|organizzazione|bravi /
            serieta|professionalita ) ) / ( guarda_caso|ovviamente|come_al_solito|come_sempre|tanto_per_cambiare /
            mi_viene_da_ridere|ma_per_favore|ma_va|ahah|ah_ah|lol )""",
    },
    "satisfaction": {
        "thanks": """
            -<nots> ( grazie|ringrazio|perfetto|perfetta|ottimo|ottima|fantastico|fantastica /
            eccellente|impeccabile|benissimo|top|figo|felice|contentissimo /
            contentissima|gentilissimo|gentilissima|gentilissimi|bravissimi|grato / grata )
            / -<nots> <very> ( ( contento|contenta|soddisfatto|soddisfatta|felice|bene|buono|buona /
            utile|chiaro|gentile|gentili|efficiente|veloce|cortese|disponibile ) )
            / ( tutto|adesso|ora|questo|si ) mi|e|ha? (
            funziona|va_bene|risolto|aiutato|chiaro|a_posto|perfetto|sistemato|ok ) / buona (
            giornata|serata|continuazione|domenica ) / (
            nulla_da_dire|consiglio|consigliatissimo|adoro|piacere|la_prendo /
            lo_prendo|prendo|va_bene|di_accordo|daccordo )""",
    },
    "no_problem": {
        "fine": """
            nessun|nessuna|senza|zero|mai_avuto|mai_un ( (
            problema|problemi|reclamo|guasto|urgenza|ritardo|preoccupazione|errore / lamentela|fretta ) )
            / ( funziona|va|risolto|riparato|sistemato|sbloccato|rientrato ) ( (
            bene|adesso|ora|perfettamente|finalmente|benissimo|di_nuovo|grazie / alla_grande ) )
            / ( tutto|e_tutto|e ) ( risolto|ok|a_posto|in_ordine|perfetto|chiaro|bene|regolare ) /
            non_e|non_sono|niente_di ( grave|urgente|arrabbiato|arrabbiata|male|deluso|delusa|di_fretta ) / (
            non_preoccuparti|non_si_preoccupi|non_preoccupatevi|con_calma /
            senza_fretta|non_ce_fretta|quando_volete|quando_potete|quando_puoi /
            fa_niente|nulla_da_dire|niente_da_segnalare|tutto_bene|non_urgente )""",
    },
    "question": {
        "plain": """
            come|quanto|quanti|quante|quale|quali|qual / dove ( posso|trovo|si|sono|e|vedo ) / quando (
            arriva|posso|scade|inizia|apre|parte ) / a_che_ora|fino_a_quando|che_orari|che_cosa|cosa / ( (
            posso|si_puo|potete|puoi|puo|e|sono|accettate|avete|fate|ce|ci_sono / siete|devo|esiste ) ) .?6 $
            / e_possibile|sarebbe_possibile / ( vorrei|desidero|cerco|volevo|voglio ) ( (
            sapere|conoscere|modificare|aggiungere|avere|prenotare|ordinare /
            cambiare|attivare|ottenere|un|una|dei|sottoscrivere|acquistare|aprire /
            mettere|prendere|consultare|informazioni ) )""",
        "request": """
            ^ ( buongiorno|buonasera|salve|ciao|grazie|si|ok ,? )?2 ( (
            prenota|trova|mostra|dammi|invia|aggiungi|cambia|indica|dimmi|spiega /
            prenotate|inviate|mandate|aggiungete|potete|potreste|puoi ) )""",
    },
    "contrast": {"but": "ma|pero|tuttavia|comunque|eppure|mentre|invece|nonostante"},
    "negative": {"bad word": "-<nots> <bad_word>"},
    "positive": {"good word": "-<nots> <good_word>"},
}

_NEED: Mapping[str, Mapping[str, str]] = {
    "distress": {
        "harm": """
            ( suicidio|suicidarmi|farla_finita|uccidermi|ammazzarmi|morire /
            farmi_del_male|sparire|buttarmi|togliermi_la_vita /
            non_voglio_piu_vivere|voglia_di_vivere|non_ha_piu_senso_vivere )
            / ( mi|ci|lo|la ) ( ( picchia|minaccia|perseguita|aggredisce|insulta|maltratta / minacciano ) ) /
            ( aggredito|aggredita|perseguitato|perseguitata|minacciato|minacciata /
            minacce|stalking|ricatto|ricattano|violenza|violentata ) / (
            in_pericolo|ho_molta_paura|ho_tanta_paura|terrorizzato|terrorizzata|spaventato|spaventata|impaurita /
            impaurito|mi_sento_male|mi_sento_malissimo / ho paura ( $ / , / di|per|che .?4 (
            perdere|perdo|perdiamo|morire|muoia|casa|tutto|figlio|figlia|figli|vita|male|sola|solo|succeda ) ) )""",
        "cannot cope": """
            ( non_ce_la_faccio|non_ce_la_facciamo|non_ne_posso_piu_di_vivere /
            allo_stremo|allo_stremo_delle|stremato|stremata|esaurito|esaurita /
            a_pezzi|distrutto|distrutta|crollo|sto_crollando|crollata|disperato /
            disperata|disperati|disperazione|panico|angoscia|angosciato|angosciata /
            ansia|attacco_di_panico|attacchi_di_panico|crisi_di_nervi|depressione / depresso|depressa|burnout )
            / ( piango|piangere|piangendo|lacrime|singhiozzo|tremo|non_dormo / non_dormiamo|non_dormo_piu|incubi ) /
            non ( so|sappiamo ) piu? ( cosa|come|che|a_chi|dove|da_chi ) (
            fare|rivolgermi|andare|sbattere|dire|altro)? / non_ho_piu (
            la_forza|le_forze|il_coraggio|nessuno|speranza|energie )? / senza_via_di_uscita|senza_speranza
            / completamente|totalmente|cosi|davvero persa|perso|sola|solo / sono (
            sola|persa|smarrita|smarrito|sconvolta|sconvolto|traumatizzata / traumatizzato ) / (
            supplico|imploro|vi_scongiuro|aiuto_vi_prego|vi_prego_aiutatemi /
            per_pieta|pieta|sos|aiutatemi_vi|disperatamente )""",
    },
    "hardship": {
        "need": """
            non ( ( posso|possiamo|riesco|so|riusciamo|potro|so_come|sappiamo_come|ho_piu / ho ) )
            piu|nemmeno|neanche? a? .?2 ( ( pagare|mangiare|sfamare|scaldare|scaldarci|comprare|curare|vivere /
            arrivare|dare_da_mangiare|mantenere|soldi ) )
            / come|per|di_che|poter ( ( pagare_lo_affitto|pagare_laffitto|sfamare|mangiare /
            comprare_da_mangiare|pagare_le_medicine|arrivare_a_fine_mese / dare_da_mangiare ) ) / (
            senza|niente|piu|non_ho|nn_ho|nessun ) ( piu|un|piu_il|il|un_solo )? ( (
            riscaldamento|elettricita|corrente|soldo|soldi|euro|cibo|mangiare|casa /
            reddito|stipendio|insulina|farmaci|medicine|medicina|acqua_calda|acqua /
            tetto|gas|lavoro|ossigeno|luce|farmaco ) )
            / ( sfratto|sfrattato|sfrattata|sfrattano|sfrattati|pignoramento|pignorato /
            pignorano|sovraindebitamento|per_strada|senzatetto|disoccupato /
            disoccupata|licenziato|licenziata|cassa_integrazione ) / perso (
            il_lavoro|la_casa|tutto|tutti_i|lavoro|il_posto ) / (
            tutti_i_risparmi|tutti_i_miei_risparmi|tutti_i_nostri_risparmi /
            fine_del_mese|fine_mese_non|staccano_la|staccato_la_luce / staccato_il_gas )""",
        "ill or gone": """
            <close_one> ( e|ha|sta|sono|era|non|che|appena|senza )?3 .? ( (
            morto|morta|mancato|mancata|deceduto|deceduta|morendo|malato|malata /
            ricoverato|ricoverata|ospedale|disabile|invalido|scomparso|scomparsa /
            coma|tumore|cancro|freddo|fame|febbre|operato|operata|insulina ) )
            / lutto|funerale|funerali|aborto / sono|rimasto|rimasta vedovo|vedova / sono|gravemente|molto ( (
            malato|malata|disabile|invalido|invalida|ricoverato|ricoverata /
            diabetico|diabetica|cardiopatico|ferito|ferita ) ) / (
            ho|ha|abbiamo|sono|sta|siamo|faccio|fa un|il|la|in? tumore|cancro|chemio|chemioterapia|dialisi|ospedale /
            cure_palliative|al_pronto_soccorso / sola|solo|freddo|senza|niente|fame .?5 neonato|neonata|incinta|bambini
            /
            soldi|soldi_che_mi_servivano .?3 ( affitto|medicine|mangiare|mutuo|cibo|bambini ) )
            / bloccato|bloccata|sola|abbandonato|abbandonata|persa|bloccati (
            in_aeroporto|allo_estero|in_stazione|in_mezzo|per_strada|di_notte|al_freddo ) / (
            non_so_dove_andare|non_so_dove_dormire|dormire_per_strada / casa|appartamento|cantina .?2
            allagata|allagato|bruciata|bruciato|distrutta|crollata|fiamme / perso .?3 incendio|alluvione|terremoto )""",
    },
    "urgent": {
        "words": """
            -<not_urgent> ( urgente|urgenti|urgentissimo|urgentissima|urgenza|emergenza / urgentemente ) / (
            il_prima_possibile|prima_possibile|al_piu_presto|quanto_prima /
            fate_presto|fai_presto|faccia_presto|fate_in_fretta /
            appena_possibile|piu_in_fretta_possibile|piu_presto_possibile /
            nel_piu_breve|immediatamente|immediato|immediata|subito|all_istante /
            seduta_stante|senza_indugio|senza_ritardo|d_urgenza|con_priorita /
            prioritario|prioritaria|priorita|in_fretta|velocemente|di_corsa / tempestivamente )
            / ( ( serve|devo|deve|dovete|bisogno|voglio|fate|risolvete|rispondete / bloccate|aiutate|va|occorre ) )
            .?4 ( adesso|ora|subito|rapidamente|immediatamente|oggi|in_fretta )
            / ( non_puo_aspettare|non_posso_aspettare|non_posso_piu_aspettare /
            non_ce_tempo|non_ho_tempo|il_tempo_stringe|questione_di_ore|sbrigatevi /
            muovetevi|vitale|critico|critica|ho_fretta|abbiamo_fretta )""",
    },
    "outage": {
        "down": """
            <system> .?4 ( ( caduto|caduta|caduti|giu|down|in_tilt|guasto|fermo|ferma|ferme|fermi /
            non_disponibile|inaccessibile|staccato|bloccato|bloccata|bloccate|ko /
            fuori_servizio|irraggiungibile|offline|crashato|crollato ) )
            / ( ( nessun|nessuno|nessuno_dei|tutti|tutte|tutti_i|i_nostri|tutta|meta|i / le_nostre|le ) ) .?2 (
            <people> ) non? .?3 ( ( riesce|possono|puo|bloccati|bloccato|lavorare|incassare|accesso /
            accedere|accedono|fermi|collegarsi|riescono|lavora ) )
            / guasto|blocco|incidente|interruzione|disservizio|down ( (
            generale|totale|grave|critico|di_produzione|del_servizio|completo / globale ) ) / (
            perdita_di_dati|dati_persi|perso_tutti_i_dati|fuga_di_dati|ransomware /
            attacco_informatico|attivita_ferma|produzione_ferma|produzione_e_ferma / tutto_fermo|tutto_bloccato ) /
            ( perdendo|perdiamo|costa|costando ) .?3 ( euro|soldi|clienti|vendite|fatturato ) / tutta|intera la? (
            azienda|ditta|squadra|produzione|societa|catena|linea )""",
    },
    "deadline": {
        "by when": """
            ( entro|entro_le|entro_la|entro_il|prima_di|prima_delle / <needed> .?6 per le|la? ) ( <weekday> )
            / entro ( mezzogiorno|oggi|domani|stanotte / le|la|il|lo !( anno|mese|estate|primo|secondo ) / . ore )
            / prima (
            di_partire|della_partenza|della_chiusura|della_scadenza|del_volo|che_chiuda|che_chiudano|che_parta )
            / ( <leaves> .?3 / <needed> .?6 / ho|abbiamo|mancano|manca|restano|resta solo? / entro ) tra|fra|in? (
            meno_di|due|una|un|tre|dieci|venti|trenta|quindici|poche|pochi / . )?2 ( ora|ore|minuti|minuto|h|min )
            / ( mio|il|nostro|la|un|lo|una|mia ) <event> ( e|parte|decolla|inizia|comincia|chiude|scade ) .?2 ( (
            domani|tra|fra|alle|oggi|sabato|lunedi|martedi|mercoledi|giovedi / venerdi|domenica|stasera ) )
            / ( ( parto|partiamo|decollo|imbarco|traslochiamo|trasloco|firmo|firmiamo /
            mi_sposo|partorisco|parte ) ) .?2 ( domani|tra|fra|stasera|sabato|lunedi|alle|oggi ) / (
            scadenza|termine|ultimo_giorno|tempo_massimo ) ( e|domani|oggi|scade|tra )? ( domani|oggi|stasera / tra . )
            / scade ( domani|stasera|oggi / tra|fra ( poche|pochi / . ) ore|minuti )
            / oggi ( stesso|tassativamente|altrimenti ) / <needed> .?6 ( oggi|domani|domattina|stasera ) <stop>
            / ( tassativamente|altrimenti_e_tardi|prima_che_sia_troppo )""",
    },
}

_OF_THE_BOT: Mapping[str, Mapping[str, str]] = {
    "bot_sorry": {
        "found nothing": """
            ( mi_dispiace|mi_spiace|dispiace|spiacente|spiacenti|purtroppo|scusa /
            scusi|scuse|rammarico|non_disponibile|completo|fallito|introvabile ) / non|nessun|nessuna|niente .?2 ( (
            trovato|potuto|capito|possibile|disponibile|risultato|risultati /
            corrisponde|risposta|ristorante|hotel|volo|informazioni|in_grado / accesso|riuscito ) )
            / non ( posso|riesco|capisco|possiamo|trovo|dispongo ) / ( (
            riformulare|riformula|riprovare|riprova|riprovate|provare|prova|altro / preferisci|preferisce ) ) /
            errore|problema""",
    },
    "bot_suggests": {
        "suggestion": """
            ( che_ne_dici|che_ne_dice|che_ne_direste|ti_consiglio|le_consiglio|vi_consiglio|ti_suggerisco|le_suggerisco
            /
            ti_propongo|le_propongo|hai_provato|ha_provato|avete_provato|puoi_provare|puo_provare|potresti_provare /
            potrebbe_provare|hai_gia_visto|conosci|conosce|ti_piacerebbe|le_piacerebbe|vorresti|vorrebbe|ho_trovato /
            abbiamo|potrebbe_piacerti|potrebbe_piacerle|ti_andrebbe|le_andrebbe )
            / ( ce|ci_e|ci_sono|e_se ) ( un|una|alcuni|alcune|diversi|diverse|provassimo|provassi )""",
    },
    "bot_asks_fact": {
        "fact": """
            (
            quanti|quante|quale_e|qual_e|quando|a_che_ora|che_giorno|in_che_giorno|per_quando|in_quale_citta|che_citta /
            da_dove|a_nome_di|a_che_nome|il_suo_numero|il_tuo_numero|il_suo_nome|il_tuo_nome|la_sua_email|la_tua_email )
            / ( hai|ha|avete|hai_gia|ha_gia|le_serve|ti_serve|vi_serve|hai_bisogno|ha_bisogno ) (
            un|una|il|la|lo|di|altro
            / qualcosa ) / altro_posso|qualcosa_altro|posso_aiutarla_in_altro|posso_aiutarti_con_altro|serve_altro
            / ( vuoi|vuole|volete|desidera|desideri|devo|posso ) ( che|prenotare|confermare|procedere|inviare|aggiungere
            / annullare|cercare|prenoti|confermi ) / conferma|confermi|puo_confermare|puoi_confermare""",
    },
    "bot_asks_opinion": {
        "how is it": """
            ( cosa_ne_pensi|cosa_ne_pensa|che_ne_pensi|che_ne_pensa|che_ne_dici /
            che_ne_dice|ti_piace|le_piace|vi_piace|ti_e_piaciuto|le_e_piaciuto /
            va_bene_per_te|va_bene_per_lei|ti_va|ti_interessa|le_interessa / cosa_ti_piace|come_ti_e_sembrato )""",
    },
}

CUES: Mapping[str, tuple[Rule, ...]] = {
    kind: _NOTATION.rules(1.0, rules)
    for kind, rules in {**_ILL_WILL, **_WHAT_FAILED, **_IN_DIALOGUE, **_TONE, **_NEED, **_OF_THE_BOT}.items()
}
