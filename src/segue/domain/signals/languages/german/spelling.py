"""How German is written in chats: inflected words as their base form, short forms, slips, and words without meaning of
their own. The rules know base forms only ("ein echt mitarbeiter"), so that they need not list every ending."""

from __future__ import annotations

from collections.abc import Iterator

from segue.domain.signals.words import Spelling, plain

_FORMS = """
ein=eine,einen,einem,einer,eines,n,ne,nen,nem,ner,nm,irgendein,irgendeine,irgendeinen,irgendeinem,irgendeiner
ein=irgendeines
kein=keine,keinen,keinem,keiner,keines,keinerlei,kan,koan
dein=deine,deinen,deinem,deiner,deines
euer=eure,euren,eurem,eurer,eures
unser=unsere,unseren,unserem,unserer,unserm,unsern
mein=meine,meinen,meinem,meiner,meines,meinm
ihr=ihre,ihren,ihrem,ihrer,ihres
jemand=jemanden,jemandem,jemands,irgendjemand,irgendjemanden,irgendjemandem,irgendwen,irgendwem,irgendwer,jmd,jmdn
jemand=jmdm,jmand,jemant,jmanden,jemnd
niemand=niemanden,niemandem,niemands
ich=ick,isch,i
mir=mia
mal=ma,moi
hallo=halloo,haallo,hallooo,halo,hallöchen
nicht=nich,net,nit,ned,nciht,nihct,nicth
bitte=bidde,bitt,biddeee,büdde,pls,plz,please,bite
möchte=möcht,möchten,moecht,mögte,möcte,wünschte
würde=würd,würden,wuerd,wüde
will=wil,wollen,woll,willl
kann=kan,kanns
könnte=könnt,könnten
brauche=brauch,brauchen,bräuchte,bräuchten,benötige,benötigen,brauchte,benötigt
hätte=hätt,hätten
muss=mus,müssen,müsste,müssten,muß
habe=hab,haben,habt,ham
verlange=verlangen,fordere,bestehe,beantrage,erbitte,wünsche,erwarte,bevorzuge
mitarbeiter=mitarbeiters,mitarbeitern,mitarbeiterin,mitarbeiterinnen,mitarbeitenden,mitarbeitende,mitarbeitender
mitarbeiter=mitarbeitr,mitarbeita
mensch=menschen,menschens,mensh,mensche,menschn,human,humans
person=persn,pers,persohn
echt=echte,echten,echter,echtem,echtes
leute=leuten
operator=operators,operatoren,operatorin
agent=agenten,agents,agentin,agentinnen,agenden
kollege=kollegen,kollegin,kolleginnen,kolleg
experte=experten,expertin,expertinnen
spezialist=spezialisten,spezialistin
chef=teamleitung,filialleitung,abteilungsleitung,leitung,bereichsleitung,chefs,chefin,boss,cheff
supervisor=supervisors,supervisoren,supervisorin
vorgesetzt=vorgesetzte,vorgesetzten,vorgesetzter,vorgesetztem
verantwortlich=verantwortliche,verantwortlichen,verantwortlicher,verantwortlichem
zuständig=zuständige,zuständigen,zuständiger,zuständigem
fachmann=fachfrau,fachleute,fachkraft,fachkräfte,fachperson,fachpersonal
servicekraft=servicekräfte,bürokraft
personal=servicepersonal,fachpersonals,bordpersonal,bodenpersonal,personals
kundendienst=kundendienste,kundendienstes,kundenservices,kundenservice,kundenbetreuung,kundencenter,kundenberatung
kundendienst=kundensupport,kundenhotline,servicecenter,serviceteam,supportteam,serviceabteilung,supportabteilung
kundendienst=kundenabteilung,servicehotline,callcenter,servicestelle,kundenbüro,helpdesk,kundenzentrum
kundendienst=kundenserviceteam,kundenserviece
abteilung=fachabteilung,leistungsabteilung,rechnungsabteilung,buchhaltung,beschwerdeabteilung,schadenabteilung
abteilung=technikabteilung,vertriebsabteilung,kreditabteilung,verkaufsabteilung,finanzabteilung,vertragsabteilung
abteilung=kündigungsabteilung,reklamationsabteilung,beschwerdestelle,beschwerdemanagement,personalabteilung
abteilung=rechtsabteilung,betrugsabteilung,sicherheitsabteilung,retourenabteilung,versandabteilung,geschäftsleitung
abteilung=geschäftsführung,abteilungen,schadenregulierung,buchungsabteilung,zentrale,fachbereich,dienststelle
abteilung=sachgebiet,chefetage
bot=bots,chatbot,chatbots,roboter,robot,robotern,computer,computern,maschine,maschinen,automat,automaten,ki,ai
bot=computerprogramm,computerprogrammen,programm,software,algorithmus,sprachmodell,chatgpt,gpt,blechkiste,blechdose
bot=sprachcomputer,sprachassistent,assistenzsystem,telefoncomputer,chatprogramm,kis,roboters,automatenstimme
bot=blechbüchse,blechkasten,bandansage,androide,android
sprechen=sprechn,spreche,sprechne,sprächen,sprecehn,speche,spechen,srechen,sprchen,besprechen,sprehcen
reden=red,rede,redn,räden
telefonieren=telefoniern,telefonier,telefoniere
chatten=chaten,chatte,chattn
schreiben=schreibn,schreibe,schreib,schreim
unterhalten=unterhalte,unterhält
kommunizieren=kommuniziere
quatschen=quatsche,labern,babbeln,schwätzen,schnacken,klönen,plaudern
verbinden=verbinde,verbindet,verbind,verbindn,weiterverbinden,weiterverbinde,vebinden,connecten
durchstellen=durchstelln,durchstell,durchverbinden,durchzustellen
weiterleiten=weiterleitn,weiterreichen,weitergeben,weitervermitteln,weiterzuleiten,weiterleitet,weitergeleite
übergeben=übergebe,übergib,übergebt
vermitteln=vermittle,vermittel,vermittelt
stellen=stell,stelle,stellt
leiten=leite,leit,leitet
geben=gib,geb,gebe,gebt,gibb
holen=hol,hole,holt
rufen=ruf,rufe
schicken=schick,schicke,schickt,senden,sende
lassen=lass,lasst,lasse,laß,laßt
hilfe=hilf,hife,hielfe,hlife,unterstützung,assistenz,beistand
rückruf=rückrufe,rückrufs,rückrufwunsch,rückrufbitte
anrufen=anruft,anruf,anzurufen
zurückrufen=zurückruft,zurückzurufen,rückrufen
"""
"""base form=how it is met. Written with umlauts; it is read without them and with ae, oe, ue too."""

