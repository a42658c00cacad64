"""One person's row that makes no sense: everybody else's reminders come in time."""

import logging
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlmodel import Session, col, delete

from app.people.models import Person
from app.reminders.models import Reminder, ReminderKind, ReminderSettings, ReminderState
from tests.fakes.push_service import status
from tests.support.house import ZONE
from tests.support.pushing import Chain, due_now, new_york, waiting

EVENING = new_york(2026, 6, 1, 20, 0)


def an_unknown_day(_: Session, __: Person, row: ReminderSettings) -> None:
    row.check_in_days = ["someday"]


def an_unknown_zone(_: Session, person: Person, __: ReminderSettings) -> None:
    person.time_zone = "Nowhere/Else"


def a_name_that_is_taken(db: Session, person: Person, _: ReminderSettings) -> None:
    old = due_now(db, person.id, new_york(2026, 5, 1, 20, 0))
    old.occurrence_key, old.state = "2026-06-03T20:00", ReminderState.done


@pytest.mark.parametrize(
    ("spoil", "error"),
    [
        (an_unknown_day, "ValueError"),
        (an_unknown_zone, "ZoneInfoNotFoundError"),
        (a_name_that_is_taken, "IntegrityError"),
    ],
)
def test_one_persons_broken_row_stops_nobody_else_and_is_tried_again_in_an_hour(
    chain: Chain,
    spoil: Callable[[Session, Person, ReminderSettings], None],
    error: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    ada, dov = chain.house.ada, chain.house.dov
    phone = chain.phone_of(dov)
    for actor in (ada, dov):
        chain.want(actor, at="20:00")
    with chain.settings_row(ada) as (db, row):
        row.planned_until = None
        spoil(db, db.get_one(Person, ada.id), row)
    for minutes in (0, 30, 59):
        chain.tick(EVENING + timedelta(minutes=minutes))
    assert phone.tries == 1
    said = [record.getMessage() for record in caplog.records if "planned" in record.message]
    assert [line.rpartition(" ")[2] for line in said] == [error]
    assert not any(word in caplog.text for word in ("Ada", str(ada.id), "someday", "Nowhere"))

    mend(chain)
    caplog.clear()
    chain.tick(EVENING + timedelta(hours=1))
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []
    assert new_york(2026, 6, 2, 20, 0) in waiting(chain, ada)


def mend(chain: Chain) -> None:
    ada = chain.house.ada
    with chain.settings_row(ada) as (db, row):
        row.check_in_days = ["mon", "tue"]
        db.get_one(Person, ada.id).time_zone = ZONE
        db.exec(delete(Reminder).where(col(Reminder.due_at) < new_york(2026, 6, 1)))


def test_a_reminder_that_cannot_be_decided_on_waits_and_the_others_go(
    chain: Chain, caplog: pytest.LogCaptureFixture
) -> None:
    ada, dov = chain.house.ada, chain.house.dov
    phones = [chain.phone_of(ada), chain.phone_of(dov)]
    for actor in (ada, dov):
        chain.want(actor, at="20:00")
    coming = chain.reminders(ada)[0]
    with chain.database.unit_of_work() as db:
        coming.occurrence_key = "half past never"
        db.add(coming)
    for minutes in (0, 59, 60, 300):
        chain.tick(EVENING + timedelta(minutes=minutes))
    assert [phone.tries for phone in phones] == [0, 1]
    broken = next(row for row in chain.reminders(ada) if row.id == coming.id)
    assert (broken.state, broken.reason) == ("dropped", "too_late")
    assert caplog.text.count("could not be decided on: ValueError") == 3


def test_what_cannot_be_decided_on_for_a_retry_lets_the_other_retries_go(chain: Chain) -> None:
    ada, dov = chain.house.ada, chain.house.dov
    phones = [chain.phone_of(ada), chain.phone_of(dov)]
    for actor, phone in zip((ada, dov), phones, strict=True):
        chain.want(actor, at="20:00")
        phone.will_answer(status(500), status(201))
    chain.tick(EVENING)
    chain.change(ada, time_zone="Nowhere/Else")
    with chain.settings_row(ada) as (_, row):
        row.quiet_from, row.quiet_until = row.check_in_time, row.check_in_time.replace(minute=1)
    chain.tick(EVENING + timedelta(seconds=10))
    assert [phone.tries for phone in phones] == [1, 2]
    assert {row.kind for row in chain.reminders(dov, state="sent")} == {ReminderKind.check_in}
