"""French: turns of phrase that tell the mood. The kinds are those of `language.CUES`, their worth is in `mood`."""

from __future__ import annotations

from collections.abc import Mapping

from segue.domain.signals.languages.french.mood_words import MOOD_WORDS, NEGATIVE, POSITIVE
from segue.domain.signals.languages.grammar import Notation, Rule

_NOTATION = Notation(
    {**MOOD_WORDS, "bad_word": NEGATIVE, "good_word": POSITIVE, "not_urgent": "pas rien aucune sans ne"},
    {
        "stop": "( , / $ )",
        "mine": "( mon|ma|mes|notre|nos|votre|vos|le|la|les <service_noun> )",
        "ago": "( depuis|pendant|apres|voila|cela_fait|ca_fait|fait|plus_de|bientot|deja .?2 ( <span> / . <span> ) )",
        "needed": """
            ( faut|faudrait|faudra|besoin|dois|doit|devons|recevoir|livre|livree|pret|prete|prets|necessaire|regle /
            reglee|regler|resolu|payer|arriver|arrive|fini )""",
        "leaves": "( <event> / part|pars|partons|decolle|ferme|expire|commence|embarque|coupe|coupez )",
        "you_": """
            ( ( vous|tu|votre_service|votre_banque|votre_agence|votre_site / votre_societe|votre_compagnie ) / votre
            . / votre equipe )""",
        "close_one": "( mon|ma|mes|notre|nos|son|un <close> )",
    },
)

_ILL_WILL: Mapping[str, Mapping[str, str]] = {
    "anger": {
        "swearing": """
            ( merde|merdique|putain|bordel|connard|connards|connasse|enfoire /
            enfoires|encule|salaud|salauds|fdp|ntm|foutre|chier|conneries|connerie /
            con|cons|degueulasse|pourriture|batards )
            / allez vous? faire_voir|au_diable|a_le_diable|vous_faire|chier /
            ferme_la|la_ferme|ta_gueule|va_te_faire|foutez_vous|casse_toi""",
        "insult": """
            ( idiot|idiots|abruti|abrutis|debile|debiles|cretin|cretins|imbecile /
            imbeciles|escroc|escrocs|voleur|voleurs|menteur|menteurs|incapable /
            incapables|bouffons|guignols|clowns|charlots|bandits|tocards / branquignols )
            / bande de . / ( bot|robot|chatbot|service|boite|societe|appli|machine|site|assistant ) ( est|es|etes )?
            <very>? ( ( stupide|nul|nulle|inutile|debile|bete|pourri|pourrie|minable|idiot / pathetique ) )
            / ( vous|tu ) ( etes|es ) <very>? ( (
            nul|nuls|nulle|inutile|inutiles|incompetent|incompetents|incompetente /
            pathetique|pathetiques|minable|minables|stupide|ridicule|ridicules / bete ) )
            / ( furieux|furieuse|hors_de_moi|folle_de_rage|fou_de_rage|en_colere|rage /
            degoute|degoutee|excede|excedee )""",
    },
    "frustration": {
        "fed up": """
            ( inadmissible|inacceptable|scandaleux|scandaleuse|scandale|honteux /
            honteuse|ridicule|incroyable|insupportable|intolerable|aberrant /
            hallucinant|lamentable|absurde|enervant|agacant|penible|lassant /
            rageant|usant|frustrant|frustre|frustree|agace|agacee|enerve|enervee /
            saoulant|relou|cauchemar|mascarade|foutage|invraisemblable|galere / kafkaien )
            / marre|ras_le_bol|raz_le_bol|ral_le_bol|plein_le_dos|plein_le_cul /
            je_en_peux_plus|je_ne_en_peux_plus|en_ai_assez|ai_assez de? / assez de / ca suffit /
            trop_ce_est_trop|ce_en_est_trop|ca_commence_a_bien_faire|y_en_a_marre
            / perte|perds|perdu|perdre|gaspille|gache .?2 ( temps|argent|journee|matinee|heure|heures|soiree )
            / ( me|ca ) ( saoule|gonfle|enerve|agace|soule|fatigue ) / ( vous|tu ) ( vous|te ) (
            moquez|moques|foutez|fous|fichez ) / (
            on_se_moque|on_se_fout|foutez_de_ma|prenez_pour_un|prenez_pour_une / nous_prenez_pour|me_prenez_pour )""",
        "how hard": """
            ( est_ce si|tellement complique|difficile ) / ce_est pourtant|pas?
            simple|complique|sorcier|la_mer_a_boire pourtant? /
            je_abandonne|je_laisse_tomber|laissez_tomber|laisse_tomber
            / tourne|tournez|tournons en_rond|en_boucle /
            ne_importe_quoi|du_grand_ne_importe|ca_rime_a_rien|aucun_sens / ce_est une?
            blague|plaisanterie|rigolade|farce|honte / serieux $ / serieusement $ / perds|perdre|bout_de patience
            / ( vous_vous_rendez_compte|ca_sert_a_quoi|a_quoi_ca_sert /
            ca_ne_sert_a_rien|a_quoi_bon|merci_pour_rien|on_marche_sur_la_tete / ca_devient ) /
            fatigue|fatiguee|lasse|use de""",
    },
    "disappointment": {
        "words": """
            ( decu|decue|decus|decues|decevant|decevante|deception|insatisfait /
            insatisfaite|mecontent|mecontente|mediocre|deplorable|pitoyable /
            desastreux|desastreuse|catastrophique|catastrophe|desastre|minable /
            lamentable|consternant|affligeant|desolant|epouvantable|execrable /
            incompetence|incompetent|incompetents|camelote|arnaque|bacle|trompeur /
            mensonger|mensongere|malhonnete|irrespectueux|impoli|impolie /
            desagreable|hautain|peu_professionnel|amateurisme|peu_serieux|honte /
            horrible|atroce|affreux|infect|immangeable|sale|crade )
            / <very> nul|nulle|mauvais|mauvaise|lent|lente|cher|mal / pire|pires (
            service|experience|banque|hotel|compagnie|agence|que|de|site|operateur )
            / mauvais|mauvaise|mauvaises|nul|nulle|zero ( (
            service|experience|qualite|foi|communication|accueil|suivi|surprise /
            reponse|gestion|volonte|organisation|pub ) )
            / -<nots> est|etes|sont|etait <very>? ( (
            nul|nulle|nuls|mauvais|mauvaise|pourri|pourrie|une_honte|honteux /
            triste|dommage|naze|moyen|limite|a_revoir|a_fuir ) )
            / manque de serieux|respect|communication|professionnalisme|suivi|transparence""",
        "not good": """
            ( pas|plus|jamais|peu ) <very>?2 <liked> / laisse_a_desirer|a_fuir|a_eviter|bof / regrette|regrettons
            .?2 achat|choix|choisi|achete|reserve|souscrit|commande|pris
            / ( ne_ressemble|ressemble|correspond|ne_correspond|conforme ) .?2 <nots> / (
            me_attendais_a_mieux|esperais_mieux|esperais_plus|mieux_attendu / etait_mieux_avant )
            / sens|sentir|senti|sentie|ai_le_impression ( que_on_me )? ( (
            vole|volee|trompe|trompee|abandonne|abandonnee|ignore|ignoree|arnaque /
            arnaquee|floue|flouee|lese|lesee|humilie ) )""",
    },
}

