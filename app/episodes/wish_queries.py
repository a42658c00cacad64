"""Reading wishes for somebody else: the client's own, and those that the viewer may arrange.

Whom a wish is about never reads it. The primary counselor does, or the administrators where the
primary counselor is the one it is about or has closed their account.
"""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.episodes.models import CareTeamMember, EpisodeOfCare, TeamWish
from app.episodes.providers import administrators
from app.people.models import Person, Role
from app.people.viewers import Viewer

OWN_SHOWN = 20

Wish = tuple[TeamWish, Person, Person | None]


def own_wishes(db: Session, client: Viewer) -> list[Wish]:
    """The viewer's own newest wishes: the wish, whom it is about, and whom they would like."""
    about, instead = aliased(Person), aliased(Person)
    rows = db.exec(
        select(TeamWish, about, instead)
        .join(about, col(about.id) == col(TeamWish.provider_id))
        .outerjoin(instead, col(instead.id) == col(TeamWish.instead_id))
        .where(TeamWish.client_id == client.id)
        .order_by(col(TeamWish.asked_at).desc(), col(TeamWish.id).desc())
        .limit(OWN_SHOWN)
    )
    return [(wish, person, other) for wish, person, other in rows]


def was_on_a_team(db: Session, client_id: UUID, provider_id: UUID) -> bool:
    """Whether somebody is or was on any team of a client's."""
    return db.exec(
        select(
            exists().where(
                col(CareTeamMember.episode_id) == col(EpisodeOfCare.id),
                col(EpisodeOfCare.client_id) == client_id,
                col(CareTeamMember.provider_id) == provider_id,
            )
        )
    ).one()


def wishes_to_arrange(
    db: Session, viewer: Viewer
) -> list[tuple[TeamWish, Person, Person, Person | None]]:
    """Open wishes that the viewer may arrange, oldest first: the wish, the client, whom it is
    about, and whom they would like."""
    client, about, instead = aliased(Person), aliased(Person), aliased(Person)
    rows = db.exec(
        select(TeamWish, client, about, instead)
        .join(client, col(client.id) == col(TeamWish.client_id))
        .join(about, col(about.id) == col(TeamWish.provider_id))
        .outerjoin(instead, col(instead.id) == col(TeamWish.instead_id))
        .where(
            col(TeamWish.arranged_at).is_(None),
            col(TeamWish.withdrawn_at).is_(None),
            _may_arrange(viewer),
        )
        .order_by(col(TeamWish.asked_at), col(TeamWish.id))
    )
    return list(rows)


def primaries_of(db: Session, episode_ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """The primary counselor of each of these stays, whether or not their account is open."""
    rows = db.exec(
        select(CareTeamMember.episode_id, CareTeamMember.provider_id).where(
            col(CareTeamMember.episode_id).in_(set(episode_ids)),
            col(CareTeamMember.is_primary),
            col(CareTeamMember.left_at).is_(None),
        )
    )
    return dict(rows.all())


def wish_to_arrange(db: Session, viewer: Viewer, client_id: UUID, wish_id: UUID) -> TeamWish | None:
    """One wish that the viewer may arrange, also when it is settled; read anew."""
    query: SelectOfScalar[TeamWish] = select(TeamWish).where(
        TeamWish.client_id == client_id, TeamWish.id == wish_id, _may_arrange(viewer)
    )
    return db.exec(query.execution_options(populate_existing=True)).first()


def _may_arrange(viewer: Viewer) -> ColumnElement[bool]:
    is_running = exists().where(
        col(EpisodeOfCare.id) == col(TeamWish.episode_id), col(EpisodeOfCare.ended_at).is_(None)
    )
    ways: list[ColumnElement[bool]] = []
    if Role.provider in viewer.roles:
        ways.append(_is_primary(viewer.id))
    if Role.administrator in viewer.roles:
        ways.append(~_has_another_primary())
    return and_(
        is_running,
        col(TeamWish.provider_id) != viewer.id,
        col(TeamWish.client_id) != viewer.id,
        or_(*ways),
    )


def _is_primary(provider_id: UUID) -> ColumnElement[bool]:
    return exists().where(
        col(CareTeamMember.episode_id) == col(TeamWish.episode_id),
        col(CareTeamMember.provider_id) == provider_id,
        col(CareTeamMember.is_primary),
        col(CareTeamMember.left_at).is_(None),
    )


def _has_another_primary() -> ColumnElement[bool]:
    primary = aliased(Person)
    return exists().where(
        col(CareTeamMember.episode_id) == col(TeamWish.episode_id),
        col(CareTeamMember.provider_id) != col(TeamWish.provider_id),
        col(CareTeamMember.is_primary),
        col(CareTeamMember.left_at).is_(None),
        col(primary.id) == col(CareTeamMember.provider_id),
        col(primary.disabled_at).is_(None),
    )


def readers(
    db: Session, client_id: UUID, team: list[tuple[CareTeamMember, Person]]
) -> dict[UUID, list[Person]]:
    """Who would read a wish of a client's about each member of their team."""
    primary = next(
        (person for member, person in team if member.is_primary and person.disabled_at is None),
        None,
    )
    desk = [person for person in administrators(db) if person.id != client_id]
    return {
        person.id: (
            [primary]
            if primary is not None and primary.id != person.id
            else [each for each in desk if each.id != person.id]
        )
        for _, person in team
    }
