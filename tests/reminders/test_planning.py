"""Which reminders are there for the next two days, and that planning again makes no others."""

from datetime import timedelta

import pytest

from app.people.models import Person
from app.reminders.models import ReminderState
from tests.support.pushing import MONDAY, ON_ONE, Chain, new_york, waiting
from tests.support.sessions import (
    cancel_session,
    give_session,
    move_session,
    take_place_away,
)


def test_everybody_who_has_joined_is_planned_for_and_nobody_else(chain: Chain) -> None:
    with chain.database.unit_of_work() as db:
        db.get_one(Person, chain.house.gus.id).joined_at = None
    chain.tick()
    planned = {actor.name for actor in chain.house.cast if chain.reminders(actor)}
    assert planned == {"Ada", "Dov"}


def test_two_days_are_planned_and_planning_again_makes_no_more(chain: Chain) -> None:
    chain.want(chain.house.ada, at="20:00")
    give_session(chain.database, chain.house.ada, new_york(2026, 6, 2, 15, 0))
    chain.tick()
    first = chain.reminders(chain.house.ada)
    assert [row.due_at for row in first] == [
        new_york(2026, 6, 1, 15, 0),
        new_york(2026, 6, 1, 20, 0),
        new_york(2026, 6, 2, 14, 0),
        new_york(2026, 6, 2, 20, 0),
    ]
    for hours in (0, 1, 2):
        chain.wait(hours=hours)
        chain.want(chain.house.ada, at="20:00")
        chain.tick()
    assert chain.reminders(chain.house.ada)[:4] == first


def test_what_quiet_hours_have_moved_survives_planning_again(chain: Chain) -> None:
    ada = chain.house.ada
    chain.want(ada, at="22:00", quiet=("21:30", "00:30"))
    moved = new_york(2026, 6, 2, 0, 30)
    assert waiting(chain, ada)[0] == moved
    for moment in (new_york(2026, 6, 1, 23, 0), moved - timedelta(minutes=1)):
        chain.go_to(moment)
        chain.want(ada, at="22:00", quiet=("21:30", "00:30"))
        assert waiting(chain, ada)[0] == moved
    phone = chain.phone_of(ada)
    chain.tick(moved)
    assert len(phone.received) == 1


def test_what_was_put_off_at_its_time_survives_planning_again(chain: Chain) -> None:
    ada = chain.house.ada
    chain.want(ada, at="20:00", quiet=("21:30", "22:30"))
    phone = chain.phone_of(ada)
    chain.tick(new_york(2026, 6, 1, 21, 40))
    assert (phone.tries, waiting(chain, ada)[0]) == (0, new_york(2026, 6, 1, 22, 30))
    for minute in (45, 46):
        give_session(chain.database, ada, new_york(2026, 6, 5, 15, 0))
        chain.tick(new_york(2026, 6, 1, 21, minute))
    assert phone.tries == 0
    chain.tick(new_york(2026, 6, 1, 22, 30))
    assert len(phone.received) == 1


def test_a_new_time_replaces_what_waits_and_makes_nothing_in_the_past(chain: Chain) -> None:
    ada = chain.house.ada
    chain.want(ada, at="20:00")
    chain.want(ada, at="09:59")
    assert waiting(chain, ada) == [new_york(2026, 6, day, 9, 59) for day in (2, 3)]
    chain.want(ada, at="10:00")
    assert waiting(chain, ada) == [new_york(2026, 6, day, 10, 0) for day in (2, 3)]
    chain.want(ada, check_in=False)
    assert waiting(chain, ada) == []


def test_a_time_that_comes_back_is_not_sent_a_second_time(chain: Chain) -> None:
    ada = chain.house.ada
    chain.want(ada, at="20:00")
    phone = chain.phone_of(ada)
    chain.tick(new_york(2026, 6, 1, 20, 0))
    for at in ("21:00", "20:00"):
        chain.want(ada, at=at)
        chain.tick()
    chain.tick(new_york(2026, 6, 1, 22, 0))
    assert len(phone.received) == 1


def test_a_session_that_is_moved_takes_its_reminders_along(chain: Chain) -> None:
    ada = chain.house.ada
    chain.want(ada, check_in=False)
    session = give_session(chain.database, ada, new_york(2026, 6, 3, 9, 0))
    chain.tick()
    chain.wait(minutes=1)
    move_session(chain.database, session, new_york(2026, 6, 3, 11, 0))
    chain.tick()
    assert waiting(chain, ada) == [new_york(2026, 6, 2, 11, 0), new_york(2026, 6, 3, 10, 0)]
    chain.wait(minutes=1)
    cancel_session(chain.database, session)
    chain.tick()
    assert waiting(chain, ada) == []