_WHAT_FAILED: Mapping[str, Mapping[str, str]] = {
    "failure": {
        "does not work": """
            ( ne|ca|rien|toujours .?3 <work> <very>? ( pas|plus|rien|jamais ) ) / ( pas|plus|jamais|toujours_pas )
            <very>? ( ete )? <work>
            / rien ne? <work> / -<nots> <broken> / ne_arrete_pas_de|ne_cesse_de|arrete_pas_de
            (planter|couper|deconnecter|buguer)?
            / arrive|arrivons|parviens|peux|reussis|peut ( pas|plus|toujours_pas ) a? .?2 ( (
            connecter|acceder|payer|ouvrir|telecharger|envoyer|utiliser|joindre /
            valider|reserver|entrer|imprimer|installer|finaliser|commander ) )
            / ( reste|suis|est|toujours ) ( ( bloque|bloquee|coince|coincee|en_attente|sans_reponse|sans_nouvelles /
            sans_internet|sans|en_carafe ) )
            / ( impossible|incapable ) de / ( message_de_erreur|ecran_noir|ecran_bleu|code_de_erreur|ca_plante /
            ca_bug|ca_bugge|ca_coupe|ca_rame|rame )""",
        "not as it should be": """
            ( jamais|pas|toujours_pas|rien|toujours_rien|aucun ) <very>?2 ( (
            recu|arrive|livre|rembourse|eu|vu|venu|passe|obtenu|traite|repondu / rappele|vire|credite ) )
            / ( mauvais|mauvaise|mauvaises ) ( (
            article|adresse|taille|montant|produit|couleur|nom|date|modele|numero /
            pointure|personne|commande|plat|colis ) )
            / ( ( preleve|debite|facture|prelevement|paye|debitee|prelevee|facturee / compte ) ) .?3 ( (
            deux_fois|trois_fois|double|a_tort|en_trop|en_double|sans|pour_rien / encore ) )
            / ( frais|hausse|augmentation|supplement ) (
            caches|cache|abusifs|injustifies|non|sans|surprise|inexplique ) / ( (
            en_retard|retarde|retardee|reporte|reportee|decale|annule|annulee / annules|supprime|reporte ) ) .?2 (
            encore|sans|fois|derniere_minute / <stop> )
            / il_manque|il_me_manque|manque_la|manque_le|manquait / tombe|tombee|tombent en_panne / en|de|du retard
            / au_lieu_de|a_le_lieu_de / toujours rien|pas|aucune|aucun|sans""",
    },
    "waiting": {
        "for long": """
            <ago> / ( attends|attend|attendons|attendu|attendre|patiente|attente ) (
            toujours|encore|depuis|des|plus_de|deja|pendant|deux|trois|une|en_vain )
            / toujours .?2 en_attente|aucune|aucun|sans|pas_de|en_cours / <span> ( de|en ) (
            retard|attente|plus_tard ) / trop long|longtemps / (
            combien_de_temps_encore|jusque_a_quand|quand_est_ce_que_je_vais_enfin /
            interminable|une_eternite|des_plombes|des_lustres|traine )
            / depuis ( ( hier|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|janvier /
            fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre /
            decembre|longtemps|des|plusieurs|ce_matin|une|un|le ) )""",
        "nobody answers": """
            ( aucune|aucun|sans|pas_de|jamais_de|toujours_pas_de|zero|pas_la_moindre ) ( (
            reponse|nouvelle|nouvelles|retour|rappel|suivi|explication|excuse /
            excuses|information|solution|contact|geste ) )
            / personne .?3 ( ( repond|rappelle|repondu|rappele|decroche|vient|bouge|sait|venu|passe /
            aide|prevenu|decroche|contacte|ecoute ) )
            / ( repondez|repond|rappelez|rappelle|decroche|repondent|rappelle ) ( jamais|pas|plus ) / (
            injoignable|injoignables|me_ignore|me_ignorez|ignorez /
            raccroche_a_le_nez|raccroche|baladee|balade|renvoye|renvoie_la_balle / se_renvoie ) /
            lettre_morte|dans_le_vide""",
    },
    "blame": {
        "you are": """
            ( etes|sont|bande|tas|que|ramassis ) de|des|tous|quune_bande|une_bande?3 (
            voleurs|escrocs|menteurs|incapables|incompetents|charlatans|arnaqueurs|guignols )
            / decu|decue|decus|decues ( de|par|du .?1 (
            vous|votre|vos|service|la_facon|la_maniere|accueil|banque|comment|traitement ) )""",
        "you did": """
            <you_> .?3 ( avez|as|a|aviez ) <very>?2 ( encore|deja|toujours )? <took> / ( mavez|ma|nous_avez|mont )
            <very>? ( encore )? <took> / ( on_me|me|mon .?2 ) ( a|facture|preleve|debite|avez|aviez ) <took>
            / votre faute|erreur|negligence|incompetence|responsabilite|mensonge /
            par_votre_faute|a_cause_de_vous|grace_a_vous|gens_comme_vous / (
            arnaque|arnaquee|escroquerie|vol_pur|publicite_mensongere|abus|abusif / racket|mensonge|mensonges )
            / ( ( menti|mentez|mentent|trompe|trompee|promis|promettez|promet|promesse / promesses ) ) / ( (
            dit|assure|garanti|annonce|devait|devais|deviez|auriez_du|aurait_du / devrait|censes|cense|censee ) )
            .?2 ( ( livre|arriver|arrive|passer|rappeler|venir|etre|rembourser|sous|avant / dans|hier|prevenir|me )
            )
            / ( foutez|fichez|moquez|fiche|fout|moque ) de|completement|pas_mal / sans ( (
            prevenir|mon_accord|me_prevenir|explication|raison|nous_prevenir /
            mon_autorisation|avertir|mon_consentement ) )""",
    },
    "threat": {
        "leaving": """
            ( ( vais|veux|allons|prefere|pense|compte|finir_par|envisage|oblige_de / plus_qu_a|sinon_je ) ) <very>?
            ( ( partir|resilier|changer|quitter|annuler|fermer|cloturer /
            aller_voir_ailleurs|passer_a|aller_a|me_desabonner|desinstaller|rendre / renvoyer ) )
            / ailleurs|concurrence|concurrent|concurrents / ( (
            plus_jamais|jamais_plus|dernier_achat|derniere_fois|ne_remettrai /
            ne_reviendrai|ne_commanderai|perdu_un_client|perdez_un_client /
            perdre_un_client|perdez_une_cliente|bon_debarras|je_change_de /
            je_quitte|je_me_casse|je_resilie|je_pars|adieu|je_rends_tout|fuyez / je_ne_recommande|deconseille ) )""",
        "telling": """
            ( plainte|avocat|tribunal|justice|mediateur|60_millions|que_choisir /
            repression_des_fraudes|dgccrf|signal_conso|signalconso|mise_en_demeure /
            huissier|prudhommes|saisir|arcep|cnil|poursuivre|poursuites|procureur / gendarmerie )
            / ( ( signaler|signale|denoncer|denonce|reclamation|reclamer|exige|exigeons / reclame|plaindre ) ) / (
            avis|commentaire|note|etoile|etoiles ) ( (
            negatif|negatifs|google|sale|desastreux|zero|trustpilot|salee|mauvais / 1|0 ) )
            / ( ( reseaux_sociaux|twitter|facebook|tiktok|la_presse|les_medias|partout / tout_le_monde|mon_entourage
            ) )""",
    },
    "reproach": {
        "why": """
            pourquoi ( ( est_ce|ne|mon|ma|mes|suis|avez|vous|personne|rien|toujours|encore|je /
            cela|ca|dois|votre|on|le|la|devrais ) ) / quand (
            allez|vais|aurai|est_ce_que_vous|serai|comptez|vous|va|sera ) .?2 (
            enfin|recevoir|rembourse|reparer|faire|avoir|regler )
            / comment ( osez|est_ce_possible|peut_on|pouvez_vous ) / ou ( est|sont ) ( passe|passee|donc )? <mine> /
            ( de_quel_droit|vous_trouvez_ca_normal|trouvez_vous_normal|ce_est_normal /
            est_ce_normal|vous_attendez_quoi|que_ce_passe|ce_que_il_se_passe / vous_faites_quoi|que_faites_vous )""",
        "fix it": """
            ( exige|demande|reclame|veux|attends|voudrais ) <very>? ( un|une|mon|le|des|etre|ma )? ( (
            remboursement|dedommagement|indemnisation|explication|explications /
            excuses|compensation|geste_commercial|rembourse|remboursee|indemnise / argent|avoir|reponse_claire ) )
            / ( ( remboursez|rendez|reparez|reglez|arretez|cessez|faites|bougez|lisez /
            ecoutez|expliquez|debrouillez ) ) ( ( moi|nous|ca|mon|ma|de|quelque_chose|votre|vous|le|la|un_peu /
            immediatement ) ) / ( il_faudrait|vous_devriez|faites_quelque_chose|faites_un_effort /
            un_minimum|a_votre_charge )""",
    },
    "service": {"of ours": "<mine> / service_client|sav|service_apres_vente|livreur|transporteur|conseiller|hotline"},
}

