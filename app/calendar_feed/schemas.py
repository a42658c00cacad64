"""What the routes of calendar addresses take and give."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel

from app.calendar_feed.models import Titles
from app.people.schemas import Body


class FeedCreate(Body):
    """Opaque unless somebody asks for more: others see a phone's calendar too."""

    titles: Titles = Titles.opaque


class FeedRead(BaseModel):
    """An address without the address itself, which is shown once. `fetched_at` is when a calendar
    last asked for it, to ten minutes."""

    id: UUID
    titles: Titles
    created_at: datetime
    fetched_at: datetime | None


class NewFeed(BaseModel):
    """An address just made. `url` is never shown again."""

    id: UUID
    url: str
    titles: Titles
    created_at: datetime


class FeedList(BaseModel):
    items: list[FeedRead]
