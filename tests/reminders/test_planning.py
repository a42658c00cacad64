"""Which reminders are there for the next two days, and that planning again makes no others."""

import logging
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.people.models import Person
from app.reminders.models import ReminderKind, ReminderState
from app.reminders.planning import plan
from tests.fakes.push_service import status
from tests.support.house import ZONE, Actor
from tests.support.pushing import MONDAY, ON_ONE, Chain, new_york
from tests.support.sessions import (
    cancel_session,
    give_session,
    move_session,
    take_place_away,
)

ZONE_AWAY = "Europe/Madrid"
WEST = "America/Los_Angeles"


def waiting(chain: Chain, actor: Actor) -> list[datetime]:
    rows = chain.reminders(actor, state=ReminderState.waiting)
    return [row.due_at for row in rows]


def in_zone(zone: str, *wall: int) -> datetime:
    year, month, day, hour, minute = wall
    return datetime(year, month, day, hour, minute, tzinfo=ZoneInfo(zone))


def test_everybody_who_has_joined_is_planned_for_and_nobody_else(chain: Chain) -> None:
    with chain.database.unit_of_work() as db:
        db.get_one(Person, chain.house.gus.id).joined_at = None
    chain.tick()
    planned = {actor.name for actor in chain.house.cast if chain.reminders(actor)}
    assert planned == {"Ada", "Dov"}


def test_two_days_are_planned_and_planning_again_makes_no_more(chain: Chain) -> None:
    chain.want(chain.house.ada, at="20:00")
    give_session(chain.database, chain.house.ada, new_york(2026, 6, 2, 15, 0))
    chain.tick()
    first = chain.reminders(chain.house.ada)
    assert [row.due_at for row in first] == [
        new_york(2026, 6, 1, 15, 0),
        new_york(2026, 6, 1, 20, 0),
        new_york(2026, 6, 2, 14, 0),
        new_york(2026, 6, 2, 20, 0),
    ]
    for hours in (0, 1, 2):
        chain.wait(hours=hours)
        chain.want(chain.house.ada, at="20:00")
        chain.tick()
    assert chain.reminders(chain.house.ada)[:4] == first


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


def test_the_day_before_a_session_is_counted_on_the_wall_across_a_clock_change(
    chain: Chain,
) -> None:
    chain.go_to(new_york(2026, 10, 30, 12, 0))
    house_ada = chain.house.another_browser(chain.house.ada)
    house_ada.put("/api/reminder-settings", json=_only_sessions())
    give_session(chain.database, chain.house.ada, new_york(2026, 11, 1, 9, 0))
    chain.tick()
    assert waiting(chain, chain.house.ada) == [
        new_york(2026, 10, 31, 9, 0),
        new_york(2026, 11, 1, 8, 0),
    ]


def _only_sessions() -> dict[str, object]:
    return {
        "check_in": {"enabled": False, "local_time": "20:00", "days": []},
        "sessions": {"enabled": True, "minutes_before": [1440, 60]},
        "quiet_hours": None,
    }


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


def test_what_quiet_hours_have_moved_survives_planning_again(chain: Chain) -> None:
    ada = chain.house.ada
    chain.want(ada, at="22:00", quiet=("21:30", "00:30"))
    moved = new_york(2026, 6, 2, 0, 30)
    assert waiting(chain, ada)[0] == moved
    for moment in (new_york(2026, 6, 1, 23, 0), moved - timedelta(minutes=1)):
        chain.go_to(moment)
        chain.want(ada, at="22:00", quiet=("21:30", "00:30"))
        assert waiting(chain, ada)[0] == moved
    phone = chain.phone_of(ada)
    chain.tick(moved)
    assert len(phone.received) == 1


def test_what_was_put_off_at_its_time_survives_planning_again(chain: Chain) -> None:
    ada = chain.house.ada
    chain.want(ada, at="20:00", quiet=("21:30", "22:30"))
    phone = chain.phone_of(ada)
    chain.tick(new_york(2026, 6, 1, 21, 40))
    assert (phone.tries, waiting(chain, ada)[0]) == (0, new_york(2026, 6, 1, 22, 30))
    for minute in (45, 46):
        give_session(chain.database, ada, new_york(2026, 6, 5, 15, 0))
        chain.tick(new_york(2026, 6, 1, 21, minute))
    assert phone.tries == 0
    chain.tick(new_york(2026, 6, 1, 22, 30))
    assert len(phone.received) == 1


