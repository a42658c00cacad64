"""Holidays, absences, and providers who leave: what they cancel, and what comes back."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlmodel import Session, col, select

from app import clock
from app.access import audit
from app.access.models import Data
from app.appointments import queries
from app.appointments.closed_days import closed_days, covers
from app.appointments.conflicts import (
    ProviderBusy,
    RoomBusy,
    require_provider_free,
    require_room_free,
    take_turns,
)
from app.appointments.meetings import (
    InThePast,
    drop,
    set_cancelled,
    set_planned,
    tell_dropped,
    who_cannot_come,
)
from app.appointments.models import (
    Appointment,
    AppointmentSeries,
    AppointmentStatus,
    CancelReason,
    Closure,
    ClosureKind,
)
from app.appointments.places import fill_from_waiting
from app.appointments.schemas import ClosureCreate
from app.appointments.telling import clients_in, tell_all
from app.errors import Conflict, NotAllowed, NotFound
from app.notices.models import NoticeKind
from app.people.models import Role
from app.people.viewers import Viewer
from app.programs.queries import centre


class SessionsAffected(Conflict):
    """With how many sessions (`count`) would be cancelled."""

    code = "sessions_affected"
    detail = "There are sessions on these days. They will be cancelled if you go on."


def close(db: Session, viewer: Viewer, body: ClosureCreate) -> tuple[Closure, list[Appointment]]:
    """Closes the centre (an administrator), notes that a provider is away (themselves or an
    administrator), or that one leaves (an administrator). What is planned on these days is
    cancelled and everybody told; the series of somebody who leaves rest until another leads them.

    Raises `NotAllowed`, `NoSuchProvider`, `InThePast`, and without `confirm` `SessionsAffected`.
    """
    take_turns(db)
    closure = _closure(viewer, body)
    if closure.provider_id is not None:
        queries.require_leader(db, closure.provider_id)
    today = clock.local_day(viewer.now, centre(db).time_zone)
    if closure.until_day is not None and closure.until_day < today:
        raise InThePast
    rows = _planned_on(db, closure, viewer.now)
    if rows and not body.confirm:
        raise SessionsAffected(count=len(rows))
    db.add(closure)
    db.flush()
    _note(db, viewer, rows)
    for row in rows:
        set_cancelled(db, row, reason_of(closure), viewer.now)
    tell_all(db, rows, NoticeKind.cancelled, by=viewer.id, now=viewer.now)
    if closure.kind is ClosureKind.leaving:
        _let_series_rest(db, closure, viewer.now)
    return closure, rows


def _note(db: Session, viewer: Viewer, rows: Sequence[Appointment]) -> None:
    there = clients_in(db, [row.id for row in rows])
    people = {client_id for those in there.values() for client_id in those}
    audit.changed(db, viewer, Data.sessions, people)


def _closure(viewer: Viewer, body: ClosureCreate) -> Closure:
    administers = Role.administrator in viewer.roles
    provider_id = body.provider_id
    if body.kind is ClosureKind.absence:
        provider_id = provider_id or viewer.id
    if not administers and (body.kind is not ClosureKind.absence or provider_id != viewer.id):
        raise NotAllowed
    until = None if body.kind is ClosureKind.leaving else body.until_day or body.from_day
    return Closure(
        kind=body.kind,
        provider_id=provider_id,
        from_day=body.from_day,
        until_day=until,
        title=body.title,
        made_by=viewer.id,
        made_at=viewer.now,
    )


def reason_of(closure: Closure) -> CancelReason:
    """Why the meetings on the days of a closure are cancelled."""
    if closure.provider_id is None:
        return CancelReason.centre_closed
    return CancelReason.provider_away


def _planned_on(db: Session, closure: Closure, now: datetime) -> list[Appointment]:
    rows = _to_come_on(db, closure, now)
    return [row for row in rows if row.status is AppointmentStatus.planned]


def _to_come_on(db: Session, closure: Closure, now: datetime) -> list[Appointment]:
    zone = centre(db).time_zone
    query = select(Appointment).where(
        Appointment.starts_at > now,
        Appointment.starts_at >= clock.start_of_day(closure.from_day, zone),
    )
    if closure.until_day is not None:
        query = query.where(Appointment.starts_at < clock.end_of_day(closure.until_day, zone))
    if closure.provider_id is not None:
        query = query.where(Appointment.provider_id == closure.provider_id)
    return list(db.exec(query.order_by(col(Appointment.starts_at), col(Appointment.id))))


def _let_series_rest(db: Session, closure: Closure, now: datetime) -> None:
    for series in _led(db, closure.provider_id):
        last = series.until_day
        if last is None or last >= closure.from_day:
            series.ended_at = max(now, clock.start_of_day(closure.from_day, series.time_zone))
            series.planned_until = _before(series.planned_until, closure.from_day)
            series.sequence += 1
            db.add(series)
    db.flush()


def _let_series_go_on(db: Session, closure: Closure) -> None:
    """Series that were over before whoever leads them would have left stay over."""
    for series in _led(db, closure.provider_id):
        if series.until_day is None or series.until_day >= closure.from_day:
            series.ended_at = None
            db.add(series)


def _led(db: Session, provider_id: UUID | None) -> list[AppointmentSeries]:
    return list(
        db.exec(select(AppointmentSeries).where(AppointmentSeries.facilitator_id == provider_id))
    )


def _before(planned_until: date | None, day: date) -> date | None:
    return None if planned_until is None else min(planned_until, day - timedelta(days=1))


def reopen(db: Session, viewer: Viewer, closure_id: UUID) -> None:
    """Withdraws a closure. The meetings it cancelled take place after all where whoever leads them
    and the room are still free; whoever has something else by now gives their place back. Doing
    so twice is once. `NotFound` for those who may not."""
    take_turns(db)
    closure = db.get(Closure, closure_id)
    if closure is None or not _may_withdraw(viewer, closure):
        raise NotFound
    if closure.withdrawn_at is not None:
        return
    closure.withdrawn_at = viewer.now
    db.add(closure)
    db.flush()
    back = [
        row for row in _cancelled_by(db, closure, viewer.now) if _can_come_back(db, viewer, row)
    ]
    _note(db, viewer, back)
    _take_place(db, viewer, back)
    tell_all(db, back, NoticeKind.booked, by=viewer.id, now=viewer.now)
    for row in back:
        fill_from_waiting(db, row, viewer.now)
    if closure.kind is ClosureKind.leaving:
        _let_series_go_on(db, closure)


def _may_withdraw(viewer: Viewer, closure: Closure) -> bool:
    if Role.administrator in viewer.roles:
        return True
    return closure.kind is ClosureKind.absence and closure.provider_id == viewer.id


def _cancelled_by(db: Session, closure: Closure, now: datetime) -> list[Appointment]:
    """What was cancelled for this closure: what somebody cancelled before for the same reason was
    cancelled by hand."""
    return [
        row
        for row in _to_come_on(db, closure, now)
        if row.status is AppointmentStatus.cancelled
        and row.reason is reason_of(closure)
        and row.changed_at >= closure.made_at
    ]


def _can_come_back(db: Session, viewer: Viewer, row: Appointment) -> bool:
    """Whether nothing else is in the way of a meeting. One that another closure covers is then
    cancelled for that one, and comes back with it; one whose series ends before it, for that."""
    reason = _still_closed(db, row) or _ended_before(db, row)
    if reason is not None:
        set_cancelled(db, row, reason, viewer.now)
        return False
    try:
        if row.provider_id is not None:
            require_provider_free(db, row.provider_id, row.starts_at, row.ends_at, but=row.id)
        if row.room_id is not None:
            require_room_free(db, row.room_id, row.starts_at, row.ends_at, but=row.id)
    except (ProviderBusy, RoomBusy):
        return False
    set_planned(db, row, viewer.now)
    return True


def _still_closed(db: Session, row: Appointment) -> CancelReason | None:
    day = clock.local_day(row.starts_at, centre(db).time_zone)
    return closed_days(db, [row.provider_id], day).reason(day, row.provider_id)


def _ended_before(db: Session, row: Appointment) -> CancelReason | None:
    series = None if row.series_id is None else db.get(AppointmentSeries, row.series_id)
    if series is None or series.until_day is None or row.on_day <= series.until_day:
        return None
    return CancelReason.ended


def _take_place(db: Session, viewer: Viewer, rows: Sequence[Appointment]) -> None:
    """Whoever has something else at the time of one of these gives their place back."""
    dropped: defaultdict[UUID, list[Appointment]] = defaultdict(list)
    for row in rows:
        busy = who_cannot_come(db, row)
        drop(db, row, busy, by=viewer.id, now=viewer.now)
        for client_id in busy:
            dropped[client_id].append(row)
    tell_dropped(db, dropped, by=viewer.id, now=viewer.now)


def closures(db: Session, since: date) -> list[Closure]:
    """Closures that are not over on `since` and not withdrawn, in order. Nobody's record."""
    rows = db.exec(
        select(Closure)
        .where(col(Closure.withdrawn_at).is_(None))
        .order_by(col(Closure.from_day), col(Closure.id))
    )
    return [row for row in rows if covers(row, max(since, row.from_day))]
