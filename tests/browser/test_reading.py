"""A text that was given, read offline by somebody whose phone dies on the way, and finished."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect
from sqlalchemy import text

from app.learning.curriculum import module_key
from tests.browser.conftest import Centre, wait_until
from tests.browser.screens import on_disk, pick, ready_for_offline
from tests.browser.test_accessible import faults
from tests.support.house import fresh_id

OpenPhone = Callable[..., Page]
KEY = module_key("sleep")
MIDDLE = "document.querySelectorAll('[data-block]')[9].scrollIntoView()"
READ_ON = 4


def _is_kept_in_the_middle(page: Page) -> bool:
    """Scrolls there, whatever the page does as it opens, until the phone has it."""
    page.evaluate(MIDDLE)
    place = on_disk(page, "drafts", f"place:{KEY}")
    return place is not None and place["block"] >= READ_ON


def _finishes(centre: Centre) -> int:
    with centre.house.database.unit_of_work() as db:
        found = db.scalar(text("SELECT count(*) FROM reading_mark WHERE is_finished"))
        return int(found or 0)


def test_a_text_is_read_offline_gone_on_with_after_the_phone_died_and_finished(
    centre: Centre, phone: OpenPhone
) -> None:
    ada, bea = centre.house.ada, centre.house.bea
    given = {"client_id": str(ada.id), "key": KEY, "due_on": None, "line": "Try this one first."}
    bea.browser.put(f"/api/module-assignments/{fresh_id()}", json=given).raise_for_status()
    page = phone(ada, "/read")
    expect(page.get_by_text("Try this one first.")).to_be_visible()
    # What was given comes before the rest of the library.
    expect(page.get_by_text(re.compile(r"^([1-9]\d* of|All) \d+ texts"))).to_be_visible()
    assert faults(page) == []
    ready_for_offline(page)
    page.context.set_offline(True)

    page.get_by_role("link", name=re.compile("Sleep")).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sleep")
    assert (page.title(), page.url) == ("Companion", f"{centre.origin}/read/{KEY}")
    wait_until(lambda: _is_kept_in_the_middle(page))
    context = page.context
    page.close()  # as a phone kills it: nobody is asked

    page = context.new_page()
    page.goto(f"{centre.origin}/read/{KEY}")
    expect(page.get_by_text("You stopped here")).to_be_in_viewport()
    assert faults(page) == []
    pick(page, "Finished")
    expect(page.get_by_role("heading", name="One thing to try today")).to_be_visible()
    assert faults(page) == []
    assert _finishes(centre) == 0
    page.get_by_role("link", name="Back").click()
    expect(page.get_by_role("heading", name="All texts")).to_be_visible()
    expect(page.get_by_text("Try this one first.")).to_be_hidden()

    context.set_offline(False)
    wait_until(lambda: _finishes(centre) == 1)
    [mine] = [
        one
        for one in bea.browser.get(f"/api/clients/{ada.id}/modules").json()["items"]
        if one["key"] == KEY
    ]
    assert mine["state"] == "finished"
