"""The calendar on a phone: booked, given back, moved, left and read, also without a network."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from app import clock
from app.appointments.models import Appointment
from app.people.models import Person
from app.programs.models import Centre as CentreRow
from tests.browser.conftest import Centre, wait_until
from tests.browser.daytime import ZONE, noon
from tests.browser.screens import all_has_come, all_on_disk, on_disk, pick, ready_for_offline
from tests.browser.test_accessible import STILL, faults
from tests.support.furniture import meeting
from tests.support.house import Actor, fresh_id

OpenPhone = Callable[..., Page]
DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def _day(days: int) -> date:
    return noon(days).date()


def _open_hours(actor: Actor, modality: str = "in_person") -> None:
    """Clients may book one-to-ones with a provider, every day from nine to five; from tomorrow on,
    because what is left of today depends on the hour."""
    rules = {
        "sessions_a_day": None, "buffer_minutes": 0, "notice_hours": 1, "join_notice_hours": 0,
        "cancel_notice_hours": 0, "days_ahead": 30, "kinds": ["individual"], "join_link": None,
    }  # fmt: skip
    hours = {
        "days": DAYS, "from_time": "09:00", "until_time": "17:00", "modality": modality,
        "room_id": None, "from_day": _day(1).isoformat(), "until_day": None,
    }  # fmt: skip
    assert actor.browser.put("/api/booking-rules", json=rules).is_success
    assert actor.browser.put(f"/api/availability/{fresh_id()}", json=hours).is_success


def _free_time(page: Page, number: int = 0) -> None:
    page.locator(".times button").nth(number).click()


def _notices(actor: Actor) -> list[str]:
    items = actor.browser.get("/api/notices").json()["items"]
    return [item["kind"] for item in items]


def _one_to_one(centre: Centre, days: int = 2, **other: Any) -> str:
    house = centre.house
    told: dict[str, Any] = {"provider_id": house.bea.id, "kind": "individual", "title": "Talk"}
    return meeting(house, noon(days), house.ada, **(told | other))


def test_booking_needs_a_connection_and_says_so(centre: Centre, phone: OpenPhone) -> None:
    _open_hours(centre.house.bea)
    page = phone(centre.house.ada, "/book")
    expect(page.get_by_role("button", name="Bea")).to_be_visible()
    expect(page.locator(".times button").first).to_be_visible()
    page.context.set_offline(True)
    _free_time(page)
    pick(page, "Book it")
    expect(page.get_by_text("There is no connection just now.")).to_be_visible()
    assert centre.house.count("participation") == 0


def test_a_session_is_booked_with_a_thumb_and_is_in_the_calendar(
    centre: Centre, phone: OpenPhone
) -> None:
    _open_hours(centre.house.bea, "either")
    page = phone(centre.house.ada, "/calendar")
    page.get_by_role("link", name="Book a session").click()
    _free_time(page, 1)
    pick(page, "By link")
    pick(page, "Book it")
    expect(page.get_by_role("heading", name="It is booked")).to_be_visible()
    assert centre.house.count("participation") == 1
    assert _notices(centre.house.bea) == ["client_booked"]
    page.get_by_role("link", name="Look at it").click()
    expect(page.get_by_text("With Bea")).to_be_visible()


def test_whoever_was_slower_is_told_and_sees_the_next_times_at_once(
    centre: Centre, phone: OpenPhone
) -> None:
    house = centre.house
    _open_hours(house.bea)
    hal = house.client_of(house.bea, "Hal", zone=ZONE)
    page = phone(house.ada, "/book")
    _free_time(page)
    wanted = page.locator(".times button").first.inner_text()
    taken = hal.browser.get("/api/bookable").json()["items"][0]
    body = {
        "provider_id": str(house.bea.id), "kind": "individual", "starts_at": taken["next_free"],
        "modality": "in_person",
    }  # fmt: skip
    assert hal.browser.put(f"/api/bookings/{fresh_id()}", json=body).is_success
    pick(page, "Book it")
    expect(page.get_by_text("Somebody was a little faster.")).to_be_visible()
    expect(page.locator(".times button").first).not_to_have_text(wanted)
    _free_time(page)
    pick(page, "Book it")
    expect(page.get_by_role("heading", name="It is booked")).to_be_visible()
    assert house.count("participation") == 2


def test_a_place_given_back_offline_reaches_the_centre_once(
    centre: Centre, phone: OpenPhone
) -> None:
    session_id = _one_to_one(centre, kind="support")
    page = phone(centre.house.ada, "/calendar")
    expect(page.get_by_text("Talk").first).to_be_visible()
    ready_for_offline(page)
    page.context.set_offline(True)
    page.goto(f"{centre.origin}/sessions/{session_id}")
    expect(page.get_by_text("There is no connection. This is what your phone knew")).to_be_visible()
    pick(page, "I can't come")
    pick(page, "I am not well")
    pick(page, "Give it back")
    expect(page.get_by_text("as soon as there is a connection").first).to_be_visible()
    page.reload()
    expect(page.get_by_text("Giving back: not sent yet")).to_be_visible()
    assert centre.house.count("participation") == 1
    page.context.set_offline(False)
    wait_until(lambda: centre.house.count("participation") == 0)
    expect(page.get_by_text("You have no place in this session any more.")).to_be_visible()
    assert _notices(centre.house.bea) == ["client_cancelled"]


def test_a_second_thought_offline_keeps_the_place(centre: Centre, phone: OpenPhone) -> None:
    session_id = _one_to_one(centre)
    page = phone(centre.house.ada, "/calendar")
    expect(page.get_by_text("Talk").first).to_be_visible()
    ready_for_offline(page)
    page.context.set_offline(True)
    page.goto(f"{centre.origin}/sessions/{session_id}")
    pick(page, "I can't come")
    pick(page, "Work")
    pick(page, "Give it back")
    pick(page, "Keep my place after all")
    expect(page.get_by_role("button", name="I can't come")).to_be_visible()
    wait_until(lambda: all_on_disk(page, "outbox") == [])
    page.context.set_offline(False)
    page.wait_for_timeout(1500)  # nothing is to happen
    assert _coming(centre) == ["planned"]


def test_a_place_that_can_no_longer_be_given_back_is_said_and_not_lost(
    centre: Centre, phone: OpenPhone
) -> None:
    session_id = _one_to_one(centre)
    page = phone(centre.house.ada, "/calendar")
    expect(page.get_by_text("Talk").first).to_be_visible()
    ready_for_offline(page)
    page.context.set_offline(True)
    page.goto(f"{centre.origin}/sessions/{session_id}")
    pick(page, "I can't come")
    pick(page, "Family")
    pick(page, "Give it back")
    _begin(centre, session_id)
    page.context.set_offline(False)
    expect(page.get_by_text("It had begun already")).to_be_visible()
    pick(page, "All right")
    expect(page.get_by_text("It had begun already")).to_have_count(0)


def _begin(centre: Centre, session_id: str) -> None:
    with centre.house.database.unit_of_work() as db:
        row = db.get_one(Appointment, UUID(session_id))
        row.starts_at = clock.utc_now() - timedelta(minutes=5)


def test_a_wish_for_another_time_is_answered_and_comes_back_as_a_message(
    centre: Centre, phone: OpenPhone
) -> None:
    house = centre.house
    _open_hours(house.bea)
    session_id = _one_to_one(centre)
    page = phone(house.ada, f"/sessions/{session_id}")
    pick(page, "Ask for another time")
    _free_time(page, 3)
    page.get_by_label("Why").select_option("work")
    pick(page, "Send the wish")
    expect(page.get_by_role("main").get_by_text("You asked for another time.")).to_be_visible()
    (wish,) = house.bea.browser.get("/api/move-requests").json()["items"]
    assert (wish["appointment_id"], wish["reason"], len(wish["wishes"])) == (session_id, "work", 1)
    first = wish["wishes"][0]
    answer = {"answer": "moved", "day": first["day"], "local_time": first["local_time"]}
    path = f"/api/clients/{house.ada.id}/move-requests/{wish['id']}/answer"
    assert house.bea.browser.put(path, json=answer).is_success
    page.goto(centre.origin)
    page.get_by_role("link", name="1 new message").click()
    page.get_by_role("link", name="You asked for another time").click()
    expect(page.get_by_text("Bea has moved it for you.")).to_be_visible()
    expect(page.get_by_text("It was")).to_be_visible()


def test_away_shows_what_it_means_before_it_is_said_and_ends_early(
    centre: Centre, phone: OpenPhone
) -> None:
    _one_to_one(centre, days=3)
    _one_to_one(centre, days=4, join_link="https://meet.example/talk", modality="either")
    page = phone(centre.house.ada, "/calendar")
    page.get_by_role("link", name="I'll be away").click()
    page.get_by_label("First day away").fill(_day(2).isoformat())
    page.get_by_label("Back on").fill(_day(1).isoformat())
    expect(page.get_by_text("Back has to be after the first day away.")).to_be_visible()
    page.get_by_label("Back on").fill(_day(6).isoformat())
    pick(page, "See what that means")
    expect(page.get_by_text("This session is given back:")).to_be_visible()
    expect(page.get_by_text("This session stays, by link:")).to_be_visible()
    expect(page.get_by_text("1 h to make up")).to_be_visible()
    assert _coming(centre) == ["planned", "planned"]
    pick(page, "Tell the centre")
    expect(page.get_by_role("heading", name="You will be away")).to_be_visible()
    assert _coming(centre) == ["cancelled", "planned"]
    page.goto(f"{centre.origin}/calendar")
    expect(page.get_by_text("You are away from")).to_be_visible()
    page.goto(f"{centre.origin}/away")
    pick(page, "I am not going after all")
    page.get_by_role("dialog").get_by_role("button", name="I am not going after all").click()
    expect(page.get_by_role("heading", name="Welcome back.")).to_be_visible()


def _coming(centre: Centre) -> list[str]:
    path = f"/api/my-calendar?from_day={_day(0)}&days=14"
    items = centre.house.ada.browser.get(path).json()["items"]
    return [item["status"] for item in items]


def test_the_inbox_says_what_changed_and_a_tap_reads_it(centre: Centre, phone: OpenPhone) -> None:
    house = centre.house
    session_id = _one_to_one(centre)
    row = house.bea.browser.get(f"/api/appointments/{session_id}").json()
    body = {"reason": "provider_away", "confirm": True, "sequence": row["sequence"]}
    path = f"/api/appointments/{session_id}/cancellation"
    assert house.bea.browser.put(path, json=body).is_success
    page = phone(house.ada)
    page.get_by_role("link", name="1 new message").click()
    line = page.get_by_role("link", name="Talk does not take place")
    expect(line).to_contain_text("New")
    line.click()
    expect(page.get_by_text("Bea cannot be there.")).to_be_visible()
    wait_until(lambda: house.ada.browser.get("/api/notices").json()["unseen"] == 0)
    page.goto(f"{centre.origin}/inbox")
    expect(page.get_by_text("New", exact=True)).to_have_count(0)


def test_six_weeks_are_there_offline_and_the_days_are_led_along_by_keys_and_swipes(
    centre: Centre, phone: OpenPhone
) -> None:
    meeting(centre.house, noon(0), centre.house.ada, title="Today's group")
    meeting(centre.house, noon(7), centre.house.ada, title="Next week's group")
    page = phone(centre.house.ada)
    ready_for_offline(page)
    wait_until(lambda: on_disk(page, "kept", "my-calendar") is not None)
    page.context.set_offline(True)
    page.goto(f"{centre.origin}/calendar")
    expect(page.get_by_role("link", name="Today's group")).to_be_visible()
    page.locator(".day[aria-pressed=true]").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("link", name="Next week's group")).to_be_visible()
    _swipe(page, right=True)
    expect(page.get_by_role("link", name="Today's group")).to_be_visible()
    for _ in range(6):
        page.get_by_role("button", name="The week after").click()
    expect(page.get_by_text("This week is not on your phone yet.")).to_be_visible()


def _swipe(page: Page, *, right: bool) -> None:
    page.evaluate(
        """(across) => {
          const days = document.querySelector(".days");
          const at = (x) => new Touch({ identifier: 1, target: days, clientX: x, clientY: 180 });
          const fire = (name, x) => days.dispatchEvent(new TouchEvent(name, {
            bubbles: true, touches: name === "touchend" ? [] : [at(x)], changedTouches: [at(x)],
          }));
          fire("touchstart", 180);
          fire("touchend", 180 + across);
        }""",
        120 if right else -120,
    )


def test_somebody_in_another_zone_reads_their_own_time_and_the_centres(
    centre: Centre, phone: OpenPhone
) -> None:
    house = centre.house
    with house.database.unit_of_work() as db:
        db.get_one(CentreRow, 1).time_zone = "America/New_York"
        db.get_one(Person, house.ada.id).time_zone = "America/Los_Angeles"
    at_noon = noon(2, "America/New_York")
    session_id = meeting(house, at_noon, house.ada, provider_id=house.bea.id)
    page = phone(house.ada, f"/sessions/{session_id}", zone="America/New_York")
    expect(page.get_by_text("9:00 AM – 10:00 AM")).to_be_visible()
    expect(page.get_by_text("12:00 PM – 1:00 PM at the centre (Eastern Time)")).to_be_visible()


def test_two_private_answers_after_a_session_are_sent_once(
    centre: Centre, phone: OpenPhone
) -> None:
    session_id = _one_to_one(centre, days=-1)
    page = phone(centre.house.ada, f"/sessions/{session_id}")
    for question in ("Did you feel heard?", "Did it help?"):
        page.get_by_role("group", name=question).get_by_role("button", name="7").click()
    pick(page, "Keep it")
    expect(page.get_by_text("Kept, for you alone.")).to_be_visible()
    wait_until(lambda: centre.house.count("session_feedback") == 1)
    link = page.get_by_role("link", name="I'd like someone else for this")
    expect(link).to_have_attribute("href", f"/team?provider={centre.house.bea.id}")


def test_a_private_address_works_until_it_is_taken_back(centre: Centre, phone: OpenPhone) -> None:
    house = centre.house
    session_id = _one_to_one(centre)
    page = phone(house.ada, "/calendar/subscribe")
    pick(page, "Make an address")
    url = page.locator(".address").inner_text()
    path = url.removeprefix(centre.origin)
    text = house.visitor.get(path).text
    assert text.count("BEGIN:VEVENT") == 1
    assert "SUMMARY:Appointment" in text
    pick(page, "Take it back")
    page.get_by_role("dialog").get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("There is none yet.")).to_be_visible()
    assert house.visitor.get(path).status_code == 404
    page.goto(f"{centre.origin}/sessions/{session_id}")
    with page.expect_download() as started:
        page.get_by_role("link", name="As “Appointment”").click()
    assert started.value.suggested_filename == "appointment.ics"


@pytest.mark.parametrize(
    ("scheme", "language"),
    [
        ("light", "en-US"),
        pytest.param("dark", "es-US", marks=pytest.mark.long),
        pytest.param("dark", "en-US", marks=pytest.mark.long),
        pytest.param("light", "es-US", marks=pytest.mark.long),
    ],
)
def test_axe_finds_nothing_and_nothing_scrolls_sideways_at_twice_the_size(
    centre: Centre, phone: OpenPhone, scheme: str, language: str
) -> None:
    house = centre.house
    _open_hours(house.bea)
    coming, past = _one_to_one(centre), _one_to_one(centre, days=-1)
    if language == "es-US":
        house.ada.browser.patch("/api/me", json={"language": "es"})
    page = phone(house.ada, scheme=scheme, language=language)
    paths = (
        f"/calendar?day={_day(2)}", f"/sessions/{coming}", f"/sessions/{past}", "/book", "/away",
        "/inbox", "/calendar/subscribe", f"/sessions/{fresh_id()}",
    )  # fmt: skip
    found = {}
    for path in paths:
        with all_has_come(page):
            page.goto(centre.origin + path)
            page.get_by_role("heading", level=1).first.wait_for()
        wrong = faults(page)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        page.evaluate(STILL)
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > 390:
            wrong.append(f"{wide} wide")
        if wrong:
            found[path] = wrong
    page.goto(f"{centre.origin}/sessions/{coming}")
    page.locator(".pair button").first.wait_for()
    for button in page.locator(".pair button").all():
        with all_has_come(page, at_least=0):
            button.click()
            page.get_by_role("dialog").wait_for()
        if wrong := faults(page):
            found[f"sheet {button.inner_text()}"] = wrong
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
    assert found == {}
