"""What becomes of a reminder when its time has come, and when it is tried again."""

from datetime import datetime, time, timedelta

import pytest

from app.reminders.models import DropReason, ReminderKind, ReminderState
from tests.fakes.push_service import status
from tests.support.forms import GAD_7, form
from tests.support.house import check_in, fresh_id
from tests.support.pushing import ON_ONE, Chain, new_york
from tests.support.sessions import (
    give_session,
)

EVENING = new_york(2026, 6, 1, 20, 0)
SESSION = new_york(2026, 6, 2, 15, 0)
QUIET_NIGHT = ("22:00", "07:00")


def quietly(chain: Chain, at: str, quiet: tuple[str, str]) -> None:
    """Wishes that a route would refuse today, as an older release may have left them."""
    chain.want(chain.house.ada, at="12:00")
    with chain.settings_row(chain.house.ada) as (_, row):
        row.check_in_time = time.fromisoformat(at)
        row.quiet_from, row.quiet_until = map(time.fromisoformat, quiet)
        row.planned_until = None
    chain.tick()


def next_at(wall: str) -> datetime:
    """When clocks in New York next show a time, after the chain's beginning at ten."""
    hour, minute = map(int, wall.split(":"))
    return new_york(2026, 6, 1 if hour >= 10 else 2, hour, minute)


@ON_ONE
@pytest.mark.parametrize(
    ("at", "quiet", "sent_at", "state"),
    [
        ("21:59", QUIET_NIGHT, "21:59", "sent"),
        ("22:00", QUIET_NIGHT, None, "dropped"),
        ("23:00", QUIET_NIGHT, None, "dropped"),
        ("02:59", QUIET_NIGHT, None, "dropped"),
        ("03:00", QUIET_NIGHT, None, "dropped"),
        ("03:01", QUIET_NIGHT, "07:00", "sent"),
        ("06:59", QUIET_NIGHT, "07:00", "sent"),
        ("07:00", QUIET_NIGHT, "07:00", "sent"),
        ("12:30", ("12:00", "13:00"), "13:00", "sent"),
        ("22:30", ("22:00", "22:00"), "22:30", "sent"),
    ],
)
def test_a_check_in_in_quiet_hours_waits_for_their_end_if_that_is_soon_enough(
    chain: Chain, at: str, quiet: tuple[str, str], sent_at: str | None, state: str
) -> None:
    quietly(chain, at, quiet)
    phone = chain.phone_of(chain.house.ada)
    sent = None
    moments = {at, quiet[1], sent_at or at}
    for moment in sorted({*map(next_at, moments), next_at(quiet[1]) - timedelta(minutes=1)}):
        chain.tick(moment)
        if sent is None and phone.received:
            sent = moment
    assert sent == (next_at(sent_at) if sent_at else None)
    told = chain.the_reminder(chain.house.ada)
    why = None if sent_at else DropReason.quiet_hours
    assert (told.state, told.reason) == (state, why)


def test_a_session_reminder_in_quiet_hours_is_dropped_and_the_test_is_not(chain: Chain) -> None:
    ada = chain.house.ada
    chain.want(ada, check_in=False, minutes=[60], quiet=QUIET_NIGHT)
    phone = chain.phone_of(ada)
    give_session(chain.database, ada, new_york(2026, 6, 2, 7, 30))
    chain.tick()
    chain.tick(new_york(2026, 6, 2, 6, 30))
    ada.browser.post(f"/api/push-subscriptions/{phone.id}/tests", json={})
    for minute in (30, 45):
        chain.tick(new_york(2026, 6, 2, 6, minute))
    [session, test] = [row for row in chain.reminders(ada) if row.due_at <= chain.now]
    assert (session.state, session.reason) == (ReminderState.dropped, DropReason.quiet_hours)
    assert (test.kind, test.state) == (ReminderKind.test, ReminderState.sent)
    assert len(phone.received) == 1


def test_a_retry_that_falls_into_quiet_hours_is_not_made(chain: Chain) -> None:
    chain.want(chain.house.ada, at="21:59", quiet=QUIET_NIGHT)
    phone = chain.phone_of(chain.house.ada)
    phone.will_answer(status(503, retry_after="60"), status(201))
    chain.tick(new_york(2026, 6, 1, 21, 59))
    chain.tick(new_york(2026, 6, 1, 22, 0))
    reminder = chain.the_reminder(chain.house.ada)
    assert (reminder.state, reminder.reason) == (ReminderState.dropped, DropReason.quiet_hours)
    assert (phone.tries, chain.deliveries(reminder)[phone.id].state) == (1, "suppressed")


def test_a_retry_that_falls_into_short_quiet_hours_is_made_after_them(chain: Chain) -> None:
    chain.want(chain.house.ada, at="12:59", quiet=("13:00", "14:00"))
    phone = chain.phone_of(chain.house.ada)
    phone.will_answer(status(503, retry_after="60"), status(201))
    for hour, minute, tries in ((12, 59, 1), (13, 0, 1), (13, 59, 1), (14, 0, 2)):
        chain.tick(new_york(2026, 6, 1, hour, minute))
        assert phone.tries == tries
    assert chain.the_reminder(chain.house.ada).state is ReminderState.sent


