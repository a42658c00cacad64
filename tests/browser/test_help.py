"""Help and the plan for hard moments, signed out, offline, and taken back."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import DESK, Centre, sign_in, wait_until
from tests.browser.screens import all_has_come, on_disk, pick, ready_for_offline, wait_with
from tests.browser.test_accessible import faults
from tests.browser.test_sign_out import left_behind
from tests.safety_plan.writing import read, texts, write
from tests.support.house import House, fresh_id
from tests.support.safety_plan_furniture import card, contact, thing

OpenPhone = Callable[..., Page]
TYPE_AND_GO_BACK = """(field, words) => {
  field.value = words;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  document.querySelector("header a").click();
}"""
ALLOWED = ["people", "coping", "if_slip"]


def _full(**other: object) -> dict[str, object]:
    people = [contact("Robin", "555-0101", may_text=True)]
    coping = [thing("Cold water on my face")]
    return card(people=people, coping=coping, means=[thing("My sister keeps them")], **other)


def _switch(page: Page, name: str) -> None:
    page.get_by_role("switch", name=name).click()


def _sign_out(page: Page, centre: Centre, *, keep: bool) -> None:
    """From a page that shows the plan, once what is allowed of it is kept for the help page."""
    wait_until(lambda: "Robin" in left_behind(page)["kept"].get("companion/facts", ""))
    page.goto(centre.origin + "/me")
    page.get_by_role("button", name="Sign out").first.click()
    keeping = page.get_by_role("switch", name="Keep my help card on this phone")
    expect(keeping).to_be_checked()
    if not keep:
        keeping.click()
    page.get_by_role("dialog").get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_role("heading", name="Welcome")).to_be_visible()


def _help_offline(page: Page, centre: Centre) -> None:
    page.context.set_offline(True)
    page.goto(centre.origin + "/help")
    expect(page.get_by_role("link", name="Call 988")).to_have_attribute("href", "tel:988")
    expect(page.get_by_role("link", name="call 911")).to_have_attribute("href", "tel:911")
    expect(page.get_by_role("heading", name="If it may be an overdose")).to_be_visible()


def test_what_the_client_allows_is_in_help_signed_out_and_offline_until_it_is_taken_back(
    centre: Centre, phone: OpenPhone
) -> None:
    write(centre.house.ada, _full())
    page = phone(centre.house.ada, "/card")
    expect(page.get_by_text("My sister keeps them")).to_be_visible()
    ready_for_offline(page)
    _switch(page, "Show parts of it on this phone when I am signed out")
    wait_until(lambda: read(centre.house.ada)["content"]["shown_signed_out"] == ALLOWED)
    _sign_out(page, centre, keep=True)

    _help_offline(page, centre)
    call = page.get_by_role("link", name="Call Robin")
    expect(call).to_have_attribute("href", "tel:5550101")
    expect(page.get_by_role("link", name="Text Robin")).to_have_attribute("href", "sms:5550101")
    expect(page.get_by_text("Cold water on my face")).to_be_visible()
    assert "My sister keeps them" not in str(left_behind(page))
    assert faults(page) == []
    pick(page, "Take it off this phone")
    page.get_by_role("dialog").get_by_role("button", name="Take it off this phone").click()
    expect(call).to_have_count(0)
    expect(page.get_by_role("link", name="Call 988")).to_be_visible()
    assert "Robin" not in str(left_behind(page))

    page.context.set_offline(False)
    sign_in(centre, page, centre.house.ada)
    page.goto(centre.origin + "/card")
    expect(page.get_by_text("My sister keeps them")).to_be_visible()
    _sign_out(page, centre, keep=False)
    assert "Robin" not in str(left_behind(page))


def test_somebody_else_who_signs_in_erases_what_was_left(centre: Centre, phone: OpenPhone) -> None:
    write(centre.house.ada, _full(shown_signed_out=ALLOWED))
    page = phone(centre.house.ada, "/card")
    expect(page.get_by_text("My sister keeps them")).to_be_visible()
    _sign_out(page, centre, keep=True)
    assert "Robin" in str(left_behind(page))
    sign_in(centre, page, centre.house.dov)
    assert "Robin" not in str(left_behind(page))


def _online_change(house: House) -> None:
    held = read(house.ada)["content"]
    held["coping"][0]["text"] = "Ice on my wrists"
    write(house.bea, held, 1, of=house.ada)


def test_changes_made_offline_are_one_and_meet_those_of_the_team(
    centre: Centre, phone: OpenPhone
) -> None:
    write(centre.house.ada, _full())
    page = phone(centre.house.ada, "/card")
    expect(page.get_by_text("Cold water on my face")).to_be_visible()
    ready_for_offline(page)
    page.context.set_offline(True)
    for words in ("Walk", "Walk by the river"):
        page.get_by_role("button", name="Change: What helps me").click()
        page.get_by_label("In your own words").first.fill(words)
        pick(page, "Done")
        expect(page.get_by_text(words, exact=True)).to_be_visible()
        expect(page.get_by_text("It goes to the centre with the next connection")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Walk by the river")).to_be_visible()
    _online_change(centre.house)
    page.context.set_offline(False)
    wait_until(lambda: read(centre.house.ada)["version"] == 3)
    assert texts(read(centre.house.ada)) == ["Ice on my wrists", "Walk by the river"]
    expect(page.get_by_text("Two of you wrote at the same time")).to_be_visible()
    page.get_by_role("button", name="Change: What helps me").click()
    page.get_by_role("button", name="Keep this one").last.click()
    pick(page, "Done")
    wait_until(lambda: texts(read(centre.house.ada)) == ["Walk by the river"])


@pytest.mark.parametrize(("scheme", "language"), [("light", "es-US"), ("dark", "en-US")])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    centre: Centre, phone: OpenPhone, scheme: str, language: str
) -> None:
    house = centre.house
    write(house.ada, _full())
    found = {}
    for actor, path, size in (
        (house.ada, "/card", None),
        (house.ada, "/card?edit=people", None),
        (house.ada, "/help", None),
        (house.bea, f"/desk/clients/{house.ada.id}/card", DESK),
        (house.edda, "/desk/centre", DESK),
    ):
        more = {"size": size} if size else {}
        page = phone(actor, scheme=scheme, language=language, **more)
        with all_has_come(page):
            page.goto(centre.origin + path)
            page.locator("main .card, main form").first.wait_for()
        for letters in ("100%", "200%"):
            page.evaluate("size => { document.documentElement.style.fontSize = size }", letters)
            width = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            if wrong := [*faults(page), *([f"{width} too wide"] if width > 0 else [])]:
                found[f"{actor.name} {path[:16]} {letters}"] = wrong
    assert found == {}


def test_half_a_word_is_kept_by_whoever_leaves_in_the_middle_of_it(
    centre: Centre, phone: OpenPhone
) -> None:
    write(centre.house.ada, _full())
    page = phone(centre.house.ada, "/card?edit=coping")
    field = page.get_by_role("textbox").first
    expect(field).to_have_value("Cold water on my face")
    field.evaluate(TYPE_AND_GO_BACK, "Cold water on my ha")
    wait_until(lambda: "Cold water on my ha" in str(on_disk(page, "drafts", "card.coping")))
    page.goto(centre.origin + "/card?edit=coping")
    expect(field).to_have_value("Cold water on my ha")


def test_whoever_goes_on_to_help_from_a_notification_is_not_fetched_back(
    centre: Centre, phone: OpenPhone
) -> None:
    page = phone(centre.house.ada)
    held: list[Route] = []
    page.route("**/api/reminders", lambda route: held.append(route))
    page.goto(f"{centre.origin}/r/{fresh_id()}")
    wait_with(page, lambda: bool(held))
    page.get_by_role("link", name="Help").first.click()
    expect(page.get_by_role("link", name="Call 988")).to_be_visible()
    with page.expect_response("**/api/reminders"):
        held[0].continue_()
    page.wait_for_timeout(300)  # nothing is to happen
    expect(page).to_have_url(centre.origin + "/help")


def test_what_the_counselor_adds_while_a_part_is_being_written_stays(
    centre: Centre, phone: OpenPhone
) -> None:
    write(centre.house.ada, _full())
    page = phone(centre.house.ada, "/card?edit=coping")
    field = page.get_by_role("textbox").first
    expect(field).to_have_value("Cold water on my face")
    now = read(centre.house.ada)
    more = [*now["content"]["coping"], thing("Walk by the river")]
    write(centre.house.ada, now["content"] | {"coping": more}, based_on=now["version"])
    with page.expect_response("**/api/safety-plan"):
        page.evaluate("dispatchEvent(new Event('online'))")
    field.fill("Cold water on my hands")
    pick(page, "Done")
    wait_until(lambda: read(centre.house.ada)["version"] == 3)
    found = [one["text"] for one in read(centre.house.ada)["content"]["coping"]]
    assert found == ["Cold water on my hands", "Walk by the river"]


def test_help_waits_for_no_server_on_a_network_that_hangs(centre: Centre, phone: OpenPhone) -> None:
    page = phone()
    expect(page.get_by_role("heading", name="Welcome")).to_be_visible()
    page.route("**/api/**", lambda route: None)  # neither an answer nor a refusal
    page.goto(centre.origin + "/help")
    expect(page.get_by_role("link", name="Call 988")).to_be_visible(timeout=15_000)
