"""The rules of a programme and the funds that pay. They belong to the centre; the ledger of a fund
is about people, and leaves a trace with each of them."""

from uuid import UUID

from fastapi import Request, Response

from app.access import audit
from app.access.models import Data
from app.people.viewers import Administrator, Staff
from app.rewards import queries, schemes, service
from app.rewards.export import ledger_csv
from app.rewards.models import RewardFund
from app.rewards.reading import left_over_read
from app.rewards.references import reference_key
from app.rewards.schemas import (
    FundCreate,
    FundList,
    FundRead,
    LeftOverPrizes,
    SchemeRead,
    SchemeWrite,
)
from app.rewards.waiting import left_over
from app.routing import Db, house_router

router = house_router("", "rewards")


class Sheet(Response):
    """An answer that is a table (RFC 4180)."""

    media_type = "text/csv"


@router.get("/programs/{programme_id}/rewards")
def read_scheme(viewer: Staff, db: Db, programme_id: UUID) -> SchemeRead:
    """What a programme gives points for, if anything."""
    return schemes.scheme_read(db, programme_id)


@router.put("/programs/{programme_id}/rewards")
def save_scheme(viewer: Administrator, db: Db, programme_id: UUID, body: SchemeWrite) -> SchemeRead:
    """The rules from now on, or none. What was earned before stays."""
    schemes.save_scheme(db, viewer, programme_id, body)
    return schemes.scheme_read(db, programme_id)


@router.get("/reward-funds")
def list_funds(viewer: Administrator, db: Db) -> FundList:
    """Who pays for prizes, the closed ones too."""
    return FundList(items=[_fund_read(row) for row in queries.funds(db)])


@router.post("/reward-funds", status_code=201)
def make_fund(viewer: Administrator, db: Db, body: FundCreate) -> FundRead:
    """A new fund with its cap, which stays as it is."""
    return _fund_read(schemes.make_fund(db, viewer, body))


@router.put("/reward-funds/{fund_id}/closure")
def close_fund(viewer: Administrator, db: Db, fund_id: UUID) -> FundRead:
    """No prize is drawn from it any more."""
    return _fund_read(schemes.close_fund(db, viewer, fund_id))


@router.get("/reward-funds/{fund_id}/ledger", response_class=Sheet)
def export_ledger(request: Request, viewer: Administrator, db: Db, fund_id: UUID) -> Response:
    """Everything drawn from a fund and handed out, as a file. Clients are references in it."""
    found = queries.fund(db, fund_id)
    rows = queries.ledger_of_fund(db, fund_id)
    audit.viewed(db, viewer, Data.rewards, {row.client_id for row in rows})
    key = reference_key(request.app.state.settings.keys)
    text = ledger_csv(found, rows, queries.names_in(db, rows), key)
    headers = {"Content-Disposition": 'attachment; filename="fund-ledger.csv"'}
    return Response(text, media_type="text/csv; charset=utf-8", headers=headers)


@router.get("/reward-funds/{paying_fund_id}/left-over-prizes")
def left_over_prizes(
    request: Request, viewer: Administrator, db: Db, paying_fund_id: UUID
) -> LeftOverPrizes:
    """Prizes of a fund that wait for people who are not in care any more, as references: while
    somebody is in care their team hands out."""
    found = left_over(db, viewer, paying_fund_id)
    audit.viewed(db, viewer, Data.rewards, {row.client_id for row in found})
    key = reference_key(request.app.state.settings.keys)
    return LeftOverPrizes(items=left_over_read(found, paying_fund_id, key))


@router.put(
    "/reward-funds/{paying_fund_id}/left-over-prizes/{left_over_id}/handing-out", status_code=204
)
def hand_out_left_over(
    viewer: Administrator, db: Db, paying_fund_id: UUID, left_over_id: UUID
) -> None:
    """Notes that such a prize was handed out, once; the client reads by whom."""
    service.hand_out_left_over(db, viewer, paying_fund_id, left_over_id)


def _fund_read(row: RewardFund) -> FundRead:
    return FundRead.model_validate(row.model_dump(), extra="ignore")
