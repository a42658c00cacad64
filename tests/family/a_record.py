"""Something of everything in a client's record, so that there is something to hide."""

from datetime import timedelta
from uuid import UUID

from sqlmodel import col, select

from app import clock
from app.appointments.models import Attendance, Participation
from app.care_records.models import RecoveryStart
from app.family.models import FamilySeat
from app.ids import new_id
from app.learning.models import AssignedFor, ModuleAssignment
from tests.support.family_furniture import family_session
from tests.support.furniture import meeting
from tests.support.house import Actor, House, check_in, craving, fresh_id
from tests.support.plan_furniture import PLAN

GOAL = "Furniture"


def fill(house: House, client: Actor, counselor: Actor, seated: UUID) -> dict[str, str]:
    """A session they came to and one they missed, one to come, a plan they agreed to, a module,
    thirty days, a craving, a check-in, and a couples session to which `seated` is asked. Returns
    the ids others might come to know."""
    now = clock.utc_now()
    sessions = [
        meeting(house, now + timedelta(days=days), client, provider_id=counselor.id, title="Group")
        for days in (-9, -2, 2)
    ]
    asked = family_session(house, client, counselor)
    seat = FamilySeat(
        appointment_id=UUID(asked), recipient_id=seated, asked_by=client.id, asked_at=now
    )
    with house.database.unit_of_work() as db:
        marked = zip(sessions, (Attendance.late, Attendance.missed), strict=False)
        for session_id, said in marked:
            place = db.exec(
                select(Participation).where(col(Participation.appointment_id) == UUID(session_id))
            ).one()
            place.attendance, place.marked_by, place.marked_at = said, counselor.id, now
            db.add(place)
        db.add(seat)
        db.add(_module(client, counselor))
        db.add(_start(client))
    _write(client)
    return {"client_id": str(client.id), "family_session_id": asked, "session_id": sessions[2]}


def _write(client: Actor) -> None:
    put = client.browser.put
    first = {"If-Match": '"0"'}
    assert put("/api/plan", json={"content": PLAN}, headers=first).is_success
    assert put("/api/plan/versions/1/acknowledgement", json={}).is_success
    assert put(f"/api/craving-logs/{fresh_id()}", json=craving(9, note="Hidden")).is_success
    assert put(f"/api/check-ins/{fresh_id()}", json=check_in(use="yes")).is_success


def _module(client: Actor, counselor: Actor) -> ModuleAssignment:
    return ModuleAssignment(
        client_id=client.id, module_id="stress", source=AssignedFor.person,
        assigned_by=counselor.id, assigned_at=clock.utc_now(),
    )  # fmt: skip


def _start(client: Actor) -> RecoveryStart:
    now = clock.utc_now()
    before = now - timedelta(days=2)
    return RecoveryStart(
        client_id=client.id, id=new_id(), starts_on=(now - timedelta(days=31)).date(),
        occurred_at=before, happened_at=before, received_at=before, content_hash="0" * 64,
    )  # fmt: skip
