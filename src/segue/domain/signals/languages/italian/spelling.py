"""How Italian is written in chats: elided words, short forms, slips, and words that carry no meaning of their own."""

from __future__ import annotations

from segue.domain.signals.languages.elision import elided
from segue.domain.signals.languages.italian.mood_words import MOOD_WORDS, NEGATIVE
from segue.domain.signals.languages.italian.words import PHRASES, WORDS
from segue.domain.signals.words import Spelling

_SHORT = {
    "l": "lo", "un": "una", "d": "di", "dell": "dello", "all": "allo", "dall": "dallo", "nell": "nello",
    "sull": "sullo", "coll": "con", "quell": "quello", "quest": "questo", "m": "mi", "s": "si", "v": "vi", "t": "ti",
    "nessun": "nessuna", "qualcun": "qualcuno", "c": "ci", "ch": "che", "senz": "senza", "tutt": "tutto",
}  # fmt: skip
"""What is left of a word before a vowel -> the word."""

_VOWEL_WORDS = """
ho hai ha hanno aveva avevo aveva era eri erano abbiamo altro altra altri altre app applicazione abbonamento acquisto
addebito addebiti aereo aeroporto aiuto appuntamento appartamento articolo assegno assicurazione assistenza attesa
attivazione auto autobus avvocato azienda account accesso aggiornamento albergo ambulanza anno anni anticipo
apparecchio area articolo ascensore ente email errore esame esempio estratto estero euro evento errori etichetta
identita idea importo imposta indirizzo indennizzo informazione infortunio internet intervento inizio inverno isola
iscrizione ispezione immagine impresa impressione incendio incidente inganno insulina ora ordine ore ospedale oggetto
offerta operazione opzione orario ordini ultima ultimo unica unico ufficio urgenza usura utente utenza uso uomo
udienza umanita intelligenza altrui affitto allagamento indennita inps agenzia entrate energia elettricita acqua
imbarco esame esito operatore operatrice agente addetto addetta assistente impiegato impiegata incaricato
interlocutore esperto essere umano umana amministratore amministrazione amico arbitro ufficiale avviso
"""

_NOT_ELIDED = """
mora mare mai sai vai tai cera vera sera mera tera mesi sesto testo vero sono santo danno danni male mamma vista lauto
della dello delle degli alla allo tutto questo quello tutta sana mano mani mora sente mente meno messo vendi sora vino
vita vista data dati vanno senza dai dare dire dove ch casa case cosa cose dora muno duso
tassi sassi massi taxi tanni sanno vanno lora ladro tutte tutti stesso desame
"""
"""Real words that look like a short form and a word."""

_SHORT_FORMS = """
nn=non cn=con co=con col=con_il coi=con_i x=per xche=perche xke=perche perke=perche xk=perche pke=perche k=che ke=che
cmq=comunque grz=grazie graz=grazie thx=grazie pf=per_favore pfv=per_favore perfavore=per_favore xfavore=per_favore
plz=pls please=pls qlc=qualcosa qlcn=qualcuno qlcuno=qualcuno qcn=qualcuno qualcun=qualcuno qualkuno=qualcuno
qualcuni=qualcuno qcuno=qualcuno qualc1=qualcuno qc1=qualcuno tel=telefono num=numero msg=messaggio msgs=messaggi
gg=giorni sett=settimana nnt=niente dv=dove qnd=quando qst=questo qsto=questo sn=sono tt=tutto tnt=tanto
vojo=voglio vojio=voglio volio=voglio vorei=vorrei vorrey=vorrei vrr=vorrei vorreii=vorrei vorre=vorrei pos=posso
op=operatore oper=operatore operat=operatore resp=responsabile asap=subito puoj=puoi
makkina=macchina machina=macchina c6=ci_sei cce=ce bgiorno=buongiorno
bngiorno=buongiorno buondi=buongiorno slv=salve raga=ragazzi dmn=domani ogg=oggi
accont=account servzio=servizio customercare=customer_care servizioclienti=servizio_clienti callcentre=call_center
"""

_KEYWORDS = """
operatore operatrice operatori consulente consulenti agente agenti addetto addetta assistente impiegato rappresentante
responsabile supervisore manager direttore tecnico tecnici esperto specialista dipendente collega qualcuno persona
persone umano umana umani servizio clienti cliente assistenza supporto parlare discutere contattare chiamare chattare
voglio vorrei desidero preferisco preferirei bisogno possibile potrei posso potete passatemi mettetemi passami mettimi
trasferitemi trasferiscimi contatto comunicazione macchina robot chatbot intelligenza artificiale direttamente subito
urgente immediatamente risposta problema rimborso inaccettabile vergogna vergognoso scandaloso deluso delusa
insoddisfatto reclamo denuncia grazie buongiorno interlocutore centralino
"""
"""Recognised one slip away."""

_LOOKALIKES = """
mano mani romano sano persone personale personali umani umane umano umore gente urgenti urgenze consulenze consulenza
operatori operazione operatrici servizi clienti clientela assistenti assistenza assiste assistere supporti sopporto
trasporto parlate parlato parlare parlarne parlarmi discute discusse contatti contatta contattate contattato contratto
contratti chiamate chiamata chiamato chiamati chiamami chiamarmi chattate voglia voglie foglio veglio vorrai verrei
vorresti desideri desidera desiderio preferisce preferisci preferiresti preferirei bisogna bisogni possibili
possibilita potresti poteri potrai poter potere potevi posto pasto passo posta possa posse patate potente passatempo
mettermi passarmi contatto comunicazioni macchinari robotica risposto risposte rispondi problemi rimborsi rimborsa
rimborsato denunce denunciare delude delusi deluse reclami reclama colleghi collegami collego colletta college tecnica
tecniche tecnologico esperta espresso esperti specialisti dipendenti impiegata impiegati impiego adatto adatta addetti
direttrice direzione diretto manage mangiare dorato agenda agenzia argento addette supervisione rappresentanti
responsabili responsabilita servizi clima urgentemente immediata immediato macchine macchia macchiato persino perfetto
centrali central centrale grazia graziosa giorno operato operare opera operai subire sabato porto pollo motore
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
    before + word for before in ("l", "un", "all", "dell", "dall") for word in _KEYWORDS.split() if word[0] in "aeiouh"
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
a abbiamo ad ai al alla alle allora anche ancora avere aveva avete beh bene buongiorno c ce cel che chi ci ciao come
con cosa cui da dai dal dalla dei del della delle detto di dice dire dopo dove e ecco ed era essere fa faccio far fare
fatto gia gli grazie ha hai hanno ho i il in invece io l la le lei li lo loro ma me mi mia mie mio molto ne nel nella
no noi non nostro o ogni ok ora per perche piu po poi posso prego pronto proprio pure qual quale quando quello questa
questo qui quindi ripeto sa salve scusi se sei senza si siete solo sono sta stato sto su sua suo sul te ti tra tu tua
tuo tutto un una uno va vi voglio voi vorrei vostra vostro
"""
LITTLE_WORDS = frozenset(_LITTLE_WORDS.split())
"""Words that do not tell what a message is about."""
