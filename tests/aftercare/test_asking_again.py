"""Nobody is reached for weeks, or the plan changes midway: somebody is asked again, one at a time,
and what was said stays."""

from datetime import date

import pytest

from app.aftercare.cadence import Stretch, dues
from app.aftercare.standing import focus_of
from tests.aftercare.caring import DAY, START, Caring, at, codes, standings
from tests.support.house import House

WEEK = 7 * DAY
WEEKLY = [{"count": 4, "every_days": 7}]


def asked_about(care: Caring) -> list[int]:
    """The contacts there are tasks about, by the day from the start, oldest task first."""
    days = {focus_of(care.stay_id, START + day * DAY): day for day in range(120)}
    return [days[task.focus_id] for task in care.tasks()]


def open_ones(care: Caring) -> int:
    return sum(task.closed_at is None for task in care.tasks())


def sweep_and_call(care: Caring, days: range, outcome: str = "not_reached") -> list[int]:
    """Sweeps every day; whoever is asked answers that day. The days on which somebody was asked."""
    found = []
    for day in days:
        if care.sweep(START + day * DAY):
            found.append(day)
        assert open_ones(care) <= 1, "nobody is asked twice about one client"
        if open_ones(care):
            care.answer(START + day * DAY, outcome)
    return found


@pytest.mark.parametrize(
    "stretches",
    [
        [(5, 7)],
        [(2, 14), (1, 28)],
        [(3, 3), (1, 7)],
    ],
)
def test_where_nobody_is_ever_reached_somebody_is_asked_every_three_days_after_every_miss(
    house: House, stretches: list[tuple[int, int]]
) -> None:
    care = Caring(house)
    care.plan(START, stretches=[{"count": n, "every_days": every} for n, every in stretches])
    row = dues(START, [Stretch(*one) for one in stretches])
    last = (row[-1].until_on - START).days + 1 + 14
    asked = sweep_and_call(care, range(last + 12))
    for due in row:
        missed = (due.until_on - START).days + 1
        assert missed in asked
        for day in range(missed, missed + 13):
            assert set(asked) & {day, day + 1, day + 2}, f"nobody was asked from day {day}"
    assert asked_about(care) == [(due.on - START).days for due in row]
    assert max(asked) <= last, "two weeks, then nobody is asked any more"


def test_a_contact_that_is_missed_while_somebody_is_asked_has_its_own_task_afterwards(
    house: House,
) -> None:
    care = Caring(house)
    care.plan(START, stretches=WEEKLY)
    assert [day for day in range(12) if care.sweep(START + day * DAY)] == [4]
    care.answer(START + 12 * DAY, "not_reached")
    assert (care.sweep(START + 13 * DAY), asked_about(care)) == (1, [0, 7])


def test_who_says_that_they_reached_nobody_opens_no_second_task(house: House) -> None:
    care = Caring(house)
    care.plan(START, stretches=WEEKLY)
    care.sweep(START + 4 * DAY)
    assert care.say(START + 5 * DAY, START + WEEK, "not_reached").status_code == 200
    assert (open_ones(care), asked_about(care)) == (1, [0])
    assert ("contact_not_reached", {"tries": 1}) in care.flags()
    care.answer(START + 8 * DAY, "not_reached")
    assert sweep_and_call(care, range(9, 14)) == [11], "three days after anybody last tried"


@pytest.mark.parametrize("how", ["said", "session"])
def test_whoever_was_heard_of_after_a_try_is_not_asked_after_again(house: House, how: str) -> None:
    care = Caring(house)
    care.plan(START, stretches=[{"count": 2, "every_days": 28}])
    care.sweep(START + 8 * DAY)
    care.answer(START + 8 * DAY, "not_reached")
    if how == "said":
        care.say(START + 9 * DAY, START)
    else:
        care.session(START + 9 * DAY, "attended")
    assert sweep_and_call(care, range(9, 20)) == []


