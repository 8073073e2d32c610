"""Portuguese: how people ask for a person, refuse one, and ask whether they talk to a bot.

A request is a verb of asking in the customer's own voice ("quero …", "posso …?", an imperative with its pronoun) and,
in the same sentence, a word for the people who work here. The notation is explained in `grammar`; words and parts are
in `words`.
"""

from __future__ import annotations

from segue.domain.signals.languages.grammar import Grammar, Notation
from segue.domain.signals.languages.portuguese.spelling import SPELLING
from segue.domain.signals.languages.portuguese.words import PHRASES, WORDS

OTHER_MEANINGS = {
    "other agents": """
        agente|agentes
        imobiliario|imobiliaria|imobiliarios|secreto|secretos|livre|aduaneiro|quimico|patogenico|literario|policial|financeiro_externo|causador|fiscal|penitenciario|comunitario
        / agente|agentes de|da|do|dos <the>?
        viagens|viagem|turismo|bolsa|alfandega|policia|transito|saude|limpeza|seguros|usuario|carga|modelos|futebol|jogadores|mudanca|transporte|execucao|lei
        / corretor|corretora|corretores de|da|do|dos imoveis|bolsa|valores|texto|criptomoedas""",
    "other operators": """
        operador|operadora|operadores|operadoras
        movel|turistico|turistica|logistico|logistica|telefonica|logico|logicos|booleano|matematico|economico|nacional
        / operador|operadora de
        telefonia|turismo|maquinas|empilhadeira|caixa|internet|celular|telecomunicacoes|telefone|maquinaria|grua /
        mudar|trocar|troca|mudanca|outra|outro|nova|minha|portabilidade|antiga|novo|antigo de|para|da? <the>?
        operador|operadora""",
    "other persons": """
        ( primeira|segunda|terceira|mesma|cada|por pessoa / pessoa|pessoas
        juridica|juridicas|idosa|idosas|adicional|extra|desaparecida|autorizada|de_contato|de_contacto|mais|com_deficiencia|a_mais|dependente|dependentes
        / 1|2|3|4|5|6|7|8|duas|tres|quatro|cinco|seis|oito|dez|muitas|varias|quantas|as pessoas /
        dados|informacoes|cartao|conta|uso|emprestimo|credito|seguro|projeto|area|codigo|email|objetos|personal
        pessoal|pessoais / romano )""",
    "other representatives": """
        representante|representantes legal|legais|sindical|de_turma|dos_trabalhadores|comercial_autonomo / (
        sou|somos|ser|virar|me_tornar|tornar_me / -<has> como ) <the>? ( <front> / <lead> / <skilled> ) / (
        emprego|trabalho|trabalha|trabalhar|vaga|vagas|salario|concurso|curso|cargo|contratar ) ( de|para|como|do )
        <the>? ( <front> / <lead> / <skilled> ) / ( assistente ( do_google|google|alexa|siri|social|de_voz ) )""",
    "a place": """
        ( onde|qual|quais ( fica|ficam|e|tem|esta|encontro|sao )? <the>? / <the> )
        agencia|agencias|loja|lojas|filial|balcao|posto|sede ( mais )?
        ( proxima|proximo|proximas|perto|aqui|central|em|de|no|na / $ )""",
    "human things": """
        (
        direito|direitos|recurso|recursos|corpo|erro|erros|genoma|genero|trafico|capital|fator|raca|consumo|desenvolvimento|vida|sangue|condicao|natureza|falha
        humano|humana|humanos|humanas|de_pessoas )""",
    "what happened": """
        ( <the>? <person> /
        alguem|ninguem|gente|suporte|atendimento|assistencia|sac|apoio_ao_cliente|linha_de_apoio <from>? ) ( <from>
        / . )? que|quem|ja|so|nao|nunca?2 ( me|nos|lhe|o|a|te|se )?2 tinha|havia|tinham?
        atendeu|atenderam|atendido|disse|disseram|dito|desligou|desligaram|desligado|prometeu|prometido|prometeram|informou|informaram|informado|garantiu|garantido|explicou|explicado|pediu|pediram|pedido|respondeu|responderam|respondido|tratou|trataram|tratado|ligou|ligado|mandou|mandado|enviou|enviado|comentou|ajudou|ajudado|recomendou|cobrou|vendeu|deixou|deixaram|veio|era|foi|fez|ficou|perguntou|confirmou|estava|esteve|deu|gritou|negou|mentiu|passou|transferiu|resolveu|falou|xingou|ofereceu|contou|aconselhou|sabia|mudou|apareceu|orientou
    """,
    "what i did": """
        (
        falei|falamos|falaram|falou|falava|falado|conversei|conversamos|conversado|contactei|contatei|liguei|ligado|escrevi|fui|estive_falando|estive_a_falar|discuti|tratei|fui_atendido|fui_atendida|fui_transferido|fui_transferida|teclei|tentei_falar|consegui_falar|tinha_falado|estava_falando|estava_a_falar|acabei_de_falar|acabo_de_falar
        .?3 com|para|por|pelo|pela|ao|a|no <anyone> / ( me|nos )? (
        atendeu|atenderam|passou|passaram|transferiu|transferiram|encaminhou|encaminharam|ligou|ligaram|desligou|desligaram|colocaram|disseram|disse|puseram|conectaram
        ) me? para|com|a|por|ao|que? ( <anyone> / outro|outra ) )""",
    "when it happens": """
        ( quando|sempre_que|toda_vez_que|cada_vez_que|depois_que|antes_que|enquanto|desde_que|porque eu?
        quero|tento|queria|quis|preciso|peco|ligo_para|ligo_pra|liguei_para|posso|consigo|telefono_para|vou|pude
        voltar_a? <ask_verb> <anyone> /
        depois_de|apos|antes_de|esperando_para|espera_para|a_espera_de|a_espera_para|esperando|tempo_para|horario_para|numero_para|telefone_para|tentei|consegui|cansei_de|demora_para|demora|demoram_para|demoram|custa|paga_para|horas_para|minutos_para|horas_tentando|hora_tentando|dias_tentando|leva|leva_para|conseguir_para|pude|fila_para|hora_para|ontem_tentei
        a|para? conseguir|poder? <ask_verb> <anyone> )""",
    "what if": """
        ( se eu? quero|quiser|precisar|preciso|tiver_que|devo <ask_verb> <anyone> &( ,? .?4
        que|quanto|tenho|devo|pago|posso|onde|como|cobram|custa ) / (
        e_preciso|e_necessario|e_obrigatorio|tenho_que|tenho_de|devo|preciso_obrigatoriamente|tem_que|precisa|deve_se|sou_obrigado_a|obrigam_a|obrigatorio|tive_que|tive_de|teria_que|obrigado_a
        ) <ask_verb> <anyone> para )""",
    "told to": """
        (
        disseram|disse|dizem|diz|pediram|pediu|pedem|pede|aconselharam|recomendaram|sugeriram|mandaram|dito|pedido|recomendou|indicaram|exigem|mandou|orientaram|aconselhou
        me? que|para|a|de? eu? (
        falasse|falar|fale|ligasse|ligar|contatasse|contactar|contatar|entrar_em_contato|entrasse_em_contato|procurar|procurasse
        ) .?2 com|para|a|o? <anyone> )""",
    "others want": """
        ( quer|querem|deseja|precisa|precisam|pretende <talk> com|a|o? meu|seu|nosso|minha|sua|o|a / <talk> com
        <the>? meu|minha|meus (
        advogado|advogada|advogados|chefe|medico|medica|doutor|professor|professora|contador|diretor|psicologo|marido|mulher
        ) / o? meu|minha|nosso|nossa (
        chefe|patrao|advogado|advogada|colega|medico|doutor|professor|professora|empregado|contador|tutor|tutora|diretor|vendedor|tecnico|psicologo|superior|supervisor|corretor|funcionario
        ) &( $ / . ) !( de_conta|da_conta|por_favor|humano ) )""",
}

