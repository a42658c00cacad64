"""From a due row to a phone: what is sent, with which headers, and what the record says then."""

import re
from datetime import timedelta
from uuid import UUID

import pytest

from app.ids import new_id
from app.notices.models import NoticeKind
from app.notices.service import About, tell
from app.people.models import Language
from app.push.models import DeliveryState, PushSubscription
from app.push.transport import Sent, Verdict
from app.reminders import sweep
from app.reminders.models import ReminderKind, ReminderState
from app.reminders.release import release_due
from app.worker import Worker
from tests.fakes.push_service import status
from tests.support.house import ORIGIN, fresh_id
from tests.support.medication_furniture import medication_body
from tests.support.pushing import ON_ONE, Chain, Phone, new_york, shown
from tests.support.sessions import give_session

EVENING = new_york(2026, 6, 1, 20, 0)
BANNED = re.compile(
    r"recover|sober|clean|addict|alcohol|drink|drug|opioid|relapse|craving|treat|clinic|counsel|"
    r"therap|group|session|check.?in|medic|dose|remind|iop|patient|client|program",
    re.IGNORECASE,
)


def evening_phone(chain: Chain) -> Phone:
    """Ada's phone, with a check-in reminder due at EVENING."""
    chain.want(chain.house.ada, at="20:00")
    return chain.phone_of(chain.house.ada)


def test_nothing_is_sent_before_its_minute(chain: Chain) -> None:
    phone = evening_phone(chain)
    chain.tick(EVENING - timedelta(seconds=1))
    assert phone.tries == 0
    chain.tick(EVENING)
    assert phone.tries == 1


def test_one_reminder_and_one_phone_are_one_message_and_a_full_record(chain: Chain) -> None:
    phone = evening_phone(chain)
    for _ in range(3):
        chain.tick(EVENING)
    [message], reminder = phone.received, chain.the_reminder(chain.house.ada)
    assert message.headers["Ttl"] == "3600"
    assert message.headers["Urgency"] == "low"
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,32}", message.headers["Topic"])
    assert shown(message)["navigate"] == f"{ORIGIN}/r/{reminder.id}"
    assert shown(message)["tag"] == str(reminder.id)
    assert reminder.state is ReminderState.sent
    delivery = chain.deliveries(reminder)[phone.id]
    assert (delivery.state, delivery.attempt, delivery.owner) == (DeliveryState.accepted, 1, None)
    [attempt] = chain.attempts()
    assert (attempt.verdict, attempt.status, attempt.at) == (Verdict.accepted, 201, EVENING)
    with chain.database.unit_of_work() as db:
        assert db.get_one(PushSubscription, UUID(phone.id)).last_accepted_at == EVENING


@pytest.mark.parametrize("code", [404, 410])
def test_a_phone_that_is_gone_is_forgotten_and_the_others_are_not(chain: Chain, code: int) -> None:
    dead, alive = evening_phone(chain), chain.phone_of(chain.house.ada)
    dead.will_answer(status(code))
    chain.tick(EVENING)
    assert len(alive.received) == 1
    assert chain.subscriptions() == {alive.id}
    assert chain.the_reminder(chain.house.ada).state is ReminderState.sent


def test_when_the_only_phone_is_gone_the_reminder_waits_in_the_list(chain: Chain) -> None:
    phone = evening_phone(chain)
    phone.will_answer(status(410))
    chain.tick(EVENING)
    assert chain.subscriptions() == set()
    [listed] = chain.house.ada.browser.get("/api/reminders").json()["items"]
    assert listed["state"] == "missed"
    chain.wait(seconds=10)
    chain.tick()
    assert phone.tries == 1


@pytest.mark.parametrize("code", [400, 413])
def test_what_is_refused_for_good_is_not_tried_again_and_told_once(
    chain: Chain, code: int, caplog: pytest.LogCaptureFixture
) -> None:
    phones = [evening_phone(chain), chain.phone_of(chain.house.ada)]
    for phone in phones:
        phone.will_answer(status(code, "you"))
    for minutes in range(0, 240, 20):
        chain.tick(EVENING + timedelta(minutes=minutes))
    assert [phone.tries for phone in phones] == [1, 1]
    assert len(chain.subscriptions()) == 2
    reminder = chain.the_reminder(chain.house.ada)
    assert reminder.state is ReminderState.missed
    assert {row.state for row in chain.deliveries(reminder).values()} == {DeliveryState.failed}
    told = [record for record in caplog.records if record.levelname == "ERROR"]
    assert [record.getMessage().rpartition(" ")[2] for record in told] == [f"http_{code}"]
    assert phones[0].endpoint not in caplog.text


def test_a_service_that_doubts_our_key_is_left_in_peace_and_nobody_is_forgotten(
    chain: Chain, caplog: pytest.LogCaptureFixture
) -> None:
    phones = [evening_phone(chain), *(chain.phone_of(chain.house.ada) for _ in range(3))]
    for phone in phones:
        phone.will_answer(status(403, "BadJwtToken"))
    chain.tick(EVENING)
    tries = sum(phone.tries for phone in phones)
    chain.tick(EVENING + timedelta(minutes=4, seconds=59))
    assert sum(phone.tries for phone in phones) == tries
    assert len(chain.subscriptions()) == 4
    assert chain.the_reminder(chain.house.ada).state is ReminderState.due
    assert "http_403" in caplog.text

    for phone in phones:
        phone.will_answer(status(201))
    chain.restart()
    chain.tick(EVENING + timedelta(minutes=5))
    assert [len(phone.received) for phone in phones] == [1] * 4
    assert chain.the_reminder(chain.house.ada).state is ReminderState.sent


