"""Spanish: how people ask for a person, refuse one, and ask whether they talk to a bot.

A request is a verb of asking in the customer's own voice ("quiero …", "¿puedo …?", an imperative with its pronoun) and,
in the same sentence, a word for the people who work here. The notation is explained in `grammar`; words and parts are
in `words`.
"""

from __future__ import annotations

from segue.domain.signals.languages.grammar import Grammar, Notation
from segue.domain.signals.languages.spanish.spelling import SPELLING
from segue.domain.signals.languages.spanish.words import PHRASES, WORDS

OTHER_MEANINGS = {
    "other agents": """
        agente|agentes|agencia
        inmobiliario|inmobiliaria|inmobiliarios|secreto|secretos|libre|aduanal|aduanero|quimico|patogeno|literario|policial|causal|externo|viajero|limpiador|financiero_externo|migratorio
        / agente|agentes de <the>?
        viajes|viaje|bolsa|aduanas|aduana|policia|transito|trafico|la_ley|cambio|limpieza|seguros|usuario|carga|modelos|futbol|jugadores|ia|migracion|la_propiedad
    """,
    "other operators": """
        operador|operadora|operadores|operadoras
        movil|movila|turistico|turistica|logistico|logistica|telefonica|telefonico|logico|logicos|booleano|matematico|economico
        / operador|operadora de telefonia|turismo|maquinaria|grua|cable|internet|telecomunicaciones|carretilla /
        cambiar|cambio|cambiarme|otro|otra|nuevo|nueva de? operador|operadora""",
    "other persons": """
        ( primera|segunda|tercera|misma|cada|por persona / persona|personas
        juridica|juridicas|mayor|mayores|adicional|extra|desaparecida|autorizada|de_contacto|mas|con_discapacidad|natural|naturales|a_cargo|dependiente|dependientes|en_situacion
        / 1|2|3|4|5|6|7|8|dos|tres|cuatro|cinco|seis|ocho|diez|muchas|varias|cuantas|las personas /
        datos|informacion|tarjeta|cuenta|uso|prestamo|credito|seguro|proyecto|area|codigo|correo|banca personal /
        humano|humana personal )""",
    "other representatives": """
        representante|representantes legal|legales|estudiantil|sindical|de_los_trabajadores|de_familia / (
        plan|clase|sala|menu|vuelo|comite|poder|consejo|director|almuerzo|bus|maletin|paquete|resumen|desayuno|tarifa
        ) ejecutivo|ejecutiva / ( asistente|asesor ) de google|alexa|siri / soy|somos|como|ser <the>? ( <front> /
        <lead> / <skilled> ) /
        agente|asesor|operador|representante|empleado|gerente|tecnico|recepcionista|vendedor|teleoperador|asistente|supervisor
        de? trabajo /
        trabajo|empleo|vacante|vacantes|puesto|puestos|plaza|oferta|salario|sueldo|curso|trabaja|trabajar
        de|para|como <the>? ( <front> / <lead> / <skilled> )""",
    "human things": """
        (
        derecho|derechos|recurso|recursos|cuerpo|error|errores|genoma|genero|trafico|trata|capital|factor|raza|consumo|desarrollo|vida|sangre|condicion|naturaleza|fallo
        humano|humana|humanos|humanas|de_personas|de_humanos )""",
    "what happened": """
        ( <the>? <person> / alguien|nadie|gente|operadora|soporte|atencion_a_el_cliente|servicio_tecnico <from>? )
        ( <from> / . )? que|quien|ya|solo|no|nunca?2 ( me|nos|le|lo|la|te|se )?2 ha|habia|han|habian?
        atendio|atendieron|atendido|dijo|dijeron|dicho|colgo|colgaron|colgado|prometio|prometido|prometieron|informo|informaron|informado|aseguro|asegurado|explico|explicado|pidio|pidieron|pedido|contesto|contestaron|contestado|respondio|respondieron|respondido|trato|trataron|tratado|llamo|llamado|mando|mandado|envio|enviado|comento|ayudo|ayudado|recomendo|cobro|vendio|dejo|dejaron|corto|vino|era|fue|hizo|quedo|pregunto|confirmo|estaba|estuvo|dio|grito|nego|mintio|paso|paro|resolvio|hablo|insulto|ofrecio
    """,
    "what i did": """
        ( -<that>
        hable|hablamos|hablaron|hablaba|hablado|conversado|chatee|charle|platique|hablaste|conversamos|platicado|discuti|discutido|estuve_hablando|hablando_ayer|contactado|chateado|llamado|escribi|escrito|quede|tratado
        .?3 con|a <anyone> &( $ / . / , ) / ( me|nos ) ha|han|habia|habian|hubo?
        atendio|atendieron|atendido|paso|pasaron|pasado|comunicaron|transfirio|transfirieron|transferido|derivo|derivaron|derivado|llamo|colgo|contesto|contestado|respondio|dijo|dijeron|pusieron|puso
        con|a|por|de|que? ( <anyone> / otro|otra ) )""",
    "when it happens": """
        (
        cuando|siempre_que|cada_vez_que|despues_de|luego_de|antes_de|mientras|desde_que|tras|al|hasta|a_el|porque|de_tanto|tiempo_para|hora_para|horas_para|minutos_para|horario_para|numero_para|telefono_para|esperando_para|esperando_a|cansado_de|pude|pudo|intente|logre|he_intentado|intentado|consegui|trate_de|tratando_de|conseguido|poder
        quiero|intento|trato_de|quise|intente|queria|pido|necesito|llamo_para|llame_para|puedo|logro|consigo|pude|toca
        /
        despues_de|luego_de|antes_de|tras|esperando_para|esperando|tiempo_para|horario_para|numero_para|telefono_para|logre|consegui|pude|cuesta|horas_para|minutos_para|tarda|tardan|tarde|hora
        en|para|a|de? ) poder|volver_a? <ask_verb> <anyone>""",
    "what if": """
        ( si quiero|necesito|quisiera|deseo|prefiero|pido|tengo_que|debo <ask_verb> <anyone> &( ,? .?4
        que|cuanto|tengo|debo|hay|pago|puedo|donde|como|cobran|cuesta ) / (
        hay_que|es_necesario|es_obligatorio|hace_falta|tengo_que|debo|toca|me_toca|tendre_que|se_debe|se_tiene_que|tienes_que|obligan_a|obligatorio|tuve_que|tendria_que|hay_necesidad_de|que_pasa_si
        ) <ask_verb> <anyone> para )""",
    "company": """
        llevar|invitar|agregar|anadir|incluir|sumar|registrar a? <the>? ( <person> / <someone> )""",
    "a trade": """
        necesito|necesita|quiero|busco|hace_falta|contrato|contratar <the>?
        abogado|abogada|tutor|tutora|notario|medico|perito|corredor
        para|de|que""",
    "others talked": """
        mi|su|tu|nuestro|nuestra|una|un . hablo|converso|chateo|contacto|charlo|trato con|a <anyone>""",
    "what was wanted": """
        ( quise|quisimos|intente|intentamos|trate_de|tratamos_de|intentaba|trataba_de <ask_verb> <anyone>
        / queria|queriamos <ask_verb> <anyone> .?2 pero|ayer|anoche )""",
    "told to": """
        (
        dijeron|dijo|dicen|dice|pidieron|pidio|piden|pide|aconsejaron|recomendaron|sugirieron|mandaron|dicho|pedido|recomendo|indicaron|exigen|obligan|aconsejo
        que|a|de? (
        hablara|hable|hablar|llamara|llame|contactara|contacte|me_comunicara|me_contactara|fuera|escribiera|tratara|hablase
        ) .?2 con|a|de? <anyone> )""",
    "others want": """
        ( quiere|quieren|desea|necesita|necesitan|pretende <talk> con|a mi|su|nuestro|mis|sus / <talk> con|a mi|mis
        ( abogado|abogada|abogados|jefe|jefa|medico|doctor|profesor|contador|director|psicologo ) /
        mi|mis|nuestro|nuestra
        jefe|jefa|abogado|abogada|companero|companera|medico|doctor|profesor|profesora|empleado|empleados|gerente|contador|tutor|tutora|director|vendedor|tecnico|psicologo|superior|supervisor|empleada
        )""",
}

