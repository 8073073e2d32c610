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
    ("en", "set an alarm for tomorrow 7am"),
    ("en", "see you by Monday"),
    ("en", "what meetings do I have today"),
    ("en", "I need a taxi for tomorrow morning"),
    ("de", "bis Montag!"),
    ("de", "erinnere mich in zwei Stunden an den Anruf"),
    ("de", "mein Termin ist morgen um 15 Uhr, trag ihn in den Kalender ein"),
    ("de", "ich brauche ein Taxi für morgen früh"),
    ("nl", "tafel voor maandag"),
    ("nl", "wekker voor morgen"),
    ("nl", "rijdt de trein naar Utrecht vandaag op tijd?"),
    ("nl", "ik heb een taxi nodig voor morgenochtend"),
    ("es", "mesa para el lunes"),
    ("es", "recuérdame en dos horas llamar a mamá"),
    ("es", "¿a qué hora sale el tren el domingo?"),
    ("es", "necesito un taxi para mañana por la mañana"),
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
    ("en", "I need it by tonight"),
    ("en", "my flight leaves in two hours"),
    ("en", "I'm at the gate and my ticket doesn't work"),
    ("de", "ich brauche es bis heute Abend"),
    ("de", "mein Zug fährt in 20 Minuten"),
    ("de", "es muss bis Freitag ankommen, sonst nützt es nichts"),
    ("nl", "ik heb het voor vanavond nodig"),
    ("nl", "mijn vlucht vertrekt over twee uur"),
    ("nl", "ik moet voor middernacht betalen"),
    ("es", "lo necesito para esta noche"),
    ("es", "mi tren sale en 20 minutos"),
    ("es", "tengo que pagar antes de medianoche"),
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
    ("en", "does travel insurance pay if I get cancer?"),
    ("en", "does the policy cover a car accident?"),
    ("de", "zahlt die Versicherung eine Operation?"),
    ("de", "Termin im Krankenhaus eintragen"),
    ("de", "am Ende des Monats bekomme ich Gehalt"),
    ("nl", "dekt de verzekering een operatie?"),
    ("nl", "afspraak in het ziekenhuis in de agenda zetten"),
    ("nl", "worden medicijnen vergoed?"),
    ("es", "¿cubre la cirugía?"),
    ("es", "¿el seguro cubre un accidente de coche?"),
    ("es", "cita en el hospital, apúntala en el calendario"),
]
IN_NEED = [
    ("it", "mio marito è in ospedale e non posso pagare"),
    ("it", "ho paura di perdere la casa"),
    ("fr", "mon mari est à l'hôpital et je ne peux pas payer"),
    ("fr", "j'ai peur de perdre mon logement"),
    ("pt", "meu marido está no hospital e não posso pagar"),
    ("pt", "era o dinheiro do aluguel"),
    ("en", "I have cancer and cannot work"),
    ("en", "my husband is in hospital and I can't pay"),
    ("de", "mein Mann liegt im Krankenhaus und ich kann nicht zahlen"),
    ("de", "unser Haus ist abgebrannt, wir haben alles verloren"),
    ("nl", "mijn zoontje ligt op de intensive care"),
    ("nl", "we worden uit huis gezet en kunnen nergens heen"),
    ("es", "mi marido está en el hospital y no puedo pagar"),
    ("es", "no nos queda nada de comer para los niños"),
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
