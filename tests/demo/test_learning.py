"""What the demo shows of psychoeducation is such as the application itself would have made it."""

from collections import Counter, defaultdict
from datetime import timedelta

from sqlmodel import Session, select

from app import clock
from app.learning.curriculum import shipped_text
from app.learning.models import (
    CardReview,
    ModuleText,
    ReadingMark,
    RecallCard,
    Reflection,
    ReflectionReading,
)
from app.learning.recall import AT_MOST_A_DAY, Answered, replay
from app.people.models import Person
from tests.demo.conftest import NOW


def test_what_was_read_is_kept_and_lies_in_the_past(db: Session) -> None:
    kept = {row.digest for row in db.exec(select(ModuleText))}
    marks = list(db.exec(select(ReadingMark)))
    assert len(marks) > 50
    for mark in marks:
        text = shipped_text(mark.digest)
        assert text is not None
        assert mark.block < len(text.blocks)
        assert mark.digest in kept
        assert mark.happened_at <= NOW
    assert {mark.is_finished for mark in marks} == {True, False}


def test_every_card_stands_where_its_answers_put_it_and_no_day_had_more_than_three(
    db: Session,
) -> None:
    people = {row.id: row for row in db.exec(select(Person))}
    answers, a_day = defaultdict(list), Counter[object]()
    for row in db.exec(select(CardReview)):
        name = (row.client_id, row.module_id, row.card_id)
        answers[name].append(Answered(row.id, row.on_day, row.happened_at, row.rating))
        assert row.on_day == clock.local_day(row.happened_at, people[row.client_id].time_zone)
        a_day[row.client_id, row.on_day] += 1
    assert max(a_day.values()) <= AT_MOST_A_DAY
    for card in db.exec(select(RecallCard)):
        name = (card.client_id, card.module_id, card.card_id)
        memory = replay(card.introduced_on, answers[name])
        assert (card.due_on, card.reviews, card.forgotten) == (
            memory.due_on, memory.reviews, memory.forgotten,
        )  # fmt: skip


def test_whoever_wrote_on_something_had_read_it_to_the_end_before(db: Session) -> None:
    ends = defaultdict(list)
    for mark in db.exec(select(ReadingMark).where(ReadingMark.is_finished)):
        ends[mark.client_id, mark.module_id].append(mark.happened_at)
    written = list(db.exec(select(Reflection)))
    assert written
    for row in written:
        assert min(ends[row.client_id, row.module_id]) < row.happened_at


def test_an_alumna_read_in_treatment_and_has_opened_nothing_since(db: Session) -> None:
    willow = db.exec(select(Person).where(Person.sign_in_name == "willow-10003")).one()
    read = db.exec(select(ReadingMark).where(ReadingMark.client_id == willow.id)).all()
    assert len(read) > 3
    assert all(mark.is_finished for mark in read)
    assert max(mark.happened_at for mark in read) < NOW - timedelta(days=60)


def test_somebody_shared_a_reflection_and_somebody_answered(db: Session) -> None:
    shared = {row.shared_with.value for row in db.exec(select(Reflection))}
    assert shared == {"nobody", "primary", "team"}
    assert all(row.read_at <= NOW and row.line for row in db.exec(select(ReflectionReading)))
