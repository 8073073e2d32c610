"""Portuguese: turns of phrase that tell the mood. The kinds are those of `language.CUES`."""

from __future__ import annotations

from collections.abc import Mapping

from segue.domain.signals.languages.grammar import Notation, Rule
from segue.domain.signals.languages.portuguese.words import PHRASES, WORDS

_CUE_WORDS = {
    "very": "muito tao super bastante realmente mesmo absolutamente totalmente demais um_pouco completamente bem",
    "is": "e sao foi foram era eram esta estao esteve tem_sido achei acho ficou continua",
    "bad": """
        pessimo pessima pessimos horrivel horriveis terrivel terriveis nefasto lamentavel lamentaveis deficiente
        penoso patetico patetica vergonhoso vergonhosa desastroso desastrosa mediocre decepcionante nojento nojenta
        horroroso deploravel fraco fraca ruim ruins mau ma maus mas_condicoes porcaria precario inutil ridiculo""",
    "thing": """
        servico atendimento empresa companhia produto app aplicativo aplicacao qualidade experiencia banco loja pagina
        site suporte apoio comida curso hotel voo bot resposta organizacao gestao operadora plataforma entrega""",
    "curse": """
        merda porra caralho puta foda foder fodam fdp pqp idiota idiotas imbecil imbecis estupido estupida burro
        burra burros ladroes ladrao vigaristas vigarista safados inuteis incompetentes incompetente desgracados
        desgraca cacete lixo bosta otarios palhacos palhacada aldraboes krl vsf vtnc wtf nojo bando_de canalhas
        trouxa maldito cambada""",
    "part": """
        pedido encomenda pacote produto reembolso dinheiro cartao conta linha internet sinal pagina app aplicativo
        codigo fatura boleto mala bagagem reserva tecnico luz agua email entrega diploma certificado material peca
        estorno telemovel celular""",
    "period": """
        hora horas dia dias semana semanas mes meses ano anos minuto minutos tempao seculo eternidade manha tarde
        tempo""",
    "number": """
        um uma meia meio dois duas tres quatro cinco seis sete oito dez quinze vinte varios varias muitos muitas
        quase mais 1 2 3 4 5 6 7 8 10 15 20 30""",
    "nth": "segunda terceira quarta quinta sexta decima enesima milesima 2a 3a 4a ultima",
}

_CUE_PHRASES = {
    "needed": """
        (
        preciso|precisa|precisam|precisamos|precisava|necessito|tem_que|tem_de|tenho_que|tenho_de|teria_que /
        resolver|resolvam /
        resolva|resolvido|pagar|entregar|entreguem|entregue|chegar|chegue|pronto|pronta|receber|urgente|quero_isso )""",
    "leaves": """
        ( voo|trem|comboio|onibus|viagem|embarco|embarque|saio|sai|parte|decola|fecha|vence|expira|comeca|cortam|prazo )
    """,
}

