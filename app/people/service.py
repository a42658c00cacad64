"""What people do about their own account, and staff about others'."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session, col, select, update

from app import clock
from app.database import Database
from app.errors import Conflict, Gone, NotFound
from app.ids import fingerprint, new_secret
from app.people import passphrases, throttle
from app.people.invitations import good_invitation, redeem
from app.people.models import (
    KnownDevice,
    Language,
    Passphrase,
    Person,
    Profession,
    Role,
    RoleGrant,
    SetupToken,
)
from app.people.queries import by_sign_in_name, nobody_here, roles_of
from app.people.schemas import InvitationAcceptanceCreate, MeUpdate, StaffCreate
from app.people.sign_in_names import new_sign_in_name, tidy
from app.people.sign_ins import Opened, SignInRefused, end_all, end_held, open_sign_in
from app.people.viewers import Viewer

SETUP_GOOD_FOR_MINUTES = 30


class SetupDone(Gone):
    code = "setup_done"
    detail = "This installation is set up already, or the setup code has run out."


class OwnAccount(Conflict):
    code = "own_account"
    detail = "You cannot close your own account. Another administrator can."


def minimum_for(roles: frozenset[Role]) -> int:
    """The shortest passphrase for somebody with these roles, in characters."""
    if roles & {Role.provider, Role.administrator}:
        return passphrases.STAFF_MINIMUM
    return passphrases.CLIENT_MINIMUM


def new_person(
    db: Session,
    *,
    shown_name: str,
    roles: frozenset[Role],
    time_zone: str,
    language: Language,
    granted_by: UUID | None,
    now: datetime,
    profession: Profession | None = None,
) -> Person:
    """Somebody new, not joined yet."""
    person = Person(
        shown_name=shown_name,
        sign_in_name=new_sign_in_name(),
        language=language,
        time_zone=time_zone,
        profession=profession,
        created_at=now,
    )
    db.add(person)
    db.flush()
    for role in sorted(roles):
        db.add(RoleGrant(person_id=person.id, role=role, granted_by=granted_by, granted_at=now))
    db.flush()
    return person


def new_setup_token(db: Session, now: datetime) -> str | None:
    """A setup code for the console, or None when somebody is here already. Codes of other
    processes stay good: the first that is used ends them all."""
    if not nobody_here(db):
        return None
    secret = new_secret()
    expires_at = now + timedelta(minutes=SETUP_GOOD_FOR_MINUTES)
    db.add(SetupToken(token_hash=fingerprint(secret), expires_at=expires_at))
    return secret


def require_setup_token(db: Session, secret: str, now: datetime) -> SetupToken:
    """The open setup token behind `secret`; raises `SetupDone`."""
    token = db.get(SetupToken, fingerprint(secret))
    if token is None or token.used_at is not None or now >= token.expires_at:
        raise SetupDone
    if not nobody_here(db):
        raise SetupDone
    return token


def first_administrator(
    db: Session, *, token: str, name: str, time_zone: str, phc: str, now: datetime
) -> Person:
    """Uses the setup token up and makes the first person, who administers but sees no record. Of
    two who try at once, with one code or with two, one gets `SetupDone`."""
    # All of them, in one order: whoever comes second waits here and then finds somebody.
    db.exec(select(SetupToken).order_by(col(SetupToken.token_hash)).with_for_update()).all()
    require_setup_token(db, token, now)
    db.exec(update(SetupToken).where(col(SetupToken.used_at).is_(None)).values(used_at=now))
    person = new_person(
        db,
        shown_name=name,
        roles=frozenset({Role.administrator}),
        time_zone=time_zone,
        language=Language.en,
        granted_by=None,
        now=now,
    )
    set_passphrase(db, person.id, phc, now)
    person.joined_at = now
    return person


def set_passphrase(db: Session, person_id: UUID, phc: str, now: datetime) -> None:
    """Stores the hash of a person's new passphrase."""
    db.merge(Passphrase(person_id=person_id, phc=phc, changed_at=now))
    db.flush()


