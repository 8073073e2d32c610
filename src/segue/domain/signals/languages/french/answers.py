"""French: yes and no to an offer, and how an answer of the bot was taken. The notation is explained in `grammar`."""

from __future__ import annotations

from segue.domain.signals.languages.french.words import PHRASES, WORDS
from segue.domain.signals.languages.grammar import Notation
from segue.domain.signals.languages.language import Answers

ANSWER_WORDS = {
    "yes": """
        oui ouais ouaip yes yep ok okay oki de_accord dac dacc svp stp si_il_vous_plait si_il_te_plait volontiers
        avec_plaisir bien_sur evidemment absolument certainement tout_a_fait parfait super genial exactement entendu
        ca_marche ca_me_va allez_y vas_y allez faites faites_le fais_le je_veux_bien je_le_veux_bien je_veux
        ce_est_parti ce_est_bon carrement grave pourquoi_pas bonne_idee ce_serait_bien ce_serait_parfait ce_serait_super
        ca_serait_bien ca_me_irait avec_grand_plaisir nickel si ouii oui_oui affirmatif je_suis_de_accord
        je_accepte bien_volontiers go o tres_bien bien_evidemment sans_hesiter ca_serait_top ce_serait_top yeah
        je_aimerais_bien je_voudrais_bien effectivement mais_oui ah_oui""",
    "carry_out": """
        passez passe mettez mets transferez transfere connectez appelez faites fais allez je_veux je_voudrais
        je_aimerais je_souhaite me_passer me_mettre passez_moi mettez_moi merci_de je_attends rappelez redirigez""",
    "with_one": """
        merci merci_beaucoup avec_un_conseiller avec_un_humain un_conseiller un_humain un_agent conseiller humain
        monsieur madame ce_est_gentil parler_a_un_conseiller parler_a_quelquun de_accord bien super parfait""",
    "no": """
        non nan nope na nn no non_merci pas_maintenant pas_tout_de_suite pas_encore pas_aujourdhui pas_besoin
        pas_la_peine pas_necessaire ce_nest_pas_necessaire ce_ne_est_pas_necessaire ce_est_pas_necessaire
        ce_ne_est_pas_la_peine ce_est_pas_la_peine inutile sans_facon plus_tard peut_etre_plus_tard une_autre_fois
        jamais ca_ira ca_va_aller ce_est_bon_merci ca_va_merci laissez_tomber laisse_tomber oubliez oublie
        aucun_besoin surtout_pas pas_vraiment pas_du_tout absolument_pas certainement_pas annulez annuler je_ne_veux_pas
        je_veux_pas je_prefere_pas je_prefere_ne_pas je_ne_prefere_pas je_ne_souhaite_pas bof_non pas_interesse
        pas_interessee negatif pas_pour_le_moment pas_pour_le_instant non_non pas_question""",
    "after_no": """
        merci merci_beaucoup ca_va ca_ira ce_est_bon ca_va_aller ce_est_gentil pas_besoin pas_la_peine
        pas_maintenant pas_pour_le_moment pas_pour_le_instant plus_tard pour_le_moment pour_le_instant maintenant
        aujourdhui tout_de_suite je_vais_continuer on_continue continuons continuer je_continue avec_vous
        avec_le_bot ici je_prefere je me moi debrouiller debrouille vais attendre attends attendrai peux ne pas
        besoin de un une le la humain conseiller agent personne a parler veux veut souhaite ca ce est necessaire
        utile la_peine du_tout monsieur madame svp encore rester continuer seul seule tout merci_quand_meme
        quand_meme ai en ok bien que on avec vous toi non vraiment bonne_journee au_revoir""",
    "it": """
        ca cela ce ceci votre_reponse ta_reponse la_reponse votre_solution la_solution vos_reponses ces_reponses le_lien
        votre_lien votre_aide vos_conseils votre_explication il elle""",
    "helped": """
        aide aider aidee marche marcher fonctionne fonctionner resolu resout regle repond repondu repondez utile clair
        correct bon juste suffit suffisant change change_rien avance sert serve convient aidez m_aide correspond arrange
        aides satisfaisant comprehensible possible ma_question mon_probleme ce_que_je le_probleme la_reponse""",
    "still": """
        pas_ce_que_je pas_ma_question ne_est_pas_ma_question pas_la_question hors_sujet a_cote_de_la_plaque a_cote
        aucune_aide aucun_rapport rien_a_voir mauvaise_reponse deja_essaye deja_fait deja_teste deja_tente deja_dit
        deja_repondu deja_explique toujours_pas toujours_rien toujours_le_meme toujours_la_meme toujours_en_panne
        toujours_bloque toujours_bloquee encore_le_meme encore_la_meme meme_probleme meme_erreur meme_chose
        meme_reponse meme_message meme_resultat ca_ne_change_rien ca_change_rien rien_ne_change rien_change
        rien_ne_marche rien_ne_fonctionne rien_y_fait sans_succes sans_resultat en_vain inutile ne_sert_a_rien
        sert_a_rien servent_a_rien ne_avance_pas je_viens_de_le_dire je_viens_de_vous_le_dire comme_je_le_ai_dit
        comme_je_disais je_vous_dis je_repete je_vous_repete je_voulais_dire je_parlais_de pas_compris
        compris_de_travers ne_comprenez comprenez_pas comprenez_rien comprends_rien comprend_rien ne_mecoutez
        mecoutez_pas ne_veut_rien_dire aucun_sens pas_de_sens pas_resolu pas_regle non_resolu tourne_en_rond
        tournez_en_rond ne_importe_quoi pas_convaincu pas_convaincue ne_mene_nulle_part mene_nulle_part
        toujours_bloquee ce_est_faux ce_est_pas_vrai pas_vrai ce_est_nul repetez repeter_la_meme plus_simple_que_ca
        autre_chose_a_proposer aucune_de_ces aucun_de_ces aucune_de_vos cela_persiste persiste en_boucle fausse
        erronee marche_toujours_pas fonctionne_toujours_pas""",
    "solved": """
        probleme_resolu probleme_regle ce_est_resolu ce_est_regle ce_est_bon_maintenant ca_marche_maintenant
        ca_fonctionne_maintenant maintenant_ca_marche maintenant_ca_fonctionne ca_remarche ca_refonctionne
        tout_est_bon tout_est_regle tout_est_clair tout_fonctionne tout_marche je_ai_trouve ce_est_trouve
        merci_beaucoup mille_mercis un_grand_merci grand_merci merci_infiniment merci_pour_votre_aide
        merci_pour_tout ce_est_tout ce_est_parfait cest_parfait impeccable nickel genial ce_est_clair ce_est_compris
        je_ai_compris je_comprends_mieux exactement_ce_que_je ce_que_il_me_fallait ce_que_je_cherchais tres_utile
        tres_clair vous_mavez_aide ca_ma_aide ca_ma_bien_aide ca_repond_a_ma ca_y_est enfin_ca_marche ca_a_marche
        ca_a_fonctionne bien_recu ca_aide""",
    "nice": """
        ok okay oui de_accord bien tres super bonne_journee bonne_soiree au_revoir a_bientot beaucoup pour_tout
        pour_votre_aide pour_le_aide pour_la_reponse pour_le_info vous a bon alors cool entendu infiniment mille pour
        votre reponse aide ta voila bye""",
    "thanks": "merci mercis parfait super genial top nickel impeccable formidable excellent bravo",
    "quite": "vraiment pas tout bien toujours encore meme absolument du_tout rien plus vraiment_pas jamais tres trop",
    "nots": "pas rien plus jamais guere aucunement",
}

