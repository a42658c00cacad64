"""Two who have not been admitted yet: one was referred, the other is being assessed."""

from datetime import timedelta
from uuid import UUID

from app.demo.arrivals import Cast, Door
from app.demo.cast import NEWCOMERS
from app.demo.courses import CLASSIC
from app.episodes.models import (
    Assessment,
    CareTeamMember,
    Detox,
    EpisodeOfCare,
    EpisodeStep,
    Living,
    Phase,
    Support,
)
from app.people.invitations import invite
from app.people.models import Role

_REFERRED, _ASSESSED = NEWCOMERS


def refer(door: Door, cast: Cast) -> None:
    """Both came through cedar; the second has been assessed by laurel, with one thing open."""
    cedar, laurel = cast.staff["cedar"], cast.staff["laurel"]
    for days_ago, word in ((1, _REFERRED), (4, _ASSESSED)):
        at = door.now - timedelta(days=days_ago)
        person = door.let_in(word, Role.client, at, by=cedar)
        invite(door.db, person, cedar.id, door.origin, door.now - timedelta(hours=20))
        episode = EpisodeOfCare(
            client_id=person.id,
            programme_id=cast.programmes[CLASSIC.kind].id,
            phase=Phase.referral,
            opened_at=at,
        )
        door.db.add(episode)
        door.db.flush()
        _step(door, episode, at_hours=0, by=cedar.id, why="Referred by a hospital")
        door.db.add(
            CareTeamMember(
                episode_id=episode.id, provider_id=cedar.id, is_primary=True, joined_at=at
            )
        )
        if word == _ASSESSED:
            episode.phase = Phase.assessment
            _step(door, episode, at_hours=20, by=cedar.id, why="Assessment arranged")
            door.db.add(
                Assessment(
                    episode_id=episode.id,
                    at=at + timedelta(hours=44),
                    by=laurel.id,
                    fits=True,
                    living=Living.supportive_home,
                    supports=[Support.family_or_friend.value],
                    detox=Detox.referred,
                    substance_free=False,
                    needs_more_care=False,
                    level=CLASSIC.levels[0],
                    summary="Detox until the end of the week; begins with evening groups after.",
                )
            )
    door.db.flush()


def _step(door: Door, episode: EpisodeOfCare, *, at_hours: int, by: UUID, why: str) -> None:
    door.db.add(
        EpisodeStep(
            episode_id=episode.id,
            phase=episode.phase,
            at=episode.opened_at + timedelta(hours=at_hours),
            by=by,
            why=why,
        )
    )
    door.db.flush()
