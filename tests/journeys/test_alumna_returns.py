"""An alumna comes back after three years. What she had signed lapsed with her treatment: her old
counselor finds nothing until she signs anew, then what that says, and after she takes it back
nothing again. A new stay opens over the whole history.

With `-s` it is printed as a table: what the counselor finds at each turn, of every route about one
client.
"""

from datetime import date, time
from typing import Any

import time_machine

from app import clock
from app.people.models import Role
from app.programs.kinds import AppointmentKind
from tests.family.looking import routes_for
from tests.level_of_care.signing_in import sign_in_again
from tests.support.databases import ONE_DATABASE
from tests.support.furniture import meeting
from tests.support.house import ZONE, Actor, House, check_in, fresh_id
from tests.support.plan_furniture import PLAN
from tests.support.privacy_furniture import provider_recipient, signs

FIRST = date(2027, 1, 11)
IN_TREATMENT = ("check_ins", "sessions", "treatment_plan", "craving_logs")


class Way:
    """Hana's way through three years, with Bea and Cleo looking on."""

    def __init__(self, house: House, traveller: time_machine.Traveller) -> None:
        self.house, self.traveller = house, traveller
        self.table: list[tuple[str, str, str]] = []
        self.go_to(FIRST)
        self.hana = house.client_of(house.bea, "Hana")

    def go_to(self, day: date, *also: Actor) -> None:
        self.traveller.move_to(clock.at_wall_time(day, time(10), ZONE))
        for actor in (self.house.bea, self.house.cleo, *also):
            sign_in_again(self.house, actor)

    def seen_by(self, counselor: Actor) -> set[str]:
        """The routes about one client that answer this provider about Hana."""
        found = set()
        for name in routes_for(self.house, Role.provider):
            path = name.partition(" ")[2]
            if not path.startswith("/api/clients/{client_id}") or path.count("{") != 1:
                continue
            if counselor.browser.get(path.format(client_id=self.hana.id)).is_success:
                found.add(path.partition("{client_id}")[2])
        return found

    def listed_by(self, counselor: Actor) -> bool:
        lists = ("clients", "review-queue", "tasks", "contacts", "boards", "next-steps", "calendar")
        return any(
            str(self.hana.id) in counselor.browser.get(f"/api/{name}").text for name in lists
        )

    def note(self, when: str) -> tuple[set[str], bool]:
        bea, listed = self.seen_by(self.house.bea), self.listed_by(self.house.bea)
        assert self.seen_by(self.house.cleo) == set(), when
        assert not self.listed_by(self.house.cleo), when
        self.table.append((when, f"{len(bea):>2} routes", "on lists" if listed else "on no list"))
        return bea, listed

    def step(self, phase: str, **said: Any) -> None:
        body = {"phase": phase, "why": "As agreed"} | said
        answer = self.house.bea.browser.post(f"/api/clients/{self.hana.id}/steps", json=body)
        assert answer.is_success, answer.text

    def write(self) -> None:
        put = self.hana.browser.put
        assert put("/api/plan", json={"content": PLAN}, headers={"If-Match": '"0"'}).is_success
        self.check_in()

    def check_in(self) -> None:
        said = check_in(line="as it is")
        assert self.hana.browser.put(f"/api/check-ins/{fresh_id()}", json=said).is_success

    def door(self) -> dict[str, Any]:
        answer = self.hana.browser.get("/api/open-door")
        assert answer.is_success, answer.text
        found: dict[str, Any] = answer.json()
        return found


@ONE_DATABASE
def test_an_alumna_comes_back_after_three_years(house: House) -> None:
    with time_machine.travel(clock.at_wall_time(FIRST, time(10), ZONE), tick=False) as traveller:
        way = Way(house, traveller)
        hana, bea = way.hana, house.bea
        way.write()
        recipient = provider_recipient(hana, bea)
        signs(hana, recipient, *IN_TREATMENT, ends_with_treatment=True)
        everything, _ = way.note("in treatment")

        way.go_to(date(2027, 4, 12), hana)
        way.step("aftercare", outcome="completed")
        assert way.note("in aftercare")[0] == everything
        way.step("alumni")
        assert way.note("the day she completed") == (set(), False)

        way.go_to(date(2030, 4, 15), hana)
        way.check_in()
        assert way.note("three years later, a check-in sent") == (set(), False)
        at = clock.at_wall_time(date(2030, 4, 17), time(18), ZONE)
        session = meeting(
            house, at, provider_id=bea.id, title="Open class", open_to_alumni=True,
            kind=AppointmentKind.support,
        )  # fmt: skip
        door = way.door()
        assert (door["has_lapsed"], door["shown_to"]) == (True, [])
        assert [one["id"] for one in door["classes"]] == [session]
        assert hana.browser.put(f"/api/sessions/{session}/place", json={}).is_success
        seen = bea.browser.get(f"/api/appointments/{session}").json()["participants"]
        assert [one["shown_name"] for one in seen] == ["Hana"], "a name and a place in the room"
        assert way.seen_by(bea) == set()
        way.table.append(("took a place in a class", " 0 routes", "a name in the room"))

        consent = signs(hana, recipient, "check_ins")
        narrow, listed = way.note("signed again: check-ins alone")
        assert listed
        assert "/plan" not in narrow
        assert narrow < everything
        assert way.door()["shown_to"] == ["Bea"]
        assert hana.browser.put(f"/api/consents/{consent}/ending", json={}).is_success
        assert way.seen_by(bea) == set()
        way.table.append(("taken back", f"{len(way.seen_by(bea)):>2} routes", "a name in the room"))

        body = {"programme_id": str(house.programme_id), "phase": "treatment", "why": "Came back"}
        returns = f"/api/former-clients/{hana.id}/returns"
        assert bea.browser.post(returns, json=body).json()["code"] == "not_asked_back"
        said = hana.browser.put(f"/api/return-wishes/{fresh_id()}", json={"note": "I want to"})
        assert said.is_success, said.text
        answer = bea.browser.post(returns, json=body)
        assert answer.is_success, answer.text
        again, _ = way.note("a new stay over the same history")
        assert again == everything
        assert [one["name"] for one in bea.browser.get("/api/returns").json()["stays"]] == ["Hana"]
        looked = bea.browser.get(f"/api/clients/{hana.id}/weeks").json()["days"]
        assert any(day["checked_in"] for day in looked), "the history is there"
    for row in way.table:
        print("{:<42} {:<10} {}".format(*row))
