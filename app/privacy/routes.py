"""Consent over HTTP: for clients, about themselves, and only while they are online."""

from uuid import UUID

from app.access import audit
from app.access.models import Data
from app.people.viewers import Client
from app.privacy import queries, service
from app.privacy.reading import consent_read, recipient_reads, sharing_read
from app.privacy.schemas import (
    ConsentRead,
    ConsentSign,
    ConsentTerms,
    RecipientRead,
    RecipientWrite,
    SharingRead,
    StatementRead,
)
from app.routing import Db, house_router

router = house_router("", "privacy")


@router.get("/sharing")
def read_sharing(client: Client, db: Db) -> SharingRead:
    """Who sees what of the viewer's record."""
    audit.viewed(db, client, Data.consents, [client.id])
    return sharing_read(db, client)


@router.put("/recipients/{recipient_id}")
def name_recipient(
    client: Client, db: Db, recipient_id: UUID, body: RecipientWrite
) -> RecipientRead:
    """Names somebody the viewer may share with. Nothing is shared by it."""
    row = service.name_recipient(db, client, recipient_id, body)
    return recipient_reads(db, client, [row])[0]


@router.put("/recipients/{recipient_id}/ending")
def end_recipient(client: Client, db: Db, recipient_id: UUID) -> RecipientRead:
    """Takes somebody off the list, with all they were shown."""
    row = service.end_recipient(db, client, recipient_id)
    return recipient_reads(db, client, [row])[0]


@router.post("/consent-statements")
def preview_statement(client: Client, db: Db, body: ConsentTerms) -> StatementRead:
    """The text to be read before signing."""
    audit.viewed(db, client, Data.consents, [client.id])
    return service.statement(db, client, body)


@router.put("/consents/{consent_id}")
def sign_consent(client: Client, db: Db, consent_id: UUID, body: ConsentSign) -> ConsentRead:
    """Signs a text that was read. It holds from now on, in place of what held before."""
    return consent_read(db, client, service.sign(db, client, consent_id, body))


@router.put("/consents/{consent_id}/ending")
def take_back_consent(client: Client, db: Db, consent_id: UUID) -> ConsentRead:
    """Takes back what was signed. It holds no more from now on."""
    return consent_read(db, client, service.take_back(db, client, consent_id))


@router.get("/consents/{consent_id}")
def read_consent(client: Client, db: Db, consent_id: UUID) -> ConsentRead:
    """One consent as it was read and signed, and what was signed before and after."""
    audit.viewed(db, client, Data.consents, [client.id])
    return consent_read(db, client, queries.own_consent(db, client, consent_id))
