"""French. Vouvoiement; no participle that would give the reader or the agent a gender; `{matter}` is feminine."""

from __future__ import annotations

import re

from segue.domain.wording.languages.distress import fr as distress
from segue.domain.wording.languages.words import Words

TEXTS = {
    "title": "Écrivez-nous",
    "greeting": "Bonjour ! Comment pouvons-nous vous aider ?",
    # the offer of a person
    "offer": """{acknowledgement}
{reassurance}
{expectation} Souhaitez-vous parler à quelqu'un ?""",
    "offer_proactive": """Souhaitez-vous parler à quelqu'un[, {name}] ? Certaines choses se règlent mieux ainsi.
{reassurance}
{expectation}""",
    "offer_later": """Je crois qu'il faut quelqu'un pour {matter}[, {name}].
{expectation}
Voulez-vous que je transmette cela à l'équipe {queue}, qui vous répondra plus tard ?""",
    "offer_later_proactive": """Certaines choses se règlent mieux avec quelqu'un[, {name}].
{expectation}
L'équipe {queue} peut lire ce que vous écrivez ici et vous répondre plus tard : le souhaitez-vous ?""",
    "offer_human": "Oui, avec quelqu'un",
    "offer_bot": "Non, continuer ici",
    "offer_declined": "Très bien, nous continuons ici. Vous pouvez demander à parler à quelqu'un à tout moment.",
    "offer_lapsed": "Nous continuons ici pour le moment. Vous pouvez demander à parler à quelqu'un à tout moment.",
    # acknowledgement
    "acknowledgement": "Je comprends[, {name}] : il vaut mieux que quelqu'un réponde à {matter}.",
    "acknowledgement.frustrated": "Toutes mes excuses[, {name}] : {matter} vous a demandé trop d'efforts.",
    "acknowledgement.technical": "Je n'ai pas réussi à traiter {matter}[, {name}].",
    "acknowledgement.technical.frustrated": "Toutes mes excuses[, {name}]. Je n'ai pas réussi à traiter {matter}.",
    "acknowledgement.billing": "Je comprends[, {name}] : pour {matter}, quelqu'un doit vérifier les chiffres.",
    "acknowledgement.billing.frustrated": (
        "Toutes mes excuses[, {name}] : {matter} n'aurait pas dû vous causer tant de soucis."
    ),
    "acknowledgement.important_account": "J'ai bien noté {matter}[ pour votre compte {tier}][, {name}].",
    "acknowledgement.important_account.frustrated": (
        "Toutes mes excuses[, {name}] : {matter}[ pour votre compte {tier}] aurait dû être plus simple."
    ),
    "acknowledgement.security": "Je prends cela au sérieux[, {name}] : quelqu'un doit examiner {matter}.",
    "acknowledgement.security.frustrated": (
        "Toutes mes excuses[, {name}]. Je prends cela au sérieux : quelqu'un doit examiner {matter}."
    ),
    "acknowledgement.legal": "Je comprends[, {name}] : ce n'est pas à moi de répondre à {matter}, mais à une personne.",
    "acknowledgement.legal.frustrated": (
        "Je regrette ces désagréments[, {name}]. Ce n'est pas à moi de répondre à {matter}, mais à une personne."
    ),
    "acknowledgement_agreed": "Merci[, {name}]. Quelqu'un va s'occuper de {matter}.",
    "acknowledgement_agreed.frustrated": "D'accord[, {name}]. Quelqu'un va s'occuper de {matter}.",
    # reassurance
    "reassurance": "Je passe le relais à l'équipe {queue}, avec nos échanges : vous n'aurez rien à répéter.",
    "reassurance.frustrated": (
        "Je passe le relais à l'équipe {queue}, avec nos échanges : vous n'aurez pas à recommencer."
    ),
    "reassurance.technical": "Je passe le relais à l'équipe {queue}, avec ce qui a déjà été essayé.",
    "reassurance.billing": "Je passe le relais à l'équipe {queue}, qui aura vos messages sous les yeux.",
    "reassurance.important_account": (
        "Je passe le relais à l'équipe {queue}, avec nos échanges : vous n'aurez pas à tout réexpliquer."
    ),
    "reassurance.security": (
        "Je passe le relais à l'équipe {queue}, avec nos échanges. N'écrivez ici ni mot de passe ni code."
    ),
    "reassurance.legal": "Je passe le relais à l'équipe {queue}, avec vos propres mots.",
    "reassurance.withheld": "Je passe le relais à l'équipe {queue}, avec ce que vous avez accepté de partager.",
    "reassurance_offer": "L'équipe {queue} pourrait lire ce que vous écrivez ici.",
    "reassurance_offer.withheld": "L'équipe {queue} verrait ce que vous acceptez de partager.",
    "reassurance_waiting": "La personne qui prendra le relais verra ce que vous écrivez ici.",
    "reassurance_waiting.withheld": "La personne qui prendra le relais verra ce que vous avez accepté de partager.",
    "reassurance_agent": "Nos échanges sont visibles : vous n'avez rien à répéter.",
    "reassurance_agent.withheld": "Ce que vous avez accepté de partager est visible.",
    "reassurance_later": "J'ai transmis ce que vous avez écrit ici.",
    "reassurance_later.withheld": "J'ai transmis ce que vous avez accepté de partager.",
    "reassurance_back": "La prochaine personne pourra lire ce qui a été dit ici.",
    # expectation
    "queued_wait": "Vous êtes en position {position} dans la file. L'attente devrait durer {wait}.",
    "queued_position": "Vous êtes en position {position} dans la file. Je ne connais pas encore la durée d'attente.",
    "queued_ticket": ("Vous êtes en position {position} dans la file, et un ticket garde ce que vous avez écrit."),
    "queued_wait_unknown": "Je cherche quelqu'un pour vous. Je ne connais pas encore la durée d'attente.",
    "expected_wait": "L'attente devrait durer {wait}.",
    "expected_wait_unknown": "Je ne connais pas encore la durée d'attente.",
    "closed": "L'équipe {queue} est absente et sera de retour {opens_at}.",
    "closed_unknown": "L'équipe {queue} est absente. Je ne sais pas encore jusqu'à quand.",
    "nobody_there": "L'équipe {queue} n'est pas là en ce moment. Je ne sais pas encore jusqu'à quand.",
    "nobody_here": "L'équipe {queue} n'est pas là en ce moment.",
    "nobody_until": "L'équipe {queue} est absente et sera de retour {opens_at}.",
    "answer_later": "Je ne sais pas encore quand l'équipe {queue} répondra.",
    "answer_by": "Vous devriez avoir une réponse au plus tard {answered_by}.",
    "answer_unknown": "Nous vous recontacterons ; je ne sais pas encore quand.",
    "emergency": "En cas de danger, appelez le 112 (en Europe).",
    # on the way to a person
    "transfer": """{acknowledgement}
{reassurance}
{expectation}""",
    "introduced": """{acknowledgement}
Je vous mets en relation avec {agent}. {reassurance}
Laissez-lui un instant pour lire.""",
    "still_waiting": """Vous gardez votre place dans la file pour {matter}[, {name}].
La personne qui prendra le relais lira ce que vous écrivez ici.
{expectation}""",
    "wait_update": """Merci de votre patience[, {name}] ; {matter} n'est pas oubliée.
{reassurance}
Vous êtes en position {position} dans la file, et l'attente devrait durer {wait}.""",
    "wait_update.frustrated": """Toutes mes excuses pour l'attente[, {name}] ; {matter} n'est pas oubliée.
{reassurance}
Vous êtes en position {position} dans la file, et l'attente devrait durer {wait}.""",
    "wait_update_unknown": """Merci de votre patience[, {name}] ; {matter} n'est pas oubliée.
{reassurance}
Vous gardez votre place. Je ne connais pas encore la durée d'attente.""",
    "wait_update_unknown.frustrated": """Toutes mes excuses pour l'attente[, {name}] ; {matter} n'est pas oubliée.
{reassurance}
Vous gardez votre place. Je ne connais pas encore la durée d'attente.""",
    "position_changed": """Vous avez avancé[, {name}] : {matter} est maintenant en position {position} dans la file.
{reassurance}
{expectation}""",
    "customer_back": """C'est un plaisir de vous retrouver[, {name}]. Vous gardez votre place pour {matter}.
{reassurance}
{expectation}""",
    "customer_back.frustrated": """Vous avez gardé votre place dans la file pour {matter}[, {name}].
{reassurance}
{expectation}""",
    "joined": """{agent} est là et prend en charge {matter}.
{reassurance}
Laissez-lui un instant pour lire.""",
    "joined_follow_up": """{agent} est là et reprend {matter}.
{reassurance}
Laissez-lui un instant pour lire.""",
    "transferred": """{agent} prend désormais en charge {matter}.
{reassurance}
Laissez-lui un instant pour lire.""",
    "transferred_queue": """{agent} confie {matter} à l'équipe {queue}.
L'attente passée compte. {reassurance}
{expectation}""",
    "transfer_returned": """Personne de l'équipe {queue} n'a pu venir : {agent} reprend {matter}.
{reassurance}
Vous pouvez continuer à écrire ici.""",
    "agent_lost": """La connexion avec {agent} a été interrompue ; toutes mes excuses[, {name}].
Vous êtes de nouveau dans la file pour {matter} ; l'attente passée compte. {reassurance}
{expectation}""",
    # nobody can take it now
    "when_full": """Toutes mes excuses[, {name}] : l'attente est longue pour {matter}.
Quel que soit votre choix, quelqu'un de l'équipe {queue} lira ce que vous écrivez ici.
L'attente durerait {wait}. Comment souhaitez-vous continuer ?""",
    "offer_wait": "Je patiente",
    "offer_ticket": "Laisser un message",
    "offer_email": "Me répondre par e-mail",
    "offer_callback": "Me rappeler",
    "ticket_created": """{acknowledgement}
{reassurance}
{expectation}""",
    "ticket_created_email": """{acknowledgement}
{reassurance}
La réponse vous parviendra à {email}. {expectation}""",
    "ask_email": "Veuillez écrire ici votre adresse e-mail ; nous vous y répondrons.",
    "ask_where": "Où pouvons-nous vous répondre ? Vous pouvez écrire ici votre adresse e-mail ou demander un rappel.",
    "ask_callback": "Souhaitez-vous que nous vous rappelions ?",
    "ask_phone": "Veuillez écrire ici votre numéro de téléphone, avec l'indicatif du pays ; nous vous appellerons.",
    "bad_email": "Cela ne ressemble pas à une adresse e-mail. Veuillez l'écrire encore une fois.",
    "bad_phone": "Cela ne ressemble pas à un numéro de téléphone. Veuillez l'écrire encore une fois.",
    "email_saved": """Merci[, {name}]. Nous répondrons à {matter} à l'adresse {email}.
La personne qui répondra pourra lire nos échanges : vous n'aurez pas à tout réexpliquer.
{expectation}""",
    "phone_saved": """Merci[, {name}]. Nous vous appellerons au {phone} pour {matter}.
La personne qui appellera pourra lire nos échanges : vous n'aurez pas à tout réexpliquer.
{expectation}""",
    "nobody_now": """{acknowledgement}
{reassurance}
{expectation} D'ici là, je continue à vous aider ici.""",
    "went_on_with_bot": "D'ici là, je continue à vous aider ici.",
    "cancelled": """J'ai arrêté de chercher quelqu'un pour {matter}.
{reassurance}
Nous continuons ici ; vous pouvez demander à parler à quelqu'un à tout moment.""",
    # the end of a handoff
    "handed_back": """{agent} a quitté la conversation, et je reprends {matter}.
{reassurance}
Vous pouvez redemander à parler à quelqu'un à tout moment.""",
    "ask_to_end": "Dois-je mettre fin à la discussion avec {agent} ?",
    "ask_to_end_yes": "Oui, terminer",
    "ask_to_end_no": "Non, continuer",
    "customer_ended": """Votre discussion avec {agent} est terminée, et je reprends {matter}.
{reassurance}
Vous pouvez redemander à parler à quelqu'un à tout moment.""",
    "idle_handed_back": """Il n'y a plus eu de message depuis un moment, je reprends donc {matter}.
{reassurance}
Vous pouvez redemander à parler à quelqu'un à tout moment.""",
    "resolved": """{agent} a indiqué que {matter} est réglée.
{reassurance}
Si ce n'est pas le cas, écrivez-nous simplement ici.""",
    "customer_left": """Vous n'étiez pas là quand nous avons voulu répondre à {matter}.
{reassurance}
{expectation}""",
    "survey": """Comment avons-nous traité {matter} ?
Votre réponse est transmise à l'équipe.
Un clic suffit, et vous pouvez aussi passer cette question.""",
    # trouble with the bot
    "bot_silent": (
        "Toutes nos excuses, cela prend plus de temps que prévu. Je continue d'essayer ; "
        "vous pouvez aussi demander une personne."
    ),
    "bot_error": (
        "Toutes nos excuses, un problème est survenu de notre côté. Veuillez écrire votre message encore une fois."
    ),
    # no match, other help, silence
    "no_match": "Je n'ai pas compris. Pouvez-vous le dire autrement ?",
    "no_match_again": (
        "Je ne comprends toujours pas. Pouvez-vous le décrire avec d'autres mots, peut-être en une phrase courte ?"
    ),
    "help_elsewhere": "Vous trouverez aussi de l'aide ici : {link}",
    "help_elsewhere_instead": "Pour cela, veuillez vous adresser ici : {link}",
    "answered": "Cela a-t-il répondu à votre question ?",
    "answered_yes": "Oui",
    "answered_no": "Non",
    "try_again": "J'en suis désolé. Voulez-vous que nous essayions encore une fois ?",
    "try_again_yes": "Oui, encore une fois",
    "try_again_no": "Non, il me faut une autre aide",
    "try_again_agreed": "Volontiers. Que reste-t-il à régler exactement ?",
    "still_there": "Êtes-vous toujours là ?",
    "ended": "Cette conversation est terminée. Vous pouvez en commencer une nouvelle à tout moment.",
    # what it is about
    "matter": "votre demande",
    "matter.billing": "votre question de facturation",
    "matter.security": "votre demande concernant la sécurité",
    "matter.legal": "votre demande juridique",
    "matter_order": "votre demande concernant la commande {value}",
    "matter_invoice": "votre demande concernant la facture {value}",
    "matter_ticket": "votre demande concernant le ticket {value}",
    "matter_case": "votre demande concernant le dossier {value}",
    "matter_booking": "votre demande concernant la réservation {value}",
    "matter_reference": "votre demande portant la référence {value}",
    "matter_tracking": "votre demande concernant l'envoi {value}",
    "matter_contract": "votre demande concernant le contrat {value}",
    "matter_amount": "votre demande concernant le montant de {value}",
    "matter_topic_billing_dispute": "votre question concernant le débit",
    "matter_topic_cancellation": "votre demande de résiliation ou d'annulation",
    "matter_topic_compliance": "votre question de conformité",
    "matter_topic_contract": "votre question concernant le contrat",
    # what is passed on, where they may look at it
    "passing_on_title": "Ce qui est transmis",
    "passing_on_read": "Une personne l'a déjà vu. Ce que vous retirez maintenant est masqué à partir d'ici.",
    "passing_on_keep_back": "Ne pas transmettre",
    "passing_on_save": "Enregistrer",
    "passing_on_saved": "Enregistré.",
    "passing_on_matter": "De quoi il s'agit",
    "passing_on_name": "Votre nom",
    "passing_on_email": "Votre adresse e-mail",
    "passing_on_account": "Données de votre compte",
    "passing_on_pages": "Pages consultées",
    "passing_on_earlier": "Vos échanges précédents",
    "passing_on_variables": "Ce que l'assistant a noté",
    "passing_on_attachments": "Fichiers envoyés",
    "passing_on_said": "Messages de cette conversation",
    # waits and moments
    "wait_minute": "une minute environ",
    "wait_minutes": "{minutes} minutes environ",
    "wait_up_to": "{minutes} minutes au plus",
    "wait_between": "{low} à {high} minutes",
    "wait_hour": "une heure environ",
    "wait_hours": "{hours} heures environ",
    "wait_hours_between": "{low} à {high} heures",
    "time_today": "aujourd'hui à {time} ({zone})",
    "time_tomorrow": "demain à {time} ({zone})",
    "time_weekday": "{day} à {time} ({zone})",
    "time_date": "{day} {date} à {time} ({zone})",
}

_SIGN = re.compile(r" (?=[:;?!])")
"""A space before these does not break in French."""

WORDS = Words(
    code="fr",
    name="Français",
    texts={key: _SIGN.sub("\u00a0", text) for key, text in (TEXTS | distress.TEXTS).items()},
    weekdays=("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    months=(
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ),
    date="{day} {month}",
    first="1er",
    thousands="\u202f",
)
