"""A reminder worker in a process of its own, that can be stopped and killed like one."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from app.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
COMMAND = "import sys; from app.cli import main; sys.argv[1:] = ['worker']; main()"


def until(happened: Callable[[], bool], seconds: float = 30) -> None:
    """Waits for something that another thread or process does."""
    ends_at = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < ends_at, "it did not happen"
        time.sleep(0.01)


class WorkerProcess:
    """A context manager: `companion worker` on one installation."""

    def __init__(self, settings: Settings) -> None:
        self._environment = {
            **{name: value for name, value in os.environ.items() if "COMPANION" not in name},
            "PYTHONPATH": str(ROOT),
            "COMPANION_HOME": str(settings.home.resolve()),
            "COMPANION_ORIGIN": settings.origin,
            "COMPANION_DATABASE_URL": settings.database_url,
            "COMPANION_PUSH_ORIGINS": ",".join(settings.push_origins),
            "COMPANION_PUSH_CA_FILE": str(settings.push_ca_file),
        }
        self._home = settings.home

    def __enter__(self) -> Self:
        self._log = (self._home / f"worker-{time.monotonic_ns()}.log").open("wb")
        self._process = subprocess.Popen(
            [sys.executable, "-c", COMMAND],
            env=self._environment,
            cwd=self._home,
            stdout=self._log,
            stderr=self._log,
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.kill()

    def kill(self) -> None:
        """As the power cut does: nothing is tidied up."""
        self._process.kill()
        self._process.wait()
        self._log.close()

    def stall(self) -> None:
        self._process.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        self._process.send_signal(signal.SIGCONT)
