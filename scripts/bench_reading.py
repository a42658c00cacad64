"""Measures the reader on a phone: how much room the curriculum takes, and how soon a text is there.

`scripts/bench reading [--texts 12] [--slow 6]` fills the store of a client's phone with every text
of the shelf, prints the bytes, then takes the network away and opens texts with the processor as it
is and slowed down: `app` from nothing (the app itself starts too), `tap` from the shelf. The time
ends when the text has been drawn. Wants the built front end (web/dist) and a Chromium.
"""

import argparse
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx2
from playwright.sync_api import Page, sync_playwright

from app.demo.cast import KNOWN
from app.demo.signs import PASSPHRASE

READER = "river"

# What the store holds, and what one text in it costs.
STORE = """async () => {
  const { databases } = indexedDB;
  const [{ name }] = (await databases.call(indexedDB)).filter((one) => one.name.startsWith("companion-"));
  const db = await new Promise((done) => { const asked = indexedDB.open(name); asked.onsuccess = () => done(asked.result); });
  const rows = await new Promise((done) => { const asked = db.transaction("kept").objectStore("kept").getAll(); asked.onsuccess = () => done(asked.result); });
  db.close();
  const bytes = (value) => new TextEncoder().encode(JSON.stringify(value)).length;
  const texts = rows.filter((row) => row.key.startsWith("text:"));
  const shelf = rows.find((row) => row.key === "modules");
  const used = await navigator.storage.estimate();
  return {
    texts: texts.length, bytes: texts.map((row) => bytes(row.value)), items: shelf?.value.items.map((item) => item.key) ?? [],
    shelf: shelf ? bytes(shelf.value) : 0, database: used.usageDetails?.indexedDB ?? used.usage,
  };
}"""  # noqa: E501

DRAWN = """
  const drawn = () => document.querySelector("article.reading [data-block]");
  const whenDrawn = (since) => new Promise((done) => {
    const end = () => done(performance.now() - since);
    const look = () => drawn() && requestAnimationFrame(() => setTimeout(end));
    if (drawn()) return look();
    const watch = new MutationObserver(() => drawn() && (watch.disconnect(), look()));
    watch.observe(document, { childList: true, subtree: true });
  });
"""
FROM_NOTHING = f"{DRAWN} window.textDrawn = whenDrawn(0);"
FROM_SHELF = f"""async (href) => {{ {DRAWN}
  const since = performance.now();
  document.querySelector(`a[href="${{href}}"]`).click();
  return await whenDrawn(since);
}}"""


@dataclass(frozen=True, slots=True)
class Opened:
    """One way of opening a text. Times in milliseconds."""

    name: str
    slowed: float
    spent: list[float]


def main() -> int:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--texts", type=int, default=12, help="how many are opened each way")
    words.add_argument("--slow", type=float, default=6, help="the processor's slowdown")
    asked = words.parse_args()
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.2f}; {asked.texts} texts each way")
    with tempfile.TemporaryDirectory() as home, _demo(home) as origin, _phone() as page:
        _sign_in(page, origin)
        store = _filled(page, origin)
        _print_store(store)
        keys = store["items"][:: max(1, len(store["items"]) // asked.texts)][: asked.texts]
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        page.reload()
        page.context.set_offline(True)
        rows = [row for slow in (1, asked.slow) for row in _open_all(page, origin, keys, slow)]
    print(f"{'offline':<10}{'processor':>10}{'median ms':>11}{'slowest ms':>12}")
    for row in rows:
        print(f"{row.name:<10}{f'1/{row.slowed:g}':>10}{statistics.median(row.spent):>11.0f}"
              f"{max(row.spent):>12.0f}")  # fmt: skip
    return 0


def _filled(page: Page, origin: str) -> dict[str, Any]:
    page.goto(f"{origin}/read")
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        store: dict[str, Any] = page.evaluate(STORE)
        if store["items"] and store["texts"] >= len(store["items"]):
            return store
        time.sleep(0.5)
    raise SystemExit("the texts did not all come")


def _print_store(store: dict[str, Any]) -> None:
    sizes = store["bytes"]
    each = f"median {statistics.median(sizes):,.0f}, largest {max(sizes):,}"
    print(f"{store['texts']} texts, {sum(sizes):,} bytes of JSON ({each})")
    print(f"the shelf {store['shelf']:,} bytes; IndexedDB {store['database']:,} bytes on the disk")


def _open_all(page: Page, origin: str, keys: list[str], slow: float) -> list[Opened]:
    cdp = page.context.new_cdp_session(page)
    cdp.send("Emulation.setCPUThrottlingRate", {"rate": slow})
    from_nothing, from_shelf = [], []
    for key in keys:
        fresh = page.context.new_page()
        fresh.add_init_script(FROM_NOTHING)
        fresh_cdp = page.context.new_cdp_session(fresh)
        fresh_cdp.send("Emulation.setCPUThrottlingRate", {"rate": slow})
        fresh.goto(f"{origin}/read/{key}")
        from_nothing.append(float(fresh.evaluate("window.textDrawn")))
        fresh.close()
        page.goto(f"{origin}/read")
        page.locator(f'a[href="/read/{key}"]').first.wait_for(state="attached")
        page.wait_for_timeout(300)
        from_shelf.append(float(page.evaluate(FROM_SHELF, f"/read/{key}")))
    return [Opened("app", slow, from_nothing), Opened("tap", slow, from_shelf)]


def _sign_in(page: Page, origin: str) -> None:
    page.goto(f"{origin}/sign-in")
    page.locator("input[autocomplete=username]").fill(KNOWN[READER])
    page.locator("input[autocomplete=current-password]").fill(PASSPHRASE)
    page.locator("button[type=submit]").click()
    page.locator("button[type=submit]").wait_for(state="detached")


@contextmanager
def _phone() -> Iterator[Page]:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=found)
        context = browser.new_context(
            viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True
        )
        yield context.new_page()
        browser.close()


@contextmanager
def _demo(home: str) -> Iterator[str]:
    """The demo, served by a process of its own on loopback."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    origin = f"http://localhost:{port}"
    told = {"COMPANION_HOME": home, "COMPANION_ORIGIN": origin, "COMPANION_PORT": str(port)}
    command = [sys.executable, "-m", "app"]
    subprocess.run([*command, "demo"], env=os.environ | told, stdout=subprocess.DEVNULL, check=True)
    server = subprocess.Popen(
        [*command, "serve", "--no-worker"],
        env=os.environ | told,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(origin)
        yield origin
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_for(origin: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            if httpx2.get(f"{origin}/healthz", timeout=2).status_code == 200:
                return
        except httpx2.TransportError:
            pass
        time.sleep(0.1)
    raise SystemExit("the server did not come up")


if __name__ == "__main__":
    sys.exit(main())
