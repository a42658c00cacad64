"""Something of everything in a small house, and the body each route takes."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from httpx2 import Response

from app import clock
from app.appointments.models import Appointment, Participation
from app.episodes.models import CareTeamMember, EpisodeOfCare, Phase
from app.ids import new_id
from app.notices.models import Notice, NoticeKind
from app.people.models import Language, Role, SignIn
from app.people.service import new_person
from app.programs.kinds import AppointmentKind
from app.programs.models import Programme
from app.push.models import PushSubscription
from app.reminders.models import Reminder, ReminderKind, ReminderState
from tests.fakes.browser import Browser as PushBrowser
from tests.support.aftercare_furniture import AFTERCARE_IDS, aftercare_bodies
from tests.support.booking_furniture import (
    OF_ONE,
    booking_bodies,
    booking_query,
    furnish_booking,
    own_body,
)
from tests.support.calendar_furniture import OF_CALENDAR, calendar_body, furnish_calendar
from tests.support.check_in_furniture import check_in_bodies, furnish_check_ins
from tests.support.craving_furniture import furnish_craving, later_bodies
from tests.support.family_furniture import family_bodies, furnish_family
from tests.support.house import ZONE, Actor, House, check_in, craving, fresh_id
from tests.support.learning_desk_furniture import (
    OF_LEARNING,
    furnish_learning_desk,
    learning_body,
    learning_desk_bodies,
)
from tests.support.learning_furniture import furnish_learning, learning_bodies
from tests.support.medication_furniture import (
    OF_DOSES,
    dose_body,
    furnish_medications,
    medication_bodies,
)
from tests.support.milestone_furniture import furnish_milestones, milestone_bodies
from tests.support.monitoring_furniture import (
    OF_MONITORING,
    furnish_monitoring,
    monitoring_bodies,
    monitoring_body,
)
from tests.support.mutual_help_furniture import furnish_mutual_help, mutual_help_bodies
from tests.support.needs_furniture import (
    NEW_NEED,
    OF_NEEDS,
    furnish_needs,
    needs_bodies,
    of_need_body,
)
from tests.support.open_door_furniture import furnish_open_door, open_door_bodies
from tests.support.plan_furniture import (
    FIRST,
    PLAN,
    TAKES_A_VERSION,
    furnish_plan,
    note_body,
    tick_body,
)
from tests.support.privacy_furniture import (
    NAMED,
    OF_CONSENTS,
    consent_body,
    furnish_privacy,
)
from tests.support.programme_furniture import furnish_programme, programme_bodies
from tests.support.reward_furniture import furnish_rewards, reward_bodies
from tests.support.route_table import Call, actor_of, browser_of
from tests.support.safety_plan_furniture import furnish_safety_plan, safety_plan_bodies
from tests.support.task_furniture import OF_TASKS, furnish_tasks, task_bodies, task_body

PHONE = PushBrowser.new()
BENCHMARK = "steady"

Ids = dict[str, str]
_BY_IDS = ((OF_ONE, own_body), (OF_LEARNING, learning_body), (OF_NEEDS, of_need_body))
"""Routes whose body names what a path may, and how it is made of that."""


@dataclass(frozen=True)
class Furniture:
    """Whose ids a path may name, and bodies that fit what is there."""

    house: House
    ids: dict[str, Ids]
    craving: dict[str, Any]
    check_in: dict[str, Any]
    plan: dict[str, Any]

    def path(self, call: Call) -> str:
        """The path of a request with its ids filled in."""
        template = call.route.partition(" ")[2]
        ids = self.ids.get(call.whose, {})
        if call.method == "PUT" and call.whose == "none":
            # Whoever puts a phone or a medication there has it.
            ids = ids | {"subscription_id": fresh_id(), "medication_id": fresh_id()}
            ids |= {"need_id": fresh_id(), "recipient_id": fresh_id()}
        return template.format(**ids)

    def send(self, call: Call, **options: Any) -> Response:
        """The answer to a request of the walk."""
        given: dict[str, Any] = {}
        if call.method == "GET":
            given = {"params": booking_query(call.route, self.house)}
        elif call.method != "DELETE":
            given = {"json": self.body(call)}
        if call.route == "PUT /api/support-plan":
            given["headers"] = {"If-Match": '"0"'}
        if call.route in (*TAKES_A_VERSION, NEW_NEED, "PUT /api/programs/{programme_id}"):
            given["headers"] = FIRST
        browser = browser_of(self.house, call.who)
        return browser.request(call.method, self.path(call), **(given | options))

    def body(self, call: Call) -> dict[str, Any]:
        """A body that a route takes; empty where it takes none."""
        if call.route == "PUT /api/appointments/{appointment_id}/attendance":
            client_id = self.ids.get(call.whose, {}).get("client_id", fresh_id())
            return {"items": [{"client_id": client_id, "attendance": "attended"}]}
        if make := next((make for routes, make in _BY_IDS if call.route in routes), None):
            return make(call.route, self.ids.get(call.whose, {}))
        if call.route in OF_DOSES:
            return dose_body(self.ids.get(call.whose, {}).get("medication_id", fresh_id()))
        if call.route in OF_MONITORING:
            return monitoring_body(call.route, self.ids.get(call.whose, {}))
        if call.route in OF_TASKS:
            return task_body(self.house, call.route, self.ids.get(call.whose, {}))
        if call.route in OF_CONSENTS:
            ids = self.ids.get(call.whose, {})
            return consent_body(self.house, call.route, actor_of(self.house, call.who), ids)
        if call.route in OF_CALENDAR:
            ids = self.ids.get(call.whose, {})
            return calendar_body(self.house, call.route, call.who, ids)
        return self.bodies(fresh_id()).get(call.route, {})

    def bodies(self, word: str) -> dict[str, dict[str, Any]]:
        """The body of every route that takes one; `word` makes them differ."""
        programme = str(self.house.programme_id)
        return {
            "POST /api/setup": {
                "token": word, "centre_name": "House", "time_zone": ZONE, "name": "Edda",
                "passphrase": "four words in a row",
            },
            "POST /api/sign-ins": {"sign_in_name": "nobody-10000", "passphrase": word},
            "POST /api/invitation-previews": {"token": word},
            "POST /api/invitation-acceptances": {
                "token": word, "shown_name": "Ada", "passphrase": "four words in a row",
                "language": "en", "time_zone": ZONE,
            },
            "PATCH /api/me": {"language": "es"},
            "PUT /api/me/passphrase": {"current": word, "new": "four words in a row"},
            "POST /api/staff": {"name": "Hal", "profession": "counselor"},
            "PUT /api/centre": {"name": "Test House", "time_zone": ZONE},
            "PUT /api/craving-logs/{log_id}": self.craving,
            "PUT /api/craving-ratings/{rating_id}": self.plan["rating"],
            "PUT /api/craving-corrections/{correction_id}": self.plan["correction"],
            "PUT /api/check-ins/{check_in_id}": self.check_in,
            "PUT /api/clients/{client_id}/check-ins/{check_in_id}/review": {
                "note_to_self": "Ask about Friday", "line_to_client": "Well done",
            },
            "POST /api/clients": {"name": "Ida", "programme_id": programme, "time_zone": ZONE},
            "POST /api/former-clients/{former_id}/returns": {
                "programme_id": programme, "why": "Asked to come back",
            },
            "POST /api/clients/{client_id}/steps": {
                "phase": "treatment", "level": "Level 2", "why": "Steady for a month",
            },
            "PUT /api/clients/{client_id}/sessions-a-day": {"sessions_a_day": 3},
            "PUT /api/team-wishes/{wish_id}": {"provider_id": str(self.house.bea.id)},
            "PUT /api/clients/{client_id}/level-reviews/{week}": {
                "decision": "declined", "reason": "Not yet", "level_now": "Level 1",
                "proposal": "stay",
            },
            "PUT /api/clients/{client_id}/benchmarks/{code}": {
                "is_met": True, "evidence": "Furniture",
            },
            "PUT /api/appointments/{appointment_id}/attendance/{client_id}": {
                "attendance": "late", "minutes_late": 5,
            },
            "PUT /api/push-subscriptions/{subscription_id}": {
                "endpoint": f"https://web.push.apple.com/{word}",
                "p256dh": PHONE.p256dh, "auth": PHONE.auth_secret,
                "vapid_key": self.house.installation.push.vapid_keys.application_server_key,
            },
            **programme_bodies(word),
            **booking_bodies(),
            **milestone_bodies(),
            **medication_bodies(),
            **monitoring_bodies(),
            **mutual_help_bodies(),
            "PUT /api/recipients/{recipient_id}": NAMED,
            **family_bodies(),
            **open_door_bodies(),
            **aftercare_bodies(),
            **reward_bodies(),
            **needs_bodies(),
            **learning_bodies(),
            **learning_desk_bodies(),
            **task_bodies(),
            **check_in_bodies(),
            **safety_plan_bodies(),
            "PUT /api/plan": {"content": PLAN},
            "PUT /api/clients/{client_id}/plan": {"content": PLAN},
            "PUT /api/plan-ticks/{tick_id}": self.plan["tick"],
            "PUT /api/plan-notes/{note_id}": self.plan["note"],
            "PUT /api/notices/seen": {"until": clock.utc_now().isoformat()},
            "PUT /api/reminder-settings": {
                "check_in": {"enabled": True, "local_time": "19:00", "days": ["mon", "thu"]},
                "sessions": {"enabled": True, "minutes_before": [60]},
                "quiet_hours": None,
            },
        }  # fmt: skip


def series_body(**other: Any) -> dict[str, Any]:
    """A weekly session on Monday and Thursday evenings from today on."""
    return {
        "title": "Evening group", "kind": "support", "days": ["mon", "thu"],
        "local_time": "18:00", "duration_minutes": 90, "place": "Room 2",
        "from_day": clock.utc_now().date().isoformat(),
    } | other  # fmt: skip


def meeting(house: House, starts_at: datetime, *clients: Actor, **fields: Any) -> str:
    """The id of a meeting of an hour with these clients in it."""
    row: dict[str, Any] = {
        "title": "Group", "kind": AppointmentKind.support, "on_day": starts_at.date(),
        "starts_at": starts_at, "ends_at": starts_at + timedelta(hours=1), "changed_at": starts_at,
    }  # fmt: skip
    with house.database.unit_of_work() as db:
        appointment = Appointment(**(row | fields))
        db.add(appointment)
        db.flush()
        for client in clients:
            place = Participation(
                appointment_id=appointment.id, client_id=client.id, changed_at=starts_at
            )
            db.add(place)
        return str(appointment.id)


def add_benchmark(house: House) -> None:
    """Each level of the house's programme has a benchmark that a counselor judges."""
    steady = {"code": BENCHMARK, "text": {"en": "Steady at home", "es": "Bien en casa"}}
    with house.database.unit_of_work() as db:
        programme = db.get_one(Programme, house.programme_id)
        levels = [level | {"benchmarks": [steady]} for level in programme.design["levels"]]
        programme.design = programme.design | {"levels": levels}
        db.add(programme)


