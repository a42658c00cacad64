"""Eight weeks of sessions behind and eight ahead, and the reminders that come of them."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import pairwise
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from sqlmodel import Session, col, select

from app import clock
from app.appointments.models import (
    Appointment,
    AppointmentSeries,
    AppointmentStatus,
    Attendance,
    Participation,
)
from app.appointments.queries import open_coming, planned_for
from app.appointments.recurrence import parsed
from app.appointments.schemas import SeriesCreate
from app.demo.cast import CENTRE_ZONE, KNOWN
from app.people.models import Person
from app.people.queries import by_sign_in_name
from app.programs.kinds import AppointmentKind
from app.programs.models import Programme
from app.push.models import PushDelivery, PushSubscription
from app.reminders.models import (
    DropReason,
    Reminder,
    ReminderKind,
    ReminderSettings,
    ReminderState,
)
from app.reminders.planning import plan, quiet_hours
from app.reminders.quiet import is_quiet
from app.reminders.schedule import local
from tests.demo.conftest import NOW

Stretch = tuple[datetime, datetime]


def test_every_series_is_one_the_app_would_open(db: Session) -> None:
    for series in db.exec(select(AppointmentSeries)):
        said = series.model_dump(include=set(SeriesCreate.model_fields))
        SeriesCreate.model_validate(said | {"days": parsed(series.rrule).days})
        assert series.room_id or series.join_link
        if series.join_link:
            assert (urlsplit(series.join_link).hostname or "").endswith(".example")


def test_there_are_groups_of_every_kind_mornings_and_evenings(db: Session) -> None:
    groups = db.exec(
        select(AppointmentSeries)
        .join(Programme, col(Programme.id) == col(AppointmentSeries.programme_id))
        .where(~col(AppointmentSeries.title).contains("with"))
    ).all()
    assert {group.kind for group in groups} == {
        AppointmentKind.psychoeducational,
        AppointmentKind.skills,
        AppointmentKind.support,
        AppointmentKind.interpersonal,
    }
    for track in ("Morning", "Evening"):
        minutes = sum(
            group.duration_minutes * len(parsed(group.rrule).days)
            for group in groups
            if track in group.title
        )
        assert minutes == 9 * 60


def test_the_calendar_reaches_eight_weeks_back_and_eight_ahead(db: Session) -> None:
    days = sorted(db.exec(select(col(Appointment.on_day))))
    today = clock.local_day(NOW, CENTRE_ZONE)
    assert timedelta(days=54) <= today - days[0] <= timedelta(days=56)
    assert timedelta(days=54) <= days[-1] - today <= timedelta(days=56)


def test_nobody_is_in_two_places_at_once(db: Session) -> None:
    taken: defaultdict[UUID, set[Stretch]] = defaultdict(set)
    leaders = select(Appointment, AppointmentSeries).join(AppointmentSeries)
    for meeting, series in db.exec(leaders):
        taken[series.facilitator_id].add((meeting.starts_at, meeting.ends_at))
    for meeting, place in db.exec(select(Appointment, Participation).join(Participation)):
        taken[place.client_id].add((meeting.starts_at, meeting.ends_at))
    assert len(taken) > 30
    for stretches in taken.values():
        assert all(first[1] <= second[0] for first, second in pairwise(sorted(stretches)))


def test_nobody_has_more_individual_sessions_a_day_than_they_can_use(db: Session) -> None:
    a_day: Counter[tuple[UUID, object]] = Counter()
    rows = select(Appointment, Participation, AppointmentSeries).join(Participation)
    for meeting, place, series in db.exec(rows.join(AppointmentSeries)):
        if "with" in series.title:
            a_day[place.client_id, meeting.on_day] += 1
    assert max(a_day.values()) == 4


def test_most_come_some_are_late_and_some_miss(db: Session) -> None:
    came = Counter(
        place.attendance
        for meeting, place in db.exec(select(Appointment, Participation).join(Participation))
        if meeting.ends_at < NOW - timedelta(hours=2)
        and meeting.status is AppointmentStatus.planned
    )
    assert came[None] == 0
    assert 0.8 < came[Attendance.attended] / came.total() < 0.9
    assert came[Attendance.late] > 10
    assert came[Attendance.missed] > 10


def test_nobody_has_come_to_what_is_still_to_be_or_was_called_off(db: Session) -> None:
    cancelled = 0
    for meeting, place in db.exec(select(Appointment, Participation).join(Participation)):
        if meeting.status is AppointmentStatus.cancelled or meeting.starts_at > NOW:
            assert place.attendance is None
        cancelled += meeting.status is AppointmentStatus.cancelled
    assert cancelled > 0


@pytest.mark.parametrize("word", ["river", "olive"])
def test_the_next_session_is_today_or_tomorrow_on_every_weekday(db: Session, word: str) -> None:
    person = known(db, word)
    for hours in range(0, 14 * 24, 3):
        now = NOW + timedelta(hours=hours)
        following = planned_for(db, person.id, now, now + timedelta(days=7))[0]
        day = clock.local_day(following.starts_at, person.time_zone)
        assert day - clock.local_day(now, person.time_zone) <= timedelta(days=1)


@pytest.mark.parametrize("to_family", [False, True])
def test_alumni_and_families_have_a_class_within_the_week(db: Session, to_family: bool) -> None:
    assert open_coming(db, NOW, NOW + timedelta(days=7), 10, to_family=to_family)


def test_whoever_has_joined_has_settings_and_nobody_has_a_phone(db: Session) -> None:
    with_settings = {row.person_id for row in db.exec(select(ReminderSettings))}
    clients = set(db.exec(select(col(Participation.client_id))))
    joined = set(db.exec(select(col(Person.id)).where(col(Person.joined_at).is_not(None))))
    assert clients & joined <= with_settings <= joined
    assert not db.exec(select(PushSubscription)).all()
    assert not db.exec(select(PushDelivery)).all()


def test_past_reminders_are_settled_and_those_to_come_wait(db: Session) -> None:
    for reminder in db.exec(select(Reminder)):
        is_settled = reminder.state not in {ReminderState.waiting, ReminderState.due}
        assert is_settled == (reminder.due_at <= NOW)
        assert (reminder.reason is None) == (reminder.state is not ReminderState.dropped)
        assert reminder.seen_at is None or reminder.due_at <= reminder.seen_at <= NOW
    states = Counter(db.exec(select(col(Reminder.state))))
    assert min(states[state] for state in ReminderState if state is not ReminderState.due) > 5
    reasons = {row.reason for row in db.exec(select(Reminder)) if row.reason}
    assert reasons == set(DropReason)


def test_no_reminder_was_sent_at_an_hour_that_is_quiet(db: Session) -> None:
    for reminder, settings in sent(db):
        quiet = quiet_hours(settings)
        assert quiet is not None
        assert not is_quiet(reminder.due_at, quiet, reminder.zone)


def test_check_ins_are_asked_for_at_the_time_that_was_wished(db: Session) -> None:
    rows = [row for row in sent(db) if row[0].kind is ReminderKind.check_in]
    assert rows
    for reminder, settings in rows:
        assert local(reminder.due_at, reminder.zone).time() == settings.check_in_time
        assert settings.check_in_time.second == 0


def test_planning_again_changes_nothing(db: Session) -> None:
    before = reminders(db)
    for settings in db.exec(select(ReminderSettings)).all():
        plan(db, db.get_one(Person, settings.person_id), settings, NOW)
    assert reminders(db) == before


def sent(db: Session) -> Iterable[tuple[Reminder, ReminderSettings]]:
    return db.exec(
        select(Reminder, ReminderSettings)
        .join(ReminderSettings, col(ReminderSettings.person_id) == col(Reminder.person_id))
        .where(col(Reminder.state).in_(("sent", "missed")))
    ).all()


def reminders(db: Session) -> dict[UUID, tuple[datetime, ReminderState]]:
    return {row.id: (row.due_at, row.state) for row in db.exec(select(Reminder))}


def known(db: Session, word: str) -> Person:
    found = by_sign_in_name(db, KNOWN[word])
    assert found
    return found[0]
