"""Making the demo centre."""

from collections.abc import Callable
from datetime import datetime

from sqlmodel import Session

from app import clock
from app.demo.arrivals import Cast, Door, arrive
from app.demo.calendar import plan_calendar
from app.demo.cast import CENTRE_ZONE
from app.demo.check_ins import Kept, check_ins_of, lived_by
from app.demo.cravings import cravings_of
from app.demo.designs import edit
from app.demo.inbox import fill_inboxes
from app.demo.newcomers import refer
from app.demo.plans import write_plans
from app.demo.reminders import remind
from app.demo.reviews import reviews_of
from app.demo.signs import CENTRE_NAME, PASSPHRASE, SIGNS, Signs
from app.demo.tasks import tasks_of
from app.demo.trail import leave_trail
from app.errors import Conflict
from app.flags.models import Task
from app.installation import Installation
from app.offline import insert_once
from app.people import passphrases
from app.people.queries import nobody_here
from app.programs.models import Centre


class NotEmpty(Conflict):
    """The demo never mixes with anybody's records."""

    code = "not_empty"
    detail = "There is something in this installation already. The demo needs an empty one."


def make_demo(installation: Installation, *, say: Callable[[str], None]) -> Signs:
    """Fills an empty installation with the demo centre, as of now; all of it or nothing.

    `say` is told what is going on. Raises `NotEmpty`.
    """
    phc = passphrases.hashed(PASSPHRASE)
    now = clock.utc_now()
    with installation.database.unit_of_work() as db:
        _open_centre(db)
        say("Letting everybody in …")
        cast = arrive(db, phc, installation.settings.origin, now)
        edit(cast.programmes)
        refer(Door(db, phc, installation.settings.origin, now), cast)
        say("Planning sixteen weeks of sessions …")
        plan_calendar(db, cast, now)
        write_plans(db, cast, now)
        fill_inboxes(db, cast, now)
        say("Writing eight weeks of check-ins and cravings …")
        kept = _write_history(db, cast, now)
        say("Setting reminders …")
        checked_in = {(one.row.client_id, one.row.on_day): one.row.received_at for one in kept}
        remind(db, list(cast.clients.values()), checked_in, now)
    return SIGNS


def _open_centre(db: Session) -> None:
    centre = Centre(
        name=CENTRE_NAME,
        phone="+1 212 555 0100",
        hours="Monday to Friday 8:30 to 17:30, Saturday 9 to 13",
        time_zone=CENTRE_ZONE,
    )
    # Of two who do this at once, the second waits here and finds the first one's centre.
    _, is_new = insert_once(db, centre, (1,))
    if not is_new or not nobody_here(db):
        raise NotEmpty


def _write_history(db: Session, cast: Cast, now: datetime) -> list[Kept]:
    everything, looks = [], []
    for character in cast.clients.values():
        days = lived_by(character, now)
        kept = list(check_ins_of(character, days, now))
        reviews = reviews_of(character, kept, cast.staff, now)
        db.add_all(one.row for one in kept)
        db.add_all(cravings_of(character, days, now))
        db.flush()
        primary = cast.staff[character.primary_at(now)].id
        tasks = list(tasks_of(character.part.word, kept, primary))
        db.add_all(row for row in tasks if isinstance(row, Task))
        db.flush()
        db.add_all(row for row in tasks if not isinstance(row, Task))
        db.add_all(reviews)
        db.flush()
        everything += kept
        looks += reviews
    leave_trail(db, looks)
    return everything
