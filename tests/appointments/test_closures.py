"""Holidays, absences and providers who leave."""

from datetime import date, timedelta
from typing import Any

import pytest
from httpx2 import Response

from app import clock
from app.appointments.models import AppointmentStatus, CancelReason
from app.appointments.service import plan_all_ahead
from tests.appointments.calendars import (
    MONDAY,
    changed,
    joined,
    opened,
    places_of,
    planned,
    refused,
    rows_of,
    single,
    told,
)
from tests.support.house import Actor, House, fresh_id

WEEK = timedelta(days=7)


def _close(actor: Actor, kind: str, day: date, **other: Any) -> Response:
    body = {"kind": kind, "from_day": str(day), "confirm": True} | other
    return actor.browser.post("/api/closures", json=body)


def _reopen(actor: Actor, closure_id: str) -> int:
    return actor.browser.delete(f"/api/closures/{closure_id}").status_code


@pytest.mark.parametrize(
    "bad",
    [
        {"kind": "strike"}, {"until_day": "2026-01-01"}, {"from_day": None}, {"from_day": "soon"},
        {"kind": "leaving"}, {"kind": "leaving", "until_day": str(MONDAY), "provider_id": "x"},
        {"provider_id": fresh_id()}, {"title": ""},
    ],
)  # fmt: skip
def test_what_does_not_fit_closes_nothing(house: House, bad: dict[str, object]) -> None:
    body = {"kind": "holiday", "from_day": str(MONDAY)} | bad
    assert refused(house.edda.browser.post("/api/closures", json=body)) == (422, "invalid")
    assert house.count("closure") == 0


def test_nobody_closes_what_is_not_theirs(house: House) -> None:
    bea, cleo = str(house.bea.id), str(house.cleo.id)
    for actor, kind, other, expected in (
        (house.bea, "holiday", {}, (403, "not_allowed")),
        (house.bea, "absence", {"provider_id": cleo}, (403, "not_allowed")),
        (house.bea, "leaving", {"provider_id": bea}, (403, "not_allowed")),
        (house.edda, "absence", {}, (422, "no_such_provider")),
        (house.edda, "leaving", {"provider_id": str(house.ada.id)}, (422, "no_such_provider")),
    ):
        assert refused(_close(actor, kind, MONDAY, **other)) == expected
    past = MONDAY - 5 * WEEK
    assert refused(_close(house.edda, "holiday", past)) == (422, "in_the_past")
    assert house.count("closure") == 0
    made = _close(house.edda, "absence", MONDAY, provider_id=bea).json()["closure"]
    assert _reopen(house.cleo, made["id"]) == 404
    assert _reopen(house.bea, fresh_id()) == 404
    assert _reopen(house.bea, made["id"]) == 204
    assert house.bea.browser.get("/api/closures").json() == {"items": []}


def test_a_holiday_asks_first_then_cancels_what_is_on_it_and_tells_everybody(
    house: House,
) -> None:
    series = opened(house.bea)
    joined(house.bea, series, house.ada)
    assert single(house.cleo, house.dov).status_code == 201
    assert single(house.cleo, day=str(MONDAY - timedelta(days=1))).status_code == 201
    answer = _close(house.edda, "holiday", MONDAY, confirm=False, title="A day off")
    assert refused(answer) == (409, "sessions_affected")
    assert answer.json()["count"] == 2
    told(house)
    made = _close(house.edda, "holiday", MONDAY, title="A day off").json()
    assert made["cancelled"] == 2
    assert made["closure"] == {
        "id": made["closure"]["id"], "kind": "holiday", "provider": None, "title": "A day off",
        "from_day": str(MONDAY), "until_day": str(MONDAY),
    }  # fmt: skip
    assert told(house) == [(name, "cancelled", 1) for name in ("Ada", "Bea", "Cleo", "Dov")]
    first = rows_of(house, series["id"])[0]
    assert (first.status, first.reason) == (
        AppointmentStatus.cancelled, CancelReason.centre_closed,
    )  # fmt: skip
    assert refused(single(house.cleo)) == (422, "centre_closed")


