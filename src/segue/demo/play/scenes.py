"""The scenes: the ways a conversation goes from the bot to a person, and back."""

from __future__ import annotations

from segue.demo.cast import SHOPPERS
from segue.demo.play.stage import Scene, Stage
from segue.demo.play.wire import Refusal

ANA, BEN, CHIARA = (SHOPPERS[key] for key in ("c-1001", "c-1002", "c-1003"))
BOT, HUMAN, SEGUE = "automated_agent", "human_agent", "system"


class Unexpected(Exception):
    """A scene went otherwise than it should."""


async def clear_request(stage: Stage) -> str:
    ben = await stage.customer(BEN, "/orders", "Orders")
    await stage.says(ben, "Where is my parcel?")
    await ben.hears(BOT, "tracking link")
    await stage.says(ben, "I want to talk to a human, please")
    await ben.hears(SEGUE, kind="handoff")
    desk = await stage.served_by_whom_it_is_offered(ben)
    await stage.beat(f"{desk.name} answers")
    await desk.says(ben.conversation, "Hello Ben, the carrier has your sofa and calls you tomorrow morning.")
    await ben.hears(HUMAN, "tomorrow morning")
    await stage.says(ben, "Great, thank you!")
    await stage.beat(f"{desk.name} hands back to the bot")
    await desk.hands_back(ben.conversation, "Carrier calls tomorrow.")
    await ben.hears(SEGUE, "has left the conversation")
    await ben.hears(BOT, "Carrier calls tomorrow")
    await stage.says(ben, "How do I assemble it?")
    await ben.hears(BOT, "manual")
    return ben.conversation


async def bare_word_and_yes(stage: Stage) -> str:
    guest = await stage.customer()
    await stage.says(guest, "agent")
    await guest.hears(SEGUE, kind="offer")
    await stage.beat("The guest presses: yes, a person please")
    await guest.chooses("human")
    desk = await stage.served_by_whom_it_is_offered(guest)
    await desk.says(guest.conversation, "Hello, I am here. What can I do for you?")
    await guest.hears(HUMAN, "I am here")
    await stage.says(guest, "Does the lamp come with a bulb?")
    await desk.says(guest.conversation, "Yes, with a warm one.")
    await guest.hears(HUMAN, "warm one")
    await stage.beat(f"{desk.name} marks it as solved")
    await desk.resolves(guest.conversation, label="bot_could_have")
    await guest.hears(SEGUE, "as solved")
    await guest.is_with("bot")
    return guest.conversation


async def offer_declined(stage: Stage) -> str:
    guest = await stage.customer()
    await stage.says(guest, "human")
    await guest.hears(SEGUE, kind="offer")
    await stage.says(guest, "no thanks")
    await guest.hears(SEGUE, "we carry on here")
    await stage.says(guest, "How much is shipping?")
    await guest.hears(BOT, "4.90")
    return guest.conversation


async def bot_is_stuck(stage: Stage) -> str:
    guest = await stage.customer(path="/products/alder-shelf", title="Alder shelf")
    await stage.says(guest, "The left hinge of my wardrobe squeaks")
    await guest.hears(BOT, "not sure")
    await stage.says(guest, "A squeaking noise at the hinge, on the left")
    await guest.hears(BOT, "not sure")
    await stage.says(guest, "That does not help. It squeaks!")
    await guest.hears(SEGUE, kind="offer")
    await stage.beat("The guest presses: yes, a person please")
    await guest.chooses("human")
    desk = await stage.served_by_whom_it_is_offered(guest)
    why = (await desk.reads(guest.conversation))["package"]["why_now"]
    if "not getting anywhere" not in why:
        raise Unexpected("the briefing does not say that the bot has tried and failed")
    await desk.says(guest.conversation, "A drop of oil on the upper hinge does it. I am sending you some.")
    await guest.hears(HUMAN, "drop of oil")
    await desk.resolves(guest.conversation)
    await guest.hears(SEGUE, "as solved")
    return guest.conversation


