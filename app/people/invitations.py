"""One-time links: making, looking at and redeeming them."""

from datetime import datetime, timedelta
from urllib.parse import quote
from uuid import UUID

import segno
from sqlmodel import Session, col, select, update

from app.errors import Gone
from app.ids import fingerprint, new_secret
from app.people.models import Invitation, Person, Purpose, Role
from app.people.queries import roles_of
from app.people.schemas import InvitationRead

GOOD_FOR = timedelta(hours=72)


class InvitationInvalid(Gone):
    """Forged, used, withdrawn and expired links get one answer."""

    code = "invitation_invalid"
    detail = "This link does not work any more. Please ask for a new one."


def invite(
    db: Session, person: Person, invited_by: UUID, origin: str, now: datetime
) -> InvitationRead:
    """A new link for a person; links given out earlier stop working."""
    db.exec(
        update(Invitation)
        .where(
            col(Invitation.person_id) == person.id,
            col(Invitation.redeemed_at).is_(None),
            col(Invitation.withdrawn_at).is_(None),
        )
        .values(withdrawn_at=now)
    )
    secret = new_secret()
    invitation = Invitation(
        person_id=person.id,
        token_hash=fingerprint(secret),
        purpose=Purpose.renewal if person.is_joined else Purpose.joining,
        invited_by=invited_by,
        created_at=now,
        expires_at=now + GOOD_FOR,
    )
    db.add(invitation)
    db.flush()
    url = f"{origin}/join#{quote(secret)}"
    return InvitationRead(
        url=url,
        qr_svg=picture_of(url),
        expires_at=invitation.expires_at,
        sign_in_name=person.sign_in_name,
    )


def picture_of(url: str) -> str:
    """A link as a QR code to point a phone at: inline SVG."""
    return segno.make(url, error="m").svg_inline(scale=4, border=2, omitsize=True)


def good_invitation(
    db: Session, secret: str, now: datetime
) -> tuple[Invitation, Person, Person, frozenset[Role]]:
    """The invitation behind a secret, whom it is for, who gave it, and the roles it opens.

    Raises `InvitationInvalid` unless it is good now and its giver is still here.
    """
    invitation = db.exec(
        select(Invitation).where(Invitation.token_hash == fingerprint(secret))
    ).one_or_none()
    if invitation is None or not invitation.is_good(now):
        raise InvitationInvalid
    person = db.get_one(Person, invitation.person_id)
    giver = db.get_one(Person, invitation.invited_by)
    if giver.disabled_at is not None or person.disabled_at is not None:
        raise InvitationInvalid
    return invitation, person, giver, roles_of(db, person.id)


def redeem(db: Session, invitation: Invitation, now: datetime) -> None:
    """Uses an invitation up. Of two who try at once, one gets `InvitationInvalid`."""
    used = db.exec(
        update(Invitation)
        .where(
            col(Invitation.id) == invitation.id,
            col(Invitation.redeemed_at).is_(None),
            col(Invitation.withdrawn_at).is_(None),
        )
        .values(redeemed_at=now)
    )
    if used.rowcount != 1:
        raise InvitationInvalid