_SHORT_FORMS = """
gibts=gibt_es gibs=gibt_es kannste=kannst_du könnste=kannst_du biste=bist_du bistn=bist_du kannse=können_sie
könnse=können_sie
haste=hast_du hatse=hat_sie isn=ist mim=mit_dem mitm=mit_einem mitn=mit_einem mitnem=mit_einem mitner=mit_einem
vlt=vielleicht vllt=vielleicht evtl=vielleicht ggf=vielleicht asap=sofort sry=sorry thx=danke dankeschön=danke
merci=danke
hams=haben_sie hamse=haben_sie hättens=hätte_sie könntens=könnte_sie könnens=können_sie sinds=sind_sie sinse=sind_sie
is=ist isses=ist_es ists=ist_es obs=ob_es wie's=wie_es gehts=geht_es wurdens=würde_sie funzt=funktioniert
funktionierts=funktioniert klappts=klappt_es wars=war_es hats=hat_es hab's=habe_es habs=habe_es tel=telefon
kd=kundendienst
hotline=hotline ansprechpartner=ansprechpartner gern=gerne jetz=jetzt jez=jetzt jetze=jetzt nochmal=noch_mal
ned=nicht ungern=ungerne
zum=zu_der zur=zu_der vom=von_der beim=bei_der im=in_der ans=an_der ins=in_der
"""

_ADJECTIVES = """
richtig real wirklich menschlich lebend lebendig leibhaftig kompetent qualifiziert persönlich ander nett freundlich frei
verfügbar nächst technisch fähig deutschsprachig deutsch englischsprachig entsprechend erfahren ausgebildet geschult
vernünftig normal manuell live direkt best gescheit leitend höher neu erst natürlich
"""

_WHOSE = """
kunden kundendienst kundenservice kundenbetreuungs service support bank vertriebs verkaufs finanz versicherungs fach
technik
hotline chat live firmenkunden privatkunden kredit vermögens hypotheken energie tarif buchungs schaden beschwerde it
telefon
filial team schicht abteilungs callcenter leistungs vertrags geschäfts haupt objekt sozial reise info außendienst
innendienst
wohnungs regional gruppen bereichs niederlassungs markt betriebs helpdesk bestell
"""
_WHO = {
    "berater": "berater",
    "betreuer": "betreuer",
    "mitarbeiter": "mitarbeiter",
    "agent": "agent",
    "sachbearbeiter": "sachbearbeiter",
    "bearbeiter": "sachbearbeiter",
    "ansprechpartner": "ansprechpartner",
    "ansprechperson": "ansprechpartner",
    "kontaktperson": "ansprechpartner",
    "vertreter": "vertreter",
    "repräsentant": "vertreter",
    "techniker": "techniker",
    "manager": "manager",
    "leiter": "chef",
    "führer": "chef",
    "experte": "experte",
    "spezialist": "spezialist",
    "verkäufer": "verkaufer",
    "kollege": "kollege",
    "personal": "personal",
    "angestellt": "angestellt",
    "beamt": "beamt",
}
_ENDINGS = {
    "kollege": ("", "n"),
    "experte": ("", "n"),
    "angestellt": ("e", "en", "er", "em"),
    "beamt": ("e", "en", "er", "in"),
    "personal": ("", "s"),
}
_ALONE = frozenset(_WHO) - {"leiter", "führer"}

