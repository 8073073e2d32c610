"""Quillwood's pages: an invented shop that carries the widget and vouches for its customers."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

from fastapi import Request
from pydantic import BaseModel
from starlette.responses import JSONResponse, Response

from segue.demo.cast import SHOPPERS, Shopper
from segue.demo.entrance import HERE, house_of
from segue.demo.help import as_html
from segue.demo.pages import file, page
from segue.domain.errors import NotFound
from segue.server.route import Body, Route

COOKIE = "quillwood"


@dataclass(frozen=True, slots=True)
class Product:
    slug: str
    name: str
    price: str
    about: str


PRODUCTS = {
    product.slug: product
    for product in (
        Product("alder-shelf", "Alder shelf", "189 €", "Five boards, one hex key, room for two hundred books."),
        Product("fjord-sofa", "Fjord sofa", "1,290 €", "Three seats, washable covers, made to order in four weeks."),
        Product("brook-table", "Brook table", "540 €", "Oiled oak for six, eight when you know each other well."),
        Product("lumen-lamp", "Lumen lamp", "79 €", "A paper shade that makes Monday evenings softer."),
    )
}
ORDERS = {
    "c-1001": (("Q-20417", "12 Alder shelves", "being packed"), ("Q-20230", "4 Brook tables", "delivered")),
    "c-1002": (("Q-20388", "Fjord sofa", "on its way, the carrier will call"),),
    "c-1003": (("Q-19955", "Lumen lamp", "delivered"),),
}


class Chosen(Body):
    customer: str


class Choice(BaseModel):
    customer: str


def shopper_of(request: Request) -> Shopper | None:
    return SHOPPERS.get(request.cookies.get(COOKIE, ""))


def _page(request: Request, name: str, title: str, **html: str) -> Response:
    """In the shop's frame, with the widget and, for a known customer, the shop's word for who it is."""
    house, shopper = house_of(request), shopper_of(request)
    identity = f' data-identity="{house.identity(shopper)}"' if shopper else ""
    options = "".join(
        f'<option value="{one.id}"{" selected" if one is shopper else ""}>{escape(f"{one.name}: {one.about}")}</option>'
        for one in SHOPPERS.values()
    )
    return page(
        name,
        frame="frame",
        title=escape(title),
        shoppers=options,
        site=house.site.key,
        identity=identity,
        name=escape(shopper.name if shopper else "guest"),
        **html,
    )


def _card(product: Product) -> str:
    return (
        f'<a class="card" href="/products/{product.slug}"><img src="/shop/pictures/{product.slug}.svg" alt="">'
        f"<b>{escape(product.name)}</b><span>{escape(product.price)}</span></a>"
    )


async def home(request: Request) -> Response:
    return _page(request, "home", "Things for the home", products="".join(map(_card, PRODUCTS.values())))


async def product(request: Request, slug: str) -> Response:
    found = PRODUCTS.get(slug)
    if found is None:
        raise NotFound("the shop has no such product")
    return _page(
        request, "product", found.name, slug=found.slug, product=escape(found.name), price=escape(found.price),
        about=escape(found.about),
    )  # fmt: skip


async def orders(request: Request) -> Response:
    shopper = shopper_of(request)
    rows = "".join(
        f"<tr><td>{number}</td><td>{escape(what)}</td><td>{escape(state)}</td></tr>"
        for number, what, state in ORDERS.get(shopper.id if shopper else "", ())
    )
    return _page(request, "orders", "Orders", rows=rows or '<tr><td colspan="3">Choose a customer above.</td></tr>')


async def account(request: Request) -> Response:
    shopper = shopper_of(request)
    return _page(request, "account", "Account", about=escape(shopper.about if shopper else "not signed in"))


async def cancel(request: Request) -> Response:
    return _page(request, "cancel", "Close your account")


async def checkout(request: Request) -> Response:
    return _page(request, "checkout", "Checkout")


async def trade(request: Request) -> Response:
    return _page(request, "trade", "For businesses")


async def help_page(request: Request) -> Response:
    return _page(request, "help", "Help", articles=as_html())


async def choose(request: Request, body: Chosen) -> Choice:
    """Be another customer; "" is a guest. Any other site would have a sign-in here."""
    if body.customer and body.customer not in SHOPPERS:
        raise NotFound(f"there is no such customer; there are {', '.join(SHOPPERS)}")
    answer = JSONResponse({"customer": body.customer})
    answer.set_cookie(COOKIE, body.customer, path="/", httponly=True, samesite="strict")
    return answer  # type: ignore[return-value]  # the annotation is for the description


async def style() -> Response:
    return file("shop.css")


async def picture(slug: str) -> Response:
    if slug not in PRODUCTS:
        raise NotFound("the shop has no such picture")
    return file(f"{slug}.svg")


async def script() -> Response:
    return file("shop.js")


def _route(method: str, path: str, endpoint: Any, summary: str) -> Route:
    return Route(method=method, path=path, endpoint=endpoint, access=HERE, summary=summary)


ROUTES = (
    _route("GET", "/", home, "The demo shop"),
    _route("GET", "/products/{slug}", product, "A product"),
    _route("GET", "/orders", orders, "The customer's orders"),
    _route("GET", "/account", account, "The customer's account"),
    _route("GET", "/account/cancel", cancel, "Close the account"),
    _route("GET", "/checkout", checkout, "Checkout"),
    _route("GET", "/trade", trade, "For businesses"),
    _route("GET", "/help", help_page, "What the shop's help says"),
    _route("POST", "/shop/customer", choose, "Be another customer"),
    _route("GET", "/shop/shop.css", style, "Style of the shop"),
    _route("GET", "/shop/pictures/{slug}.svg", picture, "A picture of a product"),
    _route("GET", "/shop/shop.js", script, "Script of the shop"),
)
