"""One client's check-ins under a moved clock, through the routes: what is asked, what is answered,
who looks, what nobody looked at in time, and what the silence does.

Every evening at eight the client answers all that is due. On working days the worker ticks at the
hours of `TICKS`, and Bea looks at what waits unless she is not there.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import time_machine
from sqlmodel import col, select

from app import clock
from app.check_ins.silence import sweep_silence
from app.flags.models import Flag, Task, TaskHop
from app.flags.sweep import escalate
from app.people.models import Person, Role
from tests.level_of_care.signing_in import sign_in_again
from tests.support.forms import BAM_IOP, GAD_7, PHQ_9, form
from tests.support.house import ZONE, Actor, Browser, House, check_in, fresh_id

DAY = timedelta(days=1)
TICKS = ((9, 5), (10, 5), (11, 5), (13, 5), (15, 5))
EVENING = (20, 0)
CALM = {"mood": 7, "craving": 2, "sleep": 7, "difficulty": 1}
BAM = BAM_IOP | {"2": 1, "3": 1, "10": 2, "11": 1, "13": 3, "16": 3}
AT_EASE: dict[str, dict[str, int]] = {
    "bam-iop": BAM_IOP, "bam": BAM, "phq-9": PHQ_9, "gad-7": GAD_7,
    "barc-10": {str(number): 5 for number in range(1, 11)},
    "who-5": {str(number): 3 for number in range(1, 6)},
    "audit-c": {"1": 0, "2": 0, "3": 0},
}  # fmt: skip


@dataclass(frozen=True)
class Evening:
    """What one evening is like: other daily answers, other answers to items of a questionnaire."""

    answers: dict[str, Any] = field(default_factory=dict)
    items: dict[str, dict[str, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Raised:
    """One line of the table."""

    opened: str
    about: str
    flags: str
    urgency: str
    went_to: str
    outcome: str

    def __str__(self) -> str:
        first = f"{self.opened}  {self.about:<9} {self.urgency:<6}{self.flags}"
        return f"{first}\n{'':<18}{self.went_to}\n{'':<18}{self.outcome}"


class Year:
    """The centre, one client, and where the clock stands. Day 0 is a Monday."""

    def __init__(self, house: House, traveller: time_machine.Traveller, first: date) -> None:
        self.house, self.traveller, self.first = house, traveller, first
        self.lena = house.person("Lena", Role.provider)
        self.answered: Counter[str] = Counter()
        self.client = self._begin()

    @property
    def staff(self) -> dict[str, Actor]:
        return {"Bea": self.house.bea, "Cleo": self.house.cleo, "Lena": self.lena}

    def _begin(self) -> Actor:
        """Ida joins on a phone. Bea and, in the afternoons, Cleo are on duty; Lena leads."""
        edda, bea = self.house.edda.browser, self.house.bea.browser
        for actor, begins in ((self.house.bea, "09:00"), (self.house.cleo, "12:00")):
            for day in ("mon", "tue", "wed", "thu", "fri"):
                turn = {
                    "provider_id": str(actor.id), "day": day, "from_time": begins,
                    "until_time": "17:00", "from_day": str(self.first),
                }  # fmt: skip
                _done(edda.post("/api/duty-turns", json=turn))
        lead = f"/api/programs/{self.house.programme_id}/lead"
        _done(edda.put(lead, json={"provider_id": str(self.lena.id)}))
        body = {"name": "Ida", "programme_id": str(self.house.programme_id), "time_zone": ZONE}
        invited = _done(bea.post("/api/clients", json=body))
        said = {
            "token": invited["invitation"]["url"].rpartition("#")[2], "shown_name": "Ida",
            "passphrase": "seven calm birds on a roof", "language": "en", "time_zone": ZONE,
        }  # fmt: skip
        browser = Browser(self.house.app, self.house.visitor.portal)
        me = _done(browser.post("/api/invitation-acceptances", json=said))
        path = f"/api/clients/{me['id']}/team/{self.house.cleo.id}"
        _done(bea.put(path, json={}))
        return Actor(UUID(me["id"]), "Ida", browser)

    def go_to(self, day: int, hour: int, minute: int = 0) -> None:
        at = clock.at_wall_time(self.first + day * DAY, time(hour, minute), ZONE)
        self.traveller.move_to(at)

    def on(self, actor: Actor) -> Browser:
        """Somebody's browser, signed in."""
        sign_in_again(self.house, actor)
        return actor.browser

    # What happens

    def tick(self) -> None:
        """What the worker does about tasks."""
        with self.house.database.unit_of_work() as db:
            while escalate(db, clock.utc_now()):
                pass
        with self.house.database.unit_of_work() as db:
            sweep_silence(db, clock.utc_now())

    def evening(self, day: int, said: Evening) -> dict[str, Any]:
        """The client answers whatever is due, in one sitting."""
        self.go_to(day, *EVENING)
        browser = self.on(self.client)
        due = _done(browser.get("/api/check-in-due"))
        now = [one for one in due["forms"] if one["due_on"] <= due["on_day"]]
        asks_day = due["daily_due_on"] is not None and due["daily_due_on"] <= due["on_day"]
        if not now and not asks_day and not said.answers:
            return {}
        forms = [
            form(
                one["instrument"],
                AT_EASE[one["instrument"]] | said.items.get(one["instrument"], {}),
                due_on=one["due_on"],
            )
            for one in now
        ]
        body = check_in(clock.utc_now(), **(CALM | said.answers)) | {"forms": forms}
        found: dict[str, Any] = _done(browser.put(f"/api/check-ins/{fresh_id()}", json=body))
        self.answered.update(["daily", *(one["instrument"] for one in now)])
        return found

    def looks(self, name: str, outcome: str) -> None:
        """Somebody answers what is theirs: a flag with what came of it, the others by a look."""
        browser = self.on(self.staff[name])
        for task in _done(browser.get("/api/tasks"))["items"]:
            if not task["is_mine"]:
                continue
            path = f"/api/tasks/{task['id']}"
            _done(browser.put(f"{path}/acknowledgement", json={}))
            told = outcome if task["flags"] else "looked"
            _done(browser.put(f"{path}/outcome", json={"outcome": told}))

    def takes(self, name: str) -> None:
        """Somebody says that they have what is theirs, and has not answered it yet."""
        browser = self.on(self.staff[name])
        for task in _done(browser.get("/api/tasks"))["items"]:
            if task["is_mine"]:
                _done(browser.put(f"/api/tasks/{task['id']}/acknowledgement", json={}))

    def step(self, **body: Any) -> None:
        """Bea moves the stay on."""
        path = f"/api/clients/{self.client.id}/steps"
        _done(self.on(self.house.bea).post(path, json={"why": "As agreed"} | body))

    def comes_back(self) -> None:
        path = f"/api/former-clients/{self.client.id}/returns"
        body = {
            "programme_id": str(self.house.programme_id), "phase": "treatment",
            "level": "Level 1", "why": "Called and asked",
        }  # fmt: skip
        _done(self.on(self.house.bea).post(path, json=body))

    # What came of it

    def table(self) -> list[Raised]:
        """Every task that had a reason, in order."""
        with self.house.database.unit_of_work() as db:
            mine = Task.client_id == self.client.id
            tasks = db.exec(select(Task).where(mine).order_by(col(Task.opened_at))).all()
            flags = db.exec(select(Flag).where(Flag.client_id == self.client.id)).all()
            hops = db.exec(select(TaskHop).order_by(col(TaskHop.number))).all()
            names = {one.id: one.shown_name for one in db.exec(select(Person))}
        return [
            Raised(
                opened=_at(task.opened_at),
                about=task.kind.value,
                flags=", ".join(sorted(_said(one) for one in flags if one.task_id == task.id)),
                urgency=task.urgency.value,
                went_to="; ".join(_hop(one, names) for one in hops if one.task_id == task.id),
                outcome=_outcome(task, names),
            )
            for task in tasks
            if any(one.task_id == task.id for one in flags)
        ]


