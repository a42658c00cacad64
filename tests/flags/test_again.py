"""What is opened again goes to those who would be asked today; what others said of it stays."""

import threading
import time

from app import clock
from app.check_ins import silence
from app.flags import service
from app.flags.models import FlagRating, Task, TaskKind, TaskOutcome
from app.ids import new_id
from app.people.models import Role
from tests.flags.looking import (
    LATE,
    MONDAY_TEN,
    SELF_HARM,
    USE,
    join_team,
    look_at,
    on_duty,
    the_task,
    wall,
)
from tests.support.house import Actor, House

SPOKE = {"outcome": "spoke"}


def answer(actor: Actor, task_id: object, **body: object) -> None:
    path = f"/api/tasks/{task_id}/outcome"
    actor.browser.put(path, json=SPOKE | body).raise_for_status()


def hand(actor: Actor, task_id: object, to: Actor) -> None:
    body = {"to": str(to.id), "why": "Please look"}
    actor.browser.put(f"/api/tasks/{task_id}/handing-over", json=body).raise_for_status()


def finds(actor: Actor, client: Actor) -> bool:
    return actor.browser.get(f"/api/clients/{client.id}").status_code == 200


def test_opened_again_it_is_not_for_whoever_once_answered_it(house: House) -> None:
    focus = new_id()
    task_id = look_at(house, house.ada, USE, focus=focus)
    hand(house.bea, task_id, house.cleo)
    answer(house.cleo, task_id)
    look_at(house, house.ada, SELF_HARM, focus=focus, now=wall(2, 10))
    assert the_task(house, task_id).owner_id == house.bea.id
    assert not finds(house.cleo, house.ada)


def test_opened_again_it_shows_nothing_to_those_it_passed_before(house: House) -> None:
    focus, stranger = new_id(), house.person("Ivo", Role.provider)
    task_id = look_at(house, house.ada, USE, focus=focus)
    hand(house.bea, task_id, stranger)
    hand(house.bea, task_id, house.cleo)
    assert finds(stranger, house.ada)
    answer(house.bea, task_id)
    look_at(house, house.ada, SELF_HARM, focus=focus, now=wall(2, 10))
    assert the_task(house, task_id).closed_at is None
    assert not finds(stranger, house.ada)
    assert not finds(house.cleo, house.ada)


def test_opened_again_it_is_for_whoever_answered_it_while_they_are_on_duty(house: House) -> None:
    on_duty(house, house.bea)
    on_duty(house, house.cleo)
    focus = new_id()
    task_id = look_at(house, house.ada, USE, focus=focus)
    hand(house.bea, task_id, house.cleo)
    answer(house.cleo, task_id)
    look_at(house, house.ada, SELF_HARM, focus=focus, now=wall(2, 10))
    assert the_task(house, task_id).owner_id == house.cleo.id
    assert finds(house.cleo, house.ada)


def test_graver_it_leaves_whoever_had_it_and_would_not_be_asked_today(house: House) -> None:
    focus = new_id()
    task_id = look_at(house, house.ada, LATE, focus=focus)
    hand(house.bea, task_id, house.cleo)
    path = f"/api/tasks/{task_id}/acknowledgement"
    house.cleo.browser.put(path, json={}).raise_for_status()
    look_at(house, house.ada, SELF_HARM, focus=focus)
    assert the_task(house, task_id).owner_id == house.bea.id


def ratings(house: House, task_id: object) -> dict[str, str]:
    found = house.bea.browser.get(f"/api/tasks/{task_id}").json()["flags"]
    return {one["key"]: one["rating"] for one in found}


def test_of_what_somebody_else_has_answered_no_rating_is_changed_or_added(house: House) -> None:
    join_team(house, house.cleo, house.ada)
    focus = new_id()
    task_id = look_at(house, house.ada, USE, LATE, focus=focus)
    answer(house.bea, task_id, ratings={"use": "helpful"})
    said = {"use": FlagRating.not_a_concern, "backdated": FlagRating.not_a_concern}
    with house.database.unit_of_work() as db:
        service.close_about(
            db, TaskKind.check_in, house.ada.id, focus, by=house.cleo.id, now=MONDAY_TEN,
            outcome=TaskOutcome.looked, ratings=said,
        )  # fmt: skip
    assert ratings(house, task_id) == {"use": "helpful", "backdated": None}


def test_opened_again_what_somebody_else_has_said_of_a_flag_stays(house: House) -> None:
    join_team(house, house.cleo, house.ada)
    focus = new_id()
    task_id = look_at(house, house.ada, USE, focus=focus)
    answer(house.bea, task_id, ratings={"use": "helpful"})
    look_at(house, house.ada, LATE, focus=focus)
    answer(house.cleo, task_id, ratings={"use": "not_a_concern", "backdated": "known_already"})
    assert ratings(house, task_id) == {"use": "helpful", "backdated": "known_already"}
    answer_again = {"use": "not_a_concern", "backdated": "helpful"}
    answer(house.cleo, task_id, ratings=answer_again)
    assert ratings(house, task_id) == {"use": "helpful", "backdated": "helpful"}


def test_checking_in_does_not_write_over_what_came_of_asking(house: House) -> None:
    task_id = look_at(house, house.ada, USE, kind=TaskKind.silence)
    begun = threading.Event()

    def check_in() -> None:
        begun.set()
        with house.database.unit_of_work() as db:
            silence.end(db, house.ada.id, clock.utc_now())

    meanwhile = threading.Thread(target=check_in)
    with house.database.unit_of_work() as db:
        task = db.get_one(Task, task_id, with_for_update=True)
        service.close(db, task, by=house.bea.id, now=MONDAY_TEN, outcome=TaskOutcome.spoke)
        meanwhile.start()
        assert begun.wait(10)
        time.sleep(0.5)  # long enough to have read it, were it not held
    meanwhile.join(30)
    task = the_task(house, task_id)
    assert (task.outcome, task.closed_by) == (TaskOutcome.spoke, house.bea.id)
