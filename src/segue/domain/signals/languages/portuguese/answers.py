"""Portuguese: yes and no to an offer, and how an answer of the bot was taken. The notation is in `grammar`."""

from __future__ import annotations

from segue.domain.signals.languages.grammar import Notation
from segue.domain.signals.languages.language import Answers
from segue.domain.signals.languages.portuguese.words import PHRASES, WORDS

ANSWER_WORDS = {
    "yes": """
        sim sim_por_favor ss claro claro_que_sim com_certeza ok okay okey ta_bom esta_bom esta_bem esta_certo certo
        pode pode_ser pode_sim por_favor isso isso_mesmo exato exatamente correto perfeito otimo optimo beleza bora
        vamos positivo quero quero_sim gostaria adoraria seria_otimo seria_bom boa_ideia com_prazer por_que_nao
        aceito concordo obvio fechado joia combinado de_acordo se_faz_favor pois_sim bom bem tudo_bem obrigado
        faz_isso faca_isso por_gentileza isso_ai agradeco excelente aham uhum e""",
    "carry_out": """
        me passa passe transfere transfira transfiram conecta conecte encaminha encaminhe pode podem poe ponha liga
        ligue quero preciso faca faz chama com""",
    "with_one": """
        obrigado obrigada muito_obrigado por_favor com_uma_pessoa uma_pessoa um_humano um_atendente com_um_atendente
        pessoa humano atendente agente com_um_humano com_um_operador esta_bem senhor""",
    "no": """
        nao nao_obrigado nao_obrigada nops nope nem de_jeito_nenhum nao_precisa nao_e_preciso nao_e_necessario
        agora_nao ainda_nao por_enquanto_nao por_agora_nao negativo melhor_nao nunca jamais depois mais_tarde
        outra_hora deixa deixa_pra_la deixa_para_la deixe deixa_estar esquece esqueca nao_importa tanto_faz
        estou_bem nada cancela cancelar nao_quero nao_desejo nao_me_interessa nem_pensar dispenso nao_vale_a_pena""",
    "after_no": """
        obrigado obrigada muito_obrigado esta_bem esta_bom estou_bem assim tudo_bem por_enquanto por_agora
        de_momento agora ainda precisa e_preciso quero desejo preciso prefiro continuar continuo continuamos seguir
        contigo aqui com_o_bot com_voce por_aqui um uma humano humana pessoa atendente agente operador consultor
        falar com ninguem nem isso me te o por_favor senhor depois mais_tarde hoje ja espero consigo_sozinho
        sozinho eu_resolvo nada passe transfira melhor amigo ok bem a de nao ser mesmo valeu deixa""",
    "it": """
        isso isto esse_link o_link a_resposta essa_resposta sua_resposta tua_resposta a_sua_resposta a_solucao
        sua_solucao o_que_voce_disse nada_disso nenhuma nenhum esses_passos os_passos a_informacao esse_artigo
        o_artigo aquilo""",
    "helped": """
        ajuda ajudou ajudam ajudado serve serviu servem funciona funcionou funcionam funcionado resolve resolveu
        resolvido responde respondeu esclarece esclareceu adianta adiantou arruma arrumou muda mudou da deu vale rolou
        e_o_que e_isso""",
    "still": """
        continua_igual continuo_igual continua_sem continuo_sem continuam_sem continua_dando continua_a_dar
        continua_a_falhar continua_falhando continua_aparecendo continuo_com continua_o continua_a continua_na
        continua_errado mesmo_erro mesma_resposta mesmo_problema mesma_coisa mesma_mensagem o_mesmo_de_antes
        de_novo_o_mesmo nao_e_o_que nao_foi_o_que nao_foi_isso nao_e_isso nao_era_isso nao_perguntei_isso
        nao_me_refiro nao_me_referia nao_me_referi ja_tentei ja_fiz ja_fiz_isso ja_fizemos ja_testei
        ja_experimentei ja_verifiquei isso_eu_ja ja_disse ja_te_disse ja_lhe_disse ja_falei ja_expliquei
        acabei_de_dizer acabei_de_falar como_eu_disse como_ja_disse nao_faz_sentido resposta_errada esta_errado
        errado nao_esta_certo nao_e_verdade inutil nao_serve nao_serve_de_nada nao_ajuda nao_ajudou nao_adianta
        nao_adiantou nao_resolve nao_resolveu nada_mudou nao_mudou_nada nao_aconteceu_nada ainda_nao_funciona
        ainda_nao_consigo ainda_nao_deu nao_deu_certo ainda_da_erro para_de_repetir nao_repita repete_o_mesmo
        sempre_a_mesma sempre_o_mesmo nao_esta_resolvido tambem_nao_funciona tambem_nao quis_dizer eu_quis_dizer
        sem_sorte nao_deu sem_sucesso nao_esta_ajudando""",
    "solved": """
        ja_funciona agora_funciona agora_funcionou funcionou ja_esta deu_certo ja_deu consegui ja_consegui resolvido
        problema_resolvido ja_resolvi resolveu tudo_certo tudo_claro muito_util era_isso e_isso_mesmo
        era_isso_que_eu_precisava exatamente_o_que_precisava perfeito excelente otimo optimo entendi entendido
        ajudou_muito ajudou_bastante me_ajudou muitissimo_obrigado muito_obrigado muito_obrigada
        e_so_isso era_so_isso ficou_claro esclarecido obrigado_por_tudo encontrei achei ja_encontrei ja_achei""",
    "nice": """
        ok okay bem bom sim perfeito otimo optimo certo entendi entendido claro ja esta_bem esta_bom muito por_tudo
        pela_ajuda pela_sua_ajuda pela_informacao pelo_atendimento um_abraco abraco ate_logo tchau adeus bom_dia
        igualmente excelente e_so_isso beleza tudo mesmo pela_atencao""",
    "thanks": "obrigado obrigada muito_obrigado muito_obrigada otimo perfeito excelente agradeco grato grata show",
}

