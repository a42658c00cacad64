"""Private addresses: who may, what is in them, and that they end when they are taken back."""

from datetime import datetime, timedelta
from typing import Any

import icalendar
import pytest
from httpx2 import Response
from sqlmodel import col, select

from app import clock
from app.appointments.models import Appointment, AppointmentStatus, Participation
from app.ids import new_secret
from app.people.models import Person
from tests.calendar_feed.engine import Engine
from tests.support.furniture import meeting, series_body
from tests.support.house import ORIGIN, Actor, House, fresh_id

SENTINEL = "Sentinel relapse group"
PLACE = "Sentinel House, 7 Sentinel Street"
LINK = "https://sentinel.example/room"


def _open(actor: Actor, titles: str = "opaque") -> dict[str, Any]:
    answer = actor.browser.post("/api/calendar-feeds", json={"titles": titles})
    assert answer.status_code == 201
    found: dict[str, Any] = answer.json()
    return found


def _fetch(house: House, url: str, **headers: str) -> Response:
    return house.visitor.get(url.removeprefix(ORIGIN), headers=headers)


def _text(house: House, actor: Actor, titles: str = "opaque") -> str:
    return _fetch(house, _open(actor, titles)["url"]).text


def _at(hours: float) -> datetime:
    return (clock.utc_now() + timedelta(hours=hours)).replace(microsecond=0)


def test_a_secret_that_is_wrong_revoked_or_nothing_at_all_gets_one_and_the_same_answer(
    house: House,
) -> None:
    feed = _open(house.ada)
    assert house.ada.browser.delete(f"/api/calendar-feeds/{feed['id']}").status_code == 204
    secret = feed["url"].rpartition("/")[2].removesuffix(".ics")
    tried = [
        secret,
        new_secret(),
        "x",
        "%00",
        "%F0%9F%8D%8B",
        "a" * 5000,
        secret[:-1],
        f"{secret}.ics",
    ]
    with house.statements() as seen:
        answers = [house.visitor.get(f"/calendar/{each}.ics") for each in tried]
    said = {(a.status_code, a.content, tuple(sorted(a.headers.items()))) for a in answers}
    assert len(said) == 1
    assert answers[0].status_code == 404
    assert answers[0].json()["code"] == "not_found"
    assert len(set(seen)) == 1
    assert len(seen) == len(tried)


def test_the_address_of_somebody_who_may_no_longer_come_in_shows_nothing(house: House) -> None:
    url = _open(house.cleo)["url"]
    assert _fetch(house, url).status_code == 200
    with house.database.unit_of_work() as db:
        db.get_one(Person, house.cleo.id).disabled_at = clock.utc_now()
    assert _fetch(house, url).status_code == 404


def test_nobody_takes_back_or_sees_a_strangers_address(house: House) -> None:
    feed = _open(house.ada)
    path = f"/api/calendar-feeds/{feed['id']}"
    for actor in (house.dov, house.bea, house.edda):
        assert actor.browser.delete(path).status_code == 404
        assert actor.browser.get("/api/calendar-feeds").json() == {"items": []}
    assert house.visitor.get("/api/calendar-feeds").status_code == 401
    assert _fetch(house, feed["url"]).status_code == 200


def test_the_address_is_shown_once_and_its_secret_is_kept_nowhere(house: House) -> None:
    feed = _open(house.ada)
    secret = feed["url"].removeprefix(f"{ORIGIN}/calendar/").removesuffix(".ics")
    assert len(secret) >= 43  # 256 bits in base64
    assert secret not in repr(house.snapshot())
    listed = house.ada.browser.get("/api/calendar-feeds")
    assert secret not in listed.text
    assert [item["fetched_at"] for item in listed.json()["items"]] == [None]
    _fetch(house, feed["url"])
    (item,) = house.ada.browser.get("/api/calendar-feeds").json()["items"]
    assert item["fetched_at"] is not None


def test_there_are_ten_addresses_at_most_and_taking_one_back_makes_room(house: House) -> None:
    feeds = [_open(house.ada) for _ in range(10)]
    refused = house.ada.browser.post("/api/calendar-feeds", json={})
    assert (refused.status_code, refused.json()["code"]) == (409, "too_many_feeds")
    for _ in range(2):
        assert house.ada.browser.delete(f"/api/calendar-feeds/{feeds[0]['id']}").status_code == 204
    _open(house.ada)


def test_the_answer_is_a_calendar_that_nobody_keeps_and_sets_no_cookie(house: House) -> None:
    meeting(house, _at(2), house.ada)
    url = _open(house.ada)["url"]
    answer = _fetch(house, url)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "Set-Cookie" not in answer.headers
    again = _fetch(house, url, **{"If-None-Match": f"W/{answer.headers['ETag']}"})
    assert (again.status_code, again.content) == (304, b"")
    meeting(house, _at(5), house.ada)
    changed = _fetch(house, url, **{"If-None-Match": answer.headers["ETag"]})
    assert changed.status_code == 200


def test_an_opaque_calendar_says_nothing_but_when(house: House) -> None:
    told = {"title": SENTINEL, "place": PLACE, "join_link": LINK}
    meeting(house, _at(2), house.ada, house.dov, provider_id=house.bea.id, **told)
    house.bea.browser.post("/api/appointment-series", json=series_body(**told))
    _join_all(house, house.ada)
    text = _unfolded(_text(house, house.ada))
    assert "SUMMARY:Appointment" in text
    for word in ("Sentinel", "sentinel", "Ada", "Bea", "Dov", "LOCATION", "DESCRIPTION", "URL"):
        assert word not in text
    assert not any(word in text.lower() for word in ("recovery", "iop", "treatment", "support"))


