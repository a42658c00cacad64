"""What has changed lately at the demo centre, and who has been told."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session, col, select

from app.appointments.models import Appointment, AppointmentStatus, Participation
from app.booking.models import MoveRequest
from app.demo.arrivals import Cast
from app.demo.luck import id_at, luck
from app.notices.models import NoticeKind
from app.notices.service import About, tell

_ASKS, _TO_AGREE = "river", "olive"


def fill_inboxes(db: Session, cast: Cast, now: datetime) -> None:
    """Whoever had a place in a session that was called off knows; one client asks for another
    time, and another has a plan to agree to."""
    _tell_of_cancelled(db, now - timedelta(days=2, hours=4), now)
    _ask_to_move(db, cast, now - timedelta(hours=5))
    olive = cast.clients[_TO_AGREE]
    primary = cast.staff[olive.part.primary]
    at = now - timedelta(days=1)
    tell(db, [olive.person.id], NoticeKind.plan_changed, About(), by=primary.id, now=at)


def _tell_of_cancelled(db: Session, at: datetime, now: datetime) -> None:
    rows = db.exec(
        select(Appointment, Participation.client_id)
        .join(Participation, col(Participation.appointment_id) == col(Appointment.id))
        .where(Appointment.status == AppointmentStatus.cancelled, Appointment.starts_at > now)
    ).all()
    for meeting, client_id in rows:
        about = About(appointment_id=meeting.id, title=meeting.title, starts_at=meeting.starts_at)
        tell(db, [client_id], NoticeKind.cancelled, about, by=meeting.provider_id, now=at)


def _ask_to_move(db: Session, cast: Cast, at: datetime) -> None:
    client = cast.clients[_ASKS].person
    meeting = _next_with(db, client.id, cast.staff[cast.clients[_ASKS].part.primary].id, at)
    wishes = [
        meeting.starts_at + timedelta(hours=5),
        meeting.starts_at + timedelta(days=1, hours=4),
    ]
    db.add(
        MoveRequest(
            id=id_at(at, luck("asks to move", _ASKS)),
            client_id=client.id,
            appointment_id=meeting.id,
            wishes=[wish.isoformat() for wish in wishes],
            reason="work",
            asked_at=at,
            content_hash="0" * 64,
        )
    )
    about = About(
        appointment_id=meeting.id,
        title=meeting.title,
        starts_at=meeting.starts_at,
        client_id=client.id,
        reason="work",
    )
    leader = [meeting.provider_id] if meeting.provider_id else []
    tell(db, leader, NoticeKind.client_asks_to_move, about, by=client.id, now=at)


def _next_with(db: Session, client_id: UUID, provider_id: UUID, now: datetime) -> Appointment:
    return db.exec(
        select(Appointment)
        .join(Participation, col(Participation.appointment_id) == col(Appointment.id))
        .where(
            Participation.client_id == client_id,
            Appointment.provider_id == provider_id,
            Appointment.starts_at > now + timedelta(days=3),
            Appointment.capacity == 1,
            Appointment.status == AppointmentStatus.planned,
        )
        .order_by(col(Appointment.starts_at))
        .limit(1)
    ).one()
