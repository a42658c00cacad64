"""A small centre's year, lived one deed at a time under a made-up clock, and what must hold after
each. The days of a rule are counted here one by one, without the server's arithmetic."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from app.appointments import closures, desk, series, series_changes
from app.appointments.models import (
    Appointment,
    AppointmentSeries,
    AppointmentStatus,
    Closure,
    Participation,
    PlaceChange,
    PlaceChangeKind,
    WaitingPlace,
)
from app.appointments.recurrence import parsed
from app.appointments.schemas import (
    ClosureCreate,
    MeetingCancel,
    MeetingCreate,
    MeetingTime,
    SeriesChange,
    SeriesCreate,
    SeriesEnd,
)
from app.appointments.service import plan_all_ahead
from app.errors import Problem
from app.people.models import Person, Role, SignIn
from app.people.viewers import Viewer
from app.programs.models import Centre
from tests.appointments.calendars import cap
from tests.support.house import Actor, House

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WALLS = ("01:30", "02:30", "09:00", "09:30", "18:00", "23:30")
REASONS = ("other", "provider_away", "not_enough_people")
CAPS: tuple[int | None, ...] = (None, 1, 2, 3)

Deed = tuple[str, int, int, int, int]
"""What is done, and four numbers that say to what, to whom and when."""


@dataclass(frozen=True)
class Meeting:
    """What a meeting was before a deed, to compare with."""

    starts_at: datetime
    ends_at: datetime
    provider_id: UUID | None
    room_id: UUID | None
    status: AppointmentStatus
    sequence: int
    people: frozenset[UUID]


class Year:
    """A centre in a zone from an instant on. Everything is done in one unit of work that the test
    throws away."""

    def __init__(self, db: Session, house: "Town", zone: str, begins: datetime) -> None:
        self.db, self.town, self.zone, self.now = db, house, zone, begins
        db.get_one(Centre, 1).time_zone = zone
        db.flush()
        self.deeds: dict[str, Callable[[int, int, int, int], None]] = {
            "open": self._open, "change": self._change, "split": self._split, "end": self._end,
            "join": self._join, "leave": self._leave, "wait": self._wait, "single": self._single,
            "move": self._move, "cancel": self._cancel, "back": self._back, "in": self._in,
            "out": self._out, "close": self._close, "reopen": self._reopen, "live": self._live,
        }  # fmt: skip
        self.done: defaultdict[str, int] = defaultdict(int)

    def do(self, deed: Deed) -> None:
        """Does it, or is refused and has changed nothing; then everything must hold."""
        name, *numbers = deed
        before, rows = self.now, self.meetings()
        try:
            with self.db.begin_nested():
                self.deeds[name](*numbers)
            self.done[name] += 1
        except Problem:
            self.done[f"{name} refused"] += 1
        self.db.flush()
        self.db.expire_all()
        if name != "live":
            assert self.now == before
        self.check(rows, before, is_split=name == "split")

    @property
    def viewer(self) -> Viewer:
        """A counselor on everybody's team who administers too."""
        roles = frozenset({Role.provider, Role.administrator})
        return Viewer(self.town.bea, roles, self.town.sign_in, self.now)

    def _today(self, days: int = 0) -> date:
        return self.now.astimezone(ZoneInfo(self.zone)).date() + timedelta(days=days)

    def _a(self, table: Any, number: int) -> Any:
        """One of the rows of a table; those that were there first keep their number."""
        rows = self.db.exec(select(table).order_by(table.id)).all()
        if not rows:
            raise Problem
        return rows[number % len(rows)]

    def _coming(self, number: int) -> Appointment:
        rows = self.db.exec(
            select(Appointment)
            .where(Appointment.starts_at > self.now)
            .order_by(col(Appointment.starts_at), col(Appointment.id))
        ).all()
        if not rows:
            raise Problem
        # The nearer it is, the more is done to it.
        return rows[(number * number) % len(rows)]

    def _open(self, days: int, wall: int, where: int, who: int) -> None:
        body: dict[str, Any] = {
            "title": "Group", "kind": "support", "days": _days(days), "every": 1 + who % 2,
            "local_time": WALLS[wall % len(WALLS)], "duration_minutes": 30 + 45 * (who % 3),
            "from_day": self._today(days % 10), "capacity": CAPS[where % len(CAPS)],
            "room_id": self.town.room(where), "facilitator_id": self.town.provider(who),
            "nth": (None, None, None, 1, -1)[where % 5],
        }  # fmt: skip
        series.open_series(self.db, self.viewer, SeriesCreate(**body))

    def _change(self, one: int, what: int, how: int, who: int, day: date | None = None) -> None:
        found: AppointmentSeries = self._a(AppointmentSeries, one)
        changes: dict[str, Any] = (
            {"local_time": WALLS[how % len(WALLS)]},
            {"days": _days(how)},
            {"facilitator_id": self.town.provider(who)},
            {"room_id": self.town.room(how)},
            {"capacity": None},
            {"until_day": self._today(how % 90)},
            {"until_day": None, "duration_minutes": 30 + how % 90},
            {"every": 1 + how % 3, "days": _days(who)},
        )[what % 8]
        body = SeriesChange(from_day=day, sequence=found.sequence, confirm=True, **changes)
        series_changes.change_series(self.db, self.viewer, found.id, body)

    def _split(self, one: int, what: int, how: int, who: int) -> None:
        self._change(one, what, how, who, self._today(1 + (how * 7 + who) % 60))

    def _end(self, one: int, day: int, *_: int) -> None:
        found = self._a(AppointmentSeries, one)
        body = SeriesEnd(from_day=self._today(day % 60), reason="ended", confirm=True)
        series_changes.end_series(self.db, self.viewer, found.id, body)

    def _join(self, one: int, who: int, *_: int) -> None:
        found = self._a(AppointmentSeries, one)
        series.join_series(self.db, self.viewer, found.id, self.town.client(who))

    def _leave(self, one: int, who: int, *_: int) -> None:
        found = self._a(AppointmentSeries, one)
        series.leave_series(self.db, self.viewer, found.id, self.town.client(who))

    def _wait(self, one: int, who: int, *_: int) -> None:
        found = self._a(AppointmentSeries, one)
        series.wait_for_series(self.db, self.viewer, found.id, self.town.client(who))

    def _single(self, day: int, wall: int, where: int, who: int) -> None:
        body: dict[str, Any] = {
            "title": "Talk", "kind": "individual", "day": self._today(day % 100),
            "local_time": WALLS[wall % len(WALLS)], "duration_minutes": 50,
            "room_id": self.town.room(where), "provider_id": self.town.provider(where),
            "client_ids": [self.town.client(who)], "capacity": CAPS[wall % len(CAPS)],
        }  # fmt: skip
        desk.new_meeting(self.db, self.viewer, MeetingCreate(**body))

    def _move(self, one: int, day: int, wall: int, who: int) -> None:
        row = self._coming(one)
        body: dict[str, Any] = {
            "day": self._today(day % 30), "local_time": WALLS[wall % len(WALLS)],
            "sequence": row.sequence, "confirm": True,
        }  # fmt: skip
        if who % 3 == 0:
            body["provider_id"] = self.town.provider(who)
        desk.set_time(self.db, self.viewer, row.id, MeetingTime(**body))

    def _cancel(self, one: int, why: int, *_: int) -> None:
        row = self._coming(one)
        reason = REASONS[why % len(REASONS)]
        body = MeetingCancel(reason=reason, sequence=row.sequence, confirm=True)
        desk.cancel(self.db, self.viewer, row.id, body)

    def _back(self, one: int, *_: int) -> None:
        gone = [row for row in self._all_coming() if row.status is AppointmentStatus.cancelled]
        if gone:
            desk.take_back(self.db, self.viewer, gone[one % len(gone)].id)

    def _all_coming(self) -> list[Appointment]:
        query = select(Appointment).where(Appointment.starts_at > self.now)
        return list(self.db.exec(query.order_by(col(Appointment.starts_at), col(Appointment.id))))

    def _in(self, one: int, who: int, *_: int) -> None:
        row, client_id = self._coming(one), self.town.client(who)
        desk.let_in(self.db, self.viewer, row.id, client_id)

    def _out(self, one: int, who: int, *_: int) -> None:
        row = self._coming(one)
        there = self.meetings()[row.id].people
        if there:
            client_id = sorted(there)[who % len(there)]
            desk.let_out(self.db, self.viewer, row.id, client_id)

    def _close(self, day: int, length: int, kind: int, who: int) -> None:
        first = self._today(day % 50)
        body: dict[str, Any] = {"from_day": first, "confirm": True}
        if kind % 5 == 0:
            body |= {"kind": "leaving", "provider_id": self.town.provider(who)}
        elif kind % 2:
            body |= {"kind": "holiday", "until_day": first + timedelta(days=length % 3)}
        else:
            body |= {"kind": "absence", "provider_id": self.town.provider(who),
                     "until_day": first + timedelta(days=length % 14)}  # fmt: skip
        closures.close(self.db, self.viewer, ClosureCreate(**body))

    def _reopen(self, one: int, *_: int) -> None:
        closures.reopen(self.db, self.viewer, self._a(Closure, one).id)

    def _live(self, days: int, hours: int, *_: int) -> None:
        self.now += timedelta(days=days % 25, hours=1 + hours % 23)
        plan_all_ahead(self.db, self.now)

    def meetings(self) -> dict[UUID, Meeting]:
        """Every meeting with who has a place in it."""
        people: defaultdict[UUID, set[UUID]] = defaultdict(set)
        for place in self.db.exec(select(Participation)):
            people[place.appointment_id].add(place.client_id)
        return {
            row.id: Meeting(
                row.starts_at, row.ends_at, row.provider_id, row.room_id, row.status,
                row.sequence, frozenset(people[row.id]),
            )
            for row in self.db.exec(select(Appointment))
        }  # fmt: skip

    def check(self, before: dict[UUID, Meeting], then: datetime, *, is_split: bool) -> None:
        """What must hold after every deed."""
        after = self.meetings()
        self._nothing_past_changed(before, after, then)
        self._nobody_is_in_two_places(after)
        self._caps_are_kept(after)
        self._nobody_ever_signed_up_is_lost(before, after)
        self._waiting_is_in_order(after)
        self._the_rule_is_followed()
        if is_split:
            coming = {key for key, row in before.items() if row.people and row.starts_at > then}
            assert coming <= after.keys()

    def _nothing_past_changed(
        self, before: dict[UUID, Meeting], after: dict[UUID, Meeting], then: datetime
    ) -> None:
        for key, row in before.items():
            if row.starts_at <= then:
                assert after[key] == row

    def _nobody_is_in_two_places(self, after: dict[UUID, Meeting]) -> None:
        hours: defaultdict[Any, list[tuple[datetime, datetime]]] = defaultdict(list)
        for row in after.values():
            if row.status is AppointmentStatus.planned:
                for one in (row.provider_id, row.room_id, *row.people):
                    if one is not None:
                        hours[one].append((row.starts_at, row.ends_at))
        for theirs in hours.values():
            for (_, ends_at), (starts_at, _) in pairwise(sorted(theirs)):
                assert ends_at <= starts_at

    def _caps_are_kept(self, after: dict[UUID, Meeting]) -> None:
        sizes = dict(self.db.exec(select(Appointment.id, Appointment.capacity)).all())
        a_day: defaultdict[tuple[UUID, date], int] = defaultdict(int)
        for key, row in after.items():
            size = sizes[key]
            assert size is None or len(row.people) <= size
            if row.status is AppointmentStatus.planned:
                day = row.starts_at.astimezone(ZoneInfo(self.zone)).date()
                for client_id in row.people:
                    a_day[client_id, day] += 1
        for (client_id, _), count in a_day.items():
            agreed = self.town.caps[client_id]
            assert agreed is None or count <= agreed

    def _nobody_ever_signed_up_is_lost(
        self, before: dict[UUID, Meeting], after: dict[UUID, Meeting]
    ) -> None:
        assert {key for key, row in before.items() if row.people} <= after.keys()
        given = {(row.appointment_id, row.client_id) for row in self.db.exec(select(PlaceChange))}
        there = {(key, client_id) for key, row in after.items() for client_id in row.people}
        assert there <= given

    def _waiting_is_in_order(self, after: dict[UUID, Meeting]) -> None:
        """Nobody came from the waiting list past somebody who asked before and can come."""
        came = {
            (row.appointment_id, row.client_id)
            for row in self.db.exec(
                select(PlaceChange).where(
                    PlaceChange.kind == PlaceChangeKind.from_waiting, PlaceChange.at == self.now
                )
            )
        }
        waiting = self.db.exec(select(WaitingPlace)).all()
        for later in waiting:
            if (later.appointment_id, later.client_id) not in came:
                continue
            for earlier in waiting:
                passed = earlier.appointment_id == later.appointment_id and _waits(earlier)
                if passed and (earlier.asked_at, earlier.id) < (later.asked_at, later.id):
                    assert not self._can_come(earlier, after)

    def _can_come(self, waiting: WaitingPlace, after: dict[UUID, Meeting]) -> bool:
        assert waiting.appointment_id is not None
        row = after[waiting.appointment_id]
        zone = ZoneInfo(self.zone)
        day = row.starts_at.astimezone(zone).date()
        theirs = [
            other
            for other in after.values()
            if waiting.client_id in other.people and other.status is AppointmentStatus.planned
        ]
        agreed = self.town.caps[waiting.client_id]
        on_day = sum(other.starts_at.astimezone(zone).date() == day for other in theirs)
        is_busy = any(
            other.starts_at < row.ends_at and row.starts_at < other.ends_at for other in theirs
        )
        return not is_busy and (agreed is None or on_day < agreed)

    def nobody_waits_in_vain(self) -> None:
        """After the calendar was carried on: whoever waits for a free place cannot come."""
        after = self.meetings()
        sizes = dict(self.db.exec(select(Appointment.id, Appointment.capacity)).all())
        for waiting in self.db.exec(select(WaitingPlace)):
            if waiting.appointment_id is None or not _waits(waiting):
                continue
            row, size = after[waiting.appointment_id], sizes[waiting.appointment_id]
            is_open = row.status is AppointmentStatus.planned and row.starts_at > self.now
            if is_open and (size is None or len(row.people) < size):
                assert not self._can_come(waiting, after)

    def _the_rule_is_followed(self) -> None:
        """Every day of a rule that is planned has its meeting, and every meeting that was not
        moved is on a day of the rule, at its wall time. One that was cancelled by the end of its
        series and taken back is on such a day too, after that end."""
        rows: defaultdict[UUID, dict[date, Appointment]] = defaultdict(dict)
        for row in self.db.exec(select(Appointment)):
            if row.series_id is not None:
                rows[row.series_id][row.on_day] = row
        for one in self.db.exec(select(AppointmentSeries)):
            mine = rows[one.id]
            assert one.planned_until is not None
            days = set(_days_of_rule(one, min(one.planned_until, one.until_day or date.max)))
            all_days = set(_days_of_rule(one, max([one.planned_until, *mine])))
            for day, row in mine.items():
                is_own = row.starts_at <= self.now or row.is_moved
                if row.status is AppointmentStatus.planned and not is_own:
                    assert day in all_days, (one.rrule, day)
                    assert row.starts_at == _instant(day, one.local_time, one.time_zone)
                    assert row.ends_at - row.starts_at == timedelta(minutes=one.duration_minutes)
            for day in days:
                if _instant(day, one.local_time, one.time_zone) > self.now:
                    assert day in mine, (one.rrule, day)


