"""Clocks that change and people who travel: the wall clock where somebody is says when."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.people.models import Person
from app.reminders.planning import plan
from tests.support.pushing import Chain, new_york, waiting
from tests.support.sessions import give_session

ZONE_AWAY = "Europe/Madrid"
WEST = "America/Los_Angeles"


def in_zone(zone: str, *wall: int) -> datetime:
    year, month, day, hour, minute = wall
    return datetime(year, month, day, hour, minute, tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("start", "at", "day", "due_at", "shown"),
    [
        (
            new_york(2027, 3, 13, 12, 0),
            "02:30",
            "2027-03-14",
            in_zone("UTC", 2027, 3, 14, 7, 30),
            "2027-03-14T03:30:00-04:00",
        ),
        (
            new_york(2026, 10, 31, 12, 0),
            "01:30",
            "2026-11-01",
            in_zone("UTC", 2026, 11, 1, 5, 30),
            "2026-11-01T01:30:00-04:00",
        ),
    ],
    ids=["the hour that is left out", "the hour that comes twice"],
)
def test_on_the_night_of_a_clock_change_one_reminder_is_sent(
    chain: Chain, at: str, day: str, due_at: datetime, shown: str
) -> None:
    ada = chain.house.ada
    phone = chain.phone_of(ada)
    coming = chain.want(ada, at=at, sessions=False).json()["next"]
    assert coming[0]["local"] == shown
    [row] = [row for row in chain.reminders(ada) if row.occurrence_key.startswith(day)]
    assert row.due_at == due_at
    for minutes in range(-180, 200, 30):
        chain.tick(due_at + timedelta(minutes=minutes))
        assert len(phone.received) == int(minutes >= 0)


@pytest.mark.parametrize("start", [new_york(2026, 10, 30, 12, 0)])
def test_the_day_before_a_session_is_counted_on_the_wall_across_a_clock_change(
    chain: Chain,
) -> None:
    chain.want(chain.house.ada, check_in=False)
    give_session(chain.database, chain.house.ada, new_york(2026, 11, 1, 9, 0))
    chain.tick()
    assert waiting(chain, chain.house.ada) == [
        new_york(2026, 10, 31, 9, 0),
        new_york(2026, 11, 1, 8, 0),
    ]


def test_who_travels_west_is_reminded_at_the_new_time_and_only_then(chain: Chain) -> None:
    chain.want(chain.house.ada, at="20:00")
    phone = chain.phone_of(chain.house.ada)
    chain.tick(new_york(2026, 6, 1, 19, 0))
    chain.house.ada.browser.patch("/api/me", json={"time_zone": WEST})
    chain.tick(new_york(2026, 6, 1, 20, 0))
    assert phone.tries == 0
    chain.tick(in_zone(WEST, 2026, 6, 1, 20, 0))
    assert len(phone.received) == 1
    chain.tick(in_zone(WEST, 2026, 6, 2, 19, 59))
    assert len(phone.received) == 1


def test_who_was_reminded_before_travelling_west_is_not_reminded_again_that_day(
    chain: Chain,
) -> None:
    chain.want(chain.house.ada, at="20:00")
    phone = chain.phone_of(chain.house.ada)
    chain.tick(new_york(2026, 6, 1, 20, 0))
    chain.house.ada.browser.patch("/api/me", json={"time_zone": WEST})
    for hour in (20, 21, 22, 23):
        chain.tick(in_zone(WEST, 2026, 6, 1, hour, 0))
    assert len(phone.received) == 1
    assert chain.the_reminder(chain.house.ada).due_at == new_york(2026, 6, 1, 20, 0)


def test_who_travels_east_past_the_time_is_reminded_on_arrival_while_it_is_of_use(
    chain: Chain,
) -> None:
    chain.want(chain.house.ada, at="20:00")
    phone = chain.phone_of(chain.house.ada)
    chain.tick(new_york(2026, 6, 1, 15, 0))
    chain.house.ada.browser.patch("/api/me", json={"time_zone": ZONE_AWAY})
    chain.tick(in_zone(ZONE_AWAY, 2026, 6, 1, 21, 0))
    assert len(phone.received) == 1
    chain.tick(new_york(2026, 6, 1, 20, 0))
    assert len(phone.received) == 1
    chain.tick(in_zone(ZONE_AWAY, 2026, 6, 2, 20, 0))
    assert len(phone.received) == 2


def test_a_new_zone_database_moves_what_waits_and_doubles_nothing(chain: Chain) -> None:
    chain.want(chain.house.ada, at="20:00")
    right, made = waiting(chain, chain.house.ada), chain.reminders(chain.house.ada)
    with chain.settings_row(chain.house.ada) as (db, row):
        for reminder in made:
            reminder.due_at += timedelta(minutes=30)
            db.add(reminder)
        db.flush()
        plan(db, db.get_one(Person, chain.house.ada.id), row, chain.now)
    assert waiting(chain, chain.house.ada) == right
