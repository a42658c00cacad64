"""The centre's board as a file (CSV, RFC 4180): figures alone, no people."""

import csv
import io
from collections.abc import Iterator

from app.boards.schemas import Boards, CentreBoard
from app.rewards.export import NOTICE, as_text

COLUMNS = ("board", "of", "what", "count", "capacity")
FEWER = "fewer than can be told"
Row = tuple[str, str, str, str, str]


def board_csv(boards: Boards) -> str:
    """Every figure on a line of its own, below a notice and the week."""
    text = io.StringIO()
    sheet = csv.writer(text)
    sheet.writerow([NOTICE])
    sheet.writerow(["week", boards.week.isoformat()])
    sheet.writerow(COLUMNS)
    if boards.centre is not None:
        for row in _rows(boards.centre):
            sheet.writerow([as_text(cell) for cell in row])
    return text.getvalue()


def _rows(board: CentreBoard) -> Iterator[Row]:
    for place in board.pathway:
        yield "pathway", place.programme, place.phase.value, _said(place.people), ""
    yield "returns", "last 90 days", "came to open classes", _said(board.returns.visitors), ""
    yield "returns", "last 90 days", "began again", _said(board.returns.stays), ""
    yield "silence", "in care", "somebody is asked to find out", _said(board.silent), ""
    for side in ("under", "within", "over"):
        count = getattr(board.hours, side)
        yield "hours", "in treatment, this week", f"{side} floor and ceiling", _said(count), ""
    for group in board.groups:
        capacity = "" if group.capacity is None else str(group.capacity)
        yield "groups", group.title, "belong to it", _said(group.people), capacity


def _said(count: int | None) -> str:
    return FEWER if count is None else str(count)
