"""A day, an hour, an illness or a disaster is named in many plain questions. Only what the customer says of their own
need makes it urgent or distress. The sentences are our own."""

from __future__ import annotations

import pytest

from segue.domain.signals.languages import languages_of
from segue.domain.signals.linear import NO_MODELS
from segue.domain.signals.mood import LIKELY, read_mood

PLAIN_DATES = [
    ("it", "prenotami un tavolo per venerdì"),
    ("it", "mi fai un preventivo per la moto?"),
    ("it", "quali impegni ho domani"),
    ("it", "svegliami tra due ore"),
    ("fr", "un billet pour dimanche"),
    ("fr", "mets une alarme à 7 heures"),
    ("fr", "à demain !"),
    ("fr", "quels sont mes rendez-vous aujourd'hui ?"),
    ("pt", "reserve um quarto para sexta"),
    ("pt", "até sábado!"),
    ("pt", "me lembre daqui a duas horas"),
    ("pt", "quais compromissos tenho hoje?"),
]
PRESSED = [
    ("it", "mi serve per lunedì"),
    ("it", "il treno parte tra un'ora"),
    ("it", "devo pagare entro stasera"),
    ("fr", "il me le faut pour lundi"),
    ("fr", "mon train part dans une heure"),
    ("fr", "je dois payer avant ce soir"),
    ("pt", "preciso para segunda"),
    ("pt", "meu trem sai em uma hora"),
    ("pt", "tenho que pagar até hoje"),
]
PLAIN_RISKS = [
    ("it", "la polizza copre l'incendio?"),
    ("it", "mio figlio ha 5 anni, serve il biglietto?"),
    ("it", "si paga solo con carta?"),
    ("fr", "ma fille a 5 ans, faut-il un billet ?"),
    ("fr", "le contrat couvre-t-il l'hôpital ?"),
    ("fr", "une erreur de saisie dans mon adresse"),
    ("pt", "o seguro cobre cirurgia?"),
    ("pt", "qual é o limite por operação?"),
    ("pt", "reembolso de medicamentos, como peço?"),
]
IN_NEED = [
    ("it", "mio marito è in ospedale e non posso pagare"),
    ("it", "ho paura di perdere la casa"),
    ("fr", "mon mari est à l'hôpital et je ne peux pas payer"),
    ("fr", "j'ai peur de perdre mon logement"),
    ("pt", "meu marido está no hospital e não posso pagar"),
    ("pt", "era o dinheiro do aluguel"),
]


def _mood(code: str, text: str, mood: str) -> float:
    value: float = getattr(read_mood(text, languages_of((code,)), NO_MODELS), mood)
    return value


@pytest.mark.parametrize(("code", "text"), PLAIN_DATES)
def test_a_date_alone_is_not_urgent(code: str, text: str) -> None:
    assert _mood(code, text, "urgent") < LIKELY


@pytest.mark.parametrize(("code", "text"), PRESSED)
def test_a_date_by_which_something_is_needed_is_urgent(code: str, text: str) -> None:
    assert _mood(code, text, "urgent") >= LIKELY


@pytest.mark.parametrize(("code", "text"), PLAIN_RISKS)
def test_a_question_about_a_risk_is_not_distress(code: str, text: str) -> None:
    assert _mood(code, text, "distress") < LIKELY


@pytest.mark.parametrize(("code", "text"), IN_NEED)
def test_a_need_of_ones_own_is_distress(code: str, text: str) -> None:
    assert _mood(code, text, "distress") >= LIKELY
