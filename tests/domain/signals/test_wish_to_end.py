"""A clear wish to end the talk is one that says nothing else; a mere "bye", "thanks" or "ok" is none."""

from __future__ import annotations

import time
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.signals.closing import wishes_to_end

AGENT = "Maria from Billing"

CLEAR: Mapping[str, str] = {
    "en": """
        that's all, thank you, bye
        That's all, thanks!
        please end the chat
        Please close this chat.
        no thank you, goodbye
        No thanks Maria, bye bye
        Thank you so much for your help. Goodbye!
        You can close this conversation now
        I don't need anything else, thank you
        Great, that's everything I needed to know.
        ok perfect, thanks a lot, bye!
        I'd like to end this chat now please
        that will be all for today, thank you very much
        Nothing else, thanks. Have a nice day!
        Thanks Maria, I have no more questions, bye
        I have to go now, thank you
        Cheers, see ya""",
    "de": """
        Das war's, danke, tschüss
        Bitte beenden Sie den Chat
        Nein danke, auf Wiedersehen
        Vielen Dank für Ihre Hilfe, tschüss!
        Sie können den Chat jetzt schließen
        Das ist alles, vielen Dank
        Mehr brauche ich nicht, danke
        Super, danke Maria! Schönen Tag noch und auf Wiedersehen
        Ich habe keine Fragen mehr, danke schön
        Das war alles, was ich wissen wollte.
        Ich möchte das Gespräch beenden
        Sonst nichts, danke""",
    "fr": """
        C'est tout, merci, au revoir
        Veuillez terminer la discussion
        Non merci, au revoir
        Merci beaucoup pour votre aide, bonne journée, au revoir
        Vous pouvez fermer le chat
        Je n'ai plus de questions, merci
        C'est tout ce que je voulais savoir
        Ce sera tout pour aujourd'hui, merci
        Parfait, merci Maria, à bientôt
        Je n'ai besoin de rien d'autre""",
    "es": """
        Eso es todo, gracias, adiós
        Por favor termine el chat
        No, gracias, adiós
        Muchas gracias por su ayuda, hasta luego
        Puede cerrar la conversación
        No necesito nada más, gracias
        Nada más, gracias
        Perfecto, gracias María, hasta pronto
        Eso era todo lo que necesitaba
        Quiero terminar el chat""",
    "it": """
        È tutto, grazie, arrivederci
        Per favore chiuda la chat
        No grazie, arrivederci
        Grazie mille per il suo aiuto, arrivederci
        Può chiudere la conversazione
        Nient'altro, grazie
        Non ho altre domande, grazie
        Perfetto, grazie Maria, buona giornata, ciao
        Questo è tutto quello che volevo sapere
        Vorrei chiudere la chat""",
    "nl": """
        Dat was alles, dank u, tot ziens
        Sluit de chat maar af alstublieft
        Nee dank je, doei
        Hartelijk dank voor uw hulp, tot ziens
        U kunt de chat sluiten
        Meer heb ik niet nodig, bedankt
        Dat is het, bedankt
        Top, bedankt Maria, fijne dag, doei
        Ik heb geen vragen meer
        Verder niets, dank u wel""",
    "pt": """
        É tudo, obrigado, adeus
        Por favor encerre o chat
        Não, obrigada, tchau
        Muito obrigado pela sua ajuda, até logo
        Pode encerrar a conversa
        Era só isso, obrigado
        Não preciso de mais nada
        Perfeito, obrigada Maria, bom dia, tchau
        Não tenho mais dúvidas, obrigado
        Mais nada, obrigada""",
}

