"""Changing a series that has people in it: all of it, or from a day on; and ending it."""

from datetime import date, timedelta

import pytest

from app.appointments.models import AppointmentStatus, CancelReason
from tests.appointments.calendars import (
    MONDAY,
    at,
    begun,
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
    waits_for,
)
from tests.support.house import House, fresh_id

WEEK = timedelta(days=7)
DAY = timedelta(days=1)


def test_only_its_leader_the_team_of_its_clients_and_administrators_change_it(
    house: House,
) -> None:
    series = opened(house.bea)
    for path, body in (("", {"sequence": 0, "title": "New"}),
                       ("/end", {"from_day": str(MONDAY), "reason": "ended"})):  # fmt: skip
        for series_id, actor in ((series["id"], house.cleo), (fresh_id(), house.bea)):
            answer = actor.browser.put(f"/api/appointment-series/{series_id}{path}", json=body)
            assert refused(answer) == (404, "not_found")
    joined(house.cleo, series, house.dov)
    assert changed(house.cleo, series, title="New").status_code == 409
    answer = changed(house.cleo, series, title="New", confirm=True)
    assert (answer.status_code, answer.json()["title"]) == (200, "New")
    answer = changed(house.edda, answer.json(), title="Newer", confirm=True)
    assert (answer.json()["title"], answer.json()["participants"]) == ("Newer", [])


@pytest.mark.parametrize(
    "bad",
    [
        {"title": None}, {"days": []}, {"days": None}, {"every": 0}, {"local_time": None},
        {"duration_minutes": 0}, {"capacity": 0}, {"join_link": "javascript:alert(1)"},
        {"facilitator_id": None}, {"kind": "family"}, {"from_day": "yesterday"}, {"nth": 5},
    ],
)  # fmt: skip
def test_what_does_not_fit_changes_nothing(house: House, bad: dict[str, object]) -> None:
    series = opened(house.bea)
    before = house.snapshot()
    assert refused(changed(house.bea, series, **bad)) == (422, "invalid")
    assert house.snapshot() == before


def test_each_refusal_says_what_is_wrong_and_changes_nothing(house: House) -> None:
    series = opened(house.bea)
    joined(house.bea, series, house.ada, house.gus)
    opened(house.bea, days=["tue"])
    taken = room(house)
    opened(house.cleo, days=["mon"], local_time="08:00", room_id=taken)
    before = house.snapshot()
    yesterday = str(date.today() - 2 * DAY)  # noqa: DTZ011
    for body, expected, extra in (
        ({"sequence": 7, "title": "x"}, (409, "changed_meanwhile"), {}),
        ({"from_day": yesterday}, (422, "in_the_past"), {}),
        ({"facilitator_id": str(house.ada.id)}, (422, "no_such_provider"), {}),
        ({"room_id": fresh_id()}, (422, "no_such_room"), {}),
        ({"days": ["tue"]}, (409, "provider_busy"), {"day": str(MONDAY + DAY)}),
        ({"local_time": "08:30", "room_id": taken}, (409, "room_busy"), {"day": str(MONDAY)}),
        ({"facilitator_id": str(house.cleo.id), "local_time": "08:30"}, (409, "provider_busy"),
         {"day": str(MONDAY)}),
        ({"local_time": "19:00"}, (409, "people_signed_up"), {"count": 2}),
        ({"until_day": str(MONDAY + WEEK)}, (409, "people_signed_up"), {"count": 2}),
        ({"days": ["wed"], "until_day": str(MONDAY)}, (422, "no_meeting"), {}),
    ):  # fmt: skip
        answer = changed(house.bea, series, **body)
        assert refused(answer) == expected, body
        assert answer.json() == answer.json() | extra
    assert house.snapshot() == before


def test_a_series_is_not_opened_over_others_of_its_leader_or_in_a_taken_room(
    house: House,
) -> None:
    there = room(house)
    opened(house.bea, room_id=there)
    for actor, other, code in (
        (house.bea, {"local_time": "19:00"}, "provider_busy"),
        (house.cleo, {"local_time": "17:00", "room_id": there}, "room_busy"),
        # Beyond what is planned: it would collide with what is promised.
        (house.bea, {"from_day": str(MONDAY + 30 * WEEK)}, "provider_busy"),
    ):
        body = {"title": "x", "kind": "support", "days": ["mon"], "duration_minutes": 90,
                "local_time": "18:00", "from_day": str(MONDAY)}  # fmt: skip
        answer = actor.browser.post("/api/appointment-series", json=body | other)
        assert refused(answer) == (409, code)
        assert answer.json()["day"] == (body | other)["from_day"]
    opened(house.bea, local_time="19:30", room_id=there)