def test_a_contact_that_was_called_off_hides_no_miss_before_it(house: House) -> None:
    care = Caring(house)
    care.plan(START, stretches=WEEKLY)
    assert care.say(START + DAY, START + WEEK, "called_off").status_code == 200
    assert sweep_and_call(care, range(4, 8)) == [4, 7]
    care.say(START + 8 * DAY, START + WEEK, "called_off", line="Again")
    assert sweep_and_call(care, range(8, 18)) == [], "said after the last try"


def replanned(house: House, state: str, line: str) -> Caring:
    """On day 5 something is said of the contact of day 7, and a new row from day 6 on is made."""
    care = Caring(house)
    first = care.plan(START, stretches=WEEKLY).json()["plan"]["id"]
    care.say(START, START)
    said = care.say(START + 5 * DAY, START + WEEK, state, line=line)
    assert said.status_code == 200
    again = care.plan(
        START + 5 * DAY, replaces=first, starts_on=(START + 6 * DAY).isoformat(), stretches=WEEKLY
    )
    assert again.status_code == 200
    return care


def lines(care: Caring, day: int) -> dict[int, str]:
    row = care.read(START + day * DAY)["row"]
    return {
        (date.fromisoformat(one["due_on"]) - START).days: one["line"] for one in row if one["line"]
    }


def test_who_was_reached_before_the_plan_changed_is_not_called_again_at_once(house: House) -> None:
    care = replanned(house, "reached", "A good talk")
    found = care.read(START + 6 * DAY)
    assert lines(care, 6) == {7: "A good talk"}
    assert standings(found)[:3] == ["reached", "reached", "ahead"]
    thirteenth = (START + 13 * DAY).isoformat()
    assert (found["to_do"], found["next_on"]) == (None, thirteenth)
    with at(START + 6 * DAY):
        own = care.browser(house.ada).get("/api/contact").json()
        listed = care.browser().get("/api/contacts").json()["items"]
    assert own["next_on"] == thirteenth
    assert [one["due_on"] for one in listed] == [thirteenth]
    assert sweep_and_call(care, range(6, 17)) == []
    assert sweep_and_call(care, range(17, 18)) == [17]


def test_who_was_not_reached_before_the_plan_changed_has_one_task_and_it_goes_on(
    house: House,
) -> None:
    care = replanned(house, "not_reached", "No answer")
    assert (open_ones(care), lines(care, 6)) == (1, {7: "No answer"})
    assert [care.sweep(START + day * DAY) for day in range(6, 12)] == 6 * [0]
    care.answer(START + 11 * DAY, "not_reached")
    assert standings(care.read(START + 11 * DAY))[:2] == ["reached", "not_reached"]
    assert sweep_and_call(care, range(12, 17)) == [14]
    assert asked_about(care) == [7]
    care.say(START + 16 * DAY, START + WEEK, line="At last")
    assert lines(care, 16) == {7: "At last"}


def test_what_was_called_off_before_the_plan_changed_is_told_and_takes_no_new_contacts_place(
    house: House,
) -> None:
    care = replanned(house, "called_off", "On a journey")
    found = care.read(START + 9 * DAY)
    assert lines(care, 9) == {7: "On a journey"}
    assert standings(found)[1:4] == ["open", "called_off", "ahead"]
    assert found["to_do"] == (START + 6 * DAY).isoformat()
    with at(START + 9 * DAY):
        own = care.browser(house.ada).get("/api/contact").json()
    assert (START + WEEK).isoformat() not in [one["on"] for one in own["row"]]
    assert sweep_and_call(care, range(9, 14)) == [10, 13]


def test_a_key_that_is_none_is_refused_before_anybody_looks_for_it(house: House) -> None:
    care = Caring(house)
    care.plan(START)
    with at(START):
        for key in ("a%00b", "0" * 63, "0" * 65, "G" * 64):
            path = care.path(f"cadence-decisions/{key}")
            assert codes([care.browser().put(path, json={"answer": "accepted"})]) == ["invalid"]
