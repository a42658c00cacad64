"""The weekly sessions of the centre."""

from uuid import UUID

from app.access import audit
from app.access.models import Data
from app.appointments import queries, service
from app.appointments.models import AppointmentSeries
from app.appointments.recurrence import parsed
from app.appointments.schemas import (
    NamedPerson,
    SeriesCreate,
    SeriesList,
    SeriesRead,
)
from app.people.models import Person
from app.people.viewers import Counselor, Staff
from app.routing import Db, house_router

router = house_router("/appointment-series", "appointments")


@router.get("")
def list_series(viewer: Staff, db: Db) -> SeriesList:
    """Every weekly session, with those of its participants the viewer may see."""
    members = queries.participants(db, viewer)
    seen = {person.id for people in members.values() for person in people}
    audit.viewed(db, viewer, Data.sessions, seen)
    return SeriesList(
        items=[
            _series_read(series, leader, members.get(series.id, []))
            for series, leader in queries.all_series(db)
        ]
    )


@router.post("", status_code=201)
def open_series(viewer: Counselor, db: Db, body: SeriesCreate) -> SeriesRead:
    """A new weekly session led by the viewer."""
    return _series_read(service.open_series(db, viewer, body), viewer.person, [])


@router.put("/{series_id}/participants/{client_id}", status_code=204)
def join_series(viewer: Counselor, db: Db, series_id: UUID, client_id: UUID) -> None:
    """Gives a client a place."""
    service.join_series(db, viewer, series_id, client_id)


@router.delete("/{series_id}/participants/{client_id}", status_code=204)
def leave_series(viewer: Counselor, db: Db, series_id: UUID, client_id: UUID) -> None:
    """Takes a client out."""
    service.leave_series(db, viewer, series_id, client_id)


def _series_read(series: AppointmentSeries, leader: Person, members: list[Person]) -> SeriesRead:
    rule = parsed(series.rrule)
    return SeriesRead.model_validate(
        {
            **series.model_dump(),
            "days": rule.days,
            "every": rule.every,
            "nth": rule.nth,
            "local_time": series.local_time.strftime("%H:%M"),
            "facilitator": NamedPerson(id=leader.id, shown_name=leader.shown_name),
            "participants": [
                NamedPerson(id=person.id, shown_name=person.shown_name) for person in members
            ],
        },
        extra="ignore",
    )