ABOUT_THE_BOT = {
    "are you": """
        ( (
        eres|sos|es_usted|seras|sera_usted|son_ustedes|sois|usted_es|ustedes_son|eras|serias|estas_siendo|fueras )
        tu|vos|usted|realmente|de_verdad|en_realidad|acaso|solo|entonces|tambien|no|en_serio|simplemente|como|nada_mas|mas_que|aun|un_tipo_de?4
        <bot_or_human> )""",
    "are you not": "( no eres|sos|es_usted|usted_es tu|vos|usted? <bot_or_human> )",
    "you are": "( tu|vos|usted|ustedes no? eres|sos|es|son un|una|solo|realmente?2 <bot_or_human> )",
    "you a bot": "^ ( <polite> / , )?4 ( y|acaso )? tu|vos|usted <bot_or_human> ( $ / , )",
    "what are you": """
        ( que|quien eres|sos|es_usted|sois tu|vos|usted|realmente|exactamente|en_realidad?2 $ / quien|que me? (
        esta|es|estas|hay ) el_que? (
        escribiendo|contestando|respondiendo|escribe|contesta|responde|atendiendo|atiende|detras|a_el_otro_lado ) /
        quien me? escribe|contesta|responde|atiende $ / con_quien estoy|hablo|tengo|converso|chateo|trato|se_supone
        ( !( de|sobre|para|acerca|por|yo|si ) . )?4 $ / como_te_llamas ,? y? eres )""",
    "am i talking to": """
        ( ( estoy|estamos|estare|estaria ) ya|ahora|realmente|de_verdad|acaso?2
        hablando|conversando|chateando|charlando|platicando|tratando|escribiendo|escribiendome|comunicandome|discutiendo
        realmente|en_realidad? con|a|le? <bot_or_human> / -<asking> ( hablo|chateo|converso|trato|platico|charlo )
        realmente|de_verdad? con <bot_or_human> !( por_favor ) &( o|u / $ / , ) )""",
    "who answers": """
        ( esto|este_chat|este_numero|esta_conversacion|el_chat|aqui|hay|es|acaso|aca|esta|sera|seria )?2 (
        me|lo|te|nos )?2 (
        responde|responden|contesta|contestan|atiende|atienden|escribe|escriben|lee|leen|maneja|habla|esta_respondiendo|esta_contestando|esta_escribiendo|esta_atendiendo|esta_leyendo|esta_hablando|lleva
        ) ( <bot_or_human> / alguien ) real|de_verdad|humano? o|u / ( me|lo )? (
        responde|contesta|atiende|escribe|esta_respondiendo|esta_contestando|esta_escribiendo|esta_atendiendo|lee|contestando|respondiendo|lleva|maneja|gestiona|dirige|opera
        ) <bot_> $ / ^ ( <polite> / , )?3 me atiende|responde|contesta <the>? <human> <kind>? $ / me|nos|esto|es (
        responde|contesta|atiende|escribe|es ) <bot_or_human> ,? verdad|cierto|no|o_que|acaso|o_no $ / hay <the>?
        <pre>? ( <human> / alguien / <front> ) <kind>?
        detras|a_el_otro_lado|leyendo|escribiendo|respondiendo|contestando / detras de .?3 hay <bot_or_human>""",
    "who wrote this": """
        ( lo|esto|eso|me|este_mensaje|esta_respuesta ( ha|lo_ha|fue|me_lo_ha )?2
        escribio|escrito|redacto|redactado|genero|generado|creado por? <bot_or_human> / (
        respuestas|mensajes|respuesta|mensaje|textos .?2 )? ( se
        generan|genera|escriben|envian / son|estan|es|vienen
        generadas|generados|generado|escritas|escritos|programadas|programados|automaticas|automaticos )
        de_forma|de_manera? automaticamente|automatica|por|ia|solas|solos?
        <bot_or_human>? )""",
    "at the other end": """
        ( hay|tengo|esta ( a )? <the>? <pre>? ( <human> / alguien ) <kind>? ,? (
        detras|a_el_otro_lado|en_el_otro_lado|del_otro_lado|de_el_otro_lado|tras )
        / es|sera <the>? <pre>? <human> <kind>?
        ( quien|el_que|la_que|que me? escribe|contesta|responde|esta|habla|atiende ) )""",
    "whom": """
        con_quien ( hablo|estoy_hablando|chateo|converso|trato ) ,? con? <bot_or_human>""",
    "is this": """
        ( esto_es <the>? ( <human> / <front> ) <kind>? /
        es|esto_es|este_es|esta_es|sera|este_chat_es|ese_es|eso_es|esto_no_es|no_es
        esto|este_chat|usted|realmente|solo?2 <bot_> !( inutil|de|malo|pesimo|mas|tonto|que ) /
        es|esto_es|este_chat_es|sera|son|este_servicio_es|esta_conversacion_es|las_respuestas_son|estas_respuestas_son
        ( automatico|automatica|automaticas|automatizado|automatizada|un_mensaje_automatico ) )""",
    "one or the other": """
        ( <the>? ( <human> / <front> / real|de_verdad|vivo ) <kind>? ,? o|u
        eres|es|sos|estoy_con|con|solo|hablo_con|es_solo?2 <bot_> / <bot_> ,? o|u
        eres|es|sos|estoy_con|con|hablo_con|alguien?2 ( <bot_or_human> / que|no|q|quien|como $ ) )""",
    "what kind of bot": "( que|cual tipo|clase de <the>? <bot_> ( eres|sos|es ) )",
    "prove it": """
        (
        demuestra|demuestrame|demuestreme|prueba|pruebame|confirma|confirmame|dime|digame|saber|sabes|juras|juro|seguro|segura|creo|parece|apuesto|sospecho|pienso|sabia|asegura|quisiera_saber|admite|reconoce|promete
        de? que|si no? eres|es|sos|es_usted|usted_es|estoy_hablando_con|hablo_con|son|esto_es|usted_no_es|tu_eres
        tu|usted|vos|realmente|solo?2 <bot_or_human> )""",
    "sounds like one": """
        ( pareces|suenas ,? a|como|ser|que_eres|que_fueras? <bot_or_human> /
        parece|parecen|suena|hablas|respondes|contestas|actuas|escribes ,? a|como|ser|que_eres|que_fueras? <bot_> )
    """,
    "are you alive": """
        ( eres|sos|estas|es_usted vivo|viva|real|de_verdad|de_carne_y_hueso|consciente|de_mentira|automatico|falso
        )""",
    "self image": """
        ( te|se consideras|considera|defines|ves como? <bot_or_human> / tienes|tenes|tiene
        sentimientos|conciencia|alma|emociones|nombre|cuerpo .?8 )""",
}

