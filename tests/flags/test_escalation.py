"""What nobody looks at in time goes on by itself: each hop once, recorded, and told."""

import asyncio
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from app import clock
from app.flags import sweep as sweeping
from app.flags.models import HopReason, Task, TaskHop, TaskKind, Urgency
from app.flags.rota import Around, read_around
from app.flags.sweep import PASSED_ON_AT_ONCE, escalate
from app.ids import new_id
from app.installation import Installation, open_database
from app.people.models import Role
from app.worker import Worker
from tests.flags.looking import (
    ALWAYS,
    MONDAY_TEN,
    SELF_HARM,
    USE,
    away,
    close_account,
    join_team,
    keep_hours,
    lead,
    look_at,
    on_duty,
    sweep,
    the_task,
    told,
    wall,
    way,
    who_had_it,
)
from tests.support.house import ORIGIN, Actor, House
from tests.support.worker_process import ROOT

ON_POSTGRES = pytest.mark.parametrize("installation", ["postgres"], indirect=True)
MINUTE = timedelta(minutes=1)
KILLED_MIDWAY = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
import app.rooms
from app.flags.sweep import escalate
from app.installation import open_installation
from app.settings import Settings
home, origin, url = sys.argv[1:]
settings = Settings(home=Path(home), origin=origin, database_url=url, _env_file=None)
with open_installation(settings).database.unit_of_work() as db:
    assert escalate(db, datetime(2027, 3, 1, 16, tzinfo=UTC)) == 1
    db.flush()
    os.kill(os.getpid(), signal.SIGKILL)
