"""Spanish: how a talk with a human agent closes."""

from __future__ import annotations

from segue.domain.signals.languages.closing import closing

WORDS = {
    "bye": "adios hasta_luego hasta_pronto chao chau hasta_manana nos_vemos hasta_la_proxima bye cuidese cuidate",
    "soft": """
        no si ok okay vale bien muy_bien perfecto genial estupendo fenomenal de_acuerdo excelente listo bueno y entonces
        pues por_favor buen_dia buenos_dias buenas_tardes buenas_noches que_tenga_buen_dia que_tenga_un_buen_dia
        que_tengas_buen_dia que_tengas_un_buen_dia que_le_vaya_bien que_te_vaya_bien buen_fin_de_semana igualmente
        saludos un_saludo ya_funciona ya_va funciona me_sirve todo_bien todo_claro por_ahora muy_amable""",
    "chat": "chat conversacion charla sesion",
    "stop": """
        terminar termine termina terminemos terminen cerrar cierre cierra cerramos finalizar finalice finaliza acabar
        acabe acaba terminamos cierren dar_por_terminado dar_por_terminada""",
    "deed": """
        enviare enviaremos envio enviamos mandare mandaremos reembolsare reembolsaremos llamare llamaremos revisare
        revisaremos contactare contactaremos avisare avisaremos informare informaremos respondere responderemos
        devolvere devolveremos cambiare cambiaremos repondremos reparare repararemos gestionare gestionaremos abrire
        abriremos escalare escalaremos tramitare tramitaremos escribire escribiremos abonare abonaremos pasare pasaremos
        haremos hare daremos dare encargare encargaremos cancelare cancelaremos solucionaremos solucionare entregaremos
        mantendremos mantendre""",
    "to_do": """
        enviar enviarle enviarte mandar mandarle mandarte reembolsar reembolsarle llamar llamarle llamarte revisar
        contactar contactarle avisar avisarle avisarte informar informarle responder responderle devolver devolverle
        cambiar reponer reparar gestionar abrir escalar tramitar escribir escribirle abonar abonarle pasar hacer dar
        darle encargarme cancelar solucionar entregar reenviar reenviarle""",
    "future_passive": "enviado enviada reembolsado reembolsada entregado entregada abonado abonada reparado atendido",
}
CLOSING = closing(
    words=WORDS,
    thanks="""
        ( no )? ( gracias|muchas_gracias|mil_gracias|muchisimas_gracias|le_agradezco|te_agradezco|se_lo_agradezco|
        te_lo_agradezco ) ( de_nuevo|otra_vez|a_usted|a_ti|igualmente )?
        ( por ( su|tu|la|toda|todo|el|los|las )?2 ( ayuda|tiempo|atencion|paciencia|apoyo|informacion|respuesta )?
        )?""",
    done="""
        ( eso|esto )? ( es|era|seria|fue|ha_sido ) ( todo|eso ) ( por_hoy|por_ahora|de_mi_parte|por_mi_parte|entonces )?
        / ( nada|nada_mas|no_nada|ninguna ) ( mas|otra_pregunta|pregunta_mas )? ( por_hoy|por_ahora )?
        / ( ya )? tengo todo ( lo_que_necesito|lo_que_necesitaba|claro )? / ya esta ( todo|resuelto|solucionado )?
        / ( ya )? ( hemos|he ) ( terminado|acabado ) / ( me )? ( ha|has ) ( resuelto|aclarado ) ( todo|mi_duda|
        mis_dudas|todas_mis_dudas|el_problema )
        / ( tengo_que|debo|me_tengo_que ) ( irme|ir|marcharme|dejarle|dejarte ) / todo ( resuelto|aclarado|solucionado )
        / ya estoy / no tengo ( mas|otras ) ( preguntas|dudas )""",
    end="""
        ( puede|puedes|podemos|quiero|quisiera|me_gustaria|deseo|vamos_a|ya_puede|ya_puedes|voy_a|puedo|ya_podemos )?
        ( ya|ahora )? <stop> ( ya )? ( el|la|esta|este|nuestra|con )? ( <chat> ) ( ya|ahora|aqui|con_usted )?2
        / ( eso|esto )? ( es|era ) todo lo que ( necesitaba|queria|queria_saber|necesito|necesitaba_saber )
        / ( ya )? no necesito ( nada_mas|mas_ayuda|mas_nada|otra_cosa ) ( por_hoy|por_ahora )?
        / no tengo ( mas|ninguna|otras ) ( preguntas|dudas|pregunta_mas|duda_mas ) ( por_ahora|por_hoy )?""",
    promises="""
        ( le|les|te|os|lo|la|se_lo|te_lo|me|nos )?2 <deed>
        / ( voy|vamos|va ) a ( <to_do> )
        / ( recibira|recibiras|recibiran|tendra_su|tendras_tu|le_llegara|te_llegara|llegara|le_llamara|te_llamara|
        le_contactara|te_contactara|podra_recogerlo )
        / ( sera|seran ) <future_passive>
        / ( le_prometo|te_prometo|le_garantizo|te_garantizo|le_garantizamos|me_encargo|nos_encargamos )""",
    not_promised="^ ( si|cuando ) / no ( le|te|lo|la|se )?2 ( <deed> / ( voy|vamos ) a )",
    rules_out="""
        no ( es|sera|seria|esta|estan|son ) ( lamentablemente|posible_que )? ( posible|reembolsable|disponible|
        disponibles|permitido|cubierto|cubierta|reparable|valido|incluido|factible|permitida )
        / ( no ) ( le|te|lo|la|se|se_lo|te_lo )?2 ( puedo|podemos|podremos|se_puede|se_pueden|puede ) (
        lamentablemente )?
        ( reembolsar|cancelar|cambiar|modificar|entregar|ofrecer|ampliar|devolver|dar|hacer|reparar|enviar|reponer|
        anular|
        devolverle|ofrecerle|reembolsarle|enviarle|hacerlo|cambiarlo|deshacer|aplicar )
        / ( ya_no ) ( esta|estan|se|lo|hay ) ( disponible|disponibles|fabrica|vende|fabricamos|vendemos|stock )
        / ( fuera_de_garantia|sin_existencias|agotado )""",
    not_ruled_out="^ si / ( por_que|si_no ) / ( hasta|sin|antes|salvo|mientras )",
)