ABOUT_THE_BOT = {
    "are you": """
        ( ( voce|vc|tu|o_senhor|a_senhora|voces|isso|isto )? ( realmente|mesmo|por_acaso|e_que )?2 (
        e|es|seria|serias|sera|sois|sao ) (
        tu|voce|mesmo|realmente|so|apenas|de_verdade|na_verdade|um_tipo_de|ainda|como|mais_que )?3 <bot_or_human>
        &( $ / , / ou|ne|mesmo|certo|nao|por_tras|que|de|aqui|falando|do ) !( inutil|burro|ruim|de_merda ) )""",
    "are you not": """
        ( ( voce|vc|tu|o_senhor|a_senhora|isso|isto )? nao ( e|es ) tu|voce|mesmo? <bot_or_human> &( $ / , /
        ne|certo|nao|verdade|pois ) )""",
    "you a bot": "^ ( <polite> / , )?4 ( e )? voce|tu ,? <bot_or_human> ( $ / , )",
    "what are you": """
        ( quem|o_que|que|q e_que? e|es|sois|seria ( voce|tu|o_senhor|voces )? realmente|exatamente|mesmo|afinal?2 $
        / quem e_que? me? ( esta|e ) ( me|a )? (
        escrevendo|respondendo|falando|atendendo|digitando|escrever|responder|falar|atender|digitar|por_tras|ai|do_outro_lado
        ) / o_que|quem ( voce|tu|o_senhor ) e $ / com_quem eu? ( estou|falo|tenho|converso|teclo|e_que_estou ) .?4
        $ / qual_o_seu_nome )""",
    "am i talking to": """
        ( ( estou|estamos|estaria|sera_que_estou ) ja|agora|realmente|mesmo|de_verdade|a? (
        falando|falar|conversando|conversar|teclando|tratando|tratar|digitando|interagindo|a_falar|a_conversar )
        realmente|mesmo? ( com|para|a ) <bot_or_human> / -<asking> ( falo|converso|teclo ) realmente|mesmo? com
        <bot_or_human> &( ou / $ / , ) )""",
    "who answers": """
        ( isto|isso|este_chat|esse_chat|este_numero|esta_conversa|essa_conversa|o_chat|aqui|tem|ha|e|sera )?2 (
        me|o|te|nos )?2 (
        responde|respondem|atende|atendem|escreve|escrevem|le|leem|controla|fala|esta_respondendo|esta_a_responder|esta_escrevendo|esta_atendendo|esta_lendo|esta_falando
        ) me? ( <bot_or_human> / alguem ) real|de_verdade|humano? ou / me? (
        responde|atende|escreve|esta_respondendo|esta_a_responder|esta_escrevendo|esta_atendendo|le|respondendo )
        me? <bot_> $ / alguem responde|le|escreve ou / ^ ( <polite> / , )?3 ( me|sou ) (
        atende|responde|atendido_por ) me? <the>? <human> <kind>? $ / ( me|isto|isso ) ( responde|atende|escreve|e
        ) <bot_or_human> ,? verdade|certo|nao|ne|ou_que $ / ( tem|ha|existe ) <the>? <pre>? ( <human> / alguem /
        <front> ) <kind>? por_tras|do_outro_lado|atras|lendo|escrevendo|respondendo|a_ler|a_responder|digitando /
        por_tras|atras|detras de|do|deste|disso .?3 ( ha|tem|existe|esta ) <bot_or_human>""",
    "a ready reply": "( e|sao|parece uma? resposta|mensagem|texto pronta|pronto|automatica? de|do <bot_> )",
    "is this": """
        ( isto|isso|este_chat|esse_chat|este_atendimento|esse_atendimento|aqui|esta_conversa|essa_conversa|o_chat
        nao? ( e|sera|seria ) so|realmente|mesmo|apenas? ( <bot_> !( inutil|de|ruim|pessimo|mais|burro|que ) /
        <the>? ( <human> / <front> ) <kind>? ( $ / , / ou|mesmo ) / automatico|automatica|automatizado|automatizada
        ) / ( e|sao ) automatico|automatica|automatizado|automaticas|uma_mensagem_automatica )""",
    "one or the other": """
        ( <the>? ( <human> / <front> / real|de_verdade|vivo|gente ) <kind>? ,? ou
        e|es|estou_com|com|so|falo_com|falo|e_so|voce?2 <bot_> / <bot_> ,? ou
        e|es|estou_com|com|falo_com|alguem|um?2 ( <bot_or_human> / que|nao|q|quem|como $ ) )""",
    "prove it": """
        (
        prova|prove|me_prova|confirma|confirme|me_confirma|diz|diga|me_diz|me_diga|diga_me|diz_me|saber|sabe|jura|certeza|acho|parece|aposto|suspeito|desconfio|garante|admite|confessa
        de? que|se nao? ( voce|vc|tu|isto|isso|o_senhor )? nao? (
        e|es|estou_falando_com|estou_a_falar_com|falo_com|sao ) mesmo|so|realmente? <bot_or_human> )""",
    "sounds like one": """
        ( voce|tu|isto|isso|ate|so? ( parece|pareces|soa|fala|responde|respondes|age|escreve|falas ,?
        a|como|ser|que_e|que_fosse|mesmo? <bot_> / parece|pareces ,? ser|mesmo? <bot_or_human> ) )""",
    "are you alive": """
        ( voce|tu|vc|o_senhor|a_senhora ( e|es|esta|estas ) mesmo? (
        vivo|viva|real|de_verdade|de_carne_e_osso|consciente|automatico|falso|verdadeiro|gente ) / ^ ( es|e ) (
        real|de_verdade|de_carne_e_osso ) )""",
    "self image": """
        ( voce|tu se|te considera|consideras|define|ve como? <bot_or_human> / ( voce|tu|vc )? ( tem|tens ) (
        sentimentos|consciencia|alma|emocoes|um_nome|corpo ) .?8 )""",
}

