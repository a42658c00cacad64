"""Ten months of aftercare day by day: contacts that thin out, two silences, what was asked of whom
and what came of it, and the step to alumni. Nothing of it rings on the client's phone.

With `-s` it is printed as a table.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.flags.models import TaskKind
from app.programs.models import Programme
from tests.aftercare.caring import DAY, START, Caring, at, noon
from tests.support.databases import ONE_DATABASE
from tests.support.house import House, check_in, fresh_id

DAYS = 303
"""Ten months."""
SILENT = (range(64, 92), range(190, 232))
"""Days on which nothing is heard of Ada: four weeks, and six."""
EVERY_WEEK = {"instrument": "daily", "every_days": 7, "phases": ["aftercare"]}
Row = tuple[date, str]


@dataclass
class Path:
    """Ada's way, and what is noted of it."""

    care: Caring
    rows: list[Row] = field(default_factory=list)
    answered: set[str] = field(default_factory=set)

    def note(self, day: date, what: str) -> None:
        self.rows.append((day, what))

    def is_silent(self, day: date) -> bool:
        return any((day - START).days in span for span in SILENT)

    def live(self, day: date) -> None:
        """One day: what Ada does, what the service notices, and what the team does about it."""
        if not self.is_silent(day) and (day - START).days % 7 == 0:
            self._check_in(day)
        for name, asked in (("contact", self.care.sweep(day)), ("silence", self.care.hush(day))):
            if asked:
                self.note(day, f"{name}: asked {', '.join(self._open())}")
        self._answer(day)
        self._contact(day)

    def _check_in(self, day: date) -> None:
        with at(day):
            body = check_in(noon(day), craving=2)
            browser = self.care.browser(self.care.ada)
            assert browser.put(f"/api/check-ins/{fresh_id()}", json=body).is_success

    def _open(self) -> list[str]:
        kinds = (TaskKind.contact, TaskKind.silence)
        owners = [one for kind in kinds for one in self.care.owners(kind)]
        return [one for one in owners if not one.startswith("closed")]

    def _answer(self, day: date) -> None:
        """Whoever is asked calls on the day they are asked."""
        for kind in (TaskKind.contact, TaskKind.silence):
            for task in self.care.tasks(kind):
                if task.closed_at is None:
                    outcome = "not_reached" if self.is_silent(day) else "spoke"
                    self._say(day, str(task.id), outcome)

    def _say(self, day: date, task_id: str, outcome: str) -> None:
        with at(day):
            path = f"/api/tasks/{task_id}/outcome"
            answer = self.care.browser(self.care.house.cleo).put(path, json={"outcome": outcome})
        assert answer.status_code == 200, answer.text
        self.note(day, f"  answered: {outcome}")

    def _contact(self, day: date) -> None:
        found = self.care.read(day) if (day - START).days % 7 == 0 else None
        if found is None:
            return
        if found["to_do"] and not self.is_silent(day):
            said = self.care.say(day, date.fromisoformat(found["to_do"]))
            assert said.status_code == 200, said.text
            self.note(day, f"reached, for {found['to_do']}")
        self._propose(day, found["proposal"])

    def _propose(self, day: date, proposal: dict[str, Any] | None) -> None:
        """The team accepts what is proposed, once it can be in touch again."""
        if proposal is None or self.is_silent(day):
            return
        self.note(day, f"proposed {proposal['kind']}: {' '.join(proposal['reasons'])}")
        path = self.care.path(f"cadence-decisions/{proposal['key']}")
        with at(day):
            answer = self.care.browser().put(path, json={"answer": "accepted"})
        assert answer.status_code == 200, answer.text
        self.note(day, "  accepted")


@ONE_DATABASE
def test_ten_months_with_two_silences(house: House) -> None:
    path = Path(Caring(house))
    with house.database.unit_of_work() as db:
        programme = db.get_one(Programme, house.programme_id)
        programme.design = programme.design | {"check_ins": [EVERY_WEEK]}
        db.add(programme)
    usual = path.care.read(START)["usual"]
    assert path.care.plan(START, **usual).status_code == 200
    for days in range(DAYS):
        path.live(START + days * DAY)
    last = START + DAYS * DAY
    row = path.care.read(last)["row"]
    path.care.step(last, "alumni", outcome="completed")
    path.note(last, "alumna")
    for day, what in path.rows:
        print(f"{day}  {what}")

    counts = {name: sum(one["standing"] == name for one in row) for name in ("reached", "missed")}
    print(counts)
    assert counts["reached"] >= 15
    asked = [day for day, what in path.rows if ": asked" in what]
    for span in SILENT:
        first, until = START + span.start * DAY, START + (span.stop + 7) * DAY
        inside = [day for day in asked if first < day < until]
        assert inside, "a silence that nobody was asked about"
        assert (inside[0] - first).days <= 28
    contact = [day for day, what in path.rows if what.startswith("contact: asked")]
    assert all(any(0 < (after - day).days <= 3 for after in contact) for day in contact
               if path.is_silent(day + 3 * DAY)), "tried in vain, and then forgotten"  # fmt: skip
    assert all(any((day - START).days in range(span.start, span.stop + 8) for span in SILENT)
               for day in asked), "somebody was asked although she was there"  # fmt: skip
    assert any(what.startswith("proposed closer") for _, what in path.rows)
    assert path._open() == [], "nothing is left to do about an alumna who shares nothing"
    assert house.count("push_delivery") == 0
    reminders = house.count("reminder")
    assert reminders == 0, "silence is a task for somebody, no noise on the phone"