@dataclass
class Town:
    """Who lives and works there."""

    bea: Person
    sign_in: SignIn
    providers: list[UUID]
    rooms: list[UUID]
    caps: dict[UUID, int | None]

    def provider(self, number: int) -> UUID:
        return self.providers[number % len(self.providers)]

    def room(self, number: int) -> UUID | None:
        """A room, or none at all."""
        return (*self.rooms, None)[number % (len(self.rooms) + 1)]

    def client(self, number: int) -> UUID:
        return list(self.caps)[number % len(self.caps)]


def town(house: House, rooms: list[str]) -> Town:
    """Two providers, some rooms, and four clients with one to three sessions a day at most."""
    clients: list[Actor] = [house.client_of(house.bea, f"Ida {number}") for number in range(4)]
    caps = dict(zip((one.id for one in clients), (None, 1, 2, 3), strict=True))
    for client in clients:
        cap(house, client, caps[client.id])
    with house.database.unit_of_work() as db:
        bea = db.get_one(Person, house.bea.id)
        sign_in = db.exec(select(SignIn).where(SignIn.person_id == bea.id)).one()
    providers = [house.bea.id, house.cleo.id]
    return Town(bea, sign_in, providers, [UUID(room) for room in rooms], caps)


def _days(number: int) -> list[str]:
    """One to three weekdays."""
    return sorted({WEEKDAYS[(number + step * (number // 7)) % 7] for step in range(1 + number % 3)})


def _waits(waiting: WaitingPlace) -> bool:
    return waiting.given_at is None and waiting.left_at is None


def _days_of_rule(one: AppointmentSeries, last: date) -> Iterator[date]:
    rule = parsed(one.rrule)
    day = one.from_day
    monday = day - timedelta(days=day.weekday())
    while day <= last:
        months = (day.year - one.from_day.year) * 12 + day.month - one.from_day.month
        if rule.nth is None:
            is_on = (day - monday).days // 7 % rule.every == 0
        else:
            is_on = months % rule.every == 0 and _is_nth(day, rule.nth)
        if is_on and WEEKDAYS[day.weekday()] in rule.days:
            yield day
        day += timedelta(days=1)


def _is_nth(day: date, nth: int) -> bool:
    if nth > 0:
        return (day.day - 1) // 7 + 1 == nth
    return (day + timedelta(days=7)).month != day.month


def _instant(day: date, wall: time, zone: str) -> datetime:
    """The first instant at or after which clocks show a wall time; through a gap, by its length."""
    asked = datetime.combine(day, wall)
    for hours in range(-30, 31):
        offset = timedelta(minutes=30 * hours)
        instant = (asked - offset).replace(tzinfo=UTC)
        if instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == asked:
            later = [instant - timedelta(minutes=m) for m in (30, 60)]
            same = [
                one for one in later
                if one.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == asked
            ]  # fmt: skip
            return min([instant, *same])
    before = (asked - timedelta(hours=24)).replace(tzinfo=ZoneInfo(zone)).utcoffset()
    assert before is not None
    return (asked - before).replace(tzinfo=UTC)
