"""Portuguese, of Portugal. The third person without a pronoun (o que escreveu); no word that would give the reader or
the agent a gender; `{matter}` is feminine.
"""

from __future__ import annotations

from segue.domain.wording.languages.distress import pt as distress
from segue.domain.wording.languages.words import Words

TEXTS = {
    "title": "Fale connosco",
    "greeting": "Olá! Como podemos ajudar?",
    # the offer of a person
    "offer": """{acknowledgement}
{reassurance}
{expectation} Deseja falar com uma pessoa?""",
    "offer_proactive": """Deseja falar com uma pessoa[, {name}]? Há coisas que se resolvem melhor assim.
{reassurance}
{expectation}""",
    "offer_later": """Creio que {matter} precisa da atenção de uma pessoa[, {name}].
{expectation}
Quer que a encaminhe para a equipa {queue}, que lhe responderá mais tarde?""",
    "offer_later_proactive": """Há coisas que se resolvem melhor com uma pessoa[, {name}].
{expectation}
Quer que a equipa {queue} leia o que escrever aqui e lhe responda mais tarde?""",
    "offer_human": "Sim, com uma pessoa",
    "offer_bot": "Não, continuar aqui",
    "offer_declined": "Muito bem, continuamos aqui. Pode pedir para falar com uma pessoa a qualquer momento.",
    "offer_lapsed": "Por agora, continuamos aqui. Pode pedir para falar com uma pessoa a qualquer momento.",
    # acknowledgement
    "acknowledgement": "Compreendo[, {name}]: é melhor que uma pessoa trate {matter}.",
    "acknowledgement.frustrated": "Lamento[, {name}]: {matter} deu-lhe mais trabalho do que devia.",
    "acknowledgement.technical": "Não consegui resolver {matter}[, {name}].",
    "acknowledgement.technical.frustrated": "Lamento[, {name}]. Não consegui resolver {matter}.",
    "acknowledgement.billing": "Compreendo[, {name}]: para {matter}, é preciso que uma pessoa verifique os valores.",
    "acknowledgement.billing.frustrated": "Lamento[, {name}]: {matter} não lhe devia ter dado tantos problemas.",
    "acknowledgement.important_account": "Tomei nota: {matter}[ para a sua conta {tier}][, {name}].",
    "acknowledgement.important_account.frustrated": (
        "Lamento[, {name}]: {matter}[ para a sua conta {tier}] devia ter sido mais simples."
    ),
    "acknowledgement.security": "Levo isto a sério[, {name}]: uma pessoa tem de analisar {matter}.",
    "acknowledgement.security.frustrated": "Lamento[, {name}]. Levo isto a sério: uma pessoa tem de analisar {matter}.",
    "acknowledgement.legal": "Compreendo[, {name}]: {matter} deve ser respondida por uma pessoa, não por mim.",
    "acknowledgement.legal.frustrated": (
        "Lamento os incómodos[, {name}]; {matter} deve ser respondida por uma pessoa, não por mim."
    ),
    "acknowledgement_agreed": "Certo[, {name}]. A partir daqui, uma pessoa vai tratar {matter}.",
    "acknowledgement_agreed.frustrated": "Muito bem[, {name}]. A partir daqui, uma pessoa vai tratar {matter}.",
    # reassurance
    "reassurance": "Vou passar a conversa à equipa {queue}, que pode ler o que escreveu; não será preciso repetir.",
    "reassurance.frustrated": (
        "Vou passar a conversa à equipa {queue}, que pode ver como tudo correu; não será preciso recomeçar."
    ),
    "reassurance.technical": "Vou passar a conversa à equipa {queue}, que pode ver o que já foi tentado.",
    "reassurance.billing": "Vou passar a conversa à equipa {queue}, que terá à frente o que escreveu.",
    "reassurance.important_account": (
        "Vou passar a conversa à equipa {queue}, que pode ler o que escreveu; não será preciso explicar de novo."
    ),
    "reassurance.security": (
        "Vou passar a conversa à equipa {queue}, que pode ler o que escreveu. "
        "Por favor, não escreva aqui palavras-passe nem códigos."
    ),
    "reassurance.legal": "Vou passar a conversa à equipa {queue}, que a pode ler nas suas próprias palavras.",
    "reassurance.withheld": "Vou passar a conversa à equipa {queue}, com o que aceitou partilhar.",
    "reassurance_offer": "Uma pessoa da equipa {queue} veria o que escrever aqui.",
    "reassurance_offer.withheld": "Uma pessoa da equipa {queue} veria o que aceitar partilhar.",
    "reassurance_waiting": "A pessoa que responder verá o que escrever aqui.",
    "reassurance_waiting.withheld": "A pessoa que responder verá o que aceitou partilhar.",
    "reassurance_agent": "Pode ver o que foi dito; não é preciso repetir.",
    "reassurance_agent.withheld": "Pode ver o que aceitou partilhar.",
    "reassurance_later": "Encaminhei o que escreveu aqui.",
    "reassurance_later.withheld": "Encaminhei o que aceitou partilhar.",
    "reassurance_back": "A próxima pessoa poderá ler o que foi dito aqui.",
    # expectation
    "queued_wait": "A sua posição na fila é {position}. O tempo de espera previsto é de {wait}.",
    "queued_position": "A sua posição na fila é {position}. Ainda não posso dizer quanto tempo vai demorar.",
    "queued_ticket": "A sua posição na fila é {position}, e o que escreveu fica também guardado num ticket.",
    "queued_wait_unknown": "Procuro alguém que possa responder. Ainda não posso dizer quanto tempo vai demorar.",
    "expected_wait": "O tempo de espera previsto é de {wait}.",
    "expected_wait_unknown": "Ainda não posso dizer quanto tempo vai demorar.",
    "closed": "A equipa {queue} está fora do horário e volta {opens_at}.",
    "closed_unknown": "A equipa {queue} está fora do horário. Ainda não sei até quando.",
    "nobody_there": "De momento não há ninguém da equipa {queue}. Ainda não sei até quando.",
    "nobody_here": "De momento não há ninguém da equipa {queue}.",
    "nobody_until": "De momento não há ninguém da equipa {queue}; alguém volta {opens_at}.",
    "answer_later": "Ainda não posso dizer quando a equipa {queue} responde.",
    "answer_by": "Deverá ter uma resposta, o mais tardar, {answered_by}.",
    "answer_unknown": "Voltaremos a contactar; ainda não posso dizer quando.",
    "emergency": "Se alguém estiver em perigo, ligue para o 112.",
    # on the way to a person
    "transfer": """{acknowledgement}
{reassurance}
{expectation}""",
    "introduced": """{acknowledgement}
Quem continua é {agent}. {reassurance}
É só o tempo de ler.""",
    "still_waiting": """O seu lugar na fila mantém-se[, {name}]; {matter} não ficou esquecida.
A pessoa que responder vai ler o que escrever aqui.
{expectation}""",
    "wait_update": """Agradeço a espera[, {name}]; {matter} não ficou esquecida.
{reassurance}
A sua posição na fila é {position}, e o tempo de espera previsto é de {wait}.""",
    "wait_update.frustrated": """Lamento que a espera continue[, {name}]; {matter} não ficou esquecida.
{reassurance}
A sua posição na fila é {position}, e o tempo de espera previsto é de {wait}.""",
    "wait_update_unknown": """Agradeço a espera[, {name}]; {matter} não ficou esquecida.
{reassurance}
O seu lugar na fila mantém-se. Ainda não posso dizer quanto tempo vai demorar.""",
    "wait_update_unknown.frustrated": """Lamento que a espera continue[, {name}]; {matter} não ficou esquecida.
{reassurance}
O seu lugar na fila mantém-se. Ainda não posso dizer quanto tempo vai demorar.""",
    "position_changed": """A fila avançou[, {name}]: {matter} está agora na posição {position}.
{reassurance}
{expectation}""",
    "customer_back": """Ainda bem que voltou[, {name}]. O seu lugar na fila para {matter} mantém-se.
{reassurance}
{expectation}""",
    "customer_back.frustrated": """O seu lugar na fila para {matter} mantém-se[, {name}].
{reassurance}
{expectation}""",
    "joined": """{agent} já está aqui e vai tratar {matter}.
{reassurance}
É só o tempo de ler.""",
    "joined_follow_up": """{agent} já está aqui e retoma {matter}.
{reassurance}
É só o tempo de ler.""",
    "transferred": """A partir daqui, {agent} vai tratar {matter}.
{reassurance}
É só o tempo de ler.""",
    "transferred_queue": """{agent} passa {matter} à equipa {queue}.
O tempo que já esperou conta. {reassurance}
{expectation}""",
    "transfer_returned": """Ninguém da equipa {queue} pôde vir, e {agent} volta a acompanhar {matter}.
{reassurance}
Pode continuar a escrever aqui.""",
    "agent_lost": """Perdeu-se a ligação com {agent}; lamento[, {name}].
Está de novo na fila para {matter}; o tempo que já esperou conta. {reassurance}
{expectation}""",
    # nobody can take it now
    "when_full": """Lamento[, {name}]: a espera para {matter} é longa.
Seja qual for a sua escolha, uma pessoa da equipa {queue} vai ler o que escrever aqui.
A espera seria de {wait}. Como deseja continuar?""",
    "offer_wait": "Prefiro esperar",
    "offer_ticket": "Deixar uma mensagem",
    "offer_email": "Receber a resposta por e-mail",
    "offer_callback": "Telefonem-me",
    "ticket_created": """{acknowledgement}
{reassurance}
{expectation}""",
    "ticket_created_email": """{acknowledgement}
{reassurance}
A resposta será enviada para {email}. {expectation}""",
    "ask_email": "Por favor, escreva aqui o seu endereço de e-mail; responderemos para lá.",
    "ask_where": (
        "Para onde podemos responder? Pode escrever aqui o seu endereço de e-mail ou pedir que lhe telefonemos."
    ),
    "ask_callback": "Deseja que lhe telefonemos?",
    "ask_phone": "Por favor, escreva aqui o seu número de telefone, com o indicativo do país; telefonaremos para lá.",
    "bad_email": "Isto não parece um endereço de e-mail. Por favor, escreva-o de novo.",
    "bad_phone": "Isto não parece um número de telefone. Por favor, escreva-o de novo.",
    "email_saved": """Certo[, {name}]. Enviaremos para {email} a resposta sobre {matter}.
A pessoa que responder poderá ler a conversa; não será preciso explicar de novo.
{expectation}""",
    "phone_saved": """Certo[, {name}]. Telefonaremos para {phone} sobre {matter}.
A pessoa que telefonar poderá ler a conversa; não será preciso explicar de novo.
{expectation}""",
    "nobody_now": """{acknowledgement}
{reassurance}
{expectation} Até lá, continuo a ajudar por aqui.""",
    "went_on_with_bot": "Até lá, continuo a ajudar por aqui.",
    "cancelled": """Deixei de procurar uma pessoa para {matter}.
{reassurance}
Continuamos aqui; pode pedir para falar com uma pessoa a qualquer momento.""",
    # the end of a handoff
    "handed_back": """{agent} saiu da conversa, e volto a acompanhar {matter}.
{reassurance}
Pode pedir de novo para falar com uma pessoa a qualquer momento.""",
    "ask_to_end": "Termino a conversa com {agent}?",
    "ask_to_end_yes": "Sim, terminar",
    "ask_to_end_no": "Não, continuar",
    "customer_ended": """A sua conversa com {agent} terminou, e volto a acompanhar {matter}.
{reassurance}
Pode pedir de novo para falar com uma pessoa a qualquer momento.""",
    "idle_handed_back": """Há algum tempo que não há mensagens, por isso volto a acompanhar {matter}.
{reassurance}
Pode pedir de novo para falar com uma pessoa a qualquer momento.""",
    "resolved": """{agent} marcou {matter} como resolvida.
{reassurance}
Se não estiver resolvida, basta escrever aqui.""",
    "customer_left": """Não estava cá quando quisemos responder: {matter} continua em aberto.
{reassurance}
{expectation}""",
    "survey": """Como tratámos {matter}?
A sua resposta vai para a equipa.
Basta um clique, e também pode saltar a pergunta.""",
    # trouble with the bot
    "bot_silent": (
        "Peço desculpa, isto está a demorar mais do que devia. Continuo a tentar; "
        "também pode pedir para falar com uma pessoa."
    ),
    "bot_error": "Peço desculpa, algo correu mal do nosso lado. Por favor, escreva de novo.",
    # no match, other help, silence
    "no_match": "Não compreendi. Pode dizê-lo de outra forma?",
    "no_match_again": "Continuo sem compreender. Pode descrevê-lo por outras palavras, talvez numa frase curta?",
    "help_elsewhere": "Também pode obter ajuda aqui: {link}",
    "help_elsewhere_instead": "Para isto, contacte-nos aqui, por favor: {link}",
    "answered": "Isso respondeu à sua pergunta?",
    "answered_yes": "Sim",
    "answered_no": "Não",
    "try_again": "Lamento. Tentamos mais uma vez?",
    "try_again_yes": "Sim, mais uma vez",
    "try_again_no": "Não, preciso de outra ajuda",
    "try_again_agreed": "Com todo o gosto. O que falta exatamente?",
    "still_there": "Ainda está aí?",
    "ended": "Esta conversa terminou. Pode iniciar uma nova a qualquer momento.",
    # what it is about
    "matter": "a sua questão",
    "matter.billing": "a sua questão de faturação",
    "matter.security": "a sua questão de segurança",
    "matter.legal": "a sua questão jurídica",
    "matter_order": "a sua questão sobre a encomenda {value}",
    "matter_invoice": "a sua questão sobre a fatura {value}",
    "matter_ticket": "a sua questão sobre o pedido {value}",
    "matter_case": "a sua questão sobre o processo {value}",
    "matter_booking": "a sua questão sobre a reserva {value}",
    "matter_reference": "a sua questão com a referência {value}",
    "matter_tracking": "a sua questão sobre o envio {value}",
    "matter_contract": "a sua questão sobre o contrato {value}",
    "matter_amount": "a sua questão sobre o valor de {value}",
    "matter_topic_billing_dispute": "a sua questão sobre o valor cobrado",
    "matter_topic_cancellation": "a sua questão sobre o cancelamento",
    "matter_topic_compliance": "a sua questão sobre conformidade",
    "matter_topic_contract": "a sua questão sobre o contrato",
    # what is passed on, where they may look at it
    "passing_on_title": "O que é transmitido",
    "passing_on_read": "Uma pessoa já viu isto. O que retirar agora fica oculto daqui em diante.",
    "passing_on_keep_back": "Não transmitir",
    "passing_on_save": "Guardar",
    "passing_on_saved": "Guardado.",
    "passing_on_matter": "De que se trata",
    "passing_on_name": "O seu nome",
    "passing_on_email": "O seu endereço de e-mail",
    "passing_on_account": "Dados da sua conta",
    "passing_on_pages": "Páginas que viu",
    "passing_on_earlier": "Os seus contactos anteriores",
    "passing_on_variables": "O que o assistente anotou",
    "passing_on_attachments": "Ficheiros enviados",
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
    texts=TEXTS | distress.TEXTS,
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
)
