"""The table of every route: what each of the cast gets there, and what trace it must leave.

A verdict has one letter for each of the cast in the order of `CAST`: `o` done, `.` not found,
`x` not part of the role, `-` sign in first, `r` wrong passphrase, `g` no longer valid. The columns
are whose things the ids in the path name: Ada's (or, where staff are named, Bea's), Dov's (Cleo's),
nobody's; `mixed` names Dov as the client and takes every other id from Ada.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from fastapi.routing import APIRoute

from app.access.models import Data
from tests.support.house import Actor, Browser, House

CAST = ("visitor", "ada", "bea", "cleo", "dov", "edda", "fay", "gus")
CODES = {
    "o": {"done"},
    ".": {"not_found"},
    "x": {"not_allowed"},
    "-": {"sign_in_needed"},
    "r": {"sign_in_refused"},
    "g": {"setup_done", "invitation_invalid"},
}


class Row(NamedTuple):
    """One route. `notes` is the kind of data whose trace it leaves; empty for no record at all."""

    everyone: str = ""
    ada: str = ""
    dov: str = ""
    none: str = ""
    mixed: str = ""
    notes: tuple[Data, ...] = ()

    def columns(self) -> Iterator[tuple[str, str]]:
        """Whose ids, and the verdicts there."""
        for whose in ("everyone", "ada", "dov", "none", "mixed"):
            if verdicts := getattr(self, whose):
                yield whose, verdicts


CRAVINGS, CHECK_INS, REMINDERS = (Data.craving_logs,), (Data.check_ins,), (Data.reminders,)
PROFILE, SESSIONS = (Data.profile,), (Data.sessions,)
WEEKS = (*CHECK_INS, *CRAVINGS, *SESSIONS)
ANY, STAFF, DESK = "-ooooooo", "-xooxoxx", "-xooxxxx"
CLIENTS, ADMIN = "-oxxoxxo", "-xxxxoxx"
TEAM = ("", "-xo.xxxx", "-x.oxxxx", "-x..xxxx")
OWN = ("", "-o......", "-...o...", "-.......")
EACH = ("", CLIENTS, CLIENTS, CLIENTS)

# fmt: off
TABLE = {  # each of V A B C D E F G
    "GET /api/start": Row("oooooooo"),
    "POST /api/setup": Row("gggggggg"),
    "POST /api/sign-ins": Row("rrrrrrrr"),
    "POST /api/invitation-previews": Row("gggggggg"),
    "POST /api/invitation-acceptances": Row("gggggggg"),
    "GET /api/me": Row(ANY),
    "PATCH /api/me": Row(ANY),
    "PUT /api/me/passphrase": Row("-rrrrrrr"),
    "GET /api/sign-ins": Row(ANY),
    "DELETE /api/sign-ins/{sign_in_id}": Row(*OWN),
    "GET /api/staff": Row(ADMIN),
    "POST /api/staff": Row(ADMIN),
    "POST /api/staff/{person_id}/invitations": Row(ada=ADMIN, dov=ADMIN, none="-xxxx.xx"),
    "PUT /api/staff/{person_id}/closure": Row(ada=ADMIN, dov=ADMIN, none="-xxxx.xx"),
    "GET /api/centre": Row(STAFF),
    "PUT /api/centre": Row(ADMIN),
    "GET /api/programs": Row(STAFF),
    "GET /api/record-access": Row(CLIENTS, notes=PROFILE),
    "GET /api/today": Row(CLIENTS, notes=PROFILE),
    "GET /api/family-home": Row("-xxxxxox"),
    "PUT /api/craving-logs/{log_id}": Row(*EACH, notes=CRAVINGS),
    "GET /api/craving-logs": Row(CLIENTS, notes=CRAVINGS),
    "PUT /api/check-ins/{check_in_id}": Row(*EACH, notes=CHECK_INS),
    "GET /api/check-ins": Row(CLIENTS, notes=CHECK_INS),
    "PUT /api/check-ins/{check_in_id}/review-seen":
        Row(ada="-oxx.xx.", dov="-.xxoxx.", none="-.xx.xx.", notes=CHECK_INS),
    "GET /api/review-queue": Row(DESK, notes=CHECK_INS),
    "PUT /api/clients/{client_id}/check-ins/{check_in_id}/review":
        Row(*TEAM, mixed="-x..xxxx", notes=CHECK_INS),
    "GET /api/clients": Row(DESK, notes=PROFILE),
    "POST /api/clients": Row(DESK, notes=PROFILE),
    "GET /api/clients/{client_id}": Row(*TEAM, notes=PROFILE),
    "POST /api/clients/{client_id}/invitations": Row(*TEAM, notes=PROFILE),
    "GET /api/clients/{client_id}/weeks": Row(*TEAM, notes=WEEKS),
    "GET /api/appointment-series": Row(STAFF, notes=SESSIONS),
    "POST /api/appointment-series": Row(DESK),
    "PUT /api/appointment-series/{series_id}/participants/{client_id}":
        Row(*TEAM, mixed="-x.oxxxx", notes=SESSIONS),
    "DELETE /api/appointment-series/{series_id}/participants/{client_id}":
        Row(*TEAM, mixed="-x.oxxxx", notes=SESSIONS),
    "POST /api/push-subscriptions/{subscription_id}/tests": Row(*OWN, notes=REMINDERS),
    "DELETE /api/push-subscriptions/{subscription_id}": Row(ada=ANY, dov=ANY, none=ANY),
    "PUT /api/push-subscriptions/{subscription_id}":
        Row(ada="-o......", dov="-...o...", none=ANY),
    "GET /api/reminders": Row(ANY, notes=REMINDERS),
    "GET /api/reminders/{reminder_id}": Row(*OWN, notes=REMINDERS),
    "PUT /api/reminders/{reminder_id}/acknowledgement": Row(*OWN, notes=REMINDERS),
    "GET /api/reminder-settings": Row(CLIENTS, notes=REMINDERS),
    "PUT /api/reminder-settings": Row(CLIENTS, notes=REMINDERS),
    "DELETE /api/sign-ins/current": Row(ANY),
}
# fmt: on


@dataclass(frozen=True)
class Call:
    """One request of the walk and the letter it is to be answered with."""

    route: str
    whose: str
    who: str
    letter: str

    @property
    def method(self) -> str:
        return self.route.partition(" ")[0]

    def __str__(self) -> str:
        return f"{self.who}: {self.route} ({self.whose}) should be {self.letter}"


def calls(*who: str, only: str = "") -> Iterator[Call]:
    """The requests of some of the cast, in the order of the table; `only` those with a letter."""
    for name in who or CAST:
        for route, row in TABLE.items():
            for whose, verdicts in row.columns():
                letter = verdicts[CAST.index(name)]
                if not only or letter in only:
                    yield Call(route, whose, name, letter)


def api_routes(app: Any) -> list[tuple[str, APIRoute]]:
    """Every route of the application that a domain brought, as "METHOD /path"."""
    return [
        (f"{method} {route.path}", route)
        for route in leaves(app.routes)
        if isinstance(route, APIRoute)
        for method in sorted(route.methods or ())
    ]


def leaves(routes: Any) -> Iterator[Any]:
    """Routes with those of included routers in their place."""
    for route in routes:
        inner = getattr(route, "original_router", None)
        yield from leaves(inner.routes) if inner is not None else (route,)


def browser_of(house: House, who: str) -> Browser:
    """Somebody's browser."""
    return house.visitor if who == "visitor" else actor_of(house, who).browser


def actor_of(house: House, who: str) -> Actor:
    """One of the cast by name; not the visitor."""
    actor: Actor = getattr(house, who)
    return actor
