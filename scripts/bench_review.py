"""Measures the review desk: one counselor with 100 clients and a year of their records, on both
databases.

`scripts/bench review [--times 60]` prints p50 and p99 in milliseconds and the number of queries of
opening the queue, one check-in, a client's trends and a session brief, one after the other as one
person does. The goal is 500 ms and ten queries.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import event, func, select, text

from app import schema
from app.installation import Installation, open_installation
from app.main import create_app
from app.settings import Settings
from scripts.year_of_records import DAYS, seed
from tests.support import postgres
from tests.support.house import Browser

ORIGIN = "https://companion.example"
CLIENTS = 100
MOST_MS, MOST_QUERIES = 500, 10


@dataclass(frozen=True, slots=True)
class Measured:
    """One request, asked again and again. Times in milliseconds, through the whole application but
    without a network."""

    name: str
    database: str
    p50: float
    p99: float
    queries: int
    kilobytes: float


def main() -> int:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--times", type=int, default=60)
    asked = words.parse_args()
    print(f"1 counselor, {CLIENTS} clients, {DAYS} days of records each; {os.cpu_count()} cores, "
          f"load {os.getloadavg()[0]:.2f}; {asked.times} times each")  # fmt: skip
    rows = [*_on_sqlite(asked.times), *_on_postgres(asked.times)]
    print(f"{'request':<12}{'database':<12}{'p50 ms':>9}{'p99 ms':>9}{'queries':>9}{'kB':>8}")
    for row in rows:
        print(f"{row.name:<12}{row.database:<12}{row.p50:>9.1f}{row.p99:>9.1f}{row.queries:>9}"
              f"{row.kilobytes:>8.1f}")  # fmt: skip
    missed = [row for row in rows if row.p50 > MOST_MS or row.queries > MOST_QUERIES]
    return 1 if missed else 0


def _on_sqlite(times: int) -> list[Measured]:
    with tempfile.TemporaryDirectory() as home:
        settings = Settings(home=Path(home), origin=ORIGIN, _env_file=None)
        return _measure("sqlite", settings, times)


def _on_postgres(times: int) -> list[Measured]:
    with (
        tempfile.TemporaryDirectory() as home,
        postgres.server() as server,
        postgres.new_database(server) as url,
    ):
        settings = Settings(home=Path(home), database_url=url, origin=ORIGIN, _env_file=None)
        return _measure("postgresql", settings, times)


def _measure(name: str, settings: Settings, times: int) -> list[Measured]:
    installation = open_installation(settings)
    schema.migrate(installation.database)
    secrets = seed(installation, CLIENTS, 1)
    if name == "postgresql":
        with installation.database.engine.connect() as connection:
            connection.execute(text("ANALYZE"))
            connection.commit()
    _say_size(name, installation)
    browser = Browser(create_app(installation), secret=secrets.counselors[0])
    newest = browser.get("/api/review-queue").json()["items"][0]
    about = f"/api/clients/{newest['client']['id']}"
    paths = {
        "queue": "/api/review-queue",
        "check-in": f"{about}/check-ins/{newest['check_in']['id']}",
        "trends": f"{about}/trends?weeks=52",
        "brief": f"{about}/session-brief",
    }
    found = [_one(name, each, browser, path, installation, times) for each, path in paths.items()]
    installation.database.dispose()
    return found


def _say_size(name: str, installation: Installation) -> None:
    with installation.database.engine.connect() as connection:
        counts = {
            table: connection.execute(select(func.count()).select_from(text(table))).scalar_one()
            for table in ("check_in", "form_response", "task", "craving_log")
        }
    print(f"{name}: " + ", ".join(f"{count} {table}" for table, count in counts.items()))


def _one(
    database: str,
    name: str,
    browser: Browser,
    path: str,
    installation: Installation,
    times: int,
) -> Measured:
    counted = 0

    def count(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        nonlocal counted
        counted += not statement.startswith("BEGIN")  # beginning is no question

    event.listen(installation.database.engine, "before_cursor_execute", count)
    size = len(browser.get(path).raise_for_status().content)
    event.remove(installation.database.engine, "before_cursor_execute", count)
    spent = []
    for _ in range(times):
        started = time.perf_counter()
        browser.get(path).raise_for_status()
        spent.append((time.perf_counter() - started) * 1000)
    percentiles = statistics.quantiles(spent, n=100)
    return Measured(name, database, percentiles[49], percentiles[98], counted, size / 1000)


if __name__ == "__main__":
    sys.exit(main())
