"""What a series, a closure or a waiting list must not do to people by the way."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlmodel import col, select

from app import clock
from app.appointments.models import Appointment, AppointmentStatus, CancelReason, WaitingPlace
from app.notices.models import Notice
from tests.appointments.calendars import (
    MONDAY,
    changed,
    joined,
    opened,
    places_of,
    planned,
    refused,
    room,
    rows_of,
    series_of,
    single,
    told,
)
from tests.support.house import Actor, House

WEEK = timedelta(days=7)
DAY = timedelta(days=1)


def _cancelled(actor: Actor, row: Appointment, reason: str) -> None:
    path = f"/api/appointments/{row.id}/cancellation"
    body = {"reason": reason, "sequence": row.sequence, "confirm": True}
    assert actor.browser.put(path, json=body).status_code == 200


def _closed(actor: Actor, kind: str, **other: object) -> str:
    body = {"kind": kind, "from_day": str(MONDAY), "confirm": True} | other
    answer = actor.browser.post("/api/closures", json=body)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["closure"]["id"])


def _reopened(actor: Actor, closure_id: str) -> None:
    assert actor.browser.delete(f"/api/closures/{closure_id}").status_code == 204


def _ended(actor: Actor, series_id: str, **body: object) -> dict[str, object]:
    path = f"/api/appointment-series/{series_id}/end"
    answer = actor.browser.put(path, json={"reason": "ended", "confirm": True} | body)
    assert answer.status_code == 200, answer.text
    found: dict[str, object] = answer.json()
    return found


def _waits(house: House, client: Actor, row: Appointment) -> None:
    with house.database.unit_of_work() as db:
        now = clock.utc_now()
        db.add(WaitingPlace(client_id=client.id, appointment_id=row.id, asked_at=now))


@pytest.mark.parametrize("reason", ["provider_away", "centre_closed", "ended"])
def test_what_was_cancelled_by_hand_stays_cancelled_when_its_series_changes(
    house: House, reason: str
) -> None:
    series = opened(house.bea)
    joined(house.bea, series, house.ada)
    row = rows_of(house, series["id"])[1]
    _cancelled(house.bea, row, reason)
    series = changed(house.bea, series, title="New", confirm=True).json()
    changed(house.bea, series, facilitator_id=str(house.cleo.id), confirm=True)
    after = rows_of(house, series["id"])[1]
    assert (after.id, after.status, after.reason) == (row.id, AppointmentStatus.cancelled, reason)


def test_a_later_absence_does_not_make_it_one_of_its_own(house: House) -> None:
    series = opened(house.bea)
    joined(house.bea, series, house.ada)
    _cancelled(house.bea, rows_of(house, series["id"])[0], "provider_away")
    _closed(house.bea, "absence")
    changed(house.bea, series, facilitator_id=str(house.cleo.id), confirm=True)
    assert rows_of(house, series["id"])[0].status is AppointmentStatus.cancelled


def test_what_an_absence_cancelled_takes_place_with_another_leader(house: House) -> None:
    series = opened(house.bea)
    joined(house.bea, series, house.ada)
    _closed(house.bea, "absence")
    series = changed(house.bea, series, title="New", confirm=True).json()
    first = rows_of(house, series["id"])[0]
    assert first.status is AppointmentStatus.cancelled
    answer = changed(house.bea, series, facilitator_id=str(house.cleo.id), confirm=True)
    assert answer.status_code == 200
    assert first.id in places_of(house, house.ada)


def test_who_only_waits_is_not_told_of_a_place(house: House) -> None:
    series = opened(house.bea, capacity=1)
    joined(house.bea, series, house.ada)
    _waits(house, house.gus, rows_of(house, series["id"])[0])
    holiday = _closed(house.edda, "holiday")
    assert ("Gus", "cancelled", 1) in told(house)
    _reopened(house.edda, holiday)
    assert told(house) == [("Ada", "booked", 1), ("Bea", "booked", 1)]


def test_more_meetings_ask_first_and_are_told_to_who_is_in_them(house: House) -> None:
    series = opened(house.bea)
    joined(house.bea, series, house.ada)
    before = len(rows_of(house, series["id"]))
    told(house)
    answer = changed(house.edda, series, days=["mon", "thu"])
    assert (refused(answer), answer.json()["count"]) == ((409, "people_signed_up"), 1)
    assert told(house) == []
    assert changed(house.bea, series, days=["mon", "thu"], confirm=True).status_code == 200
    more = len(rows_of(house, series["id"])) - before
    assert told(house) == [("Ada", "booked", more)]


def test_a_later_last_day_asks_first_and_is_told_to_members_and_leader(house: House) -> None:
    series = opened(house.bea, until_day=str(MONDAY + WEEK))
    joined(house.bea, series, house.ada)
    told(house)
    later = {"until_day": str(MONDAY + 3 * WEEK)}
    assert refused(changed(house.edda, series, **later)) == (409, "people_signed_up")
    assert changed(house.edda, series, **later, confirm=True).status_code == 200
    assert told(house) == [("Ada", "booked", 2), ("Bea", "booked", 2)]


def test_ending_a_series_never_makes_it_longer(house: House) -> None:
    series = opened(house.bea, until_day=str(MONDAY + 2 * WEEK))
    ended = _ended(house.bea, series["id"], from_day=str(MONDAY + 6 * WEEK))
    assert (ended["until_day"], ended["ended_at"]) == (series["until_day"], None)
    today = clock.local_day(clock.utc_now(), series_of(house, series["id"]).time_zone)
    ended = _ended(house.bea, series["id"], from_day=str(today))
    assert ended["ended_at"] is not None


def test_a_series_ended_for_any_reason_can_go_on(house: House) -> None:
    series = opened(house.bea)
    joined(house.bea, series, house.ada)
    rows = rows_of(house, series["id"])
    _cancelled(house.bea, rows[0], "ended")
    told(house)
    body = {"from_day": str(rows[1].on_day), "reason": "not_enough_people"}
    ended = _ended(house.bea, series["id"], **body)
    with house.database.unit_of_work() as db:
        (line,) = db.exec(select(Notice).where(col(Notice.person_id) == house.ada.id))
    assert line.reason == "not_enough_people"
    assert {row.reason for row in rows_of(house, series["id"])} == {CancelReason.ended}
    assert changed(house.bea, ended, until_day=None, confirm=True).status_code == 200
    assert places_of(house, house.ada) == {row.id for row in rows[1:]}


def test_with_new_days_from_a_day_on_no_week_is_left_out(house: House) -> None:
    series = opened(house.bea)
    wednesday = MONDAY + WEEK + 2 * DAY
    answer = changed(house.bea, series, from_day=str(wednesday), days=["thu"], confirm=True)
    assert rows_of(house, answer.json()["id"])[0].on_day == wednesday + DAY


@pytest.mark.parametrize("holiday_first", [True, False])
@pytest.mark.parametrize("made_first", ["holiday", "absence"])
def test_two_closures_of_one_day_are_withdrawn_in_either_order(
    house: House, made_first: str, holiday_first: bool
) -> None:
    series = opened(house.bea)
    kinds = ["holiday", "absence"] if made_first == "holiday" else ["absence", "holiday"]
    bea = {"absence": {"provider_id": str(house.bea.id)}, "holiday": {}}
    ids = {kind: _closed(house.edda, kind, **bea[kind]) for kind in kinds}
    order = ["holiday", "absence"] if holiday_first else ["absence", "holiday"]
    _reopened(house.edda, ids[order[0]])
    left = CancelReason.provider_away if holiday_first else CancelReason.centre_closed
    assert rows_of(house, series["id"])[0].reason is left
    _reopened(house.edda, ids[order[1]])
    assert rows_of(house, series["id"])[0].status is AppointmentStatus.planned


def test_who_stays_after_all_leads_only_what_was_not_over_before(house: House) -> None:
    over, goes_on = opened(house.bea), opened(house.bea, days=["tue"])
    today = clock.local_day(clock.utc_now(), series_of(house, over["id"]).time_zone)
    _ended(house.bea, over["id"], from_day=str(today))
    leaving = _closed(house.edda, "leaving", provider_id=str(house.bea.id))
    assert series_of(house, goes_on["id"]).ended_at is not None
    _reopened(house.edda, leaving)
    assert series_of(house, over["id"]).ended_at is not None
    assert series_of(house, goes_on["id"]).ended_at is None
    assert planned(rows_of(house, over["id"])) == []


def test_an_ended_series_does_not_meet_when_a_holiday_is_withdrawn(house: House) -> None:
    series = opened(house.bea)
    joined(house.bea, series, house.ada)
    holiday = _closed(house.edda, "holiday")
    ended = _ended(house.bea, series["id"], from_day=str(MONDAY))
    _reopened(house.edda, holiday)
    assert planned(rows_of(house, series["id"])) == []
    assert changed(house.bea, ended, until_day=None, confirm=True).status_code == 200
    assert planned(rows_of(house, series["id"])) == rows_of(house, series["id"])


def test_who_gives_several_places_back_is_told_once(house: House) -> None:
    mine, other = opened(house.bea), opened(house.cleo, local_time="09:00")
    joined(house.bea, mine, house.gus)
    joined(house.bea, other, house.gus)
    count = len(rows_of(house, mine["id"]))
    told(house)
    assert changed(house.bea, mine, local_time="09:00", confirm=True).status_code == 200
    assert told(house) == [("Gus", "cancelled", count)]


def test_a_resting_series_gives_its_room_back(house: House) -> None:
    there = room(house)
    series = opened(house.bea, room_id=there)
    far = {"day": str(MONDAY + 20 * WEEK), "local_time": "18:00", "room_id": there}
    assert refused(single(house.cleo, house.dov, **far)) == (409, "room_busy")
    _closed(house.edda, "leaving", provider_id=str(house.bea.id))
    assert single(house.cleo, house.dov, **far).status_code == 201
    near = single(house.cleo, house.dov, local_time="18:00", room_id=there)
    assert near.status_code == 201
    assert UUID(near.json()["id"]) not in {row.id for row in rows_of(house, series["id"])}
    assert opened(house.cleo, room_id=there, from_day=str(MONDAY + 30 * WEEK))
