"""Reading the providers of the centre. That they work here is nobody's record."""

from uuid import UUID

from sqlmodel import Session, col, select

from app.errors import Conflict, NotFound
from app.people.models import Person, Role, RoleGrant


class ProviderGone(Conflict):
    code = "provider_gone"
    detail = "That account is closed. Please choose somebody else."


def providers(db: Session) -> list[Person]:
    """Everybody who gives care here and whose account is open, by name."""
    return list(
        db.exec(
            select(Person)
            .join(RoleGrant, col(RoleGrant.person_id) == col(Person.id))
            .where(RoleGrant.role == Role.provider, col(Person.disabled_at).is_(None))
            .order_by(col(Person.shown_name), col(Person.id))
        )
    )


def provider(db: Session, provider_id: UUID) -> Person:
    """One provider; `NotFound` for anybody else, `ProviderGone` when the account is closed."""
    found = db.exec(
        select(Person)
        .join(RoleGrant, col(RoleGrant.person_id) == col(Person.id))
        .where(Person.id == provider_id, RoleGrant.role == Role.provider)
    ).first()
    if found is None:
        raise NotFound
    if found.disabled_at is not None:
        raise ProviderGone
    return found


def administrators(db: Session) -> list[Person]:
    """Everybody who administers the centre and whose account is open, by name."""
    return list(
        db.exec(
            select(Person)
            .join(RoleGrant, col(RoleGrant.person_id) == col(Person.id))
            .where(RoleGrant.role == Role.administrator, col(Person.disabled_at).is_(None))
            .order_by(col(Person.shown_name), col(Person.id))
        )
    )
