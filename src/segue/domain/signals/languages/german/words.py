"""German words and turns of phrase that the rules of `requests` are put together from.

Words are base forms as `spelling` gives them, without umlauts: "mochte" is "möchte", "wurde" is "würde".
"""

from __future__ import annotations

WORDS = {
    # --- small words
    "adverb": """
        bitte mal doch jetzt nun sofort gleich dringend lieber gerne einfach endlich noch noch_mal wieder nur auch
        direkt
        personlich kurz vielleicht umgehend unbedingt schnell eben halt ja denn eigentlich wirklich echt zuerst erst
        heute
        lieber_doch doch_lieber einmal tatsachlich schon deshalb daher also stattdessen so hier da live telefonisch bald
        schnellstens schnellstmoglich unverzuglich auf_der_stellen wenn_moglich am_liebsten viel_lieber sehr ganz
        hiermit
        freundlicherweise netterweise zu_der_not mit_ihnen dann dazu dafur""",
    "polite": """
        bitte danke jetzt sofort hallo hi hey ja nein ok okay moin servus guten_tag guten_morgen guten_abend tag
        dringend
        gleich mal nur schnell dann doch also so hier heute noch_mal vielen_dank gruss_gott na bitteschon herr frau
        endlich
        umgehend lieber ich_sagte einfach gerne und aber sorry""",
    "opening": """
        und aber also dann bitte ok okay hallo hi hey ja nein nee danke jetzt nun sonst oder deshalb daher darum moin
        tag
        morgen abend servus stattdessen sondern so bot problem hilfe herren sorry gut""",
    "stop": """
        nicht ohne nie niemals weder keinesfalls dass weil warum wieso ungerne niemand kein weshalb gesagt""",
    "the": """
        ein der die das den dem des ihr euer dein so_ein noch_ein solch_ein irgend_ein dies diesen diesem dieser
        jeden jeder welchen ein_von_ihnen ein_von_ihr ein_von_euer ihr_team ein_ihr ein_ihr ein_euer""",
    "with": "mit mitt mti",
    "at": "mit mitt mti an zu in bei von durch auf",
    "to_whom": "an zu in mit bei",
    "me": "mich mir uns",
    "joining": """
        bitte jetzt sofort danke und der die das mit aus von fur wegen zu in bei am dran dringend hier heute gleich oder
        habe sprechen nicht kein_bot kein statt denn weil da dem den an bekommen kriegen sehen horen um als lieber
        einschalten her der_mir uber bezuglich endlich reden zu_der wer""",
    "mine": "mein sein unser",
    "compared": "dich dir sie ihnen",
    "able": """
        mich uns kann_ich darf_ich konnte_ich kann_man konnen_wir darf_man konnte_man durfen_wir geht klappt hilft
        stimmt
        funktioniert lauft reicht verstehe_ich weiss_ich""",
    # --- who
    "front": """
        mitarbeiter sachbearbeiter berater betreuer ansprechpartner agent operator vertreter servicekraft angestellt
        beamt
        verkaufer customer_service_agent teammitglied ansprechstelle""",
    "lead": "vorgesetzt chef manager supervisor verantwortlich zustandig",
    "skilled": "techniker experte spezialist fachmann kollege personal mechaniker gutachter disponent",
    "human": "mensch person menschlich_wesen lebewesen mensch_aus_fleisch_und_blut",
    "someone": """
        jemand leute ein_mensch wen wem ein_von_ihnen ein_von_euch ein_von_euer_leute irgend_jemand irgend_wen
        irgend_wem""",
    "kind": """ naturlich
        echt richtig real wirklich menschlich lebend lebendig leibhaftig kompetent qualifiziert personlich ander nett
        freundlich frei verfugbar nachst technisch fahig deutschsprachig deutsch englischsprachig entsprechend erfahren
        ausgebildet geschult vernunftig normal manuell live direkt best gescheit leitend hoher neu erst zustandig
        verantwortlich kundendienst service support hotline chat technik real_life scheiss verdammt ganz
        real_existierend
        call center team bank tatsachlich wahrhaftig kunden_service customer it vertrieb sales beschwerde""",
    "thing": """
        werden rabatt rabatte nummer id ausweis konto zugang app portal login bewertung rolle schulung karriere job jobs
        stellen stellen bot tarif mehr pro gehalt vertrag ordner lizenz lizenzen account zahl umfrage karte parkplatz
        hinzufugen anlegen entfernen einladen losch loschen bewerben bewerten melden einstellen einstellung modus liste
        buchen mitnehmen hinzubuchen versichern abmelden anmelden umbuchen eintragen andern""",
    "managed": """
        hinterlegen eintragen angeben andern hinzufugen loschen anlegen einladen bewerten mitnehmen versichern
        konfigurieren benennen bevollmachtigen anmelden abmelden registrieren entfernen belohnen empfehlen uberweisen
        schenken werden""",
    "professional": """
        arzt arztin krankenschwester pfleger pflegekraft apotheker apothekerin therapeut therapeutin psychologe
        psychologin anwalt anwaltin jurist juristin steuerberater lehrer lehrerin makler""",
    "desk_name": """
        kundendienst service_team support_team customer_service customer_support kunden_service kunden_dienst
        live_chat first_level_support technisch_support technisch_kundendienst""",
    "desk": "support abteilung service hotline team abteilung verwaltung rezeption empfang buro rechtsabteilung",
    "bot": """
        bot chat_bot automatisiert automatisch virtuell_assistent kunstlich_intelligenz digital_assistent bot
        kunstlich sprach_bot kunstliche_intelligenz automatischen_system automatisches_system automatisierten_system
        automatisiertes_system automatische_antwort automatisierte_antwort automatischen_antworten""",
    "bot_kind": """
        dumm blod bloden blode scheiss verdammt dammlich dummen dumme doof doofen doofe dein euer virtuell virtuellen
        kunstlich kunstliche kunstlichen sturen seelenlos seelenlosen reine reiner automatische automatischen""",
    "being": """
        real echt lebendig lebend menschlich echt_person jemand_echt wirklich_person fake mann frau kunstlich
        automatisiert""",
    # --- verbs: the customer's own voice
    "want": "mochte will wurde wollte muss muss sollte brauche verlange verlange mag versuche hoffe mochte gedenke",
    "can": "kann konnte darf konnen durfte durften dirf dart",
    "can_ask": """
        kann konnen konnte konnte kannst konntest konntet wurde wurdest wurdet will willst wollt magst mogen hatte
        hattest darf lassen
        durfte""",
    "talk": """
        sprechen reden telefonieren chatten schreiben quatschen kommunizieren unterhalten austauschen verhandeln
        zu_tun_habe verbunden_werden verbinden_lassen klaren abklaren diskutieren durchsprechen weitersprechen
        weiterreden
        weiterchatten weiterschreiben kontakt_aufnehmen aufnehmen treten kommen verbunden_sein sprechen_durfen bereden
        talken speaken
        weitermachen connecten""",
    "reach": """ erklaren schildern erzahlen mitteilen
        sprechen erreichen kontaktieren anrufen habe bekommen kriegen an_der_telefon am_telefon am_apparat konsultieren
        hinzuziehen einschalten finden sprechen_durfen an_der_strippe dran_habe ansprechen_konnen an_der_telefon
        an_der_apparat
        vermitteln_bekommen""",
    "connect": """
        verbinden durchstellen weiterleiten ubergeben vermitteln transferieren umleiten eskalieren durchschalten
        zusammenbringen zuruckrufen verbunden weitergeleitet durchgestellt ubergeben_werden weiterverbunden vermitteln
        weitergegeben weitergereicht ubergeben ubermitteln durchreichen ruberstellen rubergeben uberstellen
        hochstellen""",
    "connected": """
        verbunden weitergeleitet durchgestellt ubergeben weiterverbunden vermitteln weitervermittelt durchgeschaltet
        transferiert weitergegeben weitergereicht""",
    "bring": """
        geben holen rufen schicken bring bringen besorg besorgen zeig schaff holen organisier such vermitteln nenn""",
    "help_to": """
        hilfe helfen antworten ubernehmen ran anrufen zuruckrufen ansehen anschauen angucken kummern melden kontaktieren
        prufen
        erklaren bearbeiten unterstutzen beraten weiterhelfen klaren schreiben sprechen reden einschalten annehmen
        nachsehen
        nachschauen uberprufen gegenlesen bestatigen losen durchgehen dazukommen dazuholen zuschalten drubersehen
        drubergucken draufschauen sagen mitlesen entscheiden telefonieren drum_kummern betreuen  lesen  begleiten""",
    "help_that": """
        anrufen zuruckrufen hilft kummert meldet ubernimmt ansieht anschaut anguckt antwortet kontaktiert bearbeitet
        weiterhilft pruft erklart drankommt kommt beantwortet entscheidet drubersieht draufschaut betreut nachsieht
        berat
        liest dazukommt spricht redet ubernehmen""",
    "call": "anrufen zuruckrufen kontaktieren zuruckmelden melden ruckruf_geben telefonisch_kontaktieren",
    "word": """ gesprachstermin
        ruckruf anrufen gesprach telefonat termin telefontermin beratungsgesprach beratungstermin chat kontakt antwort
        verbindung hilfe hilfe beratung weiterleitung auskunft kontaktaufnahme vermittlung telefongesprach meeting
        videoanruf uberleitung unterhaltung ubergabe ruckmeldung durchstellung beistand""",
    "matter": """
        mich uns das es mir mein_anliegen mein_fall den_fall den_chat mein_anrufen die_sache diesen_chat diesen_fall
        mein_beschwerde die_anfrage mein_anfrage die_beschwerde dies mein_ticket den_vorgang diesen_vorgang
        mein_problem mein_fall die_angelegenheit der_fall""",
    "there": """
        da hier dort online verfugbar erreichbar frei dran anwesend in_der_haus am_platz zu_sprechen in_der_leitung
        in_der_chat ansprechbar wach in_der_dienst vor_ort drin""",
    "denying": "nicht nie niemals keinesfalls ungerne auf_kein_fall nicht_unbedingt keineswegs",
    "needs": "brauche will mochte verlange verlange wurde brauche wollte brauche mag brauchst musst muss hatte",
    "no_need": "notig notwendig erforderlich notwendigkeit gewunscht gebraucht brauche vonnoten danke bitte",
    "past": """
        gesprochen telefoniert gechattet geredet geschrieben angerufen erreicht kontaktiert verbunden gesagt gemeint
        versprochen geholfen erklart bestatigt zugesagt weitergeleitet empfohlen beraten geraten behauptet aufgelegt
        bekommen erhalten mitgeteilt versichert getroffen bedient kennengelernt unterhalten geklart gefragt gebeten
        durchgestellt vertrostet abgewimmelt genannt zugesichert gehabt gewesen vereinbart gelobt""",
    "did": """
        sagte meinte hat war hatte versprach legte gab erklarte behauptete riet empfahl versicherte schrieb hatte

        waren sagten meinten teilte bestatigte kam fragte rief schickte ist wusste sagt meint kommt konnte_mir
        kummerte bot_mir
        nannte trug half wollte sprach""",
}

