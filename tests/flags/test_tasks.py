"""Having a task, handing it over, and saying what came of it."""

import threading
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from app import clock
from app.flags import service
from app.flags.models import FlagCode, TaskKind, TaskOutcome, Urgency
from app.flags.reasons import Raised
from app.ids import new_id
from app.people.models import Role
from tests.flags.looking import (
    LATE,
    MONDAY_TEN,
    SELF_HARM,
    USE,
    begins_stay,
    close_account,
    join_team,
    look_at,
    the_task,
    told,
    wall,
    way,
    who_had_it,
)
from tests.support.house import Actor, House, fresh_id

LOOKED = {"outcome": "spoke", "line": "Called, all is well", "ratings": {"use": "helpful"}}


def put(actor: Actor, task_id: UUID, verb: str, **body: object) -> tuple[int, str]:
    answer = actor.browser.put(f"/api/tasks/{task_id}/{verb}", json=body)
    return answer.status_code, answer.json().get("code", answer.json().get("state"))


def test_strangers_clients_and_administrators_do_not_find_a_task(house: House) -> None:
    task_id = look_at(house, house.ada, USE)
    for verb, body in (
        ("acknowledgement", {}),
        ("handing-over", {"to": str(house.cleo.id), "why": "x"}),
        ("outcome", LOOKED),
    ):
        assert put(house.cleo, task_id, verb, **body) == (404, "not_found")
        assert put(house.ada, task_id, verb, **body)[0] == 403
        assert put(house.edda, task_id, verb, **body)[0] in {403, 404}
    assert house.cleo.browser.get(f"/api/tasks/{task_id}").status_code == 404
    assert house.edda.browser.get(f"/api/tasks/{task_id}").status_code == 404
    assert house.ada.browser.get(f"/api/tasks/{task_id}").status_code == 403
    assert house.cleo.browser.get("/api/tasks").json()["items"] == []
    assert len(who_had_it(house, task_id)) == 1


def test_a_provider_who_is_a_client_too_does_not_see_what_is_about_them(house: House) -> None:
    both = house.person("Ida", Role.client, Role.provider)
    begins_stay(house, both)
    task_id = look_at(house, both, USE)
    assert both.browser.get("/api/tasks").json()["items"] == []
    assert put(both, task_id, "acknowledgement") == (404, "not_found")
    assert both.browser.get("/api/responses").json()["items"][0]["task_id"] == str(task_id)


def test_somebody_has_it_and_the_client_sees_who(house: House) -> None:
    focus = new_id()
    task_id = look_at(house, house.ada, USE, focus=focus)
    [waiting] = house.ada.browser.get("/api/responses").json()["items"]
    assert (waiting["by"], waiting["state"], waiting["went_on"]) == ("Bea", "waiting", False)
    assert (waiting["focus_id"], waiting["urgency"]) == (str(focus), "today")
    assert put(house.bea, task_id, "acknowledgement") == (200, "has_it")
    assert put(house.bea, task_id, "acknowledgement") == (200, "has_it")
    [has_it] = house.ada.browser.get("/api/responses").json()["items"]
    assert has_it["state"] == "has_it"
    assert way(house, task_id)[-1].took_at is not None
    assert put(house.bea, task_id, "outcome", **LOOKED) == (200, "answered")
    assert house.ada.browser.get("/api/responses").json()["items"] == []
    assert house.dov.browser.get("/api/responses").json()["items"] == []


def test_what_nobody_sent_is_not_told_to_the_client(house: House) -> None:
    look_at(house, house.ada, USE, kind=TaskKind.silence)
    look_at(house, house.ada, SELF_HARM, kind=TaskKind.staff_form)
    assert house.ada.browser.get("/api/responses").json()["items"] == []


def test_of_two_who_take_it_one_is_told_that_the_other_has_it(house: House) -> None:
    join_team(house, house.cleo, house.ada)
    task_id = look_at(house, house.ada, USE)
    assert put(house.bea, task_id, "acknowledgement") == (200, "has_it")
    answer = house.cleo.browser.put(f"/api/tasks/{task_id}/acknowledgement", json={})
    assert (answer.status_code, answer.json()["code"], answer.json()["by"]) == (
        409, "has_it_already", "Bea",
    )  # fmt: skip
    assert put(house.cleo, task_id, "outcome", **LOOKED) == (409, "has_it_already")
    assert the_task(house, task_id).outcome is None