def furnish(house: House) -> Furniture:
    """A check-in with a look at it and one without, a craving, a phone, a reminder, a second
    sign-in and a place in a group, each for Ada with Bea and for Dov with Cleo."""
    said = {"craving": craving(6, note="Furniture"), "check_in": check_in(line="Furniture")}
    said |= {"tick": tick_body(), "note": note_body()} | later_bodies(fresh_id())
    add_benchmark(house)
    furnish_plan(house.gus, house.bea, said)
    furnish_safety_plan(house.gus)
    furnish_rewards(house, house.gus)
    ids = {
        "ada": _of(house, house.ada, house.bea, said),
        "dov": _of(house, house.dov, house.cleo, said),
    }
    ids["none"] = {name: fresh_id() for name in ids["ada"]} | {"week": ids["ada"]["week"]}
    ids["mixed"] = ids["ada"] | {"client_id": ids["dov"]["client_id"]}
    ids["none"] |= {"number": "9", "card_number": "9", "step_number": "9"}
    ids["none"]["proposal_key"] = "0" * 64
    for name in ("away_from", "back_on"):
        del ids["none"][name]
    return Furniture(house, ids, said["craving"], said["check_in"], said)


def _of(house: House, client: Actor, counselor: Actor, said: dict[str, Any]) -> Ids:
    ids = {"client_id": str(client.id), "person_id": str(counselor.id), "log_id": fresh_id()}
    ids |= {"check_in_id": fresh_id()} | _kept(house, client)
    ids |= furnish_plan(client, counselor, said) | furnish_programme(house)
    ids |= furnish_booking(house, client, counselor) | furnish_milestones(client)
    ids |= furnish_mutual_help(client) | furnish_rewards(house, client)
    ids |= furnish_medications(client) | furnish_needs(client, counselor)
    ids |= furnish_monitoring(house, client, counselor)
    ids |= furnish_family(house, client, counselor) | AFTERCARE_IDS
    ids |= furnish_privacy(client, counselor) | furnish_open_door(house, client)
    ids |= furnish_safety_plan(client) | furnish_check_ins(client, counselor)
    ids |= furnish_learning(client) | furnish_learning_desk(house, client, counselor)
    ids |= furnish_calendar(house, client, counselor, ids["programme_id"])
    today = clock.local_day(clock.utc_now(), ZONE)
    ids |= {"code": BENCHMARK, "week": str(today - timedelta(days=today.weekday()))}
    put, own = client.browser.put, counselor.browser
    put(f"/api/craving-logs/{ids['log_id']}", json=said["craving"])
    ids |= furnish_craving(client, said)
    put(f"/api/check-ins/{fresh_id()}", json=check_in(use="yes"))
    put(f"/api/check-ins/{ids['check_in_id']}", json=said["check_in"])
    path = f"/api/clients/{client.id}/check-ins/{ids['check_in_id']}/review"
    own.put(path, json={"line_to_client": "Seen"})
    series = own.post("/api/appointment-series", json=series_body(local_time=_aside()))
    ids["series_id"] = series.json()["id"]
    own.put(f"/api/appointment-series/{ids['series_id']}/participants/{client.id}", json={})
    other = house.cleo if counselor is house.bea else house.bea
    ids |= {"provider_id": str(other.id), "former_id": _former(house, counselor)}
    for name in ("wish_id", "asked_id"):
        ids[name] = fresh_id()
        put(f"/api/team-wishes/{ids[name]}", json={"provider_id": str(counselor.id)})
    begun = clock.utc_now() - timedelta(minutes=10)
    ids["appointment_id"] = meeting(house, begun, client, provider_id=counselor.id)
    feeds = [client.browser.post("/api/calendar-feeds", json={}).json() for _ in range(2)]
    ids["feed_id"] = feeds[0]["id"]
    ids |= furnish_tasks(house, client, counselor)
    ids["secret"] = feeds[1]["url"].rpartition("/")[2].removesuffix(".ics")
    house.visitor.get(feeds[1]["url"])  # so that the first fetch is noted already
    return ids


