"""Who has said that they have it has twice its time, whatever its urgency; then it goes on, and
sooner when they are not there. What was answered and is opened again begins anew."""

from datetime import date, datetime
from uuid import UUID

import pytest

from app.flags.reasons import Raised
from app.ids import new_id
from app.people.models import Role
from tests.flags.looking import (
    LATE,
    SELF_HARM,
    USE,
    away,
    close_account,
    join_team,
    lead,
    look_at,
    sweep,
    take,
    the_task,
    wall,
    who_had_it,
)
from tests.support.house import Actor, House


def came_back(house: House, client: Actor, *raised: Raised, focus: UUID, now: datetime) -> UUID:
    """The same thing is looked at again."""
    return look_at(house, client, *raised, focus=focus, now=now)


@pytest.mark.parametrize(
    ("raised", "due"),
    [(SELF_HARM, wall(1, 12, 30)), (USE, wall(2, 10, 30)), (LATE, wall(5, 10, 30))],
)
def test_whoever_has_it_has_twice_its_time_and_then_it_goes_on(
    house: House, raised: Raised, due: datetime
) -> None:
    join_team(house, house.cleo, house.ada)
    task_id = look_at(house, house.ada, raised)
    assert take(house, house.bea, task_id, wall(1, 10, 30)).due_at == due
    assert sweep(house, due.replace(minute=29)) == 0
    assert sweep(house, due) == 1
    assert who_had_it(house, task_id) == ["Bea opened", "Cleo overdue"]
    assert the_task(house, task_id).acknowledged_at is None


def test_somebody_who_has_it_and_is_away_until_it_is_due_has_it_no_more(house: House) -> None:
    join_team(house, house.cleo, house.ada)
    task_id = look_at(house, house.ada, LATE)
    due = take(house, house.bea, task_id, wall(1, 10, 30)).due_at
    away(house, house.bea, date(2027, 3, 2), date(2027, 3, 26))
    assert sweep(house, wall(1, 16)) == 0
    assert sweep(house, wall(2, 9)) == 1
    assert who_had_it(house, task_id) == ["Bea opened", "Cleo not_here"]
    task = the_task(house, task_id)
    assert (task.due_at, task.acknowledged_by) == (due, None)


def test_somebody_who_has_it_and_is_back_in_time_keeps_it(house: House) -> None:
    join_team(house, house.cleo, house.ada)
    task_id = look_at(house, house.ada, LATE)
    take(house, house.bea, task_id, wall(1, 10, 30))
    away(house, house.bea, date(2027, 3, 2), date(2027, 3, 3))
    assert [sweep(house, wall(day, 9)) for day in (2, 3, 4)] == [0, 0, 0]
    assert who_had_it(house, task_id) == ["Bea opened"]


def test_opened_again_it_goes_to_a_second_person_before_the_lead(house: House) -> None:
    hal, ida = house.person("Hal", Role.provider), house.person("Ida", Role.provider)
    join_team(house, hal, house.ada)
    lead(house, ida)
    focus = new_id()
    task_id = look_at(house, house.ada, SELF_HARM, focus=focus)
    sweep(house, wall(1, 11))
    hal.browser.put(f"/api/tasks/{task_id}/outcome", json={"outcome": "spoke"}).raise_for_status()
    came_back(house, house.ada, USE, focus=focus, now=wall(2, 9))
    sweep(house, wall(2, 13))
    sweep(house, wall(2, 17))
    assert who_had_it(house, task_id) == [
        "Bea opened", "Hal overdue", "Hal more_urgent", "Bea overdue", "Ida overdue",
    ]  # fmt: skip


def response(house: House) -> dict[str, object]:
    [one] = house.ada.browser.get("/api/responses").json()["items"]
    return {key: one[key] for key in ("by", "state", "stuck")}


def test_the_client_is_told_when_nobody_else_is_left(house: House) -> None:
    task_id = look_at(house, house.ada, SELF_HARM)
    assert response(house) == {"by": "Bea", "state": "waiting", "stuck": False}
    sweep(house, wall(1, 11))
    assert response(house) == {"by": "Bea", "state": "waiting", "stuck": True}
    take(house, house.bea, task_id, wall(1, 11))
    assert response(house) == {"by": "Bea", "state": "has_it", "stuck": False}
    close_account(house, house.bea)
    sweep(house, wall(1, 11, 30))
    assert response(house) == {"by": None, "state": "waiting", "stuck": True}
