"""The application as it runs: a process of its own, spoken to over HTTP."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx2

from app.people.viewers import SIGN_IN_COOKIE
from app.settings import Settings
from tests.support.house import HEADERS
from tests.support.ports import free_port

SERVE = "from app.cli import main; main()"
READY_WITHIN_SECONDS = 60


class Served:
    """A running server. `kill` ends it as a power cut would."""

    def __init__(self, settings: Settings) -> None:
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.process = subprocess.Popen(
            [sys.executable, "-c", SERVE, "serve", "--no-worker"],
            env=os.environ | {
                "COMPANION_HOME": str(settings.home),
                "COMPANION_DATABASE_URL": settings.database_url,
                "COMPANION_ORIGIN": settings.origin,
                "COMPANION_PORT": str(self.port),
            },
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self._wait_until_it_answers()

    def _wait_until_it_answers(self) -> None:
        deadline = time.monotonic() + READY_WITHIN_SECONDS
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                if httpx2.get(f"{self.address}/healthz", timeout=2).status_code == 200:
                    return
            except httpx2.TransportError:
                time.sleep(0.05)
        self.kill()
        raise AssertionError("the server did not come up")

    def client(self, secret: str) -> httpx2.Client:
        """Somebody's browser, by the secret of their sign-in."""
        cookie = {"Cookie": f"{SIGN_IN_COOKIE}={secret}"}
        return httpx2.Client(base_url=self.address, headers=HEADERS | cookie, timeout=20)

    def kill(self) -> None:
        """SIGKILL: nothing is flushed, closed or said goodbye to."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(timeout=20)


@contextmanager
def served(settings: Settings) -> Iterator[Served]:
    """A server that is gone afterwards."""
    running = Served(settings)
    try:
        yield running
    finally:
        if running.process.poll() is None:
            running.kill()
