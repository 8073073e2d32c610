"""French: how people ask for a person, refuse one, and ask whether they talk to a bot.

The notation is explained in `grammar`; words and parts are in `words`; elided words arrive in full: "j'ai" as "je ai".
"""

from __future__ import annotations

from segue.domain.signals.languages.french.spelling import SPELLING
from segue.domain.signals.languages.french.words import PHRASES, WORDS
from segue.domain.signals.languages.grammar import Grammar, Notation

OTHER_MEANINGS = {
    "other agents": """
        agent|agents|agente|conseiller|conseillere|conseillers (
        immobilier|immobiliere|immobiliers|municipal|municipale|pathogene /
        de_securite|de_voyage|de_voyages|de_entretien|de_police|de_nettoyage /
        de_change|de_orientation|conjugal|en_image|double|secret|de_joueurs /
        nettoyant|conservateur|principal_de_education|en_evolution|fiscal / sportif|artistique|de_escale )""",
    "other people": """
        ( responsable|representant legal|legale|civile /
        par|deux|trois|quatre|cinq|chaque|tierce|meme|plusieurs|mauvaise|2|3|4 personne|personnes / vendeur|vendeuse
        de|de_le|particulier|sur / personne|personnes ( morale|agee|agees|handicapee|handicapees|majeure|mineure /
        physique_ou_morale|a_charge|a_prevenir|a_contacter|supplementaire / de_plus|tierce )
        / gestionnaire ( de_mots_de_passe|de_fichiers|de_taches|de_telechargement|de_paquets / de_contacts )
        / rendez_vous|rdv|passage|visite|venue avec|de le|un|votre|mon|ce? technicien / technicien|techniciens
        doit|devait|est|vient|passe|passera|viendra|fibre / assistant|assistante
        vocal|vocale|maternelle|social|sociale|google|personnel|de_direction / chef_de_projet|chef_de_produit )""",
    "other things": """
        ( ressources|droits|erreur|corps|nature|sciences|dignite|genre|etre_trop humaines|humaine|humain|de_le_homme
        / le corps humain / support de|mural|papier|pour|telephone|velo|en / standard|standards
        technique|techniques|de_qualite|iso / service gratuit|payant|inclus|propose|minimum|militaire|public /
        charge_de_travail
        / operateur|operateurs mobile|mobiles|telephonique|historique|virtuel|telecom|telecoms
        / changer|change|changement|quitter|autre|nouvel|ancien|mon|chez_un de? operateur|operateurs /
        siege_auto|siege_bebe )""",
    "what happened": """
        ( <person> / <someone> / <department> / personne ) ( . !( peut|pourrait|peux|va ) )?3 ( (
        ma|me_a|me_avait|me_ont|mavait|nous_a|nous_avait|nous_ont|lui_a|leur_a /
        a|avait|ont|avaient|est|etait|sont|devait|devaient|ne_ma|ne_me_a ) pas|jamais|bien|toujours|deja|rien|meme?
        <said>
        / ( devait|devaient|venait|disait|refuse|refusait|repondait|raccroche /
        pretend|affirme|dit|travaille|gagne|comprenait|sourit )
        / ( na|nont|ne_a|ne_ont|ne_me_a|ne_ma|ne_mavait|ne_nous_a|ne_vient /
        ne_repond|ne_est|ne_veut|ne_sait|ne_connait ) )""",
    "i had one": """
        je|on|nous|moi <adverb>? ai|a|avons|avais|avions|lai|en_ai <adverb>? deja|pas|bien|meme|rien? (
        voulu|pu|du|fini_par|essaye|essaye_de|tente_de|tente|reussi_a /
        cherche_a|ete|attendu|eu|parle|appele|contacte|joint|vu|discute / echange|rencontre|prevenu ) de|a? ( <talk>
        / <contact> / <served> / <line> )? ( <of_what> <with> )? hier? <anyone>""",
    "when it happens": """
        ( quand !( meme ) / ( lorsque|chaque_fois_que|a_chaque_fois_que|des_que|apres|avant /
        depuis_que|pendant_que|parce_que|apres_avoir|avant_de ) ) je|on|nous|vous|tu|il|elle|ils? <adverb>?2 <want>?
        <adverb>? de|a? ( <talk> <with_one> / <contact> <anyone> )""",
    "what if": """
        ( -<know> si je|on|vous|tu|il / ( faut_il|faudra_t_il|dois_je|doit_on|devrais_je|est_il_obligatoire_de /
        est_ce_obligatoire_de|oblige_de ) ) <adverb>?2 <want>? <adverb>? de|a? ( <talk> <with_one> / <contact>
        <anyone> )""",
    "told to": """
        -<i_tell> <told> moi|nous? de|que|a <adverb>?2 me|nous? ( <talk> <with_one> / <contact> <anyone> / <move>
        <line>? <with_one> )""",
    "was refused": """
        refuse|refuser|refusait|promis|promet|oublie|voulu|propose|proposait|devait|pretend de|que? me|nous|le|la
        ( <move> <line>? <with_one> / <help> ( par <anyone> )? )""",
    "others want": """
        ( il|elle|ils|elles|mari|femme|mere|pere|ami|amie|voisin|voisine|fils|fille|frere|soeur|client|cliente )
        veut|voulait|veulent|voudrait|souhaite|souhaitait|a_voulu|cherche|demande|doit|va|devait|a_demande a|de?
        ( <talk> <with_one> / <contact> <anyone> )""",
    "a job": """
        ( devenir|etre|travaille_comme|travailler_comme|poste_de|metier_de /
        offre_de|emploi_de|salaire_de|formation_de|recrutez|embauchez ) <adverb>?2 <the>?2 <role>""",
}

