"""Measures the calendar of a big centre: 30 providers, 200 clients, a year of appointments.

`scripts/bench calendar [--seconds 5] [--connections 8]` prints queries, requests per second, p50
and p99 of the desk's week (everybody's, as an administrator and as a provider; a provider's own;
six weeks) and of a client's calendar, on both databases. The server is pinned to one core and the
load to another where there are two.
"""

import argparse
import asyncio
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
from sqlalchemy import event, text

from app import clock, schema
from app.installation import Installation, open_installation
from app.main import create_app
from app.settings import Settings
from scripts.bench_api import HEADERS, ORIGIN, _served
from scripts.year_of_sessions import CLIENTS, PROVIDERS, WEEKS, ZONE, Seeded, seed
from tests.support import postgres
from tests.support.house import Browser
from tests.support.route_table import api_routes


@dataclass(frozen=True, slots=True)
class Asked:
    """One kind of request: who sends it, and its path."""

    name: str
    secrets: Sequence[str]
    path: str


@dataclass(frozen=True, slots=True)
class Measured:
    """One request under load. Times in milliseconds."""

    name: str
    database: str
    rate: float
    p50: float
    p99: float
    failed: int
    queries: int
    items: int
    kilobytes: float


def main() -> int:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--seconds", type=float, default=5)
    words.add_argument("--connections", type=int, default=8)
    asked = words.parse_args()
    print(f"{PROVIDERS} providers, {CLIENTS} clients, {WEEKS} weeks; {os.cpu_count()} cores, "
          f"load {os.getloadavg()[0]:.2f}; {asked.connections} connections, "
          f"{asked.seconds:.0f} s each, one server process")  # fmt: skip
    rows = [*_on_sqlite(asked), *_on_postgres(asked)]
    print(f"{'request':<26}{'database':<12}{'sessions':>9}{'kB':>7}{'queries':>9}{'per s':>8}"
          f"{'p50 ms':>9}{'p99 ms':>9}{'failed':>8}")  # fmt: skip
    for row in rows:
        print(f"{row.name:<26}{row.database:<12}{row.items:>9}{row.kilobytes:>7.0f}"
              f"{row.queries:>9}{row.rate:>8.1f}{row.p50:>9.1f}{row.p99:>9.1f}"
              f"{row.failed:>8}")  # fmt: skip
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
    seeded = seed(installation)
    with installation.database.engine.begin() as connection:
        connection.execute(text("ANALYZE"))  # as a database does by itself within a day
    print(f"{name}: {seeded.appointments} appointments, {seeded.places} places")
    requests = _requests(installation, seeded)
    alone = [_alone(installation, request) for request in requests]
    installation.database.dispose()
    results = []
    with _served(settings) as address:
        for request, (queries, items, size) in zip(requests, alone, strict=True):
            load = _load(address, request, asked.seconds, asked.connections)
            spent, failed, seconds = asyncio.run(load)
            percentiles = statistics.quantiles(spent, n=100)
            results.append(
                Measured(
                    name=request.name,
                    database=name,
                    rate=len(spent) / seconds,
                    p50=percentiles[49] * 1000,
                    p99=percentiles[98] * 1000,
                    failed=failed,
                    queries=queries,
                    items=items,
                    kilobytes=size / 1000,
                )
            )
    return results


def _requests(installation: Installation, seeded: Seeded) -> list[Asked]:
    today = clock.local_day(clock.utc_now(), ZONE)
    monday = today - timedelta(days=today.weekday())
    week = f"/api/calendar?from_day={monday}&to_day={monday + timedelta(days=6)}"
    six = f"/api/calendar?from_day={monday}&to_day={monday + timedelta(days=41)}"
    own = Browser(create_app(installation), secret=seeded.providers[0]).get("/api/me").json()["id"]
    found = [
        Asked("week, administrator", [seeded.administrator], week),
        Asked("week, providers", seeded.providers, week),
        Asked("week, one's own", seeded.providers[:1], f"{week}&provider_id={own}"),
        Asked("six weeks, administrator", [seeded.administrator], six),
    ]
    if "GET /api/my-calendar" in dict(api_routes(create_app(installation))):
        mine = f"/api/my-calendar?from_day={monday}&days=42"
        found.append(Asked("my calendar, six weeks", seeded.clients, mine))
    return found


def _alone(installation: Installation, request: Asked) -> tuple[int, int, int]:
    """Queries, sessions and bytes of one request."""
    browser = Browser(create_app(installation), secret=request.secrets[0])
    counted = 0

    def count(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        nonlocal counted
        counted += not statement.startswith("BEGIN")  # beginning is no question

    engine = installation.database.engine
    event.listen(engine, "before_cursor_execute", count)
    answer = browser.get(request.path).raise_for_status()
    event.remove(engine, "before_cursor_execute", count)
    return counted, len(answer.json()["items"]), len(answer.content)


async def _load(
    address: str, request: Asked, seconds: float, connections: int
) -> tuple[list[float], int, float]:
    spent: list[float] = []
    failed = 0
    # The cookie is marked Secure and the load is on loopback without TLS, so it is sent by hand.
    async with aiohttp.ClientSession(
        headers=HEADERS, cookie_jar=aiohttp.DummyCookieJar(), timeout=aiohttp.ClientTimeout(60)
    ) as session:
        await _ask(session, address, request)
        ends_at = time.perf_counter() + seconds

        async def one() -> None:
            nonlocal failed
            while time.perf_counter() < ends_at:
                started = time.perf_counter()
                if not await _ask(session, address, request):
                    failed += 1
                spent.append(time.perf_counter() - started)

        started = time.perf_counter()
        await asyncio.gather(*(one() for _ in range(connections)))
        return spent, failed, time.perf_counter() - started


async def _ask(session: aiohttp.ClientSession, address: str, request: Asked) -> bool:
    cookie = {"Cookie": f"__Host-sid={random.choice(request.secrets)}"}
    async with session.get(address + request.path, headers=cookie) as answer:
        await answer.read()
        return answer.status == 200


if __name__ == "__main__":
    sys.exit(main())
