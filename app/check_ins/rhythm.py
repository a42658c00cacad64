"""How often one client is asked what: the programme's rhythm, and one of their own in its place."""

from uuid import UUID

from sqlmodel import Session, select

from app import clock
from app.access import audit
from app.access.models import Data
from app.check_ins import queries
from app.check_ins.answering import for_clients
from app.check_ins.due import plan_of, running, stand, steps_of
from app.check_ins.instruments import load_instruments
from app.check_ins.languages import asked_in
from app.check_ins.models import CheckInRhythm
from app.check_ins.reading import name_of
from app.check_ins.schedule import DAILY, Ask, asks_of
from app.check_ins.schemas import RhythmOwn, RhythmRead, RhythmWrite
from app.check_ins.staff_forms import require_client
from app.people.models import Person
from app.people.viewers import Viewer


def rhythm_of(db: Session, viewer: Viewer, client_id: UUID) -> list[RhythmRead]:
    """Every instrument a client can be asked: by the programme, by their own rhythm, and when.
    For those who give care."""
    require_client(db, viewer, client_id, to_change=True)
    person = db.get_one(Person, client_id)
    zone, language = person.time_zone, person.language
    today = clock.local_day(viewer.now, zone)
    record = running(db, client_id)
    plan = plan_of(db, client_id, zone, today, record, language)
    by_programme: dict[str, Ask] = {}
    if record is not None:
        episode, programme = record
        standing = stand(episode, programme, steps_of(db, [episode.id]).get(episode.id, []), zone)
        asks = asks_of(standing.design.check_ins, {}, standing.stay, today)
        by_programme = {ask.instrument: ask for ask in asks}
    own = {row.instrument: _own(row, name) for row, name in queries.rhythms(db, client_id)}
    return [
        RhythmRead(
            instrument=name,
            name=name_of(name, viewer.person.language),
            available=asked_in(name, language, plan.languages.get(name)) is not None,
            by_programme=name in by_programme,
            programme_every_days=by_programme[name].every_days if name in by_programme else None,
            own=own.get(name),
            last_on=plan.answered.get(name),
            next_on=plan.next_on(name, today),
        )
        for name in askable()
    ]


def _own(row: CheckInRhythm, name: str) -> RhythmOwn:
    return RhythmOwn(every_days=row.every_days, why=row.why, by=name, at=row.set_at)


def askable() -> list[str]:
    """What clients can be asked."""
    return [one.id for one in load_instruments().values() if one.who == "client"]


def set_rhythm(
    db: Session, viewer: Viewer, client_id: UUID, instrument: str, body: RhythmWrite
) -> None:
    """From now on the client is asked this instrument so often. Raises `NotFound`, `NoSuchForm`
    and `FormForStaff`."""
    require_client(db, viewer, client_id, to_change=True)
    if instrument != DAILY:
        for_clients(instrument)
    _take_turns(db, client_id)
    row = db.get(CheckInRhythm, (client_id, instrument)) or CheckInRhythm(
        client_id=client_id, instrument=instrument, why="", set_by=viewer.id, set_at=viewer.now
    )
    row.every_days, row.why = body.every_days, body.why
    row.set_by, row.set_at = viewer.id, viewer.now
    db.add(row)
    db.flush()
    audit.changed(db, viewer, Data.check_ins, [client_id])


def drop_rhythm(db: Session, viewer: Viewer, client_id: UUID, instrument: str) -> None:
    """From now on the programme's rhythm counts again. Twice is once. Raises what `set_rhythm`
    raises."""
    require_client(db, viewer, client_id, to_change=True)
    if instrument != DAILY:
        for_clients(instrument)
    _take_turns(db, client_id)
    row = db.get(CheckInRhythm, (client_id, instrument))
    if row is not None:
        db.delete(row)
        db.flush()
    audit.changed(db, viewer, Data.check_ins, [client_id])


def _take_turns(db: Session, client_id: UUID) -> None:
    # By the client: a row that is not there yet, or just goes, cannot be waited for.
    db.exec(select(Person.id).where(Person.id == client_id).with_for_update(key_share=True)).one()
