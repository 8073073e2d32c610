"""Browsers that carry the widget: visitor tokens, conversation tokens, and customers that a site vouches for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt

from segue.domain.conversation import Customer
from segue.domain.errors import NotAllowed, NotSignedIn
from segue.domain.text import checked_value
from segue.flows.tokens import ALGORITHM, Signer, fresh, hashed
from segue.ports.clock import Clock
from segue.ports.people import SaveVisitor, Site, SiteByKey, Visitor, VisitorByHash
from segue.ports.store import Store
from segue.ports.visits import LinkVisitor

VISITOR_LASTS = timedelta(days=30)
RENEW_AFTER = timedelta(days=1)
CONVERSATION_LASTS = timedelta(minutes=15)
IDENTITY_AHEAD = timedelta(minutes=10)  # how far in the future a signed identity may end
SKEW = timedelta(seconds=30)  # of the site's clock
CONVERSATION = "segue:conversation"  # audience of conversation tokens


@dataclass(frozen=True, slots=True)
class ConversationProof:
    """What a conversation token proves."""

    workspace: str
    conversation: str
    visitor: str
    expires_at: datetime
    credential: str = field(repr=False)  # hash of the visitor token that it came from; when that goes, this goes


async def conversation_token(signer: Signer, clock: Clock, visitor: Visitor, conversation: str) -> tuple[str, datetime]:
    """A token that opens one conversation for 15 minutes, and when it ends."""
    claims = {"sub": conversation, "vis": visitor.id, "via": visitor.token_hash}
    token = await signer.sign(visitor.workspace, CONVERSATION, claims, CONVERSATION_LASTS)
    return f"ct_{token}", clock.now() + CONVERSATION_LASTS


async def read_conversation_token(signer: Signer, token: str) -> ConversationProof:
    """Raises NotSignedIn."""
    workspace, claims, until = await signer.read(token.removeprefix("ct_"), CONVERSATION)
    return ConversationProof(workspace, str(claims["sub"]), str(claims["vis"]), until, str(claims["via"]))


async def visitor_by_hash(store: Store, clock: Clock, digest: str) -> Visitor:
    """Raises NotSignedIn when the token is unknown or expired, or its site was switched off."""
    visitor = await store.read(VisitorByHash(digest, clock.now()))
    if visitor is None:
        raise NotSignedIn("this visitor token is unknown or has expired; start a new widget session")
    await _site(store, visitor.site)
    return visitor


async def _site(store: Store, key: str) -> Site:
    site = await store.read(SiteByKey(key))
    if site is None or site.disabled_at is not None:
        raise NotSignedIn("there is no such site, or it is switched off; check data-site in the script tag")
    return site


async def open_session(
    store: Store, clock: Clock, *, site_key: str, origin: str, token: str, identity: str
) -> tuple[Visitor, str]:
    """The visitor behind a page load, and the token to keep for the next one.

    A known token keeps its visitor, unless the site vouches for another customer. Becoming a customer changes the
    token, so that one that was seen before signing in opens nothing afterwards.
    Raises NotSignedIn (unknown site, bad identity) and NotAllowed (a page on an origin the site does not list).
    """
    site = await _site(store, site_key)
    if origin not in site.origins:
        raise NotAllowed(
            f"pages on {origin[:200] or 'no origin'} may not carry this site's widget; an admin can add the origin",
            origin=origin[:200],
        )
    customer = read_identity(site, identity, clock.now()) if identity else None
    now, becomes = clock.now(), False
    known = await store.read(VisitorByHash(hashed(token), now)) if token else None
    if known is None or known.site != site.key or (customer and known.customer not in {"", customer.id}):
        known, token = _new_visitor(site, now)
        changed = True
    else:
        changed = known.expires_at - now < VISITOR_LASTS - RENEW_AFTER
    if customer is not None:
        becomes = known.customer != customer.id
        if becomes:
            token = fresh("vt")
        known = replace(known, customer=customer.id, profile=_profile(customer), token_hash=hashed(token))
        changed = True
    if changed:
        known = replace(known, expires_at=now + VISITOR_LASTS)
        await store.write(SaveVisitor(known))
    if becomes:
        await store.write(LinkVisitor(known.workspace, known.id, known.customer))
    return known, token


def _new_visitor(site: Site, now: datetime) -> tuple[Visitor, str]:
    token = fresh("vt")
    return Visitor(fresh("vis")[:26], site.workspace, site.key, hashed(token), now, now + VISITOR_LASTS), token


def _profile(customer: Customer) -> Mapping[str, Any]:
    return {"name": customer.name, "email": customer.email, "facts": dict(customer.facts)}


def customer_of(visitor: Visitor) -> Customer | None:
    """The customer whom the site vouched for, None for a stranger."""
    if not visitor.customer:
        return None
    kept = visitor.profile
    name, email, facts = kept.get("name", ""), kept.get("email", ""), kept.get("facts", {})
    return Customer(visitor.customer, name, email, verified=True, facts=facts)


def read_identity(site: Site, token: str, now: datetime) -> Customer:
    """The customer in a JWT that the site signed: `sub`, `name`, `email`, `facts`, with `aud` the site's key.

    Raises NotSignedIn saying what is wrong with it.
    """
    if not site.identity_secret:
        raise NotSignedIn("this site has no identity secret, so it cannot vouch for customers; an admin can make one")
    try:
        claims = jwt.decode(
            token,
            site.identity_secret,
            algorithms=[ALGORITHM],
            audience=site.key,
            options={"require": ["exp", "aud", "sub"], "verify_exp": False, "verify_iat": False, "verify_nbf": False},
        )
        until = datetime.fromtimestamp(claims["exp"], UTC)
    except jwt.InvalidAlgorithmError:
        raise _refused(f"it must be signed with {ALGORITHM}") from None
    except jwt.InvalidSignatureError:
        raise _refused("the signature is not made with this site's identity secret") from None
    except jwt.InvalidAudienceError:
        raise _refused(f"aud must be the site's key, {site.key}") from None
    except jwt.MissingRequiredClaimError as error:
        raise _refused(f"the claim {error.claim} is missing") from None
    except (jwt.InvalidTokenError, ValueError, TypeError, OverflowError, OSError):
        raise _refused("it is not a JWT with the claims sub, aud and exp") from None
    if until <= now - SKEW:
        raise _refused("it has expired; sign a new one for each page")
    if until > now + IDENTITY_AHEAD + SKEW:
        raise _refused("exp is more than 10 minutes ahead; sign a short-lived one for each page")
    return _customer(claims)


def _customer(claims: Mapping[str, Any]) -> Customer:
    facts, texts = claims.get("facts", {}), {name: claims.get(name, "") for name in ("sub", "name", "email")}
    for name, value in texts.items():
        if not isinstance(value, str) or len(value) > 200:
            raise _refused(f"{name} must be text of at most 200 characters")
    if not texts["sub"]:
        raise _refused("sub must name the customer")
    if not isinstance(facts, dict):
        raise _refused("facts must be an object")
    checked_value({**texts, "facts": facts})
    return Customer(texts["sub"], texts["name"], texts["email"], verified=True, facts=facts)


def _refused(why: str) -> NotSignedIn:
    return NotSignedIn(f"the signed identity is refused: {why}", field="identity")
