"""What changed in a client's calendar: one discreet push for a burst of it, at a time when the
phone may show it, never twice and never silently lost."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlmodel import select

from app.notices.models import Notice, NoticeKind
from app.notices.service import About, tell
from app.reminders.models import Reminder, ReminderKind, ReminderState
from app.worker import Worker
from tests.fakes.push_service import status
from tests.support.house import Actor
from tests.support.pushing import MONDAY, ON_ONE, Chain, Phone, new_york, shown

IN_TWO_DAYS = MONDAY + timedelta(days=2)
LATE = new_york(2026, 6, 1, 23, 0)
MORNING = new_york(2026, 6, 2, 8, 0)


def told(
    chain: Chain,
    kind: NoticeKind = NoticeKind.moved,
    *,
    who: Actor | None = None,
    at: datetime | None = None,
    starts_at: datetime | None = IN_TWO_DAYS,
) -> Notice:
    """A line in Ada's inbox, from now or `at` an instant."""
    person_id, about_id = (who or chain.house.ada).id, uuid4()
    with chain.database.unit_of_work() as db:
        about = About(appointment_id=about_id, title="Group", starts_at=starts_at)
        tell(db, [person_id], kind, about, by=None, now=at or chain.now)
        return db.exec(select(Notice).where(Notice.appointment_id == about_id)).one()


def ready(chain: Chain, **wishes: Any) -> Phone:
    """Ada's phone, planned for, with reminders of nothing but her calendar."""
    chain.want(chain.house.ada, check_in=False, **wishes)
    phone = chain.phone_of(chain.house.ada)
    chain.tick()
    chain.wait(minutes=1)
    return phone


def see(chain: Chain, line: Notice) -> None:
    answer = chain.house.ada.browser.put(f"/api/notices/{line.id}/seen", json={})
    assert answer.status_code == 204


def changes(chain: Chain) -> list[Reminder]:
    return chain.reminders(chain.house.ada, kind=ReminderKind.change)


def test_what_is_for_staff_or_about_the_plan_or_done_by_oneself_is_no_push(chain: Chain) -> None:
    phone = ready(chain)
    for kind in (NoticeKind.client_booked, NoticeKind.team_changed, NoticeKind.plan_changed):
        told(chain, kind)
    with chain.database.unit_of_work() as db:
        ada = chain.house.ada.id
        tell(db, [ada], NoticeKind.moved, About(title="Group"), by=ada, now=chain.now)
    chain.tick()
    assert (phone.tries, changes(chain)) == (0, [])


def test_a_change_is_pushed_at_once_and_says_what_every_other_push_says(chain: Chain) -> None:
    phone = ready(chain)
    told(chain)
    chain.tick()
    [message] = phone.received
    assert (shown(message)["title"], shown(message)["body"]) == (
        "Companion", "You have an item for today.",
    )  # fmt: skip
    [reminder] = changes(chain)
    assert (reminder.state, reminder.path) == (ReminderState.sent, "/inbox")
    listed = chain.house.ada.browser.get("/api/reminders").json()["items"]
    assert [(item["kind"], item["path"]) for item in listed] == [("change", "/inbox")]


@pytest.mark.parametrize("kind", [
    NoticeKind.booked, NoticeKind.moved, NoticeKind.cancelled, NoticeKind.changed,
    NoticeKind.place_from_waiting, NoticeKind.request_moved, NoticeKind.request_declined,
])  # fmt: skip
@ON_ONE
def test_each_change_to_a_clients_own_sessions_is_one_push(chain: Chain, kind: NoticeKind) -> None:
    phone = ready(chain)
    told(chain, kind)
    for _ in range(4):
        chain.tick()
        chain.wait(seconds=20)
    assert (phone.tries, len(changes(chain))) == (1, 1)


def test_several_lines_within_five_minutes_are_one_push(chain: Chain) -> None:
    phone = ready(chain)
    for _ in range(3):
        told(chain)
        chain.tick()
        chain.wait(minutes=2)
    assert phone.tries == 1
    chain.wait(minutes=1)
    told(chain)
    chain.tick()
    assert phone.tries == 2


def test_a_line_after_everything_was_seen_is_a_push_of_its_own(chain: Chain) -> None:
    phone = ready(chain)
    first = told(chain)
    chain.tick()
    chain.wait(minutes=1)
    see(chain, first)
    chain.wait(minutes=1)
    told(chain)
    chain.tick()
    assert phone.tries == 2


