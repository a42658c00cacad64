"""What the demo shows of questionnaires, of the response clock, and of what clients keep for
themselves: all of it such as the application itself would have made it."""

from collections import Counter, defaultdict
from datetime import timedelta
from itertools import pairwise
from statistics import mean
from uuid import UUID

from sqlmodel import Session, col, select

from app.care_records import queries as milestones
from app.care_records.models import RecoveryStart, SlipEntry
from app.care_records.schemas import Debrief
from app.check_ins.forms import check_answers
from app.check_ins.instruments import load_instruments
from app.check_ins.models import CheckIn, FormResponse, StaffForm
from app.check_ins.scoring import score
from app.craving_logs.models import CravingLog, CravingRating
from app.demo.cast import shown_name
from app.demo.forms import SAID_ITEM_9
from app.demo.milestones import DOES_NOT_COUNT
from app.demo.safety_plans import KEPT_TO_THEMSELVES
from app.flags.models import (
    DutyTurn,
    Flag,
    FlagCode,
    FlagRating,
    HopReason,
    ResponsePolicy,
    Task,
    TaskHop,
    TaskKind,
    TaskOutcome,
    Urgency,
)
from app.flags.rota import read_rota
from app.people.models import Person
from app.programs.models import Programme
from app.programs.queries import centre as the_centre
from app.safety_plan.content import Content
from app.safety_plan.models import SafetyPlanVersion
from app.safety_plan.queries import is_with_team
from tests.demo.conftest import NOW
from tests.demo.test_history import viewer


def _id(db: Session, word: str) -> UUID:
    return db.exec(select(Person.id).where(Person.shown_name == shown_name(word))).one()


def test_its_numbers_lead_nowhere_and_somebody_is_on_duty_in_every_hour_it_is_open(
    db: Session,
) -> None:
    found, rota = the_centre(db), read_rota(db, NOW)
    assert "555 01" in (found.phone or "")
    assert "555 01" in (found.on_call_phone or "")
    at = NOW - timedelta(days=NOW.weekday())
    for quarter in range(7 * 24 * 4):
        moment = at + timedelta(minutes=15 * quarter)
        assert not rota.time.is_open(moment) or rota.on_duty_now(moment), moment
    assert all(turn.from_day < NOW.date() for turn in db.exec(select(DutyTurn)))
    assert all(programme.lead_id for programme in db.exec(select(Programme)))
    assert db.get_one(ResponsePolicy, 1).changed_by == _id(db, "stone")


def test_every_questionnaire_is_one_the_app_takes_with_the_score_it_gives(db: Session) -> None:
    rows = db.exec(select(FormResponse)).all()
    for row in rows:
        instrument = load_instruments()[row.instrument]
        check_answers(instrument, row.answers)
        text = instrument.in_language(row.language)
        assert text is not None
        assert (row.wording, row.version) == (text.sha256, instrument.version)
        scored = score(instrument, row.answers)
        assert (row.scores, row.is_complete) == (scored.scores, scored.complete)
        assert list(scored.missing) == row.missing
        assert row.due_on is not None
        assert row.due_on <= row.on_day + timedelta(days=2)
    done = Counter(row.is_complete for row in rows)
    assert 5 <= done[False] < 0.2 * done[True]
    instruments = {"bam-iop", "bam", "phq-9", "gad-7", "barc-10", "who-5", "audit-c"}
    assert {row.instrument for row in rows} == instruments


def test_who_reads_spanish_is_asked_only_what_there_is_in_spanish(db: Session) -> None:
    asked = set(db.exec(select(FormResponse.instrument).where(FormResponse.language == "es")))
    assert asked == {"phq-9", "gad-7"}


def test_most_feel_better_over_the_weeks(db: Session) -> None:
    courses = defaultdict(list)
    for row in db.exec(select(FormResponse).order_by(col(FormResponse.on_day))):
        if row.instrument == "gad-7" and row.is_complete:
            courses[row.client_id].append(row.scores["total"])
    twice = [course for course in courses.values() if len(course) > 1]
    assert len(twice) > 5
    assert mean(course[0] - course[-1] for course in twice) > 1


def test_an_answer_to_item_9_was_met_by_somebody_within_the_promised_time(db: Session) -> None:
    (flag,) = db.exec(select(Flag).where(Flag.flag == FlagCode.self_harm)).all()
    task = db.get_one(Task, flag.task_id)
    assert task.client_id == _id(db, SAID_ITEM_9)
    assert task.urgency is Urgency.now
    assert task.closed_at is not None
    assert task.closed_at < NOW - timedelta(days=7)
    assert task.outcome in {TaskOutcome.spoke, TaskOutcome.session_arranged}
    assert read_rota(db, NOW).due(Urgency.now, task.opened_at) == task.due_at
    (screener,) = db.exec(select(StaffForm)).all()
    assert screener.client_id == task.client_id
    assert screener.result["triage"] == "low"
    assert timedelta(0) < screener.at - task.closed_at < timedelta(hours=1)