def test_a_new_time_replaces_what_waits_and_makes_nothing_in_the_past(chain: Chain) -> None:
    ada = chain.house.ada
    chain.want(ada, at="20:00")
    chain.want(ada, at="09:59")
    assert waiting(chain, ada) == [new_york(2026, 6, day, 9, 59) for day in (2, 3)]
    chain.want(ada, at="10:00")
    assert waiting(chain, ada) == [new_york(2026, 6, day, 10, 0) for day in (2, 3)]
    chain.want(ada, check_in=False)
    assert waiting(chain, ada) == []


def test_a_time_that_comes_back_is_not_sent_a_second_time(chain: Chain) -> None:
    ada = chain.house.ada
    chain.want(ada, at="20:00")
    phone = chain.phone_of(ada)
    chain.tick(new_york(2026, 6, 1, 20, 0))
    for at in ("21:00", "20:00"):
        chain.want(ada, at=at)
        chain.tick()
    chain.tick(new_york(2026, 6, 1, 22, 0))
    assert len(phone.received) == 1


def test_a_session_that_is_moved_takes_its_reminders_along(chain: Chain) -> None:
    ada = chain.house.ada
    chain.want(ada, check_in=False)
    session = give_session(chain.database, ada, new_york(2026, 6, 3, 9, 0))
    chain.tick()
    chain.wait(minutes=1)
    move_session(chain.database, session, new_york(2026, 6, 3, 11, 0))
    chain.tick()
    assert waiting(chain, ada) == [new_york(2026, 6, 2, 11, 0), new_york(2026, 6, 3, 10, 0)]
    chain.wait(minutes=1)
    cancel_session(chain.database, session)
    chain.tick()
    assert waiting(chain, ada) == []


def test_who_leaves_a_series_is_not_reminded_of_it(chain: Chain) -> None:
    ada, bea = chain.house.ada, chain.house.bea
    chain.want(ada, check_in=False)
    body = {
        "title": "Evening group", "kind": "support", "days": ["tue"], "local_time": "18:00",
        "duration_minutes": 90, "from_day": "2026-06-01",
    }  # fmt: skip
    series = bea.browser.post("/api/appointment-series", json=body).json()["id"]
    place = f"/api/appointment-series/{series}/participants/{ada.id}"
    assert bea.browser.put(place, json={}).status_code == 204
    chain.tick()
    assert len(waiting(chain, ada)) == 2
    chain.wait(minutes=1)
    assert bea.browser.delete(place).status_code == 204
    chain.tick()
    assert waiting(chain, ada) == []


def test_a_place_that_is_taken_away_is_noticed_at_the_latest_when_it_is_time(chain: Chain) -> None:
    ada = chain.house.ada
    chain.want(ada, check_in=False)
    session = give_session(chain.database, ada, new_york(2026, 6, 2, 15, 0))
    phone = chain.phone_of(ada)
    chain.tick()
    take_place_away(chain.database, session, ada)
    chain.tick(new_york(2026, 6, 2, 14, 0))
    assert phone.tries == 0


def test_a_change_that_was_being_written_while_planning_ran_is_not_overlooked(
    chain: Chain,
) -> None:
    ada = chain.house.ada
    chain.want(ada, check_in=False)
    chain.wait(minutes=10)
    chain.want(ada, check_in=False)
    chain.wait(seconds=-4)
    give_session(chain.database, ada, new_york(2026, 6, 2, 15, 0))
    chain.wait(seconds=6)
    chain.tick()
    assert len(waiting(chain, ada)) == 2


