"""The review desk in a real browser: a counselor clears ten check-ins by keyboard alone."""

from collections.abc import Callable

from playwright.sync_api import Page, Route, expect
from sqlmodel import select

from app.check_ins.models import CheckIn, Review
from app.flags.models import Flag, Task, TaskOutcome
from tests.browser.conftest import DESK, Centre
from tests.browser.daytime import check_in_here
from tests.browser.screens import wait_with
from tests.support.forms import PHQ_9, form
from tests.support.house import Actor, fresh_id

HELD_BACK = "Zq8-note-for-me"
TOPS = """(pane, names) => names.map((name) =>
  [...pane.querySelectorAll("h2, h3, h4")].find((one) => one.textContent.includes(name))
    .getBoundingClientRect().top)"""
SHUT_AND_LOOK = """async () => {
  document.querySelector("dialog").dispatchEvent(new Event("cancel", { cancelable: true }));
  await new Promise((go) => requestAnimationFrame(go));
  return document.activeElement.className;
}"""


def _sit(client: Actor, ago: int, *forms: dict[str, object], **answers: object) -> None:
    body = check_in_here(ago, **answers) | {"forms": list(forms)}
    path = f"/api/check-ins/{fresh_id()}"
    client.browser.put(path, json=body).raise_for_status()


def _ten(centre: Centre) -> None:
    ada, gus = centre.house.ada, centre.house.gus
    for ago in (5, 4, 3, 2):
        _sit(ada, ago)
        _sit(gus, ago)
    _sit(gus, 1, craving=9, line="Passed the old bar")
    _sit(ada, 0, form("phq-9", PHQ_9 | {"9": 1}), mood=2, craving=8)


LOOKS_MS = 900
"""After an answer that took long, what is pressed sooner on the next one counts as impatience."""


def test_a_counselor_clears_ten_check_ins_by_keyboard(
    centre: Centre, phone: Callable[..., Page]
) -> None:
    _ten(centre)
    page = phone(centre.house.bea, "/desk", size=DESK)
    press = page.keyboard.press
    rows = page.locator(".desk-queue-item")
    expect(rows).to_have_count(10)
    press("j")
    expect(rows.first).to_be_focused()
    press("Enter")
    _the_first(page)
    for left in range(9, 0, -1):
        expect(page.locator("h1 + p")).to_contain_text(f"{left} check-in")
        expect(page.locator(".desk-pane-open form")).to_have_count(1)
        page.wait_for_timeout(LOOKS_MS)
        press("Control+Enter")
    expect(page.get_by_text("Nothing waits for you.")).to_be_visible()
    _was_kept(centre)


def _the_first(page: Page) -> None:
    """The most urgent one: what changed first, its items, and everything that is said of it."""
    press, write = page.keyboard.press, page.keyboard.type
    title = page.locator(".desk-pane-title")
    expect(title).to_have_text("Ada")
    expect(title).to_be_focused()
    opened = page.locator(".desk-pane-open")
    for heading in ("What changed", "PHQ-9"):
        expect(opened.get_by_role("heading", name=heading)).to_be_visible()
    changed, answers = opened.evaluate(TOPS, ["What changed", "PHQ-9"])  # both at one moment
    assert changed < answers
    expect(opened.get_by_text("Thoughts of being better off dead").first).to_be_visible()
    press("a")
    expect(opened.get_by_text("You have it.", exact=False)).to_be_visible()
    press("?")
    expect(page.get_by_role("dialog")).to_contain_text("Bring a session forward")
    press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    press("s")
    expect(page.get_by_role("dialog")).to_contain_text("no session with you alone")
    # Before the next frame: whoever types on at once must not lose a letter to a late focus.
    assert page.evaluate(SHUT_AND_LOOK) == "desk-pane-title"
    press("n")
    write(HELD_BACK)
    press("Escape")
    press("l")
    write("I will call you at five.")
    press("Escape")
    press("o")
    write("Spoke")
    expect(page.locator("form.desk-review select")).to_have_value("spoke")
    press("Escape")
    press("Control+Enter")


def _was_kept(centre: Centre) -> None:
    with centre.house.database.unit_of_work() as db:
        waiting = [row for row in db.exec(select(CheckIn)) if row.reviewed_at is None]
        reviews = db.exec(select(Review)).all()
        tasks = db.exec(select(Task)).all()
        flags = db.exec(select(Flag)).all()
    assert waiting == []
    assert len(reviews) == len(tasks) == 10
    (said,) = [row for row in reviews if row.note_to_self]
    assert (said.note_to_self, said.line_to_client) == (HELD_BACK, "I will call you at five.")
    outcomes = {task.focus_id: task.outcome for task in tasks}
    assert outcomes.pop(said.check_in_id) is TaskOutcome.spoke
    assert set(outcomes.values()) == {TaskOutcome.looked}
    assert "self_harm" in {flag.flag for flag in flags}


def _open_and_send(centre: Centre, page: Page, words: str) -> tuple[str, list[Route]]:
    """Opens the most urgent one, types a note and sends it: where that is, and the held request."""
    held: list[Route] = []
    page.route("**/review", lambda route: held.append(route))
    page.locator(".desk-queue-item").first.click()
    expect(page.locator(".desk-pane-title")).to_have_text("Ada")
    page.get_by_label("A note to yourself").fill(words)
    page.keyboard.press("Control+Enter")
    wait_with(page, lambda: bool(held))
    return page.url, held


def test_an_answer_that_comes_late_takes_nobody_elsewhere(
    centre: Centre, phone: Callable[..., Page]
) -> None:
    _ten(centre)
    page = phone(centre.house.bea, "/desk", size=DESK)
    first, held = _open_and_send(centre, page, "For the first")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.wait_for_url(lambda url: url != first)
    page.keyboard.press("j")
    there = page.url
    note = page.get_by_label("A note to yourself")
    note.fill("For another")
    held[0].continue_()
    expect(page.locator("h1 + p")).to_contain_text("9 check-in")
    expect(note).to_be_focused()
    expect(note).to_have_value("For another")
    assert page.url == there


def test_words_typed_while_it_is_being_saved_stay_before_their_writer(
    centre: Centre, phone: Callable[..., Page]
) -> None:
    _ten(centre)
    page = phone(centre.house.bea, "/desk", size=DESK)
    where, held = _open_and_send(centre, page, "What was sent")
    note = page.get_by_label("A note to yourself")
    note.press_sequentially(", and more")
    held[0].continue_()
    expect(page.locator("h1 + p")).to_contain_text("9 check-in")
    expect(note).to_have_value("What was sent, and more")
    assert page.url == where
