"""What a client writes without a connection is kept, and reaches the server exactly once."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import Centre, wait_until
from tests.browser.screens import (
    all_on_disk,
    answer,
    begin_check_in,
    finish_check_in,
    log_with_two_taps,
    on_disk,
    pick,
    ready_for_offline,
    tap_twice,
)

OpenPhone = Callable[..., Page]
TAP_AND_LOOK = """async (link) => {
  link.click();
  await new Promise((go) => requestAnimationFrame(go));
  return `${document.activeElement.tagName} ${document.activeElement.textContent}`;
}"""


def test_two_taps_offline_are_one_row_after_the_connection_comes_back(
    centre: Centre, phone: OpenPhone
) -> None:
    page = phone(centre.house.ada)
    ready_for_offline(page)
    page.context.set_offline(True)
    log_with_two_taps(page, 8)
    page.get_by_role("button", name="Lonely").click()
    page.get_by_role("button", name="Done").click()
    assert centre.house.count("craving_log") == 0
    page.context.set_offline(False)
    wait_until(lambda: centre.house.count("craving_log") == 1)
    page.reload()
    wait_until(lambda: all_on_disk(page, "outbox") == [])
    logs = centre.house.ada.browser.get("/api/craving-logs").json()["items"]
    assert [(log["intensity"], log["triggers"]) for log in logs] == [(8, ["lonely"])]


def test_a_tab_that_is_killed_right_after_saving_loses_nothing(
    centre: Centre, phone: OpenPhone
) -> None:
    page = phone(centre.house.ada)
    ready_for_offline(page)
    page.context.set_offline(True)
    log_with_two_taps(page, 6)
    context = page.context
    page.close(run_before_unload=False)
    context.set_offline(False)
    again = context.new_page()
    again.goto(centre.origin)
    wait_until(lambda: centre.house.count("craving_log") == 1)


def test_a_second_tap_while_the_first_is_on_its_way_is_still_one_entry(
    centre: Centre, phone: OpenPhone
) -> None:
    page = phone(centre.house.ada)
    page.get_by_role("button", name="Log a craving").click()
    tap_twice(page.get_by_role("button", name="5", exact=True))
    expect(page.get_by_text("Saved on this phone").first).to_be_visible()
    tap_twice(page.get_by_role("button", name="Done"))
    wait_until(lambda: centre.house.count("craving_log") > 0)
    wait_until(lambda: all_on_disk(page, "outbox") == [])
    assert centre.house.count("craving_log") == 1


def test_the_app_opens_offline_and_shows_what_it_knew(centre: Centre, phone: OpenPhone) -> None:
    page = phone(centre.house.ada)
    ready_for_offline(page)
    page.context.set_offline(True)
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ada")
    # Before the next frame: whoever taps or types on at once has the focus where they put it.
    assert page.get_by_role("link", name="Help").first.evaluate(TAP_AND_LOOK) == "H1 Help"
    expect(page.get_by_role("link", name="Call 988")).to_have_attribute("href", "tel:988")


def test_help_is_there_signed_out_and_offline(centre: Centre, phone: OpenPhone) -> None:
    page = phone()
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.context.set_offline(True)
    page.goto(centre.origin + "/help")
    expect(page.get_by_role("link", name="Call 988")).to_be_visible()
    expect(page.get_by_text("Nobody watches this app round the clock")).to_be_visible()


def _answered(page: Page) -> dict[str, int]:
    """What lies on the phone of the daily questions, the first two."""
    draft = on_disk(page, "drafts", "check_in") or {"answers": {}}
    return {key: draft["answers"][key] for key in ("mood", "craving") if key in draft["answers"]}


def test_a_check_in_survives_being_interrupted_and_is_sent_once(
    centre: Centre, phone: OpenPhone
) -> None:
    page = phone(centre.house.ada)
    ready_for_offline(page)
    page.context.set_offline(True)
    begin_check_in(page)
    answer(page, "How is your mood?", "7")
    answer(page, "How strong was the strongest craving?", "2")
    expect(page.get_by_role("heading", name="How did you sleep?")).to_be_visible()
    wait_until(lambda: _answered(page) == {"mood": 7, "craving": 2})
    context = page.context
    page.close(run_before_unload=False)

    page = context.new_page()
    page.goto(centre.origin + "/check-in")
    pick(page, "Go on")
    finish_check_in(page, use="I would rather not say", line="Long day.")
    expect(page.get_by_role("heading", name="That is all right")).to_be_visible()
    expect(page.get_by_text("Nobody watches this round the clock.")).to_be_visible()
    assert centre.house.count("check_in") == 0
    context.set_offline(False)
    wait_until(lambda: centre.house.count("check_in") == 1)
    kept = centre.house.ada.browser.get("/api/check-ins").json()["items"][0]
    assert kept["answers"] == {
        "mood": 7, "craving": 2, "sleep": 6, "difficulty": 1,
        "halt": ["tired"], "use": "rather_not_say", "line": "Long day.", "may_use": False,
    }  # fmt: skip
