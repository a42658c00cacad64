"""Private addresses for a phone's own calendar, and single sessions as files.

The address itself lies outside `/api`: whoever asks there has no cookie, and a calendar shows it.
"""

import hashlib
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, Request, Response

from app import clock
from app.access import audit
from app.access.models import Data
from app.calendar_feed import queries, service
from app.calendar_feed.models import CalendarFeed, Titles
from app.calendar_feed.schemas import FeedCreate, FeedList, FeedRead, NewFeed
from app.calendar_feed.writing import calendar_text
from app.people.viewers import AnyPerson, Client
from app.routing import Anyone, Db, HouseRoute, house_router

router = house_router("", "calendar_feed")
public_router = APIRouter(tags=["calendar_feed"], route_class=HouseRoute)
_CALENDAR = "text/calendar; charset=utf-8"


class CalendarFile(Response):
    """An answer that is a calendar (RFC 5545)."""

    media_type = "text/calendar"


@router.get("/calendar-feeds")
def list_feeds(viewer: AnyPerson, db: Db) -> FeedList:
    """The viewer's own addresses, without what opens them."""
    return FeedList(items=[_feed_read(feed) for feed in queries.own_feeds(db, viewer)])


@router.post("/calendar-feeds", status_code=201)
def open_feed(viewer: AnyPerson, db: Db, body: FeedCreate, request: Request) -> NewFeed:
    """A new address. This answer is the only one that shows it."""
    opened = service.open_feed(db, viewer, body.titles)
    url = f"{request.app.state.settings.origin}/calendar/{opened.secret}.ics"
    feed = opened.feed
    return NewFeed(id=feed.id, url=url, titles=feed.titles, created_at=feed.created_at)


@router.delete("/calendar-feeds/{feed_id}", status_code=204)
def revoke_feed(viewer: AnyPerson, db: Db, feed_id: UUID) -> None:
    """Takes an address back. Whoever asks there from now on is told that there is nothing."""
    service.revoke(db, viewer, feed_id)


@router.get("/sessions/{appointment_id}/ics", response_class=CalendarFile)
def one_session(
    client: Client, db: Db, appointment_id: UUID, titles: Titles = Titles.opaque
) -> Response:
    """One of the viewer's own sessions as a file, for a phone's own calendar."""
    entry = queries.own_entry(db, client, appointment_id)
    audit.viewed(db, client, Data.sessions, [client.id])
    text = calendar_text([entry], client.person, titles, alone=True)
    headers = {"Content-Disposition": 'attachment; filename="appointment.ics"'}
    return Response(text, media_type=_CALENDAR, headers=headers)


@public_router.get("/calendar/{secret}.ics", response_class=CalendarFile)
def subscribed(
    anyone: Anyone,
    db: Db,
    secret: str,
    if_none_match: Annotated[str | None, Header()] = None,
) -> Response:
    """The calendar behind a private address, for the application that subscribed to it."""
    del anyone
    text = service.read_feed(db, secret, clock.utc_now())
    tag = f'"{hashlib.sha256(text).hexdigest()[:32]}"'
    headers = {
        "Cache-Control": "private, no-store",
        "Content-Disposition": 'inline; filename="calendar.ics"',
        "ETag": tag,
    }
    if tag in _tags(if_none_match):
        return Response(status_code=304, headers=headers)
    return Response(text, media_type=_CALENDAR, headers=headers)


def _tags(header: str | None) -> set[str]:
    # Compared weakly, as RFC 9110 §13.1.2 says: a proxy that compressed it may have marked it so.
    return {tag.strip().removeprefix("W/") for tag in (header or "").split(",")}


def _feed_read(feed: CalendarFeed) -> FeedRead:
    return FeedRead(
        id=feed.id, titles=feed.titles, created_at=feed.created_at, fetched_at=feed.fetched_at
    )
