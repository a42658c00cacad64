"""A client who books their own weeks: whom, when and from where they like."""

from dataclasses import dataclass, field
from typing import Any, Self

from tests.journeys.programme_path import DAY, WEEK, Path, done, refused
from tests.support.house import Actor, fresh_id

ABROAD = "Europe/Madrid"


@dataclass
class Own:
    """Ida and those she books: two psychologists, a continuing-care counselor, a yoga teacher."""

    path: Path
    team: dict[str, Actor] = field(default_factory=dict)

    @classmethod
    def begin(cls, path: Path) -> Self:
        """Hired, open for booking, referred and assessed."""
        path.make_programme("individualized")
        own = cls(path)
        for name, profession, kind in (
            ("Pia", "psychologist", "individual"),
            ("Quin", "psychologist", "individual"),
            ("Rafa", "continuing_care_counselor", "individual"),
            ("Suki", "yoga_teacher", "holistic"),
        ):
            own.team[name] = path.hire(name, profession)
            own._opens(own.team[name], [kind, "family"])
        path.refer("Ida")
        path.assess(living="hotel", supports=["recovery_coach"])
        return own

    def _opens(self, provider: Actor, kinds: list[str]) -> None:
        rules = {
            "sessions_a_day": None, "buffer_minutes": 10, "notice_hours": 1, "join_notice_hours": 1,
            "cancel_notice_hours": 12, "days_ahead": 42, "kinds": kinds,
            "join_link": f"https://meet.example/{provider.name.lower()}",
        }  # fmt: skip
        done(self.path.put("/api/booking-rules", rules, provider))
        hours = {
            "days": ["mon", "tue", "wed", "thu", "fri"], "from_time": "09:00",
            "until_time": "18:00", "modality": "either", "from_day": str(self.path.monday),
        }  # fmt: skip
        done(self.path.put(f"/api/availability/{fresh_id()}", hours, provider))

    def books_three_a_day(self, a_day: int = 3, *, family: bool = False) -> None:
        """Somebody at ten, at half past eleven and at one, on five days; Wednesday's last by
        link."""
        people = [self.team["Pia"], self.team["Rafa"], self.team["Suki"]][:a_day]
        for place, person in enumerate(people):
            kind = "holistic" if person.name == "Suki" else "individual"
            times = self._free(person, kind)
            for number in range(5):
                day = str(self.path.monday + number * DAY)
                way = "remote" if (number, place) == (2, 1) else "in_person"
                said = "family" if family and (number, place) == (4, 0) else kind
                at = [one for one in times[day] if one >= f"{day}T{14 + place * 2}"]
                done(self._book(person, said, at[0], way))

    def _free(self, person: Actor, kind: str) -> dict[str, list[str]]:
        asked = f"provider_id={person.id}&kind={kind}&from_day={self.path.monday}&days=7"
        days = self.path.get(f"/api/free-times?{asked}", self.path.client)["days"]
        return {one["day"]: [each["starts_at"] for each in one["times"]] for one in days}

    def _book(self, person: Actor, kind: str, starts_at: str, way: str) -> Any:
        body = {
            "provider_id": str(person.id), "kind": kind, "starts_at": starts_at, "modality": way,
        }  # fmt: skip
        return self.path.put(f"/api/bookings/{fresh_id()}", body, self.path.client)

    def finds_a_fourth_is_too_much(self) -> None:
        """Three a day are agreed; a fourth is refused until four are, and told afterwards."""
        path, quin = self.path, self.team["Quin"]
        tuesday = path.monday + DAY
        at = f"{tuesday}T21:00:00Z"  # five in the afternoon
        assert refused(self._book(quin, "individual", at, "in_person")) == "day_is_full"
        cap = f"{path.record}/sessions-a-day"
        done(path.put(cap, {"sessions_a_day": 4}))
        done(self._book(quin, "individual", at, "in_person"))
        done(path.put(cap, {"sessions_a_day": 3}))
        told = [one["text"] for one in path.review(path.monday)["sentences"]]
        assert "Tuesday has 4 sessions; 3 were agreed." in told

    def would_like_somebody_else(self) -> None:
        """Quin in place of Pia, at once and without a word to Pia."""
        before, after = self.team["Pia"], self.team["Quin"]
        wish = {"provider_id": str(before.id), "instead_id": str(after.id), "note": "Not my style"}
        kept = done(self.path.put(f"/api/team-wishes/{fresh_id()}", wish, self.path.client))
        assert kept["arranged_at"] is not None
        there = {one["id"] for one in self.path.get("/api/my-team", self.path.client)["team"]}
        assert str(after.id) in there
        assert str(before.id) not in there
        self.team["Pia"] = after

    def goes_away(self) -> None:
        """From Wednesday to Monday, in another zone: what can be joined by link stays, the rest is
        given back, and nothing of it counts against anybody."""
        path = self.path
        body = {
            "from_day": str(path.monday + 2 * DAY), "back_on": str(path.monday + WEEK),
            "time_zone": ABROAD, "takes_part_remotely": True,
        }  # fmt: skip
        preview = done(path.client.browser.post("/api/away-previews", json=body))
        plan = done(path.put(f"/api/aways/{fresh_id()}", body, path.client))
        assert plan["cancelled"] == preview["cancelled"]
        assert len(plan["cancelled"]) + len(plan["remote"]) == 9
        assert plan["remote"], "the session by link stays"
        assert plan["hours_to_make_up"] == round(len(plan["cancelled"]) * 50 / 60, 2)
        done(path.client.browser.patch("/api/me", json={"time_zone": ABROAD}))
        assert path.get("/api/my-calendar", path.client)["time_zone"] == ABROAD

    def is_back(self) -> None:
        done(self.path.client.browser.patch("/api/me", json={"time_zone": "America/New_York"}))