async def big_account(stage: Stage) -> str:
    ana = await stage.customer(ANA, "/orders", "Orders")
    await stage.says(ana, "I was charged twice for order Q-20417")
    await ana.hears(SEGUE, "Billing", kind="handoff")
    desk, item = await stage.offered_to(ana.conversation)
    if (desk.name, item["handoff"]["queue"], item["handoff"]["priority"]) != ("Maria", "billing", 1):
        raise Unexpected(f"it went to {desk.name} with {item['handoff']['queue']} {item['handoff']['priority']}")
    await stage.beat("Maria, who knows billing best, sees it first, with Ana's contract")
    await desk.accepts(item)
    facts = (await desk.reads(ana.conversation))["conversation"]["customer"]
    if not facts["verified"] or facts["facts"].get("tier") != "enterprise":
        raise Unexpected("Maria does not see who the customer is")
    await ana.hears(SEGUE, "Maria from Billing")
    await desk.says(ana.conversation, "Hello Ana, I see both charges. The second one goes back to you today.")
    await ana.hears(HUMAN, "goes back to you today")
    await desk.resolves(ana.conversation)
    await ana.hears(SEGUE, "as solved")
    return ana.conversation


async def one_declines(stage: Stage) -> str:
    guest = await stage.customer()
    await stage.says(guest, "Can I speak to a person please?")
    await guest.hears(SEGUE, kind="handoff")
    first, item = await stage.offered_to(guest.conversation)
    await stage.beat(f"{first.name} declines")
    await first.declines(item)
    second, item = await stage.offered_to(guest.conversation, but=[first])
    await stage.beat(f"{second.name} is asked next, and accepts")
    await second.accepts(item)
    await guest.hears(SEGUE, f"{second.name} ")
    await second.says(guest.conversation, "Hello, how can I help?")
    await guest.hears(HUMAN, "how can I help")
    await second.resolves(guest.conversation, label="too_early")
    await guest.hears(SEGUE, "as solved")
    return guest.conversation


async def reservation_expires(stage: Stage) -> str:
    guest = await stage.customer(path="/products/brook-table", title="Brook table")
    await stage.says(guest, "What wood is the table made of?")
    await guest.hears(BOT, "oak")
    await stage.beat("The bot itself asks for the workshop")
    await stage.bot_requests(guest.conversation, "workshop", "bot_asked", "Wants to know about the grain.")
    await guest.hears(SEGUE, "Workshop", kind="handoff")
    first, _ = await stage.offered_to(guest.conversation)
    await stage.beat(f"{first.name} does not answer in time", 0)
    second, item = await stage.offered_to(guest.conversation, but=[first])
    await second.accepts(item)
    await stage.beat(f"{second.name} was asked next, and took it")
    await guest.hears(SEGUE, f"{second.name} ")
    await second.says(guest.conversation, "Oak from the Spessart. The grain runs along the table.")
    await guest.hears(HUMAN, "Spessart")
    await second.hands_back(guest.conversation)
    await guest.hears(BOT, "Spessart")
    return guest.conversation


async def closed_queue(stage: Stage) -> str:
    guest = await stage.customer(path="/trade", title="For businesses")
    await stage.says(guest, "I would like to talk to a person about forty chairs")
    await guest.hears(SEGUE, "is closed now", kind="handoff")
    await guest.hears(SEGUE, kind="offer")
    await stage.beat("The guest wants the answer by e-mail")
    await guest.chooses("email")
    await stage.says(guest, "studio.forty@chairs.example")
    await guest.hears(SEGUE, "studio.forty@chairs.example")
    desk = stage.desks["maria"]
    await desk.sees(guest.conversation, "follow_ups", lambda ticket: ticket["email"] == "studio.forty@chairs.example")
    return guest.conversation


async def customer_leaves(stage: Stage) -> str:
    guest = await stage.customer()
    await stage.says(guest, "I need to speak with a human agent")
    await guest.hears(SEGUE, kind="handoff")
    await stage.beat("The guest closes the page while waiting", 3)
    await guest.leaves()
    desk = stage.desks["aisha"]
    follow_up = await desk.sees(guest.conversation, "follow_ups")
    await stage.beat("Kept for follow-up. Aisha picks it up")
    await desk.picks_up(follow_up)
    await desk.says(guest.conversation, "You left before I could answer. Write here whenever you like.")
    await desk.resolves(guest.conversation, label="too_late")
    return guest.conversation