def lived(
    year: Year,
    days: int,
    evenings: Callable[[int], Evening | None],
    mornings: dict[int, Callable[[Year], None]],
) -> Iterator[int]:
    """Day after day: the worker, whoever looks, and the client in the evening."""
    for day in range(days):
        if (year.first + day * DAY).weekday() < 5:
            for hour, minute in TICKS:
                year.go_to(day, hour, minute)
                year.tick()
                if (hour, minute) == TICKS[0]:
                    mornings.get(day, bea_looks)(year)
                elif (hour, minute) == TICKS[2]:
                    year.looks("Lena", "session_arranged")
        elif day in mornings:
            year.go_to(day, 12)
            mornings[day](year)
        said = evenings(day)
        if said is not None:
            year.evening(day, said)
        yield day


def bea_looks(year: Year) -> None:
    """An ordinary morning."""
    year.looks("Bea", "spoke")


def _done(answer: Any) -> Any:
    assert answer.is_success, (answer.request.url.path, answer.text)
    return answer.json() if answer.content else None


def _said(flag: Flag) -> str:
    return f"{flag.flag.value}:{flag.measure}" if flag.measure else flag.flag.value


def _at(instant: datetime | None) -> str:
    return "" if instant is None else f"{instant.astimezone(ZoneInfo(ZONE)):%a %d %b %H:%M}"


def _hop(hop: TaskHop, names: dict[UUID, str]) -> str:
    who = "nobody" if hop.owner_id is None else names[hop.owner_id]
    return f"{who} by {_at(hop.due_at)}"


def _outcome(task: Task, names: dict[UUID, str]) -> str:
    if task.outcome is None:
        return "open"
    by = "nobody" if task.closed_by is None else names[task.closed_by]
    return f"{task.outcome.value} ({by}, {_at(task.closed_at)})"
