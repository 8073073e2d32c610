"""How Spanish is written in chats: short forms, slips, and the words that carry no meaning of their own."""

from __future__ import annotations

from segue.domain.signals.words import Spelling

_SHORT_FORMS = """
al=a_el del=de_el q=que k=que ke=que qe=que kiero=quiero qiero=quiero kieres=quieres kien=quien kon=con kn=con cn=con
x=por xq=porque pq=porque porq=porque xfa=por_favor xfavor=por_favor porfa=por_favor porfavor=por_favor
porfis=por_favor porfi=por_favor pls=por_favor plis=por_favor plz=por_favor please=por_favor pf=por_favor
tb=tambien tmb=tambien tbn=tambien d=de pa=para xa=para pra=para toy=estoy tas=estas bn=bien ud=usted vd=usted
uds=ustedes vds=ustedes msj=mensaje grax=gracias grcs=gracias srta=senorita sr=senor sra=senora tlf=telefono
tel=telefono cel=celular ablo=hablo umano=humano aber=a_ver
aver=a_ver haver=a_ver mejr=mejor aki=aqui ay=hay nesesito=necesito nececito=necesito
necesto=necesito nesecito=necesito ncesito=necesito rpte=representante rep=representante atc=atencion_a_el_cliente
alguen=alguien algien=alguien klk=que_tal tqm=te_quiero ntp=no_te_preocupes nomas=solo
hhumano=humano prsona=persona vdd=verdad dnd=donde cdo=cuando tngo=tengo quierp=quiero
"""

_KEYWORDS = """
agente agentes asesor asesora asesores operador operadora operadores representante representantes ejecutivo ejecutiva
ejecutivos humano humana humanos humanas persona personas personal alguien hablar hablando quiero quisiera necesito
prefiero preferiria gustaria atencion cliente clientes servicio servicios soporte supervisor supervisora encargado
encargada gerente comunicarme comuniqueme comunicame comunicar transfiereme transfierame transferirme transferir
conectame conecteme conectarme derivame deriveme derivarme contactar contacto asistente asistencia funcionario
departamento consultor maquina chatear platicar conversar especialista responsable atienda atender empleado robot
"""
"""Recognised one slip away."""

_LOOKALIKES = """
gente gentes agenda agencia agenta urgente vigente aguante argente retencion detencion intencion contrato contrata
hallar halar hablas hablan hablo hable hables hablara hablaba hablado hablad hablada tablar necesita necesite
necesitas necesitan quiera quieras quiere quieren quisieras quisieran prefiera prefiere prefieras consulta consulto
consultar consultas soporta soporto soportar soportes deporte aporte reporte asesorar asesoro tecnica tecnico pagame
pegame pesame basame maquinas asesoran asesorado comunica comunico comunicas comunicado comuniquen contacte contacta
contactos contactas contactarme contactaron encargo encargados encargadas encargar encargada operado operada operar
operadoras opera representa representar representando ejecutar ejecuta ejecutado ejecutivas gerencia gerentes
respondable atiende atiendan atiendas atendera entender tender atenderme empleo emplear empleados empleada asistentes
asistencial asistenta funcionaria funcionarios consultora consultores departamentos apartamento apartamentos
supervisar supervisores responsables especialistas clientela servicial robots robo robos roto rotos robe robar chatea
chateas conversa converso platica platico gustaran gustaron gustarian hablarme hablarle hablarlo hablare hablaria
hablarte derivar derivarse conectar conectarse conectado conectada conectan transfiere transfiera transfieren
transferi transfirieron transfirio transferido personaje personajes personales
"""
"""One slip away from a keyword, and something else."""

SPELLING = Spelling(
    dict(form.replace("_", " ").split("=") for form in _SHORT_FORMS.split()), _KEYWORDS.split(), _LOOKALIKES.split()
)

_LITTLE_WORDS = """
a ademas ahora ahi al algo alguna alguno ante antes aqui asi aun aunque bien bueno cada como con cual cuando cuanto da
de decir del desde dije dijo donde e el ella ellos en entonces era eran eres es esa ese eso esta estaba estan estar
estas este esto estoy fue gracias ha hace hacer hacia han hasta hay haber he hola la las le les lo los mas me mi mis
mismo mucho muy nada ni no nos nosotros o oye os otra otro para pero poco por porque pues puede pueden puedo puedes
podria que quien quiero quisiera quiere necesito repito respecto se sea ser si sido sin sobre sois solo son soy su sus
tambien tan te tener tengo ti tiene tienen todo todos tu tus u un una uno unos unas usted ustedes va vale vamos vez
voy vos vuestro y ya yo favor quieren digo sigue sigo siguen todavia ok okay tal saber cosa
"""
LITTLE_WORDS = frozenset(_LITTLE_WORDS.split())
"""Words that do not tell what a message is about."""
