"""What the rules say about a week, and what counselors decide."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query
from sqlmodel import Session

from app.access import audit
from app.access.models import Data
from app.errors import NotFound
from app.level_of_care import queries, service
from app.level_of_care.evidence import gather
from app.level_of_care.reading import for_the_client, for_the_team
from app.level_of_care.schemas import DecisionWrite, JudgementWrite, LevelReviewRead, MyWeekRead
from app.people.schemas import Line
from app.people.viewers import Client, Counselor, Viewer
from app.routing import Db, house_router

clients = house_router("/clients", "level_of_care")
own = house_router("/level-review", "level_of_care")

FIRST, LAST = date(2000, 1, 3), date(2200, 1, 6)
AnyDay = Annotated[date, Query(ge=FIRST, le=LAST)]
WeekDay = Annotated[date, Path(ge=FIRST, le=LAST)]
Code = Annotated[Line, Path(max_length=40)]


@clients.get("/{client_id}/level-review")
def read_review(
    viewer: Counselor, db: Db, client_id: UUID, week: AnyDay | None = None
) -> LevelReviewRead:
    """What the rules say about the week a day is in (this week without one) and propose, and what
    was decided so far."""
    _require_another(viewer, client_id)
    answer = _review(db, viewer, client_id, week)
    audit.viewed(db, viewer, Data.profile, [client_id])
    return answer


@clients.put("/{client_id}/level-reviews/{week}")
def decide(
    viewer: Counselor, db: Db, client_id: UUID, week: WeekDay, body: DecisionWrite
) -> LevelReviewRead:
    """Accepts what is proposed for a week, chooses another level, or declines; the step follows at
    once. Who completes somebody's care by it sees once more what they decided on."""
    _require_another(viewer, client_id)
    seen = service.decide(db, viewer, client_id, week, body)
    try:
        return _review(db, viewer, client_id, week)
    except NotFound:
        return for_the_team(viewer, seen, queries.decisions(db, seen.stay.episode.id))


@clients.put("/{client_id}/benchmarks/{code}")
def judge(
    viewer: Counselor,
    db: Db,
    client_id: UUID,
    code: Code,
    body: JudgementWrite,
    week: AnyDay | None = None,
) -> LevelReviewRead:
    """Says whether a benchmark is met, and what shows it. Answers with the week a day is in."""
    _require_another(viewer, client_id)
    service.judge(db, viewer, client_id, code, body)
    return _review(db, viewer, client_id, week)


@own.get("")
def read_own_week(client: Client, db: Db, week: AnyDay | None = None) -> MyWeekRead:
    """The viewer's own week in plain sentences."""
    seen = gather(db, client, client.id, week)
    decided = queries.decisions(db, seen.stay.episode.id)
    audit.viewed(db, client, Data.profile, [client.id])
    return for_the_client(client, seen, decided)


def _require_another(viewer: Viewer, client_id: UUID) -> None:
    """Nobody is their own counselor: `NotFound`."""
    if client_id == viewer.id:
        raise NotFound


def _review(db: Session, viewer: Viewer, client_id: UUID, week: date | None) -> LevelReviewRead:
    seen = gather(db, viewer, client_id, week)
    return for_the_team(viewer, seen, queries.decisions(db, seen.stay.episode.id))


router = APIRouter()
router.include_router(clients)
router.include_router(own)