def sign_in(
    units: Database,
    typed_name: str,
    passphrase: str,
    *,
    network: str,
    device: str,
    known: str | None,
    held: str | None = None,
) -> tuple[Person, frozenset[Role], Opened]:
    """Signs somebody in by name and passphrase.

    `network` is a fingerprint, `known` the secret of the device cookie if the browser has one,
    `held` that of the sign-in it had until now, which ends. Raises `SignInRefused` or
    `TooManyRequests`. The hash is compared between two units of work, so that nobody waits for it.
    """
    account = fingerprint(tidy(typed_name))
    with units.unit_of_work() as db:
        found = by_sign_in_name(db, tidy(typed_name))
        is_known = bool(found and known and _knows(db, found[0].id, known))
        place = throttle.device_of(known) if known and is_known else network
        throttle.require_patience(db, account, place, clock.utc_now(), is_known=is_known)
    person, phc = found or (None, None)
    right = passphrases.is_right(phc, passphrase)
    now = clock.utc_now()
    if person is None or phc is None or not right or person.disabled_at is not None:
        with units.unit_of_work() as db:
            throttle.note_failure(db, account, place, now)
        raise SignInRefused
    renewed = passphrases.hashed(passphrase) if passphrases.needs_rehash(phc) else None
    with units.unit_of_work() as db:
        _require_same(db, person.id, phc)
        throttle.forget_failures(db, account, place)
        if renewed:
            set_passphrase(db, person.id, renewed, now)
        end_held(db, held, now)
        roles = roles_of(db, person.id)
        return person, roles, open_sign_in(db, person, roles, device, now)


def accept_invitation(
    units: Database, body: InvitationAcceptanceCreate, device: str, held: str | None
) -> tuple[Person, frozenset[Role], Opened]:
    """Joins, or comes back with a new passphrase: every earlier sign-in ends, and `held`, the one
    this browser had, whoever's it was."""
    with units.unit_of_work() as db:
        _, person, _, roles = good_invitation(db, body.token, clock.utc_now())
    passphrases.require_good(
        body.passphrase, minimum=minimum_for(roles), sign_in_name=person.sign_in_name
    )
    phc = passphrases.hashed(body.passphrase)
    now = clock.utc_now()
    with units.unit_of_work() as db:
        invitation, person, _, roles = good_invitation(db, body.token, now)
        redeem(db, invitation, now)
        # First: whoever signs in with the old one meanwhile has done so before `end_all` looks.
        set_passphrase(db, person.id, phc, now)
        end_all(db, person.id, now)
        end_held(db, held, now)
        person.shown_name = body.shown_name or person.shown_name
        person.language = body.language
        person.time_zone = body.time_zone
        person.joined_at = person.joined_at or now
        db.add(person)
        return person, roles, open_sign_in(db, person, roles, device, now)


def change_passphrase(units: Database, viewer: Viewer, current: str, new: str) -> None:
    """Changes the viewer's own passphrase and ends their other sign-ins."""
    with units.unit_of_work() as db:
        held = db.get(Passphrase, viewer.id)
        phc = held.phc if held else None
    if not passphrases.is_right(phc, current):
        raise SignInRefused
    passphrases.require_good(
        new, minimum=minimum_for(viewer.roles), sign_in_name=viewer.person.sign_in_name
    )
    renewed = passphrases.hashed(new)
    with units.unit_of_work() as db:
        _require_same(db, viewer.id, phc)
        set_passphrase(db, viewer.id, renewed, clock.utc_now())
        end_all(db, viewer.id, clock.utc_now(), but=viewer.sign_in.id)


def update_me(viewer: Viewer, body: MeUpdate) -> None:
    """Changes how the viewer is shown, spoken to, and in which zone they live."""
    for field, value in body.model_dump(exclude_none=True).items():
        setattr(viewer.person, field, value)


def add_staff(db: Session, viewer: Viewer, body: StaffCreate) -> tuple[Person, frozenset[Role]]:
    """Somebody new on the staff; they join by a link."""
    roles = {Role.provider} | ({Role.administrator} if body.administrator else set())
    person = new_person(
        db,
        shown_name=body.name,
        roles=frozenset(roles),
        time_zone=viewer.person.time_zone,
        language=body.language,
        granted_by=viewer.id,
        now=viewer.now,
        profession=body.profession,
    )
    return person, frozenset(roles)


def close_account(db: Session, viewer: Viewer, person: Person) -> None:
    """Ends somebody's access at once. Nobody closes their own account by this."""
    if person.id == viewer.id:
        raise OwnAccount
    person.disabled_at = person.disabled_at or viewer.now
    end_all(db, person.id, viewer.now)


def staff_member(db: Session, person_id: UUID) -> Person:
    """Somebody who works here; anybody else is not found."""
    person = db.get(Person, person_id)
    if person is None or not roles_of(db, person_id) & {Role.provider, Role.administrator}:
        raise NotFound
    return person


def _require_same(db: Session, person_id: UUID, phc: str | None) -> None:
    """Raises `SignInRefused` if the passphrase was changed while its hash was being compared."""
    held = db.get(Passphrase, person_id, with_for_update=True)
    if held is None or held.phc != phc:
        raise SignInRefused


def _knows(db: Session, person_id: UUID, device_secret: str) -> bool:
    return db.get(KnownDevice, (person_id, fingerprint(device_secret))) is not None
