"""The desk's calendar, as a counselor uses it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Locator, Page, expect

from app import clock
from tests.browser.conftest import DESK, PHONE, Centre
from tests.browser.daytime import ZONE, minutes_ago, today
from tests.browser.screens import all_has_come, pick
from tests.browser.test_accessible import faults
from tests.support.furniture import meeting, series_body
from tests.support.house import Actor

OpenPhone = Callable[..., Page]
TITLE = "Evening group"


def _group(centre: Centre, *clients: Actor) -> str:
    """A group of Bea's on every evening of the week, with these clients in it."""
    house = centre.house
    body = series_body(
        days=[day.value for day in clock.Weekday], title=TITLE, from_day=str(today())
    )
    series: str = house.bea.browser.post("/api/appointment-series", json=body).json()["id"]
    for client in clients:
        path = f"/api/appointment-series/{series}/participants/{client.id}"
        assert house.bea.browser.put(path, json={}).status_code == 204
    return series


def _next_week(centre: Centre) -> list[dict[str, Any]]:
    monday = today()
    monday += timedelta(days=7 - monday.weekday())
    answer = centre.house.bea.browser.get("/api/calendar", params={"from_day": str(monday)})
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def _times(items: list[dict[str, Any]]) -> list[str]:
    # By the clock on the wall: next week may be the one in which it is put forward or back.
    begin = (datetime.fromisoformat(item["starts_at"]) for item in items)
    return sorted(f"{at.astimezone(ZoneInfo(ZONE)):%a %H:%M}" for at in begin)


def _calendar(phone: OpenPhone, actor: Actor, **options: Any) -> Page:
    return phone(actor, "/desk/calendar", **({"size": DESK} | options))


def _panel(page: Page) -> Locator:
    return page.get_by_role("complementary")


def _open(page: Page, day: int) -> Locator:
    """Opens the group's session on a day of next week, 0 for Monday."""
    week = page.locator(".cal-span")
    this_week = week.inner_text()
    pick(page, "Next week")
    expect(week).not_to_have_text(this_week)
    page.locator(".cal-day").nth(day).get_by_role("link", name=TITLE).click()
    panel = _panel(page)
    expect(panel.get_by_role("heading", name=TITLE)).to_be_focused()
    return panel


def test_a_conflict_is_said_beside_what_is_in_conflict(centre: Centre, phone: OpenPhone) -> None:
    _group(centre, centre.house.ada)
    busy = datetime.fromisoformat(_next_week(centre)[1]["starts_at"]) - timedelta(hours=2)
    meeting(centre.house, busy, title="Already there", provider_id=centre.house.bea.id)
    before = _times(_next_week(centre))
    page = _calendar(phone, centre.house.bea)
    panel = _open(page, 1)
    pick(page, "Move")
    panel.get_by_label("Begins at").fill("16:30")
    pick(page, "Move it")
    leader = panel.get_by_label("Led by")
    expect(leader).to_have_attribute("aria-invalid", "true")
    expect(leader).to_be_focused()
    expect(
        panel.get_by_text("Whoever leads this has another session at that time.")
    ).to_be_visible()
    assert _times(_next_week(centre)) == before


def test_one_session_of_a_group_is_moved_and_people_are_told(
    centre: Centre, phone: OpenPhone
) -> None:
    _group(centre, centre.house.ada, centre.house.gus)
    before = _times(_next_week(centre))
    page = _calendar(phone, centre.house.bea)
    panel = _open(page, 2)
    pick(page, "Move")
    panel.get_by_label("Begins at").fill("19:30")
    pick(page, "Move it")
    expect(page.get_by_text("2 people have a place. They are told of the new time")).to_be_visible()
    assert _times(_next_week(centre)) == before
    pick(page, "Move it and tell them")
    expect(panel.get_by_text("7:30 PM to 9:00 PM")).to_be_visible()
    expect(panel.get_by_text("Moved", exact=True)).to_be_visible()
    after = _times(_next_week(centre))
    assert sorted({*before} ^ {*after}) == ["Wed 18:00", "Wed 19:30"]
    notices = centre.house.ada.browser.get("/api/notices").json()["items"]
    assert notices[0]["kind"] == "moved"


def test_this_and_all_after_it_are_moved_and_what_was_before_stays(
    centre: Centre, phone: OpenPhone
) -> None:
    _group(centre, centre.house.ada)
    page = _calendar(phone, centre.house.bea)
    panel = _open(page, 3)
    pick(page, "Move")
    panel.get_by_label("Which meetings?").select_option(label="This one and all after it")
    panel.get_by_label("Begins at").fill("17:00")
    pick(page, "Move it")
    pick(page, "Move it and tell them")
    expect(panel.get_by_text("5:00 PM to 6:30 PM")).to_be_visible()
    assert _times(_next_week(centre)) == sorted(
        [f"{day} 18:00" for day in ("Mon", "Tue", "Wed")]
        + [f"{day} 17:00" for day in ("Thu", "Fri", "Sat", "Sun")]
    )