NOT_CLEAR: Mapping[str, str] = {
    "en": """
        bye
        Bye!
        goodbye
        thanks
        thank you very much
        ok
        ok bye
        no
        no thanks
        great
        that's all
        is that all?
        That's all? Thanks a lot, bye then
        that's all I know about the order
        that's all wrong, thank you
        don't end the chat please
        please do not close this chat
        when does the chat end?
        can I end my contract
        please end my subscription, thank you
        I want to close my account, thanks
        thanks, and what about the second parcel
        thank you, I will wait
        thanks, one more thing
        bye bye money, thank you for that invoice
        I said goodbye to my old phone, thanks
        thanks for nothing, I am still without a refund
        I'm done with your company
        nothing else works
        I have to go to the shop, thanks
        ok thanks, let me try
        the chat ended last time before I was done, thank you
        how do I leave a conversation in the app
        thanks, hold on
        before you close the chat, send me the invoice
        that is it, the model is X200, thanks for checking and what now
        please leave the parcel with my neighbour, thanks
        the other agent ended the chat, thanks to him I wait again
        thank you but that is not all
        finish the order please, thank you""",
    "de": """
        tschüss
        danke
        vielen Dank
        ok
        ja
        nein danke
        Nein
        super
        das war's
        War das alles?
        Das ist alles falsch, danke
        Bitte den Chat nicht beenden
        Ich möchte meinen Vertrag beenden, danke
        Bitte schließen Sie mein Konto, vielen Dank
        danke, ich warte
        Danke, noch eine Frage
        Das war alles was ich bekommen habe, zwei Teile fehlen
        danke für nichts
        Tschüss Geld, danke für die Rechnung
        Vielen Dank, und die zweite Bestellung
        Wie beende ich das Abo""",
    "fr": """
        au revoir
        merci
        merci beaucoup
        ok
        non merci
        oui
        c'est tout
        C'est tout ?
        c'est tout faux, merci
        ne fermez pas le chat
        je veux fermer mon compte, merci
        merci, j'attends
        merci, encore une question
        salut
        merci pour rien, je suis toujours sans colis
        je voudrais terminer mon abonnement, merci""",
    "es": """
        adiós
        gracias
        muchas gracias
        vale
        no gracias
        sí
        eso es todo
        ¿Eso es todo?
        no cierre el chat por favor
        quiero cerrar mi cuenta, gracias
        gracias, espero
        gracias, otra pregunta
        gracias por nada, sigo sin mi pedido
        quiero terminar mi contrato, gracias
        buenas tardes
        eso es todo mentira, gracias""",
    "it": """
        arrivederci
        ciao
        grazie
        grazie mille
        ok
        no grazie
        è tutto
        È tutto?
        non chiuda la chat per favore
        voglio chiudere il mio conto, grazie
        grazie, aspetto
        grazie, un'altra domanda
        grazie di niente, sono ancora senza pacco
        vorrei terminare il contratto, grazie
        buona giornata
        è tutto sbagliato, grazie""",
    "nl": """
        doei
        dag
        bedankt
        dank u wel
        ok
        nee dank je
        ja
        dat was alles
        Was dat alles?
        sluit de chat niet af alstublieft
        ik wil mijn contract beëindigen, bedankt
        bedankt, ik wacht
        bedankt, nog een vraag
        bedankt voor niets, ik heb nog geen pakket
        sluit mijn account alstublieft, bedankt
        dat is alles fout, bedankt""",
    "pt": """
        adeus
        tchau
        obrigado
        muito obrigada
        ok
        não obrigado
        sim
        é tudo
        É tudo?
        não feche o chat por favor
        quero encerrar a minha conta, obrigado
        obrigado, espero
        obrigado, mais uma pergunta
        obrigado por nada, continuo sem encomenda
        quero terminar o contrato, obrigado
        está tudo errado, obrigado""",
}


def phrases(table: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(code, line.strip()) for code, text in table.items() for line in text.splitlines() if line.strip()]


def test_the_lists_are_long_enough_to_measure_with() -> None:
    assert len(phrases(CLEAR)) >= 60
    assert len(phrases(NOT_CLEAR)) >= 120


@pytest.mark.parametrize(("code", "text"), phrases(CLEAR))
def test_a_clear_wish_is_heard(code: str, text: str) -> None:
    assert wishes_to_end(text, (code,), AGENT)


@pytest.mark.parametrize(("code", "text"), phrases(NOT_CLEAR))
def test_what_is_not_clear_ends_nothing(code: str, text: str) -> None:
    assert not wishes_to_end(text, (code,), AGENT)


@pytest.mark.parametrize(("code", "text"), phrases(NOT_CLEAR))
def test_nor_does_it_in_any_other_language_that_is_spoken_there(code: str, text: str) -> None:
    assert not wishes_to_end(text, (code, *(other for other in CLEAR if other != code)), AGENT)


@pytest.mark.parametrize(("code", "text"), phrases(CLEAR))
def test_a_clear_wish_with_something_else_in_it_is_none(code: str, text: str) -> None:
    assert not wishes_to_end(f"{text} 4711 lamp", (code,), AGENT)
    assert not wishes_to_end(f"{text} ?", (code,), AGENT)


@given(st.text(max_size=300))
def test_any_text_is_read_without_an_error(text: str) -> None:
    wishes_to_end(text, tuple(CLEAR), text)


@pytest.mark.parametrize("words", ["thanks ok bye ", "no thanks , bye ", "bye , ", "that is all ok thanks "])
def test_no_text_takes_long(words: str) -> None:
    began = time.perf_counter()
    for count in (5, 10, 24):
        wishes_to_end(words * count + "x", tuple(CLEAR))
    assert time.perf_counter() - began < 1
