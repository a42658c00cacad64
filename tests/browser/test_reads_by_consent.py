"""The desk of somebody who is there by a signature alone: everything to read, nothing to press that
would be refused, and a line that says why."""

from collections.abc import Callable

from playwright.sync_api import Page, Response, expect

from app.programs.kinds import AppointmentKind
from tests.browser.conftest import DESK, Centre
from tests.browser.daytime import minutes_ago
from tests.browser.screens import all_has_come
from tests.support.furniture import furnish, meeting
from tests.support.house import Actor

OpenPhone = Callable[..., Page]
WHY = "because Dov signed for it"
PAGES = (
    "", "/plan", "/card", "/modules", "/medication", "/monitoring", "/meetings", "/contact",
    "/points", "/needs",
)  # fmt: skip
TO_PRESS = "main :is(button, input, textarea, select):not(:disabled):visible"
READING = {"Print it", "Show what changed", "As a table, and how to read it"}


def _look(page: Page, origin: str, client: Actor) -> tuple[dict[str, set[str]], list[str]]:
    """What can be pressed or written on each page about a client, and what the server refused."""
    refused: list[str] = []

    def note(answer: Response) -> None:
        if answer.status >= 400:
            refused.append(answer.url)

    page.on("response", note)
    found = {}
    for part in PAGES:
        with all_has_come(page):
            page.goto(f"{origin}/desk/clients/{client.id}{part}")
            page.get_by_role("heading", level=1).wait_for()
        expect(page.locator("main [role=status]", has_text="Loading")).to_have_count(0)
        names = "all => all.map((one) => one.innerText || one.type)"
        found[part] = {name for name in page.locator(TO_PRESS).evaluate_all(names) if name}
    return found, refused


def test_who_is_shown_everything_is_offered_nothing_that_would_be_refused(
    centre: Centre, phone: OpenPhone
) -> None:
    house = centre.house
    furnish(house)
    team, _ = _look(phone(house.cleo, size=DESK), centre.origin, house.dov)
    house.signs_for(house.dov, house.bea)
    page = phone(house.bea, size=DESK)
    shown, refused = _look(page, centre.origin, house.dov)
    assert refused == []
    assert {part: names - READING for part, names in shown.items() if names - READING} == {}
    assert {part for part in PAGES if not team[part] - READING} <= {"/contact"}
    for part in PAGES:
        page.goto(f"{centre.origin}/desk/clients/{house.dov.id}{part}")
        expect(page.get_by_text(WHY)).to_be_visible()
    page.goto(f"{centre.origin}/desk/clients/{house.dov.id}")
    expect(page.get_by_text("Sign-in name")).to_have_count(0)
    expect(page.get_by_role("link", name="Way and team")).to_have_count(0)


def test_everybody_else_came_leaves_out_who_merely_shows_their_sessions(
    centre: Centre, phone: OpenPhone
) -> None:
    house = centre.house
    house.signs_for(house.dov, house.bea)
    kind = AppointmentKind.support
    session = meeting(
        house, minutes_ago(20), house.ada, house.dov, provider_id=house.cleo.id, kind=kind
    )
    page = phone(house.bea, f"/desk/calendar/{session}", size=DESK)
    page.get_by_role("button", name="Attendance").click()
    expect(page.get_by_text("0 of 1 marked")).to_be_visible()
    expect(page.get_by_role("group", name="Dov")).to_have_count(0)
    page.get_by_role("button", name="Everybody else came").click()
    expect(page.get_by_text("1 of 1 marked")).to_be_visible()
    sheet = house.bea.browser.get(f"/api/appointments/{session}/attendance").json()
    assert [row["attendance"] for row in sheet["items"]] == ["attended", None]
