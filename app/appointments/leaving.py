"""When a stay ends, the places that were kept for its time go to others."""

from collections import defaultdict
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from app.appointments.conflicts import take_turns
from app.appointments.models import (
    Appointment,
    AppointmentSeries,
    CancelReason,
    Participation,
    SeriesParticipant,
    WaitingPlace,
)
from app.appointments.places import fill_from_waiting, take_out
from app.appointments.series import fill_series
from app.appointments.telling import about_all
from app.notices.models import NoticeKind
from app.notices.service import About, tell


def leave_calendar(db: Session, client_id: UUID, by: UUID, now: datetime) -> None:
    """Takes a client out of every series, every coming session and every waiting list. What they
    attended stays. Whoever leads the sessions is told, each once; who waits comes in."""
    take_turns(db)
    series = _leave_series(db, client_id, now)
    coming = _coming(db, client_id, now)
    for row in coming:
        take_out(db, row, client_id, by=by, now=now, reason=CancelReason.ended)
    for waiting in _waiting(db, client_id):
        waiting.left_at = now
        db.add(waiting)
    db.flush()
    _tell_leaders(db, client_id, coming, by, now)
    for one in series:
        fill_series(db, one, now)
    for row in coming:
        fill_from_waiting(db, row, now)


def _leave_series(db: Session, client_id: UUID, now: datetime) -> list[AppointmentSeries]:
    rows = db.exec(
        select(SeriesParticipant, AppointmentSeries)
        .join(AppointmentSeries, col(AppointmentSeries.id) == col(SeriesParticipant.series_id))
        .where(SeriesParticipant.client_id == client_id, col(SeriesParticipant.left_at).is_(None))
        .order_by(col(AppointmentSeries.id))
    ).all()
    for member, _ in rows:
        member.left_at = now
        db.add(member)
    db.flush()
    return [series for _, series in rows]


def _coming(db: Session, client_id: UUID, now: datetime) -> list[Appointment]:
    return list(
        db.exec(
            select(Appointment)
            .join(Participation, col(Participation.appointment_id) == col(Appointment.id))
            .where(Participation.client_id == client_id, Appointment.starts_at > now)
            .order_by(col(Appointment.starts_at), col(Appointment.id))
        )
    )


def _waiting(db: Session, client_id: UUID) -> list[WaitingPlace]:
    return list(
        db.exec(
            select(WaitingPlace).where(
                WaitingPlace.client_id == client_id,
                col(WaitingPlace.given_at).is_(None),
                col(WaitingPlace.left_at).is_(None),
            )
        )
    )


def _tell_leaders(
    db: Session, client_id: UUID, coming: list[Appointment], by: UUID, now: datetime
) -> None:
    theirs: defaultdict[UUID, list[Appointment]] = defaultdict(list)
    for row in coming:
        if row.provider_id is not None:
            theirs[row.provider_id].append(row)
    for provider_id, rows in theirs.items():
        first = about_all(rows, {})
        about = About(
            appointment_id=first.appointment_id,
            title=first.title,
            starts_at=first.starts_at,
            client_id=client_id,
            reason=CancelReason.ended.value,
            count=first.count,
        )
        tell(db, [provider_id], NoticeKind.client_cancelled, about, by=by, now=now)
