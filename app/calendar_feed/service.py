"""Making an address, taking it back, and answering whoever asks at it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session

from app.calendar_feed import queries
from app.calendar_feed.models import CalendarFeed, Titles
from app.calendar_feed.writing import calendar_text
from app.errors import Conflict
from app.ids import fingerprint, new_secret
from app.people.viewers import Viewer

AT_MOST = 10
_STAMP_EVERY = timedelta(minutes=10)


class TooManyFeeds(Conflict):
    code = "too_many_feeds"
    detail = "There are ten addresses already. Please take one back that is not needed any more."


@dataclass(frozen=True, slots=True)
class Opened:
    """A new address, and its secret, which is kept nowhere."""

    feed: CalendarFeed
    secret: str


def open_feed(db: Session, viewer: Viewer, titles: Titles) -> Opened:
    """A new address for the viewer's own calendar; raises `TooManyFeeds` at the eleventh."""
    if len(queries.own_feeds(db, viewer)) >= AT_MOST:
        raise TooManyFeeds
    secret = new_secret()
    feed = CalendarFeed(
        person_id=viewer.id,
        token_hash=fingerprint(secret),
        titles=titles,
        created_at=viewer.now,
    )
    db.add(feed)
    db.flush()
    return Opened(feed, secret)


def revoke(db: Session, viewer: Viewer, feed_id: UUID) -> None:
    """Takes an address back, from the next request on. Twice is once."""
    feed = queries.own_feed(db, viewer, feed_id)
    feed.revoked_at = feed.revoked_at or viewer.now


def read_feed(db: Session, secret: str, now: datetime) -> bytes:
    """The calendar behind an address (RFC 5545, UTF-8); raises `NotFound`."""
    feed, person = queries.feed_behind(db, secret)
    if feed.fetched_at is None or now - feed.fetched_at >= _STAMP_EVERY:
        feed.fetched_at = now
    entries = queries.entries_of(db, person.id, now)
    return calendar_text(entries, person, feed.titles)
