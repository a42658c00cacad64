"""How a stay and its team are shown. For those who were found to see the client."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from app.episodes import queries
from app.episodes.concerns import concerns_of, sentence
from app.episodes.models import Assessment, CareTeamMember, EpisodeOfCare
from app.episodes.moves import is_admission, is_end, moves_from
from app.episodes.schemas import (
    AssessmentRead,
    Concern,
    EpisodeRead,
    MemberRead,
    MoveRead,
    NamedPerson,
    ProviderRead,
    StayProgramme,
    StayRead,
    StepRead,
)
from app.episodes.team_queries import members_since
from app.people.models import Language, Person
from app.programs.models import Programme
from app.programs.queries import design_of


def provider_read(person: Person) -> ProviderRead:
    """A provider as everybody may know them."""
    return ProviderRead.model_validate(person.model_dump(), extra="ignore")


def team_read(db: Session, episode_id: UUID) -> list[MemberRead]:
    """The team now, the primary counselor first."""
    return members_read(queries.members(db, episode_id), members_since(db, episode_id))


def members_read(
    team: list[tuple[CareTeamMember, Person]], since: dict[UUID, datetime]
) -> list[MemberRead]:
    """Members of a team, in their order, and since when each is there."""
    return [
        MemberRead(
            **provider_read(person).model_dump(),
            primary=member.is_primary,
            since=since[person.id],
            closed=person.disabled_at is not None,
        )
        for member, person in team
    ]


def episode_read(
    db: Session, person: Person, episode: EpisodeOfCare, programme: Programme, language: Language
) -> EpisodeRead:
    """A stay with its steps, what was found, what may come next, its team, and the stays before."""
    found, by = queries.newest_assessment(db, episode.id) or (None, "")
    design = design_of(programme)
    stays = {row.episode.id: _stay_read(row) for row in queries.stays(db, person.id)}
    own = stays.pop(episode.id)
    return EpisodeRead(
        **episode.model_dump(include=_ITS_OWN),
        client=NamedPerson(id=person.id, shown_name=person.shown_name),
        programme=StayProgramme(
            id=programme.id,
            name=programme.name,
            levels=programme.levels,
            is_open=programme.is_open,
            sessions_a_day=design.sessions_a_day,
            must_be_substance_free=design.must_be_substance_free,
        ),
        steps=own.steps,
        assessment=_assessment_read(found, by) if found else None,
        concerns=[
            Concern(code=code, text=sentence(code, language)) for code in concerns_of(found, design)
        ],
        moves=_moves(episode),
        team=team_read(db, episode.id),
        earlier=list(stays.values()),
    )


_ITS_OWN = {
    "phase", "level", "opened_at", "admitted_at", "ended_at", "outcome", "sessions_a_day",
}  # fmt: skip


def _moves(episode: EpisodeOfCare) -> list[MoveRead]:
    if episode.ended_at is not None:
        return []
    return [
        MoveRead(
            phase=phase,
            outcome=outcome,
            ends=is_end(episode.phase, phase, outcome),
            admits=is_admission(episode.phase, phase),
        )
        for phase, outcome in moves_from(episode.phase)
    ]


def _stay_read(row: queries.StayRow) -> StayRead:
    return StayRead(
        id=row.episode.id,
        programme=row.programme,
        opened_at=row.episode.opened_at,
        ended_at=row.episode.ended_at,
        outcome=row.episode.outcome,
        steps=[
            StepRead.model_validate(step.model_dump() | {"by": name}, extra="ignore")
            for step, name in row.steps
        ],
    )


def _assessment_read(found: Assessment, by: str) -> AssessmentRead:
    return AssessmentRead.model_validate(found.model_dump() | {"by": by}, extra="ignore")
