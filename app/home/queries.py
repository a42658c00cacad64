"""What Today has to know first, in one question."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from app.check_ins.queries import checked_in, has_sitting
from app.craving_logs.models import CravingLog
from app.episodes.alumni import newest_choice
from app.episodes.models import AlumniChoice, EpisodeOfCare, Phase
from app.people.models import Person
from app.people.viewers import Viewer
from app.programs.models import Centre, Programme


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The centre, the viewer's running episode with its programme, whether they have answered the
    daily questions about a day, or anything at all, their last craving, and how much they want to
    hear as alumni."""

    centre: Centre | None
    episode: EpisodeOfCare | None
    programme: Programme | None
    has_daily: bool
    has_sitting: bool
    craving: CravingLog | None
    chosen: AlumniChoice | None

    @property
    def phase(self) -> Phase | None:
        """Where the viewer stands; None without a running stay."""
        return self.episode.phase if self.episode else None


def surroundings(db: Session, client: Viewer, on_day: date) -> Surroundings:
    """All of it in one question."""
    own_and_running = and_(
        col(EpisodeOfCare.client_id) == col(Person.id), col(EpisodeOfCare.ended_at).is_(None)
    )
    newest = (
        select(CravingLog.id)
        .where(CravingLog.client_id == client.id)
        .order_by(col(CravingLog.happened_at).desc(), col(CravingLog.id).desc())
        .limit(1)
        .scalar_subquery()
    )
    own_newest = and_(col(CravingLog.client_id) == col(Person.id), col(CravingLog.id) == newest)
    own_choice = and_(
        col(AlumniChoice.client_id) == col(Person.id),
        col(AlumniChoice.number) == newest_choice(client.id),
        col(EpisodeOfCare.phase) == Phase.alumni,
    )
    row = db.execute(
        columns(
            Centre, EpisodeOfCare, Programme, checked_in(client.id, on_day),
            has_sitting(client.id, on_day), CravingLog, AlumniChoice,
        )
        .select_from(Person)
        .outerjoin(Centre, col(Centre.id) == 1)
        .outerjoin(EpisodeOfCare, own_and_running)
        .outerjoin(Programme, col(Programme.id) == col(EpisodeOfCare.programme_id))
        .outerjoin(CravingLog, own_newest)
        .outerjoin(AlumniChoice, own_choice)
        .where(col(Person.id) == client.id)
        .order_by(col(EpisodeOfCare.opened_at).desc())
        .limit(1)
    ).one()  # fmt: skip
    return Surroundings(*row)
