"""What is said in French, and how it is to be read. The sentences are our own."""

from __future__ import annotations

from tables import Tables

FRENCH = Tables(
    code="fr",
    clear="""
Bonsoir j'aimerai pouvoir discuter avec une vraie conseillère svp
pourriez vous me mettre en contact avec le service des litiges
Quand est-ce que je pourrai enfin parler à un humain ?
Y aurait-il moyen que je parle à votre supérieur ?
Est-il possible d'échanger avec un membre de votre équipe ?
Je souhaiterais m'entretenir avec un chargé de clientèle
passe moi un humain stp
passez moi qqn d'autre
stp je veux un vrai gens pas un bot
J'aimerais être recontacté par téléphone par un de vos agents
Veuillez me faire contacter par le responsable du service
je veux qu'on me passe un humain
on peut avoir quelqu'un au tel ?
Pourquoi je ne peux pas parler à un humain ?
Aucun moyen de parler à quelqu'un ici ?
Où puis-je trouver un vrai conseiller ?
donnez-moi le contact d'un responsable
Je désire parler avec un représentant de la banque
svp un agent pour m'aider
un conseiller pour m'aider svp
il me faudrait l'aide d'un technicien
je voudrais l'avis d'un expert
peut-on discuter avec un commercial ?
Je veux parler à un vrai, pas à un bot
je demande un superviseur
c'est possible d'avoir un conseiller ?
serait il possible qu'un conseiller me contacte
merci de demander à un responsable de me rappeler
passez-moi votre manager immédiatement !
votre bot est nul, je veux parler avec une personne humaine
Connecte-moi avec un agent
transfère-moi vers un humain
redirigez-moi vers le bon service
Puis-je parler au directeur ?
je voudrais un rendez-vous téléphonique avec mon conseiller
je préférerais parler de vive voix avec quelqu'un
pouvez vous m'appeler un responsable
Je souhaite contacter un conseiller
j'voudrais juste parler à un humain bordel
J'ai une question sur mon assurance auto et je souhaiterais en parler avec un conseiller
C'est trop compliqué par chat, puis-je avoir quelqu'un au téléphone ?
parler humain
parler conseiller svp
il y a un humain dans la salle ?
Ya un responsable ?
Je ne souhaite parler qu'à un être humain
Un agent peut-il prendre le relais ?
qu'un humain prenne le relais
reprise par un humain svp
prise en charge humaine
basculer vers un conseiller
Escalade vers un superviseur svp
je voudrais que mon cas soit traité par un humain
Je veux que ma demande soit examinée par une vraie personne
j'aimerais mieux avoir affaire à une personne
ca me saoule, jveux un humain
merci mais ça ne répond pas à ma question, un conseiller peut m'aider ?
Comment puis-je contacter quelqu'un chez vous ?
donne moi un agent
Besoin d'un agent.
service client humain svp
allez chercher votre chef
Auriez-vous l'amabilité de me passer un conseiller ?
Pouvez-vous avoir la gentillesse de me mettre en relation avec quelqu'un ?
voudriez-vous bien me transférer à votre collègue
dites à votre responsable de me contacter
Je veux voir le responsable
j'appelle pour parler à un conseiller
j'ai demandé à parler à un conseiller !
Ça fait une heure que je demande un conseiller
je vous ai dit que je voulais parler à un humain
je vous demande de me passer un humain
""",
    unclear="""
je n'arrive pas à joindre un conseiller
Impossible de joindre un conseiller
je veux escalader ce problème
Est-ce que quelqu'un peut me rappeler ?
vous comprenez rien, humain !!
agent humain
vrai conseiller
Conseillère clientèle
quel est le numéro du service client
conseiller
un agent svp
humain
opérateur
responsable
Une vraie personne
service client
Le service clientèle s'il vous plait
SAV
support
assistance technique
hotline ?
il y a quelqu'un ?
y'a quelqu'un ???
Allô, y a-t-il quelqu'un ?
quelqu'un ?
je cherche le service réclamations
quelqu'un peut me répondre ?
quelqu'un pourrait m'aider par téléphone ?
mise en relation
chat humain
où est le service client
pas de robot svp
Bonjour, agent s'il vous plaît
""",
    declines="""
non, pas de transfert vers un humain
je ne veux pas d'un humain
Je ne cherche pas à parler à un agent, juste une info
je veux une réponse de vous, pas d'un conseiller
je préfère que ce soit vous qui m'aidiez, pas un humain
pas d'agent svp
je n'ai aucune envie de parler à un humain
Je n'aimerais pas être transféré à un agent
laissez tomber le conseiller
oubliez l'agent, expliquez-moi juste
je ne tiens pas à parler à qui que ce soit
sans parler à personne
je veux rester avec toi, le robot
Ne me mets pas en relation avec quelqu'un
Il n'est pas nécessaire de contacter un technicien
Merci de ne pas me transférer
j'aimerais éviter le service client
Je n'ai besoin de personne
je veux pas d'humain
Ne m'envoyez pas vers un conseiller
ne m'appelez pas
je n'ai pas envie qu'un conseiller me rappelle
Pas question de parler à votre responsable
je ne désire pas être contacté par vos commerciaux
Je peux tout faire moi-même, pas d'opérateur
""",
    no_request="""
le conseiller que j'ai eu hier était incompétent
Le conseiller avec qui j'ai parlé m'a dit d'attendre
j'attends depuis une heure qu'un technicien vienne
Un de vos agents a été très impoli avec moi
J'ai été en contact avec un conseiller la semaine dernière
j'ai déjà parlé à trois conseillers
Votre conseiller m'a transféré au mauvais service
j'ai essayé de joindre un conseiller toute la matinée
vos opérateurs sont nuls
mon conseiller bancaire s'appelle Dupont
je suis conseiller financier
Un humain aurait compris
Comment un agent peut-il voir mes données ?
Les conseillers sont-ils disponibles le samedi ?
que fait un gestionnaire de sinistres ?
la personne qui m'a vendu ce forfait a menti
merci au conseiller qui m'a aidé hier
je n'ai jamais réussi à avoir quelqu'un au téléphone
Il paraît que vos conseillers rappellent sous 48h
l'agent de la mairie m'a demandé un justificatif
Quelqu'un est-il passé relever le compteur ?
Un responsable légal doit-il signer ?
J'ai contacté le support qui m'a renvoyé vers vous
elle voulait parler à un responsable mais il était absent
mon fils a besoin de parler à un psychologue
Les agents de sécurité du centre commercial m'ont fouillé
Pouvez-vous mettre deux personnes sur la réservation ?
je voudrais remercier la conseillère qui m'a reçu
J'aimerais noter mon échange avec le conseiller
je veux me plaindre d'un conseiller
Le technicien doit venir demain, à quelle heure ?
je voudrais changer de conseiller bancaire
je voudrais un rendez-vous avec le technicien pour la fibre
ajouter un employé à mon logiciel de paie
combien d'agents peut-on créer dans l'abonnement
je veux parler de mon problème
Puis-je parler en français ?
mettez-moi au courant
passez-moi la commande
transférez l'argent à ma femme
j'ai besoin d'aide pour ma commande
pouvez-vous m'aider ?
aidez moi svp
Je veux joindre un fichier
appelez la police
contacter le vendeur du produit pour un retour
y a-t-il un code promo ?
y a-t-il des places disponibles ?
qui peut bénéficier de l'offre ?
je dois voir un médecin
Je souhaite un rendez-vous à l'agence de Lille
le service de streaming est en panne
où est le bureau de poste
mon équipe utilise votre logiciel
quel service choisir
je veux ajouter un conducteur
""",
    asks_if_bot="""
vous êtes réel ?
Est-ce que vous êtes un humain ?
est-ce que tu es un robot
C'est une vraie personne ou un bot ?
j'ai bien un humain en face ?
humain ou robot ?
Es tu une ia ?
c'est automatique vos réponses ?
vous etes humain?
tes un humain ou pas
Suis-je en ligne avec un conseiller réel ?
parle-t-on à une machine ici ?
Etes-vous une conseillère ?
je discute avec qui ?
je suis bien avec un humain ?
Qui êtes-vous ?
tu es qui
Y a quelqu'un derrière ce chat ou c'est un bot ?
avez-vous un cerveau ou êtes-vous un programme
je suis sûr que tu es un bot
""",
    evidence=(
        ("Bonjour, ça ne marche pas. Passez-moi un conseiller !", "Passez-moi un conseiller"),
        ("Je n'ai rien reçu, j'aimerais parler à quelqu'un de chez vous", "j'aimerais parler à quelqu'un de chez vous"),
    ),
    yes="""
oui
d'accord
Volontiers, merci
oui mettez-moi en relation
ok allez-y
""",
    no="""
non
Non merci
pas besoin
non, je préfère rester ici
""",
    neither="""
non, passez-moi un conseiller
Où est mon colis ?
""",
    rejected="""
ça ne m'aide pas
ça ne marche toujours pas
merci mais ça ne fonctionne pas
j'ai déjà essayé
ce n'est pas ce que je demande
""",
    confirmed="""
merci ça marche
super, merci beaucoup
c'est réglé
""",
    no_answer="""
où est mon colis
""",
    gives_up="""
Je suis désolé, je n'ai pas compris votre demande.
Pouvez-vous reformuler ?
Je ne sais pas répondre à cette question.
Désolé, je ne trouve pas d'information à ce sujet.
""",
    refuses="""
Je ne suis pas en mesure de vous rembourser.
Malheureusement, je ne peux pas annuler cette commande.
""",
    asks_if_it_helped="""
Cela vous a-t-il aidé ?
Votre problème est-il résolu ?
Ai-je répondu à votre question ?
""",
    says_nothing_of_itself="""
Votre colis arrive demain.
Vous pouvez payer par carte ou par virement.
""",
    cues=(
        ("c'est du foutage de gueule, bande d'incapables", "anger"),
        ("j'en ai marre, je perds mon temps", "frustration"),
        ("service déplorable, je suis très déçue", "disappointment"),
        ("la box ne marche plus", "failure"),
        ("ce n'est pas ce que j'ai demandé", "correction"),
        ("j'ai déjà essayé, toujours pareil", "refusal"),
        ("c'est la troisième fois que j'appelle", "repetition"),
        ("vous m'avez prélevé sans prévenir", "blame"),
        ("j'attends depuis trois semaines", "waiting"),
        ("je vais changer de banque", "threat"),
        ("merci, c'est parfait", "satisfaction"),
        ("Comment changer mon code ?", "question"),
        ("je n'en peux plus, je suis à bout", "distress"),
        ("je ne peux plus payer mon loyer", "hardship"),
        ("il me faut ça au plus vite", "urgent"),
        ("notre serveur est tombé", "outage"),
        ("avant demain midi", "deadline"),
        ("merci pour rien", "sarcasm"),
        ("pas de problème", "no_problem"),
        ("pourquoi mon colis n'est toujours pas là", "reproach"),
        ("c'est au sujet de ma commande", "service"),
        ("ça ne me plaît pas", "dislike"),
        ("vous avez autre chose ?", "another"),
        ("ce n'est pas vrai", "denial"),
        ("non, plutôt demain", "turns_down"),
        ("aucune idée", "at_a_loss"),
        ("malheureusement très lent", "negative"),
        ("c'est bien", "positive"),
        ("oui, mais c'est tard", "contrast"),
        ("désolé, je n'ai rien trouvé", "bot_sorry"),
        ("que diriez-vous de Rome ?", "bot_suggests"),
        ("pour combien de personnes ?", "bot_asks_fact"),
        ("qu'en pensez-vous ?", "bot_asks_opinion"),
    ),
    spelling=(
        ("j'aimerais l'avis d'un humain", "je aimerais le avis de un humain"),
        ("jaimerais parler a lagent", "je aimerais parler a le agent"),
        ("qu'on m'appelle", "que on me appelle"),
        ("jveux parler au SAV", "je veux parler a le sav"),
        ("le test dans le sac", "le test dans le sac"),
    ),
    long=(
        "je veux parler à ",
        "passez-moi un ",
        "sans parler à ",
        "un conseiller de ",
        "il y a quelqu'un qui ",
    ),
)
