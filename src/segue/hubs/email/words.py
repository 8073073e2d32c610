"""What our letters to customers say, in seven languages. Where the customer's is none of these, English is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """above: stands at the top, so that what is quoted below it in an answer is known. {…}: one value each."""

    above: str
    hello: str
    hello_name: str
    passed_on: str
    understood: str
    wrote: str
    due: str
    reply: str
    subject: str
    files: str


WORDS: Mapping[str, Words] = {
    "en": Words(
        above="Please write above this line",
        hello="Hello,",
        hello_name="Hello {name},",
        passed_on="Your request is with our team. They can read what you told our assistant.",
        understood="What we understood: {subject}",
        wrote="You wrote:",
        due="You can expect an answer {time}.",
        reply="If you want to add something, just reply to this letter.",
        subject="Your request",
        files="Files",
    ),
    "de": Words(
        above="Bitte oberhalb dieser Zeile schreiben",
        hello="Guten Tag,",
        hello_name="Guten Tag {name},",
        passed_on="Ihr Anliegen liegt bei unserem Team. Es kann lesen, was Sie unserem Assistenten geschrieben haben.",
        understood="Was wir verstanden haben: {subject}",
        wrote="Sie haben geschrieben:",
        due="Eine Antwort können Sie {time} erwarten.",
        reply="Wenn Sie etwas ergänzen möchten, antworten Sie einfach auf diese E-Mail.",
        subject="Ihr Anliegen",
        files="Dateien",
    ),
    "fr": Words(
        above="Veuillez écrire au-dessus de cette ligne",
        hello="Bonjour,",
        hello_name="Bonjour {name},",
        passed_on="Votre demande est chez notre équipe, qui peut lire ce que vous avez écrit à l'assistant.",
        understood="Ce que nous avons compris : {subject}",
        wrote="Vous avez écrit :",
        due="Vous pouvez attendre une réponse {time}.",
        reply="Pour ajouter quelque chose, répondez simplement à ce message.",
        subject="Votre demande",
        files="Fichiers",
    ),
    "es": Words(
        above="Escriba por encima de esta línea",
        hello="Hola:",
        hello_name="Hola, {name}:",
        passed_on="Su consulta está en manos de nuestro equipo, que puede leer lo que escribió a nuestro asistente.",
        understood="Lo que hemos entendido: {subject}",
        wrote="Usted escribió:",
        due="Puede esperar una respuesta {time}.",
        reply="Si quiere añadir algo, responda a este mensaje.",
        subject="Su consulta",
        files="Archivos",
    ),
    "it": Words(
        above="Scriva sopra questa riga",
        hello="Buongiorno,",
        hello_name="Buongiorno {name},",
        passed_on="La sua richiesta è al nostro team, che può leggere quanto ha scritto al nostro assistente.",
        understood="Che cosa abbiamo capito: {subject}",
        wrote="Lei ha scritto:",
        due="Può aspettarsi una risposta {time}.",
        reply="Se vuole aggiungere qualcosa, risponda a questo messaggio.",
        subject="La sua richiesta",
        files="File",
    ),
    "pt": Words(
        above="Escreva acima desta linha",
        hello="Olá,",
        hello_name="Olá, {name},",
        passed_on="O seu pedido está com a nossa equipa, que pode ler o que escreveu ao nosso assistente.",
        understood="O que entendemos: {subject}",
        wrote="Escreveu:",
        due="Pode esperar uma resposta {time}.",
        reply="Se quiser acrescentar algo, responda a esta mensagem.",
        subject="O seu pedido",
        files="Ficheiros",
    ),
    "nl": Words(
        above="Schrijf boven deze regel",
        hello="Hallo,",
        hello_name="Hallo {name},",
        passed_on="Uw vraag ligt bij ons team. Zij kunnen lezen wat u onze assistent hebt geschreven.",
        understood="Wat wij hebben begrepen: {subject}",
        wrote="U schreef:",
        due="U kunt {time} een antwoord verwachten.",
        reply="Wilt u iets toevoegen, beantwoord dan gewoon dit bericht.",
        subject="Uw vraag",
        files="Bestanden",
    ),
}


def words_in(language: str) -> tuple[str, Words]:
    """The language that is written, and its words. language: BCP 47, "" when not known."""
    primary = language.replace("_", "-").partition("-")[0].lower()
    return (primary, WORDS[primary]) if primary in WORDS else ("en", WORDS["en"])