def at_once(*calls: Callable[[], tuple[int, str]]) -> list[tuple[int, str]]:
    together, answers = threading.Barrier(len(calls)), []

    def run(call: Callable[[], tuple[int, str]]) -> None:
        together.wait(10)
        answers.append(call())

    threads = [threading.Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return sorted(answers)


@pytest.mark.parametrize("first", ["acknowledgement", "outcome"])
def test_at_the_same_moment_one_of_them_wins_and_no_words_are_lost(
    house: House, first: str
) -> None:
    join_team(house, house.cleo, house.ada)
    for _ in range(5):
        task_id = look_at(house, house.ada, USE)
        bodies = {"acknowledgement": {}, "outcome": LOOKED}
        answers = at_once(
            lambda: put(house.bea, task_id, first, **bodies[first]),  # noqa: B023
            lambda: put(house.cleo, task_id, first, **bodies[first]),  # noqa: B023
        )
        codes = [status for status, _ in answers]
        refused = {"acknowledgement": "has_it_already", "outcome": "answered_already"}[first]
        assert codes == [200, 409], answers
        assert answers[1][1] == refused
        task = the_task(house, task_id)
        assert {task.acknowledged_by, task.closed_by} & {house.bea.id, house.cleo.id}


def test_a_colleague_who_takes_it_has_it_from_then_on(house: House) -> None:
    join_team(house, house.cleo, house.ada)
    task_id = look_at(house, house.ada, USE)
    assert put(house.cleo, task_id, "acknowledgement") == (200, "has_it")
    assert who_had_it(house, task_id) == ["Bea opened", "Cleo handed_over"]
    [seen] = house.ada.browser.get("/api/responses").json()["items"]
    assert (seen["by"], seen["went_on"]) == ("Cleo", True)


@pytest.mark.parametrize("to", ["ada", "edda", "fay", "nobody"])
def test_it_is_handed_to_providers_alone_and_never_to_the_client(house: House, to: str) -> None:
    task_id = look_at(house, house.ada, USE)
    whom = fresh_id() if to == "nobody" else str(getattr(house, to).id)
    assert put(house.bea, task_id, "handing-over", to=whom, why="Away") == (404, "not_found")


def test_it_is_not_handed_to_a_closed_account(house: House) -> None:
    task_id = look_at(house, house.ada, USE)
    close_account(house, house.cleo)
    answer = put(house.bea, task_id, "handing-over", to=str(house.cleo.id), why="Away")
    assert answer == (409, "provider_gone")


def test_handed_over_it_keeps_what_was_promised_and_says_why(house: House) -> None:
    task_id = look_at(house, house.ada, USE, now=clock.utc_now())
    due_at = the_task(house, task_id).due_at
    answer = house.bea.browser.put(
        f"/api/tasks/{task_id}/handing-over", json={"to": str(house.cleo.id), "why": "You know her"}
    )
    assert answer.status_code == 200
    last = answer.json()["way"][-1]
    assert (last["owner"], last["why"], last["by"], last["line"]) == (
        "Cleo", "handed_over", "Bea", "You know her",
    )  # fmt: skip
    assert the_task(house, task_id).due_at == due_at
    assert told(house, house.cleo) == [("task_given", "today")]
    assert told(house, house.bea) == [("task_given", "today")]
    # Bea, who handed it over, is not told of what she did; both see it.
    for actor in (house.bea, house.cleo):
        assert actor.browser.get(f"/api/tasks/{task_id}").status_code == 200


def test_whoever_answered_may_change_what_they_wrote_and_nobody_else(house: House) -> None:
    join_team(house, house.cleo, house.ada)
    task_id = look_at(house, house.ada, USE)
    assert put(house.bea, task_id, "outcome", **LOOKED) == (200, "answered")
    closed_at = the_task(house, task_id).closed_at
    again = LOOKED | {"outcome": "not_reached", "line": None}
    assert put(house.bea, task_id, "outcome", **again) == (200, "answered")
    assert put(house.cleo, task_id, "outcome", **LOOKED) == (409, "answered_already")
    assert put(house.cleo, task_id, "acknowledgement") == (409, "answered_already")
    task = the_task(house, task_id)
    assert (task.outcome, task.outcome_line) == (TaskOutcome.not_reached, None)
    assert task.closed_at == closed_at


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"outcome": "spoke", "ratings": {"mood_low": "helpful"}}, "unknown_flag"),
        ({"outcome": "spoke", "ratings": {"use": "great"}}, "invalid"),
        ({"outcome": "fine"}, "invalid"),
        ({"outcome": "spoke", "line": "x" * 401}, "invalid"),
    ],
)
def test_an_outcome_that_fits_nothing_changes_nothing(
    house: House, body: dict[str, object], code: str
) -> None:
    task_id = look_at(house, house.ada, USE)
    before = house.snapshot()
    status, said = put(house.bea, task_id, "outcome", **body)
    assert status == 422
    assert code in {said, "invalid"}
    assert house.snapshot() == before


