"""Coming back: a new stay over the same history."""

from uuid import UUID

from sqlalchemy import exists, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from app.access import audit
from app.access.models import Data
from app.episodes import endings
from app.episodes.asking import NotAskedBack, may_begin_again
from app.episodes.holding import hold
from app.episodes.models import CareTeamMember, EpisodeOfCare, Phase
from app.episodes.moves import CAN_COME_BACK
from app.episodes.queries import client, members
from app.episodes.schemas import ReturnCreate
from app.episodes.service import begin, new_stay, open_programme
from app.errors import Conflict, NotFound
from app.notices.models import NoticeKind
from app.notices.service import About, tell
from app.people.models import Person
from app.people.viewers import Viewer
from app.programs.models import Programme


class StillHere(Conflict):
    code = "still_here"
    detail = "They are in a stay already. Only what has ended can begin again."


def come_back(
    db: Session, viewer: Viewer, client_id: UUID, body: ReturnCreate
) -> tuple[Person, EpisodeOfCare, Programme]:
    """A new stay for somebody who was here before, over the same history, with the viewer as
    primary counselor. A stay in aftercare or as alumni ends by it, and with aftercare whatever
    was signed for the time of care. The client is told.

    For the team of the last stay, running or ended; `NotFound` for anybody else. Raises
    `StillHere` while a treatment runs, `NotAskedBack` for alumni who have not asked for it,
    `NoSuchProgramme`, `ProgrammeNotOpen`, `NoSuchLevel`.
    """
    endings.prepare(db)
    person, last = returning(db, viewer, client_id)
    programme = open_programme(db, body.programme_id)
    hold(db, last)
    if newest_stay_id(db, client_id) != last.id:
        raise StillHere
    if last.ended_at is None and last.phase not in CAN_COME_BACK:
        raise StillHere
    if not may_begin_again(db, last, viewer.now):
        raise NotAskedBack
    former = _close(db, viewer, last) if last.ended_at is None else []
    episode = new_stay(programme, client_id, body.phase, body.level, viewer.now)
    episode.returns_from, episode.sessions_a_day = last.id, last.sessions_a_day
    begin(db, viewer, episode, body.why)
    for each in former:
        if each != viewer.id:
            endings.end_place(db, client_id, each, viewer.now)
    tell(db, [client_id], NoticeKind.team_changed, About(), by=viewer.id, now=viewer.now)
    audit.changed(db, viewer, Data.profile, [client_id])
    return person, episode, programme


def _close(db: Session, viewer: Viewer, last: EpisodeOfCare) -> list[UUID]:
    """A running stay ends because another begins; returns who is on its team."""
    last.ended_at = viewer.now
    db.add(last)
    db.flush()
    if last.phase is not Phase.alumni:
        # The text that was signed says that they are asked again if they come back.
        endings.end_care(db, last.client_id, viewer.id, viewer.now)
    return [each.provider_id for each, _ in members(db, last.id)]


def newest_stay_id(db: Session, client_id: UUID) -> UUID | None:
    """Which stay of a client began last."""
    return db.exec(
        select(EpisodeOfCare.id)
        .where(EpisodeOfCare.client_id == client_id)
        .order_by(col(EpisodeOfCare.opened_at).desc(), col(EpisodeOfCare.id).desc())
        .limit(1)
    ).first()


def former_clients(db: Session, viewer: Viewer) -> list[tuple[Person, EpisodeOfCare]]:
    """People whose last stay has ended while the viewer was on its team, and alumni on whose team
    the viewer is, by name: enough to let them come back, nothing of their record. What alumni show
    the viewer by consent is no way to change their stay."""
    later = aliased(EpisodeOfCare)
    rows = db.exec(
        select(Person, EpisodeOfCare)
        .join(EpisodeOfCare, col(EpisodeOfCare.client_id) == col(Person.id))
        .join(CareTeamMember, col(CareTeamMember.episode_id) == col(EpisodeOfCare.id))
        .where(
            Person.id != viewer.id,
            or_(
                col(EpisodeOfCare.ended_at).is_not(None),
                col(EpisodeOfCare.phase) == Phase.alumni,
            ),
            CareTeamMember.provider_id == viewer.id,
            col(CareTeamMember.left_at).is_(None),
            ~exists().where(
                col(later.client_id) == col(Person.id),
                col(later.returns_from) == col(EpisodeOfCare.id),
            ),
        )
        .order_by(col(Person.shown_name), col(Person.id))
    )
    return list(rows)


def returning(db: Session, viewer: Viewer, client_id: UUID) -> tuple[Person, EpisodeOfCare]:
    """Somebody who may come back through the viewer, with their last stay: the viewer is on its
    team, or was when it ended. `NotFound` for anybody else's."""
    if client_id == viewer.id:
        raise NotFound
    former = [each for each in former_clients(db, viewer) if each[0].id == client_id]
    if former:
        return former[0]
    person, episode, _ = client(db, viewer, client_id, to_change=True)
    return person, episode
