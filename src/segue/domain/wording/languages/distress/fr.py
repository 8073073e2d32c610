"""French."""

from __future__ import annotations

TEXTS = {
    # parts
    "acknowledgement.distress": "Merci de me l'avoir dit[, {name}]. Vous n'avez pas à porter cela sans aide.",
    "acknowledgement_agreed.distress": "Merci[, {name}]. Vous n'avez pas à porter cela sans aide.",
    "reassurance.distress": "Je fais venir quelqu'un de l'équipe {queue}, qui peut lire ce que vous avez écrit.",
    "reassurance.distress.withheld": "Je fais venir quelqu'un de l'équipe {queue}.",
    "reassurance_later.distress": "Quelqu'un lira ce que vous avez écrit.",
    "queued_wait.distress": "L'attente devrait durer {wait}. {emergency}",
    "queued_position.distress": "Je ne sais pas encore combien de temps cela prendra. {emergency}",
    "queued_ticket.distress": "Ce que vous avez écrit est conservé, et quelqu'un le lira. {emergency}",
    "queued_wait_unknown.distress": "Je ne sais pas encore combien de temps cela prendra. {emergency}",
    "expected_wait.distress": "L'attente devrait durer {wait}. {emergency}",
    "expected_wait_unknown.distress": "Je ne sais pas encore combien de temps cela prendra. {emergency}",
    "closed.distress": (
        "L'équipe {queue} sera de retour {opens_at}. D'ici là, parlez-en à quelqu'un de confiance. {emergency}"
    ),
    "closed_unknown.distress": (
        "L'équipe {queue} n'est pas là en ce moment. Parlez-en à quelqu'un de confiance. {emergency}"
    ),
    "nobody_there.distress": (
        "Personne de l'équipe {queue} n'est là en ce moment. Parlez-en à quelqu'un de confiance. {emergency}"
    ),
    "nobody_here.distress": (
        "Personne de l'équipe {queue} n'est là en ce moment. Parlez-en à quelqu'un de confiance. {emergency}"
    ),
    "nobody_until.distress": (
        "L'équipe {queue} sera de retour {opens_at}. D'ici là, parlez-en à quelqu'un de confiance. {emergency}"
    ),
    "answer_later.distress": (
        "Je ne sais pas encore quand l'équipe {queue} répondra. Parlez-en à quelqu'un de confiance. {emergency}"
    ),
    "answer_by.distress": "Quelqu'un devrait vous répondre au plus tard {answered_by}. {emergency}",
    "answer_unknown.distress": "Nous vous recontacterons ; je ne sais pas encore quand. {emergency}",
    # the messages
    "offer.distress": """{acknowledgement}
Puis-je faire venir quelqu'un de l'équipe {queue}, qui pourra lire ce que vous avez écrit ?
{expectation}""",
    "offer_later.distress": """Merci de me l'avoir dit[, {name}]. Vous n'avez pas à porter cela sans aide.
{expectation}
Voulez-vous que je transmette vos mots, pour qu'on vous réponde plus tard ?""",
    "introduced.distress": """Merci de me l'avoir dit[, {name}]. Vous n'avez pas à porter cela sans aide.
{agent} est là pour vous. {reassurance}
Laissez-lui un instant pour lire.""",
    "still_waiting.distress": """Je continue à chercher quelqu'un pour vous[, {name}].
Vous pouvez continuer à écrire ici ; la personne qui viendra le lira.
{expectation}""",
    "wait_update.distress": """On ne vous oublie pas[, {name}]. Je continue à chercher quelqu'un pour vous.
Vous pouvez continuer à écrire ici ; ce sera lu.
L'attente devrait durer {wait}. {emergency}""",
    "wait_update_unknown.distress": """On ne vous oublie pas[, {name}]. Je continue à chercher quelqu'un pour vous.
Vous pouvez continuer à écrire ici ; ce sera lu.
Je ne sais pas encore combien de temps cela prendra. {emergency}""",
    "position_changed.distress": """Les choses avancent[, {name}] : votre échange avec une personne se rapproche.
Vous pouvez continuer à écrire ici ; ce sera lu.
{expectation}""",
    "customer_back.distress": """C'est bien que vous soyez là[, {name}]. Je continue à chercher quelqu'un pour vous.
Vous pouvez continuer à écrire ici ; ce sera lu.
{expectation}""",
    "joined.distress": """{agent} est maintenant là pour vous[, {name}].
{reassurance}
Laissez-lui un instant pour lire.""",
    "joined_follow_up.distress": """{agent} est là pour vous[, {name}], à propos de ce que vous nous avez écrit.
{reassurance}
Vous pouvez lui répondre ici.""",
    "transferred.distress": """{agent} est désormais là pour vous[, {name}].
{reassurance}
Laissez-lui un instant pour lire.""",
    "transferred_queue.distress": """{agent} fait venir quelqu'un de l'équipe {queue} pour vous[, {name}].
{reassurance}
{expectation}""",
    "transfer_returned.distress": """{agent} est de nouveau là pour vous[, {name}].
{reassurance}
Vous pouvez lui répondre ici.""",
    "agent_lost.distress": """La connexion avec {agent} a été interrompue ; toutes mes excuses[, {name}].
Je fais de nouveau venir quelqu'un, et rien de ce qui a été dit n'est perdu.
{expectation}""",
    "when_full.distress": """Toutes mes excuses[, {name}] : il faudrait {wait} avant que l'équipe {queue} soit libre.
Quel que soit votre choix, quelqu'un lira ce que vous avez écrit ici.
{emergency} Comment souhaitez-vous continuer ?""",
    "email_saved.distress": """Merci[, {name}]. Quelqu'un vous écrira à {email}.
Cette personne pourra lire ce qui a été dit ici ; vous n'aurez pas à tout réexpliquer.
{expectation}""",
    "phone_saved.distress": """Merci[, {name}]. Quelqu'un vous appellera au {phone}.
Cette personne pourra lire ce qui a été dit ici ; vous n'aurez pas à tout réexpliquer.
{expectation}""",
    "nobody_now.distress": """{acknowledgement}
{reassurance}
{expectation} Vous pouvez continuer à écrire ici.""",
    "cancelled.distress": """Pour le moment, je ne cherche plus quelqu'un pour vous[, {name}].
{reassurance}
Vous pouvez demander à parler à quelqu'un à tout moment. {emergency}""",
    "handed_back.distress": """{agent} a quitté la conversation, et je suis de nouveau là[, {name}].
{reassurance}
Vous pouvez demander à parler à quelqu'un à tout moment. {emergency}""",
    "customer_ended.distress": """Votre discussion avec {agent} est terminée, et je suis de nouveau là[, {name}].
{reassurance}
Vous pouvez demander à parler à quelqu'un à tout moment. {emergency}""",
    "idle_handed_back.distress": """Il n'y a plus eu de message depuis un moment[, {name}] ; je suis de nouveau là.
{reassurance}
Vous pouvez demander à parler à quelqu'un à tout moment. {emergency}""",
    "resolved.distress": """{agent} a quitté la conversation[, {name}].
{reassurance}
Si vous avez de nouveau besoin de quelqu'un, écrivez-nous ici. {emergency}""",
    "customer_left.distress": """Vous n'étiez pas là quand nous avons voulu vous répondre[, {name}].
Ce que vous avez écrit est conservé, et quelqu'un le lira.
{expectation}""",
    "survey.distress": """Comment avez-vous vécu cette conversation[, {name}] ?
Votre réponse est transmise à l'équipe.
Vous pouvez aussi passer cette question.""",
}