ABOUT_THE_BOT = {
    "are you": """
        ( ne? etes|es vous|tu / vous|tu ne? etes|es / tes / seriez|serais vous|tu / ce est|etait|serait /
        est_ce|ca_serait que_je_parle_a? / que_vous_soyez ) <adverb>?2 (
        pas|bien|vraiment|quand_meme|toujours|en_fait|reellement|encore / sur_que|considere_comme|aussi )?2 (
        <bot_or_human> / le_un / automatique|automatise|automatisee|artificiel|artificielle )""",
    "you a bot": "^ ( <polite> / , )?4 toi|vous|tu|tes <adverb>? <bot_or_human> ou|non|hein? .?4 $",
    "am i talking to": """
        ( -<que> je|on|nous <adverb>?2 / impression_que|dire_que|si|est_ce_que|esque je|on <adverb>?2 /
        suis_je|est_ce_que|sommes_nous|serais_je|impression_de|suis|si_ce_est ) <adverb>? ( <talking> / (
        ai_affaire|suis_en_contact|suis_bien|suis_la|suis_en_ligne /
        suis_en_relation|en_contact|en_ligne|en_communication ) / en_train_de|entrain_de <talk> ) <adverb>?
        bien|la|vraiment|toujours|reellement|en_ce_moment? <with> <adverb>? ( <bot_or_human> / quelquun .?3 )""",
    "talking i": """
        ( <talking> / ai|suis / parle ) je|t_on <adverb>? (
        affaire|en_contact|en_ligne|en_train_de|entrain_de|en_relation <talk>? )? bien|vraiment|actuellement? <with>
        <adverb>? <bot_or_human>""",
    "whom": """
        ( a|avec qui <adverb>?2 est_ce_que? ( je|on <adverb>? ( <talking> / suis_en_train|suis_en_ligne|ai_affaire )
        / <talking> je|t_on / ai_je_affaire / suis_je )
        / qui es|etes tu|vous $ / vous|tu etes|es qui|quoi $ )""",
    "who is behind": """
        ( ce_est|est_ce|quelque_part|a_t_il|y_a|est_ce_que? ( <real_one> / <someone> / <bot_> / qui|qui_est ) ) .?2
        ( derriere / qui|est|me|ce_est|vous_etes|a_le_autre_bout|de_le_autre_cote .?2
        ( repond|ecrit|lit|tape|repondez|redige|ecrivez|lisez|derriere|le_autre_bout|le_autre_cote|de_le_autre ) )
        / ( ce_est|est_ce ) <adverb>?2 ( <real_one> / quelquun|le_un <after>? ) ( qui|ou|hein|non / $ )""",
    "typed by one": """
        ( ( ecrit|ecrite|redigee|generee|repondu|redige|genere|rediges|generes|ecrits|generees|lu|lus|lue /
        gere|ecrites|automatise|tape )
        ) par ( <bot_or_human> )
        / est|sont ce|elles|ils? .?2 automatiques|automatisees|automatises|automatique""",
    "one reads": """
        ^ <polite>? ( est_ce_que|il_y_a|y_a )? <real_one> qui? ( lit|lise|repond|ecrit|tape ) ( mes|ce|ca|a|vraiment
        / $ )""",
    "whose honour": "a qui ai_je|je_ai|ai je? ( le_honneur|lhonneur|le_plaisir|affaire )",
    "in front of me": """
        ( ai|ai_je|il_y_a|y_a_t_il <adverb>? bien|vraiment|la? ( <bot_or_human> )
        en_face|devant|a_le_autre|de_le_autre )""",
    "with whom": "( je|on|nous <adverb>? <talking> a|avec qui )",
    "one or the other": """
        ( <real_one> ( ou|ou_bien|ou_a|ou_avec|ou_juste ) <adverb>? juste|plutot|a|avec|bien? ( <bot_> )
        / <bot_> ( ou|ou_bien|ou_a|ou_avec ) <adverb>? a|avec|bien? ( <bot_or_human> ) )""",
    "sounds like one": """
        ( ( ressemble|ressemblez|parle|parlez|repond|repondez|ecris|ecrivez|reagis / sent|sens|sentir|dirait|diriez
        ) ) a|comme|le|que_ce_est|que_vous_etes? ( <bot_> )""",
    "prove it": """
        ( prouve|prouvez|avoue|avouez|admets|admettez|sur|sure|certain|certaine /
        savoir|crois|pense|croire|convaincu ) moi? que|si|de?2 ( (
        je_parle_a|je_parle_avec|je_suis_en_contact_avec|tu_es|vous_etes|tes /
        ce_est|parler_a|ce_nest_pas|vous_netes_pas|avoir_affaire_a ) ) <adverb>? bien|pas|vraiment? <bot_or_human>""",
}

