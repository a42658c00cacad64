"""Two colleagues and one thing to look at, in a real browser: what the second wrote is not lost."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, Centre
from tests.browser.daytime import check_in_here
from tests.browser.test_accessible import faults
from tests.flags.looking import join_team
from tests.support.house import fresh_id

OpenPhone = Callable[..., Page]
WORDS = "Called at nine, a cousin is with her."


def test_who_comes_second_is_told_who_has_it_and_keeps_what_they_wrote(
    centre: Centre, phone: OpenPhone
) -> None:
    house = centre.house
    join_team(house, house.cleo, house.ada)
    house.ada.browser.put(f"/api/check-ins/{fresh_id()}", json=check_in_here(use="yes"))
    page = phone(house.bea, "/desk/duty", size=DESK)
    expect(page.get_by_text("Nobody watches this round the clock.")).to_be_visible()
    expect(page.get_by_text("Said they drank or used")).to_be_visible()
    page.get_by_role("button", name="Say what came of it: Ada").click()
    page.get_by_role("button", name="I spoke with them").click()
    page.get_by_label("A few words for your colleagues").fill(WORDS)

    [task] = house.cleo.browser.get("/api/tasks").json()["items"]
    taken = house.cleo.browser.put(f"/api/tasks/{task['id']}/acknowledgement", json={})
    assert taken.status_code == 200

    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Cleo has this already.")
    expect(page.get_by_label("A few words for your colleagues")).to_have_value(WORDS)
    assert faults(page) == []
    page.get_by_role("button", name="Close", exact=True).click()
    page.reload()
    expect(page.get_by_text("Cleo has it")).to_be_visible()
    page.get_by_role("button", name="Hand over: Ada").click()
    page.get_by_label("To whom").select_option(label="Bea (me)")
    page.get_by_label("Why").fill("I have her on the phone")
    page.locator("dialog").get_by_role("button", name="Hand over").click()
    expect(page.get_by_role("main").get_by_text("Handed to Bea.")).to_be_visible()
    [mine] = house.bea.browser.get("/api/tasks").json()["items"]
    assert (mine["owner"], mine["state"]) == ("Bea", "waiting")