def test_everything_to_come_moves_with_its_people_and_keeps_its_ids(house: House) -> None:
    series = opened(house.bea)
    joined(house.bea, series, house.ada, house.gus)
    before = rows_of(house, series["id"])
    begun(house, before[0].id)
    told(house)
    answer = changed(
        house.bea, series, days=["wed"], local_time="19:00", duration_minutes=60, confirm=True
    )
    assert answer.status_code == 200
    now = answer.json()
    assert (now["id"], now["days"], now["sequence"]) == (series["id"], ["wed"], 1)
    after = rows_of(house, series["id"])
    by_id = {row.id: row for row in after}
    assert by_id.pop(before[0].id).on_day == MONDAY
    for old in before[1:]:
        new = by_id[old.id]
        assert new.on_day == old.on_day + 2 * DAY
        assert (new.starts_at, new.sequence) == (at(new.on_day, "19:00"), old.sequence + 1)
        assert new.ends_at - new.starts_at == timedelta(hours=1)
    assert places_of(house, house.ada) == {row.id for row in after}
    # One meeting is new: the Wednesday of the week whose Monday was over.
    assert told(house) == [
        ("Ada", "booked", 1), ("Ada", "moved", len(before) - 1),
        ("Gus", "booked", 1), ("Gus", "moved", len(before) - 1),
    ]  # fmt: skip


def test_from_a_day_on_a_new_series_follows_and_the_old_one_ends(house: House) -> None:
    series = opened(house.bea, capacity=1)
    joined(house.bea, series, house.ada)
    path = f"/api/appointment-series/{series['id']}/waiting/{house.gus.id}"
    assert house.bea.browser.put(path, json={}).status_code == 204
    before = rows_of(house, series["id"])
    split = before[3].on_day
    answer = changed(house.bea, series, from_day=str(split - DAY), local_time="17:00", confirm=True)
    follower = answer.json()
    assert follower["id"] != series["id"]
    assert (follower["waiting"], follower["from_day"]) == (1, str(split))
    old, new = series_of(house, series["id"]), series_of(house, follower["id"])
    assert (old.until_day, new.follows_id, old.sequence) == (split - 2 * DAY, old.id, 1)
    first, rest = rows_of(house, series["id"]), rows_of(house, follower["id"])
    assert [row.id for row in first] == [row.id for row in before[:3]]
    assert [row.id for row in rest][: len(before) - 3] == [row.id for row in before[3:]]
    assert {row.starts_at for row in rest} == {at(row.on_day, "17:00") for row in rest}
    assert [row.starts_at for row in first] == [row.starts_at for row in before[:3]]
    assert places_of(house, house.ada) == {row.id for row in (*first, *rest)}
    assert [one["shown_name"] for one in follower["participants"]] == ["Ada"]


def test_every_other_week_stays_the_same_other_week(house: House) -> None:
    series = opened(house.bea, every=2)
    days = [row.on_day for row in rows_of(house, series["id"])]
    answer = changed(house.bea, series, from_day=str(days[1] - WEEK), days=["tue"])
    after = [row.on_day for row in rows_of(house, answer.json()["id"])]
    assert after[: len(days) - 1] == [day + DAY for day in days[1:]]


def test_more_days_make_meetings_and_fewer_cancel_them(house: House) -> None:
    series = opened(house.bea)
    joined(house.bea, series, house.ada)
    before = rows_of(house, series["id"])
    more = changed(house.bea, series, days=["mon", "thu"], confirm=True).json()
    after = rows_of(house, series["id"])
    assert {row.id for row in before} < {row.id for row in after}
    assert len(places_of(house, house.ada)) == len(after) >= 2 * len(before) - 1
    assert refused(changed(house.bea, more, days=["thu"])) == (409, "people_signed_up")
    told(house)
    assert changed(house.bea, more, days=["thu"], confirm=True).status_code == 200
    left = rows_of(house, series["id"])
    assert {row.on_day.weekday() for row in left} == {3}
    gone = rows_of(house, None)
    assert {row.id for row in gone} == {row.id for row in before}
    assert {row.reason for row in gone} == {CancelReason.replaced}
    assert told(house) == [("Ada", "cancelled", len(before))]


def test_meetings_nobody_ever_had_a_place_in_just_go(house: House) -> None:
    series = opened(house.bea, days=["mon", "thu"])
    assert changed(house.bea, series, days=["thu"]).status_code == 200
    assert {row.on_day.weekday() for row in rows_of(house, series["id"])} == {3}
    assert rows_of(house, None) == []


def _moved(house: House, appointment_id: object, day: date, wall: str) -> None:
    path = f"/api/appointments/{appointment_id}/time"
    body = {"day": str(day), "local_time": wall, "sequence": 0, "confirm": True}
    assert house.bea.browser.put(path, json=body).status_code == 200


