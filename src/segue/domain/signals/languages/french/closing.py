"""French: how a talk with a human agent closes."""

from __future__ import annotations

from segue.domain.signals.languages.closing import closing

WORDS = {
    "bye": "au_revoir aurevoir a_bientot salut adieu a_plus a_plus_tard bye ciao a_la_prochaine",
    "soft": """
        non oui ok okay daccord parfait super tres_bien bien bon genial nickel entendu impeccable top et alors donc
        svp sil_vous_plait sil_te_plait bonne_journee bonne_soiree bon_week_end bon_weekend bonne_fin_de_journee
        bonne_continuation a_vous_aussi vous_aussi egalement de_meme ca_marche ca_fonctionne ca_marche_maintenant
        cest_bon cest_parfait cest_note pour_le_moment pour_linstant madame monsieur cordialement""",
    "chat": "chat tchat conversation discussion session echange",
    "stop": """
        terminer terminez termine fermer fermez ferme clore clos clot finir finissez arreter arretez cloturer cloturez
        mettre_fin_a""",
    "deed": """
        envoyer envoie envoyons envoyer_ons enverrai enverrons rembourserai rembourserons rembourser rappellerai
        rappellerons rappeler verifierai verifierons contacterai contacterons contacter tiendrai tiendrons reviendrai
        reviendrons recontacterai recontacterons informerai informerons livrerons remplacerons remplacer ferai ferons
        creerai creerons transmettrai transmettrons transmettre echangerons reparerons commanderai ecrirai ecrirons
        occupe occuperai occuperons procederai procederons annulerai annulerons programmerai crediterons appellerai
        previendrai previendrons donnerai donnerons organiserons prolongerons rouvrirai appeler prevenir faire_parvenir
        revenir_vers recontacter verifier livrer reparer creer annuler credite renvoyer occuper""",
    "future_passive": """
        envoye envoyee envoyes rembourse remboursee rembourses livre livree livres credite creditee contacte contactee
        traite traitee repare reparee remplace remplacee expedie expediee effectue rappele rappelee prevenu prevenue
        annule annulee""",
    "get": "recevrez recevras serez aurez obtiendrez",
}
CLOSING = closing(
    words=WORDS,
    thanks="""
        ( non )? ( merci|merci_beaucoup|mille_mercis|grand_merci|un_grand_merci|merci_bien|je_vous_remercie|
        je_te_remercie|merci_infiniment ) ( a_vous|a_toi|encore|beaucoup|bien|bcp )?2
        ( ( pour|de ) ( votre|ton|tout|toute|lassistance|la|les|vos|le )? ( aide|votre_aide|temps|patience|soutien|
        reponse|reponses|assistance|laide|renseignements|informations|infos )? )?""",
    done="""
        ( cest|cetait|ce_sera|ca_sera|voila|voila_cest|donc_cest|ce_serait ) ( tout|bon ) ( pour_moi|pour_aujourdhui|
        pour_le_moment|pour_linstant|alors|merci )?
        / ( rien|non_rien ) ( dautre|de_plus ) ( pour_moi|pour_aujourdhui )?
        / ( jai ) ( maintenant|bien )? ( tout|toutes_les_reponses|toutes_mes_reponses|tout_ce_quil_me_faut|
        tout_ce_dont_javais_besoin|ma_reponse|fini|termine ) ( ce_quil_me_faut|ce_quil_me_fallait|
        ce_dont_javais_besoin )?
        / ( on|nous ) ( a|avons ) ( fini|termine ) / ( plus|pas ) ( dautres|dautre|de ) ( questions|question )
        / ( vous_avez|ca_a|cela_a ) repondu ( a )? ( toutes|ma|mes|tout )?2 ( question|questions )?
        / je dois ( y_aller|partir|vous_laisser|te_laisser|filer ) / tout est ( regle|clair|resolu|ok )""",
    end="""
        ( vous_pouvez|tu_peux|pouvez_vous|peux_tu|je_veux|je_voudrais|jaimerais|je_souhaite|on_peut|nous_pouvons|
        veuillez|merci_de|je_vais|je_peux|je_souhaiterais )? ( maintenant|donc|bien|sil_vous_plait )? <stop>
        ( le|la|cette|ce|cet|notre|lechange|a_la|a_cette )? ( <chat> )
        ( maintenant|alors|svp|sil_vous_plait|ici|la|avec_vous )?2
        / ( cest|cetait|ce_sera ) tout ce ( que_je|dont|quil ) ( voulais_savoir|javais_besoin|me_fallait|voulais|
        avais_besoin|me_faut )
        / je ( nai|ai ) plus ( besoin ( de_rien|de_rien_dautre|daide|de_votre_aide ) / ( de|dautres|aucune|dautre ) (
        question|questions ) )
        / je nai ( pas ( dautre|dautres ) ( question|questions ) / besoin ( de_rien_dautre|de_rien|de_rien_de_plus )
        )""",
    promises="""
        ( je|nous|on ) ( vous|te|le|la|les|lui|y|men|nous_en|me )?2 <deed>
        / ( je|nous|on ) ( vais|allons|va ) ( vous|te|le|la|les|lui|men|nous_en|me|donc|maintenant|egalement )?3
        ( <deed> )
        / ( vous|tu ) ( allez|vas )? ( recevrez|recevras|recevoir|obtiendrez|aurez_de_mes_nouvelles|
        serez_recontacte|serez_rembourse|serez_contacte|serez_livre|serez_rappele|serez_remboursee|serez_contactee )
        / ( sera|seront|va_etre|vont_etre ) ( . )?2 <future_passive>
        / ( colis|commande|remboursement|livraison|technicien|argent|montant ) ( . )?2 ( arrivera|partira|passera|
        viendra|
        sera_sur_votre_compte )
        / ( je_vous_promets|je_te_promets|je_vous_garantis|nous_vous_garantissons|je_men_occupe|jenvoie|
        je_vous_envoie )""",
    not_promised="^ ( si ) / ( ne|ni ) ( . )?3 ( pas ) / ( quand|lorsque ) ( . )?2 ( recevrez )",
    rules_out="""
        ( nest|nest_malheureusement|ne_sont|nest_plus|ne_sera|netait|ne_serait ) ( malheureusement|helas )? ( pas|
        plus )?
        ( possible|remboursable|remboursables|disponible|disponibles|autorise|couvert|couverte|prevu|eligible|inclus|
        valable|reparable|livrable )
        / ( je|nous|on ) ( ne ) ( vous )? ( peux|pouvons|peut|pourrons|pourrai ) ( malheureusement )? ( pas|plus )
        ( vous|le|la|les )? ( rembourser|annuler|changer|modifier|livrer|proposer|prolonger|echanger|reprendre|accorder|
        offrir|reparer|remplacer|envoyer|faire )
        / ( ne_peut|ne_peuvent|ne_pourra ) ( malheureusement )? ( pas|plus ) etre ( rembourse|annule|modifie|change|
        livre|echange|repare|repris|prolonge|remboursee|annulee|modifiee|echangee|reparee )
        / ( ca|cela ) ne ( marche|fonctionne|marchera|fonctionnera ) pas ( avec|sur|dans )
        / ( en_rupture_de_stock|hors_garantie )""",
    not_ruled_out="^ si / ( pourquoi ) / ( tant_que|sans|avant|sauf|jusqua )",
)
