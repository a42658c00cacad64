"""Reading recipients and what they may see: a client's own, and for the rooms above."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from app.access.models import Data
from app.errors import NotFound
from app.people.models import Person
from app.people.viewers import Viewer
from app.privacy.gate import covers, in_force
from app.privacy.models import Consent, ConsentEnd, ConsentScope, Recipient, RecipientKind


def own_recipient(
    db: Session, client: Viewer, recipient_id: UUID, *, held: bool = False
) -> Recipient:
    """One of the client's own recipients, also one who has left; `NotFound` for anybody else's.
    `held`: until the unit of work ends nobody else signs, takes back or leaves here."""
    query = select(Recipient).where(Recipient.id == recipient_id, Recipient.client_id == client.id)
    if held:
        query = query.with_for_update().execution_options(populate_existing=True)
    found = db.exec(query).first()
    if found is None:
        raise NotFound
    return found


def recipients(db: Session, client_id: UUID) -> list[Recipient]:
    """Everybody a client has named, in that order, also those who have left. For the client."""
    return list(
        db.exec(
            select(Recipient)
            .where(Recipient.client_id == client_id)
            .order_by(col(Recipient.made_at), col(Recipient.id))
        )
    )


def in_force_for(
    db: Session, recipient_ids: Iterable[UUID], now: datetime
) -> dict[UUID, tuple[Consent, frozenset[Data]]]:
    """The consent in force for each of these recipients, with what it opens."""
    rows = db.exec(
        select(Consent, col(ConsentScope.data))
        .join(Recipient, col(Recipient.id) == col(Consent.recipient_id))
        .join(ConsentScope, col(ConsentScope.consent_id) == col(Consent.id))
        .where(col(Recipient.id).in_(set(recipient_ids)), in_force(now))
        .order_by(col(Consent.signed_at), col(Consent.id))
    )
    newest: dict[UUID, Consent] = {}
    scopes: defaultdict[UUID, set[Data]] = defaultdict(set)
    for consent, data in rows:
        newest[consent.recipient_id] = consent
        scopes[consent.id].add(data)
    return {each: (one, frozenset(scopes[one.id])) for each, one in newest.items()}


def shared_with(db: Session, viewer: Viewer) -> dict[UUID, frozenset[Data]]:
    """What each client shares with the viewer now, as a relative or as a provider, by client."""
    rows = db.exec(
        select(Consent.client_id, col(ConsentScope.data))
        .join(Recipient, col(Recipient.id) == col(Consent.recipient_id))
        .join(ConsentScope, col(ConsentScope.consent_id) == col(Consent.id))
        .where(
            Recipient.person_id == viewer.id,
            Consent.client_id != viewer.id,
            in_force(viewer.now),
        )
    )
    found: defaultdict[UUID, set[Data]] = defaultdict(set)
    for client_id, data in rows:
        found[client_id].add(data)
    return {client_id: frozenset(kinds) for client_id, kinds in found.items()}


def providers_shown(db: Session, client_id: UUID, data: Data, now: datetime) -> list[UUID]:
    """Providers with an open account to whom a client shows this kind of data by consent now, whom
    they named first first."""
    return list(
        db.exec(
            select(Person.id)
            .join(Recipient, col(Recipient.person_id) == col(Person.id))
            .join(Consent, col(Consent.recipient_id) == col(Recipient.id))
            .where(
                Recipient.client_id == client_id,
                Recipient.kind == RecipientKind.provider,
                Person.id != client_id,
                col(Person.disabled_at).is_(None),
                covers(data),
                in_force(now),
            )
            .order_by(col(Recipient.made_at), col(Recipient.id))
        )
    )


def consents_of(
    db: Session, recipient_ids: Iterable[UUID]
) -> list[tuple[Consent, ConsentEnd | None]]:
    """Everything that was ever signed for these recipients, newest first, with how it ended. One
    whose day has passed has no end of its own."""
    rows = db.exec(
        select(Consent, ConsentEnd)
        .outerjoin(ConsentEnd, col(ConsentEnd.consent_id) == col(Consent.id))
        .where(col(Consent.recipient_id).in_(set(recipient_ids)))
        .order_by(col(Consent.signed_at).desc(), col(Consent.id).desc())
    )
    return list(rows)


def scopes_of(db: Session, consent_ids: Iterable[UUID]) -> dict[UUID, frozenset[Data]]:
    """What each of these consents is about."""
    rows = db.exec(select(ConsentScope).where(col(ConsentScope.consent_id).in_(set(consent_ids))))
    found: defaultdict[UUID, set[Data]] = defaultdict(set)
    for row in rows:
        found[row.consent_id].add(row.data)
    return {consent_id: frozenset(kinds) for consent_id, kinds in found.items()}


def own_consent(db: Session, client: Viewer, consent_id: UUID) -> Consent:
    """One of the client's own consents; `NotFound` for anybody else's."""
    found = db.get(Consent, consent_id)
    if found is None or found.client_id != client.id:
        raise NotFound
    return found
