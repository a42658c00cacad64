"""Who takes part in a client's care: joining, leaving, and one primary counselor at any time."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from app import clock
from app.access.models import Data
from app.access.policy import require_visible
from app.episodes import endings
from app.episodes.asking import may_begin_again
from app.episodes.holding import hold
from app.episodes.models import CareTeamMember, EpisodeOfCare
from app.episodes.providers import provider
from app.episodes.queries import members, running_episode
from app.episodes.team_queries import is_unattended
from app.errors import Conflict, NotFound
from app.notices.models import NoticeKind
from app.notices.service import About, tell
from app.people.models import Role
from app.people.viewers import Viewer


class PrimaryNeeded(Conflict):
    code = "primary_needed"
    detail = "There is always one primary counselor. Please name another one first."


def stay_to_staff(db: Session, viewer: Viewer, client_id: UUID) -> EpisodeOfCare:
    """The running stay whose team the viewer may change: a client's they see, or, for an
    administrator, one whose primary counselor has closed their account; an alumna's only when she
    has asked to come back and somebody has to let her. Else `NotFound`."""
    episode = running_episode(db, client_id)
    if episode is None:
        raise NotFound
    if (
        Role.administrator in viewer.roles
        and is_unattended(db, episode.id)
        and may_begin_again(db, episode, viewer.now)
    ):
        return episode
    if client_id == viewer.id:
        raise NotFound
    require_visible(db, viewer, client_id, Data.profile, to_change=True)
    return episode


def put_member(
    db: Session,
    viewer: Viewer,
    episode: EpisodeOfCare,
    provider_id: UUID,
    *,
    is_primary: bool,
    former_stays: bool = True,
) -> None:
    """A provider joins the team, or becomes its primary counselor; the one before stays as a member
    or leaves. Saying what is so already changes nothing.

    Raises `NotFound` for nobody of the staff or the client themselves, `ProviderGone`, and
    `PrimaryNeeded` where the primary counselor would become a mere member.
    """
    hold(db, episode)
    if provider(db, provider_id).id == episode.client_id:
        raise NotFound
    team = _team(db, episode)
    now = team.get(provider_id)
    if now is not None and now.is_primary == is_primary:
        return
    if now is not None and now.is_primary:
        raise PrimaryNeeded
    if is_primary:
        touched = make_primary(db, episode, provider_id, former_stays=former_stays)
    else:
        _join(db, episode, provider_id, clock.utc_now(), is_primary=False)
        touched = {provider_id}
    tell_team(db, viewer, episode, touched)


def remove_member(db: Session, viewer: Viewer, episode: EpisodeOfCare, provider_id: UUID) -> None:
    """A provider leaves the team. Somebody who is not on it is gone already; the primary counselor
    cannot go without another (`PrimaryNeeded`)."""
    hold(db, episode)
    member = _team(db, episode).get(provider_id)
    if member is None:
        return
    if member.is_primary:
        raise PrimaryNeeded
    _leave(db, member, clock.utc_now())
    _pass_on(db, episode, {provider_id})
    tell_team(db, viewer, episode, {provider_id})


def make_primary(
    db: Session, episode: EpisodeOfCare, provider_id: UUID, *, former_stays: bool
) -> set[UUID]:
    """One becomes the primary counselor of a held stay in place of another, who stays unless their
    account is closed. Returns who is concerned."""
    at, touched = clock.utc_now(), {provider_id}
    for member, person in members(db, episode.id):
        if member.is_primary or member.provider_id == provider_id:
            _leave(db, member, at)
        if member.is_primary:
            touched.add(person.id)
            if former_stays and person.disabled_at is None:
                _join(db, episode, person.id, at, is_primary=False)
    _join(db, episode, provider_id, at, is_primary=True)
    _pass_on(db, episode, touched)
    return touched


def replace(
    db: Session, episode: EpisodeOfCare, provider_id: UUID, instead_id: UUID | None
) -> set[UUID]:
    """One leaves the team of a held stay for another, who takes on being the primary counselor if
    that is what the one before was. Without another, only who is not primary leaves. Returns who
    is concerned."""
    team, at = _team(db, episode), clock.utc_now()
    member = team.get(provider_id)
    if instead_id is not None and member is not None and member.is_primary:
        return make_primary(db, episode, instead_id, former_stays=False)
    if member is not None and not member.is_primary:
        _leave(db, member, at)
    if instead_id is not None and instead_id not in team:
        _join(db, episode, instead_id, at, is_primary=False)
    touched = {each for each in (provider_id, instead_id) if each is not None}
    _pass_on(db, episode, touched)
    return touched


def tell_team(db: Session, viewer: Viewer, episode: EpisodeOfCare, touched: Iterable[UUID]) -> None:
    """The client and the providers concerned learn that the team changed."""
    tell_staff(db, viewer, episode, touched)
    mine = [episode.client_id]
    tell(db, mine, NoticeKind.team_changed, About(), by=viewer.id, now=viewer.now)


def tell_staff(
    db: Session, viewer: Viewer, episode: EpisodeOfCare, touched: Iterable[UUID]
) -> None:
    """Providers learn that a client's team changed. Never by whom or why: so nobody can tell from
    what is missing that the client wished for it."""
    concerned = set(touched) - {viewer.id}
    about = About(client_id=episode.client_id)
    tell(db, concerned, NoticeKind.team_changed, about, by=None, now=viewer.now)


def _team(db: Session, episode: EpisodeOfCare) -> dict[UUID, CareTeamMember]:
    rows = db.exec(
        select(CareTeamMember).where(
            CareTeamMember.episode_id == episode.id, col(CareTeamMember.left_at).is_(None)
        )
    )
    return {row.provider_id: row for row in rows}


def _leave(db: Session, member: CareTeamMember, at: datetime) -> None:
    member.left_at = max(at, member.joined_at)
    db.add(member)
    # Before anybody takes the place: the index allows one at a time.
    db.flush()


def _pass_on(db: Session, episode: EpisodeOfCare, touched: Iterable[UUID]) -> None:
    """What those of them had who are on the team no more goes on to others."""
    at = clock.utc_now()
    for each in sorted(set(touched) - _team(db, episode).keys()):
        endings.end_place(db, episode.client_id, each, at)


def _join(
    db: Session, episode: EpisodeOfCare, provider_id: UUID, at: datetime, *, is_primary: bool
) -> None:
    last = db.exec(
        select(CareTeamMember)
        .where(CareTeamMember.episode_id == episode.id, CareTeamMember.provider_id == provider_id)
        .order_by(col(CareTeamMember.joined_at).desc())
        .limit(1)
    ).first()
    if last is not None and last.joined_at >= at:  # left in the same instant
        last.left_at, last.is_primary = None, is_primary
        db.add(last)
    else:
        db.add(
            CareTeamMember(
                episode_id=episode.id,
                provider_id=provider_id,
                is_primary=is_primary,
                joined_at=at,
            )
        )
    db.flush()
