"""Who is asking: the types a handler puts into its signature."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import Request
from sqlmodel import Session, col, select

from app import clock
from app.errors import Conflict, NotAllowed, SignInNeeded
from app.ids import fingerprint
from app.people.models import Person, Role, RoleGrant, SignIn

SIGN_IN_COOKIE = "__Host-sid"
DEVICE_COOKIE = "__Host-device"
_STAMP_EVERY = timedelta(minutes=1)


class OtherPerson(Conflict):
    """What was written on a phone under one sign-in is never stored under another."""

    code = "other_person"
    detail = "Somebody else is signed in here now. Nothing was saved under their name."


@dataclass(frozen=True, slots=True)
class Viewer:
    """The person behind a request, what they are here, and the sign-in they came with."""

    person: Person
    roles: frozenset[Role]
    sign_in: SignIn
    now: datetime

    @property
    def id(self) -> UUID:
        return self.person.id

    @property
    def is_staff(self) -> bool:
        return bool(self.roles & {Role.provider, Role.administrator})


class SignedIn:
    """Admits people with an open sign-in and one of `roles`."""

    def __init__(self, *roles: Role) -> None:
        self.roles = frozenset(roles)

    def admit(self, db: Session, request: Request) -> Viewer:
        """The viewer; `SignInNeeded`, or `NotAllowed` for somebody without such a role."""
        viewer = recognise(db, request.cookies.get(SIGN_IN_COOKIE), clock.utc_now())
        said = request.headers.get("X-Person")
        if said is not None and said != str(viewer.id):
            raise OtherPerson
        if not viewer.roles & self.roles:
            raise NotAllowed
        return viewer


def recognise(db: Session, secret: str | None, now: datetime) -> Viewer:
    """The viewer whose cookie this is; raises `SignInNeeded`."""
    if not secret:
        raise SignInNeeded
    rows = db.exec(
        select(SignIn, Person, col(RoleGrant.role))
        .join(Person, col(Person.id) == col(SignIn.person_id))
        .join(RoleGrant, col(RoleGrant.person_id) == col(Person.id))
        .where(SignIn.token_hash == fingerprint(secret))
    ).all()
    if not rows:
        raise SignInNeeded
    sign_in, person, _ = rows[0]
    if not sign_in.is_open(now) or person.disabled_at is not None:
        raise SignInNeeded
    if now - sign_in.last_seen_at > _STAMP_EVERY:
        sign_in.last_seen_at = now
    return Viewer(person, frozenset(role for _, _, role in rows), sign_in, now)


AnyPerson = Annotated[Viewer, SignedIn(*Role)]
Client = Annotated[Viewer, SignedIn(Role.client)]
Counselor = Annotated[Viewer, SignedIn(Role.provider)]
Staff = Annotated[Viewer, SignedIn(Role.provider, Role.administrator)]
Administrator = Annotated[Viewer, SignedIn(Role.administrator)]
Relative = Annotated[Viewer, SignedIn(Role.relative)]
