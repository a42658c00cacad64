"""What relatives may be shown, from what clients share with them now.

Everything here goes through `visible` with a kind of data that begins with `family`, and nothing
but these kinds. Somebody who is a client too is never shown their own record by them.
"""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, exists, or_
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from app import clock
from app.access.models import Data
from app.access.policy import visible
from app.appointments.models import Appointment, AppointmentStatus, Attendance, Participation
from app.care_records.models import RecoveryStart
from app.errors import NotFound
from app.family.marks import Start, reached
from app.family.models import FamilySeat
from app.family.schemas import (
    AskedSession,
    BusyTime,
    CameDay,
    GivenModule,
    Mark,
    SharedFrom,
)
from app.learning.curriculum import Module, shipped
from app.learning.models import AssignedFor, ModuleAssignment, ReadingMark
from app.learning.shelf import OnShelf, catalogue
from app.people.models import Language, Person
from app.people.viewers import Viewer
from app.privacy.models import Recipient
from app.programs.kinds import Modality
from app.programs.models import Room
from app.treatment_plan.content import PlanContent
from app.treatment_plan.models import PlanAcknowledgement, PlanVersion, TreatmentPlan

PARTS = tuple(data for data in Data if data.value.startswith("family_"))
LOOKS_BACK = timedelta(weeks=8)
LOOKS_AHEAD = timedelta(weeks=4)
SHOWN_AT_MOST = 200
_CAME = (Attendance.attended, Attendance.late)


def shared_now(
    db: Session, viewer: Viewer, *, client_id: UUID | None = None
) -> list[tuple[Person, frozenset[Data]]]:
    """Who shares which parts with the viewer now, by name, in one question; with `client_id` that
    one alone."""
    is_on = [_shows(viewer, part) for part in PARTS]
    query = columns(Person, *is_on).where(or_(*is_on), col(Person.id) != viewer.id)
    if client_id is not None:
        query = query.where(col(Person.id) == client_id)
    rows = db.execute(query.order_by(col(Person.shown_name), col(Person.id)))
    return [
        (person, frozenset(part for part, on in zip(PARTS, found, strict=True) if on))
        for person, *found in rows
    ]


def _shows(viewer: Viewer, part: Data) -> ColumnElement[bool]:
    return col(Person.id).in_(visible(viewer, part))


def require_shared(db: Session, viewer: Viewer, client_id: UUID) -> tuple[Person, frozenset[Data]]:
    """One client who shares something with the viewer; `NotFound` for every other id."""
    found = shared_now(db, viewer, client_id=client_id)
    if not found:
        raise NotFound
    return found[0]


def named(rows: Iterable[tuple[Person, frozenset[Data]]]) -> list[SharedFrom]:
    """As a relative's home shows them."""
    return [
        SharedFrom(client_id=person.id, name=person.shown_name, parts=sorted(parts))
        for person, parts in rows
    ]


def _is_shown(viewer: Viewer, client_id: UUID, part: Data) -> ColumnElement[bool]:
    """Asked again by every part, so that none depends on what another has found."""
    return (
        columns(col(Person.id))
        .where(col(Person.id) == client_id, col(Person.id) != viewer.id, _shows(viewer, part))
        .exists()
    )


def attendance(db: Session, viewer: Viewer, client: Person) -> list[CameDay]:
    """The days with marked sessions of the last eight weeks, newest first, in the client's zone. A
    day on which nothing was missed because it was given back in time is left out."""
    rows = db.exec(
        select(Appointment.starts_at, Participation.attendance)
        .join(Participation, col(Participation.appointment_id) == col(Appointment.id))
        .where(
            Participation.client_id == client.id,
            _is_shown(viewer, client.id, Data.family_attendance),
            col(Participation.attendance).in_((*_CAME, Attendance.missed)),
            Appointment.starts_at >= viewer.now - LOOKS_BACK,
            Appointment.starts_at <= viewer.now,
        )
        .order_by(col(Appointment.starts_at).desc())
        .limit(SHOWN_AT_MOST)
    )
    days: dict[object, CameDay] = {}
    for starts_at, said in rows:
        day = clock.local_day(starts_at, client.time_zone)
        known = days.setdefault(day, CameDay(day=day, came=False))
        known.came = known.came or said in _CAME
    return list(days.values())


def calendar(db: Session, viewer: Viewer, client: Person) -> list[BusyTime]:
    """When the client has sessions in the next four weeks: times, and whether in the room."""
    rows = db.exec(
        select(
            Appointment.starts_at, Appointment.ends_at, Appointment.modality,
            Participation.is_remote,
        )
        .join(Participation, col(Participation.appointment_id) == col(Appointment.id))
        .where(
            Participation.client_id == client.id,
            _is_shown(viewer, client.id, Data.family_calendar),
            Appointment.status == AppointmentStatus.planned,
            Appointment.ends_at > viewer.now,
            Appointment.starts_at < viewer.now + LOOKS_AHEAD,
        )
        .order_by(col(Appointment.starts_at), col(Appointment.ends_at))
        .limit(SHOWN_AT_MOST)
    )  # fmt: skip
    return [
        BusyTime(
            starts_at=starts_at, ends_at=ends_at, is_remote=is_remote or modality is Modality.remote
        )
        for starts_at, ends_at, modality, is_remote in rows
    ]


