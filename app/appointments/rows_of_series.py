"""Bringing the meetings of a changed series into line with it.

A meeting keeps its id, and with it its people, who waits for it and its reminders, whatever becomes
of its day: of the meetings of a week (of a month, for rules by the month) those whose day stays
keep it, and the others go to the new days in their order. Where there are fewer days than before,
what is left over is cancelled; where there are more, meetings are made.

A meeting that was moved by itself stays as it is. If its day is in the rule no more, it still takes
place when somebody has a place in it, and is cancelled otherwise. If its leader leads the series no
more, the new one takes it over. A meeting that was cancelled stays cancelled, unless it was because
of a closed day that is none for the series as it is now, or because the series had ended before it.
What somebody cancelled by hand, whatever the reason they gave, stays cancelled.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session, select

from app import clock
from app.appointments.closed_days import ClosedDays, covers
from app.appointments.closures import reason_of
from app.appointments.meetings import (
    drop,
    note_moved,
    set_cancelled,
    set_planned,
    tell_dropped,
    touch,
    who_cannot_come,
)
from app.appointments.models import (
    Appointment,
    AppointmentSeries,
    AppointmentStatus,
    CancelReason,
    PlaceChange,
    WaitingPlace,
)
from app.appointments.planning import as_planned
from app.appointments.recurrence import Meeting, parsed
from app.appointments.telling import clients_in

_UNSEEN = frozenset({"capacity", "open_to_alumni", "open_to_family"})
"""Nobody has to be told that these changed."""


@dataclass
class Done:
    """What became of which meetings, and when those that were moved began before."""

    was: dict[UUID, datetime] = field(default_factory=dict)
    led_by: dict[UUID, list[UUID]] = field(default_factory=dict)
    moved: list[Appointment] = field(default_factory=list)
    changed: list[Appointment] = field(default_factory=list)
    cancelled: list[Appointment] = field(default_factory=list)
    back: list[Appointment] = field(default_factory=list)
    made: list[Appointment] = field(default_factory=list)
    people: set[UUID] = field(default_factory=set)


@dataclass(frozen=True)
class Pairing:
    """Which meeting is to be on which day of the new rule."""

    pairs: list[tuple[Appointment, Meeting]]
    spare: list[Appointment]
    fresh: list[Meeting]
    on_their_own: list[Appointment]
    homeless: list[Appointment]


def paired(
    rows: Sequence[Appointment], days: Sequence[Meeting], old_rule: str, new_rule: str
) -> Pairing:
    """Coming meetings of a series and the days its rule now yields, put together."""
    by_month = any(parsed(rule).nth is not None for rule in (old_rule, new_rule))
    own = [row for row in rows if row.is_moved]
    known = {day.on_day for day in days}
    kept_days = {row.on_day for row in own if row.on_day in known}
    free = [day for day in days if day.on_day not in kept_days]
    pairs, left, open_days = _on_the_same_day([row for row in rows if not row.is_moved], free)
    spare: list[Appointment] = []
    fresh: list[Meeting] = []
    for these, those in _buckets(left, open_days, by_month=by_month):
        pairs += zip(these, those, strict=False)
        spare += these[len(those) :]
        fresh += those[len(these) :]
    return Pairing(
        sorted(pairs, key=lambda pair: pair[1].on_day),
        spare,
        sorted(fresh, key=lambda day: day.on_day),
        own,
        [row for row in own if row.on_day not in known],
    )


def _on_the_same_day(
    rows: Sequence[Appointment], days: Sequence[Meeting]
) -> tuple[list[tuple[Appointment, Meeting]], list[Appointment], list[Meeting]]:
    by_day = {day.on_day: day for day in days}
    pairs = [(row, by_day.pop(row.on_day)) for row in rows if row.on_day in by_day]
    there = {row.id for row, _ in pairs}
    return pairs, [row for row in rows if row.id not in there], list(by_day.values())


def _buckets(
    rows: Sequence[Appointment], days: Sequence[Meeting], *, by_month: bool
) -> Iterator[tuple[list[Appointment], list[Meeting]]]:
    found: defaultdict[tuple[int, int], tuple[list[Appointment], list[Meeting]]]
    found = defaultdict(lambda: ([], []))
    for row in sorted(rows, key=lambda one: one.on_day):
        found[_bucket(row.on_day, by_month=by_month)][0].append(row)
    for day in sorted(days, key=lambda one: one.on_day):
        found[_bucket(day.on_day, by_month=by_month)][1].append(day)
    yield from found.values()


def _bucket(day: date, *, by_month: bool) -> tuple[int, int]:
    if by_month:
        return (day.year, day.month)
    return day.isocalendar()[:2]


class Liner:
    """Brings meetings into line, one after the other, and remembers what became of them."""

    def __init__(
        self,
        db: Session,
        series: AppointmentSeries,
        closed: ClosedDays,
        *,
        until: date | None,
        by: UUID | None,
        now: datetime,
    ) -> None:
        """`closed` are the closed days of the centre and of the leaders before and now; `until`
        is the last day that the series had before."""
        self.db, self.series, self.closed, self.by, self.now = db, series, closed, by, now
        self.until = until
        self.done = Done()
        self.dropped: defaultdict[UUID, list[Appointment]] = defaultdict(list)

    def bring(self, pairing: Pairing, old_leader: UUID) -> Done:
        """All of them; that leader and room are free has been looked at before."""
        for row, day in pairing.pairs:
            self._apply(row, day)
        self.db.flush()
        for row in pairing.on_their_own:
            self._take_over(row, old_leader)
        for row in (*pairing.spare, *pairing.homeless):
            self._leave_out(row)
        for row in (*self.done.moved, *self.done.back):
            self._drop_busy(row)
        tell_dropped(self.db, self.dropped, by=self.by, now=self.now)
        return self.done

    def _apply(self, row: Appointment, day: Meeting) -> None:
        before, led_by = row.starts_at, row.provider_id
        gives_way = self._gives_way(row)
        fields = as_planned(self.series)
        fields |= {"on_day": day.on_day, "starts_at": day.starts_at, "ends_at": day.ends_at}
        differs = {name for name, value in fields.items() if getattr(row, name) != value}
        for name in differs:
            setattr(row, name, fields[name])
        if led_by is not None:
            self.done.led_by[row.id] = [led_by]
        is_seen = bool(differs - _UNSEEN)
        if self._follow_closed_days(row, gives_way=gives_way) or not is_seen:
            return
        touch(self.db, row, self.now)
        if row.status is AppointmentStatus.cancelled:
            return
        if before != row.starts_at:
            self.done.was[row.id] = before
        is_moved = bool(differs & {"starts_at", "ends_at"})
        (self.done.moved if is_moved else self.done.changed).append(row)

    def _gives_way(self, row: Appointment) -> bool:
        """Whether a meeting, as it was until now, is cancelled for a closed day, or because its
        series ended before it: then it takes place after all when the series says so again."""
        if row.status is not AppointmentStatus.cancelled:
            return False
        if row.reason is CancelReason.ended:
            return self.until is not None and row.on_day > self.until
        return any(
            covers(one, self._day(row))
            and one.provider_id in {None, row.provider_id}
            and row.reason is reason_of(one)
            and row.changed_at >= one.made_at
            for one in self.closed.closures
        )

    def _follow_closed_days(self, row: Appointment, *, gives_way: bool) -> bool:
        """Cancels what falls on a closed day, takes place what was cancelled for one that is none
        any more. Whether it did."""
        reason = self.closed.reason(self._day(row), row.provider_id)
        if row.status is AppointmentStatus.planned and reason is not None:
            set_cancelled(self.db, row, reason, self.now)
            self.done.cancelled.append(row)
            return True
        if not gives_way:
            return False
        if reason is not None and reason is row.reason:
            return False
        if reason is not None:
            # So that it comes back when this day is no closed one any more.
            set_cancelled(self.db, row, reason, self.now)
            return True
        set_planned(self.db, row, self.now)
        self.done.back.append(row)
        return True

    def _day(self, row: Appointment) -> date:
        return clock.local_day(row.starts_at, self.series.time_zone)

    def _take_over(self, row: Appointment, old_leader: UUID) -> None:
        if row.provider_id != old_leader or self.series.facilitator_id == old_leader:
            return
        gives_way = self._gives_way(row)
        row.provider_id = self.series.facilitator_id
        self.done.led_by[row.id] = [old_leader]
        if not self._follow_closed_days(row, gives_way=gives_way):
            touch(self.db, row, self.now)
            if row.status is AppointmentStatus.planned:
                self.done.changed.append(row)

    def _leave_out(self, row: Appointment) -> None:
        people = clients_in(self.db, [row.id]).get(row.id, [])
        if row.is_moved and people:
            return
        if not self._ever_concerned(row):
            self.db.delete(row)
            self.db.flush()
            return
        # It belongs to no day of the series any more, and must not stand in the way of one.
        row.series_id = None
        if row.status is AppointmentStatus.planned:
            set_cancelled(self.db, row, CancelReason.replaced, self.now)
            self.done.cancelled.append(row)

    def _ever_concerned(self, row: Appointment) -> bool:
        for table in (PlaceChange, WaitingPlace):
            found = select(table.id).where(table.appointment_id == row.id).limit(1)
            if self.db.exec(found).first() is not None:
                return True
        return bool(clients_in(self.db, [row.id]))

    def _drop_busy(self, row: Appointment) -> None:
        people = clients_in(self.db, [row.id]).get(row.id, [])
        self.done.people |= set(people)
        busy = who_cannot_come(self.db, row)
        drop(self.db, row, busy, by=self.by, now=self.now)
        for client_id in busy:
            self.dropped[client_id].append(row)
        if row.id in self.done.was:
            note_moved(self.db, row, self.done.was[row.id], by=self.by, now=self.now)