DECLINES = {
    "no wish": """
        ( <i> / <begin> )? ne? te|vous|lui? ( ai|avons|aurai|aurais )? ( (
        veux|veut|voulons|souhaite|souhaitons|souhaiterais|voudrais|desire /
        aime|aimerais|ai|tiens|compte|cherche|demande|prefere|prefererais /
        pense|vais|avons|a|aurai|voulais|demandais|reclame|envisage|vois ) )
        surtout|absolument|vraiment|certainement? <denies> <adverb>?2 besoin|envie|interet|demande|necessite?
        que|de|a|que_on? ( me|nous? ( <talk> <with> <adverb>? !( <bot_> ) <anyone> / <talk> a|avec?
        personne|quiconque|qui_que_ce_soit )
        / me|nous? <contact> <adverb>? !( <bot_> ) <anyone> / etre|detre|suis|sois <moved> <line>? <with_one>?
        / etre|sois <served> ( par <anyone> )? / ( que_vous_me|que_on_me|que_vous_nous )?
        rappeliez|appeliez|contactiez|rappelle / ( me|nous|vous_me <move> ) <line>? <with_one>? / attendre <anyone>
        / ( deranger|embeter|mobiliser|passer_par|avoir_affaire_a|faire_appel_a / impliquer|reparler_a ) <anyone> /
        !( <bot_> ) <person>
        / de? <someone> / que_vous_me|que_on_me|vous_me|on_me ( <move> /
        rappeliez|rappelle|passiez|mettiez|transferiez ) .?2 <with_one>?
        / ( que_un|que|un <adverb>? <anyone> me|nous <help> ) )""",
    "no need": """
        ( pas|aucun|aucune|nul|plus|point ( besoin|envie|la_peine|necessaire|utile|question|obligation|necessite /
        le_temps|le_envie|interet )
        / ( inutile|hors_de_question|ca_ne_sert_a_rien|superflu|surtout_pas / pas_oblige|hors_de_question ) )
        <adverb>? de|que|a|que_on|pour? me|nous|vous_me? ( <talk> <with> <anyone> / <talk> <with> personne /
        <contact> <anyone> / <move> <line>? <with_one>? / etre ( <moved>
        / <served> ) <line>? .?4 / attendre|attente <anyone> / <give> <anyone> /
        deranger|embeter|mobiliser|impliquer|reparler_a|passer_par <anyone>
        / !( <bot_> ) <person> / <someone> / de? <department> / rappeler / me|nous <help> )""",
    "no person": """
        ( <begin> non? / sans / surtout / et / je|on prefere|veux|prefererais ) pas|plus|sans de|avec|par|a?
        un|une|le|la|les|vos|votre? <before>? ( <role> / <human> / service_client|support|assistance|hotline /
        vrai|vraie ) <after>? <polite>? <end>""",
    "do not connect": """
        ne|arretez|arrete|evitez|evite|cessez|inutile de? me|nous|pas?2 ( <move> / (
        rappelez|appelez|contactez|derangez|demandez|prevenez|deranger / cherchez ) ) moi|nous|surtout? pas|plus?
        <line>? .?3 ( <with_one> )? &( pas / $ / , / <joining> / <anyone> )""",
    "do not": """
        ( me <move> / <move> moi|me|nous / rappelez|appelez|contactez|derangez|deranger moi? ) pas|surtout_pas .?2
        <with_one>?""",
    "no handover": """
        ( annulez|annuler|annule|annulez|anulez|oubliez|refuse|refusons|stoppez|pas_de|sans|non_a )
        le|la|ce|ta|votre|un|ma|de? demande? de?
        transfert|mise_en_relation|rappel|transfer|escalade|intervention_humaine|aide_humaine|contact_humain""",
    "without": """
        ( ( sans|au_lieu_de|plutot_que|plutot_que_de|a_le_lieu_de|eviter|eviter_de|evitons|evitons_de /
        evitant|evitant_de|refuse_de|refuse|deteste|horreur_de|deteste_de /
        me_passer_de|se_passer_de|pour_eviter|pour_eviter_de ) ) (
        personne|avoir_a|devoir|que_je_doive|de|a|avoir_besoin|avoir_besoin_de /
        besoin_de|etre_oblige_de|le_aide_de|le_intervention_de|passer_par / attendre|attente|oblige_de )?2
        me|nous|y? ( <talk> <with> !( <bot_> ) <anyone> / <talk> a|avec? personne|quiconque|des_gens / <contact>
        personne|quiconque / passer_par|en_passant_par <anyone> / <contact> !( <bot_> ) <anyone>
        / etre ( <moved> / <served> ) .?4 / ( passer|attendre|mobiliser|deranger|impliquer|solliciter par? )? !(
        <bot_> ) ( <person> / <department> ) / de_humain|de_conseiller )""",
    "rather not": """
        ( prefere|prefererais|aimerais|voudrais|aime|souhaite|souhaiterais / aimerait ) autant|mieux|bien?
        ne|eviter|evite de? pas|plus? me|nous? ( <talk> .?2 <with_one> / <contact> <anyone> / etre .?5 / <move> .?4
        <with_one> / avoir <anyone> )""",
    "rather the bot": """
        -<not_just> ( ( prefere|prefererais|veux|voudrais|souhaite|aime|aimerais|prefererai /
        suis_bien|suis_mieux|content|contente|contente_de|va|autant|mieux /
        preferons|on|continuons|restons|suis|suffit|me_va ) ) <adverb>?2 de|a|bien|mieux|largement|tres_bien? (
        rester|continuer|parler|discuter|echanger|dialoguer|voir_ca|traiter /
        regler_ca|poursuivre|finir|ecrire|chatter|passer|gerer_ca|avancer )? <adverb>? ici|comme_ca|la? (
        avec|a|par|via|sur|la ( <the>? <adverb>? ( <bot_> / chat|tchat ) / toi|vous <end> ) / <the> <bot> !( <being>
        ) )""",
    "rather you": """
        ( plutot|mieux|prefere|autant ) vous|toi|le_bot|ce_bot|avec_vous que de?
        attendre|parler_a|parler_avec|appeler|avoir? <with>? <anyone>""",
    "with nobody": "ne veux|desire|souhaite|voudrais|souhaiterais <talk> a|avec personne",
    "stays": "( je|on reste|continue|parle avec toi|vous &( $ / , / <polite> ) )",
    "one, not needed": """
        ( ^ / , ) <the>? ( <role> / <human> ) ne? me? est|sert|sera pas|plus|daucune a? (
        utile|necessaire|rien|utilite )? &( $ / , / <polite> )""",
    "nobody": "ai|avons|aurai besoin|envie de personne $",
    "forget one": "( laissez|laisse|laissons tomber / oubliez|oublie|oublions|ignorez ) <anyone>",
    "alone": """
        ( je|on <adverb>? vais|peux|prefere|prefererais|sais|veux <adverb>? essayer_de|continuer_a|plutot|dabord?
        me|nous? debrouiller|gerer|regler|faire|chercher|trouver|traiter .?3 ( (
        seul|seule|sans_aide|sans_personne|tout_seul|toute_seule|moi_meme / nous_memes|par_moi_meme ) ) )""",
}

