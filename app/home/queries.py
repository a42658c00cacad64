"""What Today has to know first, in one question."""

from datetime import date

from sqlalchemy import and_
from sqlmodel import Session, col, select

from app.check_ins.queries import checked_in
from app.episodes.models import EpisodeOfCare
from app.people.models import Person
from app.people.viewers import Viewer
from app.programs.models import Centre


def surroundings(
    db: Session, client: Viewer, on_day: date
) -> tuple[Centre | None, EpisodeOfCare | None, bool]:
    """The centre, the viewer's running episode, and whether they have checked in about a day."""
    own_and_running = and_(
        col(EpisodeOfCare.client_id) == col(Person.id), col(EpisodeOfCare.ended_at).is_(None)
    )
    centre, episode, is_done = db.exec(
        select(Centre, EpisodeOfCare, checked_in(client.id, on_day))
        .select_from(Person)
        .outerjoin(Centre, col(Centre.id) == 1)
        .outerjoin(EpisodeOfCare, own_and_running)
        .where(Person.id == client.id)
        .order_by(col(EpisodeOfCare.opened_at).desc())
        .limit(1)
    ).one()
    return centre, episode, is_done
