"""What is said in Spanish, and how it is to be read. The sentences are our own."""

from __future__ import annotations

from tables import Tables

SPANISH = Tables(
    code="es",
    clear="""
quién me puede atender
que entre un compañero
preferiría que lo revisara una persona
no hay ninguna persona disponible
me quedaría más tranquila hablando con una persona
Quiero hablar con un humano
quisiera que me atienda una persona
Comuníqueme con un asesor
pásame con alguien de facturación, por favor
me comunica con un ejecutivo
¿me podés pasar con una persona?
póngame en contacto con su supervisor
¿Podría transferirme a un operador?
necesito hablar con alguien sobre mi pedido
¿se puede hablar con un representante?
¿cómo hago para hablar con un asesor?
¿con quién puedo hablar de mi factura?
hay alguien con quien pueda hablar?
hay algún agente disponible
hablar con un agente
un agente ahora mismo
agente agente agente
dame un humano
no quiero hablar con un robot, quiero una persona
nada de bots, quiero un humano
prefiero una persona y no una máquina
quiero que me llame un asesor
Solicito atención humana
quiero ser atendido por un funcionario
kiero ablar kon un umano xfa
nesecito hablar con un ajente
¿Eres un bot? Pásame con una persona.
sí, quiero hablar con un asesor
si quiero hablar con un asesor
quiero hablar con atención al cliente
Llevo una hora con el pedido y esto no avanza, necesito que me pasen con una persona
""",
    unclear="""
agente
humano!!
asesor por favor
atención al cliente
soporte técnico
¿hay alguien ahí?
¿alguien me puede ayudar?
cómo me comunico con servicio al cliente
con quién tengo que hablar para un reembolso
ayuda humana
mi pedido está mal, agente por favor
""",
    declines="""
no tienes que avisar al encargado
deja de intentar pasarme con un agente
no quiero hablar con un humano
no quiero hablar con nadie
No necesito un agente
prefiero seguir con el bot
prefiero hablar contigo
prefiero que me ayudes tú
no me pases con un asesor
no me transfieras
no hace falta un humano
no, gracias, no quiero un asesor
todavía no quiero que me atienda una persona
¿puedo cancelar sin hablar con un asesor?
nada de humanos, por favor
odio hablar con operadores
para nada quiero hablar con gente
no kiero ablar con un umano
""",
    no_request="""
mi vecina habló con una persona de su empresa
alguien me robó la tarjeta
puedo llevar a alguien conmigo
¿dónde está mi pedido?
el agente me dijo que esperara dos días
ayer hablé con un asesor y no resolvió nada
me pasaron con otro agente y me colgaron
estuve una hora esperando para hablar con un agente
me dijeron que hablara con un asesor
busco un agente inmobiliario
mi agente de viajes se equivocó
quiero cambiar de operador
mi jefe quiere cambiar el plan
¿cuánto cuesta hablar con un asesor?
quiero trabajar como agente de atención al cliente
recursos humanos
los derechos humanos
una reserva para dos personas
puedo agregar otra persona adicional
necesito un préstamo personal
transfiere 200 a mi cuenta de ahorro
pásame el enlace
llámame Ana
alguien robó mi tarjeta
el servicio al cliente es pésimo
no quiero seguir con el plan
¿hablas inglés?
me pasa siempre lo mismo con la app
""",
    asks_if_bot="""
este chat lo lleva un robot
esto lo ha escrito una persona
¿eres humano?
eres un bot?
sos de verdad?
¿es usted una persona?
¿estoy hablando con una persona o con un robot?
¿esto es un bot?
con quién hablo
quién eres
pareces un robot
demuéstrame que eres humano
¿hay una persona detrás de este chat?
usted es un asistente virtual?
este chat es automático?
""",
    evidence=(
        ("Esto no sirve. ¿Puedo hablar con un humano, por favor?", "Puedo hablar con un humano"),
        ("ok, COMUNÍQUEME con un acesor!!", "COMUNÍQUEME con un acesor"),
        ("Mejor no: no quiero hablar con un agente", "no quiero hablar con un agente"),
    ),
    yes="""
sí
Sí, por favor
claro, adelante
ok, pásame con un humano
dale
""",
    no="""
no
no gracias
ahora no
no hace falta, gracias
déjalo
""",
    neither="""
no, pásame con una persona
sí, pero primero dime cuánto cuesta
mi pedido
""",
    rejected="""
eso no me ayudó
sigue sin funcionar
ya lo intenté
el mismo error
no es lo que pregunté
gracias, pero no funciona
""",
    confirmed="""
ya funciona, gracias
gracias!
perfecto
problema resuelto
""",
    no_answer="""
ok
no
no hay problema
gracias, ¿y el otro pedido?
""",
    gives_up="""
Lo siento, no entendí tu mensaje.
""",
    refuses="""
No puedo emitir reembolsos
""",
    asks_if_it_helped="""
¿Te ayudó esta respuesta?
""",
    says_nothing_of_itself="""
Lo siento por el retraso, llega el lunes
¿Cuál es tu número de pedido?
""",
    cues=(
        ("son unos ladrones", "anger"),
        ("estoy harto, esto es ridículo", "frustration"),
        ("muy decepcionado con la calidad", "disappointment"),
        ("la app no funciona", "failure"),
        ("eso no es lo que pregunté", "correction"),
        ("no me sirve, ya lo intenté", "refusal"),
        ("ya te lo dije dos veces", "repetition"),
        ("me cobraron sin avisar", "blame"),
        ("llevo dos semanas esperando", "waiting"),
        ("los voy a denunciar", "threat"),
        ("gracias por nada", "sarcasm"),
        ("muchas gracias, genial", "satisfaction"),
        ("no hay problema", "no_problem"),
        ("¿cómo cambio mi clave?", "question"),
        ("no puedo más, estoy desesperada", "distress"),
        ("no tengo dinero para comer", "hardship"),
        ("es urgente", "urgent"),
        ("el sistema está caído", "outage"),
        ("mi vuelo sale en dos horas", "deadline"),
        ("¿por qué nadie me contesta?", "reproach"),
        ("no me gusta, es muy caro", "dislike"),
        ("¿hay otra opción?", "another"),
        ("pero sigue igual", "contrast"),
        ("se trata de mi pedido", "service"),
        ("eso no es verdad", "denial"),
        ("no, mejor mañana", "turns_down"),
        ("ni idea", "at_a_loss"),
        ("es muy lento", "negative"),
        ("está bien", "positive"),
        ("lo siento, no encontré nada", "bot_sorry"),
        ("¿qué tal Roma?", "bot_suggests"),
        ("¿qué talla necesita?", "bot_asks_fact"),
        ("¿qué le parece?", "bot_asks_opinion"),
    ),
    not_heard=(("no tengo prisa, cuando puedan", "urgent"),),
    long=(
        "quiero hablar con ",
        "no quiero que me pase ",
        "un asesor de ",
        "que no ",
        "hay alguien que me ",
    ),
)
