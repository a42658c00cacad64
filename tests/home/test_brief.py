"""The session brief: since the last session with whoever reads it, and nothing private in it."""

from datetime import timedelta
from typing import Any

from sqlmodel import col, update

from app import clock
from app.appointments.models import Attendance, Participation
from app.programs.kinds import AppointmentKind
from tests.support.forms import PHQ_9, form
from tests.support.furniture import meeting
from tests.support.house import Actor, House, check_in, craving, fresh_id

DAY = timedelta(days=1)
INDIVIDUAL = AppointmentKind.individual


def _brief(house: House, actor: Actor | None = None) -> dict[str, Any]:
    reader = (actor or house.bea).browser
    answer = reader.get(f"/api/clients/{house.ada.id}/session-brief")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def _sit(client: Actor, ago: int, *forms: dict[str, Any], **answers: Any) -> None:
    body = check_in(clock.utc_now() - ago * DAY, **answers) | {"forms": list(forms)}
    assert client.browser.put(f"/api/check-ins/{fresh_id()}", json=body).status_code == 200


def _came(house: House, how: Attendance) -> None:
    with house.database.unit_of_work() as db:
        places = update(Participation).where(col(Participation.attendance).is_(None))
        db.exec(places.values(attendance=how))


def test_private_answers_after_a_session_are_never_in_it(house: House) -> None:
    held = meeting(house, clock.utc_now() - DAY, house.ada, provider_id=house.bea.id)
    said = {"appointment_id": held, "heard": 3, "helped": 1}
    answer = house.ada.browser.put(f"/api/session-feedback/{fresh_id()}", json=said)
    assert answer.status_code == 204
    (group,) = _brief(house)["reactions"]
    assert group.keys() == {
        "title", "starts_at", "attendance", "on_day", "mood", "craving", "difficulty", "line",
    }  # fmt: skip
    assert "heard" not in str(_brief(house))


def test_it_begins_with_the_last_session_the_client_came_to_with_the_reader(house: House) -> None:
    now = clock.utc_now()
    seen = meeting(house, now - 6 * DAY, house.ada, provider_id=house.bea.id, kind=INDIVIDUAL)
    _came(house, Attendance.late)
    meeting(house, now - 2 * DAY, house.ada, provider_id=house.bea.id, kind=INDIVIDUAL)
    _came(house, Attendance.missed)
    meeting(house, now - DAY, house.ada, provider_id=house.cleo.id, kind=INDIVIDUAL)
    ahead = meeting(house, now + DAY, house.ada, provider_id=house.bea.id, kind=INDIVIDUAL)
    brief = _brief(house)
    assert (brief["since_session"]["id"], brief["next_session"]["id"]) == (seen, ahead)
    assert brief["since_days"] == 7
    assert brief["sessions_since"] == {"missed": 1, "open": 1}


def test_without_a_session_it_is_about_the_last_two_weeks(house: House) -> None:
    _sit(house.ada, 20, mood=1)
    _sit(house.ada, 3, mood=8)
    brief = _brief(house)
    assert (brief["since_session"], brief["next_session"], brief["since_days"]) == (None, None, 15)
    feelings = brief["feelings"]
    assert (feelings["mood"], feelings["mood_before"], feelings["answered"]) == (8.0, 1.0, 1)
    assert brief["changed"] == ["Mood 8 of 10. Before: 1"]


def test_it_tells_groups_feelings_use_and_what_is_pressing(house: House) -> None:
    held = clock.utc_now() - DAY
    meeting(house, held, house.ada, title="Evening group")
    _sit(house.ada, 1, mood=3, craving=8, difficulty=4, line="Too loud", halt=["tired"])
    _sit(house.ada, 0, form("phq-9", PHQ_9), use="yes", halt=["tired", "angry"])
    brief = _brief(house)
    (group,) = brief["reactions"]
    assert (group["title"], group["mood"], group["line"]) == ("Evening group", 3, "Too loud")
    assert brief["feelings"]["halt"] == {"tired": 2, "angry": 1}
    assert [line["text"] for line in brief["feelings"]["lines"]] == ["Too loud"]
    assert len(brief["use"]["yes"]) == 1
    assert [form["scores"] for form in brief["forms"]] == [{"total": 8}]
    reasons = [task["reasons"] for task in brief["pressing"]]
    assert [bool(each) for each in reasons] == [True, True]
    assert {task["owner"] for task in brief["pressing"]} == {"Bea"}


def test_it_tells_what_went_along_with_cravings_that_passed(house: House) -> None:
    walk = {"key": "walk", "text": "Go for a walk"}
    for outcome, intensity in (("passed", 8), ("still_there", 6)):
        log_id = fresh_id()
        body = craving(intensity, did=[walk], outcome=outcome, triggers=["lonely"])
        assert house.ada.browser.put(f"/api/craving-logs/{log_id}", json=body).status_code == 200
        rating = {
            "log_id": log_id, "intensity": intensity - 4, "minutes": 10,
            "occurred_at": body["occurred_at"], "zone": body["zone"],
        }  # fmt: skip
        path = f"/api/craving-ratings/{fresh_id()}"
        assert house.ada.browser.put(path, json=rating).status_code == 200
    cravings = _brief(house)["cravings"]
    assert (cravings["logs"], cravings["strongest"], cravings["triggers"]) == (2, 8, {"lonely": 2})
    assert cravings["helped"] == [
        {"text": "Go for a walk", "times": 2, "passed": 1, "rated": 2, "fell_by": 4.0}
    ]


def test_somebody_elses_days_are_not_in_it(house: House) -> None:
    _sit(house.dov, 0, mood=1, line="Mine alone")
    house.dov.browser.put(f"/api/craving-logs/{fresh_id()}", json=craving(9))
    brief = _brief(house)
    assert (brief["feelings"]["answered"], brief["cravings"]["logs"]) == (0, 0)
    assert "Mine alone" not in str(brief)
    assert brief["pressing"] == []
