"""What the room of consent is told of a client's stays."""

from uuid import UUID

from sqlmodel import Session, col, select

from app.episodes.models import CareTeamMember, EpisodeOfCare, Phase
from app.people.models import Person
from app.privacy.hooks import Known


def known_around(db: Session, client_id: UUID) -> Known:
    """Who is around a client now and who ever was, in one question."""
    rows = db.exec(
        select(EpisodeOfCare, CareTeamMember, Person)
        .outerjoin(CareTeamMember, col(CareTeamMember.episode_id) == col(EpisodeOfCare.id))
        .outerjoin(Person, col(Person.id) == col(CareTeamMember.provider_id))
        .where(EpisodeOfCare.client_id == client_id)
        .order_by(col(CareTeamMember.is_primary).desc(), col(Person.shown_name), col(Person.id))
    ).all()
    running = [row for row in rows if row[0].ended_at is None]
    team: dict[UUID, Person] = {}
    ever: dict[UUID, Person] = {}
    for episode, member, person in rows:
        if person is None or person.disabled_at is not None or person.id == client_id:
            continue
        ever[person.id] = person
        if episode.ended_at is None and member.left_at is None:
            team[person.id] = person
    return Known(
        is_in_care=any(episode.phase is not Phase.alumni for episode, *_ in running),
        team=tuple(team.values()),
        ever=tuple(ever.values()),
    )
