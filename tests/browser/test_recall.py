"""Questions that come back, what fits next, and one's own words: without a connection."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import Centre, wait_until
from tests.browser.daytime import ZONE, noon
from tests.browser.screens import on_disk, pick, ready_for_offline, send
from tests.browser.test_accessible import faults
from tests.support.house import craving, fresh_id
from tests.support.learning_furniture import HALT, en, mark_body

OpenPhone = Callable[..., Page]
NEEDED = (
    "modules", "recall_cards", "reflections", "suggestions_hidden", f"text:{en().digest}",
)  # fmt: skip
WORDS = "Mostly tired.\nOn Sundays lonely."


def _lived_in(centre: Centre) -> None:
    """Two texts finished weeks ago, so that many more cards are due than anybody is asked; and a
    trigger that was logged three times."""
    put = centre.house.ada.browser.put
    weeks_ago = noon(-30).isoformat()
    for module_id in ("halt", "sleep"):
        text = en(module_id)
        body = mark_body(key=text.key, digest=text.digest, is_finished=True, occurred_at=weeks_ago)
        assert put(f"/api/reading-marks/{fresh_id()}", json=body).status_code < 300
    for days in (-1, -2, -3):
        body = craving(triggers=["money"], occurred_at=noon(days).isoformat(), zone=ZONE)
        assert put(f"/api/craving-logs/{fresh_id()}", json=body).status_code < 300


def _answer(page: Page, count: int, rating: str) -> None:
    """One card, by keyboard alone from the answer on."""
    expect(page.get_by_text(f"{count} of 3 today")).to_be_visible()
    page.get_by_role("button", name="Show the answer").press("Enter")
    answer = page.get_by_role("heading", level=2)
    expect(answer).to_be_focused()
    if count == 1:
        assert faults(page) == []
    page.get_by_role("button", name=rating, exact=True).press("Enter")


def _check_in(page: Page, craving: str) -> None:
    title = page.get_by_role("heading", level=1)
    for words in ("6", craving, "7", "Not bad", "None of these", "No", "Next"):
        button = page.get_by_role("button", name=words, exact=True)
        expect(button).to_be_visible()  # until then the title may still be that of another screen
        asked = title.inner_text()
        button.click()
        expect(title).not_to_have_text(asked)
    send(page)
    expect(page.get_by_role("link", name="Go to Today")).to_be_visible()


def _none_after_a_hard_check_in_and_one_after_a_calm_one(page: Page, origin: str) -> None:
    offer = page.get_by_role("heading", name="One question from what you read?")
    page.goto(f"{origin}/check-in")
    pick(page, "About another day")
    page.get_by_role("button", name="Yesterday").click()
    _check_in(page, "8")
    page.wait_for_timeout(500)
    assert offer.count() == 0
    page.goto(f"{origin}/check-in")
    _check_in(page, "3")
    expect(offer).to_be_visible()
    pick(page, "Show the question")
    pick(page, "Show the answer")
    pick(page, "With effort")
    expect(page.get_by_text("Thank you. That was it.")).to_be_visible()


def test_three_cards_a_day_a_suggestion_and_a_reflection_without_a_connection(
    centre: Centre, phone: OpenPhone
) -> None:
    _lived_in(centre)
    ada, bea = centre.house.ada, centre.house.bea
    page = phone(ada)
    expect(page.get_by_role("link", name="3 questions from what you read")).to_be_visible()
    page.goto(f"{centre.origin}/read/{HALT.key}")
    writing = page.get_by_label("Your words").first
    expect(writing).to_be_visible()
    ready_for_offline(page)
    page.get_by_role("link", name="What I wrote").wait_for()
    page.goto(f"{centre.origin}/read")
    expect(page.get_by_text("You logged “Money” 3 times in two weeks").first).to_be_visible()
    put_off = page.get_by_role("button", name="Not now: ").first
    title = str(put_off.get_attribute("aria-label"))
    put_off.click()
    wait_until(lambda: all(on_disk(page, "kept", key) is not None for key in NEEDED))

    page.context.set_offline(True)
    page.reload()
    expect(page.get_by_text("You logged “Money” 3 times in two weeks").first).to_be_visible()
    assert page.get_by_role("button", name=title, exact=True).count() == 0
    page.get_by_role("link", name="3 questions from what you read").click()
    _answer(page, 1, "Forgot")
    expect(page.get_by_text("2 of 3 today")).to_be_visible()
    _none_after_a_hard_check_in_and_one_after_a_calm_one(page, centre.origin)
    page.goto(f"{centre.origin}/read/cards")
    _answer(page, 3, "Easily")
    enough = page.get_by_role("heading", name="That is enough for today.")
    expect(enough).to_be_visible()

    # A phone that was put away remembers how many it has asked.
    page.reload()
    expect(enough).to_be_visible()
    page.goto(f"{centre.origin}/read/{HALT.key}")
    writing.fill(WORDS)
    wait_until(lambda: on_disk(page, "drafts", f"reflection:{HALT.key}:r1") == WORDS)
    page.reload()
    expect(writing).to_have_value(WORDS)
    pick(page, "Keep")
    expect(page.get_by_text("Only you can read this.")).to_be_visible()
    page.get_by_text("Change who can read it").click()
    pick(page, "My main counselor, Bea")
    expect(page.get_by_text("You and Bea can read this. On its way")).to_be_visible()
    assert bea.browser.get("/api/shared-reflections").json()["items"] == []

    page.context.set_offline(False)
    wait_until(lambda: ada.browser.get("/api/recall-cards").json()["answered_today"] == 3)
    wait_until(lambda: len(bea.browser.get("/api/shared-reflections").json()["items"]) == 1)
    page.goto(f"{centre.origin}/read/mine")
    expect(page.get_by_text("You and Bea can read this.", exact=True)).to_be_visible()
    pick(page, "Take it back")
    page.get_by_role("dialog").get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("Nothing yet.")).to_be_visible()
    wait_until(lambda: bea.browser.get("/api/shared-reflections").json()["items"] == [])
