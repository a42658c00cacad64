"""The recurring sessions of the centre."""

from itertools import chain
from uuid import UUID

from sqlmodel import Session

from app.access import audit
from app.access.models import Data
from app.appointments import queries, series, series_changes, timetable
from app.appointments.models import AppointmentSeries
from app.appointments.planning import members
from app.appointments.reading import series_read
from app.appointments.schemas import (
    GroupsCreate,
    SeriesChange,
    SeriesCreate,
    SeriesEnd,
    SeriesList,
    SeriesRead,
)
from app.appointments.telling import clients_in
from app.people.viewers import Administrator, Counselor, Staff, Viewer
from app.routing import Db, house_router

router = house_router("", "appointments")


@router.get("/appointment-series")
def list_series(viewer: Staff, db: Db) -> SeriesList:
    """Every recurring session, with those of its participants the viewer may see."""
    return _list(db, viewer, queries.all_series(db))


@router.post("/appointment-series", status_code=201)
def open_series(viewer: Staff, db: Db, body: SeriesCreate) -> SeriesRead:
    """A new recurring session led by the viewer, or by whom an administrator names."""
    return _one(db, viewer, series.open_series(db, viewer, body))


@router.get("/appointment-series/{series_id}")
def read_series(viewer: Staff, db: Db, series_id: UUID) -> SeriesRead:
    """One recurring session."""
    found = _one(db, viewer, queries.one_series(db, series_id))
    audit.viewed(db, viewer, Data.sessions, [one.id for one in found.participants])
    return found


@router.put("/appointment-series/{series_id}")
def change_series(viewer: Staff, db: Db, series_id: UUID, body: SeriesChange) -> SeriesRead:
    """Changes everything still to come, or one day and what follows it."""
    return _changed(db, viewer, series_changes.change_series(db, viewer, series_id, body))


@router.put("/appointment-series/{series_id}/end")
def end_series(viewer: Staff, db: Db, series_id: UUID, body: SeriesEnd) -> SeriesRead:
    """Ends it from a day on."""
    return _changed(db, viewer, series_changes.end_series(db, viewer, series_id, body))


@router.put("/appointment-series/{series_id}/participants/{client_id}", status_code=204)
def join_series(viewer: Counselor, db: Db, series_id: UUID, client_id: UUID) -> None:
    """Gives a client a place."""
    series.join_series(db, viewer, series_id, client_id)


@router.delete("/appointment-series/{series_id}/participants/{client_id}", status_code=204)
def leave_series(viewer: Counselor, db: Db, series_id: UUID, client_id: UUID) -> None:
    """Takes a client out."""
    series.leave_series(db, viewer, series_id, client_id)


@router.put("/appointment-series/{series_id}/waiting/{client_id}", status_code=204)
def wait_for_series(viewer: Counselor, db: Db, series_id: UUID, client_id: UUID) -> None:
    """A client waits for a place; a free one is theirs at once."""
    series.wait_for_series(db, viewer, series_id, client_id)


@router.delete("/appointment-series/{series_id}/waiting/{client_id}", status_code=204)
def stop_waiting(viewer: Counselor, db: Db, series_id: UUID, client_id: UUID) -> None:
    """A client waits no more."""
    series.stop_waiting_for_series(db, viewer, series_id, client_id)


@router.post("/programs/{programme_id}/groups")
def make_groups(
    viewer: Administrator, db: Db, programme_id: UUID, body: GroupsCreate
) -> SeriesList:
    """Makes the groups of a programme's timetable, once."""
    made = timetable.make_groups(db, viewer, programme_id, body)
    leaders = queries.people(db, [one.facilitator_id for one in made])
    return _list(db, viewer, [(one, leaders[one.facilitator_id]) for one in made])


def _list(db: Session, viewer: Viewer, rows: list[queries.Led]) -> SeriesList:
    items = series_read(db, viewer, rows)
    seen = {person.id for item in items for person in item.participants}
    audit.viewed(db, viewer, Data.sessions, seen)
    return SeriesList(items=items)


def _one(db: Session, viewer: Viewer, found: AppointmentSeries) -> SeriesRead:
    leader = queries.people(db, [found.facilitator_id])[found.facilitator_id]
    return series_read(db, viewer, [(found, leader)])[0]


def _concerned(db: Session, viewer: Viewer, found: AppointmentSeries) -> set[UUID]:
    """Whoever belongs to a series, or has a place in one of its coming meetings."""
    coming = clients_in(db, [row.id for row in queries.coming(db, found.id, viewer.now)])
    return {*members(db, found.id), *chain.from_iterable(coming.values())}


def _changed(db: Session, viewer: Viewer, found: AppointmentSeries) -> SeriesRead:
    audit.changed(db, viewer, Data.sessions, _concerned(db, viewer, found))
    return _one(db, viewer, found)
