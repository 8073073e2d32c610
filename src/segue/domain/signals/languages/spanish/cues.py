"""Spanish: turns of phrase that tell the mood. The kinds are those of `language.CUES`."""

from __future__ import annotations

from collections.abc import Mapping

from segue.domain.signals.languages.grammar import Notation, Rule
from segue.domain.signals.languages.spanish.words import PHRASES, WORDS

_CUE_WORDS = {
    "very": """
        muy tan super bastante realmente de_verdad absolutamente totalmente demasiado un_poco algo completamente""",
    "is": "es son fue fueron era eran esta estan estuvo ha_sido han_sido resulta resulto sigue me_parece parece",
    "bad": """
        pesimo pesima pesimos horrible horribles terrible terribles malisimo malisima fatal nefasto nefasta deplorable
        lamentable lamentables deficiente penoso penosa patetico patetica vergonzoso vergonzosa desastroso desastrosa
        mediocre decepcionante asqueroso asquerosa horroroso espantoso espantosa paupero precario inservible malo mala
        malos malas""",
    "thing": """
        servicio atencion empresa compania producto app aplicacion calidad trato experiencia banco tienda pagina web
        soporte comida curso hotel vuelo bot respuesta organizacion gestion aerolinea operadora plataforma entrega""",
    "curse": """
        mierda puta puto putos cono carajo joder jodan jodanse pendejo pendejos pendeja idiota idiotas imbecil
        imbeciles estupido estupida estupidos estupidez ladrones ladron estafadores sinverguenzas sinverguenza
        inutil inutiles incompetentes incompetente chingada chinga verga hijueputa hdp malparidos gilipollas
        cabrones cabron ineptos inepto payasos basura porqueria boludos pelotudos culeros ctm wtf asco tontos
        burros malditos maldito""",
    "part": """
        pedido paquete envio producto reembolso dinero plata tarjeta cuenta linea internet senal pagina app
        aplicacion codigo factura maleta equipaje reserva tecnico luz agua correo entrega titulo certificado
        material repuesto""",
    "period": """
        hora horas dia dias semana semanas mes meses ano anos minuto minutos rato siglo eternidad manana tarde""",
    "number": """
        un una media medio dos tres cuatro cinco seis siete ocho diez quince veinte varios varias muchos muchas
        casi mas 1 2 3 4 5 6 7 8 10 15 20 30""",
    "nth": "segunda tercera cuarta quinta sexta decima enesima 2a 3a 4a 2da 3ra 4ta ultima",
}

