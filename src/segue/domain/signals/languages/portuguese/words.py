"""Portuguese words and turns of phrase that the rules of `requests` are put together from.

A hyphen parts words: `transferir-me` is read as `transferir me`.
"""

from __future__ import annotations

from segue.domain.signals.languages.portuguese.verbs import asked_of

_CONNECTING = """
    pass conect encaminh direcion redirecion coloc:coloqu contat contact mand lev bot reencaminh escal repass
    comunic:comuniqu envi desvi enderec:enderec lig:ligu deix transfir agend marc:marqu"""
_CONNECTING_OTHERS = """
transfere transferes transferem transfira transfiram transferir transferirem transferiria transfeririam transferi
redirige redirija redirigir por poe poem ponha ponham ponhas pora poria poriam pusesse pusessem puser dirija dirige
dirigir dirigirem remeta remete remeter ligue transferisse coloquem conecta
"""

WORDS = {
    # --- small words
    "adverb": """
        por_favor ja agora diretamente directamente melhor so somente apenas simplesmente urgentemente tambem
        realmente de_verdade mesmo agora_mesmo imediatamente rapidamente entao hoje aqui primeiro de_uma_vez logo
        antes com_urgencia pessoalmente urgente definitivamente o_quanto_antes quanto_antes o_mais_rapido_possivel
        na_verdade sinceramente talvez novamente de_novo outra_vez muito direto pessoalmente por_telefone por_chat
        ao_vivo ao_telefone pelo_telefone pelo_chat pelo_menos sim mas e_que em_pessoa online um_pouco rapidinho eu
    """,
    "polite": """
        por_favor obrigado obrigada muito_obrigado muito_obrigada ola oi bom_dia boa_tarde boa_noite sim ok okay ta
        ta_bom certo olha olhe desculpe desculpa perdao senhor senhora moca moco amigo amiga ja agora agora_mesmo
        urgente urgentemente imediatamente hoje aqui entao pois melhor so apenas nao opa e_ai cara mano bot prezados
        caro caros rapido te_peco lhe_peco peco logo de_uma_vez serio de_novo outra_vez por_amor_de_deus alo quero
        preciso beleza gente pessoal se_faz_favor faz_favor por_gentileza por_obsequio atenciosamente aguardo
        o_mais_rapido_possivel quanto_antes o_quanto_antes""",
    "opening": """
        e mas entao por_isso pois ok ola oi bom_dia boa_tarde boa_noite sim nao olha olhe desculpe desculpa melhor
        por_favor agora ja bom obrigado obrigada tambem so disse repito ou senao que preciso quero ajuda urgente certo
        ta problema portanto de_verdade duvida opa alo ei gostaria gentileza por_gentileza favor cara mano""",
    "not": """
        nao nunca jamais nem tampouco ainda_nao ja_nao de_jeito_nenhum de_forma_nenhuma de_maneira_nenhuma
        de_forma_alguma de_modo_nenhum de_modo_algum nem_pensar nem_a_pau""",
    "the": """
        um uma uns umas o a os as algum alguma alguns algumas seu sua seus suas teu tua teus tuas vosso vossa outro
        outra outros outras este esta esse essa qualquer um_de uma_de um_dos uma_das algum_dos alguma_das nenhum
        nenhuma meu minha nosso nossa ao aos do da dos das no na num numa pelo pela um_outro uma_outra algum_outro""",
    "joining": """
        por para que porque e ja agora em obrigado obrigada aqui hoje imediatamente urgente sobre acerca
        quanto_antes se nao ou de mas quem logo rapido como me pois entao ai melhor a quando com desculpa senhor oi
        pra dai moco da do ao no na o_quanto_antes aguardo""",
    "others": """
        ele ela eles elas sempre nunca jamais nao nem isso isto quem quando se caso vez ninguem ontem tampouco sem meu
        minha""",
    # --- who
    "front": """
        atendente atendentes operador operadora operadores operadoras agente agentes consultor consultora
        consultores consultoras representante representantes assistente assistentes colaborador colaboradora
        colaboradores funcionario funcionaria funcionarios analista analistas assessor assessora assessores
        telefonista vendedor vendedora vendedores corretor corretora recepcionista colega colegas secretario
        comercial empregado empregada empregados trabalhador trabalhadora interlocutor tecnico_de_suporte pessoal
        comercial despachante atendende""",
    "lead": """
        gerente gerentes supervisor supervisora supervisores chefe chefes responsavel responsaveis coordenador
        coordenadora encarregado encarregada diretor diretora director superior superiores gestor gestora gestores
        patrao dono dona chefia gerencia""",
    "skilled": """
        especialista especialistas perito perita tecnico tecnica tecnicos profissional profissionais engenheiro
        advogado advogada advogados professor professora professores docente instrutor instrutora tutor tutora tutores
        mestre medico medica doutor doutora enfermeiro enfermeira psicologo psicologa contador contadora contabilista
        mediador mediadora programador desenvolvedor caixa orientador orientadora monitor monitora conselheiro
        moca moco rapaz senhora senhor cara menina menino notario solicitador defensor procurador""",
    "human": """
        humano humana humanos humanas pessoa pessoas ser_humano seres_humanos pessoa_humana ser_vivo gente_de_verdade
        gente_real""",
    "someone": """
        alguem alguem_mais algum_humano algum_de_voces alguns_de_voces quem_quer_que_seja qualquer_um gente
        um_de_voces uma_de_voces quem_entenda quem_entende quem_manda quem_de_direito um_de_verdade um_real outra_pessoa
        outro_humano quem_resolva quem_possa quem_saiba uma_de_verdade""",
    "nobody": "ninguem nenhum nenhuma nenhuma_pessoa nenhum_humano mais_ninguem",
    "kind": """
        real reais humano humana humanos humanas de_verdade verdadeiro verdadeira verdadeiros de_carne_e_osso vivo
        viva vivos fisico fisica ao_vivo online disponivel disponiveis competente qualificado qualificada
        capacitado capacitada especializado especializada especialista experiente de_plantao comercial tecnico
        tecnica bancario bancaria presencial telefonico telefonica responsavel superior normal autentico autentica
        juridico juridica academico academica financeiro financeira administrativo administrativa mais mesmo
        que_nao_seja_um_robo que_nao_seja_um_bot que_entenda que_saiba de_voces ai seu sua teu tua vosso vossa""",
    "pre": """
        verdadeiro verdadeira bom boa novo nova outro outra melhor primeiro unico unica simples maldito maldita
        bendito senhor senhora vivo real""",
    "virtual": "virtual virtuais automatico automatica automatizado artificial digital ia de_ia robo bot de_voz",
    "of": "de do da dos das",
    "desk_name": """
        suporte suporte_tecnico suporte_ao_cliente assistencia_tecnica atendimento_ao_cliente atendimento_a_clientes
        atendimento_a_cliente atendimento_do_cliente atendimento_ao_consumidor atendimento_ao_utente
        atendimento_ao_cidadao atendimento_ao_aluno atendimento_ao_publico atendimento_ao_usuario
        atendimento_humano atendimento_pessoal atendimento_telefonico apoio_ao_cliente apoio_a_clientes
        apoio_tecnico servico_de_apoio_ao_cliente servico_de_apoio_a_clientes servico_de_atendimento
        servico_de_atendimento_ao_cliente servico_ao_cliente servico_a_cliente servico_de_apoio linha_de_apoio
        central_de_atendimento centro_de_atendimento central_de_relacionamento sac ouvidoria call_center callcenter
        help_desk helpdesk balcao balcao_de_atendimento contact_center assistencia_ao_cliente assistencia_em_viagem
        apoio_ao_aluno apoio_ao_utilizador atendimento_comercial relacionamento_com_o_cliente""",
    "desk_kind": """
        vendas faturamento faturacao cobranca cobrancas reclamacoes devolucoes garantias sinistros emprestimos cartoes
        fraude fraudes seguranca retencao cancelamentos pagamentos reservas entregas logistica pedidos contabilidade
        financeiro tesouraria administracao matriculas bolsas rh legal juridico sistemas informatica secretaria
        cadastro credito trocas""",
    "desk": """
        departamento area equipe equipa escritorio secao seccao divisao setor sector direcao gerencia administracao
        secretaria unidade guiche servico balcao filial agencia loja empresa companhia banco seguradora central
        faculdade universidade camara prefeitura hotel operadora atendimento apoio suporte time""",
    "bot": """
        bot bots robo robos robot chatbot chatbots maquina maquinas computador computadores ia programa
        secretaria_eletronica gravacao inteligencia_artificial assistente_virtual agente_virtual atendente_virtual
        consultor_virtual assistente_digital sistema_automatico sistema_automatizado mensagem_automatica
        resposta_automatica respostas_automaticas atendimento_automatico atendimento_eletronico androide gpt chatgpt
        software algoritmo chat_bot automato assistente_de_ia agente_de_ia robozinho modelo_de_linguagem
        programa_de_computador sistema maquininha ura atendimento_automatizado""",
    "being": """
        real vivo viva de_verdade verdadeiro verdadeira falso falsa alguem homem mulher automatico automatica
        de_carne_e_osso automatizado consciente""",
    # --- verbs
    "talk": """
        falar conversar bater_papo bater_um_papo papear teclar dialogar comunicar me_comunicar comunicar_me
        nos_comunicar tratar tratar_disso tratar_disto consultar discutir me_conectar conectar_me conectar
        ser_atendido ser_atendida atendido ter_uma_conversa ter_uma_ligacao fazer_uma_ligacao trocar_uma_ideia
        trocar_ideia me_entender me_relacionar reclamar me_queixar queixar_me resolver resolver_isso resolver_isto
        resolver_direto fazer falar_direto continuar seguir expor explicar interagir lidar ver_isso ver_isto ver
        ser_transferido ser_transferida ser_encaminhado ser_encaminhada ser_direcionado passar fala conversa
        falando conversando que_falar chatear uma_conversa ligar telefonar esclarecer papo negociar tirar_duvidas
        tirar_minhas_duvidas tirar_uma_duvida tirar_duvida falarmos trocar_mensagens me_encaminhar encaminhar""",
    "reach": """
        contatar contactar entrar_em_contato entrar_em_contacto estabelecer_contato ter_contato ter_contacto contato
        contacto acessar chegar localizar encontrar achar por_me_em_contacto pedir ficar_em_contato
        me_colocar_em_contato""",
    "talk_i": """
        falo converso contato contacto me_comunico entro_em_contato entro_em_contacto consigo_falar falaria acho
        encontro chego eu_falo posso_falar acesso ligo conecto""",
    "connect": f"{asked_of(_CONNECTING)} {_CONNECTING_OTHERS}",
    "give": """
        da de deem dar daria arruma arrume consegue consiga conseguir chama chame chamar traga traz busca arranja
        arranje""",
    "serve": """
        atenda atendam atendas atender ajude ajudem ajudar ligue liguem ligar contate contatem contatar contacte
        contactem contactar responda respondam responder fale falem falar escreva explique expliquem explicar
        resolva resolvam resolver assessore oriente orientem orientar auxilie auxiliem auxiliar apoie apoiar
        atendesse ajudasse ligasse contatasse contactasse respondesse falasse esclareca esclarecer veja ver analise
        analisar telefone telefonem telefonar retorne retornar entre_em_contato entrem_em_contato entre_em_contacto
        entrar_em_contato leia ler escute escutar ouca ouvir acompanhe assista assuma assumir cuide verifique
        verificar olhe olhem olhar conferir""",
    "serves": """
        atende atendem ajuda ajudam liga ligam responde respondem fala explica resolve orienta auxilia contata""",
    "call_me": """
        ligue liguem ligar contate contatem contacte contactem fale falem telefone liga ligam retorne ligasse""",
    "want": """
        quero queria quereria gostaria_de gostava_de gostaria gostava preciso preciso_de precisava precisava_de
        precisaria precisaria_de desejo desejaria desejava prefiro preferia preferiria peco solicito exijo pretendo
        necessito necessito_de tento estou_tentando estou_a_tentar tentando queremos precisamos precisamos_de
        gostariamos_de desejamos preferimos necessitamos adoraria adorava agradeceria agradecia agradeco
        agradeceria_se busco procuro estou_procurando estou_precisando estou_precisando_de to_precisando
        to_querendo estou_querendo estava_querendo tou_a_tentar reclamo demando insisto_em vim tenho_que
        tenho_de devo vou_querer vou_precisar quero_poder queria_poder quiser espero favor_de to_tentando
        estou_interessado_em estou_interessada_em interessa me_interessa opto_por escolho sugiro aceito seria_bom
        seria_melhor ficaria_melhor aguardo estou_a_espera_de precisando querendo faco_questao_de""",
    "want_one": """
        quero queria gostaria_de gostava_de preciso_de preciso precisava_de precisava desejo prefiro preferia
        preferiria solicito exijo necessito necessito_de queremos precisamos_de procuro busco requeiro
        gostaria_de_ter quero_ter precisaria_de quero_ver quero_ajuda_de preciso_da_ajuda_de quero_a_ajuda_de
        gostaria_da_ajuda_de preciso_de_ajuda_de solicito_a_ajuda_de agradecia agradeceria disse aguardo
        solicito_a_intervencao_de peco_a_intervencao_de preciso_da_intervencao_de gostaria_da_assistencia_de
        quero_contato_com preciso_de_contato_com preciso_contatar quero_contatar me_da me_de quero_falar
        quero_o_apoio_de preciso_do_apoio_de gostaria_de_falar peco vou_precisar_de estou_precisando_de
        to_precisando_de""",
    "help_noun": """
        atendimento ajuda assistencia suporte servico contato contacto apoio assessoria intervencao resposta auxilio
        interacao comunicacao trato tratamento""",
    "personal": """
        humano humana pessoal personalizado personalizada real ao_vivo de_verdade de_um_humano de_uma_pessoa
        por_um_humano por_uma_pessoa de_humano humanizado humanizada""",
    "word": """
        ligacao chamada conversa reuniao videochamada ajuda assistencia atendimento contato contacto resposta palavra
        chat apoio intervencao consulta papo videoconferencia palavrinha hora_marcada horario call""",
    "matter": """
        meu_caso o_caso este_caso minha_ligacao a_ligacao a_chamada minha_chamada a_conversa essa_conversa
        esta_conversa meu_chat o_chat este_chat esse_chat meu_problema minha_duvida minha_reclamacao
        minha_solicitacao isso isto meu_atendimento o_atendimento meu_pedido meu_chamado o_problema este_problema
        meu_processo meu_assunto o_meu_caso o_meu_processo o_meu_problema a_minha_chamada este_assunto esse_assunto
    """,
}

