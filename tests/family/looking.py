"""Everything somebody can look at: each route that reads, with the ids they might know."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fastapi.routing import APIRoute

from app.people.models import Role
from app.people.viewers import SignedIn
from app.routing import HouseRoute
from tests.support.booking_furniture import booking_query
from tests.support.house import Actor, House, fresh_id
from tests.support.route_table import api_routes

_NOBODYS = fresh_id()


@dataclass(frozen=True)
class Look:
    """What came back, whole: what a relative's phone gets to know, and what it costs to tell."""

    status: int
    headers: tuple[tuple[str, str], ...]
    content: bytes
    statements: tuple[str, ...]


def routes_for(house: House, role: Role) -> Iterator[str]:
    """The paths of all routes that read and let this role in."""
    for name, route in api_routes(house.app):
        if name.startswith("GET /api/") and _lets_in(route, role):
            yield name


def _lets_in(route: APIRoute, role: Role) -> bool:
    permission = route.permission if isinstance(route, HouseRoute) else None
    return not isinstance(permission, SignedIn) or role in permission.roles


def looks(house: House, who: Actor, role: Role, ids: Mapping[str, object]) -> dict[str, Look]:
    """The answer of every such route; an id that is not among `ids` is nobody's."""
    known = defaultdict(lambda: _NOBODYS, {name: str(one) for name, one in ids.items()})
    known["week"] = "2026-01-05"
    found = {}
    who.browser.get("/api/me")  # so that this visit is noted already
    for name in routes_for(house, role):
        path = name.partition(" ")[2].format_map(known)
        with house.statements() as seen:
            answer = who.browser.get(path, params=booking_query(name, house))
        headers = tuple(sorted(answer.headers.items()))
        found[name] = Look(answer.status_code, headers, answer.content, tuple(seen))
    return found


def differing(before: Mapping[str, Look], after: Mapping[str, Look]) -> set[str]:
    """The routes whose answers are not the same to the byte, in as many and the same statements."""
    return {name for name in before if before[name] != after[name]}
