"""Another engine to read calendars with: ical.js (Mozilla's), in a process of its own."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

SCRIPT = Path(__file__).with_name("expand.mjs")


@dataclass(frozen=True, order=True)
class Occurrence:
    """One event as the other engine reads it."""

    starts_at: datetime
    ends_at: datetime
    summary: str
    is_cancelled: bool
    uid: str
    location: str | None
    link: str | None
    sequence: int


class Unreadable(Exception):
    """The other engine refuses the calendar."""


class Engine:
    """Expands calendars, one after the other."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._in = _pipe(process.stdin)
        self._out = _pipe(process.stdout)

    def read(self, calendar: bytes | str) -> list[Occurrence]:
        """Every occurrence in a calendar, in order; raises `Unreadable`."""
        text = calendar.decode() if isinstance(calendar, bytes) else calendar
        self._in.write(json.dumps({"text": text}) + "\n")
        self._in.flush()
        answer = json.loads(self._out.readline())
        if "error" in answer:
            raise Unreadable(answer["error"])
        return sorted(map(_occurrence, answer["events"]), key=lambda each: each.starts_at)


@contextmanager
def engine() -> Iterator[Engine]:
    """A running engine."""
    command = ["node", str(SCRIPT)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        yield Engine(process)
        _pipe(process.stdin).close()


def _pipe(stream: IO[str] | None) -> IO[str]:
    assert stream is not None
    return stream


def _occurrence(said: dict[str, Any]) -> Occurrence:
    return Occurrence(
        starts_at=datetime.fromtimestamp(said["start"], UTC),
        ends_at=datetime.fromtimestamp(said["end"], UTC),
        summary=said["summary"],
        is_cancelled=said["status"] == "CANCELLED",
        uid=said["uid"],
        location=said["location"],
        link=said["url"],
        sequence=int(said["sequence"]),
    )