CLEAR = {
    "talk to one": """
        <own_voice> me|nous|en? <talk> ( <of_what> <adverb>?2 <with> <adverb>? !( <bot_> ) <anyone> / <adverb>? (
        <front> / <lead> / <human> / vraie_personne
        / quelquun ) )""",
    "how to reach one": """
        comment|ou|quand on|je|peut_on? joint|joins|contacte|appelle|trouve|obtient|obtiens <person>""",
    "which key": """
        ( quelle|quel|quelles ( touche|option|numero|bouton ) .?4 / que_faut_il|je_tape|on_tape|taper ) pour .?3 (
        <person> / <someone> )""",
    "whom can i talk to": """
        ( a|avec|aupres_de|vers qui|quelle_personne|quel_conseiller|lequel|laquelle ) est_ce_que? ( <can> je|on|nous
        / je|on|nous <adverb>? <can> ) <adverb>? me|en? ( <talk> / tourner|expliquer|joindre|appeler|contacter )""",
    "be in touch": """
        <own_voice> de? ( etre|detre|sois|soit|soyons|me_faire|se_faire|faire|suis ) <adverb>? ( <moved> / <served>
        / <line> ) <adverb>? <line>? <adverb>? <of_what> ( ( <with> / par|de ) <adverb>? <anyone> )""",
    "connect me": """
        ( <move> <to_me> / me|nous <adverb>? <move> ) <adverb>? <line>? ( <about> .?6 )?
        ( <with> <adverb>?2 !( <bot_> ) <anyone> / <adverb>?2 ( <person> / <someone> / <department> ) )""",
    "connect this": """
        ( <can_you> / <i_want_to> / <possible> / <must> ) <move> <matter>
        <line>? <adverb>? <with> <adverb>? <anyone>""",
    "connect": """
        ( <can_you> / <possible> / <own_voice> ) <move> <line>? ( a|vers|avec|sur|chez <adverb>? ( <person> /
        <someone> )
        / a|vers|sur|avec ( <department> ) )""",
    "put me through": """
        ( <move> <to_me> / me|nous <move> ) ( ( <line> / le_relais|la_main ) &( $ / , /
        svp|stp|si_il|merci|immediatement|maintenant|rapidement|vite|de_suite )
        / <polite> &( $ / , ) / $ )""",
    "put through": "( <can_you> <move> <line> <polite>?2 $ / mise en relation|contact .?1 <with> <anyone> )",
    "get me one": """
        ( <give> moi|nous / me|nous <give> / <can_you> <give> ) <adverb>?2 a|de? ( <person> / <someone> ) <end>""",
    "fetch one": """
        <can_you> <give> <adverb>? a|de? ( <the> <adverb>? <before>? ( <lead> / <front> / <human> ) / quelquun )""",
    "want one": "<i_want_one> ( <person> <end> / <someone> <end> / !( aide|le_aide ) <person> <after> )",
    "have one": "<can_i_have> <adverb>? de? ( <person> / <someone> ) <end>",
    "reach one": "<own_voice> me|nous|en? <contact> <adverb>? a|de? !( <bot_> ) ( <person> / <someone> )",
    "human help": """
        ( <i_want_one> / <can_i_have> / <own_voice> avoir|obtenir|recevoir|parler|voir / <begin> / <give> moi|nous )
        <the>?2 <before>? ( aide|assistance|reponse|contact|service|support|intervention /
        interaction|accompagnement|echange|prise_en_charge|attention / discussion|entretien|avis )
        clientele|client|technique?2 ( humain|humaine|manuel|manuelle|reel|reelle|en_direct|de_un_humain /
        de_un_conseiller|de_une_personne|de_un_agent|avec_un_humain /
        avec_un_conseiller|avec_une_personne|avec_quelquun|par_un_humain /
        par_un_conseiller|humaine_reelle|personnel_humain|de_une_vraie /
        de_un_vrai|de_un_etre_humain|de_quelquun|de_le_un_de_vos /
        de_un_responsable|de_un_technicien|de_un_operateur )""",
    "have one call": """
        ( <can_you> me|nous? faire / me|nous faire ) <adverb>? <served> par <anyone>""",
    "tell one to": """
        <can_you> ( dites|dis|dire|demandez|demande|demander|prier|priez ) <adverb>? a <adverb>? ( <person> /
        <someone> / <department> ) .?3 de|que <adverb>? me|nous <help>""",
    "be handled by one": """
        ( que .?4 soit|soient|puisse_etre|etre .?2 par <adverb>? ( <person> / <someone> ) )""",
    "action of one": """
        <begin> ( reprise|escalade|transfert|prise_en_charge|intervention|rappel|contact /
        traitement|basculement|redirection|escalation|conversation|discussion / echange|chat )
        en_ligne|direct|immediat|immediate|rapide? par|vers|de|avec|a <person>""",
    "let one help": """
        ( ( veux|voudrais|voudrions|voulons|souhaite|souhaiterais|souhaitons /
        aimerais|aimerions|prefere|prefererais|prefererions|exige|demande|faut /
        faudrait|attends|attendons|possible|besoin|bien|mieux|faites|attend ) <adverb>?3 que <adverb>? ( <person> /
        <someone> / <department> ) .?3 <help>
        / faites ( me|nous|moi )? <help> par <anyone> / faites_en_sorte_que <anyone> )""",
    "that one helps": """
        que|de_que|a_ce_que ( <the>? <before>? ( <role> / <human> / <people> ) / <someone> ) <after>?2
        qui|vraiment|enfin|bien|puisse|veuille|pourrait?2 me|nous|se|y|en|le|la|mon_dossier?2 <help>""",
    "could one help": "( <person> ) <adverb>? <can_help>",
    "is there one": """
        <is_there> <adverb>?2 de|que? ( ( <person> / <someone> ) <after>?2 ( ( (
        a_qui|avec_qui|qui|pour|que_je|disponible|dispo|de|en_ligne|libre / capable ) ) .?6 ( <talk> / <help> ) /
        a_qui|avec_qui <can>? je|on
        / avec_qui|a_qui je_peux|je_pourrais|on_peut|parler|echanger|discuter / disponible|dispo|disponibles|dispos
        )
        / <the>?2 <before>? ( <role> / <human> / vraie_personne|vraies_personnes|personne_reelle|vrais_gens )
        <after>?2 ( $ / , / ici|la|chez|svp|stp|dans|sur|ou|merci|si_il ) )""",
    "one available": """
        ( <the> <before>? ( <role> / <human> ) <after>?2 ) ( est|serait|sont )? t? il|elle|ils?
        disponible|disponibles|dispo|libre|joignable|la <polite>? $""",
    "one to talk": """
        ( <begin> ( <person> / <someone> ) <after>? a_qui|avec_qui|pour|qui <adverb>? <can>? je|on|me|nous?2 <can>?
        ( <talk> / <help> ) )""",
    "one now": """
        <begin> <the>? <before>? ( <front> / <lead> / <human> / vraie_personne|personne_reelle|quelquun ) <after>?2
        <polite>? maintenant|vite|immediatement|tout_de_suite|de_suite|rapidement|urgent""",
    "again and again": "^ ( <front> / <human> ) ,? ( <front> / <human> ) ,? ( <front> / <human> )",
    "a meeting": """
        ( <own_voice> / <can_you> / <i_want_one> / <can_i_have> ) me? (
        prendre|fixer|avoir|organiser|planifier|programmer|obtenir|caler / reserver )? un|le|de_un?
        rdv|rendez_vous|entretien|appel|rappel|echange|call|visio
        telephonique|rapide|en_ligne|en_visio|physique|en_agence? ( avec|de|par|chez <anyone> )""",
    "a reply of one": """
        ( <i_want_one> / <can_i_have> / <own_voice> avoir|obtenir|recevoir|attends ) <the>? (
        reponse|rappel|appel|avis|aide|retour|intervention|ecoute|explication / contact|assistance )
        telephonique|rapide|claire|directe? de|avec|par <adverb>? ( <person> / <someone> )""",
    "not to a bot": """
        ( ne? ( ( veux|veut|voulons|souhaite|vais|peux|supporte|aime|desire|compte|parle /
        discute|parlerai|voulais|prefere ) ) ( pas|plus|jamais )
        / ( marre|assez|fatigue|fatiguee|ras_le_bol|las|lasse|raz_le_bol|refuse /
        deteste|plein_le_dos|raslebol|pas_envie|aucune_envie|besoin /
        hors_de_question|ne_sers_a_rien|arretez_de_me_faire|inutile ) ) <adverb>? de|a|que|avec? ( <talk> ( <with>
        )? / traiter|dialoguer|avoir_affaire|repondre|echanger|etre_aide|discuter <with>? ) <bot_>""",
    "no bots but one": """
        ( pas|stop|plus|assez|non|marre|sans|arretez|ni (
        de|a|avec|par|le|les|la|des|aux|vos|ce|cette|un|une|votre|ces|parler_a / discuter_avec|parler_avec|aux )?3
        <bot_> ) ( . !( pas ) )?5 ( <person> / <someone> )""",
    "one and no bot": """
        ( <person> / <someone> ) .?2 ,? et|mais? ( pas|non|plutot_que|au_lieu_de|a_le_lieu_de|et_pas|au_lieu|sans )
        .?3 <bot>""",
    "rather one": """
        ( prefere|prefererais|plutot|mieux ) <adverb>? avec|avoir|un|voir|une? <the>? <before>? ( <front> / <human>
        / <lead> / vraie_personne|personne_reelle ) <end>""",
    "as i said": """
        ( ai_dit|ai_demande|repete|reitere|ai_ecrit|demande|redemande ) ,? que_je_veux|je_veux? !(
        vos|votre|ton|les|le|la ) <person> <polite>? <end>""",
    "not an answer but one": """
        ( ou_est|ou_sont|quand|qui ) .?3 ( <the> <before>? ( <human> / vrai|vraie ( <people> / <role> ) ) ) $""",
}

