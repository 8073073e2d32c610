"""What is said in Dutch, and how it is to be read. The sentences are our own."""

from __future__ import annotations

from tables import Tables

DUTCH = Tables(
    code="nl",
    clear="""
kan dat ook met een echte adviseur?
hebben jullie iemand die ik kan vragen
Ik wil graag een arts spreken
Ik wil mijn vraag aan een mens voorleggen
dat helpt niet ik wil met een medewerker praten
met computers praat ik niet
Wanneer heeft een van uw adviseurs tijd voor mij?
schakel er een collega bij in
Draag mij over aan een vertegenwoordiger
Is er een nummer waarop ik iemand kan bereiken?
Breng mij in verbinding met de juridische afdeling
kan iemand dit persoonlijk bekijken
Ik wil met een medewerker praten
kan ik iemand spreken
geef me een mens
verbind mij door met de klantenservice
Kunt u mij doorverbinden met een collega?
zet me over naar een adviseur
Ik wil niet met een robot praten, ik wil een mens
Is er iemand met wie ik kan praten?
Hoe krijg ik een echt mens te spreken?
Waarom kan ik niet met een mens praten?
ik wil met een medewreker spreeken
Kan een behandelaar mij terugbellen?
Mijn vlucht is geannuleerd en ik sta hier met twee kinderen, ik moet nu iemand spreken.
Ben je een bot? Ik wil een mens spreken.
Ik heb dringend een medewerker nodig
""",
    unclear="""
Medewerker
Klantenservice graag
Is daar iemand?
Bel me terug
Tot wie kan ik me wenden?
""",
    declines="""
alsjeblieft niet bellen
Contact met een medewerker is niet gewenst
ik wil niet bellen
liever niet met een medewerker
zonder medewerker graag
geen zin om weer in de wacht te staan
Ik wil niet met een medewerker praten
nee, geen mens aub
Verbind me niet door
Kan dat zonder met iemand te praten?
een monteur heb ik niet nodig
""",
    no_request="""
Hoe kan ik iemand geld sturen?
Ik heb een afspraak met een adviseur, waar moet ik zijn?
zet mijn gesprekken door naar kantoor
Is een adviseur verplicht bij een hypotheek?
voeg een nieuw contact toe
Hoe kan ik een agent configureren?
Ik wil iemand als begunstigde opgeven
Ik heb gisteren met een medewerker gesproken
De monteur was gisteren hier
Onze reisagent heeft het hotel geboekt
Moet ik eerst met iemand praten?
Ik wil bij jullie als adviseur beginnen
Hoe verbind ik mijn telefoon met de wifi?
Stuurt u de post door naar mijn nieuwe adres?
Kan iemand mij vertellen wanneer u opent?
""",
    asks_if_bot="""
wat ben jij, een machine?
gaat het hier om een bot?
Word ik geholpen door een computer?
ben ik bij een automatisch systeem beland
Ben je een mens?
Praat ik met een machine?
Mens of machine?
typt hier een mens
Ik wil weten of ik met een mens chat
""",
    evidence=(
        ("Hallo! Ik wil graag met een MEDEWERKER praten.", "Ik wil graag met een MEDEWERKER praten"),
        ("zo niet. geef me een mens", "geef me een mens"),
        ("Nee bedankt, ik heb geen adviseur nodig.", "heb geen adviseur nodig"),
    ),
    yes="""
ja graag
prima
ja, verbind me door
""",
    no="""
nee bedankt
liever niet
""",
    neither="""
nee, maar verbind me door
mijn nummer is 12
""",
    rejected="""
dat helpt me niet
werkt nog steeds niet
""",
    confirmed="""
bedankt, het werkt nu
super, dat is gelukt
""",
    no_answer="""
en wat kost dat
""",
    gives_up="""
Dat heb ik helaas niet begrepen, sorry, ik begrijp het niet.
Daar heb ik helaas geen informatie over gevonden, ik kan het niet vinden.
Kunt u dat anders formuleren?
""",
    refuses="""
Ik ben helaas niet bevoegd om terugbetalingen te doen.
Dat mag ik helaas niet delen, ik mag dat niet.
""",
    asks_if_it_helped="""
Heeft dit u geholpen?
Heb ik uw vraag beantwoord?
""",
    says_nothing_of_itself="""
Uw pakket komt morgen aan.
U kunt met een kaart of per overschrijving betalen.
""",
    cues=(
        ("helaas heb ik niets gevonden", "bot_sorry"),
        ("wat dacht u van Rome", "bot_suggests"),
        ("welke maat heeft u nodig", "bot_asks_fact"),
        ("hoe bevalt het u", "bot_asks_opinion"),
        ("heeft u iets anders", "another"),
        ("dat wil ik niet", "denial"),
        ("geen idee", "at_a_loss"),
        ("goed, maar laat", "contrast"),
        ("helaas erg traag", "negative"),
        ("dat is goed", "positive"),
        ("waarom is mijn pakket er nog niet", "reproach"),
        ("het gaat om mijn bestelling", "service"),
        ("dat bevalt me niet", "dislike"),
        ("nee, liever morgen", "turns_down"),
        ("wat een kutbedrijf", "anger"),
        ("dit is toch belachelijk", "frustration"),
        ("ik ben zeer teleurgesteld", "disappointment"),
        ("het apparaat is kapot", "failure"),
        ("nee, ik bedoelde de terugreis", "correction"),
        ("dat helpt me niet", "refusal"),
        ("alweer hetzelfde antwoord", "repetition"),
        ("u heeft het geld gewoon afgeschreven", "blame"),
        ("ik wacht al drie weken", "waiting"),
        ("ik schakel een advocaat in", "threat"),
        ("bedankt voor niks", "sarcasm"),
        ("hartelijk bedankt", "satisfaction"),
        ("geen probleem", "no_problem"),
        ("hoe kan ik betalen", "question"),
        ("ik kan niet meer", "distress"),
        ("ik kan de huur niet betalen", "hardship"),
        ("het is dringend", "urgent"),
        ("de server is uitgevallen", "outage"),
        ("uiterlijk vrijdag", "deadline"),
    ),
    long=(
        "ik wil ",
        "met een ",
        "aub, ",
        "niet met medewerker ",
        "geen bot, ",
        "heb ik met ",
    ),
)
