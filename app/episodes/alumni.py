"""How much an alumna wants to hear: her own pace, or nothing but the safety plan."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, exists, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from app.access import audit
from app.access.models import Data
from app.episodes.care import in_care
from app.episodes.holding import hold
from app.episodes.models import AlumniChoice, EpisodeOfCare, EpisodeStep, Outcome, Phase
from app.episodes.schemas import AlumniChoiceWrite
from app.errors import Conflict
from app.people.viewers import Viewer


class Pace(NamedTuple):
    """How often somebody wants to be asked at most: every so many days, None for not at all; and
    since when."""

    every_days: int | None
    since: datetime


class NotAnAlumna(Conflict):
    code = "not_an_alumna"
    detail = "You can choose this once your treatment and aftercare here are over."


def alumni_stay(db: Session, client_id: UUID) -> EpisodeOfCare | None:
    """The newest stay that was completed, of somebody who is not in care: the door stays open, also
    after a stay they left by then and after a later one that was cut short. None for others."""
    completed = exists().where(
        col(EpisodeStep.episode_id) == col(EpisodeOfCare.id),
        col(EpisodeStep.outcome) == Outcome.completed,
    )
    return db.exec(
        select(EpisodeOfCare)
        .where(
            EpisodeOfCare.client_id == client_id,
            or_(col(EpisodeOfCare.phase) == Phase.alumni, completed),
            col(EpisodeOfCare.client_id).not_in(in_care()),
        )
        .order_by(col(EpisodeOfCare.opened_at).desc(), col(EpisodeOfCare.id).desc())
        .limit(1)
    ).first()


def choice_of(db: Session, client_id: UUID) -> AlumniChoice | None:
    """What somebody chose last. It counts for as long as they are an alumna or alumnus."""
    return choices_of(db, [client_id]).get(client_id)


def newest_choice(client_id: UUID) -> ScalarSelect[int | None]:
    """The number of what somebody chose last since their newest stay began, to compare with inside
    a query. What was chosen before an earlier return does not come back by itself."""
    return (
        select(func.max(col(AlumniChoice.number)))
        .where(AlumniChoice.client_id == client_id, _since_the_newest_stay())
        .scalar_subquery()
    )


def choices_of(db: Session, client_ids: Iterable[UUID]) -> dict[UUID, AlumniChoice]:
    """What each of these people chose last since their newest stay began."""
    rows = db.exec(
        select(AlumniChoice)
        .where(col(AlumniChoice.client_id).in_(set(client_ids)), _since_the_newest_stay())
        .order_by(col(AlumniChoice.number))
    )
    return {row.client_id: row for row in rows}


def _since_the_newest_stay() -> ColumnElement[bool]:
    later = aliased(EpisodeOfCare)
    return ~exists().where(
        col(later.client_id) == col(AlumniChoice.client_id),
        col(later.opened_at) > col(AlumniChoice.chosen_at),
    )


def hears_nothing(db: Session, client_id: UUID) -> bool:
    """Whether somebody asked that nothing comes to them by itself."""
    if alumni_stay(db, client_id) is None:
        return False
    return is_left_alone(choice_of(db, client_id))


def pace_of(chosen: AlumniChoice | None) -> Pace | None:
    """The pace somebody chose; None where they chose nothing."""
    if chosen is None:
        return None
    return Pace(None if chosen.only_safety_plan else chosen.every_days, chosen.chosen_at)


def is_left_alone(chosen: AlumniChoice | None) -> bool:
    """Whether this is the choice of somebody to whom nothing comes by itself."""
    return chosen is not None and (chosen.every_days is None or chosen.only_safety_plan)


def choose(db: Session, client: Viewer, body: AlumniChoiceWrite) -> AlumniChoice:
    """Keeps what somebody chooses; the same again is no new row. Raises `NotAnAlumna`."""
    stay = alumni_stay(db, client.id)
    if stay is None:
        raise NotAnAlumna
    hold(db, stay)
    last = choice_of(db, client.id)
    said = (body.every_days, body.only_safety_plan)
    if last is not None and (last.every_days, last.only_safety_plan) == said:
        return last
    row = AlumniChoice(
        client_id=client.id,
        number=_next_number(db, client.id),
        every_days=body.every_days,
        only_safety_plan=body.only_safety_plan,
        chosen_at=client.now,
    )
    db.add(row)
    db.flush()
    audit.changed(db, client, Data.profile, [client.id])
    return row


def _next_number(db: Session, client_id: UUID) -> int:
    newest = select(func.max(col(AlumniChoice.number))).where(AlumniChoice.client_id == client_id)
    return (db.exec(newest).one() or 0) + 1
