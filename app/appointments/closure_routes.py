"""Days on which nothing takes place."""

from uuid import UUID

from app import clock
from app.appointments import closures
from app.appointments.reading import closures_read
from app.appointments.schemas import ClosureCreate, ClosureList, ClosureMade
from app.people.viewers import Staff
from app.programs.queries import centre
from app.routing import Db, house_router

router = house_router("/closures", "appointments")


@router.get("")
def list_closures(viewer: Staff, db: Db) -> ClosureList:
    """Holidays and absences that are not over."""
    today = clock.local_day(viewer.now, centre(db).time_zone)
    return ClosureList(items=closures_read(db, viewer, closures.closures(db, today)))


@router.post("", status_code=201)
def close(viewer: Staff, db: Db, body: ClosureCreate) -> ClosureMade:
    """A holiday, an absence, or somebody who leaves."""
    closure, cancelled = closures.close(db, viewer, body)
    return ClosureMade(closure=closures_read(db, viewer, [closure])[0], cancelled=len(cancelled))


@router.delete("/{closure_id}", status_code=204)
def reopen(viewer: Staff, db: Db, closure_id: UUID) -> None:
    """Withdraws one; its sessions take place after all where they still can."""
    closures.reopen(db, viewer, closure_id)
