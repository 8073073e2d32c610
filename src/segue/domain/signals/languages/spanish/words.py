"""Spanish words and turns of phrase that the rules of `requests` are put together from.

`al` and `del` are read as `a el` and `de el` (`spelling`).
"""

from __future__ import annotations

from segue.domain.signals.languages.spanish.verbs import asked_of, asked_with_me, with_me

_CONNECTING = """
pas comunic:comuniqu conect deriv contact canaliz:canalic enlaz:enlac redireccion direccion escal desvi traspas
traslad turn enrut vincul reenvi asign llev mand envi agend program
"""
_CONNECTING_OTHERS = """
transfiere transfieres transfieren transfiera transfieras transfieran transferir transferid transferiria
transferirias transferis transferi transfieran transferira dirige diriges dirigen dirija dirijas dirijan dirigir
dirigiria redirige rediriges redirigen redirija redirijas redirijan redirigir remite remites remiten remita remitas
remitan remitir transmite transmita
"""
_CONNECTING_JOINED = """
transfiere transfiera transfieran transferir transferi transfier transfer dirija dirige dirigir dirijan redirija
redirige redirigir redirijan remita remite remitir remitan
"""
_PUTTING = """
    pon pone pones ponen ponga pongas pongan poner pondria pondrias pondrian pusiera pusieran pusieras ponen poneis
    pongais"""
_GIVING = (
    "da de den dad dar consigue consiga consigan conseguir busca busque busquen trae traiga traer facilita facilite"
)

