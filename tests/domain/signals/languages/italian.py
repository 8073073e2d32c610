"""What is said in Italian, and how it is to be read. The sentences are our own."""

from __future__ import annotations

from tables import Tables

ITALIAN = Tables(
    code="it",
    clear="""
Salve, vorrei poter parlare con una consulente vera
potreste mettermi in contatto con l'ufficio reclami
Quando potrò finalmente parlare con un umano?
È possibile confrontarsi con un membro del vostro team? Vorrei parlare con qualcuno
passami un umano per favore
Vorrei essere ricontattato al telefono da un vostro operatore
voglio che mi passiate un umano
si può avere qualcuno al telefono?
Perché non posso parlare con un umano?
Dove trovo un vero operatore? Voglio un operatore
mi servirebbe l'aiuto di un tecnico
possiamo parlare con un commerciale?
chiedo un supervisore
un operatore mi può contattare?
il vostro bot è inutile, voglio parlare con una persona
trasferiscimi a un umano
Posso parlare con il direttore?
vorrei un appuntamento telefonico con il mio consulente
Non desidero parlare che con un essere umano, passatemi un operatore
Un agente può subentrare?
vorrei che il mio caso fosse seguito da un umano, mi passi un responsabile
Come posso contattare qualcuno di voi?
dammi un operatore
Ho una domanda sull'assicurazione auto e vorrei parlarne con un consulente
È troppo complicato in chat, posso avere qualcuno al telefono?
vi ho detto che voglio parlare con un umano
dite al vostro responsabile di contattarmi
Voglio vedere il responsabile
""",
    unclear="""
operatore
un agente per favore
umano
consulente
responsabile
Una persona vera
servizio clienti
Assistenza clienti per favore
supporto
assistenza tecnica
numero verde?
c'è qualcuno?
c'è qualcuno???
Pronto, c'è nessuno?
qualcuno?
cerco l'ufficio reclami
qualcuno può rispondermi?
qualcuno potrebbe aiutarmi per telefono?
trasferimento
chat umana
dov'è il servizio clienti
niente robot per favore
Buongiorno, operatore per favore
""",
    declines="""
no, niente trasferimento a un umano
non voglio un umano
Non cerco di parlare con un agente, solo un'informazione
non ho nessuna voglia di parlare con un umano
lascia stare l'operatore
voglio restare con te, il robot
Non mettermi in contatto con nessuno, grazie
Non è necessario contattare un tecnico
Non chiamatemi
Non desidero essere contattato dai vostri commerciali
Posso fare tutto da solo, niente operatore
""",
    no_request="""
l'operatore che ho sentito ieri era incompetente
Il consulente con cui ho parlato mi ha detto di aspettare
Un vostro agente è stato molto maleducato con me
ho già parlato con tre operatori
Il vostro consulente mi ha trasferito all'ufficio sbagliato
sono consulente finanziario
Un umano avrebbe capito
Come può un agente vedere i miei dati?
Gli operatori sono disponibili il sabato?
la persona che mi ha venduto l'offerta ha mentito
grazie all'operatore che mi ha aiutato ieri
Ho contattato il supporto che mi ha rimandato a voi
voleva parlare con un responsabile ma non c'era
Si possono mettere due persone sulla prenotazione?
quanti agenti si possono creare con l'abbonamento
voglio parlare del mio problema
mi servono informazioni
ci sono posti disponibili?
""",
    asks_if_bot="""
sei reale?
Lei è un essere umano?
È una persona vera o un bot?
umano o robot?
Sto parlando con un consulente reale?
Chi sei
C'è qualcuno dietro questa chat o è un bot?
sono sicuro che sei un bot
""",
    evidence=(
        ("Buongiorno, non funziona. Mi passi un operatore!", "Mi passi un operatore"),
        ("Non ho ricevuto nulla, vorrei parlare con qualcuno di voi", "vorrei parlare con qualcuno"),
    ),
    yes="""
sì
va bene
Volentieri, grazie
sì mettetemi in contatto
ok procedi pure
""",
    no="""
no
No grazie
non serve
no, preferisco restare qui
""",
    neither="""
no, mi passi un operatore
Dov'è il mio pacco?
""",
    rejected="""
non mi aiuta
non funziona ancora
grazie ma non funziona
l'ho già provato
non è quello che chiedo
""",
    confirmed="""
grazie ora funziona
perfetto, grazie mille
ok risolto
""",
    no_answer="""
dov'è il mio pacco
""",
    gives_up="""
Mi dispiace, non ho capito la richiesta.
Può riformulare?
Non so rispondere a questa domanda.
Purtroppo non trovo informazioni su questo.
""",
    refuses="""
Non sono in grado di rimborsarla.
Purtroppo non posso annullare questo ordine.
""",
    asks_if_it_helped="""
Questo risponde alla tua domanda?
Ti è stato d'aiuto?
Il problema è risolto?
""",
    says_nothing_of_itself="""
Il pacco arriva domani.
Si può pagare con carta o bonifico.
""",
    cues=(
        ("che cazzo, siete una banda di incapaci", "anger"),
        ("sono stufo, ho perso tempo", "frustration"),
        ("servizio pessimo, sono molto delusa", "disappointment"),
        ("il modem non funziona più", "failure"),
        ("non è quello che ho chiesto", "correction"),
        ("l'ho già provato, sempre uguale", "refusal"),
        ("è la terza volta che chiamo", "repetition"),
        ("mi avete addebitato senza avvisare", "blame"),
        ("aspetto da tre settimane", "waiting"),
        ("cambio banca", "threat"),
        ("grazie, è perfetto", "satisfaction"),
        ("Come cambio il codice?", "question"),
        ("non ce la faccio più, sono disperata", "distress"),
        ("non riesco a pagare l'affitto", "hardship"),
        ("mi serve al più presto", "urgent"),
        ("il nostro server è caduto", "outage"),
        ("entro domani", "deadline"),
        ("grazie di niente", "sarcasm"),
        ("nessun problema", "no_problem"),
        ("perché il mio pacco non è ancora arrivato", "reproach"),
        ("si tratta del mio ordine", "service"),
        ("non mi piace", "dislike"),
        ("avete qualcosa di diverso?", "another"),
        ("non è vero", "denial"),
        ("no, meglio domani", "turns_down"),
        ("non saprei", "at_a_loss"),
        ("purtroppo molto lento", "negative"),
        ("va bene così", "positive"),
        ("sì, ma è tardi", "contrast"),
        ("mi dispiace, non ho trovato nulla", "bot_sorry"),
        ("che ne dice di Roma?", "bot_suggests"),
        ("a che ora le va bene?", "bot_asks_fact"),
        ("che ne pensa?", "bot_asks_opinion"),
    ),
    spelling=(
        ("vorrei l'aiuto di un'operatrice", "vorrei lo aiuto di una operatrice"),
        ("parlare coll operatore dell'assistenza", "parlare coll operatore dello assistenza"),
        ("voglio parlare cn qlcn", "voglio parlare con qualcuno"),
        ("unaltra persona", "una altra persona"),
        ("la mano della mamma", "la mano della mamma"),
    ),
    long=(
        "voglio parlare con ",
        "mi passi un ",
        "senza parlare con ",
        "un operatore di ",
        "c'è qualcuno che ",
    ),
)