"""


def has_it(house: House, actor: Actor, task_id: UUID, at: object) -> None:
    """Somebody acknowledged it at a time of the test."""
    with house.database.unit_of_work() as db:
        task = db.get_one(Task, task_id)
        task.acknowledged_by, task.acknowledged_at = actor.id, at  # type: ignore[assignment]
        db.add(task)


def test_before_its_time_nothing_goes_on(house: House) -> None:
    task_id = look_at(house, house.ada, SELF_HARM)
    assert sweep(house, wall(1, 10, 59)) == 0
    assert who_had_it(house, task_id) == ["Bea opened"]


def test_what_somebody_has_answered_goes_on_to_nobody(house: House) -> None:
    join_team(house, house.cleo, house.ada)
    answered = look_at(house, house.ada, USE)
    house.bea.browser.put(f"/api/tasks/{answered}/outcome", json={"outcome": "looked"})
    assert sweep(house, wall(5, 12)) == 0
    assert who_had_it(house, answered) == ["Bea opened"]


def test_it_goes_to_a_second_person_and_then_to_the_lead(house: House) -> None:
    hal, ida = house.person("Hal", Role.provider), house.person("Ida", Role.provider)
    join_team(house, hal, house.ada)
    lead(house, ida)
    task_id = look_at(house, house.ada, SELF_HARM)
    for now in (wall(1, 11), wall(1, 11, 1), wall(1, 12), wall(1, 12, 30)):
        sweep(house, now)
    assert who_had_it(house, task_id) == ["Bea opened", "Hal overdue", "Ida overdue"]
    assert [hop.at for hop in way(house, task_id)] == [wall(1, 10), wall(1, 11), wall(1, 12)]
    assert [hop.due_at for hop in way(house, task_id)] == [wall(1, 11), wall(1, 12), wall(1, 13)]
    assert told(house, house.bea) == [("task_given", "now"), ("task_overdue", "taken")]
    assert told(house, hal) == [("task_overdue", "now"), ("task_overdue", "taken")]
    assert told(house, ida) == [("task_overdue", "now")]


def test_after_the_lead_it_stays_and_the_administrators_are_told_once(house: House) -> None:
    lead(house, house.cleo)
    task_id = look_at(house, house.ada, SELF_HARM)
    for hour in range(11, 17):
        sweep(house, wall(1, hour))
        sweep(house, wall(1, hour, 1))
    assert who_had_it(house, task_id) == ["Bea opened", "Cleo overdue"]
    assert the_task(house, task_id).owner_id == house.cleo.id
    assert told(house, house.edda) == [("task_overdue", "nobody")]
    board = house.edda.browser.get("/api/tasks").json()["items"]
    assert [(row["id"], row["owner"], row["flags"]) for row in board] == [
        (str(task_id), "Cleo", [])
    ]


def test_an_administrator_gives_what_is_stuck_to_somebody(house: House) -> None:
    close_account(house, house.bea)
    task_id = look_at(house, house.ada, SELF_HARM)
    body = {"to": str(house.cleo.id), "why": "Bea has left"}
    answer = house.edda.browser.put(f"/api/tasks/{task_id}/handing-over", json=body)
    assert (answer.status_code, answer.json()["flags"]) == (200, [])
    assert who_had_it(house, task_id) == ["nobody opened", "Cleo handed_over"]
    assert house.edda.browser.get(f"/api/tasks/{task_id}").status_code == 404
    assert house.cleo.browser.get(f"/api/tasks/{task_id}").json()["flags"] != []


def test_whoever_is_found_later_gets_it(house: House) -> None:
    close_account(house, house.bea)
    task_id = look_at(house, house.ada, SELF_HARM)
    assert sweep(house, wall(1, 10, 30)) == 0
    on_duty(house, house.cleo)
    assert sweep(house, wall(1, 10, 30)) == 0
    assert sweep(house, wall(1, 11)) == 1
    assert who_had_it(house, task_id) == ["nobody opened", "Cleo not_here"]
    assert the_task(house, task_id).due_at == wall(1, 12)


def test_a_closed_account_or_a_day_away_does_not_wait_until_it_is_late(house: House) -> None:
    join_team(house, house.cleo, house.ada)
    hal = house.person("Hal", Role.provider)
    join_team(house, hal, house.ada)
    task_id = look_at(house, house.ada, USE)
    away(house, house.bea, date(2027, 3, 1), date(2027, 3, 1))
    assert sweep(house, wall(1, 11)) == 1
    assert who_had_it(house, task_id) == ["Bea opened", "Cleo not_here"]
    assert the_task(house, task_id).due_at == wall(1, 14)
    close_account(house, house.cleo)
    assert sweep(house, wall(1, 11, 1)) == 1
    assert who_had_it(house, task_id)[-1] == "Hal not_here"
    assert [kind for kind, _ in told(house, hal)] == ["task_given"]


def test_somebody_away_today_keeps_what_is_due_when_they_are_back(house: House) -> None:
    join_team(house, house.cleo, house.ada)
    task_id = look_at(house, house.ada)
    away(house, house.bea, date(2027, 3, 1), date(2027, 3, 1))
    assert sweep(house, wall(1, 11)) == 0
    assert who_had_it(house, task_id) == ["Bea opened"]


def test_what_must_be_looked_at_now_goes_on_even_from_somebody_who_has_it(house: House) -> None:
    keep_hours(house, {})  # a day is promised, and two to whoever has it
    join_team(house, house.cleo, house.ada)
    task_id = look_at(house, house.ada, SELF_HARM)
    taken_at = wall(1, 10, 30)
    has_it(house, house.bea, task_id, taken_at)
    assert sweep(house, wall(2, 10) - MINUTE) == 0
    sweep(house, wall(2, 10))
    assert who_had_it(house, task_id) == ["Bea opened", "Cleo overdue"]
    assert the_task(house, task_id).acknowledged_at is None


def test_whoever_has_it_has_twice_the_time_from_then_on(house: House) -> None:
    task_id = look_at(house, house.ada, SELF_HARM)
    keep_hours(house, ALWAYS)
    house.bea.browser.put(f"/api/tasks/{task_id}/acknowledgement", json={})
    task = the_task(house, task_id)
    assert task.acknowledged_at is not None
    passed = task.due_at - task.acknowledged_at
    assert timedelta(minutes=120) <= passed <= timedelta(minutes=122)


def test_late_things_do_not_get_days_more(house: House) -> None:
    join_team(house, house.cleo, house.ada)
    task_id = look_at(house, house.ada)
    sweep(house, wall(3, 10))
    task = the_task(house, task_id)
    assert (task.urgency, task.due_at) == (Urgency.soon, wall(3, 14))


def test_a_broken_row_stops_no_other(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    lead(house, house.cleo)
    broken, sound = look_at(house, house.ada, SELF_HARM), look_at(house, house.ada, SELF_HARM)
    is_broken = iter([True, False])

    def once_broken(*asked: Any) -> Around:
        if next(is_broken):
            raise ValueError("broken")
        return read_around(*asked)

    monkeypatch.setattr(sweeping, "read_around", once_broken)
    assert sweep(house, wall(1, 11)) == 2
    hops = {len(way(house, task_id)) for task_id in (broken, sound)}
    assert hops == {1, 2}


def test_before_there_is_a_centre_nothing_happens(installation: Installation) -> None:
    with installation.database.unit_of_work() as db:
        assert escalate(db, MONDAY_TEN) == 0


def many(house: House, count: int) -> list[UUID]:
    return [look_at(house, house.ada, SELF_HARM, focus=new_id()) for _ in range(count)]


def escalate_all(installation: Installation, together: threading.Barrier) -> None:
    """What another process would do, with its own connections."""
    database = open_database(installation.settings)
    together.wait(10)
    for now in (wall(1, 11), wall(1, 11, 1)):
        left = 1
        while left:
            with database.unit_of_work() as db:
                left = escalate(db, now)
    database.dispose()


def test_several_workers_pass_each_on_once(house: House) -> None:
    lead(house, house.cleo)
    tasks, together = many(house, 40), threading.Barrier(4)
    with ThreadPoolExecutor(4) as workers:
        work = [workers.submit(escalate_all, house.installation, together) for _ in range(4)]
    assert [each.exception() for each in work] == [None] * 4
    for task_id in tasks:
        assert who_had_it(house, task_id) == ["Bea opened", "Cleo overdue"]
    assert len(told(house, house.cleo)) == len(tasks)


@ON_POSTGRES
def test_what_one_worker_has_in_hand_another_neither_takes_nor_waits_for(house: House) -> None:
    lead(house, house.cleo)
    many(house, 3)
    with house.database.unit_of_work() as one, house.database.unit_of_work() as other:
        assert escalate(one, wall(1, 11)) == 3
        assert escalate(other, wall(1, 11)) == 0


def test_a_worker_that_is_killed_midway_has_done_nothing_and_the_next_does_it_once(
    house: House,
) -> None:
    lead(house, house.cleo)
    [task_id] = many(house, 1)
    settings = house.installation.settings
    killed = subprocess.run(
        [sys.executable, "-c", KILLED_MIDWAY, str(settings.home), ORIGIN, settings.database_url],
        cwd=ROOT,
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    assert who_had_it(house, task_id) == ["Bea opened"]
    assert told(house, house.cleo) == []
    sweep(house, wall(1, 11))
    sweep(house, wall(1, 11))
    assert who_had_it(house, task_id) == ["Bea opened", "Cleo overdue"]


def test_more_than_fit_into_one_step_are_passed_on_in_several(house: House) -> None:
    lead(house, house.cleo)
    with house.database.unit_of_work() as db:
        for _ in range(PASSED_ON_AT_ONCE + 1):
            task = Task(
                client_id=house.ada.id, kind=TaskKind.check_in, focus_id=new_id(),
                urgency=Urgency.today, opened_at=MONDAY_TEN, due_at=wall(1, 14),
                owner_id=house.bea.id,
            )  # fmt: skip
            db.add(task)
            db.flush()
            db.add(
                TaskHop(
                    task_id=task.id, number=0, owner_id=house.bea.id, at=MONDAY_TEN,
                    due_at=task.due_at, why=HopReason.opened,
                )
            )  # fmt: skip
    assert [sweep(house, wall(1, 15)) for _ in range(3)] == [PASSED_ON_AT_ONCE, 1, 0]


def test_the_worker_passes_on_what_is_late_by_its_own_clock(house: House) -> None:
    lead(house, house.cleo)
    keep_hours(house, ALWAYS)
    task_id = look_at(house, house.ada, SELF_HARM, now=clock.utc_now() - timedelta(minutes=65))
    asyncio.run(Worker(house.installation).look_after_tasks())
    assert who_had_it(house, task_id) == ["Bea opened", "Cleo overdue"]
