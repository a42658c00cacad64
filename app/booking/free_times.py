"""When a session can be booked. Pure: what is known goes in, instants come out.

A provider's hours are wall times of the centre. Sessions begin on a grid counted from the start of
these hours in real minutes, and lie wholly within them. Whether a time can be booked is decided in
one place, for what is offered and for what is asked alike.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from uuid import UUID

from app import clock
from app.appointments.closed_days import CentreClosed, ProviderAway
from app.appointments.conflicts import ClientBusy, DayIsFull, ProviderBusy, RoomBusy
from app.booking.problems import (
    InThePast,
    OutsideHours,
    ProviderDayFull,
    TooFarAhead,
    TooSoon,
)
from app.errors import Problem
from app.programs.kinds import Modality

WEEK = tuple(clock.Weekday)


@dataclass(frozen=True, slots=True)
class Stretch:
    """From one instant up to another."""

    starts_at: datetime
    ends_at: datetime

    def overlaps(self, other: "Stretch") -> bool:
        """Whether they share a moment; touching ends share none."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


@dataclass(frozen=True, slots=True)
class Hours:
    """Wall times of the centre in which a provider can be booked, on some weekdays of some days.
    In person they are in this room, if it names one."""

    days: frozenset[clock.Weekday]
    from_time: time
    until_time: time
    modality: Modality
    room_id: UUID | None
    from_day: date
    until_day: date | None = None

    def on(self, day: date, zone: str) -> Stretch | None:
        """These hours on one day, if there are any."""
        is_in = self.from_day <= day and (self.until_day is None or day <= self.until_day)
        if not is_in or WEEK[day.weekday()] not in self.days:
            return None
        found = Stretch(
            clock.at_wall_time(day, self.from_time, zone),
            clock.at_wall_time(day, self.until_time, zone),
        )
        return found if found.starts_at < found.ends_at else None


@dataclass(frozen=True, slots=True)
class Limits:
    """A provider's limits: sessions on one day, minutes before and after each, hours of notice and
    days ahead."""

    sessions_a_day: int | None = None
    buffer_minutes: int = 0
    notice_hours: int = 0
    days_ahead: int = 42


@dataclass(frozen=True)
class Facts:
    """All that decides when a session of `minutes` can be: of a provider, of a client (`cap`
    sessions a day, no cap is no limit), and of the centre in `zone`, at `now`."""

    zone: str
    now: datetime
    minutes: int
    limits: Limits
    hours: tuple[Hours, ...] = ()
    provider: tuple[Stretch, ...] = ()
    client: tuple[Stretch, ...] = ()
    rooms: Mapping[UUID, tuple[Stretch, ...]] = field(default_factory=dict)
    closed: frozenset[date] = frozenset()
    away: frozenset[date] = frozenset()
    cap: int | None = None

    @property
    def step(self) -> timedelta:
        """How far apart sessions may begin."""
        return timedelta(minutes=10 if self.minutes % 10 == 0 else 5)

    @property
    def length(self) -> timedelta:
        return timedelta(minutes=self.minutes)

    @cached_property
    def provider_days(self) -> dict[date, int]:
        """How many sessions the provider has on each day of the centre."""
        return _by_day(self.provider, self.zone)

    @cached_property
    def client_days(self) -> dict[date, int]:
        """How many sessions the client has on each day of the centre."""
        return _by_day(self.client, self.zone)

    def is_full(self, day: date) -> bool:
        """Whether the client has as many sessions on a day as were agreed."""
        return self.cap is not None and self.client_days.get(day, 0) >= self.cap


@dataclass(frozen=True, slots=True)
class Offer:
    """A time that can be booked: in person in `room_id` (or in none), by link, or either."""

    starts_at: datetime
    modality: Modality
    room_id: UUID | None


def free_on(facts: Facts, day: date) -> list[Offer]:
    """Every time on the grid of one day of the centre that can be booked, by its instant."""
    if _day_refused(facts, day):
        return []
    offers = (_offer(facts, starts_at) for starts_at in sorted(set(_grid(facts, day))))
    return [offer for offer in offers if isinstance(offer, Offer)]