def test_who_leaves_a_series_is_not_reminded_of_it(chain: Chain) -> None:
    ada, bea = chain.house.ada, chain.house.bea
    chain.want(ada, check_in=False)
    body = {
        "title": "Evening group", "kind": "support", "days": ["tue"], "local_time": "18:00",
        "duration_minutes": 90, "from_day": "2026-06-01",
    }  # fmt: skip
    series = bea.browser.post("/api/appointment-series", json=body).json()["id"]
    place = f"/api/appointment-series/{series}/participants/{ada.id}"
    assert bea.browser.put(place, json={}).status_code == 204
    chain.tick()
    assert len(waiting(chain, ada)) == 2
    chain.wait(minutes=1)
    assert bea.browser.delete(place).status_code == 204
    chain.tick()
    assert waiting(chain, ada) == []


def test_a_place_that_is_taken_away_is_noticed_at_the_latest_when_it_is_time(chain: Chain) -> None:
    ada = chain.house.ada
    chain.want(ada, check_in=False)
    session = give_session(chain.database, ada, new_york(2026, 6, 2, 15, 0))
    phone = chain.phone_of(ada)
    chain.tick()
    take_place_away(chain.database, session, ada)
    chain.tick(new_york(2026, 6, 2, 14, 0))
    assert phone.tries == 0


def test_a_change_that_was_being_written_while_planning_ran_is_not_overlooked(
    chain: Chain,
) -> None:
    ada = chain.house.ada
    chain.want(ada, check_in=False)
    chain.wait(minutes=10)
    chain.want(ada, check_in=False)
    chain.wait(seconds=-4)
    give_session(chain.database, ada, new_york(2026, 6, 2, 15, 0))
    chain.wait(seconds=6)
    chain.tick()
    assert len(waiting(chain, ada)) == 2


@pytest.mark.parametrize(
    ("added_at", "sent"), [((9, 50), 1), ((10, 20), 0)], ids=["in time", "at the last minute"]
)
def test_a_session_that_was_added_while_the_worker_slept_is_reminded_of_late(
    chain: Chain, added_at: tuple[int, int], sent: int
) -> None:
    ada, starts_at = chain.house.ada, new_york(2026, 6, 2, 11, 0)
    chain.want(ada, check_in=False, minutes=[60])
    phone = chain.phone_of(ada)
    chain.tick(new_york(2026, 6, 2, 9, 0))
    chain.go_to(new_york(2026, 6, 2, *added_at))
    give_session(chain.database, ada, starts_at)
    for minute in (20, 21):
        chain.tick(new_york(2026, 6, 2, 10, minute))
    assert len(phone.received) == sent


def test_a_clock_that_was_ahead_hides_no_change_after_it_is_put_right(chain: Chain) -> None:
    ada = chain.house.ada
    chain.wait(hours=5)
    chain.want(ada, check_in=False)
    chain.wait(hours=-5)
    give_session(chain.database, ada, new_york(2026, 6, 2, 15, 0))
    chain.tick()
    assert len(waiting(chain, ada)) == 2


@ON_ONE
def test_an_outage_of_years_is_not_made_up_for(chain: Chain) -> None:
    chain.want(chain.house.ada, at="20:00")
    chain.tick(MONDAY + timedelta(days=800))
    made = chain.reminders(chain.house.ada)
    assert 30 <= len(made) <= 35
    assert not [row for row in made if row.state is ReminderState.due]


def test_alumni_who_want_to_hear_nothing_are_reminded_of_nothing_until_they_say_so(
    chain: Chain,
) -> None:
    gus = chain.house.gus
    chain.want(gus, at="20:00")
    give_session(chain.database, gus, new_york(2026, 6, 2, 15, 0))
    chain.tick()
    assert len(waiting(chain, gus)) >= 3
    choose(chain, None)
    chain.wait(minutes=20)
    chain.tick()
    assert waiting(chain, gus) == []
    choose(chain, 7)
    chain.wait(minutes=20)
    chain.tick()
    assert len(waiting(chain, gus)) >= 3


def choose(chain: Chain, every_days: int | None) -> None:
    body = {"every_days": every_days, "only_safety_plan": False}
    answer = chain.house.gus.browser.put("/api/alumni-choice", json=body)
    assert answer.is_success, answer.json()