def test_a_full_calendar_has_title_place_and_link_and_still_nobody_else(house: House) -> None:
    told = {"title": SENTINEL, "place": PLACE, "join_link": LINK}
    meeting(house, _at(2), house.ada, house.dov, provider_id=house.bea.id, **told)
    text = _text(house, house.ada, "full")
    (event,) = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert (event["summary"], event["location"], event["url"]) == (SENTINEL, PLACE, LINK)
    for name in ("Ada", "Bea", "Dov"):
        assert name not in text


@pytest.mark.parametrize("titles", ["opaque", "full"])
def test_whoever_leads_reads_what_they_lead_and_no_clients_name(house: House, titles: str) -> None:
    led = {"provider_id": house.bea.id}
    meeting(house, _at(2), house.ada, title="Ada, one to one", kind="individual", **led)
    meeting(house, _at(4), house.ada, title="ADA's new group", **led)
    meeting(house, _at(6), house.ada, title="Tuesday group", **led)
    meeting(house, _at(8), house.ada, title="Somebody else's", provider_id=house.cleo.id)
    text = _text(house, house.bea, titles)
    found = [str(event["summary"]) for event in icalendar.Calendar.from_ical(text).walk("VEVENT")]
    known = ["One-to-one", "Group", "Tuesday group"] if titles == "full" else ["Appointment"] * 3
    assert found == known
    assert "ada" not in text.lower()


def test_a_series_comes_through_with_what_was_moved_cancelled_and_given_back(
    house: House, reader: Engine
) -> None:
    house.bea.browser.post("/api/appointment-series", json=series_body(title="Evening"))
    _join_all(house, house.ada)
    with house.database.unit_of_work() as db:
        rows = db.exec(select(Appointment).order_by(col(Appointment.starts_at))).all()
        rows[1].status, rows[1].sequence = AppointmentStatus.cancelled, 1
        rows[2].starts_at += timedelta(hours=26)
        rows[2].ends_at += timedelta(hours=26)
        rows[2].is_moved, rows[2].sequence = True, 2
        db.delete(db.get_one(Participation, (rows[3].id, house.ada.id)))
    text = _text(house, house.ada)
    assert text.count("RRULE:") == 1
    kept = sorted(
        (row.starts_at, row.status.value == "cancelled") for row in rows if row != rows[3]
    )
    assert sorted((each.starts_at, each.is_cancelled) for each in reader.read(text)) == kept


def test_a_calendar_reaches_a_month_back_and_a_year_ahead(house: House) -> None:
    ids = [
        meeting(house, _at(24 * days), house.ada, title=str(days)) for days in (-31, -29, 364, 367)
    ]
    assert len(set(ids)) == 4
    events = icalendar.Calendar.from_ical(_text(house, house.ada, "full")).walk("VEVENT")
    assert [str(event["summary"]) for event in events] == ["-29", "364"]


def test_a_year_of_sessions_takes_a_handful_of_questions(house: House) -> None:
    for number in range(4):
        own = series_body(title=f"G{number}", local_time=f"{9 + 2 * number:02}:00")
        assert house.bea.browser.post("/api/appointment-series", json=own).status_code == 201
    _join_all(house, house.ada)
    url = _open(house.ada)["url"]
    with house.statements() as seen:
        assert _fetch(house, url).text.count("BEGIN:VEVENT") >= 4
    assert len(seen) <= 6


def test_one_session_is_a_file_with_a_neutral_name_for_whoever_has_a_place(
    house: House, reader: Engine
) -> None:
    at = _at(3)
    session_id = meeting(house, at, house.ada, title=SENTINEL, place=PLACE)
    path = f"/api/sessions/{session_id}/ics"
    assert house.dov.browser.get(path).status_code == 404
    assert house.ada.browser.get(f"/api/sessions/{fresh_id()}/ics").status_code == 404
    answer = house.ada.browser.get(path)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="appointment.ics"'
    (found,) = reader.read(answer.content)
    assert (found.starts_at, found.summary) == (at, "Appointment")
    assert "Sentinel" not in answer.text
    (full,) = reader.read(house.ada.browser.get(path, params={"titles": "full"}).content)
    assert (full.summary, full.location) == (SENTINEL, PLACE)
    assert house.ada.browser.get(path, params={"titles": "everything"}).status_code == 422


def test_the_calendar_speaks_its_owners_language(house: House) -> None:
    meeting(house, _at(2), house.ada)
    house.ada.browser.patch("/api/me", json={"language": "es"})
    assert "SUMMARY:Cita" in _text(house, house.ada)


def test_somebody_without_sessions_has_an_empty_calendar(house: House, reader: Engine) -> None:
    for actor in (house.fay, house.edda, house.ada):
        assert reader.read(_text(house, actor)) == []


def _unfolded(text: str) -> str:
    return text.replace("\r\n ", "")


def _join_all(house: House, client: Actor) -> None:
    for item in house.bea.browser.get("/api/appointment-series").json()["items"]:
        house.bea.browser.put(
            f"/api/appointment-series/{item['id']}/participants/{client.id}", json={}
        )
