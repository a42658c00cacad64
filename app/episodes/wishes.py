"""The client shapes the team: "I'd like someone else for this", without a confrontation."""

from uuid import UUID

from sqlmodel import Session, col, select

from app.access import audit
from app.access.models import Data
from app.episodes.holding import hold
from app.episodes.models import CareTeamMember, EpisodeOfCare, TeamWish
from app.episodes.providers import provider
from app.episodes.queries import members, running_episode
from app.episodes.team import replace, tell_staff
from app.episodes.wish_queries import primaries_of, readers, was_on_a_team, wish_to_arrange
from app.episodes.wish_schemas import Arrangement, WishCreate
from app.errors import Conflict, NotFound, Unprocessable
from app.notices.models import NoticeKind
from app.notices.service import About, tell
from app.offline import content_hash, keep_once
from app.people.viewers import Viewer
from app.programs.models import Programme, ProgrammeKind


class NoStay(Conflict):
    code = "no_stay"
    detail = "There is no team just now. The centre can help with that."


class SamePerson(Unprocessable):
    code = "same_person"
    detail = "Please choose somebody else than before."


class AlreadyArranged(Conflict):
    code = "already_arranged"
    detail = "Somebody has arranged this already."


class WishWithdrawn(Conflict):
    code = "wish_withdrawn"
    detail = "The client has taken this wish back."


def wish(db: Session, client: Viewer, wish_id: UUID, body: WishCreate) -> tuple[TeamWish, bool]:
    """Keeps a wish exactly once; returns it and whether it is new.

    In an individualized programme somebody named by the client comes at once, unless it is about
    the primary counselor. Else whoever may read it is told. About somebody who has left meanwhile
    nothing is left to arrange.
    """
    if not was_on_a_team(db, client.id, body.provider_id):
        raise NotFound
    known = db.get(TeamWish, (wish_id, client.id))
    episode = _stay_of(db, client, known)
    hold(db, episode)
    if known is None and body.instead_id is not None:
        _require_another(db, client, body.provider_id, body.instead_id)
    said = body.model_dump(mode="json")
    row = TeamWish(
        id=wish_id,
        client_id=client.id,
        episode_id=episode.id,
        asked_at=client.now,
        content_hash=content_hash(said),
        **body.model_dump(),
    )
    kept, is_new = keep_once(db, row, (wish_id, client.id), row.content_hash)
    if is_new:
        _follow(db, client, episode, kept)
    audit.changed(db, client, Data.profile, [client.id])
    return kept, is_new


def withdraw(db: Session, client: Viewer, wish_id: UUID) -> TeamWish:
    """The client takes a wish back; what is arranged already stays (`AlreadyArranged`)."""
    found = db.get(TeamWish, (wish_id, client.id))
    if found is None:
        raise NotFound
    # First the stay, as for whoever arranges it at the same time; then the wish as it is now.
    hold(db, db.get_one(EpisodeOfCare, found.episode_id))
    db.refresh(found, with_for_update=True)
    if found.arranged_at is not None:
        raise AlreadyArranged
    found.withdrawn_at = found.withdrawn_at or client.now
    db.add(found)
    audit.changed(db, client, Data.profile, [client.id])
    return found


def arrange(db: Session, viewer: Viewer, client_id: UUID, wish_id: UUID, body: Arrangement) -> None:
    """Settles a wish: somebody else comes for whom it is about, or it was settled in another way.

    For those who may read it (`NotFound` for all others). Raises `AlreadyArranged`,
    `WishWithdrawn`, `SamePerson` and `ProviderGone`.
    """
    found = wish_to_arrange(db, viewer, client_id, wish_id)
    if found is None:
        raise NotFound
    episode = db.get_one(EpisodeOfCare, found.episode_id)
    hold(db, episode)
    found = wish_to_arrange(db, viewer, client_id, wish_id)
    if found is None:
        raise NotFound
    _require_open(found)
    if body.instead_id is not None:
        if provider(db, body.instead_id).id in {found.provider_id, client_id}:
            raise SamePerson
        touched = replace(db, episode, found.provider_id, body.instead_id)
        _tell_all_but_the_client(db, viewer, episode, touched)
        _settle_others(db, viewer, found)
    found.arranged_at, found.arranged_by = viewer.now, viewer.id
    found.line = body.line or None
    db.add(found)
    about = About(line=found.line)
    tell(db, [client_id], NoticeKind.team_changed, about, by=viewer.id, now=viewer.now)
    audit.changed(db, viewer, Data.profile, [client_id])


def _stay_of(db: Session, client: Viewer, known: TeamWish | None) -> EpisodeOfCare:
    if known is not None:
        return db.get_one(EpisodeOfCare, known.episode_id)
    episode = running_episode(db, client.id)
    if episode is None:
        raise NoStay
    return episode


def _require_another(db: Session, client: Viewer, provider_id: UUID, instead_id: UUID) -> None:
    if provider(db, instead_id).id in {provider_id, client.id}:
        raise SamePerson


def _require_open(found: TeamWish) -> None:
    if found.withdrawn_at is not None:
        raise WishWithdrawn
    if found.arranged_at is not None:
        raise AlreadyArranged


def _follow(db: Session, client: Viewer, episode: EpisodeOfCare, new: TeamWish) -> None:
    now = _membership(db, episode, new.provider_id)
    if now is not None and not (new.instead_id and _is_at_once(db, episode, now)):
        whom = [
            person.id for person in readers(db, client.id, members(db, episode.id))[new.provider_id]
        ]
        about = About(client_id=client.id)
        tell(db, whom, NoticeKind.client_team_wish, about, by=client.id, now=client.now)
        return
    new.arranged_at, new.arranged_by = client.now, client.id
    db.add(new)
    if now is not None:
        touched = replace(db, episode, new.provider_id, new.instead_id)
        _tell_all_but_the_client(db, client, episode, touched)
        _settle_others(db, client, new)


def _is_at_once(db: Session, episode: EpisodeOfCare, member: CareTeamMember) -> bool:
    programme = db.get_one(Programme, episode.programme_id)
    return programme.kind is ProgrammeKind.individualized and not member.is_primary


def _membership(db: Session, episode: EpisodeOfCare, provider_id: UUID) -> CareTeamMember | None:
    return db.exec(
        select(CareTeamMember).where(
            CareTeamMember.episode_id == episode.id,
            CareTeamMember.provider_id == provider_id,
            col(CareTeamMember.left_at).is_(None),
        )
    ).first()


def _tell_all_but_the_client(
    db: Session, viewer: Viewer, episode: EpisodeOfCare, touched: set[UUID]
) -> None:
    primary = primaries_of(db, [episode.id]).values()
    tell_staff(db, viewer, episode, touched | set(primary))


def _settle_others(db: Session, viewer: Viewer, done: TeamWish) -> None:
    """Other open wishes about the same person are met by the same change."""
    rows = db.exec(
        select(TeamWish).where(
            TeamWish.client_id == done.client_id,
            TeamWish.provider_id == done.provider_id,
            TeamWish.id != done.id,
            col(TeamWish.arranged_at).is_(None),
            col(TeamWish.withdrawn_at).is_(None),
        )
    )
    for row in rows:
        row.arranged_at, row.arranged_by = viewer.now, viewer.id
        db.add(row)
