"""A house with a calendar and a clock that a test moves."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from httpx2 import Response
from sqlmodel import select

from app.appointments.models import Attendance, Participation
from app.clock import at_wall_time
from app.episodes.models import EpisodeOfCare, EpisodeStep
from app.installation import Installation
from app.programs.kinds import AppointmentKind
from app.programs.models import Programme
from tests.level_of_care.signing_in import sign_in_again
from tests.support.furniture import meeting
from tests.support.house import ZONE, Actor, House

MONDAY = date(2026, 6, 1)


@dataclass
class Desk:
    """Ada's week at Bea's desk: it is Monday the first of June 2026, ten in the morning."""

    house: House
    traveller: time_machine.Traveller

    def go_to(self, day: date, hour: int = 10) -> None:
        self.traveller.move_to(at_wall_time(day, time(hour), ZONE))
        for actor in (self.house.ada, self.house.bea):
            sign_in_again(self.house, actor)

    def session(
        self,
        day: date,
        minutes: int = 180,
        kind: AppointmentKind = AppointmentKind.support,
        attendance: Attendance | None = None,
        **fields: Any,
    ) -> str:
        """A session of Ada's at noon, marked or not."""
        starts_at: datetime = at_wall_time(day, time(12), ZONE)
        ends_at = starts_at + timedelta(minutes=minutes)
        made = meeting(
            self.house, starts_at, self.house.ada, kind=kind, ends_at=ends_at, on_day=day, **fields
        )
        if attendance:
            self.mark(made, attendance=attendance)
        return made

    def full_week(self, monday: date) -> None:
        """The nine hours of a week, all attended."""
        for number in (0, 2, 4):
            self.session(monday + timedelta(days=number), attendance=Attendance.attended)

    def mark(self, session_id: str, **marks: Any) -> None:
        with self.house.database.unit_of_work() as db:
            place = db.get_one(Participation, (UUID(session_id), self.house.ada.id))
            for name, value in marks.items():
                setattr(place, name, value)
            db.add(place)

    def levels(self, *levels: dict[str, Any], **design: Any) -> None:
        """Other levels for the house's programme."""
        usual = {"hours_floor": 9, "hours_ceiling": 20, "days_a_week": 3}
        with self.house.database.unit_of_work() as db:
            programme = db.get_one(Programme, self.house.programme_id)
            named = [
                {"code": f"level-{number}", "name": f"Level {number}"} | usual | level
                for number, level in enumerate(levels, 1)
            ]
            programme.design = programme.design | {"levels": named} | design
            db.add(programme)

    def review(self, week: date | None = None, by: Actor | None = None) -> dict[str, Any]:
        asked = f"?week={week}" if week else ""
        path = f"/api/clients/{self.house.ada.id}/level-review{asked}"
        answer = (by or self.house.bea).browser.get(path)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def told(self, week: date | None = None) -> list[str]:
        return [one["text"] for one in self.review(week)["sentences"]]

    def decide(self, decision: str, week: date = MONDAY, **other: Any) -> Response:
        seen = self.review(week)
        body = {"level_now": seen["current_level"], "proposal": seen["proposal"]["kind"]}
        path = f"/api/clients/{self.house.ada.id}/level-reviews/{week}"
        return self.house.bea.browser.put(path, json={"decision": decision} | body | other)

    def judge(self, code: str, *, is_met: bool = True, evidence: str = "Seen") -> Response:
        path = f"/api/clients/{self.house.ada.id}/benchmarks/{code}"
        return self.house.bea.browser.put(path, json={"is_met": is_met, "evidence": evidence})


@pytest.fixture
def desk(installation: Installation) -> Iterator[Desk]:
    start = at_wall_time(MONDAY, time(10), ZONE)
    with time_machine.travel(start, tick=False) as traveller, House(installation) as house:
        note_admission(house)
        yield Desk(house, traveller)


def note_admission(house: House) -> None:
    """Ada's stay has its first step, as one that began through the routes has."""
    with house.database.unit_of_work() as db:
        stay = db.exec(select(EpisodeOfCare).filter_by(client_id=house.ada.id)).one()
        step = EpisodeStep(
            episode_id=stay.id,
            phase=stay.phase,
            level=stay.level,
            at=stay.opened_at,
            why="Admitted",
        )
        db.add(step)
