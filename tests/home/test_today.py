"""What a client sees first."""

from datetime import UTC, datetime, timedelta
from typing import Any

import time_machine

from app import clock
from app.appointments.models import AppointmentStatus
from app.episodes.models import EpisodeOfCare, Phase
from app.people.models import Role
from app.programs.models import Room
from app.reminders.models import Reminder, ReminderKind, ReminderState
from tests.support.furniture import meeting
from tests.support.house import ZONE, Actor, House, check_in, craving, fresh_id

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def _today(actor: Actor) -> dict[str, Any]:
    answer = actor.browser.get("/api/today")
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def test_an_empty_day_says_so_and_who_to_call(house: House) -> None:
    today = _today(house.ada)
    day = clock.local_day(datetime.fromisoformat(today["now"]), ZONE).isoformat()
    assert today == {
        "now": today["now"], "time_zone": ZONE, "centre_time_zone": ZONE, "shown_name": "Ada",
        "phase": "treatment", "only_safety_plan": False, "sessions": [], "missed": [],
        "looked_at": [], "open_classes": [],
        "due": [{"kind": "check_in", "on_day": day, "done": False, "forms": 3}],
        "last_craving": None,
        "help": {"centre_phone": "555-0100", "centre_hours": None},
    }  # fmt: skip


def test_the_next_sessions_of_a_week_come_in_order_and_nobody_elses(house: House) -> None:
    now = clock.utc_now()
    meeting(house, now - 2 * HOUR, house.ada, title="Over")
    meeting(house, now + 8 * DAY, house.ada, title="Far away")
    meeting(house, now + HOUR, house.dov, title="Dov's own")
    meeting(house, now + 3 * HOUR, house.ada, house.dov, title="Later today")
    meeting(house, now - HOUR / 2, house.ada, title="Running", place="Room 2")
    meeting(house, now + DAY, house.ada, title="Off", status=AppointmentStatus.cancelled)
    sessions = _today(house.ada)["sessions"]
    assert [(item["title"], item["status"]) for item in sessions] == [
        ("Running", "planned"), ("Later today", "planned"), ("Off", "cancelled"),
    ]  # fmt: skip
    assert sessions[0]["place"] == "Room 2"
    assert datetime.fromisoformat(sessions[0]["ends_at"]) > now


def test_at_most_five_sessions_are_shown(house: House) -> None:
    for number in range(7):
        meeting(house, clock.utc_now() + (7 - number) * HOUR, house.ada, title=str(number))
    assert [item["title"] for item in _today(house.ada)["sessions"]] == ["6", "5", "4", "3", "2"]


def test_open_classes_are_for_those_who_have_left_treatment(house: House) -> None:
    soon = clock.utc_now() + HOUR
    meeting(house, soon, title="Alumni night", open_to_alumni=True)
    meeting(house, soon, title="Off", open_to_alumni=True, status=AppointmentStatus.cancelled)
    meeting(house, soon, title="For families", open_to_family=True)
    meeting(house, soon, house.ada, title="Closed group")
    meeting(house, soon + 7 * DAY, title="Next week", open_to_alumni=True)
    after = house.client_of(house.bea, "Hal", phase=Phase.aftercare)
    for actor in (house.gus, after):
        classes = _today(actor)["open_classes"]
        assert [item["title"] for item in classes] == ["Alumni night"]
    assert _today(house.ada)["open_classes"] == []
    assert _today(house.gus)["phase"] == "alumni"


def test_the_day_is_the_clients_own_wherever_the_centre_is(house: House) -> None:
    far = house.client_of(house.bea, "Hal", zone="Pacific/Auckland")
    with time_machine.travel(datetime(2027, 3, 14, 4, 30, tzinfo=UTC), tick=False):
        assert _day(house, far, "Pacific/Auckland") == "2027-03-14"
        assert _day(house, house.ada, ZONE) == "2027-03-13"


def _day(house: House, actor: Actor, zone: str) -> str:
    browser = house.another_browser(actor)
    today = browser.get("/api/today").json()
    assert (today["time_zone"], today["centre_time_zone"]) == (zone, ZONE)
    day: str = today["due"][0]["on_day"]
    return day