DECLINES = {
    "no wish": """
        <no_wish> ( ( ( <talk> / <reach> ) <about_it> <with> / <talk> / <reach> /
        ver|ter|chamar|incomodar|esperar|recorrer|envolver|escalar|ir|depender|passar|aguardar|ligar|conversa|contato|ajuda|atendimento|usar|receber
        ( a|de|com|para|por|ao|do|da )? ) .?3 ( <anyone> / <nobody> ) / ( me|nos|te )? ( <connect> / <serve> ) (
        me|nos )? .?3 ( com|para|a|em|por|ao )? ( <anyone_here> / <nobody> / outro|outra ) / que? <adverb>? (
        <person> / <someone> / <nobody> ) ( me|nos )? ( <serve> / <serves> /
        intervenha|interfira|escreva|incomode|entre|se_meta / $ ) / que intervenha|venha|entre|participe|apareca
        <nobody> / ( ser|que_me|que_nos|me ) <serve>?
        atendido|atendida|transferido|transferida|encaminhado|encaminhada|contatado|contactado|contactada|direcionado|passe|passem|passes|transfira|transfiram|transfiras|encaminhe|encaminhem|conectem|conecte|contatem|contactem|liguem|ligue|atendam|coloque|coloquem|ponham|transferir|passar|encaminhar
        .?2 ( com|por|para|a|pelo|pela|ao <anyone> / $ / , / por_favor|obrigado|obrigada|ainda|agora ) / <the>?
        <help_noun> ( <personal> / de <the>? <person> ) / <the>?2 ( <pre>? ( <human> / <front> / <lead> ) <kind>?2
        <from>? / gente|alguem|ninguem ) )""",
    "do not connect": """
        (
        nao|nunca|nem|sem|jamais|tampouco|ja_nao|evite|evita|evitem|parem_de|para_de|pare_de|nem_pense_em|nem_pensar_em|nao_precisa|nao_precisam|nao_e_preciso|nao_tente|nao_vai|nao_va|nao_venha|deixa_de|nao_adianta|prefiro_que_nao
        ( me|nos|te|lhe|o )? <can_you>? quero_que|e_preciso|e_necessario|queira|va|tente|precisa|que? ( me|nos )?
        <adverb>? (
        passe|passem|passes|passar|transfira|transfiram|transfiras|transferir|encaminhe|encaminhem|encaminhes|encaminhar|conecte|conectem|conectes|conectar|coloque|coloquem|colocar|ponha|ponham|mande|mandem|mandar|ligue|liguem|contate|contatem|contacte|contactem|escale|escalar|direcione|direcionem|direcionar|chame|chamem|chamar|chames|traga|redirecione|envie|enviem|envolva|envolver|incomodar|ligar|acione|acionar
        ) ( me|nos )? <adverb>?2 ( $ / , / <adverb> / (
        meu_caso|meu_chat|a_ligacao|a_chamada|isso|isto|o_chat|a_conversa )? ( com|para|a|em|ao|por )? ( <anyone> /
        <nobody> / outro|outra ) ) )""",
    "do not pass me": """
        -<why> nao|nem ( transfere|passa|encaminha nao &( , / $ ) / chama|chame|chamem <nobody> ) / -<why> nao|nem
        me|nos passa|transfere|encaminha|conecta|coloca|manda|liga|poe|direciona (
        para|com|a|ao|de ( <anyone> / <nobody> / outro|outra ) / de_novo? <polite>? $ )""",
    "do not call me": """
        ( nao|nem ( precisa|precisam|e_preciso|e_necessario|quero_que|vale_a_pena ) de|que? ( me|nos )?
        contactar|contatar|ligar|telefonar|transferir|retornar|liguem|contactem|contatem|ligue ( me|nos )? &( $ / , /
        <polite> / <adverb> ) )""",
    "not again": """
        ( nao|nem <adverb>? <want> <adverb>? ser|estar|voltar_a_ser
        transferido|transferida|encaminhado|encaminhada|atendido|passado|redirecionado
        por|para? ( <anyone> )? <adverb>? mais? ( $ / , ) )""",
    "no longer": """
        ( nao|ja_nao <adverb>? mais? <want> <adverb>? mais de|que|do|da? <the>?2 ( <anyone> / falar|conversar|contato
        <with> <anyone> ) )""",
    "forget one": """
        ( deixa|deixe|deixem|deixemos ( quieto|para_la|de_lado|estar ) / esquece|esqueca|esquecam ) <the>? ( <person> /
        <someone> )""",
    "cancel it": """
        ( cancela|cancele|cancelem|cancelar|anula|anule|anular <the>?
        pedido|solicitacao|transferencia|ligacao|chamada|espera|fila de|do|da|para|com|por <the>? ( <person> /
        <someone> ) )""",
    "no person": """
        ( nao|sem|nada_de|zero|nenhum|nenhuma|nem|menos <the>?2 (
        humano|humanos|humana|agente|agentes|pessoa|pessoas|atendente|atendentes|operador|operadores|operadora|representante|representantes|consultor|consultores|gente|assistente_humano|funcionarios|funcionario
        ) <kind>? ( <polite> / , )?2 ( $ / , / por|para|obrigado|obrigada|no_meio|prefiro|quero|so|ainda|necessario
        ) )""",
    "no thanks": """
        ( ^ ( <polite> / , )?2 nao ,? ( <polite> / , )?3 ( nao|sem|nem ) (
        falar|preciso|quero|desejo|precisa|requer ) <the>?2 ( <person> / <someone> ) )""",
    "without": """
        (
        sem|evitar|evitando|em_vez_de|ao_inves_de|odeio|detesto|me_recuso_a|recuso_me_a|nada_de|evitar_de|dispenso|nao_suporto|tenho_vergonha_de|tenho_preguica_de|da_preguica_de|prefiro_nao|preferia_nao|preferiria_nao|prefiro_evitar|preferimos_nao|gostaria_de_nao|gostava_de_nao|melhor_nao|opto_por_nao|quero_evitar|melhor_sem|prefiro_que_nao|em_lugar_de|sem_necessidade_de|prefiro_nem|queria_evitar
        ter_que|ter_de|precisar|precisar_de|necessidade_de|a_necessidade_de|que_me|a_ajuda_de|ajuda_de|intervencao_de|a_intervencao_de|passar_por|recorrer_a|chamar|que|a|o|depender_de|ir_com|esperar_por|de|falar?2
        ( <ask_verb> ( <anyone> / <nobody> ) / ( <talk> / <reach> /
        contactar|incomodar|envolver|esperar|ver|chamar|ligar|aguardar|precisar|ser_atendido_por|ser_transferido_para|atenda|passem|passe|transfiram|transfira|liguem
        ) .?2 ( <anyone> / <nobody> ) / <the>?2 <pre>? ( <human> / <front> / <lead> ) <kind>? &( $ / , /
        por|para|de|que|e|obrigado|obrigada ) / ( me|nos )? ( <connect> / <serve> ) .?2 ( <anyone> / <nobody> ) /
        me <connect> &( $ / , ) ) )""",
    "rather the bot": """
        ( ( -<denied>
        prefiro|preferia|preferiria|quero|queria|melhor|gostaria|gostava|desejo|so_quero|prefiro_que|estou_bem|fico|me_viro|viro_me|desenrasco_me|me_entendo|vou|sigo|sigamos|seguimos|continuemos|continuamos|continuar|podemos|posso|deixa_me|deixe_me|me_basta|basta_me|ajuda_me|escolho|opto_por|gosto_mais|me_serve|pode_ser|esta_bem|vamos|seguirmos|bora
        melhor|so|seguir|sigo|continuar|ficar|seguimos|falar|conversar|interagir|falando|conversando|teclando|tratar|que_me|que|resolver|fazer|me|ajude|ajudes|atenda|atendas|assim|aqui|isto|isso|continuando|continue|continues|explique|expliques|responda|respondas|ser|atendido|atendida|por|receber|ajuda|de|bem|a|resolva|resolvas|diga|digas?5
        ( contigo|consigo|com_voce|com_voces|com_ti|por_aqui|so_nos_dois|voce_e_eu|convosco / com|por|a|pelo|do|de
        <the>? ( <bot> <virtual>? / assistente|agente|atendente <virtual> ) / voce|tu|vc &( $ / , /
        por_favor|obrigado|obrigada|e|do|em|mesmo|melhor|so|me|nao|antes|aqui ) ) ) )""",
    "you do it": "( prefiro|quero|melhor|queria|preferia que? ( voce|tu ) ( me|mesmo )?2 <serve> )",
    "rather the bot than": """
        ( <bot_> antes|melhor|mais|em_vez|ao_inves|do que|de|a? <the>?2 ( <person> / <someone> ) /
        contigo|com_o_bot|com_voce|com_o_robo ,? ( e|que|do_que )? ( nao|melhor|antes|em_vez|ao_inves ) (
        com|que|de|falar )?3 ( <person> / <someone> / <nobody> ) )""",
    "not to talk": "( nao|nunca ( <talk> / <reach> ) <about_it> <with> ( <person> / <someone> / <nobody> ) )",
    "stay with the assistant": """
        ( -<denied> seguir|continuar|continuo|ficar|continuamos con|com o|este|esse asistente|assistente )""",
    "not yet": """
        ( ainda|por_enquanto|por_agora|de_momento|por_ora|agora nao ,? ( quero|preciso|preciso_de|desejo )? .?3
        <person> )""",
    "do not involve": """
        ( nao ( queria|quero|precisa|precisam|vou|gostaria_de|gostava_de )? (
        incomodar|envolver|chamar|acionar|chame|incomode|chamem ) <anyone> )""",
}