def test_a_session_is_cancelled_and_that_is_taken_back(centre: Centre, phone: OpenPhone) -> None:
    _group(centre, centre.house.ada)
    page = _calendar(phone, centre.house.bea)
    panel = _open(page, 4)
    pick(page, "Cancel session")
    panel.get_by_label("Why").select_option(label="Not enough people")
    pick(page, "Cancel the session")
    expect(page.get_by_text("1 person has a place. They are told at once")).to_be_visible()
    pick(page, "Cancel it and tell them")
    expect(panel.get_by_text("Not enough people")).to_be_visible()
    off = page.locator(".cal-day").nth(4).locator("s", has_text=TITLE)
    expect(off).to_be_visible()
    assert [item["status"] for item in _next_week(centre)].count("cancelled") == 1
    pick(page, "Undo: it takes place")
    expect(off).to_be_hidden()
    assert [item["status"] for item in _next_week(centre)].count("cancelled") == 0


def test_attendance_is_marked_by_keyboard_alone(centre: Centre, phone: OpenPhone) -> None:
    house = centre.house
    begun = minutes_ago(20)
    meeting(house, begun, house.ada, house.dov, house.gus, provider_id=house.bea.id)
    page = _calendar(phone, house.bea)
    session = page.locator("a.cal-item")
    expect(session).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("a")
    panel = _panel(page)
    expect(panel.get_by_role("button", name="Came").first).to_be_focused()
    page.keyboard.press("1")
    expect(panel.get_by_text("1 of 3 marked")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("2")
    expect(panel.get_by_text("2 of 3 marked")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("4")
    expect(panel.get_by_text("3 of 3 marked")).to_be_visible()
    page.keyboard.press("0")
    expect(panel.get_by_text("2 of 3 marked")).to_be_visible()
    page.keyboard.press("5")
    expect(panel.get_by_text("3 of 3 marked")).to_be_visible()
    page.keyboard.press("Escape")
    expect(session).to_be_focused()
    appointment = house.bea.browser.get("/api/calendar").json()["items"][0]["id"]
    sheet = house.bea.browser.get(f"/api/appointments/{appointment}/attendance").json()
    assert [(row["shown_name"], row["attendance"], row["minutes"]) for row in sheet["items"]] == [
        ("Ada", "attended", 60), ("Dov", "late", 50), ("Gus", "excused", 0),
    ]  # fmt: skip


def test_a_session_opened_from_elsewhere_brings_its_week(centre: Centre, phone: OpenPhone) -> None:
    _group(centre, centre.house.ada)
    session = _next_week(centre)[3]["id"]
    page = phone(centre.house.bea, f"/desk/calendar/{session}", size=DESK)
    expect(_panel(page).get_by_role("heading", name=TITLE)).to_be_visible()
    expect(page.locator(f"a[data-id='{session}']")).to_have_attribute("aria-current", "true")


def test_a_colleague_sees_that_there_is_a_session_and_nobody_in_it(
    centre: Centre, phone: OpenPhone
) -> None:
    _group(centre, centre.house.ada)
    page = _calendar(phone, centre.house.cleo)
    page.get_by_label("Whose").select_option(label="Everybody's")
    panel = _open(page, 2)
    expect(panel.get_by_text("One more whom you do not care for.")).to_be_visible()
    expect(page.get_by_text("Ada")).to_have_count(0)
    expect(panel.get_by_role("button", name="Move")).to_have_count(0)


def test_closed_days_say_how_many_sessions_they_cancel(centre: Centre, phone: OpenPhone) -> None:
    _group(centre, centre.house.ada)
    items = _next_week(centre)
    first, last = (
        clock.local_day(datetime.fromisoformat(items[at]["starts_at"]), ZONE) for at in (1, 2)
    )
    page = phone(centre.house.edda, "/desk/calendar/closures", size=DESK)
    page.get_by_label("First day").fill(first.isoformat())
    page.get_by_label("Last day").fill(last.isoformat())
    page.get_by_label("Name", exact=True).fill("Winter days")
    pick(page, "Save")
    expect(page.get_by_text("2 sessions fall on these days.")).to_be_visible()
    pick(page, "Cancel them and save")
    expect(_panel(page).get_by_text("Winter days")).to_be_visible()
    assert [item["status"] for item in _next_week(centre)].count("cancelled") == 2


@pytest.mark.parametrize(
    ("scheme", "language"),
    [("light", "en-US"), pytest.param("dark", "es-US", marks=pytest.mark.long)],
)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    centre: Centre, phone: OpenPhone, scheme: str, language: str
) -> None:
    house = centre.house
    series = _group(centre, house.ada)
    begun = minutes_ago(20)
    session = meeting(house, begun, house.ada, house.dov, provider_id=house.bea.id, capacity=2)
    found = {}
    for size in (DESK, PHONE):
        page = phone(house.bea, scheme=scheme, size=size, language=language)
        for path in (
            "", f"/{session}", "/new", "/closures", f"/../sessions/{series}", "/../sessions/new",
        ):  # fmt: skip
            with all_has_come(page):
                page.goto(f"{centre.origin}/desk/calendar{path}")
                page.get_by_role("heading", level=1).first.wait_for()
            if path.startswith(f"/{session}"):
                page.locator(".cal-acts button").first.click()
                page.locator(".cal-sheet").wait_for()
            found[f"{size['width']} {path}"] = faults(page)
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= size["width"], path
    page = phone(house.edda, "/desk/calendar", scheme=scheme, size=DESK, language=language)
    page.locator(".cal-lanes").wait_for()
    found["by provider"] = faults(page)
    assert {path: wrong for path, wrong in found.items() if wrong} == {}
