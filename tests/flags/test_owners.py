"""Whose it is to look, and by when."""

from datetime import date

from app.clock import Weekday
from app.flags.models import Urgency
from app.flags.promise import promise
from app.people.models import Role
from tests.flags.looking import (
    LATE,
    MONDAY_TEN,
    SELF_HARM,
    USE,
    away,
    begins_stay,
    close_account,
    join_team,
    keep_hours,
    lead,
    look_at,
    on_duty,
    the_task,
    told,
    wall,
    way,
    who_had_it,
)
from tests.support.house import House


def test_nobody_looks_at_what_they_sent_themselves(house: House) -> None:
    both = house.person("Ida", Role.client, Role.provider)
    begins_stay(house, both)
    on_duty(house, both)
    task_id = look_at(house, both, SELF_HARM)
    assert the_task(house, task_id).owner_id is None
    other = look_at(house, house.ada, SELF_HARM)
    assert the_task(house, other).owner_id == both.id


def test_who_is_away_or_has_no_account_any_more_is_passed_over(house: House) -> None:
    on_duty(house, house.cleo)
    away(house, house.cleo, date(2027, 3, 1), date(2027, 3, 1))
    assert who_had_it(house, look_at(house, house.ada, USE)) == ["Bea opened"]
    close_account(house, house.bea)
    tuesday = look_at(house, house.ada, USE, now=wall(2, 10))
    assert who_had_it(house, tuesday) == ["Cleo opened"]


def test_when_nobody_is_there_at_all_the_administrators_are_told(house: House) -> None:
    close_account(house, house.bea)
    task = the_task(house, look_at(house, house.ada, USE))
    assert (task.owner_id, task.stuck_at) == (None, MONDAY_TEN)
    assert told(house, house.edda) == [("task_overdue", "nobody")]


def test_without_anybody_nearer_the_lead_looks(house: House) -> None:
    close_account(house, house.bea)
    lead(house, house.cleo)
    assert who_had_it(house, look_at(house, house.ada, LATE)) == ["Cleo opened"]


def test_what_cannot_wait_is_for_who_is_on_duty_and_the_rest_for_the_primary_counselor(
    house: House,
) -> None:
    on_duty(house, house.cleo)
    assert who_had_it(house, look_at(house, house.ada, SELF_HARM)) == ["Cleo opened"]
    assert who_had_it(house, look_at(house, house.ada, USE)) == ["Cleo opened"]
    assert who_had_it(house, look_at(house, house.ada, LATE)) == ["Bea opened"]
    assert who_had_it(house, look_at(house, house.ada)) == ["Bea opened"]


def test_of_several_on_duty_one_of_the_team_looks(house: House) -> None:
    on_duty(house, house.cleo, hours=(8, 17))
    on_duty(house, house.bea, hours=(9, 17))
    assert who_had_it(house, look_at(house, house.ada, USE)) == ["Bea opened"]
    assert who_had_it(house, look_at(house, house.dov, USE)) == ["Cleo opened"]


def test_at_night_it_is_for_who_is_on_duty_when_the_centre_opens(house: House) -> None:
    on_duty(house, house.cleo, Weekday.tue)
    night = look_at(house, house.ada, USE, now=wall(1, 22))
    assert who_had_it(house, night) == ["Cleo opened"]
    assert the_task(house, night).due_at == wall(2, 13)


def test_each_urgency_has_its_time_in_the_hours_of_the_centre(house: House) -> None:
    assert the_task(house, look_at(house, house.ada, SELF_HARM)).due_at == wall(1, 11)
    assert the_task(house, look_at(house, house.ada, USE)).due_at == wall(1, 14)
    assert the_task(house, look_at(house, house.ada)).due_at == wall(3, 10)
    away(house, None, date(2027, 3, 2), date(2027, 3, 2))
    assert the_task(house, look_at(house, house.ada)).due_at == wall(4, 10)


def test_a_centre_without_hours_says_so_and_promises_a_day(house: House) -> None:
    keep_hours(house, {})
    task_id = look_at(house, house.ada, SELF_HARM)
    assert the_task(house, task_id).due_at == wall(2, 10)
    answer = house.ada.browser.get("/api/responses").json()
    assert [one["in_hours"] for one in answer["items"]] == [False]
    with house.database.unit_of_work() as db:
        promised = promise(db, house.ada.id, MONDAY_TEN)
    assert not promised.in_hours
    assert promised.now.by_when == wall(2, 10)


def test_a_promise_is_what_then_happens(house: House) -> None:
    on_duty(house, house.cleo)
    join_team(house, house.cleo, house.ada)
    for now in (MONDAY_TEN, wall(6, 12), wall(1, 22)):
        with house.database.unit_of_work() as db:
            promised = promise(db, house.ada.id, now)
        for urgency, raised in (
            (Urgency.now, SELF_HARM),
            (Urgency.today, USE),
            (Urgency.soon, LATE),
        ):
            said = getattr(promised, urgency)
            kept = way(house, look_at(house, house.ada, raised, now=now))[0]
            by = {house.bea.id: "Bea", house.cleo.id: "Cleo"}[kept.owner_id or house.ada.id]
            assert (said.by, said.by_when) == (by, kept.due_at)


def test_only_what_cannot_wait_is_told_at_once(house: House) -> None:
    look_at(house, house.ada)
    look_at(house, house.ada, LATE)
    assert told(house, house.bea) == []
    look_at(house, house.ada, USE)
    look_at(house, house.ada, SELF_HARM)
    assert told(house, house.bea) == [("task_given", "today"), ("task_given", "now")]
