"""Reading people."""

from collections import defaultdict
from uuid import UUID

from sqlmodel import Session, col, select

from app.people.models import Passphrase, Person, Role, RoleGrant


def roles_of(db: Session, person_id: UUID) -> frozenset[Role]:
    """Everything a person is here."""
    return frozenset(db.exec(select(col(RoleGrant.role)).where(RoleGrant.person_id == person_id)))


def by_sign_in_name(db: Session, name: str) -> tuple[Person, str | None] | None:
    """A person and the hash of their passphrase, if they have set one; `name` tidied."""
    return db.exec(
        select(Person, Passphrase.phc)
        .outerjoin(Passphrase, col(Passphrase.person_id) == col(Person.id))
        .where(Person.sign_in_name == name)
    ).one_or_none()


def staff(db: Session) -> list[tuple[Person, frozenset[Role]]]:
    """Everybody who works here, by name."""
    kinds = (Role.provider, Role.administrator)
    rows = db.exec(
        select(Person, col(RoleGrant.role))
        .join(RoleGrant, col(RoleGrant.person_id) == col(Person.id))
        .where(col(RoleGrant.role).in_(kinds))
        .order_by(col(Person.shown_name), col(Person.id))
    )
    people: dict[UUID, Person] = {}
    roles: defaultdict[UUID, set[Role]] = defaultdict(set)
    for person, role in rows:
        people[person.id] = person
        roles[person.id].add(role)
    return [(person, frozenset(roles[key])) for key, person in people.items()]


def nobody_here(db: Session) -> bool:
    """Whether this installation is still empty."""
    return db.exec(select(Person.id).limit(1)).first() is None
