"""What changes between a reminder's time and the try to send it: looked at again, every time."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from app.people.models import Person
from app.reminders.models import ReminderState
from tests.fakes.push_service import status
from tests.support.house import check_in, fresh_id
from tests.support.pushing import Chain, Phone, new_york
from tests.support.sessions import (
    cancel_session,
    give_session,
    move_session,
    take_place_away,
)

EVENING = new_york(2026, 6, 1, 20, 0)
SESSION = new_york(2026, 6, 2, 15, 0)
Act = Callable[[Chain, Phone], object]


def put(chain: Chain, path: str, body: object) -> None:
    assert chain.house.ada.browser.put(path, json=body).status_code < 300


def acknowledge(chain: Chain, _: Phone) -> None:
    reminder = chain.the_reminder(chain.house.ada)
    put(chain, f"/api/reminders/{reminder.id}/acknowledgement", {})


def sign_out(chain: Chain, _: Phone) -> None:
    chain.house.ada.browser.delete("/api/sign-ins/current")


def close_account(chain: Chain, _: Phone) -> None:
    with chain.database.unit_of_work() as db:
        db.get_one(Person, chain.house.ada.id).disabled_at = chain.now


BETWEEN: dict[str, tuple[Act, str]] = {
    "seen elsewhere": (acknowledge, "done"),
    "checked in": (lambda c, _: put(c, f"/api/check-ins/{fresh_id()}", check_in()), "done"),
    "switched off": (lambda c, _: c.want(c.house.ada, check_in=False), "done"),
    "another time": (lambda c, _: c.want(c.house.ada, at="21:00"), "done"),
    "another day": (lambda c, _: c.want(c.house.ada, days=["tue"]), "done"),
    "paused": (
        lambda c, _: c.want(c.house.ada, paused_until=c.now + timedelta(days=1)),
        "dropped",
    ),
    "quiet by now": (lambda c, _: c.want(c.house.ada, quiet=("20:00", "23:59")), "due"),
    "account closed": (close_account, "done"),
    "signed out": (sign_out, "missed"),
    "turned off": (
        lambda c, phone: c.house.ada.browser.delete(f"/api/push-subscriptions/{phone.id}"),
        "missed",
    ),
}


@pytest.mark.parametrize("what", BETWEEN)
def test_what_changes_before_the_next_try_stops_it(chain: Chain, what: str) -> None:
    chain.want(chain.house.ada, at="20:00")
    phone = chain.phone_of(chain.house.ada)
    phone.will_answer(status(500), status(201))
    chain.tick(EVENING)
    act, state = BETWEEN[what]
    act(chain, phone)
    for seconds in (10, 12, 100):
        chain.tick(EVENING + timedelta(seconds=seconds))
    assert (phone.tries, chain.the_reminder(chain.house.ada).state) == (1, state)


OF_A_SESSION: dict[str, Callable[[Chain, UUID], object]] = {
    "cancelled": lambda c, session: cancel_session(c.database, session),
    "moved": lambda c, session: move_session(c.database, session, SESSION + timedelta(hours=2)),
    "somebody left": lambda c, session: take_place_away(c.database, session, c.house.ada),
    "switched off": lambda c, _: c.want(c.house.ada, sessions=False),
    "another notice": lambda c, _: c.want(c.house.ada, minutes=[30]),
}


@pytest.mark.parametrize("what", OF_A_SESSION)
@pytest.mark.parametrize("tried", [False, True])
def test_a_session_that_is_not_as_it_was_is_not_reminded_of(
    chain: Chain, what: str, tried: bool
) -> None:
    chain.want(chain.house.ada, check_in=False, minutes=[60])
    phone = chain.phone_of(chain.house.ada)
    phone.will_answer(status(500), status(201))
    session = give_session(chain.database, chain.house.ada, SESSION)
    chain.tick()
    due_at = SESSION - timedelta(hours=1)
    if tried:
        chain.tick(due_at)
    OF_A_SESSION[what](chain, session)
    chain.tick(due_at + timedelta(seconds=30))
    assert phone.tries == int(tried)


@pytest.mark.parametrize("what", ["acknowledged", "checked in"])
def test_what_is_settled_before_its_time_is_never_sent(chain: Chain, what: str) -> None:
    phone = chain.phone_of(chain.house.ada)
    chain.want(chain.house.ada, at="20:00")
    if what == "acknowledged":
        coming = chain.reminders(chain.house.ada)[0]
        put(chain, f"/api/reminders/{coming.id}/acknowledgement", {})
    else:
        put(chain, f"/api/check-ins/{fresh_id()}", check_in())
    chain.tick(EVENING)
    assert phone.tries == 0
    assert chain.the_reminder(chain.house.ada).state is ReminderState.done