def test_one_phone_that_is_refused_does_not_silence_the_others(chain: Chain) -> None:
    other = chain.phone_of(chain.house.dov)
    chain.want(chain.house.dov, at="19:00")
    bad = evening_phone(chain)
    bad.will_answer(status(403))
    chain.tick(new_york(2026, 6, 1, 19, 0))
    chain.tick(EVENING)
    assert len(other.received) == 1
    assert chain.the_reminder(chain.house.ada).state is ReminderState.missed
    assert chain.subscriptions() == {other.id, bad.id}


def test_a_lease_that_ran_out_is_claimed_again_and_the_first_owner_changes_nothing(
    chain: Chain,
) -> None:
    phone = evening_phone(chain)
    chain.tick(EVENING - timedelta(minutes=1))
    chain.go_to(EVENING)
    stalled, other = new_id(), Worker(chain.installation)
    with chain.database.unit_of_work() as db:
        release_due(db, chain.now)
        [message] = sweep.claim(db, stalled, ORIGIN, chain.now)
    chain.tick(EVENING + timedelta(seconds=59), by=other)
    assert phone.tries == 0
    chain.tick(EVENING + timedelta(seconds=60), by=other)
    [repeat] = phone.received
    assert repeat.headers["Topic"] == message.topic
    assert repeat.payload.strip() == message.payload

    late = Sent(message.key, Verdict.gone, 410, None, "http_410", 1)
    with chain.database.unit_of_work() as db:
        sweep.complete(db, stalled, [late], chain.now)
    reminder = chain.the_reminder(chain.house.ada)
    assert reminder.state is ReminderState.sent
    assert chain.deliveries(reminder)[phone.id].state is DeliveryState.accepted
    assert chain.subscriptions() == {phone.id}
    assert {row.attempt: row.verdict for row in chain.attempts()} == {1: "gone", 2: "accepted"}


@ON_ONE
@pytest.mark.parametrize(
    ("minutes_left", "ttl", "urgency"),
    [(1440, "3600", "low"), (90, "3600", "low"), (60, "3600", "normal"), (5, "300", "normal")],
)
def test_a_session_reminder_is_worth_as_much_as_there_is_time_left(
    chain: Chain, minutes_left: int, ttl: str, urgency: str
) -> None:
    ada, starts_at = chain.house.ada, new_york(2026, 6, 3, 15, 0)
    phone = chain.phone_of(ada)
    chain.want(ada, check_in=False, minutes=[minutes_left])
    give_session(chain.database, ada, starts_at)
    chain.tick()
    chain.tick(starts_at - timedelta(minutes=minutes_left))
    [message] = phone.received
    assert (message.headers["Ttl"], message.headers["Urgency"]) == (ttl, urgency)


@ON_ONE
def test_a_message_never_outlives_the_use_of_its_reminder(chain: Chain) -> None:
    phone = evening_phone(chain)
    chain.tick(EVENING - timedelta(minutes=1))
    chain.tick(EVENING + timedelta(hours=3, minutes=59))
    assert [message.headers["Ttl"] for message in phone.received] == ["60"]


@ON_ONE
def test_a_topic_is_of_one_reminder_and_shows_nothing_of_it(chain: Chain) -> None:
    phone = evening_phone(chain)
    chain.tick(EVENING)
    chain.tick(EVENING + timedelta(days=1))
    topics = [message.headers["Topic"] for message in phone.received]
    assert len(set(topics)) == 2
    for topic, message in zip(topics, phone.received, strict=True):
        tag = shown(message)["tag"]
        assert not any(part in topic for part in (*tag.split("-"), str(chain.house.ada.id)))


@ON_ONE
def test_every_kind_in_a_language_says_the_same_and_nothing(chain: Chain) -> None:
    ada, received = chain.house.ada, []
    phone = evening_phone(chain)
    give_session(chain.database, ada, EVENING + timedelta(hours=1, minutes=30))
    with chain.database.unit_of_work() as db:
        tell(db, [ada.id], NoticeKind.moved, About(title="Group"), by=None, now=chain.now)
    dose = medication_body(times=["20:40"])
    assert ada.browser.put(f"/api/medications/{fresh_id()}", json=dose).is_success
    for language in Language:
        chain.change(ada, language=language)
        ada.browser.post(f"/api/push-subscriptions/{phone.id}/tests", json={})
        chain.tick()
    chain.tick(EVENING)
    chain.tick(EVENING + timedelta(minutes=30))
    chain.tick(EVENING + timedelta(minutes=40))
    received = [shown(message) for message in phone.received]
    assert {row.kind for row in chain.reminders(ada, state=ReminderState.sent)} == set(ReminderKind)
    for language in Language:
        texts = {(each["title"], each["body"]) for each in received if each["lang"] == language}
        assert len(texts) == 1
    for each in received:
        assert not BANNED.search(each["title"] + each["body"])
        assert not BANNED.search(each["navigate"].removeprefix(ORIGIN))
    assert len({message.body_length for message in phone.received}) == 1
    assert len({len(message.payload) for message in phone.received}) == 1
