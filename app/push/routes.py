"""Turning notifications on and off for one phone."""

from uuid import UUID

from fastapi import Request

from app.people.viewers import AnyPerson
from app.push import service
from app.push.schemas import PushSubscriptionRead, PushSubscriptionWrite
from app.routing import Db, house_router

router = house_router("/push-subscriptions", "push")


@router.put("/{subscription_id}")
def subscribe(
    viewer: AnyPerson,
    db: Db,
    subscription_id: UUID,
    body: PushSubscriptionWrite,
    request: Request,
) -> PushSubscriptionRead:
    """Keeps this phone to push to; the phone says so again at each start."""
    push = request.app.state.push
    held = service.subscribe(db, viewer, subscription_id, body, push.guard, push.vapid_keys)
    return PushSubscriptionRead.model_validate(held.model_dump(), extra="ignore")


@router.delete("/{subscription_id}", status_code=204)
def unsubscribe(viewer: AnyPerson, db: Db, subscription_id: UUID) -> None:
    """Stops pushing to this phone."""
    service.unsubscribe(db, viewer, subscription_id)
