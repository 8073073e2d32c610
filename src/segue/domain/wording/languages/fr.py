"""French. Vouvoiement; no participle that would give the reader or the agent a gender; `{matter}` is feminine."""

from __future__ import annotations

import re

from segue.domain.wording.languages.words import Words

TEXTS = {
    "title": "Écrivez-nous",
    "greeting": "Bonjour ! Comment pouvons-nous vous aider ?",
    # the offer of a person
    "offer": """{acknowledgement}
{reassurance}
{expectation} Souhaitez-vous parler à une personne ?""",
    "offer_proactive": """Souhaitez-vous parler à une personne[, {name}] ? Certaines choses se règlent mieux ainsi.
{reassurance}
{expectation}""",
    "offer_later": """Je vois qu'il faut une personne pour {matter}[, {name}].
{expectation}
Voulez-vous que je la transmette à l'équipe {queue}, qui la lira et vous répondra plus tard ?""",
    "offer_later_proactive": """Certaines choses se règlent plus facilement avec une personne[, {name}].
{expectation}
Voulez-vous que je demande à l'équipe {queue} de lire ce que vous écrivez ici et de vous répondre plus tard ?""",
    "offer_human": "Oui, une personne",
    "offer_bot": "Non, continuer ici",
    "offer_declined": "Très bien, nous continuons ici. Vous pouvez demander une personne à tout moment.",
    "offer_lapsed": "Nous continuons ici pour le moment. Vous pouvez demander une personne à tout moment.",
    # acknowledgement
    "acknowledgement": "Je comprends[, {name}] : une personne répondra mieux que moi à {matter}.",
    "acknowledgement.frustrated": "Je regrette[, {name}] : {matter} vous a coûté trop d'efforts.",
    "acknowledgement.technical": "Je n'ai pas réussi à traiter {matter}[, {name}].",
    "acknowledgement.technical.frustrated": "Je regrette[, {name}]. Je n'ai pas réussi à traiter {matter}.",
    "acknowledgement.billing": (
        "Je comprends[, {name}] : pour {matter}, il faut une personne qui examine les chiffres avec vous."
    ),
    "acknowledgement.billing.frustrated": (
        "Je regrette[, {name}] : {matter} aurait dû se régler sans ces désagréments."
    ),
    "acknowledgement.important_account": "J'ai bien noté {matter}[ pour votre compte {tier}][, {name}].",
    "acknowledgement.important_account.frustrated": (
        "Je regrette[, {name}] : {matter}[ pour votre compte {tier}] aurait dû se régler plus simplement."
    ),
    "acknowledgement.security": "Je prends cela au sérieux[, {name}] : une personne doit examiner {matter}.",
    "acknowledgement.security.frustrated": (
        "Je regrette[, {name}]. Je prends {matter} au sérieux, et une personne doit l'examiner."
    ),
    "acknowledgement.legal": "Je comprends[, {name}] : c'est à une personne de répondre à {matter}, pas à moi.",
    "acknowledgement.legal.frustrated": (
        "Je regrette ces désagréments[, {name}]. C'est à une personne de répondre à {matter}, pas à moi."
    ),
    "acknowledgement_agreed": "Merci[, {name}]. Une personne va s'occuper de {matter}.",
    "acknowledgement_agreed.frustrated": "D'accord[, {name}]. Une personne va s'occuper de {matter}.",
    # reassurance
    "reassurance": (
        "Je vous mets en relation avec l'équipe {queue}. Elle peut lire ce que vous avez écrit ici ; "
        "vous n'aurez pas à le répéter."
    ),
    "reassurance.frustrated": (
        "Je vous mets en relation avec l'équipe {queue}. Elle peut voir comment les choses se sont passées ; "
        "vous n'aurez pas à tout recommencer."
    ),
    "reassurance.technical": (
        "Je vous mets en relation avec l'équipe {queue}, en lui indiquant ce qui a déjà été essayé ; "
        "vous n'aurez pas à le refaire."
    ),
    "reassurance.billing": (
        "Je vous mets en relation avec l'équipe {queue}. Elle aura sous les yeux, pour vérifier, "
        "ce que vous avez écrit ici."
    ),
    "reassurance.important_account": (
        "Je vous mets en relation avec l'équipe {queue}. Elle aura sous les yeux votre compte "
        "et ce que vous avez écrit ici."
    ),
    "reassurance.security": (
        "Je vous mets en relation avec l'équipe {queue}. Elle peut lire ce que vous avez signalé. "
        "N'écrivez ici ni mot de passe ni code."
    ),
    "reassurance.legal": (
        "Je vous mets en relation avec l'équipe {queue}. Elle reçoit vos propres mots, "
        "tels que vous les avez écrits ici."
    ),
    "reassurance.technical.frustrated": (
        "Je vous mets en relation avec l'équipe {queue}, en lui indiquant ce qui a déjà été essayé."
    ),
    "reassurance.billing.frustrated": (
        "Je vous mets en relation avec l'équipe {queue}. Elle aura sous les yeux ce que vous avez écrit ici."
    ),
    "reassurance.important_account.frustrated": (
        "Je vous mets en relation avec l'équipe {queue}. Elle aura votre compte sous les yeux."
    ),
    "reassurance.withheld": (
        "Je vous mets en relation avec l'équipe {queue}, en lui transmettant ce que vous avez accepté de partager."
    ),
    "reassurance_offer": (
        "Une personne de l'équipe {queue} verrait ce que vous écrivez ici ; vous n'auriez pas à le répéter."
    ),
    "reassurance_offer.withheld": "Une personne de l'équipe {queue} verrait ce que vous acceptez de partager.",
    "reassurance_waiting": "La personne qui prendra le relais verra ce que vous écrivez ici.",
    "reassurance_waiting.withheld": "La personne qui prendra le relais verra ce que vous avez accepté de partager.",
    "reassurance_agent": "Ce qui a été dit jusqu'ici lui est visible ; vous n'avez pas à le répéter.",
    "reassurance_agent.withheld": "Ce que vous avez accepté de partager lui est visible.",
    "reassurance_later": ("Je l'ai transmise à l'équipe {queue}, avec ce que vous avez écrit ici."),
    "reassurance_later.withheld": ("Je l'ai transmise à l'équipe {queue}, avec ce que vous avez accepté de partager."),
    "reassurance_back": ("Ce qui a été dit est conservé pour la prochaine personne."),
    # expectation
    "queued_wait": "Vous êtes en position {position} dans la file. L'attente devrait durer {wait}.",
    "queued_position": ("Vous êtes en position {position} dans la file. La durée d'attente n'est pas encore connue."),
    "queued_wait_unknown": ("Je vous cherche une personne disponible. La durée d'attente n'est pas encore connue."),
    "expected_wait": "L'attente devrait durer {wait}.",
    "expected_wait_unknown": "La durée d'attente n'est pas encore connue.",
    "closed": "L'équipe {queue} n'est pas en service actuellement et sera de nouveau joignable {opens_at}.",
    "closed_unknown": (
        "L'équipe {queue} n'est pas en service actuellement. Je ne sais pas encore quand elle sera joignable."
    ),
    "nobody_there": ("Personne de l'équipe {queue} n'est là en ce moment. Je ne sais pas encore jusqu'à quand."),
    "answer_later": "Je ne sais pas encore quand vous aurez la réponse.",
    # on the way to a person
    "transfer": """{acknowledgement}
{reassurance}
{expectation}""",
    "introduced": """{acknowledgement}
Je vous mets en relation avec {agent}. {reassurance}
C'est {agent} qui vous répondra.""",
    "still_waiting": """Vous gardez votre place dans la file pour {matter}[, {name}].
Tout ce que vous écrivez ici sera lu par la personne qui prendra le relais.
{expectation}""",
    "wait_update": """Merci de votre patience[, {name}] ; {matter} est toujours dans la file.
{reassurance}
Vous êtes en position {position}, et l'attente devrait durer {wait}.""",
    "wait_update.frustrated": """Je regrette que vous attendiez encore[, {name}] ; {matter} n'est pas oubliée.
{reassurance}
Vous êtes en position {position}, et l'attente devrait durer {wait}.""",
    "wait_update_unknown": """Merci de votre patience[, {name}] ; {matter} est toujours dans la file.
{reassurance}
Vous gardez votre place. La durée d'attente n'est pas encore connue.""",
    "wait_update_unknown.frustrated": """Je regrette que vous attendiez encore[, {name}] ; {matter} n'est pas oubliée.
{reassurance}
Vous gardez votre place. La durée d'attente n'est pas encore connue.""",
    "position_changed": """Vous avez avancé[, {name}] : {matter} est maintenant en position {position} dans la file.
{reassurance}
{expectation}""",
    "customer_back": """C'est un plaisir de vous retrouver[, {name}]. Votre place est conservée pour {matter}.
{reassurance}
{expectation}""",
    "customer_back.frustrated": """Vous avez gardé votre place dans la file pour {matter}[, {name}].
{reassurance}
{expectation}""",
    "joined": """{agent} est là et prend en charge {matter}.
{reassurance}
C'est {agent} qui vous répondra.""",
    "joined_follow_up": """{agent} est là et reprend {matter}.
{reassurance}
C'est {agent} qui vous répondra.""",
    "transferred": """{agent} prend désormais en charge {matter}.
{reassurance}
C'est {agent} qui vous répondra.""",
    "agent_lost": """La connexion avec {agent} a été interrompue ; toutes nos excuses[, {name}].
Vous passez en tête de la file pour {matter}. {reassurance}
{expectation}""",
    # nobody can take it now
    "when_full": """C'est une longue attente pour {matter}[, {name}], et je le regrette.
Quel que soit votre choix, une personne de l'équipe {queue} lira ce que vous écrivez ici.
L'attente durerait {wait}. Comment souhaitez-vous continuer ?""",
    "offer_wait": "Je patiente",
    "offer_ticket": "Laisser un message",
    "offer_email": "Me répondre par e-mail",
    "ticket_created": """{acknowledgement}
{reassurance}
{expectation}""",
    "ticket_created_email": """{acknowledgement}
{reassurance}
La réponse vous parviendra à {email}. {expectation}""",
    "ask_email": "Veuillez écrire ici votre adresse e-mail ; nous vous y répondrons.",
    "bad_email": "Cela ne ressemble pas à une adresse e-mail. Veuillez l'écrire encore une fois.",
    "email_saved": """Merci[, {name}]. Nous répondrons à {matter} à l'adresse {email}.
La personne qui répondra connaîtra votre dossier ; vous n'aurez pas à tout réexpliquer.
Je ne sais pas encore quand vous aurez la réponse.""",
    "nobody_now": """{acknowledgement}
{reassurance}
{expectation} D'ici là, je continue à vous aider ici.""",
    "went_on_with_bot": "D'ici là, je continue à vous aider ici.",
    "cancelled": """J'ai cessé de chercher une personne pour {matter}.
{reassurance}
Nous continuons ici ; vous pouvez demander une personne à tout moment.""",
    # the end of a handoff
    "handed_back": """{agent} a quitté la conversation, et je reprends {matter}.
{reassurance}
La prochaine réponse viendra de moi ; vous pouvez redemander une personne à tout moment.""",
    "idle_handed_back": """Il n'y a plus eu de message depuis un moment, je reprends donc {matter}.
{reassurance}
La prochaine réponse viendra de moi ; vous pouvez redemander une personne à tout moment.""",
    "resolved": """{agent} a indiqué que {matter} est réglée.
{reassurance}
Si votre demande n'est pas réglée, écrivez-nous simplement ici.""",
    "customer_left": """Vous n'étiez pas là quand nous avons voulu répondre à {matter}.
{reassurance}
Nous vous recontacterons ; je ne sais pas encore quand.""",
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
    texts={key: _SIGN.sub("\u00a0", text) for key, text in TEXTS.items()},
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
