"""Something of everything in a small house, and the body each route takes."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from httpx2 import Response

from app import clock
from app.appointments.models import Appointment, Participation
from app.ids import new_id
from app.people.models import SignIn
from app.programs.kinds import AppointmentKind
from app.push.models import PushSubscription
from app.reminders.models import Reminder, ReminderKind, ReminderState
from tests.fakes.browser import Browser as PushBrowser
from tests.support.house import ZONE, Actor, House, check_in, craving, fresh_id
from tests.support.route_table import Call, browser_of

PHONE = PushBrowser.new()

Ids = dict[str, str]


@dataclass(frozen=True)
class Furniture:
    """Whose ids a path may name, and bodies that fit what is there."""

    house: House
    ids: dict[str, Ids]
    craving: dict[str, Any]
    check_in: dict[str, Any]

    def path(self, call: Call) -> str:
        """The path of a request with its ids filled in."""
        template = call.route.partition(" ")[2]
        return template.format(**self.ids.get(call.whose, {}))

    def send(self, call: Call, **options: Any) -> Response:
        """The answer to a request of the walk."""
        given: dict[str, Any] = {"json": self.body(call)} if call.method != "DELETE" else {}
        if call.method == "GET":
            given = {}
        browser = browser_of(self.house, call.who)
        return browser.request(call.method, self.path(call), **(given | options))

    def body(self, call: Call) -> dict[str, Any]:
        """A body that a route takes; empty where it takes none."""
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
            "PUT /api/check-ins/{check_in_id}": self.check_in,
            "PUT /api/clients/{client_id}/check-ins/{check_in_id}/review": {
                "note_to_self": "Ask about Friday", "line_to_client": "Well done",
            },
            "POST /api/clients": {"name": "Ida", "programme_id": programme, "time_zone": ZONE},
            "POST /api/appointment-series": series_body(),
            "PUT /api/push-subscriptions/{subscription_id}": {
                "endpoint": f"https://web.push.apple.com/{word}",
                "p256dh": PHONE.p256dh, "auth": PHONE.auth_secret,
                "vapid_key": self.house.installation.push.vapid_keys.application_server_key,
            },
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


def furnish(house: House) -> Furniture:
    """A check-in with a look at it and one without, a craving, a phone, a reminder, a second
    sign-in and a place in a group, each for Ada with Bea and for Dov with Cleo."""
    said = {"craving": craving(6, note="Furniture"), "check_in": check_in(line="Furniture")}
    ids = {
        "ada": _of(house, house.ada, house.bea, said),
        "dov": _of(house, house.dov, house.cleo, said),
    }
    ids["none"] = {name: fresh_id() for name in ids["ada"]}
    ids["mixed"] = ids["ada"] | {"client_id": ids["dov"]["client_id"]}
    return Furniture(house, ids, said["craving"], said["check_in"])


def _of(house: House, client: Actor, counselor: Actor, said: dict[str, Any]) -> Ids:
    ids = {"client_id": str(client.id), "person_id": str(counselor.id), "log_id": fresh_id()}
    ids |= {"check_in_id": fresh_id()} | _kept(house, client)
    put, own = client.browser.put, counselor.browser
    put(f"/api/craving-logs/{ids['log_id']}", json=said["craving"])
    put(f"/api/check-ins/{fresh_id()}", json=check_in(use="yes"))
    put(f"/api/check-ins/{ids['check_in_id']}", json=said["check_in"])
    path = f"/api/clients/{client.id}/check-ins/{ids['check_in_id']}/review"
    own.put(path, json={"line_to_client": "Seen"})
    series = own.post("/api/appointment-series", json=series_body())
    ids["series_id"] = series.json()["id"]
    own.put(f"/api/appointment-series/{ids['series_id']}/participants/{client.id}", json={})
    return ids


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
        db.add_all((phone, reminder))
        db.flush()
        return {
            "sign_in_id": str(sign_in.id),
            "subscription_id": str(phone.id),
            "reminder_id": str(reminder.id),
        }
