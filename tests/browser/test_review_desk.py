"""The review desk in a real browser: a counselor clears ten check-ins by keyboard alone."""

from collections.abc import Callable

from playwright.sync_api import Page, expect
from sqlmodel import select

from app.check_ins.models import CheckIn, Review
from app.flags.models import Flag, Task, TaskOutcome
from tests.browser.conftest import DESK, Centre
from tests.browser.daytime import check_in_here
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
