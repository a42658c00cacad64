"""The reminder worker: a ticker that plans, releases, claims, sends and completes.

Any number may run. Nothing is kept in memory that another could not pick up: the due row is the
queue, APScheduler only says when to look.
"""

import asyncio
import logging
import signal
import threading
from datetime import timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from app import clock
from app.appointments.service import plan_all_ahead
from app.errors import Unavailable
from app.ids import new_id
from app.installation import Installation
from app.push.transport import PushMessage, PushTransport, Sent
from app.reminders import service as reminders
from app.reminders import sweep

TICK = timedelta(seconds=2)
CALENDAR_TICK = timedelta(minutes=10)
ROUNDS_AT_MOST = 50
_log = logging.getLogger(__name__)


class Worker:
    """One worker. `tick` is one step and can be called by itself; `run` ticks until `stop`."""

    def __init__(self, installation: Installation) -> None:
        self.settings = installation.settings
        self.database = installation.database
        self.push = installation.push
        self.owner = new_id()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopping: asyncio.Event | None = None
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Runs in a thread of its own, with a loop of its own."""
        self._thread = threading.Thread(target=lambda: asyncio.run(self.run()), name="worker")
        self._thread.start()

    def stop(self) -> None:
        """Finishes the running tick and ends."""
        if self._loop is not None and self._stopping is not None:
            self._loop.call_soon_threadsafe(self._ask_to_stop)
        if self._thread is not None:
            self._thread.join(timeout=20)

    def run_until_signal(self) -> None:
        """Runs in this process until it is asked to end."""
        asyncio.run(self._run_until_signal())

    async def _run_until_signal(self) -> None:
        loop = asyncio.get_running_loop()
        running = asyncio.ensure_future(self.run())
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self._ask_to_stop)
        await running

    def _ask_to_stop(self) -> None:
        if self._stopping is not None:
            self._stopping.set()

    async def run(self) -> None:
        """Ticks until `stop`."""
        self._loop, self._stopping = asyncio.get_running_loop(), asyncio.Event()
        async with self.push.transport() as transport:
            scheduler = AsyncIOScheduler()
            # Never "missed": a late tick is as good as one in time.
            every = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
            scheduler.add_job(
                self.tick, "interval", (transport,), seconds=TICK.total_seconds(), **every
            )
            scheduler.add_job(
                self.plan_calendar, "interval", seconds=CALENDAR_TICK.total_seconds(), **every
            )
            scheduler.start()
            await self.plan_calendar()
            await self._stopping.wait()
            scheduler.shutdown(wait=True)

    async def tick(self, transport: PushTransport) -> None:
        """Plans and releases, then claims and sends until nothing is due. A database that cannot
        be reached just now is no reason to end: the next tick tries again."""
        if not self.settings.reminders:
            return
        try:
            await asyncio.to_thread(self._plan)
            for _ in range(ROUNDS_AT_MOST):
                if not await self._send_some(transport):
                    return
        except Unavailable:
            _log.warning("The database was not available; the next tick tries again.")

    async def plan_calendar(self) -> None:
        """Keeps recurring sessions planned ahead."""
        try:
            await asyncio.to_thread(self._plan_calendar)
        except Unavailable:
            _log.warning("The database was not available; the next tick tries again.")

    async def _send_some(self, transport: PushTransport) -> bool:
        messages = await asyncio.to_thread(self._claim)
        if not messages:
            return False
        outcomes = await transport.send(messages)
        await asyncio.to_thread(self._complete, outcomes)
        return True

    def _plan(self) -> None:
        with self.database.unit_of_work() as db:
            reminders.tick(db, clock.utc_now())

    def _plan_calendar(self) -> None:
        with self.database.unit_of_work() as db:
            plan_all_ahead(db, clock.utc_now())

    def _claim(self) -> list[PushMessage]:
        with self.database.unit_of_work() as db:
            return sweep.claim(db, self.owner, self.settings.origin, clock.utc_now())

    def _complete(self, outcomes: list[Sent]) -> None:
        with self.database.unit_of_work() as db:
            sweep.complete(db, self.owner, outcomes, clock.utc_now())
