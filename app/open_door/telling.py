"""Who is told that somebody would like to come back: their primary counselor of last time first.

Where that counselor has left, or is away, everybody is told who may answer. The same when nobody
has answered in the time that the centre promises for what is due today. Any number of workers may
sweep: each takes wishes that no other has in hand, and nobody is told of one twice.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from app.flags.models import Urgency
from app.flags.rota import Rota, read_rota
from app.notices.models import NoticeKind
from app.notices.service import About, tell
from app.open_door import queries
from app.open_door.models import ReturnWish


def tell_first(db: Session, wish: ReturnWish, now: datetime) -> None:
    """Somebody is told of a new wish: one person, or everybody where that person is not here."""
    readers = queries.readers(db, wish.client_id)
    primary = queries.last_primary(db, wish.client_id)
    rota = read_rota(db, now)
    if primary is not None and primary in readers and _is_any_here(rota, [primary], now):
        readers = [primary]
    _tell(db, wish, readers, now)


def tell_the_rest(db: Session, now: datetime) -> int:
    """Tells of wishes whoever may answer and has not been told; returns of how many
    wishes."""
    wishes = queries.waiting(db)
    if not wishes:  # also before there is a centre
        return 0
    rota = read_rota(db, now)
    return sum(_see_to(db, rota, wish, now) for wish in wishes)


def _see_to(db: Session, rota: Rota, wish: ReturnWish, now: datetime) -> bool:
    readers, told = set(queries.readers(db, wish.client_id)), queries.told_of(db, wish)
    in_time = now < rota.due(Urgency.today, wish.asked_at)
    if readers <= told or (in_time and _is_any_here(rota, readers & told, now)):
        return False
    _tell(db, wish, readers - told, now)
    return True


def _is_any_here(rota: Rota, people: Collection[UUID], now: datetime) -> bool:
    return any(rota.is_here(one, rota.looking_from(now)) for one in people)


def _tell(db: Session, wish: ReturnWish, people: Collection[UUID], now: datetime) -> None:
    about = About(client_id=wish.client_id)
    tell(db, people, NoticeKind.client_return_wish, about, by=wish.client_id, now=now)
