"""The groups of a programme's timetable, made into series."""

from uuid import UUID

from sqlmodel import Session, select

from app.appointments.conflicts import take_turns
from app.appointments.models import AppointmentSeries
from app.appointments.schemas import GroupsCreate, SeriesCreate
from app.appointments.series import NoLeader, open_series
from app.errors import NotFound
from app.people.viewers import Viewer
from app.programs.design import Group, ProgrammeDesign
from app.programs.models import Programme


def make_groups(
    db: Session, viewer: Viewer, programme_id: UUID, body: GroupsCreate
) -> list[AppointmentSeries]:
    """The series of a programme's groups, those that are there already as they are: asking twice
    makes nothing twice. All or none.

    Raises `NotFound`, `NoLeader` with the code of a `group` that nobody is named for, and as
    `open_series` does with the `group` it is about.
    """
    take_turns(db)
    programme = db.get(Programme, programme_id)
    if programme is None:
        raise NotFound
    there = {series.group_code: series for series in _series_of(db, programme_id)}
    found = []
    for group in ProgrammeDesign.model_validate(programme.design).groups:
        series = there.get(group.code)
        found.append(series or _make(db, viewer, programme_id, group, body))
    return found


def _make(
    db: Session, viewer: Viewer, programme_id: UUID, group: Group, body: GroupsCreate
) -> AppointmentSeries:
    if group.code not in body.leaders:
        raise NoLeader(group=group.code)
    asked = SeriesCreate(
        title=group.title,
        kind=group.kind,
        focus=group.focus,
        programme_id=programme_id,
        facilitator_id=body.leaders[group.code],
        days=group.days,
        local_time=group.local_time,
        duration_minutes=group.minutes,
        room_id=body.rooms.get(group.code),
        modality=group.modality,
        capacity=group.capacity,
        from_day=body.from_day,
        open_to_alumni=group.open_to_alumni,
        open_to_family=group.open_to_family,
    )
    return open_series(db, viewer, asked, group.code)


def _series_of(db: Session, programme_id: UUID) -> list[AppointmentSeries]:
    query = select(AppointmentSeries).where(AppointmentSeries.programme_id == programme_id)
    return list(db.exec(query.order_by(AppointmentSeries.from_day)))  # type: ignore[arg-type]