_NOTATION = Notation({**WORDS, **ANSWER_WORDS}, PHRASES)

YES = _NOTATION.pattern("""
    ^ ( <yes> ,? ( <yes> ,? )?3 ( <carry_out> .?8 / <with_one>?2 ) $
    / svp|stp? ( <move> moi|nous / rappelez|appelez moi? ) .?6 $ )
""")

NO = _NOTATION.pattern("^ <no> ( ,? ( <after_no> ,? )?9 $ / , )")

BUT = _NOTATION.pattern("""
    mais / passez|mettez|transferez|connectez|redirigez moi|nous / appelez|rappelez moi / je|nous|on
    veux|voudrais|aimerais|souhaite|voulons|prefere !( rester|continuer|pas|me|attendre ) !( avec|ne|gerer|faire )
""")

REJECTED = _NOTATION.pattern("""
    <it>? ne? me|nous|ma|mont|y|va? ( est|a|va|sont|mavez|avez|sera|peut|etait|resout|regle|aidez|aide|aides )?
    <quite>? <nots> ( <quite>?2 <helped> / du_tout )
    / ( <it> / rien ) ne? me|nous|mon? ( ( marche|fonctionne|aide|sert|repond|suffit|resout|change|regle /
    correspond|convient|avance|passe|avance ) ) <quite>? <nots>
    / vous|tu ne? me|nous|le? ( ( comprenez|comprends|repondez|ecoutez|lisez|aidez|aides|servez|servez_a /
    lis|ecoutes|reponds|etes|es ) ) <quite>? ( pas|rien|jamais|mal|inutile|a_cote|nul|nulle )
    / ( ce|votre_reponse ne? est <quite>? <nots> <adverb>? de_le_tout? (
    ce_que|la|ma|clair|utile|bon|correct|juste|vrai|ce_dont|comme|cela|ca ) )
    / ne? comprends|comprend toujours? <nots> ( votre|la|ta|ce_que_vous ) / <still>
    / <begin> non ,? je ( parlais|voulais|parle|demandais|demande|cherchais ) / je_ne_parle_pas_de|je_parle_pas_de
    / pas|aucune utile|pertinent|concluant|mieux|convaincant|aide
""")