@ON_ONE
@pytest.mark.parametrize(
    ("start", "day", "utc_hour"),
    [
        (new_york(2026, 10, 31, 12, 0), (2026, 11, 1), 12),
        (new_york(2027, 3, 13, 12, 0), (2027, 3, 14), 11),
    ],
)
def test_quiet_hours_end_by_the_wall_clock_also_when_it_was_changed_in_the_night(
    chain: Chain, day: tuple[int, int, int], utc_hour: int
) -> None:
    chain.want(chain.house.ada, at="05:00", quiet=QUIET_NIGHT)
    phone = chain.phone_of(chain.house.ada)
    seven = new_york(*day, 7, 0)
    assert seven.hour == utc_hour
    for at in (new_york(*day, 5, 0), seven - timedelta(minutes=1)):
        chain.tick(at)
        assert phone.tries == 0
    chain.tick(seven)
    assert len(phone.received) == 1


def test_a_check_in_after_midnight_is_about_the_day_it_was_asked_for(chain: Chain) -> None:
    chain.want(chain.house.ada, at="23:00", quiet=("22:30", "00:30"))
    phone = chain.phone_of(chain.house.ada)
    chain.tick(new_york(2026, 6, 1, 22, 0))
    said = check_in(chain.now)
    assert chain.house.ada.browser.put(f"/api/check-ins/{fresh_id()}", json=said).is_success
    chain.tick(new_york(2026, 6, 2, 0, 30))
    assert phone.tries == 0
    assert chain.the_reminder(chain.house.ada).state is ReminderState.done


def _questionnaire_alone(chain: Chain) -> None:
    said = check_in(chain.now) | {"answers": None, "forms": [form("gad-7", GAD_7)]}
    assert chain.house.ada.browser.put(f"/api/check-ins/{fresh_id()}", json=said).is_success


def test_a_questionnaire_alone_is_no_reason_not_to_ask_for_the_day(chain: Chain) -> None:
    chain.want(chain.house.ada, at="20:00")
    phone = chain.phone_of(chain.house.ada)
    _questionnaire_alone(chain)
    chain.tick(EVENING)
    assert len(phone.received) == 1


def test_where_the_day_is_not_asked_a_questionnaire_alone_is_the_check_in(chain: Chain) -> None:
    ada = chain.house.ada
    path = f"/api/clients/{ada.id}/check-in-rhythm/daily"
    body = {"every_days": None, "why": "As agreed"}
    assert chain.house.bea.browser.put(path, json=body).is_success
    chain.want(ada, at="20:00")
    phone = chain.phone_of(ada)
    _questionnaire_alone(chain)
    chain.tick(EVENING)
    assert phone.tries == 0
    assert chain.the_reminder(ada).state is ReminderState.done


def test_while_paused_nothing_is_sent_and_the_record_says_why(chain: Chain) -> None:
    chain.want(chain.house.ada, at="20:00", paused_until=new_york(2026, 6, 2, 12, 0))
    phone = chain.phone_of(chain.house.ada)
    chain.tick(EVENING)
    reminder = chain.the_reminder(chain.house.ada)
    assert (reminder.state, reminder.reason) == (ReminderState.dropped, DropReason.paused)
    chain.tick(EVENING + timedelta(days=1))
    assert len(phone.received) == 1


def test_without_a_phone_a_reminder_is_in_the_list_at_its_minute(chain: Chain) -> None:
    chain.want(chain.house.ada, at="20:00")
    chain.tick(EVENING)
    [listed] = chain.house.ada.browser.get("/api/reminders").json()["items"]
    assert (listed["state"], listed["kind"]) == ("missed", "check_in")
    today = chain.house.ada.browser.get("/api/today").json()
    assert [row["id"] for row in today["missed"]] == [listed["id"]]


def test_of_two_notices_for_one_session_only_the_newest_is_sent_late(chain: Chain) -> None:
    ada = chain.house.ada
    chain.want(ada, check_in=False, minutes=[1440, 60])
    phone = chain.phone_of(ada)
    give_session(chain.database, ada, new_york(2026, 6, 3, 15, 0))
    give_session(chain.database, ada, new_york(2026, 6, 4, 10, 0))
    chain.tick()
    chain.tick(new_york(2026, 6, 3, 14, 30))
    ended = [row for row in chain.reminders(ada) if row.due_at <= chain.now]
    assert [row.state for row in ended] == ["done", "sent", "sent"]
    assert len(phone.received) == 2


@pytest.mark.parametrize("start", [new_york(2027, 3, 12, 12, 0)])
def test_two_notices_that_a_clock_change_puts_on_one_minute_are_one(chain: Chain) -> None:
    ada, starts_at = chain.house.ada, new_york(2027, 3, 14, 9, 0)
    chain.want(ada, check_in=False, minutes=[1440, 1380])
    phone = chain.phone_of(ada)
    give_session(chain.database, ada, starts_at)
    chain.tick()
    assert {row.due_at for row in chain.reminders(ada)} == {starts_at - timedelta(hours=23)}
    chain.tick(starts_at - timedelta(hours=23))
    assert sorted(row.state for row in chain.reminders(ada)) == ["done", "sent"]
    assert len(phone.received) == 1
