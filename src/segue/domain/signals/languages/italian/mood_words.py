"""Italian words that the cues of moods are put together from. Elided words are written in full: see `spelling`."""

from __future__ import annotations

MOOD_WORDS = {
    "very": """
        molto troppo davvero veramente proprio cosi completamente totalmente assolutamente alquanto abbastanza tanto
        estremamente sempre ancora super piuttosto particolarmente piu del_tutto un_po tutto mica affatto per_niente gia
        stato stata""",
    "nots": "non mai piu nessun nessuna senza niente nulla ne nn poco",
    "span": """
        minuti minuto ora ore giorno giorni settimana settimane mese mesi anno anni secoli secolo una_vita eternita""",
    "liked": """
        contento contenta soddisfatto soddisfatta contenti felice normale accettabile serio professionale corretto
        granche un_granche all_altezza degno convinto convinta giusto possibile""",
    "service_noun": """
        ordine pacco consegna fattura bolletta rimborso pratica richiesta conto carta abbonamento contratto
        prenotazione biglietto volo treno bagaglio valigia tecnico internet connessione modem linea rete app
        applicazione sito programma servizio filiale banca assicurazione polizza prodotto articolo apparecchio
        telefono appuntamento reclamo bonifico sinistro indennizzo riscaldamento risposta mail soldi pagamento
        camera albergo hotel spedizione""",
    "work": """
        funziona funzionano funzionava va parte apre carica risponde passa invia mostra collega connette arriva
        arrivano arrivato arrivata ricevuto ricevuta consegnato consegnata rimborsato rimborsata risolto riparato
        attivato attivata cambia cambiato riconosce accetta accreditato disponibile accessibile possibile conforme
        funzionare stampa sincronizza succede carica_piu caricano vanno""",
    "broken": """
        guasto guasta rotto rotta bloccato bloccata danneggiato danneggiata difettoso difettosa perso persa perduto
        smarrito smarrita errore errori incompleto incompleta macchiato graffiato sbagliato sbagliata mancante
        introvabile inaccessibile ritardo ritardi impossibile sparito sparita rifiutato rifiutata respinto annullato
        annullata scaduto strappato vuoto vuota fallito disservizio guasti malfunzionamento crash bug staccato
        staccata irraggiungibile offline caduta cade lentissima lentissimo""",
    "took": """
        addebitato prelevato fatturato perso annullato inviato rubato promesso rifiutato cancellato bloccato sospeso
        mentito dimenticato chiuso staccato cambiato aumentato disdetto ignorato ingannato truffato rotto rovinato
        preso fatto consegnato lasciato riattaccato incassato detto messo raddoppiato mandato""",
    "close": """
        marito moglie madre padre figlio figlia figli bambino bambina bambini fratello sorella mamma papa compagno
        compagna nonna nonno genitori famiglia neonato neonata bimbo bimba bimbi amico amica suocera zio zia""",
    "system": """
        produzione server sito sistema piattaforma applicazione app rete database cassa casse software gestionale
        api servizio posta telefonia centralino internet fabbrica negozio pagamenti""",
    "people": """
        dipendenti utenti clienti squadre colleghi collaboratori negozi pazienti filiali postazioni studenti
        infermieri autisti azienda squadra ufficio nessuno uffici operai""",
    "weekday": """
        lunedi martedi mercoledi giovedi venerdi sabato domenica domani stasera mezzogiorno mezzanotte oggi
        domattina domani_mattina domani_sera questo_pomeriggio stamattina dopodomani fine_giornata
        la_fine_della_giornata fine_mese fine_settimana la_settimana questa_settimana stanotte sera""",
    "event": """
        volo aereo treno matrimonio esame udienza colloquio firma partenza viaggio funerale operazione riunione
        appuntamento scadenza termine lancio consegna concorso presentazione visto passaporto autobus traghetto
        imbarco rogito""",
}

NEGATIVE = """
    abusivo abusiva affronto assurdo assurda atroce arrabbiato arrabbiata basta brutto brutta casino catastrofe
    catastrofico cattivo cattiva delirio delude deludente deludenti delusa delusi deluso delusione demenziale
    deprimente disastro disastroso disdicevole disgustato disgusto disgustoso disonesti disonesto disorganizzati
    esasperante esasperato esasperata fallimento fastidio fastidioso follia frustrante frustrato frustrata furto grave
    imbarazzante imbecille imbroglio imbroglioni inaccettabile inaffidabile inammissibile incapace incapaci incivile
    incompetente incompetenti incompetenza incredibile incubo indecente indecenza indegno ingiustificato ingiusto
    inqualificabile insoddisfatta insoddisfatto insopportabile intollerabile inutile inutili irrispettoso irritante
    ladri ladro lamentela lentezza lento lenta maleducata maleducati maleducato male mediocre menefreghismo mentito
    menzogne orrendo orribile osceno patetico penoso peggio peggiore pessima pessime pessimi pessimo porcheria
    problema problemi raggiro reclamo ridicola ridicolo robaccia scadente scandalo scandaloso scandalosa scarso scarsa
    schifo schifoso scocciato scorretto scorretti seccante seccato sgarbato spazzatura squallido stanco stufo stufa
    stupido tremendo triste truffa truffatori umiliante vergogna vergognoso vergognosa vergognosi
"""

POSITIVE = """
    adoro affidabile amo bello bella bene benissimo bravi bravissimi bravo brava carino comodo complimenti contenta
    contento cordiale cortese disponibile divertente eccellente efficiente entusiasta fantastico fantastica felice
    felicissima felicissimo figo geniale gentile gentilissima gentilissimi gentilissimo grata grato grazie impeccabile
    incantevole lieto meraviglioso migliore ottima ottimi ottimo perfetta perfetto piacere piacevole preciso
    professionale rapido rapida rassicurante riconoscente rapidissimo simpatico soddisfatta soddisfatto splendido
    strepitoso stupendo super top utile utilissimo valido veloce velocissimi
"""
