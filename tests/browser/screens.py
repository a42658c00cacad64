"""What a thumb does on the screens, by the words on them."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Locator, Page, Request, expect

from tests.browser.conftest import PATIENCE_S

QUIET_S = 0.5


def pick(page: Page, words: str) -> None:
    """Taps a button by its whole label."""
    page.get_by_role("button", name=words, exact=True).click()


def log_with_two_taps(page: Page, intensity: int) -> None:
    pick(page, "Log a craving")
    pick(page, str(intensity))
    expect(page.get_by_text("Saved on this phone").first).to_be_visible()


def ready_for_offline(page: Page) -> None:
    """Waits until the service worker has what it needs, reloads under it, and waits until all that
    was asked for has come."""
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    with all_has_come(page):
        page.reload()
        page.get_by_role("heading", level=1).wait_for()


@contextmanager
def all_has_come(page: Page, at_least: int = 1) -> Iterator[None]:
    """Around what opens a screen: waits until as much has been asked for, and then for half a
    second nothing more, and all of it has come. The browser's own word for it is said once for each
    page, on a busy machine before the page has asked for anything."""
    asked: set[Request] = set()
    come: set[Request] = set()

    def note(request: Request) -> None:
        asked.add(request)

    def strike(request: Request) -> None:
        come.add(request)

    page.on("request", note)
    page.on("requestfinished", strike)
    page.on("requestfailed", strike)
    yield
    known, since, ends_at = -1, time.monotonic(), time.monotonic() + PATIENCE_S
    while len(asked) < at_least or asked - come or time.monotonic() - since < QUIET_S:
        assert time.monotonic() < ends_at, f"not come: {[one.url for one in asked - come]}"
        if len(asked) != known:
            known, since = len(asked), time.monotonic()
        page.wait_for_timeout(50)
    page.remove_listener("request", note)
    page.remove_listener("requestfinished", strike)
    page.remove_listener("requestfailed", strike)


def wait_with(page: Page, true: Callable[[], bool]) -> None:
    """Waits for something that the page tells of: what is asked for, routed or said by its worker
    arrives here only while the page is waited for."""
    ends_at = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < ends_at, "it did not happen in time"
        page.wait_for_timeout(50)


def tap_twice(button: Locator) -> None:
    """Two taps faster than anything can be drawn in between, wherever the button is by then."""
    button.evaluate("(button) => { button.click(); button.click(); }")


def on_disk(page: Page, store: str, key: str) -> Any:
    """What lies on the phone under a key, or None. What is shown is written a moment later."""
    return next((row["value"] for row in _rows(page, store, key)), None)


def all_on_disk(page: Page, store: str) -> list[dict[str, Any]]:
    """Every row that lies on the phone in a store."""
    return _rows(page, store, None)


def _rows(page: Page, store: str, key: str | None) -> list[dict[str, Any]]:
    found = page.evaluate(_ON_DISK, [store, key])
    assert isinstance(found, list)
    return found


_ON_DISK = """
async ([store, key]) => {
  const done = (asked) => new Promise((tell, fail) => {
    asked.onsuccess = () => tell(asked.result);
    asked.onerror = () => fail(asked.error);
  });
  const found = [];
  for (const { name } of await indexedDB.databases()) {
    if (!name.startsWith("companion-")) continue;
    const db = await done(indexedDB.open(name));
    found.push(...await done(db.transaction(store).objectStore(store).getAll(key)));
    db.close();
  }
  return found;
}
"""


def answer(page: Page, question: str, with_: str) -> None:
    """Answers one question of the check-in; a tap leads on by itself."""
    expect(page.get_by_role("heading", name=question)).to_be_visible()
    pick(page, with_)


def begin_check_in(page: Page) -> None:
    page.get_by_role("link", name="Start").or_(page.get_by_role("button", name="Start")).click()


def finish_check_in(page: Page, *, use: str, line: str | None = None) -> None:
    """From the question about sleep to the end."""
    answer(page, "How did you sleep?", "6")
    answer(page, "How was the day?", "Not bad")
    expect(page.get_by_role("heading", name="Are you any of these?")).to_be_visible()
    pick(page, "Tired")
    pick(page, "Next")
    answer(page, "Did you drink or use today?", use)
    expect(page.get_by_role("heading", name="Anything you want to say?")).to_be_visible()
    if line:
        page.get_by_role("textbox").fill(line)
    pick(page, "Next")
    send(page)


def send(page: Page) -> None:
    """Leaves the questionnaires that are due for later, and sends the rest."""
    ready = page.get_by_role("heading", name="Ready to send?")
    later = page.get_by_role("button", name="Not now: leave these for later")
    for _ in range(12):
        expect(ready.or_(later)).to_be_visible()
        if ready.is_visible():
            break
        asked = page.get_by_role("heading", level=1).inner_text()
        later.click()
        expect(page.get_by_role("heading", level=1)).not_to_have_text(asked)
    pick(page, "Send")