DECLINES = {
    "no wish": """
        <no_wish> ( ( ( <talk> / <reach> ) <about_it> <with> / <talk> / <reach> /
        contactar|ver|tener|llamar|molestar|esperar|recurrir|involucrar|escalar|ir|acudir|depender|pasar a|de|con?
        / hablarle|recibir|usar ) .?3 ( <anyone> / <nobody> ) / ( me|nos|te )? ( <connect> / <connect_me> / <put> /
        <put_me> / <serve> / <serve_me> / pasarme ) .?3 con|a|en|por? ( <anyone_here> / <nobody> / otro|otra ) /
        que? <adverb>? ( <person> / <someone> / <nobody> ) ( me|nos )? ( <serve> / <serve_me> /
        intervenga|interrumpa|escriba|moleste|entre|se_meta / $ ) / que intervenga|venga|entre|participe <nobody> /
        ( ser|que_me|que_nos ) <serve>?
        atendido|atendida|transferido|transferida|derivado|derivada|comunicado|comunicada|contactado|contactada|pasen|pases|pase|pasar|transfieras|transfieran|transfiera|comuniques|comuniquen|comunique|derives|deriven|conectes|conecten|conecte|contacten|llamen|llame|atiendan|pongas|pongan
        .?2 ( con|por|a <anyone> / $ / , / por_favor|gracias|aun|todavia|ahora ) / <the>? <help_noun> ( <personal>
        / de <the>? <person> ) / <the>?2 ( <pre>? ( <human> / <front> / <lead> ) <kind>?2 <from>? /
        gente|alguien|nadie ) )""",
    "do not connect": """
        (
        no|nunca|ni|sin|jamas|tampoco|ya_no|evita|evite|eviten|dejen_de|deja_de|deje_de|dejad_de|deja_de_intentar|deja_de_querer|deje_de_intentar|dejen_de_intentar|ni_se_te_ocurra|no_intentes|no_hace_falta|no_vayas_a|no_me_vayas_a|no_se_te_ocurra
        ( me|nos|te|le|lo )? <can_you>? quiero_que|hace_falta_que|es_necesario_que|quieras|vayas_a|intentes? (
        me|nos )? (
        pases|pase|pasen|pasarme|pasar|transfieras|transfiera|transfieran|transferirme|comuniques|comunique|comuniquen|comunicarme|derives|deriven|derive|derivarme|conectes|conecte|conecten|conectarme|pongas|ponga|pongan|mandes|mande|manden|llames|llame|llamen|contactes|contacten|escales|escale|escalen|escalar|traigas|busques|busquen|canalices|redirijas|envies|envien|remitas|des|den|metas|involucres|involucren|remitan|redirijan|transferir|derivar|llamar|llamarme|contacte
        ) <adverb>?2 ( $ / , / <adverb> / ( mi_caso|mi_chat|la_llamada|esto|el_chat|la_conversacion )?
        con|a|en|hacia? ( <anyone> / <nobody> / otro|otra ) ) )""",
    "none is needed": """
        ( no|ni ( creo|pienso|veo|considero )? ( que )? (
        tienes_que|tiene_que|tienen_que|hay_que|hace_falta|haga_falta|es_necesario|sea_necesario|necesitas
        / hay_necesidad_de|vayas_a|vaya_a|hay_para_que )
        avisar|llamar|buscar|traer|meter|involucrar|pasar|escalar|escalarlo|molestar|consultar|preguntar|contactar|pasarme|pasarlo|transferirme|derivarme|llamarlo
        .?2 ( a|con|por|de )? ( <anyone_here> / <nobody> )
        / no|ni ( creo|pienso|veo|considero )? ( que )? ( haga|hace|hara ) falta <the>?2 ( <person> / <someone> /
        <nobody> ) )""",
    "nor need one come": """
        ( no|ni hace_falta|hara_falta|es_necesario|quiero|necesito ) que <the>? (
        venga|entre|intervenga|aparezca|salga|participe|se_meta )
        ( <anyone_here> / <nobody> )""",
    "no person": """
        -<there_is> ( no|sin|nada_de|cero|ningun|ninguna|ni|menos <the>?2 (
        humano|humanos|humana|agente|agentes|persona|personas|asesor|asesores|operador|operadores|operadora|representante|representantes|ejecutivo|ejecutivos|gente|asistente_humano
        ) <kind>? ( <polite> / , )?2 ( $ / , /
        por|para|gracias|de_por_medio|prefiero|quiero|solo|todavia|aun|necesario|hace_falta ) )""",
    "no thanks": """
        ( ^ ( <polite> / , )?2 no ,? ( <polite> / , )?3 ( no|sin|ni|tampoco ) (
        hablar|necesito|quiero|deseo|hace_falta|requiero ) <the>?2 ( <person> / <someone> ) )""",
    "without": """
        (
        sin|evitar|evitando|en_lugar_de|en_vez_de|antes_que|odio|detesto|me_niego_a|nada_de|no_sin|evitarme|paso_de|aborrezco|ahorrarme|rehuso|me_da_pereza|me_da_flojera|me_da_verguenza|me_incomoda|me_molesta|me_molestaria|me_fastidia|me_fastidiaria|me_cuesta|odiaria|detestaria|no_me_gustaria|me_agobia|no_soporto|me_rehuso_a|mejor_no|prefiero_no|preferiria_no|prefiero_evitar|preferimos_no|me_gustaria_no|sin_necesidad_de|me_da_fiaca|opto_por_no|quiero_evitar|mejor_sin|prefiero_que_no|me_da_cosa
        tener_que|necesidad_de|la_necesidad_de|el_hecho_de|que_me|la_ayuda_de|intervencion_de|la_intervencion_de|pasar_por|recurrir_a|ayuda_de|llamar|que|a|necesitar|depender_de|ir_con|la_asistencia_de|esperar_a|estar?2
        ( <ask_verb> ( <anyone> / <nobody> ) / <talk> /
        contactar|molestar|involucrar|esperar|ver|llamar|ser_atendido_por|ser_transferido_a|atienda|pasen|pase|transfieran|transfieras|pases|transferido|comuniquen
        .?2 ( <anyone> / <nobody> ) / <the>?2 <pre>? ( <human> / <front> / <lead> ) <kind>? &( $ / , /
        por|para|de|que|y|gracias ) / ( me|nos )? ( <connect> / <connect_me> / <serve> ) .?2 ( <anyone> / <nobody>
        ) / ( <connect_me> / me <connect> ) &( $ / , ) ) )""",
    "rather the bot": """
        ( ( -<denied>
        prefiero|preferiria|quiero|quisiera|mejor|me_gustaria|deseo|solo_quiero|prefiero_que|contento_con|feliz_de|encantado_de|estoy_bien|estoy_comodo|estoy_comoda|me_quedo|me_arreglo|voy_a|sigo|sigamos|seguimos|continuemos|continuar|podemos|puedo|dejame|dejeme|me_vale|me_va_bien|me_basta|me_apano|ayudame|elijo|escojo|opto_por|me_gusta_mas|me_manejo|me_sirve|me_parece_bien
        mejor|solo|seguir|sigo|continuar|quedarme|seguimos|hablar|chatear|hablando|conversando|chateando|charlando|tratar|tratando|que_me|que|resolverlo|resolver|hacerlo|ayude|ayudes|atienda|atiendas|asi|aqui|esto|conversar|interactuar|chatear|platicar|platicando|continuando|lo|siga|sigas|sigamos|solucionarlo|verlo|me|ayudes|atiendas|respondas|expliques|resuelvas|contestes|digas|siendo|atendido|atendida|por|recibir|ayuda|de|bien|a?4
        ) ( contigo|con_vos|con_usted|con_ustedes|por_aqui|por_aca|tu_y_yo / con|por|a|de? <the>? ( <bot>
        <virtual>? / asistente|agente <virtual> ) / tu|vos|usted &( $ / , /
        por_favor|gracias|y|antes|mejor|solo|mismo|misma ) ) )""",
    "rather the bot than": """
        ( <bot_> antes|mejor|mas|en_vez|en_lugar que|de|a <the>?2 ( <person> / <someone> ) /
        contigo|con_el_bot|con_vos|con_usted ,? ( y|que )? ( no|mejor|antes|en_vez|en_lugar ) ( con|que|de|hablar
        )?3 ( <person> / <someone> / <nobody> ) )""",
    "not to talk": "( no|nunca ( <talk> / <reach> ) <about_it> <with> ( <person> / <someone> / <nobody> ) )",
    "stay with the assistant": """
        ( -<denied> seguir|continuar|sigo|quedarme|seguimos con|com el|este|ese asistente|assistente )""",
    "not yet": """
        ( aun|todavia|por_ahora|de_momento|por_el_momento|ahora no ,? ( quiero|necesito|deseo|hace_falta|paso )?
        .?3 <person> )""",
}