@pytest.mark.parametrize(
    ("added_at", "sent"), [((9, 50), 1), ((10, 20), 0)], ids=["in time", "at the last minute"]
)
def test_a_session_that_was_added_while_the_worker_slept_is_reminded_of_late(
    chain: Chain, added_at: tuple[int, int], sent: int
) -> None:
    ada, starts_at = chain.house.ada, new_york(2026, 6, 2, 11, 0)
    chain.want(ada, check_in=False, minutes=[60])
    phone = chain.phone_of(ada)
    chain.tick(new_york(2026, 6, 2, 9, 0))
    chain.go_to(new_york(2026, 6, 2, *added_at))
    give_session(chain.database, ada, starts_at)
    for minute in (20, 21):
        chain.tick(new_york(2026, 6, 2, 10, minute))
    assert len(phone.received) == sent


def test_a_clock_that_was_ahead_hides_no_change_after_it_is_put_right(chain: Chain) -> None:
    ada = chain.house.ada
    chain.wait(hours=5)
    chain.want(ada, check_in=False)
    chain.wait(hours=-5)
    give_session(chain.database, ada, new_york(2026, 6, 2, 15, 0))
    chain.tick()
    assert len(waiting(chain, ada)) == 2


@ON_ONE
def test_an_outage_of_years_is_not_made_up_for(chain: Chain) -> None:
    chain.want(chain.house.ada, at="20:00")
    chain.tick(MONDAY + timedelta(days=800))
    made = chain.reminders(chain.house.ada)
    assert 30 <= len(made) <= 35
    assert not [row for row in made if row.state is ReminderState.due]


@pytest.mark.parametrize("broken", ["days", "zone"])
def test_one_persons_broken_rule_stops_nobody_else_and_is_tried_again_in_an_hour(
    chain: Chain, broken: str, caplog: pytest.LogCaptureFixture
) -> None:
    ada, dov = chain.house.ada, chain.house.dov
    phones = [chain.phone_of(ada), chain.phone_of(dov)]
    for actor in (ada, dov):
        chain.want(actor, at="20:00")
    with chain.settings_row(ada) as (db, row):
        row.planned_until = None
        if broken == "days":
            row.check_in_days = ["someday"]
        else:
            db.get_one(Person, ada.id).time_zone = "Nowhere/Else"
    evening = new_york(2026, 6, 1, 20, 0)
    for minutes in (0, 30, 59):
        chain.tick(evening + timedelta(minutes=minutes))
    assert phones[1].tries == 1
    errors = [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]
    planned = [line for line in errors if "planned" in line]
    assert [line.rpartition(" ")[2] for line in planned] == [
        "ValueError" if broken == "days" else "ZoneInfoNotFoundError"
    ]
    assert not any(word in caplog.text for word in ("Ada", str(ada.id), "someday", "Nowhere"))

    with chain.settings_row(ada) as (db, row):
        row.check_in_days = ["mon", "tue"]
        db.get_one(Person, ada.id).time_zone = ZONE
    caplog.clear()
    chain.tick(evening + timedelta(hours=1))
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []
    assert new_york(2026, 6, 2, 20, 0) in waiting(chain, ada)


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
    evening = new_york(2026, 6, 1, 20, 0)
    for minutes in (0, 59, 60, 300):
        chain.tick(evening + timedelta(minutes=minutes))
    assert [phone.tries for phone in phones] == [0, 1]
    broken = next(row for row in chain.reminders(ada) if row.id == coming.id)
    assert (broken.state, broken.reason) == ("dropped", "too_late")
    assert caplog.text.count("could not be decided on: ValueError") == 3


def test_what_cannot_be_decided_on_for_a_retry_lets_the_other_retries_go(chain: Chain) -> None:
    ada, dov = chain.house.ada, chain.house.dov
    phones = [chain.phone_of(ada), chain.phone_of(dov)]
    evening = new_york(2026, 6, 1, 20, 0)
    for actor, phone in zip((ada, dov), phones, strict=True):
        chain.want(actor, at="20:00")
        phone.will_answer(status(500), status(201))
    chain.tick(evening)
    chain.change(ada, time_zone="Nowhere/Else")
    with chain.settings_row(ada) as (_, row):
        row.quiet_from, row.quiet_until = row.check_in_time, row.check_in_time.replace(minute=1)
    chain.tick(evening + timedelta(seconds=10))
    assert [phone.tries for phone in phones] == [1, 2]
    assert {row.kind for row in chain.reminders(dov, state="sent")} == {ReminderKind.check_in}
