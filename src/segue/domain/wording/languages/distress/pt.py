"""Portuguese, of Portugal."""

from __future__ import annotations

TEXTS = {
    # parts
    "acknowledgement.distress": "Fez bem em dizer-me[, {name}]. Não tem de passar por isto sem ajuda.",
    "acknowledgement_agreed.distress": "Certo[, {name}]. Não tem de passar por isto sem ajuda.",
    "reassurance.distress": "Vou chamar uma pessoa da equipa {queue}, que pode ler o que escreveu.",
    "reassurance.distress.withheld": "Vou chamar uma pessoa da equipa {queue}.",
    "reassurance_later.distress": "Uma pessoa vai ler o que escreveu.",
    "queued_wait.distress": "O tempo de espera previsto é de {wait}. {emergency}",
    "queued_position.distress": "Ainda não posso dizer quanto tempo vai demorar. {emergency}",
    "queued_ticket.distress": "O que escreveu fica guardado, e uma pessoa vai ler. {emergency}",
    "queued_wait_unknown.distress": "Ainda não posso dizer quanto tempo vai demorar. {emergency}",
    "expected_wait.distress": "O tempo de espera previsto é de {wait}. {emergency}",
    "expected_wait_unknown.distress": "Ainda não posso dizer quanto tempo vai demorar. {emergency}",
    "closed.distress": "A equipa {queue} volta {opens_at}. Até lá, fale com alguém da sua confiança. {emergency}",
    "closed_unknown.distress": (
        "A equipa {queue} não está disponível agora. Fale com alguém da sua confiança. {emergency}"
    ),
    "nobody_there.distress": (
        "De momento não há ninguém da equipa {queue}. Fale com alguém da sua confiança. {emergency}"
    ),
    "nobody_here.distress": (
        "De momento não há ninguém da equipa {queue}. Fale com alguém da sua confiança. {emergency}"
    ),
    "nobody_until.distress": "A equipa {queue} volta {opens_at}. Até lá, fale com alguém da sua confiança. {emergency}",
    "answer_later.distress": (
        "Ainda não posso dizer quando a equipa {queue} responde. Fale com alguém da sua confiança. {emergency}"
    ),
    "answer_by.distress": "Uma pessoa deverá responder, o mais tardar, {answered_by}. {emergency}",
    "answer_unknown.distress": "Voltaremos a contactar; ainda não posso dizer quando. {emergency}",
    # the messages
    "offer.distress": """{acknowledgement}
Posso chamar alguém da equipa {queue}, que poderá ler o que escreveu?
{expectation}""",
    "offer_later.distress": """Fez bem em dizer-me[, {name}]. Não tem de passar por isto sem ajuda.
{expectation}
Quer que o encaminhe, para que alguém lhe responda mais tarde?""",
    "introduced.distress": """Fez bem em dizer-me[, {name}]. Não tem de passar por isto sem ajuda.
{agent} já está aqui. {reassurance}
É só o tempo de ler.""",
    "still_waiting.distress": """Continuo à procura de uma pessoa para falar consigo[, {name}].
Pode continuar a escrever aqui; quem vier vai ler.
{expectation}""",
    "wait_update.distress": """A sua mensagem não ficou esquecida[, {name}]. Continuo à procura de uma pessoa.
Pode continuar a escrever aqui; alguém vai ler.
O tempo de espera previsto é de {wait}. {emergency}""",
    "wait_update_unknown.distress": """A sua mensagem não ficou esquecida[, {name}]. Continuo à procura de uma pessoa.
Pode continuar a escrever aqui; alguém vai ler.
Ainda não posso dizer quanto tempo vai demorar. {emergency}""",
    "position_changed.distress": """Estamos a avançar[, {name}]: falta menos para falar com uma pessoa.
Pode continuar a escrever aqui; alguém vai ler.
{expectation}""",
    "customer_back.distress": """Ainda bem que voltou[, {name}]. Continuo à procura de uma pessoa para falar consigo.
Pode continuar a escrever aqui; alguém vai ler.
{expectation}""",
    "joined.distress": """{agent} já está aqui consigo[, {name}].
{reassurance}
É só o tempo de ler.""",
    "joined_follow_up.distress": """{agent} já está aqui consigo[, {name}], por causa do que nos escreveu.
{reassurance}
Pode responder aqui.""",
    "transferred.distress": """A partir de agora, {agent} está aqui consigo[, {name}].
{reassurance}
É só o tempo de ler.""",
    "transferred_queue.distress": """{agent} vai chamar uma pessoa da equipa {queue}[, {name}].
{reassurance}
{expectation}""",
    "transfer_returned.distress": """{agent} está de novo aqui consigo[, {name}].
{reassurance}
Pode responder aqui.""",
    "agent_lost.distress": """Perdeu-se a ligação com {agent}; lamento[, {name}].
Vou chamar de novo uma pessoa, e o que foi dito não se perde.
{expectation}""",
    "when_full.distress": """Lamento[, {name}]: até alguém da equipa {queue} estar livre, a espera seria de {wait}.
Seja qual for a sua escolha, uma pessoa vai ler o que escreveu aqui.
{emergency} Como deseja continuar?""",
    "email_saved.distress": """Fica registado[, {name}]. Uma pessoa vai escrever-lhe para {email}.
Poderá ler o que foi dito aqui; não terá de explicar de novo.
{expectation}""",
    "phone_saved.distress": """Fica registado[, {name}]. Uma pessoa vai telefonar-lhe para {phone}.
Poderá ler o que foi dito aqui; não terá de explicar de novo.
{expectation}""",
    "nobody_now.distress": """{acknowledgement}
{reassurance}
{expectation} Pode continuar a escrever aqui.""",
    "cancelled.distress": """Por agora, deixei de procurar uma pessoa[, {name}].
{reassurance}
Pode pedir para falar com uma pessoa a qualquer momento. {emergency}""",
    "handed_back.distress": """{agent} saiu da conversa, e estou aqui de novo[, {name}].
{reassurance}
Pode pedir para falar com uma pessoa a qualquer momento. {emergency}""",
    "customer_ended.distress": """A sua conversa com {agent} terminou, e estou aqui de novo[, {name}].
{reassurance}
Pode pedir para falar com uma pessoa a qualquer momento. {emergency}""",
    "idle_handed_back.distress": """Há algum tempo que não há mensagens[, {name}]; estou aqui de novo.
{reassurance}
Pode pedir para falar com uma pessoa a qualquer momento. {emergency}""",
    "resolved.distress": """{agent} saiu da conversa[, {name}].
{reassurance}
Se voltar a precisar de uma pessoa, escreva aqui. {emergency}""",
    "customer_left.distress": """Não estava cá quando lhe quisemos responder[, {name}].
O que escreveu fica guardado, e uma pessoa vai ler.
{expectation}""",
    "survey.distress": """Como correu esta conversa para si[, {name}]?
A sua resposta vai para a equipa.
Pode saltar a pergunta.""",
}