CLEAR = {
    "talk to one": "<own_voice> <adverb>? ( <talk> / <reach> ) <about_it> <with> <adverb>? ( <person> / <someone> )",
    "talk to the desk": "<own_voice> <adverb>? <talk> <about_it> <with> <adverb>? <department>",
    "reach one": """
        <own_voice> <adverb>? (
        contactar|localizar|llamar|contactarme|comunicarme|hablar|encontrar|ver|consultar|preguntarle|preguntar )
        a|con? ( <person> / uno_de_verdad|alguien_de )""",
    "i talk to one": """
        ( como|donde|puedo|cuando|que_hago_y|por_donde|a_que_hora|y_si|si|de_que_manera|dime_como|por_que_no )?2 (
        puedo|se|hago_y )? ( <talk_i> con|a ( <person> / <someone> ) / hablo|converso|chateo con <department> )""",
    "with whom": """
        ( con_quien|a_quien|con_cual|a_donde|con_que ( <front> / <human> / departamento|area )? (
        puedo|podria|podemos|se_puede|hay_que ) <talk> /
        alguien|persona|humano|agente|asesor|operador|uno|representante|empleado con|a quien|el_que|la_que|cual ,?
        ( pueda|puedo|se_pueda|podria|poder|hablar|pudiera ) ( <talk> / me <connect> / ) )""",
    "who may serve me": """
        ( quien|quienes|que_persona me|nos|le <can_you> atender|asesorar|contestar
        / quien|quienes <can_you> atenderme|atendernos|asesorarme|contestarme
        / quien|alguien|con_quien mas ( me|nos <can_you> <serve> / <can_you> <serve_me> / puedo|podria <talk> )
        / quien|quienes me|nos atiende|atendera|atenderia )""",
    "one comes up": """
        ( me|nos ( salga|aparezca|salte|toque|atienda|conteste ) <the>? ( <person> / alguien <kind> ) )""",
    "want one to do it": """
        <want> que ( mi|el|la|este|esta|esto|lo .?2 )? ( la|lo|me|nos|le )?2 <serve> <adverb>?
        <the>? ( <person> / alguien <kind> )""",
    "none available": """
        ( no_hay|no_tienen|no_tienes|no_habra|no_existe|no_habria <the>?2 <pre>? ( <human> / <front> ) ( !(
        disponible|libre ) <kind> )?2
        ( disponible|disponibles|conectado|libre|ahi|aqui|por_ahi|con_quien|que_me|que_pueda / ( <polite> / , )?2 $
        ) )""",
    "let one come": """
        ( que ( se_ponga|venga|entre|salga|aparezca|intervenga|se_haga_cargo|se_encargue|lo_vea|lo_mire|lo_revise )
        ya|ahora? ( <the>? ( <human> / <front> / <lead> ) / alguien ( <kind> / <from> ) ) )""",
    "bring one": """
        ( ( pidele|pidale|pide|dile|digale|dime|trae|traiga|pon|ponga|poned ) a <the> <pre>? ( <human> / <front> /
        <lead> ) <kind>?2
        ( <end> / , / que / aqui|ahi|aca ) )""",
    "give it to one": """
        ( ( pasale|pasele|pasenle|mandale|mandele|dale|dele|derivale|derivelo|derivalo|enviale|envieselo|cuentaselo )
        esto|eso|mi_caso|el_caso|este_tema|el_tema|todo? a ( <person> / alguien <kind> / alguien <from> ) )""",
    "easier with one": """
        ( ( mas|mejor|tranquilo|tranquila|comodo|comoda|seguro|segura|a_gusto|prefiero|preferiria )
        ( hablando|tratandolo|viendolo|comentandolo|resolviendolo|hablandolo|charlando ) <about_it> con ( <person>
        / <someone> )
        / ( mejor|conviene|preferible|bueno ) que|si ( hable|hablo|hablara|converse|trate|consulte ) <about_it> con
        ( <person> / <someone> ) )""",
    "a trade to talk to": """
        <i_want_one> <the>? abogado|abogada|tutor|tutora|notario|perito ( <polite> / , )?2 $""",
    "may take over": """
        ( <can_you>
        ( tomar|coger|retomar|encargarse|ocuparse|hacerse_cargo|mirarlo|revisarlo|verlo|relevarte ) (
        el|mi|este|de|con|cargo|relevo|caso|tema|esto|asunto )?4
        ( <the>? ( <human> / <front> / <lead> ) / alguien <kind> / alguien <from> ) )""",
    "serve me one": """
        ( ( ^ / , / <opening> ) ( <serve_me> ) <adverb>? ( <the> <pre>? ( <human> / <front> / <lead> ) ) )""",
    "is there one": """
        ( hay|habra|habria|tienen|tienes|tendran|tenes|existe|estara|esta|no_hay|tendras|cuentan_con (
        por_ahi|ahi|aqui|aca|ahora )? a? <the>?2 ( <person> / alguien|alguien_mas|gente <kind>? )
        ( que hable|sepa|entienda .?3 )? (
        disponible|disponibles|conectado|conectada|libre|libres|en_linea|humano|real / para?
        con_quien|a_quien|con_el_que|con_la_que me|nos|pueda|puedo|podria|puede|lo|le?2 ( <serve> / <serves> /
        <serve_me> / <talk> ) / para <talk> / a_quien|con_quien|con_el_que ) )""",
    "is there a human": """
        ( -<denied> hay|habra|tienen|tienes|existe ( por )? ( ahi|aqui|aca )? <the>? ( <human> / <front> ) <kind>?
        ( por )? (
        ahi|aqui|aca|disponible )? ( <end> / $ ) )""",
    "connect me": """
        ( -<others> <connect_to> <matter>? <adverb>?2 con|a|hacia <adverb>? ( <anyone> / <the>? ( <front> / <lead>
        ) ) )""",
    "connect my case": """
        ( ( <connect> / <connect_me> /
        eleva|eleve|eleven|elevar|transfiereselo|pasaselo|paselo|pasalo|pasenlo|pasarlo|transfieralo ) <matter>?
        <adverb>? con|a <adverb>? ( <person> / <someone> ) )""",
    "put one on": """
        ( <put_me> /
        pasame|paseme|pasenme|comunicame|comuniqueme|traeme|llama|llame|llamen|llamar|llamame|traigan|manda|envia|envie|mandame|enviame|mandeme|asigname|asigneme|asignenme|busca|buscame|busqueme|busquenme|consigueme|consigame|presentame|convoca|avisa|avise|avisen|avisale|avisar|que_venga|que_salga|que_aparezca|que_entre|que_se_ponga|que_intervenga|ponte|pongase|deja_que_hable|asignar|asignarme|enviarme|mandarme|buscarme|conseguirme|darme|notifica
        ) a|con? ( <the> <pre>? ( <human> / <front> / <lead> ) / <human> / agente|asesor ) <kind>?3 <end>""",
    "transfer me": """
        ( ^ / , / <opening> / <can_you> ) (
        transfiereme|transfierame|transfieranme|transferirme|comuniqueme|comunicame|comuniquenme|comunicarme|derivame|deriveme|derivenme|derivarme|redirigeme|me_transfieres|me_transfiere|me_comunicas|me_comunica|me_derivas|me_deriva|me_transfieren|me_comunican
        ) ( <polite> / , )?3 $""",
    "have one serve me": """
        ( ( que / <can_you> ) <adverb>? ( me|nos|le|lo )?2 ( <serve> / <serve_me> ) .?3 con|por|de|a? <the>?2 (
        <person> / un|una humano|humana ) )""",
    "may one serve me": """
        ( ( me|nos ) <can_you> ( <serve> / <connect> ) <adverb>? con|a|por|de? <person> / ( <serve_me> ) <the>?
        <person> / <can_you> ( <serve_me> ) <person> / ( que|podria|quiero_que|dejen_que|deje_que|deja_que
        <adverb>? / <can_you> ) <person> ( que )? ( me|nos|lo|le|se )?2 ( <serve> / <serve_me> /
        se_encargue|se_ocupe|intervenga|tome|tome_el_caso|se_haga_cargo|mire ) / me
        atiende|atienden|ayuda|llama|llamen|atiendan <adverb>? <person> ( <end> / $ ) !( o ) )""",
    "someone who serves": """
        ( <i_want_one> a? ( <someone> <kind>?2 / <person> ) ( que|quien|para_que|con_quien|a_quien
        me|nos|pueda|puedan|puedo|lo|le|sepa|sea|entienda|realmente|de_verdad?3 ( <serve> / <serves> / <serve_me> /
        <talk> / humano|real|sepa|entienda ) / para <talk> ) )""",
    "be served by one": """
        ( ser|sea|quede|estar|seguir|siga|sido?
        atendido|atendida|transferido|transferida|derivado|derivada|comunicado|comunicada|contactado|contactada|asesorado|asesorada|asistido|asistida|ayudado|ayudada|conectado|conectada|llamado|llamada|escuchado|escuchada|redirigido|atendidos
        <adverb>? por|con|a|de <the>? ( <person> / <someone> ) / que me|nos
        atienda|atiendan|ayuden|asistan|responda|respondan|contesten|asesoren|llamen|contacten <adverb>? por|de|con
        <person> )""",
    "served by": """
        ( ( atencion|atendido|respuesta|asistencia|ayuda|soporte|trato|asesoria|llamada|intervencion|contacto ) (
        de|por|con|directa ) <adverb>? <the>? ( <human> / <front> ) <kind>? <end> )""",
    "want one": """
        ( ( <i_want_one> / ^
        solicitar|pedir|solicito|transferencia|pasar|transferir|derivar|obtener|contacto|conseguir ) <adverb>? a?
        <the>?2 <pre>? ( <human> / <front> / <lead> ) !<virtual> <kind>?3 <from>? <end> )""",
    "want someone": """
        ( <i_want_one> a? ( alguien ( <kind> / <from> ) <kind>? / uno|una
        real|humano|humana|de_verdad|de_carne_y_hueso ) <end> )""",
    "would rather one": """
        ( prefiero|preferiria|prefiero_que_sea|mejor|mejor_con|solo_con|que_sea|elijo|opto_por a|con? ( <the>
        <human> / <human> <kind> / <the> agente|asesor|operador|representante|ejecutivo humano|real ) )""",
    "human help": """
        ( <i_want_one> / <can_i> tener|recibir|obtener|pedir / <want>
        tener|recibir|obtener|pedir|que_me_den|contar_con / solicitud_de|obtener|recibir|pedir|solicitar /
        con|por|a|pasar|ir|ve|cambia|cambiar ) ( <the>? <help_noun> (
        mas|de|con|de_tipo|por_parte_de|directa|directo )? <the>? ( <personal> / <person> ) )""",
    "a call with one": """
        ( ( <i_want_one> / <want> / <can_i> / <can_you> / <possible> /
        agendar|programar|agendame|reservar|concertar|solicitar|pedir|coordinar|tener ) <adverb>?
        agendar|programar|tener|reservar|concertar|solicitar|pedir|coordinar|hacer|recibir|iniciar|abrir? <the>?
        <word> ( en_vivo|telefonica|directa )? ( de|con|por ) ( <person> / <department> ) )""",
    "no bots but one": """
        (
        no|nada_de|sin|basta_de|harto_de|harta_de|cansado_de|cansada_de|dejate_de|odio|menos|deja_de_ser|aborrezco
        <the>?2 ( mas|un|hablar_con|hablar_con_un|otro )?2 <bot_> ( , /
        y|sino|quiero|necesito|pero|solo|mejor|a|con|que|dame|pasame|hablar|me|pase|exijo|prefiero|por_favor )?6 (
        <the>? <pre>? ( <human> / <front> / alguien ) ) )""",
    "one and no bot": """
        ( ( <the>? <pre>? ( <human> / <front> / alguien ) <kind>?2 ) ,? ( y )? (
        no|en_vez_de|en_lugar_de|sin|nada_de|que_no_sea|antes_que|mas_que|ni|no_de|no_por|no_con ) (
        con|a|hablar_con|quiero )? <the>?3 <bot_> )""",
    "not to a bot": """
        ( <not> ( me|te )? (
        quiero|deseo|pienso|voy_a|me_gusta|gusta|quisiera|necesito|soporto|pretendo|me_interesa|interesa|me_gustaria|gustaria|acepto|confio
        ) ( seguir|en|que_me|estar )?2 ( <talk> con|a /
        hablando|tratando|perder_el_tiempo|lidiar|atienda|atiendan|responda|conteste con|por? ) <bot_> / (
        harto|harta|cansado|cansada|odio|detesto|me_niego|aborrezco ) de|a? ( <talk> / tratar|lidiar|discutir )
        con|a <bot_> )""",
    "live chat": """
        ( <want> / <i_want_one> / <can_i> / <begin> ) (
        iniciar|abrir|empezar|usar|tener|un|el|acceder_a_el|al|ir_a_el )?3 chat (
        en_vivo|en_directo|con_humano|humano|en_linea_con )""",
    "again and again": """
        ^ ( <front> / <human> ) ,? ( <front> / <human> ) ,? ( <front> / <human> ,? )?4 ( <polite> / , )?2 $""",
    "one now": """
        ( ^ / , ) ( <polite> / , )?3 <the>? ( <human> / <front> / <lead> ) <kind>? ,? (
        ya|ya_mismo|ahora|ahora_mismo|de_inmediato|inmediatamente|cuanto_antes|urgente|de_una_vez|ahorita ) (
        <polite> / , )?3 $""",
    "one to talk to me": """
        ( ^ / , / <opening> ) <the>? ( <person> / <someone> <kind> ) ( para|que|con_quien ) ( pueda|me|puedo|nos|lo
        )?3 ( <talk> / <serve> / <serves> / <serve_me> )""",
}

