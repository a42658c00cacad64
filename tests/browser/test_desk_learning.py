"""The desk's modules in a real browser: a text of the centre's own with a fault is mended and
published, given to a client, and what she shares of it is read; what she keeps is not there."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from app.learning.curriculum import module_key
from tests.browser.conftest import DESK, Centre, wait_until
from tests.browser.daytime import minutes_ago
from tests.browser.test_accessible import faults
from tests.support.house import fresh_id

OpenPhone = Callable[..., Page]
KEY = module_key("own-our-open-evening")


def test_a_faulty_text_is_mended_published_given_and_read(centre: Centre, phone: OpenPhone) -> None:
    ada, bea, edda = centre.house.ada, centre.house.bea, centre.house.edda
    _publish(phone(edda, "/desk/curriculum/new", size=DESK))

    desk = phone(bea, f"/desk/curriculum/{KEY}", size=DESK)
    desk.get_by_role("button", name="Give to…").click()
    desk.get_by_label("Client", exact=True).select_option(label="Ada")
    desk.get_by_label("A line with it").fill("We talked about it.")
    desk.get_by_role("button", name="Give it").click()
    expect(desk.get_by_text("Ada has it now.").first).to_be_visible()
    assert faults(desk) == []
    desk.get_by_label("Client", exact=True).select_option(label="Ada")
    desk.get_by_role("button", name="Give it").click()
    expect(desk.get_by_role("alert")).to_contain_text("Ada has this module already.")

    [given] = _given(centre)
    assert (given["by"], given["line"]) == ("Bea", "We talked about it.")
    _write(centre, "r1", "Somebody at the door.", "team")
    _write(centre, "r2", "My secret.", "nobody")

    desk.goto(f"{centre.origin}/desk/clients/{ada.id}/modules")
    expect(desk.get_by_text("Somebody at the door.")).to_be_visible()
    expect(desk.get_by_text("My secret.")).to_have_count(0)
    desk.get_by_label("A line back").fill("I will be there.")
    desk.get_by_role("button", name="I have read it").click()
    expect(desk.get_by_text("You wrote: “I will be there.”")).to_be_visible()
    desk.get_by_role("button", name="Take back: Our open evening").click()
    desk.locator("dialog").get_by_role("button", name="Take back").click()
    expect(desk.get_by_role("link", name="Our open evening")).to_have_count(0)
    wait_until(lambda: _given(centre) == [None])


def _publish(page: Page) -> None:
    """From the template, with a fault in the third line that is found, gone to and mended."""
    page.get_by_role("button", name="Begin with a template").click()
    text = page.get_by_label("The text")
    expect(text).not_to_have_value("")
    whole = text.input_value()
    text.fill(whole.replace("version = 1", 'version = "one"'))
    to_line = page.get_by_role("button", name="Go to line 3")
    expect(to_line).to_be_visible()
    to_line.click()
    assert text.evaluate("(area) => area.value.slice(area.selectionStart, area.selectionEnd)") == (
        'version = "one"'
    )
    publish = page.get_by_role("button", name="Publish")
    expect(publish).to_be_disabled()
    page.keyboard.type("version = 1")
    expect(page.get_by_role("region", name="As a phone shows it")).to_contain_text("Who may come")
    expect(publish).to_be_enabled()
    assert faults(page) == []
    publish.click()
    page.locator("dialog").get_by_role("button", name="Publish").click()
    expect(page.get_by_role("heading", level=1, name="Our open evening")).to_be_visible()
    assert page.url.endswith(f"/desk/curriculum/{KEY}")


def _given(centre: Centre) -> list[Any]:
    items = centre.house.ada.browser.get("/api/modules").json()["items"]
    return [one["assigned"] for one in items if one["key"] == KEY]


def _write(centre: Centre, prompt_id: str, words: str, shared_with: str) -> None:
    body = {
        "key": KEY, "prompt_id": prompt_id, "prompt": "What would help?", "words": words,
        "shared_with": shared_with, "occurred_at": minutes_ago(1).isoformat(),
    }  # fmt: skip
    sent = centre.house.ada.browser.put(f"/api/reflections/{fresh_id()}", json=body)
    assert sent.status_code == 200, sent.text