CLEAR = {
    "talk to one": """
        <own_voice> <adverb>? ( <talk> / <reach> ) <about_it> <with> <the>? <adverb>? ( <person> / <someone> )""",
    "talk to the desk": "<own_voice> <adverb>? <talk> <about_it> <with> <adverb>? <department>",
    "reach one": """
        <own_voice> <adverb>? ( contatar|contactar|localizar|chamar|falar|encontrar|ver|consultar|perguntar|ouvir|ter )
        (
        a|com|ao|para )? ( <person> / um_de_verdade / alguem ( <from> / <kind> )? )""",
    "which key": """
        ( qual|que|quais ( opcao|numero|tecla|botao ) .?4 / o_que|que eu? ( digito|aperto|disco|teclo|seleciono ) )
        para .?3 ( com|no|na|ao|num|o|a )? ( <person> / <someone> )""",
    "i talk to one": """
        ( como|onde|posso|quando|por_onde|a_que_horas|se|de_que_forma|diga_como|por_que_nao ( que|e_que )? )?2 (
        eu|posso )? ( <talk_i> ( com|para|a|o|ao )? ( <person> / <someone> ) / falo|converso com <department> )""",
    "with whom": """
        ( com_quem|a_quem|para_quem|com_qual ( <front> / <human> / departamento|area|setor )? e_que? eu? (
        posso|poderia|podia|podemos|consigo|da_para|falo|devo ) <talk>? / com_quem_falo|com_quem_eu_falo (
        sobre|para ) / alguem|pessoa|humano|agente|atendente|operador|consultor|um|representante|funcionario (
        com|a|para quem ,? eu? ( possa|posso|poderia|consiga|pudesse|da_para|falar|conversar ) <talk>? ) )""",
    "is there one": """
        ( tem|ha|havera|teria|haveria|tens|existe|esta|estara|nao_ha|nao_tem|voces_tem|contam_com (
        ai|aqui|algum|por_ai|agora )? <the>?2 ( <person> / alguem|alguem_mais|gente <kind>? ) (
        disponivel|disponiveis|conectado|livre|livres|online|humano|real / para? com_quem|a_quem|que|quem
        me|nos|possa|posso|pode|consiga|o?2 ( <serve> / <serves> / <talk> ) / para|pra <talk> / com_quem|a_quem ) )
    """,
    "is there a human": """
        ( tem|ha|havera|tens|existe|voces_tem ( ai|aqui|por_ai )? <the>? ( <human> / <front> ) <kind>? ( por )? (
        ai|aqui|disponivel )? ( <end> / $ ) )""",
    "connect me": """
        ( -<others> <connect_to> <matter>? <adverb>?2 ( com|para|a|ao|aos|no|na|pelo / para falar|conversar com )
        <adverb>? <anyone> )""",
    "put one on": """
        (
        chame|chama|chamem|chamar|traga|traz|traga_me|mande|manda|envie|envia|busca|busque|arruma|arrume|consiga|consegue|arranja|arranje|avise|avisa|avisem|bota|bote|coloque|coloca|coloquem|ponha|poe|passa|passe|aciona|acione|acionar|que_venha|da|me_ve
        ( ai|me|logo|o|para )?2 ( o|a|com|para|ao )? ( <the> <pre>? ( <human> / <front> / <lead> ) / <human> /
        agente|atendente ) <kind>?3 <end> )""",
    "connect": """
        ( ( <begin> / <can_you> ) (
        transfere|transfira|transferir|redireciona|redirecionar|redirecione|encaminha|encaminhe|encaminhar|passa|passe|passar|direciona|direcionar|repassa|repassar|conecta|conectar
        ) ( para|ao|a|com ) <anyone_here> )""",
    "connect my case": "( <connect> <matter> <adverb>? ( com|para|a|ao ) <adverb>? ( <person> / <someone> ) )",
    "transfer me": """
        ( ^ / , / <opening> / <can_you> ) ( me
        transfere|transfira|transfiram|transferir|transferem|passa_para_alguem|encaminhe|encaminha|conecta|conecte
        / transfere|transfira|transfiram|transferir|encaminhe me ) ( <polite> / , )?3 $""",
    "have one serve me": """
        ( ( que / <can_you> ) <adverb>? ( me|nos|o )?2 ( <serve> ) ( me|nos )? .?3 ( com|por|de|a )? <the>?2 (
        <person> / um|uma humano|humana ) )""",
    "may one serve me": """
        ( ( me|nos ) <can_you> ( <serve> / <connect> ) <adverb>? ( com|a|por|de )? <person> / <can_you> ( me|nos )?
        <serve> ( me|nos )? <person> / (
        que|podia|poderia|quero_que|deixe_que|deixa|pode|preciso_que|gostaria_que|queria_que <adverb>? / <can_you>
        ) <person> ( que )? ( me|nos|o|a|se )? ( <serve> / se_encarregue|intervenha|tome_conta ) / ( me|nos ) (
        atende|atendam|ligue|liga|liguem|ajuda ) <adverb>? <person> ( <end> / $ ) !ou / ^ (
        ligue|liguem|contacte|contactem ) me <person> )""",
    "someone who serves": """
        ( <i_want_one> a? ( <someone> <kind>?2 / <person> ) ( ( que|quem|para_que|com_quem|a_quem
        me|nos|possa|possam|posso|o|saiba|seja|entenda|realmente|de_verdade?3 ( <serve> / <serves> / <talk> /
        humano|real|saiba|entenda ) ) / ( para <talk> ) ) )""",
    "be served by one": """
        ( ser|seja|estar|fique? (
        atendido|atendida|transferido|transferida|encaminhado|encaminhada|contatado|contactado|contactada|direcionado|direcionada|ajudado|ajudada|assistido|conectado|auxiliado|ouvido|atendidos|redirecionado
        ) <adverb>? ( por|com|a|para|pelo|pela|pelos|ao ) <the>? ( <person> / <someone> ) / que me|nos
        atendam|ajudem|respondam|liguem|contactem|contatem <adverb>? ( por|de|com <person> ) )""",
    "served by": """
        ( (
        atendimento|atendido|resposta|assistencia|ajuda|suporte|apoio|ligacao|intervencao|contato|contacto|auxilio
        ) ( de|por|com|pelo|do|da|direto_com|direta ) <adverb>? <the>? ( <human> / <front> ) <kind>? <end> )""",
    "want one": """
        ( ( <i_want_one> / ^
        solicitar|pedir|transferencia|passar|transferir|obter|conseguir|contato|contacto|contatar|chamar|encaminhar
        ) <adverb>? ( para|com|de|a )? <the>?2 <pre>? ( <human> / <front> / <lead> / advogado|tutor ) !<virtual>
        <kind>?3 <from>? <end> )""",
    "want someone": """
        ( <i_want_one> a? ( alguem ( <kind> / <from> ) <kind>? / um|uma
        real|humano|humana|de_verdade|de_carne_e_osso ) <end> )""",
    "would rather one": """
        ( prefiro|preferia|preferiria|prefiro_que_seja|melhor|melhor_com|so_com|que_seja|escolho|opto_por (
        a|com|um )? ( <the> <human> / <human> <kind> / <the> agente|atendente|operador|consultor|representante
        humano|real ) )""",
    "human help": """
        ( ( <i_want_one> / <can_i> ter|receber|obter|pedir / <want> ter|receber|obter|pedir|que_me_deem|contar_com
        / com|por|para|passar|mudar|obter|receber|pedir|solicitar ) ( <the>? <help_noun> (
        mais|de|com|por_parte_de|direto|direta )? <the>? ( <personal> / <person> ) ) )""",
    "a call with one": """
        ( ( <i_want_one> / <want> / <can_i> / <can_you> / <possible> /
        agendar|marcar|solicitar|pedir|ter|agende|marque ) <adverb>? (
        agendar|marcar|ter|reservar|solicitar|pedir|fazer|receber|iniciar|me_ligar )? <the>? <word> (
        ao_vivo|telefonica|direta )? ( de|com|por|do|da ) ( <person> / <department> ) )""",
    "no bots but one": """
        ( nao|nada_de|sem|chega_de|farto_de|farta_de|cansado_de|cansada_de|odeio|menos|detesto <the>?2 (
        mais|um|falar_com|falar_com_um|outro )?2 <bot_> ( , /
        e|mas|quero|preciso|preciso_de|so|melhor|a|com|que|me|passa|falar|sim|exijo|prefiro|por_favor )?6 ( <the>?
        <pre>? ( <human> / <front> / alguem ) ) )""",
    "one and no bot": """
        ( ( <the>? <pre>? ( <human> / <front> / alguem ) <kind>?2 ) ,? ( e )? (
        nao|em_vez_de|ao_inves_de|sem|nada_de|que_nao_seja|do_que|e_nao|nem ) ( com|falar_com|quero )? <the>?3
        <bot_> )""",
    "not to a bot": """
        ( <not> ( me|te )? ( quero|desejo|vou|gosto|gostaria|preciso|suporto|pretendo|aceito|aguento|confio|queria
        ) ( de|em|que_me|mais|continuar|ficar|a )?3 ( ( <talk> ) com|a|para /
        falando|tratando|perder_tempo|lidar|atendam|atenda|responda com|por? ) <bot_> / (
        farto|farta|cansado|cansada|odeio|detesto|me_recuso|recuso_me|chega ) de|a? ( <talk> /
        tratar|lidar|discutir ) com|a <bot_> )""",
    "live chat": """
        ( ( <want> / <i_want_one> / <can_i> ) ( iniciar|abrir|comecar|usar|ter|um|o|acessar_o|ir_para_o )?3 chat (
        ao_vivo|com_humano|humano|com_atendente ) )""",
    "again and again": """
        ^ ( <front> / <human> ) ,? ( <front> / <human> ) ,? ( <front> / <human> ,? )?4 ( <polite> / , )?2 $""",
    "one now": """
        ( ^ / , ) ( <polite> / , )?3 <the>? ( <human> / <front> / <lead> ) <kind>? ,? (
        ja|agora|agora_mesmo|imediatamente|quanto_antes|urgente|de_uma_vez|logo ) ( <polite> / , )?3 $""",
    "one to talk to me": """
        ( ( ^ / , / <opening> ) <the>? ( <person> / <someone> <kind> ) ( para|que|com_quem ) ( possa|me|posso|nos
        )?3 ( <talk> / <serve> / <serves> ) )""",
}

