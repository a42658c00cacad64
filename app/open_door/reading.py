"""What an alumna finds behind the open door, and what staff see of who is back."""

from datetime import timedelta

from sqlmodel import Session

from app import clock
from app.access import audit
from app.access.models import Data
from app.appointments.models import AppointmentStatus
from app.booking.own_sessions import own_between
from app.booking.queries import care_of
from app.booking.schemas import MySession
from app.episodes.alumni import NotAnAlumna, alumni_stay, choice_of
from app.episodes.coming_back import former_clients
from app.episodes.models import AlumniChoice
from app.open_door import queries
from app.open_door.models import ReturnWish
from app.open_door.schemas import (
    ChoiceRead,
    OpenDoorRead,
    ReturnRead,
    Returns,
    VisitRead,
    WishOfSomebody,
    WishRead,
)
from app.people.viewers import Viewer
from app.privacy.models import EndReason, RecipientKind
from app.privacy.queries import consents_of, in_force_for, recipients
from app.programs.queries import centre

AHEAD = timedelta(days=14)
BACK = timedelta(days=30)


def open_door(db: Session, client: Viewer) -> OpenDoorRead:
    """Open classes with a free place within two weeks and those the viewer has a place in, what
    they chose and wished for, and who is shown anything. Raises `NotAnAlumna` in care."""
    if alumni_stay(db, client.id) is None:
        raise NotAnAlumna
    care = care_of(db, client.id)
    found = own_between(db, client, care, client.now, client.now + AHEAD)
    shown_to, has_lapsed = _sharing(db, client)
    wished, chosen = queries.newest_wish(db, client.id), choice_of(db, client.id)
    audit.viewed(db, client, Data.sessions, [client.id])
    return OpenDoorRead(
        classes=[one for one in found if _is_shown(one)],
        choice=None if chosen is None else choice_read(chosen),
        wish=None if wished is None else wish_read(*wished),
        shown_to=shown_to,
        has_lapsed=has_lapsed,
    )


def _is_shown(one: MySession) -> bool:
    if one.status is not AppointmentStatus.planned:
        return False
    return one.mine != "open" or one.can.take


def _sharing(db: Session, client: Viewer) -> tuple[list[str], bool]:
    staff = [one for one in recipients(db, client.id) if one.kind is RecipientKind.provider]
    now = in_force_for(db, [one.id for one in staff], client.now)
    ended = {end.why for _, end in consents_of(db, [one.id for one in staff]) if end is not None}
    names = [one.name for one in staff if one.id in now]
    return names, not names and EndReason.end_of_treatment in ended


def choice_read(chosen: AlumniChoice) -> ChoiceRead:
    """A choice as its client sees it."""
    return ChoiceRead(**chosen.model_dump(exclude={"client_id", "number"}))


def wish_read(row: ReturnWish, answered_by: str | None = None) -> WishRead:
    """A wish as its client sees it."""
    return WishRead.model_validate({**row.model_dump(), "answered_by": answered_by}, extra="ignore")


def returns(db: Session, viewer: Viewer) -> Returns:
    """Who would like to come back, and who came, as far as the viewer may know."""
    since, zone = viewer.now - BACK, centre(db).time_zone
    can = {person.id for person, _ in former_clients(db, viewer)}
    wishes = queries.open_wishes(db, viewer)
    visits, stays = queries.visits(db, viewer, since), queries.new_stays(db, viewer, since)
    seen = [person.id for person, *_ in (*visits, *stays)] + [person.id for _, person in wishes]
    audit.viewed(db, viewer, Data.profile, seen)
    return Returns(
        wishes=[
            WishOfSomebody(
                id=row.id,
                client_id=person.id,
                name=person.shown_name,
                note=row.note,
                asked_at=row.asked_at,
                can_readmit=person.id in can,
            )
            for row, person in wishes
        ],
        visits=[
            VisitRead(
                client_id=person.id,
                name=person.shown_name,
                title=session.title,
                on_day=clock.local_day(session.starts_at, zone),
            )
            for person, session in visits
        ],
        stays=[
            ReturnRead(
                client_id=person.id,
                name=person.shown_name,
                programme=programme.name,
                on_day=clock.local_day(stay.opened_at, zone),
            )
            for person, stay, programme in stays
        ],
    )
