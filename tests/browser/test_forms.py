"""Questionnaires on the phone: without a connection, in the time a thumb has, and never silent."""

import re
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from playwright.sync_api import Page, expect

from app import clock
from app.programs.models import Programme
from tests.browser.conftest import Centre, wait_until
from tests.browser.screens import all_on_disk, on_disk, pick, ready_for_offline
from tests.browser.test_accessible import faults
from tests.support.house import fresh_id
from tests.support.safety_plan_furniture import card, card_body, contact

OpenPhone = Callable[..., Page]
DAY = ("6", "4", "7", "Not bad", "None of these", "No", "Next")
USED = {
    "1": "Good", "2": "2", "3": "3", "4": "1", "5": "0", "6": "2", "7A": "2", "7B": "0", "7C": "0",
    "7D": "0", "7E": "0", "7F": "0", "7G": "0", "8": "Moderately", "9": "Considerably", "10": "3",
    "11": "1", "12": "Slightly", "13": "5", "14": "Yes", "15": "Not at all", "16": "7",
    "17": "Considerably",
}  # fmt: skip
"""The longest way through a BAM-IOP: nothing is skipped."""
CODED = {
    "1": 2, "2": 2, "3": 3, "4": 1, "5": 0, "6": 2, "7A": 2, "7B": 0, "7C": 0, "7D": 0, "7E": 0,
    "7F": 0, "7G": 0, "8": 2, "9": 3, "10": 3, "11": 1, "12": 1, "13": 5, "14": 4, "15": 0,
    "16": 7, "17": 3,
}  # fmt: skip
TAPS_AT_MOST = 40
SECONDS_A_TAP = 4
"""Reading a question and finding the place: slow for somebody who answers it every week."""


class Thumb:
    """Taps, and counts them."""

    def __init__(self, page: Page) -> None:
        self.page, self.taps = page, 0

    def tap(self, words: str) -> None:
        name = re.compile(rf"^{re.escape(words)}(, .*)?$")
        self.page.get_by_role("button", name=name).click()
        self.taps += 1

    def answer(self, words: str) -> None:
        """Answers, and waits for the question to change, as an eye does."""
        before = self.page.get_by_role("heading", level=1).inner_text()
        self.tap(words)
        expect(self.page.get_by_role("heading", level=1)).not_to_have_text(before)


def ask_only(centre: Centre, *instruments: str) -> None:
    """The programme asks the daily questions and these, from the first day on."""
    rules = [("daily", 1), *((name, 7) for name in instruments)]
    with centre.house.database.unit_of_work() as db:
        programme = db.get_one(Programme, centre.house.programme_id)
        programme.design = programme.design | {
            "check_ins": [
                {"instrument": name, "phases": ["treatment"], "every_days": days}
                for name, days in rules
            ]
        }
        db.add(programme)
    due = centre.house.ada.browser.get("/api/check-in-due").json()
    assert [form["instrument"] for form in due["forms"]] == list(instruments)
    assert all(form["due_on"] <= due["on_day"] for form in due["forms"])


def own(centre: Centre) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = centre.house.ada.browser.get("/api/check-ins").json()["items"]
    return items


def test_a_bam_iop_offline_takes_less_than_three_minutes_and_arrives_once(
    centre: Centre, phone: OpenPhone
) -> None:
    ask_only(centre, "bam-iop")
    page = phone(centre.house.ada)
    ready_for_offline(page)
    expect(page.get_by_text("Then 1 set of questions")).to_be_visible()
    page.context.set_offline(True)
    page.get_by_role("link", name="Start").click()
    expect(page.get_by_role("heading", name="How is your mood?")).to_be_visible()

    thumb, began = Thumb(page), time.monotonic()
    for words in DAY:
        thumb.answer(words)
    assert faults(page) == []
    for number, words in USED.items():
        if number == "9":
            wait_until(lambda: "8" in _on_disk(page))  # what is shown is written a moment later
            page.reload()
            thumb.tap("Go on")
            expect(page.get_by_role("heading", name=re.compile("^How confident"))).to_be_visible()
        thumb.answer(words)
    expect(page.get_by_role("heading", name="Ready to send?")).to_be_visible()
    assert faults(page) == []
    thumb.tap("Send")
    expect(page.get_by_text("Saved on this phone").first).to_be_visible()
    seconds = time.monotonic() - began
    print(f"BAM-IOP with the day: {thumb.taps} taps, {seconds:.1f} s at a machine's pace")
    assert thumb.taps <= TAPS_AT_MOST
    assert thumb.taps * SECONDS_A_TAP < 180
    expect(page.get_by_text("When this reaches the centre, Bea looks at it")).to_be_visible()
    expect(page.get_by_text("Nobody watches this round the clock.")).to_be_visible()
    assert centre.house.count("check_in") == 0

    page.context.set_offline(False)
    wait_until(lambda: centre.house.count("check_in") == 1)
    expect(page.get_by_text(re.compile("^Bea looks at this by "))).to_be_visible()
    (kept,) = own(centre)
    (form,) = kept["forms"]
    assert (kept["answers"]["mood"], form["instrument"], form["answers"]) == (6, "bam-iop", CODED)
    page.goto(centre.origin)
    expect(page.get_by_text("Checked in for the day")).to_be_visible()
    expect(page.get_by_text("set of questions")).to_be_hidden()
    wait_until(lambda: all_on_disk(page, "outbox") == [])
    assert (centre.house.count("check_in"), centre.house.count("form_response")) == (1, 1)