def _aside() -> str:
    """An evening hour that is not this one: what has just begun, and what is at this hour of
    another day, has the same leader as the group."""
    hour = clock.utc_now().astimezone(ZoneInfo(ZONE)).hour
    return "21:30" if 16 <= hour < 20 else "18:00"


def _former(house: House, counselor: Actor) -> str:
    """Somebody whose stay with a counselor has ended."""
    now = clock.utc_now()
    with house.database.unit_of_work() as db:
        person = new_person(
            db, shown_name="Hal", roles=frozenset({Role.client}), time_zone=ZONE,
            language=Language.en, granted_by=None, now=now,
        )  # fmt: skip
        stay = EpisodeOfCare(
            client_id=person.id, programme_id=house.programme_id, phase=Phase.treatment,
            level="Level 1", opened_at=now, admitted_at=now, ended_at=now,
        )  # fmt: skip
        db.add(stay)
        db.flush()
        member = CareTeamMember(
            episode_id=stay.id, provider_id=counselor.id, is_primary=True, joined_at=now
        )
        db.add(member)
        return str(person.id)


def _kept(house: House, client: Actor) -> Ids:
    now = clock.utc_now()
    with house.database.unit_of_work() as db:
        sign_in = SignIn(
            person_id=client.id, token_hash=fresh_id(), device="A test", created_at=now,
            last_seen_at=now, idle_minutes=60, ends_at=now + timedelta(days=1),
        )  # fmt: skip
        db.add(sign_in)
        db.flush()
        phone = PushSubscription(
            id=new_id(), person_id=client.id, sign_in_id=sign_in.id, vapid_key_id="x",
            endpoint=f"https://web.push.apple.com/{client.name}",
            p256dh=PHONE.p256dh, auth=PHONE.auth_secret, created_at=now, last_seen_at=now,
        )  # fmt: skip
        reminder = Reminder(
            person_id=client.id, kind=ReminderKind.check_in, occurrence_key="x", due_at=now,
            useful_until=now + timedelta(hours=2), zone=ZONE, path="/check-in",
            state=ReminderState.sent,
        )  # fmt: skip
        notice = Notice(person_id=client.id, kind=NoticeKind.moved, at=now, title="Furniture")
        db.add_all((phone, reminder, notice))
        db.flush()
        return {
            "notice_id": str(notice.id),
            "sign_in_id": str(sign_in.id),
            "subscription_id": str(phone.id),
            "reminder_id": str(reminder.id),
        }
