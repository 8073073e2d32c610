"""How French is written in chats: elided words, short forms, slips, and words that carry no meaning of their own."""

from __future__ import annotations

from segue.domain.signals.languages.elision import elided
from segue.domain.signals.languages.french.mood_words import MOOD_WORDS, NEGATIVE
from segue.domain.signals.languages.french.words import PHRASES, WORDS
from segue.domain.signals.words import Spelling

_SHORT = {
    "l": "le", "d": "de", "j": "je", "n": "ne", "s": "se", "m": "me", "t": "te", "qu": "que", "k": "que", "q": "que",
    "lorsqu": "lorsque", "puisqu": "puisque", "jusqu": "jusque",
}  # fmt: skip
"""What is left of a word before a vowel -> the word."""

_VOWEL_WORDS = """
ai as ont est etais etait etaient etes est_ce avais avait avez avons avaient aurais aurait auriez avoir etre incapable
incapables imbecile imbeciles idiot idiots escroc escrocs aime aimerais aimerait aimerai aimes attends attendais
attend attendre attente attendu avance avancer embeter etude entrer occuper utiliser accepter arranger arrivee arriver
assister assumer attaquer atteindre attribuer autoriser eviter examiner executer exister expedier imprimer indiquer
informer installer interpeller intervenir introduire inviter obliger offrir organiser oublier ouvrir urgent urgence
user utile impossible inutile incroyable inadmissible ecris ecoute espere essaie essaye exige insiste ose entends
envoie appelle appelez appeler aide aider assister accompagner expliquer oriente orienter adresse adresser envoyer
ecrire un une on il ils autre autres autrui eux aucun aucune argent abonnement achat acte affaire agence age aime
accueil acces accord adresse ami amie an annee appel appli application article attente avance avenir aventure avis
avocat avocate echange eau ecran effort email employeur enfant ennui entreprise envie equipe erreur espace essai etat
ete etranger etage exemple expert habitude heure heures hier histoire homme hopital hotel huissier humeur idee image
immeuble importe impression incident information infos informations interet internet intervention inscription identite
hebergement hygiene ici inverse obligation offre operation option ordre ordinateur oubli ouverture usage urgence
utilisateur abord accuse occupe ouvre adore abandonne abuse apprecie arrive arrete arreter annule annuler arnaque
obtenir obtiens utilise allume achete ignore insulte inquiete amuse angoisse apporte assurance assureur article aurai
entretenir entretien expliquer excuse excuser accepte accepter envers entendre entendu ecoeure enerve enerver insuline
oxygene energie electricite allocation aide_sociale expulser expulse ordonnance ambulance espoir issue avion aeroport
embarquement examen entretien audience echeance evenement enterrement hospitalise hopital urgences
"""

_NOT_ELIDED = """
sac lac dac tac mac dos laps nage savoir mordre tordre dont sont son mon ton non don test tes des les mes ses tete mai
mais sais tout sa lui sous dans sans mou sou tou deux quelle quelles dame lame sage mage page sain saint main tot lot
mot mit sit dit mont nos dos sos lors dors mors tas las cas mort sort sortie tort tarte tant temps tenir menu tenu
mage tige sens cent lent dent tentative merite nage rage lage mail sauf taille maille neuf tour tours jour soi moi toi
loi sept set met net jet cet sel tel quel quels mur dur sur sert tiers mode lune luise sien mien tien lien nier sil_te
mers vers ters mere lait serre terre tenter tester tirer lasse tasse masse casse senti menti mentir sentir tendre lors
lever mener notre tas mas sas nas las das jas sarrete sou nouvre mouvement mavis tavis sa mettre quen men ten sen ken
kas
"""
"""Real words that look like a short form and a word."""

_SHORT_FORMS = """
au=a_le aux=a_les du=de_le cest=ce_est cetait=ce_etait cetaient=ce_etaient quil=que_il quils=que_ils sil=si_il
sils=si_ils na=ne_a ny=ne_y jy=je_y qua=que_a ka=que_a jusqua=jusque_a quen=que_en men=me_en quon=que_on kon=que_on
lon=on dou=de_ou nes=ne_es quelqun=quelquun quelquuns=quelquun quelqu1=quelquun qqun=quelquun qqn=quelquun
qq1=quelquun qqu1=quelquun kelkun=quelquun kelqun=quelquun qlqun=quelquun quelcun=quelquun quelquin=quelquun
quelcqun=quelquun qlq1=quelquun quelquune=quelquun kk1=quelquun qn=quelquun quequun=quelquun kekun=quelquun
jveux=je_veux jveu=je_veux jvx=je_veux jvoudrais=je_voudrais jvoudrai=je_voudrais jvoulais=je_voulais jpeux=je_peux
jpe=je_peux jpourrais=je_pourrais jsouhaite=je_souhaite jsouhaiterais=je_souhaiterais jdois=je_dois
jdemande=je_demande jprefere=je_prefere jcherche=je_cherche jvais=je_vais jsuis=je_suis chui=je_suis chuis=je_suis
jme=je_me jvs=je_vous jte=je_te g=je_ai gt=je_etais c=ce_est cetai=ce_etait ya=il_y_a yaurait=il_y_aurait
yatil=y_a_t_il yen=il_y_en jpp=je_en_peux_plus sa=ca bjr=bonjour bsr=bonsoir slt=salut cc=coucou mrc=merci mci=merci
merki=merci thx=merci silvousplait=svp sivouplait=svp siouplait=svp steplait=stp siteplait=stp please=svp pls=svp
plz=svp vs=vous ns=nous ds=dans pr=pour av=avec ac=avec avc=avec ke=que k=que q=que pq=pourquoi pk=pourquoi
pkoi=pourquoi pcq=parce_que psk=parce_que bcp=beaucoup tt=tout tjs=toujours tjrs=toujours mnt=maintenant
mtn=maintenant dsl=desole rdv=rendez_vous rv=rendez_vous tel=telephone num=numero pb=probleme pbs=problemes
pblm=probleme ts=tous dc=donc ms=mais kom=comme qd=quand qlq=quelque chgt=changement asap=immediatement auj=aujourdhui
ajd=aujourdhui veus=veux ve=veux veu=veux veut=veut vx=veux voudrez=voudrais voudrait=voudrait voudrer=voudrais
aimerez=aimerais parlai=parler parlais=parler parlait=parler pv=pouvez pvez=pouvez conseille=conseiller
conseillez=conseiller conseillier=conseiller consseiller=conseiller conseile=conseiller conseill=conseiller
consiller=conseiller conseler=conseiller consellier=conseiller humin=humain umain=humain umin=humain homain=humain
hs=en_panne nrv=enerve oklm=tranquille sc=service_client serviceclient=service_client scs=services manag=manager
resp=responsable techos=technicien techno=technicien teknicien=technicien eske=est_ce_que esque=est_ce_que esce=est_ce
estce=est_ce keske=que_est_ce_que koi=quoi moa=moi jveut=je_veux svpp=svp svppp=svp mercii=merci agt=agent
op=operateur
"""

