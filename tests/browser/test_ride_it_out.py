"""Riding a craving out on a phone without a connection, through a reload and a killed app."""

import re
from collections.abc import Callable
from datetime import timedelta

from playwright.sync_api import Page, expect

from app import clock
from tests.browser.conftest import Centre, wait_until
from tests.browser.screens import all_on_disk, log_with_two_taps, pick, ready_for_offline
from tests.browser.test_accessible import faults

OpenPhone = Callable[..., Page]


def _open_again(page: Page, address: str) -> Page:
    context = page.context
    page.close(run_before_unload=False)
    again = context.new_page()
    again.goto(address)
    again.get_by_role("heading", level=1, name="Ride it out").wait_for()
    return again


def test_a_wave_goes_on_through_a_reload_offline_and_arrives_once(
    centre: Centre, phone: OpenPhone
) -> None:
    page = phone(centre.house.ada)
    ready_for_offline(page)
    page.context.clock.install()
    page.context.set_offline(True)
    log_with_two_taps(page, 8)
    pick(page, "Ride it out")
    expect(page.get_by_text("asked again in 5 minutes")).to_be_visible()
    began = clock.utc_now()
    pick(page, "A glass of water")
    page.context.clock.set_system_time(began + timedelta(minutes=5, seconds=2))
    expect(page.get_by_role("heading", name="How strong is it now?")).to_be_visible()
    assert faults(page) == []

    page.reload()
    # However long that took here: it has gone on, and has not begun anew.
    expect(page.get_by_role("timer")).to_contain_text(re.compile(r"\b5:[0-5]\d"))
    page.get_by_role("button", name="6", exact=True).click()
    expect(page.get_by_text("6 of 10. Saved on this phone.").first).to_be_visible()
    page.context.clock.set_system_time(began + timedelta(minutes=10, seconds=2))
    page = _open_again(page, centre.origin + "/wave")
    page.get_by_role("button", name="3", exact=True).click()
    expect(page.get_by_role("img", name="3 of 10 after 10 min")).to_be_visible()
    expect(page.get_by_role("button", name="A glass of water")).to_have_attribute(
        "aria-pressed", "true"
    )
    pick(page, "I am done")
    pick(page, "It passed")
    pick(page, "Done")
    expect(page.get_by_role("heading", name="You stayed with it")).to_be_visible()
    assert centre.house.count("craving_log") == centre.house.count("craving_rating") == 0

    page.context.clock.fast_forward("00:30")
    page.context.set_offline(False)
    tables = ("craving_log", "craving_rating", "craving_correction")
    wait_until(lambda: [centre.house.count(table) for table in tables] == [1, 2, 1])
    (log,) = centre.house.ada.browser.get("/api/craving-logs").json()["items"]
    assert [(one["minutes"], one["intensity"]) for one in log["ratings"]] == [(5, 6), (10, 3)]
    assert (log["intensity"], log["outcome"], log["original"]["outcome"]) == (8, "passed", None)
    assert [one["text"] for one in log["did"]] == ["A glass of water"]


def test_i_may_use_brings_the_people_at_once_and_a_named_person_once_it_arrives(
    centre: Centre, phone: OpenPhone
) -> None:
    page = phone(centre.house.ada)
    ready_for_offline(page)
    page.context.set_offline(True)
    log_with_two_taps(page, 4)
    page.get_by_role("switch", name="I may use").click()
    expect(page.get_by_role("link", name="Call 988")).to_have_attribute("href", "tel:988")
    expect(page.get_by_text("Nobody watches this round the clock").first).to_be_visible()
    assert faults(page) == []
    pick(page, "Done")
    page.context.set_offline(False)
    wait_until(lambda: centre.house.count("task") == 1)
    page.goto(centre.origin + "/entries")
    expect(page.get_by_text("Bea").first).to_be_visible()
    pick(page, "Change or add")
    page.get_by_role("dialog").get_by_role("button", name="6", exact=True).click()
    pick(page, "Save the change")
    pick(page, "Undo")
    expect(page.get_by_text("4 of 10 · I may use")).to_be_visible()
    wait_until(lambda: all_on_disk(page, "outbox") == [])
    assert centre.house.count("craving_correction") == 0
