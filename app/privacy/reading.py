"""How consents are shown to the client who gave them."""

from collections.abc import Iterable
from uuid import UUID

from sqlmodel import Session

from app.access.models import Data
from app.people.models import Person
from app.people.viewers import Viewer
from app.privacy import queries
from app.privacy.gate import holds
from app.privacy.hooks import known_around
from app.privacy.models import Consent, ConsentEnd, Recipient
from app.privacy.schemas import (
    Addable,
    ConsentEnding,
    ConsentRead,
    ConsentShort,
    RecipientRead,
    RecipientState,
    SharingRead,
)
from app.programs.queries import centre

HISTORY_SHOWN = 5
_ORDER = list(Data)


def sharing_read(db: Session, client: Viewer) -> SharingRead:
    """Who sees what now, who did, and who could: five questions, however many people."""
    around = known_around(db, client.id)
    rows = queries.recipients(db, client.id)
    named = {row.person_id for row in rows if row.ended_at is None}
    return SharingRead(
        is_in_care=around.is_in_care,
        centre=centre(db).name,
        team=_addable(around.team) if around.is_in_care else [],
        recipients=recipient_reads(db, client, rows),
        could_add=_addable(one for one in around.ever if one.id not in named),
    )


def _addable(people: Iterable[Person]) -> list[Addable]:
    return [
        Addable(person_id=one.id, shown_name=one.shown_name, profession=one.profession)
        for one in people
    ]


def recipient_reads(db: Session, client: Viewer, rows: list[Recipient]) -> list[RecipientRead]:
    """Recipients of the client's with what holds for each and what was signed before."""
    by_recipient: dict[UUID, list[ConsentShort]] = {row.id: [] for row in rows}
    signed = queries.consents_of(db, by_recipient)
    scopes = queries.scopes_of(db, [consent.id for consent, _ in signed])
    known = {row.id: row for row in rows}
    for consent, end in signed:
        recipient = known[consent.recipient_id]
        by_recipient[recipient.id].append(
            _short(consent, end, recipient, scopes[consent.id], client)
        )
    return [_recipient(row, by_recipient[row.id]) for row in rows]


def _recipient(row: Recipient, signed: list[ConsentShort]) -> RecipientRead:
    state = RecipientState.waiting if row.person_id is None else RecipientState.joined
    return RecipientRead(
        id=row.id, kind=row.kind, name=row.name, person_id=row.person_id,
        state=RecipientState.left if row.ended_at else state,
        made_at=row.made_at, joined_at=row.joined_at, ended_at=row.ended_at,
        consent=next((one for one in signed if one.ended is None), None),
        history=[one for one in signed if one.ended is not None][:HISTORY_SHOWN],
    )  # fmt: skip


def _short(
    consent: Consent,
    end: ConsentEnd | None,
    recipient: Recipient,
    scope: frozenset[Data],
    client: Viewer,
) -> ConsentShort:
    ended, ended_at = None, None
    if end is not None:
        ended, ended_at = ConsentEnding(end.why), end.at
    elif not holds(consent, end, recipient, client.now):
        ended, ended_at = ConsentEnding.day_passed, consent.expires_at
    return ConsentShort(
        id=consent.id, data=sorted(scope, key=_ORDER.index), expires_on=consent.expires_on,
        ends_with_treatment=consent.ends_with_treatment, signed_at=consent.signed_at,
        ended=ended, ended_at=ended_at,
    )  # fmt: skip


def consent_read(db: Session, client: Viewer, consent: Consent) -> ConsentRead:
    """One consent as it was signed, with all that was signed for the same person."""
    recipient = queries.own_recipient(db, client, consent.recipient_id)
    signed = queries.consents_of(db, [recipient.id])
    scopes = queries.scopes_of(db, [one.id for one, _ in signed])
    shorts = {one.id: _short(one, end, recipient, scopes[one.id], client) for one, end in signed}
    return ConsentRead.model_validate(
        consent.model_dump()
        | shorts[consent.id].model_dump()
        | {"recipient": recipient.name, "kind": recipient.kind, "history": [*shorts.values()]},
        extra="ignore",
    )
