"""A client's last weeks beside a check-in: what the desk's small chart is drawn from."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import Session

from app import clock
from app.access import audit
from app.access.models import Action, Data
from app.appointments.queries import attended_between
from app.appointments.schemas import AttendedSession
from app.check_ins.models import CheckIn, Review
from app.check_ins.queries import between_days
from app.craving_logs import queries as craving_logs
from app.craving_logs.models import CravingLog
from app.craving_logs.reading import together
from app.craving_logs.skills import did_for
from app.episodes.queries import client as client_record
from app.home.schemas import CravingInWeeks, DayInWeeks, WeeksRead, Written
from app.home.seen import seen_kinds
from app.people.viewers import Viewer

Answered = tuple[CheckIn, Review | None, str | None]
_KINDS = (Data.check_ins, Data.craving_logs, Data.sessions)


def weeks(db: Session, viewer: Viewer, client_id: UUID, count: int) -> WeeksRead:
    """The last `count` weeks of one visible client, day by day in the client's own zone."""
    person, _, _ = client_record(db, viewer, client_id)
    zone = person.time_zone
    last = clock.local_day(viewer.now, zone)
    first = last - timedelta(days=7 * count - 1)
    start, end = clock.start_of_day(first, zone), clock.end_of_day(last, zone)
    answered = between_days(db, viewer, client_id, first, last)
    logs, later = craving_logs.between(db, viewer, client_id, start, end)
    seen = seen_kinds(db, viewer, client_id, (*_KINDS, Data.safety_plan))
    shown = [_craving(viewer, log, later, sees_plan=Data.safety_plan in seen) for log in logs]
    audit.record(db, viewer, Action.viewed, (kind for kind in _KINDS if kind in seen), [client_id])
    return WeeksRead(
        from_day=first,
        to_day=last,
        days=_days(answered, shown, first, last, zone),
        sessions=[
            AttendedSession(starts_at=row.starts_at, title=row.title, attendance=place.attendance)
            for row, place in attended_between(db, viewer, client_id, start, end)
        ],
        written=_written(viewer, answered),
    )


def _written(viewer: Viewer, answered: list[Answered]) -> list[Written]:
    """Lines to the client and the viewer's own notes, newest first. A colleague's note is not
    among them."""
    found = [
        Written(
            on_day=check_in.on_day,
            at=review.reviewed_at,
            by=name,
            line_to_client=review.line_to_client,
            note_to_self=review.note_to_self if review.reviewer_id == viewer.id else None,
        )
        for check_in, review, name in answered
        if review is not None and name is not None
    ]
    said = [one for one in found if one.line_to_client or one.note_to_self]
    return sorted(said, key=lambda one: one.at, reverse=True)


def _craving(
    viewer: Viewer, log: CravingLog, later: craving_logs.Beside, *, sees_plan: bool
) -> CravingInWeeks:
    """A log as the viewer may read it, and what it said first likewise."""

    def readable(said: Mapping[str, Any]) -> dict[str, Any]:
        language = viewer.person.language
        return {**said, "did": did_for(said["did"], sees_plan=sees_plan, language=language)}

    whole = readable(together(log, later))
    if whole["original"]:
        whole["original"] = readable(whole["original"])
    return CravingInWeeks.model_validate(whole, extra="ignore")


def _days(
    answered: list[Answered],
    logged: Iterable[CravingInWeeks],
    first: date,
    last: date,
    zone: str,
) -> list[DayInWeeks]:
    answers: dict[date, dict[str, object]] = {}
    for check_in, _, _ in answered:  # a sitting of questionnaires alone leaves the day's answers
        answers[check_in.on_day] = check_in.answers or answers.get(check_in.on_day, {})
    cravings: defaultdict[date, list[CravingInWeeks]] = defaultdict(list)
    for one in logged:
        cravings[clock.local_day(one.happened_at, zone)].append(one)
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return [_day(day, answers.get(day), cravings[day]) for day in days]


def _day(
    day: date, answers: dict[str, object] | None, cravings: list[CravingInWeeks]
) -> DayInWeeks:
    said = answers or {}
    return DayInWeeks.model_validate(
        {
            "day": day,
            "checked_in": answers is not None,
            **{key: said.get(key) for key in ("mood", "craving", "sleep", "use")},
            "cravings": cravings,
        }
    )
