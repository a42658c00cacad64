"""Staff are told at once of what is to be looked at now, and of what nobody looked at in time: by
a push that says nothing of it."""

from datetime import timedelta

from sqlmodel import select

from app.flags.models import FlagCode, Task, TaskKind
from app.flags.reasons import Raised
from app.flags.service import look_at
from app.flags.sweep import escalate
from app.ids import new_id
from app.programs.models import Programme
from tests.support.house import Actor
from tests.support.pushing import ON_ONE, Chain, shown

NOW, TODAY = Raised(FlagCode.self_harm, {"value": 1}, "phq-9"), Raised(FlagCode.use)


def sent(chain: Chain, client: Actor, raised: Raised) -> Task:
    with chain.database.unit_of_work() as db:
        task = look_at(db, client.id, TaskKind.check_in, new_id(), [raised], now=chain.now)
        assert task is not None
        return task


def after_a_minute(chain: Chain) -> None:
    chain.wait(minutes=1)
    chain.tick()
    chain.wait(minutes=1)
    chain.tick()


@ON_ONE
def test_what_can_wait_until_today_is_no_push(chain: Chain) -> None:
    phone = chain.phone_of(chain.house.bea)
    chain.tick()
    sent(chain, chain.house.ada, TODAY)
    after_a_minute(chain)
    assert phone.received == []


@ON_ONE
def test_what_is_to_be_looked_at_now_is_one_push_that_says_nothing_of_it(chain: Chain) -> None:
    phone, colleague = chain.phone_of(chain.house.bea), chain.phone_of(chain.house.cleo)
    chain.tick()
    task = sent(chain, chain.house.ada, NOW)
    after_a_minute(chain)
    [message] = phone.received
    assert colleague.received == []
    words = str(shown(message))
    for word in ("Ada", str(task.id), str(chain.house.ada.id), "self", "check", "look"):
        assert word not in words
    [reminder] = chain.reminders(chain.house.bea)
    assert reminder.path == "/desk/inbox"


@ON_ONE
def test_staff_are_not_asked_to_check_in(chain: Chain) -> None:
    chain.phone_of(chain.house.bea)
    chain.tick()
    chain.wait(days=2)
    chain.tick()
    assert chain.reminders(chain.house.bea) == []


@ON_ONE
def test_whoever_it_went_on_to_is_told(chain: Chain) -> None:
    with chain.database.unit_of_work() as db:
        db.exec(select(Programme)).one().lead_id = chain.house.cleo.id
    phone = chain.phone_of(chain.house.cleo)
    chain.tick()
    task = sent(chain, chain.house.ada, TODAY)
    chain.go_to(task.due_at + timedelta(minutes=1))
    with chain.database.unit_of_work() as db:
        assert escalate(db, chain.now) == 1
    after_a_minute(chain)
    assert len(phone.received) == 1