PHRASES = {
    "begin": "( ^ / , / <opening> )",
    "end": "&( $ / , / <joining> )",
    "w": "( !<stop> . )",
    "same": "( !<stop> !( ich|wir|kann|konnte|darf|bitte|verbinden|stellen|leiten|geben|holen ) . )",
    "wn": "( !<stop> !<at> !( uber|fur|aus|vor ) . )",
    "role": "( <front> / <lead> / <skilled> )",
    "my_own": "mein ( personlich|fest )? berater|betreuer|sachbearbeiter|ansprechpartner|agent|vertreter",
    "person": "( ( -<mine> ein|von? von? <the>?2 <kind>?4 ( <role> / <human> ) / <my_own> ) !<thing> )",
    "department": """
        ( <the>? ( <kind>?2 <desk_name> / <the> <kind>?2 ( <desk> / technik|it|vertrieb|bank|versicherung ) / <kind>
        <desk> ) !<thing> )""",
    "of": "( von|aus|in|bei|fur|vor <the>? <kind>? . )",
    "some": "( <someone> ( <kind> / <of> )?2 )",
    "anyone": "( <person> / <some> / <department> / ihnen_personlich )",
    "bot_": "<bot_kind>?2 <bot>",
    "bot_or_human": "<the>?2 kein? <kind>?3 <bot_kind>? ( <bot> / <human> / <front> / <being> ) !<thing>",
    "ich_will": """
        ( ich|wir|man <adverb>?3 <want> / <want> <adverb>?2 ich|wir|man / <begin> <adverb>?2 <want> /
        wurde|hatte|mochte|will ( ich|wir )? <adverb>?2 gerne|lieber|bitte )""",
    "can_i": """
        ( <can> <adverb>?2 ich|wir|man / ich|wir <adverb>?2 kann|konnte|darf|durfte|konnte <adverb>?3 ( bitte / mal )
        )""",
    "own": "( <ich_will> / <can_i> )",
    "can_you": """
        ( <can_ask> <adverb>?2 sie|du|ihr|man|mir|mich|uns / <ich_will> ,? dass sie|du|ihr|man|mich
        / <begin> bitte / bitte / ware <adverb>?3 nett|lieb|toll|super|gut|moglich|schon|freundlich )""",
    "speaking": "( zu? <talk> )",
    "a_way": """
        ( moglich|moglichkeit|moglichkeiten|option|chance|weg|bitte_darum|darum|darauf|gelegenheit|lust /
        verlange|verlange|bitte|vor|versuche|anliegen|ziel|wunsch|uberhaupt|hoffe )""",
    "sie": "( sie|du|ihr )",
}
