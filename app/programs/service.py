"""Setting the centre up and changing how it is reached."""

from sqlmodel import Session

from app import clock
from app.database import Database
from app.people import passphrases
from app.people.models import Person, Role
from app.people.service import first_administrator, require_setup_token
from app.people.sign_ins import Opened, open_sign_in
from app.programs.design import plain_design
from app.programs.models import Centre, Programme, ProgrammeKind
from app.programs.opening_hours import as_written
from app.programs.queries import centre
from app.programs.schemas import CentreUpdate, SetupCreate

FIRST_PROGRAMME = "Intensive outpatient"


def set_up(
    units: Database, body: SetupCreate, device: str
) -> tuple[Person, frozenset[Role], Opened]:
    """Makes the centre, its first programme and its first administrator, who is signed in. Hours in
    which staff look are kept from when somebody has said them: the usual ones are only proposed."""
    with units.unit_of_work() as db:
        require_setup_token(db, body.token, clock.utc_now())
    passphrases.require_good(body.passphrase, minimum=passphrases.STAFF_MINIMUM)
    phc = passphrases.hashed(body.passphrase)
    now = clock.utc_now()
    with units.unit_of_work() as db:
        person = first_administrator(
            db, token=body.token, name=body.name, time_zone=body.time_zone, phc=phc, now=now
        )
        db.add(_new_centre(body))
        design = plain_design("Level 1", "Level 2").model_dump(mode="json")
        db.add(
            Programme(
                name=FIRST_PROGRAMME,
                kind=ProgrammeKind.classic_group,
                design=design,
                made_at=now,
                opened_at=now,
            )
        )
        roles = frozenset({Role.administrator})
        return person, roles, open_sign_in(db, person, roles, device, now)


def _new_centre(body: SetupCreate) -> Centre:
    return Centre(
        name=body.centre_name, phone=body.centre_phone, time_zone=body.time_zone, opening_hours={}
    )


def update_centre(db: Session, body: CentreUpdate) -> Centre:
    """Changes the centre's name, number, hours or zone."""
    found = centre(db)
    found.sqlmodel_update(body.model_dump(exclude={"opening_hours"}))
    if body.opening_hours is not None:
        found.opening_hours = as_written(body.opening_hours)
    db.add(found)
    return found
