"""What counts as asking for a person in Portuguese, as an answer, and as a mood. The sentences are our own."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from segue.domain.signals.languages import CUES, LANGUAGES
from segue.domain.signals.reactions import admits_failure, asks_if_it_helped, reaction, reads_as_yes_no, refuses
from segue.domain.signals.requests import Request, read_request
from segue.domain.signals.words import sentences

PORTUGUESE = LANGUAGES["pt"]
PHRASES = Path(__file__).parents[4] / "training" / "phrases" / "pt"

CLEAR = """
Quero falar com um humano
gostaria de ser atendido por uma pessoa
me passa pra um atendente
passe-me a um assistente, se faz favor
Poderia transferir-me para um operador?
pode me passar para alguém do financeiro?
põe-me em contacto com o seu supervisor
preciso falar com alguém sobre o meu pedido
dá pra falar com um representante?
como faço para falar com um consultor?
como falo com um atendente
com quem posso falar sobre a fatura?
tem alguém com quem eu possa falar?
tem algum atendente disponível
falar com atendente
um operador agora mesmo
atendente atendente atendente
me dá um atendente
não quero falar com robô, quero uma pessoa
chega de bot, quero um humano
prefiro uma pessoa e não uma máquina
quero que um consultor me ligue
Solicito atendimento humano
desejo ser atendido por um funcionário
kero fala com um umano pfv
presiso falar com um atendnte
Você é um bot? Me passa para uma pessoa.
quero falar com um assistente
quero falar com o apoio ao cliente
Estou há uma hora com este pedido e não avança, preciso que me passem para uma pessoa
"""

UNCLEAR = """
atendente
humano!!
operador por favor
apoio ao cliente
suporte técnico
tem alguém aí?
alguém pode me ajudar?
como entro em contato com o suporte
com quem tenho que falar para um reembolso
ajuda humana
meu pedido está errado, atendente por favor
"""

DECLINES = """
não quero falar com um humano
não quero falar com ninguém
Não preciso de um atendente
não precisa chamar atendente
prefiro continuar com o bot
prefiro falar contigo
prefiro que você me ajude
não me passe para um atendente
não me transfira
não é preciso um humano
não, obrigado, não quero atendente
ainda não quero ser atendido por uma pessoa
posso cancelar sem falar com um atendente?
nada de humanos, por favor
odeio falar com operadores
n quero fala cm um umano
"""

NO = """
onde está meu pedido?
o atendente me disse para esperar dois dias
ontem falei com um consultor e não resolveu nada
me passaram para outro atendente e desligaram
fiquei uma hora esperando para falar com um atendente
me disseram para falar com um consultor
procuro um corretor de imóveis
o agente de viagens errou a data
quero trocar de operadora
meu chefe quer mudar o plano
quanto custa falar com um consultor?
quero trabalhar como atendente
recursos humanos
os direitos humanos
uma reserva para duas pessoas
posso incluir outra pessoa adicional
preciso de um empréstimo pessoal
transfere 200 para a minha poupança
me passa o link
me chama de Ana
alguém roubou meu cartão
o atendimento é péssimo
não quero continuar com o plano
você fala inglês?
sempre acontece o mesmo com o app
"""

ASKS_IF_BOT = """
você é humano?
vc é um bot?
és um robô?
é uma pessoa?
estou a falar com uma pessoa ou com um robô?
isto é um bot?
com quem eu falo
quem é você
você parece um robô
prova que você é humano
tem uma pessoa por trás deste chat?
o senhor é um assistente virtual?
esse chat é automático?
"""


def lines(table: str) -> list[str]:
    return [line for line in table.splitlines() if line]


def read(text: str) -> Request:
    return read_request(text, ("pt",))


CASES = [
    (text, word)
    for word, table in (("clear", CLEAR), ("unclear", UNCLEAR), ("declines", DECLINES), ("no", NO))
    for text in lines(table)
]


@pytest.mark.parametrize(("text", "word"), CASES)
def test_a_message_is_read_as(text: str, word: str) -> None:
    request = read(text)
    assert request.asks.value == word, f"{request.rule}: {request.words!r}"
    assert request.words in text


@pytest.mark.parametrize("text", lines(ASKS_IF_BOT))
def test_a_question_about_the_bot_is_no_request(text: str) -> None:
    request = read(text)
    assert (request.asks_if_bot, request.asks.value) == (True, "no"), request.words
    assert request.bot_words in text


@pytest.mark.parametrize("text", [text for text, word in CASES if word == "no"])
def test_other_messages_do_not_ask_about_the_bot(text: str) -> None:
    assert not read(text).asks_if_bot


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Isto não serve. Posso falar com um humano, por favor?", "Posso falar com um humano"),
        ("ok, ME PASSE para um atendentte!!", "ME PASSE para um atendentte"),
        ("Melhor assim: não quero falar com um agente", "não quero falar com um agente"),
    ],
)
def test_the_evidence_is_the_customers_own_words(text: str, words: str) -> None:
    assert read(text).words == words


@pytest.mark.parametrize(
    "piece", ["quero falar com ", "não quero que me passe ", "um consultor de ", "que não ", "tem alguém que me "]
)
def test_a_message_built_to_be_slow_is_read_to_its_end(piece: str) -> None:
    assert read(piece * 2_000).words in piece * 2_000


def _held_back(kind: str) -> dict[str, list[str]]:
    held_back: dict[str, list[str]] = yaml.safe_load((PHRASES / f"{kind}.yaml").read_text("utf-8"))["held_back"]
    return held_back


def test_phrases_that_were_held_back_are_read_as_well_as_promised() -> None:
    held_back = _held_back("requests")
    asks = {label: [read(text).probability >= 0.5 for text in texts] for label, texts in held_back.items()}
    wanted = asks["clear"] + asks["unclear"]
    alarms = [asked for label in ("declines", "are_you_human", "mentions_agent", "other") for asked in asks[label]]
    found = sum(wanted)
    assert 2 * found / (2 * found + sum(alarms) + len(wanted) - found) >= 0.85
    assert sum(asks["declines"]) <= 0.05 * len(asks["declines"])
    assert sum(asks["are_you_human"]) <= 0.02 * len(asks["are_you_human"])
    assert sum(asks["other"]) == 0


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        *((text, True) for text in ("sim", "Sim, por favor", "claro, pode", "ok, me passa pra um humano", "pode ser")),
        *((text, False) for text in ("não", "não obrigado", "agora não", "não precisa, obrigada", "deixa pra lá")),
        *((text, None) for text in ("não, me passa para uma pessoa", "sim, mas primeiro quanto custa", "meu pedido")),
    ],
)
def test_an_answer_to_an_offer_is_read_as(text: str, meant: bool | None) -> None:
    assert reads_as_yes_no(text, ("pt",)) is meant


@pytest.mark.parametrize(
    ("text", "took"),
    [
        *(
            (text, "rejected")
            for text in ("isso não ajudou", "continua sem funcionar", "já tentei isso", "o mesmo erro")
        ),
        *((text, "rejected") for text in ("não foi isso que perguntei", "obrigado, mas não funciona")),
        *((text, "confirmed") for text in ("agora funciona, obrigado", "obrigada!", "perfeito", "problema resolvido")),
        *((text, "no_answer") for text in ("ok", "não", "não há problema", "obrigado, e o outro pedido?")),
    ],
)
def test_an_answer_of_the_bot_was_taken_as(text: str, took: str) -> None:
    assert reaction(text, languages=("pt",)) == took


def test_the_bots_own_words_are_heard() -> None:
    assert admits_failure("Desculpe, não entendi a sua mensagem.", ("pt",))
    assert not admits_failure("Sinto muito pelo atraso, chega segunda", ("pt",))
    assert refuses("Não posso emitir reembolsos", ("pt",))
    assert asks_if_it_helped("Esta resposta foi útil?", ("pt",))
    assert not asks_if_it_helped("Qual é o número do pedido?", ("pt",))


def _kinds(text: str) -> set[str]:
    heard = sentences(text, PORTUGUESE.spelling)
    return {
        kind for kind, rules in PORTUGUESE.cues.items() for rule in rules for s in heard if rule.pattern.search(s.text)
    }


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("são uns ladrões", "anger"),
        ("estou farto, isto é ridículo", "frustration"),
        ("muito decepcionado com a qualidade", "disappointment"),
        ("o app não funciona", "failure"),
        ("não foi isso que perguntei", "correction"),
        ("isso não adianta, já tentei", "refusal"),
        ("já te disse duas vezes", "repetition"),
        ("me cobraram sem avisar", "blame"),
        ("estou há duas semanas esperando", "waiting"),
        ("vou denunciar vocês no procon", "threat"),
        ("obrigado por nada", "sarcasm"),
        ("muito obrigada, ótimo", "satisfaction"),
        ("não há problema", "no_problem"),
        ("como mudo a minha senha?", "question"),
        ("não aguento mais, estou desesperada", "distress"),
        ("não tenho dinheiro para comer", "hardship"),
        ("é urgente", "urgent"),
        ("o sistema caiu", "outage"),
        ("meu voo sai em duas horas", "deadline"),
        ("por que ninguém me responde?", "reproach"),
        ("não gostei, é muito caro", "dislike"),
        ("tem outra opção?", "another"),
        ("mas continua igual", "contrast"),
    ],
)
def test_a_turn_of_phrase_is_heard(text: str, kind: str) -> None:
    assert kind in _kinds(text)


def test_every_kind_of_cue_has_rules() -> None:
    assert not set(CUES) - set(PORTUGUESE.cues)
    assert "urgent" not in _kinds("não tenho pressa, quando puderem")
