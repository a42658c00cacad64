"""Whoever leaves a team takes nothing with them, and a stay that ends leaves nothing open."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import update
from sqlmodel import col

from app import clock
from app.access.models import Data
from app.episodes.models import CareTeamMember, Phase
from app.flags.models import Task, TaskKind, TaskOutcome
from app.people.models import Role
from tests.flags.looking import (
    LATE,
    SELF_HARM,
    USE,
    join_team,
    look_at,
    on_duty,
    sends,
    sweep,
    the_task,
    told,
    who_had_it,
)
from tests.support.house import Actor, House
from tests.support.open_door_furniture import wishes_to_return


def finds(actor: Actor, client: Actor) -> bool:
    status = actor.browser.get(f"/api/clients/{client.id}").status_code
    assert status in {200, 404}
    return status == 200


def hand(house: House, actor: Actor, task_id: UUID, to: Actor) -> None:
    body = {"to": str(to.id), "why": "Please look"}
    answer = actor.browser.put(f"/api/tasks/{task_id}/handing-over", json=body)
    assert answer.status_code == 200, answer.json()


def given_to_cleo(house: House, client: Actor) -> UUID:
    """Something to look at that Cleo, who is on the team, has and has acknowledged."""
    join_team(house, house.cleo, client)
    task_id = look_at(house, client, USE, now=clock.utc_now())
    answer = house.cleo.browser.put(f"/api/tasks/{task_id}/acknowledgement", json={})
    assert answer.status_code == 200
    return task_id


def leave(house: House, actor: Actor, client: Actor) -> None:
    answer = house.bea.browser.delete(f"/api/clients/{client.id}/team/{actor.id}")
    assert answer.status_code == 204


def test_who_has_left_the_team_finds_nothing_while_it_is_still_open(house: House) -> None:
    task_id = given_to_cleo(house, house.ada)
    leave(house, house.cleo, house.ada)
    assert the_task(house, task_id).closed_at is None
    assert not finds(house.cleo, house.ada)
    assert house.cleo.browser.get(f"/api/tasks/{task_id}").status_code == 404


def test_what_they_had_goes_on_and_the_client_is_told_to_whom(house: House) -> None:
    task_id = given_to_cleo(house, house.ada)
    due_at = the_task(house, task_id).due_at
    before = told(house, house.cleo)
    leave(house, house.cleo, house.ada)
    assert who_had_it(house, task_id)[-2:] == ["Cleo handed_over", "Bea not_here"]
    assert the_task(house, task_id).due_at == due_at
    assert told(house, house.bea)[-1] == ("task_given", "today")
    assert told(house, house.cleo) == before
    [seen] = house.ada.browser.get("/api/responses").json()["items"]
    assert (seen["by"], seen["state"], seen["went_on"]) == ("Bea", "waiting", True)


def test_who_becomes_primary_counselor_or_stays_as_a_member_keeps_what_they_have(
    house: House,
) -> None:
    task_id = given_to_cleo(house, house.ada)
    theirs = look_at(house, house.ada, USE, now=clock.utc_now())
    path = f"/api/clients/{house.ada.id}/team/{house.cleo.id}"
    assert house.bea.browser.put(path, json={"is_primary": True}).status_code == 200
    assert the_task(house, task_id).owner_id == house.cleo.id
    assert the_task(house, theirs).owner_id == house.bea.id


def test_a_primary_counselor_who_goes_leaves_it_to_the_next(house: House) -> None:
    join_team(house, house.cleo, house.ada)
    task_id = look_at(house, house.ada, LATE, now=clock.utc_now())
    path = f"/api/clients/{house.ada.id}/team/{house.cleo.id}"
    body = {"is_primary": True, "former_stays": False}
    assert house.bea.browser.put(path, json=body).status_code == 200
    assert who_had_it(house, task_id) == ["Bea opened", "Cleo not_here"]
    assert not finds(house.bea, house.ada)


def test_without_anybody_left_the_administrators_are_told(house: House) -> None:
    task_id = given_to_cleo(house, house.ada)
    with house.database.unit_of_work() as db:
        db.exec(
            update(CareTeamMember)
            .where(col(CareTeamMember.provider_id) == house.bea.id)
            .values(left_at=clock.utc_now())
        )
    left = f"/api/clients/{house.ada.id}/team/{house.cleo.id}"
    assert house.cleo.browser.delete(left).status_code == 204
    task = the_task(house, task_id)
    assert (task.owner_id, task.stuck_at is None) == (None, False)
    assert told(house, house.edda)[-1] == ("task_overdue", "nobody")


def test_who_is_asked_again_after_they_left_sees_it_again(house: House) -> None:
    task_id = given_to_cleo(house, house.ada)
    leave(house, house.cleo, house.ada)
    hand(house, house.bea, task_id, house.cleo)
    assert finds(house.cleo, house.ada)


def end_of(house: House, client: Actor, phase: str) -> None:
    step = {"phase": phase, "level": None, "outcome": "discharged", "why": "Moves away"}
    answer = house.bea.browser.post(f"/api/clients/{client.id}/steps", json=step)
    assert answer.status_code == 201, answer.json()


def test_nothing_is_open_after_a_stay_has_ended_and_nobody_sees_more(house: House) -> None:
    on_duty(house, house.cleo)
    task_id = look_at(house, house.ada, SELF_HARM, now=clock.utc_now())
    answered = look_at(house, house.ada, USE, now=clock.utc_now())
    body = {"outcome": "spoke"}
    house.cleo.browser.put(f"/api/tasks/{answered}/outcome", json=body).raise_for_status()
    of_another = look_at(house, house.dov, USE, now=clock.utc_now())
    end_of(house, house.ada, "treatment")
    task = the_task(house, task_id)
    assert (task.outcome, task.closed_by) == (TaskOutcome.no_longer_needed, house.bea.id)
    assert the_task(house, answered).outcome is TaskOutcome.spoke
    assert the_task(house, of_another).closed_at is None
    # Also if a task were left open.
    with house.database.unit_of_work() as db:
        left = db.get_one(Task, task_id)
        left.closed_at = left.closed_by = left.outcome = None
    assert not finds(house.cleo, house.ada)
    assert not finds(house.bea, house.ada)


def test_what_is_sent_after_a_stay_is_for_whom_it_is_shown_to_and_nobody_else(
    house: House,
) -> None:
    on_duty(house, house.cleo)
    end_of(house, house.ada, "treatment")
    sends(house, house.ada, SELF_HARM)
    assert house.count("task") == 0
    house.signs_for(house.ada, house.bea, Data.check_ins)
    task_id = look_at(house, house.ada, SELF_HARM, now=clock.utc_now())
    assert who_had_it(house, task_id) == ["Bea opened"]
    assert house.bea.browser.get(f"/api/tasks/{task_id}").status_code == 200
    assert house.cleo.browser.get(f"/api/tasks/{task_id}").status_code == 404
    sends(house, house.ada, SELF_HARM, kind=TaskKind.craving_log)
    assert house.count("task") == 1
    to_cleo = {"to": str(house.cleo.id), "why": "On duty"}
    answer = house.bea.browser.put(f"/api/tasks/{task_id}/handing-over", json=to_cleo)
    assert (answer.status_code, answer.json()["code"]) == (409, "not_asked_to_look")


def test_what_is_open_about_somebody_who_becomes_an_alumna_stays_with_whom_they_show_it(
    house: House,
) -> None:
    step = {"phase": "alumni", "level": None, "outcome": "completed", "why": "Done"}
    for name, is_shown in (("Ines", True), ("Jada", False)):
        gone_on = house.client_of(house.bea, name, phase=Phase.aftercare)
        if is_shown:
            house.signs_for(gone_on, house.bea, Data.check_ins)
        task_id = look_at(house, gone_on, USE, now=clock.utc_now())
        answer = house.bea.browser.post(f"/api/clients/{gone_on.id}/steps", json=step)
        assert answer.status_code == 201, answer.json()
        assert (the_task(house, task_id).closed_at is None, finds(house.bea, gone_on)) == (
            is_shown,
            is_shown,
        )


def test_once_the_day_of_a_consent_has_passed_its_task_goes_to_nobody(house: House) -> None:
    ends_at = clock.utc_now() + timedelta(days=1)
    gone = house.client_of(house.bea, "Ines", phase=Phase.alumni)
    house.signs_for(gone, house.bea, Data.check_ins, expires_at=ends_at)
    task_id = look_at(house, gone, SELF_HARM, now=clock.utc_now())
    before = told(house, house.edda)
    sweep(house, ends_at + timedelta(days=30))
    task = the_task(house, task_id)
    assert (task.outcome, task.closed_by) == (TaskOutcome.no_longer_needed, None)
    assert told(house, house.edda) == before


def test_who_comes_back_to_another_counselor_leaves_nothing_with_the_one_before(
    house: House,
) -> None:
    other = house.person("Ivo", Role.provider)
    join_team(house, other, house.gus)
    task_id = look_at(house, house.gus, LATE, now=clock.utc_now())
    body = {"programme_id": str(house.programme_id), "why": "Asked to come back"}
    path = f"/api/former-clients/{house.gus.id}/returns"
    wishes_to_return(house, house.gus)
    assert other.browser.post(path, json=body).status_code == 201
    assert who_had_it(house, task_id) == ["Bea opened", "Ivo not_here"]
    # What he signed for her holds; she gives him no care by it.
    assert finds(house.bea, house.gus)
    assert house.bea.browser.get(f"/api/clients/{house.gus.id}/episode").status_code == 404