_RULES: Mapping[str, Mapping[str, str]] = {
    "anger": {
        "curse": "<curse>",
        "rage": """
            indignado|indignada|furioso|furiosa|revoltado|revoltada|irritado|irritada|puto|puta_da_vida|chateado|chateada|com_raiva|raiva|odio|possesso|danado_da_vida|zangado|zangada
        """,
        "shame": """
            descaso|sem_vergonha|cara_de_pau|abusivos|abuso|roubo|golpe|golpistas|enganado|enganada|enganam|fraude_de|falta_de_respeito|desrespeito|burla|roubados|gozar_comigo|gozam|brincadeira
        """,
    },
    "frustration": {
        "fed up": """
            farto|farta|fartos|de_saco_cheio|saco_cheio|cansado|cansada|cansei|nao_aguento|nao_suporto|ja_chega|chega|o_cumulo|cumulo|desesperante|frustrante|frustrado|frustrada|esgotante|ninguem_merece|de_lascar
        """,
        "ridiculous": """
            ridiculo|ridicula|absurdo|absurda|inacreditavel|incrivel_como|inadmissivel|inaceitavel|intoleravel|revoltante|vergonha|nao_e_possivel_que|nao_pode_ser|so_pode_ser|piada|e_brincadeira|estao_de_brincadeira|palhacada|bagunca
        """,
        "waste": """
            ( perdendo|perder|perda|perdi|perco|a_perder de|o|meu|um? tempo / tempo perdido / fazem|fazer perder )
        """,
        "how hard": """
            ( tao dificil / que dificil e|pode / quantas_vezes|quanto_mais|ate_quando|serio_isso / ninguem
            entende|merece )""",
        "sighs": """
            aff|affs|af|uf|ufa|meu_deus|pelo_amor_de_deus|pelo_amor|que_horror|pqp|nossa_senhora|francamente|argh|grr|bah
        """,
    },
    "disappointment": {
        "bad": "( <very>? <bad> <thing> / <thing> .?3 ( <is> <very>? )? <bad> / ( que / <very> ) <bad> )",
        "is bad": "<is> <very>? <bad>",
        "disappointed": """
            decepcionado|decepcionada|decepcao|decepcionante|decepcionou|desiludido|desiludida|desilusao|desapontado|desapontada|insatisfeito|insatisfeita|descontente|arrependido|arrependida|arrependo|esperava_mais|frustracao
        """,
        "not good": """
            ( nao <is> <very>? ( bom|boa|bem|suficiente|serio|profissional|aceitavel|justo|normal|util|logico ) /
            deixa|deixou muito a_desejar / nao gostei|gosto|recomendo|vale_a_pena / pior <thing> / o_pior|a_pior /
            mal|ma <thing> / mal atendido|atendida|tratado|tratada / me? atenderam|trataram <very>? mal )""",
    },
    "failure": {
        "works not": """
            ( nao ( me|se|nos )? (
            funciona|funcionam|funcionava|funcionou|serve|carrega|abre|abrem|deixa|permite|conecta|liga|chega|chegam|chegou|chegaram|aparece|aparecem|sai|recebo|recebi|recebemos|reconhece|aceita|responde|veio|vejo|entra|caiu|atualiza|autoriza|esta_funcionando|ta_funcionando|anda|pega|consta
            ) )""",
        "still": """
            ( continuo|continua|continuam|continuamos|ainda (
            sem|nao|igual|a_espera|esperando|falhando|a_falhar|com_o|com_a|dando|fora|caido|quebrado|na_mesma ) )""",
        "broken": """
            quebrado|quebrada|quebrou|partido|partida_a|danificado|danificada|defeito|defeituoso|riscado|riscada|manchado|podre|trocado|avariado|avariada|avaria|estragado|estragada|vencido|fora_do_prazo|vazio|incompleto|incompleta|errado|errada|perdido|perderam|extraviado|extraviaram|extraviada|falha|falhas|falhou|falhando|erro|erros|travou|trava|travando|fecha_sozinho|atraso|atrasado|atrasada|demora|bloqueado|bloqueada|amassado|sujo|cai_toda|caiu|pifou
        """,
        "missing": """
            ( falta|faltam|faltava|faltando <the>? <part> / nunca ( chegou|chega|apareceu|veio|recebi|funcionou ) /
            <the>? <part> ( nao|nunca ) / nao (
            veio|vieram|apareceu|apareceram|tem_sinal|tem_internet|ha_sinal|tem_luz|tem_agua ) )""",
        "cannot": "nao ( consigo|consegui|pude|da|tem_como|ha_forma|ha_maneira ) / impossivel",
    },
    "correction": {
        "not that": """
            ( nao e|era|foi isso|o_que|essa|esse|assim / isso|isto nao e|era|foi|perguntei / nao
            perguntei|pedi|te_pedi|falo_de|falava_de|disse|disse_isso|me_refiro|me_referia|estou_falando_de|estou_a_falar
            / nao ,? ( eu )? ( quis_dizer|me_refiro|falo_da|falo_do|falava_da|falava_do|quero_dizer|perguntei|digo
            ) )""",
        "wrong": """
            ( voce|tu se? enganou|errou|equivocou|enganaste / esta|estas enganado|errado|equivocado /
            quis_dizer|me_refiro_a|me_referia_a|entendeu_mal|entendeu_errado|percebeste_mal|percebeu_mal / resposta
            errada )""",
        "listen": """
            nao ( me|esta|estas|esta_me|ta )?2 (
            entende|entendes|entendendo|a_entender|me_entendendo|ouve|ouvindo|le|lendo|entendem|entendeu|entendeste|percebe|percebes|percebeu|escutando
            )""",
    },
    "refusal": {
        "no help": """
            ( nao ( me|nos )? ( esta|foi|tem )? (
            ajuda|ajudas|ajudou|serve|serviu|resolve|resolveu|ajudando|adianta|adiantou|esclarece|responde|respondeu
            ) / nao serve|serves de|para nada / adianta|resolve|ajuda nada / inutil|nao_adianta|de_nada )""",
        "tried": """
            ( ja o|a|isso? ( fiz|tentei|testei|experimentei|reiniciei|verifiquei|vi|li|refiz|fizemos ) / isso|isto
            eu? ja )""",
        "none": "nenhuma|nenhum dessas|desses|destas|destes|das|dos / nada disso|disto / tambem_nao",
        "nonsense": """
            nao faz|tem|fazem sentido|nada / resposta|respostas
            automatica|automaticas|generica|genericas|pronta|prontas""",
    },
    "repetition": {
        "again": """
            ( de_novo|outra_vez|novamente !( por_favor|obrigado ) / <nth> vez / pela <nth> / <number> vezes /
            quantas vezes / mil vezes )""",
        "told you": """
            ( ja ( te|lhe|lhes|vos|eu|o )?2 (
            disse|dito|falei|expliquei|repeti|mandei|enviei|dei|contei|escrevi|respondi|informei ) / como eu? ja?
            disse|falei|mencionei / acabei_de dizer|falar|explicar / volto a|estou repetir|repetindo /
            mesma_resposta|mesma_coisa|mesma_mensagem|mesmo_erro|mesmo_problema|repete|repetir|repetindo|insistindo|na_mesma
            )""",
    },
    "blame": {
        "you did": """
            ( me|nos|lhe ( tinham|continuam|querem|estao )? (
            cobraram|cobrado|cobram|cobrando|a_cobrar|cancelaram|tiraram|roubaram|mentiram|prometeram|enganaram|deixaram|cortaram|suspenderam|mudaram|perderam|bloquearam|desligaram|descontaram|faturaram|venderam|ignoram|ignoraram|fizeram|trataram|gritou
            ) me? /
            cobraram|prometeram|mentiram|roubaram|cancelaram|cobram|desligaram|bloquearam|perderam|ignoraram|gritou
            me|comigo|meu|minha|o|a|duas|sem )""",
        "you people": """
            ( decepcionado|decepcionada|desapontado|desapontada|desiludido|desiludida com .?1 (
            voces|voce|atendimento|empresa|servico|banco|operadora|suporte ) / voces|voces_sao|sua|vossa|sois (
            nao|nunca|sempre|sao|me|perderam|disseram|prometeram|tem_culpa|uns|umas|fazem|empresa|companhia|culpa|erro|incompetencia|falta|se
            ) /
            por_culpa_de|culpa_vossa|erro_de_voces|erro_vosso|erro_seu|irresponsaveis|pouco_serios|falta_de_profissionalismo|falta_de_seriedade|falta_de_compromisso
            )""",
        "not kept": """
            ( nao
            cumprem|cumpriram|cumpre|respeitam|respeitaram|se_responsabilizam|assumem|fazem_nada|avisaram|me_avisaram|devolvem|devolveram|devolve|resolvem|resolve|dao_solucao|dao_a_cara|ligam
            / ninguem nos? avisa|avisou|me_avisou|se_responsabiliza|resolve|resolveu|faz_nada|sabe / sem
            avisar|aviso|aviso_previo|minha_autorizacao|meu_consentimento / se_fazem_de|fazem_se_de /
            ainda_por_cima|para_piorar|e_ainda )""",
    },
    "waiting": {
        "for long": """
            ( faz|ha|estou_ha|desde_ha|depois_de|passaram|ja_se_passaram|esperei|estou|ja|fiquei|levam|fico (
            ja|quase|mais_de|a|ha|faz|esperando|aqui )?3 <number>? <period> /
            esperando|espero|esperar|a_espera|aguardando|aguardo .?3 ( <period> / resposta|desde ) / a <the>?
            manha|tarde|semana|noite inteira|toda / o dia|mes inteiro|todo )""",
        "no reply": """
            ( ninguem ( me|nos )? ( responde|atende|respondeu|atendeu|ajuda|liga|ligou|da_resposta|resolve|veio|vem
            ) / nao ( me|nos )? (
            respondem|responderam|atendem|atenderam|ligam|ligaram|dao_resposta|retornam|retornaram|me_ligam ) /
            sem|nenhuma resposta|retorno|noticias|solucao / continuo|continuamos a_espera|esperando / continua
            sem|em )""",
    },
    "threat": {
        "leave": """
            ( vou|vamos|estou|irei ( mudar|trocar|cancelar|sair|para|passar|fechar|encerrar|embora ) (
            de|a|o|da|tudo|para )? ( outra|outro|concorrencia|operadora|empresa|banco|tudo|conta )? /
            nunca_mais|nao_volto|nao_compro_mais|nao_volto_mais|nao_contrato|perderam_um_cliente|perdem_um_cliente|voltar_a_comprar
            )""",
        "report": """
            ( vou|vamos|irei|pretendo|terei_que ( a )? (
            denunciar|processar|reclamar|abrir|entrar|registrar|apresentar|publicar|contar|queixa|fazer_queixa|acionar
            ) /
            procon|reclame_aqui|consumidor_gov|deco|portal_da_queixa|livro_de_reclamacoes|anatel|bacen|ouvidoria|justica|tribunal|meu_advogado|advogados|processo|denuncia|pequenas_causas
            / redes sociais / uma_estrela )""",
        "want it back": "( quero|exijo|devolvam|devolve|devolvam_me meu|o dinheiro / exijo|exigimos )",
    },
    "sarcasm": {
        "well done": """
            (
            obrigado_por_nada|obrigada_por_nada|parabens|bravo|que_maravilha|que_beleza|que_bonito|belo_servico|lindo_servico|que_belo|rico_servico|belo_atendimento
            / otimo|perfeito|excelente|maravilha|show , ( agora|de_novo|continua|e|mais|outra ) )""",
    },
    "satisfaction": {
        "thanks": "obrigado|obrigada|agradeco|grato|grata !( por_nada )",
        "great": """
            otimo|otima|optimo|perfeito|excelente|maravilhoso|fantastico|adoro|adorei|amei|contente|satisfeito|satisfeita|feliz|incrivel|recomendo|muito_bom|muito_boa|bom_atendimento|gentil|atencioso|atenciosa|simpatico|simpatica|tudo_certo|tudo_claro|show|top|legal|bacana|impecavel|gostei
        """,
        "works": """
            ( ja|agora ( sim|me|se|tudo )?2 (
            funciona|funcionou|consegui|consigo|esta|ficou|chegou|carrega|resolveu|apareceu|entendi|deu ) / me|nos
            ajudou|serviu muito|bastante? / funcionou|resolvido|solucionado|deu_certo )""",
    },
    "no_problem": {
        "none": """
            ( nenhum|sem|nao_ha|nao_tenho|nenhuma|nao_e|nao_tem <the>? (
            problema|problemas|queixa|queixas|pressa|drama|inconveniente ) / nao ( esta|se|foi|e )? (
            quebrou|quebrado|chateado|irritado|urgente|grave|importa|preocupe|avariou ) /
            nao_faz_mal|tranquilo|tranquila|sem_pressa|com_calma|quando_puderem|quando_puder )""",
    },
    "question": {
        "asks": """
            ^ ( <polite> / , )?4 (
            e|uma_pergunta|uma_duvida|queria_saber|gostaria_de_saber|gostava_de_saber|tenho_uma_duvida|duvida|pergunta
            ,? )?2 (
            como|qual|quais|quando|onde|quanto|quanta|quantos|quantas|o_que|que|quem|a_que|em_que|ate_quando|ha|tem|voces_tem|posso|da_para|e_possivel|aceitam|existe|pode|poderia|podia|podem|queria|gostaria
            ) !( vergonha|absurdo|nojo|mal|pessimo|horror|desastre|servico|bot|atendimento )""",
    },
    "reproach": {
        "why": """
            ( por_que|porque|como_e_que|como_e_possivel_que (
            nao|me|nos|meu|minha|o_meu|a_minha|tenho|continuam|continua|demoram|demora|tanto|ainda|ninguem|estao|cobram|cobraram
            ) / quando ( vao|vai|chega|pensam|resolvem|respondem|pretendem ) / onde|cade|o_que_aconteceu_com
            esta|estao? <the>? ( meu|minha|meus ) /
            ate_quando|que_tipo_de_empresa|que_raio|como_se_atrevem|para_que_pago|para_que_serve )""",
        "demand": """
            (
            exijo|exigimos|espero_uma|mereco|arrumem|resolvam|resolva|facam_algo|faca_algo|faz_algo|parem|para_de|pare_de|respondam|expliquem|devolvam|deviam|deveriam|teriam_que|tomem_uma_providencia|quero_uma_solucao|quero_uma_explicacao|quero_meu_dinheiro|quero_o_meu_dinheiro|preciso_de_uma_solucao|aprendam
            )""",
    },
    "service": {
        "of ours": """
        ( meu|minha|meus|minhas|seu|sua|o|a <part> / servico|atendimento|suporte|entrega|assinatura )"""
    },
    "dislike": {
        "do not like": """
            ( nao me|nos? ( gosto|gostei|gostamos|agrada|agradou|interessa|convence|curti ) /
            odeio|detesto|chato|chata|feio|feia|demasiado|muito
            caro|cara|caros|longe|lento|lenta|longo|complicado|tarde|cedo /
            nao_e_para_mim|fora_do_meu_orcamento|carissimo|carissima )""",
    },
    "another": {
        "something else": """
            ( outro|outra|outros|outras ( coisa|opcao|opcoes|alternativa|hora|data|lugar|vez|dia|hotel|restaurante
            ) / algo|algum|alguma ( mais|diferente|melhor|barato|perto ) /
            em_vez_de|ao_inves_de|e_se|que_tal|mais_barato|mais_barata|mais_perto|mais_cedo|mais_tarde|alguma_outra|algum_outro
            )""",
    },
    "denial": {"no": "nao|nunca|nada|ninguem|tampouco|jamais|nenhum|nenhuma|nem|sem"},
    "negative": {
        "a word": """
            <bad> / <curse> /
            problema|problemas|queixa|reclamacao|erro|erros|falha|incomodo|injusto|injusta|lento|lenta|caro|cara|dificil|confuso|confusa|triste|grosseiro|grosseira|grosso|grossa|arrogante|arrogancia|mal_educado|desastre|tarde|cancelado|cancelaram|perdido|pior|abusivo|enganosa|engano|mentira|mentiras|mentirosos|dano|danificado|sujo|fria|frio|vergonha|impossivel|desconfortavel|negligencia|irresponsavel|caos|descaso|demora
        """,
    },
    "positive": {
        "a word": """
            bom|boa|bons|boas|bem|melhor|otimo|perfeito|excelente|maravilhoso|rapido|rapida|facil|gentil|simpatico|util|obrigado|obrigada|feliz|contente|adoro|adorei|lindo|bonito|agradavel|recomendo|eficiente|claro|confortavel|gosto|gostei|incrivel|legal
        """,
    },
    "contrast": {"but": "mas|porem|no_entanto|contudo|embora|todavia|so_que|entretanto|pena_que"},
    "bot_sorry": {
        "sorry": """
            ( sinto_muito|lamento|lamentamos|desculpe|desculpa|desculpas|infelizmente|peco_desculpa / nao (
            foi_possivel|consegui|conseguimos|posso|sei|ha|tenho|encontrei )? (
            encontrei|encontrar|encontrou|entendi|entendo|compreendi|disponivel|disponiveis|resultados|percebi ) /
            tente|tenta|experimente|quer|deseja tentar|experimentar? ( com )? (
            outro|outra|de_novo|novamente|mais_tarde ) )""",
    },
    "turns_down": {"no": "^ nao|nada|nunca|tampouco|nenhum|nenhuma|de_jeito_nenhum"},
    "at_a_loss": {
        "do not know": """
            ( nao ( o )? ( sei|saberia|tenho_certeza|tenho_a_certeza|faco_ideia|tenho_ideia|lembro|me_lembro ) /
            nem_ideia|sei_la|quem_sabe )""",
    },
    "bot_suggests": {
        "suggests": """
            ( que_tal|o_que_acha|gostaria_de|recomendo|ja_experimentou|ja_tentou|pode_tentar|sugiro|ja_viu / ha|tem (
            um|uma|varios|varias ) / encontrei|temos|e_se|experimente|talvez_goste )""",
    },
    "bot_asks_fact": {
        "asks": """
            (
            voce_tem|tem|quantos|quantas|qual_e|para_quando|a_que_horas|que_dia|que_cidade|de_onde|em_nome_de|precisa|mais_alguma_coisa|algo_mais|confirma|quer_reservar|deseja_reservar
            )""",
    },
    "bot_asks_opinion": {
        "asks": """
            ( do_que|o_que ( voce )? ( gosta|gostou|achou|acha|prefere ) /
            gostou|voce_gosta|qual_a_sua_opiniao|que_tipo_de|qual_o_seu_favorito|por_que_gostou )""",
    },
    "distress": {
        "cannot cope": """
            ( nao (
            aguento_mais|suporto_mais|posso_mais|dou_mais|sei_o_que_fazer|sei_mais_o_que_fazer|sei_para_onde|sei_a_quem|tenho_a_quem|tenho_ninguem|vejo_saida|durmo|consigo_dormir|sei_o_que_vai_ser|tenho_saida|sei_como_continuar
            ) / no_limite|sem_saida|desabando|a_beira_de|desmoronar )""",
        "feels": """
            ( estou|sinto_me|me_sinto|estamos|vivo|ando|tenho|to (
            muito|tao|completamente|totalmente|realmente|muita|um|uma|tendo|a_ter|crise_de|com|cheia_de|em )?3 (
            desesperado|desesperada|desesperados|angustiado|angustiada|apavorado|apavorada|assustado|assustada|chorando|a_chorar|deprimido|deprimida|destruido|destruida|arrasado|arrasada|sozinha|sozinho_no|panico|medo|ansiedade|angustia|ataque_de_panico|crise_de_panico|crise_de_ansiedade|pesadelo|tremendo|em_perigo|sobrecarregada
            ) /
            desespero|angustia|chorando|ataque_de_panico|panico|tenho_medo|socorro|me_ajudem_por_favor|ajudem_me_por_favor
            )""",
        "harm": """
            ( quero|queria|prefiro|vontade_de|vou|penso_em|melhor (
            morrer|me_matar|matar_me|suicidar_me|me_suicidar|desaparecer|acabar_com_tudo|tirar_a_minha_vida|tirar_a_propria_vida|me_machucar
            ) /
            suicidio|suicidar|suicida|nao_quero_viver|nao_quero_mais_viver|nao_vale_a_pena_viver|me_machucar|tirar_a_propria_vida|automutilacao
            )""",
        "danger": """
            ( me|nos esta|ta|estao|anda|fica? ameacando|batendo|agredindo|perseguindo|a_ameacar / passando|sentindo mal
            /
            me|nos ameaca|ameacam|bate|bateu|agride|agrediu|persegue|assedia|maltrata|vai_matar /
            em_perigo|perigo|violencia|maus_tratos|sequestro|sequestraram|ameacado|ameacada )""",
    },
    "hardship": {
        "no money": """
            ( nao ( tenho|temos|consigo|posso|podemos|chega|chego|da|ha|terei|sei ) (
            para|como|com_que|dinheiro|o_que|que|pagar|dar|o|a|ao|vou|para_o )?4 (
            comer|comida|aluguel|renda|aluguer|fim_do_mes|hipoteca|remedios|remedio|medicamentos|luz|aquecimento|pagar_o_aluguel|pagar_a_renda|leite|fraldas|onde_dormir|onde_morar|casa|o_hospital|hospital|sobreviver|dar_de_comer
            ) /
            despejo|despejado|despejada|despejados|penhora|penhoraram|penhorar|roubaram_tudo|perdemos_tudo|afundado_em_dividas|atolado_em_dividas|na_rua|na_miseria|desempregado|desempregada|fui_demitido|fui_demitida|perdi_o_emprego|fiquei_sem
            )""",
        "no home": """
            ( sem (
            aquecimento|luz|agua|gas|comida|casa|teto|dinheiro_nem|remedio|remedios|medicacao|insulina|passaporte|um_centavo|um_euro
            ) / retido|retida|retidos|preso_no|presa_no|presos_no|abandonado|abandonada|perdi_a_casa|perdi_tudo )""",
        "illness": """
            ( estou|esta|estamos|estao|foi|fui|fiquei|ficou|ta|saiu|sofreu|teve|tive|tenho|faco|faz !( como|direito ) (
            . )?2 ( cancer|cancro|quimio|quimioterapia|dialise|uti|uci|no_hospital|na_uti|hospitalizado|hospitalizada /
            internado|internada|doente|infarto|enfarte|terminal|gravemente ) / preciso|acabou|acabaram|sem|falta|toma
            da|do|de|a|o|minha|meu?2 ( insulina|oxigenio|medicacao|remedio|remedios|medicamento|medicamentos ) /
            gravida|bebe|recem_nascido ( e / , )? ( sozinha|sem|com_fome|com_frio ) / dinheiro de|do|da|para_o|para_a (
            remedio|remedios|aluguel|renda|leite|comida|hospital ) )
        """,
        "family": """
            ( meu|minha|nosso|nossa|um|uma|com|meus (
            bebe|filhos|filho|filha|criancas|crianca|pai|mae|avo|marido|esposa|esposo|mulher ) .?3 (
            morreu|faleceu|morto|morreram|doente|hospital|comer|frio|uti|uci|passa_mal ) /
            faleceu|funeral|enterro|luto|velorio|viuva|viuvo / casa|perdi|perdemos|apartamento .?4
            incendio|enchente|inundacao|fogo )""",
    },
    "urgent": {
        "urgent": """
            urgente|urgentes|urgentemente|urgencia|urgentissimo|emergencia|imediato|imediatamente|de_imediato|imediata|prioritario|prioritaria|ja_ja|agora_mesmo|sem_demora|prioridade|asap|pra_ontem|para_ontem|com_urgencia
        """,
        "soon": """
            -<denied> tenho|com|muita pressa / ( quanto|o_quanto antes / o? mais rapido|depressa|cedo|breve
            possivel / preciso|quero|resolvam|facam .?4 ja / rapido por_favor /
            logo_que_possivel|assim_que_possivel )""",
    },
    "outage": {
        "down": """
            (
            sistema|site|web|pagina|servidor|servidores|producao|plataforma|app|aplicativo|rede|internet|loja_online|servico|central|ramal|api|banco_de_dados|pagamentos|caixas|linha|linhas|tudo
            ) .?3 (
            caiu|caido|caida|caidos|cairam|nao_funciona|nao_funcionam|fora_do_ar|em_baixo|nao_responde|nao_carrega|parado|parada|parados|bloqueado|offline|inacessivel|indisponivel
            ) / caiu <the>? sistema|site|servidor|rede|internet|plataforma / queda|interrupcao|falha
            geral|total|do|da""",
        "nobody can": """
            ( ninguem ( consegue|pode|tem ) / ( nenhum|todos|todas|centenas|milhares|dezenas|metade ) (
            de|os|as|dos|das )? (
            clientes|usuarios|utilizadores|funcionarios|alunos|pacientes|equipes|lojas|pessoas|colegas )? .?3 (
            nao|sem|esperando|a_espera|parados|bloqueados|afetados ) /
            escritorio|empresa|fabrica|producao|negocio|equipe|loja parado|parada|paralisado|paralisada|bloqueada /
            nao_conseguimos_trabalhar|nao_podemos_trabalhar|nao_conseguimos_faturar|nao_conseguimos_vender|nao_conseguimos_atender|perda_de_dados|perdemos_os_dados|perdendo_vendas|perdendo_dinheiro|a_perder_dinheiro
            )""",
    },
    "deadline": {
        "today": """
            ( <needed> .?6 ( para|ate <the>? ( hoje|amanha|esta_noite|esta_tarde|segunda|terca|quarta|quinta|sexta /
            sabado|domingo|agora|ja|as|meio_dia ) / hoje|amanha|esta_noite ) / para|ate agora|ja|dentro / antes
            de|da|do|das <the>? . / hoje ( mesmo|sem_falta|antes|ou_nunca|e_o_ultimo ) /
            no_maximo|logo_cedo|amanha_cedo|ultimo_dia|prazo_final|data_limite|sem_falta|tem_que_ser_hoje|tem_que_ficar|tem_que_estar|tem_de_ser_hoje
            )""",
        "ends": """
            ( prazo|oferta|tempo|data|matricula|inscricao .?3 ( vence|acaba|termina|fecha|expira|esgota ) /
            vence|expira|fecha|termina|acaba|sai|saio|viajo|embarco|decola|voo (
            em|hoje|amanha|esta|as|dentro|ja|daqui ) / ( meu|o|a|minha|tenho ) (
            voo|comboio|trem|viagem|prova|exame|reuniao|apresentacao|audiencia|consulta|entrevista|casamento|evento|cirurgia|aula|demo
            ) .?2 ( em|hoje|amanha|e|sai|as|comeca|daqui|segunda|esta ) )""",
        "in": """
            ( ( restam|faltam|tenho / ( <leaves> .?3 / <needed> .?6 ) em|dentro_de|daqui_a ) (
            menos_de|so|apenas|umas|uns|uma|meia|duas|tres|um|1|2|3|4|5|10|15|20|30|quinze|vinte|trinta|quatro|cinco|dez|poucas|poucos
            )?2 ( hora|horas|minuto|minutos ) !( de_espera ) )""",
    },
}

_NOTATION = Notation({**WORDS, **_CUE_WORDS, "denied": "nao sem nem nunca"}, {**PHRASES, **_CUE_PHRASES})

CUES: Mapping[str, tuple[Rule, ...]] = {kind: _NOTATION.rules(1.0, rules) for kind, rules in _RULES.items()}
