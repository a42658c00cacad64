"""What comes to a craving later: ratings, and corrections that keep what was said first."""

import itertools
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest

from app import clock
from tests.support.craving_furniture import correction, rating
from tests.support.house import Actor, House, craving, fresh_id

NOW = clock.utc_now()
DID = [{"key": "walk", "text": "Went for a walk"}]
FULL = {
    "place": "bar", "company": ["friends", "people_using"], "did": DID, "outcome": "eased",
    "may_use": False,
}  # fmt: skip
# Computed by the application as it was before the log had these fields.
BEFORE_THEY_WERE_THERE = (
    (
        {
            "intensity": 7, "triggers": ["tired"], "note": "Bus stop",
            "occurred_at": "2026-11-21T20:15:03-05:00", "zone": "America/New_York",
        },
        "8bc9e0d70ca9479615f6d2e51e34dbdef0db533a2174cf36cc1a5019a5f90470",
    ),
    (
        {
            "intensity": 0, "triggers": [], "occurred_at": "2026-11-21T20:15:03Z",
            "zone": "America/New_York",
        },
        "c3686dd53eb9541d03f0bbcc663fac6c12e31762b94f4ff67fdd7b20bcb7bb17",
    ),
)  # fmt: skip


def _log(house: House, intensity: int = 5, **other: Any) -> str:
    log_id = fresh_id()
    _put(house.ada, f"craving-logs/{log_id}", craving(intensity, **other))
    return log_id


def _put(actor: Actor, path: str, body: dict[str, Any]) -> dict[str, Any]:
    answer = actor.browser.put(f"/api/{path}", json=body)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def _kept(actor: Actor) -> dict[str, Any]:
    (only,) = actor.browser.get("/api/craving-logs").json()["items"]
    found: dict[str, Any] = only
    return found


