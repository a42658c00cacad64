"""Signing out leaves nothing on the phone, and never loses an entry in silence."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Centre, sign_in, sign_in_here, wait_until
from tests.browser.screens import (
    all_has_come,
    log_with_two_taps,
    pick,
    ready_for_offline,
    wait_with,
)

OpenPhone = Callable[..., Page]

LEFT = """
async () => {
  const names = (await indexedDB.databases()).map((one) => one.name);
  const kept = {};
  for (const name of names) {
    const db = await new Promise((done) => {
      const asked = indexedDB.open(name); asked.onsuccess = () => done(asked.result); });
    for (const store of db.objectStoreNames) {
      const rows = await new Promise((done) => {
        const asked = db.transaction(store).objectStore(store).getAll();
        asked.onsuccess = () => done(asked.result); });
      if (rows.length) kept[name + "/" + store] = JSON.stringify(rows);
    }
    db.close();
  }
  const cached = [];
  for (const name of await caches.keys())
    for (const request of await (await caches.open(name)).keys()) cached.push(request.url);
  return { kept, cached, local: { ...localStorage }, session: { ...sessionStorage } };
}
"""


def left_behind(page: Page) -> dict[str, Any]:
    found = page.evaluate(LEFT)
    assert isinstance(found, dict)
    return found


def sign_out(page: Page, centre: Centre) -> None:
    page.goto(centre.origin + "/me")
    page.get_by_role("button", name="Sign out").first.click()


def test_signing_out_wipes_the_phone(centre: Centre, phone: OpenPhone) -> None:
    page = phone(centre.house.ada)
    ready_for_offline(page)
    log_with_two_taps(page, 4)
    page.locator("summary", has_text="A note").click()
    page.get_by_role("textbox", name="A note").fill("sentinel-note")
    pick(page, "Done")
    wait_until(lambda: centre.house.count("craving_log") == 1)
    page.goto(centre.origin + "/entries")
    expect(page.get_by_text("sentinel-note").first).to_be_visible()
    sign_out(page, centre)
    page.get_by_role("dialog").get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_role("heading", name="Welcome")).to_be_visible()
    left = left_behind(page)
    text = str(left)
    assert "sentinel-note" not in text
    # The addresses of the app's own files have letters by chance; they are looked at below.
    assert "Ada" not in str(left | {"cached": []})
    assert str(centre.house.ada.id) not in text
    assert left["local"] == {}
    assert not [url for url in left["cached"] if "/api/" in url]
    page.context.clear_cookies()


@pytest.mark.parametrize("is_told_before", [False, True])
def test_an_answer_that_comes_while_somebody_signs_out_changes_nothing(
    centre: Centre, phone: OpenPhone, is_told_before: bool
) -> None:
    page = phone(centre.house.ada)
    # The app goes on by itself after five seconds; here it is the test that says when.
    page.add_init_script(
        "{ const set = setTimeout; window.setTimeout = (run, ms, ...more) =>"
        " set(run, ms === 5000 ? 60_000 : ms, ...more); }"
    )
    asking: list[Route] = []
    told: list[Route] = []
    page.route("**/api/me", lambda route: asking.append(route))
    page.route("**/api/sign-ins/current", lambda route: told.append(route))
    sign_out(page, centre)
    page.get_by_role("dialog").get_by_role("button", name="Sign out", exact=True).click()
    wait_with(page, lambda: bool(asking and told))
    [leaving] = told
    answer = leaving.fetch() if is_told_before else None
    with page.expect_response("**/api/me"):
        for who in asking:
            who.continue_()
    page.wait_for_timeout(500)  # nothing is to happen
    expect(page.get_by_role("heading", name="Welcome")).to_have_count(0)
    leaving.fulfill(response=answer) if answer else leaving.continue_()
    expect(page.get_by_role("heading", name="Welcome")).to_be_visible()
    assert str(centre.house.ada.id) not in str(left_behind(page))


def test_an_entry_that_is_held_for_a_second_thought_goes_first(
    centre: Centre, phone: OpenPhone
) -> None:
    page = phone(centre.house.ada)
    log_with_two_taps(page, 5)
    pick(page, "Done")
    wait_until(lambda: centre.house.count("craving_log") == 1)
    page.goto(centre.origin + "/entries")
    page.get_by_role("button", name="Change or add").first.click()
    pick(page, "7")
    pick(page, "Save the change")
    expect(page.get_by_text("What you wrote first is kept beside it.")).to_be_visible()
    sign_out(page, centre)
    page.get_by_role("dialog").get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_role("heading", name="Welcome")).to_be_visible()
    assert centre.house.count("craving_correction") == 1


def test_an_entry_that_cannot_be_sent_just_now_is_asked_about(
    centre: Centre, phone: OpenPhone
) -> None:
    page = phone(centre.house.ada)
    ready_for_offline(page)
    held: list[Route] = []
    page.context.route("**/api/craving-logs/*", lambda route: held.append(route))
    log_with_two_taps(page, 5)
    pick(page, "Done")
    wait_with(page, lambda: bool(held))
    sign_out(page, centre)
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("1 entry has not been sent yet.", exact=False)).to_be_visible()
    wait_with(page, lambda: len(held) >= 2)
    held[-1].continue_()  # it arrives while the person reads
    dialog.get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_role("heading", name="Welcome")).to_be_visible()
    assert centre.house.count("craving_log") == 1


def test_signing_out_offline_warns_of_what_is_unsent_and_can_keep_a_file(
    centre: Centre, phone: OpenPhone
) -> None:
    page = phone(centre.house.ada)
    ready_for_offline(page)
    page.context.set_offline(True)
    log_with_two_taps(page, 6)
    pick(page, "Done")
    sign_out(page, centre)
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("1 entry has not been sent yet.", exact=False)).to_be_visible()
    with page.expect_download() as started:
        dialog.get_by_role("button", name="Keep a file").click()
    assert '"intensity": 6' in started.value.path().read_text()
    dialog.get_by_role("button", name="I have the file: sign out").click()
    expect(page.get_by_role("heading", name="Welcome")).to_be_visible()
    assert str(centre.house.ada.id) not in str(left_behind(page))
    page.context.set_offline(False)
    page.reload()
    wait_until(lambda: page.request.get(centre.origin + "/api/me").status == 401)
    assert centre.house.count("craving_log") == 0


def test_a_refusal_from_before_a_sign_in_does_not_end_it(centre: Centre, phone: OpenPhone) -> None:
    page = phone(centre.house.ada)
    held: list[Route] = []
    page.route("**/api/today", lambda route: held.append(route))
    page.context.clear_cookies()
    page.goto(centre.origin + "/")
    wait_with(page, lambda: bool(held))
    refused = held[0].fetch()
    assert refused.status == 401
    expect(page.get_by_text("You are signed out on this phone.", exact=False)).to_be_visible()
    sign_in_here(centre, page, centre.house.ada)
    held[0].fulfill(response=refused)
    page.wait_for_timeout(500)  # nothing is to happen
    expect(page.get_by_role("heading", name="Welcome")).to_have_count(0)
    expect(page.get_by_role("button", name="Log a craving")).to_be_visible()


def test_somebody_else_on_this_phone_never_sends_what_was_written_before(
    centre: Centre, phone: OpenPhone
) -> None:
    page = phone(centre.house.ada)
    ready_for_offline(page)
    page.context.set_offline(True)
    log_with_two_taps(page, 9)
    pick(page, "Done")
    page.context.clear_cookies()
    page.context.set_offline(False)
    sign_in(centre, page, centre.house.dov)
    page.wait_for_timeout(1500)
    assert centre.house.count("craving_log") == 0
    with all_has_come(page):
        page.goto(centre.origin + "/entries")
        page.get_by_role("heading", level=1).wait_for()
    expect(page.get_by_text("9 of 10")).to_have_count(0)

    page.context.clear_cookies()
    sign_in(centre, page, centre.house.ada)
    wait_until(lambda: centre.house.count("craving_log") == 1)
    assert len(centre.house.ada.browser.get("/api/craving-logs").json()["items"]) == 1
