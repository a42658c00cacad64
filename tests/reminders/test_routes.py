"""Reminder settings, the list in the app and the test: who may, what is refused, what is kept."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest

from app.reminders.models import ReminderState
from tests.fakes.push_service import status
from tests.support.house import House, fresh_id
from tests.support.pushing import ON_ONE, Chain, new_york, wishes

SETTINGS = "/api/reminder-settings"
EVENING = new_york(2026, 6, 1, 20, 0)


def test_nobody_has_reminders_without_signing_in(house: House) -> None:
    for method, path in (
        ("GET", SETTINGS),
        ("PUT", SETTINGS),
        ("GET", "/api/reminders"),
        ("GET", f"/api/reminders/{fresh_id()}"),
        ("PUT", f"/api/reminders/{fresh_id()}/acknowledgement"),
        ("POST", f"/api/push-subscriptions/{fresh_id()}/tests"),
    ):
        body = wishes() if path == SETTINGS else {}
        options: dict[str, Any] = {} if method == "GET" else {"json": body}
        assert house.visitor.request(method, path, **options).status_code == 401


def test_who_has_no_check_in_has_no_settings_for_it(house: House) -> None:
    for actor in (house.bea, house.edda, house.fay):
        for answer in (
            actor.browser.get(SETTINGS),
            actor.browser.put(SETTINGS, json=wishes()),
        ):
            assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")
    assert house.count("reminder_settings") == 0


@ON_ONE
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("check_in.local_time", "24:00"),
        ("check_in.local_time", "20:00:30"),
        ("check_in.local_time", "20:00Z"),
        ("check_in.local_time", "eight"),
        ("check_in.local_time", None),
        ("check_in.days", ["someday"]),
        ("check_in.days", ["mon"] * 8),
        ("check_in.days", "mon"),
        ("check_in.enabled", "perhaps"),
        ("sessions.minutes_before", [4]),
        ("sessions.minutes_before", [10_081]),
        ("sessions.minutes_before", [-60]),
        ("sessions.minutes_before", [60.5]),
        ("sessions.minutes_before", [10, 20, 30, 40, 50]),
        ("quiet_hours", {"from": "22:00"}),
        ("quiet_hours", {"from": "22:00", "until": "7 o'clock"}),
        ("paused_until", "2026-06-02T10:00:00"),
        ("paused_until", "9999-12-31T23:59:59-14:00"),
        ("paused_until", "tomorrow"),
        ("time_zone", "Mars/Olympus"),
    ],
)
def test_wishes_that_do_not_fit_are_named_and_nothing_changes(
    house: House, field: str, value: Any
) -> None:
    house.ada.browser.put(SETTINGS, json=wishes("19:00"))
    kept = house.ada.browser.get(SETTINGS).json()
    body = wishes("20:00")
    place, _, name = field.rpartition(".")
    (body[place] if place else body)[name] = value
    answer = house.ada.browser.put(SETTINGS, json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert answer.json()["errors"][0]["field"].startswith(field)
    assert house.ada.browser.get(SETTINGS).json() == kept


@ON_ONE
@pytest.mark.parametrize(
    ("at", "quiet", "fits"),
    [
        ("23:00", ("21:30", "08:00"), False),
        ("04:00", ("21:30", "08:00"), False),
        ("04:01", ("21:30", "08:00"), True),
        ("21:30", ("21:30", "01:30"), False),
        ("21:30", ("21:30", "01:29"), True),
        ("21:29", ("21:30", "08:00"), True),
        ("08:00", ("21:30", "08:00"), True),
        ("12:00", ("10:00", "18:00"), False),
        ("12:00", ("12:00", "12:00"), True),
    ],
)
def test_a_check_in_time_that_could_never_be_kept_is_refused(
    house: House, at: str, quiet: tuple[str, str], fits: bool
) -> None:
    answer = house.ada.browser.put(SETTINGS, json=wishes(at, quiet=quiet))
    if fits:
        assert answer.status_code == 200
        return
    assert (answer.status_code, answer.json()["code"]) == (422, "check_in_in_quiet_hours")
    assert house.ada.browser.get(SETTINGS).json()["check_in"]["local_time"] == "20:00"
    without = wishes(at, quiet=quiet, check_in=False)
    assert house.ada.browser.put(SETTINGS, json=without).status_code == 200


def test_everybody_begins_with_an_evening_check_in_and_quiet_nights(chain: Chain) -> None:
    found = chain.house.ada.browser.get(SETTINGS).json()
    assert found["check_in"]["local_time"] == "20:00"
    assert found["sessions"] == {"enabled": True, "minutes_before": [1440, 60]}
    assert found["quiet_hours"] == {"from": "21:30", "until": "08:00"}
    assert [row["local"] for row in found["next"]] == [
        "2026-06-01T20:00:00-04:00",
        "2026-06-02T20:00:00-04:00",
    ]


def test_ten_first_looks_and_ten_changes_at_once_are_one_row(house: House) -> None:
    def first_look(_: int) -> int:
        return house.ada.browser.get(SETTINGS).status_code

    def change(minute: int) -> int:
        return house.ada.browser.put(SETTINGS, json=wishes(f"19:0{minute}")).status_code

    for act in (first_look, change):
        with ThreadPoolExecutor(10) as pool:
            assert set(pool.map(act, range(10))) == {200}
    assert house.count("reminder_settings") == 1
    asked = house.ada.browser.get(SETTINGS).json()
    times = {row["local"][11:16] for row in asked["next"]}
    assert times == {asked["check_in"]["local_time"]}


def test_wishes_come_back_as_they_were_taken(house: House) -> None:
    body = wishes("06:45", days=["sun", "mon"], minutes=[30, 2880, 30], quiet=("22:00", "05:15"))
    taken = house.ada.browser.put(SETTINGS, json=body).json()
    assert taken == house.ada.browser.get(SETTINGS).json()
    assert taken["check_in"] == {"enabled": True, "local_time": "06:45", "days": ["mon", "sun"]}
    assert taken["sessions"]["minutes_before"] == [2880, 30]
    assert taken["quiet_hours"] == {"from": "22:00", "until": "05:15"}
    assert taken["time_zone"] == "America/New_York"


def test_what_comes_next_is_shown_by_the_clock_of_the_place(chain: Chain) -> None:
    chain.house.ada.browser.patch("/api/me", json={"time_zone": "Europe/Madrid"})
    coming = chain.want(chain.house.ada, at="20:00").json()["next"]
    assert [row["local"] for row in coming][:1] == ["2026-06-01T20:00:00+02:00"]


def test_the_list_shows_what_was_due_newest_first_and_nothing_of_others(chain: Chain) -> None:
    ada, dov = chain.house.ada, chain.house.dov
    for actor, at in ((ada, "20:00"), (dov, "19:00")):
        chain.want(actor, at=at)
    for day in (0, 1):
        chain.tick(EVENING + timedelta(days=day))
    chain.go_to(EVENING + timedelta(days=1, minutes=1))
    items = ada.browser.get("/api/reminders").json()["items"]
    assert [(row["kind"], row["state"]) for row in items] == [("check_in", "missed")] * 2
    assert items[0]["due_at"] > items[1]["due_at"]
    others = {row["id"] for row in dov.browser.get("/api/reminders").json()["items"]}
    assert not others & {row["id"] for row in items}
    chain.go_to(EVENING + timedelta(days=29, hours=23))
    browser = chain.house.another_browser(ada)
    assert len(browser.get("/api/reminders").json()["items"]) == 2
    chain.go_to(EVENING + timedelta(days=30))
    assert len(browser.get("/api/reminders").json()["items"]) == 1


def test_another_persons_reminder_is_not_there(chain: Chain) -> None:
    chain.want(chain.house.ada, at="20:00")
    reminder = chain.reminders(chain.house.ada)[0]
    nothing = chain.house.dov.browser.get(f"/api/reminders/{fresh_id()}")
    for answer in (
        chain.house.dov.browser.get(f"/api/reminders/{reminder.id}"),
        chain.house.dov.browser.put(f"/api/reminders/{reminder.id}/acknowledgement", json={}),
    ):
        assert (answer.status_code, answer.json()) == (404, nothing.json())
    assert chain.reminders(chain.house.ada)[0].seen_at is None


def test_seeing_a_reminder_twice_keeps_the_first_time(chain: Chain) -> None:
    chain.want(chain.house.ada, at="20:00")
    chain.tick(EVENING)
    path = f"/api/reminders/{chain.the_reminder(chain.house.ada).id}"
    assert chain.house.ada.browser.get(path).json()["seen_at"] is None
    for _ in range(2):
        answer = chain.house.ada.browser.put(f"{path}/acknowledgement", json={})
        assert (answer.status_code, answer.content) == (204, b"")
        chain.wait(minutes=1)
    assert chain.the_reminder(chain.house.ada).seen_at == EVENING
    assert chain.house.ada.browser.get("/api/today").json()["missed"] == []


def test_a_test_goes_to_that_phone_alone_and_at_once(chain: Chain) -> None:
    phone, other = chain.phone_of(chain.house.ada), chain.phone_of(chain.house.ada)
    answer = chain.house.ada.browser.post(f"/api/push-subscriptions/{phone.id}/tests", json={})
    assert answer.status_code == 202
    chain.tick()
    [message] = phone.received
    assert answer.json()["reminder_id"].encode() in message.payload
    assert (message.headers["Urgency"], message.headers["Ttl"]) == ("high", "600")
    assert other.tries == 0
    read = chain.house.ada.browser.get(f"/api/reminders/{answer.json()['reminder_id']}").json()
    assert (read["kind"], read["state"]) == ("test", "sent")


def test_a_test_that_cannot_be_delivered_ends_after_ten_minutes(chain: Chain) -> None:
    phone = chain.phone_of(chain.house.ada)
    phone.will_answer(status(503, retry_after="300"))
    chain.house.ada.browser.post(f"/api/push-subscriptions/{phone.id}/tests", json={})
    for tries in (1, 2, 2):
        chain.tick()
        assert phone.tries == tries
        chain.wait(minutes=5)
    assert {row.state for row in chain.reminders(chain.house.ada, kind="test")} == {
        ReminderState.missed
    }


@ON_ONE
def test_a_test_is_not_sent_when_nobody_waits_for_it_any_more(chain: Chain) -> None:
    phone = chain.phone_of(chain.house.ada)
    chain.house.ada.browser.post(f"/api/push-subscriptions/{phone.id}/tests", json={})
    chain.wait(minutes=10)
    chain.tick()
    assert phone.tries == 0
    [test] = chain.reminders(chain.house.ada, kind="test")
    assert test.state is ReminderState.missed


def test_a_test_to_another_persons_phone_is_not_there(chain: Chain) -> None:
    phone = chain.phone_of(chain.house.ada)
    dov = chain.house.dov.browser
    missing = dov.post(f"/api/push-subscriptions/{fresh_id()}/tests", json={})
    answer = dov.post(f"/api/push-subscriptions/{phone.id}/tests", json={})
    assert (answer.status_code, answer.json()) == (missing.status_code, missing.json())
    assert answer.status_code == 404
    chain.tick()
    assert phone.tries == 0


@ON_ONE
def test_ten_tests_an_hour_are_enough(chain: Chain) -> None:
    phone = chain.phone_of(chain.house.ada)
    path = f"/api/push-subscriptions/{phone.id}/tests"
    for _ in range(10):
        assert chain.house.ada.browser.post(path, json={}).status_code == 202
    answer = chain.house.ada.browser.post(path, json={})
    assert (answer.status_code, answer.json()["code"]) == (429, "too_many_requests")
    assert answer.headers["Retry-After"] == "600"
    chain.wait(hours=1)
    assert chain.house.ada.browser.post(path, json={}).status_code == 202
