"""A year of one client's check-ins: daily, weekly, monthly, a slip, a silence, a return. Each flag,
to whom it went, by when, what nobody answered in time, and what came of it."""

from collections.abc import Callable, Iterator
from datetime import date, datetime

import pytest
import time_machine

from app.installation import Installation
from tests.journeys.year_of_check_ins import Evening, Raised, Year, bea_looks, lived
from tests.support.house import House
from tests.support.pushing import ON_ONE, new_york

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
    is_silent = 33 <= day < 38 or 200 <= day < 259
    return None if is_silent else SPECIAL.get(day, Evening())


SPECIAL = {
    15: Evening({"craving": 9, "may_use": True, "mood": 3}),
    16: Evening({"use": "yes", "craving": 8, "mood": 2, "difficulty": 4}),
    24: Evening({"sleep": 1}),
    30: Evening(items={"phq-9": {"9": 1}}),
    58: Evening(items={"gad-7": dict.fromkeys("1234567", 2)}),
    259: Evening({"use": "yes", "mood": 4}, {"who-5": dict.fromkeys("12345", 1)}),
}


def nobody_looks(year: Year) -> None:
    """Bea is ill, and nobody has noticed yet."""


def bea_takes_it(year: Year) -> None:
    """Bea tries to call."""
    year.takes("Bea")


def into_aftercare(year: Year) -> None:
    bea_looks(year)
    year.step(phase="aftercare", outcome="completed")


def comes_back(year: Year) -> None:
    bea_looks(year)
    year.comes_back()


MORNINGS: dict[int, Callable[[Year], None]] = {
    16: nobody_looks, 17: nobody_looks, 35: bea_takes_it, 36: nobody_looks, 37: nobody_looks,
    38: nobody_looks, 91: into_aftercare, 259: comes_back,
}  # fmt: skip


# fmt: off
IN_SIX_WEEKS = [
    Raised(
        "Tue 19 Jan 20:00", "check_in",
        "craving_high, may_use, sharp_change:craving, sharp_change:mood", "now",
        "Bea by Wed 20 Jan 10:00; Cleo by Wed 20 Jan 11:05; Lena by Wed 20 Jan 12:05",
        "session_arranged (Lena, Wed 20 Jan 11:05)",
    ),
    Raised(
        "Wed 20 Jan 20:00", "check_in",
        "craving_high, mood_low, sharp_change:craving, sharp_change:difficulty, "
        "sharp_change:mood, use", "today",
        "Bea by Thu 21 Jan 13:00; Cleo by Fri 22 Jan 09:05; Lena by Fri 22 Jan 13:05",
        "session_arranged (Lena, Fri 22 Jan 11:05)",
    ),
    Raised(
        "Thu 28 Jan 20:00", "check_in", "sharp_change:sleep", "today",
        "Bea by Fri 29 Jan 13:00", "spoke (Bea, Fri 29 Jan 09:05)",
    ),
    Raised(
        "Wed 03 Feb 20:00", "check_in", "self_harm:phq-9", "now",
        "Bea by Thu 04 Feb 10:00", "spoke (Bea, Thu 04 Feb 09:05)",
    ),
    Raised(
        "Mon 08 Feb 09:05", "silence", "silence", "today",
        "Bea by Mon 08 Feb 13:05; Cleo by Tue 09 Feb 13:05; Lena by Wed 10 Feb 09:05",
        "session_arranged (Lena, Wed 10 Feb 11:05)",
    ),
]
LATER = [
    Raised(
        "Wed 03 Mar 20:00", "check_in", "score_high:gad-7.total", "today",
        "Bea by Thu 04 Mar 13:00", "spoke (Bea, Thu 04 Mar 09:05)",
    ),
    Raised(
        "Tue 31 Aug 09:05", "silence", "silence", "today",
        "Bea by Tue 31 Aug 13:05", "spoke (Bea, Tue 31 Aug 09:05)",
    ),
    Raised(
        "Mon 20 Sep 20:00", "check_in", "score_low:who-5.total, sharp_change:mood, use", "today",
        "Bea by Tue 21 Sep 13:00", "spoke (Bea, Tue 21 Sep 09:05)",
    ),
]
# fmt: on


def test_six_weeks(year: Year) -> None:
    for _ in lived(year, SHORT, evenings, MORNINGS):
        pass
    show(year)
    assert year.table() == IN_SIX_WEEKS
    assert year.answered == {
        "daily": 37, "bam-iop": 4, "bam": 2, "phq-9": 2, "gad-7": 2, "barc-10": 1, "who-5": 1,
        "audit-c": 1,
    }  # fmt: skip
    the_client_was_told(year)


@pytest.mark.long
@ON_ONE
def test_a_whole_year(year: Year) -> None:
    for _ in lived(year, LONG, evenings, MORNINGS):
        pass
    show(year)
    assert year.table() == IN_SIX_WEEKS + LATER
    assert year.answered == {
        "daily": 204, "bam-iop": 26, "bam": 12, "phq-9": 9, "gad-7": 9, "barc-10": 5, "who-5": 5,
        "audit-c": 2,
    }  # fmt: skip


def the_client_was_told(year: Year) -> None:
    """Who looks, by when, and that it went on; nothing of silence, and nothing of flags."""
    browser = year.on(year.client)
    items = browser.get("/api/check-ins", params={"limit": "100"}).json()["items"]
    assert len(items) == year.answered["daily"]
    told = {item["on_day"]: item["response"] for item in items}
    open_still = [day for day, one in told.items() if one["state"] != "answered"]
    from_friday_on, taken = ["2027-02-14", "2027-02-13", "2027-02-12"], "2027-02-05"
    assert open_still == [*from_friday_on, taken]
    # Bea had it and was then ill for longer than twice its time: it is where the lead sees it next.
    lead_has = {"by": "Lena", "state": "waiting", "went_on": True, "stuck": False}
    assert told[taken].items() >= lead_has.items()
    assert datetime.fromisoformat(told[taken]["by_when"]) == new_york(2027, 2, 15, 9, 5)
    worst = told["2027-01-19"]
    assert (worst["by"], worst["urgency"], worst["went_on"]) == ("Lena", "now", True)
    assert {one["by"] for one in told.values()} == {"Bea", "Lena"}
    assert "flag" not in str(items)
    today = browser.get("/api/today").json()["due"][0]
    assert (today["done"], today["forms"]) == (True, 0)


def show(year: Year) -> None:
    """What was raised, to whom it went by when, and what came of it; what was answered."""
    print()
    for line in year.table():
        print(line)
    print(", ".join(f"{name} {count}" for name, count in year.answered.items()))
