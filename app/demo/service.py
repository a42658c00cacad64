"""Making the demo centre."""

from collections.abc import Callable
from datetime import datetime

from sqlmodel import Session

from app import clock
from app.access.models import Data
from app.demo.arrivals import Cast, Character, Door, arrive
from app.demo.calendar import plan_calendar
from app.demo.centre import promise, the_centre
from app.demo.check_ins import Kept, check_ins_of, lived_by
from app.demo.consents import sign_consents
from app.demo.contacts import add_contacts
from app.demo.cravings import cravings_of
from app.demo.designs import edit
from app.demo.inbox import fill_inboxes
from app.demo.learning import learning_of
from app.demo.looks import screeners, sent_check_ins, sent_cravings
from app.demo.medications import medicate
from app.demo.milestones import milestones_of
from app.demo.monitoring import monitor
from app.demo.mutual_help import add_meetings
from app.demo.needs import add_needs
from app.demo.newcomers import refer
from app.demo.plans import write_plans
from app.demo.relatives import show_relatives
from app.demo.reminders import remind
from app.demo.reviews import reviews_of
from app.demo.rewards import reward
from app.demo.safety_plans import safety_plans_of
from app.demo.signs import PASSPHRASE, SIGNS, Signs
from app.demo.tasks import Sent, tasks_of
from app.demo.trail import leave_trail
from app.errors import Conflict
from app.flags.models import Task
from app.flags.rota import Line, Rota, read_around, read_rota
from app.installation import Installation
from app.offline import insert_once
from app.people import passphrases
from app.people.queries import nobody_here
from app.programs.design import ProgrammeDesign


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
        promise(db, cast, now)
        refer(Door(db, phc, installation.settings.origin, now), cast)
        say("Planning sixteen weeks of sessions …")
        plan_calendar(db, cast, now)
        write_plans(db, cast, now)
        sign_consents(db, cast)
        show_relatives(db, cast, now)
        db.add_all(safety_plans_of(cast))
        db.add_all(milestones_of(cast, now))
        medicate(db, cast, now)
        monitor(db, cast, now)
        add_meetings(db, cast, now)
        add_needs(db, cast, now)
        add_contacts(db, cast, now)
        fill_inboxes(db, cast, now)
        say("Reading what the weeks brought …")
        learning_of(db, cast, now)
        reward(db, cast, now)
        say("Writing eight weeks of check-ins and cravings …")
        kept = _write_history(db, cast, now)
        say("Setting reminders …")
        checked_in = {(one.row.client_id, one.row.on_day): one.row.received_at for one in kept}
        remind(db, list(cast.clients.values()), checked_in, now)
    return SIGNS


def _open_centre(db: Session) -> None:
    # Of two who do this at once, the second waits here and finds the first one's centre.
    _, is_new = insert_once(db, the_centre(), (1,))
    if not is_new or not nobody_here(db):
        raise NotEmpty


def _write_history(db: Session, cast: Cast, now: datetime) -> list[Kept]:
    everything, looks, rota = [], [], read_rota(db, now)
    for character in cast.clients.values():
        days = lived_by(character, now)
        design = ProgrammeDesign.model_validate(cast.programmes[character.part.course.kind].design)
        kept = check_ins_of(character, days, design, now)
        reviews = reviews_of(character, kept, cast.staff, now)
        logged = list(cravings_of(character, days, now))
        db.add_all(one.row for one in kept)
        db.add_all(one.row for one in logged)
        db.flush()
        db.add_all(response for one in kept for response in one.forms)
        db.add_all(rating for one in logged for rating in one.ratings)
        sent = [*sent_check_ins(kept, reviews), *sent_cravings(character, logged, cast.staff, now)]
        _open_tasks(db, character, sent, rota, now)
        db.add_all(reviews)
        db.add_all(screeners(kept, reviews))
        db.flush()
        everything += kept
        looks += reviews
    leave_trail(db, looks)
    return everything


def _open_tasks(
    db: Session, character: Character, sent: list[Sent], rota: Rota, now: datetime
) -> None:
    line = Line(rota, read_around(db, character.person.id, Data.check_ins, now))
    rows = list(tasks_of(character.part.word, sent, rota, line, now))
    db.add_all(row for row in rows if isinstance(row, Task))
    db.flush()
    db.add_all(row for row in rows if not isinstance(row, Task))
    db.flush()
