"""Eight weeks of check-ins and cravings that could have been."""

from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from statistics import correlation, mean
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import Session, col, select

from app import clock
from app.check_ins import queries
from app.check_ins.flags import Filled, flags_of
from app.check_ins.instruments import load_instruments
from app.check_ins.models import CheckIn, FormResponse, Review
from app.check_ins.schemas import DailyAnswers, Use
from app.check_ins.scoring import score
from app.craving_logs.models import CravingLog, Trigger
from app.demo.calendar import HISTORY_DAYS
from app.demo.cast import CLIENTS, KNOWN, shown_name
from app.demo.check_ins import background
from app.demo.words import AFTER_USE, GOOD_DAYS, HARD_DAYS
from app.episodes.models import EpisodeOfCare
from app.flags.models import Flag, Task
from app.installation import Installation
from app.people.models import Language, Person
from app.people.queries import by_sign_in_name, roles_of
from app.people.sign_ins import open_sign_in, open_sign_ins
from app.people.viewers import Viewer
from app.reminders.schedule import local
from tests.demo.conftest import NOW, make_at

MONDAY_MORNING = datetime(2027, 6, 7, 11, 5, tzinfo=UTC)
SATURDAY_NIGHT = datetime(2026, 11, 1, 3, 30, tzinfo=UTC)
EVENING, MORNING = range(18, 24), range(6, 12)


def test_every_answer_is_one_the_app_takes_and_raised_the_flags_it_raises(db: Session) -> None:
    raised = defaultdict(set)
    for flag, task in db.exec(select(Flag, Task).where(col(Flag.task_id) == col(Task.id))):
        raised[task.client_id, task.focus_id].add((flag.flag, flag.measure, str(flag.facts)))
    forms: defaultdict[tuple[UUID, UUID], list[Filled]] = defaultdict(list)
    earlier: defaultdict[UUID, list[CheckIn]] = defaultdict(list)
    for row in db.exec(select(FormResponse)):
        instrument = load_instruments()[row.instrument]
        forms[row.client_id, row.check_in_id].append(
            (instrument, row.answers, score(instrument, row.answers))
        )
    stays = {stay.client_id: stay for stay in db.exec(select(EpisodeOfCare))}
    for check_in in db.exec(select(CheckIn).order_by(col(CheckIn.received_at))):
        answers = DailyAnswers.model_validate(check_in.answers)
        assert answers.model_dump(mode="json") == check_in.answers
        key, said_on = (
            (check_in.client_id, check_in.id), clock.local_day(check_in.happened_at, check_in.zone)
        )  # fmt: skip
        seen = background(
            stays[check_in.client_id], earlier[key[0]], check_in.on_day, check_in.zone
        )
        flags = flags_of(answers, check_in.on_day, said_on, seen, forms[key])
        assert raised[key] == {(flag.code, flag.measure, str(flag.facts)) for flag in flags}
        assert check_in.is_flagged == bool(flags)
        earlier[key[0]].append(check_in)


def test_nothing_came_before_joining_or_after_now_or_more_than_eight_weeks_ago(
    db: Session,
) -> None:
    people = {person.id: person for person in db.exec(select(Person))}
    came: list[CheckIn | CravingLog] = [*db.exec(select(CheckIn)), *db.exec(select(CravingLog))]
    for row in came:
        joined_at = people[row.client_id].joined_at
        assert joined_at is not None
        assert joined_at < row.happened_at <= row.received_at < NOW
        assert NOW - row.happened_at < timedelta(days=HISTORY_DAYS)
        assert not row.time_uncertain


def test_about_one_day_in_five_is_missed(db: Session) -> None:
    answered = Counter(db.exec(select(col(Person.shown_name)).join(CheckIn)))
    shares = []
    for part in CLIENTS:
        days = min(part.days_here, HISTORY_DAYS)
        if part.joined and part.was_in_treatment(0) and days > 20:
            shares.append(1 - answered[shown_name(part.word)] / days)
    assert 0.1 < mean(shares) < 0.3
    assert max(shares) < 0.45


def test_cravings_are_stronger_and_more_in_the_evening_than_in_the_morning(db: Session) -> None:
    at = defaultdict(list)
    for log in db.exec(select(CravingLog)):
        at[local(log.happened_at, log.zone).hour].append(log.intensity)
    evening = [intensity for hour in EVENING for intensity in at[hour]]
    morning = [intensity for hour in MORNING for intensity in at[hour]]
    assert mean(evening) > mean(morning) + 1
    assert len(evening) > 3 * len(morning)


def test_weekends_are_harder_than_the_days_between(db: Session) -> None:
    craving = defaultdict(list)
    for check_in in db.exec(select(CheckIn)):
        craving[check_in.on_day.weekday() >= 5].append((check_in.answers or {})["craving"])
    assert mean(craving[True]) > mean(craving[False]) + 0.3


def test_craving_falls_for_most_and_rises_for_one(db: Session) -> None:
    trend = {}
    for part in CLIENTS:
        rows = answers_of(db, part.word)[-21:]
        if len(rows) > 15:
            trend[part.word] = correlation(range(len(rows)), [row["craving"] for row in rows])
    assert trend["umber"] > 0.5
    assert sum(slope < 0 for slope in trend.values()) > len(trend) / 2


