"""French words and turns of phrase that the rules of `requests` are put together from.

Elided words are written in full here ("le agent", "que un", "je ai") and so are "au", "aux" and "du" ("a le", "a les",
"de le"): see `spelling`.
"""

from __future__ import annotations

WORDS = {
    # --- small words
    "adverb": """
        juste seulement vraiment aussi toujours maintenant enfin directement plutot absolument simplement bien
        urgemment immediatement rapidement vite de_suite tout_de_suite deja encore donc alors peut_etre si_possible
        svp stp si_il_vous_plait si_il_te_plait en_urgence a_le_plus_vite de_abord finalement personnellement
        quand_meme meme egalement tout_simplement vivement desormais de_vive_voix en_direct en_ligne par_telephone
        a_le_telephone a_nouveau volontiers serieusement desesperement autant ne dabord tout_bonnement uniquement
        mieux plus_simplement de_le_coup en_fait""",
    "polite": """
        bonjour bonsoir salut coucou hello allo merci svp stp si_il_vous_plait si_il_te_plait si_il_te_plais ok oui non
        de_accord madame monsieur mademoiselle vite urgent maintenant immediatement tout_de_suite de_suite rapidement
        cordialement je_vous_prie je_vous_en_prie je_te_prie de_avance en_urgence a_le_plus_vite bien_a_vous bot
        cher chere juste enfin de_abord ici la en_ligne disponible quoi bonne_journee please encore alors""",
    "opening": """
        mais et donc alors puis bon ok oui non bah ben bref ecoutez ecoute voila sinon stop plutot pardon desole desolee
        bonjour bonsoir salut coucou hello allo merci svp stp si_il_vous_plait si_il_te_plait madame monsieur bot ou
        maintenant finalement de_le_coup de_abord robot aide probleme soit demande objet please pour afin_de juste ca
        marche_pas urgent encore""",
    "the": """
        un une le la les des votre vos ton tes mon ma mes ce cet cette de_vos notre nos un_de_vos une_de_vos un_de_tes
        un_des une_des le_un_de_vos la_une_de_vos un_autre une_autre une_autre de_autres ne_importe_quel
        ne_importe_quelle quelque de de_le leur un_quelconque une_quelconque de_la un_peu_de plusieurs chaque 1""",
    "joining": """
        svp stp si_il_vous_plait si_il_te_plait merci pour afin maintenant vite rapidement immediatement tout de et
        je car parce que qui quand en a mais sinon ou si ici la pas est_ce urgent urgemment bonjour dans avec sur
        aujourdhui puis plutot pouvant capable il on ca ce cest plus demain absolument directement par chez et_non
        quoi bordel""",
    "about": "de a_propos_de a_le_sujet_de sur concernant pour quant_a rapport_a suite_a",
    "with": """
        a avec aupres_de vers chez sur ac av et a_propos_avec entre directement_a directement_avec que_a que_avec
        plutot_a plutot_avec uniquement_a uniquement_avec seulement_a enfin_a enfin_avec""",
    "denies": "pas plus jamais aucunement nullement point pu",
    # --- who
    "front": """
        conseiller conseillere conseillers conseilleres agent agente agents operateur operatrice operateurs operatrices
        teleconseiller teleconseillere teleconseillers teleoperateur teleoperatrice interlocuteur interlocutrice
        interlocuteurs representant representante representants collaborateur collaboratrice collaborateurs
        gestionnaire gestionnaires charge_de_clientele chargee_de_clientele charge_de_compte assistant assistante
        correspondant standardiste receptionniste referent charge_de_dossier conseil_clientele""",
    "lead": """
        manager manageur manageure superviseur superviseuse responsable responsables chef cheffe directeur directrice
        superieur superieure superieurs patron patronne hierarchie direction gerant gerante encadrant""",
    "skilled": """
        technicien technicienne techniciens expert experte experts specialiste specialistes employe employee
        employes commerciaux salarie salariee collegue collegues commercial commerciale vendeur vendeuse
        professionnel pro ingenieur informaticien informaticienne developpeur guichetier banquier banquiere
        comptable monsieur dame mec nana type membre_de_votre_equipe membre_de_le_equipe membre_de_le_personnel
        membres_de_votre_equipe personnel""",
    "human": "humain humaine humains etre_vivant etre_humain etres_humains personne_humaine homo_sapiens",
    "people": "personne personnes gens individu homme femme voix",
    "someone": """
        quelquun quelquun_de_autre quelques_uns de_vrais_gens un_vrai une_vraie le_un_de_entre_vous un_de_chez_vous
        qui_de_droit la_personne_responsable un_autre_que_vous le_un_des_votres un_des_votres""",
    "before": """
        vrai vraie vrais vraies veritable veritables bon bonne autre autres seul seule simple premier premiere nouvel
        nouveau putain_de foutu satane autre_vrai grand""",
    "after": """
        humain humaine humains reel reelle reels reelles physique vivant vivante competent competente qualifie qualifiee
        disponible disponibles dispo dispos clientele client clients commercial commerciale technique specialise
        specialisee francais francaise francophone senior bancaire normal normale humainement
        en_chair_et_en_os de_chez_vous de_votre_equipe de_le_service_client de_le_service_clientele a_le_telephone
        en_ligne de_permanence en_vrai en_personne hierarchique de_votre_service de_le_service en_direct en_agence
        de_le_service_technique de_votre_banque de_votre_agence de_le_agence de_le_magasin libre la serieux serieuse
        comme_moi habilite habilitee attitre attitree de_clientele dedie dediee support assistance local locale""",
    "thing": """
        virtuel virtuelle vocal vocale google alexa immobilier immobiliers municipal municipale pathogene majeure
        majeures agee agees handicapee handicapees morale de_mots_de_passe de_fichiers de_taches telecom mobile
        maternelle legal legale age artificielle""",
    "service": "service services equipe equipes departement pole bureau cellule",
    "desk_kind": """
        client clients clientele technique techniques commercial commerciale apres_vente sav abonnement abonnements
        facturation sinistre sinistres reclamation reclamations comptabilite comptable juridique fraude fraudes
        contentieux recouvrement vente ventes livraison livraisons retour retours reservation reservations
        consommateur consommateurs support informatique concerne concernee competent competente relation relations
        humain humaine assistance resiliation fidelite credit credits paie rh dedie dediee de_assistance remboursement
        remboursements colis bagages transport qualite marketing de_aide approprie appropriee chargee charge hotline
        administratif medical de_urgence securite prets assurance social expedition reparation garantie garanties""",
    "desk_name": """
        sav hotline standard support_technique support_client support_clients support_informatique
        assistance_technique assistance_clientele assistance_client assistance_telephonique relation_client
        relations_clients relation_clientele guichet secretariat accueil siege siege_social helpdesk help_desk
        support assistance centre_de_appel centre_de_appels centre_de_assistance service_client service_clientele
        aide_en_ligne assistance_humaine support_humain aide_humaine standard_telephonique conseil_clientele
        plateforme_telephonique""",
    "place": "agence boutique magasin mairie caisse banque centre",
    "bot": """
        bot bots robot robots chatbot chatbots machine machines ordinateur ordinateurs ia programme logiciel algorithme
        automate automates intelligence_artificielle assistant_virtuel assistante_virtuelle conseiller_virtuel
        agent_virtuel conseillere_virtuelle repondeur repondeur_automatique boite_vocale serveur_vocal chatgpt
        androide voix_robotisee systeme_automatise reponse_automatique reponses_automatiques agent_conversationnel
        ai gpt systeme_automatique messages_automatiques""",
    "bot_before": "stupide foutu satane simple vulgaire espece_de putain_de bete vrai vraie",
    "being": "vrai vraie reel reelle vivant vivante quelquun sentient fille garcon dame monsieur mec meuf",
    # --- verbs
    "talk": """
        parler parle parles parlee parlez parlons parlait parlais discuter discute echanger echange echanges
        converser causer communiquer dialoguer entretenir me_entretenir nous_entretenir se_entretenir se_adresser
        se_expliquer traiter tchatter chatter tchater chater tchat avoir_affaire me_adresser adresser plaindre
        me_plaindre avoir_une_conversation avoir_une_discussion avoir_un_echange entrer_en_contact
        entrer_en_relation rentrer_en_contact rentrer_en_relation etre_en_contact etre_en_relation etre_en_ligne
        prendre_contact correspondre negocier en_parler en_discuter en_echanger lui_parler voir_ca regler_ca
        gerer_ca voir_cela regler_cela avoir_contact prendre_rdv prendre_rendez_vous prendre_un_rdv
        prendre_un_rendez_vous fixer_un_rendez_vous avoir_un_rdv avoir_un_rendez_vous me_expliquer mexpliquer
        passer_en_direct poser_ma_question poser_une_question poser_mes_questions faire_le_point
        exposer_mon_probleme expliquer_mon_probleme soumettre_mon_probleme me_mettre_en_relation
        me_mettre_en_contact avoir_un_contact avoir_un_entretien voir_directement""",
    "talking": """
        parle parles parlons parlez discute discutes discutons echange converse cause communique dialogue chatte""",
    "contact": """
        contacter contacte contactez joindre joins appeler rejoindre avoir voir rencontrer telephoner_a ecrire_a
        interpeller solliciter atteindre trouver obtenir consulter recontacter rappeler parler_avec demander saisir
        acceder_a faire_appel_a me_tourner_vers reclamer tomber_sur alerter""",
    "want": """
        veux veut voudrais voudrai voudrait voulais veu voudrions voulons souhaite souhaites souhaiterais
        souhaiterait souhaiterai souhaiterions souhaitons souhaitais aimerais aimerai aimerait aimerions desire
        desirerais desirerait desirons prefere prefererais prefererai prefererait prefererions preferons preferais
        dois doit devrais peux peut peu pourrais pourrai pourrait pourrions pouvons vais va exige demande demandais
        cherche cherchais cherche_a tente essaie essaye essayais tiens tenais insiste insistons exigeons ai_besoin
        avons_besoin aurais_besoin aurai_besoin aurait_besoin a_besoin aurions_besoin ai_envie aurais_envie ai_hate
        ai_demande demandons cherchons attends attendais reclame compte entends suis_oblige
        refuse_de_continuer_et_veux me_faut peux_pas pourrais_pas peut_pas pourrait_pas ai_absolument_besoin
        ai_vraiment_besoin ai_juste_besoin ai_urgemment_besoin me_permets sollicite apprecierais aurais_aime
        aurait_aime aurions_aime aurais_voulu aurais_souhaite aurions_souhaite voudrions_bien ai_bien_besoin
        vous_demande te_demande vous_prie ai_bien_envie ai_toujours_besoin""",
    "want_one": """
        veux veut voudrais voudrai voudrait voulais voudrions voulons souhaite souhaites souhaiterais souhaiterait
        souhaiterions souhaitons aimerais aimerait aimerions desire desirerais desirons prefere prefererais
        prefererait preferons exige demande demandais demandons cherche cherchons ai_besoin avons_besoin
        aurais_besoin aurait_besoin a_besoin aurai_besoin aurions_besoin reclame attends attendais me_faut faut
        faudrait me_faudrait faudra nous_faut nous_faudrait ai_demande peux_avoir peut_avoir pourrais_avoir
        pourrait_avoir veux_avoir voudrais_avoir souhaite_avoir souhaiterais_avoir aimerais_avoir dois_avoir
        demande_a_avoir prefere_avoir prefererais_avoir ai_absolument_besoin ai_vraiment_besoin ai_juste_besoin
        veux_voir exigeons voudrais_voir sollicite ai_urgemment_besoin souhaiterai aimerai peux_pas_avoir
        pourrais_pas_avoir""",
    "can": "puis peux pourrais pourrai pourrait peut pouvons pourrions dois devrais doit veux",
    "able": "pouvoir puisse etre_capable_de avoir_la_possibilite_de pourra reussir_a arriver_a enfin",
    "move": """
        passez passe passes mettez mets met mettre transferez transfere transferes transferer transferais redirigez
        redirige rediriger connectez connecte connecter branchez branche brancher orientez oriente orienter dirigez
        dirige diriger basculez bascule basculer reliez relie relier renvoyez renvoie renvoyer adressez adresse
        adresser aiguillez aiguiller passer escalader escaladez envoyez envoie envoyer faites_passer faire_passer
        remettez repassez repasser ramenez commutez commuter transmettez transmettre faire_suivre faites_suivre confier
        confiez mettre_enfin switchez switch switcher transfert transferrer transferrez""",
    "moved": """
        mis mise transfere transferee redirige redirigee connecte connectee oriente orientee dirige dirigee bascule
        basculee relie reliee adresse adressee branche passe renvoye renvoyee transferer rediriger""",
    "served": """
        rappele rappelee contacte contactee recontacte recontactee appele appelee aide aidee assiste assistee
        accompagne accompagnee servi servie conseille conseillee joint renseigne renseignee rappeler contacter appeler
        recu recue suivi suivie traite traitee pris_en_charge prise_en_charge guide guidee""",
    "line": "en_relation en_contact en_communication en_ligne en_rapport en_lien en_liaison a_le_telephone",
    "help": """
        rappeler rappelle rappel contacter contacte appeler appelle repondre reponde repond aider aide expliquer
        explique prenne prendre regarde regarder occupe occuper traite traiter verifie verifier recontacter recontacte
        renseigner renseigne assister assiste intervenir intervienne parler parle debloquer debloque joindre ecrire
        ecrive conseiller guider guide lire lise gere gerer accompagner accompagne telephoner telephone examine
        examiner etudie tchatter discuter echanger regler regle consulter""",
    "give": """
        donnez donne donner trouvez trouve trouver appelez appelle appeler cherchez cherche chercher filez file
        demandez demande demander ramenez ramene amenez mettez_moi_avec proposez proposer affectez assignez attribuez
        rappelez fournissez fournir obtenir allez_chercher aller_chercher va_chercher trouver faites_venir
        faire_venir prevenez previens contactez contacter sollicitez faites_intervenir faire_intervenir faites_appel_a
        faire_appel_a""",
    "said": """
        dit promis confirme repondu raccroche envoye explique assure rappele donne affirme informe indique conseille
        demande transfere aide contacte appele fait refuse parle pris traite valide annule oublie propose passe
        laisse mis ete eu menti regle resolu change vendu repris accueilli recu certifie garanti facture prevenu
        renseigne bloque ouvert cree ecrit note verifie manque renvoye commis insulte jure deja""",
    "told": """
        dit demande conseille recommande propose suggere dites repete invite oblige dire conseillez disent
        conseiller""",
    "others": "il elle ils elles lui leur qui doit devait va allait faut_pas",
    "matter": """
        ma_demande mon_dossier la_conversation cette_conversation mon_appel le_appel ma_question mon_probleme le_chat
        ce_chat mon_cas ma_reclamation la_discussion cette_discussion le_dossier ce_probleme le_tchat ma_conversation
        la_demande cette_demande mon_ticket le_ticket mon_message tout_ca ca""",
}