def test_another_flag_makes_it_graver_and_sooner(house: House) -> None:
    focus = new_id()
    task_id = look_at(house, house.ada, LATE, focus=focus)
    assert look_at(house, house.ada, LATE, SELF_HARM, focus=focus, now=wall(1, 12)) == task_id
    task = the_task(house, task_id)
    assert (task.urgency, task.due_at) == (Urgency.now, wall(1, 13))
    assert who_had_it(house, task_id) == ["Bea opened", "Bea more_urgent"]
    [read] = house.bea.browser.get("/api/tasks").json()["items"]
    assert {flag["code"] for flag in read["flags"]} == {"self_harm", "backdated"}
    # The same again changes nothing more.
    look_at(house, house.ada, LATE, SELF_HARM, focus=focus, now=wall(1, 12, 30))
    assert the_task(house, task_id).due_at == wall(1, 13)


def test_whoever_has_it_is_asked_again_when_it_gets_graver(house: House) -> None:
    join_team(house, house.cleo, house.ada)
    focus = new_id()
    task_id = look_at(house, house.ada, LATE, focus=focus)
    put(house.cleo, task_id, "acknowledgement")
    look_at(house, house.ada, SELF_HARM, focus=focus)
    task = the_task(house, task_id)
    assert (task.owner_id, task.acknowledged_at) == (house.cleo.id, None)
    assert who_had_it(house, task_id)[-1] == "Cleo more_urgent"


def test_a_new_flag_opens_it_again_and_an_old_one_does_not(house: House) -> None:
    focus = new_id()
    task_id = look_at(house, house.ada, USE, focus=focus)
    put(house.bea, task_id, "outcome", **LOOKED)
    look_at(house, house.ada, USE, focus=focus)
    assert the_task(house, task_id).closed_at is not None
    look_at(house, house.ada, USE, SELF_HARM, focus=focus, now=wall(2, 10))
    task = the_task(house, task_id)
    assert (task.closed_at, task.outcome, task.owner_id) == (None, None, house.bea.id)
    assert (task.urgency, task.due_at) == (Urgency.now, wall(2, 11))
    hops = way(house, task_id)
    assert [hop.outcome for hop in hops] == [TaskOutcome.spoke, None]


def test_numbers_follow_a_correction_until_somebody_has_rated_them(house: House) -> None:
    focus = new_id()

    def craving(value: int) -> str:
        raised = Raised(FlagCode.craving_high, {"value": value})
        task_id = look_at(house, house.ada, raised, focus=focus)
        answer = house.bea.browser.get(f"/api/tasks/{task_id}").json()
        return str(answer["flags"][0]["reason"])

    assert "7 of 10" in craving(7)
    assert "8 of 10" in craving(8)
    task_id = look_at(house, house.ada, focus=focus)
    rated = {"outcome": "spoke", "ratings": {"craving_high": "helpful"}}
    assert put(house.bea, task_id, "outcome", **rated) == (200, "answered")
    assert "8 of 10" in craving(9)


def test_closing_what_something_is_about_closes_its_task_once(house: House) -> None:
    focus = new_id()
    task_id = look_at(house, house.ada, USE, focus=focus)
    with house.database.unit_of_work() as db:
        said: dict[str, Any] = {"by": house.bea.id, "now": MONDAY_TEN}
        said["outcome"] = TaskOutcome.looked
        nothing = service.close_about(db, TaskKind.check_in, house.dov.id, focus, **said)
        assert nothing is None
        service.close_about(db, TaskKind.check_in, house.ada.id, focus, **said)
        again = said | {"by": house.cleo.id, "outcome": TaskOutcome.more_care}
        service.close_about(db, TaskKind.check_in, house.ada.id, focus, **again)
    task = the_task(house, task_id)
    assert (task.closed_by, task.outcome) == (house.bea.id, TaskOutcome.looked)


def test_looking_leaves_a_trace_the_client_can_read(house: House) -> None:
    task_id = look_at(house, house.ada, USE)
    craving = look_at(house, house.ada, USE, kind=TaskKind.craving_log)
    house.bea.browser.get("/api/tasks")
    put(house.bea, task_id, "acknowledgement")
    put(house.bea, craving, "outcome", **LOOKED)
    items = house.ada.browser.get("/api/record-access").json()["items"]
    seen = {(item["by"], item["action"], item["what"]) for item in items}
    assert seen == {
        ("Bea", "viewed", "check_ins"),
        ("Bea", "viewed", "craving_logs"),
        ("Bea", "changed", "check_ins"),
        ("Bea", "changed", "craving_logs"),
    }


def test_a_list_of_tasks_takes_as_many_questions_however_long_it_is(house: House) -> None:
    for _ in range(3):
        look_at(house, house.ada, USE, SELF_HARM)
    with house.statements() as few:
        house.bea.browser.get("/api/tasks")
    for _ in range(20):
        look_at(house, house.ada, USE, SELF_HARM)
    with house.statements() as many:
        answer = house.bea.browser.get("/api/tasks")
    assert len(answer.json()["items"]) == 23
    assert len(many) == len(few) <= 10
