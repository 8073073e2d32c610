"""Italian words and turns of phrase that the rules of `requests` are put together from.

Elided words are written in full here ("lo operatore", "una operatrice"): see `spelling`. "è" is "e", "c'è" is "ce".
"""

from __future__ import annotations

WORDS = {
    # --- small words
    "adverb": """
        solo soltanto davvero veramente anche adesso ora subito finalmente direttamente proprio semplicemente
        urgentemente immediatamente velocemente rapidamente gia ancora quindi allora forse magari invece piuttosto
        assolutamente per_favore per_piacere per_cortesia cortesemente gentilmente pf al_piu_presto
        il_prima_possibile un_attimo un_po a_voce di_persona al_telefono per_telefono telefonicamente online in_chat
        in_diretta comunque lo_stesso prima io noi personalmente pure grazie unicamente esclusivamente almeno ci ne
        mi urgente eventualmente piu tranquillamente espressamente seriamente appunto tantissimo tanto molto
        volentieri pls""",
    "polite": """
        buongiorno buonasera salve ciao pronto hello hey grazie grazie_mille per_favore per_piacere per_cortesia
        cortesemente gentilmente pf pls prego scusi scusa scusate ok okay si no urgente subito adesso ora
        immediatamente velocemente mi_scusi signore signora bot buona_sera buon_giorno buon_pomeriggio
        cordiali_saluti saluti vi_prego la_prego ti_prego al_piu_presto ancora qui solo allora dai buona_giornata
        il_prima_possibile please""",
    "opening": """
        ma e quindi allora poi ok si no beh senti senta sentite ascolta ecco altrimenti basta piuttosto scusi scusa
        scusate buongiorno buonasera salve ciao pronto grazie per_favore per_piacere pf pls bot robot aiuto problema
        oggetto richiesta per adesso ora invece comunque perfavore o senno prego solo dai insomma vi_prego la_prego
        ti_prego""",
    "the": """
        un uno una il lo la i gli le dei degli delle del dello della dell vostro vostra vostri vostre tuo tua suo
        sua nostro mio mia miei qualche qualsiasi un_vostro una_vostra un_altro una_altra altri il_vostro la_vostra
        il_suo la_sua il_tuo uno_dei_vostri una_delle_vostre uno_dei uno_di qualunque il_mio la_mia i_vostri
        dei_vostri questo questa di 1 un_po_di ogni alcuni quel quello quella""",
    "joining": """
        per_favore per_piacere per_cortesia grazie pf pls per adesso ora subito velocemente immediatamente e che
        perche quando in a ma se o qui ci da urgente urgentemente al il con mi di su oggi domani poi piuttosto vero
        non altrimenti capace si buongiorno perfavore invece piu al_piu_presto direttamente della anziche tramite
        sul prima vi ti sono""",
    "about": """
        di del della dei sul sulla su per riguardo circa in_merito_a in_merito_al in_merito_alla a_proposito_di
        rispetto_a""",
    "with": """
        con col cn coi co a al allo alla ai agli alle ad presso da dal dallo dalla verso w insieme_a con_l solo_con
        direttamente_con anche_con piuttosto_con soltanto_con invece_con""",
    "non": "non nn mai senza",
    # --- who
    "front": """
        operatore operatrice operatori operatrici agente agenti consulente consulenti addetto addetta addetti
        assistente assistenti rappresentante rappresentanti impiegato impiegata impiegati funzionario funzionaria
        incaricato incaricata interlocutore interlocutrice collaboratore collaboratrice referente gestore gestori
        centralinista teleoperatore perito liquidatore broker customer_care_agent telefonista receptionist operator
        agent""",
    "lead": """
        responsabile responsabili manager supervisore supervisori supervisor capo capoufficio capi direttore direttrice
        superiore superiori dirigente caporeparto titolare capoturno direzione""",
    "skilled": """
        tecnico tecnici tecnica esperto esperta esperti specialista specialisti dipendente dipendenti collega colleghi
        commerciale commesso commessa venditore venditrice professionista ingegnere sportellista informatico signore
        signora tizio qualcuno_dello_staff membro_dello_staff membro_del_team membro_del_vostro_team staff personale
        contabile ragioniere""",
    "human": "umano umana umani essere_umano esseri_umani persona_umana persone_umane",
    "people": "persona persone gente uomo donna individuo voce ragazzo ragazza cristiano",
    "someone": """
        qualcuno qualcuna qualcun_altro qualcunaltro qualcuno_altro uno_di_voi uno_vero una_vera chi_di_dovere
        chi_di_competenza chi_di_voi chi_se_ne_intende uno_dei_vostri un_altro_di_voi un_vostro""",
    "before": """
        vero vera veri vere autentico autentica altro altra bravo brava buon buona semplice unico singolo singola
        cavolo_di dannato maledetto santo nuovo normale""",
    "after": """
        umano umana umani umane reale reali vero vera veri vere in_carne_e_ossa in_carne_ed_ossa fisico fisica
        fisiche vivo viva competente competenti qualificato qualificata disponibile disponibili libero libera liberi
        clienti cliente commerciale tecnico tecnica specializzato specializzata italiano italiana telefonico
        telefonica esperto esperta normale al_telefono in_linea online del_servizio_clienti del_vostro_team di_turno
        dal_vivo dedicato dedicata addetto in_persona virtuale_no dello_assistenza della_assistenza della_filiale
        del_supporto del_negozio della_banca di_zona locale bravo capace serio seria preparato preparata fisicamente""",
    "thing": """
        virtuale virtuali vocale vocali google alexa immobiliare immobiliari patogeno maggiorenne maggiorenni anziana
        anziane disabile disabili giuridica di_password dei_file telefonici_mobili sociale legale mobile atmosferici
        di_commercio segreto artificiale""",
    "service": "servizio servizi ufficio uffici reparto centro settore team divisione area",
    "desk_kind": """
        clienti cliente tecnico tecnica commerciale reclami reclamo vendite fatturazione fatture amministrazione
        amministrativo legale frodi antifrode abbonamenti spedizioni resi sinistri rimborsi rimborso prenotazioni
        contabilita personale competente giusto giusta consumatori pagamenti mutui prestiti tributi anagrafe qualita
        informatico postvendita post_vendita acquisti garanzie garanzia sicurezza crediti recupero_crediti contratti
        disdette assistenza supporto carte relazioni_con_il_pubblico preposto apposito bagagli umano ordini consegne""",
    "desk_name": """
        servizio_clienti servizio_cliente assistenza_clienti assistenza_tecnica assistenza_cliente customer_care
        customer_service call_center callcenter centralino numero_verde helpdesk help_desk supporto_tecnico
        supporto_clienti segreteria sportello assistenza supporto hotline reception assistenza_umana supporto_umano
        aiuto_umano back_office servizio_assistenza servizio_di_assistenza centro_assistenza centro_di_assistenza""",
    "place": "filiale negozio agenzia banca sede",
    "bot": """
        bot robot chatbot macchina macchine computer ia ai intelligenza_artificiale programma software algoritmo
        automa automi risponditore risponditore_automatico assistente_virtuale operatore_virtuale
        consulente_virtuale sistema_automatico sistema_automatizzato voce_registrata voce_automatica gpt chatgpt
        androide risposte_automatiche messaggi_automatici risposta_automatica disco_registrato agente_virtuale
        intelligenza automatico robottino bots sistema_computerizzato""",
    "bot_before": "stupido semplice dannato maledetto cavolo_di solito vero vera freddo",
    "being": "vero vera reale reali vivo viva qualcuno senziente ragazza ragazzo signora signore",
    # --- verbs
    "talk": """
        parlare parlarci parlarne parlar parla parli parlo discutere discuterne discuto confrontarmi confrontarci
        conversare chattare chatto dialogare comunicare conferire interloquire trattare relazionarmi
        avere_a_che_fare rivolgermi rivolgerci mettermi_in_contatto mettermi_in_comunicazione mettersi_in_contatto
        entrare_in_contatto essere_in_contatto essere_in_linea avere_un_contatto avere_un_colloquio avere_un_dialogo
        avere_una_conversazione fare_due_chiacchiere fare_quattro_chiacchiere scambiare_due_parole interagire
        spiegarmi spiegare_il_problema spiegare_la_situazione lamentarmi chiarire vederla vedermela
        risolvere_la_cosa sentirmi parlae colloquiare avere_un_confronto metterci_in_contatto interfacciarmi
        prendere_appuntamento fissare_un_appuntamento prendere_un_appuntamento avere_un_appuntamento
        prenotare_una_chiamata esporre_il_problema vedere_la_cosa guardarci parlarle""",
    "talking": "parlando chattando discutendo conversando dialogando scrivendo comunicando",
    "contact": """
        contattare contatto chiamare raggiungere sentire avere trovare incontrare vedere interpellare telefonare
        scrivere richiamare consultare ottenere reperire rintracciare beccare coinvolgere contattarvi
        avere_al_telefono chiamo""",
    "want": """
        voglio vorrei vorremmo vogliamo vorei volevo volevamo desidero desidererei desideriamo desideravo gradirei
        gradiremmo preferisco preferirei preferiamo preferiremmo avrei_preferito avrei_voluto mi_piacerebbe
        ci_piacerebbe ho_bisogno abbiamo_bisogno avrei_bisogno avremmo_bisogno mi_serve mi_servirebbe ci_serve
        mi_occorre mi_necessita necessito necessitiamo ho_necessita avrei_necessita devo dovrei dobbiamo dovremmo
        posso potrei possiamo potremmo si_puo si_potrebbe chiedo chiediamo chiederei pretendo pretendiamo esigo
        esigiamo cerco cerchiamo sto_cercando stavo_cercando provo sto_provando tengo insisto intendo ho_urgenza
        ho_voglia avrei_voglia mi_urge bisogna_che_io ho_chiesto richiedo richiediamo faccio_richiesta spero speravo
        aspetto sto_aspettando vado chiedevo mi_tocca amerei mi_va mi_basta avrei_piacere ho_urgente_bisogno
        ho_assoluto_bisogno vorrrei ho_estremo_bisogno ambirei vi_chiedo le_chiedo ti_chiedo mi_servirebbero scelgo
        opto""",
    "want_one": """
        voglio vorrei vorremmo vogliamo volevo desidero desidererei desideriamo gradirei preferisco preferirei
        preferiamo mi_piacerebbe_avere ho_bisogno abbiamo_bisogno avrei_bisogno avremmo_bisogno mi_serve
        mi_servirebbe ci_serve ci_servirebbe serve servirebbe mi_occorre mi_occorrerebbe necessito necessitiamo
        ho_necessita chiedo pretendo esigo cerco sto_cercando richiedo chiediamo cerchiamo aspetto sto_aspettando
        posso_avere potrei_avere possiamo_avere potremmo_avere vorrei_avere voglio_avere mi_urge ho_chiesto
        si_puo_avere mi_ci_vuole ci_vuole ci_vorrebbe preferirei_avere ho_urgente_bisogno ho_assoluto_bisogno
        desidero_avere preferisco_avere mi_serve_urgentemente devo_avere vi_chiedo le_chiedo""",
    "can": "potro potremo posso potrei possiamo potremmo si_puo si_potrebbe devo dobbiamo dovrei",
    "able": "poter potere riuscire_a avere_la_possibilita_di avere_modo_di",
    "move_me": """
        passami passatemi passarmi passarci passateci mettimi mettetemi mettermi metterci metteteci collegami
        collegatemi collegarmi collegarci connettimi connettetemi connettermi trasferiscimi trasferitemi trasferirmi
        trasferirci girami giratemi girarmi indirizzami indirizzatemi indirizzarmi indirizzarci inoltrami
        inoltratemi inoltrarmi reindirizzami reindirizzatemi reindirizzarmi dirottami dirottatemi dirottarmi
        rimandami mandami mandatemi mandarmi portami portatemi spostami spostatemi passamelo passatemelo rimettimi
        dirigimi dirigermi prestatemi affidatemi""",
    "move": """
        passiate mettiate trasferiate colleghiate indirizziate passi passa passate passo passare passasse passaste
        passassi metta mette mettete metti mettere metteste mettesse colleghi collega collegate collegare connetta
        connette connettete connettere connetti trasferisca trasferisce trasferite trasferisci trasferire giri gira
        girate girare indirizzi indirizza indirizzate indirizzare inoltri inoltra inoltrate inoltrare reindirizzi
        reindirizza reindirizzare mandi manda mandate mandare dirotti dirottare porti porta portate spostare passino
        mettano""",
    "moved": """
        messo messa messi trasferito trasferita trasferiti collegato collegata connesso connessa reindirizzato
        reindirizzata indirizzato indirizzata passato passata inoltrato inoltrata dirottato girato""",
    "served": """
        richiamato richiamata richiamati contattato contattata contattati ricontattato ricontattata chiamato chiamata
        aiutato aiutata assistito assistita seguito seguita servito servita ascoltato ascoltata ricevuto ricevuta
        richiamare contattare chiamare ricontattare aiutare assistere seguire ricevere servire gestito gestita""",
    "line": "in_contatto in_comunicazione in_linea in_collegamento in_relazione al_telefono in_attesa_di",
    "help": """
        chiamarmi chiami chiama chiamare richiamarmi richiami richiama richiamare contattarmi contatti contatta
        contattare ricontattarmi ricontatti aiutarmi aiuti aiuta aiutare rispondermi risponda risponde rispondere
        seguirmi segua seguire occuparsi occupi occuparsene verificare verifichi verifica guardare guardi
        intervenire intervenga parlarmi parli parlare scrivermi scriva assistermi assista spiegarmi spieghi gestire
        gestisca prendere prenda leggere legga controllare controlli darmi dia telefonarmi telefoni sentirmi
        richiamarci contattarci aiutarci risolva risolvere subentrare subentri visionare chiamarci aiutasse
        chiamasse chiamino contattino occupasse consigliarmi dare valutare valuti""",
    "give": """
        dammi datemi darmi trovami trovatemi trovarmi chiamami chiamatemi chiamarmi procurami procuratemi cercami
        cercatemi assegnatemi assegnami fornitemi mandatemi fatemi_avere fammi_avere passateci dateci fatemi_chiamare
        fammi_contattare""",
    "fetch": """
        chiama chiamate chiami chiamare coinvolgere coinvolgete coinvolga far_intervenire fate_intervenire
        fai_intervenire faccia_intervenire fai_venire fate_venire avvisate avvisare avvisa contattate trova trovate
        trovi interpellate fare_intervenire far_venire""",
    "said": """
        detto promesso confermato risposto riattaccato inviato mandato spiegato assicurato chiamato richiamato dato
        garantito informato consigliato chiesto trasferito aiutato contattato fatto rifiutato parlato preso annullato
        dimenticato proposto passato lasciato messo avuto mentito risolto cambiato venduto ripreso accolto ricevuto
        certificato fatturato avvisato bloccato aperto creato scritto verificato mancato insultato venuto stato stata
        cercato usato utilizzato rubato attivato suggerito indicato comunicato trattato visto sbagliato chiuso""",
    "told": "detto consigliato suggerito proposto chiesto invitato dice dicono dite dire obbligato costretto",
    "matter": """
        la_mia_pratica la_conversazione questa_conversazione la_chat questa_chat la_chiamata la_richiesta
        la_mia_richiesta il_caso il_mio_caso il_ticket il_mio_ticket la_pratica il_problema il_mio_problema
        la_segnalazione il_reclamo il_mio_reclamo la_questione la_telefonata tutto questo la_discussione
        questo_problema""",
    "could": "puo puoi potete potrebbe potresti potreste vuole vuoi volete deve devi dovete dovrebbe possono vorrebbe",
}

