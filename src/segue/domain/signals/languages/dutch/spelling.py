"""How Dutch is written in chats: inflected words as their base form, short forms, slips, and words without meaning of
their own. The rules know base forms only ("een echt medewerker"), so that they need not list every ending."""

from __future__ import annotations

from segue.domain.signals.words import Spelling, plain

_FORMS = """
een='n,n,ene,eene,'ne,eentje,één,en_n
ik=k,'k,ikke,iki
me=mij,mn_,mjj
mijn=m'n,mn,mij_n
je=jij,jou,ge,gij
jouw=jou_w,uwe,jullie_
jullie=jullie,jullei,julie
u=uw_
niet=nie,neit,nt,niett
aub=alstublieft,alsjeblieft,alsjeblief,asjeblieft,asjeblief,aubb,svp,a.u.b,pls,please,plz,alstu,asjemenou,alsublieft
graag=graach,gaarne,graagg,liefst
even=ff,effe,effen,eventjes,efkes,evn
gewoon=gwn,gewoo,gwoon
misschien=mss,mssch,misch
iemand=iemnd,iemant,ieman,imand,iemad,iemandd
niemand=nieman,niemant
wil=willen,wilt,wile,wul,wilden,wilde,wou
kan=kunnen,kunt,kun,kannn,kna
zou=zouden,zoud,zoudt
mag=mogen,mocht,mochten
moet=moeten,moest,mot,moetn
heb=hebben,hebt,heeft,hebbe,heef
nodig=nodg,noodig
eis=eisen,vereis
medewerker=medewerkers,medewerkster,medewerksters,medewekrer,medewerkr,medwerker,meewerker,mederwerker
mens=mensen,mensch,menselijk_wezen,mense,human,humans,mesn
persoon=persoontje,prsoon,persoonn
echt=echte,egt,egte,ect
agent=agenten,agents,agente
collega=collegas,collega's,kollega,collegaatje
operator=operators,operatoren,telefonist,telefoniste,telefonisten,receptionist,receptioniste
manager=managers,manger
supervisor=supervisors,superviser
baas=bazen,chef,chefs,baasje,directeur,directrice,directie
leidinggevend=leidinggevende,leidinggevenden,leidingevende,verantwoordelijke,verantwoordelijken,teamlead,teamleader
klantenservice=klantenservices,klantenservise,klantendienst,klantenzorg,klantcontact,klantenserviceteam
klantenservice=klantencontact,klanteservice,klanten_service,klantenhulp,serviceteam,servicedesk,servicecenter
klantenservice=callcenter,supportteam,helpdesk,servicelijn,klantencentrum,klantcontactcentrum,contactcenter
klantenservice=klantcontactcenter,klantencontactcentrum,helpdeskteam,klantensupport
hallo=halloo,haallo,halo
afdeling=vakafdeling,verkoopdienst,juridische_dienst,afdelingen,klachtenafdeling,schadeafdeling,facturatie
afdeling=boekhouding,betaalafdeling,retourafdeling
afdeling=verkoopafdeling,fraudeafdeling,storingsdienst,administratie,klachtendienst,incassoafdeling,financiën
afdeling=hoofdkantoor,serviceafdeling,klachtencommissie,ledenadministratie,polisadministratie
afdeling=debiteurenadministratie
balie=balies,receptie,loket
bot=bots,chatbot,chatbots,robot,robots,robotje,computer,computers,machine,machines,automaat,automaten,ai,programma
bot=computerprogramma,software,algoritme,taalmodel,chatgpt,gpt,apparaat,computertje,botje,antwoordapparaat,bandje
bot=chatprogramma,belcomputer,spraakcomputer,ki,keuzemenu,androide
spreken=spreek,sprek,sreken,speken,sprekn,spreken_,bespreken,sprkeen
praten=praat,prate,praaten,prtaen,pratten,kletsen,babbelen,klets,kletse,prateb,klappen
bellen=bel,belle,telefoneren,telefoneer
chatten=chatte,chaten,chattn
overleggen=overleg,overleggn
typen=typ,schrijven,schrijf,appen,app_en
doorverbinden=doorverbind,doorverbindn,doorverbindt,doorverbidnen,door_verbinden,doorverbindenn,doorschakelen
doorverbinden=doorschakel,doorzetten,doorsturen,doorverwijzen,doorverbinde,overzetten,overdragen,doorgeven
doorverbinden=overschakelen,doorvrbinden
doorverbonden=doorgeschakeld,doorgezet,doorgestuurd,doorverwezen,overgezet,overgedragen,doorverbinde_n,doorgegeven
verbind=verbindt,verbin,verbinden,verbint,connect
zet=zetten,zett
schakel=schakelt,schakelen
stuur=sturen,stuurt,verwijs,verwijzen,verwijst
geef=geeft,geven,gef,geeef,gee
haal=haalt,halen
roep=roept,roepen
breng=brengen,brengt
laat=laten,laten_
terugbellen=terugbel,terugbelt,terugbelen,terugbelln
teruggebeld=terug_gebeld
hulp=help,helpen_,ondersteuning,bijstand,assistentie,hulpp
contact=kontakt,contct,conctact,contakt
praatje=gesprekje,gesprek,gesprekken,belafspraak,telefoongesprek,onderhoud
"""
"""base form=how it is met. Written with accents; it is read without them."""

