"""Dutch. U-form; people without gender (iemand, de persoon); `{matter}` takes "de"."""

from __future__ import annotations

from segue.domain.wording.languages.distress import nl as distress
from segue.domain.wording.languages.words import Words

TEXTS = {
    "title": "Stel uw vraag",
    "greeting": "Goedendag! Waarmee kunnen we u helpen?",
    # the offer of a person
    "offer": """{acknowledgement}
{reassurance}
{expectation} Wilt u een medewerker spreken?""",
    "offer_proactive": """Wilt u een medewerker spreken[, {name}]? Sommige zaken zijn zo makkelijker te regelen.
{reassurance}
{expectation}""",
    "offer_later": """Voor {matter} is denk ik een medewerker nodig[, {name}].
{expectation}
Zal ik uw vraag doorgeven, zodat iemand van het team {queue} u later antwoordt?""",
    "offer_later_proactive": """Sommige zaken zijn met een medewerker makkelijker te regelen[, {name}].
{expectation}
Zal ik het team {queue} vragen te lezen wat u hier schrijft en u later te antwoorden?""",
    "offer_human": "Ja, met een medewerker",
    "offer_bot": "Nee, hier verdergaan",
    "offer_declined": "Goed, we gaan hier verder. U kunt op elk moment om een medewerker vragen.",
    "offer_lapsed": "We gaan hier voorlopig verder. U kunt op elk moment om een medewerker vragen.",
    # acknowledgement
    "acknowledgement": "Ik begrijp het[, {name}]: met {matter} kan een medewerker u beter helpen.",
    "acknowledgement.frustrated": "Het spijt me[, {name}]: {matter} heeft u meer moeite gekost dan nodig was.",
    "acknowledgement.technical": "Het is me niet gelukt {matter} op te lossen[, {name}].",
    "acknowledgement.technical.frustrated": "Het spijt me[, {name}]. Het is me niet gelukt {matter} op te lossen.",
    "acknowledgement.billing": "Ik begrijp het[, {name}]: voor {matter} moet een medewerker de bedragen nakijken.",
    "acknowledgement.billing.frustrated": "Het spijt me[, {name}]: {matter} had u niet zoveel last mogen bezorgen.",
    "acknowledgement.important_account": "Ik heb {matter}[ voor uw {tier}-account] genoteerd[, {name}].",
    "acknowledgement.important_account.frustrated": (
        "Het spijt me[, {name}]: {matter}[ voor uw {tier}-account] had eenvoudiger moeten zijn."
    ),
    "acknowledgement.security": "Ik neem dit serieus[, {name}]: een medewerker moet naar {matter} kijken.",
    "acknowledgement.security.frustrated": (
        "Het spijt me[, {name}]. Ik neem dit serieus: een medewerker moet naar {matter} kijken."
    ),
    "acknowledgement.legal": "Ik begrijp het[, {name}]: {matter} moet een medewerker beantwoorden, niet ik.",
    "acknowledgement.legal.frustrated": (
        "Het spijt me van het ongemak[, {name}]. Een medewerker moet {matter} beantwoorden, niet ik."
    ),
    "acknowledgement_agreed": "Dank u wel[, {name}]. Vanaf hier pakt een medewerker {matter} op.",
    "acknowledgement_agreed.frustrated": "Goed[, {name}]. Vanaf hier pakt een medewerker {matter} op.",
    # reassurance
    "reassurance": "Ik verbind u door met het team {queue}. Uw berichten gaan mee; u hoeft niets te herhalen.",
    "reassurance.frustrated": (
        "Ik verbind u door met het team {queue}. Het gesprek gaat mee; u hoeft niet opnieuw te beginnen."
    ),
    "reassurance.technical": "Ik verbind u door met het team {queue}. Wat er al is geprobeerd, gaat mee.",
    "reassurance.billing": "Ik verbind u door met het team {queue}. Uw berichten gaan mee.",
    "reassurance.important_account": (
        "Ik verbind u door met het team {queue}. Uw berichten gaan mee; u hoeft niets opnieuw uit te leggen."
    ),
    "reassurance.security": (
        "Ik verbind u door met het team {queue}. Uw berichten gaan mee. Schrijf hier alstublieft geen "
        "wachtwoorden of codes."
    ),
    "reassurance.legal": "Ik verbind u door met het team {queue}. Uw eigen woorden gaan mee.",
    "reassurance.withheld": "Ik verbind u door met het team {queue} en geef door wat u wilt delen.",
    "reassurance_offer": "Iemand van het team {queue} zou zien wat u hier schrijft.",
    "reassurance_offer.withheld": "Iemand van het team {queue} zou zien wat u wilt delen.",
    "reassurance_waiting": "Wie het overneemt, ziet wat u hier schrijft.",
    "reassurance_waiting.withheld": "Wie het overneemt, ziet wat u wilt delen.",
    "reassurance_agent": "Het gesprek is daar te lezen; u hoeft niets te herhalen.",
    "reassurance_agent.withheld": "Wat u wilt delen, is daar te lezen.",
    "reassurance_later": "Ik heb doorgegeven wat u hier hebt geschreven.",
    "reassurance_later.withheld": "Ik heb doorgegeven wat u wilt delen.",
    "reassurance_back": "Wie u hierna helpt, kan lezen wat er hier is gezegd.",
    # expectation
    "queued_wait": "U bent nummer {position} in de rij. De wachttijd is naar verwachting {wait}.",
    "queued_position": "U bent nummer {position} in de rij. Ik kan nog niet zeggen hoelang het duurt.",
    "queued_ticket": "U bent nummer {position} in de rij, en wat u hebt geschreven is ook als ticket bewaard.",
    "queued_wait_unknown": "Ik zoek iemand voor u. Ik kan nog niet zeggen hoelang het duurt.",
    "expected_wait": "De wachttijd is naar verwachting {wait}.",
    "expected_wait_unknown": "Ik kan nog niet zeggen hoelang het duurt.",
    "closed": "Het team {queue} is nu gesloten en is {opens_at} weer bereikbaar.",
    "closed_unknown": "Het team {queue} is nu gesloten. Ik weet nog niet tot wanneer.",
    "nobody_there": "Er is nu niemand van het team {queue}. Ik weet nog niet wanneer wel.",
    "nobody_here": "Er is nu niemand van het team {queue}.",
    "nobody_until": "Er is nu niemand van het team {queue}; er is {opens_at} weer iemand.",
    "answer_later": "Ik kan nog niet zeggen wanneer het team {queue} antwoordt.",
    "answer_by": "U hebt naar verwachting uiterlijk {answered_by} antwoord.",
    "answer_unknown": "We nemen weer contact op; ik kan nog niet zeggen wanneer.",
    "emergency": "Is er gevaar? Bel dan 112.",
    # on the way to a person
    "transfer": """{acknowledgement}
{reassurance}
{expectation}""",
    "introduced": """{acknowledgement}
Ik verbind u door met {agent}. {reassurance}
Een ogenblik om te lezen, alstublieft.""",
    "still_waiting": """U houdt uw plaats in de rij voor {matter}[, {name}].
Wie het overneemt, leest wat u hier schrijft.
{expectation}""",
    "wait_update": """Dank u voor uw geduld[, {name}]; {matter} is niet vergeten.
{reassurance}
U bent nummer {position} in de rij en de wachttijd is naar verwachting {wait}.""",
    "wait_update.frustrated": """Het spijt me dat u nog wacht[, {name}]; {matter} is niet vergeten.
{reassurance}
U bent nummer {position} in de rij en de wachttijd is naar verwachting {wait}.""",
    "wait_update_unknown": """Dank u voor uw geduld[, {name}]; {matter} is niet vergeten.
{reassurance}
U houdt uw plaats in de rij. Ik kan nog niet zeggen hoelang het duurt.""",
    "wait_update_unknown.frustrated": """Het spijt me dat u nog wacht[, {name}]; {matter} is niet vergeten.
{reassurance}
U houdt uw plaats in de rij. Ik kan nog niet zeggen hoelang het duurt.""",
    "position_changed": """U bent opgeschoven[, {name}]: met {matter} bent u nu nummer {position} in de rij.
{reassurance}
{expectation}""",
    "customer_back": """Fijn dat u er weer bent[, {name}]. U hebt uw plaats in de rij voor {matter} nog.
{reassurance}
{expectation}""",
    "customer_back.frustrated": """U hebt uw plaats in de rij voor {matter} nog[, {name}].
{reassurance}
{expectation}""",
    "joined": """{agent} is er nu en helpt u met {matter}.
{reassurance}
Een ogenblik om te lezen, alstublieft.""",
    "joined_follow_up": """{agent} is er nu en pakt {matter} weer op.
{reassurance}
Een ogenblik om te lezen, alstublieft.""",
    "transferred": """{agent} helpt u vanaf hier met {matter}.
{reassurance}
Een ogenblik om te lezen, alstublieft.""",
    "transferred_queue": """{agent} verbindt u met {matter} door met het team {queue}.
Uw wachttijd telt mee. {reassurance}
{expectation}""",
    "transfer_returned": """Niemand van het team {queue} kon het overnemen; {agent} helpt u weer met {matter}.
{reassurance}
U kunt hier verder schrijven.""",
    "agent_lost": """De verbinding met {agent} is weggevallen; het spijt me[, {name}].
U staat voor {matter} weer in de rij; uw wachttijd telt mee. {reassurance}
{expectation}""",
    # nobody can take it now
    "when_full": """Het spijt me[, {name}]: de wachttijd voor {matter} is lang.
Wat u ook kiest, iemand van het team {queue} leest wat u hier schrijft.
De wachttijd zou {wait} zijn. Hoe wilt u verdergaan?""",
    "offer_wait": "Ik wacht",
    "offer_ticket": "Een bericht achterlaten",
    "offer_email": "Antwoord per e-mail",
    "offer_callback": "Bel mij terug",
    "ticket_created": """{acknowledgement}
{reassurance}
{expectation}""",
    "ticket_created_email": """{acknowledgement}
{reassurance}
Het antwoord komt op {email}. {expectation}""",
    "ask_email": "Schrijf hier uw e-mailadres, dan antwoorden we u daar.",
    "ask_where": (
        "Waar mogen we u antwoorden? U kunt hier uw e-mailadres schrijven of kiezen voor een telefoontje terug."
    ),
    "ask_callback": "Wilt u dat we u terugbellen?",
    "ask_phone": "Schrijf hier uw telefoonnummer, met het landnummer, dan bellen we u.",
    "bad_email": "Dat lijkt geen e-mailadres te zijn. Schrijf het alstublieft nog een keer.",
    "bad_phone": "Dat lijkt geen telefoonnummer te zijn. Schrijf het alstublieft nog een keer.",
    "email_saved": """Dank u wel[, {name}]. We beantwoorden {matter} op {email}.
Wie antwoordt, kan het gesprek lezen; u hoeft het niet opnieuw uit te leggen.
{expectation}""",
    "phone_saved": """Dank u wel[, {name}]. We bellen u op {phone} over {matter}.
Wie belt, kan het gesprek lezen; u hoeft het niet opnieuw uit te leggen.
{expectation}""",
    "nobody_now": """{acknowledgement}
{reassurance}
{expectation} Tot die tijd help ik u hier verder.""",
    "went_on_with_bot": "Tot die tijd help ik u hier verder.",
    "cancelled": """Ik zoek voor {matter} niemand meer.
{reassurance}
We gaan hier verder; u kunt op elk moment om een medewerker vragen.""",
    # the end of a handoff
    "handed_back": """{agent} heeft het gesprek verlaten; ik help u weer met {matter}.
{reassurance}
U kunt op elk moment weer om een medewerker vragen.""",
    "ask_to_end": "Zal ik het gesprek met {agent} beëindigen?",
    "ask_to_end_yes": "Ja, beëindigen",
    "ask_to_end_no": "Nee, doorgaan",
    "customer_ended": """Uw gesprek met {agent} is beëindigd; ik help u weer met {matter}.
{reassurance}
U kunt op elk moment weer om een medewerker vragen.""",
    "idle_handed_back": """Het is hier een tijdje stil geweest, dus ik help u weer met {matter}.
{reassurance}
U kunt op elk moment weer om een medewerker vragen.""",
    "resolved": """{agent} heeft {matter} als opgelost gemarkeerd.
{reassurance}
Is het niet opgelost, schrijf dan gewoon hier.""",
    "customer_left": """U was er niet toen we {matter} wilden beantwoorden.
{reassurance}
{expectation}""",
    "survey": """Hoe goed hebben we {matter} behandeld?
Uw antwoord gaat naar het team.
Eén klik is genoeg, en u mag de vraag overslaan.""",
    # trouble with the bot
    "bot_silent": (
        "Excuses, dit duurt langer dan nodig is. Ik blijf het proberen; u kunt ook vragen om iemand te spreken."
    ),
    "bot_error": "Excuses, er ging bij ons iets mis. Schrijf het alstublieft nog een keer.",
    # no match, other help, silence
    "no_match": "Dat heb ik niet begrepen. Kunt u het anders zeggen?",
    "no_match_again": (
        "Ik begrijp het nog steeds niet. Kunt u het in andere woorden beschrijven, misschien in één korte zin?"
    ),
    "help_elsewhere": "U vindt ook hulp op: {link}",
    "help_elsewhere_instead": "Daarvoor kunt u hier terecht: {link}",
    "answered": "Is uw vraag hiermee beantwoord?",
    "answered_yes": "Ja",
    "answered_no": "Nee",
    "try_again": "Dat spijt me. Zullen we het nog eens proberen?",
    "try_again_yes": "Ja, nog eens proberen",
    "try_again_no": "Nee, ik heb andere hulp nodig",
    "try_again_agreed": "Graag. Wat is er precies nog open?",
    "still_there": "Bent u er nog?",
    "ended": "Dit gesprek is beëindigd. U kunt op elk moment een nieuw gesprek beginnen.",
    # what it is about
    "matter": "uw vraag",
    "matter.billing": "uw vraag over de betaling",
    "matter.security": "uw vraag over de veiligheid",
    "matter.legal": "uw juridische vraag",
    "matter_order": "uw vraag over bestelling {value}",
    "matter_invoice": "uw vraag over factuur {value}",
    "matter_ticket": "uw vraag over ticket {value}",
    "matter_case": "uw vraag over zaak {value}",
    "matter_booking": "uw vraag over boeking {value}",
    "matter_reference": "uw vraag met referentie {value}",
    "matter_tracking": "uw vraag over zending {value}",
    "matter_contract": "uw vraag over contract {value}",
    "matter_amount": "uw vraag over het bedrag van {value}",
    "matter_topic_billing_dispute": "uw vraag over de afschrijving",
    "matter_topic_cancellation": "uw vraag over de opzegging of annulering",
    "matter_topic_compliance": "uw vraag over de regelgeving",
    "matter_topic_contract": "uw vraag over het contract",
    # what is passed on, where they may look at it
    "passing_on_title": "Wat er wordt doorgegeven",
    "passing_on_read": "Iemand heeft dit al gezien. Wat u nu achterhoudt, is vanaf hier verborgen.",
    "passing_on_keep_back": "Achterhouden",
    "passing_on_save": "Opslaan",
    "passing_on_saved": "Opgeslagen.",
    "passing_on_matter": "Waar het over gaat",
    "passing_on_name": "Uw naam",
    "passing_on_email": "Uw e-mailadres",
    "passing_on_account": "Gegevens van uw account",
    "passing_on_pages": "Pagina's die u hebt bekeken",
    "passing_on_earlier": "Dat u hier al eerder was",
    "passing_on_variables": "Wat de assistent heeft genoteerd",
    "passing_on_attachments": "Verstuurde bestanden",
    "passing_on_said": "Berichten van dit gesprek",
    # waits and moments
    "wait_minute": "ongeveer een minuut",
    "wait_minutes": "ongeveer {minutes} minuten",
    "wait_up_to": "maximaal {minutes} minuten",
    "wait_between": "{low} tot {high} minuten",
    "wait_hour": "ongeveer een uur",
    "wait_hours": "ongeveer {hours} uur",
    "wait_hours_between": "{low} tot {high} uur",
    "time_today": "vandaag om {time} uur ({zone})",
    "time_tomorrow": "morgen om {time} uur ({zone})",
    "time_weekday": "{day} om {time} uur ({zone})",
    "time_date": "{day} {date} om {time} uur ({zone})",
}

WORDS = Words(
    code="nl",
    name="Nederlands",
    texts=TEXTS | distress.TEXTS,
    weekdays=("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    months=(
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ),
    date="{day} {month}",
)
