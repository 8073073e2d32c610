"""Portuguese: how a talk with a human agent closes."""

from __future__ import annotations

from segue.domain.signals.languages.closing import closing

WORDS = {
    "bye": "adeus tchau xau ate_logo ate_breve ate_mais ate_a_proxima ate_amanha bye ate_ja abraco",
    "soft": """
        nao sim ok okay ta ta_bom esta_bem tudo_bem bem otimo perfeito excelente certo combinado legal beleza e entao
        por_favor bom_dia boa_tarde boa_noite tenha_um_bom_dia tenha_uma_boa_tarde um_bom_dia bom_fim_de_semana
        igualmente para_si_tambem pra_voce_tambem pra_voces_tambem cumprimentos ja_funciona agora_funciona funcionou
        deu_certo resolveu tudo_certo por_agora por_enquanto muito_gentil bom_trabalho""",
    "chat": "chat conversa sessao atendimento bate_papo",
    "stop": """
        encerrar encerre encerra terminar termine termina fechar feche fecha finalizar finalize finaliza acabar acabe
        concluir encerramos""",
    "deed": """
        enviarei enviaremos reembolsarei reembolsaremos ligarei ligaremos verificarei verificaremos contactarei
        contactaremos entrarei entraremos avisarei avisaremos informarei informaremos responderei responderemos
        devolverei devolveremos trocarei trocaremos reparar repararemos abrirei abriremos encaminharei encaminharemos
        escreverei escreveremos creditaremos creditarei farei faremos darei daremos tratarei trataremos cancelarei
        cancelaremos substituiremos resolveremos resolverei entregaremos retornarei retornaremos mandarei mandaremos""",
    "to_do": """
        enviar enviar_lhe mandar reembolsar ligar ligar_lhe verificar contactar entrar_em_contato entrar_em_contacto
        avisar avisa_lo informar responder devolver trocar reparar abrir encaminhar escrever creditar fazer dar tratar
        cancelar substituir resolver entregar retornar te_enviar lhe_enviar te_ligar te_avisar reenviar providenciar
        pedir estornar""",
    "future_passive": """enviado enviada reembolsado reembolsada entregue creditado creditada reparado contactado
        estornado""",
}
CLOSING = closing(
    words=WORDS,
    thanks="""
        ( nao )? ( obrigado|obrigada|muito_obrigado|muito_obrigada|obg|obrigadao|brigado|brigada|agradeco|
        lhe_agradeco|agradecida|agradecido|valeu ) ( mais_uma_vez|mesmo|de_novo|novamente )?
        ( ( por|pela|pelo|pelas ) ( sua|seu|toda|tudo|a|o|sua_grande )? ( ajuda|tempo|atencao|paciencia|apoio|resposta|
        informacao|informacoes|atendimento|suporte )? )?""",
    done="""
        ( isso|isto )? ( e|era|foi|seria ) ( so_isso|tudo|so_isto|so|isso ) ( mesmo|por_hoje|por_agora|entao|
        da_minha_parte|por_enquanto )?2
        / ( so_isso|mais_nada|nada_mais|nao_mais_nada|por_hoje_e_so ) ( mesmo|por_hoje )?
        / ( ja )? tenho tudo ( o_que_preciso|o_que_precisava|de_que_preciso|que_preciso|esclarecido )?
        / ( ja )? ( terminamos|acabamos|terminei ) / ( ja )? esta ( tudo )? ( resolvido|esclarecido|tratado )
        / ( tenho_de|tenho_que|preciso_de ) ( ir|sair|ir_embora ) / ( respondeu|esclareceu ) ( a )? ( tudo|
        todas_as_minhas_duvidas|a_minha_duvida|minha_duvida )
        / ( nao_tenho|sem ) ( mais|outras ) ( perguntas|duvidas|questoes )""",
    end="""
        ( pode|podes|podemos|quero|queria|gostaria_de|desejo|vou|ja_pode|posso|vamos )? ( ja|agora )? <stop>
        ( o|a|este|esta|nossa|nosso|a_nossa )? ( <chat> ) ( agora|ja|aqui|consigo )?2
        / ( isso|isto )? ( e|era ) ( tudo|so ) ( o_que_eu|o_que|que_eu ) ( precisava|queria|queria_saber|preciso|
        precisava_saber )
        / ( ja )? nao preciso ( de )? ( mais_nada|mais_ajuda|nada_mais ) ( por_hoje|por_agora )?
        / nao tenho ( mais|outras ) ( perguntas|duvidas|questoes ) ( por_hoje|por_agora )?""",
    promises="""
        ( lhe|te|o|a|se|nos|eu|me )?2 <deed>
        / ( vou|vamos|iremos|irei|vai ) ( lhe|te|ja )? ( <to_do> )
        / ( recebera|receberas|vai_receber|vais_receber|tera_o_seu|chegara|vai_chegar|sera_contactado|sera_contactada|
        sera_contatado|entraremos_em_contato|entraremos_em_contacto )
        / ( sera|serao|vai_ser|vao_ser ) <future_passive>
        / ( prometo|garanto|garantimos|trato_disso|tratamos_disso|deixe_comigo )""",
    not_promised="^ ( se|quando|caso ) / nao ( lhe|te|o|a )?2 ( <deed> / ( vou|vamos|iremos|irei ) )",
    rules_out="""
        nao ( e|sera|seria|esta|estao|sao ) ( infelizmente|mais )? ( possivel|reembolsavel|disponivel|disponiveis|
        permitido|coberto|coberta|reparavel|valido|incluido|viavel|permitida )
        / ( nao ) ( lhe|te|o|a|se )? ( posso|podemos|poderemos|pode|podem|conseguimos|consigo ) ( infelizmente|mais )?
        ( reembolsar|cancelar|alterar|modificar|entregar|oferecer|prolongar|devolver|dar|fazer|reparar|enviar|trocar|
        estornar|faze_lo|substituir|desfazer|conceder )
        / nao ( pode|podem ) ( infelizmente|mais )? ser ( reembolsado|cancelado|alterado|trocado|reparado|entregue|
        devolvido|reembolsada|cancelada|alterada|trocada|reparada|devolvida )
        / ( ja_nao ) ( esta|estao|se|ha ) ( disponivel|disponiveis|fabrica|vende|stock|estoque )
        / ( fora_da_garantia|sem_estoque|esgotado )""",
    not_ruled_out="^ se / ( por_que|porque_nao|porque_e_que ) / ( ate|sem|antes|salvo|enquanto )",
)