_RULES: Mapping[str, Mapping[str, str]] = {
    "anger": {
        "curse": "<curse>",
        "rage": """
            indignado|indignada|furioso|furiosa|enojado|enojada|cabreado|cabreada|enfadado|enfadada|molesto|molesta|encabronado|rabia|me_enerva|arrecho
            / me tienen|tienes harto|harta|podrido""",
        "shame": """
            descarados|descaro|sin_verguenza|caraduras|abusivos|abuso|atropello|robo|estafa|estafado|estafada|estafan|timo|fraude_de|tomadura_de_pelo|burla|falta_de_respeto|se_burlan|se_rien
        """,
    },
    "frustration": {
        "fed up": """
            harto|harta|hartos|hasta_la_coronilla|hasta_las_narices|hasta_el_gorro|cansado_de|cansada_de|me_cansa|me_canse|no_aguanto|no_soporto|ya_basta|ya_estuvo|el_colmo|colmo|desesperante|desespera|frustrante|frustrado|frustrada|agotador|me_tiene_mal|desquiciante
        """,
        "ridiculous": """
            ridiculo|ridicula|absurdo|absurda|increible|inaudito|inconcebible|inaceptable|intolerable|insolito|indignante|vergonzoso|verguenza|que_barbaridad|no_puede_ser|no_es_posible_que|no_hay_derecho|el_colmo|es_broma|estan_de_broma|me_estas_tomando
        """,
        "waste": """
            ( perdiendo|perder|perdida|perdi|pierdo de|el|mi|un? tiempo / tiempo perdido / hacen|haces|hacer perder
            )""",
        "how hard": """
            ( tan dificil es / que dificil es|puede / cuantas_veces|cuanto_mas|hasta_cuando|en_serio / no hay
            quien|manera|forma )""",
        "sighs": "uf|uff|ufff|grr|dios_mio|por_dios|madre_mia|que_horror|ay_no|pfff|pff|puf|ash|agh",
    },
    "disappointment": {
        "bad": """
            ( <very>? <bad> <thing> / <thing> .?3 ( <is> <very>? )? ( <bad> / de_mierda|de_cuarta|pesimo ) / ( que
            / <very> ) <bad> )""",
        "is bad": "<is> <very>? <bad>",
        "disappointed": """
            decepcionado|decepcionada|decepcion|decepcionante|decepcionan|desilusionado|desilusion|insatisfecho|insatisfecha|descontento|descontenta|defraudado|defraudada|inconforme|arrepentido|arrepiento|lamento_haber|esperaba_mas|disconforme
        """,
        "not good": """
            ( no <is> <very>? ( bueno|buena|bien|suficiente|serio|profesional|aceptable|justo|normal|util|logico )
            / deja|dejan mucho que_desear / no me|nos gusta|gusto|gustan|convence / no lo
            recomiendo|recomendaria|vale_la_pena / peor <thing> / lo peor / mal <thing> /
            atendieron|atendio|tratan|trataron|tratado <very>? mal|fatal|horrible|pesimo )""",
    },
    "failure": {
        "works not": """
            ( no ( me|se|nos|le )? (
            funciona|funcionan|funcionaba|sirve|sirven|anda|carga|cargan|abre|abren|deja|permite|conecta|enciende|prende|llega|llegan|llego|llegaron|ha_llegado|aparece|aparecen|sale|recibo|recibi|he_recibido|recibimos|reconoce|acepta|responde|veo|llegado|arranca|refleja|actualiza|entra|cobra|autoriza
            ) )""",
        "still": """
            ( sigo|sigue|siguen|seguimos|continua|continuo|todavia|aun (
            sin|no|igual|esperando|fallando|mal|con_el|con_la|dando|saliendo|caido|caida|roto ) )""",
        "broken": """
            roto|rota|rotos|danado|danada|defectuoso|defectuosa|averiado|averiada|rayado|rayada|incorrecto|incorrecta|manchado|podrido|inservible|estropeado|caducado|vencido|vacio|incompleto|incompleta|equivocado|equivocada|perdido|perdieron|extraviado|extraviaron|falla|fallas|fallo|fallando|error|errores|se_cae|se_cayo|se_congela|se_cierra|se_cuelga|retraso|retrasado|demora|demorado|bloqueada|bloqueado|mal_estado|quebrado|golpeado|sucio|abierto_el_paquete
        """,
        "missing": """
            ( falta|faltan|faltaba|faltaban <the>? <part> / nunca (
            llego|llega|aparecio|vino|recibi|me_llego|funciono|se_presento ) / <the>? <part> ( no|nunca ) / no (
            vino|vinieron|aparecio|se_presento|hay_senal|hay_internet|tengo_senal|tengo_internet|hay_luz|hay_agua )
            )""",
        "cannot": "no ( he_podido|pude|logro|consigo|hay_forma|hay_manera|puedo_ni ) / imposible",
    },
    "correction": {
        "not that": """
            ( no es|era|fue eso|lo_que|esa|ese|asi / eso no es|era|fue|pregunte / no
            pregunte|te_pregunte|le_pregunte|pedi|te_pedi|hablo_de|hablaba_de|dije|dije_eso|me_refiero|me_referia|estoy_hablando_de
            / no ,? ( yo )? ( quise_decir|me_refiero|me_referia|hablo_de|hablaba_de|quiero_decir|pregunte|digo ) )
        """,
        "wrong": """
            ( te|se equivocas|equivocaste|equivoca|has_equivocado|ha_equivocado / esta|estas
            equivocado|mal|confundido /
            quise_decir|me_refiero_a|me_referia_a|entendiste_mal|has_entendido_mal|entendio_mal / respuesta
            incorrecta|equivocada )""",
        "listen": """
            no ( me|nos )? (
            entiendes|entiende|estas_entendiendo|esta_entendiendo|escuchas|escucha|lees|entienden|has_entendido|entendiste|comprendes|comprende|estas_escuchando|prestas_atencion
            )""",
    },
    "refusal": {
        "no help": """
            ( no ( me|nos )? ( ha|han|esta|estas )? (
            ayuda|ayudas|ayudo|sirve|sirvio|sirves|resuelve|resuelves|resolvio|soluciona|soluciono|ayudado|servido|ayudando|resuelto|solucionado|aporta|aclara|respondes|contestas
            ) / no sirve|sirves de|para nada / inutil|inservible )""",
        "tried": """
            ( ya lo|la|me|eso? (
            hice|intente|probe|he_hecho|he_probado|he_intentado|revise|reinicie|verifique|mire|lei|lo_hice|habia_hecho|hicimos
            ) / eso|esto ya lo )""",
        "none": "ninguna|ninguno de esas|esos|estas|estos|las|los / nada de eso|esto / tampoco",
        "nonsense": """
            no tiene|tienen|hace|entiendo sentido|nada / respuesta|respuestas
            automatica|automaticas|generica|genericas|robotica""",
    },
    "repetition": {
        "again": """
            ( otra_vez|de_nuevo|nuevamente !( por_favor|gracias ) / <nth> vez / por <nth> / <number> veces /
            cuantas veces / mil veces )""",
        "told you": """
            ( ya|te|le|les|se ( te|le|les|se|lo|os )?2 ( he|habia|acabo_de|estoy )? (
            dije|dicho|decir|explique|explicado|comente|repeti|repito|mande|envie|di|diciendo|conte|escribi|respondi|dije_que
            ) / como ya? dije|mencione|te_dije|le_dije|comente / vuelvo a repetir|decir|explicar / sigo
            repitiendo|insistiendo /
            lo_mismo|misma_respuesta|mismo_mensaje|mismo_error|mismo_problema|la_misma|repites|repite|repetir|repitiendo
            )""",
    },
    "blame": {
        "you did": """
            ( me|nos|le ( han|habian|siguen|quieren|estan )? (
            cobraron|cobrado|cobran|cobrando|cancelaron|cancelado|quitaron|quitado|robaron|robado|mintieron|mentido|prometieron|prometido|enganaron|enganado|dejaron|dejado|estafaron|estafado|cortaron|cortado|suspendieron|cambiaron|cambiado|perdieron|bloquearon|bloqueado|dieron_de_baja|descontaron|facturaron|vendieron|colgaron|ignoran|ignoraron|hicieron|trataron|tratado|gritaron|grito|tienen
            ) )""",
        "you people": """
            ( ustedes|vosotros|su|vuestra|su_empresa|son|sois (
            no|nunca|siempre|son|sois|me|perdieron|dijeron|prometieron|tienen_la_culpa|unos|unas|hacen|empresa|compania|culpa|error|incompetencia|irresponsabilidad
            ) /
            por_culpa_de|culpa_suya|error_de_ustedes|error_suyo|su_error|irresponsables|poco_serios|poco_profesional|falta_de_seriedad|falta_de_profesionalismo
            )""",
        "not kept": """
            ( no
            cumplen|cumplieron|cumple|respetan|respetaron|se_hacen_cargo|se_responsabilizan|hacen_nada|avisaron|nos_avisaron|me_avisaron|aviso|devuelven|devolvieron|resuelven|solucionan|dan_solucion|dan_la_cara|asumen
            / nadie avisa|aviso|me_aviso|nos_aviso|se_hace_cargo|soluciona|resuelve|hace_nada|sabe / sin
            avisar|previo_aviso|mi_permiso|mi_autorizacion|mi_consentimiento / se hacen los|de_los /
            encima|para_colmo )""",
    },
    "waiting": {
        "for long": """
            ( llevo|llevamos|hace|desde_hace|tengo|despues_de|lleva|van|pasaron|han_pasado|he_estado (
            ya|como|casi|mas_de|toda_la|todo_el|esperando|aqui )?3 <number>? <period> / esperando|espero|esperar
            .?3 ( <period> / respuesta|desde ) / desde hace <number>? <period> / toda <the>?
            manana|tarde|semana|noche / todo <the>? dia|mes )""",
        "no reply": """
            ( nadie ( me|nos )? (
            contesta|responde|atiende|contesto|respondio|atendio|ayuda|da_respuesta|llama|llamo|ha_respondido|ha_contestado|soluciona|viene|vino
            ) / no ( me|nos )? (
            contestan|responden|contestaron|respondieron|atienden|atendieron|han_contestado|han_respondido|llaman|llamaron|dan_respuesta|devuelven_la_llamada|cogen_el_telefono
            ) / sin|ninguna respuesta|contestacion|noticias|solucion / sigo esperando|en_espera / sigue sin|en )""",
    },
    "threat": {
        "leave": """
            ( me|nos voy|vamos|cambio|cambiare|paso|pasare|cambiamos|largo|doy_de_baja ( a|con|de )? (
            la_competencia|otra|otro|compania|empresa|banco|operadora )? / dare|doy|dar|pienso de baja / no
            vuelvo|volvere|volveremos|pienso_volver|compro|comprare|contrato|vuelvan ( mas|nunca|a|jamas )? /
            nunca_mas|jamas_vuelvo|perdieron_un_cliente|pierden_un_cliente )""",
        "report": """
            ( voy_a|vamos_a|los|les|pienso|pondre|interpondre|presentare|tendre_que|me_vere ( a )? (
            denunciar|denunciare|demandar|demandare|reclamar|poner|una_denuncia|una_demanda|una_queja|una_reclamacion|reportar|publicar|contar|contarlo|denuncio|demando|hundir|obligado
            ) /
            denunciare|demandare|denuncia|demanda|mi_abogado|abogados|tribunales|juzgado|profeco|consumo|indecopi|sernac|defensa_a_el_consumidor|condusef|ombudsman|hoja_de_reclamaciones|libro_de_reclamaciones
            / redes sociales / una estrella )""",
        "want it back": "( quiero|exijo|devuelvanme|devuelvan|que_me_devuelvan mi|el dinero|plata / exijo|reclamo )",
    },
    "sarcasm": {
        "well done": """
            ( gracias_por_nada|muchas_gracias_por_nada|bravo|enhorabuena|felicidades|felicitaciones|vaya ( <thing>
            / servicio|manera|forma|broma|tomadura ) / gracias_por_nada / menudo|menuda|valiente <thing> /
            que_buen_servicio|que_bonito|que_lindo|muy_bonito|que_gracioso|que_bien_no /
            genial|perfecto|estupendo|excelente|maravilloso , ( otra|ahora|sigue|y|lo|mas|de ) )""",
    },
    "satisfaction": {
        "thanks": "gracias !( por_nada )",
        "great": """
            genial|perfecto|excelente|estupendo|maravilloso|fantastico|buenisimo|buenisima|encanta|encanto|encantado|encantada|contento|contenta|satisfecho|satisfecha|feliz|fenomenal|increiblemente|recomiendo|felicito|muy_amable|muy_amables|agradezco|agradecido|agradecida|chevere|bacan|buen_servicio|buena_atencion|todo_bien|todo_claro|te_pasaste|crack
        """,
        "works": """
            ( ya|ahora ( si|me|se|todo|lo )?2 (
            funciona|funciono|pude|puedo|esta|quedo|llego|carga|arreglo|soluciono|encontre|aparece|entiendo ) /
            me|nos ayudo|ayudaste|sirvio|ha_servido|quedo_claro|ayudado mucho|muchisimo? /
            funciono|resuelto|solucionado|arreglado )""",
    },
    "no_problem": {
        "none": """
            ( ningun|sin|no_hay|no_tengo|ninguna|no_es <the>? (
            problema|problemas|queja|quejas|inconveniente|apuro|prisa|drama ) / no ( se_ha|esta|se|tengo )? (
            roto|rota|danado|enojado|enfadado|molesto|urgente|grave|importa|preocupes|preocupe|corre_prisa ) /
            no_pasa_nada|tranquilo|tranquila|sin_prisa|con_calma|no_me_quejo|cuando_puedan|cuando_puedas )""",
    },
    "question": {
        "asks": """
            ^ ( <polite> / , )?4 (
            y|una_pregunta|una_consulta|queria_saber|quisiera_saber|me_gustaria_saber|saber|tengo_una_duda|duda|consulta|pregunta
            ,? )?2 (
            como|cual|cuales|cuando|donde|cuanto|cuanta|cuantos|cuantas|que|quien|a_que|en_que|de_que|para_que|hasta_cuando|hay|tienen|puedo|se_puede|es_posible|aceptan|existe|me_puedes|me_puede|me_podrias|me_podria|podrias|podria|puedes|puede|quisiera|queria|me_gustaria
            ) !( verguenza|asco|mal|mala|malo|pesimo|horror|desastre|barbaridad|servicio|bot )""",
    },
    "reproach": {
        "why": """
            ( por_que|como_es_que|como_puede_ser_que|como_es_posible_que (
            no|me|nos|mi|tengo|siguen|sigue|tardan|tarda|tanto|todavia|aun|nadie|han|esta|estan|cobran|hay|el|la )
            / cuando ( piensan|van_a|va_a|me|llega|llegara|solucionan|resuelven|responden|estara|lo|pensaban ) /
            donde|que_paso esta|estan|con mi|el|mis /
            hasta_cuando|que_pasa_con|que_paso_con|que_clase_de|que_tipo_de_servicio|como_se_atreven|para_que_pago|para_que_sirve|para_que_estan
            )""",
        "demand": """
            (
            exijo|exigimos|demando|espero_una|merezco|arreglen|solucionen|resuelvan|haganlo|hagan_algo|dejen_de|deja_de|paren|respondan|contesten|expliquen|devuelvan|devuelvanme|deberian|tendrian_que|den_la_cara|den_solucion|quiero_una_solucion|quiero_una_explicacion|quiero_mi_dinero|quiero_mi_plata|quiero_que_me_devuelvan|necesito_una_solucion|pongan_se_a|aprendan|haz_algo|haga_algo
            )""",
    },
    "service": {
        "of ours": """
            ( mi|mis|su|sus|el|la <part> / servicio|atencion_a_el_cliente|soporte|entrega|pedido|suscripcion )"""
    },
    "dislike": {
        "do not like": """
            ( no me|nos ( gusta|gusto|gustan|convence|interesa|apetece|agrada|llama ) /
            odio|detesto|aburrido|aburrida|aburre|feo|fea|demasiado|muy
            caro|cara|caros|lejos|lento|lenta|largo|complicado|tarde|temprano /
            no_es_para_mi|fuera_de_mi_presupuesto|carisimo|carisima )""",
    },
    "another": {
        "something else": """
            ( otro|otra|otros|otras ( cosa|opcion|opciones|alternativa|hora|fecha|lugar|vez|dia|hotel|restaurante )
            / algo|alguno|alguna ( mas|distinto|diferente|mejor|barato|cerca ) /
            en_lugar_de|en_vez_de|mejor_otro|y_si|que_tal|mas_barato|mas_barata|mas_cerca|mas_temprano|mas_tarde|alguna_otra|algun_otro
            )""",
    },
    "denial": {"no": "no|nunca|nada|nadie|tampoco|jamas|ninguno|ninguna|ni|sin"},
    "negative": {
        "a word": """
            <bad> / <curse> /
            problema|problemas|queja|reclamo|reclamacion|error|errores|fallo|falla|molestia|molesto|injusto|injusta|lento|lenta|caro|cara|dificil|confuso|confusa|triste|grosero|grosera|groseros|prepotente|prepotencia|maleducado|maleducada|desastre|tarde|cancelado|cancelaron|perdido|peor|abusivo|enganosa|engano|mentira|mentiras|mentirosos|dano|danado|sucio|fria|frio|verguenza|imposible|incomodo|incomoda|negligencia|irresponsable|caos
        """,
    },
    "positive": {
        "a word": """
            bueno|buena|buenos|buenas|bien|mejor|genial|perfecto|excelente|estupendo|maravilloso|rapido|rapida|facil|amable|amables|util|gracias|feliz|contento|contenta|encanta|lindo|bonito|agradable|recomendable|recomiendo|eficiente|claro|comodo|comoda|gusta|gusto|increible|buenisimo
        """,
    },
    "contrast": {"but": "pero|sin_embargo|aunque|no_obstante|lastima_que|solo_que|salvo_que|en_cambio"},
    "bot_sorry": {
        "sorry": """
            (
            lo_siento|lamento|lamentamos|perdon|disculpa|disculpe|disculpas|desafortunadamente|lamentablemente|por_desgracia
            / no ( he|hemos|pude|pudimos|puedo|se|hay|tengo )? (
            encontre|encontrado|encontrar|encontro|entendi|entiendo|disponible|disponibles|resultados|comprendo ) /
            intenta|intente|prueba|pruebe|quieres|desea probar? ( con )? ( otro|otra|de_nuevo|nuevamente|mas_tarde
            ) )""",
    },
    "turns_down": {"no": "^ no|nop|nada|nunca|tampoco|ninguno|ninguna|para_nada"},
    "at_a_loss": {
        "do not know": """
            ( no ( lo )? ( se|sabria|estoy_seguro|estoy_segura|tengo_idea|recuerdo|me_acuerdo|se_me_ocurre ) /
            ni_idea|quien_sabe|no_sabria_decir )""",
    },
    "bot_suggests": {
        "suggests": """
            ( que_te_parece|que_le_parece|que_tal|te_gustaria|le_gustaria|te_recomiendo|le_recomiendo|has_probado /
            ha_probado|puedes_probar|te_sugiero|le_sugiero|has_visto / hay ( un|una|varios|varias ) /
            encontre|tenemos|he_encontrado )""",
    },
    "bot_asks_fact": {
        "asks": """
            (
            tienes|tiene|cuantos|cuantas|cual_es|para_cuando|a_que_hora|que_dia|que_ciudad|desde_donde|a_nombre_de|necesitas|necesita|alguna_otra_cosa|algo_mas|confirmas|confirma|quieres_reservar|desea_reservar
            )""",
    },
    "bot_asks_opinion": {
        "asks": """
            ( que ( te|le ) ( gusta|gusto|parecio|parece|interesa|disgusto ) /
            te_gusto|le_gusto|te_gusta|le_gusta|que_opinas|que_opina|que_tipo_de|cual_es_tu_favorito|por_que_te_gusto
            )""",
    },
    "distress": {
        "cannot cope": """
            ( no ( lo )? (
            puedo_mas|aguanto_mas|doy_mas|soporto_mas|resisto|se_que_hacer|se_que_mas_hacer|se_a_donde|se_a_quien|se_como_seguir|tengo_a_nadie|tengo_a_quien|tengo_salida|veo_salida|duermo|puedo_dormir|se_que_va_a_ser
            ) /
            ya_no_puedo_mas|no_puedo_mas|estoy_a_el_limite|a_el_borde|sin_salida|me_derrumbo|me_hundo|colapsando|no_doy_abasto
            )""",
        "feels": """
            ( estoy|me_siento|estamos|vivo|ando|tengo (
            muy|tan|completamente|totalmente|realmente|mucho|mucha|un_ataque_de|una_crisis_de|teniendo|sufriendo|llena_de|lleno_de|un|con
            )?3 (
            desesperado|desesperada|desesperados|angustiado|angustiada|aterrado|aterrada|asustado|asustada|llorando|deprimido|deprimida|destrozado|destrozada|desbordado|desbordada|sola|solo_en|perdida_en|panico|miedo|ansiedad|angustia|ataque_de_panico|pesadilla|temblando|devastado|devastada|en_peligro|hundido|hundida|sobrepasado|sobrepasada
            ) /
            desesperacion|angustia|llorando|de_llorar|ataque_de_panico|panico|me_da_miedo|me_aterra|me_aterroriza|sin_esperanza|tengo_miedo|auxilio|socorro|ayudenme_por_favor
            )""",
        "harm": """
            ( me_quiero|quiero|querria|prefiero|ganas_de|voy_a|mejor|quisiera|pienso_en (
            morir|morirme|suicidarme|matarme|desaparecer|acabar_con_todo|quitarme_la_vida|hacerme_dano|estar_muerto|estar_muerta
            ) /
            suicidio|suicidarme|suicida|no_quiero_vivir|ganas_de_vivir|ganas_de_seguir_viviendo|no_quiero_seguir_viviendo|no_vale_la_pena_vivir|hacerme_dano|quitarme_la_vida|autolesion
            )""",
        "danger": """
            ( me amenaza|amenazan|pega|pego|golpea|golpeo|persigue|acosa|acosan|maltrata|va_a_matar /
            en_peligro|temo_por|violencia_de_genero|violencia_domestica|maltrato|orden_de_alejamiento|secuestro|secuestraron|me_siguen
            )""",
    },
    "hardship": {
        "no money": """
            ( no ( tengo|tenemos|me_alcanza|nos_alcanza|puedo|podemos|llego|hay|tendre ) (
            para|como|con_que|dinero|plata|que|a|pagar )?3 (
            comer|comida|alquiler|renta|arriendo|fin_de_mes|hipoteca|medicinas|medicamentos|luz|calefaccion|pagar_el_alquiler|pagar_la_renta|dar_de_comer|leche|panales|donde_dormir|casa|dinero_para|ni_para|el_hospital|hospital|sobrevivir
            ) /
            no ( me|nos )? queda|quedan|alcanza ( nada|dinero|plata )? ( de|para )? ( . )?4 (
            comer|comida|dinero|medicina|medicinas|hijos|ninos|alquiler ) / echan|echaron|echar a_la_calle /
            desahucio|desahuciar|desahucian|desalojo|desalojar|desalojan|embargo|embargar|embargaron|en_la_calle|en_la_ruina|sin_trabajo|robaron_todo|perdi_todo|perdimos_todo|lo_perdi_todo|desempleado|desempleada|me_despidieron|en_el_paro|me_quede_sin
            )""",
        "no home": """
            ( sin (
            calefaccion|luz|agua|gas|comida|casa|techo|dinero_ni|medicinas|medicacion|insulina|pasaporte|un_peso|un_euro
            ) / varado|varada|varados|atrapado|atrapada|atrapados|tirado_en|tirada_en|tirados_en|abandonado_en )""",
        "illness": """
            ( tengo|tiene|tuve|tuvo|padezco|padece|sufrio|sufri|con ( un )? (
            cancer|cancer_terminal|quimio|quimioterapia|dialisis|infarto|alergia_grave )
            / ( estoy|esta|estamos|estan|sigue|sigo|quedo|quede|fue|fui ) ( . )?2 (
            en_el_hospital|en_la_uci|en_urgencias|en_cuidados_intensivos|en_terapia_intensiva|hospitalizado|hospitalizada|internado|internada|ingresado|ingresada
            /
            gravemente|muy_enfermo|muy_enferma|en_coma|terminal )
            / necesito|necesita|sin|no_me_dan|no_tiene|no_tengo|falta ( mi|mis|su|sus|la|el|las|los|para_las|para_mis
            )? (
            insulina|oxigeno|medicacion|medicinas|medicina|medicamentos|quimio / dialisis ) / estoy embarazada ( y /
            , ) / una
            ambulancia / pagar el hospital / me|lo|la operan )
        """,
        "family": """
            ( ( mi|mis|nuestro|nuestra|un|una|con (
            bebe|hijos|hijo|hija|ninos|nino|padre|madre|abuela|abuelo|marido|esposa|esposo|mujer ) ) .?3 (
            murio|fallecio|fallecer|muerto|murieron|enfermo|enferma|en_el_hospital|frio|hambre|en_la_uci|ha_muerto|ha_fallecido|recien_nacido
            ) / perdi|perdimos a mi|nuestro|nuestra / dias sin comer / acaba de fallecer / fallecio|murio
            mi|nuestro|nuestra / funeral|entierro|luto|velorio /
            soy|quede viuda|viudo / casa|perdi|perdimos|perdido|piso .?4 incendio|inundacion|terremoto /
            quemo|inundo ( . )? ( mi|nuestra|la casa ) )
        """,
    },
    "urgent": {
        "urgent": """
            urgente|urgentes|urgentemente|urgencia|urge|urgentisimo|emergencia|inmediato|inmediatamente|de_inmediato|inmediata|apura|apuro|apurado|apurada|apurense|apurate|prioritaria|prioritario|ya_mismo|ahora_mismo|ahorita_mismo|sin_demora|prioridad|asap|para_ya|en_el_acto
        """,
        "soon": """
            -<denied> tengo|corre|con|mucha|metan|dense|meta prisa / ( cuanto|lo
            antes|mas_rapido|mas_pronto|mas_antes posible? / lo ( mas )? ( antes|pronto|rapido ) posible /
            necesito|quiero|solucionen|resuelvan|hagan .?4 ya / rapido por_favor|porfavor )""",
    },
    "outage": {
        "down": """
            ( (
            sistema|sitio|web|pagina|servidor|servidores|produccion|plataforma|app|aplicacion|red|internet|tienda_online|servicio|centralita|api|base_de_datos|pasarela|pagos|cajeros|linea|lineas|todo
            ) ( . )?2 (
            caido|caida|caidos|caidas|no_funciona|no_funcionan|fuera_de_servicio|se_cayo|se_ha_caido|no_responde|no_carga|parado|parada|parados|bloqueado|offline|abajo|inaccesible
            ) / se ( nos|me|ha|han )?2 ( cayo|caido|cayeron ) <the>? / caida|corte|interrupcion
            de|total|general|masiva|masivo )""",
        "nobody can": """
            ( nadie ( puede|consigue|logra|tiene ) / ( ninguno|todos|todas|cientos|miles|decenas|ninguna|la_mitad )
            ( de )? <the>? (
            clientes|usuarios|empleados|trabajadores|alumnos|pacientes|equipos|tiendas|sucursales|personas|companeros
            )? .?3 ( no|sin|esperando|parados|bloqueados|afectados|pueden|caidos ) /
            oficina|empresa|fabrica|produccion|negocio|equipo|tienda
            parado|parada|paralizado|paralizada|detenida|detenido|bloqueada /
            no_podemos_trabajar|no_podemos_facturar|no_podemos_operar|no_podemos_cobrar|no_podemos_vender|no_podemos_atender|perdida_de_datos|perdimos_los_datos|se_borraron|perdiendo_ventas|perdiendo_dinero|perdemos_dinero
            )""",
    },
    "deadline": {
        "today": """
            <needed> !( <booked> ) .?6 ( para|antes_de <the>? <day> / hoy|manana|esta_noche|esta_tarde !( a ) ) / para
            ahora|antes|ya|dentro / ( ^ / es|lo_quiero ) para hoy|esta_noche|esta_tarde|manana ( $ / , / sin )
            / antes de <the>? ( <day> / . $ ) ( por_favor|o|porque|si_no|sin_falta ) / antes de <the>? .
            o|si_no|porque / ( para ( . )?2 <day> o|si_no|porque ) / hoy ( mismo|sin_falta|o_nunca|es_el_ultimo ) / no
            puedo|podemos|puede esperar / necesito ( . )?4 ahora ( $ / , ) / se_acaba|acabando el_tiempo /
            a_mas_tardar|ultimo_dia|sin_falta|contrarreloj
            / tiene_que_ser_hoy|tiene_que_quedar|tiene_que_estar""",
        "ends": """
            ( plazo|convocatoria|matricula|inscripcion|fecha_limite .?3 (
            vence|acaba|termina|cierra|expira|caduca|se_acaba|es ) ( hoy|manana|en|esta|ya|a ) /
            vence|caduca|expira|viajo|embarco|vuelo|salgo hoy|manana|esta|ya ( noche|tarde|manana )? ( $ / , / y|sin )
            / manana|hoy|esta_noche viajo|vuelo|embarco|salgo / que cierran|cierra|se_va / ( mi|el|la|tengo|tengo_el )
            <event> .?2 ( en <amount>?2 <time> / hoy|manana|esta_noche|ya ( $ / , / y ) / sale en|ya|hoy )
            / manana|hoy ( . )?3 tengo ( un|el|la|una )? examen|juicio|vuelo|entrevista / juicio|examen|boda es
            el|manana|hoy )""",
        "in": """
            ( ( quedan|queda|faltan|me_quedan / <leaves> .?4 en|dentro_de / <needed> .?6 en|dentro_de / tengo )
            <amount>?2
            <time> !( de_espera ) / en|dentro_de <amount>?2 <time> ( , / . )?3 ( <leaves> / <needed> ) / tengo ( . )?2
            <event> en|dentro_de <amount>?2 <time> )""",
        "standing there": """
            estoy|estamos ( ya|aqui )?2 en|ante <the> ( puerta_de_embarque|mostrador|caja|aeropuerto|frontera|taxi /
            anden|gasolinera|recepcion ) ( y / , )""",
    },
}