@pytest.mark.parametrize("path", ["craving-ratings", "craving-corrections"])
def test_only_a_client_rates_or_corrects_and_only_under_the_own_sign_in(
    house: House, path: str
) -> None:
    log_id = _log(house)
    body = rating(log_id) if path == "craving-ratings" else correction(log_id)
    wanted = f"/api/{path}/{fresh_id()}"
    assert house.visitor.put(wanted, json=body).json()["code"] == "sign_in_needed"
    for actor in (house.bea, house.edda, house.fay):
        assert actor.browser.put(wanted, json=body).json()["code"] == "not_allowed"
    other = house.ada.browser.put(wanted, json=body, headers={"X-Person": str(house.dov.id)})
    assert other.json()["code"] == "other_person"
    assert (house.count("craving_rating"), house.count("craving_correction")) == (0, 0)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("place", "moon"),
        ("company", ["friends", "robots"]),
        ("company", "friends"),
        ("did", [{"key": "", "text": "x"}]),
        ("did", [{"key": "walk"}]),
        ("did", [{"key": "walk", "text": "  "}]),
        ("did", [{"key": "walk", "text": "x" * 201}]),
        ("did", [{"key": "walk", "text": "x", "client_id": "y"}]),
        ("did", DID * 21),
        ("outcome", "won"),
        ("may_use", "yes"),
        ("may_use", 1),
        ("may_use", None),
    ],
)
def test_a_detail_that_does_not_fit_is_named(house: House, field: str, value: Any) -> None:
    answers = (
        house.ada.browser.put(f"/api/craving-logs/{fresh_id()}", json=craving() | {field: value}),
        house.ada.browser.put(
            f"/api/craving-corrections/{fresh_id()}", json=correction(fresh_id(), **{field: value})
        ),
    )
    for answer, at in zip(answers, ("", "after."), strict=True):
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
        assert any(one["field"].startswith(at + field) for one in answer.json()["errors"])
    assert (house.count("craving_log"), house.count("craving_correction")) == (0, 0)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("intensity", 11), ("intensity", 4.0), ("minutes", -1), ("minutes", "5"),
        ("minutes", 10**12), ("minutes", None), ("log_id", "x"), ("zone", "Mars/Olympus"),
        ("occurred_at", "soon"),
    ],
)  # fmt: skip
def test_a_rating_that_does_not_fit_is_named(house: House, field: str, value: Any) -> None:
    body = rating(fresh_id()) | {field: value}
    answer = house.ada.browser.put(f"/api/craving-ratings/{fresh_id()}", json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert [one["field"] for one in answer.json()["errors"]] == [field]


def test_a_correction_without_a_whole_content_is_refused(house: House) -> None:
    for after in (None, {}, {"intensity": 3}, "gone"):
        body = correction(fresh_id()) | {"after": after}
        answer = house.ada.browser.put(f"/api/craving-corrections/{fresh_id()}", json=body)
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid")


@pytest.mark.parametrize("path", ["craving-ratings", "craving-corrections"])
def test_the_same_id_with_other_content_is_refused_and_the_first_kept(
    house: House, path: str
) -> None:
    log_id, wanted = _log(house), f"/api/{path}/{fresh_id()}"
    bodies = [
        rating(log_id, number)
        if path == "craving-ratings"
        else correction(log_id, intensity=number)
        for number in (2, 9)
    ]
    assert house.ada.browser.put(wanted, json=bodies[0]).status_code == 200
    assert house.ada.browser.put(wanted, json=bodies[1]).json()["code"] == "op_reused"
    kept = _kept(house.ada)
    assert {kept["intensity"], *(one["intensity"] for one in kept["ratings"])} <= {2, 5}


@pytest.mark.parametrize(("body", "digest"), BEFORE_THEY_WERE_THERE)
def test_an_entry_an_older_phone_queued_is_the_same_entry_still(
    house: House, body: dict[str, Any], digest: str
) -> None:
    log_id = fresh_id()
    _put(house.ada, f"craving-logs/{log_id}", body)
    with house.database.engine.connect() as connection:
        stored = connection.exec_driver_sql("SELECT content_hash FROM craving_log").scalar_one()
    assert stored == digest
    newer = body | {"place": None, "company": [], "did": [], "outcome": None, "may_use": False}
    again = house.ada.browser.put(f"/api/craving-logs/{log_id}", json=newer)
    assert again.headers["Idempotent-Replay"] == "true"
    assert house.count("craving_log") == 1
    for one in ({"place": "bar"}, {"may_use": True}, {"company": ["alone"]}, {"did": DID}):
        other = house.ada.browser.put(f"/api/craving-logs/{log_id}", json=body | one)
        assert other.json()["code"] == "op_reused"


def test_everything_said_of_a_craving_comes_back(house: House) -> None:
    log_id = _log(house, 6, **FULL)
    kept = _kept(house.ada)
    assert {name: kept[name] for name in FULL} == FULL
    assert (kept["id"], kept["ratings"], kept["original"]) == (log_id, [], None)
    assert (kept["corrected_at"], kept["corrections"], kept["response"]) == (None, [], None)


def test_ratings_come_with_their_log_in_the_order_of_time_also_before_it(house: House) -> None:
    log_id = fresh_id()
    for intensity, minutes in ((4, 10), (6, 5), (2, 20)):
        at = NOW + timedelta(minutes=minutes - 30)
        body = rating(log_id, intensity, minutes, at=at)
        path = f"craving-ratings/{fresh_id()}"
        assert _put(house.ada, path, body) == _put(house.ada, path, body)
    _put(house.ada, f"craving-logs/{log_id}", craving(8))
    _put(house.dov, f"craving-ratings/{fresh_id()}", rating(log_id, 10))
    found = [(one["minutes"], one["intensity"]) for one in _kept(house.ada)["ratings"]]
    assert found == [(5, 6), (10, 4), (20, 2)]


def test_a_correction_counts_and_what_was_said_first_stays_readable(house: House) -> None:
    body = craving(4, note="First words", triggers=["tired"])
    log_id = fresh_id()
    _put(house.ada, f"craving-logs/{log_id}", body)
    first, second = fresh_id(), fresh_id()
    earlier, later = NOW - timedelta(minutes=2), NOW - timedelta(minutes=1)
    _put(house.ada, f"craving-corrections/{first}", correction(log_id, at=earlier, intensity=6))
    change = correction(log_id, at=later, intensity=7, note="Better words", **FULL)
    _put(house.ada, f"craving-corrections/{second}", change)
    kept = _kept(house.ada)
    assert (kept["intensity"], kept["note"], kept["place"]) == (7, "Better words", "bar")
    assert {name: kept["original"][name] for name in ("intensity", "note", "triggers")} == {
        "intensity": 4, "note": "First words", "triggers": ["tired"],
    }  # fmt: skip
    assert kept["corrections"] == [first, second]
    again = house.ada.browser.put(f"/api/craving-logs/{log_id}", json=body)
    assert (again.status_code, again.headers["Idempotent-Replay"]) == (200, "true")
    assert again.json() == kept == _kept(house.ada)


@pytest.mark.parametrize("order", list(itertools.permutations(("log", "early", "late"))))
def test_in_whatever_order_they_arrive_the_correction_made_last_counts(
    house: House, order: tuple[str, ...]
) -> None:
    log_id = fresh_id()
    bodies = {
        "log": (f"craving-logs/{log_id}", craving(4, note="First words")),
        "early": (
            f"craving-corrections/{fresh_id()}",
            correction(log_id, at=NOW - timedelta(minutes=9), intensity=5),
        ),
        "late": (
            f"craving-corrections/{fresh_id()}",
            correction(log_id, at=NOW - timedelta(minutes=3), intensity=6),
        ),
    }
    for name in (*order, *order):
        _put(house.ada, *bodies[name])
    kept = _kept(house.ada)
    assert (kept["intensity"], kept["original"]["intensity"]) == (6, 4)
    assert kept["original"]["note"] == "First words"
    assert (house.count("craving_log"), house.count("craving_correction")) == (1, 2)


def test_a_log_and_its_correction_that_arrive_together_do_not_miss_each_other(
    house: House,
) -> None:
    for _ in range(8):
        log_id = fresh_id()
        sent = [
            (f"/api/craving-logs/{log_id}", craving(4)),
            (f"/api/craving-corrections/{fresh_id()}", correction(log_id, intensity=6)),
        ]
        with ThreadPoolExecutor(2) as pool:
            answers = list(pool.map(lambda one: house.ada.browser.put(one[0], json=one[1]), sent))
        assert {answer.status_code for answer in answers} == {200}
    found = house.ada.browser.get("/api/craving-logs").json()["items"]
    assert {(one["intensity"], one["original"]["intensity"]) for one in found} == {(6, 4)}


def test_ten_corrections_at_once_are_one_row(house: House) -> None:
    log_id, path = _log(house), f"/api/craving-corrections/{fresh_id()}"
    body = correction(log_id)
    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(lambda _: house.ada.browser.put(path, json=body), range(10)))
    assert {answer.status_code for answer in answers} == {200}
    assert house.count("craving_correction") == 1


