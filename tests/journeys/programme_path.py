"""One client's way through a programme, week by week, through the routes and under a moved clock.

A `Path` has a centre with a programme made from a shipped template, its timetable, a counselor
(Bea) and an administrator (Edda). What the rules said, proposed and what was decided is noted week
by week, to be printed and compared.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import time_machine
from sqlmodel import col, select

from app import clock
from app.appointments.planning import plan_all_ahead
from app.episodes.models import EpisodeOfCare
from app.people.models import Role
from tests.level_of_care.signing_in import sign_in_again
from tests.support.house import ZONE, Actor, Browser, House, check_in, fresh_id

DAY, WEEK = timedelta(days=1), timedelta(days=7)
PASSPHRASE = "seven calm birds on a roof"


@dataclass(frozen=True)
class Line:
    """What was said about one week, and decided."""

    number: int
    level: str | None
    planned: int
    attended: int
    floor: int
    sentences: list[str]
    proposal: str
    reasons: list[str]
    decision: str

    def says(self, text: str) -> bool:
        return text in self.sentences


@dataclass
class Path:
    """Where somebody is on the way. `monday` is that of the week that is lived next."""

    house: House
    traveller: time_machine.Traveller
    monday: date
    client: Actor = field(init=False)
    programme: dict[str, Any] = field(init=False)
    providers: list[Actor] = field(default_factory=list)
    series: dict[str, str] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    groups: frozenset[str] = frozenset()

    # The clock

    def go_to(self, day: date, hour: int = 8, minute: int = 0) -> None:
        """Sets the clock to a wall time of the centre, with everybody signed in."""
        self.traveller.move_to(clock.at_wall_time(day, time(hour, minute), ZONE))
        for actor in (self.house.bea, self.house.edda, *self.providers, *self._clients()):
            sign_in_again(self.house, actor)

    def _clients(self) -> list[Actor]:
        return [self.client] if hasattr(self, "client") else []

    # The centre

    def make_programme(self, template: str, *, leaders: int = 4, **links: str) -> None:
        """Copies a template, opens it, and makes its timetable; `links` are join links of groups
        by their code, with `_` for `-`."""
        edda = self.house.edda.browser
        made = done(edda.post("/api/programs", json={"template": template, "name": template}))
        self.programme = done(edda.put(f"/api/programs/{made['id']}/opening", json={}))
        people = [self.house.person(f"Leader {n}", *_PROVIDER) for n in range(leaders)]
        body = {"from_day": str(self.monday), "leaders": leaders_of(self.design, people)}
        items = done(edda.post(f"/api/programs/{made['id']}/groups", json=body))["items"]
        self.series = {item["group_code"]: item["id"] for item in items}
        for item in items:
            if link := links.get(item["group_code"].replace("-", "_")):
                change = {"join_link": link, "sequence": item["sequence"], "confirm": True}
                done(edda.put(f"/api/appointment-series/{item['id']}", json=change))

    @property
    def design(self) -> dict[str, Any]:
        found: dict[str, Any] = self.programme["design"]
        return found

    def hire(self, name: str, profession: str) -> Actor:
        """A provider who joins through the routes."""
        body = {"name": name, "profession": profession}
        invited = done(self.house.edda.browser.post("/api/staff", json=body))
        actor = self._join(invited["invitation"]["url"], name, ZONE)
        self.providers.append(actor)
        return actor

    # The client

    def refer(self, name: str, zone: str = ZONE) -> None:
        """Bea refers somebody to the programme, who joins on a phone."""
        body = {
            "name": name, "programme_id": self.programme["id"], "time_zone": zone,
            "phase": "referral", "why": "Called on Monday",
        }  # fmt: skip
        invited = done(self.house.bea.browser.post("/api/clients", json=body))
        self.client = self._join(invited["invitation"]["url"], name, zone)

    def _join(self, url: str, name: str, zone: str) -> Actor:
        browser = Browser(self.house.app, self.house.visitor.portal)
        said = {
            "token": url.rpartition("#")[2], "shown_name": name, "passphrase": PASSPHRASE,
            "language": "en", "time_zone": zone,
        }  # fmt: skip
        me = done(browser.post("/api/invitation-acceptances", json=said))
        return Actor(UUID(me["id"]), name, browser)

    def assess(self, **found: Any) -> dict[str, Any]:
        usual = {"fits": True, "living": "supportive_home", "detox": "not_needed"}
        done(self.step("assessment", "First appointment"))
        return done(self.put(f"{self.record}/assessment", usual | found))  # type: ignore[no-any-return]

    def step(self, phase: str, why: str, **other: Any) -> Any:
        body = {"phase": phase, "why": why} | other
        return self.house.bea.browser.post(f"{self.record}/steps", json=body)

    def admit(self, level: str, track: str | None = None, **other: Any) -> None:
        done(self.step("treatment", "Both sides say yes", level=level, **other))
        self.join_groups(level, track)

    @property
    def record(self) -> str:
        return f"/api/clients/{self.client.id}"

    def put(self, path: str, body: Any, by: Actor | None = None) -> Any:
        return (by or self.house.bea).browser.put(path, json=body)

    def get(self, path: str, by: Actor | None = None) -> Any:
        return done((by or self.house.bea).browser.get(path))

    def join_groups(self, level: str | None, track: str | None = None) -> None:
        """The client is in every group of a level from now on, and in no other."""
        wanted = groups_of(self.design, level, track) if level else frozenset()
        for code in self.groups - wanted:
            seat = f"/api/appointment-series/{self.series[code]}/participants/{self.client.id}"
            done(self.house.bea.browser.delete(seat))
        for code in sorted(wanted - self.groups):
            seat = f"/api/appointment-series/{self.series[code]}/participants/{self.client.id}"
            done(self.put(seat, {}))
        self.groups = wanted

    def in_the_groups_of_the_level(self, track: str | None = None) -> None:
        """The client goes to the groups of the level they are at now, if there is one."""
        phase, level = self.where()
        self.join_groups(level if phase == "treatment" else None, track)

    def session(self, weekday: int, at: str, kind: str, minutes: int = 50, **other: Any) -> str:
        """A single session of the coming week for the client, made by Bea."""
        body = {
            "title": kind.capitalize(), "kind": kind, "day": str(self.monday + weekday * DAY),
            "local_time": at, "duration_minutes": minutes, "client_ids": [str(self.client.id)],
            "capacity": 1,
        } | other  # fmt: skip
        made: str = done(self.house.bea.browser.post("/api/appointments", json=body))["id"]
        return made

    def judge(self, *codes: str, is_met: bool = True, evidence: str = "Seen by Bea") -> None:
        for code in codes:
            body = {"is_met": is_met, "evidence": evidence}
            done(self.put(f"{self.record}/benchmarks/{code}", body))

    # A week

    def live(
        self, *, check_ins: int = 5, misses: Iterable[str] = (), use_on: int | None = None
    ) -> None:
        """The week goes by: the client checks in on some days, comes to everything but what they
        miss (by title), and whoever leads it marks that."""
        for number in range(check_ins):
            self.traveller.move_to(clock.at_wall_time(self.monday + number * DAY, time(21), ZONE))
            use = "yes" if number == use_on else "no"
            path = f"/api/check-ins/{fresh_id()}"
            done(self.put(path, check_in(clock.utc_now(), use=use), self.client))
        self.go_to(self.monday + 6 * DAY, 22)
        missed = set(misses)
        for session in self.calendar(self.monday):
            came = "missed" if session["title"] in missed else "attended"
            path = f"/api/appointments/{session['id']}/attendance/{self.client.id}"
            done(self.put(path, {"attendance": came}))
        self.monday += WEEK
        self.go_to(self.monday)
        if len(self.lines) % 4 == 3:
            self.plan()

    def plan(self) -> None:
        """What the worker does every day: series are planned eight weeks ahead."""
        with self.house.database.unit_of_work() as db:
            plan_all_ahead(db, clock.utc_now())

    def calendar(self, monday: date) -> list[dict[str, Any]]:
        """The client's own sessions of a week, as the phone shows them."""
        found = self.get(f"/api/my-calendar?from_day={monday}&days=7", self.client)
        return [
            one for one in found["items"] if one["mine"] == "booked" and one["status"] == "planned"
        ]

    def review(self, monday: date | None = None) -> dict[str, Any]:
        found: dict[str, Any] = self.get(
            f"{self.record}/level-review?week={monday or self.monday - WEEK}"
        )
        return found

    def decide(
        self, decision: str = "accepted", *, level: str | None = None, reason: str | None = None
    ) -> Line:
        """On Monday morning Bea reads what the rules say about the week that is over, and
        decides."""
        week = self.monday - WEEK
        seen = self.review(week)
        body = {
            "decision": decision, "level": level, "reason": reason,
            "level_now": seen["current_level"], "proposal": seen["proposal"]["kind"],
        }  # fmt: skip
        after = done(self.put(f"{self.record}/level-reviews/{week}", body))
        hours = seen["hours"] or {"planned": 0, "attended": 0, "floor": 0}
        line = Line(
            number=len(self.lines) + 1,
            level=seen["level"],
            planned=hours["planned"],
            attended=hours["attended"],
            floor=hours["floor"],
            sentences=[one["text"] for one in seen["sentences"]],
            proposal=seen["proposal"]["to_level"] or seen["proposal"]["kind"],
            reasons=[one["code"] for one in seen["proposal"]["reasons"]],
            decision=_in_short(after["history"][0]),
        )
        self.lines.append(line)
        return line

    def where(self) -> tuple[str, str | None]:
        """The phase and level the client is at. Alumni show their stay to nobody, so it is read
        where it is kept."""
        stay = self._stay()
        return stay.phase.value, stay.level

    def steps(self) -> list[dict[str, Any]]:
        """The steps of the stay, oldest first."""
        found: list[dict[str, Any]] = self.get(f"{self.record}/episode")["steps"]
        return found

    def _stay(self) -> EpisodeOfCare:
        with self.house.database.unit_of_work() as db:
            of_client = select(EpisodeOfCare).where(EpisodeOfCare.client_id == self.client.id)
            return db.exec(of_client.order_by(col(EpisodeOfCare.opened_at).desc()).limit(1)).one()