_NOTATION = Notation({**WORDS, **ANSWER_WORDS, "denied": "nao nem nunca"}, PHRASES)

YES = _NOTATION.pattern("""
    ^ ( <yes> ,? ( <yes> ,? )?3 ( <carry_out> .?8 / <with_one>?2 ) $
    / por_favor? me? passa|passe|transfere|transfira|conecta|encaminha|encaminhe me? .?6 $ )
""")

NO = _NOTATION.pattern("^ <no> ( ,? ( <after_no> ,? )?9 $ / , )")

BUT = _NOTATION.pattern("""
    mas|senao|na_verdade / -<denied> me passa|passe|transfere|transfira|conecta|encaminha
    / -<denied> quero|preciso|queria|gostaria|prefiro|exijo !( continuar|seguir|assim|falar_contigo|o_bot|que_voce )
""")

REJECTED = _NOTATION.pattern("""
    ( <it>? nao ( me|nos|o|se )?2 ( esta|estao|foi|ainda|realmente|tinha )?2 ( <helped> /
    ajudando|funcionando|a_ajudar|a_funcionar ) / ( voce|tu )? nao ( me|esta|estas|esta_me )?2 (
    entende|entendes|entendeu|entendendo|a_entender|me_entendendo|percebe|percebes|percebeu|ouve|escuta|ouvindo|le|responde|respondeu|respondes
    ) / nao entendo|percebo nada / <still> )""")

CONFIRMED = _NOTATION.pattern("""
    ( <it> ( sim|ja|me|nos|realmente|finalmente )?3 ( funcionou|funciona|ajudou|serviu|resolveu|resolve|ajuda ) /
    me|nos ( ajudou|serviu|foi_util ) / <it> ( e|era|esta|foi ) ( muito|exatamente|mesmo )? (
    util|perfeito|otimo|o_que_eu_precisava|o_que_precisava|o_que_procurava|correto ) / <solved> / ^ ( <nice> ,? )?3
    <thanks> ( ,? ( <nice> / <thanks> ) )?5 $ )""")

GIVES_UP = _NOTATION.pattern("""
    ( nao ( te|o|lhe|me|eu|consegui|consigo|pude|posso|estou|sou|tenho|sei|conseguimos|podemos|temos|foi_possivel
    )?4 (
    entendo|entendi|entender|compreendo|compreendi|compreender|percebi|percebo|perceber|encontrei|encontrar|encontro|reconheco|ajudar|ajudar_te|ajuda_lo|ajuda_la|te_ajudar|responder|responder_te|capaz_de|certeza|resposta|uma_resposta|a_resposta|essa_informacao|informacao|informacoes|a_informacao|como_ajudar|como_responder|conheco|processar
    ) / nao ( o )? sei &( $ / , / como|a|o_que|responder ) / ( pode|poderia|podes|podia|tente|tenta|por_favor )?2 (
    reformular|reformula|reformule|dizer_de_outra_forma|dizer_de_outra_maneira|explicar_de_outra|escrever_de_outra|repetir_a_pergunta|repetir_a_sua_pergunta|ser_mais_especifico|ser_mais_especifica|reformula_la
    ) / fora_do_meu_conhecimento )""")

ASKS_IF_IT_HELPED = _NOTATION.pattern("""
    ( ( isso|isto|esta_resposta|essa_resposta|a_resposta|a_informacao|te|lhe|voce ) ( te|lhe|o )? (
    ajudou|foi_util|serviu|ajuda|resolve|resolveu|funcionou|e_util|esclareceu|respondeu|foi_clara ) / (
    foi|e|era|ficou ) ( esta|a_resposta|esta_resposta|isto|isso )? (
    util|clara|claro|o_que_procurava|o_que_precisava|suficiente ) / ( consegui|conseguimos|pude ) (
    te_ajudar|ajudar|ajuda_lo|resolver|esclarecer|ajudar_te ) / ( foi|esta|ficou ) (
    o_seu_problema|seu_problema|a_sua_duvida|sua_duvida|o_problema|tudo )? (
    resolvido|resolvida|solucionado|esclarecido|esclarecida|respondida ) / ( respondi|resolvi|esclareci ) a? (
    sua|tua|seu|o|a ) / ( problema|duvida|questao ) foi? ( resolvido|resolvida|esclarecida|respondida ) /
    funcionou|deu_certo )""")

REFUSES = _NOTATION.pattern("""
    ( nao ( me|nos|te|lhe|se|eu )?2 (
    posso|podemos|estou_autorizado|estou_autorizada|estou_habilitado|estamos_autorizados|e_possivel|e_permitido|permite|tenho_permissao|tenho_acesso|tenho_autorizacao|temos_acesso|tenho_capacidade|sou_capaz_de|sera_possivel|me_e_permitido|consigo_realizar|consigo_fazer
    ) / ( fora|alem ) de|do|da|das|dos <the>? ( meu|minha|minhas|que|ambito ) (
    alcance|competencia|competencias|capacidades|funcoes|posso|escopo|ambito )? )""")

ANSWERS = Answers(
    yes=YES,
    no=NO,
    but=BUT,
    rejected=REJECTED,
    confirmed=CONFIRMED,
    gives_up=GIVES_UP,
    asks_if_it_helped=ASKS_IF_IT_HELPED,
    refuses=REFUSES,
)