_IN_DIALOGUE: Mapping[str, Mapping[str, str]] = {
    "correction": {
        "i said": """
            ( ai|avais|avons ) ( deja )? ( dit|demande|precise|parle|ecrit|explique|specifie|indique ) / je ( (
            parle|parlais|voulais|demandais|demande|veux|cherche|cherchais|disais / dis ) ) (
            pas|de|dire|plutot|que|bien|le|la|un|une )
            / ( pas|rien ) ( ( ce_que|celui|celle|la|ma|ca|cela|le|cette|du_tout|de_le_tout|dans|un / une ) ) (
            je|on|que|question|la|bon|bonne|demande|adresse|date|voulais )? / ( ce|ca|cela|ce_ne ) est pas (
            ca|cela|ce|ma|mon|la|le|du_tout|de_le_tout|bon|juste|vrai|exact )
            / ( rien_a_voir|aucun_rapport|hors_sujet|a_cote|non_je|je_voulais_dire /
            je_parle_de|je_ne_parle_pas|pas_ma_question )""",
        "you got it wrong": """
            ( vous|tu ) ( vous|te|ne|ne_me|me|mavez|avez|as )? ( (
            trompez|trompes|comprenez|comprends|compris|melangez|confondez|lisez / ecoutez|lu|repondez|reponds ) ) (
            pas|rien|mal|jamais|a_cote|de_travers|autre )?
            / ( avez|as ) ( mal|pas|rien ) ( compris|lu|ecoute|note ) / compris de_travers|l_inverse / mauvaise
            reponse|question|date|ville|langue|direction / ( ce_est|votre_reponse_est|totalement ) (
            faux|incorrect|errone|le_inverse )
            / ^ ( non / mais_non / nan ) ,? ( pas|je|ce|vous|ca|du_tout|mais ) / malentendu|quiproquo /
            lisez|relisez|ecoutez ( ma|mon|bien|ce|un_peu|moi )""",
    },
    "refusal": {
        "did not help": """
            ( ne? me|nous|mavez|ma|va? ) ( ( aide|aidez|aides|sert|avance|convient|suffit|repond|resout|regle /
            change|aidee|servi|repondez ) ) <very>?2 ( pas|rien|en_rien|plus|guere )
            / ( pas|aucune|rien ) <very>? ( ( utile|aide|avance|pertinent|concluant|resolu|regle|convaincant /
            convaincu|convaincue|satisfaisant|mieux|repondu ) )
            / ( ( inutile|sert_a_rien|sans_succes|en_vain|sans_resultat|sans_effet /
            rien_ne_y_fait|mene_nulle_part|ne_mene_nulle|sans_interet ) )
            / deja ( essaye|fait|teste|tente|redemarre|verifie|lu|regarde|vu|consulte ) / ( aucun|aucune|rien|ni ) (
            de|parmi|dans|la ) ( ces|ceux|celles|vos|tout|la|cela|ca)? / ( meme|memes ) ( (
            probleme|erreur|reponse|message|resultat|chose|reponses|souci|histoire / discours|phrase ) )
            / ( toujours|encore ) ( ( pas|rien|le_meme|la_meme|bloque|bloquee|en_panne|pareil|faux /
            le_probleme|la_erreur|les_memes ) ) / pas_de_reponse_a /
            laissez_tomber|laisse_tomber|oubliez|tant_pis|peu_importe""",
    },
    "dislike": {
        "do not like": """
            ( aime|plait|apprecie|veux|convient|interesse|tente|supporte|adore ) <very>? ( pas|plus|guere ) / (
            deteste|horreur_de|pas_mon_truc|pas_mon_style|pas_pour_moi /
            pas_terrible|pas_top|pas_genial|pas_fan|sans_plus|bof|sans_interet / ennuyeux )""",
        "too much": """
            trop ( cher|chere|long|loin|tard|tot|petit|grand|complique|lent|compliquee / lente ) /
            hors_de_prix|hors_budget|pas_les_moyens|exorbitant|exorbitants|exagere""",
    },
    "another": {
        "something else": """
            autre|autres ( ( chose|solution|option|idee|possibilite|proposition|moyen|facon|hotel /
            restaurant|vol|date|horaire|modele ) )? / ( quelque_chose|rien ) de ( mieux|moins_cher|different|plus )
            / moins_cher|plus_tot|plus_tard|plus_proche|plutot|a_la_place / (
            et_si|essayez|essaie|cherchez|proposez|sinon|alors|dans_ce_cas|pas_de_autre)""",
    },
    "repetition": {
        "again": """
            encore ( une_fois|un|une|et_encore|la_meme|le_meme|pas / <stop> ) / ( deja|viens_de ) (
            vous|te|le|le_ai|donne|repondu|fourni|envoye )? .?2 ( (
            dit|dire|explique|donne|demande|repondu|envoye|ecrit|fourni|signale /
            appele|transmis|raconte|repondre|expliquer|donner ) )
            / ( ( deuxieme|troisieme|quatrieme|cinquieme|sixieme|dixieme|enieme|2eme /
            3eme|4eme|5eme|10eme|2e|3e|4e|nieme|trois|quatre|cinq|dix|plusieurs / dix_mille|cent|4|3|5|six|deux ) )
            ( ( fois|appel|message|mail|relance|demande|courrier|intervention /
            reclamation|mails|appels|messages|relances|tentative ) )
            / je ( vous|te )? ( le )? ( repete|redis|redemande|relance|rappelle_que|reitere ) / comme ( je|deja )
            .?3 ( dit|disais|explique|ecrit|indique|mentionne ) / (
            a_chaque_fois|chaque_fois|sans_cesse|sans_arret|constamment|en_boucle /
            systematiquement|a_nouveau|de_nouveau|une_fois_de_plus|combien_de_fois /
            rebelote|ca_recommence|continuellement|tous_les_mois|tout_le_temps / recommence|recommencer )
            / ( repetez|repetes|redites|redonnez|reposez|arretez_de_repeter )""",
    },
    "turns_down": {
        "no answer": """
            ^ ( euh|ben|bah|oh|desole|desolee|en_fait|ok|et|mais / , )?3 (
            non|nan|jamais|aucun|aucune|rien|pas|nullement
            / pas_du_tout / je|ca|cela|il|elle|ce ne? ( me|nous|le|la )? (
            aime|interesse|plait|convient|ai|veux|peux|suis
            / est|etait|marche|va|sert ) pas|plus|jamais|aucun|aucune|rien )
            !( ,? ( merci|de_probleme|de_souci|grave|besoin_de_autre|autre_chose|ca_ira|ce_est_bon / juste|seulement )
            )""",
    },
    "at_a_loss": {
        "does not know": """
            ( je ne? le|la|me? ( sais|saurais|suis|souviens|rappelle|connais|comprends|vois ) pas|plus !(
            comment|si_je|ou|quoi_faire ) / aucune_idee|pas_la_moindre_idee|jen_sais_rien|je_ne_en_sais_rien|qui_sait /
            jamais_entendu|jamais_vu|pas_sur|pas_sure|rien_ne_me_vient|ce_est_quoi|que_voulez_vous_dire )""",
    },
    "denial": {"no": "^ non|nan|nope / , non", "not": "pas|jamais|rien|aucun|aucune|sans|personne|ni|plus"},
}