UNCLEAR = {
    "someone serves me": """
        ( ( que|podia|poderia|pode|quero_que / <can_you> )? ( alguem|algum ) (
        dai|de_voces|mais|aqui|ai|por_ai|de_verdade )?2 ( que )? ( <can_you> )? ( me|nos|o )? ( <call_me> /
        atenda|atende|responde|responda|ajude|ajuda|atender|ajudar|responder|leia|le|ligar ) )""",
    "may someone serve me": """
        ( ( me|nos )? <can_you> ( me )? <serve> ( me )? alguem / que me|nos <serve> alguem / me (
        atende|responde|ajuda ) alguem )""",
    "the desk": """
        ( <own_voice> ( <talk> / <reach> / ir|escrever ) ( com|a|de|o|para|ao )?3 <department> <end> / (
        como|onde|por_onde|de_que_forma ( que|e_que )? ( eu|posso|me|se|faco_para|poderia|e|esta|fica )?3 (
        contato|contacto|contatar|contactar|comunico|falar|ligo|localizo|acesso|encontro|falo|entro_em_contato|entro_em_contacto|esta|fica
        ) ( com|a|de|o|para|no )?3 <department> / <connect_to> <matter>? ( com|para|a|ao ) <department> ) )""",
    "call me": """
        ( ( <begin> me <call_me> / <begin> <can_you> me ligar|telefonar|retornar|contactar|contatar / <begin> me
        <can_you> ligar|telefonar|contactar|contatar / <begin> liguem|ligue|telefonem|contactem|contatem me / <can_you>
        ligar|telefonar me ) ( <polite> / , )?3 &( $ / no|neste|nesse|para_o|o_quanto_antes|assim_que / , ) )""",
    "contact you": """
        ( como|onde|quero|preciso|posso|poderia|queria|gostaria_de|desejo ( eu|os|vos|me|posso|poderia|e_que )?2 (
        contato|contacto|contatar|contactar|entro_em_contato|entrar_em_contato|entrar_em_contacto|entro_em_contacto|contata_los|contacta_los
        ) ( com|a )? ( voces|vos|los ) )""",
    "whom to talk to": """
        ( ( com|a|para ) quem e_que? eu? (
        devo|tenho_que|tenho_de|me|deveria|falo|contato|contacto|posso|ligo|me_dirijo|recorro ) ( <talk> /
        comunico|dirijo|queixo|dirigir_me|recorrer )? )""",
    "is anyone there": """
        ( ( tem|ha|esta|havera|continua|continuam|nao_ha|nao_tem ( ai|aqui )? (
        alguem|alguma_pessoa|gente|algum_ser|ninguem ) ) ( por|do )? (
        ai|aqui|outro_lado|la|disponivel|online|conectado|atendendo|acordado|presente )? ( que_me|que|para|quem )?
        ( ajude|ajudar|responda|atenda|possa|leia|atender|me )?3 ( ou_nao )? ( <polite> / , )?2 ( $ / , / que|ou )
        / ^ ( <polite> / , )?3 alguem|ninguem (
        por_ai|ai|aqui|disponivel|online|me_atende|responde|me_le|me_responde|me_ajuda|pode_ajudar|pode_me_ajudar|pode_atender|do_outro_lado|atende
        )?2 ( <polite> / , )?3 $ )""",
    "person available": """
        ( ( ^ / , ) ( <polite> / , )?3 ( ha|tem|esta|algum|alguma )?2 <person> (
        disponivel|disponiveis|livre|online|conectado|ai ) ( <polite> / , )?3 $ )""",
    "where is one": "( onde esta|estao|ha|tem|posso_encontrar|encontro|fica <the>? ( <human> / <front> / suporte ) )",
    "escalate": """
        ( ( <can_you> / <own_voice> / <begin> / favor ) ( escalar|escala|escale|escalem|elevar|eleve ) ( <matter> /
        uma_reclamacao|para_um_nivel_superior )? <end> )""",
    "want the desk": """
        ( <i_want_one> ( a|com|contatar|ir_para|de|o )?2 <the>? <desk_name> <end> /
        contatar|contactar|contato|contacto ( o|com|com_o )? <desk_name> <end> )""",
    "need someone": """
        ( <i_want_one> a? ( <someone> ) ( $ / , / por_favor|ja|agora ) / <i_want_one> (
        ajuda|suporte|assistencia|apoio ) ( de|por_parte_de ) ( alguem|voces ) / preciso|quero que alguem )""",
    "only a noun": """
        ^ ( <polite> / , )?6 ( com|a )? <the>? <pre>? ( <human> /
        agente|agentes|atendente|atendentes|operador|operadora|operadores|representante|consultor|consultora|supervisor|supervisora|gerente|encarregado|funcionario|funcionaria|assistente|responsavel|chefe|colaborador|analista|advogado|tutor|corretor|alguem_real|alguem_de_verdade|assessor|tecnico
        ) <kind>?2 <from>? ( <polite> / , )?6 $""",
    "only the desk": """
        ^ ( <polite> / , )?6 ( com|ir_para|contatar|contactar|contato|contato_com|passar_para|falar )?2 <the>? (
        <desk_name> /
        atendimento|apoio|chat_ao_vivo|chat_humano|chat_com_atendente|contato|contacto|contato_humano|linha_direta|ajuda_ao_vivo|falar
        / <desk> <of> ( . )?3 ) ( humano|humana|ao_vivo|pessoal|humanizado )? ( <polite> / , )?6 $""",
    "only human help": "^ ( <polite> / , )?6 <the>? <help_noun> <personal> ( <polite> / , )?6 $",
    "only no bots": """
        ^ ( <polite> / , )?4 ( nao|nada_de|sem|chega_de|nao_quero|odeio|zero|sair_do|fora ( mais )? ) <the>?2
        <bot_> ( <polite> / , )?4 $""",
    "a noun at last": """
        ( , ( <the>? ( agente|atendente|operador|operadora|representante|humano|pessoa_real|consultor ) <kind>? ) (
        <polite> / , )?4 por_favor|ja|urgente ( <polite> / , )?2 $ )""",
    "have you a desk": """
        ( tem|ha|dispoem_de|contam_com|existe|oferecem|voces_tem <the>?2 ( <desk_name> /
        chat_ao_vivo|chat_humano|suporte_humano ) disponivel|aqui|por_chat|online|24_horas? $ )""",
}

