"""A real server, a real push service of our own, and a real Chromium at the size of a phone."""

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import pytest
import uvicorn
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Playwright,
    ViewportSize,
    expect,
    sync_playwright,
)
from sqlalchemy import text, update

from app import clock
from app.installation import open_installation
from app.main import create_app
from app.people import passphrases
from app.people.models import Person
from app.people.service import set_passphrase
from app.programs.models import Centre as CentreRow
from app.settings import Settings
from app.worker import Worker
from tests.browser.daytime import ZONE
from tests.browser.late import late
from tests.fakes.push_service import PushService
from tests.support.house import Actor, House

PHONE: ViewportSize = {"width": 390, "height": 844}
# Two browsers on two busy cores: what comes, comes; how soon is measured elsewhere.
PATIENCE_S = 60
expect.set_options(timeout=PATIENCE_S * 1000)

DESK: ViewportSize = {"width": 1280, "height": 900}
Scheme = Literal["light", "dark"]
PASSPHRASE = "seven quiet lamps burning"
_HASH = passphrases.hashed(PASSPHRASE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@dataclass
class Centre:
    """The running service with its cast, its push service and whoever strayed to another origin."""

    origin: str
    house: House
    push: PushService
    strays: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    # Not for the session: while it is open it holds this thread's event loop, which other tests
    # of the same process need.
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="module")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    assert found, "Chromium is missing: scripts/test installs it"
    browser = playwright.chromium.launch(executable_path=found)
    yield browser
    browser.close()


@pytest.fixture
def centre(
    tmp_path: Path, sqlite_template: Path, request: pytest.FixtureRequest
) -> Iterator[Centre]:
    home = tmp_path / "home"
    shutil.copytree(sqlite_template, home)
    with PushService() as push, socket.create_server(("127.0.0.1", 0)) as door:
        settings = Settings(
            home=home,
            origin=f"http://localhost:{door.getsockname()[1]}",
            push_origins=(push.origin,),
            push_ca_file=push.ca_file,
            _env_file=None,
        )
        installation = open_installation(settings)
        with _ServedHouse(installation) as house:
            _move_to(house, ZONE)
            app = create_app(installation, worker=Worker(installation))
            seconds: float = request.config.getoption("--late")
            with _Served(late(app, seconds) if seconds else app, door):
                yield Centre(settings.origin, house, push)


@pytest.fixture
def phone(centre: Centre, chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a page on a new phone: signed in as somebody, or as nobody."""
    opened: list[BrowserContext] = []

    def open_phone(
        actor: Actor | None = None,
        path: str = "/",
        *,
        scheme: Scheme = "light",
        size: ViewportSize = PHONE,
        language: str = "en-US",
        zone: str = ZONE,
    ) -> Page:
        context = chromium.new_context(
            viewport=size,
            color_scheme=scheme,
            locale=language,
            timezone_id=zone,
            has_touch=True,
            is_mobile=size is PHONE,
            reduced_motion="reduce",
        )
        opened.append(context)
        context.on("request", lambda request: _note_stray(centre, request.url))
        page = context.new_page()
        page.set_default_timeout(PATIENCE_S * 1000)
        if actor is not None:
            sign_in(centre, page, actor)
        if actor is None or path != "/":
            page.goto(centre.origin + path)
        return page

    yield open_phone
    for context in opened:
        context.close()
    assert centre.strays == [], "the front end asked another origin"


def sign_in(centre: Centre, page: Page, actor: Actor) -> None:
    """Signs somebody of the cast in by hand, as people do."""
    page.goto(centre.origin + "/sign-in")
    sign_in_here(centre, page, actor)


def sign_in_here(centre: Centre, page: Page, actor: Actor) -> None:
    """The same, where the form is on the screen already."""
    with centre.house.database.unit_of_work() as db:
        set_passphrase(db, actor.id, _HASH, clock.utc_now())
        name = db.get_one(Person, actor.id).sign_in_name
    page.locator("input[autocomplete=username]").fill(name)
    page.locator("input[autocomplete=current-password]").fill(PASSPHRASE)
    page.locator("button[type=submit]").click()
    page.locator("button[type=submit]").wait_for(state="detached")
    page.get_by_role("heading", level=1).wait_for()


def wait_until(true: Callable[[], bool]) -> None:
    """Waits for something the server does in its own time."""
    ends_at = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < ends_at, "it did not happen in time"
        time.sleep(0.05)


def _move_to(house: House, zone: str) -> None:
    with house.database.unit_of_work() as db:
        db.execute(update(CentreRow).values(time_zone=zone))
        db.execute(update(Person).values(time_zone=zone))


def _note_stray(centre: Centre, url: str) -> None:
    if not url.startswith((centre.origin, "data:", "blob:", "chrome-")):
        centre.strays.append(url)


class _ServedHouse(House):
    """A house whose database others work with at the same time."""

    def count(self, table: str) -> int:
        # By turns with the server in this process: SQLite itself is not fair to whoever waits.
        with self.database.unit_of_work() as db:
            return int(db.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())  # noqa: S608


class _Served:
    """Serves an application on loopback in a thread, at a door that is open already: a free port
    looked up before could be somebody else's by then."""

    def __init__(self, app: object, door: socket.socket) -> None:
        config = uvicorn.Config(app, log_config=None, access_log=False)  # type: ignore[arg-type]
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, args=([door],))

    def __enter__(self) -> None:
        self._thread.start()
        wait_until(lambda: self._server.started)

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join(timeout=20)
