"""The whole way of a reminder in one process: a house, its worker, its sender, and a push service
with the phones behind it. Only the clock is ours."""

import asyncio
import json
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from types import TracebackType
from typing import Any, Self
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
import time_machine
from httpx2 import Response
from sqlmodel import Session, col, select

from app import clock
from app.clock import at_wall_time
from app.database import Database
from app.installation import Installation, open_push
from app.people.models import Person
from app.push.models import PushAttempt, PushDelivery, PushSubscription
from app.push.transport import PushTransport
from app.reminders.models import Reminder, ReminderKind, ReminderSettings, ReminderState
from app.worker import Worker
from tests.fakes.push_service import Answer, PushService, Received, Subscription
from tests.support.house import ZONE, Actor, Browser, House, fresh_id

ON_ONE = pytest.mark.parametrize("installation", ["sqlite"], indirect=True)
"""For what has nothing to do with the database."""
EVERY_DAY = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def new_york(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    """The instant at which clocks in New York show that, in UTC."""
    return at_wall_time(date(year, month, day), time(hour, minute), ZONE)


MONDAY = new_york(2026, 6, 1, 10, 0)
"""When a chain begins, unless a test says otherwise: far from any clock change."""


def with_push_service(installation: Installation, service: PushService) -> Installation:
    """The same installation, with `service` as the push service in its own network."""
    changes = {"push_origins": (service.origin,), "push_ca_file": service.ca_file}
    settings = installation.settings.model_copy(update=changes)
    return replace(installation, settings=settings, push=open_push(settings))


def wishes(
    at: str = "20:00",
    *,
    days: list[str] | None = None,
    check_in: bool = True,
    sessions: bool = True,
    minutes: list[int] | None = None,
    quiet: tuple[str, str] | None = None,
    paused_until: datetime | None = None,
) -> dict[str, Any]:
    """The body of reminder settings. No quiet hours unless asked for."""
    return {
        "check_in": {"enabled": check_in, "local_time": at, "days": days or EVERY_DAY},
        "sessions": {"enabled": sessions, "minutes_before": minutes or [1440, 60]},
        "quiet_hours": {"from": quiet[0], "until": quiet[1]} if quiet else None,
        "paused_until": paused_until.isoformat() if paused_until else None,
    }


@dataclass(frozen=True)
class Phone:
    """Somebody's phone: what it subscribed with, and what it got."""

    id: str
    subscription: Subscription
    service: PushService

    @property
    def endpoint(self) -> str:
        return self.subscription["endpoint"]

    @property
    def received(self) -> list[Received]:
        """What its service worker decrypted, oldest first."""
        return [each for each in self.service.received if each.endpoint == self.endpoint]

    @property
    def tries(self) -> int:
        """How often anything was sent to it, taken or not."""
        return self.service.tries[self.endpoint]

    def will_answer(self, *answers: Answer) -> None:
        self.service.will_answer(self.endpoint, *answers)


class Chain:
    """A context manager. Time stands still at `start` until a test moves it."""

    def __init__(self, installation: Installation, service: PushService, start: datetime) -> None:
        self.installation = with_push_service(installation, service)
        self.service = service
        self._travel = time_machine.travel(start, tick=False)

    def __enter__(self) -> Self:
        self._traveller = self._travel.start()
        self.house = House(self.installation)
        self._runner = asyncio.Runner()
        self._begin_working()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end_working()
        self._runner.close()
        self.house.__exit__(kind, error, trace)
        self._travel.stop()

    @property
    def database(self) -> Database:
        return self.installation.database

    @property
    def now(self) -> datetime:
        return clock.utc_now()

    def restart(self) -> None:
        """The worker ends, and another begins with nothing in its memory."""
        self._end_working()
        self._begin_working()

    def _begin_working(self) -> None:
        self.worker = Worker(self.installation)
        transport = self.installation.push.transport()
        self._transport: PushTransport = self._runner.run(transport.__aenter__())

    def _end_working(self) -> None:
        self._runner.run(self._transport.__aexit__(None, None, None))

    def go_to(self, at: datetime, *, running: bool = False) -> None:
        """Sets the clock; it stands still there, or runs on."""
        self._traveller.move_to(at, tick=running)

    def wait(self, **length: float) -> None:
        self.go_to(self.now + timedelta(**length))

    def tick(self, at: datetime | None = None, *, by: Worker | None = None) -> None:
        """One tick of a worker, now or `at` an instant."""
        if at is not None:
            self.go_to(at)
        self._runner.run((by or self.worker).tick(self._transport))

    def run(self, doing: Coroutine[Any, Any, None]) -> None:
        """Runs something in the worker's loop."""
        self._runner.run(doing)

    def want(self, actor: Actor, body: dict[str, Any] | None = None, **other: Any) -> Response:
        """Somebody's wishes, through the route. It takes a moment."""
        answer = actor.browser.put("/api/reminder-settings", json=body or wishes(**other))
        assert answer.status_code == 200, answer.text
        self.wait(milliseconds=1)
        return answer

    def phone_of(
        self,
        actor: Actor,
        *,
        browser: Browser | None = None,
        subscription: Subscription | None = None,
        subscription_id: str | None = None,
    ) -> Phone:
        """A phone of somebody's that takes messages, subscribed through the route."""
        key = self.installation.push.vapid_keys.application_server_key
        made = subscription or self.service.subscribe(key)
        phone = Phone(subscription_id or fresh_id(), made, self.service)
        answer = (browser or actor.browser).put(
            f"/api/push-subscriptions/{phone.id}", json={**made, "vapid_key": key}
        )
        assert answer.status_code == 200, answer.text
        return phone

    def reminders(self, actor: Actor, **where: Any) -> list[Reminder]:
        """Somebody's reminders as they are stored, by their time."""
        with self.database.unit_of_work() as db:
            query = select(Reminder).where(Reminder.person_id == actor.id).filter_by(**where)
            return list(db.exec(query.order_by(col(Reminder.due_at), col(Reminder.occurrence_key))))

    def the_reminder(self, actor: Actor) -> Reminder:
        """The one reminder of somebody's whose time has come."""
        [reminder] = [row for row in self.reminders(actor) if row.due_at <= self.now]
        return reminder

    def deliveries(self, reminder: Reminder) -> dict[str, PushDelivery]:
        """What is on its way for a reminder, by the phone's id."""
        with self.database.unit_of_work() as db:
            rows = db.exec(select(PushDelivery).where(PushDelivery.reminder_id == reminder.id))
            return {str(row.subscription_id): row for row in rows}

    def attempts(self) -> list[PushAttempt]:
        """The delivery log, oldest first."""
        with self.database.unit_of_work() as db:
            return list(db.exec(select(PushAttempt).order_by(col(PushAttempt.id))))

    def subscriptions(self) -> set[str]:
        """The ids of all phones that may be pushed to."""
        with self.database.unit_of_work() as db:
            return {str(found) for found in db.exec(select(PushSubscription.id))}

    def change(self, actor: Actor, **columns: Any) -> None:
        """Changes somebody's row without a route."""
        with self.database.unit_of_work() as db:
            person = db.get_one(Person, actor.id)
            for name, value in columns.items():
                setattr(person, name, value)
            db.add(person)

    @contextmanager
    def settings_row(self, actor: Actor) -> Iterator[tuple[Session, ReminderSettings]]:
        """Somebody's settings as they are stored, to look at or to change."""
        with self.database.unit_of_work() as db:
            row = db.get_one(ReminderSettings, actor.id)
            yield db, row
            db.add(row)


def shown(message: Received) -> dict[str, str]:
    """The notification that a message makes a phone show."""
    found: dict[str, str] = json.loads(message.payload)["notification"]
    return found


def waiting(chain: Chain, actor: Actor) -> list[datetime]:
    """When somebody's next reminders fall due."""
    return [row.due_at for row in chain.reminders(actor, state=ReminderState.waiting)]


def due_now(
    db: Session, person_id: UUID, now: datetime, *, useful_for: timedelta = timedelta(hours=4)
) -> Reminder:
    """A check-in reminder whose time has come, as planning would have made it."""
    wall = now.astimezone(ZoneInfo(ZONE)).replace(tzinfo=None)
    row = Reminder(
        person_id=person_id,
        kind=ReminderKind.check_in,
        occurrence_key=wall.isoformat(timespec="minutes"),
        due_at=now,
        useful_until=now + useful_for,
        zone=ZONE,
        path="/check-in",
        state=ReminderState.waiting,
    )
    db.add(row)
    return row


@pytest.fixture(scope="session")
def push_service() -> Iterator[PushService]:
    with PushService() as running:
        yield running


@pytest.fixture
def start() -> datetime:
    """When the chain begins; parametrize it to begin elsewhere."""
    return MONDAY


@pytest.fixture
def chain(
    installation: Installation, push_service: PushService, start: datetime
) -> Iterator[Chain]:
    with Chain(installation, push_service, start) as made:
        yield made