def _on_disk(page: Page) -> dict[str, Any]:
    """The answers to the first questionnaire of the check-in that is being made."""
    draft = on_disk(page, "drafts", "check_in")
    found: dict[str, Any] = draft["forms"][0]["answers"] if draft else {}
    return found


def test_item_9_brings_plan_and_people_first_and_arrives_even_if_it_ends_there(
    centre: Centre, phone: OpenPhone
) -> None:
    ask_only(centre, "phq-9")
    written = card_body(card(people=[contact("Robin", may_text=True)]))
    assert centre.house.ada.browser.put(
        f"/api/safety-plan-versions/{fresh_id()}", json=written
    ).is_success
    page = phone(centre.house.ada)
    ready_for_offline(page)
    page.goto(centre.origin + "/card")
    expect(page.get_by_text("Robin").first).to_be_visible()
    page.goto(centre.origin + "/check-in")
    expect(page.get_by_role("heading", name="How is your mood?")).to_be_visible()
    wait_until(lambda: "Robin" in str(all_on_disk(page, "kept")))
    page.context.set_offline(True)
    thumb = Thumb(page)
    for words in (*DAY, *["Not at all"] * 8):
        thumb.answer(words)
    expect(page.get_by_role("heading", name=re.compile("better off dead"))).to_be_visible()
    thumb.answer("Several days")
    for name in ("Call Robin", "Text Robin", "Call 988", "Text 988"):
        expect(page.get_by_role("link", name=name).first).to_be_visible()
    expect(page.get_by_role("link", name="Call 988").last).to_be_in_viewport()
    expect(page.get_by_text("goes to your team by itself, even if you stop here")).to_be_visible()
    expect(page.get_by_text("how difficult have these problems")).to_be_hidden()
    assert faults(page) == []
    context = page.context
    page.close(run_before_unload=False)

    page = context.new_page()
    page.goto(centre.origin + "/check-in")
    expect(page.get_by_role("link", name="Call Robin")).to_be_visible()
    assert centre.house.count("check_in") == 0
    context.set_offline(False)
    wait_until(lambda: centre.house.count("check_in") == 1)
    (kept,) = own(centre)
    assert (kept["forms"][0]["answers"]["9"], kept["response"]["urgency"]) == (1, "now")
    expect(page.get_by_text("Your answer has reached your team.")).to_be_visible()
    expect(page.get_by_text(re.compile("^Bea looks at this by "))).to_be_visible()
    pick(page, "Go on with the check-in")
    # The screen before it begins with the same words.
    expect(page.get_by_role("heading", name="Thank you", exact=True)).to_be_visible()
    page.goto(centre.origin)
    expect(page.get_by_text("Checked in for the day")).to_be_visible()
    assert (centre.house.count("check_in"), centre.house.count("form_response")) == (1, 1)


def test_who_may_use_is_not_let_go_in_the_belief_that_somebody_knows(
    centre: Centre, phone: OpenPhone
) -> None:
    page = phone(centre.house.ada)
    page.goto(centre.origin + "/check-in")
    expect(page.get_by_role("heading", name="How is your mood?")).to_be_visible()
    thumb = Thumb(page)
    thumb.answer("I may use")
    thumb.tap("Stop here for now")
    expect(page.get_by_text("Nobody knows of this yet.")).to_be_visible()
    expect(page.get_by_role("button", name="Stop here without telling anybody")).to_be_visible()
    assert faults(page) == []
    assert centre.house.count("craving_log") == 0
    thumb.tap("8")
    expect(page.get_by_text("Nobody knows of this yet.")).to_be_hidden()
    thumb.tap("Stop here for now")
    wait_until(lambda: centre.house.count("craving_log") == 1)
    expect(page.get_by_text("Checked in for the day")).to_be_hidden()


def test_what_was_left_open_overnight_is_kept_and_is_about_its_own_day(
    centre: Centre, phone: OpenPhone
) -> None:
    ask_only(centre, "bam-iop")
    page = phone(centre.house.ada)
    page.goto(centre.origin + "/check-in")
    expect(page.get_by_role("heading", name="How is your mood?")).to_be_visible()
    # What is asked comes from the server while the first questions are answered.
    wait_until(lambda: on_disk(page, "kept", "check_in_due") is not None)
    thumb = Thumb(page)
    for words in (*DAY, "Good"):
        thumb.answer(words)
    page.clock.set_fixed_time(clock.utc_now() + timedelta(days=1))
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.get_by_text(re.compile("^Your check-in for .* is not finished"))).to_be_visible()
    thumb.tap("Go on")
    expect(page.get_by_role("heading", name="Ready to send?")).to_be_visible()
    expect(page.get_by_text("About an earlier day.")).to_be_visible()
    expect(page.get_by_text("1 of 23 answered")).to_be_visible()
    thumb.tap("Send")
    wait_until(lambda: centre.house.count("form_response") == 1)
