"""Points in one of the demo's programmes: rules for the last six weeks, a fund, and what some of
the clients drew and were given."""

from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlmodel import Session

from app import clock
from app.demo.arrivals import Cast, Character
from app.demo.luck import id_at, luck
from app.programs.models import Programme
from app.programs.queries import centre
from app.rewards.models import EntryKind, LedgerEntry, RewardFund, RewardScheme
from app.rewards.rules import DOLLAR, RewardRules, What, drawn_from, slips_in
from app.rewards.standing import settle

SIX_WEEKS = timedelta(weeks=6)
DRAWN_BY = {"river": 3, "umber": 1, "olive": 2}
"""Who drew how often."""
_RULES = {
    "session_points": 2,
    "module_points": 2,
    "escalation": {"step": 1, "most": 3, "resets": True},
    "draws": {
        "cost": 10,
        "bowl": [
            {"size": "well_done", "count": 250, "cents": 0},
            {"size": "small", "count": 209, "cents": 2 * DOLLAR},
            {"size": "medium", "count": 40, "cents": 10 * DOLLAR},
            {"size": "large", "count": 1, "cents": 50 * DOLLAR},
        ],
    },
    "results": None,
}


def reward(db: Session, cast: Cast, now: datetime) -> None:
    """Turns points on where River is, and lets a few of the clients draw."""
    programme = cast.programmes[cast.clients["river"].part.course.kind]
    fund, scheme = _rules_of(db, cast, programme, now)
    for word, times in DRAWN_BY.items():
        character = cast.clients[word]
        if character.part.course.kind == programme.kind:
            _draw(db, cast, character, times, scheme, fund, now)


def _rules_of(
    db: Session, cast: Cast, programme: Programme, now: datetime
) -> tuple[RewardFund, RewardScheme]:
    by, at = cast.administrator.id, now - SIX_WEEKS
    fund = RewardFund(
        id=id_at(at, luck("reward fund")), name="Invented Foundation", cap_a_year=75, made_by=by,
        made_at=at,
    )  # fmt: skip
    db.add(fund)
    db.flush()
    scheme = RewardScheme(
        id=id_at(at, luck("reward scheme")), programme_id=programme.id, fund_id=fund.id,
        rules=RewardRules.model_validate(_RULES).model_dump(mode="json"), made_by=by, made_at=at,
    )  # fmt: skip
    db.add(scheme)
    db.flush()
    return fund, scheme


def _draw(
    db: Session, cast: Cast, character: Character, times: int, scheme: RewardScheme,
    fund: RewardFund, now: datetime,
) -> None:  # fmt: skip
    standing = settle(db, character.person.id, now - timedelta(days=1))
    draws = RewardRules.model_validate(scheme.rules).draws
    if draws is None or standing.points < times * draws.cost:
        return
    chance = luck("draws", character.part.word)
    for number in range(times):
        at = now - timedelta(hours=20 - 3 * number)
        drawn = drawn_from(draws, _slip(chance, slips_in(draws), number), 10 * DOLLAR)
        row = _line(
            db, character, chance, at, scheme_id=scheme.id, kind=EntryKind.draw,
            for_what=What.draw, key=str(id_at(at, chance)), points=-draws.cost, cents=drawn.cents,
            fund_id=fund.id if drawn.cents else None, by=character.person.id,
            drawn=drawn.model_dump(mode="json"),
        )  # fmt: skip
        if row.cents and number == 0:
            _line(
                db, character, chance, at + timedelta(hours=1), scheme_id=scheme.id,
                kind=EntryKind.handed_out, for_what=What.prize, key=f"{row.id}:0",
                cents=-row.cents, fund_id=fund.id, by=cast.staff[character.primary_at(at)].id,
            )  # fmt: skip


def _slip(chance: Random, slips: int, number: int) -> int:
    """Words alone the second time, a prize otherwise."""
    return chance.randrange(slips // 2) if number == 1 else chance.randrange(slips // 2, slips)


def _line(
    db: Session, character: Character, chance: Random, at: datetime, **said: Any
) -> LedgerEntry:
    zone = centre(db).time_zone
    row = LedgerEntry(
        id=id_at(at, chance), client_id=character.person.id, on_day=clock.local_day(at, zone),
        at=at, **said,
    )  # fmt: skip
    db.add(row)
    db.flush()
    return row