UNCLEAR = {
    "someone should": """
        ( ^ / , / <opening> ) alguien <from>? ( tiene_que|deberia|debe|debia|tendria_que|necesita )
        ( intervenir|ayudarme / <serve> /
        <serve_me> / arreglar|mirar|tratar )""",
    "with nobody": """
        ( por_que|acaso|es_que? no_puedo|no_se_puede|no_podre|no_hay_forma_de|no_hay_manera_de|no_hay_como
        <talk> con ( <nobody> / <someone> / <person> ) ( <polite> / , )?2 $ )""",
    "no good, a noun": """
        ^ ( <polite> / , )?2 ( no|inutil|mal|tampoco|nada .?3 ) , <the>? ( <human> /
        agente|asesor|operador|representante|supervisor )
        ( <polite> / , )?2 $""",
    "someone of yours": """
        <can_you> alguien <from>
        ( <serve> / <serve_me> / explicarmelo|aclararmelo|resolvermelo|mirarlo|revisarlo|verlo|ayudarme )""",
    "with them": "<own_voice> <talk> con el|ella|ellos|ellas ( <polite> / , )?2 $",
    "someone serves me": """
        ( que|podria|quiero_que / <can_you> )? ( alguien|algun|alguno ) (
        de_ahi|de_ustedes|mas|aqui|ahi|por_ahi|de_verdad )?2 ( que )? ( <can_you> )? ( me|nos|lo|le )? ( <call_me>
        / <serve_me> /
        atienda|atiende|responde|responda|conteste|contesta|ayude|ayuda|atendera|contestara|lee|lea / <can_you>
        <serve> ) !( con_eso
        )""",
    "may someone serve me": """
        ( ( me|nos ) <can_you> ( <serve> )
        alguien !( menor|mayor|que_no|sin|con|de_otro|de_otra|extranjero ) / <can_you> ( <serve_me> ) alguien / que
        me|nos ( <serve> )
        alguien / me ( atiende|contesta|responde|ayuda ) alguien )""",
    "the desk": """
        ( <own_voice> ( <talk> /
        contactar|comunicarme|contacto|llamar|conectar|localizar|acceder|ir|encontrar|escribir ) con|a|de|el|la?3
        <department> <end> / ( como|donde|por_donde|de_que_forma (
        puedo|me|se|hago_para|podria|les|los|hay_que|esta )?3 (
        contacto|contactar|comunico|contactarme|comunicarme|ponerme_en_contacto|localizo|llamo|accedo|encuentro|hablo|esta|queda|me_contacto
        ) con|a|de|el|la?3 <department> / <connect_to> <matter>? con|a <department> ) )""",
    "contact you": """
        ( ( como|donde|por_donde|quiero|necesito|puedo|podria|quisiera|deseo|me_gustaria ) (
        los|les|me|puedo|podria|se )?2 (
        contacto|contactar|comunico|contactarme|comunicarme|ponerme_en_contacto|me_contacto ) con ustedes|vosotros
        / ( como|donde|quiero|necesito|puedo|podria|quisiera|deseo|me_gustaria|para ) ( los|les|puedo )?2 (
        contactarlos|contactarles|localizarlos|los_contacto|les_contacto ) )""",
    "whom to talk to": """
        ( ( con|a ) quien <from>? (
        debo|tengo_que|me|hay_que|deberia|hablo|contacto|se|puedo|podria|llamo|me_dirijo|acudo|recurro ) ( <talk> /
        comunico|contacto|dirijo|hablo|quejo|hablar|dirigirme|acudir|recurrir )? )""",
    "is anyone there": """
        ( hay|estan|esta|habra|sigue|siguen|queda|no_hay ( ahi|aqui|aca )? (
        alguien|alguna_persona|gente|alguno|algun_alma ) ( por|a_el )?2 (
        ahi|aqui|aca|otro_lado|alli|alla|ahi_o_no|disponible|en_linea|conectado|atendiendo|despierto|presente )? (
        que_me|que|para|quien )? (
        ayude|ayudarme|conteste|responda|atienda|pueda|ayudar|lea|contesta|atender|me|atenderme|haga_caso )?3 (
        o_no )? ( <polite> / , )?2 ( $ / , / que|o ) / ^ ( <polite> / , )?3 alguien|nadie (
        por_ahi|ahi|aqui|disponible|en_linea|me_atiende|contesta|responde|me_lee|me_responde|me_ayuda|me_contesta|puede_ayudarme|puede_atenderme|a_el_otro_lado
        )?2 ( <polite> / , )?3 $ )""",
    "person available": """
        ( ^ / , ) ( <polite> / , )?3 ( hay|tienen|esta|algun|alguna )?2 ( <person> ) (
        disponible|disponibles|libre|en_linea|conectado|ahi ) ( <polite> / , )?3 $""",
    "where is one": "( donde esta|estan|hay|puedo_encontrar|encuentro <the>? ( <human> / <front> / soporte ) )",
    "escalate": """
        ( <can_you> / <own_voice> / <begin> / favor ) (
        escalar|escala|escale|escalen|elevar|eleva|eleve|escalarlo|escalenlo|escalalo ) ( <matter> /
        una_queja|una_reclamacion|a_el_siguiente_nivel|a_un_nivel_superior )? <end> / (
        mas_arriba|un_nivel_superior|con_un_superior )""",
    "want the desk": """
        ( <i_want_one> / <can_i> / contactar|pasame_a|contacto|pasame_con ) ( a|con|contactar|ir_a|de )?2 <the>? (
        <desk_name> ) <end>""",
    "need someone": """
        ( <i_want_one> a? <someone> ( $ / , / por_favor|ya|ahora ) / <i_want_one> (
        ayuda|soporte|asistencia|atencion ) ( de|por_parte_de ) ( alguien|una_persona|ustedes ) / necesito|quiero
        que alguien )""",
    "only a noun": """
        ^ ( <polite> / , )?6 ( con|a|el_de )? <the>? <pre>? ( <human> / asistente_humano /
        agente|agentes|asesor|asesora|asesores|asesoria|operador|operadora|operadores|representante|ejecutivo|ejecutiva|supervisor|supervisora|gerente|encargado|encargada|funcionario|funcionaria|consultor|jefe|asistente|responsable|empleado|tecnico|abogado|tutor|gestor|teleoperador|alguien_real|alguien_de_verdad
        ) <kind>?2 <from>? ( <polite> / , )?6 $""",
    "a noun first": """
        ^ ( <polite> / , )?4 <the>?
        ( <human> / agente|asesor|asesora|operador|operadora|representante|ejecutivo|supervisor|encargado ) <kind>?
        por_favor|ya|ahora|porfa|urgente|gracias ,""",
    "only the desk": """
        ^ ( <polite> / , )?6 ( con|a|ir_a|contactar|contacto|contacto_con|pasar_a|hablar|el_de )?2 <the>? (
        <desk_name> /
        chat_en_vivo|chat_humano|chat_con_agente|hablar|contactar|contacto_humano|contacto_directo|asesoria|asistencia|ayuda_en_vivo|linea_directa|chat_en_directo
        / <desk> de ( . )?3 ) ( humano|humana|en_vivo|personal )? ( <polite> / , )?6 $""",
    "only human help": "^ ( <polite> / , )?6 <the>? <help_noun> <personal> ( <polite> / , )?6 $",
    "only no bots": """
        ^ ( <polite> / , )?4 ( no|nada_de|sin|basta_de|no_mas|no_quiero|odio_los|cero|quita_el|salir_de_el|fuera (
        mas )? ) <the>?2 <bot_> ( <polite> / , )?4 $""",
    "a noun at last": """
        ( , ( <the>? ( agente|asesor|asesora|operador|operadora|representante|humano|persona_real|ejecutivo )
        <kind>? ) ( <polite> / , )?4 por_favor|ya|urgente ( <polite> / , )?2 $ )""",
    "have you a desk": """
        ( tienen|tienes|hay|disponen_de|cuentan_con|existe|tenes|ofrecen <the>?2 ( <desk_name> /
        chat_en_vivo|chat_humano|soporte_humano|atencion_telefonica|atencion_humana|atencion_personal|atencion_personalizada|linea_de_atencion|soporte_en_vivo
        ) disponible|aqui|por_chat|en_linea|24_horas? $ )""",
}

