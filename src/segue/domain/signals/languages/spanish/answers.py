"""Spanish: yes and no to an offer, and how an answer of the bot was taken. The notation is explained in `grammar`."""

from __future__ import annotations

from segue.domain.signals.languages.grammar import Notation
from segue.domain.signals.languages.language import Answers
from segue.domain.signals.languages.spanish.words import PHRASES, WORDS

ANSWER_WORDS = {
    "yes": """
        si sip sii simon claro claro_que_si por_supuesto ok okay okey vale dale bueno de_acuerdo perfecto genial
        desde_luego adelante correcto exacto afirmativo listo me_parece_bien me_parece esta_bien por_que_no obvio
        eso_es asi_es sale va venga por_favor seria_genial me_encantaria me_gustaria estaria_bien como_no hagale
        hagalo hazlo eso_quiero si_quiero si_por_favor buena_idea excelente estupendo ya ya_pues cierto encantado
        encantada cuando_quieras ok_gracias de_una seguro efectivamente bien""",
    "carry_out": """
        conectame conecteme pasame paseme comunicame comuniqueme transfiereme transfierame ponme pongame derivame
        deriveme quiero necesito hazlo hagalo adelante llamame llameme me dale con si""",
    "with_one": """
        gracias muchas_gracias con_una_persona una_persona un_humano un_agente con_un_agente persona humano agente
        con_un_asesor un_asesor por_favor senor esta_bien""",
    "no": """
        no nop nope nel nah para_nada no_gracias no_por_ahora ahora_no todavia_no aun_no no_hace_falta
        no_es_necesario negativo mejor_no en_absoluto nunca jamas de_momento_no por_ahora_no luego mas_tarde
        despues quiza_luego dejalo dejelo olvidalo olvidelo no_importa da_igual estoy_bien asi_estoy_bien nada
        cancelar cancela no_me_interesa tampoco ni_hablar que_va no_quiero no_deseo no_necesito paso""",
    "after_no": """
        gracias muchas_gracias esta_bien estoy_bien asi asi_esta_bien todo_bien por_ahora por_el_momento de_momento
        ahora todavia aun hace_falta es_necesario quiero deseo necesito prefiero seguir sigo sigamos continuar
        continua continuemos contigo aqui con_el_bot con_usted por_aqui un una humano humana persona agente asesor
        operador hablar con nadie ni eso tranquilo no te me lo por_favor senor luego mas_tarde despues hoy ya
        espero puedo_solo solo yo_puedo nada me gusta que pase pases transfieras mejor amigo vale ok bien a el""",
    "it": """
        eso esto ello lo_que_dices lo_que_me_dices tu_respuesta su_respuesta la_respuesta tu_solucion la_solucion
        esa_respuesta ese_enlace el_enlace el_articulo nada_de_eso ninguna ninguno esos_pasos los_pasos
        la_informacion""",
    "helped": """
        ayuda ayudo ayudado ayudan sirve sirvio sirven servido funciona funciono funcionado funcionan resuelve
        resolvio resuelto soluciona soluciono solucionado responde contesta aclara arregla arreglo arreglado cambia
        cambio aporta vale""",
    "still": """
        sigue_igual sigo_igual todo_igual sigue_sin sigo_sin siguen_sin sigue_fallando sigue_apareciendo
        sigue_saliendo sigue_dando sigo_teniendo sigo_con sigue_el sigue_la sigue_mal mismo_error misma_respuesta
        mismo_problema misma_cosa lo_mismo_de_antes lo_mismo_otra_vez otra_vez_lo_mismo otra_vez_igual
        eso_no_es_lo_que no_es_lo_que no_era_lo_que no_es_mi_pregunta no_pregunte_eso no_te_pregunte_eso
        no_me_refiero no_me_referia ya_lo_intente ya_lo_probe ya_lo_hice ya_hice_eso ya_probe ya_intente
        ya_he_probado ya_lo_he_hecho ya_lo_he_probado ya_lo_he_intentado ya_te_dije ya_te_lo_dije ya_le_dije
        ya_se_lo_dije ya_lo_dije ya_he_dicho te_acabo_de_decir le_acabo_de_decir como_ya_dije como_dije
        ya_te_he_dicho no_tiene_sentido respuesta_equivocada respuesta_incorrecta no_es_correcto es_incorrecto
        no_es_cierto inutil no_sirves no_sirve_de_nada no_me_sirve no_ayudas no_me_ayudas no_me_estas_ayudando
        no_ha_servido no_hubo_suerte sin_suerte nada_cambio nada_ha_cambiado no_paso_nada no_pasa_nada_nuevo
        todavia_no_funciona aun_no_funciona todavia_no_puedo aun_no_puedo sigo_sin_poder deja_de_repetir no_repitas
        repites_lo_mismo siempre_lo_mismo de_nuevo_lo_mismo no_esta_resuelto no_resuelto tampoco_funciona
        tampoco_sirve tampoco todavia_me_sale quise_decir me_referia_a yo_decia equivocado otra_vez_mal
        no_lo_soluciona""",
    "solved": """
        ya_funciona ya_funciono ya_me_funciona ya_esta ya_quedo ya_pude ya_lo_encontre lo_encontre
        problema_resuelto resuelto solucionado ya_se_arreglo ya_se_soluciono todo_bien todo_claro todo_en_orden
        muy_util muy_amable eso_era era_eso justo_lo_que_necesitaba es_lo_que_necesitaba perfecto excelente genial
        estupendo entendido listo_gracias funciona_perfecto me_ha_servido me_sirvio me_ayudo me_ha_ayudado funciono
        ahora_si mil_gracias muchisimas_gracias muchas_gracias eso_es_todo me_quedo_claro quedo_claro aclarado
        gracias_por_todo""",
    "nice": """
        ok okay vale bien bueno si perfecto genial listo entendido claro ya dale de_acuerdo muy amable por_todo
        por_la_ayuda por_tu_ayuda por_su_ayuda por_la_informacion por_la_info muchas mil un_saludo saludos hasta_luego
        adios chao buen_dia igualmente a_ti a_usted excelente eso_es_todo""",
    "thanks": """
        gracias muchas_gracias mil_gracias muchisimas_gracias genial perfecto excelente estupendo te_lo_agradezco""",
}

