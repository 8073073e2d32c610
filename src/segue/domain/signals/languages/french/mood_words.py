"""French words that the cues of moods are put together from. Elided words are written in full: see `spelling`."""

from __future__ import annotations

MOOD_WORDS = {
    "very": """
        tres trop vraiment tellement si completement totalement absolument franchement assez extremement carrement bien
        plutot tout toujours encore super hyper de_plus_en_plus sacrement particulierement aussi un_peu plus meme""",
    "nots": "pas jamais plus aucunement nullement aucun aucune sans rien ne guere",
    "negation": "pas plus jamais rien aucun aucune",
    "span": """
        minutes heure heures jour jours semaine semaines mois an ans annee annees siecle siecles plombes eternite h""",
    "liked": """
        content contente satisfait satisfaite contents satisfaits ravi ravie normal acceptable serieux professionnel
        correct terrible fameux top a_la_hauteur digne convaincu convaincue juste""",
    "service_noun": """
        commande colis livraison facture remboursement dossier demande compte carte abonnement contrat reservation
        billet vol train bagage bagages valise technicien internet connexion box ligne reseau appli application site
        logiciel service agence banque assurance mutuelle produit article appareil telephone rendez_vous reclamation
        virement allocation sinistre indemnisation chauffage reponse courriel mail argent paiement chambre hotel""",
    "work": """
        marche marchent fonctionne fonctionnent fonctionnait demarre ouvre charge repond passe envoie affiche connecte
        arrive arrivent aboutit marcher fonctionner lance allume imprime synchronise valide recu livre livree arrive
        arrivee rembourse remboursee regle resolu repare reparee traite traitee active activee change reconnait accepte
        credite creditee joignable disponible accessible possible conforme""",
    "broken": """
        panne en_panne casse cassee bloque bloquee coupe coupee coupure abime abimee defectueux defectueuse hs perdu
        perdue endommage endommagee plante bug bugs bugge buggee erreur erreurs incomplet incomplete tache raye faux
        fausse errone erronee manquant manquante introuvable inaccessible indisponible retard retards impossible
        disparu disparue refuse refusee rejete rejetee annule annulee perime dechire vide plantage echec echoue
        dysfonctionnement litige surfacturation en_rade foutu foutue""",
    "took": """
        debite preleve facture perdu annule envoye vole promis refuse supprime bloque suspendu menti oublie ferme coupe
        change augmente resilie ignore trompe arnaque casse abime pris fait livre laisse raccroche encaisse double""",
    "close": """
        mari femme mere pere fils fille bebe enfant enfants frere soeur maman papa epoux epouse conjoint compagne
        compagnon grand_mere grand_pere parents famille nourrisson petit petite fillette ami amie""",
    "system": """
        production prod serveur serveurs site systeme plateforme application appli reseau base_de_donnees caisse caisses
        logiciel api service messagerie telephonie internet usine boutique_en_ligne paiement paiements""",
    "people": """
        salaries employes utilisateurs clients equipes collegues collaborateurs magasins patients agences postes eleves
        soignants chauffeurs equipe boite entreprise monde personne""",
    "weekday": """
        lundi mardi mercredi jeudi vendredi samedi dimanche demain ce_soir midi minuit aujourdhui demain_matin
        demain_soir cet_apres_midi ce_matin apres_demain la_fin_de_la_journee fin_de_journee la_fin_de_la_semaine
        la_fin_de_le_mois la_fin_de_semaine ce_week_end cette_nuit""",
    "event": """
        vol avion train mariage examen audience entretien signature depart voyage enterrement operation reunion
        rendez_vous echeance delai lancement livraison concours presentation visa passeport bus ferry embarquement""",
}

NEGATIVE = """
    abuse abusif abusive affreux agace agacant agacee arnaque arnaques atroce aberrant bacle calamite catastrophe
    catastrophique cauchemar colere consternant debile deception decu decue decus decevant decevante degoute degoutant
    degoutee degueulasse deplorable desagreable desastre desastreux desespere desinvolte enerve enervant enervee
    epouvantable escroc escroquerie escrocs ennui ennuis fache fachee faute foutage galere galerie gachis grave grossier
    honte honteux honteuse horrible idiot ignoble incompetent incompetente incompetence incompetents inacceptable
    inadmissible incapable incapables incorrect indigne indignee inefficace infernal injuste injustifie insatisfait
    insupportable intolerable inutile irrespectueux lamentable lassant lent lente lenteur mal mauvais mauvaise
    mauvaises mecontent mecontente mediocre mensonge mensonges menteur menteurs merde merdique minable moche naze nul
    nulle nuls nulles odieux pathetique penible pire pitoyable plainte pourri pourrie probleme problemes rageant
    ridicule rigolo saoule scandale scandaleux scandaleuse souci soucis stupide tromperie trompeur vol voleur voleurs
    vexant frustre frustree frustrant agressif camelote pitrerie mascarade foutaise desolant
"""

POSITIVE = """
    adorable adore agreable aimable bien bon bonne bravo brillant charmant chouette content contente cool efficace
    enchante excellent excellente extra fantastique felicitations formidable genial geniale gentil gentille heureux
    heureuse impeccable impressionnant magnifique meilleur merci merveilleux nickel parfait parfaite plaisir pratique
    rapide rassure ravi ravie reconnaissant reconnaissante recommande reussi satisfait satisfaite serieux simple
    soulage soulagee souriant sublime super superbe sympa top utile
"""
