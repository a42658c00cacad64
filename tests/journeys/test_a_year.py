"""A year of one client's check-ins: daily, weekly, monthly, a slip, a silence, a return; every flag,
to whom it went, by when, what nobody answered in time, and what came of it."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine

from app.installation import Installation
from tests.journeys.year_of_check_ins import Evening, Raised, Year, bea_looks, lived
from tests.support.house import House
from tests.support.pushing import new_york

FIRST = date(2027, 1, 4)
SHORT, LONG = 42, 364
WORST = Evening({"craving": 9, "may_use": True, "mood": 3})
SLIP = Evening({"use": "yes", "craving": 8, "mood": 2, "difficulty": 4})


@pytest.fixture
def year(installation: Installation) -> Iterator[Year]:
    begins = new_york(FIRST.year, FIRST.month, FIRST.day, 9)
    with time_machine.travel(begins, tick=False) as traveller, House(installation) as house:
        yield Year(house, traveller, FIRST)


def evenings(day: int) -> Evening | None:
    """The life of the year. None is an evening without a check-in."""
    silent = {*range(33, 38), *range(200, 260)}
    if day in silent:
        return None
    return SPECIAL.get(day, Evening())


SPECIAL = {
    15: WORST,
    16: SLIP,
    24: Evening({"sleep": 1}),
    30: Evening(items={"phq-9": {"9": 1}}),
}


def nobody_looks(year: Year) -> None:
    """Bea is ill, and nobody has noticed yet."""


MORNINGS = {17: nobody_looks, 16: nobody_looks, 36: nobody_looks, 37: bea_looks}


def test_six_weeks(year: Year) -> None:
    for _ in lived(year, SHORT, evenings, MORNINGS):
        pass
    told = year.table()
    show(told)
    print(year.asked)


def show(told: list[Raised]) -> None:
    print(f"\n{'opened':<17}{'about':<11}{'how':<6}{'flags':<40}{'who, by when':<58}outcome")
    for line in told:
        print(line)