_TONE: Mapping[str, Mapping[str, str]] = {
    "sarcasm": {
        "praise": """
            ^ bravo / ( bravo|felicitations|chapeau|super|genial|formidable|merveilleux|beau / belle|joli ) ( (
            le|la|les|votre|vos|pour|service|travail|boulot|organisation /
            efficacite|mentalite|accueil|experience|serieux ) )
            / merci ( pour_rien|bien|beaucoup )? ( pour|de ) ( (
            mavoir|me|votre_incompetence|nous_avoir|nous|rien|le_retard|la_perte / gacher ) )
            / quelle ( efficacite|surprise|rapidite|blague|honte|organisation ) / (
            comme_par_hasard|evidemment|bien_entendu|comme_de_habitude|quel_talent /
            quel_professionnalisme|merci_pour_rien|on_adore|bien_joue|je_rigole / la_blague|ah_ah|mdr|lol )""",
    },
    "satisfaction": {
        "thanks": """
            -<nots> ( merci|remercie|mercis|parfait|parfaite|super|genial|geniale|excellent /
            excellente|nickel|impeccable|formidable|top|cool|chouette|ravi|ravie /
            enchante|bravo|felicitations|reconnaissant|reconnaissante )
            / -<nots> <very> ( ( content|contente|satisfait|satisfaite|heureux|heureuse|bien|bon|bonne /
            utile|clair|sympa|gentil|gentille|pro|efficace|rapide|aimable ) )
            / ( ca|cela|tout|ce ) ( me|est|ma|mavez )? ( (
            marche|fonctionne|va|convient|regle|resolu|aide|clair|bon|roule / parfait|arrange ) ) !(
            pas|plus|jamais|toujours_pas ) / bonne journee|soiree|continuation|annee / (
            rien_a_redire|je_recommande|adore|plaisir|je_prends|ce_est_note / entendu|de_accord )""",
    },
    "no_problem": {
        "fine": """
            ( pas|aucun|sans|plus|aucune|zero ) ( de )? ( (
            probleme|problemes|souci|soucis|plainte|panne|bug|urgence|reclamation /
            reproche|retard|inquietude|erreur ) )
            / ( ( marche|fonctionne|remarche|refonctionne|resolu|regle / rentre_dans_le_ordre|repare|debloque ) ) (
            ( bien|maintenant|parfaitement|enfin|tres_bien|nickel|desormais / a_nouveau|merci ) )
            / ( ce_est|tout_est|ca_est ) ( bon|regle|ok|resolu|en_ordre|parfait|pas_grave|rien|clair ) / pas ( (
            grave|presse|pressee|urgent|fache|fachee|en_colere|mal|mauvais|decu / decue ) ) / (
            ne_vous_inquietez_pas|prenez_votre_temps|rien_de_grave|rien_ne_presse /
            quand_vous_voulez|quand_vous_pouvez|il_ny_a_pas|ne_y_a_pas_urgence /
            rien_a_redire|rien_a_signaler|tout_va_bien|jamais_eu_de )""",
    },
    "question": {
        "plain": """
            comment|combien|quel|quelle|quels|quelles|lequel / ( (
            est_ce_que|que_est_ce|y_a_t_il|ou_est|ou_puis|ou_trouver|ou_se|ou_sont /
            a_quelle_heure|jusque_a_quelle|quand ) ) / ( (
            puis|peut|pouvez|pourriez|peux|est|sont|faut|avez|acceptez|faites / proposez|etes|dois|existe ) ) (
            je|on|vous|tu|il|elle|ce|t_il|ils )
            / ( possible|possibilite ) de / je ( voudrais|souhaite|souhaiterais|aimerais|cherche|voulais|veux ) ( (
            savoir|connaitre|modifier|ajouter|avoir|reserver|commander|changer /
            activer|obtenir|un|une|des|souscrire|acheter|ouvrir|mettre|prendre / consulter ) )""",
        "request": """
            ^ ( bonjour|bonsoir|salut|merci|oui|ok|svp ,? )?2 ( (
            reservez|trouvez|montrez|donnez|envoyez|ajoutez|changez|indiquez|dites / expliquez|aidez|pouvez|pourriez
            ) )""",
    },
    "contrast": {"but": "mais|cependant|pourtant|toutefois|neanmoins|par_contre|sauf_que|en_revanche"},
    "negative": {"bad word": "-<nots> <bad_word>"},
    "positive": {"good word": "-<nots> <good_word>"},
}

