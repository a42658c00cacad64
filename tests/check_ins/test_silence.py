"""Silence: who is asked after, when, once, and what ends it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from sqlmodel import col, select

from app import clock
from app.check_ins.models import CheckInRhythm
from app.check_ins.silence import sweep_silence
from app.episodes.models import EpisodeOfCare, EpisodeStep, Phase
from app.flags.models import Flag, ResponsePolicy, Task, TaskKind, TaskOutcome
from app.people.models import Person
from tests.support.house import Actor, House, check_in, fresh_id

DAY = timedelta(days=1)


class Calendar:
    def __init__(self, house: House) -> None:
        self.house, self.start = house, clock.utc_now()

    def sweep(self, day: float) -> int:
        with self.house.database.unit_of_work() as db:
            return sweep_silence(db, self.start + day * DAY)

    def check_in(self, day: float, actor: Actor) -> str:
        check_in_id, at = fresh_id(), self.start + day * DAY
        with time_machine.travel(at, tick=False):
            browser = self.house.another_browser(actor)
            answer = browser.put(f"/api/check-ins/{check_in_id}", json=check_in(at))
        assert answer.status_code == 200, answer.text
        return check_in_id

    def tasks(self) -> list[Task]:
        with self.house.database.unit_of_work() as db:
            query = select(Task).where(Task.kind == TaskKind.silence)
            return list(db.exec(query.order_by(col(Task.opened_at))))

    def facts(self) -> list[dict[str, Any]]:
        with self.house.database.unit_of_work() as db:
            return [flag.facts for flag in db.exec(select(Flag).where(Flag.flag == "silence"))]

    def policy(self, **days: int) -> None:
        with self.house.database.unit_of_work() as db:
            minutes = {"now": 60, "today": 240, "soon": 960}
            db.add(ResponsePolicy(minutes=minutes, silence_days=days))

    def move(self, phase: Phase) -> None:
        """Ada comes into a phase at the start."""
        with self.house.database.unit_of_work() as db:
            stay = db.exec(
                select(EpisodeOfCare).where(EpisodeOfCare.client_id == self.house.ada.id)
            ).one()
            stay.phase = phase
            db.add(EpisodeStep(episode_id=stay.id, phase=phase, at=self.start, why="A test"))


@pytest.fixture
def calendar(house: House) -> Calendar:
    """The house's clock, which a test moves. Everybody but Ada and Gus is gone."""
    with house.database.unit_of_work() as db:
        stays = db.exec(select(EpisodeOfCare).where(EpisodeOfCare.client_id == house.dov.id))
        stays.one().ended_at = clock.utc_now()
    return Calendar(house)


def test_nobody_is_asked_after_who_is_not_silent_long_enough(calendar: Calendar) -> None:
    assert [calendar.sweep(day) for day in (0, 1, 2)] == [0, 0, 0]
    calendar.check_in(2.5, calendar.house.ada)
    assert calendar.sweep(4.5) == 0


def test_three_days_of_silence_in_treatment_are_one_task(calendar: Calendar) -> None:
    assert [calendar.sweep(day) for day in (3, 3, 4, 40)] == [1, 0, 0, 0]
    [task] = calendar.tasks()
    assert (task.client_id, task.urgency) == (calendar.house.ada.id, "today")
    assert calendar.facts() == [{"days": 3, "after": 3}]


def test_it_is_about_the_newest_check_in_before_it(calendar: Calendar) -> None:
    calendar.check_in(0.1, calendar.house.ada)
    last = calendar.check_in(1, calendar.house.ada)
    assert [calendar.sweep(day) for day in (3, 4)] == [0, 1]
    assert [str(task.focus_id) for task in calendar.tasks()] == [last]


def test_checking_in_ends_it_by_itself_and_the_next_silence_is_another(calendar: Calendar) -> None:
    calendar.sweep(3)
    calendar.check_in(5, calendar.house.ada)
    [task] = calendar.tasks()
    assert (task.outcome, task.closed_by) == (TaskOutcome.no_longer_needed, None)
    assert [calendar.sweep(day) for day in (6, 7, 8, 9)] == [0, 0, 1, 0]
    assert len(calendar.tasks()) == 2


def test_one_that_somebody_answered_is_not_opened_again_for_the_same_silence(
    calendar: Calendar,
) -> None:
    calendar.sweep(3)
    with calendar.house.database.unit_of_work() as db:
        task = db.exec(select(Task)).one()
        task.closed_at, task.outcome = calendar.start + 4 * DAY, TaskOutcome.spoke
    assert [calendar.sweep(day) for day in (5, 30)] == [0, 0]


