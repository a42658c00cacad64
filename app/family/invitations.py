"""The links by which a client's relatives join, and what becomes of them."""

from datetime import datetime, timedelta
from urllib.parse import quote
from uuid import UUID

from sqlmodel import Session, col, select, update

from app.access import audit
from app.access.models import Data
from app.family.models import FamilyInvitation
from app.family.problems import AlreadyJoined, HasLeft, OnlyRelatives
from app.family.schemas import Connection, FamilyLinkRead, RelativeRead
from app.ids import fingerprint, new_secret
from app.people.invitations import InvitationInvalid, picture_of
from app.people.models import Person
from app.people.viewers import Viewer
from app.privacy.models import Recipient, RecipientKind
from app.privacy.queries import own_recipient, recipients

GOOD_FOR = timedelta(days=7)


def new_link(db: Session, client: Viewer, recipient_id: UUID, origin: str) -> FamilyLinkRead:
    """A link for somebody the client named; those given out earlier stop working."""
    recipient = own_recipient(db, client, recipient_id, held=True)
    if recipient.kind is not RecipientKind.relative:
        raise OnlyRelatives
    if recipient.ended_at is not None:
        raise HasLeft
    if recipient.person_id is not None:
        raise AlreadyJoined
    withdraw(db, recipient.id, client.now)
    secret = new_secret()
    expires_at = client.now + GOOD_FOR
    row = FamilyInvitation(
        recipient_id=recipient.id,
        token_hash=fingerprint(secret),
        made_at=client.now,
        expires_at=expires_at,
    )
    db.add(row)
    audit.changed(db, client, Data.consents, [client.id])
    url = f"{origin}/welcome#{quote(secret)}"
    return FamilyLinkRead(url=url, qr_svg=picture_of(url), expires_at=expires_at)


def withdraw(db: Session, recipient_id: UUID, now: datetime) -> None:
    """Links to this recipient that nobody has used work no more."""
    db.exec(
        update(FamilyInvitation)
        .where(
            col(FamilyInvitation.recipient_id) == recipient_id,
            col(FamilyInvitation.redeemed_at).is_(None),
            col(FamilyInvitation.withdrawn_at).is_(None),
        )
        .values(withdrawn_at=now)
    )


def good_link(
    db: Session, secret: str, now: datetime, *, again_by: UUID | None = None
) -> tuple[FamilyInvitation, Recipient]:
    """The link behind a secret and whom it is for; until the unit of work ends nobody else uses it
    or ends that connection. Raises `InvitationInvalid`, for whatever reason. One that `again_by`
    used themselves is found again while they are connected by it."""
    found = db.exec(
        select(FamilyInvitation, Recipient, Person)
        .join(Recipient, col(Recipient.id) == col(FamilyInvitation.recipient_id))
        .join(Person, col(Person.id) == col(Recipient.client_id))
        .where(FamilyInvitation.token_hash == fingerprint(secret))
        .with_for_update(of=(FamilyInvitation, Recipient))
        .execution_options(populate_existing=True)
    ).first()
    if found is None:
        raise InvitationInvalid
    link, recipient, client = found
    is_again = again_by is not None and again_by == link.redeemed_by == recipient.person_id
    is_good = is_again or (link.is_good(now) and recipient.person_id is None)
    if not is_good or recipient.ended_at is not None or client.disabled_at is not None:
        raise InvitationInvalid
    return link, recipient


def use(
    db: Session, link: FamilyInvitation, recipient: Recipient, person_id: UUID, now: datetime
) -> None:
    """From now on the recipient is this person. Shares nothing by itself."""
    link.redeemed_at = now
    link.redeemed_by = person_id
    recipient.person_id = person_id
    recipient.joined_at = now
    db.add_all((link, recipient))
    db.flush()
    withdraw(db, recipient.id, now)


def own_relatives(db: Session, client: Viewer) -> list[RelativeRead]:
    """The relatives a client has named, with how far each connection is."""
    rows = [one for one in recipients(db, client.id) if one.kind is RecipientKind.relative]
    links = db.exec(
        select(FamilyInvitation).where(
            col(FamilyInvitation.recipient_id).in_([one.id for one in rows])
        )
    )
    until = {link.recipient_id: link.expires_at for link in links if link.is_good(client.now)}
    return [_relative(one, until.get(one.id)) for one in rows]


def _relative(row: Recipient, until: datetime | None) -> RelativeRead:
    state = Connection.waiting if until else Connection.named
    if row.person_id is not None:
        state = Connection.joined
    if row.ended_at is not None:
        has_left = row.ended_by is not None and row.ended_by == row.person_id
        state, until = Connection.left if has_left else Connection.ended, None
    return RelativeRead(id=row.id, name=row.name, state=state, link_until=until)
