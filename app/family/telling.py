"""What a client is told of their relatives. In the app alone: a phone's locked screen says nothing
of it (`reminders.changes`)."""

from sqlmodel import Session

from app.access import audit
from app.access.models import Data
from app.notices.models import NoticeKind
from app.notices.service import About, tell
from app.people.viewers import Viewer
from app.privacy.models import Recipient


def tell_joined(db: Session, viewer: Viewer, recipient: Recipient) -> None:
    """The viewer used the client's link: a line for the client, and one in their record."""
    _tell(db, recipient, NoticeKind.relative_joined, viewer)
    audit.changed(db, viewer, Data.consents, [recipient.client_id])


def tell_left(db: Session, viewer: Viewer, recipient: Recipient) -> None:
    """The viewer ended a connection. Whoever ends it notes it in the client's record."""
    _tell(db, recipient, NoticeKind.relative_left, viewer)


def _tell(db: Session, recipient: Recipient, kind: NoticeKind, viewer: Viewer) -> None:
    # By the name the client gave them; by whom it was done says nothing more.
    about = About(title=recipient.name)
    tell(db, [recipient.client_id], kind, about, by=None, now=viewer.now)
