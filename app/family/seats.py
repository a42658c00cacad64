"""Relatives in a client's own couples and family sessions: the client asks them."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from app.access import audit
from app.access.models import Data
from app.appointments.models import Appointment, AppointmentStatus, Participation
from app.appointments.queries import leads_meeting, one_meeting
from app.appointments.seating import can_be_joined_by_link
from app.errors import NotFound
from app.family.models import FamilyPlace, FamilySeat
from app.family.problems import (
    NoFamilySession,
    NotJoined,
    NotThatWay,
    SessionOver,
    SessionsNotShared,
)
from app.family.schemas import ComingList, ComingRelative, SeatList, SeatRead
from app.people.models import Person
from app.people.viewers import Viewer
from app.privacy.models import Recipient, RecipientKind
from app.privacy.queries import in_force_for, own_recipient, recipients
from app.programs.kinds import AppointmentKind, Modality


def own_session(db: Session, client: Viewer, session_id: UUID) -> Appointment:
    """A session in which the client has a place; `NotFound` for any other. Raises
    `NoFamilySession` for one that is no couples or family session of their own."""
    row = db.get(Appointment, session_id)
    if row is None or db.get(Participation, (row.id, client.id)) is None:
        raise NotFound
    if row.kind is not AppointmentKind.family or row.open_to_family or row.open_to_alumni:
        raise NoFamilySession
    return row


def seats(db: Session, client: Viewer, session_id: UUID) -> SeatList:
    """The client's relatives who have joined, and which of them are asked to this session."""
    row = own_session(db, client, session_id)
    joined = [one for one in recipients(db, client.id) if _is_there(one)]
    asked = _seats_of(db, row.id)
    shown = _shown_sessions(db, [one.id for one in joined], client.now)
    return SeatList(
        in_room=row.modality is not Modality.remote,
        by_link=can_be_joined_by_link(row),
        items=[
            SeatRead(
                id=one.id,
                name=one.name,
                is_asked=one.id in asked,
                is_remote=one.id in asked and asked[one.id].is_remote,
                can_be_asked=one.id in shown,
            )
            for one in joined
        ],
    )


def _is_there(one: Recipient) -> bool:
    is_relative = one.kind is RecipientKind.relative
    return is_relative and one.person_id is not None and one.ended_at is None


def _seats_of(db: Session, appointment_id: UUID) -> dict[UUID, FamilySeat]:
    rows = db.exec(
        select(FamilySeat).where(
            FamilySeat.appointment_id == appointment_id, col(FamilySeat.ended_at).is_(None)
        )
    )
    return {row.recipient_id: row for row in rows}


def _shown_sessions(db: Session, ids: Collection[UUID], now: datetime) -> set[UUID]:
    """Those of these recipients who are shown the sessions they are asked to."""
    found = in_force_for(db, ids, now)
    return {each for each, (_, kinds) in found.items() if Data.family_sessions in kinds}


def ask(
    db: Session, client: Viewer, session_id: UUID, recipient_id: UUID, *, is_remote: bool
) -> None:
    """Asks a relative to a session, in the room or by the link; asking again changes the way.
    Refused where they would not see it, so that nobody waits for somebody who does not know."""
    row = own_session(db, client, session_id)
    recipient = own_recipient(db, client, recipient_id, held=True)
    if row.status is not AppointmentStatus.planned or row.ends_at <= client.now:
        raise SessionOver
    if not _is_there(recipient):
        raise NotJoined
    if not _shown_sessions(db, [recipient.id], client.now):
        raise SessionsNotShared
    in_room = row.modality is not Modality.remote
    if not (can_be_joined_by_link(row) if is_remote else in_room):
        raise NotThatWay
    seat = db.get(FamilySeat, (row.id, recipient.id)) or FamilySeat(
        appointment_id=row.id, recipient_id=recipient.id, asked_by=client.id, asked_at=client.now
    )
    seat.is_remote, seat.ended_at = is_remote, None
    db.add(seat)
    audit.changed(db, client, Data.family_sessions, [client.id])


def ask_no_more(db: Session, client: Viewer, session_id: UUID, recipient_id: UUID) -> None:
    """A relative is not asked to a session any more; one who was not stays so."""
    row = own_session(db, client, session_id)
    recipient = own_recipient(db, client, recipient_id, held=True)
    seat = db.get(FamilySeat, (row.id, recipient.id))
    if seat is not None and seat.ended_at is None:
        seat.ended_at = client.now
        db.add(seat)
    audit.changed(db, client, Data.family_sessions, [client.id])


def coming(db: Session, viewer: Viewer, appointment_id: UUID) -> ComingList:
    """The relatives whom clients asked to a session, for whoever leads it: the names they show and
    how they take part, nothing else. Who is not shown the session now does not come, whatever they
    were asked. `NotFound` for everybody else."""
    row = one_meeting(db, appointment_id)
    if not leads_meeting(db, viewer, row):
        raise NotFound
    rows = db.exec(
        select(FamilySeat, Recipient.client_id, Person.shown_name)
        .join(Recipient, col(Recipient.id) == col(FamilySeat.recipient_id))
        .join(Person, col(Person.id) == col(Recipient.person_id))
        .join(
            Participation,
            (col(Participation.appointment_id) == col(FamilySeat.appointment_id))
            & (col(Participation.client_id) == col(Recipient.client_id)),
        )
        .where(
            FamilySeat.appointment_id == row.id,
            col(FamilySeat.ended_at).is_(None),
            col(Recipient.ended_at).is_(None),
        )
        .order_by(col(Person.shown_name), col(Person.id))
    ).all()
    shown = _shown_sessions(db, [seat.recipient_id for seat, _, _ in rows], viewer.now)
    told = [one for one in rows if one[0].recipient_id in shown]
    audit.viewed(db, viewer, Data.family_sessions, [client_id for _, client_id, _ in told])
    items = [
        ComingRelative(name=name, is_remote=seat.is_remote, has_place=False)
        for seat, _, name in told
    ]
    return ComingList(items=items + _in_class(db, row))


def _in_class(db: Session, row: Appointment) -> list[ComingRelative]:
    """Relatives who mean to come to a class that is open to them: a name and a place."""
    if not row.open_to_family:
        return []
    names = db.exec(
        select(Person.shown_name)
        .join(FamilyPlace, col(FamilyPlace.person_id) == col(Person.id))
        .where(FamilyPlace.appointment_id == row.id, col(FamilyPlace.left_at).is_(None))
        .order_by(col(Person.shown_name), col(Person.id))
    )
    is_remote = row.modality is Modality.remote
    return [ComingRelative(name=name, is_remote=is_remote, has_place=True) for name in names]
