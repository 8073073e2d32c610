"""Dutch."""

from __future__ import annotations

TEXTS = {
    # parts
    "acknowledgement.distress": "Dank u dat u dit vertelt[, {name}]. U hoeft hier niet alleen mee te zitten.",
    "acknowledgement_agreed.distress": "Dank u wel[, {name}]. U hoeft hier niet alleen mee te zitten.",
    "reassurance.distress": "Ik haal er iemand van het team {queue} bij, die kan lezen wat u hebt geschreven.",
    "reassurance.distress.withheld": "Ik haal er iemand van het team {queue} bij.",
    "reassurance_later.distress": "Iemand leest wat u hebt geschreven.",
    "queued_wait.distress": "De wachttijd is naar verwachting {wait}. {emergency}",
    "queued_position.distress": "Ik kan nog niet zeggen hoelang het duurt. {emergency}",
    "queued_ticket.distress": "Wat u hebt geschreven, blijft bewaard, en iemand leest het. {emergency}",
    "queued_wait_unknown.distress": "Ik kan nog niet zeggen hoelang het duurt. {emergency}",
    "expected_wait.distress": "De wachttijd is naar verwachting {wait}. {emergency}",
    "expected_wait_unknown.distress": "Ik kan nog niet zeggen hoelang het duurt. {emergency}",
    "closed.distress": (
        "Het team {queue} is {opens_at} terug. Praat tot die tijd met iemand die u vertrouwt. {emergency}"
    ),
    "closed_unknown.distress": "Het team {queue} is er nu niet. Praat met iemand die u vertrouwt. {emergency}",
    "nobody_there.distress": "Er is nu niemand van het team {queue}. Praat met iemand die u vertrouwt. {emergency}",
    "nobody_here.distress": "Er is nu niemand van het team {queue}. Praat met iemand die u vertrouwt. {emergency}",
    "nobody_until.distress": (
        "Het team {queue} is {opens_at} terug. Praat tot die tijd met iemand die u vertrouwt. {emergency}"
    ),
    "answer_later.distress": (
        "Ik kan nog niet zeggen wanneer het team {queue} antwoordt. Praat met iemand die u vertrouwt. {emergency}"
    ),
    "answer_by.distress": "Iemand antwoordt u naar verwachting uiterlijk {answered_by}. {emergency}",
    "answer_unknown.distress": "We nemen weer contact op; ik kan nog niet zeggen wanneer. {emergency}",
    # the messages
    "offer.distress": """{acknowledgement}
Mag ik er iemand van het team {queue} bij halen, die kan lezen wat u hebt geschreven?
{expectation}""",
    "offer_later.distress": """Dank u dat u dit vertelt[, {name}]. U hoeft hier niet alleen mee te zitten.
{expectation}
Zal ik het doorgeven, zodat iemand u later antwoordt?""",
    "introduced.distress": """Dank u dat u dit vertelt[, {name}]. U hoeft hier niet alleen mee te zitten.
{agent} is er nu voor u. {reassurance}
Een ogenblik om te lezen, alstublieft.""",
    "still_waiting.distress": """Ik zoek nog steeds iemand voor u[, {name}].
U kunt hier blijven schrijven; wie komt, leest het.
{expectation}""",
    "wait_update.distress": """U bent niet vergeten[, {name}]. Ik zoek nog steeds iemand voor u.
U kunt hier blijven schrijven; het wordt gelezen.
De wachttijd is naar verwachting {wait}. {emergency}""",
    "wait_update_unknown.distress": """U bent niet vergeten[, {name}]. Ik zoek nog steeds iemand voor u.
U kunt hier blijven schrijven; het wordt gelezen.
Ik kan nog niet zeggen hoelang het duurt. {emergency}""",
    "position_changed.distress": """Het schiet op[, {name}]: het gesprek met een medewerker komt dichterbij.
U kunt hier blijven schrijven; het wordt gelezen.
{expectation}""",
    "customer_back.distress": """Goed dat u er weer bent[, {name}]. Ik zoek nog steeds iemand voor u.
U kunt hier blijven schrijven; het wordt gelezen.
{expectation}""",
    "joined.distress": """{agent} is er nu voor u[, {name}].
{reassurance}
Een ogenblik om te lezen, alstublieft.""",
    "joined_follow_up.distress": """{agent} is er nu voor u[, {name}], over wat u ons hebt geschreven.
{reassurance}
U kunt hier antwoorden.""",
    "transferred.distress": """{agent} is er vanaf nu voor u[, {name}].
{reassurance}
Een ogenblik om te lezen, alstublieft.""",
    "transferred_queue.distress": """{agent} haalt er voor u iemand van het team {queue} bij[, {name}].
{reassurance}
{expectation}""",
    "transfer_returned.distress": """{agent} is er weer voor u[, {name}].
{reassurance}
U kunt hier antwoorden.""",
    "agent_lost.distress": """De verbinding met {agent} is weggevallen; het spijt me[, {name}].
Ik haal er weer iemand bij, en wat er is gezegd, gaat niet verloren.
{expectation}""",
    "when_full.distress": """Het spijt me[, {name}]: tot er iemand van het team {queue} vrij is, zou het {wait} duren.
Wat u ook kiest, iemand leest wat u hier hebt geschreven.
{emergency} Hoe wilt u verdergaan?""",
    "email_saved.distress": """Dank u wel[, {name}]. Iemand schrijft u op {email}.
Wie schrijft, kan lezen wat er hier is gezegd; u hoeft het niet opnieuw uit te leggen.
{expectation}""",
    "phone_saved.distress": """Dank u wel[, {name}]. Iemand belt u op {phone}.
Wie belt, kan lezen wat er hier is gezegd; u hoeft het niet opnieuw uit te leggen.
{expectation}""",
    "nobody_now.distress": """{acknowledgement}
{reassurance}
{expectation} U kunt hier blijven schrijven.""",
    "cancelled.distress": """Ik zoek voorlopig niemand meer voor u[, {name}].
{reassurance}
U kunt op elk moment om een medewerker vragen. {emergency}""",
    "handed_back.distress": """{agent} heeft het gesprek verlaten en ik ben er weer[, {name}].
{reassurance}
U kunt op elk moment om een medewerker vragen. {emergency}""",
    "customer_ended.distress": """Uw gesprek met {agent} is beëindigd, en ik ben er weer[, {name}].
{reassurance}
U kunt op elk moment om een medewerker vragen. {emergency}""",
    "idle_handed_back.distress": """Het is hier een tijdje stil geweest[, {name}]; ik ben er weer.
{reassurance}
U kunt op elk moment om een medewerker vragen. {emergency}""",
    "resolved.distress": """{agent} heeft het gesprek verlaten[, {name}].
{reassurance}
Hebt u weer iemand nodig, schrijf dan gewoon hier. {emergency}""",
    "customer_left.distress": """U was er niet toen we u wilden antwoorden[, {name}].
Wat u hebt geschreven, blijft bewaard, en iemand leest het.
{expectation}""",
    "survey.distress": """Hoe was dit gesprek voor u[, {name}]?
Uw antwoord gaat naar het team.
U mag de vraag overslaan.""",
}