_NEED: Mapping[str, Mapping[str, str]] = {
    "distress": {
        "harm": """
            ( suicide|suicider|suicidaire|me_suicider|en_finir|me_tuer|mourir /
            me_faire_du_mal|disparaitre|foutre_en_le_air|me_jeter /
            plus_envie_de_vivre|envie_de_rien|plus_la_force_de_vivre / plus_de_raison_de_vivre )
            / ( me|nous|le|la ) ( frappe|bat|menace|harcele|poursuit|agresse|tape|insulte|violente ) / (
            agresse|agressee|harcele|harcelee|menace|menacee|chantage|viol|violee / violences ) / (
            en_danger|en_detresse|ai_tres_peur|terrifie|terrifiee|terrorise|terrorisee|effraye|effrayee|me_sens_mal /
            me_sens_tres_mal / ai|avons peur ( $ / , / de|pour|que .?4 (
            perdre|mourir|meure|logement|maison|tout|fils|fille|enfants|vie|seule|seul|arrive ) ) )""",
        "cannot cope": """
            je ne? en_peux plus / ( je_en_peux_plus|a_bout|au_bout_de_le_rouleau|bout_du_rouleau /
            le_bout_de_le_rouleau|craque|craquer|effondre|effondree|effondrer /
            desespere|desesperee|desespoir|desemparee|desempare|panique|paniquee /
            paniques|angoisse|angoissee|angoisses|crise_de_nerfs|crise_de_angoisse /
            depression|depressif|depressive|burn_out )
            / ( pleure|pleurer|larmes|sanglots|pleurs|tremble|dors_plus|dors_pas / ne_dors|ne_dormons|cauchemar ) /
            ( sais|savons ) ( plus|pas ) ( quoi|que|comment|vers_qui|a_qui|ou ) ( faire|me|se|men|aller|nous|dire)?
            / plus ( la_force|le_courage|de_espoir|de_force|personne|envie_de_rien )
            / completement|totalement|toute|tout|si|tellement|tres perdu|perdue|seul|seule|depasse|depassee / (
            supplie|implore|je_vous_en_supplie|par_pitie|aidez_moi_par|au_secours /
            a_le_secours|a_le_aide|sos|pitie|je_vous_en_conjure ) / (
            detresse|vulnerable|isole|isolee|traumatise|traumatisee|bouleverse / bouleversee|choquee )""",
    },
    "hardship": {
        "need": """
            ( peux|pouvons|pourrai|peut|arrive|sais|arrivons|pourrais ) ( plus|pas|meme_pas|pas_comment ) .?3 ( (
            payer|manger|nourrir|loger|chauffer|acheter|soigner|vivre|finir / boucler|habiller ) )
            / ( comment|pour|de_quoi|pouvoir ) ( ( payer_mon_loyer|payer_le_loyer|nourrir|manger|nous_loger /
            acheter_a_manger|payer_mes_medicaments|finir_le_mois ) ) / ( plus|pas|sans|manque|rien ) (
            de|un|rien|a|le )? ( ( chauffage|electricite|sou|sous|argent|manger|logement|revenu|revenus /
            insuline|medicament|medicaments|eau_chaude|eau|toit|ressources|gaz /
            salaire|centime|rond|nourriture|oxygene|abri ) )
            / ( expulse|expulsee|expulses|expulsion|huissiers|surendettement /
            surendette|saisie_sur_salaire|a_la_rue|sdf|sans_abri|interdit_bancaire / coupure_de_electricite ) / (
            perdu|perds )
            ( mon|notre|ma|son|toutes|tout ) ( emploi|travail|maison|boulot|logement|economies|argent|job) / (
            toutes_mes_economies|toutes_nos_economies|de_quoi_vivre|fin_de_mois / au_chomage|licencie|licenciee )""",
        "ill or gone": """
            <close_one> ( est|vient_de|a_ete|a|qui|vient|etait|sont )? .?2 ( (
            mort|morte|decede|decedee|mourir|malade|malades|hospitalise /
            hospitalisee|hopital|handicape|handicapee|disparu|disparue|coma|cancer /
            froid|faim|fievre|operee|opere|dehors / decedes ) )
            / obseques|enterrement|deuil|funerailles|fausse_couche / suis veuf|veuve / ( suis|gravement|tres ) ( (
            malade|handicape|handicapee|hospitalise|hospitalisee|blesse|blessee ) ) / ( ai|a|avons|fais|fait|suis|est )
            un|une|le|la|sous|en|de|encore?2 ( cancer|chimio|chimiotherapie|dialyse|a_le_hopital|soins_palliatifs /
            insuline ) / urgences_de_le_hopital
            / ( ( coince|coincee|bloque|bloquee|seul|seule|abandonne|abandonnee|perdu / perdue ) ) (
            a_le_aeroport|a_le_etranger|a_la_gare|en_pleine|dans_la_rue|dans_le_noir ) / froid|faim|seule|sans .?4
            bebe|nourrisson|enfants|enceinte / bebe|nourrisson|enfants ( malade|ont faim|froid / a faim|froid|fievre )
            / argent|sous de|pour (
            loyer|le_loyer|mon_loyer|medicaments|mes_medicaments|manger|les_courses ) /
            nulle_part_ou|dormir_dehors|ma_maison_a / maison|appartement|cave .?2
            inonde|inondee|brule|sinistree|detruite / perdu .?3 incendie|inondation""",
    },
    "urgent": {
        "words": """
            -<not_urgent> urgent|urgente|urgents|urgentes|urgentissime|urgence !( nest|ne_est|medicale_garantie ) /
            ( des_que_possible|le_plus_vite|a_le_plus_vite|a_le_plus_tot /
            le_plus_rapidement|le_plus_tot|dans_les_plus_brefs|plus_brefs_delais /
            immediatement|immediat|immediate|sur_le_champ|sans_delai|sans_attendre /
            sans_tarder|tout_de_suite|de_suite|de_toute_urgence|en_priorite /
            prioritaire|priorite|dans_le_heure|rapidement|vite|a_la_minute|illico )
            / ( ( faut|doit|dois|devez|besoin|veux|faites|reglez|agissez|repondez / bloquez|aidez ) ) .?4 ( (
            maintenant|vite|rapidement|tout_de_suite|immediatement|aujourdhui / de_suite ) )
            / ( ne_peut_pas_attendre|peut_plus_attendre|ne_peux_pas_attendre /
            peut_pas_attendre|plus_le_temps|plus_une_minute|le_temps_presse /
            ca_presse|tres_presse|tres_pressee|suis_pressee|suis_presse / question_de_heures|depechez|vital|critique
            )""",
    },
    "outage": {
        "down": """
            <system> .?4 ( ( tombe|tombee|tombes|plante|hs|en_panne|a_le_arret|arretee|arrete /
            indisponible|inaccessible|coupe|coupee|down|bloque|bloquee|ko /
            hors_service|tombent|plantes|injoignable|hors_ligne ) )
            / ( ( plus_aucun|plus_personne|aucun|personne|tous|toutes|tout|plus|nos / nos_deux|les|mes ) ) .?2 (
            <people> ) ne? .?3 ( ( peut|peuvent|bloques|bloque|a_le_arret|travailler|encaisser|acces /
            accede|accedent|coinces|connecter ) )
            / ( panne|arret|incident|coupure|interruption ) ( (
            generale|generalisee|totale|majeur|majeure|critique|de_production / de_service|totale|complete|globale )
            ) / ( perte_de_donnees|donnees_perdues|perdu_toutes_nos|fuite_de_donnees /
            ransomware|rancongiciel|cyberattaque|activite_est_a_le_arret /
            production_arretee|production_est|a_le_arret ) / ( perdons|perd|coute ) .?3 (
            euros|argent|clients|ventes|chiffre ) / toute_la ( boite|entreprise|equipe|production|societe|chaine )""",
    },
    "deadline": {
        "by when": """
            ( avant|de_ici|jusque_a|le_plus_tard|le_plus_tard_a / <needed> .?6 pour ) ( <weekday> / le|la|ce|demain? .
            heures|heure|h )
            / avant ( ( la_fin|mon|notre|le|midi|ce|17h|18h|16h|15h|14h|12h|9h|8h|10h|11h|19h / 20h|minuit ) )
            / ( <leaves> .?3 / <needed> .?6 / reste|ai plus? que? ) dans? (
            moins_de|deux|une|trois|dix|vingt|trente|quinze|quelques / . )?2 ( heure|heures|minutes|minute|h|min|mn )
            / ( mon|le|notre|la|mes|un|une ) <event> ( est|part|decolle|commence|a_lieu|ferme|demarre ) .?2 ( (
            demain|dans|ce|a|aujourdhui|samedi|lundi|mardi|mercredi|jeudi|vendredi / dimanche|cet ) )
            / ( ( pars|partons|decolle|embarque|demenage|signe|signons|me_marie / accouche|part ) ) .?2 (
            demain|dans|ce_soir|ce|samedi|lundi|a|tout_a_le_heure ) / (
            date_limite|dernier_delai|derniere_limite|dernier_jour|delai ) ( est|expire )? (
            demain|ce_soir|aujourdhui / dans . heures|minutes ) / expire ( demain|ce_soir|aujourdhui )
            / ( des|ce|cet ) ( demain|ce_soir|soir|apres_midi|matin ) ( dernier_delai|imperativement|sinon|au_plus_tard
            )
            / aujourdhui ( meme|imperativement|sinon ) / <needed> .?6 ( aujourdhui|demain|ce_soir ) <stop>
            / imperativement|sinon_ce_est_trop_tard""",
    },
}