def milestones(db: Session, viewer: Viewer, client: Person) -> list[Mark]:
    """The marks the client has reached, as far as others see them (`marks`)."""
    rows = db.exec(
        select(RecoveryStart)
        .where(
            RecoveryStart.client_id == client.id,
            _is_shown(viewer, client.id, Data.family_milestones),
        )
        .order_by(col(RecoveryStart.received_at), col(RecoveryStart.id))
    )
    counted: list[Start] = []
    latest = None
    for row in rows:
        # What was written earlier and arrived later never counted.
        if latest is None or (row.happened_at, row.id) > latest:
            latest = (row.happened_at, row.id)
            counted.append(Start(row.starts_on, row.received_at))
    found = reached(counted, client.time_zone, viewer.now)
    return [Mark(unit=unit, count=count) for unit, count in found]


def plan(db: Session, viewer: Viewer, client: Person) -> list[str]:
    """The goals of the newest plan version the client agreed to, in the client's words."""
    found = db.exec(
        select(PlanVersion.content)
        .join(TreatmentPlan, col(TreatmentPlan.id) == col(PlanVersion.plan_id))
        .join(
            PlanAcknowledgement,
            (col(PlanAcknowledgement.plan_id) == col(PlanVersion.plan_id))
            & (col(PlanAcknowledgement.number) == col(PlanVersion.number)),
        )
        .where(
            TreatmentPlan.client_id == client.id,
            PlanAcknowledgement.person_id == client.id,
            col(PlanAcknowledgement.is_client).is_(True),
            _is_shown(viewer, client.id, Data.family_plan),
        )
        .order_by(col(PlanVersion.written_at).desc(), col(PlanVersion.number).desc())
        .limit(1)
    ).first()
    if found is None:
        return []
    content = PlanContent.model_validate(found)
    return [goal.text for problem in content.problems for goal in problem.goals]


def modules(db: Session, viewer: Viewer, client: Person) -> list[GivenModule]:
    """What somebody gave the client to read, newest first, with titles in the viewer's language."""
    is_finished = exists().where(
        col(ReadingMark.client_id) == col(ModuleAssignment.client_id),
        col(ReadingMark.module_id) == col(ModuleAssignment.module_id),
        col(ReadingMark.is_finished).is_(True),
    )
    rows = db.execute(
        columns(col(ModuleAssignment.module_id), is_finished)
        .where(
            col(ModuleAssignment.client_id) == client.id,
            col(ModuleAssignment.source) != AssignedFor.level,
            col(ModuleAssignment.withdrawn_at).is_(None),
            _is_shown(viewer, client.id, Data.family_modules),
        )
        .order_by(col(ModuleAssignment.assigned_at).desc(), col(ModuleAssignment.id))
        .limit(SHOWN_AT_MOST)
    ).all()
    titles = _titles(db, [module_id for module_id, _ in rows], viewer.person.language)
    return [
        GivenModule(title=titles[module_id], is_finished=finished)
        for module_id, finished in rows
        if module_id in titles
    ]


def _titles(db: Session, module_ids: list[str], language: Language) -> dict[str, str]:
    """The titles of modules. Those of the centre's own, which begin with `own-`, are looked up."""
    every: Mapping[str, Module | OnShelf] = shipped()
    if any(module_id not in every for module_id in module_ids):
        every = catalogue(db)
    found = {module_id: every[module_id].texts for module_id in module_ids if module_id in every}
    return {
        module_id: (texts.get(language) or next(iter(texts.values()))).title
        for module_id, texts in found.items()
    }


def sessions(db: Session, viewer: Viewer, client: Person) -> list[AskedSession]:
    """The client's sessions that the viewer is asked to, in which the client has a place still."""
    rows = db.exec(
        select(FamilySeat, Appointment, Room.name)
        .join(Recipient, col(Recipient.id) == col(FamilySeat.recipient_id))
        .join(Appointment, col(Appointment.id) == col(FamilySeat.appointment_id))
        .join(
            Participation,
            (col(Participation.appointment_id) == col(Appointment.id))
            & (col(Participation.client_id) == col(Recipient.client_id)),
        )
        .outerjoin(Room, col(Room.id) == col(Appointment.room_id))
        .where(
            Recipient.client_id == client.id,
            Recipient.person_id == viewer.id,
            col(Recipient.ended_at).is_(None),
            col(FamilySeat.ended_at).is_(None),
            Appointment.ends_at > viewer.now,
            _is_shown(viewer, client.id, Data.family_sessions),
        )
        .order_by(col(Appointment.starts_at), col(Appointment.id))
        .limit(SHOWN_AT_MOST)
    )
    return [_asked(seat, row, room) for seat, row, room in rows]


def _asked(seat: FamilySeat, row: Appointment, room: str | None) -> AskedSession:
    place = ", ".join(part for part in (room, row.place) if part) or None
    return AskedSession(
        id=row.id,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        is_remote=seat.is_remote,
        place=None if seat.is_remote else place,
        join_link=row.join_link if seat.is_remote else None,
        status=row.status,
    )
