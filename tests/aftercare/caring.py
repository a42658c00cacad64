"""Ada in aftercare from a Monday on, and what her team does on later days."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import time_machine
from httpx2 import Response
from sqlmodel import Session, col, select

from app import clock
from app.aftercare.sweep import sweep_contacts
from app.appointments.models import Appointment, Attendance, Participation
from app.check_ins.silence import sweep_silence
from app.episodes.models import CareTeamMember, EpisodeOfCare, EpisodeStep, Phase
from app.flags.models import Flag, FlagCode, Task, TaskHop, TaskKind
from app.flags.reasons import Raised
from app.flags.service import look_at
from app.ids import new_id
from app.notices.models import Notice, NoticeKind
from app.people.models import Person
from app.programs.kinds import AppointmentKind
from tests.support.aftercare_furniture import contact_body, plan_body
from tests.support.house import ZONE, Actor, Browser, House, fresh_id

START = date(2027, 2, 22)
"""A Monday; the clocks of the house go forward on the 14th of March."""
DAY = timedelta(days=1)


def noon(day: date, hour: int = 12) -> datetime:
    return datetime.combine(day, time(hour), ZoneInfo(ZONE)).astimezone(UTC)


def at(day: date, hour: int = 12) -> AbstractContextManager[Any]:
    """It is then."""
    return time_machine.travel(noon(day, hour), tick=False)


class Caring:
    """What happens on which day. Cleo is on Ada's team too, and Bea is her primary counselor."""

    def __init__(self, house: House) -> None:
        self.house, self.ada = house, house.ada
        self._browsers: dict[tuple[UUID, datetime], Browser] = {}
        with house.database.unit_of_work() as db:
            of_ada = select(EpisodeOfCare).where(EpisodeOfCare.client_id == self.ada.id)
            stay = db.exec(of_ada).one()
            stay.phase, stay.opened_at, self.stay_id = Phase.aftercare, noon(START), stay.id
            for phase, when in ((Phase.treatment, START - DAY), (Phase.aftercare, START)):
                db.add(EpisodeStep(episode_id=stay.id, phase=phase, at=noon(when), why="A test"))
            db.add(
                CareTeamMember(
                    episode_id=stay.id, provider_id=house.cleo.id, joined_at=noon(START - DAY)
                )
            )

    def browser(self, actor: Actor | None = None) -> Browser:
        """Somebody's sign-in of just now."""
        who = actor or self.house.bea
        key = who.id, clock.utc_now()
        if key not in self._browsers:
            self._browsers[key] = self.house.another_browser(who)
        return self._browsers[key]

    def path(self, rest: str) -> str:
        return f"/api/clients/{self.ada.id}/{rest}"

    def read(self, day: date, **query: Any) -> dict[str, Any]:
        with at(day):
            answer = self.browser().get(self.path("aftercare"), params=query)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def plan(self, day: date, plan_id: str | None = None, **said: Any) -> Response:
        body = plan_body(self.house.cleo.id, day) | said
        with at(day):
            path = self.path(f"contact-plans/{plan_id or fresh_id()}")
            return self.browser().put(path, json=body)

    def say(self, day: date, due_on: date, state: str = "reached", **said: Any) -> Response:
        body = contact_body(due_on, state) | said
        with at(day):
            return self.browser().put(self.path(f"contacts/{fresh_id()}"), json=body)

    def sweep(self, day: date, hour: int = 12) -> int:
        with self.house.database.unit_of_work() as db:
            return sweep_contacts(db, noon(day, hour))

    def hush(self, day: date) -> int:
        with self.house.database.unit_of_work() as db:
            return sweep_silence(db, noon(day))

    def answer(self, day: date, outcome: str, actor: Actor | None = None) -> None:
        """Somebody answers the task about Ada that is open, or else the newest."""
        task = min(reversed(self.tasks()), key=lambda one: one.closed_at is not None)
        with at(day):
            path = f"/api/tasks/{task.id}/outcome"
            answer = self.browser(actor).put(path, json={"outcome": outcome})
        assert answer.status_code == 200, answer.text

    def tasks(self, kind: TaskKind = TaskKind.contact) -> list[Task]:
        with self.house.database.unit_of_work() as db:
            query = select(Task).where(Task.kind == kind, Task.client_id == self.ada.id)
            return list(db.exec(query.order_by(col(Task.opened_at), col(Task.id))))

    def owners(self, kind: TaskKind = TaskKind.contact) -> list[str]:
        """Whose each task is now, or `closed` and how."""
        with self.house.database.unit_of_work() as db:
            names = {one.id: one.shown_name for one in db.exec(select(Person))}
        return [
            f"closed {one.outcome}" if one.closed_at else names.get(one.owner_id or UUID(int=0), "")
            for one in self.tasks(kind)
        ]

    def flags(self) -> list[tuple[str, dict[str, Any]]]:
        with self.house.database.unit_of_work() as db:
            about = (FlagCode.contact_missed, FlagCode.contact_not_reached)
            rows = db.exec(
                select(Flag).where(col(Flag.flag).in_(about)).order_by(col(Flag.measure))
            )
            return [(one.flag.value, one.facts) for one in rows]

    def hops(self) -> int:
        with self.house.database.unit_of_work() as db:
            return len(db.exec(select(TaskHop)).all())

    def flag(self, day: date, code: FlagCode) -> None:
        """Something Ada sent makes somebody look."""
        with self.house.database.unit_of_work() as db:
            look_at(db, self.ada.id, TaskKind.check_in, new_id(), [Raised(code)], now=noon(day))

    def session(self, day: date, attendance: str, kind: str = "aftercare") -> None:
        with self.house.database.unit_of_work() as db:
            meeting = Appointment(
                title="A session", on_day=day, kind=AppointmentKind(kind), starts_at=noon(day),
                ends_at=noon(day, 13), provider_id=self.house.bea.id, capacity=1,
                made_by=self.house.bea.id, changed_at=noon(START),
            )  # fmt: skip
            db.add(meeting)
            db.flush()
            db.add(
                Participation(
                    appointment_id=meeting.id, client_id=self.ada.id, changed_at=noon(START),
                    attendance=Attendance(attendance),
                )
            )  # fmt: skip

    def step(self, day: date, phase: str, **said: Any) -> None:
        with at(day):
            body = {"phase": phase, "why": "A test"} | said
            answer = self.browser().post(self.path("steps"), json=body)
        assert answer.is_success, answer.text

    def stay_of(self, db: Session) -> EpisodeOfCare:
        return db.get_one(EpisodeOfCare, self.stay_id)

    def told(self, actor: Actor) -> int:
        """How often somebody was told that Ada would like to hear sooner."""
        with self.house.database.unit_of_work() as db:
            query = select(Notice).where(
                Notice.person_id == actor.id, Notice.kind == NoticeKind.client_wants_contact
            )
            return len(db.exec(query).all())


def standings(found: dict[str, Any]) -> list[str]:
    return [one["standing"] for one in found["row"]]


def codes(answers: Iterable[Response]) -> list[str]:
    return [answer.json()["code"] for answer in answers]
