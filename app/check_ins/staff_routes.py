"""What staff set and fill in for a client: how often they are asked what, and forms gone through
together."""

from uuid import UUID

from app.access import audit
from app.access.models import Data
from app.check_ins import rhythm, staff_forms
from app.check_ins.schemas import (
    RhythmList,
    RhythmWrite,
    StaffFormList,
    StaffFormRead,
    StaffFormWrite,
)
from app.people.models import Person
from app.people.viewers import Counselor
from app.routing import Db, house_router

router = house_router("/clients/{client_id}", "check_ins")


@router.get("/check-in-rhythm")
def read_rhythm(viewer: Counselor, db: Db, client_id: UUID) -> RhythmList:
    """How often a client is asked each instrument: by the programme, and by their own rhythm."""
    found = RhythmList(items=rhythm.rhythm_of(db, viewer, client_id))
    audit.viewed(db, viewer, Data.check_ins, [client_id])
    return found


@router.put("/check-in-rhythm/{instrument}")
def set_rhythm(
    viewer: Counselor, db: Db, client_id: UUID, instrument: str, body: RhythmWrite
) -> RhythmList:
    """Gives a client a rhythm of their own for one instrument."""
    rhythm.set_rhythm(db, viewer, client_id, instrument, body)
    return RhythmList(items=rhythm.rhythm_of(db, viewer, client_id))


@router.delete("/check-in-rhythm/{instrument}", status_code=204)
def drop_rhythm(viewer: Counselor, db: Db, client_id: UUID, instrument: str) -> None:
    """Goes back to the programme's rhythm."""
    rhythm.drop_rhythm(db, viewer, client_id, instrument)


@router.put("/staff-forms/{form_id}")
def fill_staff_form(
    viewer: Counselor, db: Db, client_id: UUID, form_id: UUID, body: StaffFormWrite
) -> StaffFormRead:
    """Keeps a form that staff went through with a client, and says what its triage is."""
    row = staff_forms.fill(db, viewer, client_id, form_id, body)
    by = db.get_one(Person, row.by).shown_name
    return staff_forms.staff_form_read(row, by, viewer.person.language)


@router.get("/staff-forms")
def list_staff_forms(viewer: Counselor, db: Db, client_id: UUID) -> StaffFormList:
    """The forms that staff went through with a client, newest first."""
    rows = staff_forms.forms_about(db, viewer, client_id)
    language = viewer.person.language
    return StaffFormList(items=[staff_forms.staff_form_read(row, by, language) for row, by in rows])