def test_a_bad_night_goes_with_a_bad_mood_and_a_stronger_craving(db: Session) -> None:
    rows = [row.answers or {} for row in db.exec(select(CheckIn))]
    sleep, mood, craving = ([row[key] for row in rows] for key in ("sleep", "mood", "craving"))
    assert correlation(sleep, mood) > 0.4
    assert correlation(mood, craving) < -0.4


def test_the_days_after_a_slip_are_harder(db: Session) -> None:
    rows = answers_of(db, "indigo")
    last = max(number for number, row in enumerate(rows) if row["use"] == Use.yes)
    before, after = rows[last - 6 : last - 1], rows[last : last + 3]
    assert mean(row["craving"] for row in after) > mean(row["craving"] for row in before) + 1


def test_some_say_they_used_and_some_would_rather_not_say(db: Session) -> None:
    said = Counter((row.answers or {})["use"] for row in db.exec(select(CheckIn)))
    assert 5 <= said["yes"] <= 15
    assert 3 <= said["rather_not_say"] <= 10


def test_triggers_go_with_the_hour(db: Session) -> None:
    late, at_work = [], []
    for log in db.exec(select(CravingLog)):
        wall = local(log.happened_at, log.zone)
        if wall.hour >= 22 or wall.hour < 2:
            late += log.triggers
        if wall.weekday() < 5 and 9 <= wall.hour < 17:
            at_work += log.triggers
    assert Counter(late).most_common(1)[0][0] == Trigger.alone_at_night
    assert Trigger.alone_at_night not in at_work
    assert Trigger.work in at_work


def test_who_reads_spanish_writes_spanish(db: Session) -> None:
    spanish = {line for lines in (GOOD_DAYS, HARD_DAYS, AFTER_USE) for line in lines[Language.es]}
    lines = {row["line"] for word in ("olive", "iris") for row in answers_of(db, word)} - {None}
    assert lines
    assert lines <= spanish


def test_reviews_are_by_whoever_was_responsible_in_working_hours(db: Session) -> None:
    rows = db.exec(
        select(Review, CheckIn).join(
            CheckIn,
            (col(CheckIn.client_id) == col(Review.client_id))
            & (col(CheckIn.id) == col(Review.check_in_id)),
        )
    ).all()
    for review, check_in in rows:
        wall = local(review.reviewed_at, "America/New_York")
        assert check_in.received_at < review.reviewed_at < NOW
        assert check_in.reviewed_at == review.reviewed_at
        assert wall.weekday() < 6
        assert 8 <= wall.hour < 18
        assert review.seen_by_client_at is None or review.seen_by_client_at < NOW
    assert len(rows) > 0.85 * len(db.exec(select(CheckIn)).all())
    assert 0.2 < mean(review.line_to_client is not None for review, _ in rows) < 0.6


@pytest.mark.parametrize(
    ("installation", "now"),
    [("sqlite", MONDAY_MORNING), ("postgres", SATURDAY_NIGHT)],
    indirect=["installation"],
)
def test_the_queue_is_worth_a_look_whenever_the_demo_is_made(
    installation: Installation, now: datetime
) -> None:
    make_at(now, installation)
    assert_worth_a_look(installation, now)


def test_the_counselors_queue_has_flagged_check_ins_first(centre: Installation) -> None:
    assert_worth_a_look(centre, NOW)


def assert_worth_a_look(installation: Installation, now: datetime) -> None:
    with installation.database.unit_of_work() as db:
        cedar = viewer(db, "cedar", now)
        waiting = [check_in for check_in, _ in queries.waiting(db, cedar, 100)]
        flagged = [check_in.is_flagged for check_in in waiting]
        assert 15 <= len(waiting) <= 30
        assert flagged == sorted(flagged, reverse=True)
        assert 3 <= sum(flagged) < len(flagged)
        assert all(now - row.received_at < timedelta(days=3.5) for row in waiting)
        assert len(db.exec(select(CheckIn.id)).all()) > 300


def test_a_client_finds_who_looked_and_what_is_still_to_do(db: Session) -> None:
    for word in ("river", "olive"):
        client = viewer(db, word, NOW)
        looked_at = queries.own_reviews_since(db, client, NOW - timedelta(days=14), 3)
        assert looked_at[0][0].seen_by_client_at is None
        assert looked_at[0][0].line_to_client
        assert not queries.has_checked_in(db, client.id, clock.local_day(NOW, "America/New_York"))


def answers_of(db: Session, word: str) -> list[dict[str, Any]]:
    rows = db.exec(
        select(col(CheckIn.answers))
        .join(Person)
        .where(Person.shown_name == shown_name(word))
        .order_by(col(CheckIn.on_day))
    )
    return [answers or {} for answers in rows]


def viewer(db: Session, word: str, now: datetime) -> Viewer:
    found = by_sign_in_name(db, KNOWN[word])
    assert found
    roles = roles_of(db, found[0].id)
    open_sign_in(db, found[0], roles, "a test", now)
    return Viewer(found[0], roles, open_sign_ins(db, found[0].id, now)[0], now)
