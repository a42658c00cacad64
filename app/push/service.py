"""Which phones may be pushed to."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, delete, or_, select

from app.errors import NotFound, Unprocessable
from app.people.models import Person, SignIn
from app.people.sign_ins import OWN_IDLE
from app.people.viewers import Viewer
from app.push.encryption import check_device_keys
from app.push.endpoint_guard import EndpointGuard
from app.push.models import PushSubscription
from app.push.schemas import PushSubscriptionWrite
from app.push.vapid import VapidKeys

SUBSCRIPTIONS_AT_MOST = 20


class OldPushKey(Unprocessable):
    code = "push_key_unknown"
    detail = "This phone's notifications need to be turned on again."


def subscribe(
    db: Session,
    viewer: Viewer,
    subscription_id: UUID,
    body: PushSubscriptionWrite,
    guard: EndpointGuard,
    vapid_keys: VapidKeys,
) -> PushSubscription:
    """Keeps a phone to push to. The same endpoint under another sign-in moves here: what was on
    its way for the person before never reaches this phone. Raises `EndpointRefused`,
    `DeviceKeysRefused` or `OldPushKey`, and `NotFound` for the id of somebody else's phone unless
    it is this very one."""
    guard.check(body.endpoint)
    check_device_keys(body.p256dh, body.auth)
    key_id = vapid_keys.id_of(body.vapid_key)
    if key_id is None:
        raise OldPushKey
    # Two taps at once take turns.
    db.get_one(Person, viewer.id, with_for_update=True)
    held = db.get(PushSubscription, subscription_id)
    if held is not None and held.person_id != viewer.id:
        if held.endpoint != body.endpoint:
            raise NotFound
        db.delete(held)
        held = None
    _forget_endpoint(db, body.endpoint, but=subscription_id)
    if held is None or held.endpoint != body.endpoint:
        _forget(db, subscription_id)
        held = PushSubscription(
            id=subscription_id,
            person_id=viewer.id,
            sign_in_id=viewer.sign_in.id,
            endpoint=body.endpoint,
            p256dh=body.p256dh,
            auth=body.auth,
            vapid_key_id=key_id,
            created_at=viewer.now,
            last_seen_at=viewer.now,
        )
    held.sign_in_id, held.vapid_key_id, held.last_seen_at = viewer.sign_in.id, key_id, viewer.now
    held.p256dh, held.auth = body.p256dh, body.auth
    db.add(held)
    db.flush()
    _keep_newest(db, viewer.id)
    return held


def unsubscribe(db: Session, viewer: Viewer, subscription_id: UUID) -> None:
    """Stops pushing to one of the viewer's phones. Doing so twice is once."""
    held = db.get(PushSubscription, subscription_id, with_for_update=True)
    if held is not None and held.person_id == viewer.id:
        db.delete(held)


def own_subscription(db: Session, viewer: Viewer, subscription_id: UUID) -> PushSubscription:
    """One of the viewer's phones; somebody else's is not found."""
    held = db.get(PushSubscription, subscription_id)
    if held is None or held.person_id != viewer.id:
        raise NotFound
    return held


def forget_signed_out(db: Session, now: datetime) -> None:
    """Forgets the phones of sign-ins that have ended, however they ended: signed out, closed, run
    out, or not used for so long that they no longer count."""
    ended = select(SignIn.id).where(
        or_(
            col(SignIn.ended_at).is_not(None),
            col(SignIn.ends_at) <= now,
            col(SignIn.last_seen_at) <= now - OWN_IDLE,
        )
    )
    db.exec(delete(PushSubscription).where(col(PushSubscription.sign_in_id).in_(ended)))


def _forget_endpoint(db: Session, endpoint: str, *, but: UUID) -> None:
    db.exec(
        delete(PushSubscription).where(
            col(PushSubscription.endpoint) == endpoint, col(PushSubscription.id) != but
        )
    )


def _forget(db: Session, subscription_id: UUID) -> None:
    db.flush()
    db.exec(delete(PushSubscription).where(col(PushSubscription.id) == subscription_id))
    db.expire_all()


def _keep_newest(db: Session, person_id: UUID) -> None:
    held = db.exec(
        select(PushSubscription)
        .where(PushSubscription.person_id == person_id)
        .order_by(col(PushSubscription.last_seen_at).desc(), col(PushSubscription.id).desc())
    ).all()
    for extra in held[SUBSCRIPTIONS_AT_MOST:]:
        db.delete(extra)
