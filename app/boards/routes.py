"""The boards over HTTP."""

from fastapi import Response

from app.access import audit
from app.access.models import Data
from app.boards.export import board_csv
from app.boards.reading import boards, figures
from app.boards.schemas import Boards
from app.people.viewers import Administrator, Staff
from app.routing import Db, house_router

router = house_router("", "boards")


class Sheet(Response):
    """A table as a file."""

    media_type = "text/csv"


@router.get("/boards")
def read_boards(viewer: Staff, db: Db) -> Boards:
    """Where everybody is: figures of the centre for administrators, own clients for providers."""
    return boards(db, viewer)


@router.get("/boards/centre.csv", response_class=Sheet)
def export_boards(administrator: Administrator, db: Db) -> Response:
    """The centre's figures as a file. It names nobody; who took it and when is noted."""
    text = board_csv(figures(db, administrator))
    audit.taken_out(db, administrator, Data.profile)
    headers = {"Content-Disposition": 'attachment; filename="boards.csv"'}
    return Response(text, media_type="text/csv; charset=utf-8", headers=headers)
