"""What a case may be called to the customer, in seven languages: "the double charge", "die doppelte Abbuchung".

A matter is found by the words of the language it is told in, and has one safe name in each. Data only. The first that
fits is taken, so what is particular stands before what is general.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Name:
    """`heard`: by which words it is known. `called`: with its preposition, as it follows "your case"."""

    heard: re.Pattern[str]
    called: str


def _names(rows: tuple[tuple[str, str], ...]) -> tuple[Name, ...]:
    return tuple(Name(re.compile(heard, re.IGNORECASE), called) for heard, called in rows)


NAMES: Mapping[str, tuple[Name, ...]] = {
    "en": _names((
        (r"(?:charg|bill|debit|paid)\w*\s(?:\w+\s){0,4}(?:twice|double|two times)|double[- ]?charge"
            r"|duplicate (?:charge|payment)|twice\b.{0,30}charg|charged .{0,20}(?:second|again)",
            "about the double charge"),
        (r"(?:unauthori[sz]ed|unknown|fraudulent|suspicious|don['’]?t recogni[sz]e|did(?:n['’]t"
            r"| not) make).{0,40}(?:charge|payment|transaction|withdrawal|debit)|(?:charge|payment|transaction"
            r"|withdrawal|debit)s?\b.{0,40}(?:i did(?:n['’]t| not)|not mine|don['’]?t recogni[sz]e)",
            "about payments that you do not recognise"),
        (r"\bcard\b.{0,30}\b(?:lost|stolen|missing|disappeared)|\b(?:lost|stolen|stole)\b.{0,20}\bcard\b",
            "about your missing card"),
        (r"\bcard\b.{0,40}\b(?:declined|rejected|refused|not work|n['’]t work)", "about your card"),
        (r"password|reset link", "about your password"),
        (r"(?:can(?:no|['’])t|unable to|not able to)\s(?:log|sign)|locked out|log ?in\b|sign ?in\b",
            "about signing in to your account"),
        (r"(?:parcel|package|order|delivery|shipment|item)\b.{0,40}\b(?:not arriv|n['’]t arriv|never (?:arrived"
            r"|came)|late|delay|missing|lost|where)|\b(?:where|when|never received|not received|n['’]t received"
            r"|didn['’]t receive)\b.{0,40}\b(?:parcel|package|order|delivery|shipment)", "about your delivery"),
        (r"\b(?:damaged|broken|cracked|defective|faulty|smashed)\b", "about the damage"),
        (r"\bwrong (?:item|size|colou?r|product|order|model)\b", "about the wrong item"),
        (r"flight.{0,30}(?:delayed|cancell?ed)|(?:delayed|cancell?ed) flight", "about your flight"),
        (r"\b(?:internet|wi-?fi|broadband|router|signal|connection)\b", "about your connection"),
        (r"\b(?:charged|overcharged|charges?|fees?)\b", "about the charge"),
        (r"\berrors?\b", "about the error"),
        (r"\bcrash\w*", "about the crash"),
        (r"\brefund|money back", "about a refund"),
        (r"\bcancel", "about a cancellation"),
        (r"\bclaim\b", "about your claim"),
        (r"\b(?:invoice|bill)\b", "about your bill"),
        (r"\b(?:luggage|baggage|suitcase)", "about your luggage"),
        (r"\bsubscription\b", "about your subscription"),
        (r"\b(?:reservation|booking)\b", "about your booking"),
        (r"\bflight\b", "about your flight"),
        (r"\bdeliver", "about the delivery"),
    )),
    "de": _names((
        (r"(?:doppelt|zweimal|zwei mal)\b.{0,40}(?:abgebucht|belastet|berechnet|bezahlt|abbuch\w*)|(?:abgebucht"
            r"|belastet|berechnet)\b.{0,30}(?:doppelt|zweimal)|doppelte\w* (?:abbuchung|zahlung|belastung)",
            "zur doppelten Abbuchung"),
        (r"karte\b.{0,40}(?:verloren|gestohlen|weg)", "zu Ihrer verlorenen Karte"),
        (r"passwort|kennwort", "zu Ihrem Passwort"),
        (r"einloggen|anmelden|login|ausgesperrt", "zur Anmeldung"),
        (r"(?:paket|lieferung|sendung|bestellung)\b.{0,60}(?:nicht|nie|verspät|fehlt|wo\b)|\b(?:wo"
            r"|wann)\b.{0,40}(?:paket|lieferung|sendung|bestellung)", "zu Ihrer Lieferung"),
        (r"beschädigt|kaputt|defekt|zerbrochen", "zum Schaden"),
        (r"falsche\w* (?:artikel|größe|farbe|ware|produkt)", "zum falschen Artikel"),
        (r"\bflug\w*", "zu Ihrem Flug"),
        (r"internet|wlan|router|leitung|anschluss", "zu Ihrem Anschluss"),
        (r"erstatt\w*|geld zurück|rückzahlung", "zur Erstattung"),
        (r"kündig\w*|stornier\w*", "zu Ihrer Kündigung oder Stornierung"),
        (r"schadensfall|schadenmeldung|schadensmeldung", "zu Ihrer Schadensmeldung"),
        (r"rechnung", "zu Ihrer Rechnung"),
        (r"gepäck|koffer", "zu Ihrem Gepäck"),
        (r"buchung|reservierung|zimmer", "zu Ihrer Buchung"),
        (r"lieferung|liefer\w*|paket", "zu Ihrer Lieferung"),
    )),
    "fr": _names((
        (r"(?:deux fois|double)\b.{0,40}(?:prélev|débit|factur|pay)|(?:prélev|débit|factur"
            r"|pay)\w*.{0,40}(?:deux fois|double)|double (?:prélèvement|débit|paiement)",
            "concernant le double prélèvement"),
        (r"carte\b.{0,40}(?:perdue|volée)", "concernant votre carte perdue ou volée"),
        (r"mot de passe", "concernant votre mot de passe"),
        (r"(?:me )?connecter|connexion à mon (?:compte|espace)|identifiant", "concernant votre connexion"),
        (r"(?:colis|commande|livraison)\b.{0,60}(?:pas|jamais|retard|où)|\b(?:où|quand)\b.{0,40}(?:colis|commande"
            r"|livraison)", "concernant votre livraison"),
        (r"cassé|abîmé|endommagé|défectueu", "concernant l'article endommagé"),
        (r"mauvais(?:e)? (?:taille|article|produit|couleur)", "concernant le mauvais article"),
        (r"\bvol\b", "concernant votre vol"),
        (r"internet|wifi|\bbox\b|fibre", "concernant votre ligne"),
        (r"rembours", "concernant un remboursement"),
        (r"annul|résili", "concernant une annulation"),
        (r"sinistre", "concernant votre sinistre"),
        (r"facture", "concernant votre facture"),
        (r"bagage|valise", "concernant vos bagages"),
        (r"réservation|chambre", "concernant votre réservation"),
        (r"livraison|colis", "concernant votre livraison"),
    )),
    "es": _names((
        (r"(?:dos veces|doble)\b.{0,40}(?:cobr|carg|factur)|(?:cobr|carg|factur)\w*.{0,40}(?:dos veces|doble"
            r"|duplicad)|(?:cobro|cargo) (?:doble|duplicado)", "sobre el cobro duplicado"),
        (r"tarjeta\b.{0,40}(?:perd|rob)|(?:perd|rob)\w*.{0,20}tarjeta", "sobre su tarjeta perdida o robada"),
        (r"contraseña|clave", "sobre su contraseña"),
        (r"iniciar sesión|acceder a mi|entrar (?:en|a) mi", "sobre el acceso a su cuenta"),
        (r"(?:paquete|pedido|envío|entrega)\b.{0,60}(?:no |nunca|retras|dónde)|\b(?:dónde"
            r"|cuándo)\b.{0,40}(?:paquete|pedido|envío|entrega)", "sobre su envío"),
        (r"\brot[oa]s?\b|dañad|defectuos", "sobre el artículo dañado"),
        (r"(?:talla|artículo|producto|color) equivocad[oa]", "sobre el artículo equivocado"),
        (r"\bvuelo", "sobre su vuelo"),
        (r"internet|wifi|router|fibra", "sobre su conexión"),
        (r"reembols|devol\w+.{0,20}dinero|devolución", "sobre un reembolso"),
        (r"cancel|\bbaja\b", "sobre una cancelación"),
        (r"siniestro", "sobre su siniestro"),
        (r"factura", "sobre su factura"),
        (r"maleta|equipaje", "sobre su equipaje"),
        (r"reserva|habitación", "sobre su reserva"),
        (r"envío|entrega|paquete", "sobre su envío"),
    )),
    "it": _names((
        (r"(?:due volte|doppi\w+)\b.{0,40}(?:addebit|pagat|fattur)|(?:addebit|pagat|fattur)\w*.{0,40}(?:due volte"
            r"|doppi)", "sul doppio addebito"),
        (r"carta\b.{0,40}(?:pers|rubat|smarrit)", "sulla sua carta smarrita o rubata"),
        (r"password", "sulla sua password"),
        (r"acceder|accesso|login", "sull'accesso al suo account"),
        (r"(?:pacco|ordine|consegna|spedizione)\b.{0,60}(?:non|mai|ritard|dove)|\b(?:dove|quando)\b.{0,40}(?:pacco"
            r"|ordine|consegna|spedizione)", "sulla sua consegna"),
        (r"\brott[oaie]\b|danneggiat|difettos", "sull'articolo danneggiato"),
        (r"(?:taglia|articolo|prodotto|colore) sbagliat[oa]", "sull'articolo sbagliato"),
        (r"\bvolo\b", "sul suo volo"),
        (r"internet|wi-?fi|router|fibra", "sulla sua linea"),
        (r"rimbors", "su un rimborso"),
        (r"annull|disdett|disdire", "su una disdetta"),
        (r"sinistro", "sul suo sinistro"),
        (r"fattura|bolletta", "sulla sua fattura"),
        (r"bagagli|valigi", "sui suoi bagagli"),
        (r"prenotazion|camera", "sulla sua prenotazione"),
        (r"consegna|spedizione|pacco", "sulla sua consegna"),
    )),
    "pt": _names((
        (r"(?:duas vezes|dupla\w*)\b.{0,40}(?:cobr|debit|fatur)|(?:cobr|debit|fatur)\w*.{0,40}(?:duas vezes"
            r"|duplicad|dupla)", "sobre a cobrança em duplicado"),
        (r"cartão\b.{0,40}(?:perd|roub)|(?:perd|roub)\w*.{0,20}cartão", "sobre o seu cartão perdido ou roubado"),
        (r"senha|palavra-passe|password", "sobre a sua palavra-passe"),
        (r"iniciar sessão|aceder|entrar na minha|login", "sobre o acesso à sua conta"),
        (r"(?:encomenda|pedido|entrega)\b.{0,60}(?:não|nunca|atras|onde)|\b(?:onde|quando)\b.{0,40}(?:encomenda"
            r"|pedido|entrega)", "sobre a sua entrega"),
        (r"partid[oa]|quebrad|danificad|defeit", "sobre o artigo danificado"),
        (r"(?:tamanho|artigo|produto|cor) errad[oa]", "sobre o artigo errado"),
        (r"\bvoo\b", "sobre o seu voo"),
        (r"internet|wi-?fi|router|fibra", "sobre a sua ligação"),
        (r"reembols|devolução|dinheiro de volta", "sobre um reembolso"),
        (r"cancel", "sobre um cancelamento"),
        (r"sinistro", "sobre o seu sinistro"),
        (r"fatura", "sobre a sua fatura"),
        (r"bagage[mn]|mala", "sobre a sua bagagem"),
        (r"reserva|quarto", "sobre a sua reserva"),
        (r"entrega|encomenda", "sobre a sua entrega"),
    )),
    "nl": _names((
        (r"(?:twee keer|dubbel\w*)\b.{0,40}(?:afgeschreven|betaald|berekend)|(?:afgeschreven|betaald"
            r"|berekend)\b.{0,40}(?:twee keer|dubbel)|dubbele (?:afschrijving|betaling)",
            "over de dubbele afschrijving"),
        (r"pas\b.{0,40}(?:kwijt|gestolen|verloren)|(?:kwijt|gestolen|verloren)\b.{0,20}\bpas\b",
            "over uw verloren of gestolen pas"),
        (r"wachtwoord", "over uw wachtwoord"),
        (r"inloggen|aanmelden", "over het inloggen"),
        (r"(?:pakket|bestelling|levering)\b.{0,60}(?:niet|nooit|vertraag|waar)|\b(?:waar|wanneer)\b.{0,40}(?:pakket"
            r"|bestelling|levering)", "over uw levering"),
        (r"kapot|beschadigd|defect", "over het beschadigde artikel"),
        (r"verkeerde (?:maat|artikel|product|kleur)", "over het verkeerde artikel"),
        (r"\bvlucht", "over uw vlucht"),
        (r"internet|wifi|router|glasvezel", "over uw verbinding"),
        (r"terugbetal|geld terug|restitutie", "over een terugbetaling"),
        (r"opzeg|annuler", "over een annulering"),
        (r"schadeclaim|schademelding", "over uw schademelding"),
        (r"factuur|rekening", "over uw rekening"),
        (r"bagage|koffer", "over uw bagage"),
        (r"boeking|reservering|kamer", "over uw boeking"),
        (r"levering|pakket|bezorg", "over uw levering"),
    )),
}  # fmt: skip

GENERAL = frozenset(
    f"about {what}"
    for what in ("a refund", "a cancellation", "your claim", "your bill", "your booking", "your flight", "the delivery")
)
"""Names that say less than the customer's own wish does."""

