"""Every screen, light and dark, on a phone and on a desk: axe finds nothing (WCAG 2.2 AA), and
nothing scrolls sideways. Each screen is opened once: what it takes is its coming, not its looks."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from app.learning.curriculum import module_key
from app.people.models import Language, Person
from tests.browser.conftest import DESK, PHONE, Centre
from tests.browser.daytime import check_in_here
from tests.browser.screens import all_has_come
from tests.support.forms import PHQ_9, form
from tests.support.house import Actor, House, craving, fresh_id
from tests.support.learning_furniture import furnish_learning
from tests.support.medication_furniture import furnish_medications
from tests.support.monitoring_furniture import furnish_monitoring
from tests.support.mutual_help_furniture import furnish_mutual_help
from tests.support.needs_furniture import furnish_needs
from tests.support.reward_furniture import furnish_rewards

OpenPhone = Callable[..., Page]
AXE = Path("web/node_modules/axe-core/axe.min.js")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

ANYBODY = ("/sign-in", "/help", "/install", "/join#forged", "/welcome#forged", "/setup")
CLIENT = (
    "/", "/calendar", "/calendar/subscribe", "/book", "/away", "/inbox", "/plan", "/team", "/days",
    "/card", "/card?edit=coping", "/card?versions=1", "/read", f"/read/{module_key('halt')}",
    "/read/cards", "/read/mine", "/around", "/meetings", "/results", "/needs", "/contact",
    "/sharing",
    "/points", "/taking", "/taking?edit=new",
    "/check-in", "/entries", "/entries/patterns", "/wave", "/reminders", "/reminders/settings",
    "/me", "/me/passphrase", "/me/sign-ins", "/me/access", "/nothing-here",
)  # fmt: skip
COUNSELOR = (
    "/desk", "/desk/clients", "/desk/clients/new", "/desk/sessions", "/desk/calendar", "/me",
    "/desk/calendar/closures", "/desk/inbox", "/desk/hours", "/desk/wishes", "/desk/duty",
    "/desk/contacts", "/desk/prizes",
    "/desk/curriculum", f"/desk/curriculum/{module_key('halt')}",
)  # fmt: skip
ADMINISTRATOR = (
    "/desk", "/desk/calendar", "/desk/staff", "/desk/centre", "/desk/programmes",
    "/desk/programmes/new", "/desk/duty", "/desk/curriculum/new", "/desk/integrations",
)  # fmt: skip
RELATIVE = ("/family", "/family/shared", "/family/mine", "/family/emergency", "/read")
PARTS = (
    "",
    "/care",
    "/plan",
    "/card",
    "/answers",
    "/brief",
    "/modules",
    "/meetings",
    "/points",
    "/medication",
    "/monitoring",
    "/needs",
    "/contact",
)


IN_SPANISH = {
    "nobody": ANYBODY,
    "Ada": ("/", "/calendar", "/plan", "/days", "/card", "/taking", "/check-in", "/me"),
    "Bea": ("/desk", "/desk/calendar"),
}
"""Of all screens those that are asked in Spanish in every run: the busiest, and the first ones."""


STILL = """async () => {
  for (let still = 0, frame = 0; still < 4 && frame < 200; frame += 1) {
    await new Promise((go) => requestAnimationFrame(go));
    still = document.getAnimations().some((one) => one.playState === "running") ? 0 : still + 1;
  }
}"""
"""Until new colours or a new width are on the screen: a text that takes its colour from what is
around it begins to change when that has changed."""


def faults(page: Page) -> list[str]:
    """What axe finds on the page as it stands."""
    page.evaluate(AXE.read_text())
    return _axe(page, {"type": "tag", "values": RULES})


def faults_of_colour(page: Page) -> list[str]:
    """What axe finds in the other colours of a page that it has looked at: only these rules look
    at colours."""
    page.emulate_media(color_scheme="dark")
    page.evaluate(STILL)
    found = _axe(page, {"type": "rule", "values": ["color-contrast", "link-in-text-block"]})
    page.emulate_media(color_scheme="light")
    return [f"in the dark {fault}" for fault in found]


def _axe(page: Page, which: dict[str, object]) -> list[str]:
    found = page.evaluate(
        """async (which) => (await axe.run(document, { runOnly: which }))
             .violations.map((fault) => fault.id + ": " + fault.nodes[0].html.slice(0, 120))""",
        which,
    )
    assert isinstance(found, list)
    return found


def too_wide(page: Page) -> Iterator[str]:
    """Where the page scrolls sideways, on a desk or on a phone; leaves it as on a phone."""
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        page.evaluate(STILL)
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > size["width"]:
            yield f"{wide} wide on {size['width']}"


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
    furnish_monitoring(centre.house, centre.house.ada, centre.house.bea)
    furnish_mutual_help(centre.house.ada)
    furnish_rewards(centre.house, centre.house.ada)
    furnish_needs(centre.house.ada, centre.house.bea)
    path = f"/api/clients/{centre.house.ada.id}/check-ins/{first}/review"
    bea.put(path, json={"line_to_client": "Thank you for saying so."})


Walk = list[tuple[Actor | None, tuple[str, ...]]]


def everybody(house: House) -> Walk:
    """Everybody and all their screens."""
    return [
        (None, ANYBODY),
        (house.ada, CLIENT),
        (house.bea, (*COUNSELOR, *(f"/desk/clients/{house.ada.id}{part}" for part in PARTS))),
        (house.edda, (*ADMINISTRATOR, f"/desk/programmes/{house.programme_id}/points")),
        (house.fay, RELATIVE),
    ]


def test_axe_finds_nothing_on_any_screen_and_none_scrolls_sideways(
    centre: Centre, phone: OpenPhone
) -> None:
    lived_in(centre)
    assert walked(centre, phone, everybody(centre.house), "en-US") == {}


def test_the_busiest_screens_are_as_good_in_spanish(centre: Centre, phone: OpenPhone) -> None:
    lived_in(centre)
    house = centre.house
    some = [(actor, IN_SPANISH[_name(actor)]) for actor in (None, house.ada, house.bea)]
    assert walked(centre, phone, some, "es-US") == {}


@pytest.mark.long
def test_every_screen_is_as_good_in_spanish(centre: Centre, phone: OpenPhone) -> None:
    lived_in(centre)
    assert walked(centre, phone, everybody(centre.house), "es-US") == {}


def walked(centre: Centre, phone: OpenPhone, walk: Walk, language: str) -> dict[str, list[str]]:
    """What is wrong on which screen."""
    _all_speak(centre.house, Language(language[:2]))
    found = {}
    for actor, paths in walk:
        page = phone(actor, language=language)
        for path in paths:
            with all_has_come(page):
                page.goto(centre.origin + path)
                page.get_by_role("heading", level=1).first.wait_for()
            if page.locator("html").get_attribute("lang") != language[:2]:
                found[f"{_name(actor)} {path}"] = ["in another language"]
            if wrong := [*faults(page), *faults_of_colour(page), *too_wide(page)]:
                found[f"{_name(actor)} {path}"] = wrong
    return found


def _name(actor: Actor | None) -> str:
    return actor.name if actor else "nobody"


def _all_speak(house: House, language: Language) -> None:
    """Whoever is signed in reads the language of their account, whatever their phone speaks."""
    with house.database.unit_of_work() as db:
        for actor in house.cast:
            db.get_one(Person, actor.id).language = language


def test_axe_finds_nothing_in_the_sheets_and_in_the_check_in(
    centre: Centre, phone: OpenPhone
) -> None:
    page = phone(centre.house.ada)
    page.get_by_role("button", name="Log a craving").click()
    page.get_by_role("button", name="9", exact=True).click()
    page.get_by_text("Saved on this phone").first.wait_for()
    assert faults(page) == []
    page.goto(centre.origin + "/check-in")
    title = page.get_by_role("heading", level=1)
    for label in ("7", "3", "5", "Not bad"):
        button = page.get_by_role("button", name=label, exact=True)
        expect(button).to_be_visible()
        assert faults(page) == []
        asked = title.inner_text()
        button.click()
        expect(title).not_to_have_text(asked)
    assert faults(page) == []


def test_axe_bites(centre: Centre, phone: OpenPhone) -> None:
    page = phone(None, "/help")
    page.evaluate(
        "() => { const i = document.createElement('img'); document.body.append(i); i.src = '/x'; }"
    )
    assert any(fault.startswith("image-alt") for fault in faults(page))


def test_the_other_looks_bite(centre: Centre, phone: OpenPhone) -> None:
    page = phone()
    with all_has_come(page):
        page.goto(centre.origin + "/help")
        page.get_by_role("link", name="Call 988").wait_for()
    assert [*faults(page), *faults_of_colour(page), *too_wide(page)] == []
    page.evaluate(
        """() => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(`@media (prefers-color-scheme: dark) { * { color: #222 !important; } }
            main { min-inline-size: 500px; }
            @media (min-width: 1000px) { main { min-inline-size: 1400px; } }`);
          document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
        }"""
    )
    assert faults(page) == []
    assert [fault.partition(":")[0] for fault in faults_of_colour(page)] == [
        "in the dark color-contrast"
    ]
    assert [fault.partition(" wide")[2] for fault in too_wide(page)] == [" on 1280", " on 390"]