def test_a_check_in_about_another_day_is_not_todays(house: House) -> None:
    body = check_in()
    yesterday = clock.local_day(clock.utc_now() - DAY, ZONE).isoformat()
    house.ada.browser.put(f"/api/check-ins/{fresh_id()}", json=body | {"on_day": yesterday})
    house.dov.browser.put(f"/api/check-ins/{fresh_id()}", json=body)
    assert _today(house.ada)["due"][0]["done"] is False
    house.ada.browser.put(f"/api/check-ins/{fresh_id()}", json=body)
    assert _today(house.ada)["due"][0]["done"] is True


def test_the_last_craving_is_the_one_that_happened_last(house: House) -> None:
    now = clock.utc_now()
    for intensity, ago in ((8, HOUR), (3, 3 * HOUR)):
        path = f"/api/craving-logs/{fresh_id()}"
        house.ada.browser.put(path, json=craving(intensity, at=now - ago, note="Bus stop"))
    last = _today(house.ada)["last_craving"]
    assert last.keys() == {"id", "intensity", "happened_at"}
    assert last["intensity"] == 8
    assert _today(house.dov)["last_craving"] is None


def test_who_looked_is_shown_newest_first_for_two_weeks_with_their_line(house: House) -> None:
    ids = [fresh_id() for _ in range(4)]
    for number, check_in_id in enumerate(ids):
        house.ada.browser.put(f"/api/check-ins/{check_in_id}", json=check_in())
        path = f"/api/clients/{house.ada.id}/check-ins/{check_in_id}/review"
        body = {"note_to_self": "sentinel", "line_to_client": f"Line {number}"}
        house.bea.browser.put(path, json=body)
    house.ada.browser.put(f"/api/check-ins/{ids[3]}/review-seen", json={})
    today = _today(house.ada)
    assert [(item["line"], item["by"], item["seen"]) for item in today["looked_at"]] == [
        ("Line 3", "Bea", True), ("Line 2", "Bea", False), ("Line 1", "Bea", False),
    ]  # fmt: skip
    assert "sentinel" not in str(today)
    with time_machine.travel(clock.utc_now() + 14 * DAY + HOUR, tick=False):
        assert _today(house.ada)["looked_at"] == []


def test_reminders_that_still_matter_are_shown_until_they_are_seen(house: House) -> None:
    now = clock.utc_now()
    _remind(house, house.ada, now - HOUR, "missed", now + HOUR)
    _remind(house, house.ada, now - 3 * HOUR, "too late", now - HOUR)
    _remind(house, house.dov, now - HOUR, "another's", now + HOUR)
    missed = _today(house.ada)["missed"]
    assert [item["state"] for item in missed] == ["missed"]
    house.ada.browser.put(f"/api/reminders/{missed[0]['id']}/acknowledgement", json={})
    assert _today(house.ada)["missed"] == []


def _remind(house: House, actor: Actor, due_at: datetime, key: str, until: datetime) -> None:
    reminder = Reminder(
        person_id=actor.id, kind=ReminderKind.check_in, occurrence_key=key, due_at=due_at,
        useful_until=until, zone=ZONE, path="/check-in", state=ReminderState.missed,
    )  # fmt: skip
    with house.database.unit_of_work() as db:
        db.add(reminder)


def test_somebody_between_two_stays_has_a_day_too(house: House) -> None:
    new = house.person("Hal", Role.client)
    assert _today(new)["phase"] is None
    now = clock.utc_now()
    for phase, ended_at in ((Phase.alumni, now), (Phase.aftercare, None)):
        stay = EpisodeOfCare(
            client_id=new.id, programme_id=house.programme_id, phase=phase, level="Level 1",
            opened_at=now, admitted_at=now, ended_at=ended_at,
        )  # fmt: skip
        with house.database.unit_of_work() as db:
            db.add(stay)
    assert _today(new)["phase"] == "aftercare"


def test_a_session_says_where_it_is_the_room_first(house: House) -> None:
    with house.database.unit_of_work() as db:
        room = Room(name="Room 2")
        db.add(room)
        db.flush()
        room_id = room.id
    soon = clock.utc_now() + HOUR
    meeting(house, soon, house.ada, room_id=room_id, place="second floor")
    meeting(house, soon + HOUR, house.ada, room_id=room_id)
    meeting(house, soon + 2 * HOUR, house.ada)
    places = [session["place"] for session in _today(house.ada)["sessions"]]
    assert places == ["Room 2, second floor", "Room 2", None]
