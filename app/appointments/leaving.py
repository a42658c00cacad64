"""When a stay ends, the places that were kept for its time go to others."""

from collections import defaultdict
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from app import clock
from app.appointments import queries
from app.appointments.conflicts import take_turns
from app.appointments.meetings import set_cancelled
from app.appointments.models import (
    Appointment,
    AppointmentSeries,
    CancelReason,
    Participation,
    SeriesParticipant,
    WaitingPlace,
)
from app.appointments.places import fill_from_waiting, places_taken, take_out
from app.appointments.planning import members
from app.appointments.series import fill_series
from app.appointments.telling import about_all
from app.notices.models import NoticeKind
from app.notices.service import About, tell
from app.programs.kinds import AppointmentKind


def leave_calendar(db: Session, client_id: UUID, by: UUID, now: datetime) -> None:
    """Takes a client out of every series, every coming session and every waiting list. What they
    attended stays. Whoever leads the sessions is told, each once; who waits comes in."""
    take_turns(db)
    series = _leave_series(db, client_id, now, {one.id for one in _series_of(db, client_id)})
    coming = _coming(db, client_id, now)
    for row in coming:
        take_out(db, row, client_id, by=by, now=now, reason=CancelReason.ended)
    for waiting in _waiting(db, client_id):
        waiting.left_at = now
        db.add(waiting)
    db.flush()
    _tell_leaders(db, client_id, coming, by, now)
    _fill(db, series, coming, now)
    _end_what_was_theirs(db, series, coming, now)


def leave_groups(db: Session, client_id: UUID, by: UUID, now: datetime) -> None:
    """When the treatment is over and aftercare begins: takes a client out of the treatment's
    groups and their coming meetings. Open classes, aftercare groups and sessions of their own
    stay: whoever leads these knows what becomes of them."""
    take_turns(db)
    theirs = {one.id for one in _series_of(db, client_id) if _is_of_treatment(one)}
    series = _leave_series(db, client_id, now, theirs)
    coming = [row for row in _coming(db, client_id, now) if row.series_id in theirs]
    for row in coming:
        take_out(db, row, client_id, by=by, now=now, reason=CancelReason.ended)
    _tell_leaders(db, client_id, coming, by, now)
    _fill(db, series, coming, now)


def _is_of_treatment(series: AppointmentSeries) -> bool:
    is_kept = series.open_to_alumni or series.kind is AppointmentKind.aftercare
    return not is_kept and not queries.is_of_one(series)


def _fill(
    db: Session, series: list[AppointmentSeries], coming: list[Appointment], now: datetime
) -> None:
    for one in series:
        fill_series(db, one, now)
    for row in coming:
        fill_from_waiting(db, row, now)


def _end_what_was_theirs(
    db: Session, series: list[AppointmentSeries], coming: list[Appointment], now: datetime
) -> None:
    """A session of one client's own that is empty now does not take place: its hour is free."""
    taken = places_taken(db, [row.id for row in coming])
    for row in coming:
        if queries.is_of_one(row) and not taken.get(row.id):
            set_cancelled(db, row, CancelReason.ended, now)
    for one in series:
        if queries.is_of_one(one) and not members(db, one.id):
            one.until_day = max(one.from_day, clock.local_day(now, one.time_zone))
            one.ended_at = now
            db.add(one)
    db.flush()


def _series_of(db: Session, client_id: UUID) -> list[AppointmentSeries]:
    return list(
        db.exec(
            select(AppointmentSeries)
            .join(SeriesParticipant, col(SeriesParticipant.series_id) == col(AppointmentSeries.id))
            .where(
                SeriesParticipant.client_id == client_id, col(SeriesParticipant.left_at).is_(None)
            )
            .order_by(col(AppointmentSeries.id))
        )
    )


def _leave_series(
    db: Session, client_id: UUID, now: datetime, which: set[UUID]
) -> list[AppointmentSeries]:
    left = [one for one in _series_of(db, client_id) if one.id in which]
    for one in left:
        member = db.get_one(SeriesParticipant, (one.id, client_id))
        member.left_at = now
        db.add(member)
    db.flush()
    return left


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
