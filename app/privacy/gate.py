"""Consent as the rule that every query obeys: the grant `consented`, and what is in force.

In force is what was signed, has neither been taken back nor replaced nor lapsed with treatment,
whose day has not passed, and whose recipient has not left. It is worked out in each query, so that
taking back holds from its commit on and a day that passes needs no job. Counseling notes and legal
proceedings are no kinds of data here: a consent for them could not be combined with another
(42 CFR 2.31(b), (d)), and there is nothing of the kind to be shared.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, SelectBase, and_, exists, or_, select
from sqlmodel import col

from app.access.models import Data
from app.people.models import Role
from app.people.viewers import Viewer
from app.privacy.models import Consent, ConsentEnd, ConsentScope, Recipient, RecipientKind

FOR_PROVIDERS = frozenset(
    {
        Data.sessions,
        Data.craving_logs,
        Data.check_ins,
        Data.treatment_plan,
        Data.safety_plan,
        Data.learning,
        Data.medications,
        Data.monitoring,
        Data.needs,
        Data.mutual_help,
        Data.rewards,
        Data.aftercare,
    }
)
"""What a client can choose to show somebody who works here. `profile` goes with any of it."""
FOR_RELATIVES = frozenset(data for data in Data if data.value.startswith("family_"))
"""What a client can choose to show a relative."""
CHOICES = {RecipientKind.provider: FOR_PROVIDERS, RecipientKind.relative: FOR_RELATIVES}
_ROLE_OF = {RecipientKind.provider: Role.provider, RecipientKind.relative: Role.relative}


def kind_for(data: Data) -> RecipientKind | None:
    """Who can be shown this kind of data by consent; None where nobody can."""
    if data is Data.profile or data in FOR_PROVIDERS:
        return RecipientKind.provider
    return RecipientKind.relative if data in FOR_RELATIVES else None


def consented(viewer: Viewer, data: Data) -> SelectBase | None:
    """Clients who share this kind of data with the viewer now. Never the viewer's own."""
    kind = kind_for(data)
    if kind is None or _ROLE_OF[kind] not in viewer.roles:
        return None
    return (
        select(col(Consent.client_id))
        .join(Recipient, col(Recipient.id) == col(Consent.recipient_id))
        .where(
            col(Recipient.person_id) == viewer.id,
            col(Recipient.kind) == kind,
            col(Consent.client_id) != viewer.id,
            covers(data),
            in_force(viewer.now),
        )
    )


def shows(client_id: Any, provider_id: Any, data: Data, now: datetime) -> ColumnElement[bool]:
    """Whether a client (an id or a column) shows this kind of data to a provider (likewise) by
    consent at an instant. `provider_id` None: to any of them."""
    found = exists().where(
        col(Recipient.client_id) == client_id,
        col(Recipient.kind) == RecipientKind.provider,
        col(Recipient.person_id) != client_id,
        col(Consent.recipient_id) == col(Recipient.id),
        covers(data),
        in_force(now),
    )
    return found if provider_id is None else found.where(col(Recipient.person_id) == provider_id)


def in_force(now: datetime) -> ColumnElement[bool]:
    """Whether a `Consent` joined to its `Recipient` holds at an instant."""
    return and_(
        col(Recipient.client_id) == col(Consent.client_id),
        col(Recipient.ended_at).is_(None),
        or_(col(Consent.expires_at).is_(None), col(Consent.expires_at) > now),
        ~exists().where(col(ConsentEnd.consent_id) == col(Consent.id)),
    )


def covers(data: Data) -> ColumnElement[bool]:
    """Whether a `Consent` is about this kind of data."""
    return exists().where(
        col(ConsentScope.consent_id) == col(Consent.id), col(ConsentScope.data) == data
    )


def holds(consent: Consent, end: ConsentEnd | None, recipient: Recipient, now: datetime) -> bool:
    """`in_force` for rows that have been read."""
    return (
        end is None
        and recipient.ended_at is None
        and recipient.client_id == consent.client_id
        and (consent.expires_at is None or consent.expires_at > now)
    )