def asked(facts: Facts, starts_at: datetime, modality: Modality) -> Offer:
    """What booking `starts_at` in person or by link would mean; raises the `Problem` that stands
    against it."""
    if starts_at <= facts.now:
        raise InThePast
    day = clock.local_day(starts_at, facts.zone)
    if refused := _day_refused(facts, day):
        raise refused
    offer = _offer(facts, starts_at, modality)
    if not isinstance(offer, Offer):
        raise offer
    return offer


def hours_at(facts: Facts, starts_at: datetime) -> Iterator[Hours]:
    """The hours on whose grid an instant lies, with room for the whole session."""
    day = clock.local_day(starts_at, facts.zone)
    for hours in facts.hours:
        found = hours.on(day, facts.zone)
        if found is None or not found.starts_at <= starts_at <= found.ends_at - facts.length:
            continue
        if (starts_at - found.starts_at) % facts.step == timedelta(0):
            yield hours


def _grid(facts: Facts, day: date) -> Iterator[datetime]:
    for hours in facts.hours:
        found = hours.on(day, facts.zone)
        if found is None:
            continue
        starts_at = found.starts_at
        while starts_at + facts.length <= found.ends_at:
            # Clocks that jump over midnight can carry the end of a day into the next.
            if clock.local_day(starts_at, facts.zone) == day:
                yield starts_at
            starts_at += facts.step


def _day_refused(facts: Facts, day: date) -> Problem | None:
    """What stands against every time of a day."""
    today = clock.local_day(facts.now, facts.zone)
    if day > today + timedelta(days=facts.limits.days_ahead):
        return TooFarAhead()
    if day in facts.closed:
        return CentreClosed()
    return ProviderAway() if day in facts.away else None


def _offer(facts: Facts, starts_at: datetime, wanted: Modality | None = None) -> Offer | Problem:
    """What can be offered at an instant, or what stands against it; `wanted` asks for one way to
    meet only."""
    if starts_at < facts.now + timedelta(hours=facts.limits.notice_hours) or starts_at <= facts.now:
        return TooSoon()
    within = list(hours_at(facts, starts_at))
    in_person = [hours for hours in within if hours.modality is not Modality.remote]
    by_link = any(hours.modality is not Modality.in_person for hours in within)
    if wanted is Modality.remote:
        in_person = []
    elif wanted is Modality.in_person:
        by_link = False
    if not in_person and not by_link:
        return OutsideHours()
    session = Stretch(starts_at, starts_at + facts.length)
    if refused := _busy(facts, session):
        return refused
    rooms = [hours.room_id for hours in in_person if _room_is_free(facts, hours.room_id, session)]
    if not rooms and not by_link:
        return RoomBusy()
    return Offer(starts_at, _way(bool(rooms), by_link), rooms[0] if rooms else None)


def _busy(facts: Facts, session: Stretch) -> Problem | None:
    day = clock.local_day(session.starts_at, facts.zone)
    buffer = timedelta(minutes=facts.limits.buffer_minutes)
    with_buffer = Stretch(session.starts_at - buffer, session.ends_at + buffer)
    if any(with_buffer.overlaps(other) for other in facts.provider):
        return ProviderBusy()
    most = facts.limits.sessions_a_day
    if most is not None and facts.provider_days.get(day, 0) >= most:
        return ProviderDayFull()
    if any(session.overlaps(other) for other in facts.client):
        return ClientBusy()
    return DayIsFull() if facts.is_full(day) else None


def _room_is_free(facts: Facts, room_id: UUID | None, session: Stretch) -> bool:
    if room_id is None:
        return True
    return not any(session.overlaps(other) for other in facts.rooms.get(room_id, ()))


def _way(in_person: bool, by_link: bool) -> Modality:
    if in_person and by_link:
        return Modality.either
    return Modality.in_person if in_person else Modality.remote


def _by_day(sessions: tuple[Stretch, ...], zone: str) -> dict[date, int]:
    found: dict[date, int] = {}
    for session in sessions:
        day = clock.local_day(session.starts_at, zone)
        found[day] = found.get(day, 0) + 1
    return found
