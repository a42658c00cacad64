"""Who is on duty when, who leads a programme in the end, and what the centre promises."""

from datetime import timedelta
from uuid import UUID

from sqlmodel import Session, select

from app import clock
from app.clock import Weekday
from app.episodes.providers import provider
from app.errors import Conflict, NotFound
from app.flags.models import DutyTurn, ResponsePolicy
from app.flags.policy import policy
from app.flags.queries import names
from app.flags.rota import read_rota
from app.flags.schemas import (
    DutyTurnCreate,
    DutyTurnList,
    DutyTurnRead,
    LeadRead,
    Minutes,
    Named,
    PolicyRead,
    PolicyWrite,
    SilenceDays,
)
from app.offline import insert_once
from app.people.viewers import Viewer
from app.programs.models import Programme
from app.programs.queries import centre, programme, programmes

_WEEK = tuple(Weekday)


class TurnTwice(Conflict):
    code = "turn_twice"
    detail = "That person is on duty at some of that time already."


def duty_turns(db: Session, viewer: Viewer) -> DutyTurnList:
    """Turns that are not over, by day and time, and who is on duty now."""
    rota = read_rota(db, viewer.now)
    rows = sorted(rota.turns, key=lambda one: (_WEEK.index(one.day), one.from_time))
    known = names(db, [one.provider_id for one in rows])
    return DutyTurnList(
        items=[turn_read(one, known[one.provider_id]) for one in rows],
        on_duty=[rota.providers[one] for one in rota.on_duty_now(viewer.now)],
        next_open=rota.time.next_open(viewer.now),
    )


def add_turn(db: Session, body: DutyTurnCreate) -> DutyTurnRead:
    """Raises `NotFound` for nobody of the staff, `ProviderGone`, and `TurnTwice`."""
    who = provider(db, body.provider_id)
    same = select(DutyTurn).where(
        DutyTurn.provider_id == who.id,
        DutyTurn.day == body.day,
        DutyTurn.from_time < body.until_time,
        DutyTurn.until_time > body.from_time,
    )
    if any(_meet(one, body) for one in db.exec(same)):
        raise TurnTwice
    turn = DutyTurn(**body.model_dump())
    db.add(turn)
    db.flush()
    return turn_read(turn, who.shown_name)


def _meet(turn: DutyTurn, body: DutyTurnCreate) -> bool:
    ends_before = turn.until_day is not None and turn.until_day < body.from_day
    begins_after = body.until_day is not None and body.until_day < turn.from_day
    return not ends_before and not begins_after


def end_turn(db: Session, viewer: Viewer, turn_id: UUID) -> None:
    """From today on nobody is on duty by it. One that is over stays as it was; `NotFound` where
    there is none."""
    turn = db.get(DutyTurn, turn_id, with_for_update=True)
    if turn is None:
        raise NotFound
    yesterday = clock.local_day(viewer.now, centre(db).time_zone) - timedelta(days=1)
    if turn.from_day > yesterday:
        db.delete(turn)
    elif turn.until_day is None or turn.until_day > yesterday:
        turn.until_day = yesterday
        db.add(turn)


def turn_read(turn: DutyTurn, name: str) -> DutyTurnRead:
    """A turn with the name of whose it is."""
    return DutyTurnRead(
        **turn.model_dump(exclude={"provider_id"}),
        provider=Named(id=turn.provider_id, shown_name=name),
    )


def leads(db: Session) -> list[LeadRead]:
    """Programmes that are open or drafts, with who leads them."""
    rows = [one for one in programmes(db) if one.closed_at is None]
    known = names(db, [one.lead_id for one in rows])
    return [_lead_read(one, known) for one in rows]


def set_lead(db: Session, programme_id: UUID, provider_id: UUID | None) -> LeadRead:
    """Raises `NotFound` for no programme or nobody of the staff, and `ProviderGone`."""
    found = programme(db, programme_id, to_change=True)
    who = None if provider_id is None else provider(db, provider_id)
    found.lead_id = None if who is None else who.id
    db.add(found)
    return _lead_read(found, {} if who is None else {who.id: who.shown_name})


def _lead_read(found: Programme, known: dict[UUID, str]) -> LeadRead:
    lead = None
    if found.lead_id is not None:
        lead = Named(id=found.lead_id, shown_name=known[found.lead_id])
    return LeadRead(programme_id=found.id, programme=found.name, lead=lead)


def read_policy(db: Session) -> PolicyRead:
    """What the centre promises."""
    found = policy(db)
    by = None if found.changed_by is None else names(db, [found.changed_by])
    return PolicyRead(
        minutes=Minutes.model_validate(found.minutes),
        craving_at=found.craving_at,
        contact_at=found.contact_at,
        silence_days=SilenceDays.model_validate(found.silence_days),
        changed_at=found.changed_at,
        changed_by=None if by is None else next(iter(by.values()), None),
    )


def change_policy(db: Session, viewer: Viewer, body: PolicyWrite) -> PolicyRead:
    """From now on; what has been promised already keeps its time."""
    insert_once(db, policy(db), (1,))
    found = db.get_one(ResponsePolicy, 1, with_for_update=True)
    found.sqlmodel_update(body.model_dump())
    found.changed_at, found.changed_by = viewer.now, viewer.id
    db.add(found)
    db.flush()
    return read_policy(db)
