"""Portuguese, of Brazil where the two differ. Você, with the third person; no word that would give the reader or
the agent a gender; `{matter}` is feminine.
"""

from __future__ import annotations

from segue.domain.wording.languages.words import Words

TEXTS = {
    "title": "Fale conosco",
    "greeting": "Olá! Como podemos ajudar?",
    # the offer of a person
    "offer": """{acknowledgement}
{reassurance}
{expectation} Deseja falar com uma pessoa?""",
    "offer_proactive": """Deseja falar com uma pessoa[, {name}]? Algumas coisas se resolvem melhor assim.
{reassurance}
{expectation}""",
    "offer_later": """Vejo que {matter} precisa da atenção de uma pessoa[, {name}].
{expectation}
Posso encaminhá-la à equipe {queue}, para que seja lida e respondida mais tarde?""",
    "offer_later_proactive": """Algumas coisas se resolvem melhor com uma pessoa[, {name}].
{expectation}
Posso pedir à equipe {queue} que leia o que você escrever aqui e responda mais tarde?""",
    "offer_human": "Sim, com uma pessoa",
    "offer_bot": "Não, continuar aqui",
    "offer_declined": "Tudo bem, continuamos aqui. Você pode pedir para falar com uma pessoa a qualquer momento.",
    "offer_lapsed": "Por enquanto, continuamos aqui. Você pode pedir para falar com uma pessoa a qualquer momento.",
    # acknowledgement
    "acknowledgement": "Entendo[, {name}]: é melhor que uma pessoa responda a {matter}.",
    "acknowledgement.frustrated": "Lamento[, {name}]: {matter} deu mais trabalho do que deveria.",
    "acknowledgement.technical": "Não consegui resolver {matter}[, {name}].",
    "acknowledgement.technical.frustrated": "Lamento[, {name}]. Não consegui resolver {matter}.",
    "acknowledgement.billing": "Entendo[, {name}]: para {matter}, é preciso que uma pessoa confira os valores.",
    "acknowledgement.billing.frustrated": (
        "Lamento[, {name}]: {matter} deveria ter sido resolvida sem esses transtornos."
    ),
    "acknowledgement.important_account": "Anotei {matter}[ para sua conta {tier}][, {name}].",
    "acknowledgement.important_account.frustrated": (
        "Lamento[, {name}]: {matter}[ para sua conta {tier}] deveria ter sido resolvida com mais facilidade."
    ),
    "acknowledgement.security": "Levo isso a sério[, {name}]: {matter} precisa ser analisada por uma pessoa.",
    "acknowledgement.security.frustrated": (
        "Lamento[, {name}]. Levo a sério {matter}, que precisa ser analisada por uma pessoa."
    ),
    "acknowledgement.legal": "Entendo[, {name}]: {matter} deve ser respondida por uma pessoa, não por mim.",
    "acknowledgement.legal.frustrated": (
        "Lamento os transtornos[, {name}]. Uma pessoa deve responder a {matter}, não eu."
    ),
    "acknowledgement_agreed": "Agradeço[, {name}]. A partir daqui, uma pessoa assume {matter}.",
    "acknowledgement_agreed.frustrated": "Certo[, {name}]. A partir daqui, uma pessoa assume {matter}.",
    # reassurance
    "reassurance": (
        "Vou transferir o atendimento para a equipe {queue}, que pode ler o que você escreveu aqui; "
        "não será preciso repetir."
    ),
    "reassurance.frustrated": (
        "Vou transferir o atendimento para a equipe {queue}, que pode ver como foi até agora; "
        "não será preciso recomeçar."
    ),
    "reassurance.technical": (
        "Vou transferir o atendimento para a equipe {queue}, com o que já foi tentado; não será preciso refazer."
    ),
    "reassurance.billing": (
        "Vou transferir o atendimento para a equipe {queue}, que terá em mãos o que você escreveu, para conferir."
    ),
    "reassurance.important_account": (
        "Vou transferir o atendimento para a equipe {queue}, que terá em mãos sua conta e o que você escreveu aqui."
    ),
    "reassurance.security": (
        "Vou transferir o atendimento para a equipe {queue}, que pode ler o que você relatou. "
        "Por favor, não escreva senhas nem códigos aqui."
    ),
    "reassurance.legal": (
        "Vou transferir o atendimento para a equipe {queue}, que recebe as suas palavras como você as escreveu."
    ),
    "reassurance.technical.frustrated": "Vou transferir o atendimento para a equipe {queue}, com o que já foi tentado.",
    "reassurance.billing.frustrated": (
        "Vou transferir o atendimento para a equipe {queue}, que terá em mãos o que você escreveu aqui."
    ),
    "reassurance.important_account.frustrated": (
        "Vou transferir o atendimento para a equipe {queue}, que terá em mãos sua conta."
    ),
    "reassurance.withheld": (
        "Vou transferir o atendimento para a equipe {queue}, com o que você aceitou compartilhar."
    ),
    "reassurance_offer": ("Uma pessoa da equipe {queue} veria o que você escrever aqui; não seria preciso repetir."),
    "reassurance_offer.withheld": "Uma pessoa da equipe {queue} veria o que você aceitar compartilhar.",
    "reassurance_waiting": "A pessoa que assumir verá o que você escrever aqui.",
    "reassurance_waiting.withheld": "A pessoa que assumir verá o que você aceitou compartilhar.",
    "reassurance_agent": "O que foi dito até agora está à vista; não é preciso repetir.",
    "reassurance_agent.withheld": "O que você aceitou compartilhar está à vista.",
    "reassurance_later": ("Já a encaminhei à equipe {queue}, com o que você escreveu aqui."),
    "reassurance_later.withheld": "Já a encaminhei à equipe {queue}, com o que você aceitou compartilhar.",
    "reassurance_back": ("O que foi dito fica guardado para a próxima pessoa."),
    # expectation
    "queued_wait": "A sua posição na fila é {position}. A espera prevista é de {wait}.",
    "queued_position": "A sua posição na fila é {position}. Ainda não posso dizer quanto tempo vai levar.",
    "queued_wait_unknown": (
        "Estou procurando uma pessoa que possa assumir. Ainda não posso dizer quanto tempo vai levar."
    ),
    "expected_wait": "A espera prevista é de {wait}.",
    "expected_wait_unknown": "Ainda não posso dizer quanto tempo vai levar.",
    "closed": "A equipe {queue} está fora do horário de atendimento e volta a atender {opens_at}.",
    "closed_unknown": (
        "A equipe {queue} está fora do horário de atendimento. Ainda não posso dizer quando volta a atender."
    ),
    "nobody_there": ("Não há ninguém da equipe {queue} no momento. Ainda não sei até quando."),
    "answer_later": "Ainda não posso dizer quanto tempo a resposta vai levar.",
    # on the way to a person
    "transfer": """{acknowledgement}
{reassurance}
{expectation}""",
    "introduced": """{acknowledgement}
Vou transferir o atendimento para {agent}. {reassurance}
A próxima resposta será de {agent}.""",
    "still_waiting": """O seu lugar na fila está mantido[, {name}]; {matter} continua em espera.
O que você escrever aqui será lido pela pessoa que assumir.
{expectation}""",
    "wait_update": """Agradeço a espera[, {name}]; {matter} continua na fila.
{reassurance}
A sua posição é {position}, e a espera prevista é de {wait}.""",
    "wait_update.frustrated": """Lamento que você ainda esteja esperando[, {name}]; {matter} não foi esquecida.
{reassurance}
A sua posição é {position}, e a espera prevista é de {wait}.""",
    "wait_update_unknown": """Agradeço a espera[, {name}]; {matter} continua na fila.
{reassurance}
O seu lugar está mantido. Ainda não posso dizer quanto tempo vai levar.""",
    "wait_update_unknown.frustrated": """Lamento que você ainda esteja esperando[, {name}]; {matter} não foi esquecida.
{reassurance}
O seu lugar está mantido. Ainda não posso dizer quanto tempo vai levar.""",
    "position_changed": """A fila andou[, {name}]: {matter} está agora na posição {position}.
{reassurance}
{expectation}""",
    "customer_back": """Que bom que você voltou[, {name}]. Enquanto isso, {matter} manteve o lugar na fila.
{reassurance}
{expectation}""",
    "customer_back.frustrated": """O seu lugar na fila está mantido[, {name}]; {matter} continua em espera.
{reassurance}
{expectation}""",
    "joined": """{agent} já está aqui e assume {matter}.
{reassurance}
A próxima resposta será de {agent}.""",
    "joined_follow_up": """{agent} já está aqui e retoma {matter}.
{reassurance}
A próxima resposta será de {agent}.""",
    "transferred": """A partir daqui, {agent} assume {matter}.
{reassurance}
A próxima resposta será de {agent}.""",
    "agent_lost": """A conexão com {agent} caiu; lamento[, {name}].
Agora {matter} passa para o início da fila. {reassurance}
{expectation}""",
    # nobody can take it now
    "when_full": """Para {matter}, é uma espera longa[, {name}], e lamento.
Seja qual for a sua escolha, uma pessoa da equipe {queue} lerá o que você escrever aqui.
A espera seria de {wait}. Como deseja continuar?""",
    "offer_wait": "Vou esperar",
    "offer_ticket": "Deixar uma mensagem",
    "offer_email": "Receber a resposta por e-mail",
    "ticket_created": """{acknowledgement}
{reassurance}
{expectation}""",
    "ticket_created_email": """{acknowledgement}
{reassurance}
A resposta será enviada para {email}. {expectation}""",
    "ask_email": "Por favor, escreva aqui o seu e-mail, e responderemos por lá.",
    "bad_email": "Isso não parece um endereço de e-mail. Por favor, escreva de novo.",
    "email_saved": """Agradeço[, {name}]. Enviaremos a resposta a {matter} para {email}.
A pessoa que responder conhecerá o seu caso; não será preciso explicar de novo.
Ainda não posso dizer quanto tempo a resposta vai levar.""",
    "nobody_now": """{acknowledgement}
{reassurance}
{expectation} Enquanto isso, continuo ajudando por aqui.""",
    "went_on_with_bot": "Enquanto isso, continuo ajudando por aqui.",
    "cancelled": """Parei de procurar uma pessoa para {matter}.
{reassurance}
Continuamos aqui; você pode pedir para falar com uma pessoa a qualquer momento.""",
    # the end of a handoff
    "handed_back": """{agent} saiu da conversa, e volto a acompanhar {matter}.
{reassurance}
A próxima resposta será minha; você pode pedir uma pessoa de novo a qualquer momento.""",
    "idle_handed_back": """Faz algum tempo que não há mensagens, por isso volto a acompanhar {matter}.
{reassurance}
A próxima resposta será minha; você pode pedir uma pessoa de novo a qualquer momento.""",
    "resolved": """{agent} marcou {matter} como resolvida.
{reassurance}
Se não estiver resolvida, basta escrever aqui.""",
    "customer_left": """A conversa estava fechada quando quisemos responder a {matter}.
{reassurance}
Voltaremos a entrar em contato; ainda não posso dizer quando.""",
    "survey": """Como lidamos com {matter}?
A sua resposta vai para a equipe.
Basta um clique, e você também pode pular a pergunta.""",
    # trouble with the bot
    "bot_silent": (
        "Desculpe, isto está demorando mais do que deveria. Continuo tentando; "
        "você também pode pedir para falar com uma pessoa."
    ),
    "bot_error": "Desculpe, algo deu errado do nosso lado. Por favor, escreva de novo.",
    "ended": "Esta conversa terminou. Você pode iniciar uma nova a qualquer momento.",
    # what it is about
    "matter": "sua solicitação",
    "matter.billing": "sua questão de cobrança",
    "matter.security": "sua questão de segurança",
    "matter.legal": "sua questão jurídica",
    "matter_order": "sua solicitação sobre o pedido {value}",
    "matter_invoice": "sua solicitação sobre a fatura {value}",
    "matter_ticket": "sua solicitação sobre o chamado {value}",
    "matter_case": "sua solicitação sobre o caso {value}",
    "matter_booking": "sua solicitação sobre a reserva {value}",
    "matter_reference": "sua solicitação com a referência {value}",
    "matter_tracking": "sua solicitação sobre a remessa {value}",
    "matter_contract": "sua solicitação sobre o contrato {value}",
    "matter_amount": "sua solicitação sobre o valor de {value}",
    "matter_topic_billing_dispute": "sua questão sobre a cobrança",
    "matter_topic_cancellation": "sua solicitação de cancelamento",
    "matter_topic_compliance": "sua questão sobre conformidade",
    "matter_topic_contract": "sua questão sobre o contrato",
    # what is passed on, where they may look at it
    "passing_on_title": "O que é repassado",
    "passing_on_read": "Uma pessoa já viu isto. O que você retirar agora fica oculto daqui em diante.",
    "passing_on_keep_back": "Não repassar",
    "passing_on_save": "Salvar",
    "passing_on_saved": "Salvo.",
    "passing_on_matter": "Do que se trata",
    "passing_on_name": "Seu nome",
    "passing_on_email": "Seu endereço de e-mail",
    "passing_on_account": "Dados da sua conta",
    "passing_on_pages": "Páginas que você viu",
    "passing_on_earlier": "Seus contatos anteriores",
    "passing_on_variables": "O que o assistente anotou",
    "passing_on_attachments": "Arquivos enviados",
    "passing_on_said": "Mensagens desta conversa",
    # waits and moments
    "wait_minute": "cerca de um minuto",
    "wait_minutes": "cerca de {minutes} minutos",
    "wait_up_to": "até {minutes} minutos",
    "wait_between": "{low} a {high} minutos",
    "wait_hour": "cerca de uma hora",
    "wait_hours": "cerca de {hours} horas",
    "wait_hours_between": "{low} a {high} horas",
    "time_today": "hoje às {time} ({zone})",
    "time_tomorrow": "amanhã às {time} ({zone})",
    "time_weekday": "{day} às {time} ({zone})",
    "time_date": "{day}, {date}, às {time} ({zone})",
}

WORDS = Words(
    code="pt",
    name="Português",
    texts=TEXTS,
    weekdays=(
        "na segunda-feira",
        "na terça-feira",
        "na quarta-feira",
        "na quinta-feira",
        "na sexta-feira",
        "no sábado",
        "no domingo",
    ),
    months=(
        "janeiro",
        "fevereiro",
        "março",
        "abril",
        "maio",
        "junho",
        "julho",
        "agosto",
        "setembro",
        "outubro",
        "novembro",
        "dezembro",
    ),
    date="{day} de {month}",
    first="1º",
)