_NOTATION = Notation(
    {
        **WORDS,
        "denied": "no nunca ni",
        "that": "que si",
        "there_is": "hay habra tienen tienes existe",
        "asking": "como donde yo puedo cuando que si",
    },
    PHRASES,
)

GRAMMAR = Grammar(
    language="es",
    spelling=SPELLING,
    anchor=_NOTATION.pattern(
        """
            <front> / <lead> / <skilled> / <human> / <bot> / contigo|con_vos|con_usted / <desk_name> / <desk> /
            alguien|alguno|cualquiera|gente|ustedes|nadie|uno_real|uno_de_verdad|una_de_verdad|otro|otra|quien_sea
            / quien|eres|sos|es_usted|usted_es|automatico|automatica|automatizado|estas|hablar|pareces /
            transfiereme|transfierame|transferirme|comuniqueme|comunicame|comunicarme|derivame|deriveme|derivarme /
            me transfieres|transfiere|comunicas|comunica|derivas|deriva /
            atencion|ayuda|soporte|asistencia|servicio|contacto|chat|escalar|escala|escale|hablando|asesoria|contactar
            / me|no pases|pase|pasen|transfieras|transfiera|transfieran|comuniques|conectes|derives /
            mas_arriba|seguir|los_de|tienes|tenes|tiene_sentimientos|tu|vos|usted|contactarlos|contactarles|localizarlos|llamen|por_aqui
            / <desk_kind>"""
    ),
    other_meanings=_NOTATION.rules(0.0, OTHER_MEANINGS),
    about_the_bot=_NOTATION.rules(0.0, ABOUT_THE_BOT),
    declines=_NOTATION.rules(0.03, DECLINES),
    clear=_NOTATION.rules(0.97, CLEAR),
    unclear=_NOTATION.rules(0.7, UNCLEAR),
    base_rate=0.01,
)
