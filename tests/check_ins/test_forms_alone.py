"""A sitting of questionnaires alone: a check-in about the day that says nothing of how it was."""

from datetime import timedelta
from typing import Any

from sqlmodel import select

from app import clock
from app.episodes.models import EpisodeOfCare
from app.programs.models import Programme
from tests.support.forms import GAD_7, form
from tests.support.house import ZONE, Actor, House, check_in, fresh_id

QUIET = {
    "code": "quiet", "text": {"en": "Five quiet days", "es": "Cinco días"}, "measure": "no_use",
    "at_least": 5,
}  # fmt: skip


def _put(actor: Actor, days_ago: int, *, daily: bool = True, use: str = "no") -> None:
    day = clock.local_day(clock.utc_now(), ZONE) - timedelta(days=days_ago)
    body = check_in(use=use, mood=8) | {"on_day": day.isoformat()}
    if not daily:
        body |= {"answers": None, "forms": [form("gad-7", GAD_7)]}
    assert actor.browser.put(f"/api/check-ins/{fresh_id()}", json=body).status_code == 200


def _admitted(house: House, days_ago: int) -> None:
    """Ada has been here for some time, at a level that asks for five days without use."""
    with house.database.unit_of_work() as db:
        stay = db.exec(select(EpisodeOfCare).where(EpisodeOfCare.client_id == house.ada.id)).one()
        stay.opened_at = stay.admitted_at = clock.utc_now() - timedelta(days=days_ago)
        programme = db.get_one(Programme, house.programme_id)
        levels = [level | {"benchmarks": [QUIET]} for level in programme.design["levels"]]
        programme.design = programme.design | {"levels": levels}
        db.add_all((stay, programme))


def _benchmark(house: House) -> dict[str, Any]:
    answer = house.bea.browser.get(f"/api/clients/{house.ada.id}/level-review")
    assert answer.status_code == 200, answer.text
    [found] = answer.json()["benchmarks"]
    return dict(found)


def test_the_chart_keeps_the_answers_of_the_day_whichever_came_last(house: House) -> None:
    _put(house.ada, 1)
    _put(house.ada, 1, daily=False)
    _put(house.ada, 2, daily=False)
    days = house.bea.browser.get(f"/api/clients/{house.ada.id}/weeks").json()["days"]
    seen = {day["day"]: (day["checked_in"], day["mood"]) for day in days[-3:]}
    assert list(seen.values()) == [(True, None), (True, 8), (False, None)]


def test_it_says_nothing_about_use_and_takes_nothing_back(house: House) -> None:
    _admitted(house, 20)
    for days_ago in range(12, 8, -1):
        _put(house.ada, days_ago)
    met = _benchmark(house)
    _put(house.ada, 0, daily=False)
    assert _benchmark(house) == met
