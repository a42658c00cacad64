"""A worker that sleeps, and a clock that jumps: late where that is of use, once, and on record."""

from datetime import timedelta

import pytest

from app.reminders.models import DropReason, ReminderKind
from tests.support.pushing import Chain, new_york
from tests.support.sessions import give_session

EVENING = new_york(2026, 6, 1, 20, 0)
TOO_LATE = ("dropped", DropReason.too_late)
SENT = ("sent", None)


def test_ten_minutes_of_sleep_make_a_reminder_ten_minutes_late(chain: Chain) -> None:
    chain.want(chain.house.ada, at="20:00")
    phone = chain.phone_of(chain.house.ada)
    chain.tick(EVENING - timedelta(minutes=1))
    chain.tick(EVENING + timedelta(minutes=10))
    assert len(phone.received) == 1
    assert chain.attempts()[0].at == EVENING + timedelta(minutes=10)


def test_after_three_days_of_sleep_each_occasion_is_told_at_most_once(chain: Chain) -> None:
    ada = chain.house.ada
    chain.want(ada, at="20:00")
    phone = chain.phone_of(ada)
    chain.tick(new_york(2026, 6, 1, 12, 0))
    over, coming = new_york(2026, 6, 2, 15, 0), new_york(2026, 6, 5, 10, 0)
    for starts_at in (over, coming):
        give_session(chain.database, ada, starts_at)
    for minutes in range(0, 30, 5):
        chain.tick(new_york(2026, 6, 4, 21, minutes))

    told = {
        (row.kind, row.due_at): (row.state, row.reason)
        for row in chain.reminders(ada)
        if row.due_at <= chain.now
    }
    assert told == {
        (ReminderKind.session, over - timedelta(days=1)): TOO_LATE,
        (ReminderKind.check_in, new_york(2026, 6, 1, 20, 0)): TOO_LATE,
        (ReminderKind.session, over - timedelta(hours=1)): TOO_LATE,
        (ReminderKind.check_in, new_york(2026, 6, 2, 20, 0)): TOO_LATE,
        (ReminderKind.check_in, new_york(2026, 6, 3, 20, 0)): TOO_LATE,
        (ReminderKind.session, coming - timedelta(days=1)): SENT,
        (ReminderKind.check_in, new_york(2026, 6, 4, 20, 0)): SENT,
    }
    assert len(phone.received) == 2
    listed = ada.browser.get("/api/reminders").json()["items"]
    assert len(listed) == len(told)
    assert {row["reason"] for row in listed} == {"too_late", None}


def test_after_a_day_of_sleep_the_newest_notice_of_a_session_stands_for_the_older(
    chain: Chain,
) -> None:
    ada, starts_at = chain.house.ada, new_york(2026, 6, 3, 15, 0)
    chain.want(ada, check_in=False, minutes=[1440, 120, 60])
    phone = chain.phone_of(ada)
    give_session(chain.database, ada, starts_at)
    chain.tick()
    chain.tick(starts_at - timedelta(minutes=45))
    states = [row.state for row in chain.reminders(ada)]
    assert (states, len(phone.received)) == (["done", "done", "sent"], 1)


def test_a_clock_set_back_repeats_nothing(chain: Chain) -> None:
    chain.want(chain.house.ada, at="20:00")
    phone = chain.phone_of(chain.house.ada)
    chain.tick(EVENING)
    for minutes in range(-60, 10, 10):
        chain.tick(EVENING + timedelta(minutes=minutes))
    assert (phone.tries, len(chain.attempts())) == (1, 1)
    chain.tick(EVENING + timedelta(days=1))
    assert len(phone.received) == 2


@pytest.mark.parametrize("days", [1, 7])
def test_a_clock_set_forward_is_an_outage_and_no_storm(chain: Chain, days: int) -> None:
    ada = chain.house.ada
    chain.want(ada, at="20:00", minutes=[60])
    phone = chain.phone_of(ada)
    give_session(chain.database, ada, new_york(2026, 6, 2, 15, 0))
    chain.tick(EVENING - timedelta(minutes=1))
    for seconds in (0, 2, 4):
        chain.tick(EVENING + timedelta(days=days, seconds=seconds))
    assert len(phone.received) == 1
    chain.go_to(EVENING - timedelta(minutes=1))
    for minutes in range(0, 30, 5):
        chain.tick(EVENING + timedelta(minutes=minutes))
    kinds = [row.kind for row in chain.reminders(ada, state="sent")]
    assert (kinds, len(phone.received)) == (["check_in"], 1)
