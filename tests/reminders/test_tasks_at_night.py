"""What staff have to look at does not wait for the end of quiet hours while they are at work, and
is never left out because its time is past when they end."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from app.clock import Weekday
from app.flags.passing import NOBODY, TAKEN
from app.notices.models import NoticeKind
from app.notices.service import About, tell
from app.reminders.models import ReminderSettings, ReminderState
from tests.flags.looking import ALWAYS, away, keep_hours, on_duty
from tests.flags.looking import told as in_inbox
from tests.reminders.test_tasks import NOW, after_a_minute, sent
from tests.support.house import Actor
from tests.support.pushing import ON_ONE, Chain, Phone, new_york

NIGHT = new_york(2026, 6, 1, 22, 30)
"""Monday, when nobody is there unless a test says so."""
EIGHT = new_york(2026, 6, 2, 8)
NINE = new_york(2026, 6, 2, 9)
HALF_PAST = new_york(2026, 6, 2, 9, 30)


@pytest.fixture
def start() -> datetime:
    """Late in the evening: a sign-in of staff lasts until the morning, no longer."""
    return new_york(2026, 6, 1, 22)


def silent(chain: Chain, until: time = time(8), **wishes: Any) -> Phone:
    """Bea's phone at night, in her quiet hours."""
    phone = chain.phone_of(chain.house.bea)
    chain.tick()
    wish(chain, quiet_from=time(21, 30), quiet_until=until, **wishes)
    chain.go_to(NIGHT)
    chain.tick()
    return phone


def wish(chain: Chain, **wishes: Any) -> None:
    """Staff have no page for their wishes."""
    with chain.database.unit_of_work() as db:
        db.get_one(ReminderSettings, chain.house.bea.id).sqlmodel_update(wishes)


def told(chain: Chain, reason: str = "today", actor: Actor | None = None) -> None:
    """Something came to somebody because nobody had looked; it is due within half an hour."""
    about = About(reason=reason, starts_at=chain.now + timedelta(minutes=30))
    with chain.database.unit_of_work() as db:
        who = (actor or chain.house.bea).id
        tell(db, [who], NoticeKind.task_overdue, about, by=None, now=chain.now)


def arrives(chain: Chain, phone: Phone, at: datetime) -> bool:
    """Whether it comes then, and neither before nor twice."""
    after_a_minute(chain)
    chain.tick(at - timedelta(seconds=1))
    before = len(phone.received)
    chain.tick(at)
    chain.tick(at + timedelta(minutes=1))
    return (before, len(phone.received)) == (0, 1)


def test_it_comes_at_the_end_of_quiet_hours_though_its_time_is_past(chain: Chain) -> None:
    phone = silent(chain)
    told(chain)
    assert arrives(chain, phone, EIGHT)
    assert phone.received[0].headers["Urgency"] == "high"


def test_it_comes_when_the_centre_opens_before_quiet_hours_end(chain: Chain) -> None:
    phone = silent(chain, until=time(12))
    sent(chain, chain.house.ada, NOW)
    assert arrives(chain, phone, NINE)


@ON_ONE
def test_it_comes_at_once_while_the_centre_is_open(chain: Chain) -> None:
    keep_hours(chain.house, ALWAYS)
    phone = silent(chain)
    sent(chain, chain.house.ada, NOW)
    after_a_minute(chain)
    assert len(phone.received) == 1


def test_it_comes_at_once_to_whoever_is_on_duty_at_night(chain: Chain) -> None:
    on_duty(chain.house, chain.house.bea, Weekday.mon, hours=(20, 23))
    phone = silent(chain)
    told(chain)
    after_a_minute(chain)
    assert len(phone.received) == 1


@ON_ONE
def test_it_comes_when_their_duty_begins(chain: Chain) -> None:
    on_duty(chain.house, chain.house.bea, Weekday.tue, hours=(5, 7))
    phone = silent(chain)
    told(chain)
    assert arrives(chain, phone, new_york(2026, 6, 2, 5))


@ON_ONE
def test_who_is_away_while_the_centre_is_open_is_left_alone_until_quiet_hours_end(
    chain: Chain,
) -> None:
    away(chain.house, chain.house.bea, date(2026, 6, 2), date(2026, 6, 2))
    phone = silent(chain, until=time(9, 30))
    told(chain)
    assert arrives(chain, phone, HALF_PAST)


@ON_ONE
def test_it_is_none_of_the_reminders_of_sessions(chain: Chain) -> None:
    keep_hours(chain.house, ALWAYS)
    phone = silent(chain, sessions_enabled=False)
    told(chain)
    after_a_minute(chain)
    assert len(phone.received) == 1
    chain.wait(minutes=10)
    told(chain, NOBODY)
    after_a_minute(chain)
    assert len(phone.received) == 2


def test_that_somebody_else_has_it_now_wakes_nobody(chain: Chain) -> None:
    on_duty(chain.house, chain.house.bea, Weekday.mon, hours=(20, 23))
    phone = silent(chain)
    told(chain, TAKEN)
    assert arrives(chain, phone, EIGHT)
    wish(chain, sessions_enabled=False, quiet_from=None)
    chain.wait(minutes=10)
    told(chain, TAKEN)
    after_a_minute(chain)
    assert len(phone.received) == 1


@ON_ONE
def test_a_pause_holds_and_the_line_is_in_the_inbox(chain: Chain) -> None:
    keep_hours(chain.house, ALWAYS)
    phone = silent(chain, paused_until=NIGHT + timedelta(days=2))
    told(chain)
    after_a_minute(chain)
    [reminder] = chain.reminders(chain.house.bea)
    assert (phone.tries, reminder.state, reminder.reason) == (0, ReminderState.dropped, "paused")
    assert in_inbox(chain.house, chain.house.bea) == [("task_overdue", "today")]