_NOTATION = Notation({**WORDS, **ANSWER_WORDS, "denied": "no ni nunca"}, PHRASES)

YES = _NOTATION.pattern("""
    ^ ( <yes> ,? ( <yes> ,? )?3 ( <carry_out> .?8 / <with_one>?2 ) $
    / por_favor? ( pasame|paseme|comunicame|comuniqueme|conectame|conecteme|transfiereme|transfierame|ponme ) .?6 $ )
""")

NO = _NOTATION.pattern("^ <no> ( ,? ( <after_no> ,? )?9 $ / , )")

BUT = _NOTATION.pattern("""
    pero|sino|en_realidad|mejor_si /
    pasame|paseme|comunicame|comuniqueme|conectame|transfiereme|transfierame|ponme|pongame / -<denied>
    quiero|necesito|quisiera|prefiero|exijo !( seguir|continuar|asi|hablar_contigo|el_bot|que_me_ayudes_tu )""")

REJECTED = _NOTATION.pattern("""
    ( <it>? no ( me|nos|lo|le|se )?2 ha|han|esta|estan|aun|todavia|realmente?2 ( <helped> / ayudando ) !(
    problema|importa ) / no ( me )? (
    entiendes|entiende|estas_entendiendo|esta_entendiendo|has_entendido|ha_entendido|entendiste|escuchas|estas_escuchando|lees|respondes|respondiste|contestas|contestaste|has_respondido|responde_a_mi|contesta_mi
    ) / no entiendo nada / <still> )""")

