"""Naming somebody, signing, and taking back.

Whoever signs or takes back holds the recipient first, so that two who do so at once take turns:
what was read before somebody took back can no longer be signed, and taking back ends whatever holds
by then. Naming and signing take turns with the end of care too, which has to find all of it.
"""

from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session

from app import clock
from app.access import audit
from app.access.models import Data
from app.errors import NotFound
from app.offline import OpReused, insert_once
from app.people.viewers import Viewer
from app.privacy import queries
from app.privacy.hooks import known_around, sharing_changed
from app.privacy.lapsing import hold_signing
from app.privacy.models import (
    Consent,
    ConsentEnd,
    ConsentScope,
    EndReason,
    Recipient,
    RecipientKind,
)
from app.privacy.problems import (
    AlreadyNamed,
    EndTooFar,
    NotJoinedYet,
    RecipientLeft,
    StatementChanged,
    TooMany,
    TreatmentOver,
    TwoEnds,
)
from app.privacy.schemas import ConsentSign, ConsentTerms, RecipientWrite, StatementRead
from app.privacy.statements import PURPOSES, ConsentIncomplete, Terms, render
from app.programs.queries import centre

PEOPLE_AT_MOST = 30
AHEAD_AT_MOST = timedelta(days=366)
NOTHING_YET = "nothing"
_A_MOMENT = timedelta(microseconds=1)


def name_recipient(
    db: Session, client: Viewer, recipient_id: UUID, body: RecipientWrite
) -> Recipient:
    """Somebody the client may share with; nothing is shared by it. The same again is one.

    `NotFound` for a provider who was never on a team of theirs; raises `AlreadyNamed`, `TooMany`
    and `OpReused`.
    """
    # There may be nobody on the list yet whom two could take turns at.
    hold_signing(db, client.id)
    name, joined_at = body.name, None
    if body.kind is RecipientKind.provider:
        name, joined_at = _provider_name(db, client, body.person_id), client.now
    elif body.person_id is not None:
        raise NotFound
    row = Recipient(
        id=recipient_id, client_id=client.id, kind=body.kind, name=name,
        person_id=body.person_id, made_at=client.now, joined_at=joined_at,
    )  # fmt: skip
    known = {one.id: one for one in queries.recipients(db, client.id)}
    if recipient_id not in known:
        _require_room(row, [one for one in known.values() if one.ended_at is None])
    kept, _ = insert_once(db, row, (recipient_id,))
    _require_same(kept, row)
    audit.changed(db, client, Data.consents, [client.id])
    return kept


def _provider_name(db: Session, client: Viewer, person_id: UUID | None) -> str:
    known = {person.id: person.shown_name for person in known_around(db, client.id).ever}
    if person_id is None or person_id not in known:
        raise NotFound
    return known[person_id]


def _require_room(row: Recipient, there: list[Recipient]) -> None:
    for one in there:
        if row.person_id is not None and one.person_id == row.person_id:
            raise AlreadyNamed(recipient_id=str(one.id))
    if len(there) >= PEOPLE_AT_MOST:
        raise TooMany


def _require_same(kept: Recipient, row: Recipient) -> None:
    """A relative who has joined since has a person now: that is no other content."""
    if kept.client_id != row.client_id:
        raise NotFound
    is_provider = row.kind is RecipientKind.provider
    said = row.person_id if is_provider else row.name
    was = kept.person_id if is_provider else kept.name
    if kept.kind is not row.kind or said != was:
        raise OpReused


def statement(db: Session, client: Viewer, body: ConsentTerms) -> StatementRead:
    """The text to be read before signing. Raises what `sign` raises for the same terms."""
    recipient = queries.own_recipient(db, client, body.recipient_id)
    return _statement(db, client, recipient, body)


def _statement(
    db: Session, client: Viewer, recipient: Recipient, body: ConsentTerms
) -> StatementRead:
    if recipient.ended_at is not None:
        raise RecipientLeft
    if recipient.person_id is None:
        raise NotJoinedYet
    found = centre(db)
    today = clock.local_day(client.now, found.time_zone)
    _require_end(db, client, body)
    if body.expires_on and not today <= body.expires_on <= today + AHEAD_AT_MOST:
        raise EndTooFar
    text = render(
        Terms(
            client=client.person.shown_name,
            discloser=found.name,
            recipient=recipient.name,
            kind=recipient.kind,
            data=frozenset(body.data),
            purpose=PURPOSES[recipient.kind],
            expires_on=body.expires_on,
            ends_with_treatment=body.ends_with_treatment,
            on_day=today,
        ),
        client.person.language,
    )
    return StatementRead(
        text=text.text, hash=text.hash, version=text.version, language=text.language,
        basis=_basis(db, recipient),
    )  # fmt: skip


def _require_end(db: Session, client: Viewer, body: ConsentTerms) -> None:
    if body.expires_on is not None and body.ends_with_treatment:
        raise TwoEnds
    if body.ends_with_treatment and not known_around(db, client.id).is_in_care:
        raise TreatmentOver


def _basis(db: Session, recipient: Recipient) -> str:
    """What was signed last for somebody, and whether that was ended since."""
    for consent, end in queries.consents_of(db, [recipient.id]):
        return f"{consent.id}:{end.why if end else ''}"
    return NOTHING_YET