PHRASES = {
    "begin": "( ^ / , / <opening> )",
    "end": "&( $ / , / <joining> )",
    "role": "( <front> / <lead> / <skilled> )",
    "from": "( <of> <the>? . )",
    "person": "( <the>?2 <pre>? ( <human> / <role> ) !<virtual> ( <kind> / <front> / <from> )?3 !<virtual> )",
    "department": """
        ( <the>? <desk_name> / <the>? <desk> !virtual ( <from> / <kind> )? / <the>? <desk_kind>
        / o_pessoal|a_malta|os|as <of> <the>? . )""",
    "anyone": "( <person> / <someone> <kind>?2 <from>? / <department> )",
    "anyone_here": "( <person> / <someone> <kind>?2 / <the>? <desk_name> )",
    "bot_": "( <the>?2 ( <bot> / assistente|agente|atendente|consultor|operador|sistema <virtual> ) <virtual>? )",
    "bot_or_human": "( <bot_> / <the>?2 <pre>? ( <human> / <front> ) <kind>?2 / <being> )",
    # what stands before the verb when customers speak for themselves
    "ways": """
        como|onde|que|quando|com_quem ( que )? eu? (
        posso|poderia|podemos|devo|faco|fazer|faria|consigo|conseguia|tenho_que_fazer / se_faz|se_pode|da ) eu?
        fazer? para|pra|de?""",
    "possible": """
        ( e|sera|seria|era possivel eu? /
        da|daria|dava|tem|teria|ha|haveria|haveria|existe|existiria|tinha|voces_tem <the>? (
        como|forma|maneira|modo|jeito|possibilidade|opcao|chance|hipotese de|pra|para|eu?2 / para|pra eu? ) )""",
    "can_i": """
        (
        posso|poderia|podia|podemos|poderiamos|poderei|pudesse|consigo|consigo_eu|conseguia|conseguiria|a_gente_pode|se_pode|pode_se|sera_que_posso|sera_que_consigo
        )""",
    "let_me": """
        ( deixa|deixe|deixem|permita|permite|permitam me|eu|nos / me deixa|deixe|deixem|permita
        / me? ajuda|ajude|ajudem|ajudar me? a / ajuda para|pra|com|a / opcao de|para )""",
    "wanting": """
        ( eu? <want> ( <adverb> /
        poder|voltar_a|ir|ver_se_consigo|saber_se_posso|saber_se_consigo|pedir|tentar|conseguir )?2 )""",
    "own_voice": """
        ( <wanting> / <can_i> <adverb>? / <possible> <adverb>? / <ways> / <let_me> <adverb>? / <begin> <adverb>?
        / ^ para|pra / vamos|bora|hora_de|vontade_de|favor_de|poder|e_so )""",
    "about_it": "( !( que|tive|teve|houve|tenho|com|c ) . )?5",
    "with": "( com|c|para|pra|pro|a|ao|aos|por|pelo|pela|junto_a|de|do|da|num|no|na|com_o|com_a )",
    "can_you": """
        (
        pode|podes|podem|podia|podias|podiam|poderia|poderias|poderiam|consegue|consegues|conseguem|conseguia|conseguiria|pode_se|da_para|tem_como|daria_para|sera_que_pode|sera_que_podem
        )""",
    "me": "( me|nos )",
    "contacted": "( em contato|contacto|ligacao|comunicacao|linha|chamada )",
    "connect_to": """
        ( <me> <can_you>? <connect> <contacted>? / <can_you>? <adverb>? <connect> <me> <contacted>? / <can_you>
        <me> <connect> <contacted>? / eu <can_you>? <connect> <contacted>? )""",
    "i_want_one": "( eu? <want_one> <adverb>?2 / <me> <can_you>? <give> / <give> me / passa|passe me? )",
    "ask_verb": """
        ( ( <talk> / <reach> ) <about_it>? <with> / <me> <connect> com|para|pra|a|ao / <connect> me
        com|para|pra|a|ao )""",
    "no_wish": """
        ( <not> <adverb>?2 ( me|te|lhe|se|vos|nos )? <adverb>? ( <want> /
        quiser|queira|penso|vou|va|ha_necessidade|e_preciso|e_necessario|e_necessaria|sera_preciso|era_preciso|precisa|precisam|carece|tenho_vontade|tenho_intencao|tenho_interesse|apetece|gosto|vejo_necessidade|estou|acho|faz_sentido|considero|pedi|tem_necessidade|requer|vale_a_pena|convem|suporto|pretendia|quis|curto|estou_a_fim|to_a_fim|faco_questao|ha_que|tenho_porque|necessita|tem_por_que|adianta|cabe|a_fim
        ) <adverb>? de|em|que|por|a|o|pra|para? necessidade|precisar? de? ter_que|ter_de|que_ter|voltar_a? )""",
}
