"""Points and draws: the client's own, and what the team does with them."""

from uuid import UUID

from fastapi import Request
from sqlmodel import Session

from app.access import audit
from app.access.models import Data
from app.access.policy import require_visible
from app.people.viewers import Client, Counselor
from app.rewards import service
from app.rewards.reading import client_points_read, points_read, waiting_read
from app.rewards.references import reference_key
from app.rewards.schemas import (
    CancellationWrite,
    ClientPointsRead,
    CorrectionWrite,
    HandingOutWrite,
    PointsRead,
    WaitingPrizes,
)
from app.rewards.standing import Standing, settle
from app.rewards.waiting import LIST_LENGTH, waiting_prizes
from app.routing import Db, house_router

router = house_router("", "rewards")


@router.get("/points")
def own_points(request: Request, client: Client, db: Db) -> PointsRead:
    """Where the viewer stands, with their whole ledger. What was earned since the last look is
    written down first."""
    standing = settle(db, client.id, client.now)
    audit.viewed(db, client, Data.rewards, [client.id])
    return points_read(db, standing, _key(request))


@router.put("/draws/{draw_id}")
def draw(request: Request, client: Client, db: Db, draw_id: UUID) -> PointsRead:
    """Turns points into a draw; the newest line of that key says what came of it. Asking again with
    the same id draws nothing more."""
    return points_read(db, service.draw(db, client, draw_id), _key(request))


@router.get("/waiting-prizes")
def to_hand_out(counselor: Counselor, db: Db) -> WaitingPrizes:
    """Prizes that wait to be handed out, over all clients of the viewer, the oldest first."""
    found = waiting_prizes(db, counselor)
    shown = found[:LIST_LENGTH]
    audit.viewed(db, counselor, Data.rewards, [one.client.id for one in shown])
    return WaitingPrizes(items=waiting_read(shown), more=len(found) > LIST_LENGTH)


@router.get("/clients/{client_id}/points")
def points_of(request: Request, counselor: Counselor, db: Db, client_id: UUID) -> ClientPointsRead:
    """Where a client stands, with the whole ledger."""
    require_visible(db, counselor, client_id, Data.rewards)
    standing = settle(db, client_id, counselor.now)
    audit.viewed(db, counselor, Data.rewards, [client_id])
    return _told(request, db, standing)


@router.put("/clients/{client_id}/point-corrections/{point_correction_id}")
def correct(
    request: Request,
    counselor: Counselor,
    db: Db,
    client_id: UUID,
    point_correction_id: UUID,
    body: CorrectionWrite,
) -> ClientPointsRead:
    """Adds points or takes some off, with a reason that the client reads."""
    standing = service.correct(db, counselor, client_id, point_correction_id, body)
    return _told(request, db, standing)


@router.put("/clients/{client_id}/prizes/{prize_id}/handing-out")
def hand_out(
    request: Request,
    counselor: Counselor,
    db: Db,
    client_id: UUID,
    prize_id: UUID,
    body: HandingOutWrite,
) -> ClientPointsRead:
    """Notes that a prize was handed out, or that it was not after all."""
    if body.is_handed_out:
        standing = service.hand_out(db, counselor, client_id, prize_id)
    else:
        standing = service.take_back(db, counselor, client_id, prize_id, body.line)
    return _told(request, db, standing)


@router.put("/clients/{client_id}/prizes/{cancelled_prize_id}/cancellation")
def cancel(
    request: Request,
    counselor: Counselor,
    db: Db,
    client_id: UUID,
    cancelled_prize_id: UUID,
    body: CancellationWrite,
) -> ClientPointsRead:
    """Takes back a prize that was not handed out; its points come back."""
    standing = service.cancel(db, counselor, client_id, cancelled_prize_id, body.line)
    return _told(request, db, standing)


def _told(request: Request, db: Session, standing: Standing) -> ClientPointsRead:
    return client_points_read(db, standing, _key(request))


def _key(request: Request) -> bytes:
    return reference_key(request.app.state.settings.keys)
