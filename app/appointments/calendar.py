"""The centre's calendar for those who work there: every session of some days, and names only where
the viewer may know them. However many sessions there are, the number of queries is the same."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import ColumnElement, ScalarSelect, String, cast, literal, null, union_all
from sqlmodel import Session, col, func, select

from app import clock
from app.access import audit
from app.access.models import Data
from app.appointments import queries
from app.appointments.attendance import seen
from app.appointments.models import (
    Appointment,
    AppointmentStatus,
    CancelReason,
    Closure,
    Participation,
    WaitingPlace,
)
from app.appointments.places import taken_here
from app.appointments.reading import may_know_title
from app.appointments.schemas import ClosureRead, NamedPerson, NamedRoom
from app.errors import Unprocessable
from app.people.models import Person, Profession, Role, RoleGrant
from app.people.viewers import Viewer
from app.programs.kinds import AppointmentKind, Modality, SkillFocus
from app.programs.models import Room
from app.programs.queries import centre

LONGEST = timedelta(days=42)


class RangeTooLong(Unprocessable):
    code = "range_too_long"
    detail = "Please ask for six weeks at the most."


class RangeReversed(Unprocessable):
    code = "range_reversed"
    detail = "The last day is before the first."


class Provider(BaseModel):
    id: UUID
    shown_name: str
    profession: Profession | None


class MeetingRow(BaseModel):
    """One session in the week view. `names` are of those in it whom the viewer may know; `unmarked`
    counts the places without attendance."""

    id: UUID
    series_id: UUID | None
    title: str
    kind: AppointmentKind
    focus: SkillFocus | None
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    provider: NamedPerson | None
    room: NamedRoom | None
    place: str | None
    join_link: str | None
    modality: Modality
    capacity: int | None
    taken: int
    waiting: int
    unmarked: int
    status: AppointmentStatus
    reason: CancelReason | None
    is_moved: bool
    sequence: int
    names: list[NamedPerson]


class CalendarRead(BaseModel):
    """Some days of the centre, both included, in its own zone."""

    from_day: date
    to_day: date
    time_zone: str
    providers: list[Provider]
    rooms: list[NamedRoom]
    closures: list[ClosureRead]
    items: list[MeetingRow]


@dataclass(frozen=True, slots=True)
class Which:
    """The days wanted, both included, in the centre's zone, and whose or what; None for all.
    Without `to_day` a week, without `from_day` the one it is."""

    from_day: date | None = None
    to_day: date | None = None
    provider_id: UUID | None = None
    room_id: UUID | None = None
    series_id: UUID | None = None

    def days(self, today: date) -> tuple[date, date]:
        """The first and the last day; raises `RangeReversed` or `RangeTooLong`."""
        first = self.from_day or today - timedelta(days=today.weekday())
        last = self.to_day or first + timedelta(days=6)
        if last < first:
            raise RangeReversed
        if last - first >= LONGEST:
            raise RangeTooLong
        return first, last

    def filters(self, days: tuple[date, date], zone: str) -> list[ColumnElement[bool]]:
        """For a select of `Appointment`: those that begin on these days."""
        found: list[ColumnElement[bool]] = [
            col(Appointment.starts_at) >= clock.start_of_day(days[0], zone),
            col(Appointment.starts_at) < clock.end_of_day(days[1], zone),
        ]
        for column, wanted in (
            (col(Appointment.provider_id), self.provider_id),
            (col(Appointment.room_id), self.room_id),
            (col(Appointment.series_id), self.series_id),
        ):
            if wanted is not None:
                found.append(column == wanted)
        return found


def read_calendar(db: Session, viewer: Viewer, which: Which) -> CalendarRead:
    """The calendar of some days; raises `RangeReversed` or `RangeTooLong`. Notes a look at the
    sessions of everybody who is named."""
    zone = centre(db).time_zone
    days = which.days(clock.local_day(viewer.now, zone))
    filters = which.filters(days, zone)
    names, named = _names(db, viewer, filters)
    audit.viewed(db, viewer, Data.sessions, named)
    providers, rooms = _lanes(db)
    return CalendarRead(
        from_day=days[0],
        to_day=days[1],
        time_zone=zone,
        providers=providers,
        rooms=rooms,
        closures=[_closed(row, name, viewer) for row, name in _closures(db, days)],
        items=_items(db, viewer, filters, names, zone),
    )


def _items(
    db: Session,
    viewer: Viewer,
    filters: Iterable[ColumnElement[bool]],
    names: dict[UUID, list[NamedPerson]],
    zone: str,
) -> list[MeetingRow]:
    rows = db.exec(
        select(  # type: ignore[call-overload]
            Appointment, Person.shown_name, Room.name, taken_here(), _waiting(), _unmarked()
        )
        .outerjoin(Person, col(Person.id) == col(Appointment.provider_id))
        .outerjoin(Room, col(Room.id) == col(Appointment.room_id))
        .where(*filters)
        .order_by(col(Appointment.starts_at), col(Appointment.title), col(Appointment.id))
    )
    return [
        _row(viewer, row, zone, provider, room, (taken, waiting, unmarked), names.get(row.id, []))
        for row, provider, room, taken, waiting, unmarked in rows
    ]


def _row(
    viewer: Viewer,
    row: Appointment,
    zone: str,
    provider: str | None,
    room: str | None,
    counts: tuple[int, int, int],
    names: list[NamedPerson],
) -> MeetingRow:
    taken, waiting, unmarked = counts
    is_near = bool(names) or row.provider_id == viewer.id or not queries.is_of_one(row)
    return MeetingRow(
        id=row.id,
        series_id=row.series_id,
        title=row.title,
        kind=row.kind,
        focus=row.focus,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        time_zone=zone,
        provider=_named_provider(row.provider_id, provider),
        room=NamedRoom(id=row.room_id, name=room) if row.room_id and room else None,
        place=row.place,
        join_link=row.join_link if is_near else None,
        modality=row.modality,
        capacity=row.capacity,
        taken=taken,
        waiting=waiting,
        unmarked=unmarked,
        status=row.status,
        reason=row.reason if is_near else None,
        is_moved=row.is_moved,
        sequence=row.sequence,
        names=names,
    )


def _named_provider(provider_id: UUID | None, name: str | None) -> NamedPerson | None:
    if provider_id is None or name is None:
        return None
    return NamedPerson(id=provider_id, shown_name=name)


def _unmarked() -> ScalarSelect[int]:
    return _count(
        Participation,
        (col(Participation.appointment_id) == col(Appointment.id))
        & col(Participation.attendance).is_(None),
    )


def _waiting() -> ScalarSelect[int]:
    still = col(WaitingPlace.given_at).is_(None) & col(WaitingPlace.left_at).is_(None)
    return _count(WaitingPlace, still & (col(WaitingPlace.appointment_id) == col(Appointment.id)))


def _count(table: type, where: ColumnElement[bool]) -> ScalarSelect[int]:
    return (
        select(func.count())
        .select_from(table)
        .where(where)
        .correlate(Appointment)
        .scalar_subquery()
    )


def _names(
    db: Session, viewer: Viewer, filters: Iterable[ColumnElement[bool]]
) -> tuple[dict[UUID, list[NamedPerson]], set[UUID]]:
    """The names to show with each session, and whose they are."""
    rows = db.exec(
        select(Participation.appointment_id, Person.id, Person.shown_name)
        .join(Appointment, col(Appointment.id) == col(Participation.appointment_id))
        .join(Person, col(Person.id) == col(Participation.client_id))
        .where(*filters, seen(viewer))
        .order_by(col(Person.shown_name), col(Person.id))
    )
    names: defaultdict[UUID, list[NamedPerson]] = defaultdict(list)
    people: dict[UUID, NamedPerson] = {}
    for appointment_id, person_id, name in rows:
        person = people.setdefault(person_id, NamedPerson(id=person_id, shown_name=name))
        names[appointment_id].append(person)
    return names, set(people)


def _lanes(db: Session) -> tuple[list[Provider], list[NamedRoom]]:
    """Everybody who leads sessions and every room that is in use, by name, in one query."""
    people = (
        select(col(Person.id), col(Person.shown_name), cast(col(Person.profession), String))
        .join(RoleGrant, col(RoleGrant.person_id) == col(Person.id))
        .where(RoleGrant.role == Role.provider, col(Person.disabled_at).is_(None))
        .add_columns(literal(False))
    )
    rooms = (
        select(col(Room.id), col(Room.name), cast(null(), String))
        .where(col(Room.closed_at).is_(None))
        .add_columns(literal(True))
    )
    providers, found = [], []
    for lane_id, name, profession, is_room in db.execute(union_all(people, rooms)):
        if is_room:
            found.append(NamedRoom(id=lane_id, name=name))
        else:
            providers.append(Provider(id=lane_id, shown_name=name, profession=profession))
    providers.sort(key=lambda one: (one.shown_name.casefold(), one.id))
    found.sort(key=lambda one: (one.name.casefold(), one.id))
    return providers, found


def _closures(db: Session, days: tuple[date, date]) -> list[tuple[Closure, str | None]]:
    last = col(Closure.until_day)
    return list(
        db.exec(
            select(Closure, Person.shown_name)
            .outerjoin(Person, col(Person.id) == col(Closure.provider_id))
            .where(
                col(Closure.withdrawn_at).is_(None),
                Closure.from_day <= days[1],
                last.is_(None) | (last >= days[0]),
            )
            .order_by(col(Closure.from_day), col(Closure.id))
        )
    )


def _closed(row: Closure, name: str | None, viewer: Viewer) -> ClosureRead:
    return ClosureRead(
        id=row.id,
        kind=row.kind,
        provider=_named_provider(row.provider_id, name),
        from_day=row.from_day,
        until_day=row.until_day,
        title=row.title if may_know_title(viewer, row) else None,
    )