PHRASES = {
    "begin": "( ^ / , / <opening> )",
    "end": "&( $ / , / <joining> )",
    "role": "( <front> / <lead> / <skilled> )",
    "person": """
        ( ( <the>?2 <before>?2 ( <role> / <human> ) / ( <the> <before>? / vraie|vraies|vrais ) <people> ) <after>?3
        ) !<thing>""",
    "department": """
        ( <the>?2 <before>? ( <service> <desk_kind>?2 / <desk_name> <desk_kind>? )
        / votre|vos|ton|mon|le|la <place> )""",
    "anyone": "( <person> / <someone> <after>? / <department> )",
    "bot_": "<the>?2 <bot_before>? <bot>",
    "real_one": "<the>?2 <before>? ( <human> / <people> / <being> / <role> ) <after>?2 !<thing>",
    "bot_or_human": "( <bot_> / <real_one> )",
    "please": "( <polite> / , )?4",
    # what stands before the verb when customers speak for themselves
    "i": "je|on|nous|moi|jai <adverb>?3",
    "i_want_to": "<i> <want> <adverb>?3 de|a|que_a|pour|que? <adverb>?",
    "can_i": "<can> je|on|nous|t_on|ton|j <adverb>?3",
    "possible": """
        ( possible|moyen|envie|besoin|possibilite|facon|maniere|solution|option /
        droit|urgence|interet|souhait|but|preference ) <adverb>?2 de|pour|a|que_je|que_on|si_je|si_on|je|on?
        <adverb>? <can>? je|on? <adverb>?""",
    "way": """
        ( comment|ou|quand|pourquoi|quel_numero|quelle_adresse|qui est_ce_que? (
        on_fait|faire|je_fais|fait_on|dois_je_faire|puis_je_faire )? pour|afin_de? <adverb>?2 )""",
    "must": """
        ( il? me|nous|te|vous? faut|faudrait|faudra|fallait|fo <adverb>?2 que_je|que_on|que_nous? puisse|puissions?
        <adverb>?2 )""",
    "let_me": """
        laissez|laisse|laisser|permettez|permets|permettre|aidez|aide|aider|faites|fais|faire moi|nous|me? <adverb>?
        a|de?""",
    "so_that": "que_je|que_on|que_nous puisse|puissions|peux|pourrais? <adverb>?2",
    "imperative": "<begin> me? <adverb>?2 a|de?",
    "own_voice": """
        ( <i_want_to> / <can_i> / <possible> / <way> / <must> / <let_me> / <so_that> / <imperative> ) <able>?2""",
    "of_what": "( <about> .?6 )?",
    "with_one": "( <of_what> <adverb>? <with> <adverb>? <anyone> / <adverb>? <person> )",
    "can_you": """
        ( pouvez|peux|pourriez|pourrais|voulez|veux|pouvais vous|tu|t <adverb>?3 / vous|tu|on|nous
        pouvez|peux|pourriez|pourrais|peut|pourrait|devez|dois <adverb>?3 / merci|priere|demande|demandez <adverb>?
        de|a / veuillez <adverb>? / il_faut|il_faudrait|faudrait|faut <adverb>? / <begin> )""",
    "i_want_one": """
        ( ( <i> ne? / <begin> / il ) <want_one> <adverb>?2 que? de|a|a_avoir|avoir|voir? <adverb>?
        / besoin <adverb>? de )""",
    "can_i_have": """
        ( <can_i> / <i_want_to> / possible|moyen|must de / <way> <can_i>? )
        avoir|voir|obtenir|trouver|demander|rencontrer""",
    "to_me": "( moi|nous|me <adverb>?2 )",
    "can_help": """
        peut|pourrait|peux|va|pourra|puisse|doit|devrait|peuvent <adverb>? il|elle|t_il|t_elle|on? <adverb>?
        me|nous|se|en|y|le|la|lui?2 <help>""",
    "is_there": """
        ( y a t? il? / il y a t_il? / ya|yaurait / y aurait t? il? / avez|auriez|as vous|tu / vous|tu avez|auriez|as
        / est_il|existe_t_il|il_existe
        / est_ce_que|es_que? il y a|aurait / est|y at? il ) <adverb>? pas|bien|au_moins?""",
}
