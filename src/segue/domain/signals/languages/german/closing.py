"""German: how a talk with a human agent closes."""

from __future__ import annotations

from segue.domain.signals.languages.closing import closing

WORDS = {
    "bye": """
        tschuss tschuess tschus tschau ciao ciau auf_wiedersehen wiedersehen auf_wiederschauen auf_wiederhoren servus
        bis_dann bis_bald bis_spater ade pfiat_di machs_gut machen_sie_es_gut""",
    "soft": """
        nein nee ne ok okay ja gut super prima perfekt toll klasse alles_klar in_ordnung passt alles_gut wunderbar fein
        schon und dann also bitte so na einen_schonen_tag einen_schonen_abend schonen_tag schonen_tag_noch
        einen_schonen_tag_noch schonen_abend schonen_abend_noch schones_wochenende ein_schones_wochenende
        schonen_feierabend ihnen_auch dir_auch gleichfalls ebenfalls das_hat_geholfen hat_geholfen
        hat_geklappt es_geht_jetzt funktioniert_jetzt jetzt_geht_es vorerst gruss viele_grusse liebe_grusse""",
    "chat": "chat gesprach unterhaltung sitzung konversation livechat",
    "stop": "beenden schliessen abschliessen beende schliesse schliessen_wir beenden_wir zumachen",
    "we": "ich wir",
    "deed": """
        schicken schicke sende senden melden melde kummern kummere erstatten erstatte uberweisen uberweise prufen prufe
        rufen rufe mailen maile schreiben schreibe tauschen tausche ersetzen ersetze reparieren repariere buchen buche
        bestellen bestelle veranlassen veranlasse klaren klare leiten leite geben gebe stornieren storniere
        gutschreiben schreiben informieren informiere benachrichtigen benachrichtige liefern liefere versenden versende
        zuruckrufen zuruckerstatten weiterleiten einleiten leiten_ein ubernehmen ubernehme bringen bringe andern andere
        verlangern verlangere freischalten zusenden ausstellen nachreichen""",
    "then": "dann auch jetzt gleich nun noch naturlich selbstverstandlich umgehend sofort gerne sicher personlich",
    "by": """
        heute morgen ubermorgen montag dienstag mittwoch donnerstag freitag samstag sonntag ende woche wochen tag tage
        tagen stunde stunden minuten uhr monat nachste nachsten kommende kommenden innerhalb spatestens bald sobald
        umgehend sofort gleich""",
    "done_participle": """
        geschickt gesendet zugeschickt zugesendet erstattet geliefert uberwiesen gutgeschrieben repariert versendet
        ausgetauscht ersetzt gemeldet informiert benachrichtigt bearbeitet geklart veranlasst freigeschaltet angerufen
        zuruckgerufen zuruckerstattet""",
}
CLOSING = closing(
    words=WORDS,
    thanks="""
        ( nein )? ( danke|dankeschon|vielen_dank|besten_dank|herzlichen_dank|lieben_dank|tausend_dank|danke_schon|
        danke_sehr|merci|ich_danke_ihnen|ich_danke_dir ) ( nochmal|nochmals|sehr|vielmals|ihnen|dir|auch )?2
        ( fur ( die|ihre|deine|den|ihren|das|alles|eure )? ( schnelle|gute|tolle|freundliche|nette|liebe )?
        ( hilfe|zeit|unterstutzung|geduld|auskunft|beratung|antwort|info|infos|information|informationen|support|
        muhe )? )?""",
    done="""
        ( das_wars|das_war_es|das_war_s|wars_das|das_ist|das_war|mehr ) ( dann|auch|schon|eigentlich|soweit|fur_heute|
        von_mir|von_meiner_seite|erst_mal|erstmal|fur_den_moment )?3 ( alles|es )? ( dann|schon|gewesen|soweit|
        fur_heute|
        von_mir )?2
        / ( ich_habe|hab_ich|ich_hab|habe_ich ) ( jetzt|nun|dann )? ( alles|keine_fragen_mehr|keine_weiteren_fragen|
        sonst_keine_fragen|keine_frage_mehr ) ( was_ich_brauche|was_ich_brauchte|was_ich_wollte|was_ich_wissen_wollte )?
        / ( sonst|weiter ) ( habe_ich )? ( nichts|keine_fragen ) ( mehr|weiter )?
        / ( wir|ich ) ( sind|bin ) ( fertig|durch ) / ( meine )? ( frage|fragen ) ( ist|sind ) ( geklart|beantwortet )
        / ( damit|jetzt|nun )? ( ist|hat_sich ) ( alles|das|die_sache|es ) ( geklart|erledigt|gelost|beantwortet )
        / ich muss ( jetzt|nun|leider )?2 ( los|weg|weiter|gehen )""",
    end="""
        ( bitte|dann|jetzt|nun )?2 ( konnen_sie|kannst_du|sie_konnen|du_kannst|wir_konnen|konnen_wir|ich_mochte|
        ich_will|ich_wurde_gerne|ich_wurde|lassen_sie_uns|ich )? ( bitte|dann|jetzt|nun|hiermit|gerne|nun_auch )?2
        ( den|das|die|diesen|dieses|diese|unser|unseren|unsere )? <chat> ( bitte|jetzt|dann|nun|hier|damit|gerne )?2
        <stop>
        / ( bitte|dann )? ( beenden|schliessen|beende|schliesse ) ( sie|du|wir|ich )? ( bitte|jetzt|nun|hiermit )?
        ( den|das|die|diesen|dieses|diese|unser|unseren|unsere )? <chat> ( bitte|jetzt|dann|nun )?2
        / ( das_war|das_ist ) ( auch )? ( schon )? ( alles|das ) ,? was ich ( wissen_wollte|brauche|brauchte|wollte|
        fragen_wollte )
        / ( mehr|sonst|weiter|weiteres ) ( brauche|benotige|mochte|brauch ) ich ( jetzt|heute|im_moment|dann )? (
        nichts|
        nicht|nichts_mehr ) ( mehr|weiter )?
        / ich ( brauche|benotige ) ( jetzt|sonst )? ( nichts_mehr|nichts_weiter|sonst_nichts|keine_hilfe_mehr|
        keine_weitere_hilfe|nichts ) ( mehr )?""",
    promises="""
        ( ich|wir ) ( werde|werden ) ( . / , )?9 ( <deed> / <done_participle> )
        / ( wird|werden ) ( . )?9 <done_participle>
        / ( ich|wir ) <deed> <then>? ( ihnen|dir|sie|dich|euch|uns|mich|das|es|den|die|ihre|ihren|ihr|darum|einen|
        eine|ein|alles )
        / ( dann|und|da|das|es|morgen|heute|gleich|gerne|naturlich|daher|bis_freitag|bis_morgen ) <deed> ( ich|wir )
        / ( sie|du|ihr ) ( erhalten|bekommen|erhaltst|bekommst|horen|kriegen|kriegst ) ( . / , )?8 ( <by> / eine|einen|
        ihr|ihre|ihren|den|die|das|von_mir|von_uns|per )
        / ( ich|wir ) ( verspreche|versprechen|garantiere|garantieren )
        / ( geld|betrag|paket|lieferung|ersatz|ware|gutschrift|techniker|bestellung|erstattung ) ( kommt|ist|geht|
        erfolgt|trifft ) ( . )?5 <by>""",
    not_promised="""^ ( wenn|falls|sofern ) / ( nicht|kein|keine|keinen ) ( . )?3 ( versprechen|garantieren ) / werde
        nicht""",
    rules_out="""
        ( ist|sind|ware|geht|ist_es|ist_das ) ( . )?4 ( nicht|nicht_mehr ) ( moglich|erstattungsfahig|lieferbar|erlaubt|
        verfugbar|zulassig|vorgesehen|abgedeckt|machbar|gultig|kompatibel|erhaltlich|enthalten|vorratig|reparierbar )
        / ( das|es|so|dies ) ( geht|klappt|funktioniert ) ( leider|so|hier|damit|bei_uns|dann )?3 ( nicht|nicht_mehr )
        / ( ( ich|wir ) ( kann|konnen|darf|durfen ) / ( kann|konnen|darf|durfen ) ( ich|wir ) ) ( . / , )?8 nicht (
        mehr )? ( erstatten|stornieren|andern|liefern|
        anbieten|verlangern|umtauschen|tauschen|zurucknehmen|gewahren|ausstellen|reparieren|ersetzen|machen|ubernehmen|
        erlassen|versenden|schicken|auszahlen|wiederherstellen|ruckgangig_machen|zusenden|zusagen )
        / ( kann|konnen|darf ) ( . )?4 ( leider|nicht )? nicht ( mehr )? ( erstattet|storniert|geandert|geliefert|
        umgetauscht|repariert|verlangert|wiederhergestellt|zuruckgenommen|zuruckgegeben ) werden
        / ( ausgeschlossen|ausverkauft ) $""",
    not_ruled_out="""^ ( wenn|falls|sofern ) / ( ob|warum|weshalb|wieso ) ( . )?6 nicht / ( bis|bevor|ohne|solange|
        ausser )""",
)
