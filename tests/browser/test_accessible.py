"""Every screen, light and dark, in both languages: axe finds nothing (WCAG 2.2 AA)."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from app.learning.curriculum import module_key
from tests.browser.conftest import DESK, Centre
from tests.browser.daytime import check_in_here
from tests.support.forms import PHQ_9, form
from tests.support.house import Actor, craving, fresh_id
from tests.support.learning_furniture import furnish_learning
from tests.support.medication_furniture import furnish_medications
from tests.support.mutual_help_furniture import furnish_mutual_help

OpenPhone = Callable[..., Page]
AXE = Path("web/node_modules/axe-core/axe.min.js")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

ANYBODY = ("/sign-in", "/help", "/install", "/join#forged", "/setup")
CLIENT = (
    "/", "/calendar", "/calendar/subscribe", "/book", "/away", "/inbox", "/plan", "/team", "/days",
    "/card", "/card?edit=coping", "/card?versions=1", "/read", f"/read/{module_key('halt')}",
    "/read/cards", "/read/mine", "/around", "/meetings",
    "/taking", "/taking?edit=new",
    "/check-in", "/entries", "/entries/patterns", "/wave", "/reminders", "/reminders/settings",
    "/me", "/me/passphrase", "/me/sign-ins", "/me/access", "/nothing-here",
)  # fmt: skip
COUNSELOR = (
    "/desk", "/desk/clients", "/desk/clients/new", "/desk/sessions", "/desk/calendar", "/me",
    "/desk/calendar/closures", "/desk/inbox", "/desk/hours", "/desk/wishes", "/desk/duty",
    "/desk/curriculum", f"/desk/curriculum/{module_key('halt')}",
)  # fmt: skip
ADMINISTRATOR = (
    "/desk", "/desk/calendar", "/desk/staff", "/desk/centre", "/desk/programmes",
    "/desk/programmes/new", "/desk/duty", "/desk/curriculum/new",
)  # fmt: skip
RELATIVE = ("/family", "/read")
PARTS = (
    "",
    "/care",
    "/plan",
    "/card",
    "/answers",
    "/brief",
    "/modules",
    "/meetings",
    "/medication",
)


def faults(page: Page) -> list[str]:
    """What axe finds on the page as it stands."""
    page.evaluate(AXE.read_text())
    found = page.evaluate(
        """async (rules) => (await axe.run(document, { runOnly: { type: "tag", values: rules } }))
             .violations.map((fault) => fault.id + ": " + fault.nodes[0].html.slice(0, 120))""",
        RULES,
    )
    assert isinstance(found, list)
    return found


def lived_in(centre: Centre) -> None:
    """Something on every screen."""
    ada, bea = centre.house.ada.browser, centre.house.bea.browser
    for intensity in (3, 8):
        ada.put(f"/api/craving-logs/{fresh_id()}", json=craving(intensity, triggers=["tired"]))
    first, second = fresh_id(), fresh_id()
    ada.put(f"/api/check-ins/{first}", json=check_in_here(use="yes", line="A hard day."))
    ada.put(f"/api/check-ins/{second}", json=check_in_here() | {"forms": [form("phq-9", PHQ_9)]})
    furnish_learning(centre.house.ada)
    furnish_medications(centre.house.ada)
    furnish_mutual_help(centre.house.ada)
    path = f"/api/clients/{centre.house.ada.id}/check-ins/{first}/review"
    bea.put(path, json={"line_to_client": "Thank you for saying so."})


@pytest.mark.parametrize(
    ("scheme", "language"),
    [
        ("light", "en-US"),
        ("dark", "es-US"),
        pytest.param("dark", "en-US", marks=pytest.mark.long),
        pytest.param("light", "es-US", marks=pytest.mark.long),
    ],
)
def test_axe_finds_nothing_on_any_screen(
    centre: Centre, phone: OpenPhone, scheme: str, language: str
) -> None:
    lived_in(centre)
    house = centre.house
    who: tuple[tuple[Actor | None, tuple[str, ...]], ...] = (
        (None, ANYBODY),
        (house.ada, CLIENT),
        (house.bea, (*COUNSELOR, *(f"/desk/clients/{house.ada.id}{part}" for part in PARTS))),
        (house.edda, ADMINISTRATOR),
        (house.fay, RELATIVE),
    )
    found = {}
    for actor, paths in who:
        page = phone(actor, scheme=scheme, language=language)
        for path in paths:
            page.goto(centre.origin + path)
            page.get_by_role("heading", level=1).first.wait_for()
            page.wait_for_load_state("networkidle")
            if wrong := faults(page):
                found[f"{actor.name if actor else 'nobody'} {path}"] = wrong
    assert found == {}


def test_axe_finds_nothing_in_the_sheets_and_in_the_check_in(
    centre: Centre, phone: OpenPhone
) -> None:
    page = phone(centre.house.ada)
    page.get_by_role("button", name="Log a craving").click()
    page.get_by_role("button", name="9", exact=True).click()
    page.get_by_text("Saved on this phone").first.wait_for()
    assert faults(page) == []
    page.goto(centre.origin + "/check-in")
    for label in ("7", "3", "5", "Not bad"):
        page.get_by_role("heading", level=1).wait_for()
        assert faults(page) == []
        page.get_by_role("button", name=label, exact=True).click()
        page.wait_for_timeout(300)
    assert faults(page) == []


def test_axe_bites(centre: Centre, phone: OpenPhone) -> None:
    page = phone(None, "/help")
    page.evaluate(
        "() => { const i = document.createElement('img'); document.body.append(i); i.src = '/x'; }"
    )
    assert any(fault.startswith("image-alt") for fault in faults(page))


@pytest.mark.parametrize("width", [390, 1280])
def test_no_screen_scrolls_sideways(centre: Centre, phone: OpenPhone, width: int) -> None:
    lived_in(centre)
    size = DESK if width == DESK["width"] else {"width": 390, "height": 844}
    for actor, paths in ((centre.house.ada, CLIENT), (centre.house.bea, COUNSELOR)):
        page = phone(actor, size=size)
        for path in paths:
            page.goto(centre.origin + path)
            page.get_by_role("heading", level=1).first.wait_for()
            page.wait_for_load_state("networkidle")
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{path} is {wide} wide"