async def about_to_leave(stage: Stage) -> str:
    chiara = await stage.customer(CHIARA, "/account", "Account")
    await stage.says(chiara, "What are the club benefits?")
    await chiara.hears(BOT, "free delivery")
    await stage.beat("Chiara goes to the page that closes her account")
    await chiara.goes_to("/account/cancel", "Close your account")
    await chiara.hears(SEGUE, kind="offer")
    await stage.says(chiara, "yes please")
    desk = await stage.served_by_whom_it_is_offered(chiara)
    await desk.says(chiara.conversation, "Hello Chiara, before you go: is there anything we can do better?")
    await chiara.hears(HUMAN, "before you go")
    await stage.says(chiara, "The deliveries take too long for me")
    await desk.hands_back(chiara.conversation, "The account stays open.")
    await chiara.hears(BOT, "account stays open")
    return chiara.conversation


async def taken_by_hand(stage: Stage) -> str:
    guest = await stage.customer()
    await stage.says(guest, "How long does delivery take?")
    said = await guest.hears(BOT, "working days")
    desk = stage.desks["maria"]
    await stage.beat("Maria reads along and takes over by hand")
    await desk.takes(guest.conversation)
    await guest.is_with("human")
    await stage.beat("The bot tries to speak all the same, and is refused")
    try:
        await stage.bot_says(guest.conversation, "Is there anything else?", said["epoch"])
    except Refusal as refusal:
        if (refusal.status, refusal.problem["code"]) != (409, "not_the_owner"):
            raise
    else:
        raise Unexpected("the bot could speak while Maria has the conversation")
    await desk.says(guest.conversation, "I can make it three days for you.")
    await guest.hears(HUMAN, "three days")
    if any("anything else" in entry["text"] for entry in guest.entries):
        raise Unexpected("the customer saw the refused message")
    await desk.hands_back(guest.conversation)
    await guest.hears(BOT, "three days")
    return guest.conversation


async def bot_is_silent(stage: Stage) -> str:
    guest = await stage.customer()
    stage.demo.bot.silent.add(guest.conversation)
    await stage.says(guest, "Can I pay by invoice?")
    await stage.beat("The bot says nothing", 0)
    await guest.hears(SEGUE, "takes longer than it should")
    await stage.says(guest, "Then please give me a person")
    await guest.hears(SEGUE, kind="handoff")
    desk = await stage.served_by_whom_it_is_offered(guest)
    await desk.says(guest.conversation, "Yes, by invoice, within 14 days.")
    await guest.hears(HUMAN, "14 days")
    stage.demo.bot.silent.discard(guest.conversation)
    await desk.resolves(guest.conversation)
    await guest.hears(SEGUE, "as solved")
    return guest.conversation


LONG = Scene("The customer leaves while waiting", customer_leaves, ("customer_left", "resolved"))
"""It waits for an absence to be believed, so it plays beside the others."""

SCENES = (
    Scene("A clear request", clear_request, ("handed_back",)),
    Scene("A bare word, an offer, yes", bare_word_and_yes, ("resolved",)),
    Scene("An offer declined", offer_declined, ("declined",)),
    Scene("The bot is stuck twice", bot_is_stuck, ("resolved",)),
    Scene("A big account disputes a bill", big_account, ("resolved",)),
    Scene("One declines, the next accepts", one_declines, ("resolved",)),
    Scene("A reservation expires", reservation_expires, ("handed_back",)),
    Scene("Closed: a ticket with an address", closed_queue, ("ticketed",)),
    LONG,
    Scene("On the way out, an offer", about_to_leave, ("handed_back",)),
    Scene("Taken over by hand", taken_by_hand, ("handed_back",)),
    Scene("The bot falls silent", bot_is_silent, ("resolved",)),
)
