"""Logging a craving: who may, exactly once, and what bad input does."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app import clock
from tests.support.house import House, craving, fresh_id


def test_nobody_logs_without_signing_in(house: House) -> None:
    answer = house.visitor.put(f"/api/craving-logs/{fresh_id()}", json=craving())
    assert (answer.status_code, answer.json()["code"]) == (401, "sign_in_needed")
    assert house.count("craving_log") == 0


def test_staff_and_relatives_have_no_craving_log(house: House) -> None:
    for actor in (house.bea, house.edda, house.fay):
        answer = actor.browser.put(f"/api/craving-logs/{fresh_id()}", json=craving())
        assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")
    assert house.count("craving_log") == 0


def test_what_was_written_under_one_sign_in_is_not_stored_under_another(house: House) -> None:
    answer = house.ada.browser.put(
        f"/api/craving-logs/{fresh_id()}", json=craving(), headers={"X-Person": str(house.dov.id)}
    )
    assert (answer.status_code, answer.json()["code"]) == (409, "other_person")
    assert house.count("craving_log") == 0


def test_the_same_log_twice_is_one_row_and_one_answer(house: House) -> None:
    path, body = f"/api/craving-logs/{fresh_id()}", craving(7, triggers=["tired"], note="Bus stop")
    first, second = house.ada.browser.put(path, json=body), house.ada.browser.put(path, json=body)
    assert first.status_code == second.status_code == 200
    assert first.json() == second.json()
    assert (first.headers["Idempotent-Replay"], second.headers["Idempotent-Replay"]) == (
        "false",
        "true",
    )
    assert house.count("craving_log") == 1


def test_ten_at_once_are_one_row_and_one_answer(house: House) -> None:
    path, body = f"/api/craving-logs/{fresh_id()}", craving(4)
    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(lambda _: house.ada.browser.put(path, json=body), range(10)))
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.text for answer in answers}) == 1
    assert house.count("craving_log") == 1


def test_the_same_id_with_other_content_is_refused_and_the_first_kept(house: House) -> None:
    path = f"/api/craving-logs/{fresh_id()}"
    house.ada.browser.put(path, json=craving(4))
    answer = house.ada.browser.put(path, json=craving(9))
    assert (answer.status_code, answer.json()["code"]) == (422, "op_reused")
    kept = house.ada.browser.get("/api/craving-logs").json()["items"]
    assert [log["intensity"] for log in kept] == [4]


def test_another_clients_id_tells_nothing_and_changes_nothing(house: House) -> None:
    path = f"/api/craving-logs/{fresh_id()}"
    house.ada.browser.put(path, json=craving(4, note="Mine"))
    answer = house.dov.browser.put(path, json=craving(9))
    assert answer.status_code == 200
    assert answer.headers["Idempotent-Replay"] == "false"
    assert [log["note"] for log in house.ada.browser.get("/api/craving-logs").json()["items"]] == [
        "Mine"
    ]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("intensity", 11),
        ("intensity", -1),
        ("intensity", 5.5),
        ("intensity", "7"),
        ("intensity", None),
        ("triggers", ["moonlight"]),
        ("triggers", "tired"),
        ("note", "x" * 2001),
        ("note", "a\x00b"),
        ("note", "half \ud83d a smile"),
        ("zone", "Mars/Olympus"),
        ("zone", "../../etc/passwd"),
        ("zone", "\x00"),
        ("occurred_at", "yesterday"),
        ("occurred_at", "2026-11-21T10:00:00"),
        ("occurred_at", "0001-01-01T00:00:00+14:00"),
        ("occurred_at", "9999-12-31T23:59:59-14:00"),
        ("client_id", "01a1ffd6-179b-7b16-9a81-5af250ff60c5"),
    ],
)
def test_what_does_not_fit_is_named_but_not_repeated(house: House, field: str, value: Any) -> None:
    answer = house.ada.browser.put(
        f"/api/craving-logs/{fresh_id()}",
        content=json.dumps(craving() | {field: value}),
        headers={"Content-Type": "application/json"},
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert field in {error["field"].split(".")[0] for error in answer.json()["errors"]}
    if isinstance(value, str) and len(value) > 3:
        assert value not in answer.text
    assert house.count("craving_log") == 0


def test_a_megabyte_of_note_is_refused_before_it_is_read(house: House) -> None:
    answer = house.ada.browser.put(
        f"/api/craving-logs/{fresh_id()}", json=craving(note="x" * 1_000_000)
    )
    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")


def test_a_body_that_hides_its_length_is_cut_too(house: House) -> None:
    def drip() -> Any:
        yield b'{"note": "'
        for _ in range(100):
            yield b"x" * 10_000

    answer = house.ada.browser.put(
        f"/api/craving-logs/{fresh_id()}",
        content=drip(),
        headers={"Content-Type": "application/json"},
    )
    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")


def test_a_note_comes_back_as_it_was_written(house: House) -> None:
    note = "İstanbul 😀 عربى\nsecond line"
    answer = house.ada.browser.put(f"/api/craving-logs/{fresh_id()}", json=craving(note=note))
    assert answer.json()["note"] == note


@pytest.mark.parametrize(
    "said", [datetime(1970, 1, 1, tzinfo=UTC), clock.utc_now() + timedelta(days=3 * 365)]
)
def test_a_wrong_clock_never_refuses_a_log_but_is_noted(house: House, said: datetime) -> None:
    answer = house.ada.browser.put(f"/api/craving-logs/{fresh_id()}", json=craving(at=said))
    assert answer.status_code == 200
    log = answer.json()
    assert log["time_uncertain"] is True
    assert datetime.fromisoformat(log["occurred_at"]) == said
    assert log["happened_at"] == log["received_at"]


def test_a_clock_that_is_off_is_corrected_by_as_much(house: House) -> None:
    hour = timedelta(hours=1)
    phone_now = clock.utc_now() + 3 * hour
    answer = house.ada.browser.put(
        f"/api/craving-logs/{fresh_id()}",
        json=craving(at=phone_now - hour),
        headers={"X-Sent-At": phone_now.isoformat()},
    )
    log = answer.json()
    assert log["time_uncertain"] is True
    happened = datetime.fromisoformat(log["happened_at"])
    assert abs(clock.utc_now() - hour - happened) < timedelta(minutes=1)


@pytest.mark.parametrize("sent_at", ["", "soon", "2026-13-45", "0001-01-01T00:00:00+00:00"])
def test_a_strange_sending_time_is_passed_over(house: House, sent_at: str) -> None:
    answer = house.ada.browser.put(
        f"/api/craving-logs/{fresh_id()}", json=craving(), headers={"X-Sent-At": sent_at}
    )
    assert answer.status_code == 200
    assert answer.json()["time_uncertain"] is False


def test_pages_go_back_without_skipping_what_arrives_meanwhile(house: House) -> None:
    start = clock.utc_now() - timedelta(hours=10)
    for number in range(5):
        at = start + timedelta(minutes=number)
        house.ada.browser.put(f"/api/craving-logs/{fresh_id()}", json=craving(number, at=at))
    first = house.ada.browser.get("/api/craving-logs", params={"limit": 2}).json()
    house.ada.browser.put(f"/api/craving-logs/{fresh_id()}", json=craving(9))
    second = house.ada.browser.get(
        "/api/craving-logs", params={"limit": 2, "before": first["next"]}
    ).json()
    last = house.ada.browser.get(
        "/api/craving-logs", params={"limit": 2, "before": second["next"]}
    ).json()
    seen = [log["intensity"] for page in (first, second, last) for log in page["items"]]
    assert seen == [4, 3, 2, 1, 0]
    assert last["next"] is None


@pytest.mark.parametrize("place", ["x", "_", "2026-01-01T00:00:00_" + "0" * 32, "\x00"])
def test_a_made_up_place_in_the_list_is_refused(house: House, place: str) -> None:
    answer = house.ada.browser.get("/api/craving-logs", params={"before": place})
    assert (answer.status_code, answer.json()["code"]) == (422, "cursor_invalid")
