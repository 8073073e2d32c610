"""What is said in German, and how it is to be read. The sentences are our own."""

from __future__ import annotations

from tables import Tables

GERMAN = Tables(
    code="de",
    clear="""
geht das auch mit einem echten Berater?
habt ihr jemanden den ich fragen kann
Ich würde gern mit einer Ärztin sprechen
kannst du mich zum Support rüberstellen
Ich möchte mit einem Mitarbeiter sprechen
ich moechte mit einem Kundenberater reden
kann ich mal jemanden sprechen
gib mir einen Menschen
verbinden Sie mich mit dem Kundendienst
Könnten Sie mich bitte an einen Kollegen weiterleiten?
stell mich durch
Stellen Sie mich bitte zu Ihrer Beschwerdeabteilung durch
Ich will nicht mit einem Bot reden, ich will einen Menschen
Gibt es jemanden, mit dem ich reden kann?
Wie komme ich an einen echten Menschen?
Warum kann ich nicht mit einem Menschen sprechen?
ich wil mit ein mitarbeitr sprehcen
Kann mich bitte ein Sachbearbeiter zurückrufen?
Mein Flug wurde gestrichen und ich stehe hier mit zwei Kindern, ich muss sofort mit jemandem sprechen.
Bist du ein Bot? Ich will mit einem Menschen sprechen.
das bringt nichts ich will mit einem berater reden
dann lieber mit einem menschen
mit computern unterhalte ich mich nicht
Ich bestehe darauf, mit einem Menschen verbunden zu werden
Wann hätte einer Ihrer Berater Zeit für mich?
Ziehen Sie bitte einen Kollegen hinzu
Gibt es eine Nummer, unter der ich jemanden erwische?
kann sich das jemand persönlich ansehen
""",
    unclear="""
Mitarbeiter
Kundenservice bitte
Ist da jemand?
Rückruf bitte
An wen kann ich mich wenden?
""",
    declines="""
bitte nicht anrufen
da muss kein Mensch ran
ich möchte ungern mit jemandem telefonieren
Ich möchte nicht mit einem Mitarbeiter sprechen
nein, keinen Menschen bitte
Bitte verbinden Sie mich nicht
Geht das ohne mit jemandem zu sprechen?
einen Techniker brauche ich nicht
ich mag nicht telefonieren
da frage ich lieber dich als einen Berater
bloß keinen Vertreter
geht das ohne Hilfe von einem Mitarbeiter
""",
    no_request="""
Muss ein Mensch über 60 einen Zuschlag zahlen?
stelle meine Anrufe ins Büro durch
Wo kann ich einen Mitarbeiter bewerten?
Ich habe gestern mit einem Mitarbeiter gesprochen
Der Techniker war gestern da
Unser Reiseagent hat das Hotel gebucht
Muss ich vorher mit jemandem sprechen?
Ich möchte bei Ihnen als Berater anfangen
Mensch, das geht ja schnell
Wie verbinde ich das Telefon mit dem WLAN?
Kann mir jemand sagen, wann Sie öffnen?
lege einen neuen Kontakt an
Wie kann ich einen Agenten konfigurieren?
Ich möchte jemanden als Begünstigten eintragen
""",
    asks_if_bot="""
was bist du, eine Maschine?
Bist du ein Mensch?
Spreche ich mit einer Maschine?
Mensch oder Maschine?
schreibt hier ein mensch
Ich möchte wissen, ob ich mit einem Menschen schreibe
handelt es sich um einen Bot?
Werde ich gerade von einem Computer bedient?
bin ich mit einem automatischen System verbunden
""",
    evidence=(
        ("Hallo! Ich möchte bitte mit einem MITARBEITER sprechen.", "Ich möchte bitte mit einem MITARBEITER sprechen"),
        ("so nicht. gib mir nen Menschen", "gib mir nen Menschen"),
        ("Nein danke, ich brauche keinen Berater.", "brauche keinen Berater"),
    ),
    yes="""
ja bitte
gerne
ja, verbinden Sie mich
""",
    no="""
nein danke
lieber nicht
""",
    neither="""
nein, aber verbinden Sie mich
meine Nummer ist 12
""",
    rejected="""
das hilft mir nicht weiter
geht immer noch nicht
""",
    confirmed="""
danke, jetzt geht es
super, das hat geklappt
""",
    no_answer="""
und was kostet das
""",
    gives_up="""
Das habe ich leider nicht verstanden.
Dazu habe ich leider keine Informationen gefunden.
Könnten Sie das bitte anders formulieren?
""",
    refuses="""
Ich bin leider nicht berechtigt, Erstattungen vorzunehmen.
Das darf ich leider nicht herausgeben, dazu darf ich Ihnen nichts sagen. Ich darf das nicht.
""",
    asks_if_it_helped="""
Hat Ihnen das geholfen?
Konnte ich Ihre Frage beantworten?
""",
    says_nothing_of_itself="""
Ihr Paket kommt morgen an.
Sie können mit Karte oder per Überweisung zahlen.
""",
    cues=(
        ("leider habe ich nichts gefunden", "bot_sorry"),
        ("wie wäre es mit Rom", "bot_suggests"),
        ("welche Größe brauchen Sie", "bot_asks_fact"),
        ("wie gefällt Ihnen das", "bot_asks_opinion"),
        ("haben Sie etwas anderes", "another"),
        ("das will ich nicht", "denial"),
        ("keine Ahnung", "at_a_loss"),
        ("gut, aber spät", "contrast"),
        ("leider sehr langsam", "negative"),
        ("das ist gut", "positive"),
        ("warum ist mein Paket noch nicht da", "reproach"),
        ("es geht um meine Bestellung", "service"),
        ("das gefällt mir nicht", "dislike"),
        ("nein, lieber morgen", "turns_down"),
        ("so ein Saftladen, verdammt", "anger"),
        ("das ist doch lächerlich", "frustration"),
        ("ich bin sehr enttäuscht", "disappointment"),
        ("das Gerät ist kaputt", "failure"),
        ("nein, ich meinte die Rückfahrt", "correction"),
        ("das bringt mir nichts", "refusal"),
        ("schon wieder dieselbe Antwort", "repetition"),
        ("Sie haben mir das Geld einfach abgebucht", "blame"),
        ("ich warte seit drei Wochen", "waiting"),
        ("ich schalte einen Anwalt ein", "threat"),
        ("danke für nichts", "sarcasm"),
        ("vielen Dank", "satisfaction"),
        ("kein Problem", "no_problem"),
        ("wie kann ich bezahlen", "question"),
        ("ich kann nicht mehr", "distress"),
        ("ich kann die Miete nicht zahlen", "hardship"),
        ("es ist dringend", "urgent"),
        ("der Server ist ausgefallen", "outage"),
        ("bis spätestens Freitag", "deadline"),
    ),
    long=(
        "ich will ",
        "mit einem ",
        "bitte, ",
        "nicht mit mitarbeiter ",
        "kein bot, ",
        "habe ich mit ",
    ),
    mistaken_at_most={"other": 0.03},
)
