"""When a session can be booked: whatever is offered can be booked, and nothing that can be booked
is missing, in every zone and on both nights when clocks change."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.booking.free_times import Facts, Hours, Limits, Stretch, asked, free_on
from app.clock import Weekday
from app.errors import Problem
from app.programs.kinds import Modality

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
EVERY_DAY = frozenset(Weekday)
ROOM = UUID(int=1)
ZONES = ("America/New_York", "Europe/Madrid", "Australia/Lord_Howe", "America/Nuuk", "UTC")
SUNDAYS = (date(2026, 3, 8), date(2026, 3, 29), date(2026, 10, 25), date(2026, 11, 1),
           date(2026, 4, 5), date(2026, 10, 4), date(2026, 6, 3))  # fmt: skip


def hours(from_: str = "09:00", until: str = "12:00", **other: Any) -> Hours:
    row: dict[str, Any] = {
        "days": EVERY_DAY, "from_time": time.fromisoformat(from_),
        "until_time": time.fromisoformat(until), "modality": Modality.either, "room_id": None,
        "from_day": date(2026, 1, 1), "until_day": None,
    }  # fmt: skip
    return Hours(**(row | other))


def facts(*some: Hours, **other: Any) -> Facts:
    row: dict[str, Any] = {
        "zone": "America/New_York", "now": datetime(2026, 5, 1, tzinfo=UTC), "minutes": 50,
        "limits": Limits(days_ahead=365), "hours": some or (hours(),),
    }  # fmt: skip
    return Facts(**(row | other))


def clocks(found: Facts, day: date) -> list[str]:
    """The offered times of a day as clocks there show them."""
    zone = ZoneInfo(found.zone)
    return [f"{offer.starts_at.astimezone(zone):%H:%M}" for offer in free_on(found, day)]


def session(day: date, from_: str, minutes: int = 50, zone: str = "America/New_York") -> Stretch:
    start = datetime.combine(day, time.fromisoformat(from_), ZoneInfo(zone)).astimezone(UTC)
    return Stretch(start, start + timedelta(minutes=minutes))


JUNE = date(2026, 6, 3)


def test_sessions_lie_wholly_within_the_hours_ten_minutes_apart() -> None:
    assert clocks(facts(hours("09:00", "10:10")), JUNE) == ["09:00", "09:10", "09:20"]
    assert clocks(facts(hours("09:00", "09:50")), JUNE) == ["09:00"]
    assert clocks(facts(hours("09:00", "09:49")), JUNE) == []
    assert clocks(facts(hours("09:00", "10:00"), minutes=45), JUNE) == [
        "09:00", "09:05", "09:10", "09:15",
    ]  # fmt: skip


def test_hours_count_on_their_weekdays_and_between_their_days() -> None:
    some = hours("09:00", "09:50", days=frozenset({Weekday.wed}), until_day=JUNE)
    assert clocks(facts(some), JUNE) == ["09:00"]
    assert clocks(facts(some), JUNE + DAY) == []
    assert clocks(facts(some), JUNE + 7 * DAY) == []
    assert clocks(facts(hours(from_day=JUNE + DAY)), JUNE) == []


def test_a_buffer_lies_before_and_after_what_the_provider_has() -> None:
    some = facts(hours("09:00", "12:00"), provider=(session(JUNE, "10:00"),),
                 limits=Limits(buffer_minutes=10, days_ahead=365))  # fmt: skip
    assert clocks(some, JUNE) == ["09:00", "11:00", "11:10"]


def test_limits_of_the_day_close_the_whole_day() -> None:
    one = (session(JUNE, "15:00"),)
    assert clocks(facts(provider=one, limits=Limits(1, days_ahead=365)), JUNE) == []
    assert clocks(facts(client=one, cap=1), JUNE) == []
    assert clocks(facts(client=one, cap=2), JUNE) != []
    assert facts(client=one, cap=1).is_full(JUNE)
    assert clocks(facts(closed=frozenset({JUNE})), JUNE) == []
    assert clocks(facts(away=frozenset({JUNE})), JUNE) == []
    assert clocks(facts(limits=Limits(days_ahead=3)), JUNE) == []


def test_a_room_that_is_taken_leaves_only_the_link() -> None:
    taken = {ROOM: (session(JUNE, "09:00"),)}
    some = facts(hours("09:00", "10:00", room_id=ROOM), rooms=taken)
    assert [(o.modality, o.room_id) for o in free_on(some, JUNE)] == [
        (Modality.remote, None), (Modality.remote, None),
    ]  # fmt: skip
    here = hours("09:00", "10:00", room_id=ROOM, modality=Modality.in_person)
    assert free_on(facts(here, rooms=taken), JUNE) == []
    [first, *_] = free_on(facts(hours(room_id=ROOM)), JUNE)
    assert (first.modality, first.room_id) == (Modality.either, ROOM)


def test_on_the_night_clocks_go_forward_the_missing_hour_is_not_offered() -> None:
    spring = date(2026, 3, 8)
    some = facts(hours("01:00", "04:00"), now=datetime(2026, 3, 1, tzinfo=UTC))
    shown = clocks(some, spring)
    assert [one for one in shown if one.startswith("02")] == []
    assert (shown[0], shown[-1]) == ("01:00", "03:10")
    gap = facts(hours("02:10", "02:50"), now=datetime(2026, 3, 1, tzinfo=UTC), minutes=30)
    assert clocks(gap, spring) == ["03:10", "03:20"]


def test_on_the_night_clocks_go_back_the_hour_is_there_twice_and_each_instant_once() -> None:
    some = facts(hours("00:30", "03:00"), now=datetime(2026, 10, 20, tzinfo=UTC))
    found = free_on(some, date(2026, 11, 1))
    instants = [offer.starts_at for offer in found]
    assert instants == sorted(set(instants))
    assert clocks(some, date(2026, 11, 1)).count("01:00") == 2


@st.composite
def worlds(draw: st.DrawFn) -> tuple[Facts, date]:
    """A provider, a client and a centre around one day."""
    zone = draw(st.sampled_from(ZONES))
    day = draw(st.sampled_from(SUNDAYS))
    midnight = datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)
    some = tuple(draw(st.lists(_hours(day), min_size=1, max_size=3)))
    found = Facts(
        zone=zone,
        now=midnight + timedelta(hours=draw(st.integers(-60, 20)), minutes=7),
        minutes=draw(st.sampled_from((20, 30, 45, 50, 90))),
        limits=Limits(
            sessions_a_day=draw(st.one_of(st.none(), st.integers(1, 4))),
            buffer_minutes=draw(st.sampled_from((0, 5, 10, 30))),
            notice_hours=draw(st.sampled_from((0, 1, 12))),
            days_ahead=draw(st.sampled_from((0, 1, 42))),
        ),
        hours=some,
        provider=tuple(draw(st.lists(_sessions(midnight), max_size=4))),
        client=tuple(draw(st.lists(_sessions(midnight), max_size=3))),
        rooms={ROOM: tuple(draw(st.lists(_sessions(midnight), max_size=3)))},
        closed=frozenset(draw(st.sets(st.sampled_from((day - DAY, day + DAY)), max_size=1))),
        cap=draw(st.one_of(st.none(), st.integers(1, 4))),
    )
    return found, day


def _hours(day: date) -> st.SearchStrategy[Hours]:
    times = st.integers(0, 23 * 4).map(lambda quarter: time(quarter // 4, 15 * (quarter % 4)))
    return st.builds(
        Hours,
        days=st.just(EVERY_DAY),
        from_time=times,
        until_time=times,
        modality=st.sampled_from(list(Modality)),
        room_id=st.sampled_from((None, ROOM)),
        from_day=st.just(day - 7 * DAY),
    )


def _sessions(midnight: datetime) -> st.SearchStrategy[Stretch]:
    return st.tuples(st.integers(-3, 100), st.sampled_from((30, 50, 90))).map(
        lambda drawn: Stretch(
            midnight + timedelta(minutes=15 * drawn[0]),
            midnight + timedelta(minutes=15 * drawn[0] + drawn[1]),
        )
    )


@given(worlds())
@settings(max_examples=150, deadline=None)
def test_what_is_offered_is_what_a_slow_look_at_every_minute_finds(
    world: tuple[Facts, date],
) -> None:
    found, day = world
    offered = {offer.starts_at: offer.modality for offer in free_on(found, day)}
    assert offered == _slowly(found, day)


@given(worlds())
@settings(max_examples=60, deadline=None)
def test_a_time_can_be_booked_exactly_when_it_is_offered(world: tuple[Facts, date]) -> None:
    found, day = world
    offered = {offer.starts_at: offer.modality for offer in free_on(found, day)}
    for minute in _minutes(found, day):
        for way in (Modality.in_person, Modality.remote):
            is_offered = offered.get(minute) in (way, Modality.either)
            if is_offered:
                assert asked(found, minute, way).starts_at == minute
            else:
                with pytest.raises(Problem):
                    asked(found, minute, way)


def _minutes(found: Facts, day: date) -> list[datetime]:
    """Every fifth minute of a day, as clocks there show it."""
    zone = ZoneInfo(found.zone)
    start = datetime.combine(day, time(), zone).astimezone(UTC) - timedelta(hours=3)
    every = (start + timedelta(minutes=5 * n) for n in range(30 * 12 + 1))
    return [minute for minute in every if minute.astimezone(zone).date() == day]


def _slowly(found: Facts, day: date) -> dict[datetime, Modality]:
    """The same question asked minute by minute, with wall clocks compared as clocks show them."""
    result: dict[datetime, Modality] = {}
    for minute in _minutes(found, day):
        ways = {way for one in found.hours for way in _ways(found, one, day, minute)}
        if ways and _is_free(found, minute, day):
            result[minute] = Modality.either if len(ways) == 2 else ways.pop()
    return result


def _ways(found: Facts, one: Hours, day: date, minute: datetime) -> set[Modality]:
    zone = ZoneInfo(found.zone)
    begins = datetime.combine(day, one.from_time, zone).astimezone(UTC)
    ends = datetime.combine(day, one.until_time, zone).astimezone(UTC)
    length = timedelta(minutes=found.minutes)
    since = (minute - begins) / MINUTE
    step = 5 if found.minutes % 10 else 10
    if minute < begins or minute + length > ends or since % step:
        return set()
    own = Stretch(minute, minute + length)
    in_room = found.rooms[ROOM] if one.room_id else ()
    here = one.modality is not Modality.remote and not any(_meet(own, s) for s in in_room)
    link = one.modality is not Modality.in_person
    return ({Modality.in_person} if here else set()) | ({Modality.remote} if link else set())


def _is_free(found: Facts, minute: datetime, day: date) -> bool:
    zone = ZoneInfo(found.zone)
    on_day = [s for s in found.provider if s.starts_at.astimezone(zone).date() == day]
    own_day = [s for s in found.client if s.starts_at.astimezone(zone).date() == day]
    pause = timedelta(minutes=found.limits.buffer_minutes)
    own = Stretch(minute, minute + timedelta(minutes=found.minutes))
    wide = Stretch(own.starts_at - pause, own.ends_at + pause)
    most, cap = found.limits.sessions_a_day, found.cap
    return (
        minute > found.now
        and minute - found.now >= timedelta(hours=found.limits.notice_hours)
        and (day - found.now.astimezone(zone).date()).days <= found.limits.days_ahead
        and day not in found.closed | found.away
        and (most is None or len(on_day) < most)
        and (cap is None or len(own_day) < cap)
        and not any(_meet(wide, other) for other in found.provider)
        and not any(_meet(own, other) for other in found.client)
    )


def _meet(one: Stretch, other: Stretch) -> bool:
    return max(one.starts_at, other.starts_at) < min(one.ends_at, other.ends_at)