def sign(db: Session, client: Viewer, consent_id: UUID, body: ConsentSign) -> Consent:
    """Signs a text that was read; what held for the same person before is replaced by it. The same
    again is one, also when it has ended since: it does not come back to life.

    Raises `StatementChanged` when the text would be another by now, or somebody has signed or taken
    back since; `RecipientLeft`, `NotJoinedYet`, `OpReused`, and what is wrong with the terms.
    """
    hold_signing(db, client.id)
    recipient = queries.own_recipient(db, client, body.recipient_id, held=True)
    known = db.get(Consent, consent_id)
    if known is not None:
        return _same(db, client, known, body)
    if not body.signature.strip():
        raise ConsentIncomplete(missing=["signature"])
    read = _statement(db, client, recipient, body)
    if (read.hash, read.basis) != (body.hash, body.basis):
        raise StatementChanged(statement=read.model_dump(mode="json"))
    row = _consent(db, client, consent_id, recipient, body, read)
    row.signed_at = _after_the_last(db, recipient, client.now)
    row.replaces_id = _end_all(db, recipient, EndReason.replaced, client)
    consent, is_new = insert_once(db, row, (consent_id,))
    if not is_new:
        raise NotFound  # another client's: this one's signatures take turns
    db.add_all(ConsentScope(consent_id=consent.id, data=data) for data in _scope(recipient, body))
    db.flush()
    _changed(db, client, recipient)
    return consent


def _after_the_last(db: Session, recipient: Recipient, now: datetime) -> datetime:
    """When something is signed for a held recipient: now, but after what was signed before, also
    by a request that came later and was served first, or at a server whose clock is ahead."""
    newest = next(iter(queries.consents_of(db, [recipient.id])), None)
    return now if newest is None else max(now, newest[0].signed_at + _A_MOMENT)


def _consent(
    db: Session,
    client: Viewer,
    consent_id: UUID,
    recipient: Recipient,
    body: ConsentSign,
    read: StatementRead,
) -> Consent:
    zone = centre(db).time_zone
    return Consent(
        id=consent_id, client_id=client.id, recipient_id=recipient.id,
        purpose=PURPOSES[recipient.kind], expires_on=body.expires_on,
        expires_at=clock.end_of_day(body.expires_on, zone) if body.expires_on else None,
        ends_with_treatment=body.ends_with_treatment, statement=read.text,
        statement_version=read.version, statement_hash=read.hash, language=read.language,
        signature=body.signature, signed_at=client.now, sign_in_id=client.sign_in.id,
    )  # fmt: skip


def _scope(recipient: Recipient, body: ConsentTerms) -> frozenset[Data]:
    with_it = {Data.profile} if recipient.kind is RecipientKind.provider else set[Data]()
    return frozenset(body.data) | with_it


def _same(db: Session, client: Viewer, kept: Consent, body: ConsentSign) -> Consent:
    if kept.client_id != client.id:
        raise NotFound
    scope = queries.scopes_of(db, [kept.id])[kept.id] - {Data.profile}
    was = (
        kept.recipient_id, scope, kept.expires_on, kept.ends_with_treatment,
        kept.statement_hash, kept.signature,
    )  # fmt: skip
    said = (
        body.recipient_id, frozenset(body.data) - {Data.profile}, body.expires_on,
        body.ends_with_treatment, body.hash, body.signature,
    )  # fmt: skip
    if was != said:
        raise OpReused
    audit.changed(db, client, Data.consents, [client.id])
    return kept


def take_back(db: Session, client: Viewer, consent_id: UUID) -> Consent:
    """Nothing is shown to this person any more, from the commit on: whatever holds for them by then
    is taken back, also what was signed meanwhile. Twice is once. `NotFound` for another's."""
    consent = queries.own_consent(db, client, consent_id)
    recipient = queries.own_recipient(db, client, consent.recipient_id, held=True)
    _end_all(db, recipient, EndReason.taken_back, client)
    _changed(db, client, recipient)
    return consent


def end_recipient(db: Session, client: Viewer, recipient_id: UUID) -> Recipient:
    """Somebody is off the client's list, and sees nothing any more. Twice is once."""
    recipient = queries.own_recipient(db, client, recipient_id, held=True)
    leave(db, recipient, EndReason.taken_back, client)
    _changed(db, client, recipient)
    return recipient


def leave(db: Session, recipient: Recipient, why: EndReason, by: Viewer) -> None:
    """A held recipient is one no more (`why`: taken back, or they left), with all that was signed
    for them."""
    _end_all(db, recipient, why, by)
    if recipient.ended_at is None:
        recipient.ended_at, recipient.ended_by = by.now, by.id
        db.add(recipient)
        db.flush()


def _end_all(db: Session, recipient: Recipient, why: EndReason, by: Viewer) -> UUID | None:
    """Ends whatever has no end yet for a held recipient; returns the newest of it. What ran past
    its day stays as it ended."""
    newest: UUID | None = None
    for consent, end in queries.consents_of(db, [recipient.id]):
        has_passed = consent.expires_at is not None and consent.expires_at <= by.now
        if end is None and not has_passed:
            db.add(ConsentEnd(consent_id=consent.id, at=by.now, why=why, by=by.id))
            newest = newest or consent.id
    db.flush()
    return newest


def _changed(db: Session, client: Viewer, recipient: Recipient) -> None:
    if recipient.kind is RecipientKind.provider:
        sharing_changed(db, client.id, client.now)
    audit.changed(db, client, Data.consents, [client.id])
