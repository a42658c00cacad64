"""A session brief: what one client's days since the last session were like, on one page."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import mean
from typing import Any
from uuid import UUID

from sqlmodel import Session

from app import clock
from app.access import audit
from app.access.models import Action, Data
from app.appointments.models import Appointment, AppointmentStatus, Attendance, Participation
from app.appointments.queries import attended_between
from app.booking.models import GROUPS
from app.check_ins import changes
from app.check_ins.desk_forms import FormSeen, form_changes, seen, short
from app.check_ins.desk_queries import daily_between, forms_since
from app.flags.models import Flag, FlagCode, Task, TaskKind, Urgency
from app.flags.queries import is_overdue
from app.flags.schemas import Named
from app.flags.wording import said
from app.home.brief_cravings import in_short
from app.home.brief_queries import OpenTask, cravings_since, open_tasks_about
from app.home.brief_schemas import (
    BriefRead,
    BriefSession,
    Feelings,
    GroupReaction,
    Pressing,
    SaidLine,
    UseBrief,
)
from app.home.seen import client_and_kinds
from app.people.models import Language
from app.people.viewers import Viewer

LOOKS_BACK = timedelta(days=120)
LOOKS_AHEAD = timedelta(days=42)
WITHOUT_A_SESSION = timedelta(days=14)
LINES_AT_MOST, ITEMS_AT_MOST = 4, 2
_CAME = (Attendance.attended, Attendance.late)
_KINDS = (Data.check_ins, Data.craving_logs, Data.sessions)

Meeting = tuple[Appointment, Participation]
Day = tuple[date, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The days a brief is about, in the client's zone, and the session they follow."""

    session: Appointment | None
    since: datetime
    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


def brief(db: Session, viewer: Viewer, client_id: UUID) -> BriefRead:
    """The brief about one visible client; `NotFound` for a stranger's."""
    record, visible = client_and_kinds(db, viewer, client_id, (*_KINDS, Data.safety_plan))
    person, episode, programme = record
    zone, now, language = person.time_zone, viewer.now, viewer.person.language
    meetings = attended_between(db, viewer, client_id, now - LOOKS_BACK, now + LOOKS_AHEAD)
    about = _stretch(viewer, meetings, zone)
    before = about.first - timedelta(days=about.days)
    daily = daily_between(db, viewer, client_id, before, about.last)
    forms = _newest(seen(forms_since(db, viewer, client_id, about.first), language))
    cravings = cravings_since(db, viewer, client_id, about.since)
    tasks = open_tasks_about(db, viewer, client_id)
    noted = (kind for kind in _KINDS if kind in visible)
    audit.record(db, viewer, Action.viewed, noted, [client_id])
    held = [each for each in meetings if about.since < each[0].starts_at <= now]
    recent = [day for day in daily if day[0] >= about.first]
    earlier = [day for day in daily if day[0] < about.first]
    return BriefRead(
        client=Named(id=person.id, shown_name=person.shown_name),
        programme=programme.name,
        level=episode.level,
        phase=episode.phase,
        time_zone=zone,
        printed_at=now,
        printed_by=viewer.person.shown_name,
        since=about.since,
        since_day=about.first,
        since_session=_session(viewer, about.session),
        since_days=about.days,
        next_session=_session(viewer, _next(viewer, meetings)),
        sessions_since=Counter(
            place.attendance or "open" for row, place in held if _takes_place(row)
        ),
        reactions=_reactions(held, recent, zone),
        feelings=_feelings(about, recent, earlier),
        use=_use(recent),
        forms=[short(form) for form in forms],
        pressing=[_pressing(viewer, *task) for task in _urgent_first(tasks) if _says_why(*task)],
        unflagged=sum(not _says_why(*task) for task in tasks),
        cravings=in_short(cravings, language, sees_plan=Data.safety_plan in visible),
        changed=_changed(recent, earlier, forms, language),
    )


def _stretch(viewer: Viewer, meetings: Iterable[Meeting], zone: str) -> _Stretch:
    """Since the newest session with the viewer that the client came to, or that nobody marked."""
    mine = [
        row
        for row, place in meetings
        if row.provider_id == viewer.id
        and row.kind not in GROUPS
        and row.ends_at <= viewer.now
        and _takes_place(row)
        and (place.attendance is None or place.attendance in _CAME)
    ]
    session = mine[-1] if mine else None
    since = session.starts_at if session else viewer.now - WITHOUT_A_SESSION
    last = clock.local_day(viewer.now, zone)
    return _Stretch(session, since, clock.local_day(since, zone), last)