def test_every_task_went_the_way_its_hops_say(db: Session) -> None:
    hops = defaultdict(list)
    for hop in db.exec(select(TaskHop).order_by(col(TaskHop.number))):
        hops[hop.task_id].append(hop)
    for task in db.exec(select(Task)):
        way = hops[task.id]
        assert [hop.number for hop in way] == list(range(len(way)))
        assert way[0].why is HopReason.opened
        assert all(hop.why is HopReason.overdue for hop in way[1:])
        assert all(later.at == earlier.due_at for earlier, later in pairwise(way))
        newest = way[-1]
        assert (task.owner_id, task.hop) == (newest.owner_id, newest.number)
        if newest.took_at is None:
            assert task.due_at == newest.due_at
        else:  # whoever has taken it has more time
            assert task.due_at > newest.due_at
        assert task.owner_id is not None
        assert (task.closed_at is None) == (task.outcome is None) == (task.closed_by is None)
        # What the worker finds it leaves as it is: nothing is late without having gone on.
        is_late = task.closed_at is None and task.due_at <= NOW
        assert not is_late or task.hop > 0


def test_something_has_gone_on_by_itself_and_something_is_taken(db: Session) -> None:
    waiting = db.exec(select(Task).where(col(Task.closed_at).is_(None))).all()
    assert any(task.hop > 0 for task in waiting)
    assert any(task.acknowledged_at for task in waiting)
    assert {task.urgency for task in waiting} >= {Urgency.today, Urgency.soon}


def test_flags_were_rated_in_every_way_and_never_before_somebody_looked(db: Session) -> None:
    rows = db.exec(select(Flag, Task).join(Task, col(Task.id) == col(Flag.task_id))).all()
    assert {flag.rating for flag, _ in rows} == {None, *FlagRating}
    for flag, task in rows:
        assert flag.rating is None or flag.rated_at == task.closed_at


def test_each_check_in_has_its_task_and_so_has_each_craving_that_calls_for_one(
    db: Session,
) -> None:
    about = {(task.kind, task.focus_id) for task in db.exec(select(Task))}
    check_ins = {(TaskKind.check_in, one) for one in db.exec(select(CheckIn.id))}
    strong = {
        (TaskKind.craving_log, log.id) for log in db.exec(select(CravingLog)) if log.intensity >= 9
    }
    assert about == check_ins | strong


def test_what_helps_can_be_told_for_some(db: Session) -> None:
    rated = {rating.log_id for rating in db.exec(select(CravingRating))}
    used = Counter(
        (log.client_id, did["key"])
        for log in db.exec(select(CravingLog))
        for did in log.did
        if log.id in rated
    )
    by_client = Counter(client for (client, _), n in used.items() if n >= 5)
    assert by_client[_id(db, "river")] >= 2
    assert len(by_client) >= 4


def test_what_somebody_did_stands_in_their_plan(db: Session) -> None:
    plans: defaultdict[UUID, dict[str, str]] = defaultdict(dict)
    for version in db.exec(select(SafetyPlanVersion).order_by(col(SafetyPlanVersion.number))):
        content = Content.model_validate(version.content)
        plans[version.client_id] = {item.id: item.text for item in content.coping}
    assert len(plans) > 10
    for log in db.exec(select(CravingLog)):
        assert all(plans[log.client_id][did["key"]] == did["text"] for did in log.did)
        assert log.place is None or log.company


def test_one_plan_is_kept_from_the_team(db: Session) -> None:
    clients = set(db.exec(select(SafetyPlanVersion.client_id)))
    kept = [client for client in clients if not is_with_team(db, client)]
    assert kept == [_id(db, KEPT_TO_THEMSELVES)]


def test_some_count_their_days_one_stopped_and_no_start_lies_ahead(db: Session) -> None:
    starts = db.exec(select(RecoveryStart).order_by(col(RecoveryStart.happened_at))).all()
    newest = {start.client_id: start.starts_on for start in starts}
    assert newest[_id(db, DOES_NOT_COUNT)] is None
    assert all(day is None or day < NOW.date() for day in newest.values())
    assert len(newest) > 8
    for slip in db.exec(select(SlipEntry)):
        Debrief.model_validate({name: slip.content.get(name) for name in Debrief.model_fields})
        assert slip.happened_at < NOW


def test_a_counselor_sees_the_debriefs_shown_to_them_and_no_other(db: Session) -> None:
    cedar = viewer(db, "cedar", NOW)
    shown = {
        word: len(milestones.shared_debriefs(db, cedar, _id(db, word)))
        for word in ("river", "umber", "coral")
    }
    assert shown == {"river": 1, "umber": 1, "coral": 0}