_SHORT_FORMS = """
wilk=wil_ik kank=kan_ik magk=mag_ik hebk=heb_ik zouk=zou_ik kunje=kan_je kanje=kan_je wilje=wil_je benje=ben_je
benk=ben_ik
bnje=ben_je bje=ben_je isser=is_er iser=is_er ist=is_het dak=dat_ik asap=direct zsm=zo_snel_mogelijk thx=bedankt
thnx=bedankt
bedankt=bedankt dankje=dank_je dankjewel=dank_je dankuwel=dank_je tnx=bedankt idd=inderdaad nvm=laat_maar omg=jeetje
tel=telefoon ks=klantenservice kzou=ik_zou kwil=ik_wil kheb=ik_heb kmoet=ik_moet kan'k=kan_ik ofzo=of_zo
aan_t=aan_het 't=het t=het da=dat wa=wat 'm=hem m=hem tis=het_is 'tis=het_is zn=zijn z'n=zijn
"""

_ADJECTIVES = """
levend menselijk persoonlijk bevoegd deskundig bekwaam ander capabel competent nederlandstalig engelstalig
nederlandssprekend
engelssprekend aardig vriendelijk vrij beschikbaar eerstvolgend volgend technisch fysiek normaal ervaren
gekwalificeerd live
gespecialiseerd kundig juist goed fatsoenlijk vast hoger nieuw direct werkelijk aanwezig degelijk senior zakelijk
particulier
verantwoordelijk handmatig telefonisch juridisch commercieel medisch
"""

_WHOSE = """
klant klanten klantenservice klantcontact service support helpdesk bank verzekerings schade verkoop account hypotheek
financieel
chat balie winkel team afdelings filiaal regio vestigings krediet reis boekings klachten telefoon callcenter
commercieel dossier
incasso energie relatie bedrijfs loket contact hoofd communicatie zorg polis aanvraag shift hotel vloer call webcare
"""
_WHO = {
    "medewerker": "medewerker",
    "medewerkster": "medewerker",
    "adviseur": "adviseur",
    "adviseuse": "adviseur",
    "agent": "agent",
    "behandelaar": "behandelaar",
    "begeleider": "behandelaar",
    "beheerder": "behandelaar",
    "consulent": "adviseur",
    "consultant": "adviseur",
    "vertegenwoordiger": "vertegenwoordiger",
    "manager": "manager",
    "leider": "baas",
    "hoofd": "baas",
    "chef": "baas",
    "specialist": "specialist",
    "expert": "specialist",
    "deskundige": "specialist",
    "verkoper": "verkoper",
    "technicus": "monteur",
    "monteur": "monteur",
    "persoon": "contactpersoon",
    "personeel": "personeel",
    "ambtenaar": "ambtenaar",
    "employee": "medewerker",
}
_NOT_ALONE = frozenset({"leider", "hoofd", "persoon", "employee", "begeleider", "beheerder"})
_PLURALS = ("", "s", "en", "n")


_KEYWORDS = """
medewerker medewerkers medewerkster klantenservice klantenservicemedewerker adviseur behandelaar vertegenwoordiger
specialist
leidinggevende supervisor manager operator collega contactpersoon persoon persoonlijk menselijk menselijke levend
levende
iemand spreken praten doorverbinden doorverbonden doorschakelen terugbellen helpdesk robot computer chatbot afdeling
telefonisch contact bereiken agent echte medewerkster ambtenaar verbinden overleggen chatten
"""
_LOOKALIKES = """
spreker sprekend gesproken breken steken streken preken smeken spreekt sprak spraken maten laten raten haten paten
platen
praters gepraat plaatsen personen persoons contract contracten contacten kontrakt bereikt bereikten bekeken rekenen
verbonden verbindt verbinding collegae robots computers afdelingen argent agenda urgent menselijks leven levens lenen
leveren
beleven niemand manage managen gesprek sprekers echter rechte slechte hechte leende echtes bereken levert lezen bereiden
"""


def _expanded() -> dict[str, str]:
    found: dict[str, str] = {}
    for who, base in _WHO.items():
        for whose in (*_WHOSE.split(), *([] if who in _NOT_ALONE else [""])):
            for ending in _PLURALS:
                found[plain(whose + who + ending)] = base
    for word in _ADJECTIVES.split():
        for form in (word + "e", word + "en", word + word[-1] + "e"):
            found[plain(form)] = word
    found |= {
        "andere": "ander",
        "vrije": "vrij",
        "normale": "normaal",
        "capabele": "capabel",
        "beschikbare": "beschikbaar",
    }
    for line in _FORMS.split():
        base, _, forms = line.partition("=")
        for form in forms.split(","):
            found[plain(form)] = plain(base)
    for pair in _SHORT_FORMS.split():
        form, _, meant = pair.partition("=")
        found[plain(form)] = plain(meant.replace("_", " "))
    return {form: meant for form, meant in found.items() if form != meant and "_" not in form}


SPELLING = Spelling(_expanded(), _KEYWORDS.split(), _LOOKALIKES.split())

_LITTLE_WORDS = """
aan al alleen als alstublieft alsjeblieft aub ben bent bij dan dank dag dat de deze die dit doe doen door dus echt een
eens
eigenlijk en er even gaat gewoon geen goed goede goedemorgen goedemiddag goedenavond graag had hallo heb hebben hebt
heeft hem
het hi hier hij hoe hun ik in is ja jij je jou jouw jullie kan kun kunnen kunt maar me mee mij mijn moet moeten mag
misschien na
naar nee niet nog nou nu of ok oke om ons onze ook op over s sorry te toch tot u uit uw van vandaag vraag voor waar
waarom wanneer
want was wat we weer wel weten wie wij wil willen wilt wordt worden zal ze zeer zich zij zijn zo zou zouden bedankt
svp gezegd
zeg zei herhaal meer veel heel hey hoi
"""
LITTLE_WORDS = frozenset(_LITTLE_WORDS.split())
"""Words that do not tell what a message is about."""
