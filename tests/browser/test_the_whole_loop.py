"""The main job: invited, joined, checked in, looked at, and told so."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, Centre, wait_until
from tests.browser.daytime import ZONE
from tests.browser.screens import answer, begin_check_in, finish_check_in, pick

OpenPhone = Callable[..., Page]


def invitation(centre: Centre) -> str:
    """A link for somebody new, from Bea."""
    created = centre.house.bea.browser.post(
        "/api/clients",
        json={
            "name": "Hana",
            "programme_id": str(centre.house.programme_id),
            "time_zone": ZONE,
            "language": "en",
        },
    )
    return str(created.json()["invitation"]["url"]).replace(
        centre.house.installation.settings.origin, centre.origin
    )


def join(page: Page) -> None:
    page.get_by_label("What should we call you?").fill("Hana")
    page.locator("input[autocomplete=new-password]").fill("nine calm boats at sea")
    pick(page, "Join")
    expect(page.get_by_role("heading", name="You are in, Hana")).to_be_visible()


def test_a_link_lets_somebody_in_once(centre: Centre, phone: OpenPhone) -> None:
    link = invitation(centre)
    path = link.removeprefix(centre.origin)
    page = phone(None, path)
    expect(page.get_by_text("Bea at Test House has invited you.")).to_be_visible()
    join(page)
    assert "#" not in page.url
    again = phone(None, path)
    expect(again.get_by_text("This link no longer works.")).to_be_visible()


def test_a_made_up_link_gets_the_same_words(centre: Centre, phone: OpenPhone) -> None:
    page = phone(None, "/join#" + "x" * 43)
    expect(page.get_by_text("This link no longer works.")).to_be_visible()


def test_the_client_sees_who_looked_and_when(centre: Centre, phone: OpenPhone) -> None:
    client = phone(None, invitation(centre).removeprefix(centre.origin))
    join(client)
    client.goto(centre.origin)
    begin_check_in(client)
    answer(client, "How is your mood?", "3")
    answer(client, "How strong was the strongest craving?", "8")
    finish_check_in(client, use="Yes", line="It was a hard evening.")
    expect(client.get_by_role("heading", name="Thank you for saying so")).to_be_visible()
    wait_until(lambda: centre.house.count("check_in") == 1)

    desk = phone(centre.house.bea, "/desk", size=DESK)
    desk.get_by_text("Hana").first.click()
    expect(desk.get_by_text("It was a hard evening.").first).to_be_visible()
    expect(desk.get_by_text("Said they drank or used").first).to_be_visible()
    desk.get_by_label("A line to Hana").fill("Thank you for telling me.")
    desk.keyboard.press("Control+Enter")
    expect(desk.get_by_text("Nothing waits").first).to_be_visible()

    client.goto(centre.origin)
    expect(client.get_by_text("Bea looked at your check-in")).to_be_visible()
    expect(client.get_by_text("Thank you for telling me.")).to_be_visible()
    client.goto(centre.origin + "/me/access")
    expect(client.get_by_text("Bea looked at your check-ins.").first).to_be_visible()