_KEYWORDS = """
conseiller conseillere conseillers agent agents operateur operatrice operateurs humain humaine humains personne
personnes quelquun interlocuteur interlocutrice responsable responsables superviseur manager directeur technicien
techniciens representant collaborateur employe specialiste gestionnaire teleconseiller service client clientele
assistance support hotline parler discuter echanger contacter joindre transferer transferez rediriger redirigez
passez mettez connectez orientez relation communication contact voudrais voudrait aimerais aimerait souhaite
souhaiterais souhaiterait besoin possible pouvez pourriez pourrais rappeler robot robots machine chatbot veuillez
intelligence artificielle directement immediatement urgent urgence reponse probleme remboursement inadmissible
scandaleux honteux decu decue insatisfait reclamation plainte merci bonjour
"""
"""Recognised one slip away."""

_LOOKALIKES = """
conseil conseils conseille conseillent conseilles argent agence agences agenda urgents urgente urgentes personnel
personnels personnelle parle parles parlent parlera parleur parlez parlons parier parfer parle services clients
clientes cliente supporte supporter supports passe passes passer passees pensez cassez lassez laissez passage mettre
mette mettent metter jetez contracter contracte contrat contrats contacts contacte contactez contactes joint jointe
poindre moindre transfere transferes transfert relations relative besoins possibles pouvoir pouvais pouviez pourrait
pourrai pourriez rappel rappelle rappels rappelez rappele machin machines humour humeur humide robes robote robe
responsabilite representante employer employes employee employeur specialistes gestion gestionnaires operation
operations operatrices directrice direction directe directeurs managers technicienne technique souhaites souhaitez
souhaiter souhaitent aimer aimera aimerai voudra voudrez voudraient discutee discute echange echanges connecter
connecte connecterez orienter orientes reponses problemes remboursements deca decus decues plaintes plainte plaine
pointe teinte marci merce poulet poulez roulez voulez couvez veuille veuilles urgences contraster dirige redirige
rediger conseillers interlocuteurs collaborateurs servir servi sevice_ serviette vice cient patient orient changer
change changes changez changement agents argents aigent permission machiner bonjours toujours responsive
"""
"""One slip away from a keyword, and something else."""

_LISTED = {part for text in WORDS.values() for word in text.split() for part in (word, *word.split("_"))}
_OF_MOODS = {part for text in (*MOOD_WORDS.values(), NEGATIVE) for part in text.split()}
_IN_PHRASES = {word for text in PHRASES.values() for item in text.split() for word in item.strip("?").split("|")}
_ELIDED = elided(
    {
        *_LISTED,
        *_OF_MOODS,
        *_KEYWORDS.split(),
        *_VOWEL_WORDS.split(),
        *(word for word in _IN_PHRASES if word.isalpha()),
    },
    _SHORT,
    {*_NOT_ELIDED.split(), *_LISTED, *_OF_MOODS, *_KEYWORDS.split()},
)
_ELIDED_KEYWORDS = {
    before + word for before in ("l", "d", "qu") for word in _KEYWORDS.split() if word[0] in "aeiouh"
} & set(_ELIDED)

SPELLING = Spelling(
    {
        **_ELIDED,
        **{word: meant.replace("_", " ") for word, meant in (form.split("=") for form in _SHORT_FORMS.split())},
    },
    {*_KEYWORDS.split(), *_ELIDED_KEYWORDS},
    {*_LOOKALIKES.split(), *_LISTED},
)

_LITTLE_WORDS = """
a ai aie ainsi alors apres as au aussi autre aux avais avait avec avez avoir avons bien bon bonjour bonsoir c ca ce ceci
cela ces cest cet cette ceux chez comme comment d dans de deja depuis des dire dis dit dois donc du elle elles en
encore est et etais etait ete etes etre eu euh eux fait faire faut fois hein ici il ils j jai je juste l la le les leur
lui m ma mais me meme mes merci moi moins mon n ne ni non nos notre nous on ont ou oui par parce pas peu peut peux plait
plus pour pourquoi puis qu quand que quel quelle quels quest qui quoi redire repete repeter s sa sais salut sans se
sera ses si sil son sont stp suis sur svp t ta te tes toi ton toujours tout tres tu un une va vais veux voila vos votre
voudrais vous vraiment y
"""
LITTLE_WORDS = frozenset(_LITTLE_WORDS.split())
"""Words that do not tell what a message is about."""
