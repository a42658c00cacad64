"""Recall cards: they come with a finished module and return as they were answered, in whatever
order the phones say so."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from app import clock
from app.ids import new_id
from app.learning.models import RecallCard
from app.learning.recall import Answered, Memory, replay
from tests.support.databases import ONE_DATABASE
from tests.support.house import ZONE, Actor, House, fresh_id
from tests.support.learning_furniture import (
    HALT,
    UNKNOWN_DIGEST,
    en,
    mark_body,
    older_text,
    on_shelf,
    review_body,
)

DAY = timedelta(days=1)
NOW = clock.utc_now()


def _today() -> date:
    return clock.local_day(clock.utc_now(), ZONE)


def _noon() -> datetime:
    """Noon of today; it may still be to come, by less than a day."""
    return datetime.combine(_today(), datetime.min.time(), ZoneInfo(ZONE)) + timedelta(hours=12)


def _answer(at: datetime, rating: int = 3, zone: str = ZONE) -> Answered:
    return Answered(new_id(), clock.local_day(at, zone), at, rating)


def _finish(client: Actor, at: datetime | None = None, **said: Any) -> None:
    body = (
        mark_body(block=30, is_finished=True, occurred_at=(at or _noon() - 40 * DAY).isoformat())
        | said
    )
    answer = client.browser.put(f"/api/reading-marks/{fresh_id()}", json=body)
    assert answer.status_code == 200, answer.text


def _review(client: Actor, at: datetime, rating: int = 3, **said: Any) -> date | None:
    body = review_body(rating=rating, occurred_at=at.isoformat()) | said
    answer = client.browser.put(f"/api/card-reviews/{fresh_id()}", json=body)
    assert answer.status_code == 200, answer.text
    due_on = answer.json()["due_on"]
    return date.fromisoformat(due_on) if due_on else None


def _cards(client: Actor) -> dict[str, Any]:
    found: dict[str, Any] = client.browser.get("/api/recall-cards").json()
    return found


def _states(house: House, client: Actor) -> list[tuple[Any, ...]]:
    with house.database.unit_of_work() as db:
        rows = db.exec(
            select(RecallCard)
            .where(RecallCard.client_id == client.id)
            .order_by(RecallCard.module_id, RecallCard.card_id)
        )
        return [
            (
                row.card_id, row.digest, row.introduced_at, row.introduced_on, row.due_on,
                row.stability, row.difficulty, row.reviewed_on, row.reviews, row.forgotten,
            )
            for row in rows
        ]  # fmt: skip


def test_an_answer_that_makes_no_sense_is_refused(house: House) -> None:
    wrong: list[dict[str, Any]] = [
        {"rating": 0}, {"rating": 5}, {"rating": 3.0}, {"rating": "3"}, {"rating": True},
        {"card_id": "C1"}, {"card_id": ""}, {"key": "halt"}, {"more": 1},
    ]  # fmt: skip
    for one in wrong:
        path = f"/api/card-reviews/{fresh_id()}"
        assert house.ada.browser.put(path, json=review_body(**one)).status_code == 422, one
    assert house.count("card_review") == 0


def test_reading_half_of_it_brings_no_cards_and_finishing_brings_them_for_the_next_day(
    house: House,
) -> None:
    house.ada.browser.put(f"/api/reading-marks/{fresh_id()}", json=mark_body())
    assert _cards(house.ada)["items"] == []
    _finish(house.ada, _noon())
    found = _cards(house.ada)
    assert [item["card_id"] for item in found["items"]] == [card.id for card in en().cards]
    assert {item["due_on"] for item in found["items"]} == {(_today() + DAY).isoformat()}
    first = found["items"][0]
    assert (first["key"], first["module_title"], first["reviews"]) == (HALT.key, en().title, 0)
    assert (first["question"], first["why"]) == (en().cards[0].question, en().cards[0].why)
    assert (found["on_day"], found["at_most"]) == (_today().isoformat(), 3)
    assert (found["known"], found["learning"]) == (0, len(en().cards))
    assert _cards(house.dov)["items"] == []


def test_a_card_that_is_answered_comes_later_and_one_that_is_forgotten_soon(house: House) -> None:
    _finish(house.ada)
    assert _review(house.ada, _noon(), 4, card_id="c1") == _today() + 8 * DAY
    assert _review(house.ada, _noon(), 1, card_id="c2") == _today() + DAY
    found = _cards(house.ada)
    assert (found["answered_today"], found["learning"]) == (2, len(en().cards))
    order = [item["card_id"] for item in found["items"]]
    # Those that were asked before come first, as soon as they are due.
    assert order[:2] == ["c2", "c1"]
    by_id = {state[0]: state for state in _states(house, house.ada)}
    assert (by_id["c2"][-2:], by_id["c1"][-2:]) == ((1, 1), (1, 0))
    for days in (8, 40):
        _review(house.ada, _noon() - 50 * DAY + days * DAY, 4, card_id="c3")
    # Known well it is not due for a long time, and so not sent.
    assert "c3" not in [item["card_id"] for item in _cards(house.ada)["items"]]
    assert _cards(house.ada)["known"] == 1


def test_a_second_answer_on_the_same_day_moves_nothing(house: House) -> None:
    _finish(house.ada)
    due_on = _review(house.ada, _noon() - 3 * DAY, 3)
    assert _review(house.ada, _noon() - 3 * DAY + timedelta(hours=5), 1) == due_on
    # From the other phone, earlier on that day: it is the one that counts.
    assert _review(house.ada, _noon() - 3 * DAY - timedelta(hours=5), 1) == _today() - 2 * DAY


def test_an_answer_that_comes_before_its_card_counts_as_soon_as_that_is_there(
    house: House,
) -> None:
    assert _review(house.ada, _noon() - 20 * DAY, 4) is None
    assert _review(house.ada, _noon() - 20 * DAY, 4, key="0123456789") is None
    assert _states(house, house.ada) == []
    _finish(house.ada)
    _finish(house.dov)
    _review(house.dov, _noon() - 20 * DAY, 4)
    assert _states(house, house.ada) == _states(house, house.dov)
    assert {state[8] for state in _states(house, house.ada)} == {0, 1}


def test_a_card_keeps_the_words_that_were_read_also_when_a_newer_text_has_no_such_card(
    house: House,
) -> None:
    text = older_text(house, question="Which letter is for sleep?")
    _finish(house.ada, digest=text.digest)
    asked = {item["card_id"]: item["question"] for item in _cards(house.ada)["items"]}
    assert asked["c1"] == "Which letter is for sleep?"
    on_shelf(house, "halt", withdrawn_at=NOW)
    assert len(_cards(house.ada)["items"]) == len(text.cards)
    # Whoever finishes the newer text as well has its words, and what they know already.
    _review(house.ada, _noon() - 5 * DAY)
    _finish(house.ada, _noon() - 2 * DAY)
    first = _cards(house.ada)["items"][0]
    assert (first["question"], first["reviews"]) == (en().cards[0].question, 1)


def test_a_text_that_nobody_knows_brings_the_cards_of_the_one_there_is(house: House) -> None:
    _finish(house.ada, digest=UNKNOWN_DIGEST)
    assert len(_cards(house.ada)["items"]) == len(en().cards)
    assert {state[1] for state in _states(house, house.ada)} == {en().digest}
    assert house.count("module_text") == 1
    _finish(house.dov, key="0123456789", digest=UNKNOWN_DIGEST)
    assert _cards(house.dov)["items"] == []


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/Los_Angeles"])
def test_days_are_those_of_the_client(house: House, zone: str) -> None:
    client = house.client_of(house.bea, "Ines", zone=zone)
    today = clock.local_day(clock.utc_now(), zone)
    late = clock.end_of_day(today - DAY, zone).astimezone(ZoneInfo(zone)) - timedelta(minutes=5)
    _finish(client, late)
    assert {item["due_on"] for item in _cards(client)["items"]} == {today.isoformat()}
    assert _review(client, late + timedelta(minutes=10), 1) == today + DAY
    assert _cards(client)["answered_today"] == 1
    _review(client, clock.end_of_day(today, zone).astimezone(ZoneInfo(zone)), card_id="c2")
    assert _cards(client)["answered_today"] == 1


def test_whoever_moves_to_another_zone_keeps_the_days_of_before(house: House) -> None:
    client = house.client_of(house.bea, "Ines")
    _finish(client)
    for hours, days in ((2, 6), (20, 6), (0, 4)):
        _review(client, _noon() - days * DAY - timedelta(hours=11) + timedelta(hours=hours))
    before = _states(house, client)
    assert before[0][8] == 2
    moved = client.browser.patch("/api/me", json={"time_zone": "Pacific/Auckland"})
    assert moved.json()["time_zone"] == "Pacific/Auckland"
    _review(client, _noon() - 4 * DAY + timedelta(minutes=1))
    assert _states(house, client) == before


def test_the_list_of_cards_asks_few_questions(house: House) -> None:
    for module_id in ("halt", "sleep", "stress", "money", "self-talk"):
        text = en(module_id)
        _finish(house.ada, key=text.key, digest=text.digest)
    with house.statements() as seen:
        found = _cards(house.ada)
    assert (len(found["items"]) > 20, len(seen) <= 10) == (True, True), seen


# From here on without a database.


def test_a_change_of_the_clocks_moves_no_card() -> None:
    # In New York the 8th of March 2026 has 23 hours, the 1st of November 25.
    ordinary, *others = (date(2026, 6, 10), date(2026, 3, 7), date(2026, 10, 31))
    expected = _answered_late_and_early(ordinary)
    assert expected.due_on - ordinary > 3 * DAY
    for day in others:
        found = _answered_late_and_early(day)
        assert (found.stability, found.difficulty) == (expected.stability, expected.difficulty)
        assert found.due_on - day == expected.due_on - ordinary


def _answered_late_and_early(day: date) -> Memory:
    """Three answers on three days in a row, as near to each other as they can be."""
    minute = timedelta(minutes=1)
    answers = [
        _answer(clock.end_of_day(day, ZONE) - minute),
        _answer(clock.start_of_day(day + DAY, ZONE) + minute),
        _answer(clock.start_of_day(day + 2 * DAY, ZONE) + minute),
    ]
    assert [one.on_day for one in answers] == [day, day + DAY, day + 2 * DAY]
    assert replay(day, []).due_on == day + DAY
    return replay(day, answers)


def test_no_card_is_ever_put_off_for_more_than_half_a_year() -> None:
    at, answers = NOW, []
    for _ in range(12):
        answers.append(_answer(at, 4, "UTC"))
        memory = replay(NOW.date(), answers)
        at = datetime.combine(memory.due_on, datetime.min.time(), UTC)
        assert memory.due_on <= answers[-1].on_day + 180 * DAY


def test_going_to_another_zone_merges_no_days_of_before_and_loses_no_answer() -> None:
    # Two evenings in New York are one day in Auckland.
    evenings = [datetime(2026, 6, 10, 9, tzinfo=UTC) + hours for hours in (DAY / 2, DAY)]
    first, second = (_answer(at) for at in evenings)
    assert len({clock.local_day(at, "Pacific/Auckland") for at in evenings}) == 1
    assert (first.on_day, second.on_day) == (date(2026, 6, 10), date(2026, 6, 11))
    assert replay(date(2026, 6, 1), [first, second]).reviews == 2
    # Back over the date line the same day comes twice: it counts once, and the one before as well.
    there = _answer(datetime(2026, 6, 12, 20, tzinfo=UTC), 3, "Pacific/Auckland")
    back = _answer(datetime(2026, 6, 13, 8, tzinfo=UTC), 3, "Pacific/Honolulu")
    memory = replay(date(2026, 6, 1), [first, second, there, back])
    assert (there.on_day, back.on_day, memory.reviews) == (date(2026, 6, 13), date(2026, 6, 12), 4)


ANSWERS = st.builds(
    Answered,
    id=st.uuids(),
    on_day=st.integers(0, 60).map(lambda days: NOW.date() + days * DAY),
    happened_at=st.integers(0, 24 * 60).map(lambda hours: NOW + timedelta(hours=hours)),
    rating=st.integers(1, 4),
)


@given(
    st.lists(ANSWERS, max_size=15, unique_by=lambda one: one.id),
    st.randoms(),
)
def test_answers_come_to_the_same_in_any_order_and_as_often_as_they_like(
    answers: list[Answered], chance: Any
) -> None:
    arrived = answers + chance.sample(answers, chance.randint(0, len(answers)))
    chance.shuffle(arrived)
    memory = replay(NOW.date(), answers)
    assert replay(NOW.date(), arrived) == memory
    days = {one.on_day for one in answers}
    assert memory.reviews == len(days)
    assert memory.forgotten <= memory.reviews
    assert memory.due_on > max(days, default=NOW.date())
    assert memory.difficulty is None or 1 <= memory.difficulty <= 10


@ONE_DATABASE
@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.data())
def test_whatever_arrives_when_leads_to_the_same_cards(house: House, data: Any) -> None:
    text = older_text(house) if not house.count("module_text") else None
    digests = [en().digest, text.digest if text else UNKNOWN_DIGEST]
    sent: list[tuple[str, dict[str, Any]]] = []
    for _ in range(data.draw(st.integers(1, 3))):
        at = (_noon() - timedelta(hours=data.draw(st.integers(24, 900)))).isoformat()
        body = mark_body(
            is_finished=data.draw(st.booleans()), occurred_at=at,
            digest=data.draw(st.sampled_from(digests)),
        )  # fmt: skip
        sent.append((f"/api/reading-marks/{fresh_id()}", body))
    for _ in range(data.draw(st.integers(0, 5))):
        at = (_noon() - timedelta(hours=data.draw(st.integers(24, 900)))).isoformat()
        rated = {"rating": data.draw(st.integers(1, 4)), "occurred_at": at}
        card_id = data.draw(st.sampled_from(("c1", "c2")))
        sent.append((f"/api/card-reviews/{fresh_id()}", review_body(card_id=card_id, **rated)))
    again = data.draw(st.permutations(sent + sent[:3]))
    one, other = (house.client_of(house.bea, name) for name in ("Ines", "Juno"))
    for client, order in ((one, sent), (other, again)):
        for path, body in order:
            assert client.browser.put(path, json=body).status_code == 200
    assert _states(house, one) == _states(house, other)


def test_a_card_is_asked_in_the_language_its_reader_speaks_now(house: House) -> None:
    _finish(house.ada)
    items = house.ada.browser.get("/api/recall-cards").json()["items"]
    assert {one["language"] for one in items} == {"en"}
    house.ada.browser.patch("/api/me", json={"language": "es"})
    translated = house.ada.browser.get("/api/recall-cards").json()["items"]
    assert {one["language"] for one in translated} == {"es"}
    assert [one["card_id"] for one in translated] == [one["card_id"] for one in items]
    assert translated[0]["question"] != items[0]["question"]