_UMLAUTS = """
für über können könnten könntest könntet kannst darf dürfte dürften würdest würdet persönlich möglich möglichkeit
später zurück
nötig erklären klären ansehen prüfen kümmern kümmert übernehmen übernimmt unterstützen anhören hören gespräch verfügbar
möchtest höre müde rührt ärgerlich löschen überhaupt natürlich schön wäre gebühr kündigen rückmeldung länger wünschen
grüße
läuft fängt gefällt erfüllt ungenügend lächerlich unmöglich unverschämt überall übel hässlich dämlich blöd blöde
blödsinn
enttäuscht enttäuschung enttäuschend verärgert wütend unfähig zuverlässig unzuverlässig überfordert ständig täglich
fünf zwölf
schnellstmöglich frühestens spätestens heißt groß spaß scheiße beschissen schließlich außer außerdem müll unzumutbar
verzögerung verspätet beschädigt ausgefallen gestört störung verändert zerstört gelöscht gekündigt geprüft gehört hört
auflegt aufgehört erhöht überwiesen übersehen überzogen überweisung öfter häufig wöchentlich jährlich während täuschung
betrüger betrügen gefährlich gefängnis tödlich verrückt tränen völlig erschöpft nächster stürzt führt führen
weiterführen
"""

_KEYWORDS = """
mitarbeiter mitarbeiterin sachbearbeiter sachbearbeiterin kundenberater kundenbetreuer ansprechpartner berater beraterin
betreuer vertreter techniker mensch menschen menschlich menschlichen person persönlich persönlichen operator supervisor
manager vorgesetzten vorgesetzter verantwortlichen zuständigen kollegen kollegin kundendienst kundenservice support
jemanden jemandem jemand sprechen telefonieren chatten verbinden durchstellen weiterleiten weitergeleitet übergeben
verbunden möchte könnte roboter maschine computer chatbot abteilung rückruf zurückrufen hotline service kontakt
kontaktieren erreichen agent agenten wirklich richtigen
"""
_LOOKALIKES = """
mitarbeiten beraten vertreten betreuen techniken technik sprachen sprach gesprochen versprechen entsprechen brechen
stechen
machte machten mochten nichte könnten kannte argent agenda agentur personen personell personal parson perron kontakte
kontext
kontrakt manage managen matschen maschinen chaten services supports serviert verbanden verbindend erbinden empfinden
vorgesetzt kollege college rechen rechnen streichen erreicht erreiche kontaktiert beratung verrater vater beter
verreisen
übergaben menschheit gemacht möchtest moment heimat automaten reichen ansprechen aussprechen sprecher gespräche
"""


def _spellings(word: str) -> Iterator[str]:
    """ "möchte" -> "mochte" (as `plain` makes it) and "moechte"."""
    yield plain(word)
    yield plain(word.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue"))


def _people() -> Iterator[tuple[str, str]]:
    for who, base in _WHO.items():
        for whose in (*_WHOSE.split(), *([""] if who in _ALONE else [])):
            for ending in _ENDINGS.get(who, ("", "s", "n", "en", "in", "innen", "inn")):
                yield whose + who + ending, base


def _forms_of(table: str) -> Iterator[tuple[str, str]]:
    for line in table.split():
        base, _, forms = line.partition("=")
        for form in (base, *forms.split(",")):
            yield form, base


def _expanded() -> dict[str, str]:
    written = [
        *((word, word) for word in (*_UMLAUTS.split(), *_ADJECTIVES.split())),
        *_people(),
        *((word + ending, word) for word in _ADJECTIVES.split() for ending in ("e", "en", "em", "er", "es")),
        *_forms_of(_FORMS),
        *((form, meant) for pair in _SHORT_FORMS.split() for form, _, meant in [pair.partition("=")]),
    ]
    return {spelt: plain(meant.replace("_", " ")) for form, meant in written for spelt in _spellings(form)}


SPELLING = Spelling(
    {form: meant for form, meant in _expanded().items() if form != meant},
    [plain(word) for word in _KEYWORDS.split()],
    [plain(word) for word in _LOOKALIKES.split()],
)

_LITTLE_WORDS = """
aber ach ah als also am an auch auf aus bei beim bin bis bist bitte bloß da dann das dass dazu dein deine dem den denn
der des
dich die dies diese diesem diesen dieser dieses dir doch du durch echt eigentlich ein eine einem einen einer eines
einfach
einmal er es etwas euch euer für ganz geht gerade gern gerne habe haben hab hallo hast hat hatte hätte hey hier hm ich
ihm ihn
ihnen ihr ihre ihrem ihren ihrer im immer in ins ist ja jetzt kann kannst kein keine keinen können könnte könnten
könntest leider
mal man mein meine meinem meinen meiner mich mir mit möchte möchten moin muss müssen nach naja nee nein nicht noch
nochmal nun
nur ob oder ok okay schon sehr sein sich sie sind so soll sollte sorry tag über um und uns unser unsere vielleicht vom
von vor
wann war wäre warum was weil wenn wer werde werden wie wieder will wir wird wirklich wo wollen wollte wurde würde
würden zu zum
zur danke vielen dank guten morgen abend halt eben gesagt sage sagen frage wiederhole
"""
LITTLE_WORDS = frozenset(plain(word) for word in _LITTLE_WORDS.split())
"""Words that do not tell what a message is about."""
