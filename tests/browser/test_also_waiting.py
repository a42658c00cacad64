"""What waits for a counselor and is no check-in, and a client seen by who is on duty."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from app import clock
from app.flags.models import TaskKind
from app.people.models import Language, Person
from tests.browser.conftest import DESK, Centre
from tests.browser.screens import all_has_come
from tests.browser.test_accessible import faults
from tests.flags.looking import USE, look_at
from tests.support.house import craving, fresh_id

OpenPhone = Callable[..., Page]


def test_the_desk_shows_what_else_waits_and_by_when(centre: Centre, phone: OpenPhone) -> None:
    house = centre.house
    path = f"/api/craving-logs/{fresh_id()}"
    house.ada.browser.put(path, json=craving(9)).raise_for_status()
    page = phone(house.bea, "/desk", size=DESK)
    expect(page.get_by_role("heading", name="Also waiting for you 1")).to_be_visible()
    expect(page.get_by_text("Nothing waits for you.")).to_be_hidden()
    link = page.get_by_role("main").get_by_role("link", name="Ada")
    expect(link).to_contain_text("A craving")
    expect(link).to_contain_text("Look by")
    expect(link).to_contain_text("Craving 9 of 10")
    assert faults(page) == []
    for _ in range(25):
        page.keyboard.press("Tab")
        if link.evaluate("one => one === document.activeElement"):
            break
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Mine to look at")).to_be_visible()
    with house.database.unit_of_work() as db:
        db.get_one(Person, house.bea.id).language = Language.es
    page = phone(house.bea, "/desk", size=DESK)
    expect(page.get_by_role("heading", name="También te espera 1")).to_be_visible()


def test_who_is_on_duty_opens_the_client_and_sees_what_there_is(
    centre: Centre, phone: OpenPhone
) -> None:
    house = centre.house
    task_id = look_at(house, house.ada, USE, now=clock.utc_now(), kind=TaskKind.silence)
    body = {"to": str(house.cleo.id), "why": "Please look"}
    house.bea.browser.put(f"/api/tasks/{task_id}/handing-over", json=body).raise_for_status()
    page = phone(house.cleo, size=DESK)
    with all_has_come(page):
        page.goto(f"{centre.origin}/desk/clients/{house.ada.id}")
        expect(page.get_by_role("heading", name="About Ada")).to_be_visible()
    expect(page.get_by_role("heading", name="What the client shows of slips")).to_be_hidden()
    expect(page.get_by_role("alert")).to_have_count(0)
    assert faults(page) == []