def test_a_correction_by_somebody_else_touches_nothing_of_ones_own(house: House) -> None:
    log_id = _log(house, 4)
    _put(house.dov, f"craving-corrections/{fresh_id()}", correction(log_id, intensity=9))
    kept = _kept(house.ada)
    assert (kept["intensity"], kept["original"], kept["corrections"]) == (4, None, [])


@pytest.mark.parametrize("years", [-40, 40])
def test_a_wrong_clock_never_refuses_a_rating_or_a_correction(house: House, years: int) -> None:
    log_id, at = _log(house), NOW + timedelta(days=365 * years)
    _put(house.ada, f"craving-ratings/{fresh_id()}", rating(log_id, at=at))
    _put(house.ada, f"craving-corrections/{fresh_id()}", correction(log_id, at=at, intensity=2))
    assert _kept(house.ada)["intensity"] == 2


def test_a_page_takes_the_same_number_of_queries_however_much_there_is(house: House) -> None:
    counts = []
    for _ in range(2):
        for number in range(6):
            log_id = _log(house, 9 if number % 2 else 3)
            _put(house.ada, f"craving-ratings/{fresh_id()}", rating(log_id))
            _put(house.ada, f"craving-corrections/{fresh_id()}", correction(log_id))
        with house.statements() as seen:
            house.ada.browser.get("/api/craving-logs")
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 10, json.dumps(counts)
