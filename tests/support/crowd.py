"""Many clients at once, each with one phone and one check-in reminder that falls due."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session, col, select

from app import clock
from app.database import Database
from app.ids import fingerprint, new_id, new_secret
from app.people.models import Person, SignIn
from app.push.models import PushSubscription
from app.push.vapid import VapidKeys
from app.reminders.models import Reminder, ReminderSettings, ReminderState
from tests.fakes.push_service import PushService, Subscription
from tests.support.house import ZONE
from tests.support.pushing import due_now

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Crowd:
    """Who they are, and where their phones can be reached."""

    database: Database
    service: PushService
    people: list[UUID]
    endpoints: list[str]

    def received(self) -> Counter[str]:
        """How many messages each phone got."""
        got = Counter(message.endpoint for message in self.service.received)
        return Counter({endpoint: got[endpoint] for endpoint in self.endpoints})

    def states(self) -> Counter[ReminderState]:
        """What became of their reminders."""
        with self.database.unit_of_work() as db:
            mine = col(Reminder.person_id).in_(self.people)
            found = db.exec(select(Reminder.state).where(mine)).all()
        return Counter(ReminderState(state) for state in found)

    def is_served(self) -> bool:
        """Whether nothing is left to do for any of them."""
        return not {ReminderState.waiting, ReminderState.due} & set(self.states())


def gather(
    database: Database, service: PushService, keys: VapidKeys, size: int, *, over_seconds: int = 1
) -> Crowd:
    """A crowd whose reminders fall due from now on, evenly over some seconds."""
    now = clock.utc_now()
    people, endpoints = [], []
    with database.unit_of_work() as db:
        for number in range(size):
            phone = service.subscribe(keys.application_server_key)
            endpoints.append(phone["endpoint"])
            due_at = now + timedelta(seconds=number * over_seconds // size)
            people.append(_somebody(db, number, phone, keys.current_id, due_at, now))
    return Crowd(database, service, people, endpoints)


def _somebody(
    db: Session, number: int, phone: Subscription, key_id: str, due_at: datetime, now: datetime
) -> UUID:
    person = Person(
        shown_name="Ida", sign_in_name=f"crowd-{number}", time_zone=ZONE, created_at=now,
        joined_at=now,
    )  # fmt: skip
    sign_in = SignIn(
        person_id=person.id, token_hash=fingerprint(new_secret()), device="A test",
        created_at=now, last_seen_at=now, idle_minutes=43_200, ends_at=now + 90 * DAY,
    )  # fmt: skip
    db.add(person)
    db.flush()
    db.add(sign_in)
    db.flush()
    asked = datetime.fromisoformat(due_now(db, person.id, due_at).occurrence_key)
    settings = ReminderSettings(
        person_id=person.id, check_in_time=asked.time(), planned_until=now + 2 * DAY,
        planned_at=now, planned_zone=ZONE,
    )  # fmt: skip
    subscription = PushSubscription(
        id=new_id(), person_id=person.id, sign_in_id=sign_in.id, vapid_key_id=key_id,
        created_at=now, last_seen_at=now, **phone,
    )  # fmt: skip
    db.add_all((settings, subscription))
    db.flush()
    # An insert takes an empty value for one left out, and would make them quiet by night.
    settings.quiet_from = settings.quiet_until = None
    db.add(settings)
    return person.id