def test_what_was_moved_by_itself_stays_as_it_is(house: House) -> None:
    series = opened(house.bea)
    one, other = rows_of(house, series["id"])[1:3]
    path = f"/api/appointments/{other.id}/participants/{house.ada.id}"
    assert house.bea.browser.put(path, json={}).status_code == 204
    for row in (one, other):
        _moved(house, row.id, row.on_day + 3 * DAY, "09:00")
    series = changed(house.bea, series, local_time="17:00").json()
    for row in rows_of(house, series["id"])[1:3]:
        assert (row.starts_at, row.is_moved) == (at(row.on_day + 3 * DAY, "09:00"), True)
    # Their day goes: only the one that somebody comes to still takes place.
    assert changed(house.bea, series, days=["tue"], confirm=True).status_code == 200
    found = {row.id: row for row in rows_of(house, series["id"])}
    assert found[other.id].starts_at == at(other.on_day + 3 * DAY, "09:00")
    assert one.id not in found
    assert len(planned(rows_of(house, None))) == 0


def test_a_moved_meeting_is_in_the_way_of_its_own_series(house: House) -> None:
    series = opened(house.bea)
    row = rows_of(house, series["id"])[1]
    joined(house.bea, series, house.ada)
    _moved(house, row.id, row.on_day + DAY, "18:00")
    answer = changed(house.bea, series, days=["tue"], confirm=True)
    assert refused(answer) == (409, "provider_busy")
    assert answer.json()["day"] == str(row.on_day + DAY)


def test_whoever_has_something_else_at_the_new_time_gives_that_place_back(house: House) -> None:
    series = opened(house.bea)
    joined(house.bea, series, house.ada, house.gus)
    second = rows_of(house, series["id"])[1]
    assert single(house.bea, house.ada, day=str(second.on_day)).status_code == 201
    told(house)
    answer = changed(house.bea, series, facilitator_id=str(house.cleo.id), local_time="10:30",
                     confirm=True)  # fmt: skip
    assert answer.status_code == 200
    assert second.id not in places_of(house, house.ada)
    assert second.id in places_of(house, house.gus)
    count = len(rows_of(house, series["id"]))
    assert told(house) == [
        ("Ada", "cancelled", 1), ("Ada", "moved", count - 1), ("Cleo", "moved", count),
        ("Gus", "moved", count),
    ]  # fmt: skip


def test_a_raised_capacity_lets_those_in_who_wait(house: House) -> None:
    series = opened(house.bea, capacity=1)
    assert joined(house.bea, series, house.ada) == [204]
    path = f"/api/appointment-series/{series['id']}"
    answer = house.bea.browser.put(f"{path}/participants/{house.gus.id}", json={})
    assert refused(answer) == (409, "group_full")
    house.bea.browser.put(f"{path}/waiting/{house.gus.id}", json={})
    assert (places_of(house, house.gus), waits_for(house, house.gus)) == (set(), 1)
    told(house)
    assert changed(house.bea, series, capacity=2).status_code == 200
    rows = rows_of(house, series["id"])
    assert places_of(house, house.gus) == {row.id for row in rows}
    assert waits_for(house, house.gus) == 0
    assert told(house) == [
        ("Bea", "client_booked", len(rows)), ("Gus", "place_from_waiting", len(rows)),
    ]  # fmt: skip


def test_a_series_that_ends_cancels_what_follows_and_can_go_on_again(house: House) -> None:
    series = opened(house.bea)
    joined(house.bea, series, house.ada)
    rows = rows_of(house, series["id"])
    path = f"/api/appointment-series/{series['id']}/end"
    body = {"from_day": str(rows[2].on_day), "reason": "ended"}
    answer = house.bea.browser.put(path, json=body)
    assert (refused(answer), answer.json()["count"]) == ((409, "people_signed_up"), 1)
    told(house)
    ended = house.bea.browser.put(path, json=body | {"confirm": True}).json()
    assert ended["until_day"] == str(rows[2].on_day - DAY)
    # It still meets until then.
    assert ended["ended_at"] is None
    assert planned(rows_of(house, series["id"])) == planned(rows_of(house, series["id"]))[:2]
    assert told(house) == [("Ada", "cancelled", len(rows) - 2)]
    again = changed(house.bea, ended, until_day=None, confirm=True).json()
    assert (again["until_day"], again["ended_at"]) == (None, None)
    after = rows_of(house, series["id"])
    assert [row.id for row in after] == [row.id for row in rows]
    assert {row.status for row in after} == {AppointmentStatus.planned}
    assert places_of(house, house.ada) == {row.id for row in rows}