def test_who_was_not_reached_is_asked_after_again_and_again(calendar: Calendar) -> None:
    calendar.sweep(3)
    for closed, opened in ((4, 7), (8, 11)):
        with calendar.house.database.unit_of_work() as db:
            task = db.exec(select(Task)).one()
            task.closed_at = calendar.start + closed * DAY
            task.closed_by, task.outcome = calendar.house.bea.id, TaskOutcome.not_reached
        days = (closed + 1, opened - 1, opened, opened, opened + 1)
        assert [calendar.sweep(day) for day in days] == [0, 0, 1, 0, 0]
        [task] = calendar.tasks()
        assert (task.closed_at, task.outcome) == (None, None)
    assert sorted(fact["days"] for fact in calendar.facts()) == [3, 7, 11]
    calendar.check_in(12, calendar.house.ada)
    assert calendar.tasks()[0].outcome == TaskOutcome.no_longer_needed


def test_aftercare_has_a_fortnight_from_the_day_a_check_in_was_due(calendar: Calendar) -> None:
    calendar.move(Phase.aftercare)
    calendar.check_in(0, calendar.house.ada)
    assert [calendar.sweep(day) for day in (14, 19, 20)] == [0, 0, 1]
    assert calendar.facts() == [{"days": 20, "after": 14}]


def test_who_is_at_their_own_pace_is_never_silent(calendar: Calendar) -> None:
    calendar.policy(treatment=3, aftercare=14, alumni=30)
    with calendar.house.database.unit_of_work() as db:
        for name in ("daily", "bam", "bam-iop", "phq-9", "gad-7", "barc-10", "who-5", "audit-c"):
            row = CheckInRhythm(
                client_id=calendar.house.ada.id, instrument=name, why="Own pace",
                set_by=calendar.house.bea.id, set_at=calendar.start,
            )  # fmt: skip
            db.add(row)
    assert calendar.sweep(300) == 0


def test_the_centre_says_after_how_many_days_and_nought_is_never(calendar: Calendar) -> None:
    calendar.policy(treatment=0, aftercare=0, alumni=0)
    assert calendar.sweep(300) == 0


def test_who_left_or_has_no_account_any_more_is_not_asked_after(calendar: Calendar) -> None:
    with calendar.house.database.unit_of_work() as db:
        db.get_one(Person, calendar.house.ada.id).disabled_at = calendar.start
    assert calendar.sweep(10) == 0


def test_a_phone_that_was_offline_is_heard_when_it_arrives(calendar: Calendar) -> None:
    calendar.sweep(3)
    late = calendar.start + 0.5 * DAY
    with time_machine.travel(calendar.start + 6 * DAY, tick=False):
        browser = calendar.house.another_browser(calendar.house.ada)
        browser.put(f"/api/check-ins/{fresh_id()}", json=check_in(late))
    assert calendar.tasks()[0].outcome == TaskOutcome.no_longer_needed
    assert [calendar.sweep(day) for day in (8, 9)] == [0, 1]


def test_who_comes_back_and_stays_silent_is_asked_after_again(calendar: Calendar) -> None:
    calendar.check_in(0.1, calendar.house.ada)
    calendar.sweep(4)
    with calendar.house.database.unit_of_work() as db:
        task = db.exec(select(Task).where(Task.kind == TaskKind.silence)).one()
        task.closed_at, task.outcome = calendar.start + 5 * DAY, TaskOutcome.not_reached
        stay = db.exec(
            select(EpisodeOfCare).where(EpisodeOfCare.client_id == calendar.house.ada.id)
        ).one()
        stay.ended_at = back = calendar.start + 20 * DAY
        db.add(stay)
        db.flush()
        again = EpisodeOfCare(
            client_id=stay.client_id, programme_id=stay.programme_id, phase=Phase.treatment,
            level=stay.level, opened_at=back, admitted_at=back, returns_from=stay.id,
        )  # fmt: skip
        db.add(again)
    assert [calendar.sweep(day) for day in (21, 22, 23, 24)] == [0, 0, 1, 0]


def test_of_many_workers_at_once_one_opens_it(calendar: Calendar) -> None:
    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(lambda _: calendar.sweep(3), range(6))) == 1
    assert len(calendar.tasks()) == 1


def test_a_sweep_asks_as_often_for_many_as_for_few(calendar: Calendar) -> None:
    for number in range(8):
        client = calendar.house.client_of(calendar.house.bea, f"Client {number}")
        calendar.check_in(0.1, client)
    with calendar.house.statements() as seen:
        assert calendar.sweep(1) == 0
    assert len(seen) <= 4
