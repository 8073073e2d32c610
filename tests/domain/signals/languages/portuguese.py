"""What is said in Portuguese, and how it is to be read. The sentences are our own."""

from __future__ import annotations

from tables import Tables

PORTUGUESE = Tables(
    code="pt",
    clear="""
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
""",
    unclear="""
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
""",
    declines="""
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
""",
    no_request="""
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
""",
    asks_if_bot="""
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
""",
    evidence=(
        ("Isto não serve. Posso falar com um humano, por favor?", "Posso falar com um humano"),
        ("ok, ME PASSE para um atendentte!!", "ME PASSE para um atendentte"),
        ("Melhor assim: não quero falar com um agente", "não quero falar com um agente"),
    ),
    yes="""
sim
Sim, por favor
claro, pode
ok, me passa pra um humano
pode ser
""",
    no="""
não
não obrigado
agora não
não precisa, obrigada
deixa pra lá
""",
    neither="""
não, me passa para uma pessoa
sim, mas primeiro quanto custa
meu pedido
""",
    rejected="""
isso não ajudou
continua sem funcionar
já tentei isso
o mesmo erro
não foi isso que perguntei
obrigado, mas não funciona
""",
    confirmed="""
agora funciona, obrigado
obrigada!
perfeito
problema resolvido
""",
    no_answer="""
ok
não
não há problema
obrigado, e o outro pedido?
""",
    gives_up="""
Desculpe, não entendi a sua mensagem.
""",
    refuses="""
Não posso emitir reembolsos
""",
    asks_if_it_helped="""
Esta resposta foi útil?
""",
    says_nothing_of_itself="""
Sinto muito pelo atraso, chega segunda
Qual é o número do pedido?
""",
    cues=(
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
        ("é sobre o meu pedido", "service"),
        ("isso não é verdade", "denial"),
        ("não, melhor amanhã", "turns_down"),
        ("não faço ideia", "at_a_loss"),
        ("é muito lento", "negative"),
        ("está bom", "positive"),
        ("desculpe, não encontrei nada", "bot_sorry"),
        ("que tal Roma?", "bot_suggests"),
        ("qual tamanho você precisa?", "bot_asks_fact"),
        ("o que você acha?", "bot_asks_opinion"),
    ),
    not_heard=(("não tenho pressa, quando puderem", "urgent"),),
    long=(
        "quero falar com ",
        "não quero que me passe ",
        "um consultor de ",
        "que não ",
        "tem alguém que me ",
    ),
    mistaken_at_most={"mentions_agent": 0.05},
)