_CUE_PHRASES = {
    "needed": """
        ( necesito|necesita|necesitamos|necesitaba|tengo_que|tiene_que|tienen_que|tenemos_que|debo|resuelto|resuelvan /
        solucionen|pagar|entreguen|urge|urgente|hace_falta|prometieron )""",
    "booked": """
        ( un|una|el|la|otro|otra|dos|tres|reservar? ( taxi|mesa|habitacion|hotel|vuelo|billete|billetes|boleto|boletos /
        pasaje|tren|coche|auto|carro|alarma|recordatorio|cita|sitio|chaqueta|paraguas ) )""",
    "leaves": "( sale|salgo|parte|despega|cierra|cierran|empieza|comienza|vence|caduca|expira|acaba|termina|cortan )",
    "day": """
        ( hoy|manana|esta_noche|esta_tarde|lunes|martes|miercoles|jueves|viernes|sabado|domingo|medianoche|mediodia /
        las|fin_de_semana )""",
    "amount": """
        (
        menos_de|solo|apenas|unas|unos|una|media|dos|tres|un|1|2|3|4|5|10|15|20|30|quince|veinte|treinta|cuatro|cinco
        /
        diez|pocas|pocos|cuarenta )""",
    "time": "( hora|horas|minuto|minutos )",
    "event": """
        ( vuelo|tren|viaje|examen|reunion|presentacion|juicio|cita|entrevista|boda|evento|operacion|clase|demo )""",
}

_NOTATION = Notation({**WORDS, **_CUE_WORDS, "denied": "no sin ni nunca"}, {**PHRASES, **_CUE_PHRASES})

CUES: Mapping[str, tuple[Rule, ...]] = {kind: _NOTATION.rules(1.0, rules) for kind, rules in _RULES.items()}
