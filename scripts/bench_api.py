"""Measures the API: 200 clients with a year of records, one server process, both databases.

`scripts/bench api [--seconds 5] [--connections 16]` prints requests per second, p50 and p99 and the
number of queries of Today, of keeping a craving and of the review queue. The server is pinned to
one core and the load to another where there are two.
"""

import argparse
import asyncio
import os
import random
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
from sqlalchemy import event

from app import schema
from app.installation import Installation, open_installation
from app.main import create_app
from app.settings import Settings
from scripts.year_of_records import CLIENTS, DAYS, Secrets, seed
from tests.support import postgres
from tests.support.house import Browser, craving, fresh_id

ORIGIN = "https://companion.example"
HEADERS = {"X-Requested-By": "companion", "Origin": ORIGIN}


@dataclass(frozen=True, slots=True)
class Measured:
    """One route under load. Times in milliseconds."""

    name: str
    database: str
    rate: float
    p50: float
    p99: float
    failed: int
    queries: int


def main() -> int:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--seconds", type=float, default=5)
    words.add_argument("--connections", type=int, default=16)
    asked = words.parse_args()
    print(f"{CLIENTS} clients, {DAYS} days of records each; {os.cpu_count()} cores, "
          f"load {os.getloadavg()[0]:.2f}; {asked.connections} connections, "
          f"{asked.seconds:.0f} s each, one server process")  # fmt: skip
    rows = [*_on_sqlite(asked), *_on_postgres(asked)]
    print(f"{'route':<14}{'database':<12}{'per s':>8}{'p50 ms':>9}{'p99 ms':>9}"
          f"{'queries':>9}{'failed':>8}")  # fmt: skip
    for row in rows:
        print(f"{row.name:<14}{row.database:<12}{row.rate:>8.0f}{row.p50:>9.1f}{row.p99:>9.1f}"
              f"{row.queries:>9}{row.failed:>8}")  # fmt: skip
    return 1 if any(row.failed for row in rows) else 0


def _on_sqlite(asked: argparse.Namespace) -> list[Measured]:
    with tempfile.TemporaryDirectory() as home:
        return _measure("sqlite", Settings(home=Path(home), origin=ORIGIN, _env_file=None), asked)


def _on_postgres(asked: argparse.Namespace) -> list[Measured]:
    with (
        tempfile.TemporaryDirectory() as home,
        postgres.server() as server,
        postgres.new_database(server) as url,
    ):
        settings = Settings(home=Path(home), database_url=url, origin=ORIGIN, _env_file=None)
        return _measure("postgresql", settings, asked)


def _measure(name: str, settings: Settings, asked: argparse.Namespace) -> list[Measured]:
    installation = open_installation(settings)
    schema.migrate(installation.database)
    secrets = seed(installation)
    counts = _query_counts(installation, secrets)
    installation.database.dispose()
    results = []
    with _served(settings) as address:
        for route in ("today", "craving", "queue"):
            load = _load(address, route, secrets, asked.seconds, asked.connections)
            spent, failed, seconds = asyncio.run(load)
            percentiles = statistics.quantiles(spent, n=100)
            results.append(
                Measured(
                    name=route,
                    database=name,
                    rate=len(spent) / seconds,
                    p50=percentiles[49] * 1000,
                    p99=percentiles[98] * 1000,
                    failed=failed,
                    queries=counts[route],
                )
            )
    return results


def _query_counts(installation: Installation, secrets: Secrets) -> dict[str, int]:
    app = create_app(installation)
    counted = 0

    def count(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        nonlocal counted
        counted += not statement.startswith("BEGIN")  # beginning is no question

    event.listen(installation.database.engine, "before_cursor_execute", count)
    found = {}
    client, counselor = (
        Browser(app, secret=secrets.clients[0]),
        Browser(app, secret=secrets.counselors[0]),
    )
    for name, browser, method, path, body in (
        ("today", client, "GET", "/api/today", None),
        ("craving", client, "PUT", f"/api/craving-logs/{fresh_id()}", craving()),
        ("queue", counselor, "GET", "/api/review-queue", None),
    ):
        counted = 0
        browser.request(method, path, json=body).raise_for_status()
        found[name] = counted
    event.remove(installation.database.engine, "before_cursor_execute", count)
    return found


@contextmanager
def _served(settings: Settings) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {
        "COMPANION_HOME": str(settings.home),
        "COMPANION_DATABASE_URL": settings.database_url,
        "COMPANION_ORIGIN": ORIGIN,
        "COMPANION_PORT": str(port),
    }
    command = [sys.executable, "-m", "app", "serve", "--no-worker"]
    pinned = ["taskset", "-c", "0", *command] if _can_pin() else command
    server = subprocess.Popen(pinned, env=environment, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=20)


def _can_pin() -> bool:
    if (os.cpu_count() or 1) < 2 or not hasattr(os, "sched_setaffinity"):
        return False
    os.sched_setaffinity(0, set(range(1, os.cpu_count() or 2)))
    return True


def _wait_for(port: int) -> None:
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError("the server did not start")


async def _load(
    address: str, route: str, secrets: Secrets, seconds: float, connections: int
) -> tuple[list[float], int, float]:
    spent: list[float] = []
    failed = 0
    # The cookie is marked Secure and the load is on loopback without TLS, so it is sent by hand.
    async with aiohttp.ClientSession(
        headers=HEADERS, cookie_jar=aiohttp.DummyCookieJar(), timeout=aiohttp.ClientTimeout(60)
    ) as session:
        ends_at = time.perf_counter() + seconds

        async def one() -> None:
            nonlocal failed
            while time.perf_counter() < ends_at:
                started = time.perf_counter()
                if not await _ask(session, address, route, secrets):
                    failed += 1
                spent.append(time.perf_counter() - started)

        await _ask(session, address, route, secrets)
        started = time.perf_counter()
        await asyncio.gather(*(one() for _ in range(connections)))
        return spent, failed, time.perf_counter() - started


async def _ask(session: aiohttp.ClientSession, address: str, route: str, secrets: Secrets) -> bool:
    people = secrets.counselors if route == "queue" else secrets.clients
    cookie = {"Cookie": f"__Host-sid={random.choice(people)}"}
    if route == "craving":
        asked = session.put(
            f"{address}/api/craving-logs/{fresh_id()}", json=craving(), headers=cookie
        )
    else:
        path = {"today": "/api/today", "queue": "/api/review-queue"}[route]
        asked = session.get(address + path, headers=cookie)
    async with asked as answer:
        await answer.read()
        return answer.status == 200


if __name__ == "__main__":
    sys.exit(main())