WORDS = {
    # --- small words
    "adverb": """
        por_favor ya ahora directamente mejor solo solamente simplemente unicamente urgentemente tambien realmente
        de_verdad mismo ahora_mismo inmediatamente rapidamente entonces hoy aqui primero de_una_vez de_inmediato
        cuanto_antes con_urgencia personalmente mas_bien aunque_sea en_serio ahorita rapido rapidito urgente
        definitivamente lo_antes_posible de_una en_realidad sinceramente quiza tal_vez nuevamente otra_vez de_nuevo
        antes si muchisimo mucho en_persona directo por_telefono por_chat en_vivo en_linea al_menos""",
    "polite": """
        por_favor gracias muchas_gracias hola buenas buenos_dias buen_dia buenas_tardes buenas_noches si ok okay vale
        bueno oye oiga oigan disculpe disculpa perdon perdone senor senora senorita amigo amiga ya ahora ahora_mismo
        ahorita urgente urgentemente de_inmediato inmediatamente cuanto_antes ya_mismo hoy aqui entonces pues mejor
        solo solamente no mira mire a_ver che tio bot estimados estimado saludos rapido te_lo_pido se_lo_pido
        le_ruego lo_antes_posible de_una_vez en_serio de_nuevo otra_vez por_dios dale listo alo quiero necesito""",
    "opening": """
        y pero entonces asi_que por_eso pues ok vale hola buenas buenos_dias buenas_tardes buenas_noches buen_dia si
        no oye oiga disculpe disculpa mejor por_favor ahora ya mira mire bueno gracias tambien solo dije repito o sino
        sino_que que necesito quiero ayuda hey urgente bien perdon problema por_lo_tanto de_verdad consulta""",
    "not": """
        no nunca jamas tampoco ni ya_no aun_no todavia_no para_nada de_ninguna_manera de_ningun_modo en_absoluto
        ni_loco ni_loca ni_de_broma ni_muerto""",
    "the": """
        un una uno unos unas el la los las lo algun alguno alguna algunos algunas su tu sus tus vuestro vuestra
        vuestros vuestras otro otra otros este esta ese esa cualquier cualquiera uno_de una_de alguno_de alguna_de
        algun_otro alguna_otra ningun ninguna ninguno mi nuestro nuestra aquel tal""",
    "joining": """
        por para que porque y ya ahora en gracias aqui hoy de_inmediato urgente sobre acerca cuanto_antes lo_antes si
        no o de pero quien ahorita inmediatamente rapido como a_ver me se_trata ahi mejor a cuando dale con disculpe
        senor oye saludos ya_que pues entonces""",
    "others": """
        el ella ellos ellas siempre nunca jamas no ni esto eso lo mismo quien cuando vez nadie mi ayer tampoco sin
        anoche""",
    # --- who
    "front": """
        agente agentes asesor asesora asesores asesoras operador operadora operadores operadoras operario operaria
        representante representantes ejecutivo ejecutiva ejecutivos ejecutivas asistente asistentes teleoperador
        teleoperadora consultor consultora consultores funcionario funcionaria funcionarios gestor gestora gestores
        empleado empleada empleados trabajador trabajadora telefonista colaborador colaboradora colaboradores
        companero companera companeros recepcionista dependiente orientador orientadora delegado delegada
        comercial vendedor vendedora vendedores personal oficial tramitador tramitadora interlocutor ejecutiv""",
    "lead": """
        gerente gerenta gerentes jefe jefa jefes supervisor supervisora supervisores encargado encargada encargados
        responsable responsables superior superiores director directora coordinador coordinadora administrador
        administradora dueno duena manager mando""",
    "skilled": """
        especialista especialistas experto experta expertos tecnico tecnica tecnicos profesional profesionales
        ingeniero ingeniera abogado abogada abogados licenciado licenciada profesor profesora profesores docente
        docentes instructor instructora instructores tutor tutora tutores maestro maestra doctor doctora medico medica
        enfermero enfermera psicologo psicologa notario contador contadora perito corredor corredora consejero
        consejera mediador mediadora analista programador programadora desarrollador cajero cajera facilitador
        secretario bibliotecario mentor mentora moderador moderadora chico chica senor senora senorita tipo""",
    "human": """
        humano humana humanos humanas persona personas ser_humano seres_humanos humanoide ente_humano ser_vivo""",
    "someone": """
        alguien alguien_mas algun_humano alguno_de_ustedes alguno_de_vosotros alguna_otra_persona quien_sea
        cualquiera gente uno_de_ustedes una_de_ustedes quien_corresponda quien_este_a_cargo quien_mande
        el_que_manda uno_de_verdad uno_real uno_de_carne_y_hueso una_de_verdad otra_persona otro_ser_humano
        los_de los_del quien_pueda""",
    "nobody": "nadie ninguno ninguna ninguna_persona ningun_humano nadie_mas",
    "kind": """
        real reales humano humana humanos humanas de_verdad verdadero verdadera verdaderos de_carne_y_hueso vivo viva
        vivos fisico fisica en_vivo en_linea disponible disponibles competente calificado calificada cualificado
        capacitado capacitada especializado especializada especialista experto experta de_turno en_directo de_guardia
        comercial tecnico tecnica bancario bancaria presencial telefonico telefonica online responsable encargado
        encargada superior normal autentico autentica cualquiera juridico juridica legal
        academico academica financiero financiera administrativo administrativa medico mas
        que_no_sea_un_bot que_no_sea_un_robot que_no_sea_una_maquina que_entienda que_sepa de_ustedes""",
    "pre": """
        verdadero verdadera autentico autentica buen buena nuevo nueva otro otra mejor primer unico unica simple
        maldito maldita puto puta bendito bendita senor senora senorita vivo viva real""",
    "virtual": "virtual virtuales automatico automatica automatizado artificial digital ia de_ia robot bot de_voz",
    "of": "de por en",
    "desk_name": """
        soporte soporte_tecnico servicio_tecnico servicio_a_el_cliente servicio_a_cliente servicio_de_clientes
        servicio_a_clientes servicio_cliente atencion_a_el_cliente atencion_a_clientes atencion_cliente
        atencion_de_clientes atencion_a_el_usuario atencion_a_usuarios atencion_a_el_publico
        atencion_a_el_ciudadano atencion_ciudadana atencion_a_el_consumidor atencion_a_el_asegurado
        atencion_a_el_socio atencion_a_el_alumno atencion_a_el_estudiante atencion_a_el_paciente
        atencion_telefonica atencion_a_cliente atencion_comercial mesa_de_ayuda mesa_de_servicio
        asistencia_tecnica asistencia_a_el_cliente call_center centro_de_atencion centro_de_ayuda
        centro_de_contacto centralita servicio_de_atencion asistencia_en_carretera contact_center help_desk
        helpdesk recepcion la_central operadora""",
    "desk_kind": """
        ventas facturacion cobros cobranzas cobranza reclamos reclamaciones quejas devoluciones garantias
        siniestros prestamos creditos tarjetas fraude fraudes seguridad retencion bajas cancelaciones pagos
        reservas envios logistica pedidos contabilidad finanzas tesoreria administracion admisiones matriculas
        becas rrhh legal legales juridico sistemas informatica secretaria registro tramites extranjeria urgencias""",
    "desk": """
        departamento area equipo oficina seccion division sector direccion gerencia administracion secretaria unidad
        ventanilla servicio mostrador sucursal tienda empresa compania banco aseguradora agencia almacen facultad
        universidad ayuntamiento hotel aerolinea""",
    "bot": """
        bot bots robot robots robotito chatbot chatbots maquina maquinas computadora computadoras ordenador
        ordenadores ia programa contestadora contestador grabacion inteligencia_artificial asistente_virtual
        agente_virtual asesor_virtual asistente_automatico asistente_digital sistema_automatico
        sistema_automatizado mensaje_automatico respuesta_automatica respuestas_automaticas androide gpt chatgpt
        software algoritmo automata asistente_de_ia agente_de_ia chat_bot aparato automatismo operador_virtual
        sistema_informatico modelo_de_lenguaje programa_de_computadora programa_informatico maquinita""",
    "being": """
        real vivo viva de_verdad verdadero verdadera falso falsa alguien hombre mujer chico chica automatico
        automatica de_carne_y_hueso automatizado consciente""",
    # --- verbs
    "talk": """
        hablar conversar charlar platicar chatear dialogar comunicarme comunicarnos comunicar hablarlo hablarle
        tratar tratarlo consultar consultarlo verlo discutir discutirlo conectarme conectar tener_una_conversacion
        tener_una_charla tener_una_llamada tener_comunicacion tener_una_conversacion_telefonica
        ponerme_en_comunicacion entenderme dirigirme relacionarme quejarme resolverlo gestionarlo hacerlo
        escribirme escribirle hablarme exponer explicar plantear plantearle explicarle exponerle seguir_hablando
        seguir continuar hablemos comentar comentarle comentarlo hablarles llamar marcarle hacer_una_llamada
        enlazarme reclamar resolver ser_transferido ser_comunicado ser_derivado ser_conectado ser_transferida
        ser_conectada ser_derivada que_hablar interactuar conversarlo charlarlo platicarlo hablat habar ablar habla
        hablando""",
    "reach": """
        contactar contactarme contactarnos ponerme_en_contacto ponernos_en_contacto entrar_en_contacto
        entrar_en_comunicacion establecer_contacto establecer_comunicacion tener_contacto acceder llegar localizar
        contacto encontrar""",
    "talk_i": """
        hablo contacto me_comunico me_contacto converso chateo me_pongo_en_contacto hablaria platico charlo localizo
        accedo llego consigo_hablar logro_hablar hablamos nos_comunicamos doy me_conecto""",
    "connect": f"{asked_of(_CONNECTING)} {_CONNECTING_OTHERS}",
    "connect_me": f"{asked_with_me(_CONNECTING)} {with_me(_CONNECTING_JOINED)}",
    "put": _PUTTING,
    "put_me": with_me("pon pone ponga pongan poner poned"),
    "give_me": with_me(_GIVING) + " quiero necesito",
    "give": """
        da das dan de des den dar daria consigue consigues consiga consigan conseguir busca traigan facilita asigna
    """,
    "serve": """
        atienda atiendan atiendas atender ayude ayuden ayudar llame llamen llamar contacte contacten contactar
        responda respondan responder conteste contesten contestar asista asistan asistir hable hablen hablar
        escriba escriban escribir explique expliquen explicar resuelva resuelvan resolver asesore asesoren asesorar
        oriente orienten orientar apoye apoyen apoyar revise revisen revisar devuelva solucione solucionen
        solucionar aclare aclaren aclarar gestione gestionara gestionase guie mire miren mirara mirase revisara
        revisase viera viese ayudase atendiese llamase contactase respondiese explicara explicase aconseje
        aconsejara estudie estudiara valore valorase tramite oyera escuchara guiara
        marque marquen comunique lea leer vea vean ver atendiera
        lleve llevara llevase trate tratara maneje manejara ocupe ayudara llamara contactara respondiera asistiera
        asesorara atendera llamara escuche escuchen escuchar""",
    "serves": """
        atiende atienden ayuda ayudan llama llaman contacta contactan responde responden contesta contestan asiste
        habla escribe explica resuelve asesora orienta apoya revisa""",
    "serve_me": with_me(
        "atender ayudar llamar contactar responder contestar asistir hablar escribir explicar resolver "
        "asesorar orientar apoyar ayude llame contacte escuchar solucionar aclarar atienda atiendan responda responde "
        "atiende explique asesore oriente asista escuche conteste resuelva"
    ),
    "call_me": "llame llamen llamar contacte contacten contactar hable hablen escriba escriban llama llaman contacta",
    "want": """
        quiero quisiera querria queria deseo desearia necesito necesitaria necesitaba preciso precisaria me_gustaria
        me_encantaria prefiero preferiria pido exijo solicito requiero ocupo busco espero intento trato_de
        estoy_intentando estoy_tratando_de estoy_buscando buscaba estaba_buscando pretendo queremos necesitamos
        queriamos quisieramos nos_gustaria deseamos preferimos me_urge urge me_interesa solicitaria reclamo demando
        voy_a_querer agradeceria agradezco quisieramos vengo_a tengo_que debo tendria_que necesitare quiera
        insisto_en he_dicho_que_quiero deseaba anhelo estoy_interesado_en estoy_interesada_en me_agradaria
        me_apetece me_vendria_bien me_sentiria_mejor sugiero me_conviene acepto
        me_es_urgente tengo_urgencia_de quiero_poder quisiera_poder necesito_poder gustaria me_gustarian
        estoy_queriendo ando_buscando me_hace_falta elijo voy_a_necesitar""",
    "want_one": """
        quiero quisiera querria queria deseo desearia necesito necesitaria necesitaba preciso pido exijo solicito
        requiero ocupo prefiero preferiria busco buscamos me_gustaria queremos necesitamos deseamos me_urge urge
        dije solicitaria demando quiero_a quiero_ver quiero_tener quiero_contactar necesito_contactar
        me_gustaria_tener quisiera_tener prefiero_a necesito_a quiero_la_ayuda_de necesito_la_ayuda_de
        requiero_la_ayuda_de solicito_la_ayuda_de quisiera_la_ayuda_de me_gustaria_la_ayuda_de hace_falta espero
        quiero_ayuda_de necesito_ayuda_de quiero_hablar_a agradeceria quiero_solo pido_la_ayuda_de
        necesito_contacto_con quiero_contacto_con necesito_la_asistencia_de quiero_la_asistencia_de
        solicito_la_asistencia_de solicito_la_intervencion_de pido_la_intervencion_de insisto_en_un
        necesito_la_intervencion_de""",
    "help_noun": """
        atencion ayuda asistencia soporte servicio contacto trato apoyo asesoria intervencion respuesta asesoramiento
        interaccion comunicacion""",
    "personal": """
        humano humana personal personalizado personalizada real en_vivo de_verdad de_un_humano de_una_persona""",
    "word": """
        llamada cita charla conversacion videollamada reunion ayuda asistencia atencion contacto comunicacion
        respuesta entrevista palabra consulta chat apoyo intervencion asesoria""",
    "matter": """
        mi_caso el_caso este_caso mi_llamada la_llamada la_conversacion esta_conversacion mi_chat el_chat este_chat
        mi_problema mi_consulta mi_queja mi_reclamo mi_solicitud esto lo mi_conversacion mi_asunto mi_pedido
        mi_ticket el_tema mi_tema este_tema este_asunto mi_reclamacion mi_expediente el_problema este_problema""",
    "service": "telefono chat llamada whatsapp videollamada",
}

