"""Using a client's link: as somebody new, or as somebody who is here already."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

from app import clock
from app.database import Database
from app.errors import SignInNeeded
from app.family.invitations import good_link, use
from app.family.problems import AlreadyConnected, OwnLink, StaffCannotAccept
from app.family.schemas import AcceptanceCreate
from app.family.telling import tell_joined
from app.ids import fingerprint
from app.offline import insert_once
from app.people import passphrases, throttle
from app.people.invitations import InvitationInvalid
from app.people.models import Language, Person, Role, RoleGrant
from app.people.service import minimum_for, new_person, set_passphrase
from app.people.sign_ins import Opened, end_held, open_sign_in
from app.people.viewers import Viewer
from app.privacy.models import Recipient

_ROLES = frozenset({Role.relative})
_TRIES = fingerprint("links of relatives")


@dataclass(frozen=True, slots=True)
class From:
    """Where a request comes from: the fingerprint of its network, the name of its browser, and the
    secret of the sign-in that browser holds."""

    network: str
    device: str
    held: str | None


@contextmanager
def _patient_unit(units: Database, network: str) -> Iterator[Session]:
    """A unit of work in which a link that is no good is counted as a wrong try."""
    try:
        with units.unit_of_work() as db:
            throttle.require_patience(db, _TRIES, network, clock.utc_now(), is_known=False)
            yield db
    except InvitationInvalid:
        with units.unit_of_work() as db:
            throttle.note_failure(db, _TRIES, network, clock.utc_now())
        raise


def join_as_new(
    units: Database, body: AcceptanceCreate, came: From
) -> tuple[Person, frozenset[Role], Opened]:
    """Somebody new, signed in; the sign-in this browser had ends. The hash is made between two
    units of work, so that nobody waits for it."""
    with _patient_unit(units, came.network) as db:
        good_link(db, body.secret, clock.utc_now())
    passphrase = body.passphrase or ""
    passphrases.require_good(passphrase, minimum=minimum_for(_ROLES))
    phc = passphrases.hashed(passphrase)
    with _patient_unit(units, came.network) as db:
        now = clock.utc_now()
        link, recipient = good_link(db, body.secret, now)
        person = new_person(
            db,
            shown_name=body.shown_name or "",
            roles=_ROLES,
            time_zone=body.time_zone or "UTC",
            language=body.language or Language.en,
            granted_by=recipient.client_id,
            now=now,
        )
        person.joined_at = now
        set_passphrase(db, person.id, phc, now)
        use(db, link, recipient, person.id, now)
        end_held(db, came.held, now)
        opened = open_sign_in(db, person, _ROLES, came.device, now)
        tell_joined(db, Viewer(person, _ROLES, opened.sign_in, now), recipient)
        return person, _ROLES, opened


def join_signed_in(
    units: Database, body: AcceptanceCreate, came: From, admit: Callable[[Session], Viewer]
) -> tuple[Person, frozenset[Role]]:
    """Links whoever is signed in; doing it again changes nothing. Not for staff, and not for the
    client who made the link."""
    if not came.held:
        raise SignInNeeded
    with _patient_unit(units, came.network) as db:
        viewer = admit(db)
        if viewer.is_staff:
            raise StaffCannotAccept
        link, recipient = good_link(db, body.secret, viewer.now, again_by=viewer.id)
        if recipient.client_id == viewer.id:
            raise OwnLink
        if recipient.person_id is None:
            _require_not_connected(db, recipient, viewer.id)
            use(db, link, recipient, viewer.id, viewer.now)
            tell_joined(db, viewer, recipient)
        grant = RoleGrant(
            person_id=viewer.id,
            role=Role.relative,
            granted_by=recipient.client_id,
            granted_at=viewer.now,
        )
        insert_once(db, grant, (viewer.id, Role.relative))
        return viewer.person, viewer.roles | _ROLES


def _require_not_connected(db: Session, recipient: Recipient, person_id: UUID) -> None:
    # Of two links used at once by one person the second is looked at after the first.
    db.exec(select(Person.id).where(Person.id == person_id).with_for_update(key_share=True)).all()
    known = select(Recipient.id).where(
        Recipient.client_id == recipient.client_id,
        Recipient.person_id == person_id,
        col(Recipient.ended_at).is_(None),
    )
    if db.exec(known.limit(1)).first() is not None:
        raise AlreadyConnected
