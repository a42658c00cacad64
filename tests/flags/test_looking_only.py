"""Who merely looks reads what there is to look at, answers it, and does nothing else."""

from uuid import UUID

import pytest

from app import clock
from app.flags.models import Task
from app.people.models import Role
from tests.flags.looking import (
    SELF_HARM,
    USE,
    join_team,
    lead,
    look_at,
    on_duty,
    the_task,
    who_had_it,
)
from tests.support.furniture import furnish
from tests.support.house import Actor, House
from tests.support.route_table import calls

MAY = {
    "GET /api/tasks/{task_id}",
    "PUT /api/tasks/{task_id}/acknowledgement",
    "PUT /api/tasks/{task_id}/handing-over",
    "PUT /api/tasks/{task_id}/outcome",
    "PUT /api/clients/{client_id}/check-ins/{check_in_id}/review",
    "GET /api/clients/{client_id}/check-ins/{check_in_id}",
    "GET /api/clients/{client_id}/staff-forms",
    "PUT /api/clients/{client_id}/staff-forms/{form_id}",
    "GET /api/clients/{client_id}",
    "GET /api/clients/{client_id}/weeks",
    "GET /api/clients/{client_id}/trends",
    "GET /api/clients/{client_id}/session-brief",
    "GET /api/clients/{client_id}/safety-plan",
    "GET /api/clients/{client_id}/safety-plan/versions",
    "GET /api/clients/{client_id}/safety-plan/versions/{card_number}",
}


def hand(actor: Actor, task_id: UUID | str, to: Actor) -> tuple[int, str | None]:
    body = {"to": str(to.id), "why": "Please look"}
    answer = actor.browser.put(f"/api/tasks/{task_id}/handing-over", json=body)
    return answer.status_code, answer.json().get("code")


def test_of_all_that_a_stranger_does_not_find_a_looker_finds_only_what_there_is_to_look_at(
    house: House,
) -> None:
    things = furnish(house)
    other = look_at(house, house.ada, USE, now=clock.utc_now())
    for task_id in (things.ids["ada"]["task_id"], other):
        assert hand(house.bea, task_id, house.cleo) == (200, None)
    found = set()
    for call in calls("cleo", only="."):
        if call.whose == "ada":
            answer = things.send(call)
            code = "" if answer.is_success else answer.json()["code"]
            assert answer.is_success or code in {"not_found", "already_reviewed"}, (call, code)
            found |= set() if code == "not_found" else {call.route}
    assert found == MAY


def test_who_has_let_it_go_cannot_take_it_from_whoever_has_it(house: House) -> None:
    stranger = house.person("Ivo", Role.provider)
    on_duty(house, house.cleo)
    task_id = look_at(house, house.ada, SELF_HARM)
    assert hand(house.cleo, task_id, house.bea) == (200, None)
    for to in (stranger, house.cleo):
        assert hand(house.cleo, task_id, to) == (409, "has_it_already")
    assert the_task(house, task_id).owner_id == house.bea.id
    assert stranger.browser.get(f"/api/tasks/{task_id}").status_code == 404


def test_who_merely_looks_hands_it_to_nobody_it_would_not_come_to(house: House) -> None:
    stranger = house.person("Ivo", Role.provider)
    on_duty(house, house.cleo)
    task_id = look_at(house, house.ada, SELF_HARM)
    assert hand(house.cleo, task_id, stranger) == (409, "not_asked_to_look")
    assert the_task(house, task_id).owner_id == house.cleo.id
    assert hand(house.cleo, task_id, house.dov) == (404, "not_found")


@pytest.mark.parametrize("why", ["team", "duty", "lead"])
def test_who_merely_looks_hands_it_to_those_it_may_come_to(house: House, why: str) -> None:
    other = house.person("Ivo", Role.provider)
    on_duty(house, house.cleo, hours=(0, 23))
    task_id = look_at(house, house.ada, SELF_HARM)
    if why == "team":
        join_team(house, other, house.ada)
    elif why == "duty":
        on_duty(house, other, hours=(0, 23))
    else:
        lead(house, other)
    assert hand(house.cleo, task_id, other) == (200, None)
    assert who_had_it(house, task_id) == ["Cleo opened", "Ivo handed_over"]


def test_an_administrator_finds_anybody_for_what_nobody_is_left_for(house: House) -> None:
    task_id = look_at(house, house.ada, SELF_HARM)
    with house.database.unit_of_work() as db:
        db.get_one(Task, task_id).stuck_at = clock.utc_now()
    assert hand(house.edda, task_id, house.cleo) == (200, None)