_NOTATION = Notation(
    {
        **WORDS,
        "denied": "nao nunca nem",
        "asking": "como onde eu posso quando que",
        "has": "tem teria ha tens da",
        "why": "que voce voces tu porque ele ela",
    },
    PHRASES,
)

GRAMMAR = Grammar(
    language="pt",
    spelling=SPELLING,
    anchor=_NOTATION.pattern(
        """
            <front> / <lead> / <skilled> / <human> / <bot> / contigo|consigo|com_voce|com_voces|com_ti /
            <desk_name> / <desk> /
            alguem|algum|qualquer_um|gente|voces|ninguem|um_real|um_de_verdade|outro|outra|quem|automatico|automatica|automatizado
            / e real|de_verdade|gente|vivo / es|voce|vc|tu|parece|falar|falo|conversar / me
            transfere|transfira|transferir|encaminhe|encaminha|conecta|conecte|passe|passem|passar|liguem|ligue|passa|coloca|manda|liga|poe|direciona|ligar|telefonar|retornar|telefone|retorne|transferido|transferida|encaminhado
            / ser transferido|transferida|encaminhado|encaminhada|redirecionado|passado / ligar|liguem|telefonem me /
            transfere|transfira|transfiram|transferir|encaminhe me /
            atendimento|ajuda|suporte|assistencia|servico|contato|contacto|chat|escalar|escala|escale|falando|apoio|contatar|contactar
            / por_aqui|seguir|so_nos_dois|sentimentos|o_senhor|a_senhora / <desk_kind>"""
    ),
    other_meanings=_NOTATION.rules(0.0, OTHER_MEANINGS),
    about_the_bot=_NOTATION.rules(0.0, ABOUT_THE_BOT),
    declines=_NOTATION.rules(0.03, DECLINES),
    clear=_NOTATION.rules(0.97, CLEAR),
    unclear=_NOTATION.rules(0.7, UNCLEAR),
    base_rate=0.01,
)
