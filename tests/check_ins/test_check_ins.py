"""Checking in: exactly once, about one day, and what bad input does."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import select

from app import clock
from app.check_ins.models import CheckIn
from app.offline import content_hash
from tests.support.house import ZONE, House, check_in, fresh_id

BAD_ANSWERS: tuple[tuple[str, Any], ...] = (
    ("mood", 11), ("mood", -1), ("mood", "6"), ("mood", 6.0), ("mood", True), ("mood", None),
    ("craving", 11), ("sleep", -1), ("difficulty", 5), ("difficulty", -1),
    ("halt", ["thirsty"]), ("halt", "tired"), ("halt", ["tired"] * 5),
    ("use", "maybe"), ("use", None), ("use", True),
    ("line", "x" * 1001), ("line", "a\x00b"), ("line", "half \ud83d a smile"), ("line", 7),
    ("weight", 80), ("may_use", 1), ("may_use", "yes"), ("may_use", None),
)  # fmt: skip
BAD_FIELDS: tuple[tuple[str, Any], ...] = (
    ("on_day", "yesterday"), ("on_day", "2026-02-30"), ("on_day", "1969-12-31"),
    ("on_day", "9999-12-31"), ("occurred_at", "2026-11-21T10:00:00"),
    ("occurred_at", "9999-12-31T23:59:59-14:00"), ("zone", "Mars/Olympus"), ("answers", []),
    ("client_id", "01a1ffd6-179b-7b16-9a81-5af250ff60c5"), ("is_flagged", False),
)  # fmt: skip


def _put(house: House, body: dict[str, Any], check_in_id: str | None = None) -> Any:
    return house.ada.browser.put(
        f"/api/check-ins/{check_in_id or fresh_id()}",
        content=json.dumps(body),
        headers={"Content-Type": "application/json"},
    )


def test_only_clients_check_in(house: House) -> None:
    path = f"/api/check-ins/{fresh_id()}"
    assert house.visitor.put(path, json=check_in()).status_code == 401
    for actor in (house.bea, house.edda, house.fay):
        assert actor.browser.put(path, json=check_in()).status_code == 403
    headers = {"X-Person": str(house.dov.id)}
    answer = house.ada.browser.put(path, json=check_in(), headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (409, "other_person")
    assert house.count("check_in") == 0


def test_what_does_not_fit_is_named_but_not_repeated(house: House) -> None:
    bodies = [(field, check_in(**{field: value}), value) for field, value in BAD_ANSWERS]
    bodies += [(field, check_in() | {field: value}, value) for field, value in BAD_FIELDS]
    for field, body, value in bodies:
        answer = _put(house, body)
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid"), (field, value)
        named = ".".join(error["field"] for error in answer.json()["errors"])
        assert field in named.split("."), (field, value)
        if isinstance(value, str) and len(value) > 4:
            assert value not in answer.text
    assert house.count("check_in") == house.count("flag") == 0


def test_the_same_one_twice_is_one_row_one_flag_and_one_answer(house: House) -> None:
    check_in_id, body = fresh_id(), check_in(use="yes", line="A hard one")
    first, second = _put(house, body, check_in_id), _put(house, body, check_in_id)
    assert (first.json(), first.status_code) == (second.json(), second.status_code)
    assert [answer.headers["Idempotent-Replay"] for answer in (first, second)] == ["false", "true"]
    assert (house.count("check_in"), house.count("flag")) == (1, 1)


def test_ten_at_once_are_one_row_and_one_answer(house: House) -> None:
    check_in_id, body = fresh_id(), check_in(use="yes", craving=9)
    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(lambda _: _put(house, body, check_in_id), range(10)))
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.text for answer in answers}) == 1
    assert (house.count("check_in"), house.count("flag")) == (1, 2)


def test_the_same_id_with_other_answers_is_refused_and_the_first_kept(house: House) -> None:
    check_in_id = fresh_id()
    _put(house, check_in(mood=9), check_in_id)
    answer = _put(house, check_in(mood=1, use="yes"), check_in_id)
    assert (answer.status_code, answer.json()["code"]) == (422, "op_reused")
    kept = house.ada.browser.get("/api/check-ins").json()["items"]
    assert [item["answers"]["mood"] for item in kept] == [9]
    assert house.count("flag") == 0


def test_another_clients_id_tells_nothing_and_changes_nothing(house: House) -> None:
    check_in_id = fresh_id()
    _put(house, check_in(mood=9, line="Mine"), check_in_id)
    answer = house.dov.browser.put(f"/api/check-ins/{check_in_id}", json=check_in(mood=1))
    assert (answer.status_code, answer.headers["Idempotent-Replay"]) == (200, "false")
    assert "Mine" not in answer.text
    assert house.ada.browser.get("/api/check-ins").json()["items"][0]["answers"]["mood"] == 9


def test_care_is_shown_and_flags_are_not(house: House) -> None:
    for answers, care in (({"use": "yes"}, "use"), ({"craving": 8}, "high_craving"), ({}, None)):
        said = _put(house, check_in(**answers)).json()
        assert said["care"] == care
        assert "flag" not in str(said)


def test_the_client_sees_at_once_who_looks_and_by_when(house: House) -> None:
    calm, grave = _put(house, check_in()).json(), _put(house, check_in(may_use=True)).json()
    assert [said["response"]["urgency"] for said in (calm, grave)] == ["soon", "now"]
    assert {said["response"]["by"] for said in (calm, grave)} == {"Bea"}
    due = [datetime.fromisoformat(said["response"]["by_when"]) for said in (calm, grave)]
    assert clock.utc_now() < due[1] <= due[0]
    kept = house.ada.browser.get("/api/check-ins").json()["items"]
    assert [item["response"] for item in kept] == [grave["response"], calm["response"]]


def test_a_body_of_the_version_before_is_the_same_entry_after_an_update(house: House) -> None:
    """A phone sends again what it was not sure of, with or without what is new."""
    check_in_id, old = fresh_id(), check_in(mood=4)
    _put(house, old, check_in_id)
    new = old | {"answers": old["answers"] | {"may_use": False}, "forms": []}
    answer = _put(house, new, check_in_id)
    assert (answer.status_code, answer.headers["Idempotent-Replay"]) == (200, "true")
    with house.database.unit_of_work() as db:
        row = db.exec(select(CheckIn)).one()
    assert (row.instrument_version, row.content_hash) == (1, content_hash(_as_it_was(old)))


def _as_it_was(body: dict[str, Any]) -> dict[str, Any]:
    """What version 1 took the hash of."""
    return body | {"occurred_at": body["occurred_at"].replace("+00:00", "Z")}


def test_answers_come_back_as_they_were_given(house: House) -> None:
    line = "İstanbul 😀 عربى\nsecond line"
    body = check_in(line=line, halt=["tired", "lonely", "tired"], sleep=0)
    said = _put(house, body).json()
    given = body["answers"] | {"halt": ["tired", "lonely"], "may_use": False}
    assert said["answers"] == given
    assert (said["on_day"], said["zone"], said["review"]) == (body["on_day"], ZONE, None)
    assert house.ada.browser.get("/api/check-ins").json()["items"] == [said]


def test_one_about_an_earlier_day_says_how_late_it_is(house: House) -> None:
    today = clock.local_day(clock.utc_now(), ZONE)
    for days in (0, 1, 3):
        day = today - timedelta(days=days)
        _put(house, check_in() | {"on_day": day.isoformat()})
    items = house.bea.browser.get("/api/review-queue").json()["items"]
    reasons = {item["check_in"]["on_day"]: [f["reason"] for f in item["flags"]] for item in items}
    late = reasons.pop((today - timedelta(days=3)).isoformat())
    assert late == ["Answered 3 days after the day it is about"]
    assert list(reasons.values()) == [[], []]
    assert date.fromisoformat(next(iter(reasons))) <= today


def test_pages_go_back_without_skipping_what_arrives_meanwhile(house: House) -> None:
    start, seen, place = clock.utc_now() - timedelta(hours=10), [], None
    for number in range(5):
        _put(house, check_in(start + timedelta(minutes=number), mood=number))
    while True:
        params = {"limit": "2"} | ({"before": place} if place else {})
        page = house.ada.browser.get("/api/check-ins", params=params).json()
        seen += [item["answers"]["mood"] for item in page["items"]]
        place = page["next"]
        if place is None:
            break
        _put(house, check_in(mood=10))
    assert seen == [4, 3, 2, 1, 0]
