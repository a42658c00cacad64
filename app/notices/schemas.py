"""What the inbox takes and gives."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BaseModel

from app.notices.models import NoticeKind
from app.people.schemas import Body


def _near(value: datetime) -> datetime:
    if not 2000 <= value.year <= 2200:
        raise ValueError("is outside the years 2000 to 2200")
    return value


class SeenUntil(Body):
    """Everything up to and with this instant."""

    until: Annotated[AwareDatetime, AfterValidator(_near)]


class NoticeAbout(BaseModel):
    """The client a member of staff is told about."""

    id: UUID
    shown_name: str


class NoticeRead(BaseModel):
    """One line of an inbox. `by` is the name of whoever did it, if the viewer may know it."""

    id: UUID
    kind: NoticeKind
    at: datetime
    by: str | None
    about: NoticeAbout | None
    appointment_id: UUID | None
    title: str | None
    starts_at: datetime | None
    new_starts_at: datetime | None
    reason: str | None
    line: str | None
    count: int | None
    is_late: bool
    seen_at: datetime | None


class NoticeList(BaseModel):
    """Newest first; `unseen` counts all there are, also beyond this page."""

    items: list[NoticeRead]
    unseen: int
    next: str | None


class Unseen(BaseModel):
    unseen: int