CONFIRMED = _NOTATION.pattern("""
    ( <it> / tout ) me|ma|a|est|mavez|nous|y|va? maintenant|enfin|vraiment|bien|tout|tres|deja|super|beaucoup?2 ( (
    marche|fonctionne|aide|resolu|regle|resout|parfait|repond|suffit|clair /
    convient|utile|arrange|remarche|debloque|ok|top ) ) !( <quite>? <nots> ) bien|enfin|maintenant|beaucoup|nickel?2
    ( $ / , / merci|maintenant|parfaitement|de|a|mon|ma|impeccable )
    / <solved>
    / ^ ( <nice> ,? )?4 <thanks> ( ,? ( <nice> / <thanks> ) )?6 $
""")

GIVES_UP = _NOTATION.pattern("""
    ( je|nous|on / <begin> ) ( suis|sommes desole|desolee|navre|navree|desoles ,? mais|je|nous|de?2 )? ne|na?
    me|vous|le|la|nai|peux|parviens|arrive? ( ai|suis|avons|sommes )? <quite>? ( (
    comprends|comprend|compris|sais|connais|trouve|trouve_pas|parviens /
    saisis|saisi|arrive|reussis|dispose|peux|suis|ai|peut|pouvons|avons /
    reconnais|arrivons|trouvons|comprenons|parvenons|savons|reussi|pu ) ) bien|encore|malheureusement|toujours? (
    pas|rien|aucune ) <quite>? ( $ / , / ( bien|tres|tout|a|votre|ta|la|le|vous|ce|cette|comprendre|compris|sur /
    comment|de|trouve|trouver|aider|repondre|en_mesure|certain|certaine /
    sur_de|pu|cela|information|reponse|reussi|pour|traiter|identifier / reconnaitre|capable|vos ) )
    / desole|desolee|navre ,? ( je|nous ) ne? ai|avons pas|rien compris|trouve|saisi|pu
    / ( pouvez_vous|pourriez_vous|peux_tu|merci_de|veuillez|essayez_de / essaie_de ) ,? (
    reformuler|preciser|re_formuler|le_dire_autrement / poser_votre_question_autrement|repeter|clarifier )
    / reformulez|reformule / ( je_ne_comprends_pas|je_nai_pas_compris|je_ne_ai_pas_compris /
    pas_bien_compris|pas_compris_votre|pas_la_reponse|pas_de_reponse_a / aucune_information_sur )
    / ( au_dela|a_le_dela|hors de mes|nos|ma (competences|connaissances|capacites|portee) )
""")

ASKS_IF_IT_HELPED = _NOTATION.pattern("""
    ( ( est_ce_que|est|a|ai|avez|as|ont|cela|ca|ceci|ma_reponse /
    ces_informations|cette_reponse|cet_article|je|vous|la_solution / ces_etapes ) ) .?4 ( (
    aide|resolu|utile|repondu|clair|regle|aidee|marche|fonctionne / suffisant|utiles|satisfait|claire|convient ) )
    a? .?3 ( votre_question|le_probleme|votre_probleme|votre|a_votre|ta_question / $ / ou )
    / ( votre|le|ton|la|ta probleme|question|souci|demande ) ( est|a|ete|a_ete|sont ) t? il|elle? ete?
    maintenant|bien? resolu|resolue|regle|reglee
    / ( tout est|fonctionne|marche rentre_dans_le_ordre|resolu|clair|en_ordre|maintenant|bon? $ )
    / ( puis_je_vous_aider_avec_autre_chose|avez_vous_trouve_la_reponse / avez_vous_trouve_ce )
""")

REFUSES = _NOTATION.pattern("""
    ( je|nous|on / malheureusement|desole|desolee ) ( suis|sommes desole|desolee|navre ,? mais? je|nous? )? ne|na?
    malheureusement|vous|me|le|y? ( ( peux|pouvons|peut|suis|sommes|dispose|disposons|ai|avons /
    suis_malheureusement ) ) malheureusement|toujours? pas|aucun|ni ( $ / , / (
    vous|en_mesure|autorise|autorisee|habilite|habilitee|capable|le_droit /
    acces|la_possibilite|la_permission|de_acces|effectuer|faire|modifier /
    annuler|traiter|rembourser|acceder|donner|proceder|accorder /
    communiquer|de_le_acces|la_main|de|le|accepter|autorises|valider / changer|me|vous_donner|repondre ) )
    / ( hors|a_le_dela|en_dehors de mon|mes|notre|ce|nos|ma .?2 ( (
    champ|perimetre|competences|capacites|attributions|possibilites / ressort|portee ) ) )
    / ( notre|la|nos politique|reglement|regles|conditions ne .?3 permet|permettent|autorise|autorisent pas )
    / ( ce_ne_est_pas_possible|ce_nest_pas_possible|il_mest_impossible /
    il_me_est_impossible|je_refuse_de|pas_autorise_a|pas_autorisee_a )
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
