"""A fund, rules, points and two prizes, for the walk over all routes and for tests of rewards."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlmodel import select

from app import clock
from app.episodes.models import EpisodeOfCare
from app.ids import new_id
from app.rewards.models import EntryKind, LedgerEntry, RewardFund, RewardScheme
from tests.support.house import ZONE, Actor, House, fresh_id

LONG_AGO = datetime(2026, 1, 5, tzinfo=UTC)
WORDS_ALONE = [{"size": "well_done", "count": 1, "cents": 0}]


def rules_body(**other: Any) -> dict[str, Any]:
    """Rules: two points a session, one more for each in a row up to three more, five a module."""
    return {
        "session_points": 2, "module_points": 5,
        "escalation": {"step": 1, "most": 3, "resets": True},
        "draws": {"cost": 1, "bowl": WORDS_ALONE}, "results": None,
    } | other  # fmt: skip


def bowl(**prizes: tuple[int, int]) -> list[dict[str, Any]]:
    """A bowl: `small=(3, 500)` is three slips of five dollars."""
    return [
        {"size": size, "count": count, "cents": cents} for size, (count, cents) in prizes.items()
    ]


def add_fund(house: House, cap: int = 75, **other: Any) -> UUID:
    """A fund of a name that no other has."""
    said: dict[str, Any] = {"name": f"Fund {fresh_id()[-4:]}", "made_at": LONG_AGO} | other
    with house.database.unit_of_work() as db:
        row = RewardFund(cap_a_year=cap, made_by=house.edda.id, **said)
        db.add(row)
        return row.id


def add_rules(house: House, at: datetime = LONG_AGO, **said: Any) -> UUID:
    """The house's programme has rules from an instant on; `rules=None` for none."""
    with house.database.unit_of_work() as db:
        row = RewardScheme(
            programme_id=house.programme_id, made_by=house.edda.id, made_at=at,
            **({"rules": rules_body()} | said),
        )  # fmt: skip
        db.add(row)
        return row.id


def here_since(house: House, client: Actor, at: datetime = LONG_AGO) -> None:
    """The client's stay began then."""
    with house.database.unit_of_work() as db:
        stay = db.exec(select(EpisodeOfCare).where(EpisodeOfCare.client_id == client.id)).one()
        stay.opened_at = at
        db.add(stay)


def add_line(house: House, client: Actor, scheme_id: UUID, **said: Any) -> UUID:
    """A line of a client's ledger; a prize of five dollars unless it says otherwise."""
    now = clock.utc_now()
    prize = bowl(small=(1, 500))
    drawn = {"bowl": prize, "drawn": "small", "drawn_cents": 500, "given": "small", "cents": 500}
    line: dict[str, Any] = {
        "kind": EntryKind.draw, "for_what": "draw", "key": str(new_id()), "at": now,
        "on_day": clock.local_day(now, ZONE), "points": -1, "cents": 500, "drawn": drawn,
    }  # fmt: skip
    with house.database.unit_of_work() as db:
        row = LedgerEntry(client_id=client.id, scheme_id=scheme_id, **(line | said))
        db.add(row)
        return row.id


def give_points(house: House, client: Actor, scheme_id: UUID, points: int) -> None:
    """Points that somebody added by hand."""
    add_line(
        house, client, scheme_id, kind=EntryKind.corrected, for_what="points", points=points,
        cents=0, drawn=None, line="Furniture",
    )  # fmt: skip


def reward_bodies() -> dict[str, dict[str, Any]]:
    """The body of every route of rewards that takes one."""
    prizes = "PUT /api/clients/{client_id}/prizes"
    return {
        "POST /api/reward-funds": {"name": "Furniture fund", "cap_a_year": 75},
        "PUT /api/programs/{programme_id}/rewards": {"fund_id": None, "rules": rules_body()},
        "PUT /api/clients/{client_id}/point-corrections/{point_correction_id}": {
            "points": 3, "line": "Furniture",
        },
        f"{prizes}/{{prize_id}}/handing-out": {"is_handed_out": True},
        f"{prizes}/{{cancelled_prize_id}}/cancellation": {"line": "Furniture"},
    }  # fmt: skip


def furnish_rewards(house: House, client: Actor) -> dict[str, str]:
    """Rules, points, and two prizes that are waiting: their ids and that of the fund. With them a
    prize of Gus's, who is not in care any more, and the fund that pays for it."""
    fund_id = add_fund(house)
    scheme_id = add_rules(house, fund_id=fund_id)
    give_points(house, client, scheme_id, 500)
    prizes = {
        name: str(add_line(house, client, scheme_id, fund_id=fund_id))
        for name in ("prize_id", "cancelled_prize_id")
    }
    own = {name: fresh_id() for name in ("draw_id", "point_correction_id")}
    if client is not house.gus:
        paying = add_fund(house)
        left_over = add_line(house, house.gus, scheme_id, fund_id=paying)
        own |= {"paying_fund_id": str(paying), "left_over_id": str(left_over)}
    return prizes | own | {"fund_id": str(fund_id)}
