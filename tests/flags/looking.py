"""Things to look at in a small house, at times that a test chooses."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from app import clock
from app.appointments.models import Closure, ClosureKind
from app.clock import Weekday
from app.episodes.models import CareTeamMember, EpisodeOfCare, Phase
from app.flags import service
from app.flags.models import DutyTurn, FlagCode, Task, TaskHop, TaskKind
from app.flags.reasons import Raised
from app.flags.sweep import escalate
from app.ids import new_id
from app.notices.models import Notice, NoticeKind
from app.people.models import Person, Role
from app.people.sign_ins import open_sign_ins
from app.people.viewers import Viewer
from app.programs.models import Centre, Programme
from tests.support.house import ZONE, Actor, House

USE = Raised(FlagCode.use)
SELF_HARM = Raised(FlagCode.self_harm, {"value": 1}, "phq-9")
LATE = Raised(FlagCode.backdated, {"days": 3})
ALWAYS = {day.value: [["00:00", "23:59"]] for day in Weekday}


def wall(day: int, hour: int, minute: int = 0) -> datetime:
    """A time on the clocks of the house, in March 2027. The first is a Monday; open from Monday to
    Friday, nine to five."""
    return datetime(2027, 3, day, hour, minute, tzinfo=ZoneInfo(ZONE)).astimezone(UTC)


MONDAY_TEN = wall(1, 10)


def look_at(
    house: House,
    client: Actor,
    *raised: Raised,
    now: datetime = MONDAY_TEN,
    kind: TaskKind = TaskKind.check_in,
    focus: UUID | None = None,
) -> UUID:
    """The task of looking at something a client sent."""
    with house.database.unit_of_work() as db:
        found = service.look_at(db, client.id, kind, focus or new_id(), raised, now=now)
        assert found is not None
        return found.id


def sends(house: House, client: Actor, *raised: Raised, kind: TaskKind = TaskKind.check_in) -> None:
    """A client sends something, whether or not anybody looks."""
    with house.database.unit_of_work() as db:
        service.look_at(db, client.id, kind, new_id(), raised, now=clock.utc_now())


def begins_stay(house: House, client: Actor) -> None:
    """Somebody is in care, without a team."""
    with house.database.unit_of_work() as db:
        now = clock.utc_now()
        db.add(
            EpisodeOfCare(
                client_id=client.id, programme_id=house.programme_id, phase=Phase.treatment,
                level="Level 1", opened_at=now, admitted_at=now,
            )
        )  # fmt: skip


def sweep(house: House, now: datetime) -> int:
    with house.database.unit_of_work() as db:
        return escalate(db, now)


def the_task(house: House, task_id: UUID) -> Task:
    with house.database.unit_of_work() as db:
        return db.get_one(Task, task_id)


def way(house: House, task_id: UUID) -> list[TaskHop]:
    with house.database.unit_of_work() as db:
        rows = db.exec(
            select(TaskHop).where(TaskHop.task_id == task_id).order_by(col(TaskHop.number))
        )
        return list(rows)


def who_had_it(house: House, task_id: UUID) -> list[str]:
    """The way a task went: `Bea opened`, `Cleo overdue`."""
    names = {actor.id: actor.name for actor in house.cast}
    with house.database.unit_of_work() as db:
        names |= {one.id: one.shown_name for one in db.exec(select(Person))}
    return [
        f"{names[hop.owner_id] if hop.owner_id else 'nobody'} {hop.why}"
        for hop in way(house, task_id)
    ]


def on_duty(
    house: House,
    actor: Actor,
    *days: Weekday,
    hours: tuple[int, int] = (9, 17),
) -> None:
    """Somebody is on duty every week, on every day if none is named."""
    with house.database.unit_of_work() as db:
        for day in days or tuple(Weekday):
            db.add(
                DutyTurn(
                    provider_id=actor.id, day=day, from_time=time(hours[0]),
                    until_time=time(hours[1]), from_day=date(2020, 1, 1),
                )
            )  # fmt: skip


def away(house: House, actor: Actor | None, first: date, last: date) -> None:
    """Somebody is away, or the centre is closed."""
    with house.database.unit_of_work() as db:
        db.add(
            Closure(
                kind=ClosureKind.absence if actor else ClosureKind.holiday,
                provider_id=actor.id if actor else None, from_day=first, until_day=last,
                made_by=house.edda.id, made_at=MONDAY_TEN - timedelta(days=1),
            )
        )  # fmt: skip


def close_account(house: House, actor: Actor) -> None:
    with house.database.unit_of_work() as db:
        db.get_one(Person, actor.id).disabled_at = MONDAY_TEN


def lead(house: House, actor: Actor) -> None:
    """Somebody leads the programme of the house."""
    with house.database.unit_of_work() as db:
        db.get_one(Programme, house.programme_id).lead_id = actor.id


def join_team(house: House, actor: Actor, client: Actor) -> None:
    with house.database.unit_of_work() as db:
        stay = db.exec(select(EpisodeOfCare).where(EpisodeOfCare.client_id == client.id)).one()
        db.add(
            CareTeamMember(
                episode_id=stay.id, provider_id=actor.id, joined_at=datetime(2026, 1, 1, tzinfo=UTC)
            )
        )


def keep_hours(house: House, hours: dict[str, Any]) -> None:
    with house.database.unit_of_work() as db:
        db.get_one(Centre, 1).opening_hours = hours


def told(house: House, actor: Actor) -> Sequence[tuple[NoticeKind, str | None]]:
    """What somebody was told of tasks, in order."""
    kinds = (NoticeKind.task_given, NoticeKind.task_overdue)
    with house.database.unit_of_work() as db:
        rows = db.exec(
            select(Notice)
            .where(Notice.person_id == actor.id, col(Notice.kind).in_(kinds))
            .order_by(col(Notice.at), col(Notice.id))
        )
        return [(row.kind, row.reason) for row in rows]


def take(house: House, actor: Actor, task_id: UUID, now: datetime) -> Task:
    """Somebody says that they have it, at a time of the test."""
    with house.database.unit_of_work() as db:
        [sign_in, *_] = open_sign_ins(db, actor.id, clock.utc_now())
        person = db.get_one(Person, actor.id)
        viewer = Viewer(person, frozenset({Role.provider}), sign_in, now)
        return service.acknowledge(db, viewer, task_id)
