"""The audit trail of the demo's reviews: whoever reads "looked at" finds the look in the trail."""

from collections.abc import Iterable
from datetime import timedelta
from itertools import chain
from uuid import UUID

from sqlmodel import Session

from app.access.models import Action, AuditEvent, AuditSubject, Data
from app.check_ins.models import Review
from app.ids import fingerprint, new_secret
from app.people.models import SignIn


def leave_trail(db: Session, reviews: Iterable[Review]) -> None:
    """Two events for each review, a look and a change, in the order in which they happened."""
    in_order = sorted(reviews, key=lambda review: review.reviewed_at)
    sign_ins = {review.reviewer_id: _past_sign_in(review) for review in in_order}
    db.add_all(sign_ins.values())
    db.flush()
    events = list(
        chain.from_iterable(_events(review, sign_ins[review.reviewer_id].id) for review in in_order)
    )
    db.add_all(event for event, _ in events)
    db.flush()
    db.add_all(
        AuditSubject(event_sequence=event.sequence, subject_id=client_id)
        for event, client_id in events
        if event.sequence is not None
    )
    db.flush()


def _past_sign_in(last: Review) -> SignIn:
    """A sign-in that has ended and that no browser holds the secret of."""
    ended_at = last.reviewed_at + timedelta(minutes=15)
    return SignIn(
        person_id=last.reviewer_id,
        token_hash=fingerprint(new_secret()),
        device="Firefox on a computer",
        created_at=last.reviewed_at,
        last_seen_at=last.reviewed_at,
        idle_minutes=15,
        ends_at=ended_at,
        ended_at=ended_at,
    )


def _events(review: Review, sign_in_id: UUID) -> Iterable[tuple[AuditEvent, UUID]]:
    for action in (Action.viewed, Action.changed):
        event = AuditEvent(
            at=review.reviewed_at,
            actor_id=review.reviewer_id,
            sign_in_id=sign_in_id,
            action=action,
            data=Data.check_ins,
        )
        yield event, review.client_id
