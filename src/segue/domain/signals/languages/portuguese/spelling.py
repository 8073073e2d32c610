"""How Portuguese is written in chats: short forms, slips, and the words that carry no meaning of their own."""

from __future__ import annotations

from segue.domain.signals.words import Spelling

_SHORT_FORMS = """
vc=voce vcs=voces ce=voce oce=voce n=nao nn=nao naum=nao q=que oq=o_que pq=porque
porq=porque pfv=por_favor pf=por_favor pff=por_favor pfvr=por_favor plz=por_favor pls=por_favor please=por_favor
porfavor=por_favor tb=tambem tbm=tambem obg=obrigado obgd=obrigado brigado=obrigado brigada=obrigada vlw=obrigado
valeu=obrigado mt=muito mto=muito td=tudo hj=hoje msm=mesmo cm=com c=com p=para pra=para pro=para_o pros=para_os
pras=para_as pr=para d=de eh=e kd=cade cade=onde_esta blz=beleza qro=quero kero=quero qria=queria qer=quer qero=quero
to=estou tou=estou ta=esta tah=esta tava=estava neh=ne agr=agora dps=depois vdd=verdade fds=fim_de_semana
msg=mensagem tel=telefone cel=celular atd=atendente atendent=atendente umano=humano pessoua=pessoa fla=falar
algm=alguem alguen=alguem algm=alguem ngm=ninguem gnt=gente rpz=rapaz sr=senhor sra=senhora srta=senhora bjs=beijos
ateh=ate axo=acho presiso=preciso precizo=preciso aki=aqui ki=que ctz=certeza cmg=comigo ctg=contigo
falr=falar flar=falar sfv=se_faz_favor sff=se_faz_favor queru=quero
"""

_KEYWORDS = """
atendente atendentes humano humana humanos humanas pessoa pessoas operador operadora operadores representante
representantes consultor consultora agente agentes assistente assistentes assistencia alguem falar falando conversar
quero queria gostaria preciso prefiro preferia atendimento cliente clientes suporte supervisor supervisora gerente
responsavel funcionario funcionaria transferir transfere transfira encaminhar contatar contactar especialista maquina
atenda atender departamento colaborador assessor analista
"""
"""Recognised one slip away."""

_LOOKALIKES = """
    gente gentes urgente agenda agencia agendas vigente aguente quer quis quera querer quere queira queiram querem
    quiser precisa precisas precise precisos precisam prefere prefiram preferir preferido preferida gostara
    gostaram gostarias falam falas falado falou falei falhar falha falhas falaram falara falare falava farar calar
    ralar conversas conversam conversa converso conversor atende atenta atendam atendem atendeu atendido atendida
    atendia entender atendera atendendo atendimentos consulto consulta consultar consultas consultora consultores
    suporta suporto suportar suportes aporte deporte humanidade romano pessoal pessoais opera operado operada
    operar operadoras representa representam representar clientela gerencia gerentes gerenciar responsaveis
    funcionou funcionar funciona funcionarios funcionam funcionarias transferi transferiu transferem transferes
    transferia transferida transferido transfiram contata contate contato contatos contacte contacto contacta
    contatam contatou encaminha encaminhe encaminhei encaminhou maquinas marina assistir assiste assistido
    supervisionar supervisores analistas analise analisa assessora assessoria assessores colaboradora colaborar
    departamentos apartamento apartamentos algum alguma alguns ninguem agentes transferira"""
"""One slip away from a keyword, and something else."""

SPELLING = Spelling(
    dict(form.replace("_", " ").split("=") for form in _SHORT_FORMS.split()), _KEYWORDS.split(), _LOOKALIKES.split()
)

_LITTLE_WORDS = """
    a ai ainda alguem alguma algum ao aos agora ali antes aqui as assim ate bem bom cada com como da das de dela
    dele depois desde dessa desse deste disse do dos e ela elas ele eles em entao era eram essa esse esta estao
    estar estava este estou eu foi foram ha isso isto ja la lhe lo mais mas me mesmo meu minha meus minhas muito na
    nada nao nas nem no nos nossa nosso num numa o obrigada obrigado ola oi ok os ou outra outro para pela pelo
    pode podem poder posso por porque pouco pra pro preciso qual quando que quem quero queria gostaria repito
    respeito sao se seja sem ser sera seu seus sim so sobre sou sua suas tambem te tem tenho ter teu toda todo
    todos tu tua tudo um uma uns vai vamos vez voce voces vos favor continua ainda digo tal saber coisa dia boa
    tarde noite"""
LITTLE_WORDS = frozenset(_LITTLE_WORDS.split())
"""Words that do not tell what a message is about."""
