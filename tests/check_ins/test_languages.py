"""Questionnaires without a wording the client can read: not asked, not waited for, said once."""

from datetime import timedelta
from typing import Any

from sqlmodel import col, select, update

from app import clock
from app.check_ins.models import CheckInRhythm
from app.check_ins.silence import sweep_silence
from app.episodes.models import EpisodeOfCare
from app.people.models import Language, Person
from tests.support.forms import PHQ_9, form
from tests.support.house import House, check_in, fresh_id

NOT_IN_SPANISH = {"bam", "barc-10", "who-5", "audit-c"}


def _spanish(house: House, days_here: int) -> None:
    began = clock.utc_now() - timedelta(days=days_here)
    with house.database.unit_of_work() as db:
        db.get_one(Person, house.ada.id).language = Language.es
        db.exec(update(EpisodeOfCare).values(opened_at=began, admitted_at=began))


def _due(house: House) -> dict[str, Any]:
    found: dict[str, Any] = house.ada.browser.get("/api/check-in-due").json()
    return found


def _put(house: House, *forms: dict[str, Any], days_ago: int = 0) -> None:
    day = clock.local_day(clock.utc_now(), "America/New_York") - timedelta(days=days_ago)
    body = check_in() | {"forms": list(forms), "on_day": day.isoformat()}
    assert house.ada.browser.put(f"/api/check-ins/{fresh_id()}", json=body).status_code == 200


def test_what_there_is_no_wording_of_is_never_due_and_said_once(house: House) -> None:
    _spanish(house, 3)
    forms = _due(house)["forms"]
    missing = [one for one in forms if not one["is_available"]]
    assert sorted(one["instrument"] for one in missing) == sorted(NOT_IN_SPANISH)
    assert all((one["form"], one["is_late"]) == (None, False) for one in missing)
    rest = [one for one in forms if one["is_available"]]
    assert all(one["form"]["language"] == "es" for one in rest)
    due = [one for one in rest if one["due_on"] <= _due(house)["on_day"]]
    assert house.ada.browser.get("/api/today").json()["due"][0]["forms"] == len(due) > 0
    assert not NOT_IN_SPANISH & {one["instrument"] for one in _due(house)["next"]}


def test_it_draws_nothing_forward(house: House) -> None:
    """Two days before the PHQ-9 is due again nothing else is asked, so it waits for its day."""
    _spanish(house, 40)
    gad_7 = form("gad-7", {str(number): 1 for number in range(1, 8)})
    _put(house, form("phq-9", PHQ_9), gad_7, days_ago=26)
    due = _due(house)
    ahead = {one["instrument"]: one["due_on"] for one in due["forms"] if one["is_available"]}
    assert set(ahead) == {"phq-9", "gad-7"}
    assert min(ahead.values()) > due["on_day"]


def test_who_last_answered_it_in_english_is_asked_in_english_again(house: House) -> None:
    _spanish(house, 100)
    _put(house, form("who-5", dict.fromkeys("12345", 3)), days_ago=95)
    [found] = [one for one in _due(house)["forms"] if one["instrument"] == "who-5"]
    assert (found["is_available"], found["form"]["language"]) == (True, "en")


def test_staff_see_that_there_is_no_wording(house: House) -> None:
    _spanish(house, 3)
    path = f"/api/clients/{house.ada.id}/check-in-rhythm"
    items = {one["instrument"]: one for one in house.bea.browser.get(path).json()["items"]}
    assert (items["who-5"]["available"], items["who-5"]["next_on"]) == (False, None)
    assert items["phq-9"]["available"] is items["daily"]["available"] is True


def test_nobody_is_silent_who_is_asked_nothing_they_can_read(house: House) -> None:
    _spanish(house, 9)
    with house.database.unit_of_work() as db:
        db.exec(update(EpisodeOfCare).where(col(EpisodeOfCare.client_id) != house.ada.id).values(
            ended_at=clock.utc_now()
        ))  # fmt: skip
        for name in ("daily", "phq-9", "gad-7", "bam-iop", "bam"):
            every = 1 if name == "bam" else None
            db.add(
                CheckInRhythm(
                    client_id=house.ada.id, instrument=name, every_days=every, why="A test",
                    set_by=house.bea.id, set_at=clock.utc_now() - timedelta(days=9),
                )
            )  # fmt: skip
    with house.database.unit_of_work() as db:
        assert sweep_silence(db, clock.utc_now()) == 0
        db.get_one(Person, house.ada.id).language = Language.en
    with house.database.unit_of_work() as db:
        assert sweep_silence(db, clock.utc_now()) == 1
        assert len(db.exec(select(CheckInRhythm)).all()) == 5
