"""Whoever is asked to look sees what it is about, and nobody longer than it is open."""

import pytest

from app.flags import service
from app.flags.models import Task, TaskOutcome
from app.people.models import Role
from tests.flags.looking import (
    MONDAY_TEN,
    SELF_HARM,
    USE,
    begins_stay,
    join_team,
    look_at,
    on_duty,
    sweep,
    wall,
)
from tests.support.house import Actor, House, check_in, craving, fresh_id


def reads(house: House, actor: Actor) -> set[str]:
    """Which of Ada's things somebody finds."""
    base = f"/api/clients/{house.ada.id}"
    paths = {"profile": base, "weeks": f"{base}/weeks", "plan": f"{base}/plan"}
    return {name for name, path in paths.items() if actor.browser.get(path).status_code == 200}


@pytest.fixture
def sent(house: House) -> House:
    """Ada has sent something."""
    house.ada.browser.put(f"/api/check-ins/{fresh_id()}", json=check_in(use="yes"))
    house.ada.browser.put(f"/api/craving-logs/{fresh_id()}", json=craving(8))
    return house


def test_a_stranger_finds_nothing_before_while_and_after(sent: House) -> None:
    stranger = sent.person("Ivo", Role.provider)
    assert reads(sent, stranger) == set()
    task_id = look_at(sent, sent.ada, SELF_HARM)
    assert reads(sent, stranger) == set()
    assert stranger.browser.get("/api/review-queue").json()["items"] == []
    sent.bea.browser.put(f"/api/tasks/{task_id}/outcome", json={"outcome": "spoke"})
    assert reads(sent, stranger) == set()


def test_who_is_on_duty_sees_it_while_it_is_open(sent: House) -> None:
    on_duty(sent, sent.cleo)
    assert reads(sent, sent.cleo) == set()
    task_id = look_at(sent, sent.ada, SELF_HARM)
    assert "profile" in reads(sent, sent.cleo)
    assert "plan" not in reads(sent, sent.cleo)
    answer = sent.cleo.browser.put(f"/api/tasks/{task_id}/outcome", json={"outcome": "spoke"})
    assert answer.status_code == 200
    assert reads(sent, sent.cleo) == set()
    assert sent.cleo.browser.get(f"/api/tasks/{task_id}").status_code == 404


def test_who_merely_looks_changes_nothing_of_how_the_care_goes_on(sent: House) -> None:
    on_duty(sent, sent.cleo)
    look_at(sent, sent.ada, SELF_HARM)
    base, cleo = f"/api/clients/{sent.ada.id}", sent.cleo
    step = {"phase": "aftercare", "level": None, "why": "Done"}
    plan = {"based_on": 0, "content": {}, "occurred_at": "2027-03-01T10:00:00Z"}
    tries = [
        cleo.browser.post(f"{base}/invitations", json={}),
        cleo.browser.put(f"{base}/team/{cleo.id}", json={"is_primary": False}),
        cleo.browser.post(f"{base}/steps", json=step),
        cleo.browser.put(f"{base}/sessions-a-day", json={"sessions_a_day": 2}),
        cleo.browser.put(f"{base}/check-in-rhythm/daily", json={"every_days": None, "why": "No"}),
        cleo.browser.put(f"{base}/safety-plan-versions/{fresh_id()}", json=plan),
        cleo.browser.put(f"{base}/benchmarks/steady", json={"is_met": True, "evidence": "Yes"}),
    ]
    assert [(answer.status_code, answer.json()["code"]) for answer in tries] == [
        (404, "not_found")
    ] * len(tries)
    assert "profile" in reads(sent, cleo)


def test_whoever_it_went_on_from_sees_it_too_until_it_is_closed(house: House) -> None:
    on_duty(house, house.cleo)
    join_team(house, house.person("Hal", Role.provider), house.ada)
    task_id = look_at(house, house.ada, SELF_HARM)
    sweep(house, wall(1, 11))
    with house.database.unit_of_work() as db:
        assert db.get_one(Task, task_id).owner_id != house.cleo.id
    assert "profile" in reads(house, house.cleo)
    with house.database.unit_of_work() as db:
        task = db.get_one(Task, task_id)
        service.close(db, task, by=None, now=MONDAY_TEN, outcome=TaskOutcome.no_longer_needed)
    assert reads(house, house.cleo) == set()


def test_one_clients_task_shows_nothing_of_another(sent: House) -> None:
    on_duty(sent, sent.cleo)
    other = sent.client_of(sent.bea, "Ines")
    look_at(sent, sent.ada, USE)
    assert sent.cleo.browser.get(f"/api/clients/{other.id}").status_code == 404


def test_nobody_on_duty_sees_themselves_as_a_client_through_their_task(house: House) -> None:
    both = house.person("Ida", Role.client, Role.provider)
    begins_stay(house, both)
    on_duty(house, both)
    look_at(house, both, USE)
    assert both.browser.get(f"/api/clients/{both.id}").status_code == 404