PHRASES = {
    "begin": "( ^ / , / <opening> )",
    "end": "&( $ / , / <joining> )",
    "role": "( <front> / <lead> / <skilled> )",
    "person": """
        ( ( <the>?2 <before>?2 ( <role> / <human> ) / ( <the>?2 vera|vere|veri|altra|unica / <the> ) <people> )
        <after>?3 ) !<thing>""",
    "department": """
        ( <the>?2 <before>? ( <service> di|dei|delle|per? <desk_kind>?2 / <desk_name> <desk_kind>? )
        / vostro|vostra|tua|mia|la <place> )""",
    "anyone": "( <person> / <someone> <after>? / <department> )",
    "bot_": "<the>?2 <bot_before>? <bot>",
    "real_one": "<the>?2 <before>? ( <human> / <people> / <being> / <role> ) <after>?2 !<thing>",
    "bot_or_human": "( <bot_> / <real_one> )",
    "please": "( <polite> / , )?4",
    # what stands before the verb when customers speak for themselves
    "i_want_to": "-<non> <want> <adverb>?3 di|a|che|per|da|con? <adverb>?",
    "can_i": "non? <can> <adverb>?3",
    "possible": """
        ( possibile|modo|maniera|possibilita|bisogno|voglia|necessita|urgenza|verso <adverb>?2 di|per|che_io|a?
        <can>? <adverb>? )""",
    "way": """
        ( come|dove|quando|perche|a_che_numero|quale_numero|con_quale_numero <adverb>? (
        si_fa|faccio|posso_fare|fare|devo_fare|si_puo|e_possibile|potrei_fare )? per|a|ad? <adverb>?2 )""",
    "let_me": """
        ( fatemi|fammi|farmi|lasciatemi|lasciami|lasciarmi|permettetemi|aiutatemi|aiutami|aiutarmi|fateci / mi|ci
        faccia|fate|fai|lasci|lasciate|permetta|aiuti|aiuta|aiutate|fa|facciate ) <adverb>? a|di?""",
    "imperative": "<begin> <adverb>?2 a|di?",
    "own_voice": "( <i_want_to> / <can_i> / <possible> / <way> / <let_me> / <imperative> ) <able>?2",
    "of_what": "( <about> .?6 )?",
    "with_one": "( <of_what> <adverb>? <with> <adverb>? <anyone> / <adverb>? <person> )",
    "can_you": """
        ( non? <could> <adverb>?3 / <begin> / vi|la|ti|le prego|chiedo|pregherei di / vogliate|voglia /
        prego|pregasi|chiedo|gradirei|cortesemente di?
        / si_puo|si_potrebbe )""",
    "i_want_one": """
        ( ( -<non> <want_one> / <begin> <want_one> ) <adverb>?2 di|dell|a|che? <adverb>? / bisogno|necessita
        <adverb>? di )""",
    "can_i_have": """
        ( <can_i> / <i_want_to> / possibile|modo di / <way> <can_i>? )
        avere|vedere|ottenere|trovare|richiedere|incontrare|sentire""",
    "move_to_me": "( <move_me> / mi|ci <could>? <adverb>? <move> / <could> <adverb>? <move_me> )",
    "can_help": "( puo|potrebbe|possa|potra|riesce_a|deve|dovrebbe|possono ) <adverb>? mi|ci|si|lo? <help>",
    "is_there": """
        non? ( ce / ci e|sono|sarebbe / c e / avete|avreste|hai|avresti|ha_un / esiste|esistono / sono_disponibili )
        <adverb>? un_po_di?""",
}