_OF_THE_BOT: Mapping[str, Mapping[str, str]] = {
    "bot_sorry": {
        "found nothing": """
            ( desole|desolee|navre|navree|malheureusement|excuses|excusez|regrette /
            indisponible|complet|echec|introuvable ) / ( pas|aucun|aucune|rien|plus ) ( (
            trouve|pu|compris|possible|disponible|resultat|resultats|correspond /
            reponse|restaurant|hotel|vol|information|en_mesure|acces ) )
            / ( ne|nai|na )? ( peux|parviens|arrive|comprends|pouvons|trouve|dispose ) pas / ( (
            reformuler|reformulez|reessayer|reessayez|essayer|essayez|autre_chose / preferez ) ) /
            erreur|probleme|souci""",
    },
    "bot_suggests": {
        "suggestion": """
            ( que_diriez_vous|que_dirais_tu|je_vous_conseille|je_te_conseille|je_vous_recommande|je_te_recommande /
            je_vous_suggere|je_te_suggere|je_vous_propose|je_te_propose|avez_vous_essaye|as_tu_essaye /
            vous_pouvez_essayer /
            tu_peux_essayer|avez_vous_deja_vu|connaissez_vous|connais_tu|aimeriez_vous|aimerais_tu|voudriez_vous /
            souhaitez_vous_essayer|je_ai_trouve|nous_avons|vous_aimerez|cela_pourrait_vous_plaire|pourquoi_pas|essayez )
            / ( il_y_a|y_a|et_si ) ( un|une|plusieurs|quelques|on|vous|nous )""",
    },
    "bot_asks_fact": {
        "fact": """
            ( combien|quel_est|quelle_est|quand|a_quelle_heure|quel_jour|pour_quand|quelle_ville|de_ou|a_quel_nom /
            votre_numero|ton_numero|votre_nom|ton_nom|votre_email|votre_adresse ) / ( avez_vous|as_tu|vous_avez|tu_as /
            vous_faut_il|te_faut_il|avez_vous_besoin|as_tu_besoin ) ( un|une|le|la|votre|ton|de|besoin|autre )
            / autre_chose|puis_je_vous_aider|autre_question / ( voulez_vous|veux_tu|souhaitez_vous|dois_je|puis_je ) (
            que
            / reserver|confirmer|proceder|envoyer|ajouter|annuler|chercher ) /
            confirmez_vous|confirmez|pouvez_vous_confirmer
            """,
    },
    "bot_asks_opinion": {
        "how is it": """
            ( que_pensez_vous|quen_pensez_vous|que_en_pensez_vous|quen_dites_vous /
            ca_vous_plait|cela_vous_plait|vous_aimez|avez_vous_aime|aimez_vous /
            ca_vous_convient|cela_vous_convient|cela_vous_va|ca_vous_va / vous_interesse|cela_vous_interesse )""",
    },
}

CUES: Mapping[str, tuple[Rule, ...]] = {
    kind: _NOTATION.rules(1.0, rules)
    for kind, rules in {**_ILL_WILL, **_WHAT_FAILED, **_IN_DIALOGUE, **_TONE, **_NEED, **_OF_THE_BOT}.items()
}
