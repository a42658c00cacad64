"""A year of a calendar, whatever is done to it: nobody in two places, no cap broken, nobody passed
over, nothing past changed, and the rule followed to the minute through both clock changes."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.appointments.calendars import room
from tests.appointments.year import Deed, Town, Year, town
from tests.support.databases import ONE_DATABASE
from tests.support.house import House

NAMES = (
    "open", "open", "change", "change", "split", "split", "end", "join", "join", "join", "leave",
    "wait", "wait", "single", "single", "move", "move", "cancel", "back", "in", "in", "out",
    "close", "reopen", "live", "live",
)  # fmt: skip
number = st.integers(0, 200)
deeds = st.lists(st.tuples(st.sampled_from(NAMES), number, number, number, number), max_size=45)
zones = st.sampled_from(["America/New_York", "Europe/Madrid", "Australia/Lord_Howe", "UTC"])
# Weeks before the clocks change in one direction or the other, north or south.
beginnings = st.sampled_from(
    [datetime(2027, 2, 20, 15, tzinfo=UTC), datetime(2027, 9, 12, 3, tzinfo=UTC)]
)
BEGIN: list[Deed] = [("open", 0, 4, 3, 0), ("join", 0, 0, 0, 0), ("join", 0, 1, 0, 0)]


class _Over(Exception):
    """Throws a year away."""


@contextmanager
def _a_year(house: House, there: Town, zone: str, begins: datetime) -> Iterator[Year]:
    try:
        with house.database.unit_of_work() as db:
            yield Year(db, there, zone, begins)
            raise _Over
    except _Over:
        pass


def _live_through(house: House, there: Town, zone: str, begins: datetime, some: list[Deed]) -> Year:
    with _a_year(house, there, zone, begins) as year:
        for deed in [*BEGIN, *some]:
            year.do(deed)
        while year.now < begins.replace(year=begins.year + 1):
            year.do(("live", 24, 5, 0, 0))
            year.nobody_waits_in_vain()
    return year


def _town(house: House) -> Town:
    return town(house, [room(house, "Room 1"), room(house, "Room 2")])


@ONE_DATABASE
def test_a_year_holds_whatever_is_done(house: House) -> None:
    there, done = _town(house), Counter[str]()

    @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
    @given(zones, beginnings, deeds)
    def live(zone: str, begins: datetime, some: list[Deed]) -> None:
        done.update(_live_through(house, there, zone, begins, some).done)

    live()
    # Not everything was refused.
    assert done["join"] > 0


@pytest.mark.long
def test_many_years_hold(house: House) -> None:
    there = _town(house)

    @settings(max_examples=1500, deadline=None, suppress_health_check=list(HealthCheck))
    @given(zones, beginnings, deeds)
    def live(zone: str, begins: datetime, some: list[Deed]) -> None:
        _live_through(house, there, zone, begins, some)

    live()