NUMBERED: Mapping[str, Mapping[str, str]] = {
    "en": {
        "order": "order",
        "booking": "booking",
        "reservation": "reservation",
        "invoice": "invoice",
        "ticket": "ticket",
        "case": "case",
        "claim": "claim",
        "contract": "contract",
        "policy": "policy",
        "shipment": "shipment",
        "flight": "flight",
    },
    "de": {
        "order": "Bestellung",
        "booking": "Buchung",
        "reservation": "Buchung",
        "invoice": "Rechnung",
        "ticket": "Ticket",
        "case": "Fall",
        "contract": "Vertrag",
        "policy": "Police",
        "shipment": "Sendung",
    },
    "fr": {
        "order": "commande",
        "booking": "réservation",
        "reservation": "réservation",
        "invoice": "facture",
        "ticket": "ticket",
        "case": "dossier",
        "contract": "contrat",
        "policy": "contrat",
        "shipment": "colis",
    },
    "es": {
        "order": "pedido",
        "booking": "reserva",
        "reservation": "reserva",
        "invoice": "factura",
        "ticket": "ticket",
        "case": "caso",
        "contract": "contrato",
        "policy": "póliza",
        "shipment": "envío",
    },
    "it": {
        "order": "ordine",
        "booking": "prenotazione",
        "reservation": "prenotazione",
        "invoice": "fattura",
        "ticket": "ticket",
        "case": "pratica",
        "contract": "contratto",
        "policy": "polizza",
        "shipment": "spedizione",
    },
    "pt": {
        "order": "encomenda",
        "booking": "reserva",
        "reservation": "reserva",
        "invoice": "fatura",
        "ticket": "ticket",
        "case": "caso",
        "contract": "contrato",
        "policy": "apólice",
        "shipment": "envio",
    },
    "nl": {
        "order": "bestelling",
        "booking": "boeking",
        "reservation": "boeking",
        "invoice": "factuur",
        "ticket": "ticket",
        "case": "dossier",
        "contract": "contract",
        "policy": "polis",
        "shipment": "zending",
    },
}
"""What has a number, as the customer's language calls it."""


def called(text: str, language: str) -> str:
    """The name of what `text` is about, with its preposition; "" when none is heard."""
    return next((name.called for name in NAMES[language] if name.heard.search(text)), "")
