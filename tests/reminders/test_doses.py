"""Reminders of doses: one for each wall time, never for what was said of already, not swallowed by
quiet hours, and as silent about themselves as all others."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.care_records.medications.due import Schedule, due_doses
from app.care_records.medications.models import Medication
from app.people.models import Person
from app.reminders.models import DropReason, Reminder, ReminderKind, ReminderState
from tests.support.house import ZONE, Actor, fresh_id
from tests.support.medication_furniture import dose_body, medication_body
from tests.support.pushing import MONDAY, ON_ONE, Chain, Phone, new_york, shown, wishes

EVENING = new_york(2026, 6, 1, 20, 0)
HOUR = timedelta(hours=1)
NO_CHECK_IN = wishes(check_in=False)
AT_NIGHT = wishes(check_in=False, quiet=("21:30", "08:00"))


def begin(chain: Chain, body: dict[str, Any] = NO_CHECK_IN, who: Actor | None = None) -> Phone:
    phone = chain.phone_of(who or chain.house.ada)
    chain.want(who or chain.house.ada, body)
    return phone


def enter(chain: Chain, *times: str, medication_id: str | None = None, **said: Any) -> str:
    found = medication_id or fresh_id()
    body = medication_body(times=list(times), **said)
    answer = chain.house.ada.browser.put(f"/api/medications/{found}", json=body)
    assert answer.status_code == 200, answer.text
    chain.wait(milliseconds=1)
    chain.tick()
    return found


def say(chain: Chain, held: str, at: datetime, state: str = "taken") -> str:
    wall = at.astimezone(ZoneInfo(ZONE))
    body = dose_body(
        held, due_on=wall.date().isoformat(), due_time=f"{wall:%H:%M}", state=state,
        occurred_at=chain.now.isoformat(),
    )  # fmt: skip
    said = fresh_id()
    assert chain.house.ada.browser.put(f"/api/doses/{said}", json=body).is_success
    return said


def doses(chain: Chain, **where: Any) -> list[Reminder]:
    return chain.reminders(chain.house.ada, kind=ReminderKind.dose, **where)


@ON_ONE
def test_a_dose_that_was_taken_stopped_or_muted_is_no_push(chain: Chain) -> None:
    phone = begin(chain)
    taken, stopped, muted = (enter(chain, at) for at in ("20:00", "20:01", "20:02"))
    say(chain, taken, EVENING)
    chain.house.ada.browser.put(f"/api/medications/{stopped}/stop", json={"why": "Over"})
    enter(chain, "20:02", medication_id=muted, version=1, remind=False)
    for minutes in range(4):
        chain.tick(EVENING + timedelta(minutes=minutes))
    assert phone.received == []
    assert [row.state for row in doses(chain) if row.due_at == EVENING] == [ReminderState.done]


@ON_ONE
def test_doses_of_one_minute_are_one_push_that_says_nothing(chain: Chain) -> None:
    phone = begin(chain)
    for name in ("First", "Second", "Third"):
        enter(chain, "20:00", name=name)
    chain.tick(EVENING)
    [message] = phone.received
    [reminder] = doses(chain, state=ReminderState.sent)
    assert (reminder.path, reminder.useful_until) == ("/taking", EVENING + 2 * HOUR)
    assert "First" not in str(shown(message))
    assert message.headers["Urgency"] == "normal"
    chain.tick(EVENING + HOUR)
    assert len(phone.received) == 1


@ON_ONE
def test_one_of_several_that_is_still_open_is_reminded_of(chain: Chain) -> None:
    phone = begin(chain)
    first, _ = enter(chain, "20:00"), enter(chain, "20:00")
    say(chain, first, EVENING)
    chain.tick(EVENING)
    assert len(phone.received) == 1


@ON_ONE
def test_after_an_outage_a_dose_that_is_open_is_not_lost_to_a_later_one_that_was_taken(
    chain: Chain,
) -> None:
    phone = begin(chain)
    enter(chain, "20:00")
    later = enter(chain, "20:30")
    say(chain, later, EVENING + HOUR / 2)
    chain.tick(EVENING + HOUR)
    assert len(phone.received) == 1
    assert doses(chain, state=ReminderState.sent)[0].due_at == EVENING


@ON_ONE
def test_after_an_outage_two_that_are_open_are_one_push_and_one_too_late_is_none(
    chain: Chain,
) -> None:
    phone = begin(chain)
    for at in ("18:00", "20:00", "20:30"):
        enter(chain, at)
    chain.tick(EVENING + HOUR)
    assert len(phone.received) == 1
    assert [row.state for row in doses(chain) if row.due_at <= chain.now] == [
        ReminderState.dropped, ReminderState.done, ReminderState.sent,
    ]  # fmt: skip


@ON_ONE
def test_a_time_that_was_over_when_it_was_entered_is_not_reminded_of(chain: Chain) -> None:
    phone = begin(chain)
    held = enter(chain, "23:00")
    chain.go_to(EVENING + timedelta(minutes=10))
    enter(chain, "20:00", medication_id=held, version=1)
    enter(chain, "20:00")
    chain.wait(minutes=1)
    chain.tick()
    assert phone.received == []


@ON_ONE
def test_in_quiet_hours_it_rings_only_if_the_client_said_so(chain: Chain) -> None:
    phone, late = begin(chain, AT_NIGHT), EVENING + 2 * HOUR
    held = enter(chain, "22:00")
    chain.tick(late)
    chain.tick(late + 3 * HOUR)
    assert phone.received == []
    [reminder] = [row for row in doses(chain) if row.due_at == late]
    assert reminder.reason in {DropReason.quiet_hours, DropReason.too_late}
    enter(chain, "22:00", medication_id=held, version=1, rings_in_quiet=True)
    chain.tick(late + timedelta(days=1))
    assert len(phone.received) == 1


@ON_ONE
def test_one_whose_time_is_not_over_at_the_end_of_quiet_hours_comes_then(chain: Chain) -> None:
    phone = begin(chain, AT_NIGHT)
    enter(chain, "07:00")
    morning = new_york(2026, 6, 2, 8, 0)
    chain.tick(morning - HOUR)
    assert phone.received == []
    chain.tick(morning)
    assert len(phone.received) == 1


@ON_ONE
def test_later_is_once_more_in_half_an_hour_unless_it_was_taken_by_then(chain: Chain) -> None:
    phone = begin(chain)
    held = enter(chain, "20:00")
    chain.tick(EVENING)
    chain.wait(minutes=5)
    say(chain, held, EVENING, "later")
    for minutes, sent in ((6, 1), (34, 1), (35, 2), (36, 2)):
        chain.tick(EVENING + timedelta(minutes=minutes))
        assert len(phone.received) == sent, minutes
    say(chain, held, EVENING, "later")
    chain.wait(minutes=10)
    chain.tick()
    say(chain, held, EVENING)
    chain.tick(EVENING + timedelta(minutes=66))
    assert len(phone.received) == 2


@ON_ONE
def test_later_said_while_the_first_is_on_its_way_stops_that_one(chain: Chain) -> None:
    phone = begin(chain)
    held = enter(chain, "20:00")
    chain.go_to(EVENING)
    say(chain, held, EVENING, "later")
    chain.wait(minutes=1)
    chain.tick()
    assert phone.received == []
    chain.tick(EVENING + HOUR / 2)
    assert len(phone.received) == 1


@ON_ONE
@pytest.mark.parametrize(
    ("start", "wall", "due_at"),
    [
        (new_york(2027, 3, 13, 20), "02:30", new_york(2027, 3, 14, 3, 30)),
        (new_york(2026, 10, 31, 20), "01:30", new_york(2026, 11, 1, 1, 30)),
    ],
)
def test_in_the_night_of_a_clock_change_it_rings_once(
    chain: Chain, wall: str, due_at: datetime
) -> None:
    phone = begin(chain)
    enter(chain, wall)
    chain.tick(due_at - timedelta(seconds=1))
    assert phone.received == []
    for half_hours in range(8):
        chain.tick(due_at + half_hours * HOUR / 2)
        assert len(phone.received) == 1


@ON_ONE
def test_after_a_journey_it_goes_by_the_clock_of_the_new_zone(chain: Chain) -> None:
    phone = begin(chain)
    enter(chain, "20:00")
    chain.change(chain.house.ada, time_zone="America/Los_Angeles")
    chain.tick()
    chain.tick(EVENING)
    assert phone.received == []
    chain.tick(EVENING + 3 * HOUR)
    assert len(phone.received) == 1


@ON_ONE
def test_a_change_by_the_team_moves_what_waits(chain: Chain) -> None:
    phone = begin(chain)
    held = enter(chain, "20:00")
    path = f"/api/clients/{chain.house.ada.id}/medications/{held}"
    body = medication_body(version=1, times=["21:00"])
    assert chain.house.bea.browser.put(path, json=body).is_success
    chain.wait(minutes=1)
    chain.tick()
    chain.tick(EVENING)
    assert phone.received == []
    chain.tick(EVENING + HOUR)
    assert len(phone.received) == 1


step = st.one_of(
    st.tuples(st.just("wait"), st.sampled_from([1, 29, 31, 121, 500, 1440, 3000])),
    st.tuples(st.sampled_from(["take", "later", "undo", "skip"]), st.integers(0, 2)),
    st.tuples(st.just("travel"), st.sampled_from([ZONE, "Europe/Madrid", "Pacific/Kiritimati"])),
    st.tuples(st.just("times"), st.sampled_from([("02:30",), ("01:30", "20:00"), ("23:30",)])),
    st.tuples(st.just("quiet"), st.booleans()),
)
STATES = {"take": "taken", "later": "later", "undo": "undone", "skip": "skipped"}
LIVES = given(
    start=st.sampled_from([MONDAY, new_york(2026, 10, 31, 16), new_york(2027, 3, 13, 16)]),
    steps=st.lists(step, min_size=4, max_size=12),
)
SUPPRESSED = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


class Life:
    """Somebody with one medication, whatever happens to them."""

    def __init__(self, chain: Chain, start: datetime) -> None:
        chain.go_to(start)
        self.chain, self.client = chain, chain.house.client_of(chain.house.bea, "Ida")
        self.phone = begin(chain, NO_CHECK_IN, self.client)
        self.held, self.version = uuid4(), 0
        self.told: set[str] = set()
        self.write(times=["08:00", "20:00"])

    def write(self, **said: Any) -> None:
        body = medication_body(version=self.version, **said)
        answer = self.client.browser.put(f"/api/medications/{self.held}", json=body).json()
        self.version = answer["items"][0]["version"]

    def do(self, what: str, how: Any) -> None:
        if what == "wait":
            self.chain.wait(minutes=how)
        elif what == "travel":
            self.chain.change(self.client, time_zone=how)
        elif what == "times":
            self.write(times=list(how))
        elif what == "quiet":
            body = AT_NIGHT if how else NO_CHECK_IN
            self.client.browser.put("/api/reminder-settings", json=body)
        else:
            self.say(STATES[what], how)

    def say(self, state: str, number: int) -> None:
        with self.chain.database.unit_of_work() as db:
            row, person = db.get_one(Medication, self.held), db.get_one(Person, self.client.id)
            zone = person.time_zone
            found = list(due_doses(
                Schedule.of(row), zone, self.chain.now - timedelta(days=1),
                self.chain.now + timedelta(days=1),
            ))  # fmt: skip
        due = found[number % len(found)]
        body = dose_body(
            str(self.held), due_on=due.on.isoformat(), due_time=f"{due.at:%H:%M}", state=state,
            occurred_at=self.chain.now.isoformat(), zone=zone,
        )  # fmt: skip
        assert self.client.browser.put(f"/api/doses/{fresh_id()}", json=body).is_success

    def look(self) -> None:
        before = len(self.phone.received)
        self.chain.wait(milliseconds=1)
        self.chain.tick()
        rows = self.chain.reminders(self.client, kind=ReminderKind.dose)
        sent = [row for row in rows if row.state is ReminderState.sent]
        keys = {row.occurrence_key for row in sent}
        new = keys - self.told
        assert len(self.phone.received) - before == len(new) <= 1
        for row in sent:
            if row.occurrence_key in new:
                assert row.due_at <= self.chain.now < row.useful_until
        self.told |= keys


def live(chain: Chain, start: datetime, steps: list[tuple[str, Any]]) -> None:
    life = Life(chain, start)
    life.look()
    for what, how in steps:
        life.do(what, how)
        life.look()
    chain.change(life.client, disabled_at=chain.now)


@ON_ONE
def test_in_a_life_in_which_anything_happens_each_dose_rings_once_and_in_time(
    chain: Chain,
) -> None:
    settings(max_examples=10, deadline=None, database=None, suppress_health_check=SUPPRESSED)(
        LIVES(lambda start, steps: live(chain, start, steps))
    )()


@pytest.mark.long
def test_in_many_lives_each_dose_rings_once_and_in_time(chain: Chain) -> None:
    settings(max_examples=200, deadline=None, database=None, suppress_health_check=SUPPRESSED)(
        LIVES(lambda start, steps: live(chain, start, steps))
    )()