PHRASES = {
    "begin": "( ^ / , / <opening> )",
    "end": "&( $ / , / <joining> )",
    "role": "( <front> / <lead> / <skilled> )",
    # "un agente de reservas", "una persona de la tienda", "alguien de ahi"
    "from": "( de <the>? . )",
    "person": "( <the>?2 <pre>? ( <human> / <role> ) !<virtual> ( <kind> / <front> / <from> )?3 !<virtual> )",
    "department": """
        ( <the>? <desk_name> / <the>? <desk> !( de|tecnica? virtual ) ( <from> / <kind> )?
        / <the>? <desk_kind> / los de <the>? . )""",
    "anyone": "( <person> / <someone> <kind>?2 <from>? / <department> )",
    "anyone_here": "( <person> / <someone> <kind>?2 / <the>? <desk_name> )",
    "bot_": "( <the>?2 ( <bot> / asistente|agente|asesor|operador|sistema <virtual> ) <virtual>? )",
    "bot_or_human": "( <bot_> / <the>?2 <pre>? ( <human> / <front> ) <kind>?2 / <being> )",
    # what stands before the verb when customers speak for themselves
    "ways": """
        como|donde|a_donde|adonde|que|cuando|con_quien
        ( voy|acudo|me_dirijo|tengo_que_ir|hay_que_ir|toco|pulso|marco|escribo /
        puedo|podria|podemos|debo|hago|hacer|haria|le_hago|tengo_que_hacer
        / se_puede|se_hace / puede_uno|hay_que ) hacer? para|en? poder?""",
    "possible": """
        ( es|sera|seria posible / se_puede|se_podria|se_podra / hay|habria|habra|tienen|existe|existiria|cabe <the>?
        forma|manera|modo|posibilidad|opcion|alguna_forma|chance|alternativa de|para? )""",
    "can_i": "( puedo|podria|podemos|podriamos|podre|pudiera|puede_uno|pudiese|puedes|me_dejas|me_dejan )",
    "let_me": """
        ( dejame|dejeme|dejenme|dejadme|permitame|permiteme|permitanme|permitidme|dejar
        / ayudame|ayudeme|ayudenme|ayudarme|ayudas|ayuda|ayudar a / ayuda para|con / opcion de|para )""",
    "wanting": "( <want> ( <adverb> / poder|volver_a|ir_a|ver_si_puedo|saber_si_puedo|pedir|intentar )?2 )",
    "own_voice": """
        ( <wanting> / <can_i> <adverb>? / <possible> <adverb>? / <ways> / <let_me> <adverb>? / <begin> <adverb>?
        / ^ para / vamos_a|a|toca|hora_de|ganas_de|favor_de|poder )""",
    # "hablar de mi factura con"
    "about_it": "( !( que|tuve|hubo|tengo|con|a ) . )?5",
    "with": "( con|a|hacia|ante|a_traves_de|por|de )",
    "can_you": "( podes|puedes|puede|podrias|podria|pueden|podrian|podeis|podriais|podra|podras|pudiera|pudieras )",
    "me": "( me|nos )",
    "connect_to": """
        ( <me> <can_you>? <connect> / <can_you>? <connect_me> / <me> <can_you>? <put> ( en
        contacto|linea|comunicacion )? / <put_me> ( en contacto|linea|comunicacion )? / <put_me> <adverb>? en|a|al
        contacto|linea|comunicacion|habla|el_telefono|el_habla|telefono )""",
    "i_want_one": "( <want_one> <adverb>?2 / <give_me> <adverb>? / <me> <can_you>? <give> / pasame|paseme )",
    "ask_verb": "( ( <talk> / <reach> ) <about_it>? <with> / <connect_me> con|a / <me> <connect> con|a )",
    "no_wish": """
        ( <not> <adverb>?2 ( me|te|le|se|os|les|nos )? <adverb>?
        ( <want> / quieras|pienso|voy|vayas|hace_falta|hara_falta|es_necesario|sera_necesario|es_preciso|hay_necesidad
        / es_necesaria|tengo_ganas|tengo_intencion|tengo_interes|interesa|apetece|gusta|gustaria|veo_necesario|estoy
        / hay_que|creo|tengo_por_que|tiene_sentido|considero|pedi|he_pedido|requiere|necesita|pretendo|era_necesario
        / conviene|soporto|me_hables|hay_por_que|tiene|quise|tuve|provoca|agrada|urge|nace )
        <adverb>? de|en|que|la|el|necesario|necesaria|por? necesidad? de? tener_que|que_tener|volver_a? )""",
}
