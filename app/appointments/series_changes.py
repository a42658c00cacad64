"""Changing a series: everything still to come, or one day and what follows it; and ending it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select, update

from app import clock
from app.appointments import queries
from app.appointments.closed_days import closed_days
from app.appointments.conflicts import require_provider_free, take_turns
from app.appointments.meetings import InThePast, set_cancelled
from app.appointments.models import (
    Appointment,
    AppointmentSeries,
    AppointmentStatus,
    CancelReason,
    SeriesParticipant,
    WaitingPlace,
)
from app.appointments.planning import days_planned, days_there, make_rows, plan_ahead
from app.appointments.recurrence import Meeting, Rule, days_of, parsed
from app.appointments.rows_of_series import Done, Liner, Pairing, paired
from app.appointments.schemas import SeriesChange, SeriesEnd
from app.appointments.series import fill_all, require_any_meeting, require_free_ahead
from app.appointments.telling import clients_in, tell_all
from app.errors import Conflict
from app.ids import new_id
from app.notices.models import NoticeKind
from app.notices.service import About, tell
from app.people.viewers import Viewer

_A_DAY = timedelta(days=1)
_RULE = {"days", "every", "nth"}
_ABOUT_THE_CHANGE = {"from_day", "sequence", "confirm"}


class ChangedMeanwhile(Conflict):
    code = "changed_meanwhile"
    detail = "Somebody else changed this meanwhile. Please look at it again."


class PeopleSignedUp(Conflict):
    """With how many people (`count`) have a place in what would change."""

    code = "people_signed_up"
    detail = "People have a place in this already. They will be told if you go on."


@dataclass(frozen=True)
class _Was:
    """A series before it was changed."""

    rule: str
    leader: UUID
    until_day: date | None
    has_ended: bool


def change_series(
    db: Session, viewer: Viewer, series_id: UUID, body: SeriesChange
) -> AppointmentSeries:
    """Changes what is still to come of a series, or with `from_day` that day and what follows: then
    this series ends the day before, and a new one follows it with the same meetings and people.
    Returns the changed one. What has begun stays as it is; `rows_of_series` says the rest. Whoever
    has something else at the new time gives that place back.

    Raises `NotFound`, `ChangedMeanwhile`, `InThePast`, `NoMeeting`, `NoSuchProvider`, `NoSuchRoom`,
    `NotYoursToHandOver`, `ProviderBusy` or `RoomBusy` with the first `day`, and without `confirm`
    `PeopleSignedUp`.
    """
    take_turns(db)
    series = queries.series_to_change(db, viewer, series_id)
    if body.sequence != series.sequence:
        raise ChangedMeanwhile
    first = _first_day(db, series, body.from_day, viewer.now)
    values = _values(series, body)
    _require_leader_and_room(db, viewer, series, values)
    was = _Was(series.rrule, series.facilitator_id, series.until_day, series.ended_at is not None)
    is_split = body.from_day is not None and first > series.from_day
    changed = _split(db, series, first, values) if is_split else series
    changed.sqlmodel_update(values)
    changed.sequence += not is_split
    if {"facilitator_id", "until_day"} & values.keys():
        changed.ended_at = None
    db.add(changed)
    db.flush()
    require_any_meeting(changed, first)
    done = _bring_into_line(db, viewer, changed, first, was)
    done.made += _planned_anew(db, changed, was, viewer.now)
    done.people.update(*clients_in(db, [row.id for row in done.made]).values())
    if done.people and not body.confirm:
        raise PeopleSignedUp(count=len(done.people))
    _tell(db, viewer, changed, done, was.leader)
    fill_all(db, changed, viewer.now)
    return changed


def _require_leader_and_room(
    db: Session, viewer: Viewer, series: AppointmentSeries, values: Mapping[str, Any]
) -> None:
    if "facilitator_id" in values:
        leader_id = values["facilitator_id"]
        queries.require_leader(db, leader_id)
        concerned = queries.ever_in_series(db, series.id)
        queries.require_may_hand_over(db, viewer, series.facilitator_id, leader_id, concerned)
    queries.require_room(db, values.get("room_id"))


def _planned_anew(
    db: Session, series: AppointmentSeries, was: _Was, now: datetime
) -> list[Appointment]:
    """Plans ahead; returns the meetings that the series did not have before, because it would have
    been over by then. The others people know of: it only goes on as it did."""
    there = {row.id for row in queries.coming(db, series.id, now)}
    plan_ahead(db, series, now)
    return [
        row
        for row in queries.coming(db, series.id, now)
        if row.id not in there
        and row.status is AppointmentStatus.planned
        and (was.has_ended or (was.until_day is not None and row.on_day > was.until_day))
    ]


def _first_day(
    db: Session, series: AppointmentSeries, from_day: date | None, now: datetime
) -> date:
    """The first day that may change: not before today, and after what has begun."""
    today = clock.local_day(now, series.time_zone)
    if from_day is not None and from_day < today:
        raise InThePast
    begun = db.exec(
        select(col(Appointment.on_day)).where(
            Appointment.series_id == series.id,
            Appointment.starts_at <= now,
            Appointment.on_day == today,
        )
    ).first()
    first = max(today, from_day or series.from_day, series.from_day)
    return first if begun is None else max(first, today + _A_DAY)


def _values(series: AppointmentSeries, body: SeriesChange) -> dict[str, Any]:
    values = body.model_dump(exclude_unset=True, exclude=_ABOUT_THE_CHANGE | _RULE)
    said = body.model_dump(exclude_unset=True, include=_RULE)
    if said:
        old = parsed(series.rrule)
        days = dict.fromkeys(day.value for day in body.days) if body.days else old.days
        rule = Rule(tuple(days), body.every or old.every, said.get("nth", old.nth))
        values["rrule"] = rule.rrule
    return values


def _split(
    db: Session, series: AppointmentSeries, first: date, values: dict[str, Any]
) -> AppointmentSeries:
    """A series that follows another from a day on, with its meetings, people and waiting list."""
    kept = series.model_dump(exclude={"id", "sequence", "follows_id", "from_day"})
    follower = AppointmentSeries(
        **kept,
        id=new_id(),
        follows_id=series.id,
        from_day=_anchor(series, first, values.get("rrule", series.rrule)),
    )
    db.add(follower)
    series.until_day = first - _A_DAY
    if series.planned_until is not None:
        series.planned_until = min(series.planned_until, series.until_day)
    series.sequence += 1
    db.add(series)
    db.flush()
    _hand_over(db, series.id, follower.id, first)
    return follower


def _anchor(series: AppointmentSeries, first: date, rrule: str) -> date:
    """From when the weeks or months of a following series count: so that one that meets every
    other week goes on in the same weeks, and one that meets every week leaves none out."""
    horizon, new = first + timedelta(days=400), parsed(rrule)
    if new.every == 1 or parsed(series.rrule).every == 1:
        each = Rule(new.days, nth=new.nth).rrule
        upcoming = next(days_of(each, first, first, horizon), first)
    else:
        upcoming = next(days_of(series.rrule, series.from_day, first, horizon), first)
    if new.nth is None:
        return max(first, upcoming - timedelta(days=upcoming.weekday()))
    return max(first, upcoming.replace(day=1))


def _hand_over(db: Session, old_id: UUID, new_id: UUID, first: date) -> None:
    rows = update(Appointment).where(
        col(Appointment.series_id) == old_id, col(Appointment.on_day) >= first
    )
    db.exec(rows.values(series_id=new_id).execution_options(synchronize_session="fetch"))
    waiting = update(WaitingPlace).where(col(WaitingPlace.series_id) == old_id)
    db.exec(waiting.values(series_id=new_id).execution_options(synchronize_session="fetch"))
    belonging = db.exec(
        select(SeriesParticipant).where(
            SeriesParticipant.series_id == old_id, col(SeriesParticipant.left_at).is_(None)
        )
    ).all()
    for member in belonging:
        db.add(
            SeriesParticipant(
                series_id=new_id, client_id=member.client_id, joined_at=member.joined_at
            )
        )
    db.flush()


def _bring_into_line(
    db: Session,
    viewer: Viewer,
    series: AppointmentSeries,
    first: date,
    was: _Was,
) -> Done:
    rows = [row for row in queries.coming(db, series.id, viewer.now) if row.on_day >= first]
    last = max([series.planned_until or first, *(row.on_day for row in rows)])
    last = min(last, series.until_day or last)
    pairing = paired(rows, _days(db, series, first, last, rows, viewer.now), was.rule, series.rrule)
    people = clients_in(db, [row.id for row in rows])
    _require_free(db, series, first, pairing, was.leader, people, viewer.now)
    closed = closed_days(db, [series.facilitator_id, was.leader], first)
    liner = Liner(db, series, closed, until=was.until_day, by=viewer.id, now=viewer.now)
    done = liner.bring(pairing, was.leader)
    for row in (*done.moved, *done.changed, *done.cancelled, *done.back):
        done.people |= set(people.get(row.id, []))
    made = make_rows(db, series, pairing.fresh, viewer.now)
    done.made = [row for row in made if row.status is AppointmentStatus.planned]
    series.planned_until = max(last, first - _A_DAY)
    db.add(series)
    db.flush()
    return done


def _days(
    db: Session,
    series: AppointmentSeries,
    first: date,
    last: date,
    rows: Sequence[Appointment],
    now: datetime,
) -> list[Meeting]:
    """The days of the rule that are not over, and have not had their meeting already."""
    days = [day for day in days_planned(series, first, last) if day.starts_at > now]
    over = days_there(db, series, days) - {row.on_day for row in rows}
    return [day for day in days if day.on_day not in over]


def _require_free(
    db: Session,
    series: AppointmentSeries,
    first: date,
    pairing: Pairing,
    old_leader: UUID,
    people: Mapping[UUID, Sequence[UUID]],
    now: datetime,
) -> None:
    """Meetings that follow the rule make room for each other; those that stay where they were
    moved to do not, and need their new leader as well."""
    leaving = [row.id for row in pairing.homeless if not people.get(row.id)]
    going = frozenset([*(row.id for row, _ in pairing.pairs), *_ids(pairing.spare), *leaving])
    require_free_ahead(db, series, first, now, going)
    if series.facilitator_id == old_leader:
        return
    for row in pairing.on_their_own:
        if row.provider_id == old_leader and row.id not in going:
            leader_id = series.facilitator_id
            require_provider_free(db, leader_id, row.starts_at, row.ends_at, but=row.id)


def _ids(rows: Sequence[Appointment]) -> list[UUID]:
    return [row.id for row in rows]


def _tell(
    db: Session, viewer: Viewer, series: AppointmentSeries, done: Done, old_leader: UUID
) -> None:
    by, now = viewer.id, viewer.now
    for rows, kind, was in (
        (done.moved, NoticeKind.moved, done.was),
        (done.changed, NoticeKind.changed, {}),
        (done.cancelled, NoticeKind.cancelled, {}),
        ([*done.back, *done.made], NoticeKind.booked, {}),
    ):
        also = {} if kind is NoticeKind.booked else done.led_by
        tell_all(db, rows, kind, by=by, now=now, was=was, also=also)
    if old_leader != series.facilitator_id and not (done.changed or done.moved):
        both = [old_leader, series.facilitator_id]
        tell(db, both, NoticeKind.changed, About(title=series.title), by=by, now=now)


def end_series(db: Session, viewer: Viewer, series_id: UUID, body: SeriesEnd) -> AppointmentSeries:
    """From a day on a series meets no more, if it does not end before that anyway: what is planned
    from then on is cancelled because the series ended, and everybody is told the reason given.
    When it goes on later, these meetings take place after all.

    Raises `NotFound`, `InThePast`, and without `confirm` `PeopleSignedUp`.
    """
    take_turns(db)
    series = queries.series_to_change(db, viewer, series_id)
    first = _first_day(db, series, body.from_day, viewer.now)
    rows = [row for row in queries.coming(db, series_id, viewer.now) if row.on_day >= first]
    _cancel(db, viewer, rows, body)
    last = first - _A_DAY
    series.until_day = min(series.until_day or last, last)
    if series.until_day < max(clock.local_day(viewer.now, series.time_zone), series.from_day):
        series.ended_at = viewer.now
    series.sequence += 1
    if series.planned_until is not None:
        series.planned_until = min(series.planned_until, series.until_day)
    db.add(series)
    for waiting in db.exec(
        select(WaitingPlace).where(
            WaitingPlace.series_id == series_id,
            col(WaitingPlace.given_at).is_(None),
            col(WaitingPlace.left_at).is_(None),
        )
    ):
        waiting.left_at = viewer.now
        db.add(waiting)
    db.flush()
    return series


def _cancel(db: Session, viewer: Viewer, rows: Sequence[Appointment], body: SeriesEnd) -> None:
    planned = [row for row in rows if row.status is AppointmentStatus.planned]
    people = {
        one for those in clients_in(db, [row.id for row in planned]).values() for one in those
    }
    if people and not body.confirm:
        raise PeopleSignedUp(count=len(people))
    for row in planned:
        set_cancelled(db, row, CancelReason.ended, viewer.now)
    by, now = viewer.id, viewer.now
    tell_all(db, planned, NoticeKind.cancelled, by=by, now=now, reason=body.reason)