UNCLEAR = {
    "contact the desk": "<own_voice> me|nous|en|a? <contact> <adverb>? a|le? !( <bot_> ) <anyone>",
    "want the desk": """
        ( <i_want_one> / <can_i_have> / <give> moi|nous ) de|a|vers? ( <department> <end> /
        soutien|assistance|support <end> )""",
    "someone to help": """
        ( <i_want_one> / <give> moi|nous / <is_there> / <can_i_have> ) <adverb>? de? ( <someone> / une_personne )
        .?2 ( pour|qui|capable|puisse|peut|peux|pourrait .?3 <help> / ici|la|disponible|dispo|en_ligne / $ )""",
    "someone to call": """
        quelquun|vous|on <can_help> &( $ / , / (
        par_telephone|svp|stp|si_il|a_le|rapidement|demain|aujourdhui|ce|cet / cette ) )""",
    "someone could": "<someone> ( peut|pourrait|peux|va ) il? me|nous <help>",
    "is anyone there": """
        ( <is_there> <adverb>? ( <someone> / de_le_monde|du_monde|personne|qui|une_ame ) <adverb>? (
        ici|la|en_ligne|disponible|dispo|a_le_bout_de_le_fil|derriere /
        dans_la_salle|de_vivant|chez_vous|pour_me_aider|pour_me_repondre / de_disponible|de_dispo|connecte )? .?3
        <polite>?2 $
        / <begin> quelquun <polite>?2 $ / allo .?2 quelquun / quelquun la|ici|pour|disponible|dispo )""",
    "where is one": """
        ou_est|ou_sont|comment_avoir|comment_trouver <the>? ( <front> / <human> / <department> ) &( $ / , )""",
    "escalate": """
        ( <can_you> / <own_voice> / <begin> ) ( (
        escalader|escaladez|faire_remonter|faites_remonter|remontez|remonter / passer_a_le_niveau_superieur ) )
        <matter>? <polite>? ( <end> / a|vers <anyone> )""",
    "call me": """
        ( <begin> rappelez|appelez|recontactez|contactez|telephonez moi|nous / ( pouvez|pourriez|peux|peut|pourrait
        vous|tu|on? / vous|on|tu pouvez|peux|peut|pourriez|pourrait ) me|nous rappeler|recontacter|telephoner|contacter
        ) &( $ / , / <polite> / a le|ce . . / sur|au . . / vite|rapidement|des_que|demain|aujourdhui|maintenant )""",
    "only a noun": """
        ^ <please> <the>?2 <before>? ( <front> / <lead> / <human> /
        technicien|technicienne|expert|specialiste|commercial ) <after>?2 <please> ( pour .?4 )? $""",
    "first a noun": """
        ^ <please> <the>? <before>? ( <front> / <human> / <lead> / vraie_personne|personne_reelle ) <after>?2 (
        <polite>?2 , / svp|stp|si_il|merci )""",
    "only a person": """
        ^ <please> <the>? ( vrai|vraie|vrais|vraies|autre personne|personnes|gens / personne|personnes
        reelle|humaine|physique|reelles|humaines|vivante
        / <the> personne / un_vrai|une_vraie ) <after>? <please> $""",
    "only the desk": """
        ^ <please> ( contact|contacter|joindre|appeler|numero|acces|vers )? <department> <please> !( . . . . ) $""",
    "cannot reach": """
        ( je|on <adverb>? ne? arrive|arrivons|peux|parviens|reussis|peut pas|plus|toujours|meme?2 a? /
        impossible|incapable|difficile de ) ( <talk> <with_one> / <contact> ( <person> / <someone> / <department> )
        ) $""",
    "and a noun": """
        ( , / merci|svp|stp|rien ) ( <the>? <before>? ( <front> / <human> / <lead> ) <after>? ) ( <polite> / , )?4 $""",
    "only a handover": """
        ^ <please> ( mise_en_relation|transfert|transfert_humain|escalade|rappel_conseiller / contact_humain )
        <please> $""",
    "have you a desk": "<is_there> <adverb>? de? <the>? ( <department> / numero|ligne .?4 <anyone> ) .?3 $",
    "only human help": """
        ^ <please> <the>? aide|service|assistance|support|contact|chat|tchat|reponse
        humain|humaine|reel|reelle|live|en_direct <please> $""",
    "only no bots": """
        ^ <please> pas|stop|plus|assez|marre|arretez|quitter|sortir|non
        de|avec|le|les|a|ce|cette|des|un|une|vos|par|aux?3 <bot> <please> $""",
    "number of one": """
        ( numero|coordonnees|contact|ligne|mail|adresse ) directe|direct? de|pour|a|vers (
        joindre|contacter|avoir|appeler|parler_a )? <adverb>? ( <person> / <someone> / <department> )""",
}

_NOTATION = Notation(
    {
        **WORDS,
        "not_just": "pas ne",
        "que": "que",
        "i_tell": "ai vous te je pas",
        "know": "savoir dire demande sur sure demander sais",
    },
    PHRASES,
)

GRAMMAR = Grammar(
    language="fr",
    spelling=SPELLING,
    anchor=_NOTATION.pattern(
        """<role> / <human> / <people> / <someone> / <bot> / <desk_name> / <service> / <place> / <being>
        / qui|quoi|monde / moi|me|nous / relation|transfert|escalade|escalader|remonter|aide|reponse|contact|humaine
        / vrais|soutien|tes|derriere
        /
        automatique|automatiques|automatisees|seul|seule|rdv|parler|parle|avec|vous|toi|rappele|rappelee|transfere|transferee|rappel|sans|pas"""
    ),
    other_meanings=_NOTATION.rules(0.0, OTHER_MEANINGS),
    about_the_bot=_NOTATION.rules(0.0, ABOUT_THE_BOT),
    declines=_NOTATION.rules(0.03, DECLINES),
    clear=_NOTATION.rules(0.97, CLEAR),
    unclear=_NOTATION.rules(0.7, UNCLEAR),
    base_rate=0.01,
)
"""French."""