def test_withdrawn_its_meetings_come_back_where_they_still_can(house: House) -> None:
    series = opened(house.bea, days=["mon", "tue"])
    joined(house.bea, series, house.ada, house.gus)
    monday, tuesday, *_ = rows_of(house, series["id"])
    by_hand = single(house.bea, local_time="08:00").json()
    path = f"/api/appointments/{by_hand['id']}/cancellation"
    house.bea.browser.put(path, json={"reason": "provider_away", "sequence": 0})
    day = timedelta(days=1)
    away = _close(house.bea, "absence", MONDAY, until_day=str(MONDAY + day)).json()["closure"]
    assert away["provider"]["shown_name"] == "Bea"
    # Meanwhile Cleo has booked Ada, and then the centre closes on the Tuesday too.
    assert single(house.cleo, local_time="18:30").status_code == 201
    mine = single(house.edda, local_time="18:00", provider_id=str(house.cleo.id))
    assert refused(mine) == (409, "provider_busy")
    with_ada = house.bea.browser.post(
        "/api/appointments",
        json={"title": "Talk", "kind": "individual", "provider_id": str(house.cleo.id),
              "day": str(MONDAY), "local_time": "17:30", "duration_minutes": 50,
              "client_ids": [str(house.ada.id)]},
    )  # fmt: skip
    assert with_ada.status_code == 201
    assert _close(house.edda, "holiday", MONDAY + day).status_code == 201
    told(house)
    assert [_reopen(house.bea, away["id"]) for _ in range(2)] == [204, 204]
    found = {row.id: row.status for row in rows_of(house, series["id"])}
    assert found[monday.id] is AppointmentStatus.planned
    assert found[tuesday.id] is AppointmentStatus.cancelled
    assert monday.id not in places_of(house, house.ada)
    assert monday.id in places_of(house, house.gus)
    assert told(house) == [("Ada", "cancelled", 1), ("Gus", "booked", 1)]
    again = house.bea.browser.get(f"/api/appointments/{by_hand['id']}").json()
    assert again["status"] == "cancelled"


def test_what_is_planned_later_is_cancelled_on_closed_days_and_comes_back(house: House) -> None:
    series = opened(house.bea)
    joined(house.bea, series, house.ada)
    far = MONDAY + 11 * WEEK
    made = _close(house.edda, "holiday", far - timedelta(days=2), until_day=str(far)).json()
    assert made["cancelled"] == 0
    with house.database.unit_of_work() as db:
        plan_all_ahead(db, clock.utc_now() + 6 * WEEK)
    (row,) = [row for row in rows_of(house, series["id"]) if row.on_day == far]
    assert (row.status, row.reason) == (AppointmentStatus.cancelled, CancelReason.centre_closed)
    assert _reopen(house.edda, made["closure"]["id"]) == 204
    assert row.id in places_of(house, house.ada)


def test_a_provider_who_leaves_hands_everything_on(house: House) -> None:
    series = opened(house.bea)
    joined(house.bea, series, house.ada)
    rows = rows_of(house, series["id"])
    path = f"/api/appointments/{rows[3].id}/time"
    body = {"day": str(rows[3].on_day), "local_time": "12:00", "sequence": 0, "confirm": True}
    assert house.bea.browser.put(path, json=body).status_code == 200
    assert single(house.bea, house.gus, day=str(rows[4].on_day)).status_code == 201
    day, bea = rows[2].on_day, str(house.bea.id)
    asked = _close(house.edda, "leaving", day, provider_id=bea, confirm=False)
    assert (refused(asked), asked.json()["count"]) == ((409, "sessions_affected"), len(rows) - 1)
    told(house)
    made = _close(house.edda, "leaving", day, provider_id=bea).json()
    assert (made["cancelled"], made["closure"]["until_day"]) == (len(rows) - 1, None)
    assert told(house) == [
        ("Ada", "cancelled", len(rows) - 2), ("Bea", "cancelled", len(rows) - 1),
        ("Gus", "cancelled", 1),
    ]  # fmt: skip
    before = len(rows_of(house, series["id"]))
    with house.database.unit_of_work() as db:
        plan_all_ahead(db, clock.utc_now() + 8 * WEEK)
    assert len(rows_of(house, series["id"])) == before
    (shown,) = house.edda.browser.get("/api/appointment-series").json()["items"]
    assert (shown["needs_leader"], shown["sequence"]) == (True, 1)
    answer = changed(house.edda, shown, facilitator_id=str(house.cleo.id), confirm=True)
    assert answer.status_code == 200
    assert (answer.json()["needs_leader"], answer.json()["ended_at"]) == (False, None)
    after = rows_of(house, series["id"])
    assert [row.id for row in planned(after)] == [row.id for row in rows]
    assert {row.provider_id for row in after} == {house.cleo.id}
    assert after[3].starts_at != rows[3].starts_at
    assert places_of(house, house.ada) == {row.id for row in rows}
    with house.database.unit_of_work() as db:
        plan_all_ahead(db, clock.utc_now() + 8 * WEEK)
    assert len(rows_of(house, series["id"])) > before


def test_from_a_day_on_somebody_else_leads_it(house: House) -> None:
    series = opened(house.bea)
    joined(house.bea, series, house.ada)
    rows = rows_of(house, series["id"])
    day = rows[2].on_day
    _close(house.edda, "leaving", day, provider_id=str(house.bea.id))
    (shown,) = house.edda.browser.get("/api/appointment-series").json()["items"]
    cleo = str(house.cleo.id)
    answer = changed(house.edda, shown, from_day=str(day), facilitator_id=cleo, confirm=True)
    mine, hers = rows_of(house, series["id"]), rows_of(house, answer.json()["id"])
    assert [row.id for row in planned(mine)] == [row.id for row in rows[:2]]
    assert [row.id for row in planned(hers)][: len(rows) - 2] == [row.id for row in rows[2:]]
    assert {row.provider_id for row in mine} == {house.bea.id}
    assert {row.provider_id for row in hers} == {house.cleo.id}
