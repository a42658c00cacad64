"""Whom a wish to come back is told to: the counselor of last time first, and nobody twice."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta

import pytest
import time_machine
from sqlmodel import col, select

from app import clock
from app.episodes.models import CareTeamMember, Phase
from app.notices.models import Notice, NoticeKind
from app.open_door.telling import tell_the_rest
from app.people.models import Person
from app.worker import Worker
from tests.flags.looking import ALWAYS, MONDAY_TEN, away, join_team, keep_hours, wall
from tests.level_of_care.signing_in import sign_in_again
from tests.support.house import Actor, House, fresh_id


@pytest.fixture
def hal(house: House) -> Iterator[Actor]:
    """An alumnus on a Monday at ten; Bea was his primary counselor, Cleo on the team too."""
    with time_machine.travel(MONDAY_TEN, tick=False):
        alumnus = house.client_of(house.bea, "Hal", phase=Phase.alumni)
        join_team(house, house.cleo, alumnus)
        yield alumnus


def _wishes(who: Actor) -> str:
    wish_id = fresh_id()
    answer = who.browser.put(f"/api/return-wishes/{wish_id}", json={"note": "It got hard"})
    assert answer.is_success, answer.text
    return wish_id


def _told(house: House) -> list[str]:
    """Who was told of a wish so far, in order."""
    with house.database.unit_of_work() as db:
        rows = db.exec(
            select(Person.shown_name)
            .join(Notice, col(Notice.person_id) == col(Person.id))
            .where(Notice.kind == NoticeKind.client_return_wish)
            .order_by(col(Notice.at), col(Person.shown_name))
        )
        return list(rows)


def _sweep(house: House, now: datetime) -> int:
    with house.database.unit_of_work() as db:
        return tell_the_rest(db, now)


def _leaves_team(house: House, actor: Actor, at: datetime) -> None:
    with house.database.unit_of_work() as db:
        query = select(CareTeamMember).where(CareTeamMember.provider_id == actor.id)
        for place in db.exec(query):
            place.left_at = at
            db.add(place)


def _works_here_no_more(house: House, actor: Actor) -> None:
    with house.database.unit_of_work() as db:
        db.get_one(Person, actor.id).disabled_at = clock.utc_now()


def test_of_a_wish_that_is_over_nobody_is_told_later(house: House, hal: Actor) -> None:
    assert _sweep(house, wall(1, 10)) == 0
    back = _wishes(hal)
    assert hal.browser.put(f"/api/return-wishes/{back}/withdrawal", json={}).is_success
    answered = f"/api/clients/{hal.id}/return-wishes/{_wishes(hal)}/answer"
    sign_in_again(house, house.bea)
    assert house.bea.browser.put(answered, json={"line": "Come by"}).is_success
    assert _sweep(house, wall(8, 10)) == 0
    assert set(_told(house)) == {"Bea"}


def test_the_counselor_of_last_time_is_told_first_and_the_team_may_answer_all_the_same(
    house: House, hal: Actor
) -> None:
    _wishes(hal)
    assert _told(house) == ["Bea"]
    sign_in_again(house, house.cleo)
    [seen] = house.cleo.browser.get("/api/returns").json()["wishes"]
    assert seen["name"] == "Hal"


def test_the_team_is_told_where_the_counselor_is_away(house: House, hal: Actor) -> None:
    away(house, house.bea, date(2027, 3, 1), date(2027, 3, 3))
    _wishes(hal)
    assert _told(house) == ["Bea", "Cleo"]
    assert _sweep(house, wall(2, 10)) == 0


def test_the_team_is_told_where_the_counselor_has_left_it_or_works_here_no_more(
    house: House, hal: Actor
) -> None:
    _works_here_no_more(house, house.bea)
    _wishes(hal)
    assert _told(house) == ["Cleo"]
    _leaves_team(house, house.cleo, wall(1, 11))
    assert _sweep(house, wall(1, 11)) == 1
    assert _told(house) == ["Cleo", "Edda"], "administrators, where nobody is left"


def test_a_weekend_is_no_absence(house: House, hal: Actor) -> None:
    with time_machine.travel(wall(6, 10), tick=False):
        _wishes(hal)
        away(house, house.cleo, date(2027, 3, 8), date(2027, 3, 8))
        assert _sweep(house, wall(7, 20)) == 0
        assert _told(house) == ["Bea"]


def test_who_was_told_and_goes_away_leaves_nobody_waiting(house: House, hal: Actor) -> None:
    _wishes(hal)
    assert _sweep(house, wall(1, 11)) == 0
    _leaves_team(house, house.bea, wall(1, 11))
    assert [_sweep(house, wall(1, 11)) for _ in range(2)] == [1, 0]
    assert _told(house) == ["Bea", "Cleo"]


def test_what_nobody_answers_within_the_promise_of_a_day_is_told_to_the_rest_once(
    house: House, hal: Actor
) -> None:
    _wishes(hal)
    assert _sweep(house, wall(1, 14) - timedelta(seconds=1)) == 0
    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(lambda _: _sweep(house, wall(1, 14)), range(4))) == 1
    assert _told(house) == ["Bea", "Cleo"]
    _wishes(hal)
    assert _told(house) == ["Bea", "Bea", "Cleo"], "a new wish begins anew"


def test_the_worker_tells_the_rest_by_its_own_clock(house: House) -> None:
    hal = house.client_of(house.bea, "Hal", phase=Phase.alumni)
    join_team(house, house.cleo, hal)
    keep_hours(house, ALWAYS)
    _wishes(hal)
    with time_machine.travel(clock.utc_now() + timedelta(hours=5)):
        asyncio.run(Worker(house.installation).look_after_tasks())
    assert _told(house) == ["Bea", "Cleo"]