def _next(viewer: Viewer, meetings: Iterable[Meeting]) -> Appointment | None:
    ahead = (
        row
        for row, _ in meetings
        if row.provider_id == viewer.id
        and row.kind not in GROUPS
        and row.ends_at > viewer.now
        and _takes_place(row)
    )
    return next(ahead, None)


def _takes_place(row: Appointment) -> bool:
    return row.status is AppointmentStatus.planned


def _session(viewer: Viewer, row: Appointment | None) -> BriefSession | None:
    if row is None:
        return None
    is_mine = row.provider_id == viewer.id
    return BriefSession(id=row.id, title=row.title, starts_at=row.starts_at, with_me=is_mine)


def _reactions(held: Iterable[Meeting], days: Sequence[Day], zone: str) -> list[GroupReaction]:
    said = dict(days)
    found = []
    for row, place in held:
        if row.kind not in GROUPS or not _takes_place(row):
            continue
        day = clock.local_day(row.starts_at, zone)
        answers = said.get(day, {})
        found.append(
            GroupReaction(
                title=row.title,
                starts_at=row.starts_at,
                attendance=place.attendance,
                on_day=day,
                mood=answers.get("mood"),
                craving=answers.get("craving"),
                difficulty=answers.get("difficulty"),
                line=answers.get("line"),
            )
        )
    return found


def _feelings(about: _Stretch, recent: Sequence[Day], earlier: Sequence[Day]) -> Feelings:
    lines = [SaidLine(on_day=day, text=said["line"]) for day, said in recent if said.get("line")]
    means = {
        f"{scale}{when}": _mean(said[scale] for _, said in days)
        for scale in ("mood", "craving", "sleep")
        for when, days in (("", recent), ("_before", earlier))
    }
    halt = Counter(state for _, said in recent for state in said.get("halt", ()))
    return Feelings.model_validate(
        {
            **means,
            "days": about.days,
            "answered": len({day for day, _ in recent}),
            "halt": halt,
            "lines": lines[-LINES_AT_MOST:],
        }
    )


def _mean(values: Iterable[int]) -> float | None:
    found = list(values)
    return round(mean(found), 1) if found else None


def _use(recent: Sequence[Day]) -> UseBrief:
    def days(is_so: str) -> list[date]:
        return sorted({day for day, said in recent if said["use"] == is_so})

    return UseBrief(
        yes=days("yes"),
        rather_not_say=days("rather_not_say"),
        may_use=sorted({day for day, said in recent if said.get("may_use")}),
        answered=len({day for day, _ in recent}),
    )


def _urgent_first(tasks: Iterable[OpenTask]) -> list[OpenTask]:
    order = list(Urgency)
    return sorted(tasks, key=lambda found: (order.index(found[0].urgency), found[0].due_at))


def _gravest_first(flag: Flag) -> int:
    return list(FlagCode).index(flag.flag)


def _says_why(task: Task, owner: str | None, flags: Sequence[Flag]) -> bool:
    """A check-in without a flag is nothing pressing, only to be read."""
    del owner
    return bool(flags) or task.kind is not TaskKind.check_in


def _pressing(viewer: Viewer, task: Task, owner: str | None, flags: Sequence[Flag]) -> Pressing:
    return Pressing(
        kind=task.kind,
        urgency=task.urgency,
        opened_at=task.opened_at,
        due_at=task.due_at,
        overdue=is_overdue(task, viewer.now),
        owner=owner,
        reasons=[said(flag, viewer.person.language) for flag in sorted(flags, key=_gravest_first)],
    )


def _newest(forms: Iterable[FormSeen]) -> list[FormSeen]:
    """The last answers to each questionnaire; they come oldest first."""
    return list({form.now.instrument: form for form in forms}.values())


def _changed(
    recent: Sequence[Day], earlier: Sequence[Day], forms: Sequence[FormSeen], language: Language
) -> list[str]:
    """What is different now from the last check-in before that session: items before sums."""
    now, before = (days[-1][1] if days else None for days in (recent, earlier))
    grave, items, sums = form_changes(forms, language, at_most=ITEMS_AT_MOST)
    return [*grave, *changes.of_the_day(now, before, language), *items, *sums]
