"""What ends a consent by itself: the end of treatment and aftercare."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import exists
from sqlmodel import Session, col, select

from app.people.models import Person
from app.privacy.models import Consent, ConsentEnd, EndReason, Recipient


def lapse(db: Session, client_id: UUID, by: UUID, now: datetime) -> None:
    """Treatment and aftercare are over: what was signed until then holds no more, in a later stay
    neither."""
    del by
    hold_recipients(db, client_id)
    lapsing = select(Consent).where(
        Consent.client_id == client_id,
        col(Consent.ends_with_treatment),
        ~exists().where(col(ConsentEnd.consent_id) == col(Consent.id)),
    )
    for consent in db.exec(lapsing).all():
        db.add(ConsentEnd(consent_id=consent.id, at=now, why=EndReason.end_of_treatment))
    db.flush()


def hold_recipients(db: Session, client_id: UUID) -> None:
    """Whoever signs, takes back or names somebody for this client waits until the unit of work
    ends: somebody may be named or signed for who is not on the list yet."""
    hold_signing(db, client_id)
    db.exec(
        select(Recipient)
        .where(Recipient.client_id == client_id)
        .order_by(col(Recipient.id))
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()


def hold_signing(db: Session, client_id: UUID) -> None:
    """Whoever names somebody or signs for this client, or ends their care, takes turns; always
    before a recipient is held."""
    # Not "for update": other tables' foreign keys to the row must not wait.
    db.exec(select(Person.id).where(Person.id == client_id).with_for_update(key_share=True)).one()
