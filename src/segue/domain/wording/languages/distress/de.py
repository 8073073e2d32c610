"""German."""

from __future__ import annotations

TEXTS = {
    # parts
    "acknowledgement.distress": "Danke, dass Sie mir das sagen[, {name}]. Damit sollten Sie nicht allein sein.",
    "acknowledgement_agreed.distress": "Danke[, {name}]. Damit sollten Sie nicht allein sein.",
    "reassurance.distress": "Ich hole jemanden aus dem Team {queue} dazu; dort liegt vor, was Sie geschrieben haben.",
    "reassurance.distress.withheld": "Ich hole jemanden aus dem Team {queue} dazu.",
    "reassurance_later.distress": "Ein Mensch wird lesen, was Sie geschrieben haben.",
    "queued_wait.distress": "Es dauert voraussichtlich {wait}. {emergency}",
    "queued_position.distress": "Wie lange es dauert, kann ich noch nicht sagen. {emergency}",
    "queued_ticket.distress": "Was Sie geschrieben haben, bleibt erhalten, und ein Mensch liest es. {emergency}",
    "queued_wait_unknown.distress": "Wie lange es dauert, kann ich noch nicht sagen. {emergency}",
    "expected_wait.distress": "Es dauert voraussichtlich {wait}. {emergency}",
    "expected_wait_unknown.distress": "Wie lange es dauert, kann ich noch nicht sagen. {emergency}",
    "closed.distress": (
        "Das Team {queue} ist {opens_at} wieder da. Sprechen Sie bis dahin bitte mit jemandem, dem Sie vertrauen. "
        "{emergency}"
    ),
    "closed_unknown.distress": (
        "Das Team {queue} ist jetzt nicht da. Sprechen Sie bitte mit jemandem, dem Sie vertrauen. {emergency}"
    ),
    "nobody_there.distress": (
        "Aus dem Team {queue} ist gerade niemand da. Sprechen Sie bitte mit jemandem, dem Sie vertrauen. {emergency}"
    ),
    "nobody_here.distress": (
        "Aus dem Team {queue} ist gerade niemand da. Sprechen Sie bitte mit jemandem, dem Sie vertrauen. {emergency}"
    ),
    "nobody_until.distress": (
        "Das Team {queue} ist {opens_at} wieder da. Sprechen Sie bis dahin bitte mit jemandem, dem Sie "
        "vertrauen. {emergency}"
    ),
    "answer_later.distress": (
        "Wann das Team {queue} antwortet, kann ich noch nicht sagen. Sprechen Sie bitte mit jemandem, dem Sie "
        "vertrauen. {emergency}"
    ),
    "answer_by.distress": "Ein Mensch antwortet Ihnen voraussichtlich spätestens {answered_by}. {emergency}",
    "answer_unknown.distress": "Wir melden uns bei Ihnen; wann, kann ich noch nicht sagen. {emergency}",
    # the messages
    "offer.distress": """{acknowledgement}
Darf ich jemanden aus dem Team {queue} dazuholen und zeigen, was Sie geschrieben haben?
{expectation}""",
    "offer_later.distress": """Danke, dass Sie mir das sagen[, {name}]. Damit sollten Sie nicht allein sein.
{expectation}
Soll ich es weitergeben, damit Ihnen später jemand antwortet?""",
    "introduced.distress": """Danke, dass Sie mir das sagen[, {name}]. Damit sollten Sie nicht allein sein.
{agent} ist jetzt für Sie da. {reassurance}
Einen Moment zum Lesen, bitte.""",
    "still_waiting.distress": """Ich hole weiter einen Menschen für Sie dazu[, {name}].
Schreiben Sie hier ruhig weiter; wer übernimmt, liest es.
{expectation}""",
    "wait_update.distress": """Sie sind nicht vergessen[, {name}]. Ich hole weiter einen Menschen für Sie dazu.
Schreiben Sie hier ruhig weiter; es wird gelesen.
Es dauert voraussichtlich {wait}. {emergency}""",
    "wait_update_unknown.distress": """Sie sind nicht vergessen[, {name}]. Ich hole weiter einen Menschen für Sie dazu.
Schreiben Sie hier ruhig weiter; es wird gelesen.
Wie lange es dauert, kann ich noch nicht sagen. {emergency}""",
    "position_changed.distress": """Es geht voran[, {name}]: Sie sind dem Gespräch mit einem Menschen näher.
Schreiben Sie hier ruhig weiter; es wird gelesen.
{expectation}""",
    "customer_back.distress": """Gut, dass Sie wieder da sind[, {name}]. Ich hole weiter einen Menschen für Sie dazu.
Schreiben Sie hier ruhig weiter; es wird gelesen.
{expectation}""",
    "joined.distress": """{agent} ist jetzt für Sie da[, {name}].
{reassurance}
Einen Moment zum Lesen, bitte.""",
    "joined_follow_up.distress": """{agent} ist jetzt für Sie da[, {name}]; es geht um das, was Sie uns schrieben.
{reassurance}
Sie können hier antworten.""",
    "transferred.distress": """{agent} ist ab jetzt für Sie da[, {name}].
{reassurance}
Einen Moment zum Lesen, bitte.""",
    "transferred_queue.distress": """{agent} holt für Sie jemanden aus dem Team {queue} dazu[, {name}].
{reassurance}
{expectation}""",
    "transfer_returned.distress": """{agent} ist wieder für Sie da[, {name}].
{reassurance}
Sie können hier antworten.""",
    "agent_lost.distress": """Die Verbindung zu {agent} ist abgebrochen; das tut mir leid[, {name}].
Ich hole wieder einen Menschen dazu, und was gesagt wurde, ist nicht verloren.
{expectation}""",
    "when_full.distress": """Es tut mir leid[, {name}]: Bis im Team {queue} jemand frei ist, würde es {wait} dauern.
Wie Sie sich auch entscheiden: Ein Mensch liest, was Sie hier geschrieben haben.
{emergency} Wie möchten Sie weitermachen?""",
    "email_saved.distress": """Danke[, {name}]. Ein Mensch wird Ihnen an {email} schreiben.
Was hier gesagt wurde, kann diese Person lesen; Sie müssen es nicht noch einmal erklären.
{expectation}""",
    "phone_saved.distress": """Danke[, {name}]. Ein Mensch wird Sie unter {phone} anrufen.
Was hier gesagt wurde, kann diese Person lesen; Sie müssen es nicht noch einmal erklären.
{expectation}""",
    "nobody_now.distress": """{acknowledgement}
{reassurance}
{expectation} Sie können hier weiterschreiben.""",
    "cancelled.distress": """Ich suche im Moment keinen Menschen mehr[, {name}].
{reassurance}
Sie können jederzeit nach einem Menschen fragen. {emergency}""",
    "handed_back.distress": """{agent} hat das Gespräch verlassen, und ich bin wieder da[, {name}].
{reassurance}
Sie können jederzeit nach einem Menschen fragen. {emergency}""",
    "customer_ended.distress": """Ihr Gespräch mit {agent} ist beendet, und ich bin wieder für Sie da[, {name}].
{reassurance}
Sie können jederzeit nach einem Menschen fragen. {emergency}""",
    "idle_handed_back.distress": """Hier war es eine Weile still[, {name}]; ich bin wieder da.
{reassurance}
Sie können jederzeit nach einem Menschen fragen. {emergency}""",
    "resolved.distress": """{agent} hat das Gespräch verlassen[, {name}].
{reassurance}
Wenn Sie wieder einen Menschen brauchen, schreiben Sie einfach hier. {emergency}""",
    "customer_left.distress": """Sie waren nicht da, als wir Ihnen antworten wollten[, {name}].
Was Sie geschrieben haben, bleibt erhalten, und ein Mensch liest es.
{expectation}""",
    "survey.distress": """Wie war dieses Gespräch für Sie[, {name}]?
Ihre Antwort geht an das Team.
Sie können die Frage auch überspringen.""",
}
