"""What the demo's alumni have signed: their counselor goes on seeing what a team sees."""

from datetime import timedelta

from sqlmodel import Session

from app import clock
from app.access.models import Data
from app.demo.arrivals import Cast, Character
from app.demo.cast import CENTRE_ZONE
from app.demo.centre import the_centre
from app.episodes.models import Phase
from app.ids import fingerprint, new_id, new_secret
from app.people.models import Person, SignIn
from app.privacy.gate import FOR_PROVIDERS
from app.privacy.models import Consent, ConsentPurpose, ConsentScope, Recipient, RecipientKind
from app.privacy.statements import Terms, render


def sign_consents(db: Session, cast: Cast) -> None:
    """Each of them on the day after which nobody would have seen anything any more."""
    for character in cast.clients.values():
        if character.part.phase is Phase.alumni:
            _sign(db, character, cast.staff[character.part.primary])


def _sign(db: Session, character: Character, provider: Person) -> None:
    client = character.person
    at = character.at(character.part.course.begins(Phase.alumni))
    recipient = Recipient(
        id=new_id(), client_id=client.id, kind=RecipientKind.provider, name=provider.shown_name,
        person_id=provider.id, made_at=at, joined_at=at,
    )  # fmt: skip
    sign_in = SignIn(
        person_id=client.id, token_hash=fingerprint(new_secret()), device="Chrome on a phone",
        created_at=at, last_seen_at=at, idle_minutes=15, ends_at=at + timedelta(minutes=15),
        ended_at=at + timedelta(minutes=15),
    )  # fmt: skip
    db.add_all((recipient, sign_in))
    db.flush()
    read = render(
        Terms(
            client=client.shown_name, discloser=the_centre().name, recipient=provider.shown_name,
            kind=RecipientKind.provider, data=FOR_PROVIDERS, purpose=ConsentPurpose.care,
            expires_on=None, ends_with_treatment=False, on_day=clock.local_day(at, CENTRE_ZONE),
        ),
        client.language,
    )  # fmt: skip
    consent = Consent(
        id=new_id(), client_id=client.id, recipient_id=recipient.id, purpose=ConsentPurpose.care,
        statement=read.text, statement_version=read.version, statement_hash=read.hash,
        language=read.language, signature=client.shown_name, signed_at=at, sign_in_id=sign_in.id,
    )  # fmt: skip
    db.add(consent)
    db.flush()
    db.add_all(
        ConsentScope(consent_id=consent.id, data=data) for data in {Data.profile, *FOR_PROVIDERS}
    )
    db.flush()
