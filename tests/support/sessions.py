"""Sessions in somebody's calendar, as the calendar's own verbs leave them."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from app import clock
from app.appointments.models import Appointment, AppointmentStatus, Participation
from app.database import Database
from app.programs.kinds import AppointmentKind
from tests.support.house import ZONE, Actor


def give_session(database: Database, actor: Actor, starts_at: datetime) -> UUID:
    """A session of ninety minutes with a place in it for somebody."""
    now = clock.utc_now()
    with database.unit_of_work() as db:
        session = Appointment(
            on_day=clock.local_day(starts_at, ZONE),
            title="A talk",
            kind=AppointmentKind.individual,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=90),
            changed_at=now,
        )
        db.add(session)
        db.flush()
        db.add(Participation(appointment_id=session.id, client_id=actor.id, changed_at=now))
        return session.id


def change_session(database: Database, session_id: UUID, **columns: Any) -> None:
    """Changes a session and says when it was changed."""
    with database.unit_of_work() as db:
        session = db.get_one(Appointment, session_id)
        for name, value in ({"changed_at": clock.utc_now()} | columns).items():
            setattr(session, name, value)
        db.add(session)


def move_session(database: Database, session_id: UUID, starts_at: datetime) -> None:
    ends_at = starts_at + timedelta(minutes=90)
    change_session(database, session_id, starts_at=starts_at, ends_at=ends_at)


def cancel_session(database: Database, session_id: UUID) -> None:
    change_session(database, session_id, status=AppointmentStatus.cancelled)


def take_place_away(database: Database, session_id: UUID, actor: Actor) -> None:
    with database.unit_of_work() as db:
        db.delete(db.get_one(Participation, (session_id, actor.id)))
