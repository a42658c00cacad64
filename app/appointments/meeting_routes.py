"""Single sessions, as staff see and change them."""

from uuid import UUID

from app.access import audit
from app.access.models import Data
from app.appointments import desk, queries
from app.appointments.reading import meeting_read
from app.appointments.schemas import MeetingCancel, MeetingCreate, MeetingRead, MeetingTime
from app.people.viewers import Counselor, Staff
from app.routing import Db, house_router

router = house_router("/appointments", "appointments")


@router.post("", status_code=201)
def new_meeting(viewer: Staff, db: Db, body: MeetingCreate) -> MeetingRead:
    """A single session."""
    return meeting_read(db, viewer, desk.new_meeting(db, viewer, body))


@router.get("/{meeting_id}")
def read_meeting(viewer: Staff, db: Db, meeting_id: UUID) -> MeetingRead:
    """One session, with the names of those in it whom the viewer may know."""
    found = meeting_read(db, viewer, queries.one_meeting(db, meeting_id))
    audit.viewed(db, viewer, Data.sessions, [one.id for one in found.participants])
    return found


@router.put("/{meeting_id}/time")
def set_time(viewer: Staff, db: Db, meeting_id: UUID, body: MeetingTime) -> MeetingRead:
    """Moves one session."""
    return meeting_read(db, viewer, desk.set_time(db, viewer, meeting_id, body))


@router.put("/{meeting_id}/cancellation")
def cancel(viewer: Staff, db: Db, meeting_id: UUID, body: MeetingCancel) -> MeetingRead:
    """One session does not take place."""
    return meeting_read(db, viewer, desk.cancel(db, viewer, meeting_id, body))


@router.delete("/{meeting_id}/cancellation")
def take_back(viewer: Staff, db: Db, meeting_id: UUID) -> MeetingRead:
    """It takes place after all."""
    return meeting_read(db, viewer, desk.take_back(db, viewer, meeting_id))


@router.put("/{meeting_id}/participants/{client_id}", status_code=204)
def let_in(viewer: Counselor, db: Db, meeting_id: UUID, client_id: UUID) -> None:
    """Gives a client a place in this one session."""
    desk.let_in(db, viewer, meeting_id, client_id)


@router.delete("/{meeting_id}/participants/{client_id}", status_code=204)
def let_out(viewer: Counselor, db: Db, meeting_id: UUID, client_id: UUID) -> None:
    """Takes a client out of this one session."""
    desk.let_out(db, viewer, meeting_id, client_id)
