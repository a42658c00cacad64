"""Whatever somebody does, and however long the worker sleeps: one reminder for each occasion, none
from the past sent again, and what waits is what a plain calendar says."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.clock import Weekday
from app.people.models import Person
from app.reminders.models import Reminder, ReminderKind, ReminderSettings, ReminderState
from tests.support.house import ZONE, Actor, check_in, fresh_id
from tests.support.pushing import ON_ONE, Chain, Phone, new_york, wishes
from tests.support.sessions import cancel_session, give_session, move_session, take_place_away

STARTS = (
    new_york(2026, 6, 1, 10, 0),
    new_york(2026, 10, 31, 16, 0),
    new_york(2027, 3, 13, 16, 0),
)
ZONES = (ZONE, "America/Los_Angeles", "Europe/Madrid", "Australia/Lord_Howe", "Pacific/Kiritimati")
TIMES = ("02:30", "01:30", "07:59", "12:00", "20:00", "21:45")
QUIET = (None, ("21:30", "08:00"), ("00:30", "03:15"), ("13:00", "13:30"))
DAY = timedelta(days=1)

setting = st.fixed_dictionaries(
    {
        "at": st.sampled_from(TIMES),
        "days": st.sampled_from([None, ["mon", "wed", "sun"]]),
        "check_in": st.sampled_from([True, True, False]),
        "sessions": st.sampled_from([True, True, False]),
        "minutes": st.sampled_from([[1440, 60], [60], [2880, 1440, 1380]]),
        "quiet": st.sampled_from(QUIET),
    }
)
step = st.one_of(
    st.tuples(st.just("want"), setting),
    st.tuples(st.just("travel"), st.sampled_from(ZONES)),
    st.tuples(st.just("wait"), st.sampled_from([1, 29, 31, 200, 719, 1440, 4320])),
    st.tuples(st.just("wait"), st.sampled_from([1, 29, 31, 200, 719])),
    st.tuples(st.just("meet"), st.integers(1, 60)),
    st.tuples(st.sampled_from(["cancel", "move", "leave", "check in"]), st.integers(0, 3)),
)


class Life:
    """One client with a phone, and what happens to them."""

    def __init__(self, chain: Chain) -> None:
        self.chain = chain
        self.client: Actor = chain.house.client_of(chain.house.bea, "Ida")
        self.phone: Phone = chain.phone_of(self.client)
        self.sessions: list[UUID] = []
        self.ended: dict[UUID, ReminderState] = {}
        self.seen = 0
        chain.want(self.client)

    def do(self, what: str, how: Any) -> None:
        chain = self.chain
        session = self.sessions[how % len(self.sessions)] if self._any(how) else None
        if what == "want":
            body = wishes(**how)
            answer = self.client.browser.put("/api/reminder-settings", json=body)
            assert answer.status_code == 200 or answer.json()["code"] == "check_in_in_quiet_hours"
        elif what == "travel":
            chain.change(self.client, time_zone=how)
        elif what == "wait":
            chain.wait(minutes=how)
        elif what == "meet":
            starts_at = chain.now + timedelta(hours=how, minutes=5)
            self.sessions.append(give_session(chain.database, self.client, starts_at))
        elif what == "check in":
            said = check_in(chain.now)
            self.client.browser.put(f"/api/check-ins/{fresh_id()}", json=said)
        elif session is not None:
            self._change(what, session)

    def _any(self, how: Any) -> bool:
        return isinstance(how, int) and bool(self.sessions)

    def _change(self, what: str, session: UUID) -> None:
        if what == "cancel":
            cancel_session(self.chain.database, session)
        elif what == "move":
            move_session(self.chain.database, session, self.chain.now + timedelta(hours=30))
        else:
            take_place_away(self.chain.database, session, self.client)
            self.sessions.remove(session)

    def tick_and_look(self) -> None:
        self.chain.wait(milliseconds=1)
        self.chain.tick()
        rows = self.chain.reminders(self.client)
        with self.chain.settings_row(self.client) as (db, held):
            zone = db.get_one(Person, self.client.id).time_zone
        self._nothing_ends_twice(rows)
        self._what_was_sent_was_in_time(rows, held, zone)
        self._what_waits_is_wanted(rows, held, zone)

    def _nothing_ends_twice(self, rows: list[Reminder]) -> None:
        assert len({(row.kind, row.occurrence_key) for row in rows}) == len(rows)
        held = {row.id: row.state for row in rows}
        for reminder_id, state in self.ended.items():
            assert held.get(reminder_id) is state
        self.ended = {row: state for row, state in held.items() if state != "waiting"}
        topics = [message.headers["Topic"] for message in self.phone.received]
        assert len(set(topics)) == len(topics)

    def _what_was_sent_was_in_time(
        self, rows: list[Reminder], held: ReminderSettings, zone: str
    ) -> None:
        new = self.phone.received[self.seen :]
        self.seen += len(new)
        if new:
            assert not silent(held, self.chain.now, zone)
        for row in rows:
            if any(str(row.id).encode() in message.payload for message in new):
                assert row.due_at <= self.chain.now < row.useful_until
                assert row.state is ReminderState.sent
        kinds = {row.kind for row in rows for m in new if str(row.id).encode() in m.payload}
        assert len(new) <= len(self.sessions) + (ReminderKind.check_in in kinds)

    def _what_waits_is_wanted(
        self, rows: list[Reminder], held: ReminderSettings, zone: str
    ) -> None:
        now, until = self.chain.now, held.planned_until
        assert until is not None
        assert until >= now + DAY
        asked = {row.occurrence_key for row in rows if row.state is not ReminderState.waiting}
        waiting = {
            row.occurrence_key: row.due_at
            for row in rows
            if row.kind is ReminderKind.check_in and row.state is ReminderState.waiting
        }
        wanted = dict(check_ins(held, zone, now, until))
        # Late by an outage and silent just now: that one waits for the end of the silence.
        put_off = {key: at for key, at in waiting.items() if key not in wanted}
        assert all(
            silent(held, now, zone) and not silent(held, at, zone) for at in put_off.values()
        )
        assert waiting == put_off | {key: at for key, at in wanted.items() if key not in asked}


def silent(held: ReminderSettings, now: datetime, zone: str) -> bool:
    if held.quiet_from is None or held.quiet_until is None:
        return False
    wall, start, end = now.astimezone(ZoneInfo(zone)).time(), held.quiet_from, held.quiet_until
    return start <= wall < end if start <= end else wall >= start or wall < end


def check_ins(
    held: ReminderSettings, zone: str, now: datetime, until: datetime
) -> Iterator[tuple[str, datetime]]:
    """When check-in reminders fall due later than now, found by looking at every minute."""
    first = now.astimezone(ZoneInfo(zone)).date() - 2 * DAY
    for number in range(7 if held.check_in_enabled else 0):
        wall = datetime.combine(first + number * DAY, held.check_in_time)
        if list(Weekday)[wall.weekday()] not in held.check_in_days:
            continue
        due_at = wall.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC)
        loud = next(
            (
                due_at + timedelta(minutes=minute)
                for minute in range(240)
                if not silent(held, due_at + timedelta(minutes=minute), zone)
            ),
            due_at,
        )
        if now < loud <= until:
            yield wall.isoformat(timespec="minutes"), loud


def live(chain: Chain, start: datetime, steps: list[tuple[str, Any]]) -> None:
    chain.go_to(start)
    life = Life(chain)
    life.tick_and_look()
    for what, how in steps:
        life.do(what, how)
        life.tick_and_look()
    chain.change(life.client, disabled_at=chain.now)


def disable_the_cast(chain: Chain) -> None:
    for actor in (chain.house.ada, chain.house.dov, chain.house.gus):
        chain.change(actor, disabled_at=chain.now)


lives = given(start=st.sampled_from(STARTS), steps=st.lists(step, min_size=4, max_size=14))
SUPPRESSED = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@ON_ONE
def test_a_life_in_which_anything_happens(chain: Chain) -> None:
    disable_the_cast(chain)
    settings(max_examples=25, deadline=None, database=None, suppress_health_check=SUPPRESSED)(
        lives(lambda start, steps: live(chain, start, steps))
    )()


@pytest.mark.long
def test_many_lives_in_which_anything_happens(chain: Chain) -> None:
    disable_the_cast(chain)
    settings(max_examples=300, deadline=None, database=None, suppress_health_check=SUPPRESSED)(
        lives(lambda start, steps: live(chain, start, steps))
    )()