CONFIRMED = _NOTATION.pattern("""
    ( <it> ( si|ya|me|lo|nos|realmente|por_fin )?3
    funciono|funciona|ayudo|sirvio|soluciono|resolvio|arreglo|resuelve|ayuda / ( me|nos ) ( ha|han )? (
    ayudo|sirvio|sirve|servido|ayudado|funciono|quedo_claro ) / <it> ( es|era|esta ) ( muy|justo|exactamente )? (
    util|perfecto|genial|lo_que_necesitaba|lo_que_buscaba|correcto ) / <solved> / ^ ( <nice> ,? )?3 <thanks> ( ,? (
    <nice> / <thanks> ) )?5 $ )""")

GIVES_UP = _NOTATION.pattern("""
    ( no (
    te|le|lo|la|les|me|he|pude|puedo|logro|logre|consigo|estoy|soy|tengo|cuento|dispongo|se|hemos|podemos|tenemos|encuentro
    )?4 (
    entiendo|entendi|entendido|entender|comprendo|comprendi|comprendido|comprender|encontre|encontrar|encontrado|encuentro|reconozco|ayudar|ayudarte|ayudarle|ayudarlo|ayudarla|responder|responderte|responderle|capaz_de|seguro_de|segura_de|respuesta|una_respuesta|la_respuesta|esa_informacion|informacion|la_informacion|se_la_respuesta|como_ayudarte|como_responder|se_que_quieres|conozco|procesar
    ) / no ( lo )? se &( $ / , / como|la|que|responder ) / (
    puedes|podrias|puede|podria|podes|intenta|intente|trata_de|trate_de|por_favor )?2 (
    reformular|reformula|reformule|reformularlo|replantear|decirlo_de_otra_manera|decirlo_de_otra_forma|expresarlo_de_otra|explicarlo_de_otra|repetir_la_pregunta|repetir_tu_pregunta|repetirlo|escribirlo_de_otra|reformularla|ser_mas_especifico|ser_mas_especifica
    ) / fuera_de_mi_conocimiento|no_tengo_respuesta )""")

ASKS_IF_IT_HELPED = _NOTATION.pattern("""
    ( ( te|le|les|os ) ( ha|han )? (
    ayudo|sirvio|ayudado|servido|resulto_util|fue_util|sirve|ayuda|sido_util|funciono|funcionado|resuelve|resolvio|soluciono
    ) / ( fue|ha_sido|es|era|resulto|ha_resultado ) (
    esto|eso|la_respuesta|esta_respuesta|mi_respuesta|esta_informacion|la_informacion )? (
    util|de_utilidad|de_ayuda|clara|claro|lo_que_buscabas|lo_que_necesitabas|suficiente ) / (
    pude|he_podido|logre|hemos_podido ) ( ayudarte|ayudarle|resolver|ayudarlo|aclarar|solucionar ) / (
    se|esta|quedo|ha_quedado|queda ) ( ha|quedo )? (
    resuelto|resuelta|solucionado|solucionada|resolvio|soluciono|aclarada|aclarado|contestada|respondida ) / (
    resolvi|respondi|resuelvo|respondo|conteste|resolvimos ) a? ( tu|su|la|el ) /
    funciono|ha_funcionado|te_funciona )""")

REFUSES = _NOTATION.pattern("""
    ( no ( me|nos|te|le|se|lo|la )?2 (
    puedo|podemos|estoy_autorizado|estoy_autorizada|estoy_habilitado|estamos_autorizados|es_posible|esta_permitido|permite|permiten|tengo_permiso|tengo_permisos|tengo_acceso|tengo_autorizacion|tenemos_acceso|tengo_la_capacidad|esta_en_mis_manos|dispongo_de_acceso|cuento_con_acceso|autorizado|soy_capaz_de|sera_posible|corresponde
    ) / ( fuera|mas_alla ) de <the>? ( mi|mis|el|lo ) (
    alcance|competencias|capacidades|funciones|que|posibilidades|ambito ) / ( no|lamentablemente|desafortunadamente
    ) ( entra|esta ) ( en|dentro_de ) mis )""")

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
