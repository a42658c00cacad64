"""The reminder worker: a ticker that plans, releases, claims, sends and completes.

Any number may run. Nothing is kept in memory that another could not pick up: the due row is the
queue, APScheduler only says when to look.
"""

import asyncio
import importlib
import importlib.util
import logging
import signal
import threading
from collections.abc import Coroutine
from datetime import datetime, timedelta
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.schedulers.base import BaseScheduler

from app import clock
from app.aftercare.sweep import sweep_contacts
from app.appointments.service import plan_all_ahead
from app.check_ins.silence import sweep_silence
from app.errors import Unavailable
from app.flags.sweep import escalate
from app.ids import new_id
from app.installation import Installation
from app.open_door.telling import tell_the_rest
from app.push.message import PushMessage, Sent, Verdict
from app.push.transport import PushTransport
from app.reminders import service as reminders
from app.reminders import sweep

TICK = timedelta(seconds=2)
CALENDAR_TICK = timedelta(minutes=10)
TASK_TICK = timedelta(minutes=1)
CLOCK_TICK = timedelta(seconds=20)
CLOCK_STEP = timedelta(minutes=1)
ROUNDS_AT_MOST = 50
# There is none for Windows.
_UVLOOP = importlib.import_module("uvloop") if importlib.util.find_spec("uvloop") else None
_LOOP = _UVLOOP.new_event_loop if _UVLOOP else None
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
        self._busy = asyncio.Lock()
        self._unnoted: list[Sent] = []
        self._told: set[str] = set()

    def start(self) -> None:
        """Runs in a thread of its own, with a loop of its own."""
        self._thread = threading.Thread(target=lambda: _run(self.run()), name="worker")
        self._thread.start()

    def stop(self) -> None:
        """Finishes what is on its way and ends."""
        if self._loop is not None and self._stopping is not None:
            self._loop.call_soon_threadsafe(self._ask_to_stop)
        if self._thread is not None:
            self._thread.join(timeout=20)

    def run_until_signal(self) -> None:
        """Runs in this process until it is asked to end."""
        _run(self._run_until_signal())

    async def _run_until_signal(self) -> None:
        loop = asyncio.get_running_loop()
        running = asyncio.ensure_future(self.run())
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self._ask_to_stop)
        await running

    def _ask_to_stop(self) -> None:
        if self._stopping is not None:
            self._stopping.set()

    @property
    def _is_stopping(self) -> bool:
        return self._stopping is not None and self._stopping.is_set()

    async def run(self) -> None:
        """Ticks until `stop`."""
        self._loop, self._stopping = asyncio.get_running_loop(), asyncio.Event()
        async with self.push.transport() as transport:
            scheduler = self._scheduler(transport)
            scheduler.start()
            await self._watch_the_clock(scheduler, self._stopping)
            scheduler.pause()
            # Shutting down cancels a tick that is still sending: what became of it must be noted.
            async with self._busy:
                scheduler.shutdown()

    def _scheduler(self, transport: PushTransport) -> BaseScheduler:
        scheduler = AsyncIOScheduler()
        now = clock.utc_now()
        for step, every, arguments in (
            (self.plan_calendar, CALENDAR_TICK, ()),
            (self.look_after_tasks, TASK_TICK, ()),
            (self.tick, TICK, (transport,)),
        ):
            scheduler.add_job(
                step,
                "interval",
                arguments,
                seconds=every.total_seconds(),
                next_run_time=now,
                # Never "missed": a late tick is as good as one in time.
                misfire_grace_time=None,
                coalesce=True,
                max_instances=1,
            )
        return scheduler

    async def _watch_the_clock(self, scheduler: BaseScheduler, stopping: asyncio.Event) -> None:
        """Returns when asked to stop. The scheduler goes by the wall clock: set back by an hour,
        it would rest for an hour."""
        started_at = self._when_the_loop_began()
        while not await _happens(stopping, CLOCK_TICK):
            shown = self._when_the_loop_began()
            if abs(shown - started_at) > CLOCK_STEP:
                _log.warning("The clock of this machine was set; reminders go by the new time.")
                for job in scheduler.get_jobs():
                    job.modify(next_run_time=clock.utc_now())
            started_at = shown

    def _when_the_loop_began(self) -> datetime:
        """By the wall clock: always the same, unless that is set."""
        return clock.utc_now() - timedelta(seconds=asyncio.get_running_loop().time())

    async def tick(self, transport: PushTransport) -> None:
        """Plans and releases, then claims and sends until nothing is due. A database that cannot
        be reached just now is no reason to end: the next tick tries again."""
        if not self.settings.reminders:
            return
        async with self._busy:
            try:
                await self._note(self._unnoted)
                await self._plan_and_release()
                for _ in range(ROUNDS_AT_MOST):
                    if self._is_stopping or not await self._send_some(transport):
                        return
            except Unavailable:
                _log.warning("The database was not available; the next tick tries again.")

    async def plan_calendar(self) -> None:
        """Keeps recurring sessions planned ahead."""
        async with self._busy:
            try:
                await asyncio.to_thread(self._plan_calendar)
            except Unavailable:
                _log.warning("The database was not available; the next tick tries again.")

    async def look_after_tasks(self) -> None:
        """Passes on what nobody has looked at in time, and notices who has fallen silent, which
        contacts did not come about, and who still waits for an answer to come back."""
        async with self._busy:
            try:
                for _ in range(ROUNDS_AT_MOST):
                    if self._is_stopping or not await asyncio.to_thread(self._escalate):
                        break
                await asyncio.to_thread(self._ask_after_the_silent)
                await asyncio.to_thread(self._ask_after_contacts)
                await asyncio.to_thread(self._ask_about_wishes)
            except Unavailable:
                _log.warning("The database was not available; the next tick tries again.")

    async def _plan_and_release(self) -> None:
        now = clock.utc_now()
        for _ in range(ROUNDS_AT_MOST):
            if self._is_stopping or not await asyncio.to_thread(self._plan, now):
                return

    async def _send_some(self, transport: PushTransport) -> bool:
        messages = await asyncio.to_thread(self._claim)
        if not messages:
            return False
        outcomes = await transport.send(messages)
        self._tell_operator(outcomes)
        await self._note(outcomes)
        return True

    async def _note(self, outcomes: list[Sent]) -> None:
        """Completes what was sent. Where the database cannot take it, the next tick tries again:
        while the lease lasts nobody else sends the same."""
        self._unnoted = []
        if not outcomes:
            return
        try:
            await asyncio.to_thread(self._complete, outcomes)
        except Unavailable:
            self._unnoted = outcomes
            raise

    def _tell_operator(self, outcomes: list[Sent]) -> None:
        """Says once what only the operator can mend, without saying whom it concerns."""
        for sent in outcomes:
            if sent.verdict in {Verdict.refused, Verdict.origin_stopped}:
                if sent.reason not in self._told:
                    _log.error("A push service does not take our messages: %s", sent.reason)
                self._told.add(sent.reason)

    def _plan(self, now: datetime) -> bool:
        with self.database.unit_of_work() as db:
            return reminders.tick(db, now)

    def _plan_calendar(self) -> None:
        with self.database.unit_of_work() as db:
            plan_all_ahead(db, clock.utc_now())

    def _escalate(self) -> int:
        with self.database.unit_of_work() as db:
            return escalate(db, clock.utc_now())

    def _ask_after_the_silent(self) -> None:
        with self.database.unit_of_work() as db:
            sweep_silence(db, clock.utc_now())

    def _ask_after_contacts(self) -> None:
        with self.database.unit_of_work() as db:
            sweep_contacts(db, clock.utc_now())

    def _ask_about_wishes(self) -> None:
        with self.database.unit_of_work() as db:
            tell_the_rest(db, clock.utc_now())

    def _claim(self) -> list[PushMessage]:
        with self.database.unit_of_work() as db:
            return sweep.claim(db, self.owner, self.settings.origin, clock.utc_now())

    def _complete(self, outcomes: list[Sent]) -> None:
        with self.database.unit_of_work() as db:
            sweep.complete(db, self.owner, outcomes, clock.utc_now())


def _run(main: Coroutine[Any, Any, None]) -> None:
    """In a loop of its own; uvloop's sends a good deal more in the same time."""
    with asyncio.Runner(loop_factory=_LOOP) as runner:
        runner.run(main)


async def _happens(event: asyncio.Event, within: timedelta) -> bool:
    try:
        async with asyncio.timeout(within.total_seconds()):
            return await event.wait()
    except TimeoutError:
        return False