def test_a_line_that_became_known_late_joins_the_push_that_was_sent(chain: Chain) -> None:
    phone = ready(chain)
    told(chain)
    chain.tick()
    told(chain, at=chain.now - timedelta(seconds=5))
    chain.wait(seconds=1)
    chain.tick()
    chain.wait(seconds=20)
    chain.tick()
    assert (phone.tries, len(changes(chain))) == (1, 1)


def test_what_was_seen_before_it_could_be_sent_is_not_sent(chain: Chain) -> None:
    phone = ready(chain)
    line = told(chain)
    phone.will_answer(status(500), status(201))
    chain.tick()
    see(chain, line)
    chain.wait(minutes=2)
    chain.tick()
    assert (phone.tries, [row.state for row in changes(chain)]) == (1, [ReminderState.done])
    see(chain, told(chain))
    chain.tick()
    assert phone.tries == 1


def test_in_quiet_hours_it_waits_for_their_end(chain: Chain) -> None:
    phone = ready(chain, quiet=("21:30", "08:00"))
    chain.go_to(LATE)
    told(chain)
    for _ in range(3):
        chain.tick()
        chain.wait(minutes=10)
    assert phone.tries == 0
    told(chain)
    chain.tick()
    chain.tick(MORNING - timedelta(seconds=1))
    assert phone.tries == 0
    chain.tick(MORNING)
    chain.tick(MORNING + timedelta(minutes=1))
    assert phone.tries == 1


def test_in_quiet_hours_it_is_left_out_when_the_session_begins_before_their_end(
    chain: Chain,
) -> None:
    phone = ready(chain, quiet=("21:30", "08:00"))
    chain.go_to(LATE)
    told(chain, NoticeKind.cancelled, starts_at=MORNING - timedelta(minutes=30))
    chain.tick()
    chain.tick(MORNING + timedelta(minutes=1))
    [reminder] = changes(chain)
    assert (phone.tries, reminder.state, reminder.reason) == (0, "dropped", "quiet_hours")
    listed = chain.house.ada.browser.get("/api/reminders").json()["items"]
    assert [item["reason"] for item in listed] == ["quiet_hours"]


def test_a_pause_and_the_switch_for_sessions_are_obeyed(chain: Chain) -> None:
    phone = ready(chain, paused_until=MONDAY + timedelta(hours=5))
    told(chain)
    chain.tick()
    [reminder] = changes(chain)
    assert (reminder.state, reminder.reason) == (ReminderState.dropped, "paused")
    chain.want(chain.house.ada, check_in=False, sessions=False)
    chain.wait(minutes=10)
    told(chain)
    chain.tick()
    chain.wait(minutes=1)
    chain.want(chain.house.ada, check_in=False)
    chain.tick()
    assert (phone.tries, len(changes(chain))) == (0, 1)


def test_wishes_that_are_changed_a_moment_after_do_not_lose_it(chain: Chain) -> None:
    phone = ready(chain)
    told(chain)
    chain.wait(seconds=1)
    chain.want(chain.house.ada, check_in=False, minutes=[30])
    chain.tick()
    assert phone.tries == 1


def test_after_an_outage_it_is_sent_while_it_is_of_use_and_dropped_after(chain: Chain) -> None:
    phone = ready(chain)
    told(chain)
    chain.wait(hours=20)
    chain.restart()
    chain.tick()
    assert phone.tries == 1
    told(chain, starts_at=None)
    chain.wait(hours=25)
    chain.tick()
    states = [(row.state, row.reason) for row in changes(chain)]
    assert states == [(ReminderState.sent, None), (ReminderState.dropped, "too_late")]
    assert phone.tries == 1


@ON_ONE
def test_planning_again_and_another_worker_send_nothing_twice(chain: Chain) -> None:
    phone = ready(chain)
    told(chain)
    other = Worker(chain.installation)
    for _ in range(5):
        chain.tick()
        chain.tick(by=other)
        chain.want(chain.house.ada, check_in=False)
        chain.restart()
        chain.wait(minutes=3)
    assert (phone.tries, len(changes(chain))) == (1, 1)


@ON_ONE
def test_what_was_seen_is_not_shown_as_missed_on_the_first_page(chain: Chain) -> None:
    ready(chain)
    told(chain)
    chain.tick()
    assert chain.house.ada.browser.get("/api/today").json()["missed"] == []
