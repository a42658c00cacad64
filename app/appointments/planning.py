"""Planning series ahead: from the days of a rule to meetings with people in them."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from app import clock
from app.appointments.closed_days import closed_days
from app.appointments.conflicts import (
    Taken,
    take_turns,
    times_of_provider,
    times_of_room,
)
from app.appointments.models import (
    Appointment,
    AppointmentSeries,
    AppointmentStatus,
    CancelReason,
    Participation,
    PlaceChangeKind,
    SeriesParticipant,
    WaitingPlace,
)
from app.appointments.places import fill_from_waiting, note_change, places_taken, wait_for
from app.appointments.recurrence import Meeting, meetings
from app.appointments.seating import Seat, Seating
from app.appointments.telling import clients_in
from app.people.models import Person

PLANNED_AHEAD = timedelta(days=56)
_A_TIME = 40
"""So many series are carried on at once: others who change the calendar wait meanwhile."""
_A_DAY = timedelta(days=1)


def plan_ahead(db: Session, series: AppointmentSeries, now: datetime) -> bool:
    """Makes the meetings of the next eight weeks that are not there yet, with everybody who
    belongs to the series in them. Planning twice changes nothing. A leader who leaves leads
    nothing from that day on: planning rests until somebody else leads the series. Whether there
    was anything to do."""
    horizon = clock.local_day(now + PLANNED_AHEAD, series.time_zone)
    first = series.from_day
    if series.planned_until is not None:
        first = series.planned_until + _A_DAY
    last = min(horizon, series.until_day or horizon)
    leaving = closed_days(db, [series.facilitator_id], first).leaving_day(series.facilitator_id)
    if leaving is not None:
        last = min(last, leaving - _A_DAY)
    if last < first:
        return False
    make_rows(db, series, days_planned(series, first, last), now)
    series.planned_until = last
    db.add(series)
    db.flush()
    return True


def plan_all_ahead(db: Session, now: datetime) -> None:
    """Keeps every running series planned eight weeks ahead, some at a time, and gives free places
    to those who wait: somebody may have been passed over who could come by now."""
    if _to_plan(db, now) or _waited_for(db, now):
        take_turns(db)
    planned = 0
    for series in _to_plan(db, now):
        planned += plan_ahead(db, series, now)
        if planned >= _A_TIME:
            break
    for row in _waited_for(db, now):
        fill_from_waiting(db, row, now)


def _waited_for(db: Session, now: datetime) -> list[Appointment]:
    """The meetings to come that somebody waits for and that have room."""
    waits = select(col(WaitingPlace.appointment_id)).where(
        col(WaitingPlace.given_at).is_(None), col(WaitingPlace.left_at).is_(None)
    )
    rows = db.exec(
        select(Appointment)
        .where(
            Appointment.starts_at > now,
            Appointment.status == AppointmentStatus.planned,
            col(Appointment.id).in_(waits),
        )
        .order_by(col(Appointment.starts_at), col(Appointment.id))
    ).all()
    taken = places_taken(db, [row.id for row in rows])
    return [row for row in rows if row.capacity is None or taken.get(row.id, 0) < row.capacity]


def _to_plan(db: Session, now: datetime) -> list[AppointmentSeries]:
    enough = clock.local_day(now + PLANNED_AHEAD - timedelta(days=7), "UTC")
    until, planned = col(AppointmentSeries.until_day), col(AppointmentSeries.planned_until)
    return list(
        db.exec(
            select(AppointmentSeries)
            .join(Person, col(Person.id) == col(AppointmentSeries.facilitator_id))
            .where(
                # Whoever has no account any more leads nothing new: somebody else has to.
                col(Person.disabled_at).is_(None),
                planned.is_(None) | (planned < enough),
                until.is_(None) | planned.is_(None) | (until > planned),
            )
            .order_by(planned, col(AppointmentSeries.id))
        )
    )


def days_planned(series: AppointmentSeries, first: date, last: date) -> list[Meeting]:
    """What the rule of a series yields between two days, both included."""
    return list(
        meetings(
            series.rrule,
            series.from_day,
            series.local_time,
            series.duration_minutes,
            series.time_zone,
            first,
            last,
        )
    )


def make_rows(
    db: Session, series: AppointmentSeries, days: Sequence[Meeting], now: datetime
) -> list[Appointment]:
    """The meetings of a series on these days, with its members in them; a day that has one already
    is left as it is. On closed days they are cancelled from the start; so they are where whoever
    leads them, or the room, is taken: nobody is booked twice because a rule says so."""
    taken_days = days_there(db, series, days)
    fresh = [day for day in days if day.on_day not in taken_days]
    if not fresh:
        return []
    closed = closed_days(db, [series.facilitator_id], fresh[0].on_day)
    busy = hours_taken(db, series, fresh)
    rows = []
    for day in fresh:
        row = _row(series, day, now)
        reason = closed.reason(day.on_day, series.facilitator_id)
        if reason is None and any(one.overlaps(day.starts_at, day.ends_at) for one in busy):
            reason = CancelReason.replaced
        if reason is not None:
            row.status, row.reason = AppointmentStatus.cancelled, reason
        rows.append(row)
    db.add_all(rows)
    db.flush()
    seat(db, rows, members(db, series.id), by=None, now=now)
    return rows


def hours_taken(
    db: Session,
    series: AppointmentSeries,
    days: Sequence[Meeting],
    but: Collection[UUID] = (),
) -> list[Taken]:
    """When the leader or the room of a series is taken by other meetings during these days."""
    if not days:
        return []
    first, last = days[0].starts_at, max(day.ends_at for day in days)
    found = times_of_provider(db, series.facilitator_id, first, last)
    if series.room_id is not None:
        found += times_of_room(db, series.room_id, first, last)
    return [one for one in found if one.appointment_id not in but]


def seat(
    db: Session,
    rows: Sequence[Appointment],
    client_ids: Sequence[UUID],
    *,
    by: UUID | None,
    now: datetime,
) -> dict[UUID, list[Appointment]]:
    """Gives clients places in meetings as far as they are free: who has something else then, whose
    day is full or who is away gets none in that one, and in a full one waits. In a cancelled
    meeting everybody has their place, should it take place after all. Returns who got which."""
    given: dict[UUID, list[Appointment]] = {client_id: [] for client_id in client_ids}
    if not rows or not client_ids:
        return given
    there = clients_in(db, [row.id for row in rows])
    seating = Seating(db, client_ids, rows[0].starts_at, max(row.ends_at for row in rows))
    for row in rows:
        people = there.get(row.id, [])
        for client_id in client_ids:
            if client_id in people or not _can_sit(db, row, client_id, len(people), seating, now):
                continue
            is_remote = seating.seat(client_id, row) is Seat.by_link
            _sit(db, row, client_id, is_remote=is_remote, by=by, now=now)
            people = [*people, client_id]
            if row.status is AppointmentStatus.planned:
                seating.took(client_id, row)
                given[client_id].append(row)
    db.flush()
    return given


def members(db: Session, series_id: UUID) -> list[UUID]:
    """Who belongs to a series now, longest first."""
    return list(
        db.exec(
            select(SeriesParticipant.client_id)
            .where(
                SeriesParticipant.series_id == series_id,
                col(SeriesParticipant.left_at).is_(None),
            )
            .order_by(col(SeriesParticipant.joined_at), col(SeriesParticipant.client_id))
        )
    )


def _can_sit(
    db: Session,
    row: Appointment,
    client_id: UUID,
    taken: int,
    seating: Seating,
    now: datetime,
) -> bool:
    is_full = row.capacity is not None and taken >= row.capacity
    if row.status is AppointmentStatus.cancelled:
        return not is_full
    if seating.seat(client_id, row) is None:
        return False
    if is_full:
        wait_for(db, client_id, appointment_id=row.id, now=now)
    return not is_full


def _sit(
    db: Session,
    row: Appointment,
    client_id: UUID,
    *,
    is_remote: bool,
    by: UUID | None,
    now: datetime,
) -> None:
    place = Participation(
        appointment_id=row.id, client_id=client_id, is_remote=is_remote, changed_at=now
    )
    db.add(place)
    note_change(db, row, client_id, PlaceChangeKind.given, by=by, now=now)


def _row(series: AppointmentSeries, day: Meeting, now: datetime) -> Appointment:
    return Appointment(
        series_id=series.id,
        kind=series.kind,
        on_day=day.on_day,
        starts_at=day.starts_at,
        ends_at=day.ends_at,
        changed_at=now,
        **as_planned(series),
    )


def as_planned(series: AppointmentSeries) -> dict[str, Any]:
    """What a meeting takes over from its series, times apart."""
    return {
        "title": series.title,
        "focus": series.focus,
        "provider_id": series.facilitator_id,
        "room_id": series.room_id,
        "place": series.place,
        "join_link": series.join_link,
        "modality": series.modality,
        "capacity": series.capacity,
        "open_to_alumni": series.open_to_alumni,
        "open_to_family": series.open_to_family,
    }


def days_there(db: Session, series: AppointmentSeries, days: Sequence[Meeting]) -> set[date]:
    """Which of these days have a meeting of a series already, wherever it was moved to."""
    if not days:
        return set()
    return set(
        db.exec(
            select(col(Appointment.on_day)).where(
                Appointment.series_id == series.id,
                Appointment.on_day >= days[0].on_day,
                Appointment.on_day <= days[-1].on_day,
            )
        )
    )
