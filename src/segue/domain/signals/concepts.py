"""Words that mean alike, in all languages: what lets a model that learned from one trade read another.

A class is a list of beginnings of words, plain (lower case, without accents). One that ends in `.` is a whole word.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

CLASSES: Mapping[str, str] = {
    "cancel": """
        cancel cancl canel shut. shutting. inactivat canc. terminat discontinu unsubscri deactivat close. closed.
        closing. closure. end. ending. stop. stopped. stopping. quit. delete. deleting. deletion. drop. dropping.
        resign leave. leaving. withdraw. kundig gekundig stornier storno abbestell abmeld schliess beend loschen
        annul resili desabonn ferme clotur supprim arret cierr cerrar. baja. darme. anular desactiv elimin disdi
        disdett recedere recess chiud rescind encerr fechar opzeg opzegg stopzett beeindig sluiten verwijder""",
    "thing": """
        account subscription membership policy policies plan. plans. service services order orders booking
        reservation appointment trial. purchase coverage insurance flight ticket. tickets. license licence seat.
        seats. konto abo. abonnement abonament vertrag bestellung mitgliedschaft buchung reservierung versicherung
        tarif compte commande abonn forfait assurance reserv cuenta pedido suscrip poliza seguro conto. ordine
        abbonamento prenotazione polizza assicurazione conta. assinatura plano rekening bestelling verzekering
        lidmaatschap boeking""",
    "money": """
        charg bill. bills. billed. billing. fee. fees. paid. pay. payment debit deduct invoic amount price cost.
        costs. statement transact premium. premiums. withdraw money. euro. euros. dollar pound. pounds. cash. rate.
        balance rechnung abgebucht abbuch belast gebuhr betrag zahlung gezahlt bezahlt geld. kosten factur prelev
        frais montant paiement paye. argent debite cobr cargo. cargos. importe pago. pagado dinero tarifa addebit
        fattura import pagament pagato soldi spese costo fatura pagamento dinheiro valor. taxa. afgeschreven factuur
        bedrag betaald betaling incasso""",
    "refund": """
        refund rebat moneyback reimburs chargeback compensat credited. repay erstatt zuruckzahl ruckzahl gutschrift
        ruckerstatt rembours avoir. reembols devoluc devuelv devolv rimbors estorn restitu terugbetal terugstort
        creditnota""",
    "wrong": """
        wrong incorrect error mistake twice. double. doubled. duplicat extra. unexpected unexplain overcharg
        overbill hidden. inflated. higher. exceed bogus. inaccurat discrepan disput contest. contested. contesting.
        falsch doppelt zweimal fehler irrtum unerwartet zuviel erreur deux. double conteste errone trop. indebid
        doble dos. veces. equivoc incorrec disputar reclam sbagliat errat. due. doppio volte. contestar duas. dobro.
        errado. engano. indevid verkeerd dubbel fout. foutief onterecht betwist tweemaal""",
    "unknown": """
        recogni unrecogni authori unauthori unfamiliar unknown approv unapprov stranger suspicio unbekannt
        unberechtigt erkenne. autoris reconnai inconnu autoriz reconozc desconoc riconosc sconosciut reconhec herken
        onbekend""",
    "card": """
        card. cards. wallet. purse. phone. passport checkbook chequebook debitcard creditcard pin. karte.
        kreditkarte geldborse handy. carte. tarjeta carta. bancomat cartao pas. pinpas bankpas kaart telefoon
        telefono telemovel celular portefeuille cartera portafoglio carteira""",
    "lost": """
        lost. mugged robbed lose. losing. stole stolen theft thief steal missing. misplac verloren gestohlen geklaut
        diebstahl perdu. perdue vole. volee perdi robad robaron robo. perso. persa. smarrit rubat furto perdido
        roubad roubar gestolen kwijt verlies""",
    "fraud": """
        fraud scam hack phish compromis unauthori impersonat breach leak. leaked. malware ransom betrug betrog
        gehackt missbrauch pirat. pirate arnaque usurp estafa suplant hackea truff golpe clonad invadi oplicht
        misbruik identity identitat""",
    "legal": """
        lawyer attorney solicitor sue. suing. sued. court legal. lawsuit litigat ombudsman tribunal prosecut
        subpoena anwalt rechtsanwalt gericht verklag klage. klagen. avocat justice. huissier abogad demanda juzgado
        denunci juicio. avvocat querela causa. advogad processar procon. tribunais advocaat rechter rechtbank
        aanklag dagvaard geschillencommissie""",
    "comply": """
        gdpr dsgvo rgpd lgpd ccpa hipaa privacy. datenschutz compliance regulat regulator accessib discriminat kyc.
        aml. pci. soc2 iso. dpo. erasure. retention. consent. avg. audit auskunft confidential sanction wheelchair
        ferpa coppa privacidad privacyverklaring persoonsgegevens donnees datos. dati. dados.""",
    "contract": """
        contract agreement. clause. clauses. terms. renewal renew. renews. renewed. autorenew amendment addendum
        msa. sla. nda. penalty. vertrag laufzeit klausel kundigungsfrist verlanger contrat. preavis clausula
        permanencia prorrog contratto preavviso rinnov vincolo fidelizacao fidelidade renovac contrato overeenkomst
        opzegtermijn looptijd verlenging""",
    "asks_how": """
        how. what. where. when. which. wie. wo. was. wann. comment. quand. combien. como. donde. cuando. cuanto.
        come. dove. quando. quanto. onde. hoe. waar. wanneer.""",
    "not": """
        not. no. never. didnt. dont. wasnt. isnt. without. nicht. kein. keine. nie. ohne. pas. jamais. sans. nunca.
        sin. non. mai. senza. nao. sem. niet. geen. nooit. zonder.""",
    "person": """
        human. humans. person. people. agent. agents. representative operator. advisor. adviser. mensch mitarbeiter
        berater. humain personne. conseiller. agente. humano. persona. asesor. operador. umano. operatore.
        atendente. pessoa. mens. medewerker iemand. someone. somebody. jemand. quelquun. alguien. qualcuno. alguem.""",
}
"""Class -> beginnings of words."""

_WHOLE = {
    word[:-1]: tuple(name for name, words in CLASSES.items() if word in words.split())
    for listed in CLASSES.values()
    for word in listed.split()
    if word.endswith(".")
}
_STARTS = {
    word: tuple(name for name, words in CLASSES.items() if word in words.split())
    for listed in CLASSES.values()
    for word in listed.split()
    if not word.endswith(".")
}
_SHORTEST, _LONGEST = min(map(len, _STARTS)), max(map(len, _STARTS))


@lru_cache(maxsize=8_192)
def classes_of(word: str) -> tuple[str, ...]:
    """The classes of a plain word; most have none."""
    found = dict.fromkeys(_WHOLE.get(word, ()))
    for size in range(_SHORTEST, min(len(word), _LONGEST) + 1):
        found.update(dict.fromkeys(_STARTS.get(word[:size], ())))
    return tuple(found)
