"""The way of a client through a stay: referred, admitted, from step to step, and back again."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from app.access import audit
from app.access.models import Data
from app.episodes import endings
from app.episodes.concerns import concerns_of, sentence
from app.episodes.holding import hold, next_instant
from app.episodes.models import (
    Assessment,
    CareTeamMember,
    EpisodeOfCare,
    EpisodeStep,
    Outcome,
    Phase,
)
from app.episodes.moves import is_admission, is_allowed, is_end
from app.episodes.queries import newest_assessment
from app.episodes.schemas import AssessmentWrite, ClientCreate
from app.errors import Conflict, Unprocessable
from app.people.models import Person, Role
from app.people.service import new_person
from app.people.viewers import Viewer
from app.programs.models import Programme
from app.programs.queries import design_of

_FIRST_STEP = {Phase.treatment: "Admitted", Phase.referral: "Referred"}


class NoSuchProgramme(Unprocessable):
    code = "no_such_programme"
    detail = "That programme does not exist any more. Please choose another."


class ProgrammeNotOpen(Conflict):
    code = "programme_not_open"
    detail = "That programme is not open for new clients. Please choose another."


class NoSuchLevel(Unprocessable):
    code = "no_such_level"
    detail = "That level is not part of this programme."


class SameLevel(Conflict):
    code = "same_level"
    detail = "That is the level they are at already."


class EpisodeOver(Conflict):
    code = "episode_over"
    detail = "This stay has ended. Somebody who comes back begins a new one."


class MoveNotAllowed(Conflict):
    code = "move_not_allowed"
    detail = "That step cannot follow from where they are now."


class AdmissionConcerns(Conflict):
    """`concerns` says what speaks against it: a list of `code` and `text`."""

    code = "admission_concerns"
    detail = "The assessment raises concerns. Please say why to admit all the same."


def admit(
    db: Session, viewer: Viewer, body: ClientCreate
) -> tuple[Person, EpisodeOfCare, Programme]:
    """Begins a stay for somebody new, with the viewer as primary counselor: admitted to the first
    level of a programme at once, or referred to it first."""
    programme = open_programme(db, body.programme_id)
    person = new_person(
        db,
        shown_name=body.name,
        roles=frozenset({Role.client}),
        time_zone=body.time_zone,
        language=body.language,
        granted_by=viewer.id,
        now=viewer.now,
    )
    episode = new_stay(programme, person.id, body.phase, None, viewer.now)
    begin(db, viewer, episode, body.why or _FIRST_STEP[body.phase])
    audit.changed(db, viewer, Data.profile, [person.id])
    return person, episode, programme


def open_programme(db: Session, programme_id: UUID) -> Programme:
    """A programme that takes clients; `NoSuchProgramme` or `ProgrammeNotOpen`."""
    programme = db.get(Programme, programme_id)
    if programme is None:
        raise NoSuchProgramme
    if not programme.is_open:
        raise ProgrammeNotOpen
    return programme


def begin(db: Session, viewer: Viewer, episode: EpisodeOfCare, why: str) -> None:
    """A new stay with its first step, and the viewer as primary counselor."""
    db.add(episode)
    db.flush()
    _note_step(db, viewer, episode, why, viewer.now)
    join_team(db, viewer, episode.id, viewer.id, is_primary=True)


def take_step(
    db: Session,
    viewer: Viewer,
    episode: EpisodeOfCare,
    *,
    phase: Phase,
    level: str | None,
    why: str,
    outcome: Outcome | None = None,
    despite: str | None = None,
) -> EpisodeStep:
    """Moves a stay on, or ends it. Two who do so at once take turns.

    `level` is needed in treatment; outside it, and where the stay ends, the level stays as it is.
    Raises `EpisodeOver`, `MoveNotAllowed`, `NoSuchLevel`, `SameLevel`, `ProgrammeNotOpen`, and
    `AdmissionConcerns` unless `despite` says why to admit all the same. For those who may see the
    client; the caller notes it in the trail.
    """
    if outcome is not None:
        endings.prepare(db)
    hold(db, episode)
    if episode.ended_at is not None:
        raise EpisodeOver
    if not is_allowed(episode.phase, phase, outcome):
        raise MoveNotAllowed
    ends, at = is_end(episode.phase, phase, outcome), next_instant(db, episode)
    was_in_care = episode.phase is not Phase.alumni
    if phase is Phase.treatment and not ends:
        _require_level(db, viewer, episode, level, despite)
        episode.level = level
    if is_admission(episode.phase, phase):
        episode.admitted_at = at
    leaves_treatment = episode.phase is Phase.treatment and phase is not Phase.treatment
    episode.phase = phase
    episode.outcome = outcome or episode.outcome
    episode.ended_at = at if ends else None
    reason = f"{why} / {despite}" if despite else why
    step = _note_step(db, viewer, episode, reason, at, outcome)
    _end(db, viewer, episode, ends=ends, leaves_treatment=leaves_treatment, was_in_care=was_in_care)
    return step


def _end(
    db: Session,
    viewer: Viewer,
    episode: EpisodeOfCare,
    *,
    ends: bool,
    leaves_treatment: bool,
    was_in_care: bool,
) -> None:
    """What else ends with a step, if anything does."""
    if was_in_care and (ends or episode.phase is Phase.alumni):
        endings.end_care(db, episode.client_id, viewer.id, viewer.now)
    if ends:
        endings.end_stay(db, episode.client_id, viewer.id, viewer.now)
    elif leaves_treatment:
        endings.end_treatment(db, episode.client_id, viewer.id, viewer.now)


def _require_level(
    db: Session, viewer: Viewer, episode: EpisodeOfCare, level: str | None, despite: str | None
) -> None:
    programme = db.get_one(Programme, episode.programme_id)
    if level not in programme.levels:
        raise NoSuchLevel
    if episode.phase is Phase.treatment:
        if level == episode.level:
            raise SameLevel
        return
    if not programme.is_open:
        raise ProgrammeNotOpen
    _require_no_concerns(db, viewer, episode, programme, despite)


def _require_no_concerns(
    db: Session, viewer: Viewer, episode: EpisodeOfCare, programme: Programme, despite: str | None
) -> None:
    assessment, _ = newest_assessment(db, episode.id) or (None, None)
    found = concerns_of(assessment, design_of(programme))
    if found and not despite:
        language = viewer.person.language
        raise AdmissionConcerns(
            concerns=[{"code": code, "text": sentence(code, language)} for code in found]
        )


def _note_step(
    db: Session,
    viewer: Viewer,
    episode: EpisodeOfCare,
    why: str,
    at: datetime,
    outcome: Outcome | None = None,
) -> EpisodeStep:
    step = EpisodeStep(
        episode_id=episode.id,
        phase=episode.phase,
        level=episode.level,
        outcome=outcome,
        at=at,
        by=viewer.id,
        why=why,
    )
    db.add_all((episode, step))
    db.flush()
    return step


def assess(
    db: Session, viewer: Viewer, episode: EpisodeOfCare, body: AssessmentWrite
) -> Assessment:
    """Keeps what was found, beside what was found before. `NoSuchLevel` for a level that the
    programme does not have. Saying the same again keeps one."""
    hold(db, episode)
    programme = db.get_one(Programme, episode.programme_id)
    if body.level is not None and body.level not in programme.levels:
        raise NoSuchLevel
    said = body.model_dump(mode="json")
    last, _ = newest_assessment(db, episode.id) or (None, None)
    if last is not None and last.by == viewer.id and said.items() <= last.model_dump().items():
        return last
    row = Assessment(episode_id=episode.id, at=viewer.now, by=viewer.id, **body.model_dump())
    db.add(row)
    db.flush()
    return row


def agree_sessions_a_day(db: Session, episode: EpisodeOfCare, sessions_a_day: int | None) -> None:
    """The client's own cap in place of the programme's; None goes back to the programme's."""
    hold(db, episode)
    episode.sessions_a_day = sessions_a_day
    db.add(episode)


def new_stay(
    programme: Programme, client_id: UUID, phase: Phase, level: str | None, now: datetime
) -> EpisodeOfCare:
    """A stay to begin, at `level` or the programme's first; a referral has none yet. Raises
    `NoSuchLevel`."""
    referred = phase is Phase.referral
    first = level or programme.levels[0]
    if first not in programme.levels:
        raise NoSuchLevel
    return EpisodeOfCare(
        client_id=client_id,
        programme_id=programme.id,
        phase=phase,
        level=None if referred else first,
        opened_at=now,
        admitted_at=None if referred else now,
    )


def join_team(
    db: Session, viewer: Viewer, episode_id: UUID, provider_id: UUID, *, is_primary: bool
) -> None:
    """Adds a provider to the team of an episode from now on."""
    db.add(
        CareTeamMember(
            episode_id=episode_id,
            provider_id=provider_id,
            is_primary=is_primary,
            joined_at=viewer.now,
        )
    )
    db.flush()