_PROVIDER = (Role.provider,)


def _in_short(decision: dict[str, Any]) -> str:
    to = f" -> {decision['decided_level']}" if decision["decided_level"] else ""
    why = f" ({decision['reason']})" if decision["reason"] else ""
    return f"{decision['decision']}{to}{why}"


def done(answer: Any) -> Any:
    """The body of an answer that says yes."""
    assert answer.status_code < 300, (answer.request.method, str(answer.request.url), answer.text)
    return answer.json() if answer.content else None


def refused(answer: Any) -> str:
    """The code of an answer that says no."""
    assert answer.status_code >= 400, answer.text
    code: str = answer.json()["code"]
    return code


def groups_of(design: dict[str, Any], level: str | None, track: str | None) -> frozenset[str]:
    """The groups everybody at a level is in, by day or in the evening."""
    code = next(one["code"] for one in design["levels"] if one["name"] == level)
    return frozenset(
        group["code"]
        for group in design["groups"]
        if (not group["levels"] or code in group["levels"])
        and group["track"] in {None, track}
        and not group["optional"]
        and group["instead_of"] is None
        and group["kind"] != "aftercare"
    )


def leaders_of(design: dict[str, Any], people: list[Actor]) -> dict[str, str]:
    """Somebody for every group of a timetable, nobody in two at once."""
    busy: list[list[tuple[str, datetime, datetime]]] = [[] for _ in people]
    found = {}
    for group in design["groups"]:
        starts = datetime.combine(date(2000, 1, 1), time.fromisoformat(group["local_time"]))
        hours = [
            (day, starts, starts + timedelta(minutes=group["minutes"])) for day in group["days"]
        ]
        for person, taken in zip(people, busy, strict=True):
            if not any(a[0] == b[0] and a[1] < b[2] and b[1] < a[2] for a in hours for b in taken):
                taken += hours
                found[group["code"]] = str(person.id)
                break
    return found


def print_table(title: str, lines: list[Line]) -> None:
    """What the rules said each week."""
    print(f"\n{title}\nweek | level | h planned | attended | sentences | proposal | decision")
    for line in lines:
        hours = f"{line.planned / 60:.1f} | {line.attended / 60:.1f}"
        said = f"{' '.join(line.sentences)} | {line.proposal} | {line.decision}"
        print(f"{line.number:>4} | {line.level} | {hours} | {said}")
