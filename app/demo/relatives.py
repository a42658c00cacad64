"""What one of the demo's clients shows a relative: the milestones and the times ahead, until a
day."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from app import clock
from app.access.models import Data
from app.demo.arrivals import Cast
from app.demo.cast import CENTRE_ZONE, KNOWN
from app.demo.centre import the_centre
from app.ids import fingerprint, new_id, new_secret
from app.people.models import Person, SignIn
from app.privacy.models import Consent, ConsentPurpose, ConsentScope, Recipient, RecipientKind
from app.privacy.statements import Terms, render

CLIENT, RELATIVE = "river", "maple"
SHOWN = frozenset({Data.family_milestones, Data.family_calendar})
_FOR = timedelta(days=60)


def show_relatives(db: Session, cast: Cast, now: datetime) -> None:
    """The relative is connected since they joined; a day later the client signed."""
    client = cast.clients[CLIENT].person
    relative = db.exec(select(Person).where(col(Person.sign_in_name) == KNOWN[RELATIVE])).one()
    joined_at = relative.joined_at or now
    at = min(joined_at + timedelta(days=1), now)
    recipient = Recipient(
        id=new_id(), client_id=client.id, kind=RecipientKind.relative, name=relative.shown_name,
        person_id=relative.id, made_at=joined_at, joined_at=joined_at,
    )  # fmt: skip
    sign_in = SignIn(
        person_id=client.id, token_hash=fingerprint(new_secret()), device="Chrome on a phone",
        created_at=at, last_seen_at=at, idle_minutes=15, ends_at=at + timedelta(minutes=15),
        ended_at=at + timedelta(minutes=15),
    )  # fmt: skip
    db.add_all((recipient, sign_in))
    db.flush()
    consent = _signed(client, recipient, sign_in, at, now)
    db.add(consent)
    db.flush()
    db.add_all(ConsentScope(consent_id=consent.id, data=data) for data in SHOWN)
    db.flush()


def _signed(
    client: Person, recipient: Recipient, sign_in: SignIn, at: datetime, now: datetime
) -> Consent:
    until = clock.local_day(now + _FOR, CENTRE_ZONE)
    read = render(
        Terms(
            client=client.shown_name, discloser=the_centre().name, recipient=recipient.name,
            kind=RecipientKind.relative, data=SHOWN, purpose=ConsentPurpose.family_support,
            expires_on=until, ends_with_treatment=False, on_day=clock.local_day(at, CENTRE_ZONE),
        ),
        client.language,
    )  # fmt: skip
    return Consent(
        id=new_id(), client_id=client.id, recipient_id=recipient.id,
        purpose=ConsentPurpose.family_support, expires_at=clock.end_of_day(until, CENTRE_ZONE),
        statement=read.text, statement_version=read.version, statement_hash=read.hash,
        language=read.language, signature=client.shown_name, signed_at=at, sign_in_id=sign_in.id,
    )  # fmt: skip
